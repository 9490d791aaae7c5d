//! Finding the unit a row means, and how many people it had.

use std::collections::{HashMap, HashSet};

use trivsel_domain::id::{PersonId, UnitId};
use trivsel_domain::month::Month;
use trivsel_domain::period::Period;
use trivsel_store::imports::EmployedStretch;
use trivsel_store::{StoreError, Tx, imports, units};

/// A number without the ".0" that a spreadsheet's column of numbers gets on its way through a program: 1010.0 is 1010.
pub(crate) fn without_fraction(text: &str) -> &str {
    let whole = text.trim_end_matches('0').strip_suffix(['.', ',']);
    whole
        .filter(|whole| !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()))
        .unwrap_or(text)
}

/// A code as it was meant: without what spreadsheets and programs put round it to keep its zeros (`'0101`, `="0101"`), or leave in it unseen.
pub(crate) fn bare_code(text: &str) -> String {
    let is_unseen = |letter: &char| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    let seen: String = text.chars().filter(|letter| !is_unseen(letter)).collect();
    let seen = seen.trim();
    let formula = seen.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let bare = formula.unwrap_or_else(|| seen.strip_prefix('\'').unwrap_or(seen));
    bare.trim().replace("a\u{30a}", "å").replace("A\u{30a}", "Å")
}

/// Whether a text is one of the codes but for zeros before it.
pub(crate) fn is_without_its_zeros<'c>(text: &str, codes: impl IntoIterator<Item = &'c str>) -> bool {
    let bare = |text: &str| text.trim().trim_start_matches('0').to_lowercase();
    let own = bare(without_fraction(text));
    !own.is_empty() && codes.into_iter().any(|code| bare(code) == own)
}

/// All units by code, and by name where only one ever had it.
#[derive(Clone, Debug, Default)]
pub(super) struct UnitBook {
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, Option<usize>>,
    ids: Vec<UnitId>,
    codes: Vec<String>,
    above: HashMap<UnitId, Vec<(Period, Option<UnitId>)>>,
    employed: HashMap<UnitId, Vec<EmployedStretch>>,
}

impl UnitBook {
    pub(super) async fn load(tx: &Tx) -> Result<Self, StoreError> {
        let mut book = Self::default();
        for unit in units::list(tx).await? {
            let at = book.ids.len();
            book.ids.push(unit.id);
            book.codes.push(unit.code.clone());
            book.by_code.insert(unit.code.trim().to_lowercase(), at);
        }
        let position: HashMap<UnitId, usize> = book.ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        for placement in units::list_placements(tx).await? {
            let Some(at) = position.get(&placement.unit).copied() else {
                continue;
            };
            let places = book.above.entry(placement.unit).or_default();
            places.push((placement.period, placement.parent));
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
        let lower = bare_code(text).to_lowercase();
        self.by_code
            .get(&lower)
            .or_else(|| self.by_code.get(without_fraction(&lower)))
            .copied()
            .or_else(|| self.by_name.get(&lower).copied().flatten())
    }

    /// Whether a text is a unit's code but for zeros before it, which spreadsheets take off numbers, or a ".0" behind it.
    pub(super) fn is_without_its_zeros(&self, text: &str) -> bool {
        is_without_its_zeros(text, self.codes.iter().map(String::as_str))
    }

    /// A unit's code.
    pub(super) fn code(&self, unit: UnitId) -> &str {
        let at = self.ids.iter().position(|id| *id == unit);
        at.and_then(|at| self.codes.get(at)).map_or("", String::as_str)
    }

    /// The units above one in a month, the nearest first.
    pub(super) fn above(&self, unit: UnitId, month: Month) -> Vec<UnitId> {
        let parent = |unit: UnitId| {
            let places = self.above.get(&unit)?;
            let held = |day| places.iter().find(|(period, _)| period.contains(day));
            // A unit that had no place yet in the month is looked for where it came first.
            let place = held(month.last_day()).or_else(|| held(month.first_day()));
            place
                .or_else(|| places.iter().min_by_key(|(period, _)| period.from()))?
                .1
        };
        let mut found: Vec<UnitId> = Vec::new();
        let mut at = unit;
        while let Some(above) = parent(at) {
            if above == unit || found.contains(&above) {
                break;
            }
            found.push(above);
            at = above;
        }
        found
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
