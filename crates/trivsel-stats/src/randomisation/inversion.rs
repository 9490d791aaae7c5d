//! Which constant effects the deals do not speak against.

/// One deal: the effect it gives on the outcomes, and on the 0/1 treatment as it really was. With a constant effect τ taken out
/// of the outcomes, it gives outcome − τ·treatment. The real starts give 1 on the treatment.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Deal {
    pub(super) outcome: f64,
    pub(super) treatment: f64,
}

/// Effects that are not refused, in the unit of the outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConfidenceSet {
    /// The smallest; `None` where no effect is small enough to be refused.
    pub lower: Option<f64>,
    /// The largest; `None` where no effect is large enough to be refused.
    pub upper: Option<f64>,
}

/// Numbers this near to each other (as a share of the largest) count as equal.
const TIE: f64 = 1e-11;

/// For which distances u ≥ 0 from the real effect a deal is at least as extreme as the real one.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    Nowhere,
    Everywhere,
    /// 0 ..= end.
    Until(f64),
    /// From here on.
    From(f64),
}

/// `slack` is how much effects may differ by rounding; `accepts` says whether an effect is kept at which so many deals are at least as extreme.
pub(super) fn confidence_set(
    effect: f64,
    deals: &[Option<Deal>],
    slack: f64,
    accepts: &dyn Fn(usize) -> bool,
) -> ConfidenceSet {
    let largest = deals
        .iter()
        .flatten()
        .fold(effect.abs(), |largest, deal| largest.max(deal.outcome.abs()));
    let side = |direction: f64| {
        let (mut always, mut events) = (0, Vec::new());
        for deal in deals {
            let reaches = match deal {
                None => [Reach::Everywhere, Reach::Nowhere],
                Some(deal) => reaches(deal, effect, direction, slack + TIE * largest),
            };
            match reaches {
                [Reach::Everywhere, _] | [_, Reach::Everywhere] => always += 1,
                [Reach::Until(end), Reach::From(begin)] | [Reach::From(begin), Reach::Until(end)] if begin <= end => {
                    always += 1;
                }
                both => events.extend(both.into_iter().filter(|reach| *reach != Reach::Nowhere)),
            }
        }
        farthest(always, events, accepts).map(|distance| effect + direction * distance)
    };
    ConfidenceSet {
        lower: side(-1.0),
        upper: side(1.0),
    }
}

/// At τ = effect + direction·u the deal gives C − u·B, with C = outcome − effect·treatment and B = direction·treatment, and the real starts
/// give u in size. |C − uB| ≥ u means C ≥ u(1 + B) or −C ≥ u(1 − B).
fn reaches(deal: &Deal, effect: f64, direction: f64, tie: f64) -> [Reach; 2] {
    let rest = deal.outcome - effect * deal.treatment;
    let slope = direction * deal.treatment;
    let solve = |constant: f64, factor: f64| {
        if constant >= -tie {
            if factor > TIE {
                Reach::Until(constant.max(0.0) / factor)
            } else {
                Reach::Everywhere
            }
        } else if factor < -TIE {
            Reach::From(constant / factor)
        } else {
            Reach::Nowhere
        }
    };
    [solve(rest, 1.0 + slope), solve(-rest, 1.0 - slope)]
}

/// The largest distance that is accepted, coming from far away; `None` where far away itself is.
fn farthest(always: usize, mut events: Vec<Reach>, accepts: &dyn Fn(usize) -> bool) -> Option<f64> {
    let is_from = |reach: &Reach| matches!(reach, Reach::From(_));
    let place = |reach: &Reach| match reach {
        Reach::Until(place) | Reach::From(place) => *place,
        Reach::Nowhere | Reach::Everywhere => 0.0,
    };
    let mut extreme = always + events.iter().filter(|reach| is_from(reach)).count();
    if accepts(extreme) {
        return None;
    }
    // From far to near; where stretches touch, the one that ends here counts before the one that begins here stops.
    events.sort_by(|one, other| {
        place(other)
            .total_cmp(&place(one))
            .then(is_from(one).cmp(&is_from(other)))
    });
    for event in &events {
        if is_from(event) {
            extreme -= 1;
        } else {
            extreme += 1;
            if accepts(extreme) {
                return Some(place(event));
            }
        }
    }
    Some(0.0)
}
