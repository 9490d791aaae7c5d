//! Comparing units that start something at different times.
//!
//! All methods take a [`Panel`]: units × months. They differ in what they compare with.
//!
//! | function | compares a treated unit | leans on |
//! |---|---|---|
//! | [`impute`] | with itself before and with all untreated months of all units | all untreated months being parallel |
//! | [`group_time_effects`] | with itself right before, and with units untreated in that month | months from the start on being parallel |
//! | [`static_contrast()`] | also with units already treated | effects being the same at once and for ever: for contrast only |
//!
//! What they share:
//! - An effect is in the unit of the outcome: observed minus expected. Means over units are weighted with [`Unit::weight`].
//! - Standard errors count whole clusters as independent, carry no small-sample factor, and are missing with a reason
//!   ([`NotEstimable`]) where a group has a single cluster, instead of too small. With fewer than about 20 clusters they are too small
//!   nevertheless: see [`Reference`] and [`crate::randomisation`].
//! - How many units are enough for which statement is for the caller to decide; [`Panel::counts`] has the numbers.
//! - Missing cells are left out. They are taken to be missing for reasons that have nothing to do with the outcome.

#[expect(
    clippy::indexing_slicing,
    reason = "triangular loops over one square; every index is below its size"
)]
mod cholesky;
mod counts;
mod estimate;
pub mod group_time;
pub mod imputation;
pub mod multiplier;
mod panel;
mod residuals;
pub mod static_contrast;
#[expect(
    clippy::indexing_slicing,
    reason = "months and units come from a checked panel, and the inner loops run thousands of times in a randomisation"
)]
mod two_way;

pub use counts::{Cohort, Counts};
pub use estimate::{Estimate, Interval, IntervalError, NotEstimable, Reference};
pub use group_time::{
    Aggregate, Aggregation, Base, Comparison, GroupTime, GroupTimeEffect, GroupTimeError, GroupTimeOptions,
    group_time_effects,
};
pub use imputation::{
    Averaging, EventStep, Imputation, ImputationError, ImputationOptions, ImputedEffect, LeftOut, impute,
};
pub use multiplier::{Band, Bands, Multiplier, MultiplierError};
pub use panel::{Panel, PanelError, Unit};
pub(crate) use residuals::{Residuals, residuals};
pub use static_contrast::{PairContrast, PairKind, StaticContrast, StaticError, list_pair_contrasts, static_contrast};
