//! An idea by anybody in the unit: a line, why, and what could be done.

use askama::Template;
use axum::extract::{Form, State};
use trivsel_app::initiatives::ideas::{self, IdeaForm};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::UnitId;

use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, refused};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::{Web, urls};

#[derive(Template)]
#[template(path = "pages/initiatives/idea.html")]
struct IdeaPage {
    shell: Shell,
    fields: Fields,
    form: IdeaForm,
    units: Vec<Choice>,
}

impl IdeaPage {
    fn new(session: &Session, form: IdeaForm, offered: &[UnitId], wrong: Vec<Problem>) -> Self {
        let shell = session.shell(Station::Act);
        Self {
            fields: Fields::new(session.words(), "idea", wrong),
            units: shell.unit_choices("choose", |unit| offered.contains(&unit)),
            form,
            shell,
        }
    }
}

pub(super) async fn new(session: Session) -> Answer {
    let offered = ideas::offer(session.actor())?;
    let home = session.actor().home_unit().filter(|unit| offered.contains(unit));
    let blank = IdeaForm {
        unit: home.map(|unit| unit.to_string()).unwrap_or_default(),
        ..IdeaForm::default()
    };
    page(&IdeaPage::new(&session, blank, &offered, Vec::new()))
}

pub(super) async fn propose(State(web): State<Web>, session: Session, Form(mut typed): Form<IdeaForm>) -> Answer {
    let offered = ideas::offer(session.actor())?;
    typed.unit = session.unit_typed(&typed.unit);
    match async { ideas::propose(&web.app, session.actor(), &typed.read()?).await }.await {
        Ok(id) => done(&urls::initiative(id), "done-idea-proposed"),
        Err(AppError::Invalid(problems)) => refused(&IdeaPage::new(&session, typed, &offered, problems)),
        Err(error) => Err(error.into()),
    }
}
