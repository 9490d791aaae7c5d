//! Did it work, by surveys: one criterion that a scale shows, held against units that had not begun, out of publications only.
//!
//! A publication never changes, so neither does what is said of two of them: nothing is kept, and everything is reckoned when it is asked
//! for. The rules are [`trivsel_domain::evaluation::choose_waves`] and [`WaveFacts`], the numbers those of `trivsel_stats::waves`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use sha2::{Digest, Sha256};
use trivsel_domain::evaluation::{
    Aim, Cap, Caution, Interval, Judgement, Lack, Place, SecondOpinions, Settles, Verdict, Wave, WaveFacts,
    choose_waves, judge,
};
use trivsel_domain::hex::hex_digits;
use trivsel_domain::id::{InitiativeId, SuccessCriterionId, UnitId};
use trivsel_domain::indicator::Disruption;
use trivsel_domain::initiative::site::covered;
use trivsel_domain::initiative::site::sites_of_criterion;
use trivsel_domain::initiative::{Initiative, Lot, Site, SuccessCriterion};
use trivsel_domain::month::Month;
use trivsel_domain::publication::{Amount, Standing};
use trivsel_domain::rights::{Actor, Right};
use trivsel_stats::waves::{Group, Mean, WaveEffect, change, contrast, levels};
use trivsel_store::{Tx, figures};

use super::beside::{beside, outside};
use super::{CONFIDENCE, start_choice};
use crate::figures::{NamedScale, Surveyed, WaveNamed};
use crate::initiatives::{UnitNames, criterion_of, readable};
use crate::publications::Edition;
use crate::{App, AppError, planner};

/// Rises whenever the same publications and starts would give other numbers.
pub const WAVES_VERSION: u32 = 2;

/// What can be said about whether a criterion that a survey shows was met by the initiative.
#[derive(Clone, Debug)]
pub struct SurveyEvaluation {
    /// The criterion.
    pub criterion: SuccessCriterion,
    /// The scale.
    pub scale: NamedScale,
    /// The two surveys, the earlier first; none where no two can be held against each other.
    pub waves: Option<[WaveNamed; 2]>,
    /// The estimate with the verdict; none where there is no estimate.
    pub finding: Option<WaveFinding>,
    /// What holds the verdict back, or stands in the way of an estimate.
    pub caps: Vec<Cap>,
    /// What a reader must know.
    pub cautions: Vec<Caution>,
    /// What would settle it.
    pub settles: Vec<Settles>,
    /// The units, those that began first.
    pub units: Vec<WaveUnit>,
    /// The disruptions between the two surveys that reach the units.
    pub disruptions: Vec<Disruption>,
    /// The lot by which the units began, where one was drawn and followed.
    pub lot: Option<Lot>,
    /// SHA-256 of everything that went in, in hexadecimal digits.
    pub hash: String,
    /// What went in, as JSON. None where the visitor may not read the results of each unit by itself.
    pub inputs: Option<String>,
}

/// The numbers of an evaluation by surveys.
#[derive(Clone, Debug, PartialEq)]
pub struct WaveFinding {
    /// The verdict with the interval.
    pub judgement: Judgement,
    /// The estimate with its errors.
    pub effect: WaveEffect,
    /// Is it held against units that had not begun?
    pub is_compared: bool,
    /// The level where it began, in the earlier and in the later survey. None where the visitor may not read the results of each unit that
    /// went in: with one unit on a side, the level would be that unit's.
    pub begun: Option<(f64, f64)>,
    /// The same of the units it is held against; none also where there are none.
    pub beside: Option<(f64, f64)>,
}

/// A unit in an evaluation by surveys.
#[derive(Clone, Debug, PartialEq)]
pub struct WaveUnit {
    /// Which.
    pub unit: UnitId,
    /// Its name today.
    pub name: String,
    /// The day it began; none for a unit to compare with.
    pub began: Option<NaiveDate>,
    /// What it is between the two surveys.
    pub is_begun: bool,
    /// Do its figures count: are they shown in both?
    pub is_used: bool,
    /// What is published of it in the earlier and in the later survey.
    pub seen: [Seen; 2],
}

/// What a visitor sees of a unit in a survey.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Seen {
    /// Its mean, and how many answered.
    Shown {
        /// The mean.
        mean: Amount,
        /// How many answered.
        respondents: Amount,
    },
    /// It was asked, and its figures are not shown.
    Hidden,
    /// Nobody of it was asked.
    NotAsked,
    /// It is published, and the visitor may not read the results of this unit.
    OutOfReach,
}

impl SurveyEvaluation {
    /// The verdict; without an estimate nothing can be concluded.
    pub fn verdict(&self) -> Verdict {
        self.finding
            .as_ref()
            .map_or(Verdict::CannotBeConcluded, |finding| finding.judgement.verdict)
    }
}

/// All that decides the numbers. Its JSON is what the hash is taken of.
#[derive(Serialize)]
struct Inputs<'a> {
    waves_version: u32,
    confidence: f64,
    scale: String,
    /// The hashes of the two publications.
    publications: Option<[&'a str; 2]>,
    units: Vec<Input<'a>>,
    facts: Option<WaveFacts>,
    lack: Option<Lack>,
}

/// A unit as it goes into the numbers: mean and standard error of both surveys, and who answered in both together.
#[derive(Serialize)]
struct Input<'a> {
    unit: UnitId,
    began: &'a Option<NaiveDate>,
    is_begun: bool,
    earlier: Option<[f64; 2]>,
    later: Option<[f64; 2]>,
    weight: Option<f64>,
}

/// Evaluates a criterion that a scale of a survey shows. None when no scale of a survey here does.
pub async fn evaluate_survey(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
) -> Result<Option<(Initiative, SurveyEvaluation)>, AppError> {
    let tx = app.read(who.organisation).await?;
    survey_as_seen_on(&tx, who, initiative, criterion, app.today()).await
}

/// The same as seen from a day: later surveys and starts are not known yet.
pub(crate) async fn survey_as_seen_on(
    tx: &Tx,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
    on: NaiveDate,
) -> Result<Option<(Initiative, SurveyEvaluation)>, AppError> {
    let (initiative, sites) = readable(tx, who, initiative).await?;
    let criterion = criterion_of(tx, initiative.id, criterion).await?;
    let Some(surveyed) = Surveyed::find(tx, &criterion.kind, on).await? else {
        return Ok(None);
    };
    let sites = sites_of_criterion(&sites, &criterion);
    let days = days(&sites, on);
    let pair = pair(
        &surveyed,
        covered(&who.tree, &days).iter().map(|unit| unit.start).collect(),
    );
    let began = outer(who, days);
    let (rows, is_outside) = match &pair {
        Ok(pair) => pair.rows(who, &initiative, &began, surveyed.key()),
        Err(_) => (Vec::new(), false),
    };
    let lot = planner::followed(tx, initiative.id, &sites, on).await?;
    let facts = WaveFacts {
        is_outside,
        ..facts_of(&rows, &surveyed, &criterion, &initiative, &began, lot.is_some())
    };
    let lack = pair.as_ref().err().copied();
    let lack = lack.or((facts.begun == 0).then_some(Lack::NotShown));
    let may_read = |unit: UnitId| who.may(Right::ReadFigures, unit);
    let may_read_all = rows.iter().all(|row| may_read(row.unit));
    let finding = match lack {
        None => finding(&rows, &facts).map(|finding| if may_read_all { finding } else { finding.veiled() }),
        Some(_) => None,
    };
    let names = UnitNames::of(tx, who, rows.iter().map(|row| row.unit)).await?;
    let disruptions = match &pair {
        Ok(pair) => pair.disruptions(who, &rows, figures::list_disruptions(tx).await?),
        Err(_) => Vec::new(),
    };
    let inputs = inputs(&surveyed, pair.as_ref().ok(), &rows, facts, lack)?;
    let evaluation = SurveyEvaluation {
        waves: pair
            .as_ref()
            .ok()
            .map(|pair| [&pair.earlier, &pair.later].map(|edition| WaveNamed::of(&edition.publication))),
        caps: match lack {
            Some(because) => vec![Cap::Surveys { because }],
            None => facts.caps(),
        },
        cautions: if finding.is_some() {
            facts.cautions()
        } else {
            Vec::new()
        },
        settles: match (&finding, lack) {
            (Some(finding), _) => facts.settling(&finding.judgement),
            (None, lack) => lack.and_then(Lack::settling).into_iter().collect(),
        },
        finding,
        hash: hex_digits(&Sha256::digest(&inputs)),
        inputs: may_read_all.then_some(inputs),
        units: rows.iter().map(|row| row.told(&names, may_read(row.unit))).collect(),
        scale: surveyed.named,
        disruptions,
        lot,
        criterion,
    };
    Ok(Some((initiative, evaluation)))
}

fn facts_of(
    rows: &[Row],
    surveyed: &Surveyed,
    criterion: &SuccessCriterion,
    initiative: &Initiative,
    began: &BTreeMap<UnitId, NaiveDate>,
    is_drawn: bool,
) -> WaveFacts {
    WaveFacts {
        begun: count(rows, |row| row.is_begun && row.group.is_some()),
        beside: count(rows, |row| !row.is_begun && row.group.is_some()),
        is_outside: false,
        hidden: count(rows, |row| row.group.is_none()),
        reading: surveyed.named.scale.reading,
        is_drawn,
        start_choice: start_choice(initiative, began.values().min().map(|day| Month::of(*day))),
        aim: Aim::of(criterion),
    }
}

/// Everything that goes in, as JSON.
fn inputs(
    surveyed: &Surveyed,
    pair: Option<&Pair<'_>>,
    rows: &[Row],
    facts: WaveFacts,
    lack: Option<Lack>,
) -> Result<String, AppError> {
    let inputs = Inputs {
        waves_version: WAVES_VERSION,
        confidence: CONFIDENCE,
        scale: surveyed.named.code(),
        publications: pair.map(|pair| [pair.earlier.hash.as_str(), pair.later.hash.as_str()]),
        units: rows.iter().map(Row::input).collect(),
        facts: lack.is_none().then_some(facts),
        lack,
    };
    serde_json::to_string(&inputs).map_err(|error| AppError::internal("marking an evaluation", error))
}

/// The day each unit began, the first where it began more than once.
fn days(sites: &[Site], on: NaiveDate) -> BTreeMap<UnitId, NaiveDate> {
    let mut days = BTreeMap::new();
    for site in sites.iter().filter(|site| site.has_begun(on)) {
        let day = days.entry(site.unit).or_insert(site.period.from());
        *day = site.period.from().min(*day);
    }
    days
}

/// Units that lie in another site count there: of a published survey nothing can be taken away.
fn outer(who: &Actor, mut days: BTreeMap<UnitId, NaiveDate>) -> BTreeMap<UnitId, NaiveDate> {
    let units: Vec<UnitId> = days.keys().copied().collect();
    let outer = who.tree.outermost(&units);
    days.retain(|unit, _| outer.contains(unit));
    days
}

/// The two publications that are held against each other.
struct Pair<'a> {
    earlier: &'a Edition,
    later: &'a Edition,
}

fn pair(surveyed: &Surveyed, starts: Vec<NaiveDate>) -> Result<Pair<'_>, Lack> {
    let newest = surveyed.editions.last();
    let waves: Vec<Wave> = surveyed
        .editions
        .iter()
        .map(|edition| Wave {
            closed_on: edition.publication.closed_on,
            is_comparable: newest.is_some_and(|newest| surveyed.is_comparable(edition, newest)),
        })
        .collect();
    let (earlier, later) = choose_waves(&waves, &starts)?;
    match (surveyed.editions.get(earlier), surveyed.editions.get(later)) {
        (Some(earlier), Some(later)) => Ok(Pair { earlier, later }),
        _ => Err(Lack::NoSurvey),
    }
}

/// A unit with what is published of it.
struct Row {
    unit: UnitId,
    began: Option<NaiveDate>,
    is_begun: bool,
    seen: [Seen; 2],
    /// Its numbers, where both surveys show it.
    group: Option<Group>,
}

impl Pair<'_> {
    /// The units where it began in between, and the lowest units of the owner that had not: neither one of them, nor above or below one.
    /// Where nobody in it shows figures in both, the lowest units outside it, from the nearest unit above that has some; then that is said.
    /// Units that nobody asked in either survey are no part of it.
    fn rows(
        &self,
        who: &Actor,
        initiative: &Initiative,
        began: &BTreeMap<UnitId, NaiveDate>,
        scale: &str,
    ) -> (Vec<Row>, bool) {
        let tree = &who.tree;
        let sites: Vec<UnitId> = began.keys().copied().collect();
        let untouched = |units: Vec<UnitId>| -> Vec<Row> {
            let rows = units.into_iter().filter_map(|unit| self.row(unit, None, scale));
            rows.collect()
        };
        let has_any = |rows: &[Row]| rows.iter().any(|row| row.group.is_some());
        let lowest =
            |units: Vec<UnitId>| -> Vec<UnitId> { units.iter().flat_map(|unit| beside(tree, *unit, &sites)).collect() };
        let mut others = untouched(beside(tree, initiative.unit, &sites));
        let mut is_outside = false;
        if !has_any(&others) {
            let further = outside(tree, initiative.unit, &sites, |units| {
                has_any(&untouched(lowest(units)))
            });
            is_outside = !further.is_empty();
            others.extend(untouched(lowest(further)));
        }
        let mut rows: Vec<Row> = began
            .iter()
            .filter_map(|(unit, day)| self.row(*unit, Some(*day), scale))
            .collect();
        rows.extend(others);
        rows.sort_by_key(|row| (!row.is_begun, row.began, row.unit));
        (rows, is_outside)
    }

    fn row(&self, unit: UnitId, began: Option<NaiveDate>, scale: &str) -> Option<Row> {
        let (first, last) = (self.earlier.publication.closed_on, self.later.publication.closed_on);
        let is_begun = match Place::of(began, first, last) {
            Place::BegunBefore => return None,
            Place::Begun => true,
            Place::Beside => false,
        };
        let seen = [self.earlier, self.later].map(|edition| seen(edition, unit, scale));
        (!seen.contains(&Seen::NotAsked)).then(|| Row {
            unit,
            began,
            is_begun,
            seen,
            group: self.group(unit, scale),
        })
    }

    fn group(&self, unit: UnitId, scale: &str) -> Option<Group> {
        let (earlier, answered_then) = self.earlier.publication.scale_of(unit, scale)?;
        let (later, answered_now) = self.later.publication.scale_of(unit, scale)?;
        let mean = |result: &trivsel_domain::publication::ScaleResult| Mean {
            value: result.mean.middle(),
            standard_error: result.standard_error,
        };
        Some(Group {
            earlier: mean(earlier),
            later: mean(later),
            weight: answered_then + answered_now,
        })
    }

    /// What lay between the two, or in the month of either, and reached any of the units.
    fn disruptions(&self, who: &Actor, rows: &[Row], all: Vec<Disruption>) -> Vec<Disruption> {
        let month = |edition: &Edition| Month::of(edition.publication.closed_on);
        let (first, last) = (month(self.earlier), month(self.later));
        let lies_between = |one: &Disruption| one.first <= last && first <= one.last;
        let reaches = |one: &Disruption| who.tree.touches(one.unit, rows.iter().map(|row| row.unit));
        all.into_iter()
            .filter(|one| lies_between(one) && reaches(one))
            .collect()
    }
}

fn seen(edition: &Edition, unit: UnitId, scale: &str) -> Seen {
    match edition.publication.standing(unit) {
        Standing::Shown(shown) => shown.scale(scale).map_or(Seen::Hidden, |result| Seen::Shown {
            mean: result.mean,
            respondents: shown.respondents,
        }),
        Standing::Hidden | Standing::Merged { .. } => Seen::Hidden,
        Standing::Absent => Seen::NotAsked,
    }
}

impl Row {
    fn input(&self) -> Input<'_> {
        let pair = |mean: Mean| [mean.value, mean.standard_error];
        Input {
            unit: self.unit,
            began: &self.began,
            is_begun: self.is_begun,
            earlier: self.group.map(|group| pair(group.earlier)),
            later: self.group.map(|group| pair(group.later)),
            weight: self.group.map(|group| group.weight),
        }
    }

    fn told(&self, names: &UnitNames, may_read: bool) -> WaveUnit {
        let veiled = |seen: Seen| match seen {
            Seen::Shown { .. } if !may_read => Seen::OutOfReach,
            other => other,
        };
        WaveUnit {
            unit: self.unit,
            name: names.get(self.unit),
            began: self.began,
            is_begun: self.is_begun,
            is_used: self.group.is_some(),
            seen: self.seen.map(veiled),
        }
    }
}

fn count(rows: &[Row], is_counted: impl Fn(&Row) -> bool) -> u32 {
    u32::try_from(rows.iter().filter(|row| is_counted(row)).count()).unwrap_or(u32::MAX)
}

/// None where nothing varies, so that nothing is known of the uncertainty.
fn finding(rows: &[Row], facts: &WaveFacts) -> Option<WaveFinding> {
    let side = |is_begun: bool| -> Vec<Group> {
        let of_side = rows.iter().filter(|row| row.is_begun == is_begun);
        of_side.filter_map(|row| row.group).collect()
    };
    let (begun, beside) = (side(true), side(false));
    let effect = if beside.is_empty() {
        change(&begun, CONFIDENCE)
    } else {
        contrast(&begun, &beside, CONFIDENCE)
    };
    let effect = effect.ok()?;
    let interval = Interval::new(effect.effect, effect.lower, effect.upper).ok()?;
    Some(WaveFinding {
        judgement: judge(interval, facts.aim, SecondOpinions::default(), &facts.caps()),
        effect,
        is_compared: !beside.is_empty(),
        begun: Some(levels(&begun).ok()?),
        beside: levels(&beside).ok(),
    })
}

impl WaveFinding {
    /// The verdict and the difference alone: the same for every reader, as a criterion's figure is. The levels behind them stay back.
    fn veiled(self) -> Self {
        Self {
            begun: None,
            beside: None,
            ..self
        }
    }
}
