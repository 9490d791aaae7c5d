//! The measures of an initiative.

use serde::{Deserialize, Serialize};
use trivsel_domain::id::{InitiativeId, MeasureId};
use trivsel_domain::initiative::{Initiative, Measure, MeasureState};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, initiatives as store};
use uuid::Uuid;

use super::{allowed, part};
use crate::input::Input;
use crate::seen::SeenMark;
use crate::{App, AppError, Problems};

/// What is typed to add or change a measure.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MeasureForm {
    /// What it is called.
    pub title: String,
    /// What is done.
    pub description: String,
    /// The state's code.
    pub state: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What a measure says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureContent {
    /// What it is called.
    pub title: String,
    /// What is done.
    pub description: String,
    /// How far it has come.
    pub state: MeasureState,
}

impl MeasureForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<MeasureContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let description = input.text("description", &self.description);
        let state = input.choice("state", &self.state, MeasureState::parse);
        input.read(state.map(|state| MeasureContent {
            title,
            description,
            state,
        }))
    }
}

impl MeasureContent {
    fn of(self, id: MeasureId, initiative: InitiativeId, position: i32) -> Measure {
        Measure {
            id,
            initiative,
            position,
            title: self.title,
            description: self.description,
            state: self.state,
        }
    }
}

/// An initiative whose measures the person may change.
pub async fn find_initiative(app: &App, who: &Actor, id: InitiativeId) -> Result<Initiative, AppError> {
    let tx = app.read(who.organisation).await?;
    allowed(&tx, who, id, Right::ChangeMeasures).await
}

/// One measure, to be changed.
pub async fn find(app: &App, who: &Actor, initiative: InitiativeId, id: MeasureId) -> Result<Measure, AppError> {
    let tx = app.read(who.organisation).await?;
    allowed(&tx, who, initiative, Right::ChangeMeasures).await?;
    of(&tx, initiative, id).await
}

async fn of(tx: &Tx, initiative: InitiativeId, id: MeasureId) -> Result<Measure, AppError> {
    store::find_measure(tx, id)
        .await?
        .filter(|measure| measure.initiative == initiative)
        .ok_or(AppError::NotFound)
}

/// Adds a measure at the end.
pub async fn add(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    content: &MeasureContent,
) -> Result<MeasureId, AppError> {
    app.writing(who, |work| async move {
        let initiative = allowed(&work, who, initiative, Right::ChangeMeasures).await?;
        let last = store::measures_of(&work, initiative.id)
            .await?
            .into_iter()
            .map(|of| of.position)
            .max();
        let id = MeasureId(Uuid::now_v7());
        let measure = content.clone().of(id, initiative.id, last.unwrap_or(0) + 1);
        store::add_measure(&work, &measure).await?;
        work.trail(
            part("measure", measure.id.0, "added", &initiative)
                .field("title", "", &measure.title)
                .field("description", "", &measure.description)
                .field("measure_state", "", measure.state.code()),
        );
        Ok(measure.id)
    })
    .await
}

/// Changes a measure.
pub async fn change(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: MeasureId,
    seen: &SeenMark,
    content: &MeasureContent,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = allowed(&work, who, initiative, Right::ChangeMeasures).await?;
        let before = of(&work, initiative.id, id).await?;
        seen.must_be(&before)?;
        let after = content.clone().of(id, initiative.id, before.position);
        store::change_measure(&work, &after).await?;
        let trail = part("measure", id.0, "changed", &initiative)
            .field("title", &before.title, &after.title)
            .field("description", &before.description, &after.description)
            .field("measure_state", before.state.code(), after.state.code());
        work.trail_changes(trail);
        Ok(())
    })
    .await
}

/// Removes a measure. What it said stays in the history.
pub async fn remove(app: &App, who: &Actor, initiative: InitiativeId, id: MeasureId) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = allowed(&work, who, initiative, Right::ChangeMeasures).await?;
        let before = of(&work, initiative.id, id).await?;
        store::remove_measure(&work, id).await?;
        work.trail(
            part("measure", id.0, "removed", &initiative)
                .field("title", &before.title, "")
                .field("description", &before.description, ""),
        );
        Ok(())
    })
    .await
}
