//! Minimum detectable effects: against R, and what must hold.

use std::iter::repeat_n;

use rand::SeedableRng;
use rand::rngs::ChaCha20Rng;
use trivsel_stats::its::{Afterwards, Data, Disruption, Handling, ItsError, Plan, Ratio, Season, Side, Term};
use trivsel_stats::power::{
    Demand, DifferenceInDifferences, Futures, Groups, Judge, PowerError, Simulation, design_effect,
    difference_in_differences, paired, proportion, simulate, two_sample,
};

use crate::oracle::{assert_close, number, rows};

#[test]
fn closed_forms_are_those_of_r() {
    for row in rows(include_str!("oracle/power.csv")) {
        let [a, b, power, confidence, theirs] = [1, 2, 3, 4, 5].map(|cell| number(row[cell]));
        let demand = Demand { confidence, power };
        let n = a as usize;
        let groups = Groups {
            people: n,
            cluster_size: 12,
            intracluster_correlation: 0.03,
        };
        let study = |months_before| DifferenceInDifferences {
            treated: n,
            untreated: b as usize,
            months_after: power as usize,
            months_before,
            sd: 3.0,
            correlation: 0.3,
        };
        let ours = match row[0] {
            "two_sample" => two_sample(n, n, b, demand).unwrap(),
            "unequal" => two_sample(n, b as usize, 7.0, demand).unwrap(),
            "paired" => paired(n, b, demand).unwrap(),
            "higher" => proportion(b, groups, demand).unwrap().higher.unwrap(),
            "lower" => proportion(b, groups, demand).unwrap().lower.unwrap(),
            // In this row the cells are months after and before.
            "did" => difference_in_differences(study(confidence as usize), Demand::default()).unwrap(),
            other => panic!("what is {other}?"),
        };
        // R's roots are good to about nine digits.
        assert_close(ours / theirs, 1.0, 1e-8, &row.join(" "));
    }
}

#[test]
fn a_share_too_near_the_edge_has_no_share_below_that_could_be_told() {
    let groups = Groups {
        people: 60,
        cluster_size: 12,
        intracluster_correlation: 0.03,
    };
    assert_eq!(proportion(0.1, groups, Demand::default()).unwrap().lower, None);
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let demand = Demand::default();
    assert_eq!(
        two_sample(0, 9, 1.0, demand),
        Err(PowerError::TooFew { found: 9, needed: 3 })
    );
    assert_eq!(
        two_sample(1, 1, 1.0, demand),
        Err(PowerError::TooFew { found: 2, needed: 3 })
    );
    assert_eq!(paired(1, 1.0, demand), Err(PowerError::TooFew { found: 1, needed: 2 }));
    for sd in [0.0, -1.0, f64::INFINITY] {
        assert_eq!(paired(9, sd, demand), Err(PowerError::Spread { sd }));
    }
    assert!(matches!(paired(9, f64::NAN, demand), Err(PowerError::Spread { .. })));
    for (confidence, power) in [(0.0, 0.8), (1.0, 0.8), (0.95, 0.3), (0.95, 1.0)] {
        let error = Err(PowerError::Demand { confidence, power });
        assert_eq!(two_sample(9, 9, 1.0, Demand { confidence, power }), error);
    }
    assert_eq!(design_effect(0, 0.1), Err(PowerError::TooFew { found: 0, needed: 1 }));
    assert_eq!(design_effect(9, 1.5), Err(PowerError::Correlation { correlation: 1.5 }));
    let groups = Groups {
        people: 60,
        cluster_size: 1,
        intracluster_correlation: 0.0,
    };
    assert_eq!(proportion(1.0, groups, demand), Err(PowerError::Share { share: 1.0 }));
    let study = DifferenceInDifferences {
        treated: 2,
        untreated: 2,
        months_before: 6,
        months_after: 6,
        sd: 1.0,
        correlation: 1.0,
    };
    let error = Err(PowerError::Correlation { correlation: 1.0 });
    assert_eq!(difference_in_differences(study, demand), error);
    let none = DifferenceInDifferences { treated: 0, ..study };
    let error = Err(PowerError::TooFew { found: 0, needed: 1 });
    assert_eq!(difference_in_differences(none, demand), error);
}

fn history() -> (Vec<Option<Ratio>>, Plan) {
    let months = rows(include_str!("oracle/its_series.csv"));
    let series = months[..66]
        .iter()
        .map(|row| {
            Some(Ratio {
                numerator: number(row[1]),
                denominator: number(row[2]),
            })
        })
        .collect();
    let disruption = Some(Disruption {
        window: 36..54,
        handling: Handling::Exclude,
        afterwards: Afterwards::AsBefore,
    });
    let plan = Plan {
        disruption,
        ..Plan::step_at(66)
    };
    (series, plan)
}

fn draw(simulation: &Simulation, seed: u64) -> trivsel_stats::power::Power {
    let (series, plan) = history();
    simulate(&series, &plan, simulation, &mut ChaCha20Rng::seed_from_u64(seed)).unwrap()
}

#[test]
fn the_simulated_power_is_that_of_r_up_to_chance() {
    let simulation = Simulation {
        effects: vec![-0.15, -0.30],
        follow_ups: vec![12],
        draws: 250,
        ..Simulation::default()
    };
    let power = draw(&simulation, 5);
    let follow_up = &power.follow_ups[0];
    assert_eq!((follow_up.failed, follow_up.refusal), (0, None));
    for row in rows(include_str!("oracle/power_simulation.csv")) {
        let (effect, theirs) = (number(row[1]), number(row[2]));
        let found = follow_up.effects.iter().find(|found| found.effect == effect);
        // Four standard errors of a share of 250 and one of 2,000; for the exaggeration, of a mean of about 120
        // values that scatter by 0.25.
        let chance = 4.0 * (theirs.min(1.0) * (1.0 - theirs.min(1.0)) * (1.0 / 250.0 + 1.0 / 2000.0)).sqrt() + 0.005;
        let (ours, allowed) = match row[0] {
            "false_alarms" => (follow_up.false_alarms, chance),
            "power" => (found.unwrap().power, chance),
            "exaggeration" => (found.unwrap().exaggeration.unwrap(), 0.1),
            other => panic!("what is {other}?"),
        };
        assert!(
            (ours - theirs).abs() < allowed,
            "{} {effect}: {ours} is not {theirs}",
            row[0]
        );
    }
    assert_eq!(power.smallest_effect(12, 0.8), Some(-0.30));
    assert_eq!(power.smallest_effect(12, 0.999_999), None);
    assert_eq!(power.smallest_effect(13, 0.8), None);
    assert_eq!(power.shortest_follow_up(-0.30, 0.8), Some(12));
    assert_eq!(power.shortest_follow_up(-0.15, 0.8), None);
}

#[test]
fn larger_effects_are_found_more_often_and_exaggerated_less() {
    let simulation = Simulation {
        effects: vec![-0.1, -0.2, -0.4, 0.2],
        follow_ups: vec![6, 18],
        draws: 25,
        judge: Judge::ModelAndAutoregressive,
        ..Simulation::default()
    };
    for follow_up in draw(&simulation, 6).follow_ups {
        let [small, middle, large, _] = [0, 1, 2, 3].map(|place| follow_up.effects[place]);
        assert!(
            small.power <= middle.power && middle.power <= large.power,
            "{follow_up:?}"
        );
        assert!(large.power > 0.95 && large.wrong_direction == 0.0);
        assert!(small.exaggeration.is_none_or(|times| times > 1.2), "{small:?}");
        assert!((large.exaggeration.unwrap() - 1.0).abs() < 0.15);
    }
}

#[test]
fn the_same_seed_gives_the_same_power() {
    let simulation = Simulation {
        effects: vec![-0.2],
        follow_ups: vec![6, 12],
        draws: 10,
        judge: Judge::Hac,
        ..Simulation::default()
    };
    assert_eq!(draw(&simulation, 1), draw(&simulation, 1));
    assert_ne!(draw(&simulation, 1), draw(&simulation, 2));
}

#[test]
fn a_follow_up_that_cannot_be_analysed_finds_nothing_and_says_why() {
    let simulation = Simulation {
        effects: vec![-0.2],
        follow_ups: vec![2],
        draws: 5,
        ..Simulation::default()
    };
    let power = draw(&simulation, 1);
    let follow_up = &power.follow_ups[0];
    assert_eq!((follow_up.failed, follow_up.effects[0].power), (10, 0.0));
    let error = ItsError::TooFewMonths {
        side: Side::After,
        found: 2,
        needed: 3,
    };
    assert_eq!(follow_up.refusal, Some(error));
    assert_eq!(follow_up.effects[0].exaggeration, None);
}

#[test]
fn a_simulation_that_makes_no_sense_is_refused() {
    let (series, plan) = history();
    let refused = |series: &[Option<Ratio>], simulation: Simulation| {
        simulate(series, &plan, &simulation, &mut ChaCha20Rng::seed_from_u64(1)).unwrap_err()
    };
    let usual = Simulation::default;
    let nothing = Simulation {
        effects: vec![],
        ..usual()
    };
    assert_eq!(refused(&series, nothing), ItsError::NothingToSimulate);
    let nothing = Simulation {
        follow_ups: vec![],
        ..usual()
    };
    assert_eq!(refused(&series, nothing), ItsError::NothingToSimulate);
    for effect in [0.0, -1.0, f64::INFINITY] {
        let impossible = Simulation {
            effects: vec![-0.1, effect],
            ..usual()
        };
        assert_eq!(refused(&series, impossible), ItsError::Effect { effect });
    }
    let no_draws = Simulation { draws: 1, ..usual() };
    assert_eq!(refused(&series, no_draws), ItsError::Draws { draws: 1, block: 6 });
    let certain = Simulation {
        confidence: 1.0,
        ..usual()
    };
    assert_eq!(refused(&series, certain), ItsError::Confidence { confidence: 1.0 });
    let silent: Vec<_> = repeat_n(
        Some(Ratio {
            numerator: 0.0,
            denominator: 9.0,
        }),
        66,
    )
    .collect();
    assert_eq!(refused(&silent, usual()), ItsError::NoEvents { term: Term::Level });
    let error = ItsError::TooFewMonths {
        side: Side::Before,
        found: 0,
        needed: 3,
    };
    let undisturbed = Plan::step_at(0);
    let empty = simulate(&[], &undisturbed, &usual(), &mut ChaCha20Rng::seed_from_u64(1));
    assert_eq!(empty, Err(error));
    let short = simulate(
        &series[..10],
        &Plan {
            season: Season::NONE,
            ..undisturbed
        },
        &Simulation {
            effects: vec![-0.4],
            follow_ups: vec![6],
            draws: 5,
            ..usual()
        },
        &mut ChaCha20Rng::seed_from_u64(1),
    );
    assert!(short.is_ok(), "ten months are few, but not nothing");
}

#[test]
fn futures_asked_one_effect_at_a_time_answer_as_the_whole_simulation() {
    let simulation = Simulation {
        effects: vec![-0.15, -0.30],
        follow_ups: vec![12, 18],
        draws: 40,
        judge: Judge::ModelAndAutoregressive,
        ..Simulation::default()
    };
    let whole = draw(&simulation, 5);
    let (series, plan) = history();
    let mut dice = ChaCha20Rng::seed_from_u64(5);
    let futures = Futures::draw(Data::Single(&series), &plan, &simulation, &mut dice).unwrap();
    for follow_up in &whole.follow_ups {
        for found in &follow_up.effects {
            assert_eq!(futures.found(found.effect, follow_up.months).unwrap(), *found);
            for power in [found.power - 0.01, found.power, found.power + 0.01] {
                let is_found = futures.is_found(found.effect, follow_up.months, power).unwrap();
                assert_eq!(is_found, found.power >= power, "{found:?} for {power}");
            }
        }
    }
    assert_eq!(futures.found(0.0, 12), Err(ItsError::Effect { effect: 0.0 }));
}

#[test]
fn what_hits_both_series_alike_hides_nothing_from_a_controlled_one() {
    // A wave of noise that both share, and a little of their own.
    let month = |month: usize, own: usize| {
        let common = 1.0 + 0.25 * ((month * month * 7 % 31) as f64 / 31.0 - 0.5);
        let alone = 1.0 + 0.04 * ((month * own % 29) as f64 / 29.0 - 0.5);
        Some(Ratio {
            numerator: 200.0 * common * alone,
            denominator: 4000.0,
        })
    };
    let series: Vec<Option<Ratio>> = (0..60).map(|at| month(at, 11)).collect();
    let comparison: Vec<Option<Ratio>> = (0..60).map(|at| month(at, 17)).collect();
    let simulation = Simulation {
        follow_ups: vec![12],
        draws: 100,
        ..Simulation::default()
    };
    let plan = Plan::step_at(60);
    let power = |data: Data<'_>| {
        let mut dice = ChaCha20Rng::seed_from_u64(8);
        let futures = Futures::draw(data, &plan, &simulation, &mut dice).unwrap();
        futures.found(-0.04, 12).unwrap().power
    };
    let (alone, beside) = (
        power(Data::Single(&series)),
        power(Data::Controlled {
            series: &series,
            comparison: &comparison,
        }),
    );
    assert!(alone < 0.5 && beside > 0.9, "{alone} alone, {beside} beside");
}
