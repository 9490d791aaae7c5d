//! `/area`: the units of an area side by side, in the order of the tree or by one of the columns, and as a file.

mod files;

use std::cmp::Ordering;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use trivsel_app::areas::{self, AreaAbsence, AreaAnswers, AreaRow, AreaView};
use trivsel_domain::id::UnitId;
use trivsel_domain::publication::Amount;

use super::page;
use crate::failure::{Answer, Failure};
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::{Web, urls};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get(urls::AREA, "EMSUCK", show),
        get("/area/units.csv", "EMSUCK", files::csv),
        get("/area/units.xlsx", "EMSUCK", files::xlsx),
    ]
}

/// What the address asks for. Everything may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct AreaAsked {
    /// The unit; without it the visitor's own area.
    unit: String,
    /// A column's code; without it the order of the tree.
    order: String,
}

/// What the units can be ordered by: the column's code, and its name.
const ORDERS: [(&str, &str); 6] = [
    ("now", "area-now"),
    ("change", "area-change"),
    ("running", "area-running"),
    ("overdue", "area-overdue"),
    ("answers", "area-answers"),
    ("tasks", "area-tasks"),
];

#[derive(Template)]
#[template(path = "pages/areas/show.html")]
struct AreaPage {
    shell: Shell,
    title: String,
    lead: String,
    area: String,
    above: Vec<(String, String)>,
    columns: Vec<ColumnHead>,
    rows: Vec<AreaUnit>,
    whole: AreaUnit,
    is_by_tree: bool,
    by_tree: String,
    /// Why something is hidden, where something is; a sentence for each unit.
    hidden: Vec<String>,
    minimum: u32,
    /// The survey whose answers are counted.
    survey: Option<(String, String)>,
    measured_by: String,
    csv: String,
    xlsx: String,
}

struct ColumnHead {
    words: String,
    address: String,
    is_chosen: bool,
}

/// One unit, written for the reader.
struct AreaUnit {
    name: String,
    address: Option<String>,
    figures: String,
    before: String,
    now: String,
    change: String,
    /// What stands in place of the three, where there is nothing to show.
    instead: String,
    running: (String, String),
    overdue: (String, String),
    is_overdue: bool,
    answers: String,
    is_answers_hidden: bool,
    tasks: String,
}

/// What somebody asked for, gathered and put in order.
async fn found(web: &Web, session: &Session, asked: &AreaAsked) -> Result<AreaView, Failure> {
    let typed = session.unit_typed(&asked.unit);
    let unit = typed.parse::<UnitId>().ok();
    let mut found = areas::area(&web.app, session.actor(), unit).await?;
    put_in_order(&mut found.rows, &asked.order);
    Ok(found)
}

/// By a column, the most first; what is hidden or missing comes last, in the order of the tree, so that its place tells nothing.
fn put_in_order(rows: &mut [AreaRow], order: &str) {
    let count = |count: usize| u32::try_from(count).ok().map(f64::from);
    let value = |row: &AreaRow| match order {
        "now" => row.absence.now(),
        "change" => row.absence.change(),
        "running" => count(row.initiatives.running),
        "overdue" => count(row.initiatives.overdue),
        "answers" => row.answers.share(),
        "tasks" => row.tasks.and_then(|(done, total)| count(total - done)),
        _ => None,
    };
    rows.sort_by(|one, other| match (value(one), value(other)) {
        (Some(one), Some(other)) => other.total_cmp(&one),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
}

async fn show(State(web): State<Web>, session: Session, Query(asked): Query<AreaAsked>) -> Answer {
    let found = found(&web, &session, &asked).await?;
    let shell = session.shell(Station::Overview);
    let unit = found.whole.unit;
    let address = |order: &str| match order {
        "" => urls::area(unit),
        order => urls::with_query(urls::AREA, &[("unit", unit.to_string()), ("order", order.to_owned())]),
    };
    let file = |ending: &str| {
        let query = [("unit", unit.to_string()), ("order", asked.order.clone())];
        urls::with_query(&format!("{}/units.{ending}", urls::AREA), &query)
    };
    let columns = ORDERS.map(|(code, id)| ColumnHead {
        words: shell.t(id).into_owned(),
        address: address(code),
        is_chosen: asked.order == code,
    });
    let area = shell.unit_name(&unit).to_owned();
    let above = found.above.iter();
    let language = shell.lang.code();
    page(&AreaPage {
        title: title(&shell, &area, &found),
        lead: lead(&shell, &found),
        above: above
            .map(|unit| (shell.unit_name(unit).to_owned(), urls::area(*unit)))
            .collect(),
        is_by_tree: columns.iter().all(|column| !column.is_chosen),
        by_tree: address(""),
        rows: found.rows.iter().map(|row| unit_row(&shell, row, &found)).collect(),
        whole: AreaUnit {
            name: shell.t("area-whole").into_owned(),
            address: None,
            ..unit_row(&shell, &found.whole, &found)
        },
        hidden: found.rows.iter().filter_map(|row| hidden(&shell, row)).collect(),
        minimum: found.minimum,
        survey: found.survey.as_ref().map(|survey| {
            let title = survey.edition.publication.title.of(language);
            (title.to_owned(), urls::results(survey.id))
        }),
        measured_by: found
            .indicator
            .as_ref()
            .map(|indicator| indicator.definition(language == "da").to_owned())
            .unwrap_or_default(),
        csv: file("csv"),
        xlsx: file("xlsx"),
        columns: columns.into(),
        area,
        shell,
    })
}

/// How the area stands, in a sentence: first of all whether something is overdue.
fn title(shell: &Shell, area: &str, found: &AreaView) -> String {
    shell
        .with("area-title")
        .text("area", area)
        .count("count", found.whole.initiatives.overdue)
        .to_string()
}

/// In how many units absence lies lower and higher than the year before, as it is written, and how many are hidden.
fn lead(shell: &Shell, found: &AreaView) -> String {
    let decimals = decimals(found);
    let written = |change: f64| shell.lang.number(change, decimals);
    let changes = found.rows.iter().filter_map(|row| row.absence.change());
    let moved: Vec<f64> = changes.filter(|change| written(*change) != written(0.0)).collect();
    let lower = moved.iter().filter(|change| **change < 0.0).count();
    let is_hidden = |row: &&AreaRow| matches!(row.absence, AreaAbsence::Hidden { .. });
    shell
        .with("area-lead")
        .text("lower", shell.lang.count(lower))
        .text("higher", shell.lang.count(moved.len() - lower))
        .count("hidden", found.rows.iter().filter(is_hidden).count())
        .to_string()
}

fn decimals(found: &AreaView) -> usize {
    found
        .indicator
        .as_ref()
        .map_or(1, |indicator| indicator.measure.decimals())
}

/// Why a unit's absence or answers are hidden.
fn hidden(shell: &Shell, row: &AreaRow) -> Option<String> {
    let name = shell.unit_name(&row.unit);
    let in_figures = match row.absence {
        AreaAbsence::Hidden {
            counted_in: Some(above),
        } => Some(
            shell
                .with("area-hidden-counted")
                .text("unit", name)
                .text("above", shell.unit_name(&above))
                .to_string(),
        ),
        AreaAbsence::Hidden { counted_in: None } => {
            Some(shell.with("area-hidden-absence").text("unit", name).to_string())
        }
        AreaAbsence::Shown { .. } | AreaAbsence::NotNow | AreaAbsence::Missing => None,
    };
    let in_answers =
        (row.answers == AreaAnswers::Hidden).then(|| shell.with("area-hidden-answers").text("unit", name).to_string());
    let both: Vec<String> = in_figures.into_iter().chain(in_answers).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

fn unit_row(shell: &Shell, row: &AreaRow, found: &AreaView) -> AreaUnit {
    let decimals = decimals(found);
    let dash = || "–".to_owned();
    let number = |value: Option<f64>| value.map_or_else(dash, |value| shell.lang.number(value, decimals));
    let change = row.absence.change().map_or_else(dash, |change| {
        let written = shell.lang.number(change, decimals);
        let is_more = change > 0.0 && written != shell.lang.number(0.0, decimals);
        if is_more { format!("+{written}") } else { written }
    });
    let before = match row.absence {
        AreaAbsence::Shown { before, .. } => before,
        AreaAbsence::Hidden { .. } | AreaAbsence::NotNow | AreaAbsence::Missing => None,
    };
    let narrowed = |name: &'static str, value: &str| {
        let query = [("unit", row.unit.to_string()), (name, value.to_owned())];
        urls::with_query(urls::INITIATIVES, &query)
    };
    AreaUnit {
        name: shell.unit_name(&row.unit).to_owned(),
        address: row.has_below.then(|| urls::area(row.unit)),
        figures: format!("{}?unit={}", urls::FIGURES, row.unit),
        before: number(before),
        now: number(row.absence.now()),
        change,
        instead: instead(shell, row.absence),
        running: (shell.lang.count(row.initiatives.running), narrowed("state", "running")),
        overdue: (shell.lang.count(row.initiatives.overdue), narrowed("overdue", "on")),
        is_overdue: row.initiatives.overdue > 0,
        answers: answers(shell, row.answers),
        is_answers_hidden: row.answers == AreaAnswers::Hidden,
        tasks: row.tasks.map_or_else(dash, |(done, total)| {
            shell
                .with("area-done-of")
                .text("done", shell.lang.count(done))
                .text("total", shell.lang.count(total))
                .to_string()
        }),
    }
}

/// What stands in place of figures; empty where they are shown.
fn instead(shell: &Shell, absence: AreaAbsence) -> String {
    match absence {
        AreaAbsence::Shown { .. } => String::new(),
        AreaAbsence::Hidden { .. } => shell.t("area-hidden").into_owned(),
        AreaAbsence::NotNow => shell.t("area-not-now").into_owned(),
        AreaAbsence::Missing => shell.t("area-missing").into_owned(),
    }
}

/// The share that answered, as close as it is shown.
fn answers(shell: &Shell, answers: AreaAnswers) -> String {
    match answers {
        AreaAnswers::Shown { respondents, invited } if invited > 0 => {
            let share = |count: f64| shell.lang.number(100.0 * count / f64::from(invited), 0);
            match respondents {
                Amount::Exact(count) => share(count),
                Amount::Between { from, to } => format!("{}–{}", share(from), share(to)),
            }
        }
        AreaAnswers::Hidden => shell.t("area-hidden").into_owned(),
        AreaAnswers::Shown { .. } | AreaAnswers::Missing => "–".to_owned(),
    }
}
