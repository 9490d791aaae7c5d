//! Persons and their employments from a table: who is new, who changed, and what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use trivsel_domain::id::{EmploymentId, PersonId, UnitId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, EmploymentChange, Person, WorkingTimeFraction, employment_changed};
use trivsel_domain::person_number::is_person_number;
use trivsel_domain::unit::Unit;
use trivsel_store::{Tx, persons as store, units};
use uuid::Uuid;

use super::file::FileRow;
use super::working_time::{FULL_WEEK, is_beyond_full_time, is_unclear, whole};
use super::{Reading, Report, RowProblem};
use crate::identity::new_person_id;
use crate::imports::{bare_code, is_without_its_zeros, without_fraction};
use crate::{AppError, Problem, mail_address};

/// What a table does to the persons.
pub(super) struct Plan {
    pub(super) report: Report,
    added: Vec<Person>,
    changed: Vec<Person>,
    added_employments: Vec<Employment>,
    changed_employments: Vec<Employment>,
}

/// A row that says something sensible by itself.
struct Wish<'a> {
    row: &'a FileRow,
    unit: UnitId,
    working_time: Option<WorkingTimeFraction>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// Holds the rows against the persons there are.
pub(super) async fn plan(tx: &Tx, rows: &[FileRow], reading: &Reading, today: NaiveDate) -> Result<Plan, AppError> {
    let persons = store::list(tx).await?;
    let mut employments: BTreeMap<PersonId, Vec<Employment>> = BTreeMap::new();
    for employment in store::list_employments(tx).await? {
        employments.entry(employment.person).or_default().push(employment);
    }
    let units: BTreeMap<String, Unit> = units::list(tx)
        .await?
        .into_iter()
        .map(|unit| (unit.code.clone(), unit))
        .collect();
    let by_number: BTreeMap<&str, &Person> = persons
        .iter()
        .filter_map(|person| Some((person.employee_number.as_deref()?, person)))
        .collect();
    let mut problems = Vec::new();
    let wishes = read(rows, &units, reading, &mut problems);
    refuse_clashes(&wishes, &persons, &mut problems);
    let mut left_out: BTreeSet<u64> = problems.iter().map(|problem| problem.row).collect();
    let mut plan = Plan {
        report: Report::default(),
        added: Vec::new(),
        changed: Vec::new(),
        added_employments: Vec::new(),
        changed_employments: Vec::new(),
    };
    let mut of_number: BTreeMap<&str, Vec<&Wish<'_>>> = BTreeMap::new();
    for wish in wishes.iter().filter(|wish| !left_out.contains(&wish.row.number)) {
        of_number.entry(wish.row.text("number")).or_default().push(wish);
    }
    for (number, wishes) in of_number {
        let known = by_number.get(number).copied();
        let id = known.map_or_else(new_person_id, |person| person.id);
        let before = employments.get(&id).cloned().unwrap_or_default();
        match employed(id, &before, &wishes, reading, today) {
            // Whoever had more before the file came is none of its mistakes.
            Ok(after) if !reading.above_full_time && is_beyond_full_time(&after) && !is_beyond_full_time(&before) => {
                let last = wishes.last();
                problems.extend(last.map(|wish| {
                    let seen = wish.row.text("working_time");
                    wish.row
                        .wrong("working_time", Problem::new(seen, "row-above-full-time"))
                }));
                left_out.extend(wishes.iter().map(|wish| wish.row.number));
            }
            Ok(after) => plan.take(known, id, &before, after, &wishes, reading),
            Err(found) => {
                left_out.extend(wishes.iter().map(|wish| wish.row.number));
                problems.push(found);
            }
        }
    }
    problems.sort_by_key(|problem| problem.row);
    plan.report.is_whole_unclear = is_unclear(rows, reading);
    plan.report.rows = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    plan.report.wrong_rows = left_out.len();
    plan.report.problems = problems;
    Ok(plan)
}

/// What can be said about a row by itself.
fn read<'a>(
    rows: &'a [FileRow],
    units: &BTreeMap<String, Unit>,
    reading: &Reading,
    problems: &mut Vec<RowProblem>,
) -> Vec<Wish<'a>> {
    let mut wishes = Vec::new();
    let whole = whole(rows, reading);
    for row in rows {
        if let Err(problem) = row.check("number") {
            problems.push(problem);
            continue;
        }
        let before = problems.len();
        let mut wrong = |column, problem| problems.push(row.wrong(column, problem));
        let number = row.text("number");
        if number.is_empty() {
            wrong("number", Problem::new("", "row-number-missing"));
        } else if is_person_number(number) {
            // What stands there is not repeated.
            wrong("number", Problem::new("", "row-cpr"));
        }
        if row.text("name").is_empty() {
            wrong("name", Problem::new("", "row-name-missing"));
        }
        for code in ["name", "title", "job_group"] {
            if row.text(code).chars().count() > 300 {
                wrong(code, Problem::new("", "row-too-long"));
            }
        }
        if !row.text("email").is_empty() && mail_address::read(row.text("email")).is_none() {
            wrong("email", Problem::new(row.text("email"), "row-email"));
        }
        for code in ["from", "to"] {
            if row.date(code).is_err() {
                wrong(code, Problem::new(row.text(code), "row-date"));
            }
        }
        let (from, to) = (row.date("from").ok().flatten(), row.date("to").ok().flatten());
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            wrong("to", Problem::new(row.text("to"), "row-ends-before-start"));
        }
        let working_time = working_time(row, whole);
        if let Err(message) = working_time {
            let column = if row.text("working_time").is_empty() {
                "hours"
            } else {
                "working_time"
            };
            wrong(column, Problem::new(row.text(column), message));
        }
        let unit = units
            .get(row.text("unit"))
            .or_else(|| units.get(without_fraction(row.text("unit"))))
            .or_else(|| units.get(&bare_code(row.text("unit"))));
        // Whoever was employed before the unit was there may begin together with it.
        let from = match unit {
            Some(unit) if reading.begins_with_unit && from.unwrap_or(reading.from) < unit.period.from() => {
                Some(unit.period.from())
            }
            _ => from,
        };
        match unit {
            None if is_without_its_zeros(row.text("unit"), units.keys().map(String::as_str)) => {
                wrong("unit", Problem::new(row.text("unit"), "row-unit-zeros"));
            }
            None => wrong("unit", Problem::new(row.text("unit"), "row-no-such-unit")),
            Some(unit) if !unit.period.contains(from.unwrap_or(reading.from)) => {
                wrong("unit", Problem::new(row.text("unit"), "row-unit-not-open"));
            }
            Some(_) => {}
        }
        if problems.len() == before
            && let (Some(unit), Ok(working_time)) = (unit, working_time)
        {
            wishes.push(Wish {
                row,
                unit: unit.id,
                working_time,
                from,
                to,
            });
        }
    }
    wishes
}

/// The share of full time: as a fraction, in per cent, or in hours of a week.
fn working_time(row: &FileRow, whole: f64) -> Result<Option<WorkingTimeFraction>, &'static str> {
    let unread = |()| "row-working-time-form";
    let share = match (
        row.share("working_time").map_err(unread)?,
        row.share("hours").map_err(unread)?,
    ) {
        (Some(share), _) => share.of_one(whole),
        (None, Some(hours)) => hours.of_one(FULL_WEEK),
        (None, None) => return Ok(None),
    };
    WorkingTimeFraction::new(share)
        .map(Some)
        .map_err(|_| "row-working-time")
}

/// What rows say against each other and against persons that are not in the file.
fn refuse_clashes(wishes: &[Wish<'_>], persons: &[Person], problems: &mut Vec<RowProblem>) {
    let mut names: BTreeMap<&str, (&str, u64)> = BTreeMap::new();
    let mut places: BTreeMap<(&str, UnitId), u64> = BTreeMap::new();
    let mut mails: BTreeMap<String, (&str, u64)> = BTreeMap::new();
    let owners: BTreeMap<&str, Option<&str>> = persons
        .iter()
        .filter_map(|person| Some((person.email.as_deref()?, person.employee_number.as_deref())))
        .collect();
    for wish in wishes {
        let row = wish.row;
        let mut wrong = |column, problem| problems.push(row.wrong(column, problem));
        let number = row.text("number");
        let (name, first) = *names.entry(number).or_insert((row.text("name"), row.number));
        if name != row.text("name") {
            wrong(
                "name",
                Problem::new(row.text("name"), "row-other-name").with("row", first.to_string()),
            );
        }
        let first = *places.entry((number, wish.unit)).or_insert(row.number);
        if first != row.number {
            wrong(
                "number",
                Problem::new(number, "row-person-twice").with("row", first.to_string()),
            );
        }
        let mail = row.text("email").to_lowercase();
        if !mail.is_empty() {
            let is_taken = owners.get(mail.as_str()).is_some_and(|owner| *owner != Some(number));
            let (owner, first) = *mails.entry(mail).or_insert((number, row.number));
            if is_taken {
                wrong("email", Problem::new(row.text("email"), "row-email-taken"));
            } else if owner != number {
                wrong(
                    "email",
                    Problem::new(row.text("email"), "row-email-twice").with("row", first.to_string()),
                );
            }
        }
    }
}

/// A person's employments after the rows: the one in the same unit is brought up to date, one in another unit is moved, the rest
/// are new. Employments the file does not mention stay.
fn employed(
    person: PersonId,
    before: &[Employment],
    wishes: &[&Wish<'_>],
    reading: &Reading,
    today: NaiveDate,
) -> Result<Vec<Employment>, RowProblem> {
    let mut after: Vec<Employment> = before.to_vec();
    let runs = |employment: &Employment| employment.period.to().is_none_or(|last| last >= today);
    let mut free: Vec<EmploymentId> = before
        .iter()
        .filter(|employment| runs(employment) && !wishes.iter().any(|wish| wish.unit == employment.unit))
        .map(|employment| employment.id)
        .collect();
    for wish in wishes {
        let wrong = |column: &'static str, message: &'static str| {
            let problem = Problem::new(wish.row.text(column), message);
            wish.row.wrong(column, problem)
        };
        let same_place = |employment: &Employment| {
            employment.unit == wish.unit
                && (runs(employment) || wish.from.is_some_and(|from| employment.period.contains(from)))
        };
        let at = after.iter().position(same_place).or_else(|| {
            let id = free.pop()?;
            after.iter().position(|employment| employment.id == id)
        });
        let now = at.and_then(|at| after.get(at)).cloned();
        let job_group = match (wish.row.text("job_group"), &now) {
            ("", Some(now)) => now.job_group.clone(),
            (typed, _) => typed.to_owned(),
        };
        let working_time = wish
            .working_time
            .or(now.as_ref().map(|now| now.working_time))
            .unwrap_or(WorkingTimeFraction::FULL);
        let mut wanted = Employment {
            id: EmploymentId(Uuid::now_v7()),
            person,
            unit: wish.unit,
            job_group,
            working_time,
            period: Period::since(wish.from.unwrap_or(reading.from)),
        };
        let changed = match (at, now) {
            (Some(at), Some(now)) => {
                let is_same = now.unit == wanted.unit
                    && now.job_group == wanted.job_group
                    && now.working_time == wanted.working_time;
                if is_same {
                    at
                } else {
                    // The day the employment began is what most files give: the change itself is of the day chosen.
                    let day = wish
                        .from
                        .filter(|from| *from > now.period.from())
                        .unwrap_or(reading.from);
                    wanted.period = Period::since(day);
                    match employment_changed(&now, wanted).map_err(|_| wrong("from", "row-outside-employment"))? {
                        EmploymentChange::Corrected(corrected) => {
                            if let Some(place) = after.get_mut(at) {
                                *place = corrected;
                            }
                            at
                        }
                        EmploymentChange::Followed { ended, next } => {
                            if let Some(place) = after.get_mut(at) {
                                *place = ended;
                            }
                            after.push(next);
                            after.len() - 1
                        }
                    }
                }
            }
            _ => {
                after.push(wanted);
                after.len() - 1
            }
        };
        if let (Some(last), Some(employment)) = (wish.to, after.get_mut(changed)) {
            employment.period = employment
                .period
                .ended(last)
                .map_err(|_| wrong("to", "row-ends-before-start"))?;
        }
    }
    Ok(after)
}

impl Plan {
    /// Notes what becomes of one person.
    fn take(
        &mut self,
        known: Option<&Person>,
        id: PersonId,
        before: &[Employment],
        after: Vec<Employment>,
        wishes: &[&Wish<'_>],
        reading: &Reading,
    ) {
        let text = |code: &str| {
            wishes
                .iter()
                .map(|wish| wish.row.text(code))
                .find(|text| !text.is_empty())
                .unwrap_or_default()
        };
        // A column that is not in the file, or is blank, leaves what is known.
        let email = Some(text("email").to_lowercase()).filter(|email| !email.is_empty());
        let title = Some(text("title").to_owned())
            .filter(|title| !title.is_empty() && reading.mapping.place("title").is_some());
        let person = Person {
            id,
            employee_number: Some(text("number").to_owned()),
            name: text("name").to_owned(),
            email: email.or_else(|| known.and_then(|known| known.email.clone())),
            title: title
                .or_else(|| known.map(|known| known.title.clone()))
                .unwrap_or_default(),
            is_erased: false,
        };
        let mut is_changed = false;
        for employment in after {
            match before.iter().find(|old| old.id == employment.id) {
                None => {
                    is_changed = true;
                    self.added_employments.push(employment);
                }
                Some(old) if *old != employment => {
                    is_changed = true;
                    self.changed_employments.push(employment);
                }
                Some(_) => {}
            }
        }
        match known {
            None => {
                self.report.added += 1;
                self.added.push(person);
            }
            Some(known) => {
                if *known != person {
                    is_changed = true;
                    self.changed.push(person);
                }
                if is_changed {
                    self.report.changed += 1;
                } else {
                    self.report.unchanged += 1;
                }
            }
        }
    }

    /// Writes the plan.
    pub(super) async fn keep(self, tx: &Tx, now: DateTime<Utc>) -> Result<Report, AppError> {
        store::add_many(tx, &self.added, now).await?;
        for person in &self.changed {
            store::change(tx, person).await?;
        }
        for employment in &self.changed_employments {
            store::change_employment(tx, employment).await?;
        }
        store::add_employments(tx, &self.added_employments).await?;
        Ok(self.report)
    }
}
