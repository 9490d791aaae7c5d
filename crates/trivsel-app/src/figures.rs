//! Figures: what is measured, where the numbers come from, and how they are shown.

use trivsel_domain::indicator::{Indicator, built_in};
use trivsel_store::Tx;
use trivsel_store::figures as store;

use crate::AppError;

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
