//! Beslut and Gør: what is to be decided and where, what goes on, and what somebody has promised.

use axum::extract::State;
use trivsel_app::committees::{MeetingLine, OpenTask};
use trivsel_app::initiatives::Row;
use trivsel_app::plans::due::PlanDue;
use trivsel_app::stations;
use trivsel_domain::id::InitiativeId;
use trivsel_domain::rights::Right;

use super::{Onward, StationLine, StationPart, StationStart, late};
use crate::failure::Answer;
use crate::pages::{page, start};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::{Web, badges, urls};

/// The most of each kind that stands on the page.
const MOST: usize = 8;

pub(super) async fn decide(State(web): State<Web>, session: Session) -> Answer {
    let found = stations::decide(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Decide);
    let mut places = vec![Onward::new(shell.t("committees-title"), urls::COMMITTEES)];
    if shell.may(Right::ReadPolicies) {
        places.push(Onward::new(shell.t("policies-title"), urls::POLICIES));
    }
    let tasks = found.tasks.iter().take(MOST).map(|task| task_line(&shell, task));
    let tasks = StationPart::new(shell.t("station-tasks"), tasks.collect(), shell.t("station-tasks-none"));
    let meetings = found.meetings.iter().take(MOST);
    let meetings = meetings.map(|line| meeting_line(&shell, line)).collect();
    let meetings = StationPart::new(shell.t("station-meetings"), meetings, shell.t("station-meetings-none"))
        .more(shell.t("station-committees"), urls::COMMITTEES);
    let parts = if shell.may(Right::DecideInitiative) {
        let ideas = ideas(&shell, &found.ideas, "station-to-decide", "station-to-decide-none");
        vec![tasks, ideas, meetings]
    } else {
        vec![tasks, meetings]
    };
    let waiting = found.tasks.len() + found.ideas.len();
    page(&StationStart {
        title: shell.with("station-decide-title").count("count", waiting).to_string(),
        lead: shell.t("station-decide-lead").into_owned(),
        places,
        parts,
        shell,
    })
}

pub(super) async fn show(State(web): State<Web>, session: Session) -> Answer {
    let found = stations::act(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Act);
    let going_on = found.running.len() + found.running_more;
    let mut places = vec![Onward::new(shell.t("initiatives-title"), urls::INITIATIVES)];
    if shell.may(Right::ReadPlans) {
        places.push(Onward::new(shell.t("plans-title"), urls::PLANS));
    }
    if shell.may(Right::ChangeInitiative) {
        places.push(Onward::new(shell.t("initiative-new"), urls::NEW_INITIATIVE));
    } else if shell.may(Right::ProposeInitiative) {
        places.push(Onward::new(shell.t("idea-new"), urls::NEW_IDEA));
    }
    let mut parts = Vec::new();
    if shell.may(Right::ReadPlans) {
        let lines = found.plans.iter().take(MOST).map(|due| plan_line(&shell, due));
        let part = StationPart::new(
            shell.t("station-promised"),
            lines.collect(),
            shell.t("station-promised-none"),
        );
        parts.push(part.more(shell.t("station-plans-all"), urls::PLANS));
    }
    let running = found.running.iter().map(|row| row_line(&shell, row)).collect();
    let running = StationPart::new(shell.t("start-running"), running, shell.t("start-none-running"));
    parts.push(running.more(shell.t("start-all-initiatives"), urls::INITIATIVES));
    parts.push(ideas(&shell, &found.ideas, "station-ideas", "station-ideas-none"));
    page(&StationStart {
        title: shell.with("station-act-title").count("count", going_on).to_string(),
        lead: shell.t("station-act-lead").into_owned(),
        places,
        parts,
        shell,
    })
}

fn meeting_line(shell: &Shell, line: &MeetingLine) -> StationLine {
    let day = shell.lang.weekday_date(line.meeting.held_on);
    StationLine {
        title: line.committee_name.clone(),
        address: urls::meeting(line.meeting.id),
        text: match line.meeting.starts_at.as_str() {
            "" => day,
            time => shell
                .with("start-day-at")
                .text("day", day)
                .text("time", time)
                .to_string(),
        },
        ..StationLine::default()
    }
}

fn task_line(shell: &Shell, task: &OpenTask) -> StationLine {
    let mut text = shell
        .with("start-task")
        .text("committee", &task.committee_name)
        .count("total", task.total)
        .count("done", task.done)
        .to_string();
    if let Some(day) = task.due_on {
        let due = shell.with("start-task-due").text("date", shell.day(day)).to_string();
        text = format!("{text} {due}");
    }
    StationLine {
        title: task.title.clone(),
        address: urls::decision(task.decision),
        late: late(shell, task.days_over),
        text,
        button: Some(Onward::new(shell.t("start-open-task"), start::task_address(task))),
        ..StationLine::default()
    }
}

fn ideas(shell: &Shell, ideas: &[(InitiativeId, String)], title: &str, none: &str) -> StationPart {
    let lines = ideas.iter().take(MOST).map(|(id, title)| StationLine {
        title: title.clone(),
        address: urls::initiative(*id),
        ..StationLine::default()
    });
    let address = urls::with_query(urls::INITIATIVES, &[("state", "idea".to_owned())]);
    StationPart::new(shell.t(title), lines.collect(), shell.t(none)).more(shell.t("station-ideas-all"), address)
}

fn row_line(shell: &Shell, row: &Row) -> StationLine {
    let unit = &row.unit_name;
    let (late, text) = match &row.next {
        Some(next) if next.is_overdue => (
            shell.with("overdue").text("day", shell.day(next.on)).to_string(),
            unit.clone(),
        ),
        Some(next) => {
            let next = shell.with("station-next").text("day", shell.day(next.on)).to_string();
            (String::new(), format!("{unit}. {next}"))
        }
        None => (String::new(), unit.clone()),
    };
    let answers = row.verdicts.iter().map(|of| badges::answer(shell, *of));
    StationLine {
        title: row.title.clone(),
        address: urls::initiative(row.id),
        late,
        text,
        badges: std::iter::once(badges::state(shell, row.state))
            .chain(answers)
            .collect(),
        button: None,
    }
}

fn plan_line(shell: &Shell, due: &PlanDue) -> StationLine {
    StationLine {
        title: due.line.text.clone(),
        address: urls::plan_line(due.plan, due.line.id),
        late: late(shell, due.days_over),
        text: start::plan_sentence(shell, due),
        button: Some(Onward::new(start::plan_button(shell, due), start::plan_address(due))),
        ..StationLine::default()
    }
}
