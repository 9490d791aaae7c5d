//! Whose turn it is in a start: somebody else takes over, one goes on alone, both look back.

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::starts;
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::StartId;
use trivsel_domain::start::{Promise, StartPart};

use super::{GuideForm, start_page};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, refused};
use crate::routes::{INSIDE, Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/start/guides/{start}/successor", INSIDE, successor),
        post("/start/guides/{start}/successor", INSIDE, take_over),
        post("/start/guides/{start}/alone", INSIDE, go_on_alone),
        post("/start/guides/{start}/look-back", INSIDE, look_back),
    ]
}

/// Who takes over which part: `lead` or `rep`, a colon, and who.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct SuccessorForm {
    successor: String,
}

impl SuccessorForm {
    fn read(&self) -> Result<(StartPart, trivsel_domain::id::PersonId), AppError> {
        let read = self.successor.split_once(':').and_then(|(part, person)| {
            let part = StartPart::parse(part)?;
            Some((part, person.parse().ok()?))
        });
        read.ok_or_else(|| AppError::invalid("successor", "problem-choose"))
    }
}

#[derive(Template)]
#[template(path = "pages/starts/successor.html")]
struct SuccessorPage {
    shell: Shell,
    fields: Fields,
    form: SuccessorForm,
    address: String,
    people: Vec<Choice>,
}

impl SuccessorPage {
    /// Is there anybody to choose? The first choice is nobody.
    fn is_anybody(&self) -> bool {
        self.people.len() > 1
    }
}

async fn successor(State(web): State<Web>, session: Session, Path(id): Path<StartId>) -> Answer {
    page(&successor_page(&web, &session, id, SuccessorForm::default(), Vec::new()).await?)
}

async fn successor_page(
    web: &Web,
    session: &Session,
    id: StartId,
    form: SuccessorForm,
    problems: Vec<Problem>,
) -> Result<SuccessorPage, AppError> {
    let found = starts::successors(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::GetStarted);
    let mut people = vec![Choice::new("", shell.t("choose"))];
    for (part, of_part) in [(StartPart::Lead, found.leads), (StartPart::Rep, found.reps)] {
        for one in of_part {
            let label = shell.with("start-successor-as").text("name", one.name);
            let label = label.text("part", shell.code("start-part", part.code())).to_string();
            people.push(Choice::new(format!("{}:{}", part.code(), one.person), label));
        }
    }
    Ok(SuccessorPage {
        fields: Fields::new(session.words(), "guide", problems),
        address: urls::start(id),
        people,
        form,
        shell,
    })
}

async fn take_over(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<StartId>,
    Form(form): Form<SuccessorForm>,
) -> Answer {
    // Looked for first, so that a start that is not one's own is not there before anything is said of the form.
    let who = session.actor();
    starts::find(&web.app, who, id).await?;
    let taken = async {
        let (part, person) = form.read()?;
        starts::take_over(&web.app, who, id, part, person).await
    };
    match taken.await {
        Ok(true) => done(&urls::start(id), "done-start-taken-over"),
        Ok(false) => done(urls::GET_STARTED, "done-start-handed-on"),
        Err(AppError::Invalid(problems)) => refused(&successor_page(&web, &session, id, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn go_on_alone(State(web): State<Web>, session: Session, Path(id): Path<StartId>) -> Answer {
    starts::go_on_alone(&web.app, session.actor(), id).await?;
    done(&urls::start(id), "done-start-gone-on")
}

async fn look_back(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<StartId>,
    Form(typed): Form<GuideForm>,
) -> Answer {
    let who = session.actor();
    starts::find(&web.app, who, id).await?;
    let Some(promise) = typed.get("promise").and_then(|code| Promise::parse(code)) else {
        let problems = vec![Problem::new("promise", "problem-choose")];
        return refused(&start_page(&web, &session, id, &typed, problems).await?);
    };
    starts::look_back(&web.app, who, id, promise).await?;
    done(&urls::start(id), "done-start-looked-back")
}
