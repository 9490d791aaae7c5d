//! Whose turn it is in a start: going on when the other never answers, somebody else taking over, looking back after three months.

use trivsel_domain::id::{PersonId, StartId};
use trivsel_domain::rights::Actor;
use trivsel_domain::start::{Promise, StartAnswer, StartPart, StartStage, has_all};
use trivsel_store::starts as store;

use super::{Candidates, offered, own};
use crate::trail::Trail;
use crate::{App, AppError};

/// Who can take over one of the two parts of a start: those who could begin one in its unit and are not one of the two already.
pub async fn successors(app: &App, who: &Actor, id: StartId) -> Result<Candidates, AppError> {
    let tx = app.read(who.organisation).await?;
    let (start, _) = own(&tx, who, id).await?;
    let mut found = offered(app, &tx, who, start.unit).await?;
    for list in [&mut found.leads, &mut found.reps] {
        list.retain(|one| start.part_of(one.person).is_none());
    }
    Ok(found)
}

/// Somebody takes over one of the two parts, and sees what is joint: what their predecessor answered alone is removed before they come.
/// Says whether the visitor is still one of the two.
pub async fn take_over(
    app: &App,
    who: &Actor,
    id: StartId,
    part: StartPart,
    successor: PersonId,
) -> Result<bool, AppError> {
    let found = successors(app, who, id).await?;
    let list = match part {
        StartPart::Lead => found.leads,
        StartPart::Rep => found.reps,
        StartPart::Joint => Vec::new(),
    };
    if list.iter().all(|one| one.person != successor) {
        return Err(AppError::invalid("successor", "problem-choose"));
    }
    app.writing(who, |work| async move {
        let (start, own_part) = own(&work, who, id).await?;
        if start.part_of(successor).is_some() {
            return Err(AppError::invalid("successor", "problem-choose"));
        }
        let stage = start.stage(&store::answers(&work, id).await?);
        store::remove_answers(&work, id, part).await?;
        store::change(&work, &start.taken_over(part, successor, work.today, stage)).await?;
        work.trail(Trail::new("start", id.0, "taken_over").unit(start.unit));
        Ok(own_part != part)
    })
    .await
}

/// Goes on with what the visitor answered, where the other never did: from a week after the second reminder on.
pub async fn go_on_alone(app: &App, who: &Actor, id: StartId) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let (start, part) = own(&work, who, id).await?;
        let answers = store::answers(&work, id).await?;
        let is_time = start.goes_on_from(part).is_some_and(|day| day <= work.today);
        if start.stage(&answers) != StartStage::Alone || !is_time || !has_all(&answers, part) {
            return Err(AppError::Refused("refused-start-too-early"));
        }
        let own_answers = answers.into_iter().filter(|answer| answer.part == part);
        let joint = own_answers.map(|answer| StartAnswer {
            part: StartPart::Joint,
            ..answer
        });
        store::put_answers(&work, id, StartPart::Joint, &joint.collect::<Vec<_>>()).await?;
        for part in [StartPart::Lead, StartPart::Rep] {
            store::remove_answers(&work, id, part).await?;
        }
        work.trail(Trail::new("start", id.0, "gone_on").unit(start.unit));
        Ok(())
    })
    .await
}

/// Notes whether what was promised is there, once three months have passed. Either of the two may say it, and say it anew.
pub async fn look_back(app: &App, who: &Actor, id: StartId, promise: Promise) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let (mut start, _) = own(&work, who, id).await?;
        if start.looks_back_on().is_none_or(|day| day > work.today) {
            return Err(AppError::Refused("refused-start-not-yet"));
        }
        start.promise = Some(promise);
        start.promise_looked_on = Some(work.today);
        store::change(&work, &start).await?;
        work.trail(Trail::new("start", id.0, "looked_back").unit(start.unit));
        Ok(())
    })
    .await
}
