//! Persons, where they work, what they may, and how they sign in.

pub(crate) mod accounts;
pub(crate) mod employments;
mod erase;
pub mod handover;
mod roles;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::CommitteeMember;
use trivsel_domain::id::{PersonId, UnitId};
use trivsel_domain::person::{Employment, Person, RoleAssignment};
use trivsel_domain::person_number::is_person_number;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::persons::{Leavers, Search};
use trivsel_store::sessions::{self, Account};
use trivsel_store::{Tx, committees, persons as store};

pub use accounts::{OneTimePassword, close_account, give_password, open_account};
pub use employments::{EmploymentContent, EmploymentForm, LastDay, add_employment, change_employment, end_employment};
pub use erase::{Erasure, erase, what_goes};
pub use roles::{NewRole, NotGiven, RoleForm, add_role, end_role};

use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems, mail_address, structure};

/// How many persons a page of the list has.
pub const PER_PAGE: u64 = 50;

/// What a visitor looks for among the persons.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PersonSearch {
    /// Words of the name, the number or the mail address.
    pub q: String,
    /// In this unit and below.
    pub unit: String,
    /// Are those who have left to be found, too? Anything typed means yes.
    pub leavers: String,
    /// Which page, from 1.
    pub page: String,
}

/// A page of persons.
#[derive(Clone, Debug)]
pub struct PersonPage {
    /// The persons.
    pub people: Vec<PersonLine>,
    /// How many there are in all.
    pub total: u64,
    /// How many more there are who have left.
    pub left_out: u64,
    /// How many of them are employed today.
    pub employed: u64,
    /// Which page this is, from 1.
    pub page: u64,
    /// How many pages there are; at least one.
    pub pages: u64,
}

/// A person in a list.
#[derive(Clone, Debug)]
pub struct PersonLine {
    pub person: Person,
    /// The units worked in today, by name.
    pub units: Vec<(UnitId, String)>,
    /// The job groups of today's employments.
    pub job_groups: Vec<String>,
}

/// A person with all that belongs to it.
#[derive(Clone, Debug)]
pub struct PersonDetails {
    pub person: Person,
    /// The employments, newest first.
    pub employments: Vec<EmploymentLine>,
    /// The roles, newest first.
    pub roles: Vec<RoleLine>,
    /// The committee seats with the committee's name, newest first.
    pub seats: Vec<(CommitteeMember, String)>,
    /// The account, for those who look after accounts.
    pub account: Option<Account>,
    /// May the visitor hand over what the person answers for?
    pub may_hand_over: bool,
    /// May the visitor change the person and the employments?
    pub may_change: bool,
    /// May the visitor give roles, look after the account and erase?
    pub may_change_accounts: bool,
}

/// An employment with the name of its unit.
#[derive(Clone, Debug)]
pub struct EmploymentLine {
    pub employment: Employment,
    /// The unit's name then.
    pub unit_name: String,
    /// May the visitor change it?
    pub may_change: bool,
    /// Is it over?
    pub is_over: bool,
}

/// A role with the name of its unit.
#[derive(Clone, Debug)]
pub struct RoleLine {
    pub role: RoleAssignment,
    /// The unit's name; empty for the whole organisation.
    pub unit_name: String,
    /// Is it over?
    pub is_over: bool,
}

/// What is typed about a person; the employment only when the person is new.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    pub name: String,
    /// The workplace's own number.
    pub employee_number: String,
    /// The mail address.
    pub email: String,
    /// What the person does.
    pub title: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What is known of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonContent {
    pub name: String,
    /// The workplace's own number.
    pub employee_number: Option<String>,
    /// The mail address, in small letters.
    pub email: Option<String>,
    /// What the person does.
    pub title: String,
}

impl PersonForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<PersonContent, Problems> {
        let mut input = Input::new();
        let name = input.required("name", &self.name);
        let number = input.line("employee_number", &self.employee_number);
        let email = input.line("email", &self.email).to_lowercase();
        let title = input.line("title", &self.title);
        if is_person_number(&number) {
            input.refuse(Problem::new("employee_number", "problem-number-cpr"));
        }
        if !email.is_empty() && mail_address::read(&email).is_none() {
            input.refuse(Problem::new("email", "problem-email"));
        }
        input.read(Some(PersonContent {
            name,
            employee_number: Some(number).filter(|number| !number.is_empty()),
            email: Some(email).filter(|email| !email.is_empty()),
            title,
        }))
    }
}

/// The units whose persons the visitor may see; none means all persons, employed or not.
pub(crate) fn reach(who: &Actor) -> Option<Vec<UnitId>> {
    (!who.may_everywhere(Right::ReadPersons)).then(|| who.units_with(Right::ReadPersons))
}

/// Fails when the person is out of the visitor's reach.
pub(crate) async fn must_see(tx: &Tx, who: &Actor, id: PersonId, today: NaiveDate) -> Result<Person, AppError> {
    let person = store::find(tx, id)
        .await?
        .filter(|person| !person.is_erased)
        .ok_or(AppError::NotFound)?;
    if holds(tx, who, Right::ReadPersons, id, today).await? {
        Ok(person)
    } else {
        Err(AppError::Forbidden)
    }
}

/// Does the visitor hold the right for this person: everywhere, or where the person works today or later?
async fn holds(tx: &Tx, who: &Actor, right: Right, id: PersonId, today: NaiveDate) -> Result<bool, AppError> {
    if who.may_everywhere(right) {
        return Ok(true);
    }
    Ok(store::employments_of(tx, id)
        .await?
        .iter()
        .filter(|employment| employment.period.to().is_none_or(|last| last >= today))
        .any(|employment| who.may(right, employment.unit)))
}

/// A person the visitor may change.
async fn changeable(tx: &Tx, who: &Actor, id: PersonId, today: NaiveDate) -> Result<Person, AppError> {
    let person = store::find(tx, id)
        .await?
        .filter(|person| !person.is_erased)
        .ok_or(AppError::NotFound)?;
    if holds(tx, who, Right::ChangeOrganisation, id, today).await? {
        Ok(person)
    } else {
        Err(AppError::Forbidden)
    }
}

/// A page of the persons within reach that match.
pub async fn list(app: &App, who: &Actor, wanted: &PersonSearch) -> Result<PersonPage, AppError> {
    who.must_somewhere(Right::ReadPersons)?;
    let today = app.today();
    let mut units = reach(who);
    if let Ok(unit) = wanted.unit.parse::<UnitId>() {
        let below = who.tree.subtree(unit);
        units = Some(match units {
            Some(own) => below.into_iter().filter(|unit| own.contains(unit)).collect(),
            None => below,
        });
    }
    let everybody = Search {
        text: wanted.q.clone(),
        units,
        day: today,
        leavers: Leavers::Found,
    };
    let search = Search {
        leavers: if wanted.leavers.is_empty() {
            Leavers::LeftOut
        } else {
            Leavers::Found
        },
        ..everybody.clone()
    };
    let tx = app.read(who.organisation).await?;
    let in_all = store::count_found(&tx, &everybody).await?;
    let total = store::count_found(&tx, &search).await?;
    let employed_today = store::count_employed(&tx, &search).await?;
    let pages = total.div_ceil(PER_PAGE).max(1);
    let page = wanted.page.parse().unwrap_or(1).clamp(1, pages);
    let people = store::search(&tx, &search, page - 1, PER_PAGE).await?;
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let mut employed: BTreeMap<PersonId, Vec<Employment>> = BTreeMap::new();
    for employment in store::employments_of_some(&tx, &ids).await? {
        if employment.period.contains(today) {
            employed.entry(employment.person).or_default().push(employment);
        }
    }
    let people = people
        .into_iter()
        .map(|person| {
            let employments = employed.remove(&person.id).unwrap_or_default();
            let name = |employment: &Employment| (employment.unit, who.tree.name(employment.unit).to_owned());
            PersonLine {
                units: employments.iter().map(name).collect(),
                job_groups: employments.into_iter().map(|employment| employment.job_group).collect(),
                person,
            }
        })
        .collect();
    Ok(PersonPage {
        employed: employed_today,
        people,
        left_out: in_all.saturating_sub(total),
        total,
        page,
        pages,
    })
}

/// One person with employments, roles, seats and, for those who look after them, the account.
pub async fn find(app: &App, who: &Actor, id: PersonId) -> Result<PersonDetails, AppError> {
    who.must_somewhere(Right::ReadPersons)?;
    let today = app.today();
    let tx = app.read(who.organisation).await?;
    let person = must_see(&tx, who, id, today).await?;
    let employments = store::employments_of(&tx, id).await?;
    let employed_in: Vec<UnitId> = employments.iter().map(|job| job.unit).collect();
    let history = structure::history(&tx).await?;
    let name = |unit: UnitId, day: NaiveDate| {
        let of_unit = || history.placements.iter().filter(|placement| placement.unit == unit);
        of_unit()
            .find(|placement| placement.period.contains(day))
            .or_else(|| of_unit().next_back())
            .map(|placement| placement.name.clone())
            .or_else(|| {
                history
                    .units
                    .iter()
                    .find(|found| found.id == unit)
                    .map(|found| found.code.clone())
            })
            .unwrap_or_default()
    };
    let is_over = |last: Option<NaiveDate>| last.is_some_and(|last| last < today);
    let employments = employments
        .into_iter()
        .map(|employment| EmploymentLine {
            unit_name: name(
                employment.unit,
                employment
                    .period
                    .to()
                    .map_or(today, |last| last.min(today))
                    .max(employment.period.from()),
            ),
            may_change: who.may(Right::ChangeOrganisation, employment.unit),
            is_over: is_over(employment.period.to()),
            employment,
        })
        .collect();
    let roles = store::roles_of(&tx, id)
        .await?
        .into_iter()
        .map(|role| RoleLine {
            unit_name: role.unit.map(|unit| name(unit, today)).unwrap_or_default(),
            is_over: is_over(role.period.to()),
            role,
        })
        .collect();
    let names: BTreeMap<_, _> = committees::list(&tx)
        .await?
        .into_iter()
        .map(|committee| (committee.id, committee.name))
        .collect();
    let seats = committees::seats_of(&tx, id)
        .await?
        .into_iter()
        .map(|seat| {
            let name = names.get(&seat.committee).cloned().unwrap_or_default();
            (seat, name)
        })
        .collect();
    let may_change_accounts = who.may_everywhere(Right::ChangeAccounts);
    Ok(PersonDetails {
        may_hand_over: employed_in.iter().any(|unit| who.may(Right::HandOver, *unit)),
        account: if may_change_accounts {
            sessions::find_account(&tx, id).await?
        } else {
            None
        },
        may_change: holds(&tx, who, Right::ChangeOrganisation, id, today).await?,
        may_change_accounts,
        person,
        employments,
        roles,
        seats,
    })
}

/// Adds a person together with the first employment.
pub async fn add(
    app: &App,
    who: &Actor,
    content: &PersonContent,
    first: &EmploymentContent,
) -> Result<PersonId, AppError> {
    who.must_somewhere(Right::ChangeOrganisation)?;
    let id = crate::identity::new_person_id();
    app.writing(who, |work| async move {
        let mut input = Input::new();
        let person = known_as(&work, &mut input, id, content).await?;
        let employment = employments::placed(&work, who, &mut input, id, first).await?;
        input.done()?;
        store::add(&work, &person, work.now).await?;
        store::add_employment(&work, &employment).await?;
        work.trail(
            Trail::new("person", id.0, "added")
                .unit(employment.unit)
                .field("name", "", &person.name),
        );
        work.trail(employments::trail_added(&employment));
        Ok(id)
    })
    .await
}

/// Changes a person's name, number, mail address or title.
pub async fn change(
    app: &App,
    who: &Actor,
    id: PersonId,
    seen: &SeenMark,
    content: &PersonContent,
) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeOrganisation)?;
    app.writing(who, |work| async move {
        let before = changeable(&work, who, id, work.today).await?;
        seen.must_be(&before)?;
        let mut input = Input::new();
        let person = known_as(&work, &mut input, id, content).await?;
        if person.email.is_none() && sessions::find_account(&work, id).await?.is_some() {
            input.refuse(Problem::new("email", "problem-email-needed"));
        }
        input.done()?;
        if store::change(&work, &person).await? == 0 {
            return Err(AppError::Conflict);
        }
        work.trail(
            Trail::new("person", id.0, "changed")
                .field("name", &before.name, &person.name)
                .optional("employee_number", before.employee_number, person.employee_number)
                .optional("email", before.email, person.email)
                .field("title", &before.title, &person.title),
        );
        Ok(())
    })
    .await
}

/// The person this is about, whose number and mail address nobody else has. What is wrong is noted.
async fn known_as(tx: &Tx, input: &mut Input, id: PersonId, content: &PersonContent) -> Result<Person, AppError> {
    let PersonContent {
        name,
        employee_number,
        email,
        title,
    } = content.clone();
    let is_other = |found: Option<Person>| found.is_some_and(|found| found.id != id);
    if let Some(number) = &employee_number
        && is_other(store::by_employee_number(tx, number).await?)
    {
        input.refuse(Problem::new("employee_number", "problem-number-taken"));
    }
    if let Some(email) = &email
        && is_other(store::by_email(tx, email).await?)
    {
        input.refuse(Problem::new("email", "problem-email-taken"));
    }
    Ok(Person {
        id,
        employee_number,
        name,
        email,
        title,
        is_erased: false,
    })
}
