//! The end of a day: what says which device did what goes, and later the notes that were not chosen.

use chrono::Months;
use trivsel_domain::happening::{Happening, Scope};
use trivsel_domain::id::{DecisionId, OrganisationId, UnitId, WorkshopId};
use trivsel_domain::rights::Actor;
use trivsel_domain::workshop::{DayCourse, Workshop, WorkshopState};
use trivsel_store::{boards, lessons, workshops as store};

use super::seats::people_of;
use super::{kind_of, led};
use crate::lessons::gather_notes;
use crate::trail::Trail;
use crate::work::{Work, Writer};
use crate::{App, AppError};

/// Closes a workshop. From here on nothing links a note or a point to a device, and nothing says when a note was written. Says for which
/// task of which unit it was held, if for any.
pub async fn close(app: &App, who: &Actor, id: WorkshopId) -> Result<Option<(DecisionId, UnitId)>, AppError> {
    let held_for = app
        .writing(who, |work| async move {
            let before = led(&work, who, id).await?;
            match before.state {
                WorkshopState::Open => {}
                WorkshopState::Closed => return Ok(lessons::task_of(&work, id).await?),
                WorkshopState::Draft | WorkshopState::Ready => {
                    return Err(AppError::Refused("failure-workshop-not-begun"));
                }
            }
            lock_boards(&work, &before).await?;
            let held_for = gather_notes(&work, who, &before).await?;
            end_day(&work, &before).await?;
            Ok(held_for)
        })
        .await?;
    // What removed rows left behind in the files goes too. Somebody who reads stands in its way; then it goes with the next round.
    if let Err(error) = app.store.wipe_leftovers().await {
        tracing::warn!(workshop.id = %id, "what workshop {id} left in the files is cleared away later: {error}");
    }
    Ok(held_for)
}

/// Locks the boards of a day that nobody closes by hand, and lets go of what says which device did what.
pub(super) async fn shut(work: &Work, before: &Workshop) -> Result<(), AppError> {
    lock_boards(work, before).await?;
    end_day(work, before).await
}

/// Locks the boards of a day.
async fn lock_boards(work: &Work, before: &Workshop) -> Result<(), AppError> {
    let seats = store::seats_of(work, before.id).await?;
    for place in boards::list_of(work, before.id).await? {
        let kind = kind_of(work, &place.kind).await?;
        let mut board = boards::load(work, &place, kind.zone_codes()).await?;
        board.is_of_one = people_of(&seats, place.group) <= 1;
        board.close();
        boards::close(work, &place, &board).await?;
        work.tell(Scope::Board(place.id), Happening::Changed { part: place.id.0 });
    }
    Ok(())
}

/// Lets go of the devices, and of where the day was.
async fn end_day(work: &Work, before: &Workshop) -> Result<(), AppError> {
    store::remove_seats(work, before.id).await?;
    store::remove_drawn(work, before.id).await?;
    let after = Workshop {
        state: WorkshopState::Closed,
        join_code: String::new(),
        message: String::new(),
        leader: None,
        course: DayCourse {
            version: before.course.version + 1,
            ..DayCourse::default()
        },
        closed_on: Some(work.today),
        ..before.clone()
    };
    store::change(work, &after).await?;
    work.tell(Scope::Workshop(before.id), Happening::Changed { part: before.id.0 });
    work.trail(Trail::new("workshop", before.id.0, "closed").unit(after.unit).field(
        "state",
        before.state.code(),
        after.state.code(),
    ));
    Ok(())
}

/// Removes the notes that were not chosen, of workshops whose time has come.
pub(crate) async fn clear_due(app: &App, organisation: OrganisationId) -> Result<(), AppError> {
    let today = app.today();
    let tx = app.read(organisation).await?;
    let closed = store::list_uncleared(&tx, today).await?;
    drop(tx);
    for workshop in closed {
        let months = Months::new(u32::try_from(workshop.keep_months).unwrap_or(0));
        let is_due = workshop
            .closed_on
            .and_then(|day| day.checked_add_months(months))
            .is_some_and(|day| day <= today);
        if !is_due {
            continue;
        }
        let id = workshop.id;
        app.writing(Writer::nobody(organisation), |work| async move {
            let before = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
            if before.cleared_on.is_some() {
                return Ok(());
            }
            let cleared = boards::clear(&work, id).await?;
            let after = Workshop {
                cleared_on: Some(work.today),
                ..before.clone()
            };
            store::change(&work, &after).await?;
            work.trail(
                Trail::new("workshop", id.0, "cleared")
                    .unit(after.unit)
                    .field("notes", "", cleared),
            );
            Ok(())
        })
        .await?;
    }
    Ok(())
}
