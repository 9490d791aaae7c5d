//! The wheel as a page: a picture, three lists, and a table that says it all.

use askama::Template;
use axum::extract::{Query, State};
use chrono::{Datelike, NaiveDate};
use trivsel_app::committees;
use trivsel_app::duties::{self, DutyHeldBy, HeldRule, WheelAsked, WheelLine, YearWheel};
use trivsel_chart::{Words as Label, YearPicture, YearStop, YearStopKind};
use trivsel_domain::duty::{DutyLevel, DutyWhen};
use trivsel_domain::legal_rule::Freshness;
use trivsel_domain::rights::Right;

use super::{duty_name, short_name};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::format::short_month;
use crate::pages::page;
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// So many lines stand in a section; the table below has them all.
const MOST_LINES: usize = 10;

#[derive(Template)]
#[template(path = "pages/duties/wheel.html")]
struct WheelPage {
    shell: Shell,
    fields: Fields,
    asked: WheelAsked,
    headline: String,
    lead: String,
    sections: Vec<WheelSection>,
    picture: String,
    rows: Vec<WheelRow>,
    totals: Vec<WheelTotal>,
    forums: Vec<Choice>,
    units: Vec<Choice>,
    duties: Vec<Choice>,
    query: String,
    year: i32,
    wheel: YearWheel,
}

/// A section of lines.
struct WheelSection {
    title: String,
    is_late: bool,
    lines: Vec<WheelEntry>,
    more: usize,
}

/// A line as it is read.
struct WheelEntry {
    title: String,
    address: String,
    day: String,
    text: String,
    source: Option<RuleSource>,
    action: String,
    action_address: String,
    is_main: bool,
}

/// A rule's source, with when somebody looked.
pub(super) struct RuleSource {
    pub(super) url: String,
    pub(super) text: String,
    pub(super) is_old: bool,
}

/// A row of the table.
pub(super) struct WheelRow {
    pub(super) duty: String,
    pub(super) address: String,
    pub(super) unit: String,
    pub(super) on: NaiveDate,
    pub(super) state: &'static str,
}

/// A duty over all units of the page.
struct WheelTotal {
    duty: String,
    done: usize,
    late: usize,
    near: usize,
    later: usize,
}

pub(super) async fn show(State(web): State<Web>, session: Session, Query(asked): Query<WheelAsked>) -> Answer {
    let wheel = duties::wheel(&web.app, session.actor(), &asked).await?;
    let shell = session.shell(Station::Anchor);
    let forums = if shell.may(Right::ReadCommittee) {
        committees::list(&web.app, session.actor()).await?
    } else {
        Vec::new()
    };
    let mut forum_choices = vec![Choice::new("", shell.t("wheel-all-forums"))];
    forum_choices.extend(
        forums
            .iter()
            .filter(|line| {
                wheel
                    .duties
                    .iter()
                    .any(|duty| duty.committee == Some(line.committee.id))
            })
            .map(|line| Choice::new(line.committee.id, &line.committee.name)),
    );
    let mut duty_choices = vec![Choice::new("", shell.t("wheel-all-duties"))];
    duty_choices.extend(
        wheel
            .duties
            .iter()
            .map(|duty| Choice::new(&duty.code, duty_name(&shell, duty))),
    );
    let units = shell.unit_choices("wheel-own-unit", |unit| shell.may_in(Right::ReadDuties, unit));
    let rows = rows(&shell, &wheel);
    page(&WheelPage {
        headline: headline(&shell, &wheel),
        lead: lead(&shell, &wheel),
        sections: sections(&shell, &wheel),
        picture: picture(&shell, &wheel),
        totals: totals(&shell, &wheel),
        rows,
        fields: Fields::new(session.words(), "wheel", Vec::new()),
        query: query(&asked),
        year: wheel.today.year(),
        forums: forum_choices,
        units,
        duties: duty_choices,
        asked,
        wheel,
        shell,
    })
}

/// What is asked for, for links to the files.
fn query(asked: &WheelAsked) -> String {
    let pairs = [
        ("unit", asked.unit.clone()),
        ("forum", asked.forum.clone()),
        ("duty", asked.duty.clone()),
    ];
    let set: Vec<(&str, String)> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    if set.is_empty() {
        String::new()
    } else {
        urls::with_query("", &set)
    }
}

/// "Én ting er forsinket, tre skal nås snart".
fn headline(shell: &Shell, wheel: &YearWheel) -> String {
    let (late, near) = (wheel.near(DutyWhen::Late).len(), wheel.near(DutyWhen::Near).len());
    let id = match (late, near) {
        (0, 0) => "wheel-headline-calm",
        (0, _) => "wheel-headline-near",
        (_, 0) => "wheel-headline-late",
        _ => "wheel-headline-both",
    };
    shell.with(id).count("late", late).count("near", near).to_string()
}

fn lead(shell: &Shell, wheel: &YearWheel) -> String {
    let year = wheel.today.year();
    let this_year = wheel.waiting.iter().filter(|line| line.on.year() <= year).count();
    let done = wheel.done.len();
    let unit = wheel
        .unit
        .map(|unit| shell.unit_name(&unit).to_owned())
        .unwrap_or_default();
    let id = if unit.is_empty() {
        "wheel-lead-no-unit"
    } else {
        "wheel-lead"
    };
    shell
        .with(id)
        .text("unit", unit)
        .count("done", done)
        .count("all", done + this_year)
        .to_string()
}

fn sections(shell: &Shell, wheel: &YearWheel) -> Vec<WheelSection> {
    [
        (DutyWhen::Late, "wheel-late"),
        (DutyWhen::Near, "wheel-near"),
        (DutyWhen::Later, "wheel-later"),
    ]
    .into_iter()
    .filter_map(|(when, title)| {
        let mut lines = wheel.near(when);
        let more = lines.len().saturating_sub(MOST_LINES);
        lines.truncate(MOST_LINES);
        let is_late = when == DutyWhen::Late;
        let entries: Vec<WheelEntry> = lines
            .iter()
            .enumerate()
            .map(|(number, line)| entry(shell, line, is_late && number == 0))
            .collect();
        (!entries.is_empty()).then(|| WheelSection {
            title: shell.t(title).into_owned(),
            is_late,
            lines: entries,
            more,
        })
    })
    .collect()
}

/// A duty in its unit: "APV i Mosevang"; what is the whole organisation's has no unit.
fn name_in(shell: &Shell, line: &WheelLine) -> String {
    let duty = duty_name(shell, &line.duty);
    if line.duty.level == DutyLevel::Organisation {
        return duty;
    }
    shell
        .with("wheel-duty-in")
        .text("duty", duty)
        .text("unit", &line.unit_name)
        .to_string()
}

fn entry(shell: &Shell, line: &WheelLine, is_main: bool) -> WheelEntry {
    let address = urls::duty_in(line.unit, &line.duty.code);
    let date = shell.lang.date(line.on);
    let day = if line.when == DutyWhen::Late {
        shell.with("wheel-was-due").text("date", date).to_string()
    } else {
        shell.with("wheel-is-due").text("date", date).to_string()
    };
    let mut text: Vec<String> = Vec::new();
    match line.last_held {
        Some(held) => text.push(
            shell
                .with("wheel-last-held")
                .text("date", shell.lang.date(held))
                .to_string(),
        ),
        None => text.push(shell.t("wheel-never-held").into_owned()),
    }
    if !line.covers.is_empty() {
        let names: Vec<&str> = line.covers.iter().map(String::as_str).collect();
        text.push(
            shell
                .with("wheel-covers")
                .text("units", shell.lang.list(&names))
                .to_string(),
        );
    }
    if line.is_warned && line.when == DutyWhen::Later {
        text.push(shell.t("wheel-time-to-begin").into_owned());
    }
    let (action, action_address) = action(shell, line, &address);
    WheelEntry {
        title: name_in(shell, line),
        source: line.rule.as_ref().map(|rule| source(shell, rule)),
        address,
        day,
        text: text.join(" "),
        action,
        action_address,
        is_main,
    }
}

/// What can be done about a line: go on with what was begun, or open it.
fn action(shell: &Shell, line: &WheelLine, address: &str) -> (String, String) {
    match line.begun.filter(|begun| begun.may_open).map(|begun| begun.by) {
        Some(DutyHeldBy::Assessment(id)) => (shell.t("wheel-see-assessment").into_owned(), urls::assessment(id)),
        Some(DutyHeldBy::Survey(survey)) => (shell.t("wheel-see-survey").into_owned(), urls::survey(survey)),
        _ if line.may_settle => (shell.t("wheel-open").into_owned(), address.to_owned()),
        _ => (shell.t("wheel-read").into_owned(), address.to_owned()),
    }
}

pub(super) fn source(shell: &Shell, held: &HeldRule) -> RuleSource {
    let seen = shell
        .with("rule-source-seen")
        .text("date", shell.lang.date(held.rule.checked_on));
    let old = match held.age {
        Freshness::Fresh => String::new(),
        Freshness::Yellow => format!(", {}", shell.t("rule-yellow")),
        Freshness::Red => format!(", {}", shell.t("rule-red")),
    };
    RuleSource {
        url: held.rule.source_url(),
        text: format!("{seen}{old}"),
        is_old: held.age != Freshness::Fresh,
    }
}

/// Everything that was settled this year or waits, by day.
pub(super) fn rows(shell: &Shell, wheel: &YearWheel) -> Vec<WheelRow> {
    let waiting = wheel.waiting.iter().map(|line| WheelRow {
        duty: duty_name(shell, &line.duty),
        address: urls::duty_in(line.unit, &line.duty.code),
        unit: line.unit_name.clone(),
        on: line.on,
        state: match (line.when, line.begun) {
            (DutyWhen::Late, _) => "late",
            (_, Some(_)) => "now",
            (_, None) => "ahead",
        },
    });
    let done = wheel.done.iter().map(|done| WheelRow {
        duty: duty_name(shell, &done.duty),
        address: match done.by {
            Some(DutyHeldBy::Survey(survey)) => urls::survey(survey),
            Some(DutyHeldBy::Assessment(id)) => urls::assessment(id),
            // Who may read the talk is known on the page of the duty.
            Some(DutyHeldBy::Talk(_)) | None => urls::duty_in(done.unit, &done.duty.code),
        },
        unit: done.unit_name.clone(),
        on: done.on,
        state: "done",
    });
    let not_held = wheel.not_held.iter().map(|line| WheelRow {
        duty: duty_name(shell, &line.duty),
        address: urls::duty_in(line.unit, &line.duty.code),
        unit: line.unit_name.clone(),
        on: line.on,
        state: "not_held",
    });
    let mut rows: Vec<WheelRow> = done.chain(waiting).chain(not_held).collect();
    rows.sort_by_key(|row| row.on);
    rows
}

/// Duty by duty over all units, where there are so many lines that nobody counts them.
fn totals(shell: &Shell, wheel: &YearWheel) -> Vec<WheelTotal> {
    if wheel.waiting.len() <= MOST_LINES {
        return Vec::new();
    }
    wheel
        .duties
        .iter()
        .map(|duty| {
            let count = |when| {
                let of_duty = wheel.waiting.iter().filter(|line| line.duty.id == duty.id);
                of_duty.filter(|line| line.when == when).count()
            };
            WheelTotal {
                duty: duty_name(shell, duty),
                done: wheel.done.iter().filter(|done| done.duty.id == duty.id).count(),
                late: count(DutyWhen::Late),
                near: count(DutyWhen::Near),
                later: count(DutyWhen::Later),
            }
        })
        .collect()
}

/// Which day of the year, as a share of it. What was due in an earlier year stands at the beginning.
fn share(day: NaiveDate, year: i32) -> f64 {
    if day.year() < year {
        return 0.0;
    }
    let days = if day.leap_year() { 366.0 } else { 365.0 };
    f64::from(day.ordinal0()) / days
}

/// The picture of this year. Several units with the same duty in the same month share a stop.
fn picture(shell: &Shell, wheel: &YearWheel) -> String {
    let year = wheel.today.year();
    let mut stops: Vec<(YearStopKind, String, String, NaiveDate, usize)> = Vec::new();
    let mut add = |kind: YearStopKind, full: String, short: String, on: NaiveDate| {
        let same = stops.iter_mut().find(|(other, _, other_short, day, _)| {
            *other == kind && *other_short == short && (day.year(), day.month()) == (on.year(), on.month())
        });
        match same {
            Some(same) => same.4 += 1,
            None => stops.push((kind, full, short, on, 1)),
        }
    };
    for line in wheel.waiting.iter().filter(|line| line.on.year() <= year) {
        let kind = match (line.when, line.begun) {
            (DutyWhen::Late, _) => YearStopKind::Late,
            (_, Some(_)) => YearStopKind::Now,
            (_, None) => YearStopKind::Ahead,
        };
        add(kind, name_in(shell, line), short_name(shell, &line.duty), line.on);
    }
    for done in &wheel.done {
        let short = short_name(shell, &done.duty);
        add(YearStopKind::Done, short.clone(), short, done.on);
    }
    let counts = |kind| wheel_count(wheel, kind);
    let described = shell
        .with("wheel-described")
        .count("done", wheel.done.len())
        .count("late", counts(DutyWhen::Late))
        .count("near", counts(DutyWhen::Near))
        .to_string();
    YearPicture {
        id: "wheel".to_owned(),
        title: shell.with("wheel-picture-title").text("year", year).to_string(),
        description: described,
        months: (1..=12)
            .map(|month| short_month(shell.lang, month).to_owned())
            .collect(),
        over: share(wheel.today, year),
        middle: (
            year.to_string(),
            shell
                .with("wheel-week")
                .text("week", wheel.today.iso_week().week())
                .to_string(),
        ),
        stops: stops
            .into_iter()
            .map(|(kind, full, short, on, count)| YearStop {
                at: share(on, year),
                label: match count {
                    1 => Label::new(full, short),
                    count => Label::same(format!("{short} ({count})")),
                },
                kind,
            })
            .collect(),
    }
    .page()
}

fn wheel_count(wheel: &YearWheel, when: DutyWhen) -> usize {
    wheel.near(when).len()
}
