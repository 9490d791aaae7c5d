//! Looking back: a committee asks, each unit holds it its own way, and what they take along comes together.
//!
//! `holding` is what a unit does: hold the day, write down what it held on paper, or say why it does not. `gathering` is what the committee
//! sees and lays in themes, `agenda` brings it before a meeting.

mod agenda;
mod gathering;
mod holding;
mod own;

use trivsel_domain::committee::{Committee, Decision, Meeting};
use trivsel_domain::id::DecisionId;
use trivsel_store::{Tx, committees};

pub use agenda::{LearntPoint, agenda_point, put_on_agenda};
pub use gathering::{
    LearntView, LessonShown, ThemeContent, ThemeForm, ThemeShown, UnitCover, add_theme, change_theme, find_learnt,
    find_theme, lay_in_theme, remove_theme, theme_for_initiative,
};
pub(crate) use gathering::{learnt_of, name_initiative};
pub(crate) use holding::gather_notes;
pub use holding::{HoldForm, HoldWish, PaperForm, PaperLessons, TaskExcuseForm, excuse, hold, write_on_paper};
pub use own::{LessonChange, LessonForm, UnitTaskView, change_lesson, remove_lesson, unit_task};

use crate::AppError;

/// A decision with where it was taken.
async fn taken(tx: &Tx, id: DecisionId) -> Result<(Decision, Meeting, Committee), AppError> {
    let decision = committees::find_decision(tx, id).await?.ok_or(AppError::NotFound)?;
    let meeting = committees::find_meeting(tx, decision.meeting)
        .await?
        .ok_or(AppError::NotFound)?;
    let committee = committees::find(tx, meeting.committee)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok((decision, meeting, committee))
}
