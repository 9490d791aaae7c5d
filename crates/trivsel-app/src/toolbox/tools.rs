//! Tools as a workplace has them: what is shipped, with what its editor says of it, and what its units tell of using them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{InitiativeId, ToolNoteId, UnitId};
use trivsel_domain::initiative::{Reach, State};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::toolbox::{HowItWorked, OwnTool, OwnToolState, ShownTool, Tool, ToolCode, ToolNote, ToolReview};
use trivsel_store::{Tx, chain, initiatives, own_tools, toolbox as store};
use uuid::Uuid;

use super::{contents, own, taking};
use crate::chain::{NodeSight, SeenNode, look};
use crate::initiatives::UnitNames;
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// What the editor says of the tools, to be laid over what is shipped.
#[derive(Clone, Debug, Default)]
pub struct ToolShelf {
    reviews: BTreeMap<ToolCode, ToolReview>,
}

impl ToolShelf {
    pub(super) async fn read(tx: &Tx) -> Result<Self, AppError> {
        let reviews = store::reviews(tx).await?.into_iter();
        Ok(Self {
            reviews: reviews.map(|review| (review.tool, review)).collect(),
        })
    }

    /// A tool as it stands here.
    pub fn stands(&self, tool: &Tool) -> ShownTool {
        ShownTool::new(tool, tool.code().and_then(|code| self.reviews.get(&code)))
    }

    /// A tool as readers see it; none where it is hidden.
    pub fn shown(&self, tool: &Tool) -> Option<ShownTool> {
        Some(self.stands(tool)).filter(|shown| !shown.is_hidden)
    }

    pub(super) fn review(&self, code: ToolCode) -> Option<&ToolReview> {
        self.reviews.get(&code)
    }
}

/// What the editor says, for everybody who is signed in.
pub async fn shelf(app: &App, who: &Actor) -> Result<ToolShelf, AppError> {
    let tx = app.read(who.organisation).await?;
    ToolShelf::read(&tx).await
}

/// A tool as it stands here, shipped or not. What the visitor may not read is not there.
pub(crate) async fn standing(tx: &Tx, who: &Actor, code: ToolCode) -> Result<(ShownTool, Option<OwnTool>), AppError> {
    if !code.is_own() {
        let shipped = contents(tx)?;
        return Ok((ToolShelf::read(tx).await?.stands(shipped.tool(code)?), None));
    }
    let found = own_tools::find(tx, code).await?;
    let found = found.filter(|tool| own::may_see(who, tool)).ok_or(AppError::NotFound)?;
    let shown = ShownTool {
        tool: found.tool(),
        checked_on: found.answered_on,
        is_hidden: found.state != OwnToolState::Shown,
    };
    Ok((shown, Some(found)))
}

/// A unit that uses a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolNoteLine {
    /// What it tells.
    pub note: ToolNote,
    /// What the unit is called.
    pub unit_name: String,
    /// May the visitor take it away?
    pub may_change: bool,
}

/// An initiative in which a measure came of a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolUse {
    /// The measure.
    pub measure: String,
    /// The initiative.
    pub initiative: InitiativeId,
    /// What that is called.
    pub title: String,
    /// Whose it is.
    pub unit_name: String,
    /// How far it has come.
    pub state: State,
}

/// What came of a tool, as far as the visitor may read it.
#[derive(Clone, Debug, Default)]
pub struct ToolUses {
    /// Measures of initiatives.
    pub measures: Vec<ToolUse>,
    /// The newest points on agendas.
    pub points: Vec<SeenNode>,
    /// Did something come of it that the visitor may not read?
    pub has_hidden: bool,
}

/// So many points are looked at: each costs questions of its own.
const MOST_POINTS: usize = 2;

/// A tool with all its page shows.
#[derive(Clone, Debug)]
pub struct ToolView {
    /// The tool.
    pub tool: ShownTool,
    /// The same with its own words, where it is not shipped.
    pub own: Option<OwnTool>,
    /// The units that use it, as far as the visitor may know.
    pub notes: Vec<ToolNoteLine>,
    /// What came of it.
    pub uses: ToolUses,
    /// May the visitor make a measure of it somewhere?
    pub may_become_measure: bool,
}

/// One tool. A hidden one is there for the editors only.
pub async fn find(app: &App, who: &Actor, code: ToolCode) -> Result<ToolView, AppError> {
    let tx = app.read(who.organisation).await?;
    let (tool, own) = standing(&tx, who, code).await?;
    if tool.is_hidden && own.is_none() && !who.may_everywhere(Right::EditToolbox) {
        return Err(AppError::NotFound);
    }
    let (notes, uses) = if who.may_somewhere(Right::ReadToolNotes) {
        (note_lines(&tx, who, code).await?, uses(&tx, who, code).await?)
    } else {
        (Vec::new(), ToolUses::default())
    };
    Ok(ToolView {
        may_become_measure: taking::may_make_measures(&tx, who).await?,
        tool,
        own,
        notes,
        uses,
    })
}

/// What came of a tool. All measures at once: each of them would be questions of its own.
async fn uses(tx: &Tx, who: &Actor, code: ToolCode) -> Result<ToolUses, AppError> {
    let mut found = ToolUses::default();
    let links = chain::out_of_any(tx, &[Node::Tool(code)]).await?;
    let mut measures = BTreeSet::new();
    for link in links.iter().rev() {
        match link.to {
            Node::Measure(id) => {
                measures.insert(id);
            }
            node if found.points.len() < MOST_POINTS => match look(tx, who, node).await? {
                Some(NodeSight::Seen(seen)) => found.points.push(*seen),
                Some(NodeSight::Hidden(_)) => found.has_hidden = true,
                None => {}
            },
            _ => {}
        }
    }
    if measures.is_empty() {
        return Ok(found);
    }
    let (all, reach) = (initiatives::list(tx).await?, Reach::of(who));
    let sites = initiatives::site_units(tx).await?;
    let names = UnitNames::of(tx, who, all.iter().map(|one| one.unit)).await?;
    let own = initiatives::list_measures(tx).await?.into_iter();
    for measure in own.filter(|measure| measures.contains(&measure.id)) {
        let Some(of) = all.iter().find(|one| one.id == measure.initiative) else {
            continue;
        };
        let units = sites.iter().filter(|(id, _)| *id == of.id).map(|(_, unit)| *unit);
        if !reach.holds(of.unit, of.leads(), units) {
            found.has_hidden = true;
            continue;
        }
        found.measures.push(ToolUse {
            measure: measure.title,
            initiative: of.id,
            title: of.title.clone(),
            unit_name: names.get(of.unit),
            state: of.state,
        });
    }
    Ok(found)
}

async fn note_lines(tx: &Tx, who: &Actor, code: ToolCode) -> Result<Vec<ToolNoteLine>, AppError> {
    let notes = store::notes_on(tx, code).await?;
    let names = UnitNames::of(tx, who, notes.iter().map(|note| note.unit)).await?;
    let line = |note: ToolNote| ToolNoteLine {
        unit_name: names.get(note.unit),
        may_change: who.may(Right::WriteToolNote, note.unit),
        note,
    };
    Ok(notes.into_iter().map(line).collect())
}

/// What is typed to say that a unit uses a tool.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ToolNoteForm {
    /// Which unit.
    pub unit: String,
    /// Since when.
    pub used_from: String,
    /// How it went, by its code.
    pub worked: String,
    /// What they say of it.
    pub text: String,
}

/// That a unit uses a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolNoteContent {
    unit: UnitId,
    used_from: NaiveDate,
    worked: HowItWorked,
    text: String,
}

impl ToolNoteForm {
    /// What was typed, as values.
    pub fn read(&self, app: &App, who: &Actor) -> Result<ToolNoteContent, Problems> {
        let mut input = Input::new();
        let unit: Option<UnitId> = self.unit.trim().parse().ok();
        let unit = unit.filter(|unit| who.may(Right::WriteToolNote, *unit));
        if unit.is_none() {
            input.refuse(Problem::new("unit", "problem-choose"));
        }
        let used_from = input.date("used_from", &self.used_from);
        if used_from > app.today() {
            input.refuse(Problem::new("used_from", "problem-used-later"));
        }
        let worked = input.choice("worked", &self.worked, HowItWorked::parse);
        let text = input.required("text", &self.text);
        let content = unit.zip(worked).map(|(unit, worked)| ToolNoteContent {
            unit,
            used_from,
            worked,
            text,
        });
        input.read(content)
    }
}

/// May the visitor say of a unit that it uses a tool? Asked before anything is typed.
pub async fn must_write_notes(app: &App, who: &Actor, code: ToolCode) -> Result<ShownTool, AppError> {
    who.must_somewhere(Right::WriteToolNote)?;
    let tx = app.read(who.organisation).await?;
    let (shown, _) = standing(&tx, who, code).await?;
    Some(shown).filter(|shown| !shown.is_hidden).ok_or(AppError::NotFound)
}

/// Says that a unit uses a tool.
pub async fn add_note(app: &App, who: &Actor, code: ToolCode, content: &ToolNoteContent) -> Result<(), AppError> {
    who.must(Right::WriteToolNote, content.unit)?;
    app.writing(who, |work| async move {
        let (shown, _) = standing(&work, who, code).await?;
        let note = ToolNote {
            id: ToolNoteId(Uuid::now_v7()),
            tool: code,
            unit: content.unit,
            text: content.text.clone(),
            used_from: content.used_from,
            worked: content.worked,
            written_by: Some(who.person),
        };
        store::add_note(&work, &note).await?;
        work.trail(
            Trail::new("tool_note", note.id.0, "added")
                .unit(note.unit)
                .field("title", "", &shown.tool.title)
                .field("text", "", &note.text),
        );
        Ok(())
    })
    .await
}

/// Takes away what a unit said.
pub async fn remove_note(app: &App, who: &Actor, code: ToolCode, id: ToolNoteId) -> Result<(), AppError> {
    who.must_somewhere(Right::WriteToolNote)?;
    app.writing(who, |work| async move {
        let note = store::find_note(&work, id).await?.filter(|note| note.tool == code);
        let note = note.ok_or(AppError::NotFound)?;
        who.must(Right::WriteToolNote, note.unit)?;
        store::remove_note(&work, id).await?;
        work.trail(
            Trail::new("tool_note", id.0, "removed")
                .unit(note.unit)
                .field("text", &note.text, ""),
        );
        Ok(())
    })
    .await
}
