//! The history of an initiative: who changed what, when, told from the trail.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use trivsel_domain::id::{GoalId, InitiativeId, PersonId, UnitId};
use trivsel_domain::initiative::Initiative;
use trivsel_domain::rights::Actor;
use trivsel_store::audit::{self, AuditEntry, Change};
use trivsel_store::{Tx, figures, initiatives as store, persons, policies, reports};
use uuid::Uuid;

use super::register::forums;
use super::{UnitNames, readable};
use crate::{App, AppError};

/// The history of one initiative.
#[derive(Clone, Debug)]
pub struct History {
    /// The initiative.
    pub initiative: Initiative,
    /// What happened, newest first.
    pub lines: Vec<Line>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; none when the program did it or the person has been erased.
    pub who: Option<String>,
    /// What kind of thing it happened to: `initiative`, `measure`, `success_criterion` …
    pub subject: String,
    /// What that thing is called; empty for the initiative itself.
    pub name: String,
    /// What was done: `added`, `changed`, `removed`, `moved` …
    pub verb: String,
    /// Field by field. Ids have become names; codes and days are as the trail keeps them.
    pub changes: Vec<Change>,
    /// Did it touch a criterion that was frozen?
    pub is_after_freeze: bool,
}

/// What happened to an initiative and its parts, newest first.
pub async fn list(app: &App, who: &Actor, id: InitiativeId) -> Result<History, AppError> {
    let tx = app.read(who.organisation).await?;
    let (initiative, _) = readable(&tx, who, id).await?;
    let entries = audit::list_of(&tx, id.0).await?;
    let names = Names::load(&tx, who, &initiative, &entries).await?;
    let lines = entries
        .into_iter()
        .map(|entry| Line {
            at: entry.happened_at,
            who: entry.person.and_then(|person| names.people.get(&person)).cloned(),
            name: names.of(&entry),
            is_after_freeze: is_after_freeze(&initiative, &entry),
            changes: entry.changes.iter().map(|change| names.filled_in(change)).collect(),
            subject: entry.subject,
            verb: entry.verb,
        })
        .collect();
    Ok(History { initiative, lines })
}

/// The verb of the decision's own line on a criterion: the level before is written down with it.
pub(super) const FROZEN: &str = "frozen";

/// The verb of choosing whom a criterion is held against.
const COMPARED: &str = "compared";

/// Does a line change a criterion after the decision froze it? The freezing itself does not, nor whom it is held against.
pub(super) fn is_after_freeze(initiative: &Initiative, entry: &AuditEntry) -> bool {
    let is_change = entry.subject == "success_criterion" && ![FROZEN, COMPARED].contains(&entry.verb.as_str());
    is_change && initiative.decided_at.is_some_and(|decided| entry.happened_at > decided)
}

/// Names for the ids the trail keeps.
struct Names {
    people: BTreeMap<PersonId, String>,
    parts: BTreeMap<Uuid, String>,
    values: BTreeMap<String, String>,
}

/// Fields whose values are ids.
const PEOPLE: [&str; 4] = ["lead", "co_lead", "responsible", "owner"];
const INITIATIVES: [&str; 2] = ["lies_under", "grown_into"];
const IDS: [&str; 12] = [
    "lead",
    "co_lead",
    "responsible",
    "owner",
    "goal",
    "unit",
    "committee",
    "indicator",
    "series",
    "begins",
    "lies_under",
    "grown_into",
];

impl Names {
    async fn load(tx: &Tx, who: &Actor, initiative: &Initiative, entries: &[AuditEntry]) -> Result<Self, AppError> {
        let mentioned = |fields: &'static [&'static str]| {
            entries
                .iter()
                .flat_map(|entry| &entry.changes)
                .filter(move |change| fields.contains(&change.field.as_str()))
                .flat_map(|change| [&change.before, &change.after])
                .filter_map(|text| text.parse::<Uuid>().ok())
        };
        let writers = entries.iter().filter_map(|entry| entry.person);
        let people = persons::names_of(tx, mentioned(&PEOPLE).map(PersonId).chain(writers)).await?;
        let sites = store::sites_of(tx, initiative.id).await?;
        let wanted: Vec<UnitId> = mentioned(&["unit"])
            .map(UnitId)
            .chain(sites.iter().map(|site| site.unit))
            .collect();
        let units = UnitNames::of(tx, who, wanted.iter().copied()).await?;

        let mut values: BTreeMap<String, String> =
            people.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
        values.extend(wanted.iter().map(|unit| (unit.to_string(), units.get(*unit))));
        values.extend(
            forums(tx)
                .await?
                .into_iter()
                .map(|(id, forum)| (id.to_string(), forum.name)),
        );
        if mentioned(&["goal"]).next().is_some() {
            let goals = policies::list_goals(tx).await?;
            values.extend(goals.into_iter().map(|goal| (GoalId(goal.id.0).to_string(), goal.text)));
        }
        if mentioned(&["indicator", "series"]).next().is_some() {
            let indicators = figures::list_indicators(tx).await?;
            values.extend(indicators.into_iter().map(|one| (one.id.to_string(), one.name_da)));
            let series = figures::list_series(tx).await?;
            values.extend(series.into_iter().map(|one| (one.id.to_string(), one.source)));
        }
        if mentioned(&INITIATIVES).next().is_some() {
            let all = store::register(tx).await?;
            values.extend(all.into_iter().map(|line| (line.id.to_string(), line.title)));
        }
        let measures = store::measures_of(tx, initiative.id).await?;
        values.extend(measures.iter().map(|of| (of.id.to_string(), of.title.clone())));
        let mut parts: BTreeMap<Uuid, String> = BTreeMap::new();
        parts.extend(sites.into_iter().map(|site| (site.id.0, units.get(site.unit))));
        let id = initiative.id;
        parts.extend(measures.into_iter().map(|of| (of.id.0, of.title)));
        parts.extend(
            store::criteria_of(tx, id)
                .await?
                .into_iter()
                .map(|of| (of.id.0, of.title)),
        );
        parts.extend(
            store::milestones_of(tx, id)
                .await?
                .into_iter()
                .map(|of| (of.id.0, of.title)),
        );
        parts.extend(
            store::follow_ups_of(tx, id)
                .await?
                .into_iter()
                .map(|of| (of.id.0, of.title)),
        );
        parts.extend(
            reports::list_of(tx, id)
                .await?
                .into_iter()
                .map(|of| (of.id.0, of.content.title)),
        );
        Ok(Self { people, parts, values })
    }

    /// What the changed thing is called: by its name today, or the last one the trail knows when it is gone.
    fn of(&self, entry: &AuditEntry) -> String {
        if entry.subject == "initiative" {
            return String::new();
        }
        if let Some(name) = self.parts.get(&entry.subject_id) {
            return name.clone();
        }
        entry
            .changes
            .iter()
            .find(|change| change.field == "title" || change.field == "unit")
            .map(|change| self.filled_in(change))
            .map(|change| {
                if change.after.is_empty() {
                    change.before
                } else {
                    change.after
                }
            })
            .unwrap_or_default()
    }

    fn filled_in(&self, change: &Change) -> Change {
        if !IDS.contains(&change.field.as_str()) {
            return change.clone();
        }
        let name = |id: &String| match self.values.get(id) {
            Some(name) => name.clone(),
            None if id.parse::<Uuid>().is_ok() => "–".to_owned(),
            // Written in words, as by a generator or an import.
            None => id.clone(),
        };
        Change {
            field: change.field.clone(),
            before: name(&change.before),
            after: name(&change.after),
        }
    }
}
