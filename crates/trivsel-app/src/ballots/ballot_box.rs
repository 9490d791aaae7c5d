//! The box: answers that come at the same moment are written in one transaction, in random order, mixed with what lies in their cells,
//! and acknowledged together once they are on the disk. A disk that syncs some hundred times a second can so take thousands of answers.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use rand::seq::SliceRandom;
use tokio::sync::{mpsc, oneshot};
use trivsel_domain::id::{OrganisationId, SurveyId};
use trivsel_domain::survey::{Survey, SurveyState};
use trivsel_store::ballots::{self, Ballot, Comment};
use trivsel_store::{Store, StoreError, Tx, organisations, surveys};

use super::mixing::{self, Mixing};
use super::recent::Recent;
use super::{CellOf, Poll};
use crate::{App, AppError};

/// How many answers one transaction takes: an insert statement carries 300.
const BATCH: usize = 300;
/// How many answers may wait before a sender is told that the server is busy.
const QUEUE: usize = 5_000;

/// What came of handing in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    /// It is in the box.
    In,
    /// This very answer was in the box already.
    AlreadyIn,
}

/// The right that a card gives.
#[derive(Debug)]
pub(super) struct CardRight {
    /// The hash of its code.
    pub(super) mark: String,
    /// What was said with it, as [`Recent`] remembers it: only from browsers that draw no slip.
    pub(super) said: Option<[u8; 32]>,
}

/// An answer on its way in.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) organisation: OrganisationId,
    pub(super) survey: SurveyId,
    pub(super) ballot: Ballot,
    pub(super) comments: Vec<Comment>,
    /// Where comments to this ballot would lie.
    pub(super) comment_keys: Vec<String>,
    /// The card it is handed in with.
    pub(super) card: Option<CardRight>,
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
    mixing: Arc<Mixing>,
    recent: Recent,
    /// When everything was mixed and wiped last.
    wiped: Mutex<Wiped>,
}

#[derive(Debug, Default)]
struct Wiped {
    /// The day on which every cell was mixed.
    on: Option<NaiveDate>,
    /// When the files were wiped, and what had been written by then.
    at: Option<(Instant, u64)>,
}

/// How often the tables are written anew while answers come in.
const WIPE_EVERY: Duration = Duration::from_secs(600);

impl BallotBox {
    /// A survey that was looked up before.
    pub(super) fn known(&self, short_name: &str, number: i32) -> Option<Arc<Poll>> {
        let polls = self.inner.polls.lock().unwrap_or_else(PoisonError::into_inner);
        polls.get(&(short_name.to_owned(), number)).cloned()
    }

    /// Remembers a survey while it is open: nothing about it changes until it closes but its last day.
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

    /// Forgets a survey that was changed since it was looked up.
    pub(crate) fn forget_older(&self, newest: &Survey) {
        let mut polls = self.inner.polls.lock().unwrap_or_else(PoisonError::into_inner);
        polls.retain(|_, poll| poll.survey.id != newest.id || poll.survey.version >= newest.version);
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

    /// Clears away what writing to a roll or a box left behind in the files.
    pub(super) async fn tidy(&self, store: &Store) {
        self.inner.mixing.tidy(store).await;
    }

    /// Mixes cells in a moment.
    pub(super) fn mix_later(&self, store: &Store, cells: impl IntoIterator<Item = CellOf>) {
        self.inner.mixing.leave(store, cells);
    }

    /// What was said by card, as it is remembered for a moment.
    pub(super) fn said(&self, answers: &str, comments: &[Comment]) -> [u8; 32] {
        self.inner.recent.hash(answers, comments)
    }

    /// Mixes every cell of the open surveys when the program starts and once a day; writes the tables anew a while after answers came.
    pub(crate) async fn mix_daily(&self, app: &App) -> Result<(), AppError> {
        let today = app.today();
        let is_new_day = {
            let mut wiped = self.inner.wiped.lock().unwrap_or_else(PoisonError::into_inner);
            wiped.on.replace(today) != Some(today)
        };
        if is_new_day && let Err(error) = mix_all(app).await {
            self.inner.wiped.lock().unwrap_or_else(PoisonError::into_inner).on = None;
            return Err(error);
        }
        let written = self.inner.mixing.written();
        let is_due = {
            let mut wiped = self.inner.wiped.lock().unwrap_or_else(PoisonError::into_inner);
            let is_due = wiped
                .at
                .is_none_or(|(at, until)| until < written && at.elapsed() >= WIPE_EVERY);
            if is_due {
                wiped.at = Some((Instant::now(), written));
            }
            is_due
        };
        if is_due || is_new_day {
            app.store.write_anew().await?;
        }
        Ok(())
    }

    /// Hands an answer in, and waits until it is on the disk.
    pub(super) async fn put(&self, store: &Store, waiting: Waiting) -> Result<Cast, AppError> {
        let survey = waiting.survey;
        let queue = self.inner.queue.get_or_init(|| {
            let (queue, waiting) = mpsc::channel(QUEUE);
            tokio::spawn(write(store.clone(), Arc::downgrade(&self.inner), waiting));
            queue
        });
        let (reply, answer) = oneshot::channel();
        queue.try_send((waiting, reply)).map_err(|_| AppError::TooMany)?;
        let cast = answer
            .await
            .map_err(|error| AppError::internal("waiting for the box", error))?;
        if matches!(cast, Err(AppError::Refused(CLOSED))) {
            self.forget(survey);
        }
        cast
    }
}

const CLOSED: &str = "refused-survey-closed";

/// Mixes roll and box of every survey that takes answers.
async fn mix_all(app: &App) -> Result<(), AppError> {
    for organisation in organisations::list(&app.store).await? {
        let tx = app.read(organisation.id).await?;
        let mut cells = Vec::new();
        for survey in surveys::list(&tx).await? {
            if survey.state == SurveyState::Open {
                cells.extend(surveys::list_cells(&tx, survey.id).await?.iter().map(|cell| CellOf {
                    organisation: organisation.id,
                    survey: survey.id,
                    number: cell.number,
                }));
            }
        }
        drop(tx);
        let open: BTreeSet<SurveyId> = cells.iter().map(|cell| cell.survey).collect();
        for survey in open {
            let tx = app.store.write_box(organisation.id).await?;
            surveys::states_kept(&tx, &[survey]).await?;
            ballots::part_from_cards(&tx, survey).await?;
            tx.commit().await?;
        }
        cells.shuffle(&mut rand::rng());
        for cell in cells {
            mixing::mix(&app.store, cell).await?;
        }
    }
    Ok(())
}

/// Writes what waits, as long as anybody may still send.
async fn write(store: Store, inner: Weak<Inner>, mut queue: mpsc::Receiver<(Waiting, Reply)>) {
    let mut batch = Vec::with_capacity(BATCH);
    while queue.recv_many(&mut batch, BATCH).await > 0 {
        let Some(inner) = inner.upgrade() else { return };
        // By organisation: a transaction sees one only.
        let mut shares: BTreeMap<OrganisationId, Vec<(Waiting, Reply)>> = BTreeMap::new();
        for (waiting, reply) in batch.drain(..) {
            shares.entry(waiting.organisation).or_default().push((waiting, reply));
        }
        for (organisation, share) in shares {
            write_share(&store, &inner, organisation, share).await;
        }
    }
}

async fn write_share(store: &Store, inner: &Inner, organisation: OrganisationId, mut share: Vec<(Waiting, Reply)>) {
    share.shuffle(&mut rand::rng());
    let waiting: Vec<&Waiting> = share.iter().map(|(waiting, _)| waiting).collect();
    let written = match put_all(store, inner, organisation, &waiting).await {
        Ok(written) => written,
        Err(error) => {
            // One word for all of them: who waits with whom is nobody's business. The cause is logged once, here.
            tracing::error!("answers could not be written: {error:?}");
            for (_, reply) in share {
                let _gone = reply.send(Err(error.once_more().into()));
            }
            return;
        }
    };
    if written.is_calm {
        inner.mixing.tidy(store).await;
    } else {
        inner.mixing.tidy_later(store);
    }
    inner.mixing.leave(store, written.unmixed);
    for ((_, reply), answer) in share.into_iter().zip(written.answers) {
        let _gone = reply.send(answer);
    }
}

/// What came of a batch.
struct Written {
    answers: Vec<Result<Cast, AppError>>,
    /// Were so few written that there is time to clear up before they are acknowledged?
    is_calm: bool,
    unmixed: Vec<CellOf>,
}

async fn put_all(
    store: &Store,
    inner: &Inner,
    organisation: OrganisationId,
    share: &[&Waiting],
) -> Result<Written, StoreError> {
    let tx = store.write_box(organisation).await?;
    let mut ids: Vec<SurveyId> = share.iter().map(|waiting| waiting.survey).collect();
    ids.sort();
    ids.dedup();
    let states = surveys::states_kept(&tx, &ids).await?;
    let is_open = |survey: SurveyId| states.get(&survey) == Some(&SurveyState::Open);
    // Which cards this transaction used up, each for one key: what it remembers if the transaction stands.
    let mut used: BTreeMap<(SurveyId, &str), &Waiting> = BTreeMap::new();
    // The same answer may be in the batch twice: a device that was too eager.
    let mut fresh: BTreeMap<SurveyId, BTreeMap<&str, &Waiting>> = BTreeMap::new();
    for waiting in share.iter().filter(|waiting| is_open(waiting.survey)) {
        if admitted(&tx, waiting, &mut used).await? {
            fresh
                .entry(waiting.survey)
                .or_default()
                .entry(&waiting.ballot.key)
                .or_insert(waiting);
        }
    }
    let mut added: BTreeSet<(SurveyId, String)> = BTreeSet::new();
    for (survey, fresh) in &fresh {
        let ballots: Vec<Ballot> = fresh.values().map(|waiting| waiting.ballot.clone()).collect();
        let keys = ballots::add_ballots(&tx, *survey, &ballots).await?;
        let mut comments: Vec<Comment> = fresh
            .values()
            .filter(|waiting| keys.contains(&waiting.ballot.key))
            .flat_map(|waiting| waiting.comments.iter().cloned())
            .collect();
        comments.sort_by(|one, other| one.key.cmp(&other.key));
        ballots::add_comments(&tx, *survey, &comments).await?;
        added.extend(keys.into_iter().map(|key| (*survey, key)));
    }
    let mut answers = Vec::with_capacity(share.len());
    let mut first = added.clone();
    for waiting in share {
        let place = (waiting.survey, waiting.ballot.key.clone());
        let is_first = fresh
            .get(&waiting.survey)
            .and_then(|fresh| fresh.get(waiting.ballot.key.as_str()))
            .is_some_and(|one| std::ptr::eq(*one, *waiting));
        answers.push(if !is_open(waiting.survey) {
            Err(AppError::Refused(CLOSED))
        } else if is_first && first.remove(&place) {
            Ok(Cast::In)
        } else {
            again(&tx, inner, waiting, &used).await?
        });
    }
    let is_calm = share.len() <= mixing::CALM;
    let unmixed = mix_touched(&tx, share, &added, is_calm).await?;
    tx.commit().await?;
    for ((survey, mark), waiting) in used {
        if let Some(said) = waiting.card.as_ref().and_then(|card| card.said) {
            inner.recent.remember(survey, mark, said);
        }
    }
    Ok(Written {
        answers,
        is_calm,
        unmixed,
    })
}

/// May this be put into the box? With a card: if it was unused until now, or if the very same sending used it.
async fn admitted<'a>(
    tx: &Tx,
    waiting: &'a Waiting,
    used: &mut BTreeMap<(SurveyId, &'a str), &'a Waiting>,
) -> Result<bool, StoreError> {
    let Some(card) = &waiting.card else { return Ok(true) };
    let place = (waiting.survey, card.mark.as_str());
    if let Some(by) = used.get(&place) {
        return Ok(by.ballot.key == waiting.ballot.key);
    }
    let is_again = ballots::answers_under(tx, waiting.survey, &waiting.ballot.key)
        .await?
        .is_some();
    if is_again || !ballots::use_card(tx, waiting.survey, &card.mark).await? {
        return Ok(is_again);
    }
    used.insert(place, waiting);
    Ok(true)
}

/// What somebody is told who hands in again: that it is in the box if it is this very answer that lies there, that the card or token was
/// used if not. Of a card's answer nothing is told but to who sent it.
async fn again(
    tx: &Tx,
    inner: &Inner,
    waiting: &Waiting,
    used: &BTreeMap<(SurveyId, &str), &Waiting>,
) -> Result<Result<Cast, AppError>, StoreError> {
    let survey = waiting.survey;
    if let Some(kept) = ballots::answers_under(tx, survey, &waiting.ballot.key).await? {
        let comments = ballots::comments_under(tx, survey, &waiting.comment_keys).await?;
        let sent: BTreeMap<String, String> = waiting
            .comments
            .iter()
            .map(|comment| (comment.item.clone(), comment.text.clone()))
            .collect();
        let is_same = kept == waiting.ballot.answers && comments == sent;
        let sentence = if waiting.card.is_some() { CARD_USED } else { TOKEN_USED };
        return Ok(if is_same {
            Ok(Cast::AlreadyIn)
        } else {
            Err(AppError::Refused(sentence))
        });
    }
    let Some(card) = &waiting.card else {
        return Ok(Err(AppError::Refused(TOKEN_USED)));
    };
    let is_same = match (used.get(&(survey, card.mark.as_str())), card.said) {
        (Some(by), Some(said)) => by.card.as_ref().and_then(|card| card.said) == Some(said),
        (None, Some(said)) => inner.recent.is_same(survey, &card.mark, said),
        (_, None) => false,
    };
    Ok(if is_same {
        Ok(Cast::AlreadyIn)
    } else {
        Err(AppError::Refused(CARD_USED))
    })
}

const CARD_USED: &str = "refused-card-used";
const TOKEN_USED: &str = "refused-token-used";

/// Mixes the cells that something came to, and gives back those that are left for later.
async fn mix_touched(
    tx: &Tx,
    share: &[&Waiting],
    added: &BTreeSet<(SurveyId, String)>,
    is_calm: bool,
) -> Result<Vec<CellOf>, StoreError> {
    let touched: BTreeSet<CellOf> = share
        .iter()
        .filter(|waiting| added.contains(&(waiting.survey, waiting.ballot.key.clone())))
        .map(|waiting| CellOf {
            organisation: waiting.organisation,
            survey: waiting.survey,
            number: waiting.ballot.cell,
        })
        .collect();
    let (mut unmixed, mut room) = (Vec::new(), mixing::AT_ONCE);
    for cell in touched {
        let rows = ballots::count_in(tx, cell.survey, cell.number).await?;
        if is_calm && rows <= room {
            ballots::mix(tx, cell.survey, cell.number).await?;
            room -= rows;
        } else {
            unmixed.push(cell);
        }
    }
    Ok(unmixed)
}
