//! The measures of an initiative.

use serde::Deserialize;
use trivsel_domain::id::{InitiativeId, MeasureId};
use trivsel_domain::initiative::{Measure, MeasureState};
use trivsel_domain::rights::Actor;
use trivsel_store::{Tx, initiatives as store};
use uuid::Uuid;

use super::{changeable, part};
use crate::input::Input;
use crate::{App, AppError};

/// What is typed to add or change a measure.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MeasureForm {
    /// What it is called.
    pub title: String,
    /// What is done.
    pub description: String,
    /// The state's code.
    pub state: String,
}

/// One measure, to be changed.
pub async fn find(app: &App, who: &Actor, initiative: InitiativeId, id: MeasureId) -> Result<Measure, AppError> {
    let tx = app.read(who.organisation).await?;
    changeable(&tx, who, initiative).await?;
    of(&tx, initiative, id).await
}

async fn of(tx: &Tx, initiative: InitiativeId, id: MeasureId) -> Result<Measure, AppError> {
    store::find_measure(tx, id)
        .await?
        .filter(|measure| measure.initiative == initiative)
        .ok_or(AppError::NotFound)
}

/// Adds a measure at the end.
pub async fn add(app: &App, who: &Actor, initiative: InitiativeId, form: &MeasureForm) -> Result<MeasureId, AppError> {
    let tx = app.write(who.organisation).await?;
    let initiative = changeable(&tx, who, initiative).await?;
    let last = store::measures_of(&tx, initiative.id)
        .await?
        .into_iter()
        .map(|of| of.position)
        .max();
    let measure = read(
        form,
        Measure {
            id: MeasureId(Uuid::now_v7()),
            initiative: initiative.id,
            position: last.unwrap_or(0) + 1,
            title: String::new(),
            description: String::new(),
            state: MeasureState::Planned,
        },
    )?;
    store::add_measure(&tx, &measure).await?;
    part("measure", measure.id.0, "added", &initiative)
        .field("title", "", &measure.title)
        .field("description", "", &measure.description)
        .field("measure_state", "", measure.state.code())
        .write(&tx, Some(who.person), app.now())
        .await?;
    tx.commit().await?;
    Ok(measure.id)
}

/// Changes a measure.
pub async fn change(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: MeasureId,
    form: &MeasureForm,
) -> Result<(), AppError> {
    let tx = app.write(who.organisation).await?;
    let initiative = changeable(&tx, who, initiative).await?;
    let before = of(&tx, initiative.id, id).await?;
    let after = read(form, before.clone())?;
    store::change_measure(&tx, &after).await?;
    let trail = part("measure", id.0, "changed", &initiative)
        .field("title", &before.title, &after.title)
        .field("description", &before.description, &after.description)
        .field("measure_state", before.state.code(), after.state.code());
    if trail.has_changes() {
        trail.write(&tx, Some(who.person), app.now()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Removes a measure. What it said stays in the history.
pub async fn remove(app: &App, who: &Actor, initiative: InitiativeId, id: MeasureId) -> Result<(), AppError> {
    let tx = app.write(who.organisation).await?;
    let initiative = changeable(&tx, who, initiative).await?;
    let before = of(&tx, initiative.id, id).await?;
    store::remove_measure(&tx, id).await?;
    part("measure", id.0, "removed", &initiative)
        .field("title", &before.title, "")
        .field("description", &before.description, "")
        .write(&tx, Some(who.person), app.now())
        .await?;
    tx.commit().await?;
    Ok(())
}

fn read(form: &MeasureForm, base: Measure) -> Result<Measure, AppError> {
    let mut input = Input::new();
    let read = Measure {
        title: input.required("title", &form.title),
        description: input.text("description", &form.description),
        state: input
            .choice("state", &form.state, MeasureState::parse)
            .unwrap_or(base.state),
        ..base
    };
    input.done()?;
    Ok(read)
}
