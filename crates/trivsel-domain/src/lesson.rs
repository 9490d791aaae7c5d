//! What units take along when they have looked back, and the themes a committee gathers that under.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::id::{DecisionId, InitiativeId, LessonId, LessonThemeId, UnitId, WorkshopId};
use crate::unit::Tree;

/// The longest lesson: as long as a note on a board.
pub const LONGEST_LESSON: usize = 280;
/// A unit in which fewer are employed is shown under the name of one above it: else everybody knew who said it.
pub const FEWEST_NAMED: usize = 5;

/// Something a unit takes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The id. It is drawn: one that grows would tell in which order they were written.
    pub id: LessonId,
    /// Whose words they are.
    pub unit: UnitId,
    /// The decision that asked for it.
    pub decision: DecisionId,
    /// The workshop it was chosen at; none when it was held on paper.
    pub workshop: Option<WorkshopId>,
    /// The theme it was laid in.
    pub theme: Option<LessonThemeId>,
    /// What it says.
    pub text: String,
    /// What is to be done with it.
    pub kind: LessonKind,
    /// Do others than the unit see it?
    pub is_shared: bool,
    /// The day.
    pub written_on: NaiveDate,
}

/// What is to be done with a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LessonKind {
    /// Go on with it.
    Keep,
    /// Begin with it.
    Begin,
    /// Leave it.
    Stop,
    /// Do not forget it.
    Remember,
}

impl LessonKind {
    /// All kinds, in the order they are told in.
    pub const ALL: [Self; 4] = [Self::Keep, Self::Begin, Self::Stop, Self::Remember];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Begin => "begin",
            Self::Stop => "stop",
            Self::Remember => "remember",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What a note that was chosen is proposed to be, by the field of the board it lay in.
    pub fn of_zone(zone: &str) -> Self {
        match zone {
            "went_well" | "already" | "fitting" => Self::Keep,
            "was_hard" | "needless" | "passive" => Self::Stop,
            "ideas" => Self::Begin,
            _ => Self::Remember,
        }
    }
}

/// A theme that lessons are gathered under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonTheme {
    /// The id.
    pub id: LessonThemeId,
    /// Of which decision.
    pub decision: DecisionId,
    /// The how-manieth, from 1.
    pub position: i32,
    /// What it is called.
    pub title: String,
    /// What is said about it.
    pub text: String,
    /// The initiative that came of it.
    pub initiative: Option<InitiativeId>,
}

/// Under whose name the words of a unit are shown: its own, or that of the nearest one above in which enough are employed. The topmost
/// stands for whatever is too small all the way up.
pub fn shown_under(tree: &Tree, unit: UnitId, employed: &BTreeMap<UnitId, usize>) -> UnitId {
    let people = |unit: UnitId| -> usize {
        let units = tree.subtree(unit);
        units.iter().filter_map(|unit| employed.get(unit)).sum()
    };
    let mut at = unit;
    while people(at) < FEWEST_NAMED {
        match tree.get(at).and_then(|node| node.parent) {
            Some(parent) => at = parent,
            None => break,
        }
    }
    at
}

/// Lines of a text as lessons: one a line, without what stands before it in a list.
pub fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| {
            line.trim()
                .trim_start_matches(['-', '•', '*', '–', '·'])
                .trim()
                .to_owned()
        })
        .filter(|line| !line.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use uuid::Uuid;

    use super::*;
    use crate::id::UnitPlacementId;
    use crate::period::Period;
    use crate::unit::{Unit, UnitPlacement};

    #[test]
    fn five_lines_of_a_list_are_five_lessons() {
        let pasted = "- Ring først\n• Fast makker\n\n* Kort morgenmøde \nSpørg den nye\n  – Sig tak";
        assert_eq!(
            lines(pasted),
            [
                "Ring først",
                "Fast makker",
                "Kort morgenmøde",
                "Spørg den nye",
                "Sig tak"
            ]
        );
        assert!(lines(" \n-\n").is_empty());
    }

    #[test]
    fn a_kind_is_proposed_by_the_field_a_note_lay_in() {
        for (zone, kind) in [
            ("went_well", LessonKind::Keep),
            ("was_hard", LessonKind::Stop),
            ("take_along", LessonKind::Remember),
            ("ideas", LessonKind::Begin),
            ("another", LessonKind::Remember),
        ] {
            assert_eq!(LessonKind::of_zone(zone), kind, "{zone}");
        }
        for kind in LessonKind::ALL {
            assert_eq!(LessonKind::parse(kind.code()), Some(kind));
        }
    }

    /// An area with a district with two groups.
    fn tree() -> (Tree, [UnitId; 4]) {
        let ids = [1, 2, 3, 4].map(|number| UnitId(Uuid::from_u128(number)));
        let since = Period::since("2020-01-01".parse().unwrap());
        let unit = |id: &UnitId| Unit {
            id: *id,
            code: id.to_string(),
            period: since,
        };
        let units: Vec<Unit> = ids.iter().map(unit).collect();
        let parents = [None, Some(ids[0]), Some(ids[1]), Some(ids[1])];
        let placements: Vec<UnitPlacement> = (10..)
            .zip(ids.iter().zip(parents))
            .map(|(number, (unit, parent))| UnitPlacement {
                id: UnitPlacementId(Uuid::from_u128(number)),
                unit: *unit,
                parent,
                name: format!("Enhed {number}"),
                period: since,
            })
            .collect();
        (Tree::at("2026-01-01".parse().unwrap(), &units, &placements), ids)
    }

    #[test]
    fn a_unit_of_three_stands_under_the_one_above_and_one_of_five_under_its_own_name() {
        let (tree, [area, district, small, five]) = tree();
        let employed = BTreeMap::from([(small, 3), (five, 5)]);
        assert_eq!(shown_under(&tree, small, &employed), district);
        assert_eq!(shown_under(&tree, five, &employed), five);
        assert_eq!(shown_under(&tree, small, &BTreeMap::from([(small, 3)])), area);
    }
}
