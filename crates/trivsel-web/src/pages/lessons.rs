//! `/decisions/{decision}/lessons`: what the units took along when they had looked back, by theme. `own` is what a unit does, `print` the
//! same to be printed.

mod own;
mod print;
mod themes;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use serde::Deserialize;
use trivsel_app::committees::AgendaForm;
use trivsel_app::lessons::{self, LearntPoint, LearntView, LessonShown, ThemeForm, ThemeShown, UnitCover};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{DecisionId, LessonThemeId};
use trivsel_domain::rights::Right;

pub(super) use own::own_task;
pub(super) use themes::purpose_of_theme;

use super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// So many lessons of a theme stand open; the rest folds away.
const OPEN: usize = 6;

pub(crate) fn routes() -> Vec<Route> {
    let own = vec![
        get("/decisions/{decision}/lessons", "MSUCKfvsm", show),
        get("/decisions/{decision}/lessons.pdf", "MSUCKfvsm", print::show),
        get("/decisions/{decision}/agenda", "MCfvs", choose_meeting),
        post("/decisions/{decision}/agenda", "MCfvs", put_on_agenda),
    ];
    [own, themes::routes(), own::routes()].into_iter().flatten().collect()
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LessonQuery {
    q: String,
}

#[derive(Template)]
#[template(path = "pages/lessons/show.html")]
struct LearntPage {
    shell: Shell,
    fields: Fields,
    view: LearntView,
    form: ThemeForm,
    /// The themes a lesson can be laid in.
    themes: Vec<Choice>,
}

impl LearntPage {
    fn title(&self) -> String {
        title_of(&self.shell, &self.view)
    }

    fn lead(&self) -> String {
        lead_of(&self.shell, &self.view)
    }

    /// "14 things from 9 groups: 7 keep, 4 begin".
    fn about(&self, shown: &ThemeShown) -> String {
        about_theme(&self.shell, shown)
    }

    fn kind(&self, one: &LessonShown) -> String {
        self.shell.code("lesson-kind", one.lesson.kind.code())
    }

    fn unit_class(&self, unit: &UnitCover) -> &'static str {
        match (unit.task.done_on, unit.task.is_excused()) {
            (Some(_), _) => "done",
            (None, true) => "to-come",
            (None, false) => "now",
        }
    }

    fn unit_state(&self, unit: &UnitCover) -> String {
        unit_state(&self.shell, &self.view, unit)
    }

    /// Where an initiative is begun that comes of a theme, for those who may.
    fn begin_address(&self, shown: &ThemeShown) -> Option<String> {
        let may = self.shell.may(Right::ChangeInitiative) && shown.theme.initiative.is_none();
        may.then(|| urls::initiative_from_theme(self.view.decision.id, shown.theme.id))
    }

    fn lay_address(&self, one: &LessonShown) -> String {
        urls::theme_of_lesson(self.view.decision.id, one.lesson.id)
    }

    fn edit_address(&self, shown: &ThemeShown) -> String {
        urls::theme_part(self.view.decision.id, shown.theme.id, "edit")
    }

    fn lies_in(&self, one: &LessonShown, theme: &Choice) -> bool {
        one.lesson.theme.map(|theme| theme.to_string()).unwrap_or_default() == theme.value
    }

    fn open_lessons<'a>(&self, shown: &'a ThemeShown) -> &'a [LessonShown] {
        shown.lessons.get(..OPEN).unwrap_or(&shown.lessons)
    }

    fn folded_lessons<'a>(&self, shown: &'a ThemeShown) -> &'a [LessonShown] {
        shown.lessons.get(OPEN..).unwrap_or_default()
    }
}

fn title_of(shell: &Shell, view: &LearntView) -> String {
    let task = view.decision.task.as_ref();
    let title = task.map_or_else(|| shell.t("decision-title").into_owned(), |task| task.title.clone());
    shell.with("lessons-title").text("title", title).to_string()
}

/// "11 of 12 groups have looked back. What they take along are 43 things in three themes."
fn lead_of(shell: &Shell, view: &LearntView) -> String {
    let due = view.decision.task.as_ref().and_then(|task| task.due_on);
    if view.count == 0 {
        return match due {
            Some(due) => shell
                .with("lessons-none-due")
                .text("date", shell.lang.date(due))
                .to_string(),
            None => shell.t("lessons-none").into_owned(),
        };
    }
    let covered = shell
        .with("lessons-covered")
        .count("done", view.done)
        .count("total", view.total);
    let gathered = shell
        .with("lessons-gathered")
        .count("count", view.count)
        .count("themes", view.themes.len());
    let lead = format!("{covered} {gathered}");
    if view.excused == 0 {
        return lead;
    }
    format!("{lead} {}", shell.with("lessons-excused").count("count", view.excused))
}

fn about_theme(shell: &Shell, shown: &ThemeShown) -> String {
    let kinds: Vec<String> = shown
        .kinds()
        .into_iter()
        .map(|(kind, count)| format!("{count} {}", shell.code("lesson-kind-short", kind.code())))
        .collect();
    let about = shell
        .with("lessons-theme-about")
        .count("count", shown.lessons.len())
        .count("names", shown.names);
    if kinds.is_empty() {
        about.to_string()
    } else {
        format!("{about}: {}", kinds.join(", "))
    }
}

fn unit_state(shell: &Shell, view: &LearntView, unit: &UnitCover) -> String {
    if unit.task.is_excused() {
        return shell
            .with("lessons-unit-excused")
            .text("because", &unit.task.excused_because)
            .to_string();
    }
    match (unit.task.done_on, unit.lessons) {
        (Some(day), Some(count)) => shell
            .with("lessons-unit-done")
            .text("date", shell.lang.date(day))
            .count("count", count)
            .to_string(),
        (Some(day), None) => shell.lang.date(day),
        (None, _) => match view.decision.task.as_ref().and_then(|task| task.due_on) {
            Some(due) if unit.is_late => shell
                .with("lessons-unit-late")
                .text("date", shell.lang.date(due))
                .to_string(),
            Some(due) => shell
                .with("lessons-unit-due")
                .text("date", shell.lang.date(due))
                .to_string(),
            None => shell.t("task-waits").into_owned(),
        },
    }
}

/// The page as it is now, with what was typed for a new theme.
async fn learnt_page(
    web: &Web,
    session: &Session,
    id: DecisionId,
    q: &str,
    (form, problems): (ThemeForm, Vec<Problem>),
) -> Result<LearntPage, AppError> {
    let view = lessons::find_learnt(&web.app, session.actor(), id, q).await?;
    let shell = session.shell(Station::FollowUp);
    let mut themes = vec![Choice::new("", shell.t("lessons-no-theme"))];
    themes.extend(
        view.themes
            .iter()
            .map(|one| Choice::new(one.theme.id, &one.theme.title)),
    );
    Ok(LearntPage {
        fields: Fields::new(session.words(), "theme", problems),
        themes,
        form,
        view,
        shell,
    })
}

async fn show(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<DecisionId>,
    Query(asked): Query<LessonQuery>,
) -> Answer {
    let nothing = (ThemeForm::default(), Vec::new());
    page(&learnt_page(&web, &session, id, &asked.q, nothing).await?)
}

#[derive(Template)]
#[template(path = "pages/lessons/agenda.html")]
struct LearntAgenda {
    shell: Shell,
    fields: Fields,
    point: LearntPoint,
    meetings: Vec<Choice>,
    chosen: String,
    form: AgendaForm,
}

/// What is sent to put it on an agenda.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LearntAgendaForm {
    meeting: String,
    title: String,
    text: String,
}

async fn choose_meeting(State(web): State<Web>, session: Session, Path(id): Path<DecisionId>) -> Answer {
    let view = lessons::find_learnt(&web.app, session.actor(), id, "").await?;
    let shell = session.shell(Station::FollowUp);
    let titles: Vec<&str> = view.themes.iter().map(|one| one.theme.title.as_str()).collect();
    let mut text = lead_of(&shell, &view);
    if !titles.is_empty() {
        text = format!("{text}\n\n- {}", titles.join("\n- "));
    }
    let typed = LearntAgendaForm {
        meeting: String::new(),
        title: title_of(&shell, &view),
        text,
    };
    page(&agenda_page(&web, &session, id, typed, Vec::new()).await?)
}

async fn agenda_page(
    web: &Web,
    session: &Session,
    id: DecisionId,
    typed: LearntAgendaForm,
    problems: Vec<Problem>,
) -> Result<LearntAgenda, AppError> {
    let point = lessons::agenda_point(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::FollowUp);
    let meetings = point.meetings.iter().map(|line| {
        let label = shell
            .with("report-meeting-choice")
            .text("committee", &line.committee_name)
            .text("date", shell.lang.weekday_date(line.meeting.held_on));
        Choice::new(line.meeting.id, label.to_string())
    });
    Ok(LearntAgenda {
        meetings: meetings.collect(),
        fields: Fields::new(session.words(), "learnt", problems),
        chosen: typed.meeting,
        form: AgendaForm {
            title: typed.title,
            text: typed.text,
            seen: String::new(),
        },
        point,
        shell,
    })
}

async fn put_on_agenda(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<DecisionId>,
    Form(typed): Form<LearntAgendaForm>,
) -> Answer {
    let put = async {
        let form = AgendaForm {
            title: typed.title.clone(),
            text: typed.text.clone(),
            seen: String::new(),
        };
        let meeting = typed.meeting.trim().parse();
        let meeting = meeting.map_err(|_| AppError::invalid("meeting", "problem-choose"))?;
        lessons::put_on_agenda(&web.app, session.actor(), id, meeting, &form.read()?).await?;
        Ok(meeting)
    };
    match put.await {
        Ok(meeting) => done(&urls::meeting(meeting), "done-item-saved"),
        Err(AppError::Invalid(problems)) => refused(&agenda_page(&web, &session, id, typed, problems).await?),
        Err(error) => Err(error.into()),
    }
}

/// A theme among others, for whoever laid a lesson in it.
fn theme_typed(typed: &str) -> Result<Option<LessonThemeId>, AppError> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| AppError::NotFound),
    }
}
