//! Figures: what is measured, where the numbers come from, and how they are shown.
//!
//! Nothing leaves this module that has not passed the gate of [`trivsel_domain::figure`].

use trivsel_domain::indicator::{Indicator, built_in};
use trivsel_store::Tx;
use trivsel_store::figures as store;

use crate::AppError;

mod criterion;
mod disruptions;
mod finding;
mod held;
mod indicators;
mod picture;
mod reading;
mod scale;
mod screened;

pub use criterion::{BeforeAndNow, CriterionFigure, criterion_figure, figure_before_and_now};
pub use disruptions::{
    DisruptionContent, DisruptionForm, add_disruption, change_disruption, find_changeable_disruption, list_disruptions,
    may_change_disruption, may_offer_corona, offer_corona, remove_disruption,
};
pub use finding::{Finding, Reference, Summary};
pub(crate) use held::hold_against_shown;
pub use indicators::{
    BreakContent, BreakForm, IndicatorContent, IndicatorForm, IndicatorWithSeries, SeriesRow, add_break, add_indicator,
    change_indicator, find_indicator, list_indicators, remove_break,
};
pub use picture::{Choice, Others, PictureQuery, Point, Start, UnitPicture, choices, unit_picture};
pub use reading::{ChartKind, Mean, Phase, Reading, Rules};
pub use scale::Surveyed;
pub use scale::{NamedScale, ScaleFigure, ScaleLevel, WaveNamed};
pub(crate) use scale::{find_scale, scales_on_offer};
pub(crate) use screened::{Screened, Wanted, screened};

/// Gives a new organisation the built-in indicators. Those it already has are left as they are.
pub async fn seed_indicators(tx: &Tx) -> Result<Vec<Indicator>, AppError> {
    let there = store::list_indicators(tx).await?;
    for indicator in built_in(tx.organisation()) {
        if !there.iter().any(|known| known.code == indicator.code) {
            store::add_indicator(tx, &indicator).await?;
        }
    }
    Ok(store::list_indicators(tx).await?)
}
