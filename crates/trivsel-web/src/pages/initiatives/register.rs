//! The register: what is due this month first.

mod files;
mod saved;

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Query, State};
use trivsel_app::Problem;
use trivsel_app::initiatives::register;
use trivsel_app::initiatives::{self, Filter, Register, Row};
use trivsel_app::saved_filters::{self, SavedFilter};
use trivsel_domain::evaluation::Verdict;
use trivsel_domain::initiative::{IgloLevel, State as InitiativeState, VitalityColour};
use trivsel_domain::rights::Right;
use trivsel_domain::text::one_line;

use crate::Web;
use crate::badges;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::pages::page;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::verdict::badge;

/// So much of a goal is shown in the list one narrows by.
const GOAL_LETTERS: usize = 80;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get(urls::INITIATIVES, "EMSUCKlrc", list),
        get("/initiatives/list.csv", "EMSUCKlrc", files::csv),
        get("/initiatives/list.xlsx", "EMSUCKlrc", files::xlsx),
        post("/initiatives/filters", "EMSUCK", saved::keep),
        post("/initiatives/filters/{filter}/remove", "EMSUCK", saved::remove),
    ]
}

#[derive(Template)]
#[template(path = "pages/initiatives/register.html")]
struct RegisterPage {
    shell: Shell,
    fields: Fields,
    filter: Filter,
    /// What the visitor calls what is to be kept.
    name: String,
    /// What the visitor has kept.
    saved: Vec<SavedFilter>,
    register: Register,
    states: Vec<Choice>,
    levels: Vec<Choice>,
    goals: Vec<Choice>,
    answers: Vec<Choice>,
    units: Vec<Choice>,
}

impl RegisterPage {
    /// Is the list narrowed by anything?
    fn is_narrowed(&self) -> bool {
        !self.filter.pairs().is_empty()
    }

    /// What it is narrowed to, for the form that keeps it.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        self.filter.pairs()
    }

    /// The same list as a file.
    fn file(&self, ending: &str) -> String {
        urls::with_query(&format!("{}/list.{ending}", urls::INITIATIVES), &self.filter.pairs())
    }

    /// How many there are, and how many are due this month.
    fn counted(&self) -> String {
        let all = self
            .shell
            .with("initiatives-count")
            .count("count", self.register.total)
            .to_string();
        match self.register.due_this_month {
            0 => all,
            due => format!("{all} {}", self.shell.with("initiatives-due").count("count", due)),
        }
    }

    fn badge(&self, row: &Row) -> Safe<String> {
        badges::state(&self.shell, row.state)
    }

    fn answer(&self, verdict: &Verdict) -> Safe<String> {
        badges::answer(&self.shell, *verdict)
    }

    /// That it is about to run into the sand, where it is.
    fn fades(&self, row: &Row) -> bool {
        let colour = row.vitality.as_ref().map(|found| found.colour);
        colour == Some(VitalityColour::Red)
    }

    fn sites(&self, row: &Row) -> String {
        self.shell.lang.count(row.sites)
    }

    fn earlier(&self) -> Option<String> {
        (self.register.page > 1).then(|| self.address(self.register.page - 1))
    }

    fn later(&self) -> Option<String> {
        (self.register.page < self.register.pages).then(|| self.address(self.register.page + 1))
    }

    /// The address of another page of the same list.
    fn address(&self, number: usize) -> String {
        let mut query = self.filter.pairs();
        query.push(("page", number.to_string()));
        urls::with_query(urls::INITIATIVES, &query)
    }
}

pub(super) async fn list(State(web): State<Web>, session: Session, Query(mut filter): Query<Filter>) -> Answer {
    filter.unit = session.unit_typed(&filter.unit);
    page(&register_page(&web, &session, filter, String::new(), Vec::new()).await?)
}

async fn register_page(
    web: &Web,
    session: &Session,
    filter: Filter,
    name: String,
    problems: Vec<Problem>,
) -> Result<RegisterPage, Failure> {
    let register = initiatives::list(&web.app, session.actor(), &filter).await?;
    let saved = saved_filters::list(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Act);
    let all = |mut choices: Vec<Choice>| {
        choices.insert(0, Choice::new("", shell.t("initiatives-all")));
        choices
    };
    let goals = register
        .goals
        .iter()
        .map(|goal| Choice::new(goal.id, clipped(&goal.text, GOAL_LETTERS)))
        .collect();
    Ok(RegisterPage {
        fields: Fields::new(session.words(), "initiatives-filter", problems),
        name,
        saved,
        states: all(shell.choices("initiative-state", InitiativeState::ALL.map(InitiativeState::code))),
        levels: all(shell.choices("iglo", IgloLevel::ALL.map(IgloLevel::code))),
        goals: all(goals),
        answers: all(answers(&shell)),
        units: shell.unit_choices("initiatives-all", |_| true),
        filter,
        register,
        shell,
    })
}

/// The answers to whether it works, each whichever way it goes, and that nobody has asked.
fn answers(shell: &Shell) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for verdict in Verdict::ALL {
        let choice = Choice::new(verdict.kind(), badge(shell.words, verdict));
        if choices.iter().all(|one| one.value != choice.value) {
            choices.push(choice);
        }
    }
    choices.push(Choice::new(register::UNASKED, shell.t("initiatives-unasked")));
    choices
}

/// The beginning of a text on one line.
pub(super) fn clipped(text: &str, letters: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= letters {
        return line;
    }
    let cut: String = line.chars().take(letters).collect();
    format!("{} …", cut.trim_end())
}
