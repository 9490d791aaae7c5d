//! Measures: the form, and how one becomes an initiative of its own.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum_extra::extract::Form as ManyForm;
use trivsel_app::initiatives::grow::{self, GrowForm, Growing};
use trivsel_app::initiatives::measures::{self, MeasureForm, MeasureOffer};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{InitiativeId, MeasureId};
use trivsel_domain::initiative::{Measure, MeasureState};

use super::form::{people, typed_person};
use super::parts::{AddedPart, on};
use super::{PartForm, PartPage, back_to, part_page};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, quicker, refused};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/initiatives/{initiative}/measures/new", "MClr", new),
        post("/initiatives/{initiative}/measures", "MClr", add),
        get("/initiatives/{initiative}/measures/{measure}/edit", "MClr", edit),
        post("/initiatives/{initiative}/measures/{measure}", "MClr", change),
        post("/initiatives/{initiative}/measures/{measure}/remove", "MClr", remove),
        get("/initiatives/{initiative}/measures/{measure}/grow", "MCl", growing),
        post("/initiatives/{initiative}/measures/{measure}/grow", "MCl", become_own),
    ]
}

fn form_page(
    session: &Session,
    of: &MeasureOffer,
    id: Option<MeasureId>,
    typed: &MeasureForm,
    problems: Vec<Problem>,
    newest: Option<serde_json::Value>,
) -> PartPage {
    let form = PartForm {
        folder: "measures",
        prefix: "ini-measure",
        id: id.map(|id| id.to_string()),
        can_go: true,
        problems,
        seen: &typed.seen,
        newest,
        fields: &|fields, shell| {
            let units = shell.unit_choices("measure-across", |unit| of.units.contains(&unit));
            let people = people(shell, &of.people);
            vec![
                fields.text("title", &typed.title),
                fields.area("description", &typed.description, 5),
                fields.radios(
                    "state",
                    &typed.state,
                    &shell.choices("measure-state", MeasureState::ALL.map(MeasureState::code)),
                ),
                fields.pick("unit", &typed.unit, &units),
                fields.date("starts_on", &typed.starts_on),
                fields.date("ends_on", &typed.ends_on),
                fields.text("audience", &typed.audience),
                fields.text("job_groups", &typed.job_groups),
                fields.pick("owner", &typed.owner, &people),
                fields.text("owner_role", &typed.owner_role),
                fields.date("due_on", &typed.due_on),
            ]
        },
    };
    part_page(session, &of.initiative, form)
}

/// What was typed of unit and owner, where there are so many that they are typed, as what it means.
fn meant(session: &Session, of: &MeasureOffer, typed: MeasureForm) -> MeasureForm {
    let shell = session.shell(Station::Act);
    MeasureForm {
        unit: session.unit_typed(&typed.unit),
        owner: typed_person(&people(&shell, &of.people), &typed.owner),
        ..typed
    }
}

async fn new(State(web): State<Web>, session: Session, Path(of): Path<InitiativeId>) -> Answer {
    let of = measures::offer(&web.app, session.actor(), of).await?;
    let blank = MeasureForm {
        state: MeasureState::Planned.code().to_owned(),
        ..MeasureForm::default()
    };
    page(&form_page(&session, &of, None, &blank, Vec::new(), None))
}

async fn add(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<InitiativeId>,
    Form(AddedPart { then, typed }): Form<AddedPart<MeasureForm>>,
) -> Answer {
    let of = measures::offer(&web.app, session.actor(), id).await?;
    let typed = meant(&session, &of, typed);
    match async { measures::add(&web.app, session.actor(), id, &typed.read()?).await }.await {
        Ok(_) => on(&then, id, "measures", "done-measure-saved"),
        Err(AppError::Invalid(problems)) => refused(&form_page(&session, &of, None, &typed, problems, None)),
        Err(error) => Err(error.into()),
    }
}

fn form_of(session: &Session, of: &Measure) -> MeasureForm {
    let id = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let date = |day: Option<chrono::NaiveDate>| day.map(|day| session.lang().date_typed(day)).unwrap_or_default();
    let plan = &of.plan;
    MeasureForm {
        seen: seen::mark(of),
        title: of.title.clone(),
        description: of.description.clone(),
        state: of.state.code().to_owned(),
        unit: id(plan.unit.map(|unit| unit.0)),
        starts_on: date(plan.starts_on),
        ends_on: date(plan.ends_on),
        audience: plan.audience.clone(),
        job_groups: plan.job_groups.clone(),
        owner: id(plan.owner.map(|person| person.0)),
        owner_role: plan.owner_role.clone(),
        due_on: date(plan.due_on),
    }
}

async fn edit(State(web): State<Web>, session: Session, Path((of, id)): Path<(InitiativeId, MeasureId)>) -> Answer {
    let measure = measures::find(&web.app, session.actor(), of, id).await?;
    let of = measures::offer(&web.app, session.actor(), of).await?;
    let typed = form_of(&session, &measure);
    page(&form_page(&session, &of, Some(id), &typed, Vec::new(), None))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path((initiative, id)): Path<(InitiativeId, MeasureId)>,
    Form(typed): Form<MeasureForm>,
) -> Answer {
    let of = measures::offer(&web.app, session.actor(), initiative).await?;
    let typed = meant(&session, &of, typed);
    let seen = SeenMark::typed(&typed.seen);
    match async { measures::change(&web.app, session.actor(), initiative, id, &seen, &typed.read()?).await }.await {
        Ok(()) => back_to(initiative, "measures", "done-measure-saved"),
        Err(AppError::Invalid(problems)) => refused(&form_page(&session, &of, Some(id), &typed, problems, None)),
        Err(AppError::Conflict) => {
            let measure = measures::find(&web.app, session.actor(), initiative, id).await?;
            let newest = form_of(&session, &measure);
            let newest_fields = serde_json::to_value(&newest).ok();
            let typed = MeasureForm {
                seen: newest.seen,
                ..typed
            };
            quicker(&form_page(&session, &of, Some(id), &typed, Vec::new(), newest_fields))
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(State(web): State<Web>, session: Session, Path((of, id)): Path<(InitiativeId, MeasureId)>) -> Answer {
    measures::remove(&web.app, session.actor(), of, id).await?;
    back_to(of, "measures", "done-measure-removed")
}

/// What becoming an initiative of its own means, before it is done.
#[derive(Template)]
#[template(path = "pages/initiatives/grow.html")]
struct GrowPage {
    shell: Shell,
    fields: Fields,
    of: Growing,
    form: GrowForm,
    units: Vec<Choice>,
    follow_ups: Vec<Choice>,
}

impl GrowPage {
    fn new(session: &Session, of: Growing, form: GrowForm, problems: Vec<Problem>) -> Self {
        let shell = session.shell(Station::Act);
        Self {
            fields: Fields::new(session.words(), "grow", problems),
            units: shell.unit_choices("choose", |unit| of.units.contains(&unit)),
            follow_ups: of
                .follow_ups
                .iter()
                .map(|follow_up| Choice::new(follow_up.id, &follow_up.title))
                .collect(),
            of,
            form,
            shell,
        }
    }

    /// What moves over by itself, one sentence each.
    fn moves(&self) -> Vec<String> {
        [("grow-sites", self.of.sites), ("grow-criteria", self.of.criteria)]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(id, count)| self.shell.with(id).count("count", count).to_string())
            .collect()
    }
}

async fn growing(
    State(web): State<Web>,
    session: Session,
    Path((initiative, id)): Path<(InitiativeId, MeasureId)>,
) -> Answer {
    let of = grow::prepare(&web.app, session.actor(), initiative, id).await?;
    let wanted = of.measure.plan.unit.filter(|unit| of.units.contains(unit));
    let form = GrowForm {
        title: of.measure.title.clone(),
        unit: wanted.unwrap_or(of.initiative.unit).to_string(),
        follow_ups: Vec::new(),
    };
    page(&GrowPage::new(&session, of, form, Vec::new()))
}

async fn become_own(
    State(web): State<Web>,
    session: Session,
    Path((initiative, id)): Path<(InitiativeId, MeasureId)>,
    ManyForm(mut typed): ManyForm<GrowForm>,
) -> Answer {
    typed.unit = session.unit_typed(&typed.unit);
    match async { grow::grow(&web.app, session.actor(), initiative, id, &typed.read()?).await }.await {
        Ok(grown) => done(&urls::initiative(grown), "done-measure-grown"),
        Err(AppError::Invalid(problems)) => {
            let of = grow::prepare(&web.app, session.actor(), initiative, id).await?;
            refused(&GrowPage::new(&session, of, typed, problems))
        }
        Err(error) => Err(error.into()),
    }
}
