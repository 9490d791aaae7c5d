//! What a report says of a criterion, in sentences with fixed rules: levels and their months, never a cause.

use trivsel_domain::evaluation::Judgement;
use trivsel_domain::initiative::CriterionKind;
use trivsel_domain::report::{
    ReportCriterion, ReportDisruption, ReportEvaluation, ReportFigure, ReportLevel, ReportScale,
};

use crate::verdict::{Scale, sentence};
use crate::words::{Lang, Words};

/// The sentences, in the order they are read.
pub(super) fn of(words: &'static Words, criterion: &ReportCriterion) -> Vec<String> {
    let mut said = figures(words, criterion);
    said.extend(
        criterion
            .evaluation
            .as_ref()
            .map(|evaluation| evaluated(words, evaluation)),
    );
    let of_survey = criterion.survey.as_ref();
    said.extend(of_survey.and_then(|survey| {
        let scale = Scale::points(words, survey.range.decimals());
        Some(concluded(words, &scale, survey.judgement.as_ref()?))
    }));
    said
}

/// Did the initiative do it?
fn evaluated(words: &'static Words, evaluation: &ReportEvaluation) -> String {
    let scale = Scale::new(
        words,
        &evaluation.indicator,
        evaluation.measure,
        evaluation.counted_a_month,
    );
    concluded(words, &scale, &evaluation.judgement)
}

fn concluded(words: &'static Words, scale: &Scale, judgement: &Judgement) -> String {
    words
        .with("report-criterion-evaluation")
        .text("verdict", sentence(scale, judgement))
        .to_string()
}

fn figures(words: &'static Words, criterion: &ReportCriterion) -> Vec<String> {
    if let Some(reason) = criterion.not_measurable_because() {
        return vec![
            words
                .with("report-criterion-not-measurable")
                .text("reason", reason)
                .to_string(),
        ];
    }
    if let Some(survey) = &criterion.survey {
        return surveyed(words, criterion, survey);
    }
    if criterion.is_withheld {
        return vec![words.t("report-criterion-withheld").into_owned()];
    }
    let levels = criterion.figure.as_ref().map(|figure| levels(words, criterion, figure));
    levels
        .filter(|sentences| !sentences.is_empty())
        .unwrap_or_else(|| vec![without_figure(words, criterion)])
}

/// Before and now by surveys, each with its name.
fn surveyed(words: &'static Words, criterion: &ReportCriterion, survey: &ReportScale) -> Vec<String> {
    let number = |value: f64| words.lang().number(value, survey.range.decimals());
    let language = words.lang().code();
    let name = survey.name.read(language);
    let sentence = |id: &'static str| words.with(id).text("name", name);
    let mut said = match (&survey.before, &survey.now) {
        (Some(before), Some(now)) => vec![
            sentence("report-criterion-before-and-now")
                .text("before", number(before.value))
                .text("before-months", before.survey.of(language))
                .text("now", number(now.value))
                .text("now-months", now.survey.of(language))
                .to_string(),
            words
                .t(compared(
                    &number(before.value),
                    &number(now.value),
                    before.value < now.value,
                ))
                .into_owned(),
        ],
        (None, Some(now)) => vec![
            sentence("report-criterion-only-now")
                .text("now", number(now.value))
                .text("now-months", now.survey.of(language))
                .to_string(),
        ],
        (Some(before), None) => vec![
            sentence("report-criterion-only-before")
                .text("before", number(before.value))
                .text("before-months", before.survey.of(language))
                .to_string(),
        ],
        (None, None) if survey.is_withheld => vec![words.t("report-criterion-survey-withheld").into_owned()],
        (None, None) => vec![words.t("report-criterion-no-figure").into_owned()],
    };
    if criterion.has_not_begun {
        said.push(words.t("report-criterion-not-begun").into_owned());
    } else if let Some(now) = survey.now.as_ref().filter(|now| now.units > 0) {
        let units = words
            .with("report-criterion-units")
            .count("count", i64::from(now.units));
        said.push(units.to_string());
    }
    said.extend(survey.frozen.map(|frozen| {
        words
            .with("report-criterion-frozen")
            .text("frozen", number(frozen))
            .to_string()
    }));
    said.extend(criterion.target.map(|target| {
        let id = target_id(
            criterion,
            survey.before.as_ref().map(|before| before.value),
            survey.now.as_ref().map(|now| now.value),
            target,
            survey.range.decimals(),
        );
        words.with(id).text("target", number(target)).to_string()
    }));
    if survey.is_broken {
        said.push(words.t("report-criterion-reworded").into_owned());
    }
    said
}

/// Judged by the numbers as they are written: what reads as the goal has reached it.
fn target_id(
    criterion: &ReportCriterion,
    before: Option<f64>,
    now: Option<f64>,
    target: f64,
    decimals: usize,
) -> &'static str {
    let written = |value: f64| format!("{value:.decimals$}").parse().unwrap_or(value);
    match now {
        Some(now) if criterion.direction.is_reached(written(now), written(target)) => "report-criterion-target-reached",
        Some(now)
            if criterion.direction.is_met(
                before.map(written),
                written(now),
                written(target),
                criterion.smallest_worthwhile,
            ) =>
        {
            "report-criterion-target-fell"
        }
        Some(_) => "report-criterion-target-not-reached",
        None => "report-criterion-target",
    }
}

fn without_figure(words: &'static Words, criterion: &ReportCriterion) -> String {
    match &criterion.kind {
        CriterionKind::Indicator { .. } => words.t("report-criterion-no-figure").into_owned(),
        CriterionKind::Observed => words.t("report-criterion-observed").into_owned(),
        CriterionKind::SurveyScale { scale } => words.with("report-criterion-scale").text("scale", scale).to_string(),
    }
}

fn levels(words: &'static Words, criterion: &ReportCriterion, figure: &ReportFigure) -> Vec<String> {
    let sentence = |id: &'static str| words.with(id).text("name", name(words, figure));
    let value = |level: ReportLevel| written(words, figure, level.value);
    // What is a year old or older, or followed by months that are hidden or missing, is not called now.
    let now = figure.now.filter(|_| !figure.is_old);
    let latest = figure.now.filter(|_| figure.is_old).or(figure.last_seen);
    let mut said: Vec<String> = match (figure.before, now) {
        (Some(before), Some(now)) => vec![
            sentence("report-criterion-before-and-now")
                .text("before", value(before))
                .text("before-months", months(words, before))
                .text("now", value(now))
                .text("now-months", months(words, now))
                .to_string(),
            words
                .t(compared(&value(before), &value(now), before.value < now.value))
                .into_owned(),
        ],
        (None, Some(now)) => vec![
            sentence("report-criterion-only-now")
                .text("now", value(now))
                .text("now-months", months(words, now))
                .to_string(),
        ],
        (Some(before), None) if latest.is_none() => vec![
            sentence("report-criterion-only-before")
                .text("before", value(before))
                .text("before-months", months(words, before))
                .to_string(),
        ],
        (Some(before), None) => vec![
            sentence("report-criterion-was-before")
                .text("before", value(before))
                .text("before-months", months(words, before))
                .to_string(),
        ],
        (None, None) if latest.is_none() => return Vec::new(),
        (None, None) => Vec::new(),
    };
    said.extend(latest.map(|latest| {
        sentence("report-criterion-last-seen")
            .text("latest", value(latest))
            .text("months", months(words, latest))
            .to_string()
    }));
    if criterion.has_not_begun {
        said.push(words.t("report-criterion-not-begun").into_owned());
    } else if figure.units > 0 {
        let sentence = words
            .with("report-criterion-units")
            .count("count", i64::from(figure.units));
        said.push(sentence.to_string());
    }
    if let Some(target) = criterion.target {
        let before = figure.before.map(|before| before.value);
        let id = target_id(
            criterion,
            before,
            now.map(|now| now.value),
            target,
            figure.measure.decimals(),
        );
        said.push(
            words
                .with(id)
                .text("target", written(words, figure, target))
                .to_string(),
        );
    }
    if figure.is_broken {
        said.push(words.t("report-criterion-broken").into_owned());
    }
    said.extend(figure.disturbed_by().map(|disruption| disturbed(words, disruption)));
    said
}

/// As the reader sees them: two levels that are written the same are the same.
fn compared(before: &str, now: &str, is_higher: bool) -> &'static str {
    if before == now {
        "report-criterion-same"
    } else if is_higher {
        "report-criterion-higher"
    } else {
        "report-criterion-lower"
    }
}

fn disturbed(words: &'static Words, disruption: &ReportDisruption) -> String {
    words
        .with("report-criterion-disturbed")
        .text("name", &disruption.name)
        .text("months", words.months(disruption.first, disruption.last))
        .to_string()
}

/// The indicator's name in the reader's language.
pub(super) fn name(words: &'static Words, figure: &ReportFigure) -> String {
    match words.lang() {
        Lang::Da => figure.name_da.clone(),
        Lang::En => figure.name_en.clone(),
    }
}

/// A value with its unit, as in a sentence.
pub(super) fn written(words: &'static Words, figure: &ReportFigure, value: f64) -> String {
    let number = words.lang().number(value, figure.measure.decimals());
    let unit = words.t(&format!("report-unit-{}", figure.measure.code().replace('_', "-")));
    // "Ansøgere pr. stilling" need not be told per vacancy once more.
    if name(words, figure).to_lowercase().contains(unit.as_ref()) {
        return number;
    }
    words
        .with(match figure.measure {
            trivsel_domain::indicator::Measure::RatePercent => "report-value-rate-percent",
            trivsel_domain::indicator::Measure::PerPerson => "report-value-per-person",
            trivsel_domain::indicator::Measure::Count => "report-value-count",
            trivsel_domain::indicator::Measure::PerVacancy => "report-value-per-vacancy",
            trivsel_domain::indicator::Measure::Money => "report-value-money",
        })
        .text("number", number)
        .to_string()
}

fn months(words: &'static Words, level: ReportLevel) -> String {
    words.months(level.first, level.last)
}
