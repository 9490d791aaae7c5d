//! Did it work? One criterion of an initiative: the verdict in a sentence, one picture, and all that stands behind it.

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Path, State};
use trivsel_app::evaluations::{self, CONFIDENCE, Evaluation, Found, METHOD_VERSION, OtherWay, Reckoned, SEED};
use trivsel_chart::{RangeDot, RangeEnd, RangePicture, Words as Label};
use trivsel_domain::evaluation::{Cap, Caution, Design, Refusal, Robustness, Settles, Verdict, Way};
use trivsel_domain::id::{InitiativeId, SuccessCriterionId};
use trivsel_domain::indicator::Measure;
use trivsel_domain::initiative::Direction;

use super::criterion::indicator_name;
use crate::Web;
use crate::failure::Answer;
use crate::pages::page;
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![get(
        "/initiatives/{initiative}/criteria/{criterion}/evaluation",
        "EMSUCK",
        show,
    )]
}

#[derive(Template)]
#[template(path = "pages/initiatives/evaluation.html")]
struct EvaluationPage {
    shell: Shell,
    initiative_title: String,
    back: String,
    /// None where there are no figures to evaluate.
    of: Option<Told>,
}

/// The evaluation in words.
struct Told {
    title: String,
    /// What is measured, and over which months.
    about: String,
    badge: String,
    /// The class of the badge: `strong` for a clear answer.
    tone: &'static str,
    verdict: String,
    picture: Option<Safe<String>>,
    /// What a reader must know about the verdict.
    behind: Vec<String>,
    design: String,
    design_why: String,
    refused: Vec<(String, Vec<String>)>,
    cautions: Vec<String>,
    caps: Vec<String>,
    settles: Vec<String>,
    others: Vec<(String, String)>,
    units: Vec<UnitRow>,
    settings: Vec<(String, String)>,
}

/// A unit of the table.
struct UnitRow {
    name: String,
    start: String,
    months: String,
    withheld: String,
}

async fn show(
    State(web): State<Web>,
    session: Session,
    Path((initiative, criterion)): Path<(InitiativeId, SuccessCriterionId)>,
) -> Answer {
    let (initiative, evaluation) = evaluations::evaluate(&web.app, session.actor(), initiative, criterion).await?;
    let shell = session.shell(Station::Act);
    page(&EvaluationPage {
        initiative_title: initiative.title,
        back: format!("{}#criteria", urls::initiative(initiative.id)),
        of: evaluation.map(|evaluation| told(&shell, &evaluation)),
        shell,
    })
}

/// How effects are written: in days a month where that is what an indicator counts, else in the indicator's own unit.
struct Scale<'a> {
    shell: &'a Shell,
    factor: f64,
    decimals: usize,
    /// The ids of "fewer", "more" and the unit.
    fewer: &'static str,
    more: &'static str,
    unit: &'static str,
}

impl<'a> Scale<'a> {
    fn of(shell: &'a Shell, evaluation: &Evaluation) -> Self {
        let counted = evaluation.found.as_ref().and_then(|found| found.counted_a_month);
        let is_absence =
            evaluation.indicator.code.starts_with("absence") && evaluation.indicator.measure == Measure::RatePercent;
        match counted {
            Some(days) if is_absence => Self {
                shell,
                factor: days,
                decimals: 0,
                fewer: "evaluation-fewer",
                more: "evaluation-more",
                unit: "evaluation-unit-days",
            },
            _ => Self {
                shell,
                factor: 1.0,
                decimals: match evaluation.indicator.measure {
                    Measure::Money => 0,
                    Measure::RatePercent | Measure::Count => 1,
                    Measure::PerPerson | Measure::PerVacancy => 2,
                },
                fewer: "evaluation-lower",
                more: "evaluation-higher",
                unit: match evaluation.indicator.measure {
                    Measure::RatePercent => "evaluation-unit-rate-percent",
                    Measure::PerPerson => "evaluation-unit-per-person",
                    Measure::Count => "evaluation-unit-count",
                    Measure::PerVacancy => "evaluation-unit-per-vacancy",
                    Measure::Money => "evaluation-unit-money",
                },
            },
        }
    }

    fn unit(&self) -> String {
        self.shell.t(self.unit).into_owned()
    }

    fn number(&self, value: f64) -> String {
        self.shell.lang.number((value * self.factor).abs(), self.decimals)
    }

    fn word(&self, value: f64) -> &'static str {
        if value < 0.0 { self.fewer } else { self.more }
    }

    /// "58 fewer", "14 more".
    fn text(&self, value: f64) -> String {
        if value.is_finite() {
            self.shell
                .with(self.word(value))
                .text("number", self.number(value))
                .to_string()
        } else {
            self.shell.t("evaluation-no-bound").into_owned()
        }
    }
}

fn told(shell: &Shell, evaluation: &Evaluation) -> Told {
    let scale = Scale::of(shell, evaluation);
    let found = evaluation.found.as_ref();
    let verdict = found.map_or(Verdict::CannotBeConcluded, |found| found.judgement.verdict);
    let kind = match verdict {
        Verdict::ClearChange(_) => "clear-change",
        Verdict::ChangeMaybeSmaller(_) => "change-maybe-smaller",
        Verdict::NoImportantChange => "no-important-change",
        Verdict::CannotBeConcluded => "cannot-be-concluded",
    };
    let tone = if matches!(verdict, Verdict::ClearChange(_)) {
        "strong"
    } else {
        ""
    };
    let choice = &evaluation.choice;
    Told {
        title: evaluation.criterion.title.clone(),
        about: shell
            .with("evaluation-about")
            .text("indicator", indicator_name(shell.lang, &evaluation.indicator))
            .text("from", shell.lang.month(evaluation.first))
            .text("to", shell.lang.month(evaluation.last))
            .to_string(),
        badge: shell.t(&format!("evaluation-badge-{kind}")).into_owned(),
        tone,
        verdict: sentence(&scale, evaluation, verdict),
        picture: found.and_then(|found| picture(&scale, evaluation, found)),
        behind: found.map(|found| behind(shell, found)).unwrap_or_default(),
        design: shell.code("evaluation-design", choice.design.code()),
        design_why: shell
            .t(&format!(
                "evaluation-design-{}-why",
                choice.design.code().replace('_', "-")
            ))
            .into_owned(),
        refused: refused(shell, &choice.refused),
        cautions: choice
            .cautions
            .iter()
            .map(|caution| caution_words(shell, *caution))
            .collect(),
        caps: choice.caps.iter().map(|cap| cap_words(shell, *cap)).collect(),
        settles: evaluation
            .settles
            .iter()
            .map(|settles| settles_words(shell, *settles))
            .collect(),
        others: found
            .map(|found| {
                let line = |other: &OtherWay| {
                    (
                        way_words(shell, evaluation, other.way),
                        effect_words(&scale, other.effect),
                    )
                };
                found.others.iter().map(line).collect()
            })
            .unwrap_or_default(),
        units: units(shell, evaluation),
        settings: settings(shell, evaluation, found),
    }
}

/// The verdict in one sentence.
fn sentence(scale: &Scale<'_>, evaluation: &Evaluation, verdict: Verdict) -> String {
    let shell = scale.shell;
    let Some(found) = &evaluation.found else {
        return shell
            .t("evaluation-verdict-cannot-be-concluded-no-estimate")
            .into_owned();
    };
    let (interval, aim) = (found.judgement.interval, found.judgement.aim);
    let is_kept = matches!(aim.direction, Direction::KeepLow | Direction::KeepHigh);
    let way = |way: Way| if way == Way::Better { "better" } else { "worse" };
    let excludes_zero = interval.lower() > 0.0 || interval.upper() < 0.0;
    let id = match verdict {
        Verdict::ClearChange(to) => format!("evaluation-verdict-clear-change-{}", way(to)),
        Verdict::ChangeMaybeSmaller(to) if aim.worthwhile.is_none() => {
            format!("evaluation-verdict-change-no-worthwhile-{}", way(to))
        }
        Verdict::ChangeMaybeSmaller(to) => format!("evaluation-verdict-change-maybe-smaller-{}", way(to)),
        Verdict::NoImportantChange if is_kept => "evaluation-verdict-no-important-change-kept".to_owned(),
        Verdict::NoImportantChange => "evaluation-verdict-no-important-change".to_owned(),
        Verdict::CannotBeConcluded if excludes_zero => "evaluation-verdict-cannot-be-concluded-one-way".to_owned(),
        Verdict::CannotBeConcluded => "evaluation-verdict-cannot-be-concluded".to_owned(),
    };
    let is_down = aim.direction.is_down();
    let worst = if is_down { interval.upper() } else { interval.lower() };
    let worthwhile = aim
        .worthwhile
        .map_or(0.0, |size| if is_down { -size.size() } else { size.size() });
    shell
        .with(&id)
        .text("from", scale.text(interval.lower()))
        .text("to", scale.text(interval.upper()))
        .text("unit", scale.unit())
        .text("worst", scale.text(worst))
        .text("worthwhile", scale.text(worthwhile))
        .to_string()
}

fn picture(scale: &Scale<'_>, evaluation: &Evaluation, found: &Found) -> Option<Safe<String>> {
    let interval = found.judgement.interval;
    if !(interval.lower().is_finite() && interval.upper().is_finite()) {
        return None;
    }
    let shell = scale.shell;
    let end = |value: f64| RangeEnd {
        value: value * scale.factor,
        number: scale.number(value),
        word: Label::same(shell.with(scale.word(value)).text("number", "").to_string().trim()),
    };
    let is_down = found.judgement.aim.direction.is_down();
    let drawn = RangePicture {
        id: "evaluation".to_owned(),
        title: shell.t("evaluation-picture").into_owned(),
        desc: sentence(scale, evaluation, found.judgement.verdict),
        low: end(interval.lower()),
        best: end(interval.estimate()),
        high: end(interval.upper()),
        dot: if evaluation.choice.caps.is_empty() {
            RangeDot::Filled
        } else {
            RangeDot::Hollow
        },
        zero: Label::same(shell.t("evaluation-zero")),
        worth: found.judgement.aim.worthwhile.map(|size| {
            let size = if is_down { -size.size() } else { size.size() };
            (size * scale.factor, Label::same(shell.t("evaluation-worth")))
        }),
    };
    Some(Safe(drawn.page()))
}

/// What the verdict rests on besides the interval.
fn behind(shell: &Shell, found: &Found) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(chance) = found.chance {
        let percent = if chance.p < 0.001 {
            shell
                .with("evaluation-under")
                .text("number", shell.lang.number(0.1, 1))
                .to_string()
        } else {
            shell.lang.number(chance.p * 100.0, 1)
        };
        lines.push(
            shell
                .with("evaluation-chance")
                .text("percent", percent)
                .text("ways", shell.lang.count(chance.looked_at))
                .to_string(),
        );
    }
    if matches!(found.judgement.robustness, Robustness::NotRobust { .. }) {
        lines.push(shell.t("evaluation-not-robust").into_owned());
    }
    let stability = found.judgement.sign_stability;
    if stability.of > 0 {
        lines.push(
            shell
                .with("evaluation-sign-stability")
                .count("same", stability.same)
                .count("of", stability.of)
                .to_string(),
        );
    }
    lines
}

/// The reasons of each stronger design that was refused.
fn refused(shell: &Shell, refused: &[(Design, Refusal)]) -> Vec<(String, Vec<String>)> {
    refused
        .chunk_by(|one, next| one.0 == next.0)
        .filter_map(|reasons| {
            let (design, _) = reasons.first()?;
            Some((
                shell.code("evaluation-design", design.code()),
                reasons
                    .iter()
                    .map(|(_, refusal)| refusal_words(shell, *refusal))
                    .collect(),
            ))
        })
        .collect()
}

fn refusal_words(shell: &Shell, refusal: Refusal) -> String {
    let id = format!("evaluation-refusal-{}", refusal.code().replace('_', "-"));
    let sentence = shell.with(&id);
    match refusal {
        Refusal::TooFewUnits { have, need }
        | Refusal::TooFewMonthsBefore { have, need }
        | Refusal::TooFewMonthsAfter { have, need }
        | Refusal::StartSoonAfterDisruption { have, need } => sentence.count("have", have).count("need", need),
        Refusal::TooFewOrders { have, need } => sentence.count("have", have).count("need", need),
        Refusal::OneUnitCohortsOnly { cohorts } => sentence.count("cohorts", cohorts),
        Refusal::NotStarted
        | Refusal::AllStartTogether
        | Refusal::NoUntouchedUnit
        | Refusal::StartInsideDisruption
        | Refusal::DefinitionBreakAtStart => sentence,
    }
    .to_string()
}

fn caution_words(shell: &Shell, caution: Caution) -> String {
    let id = format!("evaluation-caution-{}", caution.code().replace('_', "-"));
    let sentence = shell.with(&id);
    match caution {
        Caution::FewUnits { units } | Caution::UnitsLeftOut { units } => sentence.count("units", units),
        Caution::FewTreated { treated } => sentence.count("treated", treated),
        Caution::OneUnitCohorts { cohorts } => sentence.count("cohorts", cohorts),
        Caution::ShortHistory { months } | Caution::WithoutSeason { months } => sentence.count("months", months),
        Caution::OrderNotDrawn
        | Caution::NearDisruption
        | Caution::SharedDefinitionBreak
        | Caution::StartChoiceUnknown
        | Caution::NoSmallestWorthwhile => sentence,
    }
    .to_string()
}

fn cap_words(shell: &Shell, cap: Cap) -> String {
    match cap {
        Cap::Refused { because } => refusal_words(shell, because),
        Cap::StartChosenAfterSeeing => shell.t("evaluation-cap-start-chosen-after-seeing").into_owned(),
    }
}

fn settles_words(shell: &Shell, settles: Settles) -> String {
    let id = format!("evaluation-settles-{}", settles.code().replace('_', "-"));
    let sentence = shell.with(&id);
    match settles {
        Settles::MoreMonths { months } | Settles::OlderMonths { months } | Settles::LaterStart { months } => {
            sentence.count("months", months)
        }
        Settles::MoreComparisonUnits { units } | Settles::MoreTreatedUnits { units } => sentence.count("units", units),
        Settles::StartSetBeforehand | Settles::StartsTogether | Settles::SameDefinition | Settles::ALot => sentence,
    }
    .to_string()
}

fn way_words(shell: &Shell, evaluation: &Evaluation, way: Reckoned) -> String {
    match way {
        Reckoned::GroupTime => shell.t("evaluation-way-group-time").into_owned(),
        Reckoned::WithoutDisruption => shell.t("evaluation-way-without-disruption").into_owned(),
        Reckoned::WithoutUnit(unit) => {
            let name = evaluation
                .units
                .iter()
                .find(|used| used.unit == unit)
                .map(|used| used.name.as_str());
            shell
                .with("evaluation-way-without-unit")
                .text("unit", name.unwrap_or_default())
                .to_string()
        }
        Reckoned::Autoregressive => shell.t("evaluation-way-autoregressive").into_owned(),
        Reckoned::Handled(letter) => shell
            .t(&format!("evaluation-way-handled-{}", letter.to_lowercase()))
            .into_owned(),
    }
}

fn effect_words(scale: &Scale<'_>, effect: Option<f64>) -> String {
    match effect {
        Some(effect) => format!("{} {}", scale.text(effect), scale.unit()),
        None => scale.shell.t("evaluation-way-not-possible").into_owned(),
    }
}

fn units(shell: &Shell, evaluation: &Evaluation) -> Vec<UnitRow> {
    evaluation
        .units
        .iter()
        .map(|used| UnitRow {
            name: used.name.clone(),
            start: match used.start {
                Some(month) => shell.lang.month(month),
                None => shell.t("evaluation-not-begun").into_owned(),
            },
            months: shell.lang.count(used.months),
            withheld: shell.lang.count(used.withheld),
        })
        .collect()
}

fn settings(shell: &Shell, evaluation: &Evaluation, found: Option<&Found>) -> Vec<(String, String)> {
    let line = |id: &str, value: String| (shell.t(id).into_owned(), value);
    let mut lines = vec![line("evaluation-setting-source", evaluation.series.source.clone())];
    if let Some(found) = found {
        lines.push(line(
            "evaluation-setting-confidence",
            format!("{} %", shell.lang.number(CONFIDENCE * 100.0, 0)),
        ));
        if let Some(chance) = found.chance {
            lines.push(line("evaluation-setting-ways", shell.lang.count(chance.looked_at)));
        }
    }
    lines.push(line("evaluation-setting-seed", SEED.to_string()));
    lines.push(line("evaluation-setting-method", METHOD_VERSION.to_string()));
    lines.push(line("evaluation-setting-hash", evaluation.hash.clone()));
    lines
}
