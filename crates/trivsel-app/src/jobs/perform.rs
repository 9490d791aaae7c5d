//! What is done for each kind of job, and what is told when one is given up.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use trivsel_domain::id::OrganisationId;
use trivsel_domain::job::{Job, JobFailure};
use trivsel_store::jobs;

use super::Hand;
use crate::mails::{Letter, MailServer, Tally, Written};
use crate::work::{Work, Writer};
use crate::{App, AppError, evaluations, imports, mails, notices, publications, surveys, uploads};

/// How often it is looked whether a survey is due. Its days are days, so this only bounds how long after midnight one opens; and it is how
/// a clock that jumps is found out.
const SURVEYS_EVERY: TimeDelta = TimeDelta::seconds(30);

/// How long it is told how a job ended.
const TOLD_FOR: TimeDelta = TimeDelta::days(7);

/// Puts a letter into words.
type Writing = Arc<dyn Fn(&Letter) -> Result<Written, AppError> + Send + Sync>;

/// Who hands mails over, and who writes them: the floor above knows the reader's words.
#[derive(Clone)]
pub struct Post {
    pub(crate) server: Arc<MailServer>,
    pub(crate) write: Writing,
    pub(crate) tally: Arc<Tally>,
}

impl std::fmt::Debug for Post {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Post")
            .field("tally", &self.tally)
            .finish_non_exhaustive()
    }
}

impl Post {
    /// Mails go to this server, as `write` writes them.
    pub fn new(
        server: MailServer,
        write: impl Fn(&Letter) -> Result<Written, AppError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            server: Arc::new(server),
            write: Arc::new(write),
            tally: Arc::default(),
        }
    }

    /// What it has done so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }
}

/// How a job ended that did not fail.
pub(super) enum Ended {
    /// It is done.
    Done,
    /// It is done for now, and comes back at this moment.
    Until(DateTime<Utc>),
}

/// Does a job.
pub(super) async fn perform(
    app: &App,
    organisation: OrganisationId,
    job: &Job,
    hand: &Hand,
    post: Option<&Post>,
) -> Result<Ended, AppError> {
    match job {
        Job::ReadFigures { import } => done(imports::read_in_hand(app, organisation, *import, hand).await),
        Job::Evaluate {
            initiative,
            criterion,
            on,
            hash,
        } => {
            let wanted = evaluations::Commission {
                initiative: *initiative,
                criterion: *criterion,
                on: *on,
                hash,
            };
            done(evaluations::reckon_in_hand(app, organisation, &wanted, hand).await)
        }
        Job::Publish { survey } => done(publications::publish_in_hand(app, organisation, *survey, hand).await),
        Job::MoveSurveys => {
            surveys::move_due(app, organisation).await?;
            Ok(Ended::Until(app.now() + SURVEYS_EVERY))
        }
        Job::SendMails => match post {
            Some(post) => Ok(mails::send_in_hand(app, post, organisation, hand)
                .await?
                .map_or(Ended::Done, Ended::Until)),
            None => Ok(Ended::Until(app.now() + SURVEYS_EVERY)),
        },
        Job::TellPeople => Ok(Ended::Until(notices::tell(app, organisation).await?)),
        Job::ClearUploads => {
            forget_ended(app, organisation).await?;
            Ok(Ended::Until(uploads::clear(app, organisation, hand).await?))
        }
    }
}

/// What ended is told for a while, to who comes back and to the doctor.
async fn forget_ended(app: &App, organisation: OrganisationId) -> Result<(), AppError> {
    app.writing(Writer::nobody(organisation), |work| async move {
        jobs::remove_ended(&work, work.now - TOLD_FOR).await?;
        Ok(())
    })
    .await
}

/// Another server, or a coordinator, was quicker: then there is nothing left to do.
fn done(came: Result<(), AppError>) -> Result<Ended, AppError> {
    match came {
        Ok(()) | Err(AppError::Conflict) => Ok(Ended::Done),
        Err(error) => Err(error),
    }
}

/// Notes with what a job was about that it was given up. Where nothing is noted, whoever asks is told from the job itself.
pub(super) async fn give_up(work: &Work, job: &Job, failure: JobFailure) -> Result<(), AppError> {
    match job {
        Job::ReadFigures { import } => imports::give_up(work, *import, failure).await,
        Job::Evaluate { .. }
        | Job::Publish { .. }
        | Job::MoveSurveys
        | Job::SendMails
        | Job::ClearUploads
        | Job::TellPeople => Ok(()),
    }
}
