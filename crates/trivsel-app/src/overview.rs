//! "Mit overblik": what waits for me, what is going on in my unit, and one picture.

use chrono::{Datelike, Days, NaiveDate};
use trivsel_domain::id::{InitiativeId, UnitId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::figures as figure_store;

use crate::committees::{MeetingLine, OpenTask, open_tasks, upcoming_meetings};
use crate::figures::{PictureQuery, UnitPicture, unit_picture};
use crate::initiatives::{Attention, Due, Row, attention};
use crate::persons::handover::{Leaver, leavers};
use crate::plans::due::PlanDue;
use crate::setup::{self, SetupProgress};
use crate::{App, AppError, plans, structure};

/// The most of what waits that the page lists; the rest is one link away.
const MOST_WAITING: usize = 6;
/// The most of what waits for others in one's area that the page lists.
const MOST_OF_OTHERS: usize = 12;
/// The built-in indicator the picture shows.
const ABSENCE_RATE: &str = "absence_rate";
/// The most initiatives the page lists.
const MOST_RUNNING: usize = 8;

/// Everything on the start page.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Today.
    pub today: NaiveDate,
    /// The unit the overview is about; none for a person without any reach in the tree.
    pub unit: Option<UnitId>,
    /// The units below it, however far down.
    pub units_below: usize,
    /// How many persons work in it and below.
    pub headcount: usize,
    /// Follow-ups, milestones and reports that are the visitor's own turn and overdue or coming up, soonest first.
    pub due: Vec<Due>,
    /// How many more of those there are.
    pub due_more: usize,
    /// The same of others in the visitor's area.
    pub due_of_others: Vec<Due>,
    /// How many more of those there are.
    pub due_of_others_more: usize,
    /// Tasks that a committee has set and the visitor's units have not done.
    pub tasks: Vec<OpenTask>,
    /// Lines of plans that wait for the visitor, their own first.
    pub plans: Vec<PlanDue>,
    /// The meetings of this week and the next.
    pub meetings: Vec<MeetingLine>,
    /// What is going on in the unit.
    pub running: Vec<Row>,
    /// How many more there are.
    pub running_more: usize,
    /// Those who stop, or have stopped, and still answer for something, where the visitor may hand it over.
    pub leavers: Vec<Leaver>,
    /// Initiatives the visitor answers for that are about to run into the sand.
    pub fading: Vec<(InitiativeId, String)>,
    /// Sickness absence in the unit.
    pub picture: Option<UnitPicture>,
    /// How far the workplace has come in its first hour, for those who can do something about it, until nothing is left to do.
    pub first_hour: Option<SetupProgress>,
}

/// What the visitor meets first.
pub async fn overview(app: &App, who: &Actor) -> Result<Overview, AppError> {
    let today = app.today();
    let unit = who.home_unit();
    let Attention {
        due,
        running,
        running_more,
        fading,
    } = if who.may_somewhere(Right::ReadInitiative) {
        attention(app, who, unit, MOST_RUNNING).await?
    } else {
        Attention::default()
    };
    let (mut due, mut due_of_others): (Vec<Due>, Vec<Due>) = due.into_iter().partition(|due| due.is_own);
    let due_more = due.len().saturating_sub(MOST_WAITING);
    due.truncate(MOST_WAITING);
    let due_of_others_more = due_of_others.len().saturating_sub(MOST_OF_OTHERS);
    due_of_others.truncate(MOST_OF_OTHERS);
    let tasks = if who.may_somewhere(Right::ReportUnitTask) {
        open_tasks(app, who).await?
    } else {
        Vec::new()
    };
    let mut plans = plans::due::of(app, who).await?;
    plans.truncate(MOST_WAITING);
    let monday = today
        .checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))
        .unwrap_or(today);
    let sunday_next = monday.checked_add_days(Days::new(13)).unwrap_or(today);
    let meetings = if who.may_somewhere(Right::ReadCommittee) {
        upcoming_meetings(app, who, monday, sunday_next).await?
    } else {
        Vec::new()
    };
    let (units_below, headcount) = match unit {
        Some(unit) => {
            let tx = app.read(who.organisation).await?;
            let headcounts = structure::headcounts(&tx, today).await?;
            (
                who.tree.subtree(unit).len().saturating_sub(1),
                headcounts.get(&unit).map_or(0, |count| count.with_below),
            )
        }
        None => (0, 0),
    };
    let picture = match unit {
        Some(unit) if who.may(Right::ReadFigures, unit) => absence_picture(app, who, unit).await?,
        _ => None,
    };
    Ok(Overview {
        first_hour: setup::progress(app, who).await?,
        today,
        unit,
        units_below,
        headcount,
        due,
        due_more,
        due_of_others,
        due_of_others_more,
        tasks,
        plans,
        meetings,
        running,
        running_more,
        fading,
        leavers: leavers(app, who).await?,
        picture,
    })
}

/// The unit's sickness absence as it is published.
pub async fn absence_picture(app: &App, who: &Actor, unit: UnitId) -> Result<Option<UnitPicture>, AppError> {
    let indicator = {
        let tx = app.read(who.organisation).await?;
        figure_store::indicator_by_code(&tx, ABSENCE_RATE).await?
    };
    match indicator {
        Some(indicator) => {
            unit_picture(
                app,
                who,
                unit,
                indicator.id,
                &PictureQuery {
                    with_others: true,
                    ..PictureQuery::default()
                },
            )
            .await
        }
        None => Ok(None),
    }
}
