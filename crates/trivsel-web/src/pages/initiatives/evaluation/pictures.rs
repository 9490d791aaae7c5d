//! The pictures of an evaluation: the interval, the course over time, the other ways of reckoning.

use trivsel_app::evaluations::Evaluation;
use trivsel_chart::{
    Colour, Disruption, Estimate, EventPicture, EventStep, EventTick, Expected, ForestEstimate, ForestPicture,
    ForestRow, Line, Point, RangeDot, RangeEnd, RangePicture, SeriesPicture, Size, Words as Label,
};
use trivsel_domain::evaluation::{Course, ExpectedMonth, Finding, Interval, Judgement, Reckoned, SinceStart};
use trivsel_domain::month::Month;

use super::words;
use crate::pages::figures;
use crate::shell::Shell;
use crate::verdict::{Scale, sentence, worthwhile};

/// Months in a step of the course since the start.
const STEP: i64 = 3;
/// Steps in a year.
const YEAR: i64 = 12 / STEP;

/// In print: the column beside the headings, so that the text keeps its size.
const PAPER: Size = Size {
    width: 560.0,
    height: 300.0,
};

/// Where a picture is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Medium {
    /// On the page, wide and narrow.
    Page,
    /// In a document.
    Paper,
}

/// Ends that are known, in the unit effects are written in.
fn ends(scale: &Scale, interval: Interval) -> Option<trivsel_chart::Interval> {
    (interval.lower().is_finite() && interval.upper().is_finite()).then(|| trivsel_chart::Interval {
        low: scale.scaled(interval.lower()),
        high: scale.scaled(interval.upper()),
    })
}

/// The bar from one end to the other; none where an end is without bound.
pub(super) fn range(scale: &Scale, judgement: &Judgement, medium: Medium) -> Option<String> {
    let interval = judgement.interval;
    ends(scale, interval)?;
    let words = scale.words;
    let end = |value: f64| RangeEnd {
        value: scale.scaled(value),
        number: scale.number(value),
        word: Label::same(scale.way(value)),
    };
    let drawn = RangePicture {
        id: "evaluation".to_owned(),
        title: words.t("evaluation-picture").into_owned(),
        desc: sentence(scale, judgement),
        low: end(interval.lower()),
        best: RangeEnd {
            word: Label::same(words.t("evaluation-best-word")),
            ..end(interval.estimate())
        },
        high: end(interval.upper()),
        dot: dot(judgement.caps.is_empty()),
        zero: Label::same(words.t("evaluation-zero")),
        worth: worthwhile(judgement).map(|size| (scale.scaled(size), Label::same(words.t("evaluation-worth")))),
    };
    Some(match medium {
        Medium::Page => drawn.page(),
        Medium::Paper => drawn.print(),
    })
}

fn dot(is_trusted: bool) -> RangeDot {
    if is_trusted { RangeDot::Filled } else { RangeDot::Hollow }
}

/// "12 to 10 months before", "the first 3 months".
pub(super) fn since_start(shell: &Shell, step: &SinceStart) -> String {
    if step.first < 0 {
        shell
            .with("evaluation-step-before")
            .count("from", -step.first)
            .count("to", -step.last)
            .to_string()
    } else {
        shell
            .with("evaluation-step-after")
            .count("from", step.first + 1)
            .count("to", step.last + 1)
            .to_string()
    }
}

/// The course over time.
pub(super) fn course(
    shell: &Shell,
    scale: &Scale,
    evaluation: &Evaluation,
    finding: &Finding,
    title: &str,
    medium: Medium,
) -> Option<String> {
    match finding.course.as_ref()? {
        Course::SinceStart(steps) => Some(event(shell, scale, finding, steps, title, medium)),
        Course::Expected { first, months } => Some(expected(shell, evaluation, *first, months, title, medium)),
    }
}

/// The figures as they are; none where there are none.
pub(super) fn chart(shell: &Shell, evaluation: &Evaluation, title: &str, medium: Medium) -> Option<String> {
    let months: Vec<ExpectedMonth> = evaluation
        .chart
        .iter()
        .map(|observed| ExpectedMonth {
            observed: *observed,
            expected: None,
            is_used: false,
        })
        .collect();
    let has_any = months.iter().any(|month| month.observed.is_some());
    has_any.then(|| expected(shell, evaluation, evaluation.first, &months, title, medium))
}

fn event(shell: &Shell, scale: &Scale, finding: &Finding, steps: &[SinceStart], title: &str, medium: Medium) -> String {
    let number = |value: f64, decimals: usize| {
        let number = shell.lang.number(value, decimals);
        if value > 0.0 { format!("+{number}") } else { number }
    };
    let mut picture = EventPicture::new("course", title, sentence(scale, &finding.judgement), &number);
    if medium == Medium::Paper {
        picture.wide = PAPER;
    }
    picture.steps = steps
        .iter()
        .map(|step| EventStep {
            at: step.first.div_euclid(STEP),
            estimate: Estimate {
                value: scale.scaled(step.effect.estimate()),
                interval: ends(scale, step.effect),
            },
        })
        .collect();
    picture.ticks = ticks(shell, &picture.steps);
    picture.before = Label::same(shell.t("evaluation-before-start"));
    picture.after = Label::same(shell.t("evaluation-after-start"));
    picture.zero = Label::same(shell.t("evaluation-as-expected"));
    picture.worth = worthwhile(&finding.judgement).map(|worth| {
        let words = shell
            .with("evaluation-worth-line")
            .text("worthwhile", scale.text(worth))
            .to_string();
        (scale.scaled(worth), Label::same(words))
    });
    picture.top = Label::same(scale.axis(1.0));
    picture.bottom = Label::same(scale.axis(-1.0));
    if picture.steps.iter().any(|step| step.estimate.interval.is_some()) {
        picture.note = Label::same(shell.t("evaluation-band"));
    }
    match medium {
        Medium::Page => picture.page(),
        Medium::Paper => picture.print(),
    }
}

/// A tick at the start and at each whole year from it.
fn ticks(shell: &Shell, steps: &[EventStep]) -> Vec<EventTick> {
    let mut ticks: Vec<EventTick> = steps
        .iter()
        .filter(|step| step.at % YEAR == 0)
        .map(|step| {
            let months = step.at * STEP;
            let label = match months {
                0 => shell.t("evaluation-tick-start").into_owned(),
                1.. => shell.with("evaluation-tick-after").count("months", months).to_string(),
                _ => shell
                    .with("evaluation-tick-before")
                    .count("months", -months)
                    .to_string(),
            };
            EventTick {
                at: step.at,
                label: label.into(),
            }
        })
        .collect();
    ticks.sort_by_key(|tick| tick.at);
    ticks
}

fn expected(
    shell: &Shell,
    evaluation: &Evaluation,
    first: Month,
    months: &[ExpectedMonth],
    title: &str,
    medium: Medium,
) -> String {
    let measure = evaluation.indicator.measure;
    let number = |value: f64, decimals: usize| shell.lang.number(value, decimals);
    let unit = shell
        .t(&format!("report-unit-{}", measure.code().replace('_', "-")))
        .into_owned();
    let mut picture = SeriesPicture::new("course", title, title, months.len(), unit, &number);
    picture.wide = match medium {
        Medium::Page => Size::BESIDE,
        Medium::Paper => PAPER,
    };
    let position = |month: Month| usize::try_from(month.since(first)).ok().filter(|at| *at < months.len());
    picture.ticks = figures::ticks(shell.lang, first, months.len());
    picture.lines = vec![Line {
        colour: Colour::Fjord,
        label: shell.t("evaluation-course-observed").into_owned().into(),
        points: months
            .iter()
            .map(|month| month.observed.map_or(Point::Missing, Point::Value))
            .collect(),
    }];
    let begun = evaluation.units.iter().filter_map(|used| position(used.start?));
    picture.starts = figures::starts(shell.words, begun.collect());
    let begun = picture.starts.first().map_or(months.len(), |start| start.at);
    let has_expected = months.iter().any(|month| month.expected.is_some());
    picture.expected = has_expected.then(|| Expected {
        points: months
            .iter()
            .enumerate()
            .map(|(at, month)| {
                let expected = month.expected.filter(|_| at >= begun)?;
                Some(Estimate {
                    value: expected.estimate(),
                    interval: Some(trivsel_chart::Interval {
                        low: expected.lower(),
                        high: expected.upper(),
                    }),
                })
            })
            .collect(),
        label: shell.t("evaluation-course-expected").into_owned().into(),
    });
    let last = first.plus(i32::try_from(months.len()).unwrap_or(i32::MAX) - 1);
    picture.disruptions = evaluation
        .disruptions
        .iter()
        .filter_map(|disruption| {
            Some(Disruption {
                from: position(disruption.first.max(first))?,
                to: position(disruption.last.min(last))?,
                name: disruption.name.as_str().into(),
            })
        })
        .collect();
    match medium {
        Medium::Page => picture.page(),
        Medium::Paper => picture.print(),
    }
}

/// The other ways of reckoning, ours first.
pub(super) fn ways(shell: &Shell, scale: &Scale, evaluation: &Evaluation, finding: &Finding, medium: Medium) -> String {
    let number = |value: f64, decimals: usize| shell.lang.number(value, decimals);
    let title = shell.t("evaluation-others-title");
    let desc = words::agreement(shell, finding).unwrap_or_default();
    let mut picture = ForestPicture::new("ways", title, desc, &number);
    if medium == Medium::Paper {
        picture.width = PAPER.width;
    }
    picture.zero = Label::same(shell.t("evaluation-zero"));
    picture.worth =
        worthwhile(&finding.judgement).map(|size| (scale.scaled(size), Label::same(shell.t("evaluation-worth"))));
    let row = |label: String, sublabel: String, effect: Option<Interval>, is_trusted: bool| ForestRow {
        label: label.into(),
        sublabel: sublabel.into(),
        value: effect
            .map_or_else(
                || shell.t("evaluation-way-not-possible").into_owned(),
                |effect| scale.range(effect),
            )
            .into(),
        estimate: effect.map(|effect| {
            let end = |value: f64| value.is_finite().then(|| scale.scaled(value));
            let is_known = end(effect.lower()).is_some() || end(effect.upper()).is_some();
            // Where nothing is known of the ends, there is a dot and no arrows.
            let best = scale.scaled(effect.estimate());
            ForestEstimate {
                best,
                low: if is_known { end(effect.lower()) } else { Some(best) },
                high: if is_known { end(effect.upper()) } else { Some(best) },
                dot: dot(is_trusted),
            }
        }),
    };
    picture.rows = vec![row(
        shell.t("evaluation-way-ours").into_owned(),
        shell.code("evaluation-design", evaluation.choice.design.code()),
        Some(finding.judgement.interval),
        true,
    )];
    picture.rows.extend(finding.others.iter().map(|other| {
        let sublabel = match other.way {
            Reckoned::BeforeAndAfter => shell.t("evaluation-way-warning").into_owned(),
            Reckoned::GroupTime => "Callaway, Sant’Anna".to_owned(),
            _ => String::new(),
        };
        row(
            words::way(shell, evaluation, other.way),
            sublabel,
            other.effect,
            !other.way.is_contrast(),
        )
    }));
    match medium {
        Medium::Page => picture.page(),
        Medium::Paper => picture.print(),
    }
}
