//! What every use case stands on: the store, the clock and a few settings.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound, Utc};
use chrono_tz::Europe::Copenhagen;
use trivsel_domain::id::OrganisationId;
use trivsel_store::{Store, StoreError, Tx};

/// The program behind the pages, the API and the command line.
#[derive(Clone, Debug)]
pub struct App {
    /// What is kept.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// How this installation is set up.
    pub settings: Settings,
}

/// How this installation is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where uploaded files wait while they are read. Emptied as they are done.
    pub upload_dir: PathBuf,
    /// Are the pages reached by https? Then the session cookie is sent there only.
    pub is_https: bool,
}

/// Where the time comes from. A test brings its own.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Always this moment.
    Fixed(DateTime<Utc>),
}

impl App {
    /// Now, in whole microseconds: what both databases keep.
    pub fn now(&self) -> DateTime<Utc> {
        match self.clock {
            Clock::System => Utc::now().trunc_subsecs(6),
            Clock::Fixed(moment) => moment,
        }
    }

    /// Today's date in Denmark.
    pub fn today(&self) -> NaiveDate {
        local(self.now()).date()
    }

    /// A reading transaction for one organisation.
    pub async fn read(&self, organisation: OrganisationId) -> Result<Tx, StoreError> {
        self.store.read(organisation).await
    }

    /// A writing transaction for one organisation.
    pub async fn write(&self, organisation: OrganisationId) -> Result<Tx, StoreError> {
        self.store.write(organisation).await
    }
}

/// A moment as a Danish clock on the wall shows it.
pub fn local(moment: DateTime<Utc>) -> NaiveDateTime {
    moment.with_timezone(&Copenhagen).naive_local()
}
