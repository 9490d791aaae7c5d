//! What a mail about what waits says. It is gathered when the mail's turn comes, and holds titles, days and links: no figure, no note, and
//! nobody's name but the reader's own.

use chrono::{NaiveDate, TimeDelta};
use trivsel_domain::id::{
    AnchorCheckId, DecisionId, FollowUpId, InitiativeId, MeetingId, PersonId, PlanId, StartId, StatusReportId, UnitId,
};
use trivsel_domain::initiative::State;
use trivsel_domain::notice::{NoticeKind, Stage};
use trivsel_domain::plan::PlanState;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::start::{AgreementPart, StartStage};
use trivsel_store::notices::{self as store, Notice};
use trivsel_store::{Tx, committees, initiatives, plans, starts};
use uuid::Uuid;

use super::choices::hash_of_link;
use crate::committees::open_tasks;
use crate::identity::{Visitor, drawn_secret, visitor_of};
use crate::initiatives::{DueKind, attention};
use crate::work::Work;
use crate::{App, AppError, structure};

/// How far the week's letter looks ahead.
const AHEAD: TimeDelta = TimeDelta::days(14);

/// What a mail says about what waits for its reader.
#[derive(Clone, Debug, Default)]
pub struct NoticeLetter {
    /// Is it the week's letter?
    pub is_week: bool,
    /// What should have been done, the oldest first.
    pub late: Vec<LetterLine>,
    /// What comes, the soonest first.
    pub coming: Vec<LetterLine>,
    /// Meetings, the soonest first.
    pub meetings: Vec<LetterLine>,
    /// Plans that were agreed and name the reader.
    pub plans: Vec<LetterLine>,
    /// Starts the reader is one of the two of.
    pub starts: Vec<LetterLine>,
    /// How much is late in the reader's area that is somebody else's turn.
    pub late_of_others: usize,
    /// Where fewer mails are chosen, without signing in.
    pub less: String,
    /// Which notices it tells.
    pub notices: Vec<Uuid>,
}

/// One thing in a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterLine {
    /// What it is.
    pub subject: Subject,
    /// The title it has.
    pub title: String,
    /// Its day.
    pub on: NaiveDate,
    /// When on that day, as `9.00`; empty where it has no time.
    pub at: String,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A follow-up of an initiative.
    FollowUp(InitiativeId, FollowUpId),
    /// A milestone of an initiative.
    Milestone(InitiativeId),
    /// A status report that is not approved yet.
    Report(StatusReportId),
    /// A look at whether an initiative holds.
    Check(InitiativeId, AnchorCheckId),
    /// A task of a decision.
    Task(DecisionId),
    /// A meeting to come.
    Meeting(MeetingId),
    /// What was decided at a meeting.
    Minutes(MeetingId),
    /// A plan that names the reader.
    Plan(PlanId),
    /// A start that waits for the reader's answers.
    Start(StartId),
    /// A start whose promise is to be looked at.
    Promise(StartId),
}

impl NoticeLetter {
    fn is_empty(&self) -> bool {
        self.lines().next().is_none() && self.late_of_others == 0
    }

    /// All of it in the order it is read.
    pub fn lines(&self) -> impl Iterator<Item = &LetterLine> {
        let waiting = self.late.iter().chain(&self.coming);
        waiting.chain(&self.meetings).chain(&self.plans).chain(&self.starts)
    }

    fn put(&mut self, line: LetterLine, today: NaiveDate) {
        let place = match line.subject {
            Subject::Meeting(_) | Subject::Minutes(_) => &mut self.meetings,
            Subject::Plan(_) => &mut self.plans,
            Subject::Start(_) | Subject::Promise(_) => &mut self.starts,
            _ if line.on < today => &mut self.late,
            _ => &mut self.coming,
        };
        if !place.contains(&line) {
            place.push(line);
            place.sort_by(|one, other| (one.on, &one.title).cmp(&(other.on, &other.title)));
        }
    }
}

/// The letter to somebody for whom a mail waits; none when there is nothing to tell any more.
pub(crate) async fn letter(app: &App, work: &Work, person: PersonId) -> Result<Option<NoticeLetter>, AppError> {
    let Some(visitor) = visitor_of(app, work, person).await? else {
        return Ok(None);
    };
    let untold = store::list_untold(work, Some(person)).await?;
    let today = app.today();
    let (mut letter, mut over) = (NoticeLetter::default(), Vec::new());
    for notice in &untold {
        if notice.kind == NoticeKind::Week {
            // A week's letter that could not go on its day is not brought days later: the next one says it all.
            if notice.due_on == today {
                letter.is_week = true;
            } else {
                over.push(notice.id);
                continue;
            }
        } else {
            match line_of(work, notice, today).await? {
                Some(line) => letter.put(line, today),
                None => {
                    over.push(notice.id);
                    continue;
                }
            }
        }
        letter.notices.push(notice.id);
    }
    store::mark_over(work, &over).await?;
    if letter.is_week {
        fill_week(app, work, &visitor.actor, &mut letter).await?;
    }
    if letter.is_empty() {
        store::mark_over(work, &letter.notices).await?;
        return Ok(None);
    }
    letter.less = less_link(app, work, &visitor).await?;
    Ok(Some(letter))
}

/// What a notice says now; nothing when what it was about is done, moved or gone.
async fn line_of(tx: &Tx, notice: &Notice, today: NaiveDate) -> Result<Option<LetterLine>, AppError> {
    let line = |subject, title, at| LetterLine {
        subject,
        title,
        on: notice.due_on,
        at,
    };
    // A week before is not told once the day is past: then the day after is.
    if notice.stage == Stage::Before && notice.due_on < today {
        return Ok(None);
    }
    match notice.kind {
        NoticeKind::Due => {
            let of = initiatives::find_follow_up(tx, FollowUpId(notice.subject)).await?;
            let Some(of) = of.filter(|of| of.next_due == Some(notice.due_on) && of.ended_on.is_none()) else {
                return Ok(None);
            };
            let initiative = initiatives::find(tx, of.initiative).await?;
            let is_going_on = initiative.is_some_and(|initiative| initiative.state != State::Ended);
            let subject = Subject::FollowUp(of.initiative, of.id);
            Ok(is_going_on.then(|| line(subject, of.title, String::new())))
        }
        NoticeKind::Task => {
            let id = DecisionId(notice.subject);
            let waits = committees::tasks_of(tx, id)
                .await?
                .iter()
                .any(|task| task.done_on.is_none());
            let task = committees::find_decision(tx, id)
                .await?
                .and_then(|decision| decision.task);
            let task = task.filter(|task| waits && task.due_on == Some(notice.due_on));
            Ok(task.map(|task| line(Subject::Task(id), task.title, String::new())))
        }
        NoticeKind::Meeting => {
            let id = MeetingId(notice.subject);
            let Some(meeting) = committees::find_meeting(tx, id)
                .await?
                .filter(|meeting| meeting.held_on == notice.due_on)
            else {
                return Ok(None);
            };
            let committee = committees::find(tx, meeting.committee).await?;
            let subject = match notice.stage {
                Stage::After => Subject::Minutes(id),
                Stage::Before | Stage::On => Subject::Meeting(id),
            };
            Ok(committee.map(|committee| line(subject, committee.name, meeting.starts_at)))
        }
        NoticeKind::Plan => {
            let id = PlanId(notice.subject);
            let plan = plans::find(tx, id)
                .await?
                .filter(|plan| plan.state == PlanState::Agreed && plan.agreement.on == Some(notice.due_on));
            let lines = plans::lines_of(tx, id).await?;
            let is_named = lines.iter().any(|line| line.person == Some(notice.person));
            let plan = plan.filter(|_| is_named);
            Ok(plan.map(|plan| line(Subject::Plan(id), plan.title, String::new())))
        }
        NoticeKind::Start => {
            let Some((subject, unit)) = start_of(tx, notice).await? else {
                return Ok(None);
            };
            let name = structure::tree(tx, today).await?.name(unit).to_owned();
            Ok(Some(line(subject, name, String::new())))
        }
        NoticeKind::Week => Ok(None),
    }
}

/// What a start still asks of its reader; nothing once they have answered, looked back or handed it on.
async fn start_of(tx: &Tx, notice: &Notice) -> Result<Option<(Subject, UnitId)>, AppError> {
    let id = StartId(notice.subject);
    let Some(start) = starts::find(tx, id).await? else {
        return Ok(None);
    };
    let Some(part) = start.part_of(notice.person) else {
        return Ok(None);
    };
    if start.looks_back_on() == Some(notice.due_on) {
        // Where nothing was set aside there is nothing to look for.
        let is_promised = starts::agreements(tx, id)
            .await?
            .contains_key(&AgreementPart::Resources);
        let is_open = is_promised && start.promise.is_none();
        return Ok(is_open.then_some((Subject::Promise(id), start.unit)));
    }
    let stage = start.stage(&starts::answers(tx, id).await?);
    let is_asked = stage == StartStage::Alone && start.asks_on(part).contains(&notice.due_on);
    Ok(is_asked.then_some((Subject::Start(id), start.unit)))
}

/// What is late, what comes in a fortnight, and one's own meetings.
pub(super) async fn fill_week(app: &App, tx: &Tx, who: &Actor, letter: &mut NoticeLetter) -> Result<(), AppError> {
    let today = app.today();
    let last = today + AHEAD;
    if who.may_somewhere(Right::ReadInitiative) {
        for due in attention(app, who, None, 0).await?.due {
            // The letter tells one's own; what is late for others in one's area is counted, and stands on the first page.
            if !due.is_own {
                letter.late_of_others += usize::from(due.days_over > 0);
            } else if due.on <= last {
                let subject = match due.kind {
                    DueKind::FollowUp(id) => Subject::FollowUp(due.initiative, id),
                    DueKind::Milestone(_) => Subject::Milestone(due.initiative),
                    DueKind::Report(id) => Subject::Report(id),
                    DueKind::Check(id) => Subject::Check(due.initiative, id),
                };
                // A draft only waits: it is never late.
                let on = if matches!(due.kind, DueKind::Report(_)) {
                    today
                } else {
                    due.on
                };
                let (title, at) = (due.title, String::new());
                letter.put(LetterLine { subject, title, on, at }, today);
            }
        }
    }
    if who.may_somewhere(Right::ReportUnitTask) {
        for task in open_tasks(app, who).await? {
            if let Some(on) = task.due_on.filter(|on| *on <= last) {
                let (subject, title, at) = (Subject::Task(task.decision), task.title, String::new());
                letter.put(LetterLine { subject, title, on, at }, today);
            }
        }
    }
    let own = |committee| who.seats.iter().any(|seat| seat.committee == committee);
    for meeting in committees::list_meetings(tx, today, last).await? {
        if let Some(committee) = committees::find(tx, meeting.committee)
            .await?
            .filter(|found| own(found.id))
        {
            let line = LetterLine {
                subject: Subject::Meeting(meeting.id),
                title: committee.name,
                on: meeting.held_on,
                at: meeting.starts_at,
            };
            letter.put(line, today);
        }
    }
    Ok(())
}

/// The reader's own link to fewer mails. Each mail has another: only hashes are kept, so what an earlier one said is not known.
async fn less_link(app: &App, work: &Work, visitor: &Visitor) -> Result<String, AppError> {
    let token = drawn_secret::<16>();
    store::add_link(work, visitor.actor.person, &hash_of_link(&token), work.today).await?;
    let (public, short) = (&app.settings.public_url, &visitor.organisation.short_name);
    Ok(format!("{public}/less/{short}/{token}"))
}
