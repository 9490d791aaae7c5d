//! What a workshop day is about: the pages, figures and cards that are shipped. Everybody who is signed in may read them.

use std::sync::Arc;

use trivsel_domain::model::Models;
use trivsel_store::Tx;

use crate::{App, AppError, shipped};

/// All of it.
pub fn all(app: &App) -> Result<Arc<Models>, AppError> {
    shipped::models(&app.store)
}

/// The same within a transaction.
pub(crate) fn within(tx: &Tx) -> Result<Arc<Models>, AppError> {
    shipped::models_within(tx)
}
