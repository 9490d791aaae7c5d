//! Reads what is new in the scopes somebody listens to, one of these on each server.

use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout};
use trivsel_domain::happening::Distance;
use trivsel_store::happenings::{self as store, KEPT};
use trivsel_store::{Doorbell, Listening, Rung, StoreError};

use super::hub::New;
use crate::{App, AppError};

/// How often it is looked without a bell: what another program wrote is seen so late at worst.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often other servers are called at most, however much is told: a call is a transaction of its own there.
const CALL_EVERY: Duration = Duration::from_millis(50);
/// Screens of this server do not wait for a call that does not get through.
const CALL_WITHIN: Duration = Duration::from_millis(250);

/// How often what was told long ago is cleared away.
const CLEAR_EVERY: Duration = Duration::from_hours(6);

/// What is to be called to the other servers.
#[derive(Default)]
struct Calls {
    doorbell: Option<Doorbell>,
    outgoing: Rung,
    last: Option<Instant>,
}

/// Reads on and hands out, until `stopped`.
pub async fn tail(app: App, stopped: impl Future<Output = ()>) {
    tokio::pin!(stopped);
    let mut calls = Calls::default();
    let mut next_look = Instant::now() + LOOK_EVERY;
    let mut next_clearing = Instant::now() + LOOK_EVERY;
    let mut listening = calls.connect(&app).await;
    loop {
        let mut rung = Rung::default();
        tokio::select! {
            () = &mut stopped => return,
            here = app.store.bell().heard() => {
                calls.outgoing.join(here.clone());
                rung.join(here);
            }
            there = heard(&mut listening) => rung.join(there),
            () = sleep_until(calls.due()), if !calls.outgoing.is_silent() => {}
            () = sleep_until(next_look) => {
                rung = Rung::Everywhere;
                if listening.is_none() {
                    listening = calls.connect(&app).await;
                }
            }
        }
        if rung == Rung::Everywhere {
            next_look = Instant::now() + LOOK_EVERY;
        }
        if next_clearing <= Instant::now() {
            next_clearing += CLEAR_EVERY;
            tokio::spawn(clear(app.clone()));
        }
        if let Err(error) = look(&app, &rung).await {
            // Looked at again with the next look everywhere.
            tracing::warn!("could not read what happened: {error}");
        }
        calls.call().await;
    }
}

/// What another server calls; forever nothing where there is none.
async fn heard(listening: &mut Option<Listening>) -> Rung {
    let Some(open) = listening else {
        return std::future::pending().await;
    };
    match open.heard().await {
        Ok(rung) => rung,
        Err(error) => {
            tracing::warn!("other servers are not heard any more: {error}");
            *listening = None;
            Rung::Everywhere
        }
    }
}

impl Calls {
    /// Connects with the other servers. Where that fails, looking goes on without, and it is tried again with the next look.
    async fn connect(&mut self, app: &App) -> Option<Listening> {
        match app.store.doorbell().await {
            Ok(between) => {
                let (doorbell, listening) = between.unzip();
                self.doorbell = doorbell;
                listening
            }
            Err(error) => {
                tracing::warn!("could not listen to other servers: {error}");
                None
            }
        }
    }

    fn due(&self) -> Instant {
        self.last.map_or_else(Instant::now, |last| last + CALL_EVERY)
    }

    async fn call(&mut self) {
        let Some(doorbell) = &self.doorbell else {
            self.outgoing = Rung::default();
            return;
        };
        if self.outgoing.is_silent() || self.due() > Instant::now() {
            return;
        }
        let outgoing = std::mem::take(&mut self.outgoing);
        self.last = Some(Instant::now());
        // One that is lost is made up for by their own looking.
        if let Ok(Err(error)) = timeout(CALL_WITHIN, doorbell.ring(&outgoing)).await {
            tracing::warn!("could not call other servers: {error}");
        }
    }
}

async fn clear(app: App) {
    if let Err(error) = super::forget_old(&app).await {
        tracing::warn!("could not clear away what was told long ago: {error}");
    }
}

/// Looks in these scopes for what is new, and hands it out.
async fn look(app: &App, rung: &Rung) -> Result<(), AppError> {
    for (organisation, wanted) in app.news.wanted(rung) {
        let tx = app.read(organisation).await?;
        let scopes: Vec<_> = wanted.iter().map(|(scope, _)| *scope).collect();
        let newest = store::positions(&tx, &scopes).await?;
        for ((scope, seen), (_, newest)) in wanted.into_iter().zip(newest) {
            let told = match seen.to(newest) {
                Distance::None => continue,
                Distance::Ahead(many) if many <= KEPT => store::between(&tx, scope, seen.number, newest).await,
                Distance::Ahead(_) | Distance::Elsewhere => Ok(None),
            };
            let new = match told {
                Ok(told) => told.map_or(New::Otherwise, New::Told),
                // One row that is broken costs its own scope only.
                Err(StoreError::Corrupt { table, column, row }) => {
                    tracing::error!("the row {row} of {table} holds a wrong {column}");
                    New::Otherwise
                }
                Err(error) => return Err(error.into()),
            };
            app.news.hand_out((organisation, scope), seen, newest, new);
        }
    }
    Ok(())
}
