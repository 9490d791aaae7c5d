//! `/meetings`: a meeting and its agenda.

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::committees::{self, AgendaForm, AgendaLine, Direction, MeetingDetails, MeetingForm};
use trivsel_app::notices;
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::chain::Node;
use trivsel_domain::committee::standing::StandingItem;
use trivsel_domain::id::{AgendaItemId, CommitteeId, MeetingId};

use super::super::{chain, done, newest_beside, page, refused};
use super::{changeable, standing};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/committees/{committee}/meetings/new", "MC", new),
        post("/committees/{committee}/meetings", "MC", add),
        get("/meetings/{meeting}", "MSUCKfvsm", show),
        post("/meetings/{meeting}/tell", "MCfvs", tell),
        get("/meetings/{meeting}/edit", "MC", edit),
        post("/meetings/{meeting}", "MC", change),
        get("/meetings/{meeting}/remove", "MC", remove_page),
        post("/meetings/{meeting}/remove", "MC", remove),
        get("/meetings/{meeting}/items/new", "MCfvs", new_item),
        post("/meetings/{meeting}/items", "MCfvs", add_item),
        get("/meetings/{meeting}/items/{item}/edit", "MCfvs", edit_item),
        post("/meetings/{meeting}/items/{item}", "MCfvs", change_item),
        post("/meetings/{meeting}/items/{item}/move", "MCfvs", move_item),
        get("/meetings/{meeting}/items/{item}/remove", "MCfvs", remove_item_page),
        post("/meetings/{meeting}/items/{item}/remove", "MCfvs", remove_item),
    ]
}

#[derive(Template)]
#[template(path = "pages/committees/meeting.html")]
struct MeetingShow {
    shell: Shell,
    found: MeetingDetails,
    can_mail: bool,
    /// What each point came of, and what came of it.
    chains: BTreeMap<Node, Safe<String>>,
}

impl MeetingShow {
    fn chain(&self, line: &AgendaLine) -> Safe<String> {
        let found = self.chains.get(&Node::AgendaItem(line.item.id));
        Safe(found.map(|lines| lines.0.clone()).unwrap_or_default())
    }

    /// The files of the meeting: their sentences and addresses.
    fn files(&self) -> Vec<(&'static str, String)> {
        let id = self.found.meeting.id;
        let mut files = vec![("meeting-to-calendar", urls::meeting_file(id))];
        if self.shell.can_print {
            files.push(("agenda-print", urls::agenda_print(id)));
            if !self.found.decisions.is_empty() {
                files.push(("minutes-print", urls::minutes_print(id)));
            }
        }
        files
    }

    /// Said of an agenda that was sent out.
    fn frozen(&self) -> Option<String> {
        let on = self.found.frozen_on?;
        Some(
            self.shell
                .with("agenda-frozen")
                .text("date", self.shell.lang.date(on))
                .to_string(),
        )
    }

    /// Where nobody is told by mail, the agenda is closed by hand.
    fn can_freeze(&self) -> bool {
        let found = &self.found;
        !self.can_mail && found.may_change_agenda && found.is_to_come && found.frozen_on.is_none()
    }

    fn freeze_address(&self) -> String {
        urls::freeze_agenda(self.found.meeting.id)
    }

    fn fill_address(&self) -> String {
        urls::fill_agenda(self.found.meeting.id)
    }

    fn skip_address(&self, item: &StandingItem) -> String {
        urls::skip_standing(self.found.meeting.id, item.id)
    }

    fn tell_address(&self) -> String {
        urls::tell_members(self.found.meeting.id)
    }

    fn remove_address(&self) -> String {
        format!("{}/remove", urls::meeting(self.found.meeting.id))
    }

    /// What the addresses of a point begin with.
    fn item_address(&self, line: &AgendaLine) -> String {
        format!("{}/items/{}", urls::meeting(self.found.meeting.id), line.item.id)
    }
}

#[derive(Template)]
#[template(path = "pages/committees/meeting_form.html")]
struct MeetingEdit {
    shell: Shell,
    fields: Fields,
    committee: CommitteeId,
    name: String,
    id: Option<MeetingId>,
    form: MeetingForm,
}

#[derive(Template)]
#[template(path = "pages/committees/item.html")]
struct ItemEdit {
    shell: Shell,
    fields: Fields,
    meeting: MeetingId,
    name: String,
    id: Option<AgendaItemId>,
    form: AgendaForm,
}

#[derive(Template)]
#[template(path = "pages/committees/item_remove.html")]
struct ItemRemove {
    shell: Shell,
    meeting: MeetingId,
    name: String,
    id: AgendaItemId,
    title: String,
}

#[derive(Template)]
#[template(path = "pages/committees/meeting_remove.html")]
struct MeetingRemove {
    shell: Shell,
    back: String,
    name: String,
    /// How many points go with it.
    points: usize,
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<MeetingId>) -> Answer {
    let found = committees::find_meeting(&web.app, session.actor(), id).await?;
    let points: Vec<Node> = found.agenda.iter().map(|line| Node::AgendaItem(line.item.id)).collect();
    page(&MeetingShow {
        shell: session.shell(Station::Decide),
        can_mail: web.app.settings.mail.is_some(),
        chains: chain::lines_of(&web, &session, &points).await?,
        found,
    })
}

async fn tell(State(web): State<Web>, session: Session, Path(id): Path<MeetingId>) -> Answer {
    if web.app.settings.mail.is_some() {
        standing::fill_now(&web, &session, id).await?;
    }
    notices::tell_members(&web.app, session.actor(), id).await?;
    done(&urls::meeting(id), "done-members-told")
}

async fn new(State(web): State<Web>, session: Session, Path(committee): Path<CommitteeId>) -> Answer {
    let name = changeable(&web, &session, committee).await?.committee.name;
    page(&meeting_page(
        &session,
        committee,
        name,
        None,
        MeetingForm::default(),
        Vec::new(),
    ))
}

async fn add(
    State(web): State<Web>,
    session: Session,
    Path(committee): Path<CommitteeId>,
    Form(form): Form<MeetingForm>,
) -> Answer {
    match async { committees::add_meeting(&web.app, session.actor(), committee, &form.read()?).await }.await {
        Ok(id) => done(&urls::meeting(id), "done-meeting-saved"),
        Err(AppError::Invalid(problems)) => {
            let name = changeable(&web, &session, committee).await?.committee.name;
            refused(&meeting_page(&session, committee, name, None, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(State(web): State<Web>, session: Session, Path(id): Path<MeetingId>) -> Answer {
    page(&edit_now(&web, &session, id).await?)
}

/// The form as it is now.
async fn edit_now(web: &Web, session: &Session, id: MeetingId) -> Result<MeetingEdit, Failure> {
    let found = changeable_meeting(web, session, id).await?;
    let form = MeetingForm {
        seen: seen::mark(&found.meeting),
        held_on: session.lang().date(found.meeting.held_on),
        starts_at: found.meeting.starts_at,
        place: found.meeting.place,
    };
    let committee = found.committee;
    Ok(meeting_page(
        session,
        committee.id,
        committee.name,
        Some(id),
        form,
        Vec::new(),
    ))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<MeetingId>,
    Form(form): Form<MeetingForm>,
) -> Answer {
    match async {
        committees::change_meeting(
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
        Ok(()) => done(&urls::meeting(id), "done-meeting-saved"),
        Err(AppError::Invalid(problems)) => {
            let committee = changeable_meeting(&web, &session, id).await?.committee;
            refused(&meeting_page(
                &session,
                committee.id,
                committee.name,
                Some(id),
                form,
                problems,
            ))
        }
        Err(AppError::Conflict) => {
            let newest = edit_now(&web, &session, id).await?;
            newest_beside!(newest, form, MeetingForm)
        }
        Err(error) => Err(error.into()),
    }
}

fn meeting_page(
    session: &Session,
    committee: CommitteeId,
    name: String,
    id: Option<MeetingId>,
    form: MeetingForm,
    problems: Vec<Problem>,
) -> MeetingEdit {
    MeetingEdit {
        shell: session.shell(Station::Decide),
        fields: Fields::new(session.words(), "meeting", problems),
        committee,
        name,
        id,
        form,
    }
}

/// A meeting whose day and place the visitor may change.
async fn changeable_meeting(web: &Web, session: &Session, id: MeetingId) -> Result<MeetingDetails, AppError> {
    meeting_where(web, session, id, |found| found.may_change).await
}

/// A meeting whose agenda the visitor may change.
async fn with_agenda(web: &Web, session: &Session, id: MeetingId) -> Result<MeetingDetails, AppError> {
    meeting_where(web, session, id, |found| found.may_change_agenda).await
}

/// A meeting whose decisions the visitor may write down.
pub(super) async fn with_minutes(web: &Web, session: &Session, id: MeetingId) -> Result<MeetingDetails, AppError> {
    meeting_where(web, session, id, |found| found.may_write_minutes).await
}

async fn meeting_where(
    web: &Web,
    session: &Session,
    id: MeetingId,
    may: fn(&MeetingDetails) -> bool,
) -> Result<MeetingDetails, AppError> {
    let found = committees::find_meeting(&web.app, session.actor(), id).await?;
    if may(&found) {
        Ok(found)
    } else {
        Err(AppError::Forbidden)
    }
}

async fn remove_page(State(web): State<Web>, session: Session, Path(id): Path<MeetingId>) -> Answer {
    let found = changeable_meeting(&web, &session, id).await?;
    if !found.decisions.is_empty() {
        return Err(AppError::Refused("refused-meeting-decided").into());
    }
    page(&MeetingRemove {
        back: urls::meeting(id),
        name: name_of(&session, &found),
        points: found.agenda.len(),
        shell: session.shell(Station::Decide),
    })
}

async fn remove(State(web): State<Web>, session: Session, Path(id): Path<MeetingId>) -> Answer {
    let committee = changeable_meeting(&web, &session, id).await?.committee.id;
    committees::remove_meeting(&web.app, session.actor(), id).await?;
    done(&urls::committee(committee), "done-meeting-removed")
}

async fn new_item(State(web): State<Web>, session: Session, Path(meeting): Path<MeetingId>) -> Answer {
    let found = with_agenda(&web, &session, meeting).await?;
    page(&item_page(&session, &found, None, AgendaForm::default(), Vec::new()))
}

async fn add_item(
    State(web): State<Web>,
    session: Session,
    Path(meeting): Path<MeetingId>,
    Form(form): Form<AgendaForm>,
) -> Answer {
    match async { committees::add_agenda_item(&web.app, session.actor(), meeting, &form.read()?, None).await }.await {
        Ok(()) => done(&urls::meeting(meeting), "done-item-saved"),
        Err(AppError::Invalid(problems)) => {
            let found = with_agenda(&web, &session, meeting).await?;
            refused(&item_page(&session, &found, None, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit_item(
    State(web): State<Web>,
    session: Session,
    Path((meeting, item)): Path<(MeetingId, AgendaItemId)>,
) -> Answer {
    page(&edit_item_now(&web, &session, meeting, item).await?)
}

/// The form as it is now.
async fn edit_item_now(
    web: &Web,
    session: &Session,
    meeting: MeetingId,
    item: AgendaItemId,
) -> Result<ItemEdit, Failure> {
    let found = with_agenda(web, session, meeting).await?;
    let form = found
        .agenda
        .iter()
        .find(|line| line.item.id == item)
        .map(|line| AgendaForm {
            seen: seen::mark(&line.item),
            title: line.item.title.clone(),
            text: line.item.text.clone(),
        })
        .ok_or(AppError::NotFound)?;
    Ok(item_page(session, &found, Some(item), form, Vec::new()))
}

async fn change_item(
    State(web): State<Web>,
    session: Session,
    Path((meeting, item)): Path<(MeetingId, AgendaItemId)>,
    Form(form): Form<AgendaForm>,
) -> Answer {
    match async {
        committees::change_agenda_item(
            &web.app,
            session.actor(),
            meeting,
            item,
            &SeenMark::typed(&form.seen),
            &form.read()?,
        )
        .await
    }
    .await
    {
        Ok(()) => done(&urls::meeting(meeting), "done-item-saved"),
        Err(AppError::Invalid(problems)) => {
            let found = with_agenda(&web, &session, meeting).await?;
            refused(&item_page(&session, &found, Some(item), form, problems))
        }
        Err(AppError::Conflict) => {
            let newest = edit_item_now(&web, &session, meeting, item).await?;
            newest_beside!(newest, form, AgendaForm)
        }
        Err(error) => Err(error.into()),
    }
}

fn item_page(
    session: &Session,
    found: &MeetingDetails,
    id: Option<AgendaItemId>,
    form: AgendaForm,
    problems: Vec<Problem>,
) -> ItemEdit {
    ItemEdit {
        shell: session.shell(Station::Decide),
        fields: Fields::new(session.words(), "item", problems),
        meeting: found.meeting.id,
        name: name_of(session, found),
        id,
        form,
    }
}

/// The committee's name and the day, for the way back.
pub(super) fn name_of(session: &Session, found: &MeetingDetails) -> String {
    format!(
        "{}, {}",
        found.committee.name,
        session.lang().date(found.meeting.held_on)
    )
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Move {
    direction: String,
}

async fn move_item(
    State(web): State<Web>,
    session: Session,
    Path((meeting, item)): Path<(MeetingId, AgendaItemId)>,
    Form(form): Form<Move>,
) -> Answer {
    // A direction that is none of the two moves nothing, but the right is asked for all the same.
    let direction = Direction::parse(&form.direction);
    with_agenda(&web, &session, meeting).await?;
    if let Some(direction) = direction {
        committees::move_agenda_item(&web.app, session.actor(), meeting, item, direction).await?;
    }
    done(&urls::meeting(meeting), "done-item-moved")
}

async fn remove_item_page(
    State(web): State<Web>,
    session: Session,
    Path((meeting, item)): Path<(MeetingId, AgendaItemId)>,
) -> Answer {
    let found = with_agenda(&web, &session, meeting).await?;
    let title = found
        .agenda
        .iter()
        .find(|line| line.item.id == item)
        .map(|line| line.item.title.clone())
        .ok_or(AppError::NotFound)?;
    page(&ItemRemove {
        shell: session.shell(Station::Decide),
        meeting,
        name: name_of(&session, &found),
        id: item,
        title,
    })
}

async fn remove_item(
    State(web): State<Web>,
    session: Session,
    Path((meeting, item)): Path<(MeetingId, AgendaItemId)>,
) -> Answer {
    committees::remove_agenda_item(&web.app, session.actor(), meeting, item).await?;
    done(&urls::meeting(meeting), "done-item-removed")
}
