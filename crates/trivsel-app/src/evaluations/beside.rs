//! The units an initiative is held against: those beside it that have not begun.

use trivsel_domain::id::UnitId;
use trivsel_domain::unit::Tree;

/// The lowest units below the owner that stand beside those that began: neither one of them, nor above or below one.
pub(super) fn beside(tree: &Tree, owner: UnitId, begun: &[UnitId]) -> Vec<UnitId> {
    lowest_apart(tree, owner, begun)
}

/// The lowest units in a unit that are apart from those that began.
pub(super) fn lowest_apart(tree: &Tree, unit: UnitId, begun: &[UnitId]) -> Vec<UnitId> {
    let is_lowest = |unit: &UnitId| tree.get(*unit).is_some_and(|node| node.children.is_empty());
    let lowest = tree.subtree(unit).into_iter().filter(is_lowest);
    lowest.filter(|unit| is_apart(tree, *unit, begun)).collect()
}

/// The largest units outside the owner that stand beside those that began, from the nearest unit above that has some worth taking; none
/// where no unit has. An area whose every unit takes part is held against its neighbours.
pub(super) fn outside(
    tree: &Tree,
    owner: UnitId,
    begun: &[UnitId],
    are_worth_taking: impl Fn(Vec<UnitId>) -> bool,
) -> Vec<UnitId> {
    let around = tree.ancestors(owner).into_iter().map(|above| {
        let children = tree.get(above).map(|node| node.children.clone());
        children.unwrap_or_default()
    });
    let top: Vec<UnitId> = tree.roots().map(|root| root.id).collect();
    around
        .chain([top])
        .map(|units| {
            let mut found = Vec::new();
            for unit in units {
                largest_apart(tree, unit, owner, begun, &mut found);
            }
            found
        })
        .find(|units| are_worth_taking(units.clone()))
        .unwrap_or_default()
}

fn is_apart(tree: &Tree, unit: UnitId, begun: &[UnitId]) -> bool {
    !begun.iter().any(|site| tree.is_in_line(unit, *site))
}

fn largest_apart(tree: &Tree, unit: UnitId, owner: UnitId, begun: &[UnitId], found: &mut Vec<UnitId>) {
    if is_apart(tree, unit, begun) && !tree.is_in_line(unit, owner) {
        found.push(unit);
    } else if !tree.is_within(unit, owner) && !begun.iter().any(|site| tree.is_within(unit, *site)) {
        for child in tree.get(unit).map(|node| node.children.as_slice()).unwrap_or_default() {
            largest_apart(tree, *child, owner, begun, found);
        }
    }
}
