use super::*;
use Direction::{Decrease, Increase, KeepHigh, KeepLow};
use Verdict::{CannotBeConcluded, ChangeMaybeSmaller, ClearChange, NoImportantChange};
use Way::{Better, Worse};
use proptest::prelude::*;

const NONE: SecondOpinions<'_> = SecondOpinions {
    must_agree: &[],
    rows: &[],
};

fn verdict(direction: Direction, worthwhile: Option<f64>, lower: f64, upper: f64) -> Verdict {
    let middle = interval(0.0, lower, upper);
    judge(middle, aim(direction, worthwhile), NONE, &[]).verdict
}

/// Checks an interval in which up is good, and its mirror for a criterion in which down is good.
#[track_caller]
fn check(up: Direction, down: Direction, worthwhile: Option<f64>, cases: &[(f64, f64, Verdict)]) {
    for (lower, upper, wanted) in cases {
        assert_eq!(verdict(up, worthwhile, *lower, *upper), *wanted, "{lower} to {upper}");
        assert_eq!(
            verdict(down, worthwhile, -upper, -lower),
            *wanted,
            "{lower} to {upper}, mirrored"
        );
    }
}

#[test]
fn an_interval_becomes_one_verdict() {
    check(
        Increase,
        Decrease,
        Some(10.0),
        &[
            (12.0, 20.0, ClearChange(Better)),
            (10.0, 20.0, ClearChange(Better)),
            (9.0, 20.0, ChangeMaybeSmaller(Better)),
            (0.1, 10.0, ChangeMaybeSmaller(Better)),
            (0.1, 9.9, NoImportantChange),
            (0.0, 9.9, NoImportantChange),
            (-9.9, 9.9, NoImportantChange),
            (-9.9, -0.1, NoImportantChange),
            (0.0, 10.0, CannotBeConcluded),
            (-9.9, 10.0, CannotBeConcluded),
            (-10.0, 9.9, CannotBeConcluded),
            (-14.0, 58.0, CannotBeConcluded),
            (f64::NEG_INFINITY, f64::INFINITY, CannotBeConcluded),
        ],
    );
}

#[test]
fn harm_is_told_as_clearly_as_good() {
    check(
        Increase,
        Decrease,
        Some(10.0),
        &[
            (-20.0, -12.0, ClearChange(Worse)),
            (-20.0, -10.0, ClearChange(Worse)),
            (-20.0, -9.0, ChangeMaybeSmaller(Worse)),
            (-10.0, -0.1, ChangeMaybeSmaller(Worse)),
            (-10.0, 0.0, CannotBeConcluded),
        ],
    );
}

#[test]
fn what_is_to_be_kept_is_kept_when_worse_by_much_is_ruled_out() {
    check(
        KeepHigh,
        KeepLow,
        Some(10.0),
        &[
            (-9.9, 58.0, NoImportantChange),
            (-9.9, f64::INFINITY, NoImportantChange),
            (0.0, 58.0, NoImportantChange),
            (-9.9, 9.9, NoImportantChange),
            (0.1, 58.0, ChangeMaybeSmaller(Better)),
            (10.0, 58.0, ClearChange(Better)),
            (-10.0, 58.0, CannotBeConcluded),
            (-10.0, 9.0, CannotBeConcluded),
            (-20.0, -0.1, ChangeMaybeSmaller(Worse)),
            (-20.0, -10.0, ClearChange(Worse)),
        ],
    );
}

#[test]
fn without_a_smallest_change_nothing_is_clear_or_unimportant() {
    for (up, down) in [(Increase, Decrease), (KeepHigh, KeepLow)] {
        check(
            up,
            down,
            None,
            &[
                (40.0, 50.0, ChangeMaybeSmaller(Better)),
                (-50.0, -40.0, ChangeMaybeSmaller(Worse)),
                (-0.001, 0.001, CannotBeConcluded),
                (0.0, 1.0, CannotBeConcluded),
            ],
        );
    }
}

#[test]
fn when_any_change_is_worth_having_none_is_unimportant() {
    check(
        Increase,
        Decrease,
        Some(0.0),
        &[
            (0.1, 5.0, ClearChange(Better)),
            (-5.0, -0.1, ClearChange(Worse)),
            (0.0, 5.0, CannotBeConcluded),
            (0.0, 0.0, CannotBeConcluded),
            (-1.0, 1.0, CannotBeConcluded),
        ],
    );
}

#[test]
fn a_cap_holds_the_verdict_back_and_leaves_the_estimate() {
    let clear = interval(-45.0, -58.0, -34.0);
    let judgement = judge(clear, aim(Decrease, Some(30.0)), NONE, &[Cap::StartChosenAfterSeeing]);
    assert_eq!(judgement.verdict, CannotBeConcluded);
    assert_eq!(judgement.reading, ClearChange(Better));
    assert_eq!(judgement.interval, clear);
    assert_eq!(judgement.caps, [Cap::StartChosenAfterSeeing]);
}

#[test]
fn two_good_ways_of_reckoning_leave_what_both_support() {
    let clear = interval(-45.0, -58.0, -34.0);
    let smaller = interval(-30.0, -58.0, -4.0);
    let wide = interval(-22.0, -58.0, 14.0);
    let worse = interval(45.0, 34.0, 58.0);
    let check = |first: Interval, others: &[Interval], verdict, other: Option<Verdict>| {
        let opinions = SecondOpinions {
            must_agree: others,
            rows: &[],
        };
        let judgement = judge(first, aim(Decrease, Some(30.0)), opinions, &[]);
        assert_eq!(judgement.verdict, verdict);
        let robustness = other.map_or(Robustness::Robust, |other| Robustness::NotRobust { other });
        assert_eq!(judgement.robustness, robustness);
    };
    let maybe = ChangeMaybeSmaller(Better);
    check(clear, &[], ClearChange(Better), None);
    check(clear, &[clear, clear], ClearChange(Better), None);
    check(clear, &[smaller], maybe, Some(maybe));
    check(smaller, &[clear], maybe, Some(ClearChange(Better)));
    check(clear, &[clear, wide], CannotBeConcluded, Some(CannotBeConcluded));
    check(wide, &[clear], CannotBeConcluded, Some(ClearChange(Better)));
    check(clear, &[worse], CannotBeConcluded, Some(ClearChange(Worse)));
    check(clear, &[smaller, worse], CannotBeConcluded, Some(maybe));
}

#[test]
fn rows_count_towards_the_sign_and_not_towards_the_verdict() {
    let check = |estimate, rows: &[f64], same| {
        let opinions = SecondOpinions { must_agree: &[], rows };
        let judgement = judge(
            interval(estimate, -58.0, 14.0),
            aim(Decrease, Some(30.0)),
            opinions,
            &[],
        );
        assert_eq!(judgement.sign_stability, SignStability { same, of: rows.len() });
        assert_eq!(judgement.verdict, CannotBeConcluded);
    };
    check(-22.0, &[-22.0, -19.0, -24.0, -15.0, -28.0, -47.0], 6);
    check(-22.0, &[-22.0, 3.0, 0.0, f64::NAN], 1);
    check(0.0, &[-0.0, 1.0], 1);
    check(5.0, &[], 0);
}

proptest! {
    #[test]
    fn turning_everything_round_turns_nothing_but_the_sign(
        lower in -50.0_f64..50.0, width in 0.0_f64..80.0, size in 0.0_f64..40.0,
    ) {
        let upper = lower + width;
        prop_assert_eq!(
            verdict(Increase, Some(size), lower, upper),
            verdict(Decrease, Some(size), -upper, -lower)
        );
        let turned = match verdict(Decrease, Some(size), lower, upper) {
            ClearChange(Better) => ClearChange(Worse),
            ClearChange(Worse) => ClearChange(Better),
            ChangeMaybeSmaller(Better) => ChangeMaybeSmaller(Worse),
            ChangeMaybeSmaller(Worse) => ChangeMaybeSmaller(Better),
            same => same,
        };
        prop_assert_eq!(verdict(Increase, Some(size), lower, upper), turned);
    }

    #[test]
    fn an_interval_narrower_than_what_matters_always_settles_it(
        lower in -50.0_f64..50.0, share in 0.0_f64..0.999, size in 0.1_f64..40.0,
    ) {
        for direction in Direction::ALL {
            prop_assert_ne!(verdict(direction, Some(size), lower, lower + share * size), CannotBeConcluded);
        }
    }

    #[test]
    fn a_wider_interval_never_says_more(
        lower in -50.0_f64..50.0, width in 0.0_f64..80.0, more in 0.0_f64..20.0, size in 0.1_f64..40.0,
    ) {
        let narrow = verdict(Increase, Some(size), lower, lower + width);
        let wide = verdict(Increase, Some(size), lower - more, lower + width + more);
        if narrow == CannotBeConcluded {
            prop_assert_eq!(wide, CannotBeConcluded);
        }
        if matches!(wide, ClearChange(_)) {
            prop_assert_eq!(narrow, wide);
        }
    }
}
