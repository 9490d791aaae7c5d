//! What a workshop day is about: the pages, figures and cards that are shipped, and a workplace's own texts over the pages. Everybody who
//! is signed in may read them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use trivsel_domain::model::{ModelPage, Models, OwnText};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, models as store};
use uuid::Uuid;

use crate::input::Input;
use crate::seen::{self, SeenMark};
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems, shipped};

/// All of what is shipped.
pub fn all(app: &App) -> Result<Arc<Models>, AppError> {
    shipped::models(&app.store)
}

/// The same within a transaction.
pub(crate) fn within(tx: &Tx) -> Result<Arc<Models>, AppError> {
    shipped::models_within(tx)
}

/// A page as the workplace has it.
#[derive(Clone, Debug)]
pub struct ModelView {
    /// The page as it is shown.
    pub page: ModelPage,
    /// As it is shipped.
    pub shipped: ModelPage,
    /// The workplace's own text, if it has one.
    pub own: Option<OwnText>,
    /// Was another text shipped since the own one was written?
    pub is_renewed: bool,
    /// May the visitor change it?
    pub may_change: bool,
}

/// One page, with the workplace's own text laid over it.
pub async fn find(app: &App, who: &Actor, slug: &str) -> Result<ModelView, AppError> {
    let tx = app.read(who.organisation).await?;
    let models = within(&tx)?;
    let shipped = models.page(slug).ok_or(AppError::NotFound)?.clone();
    let own = store::find(&tx, slug).await?;
    Ok(ModelView {
        page: own.as_ref().map_or_else(|| shipped.clone(), |own| own.over(&shipped)),
        is_renewed: own.as_ref().is_some_and(|own| own.written_over != seen::mark(&shipped)),
        may_change: who.may_everywhere(Right::ChangeModels),
        shipped,
        own,
    })
}

/// The page of a line as those who take part see it.
pub(crate) async fn laid_over(tx: &Tx, page: &ModelPage) -> Result<ModelPage, AppError> {
    let own = store::find(tx, &page.slug).await?;
    Ok(own.map_or_else(|| page.clone(), |own| own.over(page)))
}

/// What is typed as a workplace's own text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnTextForm {
    /// What the page is called.
    pub title: String,
    /// What it says in a line or two.
    pub lead: String,
    /// Its sections, with headings after `##` and points after `-`.
    pub body: String,
    /// The mark of the text that was on the screen.
    pub seen: String,
}

/// What an own text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTextContent {
    title: String,
    lead: String,
    body: String,
}

impl OwnTextForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<OwnTextContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let lead = input.line("lead", &self.lead);
        let body = input.text("body", &self.body);
        if body.is_empty() {
            input.refuse(Problem::new("body", "problem-required"));
        }
        input.read(Some(OwnTextContent { title, lead, body }))
    }
}

/// Lays the workplace's own text over a page.
pub async fn save(
    app: &App,
    who: &Actor,
    slug: &str,
    seen: &SeenMark,
    content: &OwnTextContent,
) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeModels)?;
    app.writing(who, |work| async move {
        let models = within(&work)?;
        let shipped = models.page(slug).ok_or(AppError::NotFound)?;
        let before = store::find(&work, slug).await?;
        seen.must_be(&before)?;
        let after = OwnText {
            slug: slug.to_owned(),
            title: content.title.clone(),
            lead: content.lead.clone(),
            body: content.body.clone(),
            written_over: seen::mark(shipped),
        };
        store::save(&work, &after).await?;
        let was = before.map(|text| text.title).unwrap_or_default();
        work.trail(Trail::new("own_text", Uuid::nil(), "changed").field("title", was, &after.title));
        Ok(())
    })
    .await
}

/// Takes the own text away: the shipped one stands again.
pub async fn remove(app: &App, who: &Actor, slug: &str) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeModels)?;
    app.writing(who, |work| async move {
        if let Some(before) = store::find(&work, slug).await? {
            store::remove(&work, slug).await?;
            work.trail(Trail::new("own_text", Uuid::nil(), "removed").field("title", before.title, ""));
        }
        Ok(())
    })
    .await
}
