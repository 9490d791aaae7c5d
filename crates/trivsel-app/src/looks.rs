//! Looking at the clock before anything is done that nobody asked for: the rule stands in `trivsel_domain::look`.
//!
//! Beside the database lies a small file, in the server's own folder, that holds the number of the newest look. When the database holds a lower one, an older database was
//! put in its place, and its surveys are held as after a restore. Where that file was lost as well, nothing tells.

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use trivsel_domain::id::OrganisationId;
use trivsel_domain::look::{Finding, Look};
use trivsel_store::looks::{self as store, KeptLook};
use trivsel_store::surveys;
use uuid::Uuid;

use crate::trail::Trail;
use crate::work::{Work, Writer};
use crate::{App, AppError, Clock};

/// A look that finds nothing new is written down no more often than this.
const WRITTEN_EVERY: TimeDelta = TimeDelta::seconds(60);

/// What the clock allows now, and the moment that was looked at: what is done is done at that moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Allowed {
    at: DateTime<Utc>,
    /// May what is due be done?
    pub(crate) anything: bool,
    /// May answers be deleted?
    pub(crate) deleting: bool,
}

impl Allowed {
    /// The same program, standing at that moment: a clock that jumps a moment after it was looked at does nothing, either.
    pub(crate) fn standing(&self, app: &App) -> App {
        App {
            clock: Clock::Fixed(self.at),
            ..app.clone()
        }
    }
}

/// Looks at the clock for an organisation, and writes it down.
pub(crate) async fn look(app: &App, organisation: OrganisationId) -> Result<Allowed, AppError> {
    let now = app.now();
    if app.clock.is_given() {
        return Ok(Allowed {
            at: now,
            anything: true,
            deleting: true,
        });
    }
    let mark = Mark::of(app, organisation);
    let seen = mark.read().await;
    let seen = &seen;
    let (kept, finding) = app
        .writing(Writer::nobody(organisation), |work| async move {
            looked(&work, now, seen.as_ref()).await
        })
        .await?;
    match finding {
        Finding::Steady => {}
        Finding::Back => tracing::info!("the clock is back where it was before it jumped"),
        Finding::Jumped(gap) => tracing::warn!(
            gap.minutes = gap.num_minutes(),
            "the clock has moved by {} minutes since it was last looked whether something is due: nothing opens, closes, is published, \
             deleted or sent before {} UTC. If the clock is wrong, set it right",
            gap.num_minutes(),
            kept.look.steady_at().format("%Y-%m-%d %H:%M")
        ),
    }
    mark.write(&kept).await;
    Ok(Allowed {
        at: now,
        anything: kept.look.is_steady(),
        deleting: kept.look.may_delete(),
    })
}

async fn looked(work: &Work, now: DateTime<Utc>, seen: Option<&(Uuid, i64)>) -> Result<(KeptLook, Finding), AppError> {
    let Some(last) = store::find(work).await? else {
        let kept = KeptLook {
            epoch: Uuid::new_v4(),
            number: 1,
            look: Look::first(now, store::is_anything_at_stake(work, now).await?),
        };
        store::keep(work, &kept).await?;
        return Ok((kept, Finding::Steady));
    };
    let mut number = last.number;
    if let Some((epoch, highest)) = seen
        && *epoch == last.epoch
        && *highest > number
    {
        let held = surveys::hold(work, work.today).await?;
        tracing::warn!(
            "the database is older than the one that was here before: {held} surveys are held until somebody says how they go on"
        );
        work.trail(Trail::new("organisation", work.organisation().0, "held_surveys").field("surveys", 0, held));
        number = *highest;
    }
    let (look, finding) = last.look.next(now);
    let is_news = number != last.number || finding != Finding::Steady || look.is_steady() != last.look.is_steady();
    if !is_news && now - last.look.at < WRITTEN_EVERY && now >= last.look.at {
        let kept = KeptLook { look, ..last };
        return Ok((kept, finding));
    }
    let kept = KeptLook {
        epoch: last.epoch,
        number: number + 1,
        look,
    };
    store::keep(work, &kept).await?;
    Ok((kept, finding))
}

/// The file that remembers the newest look.
struct Mark {
    path: PathBuf,
}

impl Mark {
    fn of(app: &App, organisation: OrganisationId) -> Self {
        Self {
            path: app.settings.state_dir.join(format!("look-{organisation}")),
        }
    }

    async fn read(&self) -> Option<(Uuid, i64)> {
        let text = tokio::fs::read_to_string(&self.path).await.ok()?;
        let (epoch, number) = text.trim().split_once(' ')?;
        Some((epoch.parse().ok()?, number.parse().ok()?))
    }

    async fn write(&self, kept: &KeptLook) {
        let text = format!("{} {}\n", kept.epoch, kept.number);
        let unfinished = self.path.with_extension("unfinished");
        let written = async {
            tokio::fs::write(&unfinished, text).await?;
            tokio::fs::rename(&unfinished, &self.path).await
        };
        if let Err(error) = written.await {
            tracing::warn!("the newest look could not be noted in the server's own folder: {error}");
        }
    }
}
