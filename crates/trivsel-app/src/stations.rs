//! The start page of each station of the loop: what is there, and what is to be done now. What is kept elsewhere is only gathered here.

use chrono::{Days, NaiveDate};
use trivsel_domain::evaluation::Verdict;
use trivsel_domain::id::{InitiativeId, SuccessCriterionId};
use trivsel_domain::initiative::State;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::SurveyState;
use trivsel_store::evaluations;
use trivsel_store::initiatives::RegisterLine;

use crate::app::local;
use crate::committees::{MeetingLine, OpenTask, open_tasks, upcoming_meetings};
use crate::figures::UnitPicture;
use crate::initiatives::register::within_reach;
use crate::initiatives::{Attention, Row, attention};
use crate::overview::absence_picture;
use crate::plans::due::PlanDue;
use crate::reports::{self, ReportLine};
use crate::surveys::{self, AskedIn, SurveyLine};
use crate::workshops::{self, WorkshopLine};
use crate::{App, AppError, plans};

/// The most initiatives that stand on a station's page.
const MOST_RUNNING: usize = 8;
/// So far ahead a meeting is told of.
const AHEAD: Days = Days::new(42);

/// What was last found of one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// What that is called.
    pub title: String,
    /// What the unit that owns it is called.
    pub unit_name: String,
    /// Which criterion.
    pub criterion: SuccessCriterionId,
    /// What that is called.
    pub criterion_title: String,
    /// What was found.
    pub verdict: Verdict,
    /// When.
    pub on: NaiveDate,
}

/// Følg op: what is overdue or due, whether it works, and what is written about it.
#[derive(Clone, Debug)]
pub struct FollowUpStation {
    /// What waits, and what runs into the sand.
    pub attention: Attention,
    /// What was last found of each criterion, the newest first.
    pub answers: Vec<Answered>,
    /// The status reports, drafts first.
    pub reports: Vec<ReportLine>,
}

/// Gør: what is going on, and what somebody has promised.
#[derive(Clone, Debug)]
pub struct ActStation {
    /// What is going on in the visitor's area, what is due first.
    pub running: Vec<Row>,
    /// How many more there are.
    pub running_more: usize,
    /// Lines of plans that wait for the visitor.
    pub plans: Vec<PlanDue>,
    /// Ideas nobody has decided yet.
    pub ideas: Vec<(InitiativeId, String)>,
}

/// Beslut: what is to be decided, where, and what a committee has asked for.
#[derive(Clone, Debug)]
pub struct DecideStation {
    /// The meetings of the next weeks.
    pub meetings: Vec<MeetingLine>,
    /// Tasks that wait in the visitor's units.
    pub tasks: Vec<OpenTask>,
    /// Ideas the visitor may decide.
    pub ideas: Vec<(InitiativeId, String)>,
}

/// Lyt: what people are asked, and what the figures say.
#[derive(Clone, Debug)]
pub struct ListenStation {
    /// Open surveys the visitor is asked in.
    pub asked: Vec<AskedIn>,
    /// Surveys that take answers or have results, the newest first.
    pub surveys: Vec<SurveyLine>,
    /// Workshops that are still to be held.
    pub workshops: Vec<WorkshopLine>,
    /// Sickness absence in the visitor's unit.
    pub picture: Option<UnitPicture>,
}

/// What was last found of the criteria of these initiatives, the newest first.
async fn answers(app: &App, who: &Actor, lines: &[RegisterLine]) -> Result<Vec<Answered>, AppError> {
    let tx = app.read(who.organisation).await?;
    let found = evaluations::newest_verdicts(&tx).await?.into_iter();
    let found = found.filter_map(|of| {
        let line = lines.iter().find(|line| line.id == of.initiative)?;
        Some(Answered {
            initiative: of.initiative,
            title: line.title.clone(),
            unit_name: who.tree.name(line.unit).to_owned(),
            criterion: of.criterion,
            criterion_title: of.title,
            verdict: of.verdict,
            on: local(of.computed_at).date(),
        })
    });
    Ok(found.collect())
}

/// Everything within reach; without a role that reads initiatives there is only what one leads.
async fn lines(app: &App, who: &Actor) -> Result<Vec<RegisterLine>, AppError> {
    let tx = app.read(who.organisation).await?;
    let lines = within_reach(&tx, who).await?;
    if lines.is_empty() {
        who.must_somewhere(Right::ReadInitiative)?;
    }
    Ok(lines)
}

/// What is to be followed up now.
pub async fn follow_up(app: &App, who: &Actor) -> Result<FollowUpStation, AppError> {
    let lines = lines(app, who).await?;
    let reports = match reports::list(app, who).await {
        // Whoever leads something that has no report yet.
        Err(AppError::Forbidden) => Vec::new(),
        found => found?,
    };
    Ok(FollowUpStation {
        attention: attention(app, who, who.home_unit(), 0).await?,
        answers: answers(app, who, &lines).await?,
        reports,
    })
}

/// What goes on, and what was promised.
pub async fn act(app: &App, who: &Actor) -> Result<ActStation, AppError> {
    let lines = lines(app, who).await?;
    let found = attention(app, who, who.home_unit(), MOST_RUNNING).await?;
    Ok(ActStation {
        running: found.running,
        running_more: found.running_more,
        plans: plans::due::of(app, who).await?,
        ideas: ideas(&lines, |_| true),
    })
}

fn ideas(lines: &[RegisterLine], is_meant: impl Fn(&RegisterLine) -> bool) -> Vec<(InitiativeId, String)> {
    let ideas = lines.iter().filter(|line| line.state == State::Idea && is_meant(line));
    ideas.map(|line| (line.id, line.title.clone())).collect()
}

/// What is to be decided, and what others have decided for the visitor's units.
pub async fn decide(app: &App, who: &Actor) -> Result<DecideStation, AppError> {
    if who.seats.is_empty() {
        who.must_somewhere(Right::ReadUnits)?;
    }
    let today = app.today();
    let meetings = if who.may_in_some_committee(Right::ReadCommittee) {
        upcoming_meetings(app, who, today, today.checked_add_days(AHEAD).unwrap_or(today)).await?
    } else {
        Vec::new()
    };
    let tasks = if who.may_somewhere(Right::ReportUnitTask) {
        open_tasks(app, who).await?
    } else {
        Vec::new()
    };
    let ideas = if who.may_somewhere(Right::DecideInitiative) {
        let tx = app.read(who.organisation).await?;
        let lines = within_reach(&tx, who).await?;
        ideas(&lines, |line| line.leads.allow(Right::DecideInitiative, line.unit, who))
    } else {
        Vec::new()
    };
    Ok(DecideStation { meetings, tasks, ideas })
}

/// What people are asked, and what the figures say.
pub async fn listen(app: &App, who: &Actor) -> Result<ListenStation, AppError> {
    who.must_somewhere(Right::ReadFigures)?;
    let surveys = if who.may_somewhere(Right::ReadSurveys) {
        surveys::list(app, who).await?
    } else {
        Vec::new()
    };
    let today = app.today();
    let workshops = if who.may_somewhere(Right::ReadWorkshops) {
        let mut found = workshops::list(app, who).await?;
        found.retain(|line| line.workshop.held_on >= today);
        found
    } else {
        Vec::new()
    };
    let picture = match who.home_unit() {
        Some(unit) if who.may(Right::ReadFigures, unit) => absence_picture(app, who, unit).await?,
        _ => None,
    };
    let is_seen = |line: &SurveyLine| line.survey.state != SurveyState::Closed;
    Ok(ListenStation {
        asked: surveys::waiting_for(app, who).await?,
        surveys: surveys.into_iter().filter(is_seen).collect(),
        workshops,
        picture,
    })
}
