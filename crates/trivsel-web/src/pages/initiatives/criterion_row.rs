//! A criterion as its row on the initiative's page and its sheet shows it.

use askama::filters::Safe;
use trivsel_app::figures::{CriterionFigure, ScaleLevel};
use trivsel_app::initiatives::view::CriterionView;
use trivsel_chart::Sparkline;
use trivsel_domain::indicator::Measure;
use trivsel_domain::initiative::CriterionKind;
use trivsel_domain::toolbox::themes_of;

use super::criterion;
use crate::shell::Shell;
use crate::{badges, urls};

/// A criterion as its row shows it. Numbers are written for the reader already.
pub(super) struct CriterionRow {
    pub(super) id: String,
    pub(super) title: String,
    /// Which way, and by what it shows.
    pub(super) about: String,
    /// Why there are no numbers to show; empty when there are.
    pub(super) instead: String,
    pub(super) is_not_measurable: bool,
    pub(super) line: Option<Safe<String>>,
    pub(super) before: String,
    /// Whether what was before is locked, or where it comes from; empty when there is nothing.
    pub(super) before_note: String,
    pub(super) now: String,
    /// Where it comes from; may be empty.
    pub(super) now_note: String,
    pub(super) target: String,
    pub(super) smallest: String,
    /// What to keep in mind when comparing; may be empty.
    pub(super) care: String,
    /// Is there something to say about whether it worked?
    pub(super) can_be_evaluated: bool,
    /// What was last found; none while nobody has asked.
    pub(super) verdict: Option<Safe<String>>,
    /// Could it still be planned who begins when?
    pub(super) can_be_planned: bool,
    /// Where tools for what it is about stand; none when no tool is about it.
    pub(super) tools: Option<String>,
}

/// Tools for what a criterion is about, by its scale or its indicator, as a link: the page itself asks nothing of the toolbox.
fn tools(view: &CriterionView) -> Option<String> {
    let scale = view.criterion.kind.survey_scale().map(|(_, scale)| scale);
    let key = scale.or(view.indicator.as_ref().map(|indicator| indicator.code.as_str()))?;
    (!themes_of(key).is_empty()).then(|| urls::toolbox_scale(key))
}

/// What it shows by: a figure, a scale, or what somebody sees.
fn shown_by(shell: &Shell, view: &CriterionView) -> String {
    match (&view.criterion.kind, &view.indicator) {
        (CriterionKind::SurveyScale { scale }, _) => match &view.scale {
            Some(figure) => criterion::scale_name(shell, &figure.named),
            None => shell.with("criterion-by-scale").text("scale", scale).to_string(),
        },
        (CriterionKind::Observed, _) => shell.t("criterion-by-eye").into_owned(),
        (CriterionKind::Indicator { .. }, Some(indicator)) => {
            let name = criterion::indicator_name(shell.lang, indicator);
            match view.category.as_str() {
                "" => name.to_owned(),
                category => format!("{name}: {category}"),
            }
        }
        (CriterionKind::Indicator { .. }, None) => String::new(),
    }
}

pub(super) fn criterion_row(shell: &Shell, view: &CriterionView, can_begin: bool) -> CriterionRow {
    let of = &view.criterion;
    let measure = view.indicator.as_ref().map(|indicator| indicator.measure);
    let shown_by = shown_by(shell, view);
    let way = shell.code("direction", of.direction.code());
    let write = |value: Option<f64>| value.map_or_else(String::new, |value| criterion::value(shell, measure, value));
    let level = |mean: Option<f64>| match (mean, &view.scale) {
        (Some(value), Some(figure)) => shell.lang.number(value, figure.named.decimals()),
        (Some(value), None) => criterion::value(shell, measure, value),
        (None, _) if is_withheld(view) => shell.t("criteria-withheld").into_owned(),
        (None, _) => "–".to_owned(),
    };
    let figure = view.figure.as_ref();
    let scale = view.scale.as_ref();
    let (first, newest) = (
        scale.and_then(|figure| figure.before.as_ref()),
        scale.and_then(|figure| figure.now.as_ref()),
    );
    let reckoned = figure.and_then(|figure| figure.before).map(|mean| mean.value);
    let reckoned = reckoned.or(first.map(|level| level.value));
    let before = match (of.baseline, scale) {
        (Some(baseline), Some(_)) => level(Some(baseline)),
        (Some(baseline), None) => write(Some(baseline)),
        (None, _) => level(reckoned),
    };
    let survey = |level: &ScaleLevel| level.wave.title.of(shell.lang.code()).to_owned();
    let before_note = match (of.baseline, reckoned) {
        (Some(_), _) if of.frozen_at.is_some() => shell.t("criteria-before-frozen").into_owned(),
        (None, Some(_)) => match (first, figure.and_then(|figure| figure.before_months)) {
            (Some(first), _) => survey(first),
            (None, Some((from, to))) => shell
                .with("criteria-before-reckoned")
                .text("months", shell.words.months(from, to))
                .to_string(),
            (None, None) => String::new(),
        },
        _ => String::new(),
    };
    let now = figure
        .and_then(|figure| figure.now.filter(|_| !figure.is_old))
        .map(|mean| mean.value);
    let values = match (figure, scale) {
        (Some(figure), _) => Some(figure.values.clone()),
        (None, Some(figure)) => Some(figure.values.clone()),
        (None, None) => None,
    };
    CriterionRow {
        id: of.id.to_string(),
        title: of.title.clone(),
        about: if shown_by.is_empty() {
            way
        } else {
            format!("{way} · {shown_by}")
        },
        instead: match &of.not_measurable {
            Some(reason) => reason.clone(),
            None => instead(shell, view),
        },
        is_not_measurable: of.not_measurable.is_some(),
        line: values.and_then(|values| line(values, of.target)),
        before,
        before_note,
        now: level(now.or(newest.map(|level| level.value))),
        now_note: match figure {
            Some(figure) => now_note(shell, view, figure),
            None => newest.map(survey).unwrap_or_default(),
        },
        target: write(of.target),
        smallest: of.smallest_worthwhile.map_or_else(String::new, |value| {
            criterion::difference(shell, measure, &of.kind, value)
        }),
        care: care(shell, view, measure),
        can_be_planned: can_begin && view.figure.is_some(),
        tools: tools(view),
        verdict: view.verdict.map(|found| badges::answer(shell, found)),
        can_be_evaluated: (of.kind.indicator().is_some() || scale.is_some()) && of.frozen_at.is_some(),
    }
}

/// The months of the level now; the latest that is shown, where that is not now.
fn now_note(shell: &Shell, view: &CriterionView, figure: &CriterionFigure) -> String {
    if let (Some(_), Some((from, to)), false) = (figure.now, figure.now_months, figure.is_old) {
        return shell.words.months(from, to);
    }
    let latest = figure.now.zip(figure.now_months);
    let latest = latest.or(figure.last_seen.zip(figure.last_seen_months));
    let measure = view.indicator.as_ref().map(|indicator| indicator.measure);
    latest.map_or_else(String::new, |(level, (from, to))| {
        shell
            .with("criteria-last-seen")
            .text("value", criterion::value(shell, measure, level.value))
            .text("months", shell.words.months(from, to))
            .to_string()
    })
}

/// Is there a figure that may not be shown?
fn is_withheld(view: &CriterionView) -> bool {
    view.figure.as_ref().is_some_and(|figure| figure.is_withheld)
        || view.scale.as_ref().is_some_and(|figure| figure.is_withheld)
}

/// Is there a figure at all, be it withheld?
fn has_figure(view: &CriterionView) -> bool {
    view.figure.is_some()
        || view
            .scale
            .as_ref()
            .is_some_and(|figure| figure.is_withheld || figure.before.is_some() || figure.now.is_some())
}

/// Why a criterion that can be measured has no numbers to show at all.
fn instead(shell: &Shell, view: &CriterionView) -> String {
    let of = &view.criterion;
    match &of.kind {
        CriterionKind::Observed => shell.t("criteria-observed").into_owned(),
        CriterionKind::SurveyScale { .. } if view.scale.is_none() => shell.t("criterion-own-words").into_owned(),
        _ if !has_figure(view) && of.baseline.is_none() && of.target.is_none() => {
            shell.t("criterion-no-numbers").into_owned()
        }
        _ => String::new(),
    }
}

/// What disturbs a comparison of before and now.
fn care(shell: &Shell, view: &CriterionView, measure: Option<Measure>) -> String {
    if view.scale.as_ref().is_some_and(|figure| figure.is_broken) {
        return shell.t("criterion-reworded").into_owned();
    }
    let (Some(figure), Some(_)) = (&view.figure, measure) else {
        return String::new();
    };
    let mut sentences = Vec::new();
    if let Some(name) = &figure.disrupted_by {
        sentences.push(shell.with("criterion-disrupted").text("name", name).to_string());
    }
    if figure.is_broken {
        sentences.push(shell.t("criterion-broken").into_owned());
    }
    sentences.join(" ")
}

/// The small line; none when there are fewer than two values to join.
fn line(values: Vec<Option<f64>>, goal: Option<f64>) -> Option<Safe<String>> {
    let shown = values.iter().flatten().count();
    (shown >= 2).then(|| Safe(Sparkline { values, goal }.page()))
}
