//! The absence of a unit's last year, as it is published: what is presented once a year. Every number in it has passed the gate, and
//! nothing is said of who was absent or why.

use trivsel_domain::id::{MeetingId, UnitId};
use trivsel_domain::rights::{Actor, Right};

use crate::committees::{self, NewAgendaItem};
use crate::figures::{Finding, Mean, Point, UnitPicture};
use crate::overview::absence_picture;
use crate::trail::Trail;
use crate::{App, AppError};

/// A year.
const MONTHS: usize = 12;

/// A unit's year of absence.
#[derive(Clone, Debug)]
pub struct AbsenceYear {
    /// Of which unit.
    pub unit: UnitId,
    /// The unit above it, whose others it is held beside; none for the whole workplace.
    pub parent: Option<UnitId>,
    /// The last twelve months there are figures of anywhere, the earliest first.
    pub months: Vec<Point>,
    /// The level of the unit's latest twelve months that may be shown.
    pub now: Option<Mean>,
    /// That of the twelve months before them.
    pub before: Option<Mean>,
    /// That of the other units of the same parent, together.
    pub others: Option<f64>,
    /// The whole picture.
    pub picture: UnitPicture,
}

impl AbsenceYear {
    /// May anything of it be shown?
    pub fn is_hidden(&self) -> bool {
        matches!(self.picture.summary.finding, Finding::Hidden | Finding::Empty) || self.now.is_none()
    }
}

/// What may be shown of a unit's year; none where nobody has set up figures of absence.
pub async fn absence_year(app: &App, who: &Actor, unit: UnitId) -> Result<Option<AbsenceYear>, AppError> {
    who.must(Right::ReadFigures, unit)?;
    let node = who.tree.get(unit).ok_or(AppError::NotFound)?;
    let parent = node.parent;
    let picture = absence_picture(app, who, unit).await?;
    Ok(picture.map(|picture| AbsenceYear {
        unit,
        parent,
        months: last_months(&picture.points),
        now: picture.summary.now,
        before: picture.summary.before,
        // Beside the unit's own latest level, or not at all: a later one of others would be of other months.
        others: picture
            .summary
            .latest
            .and_then(|(at, _)| picture.others_yearly.get(at).copied().flatten()),
        picture,
    }))
}

fn last_months(points: &[Point]) -> Vec<Point> {
    let from = points.len().saturating_sub(MONTHS);
    points.get(from..).unwrap_or_default().to_vec()
}

/// Puts a unit's year on the agenda of a meeting.
pub async fn put_absence_on_agenda(
    app: &App,
    who: &Actor,
    unit: UnitId,
    meeting: MeetingId,
    item: NewAgendaItem,
) -> Result<(), AppError> {
    who.must(Right::ReadFigures, unit)?;
    who.must_in_some_committee(Right::ChangeAgenda)?;
    let item = &item;
    app.writing(who, |work| async move {
        committees::put_on_agenda(app, &work, who, meeting, item.clone()).await?;
        work.trail(Trail::new("absence_year", unit.0, "put_on_agenda").unit(unit));
        Ok(())
    })
    .await
}
