//! A programme's clock, reckoned exactly, and what one should know before the day. Nothing here keeps anybody from anything.

use chrono::{NaiveTime, TimeDelta};
use serde::Deserialize;

use super::{Group, LineKind, ProgrammeItem, Tells};
use crate::board::kind::InBoth;

/// The longest stretch without a break, in minutes.
const LONGEST_WITHOUT_BREAK: i64 = 90;
/// Group work that is shorter is over before it has begun.
const SHORTEST_GROUP_WORK: i32 = 10;
/// More than these do not all get to speak.
const MOST_IN_A_GROUP: i32 = 8;

/// A programme that is shipped, to be copied.
#[derive(Clone, Debug, Deserialize)]
pub struct Shipped {
    /// The name in code and addresses.
    pub code: String,
    /// What it is called.
    pub title: InBoth,
    /// What it is for.
    pub purpose: InBoth,
    /// Its lines.
    pub items: Vec<ShippedItem>,
}

/// A line of a programme that is shipped.
#[derive(Clone, Debug, Deserialize)]
pub struct ShippedItem {
    /// The code of its kind.
    pub kind: String,
    /// How long it takes.
    pub minutes: i32,
    /// What it is called.
    pub title: InBoth,
    /// What the groups are asked.
    #[serde(default)]
    pub question: InBoth,
    /// The code of the board's kind.
    #[serde(default)]
    pub board: String,
    /// Who tells: `all` or nobody.
    #[serde(default)]
    pub tells: String,
    /// The page that is shown with it.
    #[serde(default)]
    pub page: String,
    /// The deck of cards the groups draw from.
    #[serde(default)]
    pub deck: String,
}

impl Shipped {
    /// How long it takes, in minutes.
    pub fn minutes(&self) -> i32 {
        self.items.iter().map(|item| item.minutes).sum()
    }
}

/// The programmes that are shipped.
pub fn shipped() -> Result<Vec<Shipped>, serde_json::Error> {
    serde_json::from_str(include_str!("programmes.json"))
}

/// When each line begins, and when the last one ends.
pub fn times(starts_at: NaiveTime, minutes: impl IntoIterator<Item = i32>) -> (Vec<NaiveTime>, NaiveTime) {
    let mut at = starts_at;
    let mut begins = Vec::new();
    for minutes in minutes {
        begins.push(at);
        at = at.overflowing_add_signed(TimeDelta::minutes(i64::from(minutes))).0;
    }
    (begins, at)
}

/// Something one should know before the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// It ends after it must be over.
    EndsLate {
        /// By how many minutes.
        minutes: i64,
    },
    /// Nobody has a break for a long time.
    NoBreak {
        /// The position of the line at which it becomes too long.
        position: i32,
        /// How many minutes by the end of that line.
        minutes: i64,
    },
    /// Group work that is too short.
    ShortWork {
        /// The line's position.
        position: i32,
    },
    /// Nobody is named who tells.
    NobodyTells {
        /// The line's position.
        position: i32,
    },
    /// More are expected in a group than can all speak.
    BigGroup {
        /// The group's name.
        name: String,
        /// How many are expected.
        expected: i32,
    },
}

/// What one should know before the day.
pub fn warnings(items: &[ProgrammeItem], groups: &[Group], starts_at: NaiveTime, hard_end: NaiveTime) -> Vec<Warning> {
    let mut found = Vec::new();
    let (_, end) = times(starts_at, items.iter().map(|item| item.minutes));
    let late = (end - hard_end).num_minutes();
    if late > 0 {
        found.push(Warning::EndsLate { minutes: late });
    }
    let mut without_break = 0;
    let mut is_told = false;
    for item in items {
        if item.kind == LineKind::Break {
            (without_break, is_told) = (0, false);
            continue;
        }
        without_break += i64::from(item.minutes);
        if without_break > LONGEST_WITHOUT_BREAK && !is_told {
            found.push(Warning::NoBreak {
                position: item.position,
                minutes: without_break,
            });
            is_told = true;
        }
        if item.kind == LineKind::GroupWork && item.minutes < SHORTEST_GROUP_WORK {
            found.push(Warning::ShortWork {
                position: item.position,
            });
        }
        if item.kind == LineKind::Plenary && item.tells == Tells::Nobody {
            found.push(Warning::NobodyTells {
                position: item.position,
            });
        }
    }
    for group in groups.iter().filter(|group| group.expected > MOST_IN_A_GROUP) {
        found.push(Warning::BigGroup {
            name: group.name.clone(),
            expected: group.expected,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::id::ProgrammeItemId;
    use uuid::Uuid;

    fn at(text: &str) -> NaiveTime {
        NaiveTime::parse_from_str(text, "%H.%M").unwrap()
    }

    fn theme_day() -> Vec<ProgrammeItem> {
        let shipped = shipped()
            .unwrap()
            .into_iter()
            .find(|one| one.code == "theme_day")
            .unwrap();
        (1..)
            .zip(shipped.items)
            .map(|(position, item)| ProgrammeItem {
                id: ProgrammeItemId(Uuid::from_u128(u128::try_from(position).unwrap())),
                position,
                kind: LineKind::parse(&item.kind).unwrap(),
                title: item.title.da,
                minutes: item.minutes,
                presenter: String::new(),
                question: item.question.da,
                board_kind: item.board,
                tells: if item.tells == "all" { Tells::All } else { Tells::Nobody },
                lead_note: String::new(),
                page: String::new(),
                deck: String::new(),
            })
            .collect()
    }

    #[test]
    fn the_clock_of_the_theme_day_is_exact() {
        let (begins, end) = times(at("8.35"), theme_day().iter().map(|item| item.minutes));
        let read: Vec<String> = begins.iter().map(|time| time.format("%-H.%M").to_string()).collect();
        assert_eq!(
            read,
            [
                "8.35", "8.40", "8.45", "8.50", "8.55", "9.25", "9.45", "9.50", "10.00", "10.30", "10.55", "11.00",
                "11.30", "11.55", "12.00", "12.40", "13.30", "13.45", "13.48"
            ]
        );
        assert_eq!(end, at("13.50"));
    }

    #[test]
    fn a_talk_that_grows_by_five_minutes_is_warned_of_with_five_minutes() {
        let mut items = theme_day();
        let late = |items: &[ProgrammeItem]| {
            warnings(items, &[], at("8.35"), at("13.50"))
                .into_iter()
                .find_map(|warning| match warning {
                    Warning::EndsLate { minutes } => Some(minutes),
                    _ => None,
                })
        };
        assert_eq!(late(&items), None);
        items[4].minutes = 35;
        assert_eq!(late(&items), Some(5));
    }

    #[test]
    fn two_hours_without_a_break_short_work_silent_plenaries_and_big_groups_are_warned_of() {
        let mut items = theme_day();
        items[5].minutes = 9;
        let group = Group {
            id: crate::id::WorkshopGroupId(Uuid::nil()),
            position: 1,
            name: "Mosevang".to_owned(),
            unit: None,
            under: None,
            room: String::new(),
            leader: String::new(),
            expected: 9,
        };
        let found = warnings(&items, &[group], at("8.35"), at("13.50"));
        assert!(
            found.contains(&Warning::NoBreak {
                position: 13,
                minutes: 115
            }),
            "{found:?}"
        );
        assert!(found.contains(&Warning::ShortWork { position: 6 }), "{found:?}");
        assert_eq!(
            found
                .iter()
                .filter(|warning| matches!(warning, Warning::NobodyTells { .. }))
                .count(),
            3
        );
        assert!(
            found
                .iter()
                .any(|warning| matches!(warning, Warning::BigGroup { expected: 9, .. }))
        );
    }

    #[test]
    fn every_shipped_programme_is_whole() {
        let kinds = crate::board::kind::shipped().unwrap();
        let models = crate::model::shipped_models().unwrap();
        for line in shipped().unwrap().iter().flat_map(|one| &one.items) {
            assert!(
                line.page.is_empty() || models.page(&line.page).is_some(),
                "{}",
                line.page
            );
            assert!(
                line.deck.is_empty() || models.deck(&line.deck).is_some(),
                "{}",
                line.deck
            );
        }
        let minutes: Vec<(String, i32)> = shipped()
            .unwrap()
            .iter()
            .map(|one| (one.code.clone(), one.minutes()))
            .collect();
        let expected = [
            ("theme_day", 315),
            ("pressure", 45),
            ("look_back", 60),
            ("plan", 90),
            ("must_may", 60),
        ];
        assert_eq!(minutes, expected.map(|(code, minutes)| (code.to_owned(), minutes)));
        for one in shipped().unwrap() {
            for item in &one.items {
                let kind = LineKind::parse(&item.kind);
                assert!(kind.is_some(), "{}", item.kind);
                let has_board = kinds.iter().any(|known| known.code == item.board);
                assert_eq!(
                    has_board,
                    kind == Some(LineKind::GroupWork),
                    "{} {}",
                    one.code,
                    item.title.da
                );
                assert!(!item.title.da.is_empty() && !item.title.en.is_empty());
            }
        }
    }
}
