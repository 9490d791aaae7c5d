//! The planner, on figures that lie in a database: what a plan could see, and the lot.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use trivsel_app::planner::{self, Measured, PlanForm, Standing};
use trivsel_app::{App, AppError, Clock, evaluations};
use trivsel_domain::evaluation::{Advice, Caution, Design};
use trivsel_domain::id::{DisruptionId, InitiativeId, SeriesId, SuccessCriterionId, UnitId};
use trivsel_domain::indicator::{Disruption, Observation};
use trivsel_domain::initiative::{Initiative, Site};
use trivsel_domain::month::Month;
use trivsel_domain::rights::Actor;
use trivsel_stats::randomisation::draw_order;
use trivsel_store::{audit, figures as figure_store, initiatives as store};
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};

/// An organisation with an initiative that is decided and has begun nowhere. It is December 2020; figures lie from 2017 on.
struct Planned {
    app: App,
    ground: Ground,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
    series: SeriesId,
    units: Vec<UnitId>,
}

fn at(ground: &Ground, moment: &str) -> App {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    App {
        clock: Clock::Fixed(moment),
        ..ground.app.clone()
    }
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// Sickness of a unit's month: a level of its own, a season, and a scatter that does not repeat for years.
fn observations(units: &[UnitId], people: &[u32], months: std::ops::Range<i32>) -> Vec<Observation> {
    let mut all = Vec::new();
    for (place, (unit, people)) in units.iter().zip(people).enumerate() {
        let mut state = 977 * (place as i64 + 1);
        for step in 0..months.end {
            state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
            let scatter = (state as f64 / 2_147_483_648.0 - 0.5) * 0.03;
            let season = if step % 12 < 3 { 0.01 } else { 0.0 };
            if step >= months.start {
                let denominator = f64::from(*people) * 21.0;
                all.push(Observation {
                    unit: *unit,
                    month: month("2017-01").plus(step),
                    numerator: denominator * (0.06 + place as f64 * 0.002 + season + scatter),
                    denominator,
                    people: *people,
                });
            }
        }
    }
    all
}

/// The four groups of the ground and so many more beside them.
async fn planned(mut ground: Ground, people: &[u32]) -> Planned {
    const GROUPS: [&str; 8] = ["A", "B", "C", "D", "E", "F", "G", "H"];
    for code in &GROUPS[4..people.len()] {
        ground.add_unit(code, Some("SYD")).await;
    }
    let units: Vec<UnitId> = GROUPS[..people.len()].iter().map(|code| ground.unit(code)).collect();
    let app = at(&ground, "2020-12-15T10:00:00Z");
    let series = ground.absence();
    let initiative = Initiative {
        created_at: app.now(),
        ..ground.initiative("To om den svære time")
    };
    let criterion = ground.criterion(&initiative);
    let tx = app.write(ground.organisation).await.unwrap();
    figure_store::add_series(&tx, &series).await.unwrap();
    figure_store::add_observations(&tx, series.id, None, &observations(&units, people, 0..48))
        .await
        .unwrap();
    store::add(&tx, &initiative).await.unwrap();
    store::add_criterion(&tx, &criterion).await.unwrap();
    tx.commit().await.unwrap();
    Planned {
        app,
        initiative: initiative.id,
        criterion: criterion.id,
        series: series.id,
        units,
        ground,
    }
}

impl Planned {
    async fn who(&self) -> Actor {
        self.ground.coordinator().await
    }

    async fn plan(&self, form: &PlanForm) -> Measured {
        let who = self.who().await;
        let found = planner::find(&self.app, &who, self.initiative, self.criterion, &form.read())
            .await
            .unwrap();
        found.measured.unwrap()
    }

    async fn draw(&self, form: &PlanForm) -> Result<trivsel_domain::id::LotId, AppError> {
        let (who, reason) = (self.who().await, form.reason()?);
        planner::draw(&self.app, &who, self.initiative, self.criterion, &form.read(), &reason).await
    }

    async fn sites(&self) -> Vec<Site> {
        let tx = self.app.read(self.ground.organisation).await.unwrap();
        store::sites_of(&tx, self.initiative).await.unwrap()
    }

    async fn begin(&self, unit: UnitId, day: &str) {
        self.ground.begin(self.initiative, unit, day).await;
    }
}

fn ask(units: &[UnitId], waves: &str, gap: &str, months: &str) -> PlanForm {
    PlanForm {
        asked: "on".into(),
        unit: units.iter().map(UnitId::to_string).collect(),
        first: "2021-01".into(),
        waves: waves.into(),
        gap: gap.into(),
        months: months.into(),
        ..PlanForm::default()
    }
}

/// Why no lot was drawn.
async fn problem_of_draw(planned: &Planned, form: &PlanForm) -> &'static str {
    match planned.draw(form).await.unwrap_err() {
        AppError::Invalid(problems) => problems[0].message,
        AppError::Refused(message) => message,
        other => panic!("{other:?}"),
    }
}

const EIGHT: [u32; 8] = [40, 50, 40, 60, 45, 55, 35, 50];

#[tokio::test]
async fn a_plan_says_what_it_could_see_and_the_same_plan_says_the_same() {
    on_each_database(async |ground| {
        let planned = planned(ground, &EIGHT).await;
        let waves = |units: usize, sizes: &str, months: &str| PlanForm {
            sizes: sizes.into(),
            ..ask(&planned.units[..units], "", "3", months)
        };
        let form = waves(6, "2, 2", "12");
        let answer = planned.plan(&form).await.answer.unwrap();
        assert_eq!(answer.choice.design, Design::StaggeredComparison);
        let sight = answer.sight.clone().unwrap();
        // The scatter is even with a standard deviation of 0.87; four begin, two wait by lot, two stand beside.
        let smallest = sight.smallest.unwrap();
        assert!((0.3..2.0).contains(&smallest), "{smallest}");
        assert!(sight.exaggeration.unwrap() > 1.0);
        // 6! / (2! · 2! · 2!), among those that may begin.
        assert_eq!((sight.chance.unwrap().ways, answer.is_read_by_lot), (Some(90), true));
        assert_eq!(planned.plan(&form).await.answer.unwrap().sight.unwrap(), sight);
        // 290 people in six units, 21 days each, of which four begin: 1 percent is 40.6 days.
        assert!((answer.counted_a_month.unwrap() - 40.6).abs() < 1e-9);
        let longer = planned.plan(&waves(6, "2, 2", "36")).await.answer.unwrap();
        assert!(longer.sight.unwrap().smallest.unwrap() < smallest);
        // All of six begin: those beside were not drawn, so the ways are those of all eight, 8! / (3! · 3! · 2!).
        let all = planned.plan(&waves(6, "3, 3", "12")).await.answer.unwrap();
        assert_eq!(
            (all.sight.unwrap().chance.unwrap().ways, all.is_read_by_lot),
            (Some(560), false)
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_left_open_is_filled_in_and_planned_sites_come_first() {
    on_each_database(async |ground| {
        let planned = planned(ground, &EIGHT).await;
        let of = planned.plan(&PlanForm::default()).await;
        let usual = (of.filled.first, of.filled.waves, of.filled.units.len());
        assert_eq!(usual, (month("2021-01"), 3, 8));
        planned.begin(planned.units[2], "2021-03-01").await;
        planned.begin(planned.units[3], "2021-07-01").await;
        let of = planned.plan(&PlanForm::default()).await;
        let as_planned = (of.filled.first, of.filled.sizes, of.filled.gap);
        assert_eq!(as_planned, (month("2021-03"), Some(vec![1, 1]), 4));
        assert_eq!(of.candidates.iter().filter(|unit| unit.is_chosen).count(), 2);
    })
    .await;
}

#[tokio::test]
async fn one_unit_is_judged_by_its_own_months() {
    on_each_database(async |ground| {
        let planned = planned(ground, &EIGHT).await;
        let tx = planned.app.write(planned.ground.organisation).await.unwrap();
        let of = store::find(&tx, planned.initiative).await.unwrap().unwrap();
        let alone = Initiative {
            unit: planned.units[0],
            ..of
        };
        store::change(&tx, &alone).await.unwrap();
        tx.commit().await.unwrap();
        let of = planned.plan(&PlanForm::default()).await;
        assert_eq!((of.candidates.len(), of.filled.waves), (1, 1));
        let answer = of.answer.unwrap();
        assert_eq!(answer.choice.design, Design::InterruptedSeries);
        let sight = answer.sight.unwrap();
        assert!(sight.chance.is_none(), "nothing is dealt");
        assert!(answer.is_fall);
        // A scatter of 0.87 around 7 percent, 48 months before and 12 after: well above the half that is worth having.
        assert!(sight.smallest.unwrap() > 0.5 && !answer.can_answer, "{sight:?}");
        assert!(sight.share.unwrap() < 0.8);
        let form = PlanForm {
            unit: vec![planned.units[0].to_string()],
            ..PlanForm::default()
        };
        assert_eq!(problem_of_draw(&planned, &form).await, "problem-lot-one-order");
    })
    .await;
}

#[tokio::test]
async fn all_together_for_half_a_year_can_only_be_looked_at() {
    on_each_database(async |ground| {
        let planned = planned(ground, &EIGHT).await;
        let of = planned.plan(&ask(&planned.units, "1", "0", "6")).await;
        let answer = of.answer.unwrap();
        assert_eq!(answer.choice.design, Design::ChartOnly);
        assert!(answer.sight.is_none() && !answer.can_answer);
        let wanted = [Advice::StartApart, Advice::MoreMonths { months: 6 }];
        assert_eq!(answer.advice, wanted);
    })
    .await;
}

#[tokio::test]
async fn two_beside_two_are_held_against_each_other() {
    on_each_database(async |ground| {
        let planned = planned(ground, &EIGHT[..4]).await;
        let of = planned.plan(&ask(&planned.units[..2], "1", "0", "24")).await;
        let answer = of.answer.unwrap();
        assert_eq!(answer.choice.design, Design::ControlledSeries);
        let sight = answer.sight.unwrap();
        assert!((0.2..3.0).contains(&sight.smallest.unwrap()), "{sight:?}");
    })
    .await;
}

#[tokio::test]
async fn a_unit_whose_figures_rest_on_too_few_cannot_begin_and_is_not_reckoned_with() {
    on_each_database(async |ground| {
        let planned = planned(ground, &[40, 50, 40, 60, 45, 55, 35, 3]).await;
        let small = planned.units[7];
        let of = planned.plan(&ask(&planned.units, "2", "3", "12")).await;
        let line = of.candidates.iter().find(|unit| unit.unit == small).unwrap();
        assert_eq!(
            (line.standing, line.months, line.is_chosen),
            (Standing::TooFewPeople, 0, false)
        );
        assert!(of.answer.unwrap().plan.units() < 8);
        let ticked = planned.plan(&ask(&[small], "1", "0", "12")).await;
        assert_eq!(ticked.problems[0].message, "problem-plan-units");
        assert!(ticked.answer.is_none());
        planned.draw(&ask(&planned.units, "2", "3", "12")).await.unwrap();
        assert!(!planned.sites().await.iter().any(|site| site.unit == small));
    })
    .await;
}

#[tokio::test]
async fn a_disruption_that_swallows_the_start_of_all_at_once_says_when_it_is_over() {
    on_each_database(async |ground| {
        let planned = planned(ground, &EIGHT).await;
        let disruption = Disruption {
            id: DisruptionId(Uuid::now_v7()),
            name: "Smitte".into(),
            first: month("2020-11"),
            last: month("2021-02"),
            unit: None,
            note: String::new(),
        };
        let tx = planned.app.write(planned.ground.organisation).await.unwrap();
        figure_store::add_disruption(&tx, &disruption).await.unwrap();
        tx.commit().await.unwrap();
        let together = planned.plan(&ask(&planned.units, "1", "0", "12")).await.answer.unwrap();
        assert!(!together.can_answer);
        assert!(
            together.advice.contains(&Advice::WaitUntil {
                month: month("2022-03")
            }),
            "{:?}",
            together.advice
        );
        // In waves it cancels.
        let apart = planned.plan(&ask(&planned.units, "2", "6", "12")).await.answer.unwrap();
        assert_eq!(apart.choice.design, Design::StaggeredComparison);
        assert!(apart.choice.cautions.contains(&Caution::NearDisruption));
    })
    .await;
}

#[tokio::test]
async fn what_makes_no_plan_comes_back_with_its_field() {
    on_each_database(async |ground| {
        let planned = planned(ground, &EIGHT).await;
        let problem = async |change: &dyn Fn(&mut PlanForm)| {
            let mut form = ask(&planned.units[..2], "2", "3", "12");
            change(&mut form);
            let of = planned.plan(&form).await;
            assert!(of.answer.is_none());
            (of.problems[0].field.clone(), of.problems[0].message)
        };
        let is = |field: &str, message| (field.to_owned(), message);
        assert_eq!(
            problem(&|form| form.waves = "3".into()).await,
            is("waves", "problem-plan-waves")
        );
        assert_eq!(
            problem(&|form| form.unit.clear()).await,
            is("unit", "problem-plan-units")
        );
        assert_eq!(
            problem(&|form| form.first = "2020-05".into()).await,
            is("first", "problem-plan-first")
        );
        assert_eq!(
            problem(&|form| form.first = "snart".into()).await,
            is("first", "problem-month")
        );
        assert_eq!(
            problem(&|form| form.sizes = "2, 2".into()).await,
            is("sizes", "problem-plan-sizes-many")
        );
        assert_eq!(
            problem(&|form| form.sizes = "to".into()).await,
            is("sizes", "problem-plan-sizes")
        );
        assert_eq!(
            problem(&|form| form.gap = "0".into()).await,
            is("gap", "problem-plan-gap")
        );
        assert_eq!(
            problem(&|form| form.months = "400".into()).await,
            is("months", "problem-plan-number")
        );
    })
    .await;
}

#[tokio::test]
async fn a_lot_can_be_drawn_again_by_anybody_and_becomes_the_sites() {
    on_each_database(async |ground| {
        let planned = planned(ground, &EIGHT).await;
        let form = PlanForm {
            sizes: "3, 2".into(),
            ..ask(&planned.units, "", "3", "12")
        };
        planned.draw(&form).await.unwrap();
        let lots = planner::list_lots(&planned.app, &planned.who().await, planned.initiative)
            .await
            .unwrap()
            .lots;
        let [drawn] = lots.as_slice() else {
            panic!("{} lots", lots.len())
        };
        assert!(drawn.is_intact);
        assert_eq!(drawn.drawn_by.as_deref(), Some("Ida"));
        // From what the page shows alone: the text, the seed and the rule.
        let text = drawn.lot.text();
        let digest: String = Sha256::digest(text.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(digest, drawn.lot.hash);
        let lines = |word: &str| -> Vec<String> {
            text.lines()
                .filter_map(|line| line.strip_prefix(word))
                .map(str::to_owned)
                .collect()
        };
        let seed = lines("seed ").remove(0);
        let seed = std::array::from_fn(|at| u8::from_str_radix(&seed[2 * at..2 * at + 2], 16).unwrap());
        let units = lines("unit ");
        assert!(units.is_sorted(), "in the order of their ids");
        let order = draw_order(units.len(), seed);
        let mut expected: Vec<(String, String)> = order
            .iter()
            .take(5)
            .zip(["2021-01-01", "2021-01-01", "2021-01-01", "2021-04-01", "2021-04-01"])
            .map(|(place, day)| (units[*place].clone(), day.to_owned()))
            .collect();
        let mut sites: Vec<(String, String)> = planned
            .sites()
            .await
            .iter()
            .map(|site| (site.unit.to_string(), site.period.from().to_string()))
            .collect();
        expected.sort();
        sites.sort();
        assert_eq!(sites, expected);
        let tx = planned.app.read(planned.ground.organisation).await.unwrap();
        let trail = audit::list_of(&tx, planned.initiative.0).await.unwrap();
        assert_eq!(
            trail
                .iter()
                .filter(|line| line.subject == "lot" && line.verb == "drawn")
                .count(),
            1
        );
        assert_eq!(
            trail
                .iter()
                .filter(|line| line.subject == "site" && line.verb == "added")
                .count(),
            5
        );
        assert!(planned.plan(&form).await.answer.unwrap().is_drawn);
    })
    .await;
}

#[tokio::test]
async fn lots_are_drawn_again_only_with_a_reason_and_the_first_stays_on_record() {
    on_each_database(async |ground| {
        let planned = planned(ground, &EIGHT).await;
        let form = ask(&planned.units, "2", "3", "12");
        planned.draw(&form).await.unwrap();
        let without = planned.draw(&form).await.unwrap_err();
        assert!(
            matches!(&without, AppError::Invalid(problems) if problems[0].field == "reason"),
            "{without:?}"
        );
        assert_eq!(planned.sites().await.len(), 8);
        let again = PlanForm {
            reason: "Gruppe A er lagt sammen med B".into(),
            ..ask(&planned.units[1..], "2", "3", "12")
        };
        planned.draw(&again).await.unwrap();
        let lots = planner::list_lots(&planned.app, &planned.who().await, planned.initiative)
            .await
            .unwrap()
            .lots;
        assert_eq!(lots.len(), 2);
        assert_eq!(lots[0].lot.reason, "Gruppe A er lagt sammen med B");
        assert_ne!(lots[0].lot.seed, lots[1].lot.seed);
        assert_ne!(lots[0].lot.hash, lots[1].lot.hash);
        let sites = planned.sites().await;
        assert_eq!(sites.len(), 7);
        assert!(
            !sites.iter().any(|site| site.unit == planned.units[0]),
            "its start fell with the first lot"
        );
    })
    .await;
}

#[tokio::test]
async fn no_lot_is_drawn_once_it_has_begun_or_where_there_is_nothing_to_draw() {
    on_each_database(async |ground| {
        let planned = planned(ground, &EIGHT).await;
        let problem = async |form: &PlanForm| problem_of_draw(&planned, form).await;
        assert_eq!(
            problem(&ask(&planned.units, "1", "0", "12")).await,
            "problem-lot-one-order"
        );
        assert_eq!(planned.sites().await, []);
        planned.begin(planned.units[0], "2020-12-01").await;
        assert_eq!(problem(&ask(&planned.units[1..], "2", "3", "12")).await, "lot-begun");
        let of = planned.plan(&ask(&planned.units[1..], "2", "3", "12")).await;
        assert!(of.has_begun && !of.may_draw);
        assert_eq!(of.candidates[0].standing, Standing::Begun(month("2020-12")));
    })
    .await;
}

#[tokio::test]
async fn an_evaluation_of_units_that_began_as_drawn_says_so() {
    on_each_database(async |ground| {
        let planned = planned(ground, &EIGHT).await;
        planned
            .draw(&PlanForm {
                sizes: "3, 3".into(),
                ..ask(&planned.units, "", "6", "12")
            })
            .await
            .unwrap();
        let tx = planned.app.write(planned.ground.organisation).await.unwrap();
        let later = observations(&planned.units, &EIGHT, 48..72);
        figure_store::add_observations(&tx, planned.series, None, &later)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let app = at(&planned.ground, "2023-01-10T10:00:00Z");
        let evaluate = async || {
            let who = planned.who().await;
            let (_, found) = evaluations::evaluate(
                &app,
                &who,
                planned.initiative,
                planned.criterion,
                std::time::Duration::MAX,
            )
            .await
            .unwrap();
            found.unwrap()
        };
        let evaluation = evaluate().await;
        assert!(evaluation.lot.is_some());
        assert!(!evaluation.choice.cautions.contains(&Caution::OrderNotDrawn));
        // 8! / (3! · 3! · 2!)
        assert_eq!(evaluation.finding().unwrap().chance.unwrap().looked_at, 560);
        // One that was to wait begins.
        let drawn = planned.sites().await;
        let waits = planned
            .units
            .iter()
            .find(|unit| !drawn.iter().any(|site| site.unit == **unit));
        planned.begin(*waits.unwrap(), "2022-01-01").await;
        let evaluation = evaluate().await;
        assert!(evaluation.lot.is_none());
        assert!(evaluation.choice.cautions.contains(&Caution::OrderNotDrawn));
    })
    .await;
}
