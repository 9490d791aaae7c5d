//! Which duties are switched on, and the workplace's own.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use trivsel_app::duties::{self, DutyForm, DutySetUp};
use trivsel_app::{AppError, Problem, committees};
use trivsel_domain::duty::DutyLevel;
use trivsel_domain::rights::Right;

use super::duty_name;
use super::wheel::{RuleSource, source};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Branch, Choice, Fields, branches};
use crate::pages::{done, page, quicker, refused};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

#[derive(Template)]
#[template(path = "pages/duties/list.html")]
struct DutyList {
    shell: Shell,
    rows: Vec<DutyRow>,
}

/// A duty as the list shows it.
struct DutyRow {
    address: String,
    name: String,
    text: String,
    basis: String,
    source: Option<RuleSource>,
    is_on: bool,
    can_be_on: bool,
}

#[derive(Template)]
#[template(path = "pages/duties/form.html")]
struct DutyEdit {
    shell: Shell,
    fields: Fields,
    /// The code; none for a new one.
    code: Option<String>,
    name: String,
    is_own: bool,
    can_be_on: bool,
    levels: Vec<Choice>,
    forums: Vec<Choice>,
    tree: Vec<Branch>,
    form: DutyForm,
}

pub(super) async fn list(State(web): State<Web>, session: Session) -> Answer {
    let all = duties::list(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Anchor);
    let rows = all.iter().map(|found| row(&shell, found)).collect();
    page(&DutyList { rows, shell })
}

fn row(shell: &Shell, found: &DutySetUp) -> DutyRow {
    let level = shell.code("duty-level", found.duty.level.code());
    let text = match found.every_months {
        Some(months) => {
            let interval = shell.with("duty-interval").count("months", months).to_string();
            format!("{interval} {level}.")
        }
        None => shell.t("duty-not-reckoned").into_owned(),
    };
    let first = found.rules.first();
    DutyRow {
        address: urls::duty(&found.duty.code),
        name: duty_name(shell, &found.duty),
        basis: first.map_or_else(|| found.duty.basis.clone(), |held| held.rule.basis.clone()),
        source: first.map(|held| source(shell, held)),
        is_on: found.duty.is_on,
        can_be_on: found.can_be_on(),
        text,
    }
}

pub(super) async fn new(State(web): State<Web>, session: Session) -> Answer {
    let form = DutyForm {
        every_months: "12".to_owned(),
        warn_months: "2".to_owned(),
        level: DutyLevel::Organisation.code().to_owned(),
        applies_from: session.lang().date_typed(web.app.today()),
        is_on: "on".to_owned(),
        ..DutyForm::default()
    };
    page(&edited(&web, &session, None, Some(form), Vec::new()).await?)
}

pub(super) async fn edit(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    page(&edited(&web, &session, Some(&code), None, Vec::new()).await?)
}

async fn edited(
    web: &Web,
    session: &Session,
    code: Option<&str>,
    typed: Option<DutyForm>,
    problems: Vec<Problem>,
) -> Result<DutyEdit, AppError> {
    let who = session.actor();
    who.must_everywhere(Right::ChangeDuties)?;
    let shell = session.shell(Station::Anchor);
    let found = match code {
        Some(code) => Some(duties::set_up(&web.app, who, code).await?),
        None => None,
    };
    let mut forums = vec![Choice::new("", shell.t("duty-no-forum"))];
    let open = committees::list(&web.app, who)
        .await?
        .into_iter()
        .filter(|line| line.is_open);
    forums.extend(open.map(|line| Choice::new(line.committee.id, line.committee.name)));
    let now = found.as_ref().map(|found| filled(&shell, found));
    Ok(DutyEdit {
        fields: Fields::new(session.words(), "duty", problems),
        code: code.map(str::to_owned),
        name: found
            .as_ref()
            .map(|found| duty_name(&shell, &found.duty))
            .unwrap_or_default(),
        is_own: found.as_ref().is_none_or(|found| found.duty.is_own),
        can_be_on: found.as_ref().is_none_or(DutySetUp::can_be_on),
        levels: shell.choices("duty-level", DutyLevel::ALL.map(DutyLevel::code)),
        forums,
        tree: branches(&who.tree, |_| true),
        form: typed.or(now).unwrap_or_default(),
        shell,
    })
}

fn filled(shell: &Shell, found: &DutySetUp) -> DutyForm {
    let duty = &found.duty;
    let date = |day| shell.lang.date_typed(day);
    DutyForm {
        title: duty.title.clone(),
        basis: duty.basis.clone(),
        every_months: duty.every_months.to_string(),
        warn_months: duty.warn_months.to_string(),
        level: duty.level.code().to_owned(),
        units: found.units.iter().map(ToString::to_string).collect(),
        committee: duty
            .committee
            .map(|committee| committee.to_string())
            .unwrap_or_default(),
        applies_from: date(duty.applies_from),
        first_due: duty.first_due.map(date).unwrap_or_default(),
        is_on: if duty.is_on { "on".to_owned() } else { String::new() },
        version: if found.is_known {
            duty.version.to_string()
        } else {
            String::new()
        },
    }
}

pub(super) async fn add(State(web): State<Web>, session: Session, Form(form): Form<DutyForm>) -> Answer {
    let added = async { duties::add_own(&web.app, session.actor(), &form.read(true)?).await };
    match added.await {
        Ok(()) => done(urls::DUTIES, "done-duty-saved"),
        Err(AppError::Invalid(problems)) => refused(&edited(&web, &session, None, Some(form), problems).await?),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn change(
    State(web): State<Web>,
    session: Session,
    Path(code): Path<String>,
    Form(form): Form<DutyForm>,
) -> Answer {
    let who = session.actor();
    let is_own = duties::set_up(&web.app, who, &code).await?.duty.is_own;
    match async { duties::change(&web.app, who, &code, &form.read(is_own)?).await }.await {
        Ok(()) => done(urls::DUTIES, "done-duty-saved"),
        Err(AppError::Invalid(problems)) => refused(&edited(&web, &session, Some(&code), Some(form), problems).await?),
        Err(AppError::Conflict) => {
            let mut newest = edited(&web, &session, Some(&code), None, Vec::new()).await?;
            newest.fields = newest.fields.quicker(&newest.form);
            newest.form = DutyForm {
                version: newest.form.version,
                ..form
            };
            quicker(&newest)
        }
        Err(error) => Err(error.into()),
    }
}
