//! One server's places for work: a few for each lane. They are filled when a job was asked for here, and otherwise every few seconds, with
//! what waits and with what another server has let go of.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Instant;

use tokio::sync::watch;
use tokio::task::JoinSet;
use trivsel_domain::id::{JobId, OrganisationId};
use trivsel_domain::job::{Job, JobKind, Lane};
use trivsel_store::jobs::{self as store, KeptJob};
use trivsel_store::organisations;
use uuid::Uuid;

use super::{Post, Served, run};
use crate::work::Writer;
use crate::{App, AppError};

/// What comes back by itself in every organisation.
const STANDING: [Job; 3] = [Job::MoveSurveys, Job::ClearUploads, Job::TellPeople];

/// Takes jobs and does them until `stopping` turns true. What is under way then is ended or given back before this returns. Mails are handed
/// over where there is a `post`.
pub async fn serve(app: App, post: Option<Post>, mut stopping: watch::Receiver<bool>) {
    let _served = Served::begin(&app.jobs);
    let mut pool = Pool {
        post,
        stopping: stopping.clone(),
        at_work: JoinSet::new(),
        places: Lane::ALL.into_iter().map(|lane| (lane, lane.places())).collect(),
        in_hand: HashSet::new(),
        watched: Watched::default(),
        seen: HashSet::new(),
        app,
    };
    loop {
        if let Err(error) = pool.fill().await {
            tracing::error!("could not look for work: {error:?}");
        }
        tokio::select! {
            Some(ended) = pool.at_work.join_next() => pool.free(ended),
            () = pool.app.jobs.asked.notified() => {}
            () = tokio::time::sleep(pool.app.settings.pace.look) => {}
            _ = stopping.wait_for(|asked| *asked) => break,
        }
    }
    while pool.at_work.join_next().await.is_some() {}
}

struct Pool {
    app: App,
    post: Option<Post>,
    stopping: watch::Receiver<bool>,
    at_work: JoinSet<(Lane, JobId)>,
    /// How many are free.
    places: BTreeMap<Lane, usize>,
    /// What is being done here.
    in_hand: HashSet<JobId>,
    watched: Watched,
    /// The organisations whose standing jobs are there.
    seen: HashSet<OrganisationId>,
}

impl Pool {
    fn free(&mut self, ended: Result<(Lane, JobId), tokio::task::JoinError>) {
        match ended {
            Ok((lane, job)) => {
                self.in_hand.remove(&job);
                *self.places.entry(lane).or_default() += 1;
            }
            // A panic of the work itself is caught where it is done; this one would be of the pool.
            Err(error) => tracing::error!("a place for work was lost: {error}"),
        }
    }

    async fn fill(&mut self) -> Result<(), AppError> {
        let mut alive = HashSet::new();
        for organisation in organisations::list(&self.app.store).await? {
            // One organisation that cannot be looked after does not stop the others.
            if let Err(error) = self.fill_from(organisation.id, &mut alive).await {
                tracing::error!(organisation.id = %organisation.id, "could not look for work of an organisation: {error:?}");
            }
        }
        self.watched.forget_all_but(&alive);
        Ok(())
    }

    async fn fill_from(&mut self, organisation: OrganisationId, alive: &mut HashSet<JobId>) -> Result<(), AppError> {
        if !self.seen.contains(&organisation) {
            self.ask_for_standing(organisation).await?;
            self.seen.insert(organisation);
        }
        let tx = self.app.read(organisation).await?;
        let mut next = Vec::new();
        for held in store::list_in_hand(&tx, &self.kinds_of(&Lane::ALL)).await? {
            alive.insert(held.id);
            if !self.in_hand.contains(&held.id) && self.watched.stands_still(&held, &self.app) {
                next.push(held);
            }
        }
        for (lane, free) in &self.places {
            let most = u64::try_from(*free).unwrap_or(0);
            if most > 0 {
                next.extend(store::list_ready(&tx, &self.kinds_of(&[*lane]), self.app.now(), most).await?);
            }
        }
        drop(tx);
        for job in next {
            self.begin(organisation, job);
        }
        Ok(())
    }

    /// The kinds this server can do.
    fn kinds_of(&self, lanes: &[Lane]) -> Vec<JobKind> {
        lanes
            .iter()
            .flat_map(|lane| lane.kinds())
            .filter(|kind| *kind != JobKind::SendMails || self.post.is_some())
            .collect()
    }

    fn begin(&mut self, organisation: OrganisationId, job: KeptJob) {
        let lane = job.kind.lane();
        let Some(free @ 1..) = self.places.get_mut(&lane) else {
            return;
        };
        *free -= 1;
        let id = job.id;
        self.in_hand.insert(id);
        let (app, post, stopping) = (self.app.clone(), self.post.clone(), self.stopping.clone());
        self.at_work.spawn(async move {
            if let Err(error) = run::run(&app, post.as_ref(), organisation, job, stopping).await {
                // It stays in this hand, whose beats stand still: it is taken again after its lease.
                tracing::error!(job.id = %id, "what became of a job could not be written down: {error:?}");
            }
            (lane, id)
        });
    }

    async fn ask_for_standing(&self, organisation: OrganisationId) -> Result<(), AppError> {
        self.app
            .writing(Writer::nobody(organisation), |work| async move {
                for job in STANDING {
                    if super::find(&work, &job).await?.is_none() {
                        work.later(job);
                    }
                }
                Ok(())
            })
            .await
    }
}

/// What others have in hand, and since when their beats stand still, by this machine's own running time: no clock has to be right.
#[derive(Debug, Default)]
struct Watched(HashMap<JobId, (Option<Uuid>, i64, Instant)>);

impl Watched {
    fn stands_still(&mut self, job: &KeptJob, app: &App) -> bool {
        let now = Instant::now();
        let seen = self.0.entry(job.id).or_insert((job.hand, job.beats, now));
        if (seen.0, seen.1) != (job.hand, job.beats) {
            *seen = (job.hand, job.beats, now);
        }
        now.duration_since(seen.2) >= app.settings.pace.lease
    }

    fn forget_all_but(&mut self, alive: &HashSet<JobId>) {
        self.0.retain(|job, _| alive.contains(job));
    }
}
