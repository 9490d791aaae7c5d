//! The demo's surveys: the pulse before the pilot began and again this autumn, both closed and published by the program itself, and one
//! that takes answers now.
//!
//! What is true in the answers: where the pilot runs, people know more of what is coming and help each other more than before; nothing
//! else moves. Kinds of work differ, and units differ by chance.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use sha2::{Digest, Sha256};
use trivsel_ballot::SecretKey;
use trivsel_domain::chain::{ChainLink, Node};
use trivsel_domain::hex::hex_digits;
use trivsel_domain::id::{PersonId, SurveyId, UnitId};
use trivsel_domain::month::Month;
use trivsel_domain::questionnaire::{Content, ItemKind, built_in_version_id};
use trivsel_domain::survey::{
    Cell, CellPlan, FollowUp, Invited, Origin, Snapshot, Survey, SurveyState, Target, TwoLanguages,
};
use trivsel_domain::unit::Tree;
use trivsel_store::ballots::{Ballot, Comment};
use trivsel_store::surveys::Frozen;
use trivsel_store::{ballots, chain, initiatives, questionnaires, surveys as store};

use super::Made;
use super::seed::{Dice, Seed};
use super::story::PILOT;
use super::tree::UnitPlan;
use super::voices;
use super::work::Work;
use trivsel_app::figures::Surveyed;
use trivsel_app::surveys::{Promise, PromisedCell, cell_name};
use trivsel_app::{App, AppError, publications, surveys};

/// How much better it truly is where the pilot runs, on the answers' scale from 0 to 4, by scale.
pub(crate) const TRUE_CHANGE: [(&str, f64); 2] = [("predictability", 0.5), ("social_support", 0.3)];

/// The number of the first survey.
const FIRST: i32 = 1;

/// A small place that hardly answered the second time: wave, code of the unit, and how many did. Too few to show.
const FELL_SILENT: (i32, &str, usize) = (2, "2440", 3);

/// A wave to be made.
struct Wave {
    number: i32,
    title: TwoLanguages,
    cut_off: NaiveDate,
    opens_on: NaiveDate,
    closes_on: NaiveDate,
}

/// Writes the surveys of Fjordby. The organisation and its people are there already.
pub(super) async fn write(app: &App, made: &Made, plan: &[UnitPlan]) -> Result<(), AppError> {
    let today = app.today();
    for wave in waves(today) {
        write_wave(app, made, plan, &wave).await?;
    }
    freeze(app, made).await?;
    follow(app, made).await?;
    write_open(app, made, today).await
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The last day that many weeks ago, or before, that is this day of the week.
fn last(weekday: Weekday, before: NaiveDate) -> NaiveDate {
    let back = (7 + before.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
    before.checked_sub_days(Days::new(u64::from(back))).unwrap_or(before)
}

fn earlier(of: NaiveDate, days: u64) -> NaiveDate {
    of.checked_sub_days(Days::new(days)).unwrap_or(of)
}

fn waves(today: NaiveDate) -> [Wave; 2] {
    let closes_on = last(Weekday::Fri, earlier(today, 7));
    [
        Wave {
            number: FIRST,
            title: TwoLanguages {
                da: "Trivselsmåling 2019".into(),
                en: "Wellbeing survey 2019".into(),
            },
            cut_off: day(2019, 3, 1),
            opens_on: day(2019, 3, 11),
            // Before the pilot was decided, so that its level before could be written down.
            closes_on: day(2019, 3, 29),
        },
        Wave {
            number: 2,
            title: TwoLanguages {
                da: format!("Trivselsmåling {}", closes_on.year()),
                en: format!("Wellbeing survey {}", closes_on.year()),
            },
            cut_off: earlier(closes_on, 42),
            opens_on: earlier(closes_on, 18),
            closes_on,
        },
    ]
}

fn survey_id(made: &Made, number: i32) -> SurveyId {
    SurveyId(made.seed.id(&format!("survey:{number}")))
}

fn survey_of(made: &Made, wave: &Wave) -> Survey {
    let top = made.units.id("1000");
    Survey {
        purpose: TwoLanguages {
            da: "Vi vil vide, hvordan det er at gå på arbejde hos os. Hver arbejdsplads taler sit resultat igennem og vælger én ting \
                 at gøre noget ved."
                .into(),
            en: "We want to know what it is like to work here. Each workplace talks its result over and chooses one thing to work on."
                .into(),
        },
        opens_on: Some(wave.opens_on),
        closes_on: Some(wave.closes_on),
        follow_up: FollowUp {
            person: made.cast.find("jonas"),
            on: wave.closes_on.checked_add_days(Days::new(11)),
            time: "En time på hver arbejdsplads' personalemøde".into(),
        },
        state: SurveyState::Closed,
        closed_on: Some(wave.closes_on),
        ..Survey::draft(
            survey_id(made, wave.number),
            wave.number,
            built_in_version_id(made.organisation.id, "pulse", 1),
            wave.title.clone(),
            Target {
                units: top.into_iter().collect(),
                cut_off: wave.cut_off,
                ..Target::default()
            },
        )
    }
}

async fn write_wave(app: &App, made: &Made, plan: &[UnitPlan], wave: &Wave) -> Result<(), AppError> {
    let survey = survey_of(made, wave);
    let tree = Tree::at(wave.cut_off, &made.units.units, &made.units.placements);
    let invited = invited(made, plan, wave.cut_off);
    let Ok(cells) = CellPlan::of(&tree, &invited, false, survey.rules.minimum) else {
        return Err(AppError::internal("making the demo's surveys", "too few people"));
    };
    let tx = app.write(made.organisation.id).await?;
    let version = questionnaires::find_version(&tx, survey.questionnaire)
        .await?
        .ok_or(AppError::NotFound)?;
    let hash = version.published.map(|published| published.hash).unwrap_or_default();
    store::add(&tx, &survey).await?;
    let frozen = frozen(made.seed, &survey, &tree, &cells.cells, &invited, hash)?;
    store::freeze(&tx, survey.id, &frozen, &cells.cells).await?;
    let respondents = Respondents {
        seed: made.seed,
        number: wave.number,
        content: &version.content,
        starts: super::story::starts(),
        month: Month::of(wave.closes_on),
        works: works(made, plan),
    };
    let (box_, comments) = respondents.answer(&invited, &cells);
    ballots::add(&tx, survey.id, &box_, &comments).await?;
    tx.commit().await?;
    let published_on = wave.closes_on.succ_opt().unwrap_or(wave.closes_on);
    publications::publish(app, made.organisation.id, survey.id, published_on).await?;
    if survey.deletes_on().is_some_and(|day| day <= app.today()) {
        forget(app, made, &survey).await?;
    }
    Ok(())
}

/// The level before of every criterion that a survey shows, as it was published when the initiative was decided.
async fn freeze(app: &App, made: &Made) -> Result<(), AppError> {
    let tx = app.write(made.organisation.id).await?;
    let tree = Tree::at(app.today(), &made.units.units, &made.units.placements);
    for initiative in &made.story.initiatives {
        let Some(decided_at) = initiative.decided_at else {
            continue;
        };
        let sites = made.story.sites.iter().filter(|site| site.initiative == initiative.id);
        let mut units: Vec<UnitId> = sites.map(|site| site.unit).collect();
        if units.is_empty() {
            units.push(initiative.unit);
        }
        for criterion in made.story.criteria.iter().filter(|one| one.initiative == initiative.id) {
            let Some(surveyed) = Surveyed::find(&tx, &criterion.kind, decided_at.date_naive()).await? else {
                continue;
            };
            let figure = surveyed.figure(&tree, &units, None);
            let mut frozen = criterion.clone();
            frozen.baseline = figure.now.map(|level| (level.value * 10.0).round() / 10.0);
            initiatives::change_criterion(&tx, &frozen).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The first survey's result in syge- og hjemmeplejen was talked over in the committee, and the pilot came of it.
async fn follow(app: &App, made: &Made) -> Result<(), AppError> {
    let Some(unit) = made.units.id("2100") else {
        return Ok(());
    };
    let origin = Origin {
        survey: survey_id(made, FIRST),
        unit,
    };
    let tx = app.write(made.organisation.id).await?;
    let survey = store::find(&tx, origin.survey).await?.ok_or(AppError::NotFound)?;
    let named = made
        .units
        .placements
        .iter()
        .rev()
        .find(|placement| placement.unit == unit);
    let words = format!(
        "{}, {}",
        survey.title.da,
        named.map_or("", |placement| placement.name.as_str())
    );
    let pilots = made.story.initiatives.iter().filter(|one| one.number == PILOT);
    let pilots = pilots.map(|pilot| (Node::Initiative(pilot.id), pilot.created_at.date_naive()));
    // It was put on the agenda in the week before the meeting.
    let put_on = NaiveDate::from_ymd_opt(2019, 3, 26).unwrap_or_default();
    let item = made.story.first_result.map(|item| (Node::AgendaItem(item), put_on));
    for (to, on) in pilots.chain(item) {
        let link = ChainLink::new(Node::Result(origin), to, words.as_str(), on);
        chain::add(&tx, &link.map_err(|_| AppError::NotFound)?).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The answers of a survey long past went when they were due.
async fn forget(app: &App, made: &Made, survey: &Survey) -> Result<(), AppError> {
    let tx = app.write(made.organisation.id).await?;
    let gone = store::find(&tx, survey.id)
        .await?
        .ok_or(AppError::NotFound)?
        .answers_deleted(survey.deletes_on().unwrap_or_default())
        .map_err(|_| AppError::Conflict)?;
    ballots::remove_all(&tx, survey.id).await?;
    store::advance(&tx, &gone, SurveyState::Published).await?;
    tx.commit().await?;
    Ok(())
}

/// Everybody who worked in a unit that day. The roll of a survey long past is gone: those who were on it are numbers here.
fn invited(made: &Made, plan: &[UnitPlan], on: NaiveDate) -> Vec<Invited> {
    let mut found = Vec::new();
    for unit in plan {
        let strength = made
            .staff
            .strength
            .get(&unit.code)
            .and_then(|months| months.get(&Month::of(on)));
        let (Some(id), Some(strength)) = (made.units.id(&unit.code), strength) else {
            continue;
        };
        for one in 0..strength.people {
            found.push(Invited {
                person: PersonId(made.seed.id(&format!("invited:{}:{one}", unit.code))),
                unit: id,
                job_group: String::new(),
            });
        }
    }
    found
}

fn works(made: &Made, plan: &[UnitPlan]) -> BTreeMap<UnitId, (String, Work)> {
    plan.iter()
        .filter_map(|unit| Some((made.units.id(&unit.code)?, (unit.code.clone(), unit.work?))))
        .collect()
}

fn frozen(
    seed: Seed,
    survey: &Survey,
    tree: &Tree,
    cells: &[Cell],
    invited: &[Invited],
    questionnaire: String,
) -> Result<Frozen, AppError> {
    let key = SecretKey::from_seed(&Sha256::digest(seed.id(&format!("key:{}", survey.number)).as_bytes()).into())
        .map_err(|error| AppError::internal("making the demo's surveys", error))?;
    let public_key = hex_digits(&key.public_key().to_bytes());
    let promise = Promise {
        survey: survey.id,
        public_key: public_key.clone(),
        questionnaire,
        rules: survey.rules,
        closes_on: survey.closes_on.unwrap_or_default(),
        last_day: survey.last_days(),
        answers_deleted_on: survey.deletes_on().unwrap_or_default(),
        cells: cells
            .iter()
            .map(|cell| PromisedCell {
                number: cell.number,
                name: cell_name(tree, cell.unit, &cell.job_groups, false),
                invited: cell.invited,
            })
            .collect(),
    }
    .text();
    let units: Vec<UnitId> = invited.iter().map(|one| one.unit).collect();
    Ok(Frozen {
        snapshot: serde_json::to_string(&Snapshot::of(tree, &units))
            .map_err(|error| AppError::internal("making the demo's surveys", error))?,
        seal: hex_digits(&Sha256::digest(promise.as_bytes())),
        promise,
        public_key,
        // It closed: the key is forgotten.
        secret_key: String::new(),
    })
}

/// Those who answer a wave.
struct Respondents<'a> {
    seed: Seed,
    number: i32,
    content: &'a Content,
    starts: BTreeMap<String, Month>,
    month: Month,
    works: BTreeMap<UnitId, (String, Work)>,
}

impl Respondents<'_> {
    fn answer(&self, invited: &[Invited], plan: &CellPlan) -> (Vec<Ballot>, Vec<Comment>) {
        let (mut box_, mut comments) = (Vec::new(), Vec::new());
        let mut units: BTreeMap<UnitId, (f64, Dice)> = BTreeMap::new();
        for (one, cell) in invited.iter().zip(&plan.places) {
            let Some((code, work)) = self.works.get(&one.unit) else {
                continue;
            };
            let (share, dice) = units.entry(one.unit).or_insert_with(|| {
                let mut dice = self.seed.dice(&format!("answers:{}:{code}", self.number));
                // A handful of groups hardly answer at all.
                let share = if dice.chance(0.06) {
                    0.15
                } else {
                    dice.between(0.62, 0.88)
                };
                (share, dice)
            });
            if !dice.chance(*share) || self.is_silent(code, &box_, *cell) {
                continue;
            }
            let key = |what: &str, at: usize| {
                self.seed
                    .id(&format!("{what}:{}:{at}", self.number))
                    .simple()
                    .to_string()
            };
            let answers = self.answers(code, *work, dice);
            let answers = serde_json::to_string(&answers).unwrap_or_default();
            box_.push(Ballot {
                key: key("ballot", box_.len()),
                cell: *cell,
                answers,
            });
            for item in ["keep", "change"] {
                if dice.chance(0.14) {
                    comments.push(Comment {
                        key: key("comment", comments.len()),
                        cell: *cell,
                        item: item.to_owned(),
                        text: dice.word(voices::of(item, *work)).to_owned(),
                    });
                }
            }
        }
        box_.sort_by(|one, other| one.key.cmp(&other.key));
        comments.sort_by(|one, other| one.key.cmp(&other.key));
        (box_, comments)
    }

    fn is_silent(&self, code: &str, answered: &[Ballot], cell: u32) -> bool {
        let (wave, silent, most) = FELL_SILENT;
        self.number == wave && code == silent && answered.iter().filter(|ballot| ballot.cell == cell).count() >= most
    }

    /// One person's answers: what is usual, what is special about the work, the unit and the person, and chance.
    fn answers(&self, code: &str, work: Work, dice: &mut Dice) -> BTreeMap<String, i32> {
        let person = 0.55 * dice.normal();
        let mut answers = BTreeMap::new();
        for item in &self.content.items {
            let ItemKind::Choice(_) = item.kind else { continue };
            if dice.chance(0.02) {
                continue;
            }
            let value = match self.scale_of(&item.key) {
                Some("demands") => {
                    let load = 0.45 + work_load(work) + 0.3 * self.unit_wobble(code, "demands") - 0.2 * person
                        + 0.8 * dice.normal();
                    nearest(load, -2, 2)
                }
                Some(scale) => {
                    let usual = usual(scale) + 0.35 * self.unit_wobble(code, scale) + self.change(code, scale);
                    nearest(usual + person + 0.75 * dice.normal(), 0, 4)
                }
                None => i32::from(dice.chance(offensive_share(&item.key, work))),
            };
            answers.insert(item.key.clone(), value);
        }
        answers
    }

    fn scale_of(&self, item: &str) -> Option<&str> {
        let scale = self
            .content
            .scales
            .iter()
            .find(|scale| scale.items.iter().any(|known| known.item == item))?;
        Some(&scale.key)
    }

    /// How a unit differs from others of its kind, the same in both waves.
    fn unit_wobble(&self, code: &str, scale: &str) -> f64 {
        self.seed
            .dice(&format!("wobble:{code}:{scale}"))
            .normal()
            .clamp(-2.0, 2.0)
    }

    /// What the pilot does where it runs.
    fn change(&self, code: &str, scale: &str) -> f64 {
        let has_begun = self.starts.get(code).is_some_and(|start| *start <= self.month);
        let gain = TRUE_CHANGE.iter().find(|(known, _)| *known == scale);
        match gain {
            Some((_, gain)) if has_begun => *gain,
            _ => 0.0,
        }
    }
}

fn nearest(value: f64, low: i32, high: i32) -> i32 {
    (low..high).find(|step| value < f64::from(*step) + 0.5).unwrap_or(high)
}

/// The usual answer, from 0 to 4.
fn usual(scale: &str) -> f64 {
    match scale {
        "meaning" => 3.1,
        "social_support" => 2.8,
        "belonging" => 2.8,
        "mastery" => 2.7,
        "influence" => 2.3,
        "recognition" => 2.35,
        "predictability" => 1.95,
        _ => 2.5,
    }
}

/// How much more there is to do than fits, from -2 to 2.
fn work_load(work: Work) -> f64 {
    match work {
        Work::HomeCare | Work::CareHome | Work::Nursing => 0.35,
        Work::School | Work::DayCare => 0.2,
        _ => 0.0,
    }
}

fn offensive_share(item: &str, work: Work) -> f64 {
    match (item, work) {
        ("violence", Work::CareHome | Work::Disability) => 0.24,
        ("violence", Work::HomeCare | Work::School | Work::Nursing) => 0.11,
        ("violence", _) => 0.02,
        ("sexual_harassment", Work::HomeCare | Work::CareHome) => 0.05,
        ("sexual_harassment", _) => 0.02,
        _ => 0.07,
    }
}

/// A survey that takes answers now, in syge- og hjemmeplejen, with some answers in the box already.
async fn write_open(app: &App, made: &Made, today: NaiveDate) -> Result<(), AppError> {
    let day_after = |days: u64| today.checked_add_days(Days::new(days));
    let survey = Survey {
        id: survey_id(made, 3),
        number: 3,
        title: TwoLanguages {
            da: "Kort puls i Syge- og hjemmeplejen".into(),
            en: "Short pulse in nursing and home care".into(),
        },
        target: Target {
            units: made.units.id("2100").into_iter().collect(),
            job_groups: Vec::new(),
            by_job_group: false,
            cut_off: earlier(today, 14),
        },
        opens_on: Some(today),
        closes_on: day_after(12),
        reminders: day_after(6).into_iter().collect(),
        follow_up: FollowUp {
            person: made.cast.find("birgit"),
            on: day_after(26),
            time: "Halvanden time i Distrikts-MED og en halv time i hver gruppe".into(),
        },
        contacts: "Din arbejdsmiljørepræsentant, tillidsrepræsentant eller leder\nPsykologisk rådgivning for ansatte (opdigtet): 00 00 00 00, \
                   hverdage kl. 8–18. De fortæller ikke, hvem der ringer"
            .into(),
        state: SurveyState::Planned,
        closed_on: None,
        ..survey_of(
            made,
            &Wave {
                number: 3,
                title: TwoLanguages::default(),
                cut_off: today,
                opens_on: today,
                closes_on: today,
            },
        )
    };
    let tx = app.write(made.organisation.id).await?;
    store::add(&tx, &survey).await?;
    tx.commit().await?;
    surveys::open(app, made.organisation.id, survey.id).await?;
    let tx = app.write(made.organisation.id).await?;
    let version = questionnaires::find_version(&tx, survey.questionnaire)
        .await?
        .ok_or(AppError::NotFound)?;
    let respondents = Respondents {
        seed: made.seed,
        number: 3,
        content: &version.content,
        starts: super::story::starts(),
        month: Month::of(today),
        works: BTreeMap::new(),
    };
    let mut dice = made.seed.dice("answers:3");
    let mut box_ = Vec::new();
    for cell in store::list_cells(&tx, survey.id).await? {
        for _ in 0..cell.invited / 8 {
            let answers = respondents.answers("2112", Work::HomeCare, &mut dice);
            box_.push(Ballot {
                key: made.seed.id(&format!("ballot:3:{}", box_.len())).simple().to_string(),
                cell: cell.number,
                answers: serde_json::to_string(&answers).unwrap_or_default(),
            });
        }
    }
    ballots::add(&tx, survey.id, &box_, &[]).await?;
    tx.commit().await?;
    Ok(())
}
