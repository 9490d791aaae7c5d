//! The table without what makes no difference: atoms no group tells apart are one column, groups of the same columns one cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::table::{Group, Standing, Table};

/// Columns and cells of a table.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// The atoms of each column.
    pub(crate) columns: Vec<Vec<usize>>,
    /// Distinct sets of columns.
    pub(crate) cells: Vec<Cell>,
    /// Each group's cell; none for a group of nobody.
    pub(crate) cell_of: Vec<Option<usize>>,
    /// Earlier figures by columns, in the table's order.
    pub(crate) released: Vec<Vec<usize>>,
}

/// A set of columns, with every group that is this set.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) columns: Vec<usize>,
    pub(crate) groups: Vec<usize>,
    pub(crate) families: BTreeSet<String>,
    pub(crate) weight: f64,
    pub(crate) standing: Standing,
}

/// A value of a list that is known to be there.
pub(crate) fn at<T: Copy + Default>(list: &[T], position: usize) -> T {
    list.get(position).copied().unwrap_or_default()
}

/// A list of lists, where a missing one is empty.
pub(crate) fn list<T>(lists: &[Vec<T>], position: usize) -> &[T] {
    lists.get(position).map(Vec::as_slice).unwrap_or_default()
}

impl Frame {
    pub(crate) fn of(table: &Table) -> Self {
        // An atom nobody was invited from is known to be empty: it tells no two groups apart.
        let is_known_empty = |atom: &usize| {
            let found = table.atoms().get(*atom);
            found.is_none_or(|atom| atom.invited == Some(0))
        };
        let people =
            |atoms: &[usize]| -> Vec<usize> { atoms.iter().copied().filter(|atom| !is_known_empty(atom)).collect() };
        let mut cell_of_set: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); table.atoms().len()];
        let cell_of: Vec<Option<usize>> = table
            .groups()
            .iter()
            .map(|group| {
                let atoms = people(&group.atoms);
                if atoms.is_empty() {
                    return None;
                }
                let next = cell_of_set.len();
                let cell = *cell_of_set.entry(atoms.clone()).or_insert_with(|| {
                    note(&mut members, &atoms, next);
                    next
                });
                Some(cell)
            })
            .collect();
        let count = cell_of_set.len();
        let released: Vec<Vec<usize>> = table.released().iter().map(|one| people(&one.atoms)).collect();
        for (at, atoms) in released.iter().enumerate() {
            note(&mut members, atoms, count + at);
        }
        let mut columns: Vec<Vec<usize>> = Vec::new();
        let mut column_of: Vec<Option<usize>> = vec![None; table.atoms().len()];
        let mut seen: BTreeMap<&[usize], usize> = BTreeMap::new();
        for (atom, sets) in members.iter().enumerate().filter(|(_, sets)| !sets.is_empty()) {
            let column = *seen.entry(sets).or_insert_with(|| {
                columns.push(Vec::new());
                columns.len() - 1
            });
            if let (Some(own), Some(place)) = (columns.get_mut(column), column_of.get_mut(atom)) {
                own.push(atom);
                *place = Some(column);
            }
        }
        let to_columns = |atoms: &[usize]| -> Vec<usize> {
            let set: BTreeSet<usize> = atoms.iter().filter_map(|atom| at(&column_of, *atom)).collect();
            set.into_iter().collect()
        };
        let mut sets: Vec<(Vec<usize>, usize)> = cell_of_set.into_iter().collect();
        sets.sort_by_key(|(_, cell)| *cell);
        let mut cells: Vec<Cell> = sets.iter().map(|(atoms, _)| Cell::new(to_columns(atoms))).collect();
        for (at, group) in table.groups().iter().enumerate() {
            if let Some(cell) = cell_of.get(at).copied().flatten().and_then(|cell| cells.get_mut(cell)) {
                cell.add(at, group, table.respondents(at));
            }
        }
        Self {
            columns,
            cells,
            cell_of,
            released: released.iter().map(|atoms| to_columns(atoms)).collect(),
        }
    }

    /// The cells a column belongs to.
    pub(crate) fn cells_of_columns(&self) -> Vec<Vec<usize>> {
        let mut found = vec![Vec::new(); self.columns.len()];
        for (at, cell) in self.cells.iter().enumerate() {
            note(&mut found, &cell.columns, at);
        }
        found
    }

    /// For each cell, the cells that lie inside it and are not itself.
    pub(crate) fn inside(&self) -> Vec<Vec<usize>> {
        let of_column = self.cells_of_columns();
        self.cells
            .iter()
            .enumerate()
            .map(|(own, cell)| {
                let mut common: BTreeMap<usize, usize> = BTreeMap::new();
                for other in cell.columns.iter().flat_map(|column| list(&of_column, *column)) {
                    *common.entry(*other).or_default() += 1;
                }
                let is_inside = |(other, common): &(usize, usize)| {
                    *other != own
                        && self
                            .cells
                            .get(*other)
                            .is_some_and(|other| other.columns.len() == *common)
                };
                common.into_iter().filter(is_inside).map(|(other, _)| other).collect()
            })
            .collect()
    }

    /// Do no two cells overlap without one lying inside the other?
    pub(crate) fn is_tree(&self) -> bool {
        let rows = self.cells.iter().map(|cell| cell.columns.as_slice());
        is_laminar(self.columns.len(), rows.chain(self.released.iter().map(Vec::as_slice)))
    }

    /// Cell by cell, from a decision about groups. A cell is shown when one of its groups is.
    pub(crate) fn shown_cells(&self, is_shown: impl Fn(usize) -> bool) -> Vec<bool> {
        self.cells
            .iter()
            .map(|cell| cell.groups.iter().any(|group| is_shown(*group)))
            .collect()
    }
}

impl Cell {
    fn new(columns: Vec<usize>) -> Self {
        Self {
            columns,
            groups: Vec::new(),
            families: BTreeSet::new(),
            weight: 0.0,
            standing: Standing::Free,
        }
    }

    fn add(&mut self, at: usize, group: &Group, respondents: u64) {
        self.groups.push(at);
        self.families.insert(group.family.clone());
        self.weight += weight(group, respondents);
        if group.standing != Standing::Free {
            self.standing = group.standing;
        }
    }
}

/// What is lost when a group is hidden.
pub(crate) fn weight(group: &Group, respondents: u64) -> f64 {
    let people = u32::try_from(respondents).unwrap_or(u32::MAX);
    group.weight.unwrap_or_else(|| (1.0 + f64::from(people)).ln())
}

fn note(lists: &mut [Vec<usize>], places: &[usize], value: usize) {
    for place in places {
        if let Some(own) = lists.get_mut(*place) {
            own.push(value);
        }
    }
}

/// Are the sets, each in order and within `width`, a forest? Read from the largest down, each must lie whole in one piece so far.
pub(crate) fn is_laminar<'a>(width: usize, sets: impl Iterator<Item = &'a [usize]>) -> bool {
    let mut sets: Vec<&[usize]> = sets.collect();
    sets.sort_by_key(|set| std::cmp::Reverse(set.len()));
    let mut piece = vec![0_usize; width];
    for (number, set) in sets.into_iter().enumerate() {
        let Some(first) = set.first().map(|column| at(&piece, *column)) else {
            continue;
        };
        for column in set {
            match piece.get_mut(*column) {
                Some(own) if *own == first => *own = number + 1,
                _ => return false,
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_laminar;

    #[test]
    fn nested_and_disjoint_sets_are_a_tree_and_crossing_ones_are_not() {
        let tree: [&[usize]; 4] = [&[0, 1, 2, 3], &[0, 1], &[2], &[0, 1]];
        assert!(is_laminar(4, tree.into_iter()));
        let crossing: [&[usize]; 3] = [&[0, 1, 2, 3], &[0, 1], &[1, 2]];
        assert!(!is_laminar(4, crossing.into_iter()));
    }
}
