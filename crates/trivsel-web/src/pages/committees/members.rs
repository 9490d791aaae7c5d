//! `/committees/{committee}/members`: giving somebody a seat, and ending it.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use serde::Deserialize;
use trivsel_app::committees::{self, Member, MemberForm, SeatEnd};
use trivsel_app::{AppError, Problem};
use trivsel_domain::committee::{Committee, Seat};
use trivsel_domain::id::{CommitteeId, CommitteeMemberId};

use super::super::{done, page, refused};
use super::{changeable, seat_words};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/committees/{committee}/members/new", "MC", new),
        post("/committees/{committee}/members", "MC", add),
        get("/committees/{committee}/members/{member}/end", "MC", end_page),
        post("/committees/{committee}/members/{member}/end", "MC", end),
    ]
}

#[derive(Template)]
#[template(path = "pages/committees/member.html")]
struct MemberNew {
    shell: Shell,
    fields: Fields,
    committee: Committee,
    people: Vec<Choice>,
    seats: Vec<Choice>,
    form: MemberForm,
}

#[derive(Template)]
#[template(path = "pages/committees/member_end.html")]
struct MemberEnd {
    shell: Shell,
    fields: Fields,
    committee: Committee,
    member: Member,
    form: SeatEnd,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sought {
    q: String,
}

async fn new(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<CommitteeId>,
    Query(sought): Query<Sought>,
) -> Answer {
    let form = MemberForm {
        q: sought.q,
        seat: Seat::Member.code().to_owned(),
        valid_from: session.lang().date(web.app.today()),
        ..MemberForm::default()
    };
    page(&form_page(&web, &session, id, form, Vec::new()).await?)
}

async fn add(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<CommitteeId>,
    Form(form): Form<MemberForm>,
) -> Answer {
    match async { committees::add_member(&web.app, session.actor(), id, &form.read()?).await }.await {
        Ok(()) => done(&urls::committee(id), "done-member-added"),
        Err(AppError::Invalid(problems)) => refused(&form_page(&web, &session, id, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn form_page(
    web: &Web,
    session: &Session,
    id: CommitteeId,
    form: MemberForm,
    problems: Vec<Problem>,
) -> Result<MemberNew, AppError> {
    let committee = changeable(web, session, id).await?.committee;
    let people = committees::search_members(&web.app, session.actor(), id, &form.q)
        .await?
        .into_iter()
        .map(|person| {
            let about: Vec<String> = [
                Some(person.name),
                Some(person.title),
                person.employee_number,
                person.email,
            ]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
            Choice::new(person.id, about.join(", "))
        })
        .collect();
    let shell = session.shell(Station::Decide);
    Ok(MemberNew {
        fields: Fields::new(session.words(), "member", problems),
        seats: shell.choices(seat_words(committee.kind), Seat::ALL.into_iter().map(Seat::code)),
        shell,
        committee,
        people,
        form,
    })
}

async fn end_page(
    State(web): State<Web>,
    session: Session,
    Path((id, member)): Path<(CommitteeId, CommitteeMemberId)>,
) -> Answer {
    page(&ending(&web, &session, id, member, SeatEnd::default(), Vec::new()).await?)
}

async fn end(
    State(web): State<Web>,
    session: Session,
    Path((id, member)): Path<(CommitteeId, CommitteeMemberId)>,
    Form(form): Form<SeatEnd>,
) -> Answer {
    match async { committees::end_member(&web.app, session.actor(), id, member, form.read()?).await }.await {
        Ok(()) => done(&urls::committee(id), "done-member-ended"),
        Err(AppError::Invalid(problems)) => refused(&ending(&web, &session, id, member, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn ending(
    web: &Web,
    session: &Session,
    id: CommitteeId,
    member: CommitteeMemberId,
    form: SeatEnd,
    problems: Vec<Problem>,
) -> Result<MemberEnd, AppError> {
    let found = changeable(web, session, id).await?;
    let member = found
        .members
        .into_iter()
        .chain(found.former_members)
        .find(|line| line.member.id == member)
        .ok_or(AppError::NotFound)?;
    Ok(MemberEnd {
        shell: session.shell(Station::Decide),
        fields: Fields::new(session.words(), "member-end", problems),
        committee: found.committee,
        member,
        form,
    })
}
