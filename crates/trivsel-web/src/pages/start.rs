//! `/`: what waits for the visitor, what is going on in the unit, and one picture.

use askama::Template;
use askama::filters::Safe;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use chrono::{Datelike, NaiveDate};
use trivsel_app::committees::OpenTask;
use trivsel_app::figures::UnitPicture;
use trivsel_app::initiatives::{Due, DueKind};
use trivsel_app::overview::{self, Overview};
use trivsel_app::persons::handover::Leaver;
use trivsel_app::plans::due::PlanDue;
use trivsel_app::setup::SetupProgress;
use trivsel_app::surveys::{self, AskedIn};
use trivsel_chart::{Point, SeriesPicture, Words};
use trivsel_domain::evaluation::Verdict;
use trivsel_domain::plan::PlanPart;
use trivsel_domain::rights::{Actor, Right};

use super::figures::drawing::{draw, headline, sentences};
use super::figures::table::{self, Row};
use super::page;
use crate::Web;
use crate::badges;
use crate::failure::Answer;
use crate::routes::{Route, SIGNED_IN, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;

pub(crate) fn routes() -> Vec<Route> {
    vec![get("/", SIGNED_IN, show)]
}

#[derive(Template)]
#[template(path = "pages/start/show.html")]
struct StartPage {
    shell: Shell,
    found: Overview,
    /// How far a new workplace has come, for those who set it up.
    progress: Option<SetupProgress>,
    /// Open surveys the visitor is asked in.
    surveys: Vec<WaitingSurvey>,
    lead: String,
    /// Where the visitor's units stand side by side, for those who have several.
    area: Option<(String, String)>,
    /// Is the visitor to be told that no mails can be sent?
    lacks_mail: bool,
    week: Vec<WeekStep>,
    picture: Option<StartPicture>,
}

impl StartPage {
    fn is_follow_up(&self, due: &Due) -> bool {
        matches!(due.kind, DueKind::FollowUp(_))
    }

    fn what_to_do(&self, due: &Due) -> String {
        what_to_do(&self.shell, due)
    }

    fn due_address(&self, due: &Due) -> String {
        due_address(due)
    }

    fn due_sentence(&self, due: &Due) -> String {
        due_sentence(&self.shell, due)
    }

    fn plan_sentence(&self, due: &PlanDue) -> String {
        plan_sentence(&self.shell, due)
    }

    fn plan_button(&self, due: &PlanDue) -> String {
        plan_button(&self.shell, due)
    }

    fn plan_address(&self, due: &PlanDue) -> String {
        plan_address(due)
    }

    fn task_address(&self, task: &OpenTask) -> String {
        task_address(task)
    }

    fn answer(&self, verdict: Verdict) -> Safe<String> {
        badges::answer(&self.shell, verdict)
    }

    /// Whose turn it is, of what waits for others.
    fn seen_to_by(&self, due: &Due) -> String {
        let of = super::initiatives::seen_to_by(&self.shell, &due.responsible);
        self.shell.with("start-seen-to-by").text("who", of).to_string()
    }

    /// Who stops when, and for how much they answer.
    fn leaver(&self, of: &Leaver) -> String {
        let id = if of.last_day < self.found.today {
            "start-leaver-gone"
        } else {
            "start-leaver"
        };
        let count: usize = of.counts.values().sum();
        self.shell
            .with(id)
            .text("name", &of.name)
            .text("day", self.shell.lang.date(of.last_day))
            .count("count", count)
            .to_string()
    }

    /// What waits for others in the visitor's area, in a word.
    fn of_others(&self) -> String {
        let count = self.found.due_of_others.len() + self.found.due_of_others_more;
        self.shell.with("start-of-others").count("count", count).to_string()
    }

    /// The TEST days that have come: they stand above everything else.
    fn tests_come(&self) -> impl Iterator<Item = &PlanDue> {
        self.found
            .plans
            .iter()
            .filter(|due| due.is_test_that_has_come(self.found.today))
    }

    fn has_test_come(&self) -> bool {
        self.tests_come().next().is_some()
    }

    /// The one filled button of the page is the first TEST day's, where one has come.
    fn is_main_test(&self, due: &PlanDue) -> bool {
        self.tests_come().next().is_some_and(|first| std::ptr::eq(first, due))
    }

    /// All else that waits, what should have been done first of all at the top.
    fn waiting(&self) -> Vec<Waiting<'_>> {
        let due = self.found.due.iter().map(Waiting::Due);
        let later = |due: &&PlanDue| !due.is_test_that_has_come(self.found.today);
        let plans = self.found.plans.iter().filter(later).map(Waiting::Plan);
        let tasks = self.found.tasks.iter().map(Waiting::Task);
        let mut all: Vec<_> = plans.chain(due).chain(tasks).collect();
        all.sort_by_key(Waiting::day);
        all
    }

    /// Where what came of a follow-up is written.
    fn write_address(&self, due: &Due) -> Option<String> {
        match due.kind {
            DueKind::FollowUp(id) => Some(urls::new_note(due.initiative, id)),
            DueKind::Milestone(_) | DueKind::Report(_) | DueKind::Check(_) => None,
        }
    }

    /// The one filled button of the page: a survey to answer, else the first thing the visitor can write.
    fn is_main(&self, due: &Due) -> bool {
        self.surveys.is_empty()
            && !self.has_test_come()
            && self
                .found
                .due
                .iter()
                .find(|one| self.is_follow_up(one))
                .is_some_and(|first| std::ptr::eq(first, due))
    }
}

/// A title that says what to do.
pub(super) fn what_to_do(shell: &Shell, due: &Due) -> String {
    let id = match due.kind {
        DueKind::FollowUp(_) => "do-follow-up",
        DueKind::Milestone(_) => "do-milestone",
        DueKind::Report(_) => "do-report",
        DueKind::Check(_) => "do-check",
    };
    shell.with(id).text("title", &due.title).to_string()
}

/// Where it stands.
pub(super) fn due_address(due: &Due) -> String {
    match due.kind {
        DueKind::FollowUp(_) => urls::initiative_follow_ups(due.initiative),
        DueKind::Milestone(_) => format!("{}#milestones", urls::initiative(due.initiative)),
        DueKind::Report(id) => urls::report(id),
        DueKind::Check(id) => urls::anchor_check(due.initiative, id),
    }
}

/// Of which initiative, where, when and with whom, as a sentence.
pub(super) fn due_sentence(shell: &Shell, due: &Due) -> String {
    let id = match (due.kind, due.forum.is_empty()) {
        (DueKind::FollowUp(_), false) => "start-due-follow-up-in",
        (DueKind::FollowUp(_), true) => "start-due-follow-up",
        (DueKind::Milestone(_), _) => "start-due-milestone",
        (DueKind::Report(_), _) => "start-due-report",
        (DueKind::Check(_), _) => "start-due-check",
    };
    shell
        .with(id)
        .text("initiative", &due.initiative_title)
        .text("unit", &due.unit_name)
        .text("date", shell.lang.date(due.on))
        .text("forum", &due.forum)
        .to_string()
}

/// What of which plan, in whose unit, by when.
pub(super) fn plan_sentence(shell: &Shell, due: &PlanDue) -> String {
    let id = if due.is_own {
        "start-plan-own"
    } else {
        "start-plan-shared"
    };
    shell
        .with(id)
        .text("plan", &due.plan_title)
        .text("unit", &due.unit_name)
        .text("date", shell.lang.date(due.on))
        .text("heading", shell.code("plan-heading", due.line.part.code()))
        .to_string()
}

/// What is done about it: a TEST day is written, of an action it is said what came of it.
pub(super) fn plan_button(shell: &Shell, due: &PlanDue) -> String {
    let id = match due.line.part {
        PlanPart::Test => "plan-look",
        _ => "start-plan-say",
    };
    shell.t(id).into_owned()
}

/// Where what came of a line is said: a TEST day has a page of its own.
pub(super) fn plan_address(due: &PlanDue) -> String {
    let line = urls::plan_line(due.plan, due.line.id);
    match due.line.part {
        PlanPart::Test => format!("{line}/look"),
        _ => line,
    }
}

/// Where a task is done: at once where one unit waits, else on the page that names them.
pub(super) fn task_address(task: &OpenTask) -> String {
    match task.waiting.as_slice() {
        [(unit, _)] => urls::unit_task(task.decision, *unit),
        _ => urls::decision(task.decision),
    }
}

/// What waits for the visitor: something of an initiative, or a task of a committee.
enum Waiting<'a> {
    Due(&'a Due),
    Task(&'a OpenTask),
    Plan(&'a PlanDue),
}

impl Waiting<'_> {
    /// By when; what has no day comes last.
    fn day(&self) -> NaiveDate {
        match self {
            Self::Due(due) if matches!(due.kind, DueKind::Report(_)) => NaiveDate::MAX,
            Self::Due(due) => due.on,
            Self::Task(task) => task.due_on.unwrap_or(NaiveDate::MAX),
            Self::Plan(due) => due.on,
        }
    }
}

/// A survey to answer.
struct WaitingSurvey {
    has_begun: bool,
    title: String,
    until: String,
    address: String,
}

/// A meeting on the week's thread.
struct WeekStep {
    class: &'static str,
    day: String,
    title: String,
    address: String,
}

struct StartPicture {
    svg: String,
    finding: String,
    unit_line: String,
    sentence: String,
    rows: Vec<Row>,
    address: String,
    has_others: bool,
    is_hidden: bool,
}

async fn show(State(web): State<Web>, session: Session) -> Answer {
    let who = session.actor();
    // A partner has nothing here: the way in is the toolbox.
    if !who.may_somewhere(Right::ReadUnits) && who.seats.is_empty() {
        return Ok(Redirect::to(urls::TOOLBOX).into_response());
    }
    let found = overview::overview(&web.app, who).await?;
    let shell = session.shell(Station::Overview);
    let surveys = surveys::waiting_for(&web.app, who)
        .await?
        .into_iter()
        .map(|AskedIn { survey, has_begun }| WaitingSurvey {
            has_begun,
            title: survey.title.of(shell.lang.code()).to_owned(),
            until: shell.maybe_day(survey.last_day()),
            // The page knows no sessions, so the language is handed over. The mark says: let me in by my account.
            address: format!(
                "{}?lang={}#me",
                urls::answer(&session.visitor.organisation.short_name, survey.number),
                shell.lang.code()
            ),
        })
        .collect();
    let picture = found
        .picture
        .as_ref()
        .map(|picture| start_picture(&shell, who, picture));
    let week = found
        .meetings
        .iter()
        .map(|line| WeekStep {
            class: station_class(line.meeting.held_on, found.today),
            day: day_in_words(&shell, line.meeting.held_on, found.today, &line.meeting.starts_at),
            title: line.committee_name.clone(),
            address: urls::meeting(line.meeting.id),
        })
        .collect();
    let area = found
        .unit
        .filter(|unit| found.units_below > 0 && who.may(Right::ReadFigures, *unit))
        .map(|unit| {
            let words = shell.with("area-see").text("area", who.tree.name(unit)).to_string();
            (words, urls::area(unit))
        });
    page(&StartPage {
        area,
        // In the demo nobody is written to, and that is as it should be.
        lacks_mail: web.app.settings.mail.is_none() && who.may_everywhere(Right::ReadNotices) && !shell.is_demo(),
        lead: lead(&shell, who, &found),
        progress: found.first_hour,
        shell,
        found,
        surveys,
        week,
        picture,
    })
}

fn station_class(day: NaiveDate, today: NaiveDate) -> &'static str {
    match day.cmp(&today) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "to-come",
    }
}

fn day_in_words(shell: &Shell, day: NaiveDate, today: NaiveDate, starts_at: &str) -> String {
    let name = if day == today {
        shell.t("start-today").into_owned()
    } else {
        shell.lang.weekday_date(day)
    };
    let name = name
        .chars()
        .next()
        .map(|first| first.to_uppercase().chain(name.chars().skip(1)).collect())
        .unwrap_or(name);
    if starts_at.is_empty() {
        name
    } else {
        shell
            .with("start-day-at")
            .text("day", name)
            .text("time", starts_at)
            .to_string()
    }
}

/// Where the overview is about, how many work there, and today's date with its week.
fn lead(shell: &Shell, who: &Actor, found: &Overview) -> String {
    let date = shell
        .with("start-date")
        .text("date", shell.lang.weekday_date(found.today))
        .text("week", found.today.iso_week().week())
        .to_string();
    match found.unit {
        None => date,
        Some(unit) => {
            let people = shell.with("count-persons").count("count", found.headcount).to_string();
            let lead = match found.units_below {
                0 => shell
                    .with("start-lead-one")
                    .text("unit", who.tree.name(unit))
                    .text("people", people)
                    .to_string(),
                below => shell
                    .with("start-lead")
                    .text("unit", who.tree.name(unit))
                    .count("units", below)
                    .text("people", people)
                    .to_string(),
            };
            format!("{lead} {date}")
        }
    }
}

/// So many levels make a line at a glance; with fewer, the months themselves are shown.
const LEAST_BY_YEAR: usize = 12;

/// Draws the level of twelve months up to each month in place of the months: how it goes, without every month's swing.
fn by_year(shell: &Shell, picture: &UnitPicture, title: &str, drawing: &mut SeriesPicture<'_>) {
    let decimals = picture.indicator.measure.decimals();
    for (line, levels) in drawing.lines.iter_mut().zip([&picture.yearly, &picture.others_yearly]) {
        for (point, level) in line.points.iter_mut().zip(levels) {
            if !matches!(point, Point::Withheld) {
                *point = level.map_or(Point::Missing, Point::Value);
            }
        }
        if let Some(last) = levels.iter().rev().flatten().next() {
            let number = shell.lang.number(*last, decimals);
            let is_own = std::ptr::eq(levels, &picture.yearly);
            line.label = if is_own {
                Words::new(format!("{title} {number}"), number)
            } else {
                Words::same(format!("{} {number}", shell.t("figures-others-label")))
            };
        }
    }
}

fn start_picture(shell: &Shell, who: &Actor, picture: &UnitPicture) -> StartPicture {
    let title = who.tree.name(picture.unit);
    let mut rows = table::rows(shell, picture);
    rows.truncate(24);
    // The overview shows how it goes beside the others; limits and rings are read on the figure's own page.
    let mut drawing = draw(shell, who, picture, title, "start");
    drawing.limits = None;
    drawing.signals.clear();
    let is_by_year = picture.yearly.iter().flatten().count() >= LEAST_BY_YEAR;
    if is_by_year {
        by_year(shell, picture, title, &mut drawing);
    }
    StartPicture {
        svg: drawing.page(),
        finding: headline(shell, picture, title),
        unit_line: shell
            .with(if is_by_year {
                "start-unit-line-year"
            } else {
                "start-unit-line"
            })
            .text("indicator", picture.indicator.name(shell.lang == Lang::Da))
            .text(
                "measure",
                shell.code("figures-measure", picture.indicator.measure.code()),
            )
            .to_string(),
        sentence: sentences(shell, picture).into_iter().next().unwrap_or_default(),
        rows,
        address: format!(
            "{}?unit={}&indicator={}",
            urls::FIGURES,
            picture.unit,
            picture.indicator.id
        ),
        has_others: picture.others.is_some(),
        is_hidden: picture.is_hidden(),
    }
}
