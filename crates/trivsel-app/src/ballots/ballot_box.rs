//! The box: answers that come at the same moment are written in one transaction, in random order, and acknowledged together once they
//! are on the disk. A disk that syncs some hundred times a second can so take thousands of answers.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rand::seq::SliceRandom;
use tokio::sync::{mpsc, oneshot};
use trivsel_domain::id::{OrganisationId, SurveyId};
use trivsel_domain::survey::SurveyState;
use trivsel_store::ballots::{self, Ballot, Comment};
use trivsel_store::{Store, StoreError, surveys};

use super::Poll;
use crate::AppError;

/// How many answers one transaction takes: an insert statement carries 300.
const BATCH: usize = 300;
/// How many answers may wait before a sender is told that the server is busy.
const QUEUE: usize = 5_000;

/// What came of handing in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    /// It is in the box.
    In,
    /// An answer with this token or card was in the box already; it stays as it was.
    AlreadyIn,
}

/// An answer on its way in.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) organisation: OrganisationId,
    pub(super) survey: SurveyId,
    pub(super) ballot: Ballot,
    pub(super) comments: Vec<Comment>,
}

type Reply = oneshot::Sender<Result<Cast, AppError>>;
type Queue = mpsc::Sender<(Waiting, Reply)>;

/// The way into the box of every survey on this server, and the surveys it knows.
#[derive(Clone, Debug, Default)]
pub struct BallotBox {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    queue: OnceLock<Queue>,
    polls: Mutex<HashMap<(String, i32), Arc<Poll>>>,
    /// Have the files been cleared of what boxes left behind? Not when the program starts: the last one may have stopped between a
    /// commit and the clearing.
    is_wiped: AtomicBool,
}

impl BallotBox {
    /// A survey that was looked up before.
    pub(super) fn known(&self, short_name: &str, number: i32) -> Option<Arc<Poll>> {
        let polls = self.inner.polls.lock().unwrap_or_else(PoisonError::into_inner);
        polls.get(&(short_name.to_owned(), number)).cloned()
    }

    /// Remembers a survey while it is open: nothing about it changes until it closes.
    pub(super) fn know(&self, poll: Poll) -> Arc<Poll> {
        let poll = Arc::new(poll);
        if poll.survey.state == SurveyState::Open {
            let mut polls = self.inner.polls.lock().unwrap_or_else(PoisonError::into_inner);
            polls.insert((poll.short_name.clone(), poll.survey.number), Arc::clone(&poll));
        }
        poll
    }

    /// Forgets a survey that closed.
    pub(crate) fn forget(&self, survey: SurveyId) {
        let mut polls = self.inner.polls.lock().unwrap_or_else(PoisonError::into_inner);
        polls.retain(|_, poll| poll.survey.id != survey);
    }

    /// Notes that rows are about to be removed or rewritten that must not lie about in the files.
    pub(crate) fn note_leftovers(&self) {
        self.inner.is_wiped.store(false, Ordering::SeqCst);
    }

    /// Clears the files of what removed and rewritten rows left behind, unless that has been done since. What fails is reported and tried
    /// again the next time.
    pub(crate) async fn wipe_leftovers(&self, store: &Store) {
        if self.inner.is_wiped.swap(true, Ordering::SeqCst) {
            return;
        }
        if let Err(error) = store.wipe_leftovers().await {
            self.note_leftovers();
            tracing::error!("removed answers could not be wiped from the files yet, it is tried again: {error:?}");
        }
    }

    /// Hands an answer in, and waits until it is on the disk.
    pub(super) async fn put(&self, store: &Store, waiting: Waiting) -> Result<Cast, AppError> {
        let survey = waiting.survey;
        let queue = self.inner.queue.get_or_init(|| {
            let (queue, waiting) = mpsc::channel(QUEUE);
            tokio::spawn(write(store.clone(), waiting));
            queue
        });
        let (reply, answer) = oneshot::channel();
        queue.try_send((waiting, reply)).map_err(|_| AppError::TooMany)?;
        let cast = answer
            .await
            .map_err(|error| AppError::internal("waiting for the box", error))?;
        if matches!(cast, Err(AppError::Refused(_))) {
            self.forget(survey);
        }
        cast
    }
}

/// Writes what waits, as long as anybody may still send.
async fn write(store: Store, mut queue: mpsc::Receiver<(Waiting, Reply)>) {
    let mut batch = Vec::with_capacity(BATCH);
    while queue.recv_many(&mut batch, BATCH).await > 0 {
        // By organisation: a transaction sees one only.
        let mut shares: BTreeMap<OrganisationId, Vec<(Waiting, Reply)>> = BTreeMap::new();
        for (waiting, reply) in batch.drain(..) {
            shares.entry(waiting.organisation).or_default().push((waiting, reply));
        }
        for (organisation, share) in shares {
            write_share(&store, organisation, share).await;
        }
    }
}

async fn write_share(store: &Store, organisation: OrganisationId, mut share: Vec<(Waiting, Reply)>) {
    share.shuffle(&mut rand::rng());
    let answers = match put_all(store, organisation, &share).await {
        Ok(answers) => answers,
        Err(error) => {
            // One word for all of them: who waits with whom is nobody's business. The cause is logged once, here.
            tracing::error!("answers could not be written: {error:?}");
            for (_, reply) in share {
                let _gone = reply.send(Err(error.once_more().into()));
            }
            return;
        }
    };
    for ((_, reply), answer) in share.into_iter().zip(answers) {
        let _gone = reply.send(answer);
    }
}

async fn put_all(
    store: &Store,
    organisation: OrganisationId,
    share: &[(Waiting, Reply)],
) -> Result<Vec<Result<Cast, AppError>>, StoreError> {
    let tx = store.write_box(organisation).await?;
    let mut ids: Vec<SurveyId> = share.iter().map(|(waiting, _)| waiting.survey).collect();
    ids.sort();
    ids.dedup();
    let states = surveys::states_kept(&tx, &ids).await?;
    let is_open = |survey: SurveyId| states.get(&survey) == Some(&SurveyState::Open);
    // The same answer may be in the batch twice: a device that was too eager.
    let mut seen: BTreeSet<(SurveyId, &str)> = BTreeSet::new();
    let mut fresh: BTreeMap<SurveyId, Vec<&Waiting>> = BTreeMap::new();
    for (waiting, _) in share {
        if is_open(waiting.survey) && seen.insert((waiting.survey, &waiting.ballot.key)) {
            fresh.entry(waiting.survey).or_default().push(waiting);
        }
    }
    let mut added: BTreeSet<(SurveyId, String)> = BTreeSet::new();
    for (survey, fresh) in fresh {
        let ballots: Vec<Ballot> = fresh.iter().map(|waiting| waiting.ballot.clone()).collect();
        let keys = ballots::add_ballots(&tx, survey, &ballots).await?;
        let mut comments: Vec<Comment> = fresh
            .iter()
            .filter(|waiting| keys.contains(&waiting.ballot.key))
            .flat_map(|waiting| waiting.comments.iter().cloned())
            .collect();
        comments.sort_by(|one, other| one.key.cmp(&other.key));
        ballots::add_comments(&tx, survey, &comments).await?;
        added.extend(keys.into_iter().map(|key| (survey, key)));
    }
    tx.commit().await?;
    let answers = share.iter().map(|(waiting, _)| {
        if !is_open(waiting.survey) {
            Err(AppError::Refused("refused-survey-closed"))
        } else if added.remove(&(waiting.survey, waiting.ballot.key.clone())) {
            Ok(Cast::In)
        } else {
            Ok(Cast::AlreadyIn)
        }
    });
    Ok(answers.collect())
}
