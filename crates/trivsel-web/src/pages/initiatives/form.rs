//! The nine fields, new and changed.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use serde::Deserialize;
use trivsel_app::followed::OriginForm;
use trivsel_app::initiatives::content::{self, InitiativeForm};
use trivsel_app::initiatives::form::{self, Offer};
use trivsel_app::initiatives::pattern;
use trivsel_app::{AppError, Problem};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{InitiativeId, PersonId};
use trivsel_domain::initiative::{IgloLevel, Initiative};
use trivsel_domain::person::Person;

use super::register::clipped;
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields, picked, told_apart};
use crate::pages::{done, page, refused};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// So much of a goal is shown in the list one chooses from.
const GOAL_LETTERS: usize = 120;

#[derive(Template)]
#[template(path = "pages/initiatives/form.html")]
struct FormPage {
    shell: Shell,
    fields: Fields,
    id: Option<InitiativeId>,
    form: InitiativeForm,
    /// What a new one begins with.
    origin: OriginForm,
    units: Vec<Choice>,
    levels: Vec<Choice>,
    goals: Vec<Choice>,
    people: Vec<Choice>,
    /// The initiative a new one is made after.
    like: Option<InitiativeId>,
    /// What it can lie under, behind an empty first choice.
    parents: Vec<Choice>,
    /// Did somebody else change it meanwhile?
    is_conflict: bool,
}

impl FormPage {
    fn new(
        session: &Session,
        id: Option<InitiativeId>,
        form: InitiativeForm,
        offer: Offer,
        wrong: Vec<Problem>,
    ) -> Self {
        let shell = session.shell(Station::Act);
        let first = |words: &str| Choice::new("", shell.t(words));
        let mut goals = vec![first("initiative-no-goal")];
        for (policy, of) in &offer.goals {
            goals.extend(of.iter().map(|goal| {
                Choice::new(
                    goal.id,
                    format!("{}: {}", policy.name, clipped(&goal.text, GOAL_LETTERS)),
                )
            }));
        }
        Self {
            fields: Fields::new(session.words(), "initiative", wrong),
            levels: shell.choices("iglo", IgloLevel::ALL.map(IgloLevel::code)),
            units: shell.unit_choices("choose", |unit| offer.units.contains(&unit)),
            goals,
            people: people(&shell, &offer.people),
            parents: parents(&shell, &offer),
            id,
            form,
            origin: OriginForm::default(),
            like: None,
            is_conflict: false,
            shell,
        }
    }
}

/// Those who can answer for it.
pub(super) fn people(shell: &Shell, offered: &[Person]) -> Vec<Choice> {
    let mut people = vec![Choice::new("", shell.t("initiative-nobody"))];
    people.extend(offered.iter().map(|person| {
        let name = if person.title.is_empty() {
            person.name.clone()
        } else {
            format!("{}, {}", person.name, person.title)
        };
        Choice::new(person.id, name)
    }));
    told_apart(people)
}

/// What it can lie under.
fn parents(shell: &Shell, offer: &Offer) -> Vec<Choice> {
    let mut parents = vec![Choice::new("", shell.t("initiative-no-parent"))];
    parents.extend(offer.parents.iter().map(|parent| {
        let unit = shell.unit_name(&parent.unit);
        Choice::new(parent.id, format!("{} ({unit})", clipped(&parent.title, GOAL_LETTERS)))
    }));
    parents
}

/// What was typed of a person, where there are so many that they are typed: an id stays one.
pub(super) fn typed_person(offered: &[Choice], typed: &str) -> String {
    if typed.is_empty() || typed.parse::<PersonId>().is_ok() {
        typed.to_owned()
    } else {
        picked(offered, typed)
    }
}

/// What was typed of units and people, where there are so many that they are typed, as what it means.
async fn meant(
    web: &Web,
    session: &Session,
    form: &mut InitiativeForm,
    id: Option<InitiativeId>,
) -> Result<(), AppError> {
    form.unit = session.unit_typed(&form.unit);
    let is_typed = |person: &String| !person.is_empty() && person.parse::<PersonId>().is_err();
    if [&form.lead, &form.co_lead].into_iter().any(is_typed) {
        let offer = form::offer(&web.app, session.actor(), id).await?;
        let people = people(&session.shell(Station::Act), &offer.people);
        form.lead = picked(&people, &form.lead);
        form.co_lead = picked(&people, &form.co_lead);
    }
    Ok(())
}

/// What a new one is to lie under, where the page that led here knows it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Under {
    under: String,
    /// The initiative it is made after.
    like: String,
}

/// A new initiative as it is typed, with what it begins with.
#[derive(Debug, Deserialize)]
pub(super) struct NewForm {
    #[serde(flatten)]
    initiative: InitiativeForm,
    #[serde(flatten)]
    origin: OriginForm,
    /// The initiative it is made after; empty for one from nothing.
    #[serde(default)]
    like: String,
}

pub(super) async fn new(
    State(web): State<Web>,
    session: Session,
    Query(origin): Query<OriginForm>,
    Query(under): Query<Under>,
) -> Answer {
    let offer = form::offer(&web.app, session.actor(), None).await?;
    let result = origin.read()?;
    let theme = origin.theme()?;
    let home = match result {
        Some(Node::Result(result)) => Some(result.unit),
        _ => None,
    };
    let home = home
        .or_else(|| session.actor().home_unit())
        .filter(|unit| offer.units.contains(unit));
    let mut blank = InitiativeForm {
        parent: under.under,
        unit: home.map(|unit| unit.to_string()).unwrap_or_default(),
        purpose: match result {
            Some(Node::Result(result)) => crate::pages::results::purpose(&web, &session, result).await?,
            Some(Node::Decision(decision)) if theme.is_none() => {
                crate::pages::committees::purpose(&web, &session, decision).await?
            }
            _ => String::new(),
        },
        ..InitiativeForm::default()
    };
    if let (Some(Node::Decision(decision)), Some(theme)) = (result, theme) {
        (blank.title, blank.purpose) = crate::pages::lessons::purpose_of_theme(&web, &session, decision, theme).await?;
    }
    let like = under.like.parse::<InitiativeId>().ok();
    if let Some(like) = like {
        blank = after(&pattern::find_pattern(&web.app, session.actor(), like).await?, blank);
    }
    let mut first = FormPage::new(&session, None, blank, offer, Vec::new());
    first.like = like;
    first.origin = origin;
    page(&first)
}

/// The form as another initiative fills it in: words, level and goal. Days, people and money belong to that one.
fn after(pattern: &Initiative, blank: InitiativeForm) -> InitiativeForm {
    let full = content::form_of(pattern, |_| String::new());
    InitiativeForm {
        unit: blank.unit,
        parent: blank.parent,
        version: blank.version,
        starts_on: String::new(),
        ends_on: String::new(),
        lead: String::new(),
        co_lead: String::new(),
        schedule: String::new(),
        financial_impact: String::new(),
        ..full
    }
}

pub(super) async fn add(State(web): State<Web>, session: Session, Form(typed): Form<NewForm>) -> Answer {
    let NewForm {
        mut initiative,
        origin,
        like,
    } = typed;
    let like = like.parse::<InitiativeId>().ok();
    meant(&web, &session, &mut initiative, None).await?;
    let added = async {
        if let Some(pattern) = like {
            return pattern::add_after(&web.app, session.actor(), &initiative.read()?, pattern).await;
        }
        let (from, theme) = (origin.read()?, origin.theme()?);
        form::add_from_theme(&web.app, session.actor(), &initiative.read()?, from, theme).await
    };
    match added.await {
        Ok(id) => done(&urls::initiative(id), "done-initiative-added"),
        Err(AppError::Invalid(problems)) => {
            let offer = form::offer(&web.app, session.actor(), None).await?;
            let mut again = FormPage::new(&session, None, initiative, offer, problems);
            again.origin = origin;
            again.like = like;
            refused(&again)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn edit(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let initiative = form::find(&web.app, session.actor(), id).await?;
    let offer = form::offer(&web.app, session.actor(), Some(id)).await?;
    let typed = content::form_of(&initiative, |day| session.lang().date_typed(day));
    page(&FormPage::new(&session, Some(id), typed, offer, Vec::new()))
}

pub(super) async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<InitiativeId>,
    Form(mut typed): Form<InitiativeForm>,
) -> Answer {
    meant(&web, &session, &mut typed, Some(id)).await?;
    match async { form::change(&web.app, session.actor(), id, typed.version()?, &typed.read()?).await }.await {
        Ok(()) => done(&urls::initiative(id), "done-initiative-saved"),
        Err(AppError::Invalid(problems)) => {
            let offer = form::offer(&web.app, session.actor(), Some(id)).await?;
            refused(&FormPage::new(&session, Some(id), typed, offer, problems))
        }
        Err(AppError::Conflict) => {
            // What was typed comes back with the newest version's number: saving again is then a choice, not an accident.
            let newest = form::find(&web.app, session.actor(), id).await?;
            typed.version = newest.version.to_string();
            let offer = form::offer(&web.app, session.actor(), Some(id)).await?;
            let mut again = FormPage::new(&session, Some(id), typed, offer, Vec::new());
            again.is_conflict = true;
            Ok((StatusCode::CONFLICT, Html(again.render()?)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
