//! Finding the unit a row means, and how many people it had.

use std::collections::{HashMap, HashSet};

use trivsel_domain::id::{PersonId, UnitId};
use trivsel_domain::month::Month;
use trivsel_store::imports::EmployedStretch;
use trivsel_store::{StoreError, Tx, imports, units};

/// All units by code, and by name where only one ever had it.
#[derive(Clone, Debug, Default)]
pub(super) struct UnitBook {
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, Option<usize>>,
    ids: Vec<UnitId>,
    employed: HashMap<UnitId, Vec<EmployedStretch>>,
}

impl UnitBook {
    pub(super) async fn load(tx: &Tx) -> Result<Self, StoreError> {
        let mut book = Self::default();
        for unit in units::list(tx).await? {
            let at = book.ids.len();
            book.ids.push(unit.id);
            book.by_code.insert(unit.code.trim().to_lowercase(), at);
        }
        let position: HashMap<UnitId, usize> = book.ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        for placement in units::list_placements(tx).await? {
            let Some(at) = position.get(&placement.unit).copied() else {
                continue;
            };
            book.by_name
                .entry(placement.name.trim().to_lowercase())
                .and_modify(|known| *known = known.filter(|known| *known == at))
                .or_insert(Some(at));
        }
        for stretch in imports::list_employed(tx).await? {
            book.employed.entry(stretch.unit).or_default().push(stretch);
        }
        Ok(book)
    }

    /// How many units there are.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The position of the unit with this code, or else this name.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        // Codes are short: the small-letter copy is made only when the text is not one as it stands.
        if let Some(at) = self.by_code.get(text) {
            return Some(*at);
        }
        let lower = text.to_lowercase();
        self.by_code
            .get(&lower)
            .copied()
            .or_else(|| self.by_name.get(&lower).copied().flatten())
    }

    /// The unit at a position.
    pub(super) fn id(&self, at: usize) -> Option<UnitId> {
        self.ids.get(at).copied()
    }

    /// How many different persons were employed in the unit at some time of the month, as far as the program knows.
    pub(super) fn people(&self, unit: UnitId, month: Month) -> u32 {
        let persons: HashSet<PersonId> = self
            .employed
            .get(&unit)
            .into_iter()
            .flatten()
            .filter(|one| one.from <= month.last_day() && one.to.is_none_or(|to| to >= month.first_day()))
            .map(|one| one.person)
            .collect();
        u32::try_from(persons.len()).unwrap_or(u32::MAX)
    }
}
