//! What may not stand in a plan, and what is asked about once before it is saved.

use trivsel_domain::free_text::{Delicate, delicate};

use crate::Problem;
use crate::input::Input;

/// The sentences that ask once. Whoever saves the same again has been asked; that is kept nowhere.
pub const ASKED: [&str; 3] = ["problem-ask-health", "problem-ask-plans", "problem-ask-what"];

/// Refuses a number like a person's, and asks about a word of illness unless it `was_asked`.
pub(crate) fn look_through(input: &mut Input, field: &str, text: &str, was_asked: bool) {
    match delicate(text, []) {
        Some(Delicate::PersonNumber) => input.refuse(Problem::new(field, "problem-cpr")),
        Some(Delicate::Illness(_) | Delicate::Name(_)) if !was_asked => {
            input.refuse(Problem::new(field, "problem-ask-health"));
        }
        Some(Delicate::Illness(_) | Delicate::Name(_)) | None => {}
    }
}
