//! An idea put forward by anybody in the unit: two questions instead of nine fields. Its manager decides, as with every other initiative.

use serde::Deserialize;
use trivsel_domain::id::{InitiativeId, UnitId};
use trivsel_domain::initiative::{IgloLevel, Initiative};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::initiatives as store;

use super::form::blank;
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problems};

/// What is typed to put an idea forward.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct IdeaForm {
    /// The idea in a line.
    pub title: String,
    /// What could be different, and for whom.
    pub purpose: String,
    /// What could be done.
    pub description: String,
    /// The unit it is for, by id.
    pub unit: String,
}

/// An idea as values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdeaContent {
    /// The idea in a line.
    pub title: String,
    /// What could be different, and for whom.
    pub purpose: String,
    /// What could be done.
    pub description: String,
    /// The unit it is for.
    pub unit: UnitId,
}

impl IdeaForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<IdeaContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let purpose = input.text("purpose", &self.purpose);
        let description = input.text("description", &self.description);
        let unit = input.choice("unit", &self.unit, |text| text.parse().ok());
        let content = unit.map(|unit| IdeaContent {
            title,
            purpose,
            description,
            unit,
        });
        input.read(content)
    }
}

/// The units the person may put an idea forward in, from the top down.
pub fn offer(who: &Actor) -> Result<Vec<UnitId>, AppError> {
    who.must_somewhere(Right::ProposeInitiative)?;
    Ok(who.units_with(Right::ProposeInitiative))
}

/// Writes the idea down. It stands among the initiatives of its unit as one nobody has decided; who put it forward stands in its history.
pub async fn propose(app: &App, who: &Actor, content: &IdeaContent) -> Result<InitiativeId, AppError> {
    who.must_somewhere(Right::ProposeInitiative)?;
    if !who.may(Right::ProposeInitiative, content.unit) || who.tree.get(content.unit).is_none() {
        return Err(AppError::invalid("unit", "problem-choose"));
    }
    // Of two who take the same number at the same moment the second begins again, with the next one.
    app.writing(who, |work| async move {
        let idea = Initiative {
            title: content.title.clone(),
            purpose: content.purpose.clone(),
            description: content.description.clone(),
            unit: content.unit,
            iglo_level: IgloLevel::Group,
            ..blank(store::last_number(&work).await? + 1, work.now)
        };
        store::add(&work, &idea).await?;
        work.trail(
            Trail::new("initiative", idea.id.0, "proposed")
                .unit(idea.unit)
                .field("title", "", &idea.title),
        );
        Ok(idea.id)
    })
    .await
}
