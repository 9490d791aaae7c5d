//! Before there is a publication: when it comes, how far it has come, that it could not be made so far, or that there will be none.

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
    live: Live,
    progress: Progress,
    /// The day the answers are deleted, published or not.
    deletes_on: Option<String>,
}

impl ProgressPart {
    fn of(shell: Shell, survey: &Survey, progress: Progress, live: Live) -> Self {
        Self {
            live,
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

pub(super) fn under_way(session: &Session, survey: &Survey, progress: Progress, live: Live) -> Answer {
    let shell = session.shell(Station::Listen);
    page(&WaitPage {
        survey: survey.id,
        title: survey.title.of(shell.lang.code()).to_owned(),
        closes_on: None,
        deleted_on: survey.answers_deleted_on.map(|day| shell.day(day)),
        progress: (!survey.is_never_published()).then(|| ProgressPart::of(shell.clone(), survey, progress, live)),
        shell,
    })
}

/// How far it has come, as it is sent to a page that is open; none once the figures are there, or never will be.
pub(crate) async fn progress_of(
    web: &Web,
    who: &Actor,
    shell: Shell,
    live: Live,
    survey: SurveyId,
) -> Result<Option<String>, Failure> {
    match publications::results(&web.app, who, survey).await? {
        Outcome::UnderWay(survey, progress) if !survey.is_never_published() => {
            Ok(Some(ProgressPart::of(shell, &survey, progress, live).render()?))
        }
        Outcome::Ready(_) | Outcome::NotYet(_) | Outcome::UnderWay(..) => Ok(None),
    }
}
