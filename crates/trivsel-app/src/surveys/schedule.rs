//! What surveys do by themselves: open, remind, close, publish, and delete their answers. Safe to run on several servers at once: a
//! survey is moved by whoever comes first.

use chrono::TimeDelta;
use trivsel_domain::id::{OrganisationId, SurveyId};
use trivsel_domain::job::Job;
use trivsel_domain::survey::{Due, Survey, SurveyState};
use trivsel_store::mails::{Mail, MailKind};
use trivsel_store::{ballots, mails as queue, organisations, rolls, surveys as store};
use uuid::Uuid;

use super::{moved, opening};
use crate::work::{Work, Writer};
use crate::{App, AppError, jobs, looks, mails, workshops};

/// How long a publication that was given up is left.
const UNTIL_TRIED_ANEW: TimeDelta = TimeDelta::hours(1);

/// Clears up in the boxes of open surveys, as each server does by itself, and clears away what an earlier round, or a server that stopped
/// at the wrong moment, left in the files.
pub async fn look_after_boxes(app: &App) {
    if let Err(error) = app.ballots.mix_daily(app).await {
        tracing::error!("open boxes could not be mixed, it is tried again: {error:?}");
    }
    app.ballots.wipe_leftovers(&app.store).await;
}

/// Does everything that is due, in every organisation, and waits for it: where no server does it by itself.
pub async fn advance(app: &App) -> Result<(), AppError> {
    look_after_boxes(app).await;
    for organisation in organisations::list(&app.store).await? {
        // One organisation that cannot be looked after does not stop the others.
        if let Err(error) = move_due(app, organisation.id).await {
            tracing::error!(organisation.id = %organisation.id, "could not look after the surveys of an organisation: {error:?}");
        }
    }
    jobs::do_waiting(app, None).await
}

/// Does what is due in an organisation, or asks for it where it takes long. A survey that fails is reported and left for the next time.
pub(crate) async fn move_due(app: &App, organisation: OrganisationId) -> Result<(), AppError> {
    let allowed = looks::look(app, organisation).await?;
    if !allowed.anything {
        return Ok(());
    }
    let app = &allowed.standing(app);
    let tx = app.read(organisation).await?;
    let surveys = store::list(&tx).await?;
    let broken = store::list_broken(&tx).await?;
    drop(tx);
    for error in broken {
        tracing::error!("a survey cannot be read and is left as it is: {error}");
    }
    mails::ask_for_left(app, organisation).await?;
    if allowed.deleting {
        workshops::take_down_due(app, organisation).await?;
        workshops::clear_due(app, organisation).await?;
    }
    for survey in surveys {
        // Its last day may have been moved on another server.
        app.ballots.forget_older(&survey);
        if let Err(error) = advance_one(app, organisation, survey.clone(), allowed.deleting).await {
            tracing::error!(survey.id = %survey.id, "could not move survey {}: {error:?}", survey.id);
        }
    }
    Ok(())
}

async fn advance_one(
    app: &App,
    organisation: OrganisationId,
    mut survey: Survey,
    may_delete: bool,
) -> Result<(), AppError> {
    // Each step may lead to the next one on the same day: closed, published, deleted.
    while let Some(step) = survey.due(app.today()) {
        if step == Due::Publish {
            // It may take minutes, and says how far it has come. What comes after it is asked for when it is done.
            return ask_to_publish(app, organisation, survey.id).await;
        }
        if step == Due::DeleteAnswers && !may_delete {
            return Ok(());
        }
        match take(app, organisation, survey.id, step).await {
            Ok(()) => tracing::info!(survey.id = %survey.id, "survey {} was moved on: {step:?}", survey.id),
            // Another server, or a coordinator, was quicker.
            Err(AppError::Conflict) => return Ok(()),
            Err(error) => return Err(error),
        }
        let tx = app.read(organisation).await?;
        let Some(now) = store::find(&tx, survey.id).await? else {
            return Ok(());
        };
        if now.due(app.today()) == Some(step) {
            return Ok(());
        }
        survey = now;
    }
    if survey.state == SurveyState::Open {
        remind(app, organisation, survey.id).await?;
    }
    Ok(())
}

async fn take(app: &App, organisation: OrganisationId, id: SurveyId, step: Due) -> Result<(), AppError> {
    match step {
        Due::Open => opening::open(app, organisation, id).await,
        Due::Close => close(app, organisation, id).await,
        Due::Publish => ask_to_publish(app, organisation, id).await,
        Due::DeleteAnswers => delete_answers(app, organisation, id).await,
    }
}

/// Asks for a survey's publication, unless it is under way. One that was given up is asked for again after a while: nobody else would.
async fn ask_to_publish(app: &App, organisation: OrganisationId, survey: SurveyId) -> Result<(), AppError> {
    let job = &Job::Publish { survey };
    app.writing(Writer::nobody(organisation), |work| async move {
        let known = jobs::find(&work, job).await?;
        let is_asked_for = known.is_some_and(|known| {
            known.state.is_under_way() || known.finished_at.is_some_and(|at| work.now < at + UNTIL_TRIED_ANEW)
        });
        if !is_asked_for {
            work.later(job.clone());
        }
        Ok(())
    })
    .await
}

/// The survey as it is now. [`AppError::Conflict`] when this step is no longer due: what was seen a moment ago may have been withdrawn,
/// changed and launched again since.
pub(super) async fn due(work: &Work, id: SurveyId, step: Due) -> Result<Survey, AppError> {
    let survey = store::find(work, id).await?.ok_or(AppError::Conflict)?;
    if survey.due(work.today) == Some(step) {
        Ok(survey)
    } else {
        Err(AppError::Conflict)
    }
}

/// Takes no more answers. The box is shuffled: rows are written anew under random keys, so that neither a key nor the order in which
/// rows lie says anything about a token, a card or a time. Who fetched a token is forgotten, and so is the key that made them.
async fn close(app: &App, organisation: OrganisationId, id: SurveyId) -> Result<(), AppError> {
    app.writing(Writer::closing(organisation), |work| async move {
        let survey = due(&work, id, Due::Close).await?;
        // First of all: it waits for answers that are on their way in, and keeps later ones out.
        moved(&work, &survey, survey.closed(work.today), "closed").await?;
        let random = || Uuid::new_v4().simple().to_string();
        let mut box_ = ballots::list(&work, id).await?;
        let mut comments = ballots::list_comments(&work, id).await?;
        ballots::remove_all(&work, id).await?;
        for ballot in &mut box_ {
            ballot.key = random();
        }
        for comment in &mut comments {
            comment.key = random();
        }
        box_.sort_by(|one, other| one.key.cmp(&other.key));
        comments.sort_by(|one, other| one.key.cmp(&other.key));
        ballots::add(&work, id, &box_, &comments).await?;
        ballots::remove_cards(&work, id).await?;
        rolls::forget_tokens(&work, id).await?;
        queue::remove_all(&work, id).await?;
        store::forget_key(&work, id).await?;
        // Noted before it is committed: what the rows looked like before must not lie about in the file, whatever stops us.
        app.ballots.note_leftovers();
        Ok(())
    })
    .await?;
    app.ballots.forget(id);
    app.ballots.wipe_leftovers(&app.store).await;
    Ok(())
}

async fn delete_answers(app: &App, organisation: OrganisationId, id: SurveyId) -> Result<(), AppError> {
    app.writing(Writer::closing(organisation), |work| async move {
        let survey = due(&work, id, Due::DeleteAnswers).await?;
        forget_answers(&work, &survey).await?;
        app.ballots.note_leftovers();
        Ok(())
    })
    .await?;
    app.ballots.forget(id);
    app.ballots.wipe_leftovers(&app.store).await;
    Ok(())
}

/// Takes everything out of the box, and the roll with it. Of a survey that is still open, also what lets anybody in.
pub(super) async fn forget_answers(work: &Work, survey: &Survey) -> Result<(), AppError> {
    let id = survey.id;
    moved(work, survey, survey.answers_deleted(work.today), "answers_deleted").await?;
    ballots::remove_all(work, id).await?;
    ballots::remove_cards(work, id).await?;
    rolls::remove_all(work, id).await?;
    queue::remove_all(work, id).await?;
    Ok(store::forget_key(work, id).await?)
}

/// Queues reminders to those who have not fetched a token, on the days chosen.
async fn remind(app: &App, organisation: OrganisationId, id: SurveyId) -> Result<(), AppError> {
    app.writing(Writer::nobody(organisation), |work| async move {
        let survey = store::find(&work, id).await?.ok_or(AppError::Conflict)?;
        if survey.state != SurveyState::Open
            || survey.held_since.is_some()
            || store::take_reminders(&work, id, work.today).await? == 0
        {
            return Ok(());
        }
        let reminders: Vec<Mail> = rolls::without_token(&work, id)
            .await?
            .into_iter()
            .map(|person| Mail::new(id, person, MailKind::Reminder))
            .collect();
        mails::queue(&work, &reminders).await?;
        Ok(())
    })
    .await
}
