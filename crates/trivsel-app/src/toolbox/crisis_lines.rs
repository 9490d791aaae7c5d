//! Whom people can ring now: the organisation's own lines, read by everybody and changed by its editors.

use serde::{Deserialize, Serialize};
use trivsel_domain::id::{CrisisLineId, UnitId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::toolbox::{CrisisLine, is_phone};
use trivsel_store::crisis_lines as store;
use uuid::Uuid;

use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// What is typed to add or change a line.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CrisisLineForm {
    /// Whom one reaches, in Danish.
    pub danish: String,
    /// The same in English; may be empty.
    pub english: String,
    /// The number.
    pub phone: String,
    /// When somebody answers; may be empty.
    pub hours: String,
    /// For whom; empty for everybody.
    pub unit: String,
    /// Where the number stands; may be empty.
    pub source: String,
    /// The day somebody rang it or read its owner's page.
    pub checked_on: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrisisLineContent {
    danish: String,
    english: String,
    phone: String,
    hours: String,
    unit: Option<UnitId>,
    source: String,
    checked_on: chrono::NaiveDate,
}

impl CrisisLineForm {
    /// What was typed, as values. A number nobody has checked is not taken, and none is checked tomorrow.
    pub fn read(&self, app: &App, who: &Actor) -> Result<CrisisLineContent, Problems> {
        let mut input = Input::new();
        let danish = input.required("danish", &self.danish);
        let english = input.line("english", &self.english);
        let phone = input.required("phone", &self.phone);
        if !phone.is_empty() && !is_phone(&phone) {
            input.refuse(Problem::new("phone", "problem-phone"));
        }
        let hours = input.line("hours", &self.hours);
        let unit = match self.unit.trim() {
            "" => None,
            typed => {
                let unit = typed.parse().ok().filter(|unit| who.tree.get(*unit).is_some());
                if unit.is_none() {
                    input.refuse(Problem::new("unit", "problem-choose"));
                }
                unit
            }
        };
        let source = input.line("source", &self.source);
        if !source.is_empty() && !source.starts_with("https://") {
            input.refuse(Problem::new("source", "problem-source-address"));
        }
        let checked_on = input.date("checked_on", &self.checked_on);
        if checked_on > app.today() {
            input.refuse(Problem::new("checked_on", "problem-checked-later"));
        }
        input.read(Some(CrisisLineContent {
            danish,
            english,
            phone,
            hours,
            unit,
            source,
            checked_on,
        }))
    }
}

impl CrisisLineContent {
    fn of(self, id: CrisisLineId, position: i32) -> CrisisLine {
        CrisisLine {
            id,
            unit: self.unit,
            position,
            danish: self.danish,
            english: self.english,
            phone: self.phone,
            hours: self.hours,
            source: self.source,
            checked_on: self.checked_on,
        }
    }
}

/// The lines for somebody who works where the visitor works. Everybody who is signed in may see them: nobody asks first who is in need.
pub async fn for_visitor(app: &App, who: &Actor) -> Result<Vec<CrisisLine>, AppError> {
    let home = who.home_unit();
    let mut lines = all(app, who).await?;
    lines.retain(|line| line.is_for(home, &who.tree));
    Ok(lines)
}

/// Every line, for whoever looks after them.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<CrisisLine>, AppError> {
    who.must_everywhere(Right::ChangeCrisisLines)?;
    all(app, who).await
}

async fn all(app: &App, who: &Actor) -> Result<Vec<CrisisLine>, AppError> {
    let tx = app.read(who.organisation).await?;
    Ok(store::list(&tx).await?)
}

/// One line.
pub async fn find(app: &App, who: &Actor, id: CrisisLineId) -> Result<CrisisLine, AppError> {
    who.must_everywhere(Right::ChangeCrisisLines)?;
    let tx = app.read(who.organisation).await?;
    store::find(&tx, id).await?.ok_or(AppError::NotFound)
}

/// Adds a line behind the others.
pub async fn add(app: &App, who: &Actor, content: &CrisisLineContent) -> Result<CrisisLineId, AppError> {
    who.must_everywhere(Right::ChangeCrisisLines)?;
    app.writing(who, |work| async move {
        let last = store::list(&work).await?.last().map_or(0, |line| line.position);
        let line = content.clone().of(CrisisLineId(Uuid::now_v7()), last.saturating_add(1));
        store::add(&work, &line).await?;
        work.trail(
            Trail::new("crisis_line", line.id.0, "added")
                .field("text", "", &line.danish)
                .field("phone", "", &line.phone)
                .field("checked_on", "", line.checked_on),
        );
        Ok(line.id)
    })
    .await
}

/// Changes a line.
pub async fn change(
    app: &App,
    who: &Actor,
    id: CrisisLineId,
    seen: &SeenMark,
    content: &CrisisLineContent,
) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeCrisisLines)?;
    app.writing(who, |work| async move {
        let before = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        seen.must_be(&before)?;
        let after = content.clone().of(id, before.position);
        store::change(&work, &after).await?;
        work.trail_changes(
            Trail::new("crisis_line", id.0, "changed")
                .field("text", &before.danish, &after.danish)
                .field("phone", &before.phone, &after.phone)
                .field("hours", &before.hours, &after.hours)
                .field("checked_on", before.checked_on, after.checked_on),
        );
        Ok(())
    })
    .await
}

/// Takes a line away.
pub async fn remove(app: &App, who: &Actor, id: CrisisLineId) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeCrisisLines)?;
    app.writing(who, |work| async move {
        let before = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        store::remove(&work, id).await?;
        work.trail(
            Trail::new("crisis_line", id.0, "removed")
                .field("text", &before.danish, "")
                .field("phone", &before.phone, ""),
        );
        Ok(())
    })
    .await
}
