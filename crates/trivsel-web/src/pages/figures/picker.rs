//! Choosing the unit whose figures are shown: out of a list, or, of so many that a list is of no use, by typing a part of a name or a code.

use trivsel_app::{Problem, units};
use trivsel_domain::id::{IndicatorId, UnitId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::unit::TreeNode;

use super::Asked;
use crate::fields::Choice;
use crate::urls;

/// From more units than this one is found by typing a part of its name.
const MOST_IN_A_LIST: usize = 60;
/// The most units that are named where what was typed may mean several.
const MOST_MEANT: usize = 20;

/// The units that may be chosen, and what was typed.
pub(super) struct UnitPicker {
    pub(super) units: Vec<Choice>,
    /// Are there so many that a part of the name is typed?
    pub(super) is_searched: bool,
    /// The units that what was typed may mean, with the address of each; empty when it meant one.
    pub(super) meant: Vec<(String, String)>,
    /// What stands in the field.
    pub(super) value: String,
    pub(super) problem: Option<Problem>,
}

/// What was typed, as far as it can be told.
pub(super) enum Typed {
    /// Nothing.
    Nothing,
    /// This unit.
    One(UnitId),
    /// Several that it may be.
    Several(Vec<UnitId>),
    /// None the visitor may see.
    Unknown,
}

impl Typed {
    /// Reads an id, a label, a name or a part of one.
    pub(super) fn read(who: &Actor, typed: &str) -> Self {
        if let Ok(unit) = typed.parse() {
            return Self::One(unit);
        }
        let may_see = |unit: &UnitId| who.may(Right::ReadFigures, *unit);
        let meant: Vec<UnitId> = units::matching(&who.tree, typed).into_iter().filter(may_see).collect();
        match meant.as_slice() {
            _ if typed.trim().is_empty() => Self::Nothing,
            [] => Self::Unknown,
            [only] => Self::One(*only),
            _ => Self::Several(meant),
        }
    }
}

impl UnitPicker {
    /// The picker on the page of `unit`.
    pub(super) fn new(who: &Actor, asked: &Asked, typed: &Typed, unit: UnitId, indicator: IndicatorId) -> Self {
        let within: Vec<&TreeNode> = who
            .tree
            .iter()
            .filter(|node| who.may(Right::ReadFigures, node.id))
            .collect();
        let is_searched = within.len() > MOST_IN_A_LIST;
        let choice = |node: &&TreeNode| {
            if is_searched {
                return Choice::new(node.id, units::label(node));
            }
            let inset = "\u{2007}\u{2007}".repeat(node.depth);
            Choice::new(node.id, format!("{inset}{}", node.name))
        };
        let meant: &[UnitId] = match typed {
            Typed::Several(meant) => meant,
            Typed::Nothing | Typed::One(_) | Typed::Unknown => &[],
        };
        let value = match (typed, who.tree.get(unit)) {
            // What was typed and could not be read stands there still.
            (Typed::Several(_) | Typed::Unknown, _) => asked.unit.clone(),
            (_, Some(node)) if is_searched => units::label(node),
            _ => unit.to_string(),
        };
        Self {
            units: within.iter().map(choice).collect(),
            is_searched,
            meant: meant
                .iter()
                .take(MOST_MEANT)
                .filter_map(|unit| who.tree.get(*unit))
                .map(|node| {
                    let address = format!("{}?{}", urls::FIGURES, asked.query(node.id, indicator, false));
                    (units::label(node), address)
                })
                .collect(),
            value,
            problem: matches!(typed, Typed::Unknown).then(|| Problem::new("unit", "problem-unit-unknown")),
        }
    }
}
