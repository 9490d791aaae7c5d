//! Setting a workshop up: from a programme that is shipped, for a unit, on a day.

use std::sync::Arc;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};
use trivsel_domain::id::{PersonId, ProgrammeItemId, UnitId, WorkshopGroupId, WorkshopId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::workshop::programme::{self, Shipped};
use trivsel_domain::workshop::{DayCourse, Group, LineKind, ProgrammeItem, SeenBy, Tells, Workshop, WorkshopState};
use trivsel_store::{persons, workshops as store};
use uuid::Uuid;

use super::{changed, led};
use crate::input::{Input, version_typed};
use crate::trail::Trail;
use crate::work::Work;
use crate::{App, AppError, Problems, shipped};

/// How many are expected in a group where nobody has said.
const EXPECTED: i32 = 6;

/// What is typed to set a workshop up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkshopForm {
    /// The code of the programme it begins with; for a new one.
    pub programme: String,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// The unit.
    pub unit: String,
    /// The day.
    pub held_on: String,
    /// When it begins.
    pub starts_at: String,
    /// When it must be over; empty for when the programme ends.
    pub hard_end: String,
    /// Where.
    pub place: String,
    /// The address of the video call.
    pub meeting_link: String,
    /// For how many months notes that were not chosen are kept.
    pub keep_months: String,
    /// Who sees the boards afterwards.
    pub seen_by: String,
    /// Those who lead it, by mail address, with commas between them.
    pub leaders: String,
    /// The version that was on the screen.
    pub seen: String,
}

/// What a workshop is to be.
#[derive(Clone, Debug)]
pub struct WorkshopContent {
    title: String,
    purpose: String,
    unit: UnitId,
    held_on: chrono::NaiveDate,
    starts_at: NaiveTime,
    hard_end: Option<NaiveTime>,
    place: String,
    meeting_link: String,
    keep_months: i32,
    seen_by: SeenBy,
    leaders: Vec<String>,
}

/// A time of day as people write it: `8.35`, `08:35`, `835`.
pub(crate) fn parse_clock(typed: &str) -> Option<NaiveTime> {
    let typed = typed.trim().trim_start_matches("kl.").trim().replace(['.', ' '], ":");
    let (hour, minute) = match typed.split_once(':') {
        Some((hour, minute)) => (hour.to_owned(), minute.to_owned()),
        None if typed.len() > 2 => {
            let (hour, minute) = typed.split_at_checked(typed.len() - 2)?;
            (hour.to_owned(), minute.to_owned())
        }
        None => (typed, "0".to_owned()),
    };
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

impl WorkshopForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<WorkshopContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let purpose = input.text("purpose", &self.purpose);
        let unit = input.choice("unit", &self.unit, |text| text.parse().ok());
        let held_on = input.date("held_on", &self.held_on);
        let starts_at = input.choice("starts_at", &self.starts_at, parse_clock);
        let hard_end = match self.hard_end.trim() {
            "" => None,
            typed => input.choice("hard_end", typed, parse_clock),
        };
        let place = input.line("place", &self.place);
        let meeting_link = input.line("meeting_link", &self.meeting_link);
        let is_link = meeting_link.is_empty() || meeting_link.starts_with("https://");
        if !is_link {
            input.refuse(crate::Problem::new("meeting_link", "problem-https"));
        }
        let months = |text: &str| text.parse::<i32>().ok().filter(|months| (1..=24).contains(months));
        let keep_months = input.choice("keep_months", &self.keep_months, months);
        let seen_by = input.choice("seen_by", &self.seen_by, SeenBy::parse);
        let leaders = self
            .leaders
            .split([',', ';', '\n', ' '])
            .map(str::trim)
            .filter(|name| !name.is_empty());
        let whole = unit.zip(starts_at).zip(keep_months.zip(seen_by));
        input.read(
            whole.map(|((unit, starts_at), (keep_months, seen_by))| WorkshopContent {
                title,
                purpose,
                unit,
                held_on,
                starts_at,
                hard_end,
                place,
                meeting_link,
                keep_months,
                seen_by,
                leaders: leaders.map(str::to_owned).collect(),
            }),
        )
    }
}

/// The programmes to begin with.
pub fn offered(app: &App, who: &Actor) -> Result<Arc<Vec<Shipped>>, AppError> {
    who.must_somewhere(Right::ReadWorkshops)?;
    shipped::programmes(&app.store)
}

/// The programmes to begin with, for whoever asks units to hold one.
pub fn every_programme(app: &App) -> Result<Arc<Vec<Shipped>>, AppError> {
    shipped::programmes(&app.store)
}

fn items_from(programme: &Shipped, language: &str) -> Vec<ProgrammeItem> {
    let lines = (1..).zip(&programme.items);
    lines
        .filter_map(|(position, line)| {
            Some(ProgrammeItem {
                id: ProgrammeItemId(Uuid::now_v7()),
                position,
                kind: LineKind::parse(&line.kind)?,
                title: line.title.in_language(language).to_owned(),
                minutes: line.minutes,
                presenter: String::new(),
                question: line.question.in_language(language).to_owned(),
                board_kind: line.board.clone(),
                tells: if line.tells == "all" { Tells::All } else { Tells::Nobody },
                lead_note: String::new(),
                page: line.page.clone(),
                deck: line.deck.clone(),
            })
        })
        .collect()
}

/// A group for each unit below that has none below it; the unit itself where it stands alone.
fn groups_from(who: &Actor, unit: UnitId) -> Vec<Group> {
    let below = who.tree.subtree(unit);
    let is_leaf = |unit: &UnitId| who.tree.subtree(*unit).len() == 1;
    let leaves: Vec<UnitId> = below.into_iter().filter(is_leaf).collect();
    (1..)
        .zip(leaves)
        .map(|(position, leaf)| Group {
            id: WorkshopGroupId(Uuid::now_v7()),
            position,
            name: who.tree.name(leaf).to_owned(),
            unit: Some(leaf),
            under: who.tree.get(leaf).and_then(|node| node.parent).filter(|_| leaf != unit),
            room: String::new(),
            leader: String::new(),
            expected: EXPECTED,
        })
        .collect()
}

/// The persons with these mail addresses.
async fn named(tx: &trivsel_store::Tx, addresses: &[String]) -> Result<Vec<PersonId>, AppError> {
    let mut found = Vec::new();
    for address in addresses {
        let person = persons::by_email(tx, address).await?;
        match person {
            Some(person) if !found.contains(&person.id) => found.push(person.id),
            Some(_) => {}
            None => {
                let problem = crate::Problem::new("leaders", "problem-workshop-leader").with("address", address);
                return Err(AppError::Invalid(vec![problem]));
            }
        }
    }
    Ok(found)
}

/// Sets a workshop up. Programme and groups are copied and proposed; all of it can be changed.
pub async fn add(
    app: &App,
    who: &Actor,
    programme: &str,
    language: &str,
    content: &WorkshopContent,
) -> Result<WorkshopId, AppError> {
    if !who.may(Right::ChangeWorkshops, content.unit) {
        return Err(AppError::invalid("unit", "problem-unit-out-of-reach"));
    }
    let programmes = offered(app, who)?;
    let chosen = programmes.iter().find(|one| one.code == programme);
    let chosen = chosen.ok_or_else(|| AppError::invalid("programme", "problem-choose"))?;
    let items = &items_from(chosen, language);
    let groups = &groups_from(who, content.unit);
    let (_, ends_at) = programme::times(content.starts_at, items.iter().map(|item| item.minutes));
    let id = WorkshopId(Uuid::now_v7());
    let workshop = &Workshop {
        id,
        unit: content.unit,
        title: content.title.clone(),
        purpose: content.purpose.clone(),
        held_on: content.held_on,
        starts_at: content.starts_at,
        hard_end: content.hard_end.unwrap_or(ends_at),
        place: content.place.clone(),
        meeting_link: content.meeting_link.clone(),
        keep_months: content.keep_months,
        seen_by: content.seen_by,
        state: WorkshopState::Draft,
        join_code: String::new(),
        is_door_shut: false,
        message: String::new(),
        leader: None,
        course: DayCourse::default(),
        opened_at: None,
        closed_on: None,
        cleared_on: None,
        version: 1,
    };
    app.writing(who, |work| async move {
        let leaders = named(&work, &content.leaders).await?;
        store::add(&work, workshop).await?;
        store::name_facilitators(&work, id, &leaders).await?;
        store::add_items(&work, id, items).await?;
        store::add_groups(&work, id, groups).await?;
        work.trail(
            Trail::new("workshop", id.0, "added")
                .unit(workshop.unit)
                .field("title", "", &workshop.title),
        );
        Ok(id)
    })
    .await
}

/// A day that is held because a unit was asked to: everything is filled in.
pub(crate) struct DayFor<'a> {
    /// Whose it is.
    pub(crate) unit: UnitId,
    /// What it is called.
    pub(crate) title: &'a str,
    /// What it is for.
    pub(crate) purpose: &'a str,
    /// What the groups are asked; empty for the programme's own question.
    pub(crate) question: &'a str,
    /// What whoever leads is told beside the first talk.
    pub(crate) time_line: &'a str,
    /// The day.
    pub(crate) held_on: chrono::NaiveDate,
    /// When it begins.
    pub(crate) starts_at: NaiveTime,
    /// The language of the programme.
    pub(crate) language: &'a str,
}

/// For how many months notes that were not chosen are kept where nobody said.
const KEEP_MONTHS: i32 = 12;

/// Sets such a day up in the caller's own transaction, with its door open. Whoever does it leads it. The caller has asked for the right.
pub(crate) async fn set_up_day(
    work: &Work,
    who: &Actor,
    programme: &Shipped,
    day: &DayFor<'_>,
) -> Result<WorkshopId, AppError> {
    let mut items = items_from(programme, day.language);
    for item in &mut items {
        if item.kind == LineKind::GroupWork && !day.question.is_empty() {
            day.question.clone_into(&mut item.question);
        }
    }
    if let Some(talk) = items.iter_mut().find(|item| item.kind == LineKind::Talk) {
        day.time_line.clone_into(&mut talk.lead_note);
    }
    let (_, ends_at) = programme::times(day.starts_at, items.iter().map(|item| item.minutes));
    let workshop = Workshop {
        id: WorkshopId(Uuid::now_v7()),
        unit: day.unit,
        title: day.title.to_owned(),
        purpose: day.purpose.to_owned(),
        held_on: day.held_on,
        starts_at: day.starts_at,
        hard_end: ends_at,
        place: String::new(),
        meeting_link: String::new(),
        keep_months: KEEP_MONTHS,
        seen_by: SeenBy::Group,
        state: WorkshopState::Ready,
        join_code: new_code(),
        is_door_shut: false,
        message: String::new(),
        leader: None,
        course: DayCourse::default(),
        opened_at: None,
        closed_on: None,
        cleared_on: None,
        version: 1,
    };
    store::add(work, &workshop).await?;
    store::name_facilitators(work, workshop.id, &[who.person]).await?;
    store::add_items(work, workshop.id, &items).await?;
    store::add_groups(work, workshop.id, &groups_from(who, day.unit)).await?;
    work.trail(
        Trail::new("workshop", workshop.id.0, "added")
            .unit(workshop.unit)
            .field("title", "", &workshop.title),
    );
    Ok(workshop.id)
}

/// Changes what a workshop is, by whoever saw this version of it.
pub async fn change(
    app: &App,
    who: &Actor,
    id: WorkshopId,
    seen: &str,
    content: &WorkshopContent,
) -> Result<(), AppError> {
    let seen = version_typed(seen)?;
    app.writing(who, |work| async move {
        let before = changed(&work, who, id).await?;
        if before.version != seen {
            return Err(AppError::Conflict);
        }
        if before.unit != content.unit && !who.may(Right::ChangeWorkshops, content.unit) {
            return Err(AppError::invalid("unit", "problem-unit-out-of-reach"));
        }
        // Who sees the boards was promised to those who write on them.
        let is_promised = matches!(before.state, WorkshopState::Open | WorkshopState::Closed);
        let leaders = named(&work, &content.leaders).await?;
        let after = Workshop {
            unit: content.unit,
            title: content.title.clone(),
            purpose: content.purpose.clone(),
            held_on: content.held_on,
            starts_at: content.starts_at,
            hard_end: content.hard_end.unwrap_or(before.hard_end),
            place: content.place.clone(),
            meeting_link: content.meeting_link.clone(),
            keep_months: if is_promised {
                before.keep_months
            } else {
                content.keep_months
            },
            seen_by: if is_promised { before.seen_by } else { content.seen_by },
            ..before.clone()
        };
        store::change(&work, &after).await?;
        store::name_facilitators(&work, id, &leaders).await?;
        work.trail_changes(
            Trail::new("workshop", id.0, "changed")
                .unit(after.unit)
                .field("title", &before.title, &after.title)
                .field("held_on", before.held_on, after.held_on)
                .field(
                    "starts_at",
                    before.starts_at.format("%H.%M"),
                    after.starts_at.format("%H.%M"),
                )
                .field(
                    "hard_end",
                    before.hard_end.format("%H.%M"),
                    after.hard_end.format("%H.%M"),
                )
                .field("place", &before.place, &after.place)
                .field("keep_months", before.keep_months, after.keep_months)
                .field("seen_by", before.seen_by.code(), after.seen_by.code()),
        );
        Ok(())
    })
    .await
}

/// The signs of a code: none that is taken for another on a wall. Thirty of them, six times, are seven hundred million codes.
const SIGNS: &[u8; 30] = b"ABCDEFGHJKLMNPQRSTUVWXYZ234567";

pub(super) fn new_code() -> String {
    let mut bytes = [0_u8; 32];
    rand::fill(&mut bytes[..]);
    // Bytes from 240 on would make the first signs likelier.
    let fair = bytes.iter().filter(|byte| **byte < 240);
    let signs = fair.filter_map(|byte| SIGNS.get(usize::from(byte % 30)));
    signs.take(6).map(|sign| char::from(*sign)).collect()
}

/// Draws the code that opens the door: from now on people can come in.
pub async fn make_ready(app: &App, who: &Actor, id: WorkshopId) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let before = changed(&work, who, id).await?;
        if before.state != WorkshopState::Draft {
            return Ok(());
        }
        if store::groups_of(&work, id).await?.is_empty() {
            return Err(AppError::Refused("failure-workshop-no-groups"));
        }
        if store::items_of(&work, id).await?.is_empty() {
            return Err(AppError::Refused("failure-workshop-no-items"));
        }
        let after = Workshop {
            state: WorkshopState::Ready,
            join_code: new_code(),
            ..before.clone()
        };
        store::change(&work, &after).await?;
        work.trail(Trail::new("workshop", id.0, "made_ready").unit(after.unit).field(
            "state",
            before.state.code(),
            after.state.code(),
        ));
        Ok(())
    })
    .await
}

/// Takes a workshop away that was never begun.
pub async fn remove(app: &App, who: &Actor, id: WorkshopId) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let workshop = led(&work, who, id).await?;
        if !matches!(workshop.state, WorkshopState::Draft | WorkshopState::Ready) {
            return Err(AppError::Refused("failure-workshop-begun"));
        }
        store::remove(&work, id).await?;
        work.trail(
            Trail::new("workshop", id.0, "removed")
                .unit(workshop.unit)
                .field("title", &workshop.title, ""),
        );
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (typed, read) in [
            ("8.35", Some((8, 35))),
            ("08:35", Some((8, 35))),
            ("kl. 8.35", Some((8, 35))),
            ("835", Some((8, 35))),
            ("13", Some((13, 0))),
            ("25.00", None),
            ("", None),
            ("otte", None),
        ] {
            let read = read.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0));
            assert_eq!(parse_clock(typed), read, "{typed}");
        }
    }

    #[test]
    fn a_code_has_six_signs_that_can_be_read_from_a_wall() {
        for _ in 0..200 {
            let code = new_code();
            assert_eq!(code.len(), 6);
            assert!(code.bytes().all(|sign| SIGNS.contains(&sign)), "{code}");
        }
    }
}
