//! The register: what is due this month first.

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Query, State};
use trivsel_app::initiatives::register;
use trivsel_app::initiatives::{self, Filter, Register, Row};
use trivsel_domain::evaluation::Verdict;
use trivsel_domain::initiative::{IgloLevel, State as InitiativeState, VitalityColour};
use trivsel_domain::text::one_line;

use crate::Web;
use crate::badges;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::page;
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::verdict::badge;

/// So much of a goal is shown in the list one narrows by.
const GOAL_LETTERS: usize = 80;

#[derive(Template)]
#[template(path = "pages/initiatives/register.html")]
struct RegisterPage {
    shell: Shell,
    fields: Fields,
    filter: Filter,
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
        let of = &self.filter;
        [
            &of.q,
            &of.state,
            &of.goal,
            &of.unit,
            &of.level,
            &of.overdue,
            &of.fading,
            &of.works,
        ]
        .into_iter()
        .any(|value| !value.is_empty())
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
        let of = &self.filter;
        let kept = [
            ("q", &of.q),
            ("state", &of.state),
            ("goal", &of.goal),
            ("unit", &of.unit),
            ("level", &of.level),
            ("overdue", &of.overdue),
            ("fading", &of.fading),
            ("works", &of.works),
        ];
        let mut query: Vec<String> = kept
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", urls::encode(value)))
            .collect();
        query.push(format!("page={number}"));
        format!("{}?{}", urls::INITIATIVES, query.join("&"))
    }
}

pub(super) async fn list(State(web): State<Web>, session: Session, Query(mut filter): Query<Filter>) -> Answer {
    filter.unit = session.unit_typed(&filter.unit);
    let register = initiatives::list(&web.app, session.actor(), &filter).await?;
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
    page(&RegisterPage {
        fields: Fields::new(session.words(), "initiatives-filter", Vec::new()),
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
