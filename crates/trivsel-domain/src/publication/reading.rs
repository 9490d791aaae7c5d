//! What published figures say in words, by fixed rules: what stands out in a group, and what a change since last time amounts to.
//!
//! The rules are few and the same for every group, so that two readers of the same figures read the same sentence.

use super::{ScaleChange, ScaleResult, Shown};
use crate::questionnaire::{Content, Reading, Scale, Side};

/// Where a group stands beside all who were asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// The mean of all lies below the group's interval.
    Above,
    /// The mean of all lies above the group's interval.
    Below,
    /// It lies within.
    Level,
}

/// Where a group stands beside all who were asked.
pub fn beside(own: &ScaleResult, all: &ScaleResult) -> Beside {
    let mean = all.mean.middle();
    if mean < own.interval.0 {
        Beside::Above
    } else if mean > own.interval.1 {
        Beside::Below
    } else {
        Beside::Level
    }
}

/// What stands out in a group. Scales are named by their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// The scale that lies best; none when there is only one, or none is better than another.
    pub best: Option<String>,
    /// The scale that lies worst.
    pub worst: Option<String>,
    /// Two-sided scales whose mean lies outside what is fitting, and on which side.
    pub outside: Vec<(String, Side)>,
    /// Scales that lie above all who were asked, the best and the worst left out.
    pub above: Vec<String>,
    /// Scales that lie below all who were asked, the best and the worst left out.
    pub below: Vec<String>,
    /// Scales that lie level with all who were asked, the best and the worst left out.
    pub level: Vec<String>,
}

/// What stands out: best and worst are the highest and the lowest share of the range, turned where low is good, of scales that are not
/// two-sided. `all` are those who were asked, where the group is not they.
pub fn finding(content: &Content, own: &Shown, all: Option<&Shown>) -> Finding {
    let mut found = Finding::default();
    let mut by_share: Vec<(&Scale, f64)> = Vec::new();
    for result in &own.scales {
        let Some(scale) = content.find_scale(&result.scale) else {
            continue;
        };
        let mean = result.mean.middle();
        match scale.reading.side_of(mean) {
            Some(Side::Within) => {}
            Some(side) => found.outside.push((scale.key.clone(), side)),
            None => by_share.push((scale, goodness(scale, mean))),
        }
    }
    // The first in the questionnaire stays first among equals.
    by_share.sort_by(|one, other| other.1.total_cmp(&one.1));
    if let (Some((best, high)), Some((worst, low))) = (by_share.first(), by_share.last())
        && high > low
    {
        found.best = Some(best.key.clone());
        found.worst = Some(worst.key.clone());
    }
    for result in &own.scales {
        let is_told = [&found.best, &found.worst].contains(&&Some(result.scale.clone()));
        let other = all.and_then(|all| all.scale(&result.scale)).filter(|_| !is_told);
        if let Some(other) = other {
            let group = match beside(result, other) {
                Beside::Above => &mut found.above,
                Beside::Below => &mut found.below,
                Beside::Level => &mut found.level,
            };
            group.push(result.scale.clone());
        }
    }
    found
}

/// How good a mean is, from 0 to 1.
fn goodness(scale: &Scale, mean: f64) -> f64 {
    let share = (mean - scale.range.from) / scale.range.width();
    match scale.reading {
        Reading::LowerIsBetter => 1.0 - share,
        Reading::HigherIsBetter | Reading::Fitting(_) => share,
    }
}

/// What a change amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeVerdict {
    /// All of the interval lies beyond the smallest important change.
    Clear,
    /// The interval leaves out no change at all, but not one too small to matter; or nobody said how much matters.
    PerhapsSmall,
    /// All of the interval lies below the smallest important change.
    NoneOfImportance,
    /// The figures fit both with a change that matters and with none.
    Unclear,
}

impl ChangeVerdict {
    /// What a change amounts to, held against the smallest one worth having, if that was said.
    pub fn of(change: &ScaleChange, smallest: Option<f64>) -> Self {
        let (low, high) = change.interval;
        let least = if low > 0.0 {
            low
        } else if high < 0.0 {
            -high
        } else {
            0.0
        };
        let most = low.abs().max(high.abs());
        match smallest {
            Some(smallest) if most < smallest => Self::NoneOfImportance,
            Some(smallest) if least >= smallest => Self::Clear,
            _ if least > 0.0 => Self::PerhapsSmall,
            _ => Self::Unclear,
        }
    }

    /// Its code, for words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::PerhapsSmall => "perhaps-small",
            Self::NoneOfImportance => "none-of-importance",
            Self::Unclear => "unclear",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::publication::Amount;
    use crate::questionnaire::built_in;

    fn pulse() -> Content {
        let all = built_in().unwrap();
        all.into_iter().find(|one| one.code == "pulse").unwrap().content
    }

    fn result(scale: &str, mean: f64, reach: f64) -> ScaleResult {
        ScaleResult {
            scale: scale.into(),
            mean: Amount::Exact(mean),
            standard_error: reach / 1.96,
            interval: (mean - reach, mean + reach),
        }
    }

    fn shown(scales: Vec<ScaleResult>) -> Shown {
        Shown {
            invited: 30,
            respondents: Amount::Exact(24.0),
            scales,
            distributions: Vec::new(),
        }
    }

    #[test]
    fn the_best_the_worst_and_what_is_out_of_fit_are_told() {
        let content = pulse();
        let own = shown(vec![
            result("influence", 58.0, 4.0),
            result("meaning", 81.0, 3.0),
            result("predictability", 46.0, 4.0),
            result("demands", 66.0, 4.0),
        ]);
        let all = shown(vec![
            result("influence", 57.0, 1.0),
            result("meaning", 79.0, 1.0),
            result("predictability", 52.0, 1.0),
            result("demands", 61.0, 1.0),
        ]);
        let found = finding(&content, &own, Some(&all));
        assert_eq!(found.best.as_deref(), Some("meaning"));
        assert_eq!(found.worst.as_deref(), Some("predictability"));
        assert_eq!(found.outside, [("demands".to_owned(), Side::Above)]);
        assert_eq!(
            (found.above, found.level),
            (vec!["demands".into()], vec!["influence".into()])
        );
        assert_eq!(finding(&content, &own, None).level, Vec::<String>::new());
    }

    #[test]
    fn one_scale_is_neither_best_nor_worst() {
        let content = pulse();
        let found = finding(&content, &shown(vec![result("meaning", 81.0, 3.0)]), None);
        assert_eq!(found, Finding::default());
    }

    #[test]
    fn beside_all_others_a_group_is_judged_by_its_own_interval() {
        let own = result("meaning", 60.0, 5.0);
        for (all, expected) in [
            (54.9, Beside::Above),
            (55.0, Beside::Level),
            (65.0, Beside::Level),
            (65.1, Beside::Below),
        ] {
            assert_eq!(beside(&own, &result("meaning", all, 1.0)), expected, "{all}");
        }
    }

    #[test]
    fn a_change_is_judged_by_the_smallest_that_matters() {
        let verdict = |low: f64, high: f64, smallest: Option<f64>| {
            ChangeVerdict::of(
                &ScaleChange {
                    difference: f64::midpoint(low, high),
                    interval: (low, high),
                },
                smallest,
            )
        };
        for (low, high, smallest, expected) in [
            (5.0, 9.0, Some(5.0), ChangeVerdict::Clear),
            (-9.0, -5.0, Some(5.0), ChangeVerdict::Clear),
            (1.0, 9.0, Some(5.0), ChangeVerdict::PerhapsSmall),
            (1.0, 4.0, Some(5.0), ChangeVerdict::NoneOfImportance),
            (-4.0, 4.0, Some(5.0), ChangeVerdict::NoneOfImportance),
            (-4.0, 6.0, Some(5.0), ChangeVerdict::Unclear),
            (1.0, 9.0, None, ChangeVerdict::PerhapsSmall),
            (-1.0, 9.0, None, ChangeVerdict::Unclear),
        ] {
            assert_eq!(verdict(low, high, smallest), expected, "{low} to {high}");
        }
    }
}
