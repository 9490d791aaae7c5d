//! What comes with the program, read when somebody first asks for it and once for each open database: it is long, a page needs a little of
//! it, and it does not change while the program runs.

use std::error::Error;
use std::sync::{Arc, OnceLock};

use trivsel_domain::board::kind::{self, Kind};
use trivsel_domain::duty::{ShippedDuty, shipped_duties};
use trivsel_domain::legal_rule::{LegalRule, shipped_rules};
use trivsel_domain::model::{Models, shipped_models};
use trivsel_domain::workshop::programme;
use trivsel_store::{Store, Tx};

use crate::AppError;

/// Something shipped, once it was read.
pub(crate) struct Shipped<T>(OnceLock<Arc<T>>);

impl<T> Default for Shipped<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Shipped<T> {
    /// What was read before, or what is read now. What cannot be read is a failure of ours.
    pub(crate) fn kept<E>(&self, what: &'static str, read: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, AppError>
    where
        E: Error + Send + Sync + 'static,
    {
        if let Some(known) = self.0.get() {
            return Ok(Arc::clone(known));
        }
        let read = read().map_err(|error| AppError::internal(what, error))?;
        Ok(Arc::clone(self.0.get_or_init(|| Arc::new(read))))
    }
}

/// The kinds of boards.
pub(crate) fn board_kinds(tx: &Tx) -> Result<Arc<Vec<Kind>>, AppError> {
    let known: Arc<Shipped<Vec<Kind>>> = tx.memory();
    known.kept("reading the kinds of boards", kind::shipped)
}

/// The programmes of workshops.
pub(crate) fn programmes(store: &Store) -> Result<Arc<Vec<programme::Shipped>>, AppError> {
    let known: Arc<Shipped<Vec<programme::Shipped>>> = store.memory();
    known.kept("reading the programmes", programme::shipped)
}

/// The pages, figures and cards of a workshop day.
pub(crate) fn models(store: &Store) -> Result<Arc<Models>, AppError> {
    let known: Arc<Shipped<Models>> = store.memory();
    known.kept("reading the models", shipped_models)
}

/// The same within a transaction.
pub(crate) fn models_within(tx: &Tx) -> Result<Arc<Models>, AppError> {
    let known: Arc<Shipped<Models>> = tx.memory();
    known.kept("reading the models", shipped_models)
}

/// The rules of law.
pub(crate) fn rules(tx: &Tx) -> Result<Arc<Vec<LegalRule>>, AppError> {
    let known: Arc<Shipped<Vec<LegalRule>>> = tx.memory();
    known.kept("reading the rules of law", shipped_rules)
}

/// The duties of the year wheel.
pub(crate) fn duties(tx: &Tx) -> Result<Arc<Vec<ShippedDuty>>, AppError> {
    let known: Arc<Shipped<Vec<ShippedDuty>>> = tx.memory();
    known.kept("reading the duties", shipped_duties)
}
