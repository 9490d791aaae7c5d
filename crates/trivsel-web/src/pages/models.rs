//! `/models`, `/facts` and `/decks`: what a workshop day is about, to be read, told from and printed.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_app::documents::pdf::{Block, Document};
use trivsel_app::models::{ModelView, OwnTextForm};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem, models};
use trivsel_domain::model::{CardDeck, ModelFact, ModelPage, ModelSource, Models};
use trivsel_domain::rights::Right;

use super::reports::pdf;
use super::reports::print::{frame, rendered};
use super::{done, newest_beside, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::Fields;
use crate::routes::{Route, SIGNED_IN, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get(urls::MODELS, SIGNED_IN, list),
        get("/models/{model}", SIGNED_IN, show),
        get("/models/{model}/edit", "CD", edit),
        post("/models/{model}", "CD", save),
        post("/models/{model}/remove", "CD", remove),
        get(urls::FACTS, SIGNED_IN, facts),
        get("/decks/{deck}", SIGNED_IN, deck),
        get("/decks/{deck}/cards.pdf", SIGNED_IN, print),
    ]
}

#[derive(Template)]
#[template(path = "pages/models/list.html")]
struct ModelsPage {
    shell: Shell,
    models: Arc<Models>,
}

/// A figure in the reader's words.
struct FactShown {
    value: String,
    unit: String,
    text: String,
    population: String,
    source: String,
    /// That it is out of date, with the newer one when there is one.
    outdated: Option<String>,
    checked: String,
}

#[derive(Template)]
#[template(path = "pages/models/show.html")]
struct ModelShow {
    shell: Shell,
    model: ModelPage,
    view: ModelView,
    /// Is the text shown as it is shipped?
    is_original: bool,
    facts: Vec<FactShown>,
}

impl ModelShow {
    fn sources(&self) -> Vec<String> {
        self.model.sources.iter().map(|one| source(&self.shell, one)).collect()
    }
}

#[derive(Template)]
#[template(path = "pages/models/facts.html")]
struct FactsPage {
    shell: Shell,
    facts: Vec<FactShown>,
}

#[derive(Template)]
#[template(path = "pages/models/deck.html")]
struct DeckPage {
    shell: Shell,
    deck: CardDeck,
}

/// "Danmarks Statistik, fravær, 2022 (dst.dk)".
fn source(shell: &Shell, of: &ModelSource) -> String {
    let mut said = of.name.in_language(shell.lang.code()).to_owned();
    if let Some(year) = of.year {
        said = format!("{said}, {year}");
    }
    if of.site.is_empty() {
        said
    } else {
        format!("{said} ({})", of.site)
    }
}

fn number(shell: &Shell, fact: &ModelFact) -> String {
    if shell.lang.code() == "da" {
        fact.value.replace('.', ",")
    } else {
        fact.value.clone()
    }
}

fn fact_shown(shell: &Shell, models: &Models, fact: &ModelFact, today: NaiveDate) -> FactShown {
    let lang = shell.lang.code();
    let outdated = fact.is_outdated(today).then(|| {
        let year = fact.year.to_string();
        match models.fact(&fact.newer) {
            Some(newer) => shell
                .with("fact-outdated-newer")
                .text("year", year)
                .text("value", number(shell, newer))
                .text("unit", newer.unit.in_language(lang))
                .text("newer", newer.year.to_string())
                .to_string(),
            None => shell.with("fact-outdated").text("year", year).to_string(),
        }
    });
    FactShown {
        value: number(shell, fact),
        unit: fact.unit.in_language(lang).to_owned(),
        text: fact.text.in_language(lang).to_owned(),
        population: fact.population.in_language(lang).to_owned(),
        source: shell
            .with("fact-source")
            .text("source", source(shell, &fact.source))
            .text("year", fact.year.to_string())
            .to_string(),
        checked: shell
            .with("fact-checked")
            .text("date", shell.lang.date(fact.checked_on))
            .to_string(),
        outdated,
    }
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    page(&ModelsPage {
        models: models::all(&web.app)?,
        shell: session.shell(Station::Toolbox),
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ModelQuery {
    /// Not empty for the text as it is shipped.
    original: String,
}

async fn show(
    State(web): State<Web>,
    session: Session,
    Path(slug): Path<String>,
    Query(asked): Query<ModelQuery>,
) -> Answer {
    let models = models::all(&web.app)?;
    let view = models::find(&web.app, session.actor(), &slug).await?;
    let is_original = !asked.original.is_empty();
    let model = if is_original {
        view.shipped.clone()
    } else {
        view.page.clone()
    };
    let shell = session.shell(Station::Toolbox);
    let today = web.app.today();
    let facts = model.facts.iter().filter_map(|code| models.fact(code));
    page(&ModelShow {
        facts: facts.map(|fact| fact_shown(&shell, &models, fact, today)).collect(),
        model,
        view,
        is_original,
        shell,
    })
}

#[derive(Template)]
#[template(path = "pages/models/form.html")]
struct ModelEdit {
    shell: Shell,
    fields: Fields,
    slug: String,
    has_own: bool,
    form: OwnTextForm,
}

async fn edit_now(
    web: &Web,
    session: &Session,
    slug: &str,
    typed: Option<OwnTextForm>,
    problems: Vec<Problem>,
) -> Result<ModelEdit, AppError> {
    session.actor().must_everywhere(Right::ChangeModels)?;
    let view = models::find(&web.app, session.actor(), slug).await?;
    let seen = seen::mark(&view.own);
    let has_own = view.own.is_some();
    Ok(ModelEdit {
        shell: session.shell(Station::Toolbox),
        fields: Fields::new(session.words(), "own-text", problems),
        slug: slug.to_owned(),
        has_own,
        form: typed.unwrap_or_else(|| match view.own {
            Some(own) => OwnTextForm {
                title: own.title,
                lead: own.lead,
                body: own.body,
                seen,
            },
            None => OwnTextForm {
                title: view.shipped.title.da.clone(),
                lead: view.shipped.lead.da.clone(),
                body: view.shipped.as_typed("da"),
                seen,
            },
        }),
    })
}

async fn edit(State(web): State<Web>, session: Session, Path(slug): Path<String>) -> Answer {
    page(&edit_now(&web, &session, &slug, None, Vec::new()).await?)
}

async fn save(
    State(web): State<Web>,
    session: Session,
    Path(slug): Path<String>,
    Form(form): Form<OwnTextForm>,
) -> Answer {
    let seen = SeenMark::typed(&form.seen);
    match async { models::save(&web.app, session.actor(), &slug, &seen, &form.read()?).await }.await {
        Ok(()) => done(&urls::model(&slug), "done-own-text-saved"),
        Err(AppError::Invalid(problems)) => refused(&edit_now(&web, &session, &slug, Some(form), problems).await?),
        Err(AppError::Conflict) => {
            let newest = edit_now(&web, &session, &slug, None, Vec::new()).await?;
            newest_beside!(newest, form, OwnTextForm)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(State(web): State<Web>, session: Session, Path(slug): Path<String>) -> Answer {
    models::remove(&web.app, session.actor(), &slug).await?;
    done(&urls::model(&slug), "done-own-text-removed")
}

async fn facts(State(web): State<Web>, session: Session) -> Answer {
    let models = models::all(&web.app)?;
    let shell = session.shell(Station::Toolbox);
    let today = web.app.today();
    let facts = models.facts.iter();
    page(&FactsPage {
        facts: facts.map(|fact| fact_shown(&shell, &models, fact, today)).collect(),
        shell,
    })
}

async fn deck(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    let models = models::all(&web.app)?;
    page(&DeckPage {
        deck: models.deck(&code).ok_or(AppError::NotFound)?.clone(),
        shell: session.shell(Station::Toolbox),
    })
}

async fn print(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    let models = models::all(&web.app)?;
    let deck = models.deck(&code).ok_or(AppError::NotFound)?;
    let lang = session.lang().code();
    let title = deck.title.in_language(lang).to_owned();
    let cards = deck.cards.iter();
    let document = Document {
        blocks: vec![Block::TalkCards {
            title: title.clone(),
            cards: cards.map(|card| card.text.in_language(lang).to_owned()).collect(),
        }],
        title,
        ..frame(&session, &web.app)
    };
    let name = session
        .words()
        .with("deck-file")
        .text("deck", deck.code.replace('_', "-"));
    pdf(rendered(&web.app, document).await?, &name.to_string())
}
