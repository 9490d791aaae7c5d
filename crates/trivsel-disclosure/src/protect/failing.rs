//! What is not protected yet by a choice of cells.

use super::kept::{Kept, Key};
use crate::derivable::{STEPS, Smallest};
use crate::ground::{Ground, Way};
use crate::system::Change;
use crate::target::{Goal, Target, Who};
use crate::view::View;

/// A target that a choice of cells leaves open too little.
#[derive(Clone, Debug)]
pub(crate) struct Failing {
    pub(crate) target: Target,
    pub(crate) goal: Goal,
    pub(crate) way: Way,
}

/// Whether a set follows could not be settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unsettled;

impl Failing {
    /// Does it still fail when these cells are shown?
    pub(crate) fn fails(&self, ground: &Ground<'_>, shown: &[bool]) -> bool {
        let Some(system) = ground.systems.get(self.goal.system) else {
            return true;
        };
        let view = View::new(system, shown);
        let aim = crate::view::Aim {
            columns: &self.target.columns,
            category: self.goal.category,
            by: self.way.of(self.goal),
        };
        ground.search.find(&view, aim, &self.target.known).is_none()
    }
}

/// Everything that fails: the targets of the table, remainders at one end of a scale, and sets that follow.
pub(crate) fn all(ground: &Ground<'_>, shown: &[bool]) -> Result<Vec<Failing>, Unsettled> {
    let views = ground.views(shown);
    let remainders = ground.uniform_remainders(shown);
    let targets = ground.targets.iter().chain(&remainders);
    let mut found: Vec<Failing> = targets.flat_map(|target| of_target(ground, &views, target)).collect();
    found.extend(derived(ground, shown, STEPS)?);
    Ok(found)
}

/// What must be looked for again when a cell is shown besides, with what was found. None as soon as something fails.
pub(crate) fn found_again(
    ground: &Ground<'_>,
    views: &[View<'_>],
    shown: &[bool],
    cell: usize,
    kept: &Kept,
) -> Option<Vec<(Key, Change)>> {
    let remainders = ground.uniform_remainders(shown);
    let columns = ground
        .frame
        .cells
        .get(cell)
        .map(|cell| cell.columns.as_slice())
        .unwrap_or_default();
    let around = ground.search.surroundings(columns);
    let around = around.first().map(Vec::as_slice).unwrap_or_default();
    let is_near = |target: &&Target| target.columns.iter().all(|column| around.binary_search(column).is_ok());
    // Targets near the cell first, where something is likely to fail.
    let (near, far): (Vec<&Target>, Vec<&Target>) = ground.targets.iter().chain(&remainders).partition(is_near);
    let mut found = Vec::new();
    look_again(ground, views, cell, kept, &near, &mut found)?;
    if !derived(ground, shown, STEPS).ok()?.is_empty() {
        return None;
    }
    look_again(ground, views, cell, kept, &far, &mut found)?;
    Some(found)
}

fn look_again(
    ground: &Ground<'_>,
    views: &[View<'_>],
    cell: usize,
    kept: &Kept,
    targets: &[&Target],
    found: &mut Vec<(Key, Change)>,
) -> Option<()> {
    for target in targets {
        for (goal, way) in target.goals.iter().flat_map(|goal| Way::BOTH.map(|way| (*goal, way))) {
            if way.of(goal) == 0 {
                continue;
            }
            let key = Kept::key(target, goal, way);
            let view = views.get(goal.system)?;
            // What is left of one another comes and goes: while it was gone, a change may have become seen.
            let known = kept.get(&key).filter(|_| target.who != Who::UniformRemainder);
            if known.is_some_and(|change| view.stays_unseen(change, cell)) {
                continue;
            }
            found.push((key, ground.change(views, target, goal, way)?));
        }
    }
    Some(())
}

/// What fails of one target.
fn of_target<'a>(
    ground: &'a Ground<'_>,
    views: &'a [View<'_>],
    target: &'a Target,
) -> impl Iterator<Item = Failing> + 'a {
    let aims = target.goals.iter().flat_map(|goal| Way::BOTH.map(|way| (*goal, way)));
    aims.filter(|(goal, way)| ground.change(views, target, *goal, *way).is_none())
        .map(|(goal, way)| Failing {
            target: target.clone(),
            goal,
            way,
        })
}

/// Sets under the minimum that follow.
pub(crate) fn derived(ground: &Ground<'_>, shown: &[bool], steps: usize) -> Result<Vec<Failing>, Unsettled> {
    let mut found = Vec::new();
    for (people, smallest) in ground.smallest(shown, steps).into_iter().enumerate() {
        match smallest {
            Smallest::AtLeast(..) => {}
            Smallest::Unknown => return Err(Unsettled),
            Smallest::Found { columns, known } => {
                let target = ground.derived(people, columns, known);
                found.extend(target.goals.clone().into_iter().map(|goal| Failing {
                    target: target.clone(),
                    goal,
                    way: Way::Up,
                }));
            }
        }
    }
    Ok(found)
}
