//! The texts a workbook keeps once for all its cells, one behind the other.

use super::super::error::{Limit, ReadError};

/// Bytes of all texts: twice a million names.
const MOST_BYTES: usize = 64 << 20;
const MOST_TEXTS: usize = 4_000_000;

#[derive(Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) -> Result<(), ReadError> {
        if self.all.len() + text.len() > MOST_BYTES || self.ends.len() >= MOST_TEXTS {
            return Err(ReadError::TooLarge(Limit::Unpacked));
        }
        self.all.push_str(text);
        let end = u32::try_from(self.all.len()).map_err(|_| ReadError::TooLarge(Limit::Unpacked))?;
        self.ends.push(end);
        Ok(())
    }

    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let place = |at: usize| self.ends.get(at).and_then(|end| usize::try_from(*end).ok());
        let from = match at.checked_sub(1) {
            Some(before) => place(before)?,
            None => 0,
        };
        self.all.get(from..place(at)?)
    }
}
