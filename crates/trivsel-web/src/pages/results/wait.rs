//! Before there is a publication: when it comes, and how far it has come.

use axum::response::Html;
use trivsel_app::publications::Progress;
use trivsel_domain::survey::Survey;

use super::*;

#[derive(Template)]
#[template(path = "pages/results/wait.html")]
struct WaitPage {
    shell: Shell,
    survey: SurveyId,
    title: String,
    /// The last day answers are taken, while they are.
    closes_on: Option<String>,
    progress: Option<ProgressPart>,
}

#[derive(Clone, Template)]
#[template(path = "pages/results/progress.html")]
struct ProgressPart {
    shell: Shell,
    survey: SurveyId,
    progress: Progress,
}

pub(super) fn not_yet(session: &Session, survey: &Survey) -> Answer {
    let shell = session.shell(Station::Listen);
    page(&WaitPage {
        survey: survey.id,
        title: survey.title.of(shell.lang.code()).to_owned(),
        closes_on: survey.closes_on.map(|day| shell.day(day)),
        progress: None,
        shell,
    })
}

pub(super) fn under_way(session: &Session, survey: &Survey, progress: Progress) -> Answer {
    let shell = session.shell(Station::Listen);
    page(&WaitPage {
        survey: survey.id,
        title: survey.title.of(shell.lang.code()).to_owned(),
        closes_on: None,
        progress: Some(ProgressPart {
            shell: shell.clone(),
            survey: survey.id,
            progress,
        }),
        shell,
    })
}

/// How far it has come, for the page to fetch; once the figures are there, the page is told to load itself anew.
pub(super) async fn progress(State(web): State<Web>, session: Session, Path(survey): Path<SurveyId>) -> Answer {
    match publications::results(&web.app, session.actor(), survey).await? {
        Outcome::UnderWay(survey, progress) => {
            let part = ProgressPart {
                shell: session.shell(Station::Listen),
                survey: survey.id,
                progress,
            };
            Ok(Html(part.render()?).into_response())
        }
        Outcome::Ready(_) | Outcome::NotYet(_) => Ok(([("HX-Refresh", "true")], "").into_response()),
    }
}
