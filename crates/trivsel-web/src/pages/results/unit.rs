//! The result of a unit: what stands out, every scale beside all who were asked, the groups below, and how answers are spread.

use askama::filters::Safe;
use trivsel_app::publications::Results;
use trivsel_chart::{Estimate, Interval, ScaleRow, ScalesPicture, Words as Label};
use trivsel_domain::chain::Node;
use trivsel_domain::publication::{Shown, Standing};
use trivsel_domain::questionnaire::{Range, Scale};
use trivsel_domain::rights::Right;
use trivsel_domain::survey::Origin;
use trivsel_domain::toolbox::themes_of;

use super::groups::{self, Cell, Matrix};
use super::spread::{Offensive, Spread, offensive, spreads};
use super::told::{Line, Told};
use super::*;
use crate::pages::chain;

/// For so many scales tools are offered: more than two things at a time are taken up by nobody.
const MOST_TOOLS: usize = 2;

#[derive(Template)]
#[template(path = "pages/results/unit.html")]
struct UnitPage {
    shell: Shell,
    top: Top,
    survey: SurveyId,
    unit: UnitId,
    figure: Option<Figure>,
    /// Why there is no figure.
    instead: Option<Instead>,
    /// Where tools are for what stands out, each with its words.
    tools: Vec<(String, String)>,
    matrix: Option<Matrix>,
    minimum: u32,
    /// What was asked about bullying, harassment and violence; none where nothing was.
    offensive: Option<Offensive>,
    /// From how many answers that is shown.
    offensive_minimum: u32,
    spreads: Vec<Spread>,
    /// The job groups of the unit, side by side.
    job_groups: Option<Matrix>,
    references: Vec<String>,
    /// All who were asked; none on their own page.
    whole: Option<String>,
    rules: Vec<String>,
    opened: String,
    /// What came of it.
    chain: Safe<String>,
}

/// The picture with what it says.
pub(super) struct Figure {
    pub(super) finding: String,
    pub(super) unit_line: String,
    pub(super) pictures: Vec<String>,
    pub(super) sentences: Vec<String>,
    pub(super) rows: Vec<FigureRow>,
}

pub(super) struct FigureRow {
    pub(super) name: String,
    pub(super) mean: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) whole: String,
}

/// What stands where there is no figure.
struct Instead {
    title: String,
    text: String,
    link: Option<(String, String)>,
}

pub(super) async fn show(
    State(web): State<Web>,
    session: Session,
    Path((survey, unit)): Path<(SurveyId, UnitId)>,
) -> Answer {
    let results = ready(&web, &session, survey, unit).await?;
    shown(&web, &session, &results, unit).await
}

pub(super) async fn shown(web: &Web, session: &Session, results: &Results, unit: UnitId) -> Answer {
    let of = Node::Result(Origin {
        survey: results.survey.id,
        unit,
    });
    let chain = chain::lines(web, session, of).await?;
    let shell = session.shell(Station::Listen);
    let told = Told::new(&shell, results);
    let survey = results.survey.id;
    let publication = &results.edition.publication;
    let own = match publication.standing(unit) {
        Standing::Shown(shown) => Some(shown),
        Standing::Hidden | Standing::Merged { .. } | Standing::Absent => None,
    };
    let is_asked = matches!(publication.standing(unit), Standing::Shown(_) | Standing::Hidden);
    let page_of = UnitPage {
        top: Top::new(session, &shell, results, unit, Tab::Result),
        figure: own.map(|own| figure(&told, unit, own, Medium::Page)),
        tools: own.map(|own| tools(&told, unit, own)).unwrap_or_default(),
        instead: own.is_none().then(|| instead(&told, results, unit)),
        matrix: groups::matrix(&told, unit),
        minimum: publication.rules.minimum,
        offensive: is_asked.then(|| offensive(&told, own)).flatten(),
        offensive_minimum: publication.rules.offensive,
        spreads: own.map(|own| spreads(&told, own)).unwrap_or_default(),
        job_groups: groups::job_groups(&told, unit),
        references: references(&told),
        whole: told.others(unit).map(|_| told.whole_name().to_owned()),
        rules: told.rules(),
        opened: shell.maybe_day(results.survey.opens_on),
        chain,
        survey,
        unit,
        shell: shell.clone(),
    };
    page(&page_of)
}

/// Tools for the scales that stand out for the worse, as links: the page itself asks nothing of the toolbox.
fn tools(told: &Told<'_>, unit: UnitId, own: &Shown) -> Vec<(String, String)> {
    let found = told.finding(unit, own);
    let mut keys: Vec<&String> = found.worst.iter().chain(&found.below).collect();
    keys.retain(|key| !themes_of(key).is_empty());
    let link = |key: &String| {
        let words = told.shell.with("results-tools").text("scale", told.name_within(key));
        (urls::toolbox_scale(key), words.to_string())
    };
    keys.into_iter().take(MOST_TOOLS).map(link).collect()
}

/// Where a picture is to stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    Page,
    Paper,
}

/// The picture of a group with its words.
pub(super) fn figure(told: &Told<'_>, unit: UnitId, own: &Shown, medium: Medium) -> Figure {
    let found = told.finding(unit, own);
    let sentences = told.sentences(unit, &found, own);
    let others = told.others(unit);
    let lines = told.lines(own);
    let beside = |scale: &Scale| {
        let whole = others.and_then(|others| others.scale(&scale.key));
        whole.map_or_else(|| "–".to_owned(), |result| told.amount(scale, result.mean))
    };
    let rows = told
        .edition
        .content
        .scales
        .iter()
        .map(|scale| {
            let result = own.scale(&scale.key);
            let end = |end: Option<f64>| end.map_or_else(String::new, |end| told.number(scale, end));
            FigureRow {
                name: told.read(&scale.name).to_owned(),
                mean: result.map_or_else(
                    || told.shell.t("results-hidden").into_owned(),
                    |result| told.amount(scale, result.mean),
                ),
                from: end(result.map(|result| result.interval.0)),
                to: end(result.map(|result| result.interval.1)),
                whole: beside(scale),
            }
        })
        .collect();
    Figure {
        finding: told.headline(&found, own),
        unit_line: unit_line(told, &lines),
        pictures: pictures(told, &lines, others, &sentences.join(" "), medium),
        sentences,
        rows,
    }
}

fn unit_line(told: &Told<'_>, lines: &[Line<'_>]) -> String {
    let ranges = ranges(lines);
    let mut parts = vec![match ranges.as_slice() {
        [range] => told
            .shell
            .with("results-unit-line")
            .count("count", lines.len())
            .text("from", told.shell.lang.number(range.from, 0))
            .text("to", told.shell.lang.number(range.to, 0))
            .to_string(),
        _ => told
            .shell
            .with("results-unit-line-mixed")
            .count("count", lines.len())
            .to_string(),
    }];
    if lines.iter().any(|line| line.scale.reading.fitting().is_some()) {
        parts.push(told.shell.t("results-unit-line-fitting").into_owned());
    }
    parts.join(" ")
}

/// The ranges of the scales, each once.
fn ranges(lines: &[Line<'_>]) -> Vec<Range> {
    let mut found: Vec<Range> = Vec::new();
    for line in lines {
        if !found.contains(&line.scale.range) {
            found.push(line.scale.range);
        }
    }
    found
}

/// One picture for each range there is: scales from 0 to 100 and from 1 to 5 have no axis in common.
fn pictures(told: &Told<'_>, lines: &[Line<'_>], others: Option<&Shown>, desc: &str, medium: Medium) -> Vec<String> {
    let number = |value: f64, decimals: usize| told.shell.lang.number(value, decimals);
    ranges(lines)
        .into_iter()
        .enumerate()
        .map(|(order, range)| {
            let of_range = || lines.iter().filter(|line| line.scale.range == range);
            let title = told.shell.t("results-picture");
            let mut picture =
                ScalesPicture::new(format!("scales-{order}"), title, desc, (range.from, range.to), &number);
            if medium == Medium::Paper {
                picture.width = 640.0;
            }
            picture.ends = (
                Label::same(told.shell.t("results-low")),
                Label::same(told.shell.t("results-high")),
            );
            picture.mark = Label::same(told.whole_name());
            picture.fitting = Label::same(told.shell.t("results-fitting"));
            // Two-sided scales stand last: they are read another way.
            let (two_sided, plain): (Vec<_>, Vec<_>) =
                of_range().partition(|line| line.scale.reading.fitting().is_some());
            picture.rows = plain
                .into_iter()
                .chain(two_sided)
                .map(|line| ScaleRow {
                    label: Label::same(told.read(&line.scale.name)),
                    value: Label::same(told.mean_and_interval(line)),
                    estimate: Some(Estimate {
                        value: line.result.mean.middle(),
                        interval: Some(Interval {
                            low: line.result.interval.0,
                            high: line.result.interval.1,
                        }),
                    }),
                    mark: others
                        .and_then(|others| others.scale(&line.scale.key))
                        .map(|result| result.mean.middle()),
                    fitting: line.scale.reading.fitting().map(|range| (range.from, range.to)),
                })
                .collect();
            match medium {
                Medium::Page => picture.page(),
                Medium::Paper => picture.print(),
            }
        })
        .collect()
}

fn instead(told: &Told<'_>, results: &Results, unit: UnitId) -> Instead {
    let publication = &results.edition.publication;
    let above = |mut at: UnitId| {
        while let Some(parent) = publication.snapshot.get(at).and_then(|found| found.parent) {
            if matches!(publication.standing(parent), Standing::Shown(_)) {
                return Some(parent);
            }
            at = parent;
        }
        None
    };
    let shown_above = above(unit);
    let name = shown_above.map(|unit| told.unit(unit)).unwrap_or_default();
    let (title, text) = match publication.standing(unit) {
        Standing::Merged { .. } => ("results-merged-title", "results-merged-text"),
        Standing::Absent => ("results-absent-title", "results-absent-text"),
        Standing::Hidden | Standing::Shown(_) => ("results-hidden-title", "results-hidden-text"),
    };
    Instead {
        title: told.shell.t(title).into_owned(),
        text: told
            .shell
            .with(text)
            .count("minimum", publication.rules.minimum)
            .text("unit", name)
            .to_string(),
        link: shown_above.filter(|unit| results.may_see(*unit)).map(|unit| {
            let words = told
                .shell
                .with("results-see-unit")
                .text("unit", told.unit(unit))
                .to_string();
            (urls::results_of(results.survey.id, unit), words)
        }),
    }
}

/// Values from elsewhere, with where they were read and what allows them to be shown.
fn references(told: &Told<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for scale in &told.edition.content.scales {
        for reference in scale.references.iter().filter(|one| !one.licence.is_empty()) {
            found.push(
                told.shell
                    .with("results-reference")
                    .text("scale", told.read(&scale.name))
                    .text("name", told.read(&reference.name))
                    .text("value", told.number(scale, reference.value))
                    .text("source", &reference.source)
                    .text("licence", &reference.licence)
                    .to_string(),
            );
        }
    }
    found
}
