//! `/committees`: committees, who sits there and when they meet.

mod belonging;
mod decisions;
mod meetings;
mod members;
mod print;
mod series;
mod standing;

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::committees::{self, CommitteeDetails, CommitteeForm, CommitteeLine};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::committee::standing::StandingItem;
use trivsel_domain::committee::{CommitteeKind, Seat};
use trivsel_domain::id::CommitteeId;
use trivsel_domain::rights::Right;

pub(super) use decisions::purpose;

use super::{done, newest_beside, page, refused};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/committees", "EMSUCKFDAfvsm", list),
        get("/committees/new", "MC", new),
        post("/committees", "MC", add),
        get("/committees/{committee}", "MSUCKfvsm", show),
        get("/committees/{committee}/edit", "MC", edit),
        post("/committees/{committee}", "MC", change),
    ];
    routes.extend(members::routes());
    routes.extend(meetings::routes());
    routes.extend(print::routes());
    routes.extend(series::routes());
    routes.extend(standing::routes());
    routes.extend(belonging::routes());
    routes.extend(decisions::routes());
    routes
}

#[derive(Template)]
#[template(path = "pages/committees/list.html")]
struct CommitteeList {
    shell: Shell,
    committees: Vec<CommitteeLine>,
}

#[derive(Template)]
#[template(path = "pages/committees/show.html")]
struct CommitteeShow {
    shell: Shell,
    found: CommitteeDetails,
}

impl CommitteeShow {
    /// At which meetings a standing point is taken up, and what it is filled with.
    fn standing(&self, item: &StandingItem) -> String {
        let every = self.shell.code("standing-every", item.every.code());
        let fills = self.shell.code("standing-fills", item.fills.code());
        self.shell
            .with("standing-line")
            .text("every", every)
            .text("fills", fills)
            .to_string()
    }

    fn standing_new(&self) -> String {
        format!("{}/new", urls::standing_items(self.found.committee.id))
    }

    fn standing_edit(&self, item: &StandingItem) -> String {
        format!("{}/edit", urls::standing_item(item.committee, item.id))
    }

    /// Said when standing points wait for a meeting that does not come.
    fn idle(&self) -> Option<String> {
        let since = self.found.standing.idle_since?;
        Some(
            self.shell
                .with("standing-idle")
                .text("date", self.shell.lang.date(since))
                .to_string(),
        )
    }

    /// What the seat of a member is called here.
    fn seat(&self, seat: Seat) -> String {
        self.shell.code(seat_words(self.found.committee.kind), seat.code())
    }
}

/// A committee has a chairman; whoever leads another kind of meeting is not called that.
fn seat_words(kind: CommitteeKind) -> &'static str {
    match kind {
        CommitteeKind::Committee => "seat",
        CommitteeKind::LeaderMeeting | CommitteeKind::Trio | CommitteeKind::StaffMeeting => "meeting-seat",
    }
}

#[derive(Template)]
#[template(path = "pages/committees/form.html")]
struct CommitteeEdit {
    shell: Shell,
    fields: Fields,
    id: Option<CommitteeId>,
    kinds: Vec<Choice>,
    units: Vec<Choice>,
    form: CommitteeForm,
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    let committees = committees::list(&web.app, session.actor()).await?;
    page(&CommitteeList {
        shell: session.shell(Station::Decide),
        committees,
    })
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<CommitteeId>) -> Answer {
    let found = committees::find(&web.app, session.actor(), id).await?;
    page(&CommitteeShow {
        shell: session.shell(Station::Decide),
        found,
    })
}

/// A form that cannot be read is shown again to those only who may send it.
fn must_add(session: &Session) -> Result<(), AppError> {
    Ok(session.actor().must_somewhere(Right::ChangeCommittee)?)
}

async fn new(State(web): State<Web>, session: Session) -> Answer {
    must_add(&session)?;
    let form = CommitteeForm {
        valid_from: session.lang().date(web.app.today()),
        ..CommitteeForm::default()
    };
    page(&form_page(&session, None, form, Vec::new()))
}

async fn add(State(web): State<Web>, session: Session, Form(mut form): Form<CommitteeForm>) -> Answer {
    form.unit = session.unit_typed(&form.unit);
    match async { committees::add(&web.app, session.actor(), &form.read()?).await }.await {
        Ok(id) => done(&urls::committee(id), "done-committee-saved"),
        Err(AppError::Invalid(problems)) => {
            must_add(&session)?;
            refused(&form_page(&session, None, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(State(web): State<Web>, session: Session, Path(id): Path<CommitteeId>) -> Answer {
    page(&edit_now(&web, &session, id).await?)
}

/// The form as it is now.
async fn edit_now(web: &Web, session: &Session, id: CommitteeId) -> Result<CommitteeEdit, Failure> {
    let committee = changeable(web, session, id).await?.committee;
    let date = |day| session.lang().date(day);
    let form = CommitteeForm {
        seen: seen::mark(&committee),
        name: committee.name,
        kind: committee.kind.code().to_owned(),
        unit: committee.unit.to_string(),
        valid_from: date(committee.period.from()),
        valid_to: committee.period.to().map(date).unwrap_or_default(),
    };
    Ok(form_page(session, Some(id), form, Vec::new()))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<CommitteeId>,
    Form(mut form): Form<CommitteeForm>,
) -> Answer {
    form.unit = session.unit_typed(&form.unit);
    match async {
        committees::change(
            &web.app,
            session.actor(),
            id,
            &SeenMark::typed(&form.seen),
            &form.read()?,
        )
        .await
    }
    .await
    {
        Ok(()) => done(&urls::committee(id), "done-committee-saved"),
        Err(AppError::Invalid(problems)) => {
            changeable(&web, &session, id).await?;
            refused(&form_page(&session, Some(id), form, problems))
        }
        Err(AppError::Conflict) => {
            let newest = edit_now(&web, &session, id).await?;
            newest_beside!(newest, form, CommitteeForm)
        }
        Err(error) => Err(error.into()),
    }
}

fn form_page(session: &Session, id: Option<CommitteeId>, form: CommitteeForm, problems: Vec<Problem>) -> CommitteeEdit {
    let shell = session.shell(Station::Decide);
    let actor = session.actor();
    CommitteeEdit {
        fields: Fields::new(session.words(), "committee", problems),
        kinds: shell.choices(
            "committee-kind",
            CommitteeKind::ALL.into_iter().map(CommitteeKind::code),
        ),
        units: shell.unit_choices("choose", |unit| actor.may(Right::ChangeCommittee, unit)),
        shell,
        id,
        form,
    }
}

/// A committee the visitor may change.
async fn changeable(web: &Web, session: &Session, id: CommitteeId) -> Result<CommitteeDetails, AppError> {
    session.actor().must_somewhere(Right::ChangeCommittee)?;
    let found = committees::find(&web.app, session.actor(), id).await?;
    if found.may_change {
        Ok(found)
    } else {
        Err(AppError::Forbidden)
    }
}
