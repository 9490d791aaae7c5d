//! Reading the trail of the whole organisation.

use std::collections::BTreeMap;

use trivsel_domain::id::PersonId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::audit;
use trivsel_store::persons;

pub use trivsel_store::audit::{AuditEntry, Change};

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

/// What those who look after accounts answer for. Everything else is the workplace's own talk.
const SET_UP: [&str; 6] = ["account", "organisation", "person", "employment", "role", "unit"];

/// Leaves of content that it was changed, when, by whom and which field, but not the words: nobody reads content by looking after
/// accounts alone.
fn hide_content(entries: &mut [AuditEntry]) {
    let content = entries
        .iter_mut()
        .filter(|entry| !SET_UP.contains(&entry.subject.as_str()));
    for change in content.flat_map(|entry| &mut entry.changes) {
        for text in [&mut change.before, &mut change.after] {
            if !text.is_empty() {
                "…".clone_into(text);
            }
        }
    }
}

/// A page of the trail. Of what was written in initiatives, committees and reports, only those who may read it see the words.
pub async fn list(app: &App, who: &Actor, page: u64) -> Result<AuditPage, AppError> {
    who.must_everywhere(Right::ReadAudit)?;
    let tx = app.read(who.organisation).await?;
    let mut entries = audit::list(&tx, page.saturating_mul(PER_PAGE), PER_PAGE + 1).await?;
    let has_older = entries.len() > usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    entries.truncate(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
    if !who.may_everywhere(Right::ReadInitiative) {
        hide_content(&mut entries);
    }
    let names = persons::names_of(&tx, entries.iter().filter_map(|entry| entry.person)).await?;
    Ok(AuditPage {
        entries,
        names,
        page,
        has_older,
    })
}
