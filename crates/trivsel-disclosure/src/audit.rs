//! The auditor: proves that a pattern protects, or says what follows from it.

use serde::Serialize;

use crate::frame::Frame;
use crate::ground::Ground;
use crate::multipliers::Multipliers;
use crate::pattern::Pattern;
use crate::release::Release;
use crate::rules::{Rules, RulesError};
use crate::table::{Quantity, Table};
use crate::witness::Witness;

mod auditor;

use auditor::Auditor;

/// What the auditor found. It trusts nobody: not the one who made the pattern, and not its own solver.
#[derive(Clone, Debug, Serialize)]
pub struct Audit {
    findings: Vec<Finding>,
    open: Vec<Open>,
    smallest: SmallestGroup,
}

/// Something that is not protected, or of which it could not be proven.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "finding")]
pub enum Finding {
    /// The rules protect nothing.
    Rules {
        /// Why.
        #[serde(serialize_with = "as_text")]
        reason: RulesError,
    },
    /// A shown group is under the minimum.
    Small {
        /// The group.
        group: usize,
    },
    /// A group that was hidden before is shown.
    ShownAgain {
        /// The group.
        group: usize,
    },
    /// No two tables were found that look alike and differ enough.
    Narrow {
        /// Whose sum.
        of: OpenSet,
        /// In which numbers.
        quantity: Quantity,
        /// How far down and up it must be able to differ.
        needed: (i64, i64),
        /// If its sum follows exactly, how.
        follows: Option<Multipliers>,
    },
    /// Figures of a set under the minimum follow from what is shown.
    Derivable {
        /// How many respondents it has.
        respondents: i64,
        /// How its figures follow.
        #[serde(flatten)]
        follows: Multipliers,
    },
    /// Whether a set under the minimum follows could not be settled.
    Undecided,
}

/// A set whose figures must stay open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenSet {
    /// Why it must.
    pub reason: Reason,
    /// The groups that are this set; of a remainder, the groups it is left of.
    pub groups: Vec<usize>,
    /// Its atoms.
    pub atoms: Vec<usize>,
}

/// Why a set's figures must stay open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It is under the minimum.
    Small,
    /// It is what is left of a group outside the finer groups in it, and under the minimum.
    Remainder,
    /// All its answers lie near one end of the scale.
    Uniform,
    /// It would follow from other figures.
    Derived,
}

/// What stays open of a set in one quantity, and the tables that show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Open {
    /// Whose sum.
    pub of: OpenSet,
    /// The sum is at least this in one table that looks like the true one …
    pub low: i64,
    /// … and this in another.
    pub high: i64,
    /// The two tables.
    pub witness: Witness,
}

/// The fewest respondents whose figures follow from everything shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SmallestGroup {
    /// So many.
    pub respondents: i64,
    /// Does a set of just so many follow? If not, only that none of fewer does.
    pub is_exact: bool,
}

/// What may be asked of an audit beyond whether it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The least the attacker must allow for.
    pub low: i64,
    /// The most.
    pub high: i64,
}

/// Audits a pattern from the start.
pub fn audit(table: &Table, pattern: &Pattern, rules: &Rules) -> Audit {
    if let Err(reason) = rules.check() {
        return Audit::refused(Finding::Rules { reason });
    }
    let frame = Frame::of(table);
    let ground = Ground::new(table, rules, &frame);
    Auditor::new(&ground, pattern).audit()
}

/// How a group's figures follow exactly from what is shown, if they do. Asked of groups that are hidden and are not too small: an audit
/// proves that small ones stay open, and promises nothing of the others.
pub fn follows(table: &Table, pattern: &Pattern, rules: &Rules, group: usize) -> Option<Multipliers> {
    let frame = Frame::of(table);
    let ground = Ground::new(table, rules, &frame);
    let cell = frame.cell_of.get(group).copied().flatten()?;
    Auditor::new(&ground, pattern).follows(&frame.cells.get(cell)?.columns, &[])
}

/// The widest range an attacker must allow for, for each set that must stay open and each quantity: found by linear programs, and so no
/// proof, but often wider than what the witnesses show.
pub fn ranges(table: &Table, pattern: &Pattern, rules: &Rules) -> Vec<(OpenSet, Quantity, Range)> {
    let frame = Frame::of(table);
    let ground = Ground::new(table, rules, &frame);
    let auditor = Auditor::new(&ground, pattern);
    let mut found = Vec::new();
    for target in &ground.targets {
        for goal in &target.goals {
            if let (Some(quantity), Some(range)) = (
                ground.quantity(goal.system, goal.category),
                auditor.range(target, *goal),
            ) {
                found.push((auditor.open_set(target), quantity, range));
            }
        }
    }
    found
}

impl Audit {
    fn refused(finding: Finding) -> Self {
        Self {
            findings: vec![finding],
            open: Vec::new(),
            smallest: SmallestGroup {
                respondents: 0,
                is_exact: false,
            },
        }
    }

    /// Is everything proven?
    pub fn is_protected(&self) -> bool {
        self.findings.is_empty()
    }

    /// What is not protected.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What stays open of each set that must, with witnesses.
    pub fn open(&self) -> &[Open] {
        &self.open
    }

    /// The fewest respondents whose figures follow.
    pub fn smallest(&self) -> SmallestGroup {
        self.smallest
    }

    /// What may be shown, if everything is proven. The table, pattern and rules must be those that were audited: they are audited again.
    pub fn release(table: &Table, pattern: &Pattern, rules: &Rules) -> Result<(Release, Self), Self> {
        let audit = audit(table, pattern, rules);
        if audit.is_protected() {
            Ok((Release::new(table.clone(), pattern.clone(), rules.clone()), audit))
        } else {
            Err(audit)
        }
    }
}

fn as_text<S: serde::Serializer>(error: &RulesError, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(error)
}
