//! Handing over what somebody answers for: one page, one choice for each thing.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::AppError;
use trivsel_app::persons::handover::{self, AnswersFor, HandTo, Handover, HandoverLine};
use trivsel_domain::id::PersonId;
use trivsel_domain::initiative::Responsible;

use crate::Web;
use crate::failure::Answer;
use crate::fields::Choice;
use crate::pages::{done, page, refused};
use crate::routes::{Route, SIGNED_IN, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/persons/{person}/handover", "MSUC", show),
        post("/persons/{person}/handover", "MSUC", save),
        get("/account/handover", SIGNED_IN, show_own),
        post("/account/handover", SIGNED_IN, save_own),
    ]
}

#[derive(Template)]
#[template(path = "pages/persons/handover.html")]
struct HandoverPage {
    shell: Shell,
    found: Handover,
    /// Where the form goes.
    action: String,
    lines: Vec<LineToGive>,
    is_own: bool,
    has_problems: bool,
}

/// One thing with what can be chosen for it.
struct LineToGive {
    field: String,
    what: String,
    choices: Vec<Choice>,
    chosen: String,
    has_problem: bool,
}

impl HandoverPage {
    /// Who stops, and when.
    fn lead(&self) -> String {
        let name = &self.found.person.name;
        let id = match (self.is_own, self.found.last_day) {
            (true, Some(_)) => "handover-lead-own-day",
            (true, None) => "handover-lead-own",
            (false, Some(_)) => "handover-lead-day",
            (false, None) => "handover-lead",
        };
        let day = self.shell.maybe_day(self.found.last_day);
        self.shell.with(id).text("name", name).text("day", day).to_string()
    }
}

fn handover_page(
    session: &Session,
    found: Handover,
    typed: &[(String, String)],
    wrong: &[String],
    is_own: bool,
) -> HandoverPage {
    let shell = session.shell(Station::Organisation);
    let lines = found.lines.iter().map(|line| {
        let field = handover::field(line.charge.kind, line.charge.subject);
        let chosen = typed.iter().find(|(name, _)| *name == field);
        LineToGive {
            what: what(&shell, line),
            choices: choices(&shell, session, &found, line),
            chosen: chosen.map(|(_, value)| value.clone()).unwrap_or_default(),
            has_problem: wrong.contains(&field),
            field,
        }
    });
    HandoverPage {
        lines: lines.collect(),
        action: if is_own {
            urls::OWN_HANDOVER.to_owned()
        } else {
            urls::handover(found.person.id)
        },
        has_problems: !wrong.is_empty(),
        is_own,
        shell,
        found,
    }
}

/// What is handed over: what it is, what it is called, where it belongs.
fn what(shell: &Shell, line: &HandoverLine) -> String {
    let charge = &line.charge;
    let id = match charge.kind {
        AnswersFor::Lead => "handover-lead-of".to_owned(),
        kind => format!("handover-{}", kind.code().replace('_', "-")),
    };
    shell
        .with(&id)
        .text("title", &charge.title)
        .text("unit", &line.unit_name)
        .to_string()
}

fn choices(shell: &Shell, session: &Session, found: &Handover, line: &HandoverLine) -> Vec<Choice> {
    let is_step = matches!(line.charge.kind, AnswersFor::FollowUp | AnswersFor::Milestone);
    let me = session.actor().person;
    let mut all = vec![Choice::new("", shell.t("handover-not-yet"))];
    // Taking it over oneself is the first thing offered.
    if found.people.iter().any(|person| person.id == me) {
        all.push(Choice::new(me, shell.t("handover-me")));
    }
    let others = found.people.iter().filter(|person| person.id != me);
    all.extend(others.map(|person| Choice::new(person.id, &person.name)));
    if is_step {
        all.extend(Responsible::ROLES.map(|role| Choice::new(role.code(), shell.code("role", role.code()))));
    }
    if line.charge.kind != AnswersFor::PlanLine {
        all.push(Choice::new("leads", shell.t("handover-leads")));
    }
    if line.charge.kind == AnswersFor::FollowUp {
        all.push(Choice::new("end", shell.t("handover-end")));
    }
    all
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<PersonId>) -> Answer {
    let found = handover::find(&web.app, session.actor(), id).await?;
    page(&handover_page(&session, found, &[], &[], false))
}

async fn show_own(State(web): State<Web>, session: Session) -> Answer {
    let found = handover::of_visitor(&web.app, session.actor()).await?;
    page(&handover_page(&session, found, &[], &[], true))
}

async fn save(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<PersonId>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Answer {
    give(&web, &session, id, &typed, false).await
}

async fn save_own(State(web): State<Web>, session: Session, Form(typed): Form<Vec<(String, String)>>) -> Answer {
    give(&web, &session, session.actor().person, &typed, true).await
}

async fn give(web: &Web, session: &Session, id: PersonId, typed: &[(String, String)], is_own: bool) -> Answer {
    let (mut chosen, mut wrong) = (Vec::new(), Vec::new());
    for (field, value) in typed.iter().filter(|(_, value)| !value.is_empty()) {
        let of = field.split_once('.');
        let of = of.and_then(|(kind, subject)| AnswersFor::parse(kind).zip(subject.parse().ok()));
        match (of, HandTo::parse(value)) {
            (Some((kind, subject)), Some(to)) => chosen.push((kind, subject, to)),
            (Some(_), None) => wrong.push(field.clone()),
            // Not a field of this form.
            (None, _) => {}
        }
    }
    let done_to = if is_own {
        urls::OWN_HANDOVER.to_owned()
    } else {
        urls::handover(id)
    };
    let given = async {
        if wrong.is_empty() {
            handover::hand_over(&web.app, session.actor(), id, &chosen).await
        } else {
            Ok(0)
        }
    };
    match given.await {
        Ok(_) if wrong.is_empty() => done(&done_to, "done-handed-over"),
        Ok(_) => {
            let found = handover::find(&web.app, session.actor(), id).await?;
            refused(&handover_page(session, found, typed, &wrong, is_own))
        }
        Err(AppError::Invalid(problems)) => {
            let wrong: Vec<String> = problems.into_iter().map(|problem| problem.field).collect();
            let found = handover::find(&web.app, session.actor(), id).await?;
            refused(&handover_page(session, found, typed, &wrong, is_own))
        }
        Err(error) => Err(error.into()),
    }
}
