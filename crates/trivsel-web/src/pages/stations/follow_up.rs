//! Følg op: what is overdue, what comes up, whether it works, and the status reports.

use axum::extract::State;
use trivsel_app::initiatives::{Due, DueKind};
use trivsel_app::reports::ReportLine;
use trivsel_app::stations::{self, Answered, FollowUpStation};

use super::{Onward, StationLine, StationPart, StationStart, late};
use crate::failure::Answer;
use crate::pages::{initiatives, page, start};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::{Web, badges, urls};

/// The most of each kind that stands on the page; the rest is one link away.
const MOST_DUE: usize = 12;
const MOST_ANSWERS: usize = 8;
const MOST_REPORTS: usize = 5;

pub(super) async fn show(State(web): State<Web>, session: Session) -> Answer {
    let found = stations::follow_up(&web.app, session.actor()).await?;
    let shell = session.shell(Station::FollowUp);
    let due = &found.attention.due;
    let overdue = due.iter().filter(|due| due.days_over > 0).count();
    let own = due.iter().filter(|due| due.is_own).count();
    page(&StationStart {
        title: shell
            .with("station-follow-up-title")
            .count("count", overdue)
            .to_string(),
        lead: lead(&shell, due.len() - overdue, own),
        places: vec![
            Onward::new(shell.t("reports-title"), urls::REPORTS),
            Onward::new(shell.t("initiatives-title"), urls::INITIATIVES),
        ],
        parts: parts(&shell, &found),
        shell,
    })
}

fn lead(shell: &Shell, coming: usize, own: usize) -> String {
    let coming = shell.with("station-follow-up-lead").count("count", coming).to_string();
    match own {
        0 => coming,
        own => format!("{coming} {}", shell.with("station-follow-up-own").count("count", own)),
    }
}

fn parts(shell: &Shell, found: &FollowUpStation) -> Vec<StationPart> {
    let narrowed = |name: &'static str| urls::with_query(urls::INITIATIVES, &[(name, "on".to_owned())]);
    let due = |is_late: bool| -> Vec<StationLine> {
        let due = found.attention.due.iter();
        let due = due.filter(|due| (due.days_over > 0) == is_late).take(MOST_DUE);
        due.map(|due| due_line(shell, due)).collect()
    };
    let answers = found.answers.iter().take(MOST_ANSWERS);
    let answers = answers.map(|of| answer_line(shell, of)).collect();
    let reports = found.reports.iter().take(MOST_REPORTS);
    let reports = reports.map(|line| report_line(shell, line)).collect();
    let fading = found.attention.fading.iter().map(|(id, title)| StationLine {
        title: title.clone(),
        address: urls::initiative(*id),
        text: shell.t("station-fading-help").into_owned(),
        ..StationLine::default()
    });
    let mut parts = vec![
        StationPart::new(shell.t("station-overdue"), due(true), shell.t("station-overdue-none"))
            .more(shell.t("station-overdue-all"), narrowed("overdue")),
        StationPart::new(shell.t("station-soon"), due(false), shell.t("station-soon-none"))
            .more(shell.t("start-all-initiatives"), urls::INITIATIVES),
        StationPart::new(
            shell.t("evaluation-title-running"),
            answers,
            shell.t("station-works-none"),
        )
        .more(shell.t("station-works-all"), urls::INITIATIVES),
    ];
    if !found.attention.fading.is_empty() {
        let part = StationPart::new(shell.t("start-fading"), fading.collect(), "");
        parts.push(part.more(shell.t("start-fading-all"), narrowed("fading")));
    }
    let part = StationPart::new(shell.t("reports-title"), reports, shell.t("reports-empty"));
    parts.push(part.more(shell.t("station-reports-all"), urls::REPORTS));
    parts
}

fn due_line(shell: &Shell, due: &Due) -> StationLine {
    let who = initiatives::seen_to_by(shell, &due.responsible);
    let seen_to_by = shell.with("start-seen-to-by").text("who", who).to_string();
    StationLine {
        title: start::what_to_do(shell, due),
        address: start::due_address(due),
        late: late(shell, due.days_over),
        text: format!("{} {seen_to_by}", start::due_sentence(shell, due)),
        badges: Vec::new(),
        button: match due.kind {
            DueKind::FollowUp(id) => Some(Onward::new(
                shell.t("start-write-follow-up"),
                urls::new_note(due.initiative, id),
            )),
            DueKind::Milestone(_) | DueKind::Report(_) | DueKind::Check(_) => None,
        },
    }
}

fn answer_line(shell: &Shell, of: &Answered) -> StationLine {
    StationLine {
        title: of.title.clone(),
        address: urls::evaluation(of.initiative, of.criterion),
        text: shell
            .with("station-answer")
            .text("criterion", &of.criterion_title)
            .text("unit", &of.unit_name)
            .text("date", shell.day(of.on))
            .to_string(),
        badges: vec![badges::answer(shell, of.verdict)],
        ..StationLine::default()
    }
}

fn report_line(shell: &Shell, line: &ReportLine) -> StationLine {
    let text = match line.head.approved_at {
        Some(at) => shell
            .with("report-approved-on")
            .text("date", shell.day(at.date_naive())),
        None => shell
            .with("station-report-draft")
            .text("date", shell.day(line.head.as_of)),
    }
    .to_string();
    StationLine {
        title: line.head.title.clone(),
        address: urls::report(line.head.id),
        text: format!("{}. {text}", line.unit_name),
        ..StationLine::default()
    }
}
