//! Two tables that look alike and differ where it matters: a proof that something stays open, checked without trusting who found it.

use serde::{Deserialize, Serialize};

use crate::multipliers::Figured;
use crate::pattern::Pattern;
use crate::rules::Rules;
use crate::table::{Quantity, Table};

mod checker;

pub(crate) use checker::Checker;

/// Two whole-number tables of one quantity. Both agree with every shown figure, and a sum that must stay open differs between them.
/// They are kept where the answers are: one of the two may come near the truth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// Of which numbers.
    pub quantity: Quantity,
    /// The atoms whose sum stays open.
    pub atoms: Vec<usize>,
    /// A table in which the sum is small: what is added to the truth, by atom and category (0 where there are no categories).
    pub low: Vec<Step>,
    /// A table in which it is large.
    pub high: Vec<Step>,
}

/// Where a table differs from the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The atom.
    pub atom: usize,
    /// The category, 0 where there are none.
    #[serde(default)]
    pub category: usize,
    /// What is added.
    pub by: i64,
}

/// Why a proof proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// It is about numbers the table does not have.
    #[error("the proof is about {0:?}, which the table does not have")]
    NoSuchQuantity(Quantity),
    /// It names an atom or a group that is not there.
    #[error("the proof names something that is not there")]
    OutOfRange,
    /// A value would be less or more than it can be.
    #[error("atom {atom} cannot have the value {value}")]
    Impossible {
        /// The atom.
        atom: usize,
        /// Its value in the table.
        value: i64,
    },
    /// A shown figure would be another.
    #[error("{what:?} would show {value}, and shows {low} to {high}")]
    Seen {
        /// The group or the earlier figure.
        what: Figured,
        /// Its value in the table.
        value: i64,
        /// The least the shown figure allows.
        low: i64,
        /// The most.
        high: i64,
    },
    /// The two tables do not differ, or not in the direction they say.
    #[error("the tables do not differ where they should")]
    NoDifference,
    /// The multiples do not add up to the set they should.
    #[error("the multiples do not add up to the set")]
    NotTheSum,
}

/// Checks a witness in whole numbers: every bound, every shown figure, every earlier figure, and the difference. Answers the least and
/// the most of the two sums.
pub fn verify_witness(table: &Table, pattern: &Pattern, rules: &Rules, witness: &Witness) -> Result<(i64, i64), Flaw> {
    Checker::new(table, pattern, rules, &witness.quantity)?.check(witness)
}
