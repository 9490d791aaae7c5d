//! Persons, their employments and roles; how one stands on a day in `standing`.

mod standing;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, Select, Value};
use trivsel_domain::danish;
use trivsel_domain::happening::{Happening, Scope};
use trivsel_domain::id::{EmploymentId, PersonId, RoleAssignmentId, UnitId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, Person, Role, RoleAssignment, WorkingTimeFraction};

use crate::entities::{account, employment, person, role_assignment};
use crate::error::parsed;
use crate::organisations::employments_changed;
use crate::{StoreError, Tx, access_links, notices};

pub use standing::{Standing, standing_of};

fn person_of(row: person::Model) -> Person {
    Person {
        id: PersonId(row.id),
        employee_number: row.employee_number,
        name: row.name,
        email: row.email,
        title: row.title,
        is_erased: row.erased_at.is_some(),
    }
}

fn person_row(tx: &Tx, person: &Person, created_at: chrono::DateTime<chrono::Utc>) -> person::Model {
    person::Model {
        organisation_id: tx.organisation().0,
        id: person.id.0,
        employee_number: person.employee_number.clone(),
        name: person.name.clone(),
        email: person.email.as_ref().map(|email| email.to_lowercase()),
        title: person.title.clone(),
        search_text: search_text(person),
        sort_key: sort_key(&person.name),
        created_at,
        erased_at: None,
    }
}

/// What a search looks in: name, number and mail address in lower case. The program writes it, since SQLite's own `lower` knows
/// no Danish letters.
fn search_text(person: &Person) -> String {
    format!(
        "{} {} {}",
        person.name,
        person.employee_number.as_deref().unwrap_or_default(),
        person.email.as_deref().unwrap_or_default()
    )
    .to_lowercase()
}

/// The name as four digits a letter, in Danish order: digits sort the same in every database, whatever its collation.
fn sort_key(name: &str) -> String {
    use std::fmt::Write;
    danish::sort_key(name).into_iter().fold(String::new(), |mut key, rank| {
        let _always_fits = write!(key, "{:04}", Ord::min(rank, 9999));
        key
    })
}

fn employment_of(row: employment::Model) -> Result<Employment, StoreError> {
    let period = parsed(
        Period::new(row.valid_from, row.valid_to).ok(),
        "employments",
        "valid_to",
        row.id,
    )?;
    let working_time = parsed(
        WorkingTimeFraction::new(row.working_time_fraction).ok(),
        "employments",
        "working_time_fraction",
        row.id,
    )?;
    Ok(Employment {
        id: EmploymentId(row.id),
        person: PersonId(row.person_id),
        unit: UnitId(row.unit_id),
        job_group: row.job_group,
        working_time,
        period,
    })
}

fn employment_row(tx: &Tx, employment: &Employment) -> employment::Model {
    employment::Model {
        organisation_id: tx.organisation().0,
        id: employment.id.0,
        person_id: employment.person.0,
        unit_id: employment.unit.0,
        job_group: employment.job_group.clone(),
        working_time_fraction: employment.working_time.get(),
        valid_from: employment.period.from(),
        valid_to: employment.period.to(),
    }
}

fn role_of(row: role_assignment::Model) -> Result<RoleAssignment, StoreError> {
    let role = parsed(Role::parse(&row.role), "role_assignments", "role", row.id)?;
    let period = parsed(
        Period::new(row.valid_from, row.valid_to).ok(),
        "role_assignments",
        "valid_to",
        row.id,
    )?;
    Ok(RoleAssignment {
        id: RoleAssignmentId(row.id),
        person: PersonId(row.person_id),
        role,
        unit: row.unit_id.map(UnitId),
        period,
    })
}

fn role_row(tx: &Tx, role: &RoleAssignment) -> role_assignment::Model {
    role_assignment::Model {
        organisation_id: tx.organisation().0,
        id: role.id.0,
        person_id: role.person.0,
        role: role.role.code().to_owned(),
        unit_id: role.unit.map(|unit| unit.0),
        valid_from: role.period.from(),
        valid_to: role.period.to(),
    }
}

/// One person.
pub async fn find(tx: &Tx, id: PersonId) -> Result<Option<Person>, StoreError> {
    Ok(tx
        .one(tx.find::<person::Entity>().filter(person::Column::Id.eq(id.0)))
        .await?
        .map(person_of))
}

/// The person with this mail address, whatever the case of its letters.
pub async fn by_email(tx: &Tx, email: &str) -> Result<Option<Person>, StoreError> {
    let query = tx
        .find::<person::Entity>()
        .filter(person::Column::Email.eq(email.to_lowercase()));
    Ok(tx.one(query).await?.map(person_of))
}

/// The person with this employee number.
pub async fn by_employee_number(tx: &Tx, number: &str) -> Result<Option<Person>, StoreError> {
    let query = tx
        .find::<person::Entity>()
        .filter(person::Column::EmployeeNumber.eq(number));
    Ok(tx.one(query).await?.map(person_of))
}

/// Are those looked for who have left: who had employments, all of them ended?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leavers {
    /// Not among what is found.
    LeftOut,
    /// Found like everybody else.
    Found,
}

/// What to look for among the persons.
#[derive(Clone, Debug)]
pub struct Search {
    /// Words that all must stand in the name, number or mail address; empty for everybody.
    pub text: String,
    /// Only those employed in one of these units on the day or later; none for everybody, employed or not.
    pub units: Option<Vec<UnitId>>,
    /// Today.
    pub day: NaiveDate,
    /// Are those found who have left?
    pub leavers: Leavers,
}

/// The persons a search finds, in Danish order, a page at a time. Erased ones are never found.
pub async fn search(tx: &Tx, wanted: &Search, page: u64, per_page: u64) -> Result<Vec<Person>, StoreError> {
    let query = found_by(tx, wanted)
        .order_by_asc(person::Column::SortKey)
        .order_by_asc(person::Column::Id)
        .offset(page * per_page)
        .limit(per_page);
    Ok(tx.all(query).await?.into_iter().map(person_of).collect())
}

/// How many persons a search finds.
pub async fn count_found(tx: &Tx, wanted: &Search) -> Result<u64, StoreError> {
    tx.count(found_by(tx, wanted)).await
}

/// How many of those a search finds are employed on its day, in one of its units if it names some.
pub async fn count_employed(tx: &Tx, wanted: &Search) -> Result<u64, StoreError> {
    let mut employed = employed_from(tx, wanted.day);
    employed.and_where(employment::Column::ValidFrom.lte(wanted.day));
    if let Some(units) = &wanted.units {
        employed.and_where(employment::Column::UnitId.is_in(units.iter().map(|unit| unit.0)));
    }
    tx.count(found_by(tx, wanted).filter(person::Column::Id.in_subquery(employed)))
        .await
}

/// The persons employed on the day or later.
fn employed_from(tx: &Tx, day: NaiveDate) -> SelectStatement {
    Query::select()
        .column(employment::Column::PersonId)
        .from(employment::Entity)
        .and_where(employment::Column::OrganisationId.eq(tx.organisation().0))
        .cond_where(
            Condition::any()
                .add(employment::Column::ValidTo.is_null())
                .add(employment::Column::ValidTo.gte(day)),
        )
        .to_owned()
}

fn found_by(tx: &Tx, wanted: &Search) -> Select<person::Entity> {
    let mut query = tx.find::<person::Entity>().filter(person::Column::ErasedAt.is_null());
    for word in wanted.text.to_lowercase().split_whitespace() {
        let plain: String = word
            .chars()
            .flat_map(|c| {
                let mark = matches!(c, '%' | '_' | '!').then_some('!');
                mark.into_iter().chain([c])
            })
            .collect();
        query =
            query.filter(Expr::col(person::Column::SearchText).like(LikeExpr::new(format!("%{plain}%")).escape('!')));
    }
    if let Some(units) = &wanted.units {
        let mut employed = employed_from(tx, wanted.day);
        employed.and_where(employment::Column::UnitId.is_in(units.iter().map(|unit| unit.0)));
        query = query.filter(person::Column::Id.in_subquery(employed));
    }
    if wanted.leavers == Leavers::LeftOut {
        // Somebody without any employment has not left: an administrator may have none.
        let were_employed = Query::select()
            .column(employment::Column::PersonId)
            .from(employment::Entity)
            .and_where(employment::Column::OrganisationId.eq(tx.organisation().0))
            .to_owned();
        query = query.filter(
            Condition::any()
                .add(person::Column::Id.in_subquery(employed_from(tx, wanted.day)))
                .add(person::Column::Id.not_in_subquery(were_employed)),
        );
    }
    query
}

/// The employments of these persons, oldest first.
pub async fn employments_of_some(tx: &Tx, ids: &[PersonId]) -> Result<Vec<Employment>, StoreError> {
    let mut found = Vec::new();
    for some in ids.chunks(500) {
        let query = tx
            .find::<employment::Entity>()
            .filter(employment::Column::PersonId.is_in(some.iter().map(|id| id.0)))
            .order_by_asc(employment::Column::ValidFrom);
        for row in tx.all(query).await? {
            found.push(employment_of(row)?);
        }
    }
    Ok(found)
}

/// The employments of a unit that run on a day or later.
pub async fn employments_in(tx: &Tx, unit: UnitId, day: NaiveDate) -> Result<Vec<Employment>, StoreError> {
    let query = tx
        .find::<employment::Entity>()
        .filter(employment::Column::UnitId.eq(unit.0))
        .filter(
            Condition::any()
                .add(employment::Column::ValidTo.is_null())
                .add(employment::Column::ValidTo.gte(day)),
        );
    tx.all(query).await?.into_iter().map(employment_of).collect()
}

/// Every person, erased ones left out.
pub async fn list(tx: &Tx) -> Result<Vec<Person>, StoreError> {
    let query = tx
        .find::<person::Entity>()
        .filter(person::Column::ErasedAt.is_null())
        .order_by_asc(person::Column::Name);
    Ok(tx.all(query).await?.into_iter().map(person_of).collect())
}

/// The names of these persons; who was erased has none.
pub async fn names_of(
    tx: &Tx,
    ids: impl IntoIterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let ids: BTreeSet<PersonId> = ids.into_iter().collect();
    let found = list_some(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
    let known = found.into_iter().filter(|person| !person.is_erased);
    Ok(known.map(|person| (person.id, person.name)).collect())
}

/// Everybody with an account.
pub async fn list_with_accounts(tx: &Tx) -> Result<Vec<Person>, StoreError> {
    let holders = Query::select()
        .column(account::Column::PersonId)
        .from(account::Entity)
        .and_where(account::Column::OrganisationId.eq(tx.organisation().0))
        .to_owned();
    let query = tx
        .find::<person::Entity>()
        .filter(person::Column::Id.in_subquery(holders));
    Ok(tx.all(query).await?.into_iter().map(person_of).collect())
}

/// These persons.
pub async fn list_some(tx: &Tx, ids: &[PersonId]) -> Result<Vec<Person>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let query = tx
            .find::<person::Entity>()
            .filter(person::Column::Id.is_in(some.iter().map(|id| id.0)));
        found.extend(tx.all(query).await?.into_iter().map(person_of));
    }
    Ok(found)
}

/// Who is employed on a day in one of these units, each once.
pub async fn employed_in(tx: &Tx, units: &[UnitId], day: NaiveDate) -> Result<Vec<PersonId>, StoreError> {
    let mut ids = Vec::new();
    for some in units.chunks(500) {
        let query = tx
            .find::<employment::Entity>()
            .filter(employment::Column::UnitId.is_in(some.iter().map(|unit| unit.0)))
            .filter(employment::Column::ValidFrom.lte(day))
            .filter(
                Condition::any()
                    .add(employment::Column::ValidTo.is_null())
                    .add(employment::Column::ValidTo.gte(day)),
            );
        ids.extend(tx.all(query).await?.into_iter().map(|row| PersonId(row.person_id)));
    }
    ids.sort();
    ids.dedup();
    Ok(ids)
}

/// The persons employed on a day in one of these units, with their employments.
pub async fn list_employed(tx: &Tx, units: &[UnitId], day: NaiveDate) -> Result<Vec<(Person, Employment)>, StoreError> {
    let mut found = Vec::new();
    for some in units.chunks(500) {
        let query = tx
            .find::<employment::Entity>()
            .filter(employment::Column::UnitId.is_in(some.iter().map(|unit| unit.0)))
            .filter(employment::Column::ValidFrom.lte(day))
            .filter(
                Condition::any()
                    .add(employment::Column::ValidTo.is_null())
                    .add(employment::Column::ValidTo.gte(day)),
            );
        for row in tx.all(query).await? {
            found.push(employment_of(row)?);
        }
    }
    let mut ids: Vec<PersonId> = found.iter().map(|employment| employment.person).collect();
    ids.sort();
    ids.dedup();
    let persons: BTreeMap<PersonId, Person> = list_some(tx, &ids)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    Ok(found
        .into_iter()
        .filter_map(|employment| Some((persons.get(&employment.person)?.clone(), employment)))
        .collect())
}

#[derive(Debug, sea_orm::FromQueryResult)]
struct UnitCount {
    unit_id: uuid::Uuid,
    people: i64,
}

#[derive(Debug, sea_orm::FromQueryResult)]
struct PersonUnit {
    person_id: uuid::Uuid,
    unit_id: uuid::Uuid,
}

/// How many persons each unit employs itself on a day.
pub async fn count_by_unit(tx: &Tx, day: NaiveDate) -> Result<BTreeMap<UnitId, usize>, StoreError> {
    let sql = "select unit_id, count(distinct person_id) as people from employments \
               where organisation_id = $1 and valid_from <= $2 and (valid_to is null or valid_to >= $2) group by unit_id";
    let rows: Vec<UnitCount> = tx.rows(sql, [day.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| (UnitId(row.unit_id), usize::try_from(row.people).unwrap_or(0)))
        .collect())
}

/// Those employed in more than one unit on a day, each with one of the units. A count over several units takes them off again.
pub async fn list_in_several_units(tx: &Tx, day: NaiveDate) -> Result<Vec<(PersonId, UnitId)>, StoreError> {
    let sql = "select distinct person_id, unit_id from employments \
               where organisation_id = $1 and valid_from <= $2 and (valid_to is null or valid_to >= $2) \
               and person_id in (select person_id from employments \
               where organisation_id = $1 and valid_from <= $2 and (valid_to is null or valid_to >= $2) \
               group by person_id having count(distinct unit_id) > 1)";
    let rows: Vec<PersonUnit> = tx.rows(sql, [day.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| (PersonId(row.person_id), UnitId(row.unit_id)))
        .collect())
}

/// Somebody who has a role in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Which role.
    pub role: Role,
    /// In which unit.
    pub unit: UnitId,
}

#[derive(Debug, sea_orm::FromQueryResult)]
struct HolderRow {
    id: uuid::Uuid,
    person_id: uuid::Uuid,
    name: String,
    role: String,
    unit_id: uuid::Uuid,
}

/// Who has one of these roles in a unit on a day, in Danish order. Those erased have none.
pub async fn holders(tx: &Tx, roles: &[Role], day: NaiveDate) -> Result<Vec<Holder>, StoreError> {
    let wanted: Vec<String> = (3..roles.len() + 3).map(|place| format!("${place}")).collect();
    let wanted = format!("r.role in ({})", wanted.join(", "));
    let values = std::iter::once(day.into()).chain(roles.iter().map(|role| role.code().into()));
    if roles.is_empty() {
        Ok(Vec::new())
    } else {
        holders_where(tx, &wanted, values).await
    }
}

/// Who has a role in this unit on a day, in Danish order. Those erased have none.
pub async fn holders_in(tx: &Tx, unit: UnitId, day: NaiveDate) -> Result<Vec<Holder>, StoreError> {
    holders_where(tx, "r.unit_id = $3", [day.into(), unit.0.into()]).await
}

async fn holders_where(
    tx: &Tx,
    condition: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<Holder>, StoreError> {
    let sql = format!(
        "select r.id, r.person_id, p.name, r.role, r.unit_id from role_assignments r \
         join persons p on p.organisation_id = r.organisation_id and p.id = r.person_id \
         where r.organisation_id = $1 and r.valid_from <= $2 and (r.valid_to is null or r.valid_to >= $2) \
         and r.unit_id is not null and p.erased_at is null and {condition} order by p.sort_key, p.id"
    );
    let rows: Vec<HolderRow> = tx.rows(&sql, values).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Holder {
                person: PersonId(row.person_id),
                name: row.name,
                role: parsed(Role::parse(&row.role), "role_assignments", "role", row.id)?,
                unit: UnitId(row.unit_id),
            })
        })
        .collect()
}

/// A person's employments, newest first.
pub async fn employments_of(tx: &Tx, person: PersonId) -> Result<Vec<Employment>, StoreError> {
    let query = tx
        .find::<employment::Entity>()
        .filter(employment::Column::PersonId.eq(person.0))
        .order_by_desc(employment::Column::ValidFrom);
    tx.all(query).await?.into_iter().map(employment_of).collect()
}

/// Every employment there ever was.
pub async fn list_employments(tx: &Tx) -> Result<Vec<Employment>, StoreError> {
    tx.all(tx.find::<employment::Entity>())
        .await?
        .into_iter()
        .map(employment_of)
        .collect()
}

/// A person's roles, newest first.
pub async fn roles_of(tx: &Tx, person: PersonId) -> Result<Vec<RoleAssignment>, StoreError> {
    let query = tx
        .find::<role_assignment::Entity>()
        .filter(role_assignment::Column::PersonId.eq(person.0))
        .order_by_desc(role_assignment::Column::ValidFrom);
    tx.all(query).await?.into_iter().map(role_of).collect()
}

/// The roles that reach a unit by being given for it, on a day.
pub async fn roles_in(tx: &Tx, unit: UnitId, day: NaiveDate) -> Result<Vec<RoleAssignment>, StoreError> {
    let query = tx
        .find::<role_assignment::Entity>()
        .filter(role_assignment::Column::UnitId.eq(unit.0))
        .filter(role_assignment::Column::ValidFrom.lte(day))
        .filter(
            Condition::any()
                .add(role_assignment::Column::ValidTo.is_null())
                .add(role_assignment::Column::ValidTo.gte(day)),
        );
    tx.all(query).await?.into_iter().map(role_of).collect()
}

/// The roles of a day that are given for one of these units, or for all of the organisation.
pub async fn roles_given_for(
    tx: &Tx,
    units: &BTreeSet<UnitId>,
    day: NaiveDate,
) -> Result<Vec<RoleAssignment>, StoreError> {
    let query = tx
        .find::<role_assignment::Entity>()
        .filter(
            Condition::any()
                .add(role_assignment::Column::UnitId.is_null())
                .add(role_assignment::Column::UnitId.is_in(units.iter().map(|unit| unit.0))),
        )
        .filter(role_assignment::Column::ValidFrom.lte(day))
        .filter(
            Condition::any()
                .add(role_assignment::Column::ValidTo.is_null())
                .add(role_assignment::Column::ValidTo.gte(day)),
        );
    tx.all(query).await?.into_iter().map(role_of).collect()
}

/// Every role there ever was.
pub async fn list_roles(tx: &Tx) -> Result<Vec<RoleAssignment>, StoreError> {
    tx.all(tx.find::<role_assignment::Entity>())
        .await?
        .into_iter()
        .map(role_of)
        .collect()
}

/// Adds a person.
pub async fn add(tx: &Tx, person: &Person, now: chrono::DateTime<chrono::Utc>) -> Result<(), StoreError> {
    tx.add(person_row(tx, person, now)).await
}

/// Adds many persons.
pub async fn add_many(tx: &Tx, persons: &[Person], now: chrono::DateTime<chrono::Utc>) -> Result<(), StoreError> {
    tx.add_many(
        persons
            .iter()
            .map(|person| person_row(tx, person, now))
            .collect::<Vec<_>>(),
    )
    .await
}

/// Writes the number, name, mail address and title of a person who has not been erased. Where the address is another one, links that went to
/// the old one open nothing from then on.
pub async fn change(tx: &Tx, person: &Person) -> Result<u64, StoreError> {
    let before = find(tx, person.id).await?;
    if before.is_some_and(|before| before.email != person.email) {
        access_links::remove_all_of(tx, person.id).await?;
        notices::remove_links(tx, person.id).await?;
    }
    let update = tx
        .update::<person::Entity>()
        .col_expr(
            person::Column::EmployeeNumber,
            Expr::value(person.employee_number.clone()),
        )
        .col_expr(person::Column::Name, Expr::value(person.name.clone()))
        .col_expr(
            person::Column::Email,
            Expr::value(person.email.as_ref().map(|email| email.to_lowercase())),
        )
        .col_expr(person::Column::Title, Expr::value(person.title.clone()))
        .col_expr(person::Column::SearchText, Expr::value(search_text(person)))
        .col_expr(person::Column::SortKey, Expr::value(sort_key(&person.name)))
        .filter(person::Column::Id.eq(person.id.0))
        .filter(person::Column::ErasedAt.is_null());
    tx.updated(update).await
}

/// Adds an employment.
pub async fn add_employment(tx: &Tx, employment: &Employment) -> Result<(), StoreError> {
    tx.add(employment_row(tx, employment)).await?;
    employments_changed(tx).await
}

/// Adds many employments.
pub async fn add_employments(tx: &Tx, employments: &[Employment]) -> Result<(), StoreError> {
    tx.add_many(
        employments
            .iter()
            .map(|employment| employment_row(tx, employment))
            .collect::<Vec<_>>(),
    )
    .await?;
    employments_changed(tx).await
}

/// Writes an employment that is already there.
pub async fn change_employment(tx: &Tx, employment: &Employment) -> Result<u64, StoreError> {
    let touched = tx.change(employment_row(tx, employment)).await?;
    employments_changed(tx).await?;
    Ok(touched)
}

/// Adds a role.
pub async fn add_role(tx: &Tx, role: &RoleAssignment) -> Result<(), StoreError> {
    tx.add(role_row(tx, role)).await
}

/// Adds many roles.
pub async fn add_roles(tx: &Tx, roles: &[RoleAssignment]) -> Result<(), StoreError> {
    tx.add_many(roles.iter().map(|role| role_row(tx, role)).collect::<Vec<_>>())
        .await
}

/// Writes a role that is already there. [`StoreError::Stale`] when it is gone.
pub async fn change_role(tx: &Tx, role: &RoleAssignment) -> Result<(), StoreError> {
    tx.tell(Scope::Person(role.person), Happening::RightsChanged);
    match tx.change(role_row(tx, role)).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// Takes a role away that was never held for a day. [`StoreError::Stale`] when it is gone already.
pub async fn remove_role(tx: &Tx, role: &RoleAssignment) -> Result<(), StoreError> {
    tx.tell(Scope::Person(role.person), Happening::RightsChanged);
    let row = tx.remove::<role_assignment::Entity>();
    tx.must_remove(row.filter(role_assignment::Column::Id.eq(role.id.0)))
        .await
}
