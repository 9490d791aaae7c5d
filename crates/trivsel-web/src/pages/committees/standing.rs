//! What a forum takes up again and again: setting it up, and beginning an agenda with it.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::committees::standing::{self, StandingMaterial, WaitingTask};
use trivsel_app::committees::{StandingContent, StandingForm};
use trivsel_app::figures::UnitPicture;
use trivsel_app::initiatives::{Row, follow_ups};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::committee::Committee;
use trivsel_domain::committee::standing::{StandingFilling, StandingRhythm};
use trivsel_domain::id::{CommitteeId, MeetingId, StandingItemId};
use trivsel_domain::initiative::VitalityColour;

use super::super::figures::drawing::{headline, sentences};
use super::super::{done, newest_beside, page, refused};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::format::long_month;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// The most lines of initiatives on an agenda: more than a meeting can talk about.
const MOST: usize = 40;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/committees/{committee}/standing/new", "MCfvs", new),
        post("/committees/{committee}/standing", "MCfvs", add),
        get("/committees/{committee}/standing/{standing}/edit", "MCfvs", edit),
        post("/committees/{committee}/standing/{standing}", "MCfvs", change),
        post("/meetings/{meeting}/standing", "MCfvs", fill),
        post("/meetings/{meeting}/standing/{standing}/skip", "MCfvs", skip),
        post("/meetings/{meeting}/freeze", "MCfvs", freeze),
    ]
}

#[derive(Template)]
#[template(path = "pages/committees/standing.html")]
struct StandingPage {
    shell: Shell,
    fields: Fields,
    forum: Committee,
    /// Where the form goes.
    action: String,
    is_new: bool,
    rhythms: Vec<Choice>,
    months: Vec<Choice>,
    fillings: Vec<Choice>,
    form: StandingForm,
}

async fn forum(web: &Web, session: &Session, id: CommitteeId) -> Result<Committee, AppError> {
    standing::find_forum(&web.app, session.actor(), id).await
}

fn form_page(
    session: &Session,
    forum: Committee,
    id: Option<StandingItemId>,
    form: StandingForm,
    problems: Vec<Problem>,
) -> StandingPage {
    let shell = session.shell(Station::Decide);
    let months = (1..=12).map(|month: u32| Choice::new(month, long_month(shell.lang, month)));
    StandingPage {
        fields: Fields::new(session.words(), "standing", problems),
        action: match id {
            Some(id) => urls::standing_item(forum.id, id),
            None => urls::standing_items(forum.id),
        },
        is_new: id.is_none(),
        rhythms: shell.choices("standing-every", StandingRhythm::ALL.map(StandingRhythm::code)),
        months: [Choice::new("", shell.t("standing-any-month"))]
            .into_iter()
            .chain(months)
            .collect(),
        fillings: shell.choices("standing-fills", StandingFilling::ALL.map(StandingFilling::code)),
        shell,
        forum,
        form,
    }
}

async fn new(State(web): State<Web>, session: Session, Path(committee): Path<CommitteeId>) -> Answer {
    let forum = forum(&web, &session, committee).await?;
    let form = StandingForm {
        every: StandingRhythm::Meeting.code().to_owned(),
        fills: StandingFilling::Initiatives.code().to_owned(),
        starts_on: session.lang().date_typed(web.app.today()),
        ..StandingForm::default()
    };
    page(&form_page(&session, forum, None, form, Vec::new()))
}

async fn add(
    State(web): State<Web>,
    session: Session,
    Path(committee): Path<CommitteeId>,
    Form(form): Form<StandingForm>,
) -> Answer {
    match async { standing::add_standing(&web.app, session.actor(), committee, &form.read()?).await }.await {
        Ok(_) => done(&urls::committee(committee), "done-standing-saved"),
        Err(AppError::Invalid(problems)) => {
            let forum = forum(&web, &session, committee).await?;
            refused(&form_page(&session, forum, None, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(
    State(web): State<Web>,
    session: Session,
    Path((committee, id)): Path<(CommitteeId, StandingItemId)>,
) -> Answer {
    page(&edit_now(&web, &session, committee, id).await?)
}

/// The form as it is now.
async fn edit_now(
    web: &Web,
    session: &Session,
    committee: CommitteeId,
    id: StandingItemId,
) -> Result<StandingPage, Failure> {
    let found = standing::find_standing(&web.app, session.actor(), committee, id).await?;
    let date = |day| session.lang().date_typed(day);
    let form = StandingForm {
        seen: seen::mark(&found),
        title: found.title,
        every: found.every.code().to_owned(),
        month: found.month.map(|month| month.to_string()).unwrap_or_default(),
        fills: found.fills.code().to_owned(),
        starts_on: date(found.starts_on),
        ends_on: found.ends_on.map(date).unwrap_or_default(),
    };
    let forum = forum(web, session, committee).await?;
    Ok(form_page(session, forum, Some(id), form, Vec::new()))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path((committee, id)): Path<(CommitteeId, StandingItemId)>,
    Form(form): Form<StandingForm>,
) -> Answer {
    let seen = SeenMark::typed(&form.seen);
    let read = async {
        let content: StandingContent = form.read()?;
        standing::change_standing(&web.app, session.actor(), committee, id, &seen, &content).await
    };
    match read.await {
        Ok(()) => done(&urls::committee(committee), "done-standing-saved"),
        Err(AppError::Invalid(problems)) => {
            let forum = forum(&web, &session, committee).await?;
            refused(&form_page(&session, forum, Some(id), form, problems))
        }
        Err(AppError::Conflict) => {
            let newest = edit_now(&web, &session, committee, id).await?;
            newest_beside!(newest, form, StandingForm)
        }
        Err(error) => Err(error.into()),
    }
}

/// Writes what waits under the standing points of a meeting, and puts them on its agenda; after them the follow-ups of every agenda.
pub(super) async fn fill_now(web: &Web, session: &Session, id: MeetingId) -> Result<(), AppError> {
    let who = session.actor();
    let shell = session.shell(Station::Decide);
    let texts: Vec<(StandingItemId, String)> = standing::material(&web.app, who, id)
        .await?
        .into_iter()
        .map(|(item, material)| (item.id, written(&shell, &material)))
        .collect();
    if !texts.is_empty() {
        standing::fill_standing(&web.app, who, id, &texts).await?;
    }
    follow_ups::put_on_every_agenda(&web.app, who, id).await
}

async fn fill(State(web): State<Web>, session: Session, Path(id): Path<MeetingId>) -> Answer {
    fill_now(&web, &session, id).await?;
    done(&urls::meeting(id), "done-standing-filled")
}

async fn skip(
    State(web): State<Web>,
    session: Session,
    Path((meeting, id)): Path<(MeetingId, StandingItemId)>,
) -> Answer {
    standing::skip_standing(&web.app, session.actor(), meeting, id).await?;
    done(&urls::meeting(meeting), "done-standing-skipped")
}

async fn freeze(State(web): State<Web>, session: Session, Path(id): Path<MeetingId>) -> Answer {
    fill_now(&web, &session, id).await?;
    standing::freeze_agenda(&web.app, session.actor(), id).await?;
    done(&urls::meeting(id), "done-agenda-frozen")
}

/// What stands under a standing point, a line for each thing.
fn written(shell: &Shell, material: &StandingMaterial) -> String {
    let lines: Vec<String> = match material {
        StandingMaterial::Nothing => Vec::new(),
        StandingMaterial::Initiatives(rows) if rows.is_empty() => vec![shell.t("standing-no-initiatives").into_owned()],
        StandingMaterial::Initiatives(rows) => {
            let mut lines: Vec<String> = rows.iter().take(MOST).map(|row| initiative(shell, row)).collect();
            if rows.len() > MOST {
                let more = shell.with("standing-more").count("count", rows.len() - MOST);
                lines.push(more.to_string());
            }
            lines
        }
        StandingMaterial::Figures(picture) => vec![figure(shell, picture.as_deref())],
        StandingMaterial::Tasks(tasks) if tasks.is_empty() => vec![shell.t("standing-no-tasks").into_owned()],
        StandingMaterial::Tasks(tasks) => tasks.iter().map(|one| task(shell, one)).collect(),
    };
    lines.join("\n")
}

fn initiative(shell: &Shell, row: &Row) -> String {
    let mut line = shell
        .with("standing-initiative")
        .text("title", &row.title)
        .text("unit", &row.unit_name)
        .text("state", shell.code("initiative-state", row.state.code()))
        .to_string();
    if let Some(next) = &row.next {
        let id = match (next.is_overdue, next.what.is_empty()) {
            (true, false) => "standing-initiative-late",
            (true, true) => "standing-initiative-late-bare",
            (false, false) => "standing-initiative-next",
            (false, true) => "standing-initiative-next-bare",
        };
        let next_step = shell
            .with(id)
            .text("date", shell.lang.date(next.on))
            .text("what", &next.what);
        // Writing into a text cannot fail.
        let _ = write!(line, " {next_step}");
    }
    if row
        .vitality
        .as_ref()
        .is_some_and(|found| found.colour == VitalityColour::Red)
    {
        let _ = write!(line, " {}", shell.t("standing-initiative-fading"));
    }
    line
}

fn figure(shell: &Shell, picture: Option<&UnitPicture>) -> String {
    match picture {
        None => shell.t("standing-no-figures").into_owned(),
        Some(picture) if picture.is_hidden() => shell.t("figures-hidden-title").into_owned(),
        Some(picture) => {
            let name = shell.unit_name(&picture.unit);
            let first = headline(shell, picture, name);
            let second = sentences(shell, picture).into_iter().next().unwrap_or_default();
            format!("{first} {second}").trim().to_owned()
        }
    }
}

fn task(shell: &Shell, of: &WaitingTask) -> String {
    let line = shell
        .with("standing-task")
        .text("title", &of.title)
        .count("done", of.done)
        .count("total", of.total)
        .to_string();
    match of.due_on {
        Some(due) => format!(
            "{line} {}",
            shell.with("start-task-due").text("date", shell.lang.date(due))
        ),
        None => line,
    }
}
