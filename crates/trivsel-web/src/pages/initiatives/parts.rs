//! Measures and sites: small forms that all look alike.

use axum::extract::{Form, Path, State};
use axum_extra::extract::Form as ManyForm;
use serde::Deserialize;
use trivsel_app::initiatives::form;
use trivsel_app::initiatives::measures::{self, MeasureForm};
use trivsel_app::initiatives::sites::{self, SiteForm, SitesForm};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{InitiativeId, MeasureId, SiteId, UnitId};
use trivsel_domain::initiative::{Initiative, Measure, MeasureState, Site, SiteStage};

use super::{PartForm, PartPage, back_to, part_page};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, branches};
use crate::pages::{done, page, quicker, refused};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/initiatives/{initiative}/measures/new", "MClr", new_measure),
        post("/initiatives/{initiative}/measures", "MClr", add_measure),
        get(
            "/initiatives/{initiative}/measures/{measure}/edit",
            "MClr",
            edit_measure,
        ),
        post("/initiatives/{initiative}/measures/{measure}", "MClr", change_measure),
        post(
            "/initiatives/{initiative}/measures/{measure}/remove",
            "MClr",
            remove_measure,
        ),
        get("/initiatives/{initiative}/sites/new", "MCl", new_site),
        post("/initiatives/{initiative}/sites", "MCl", add_site),
        get("/initiatives/{initiative}/sites/{site}/edit", "MCl", edit_site),
        post("/initiatives/{initiative}/sites/{site}", "MCl", change_site),
        post("/initiatives/{initiative}/sites/{site}/remove", "MCl", remove_site),
    ]
}

/// What is typed to add a part, and which button was pressed.
#[derive(Debug, Deserialize)]
pub(super) struct AddedPart<T> {
    #[serde(default)]
    pub(super) then: String,
    #[serde(flatten)]
    pub(super) typed: T,
}

/// Where to go when a part was added: on to the next one of its kind, or back to the initiative.
pub(super) fn on(then: &str, of: InitiativeId, folder: &str, notice: &str) -> Answer {
    match then {
        "another" => done(&format!("{}/{folder}/new", urls::initiative(of)), notice),
        _ => back_to(of, folder, notice),
    }
}

fn measure_page(
    session: &Session,
    of: &Initiative,
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
            vec![
                fields.text("title", &typed.title),
                fields.area("description", &typed.description, 5),
                fields.radios(
                    "state",
                    &typed.state,
                    &shell.choices("measure-state", MeasureState::ALL.map(MeasureState::code)),
                ),
            ]
        },
    };
    part_page(session, of, form)
}

async fn new_measure(State(web): State<Web>, session: Session, Path(of): Path<InitiativeId>) -> Answer {
    let of = measures::find_initiative(&web.app, session.actor(), of).await?;
    let blank = MeasureForm {
        state: MeasureState::Planned.code().to_owned(),
        ..MeasureForm::default()
    };
    page(&measure_page(&session, &of, None, &blank, Vec::new(), None))
}

async fn add_measure(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<InitiativeId>,
    Form(AddedPart { then, typed }): Form<AddedPart<MeasureForm>>,
) -> Answer {
    match async { measures::add(&web.app, session.actor(), id, &typed.read()?).await }.await {
        Ok(_) => on(&then, id, "measures", "done-measure-saved"),
        Err(AppError::Invalid(problems)) => {
            let of = measures::find_initiative(&web.app, session.actor(), id).await?;
            refused(&measure_page(&session, &of, None, &typed, problems, None))
        }
        Err(error) => Err(error.into()),
    }
}

fn measure_form(measure: &Measure) -> MeasureForm {
    MeasureForm {
        seen: seen::mark(measure),
        title: measure.title.clone(),
        description: measure.description.clone(),
        state: measure.state.code().to_owned(),
    }
}

async fn edit_measure(
    State(web): State<Web>,
    session: Session,
    Path((of, id)): Path<(InitiativeId, MeasureId)>,
) -> Answer {
    let measure = measures::find(&web.app, session.actor(), of, id).await?;
    let of = measures::find_initiative(&web.app, session.actor(), of).await?;
    let typed = measure_form(&measure);
    page(&measure_page(&session, &of, Some(id), &typed, Vec::new(), None))
}

async fn change_measure(
    State(web): State<Web>,
    session: Session,
    Path((of, id)): Path<(InitiativeId, MeasureId)>,
    Form(typed): Form<MeasureForm>,
) -> Answer {
    let seen = SeenMark::typed(&typed.seen);
    match async { measures::change(&web.app, session.actor(), of, id, &seen, &typed.read()?).await }.await {
        Ok(()) => back_to(of, "measures", "done-measure-saved"),
        Err(AppError::Invalid(problems)) => {
            let of = measures::find_initiative(&web.app, session.actor(), of).await?;
            refused(&measure_page(&session, &of, Some(id), &typed, problems, None))
        }
        Err(AppError::Conflict) => {
            let measure = measures::find(&web.app, session.actor(), of, id).await?;
            let newest = measure_form(&measure);
            let newest_fields = serde_json::to_value(&newest).ok();
            let typed = MeasureForm {
                seen: newest.seen,
                ..typed
            };
            let of = measures::find_initiative(&web.app, session.actor(), of).await?;
            quicker(&measure_page(
                &session,
                &of,
                Some(id),
                &typed,
                Vec::new(),
                newest_fields,
            ))
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove_measure(
    State(web): State<Web>,
    session: Session,
    Path((of, id)): Path<(InitiativeId, MeasureId)>,
) -> Answer {
    measures::remove(&web.app, session.actor(), of, id).await?;
    back_to(of, "measures", "done-measure-removed")
}

fn site_page(
    session: &Session,
    of: &Initiative,
    units: &[UnitId],
    id: SiteId,
    typed: &SiteForm,
    problems: Vec<Problem>,
    newest: Option<serde_json::Value>,
) -> PartPage {
    let is_asked = problems.iter().any(|problem| problem.field == "is_nested");
    let form = PartForm {
        folder: "sites",
        prefix: "ini-site",
        id: Some(id.to_string()),
        can_go: true,
        problems,
        seen: &typed.seen,
        newest,
        fields: &|fields, shell| {
            let is_asked = is_asked || !typed.is_nested.is_empty();
            let mut choices = vec![Choice::new("", shell.t("choose"))];
            let offered = session.actor().tree.iter().filter(|node| units.contains(&node.id));
            choices.extend(
                offered.map(|node| Choice::new(node.id, format!("{}{}", "\u{a0}\u{a0}".repeat(node.depth), node.name))),
            );
            let is_offered = choices.iter().any(|choice| choice.value == typed.unit);
            if !is_offered {
                // A unit that has closed since: it stays chosen, and can only be left as it is.
                choices.push(Choice::new(&typed.unit, shell.t("ini-site-closed-unit")));
            }
            let mut all = vec![fields.select("unit", &typed.unit, &choices)];
            if is_asked {
                all.push(fields.checkbox("is_nested", &typed.is_nested));
            }
            all.extend([
                fields.radios(
                    "stage",
                    &typed.stage,
                    &shell.choices("site-stage", SiteStage::ALL.map(SiteStage::code)),
                ),
                fields.date("starts_on", &typed.starts_on),
                fields.date("ends_on", &typed.ends_on),
            ]);
            all
        },
    };
    part_page(session, of, form)
}

/// Sites that begin together: the units are ticked, the days typed once.
fn sites_page(
    session: &Session,
    of: &Initiative,
    units: &[UnitId],
    typed: &SitesForm,
    problems: Vec<Problem>,
) -> PartPage {
    let is_asked = problems.iter().any(|problem| problem.field == "is_nested") || !typed.is_nested.is_empty();
    let tree = branches(&session.actor().tree, |unit| units.contains(&unit));
    let form = PartForm {
        folder: "sites",
        prefix: "ini-site",
        id: None,
        can_go: true,
        problems,
        seen: "",
        newest: None,
        fields: &|fields, shell| {
            let mut all = vec![fields.tree("units", &typed.chosen(), &tree, "survey-units-below")];
            if is_asked {
                all.push(fields.checkbox("is_nested", &typed.is_nested));
            }
            let stages = shell.choices("site-stage", SiteStage::ALL.map(SiteStage::code));
            all.extend([
                fields.radios("stage", &typed.stage, &stages),
                fields.date("starts_on", &typed.starts_on),
                fields.date("ends_on", &typed.ends_on),
            ]);
            all
        },
    };
    part_page(session, of, form)
}

async fn new_site(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let of = form::find(&web.app, session.actor(), id).await?;
    let units = sites::units(&web.app, session.actor(), id).await?;
    let blank = SitesForm {
        stage: SiteStage::Pilot.code().to_owned(),
        starts_on: session.lang().date_typed(web.app.today()),
        ..SitesForm::default()
    };
    page(&sites_page(&session, &of, &units, &blank, Vec::new()))
}

async fn add_site(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<InitiativeId>,
    ManyForm(typed): ManyForm<SitesForm>,
) -> Answer {
    match async { sites::add_many(&web.app, session.actor(), id, &typed.read()?).await }.await {
        Ok(_) => back_to(id, "sites", "done-site-saved"),
        Err(AppError::Invalid(problems)) => {
            let of = form::find(&web.app, session.actor(), id).await?;
            let units = sites::units(&web.app, session.actor(), id).await?;
            refused(&sites_page(&session, &of, &units, &typed, problems))
        }
        Err(error) => Err(error.into()),
    }
}

fn site_form(session: &Session, found: &Site) -> SiteForm {
    let date = |day| session.lang().date_typed(day);
    SiteForm {
        seen: seen::mark(found),
        unit: found.unit.to_string(),
        stage: found.stage.code().to_owned(),
        starts_on: date(found.period.from()),
        ends_on: found.period.to().map(date).unwrap_or_default(),
        is_nested: String::new(),
    }
}

async fn edit_site(State(web): State<Web>, session: Session, Path((id, site)): Path<(InitiativeId, SiteId)>) -> Answer {
    let found = sites::find(&web.app, session.actor(), id, site).await?;
    let of = form::find(&web.app, session.actor(), id).await?;
    let units = sites::units(&web.app, session.actor(), id).await?;
    let typed = site_form(&session, &found);
    page(&site_page(&session, &of, &units, site, &typed, Vec::new(), None))
}

async fn change_site(
    State(web): State<Web>,
    session: Session,
    Path((id, site)): Path<(InitiativeId, SiteId)>,
    Form(typed): Form<SiteForm>,
) -> Answer {
    let seen = SeenMark::typed(&typed.seen);
    match async { sites::change(&web.app, session.actor(), id, site, &seen, &typed.read()?).await }.await {
        Ok(()) => back_to(id, "sites", "done-site-saved"),
        Err(AppError::Invalid(problems)) => {
            let of = form::find(&web.app, session.actor(), id).await?;
            let units = sites::units(&web.app, session.actor(), id).await?;
            refused(&site_page(&session, &of, &units, site, &typed, problems, None))
        }
        Err(AppError::Conflict) => {
            let found = sites::find(&web.app, session.actor(), id, site).await?;
            let newest = site_form(&session, &found);
            let newest_fields = serde_json::to_value(&newest).ok();
            let typed = SiteForm {
                seen: newest.seen,
                ..typed
            };
            let of = form::find(&web.app, session.actor(), id).await?;
            let units = sites::units(&web.app, session.actor(), id).await?;
            quicker(&site_page(
                &session,
                &of,
                &units,
                site,
                &typed,
                Vec::new(),
                newest_fields,
            ))
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove_site(
    State(web): State<Web>,
    session: Session,
    Path((id, site)): Path<(InitiativeId, SiteId)>,
) -> Answer {
    sites::remove(&web.app, session.actor(), id, site).await?;
    back_to(id, "sites", "done-site-removed")
}
