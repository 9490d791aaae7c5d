use super::*;
use crate::month::Month;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// Waves from January 2027, so many months apart, followed for a year.
fn plan(units: u32, gap: u32, sizes: &[u32]) -> Plan {
    Plan::new(units, month("2027-01"), gap, sizes, 12).unwrap()
}

const NEVER: &[(Extent, Month, Month)] = &[];

/// Eight years of figures until December 2026.
fn known<'a>(chosen: &'a [u32], beside: &'a [u32], disruptions: &'a [(Extent, Month, Month)]) -> Known<'a> {
    Known {
        chosen,
        beside,
        together: 96,
        contrast: 96,
        until: month("2027-01"),
        disruptions,
    }
}

fn wanting() -> Aim {
    aim(Direction::Decrease, Some(0.5))
}

const SEEN: InSight = InSight {
    smallest: Some(0.4),
    shortest: Some(9),
};

/// The design of a plan that is not drawn by lot, and what is proposed.
fn advised(plan: &Plan, known: &Known<'_>, sight: InSight) -> (Design, Vec<Advice>) {
    let facts = plan.facts(known, wanting(), false);
    let choice = choose(&facts);
    (choice.design, plan.list_advice(known, &facts, &choice, sight))
}

#[test]
fn units_are_split_as_evenly_as_they_can_be() {
    assert_eq!(split_evenly(12, 3), [4, 4, 4]);
    assert_eq!(split_evenly(8, 3), [3, 3, 2]);
    assert_eq!(split_evenly(2, 3), [1, 1, 0]);
    assert_eq!(split_evenly(5, 0), Vec::<u32>::new());
}

#[test]
fn what_makes_no_plan_is_refused() {
    let first = month("2027-01");
    let refused = |units, gap, sizes: &[u32], follow| Plan::new(units, first, gap, sizes, follow).unwrap_err();
    assert_eq!(refused(0, 3, &[], 12), NotAPlan::NoUnits);
    assert_eq!(refused(6, 3, &[], 12), NotAPlan::EmptyWave);
    assert_eq!(
        refused(2, 3, &split_evenly(2, 3), 12),
        NotAPlan::EmptyWave,
        "more waves than units"
    );
    assert_eq!(
        refused(3, 3, &[2, 2], 12),
        NotAPlan::TooManyUnits { asked: 4, units: 3 }
    );
    assert_eq!(refused(4, 0, &[2, 2], 12), NotAPlan::NoGap);
    assert_eq!(refused(4, 3, &[2, 2], 0), NotAPlan::NoMonths);
    assert!(Plan::new(4, first, 0, &[4], 12).is_ok(), "one wave needs no gap");
}

#[test]
fn waves_come_one_after_the_other_and_the_rest_wait() {
    let plan = plan(8, 3, &[3, 2]);
    let starts: Vec<(String, u32)> = plan
        .waves()
        .iter()
        .map(|wave| (wave.start.to_string(), wave.units))
        .collect();
    assert_eq!(starts, [("2027-01".to_owned(), 3), ("2027-04".to_owned(), 2)]);
    assert_eq!(
        (plan.waiting(), plan.spread(), plan.last().to_string()),
        (3, 3, "2028-03".to_owned())
    );
    // 8! / (3! · 2! · 3!)
    assert_eq!(plan.orders(), 560);
}

#[test]
fn chance_is_read_from_a_lot_of_many_orders_that_nobody_outside_is_needed_for() {
    assert!(plan(8, 3, &[3, 2]).is_read_by_lot(4), "three wait by lot");
    assert!(plan(8, 3, &[4, 4]).is_read_by_lot(0));
    assert!(!plan(8, 3, &[4, 4]).is_read_by_lot(4), "those beside were not drawn");
    assert!(!plan(4, 3, &[2, 2]).is_read_by_lot(0), "six orders");
}

#[test]
fn the_facts_count_the_months_that_will_have_somebody_to_compare_with() {
    let months_of = |facts: &Facts| -> Vec<Vec<(u32, u32)>> {
        let cohort = |cohort: &Cohort| cohort.units.iter().map(|unit| (unit.before, unit.after)).collect();
        facts.cohorts.iter().map(cohort).collect()
    };
    let chosen = [96, 96, 40, 96];
    let everybody_begins = plan(4, 6, &[2, 2]).facts(&known(&chosen, &[], NEVER), wanting(), true);
    assert_eq!(months_of(&everybody_begins), [[(96, 6), (96, 6)], [(46, 0), (102, 0)]]);
    assert_eq!(everybody_begins.never_treated, 0);
    let some_beside = plan(4, 6, &[2, 1]).facts(&known(&chosen, &[96, 96], NEVER), wanting(), true);
    assert_eq!(months_of(&some_beside), [vec![(96, 18), (96, 18)], vec![(46, 12)]]);
    assert_eq!(some_beside.never_treated, 3, "two beside and one that waits");
    assert_eq!((some_beside.series.before, some_beside.series.after), (96, 12));
}

#[test]
fn months_until_the_start_count_unless_a_disruption_takes_them() {
    let coming = [(Extent::Everyone, month("2027-03"), month("2027-04"))];
    let late = Plan::new(4, month("2027-07"), 0, &[4], 12).unwrap();
    let facts = late.facts(&known(&[96; 4], &[], &coming), wanting(), false);
    assert_eq!((facts.series.before, facts.contrast.before), (100, 102));
    assert_eq!(
        facts.disruption,
        near(Extent::Everyone, StartPlace::After { months: 2 })
    );
}

#[test]
fn a_plan_that_sees_what_matters_needs_nothing() {
    let many = plan(12, 3, &[4, 4]);
    assert_eq!(
        advised(&many, &known(&[96; 12], &[], NEVER), SEEN),
        (Design::StaggeredComparison, vec![])
    );
}

#[test]
fn a_single_unit_is_judged_by_its_own_months_and_told_that_others_would_help_only_when_it_sees_too_little() {
    let one = plan(1, 0, &[1]);
    let alone = known(&[96], &[], NEVER);
    assert_eq!(advised(&one, &alone, SEEN), (Design::InterruptedSeries, vec![]));
    let blind = InSight {
        smallest: Some(1.0),
        shortest: Some(30),
    };
    // A fourfold variance: three more.
    assert_eq!(
        advised(&one, &alone, blind).1,
        [Advice::MoreMonths { months: 18 }, Advice::MoreUnits { units: 3 }]
    );
}

#[test]
fn all_at_once_and_soon_after_a_disruption_should_not_begin_together_or_should_wait() {
    let disruption = [(Extent::Everyone, month("2026-06"), month("2026-10"))];
    let together = plan(8, 0, &[8]);
    let (design, advice) = advised(&together, &known(&[96; 8], &[], &disruption), SEEN);
    assert_eq!(design, Design::ChartOnly);
    assert_eq!(
        advice,
        [
            Advice::StartApart,
            Advice::WaitUntil {
                month: month("2027-11")
            }
        ]
    );
    let swallowed = [(Extent::Everyone, month("2026-12"), month("2027-02"))];
    let (design, advice) = advised(&together, &known(&[96; 8], &[], &swallowed), SEEN);
    assert_eq!(design, Design::ChartOnly);
    assert!(advice.contains(&Advice::WaitUntil {
        month: month("2028-03")
    }));
    // Apart, what hits all alike cancels.
    let apart = plan(8, 3, &[4, 4]);
    assert_eq!(
        advised(&apart, &known(&[96; 8], &[], &swallowed), SEEN),
        (Design::StaggeredComparison, vec![])
    );
}

#[test]
fn one_unit_at_a_time_asks_for_a_lot_or_for_two_together() {
    let swallowed = [(Extent::TreatedOnly, month("2026-06"), month("2026-10"))];
    let one_by_one = plan(6, 3, &[1, 1, 1]);
    let known = known(&[96; 6], &[], &swallowed);
    let (_, advice) = advised(&one_by_one, &known, SEEN);
    assert_eq!(advice[..2], [Advice::ALot, Advice::StartTogether]);
}

#[test]
fn too_few_units_and_too_short_a_history_are_told_with_numbers() {
    let small = plan(4, 3, &[2, 1]);
    let young = Known {
        together: 5,
        contrast: 5,
        ..known(&[5; 4], &[], NEVER)
    };
    let (design, advice) = advised(&small, &young, SEEN);
    assert_eq!(design, Design::ChartOnly);
    assert_eq!(advice[0], Advice::MoreUnits { units: 2 });
    assert!(advice.contains(&Advice::OlderMonths { months: 7 }), "{advice:?}");
}

#[test]
fn where_nothing_is_ever_unusual_more_units_are_asked_for() {
    let blind = InSight {
        smallest: None,
        shortest: None,
    };
    let many = plan(12, 3, &[4, 4]);
    let (_, advice) = advised(&many, &known(&[96; 12], &[96], NEVER), blind);
    assert_eq!(advice, [Advice::MoreUnits { units: 1 }, Advice::StartTogether]);
}

#[test]
fn in_waves_until_all_have_begun_somebody_should_wait() {
    let blind = InSight {
        smallest: Some(0.8),
        shortest: None,
    };
    let (_, advice) = advised(&plan(12, 3, &[4, 4, 4]), &known(&[96; 12], &[], NEVER), blind);
    // (0.8/0.5)² is 2.56 times as many.
    assert_eq!(advice, [Advice::SomeWait, Advice::MoreUnits { units: 19 }]);
}
