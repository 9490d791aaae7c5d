//! The milestones of an initiative, and who sees to each.

use axum::extract::{Form, Path, State};
use trivsel_app::initiatives::form;
use trivsel_app::initiatives::milestones::{self, MilestoneForm};
use trivsel_app::initiatives::responsibles::{self, Entrusting};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{InitiativeId, MilestoneId};
use trivsel_domain::initiative::{Initiative, Milestone, Responsible};

use super::parts::{AddedPart, on};
use super::{PartForm, PartPage, back_to, entrusting, part_page};
use crate::Web;
use crate::failure::Answer;
use crate::pages::{page, quicker, refused};
use crate::routes::{Route, get, post};
use crate::session::Session;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/initiatives/{initiative}/milestones/new", "MCl", new_milestone),
        post("/initiatives/{initiative}/milestones", "MCl", add_milestone),
        get(
            "/initiatives/{initiative}/milestones/{milestone}/edit",
            "MCl",
            edit_milestone,
        ),
        post(
            "/initiatives/{initiative}/milestones/{milestone}",
            "MCl",
            change_milestone,
        ),
        post(
            "/initiatives/{initiative}/milestones/{milestone}/remove",
            "MCl",
            remove_milestone,
        ),
    ]
}

fn milestone_page(
    session: &Session,
    of: &Initiative,
    offered: &Entrusting,
    id: Option<MilestoneId>,
    typed: &MilestoneForm,
    problems: Vec<Problem>,
    newest: Option<serde_json::Value>,
) -> PartPage {
    let form = PartForm {
        folder: "milestones",
        prefix: "ini-milestone",
        id: id.map(|id| id.to_string()),
        can_go: true,
        problems,
        seen: &typed.seen,
        newest,
        fields: &|fields, shell| {
            vec![
                fields.text("title", &typed.title),
                fields.date("due_on", &typed.due_on),
                fields.select("responsible", &typed.responsible, &entrusting(shell, offered)),
                fields.date("done_on", &typed.done_on),
            ]
        },
    };
    part_page(session, of, form)
}

async fn new_milestone(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let of = form::find(&web.app, session.actor(), id).await?;
    let offered = responsibles::offer_milestone(&web.app, session.actor(), id, Responsible::Leads).await?;
    page(&milestone_page(
        &session,
        &of,
        &offered,
        None,
        &MilestoneForm::default(),
        Vec::new(),
        None,
    ))
}

async fn add_milestone(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<InitiativeId>,
    Form(AddedPart { then, typed }): Form<AddedPart<MilestoneForm>>,
) -> Answer {
    match async { milestones::add(&web.app, session.actor(), id, &typed.read()?).await }.await {
        Ok(_) => on(&then, id, "milestones", "done-milestone-saved"),
        Err(AppError::Invalid(problems)) => {
            let of = form::find(&web.app, session.actor(), id).await?;
            let offered = responsibles::offer_milestone(&web.app, session.actor(), id, Responsible::Leads).await?;
            refused(&milestone_page(&session, &of, &offered, None, &typed, problems, None))
        }
        Err(error) => Err(error.into()),
    }
}

fn milestone_form(session: &Session, (found, responsible): &(Milestone, Responsible)) -> MilestoneForm {
    let date = |day| session.lang().date_typed(day);
    MilestoneForm {
        seen: seen::mark(&(found, *responsible)),
        responsible: responsible.code(),
        title: found.title.clone(),
        due_on: date(found.due_on),
        done_on: found.done_on.map(date).unwrap_or_default(),
    }
}

async fn edit_milestone(
    State(web): State<Web>,
    session: Session,
    Path((of, id)): Path<(InitiativeId, MilestoneId)>,
) -> Answer {
    let found = milestones::find(&web.app, session.actor(), of, id).await?;
    let offered = responsibles::offer_milestone(&web.app, session.actor(), of, found.1).await?;
    let of = form::find(&web.app, session.actor(), of).await?;
    let typed = milestone_form(&session, &found);
    page(&milestone_page(
        &session,
        &of,
        &offered,
        Some(id),
        &typed,
        Vec::new(),
        None,
    ))
}

async fn change_milestone(
    State(web): State<Web>,
    session: Session,
    Path((of, id)): Path<(InitiativeId, MilestoneId)>,
    Form(typed): Form<MilestoneForm>,
) -> Answer {
    let seen = SeenMark::typed(&typed.seen);
    match async { milestones::change(&web.app, session.actor(), of, id, &seen, &typed.read()?).await }.await {
        Ok(()) => back_to(of, "milestones", "done-milestone-saved"),
        Err(AppError::Invalid(problems)) => {
            let now = milestones::find(&web.app, session.actor(), of, id).await?.1;
            let offered = responsibles::offer_milestone(&web.app, session.actor(), of, now).await?;
            let of = form::find(&web.app, session.actor(), of).await?;
            refused(&milestone_page(
                &session,
                &of,
                &offered,
                Some(id),
                &typed,
                problems,
                None,
            ))
        }
        Err(AppError::Conflict) => {
            let found = milestones::find(&web.app, session.actor(), of, id).await?;
            let offered = responsibles::offer_milestone(&web.app, session.actor(), of, found.1).await?;
            let newest = milestone_form(&session, &found);
            let newest_fields = serde_json::to_value(&newest).ok();
            let typed = MilestoneForm {
                seen: newest.seen,
                ..typed
            };
            let of = form::find(&web.app, session.actor(), of).await?;
            quicker(&milestone_page(
                &session,
                &of,
                &offered,
                Some(id),
                &typed,
                Vec::new(),
                newest_fields,
            ))
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove_milestone(
    State(web): State<Web>,
    session: Session,
    Path((of, id)): Path<(InitiativeId, MilestoneId)>,
) -> Answer {
    milestones::remove(&web.app, session.actor(), of, id).await?;
    back_to(of, "milestones", "done-milestone-removed")
}
