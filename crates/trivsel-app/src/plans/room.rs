//! A plan as it is made in a room on the day: one page for the group, on the screen they stand round.
//!
//! Who writes is nobody, as on the boards: what is done here leaves no line in the trail. Who does what is written as words; nobody is
//! suggested, and nothing is held against the names of those who work there. At the agreement each is tied to a person or a role.

use trivsel_domain::id::{BoardId, NoteId, PlanId, PlanLineId, UnitId};
use trivsel_domain::plan::{PlanAgreement, PlanLine, PlanPart, PlanState, UnitPlan};
use trivsel_domain::text::clipped;
use trivsel_domain::workshop::{Group, Workshop};
use trivsel_store::boards::{self, ChosenNote, ChosenOf};
use trivsel_store::{Tx, plans as store, workshops as workshop_store};
use uuid::Uuid;

use super::lines::{self, LineContent};
use super::notes;
use crate::seen::SeenMark;
use crate::work::{Work, Writer};
use crate::workshops::{SeatToken, may_steer, must_run, seated};
use crate::{App, AppError};

/// So many letters of the first line are what the plan is called.
const TITLE_LETTERS: usize = 80;

/// A group's plan as its screen shows it.
#[derive(Clone, Debug)]
pub struct RoomPlan {
    /// The workshop.
    pub workshop: Workshop,
    /// Whose plan it is.
    pub group: Group,
    /// The plan, once a line is written.
    pub plan: Option<UnitPlan>,
    /// Its lines, heading by heading.
    pub lines: Vec<PlanLine>,
    /// What the group chose on its boards and has not taken yet.
    pub offered: Vec<ChosenNote>,
    /// May this device write? The screen of the room may; where there is none, everybody in the group.
    pub may_write: bool,
}

/// The device's group, and its plan if there is one.
struct Place {
    workshop: Workshop,
    group: Group,
    plan: Option<UnitPlan>,
    may_write: bool,
}

impl Place {
    fn unit(&self) -> UnitId {
        self.group.unit.unwrap_or(self.workshop.unit)
    }

    fn chosen(&self) -> ChosenOf {
        ChosenOf::Group(self.workshop.id, self.group.id)
    }
}

async fn place(tx: &Tx, token: &SeatToken) -> Result<Place, AppError> {
    let (seat, workshop) = seated(tx, token).await?;
    let groups = workshop_store::groups_of(tx, workshop.id).await?;
    let group = groups
        .into_iter()
        .find(|group| group.id == seat.group)
        .ok_or(AppError::Forbidden)?;
    let plans = store::of_workshop(tx, workshop.id).await?;
    let plan = match plans.into_iter().find(|(of, _)| *of == group.id) {
        Some((_, id)) => store::find(tx, id).await?,
        None => None,
    };
    Ok(Place {
        may_write: may_steer(tx, &seat).await?,
        workshop,
        group,
        plan,
    })
}

/// The plan of the device's group.
pub async fn find(app: &App, token: &SeatToken) -> Result<RoomPlan, AppError> {
    let tx = app.read(token.organisation()).await?;
    let place = place(&tx, token).await?;
    Ok(RoomPlan {
        lines: match &place.plan {
            Some(plan) => store::lines_of(&tx, plan.id).await?,
            None => Vec::new(),
        },
        offered: boards::chosen(&tx, place.chosen()).await?,
        may_write: place.may_write && place.plan.as_ref().is_none_or(|plan| plan.state == PlanState::Draft),
        workshop: place.workshop,
        group: place.group,
        plan: place.plan,
    })
}

/// One line of it, to be changed.
pub async fn find_line(app: &App, token: &SeatToken, id: PlanLineId) -> Result<PlanLine, AppError> {
    let found = find(app, token).await?;
    if !found.may_write {
        return Err(AppError::Refused("refused-room-plan"));
    }
    found
        .lines
        .into_iter()
        .find(|line| line.id == id)
        .ok_or(AppError::NotFound)
}

/// Where the device may write now.
async fn writable(work: &Work, token: &SeatToken) -> Result<Place, AppError> {
    let place = place(work, token).await?;
    must_run(&place.workshop)?;
    if !place.may_write {
        return Err(AppError::Refused("refused-room-plan"));
    }
    match &place.plan {
        Some(plan) if plan.state != PlanState::Draft => Err(AppError::Refused("refused-plan-agreed")),
        _ => Ok(place),
    }
}

/// The group's plan; begun with its first line, which is what it is called.
async fn begun(work: &Work, place: &Place, part: PlanPart, first: &str) -> Result<UnitPlan, AppError> {
    if let Some(plan) = &place.plan {
        return Ok(plan.clone());
    }
    let title = match part {
        PlanPart::What => clipped(first, TITLE_LETTERS),
        _ => place.workshop.title.clone(),
    };
    let plan = UnitPlan {
        id: PlanId(Uuid::new_v4()),
        number: store::last_number(work).await? + 1,
        unit: place.unit(),
        title,
        valid_from: work.today,
        valid_to: None,
        state: PlanState::Draft,
        agreement: PlanAgreement::default(),
        closing_note: String::new(),
        version: 1,
    };
    store::add(work, &plan).await?;
    store::add_to_group(work, plan.id, place.workshop.id, place.group.id).await?;
    Ok(plan)
}

/// What is written in a room ties nobody and no forum, whatever a form holds.
fn in_words(content: &LineContent) -> LineContent {
    LineContent {
        person: None,
        committee: None,
        ..content.clone()
    }
}

fn check_day(content: &LineContent, before: Option<&PlanLine>, work: &Work) -> Result<(), AppError> {
    let is_same = before.is_some_and(|line| line.due_on == content.due_on);
    match content.due_on {
        Some(due) if due < work.today && !is_same => Err(AppError::invalid("due_on", "problem-before-today")),
        _ => Ok(()),
    }
}

/// Adds a line at the end of its heading.
pub async fn add(app: &App, token: &SeatToken, content: &LineContent) -> Result<PlanLineId, AppError> {
    let content = &in_words(content);
    app.writing(Writer::nobody(token.organisation()), |work| async move {
        let place = writable(&work, token).await?;
        check_day(content, None, &work)?;
        let plan = begun(&work, &place, content.part, &content.text).await?;
        lines::check_count(&work, plan.id, content, None).await?;
        let position = lines::last_position(&work, plan.id, content.part).await? + 1;
        let line = lines::over(content, lines::blank(plan.id, content.part, position, String::new()));
        store::add_line(&work, &line).await?;
        Ok(line.id)
    })
    .await
}

/// A line of the device's own plan, as it is now.
async fn own_line(work: &Work, place: &Place, id: PlanLineId) -> Result<PlanLine, AppError> {
    let line = store::find_line(work, id).await?;
    line.filter(|line| place.plan.as_ref().is_some_and(|plan| plan.id == line.plan))
        .ok_or(AppError::NotFound)
}

/// Changes a line; under another heading it stands last.
pub async fn change(
    app: &App,
    token: &SeatToken,
    id: PlanLineId,
    seen: &SeenMark,
    content: &LineContent,
) -> Result<(), AppError> {
    let content = &in_words(content);
    app.writing(Writer::nobody(token.organisation()), |work| async move {
        let place = writable(&work, token).await?;
        let before = own_line(&work, &place, id).await?;
        seen.must_be(&before)?;
        check_day(content, Some(&before), &work)?;
        lines::check_count(&work, before.plan, content, Some(&before)).await?;
        let after = lines::moved(&work, content, &before).await?;
        store::change_line(&work, &after).await?;
        Ok(())
    })
    .await
}

/// Removes a line.
pub async fn remove(app: &App, token: &SeatToken, id: PlanLineId) -> Result<(), AppError> {
    app.writing(Writer::nobody(token.organisation()), |work| async move {
        let place = writable(&work, token).await?;
        own_line(&work, &place, id).await?;
        store::remove_line(&work, id).await?;
        Ok(())
    })
    .await
}

/// Takes a note the group chose as a line under HVAD.
pub async fn take(app: &App, token: &SeatToken, board: BoardId, note: NoteId) -> Result<(), AppError> {
    app.writing(Writer::nobody(token.organisation()), |work| async move {
        let place = writable(&work, token).await?;
        let offered = boards::chosen(&work, place.chosen()).await?;
        let text = offered.iter().find(|one| one.board == board && one.note == note);
        let text = text.ok_or(AppError::Refused("refused-note-taken"))?.text.clone();
        let plan = begun(&work, &place, PlanPart::What, &text).await?;
        notes::taken(&work, &plan, &offered, board, note).await?;
        Ok(())
    })
    .await
}
