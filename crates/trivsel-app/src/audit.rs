//! Reading the trail of the whole organisation.

use std::collections::BTreeMap;

use trivsel_domain::id::PersonId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::audit::{self, AuditEntry};
use trivsel_store::persons;

use crate::{App, AppError};

/// Lines to a page.
const PER_PAGE: u64 = 50;

/// A page of the trail, newest first.
#[derive(Clone, Debug)]
pub struct AuditPage {
    /// The lines.
    pub entries: Vec<AuditEntry>,
    /// The names of those who did it.
    pub names: BTreeMap<PersonId, String>,
    /// Which page this is, from 0.
    pub page: u64,
    /// Is there an older one?
    pub has_older: bool,
}

impl AuditPage {
    /// Who did it; none when the program did, or the person has been erased.
    pub fn name_of(&self, entry: &AuditEntry) -> Option<&str> {
        self.names
            .get(&entry.person?)
            .map(String::as_str)
            .filter(|name| !name.is_empty())
    }
}

/// A page of the trail.
pub async fn list(app: &App, who: &Actor, page: u64) -> Result<AuditPage, AppError> {
    who.must_everywhere(Right::ReadAudit)?;
    let tx = app.read(who.organisation).await?;
    let mut entries = audit::list(&tx, page.saturating_mul(PER_PAGE), PER_PAGE + 1).await?;
    let has_older = entries.len() > usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    entries.truncate(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
    let mut ids: Vec<PersonId> = entries.iter().filter_map(|entry| entry.person).collect();
    ids.sort();
    ids.dedup();
    let names = persons::list_some(&tx, &ids)
        .await?
        .into_iter()
        .map(|person| (person.id, person.name))
        .collect();
    Ok(AuditPage {
        entries,
        names,
        page,
        has_older,
    })
}
