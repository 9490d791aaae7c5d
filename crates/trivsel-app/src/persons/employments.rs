//! Where a person works: employments begin, change and end on a day. What was, stays as it was.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::id::{EmploymentId, PersonId, UnitId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, EmploymentChange, WorkingTimeFraction, employment_changed};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, persons as store, units};
use uuid::Uuid;

use super::changeable;
use crate::input::{Input, parse_number};
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// What is typed to begin or change an employment.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EmploymentForm {
    /// Where.
    pub unit: String,
    /// The job group, in the workplace's own words.
    pub job_group: String,
    /// The share of full time in per cent, or as `30/37`.
    pub working_time: String,
    /// First day.
    pub valid_from: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// Where somebody works, as what and how much, from when.
#[derive(Clone, Debug, PartialEq)]
pub struct EmploymentContent {
    /// Where.
    pub unit: UnitId,
    /// The job group, in the workplace's own words.
    pub job_group: String,
    /// The share of full time.
    pub working_time: WorkingTimeFraction,
    /// The first day.
    pub from: NaiveDate,
}

impl EmploymentForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<EmploymentContent, Problems> {
        let mut input = Input::new();
        let unit = input.choice("unit", &self.unit, |text| text.parse().ok());
        let job_group = input.line("job_group", &self.job_group);
        let working_time = parse_working_time(&self.working_time);
        if working_time.is_none() {
            input.refuse(Problem::new("working_time", "problem-working-time"));
        }
        let from = input.date("valid_from", &self.valid_from);
        input.read(unit.zip(working_time).map(|(unit, working_time)| EmploymentContent {
            unit,
            job_group,
            working_time,
            from,
        }))
    }
}

/// What is typed to end something.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LastDay {
    pub last_day: String,
    /// Any text: it ends now, whatever the day.
    pub now: String,
}

impl LastDay {
    /// The last day as it was typed; none means now.
    pub fn read(&self) -> Result<Option<NaiveDate>, Problems> {
        let is_now = !self.now.is_empty();
        if is_now { Ok(None) } else { self.day().map(Some) }
    }

    /// The last day of something that does not end at once.
    pub fn day(&self) -> Result<NaiveDate, Problems> {
        let mut input = Input::new();
        let last = input.date("last_day", &self.last_day);
        input.read(Some(last))
    }
}

/// Begins an employment.
pub async fn add_employment(
    app: &App,
    who: &Actor,
    person: PersonId,
    content: &EmploymentContent,
) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeOrganisation)?;
    app.writing(who, |work| async move {
        changeable(&work, who, person, work.today).await?;
        let mut input = Input::new();
        let employment = placed(&work, who, &mut input, person, content).await?;
        input.done()?;
        refuse_overlap(&work, &employment).await?;
        store::add_employment(&work, &employment).await?;
        work.trail(trail_added(&employment));
        Ok(())
    })
    .await
}

/// Changes unit, job group or working time from a day on. A change on the employment's own first day corrects it.
pub async fn change_employment(
    app: &App,
    who: &Actor,
    person: PersonId,
    id: EmploymentId,
    seen: &SeenMark,
    content: &EmploymentContent,
) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeOrganisation)?;
    app.writing(who, |work| async move {
        let before = own(&work, who, person, id).await?;
        seen.must_be(&before)?;
        let mut input = Input::new();
        let wanted = placed(&work, who, &mut input, person, content).await?;
        input.done()?;
        let change = employment_changed(&before, wanted).map_err(|_| {
            let start = before.period.from().format("%d.%m.%Y").to_string();
            AppError::Invalid(vec![
                Problem::new("valid_from", "problem-outside-employment").with("start", start),
            ])
        })?;
        let after = match change {
            EmploymentChange::Corrected(after) => {
                store::change_employment(&work, &after).await?;
                after
            }
            EmploymentChange::Followed { ended, next } => {
                store::change_employment(&work, &ended).await?;
                store::add_employment(&work, &next).await?;
                next
            }
        };
        refuse_overlap(&work, &after).await?;
        let names = |unit: UnitId| who.tree.name(unit).to_owned();
        work.trail(
            Trail::new("employment", after.id.0, "changed")
                .of(person.0)
                .unit(after.unit)
                .field("unit", names(before.unit), names(after.unit))
                .field("job_group", &before.job_group, &after.job_group)
                .field("working_time", before.working_time.get(), after.working_time.get())
                .field("valid_from", before.period.from(), after.period.from()),
        );
        Ok(())
    })
    .await
}

/// Ends an employment on its last day.
pub async fn end_employment(
    app: &App,
    who: &Actor,
    person: PersonId,
    id: EmploymentId,
    last: NaiveDate,
) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeOrganisation)?;
    app.writing(who, |work| async move {
        let before = own(&work, who, person, id).await?;
        let period = ended(before.period, last)?;
        store::change_employment(
            &work,
            &Employment {
                period,
                ..before.clone()
            },
        )
        .await?;
        work.trail(
            Trail::new("employment", id.0, "ended")
                .of(person.0)
                .unit(before.unit)
                .optional("valid_to", before.period.to(), Some(last)),
        );
        Ok(())
    })
    .await
}

/// A period with its last day.
fn ended(period: Period, last: NaiveDate) -> Result<Period, AppError> {
    period.ended(last).map_err(|error| {
        let start = error.from.format("%d.%m.%Y").to_string();
        AppError::Invalid(vec![
            Problem::new("last_day", "problem-ends-before-start").with("start", start),
        ])
    })
}

/// A period of something that gives rights, ended on its last day; none when nothing is left of it.
pub(crate) fn ended_at_once(period: Period, last: NaiveDate, today: NaiveDate) -> Result<Option<Period>, AppError> {
    period.ended_at_once(last, today).map_err(|error| {
        let start = error.from.format("%d.%m.%Y").to_string();
        AppError::Invalid(vec![
            Problem::new("last_day", "problem-ends-before-start").with("start", start),
        ])
    })
}

async fn own(tx: &Tx, who: &Actor, person: PersonId, id: EmploymentId) -> Result<Employment, AppError> {
    let found = store::employments_of(tx, person)
        .await?
        .into_iter()
        .find(|employment| employment.id == id)
        .ok_or(AppError::NotFound)?;
    who.must(Right::ChangeOrganisation, found.unit)?;
    Ok(found)
}

/// Nobody is employed twice in the same unit on the same day.
async fn refuse_overlap(tx: &Tx, new: &Employment) -> Result<(), AppError> {
    let overlaps = store::employments_of(tx, new.person)
        .await?
        .iter()
        .any(|other| other.id != new.id && other.unit == new.unit && other.period.overlaps(&new.period));
    if overlaps {
        Err(AppError::invalid("unit", "problem-employed-already"))
    } else {
        Ok(())
    }
}

pub(super) fn trail_added(employment: &Employment) -> Trail {
    Trail::new("employment", employment.id.0, "added")
        .of(employment.person.0)
        .unit(employment.unit)
        .field("job_group", "", &employment.job_group)
        .field("valid_from", "", employment.period.from())
}

/// The employment this is about, in a unit that is open then and within reach. What is wrong is noted.
pub(super) async fn placed(
    tx: &Tx,
    who: &Actor,
    input: &mut Input,
    person: PersonId,
    content: &EmploymentContent,
) -> Result<Employment, AppError> {
    let EmploymentContent {
        unit,
        job_group,
        working_time,
        from,
    } = content.clone();
    if !who.may(Right::ChangeOrganisation, unit) {
        input.refuse(Problem::new("unit", "problem-unit-out-of-reach"));
    } else if units::find(tx, unit)
        .await?
        .is_none_or(|unit| !unit.period.contains(from))
    {
        input.refuse(Problem::new("unit", "problem-unit-not-open"));
    }
    Ok(Employment {
        id: EmploymentId(Uuid::now_v7()),
        person,
        unit,
        job_group,
        working_time,
        period: Period::since(from),
    })
}

/// The share of full time as people write it: `100`, `80 %`, `81,08`, `30/37`. Empty means full time.
fn parse_working_time(typed: &str) -> Option<WorkingTimeFraction> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(WorkingTimeFraction::FULL);
    }
    let share = match typed.split_once('/') {
        Some((part, whole)) => parse_number(part)? / parse_number(whole)?,
        None => parse_number(typed)? / 100.0,
    };
    WorkingTimeFraction::new(share).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_time_is_read_in_per_cent_or_as_hours_of_a_full_week() {
        for (typed, share) in [
            ("", Some(1.0)),
            ("100", Some(1.0)),
            ("80 %", Some(0.8)),
            ("37,5", Some(0.375)),
            ("18,5/37", Some(0.5)),
            ("120", None),
            ("0", None),
            ("fuld tid", None),
        ] {
            assert_eq!(
                parse_working_time(typed).map(WorkingTimeFraction::get),
                share,
                "{typed}"
            );
        }
    }
}
