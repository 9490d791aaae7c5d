//! Spreads employments and absence spells over calendar months and units. Persons are known by a number here only while reading;
//! what comes out are sums of unit-months.
//!
//! # The sums
//! - Possible FTE days of an employment in a month: weekdays (Monday to Friday) of the month within the employment × working-time
//!   fraction. Public holidays count as weekdays: the sources do not agree on them, and they fall alike on numerator and denominator.
//! - Absence FTE days: weekdays of the spell within the month and within an employment × that employment's fraction × degree.
//!   A day is counted once for each employment, in the unit where the person was employed that day; days outside every employment
//!   are not counted. Where two spells of a person overlap, they add up to at most a degree of 1. (Each spell is held against the one
//!   read before it that reaches furthest; of three at once, the third may count too much. Keeping all spells would keep persons.)
//! - Short and long: by the calendar days from the spell's first to its last day. A spell without a last day goes on to the end of the
//!   stretch that is read.
//! - A spell begins in the unit where the person is employed on its first day; with two employments, in the one that began first.
//!   Spells that follow each other without a gap are two spells: the source decides.
//! - Employed: distinct persons with at least one day of employment in the unit in the month.
//! - People: persons with at least one day of employment in the month, each in one unit: the one where most of their possible days lie
//!   that month, the one that began first among equals. So units can be added: a sum never counts a person twice, whoever has two posts
//!   or moves in mid-month.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use chrono::{Datelike, NaiveDate};

use crate::indicator::LONG_ABSENCE_DAYS;
use crate::month::Month;

mod days;
#[cfg(test)]
mod tests;

use days::Weekdays;

/// A position in the caller's list of units.
pub type UnitIndex = u32;

/// One employment, as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EmploymentLine {
    /// In which unit.
    pub unit: UnitIndex,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none means it goes on.
    pub to: Option<NaiveDate>,
    /// Share of full time, above 0 and at most 1.
    pub fraction: f64,
}

/// One spell of absence, as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpellLine {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none means it goes on.
    pub to: Option<NaiveDate>,
    /// Share of the working time the person is away, above 0 and at most 1.
    pub degree: f64,
}

/// Why a line cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// The last day lies before the first.
    #[error("ends before it starts")]
    EndsBeforeStart,
    /// The share is not above 0 and at most 1.
    #[error("the share is not above 0 and at most 1")]
    Share,
    /// No employment has this number.
    #[error("nobody is employed under this number")]
    UnknownPerson,
    /// The person is not employed on any day of the spell within the months read.
    #[error("the spell lies outside every employment of the person")]
    OutsideEmployment,
}

/// The sums of one unit in one month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct UnitMonth {
    /// Full-time days that could have been worked.
    pub possible_days: f64,
    /// Full-time days lost.
    pub absence_days: f64,
    /// Of them, in short spells.
    pub short_days: f64,
    /// Of them, in long spells.
    pub long_days: f64,
    /// Spells begun.
    pub spells: u32,
    /// Persons employed here, whatever they are elsewhere.
    pub employed: u32,
    /// Persons employed, each counted in one unit only: these can be added.
    pub people: u32,
}

/// One employment in the compact form.
#[derive(Clone, Copy, Debug)]
struct Held {
    unit: UnitIndex,
    /// First and last day within the months read, as positions.
    from: u32,
    to: u32,
    fraction: f64,
}

/// Spells of one person that may overlap others: day positions and the degree.
#[derive(Clone, Copy, Debug)]
struct Recent {
    from: u32,
    to: u32,
    degree: f64,
}

/// Takes in employments first and spells after, and gives the sums.
#[derive(Debug)]
pub struct Spreading {
    weekdays: Weekdays,
    units: usize,
    first: Month,
    long_after: u32,
    /// Employee number, hashed to 64 bits, to a person's position. The numbers themselves are not kept.
    persons: HashMap<u64, u32, BuildHasherDefault<AsIs>>,
    /// Person and employment, sorted by person once the spells begin.
    held: Vec<(u32, Held)>,
    /// Where each person's employments begin in `held`; one more at the end.
    starts: Vec<u32>,
    /// The latest spell of each person that later ones are held against.
    recent: Vec<Option<Recent>>,
    cells: Vec<UnitMonth>,
    /// Persons employed for more than full time on some day.
    beyond: usize,
    /// By cell: a spell that could not be used lies in it.
    lost: HashSet<usize>,
    /// By month: spells that were used begin in it, and spells of nobody known do.
    begun: Vec<(bool, bool)>,
}

impl Spreading {
    /// For the months `first` to `last` and this many units. `long_after` is the most calendar days of a short spell; none means
    /// [`LONG_ABSENCE_DAYS`].
    pub fn new(first: Month, last: Month, units: usize, long_after: Option<u32>) -> Self {
        let months = first.to(last).len();
        Self {
            weekdays: Weekdays::new(first, last),
            units,
            first,
            long_after: long_after.unwrap_or(LONG_ABSENCE_DAYS),
            persons: HashMap::default(),
            held: Vec::new(),
            starts: Vec::new(),
            recent: Vec::new(),
            cells: vec![UnitMonth::default(); months * units],
            beyond: 0,
            lost: HashSet::new(),
            begun: vec![(false, false); months],
        }
    }

    /// Takes in an employment. All of them come before the first spell.
    pub fn add_employment(&mut self, employee: &str, line: EmploymentLine) -> Result<(), LineError> {
        let (from, to) = check(line.from, line.to, line.fraction)?;
        let next = u32::try_from(self.persons.len()).unwrap_or(u32::MAX);
        let person = *self.persons.entry(hash(employee)).or_insert(next);
        if let Some((from, to)) = self.weekdays.within(from, to) {
            self.held.push((
                person,
                Held {
                    unit: line.unit,
                    from,
                    to,
                    fraction: line.fraction,
                },
            ));
        }
        Ok(())
    }

    /// Ends the employments: sorts them by person and spreads them.
    pub fn end_employments(&mut self) {
        self.held.sort_by_key(|(person, held)| (*person, held.from, held.unit));
        let persons = self.persons.len();
        self.starts = Vec::with_capacity(persons + 1);
        self.recent = vec![None; persons];
        let mut at = 0_usize;
        for person in 0..=persons {
            while self
                .held
                .get(at)
                .is_some_and(|(owner, _)| usize::try_from(*owner).is_ok_and(|owner| owner < person))
            {
                at += 1;
            }
            self.starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        for held in self.held.chunk_by(|one, other| one.0 == other.0) {
            self.beyond += usize::from(is_beyond_full_time(held));
            // Where each month's possible days of the person lie, the employments in the order they began.
            let mut places: Vec<(usize, UnitIndex, f64)> = Vec::new();
            for (number, (_, held)) in held.iter().enumerate() {
                for (month, from, to) in self.weekdays.months(held.from, held.to) {
                    let days = self.weekdays.between(from, to) * held.fraction;
                    if let Some(cell) = cell(&mut self.cells, self.units, held.unit, month) {
                        cell.possible_days += days;
                    }
                    // The first employment meets no other: with one, nothing has to be looked for.
                    let mut known = places.iter_mut().filter(|_| number > 0);
                    match known.find(|one| one.0 == month && one.1 == held.unit) {
                        Some((_, _, sum)) => *sum += days,
                        None => places.push((month, held.unit, days)),
                    }
                }
            }
            for (month, unit, _) in &places {
                if let Some(cell) = cell(&mut self.cells, self.units, *unit, *month) {
                    cell.employed += 1;
                }
            }
            // Stable: among equals the first stays first.
            places.sort_by(|one, other| one.0.cmp(&other.0).then(other.2.total_cmp(&one.2)));
            places.dedup_by_key(|one| one.0);
            for (month, unit, _) in places {
                if let Some(cell) = cell(&mut self.cells, self.units, unit, month) {
                    cell.people += 1;
                }
            }
        }
    }

    /// Takes in a spell.
    pub fn add_spell(&mut self, employee: &str, line: SpellLine) -> Result<(), LineError> {
        let (from, to) = check(line.from, line.to, line.degree)?;
        let person = *self.persons.get(&hash(employee)).ok_or(LineError::UnknownPerson)?;
        let Some((first, last)) = self.weekdays.within(from, to) else {
            return Err(LineError::OutsideEmployment);
        };
        let is_begun_here = self.weekdays.position(from).is_some();
        let length = match line.to {
            Some(to) => to.signed_duration_since(from).num_days() + 1,
            None => self.weekdays.last_day().signed_duration_since(from).num_days() + 1,
        };
        let is_long = length > i64::from(self.long_after);
        let index = usize::try_from(person).unwrap_or(usize::MAX);
        let start = self.starts.get(index).copied().unwrap_or(0);
        let end = self.starts.get(index + 1).copied().unwrap_or(start);
        let before = self.recent.get(index).copied().flatten();
        let mut is_employed = false;
        let mut is_begun = !is_begun_here;
        for at in start..end {
            let Some((_, held)) = usize::try_from(at).ok().and_then(|at| self.held.get(at)).copied() else {
                continue;
            };
            let (from, to) = (first.max(held.from), last.min(held.to));
            if from > to {
                continue;
            }
            is_employed = true;
            let cells = &mut self.cells;
            for (month, from, to) in self.weekdays.months(from, to) {
                let mut days = self.weekdays.between(from, to) * line.degree;
                if let Some(before) = before {
                    let (from, to) = (from.max(before.from), to.min(before.to));
                    if from <= to {
                        // What both spells take beyond the whole day is counted once.
                        let excess = (before.degree + line.degree - 1.0).clamp(0.0, line.degree);
                        days -= self.weekdays.between(from, to) * excess;
                    }
                }
                let days = days * held.fraction;
                if let Some(cell) = cell(cells, self.units, held.unit, month) {
                    cell.absence_days += days;
                    if is_long {
                        cell.long_days += days;
                    } else {
                        cell.short_days += days;
                    }
                }
            }
            if !is_begun && from == first {
                is_begun = true;
                let month = self.weekdays.month_of(first);
                if let Some(cell) = cell(cells, self.units, held.unit, month) {
                    cell.spells += 1;
                }
            }
        }
        if !is_employed {
            return Err(LineError::OutsideEmployment);
        }
        if let Some(begun) = self.begun.get_mut(self.weekdays.month_of(first)) {
            begun.0 = true;
        }
        if let Some(recent) = self.recent.get_mut(index) {
            let own = Recent {
                from: first,
                to: last,
                degree: line.degree,
            };
            // The one that reaches furthest is what a later spell can overlap.
            *recent = Some(match before {
                Some(before) if before.to > own.to => before,
                _ => own,
            });
        }
        Ok(())
    }

    /// Notes a spell that could not be used, as far as its days could be read. Where no other spell is known of, nobody knows what
    /// was lost: such a unit-month, or month if the person is not known, is left out instead of being one without absence.
    ///
    /// A spell outside every employment takes nothing from anybody.
    pub fn lose_spell(&mut self, employee: &str, from: Option<NaiveDate>, to: Option<NaiveDate>) {
        let Some(from) = from.or(to) else { return };
        let to = to.unwrap_or(from);
        let Some((first, last)) = self.weekdays.within(from.min(to), from.max(to)) else {
            return;
        };
        let Some(person) = self.persons.get(&hash(employee)) else {
            for (month, ..) in self.weekdays.months(first, last) {
                if let Some(begun) = self.begun.get_mut(month) {
                    begun.1 = true;
                }
            }
            return;
        };
        let index = usize::try_from(*person).unwrap_or(usize::MAX);
        let place = |at: usize| self.starts.get(at).and_then(|at| usize::try_from(*at).ok());
        let (Some(start), Some(end)) = (place(index), place(index + 1)) else {
            return;
        };
        for (_, held) in self.held.get(start..end).unwrap_or_default() {
            let (from, to) = (first.max(held.from), last.min(held.to));
            if from > to {
                continue;
            }
            for (month, ..) in self.weekdays.months(from, to) {
                let unit = usize::try_from(held.unit).unwrap_or(usize::MAX);
                self.lost.insert((month * self.units).saturating_add(unit));
            }
        }
    }

    /// How many persons are employed for more than full time on some day: a line that stands twice makes one person two.
    pub fn beyond_full_time(&self) -> usize {
        self.beyond
    }

    /// How many different persons were employed.
    pub fn persons(&self) -> usize {
        self.persons.len()
    }

    /// The sums: unit, month and numbers, of every unit-month with anybody employed, but those of which nothing is known.
    pub fn finish(self) -> Vec<(UnitIndex, Month, UnitMonth)> {
        let (units, first) = (self.units.max(1), self.first);
        let (lost, begun) = (self.lost, self.begun);
        let is_unknown = |at: usize, cell: &UnitMonth| {
            let of_nobody = begun
                .get(at / units)
                .is_some_and(|(is_used, is_lost)| *is_lost && !is_used);
            cell.absence_days <= 0.0 && (of_nobody || lost.contains(&at))
        };
        self.cells
            .into_iter()
            .enumerate()
            .filter(|(_, cell)| cell.employed > 0 || cell.absence_days > 0.0)
            .filter(|(at, cell)| !is_unknown(*at, cell))
            .filter_map(|(at, cell)| {
                let month = i32::try_from(at / units).ok()?;
                Some((UnitIndex::try_from(at % units).ok()?, first.plus(month), cell))
            })
            .collect()
    }
}

fn cell(cells: &mut [UnitMonth], units: usize, unit: UnitIndex, month: usize) -> Option<&mut UnitMonth> {
    let unit = usize::try_from(unit).ok().filter(|unit| *unit < units)?;
    cells.get_mut(month.checked_mul(units)? + unit)
}

/// Whether the employments of one person come to more than full time on some day.
fn is_beyond_full_time(held: &[(u32, Held)]) -> bool {
    let begin = held.iter().map(|(_, one)| (one.from, one.fraction));
    let end = held.iter().map(|(_, one)| (one.to.saturating_add(1), -one.fraction));
    let mut steps: Vec<(u32, f64)> = begin.chain(end).collect();
    // What ends on a day goes before what begins on it.
    steps.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    let mut sum = 0.0;
    steps.into_iter().any(|(_, step)| {
        sum += step;
        sum > 1.0 + 1e-6
    })
}

fn check(from: NaiveDate, to: Option<NaiveDate>, share: f64) -> Result<(NaiveDate, NaiveDate), LineError> {
    let to = to.unwrap_or(NaiveDate::MAX);
    if to < from {
        return Err(LineError::EndsBeforeStart);
    }
    if !(share > 0.0 && share <= 1.0) {
        return Err(LineError::Share);
    }
    Ok((from, to))
}

/// The months that spells and employments of these days touch: for choosing what to read.
pub fn month_span(days: impl IntoIterator<Item = NaiveDate>) -> Option<(Month, Month)> {
    days.into_iter()
        .filter(|day| (1900..2200).contains(&day.year()))
        .map(Month::of)
        .fold(None, |span: Option<(Month, Month)>, month| {
            Some(span.map_or((month, month), |(first, last)| (first.min(month), last.max(month))))
        })
}

/// FNV-1a, mixed at the end: 64 bits, so that two of a million employees meet with a chance of one in 37 million.
fn hash(employee: &str) -> u64 {
    let mixed = employee.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// The keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
