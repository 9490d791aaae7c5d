//! Looking for words in everything the visitor may see. What is typed is handed in and handed back, and stays nowhere; what is looked
//! through is gathered for one search and let go after it, so nothing that was taken away can be found any more.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use trivsel_domain::id::{
    CommitteeId, DecisionId, InitiativeId, MeetingId, PersonId, PlanId, StatusReportId, SurveyId, UnitId,
};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::toolbox::{FoundBy, ToolboxHits};
use trivsel_store::{Tx, committees, initiatives, plans};

use crate::initiatives::register;
use crate::persons::{self, PersonSearch};
use crate::{App, AppError, reports, surveys};

/// The most that is shown.
const MOST: usize = 30;
/// The most persons that are shown.
const MOST_PERSONS: usize = 8;
/// How far back meetings are looked through.
const BACK: Months = Months::new(120);
/// How far ahead.
const AHEAD: Months = Months::new(36);

/// What something found is, and where its page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundAt {
    /// An initiative.
    Initiative(InitiativeId),
    /// A plan.
    Plan(PlanId),
    /// A status report.
    Report(StatusReportId),
    /// A survey.
    Survey(SurveyId),
    /// A forum.
    Committee(CommitteeId),
    /// A point on the agenda of a meeting.
    Point(MeetingId),
    /// A decision.
    Decision(DecisionId),
    /// A unit.
    Unit(UnitId),
}

impl FoundAt {
    /// Its kind, as in the word files.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Initiative(_) => "initiative",
            Self::Plan(_) => "plan",
            Self::Report(_) => "report",
            Self::Survey(_) => "survey",
            Self::Committee(_) => "committee",
            Self::Point(_) => "point",
            Self::Decision(_) => "decision",
            Self::Unit(_) => "unit",
        }
    }
}

/// Something with words in it.
#[derive(Clone, Debug)]
struct Searchable {
    at: FoundAt,
    title: String,
    text: String,
    place: String,
}

/// Something that was found.
#[derive(Clone, Debug)]
pub struct FoundThing {
    /// What it is.
    pub at: FoundAt,
    /// What it is called.
    pub title: String,
    /// Where it belongs: a unit or a forum; may be empty.
    pub place: String,
    /// A piece of its text that shows why, each part with whether it is to be marked.
    pub piece: Vec<(String, bool)>,
    /// Why it was found.
    pub why: FoundBy,
}

/// Everything that was found for some words.
#[derive(Clone, Debug, Default)]
pub struct FoundEverywhere {
    /// What was found, the best first.
    pub things: Vec<FoundThing>,
    /// Persons, with the name only; for those who may see persons.
    pub persons: Vec<(PersonId, String)>,
    /// Answers and tools of the toolbox.
    pub toolbox: ToolboxHits,
    /// A word that was read otherwise than it was typed: as typed, and as it was looked for.
    pub read: Option<(String, String)>,
    /// Is life at risk in what was typed? Then help comes before everything else.
    pub is_crisis: bool,
}

/// A partner has the toolbox with its own field: there is nothing else for them to look through.
pub fn must_look(who: &Actor) -> Result<(), AppError> {
    Ok(who.must_somewhere(Right::ReadUnits)?)
}

/// Looks for what somebody typed in everything they may see.
pub async fn everywhere(app: &App, who: &Actor, is_danish: bool, text: &str) -> Result<FoundEverywhere, AppError> {
    must_look(who)?;
    if text.trim().is_empty() {
        return Ok(FoundEverywhere::default());
    }
    let contents = app.toolbox()?;
    let entries = gather(app, who, is_danish).await?;
    let found_persons = people(app, who, text).await?;
    let text = text.to_owned();
    // Reading the words of many texts takes a moment, in which others are to be answered.
    let work = tokio::task::spawn_blocking(move || {
        let texts = entries.iter().map(|entry| (entry.title.as_str(), entry.text.as_str()));
        let found = contents.finder.look_through(is_danish, texts, &text, MOST)?;
        let things = found.hits.iter().filter_map(|hit| {
            let entry = entries.get(hit.key.parse::<usize>().ok()?)?;
            let piece = contents.finder.excerpt(is_danish, &entry.text, hit);
            Some(FoundThing {
                at: entry.at.clone(),
                title: entry.title.clone(),
                place: entry.place.clone(),
                piece: piece.parts(&entry.text),
                why: FoundBy::of(hit),
            })
        });
        let toolbox = contents.finder.find(is_danish, &text);
        let read = found.read.iter().chain(&toolbox.read).find_map(|read| {
            let typed = text.get(read.asked.clone())?;
            Some((typed.to_owned(), read.searched.first()?.clone()))
        });
        Ok::<_, trivsel_domain::toolbox::FinderError>(FoundEverywhere {
            things: things.collect(),
            persons: found_persons,
            read,
            is_crisis: contents.crisis.are_in(&text),
            toolbox,
        })
    });
    work.await
        .map_err(|error| AppError::internal("searching", error))?
        .map_err(|error| AppError::internal("searching", error))
}

/// Persons by name, for those who may see persons. Nothing of them but the name is shown.
async fn people(app: &App, who: &Actor, text: &str) -> Result<Vec<(PersonId, String)>, AppError> {
    if !who.may_somewhere(Right::ReadPersons) {
        return Ok(Vec::new());
    }
    let wanted = PersonSearch {
        q: text.to_owned(),
        ..PersonSearch::default()
    };
    let found = persons::list(app, who, &wanted).await?.people.into_iter();
    Ok(found
        .take(MOST_PERSONS)
        .map(|line| (line.person.id, line.person.name))
        .collect())
}

/// Everything with words in it that the visitor may see.
async fn gather(app: &App, who: &Actor, is_danish: bool) -> Result<Vec<Searchable>, AppError> {
    let mut entries = Vec::new();
    {
        let tx = app.read(who.organisation).await?;
        of_initiatives(&tx, who, &mut entries).await?;
        of_plans(&tx, who, &mut entries).await?;
        of_forums(&tx, who, app.today(), &mut entries).await?;
    }
    let written = match reports::list(app, who).await {
        // For those who see no reports at all there is nothing to look through.
        Err(AppError::Forbidden) => Vec::new(),
        lines => lines?,
    };
    for line in written {
        entries.push(Searchable {
            at: FoundAt::Report(line.head.id),
            title: line.head.title,
            text: line.head.initiative_title,
            place: line.unit_name,
        });
    }
    if who.may_somewhere(Right::ReadSurveys) {
        for line in surveys::list(app, who).await? {
            let title = &line.survey.title;
            entries.push(Searchable {
                at: FoundAt::Survey(line.survey.id),
                title: if is_danish { title.da.clone() } else { title.en.clone() },
                text: String::new(),
                place: String::new(),
            });
        }
    }
    if who.may_somewhere(Right::ReadUnits) {
        entries.extend(who.tree.iter().map(|node| Searchable {
            at: FoundAt::Unit(node.id),
            title: node.name.clone(),
            text: String::new(),
            place: String::new(),
        }));
    }
    Ok(entries)
}

async fn of_initiatives(tx: &Tx, who: &Actor, entries: &mut Vec<Searchable>) -> Result<(), AppError> {
    let within: BTreeSet<InitiativeId> = register::within_reach(tx, who)
        .await?
        .iter()
        .map(|line| line.id)
        .collect();
    for one in initiatives::list(tx).await? {
        if within.contains(&one.id) {
            entries.push(Searchable {
                at: FoundAt::Initiative(one.id),
                text: [
                    one.summary,
                    one.description,
                    one.purpose,
                    one.target_group,
                    one.goal_text,
                ]
                .join("\n\n"),
                title: one.title,
                place: who.tree.name(one.unit).to_owned(),
            });
        }
    }
    Ok(())
}

/// Plans with what their lines say, and not with who does it.
async fn of_plans(tx: &Tx, who: &Actor, entries: &mut Vec<Searchable>) -> Result<(), AppError> {
    let found = plans::list_in(tx, &who.units_with(Right::ReadPlans)).await?;
    let ids: Vec<PlanId> = found.iter().map(|plan| plan.id).collect();
    let lines = plans::lines_of_some(tx, &ids).await?;
    for plan in found {
        let own = lines.iter().filter(|line| line.plan == plan.id);
        let texts: Vec<&str> = own.map(|line| line.text.as_str()).collect();
        entries.push(Searchable {
            at: FoundAt::Plan(plan.id),
            text: texts.join("\n\n"),
            place: who.tree.name(plan.unit).to_owned(),
            title: plan.title,
        });
    }
    Ok(())
}

/// Forums the visitor may read, with the points of their meetings and what was decided.
async fn of_forums(tx: &Tx, who: &Actor, today: NaiveDate, entries: &mut Vec<Searchable>) -> Result<(), AppError> {
    let mut forums = committees::list(tx).await?;
    forums.retain(|forum| forum.may_be_read_by(who));
    if forums.is_empty() {
        return Ok(());
    }
    let from = today.checked_sub_months(BACK).unwrap_or(today);
    let to = today.checked_add_months(AHEAD).unwrap_or(today);
    let meetings = committees::list_meetings(tx, from, to).await?;
    let place = |id: MeetingId| {
        let meeting = meetings.iter().find(|meeting| meeting.id == id)?;
        let forum = forums.iter().find(|forum| forum.id == meeting.committee)?;
        Some(forum.name.clone())
    };
    for item in committees::list_agenda_items(tx).await? {
        if let Some(place) = place(item.meeting) {
            entries.push(Searchable {
                at: FoundAt::Point(item.meeting),
                title: item.title,
                text: item.text,
                place,
            });
        }
    }
    for decision in committees::list_all_decisions(tx).await? {
        if let Some(place) = place(decision.meeting) {
            entries.push(Searchable {
                at: FoundAt::Decision(decision.id),
                title: first_words(&decision.text),
                text: decision.text,
                place,
            });
        }
    }
    entries.extend(forums.into_iter().map(|forum| Searchable {
        at: FoundAt::Committee(forum.id),
        title: forum.name,
        text: String::new(),
        place: who.tree.name(forum.unit).to_owned(),
    }));
    Ok(())
}

/// A decision has no title: its first words stand for it.
fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(12).collect();
    let is_cut = text.split_whitespace().count() > words.len();
    format!("{}{}", words.join(" "), if is_cut { " …" } else { "" })
}
