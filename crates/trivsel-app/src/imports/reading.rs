//! Reads the files of a plan: what is in doubt about each, which column is what, and the rows.

use std::sync::atomic::{AtomicU64, Ordering};

use trivsel_documents::table_in::Progress;
use trivsel_domain::id::IndicatorId;
use trivsel_domain::indicator::{CategoryParts, Indicator};
use trivsel_domain::month::Month;

use super::collected::Collected;
use super::failure::{Failure, TakenFor};
use super::job::Ground;
use super::plan::{Opened, Plan};
use super::spells::Span;
use super::{ImportDoubt, ImportKind, doubts, spells, unit_months};
use crate::uploads::Shelf;

/// What a reader on another thread says about itself.
#[derive(Debug, Default)]
pub(super) struct ReadSoFar {
    done: AtomicU64,
    total: AtomicU64,
    rows: AtomicU64,
}

impl ReadSoFar {
    pub(super) fn tell(&self, progress: Progress) {
        self.done.store(progress.done, Ordering::Relaxed);
        self.total.store(progress.total, Ordering::Relaxed);
        self.rows.store(progress.rows, Ordering::Relaxed);
    }

    pub(super) fn now(&self) -> Progress {
        Progress {
            done: self.done.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
            rows: self.rows.load(Ordering::Relaxed),
        }
    }
}

pub(super) fn read_all(
    shelf: &Shelf,
    kind: ImportKind,
    plan: &Plan,
    ground: &Ground,
    seen: &ReadSoFar,
) -> Result<Collected, Failure> {
    let mut met = Met::default();
    let read = read_files(shelf, kind, plan, ground, seen, &mut met);
    let Met { mut doubts, taken } = met;
    match read {
        Ok(mut collected) => {
            doubts.append(&mut collected.doubts);
            // It is probably another file than it is taken for: somebody has to say that it is not.
            if collected.wrong.is_mostly {
                let names: Vec<String> = plan.files.iter().map(|file| file.name.clone()).collect();
                doubts.push(ImportDoubt {
                    count: collected.wrong.count,
                    ..ImportDoubt::new("mostly_wrong", &names.join(", "), &[])
                });
            }
            collected.doubts = plan.leaves_open(&doubts);
            collected.columns = taken.columns;
            collected.sheets = taken.sheets;
            Ok(collected)
        }
        // A file read wrongly often has no row that could be used: what was in doubt is the likeliest reason.
        Err(failure) => Err(Failure {
            doubts: plan.leaves_open(&doubts),
            taken: Box::new(taken),
            ..failure
        }),
    }
}

/// What was met on the way, and is told however the reading ends.
#[derive(Default)]
struct Met {
    doubts: Vec<ImportDoubt>,
    taken: TakenFor,
}

fn read_files(
    shelf: &Shelf,
    kind: ImportKind,
    plan: &Plan,
    ground: &Ground,
    seen: &ReadSoFar,
    met: &mut Met,
) -> Result<Collected, Failure> {
    let mut opened: Vec<Opened> = Vec::with_capacity(plan.files.len());
    for (index, planned) in plan.files.iter().enumerate() {
        let file = planned.open(shelf)?;
        // The employments once more, in place of the spells: everybody would be away all the time.
        if let Some(first) = opened.first()
            && first.file.source().is_same(file.file.source()).unwrap_or(false)
        {
            return Err(Failure::new("same_file").in_file(&planned.name));
        }
        met.doubts.extend(doubts::of_file(&file, kind, index));
        met.taken.columns.extend(doubts::taken(&file, kind, index));
        met.taken.sheets.extend(doubts::sheet(&file));
        for role in file.roles(kind, index) {
            let at = file.at(role.code);
            // Who says that there is none, by name, has thought of it.
            let is_left_out = file.chosen.iter().any(|chosen| chosen == role.code);
            let is_missing = role.is_needed && at.is_none() && !(is_left_out && role.code == "to");
            // A column of CPR numbers is never proposed: it is the reason, not that one is missing.
            if is_missing && role.code == "employee" && file.columns().iter().any(|column| column.looks_like_cpr) {
                return Err(Failure::new("cpr").in_file(&planned.name));
            }
            if is_missing {
                return Err(Failure::with("column_missing", role.code.to_owned()).in_file(&planned.name));
            }
            if let Some(name) = file.mapping.get(role.code).filter(|name| !name.is_empty())
                && at.is_none()
            {
                return Err(Failure::with("column_unknown", name.clone()).in_file(&planned.name));
            }
            if at
                .and_then(|at| file.columns().get(at))
                .is_some_and(|column| column.looks_like_cpr)
            {
                return Err(Failure::new("cpr").in_file(&planned.name));
            }
        }
        opened.push(file);
    }
    let indicator = |wanted: &dyn Fn(&Indicator) -> bool| ground.indicators.iter().find(|one| wanted(one)).cloned();
    let collected = match (kind, opened.as_slice()) {
        (ImportKind::UnitMonths, [file]) => {
            let id: Option<IndicatorId> = plan.indicator;
            let indicator = indicator(&|one| Some(one.id) == id).ok_or(Failure::new("indicator_missing"))?;
            if file.at("category").is_some() {
                // Without an answer nobody knows whether two categories are two groups of people; without their sizes, not how small.
                match plan.category_parts {
                    CategoryParts::Unknown => {
                        return Err(Failure::new("category_parts_missing").in_file(&file.file_name));
                    }
                    CategoryParts::People if file.at("people").is_none() => {
                        return Err(Failure::new("category_people_missing").in_file(&file.file_name));
                    }
                    CategoryParts::People | CategoryParts::Events => {}
                }
            }
            unit_months::collect(file, &indicator, &ground.book, plan.parents, |progress| {
                seen.tell(progress)
            })?
        }
        (ImportKind::AbsenceSpells, [employments, spells]) => {
            let span = Span {
                first: plan.first,
                last: plan.last.unwrap_or_else(|| Month::of(ground.today).plus(-1)),
                long_after: plan.long_after,
            };
            let by_code = |code: &str| indicator(&|one| one.code == code);
            spells::collect(employments, spells, &span, &ground.book, &by_code, |progress| {
                seen.tell(progress)
            })?
        }
        _ => return Err(Failure::new("file_missing")),
    };
    if collected.series.iter().all(|(_, _, rows)| rows.is_empty()) {
        let code = if collected.wrong.count > 0 {
            "all_wrong"
        } else if collected.rows_read > 0 {
            "no_numbers"
        } else {
            "empty"
        };
        return Err(Failure {
            rows: collected.wrong.listed,
            ..Failure::new(code)
        });
    }
    Ok(collected)
}
