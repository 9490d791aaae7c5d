//! Sites: where an initiative begins, all of it or one of its measures.

use axum::extract::{Form, Path, Query, State};
use axum_extra::extract::Form as ManyForm;
use serde::Deserialize;
use trivsel_app::initiatives::sites::{self, SiteForm, SiteOffer, SitesForm};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{InitiativeId, SiteId};
use trivsel_domain::initiative::{Measure, Site, SiteStage};

use super::{PartForm, PartPage, back_to, part_page};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, branches};
use crate::pages::{done, page, quicker, refused};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::Shell;
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
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

fn site_page(
    session: &Session,
    of: &SiteOffer,
    id: SiteId,
    typed: &SiteForm,
    problems: Vec<Problem>,
    newest: Option<serde_json::Value>,
) -> PartPage {
    let form = PartForm {
        folder: "sites",
        prefix: "ini-site",
        id: Some(id.to_string()),
        can_go: true,
        problems,
        seen: &typed.seen,
        newest,
        fields: &|fields, shell| {
            let mut choices = vec![Choice::new("", shell.t("choose"))];
            let offered = session.actor().tree.iter().filter(|node| of.units.contains(&node.id));
            choices.extend(
                offered.map(|node| Choice::new(node.id, format!("{}{}", "\u{a0}\u{a0}".repeat(node.depth), node.name))),
            );
            let is_offered = choices.iter().any(|choice| choice.value == typed.unit);
            if !is_offered {
                // A unit that has closed since: it stays chosen, and can only be left as it is.
                choices.push(Choice::new(&typed.unit, shell.t("ini-site-closed-unit")));
            }
            let mut all = vec![fields.select("unit", &typed.unit, &choices)];
            if let Some(measures) = begins(shell, &of.measures, &typed.measure) {
                all.push(fields.select("measure", &typed.measure, &measures));
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
    part_page(session, &of.initiative, form)
}

/// What can begin at a site: all of it, or one of its measures that is still one. Nothing is asked while there is none.
pub(super) fn begins(shell: &Shell, measures: &[Measure], chosen: &str) -> Option<Vec<Choice>> {
    let mut choices = vec![Choice::new("", shell.t("site-begins-whole"))];
    let offered = measures
        .iter()
        .filter(|of| of.grown_into.is_none() || of.id.to_string() == chosen);
    choices.extend(offered.map(|of| Choice::new(of.id, &of.title)));
    (choices.len() > 1).then_some(choices)
}

/// Sites that begin together: the units are ticked, the days typed once.
fn sites_page(session: &Session, of: &SiteOffer, typed: &SitesForm, problems: Vec<Problem>) -> PartPage {
    let tree = branches(&session.actor().tree, |unit| of.units.contains(&unit));
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
            if let Some(measures) = begins(shell, &of.measures, &typed.measure) {
                all.push(fields.select("measure", &typed.measure, &measures));
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
    part_page(session, &of.initiative, form)
}

/// What a new site begins with: what the page that led here knows already.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SiteStart {
    measure: String,
    stage: String,
}

async fn new_site(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<InitiativeId>,
    Query(start): Query<SiteStart>,
) -> Answer {
    let of = sites::offer(&web.app, session.actor(), id).await?;
    let blank = SitesForm {
        measure: start.measure,
        stage: SiteStage::parse(&start.stage)
            .unwrap_or(SiteStage::Pilot)
            .code()
            .to_owned(),
        starts_on: session.lang().date_typed(web.app.today()),
        ..SitesForm::default()
    };
    page(&sites_page(&session, &of, &blank, Vec::new()))
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
            let of = sites::offer(&web.app, session.actor(), id).await?;
            refused(&sites_page(&session, &of, &typed, problems))
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
        measure: found.measure.map(|id| id.to_string()).unwrap_or_default(),
    }
}

async fn edit_site(State(web): State<Web>, session: Session, Path((id, site)): Path<(InitiativeId, SiteId)>) -> Answer {
    let found = sites::find(&web.app, session.actor(), id, site).await?;
    let of = sites::offer(&web.app, session.actor(), id).await?;
    let typed = site_form(&session, &found);
    page(&site_page(&session, &of, site, &typed, Vec::new(), None))
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
            let of = sites::offer(&web.app, session.actor(), id).await?;
            refused(&site_page(&session, &of, site, &typed, problems, None))
        }
        Err(AppError::Conflict) => {
            let found = sites::find(&web.app, session.actor(), id, site).await?;
            let newest = site_form(&session, &found);
            let newest_fields = serde_json::to_value(&newest).ok();
            let typed = SiteForm {
                seen: newest.seen,
                ..typed
            };
            let of = sites::offer(&web.app, session.actor(), id).await?;
            quicker(&site_page(&session, &of, site, &typed, Vec::new(), newest_fields))
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
