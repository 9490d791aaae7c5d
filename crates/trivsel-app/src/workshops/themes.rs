//! The themes of a day: over lunch whoever leads gathers what the groups chose to tell, and at the end all screens show it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trivsel_domain::board::{Note, Step};
use trivsel_domain::happening::{Happening, Scope};
use trivsel_domain::id::{NoteId, WorkshopId};
use trivsel_domain::rights::Actor;
use trivsel_domain::workshop::{LineKind, ProgrammeItem, Theme, Workshop};
use trivsel_store::boards::{self, GroupBoard};
use trivsel_store::{Tx, workshops as store};

use super::{changed, led};
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// So few themes are none, and more than these nobody remembers.
const HOW_MANY: std::ops::RangeInclusive<usize> = 3..=6;
/// So many places there are for a theme on the page.
pub const MOST_THEMES: usize = 6;

/// What is typed to gather themes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ThemesForm {
    /// `theme_1` to `theme_6`, and for each note, as `note-ID`, the place of its theme.
    #[serde(flatten)]
    pub more: BTreeMap<String, String>,
}

/// Something a group chose to tell.
#[derive(Clone, Debug)]
pub struct ToldNote {
    /// Which group.
    pub group: String,
    /// The note.
    pub id: NoteId,
    /// What it says.
    pub text: String,
}

/// What themes are gathered from, and those there are.
#[derive(Clone, Debug)]
pub struct ThemesView {
    /// The workshop.
    pub workshop: Workshop,
    /// What the groups chose to tell.
    pub told: Vec<ToldNote>,
    /// The themes.
    pub themes: Vec<Theme>,
    /// Does the visitor lead, so that they may change them?
    pub is_leader: bool,
}

/// A theme as screens show it.
#[derive(Clone, Debug)]
pub struct DayThemeShown {
    /// What it is called.
    pub title: String,
    /// What the groups said about it.
    pub notes: Vec<String>,
}

impl ThemesForm {
    /// The form as it stands for these themes.
    pub fn of(themes: &[Theme]) -> Self {
        let mut more = BTreeMap::new();
        for (place, theme) in (1..).zip(themes) {
            more.insert(format!("theme_{place}"), theme.title.clone());
            more.extend(
                theme
                    .notes
                    .iter()
                    .map(|note| (format!("note-{note}"), place.to_string())),
            );
        }
        Self { more }
    }

    /// What was typed in a field.
    pub fn said(&self, name: &str) -> &str {
        self.more.get(name).map_or("", String::as_str)
    }

    /// The themes that were typed. Places that were left empty are passed over; none at all takes the themes down.
    pub fn read(&self) -> Result<Vec<Theme>, Problems> {
        let mut input = Input::new();
        let mut themes = Vec::new();
        for place in 1..=MOST_THEMES {
            let name = format!("theme_{place}");
            let title = input.line(&name, self.said(&name));
            let notes = self.more.iter().filter_map(|(field, chosen)| {
                let note = field.strip_prefix("note-")?.parse().ok()?;
                (chosen.trim() == place.to_string()).then_some(note)
            });
            let notes: Vec<NoteId> = notes.collect();
            if title.is_empty() && !notes.is_empty() {
                input.refuse(Problem::new(name, "problem-required"));
            }
            if !title.is_empty() {
                themes.push(Theme { title, notes });
            }
        }
        if !themes.is_empty() && !HOW_MANY.contains(&themes.len()) {
            input.refuse(Problem::new("theme_1", "problem-themes"));
        }
        input.read(Some(themes))
    }
}

async fn told(tx: &Tx, id: WorkshopId) -> Result<Vec<ToldNote>, AppError> {
    let all: Vec<GroupBoard> = boards::list_of(tx, id).await?;
    let seen: Vec<&GroupBoard> = all.iter().filter(|board| board.step != Step::Alone).collect();
    let ids: Vec<_> = seen.iter().map(|board| board.id).collect();
    let groups = store::groups_of(tx, id).await?;
    let notes = boards::notes_of(tx, &ids).await?;
    let name = |board: &GroupBoard| {
        let group = groups.iter().find(|group| group.id == board.group);
        group.map(|group| group.name.clone()).unwrap_or_default()
    };
    let is_told = |note: &Note| !note.is_hidden && (note.is_told || note.is_chosen);
    let mut told: Vec<ToldNote> = notes
        .into_iter()
        .filter(|(_, note)| is_told(note))
        .filter_map(|(on, note)| {
            let board = seen.iter().find(|board| board.id == on)?;
            Some(ToldNote {
                group: name(board),
                id: note.id,
                text: note.text,
            })
        })
        .collect();
    told.sort_by(|one, other| one.group.cmp(&other.group));
    Ok(told)
}

/// What themes are gathered from, for whoever leads.
pub async fn themes(app: &App, who: &Actor, id: WorkshopId) -> Result<ThemesView, AppError> {
    let tx = app.read(who.organisation).await?;
    let workshop = led(&tx, who, id).await?;
    Ok(ThemesView {
        told: told(&tx, id).await?,
        themes: store::themes_of(&tx, id).await?,
        is_leader: workshop.leader == Some(who.person),
        workshop,
    })
}

/// Gathers them. One leads at a time, so nobody writes over anybody.
pub async fn set_themes(app: &App, who: &Actor, id: WorkshopId, themes: &[Theme]) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let workshop = changed(&work, who, id).await?;
        if workshop.leader != Some(who.person) {
            return Err(AppError::Refused("failure-not-leader"));
        }
        // Only what the groups chose to tell is shown to all.
        let known = told(&work, id).await?;
        let is_known = |note: &NoteId| known.iter().any(|told| told.id == *note);
        let kept: Vec<Theme> = themes
            .iter()
            .map(|theme| Theme {
                notes: theme.notes.iter().copied().filter(|note| is_known(note)).collect(),
                ..theme.clone()
            })
            .collect();
        store::set_themes(&work, id, &kept).await?;
        work.tell(Scope::Workshop(id), Happening::Changed { part: id.0 });
        work.trail(
            Trail::new("workshop", id.0, "themes_gathered")
                .unit(workshop.unit)
                .field("themes", "", kept.len()),
        );
        Ok(())
    })
    .await
}

/// The themes as all screens show them while the day is closed; none at any other line.
pub(super) async fn shown(
    tx: &Tx,
    of: WorkshopId,
    item: Option<&ProgrammeItem>,
) -> Result<Vec<DayThemeShown>, AppError> {
    if item.is_none_or(|item| item.kind != LineKind::Closing) {
        return Ok(Vec::new());
    }
    let themes = store::themes_of(tx, of).await?;
    if themes.is_empty() {
        return Ok(Vec::new());
    }
    let told = told(tx, of).await?;
    let text = |note: &NoteId| told.iter().find(|told| told.id == *note).map(|told| told.text.clone());
    Ok(themes
        .into_iter()
        .map(|theme| DayThemeShown {
            notes: theme.notes.iter().filter_map(text).collect(),
            title: theme.title,
        })
        .collect())
}
