//! Accounts and sessions. Tokens are kept as hashes: the table opens no door.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QuerySelect};
use trivsel_domain::happening::{Happening, Scope};
use trivsel_domain::id::PersonId;
use trivsel_domain::person::Person;
use uuid::Uuid;

use crate::entities::{account, session};
use crate::{StoreError, Tx};

/// How a person signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub person: PersonId,
    /// Argon2id, as a PHC string. Empty when no password has been set.
    pub password_hash: String,
    /// The interface language, `da` or `en`.
    pub language: String,
    /// Closed since.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Was the password given by an administrator?
    pub must_change_password: bool,
    /// Until when it opens the account, when it is a one-time password.
    pub password_until: Option<DateTime<Utc>>,
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the token, in hex.
    pub token_hash: String,
    /// Who.
    pub person: PersonId,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

fn account_of(row: account::Model) -> Account {
    Account {
        person: PersonId(row.person_id),
        password_hash: row.password_hash,
        language: row.language,
        disabled_at: row.disabled_at,
        must_change_password: row.must_change_password,
        password_until: row.password_until,
    }
}

fn account_row(tx: &Tx, account: &Account) -> account::Model {
    account::Model {
        organisation_id: tx.organisation().0,
        person_id: account.person.0,
        password_hash: account.password_hash.clone(),
        language: account.language.clone(),
        disabled_at: account.disabled_at,
        must_change_password: account.must_change_password,
        password_until: account.password_until,
    }
}

/// A person's account.
pub async fn find_account(tx: &Tx, person: PersonId) -> Result<Option<Account>, StoreError> {
    Ok(tx
        .one(
            tx.find::<account::Entity>()
                .filter(account::Column::PersonId.eq(person.0)),
        )
        .await?
        .map(account_of))
}

/// Is there any account?
pub async fn has_accounts(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.one(tx.find::<account::Entity>().limit(1)).await?.is_some())
}

/// Every account.
pub async fn list_accounts(tx: &Tx) -> Result<Vec<Account>, StoreError> {
    Ok(tx
        .all(tx.find::<account::Entity>())
        .await?
        .into_iter()
        .map(account_of)
        .collect())
}

/// Adds an account.
pub async fn add_account(tx: &Tx, account: &Account) -> Result<(), StoreError> {
    tx.add(account_row(tx, account)).await
}

/// Adds many accounts.
pub async fn add_accounts(tx: &Tx, accounts: &[Account]) -> Result<(), StoreError> {
    let rows: Vec<_> = accounts.iter().map(|account| account_row(tx, account)).collect();
    tx.add_many(rows).await
}

/// Writes an account that is already there.
pub async fn change_account(tx: &Tx, account: &Account) -> Result<u64, StoreError> {
    tx.tell(Scope::Person(account.person), Happening::RightsChanged);
    tx.change(account_row(tx, account)).await
}

/// Uses up a one-time password: it opens nothing from then on. Was there still one to use?
pub async fn use_up_password(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let update = tx
        .update::<account::Entity>()
        .col_expr(account::Column::PasswordUntil, Expr::value(DateTime::<Utc>::UNIX_EPOCH))
        .filter(account::Column::PersonId.eq(person.0))
        .filter(account::Column::PasswordUntil.gt(now));
    Ok(tx.updated(update).await? > 0)
}

/// Begins a session.
pub async fn add_session(tx: &Tx, session: &Session) -> Result<(), StoreError> {
    tx.add(session::Model {
        organisation_id: tx.organisation().0,
        token_hash: session.token_hash.clone(),
        person_id: session.person.0,
        created_at: session.created_at,
        expires_at: session.expires_at,
    })
    .await
}

/// The session with this token, if it still runs.
pub async fn find_session(tx: &Tx, token_hash: &str, now: DateTime<Utc>) -> Result<Option<Session>, StoreError> {
    let query = tx
        .find::<session::Entity>()
        .filter(session::Column::TokenHash.eq(token_hash))
        .filter(session::Column::ExpiresAt.gt(now));
    let row = tx.one(query).await?;
    Ok(row.map(|row| Session {
        token_hash: row.token_hash,
        person: PersonId(row.person_id),
        created_at: row.created_at,
        expires_at: row.expires_at,
    }))
}

/// A session that runs, of somebody whose account is open.
#[derive(Clone, Debug)]
pub struct OpenSession {
    pub session: Session,
    /// Whose it is.
    pub person: Person,
    /// The interface language, `da` or `en`.
    pub language: String,
    /// Was the password given by an administrator?
    pub must_change_password: bool,
}

#[derive(FromQueryResult)]
struct OpenRow {
    token_hash: String,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    language: String,
    must_change_password: bool,
    person_id: Uuid,
    employee_number: Option<String>,
    name: String,
    email: Option<String>,
    title: String,
    erased_at: Option<DateTime<Utc>>,
}

/// The session with this token, if it still runs and its account is open. Every page asks this first, so it is one question.
pub async fn find_open(tx: &Tx, token_hash: &str, now: DateTime<Utc>) -> Result<Option<OpenSession>, StoreError> {
    let sql = "select s.token_hash, s.created_at, s.expires_at, a.language, a.must_change_password, p.id as person_id, p.employee_number, \
               p.name, p.email, p.title, p.erased_at from sessions s \
               join accounts a on a.organisation_id = s.organisation_id and a.person_id = s.person_id and a.disabled_at is null \
               join persons p on p.organisation_id = s.organisation_id and p.id = s.person_id \
               where s.organisation_id = $1 and s.token_hash = $2 and s.expires_at > $3";
    let rows: Vec<OpenRow> = tx.rows(sql, [token_hash.into(), now.into()]).await?;
    Ok(rows.into_iter().next().map(|row| OpenSession {
        session: Session {
            token_hash: row.token_hash,
            person: PersonId(row.person_id),
            created_at: row.created_at,
            expires_at: row.expires_at,
        },
        person: Person {
            id: PersonId(row.person_id),
            employee_number: row.employee_number,
            name: row.name,
            email: row.email,
            title: row.title,
            is_erased: row.erased_at.is_some(),
        },
        language: row.language,
        must_change_password: row.must_change_password,
    }))
}

/// Lets a session run longer.
pub async fn extend_session(tx: &Tx, token_hash: &str, expires_at: DateTime<Utc>) -> Result<u64, StoreError> {
    let update = tx
        .update::<session::Entity>()
        .col_expr(session::Column::ExpiresAt, Expr::value(expires_at))
        .filter(session::Column::TokenHash.eq(token_hash));
    tx.updated(update).await
}

/// Ends one session.
pub async fn remove_session(tx: &Tx, session: &Session) -> Result<u64, StoreError> {
    tx.tell(Scope::Person(session.person), Happening::RightsChanged);
    tx.removed(
        tx.remove::<session::Entity>()
            .filter(session::Column::TokenHash.eq(&session.token_hash)),
    )
    .await
}

/// Ends all of a person's sessions.
pub async fn remove_sessions_of(tx: &Tx, person: PersonId) -> Result<u64, StoreError> {
    tx.tell(Scope::Person(person), Happening::RightsChanged);
    tx.removed(
        tx.remove::<session::Entity>()
            .filter(session::Column::PersonId.eq(person.0)),
    )
    .await
}

/// How many sessions a person has open.
pub async fn count_sessions_of(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let query = tx
        .find::<session::Entity>()
        .filter(session::Column::PersonId.eq(person.0))
        .filter(session::Column::ExpiresAt.gt(now));
    tx.count(query).await
}

/// Removes sessions that have run out.
pub async fn sweep(tx: &Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    tx.removed(
        tx.remove::<session::Entity>()
            .filter(session::Column::ExpiresAt.lte(now)),
    )
    .await?;
    Ok(())
}
