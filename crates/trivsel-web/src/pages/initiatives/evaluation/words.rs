//! Codes of an evaluation as sentences.

use trivsel_app::evaluations::Evaluation;
use trivsel_domain::evaluation::{
    Cap, Caution, Choice, Design, Finding, Judgement, Lack, Reckoned, Refusal, Robustness, SeriesModel, Settles,
    UNITS_FOR_BOOTSTRAP, Uncertainty, Verdict,
};
use trivsel_domain::indicator::Disruption;

use crate::pages::initiatives::criterion::indicator_name;
use crate::shell::Shell;
use crate::verdict::{Scale, worthwhile};

/// What the verdict rests on besides the interval.
pub(super) fn behind(shell: &Shell, scale: &Scale, finding: &Finding) -> Vec<String> {
    let judgement = &finding.judgement;
    let mut lines = behind_interval(shell, scale, judgement);
    if let Some(chance) = finding.chance {
        lines.push(
            shell
                .with("evaluation-chance")
                .text("times", times(shell, chance.p))
                .text("ways", shell.lang.count(chance.looked_at))
                .to_string(),
        );
    }
    if let Some(placebo) = finding.placebo {
        lines.push(
            shell
                .with("evaluation-placebo")
                .count("as_large", placebo.as_large)
                .count("of", placebo.of)
                .to_string(),
        );
    }
    if matches!(judgement.robustness, Robustness::NotRobust { .. }) {
        lines.push(shell.t("evaluation-not-robust").into_owned());
    }
    lines
}

/// How often chance alone would do it: out of a hundred, out of a thousand where that would be nothing.
fn times(shell: &Shell, p: f64) -> String {
    let (id, of) = match p {
        ..0.001 => return shell.t("evaluation-chance-rare").into_owned(),
        ..0.0095 => ("evaluation-chance-thousand", 1_000.0),
        _ => ("evaluation-chance-hundred", 100.0),
    };
    shell.with(id).text("count", shell.lang.number(p * of, 0)).to_string()
}

/// What an interval says beside the verdict.
pub(super) fn behind_interval(shell: &Shell, scale: &Scale, judgement: &Judgement) -> Vec<String> {
    let scale = &scale.fitting(judgement);
    let mut lines = vec![best(shell, scale, judgement)];
    let interval = judgement.interval;
    let is_within = |value: f64| interval.lower() <= value && value <= interval.upper();
    if judgement.verdict == Verdict::CannotBeConcluded
        && judgement.caps.is_empty()
        && let Some(worth) = worthwhile(judgement).filter(|worth| is_within(*worth) && is_within(0.0) && *worth != 0.0)
    {
        lines.push(
            shell
                .with("evaluation-wide")
                .text("worthwhile", scale.change(worth))
                .to_string(),
        );
    }
    lines
}

fn best(shell: &Shell, scale: &Scale, judgement: &Judgement) -> String {
    let best = shell
        .with("evaluation-best")
        .text("best", scale.change(judgement.interval.estimate()))
        .to_string();
    match worthwhile(judgement).filter(|worth| *worth != 0.0) {
        Some(_) => format!(
            "{best} {}",
            shell
                .with("evaluation-decided")
                .text("worthwhile", scale.worth(judgement))
        ),
        None => best,
    }
}

/// The sentence where there is no estimate.
pub(super) fn without_estimate(evaluation: &Evaluation) -> &'static str {
    if !evaluation.has_begun {
        "evaluation-verdict-not-begun"
    } else if evaluation.chart.iter().any(Option::is_some) {
        "evaluation-verdict-chart-only"
    } else {
        "evaluation-verdict-cannot-be-concluded-no-estimate"
    }
}

/// A unit, without those in it that stand by themselves.
pub(super) fn unit(shell: &Shell, name: &str, without: &[String]) -> String {
    match without {
        [] => name.to_owned(),
        others => shell
            .with("evaluation-unit-without")
            .text("unit", name)
            .text("others", others.join(", "))
            .to_string(),
    }
}

/// How many of the other ways point to the same side; none where there are none.
pub(super) fn agreement(shell: &Shell, finding: &Finding) -> Option<String> {
    let stability = finding.judgement.sign_stability;
    (stability.of > 0).then(|| {
        shell
            .with("evaluation-sign-stability")
            .count("same", stability.same)
            .count("of", stability.of)
            .to_string()
    })
}

/// How it was reckoned, in sentences.
pub(super) fn design(shell: &Shell, evaluation: &Evaluation) -> Vec<String> {
    let choice = &evaluation.choice;
    let code = choice.design.code().replace('_', "-");
    let mut lines = vec![shell.t(&format!("evaluation-design-{code}-why")).into_owned()];
    if let Some(uncertainty) = choice.uncertainty {
        lines.push(shell.code("evaluation-uncertainty", uncertainty.code()));
    }
    if let Some(model) = choice.model {
        lines.push(shell.code("evaluation-model", model.code()));
    }
    let others = evaluation
        .finding()
        .map(|finding| finding.others.as_slice())
        .unwrap_or_default();
    if others.iter().any(|other| other.way == Reckoned::Independent) {
        lines.push(shell.t("evaluation-neighbours").into_owned());
    }
    lines.extend(coverage(choice).map(|id| shell.t(id).into_owned()));
    lines
}

/// How often intervals of such a design hold the truth, as far as it was measured.
fn coverage(choice: &Choice) -> Option<&'static str> {
    match (choice.design, choice.uncertainty) {
        (Design::ControlledSeries | Design::InterruptedSeries, _) => Some("evaluation-coverage-series"),
        (_, Some(Uncertainty::ClusterBootstrap)) => Some("evaluation-coverage-cluster-bootstrap"),
        (_, Some(Uncertainty::Randomisation)) => Some("evaluation-coverage-randomisation"),
        _ => None,
    }
}

/// What the reckoning allows for.
pub(super) fn considered(shell: &Shell, evaluation: &Evaluation) -> Vec<String> {
    let id = match evaluation.choice.design {
        Design::StaggeredComparison | Design::ControlledSeries => "evaluation-considered-shared",
        Design::InterruptedSeries => "evaluation-considered-left-out",
        Design::ChartOnly | Design::CannotBeConcluded => return Vec::new(),
    };
    let line = |disruption: &Disruption| {
        shell
            .with(id)
            .text("name", &disruption.name)
            .text("from", shell.lang.month(disruption.first))
            .text("to", shell.lang.month(disruption.last))
            .to_string()
    };
    let mut lines: Vec<String> = evaluation.disruptions.iter().map(line).collect();
    if evaluation.choice.model != Some(SeriesModel::StepWithoutSeason) {
        lines.push(shell.t("evaluation-considered-season").into_owned());
    }
    lines
}

/// The reasons of each stronger design that was refused.
pub(super) fn refused(shell: &Shell, refused: &[(Design, Refusal)]) -> Vec<(String, Vec<String>)> {
    refused
        .chunk_by(|one, next| one.0 == next.0)
        .filter_map(|reasons| {
            let (design, _) = reasons.first()?;
            Some((
                shell.code("evaluation-design", design.code()),
                reasons.iter().map(|(_, reason)| refusal(shell, *reason)).collect(),
            ))
        })
        .collect()
}

fn refusal(shell: &Shell, refusal: Refusal) -> String {
    let id = format!("evaluation-refusal-{}", refusal.code().replace('_', "-"));
    let sentence = shell.with(&id);
    match refusal {
        Refusal::TooFewUnits { have, need }
        | Refusal::TooFewMonthsBefore { have, need }
        | Refusal::TooFewMonthsAfter { have, need }
        | Refusal::StartSoonAfterDisruption { have, need } => sentence.count("have", have).count("need", need),
        Refusal::TooFewOrders { have, need } => sentence.count("have", have).count("need", need),
        Refusal::OneUnitCohortsOnly { cohorts } => sentence.count("cohorts", cohorts),
        Refusal::NotBegun
        | Refusal::NotStarted
        | Refusal::AllStartTogether
        | Refusal::NoUntouchedUnit
        | Refusal::StartInsideDisruption
        | Refusal::DefinitionBreakAtStart => sentence,
    }
    .to_string()
}

/// What a reader must know about the reckoning.
pub(super) fn caution(shell: &Shell, caution: Caution) -> String {
    let id = format!("evaluation-caution-{}", caution.code().replace('_', "-"));
    let sentence = shell.with(&id);
    match caution {
        Caution::FewUnits { units } => sentence.count("units", units).count("enough", UNITS_FOR_BOOTSTRAP),
        Caution::UnitsLeftOut { units } | Caution::UnitsNotShown { units } => sentence.count("units", units),
        Caution::FewTreated { treated } => sentence.count("treated", treated),
        Caution::OneUnitCohorts { cohorts } => sentence.count("cohorts", cohorts),
        Caution::ShortHistory { months } | Caution::WithoutSeason { months } => sentence.count("months", months),
        Caution::OrderNotDrawn
        | Caution::NearDisruption
        | Caution::SharedDefinitionBreak
        | Caution::StartChoiceUnknown
        | Caution::NoSmallestWorthwhile
        | Caution::ComparedOutside
        | Caution::SamePeople
        | Caution::NotDrawn => sentence,
    }
    .to_string()
}

/// Why no more is said.
pub(super) fn cap(shell: &Shell, cap: Cap) -> String {
    match cap {
        Cap::Refused { because } => refusal(shell, because),
        Cap::StartChosenAfterSeeing => shell.t("evaluation-cap-start-chosen-after-seeing").into_owned(),
        Cap::Surveys { because } => lack(shell, because),
    }
}

fn lack(shell: &Shell, lack: Lack) -> String {
    let id = format!("evaluation-lack-{}", lack.code().replace('_', "-"));
    let sentence = shell.with(&id);
    match lack {
        Lack::FewUnits { begun, beside, need } => sentence
            .count("begun", begun)
            .count("beside", beside)
            .count("need", need),
        Lack::NotBegun
        | Lack::NoSurvey
        | Lack::NoSurveyBefore
        | Lack::NoSurveySince
        | Lack::WordingChanged
        | Lack::NotShown
        | Lack::TwoSided => sentence,
    }
    .to_string()
}

/// What would settle it. A sentence of its own where nothing would.
pub(super) fn settles(shell: &Shell, evaluation: &Evaluation, verdict: Verdict) -> Vec<String> {
    if evaluation.settles.is_empty() && evaluation.has_begun && verdict == Verdict::CannotBeConcluded {
        return vec![shell.t("evaluation-settles-none").into_owned()];
    }
    evaluation
        .settles
        .iter()
        .map(|settles| settling(shell, *settles))
        .collect()
}

/// One thing that would settle it.
pub(super) fn settling(shell: &Shell, settles: Settles) -> String {
    let id = format!("evaluation-settles-{}", settles.code().replace('_', "-"));
    let sentence = shell.with(&id);
    match settles {
        Settles::MoreMonths { months } | Settles::OlderMonths { months } | Settles::LaterStart { months } => {
            sentence.count("months", months)
        }
        Settles::MoreComparisonUnits { units } | Settles::MoreTreatedUnits { units } => sentence.count("units", units),
        Settles::StartSetBeforehand
        | Settles::StartsTogether
        | Settles::SameDefinition
        | Settles::ALot
        | Settles::NextSurvey
        | Settles::StartAfterSurvey
        | Settles::SameWords => sentence,
    }
    .to_string()
}

/// A way of reckoning.
pub(super) fn way(shell: &Shell, evaluation: &Evaluation, way: Reckoned) -> String {
    let id = match way {
        Reckoned::GroupTime => "evaluation-way-group-time",
        Reckoned::WithoutDisruption => "evaluation-way-without-disruption",
        Reckoned::WithEverything => "evaluation-way-with-everything",
        Reckoned::Autoregressive => "evaluation-way-autoregressive",
        Reckoned::Independent => "evaluation-way-independent",
        Reckoned::RobustErrors => "evaluation-way-robust-errors",
        Reckoned::NegativeBinomial => "evaluation-way-negative-binomial",
        Reckoned::BeforeAndAfter => "evaluation-way-before-and-after",
        Reckoned::Handled(letter) => {
            return shell
                .t(&format!("evaluation-way-handled-{}", letter.to_lowercase()))
                .into_owned();
        }
        Reckoned::WithoutUnit(unit) => {
            let used = evaluation.units.iter().find(|used| used.unit == unit);
            return shell
                .with("evaluation-way-without-unit")
                .text(
                    "unit",
                    used.map(|used| self::unit(shell, &used.name, &used.without))
                        .unwrap_or_default(),
                )
                .to_string();
        }
    };
    shell.t(id).into_owned()
}

/// What is measured, and over which months.
pub(super) fn about(shell: &Shell, evaluation: &Evaluation) -> String {
    shell
        .with("evaluation-about")
        .text("indicator", indicator_name(shell.lang, &evaluation.indicator))
        .text("from", shell.lang.month(evaluation.first))
        .text("to", shell.lang.month(evaluation.last))
        .to_string()
}

#[cfg(test)]
mod tests {
    use trivsel_domain::evaluation::{Cap, Caution, Design, Lack, Refusal, Settles, Uncertainty, Verdict};

    use super::{cap, caution, lack, refusal, settling};
    use crate::shell::{Shell, Station};
    use crate::verdict::badge;
    use crate::words::{Lang, Words};

    fn shell(lang: Lang) -> Shell {
        Shell {
            words: Words::of(lang),
            lang,
            station: Station::Act,
            visitor: None,
            demo_people: Vec::new(),
            here: String::new(),
            notice: None,
            can_print: true,
        }
    }

    #[test]
    fn every_code_has_its_sentence_in_both_languages() {
        let (have, need) = (1, 12);
        let refusals = [
            Refusal::NotBegun,
            Refusal::NotStarted,
            Refusal::AllStartTogether,
            Refusal::TooFewUnits { have, need },
            Refusal::OneUnitCohortsOnly { cohorts: 1 },
            Refusal::TooFewOrders { have: 6, need: 20 },
            Refusal::NoUntouchedUnit,
            Refusal::TooFewMonthsBefore { have, need },
            Refusal::TooFewMonthsAfter { have, need },
            Refusal::StartInsideDisruption,
            Refusal::StartSoonAfterDisruption { have, need },
            Refusal::DefinitionBreakAtStart,
        ];
        let cautions = [
            Caution::OrderNotDrawn,
            Caution::FewUnits { units: 7 },
            Caution::FewTreated { treated: 1 },
            Caution::OneUnitCohorts { cohorts: 1 },
            Caution::UnitsLeftOut { units: 1 },
            Caution::ShortHistory { months: 1 },
            Caution::WithoutSeason { months: 13 },
            Caution::NearDisruption,
            Caution::SharedDefinitionBreak,
            Caution::StartChoiceUnknown,
            Caution::NoSmallestWorthwhile,
            Caution::ComparedOutside,
            Caution::SamePeople,
            Caution::NotDrawn,
            Caution::UnitsNotShown { units: 1 },
        ];
        let lacks = [
            Lack::NotBegun,
            Lack::NoSurvey,
            Lack::NoSurveyBefore,
            Lack::NoSurveySince,
            Lack::WordingChanged,
            Lack::NotShown,
            Lack::FewUnits {
                begun: 1,
                beside: 9,
                need: 3,
            },
            Lack::TwoSided,
        ];
        let settles = [
            Settles::MoreMonths { months: 1 },
            Settles::OlderMonths { months: 1 },
            Settles::MoreComparisonUnits { units: 1 },
            Settles::MoreTreatedUnits { units: 1 },
            Settles::LaterStart { months: 12 },
            Settles::StartSetBeforehand,
            Settles::StartsTogether,
            Settles::SameDefinition,
            Settles::ALot,
            Settles::NextSurvey,
            Settles::StartAfterSurvey,
            Settles::SameWords,
        ];
        for lang in [Lang::Da, Lang::En] {
            let shell = shell(lang);
            let mut said: Vec<String> = Vec::new();
            said.extend(refusals.map(|one| refusal(&shell, one)));
            said.extend(cautions.map(|one| caution(&shell, one)));
            said.extend(settles.map(|one| settling(&shell, one)));
            said.extend(lacks.map(|one| lack(&shell, one)));
            said.push(cap(&shell, Cap::StartChosenAfterSeeing));
            said.extend(Verdict::ALL.map(|verdict| badge(shell.words, verdict)));
            said.extend(Uncertainty::ALL.map(|one| shell.code("evaluation-uncertainty", one.code())));
            for design in Design::ALL {
                said.push(shell.code("evaluation-design", design.code()));
                let why = format!("evaluation-design-{}-why", design.code().replace('_', "-"));
                said.push(shell.t(&why).into_owned());
            }
            for sentence in &said {
                assert!(!sentence.contains(['[', '{', '$']), "{lang:?}: {sentence}");
            }
        }
    }
}
