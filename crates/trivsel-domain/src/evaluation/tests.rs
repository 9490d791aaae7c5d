#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod choosing;
mod judging;
mod planning;
mod settling;
mod waves;

use super::*;
use crate::initiative::Direction;

/// Twelve units: two that began together, two a year later, one alone, seven untouched. Months enough for everything.
fn facts() -> Facts {
    Facts {
        has_begun: true,
        is_outside: false,
        to_look_at: 54,
        cohorts: vec![cohort(2, 36, 36), cohort(2, 48, 24), cohort(1, 54, 18)],
        never_treated: 7,
        series: months(36, 18),
        contrast: months(36, 18),
        disruption: None,
        definition_break: None,
        is_order_drawn: true,
        start_choice: StartChoice::BeforeSeeing,
        aim: aim(Direction::Decrease, Some(30.0)),
    }
}

fn cohort(units: usize, before: u32, after: u32) -> Cohort {
    Cohort {
        units: vec![months(before, after); units],
    }
}

fn months(before: u32, after: u32) -> Months {
    Months { before, after }
}

fn near(extent: Extent, start: StartPlace) -> Option<NearDisruption> {
    Some(NearDisruption { extent, start })
}

fn aim(direction: Direction, worthwhile: Option<f64>) -> Aim {
    Aim {
        direction,
        worthwhile: worthwhile.map(|size| Worthwhile::new(size).unwrap()),
    }
}

fn interval(estimate: f64, lower: f64, upper: f64) -> Interval {
    Interval::new(estimate, lower, upper).unwrap()
}

#[test]
fn every_code_reads_back_and_none_is_used_twice() {
    for design in Design::ALL {
        assert_eq!(Design::parse(design.code()), Some(design));
    }
    for mode in Uncertainty::ALL {
        assert_eq!(Uncertainty::parse(mode.code()), Some(mode));
    }
    for model in SeriesModel::ALL {
        assert_eq!(SeriesModel::parse(model.code()), Some(model));
    }
    for verdict in Verdict::ALL {
        assert_eq!(Verdict::parse(verdict.code()), Some(verdict));
    }
    assert_eq!(Verdict::parse("clear_change"), None, "a verdict without its way");
}

#[test]
fn the_names_in_json_are_the_codes() {
    fn check<T: Serialize>(value: T, tag: Option<&str>, code: &str) {
        let json = serde_json::to_value(value).unwrap();
        let written = tag.map_or(&json, |tag| &json[tag]);
        assert_eq!(written, code);
    }
    for design in Design::ALL {
        check(design, None, design.code());
    }
    for refusal in [
        Refusal::NotStarted,
        Refusal::AllStartTogether,
        Refusal::TooFewUnits { have: 4, need: 6 },
        Refusal::OneUnitCohortsOnly { cohorts: 3 },
        Refusal::TooFewOrders { have: 15, need: 20 },
        Refusal::NoUntouchedUnit,
        Refusal::TooFewMonthsBefore { have: 7, need: 12 },
        Refusal::TooFewMonthsAfter { have: 7, need: 12 },
        Refusal::StartInsideDisruption,
        Refusal::StartSoonAfterDisruption { have: 5, need: 12 },
        Refusal::DefinitionBreakAtStart,
    ] {
        check(refusal, Some("refusal"), refusal.code());
    }
    for caution in [
        Caution::OrderNotDrawn,
        Caution::FewUnits { units: 12 },
        Caution::FewTreated { treated: 3 },
        Caution::OneUnitCohorts { cohorts: 2 },
        Caution::UnitsLeftOut { units: 2 },
        Caution::ShortHistory { months: 7 },
        Caution::WithoutSeason { months: 15 },
        Caution::NearDisruption,
        Caution::SharedDefinitionBreak,
        Caution::StartChoiceUnknown,
        Caution::NoSmallestWorthwhile,
    ] {
        check(caution, Some("caution"), caution.code());
    }
    for proposal in [
        Settles::MoreMonths { months: 14 },
        Settles::OlderMonths { months: 5 },
        Settles::MoreComparisonUnits { units: 3 },
        Settles::MoreTreatedUnits { units: 3 },
        Settles::LaterStart { months: 12 },
        Settles::StartSetBeforehand,
        Settles::StartsTogether,
        Settles::SameDefinition,
        Settles::ALot,
    ] {
        check(proposal, Some("settles"), proposal.code());
    }
}

#[test]
fn facts_a_choice_and_a_judgement_survive_being_written_down() {
    let facts = facts();
    let choice = choose(&facts);
    let unbounded = interval(-4.0, f64::NEG_INFINITY, 3.0);
    let opinions = SecondOpinions {
        must_agree: &[interval(-40.0, -50.0, -35.0)],
        rows: &[-1.0],
    };
    let judgement = judge(unbounded, facts.aim, opinions, &[Cap::StartChosenAfterSeeing]);
    let text = serde_json::to_string(&(&facts, &choice, &judgement)).unwrap();
    let read: (Facts, Choice, Judgement) = serde_json::from_str(&text).unwrap();
    assert_eq!(read, (facts, choice, judgement));
}

#[test]
fn what_is_no_interval_or_no_size_is_refused() {
    for (estimate, lower, upper) in [
        (0.0, 1.0, -1.0),
        (f64::NAN, -1.0, 1.0),
        (f64::INFINITY, -1.0, 1.0),
        (0.0, f64::NAN, 1.0),
        (0.0, -1.0, f64::NAN),
        (0.0, f64::INFINITY, f64::INFINITY),
        (0.0, f64::NEG_INFINITY, f64::NEG_INFINITY),
    ] {
        assert!(
            Interval::new(estimate, lower, upper).is_err(),
            "{estimate} {lower} {upper}"
        );
    }
    assert!(serde_json::from_str::<Interval>(r#"{"estimate":0,"lower":2,"upper":1}"#).is_err());
    for size in [-1.0, f64::NAN, f64::INFINITY] {
        assert!(Worthwhile::new(size).is_err(), "{size}");
    }
    assert_eq!(Worthwhile::new(0.0).unwrap().size(), 0.0);
}
