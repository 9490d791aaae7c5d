//! One mail, asked for by the person it goes to, handed over while they wait: does mail reach anybody?

use std::time::Duration;

use lettre::message::{Mailbox, SinglePart};
use lettre::{AsyncTransport, Message};
use uuid::Uuid;

use super::{MailServer, Written};
use crate::{AppError, MailSettings, mail_address};

/// How long somebody waits for the mail server before it counts as away.
const PATIENCE: Duration = Duration::from_secs(15);

/// Hands a mail to the mail server. Says whether it took it; why it did not stands in the log, without the address.
pub async fn send_trial(settings: &MailSettings, to: &str, written: Written) -> Result<bool, AppError> {
    let server = MailServer::new(settings).map_err(|error| AppError::internal("reading the mail settings", error))?;
    let Some(to) = mail_address::parse(to) else {
        return Ok(false);
    };
    let message = Message::builder()
        .from(server.from.clone())
        .to(Mailbox::new(None, to))
        .message_id(Some(format!("<{}@{}>", Uuid::new_v4(), server.from.email.domain())))
        .subject(written.subject)
        .singlepart(SinglePart::plain(written.text))
        .map_err(|error| AppError::internal("writing a mail", error))?;
    match tokio::time::timeout(PATIENCE, server.transport.send(message)).await {
        Ok(Ok(_)) => Ok(true),
        Ok(Err(error)) => {
            let kind = if error.is_permanent() || error.is_transient() {
                "it was refused"
            } else {
                "the mail server could not be used"
            };
            tracing::warn!("a trial mail was not sent: {kind}");
            Ok(false)
        }
        Err(_) => {
            tracing::warn!("a trial mail was not sent: the mail server did not answer in time");
            Ok(false)
        }
    }
}
