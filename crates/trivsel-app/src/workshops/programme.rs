//! The lines of a programme.

use serde::{Deserialize, Serialize};
use trivsel_domain::happening::{Happening, Scope};
use trivsel_domain::id::{ProgrammeItemId, WorkshopId};
use trivsel_domain::rights::Actor;
use trivsel_domain::workshop::{LineKind, ProgrammeItem, Tells};
use trivsel_store::{boards, workshops as store};
use uuid::Uuid;

use super::material::must_be_shipped;
use super::{all_kinds, changed};
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// The longest line, in minutes.
const LONGEST: i32 = 480;

/// What is typed to change a line.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ItemForm {
    /// The code of its kind.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// How long it takes.
    pub minutes: String,
    /// Who speaks.
    pub presenter: String,
    /// What the groups are asked.
    pub question: String,
    /// The code of the board's kind.
    pub board_kind: String,
    /// Who tells: `nobody`, `all`, `group:…`, `unit:…`.
    pub tells: String,
    /// What only those who lead see.
    pub lead_note: String,
    /// The page that is shown with it; empty for none.
    pub page: String,
    /// The deck of cards the groups draw from; empty for none.
    pub deck: String,
}

/// Where a line is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// One place earlier.
    Earlier,
    /// One place later.
    Later,
}

fn parse_tells(text: &str) -> Option<Tells> {
    match text {
        "" | "nobody" => Some(Tells::Nobody),
        "all" => Some(Tells::All),
        other => match other.split_once(':')? {
            ("group", id) => id.parse().ok().map(Tells::Group),
            ("unit", id) => id.parse().ok().map(Tells::Unit),
            _ => None,
        },
    }
}

impl ItemForm {
    /// A line as the form shows it.
    pub fn of(item: &ProgrammeItem) -> Self {
        Self {
            kind: item.kind.code().to_owned(),
            title: item.title.clone(),
            minutes: item.minutes.to_string(),
            presenter: item.presenter.clone(),
            question: item.question.clone(),
            board_kind: item.board_kind.clone(),
            tells: match item.tells {
                Tells::Nobody => "nobody".to_owned(),
                Tells::All => "all".to_owned(),
                Tells::Group(id) => format!("group:{id}"),
                Tells::Unit(id) => format!("unit:{id}"),
            },
            lead_note: item.lead_note.clone(),
            page: item.page.clone(),
            deck: item.deck.clone(),
        }
    }

    /// What was typed, as a line.
    pub fn read(&self) -> Result<ProgrammeItem, Problems> {
        let mut input = Input::new();
        let kind = input.choice("kind", &self.kind, LineKind::parse);
        let title = input.required("title", &self.title);
        let minutes = self
            .minutes
            .trim()
            .parse::<i32>()
            .ok()
            .filter(|minutes| (1..=LONGEST).contains(minutes));
        if minutes.is_none() {
            input.refuse(Problem::new("minutes", "problem-minutes"));
        }
        let tells = input.choice("tells", &self.tells, parse_tells);
        let presenter = input.line("presenter", &self.presenter);
        let question = input.line("question", &self.question);
        let lead_note = input.text("lead_note", &self.lead_note);
        let board_kind = self.board_kind.trim().to_owned();
        if kind == Some(LineKind::GroupWork) && board_kind.is_empty() {
            input.refuse(Problem::new("board_kind", "problem-choose"));
        }
        input.read(
            kind.zip(minutes)
                .zip(tells)
                .map(|((kind, minutes), tells)| ProgrammeItem {
                    id: ProgrammeItemId(Uuid::nil()),
                    position: 0,
                    kind,
                    title,
                    minutes,
                    presenter,
                    question: if kind == LineKind::GroupWork {
                        question
                    } else {
                        String::new()
                    },
                    board_kind: if kind == LineKind::GroupWork {
                        board_kind
                    } else {
                        String::new()
                    },
                    tells: if kind == LineKind::Plenary {
                        tells
                    } else {
                        Tells::Nobody
                    },
                    lead_note,
                    page: self.page.trim().to_owned(),
                    deck: self.deck.trim().to_owned(),
                }),
        )
    }
}

async fn must_know(tx: &trivsel_store::Tx, workshop: WorkshopId, item: &ProgrammeItem) -> Result<(), AppError> {
    must_be_shipped(tx, item)?;
    let is_known = item.board_kind.is_empty() || all_kinds(tx).await?.iter().any(|kind| kind.code == item.board_kind);
    if !is_known {
        return Err(AppError::invalid("board_kind", "problem-choose"));
    }
    let groups = store::groups_of(tx, workshop).await?;
    let is_there = match item.tells {
        Tells::Nobody | Tells::All => true,
        Tells::Group(id) => groups.iter().any(|group| group.id == id),
        Tells::Unit(id) => groups.iter().any(|group| group.under == Some(id)),
    };
    is_there
        .then_some(())
        .ok_or_else(|| AppError::invalid("tells", "problem-choose"))
}

/// Adds a line at the end.
pub async fn add_item(app: &App, who: &Actor, id: WorkshopId, item: &ProgrammeItem) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let workshop = changed(&work, who, id).await?;
        must_know(&work, id, item).await?;
        let items = store::items_of(&work, id).await?;
        let added = ProgrammeItem {
            id: ProgrammeItemId(Uuid::now_v7()),
            position: items.last().map_or(1, |last| last.position + 1),
            ..item.clone()
        };
        store::add_items(&work, id, std::slice::from_ref(&added)).await?;
        work.tell(Scope::Workshop(id), Happening::Changed { part: added.id.0 });
        work.trail(
            Trail::new("workshop", id.0, "programme_changed")
                .unit(workshop.unit)
                .field("line", "", &added.title),
        );
        Ok(())
    })
    .await
}

/// Changes a line.
pub async fn change_item(
    app: &App,
    who: &Actor,
    id: WorkshopId,
    line: ProgrammeItemId,
    item: &ProgrammeItem,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let workshop = changed(&work, who, id).await?;
        must_know(&work, id, item).await?;
        let items = store::items_of(&work, id).await?;
        let before = items.iter().find(|one| one.id == line).ok_or(AppError::NotFound)?;
        let has_boards = boards::list_of(&work, id).await?.iter().any(|board| board.item == line);
        if has_boards && before.board_kind != item.board_kind {
            return Err(AppError::invalid("board_kind", "problem-board-in-use"));
        }
        let after = ProgrammeItem {
            id: before.id,
            position: before.position,
            ..item.clone()
        };
        store::change_item(&work, id, &after).await?;
        work.tell(Scope::Workshop(id), Happening::Changed { part: line.0 });
        work.trail_changes(
            Trail::new("workshop", id.0, "programme_changed")
                .unit(workshop.unit)
                .field("line", &before.title, &after.title)
                .field("minutes", before.minutes, after.minutes),
        );
        Ok(())
    })
    .await
}

/// Moves a line one place.
pub async fn move_item(
    app: &App,
    who: &Actor,
    id: WorkshopId,
    line: ProgrammeItemId,
    shift: Shift,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let workshop = changed(&work, who, id).await?;
        let items = store::items_of(&work, id).await?;
        let at = items.iter().position(|one| one.id == line).ok_or(AppError::NotFound)?;
        let other = match shift {
            Shift::Earlier => at.checked_sub(1),
            Shift::Later => Some(at + 1),
        };
        let other = other.and_then(|other| items.get(other));
        let (Some(one), Some(other)) = (items.get(at), other) else {
            return Ok(());
        };
        let swapped = |item: &ProgrammeItem, position| ProgrammeItem {
            position,
            ..item.clone()
        };
        store::change_item(&work, id, &swapped(one, other.position)).await?;
        store::change_item(&work, id, &swapped(other, one.position)).await?;
        work.tell(Scope::Workshop(id), Happening::Changed { part: line.0 });
        work.trail(
            Trail::new("workshop", id.0, "programme_changed")
                .unit(workshop.unit)
                .field("position", one.position, other.position),
        );
        Ok(())
    })
    .await
}

/// Takes a line out, unless the day is there or its boards are in use.
pub async fn remove_item(app: &App, who: &Actor, id: WorkshopId, line: ProgrammeItemId) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let workshop = changed(&work, who, id).await?;
        let items = store::items_of(&work, id).await?;
        let item = items.iter().find(|one| one.id == line).ok_or(AppError::NotFound)?;
        let has_boards = boards::list_of(&work, id).await?.iter().any(|board| board.item == line);
        if has_boards || workshop.course.item == Some(line) {
            return Err(AppError::Refused("failure-line-in-use"));
        }
        store::remove_item(&work, line).await?;
        work.tell(Scope::Workshop(id), Happening::Changed { part: line.0 });
        work.trail(
            Trail::new("workshop", id.0, "programme_changed")
                .unit(workshop.unit)
                .field("line", &item.title, ""),
        );
        Ok(())
    })
    .await
}
