//! Which duties are switched on here, and the workplace's own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::duty::{Duty, DutyLevel, DutyProduct, ShippedDuty};
use trivsel_domain::id::{CommitteeId, DutyId, UnitId};
use trivsel_domain::legal_rule::{Freshness, LegalRule};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{committees, duties as store};
use uuid::Uuid;

use super::ground::WheelGround;
use crate::input::{Input, free_code, version_typed};
use crate::trail::Trail;
use crate::work::Work;
use crate::{App, AppError, Problem, shipped};

/// A rule with when somebody last held it against its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRule {
    /// The rule.
    pub rule: LegalRule,
    /// How long ago that was.
    pub age: Freshness,
    /// Is it in force, confirmed, and looked at?
    pub can_be_reckoned_with: bool,
}

impl HeldRule {
    pub(crate) fn of(rule: &LegalRule, today: NaiveDate) -> Self {
        Self {
            age: rule.freshness(today),
            can_be_reckoned_with: rule.can_be_reckoned(today),
            rule: rule.clone(),
        }
    }
}

/// The rules in force that have not been looked at for half a year.
pub(super) fn unchecked(ground: &WheelGround) -> Vec<HeldRule> {
    ground
        .rules
        .iter()
        .filter(|rule| rule.holds_on(ground.today))
        .map(|rule| HeldRule::of(rule, ground.today))
        .filter(|held| held.age != Freshness::Fresh)
        .collect()
}

/// A duty as it is set up here.
#[derive(Clone, Debug)]
pub struct DutySetUp {
    /// The duty as it stands here, or as it would be when it is switched on.
    pub duty: Duty,
    /// Is it in the table yet?
    pub is_known: bool,
    /// How many months lie between two times; none where no rule can be reckoned with today.
    pub every_months: Option<u32>,
    /// The rules it rests on.
    pub rules: Vec<HeldRule>,
    /// The units it was chosen for.
    pub units: Vec<UnitId>,
}

impl DutySetUp {
    /// May it be switched on?
    pub fn can_be_on(&self) -> bool {
        self.every_months.is_some()
    }
}

/// What is typed to set up a duty.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DutyForm {
    /// What it is called, of one's own.
    pub title: String,
    /// Where it says so, of one's own.
    pub basis: String,
    /// How many months lie between two times, of one's own.
    pub every_months: String,
    /// How many months before it is due the wheel says so.
    pub warn_months: String,
    /// In which units.
    pub level: String,
    /// Those that were chosen.
    pub units: Vec<String>,
    /// The forum it belongs to.
    pub committee: String,
    /// From which day it applies here.
    pub applies_from: String,
    /// The first day it is due.
    pub first_due: String,
    /// `on` when it is switched on.
    pub is_on: String,
    /// The version that was on the screen; empty for a new one.
    pub version: String,
}

/// How a duty is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyContent {
    /// What it is called.
    pub title: String,
    /// Where it says so.
    pub basis: String,
    /// How many months lie between two times; none where the rule says.
    pub every_months: Option<u32>,
    /// How many months before it is due the wheel says so.
    pub warn_months: u32,
    /// In which units.
    pub level: DutyLevel,
    /// Those that were chosen.
    pub units: Vec<UnitId>,
    /// The forum it belongs to.
    pub committee: Option<CommitteeId>,
    /// From which day it applies here.
    pub applies_from: NaiveDate,
    /// The first day it is due.
    pub first_due: Option<NaiveDate>,
    /// Is it switched on?
    pub is_on: bool,
    /// The version that was read; none for a new one.
    pub version: Option<i32>,
}

/// Between a month and ten years.
const MOST_MONTHS: u32 = 120;

impl DutyForm {
    /// What was typed, as values. A shipped duty has its title, basis and interval from its rules.
    pub fn read(&self, is_own: bool) -> Result<DutyContent, AppError> {
        let mut input = Input::new();
        let months = |input: &mut Input, field: &str, typed: &str, least: u32| {
            input.choice(field, typed, |typed| {
                let months = typed.parse::<u32>().ok()?;
                (least..=MOST_MONTHS).contains(&months).then_some(months)
            })
        };
        let title = if is_own {
            input.required("title", &self.title)
        } else {
            String::new()
        };
        let basis = if is_own {
            input.line("basis", &self.basis)
        } else {
            String::new()
        };
        let every_months = if is_own {
            months(&mut input, "every_months", &self.every_months, 1)
        } else {
            None
        };
        let warn_months = months(&mut input, "warn_months", &self.warn_months, 0);
        let level = input.choice("level", &self.level, DutyLevel::parse);
        let units: Vec<UnitId> = self.units.iter().filter_map(|unit| unit.parse().ok()).collect();
        if level == Some(DutyLevel::Chosen) && units.is_empty() {
            input.refuse(Problem::new("units", "problem-choose"));
        }
        let content = DutyContent {
            title,
            basis,
            every_months,
            warn_months: warn_months.unwrap_or(0),
            level: level.unwrap_or(DutyLevel::Organisation),
            units: if level == Some(DutyLevel::Chosen) {
                units
            } else {
                Vec::new()
            },
            committee: input.optional_id("committee", &self.committee),
            applies_from: input.date("applies_from", &self.applies_from),
            first_due: input.optional_date("first_due", &self.first_due),
            is_on: self.is_on == "on",
            version: None,
        };
        input.done()?;
        let version = match self.version.trim() {
            "" => None,
            typed => Some(version_typed(typed)?),
        };
        Ok(DutyContent { version, ..content })
    }
}

/// Every duty: the shipped ones, then the workplace's own.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<DutySetUp>, AppError> {
    who.must_everywhere(Right::ChangeDuties)?;
    let tx = app.read(who.organisation).await?;
    let ground = WheelGround::read(&tx, app.today()).await?;
    let mut all: Vec<DutySetUp> = Vec::new();
    for shipped in ground.shipped.iter() {
        let known = ground.duties.iter().find(|duty| duty.code == shipped.code);
        let duty = known.cloned().unwrap_or_else(|| as_shipped(shipped, ground.today));
        all.push(set_up_as(&ground, duty, known.is_some()));
    }
    let own = ground.duties.iter().filter(|duty| duty.is_own);
    all.extend(own.map(|duty| set_up_as(&ground, duty.clone(), true)));
    Ok(all)
}

/// One duty.
pub async fn set_up(app: &App, who: &Actor, code: &str) -> Result<DutySetUp, AppError> {
    let all = list(app, who).await?;
    all.into_iter()
        .find(|found| found.duty.code == code)
        .ok_or(AppError::NotFound)
}

fn set_up_as(ground: &WheelGround, duty: Duty, is_known: bool) -> DutySetUp {
    DutySetUp {
        every_months: ground.every_months(&duty),
        rules: ground.rules_of(&duty),
        units: ground.chosen_for(duty.id).to_vec(),
        is_known,
        duty,
    }
}

/// A shipped duty that nobody has switched on yet.
fn as_shipped(shipped: &ShippedDuty, today: NaiveDate) -> Duty {
    Duty {
        id: DutyId(Uuid::now_v7()),
        code: shipped.code.clone(),
        title: String::new(),
        basis: String::new(),
        // Of a shipped duty the rule says it, each time it is asked; this only keeps the column from being empty.
        every_months: 12,
        warn_months: shipped.warn_months,
        level: shipped.level,
        committee: None,
        produces: shipped.produces,
        applies_from: today,
        first_due: None,
        is_own: false,
        is_on: false,
        version: 0,
    }
}

/// Sets a duty up: switches it on or off, says where and from when.
pub async fn change(app: &App, who: &Actor, code: &str, content: &DutyContent) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeDuties)?;
    app.writing(who, |work| async move {
        let known = store::by_code(&work, code).await?;
        let before = match &known {
            Some(known) => known.clone(),
            None => {
                let shipped = shipped::duties(&work)?;
                let shipped = shipped.iter().find(|one| one.code == code).ok_or(AppError::NotFound)?;
                as_shipped(shipped, work.today)
            }
        };
        if content.version != known.as_ref().map(|known| known.version) {
            return Err(AppError::Conflict);
        }
        let after = filled(&before, content);
        check(&work, &after).await?;
        match known {
            Some(_) => store::change(&work, &after).await?,
            None => store::add(&work, &after).await?,
        }
        store::change_units(&work, after.id, &content.units).await?;
        work.trail(trail(
            &before,
            &after,
            if known.is_some() { "changed" } else { "added" },
        ));
        Ok(())
    })
    .await
}

/// Adds a duty of the workplace's own.
pub async fn add_own(app: &App, who: &Actor, content: &DutyContent) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeDuties)?;
    app.writing(who, |work| async move {
        let mut taken: Vec<String> = store::list(&work).await?.into_iter().map(|duty| duty.code).collect();
        taken.extend(shipped::duties(&work)?.iter().map(|shipped| shipped.code.clone()));
        taken.push("new".to_owned());
        let empty = Duty {
            id: DutyId(Uuid::now_v7()),
            code: free_code(&content.title, "own", 40, &taken),
            title: String::new(),
            basis: String::new(),
            every_months: 12,
            warn_months: 0,
            level: DutyLevel::Organisation,
            committee: None,
            produces: DutyProduct::Own,
            applies_from: work.today,
            first_due: None,
            is_own: true,
            is_on: false,
            version: 0,
        };
        let duty = filled(&empty, content);
        check(&work, &duty).await?;
        store::add(&work, &duty).await?;
        store::change_units(&work, duty.id, &content.units).await?;
        work.trail(trail(&empty, &duty, "added"));
        Ok(())
    })
    .await
}

fn filled(before: &Duty, content: &DutyContent) -> Duty {
    Duty {
        title: content.title.clone(),
        basis: content.basis.clone(),
        every_months: content.every_months.unwrap_or(before.every_months),
        warn_months: content.warn_months,
        level: content.level,
        committee: content.committee,
        applies_from: content.applies_from,
        first_due: content.first_due,
        is_on: content.is_on,
        ..before.clone()
    }
}

/// A shipped duty no rule of which can be reckoned with may not be switched on; a forum has to be one that is there.
async fn check(work: &Work, duty: &Duty) -> Result<(), AppError> {
    if let Some(committee) = duty.committee
        && committees::find(work, committee).await?.is_none()
    {
        return Err(AppError::invalid("committee", "problem-choose"));
    }
    let ground = WheelGround::read(work, work.today).await?;
    if duty.is_on && ground.every_months(duty).is_none() {
        return Err(AppError::invalid("is_on", "problem-duty-unchecked"));
    }
    Ok(())
}

fn trail(before: &Duty, after: &Duty, verb: &'static str) -> Trail {
    let on = |duty: &Duty| if duty.is_on { "on" } else { "off" };
    Trail::new("duty", after.id.0, verb)
        .field("code", "", &after.code)
        .field("title", &before.title, &after.title)
        .field("is_on", on(before), on(after))
        .field("level", before.level.code(), after.level.code())
        .field("warn_months", before.warn_months, after.warn_months)
        .field("applies_from", before.applies_from, after.applies_from)
        .optional("first_due", before.first_due, after.first_due)
}
