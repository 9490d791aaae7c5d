//! The year wheel of Fjordby: nearly all is done on time. In Mosevang the assessment is a month late, and in Strandparken something changed
//! that nobody has answered for yet.

use chrono::{Datelike, Months, NaiveDate};
use trivsel_domain::duty::{Duty, DutyLevel, Occurrence, Settling, UnitChange, UnitChangeKind, shipped_duties};
use trivsel_domain::id::{CommitteeId, DutyId, OccurrenceId, UnitChangeId, UnitId};

use super::calendar::{after, day, working_day_until};
use super::forums::committee;
use super::{Story, talks};
use crate::Ground;
use trivsel_app::AppError;

/// Mosevang, where the assessment is late.
const LATE: &str = "2112";
/// Skovbakken, where it is time to begin.
const SOON: &str = "2111";
/// Strandparken, which got other tasks.
const CHANGED: &str = "2121";

pub(super) fn add(story: &mut Story, ground: &Ground<'_>) -> Result<(), AppError> {
    let shipped = shipped_duties().map_err(|fault| AppError::internal("reading the duties", fault))?;
    for shipped in shipped {
        let id = DutyId(ground.seed.id(&format!("duty:{}", shipped.code)));
        let forum: Option<CommitteeId> = match shipped.code.as_str() {
            "yearly_talk" | "budget" | "survey" => Some(committee(ground, "hoved")),
            _ => None,
        };
        story.duties.push(Duty {
            id,
            code: shipped.code.clone(),
            title: String::new(),
            basis: String::new(),
            every_months: 12,
            warn_months: shipped.warn_months,
            level: shipped.level,
            committee: forum,
            produces: shipped.produces,
            applies_from: day(2018, 1, 1),
            first_due: None,
            is_own: false,
            is_on: true,
            version: 1,
        });
        match shipped.level {
            DutyLevel::Organisation => {
                let held = held_at_the_top(&shipped.code, ground.today);
                if let Some((unit, (on, note))) = ground.units.id("1000").zip(held) {
                    story.occurrences.push(Occurrence {
                        talk: (shipped.code == "yearly_talk").then(|| talks::last(ground)),
                        ..held_on(ground, id, unit, on, note)
                    });
                }
            }
            DutyLevel::Employing | DutyLevel::Chosen => add_in_units(story, ground, id, &shipped.code),
        }
    }
    if let Some(unit) = ground.units.id(CHANGED) {
        story.unit_changes.push(UnitChange {
            id: UnitChangeId(ground.seed.id("unit-change:tasks")),
            unit,
            kind: UnitChangeKind::Task,
            changed_on: after(ground.today, -40),
            other: None,
            note: "Gruppen har overtaget ruterne ved havnen.".to_owned(),
            answer: None,
        });
    }
    Ok(())
}

/// The last time of what is held once for everybody.
fn held_at_the_top(code: &str, today: NaiveDate) -> Option<(NaiveDate, &'static str)> {
    let this_year = |month: u32, of_month: u32| {
        let held = day(today.year(), month, of_month);
        // Early in a year the last one was the year before.
        if held <= today { held } else { earlier(held, 12) }
    };
    match code {
        "yearly_talk" => Some((talks::last_held(today), "Hoved-MED")),
        "budget" => Some((this_year(4, 14), "Hoved-MED, punkt 5")),
        "survey" => Some((earlier(today, 25), "Fælles trivselsmåling i hele kommunen")),
        _ => None,
    }
}

/// In every unit that employs people, and in the one above those that are too small.
fn add_in_units(story: &mut Story, ground: &Ground<'_>, duty: DutyId, code: &str) {
    let open = ground.tree.iter().filter(|unit| unit.closed.is_none());
    let bearing = open.filter(|unit| (unit.work.is_some() && unit.people >= 5) || unit.code == "2100");
    for (number, unit) in bearing.enumerate() {
        let Some(id) = ground.units.id(&unit.code) else {
            continue;
        };
        let number = u32::try_from(number).unwrap_or(0);
        let (months, note) = match (code, unit.code.as_str()) {
            // Theirs lie in the program.
            ("assessment", LATE | SOON) => continue,
            // Between two months and two and a half years ago, each unit at its own time.
            ("assessment", _) => (2 + number * 7 % 29, "APV på papir, ligger i sagen"),
            // Most present it in the first half of a year.
            _ => (5 + number % 6, "Personalemøde"),
        };
        let on = working_day_until(earlier(ground.today, months));
        story.occurrences.push(held_on(ground, duty, id, on, note));
    }
}

fn held_on(ground: &Ground<'_>, duty: DutyId, unit: UnitId, on: NaiveDate, note: &str) -> Occurrence {
    Occurrence {
        id: OccurrenceId(ground.seed.id(&format!("occurrence:{duty}:{unit}:{on}"))),
        duty,
        unit,
        due_on: on,
        settled: Settling::Held(on),
        note: note.to_owned(),
        talk: None,
    }
}

fn earlier(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}
