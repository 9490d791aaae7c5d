//! The work of the audit: each set that must stay open gets two checked tables, or a finding.

use std::collections::BTreeMap;

use super::{Audit, Finding, Open, OpenSet, Range, Reason, SmallestGroup};
use crate::derivable::{Exactness, Smallest};
use crate::frame::at;
use crate::ground::{Ground, Way};
use crate::multipliers::{Figured, Multiple, Multipliers, solve};
use crate::pattern::Pattern;
use crate::system::{Change, System};
use crate::table::{Quantity, Standing};
use crate::target::{Goal, Target, Who};
use crate::view::{Aim, View};
use crate::witness::{Checker, Step, Witness};

/// A pattern before it is audited.
pub(super) struct Auditor<'g, 't> {
    ground: &'g Ground<'t>,
    pattern: &'g Pattern,
    shown: Vec<bool>,
    views: Vec<View<'g>>,
}

impl<'g, 't> Auditor<'g, 't> {
    pub(super) fn new(ground: &'g Ground<'t>, pattern: &'g Pattern) -> Self {
        let shown = ground.frame.shown_cells(|group| pattern.is_shown(group));
        let views = ground.views(&shown);
        Self {
            ground,
            pattern,
            shown,
            views,
        }
    }

    pub(super) fn audit(&self) -> Audit {
        let mut audit = Audit {
            findings: self.plain_findings(),
            open: Vec::new(),
            smallest: SmallestGroup {
                respondents: 0,
                is_exact: false,
            },
        };
        self.check_derivable(&mut audit);
        let mut checkers: BTreeMap<Quantity, Option<Checker>> = BTreeMap::new();
        let remainders = self.ground.uniform_remainders(&self.shown);
        for target in self.ground.targets.iter().chain(&remainders) {
            for goal in &target.goals {
                let Some(quantity) = self.ground.quantity(goal.system, goal.category) else {
                    continue;
                };
                let checker = checkers.entry(quantity.clone()).or_insert_with(|| {
                    Checker::new(self.ground.table, self.pattern, self.ground.rules, &quantity).ok()
                });
                match checker
                    .as_ref()
                    .and_then(|checker| self.open(checker, target, *goal, &quantity))
                {
                    Some(open) => audit.open.push(open),
                    None => audit.findings.push(Finding::Narrow {
                        of: self.open_set(target),
                        quantity,
                        needed: (goal.down, goal.up),
                        follows: self.follows(&target.columns, &target.known),
                    }),
                }
            }
        }
        audit
    }

    /// What needs no search.
    fn plain_findings(&self) -> Vec<Finding> {
        let table = self.ground.table;
        let shown = || (0..table.groups().len()).filter(|group| self.pattern.is_shown(*group));
        let is_small = |group: &usize| {
            let Some(cell) = at(&self.ground.frame.cell_of, *group) else {
                return false;
            };
            self.ground.targets.iter().any(|target| target.who == Who::Small(cell))
        };
        let was_hidden = |group: &usize| {
            let found = table.groups().get(*group);
            found.is_some_and(|group| group.standing == Standing::MustHide)
        };
        let small = shown().filter(is_small).map(|group| Finding::Small { group });
        small
            .chain(shown().filter(was_hidden).map(|group| Finding::ShownAgain { group }))
            .collect()
    }

    fn check_derivable(&self, audit: &mut Audit) {
        let mut least: Option<SmallestGroup> = None;
        for (list, smallest) in self
            .ground
            .smallest(&self.shown, self.ground.steps())
            .into_iter()
            .enumerate()
        {
            let found = match smallest {
                Smallest::AtLeast(respondents, exactness) => SmallestGroup {
                    respondents,
                    is_exact: exactness == Exactness::Exact,
                },
                Smallest::Found { columns, known } => self.fewest(audit, list, columns, known),
                Smallest::Unknown => {
                    audit.findings.push(Finding::Undecided);
                    SmallestGroup {
                        respondents: 0,
                        is_exact: false,
                    }
                }
            };
            if least.is_none_or(|least| found.respondents < least.respondents) {
                least = Some(found);
            }
        }
        if let Some(least) = least {
            // An earlier figure that was given as a range is known less well than the search takes it to be.
            let is_known = self
                .ground
                .table
                .released()
                .iter()
                .all(|figure| figure.low == figure.high);
            audit.smallest = SmallestGroup {
                is_exact: least.is_exact && is_known,
                ..least
            };
        }
    }

    /// Writes down a set that follows, the smallest where that is known; with the help of those in `known` only where none does without.
    /// Answers the fewest that follow without.
    fn fewest(&self, audit: &mut Audit, list: usize, columns: Vec<usize>, known: Vec<usize>) -> SmallestGroup {
        let people = self.ground.people.get(list).map(Vec::as_slice).unwrap_or_default();
        let fewest = self.ground.fewest(list, &self.shown);
        let (columns, known) = match fewest.as_ref().and_then(|fewest| fewest.columns.clone()) {
            Some(columns) => (columns, Vec::new()),
            None => (columns, known),
        };
        let respondents = columns.iter().map(|column| at(people, *column)).sum();
        let target = self.ground.derived(list, columns, known);
        match self.follows(&target.columns, &target.known) {
            Some(follows) => audit.findings.push(Finding::Derivable { respondents, follows }),
            None => audit.findings.push(Finding::Undecided),
        }
        SmallestGroup {
            respondents: fewest.as_ref().map_or(0, |fewest| fewest.people),
            is_exact: fewest.is_some_and(|fewest| fewest.exactness == Exactness::Exact),
        }
    }

    /// Two tables for a goal, checked; none when they are not there or prove too little.
    fn open(&self, checker: &Checker, target: &Target, goal: Goal, quantity: &Quantity) -> Option<Open> {
        let low = self.ground.change(&self.views, target, goal, Way::Down)?;
        let high = self.ground.change(&self.views, target, goal, Way::Up)?;
        let of = self.open_set(target);
        let witness = Witness {
            quantity: quantity.clone(),
            atoms: of.atoms.clone(),
            low: self.steps(checker, goal.system, &low),
            high: self.steps(checker, goal.system, &high),
        };
        let (low, high) = checker.check(&witness).ok()?;
        let atoms = self.ground.atoms(&target.columns);
        let truth: i64 = atoms
            .iter()
            .filter_map(|atom| self.ground.table.value(quantity, *atom))
            .sum();
        let is_enough = truth - low >= goal.down && high - truth >= goal.up;
        is_enough.then_some(Open { of, low, high, witness })
    }

    fn steps(&self, checker: &Checker, system: usize, change: &Change) -> Vec<Step> {
        let categories = self
            .ground
            .systems
            .get(system)
            .map_or(1, |system| system.categories.max(1));
        let mut by_column: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
        for (variable, by) in change {
            let own = by_column
                .entry(variable / categories)
                .or_insert_with(|| vec![0; categories]);
            if let Some(place) = own.get_mut(variable % categories) {
                *place = *by;
            }
        }
        by_column
            .into_iter()
            .filter_map(|(column, by)| Some(checker.spread(self.ground.frame.columns.get(column)?, &by)))
            .flatten()
            .collect()
    }

    pub(super) fn range(&self, target: &Target, goal: Goal) -> Option<Range> {
        let view = self.views.get(goal.system)?;
        let variables = view.system.variables(&target.columns, goal.category);
        let truth = System::total(&view.system.truth, &variables);
        let aim = |by: i64| Aim {
            columns: &target.columns,
            category: goal.category,
            by,
        };
        Some(Range {
            low: truth - self.ground.search.farthest(view, aim(-1))?,
            high: truth + self.ground.search.farthest(view, aim(1))?,
        })
    }

    pub(super) fn open_set(&self, target: &Target) -> OpenSet {
        let (reason, cell) = match target.who {
            Who::Small(cell) => (Reason::Small, Some(cell)),
            Who::Remainder(cell) => (Reason::Remainder, Some(cell)),
            Who::Uniform(cell) => (Reason::Uniform, Some(cell)),
            Who::UniformRemainder => (Reason::Uniform, None),
            Who::Derived => (Reason::Derived, None),
        };
        OpenSet {
            reason,
            groups: cell
                .and_then(|cell| self.ground.frame.cells.get(cell))
                .map(|cell| cell.groups.clone())
                .unwrap_or_default(),
            atoms: self.ground.atoms(&target.columns),
        }
    }

    /// How the figures of some columns follow exactly, if they do.
    pub(super) fn follows(&self, columns: &[usize], known: &[usize]) -> Option<Multipliers> {
        let frame = self.ground.frame;
        let cells = frame
            .cells
            .iter()
            .enumerate()
            .filter(|(cell, _)| at(&self.shown, *cell));
        let groups = cells.filter_map(|(_, cell)| {
            let group = cell.groups.iter().find(|group| self.pattern.is_shown(**group))?;
            Some((Figured::Group(*group), cell.columns.clone()))
        });
        let released = frame.released.iter().enumerate();
        let earlier = released.map(|(number, columns)| (Figured::Released(number), columns.clone()));
        // Small sets first: what surrounds them is then short.
        let mut figures: Vec<(Figured, Vec<usize>)> = groups.chain(earlier).collect();
        figures.sort_by_key(|(_, set)| set.len());
        let (names, sets): (Vec<Figured>, Vec<Vec<usize>>) = figures.into_iter().unzip();
        let multiples = solve(&sets, columns, known)?;
        Some(Multipliers {
            atoms: self.ground.atoms(columns),
            known: self.known_atoms(known),
            multiples: multiples
                .into_iter()
                .filter_map(|(set, times)| {
                    Some(Multiple {
                        of: names.get(set).copied()?,
                        times,
                    })
                })
                .collect(),
        })
    }

    /// The atoms of known columns, and those in which nobody can be.
    fn known_atoms(&self, known: &[usize]) -> Vec<usize> {
        let mut atoms = self.ground.atoms(known);
        let nobody = self.ground.table.atoms().iter().enumerate();
        atoms.extend(nobody.filter(|(_, atom)| atom.invited == Some(0)).map(|(at, _)| at));
        atoms.sort_unstable();
        atoms.dedup();
        atoms
    }
}
