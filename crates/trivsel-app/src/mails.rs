//! Sending the mails that wait. What stands in them is gathered when their turn comes (`mails/letters.rs`) and put into words by the
//! caller, who knows the reader's.
//!
//! One server at a time has an organisation's mails in hand (`jobs.rs`). A mail that was sent leaves nothing behind. When a server dies
//! between sending a mail and forgetting it, that one mail is sent again.

mod letters;
mod trial;

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use trivsel_domain::id::OrganisationId;
use trivsel_domain::job::Job;
use trivsel_store::mails::{self as store, Mail};
use uuid::Uuid;

pub use letters::{AccessLetter, Letter, Says, SurveyLetter};
pub use trial::send_trial;
pub use trivsel_store::mails::MailKind;

use crate::app::local;
use crate::jobs::{self, Hand, Post};
use crate::work::{Work, Writer};
use crate::{App, AppError, MailSettings, looks, mail_address, notices};

/// How often a mail is tried before it is left alone.
pub(crate) const TRIES: i32 = 5;
/// How long to wait after the first time a mail failed, the second, and so on, in minutes: long enough for a mailbox that is full or a
/// server that wants to be asked twice.
const WAITS: [i64; 4] = [5, 30, 120, 480];
/// Surveys open at midnight; nobody wants the mail before this hour. Who asked for one and waits for it gets it at once.
const FIRST_HOUR: u32 = 7;
/// How long mails are left when it is too early, the clock is wrong or the mail server is away: at most, and at least.
const LEFT_FOR: TimeDelta = TimeDelta::minutes(1);
/// How many mails are looked up at a time.
const TAKE: u64 = 100;

/// The server mails are handed to.
pub struct MailServer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl std::fmt::Debug for MailServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailServer").finish_non_exhaustive()
    }
}

/// Why a mail server cannot be used as it was named.
#[derive(Debug, thiserror::Error)]
pub enum MailServerError {
    /// The server's address.
    #[error("the mail server's address cannot be read")]
    Server(#[source] SmtpError),
    /// The sender.
    #[error("the address mails are from cannot be read")]
    From(#[source] lettre::address::AddressError),
}

impl MailServer {
    /// The server of these settings. Nothing is sent yet.
    pub fn new(settings: &MailSettings) -> Result<Self, MailServerError> {
        Ok(Self {
            transport: AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.server)
                .map_err(MailServerError::Server)?
                .build(),
            from: settings.from.parse().map_err(MailServerError::From)?,
        })
    }

    /// Hands one mail over. A server is away only when it does not answer without the mail either: whatever else goes wrong is this mail's
    /// own trouble, and those behind it in the queue do not wait for it.
    async fn send(&self, message: Message) -> Result<(), Trouble> {
        let Err(error) = self.transport.send(message).await else {
            return Ok(());
        };
        match Trouble::of(error) {
            Trouble::NoServer(why) => match self.transport.test_connection().await {
                Ok(true) => Err(Trouble::Refused("later")),
                Ok(false) | Err(_) => Err(Trouble::NoServer(why)),
            },
            trouble => Err(trouble),
        }
    }
}

/// A mail as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The line in the list of mails.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML.
    pub html: String,
}

/// What has been sent so far, for whoever looks after the server.
#[derive(Debug, Default)]
pub struct Tally {
    sent: AtomicUsize,
    refused: AtomicUsize,
}

impl Tally {
    /// How many mails were handed to the mail server.
    pub fn sent(&self) -> usize {
        self.sent.load(Ordering::Relaxed)
    }

    /// How many it refused.
    pub fn refused(&self) -> usize {
        self.refused.load(Ordering::Relaxed)
    }
}

/// Puts mails into the queue, as part of a writing.
pub(crate) async fn queue(work: &Work, mails: &[Mail]) -> Result<(), AppError> {
    if !mails.is_empty() {
        store::add_many(work, mails).await?;
        work.later(Job::SendMails);
    }
    Ok(())
}

/// Asks for mails to be sent that nobody has in hand: those an older program left.
pub(crate) async fn ask_for_left(app: &App, organisation: OrganisationId) -> Result<(), AppError> {
    let tx = app.read(organisation).await?;
    let is_left = store::next(&tx, TRIES).await?.is_some() && jobs::find(&tx, &Job::SendMails).await?.is_none();
    drop(tx);
    if !is_left {
        return Ok(());
    }
    app.writing(Writer::nobody(organisation), |work| async move {
        work.later(Job::SendMails);
        Ok(())
    })
    .await
}

/// Sends everything of an organisation that waits and may be tried now, until nothing does, the mail server cannot be reached, or the
/// program is asked to stop. Before seven in the morning in Denmark only what somebody waits for. Says when to go on; never, when nothing
/// waits.
pub(crate) async fn send_in_hand(
    app: &App,
    post: &Post,
    organisation: OrganisationId,
    hand: &Hand,
) -> Result<Option<DateTime<Utc>>, AppError> {
    let now = app.now();
    if !looks::look(app, organisation).await?.anything {
        return Ok(Some(now + LEFT_FOR));
    }
    let is_early = local(now).hour() < FIRST_HOUR;
    let kinds: &[MailKind] = if is_early {
        &MailKind::WAITED_FOR
    } else {
        &MailKind::ALL
    };
    loop {
        let tx = app.read(organisation).await?;
        let waiting = store::list_waiting(&tx, kinds, TRIES, app.now(), TAKE).await?;
        let next = store::next(&tx, TRIES).await?;
        drop(tx);
        if waiting.is_empty() {
            return Ok(next.map(|at| if is_early { app.now() + LEFT_FOR } else { at }));
        }
        for mail in waiting {
            if hand.is_stopping() {
                return Ok(Some(app.now()));
            }
            match deliver(app, post, organisation, mail, hand).await? {
                Delivery::Sent => post.tally.sent.fetch_add(1, Ordering::Relaxed),
                Delivery::Refused => {
                    tracing::warn!("the mail server refused a mail");
                    post.tally.refused.fetch_add(1, Ordering::Relaxed)
                }
                Delivery::NotNeeded => 0,
                Delivery::NoServer => return Ok(Some(app.now() + LEFT_FOR)),
            };
        }
    }
}

/// What came of one mail.
enum Delivery {
    Sent,
    Refused,
    /// Nobody has to be written to any more.
    NotNeeded,
    NoServer,
}

async fn deliver(
    app: &App,
    post: &Post,
    organisation: OrganisationId,
    mail: Mail,
    hand: &Hand,
) -> Result<Delivery, AppError> {
    let writer = Writer::nobody(organisation);
    let waiting = &mail;
    // A server that was slow, and whose mails another one sends by now, finds that out here, before each of them.
    let wanted = app.writing(writer, |work| async move {
        hand.hold(&work).await?;
        let letter = letters::letter(app, &work, waiting).await?;
        if letter.is_none() {
            store::remove(&work, waiting.id).await?;
        }
        Ok(letter)
    });
    let Some(letter) = wanted.await? else {
        return Ok(Delivery::NotNeeded);
    };
    let now = app.now();
    let sent = match message(&post.server, &letter, (post.write)(&letter)?) {
        Some(message) => post.server.send(message).await,
        None => Err(Trouble::Unusable),
    };
    let (delivery, left) = match sent {
        Ok(()) => (Delivery::Sent, None),
        Err(Trouble::Refused(why)) => {
            let waits = usize::try_from(mail.attempts).ok().and_then(|tried| WAITS.get(tried));
            let refused = Mail {
                attempts: mail.attempts + 1,
                failure: why.to_owned(),
                not_before: later(now, waits.copied().unwrap_or_default()),
                ..mail
            };
            (Delivery::Refused, Some(refused))
        }
        Err(Trouble::Unusable) => {
            // No server will ever take it: trying again would only be counted later.
            let unusable = Mail {
                attempts: TRIES,
                failure: "address".to_owned(),
                ..mail
            };
            (Delivery::Refused, Some(unusable))
        }
        Err(Trouble::NoServer(error)) => {
            // Not this mail's fault: it counts as not tried.
            tracing::warn!("the mail server could not be used: {error}");
            return Ok(Delivery::NoServer);
        }
    };
    let (id, left, told) = (mail.id, left.as_ref(), letter.notices());
    app.writing(writer, |work| async move {
        match (left, told) {
            (Some(left), _) => {
                store::failed(&work, left).await?;
            }
            (None, told) => {
                store::remove(&work, id).await?;
                if let Some(told) = told {
                    notices::note_told(&work, told).await?;
                }
            }
        }
        Ok(())
    })
    .await?;
    Ok(delivery)
}

fn later(now: DateTime<Utc>, minutes: i64) -> DateTime<Utc> {
    now + TimeDelta::minutes(minutes)
}

/// The mail with its head; none when it cannot be addressed.
fn message(server: &MailServer, letter: &Letter, written: Written) -> Option<Message> {
    let id = format!("<{}@{}>", Uuid::new_v4(), server.from.email.domain());
    let mut message = Message::builder()
        .from(server.from.clone())
        .to(Mailbox::new(None, mail_address::parse(letter.to())?))
        .message_id(Some(id))
        .subject(written.subject)
        .multipart(MultiPart::alternative_plain_html(written.text, written.html))
        .ok()?;
    if let Some(letter) = letter.notices() {
        // A mail program's own button (RFC 8058): it takes the reader off everything, without a page.
        let headers = message.headers_mut();
        for (name, value) in [
            ("List-Unsubscribe", format!("<{}/all>", letter.less)),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
        ] {
            headers.insert_raw(HeaderValue::new(
                HeaderName::new_from_ascii(name.to_owned()).ok()?,
                value,
            ));
        }
    }
    Some(message)
}

/// Why a mail was not sent.
enum Trouble {
    /// The server did not want this one; a code.
    Refused(&'static str),
    /// Nothing can be sent to this address: it is none, or has letters before the @ that the server does not take.
    Unusable,
    /// The server could not be reached, or wants none at all. The text holds no address.
    NoServer(String),
}

impl Trouble {
    fn of(error: SmtpError) -> Self {
        match error.status().map(u16::from) {
            // Going away, or not letting us in.
            Some(code @ (421 | 530..=538)) => Self::NoServer(format!("it answered {code}")),
            Some(400..500) => Self::Refused("later"),
            Some(_) => Self::Refused("refused"),
            None if error.is_client() => Self::Unusable,
            None if error.is_timeout() => Self::NoServer("it did not answer in time".to_owned()),
            None if error.is_tls() => Self::NoServer("no safe connection could be made".to_owned()),
            None => Self::NoServer("no connection could be made".to_owned()),
        }
    }
}
