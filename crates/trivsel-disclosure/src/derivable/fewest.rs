//! The fewest people whose figures follow from what is shown, by themselves and without anybody's help.

use std::collections::BTreeSet;

use super::{Classes, Exactness, Hunt, Nobody, Wish, pieces, reduced, shown_sets};
use crate::frame::{Frame, at, is_laminar};
use crate::rules::Rules;

/// How few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fewest {
    /// None of fewer follows.
    pub(crate) people: i64,
    /// Does a set of just so many?
    pub(crate) exactness: Exactness,
    /// The set that was found, if it is under the minimum. Those in it who are nobody are left out.
    pub(crate) columns: Option<Vec<usize>>,
}

/// The fewest people that follow from the shown cells, when each column has so many. Nothing is looked for from the minimum on.
pub(crate) fn fewest(frame: &Frame, inside: &[Vec<usize>], shown: &[bool], people: &[i64], rules: &Rules) -> Fewest {
    let sets = shown_sets(frame, inside, shown);
    let classes = Classes::of(frame.columns.len(), &sets, people);
    let minimum = i64::from(rules.minimum);
    if is_laminar(frame.columns.len(), sets.iter().map(Vec::as_slice)) {
        return match classes.least() {
            Some(class) => Fewest {
                people: at(&classes.people, class),
                exactness: Exactness::Exact,
                columns: (at(&classes.people, class) < minimum).then(|| classes.columns_of(&[class])),
            },
            None => Fewest::at_least(minimum),
        };
    }
    let mut steps = rules.effort.steps.saturating_mul(10);
    // Any set that follows holds a class with somebody in it whole.
    let unsettled = || {
        Fewest::at_least(
            classes
                .least()
                .map_or(minimum, |class| at(&classes.people, class))
                .min(minimum),
        )
    };
    let found = match classes.fewest(minimum, Nobody::AnyShare, &mut steps) {
        Some(Some(found)) => found,
        Some(None) => return Fewest::at_least(minimum),
        None => return unsettled(),
    };
    let count: i64 = found.iter().map(|class| at(&classes.people, *class)).sum();
    // Classes of nobody may have lent a hand; then it is asked again without.
    let is_exact = classes.people.iter().all(|people| *people > 0)
        || matches!(
            classes.fewest(count + 1, Nobody::AllOrNothing, &mut steps),
            Some(Some(_))
        );
    Fewest {
        people: count,
        exactness: if is_exact { Exactness::Exact } else { Exactness::Bound },
        columns: Some(classes.columns_of(&found)),
    }
}

impl Fewest {
    fn at_least(people: i64) -> Self {
        Self {
            people,
            exactness: Exactness::Bound,
            columns: None,
        }
    }
}

impl Classes {
    /// The classes of the set of the fewest people under a limit. None when steps or numbers ran out before all were looked at.
    fn fewest(&self, limit: i64, nobody: Nobody, steps: &mut usize) -> Option<Option<Vec<usize>>> {
        let basis = self.small_combinations(limit, nobody)?;
        let (mut limit, mut fewest) = (limit, None);
        for piece in pieces(basis) {
            let lines = reduced(&piece, &[])?;
            let mut hunt = Hunt {
                people: &self.people,
                lines: &lines,
                limit,
                steps: *steps,
                wish: Wish::Fewest,
                found: None,
            };
            let is_done = hunt.start();
            *steps = hunt.steps;
            is_done?;
            if let Some(found) = hunt.found {
                limit = hunt.limit;
                fewest = Some(found.into_iter().collect::<BTreeSet<usize>>().into_iter().collect());
            }
        }
        Some(fewest)
    }
}
