//! Workshops: setting one up, leading the day, and what the groups do on their boards.
//!
//! Whoever takes part is nobody: a device has a token of its own, and nothing that is kept says whose it is or when it did something. So
//! what devices do leaves no line in the trail; what those do who set up and lead does.

mod afterwards;
mod board;
mod closing;
mod groups;
mod here;
mod leading;
mod material;
mod own_kinds;
mod programme;
mod seats;
mod setup;
mod standing;
mod themes;

use std::collections::BTreeMap;

use trivsel_domain::board::Step;
use trivsel_domain::board::kind::Kind;
use trivsel_domain::id::{BoardId, PersonId, PlanId, WorkshopGroupId, WorkshopId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::workshop::{Group, ProgrammeItem, SeenBy, Workshop, WorkshopState};
use trivsel_store::boards::{self, GroupBoard};
use trivsel_store::{Tx, persons, plans, workshops as store};

pub use afterwards::{BoardShown, find_board, settle_note};
pub use board::{BoardForm, BoardSeen, Came, perform};
pub(crate) use closing::clear_due;
pub use closing::close;
pub use groups::{GroupForm, add_group, change_group, remove_group};
pub use here::{Here, Telling, here};
pub(crate) use leading::begin_at_board;
pub use leading::{GroupNow, LeadForm, LeadView, act, lead, write_for};
pub use material::{DeckNow, MaterialNow, PageNow, draw};
pub use own_kinds::{
    KindsShown, OWN_ZONES, OwnKindContent, OwnKindForm, add_own_kind, change_own_kind, find_own_kind, list_kinds,
    remove_own_kind,
};
pub use programme::{ItemForm, Shift, add_item, change_item, move_item, remove_item};
pub use seats::{Door, SeatForm, SeatToken, door, enter, leave};
pub(crate) use seats::{may_steer, must_hear, must_run, seated};
pub(crate) use setup::{DayFor, parse_clock, set_up_day};
pub use setup::{WorkshopForm, add, change, every_programme, make_ready, offered, remove};
pub(crate) use standing::take_down_due;
pub use standing::{HungBoardContent, HungBoardForm, hang_up};
pub use themes::{DayThemeShown, MOST_THEMES, ThemesForm, ThemesView, ToldNote, set_themes, themes};
pub use trivsel_store::boards::ChosenBefore;

use crate::{App, AppError, shipped};

/// The kind with this code.
pub(crate) async fn kind_of(tx: &Tx, code: &str) -> Result<Kind, AppError> {
    let own = match own_kinds::own_kind_named(code) {
        Some(id) => boards::find_own_kind(tx, id).await?.map(|own| own.kind),
        None => shipped::board_kinds(tx)?.iter().find(|kind| kind.code == code).cloned(),
    };
    own.ok_or_else(|| AppError::internal("reading the kinds of boards", "a board is of a kind that is not there"))
}

fn shipped_kinds(tx: &Tx) -> Result<Vec<Kind>, AppError> {
    Ok(shipped::board_kinds(tx)?.as_ref().clone())
}

/// All kinds a board can be of: the shipped ones, then the own ones.
async fn all_kinds(tx: &Tx) -> Result<Vec<Kind>, AppError> {
    let mut kinds = shipped_kinds(tx)?;
    kinds.extend(boards::list_own_kinds(tx).await?.into_iter().map(|own| own.kind));
    Ok(kinds)
}

/// The kinds a board can be of.
pub async fn kinds(app: &App, who: &Actor) -> Result<Vec<Kind>, AppError> {
    let tx = app.read(who.organisation).await?;
    all_kinds(&tx).await
}

/// A workshop in a list.
#[derive(Clone, Debug)]
pub struct WorkshopLine {
    /// The workshop.
    pub workshop: Workshop,
    /// What its unit is called.
    pub unit_name: String,
    /// How many groups it has.
    pub group_count: usize,
}

/// A workshop with all that belongs to it.
#[derive(Clone, Debug)]
pub struct WorkshopDetails {
    /// The workshop.
    pub workshop: Workshop,
    /// Its programme.
    pub items: Vec<ProgrammeItem>,
    /// Its groups.
    pub groups: Vec<Group>,
    /// Its boards.
    pub boards: Vec<GroupBoard>,
    /// Until which day it hangs, where it is a board without a day of its own.
    pub open_to: Option<chrono::NaiveDate>,
    /// Those who are named to lead it.
    pub leaders: Vec<(PersonId, String)>,
    /// May the visitor change and lead it?
    pub may_lead: bool,
    /// The boards the visitor may open.
    pub open_boards: Vec<BoardId>,
    /// The plans the groups made, as far as the visitor may read them, with whose each is. Only [`find`] asks for them.
    pub plans: Vec<(String, PlanId)>,
}

impl WorkshopDetails {
    /// What a group is called.
    pub fn group_name(&self, id: WorkshopGroupId) -> &str {
        self.groups
            .iter()
            .find(|group| group.id == id)
            .map_or("", |group| &group.name)
    }
}

/// The workshops the visitor may see, the latest day first.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<WorkshopLine>, AppError> {
    who.must_somewhere(Right::ReadWorkshops)?;
    let tx = app.read(who.organisation).await?;
    let led = store::led_by(&tx, who.person).await?;
    let mut groups: BTreeMap<WorkshopId, Vec<Group>> = BTreeMap::new();
    for (of, group) in store::list_groups(&tx).await? {
        groups.entry(of).or_default().push(group);
    }
    let mut lines = Vec::new();
    for workshop in store::list(&tx).await? {
        let own = groups.remove(&workshop.id).unwrap_or_default();
        if may_read(who, &workshop, &own, led.contains(&workshop.id)) {
            lines.push(WorkshopLine {
                unit_name: who.tree.name(workshop.unit).to_owned(),
                group_count: own.len(),
                workshop,
            });
        }
    }
    Ok(lines)
}

/// One workshop.
pub async fn find(app: &App, who: &Actor, id: WorkshopId) -> Result<WorkshopDetails, AppError> {
    who.must_somewhere(Right::ReadWorkshops)?;
    let tx = app.read(who.organisation).await?;
    let workshop = readable(&tx, who, id).await?;
    let details = details(&tx, who, workshop).await?;
    let made = plans::of_workshop(&tx, id).await?;
    let own_plans = details.groups.iter().filter_map(|group| {
        let (_, plan) = made.iter().find(|(of, _)| *of == group.id)?;
        let may_read = who.may(Right::ReadPlans, group.unit.unwrap_or(details.workshop.unit));
        may_read.then(|| (group.name.clone(), *plan))
    });
    let plans = own_plans.collect();
    Ok(WorkshopDetails { plans, ..details })
}

pub(crate) async fn details(tx: &Tx, who: &Actor, workshop: Workshop) -> Result<WorkshopDetails, AppError> {
    let named = store::facilitators_of(tx, workshop.id).await?;
    let groups = store::groups_of(tx, workshop.id).await?;
    let all_boards = boards::list_of(tx, workshop.id).await?;
    let names = persons::names_of(tx, named.iter().copied()).await?;
    let open_to = match workshop.state {
        WorkshopState::Open => store::open_to(tx, workshop.id).await?,
        WorkshopState::Draft | WorkshopState::Ready | WorkshopState::Closed => None,
    };
    let may_lead = workshop.may_be_led_by(who, &named);
    Ok(WorkshopDetails {
        plans: Vec::new(),
        items: store::items_of(tx, workshop.id).await?,
        open_boards: all_boards
            .iter()
            .filter(|board| sees(who, &workshop, board, &groups, may_lead))
            .map(|board| board.id)
            .collect(),
        boards: all_boards,
        open_to,
        leaders: names.into_iter().collect(),
        groups,
        workshop,
        may_lead,
    })
}

/// The mail addresses of those who are named to lead it, for whoever may change that.
pub async fn leader_addresses(app: &App, who: &Actor, id: WorkshopId) -> Result<Vec<String>, AppError> {
    let tx = app.read(who.organisation).await?;
    led(&tx, who, id).await?;
    let mut addresses = Vec::new();
    for person in store::facilitators_of(&tx, id).await? {
        addresses.extend(persons::find(&tx, person).await?.and_then(|person| person.email));
    }
    Ok(addresses)
}

/// While it is being prepared only those see it who may lead it; then all whose unit is part of it.
fn may_read(who: &Actor, workshop: &Workshop, groups: &[Group], is_named: bool) -> bool {
    if is_named || who.may(Right::ChangeWorkshops, workshop.unit) {
        return true;
    }
    let is_of = || {
        let units = groups.iter().filter_map(|group| group.unit);
        std::iter::once(workshop.unit)
            .chain(units)
            .any(|unit| who.may(Right::ReadWorkshops, unit))
    };
    workshop.state != WorkshopState::Draft && is_of()
}

/// A board is seen while the day runs by those who lead it, and afterwards by the units it was said it would be.
fn sees(who: &Actor, workshop: &Workshop, board: &GroupBoard, groups: &[Group], may_lead: bool) -> bool {
    let is_of = match workshop.seen_by {
        SeenBy::Group => who.may(Right::ReadWorkshops, board.unit),
        SeenBy::Workshop => may_read(who, workshop, groups, false),
    };
    match board.step {
        // Alone is alone: nobody looks over anybody's shoulder.
        Step::Alone => false,
        Step::Closed => may_lead || is_of,
        Step::Together | Step::Vote | Step::Choose => may_lead,
    }
}

/// A workshop the visitor may see.
pub(crate) async fn readable(tx: &Tx, who: &Actor, id: WorkshopId) -> Result<Workshop, AppError> {
    let workshop = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
    let is_named = store::facilitators_of(tx, id).await?.contains(&who.person);
    if may_read(who, &workshop, &store::groups_of(tx, id).await?, is_named) {
        Ok(workshop)
    } else {
        Err(AppError::Forbidden)
    }
}

/// A workshop the visitor may change and lead.
pub(crate) async fn led(tx: &Tx, who: &Actor, id: WorkshopId) -> Result<Workshop, AppError> {
    let workshop = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
    if workshop.may_be_led_by(who, &store::facilitators_of(tx, id).await?) {
        Ok(workshop)
    } else {
        Err(AppError::Forbidden)
    }
}

/// A workshop that is not over yet, to be changed.
async fn changed(tx: &Tx, who: &Actor, id: WorkshopId) -> Result<Workshop, AppError> {
    let workshop = led(tx, who, id).await?;
    if workshop.state == WorkshopState::Closed {
        return Err(AppError::Refused("failure-workshop-closed"));
    }
    Ok(workshop)
}

/// A board the visitor may see.
pub(crate) async fn readable_board(tx: &Tx, who: &Actor, id: BoardId) -> Result<(Workshop, GroupBoard), AppError> {
    match board_sight(tx, who, id).await? {
        Some((workshop, board, true)) => Ok((workshop, board)),
        Some(_) => Err(AppError::Forbidden),
        None => Err(AppError::NotFound),
    }
}

/// A board with its workshop, and whether the visitor may see it.
pub(crate) async fn board_sight(
    tx: &Tx,
    who: &Actor,
    id: BoardId,
) -> Result<Option<(Workshop, GroupBoard, bool)>, AppError> {
    let Some(board) = boards::find(tx, id).await? else {
        return Ok(None);
    };
    let workshop = store::find(tx, board.workshop).await?.ok_or(AppError::NotFound)?;
    // Whoever may lead every workshop here is not asked which groups there are, nor who is named.
    let may_see = if workshop.may_be_led_by(who, &[]) {
        sees(who, &workshop, &board, &[], true)
    } else {
        let groups = store::groups_of(tx, workshop.id).await?;
        let may_lead = workshop.may_be_led_by(who, &store::facilitators_of(tx, workshop.id).await?);
        sees(who, &workshop, &board, &groups, may_lead)
    };
    Ok(Some((workshop, board, may_see)))
}
