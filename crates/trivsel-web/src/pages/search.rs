//! `/search`: words in everything the visitor may see. What is typed comes in the body of a request: it stands in no address.

use askama::Template;
use axum::extract::{Form, State};
use axum::http::{HeaderValue, header};
use serde::Deserialize;
use trivsel_app::search::{self, FoundAt, FoundEverywhere, FoundThing};

use super::page;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;

/// Longer texts are cut: nobody looks for a page.
const LONGEST_QUERY: usize = 300;

/// Everybody but partners, who see nothing but the toolbox.
const WHO: &str = "EMSUCKFDA";

pub(crate) fn routes() -> Vec<Route> {
    vec![get(urls::SEARCH, WHO, ask), post(urls::SEARCH, WHO, look)]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SearchWords {
    q: String,
}

#[derive(Template)]
#[template(path = "pages/search/show.html")]
struct SearchPage {
    shell: Shell,
    q: String,
    found: FoundEverywhere,
    /// Answers of the toolbox: their questions and addresses.
    answers: Vec<(String, String)>,
    /// Tools of the toolbox: their titles and addresses.
    tools: Vec<(String, String)>,
}

impl SearchPage {
    fn count(&self) -> usize {
        self.found.things.len() + self.found.persons.len() + self.answers.len() + self.tools.len()
    }

    fn title(&self) -> String {
        match (self.q.is_empty(), self.count()) {
            (true, _) => self.shell.t("search-title").into_owned(),
            (false, 0) => self.shell.t("search-none").into_owned(),
            (false, count) => self.shell.with("search-found").count("count", count).to_string(),
        }
    }

    /// Which word was read as another one.
    fn read(&self) -> Option<String> {
        let (typed, searched) = self.found.read.as_ref()?;
        let sentence = self.shell.with("toolbox-read-as").text("typed", typed);
        Some(sentence.text("searched", searched).to_string())
    }

    /// What it is and where it belongs.
    fn kind(&self, of: &FoundThing) -> String {
        let kind = self.shell.code("search-kind", of.at.code());
        if of.place.is_empty() {
            kind
        } else {
            format!("{kind}, {}", of.place)
        }
    }

    fn why(&self, of: &FoundThing) -> String {
        self.shell.code("toolbox-found-by", of.why.code())
    }

    fn address(&self, of: &FoundThing) -> String {
        match of.at {
            FoundAt::Initiative(id) => urls::initiative(id),
            FoundAt::Plan(id) => urls::plan(id),
            FoundAt::Report(id) => urls::report(id),
            FoundAt::Survey(id) => urls::survey_results(id),
            FoundAt::Committee(id) => urls::committee(id),
            FoundAt::Point(id) => urls::meeting(id),
            FoundAt::Decision(id) => urls::decision(id),
            FoundAt::Unit(id) => urls::unit(id),
        }
    }
}

async fn ask(session: Session) -> Answer {
    search::must_look(session.actor())?;
    page(&SearchPage {
        shell: session.shell(Station::Overview),
        q: String::new(),
        found: FoundEverywhere::default(),
        answers: Vec::new(),
        tools: Vec::new(),
    })
}

async fn look(State(web): State<Web>, session: Session, Form(typed): Form<SearchWords>) -> Answer {
    let shell = session.shell(Station::Overview);
    let q: String = typed.q.trim().chars().take(LONGEST_QUERY).collect();
    let is_danish = shell.lang == Lang::Da;
    let found = search::everywhere(&web.app, session.actor(), is_danish, &q).await?;
    let contents = web.app.toolbox()?;
    let answers = found.toolbox.answers.iter().filter_map(|hit| {
        let question = contents.questions.iter().find(|one| one.code == hit.key)?;
        let answer = if is_danish { &question.danish } else { &question.english };
        Some((answer.question.clone(), urls::toolbox_question(question.code)))
    });
    let tools = found.toolbox.tools.iter().filter_map(|hit| {
        let tool = contents.tools.iter().find(|tool| tool.id == hit.key)?;
        (!tool.url.is_empty()).then(|| (tool.title.clone(), tool.url.clone()))
    });
    let mut answer = page(&SearchPage {
        answers: answers.collect(),
        tools: tools.collect(),
        q,
        found,
        shell,
    })?;
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}
