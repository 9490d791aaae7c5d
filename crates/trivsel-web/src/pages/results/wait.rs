//! Before there is a publication: when it comes, how far it has come, that it could not be made so far, or that there will be none.

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
    /// The day the answers were deleted before there was a publication.
    deleted_on: Option<String>,
    progress: Option<ProgressPart>,
}

#[derive(Clone, Template)]
#[template(path = "pages/results/progress.html")]
struct ProgressPart {
    shell: Shell,
    survey: SurveyId,
    progress: Progress,
    /// The day the answers are deleted, published or not.
    deletes_on: Option<String>,
}

impl ProgressPart {
    fn of(shell: Shell, survey: &Survey, progress: Progress) -> Self {
        Self {
            survey: survey.id,
            progress,
            deletes_on: survey.deletes_on().map(|day| shell.day(day)),
            shell,
        }
    }
}

pub(super) fn not_yet(session: &Session, survey: &Survey) -> Answer {
    let shell = session.shell(Station::Listen);
    page(&WaitPage {
        survey: survey.id,
        title: survey.title.of(shell.lang.code()).to_owned(),
        closes_on: survey.last_day().map(|day| shell.day(day)),
        deleted_on: None,
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
        deleted_on: survey.answers_deleted_on.map(|day| shell.day(day)),
        progress: (!survey.is_never_published()).then(|| ProgressPart::of(shell.clone(), survey, progress)),
        shell,
    })
}

/// How far it has come, for the page to fetch; once the figures are there, or never will be, the page is told to load itself anew.
pub(super) async fn progress(State(web): State<Web>, session: Session, Path(survey): Path<SurveyId>) -> Answer {
    match publications::results(&web.app, session.actor(), survey).await? {
        Outcome::UnderWay(survey, progress) if !survey.is_never_published() => {
            let part = ProgressPart::of(session.shell(Station::Listen), &survey, progress);
            Ok(Html(part.render()?).into_response())
        }
        Outcome::Ready(_) | Outcome::NotYet(_) | Outcome::UnderWay(..) => {
            Ok(([("HX-Refresh", "true")], "").into_response())
        }
    }
}
