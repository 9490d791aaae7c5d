//! The yearly work-environment talk: begun from the last one's goals, written, told as held, printed. Its goals become initiatives.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::{Committee, Meeting};
use trivsel_domain::danish;
use trivsel_domain::free_text::{Delicate, delicate};
use trivsel_domain::id::{CommitteeId, InitiativeId, MeetingId, YearlyTalkId};
use trivsel_domain::initiative::{IgloLevel, State};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::talk::{TalkInitiative, TalkLack, YearlyTalk};
use trivsel_domain::text::clipped;
use trivsel_store::{Tx, committees, initiatives, yearly_talks as store};
use uuid::Uuid;

use crate::committees::{NewAgendaItem, readable};
use crate::initiatives::content::{InitiativeContent, InitiativeTexts};
use crate::initiatives::form::add_within;
use crate::input::{Input, version_typed};
use crate::trail::Trail;
use crate::{App, AppError, Problem, duties};

/// So much of a goal stands in the title of its initiative; all of it stands in its first field.
const TITLE: usize = 120;

/// A talk with its committee.
#[derive(Clone, Debug)]
pub struct TalkDetails {
    /// The talk.
    pub talk: YearlyTalk,
    /// Whose it is.
    pub committee: Committee,
    /// What its goals became.
    pub begun: Vec<TalkBegun>,
    /// What became of the goals of the talk before it.
    pub last_begun: Vec<TalkBegun>,
    /// The coming meetings of the forum.
    pub meetings: Vec<Meeting>,
    /// May the visitor write it?
    pub may_write: bool,
    /// May the visitor make an initiative of a goal?
    pub may_begin: bool,
    /// May the visitor put it on an agenda?
    pub may_put: bool,
}

/// A goal with the initiative it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkBegun {
    /// The goal, as it was written.
    pub goal: String,
    /// Which initiative.
    pub initiative: InitiativeId,
    /// What that is called.
    pub title: String,
    /// How far it is.
    pub state: State,
}

/// A talk in a list.
#[derive(Clone, Debug)]
pub struct TalkLine {
    /// The talk.
    pub talk: YearlyTalk,
    /// What its forum is called.
    pub committee_name: String,
}

/// The talks a visitor may see.
#[derive(Clone, Debug)]
pub struct TalkList {
    /// The newest first.
    pub talks: Vec<TalkLine>,
    /// Committees in which the visitor can begin one.
    pub can_begin: Vec<(CommitteeId, String)>,
}

/// What is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TalkForm {
    /// The day it was held, or is to be.
    pub held_on: String,
    /// Last year's goals.
    pub last_year: String,
    /// What came of them.
    pub outcome: String,
    /// The next year's goals.
    pub goals: String,
    /// How the cooperation is done.
    pub cooperation: String,
    /// Which knowledge is needed.
    pub competence: String,
    /// `on` when it is told as held.
    pub is_held: String,
    /// The version that was on the screen.
    pub version: String,
}

/// A talk as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkContent {
    /// The day it was held, or is to be.
    pub held_on: Option<NaiveDate>,
    /// Last year's goals.
    pub last_year: String,
    /// What came of them.
    pub outcome: String,
    /// The next year's goals.
    pub goals: String,
    /// How the cooperation is done.
    pub cooperation: String,
    /// Which knowledge is needed.
    pub competence: String,
    /// Is it told as held?
    pub is_held: bool,
    /// The version that was read.
    pub version: i32,
}

impl TalkForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<TalkContent, AppError> {
        let mut input = Input::new();
        let content = TalkContent {
            held_on: input.optional_date("held_on", &self.held_on),
            last_year: input.text("last_year", &self.last_year),
            outcome: input.text("outcome", &self.outcome),
            goals: input.text("goals", &self.goals),
            cooperation: input.text("cooperation", &self.cooperation),
            competence: input.text("competence", &self.competence),
            is_held: self.is_held == "on",
            version: version_typed(&self.version)?,
        };
        input.done()?;
        Ok(content)
    }
}

/// Everything a visitor may see.
pub async fn list(app: &App, who: &Actor) -> Result<TalkList, AppError> {
    who.must_in_some_committee(Right::ReadCommittee)?;
    let tx = app.read(who.organisation).await?;
    let committees = committees::list(&tx).await?;
    let talks = store::list(&tx).await?;
    let today = app.today();
    let is_open = |id: CommitteeId| talks.iter().any(|talk| talk.committee == id && !talk.is_held);
    let mut can_begin: Vec<(CommitteeId, String)> = committees
        .iter()
        .filter(|of| of.period.contains(today) && of.allows(Right::WriteMinutes, who) && !is_open(of.id))
        .map(|of| (of.id, of.name.clone()))
        .collect();
    can_begin.sort_by(|one, other| danish::compare(&one.1, &other.1));
    let seen = talks.iter().filter_map(|talk| {
        let committee = committees.iter().find(|committee| committee.id == talk.committee)?;
        committee.may_be_read_by(who).then(|| TalkLine {
            talk: talk.clone(),
            committee_name: committee.name.clone(),
        })
    });
    Ok(TalkList {
        talks: seen.collect(),
        can_begin,
    })
}

/// One talk.
pub async fn find(app: &App, who: &Actor, id: YearlyTalkId) -> Result<TalkDetails, AppError> {
    who.must_in_some_committee(Right::ReadCommittee)?;
    let tx = app.read(who.organisation).await?;
    let all = store::list(&tx).await?;
    let talk = all.iter().find(|talk| talk.id == id).ok_or(AppError::NotFound)?.clone();
    let committee = readable(&tx, who, talk.committee).await?;
    let last = before(&all, &talk).map(|last| last.id);
    let asked: Vec<YearlyTalkId> = std::iter::once(id).chain(last).collect();
    let (begun, last_begun) = begun_from(&tx, who, &asked)
        .await?
        .into_iter()
        .partition(|(of, _)| *of == id);
    let plain = |all: Vec<(YearlyTalkId, TalkBegun)>| all.into_iter().map(|(_, begun)| begun).collect();
    let may_put = committee.allows(Right::ChangeAgenda, who);
    let mut meetings = match may_put {
        true => committees::meetings_of(&tx, committee.id).await?,
        false => Vec::new(),
    };
    meetings.retain(|meeting| meeting.held_on >= app.today());
    meetings.sort_by_key(|meeting| meeting.held_on);
    Ok(TalkDetails {
        begun: plain(begun),
        last_begun: plain(last_begun),
        meetings,
        may_write: !talk.is_held && committee.allows(Right::WriteMinutes, who),
        may_begin: talk.is_held && who.may(Right::ChangeInitiative, committee.unit),
        may_put,
        talk,
        committee,
    })
}

/// The talk of the same forum that was held last before another.
fn before<'a>(all: &'a [YearlyTalk], talk: &YearlyTalk) -> Option<&'a YearlyTalk> {
    let earlier = all.iter().filter(|other| {
        let is_before = talk.held_on.is_none() || other.held_on < talk.held_on;
        other.committee == talk.committee && other.id != talk.id && other.is_held && is_before
    });
    earlier.max_by_key(|other| other.held_on)
}

/// What the goals of these talks became, as far as the visitor may read it.
async fn begun_from(tx: &Tx, who: &Actor, talks: &[YearlyTalkId]) -> Result<Vec<(YearlyTalkId, TalkBegun)>, AppError> {
    let links = store::initiatives_of(tx, talks).await?;
    if links.is_empty() {
        return Ok(Vec::new());
    }
    let register = initiatives::register(tx).await?;
    let found = links.into_iter().filter_map(|link| {
        let line = register.iter().find(|line| line.id == link.initiative)?;
        let begun = TalkBegun {
            goal: link.goal,
            initiative: line.id,
            title: line.title.clone(),
            state: line.state,
        };
        who.may(Right::ReadInitiative, line.unit).then_some((link.talk, begun))
    });
    Ok(found.collect())
}

async fn writable(tx: &Tx, who: &Actor, committee: CommitteeId) -> Result<Committee, AppError> {
    let found = committees::find(tx, committee).await?.ok_or(AppError::NotFound)?;
    if found.allows(Right::WriteMinutes, who) {
        Ok(found)
    } else {
        Err(AppError::Forbidden)
    }
}

/// Begins a talk in a committee: last year's goals are those the last talk set.
pub async fn begin(app: &App, who: &Actor, committee: CommitteeId) -> Result<YearlyTalkId, AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    app.writing(who, |work| async move {
        let found = writable(&work, who, committee).await?;
        let all = store::list(&work).await?;
        if all.iter().any(|talk| talk.committee == committee && !talk.is_held) {
            return Err(AppError::Refused("refused-talk-open"));
        }
        let empty = YearlyTalk {
            id: YearlyTalkId(Uuid::now_v7()),
            committee,
            held_on: None,
            last_year: String::new(),
            outcome: String::new(),
            goals: String::new(),
            cooperation: String::new(),
            competence: String::new(),
            is_held: false,
            version: 1,
        };
        let last_year = before(&all, &empty).map(|last| last.goals.clone()).unwrap_or_default();
        let talk = YearlyTalk { last_year, ..empty };
        store::add(&work, &talk).await?;
        work.trail(
            Trail::new("yearly_talk", talk.id.0, "added")
                .of(committee.0)
                .unit(found.unit),
        );
        Ok(talk.id)
    })
    .await
}

/// Writes a talk. Told as held it stands, and the wheel counts from its day.
pub async fn change(app: &App, who: &Actor, id: YearlyTalkId, content: &TalkContent) -> Result<(), AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    app.writing(who, |work| async move {
        let before = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        let committee = writable(&work, who, before.committee).await?;
        if before.is_held {
            return Err(AppError::Refused("refused-talk-held"));
        }
        if before.version != content.version {
            return Err(AppError::Conflict);
        }
        let after = YearlyTalk {
            held_on: content.held_on,
            last_year: content.last_year.clone(),
            outcome: content.outcome.clone(),
            goals: content.goals.clone(),
            cooperation: content.cooperation.clone(),
            competence: content.competence.clone(),
            is_held: content.is_held,
            ..before.clone()
        };
        check(&after, work.today)?;
        store::change(&work, &after).await?;
        if let Some(on) = after.held_on.filter(|_| after.is_held) {
            duties::settle_by_talk(&work, id, &committee, on).await?;
        }
        let verb = if after.is_held { "held" } else { "changed" };
        work.trail(
            Trail::new("yearly_talk", id.0, verb)
                .of(before.committee.0)
                .unit(committee.unit)
                .optional("held_on", before.held_on, after.held_on)
                .field("goals", &before.goals, &after.goals),
        );
        Ok(())
    })
    .await
}

/// Nothing like a person's number stands in it; told as held, nothing is missing.
fn check(talk: &YearlyTalk, today: NaiveDate) -> Result<(), AppError> {
    let texts = [
        ("last_year", &talk.last_year),
        ("outcome", &talk.outcome),
        ("goals", &talk.goals),
        ("cooperation", &talk.cooperation),
        ("competence", &talk.competence),
    ];
    let is_number = |text: &str| delicate(text, []) == Some(Delicate::PersonNumber);
    let numbers = texts.into_iter().filter(|(_, text)| is_number(text));
    let mut problems: Vec<Problem> = numbers
        .map(|(field, _)| Problem::new(field, "problem-person-number"))
        .collect();
    if talk.is_held {
        problems.extend(talk.lacks(today).into_iter().map(|lack| match lack {
            TalkLack::Day => Problem::new(lack.field(), "problem-talk-day"),
            _ => Problem::new(lack.field(), "problem-required"),
        }));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(AppError::Invalid(problems))
    }
}

/// Makes an initiative of a goal of a talk that was held: the how-manieth line, from 0. It is an idea of the forum's unit.
pub async fn begin_initiative(
    app: &App,
    who: &Actor,
    id: YearlyTalkId,
    number: usize,
) -> Result<InitiativeId, AppError> {
    who.must_in_some_committee(Right::ReadCommittee)?;
    app.writing(who, |work| async move {
        let talk = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        let committee = readable(&work, who, talk.committee).await?;
        who.must(Right::ChangeInitiative, committee.unit)?;
        if !talk.is_held {
            return Err(AppError::Refused("refused-talk-not-held"));
        }
        let goal = talk.goal_lines().into_iter().nth(number).ok_or(AppError::NotFound)?;
        let content = InitiativeContent {
            texts: InitiativeTexts {
                title: clipped(&goal, TITLE),
                goal_text: goal.clone(),
                ..InitiativeTexts::default()
            },
            parent: None,
            unit: committee.unit,
            iglo_level: IgloLevel::Organisation,
            lead: None,
            co_lead: None,
            goal: None,
            starts_on: None,
            ends_on: None,
        };
        let initiative = add_within(app, &work, who, &content, None).await?.id;
        let link = TalkInitiative {
            talk: id,
            initiative,
            goal,
        };
        store::add_initiative(&work, &link).await?;
        Ok(initiative)
    })
    .await
}

/// Puts a talk on the agenda of a meeting of its own forum.
pub async fn put_on_agenda(
    app: &App,
    who: &Actor,
    id: YearlyTalkId,
    meeting: MeetingId,
    item: NewAgendaItem,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    let item = &item;
    app.writing(who, |work| async move {
        let talk = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        let committee = readable(&work, who, talk.committee).await?;
        let found = committees::find_meeting(&work, meeting).await?;
        if found.is_none_or(|found| found.committee != committee.id) {
            return Err(AppError::invalid("meeting", "problem-choose"));
        }
        crate::committees::put_on_agenda(app, &work, who, meeting, item.clone()).await?;
        work.trail(
            Trail::new("yearly_talk", id.0, "put_on_agenda")
                .of(committee.id.0)
                .unit(committee.unit),
        );
        Ok(())
    })
    .await
}
