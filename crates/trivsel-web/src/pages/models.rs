//! `/models`, `/facts` and `/decks`: what a workshop day is about, to be read, told from and printed.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use chrono::NaiveDate;
use trivsel_app::documents::pdf::{Block, Document};
use trivsel_app::{AppError, models};
use trivsel_domain::model::{CardDeck, ModelFact, ModelPage, ModelSource, Models};

use super::page;
use super::reports::pdf;
use super::reports::print::{frame, rendered};
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, SIGNED_IN, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get(urls::MODELS, SIGNED_IN, list),
        get("/models/{model}", SIGNED_IN, show),
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

async fn show(State(web): State<Web>, session: Session, Path(slug): Path<String>) -> Answer {
    let models = models::all(&web.app)?;
    let model = models.page(&slug).ok_or(AppError::NotFound)?.clone();
    let shell = session.shell(Station::Toolbox);
    let today = web.app.today();
    let facts = model.facts.iter().filter_map(|code| models.fact(code));
    page(&ModelShow {
        facts: facts.map(|fact| fact_shown(&shell, &models, fact, today)).collect(),
        model,
        shell,
    })
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
