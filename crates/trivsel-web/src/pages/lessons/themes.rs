//! The themes a committee gathers lessons under, and the initiative that comes of one.

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::lessons::{self, ThemeForm};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{DecisionId, LessonId, LessonThemeId};

use super::super::{done, newest_beside, page, refused};
use super::{learnt_page, theme_typed};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("/decisions/{decision}/themes", "MCfvs", add),
        get("/decisions/{decision}/themes/{theme}/edit", "MCfvs", edit),
        post("/decisions/{decision}/themes/{theme}", "MCfvs", change),
        post("/decisions/{decision}/themes/{theme}/remove", "MCfvs", remove),
        post("/decisions/{decision}/lessons/{lesson}/theme", "MCfvs", lay),
    ]
}

#[derive(Template)]
#[template(path = "pages/lessons/theme.html")]
struct ThemePage {
    shell: Shell,
    fields: Fields,
    decision: DecisionId,
    theme: LessonThemeId,
    form: ThemeForm,
}

/// What is sent to lay a lesson in a theme.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LayForm {
    theme: String,
}

async fn add(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<DecisionId>,
    Form(form): Form<ThemeForm>,
) -> Answer {
    match async { lessons::add_theme(&web.app, session.actor(), id, &form.read()?).await }.await {
        Ok(_) => done(&urls::lessons(id), "done-theme-saved"),
        Err(AppError::Invalid(problems)) => {
            let page = learnt_page(&web, &session, id, "", (form, problems)).await?;
            // Whoever may not gather is turned away, whatever they typed.
            if !page.view.may_gather {
                return Err(AppError::Forbidden.into());
            }
            refused(&page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(
    State(web): State<Web>,
    session: Session,
    Path((id, theme)): Path<(DecisionId, LessonThemeId)>,
) -> Answer {
    page(&theme_page(&web, &session, id, theme, None, Vec::new()).await?)
}

async fn theme_page(
    web: &Web,
    session: &Session,
    decision: DecisionId,
    theme: LessonThemeId,
    typed: Option<ThemeForm>,
    problems: Vec<Problem>,
) -> Result<ThemePage, Failure> {
    let found = lessons::find_theme(&web.app, session.actor(), decision, theme).await?;
    Ok(ThemePage {
        shell: session.shell(Station::FollowUp),
        fields: Fields::new(session.words(), "theme", problems),
        decision,
        theme,
        form: typed.unwrap_or_else(|| ThemeForm {
            seen: seen::mark(&found),
            title: found.title,
            text: found.text,
        }),
    })
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path((id, theme)): Path<(DecisionId, LessonThemeId)>,
    Form(form): Form<ThemeForm>,
) -> Answer {
    let seen = SeenMark::typed(&form.seen);
    match async { lessons::change_theme(&web.app, session.actor(), id, theme, &seen, &form.read()?).await }.await {
        Ok(()) => done(&urls::lessons(id), "done-theme-saved"),
        Err(AppError::Invalid(problems)) => {
            refused(&theme_page(&web, &session, id, theme, Some(form), problems).await?)
        }
        Err(AppError::Conflict) => {
            let newest = theme_page(&web, &session, id, theme, None, Vec::new()).await?;
            newest_beside!(newest, form, ThemeForm)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(
    State(web): State<Web>,
    session: Session,
    Path((id, theme)): Path<(DecisionId, LessonThemeId)>,
) -> Answer {
    lessons::remove_theme(&web.app, session.actor(), id, theme).await?;
    done(&urls::lessons(id), "done-theme-removed")
}

async fn lay(
    State(web): State<Web>,
    session: Session,
    Path((id, lesson)): Path<(DecisionId, LessonId)>,
    Form(form): Form<LayForm>,
) -> Answer {
    let theme = theme_typed(&form.theme)?;
    lessons::lay_in_theme(&web.app, session.actor(), id, lesson, theme).await?;
    done(&urls::lessons(id), "done-lesson-laid")
}

/// What an initiative that comes of a theme says of its purpose: the theme, and what the units said.
pub(in crate::pages) async fn purpose_of_theme(
    web: &Web,
    session: &Session,
    decision: DecisionId,
    theme: LessonThemeId,
) -> Result<(String, String), AppError> {
    let shown = lessons::theme_for_initiative(&web.app, session.actor(), decision, theme).await?;
    let shell = session.shell(Station::Act);
    let lines: Vec<String> = shown
        .lessons
        .iter()
        .map(|one| {
            let line = shell.with("lesson-line").text("text", &one.lesson.text);
            line.text("unit", &one.shown_as).to_string()
        })
        .collect();
    let mut parts = vec![shown.theme.text.clone()];
    if !lines.is_empty() {
        parts.push(format!("{}\n- {}", shell.t("lessons-said"), lines.join("\n- ")));
    }
    parts.retain(|part| !part.is_empty());
    Ok((shown.theme.title, parts.join("\n\n")))
}
