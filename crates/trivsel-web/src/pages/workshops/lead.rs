//! The page of whoever leads the day, and the wall.

use askama::Template;
use axum::extract::{Form, Path, State};
use chrono::{DateTime, Utc};
use trivsel_app::AppError;
use trivsel_app::happening::Topic;
use trivsel_app::workshops::{self, GroupNow, LeadForm, LeadView};
use trivsel_domain::board::Step;
use trivsel_domain::happening::Scope;
use trivsel_domain::id::WorkshopId;
use trivsel_domain::workshop::course::WayOut;
use trivsel_domain::workshop::{LineKind, WorkshopState};

use super::clock::{self, Left};
use super::plan::{qr_path, qr_side, spaced, teller};
use super::{LEAD, done, page, refused};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::live::Live;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/workshops/{workshop}/lead", LEAD, show),
        post("/workshops/{workshop}/lead", LEAD, act),
        get("/workshops/{workshop}/paper", LEAD, paper),
        post("/workshops/{workshop}/paper", LEAD, write_for),
        get("/workshops/{workshop}/screen", LEAD, screen),
        post("/workshops/{workshop}/close", LEAD, close),
    ]
}

#[derive(Template)]
#[template(path = "pages/workshops/lead.html")]
struct LeadPage {
    shell: Shell,
    fields: Fields,
    view: LeadView,
    form: LeadForm,
    clock: Option<Left>,
    live: [Live; 2],
}

#[derive(Template)]
#[template(path = "pages/workshops/screen.html")]
struct ScreenPage {
    shell: Shell,
    view: LeadView,
    clock: Option<Left>,
    live: Live,
    join_address: String,
    qr: String,
    qr_side: usize,
}

#[derive(Template)]
#[template(path = "pages/workshops/paper.html")]
struct PaperPage {
    shell: Shell,
    fields: Fields,
    workshop: WorkshopId,
    form: LeadForm,
    boards: Vec<Choice>,
    zones: Vec<Choice>,
}

fn clock_of(shell: &Shell, view: &LeadView) -> Option<Left> {
    let course = view.details.workshop.course;
    let (began, ends) = course.pause.or(course.began_at.zip(course.ends_at))?;
    Some(Left::of(shell.words, shell.lang, began, ends, view.now))
}

impl LeadPage {
    fn has_state(&self, state: &str) -> bool {
        self.view.details.workshop.state.code() == state
    }

    fn version(&self) -> i32 {
        self.view.details.workshop.course.version
    }

    fn is_paused(&self) -> bool {
        self.view.details.workshop.course.pause.is_some()
    }

    fn address(&self) -> String {
        urls::workshop_lead(self.view.details.workshop.id)
    }

    fn now(&self) -> String {
        self.at(&self.view.now)
    }

    fn at(&self, moment: &DateTime<Utc>) -> String {
        clock::moment(self.shell.lang, *moment)
    }

    fn lead(&self) -> String {
        let Some(item) = &self.view.item else {
            return self.shell.t("lead-not-begun").into_owned();
        };
        let kind = self.shell.code("item-kind", item.kind.code());
        let told = teller(&self.shell, &self.view.details.groups, item);
        let what = if told.is_empty() {
            kind
        } else {
            format!("{kind}: {told}")
        };
        let until = self.clock.as_ref().map(|clock| clock.until.clone()).unwrap_or_default();
        self.shell
            .with("lead-until")
            .text("what", what)
            .text("until", until)
            .to_string()
    }

    /// The one thing to do now, reckoned from the groups.
    fn to_do(&self) -> String {
        let is_work = self
            .view
            .item
            .as_ref()
            .is_some_and(|item| item.kind == LineKind::GroupWork);
        if !is_work {
            return String::new();
        }
        let alone = self.view.groups.iter().find(|now| now.screens + now.telephones == 0);
        if let Some(now) = alone {
            let room = if now.group.room.is_empty() {
                &now.group.name
            } else {
                &now.group.room
            };
            return self
                .shell
                .with("do-visit")
                .text("group", &now.group.name)
                .text("room", room)
                .to_string();
        }
        let are_done = self
            .view
            .groups
            .iter()
            .all(|now| now.board.as_ref().is_some_and(|board| board.is_done));
        self.shell.t(if are_done { "do-go-on" } else { "do-walk" }).into_owned()
    }

    fn next(&self) -> String {
        match self.view.to_come.first() {
            Some((_, item)) => self.shell.with("lead-next").text("title", &item.title).to_string(),
            None => String::new(),
        }
    }

    fn late(&self) -> String {
        let of = &self.view.details.workshop;
        let end = self
            .view
            .ends_at
            .map(|end| clock::moment(self.shell.lang, end))
            .unwrap_or_default();
        self.shell
            .with("lead-late")
            .text("minutes", self.view.late.to_string())
            .text("end", end)
            .text("agreed", clock::time(self.shell.lang, of.hard_end))
            .to_string()
    }

    fn way(&self, way: &WayOut) -> String {
        match way {
            WayOut::Shorten { title, from, to, .. } => self
                .shell
                .with("way-shorten")
                .text("title", title)
                .text("from", from.to_string())
                .text("to", to.to_string())
                .to_string(),
            WayOut::PutOff { .. } => {
                let end = self
                    .view
                    .ends_at
                    .map(|end| clock::moment(self.shell.lang, end))
                    .unwrap_or_default();
                self.shell.with("way-put-off").text("end", end).to_string()
            }
        }
    }

    fn present(&self, now: &GroupNow) -> String {
        if now.screens + now.telephones == 0 {
            return self.shell.t("present-nobody").into_owned();
        }
        self.shell
            .with("present")
            .count("screens", now.screens)
            .count("telephones", now.telephones)
            .text("people", now.people.to_string())
            .text("expected", now.group.expected.to_string())
            .to_string()
    }

    fn step(&self, now: &GroupNow) -> String {
        now.board
            .as_ref()
            .map(|board| self.shell.code("board-step", board.step.code()))
            .unwrap_or_default()
    }

    fn next_step(&self, now: &GroupNow) -> Option<(Step, Step, String)> {
        let from = now.board.as_ref()?.step;
        let to = from.next()?;
        Some((from, to, self.shell.code("board-step", to.code())))
    }

    fn done_count(&self) -> usize {
        self.view
            .groups
            .iter()
            .filter(|now| now.board.as_ref().is_some_and(|board| board.is_done))
            .count()
    }

    fn people(&self) -> i32 {
        self.view.groups.iter().map(|now| now.people).sum()
    }

    fn code(&self) -> String {
        spaced(&self.view.details.workshop.join_code)
    }
}

impl ScreenPage {
    fn code(&self) -> String {
        spaced(&self.view.details.workshop.join_code)
    }

    fn now(&self) -> String {
        clock::moment(self.shell.lang, self.view.now)
    }

    fn is_open(&self) -> bool {
        matches!(
            self.view.details.workshop.state,
            WorkshopState::Ready | WorkshopState::Open
        )
    }

    fn is_paused(&self) -> bool {
        self.view.details.workshop.course.pause.is_some()
    }

    fn next(&self) -> String {
        let first = self.view.to_come.first();
        first
            .map(|(at, item)| {
                let at = clock::moment(self.shell.lang, *at);
                self.shell
                    .with("screen-next")
                    .text("at", at)
                    .text("title", &item.title)
                    .to_string()
            })
            .unwrap_or_default()
    }

    /// In a plenary of all, the time shared out: a minute and some for each.
    fn each(&self) -> String {
        let Some(item) = self.view.item.as_ref().filter(|_| self.view.tellings.len() > 1) else {
            return String::new();
        };
        let seconds = i64::from(item.minutes) * 60 / i64::try_from(self.view.tellings.len()).unwrap_or(1);
        self.shell
            .with("screen-each")
            .text("minutes", (seconds / 60).to_string())
            .text("seconds", (seconds % 60).to_string())
            .to_string()
    }
}

async fn lead_page(
    web: &Web,
    session: &Session,
    id: WorkshopId,
    form: LeadForm,
    problems: Vec<trivsel_app::Problem>,
) -> Result<LeadPage, Failure> {
    let view = workshops::lead(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let [day, rooms] = view.at;
    let live = |scope, at| Live(Topic { scope, at });
    Ok(LeadPage {
        clock: clock_of(&shell, &view),
        fields: Fields::new(session.words(), "lead", problems),
        live: [live(Scope::Workshop(id), day), live(Scope::Rooms(id), rooms)],
        form: LeadForm {
            message: if form.message.is_empty() {
                view.details.workshop.message.clone()
            } else {
                form.message.clone()
            },
            ..form
        },
        shell,
        view,
    })
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<WorkshopId>) -> Answer {
    page(&lead_page(&web, &session, id, LeadForm::default(), Vec::new()).await?)
}

async fn act(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<WorkshopId>,
    Form(form): Form<LeadForm>,
) -> Answer {
    match workshops::act(&web.app, session.actor(), id, &form).await {
        Ok(()) => done(&urls::workshop_lead(id), "done-day-led"),
        Err(AppError::Invalid(problems)) => refused(&lead_page(&web, &session, id, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn close(State(web): State<Web>, session: Session, Path(id): Path<WorkshopId>) -> Answer {
    match workshops::close(&web.app, session.actor(), id).await? {
        // What was chosen has become what the unit takes along: its leader looks it through.
        Some((decision, unit)) => done(&urls::unit_task(decision, unit), "done-look-back-closed"),
        None => done(&urls::workshop(id), "done-workshop-closed"),
    }
}

async fn paper_page(
    web: &Web,
    session: &Session,
    id: WorkshopId,
    form: LeadForm,
    problems: Vec<trivsel_app::Problem>,
) -> Result<PaperPage, Failure> {
    let view = workshops::lead(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let lang = shell.lang.code();
    let kinds = workshops::kinds(&web.app, session.actor()).await?;
    let kind = view
        .item
        .as_ref()
        .and_then(|item| kinds.iter().find(|kind| kind.code == item.board_kind));
    let boards = view
        .groups
        .iter()
        .filter_map(|now| Some(Choice::new(now.board.as_ref()?.id, &now.group.name)));
    Ok(PaperPage {
        boards: std::iter::once(Choice::new("", shell.t("paper-choose")))
            .chain(boards)
            .collect(),
        zones: kind
            .map(|kind| {
                kind.zones
                    .iter()
                    .map(|zone| Choice::new(&zone.code, zone.name.in_language(lang)))
                    .collect()
            })
            .unwrap_or_default(),
        fields: Fields::new(session.words(), "paper", problems),
        workshop: id,
        form,
        shell,
    })
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct AskedBoard {
    board: String,
}

async fn paper(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<WorkshopId>,
    axum::extract::Query(asked): axum::extract::Query<AskedBoard>,
) -> Answer {
    let form = LeadForm {
        board: asked.board,
        ..LeadForm::default()
    };
    page(&paper_page(&web, &session, id, form, Vec::new()).await?)
}

async fn write_for(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<WorkshopId>,
    Form(form): Form<LeadForm>,
) -> Answer {
    if form.board.parse::<trivsel_domain::id::BoardId>().is_err() {
        let problems = vec![trivsel_app::Problem::new("board", "problem-choose")];
        return refused(&paper_page(&web, &session, id, form, problems).await?);
    }
    match workshops::write_for(&web.app, session.actor(), id, &form).await {
        Ok(_) => done(&urls::workshop_lead(id), "done-paper-written"),
        Err(AppError::Invalid(problems)) => refused(&paper_page(&web, &session, id, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn screen(State(web): State<Web>, session: Session, Path(id): Path<WorkshopId>) -> Answer {
    let view = workshops::lead(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let [at, _] = view.at;
    let address = format!(
        "{}{}",
        web.app.settings.public_url,
        urls::join(&view.details.workshop.join_code)
    );
    let scope = Scope::Workshop(id);
    page(&ScreenPage {
        clock: clock_of(&shell, &view),
        live: Live(Topic { scope, at }),
        join_address: format!("{}{}", web.app.settings.public_url, urls::DOOR),
        qr: qr_path(&address),
        qr_side: qr_side(&address),
        shell,
        view,
    })
}
