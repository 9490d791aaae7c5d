//! The year wheel: what must come again in which unit, when, and what came of it.

mod absence_year;
mod changes;
mod ground;
mod setting_up;
mod settling;
mod wheel;
mod year;

pub use absence_year::{AbsenceYear, absence_year, put_absence_on_agenda};
pub use changes::{
    AnswerContent, AnswerForm, ChangeAsk, UnitChangeContent, UnitChangeForm, answer_change, register_change,
};
pub(crate) use ground::WheelGround;
pub use ground::{DutyHeldBy, DutyHolding};
pub use setting_up::{DutyContent, DutyForm, DutySetUp, HeldRule, add_own, change, list, set_up};
pub(crate) use settling::settle_by_talk;
pub use settling::{
    ExcuseContent, ExcuseForm, HeldContent, HeldForm, OccurrenceDetails, excuse, find, put_on_agenda, settle_held,
};
pub use wheel::{DutyBegun, WheelAsked, WheelDone, WheelLine, YearWheel, wheel};
pub use year::{DutiesOfYear, DutyYearLine, DutyYearSum, of_year};
