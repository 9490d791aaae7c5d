//! What a unit does when it is asked to look back: hold it, write down what it held on paper, or say why it does not.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::lessons::{self, HoldForm, HoldWish, LessonForm, PaperForm, TaskExcuseForm, UnitTaskView};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{DecisionId, LessonId, UnitId};
use trivsel_domain::lesson::{Lesson, LessonKind};

use super::super::{done, newest_beside, page, refused};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("/decisions/{decision}/units/{unit}/hold", "MSUC", hold),
        post("/decisions/{decision}/units/{unit}/lessons", "MSUC", write),
        post("/decisions/{decision}/units/{unit}/excuse", "MSUC", excuse),
        get("/decisions/{decision}/units/{unit}/lessons/{lesson}", "MSUC", edit),
        post("/decisions/{decision}/units/{unit}/lessons/{lesson}", "MSUC", change),
        post(
            "/decisions/{decision}/units/{unit}/lessons/{lesson}/remove",
            "MSUC",
            remove,
        ),
    ]
}

/// What was typed on the page of a unit's task, in whichever of its forms.
#[derive(Default)]
struct OwnTyped {
    hold: Option<HoldForm>,
    paper: Option<PaperForm>,
    excuse: Option<TaskExcuseForm>,
}

#[derive(Template)]
#[template(path = "pages/lessons/own.html")]
struct OwnPage {
    shell: Shell,
    fields: Fields,
    decision: DecisionId,
    unit: UnitId,
    view: UnitTaskView,
    hold: HoldForm,
    paper: PaperForm,
    excuse: TaskExcuseForm,
    kinds: Vec<Choice>,
    /// Is a name asked about?
    asks_name: bool,
}

impl OwnPage {
    fn address(&self) -> String {
        urls::unit_task(self.decision, self.unit)
    }

    fn kind(&self, lesson: &Lesson) -> String {
        self.shell.code("lesson-kind", lesson.kind.code())
    }

    fn lesson_address(&self, lesson: &Lesson) -> String {
        format!("{}/lessons/{}", self.address(), lesson.id)
    }
}

fn kinds(shell: &Shell) -> Vec<Choice> {
    shell.choices("lesson-kind", LessonKind::ALL.map(LessonKind::code))
}

fn asks_name(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.message == "problem-note-name")
}

async fn own_page(
    web: &Web,
    session: &Session,
    (decision, unit): (DecisionId, UnitId),
    typed: OwnTyped,
    problems: Vec<Problem>,
) -> Result<OwnPage, AppError> {
    let view = lessons::unit_task(&web.app, session.actor(), decision, unit).await?;
    if !view.asked.kind.is_held() {
        return Err(AppError::NotFound);
    }
    let shell = session.shell(Station::Decide);
    let today = session.lang().date_typed(web.app.today());
    Ok(OwnPage {
        hold: typed.hold.unwrap_or_else(|| HoldForm {
            held_on: today.clone(),
            ..HoldForm::default()
        }),
        paper: typed.paper.unwrap_or_else(|| PaperForm {
            paper_on: today,
            kind: LessonKind::Remember.code().to_owned(),
            ..PaperForm::default()
        }),
        excuse: typed.excuse.unwrap_or_else(|| TaskExcuseForm {
            excused_because: view.task.excused_because.clone(),
            seen: seen::mark(&view.task),
        }),
        kinds: kinds(&shell),
        asks_name: asks_name(&problems),
        fields: Fields::new(session.words(), "looking-back", problems),
        shell,
        decision,
        unit,
        view,
    })
}

/// The page of a unit's task, where it is one to look back.
pub(in crate::pages) async fn own_task(web: &Web, session: &Session, of: (DecisionId, UnitId)) -> Answer {
    page(&own_page(web, session, of, OwnTyped::default(), Vec::new()).await?)
}

async fn hold(
    State(web): State<Web>,
    session: Session,
    Path((id, unit)): Path<(DecisionId, UnitId)>,
    Form(form): Form<HoldForm>,
) -> Answer {
    let language = session.lang().code();
    let held = async {
        let when = form.read()?;
        let workshop = lessons::hold(&web.app, session.actor(), id, unit, language, when).await?;
        Ok((workshop, when))
    };
    match held.await {
        Ok((workshop, HoldWish::Now)) => done(&urls::workshop_lead(workshop), "done-held-now"),
        Ok((workshop, HoldWish::Later { .. })) => done(&urls::workshop(workshop), "done-held-later"),
        Err(AppError::Invalid(problems)) => {
            let typed = OwnTyped {
                hold: Some(form),
                ..OwnTyped::default()
            };
            refused(&own_page(&web, &session, (id, unit), typed, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn write(
    State(web): State<Web>,
    session: Session,
    Path((id, unit)): Path<(DecisionId, UnitId)>,
    Form(form): Form<PaperForm>,
) -> Answer {
    match async { lessons::write_on_paper(&web.app, session.actor(), id, unit, &form.read()?).await }.await {
        Ok(_) => done(&urls::unit_task(id, unit), "done-lessons-written"),
        Err(AppError::Invalid(problems)) => {
            let typed = OwnTyped {
                paper: Some(form),
                ..OwnTyped::default()
            };
            refused(&own_page(&web, &session, (id, unit), typed, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn excuse(
    State(web): State<Web>,
    session: Session,
    Path((id, unit)): Path<(DecisionId, UnitId)>,
    Form(form): Form<TaskExcuseForm>,
) -> Answer {
    let seen = SeenMark::typed(&form.seen);
    let typed = |form| OwnTyped {
        excuse: Some(form),
        ..OwnTyped::default()
    };
    match async { lessons::excuse(&web.app, session.actor(), id, unit, &seen, &form.read()?).await }.await {
        Ok(()) => done(&urls::decision(id), "done-task-excused"),
        Err(AppError::Invalid(problems)) => {
            refused(&own_page(&web, &session, (id, unit), typed(form), problems).await?)
        }
        Err(AppError::Conflict) => {
            let mut newest = own_page(&web, &session, (id, unit), OwnTyped::default(), Vec::new()).await?;
            newest.fields = newest.fields.quicker(&newest.excuse);
            newest.excuse = TaskExcuseForm {
                seen: newest.excuse.seen,
                ..form
            };
            super::super::quicker(&newest)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/lessons/lesson.html")]
struct LessonPage {
    shell: Shell,
    fields: Fields,
    address: String,
    back: String,
    form: LessonForm,
    kinds: Vec<Choice>,
    asks_name: bool,
}

async fn lesson_page(
    web: &Web,
    session: &Session,
    (decision, unit, id): (DecisionId, UnitId, LessonId),
    typed: Option<LessonForm>,
    problems: Vec<Problem>,
) -> Result<LessonPage, Failure> {
    let view = lessons::unit_task(&web.app, session.actor(), decision, unit).await?;
    let lesson = view.lessons.into_iter().find(|lesson| lesson.id == id);
    let lesson = lesson.ok_or(AppError::NotFound)?;
    let shell = session.shell(Station::Decide);
    let back = urls::unit_task(decision, unit);
    Ok(LessonPage {
        address: format!("{back}/lessons/{id}"),
        back,
        kinds: kinds(&shell),
        asks_name: asks_name(&problems),
        fields: Fields::new(session.words(), "lesson", problems),
        form: typed.unwrap_or_else(|| LessonForm {
            seen: seen::mark(&lesson),
            kind: lesson.kind.code().to_owned(),
            is_shared: if lesson.is_shared {
                "on".to_owned()
            } else {
                String::new()
            },
            text: lesson.text,
            sure: String::new(),
        }),
        shell,
    })
}

async fn edit(State(web): State<Web>, session: Session, Path(of): Path<(DecisionId, UnitId, LessonId)>) -> Answer {
    page(&lesson_page(&web, &session, of, None, Vec::new()).await?)
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path((id, unit, lesson)): Path<(DecisionId, UnitId, LessonId)>,
    Form(form): Form<LessonForm>,
) -> Answer {
    let seen = SeenMark::typed(&form.seen);
    let who = session.actor();
    match async { lessons::change_lesson(&web.app, who, (id, unit), lesson, &seen, &form.read()?).await }.await {
        Ok(()) => done(&urls::unit_task(id, unit), "done-lesson-saved"),
        Err(AppError::Invalid(problems)) => {
            refused(&lesson_page(&web, &session, (id, unit, lesson), Some(form), problems).await?)
        }
        Err(AppError::Conflict) => {
            let newest = lesson_page(&web, &session, (id, unit, lesson), None, Vec::new()).await?;
            newest_beside!(newest, form, LessonForm)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(
    State(web): State<Web>,
    session: Session,
    Path((id, unit, lesson)): Path<(DecisionId, UnitId, LessonId)>,
) -> Answer {
    lessons::remove_lesson(&web.app, session.actor(), (id, unit), lesson).await?;
    done(&urls::unit_task(id, unit), "done-lesson-removed")
}
