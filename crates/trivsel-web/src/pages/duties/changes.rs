//! Large changes of a unit: telling of one, and answering whether something is to be done again.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::duties::{self, AnswerForm, ChangeAsk, UnitChangeForm, WheelAsked};
use trivsel_app::{AppError, Problem};
use trivsel_domain::duty::UnitChangeKind;
use trivsel_domain::id::UnitId;
use trivsel_domain::rights::Right;

use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, refused};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

#[derive(Template)]
#[template(path = "pages/duties/changes.html")]
struct ChangesPage {
    shell: Shell,
    unit: UnitId,
    unit_name: String,
    asks: Vec<ChangeAsk>,
    kinds: Vec<Choice>,
    units: Vec<Choice>,
    answers: Vec<Choice>,
    answer_fields: Fields,
    answer: AnswerForm,
    fields: Fields,
    form: UnitChangeForm,
}

impl ChangesPage {
    /// A question as a sentence.
    fn question(&self, ask: &ChangeAsk) -> String {
        let kind = self.shell.code("unit-change-asks", ask.kind.code());
        let date = self.shell.lang.date(ask.on);
        self.shell
            .with("change-question")
            .text("what", kind)
            .text("date", date)
            .to_string()
    }

    /// A day as the form carries it.
    fn typed(&self, ask: &ChangeAsk) -> String {
        self.shell.lang.date_typed(ask.on)
    }
}

pub(super) async fn show(State(web): State<Web>, session: Session, Path(unit): Path<UnitId>) -> Answer {
    page(&shown(&web, &session, unit, None, None).await?)
}

async fn shown(
    web: &Web,
    session: &Session,
    unit: UnitId,
    told: Option<(UnitChangeForm, Vec<Problem>)>,
    answered: Option<(AnswerForm, Vec<Problem>)>,
) -> Result<ChangesPage, AppError> {
    let who = session.actor();
    who.must(Right::SettleDuty, unit)?;
    if who.tree.get(unit).is_none() {
        return Err(AppError::NotFound);
    }
    let shell = session.shell(Station::Anchor);
    let asked = WheelAsked {
        unit: unit.to_string(),
        ..WheelAsked::default()
    };
    let mut asks = duties::wheel(&web.app, who, &asked).await?.asks;
    asks.retain(|ask| ask.unit == unit);
    let (form, problems) = told.unwrap_or_default();
    let (answer, answer_problems) = answered.unwrap_or_default();
    let mut kinds = vec![Choice::new("", shell.t("choose"))];
    // Where a unit stands is known: a move is not told.
    let told = UnitChangeKind::ALL
        .into_iter()
        .filter(|kind| *kind != UnitChangeKind::Moved);
    kinds.extend(shell.choices("unit-change", told.map(UnitChangeKind::code)));
    Ok(ChangesPage {
        unit,
        unit_name: who.tree.name(unit).to_owned(),
        asks,
        kinds,
        units: shell.unit_choices("change-no-other", |other| other != unit),
        answers: shell.choices("change-answer", ["again", "not_again"]),
        answer_fields: Fields::new(session.words(), "change", answer_problems),
        answer,
        fields: Fields::new(session.words(), "change", problems),
        form,
        shell,
    })
}

pub(super) async fn register(
    State(web): State<Web>,
    session: Session,
    Path(unit): Path<UnitId>,
    Form(form): Form<UnitChangeForm>,
) -> Answer {
    let told = async { duties::register_change(&web.app, session.actor(), unit, &form.read()?).await };
    match told.await {
        Ok(()) => done(&urls::unit_changes(unit), "done-change-told"),
        Err(AppError::Invalid(problems)) => refused(&shown(&web, &session, unit, Some((form, problems)), None).await?),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn answer(
    State(web): State<Web>,
    session: Session,
    Path(unit): Path<UnitId>,
    Form(form): Form<AnswerForm>,
) -> Answer {
    let answered = async { duties::answer_change(&web.app, session.actor(), unit, &form.read()?).await };
    match answered.await {
        Ok(()) => done(&urls::unit_changes(unit), "done-change-answered"),
        Err(AppError::Invalid(problems)) => refused(&shown(&web, &session, unit, None, Some((form, problems))).await?),
        Err(error) => Err(error.into()),
    }
}
