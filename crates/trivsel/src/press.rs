//! What sets documents as PDF, where the program was built with it.

use trivsel_app::documents::pdf::Press;

/// The press, if there is one.
#[cfg(feature = "pdf")]
pub(crate) const PRESS: Option<Press> = Some(trivsel_press::PRESS);
/// The press, if there is one.
#[cfg(not(feature = "pdf"))]
pub(crate) const PRESS: Option<Press> = None;

/// Prepares fonts and library beside whatever else starts, so that the first document does not wait for them.
pub(crate) fn warm_up() {
    #[cfg(feature = "pdf")]
    tokio::task::spawn_blocking(trivsel_press::warm_up);
}
