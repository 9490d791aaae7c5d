//! One series with a step at the start: the units that began, alone or held against the others.

use std::collections::BTreeSet;

use trivsel_domain::evaluation::{Choice, Course, ExpectedMonth, Interval, OtherWay, Placebo, Reckoned};
use trivsel_stats::its::{
    Data, Errors, Estimate as LogRatio, Fit, Plan, Ratio, compare_handlings, fit, fit_autoregressive,
    fit_negative_binomial, placebo_starts,
};

use super::CONFIDENCE;
use super::estimate::Found;
use super::jobs::Counter;
use super::panel::Material;
use super::series::{data, step};

/// Treated units as one series with a step at the first start; the months between the first start and the last are left out.
pub(super) struct Stepped<'a> {
    material: &'a Material,
    series: Vec<Option<Ratio>>,
    beside: Vec<Option<Ratio>>,
    plan: Plan,
    fitted: Fit,
    /// What the level would have been after the start without the initiative, in the indicator's unit.
    level: f64,
    is_controlled: bool,
}

impl<'a> Stepped<'a> {
    pub(super) fn of(material: &'a Material, choice: &Choice, is_controlled: bool) -> Option<Self> {
        let (series, beside) = (material.together(true), material.together(false));
        let starts: BTreeSet<usize> = material.rows.iter().filter_map(|row| row.start).collect();
        let (first, last) = (*starts.first()?, *starts.last()?);
        let plan = step(first..=last, choice.model, &material.disrupted, is_controlled);
        let fitted = fit(data(&series, &beside, is_controlled), &plan).ok()?;
        let level = expected_level(material, &fitted, &series)?;
        Some(Self {
            material,
            series,
            beside,
            plan,
            fitted,
            level,
            is_controlled,
        })
    }

    fn data(&self) -> Data<'_> {
        data(&self.series, &self.beside, self.is_controlled)
    }

    /// A ratio of rates as a difference in the indicator's unit.
    fn in_units(&self, ratio: LogRatio) -> Option<Interval> {
        let ratio = ratio.ratio(CONFIDENCE).ok()?;
        let [estimate, lower, upper] =
            [ratio.estimate, ratio.lower, ratio.upper].map(|ratio| (ratio - 1.0) * self.level);
        Interval::new(estimate, lower, upper).ok()
    }

    fn effect(&self) -> Option<Interval> {
        self.in_units(self.fitted.effect(Errors::Model).log_rate_ratio)
    }

    fn autoregressive(&self) -> Option<Interval> {
        let other = fit_autoregressive(self.data(), &self.plan).ok()?;
        self.in_units(other.effect.log_rate_ratio)
    }

    /// The effect with the interval that is answered with.
    pub(super) fn answer(&self) -> Option<Interval> {
        Some(wider(self.effect()?, self.autoregressive()))
    }

    /// Every month, in the indicator's unit, with what would have been expected without the initiative.
    fn course(&self) -> Option<Course> {
        let mut months = vec![
            ExpectedMonth {
                observed: None,
                expected: None,
                is_used: false,
            };
            self.series.len()
        ];
        for month in self.fitted.counterfactual(Errors::Model, CONFIDENCE).ok()? {
            let Some(pair) = self.series.get(month.position).copied().flatten() else {
                continue;
            };
            let in_units = |events: f64| self.material.indicator.factor * events / pair.denominator;
            let expected = Interval::new(
                in_units(month.expected.estimate),
                in_units(month.expected.lower),
                in_units(month.expected.upper),
            );
            if let Some(place) = months.get_mut(month.position) {
                *place = ExpectedMonth {
                    observed: Some(in_units(pair.numerator)),
                    expected: expected.ok(),
                    is_used: month.is_used,
                };
            }
        }
        Some(Course::Expected {
            first: self.material.first,
            months,
        })
    }

    fn placebo(&self) -> Option<Placebo> {
        let found = placebo_starts(self.data(), &self.plan, Errors::Model).ok()?;
        let of = found.false_starts.len();
        (of > 0).then_some(Placebo {
            as_large: found.rank - 1,
            of,
        })
    }
}

/// The effect with its second opinions, and the course.
pub(super) fn one_series(
    material: &Material,
    choice: &Choice,
    is_controlled: bool,
    counter: &Counter,
) -> Option<Found> {
    counter.expect(5);
    let stepped = Stepped::of(material, choice, is_controlled)?;
    let independent = stepped.effect()?;
    counter.tick();
    let autoregressive = stepped.autoregressive();
    counter.tick();
    let effect = wider(independent, autoregressive);
    let second = if effect == independent {
        autoregressive
    } else {
        Some(independent)
    };
    let mut others = vec![
        OtherWay {
            way: Reckoned::Autoregressive,
            effect: autoregressive,
        },
        OtherWay {
            way: Reckoned::RobustErrors,
            effect: stepped.in_units(stepped.fitted.effect(Errors::Hac).log_rate_ratio),
        },
    ];
    if effect != independent {
        others.push(OtherWay {
            way: Reckoned::Independent,
            effect: Some(independent),
        });
    }
    if !is_controlled {
        others.push(OtherWay {
            way: Reckoned::NegativeBinomial,
            effect: fit_negative_binomial(stepped.data(), &stepped.plan)
                .ok()
                .and_then(|other| stepped.in_units(other.fit.effect(Errors::Model).log_rate_ratio)),
        });
    }
    counter.tick();
    let comparison = stepped
        .beside
        .iter()
        .any(Option::is_some)
        .then_some(stepped.beside.as_slice());
    if stepped.plan.disruption.is_some()
        && let Ok(rows) = compare_handlings(&stepped.series, comparison, &stepped.plan)
    {
        others.extend(rows.into_iter().map(|row| {
            OtherWay {
                way: Reckoned::Handled(row.handling.letter()),
                effect: row
                    .fit
                    .ok()
                    .and_then(|fit| stepped.in_units(fit.effect(Errors::Model).log_rate_ratio)),
            }
        }));
    }
    counter.tick();
    let placebo = stepped.placebo();
    counter.tick();
    Some(Found {
        effect,
        must_agree: second.into_iter().collect(),
        others,
        chance: None,
        placebo,
        course: stepped.course(),
    })
}

/// The interval that is answered with. Neighbouring months that resemble each other make the interval of independent months too narrow,
/// and the model that allows for it gives a wider one: then that one is the answer.
fn wider(independent: Interval, autoregressive: Option<Interval>) -> Interval {
    autoregressive
        .filter(|other| other.width() > independent.width())
        .unwrap_or(independent)
}

fn expected_level(material: &Material, fitted: &Fit, series: &[Option<Ratio>]) -> Option<f64> {
    let difference = fitted.difference(Errors::Model, CONFIDENCE).ok()?;
    let used: BTreeSet<usize> = fitted.used_positions().into_iter().collect();
    let start = material.rows.iter().filter_map(|row| row.start).max()?;
    // Where nothing is counted out of anything, a unit's month stands as 1: the level is that of one unit in one month.
    let exposure: f64 = series
        .iter()
        .enumerate()
        .filter(|(at, _)| *at >= start && used.contains(at))
        .filter_map(|(_, pair)| pair.map(|pair| pair.denominator))
        .sum();
    (exposure > 0.0).then(|| material.indicator.factor * difference.expected.estimate / exposure)
}
