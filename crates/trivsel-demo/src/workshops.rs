//! The demo's workshops: the day of 12 March 2019 on which the story begins, with what its groups wrote and chose, two half days of this
//! autumn that the next assessment can rest on, one that can be opened today, and a board that hangs in a staff room. All of it is made up.

mod notes;

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use trivsel_app::app::local;
use trivsel_app::{App, AppError};
use trivsel_domain::board::{Note, Step};
use trivsel_domain::id::{BoardId, NoteId, ProgrammeItemId, UnitId, WorkshopGroupId, WorkshopId};
use trivsel_domain::workshop::programme::{self, Shipped};
use trivsel_domain::workshop::{DayCourse, Group, LineKind, ProgrammeItem, SeenBy, Tells, Workshop, WorkshopState};
use trivsel_store::boards::GroupBoard;
use trivsel_store::{Tx, boards, workshops as store};

use super::Made;
use notes::{AABRINK, MOSEVANG, MOSEVANG_BACK, MOSEVANG_NOW, SKOVBAKKEN, Written};

/// What the ids of the first day are made of.
pub(super) const FIRST_DAY: &str = "workshop of 12 March 2019";
/// The code of the one that can be opened today: it stands in no secret.
const CODE_OF_TODAY: &str = "FJ2RDB";
/// The code of the board that hangs.
const CODE_OF_STANDING: &str = "FJ4MSV";
/// The unit of both.
const HOME_CARE: &str = "2100";
/// The groups: code of the unit, code of its centre, name, room.
const GROUPS: [(&str, &str, &str, &str); 8] = [
    ("2111", "2110", "Skovbakken", "Rum 1"),
    ("2112", "2110", "Mosevang", "Rum 2"),
    ("2113", "2110", "Åbrink", "Rum 3"),
    ("2121", "2120", "Strandparken", "Rum 4"),
    ("2122", "2120", "Egelund", "Rum 5"),
    ("2123", "2120", "Kildemosen", "Rum 6"),
    ("2131", "2130", "Havnegruppen", "Rum 7"),
    ("2132", "2130", "Bøgelunden", "Rum 8"),
];

/// Writes them all. The organisation is there already.
pub(super) async fn write(app: &App, made: &Made) -> Result<(), AppError> {
    let tx = app.write(made.organisation.id).await?;
    write_first(&tx, made).await?;
    let today = local(app.now()).date();
    write_lately(&tx, made, today, ("pressure", 40), "pressure_map", &MOSEVANG_NOW).await?;
    write_lately(&tx, made, today, ("look_back", 19), "look_back", &MOSEVANG_BACK).await?;
    write_today(&tx, made, app).await?;
    write_standing(&tx, made, app).await?;
    tx.commit().await?;
    Ok(())
}

/// What is written of a workshop beside its programme.
struct PlannedDay<'a> {
    key: &'a str,
    programme: &'a str,
    held_on: NaiveDate,
    starts_at: NaiveTime,
    hard_end: NaiveTime,
    place: &'a str,
}

fn shipped(code: &str) -> Result<Shipped, AppError> {
    let all = programme::shipped().map_err(|error| AppError::internal("reading the programmes", error))?;
    all.into_iter()
        .find(|one| one.code == code)
        .ok_or_else(|| AppError::internal("making the demo's workshops", "a programme is missing"))
}

fn unit(made: &Made, code: &str) -> Result<UnitId, AppError> {
    made.units
        .id(code)
        .ok_or_else(|| AppError::internal("making the demo's workshops", "a unit is missing"))
}

fn groups(made: &Made, key: &str) -> Result<Vec<Group>, AppError> {
    (1..)
        .zip(GROUPS)
        .map(|(position, (code, under, name, room))| {
            Ok(Group {
                id: WorkshopGroupId(made.seed.id(&format!("{key} group {code}"))),
                position,
                name: name.to_owned(),
                unit: Some(unit(made, code)?),
                under: Some(unit(made, under)?),
                room: room.to_owned(),
                leader: String::new(),
                expected: 6,
            })
        })
        .collect()
}

fn planned(made: &Made, plan: &PlannedDay<'_>) -> Result<(Workshop, Vec<ProgrammeItem>, Vec<Group>), AppError> {
    let programme = shipped(plan.programme)?;
    let groups = groups(made, plan.key)?;
    let first = groups.first().map(|group| group.id);
    let items: Vec<ProgrammeItem> = (1..)
        .zip(&programme.items)
        .filter_map(|(position, line)| {
            let kind = LineKind::parse(&line.kind)?;
            Some(ProgrammeItem {
                id: ProgrammeItemId(made.seed.id(&format!("{} line {position}", plan.key))),
                position,
                kind,
                title: line.title.da.clone(),
                minutes: line.minutes,
                presenter: String::new(),
                question: line.question.da.clone(),
                board_kind: line.board.clone(),
                tells: match (kind, line.tells.as_str()) {
                    (LineKind::Plenary, "all") => Tells::All,
                    (LineKind::Plenary, _) => first.map_or(Tells::All, Tells::Group),
                    _ => Tells::Nobody,
                },
                lead_note: String::new(),
                page: line.page.clone(),
                deck: line.deck.clone(),
            })
        })
        .collect();
    let workshop = Workshop {
        id: WorkshopId(made.seed.id(plan.key)),
        unit: unit(made, HOME_CARE)?,
        title: programme.title.da,
        purpose: programme.purpose.da,
        held_on: plan.held_on,
        starts_at: plan.starts_at,
        hard_end: plan.hard_end,
        place: plan.place.to_owned(),
        meeting_link: String::new(),
        keep_months: 12,
        seen_by: SeenBy::Workshop,
        state: WorkshopState::Ready,
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
    Ok((workshop, items, groups))
}

async fn save(
    tx: &Tx,
    made: &Made,
    workshop: &Workshop,
    items: &[ProgrammeItem],
    groups: &[Group],
) -> Result<(), AppError> {
    store::add(tx, workshop).await?;
    let leaders: Vec<_> = made.cast.find("jonas").into_iter().collect();
    store::name_facilitators(tx, workshop.id, &leaders).await?;
    store::add_items(tx, workshop.id, items).await?;
    store::add_groups(tx, workshop.id, groups).await?;
    Ok(())
}

/// The day the story begins. Its notes that were not chosen went a year later, so only chosen ones are left.
async fn write_first(tx: &Tx, made: &Made) -> Result<(), AppError> {
    let held_on = NaiveDate::from_ymd_opt(2019, 3, 12).unwrap_or_default();
    let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    let plan = PlannedDay {
        key: FIRST_DAY,
        programme: "theme_day",
        held_on,
        starts_at: at(8, 35),
        hard_end: at(13, 50),
        place: "Fjordby Rådhus, salen",
    };
    let (workshop, items, groups) = planned(made, &plan)?;
    let workshop = Workshop {
        state: WorkshopState::Closed,
        opened_at: Some(DateTime::<Utc>::from_naive_utc_and_offset(
            held_on.and_time(at(7, 35)),
            Utc,
        )),
        closed_on: Some(held_on),
        cleared_on: NaiveDate::from_ymd_opt(2020, 3, 12),
        ..workshop
    };
    save(tx, made, &workshop, &items, &groups).await?;
    let map = items.iter().find(|item| item.board_kind == "pressure_map");
    let Some(map) = map else { return Ok(()) };
    let written: [&[Written]; 3] = [&SKOVBAKKEN, &MOSEVANG, &AABRINK];
    for (group, written) in groups.iter().zip(written) {
        let board = board(made, plan.key, &workshop, map, group);
        boards::add(tx, std::slice::from_ref(&board)).await?;
        let notes: Vec<Note> = written
            .iter()
            .filter(|(.., is_chosen, _)| *is_chosen)
            .map(|written| note(made, plan.key, &group.name, written))
            .collect();
        boards::add_notes(tx, board.id, &notes).await?;
    }
    Ok(())
}

fn note(made: &Made, key: &str, group: &str, written: &Written) -> Note {
    let (zone, text, demand, frequency, votes, is_chosen, is_told) = *written;
    let facts = [("demand", demand), ("frequency", frequency)];
    Note {
        id: NoteId(made.seed.id(&format!("{key} note {group} {text}"))),
        zone: zone.to_owned(),
        text: text.to_owned(),
        former: Vec::new(),
        text_version: 1,
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect::<BTreeMap<_, _>>(),
        parent: None,
        is_hidden: false,
        is_chosen,
        is_told,
        votes,
        author: None,
    }
}

/// A half day some days ago, of which Mosevang's board is left.
async fn write_lately(
    tx: &Tx,
    made: &Made,
    today: NaiveDate,
    (programme, days): (&str, u64),
    kind: &str,
    written: &[Written],
) -> Result<(), AppError> {
    let held_on = today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    let key = format!("workshop {programme} of this autumn");
    let plan = PlannedDay {
        key: &key,
        programme,
        held_on,
        starts_at: at(12, 30),
        hard_end: at(15, 30),
        place: "Sundhedshuset, 1. sal",
    };
    let (workshop, items, groups) = planned(made, &plan)?;
    let workshop = Workshop {
        state: WorkshopState::Closed,
        opened_at: Some(DateTime::<Utc>::from_naive_utc_and_offset(
            held_on.and_time(at(11, 30)),
            Utc,
        )),
        closed_on: Some(held_on),
        ..workshop
    };
    save(tx, made, &workshop, &items, &groups).await?;
    let line = items.iter().find(|item| item.board_kind == kind);
    let group = groups.iter().find(|group| group.name == "Mosevang");
    let Some((line, group)) = line.zip(group) else {
        return Ok(());
    };
    let board = board(made, &key, &workshop, line, group);
    boards::add(tx, std::slice::from_ref(&board)).await?;
    let notes: Vec<Note> = written.iter().map(|one| note(made, &key, &group.name, one)).collect();
    boards::add_notes(tx, board.id, &notes).await?;
    Ok(())
}

/// A group's board on a day that is over.
fn board(made: &Made, key: &str, workshop: &Workshop, line: &ProgrammeItem, group: &Group) -> GroupBoard {
    GroupBoard {
        id: BoardId(made.seed.id(&format!("{key} board {}", group.name))),
        workshop: workshop.id,
        item: line.id,
        group: group.id,
        unit: group.unit.unwrap_or(workshop.unit),
        kind: line.board_kind.clone(),
        title: line.title.clone(),
        question: line.question.clone(),
        step: Step::Closed,
        votes_each: 3,
        is_done: true,
    }
}

/// One that can be opened at once, whenever somebody looks at the demo: its door is open until the day ends.
async fn write_today(tx: &Tx, made: &Made, app: &App) -> Result<(), AppError> {
    let now = local(app.now());
    let starts_at = NaiveTime::from_hms_opt(now.hour(), 0, 0).unwrap_or_default();
    let plan = PlannedDay {
        key: "workshop of today",
        programme: "pressure",
        held_on: now.date(),
        starts_at,
        hard_end: NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default(),
        place: "Mødelokale 2",
    };
    let (workshop, items, groups) = planned(made, &plan)?;
    let workshop = Workshop {
        join_code: CODE_OF_TODAY.to_owned(),
        ..workshop
    };
    save(tx, made, &workshop, &items, &groups).await
}

/// What hangs in Mosevang's staff room.
const STANDING: [(&str, &str); 6] = [
    ("own", "Hvem der tager telefonen under medicindosering"),
    ("own", "Kaffe, før vi kører"),
    ("influence", "Hvornår møderne ligger"),
    ("influence", "Hvem vi følges med"),
    ("given", "Antallet af borgere"),
    ("given", "Køretiden til Kildemosen"),
];

/// A board that hangs in a staff room until some days from now: the rings, after the day on which they drew the map.
async fn write_standing(tx: &Tx, made: &Made, app: &App) -> Result<(), AppError> {
    let today = app.today();
    let plan = PlannedDay {
        key: "standing board",
        programme: "pressure",
        held_on: today - TimeDelta::days(2),
        starts_at: NaiveTime::MIN,
        hard_end: NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default(),
        place: "",
    };
    let (workshop, items, groups) = planned(made, &plan)?;
    let of = groups.into_iter().find(|group| group.name == "Mosevang");
    let line = items.into_iter().find(|item| item.kind == LineKind::GroupWork);
    let (Some(group), Some(line)) = (of, line) else {
        return Ok(());
    };
    let group = Group { position: 1, ..group };
    let item = ProgrammeItem {
        position: 1,
        title: "Ringene".to_owned(),
        question: "Hvad kan vi selv gøre noget ved?".to_owned(),
        board_kind: "rings".to_owned(),
        ..line
    };
    let unit = group.unit.unwrap_or(workshop.unit);
    let workshop = Workshop {
        unit,
        title: item.title.clone(),
        purpose: String::new(),
        state: WorkshopState::Open,
        join_code: CODE_OF_STANDING.to_owned(),
        course: DayCourse {
            item: Some(item.id),
            ..DayCourse::default()
        },
        opened_at: Some(app.now()),
        ..workshop
    };
    save(
        tx,
        made,
        &workshop,
        std::slice::from_ref(&item),
        std::slice::from_ref(&group),
    )
    .await?;
    let board = GroupBoard {
        id: BoardId(made.seed.id("standing board on the wall")),
        workshop: workshop.id,
        item: item.id,
        group: group.id,
        unit,
        kind: item.board_kind.clone(),
        title: item.title.clone(),
        question: item.question.clone(),
        step: Step::Together,
        votes_each: 3,
        is_done: false,
    };
    boards::add(tx, std::slice::from_ref(&board)).await?;
    let notes: Vec<Note> = STANDING
        .iter()
        .map(|(zone, text)| note(made, plan.key, &group.name, &(zone, text, "", "", 0, false, false)))
        .collect();
    boards::add_notes(tx, board.id, &notes).await?;
    store::hang(tx, workshop.id, today + TimeDelta::days(5)).await?;
    Ok(())
}
