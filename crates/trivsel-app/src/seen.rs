//! What a form was filled in from. A page that changes a row carries a mark of the row as it was shown; when the row is another one by the
//! time the form comes back, somebody else saved it meanwhile, and whoever comes second is told instead of undoing it.
//!
//! Initiatives, reports and surveys count their versions, which says the same.

use std::fmt::Debug;

use sha2::{Digest, Sha256};

use crate::AppError;
use trivsel_domain::hex::hex_digits;

/// The row somebody saw before they changed it: its mark, as a form carries it along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenMark(String);

impl SeenMark {
    /// As a form brings it back.
    pub fn typed(mark: &str) -> Self {
        Self(mark.trim().to_owned())
    }

    /// The row as it is now, for whoever has just read it.
    pub fn of(row: &impl Debug) -> Self {
        Self(mark(row))
    }

    /// [`AppError::Conflict`] unless the row is still what it was.
    pub(crate) fn must_be(&self, row: &impl Debug) -> Result<(), AppError> {
        check(&self.0, row)
    }
}

/// The mark of a row as it is now. It says nothing to whoever does not have the row.
pub fn mark(row: &impl Debug) -> String {
    let digest = Sha256::digest(format!("{row:?}").as_bytes());
    hex_digits(digest.get(..16).unwrap_or_default())
}

/// [`AppError::Conflict`] unless the form was filled in from the row as it is now.
pub(crate) fn check(seen: &str, row: &impl Debug) -> Result<(), AppError> {
    if seen.trim() == mark(row) {
        Ok(())
    } else {
        Err(AppError::Conflict)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_filled_in_from_another_row_or_none_is_told() {
        assert!(check(&mark(&("Mosevang", 3)), &("Mosevang", 3)).is_ok());
        for other in [mark(&("Mosevang", 4)), String::new()] {
            assert!(matches!(check(&other, &("Mosevang", 3)), Err(AppError::Conflict)));
        }
    }
}
