//! A year as one page: what was held, excused and late in each unit, for whoever answers for many of them.

use chrono::{Datelike, NaiveDate};
use trivsel_domain::danish;
use trivsel_domain::duty::{Duty, DutyYear};
use trivsel_domain::id::UnitId;
use trivsel_domain::rights::{Actor, Right};

use super::ground::WheelGround;
use super::wheel::is_within_reach;
use crate::{App, AppError};

/// The years that can be asked for: from before anything was written down to the next.
const FIRST_YEAR: i32 = 2000;

/// A year of all units a visitor may see.
#[derive(Clone, Debug)]
pub struct DutiesOfYear {
    /// Which year.
    pub year: i32,
    /// Today.
    pub today: NaiveDate,
    /// Duty by duty and unit by unit: in the order of the duties, the units by name.
    pub lines: Vec<DutyYearLine>,
}

/// What became of a duty in a unit.
#[derive(Clone, Debug)]
pub struct DutyYearLine {
    /// Which duty.
    pub duty: Duty,
    /// In which unit.
    pub unit: UnitId,
    /// What that is called.
    pub unit_name: String,
    /// What became of it.
    pub seen: DutyYear,
}

/// Many of them added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DutyYearSum {
    /// How many were held.
    pub held: usize,
    /// How many were excused.
    pub excused: usize,
    /// How many are late.
    pub late: usize,
    /// How many have not come yet.
    pub ahead: usize,
}

impl DutyYearSum {
    /// Adds lines up.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a DutyYearLine>) -> Self {
        lines.into_iter().fold(Self::default(), |sum, line| Self {
            held: sum.held + line.seen.held,
            excused: sum.excused + line.seen.excused,
            late: sum.late + usize::from(line.seen.late.is_some()),
            ahead: sum.ahead + usize::from(line.seen.ahead.is_some()),
        })
    }

    /// How many were due in the year.
    pub fn due(self) -> usize {
        self.held + self.excused + self.late + self.ahead
    }

    /// How many of a hundred that were due by now were held or excused; none where nothing was. Rounded down: a hundred means all.
    pub fn coverage(self) -> Option<usize> {
        let settled = self.held + self.excused;
        (settled * 100).checked_div(settled + self.late)
    }
}

/// A year, as far as the visitor may see it.
pub async fn of_year(app: &App, who: &Actor, year: i32) -> Result<DutiesOfYear, AppError> {
    who.must_somewhere(Right::ReadDuties)?;
    let tx = app.read(who.organisation).await?;
    let ground = WheelGround::read(&tx, app.today()).await?;
    if !(FIRST_YEAR..=ground.today.year() + 1).contains(&year) {
        return Err(AppError::NotFound);
    }
    let mut lines = Vec::new();
    for duty in ground.duties.iter().filter(|duty| duty.is_on) {
        let open = ground.bearers_of(duty).into_iter().map(|bearer| bearer.unit);
        let closed = ground.closed_bearers(duty).into_iter();
        let closed = closed.filter(|_| who.may_everywhere(Right::ReadDuties));
        let mut of_duty: Vec<DutyYearLine> = open
            .filter(|unit| is_within_reach(who, duty, *unit))
            .chain(closed)
            .filter_map(|unit| {
                let seen = ground.track(duty, unit)?.in_year(year, ground.today)?;
                Some(DutyYearLine {
                    duty: duty.clone(),
                    unit,
                    unit_name: ground.name(unit),
                    seen,
                })
            })
            .collect();
        of_duty.retain(|line| DutyYearSum::of([line]).due() > 0);
        of_duty.sort_by(|one, other| danish::compare(&one.unit_name, &other.unit_name));
        lines.extend(of_duty);
    }
    Ok(DutiesOfYear {
        year,
        today: ground.today,
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coverage_counts_what_is_settled_of_what_was_due_by_now() {
        let sum = |held, excused, late, ahead| DutyYearSum {
            held,
            excused,
            late,
            ahead,
        };
        for (sum, coverage) in [
            (sum(0, 0, 0, 0), None),
            (sum(0, 0, 0, 3), None),
            (sum(3, 0, 0, 4), Some(100)),
            (sum(1, 1, 1, 0), Some(66)),
            (sum(0, 0, 2, 0), Some(0)),
            (sum(998, 0, 1, 0), Some(99)),
        ] {
            assert_eq!(sum.coverage(), coverage, "{sum:?}");
        }
    }
}
