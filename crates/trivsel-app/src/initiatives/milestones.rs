//! The milestones of an initiative.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::id::{InitiativeId, MilestoneId};
use trivsel_domain::initiative::{Milestone, Responsible, SeenTo};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, initiatives as store};
use uuid::Uuid;

use super::{changeable, part, responsibles};
use crate::input::Input;
use crate::seen::SeenMark;
use crate::{App, AppError, Problems};

/// What is typed to add or change a milestone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MilestoneForm {
    /// What is to have happened.
    pub title: String,
    /// By when.
    pub due_on: String,
    /// Who sees to it: a role's code or a person's id; empty for those who lead the initiative.
    pub responsible: String,
    /// The day it happened; empty while it waits.
    pub done_on: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What a milestone says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneContent {
    /// What is to have happened.
    pub title: String,
    /// By when.
    pub due_on: NaiveDate,
    /// Who sees to it.
    pub responsible: Responsible,
    /// The day it happened; none while it waits.
    pub done_on: Option<NaiveDate>,
}

impl MilestoneForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<MilestoneContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let due_on = input.date("due_on", &self.due_on);
        let responsible = input.choice("responsible", &self.responsible, Responsible::parse);
        let done_on = input.optional_date("done_on", &self.done_on);
        input.read(responsible.map(|responsible| MilestoneContent {
            title,
            due_on,
            responsible,
            done_on,
        }))
    }
}

impl MilestoneContent {
    fn of(self, id: MilestoneId, initiative: InitiativeId, today: NaiveDate) -> Result<Milestone, AppError> {
        if self.done_on.is_some_and(|done| done > today) {
            return Err(AppError::invalid("done_on", "problem-in-future"));
        }
        Ok(Milestone {
            id,
            initiative,
            title: self.title,
            due_on: self.due_on,
            done_on: self.done_on,
        })
    }
}

/// One milestone, to be changed, with who sees to it.
pub async fn find(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: MilestoneId,
) -> Result<(Milestone, Responsible), AppError> {
    let tx = app.read(who.organisation).await?;
    changeable(&tx, who, initiative).await?;
    seen_to(&tx, initiative, id).await
}

async fn seen_to(tx: &Tx, initiative: InitiativeId, id: MilestoneId) -> Result<(Milestone, Responsible), AppError> {
    let found = of(tx, initiative, id).await?;
    let responsible = store::responsible_for(tx, SeenTo::Milestone(id)).await?;
    Ok((found, responsible))
}

async fn of(tx: &Tx, initiative: InitiativeId, id: MilestoneId) -> Result<Milestone, AppError> {
    store::find_milestone(tx, id)
        .await?
        .filter(|milestone| milestone.initiative == initiative)
        .ok_or(AppError::NotFound)
}

/// Adds a milestone.
pub async fn add(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    content: &MilestoneContent,
) -> Result<MilestoneId, AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        let id = MilestoneId(Uuid::now_v7());
        responsibles::check(
            &work,
            who,
            &initiative,
            Right::ChangeInitiative,
            content.responsible,
            None,
        )
        .await?;
        let milestone = content.clone().of(id, initiative.id, work.today)?;
        store::add_milestone(&work, &milestone).await?;
        store::entrust(&work, initiative.id, SeenTo::Milestone(id), content.responsible).await?;
        work.trail(
            part("milestone", milestone.id.0, "added", &initiative)
                .field("title", "", &milestone.title)
                .field("due_on", "", milestone.due_on)
                .field("responsible", "", content.responsible.code())
                .optional("done_on", None::<&str>, milestone.done_on),
        );
        Ok(milestone.id)
    })
    .await
}

/// Changes a milestone; a day in `done_on` says that it has happened.
pub async fn change(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: MilestoneId,
    seen: &SeenMark,
    content: &MilestoneContent,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        let (before, was) = seen_to(&work, initiative.id, id).await?;
        seen.must_be(&(&before, was))?;
        responsibles::check(
            &work,
            who,
            &initiative,
            Right::ChangeInitiative,
            content.responsible,
            Some(was),
        )
        .await?;
        let after = content.clone().of(id, initiative.id, work.today)?;
        store::change_milestone(&work, &after).await?;
        store::entrust(&work, initiative.id, SeenTo::Milestone(id), content.responsible).await?;
        let trail = part("milestone", id.0, "changed", &initiative)
            .field("title", &before.title, &after.title)
            .field("due_on", before.due_on, after.due_on)
            .field("responsible", was.code(), content.responsible.code())
            .optional("done_on", before.done_on, after.done_on);
        work.trail_changes(trail);
        Ok(())
    })
    .await
}

/// Removes a milestone. What it said stays in the history.
pub async fn remove(app: &App, who: &Actor, initiative: InitiativeId, id: MilestoneId) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        let before = of(&work, initiative.id, id).await?;
        store::remove_milestone(&work, id).await?;
        work.trail(
            part("milestone", id.0, "removed", &initiative)
                .field("title", &before.title, "")
                .field("due_on", before.due_on, ""),
        );
        Ok(())
    })
    .await
}
