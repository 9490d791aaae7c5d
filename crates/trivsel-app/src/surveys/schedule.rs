//! What surveys do by themselves: open, remind, close, publish, and delete their answers. Safe to run on several servers at once: a
//! survey is moved by whoever comes first.

use trivsel_domain::id::OrganisationId;
use trivsel_domain::survey::{Due, Survey, SurveyState};
use trivsel_store::mails::{Mail, MailKind};
use trivsel_store::{ballots, mails, organisations, rolls, surveys as store};
use uuid::Uuid;

use super::opening::{self, moved, told};
use crate::{App, AppError, publications};

/// Does everything that is due, in every organisation. A survey that fails is reported and left for the next time.
pub async fn advance(app: &App) -> Result<(), AppError> {
    // What an earlier round, or a server that stopped at the wrong moment, left in the files.
    app.ballots.wipe_leftovers(&app.store).await;
    for organisation in organisations::list(&app.store).await? {
        let tx = app.read(organisation.id).await?;
        let surveys = store::list(&tx).await?;
        drop(tx);
        for survey in surveys {
            if let Err(error) = advance_one(app, organisation.id, survey.clone()).await {
                tracing::error!(survey.id = %survey.id, "could not move survey {}: {error:?}", survey.id);
            }
        }
    }
    Ok(())
}

async fn advance_one(app: &App, organisation: OrganisationId, mut survey: Survey) -> Result<(), AppError> {
    // Each step may lead to the next one on the same day: closed, published, deleted.
    while let Some(due) = survey.due(app.today()) {
        let has_moved = match due {
            Due::Open => opening::open(app, organisation, &survey).await?,
            Due::Close => close(app, app.store.write_box(organisation).await?, &survey).await?,
            Due::Publish => publications::publish(app, organisation, &survey, app.today()).await?,
            Due::DeleteAnswers => delete_answers(app, app.store.write_box(organisation).await?, &survey).await?,
        };
        if !has_moved {
            return Ok(());
        }
        tracing::info!(survey.id = %survey.id, "survey {} was moved on: {due:?}", survey.id);
        let tx = app.read(organisation).await?;
        let Some(now) = store::find(&tx, survey.id).await? else {
            return Ok(());
        };
        if now.state == survey.state && due != Due::DeleteAnswers {
            return Ok(());
        }
        survey = now;
    }
    if survey.state == SurveyState::Open {
        remind(app, organisation, &survey).await?;
    }
    Ok(())
}

/// Takes no more answers. The box is shuffled: rows are written anew under random keys, so that neither a key nor the order in which
/// rows lie says anything about a token, a card or a time. Who fetched a token is forgotten, and so is the key that made them.
async fn close(app: &App, tx: trivsel_store::Tx, survey: &Survey) -> Result<bool, AppError> {
    let closed = survey.closed(app.today()).map_err(|_| AppError::Conflict)?;
    if store::advance(&tx, &closed, survey.state).await? == 0 {
        return Ok(false);
    }
    let random = || Uuid::new_v4().simple().to_string();
    let mut box_ = ballots::list(&tx, survey.id).await?;
    let mut comments = ballots::list_comments(&tx, survey.id).await?;
    ballots::remove_all(&tx, survey.id).await?;
    for ballot in &mut box_ {
        ballot.key = random();
    }
    for comment in &mut comments {
        comment.key = random();
    }
    box_.sort_by(|one, other| one.key.cmp(&other.key));
    comments.sort_by(|one, other| one.key.cmp(&other.key));
    ballots::add(&tx, survey.id, &box_, &comments).await?;
    ballots::remove_cards(&tx, survey.id).await?;
    rolls::forget_tokens(&tx, survey.id).await?;
    mails::remove_all(&tx, survey.id).await?;
    store::forget_key(&tx, survey.id).await?;
    app.ballots.forget(survey.id);
    // What the rows looked like before must not lie about in the file.
    app.ballots.note_leftovers();
    told(app, tx, survey, &closed, "closed").await?;
    app.ballots.wipe_leftovers(&app.store).await;
    Ok(true)
}

async fn delete_answers(app: &App, tx: trivsel_store::Tx, survey: &Survey) -> Result<bool, AppError> {
    let deleted = survey.answers_deleted(app.today()).map_err(|_| AppError::Conflict)?;
    ballots::remove_all(&tx, survey.id).await?;
    rolls::remove_all(&tx, survey.id).await?;
    app.ballots.note_leftovers();
    let has_moved = moved(app, tx, survey, &deleted, "answers_deleted").await?;
    app.ballots.wipe_leftovers(&app.store).await;
    Ok(has_moved)
}

/// Queues reminders to those who have not fetched a token, on the days chosen.
async fn remind(app: &App, organisation: OrganisationId, survey: &Survey) -> Result<(), AppError> {
    let tx = app.write(organisation).await?;
    if store::take_reminders(&tx, survey.id, app.today()).await? == 0 {
        return Ok(());
    }
    let reminders: Vec<Mail> = rolls::without_token(&tx, survey.id)
        .await?
        .into_iter()
        .map(|person| Mail::new(survey.id, person, MailKind::Reminder))
        .collect();
    mails::add_many(&tx, &reminders).await?;
    tx.commit().await?;
    Ok(())
}
