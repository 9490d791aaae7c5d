//! Protects groups in published tables and audits them, with witnesses anybody can check.
//!
//! It knows no workplace: a [`Table`] has atoms, groups of atoms, and numbers over both. [`protect`] decides which groups are shown
//! and gives a [`Release`], the only thing that answers with figures; [`audit`] takes anybody's decision and proves it, or says what
//! follows from it. `docs/publication.md` says what is promised, how it is proven, and where the promise ends.

mod audit;
mod band;
mod derivable;
mod figure;
mod forest;
mod frame;
mod ground;
mod ledger;
mod linear;
mod multipliers;
mod pattern;
mod pool;
mod protect;
mod release;
mod remainder;
mod rules;
mod search;
mod shares;
mod system;
mod table;
mod target;
mod view;
mod witness;

pub use audit::{Audit, Finding, Open, OpenSet, Range, Reason, SmallestGroup, audit, follows, ranges};
pub use figure::{Display, Figure, respondents_of_mean, rounded_mean, step_of_mean, sums_of_mean, whole_percent};
pub use forest::{Forest, Merged, Place, Together};
pub use ledger::{Entry, Ledger, LedgerError};
pub use multipliers::{Figured, Multiple, Multipliers, verify_multipliers};
pub use pattern::Pattern;
pub use protect::{Design, Method, Protection, Refusal, protect};
pub use release::{Merge, Release, Share};
pub use rules::{Effort, Participation, Rules, RulesError};
pub use shares::{Pooled, Pools, Question, Shares, Told, pool_shares, told_shares};
pub use table::{Answers, Atom, Group, Layer, Quantity, Released, Standing, Table, TableError, Tally};
pub use witness::{Flaw, Step, Witness, verify_witness};
