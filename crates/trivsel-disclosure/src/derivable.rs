//! The smallest set of people whose figures follow from what is shown, in exact arithmetic.
//!
//! A set follows from shown sums when it is a combination of them. Columns that the same shown sums contain are one class. Classes of
//! the minimum or more cannot be part of a set under it, so combinations that leave those at zero are what remains; most often there are
//! none. In what remains, every set is tried, with every choice of so many respondents as may put their heads together: their own
//! classes may then have any share in the combination. Classes of nobody may, too, which is more than an attacker can know and so errs on
//! the safe side.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, One, Zero};

use crate::frame::{Frame, at, is_laminar, list};
use crate::remainder::remainders;
use crate::rules::Rules;

mod fewest;
mod hunt;

pub(crate) use fewest::{Fewest, fewest};
use hunt::{Hunt, Wish};

/// What can be said of the smallest set that follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Smallest {
    /// Nothing under this many follows. Exact when a set of just so many does.
    AtLeast(i64, Exactness),
    /// These columns follow, and are under the minimum, with the help of those who know the columns in `known`.
    Found { columns: Vec<usize>, known: Vec<usize> },
    /// The search was too long, or its numbers too large.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exactness {
    Exact,
    Bound,
}

type Value = Ratio<i128>;
type Line = BTreeMap<usize, Value>;

/// What a class of nobody may have of a combination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nobody {
    /// Any share, as for one who knows that there is nobody.
    AnyShare,
    /// All or nothing, as any other class.
    AllOrNothing,
}

/// A class of columns with its people.
struct Classes {
    columns: Vec<Vec<usize>>,
    people: Vec<i64>,
    /// Shown sums by classes.
    rows: Vec<Vec<usize>>,
}

/// Steps after which a search for small sets ends, however much effort the rules allow: while patterns are compared, the same sets must
/// be found whatever the effort, or more of it could end in a dearer pattern.
pub(crate) const STEPS: usize = 200_000;

/// The smallest set that follows from the shown cells, when each column has so many people, in so many steps for each piece.
pub(crate) fn smallest(
    frame: &Frame,
    inside: &[Vec<usize>],
    shown: &[bool],
    people: &[i64],
    rules: &Rules,
    steps: usize,
) -> Smallest {
    let sets = shown_sets(frame, inside, shown);
    let classes = Classes::of(frame.columns.len(), &sets, people);
    let minimum = i64::from(rules.minimum);
    if is_laminar(frame.columns.len(), sets.iter().map(Vec::as_slice)) {
        return match classes.least() {
            Some(class) if at(&classes.people, class) < minimum => Smallest::Found {
                columns: list(&classes.columns, class).to_vec(),
                known: Vec::new(),
            },
            Some(class) => Smallest::AtLeast(at(&classes.people, class), Exactness::Exact),
            None => Smallest::AtLeast(minimum, Exactness::Bound),
        };
    }
    let Some(basis) = classes.small_combinations(minimum, Nobody::AnyShare) else {
        return Smallest::Unknown;
    };
    for piece in pieces(basis) {
        match classes.search(&piece, minimum, rules, steps) {
            Outcome::Nothing => {}
            Outcome::Found { classes: found, known } => {
                return Smallest::Found {
                    columns: classes.columns_of(&found),
                    known: classes.columns_of(&known),
                };
            }
            Outcome::Unknown => return Smallest::Unknown,
        }
    }
    Smallest::AtLeast(minimum, Exactness::Bound)
}

/// What is shown, each sum without the shown sums inside it.
fn shown_sets(frame: &Frame, inside: &[Vec<usize>], shown: &[bool]) -> Vec<Vec<usize>> {
    let all: Vec<bool> = vec![true; frame.cells.len()];
    remainders(frame, inside, shown, &all)
        .into_iter()
        .chain(frame.released.iter().cloned())
        .filter(|set| !set.is_empty())
        .collect()
}

impl Classes {
    /// The class of the fewest people. Of a tree of sums, each class follows by itself, and nothing else does but unions of them.
    fn least(&self) -> Option<usize> {
        (0..self.people.len())
            .filter(|class| at(&self.people, *class) > 0)
            .min_by_key(|class| at(&self.people, *class))
    }

    fn of(width: usize, sets: &[Vec<usize>], people: &[i64]) -> Self {
        let mut rows_of: Vec<Vec<usize>> = vec![Vec::new(); width];
        for (row, set) in sets.iter().enumerate() {
            for column in set {
                if let Some(own) = rows_of.get_mut(*column) {
                    own.push(row);
                }
            }
        }
        let mut found = Self {
            columns: Vec::new(),
            people: Vec::new(),
            rows: vec![Vec::new(); sets.len()],
        };
        let mut seen: BTreeMap<&[usize], usize> = BTreeMap::new();
        for (column, rows) in rows_of.iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
            let next = seen.len();
            let class = *seen.entry(rows).or_insert(next);
            if class == found.columns.len() {
                found.columns.push(Vec::new());
                found.people.push(0);
                for row in rows {
                    if let Some(own) = found.rows.get_mut(*row) {
                        own.push(class);
                    }
                }
            }
            if let (Some(columns), Some(sum)) = (found.columns.get_mut(class), found.people.get_mut(class)) {
                columns.push(column);
                *sum += at(people, column);
            }
        }
        found
    }

    fn columns_of(&self, classes: &[usize]) -> Vec<usize> {
        let mut columns: Vec<usize> = classes
            .iter()
            .flat_map(|class| list(&self.columns, *class))
            .copied()
            .collect();
        columns.sort_unstable();
        columns
    }

    /// A basis of all combinations of shown sums in which no class of the minimum or more has a share. None when numbers grow too large.
    fn small_combinations(&self, minimum: i64, nobody: Nobody) -> Option<Vec<Line>> {
        let counts = |class: usize| nobody == Nobody::AllOrNothing || at(&self.people, class) > 0;
        let distinct: BTreeSet<Vec<usize>> = self
            .rows
            .iter()
            .map(|row| row.iter().copied().filter(|class| counts(*class)).collect())
            .collect();
        let mut lines: Vec<Line> = distinct
            .into_iter()
            .map(|row| row.into_iter().map(|class| (class, Value::one())).collect())
            .collect();
        let is_large = |class: usize| at(&self.people, class) >= minimum;
        loop {
            // The shortest line with a large class is used up to clear that class from the others.
            let next = lines
                .iter()
                .enumerate()
                .filter(|(_, line)| line.keys().any(|class| is_large(*class)))
                .min_by_key(|(_, line)| line.len())
                .map(|(number, _)| number);
            let Some(number) = next else { break };
            let line = lines.swap_remove(number);
            let class = line.keys().copied().find(|class| is_large(*class))?;
            for other in &mut lines {
                clear(other, &line, class)?;
            }
        }
        lines.retain(|line| !line.is_empty());
        Some(lines)
    }

    /// Tries every set within one piece.
    fn search(&self, piece: &[Line], minimum: i64, rules: &Rules, mut steps: usize) -> Outcome {
        let classes: BTreeSet<usize> = piece.iter().flat_map(|line| line.keys().copied()).collect();
        let colluders = i64::from(rules.colluders);
        let few: Vec<usize> = classes
            .iter()
            .copied()
            .filter(|class| at(&self.people, *class) <= colluders)
            .collect();
        let pairs = few.iter().enumerate().flat_map(|(number, one)| {
            few.iter()
                .skip(number + 1)
                .filter(|other| at(&self.people, *one) + at(&self.people, **other) <= colluders)
                .map(|other| vec![*one, *other])
        });
        for known in std::iter::once(Vec::new())
            .chain(few.iter().map(|one| vec![*one]))
            .chain(pairs)
        {
            let told: i64 = known.iter().map(|class| at(&self.people, *class)).sum();
            let Some(lines) = reduced(piece, &known) else {
                return Outcome::Unknown;
            };
            let mut hunt = Hunt {
                people: &self.people,
                lines: &lines,
                limit: minimum - told,
                steps,
                wish: Wish::Any,
                found: None,
            };
            let is_done = hunt.start();
            steps = hunt.steps;
            if let Some(found) = hunt.found {
                return Outcome::Found { classes: found, known };
            }
            if is_done.is_none() {
                return Outcome::Unknown;
            }
        }
        Outcome::Nothing
    }
}

enum Outcome {
    Nothing,
    Found { classes: Vec<usize>, known: Vec<usize> },
    Unknown,
}

/// Takes so much of `line` from `other` that `class` has no share in it.
fn clear(other: &mut Line, line: &Line, class: usize) -> Option<()> {
    let (Some(have), Some(pivot)) = (other.get(&class).copied(), line.get(&class)) else {
        return Some(());
    };
    let factor = have.checked_div(pivot)?;
    for (class, share) in line {
        let product = times(factor, *share)?;
        let entry = other.entry(*class).or_insert_with(Value::zero);
        *entry = entry.checked_add(&-product)?;
        if entry.is_zero() {
            other.remove(class);
        }
    }
    Some(())
}

fn times(one: Value, other: Value) -> Option<Value> {
    num_traits::CheckedMul::checked_mul(&one, &other)
}

/// Lines that share a class belong together.
fn pieces(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut pieces: Vec<(BTreeSet<usize>, Vec<Line>)> = Vec::new();
    for line in lines {
        let mut classes: BTreeSet<usize> = line.keys().copied().collect();
        let mut own = vec![line];
        let (touching, apart): (Vec<_>, Vec<_>) = pieces
            .into_iter()
            .partition(|(others, _)| !others.is_disjoint(&classes));
        for (others, lines) in touching {
            classes.extend(others);
            own.extend(lines);
        }
        pieces = apart;
        pieces.push((classes, own));
    }
    pieces.into_iter().map(|(_, lines)| lines).collect()
}

/// The lines without the classes that are known, each with a class of its own in which it has share one and the others none.
fn reduced(lines: &[Line], known: &[usize]) -> Option<Vec<(usize, Line)>> {
    let mut done: Vec<(usize, Line)> = Vec::new();
    for line in lines {
        let mut line = line.clone();
        line.retain(|class, _| !known.contains(class));
        for (class, other) in &done {
            clear(&mut line, other, *class)?;
        }
        let Some((class, share)) = line.iter().next().map(|(class, share)| (*class, *share)) else {
            continue;
        };
        for value in line.values_mut() {
            *value = value.checked_div(&share)?;
        }
        for (_, other) in &mut done {
            clear(other, &line, class)?;
        }
        done.push((class, line));
    }
    Some(done)
}
