//! Who is asked: everybody employed in the units on the cut-off day, each once.

use std::collections::{BTreeMap, BTreeSet};

use trivsel_domain::id::{PersonId, UnitId};
use trivsel_domain::person::{Employment, Person};
use trivsel_domain::survey::{CellPlan, Invited, Survey, Target, TooFew};
use trivsel_domain::unit::Tree;
use trivsel_store::{Tx, persons};

use crate::AppError;

/// Everybody who is asked.
#[derive(Clone, Debug, Default)]
pub struct Roll {
    invited: Vec<Invited>,
    has_mail: Vec<bool>,
    groups: BTreeSet<String>,
}

impl Roll {
    /// Reads who is asked. Somebody employed in two places is asked once, for the larger employment.
    pub(super) async fn of(tx: &Tx, target: &Target, tree: &Tree) -> Result<Self, AppError> {
        let units: Vec<UnitId> = tree
            .iter()
            .map(|node| node.id)
            .filter(|unit| target.units.iter().any(|top| tree.is_within(*unit, *top)))
            .collect();
        let employed = persons::list_employed(tx, &units, target.cut_off).await?;
        let mut main: BTreeMap<PersonId, (Person, Employment)> = BTreeMap::new();
        for (person, employment) in employed {
            let is_larger = main.get(&person.id).is_none_or(|(_, kept)| {
                (employment.working_time.get(), kept.id) > (kept.working_time.get(), employment.id)
            });
            if is_larger {
                main.insert(person.id, (person, employment));
            }
        }
        let mut roll = Self::default();
        for (person, employment) in main.into_values() {
            roll.groups.insert(employment.job_group.clone());
            if !target.job_groups.is_empty() && !target.job_groups.contains(&employment.job_group) {
                continue;
            }
            roll.has_mail.push(person.email.is_some());
            roll.invited.push(Invited {
                person: person.id,
                unit: employment.unit,
                job_group: employment.job_group,
            });
        }
        Ok(roll)
    }

    /// How many are invited.
    pub fn len(&self) -> usize {
        self.invited.len()
    }

    /// Is nobody invited?
    pub fn is_empty(&self) -> bool {
        self.invited.is_empty()
    }

    /// How many get a link by mail; the others need a card.
    pub fn with_mail(&self) -> usize {
        self.has_mail.iter().filter(|has| **has).count()
    }

    /// The job groups of everybody in the units, asked or not.
    pub(super) fn job_groups(&self) -> Vec<String> {
        let mut groups: Vec<String> = self.groups.iter().cloned().collect();
        groups.sort_by_cached_key(|name| trivsel_domain::danish::list_key(name));
        groups
    }

    /// The cells they would be asked in.
    pub(super) fn cells(&self, tree: &Tree, survey: &Survey, by_job_group: bool) -> Result<CellPlan, TooFew> {
        CellPlan::of(tree, &self.invited, by_job_group, survey.rules.minimum)
    }

    /// How many are invited from a unit itself.
    pub fn count_in(&self, unit: UnitId) -> usize {
        self.invited.iter().filter(|one| one.unit == unit).count()
    }

    /// Those invited, each with whether they have a mail address.
    pub(super) fn people(&self) -> impl Iterator<Item = (&Invited, bool)> {
        self.invited.iter().zip(self.has_mail.iter().copied())
    }
}
