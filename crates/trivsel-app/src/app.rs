//! What every use case stands on: the store, the clock and a few settings.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound, TimeDelta, Utc};
use chrono_tz::Europe::Copenhagen;
use ipnet::IpNet;
use trivsel_documents::pdf::Press;
use trivsel_domain::id::OrganisationId;
use trivsel_store::{Store, StoreError, Tx};

use crate::AppError;
use crate::ballots::BallotBox;
use crate::happening::News;
use crate::identity::PasswordGate;
use crate::jobs::{Jobs, Pace};
use crate::reading::{PageReading, ReadTx};
use crate::setup::SetupKey;

/// The program behind the pages, the API and the command line.
#[derive(Clone, Debug)]
pub struct App {
    /// What is kept.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// How this installation is set up.
    pub settings: Settings,
    /// The way into the boxes of open surveys.
    pub ballots: BallotBox,
    /// Where passwords are reckoned with.
    pub gate: PasswordGate,
    /// What is done in the background.
    pub jobs: Jobs,
    /// The screens that listen to what happens.
    pub news: News,
    /// What the page that is being made reads from; none where no page is made.
    pub page: Option<PageReading>,
    /// What lets the first person of an empty installation in.
    pub setup: SetupKey,
}

/// How this installation is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where this server keeps what is not in the database: the number of the newest look, and exports while they are made.
    pub state_dir: PathBuf,
    /// Are the pages reached by https? Then the session cookie is sent there only.
    pub is_https: bool,
    /// The address the pages are reached at from outside, without a slash at the end: what links in mails and on cards begin with.
    pub public_url: String,
    /// How mail is sent; none means that none is.
    pub mail: Option<MailSettings>,
    /// What sets documents as PDF; none where the program was built without it.
    pub press: Option<Press>,
    /// The proxies in front: what they say about where a request came from is believed, and nobody else is.
    pub trusted_proxies: Vec<IpNet>,
    /// Does the sign-in page name every organisation of the installation to anybody? Otherwise the short name is typed.
    pub lists_organisations: bool,
    /// How quickly servers take work and miss each other.
    pub pace: Pace,
}

impl Settings {
    /// On one's own machine: plain http, and no mail.
    pub fn local(state_dir: PathBuf) -> Self {
        Self {
            state_dir,
            is_https: false,
            public_url: "http://localhost:8080".to_owned(),
            mail: None,
            press: None,
            trusted_proxies: Vec::new(),
            lists_organisations: false,
            pace: Pace::default(),
        }
    }
}

/// How mail is sent.
#[derive(Clone)]
pub struct MailSettings {
    /// The server, as `smtp://user:password@host:port` or `smtps://…`.
    pub server: String,
    /// Whom mails are from.
    pub from: String,
}

impl std::fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The server's address may hold a password.
        f.debug_struct("MailSettings")
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// Where the time comes from. A test brings its own.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Always this moment, taken at its word.
    Fixed(DateTime<Utc>),
    /// This moment, as a machine says it: it may have jumped.
    Claimed(DateTime<Utc>),
}

impl Clock {
    /// Is the moment given by whoever runs the program, and not by a clock that may have jumped?
    pub(crate) fn is_given(self) -> bool {
        matches!(self, Self::Fixed(_))
    }
}

impl App {
    /// The program on a store.
    pub fn new(store: Store, clock: Clock, settings: Settings) -> Self {
        Self {
            store,
            clock,
            settings,
            ballots: BallotBox::default(),
            gate: PasswordGate::default(),
            jobs: Jobs::default(),
            news: News::default(),
            page: None,
            setup: SetupKey::default(),
        }
    }

    /// What sets documents as PDF; refused where the program was built without it.
    pub fn press(&self) -> Result<Press, AppError> {
        self.settings.press.ok_or(AppError::Refused("pdf-not-there"))
    }

    /// How mails go out; refused where no mail server is set up.
    pub fn must_mail(&self) -> Result<&MailSettings, AppError> {
        let settings = self.settings.mail.as_ref();
        settings.ok_or(AppError::Refused("refused-no-mail-server"))
    }

    /// Now, in whole microseconds: what both databases keep.
    pub fn now(&self) -> DateTime<Utc> {
        match self.clock {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
            Clock::System => Utc::now().trunc_subsecs(6),
            Clock::Fixed(moment) | Clock::Claimed(moment) => moment,
        }
    }

    /// Today's date in Denmark.
    pub fn today(&self) -> NaiveDate {
        local(self.now()).date()
    }

    /// Waits. Where the time stands still, nobody waits.
    pub(crate) async fn pause(&self, wait: TimeDelta) {
        if let (Clock::System, Ok(wait)) = (self.clock, wait.to_std()) {
            tokio::time::sleep(wait).await;
        }
    }

    /// The program while it makes one page: what the page asks for is read in one transaction.
    #[must_use]
    pub fn for_page(&self, page: PageReading) -> Self {
        Self {
            page: Some(page),
            ..self.clone()
        }
    }

    /// A reading transaction for one organisation: the page's, where a page is made.
    pub async fn read(&self, organisation: OrganisationId) -> Result<ReadTx, StoreError> {
        match &self.page {
            Some(page) => page.of(&self.store, organisation).await,
            None => ReadTx::begin(&self.store, organisation).await,
        }
    }

    /// What is read from now on is as new as can be: for a page that waits for others or writes.
    pub(crate) async fn let_page_go(&self) {
        if let Some(page) = &self.page {
            page.let_go().await;
        }
    }

    /// A writing transaction for one organisation.
    pub async fn write(&self, organisation: OrganisationId) -> Result<Tx, StoreError> {
        self.let_page_go().await;
        self.store.write(organisation).await
    }
}

/// A moment as a Danish clock on the wall shows it.
pub fn local(moment: DateTime<Utc>) -> NaiveDateTime {
    moment.with_timezone(&Copenhagen).naive_local()
}
