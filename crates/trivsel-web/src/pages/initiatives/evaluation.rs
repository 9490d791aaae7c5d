//! Did it work? One criterion of an initiative: the verdict in a sentence, the pictures, and all that stands behind them.

mod comparison;
mod exclusions;
mod files;
mod pictures;
mod survey;
mod words;

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Path, State};
use trivsel_app::Problem;
use trivsel_app::app::local;
use trivsel_app::evaluations::{
    self, Again, Answer as Reckoning, CONFIDENCE, Evaluation, ExclusionForm, METHOD_VERSION, PATIENCE, Progress, SEED,
    verdict_of,
};
use trivsel_domain::evaluation::{Course, Finding, Settles, Verdict};
use trivsel_domain::id::{InitiativeId, SuccessCriterionId};

use comparison::ComparedWith;
use exclusions::{ExclusionFields, LeftOutRow};
use pictures::Medium;

use super::criterion::indicator_name;
use crate::failure::Answer;
use crate::pages::{done, page};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::verdict::{Scale, badge, question, sentence, tone};
use crate::{Web, badges, urls};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get(
            "/initiatives/{initiative}/criteria/{criterion}/evaluation",
            "EMSUCKlrc",
            show,
        ),
        post(
            "/initiatives/{initiative}/criteria/{criterion}/evaluation",
            "EMSUCKlrc",
            compute_again,
        ),
    ];
    routes.extend(comparison::routes());
    routes.extend(exclusions::routes());
    routes.extend(files::routes());
    routes
}

#[derive(Template)]
#[template(path = "pages/initiatives/evaluation.html")]
struct EvaluationPage {
    shell: Shell,
    live: crate::live::Live,
    question: String,
    initiative_title: String,
    back: String,
    /// The page's own address.
    address: String,
    /// Where what belongs to the criterion lies.
    criterion_address: String,
    reports: String,
    lots: String,
    planner: String,
    /// None where there are no figures to evaluate.
    of: Option<Told>,
}

/// The evaluation in words.
struct Told {
    title: String,
    /// What is measured, and over which months.
    about: String,
    /// How far the reckoning has come; the answer is not there yet.
    under_way: Option<Progress>,
    answer: Said,
    design: String,
    design_lines: Vec<String>,
    refused: Vec<(String, Vec<String>)>,
    /// That the order was drawn by lot; none where it was not.
    drawn: Option<String>,
    cautions: Vec<String>,
    considered: Vec<String>,
    caps: Vec<String>,
    settles: Vec<String>,
    /// Would other units or a lot settle it? Then the planner helps.
    can_plan: bool,
    units: Vec<UnitRow>,
    comparison: ComparedWith,
    left_out: Vec<LeftOutRow>,
    exclusions: Option<ExclusionFields>,
    may_take_figures: bool,
    earlier: Vec<EarlierRow>,
    settings: Vec<(String, String)>,
}

/// The answer in words and pictures.
struct Said {
    badge: String,
    /// The class of the verdict: how sure it is.
    tone: &'static str,
    sentence: String,
    /// What a reader must know about it.
    behind: Vec<String>,
    range: Option<Safe<String>>,
    course: Option<CourseFigure>,
    ways: Option<WaysFigure>,
}

/// The course over time, with the table behind it.
struct CourseFigure {
    finding: String,
    unit: String,
    picture: Safe<String>,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The other ways of reckoning, with the table behind them.
struct WaysFigure {
    finding: String,
    unit: String,
    picture: Safe<String>,
    rows: Vec<(String, String)>,
}

/// A unit of the table.
struct UnitRow {
    name: String,
    start: String,
    months: String,
    withheld: String,
}

/// An earlier answer.
struct EarlierRow {
    when: String,
    months: String,
    badge: String,
}

impl EvaluationPage {
    fn is_under_way(&self) -> bool {
        self.of.as_ref().is_some_and(|of| of.under_way.is_some())
    }
}

type At = Path<(InitiativeId, SuccessCriterionId)>;

fn criterion_address(initiative: InitiativeId, criterion: SuccessCriterionId) -> String {
    format!("{}/criteria/{criterion}", urls::initiative(initiative))
}

async fn show(State(web): State<Web>, session: Session, Path((initiative, criterion)): At) -> Answer {
    if let Some(found) = evaluations::evaluate_survey(&web.app, session.actor(), initiative, criterion).await? {
        return page(&survey::told(&session, &found));
    }
    page(
        &told(
            &web,
            &session,
            initiative,
            criterion,
            ExclusionForm::default(),
            Vec::new(),
        )
        .await?,
    )
}

async fn compute_again(State(web): State<Web>, session: Session, Path((initiative, criterion)): At) -> Answer {
    let again = evaluations::compute_again(&web.app, session.actor(), initiative, criterion).await?;
    let notice = match again {
        Again::Same => "done-evaluation-same",
        Again::Different => "done-evaluation-different",
    };
    done(&urls::evaluation(initiative, criterion), notice)
}

async fn told(
    web: &Web,
    session: &Session,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
    form: ExclusionForm,
    problems: Vec<Problem>,
) -> Result<EvaluationPage, crate::failure::Failure> {
    let live = crate::live::Live::of(web, session, trivsel_domain::happening::Scope::Criterion(criterion)).await?;
    let (initiative, evaluation) =
        evaluations::evaluate(&web.app, session.actor(), initiative, criterion, PATIENCE).await?;
    let shell = session.shell(Station::Act);
    Ok(EvaluationPage {
        live,
        back: format!("{}#criteria", urls::initiative(initiative.id)),
        address: urls::evaluation(initiative.id, criterion),
        criterion_address: criterion_address(initiative.id, criterion),
        reports: urls::reports_of(initiative.id),
        lots: urls::lots(initiative.id),
        planner: urls::planner(initiative.id, criterion),
        question: question(shell.words, initiative.state),
        initiative_title: initiative.title,
        of: evaluation.map(|evaluation| Told::new(&shell, &evaluation, form, problems)),
        shell,
    })
}

/// How effects of this evaluation are written.
fn scale_of(shell: &Shell, evaluation: &Evaluation) -> Scale {
    let finding = evaluation.finding();
    let scale = Scale::new(
        shell.words,
        &evaluation.indicator.code,
        evaluation.indicator.measure,
        finding.and_then(|finding| finding.counted_a_month),
    );
    finding.map_or(scale.clone(), |finding| scale.fitting(&finding.judgement))
}

impl Told {
    fn new(shell: &Shell, evaluation: &Evaluation, form: ExclusionForm, problems: Vec<Problem>) -> Self {
        let choice = &evaluation.choice;
        let verdict = verdict_of(evaluation.finding());
        Self {
            title: evaluation.criterion.title.clone(),
            about: words::about(shell, evaluation),
            under_way: match evaluation.answer {
                Reckoning::UnderWay(progress) => Some(progress),
                Reckoning::Ready { .. } => None,
            },
            answer: Said::new(shell, evaluation, verdict),
            design: shell.code("evaluation-design", choice.design.code()),
            design_lines: words::design(shell, evaluation),
            refused: if evaluation.has_begun {
                words::refused(shell, &choice.refused)
            } else {
                Vec::new()
            },
            drawn: evaluation.lot.as_ref().map(|lot| {
                shell
                    .with("evaluation-order-drawn")
                    .text("day", shell.lang.moment(lot.drawn_at))
                    .to_string()
            }),
            cautions: choice
                .cautions
                .iter()
                .map(|caution| words::caution(shell, *caution))
                .collect(),
            considered: words::considered(shell, evaluation),
            caps: if evaluation.has_begun {
                choice.caps.iter().map(|cap| words::cap(shell, *cap)).collect()
            } else {
                Vec::new()
            },
            settles: words::settles(shell, evaluation, verdict),
            can_plan: evaluation.settles.iter().any(|settles| {
                matches!(
                    settles,
                    Settles::ALot
                        | Settles::MoreTreatedUnits { .. }
                        | Settles::MoreComparisonUnits { .. }
                        | Settles::StartsTogether
                        | Settles::LaterStart { .. }
                        | Settles::StartSetBeforehand
                )
            }),
            units: units(shell, evaluation),
            comparison: ComparedWith::new(shell, evaluation),
            left_out: exclusions::left_out(shell, evaluation),
            exclusions: evaluation
                .may_change
                .then(|| ExclusionFields::new(shell, evaluation, form, problems)),
            may_take_figures: evaluation.inputs.is_some(),
            earlier: evaluation
                .earlier
                .iter()
                .map(|line| EarlierRow {
                    when: shell.lang.date(local(line.computed_at).date()),
                    months: shell.words.months(line.first, line.last),
                    badge: badge(shell.words, line.verdict),
                })
                .collect(),
            settings: settings(shell, evaluation),
        }
    }
}

impl Said {
    fn verdict(&self) -> Safe<String> {
        badges::verdict(&self.badge, self.tone)
    }

    fn new(shell: &Shell, evaluation: &Evaluation, verdict: Verdict) -> Self {
        let scale = scale_of(shell, evaluation);
        let finding = evaluation.finding();
        Self {
            badge: if evaluation.has_begun {
                badge(shell.words, verdict)
            } else {
                shell.t("evaluation-badge-not-begun").into_owned()
            },
            tone: tone(verdict),
            sentence: finding.map_or_else(
                || shell.t(words::without_estimate(evaluation)).into_owned(),
                |finding| sentence(&scale, &finding.judgement),
            ),
            behind: finding
                .map(|finding| words::behind(shell, &scale, finding))
                .unwrap_or_default(),
            range: finding
                .and_then(|finding| pictures::range(&scale, &finding.judgement, Medium::Page))
                .map(Safe),
            course: match finding {
                Some(finding) => course(shell, &scale, evaluation, finding),
                None => chart(shell, evaluation),
            },
            ways: finding.and_then(|finding| ways(shell, &scale, evaluation, finding)),
        }
    }
}

/// The course over time: a picture, its finding, and the numbers behind.
fn course(shell: &Shell, scale: &Scale, evaluation: &Evaluation, finding: &Finding) -> Option<CourseFigure> {
    let course = finding.course.as_ref()?;
    let interval = finding.judgement.interval;
    let is_open = interval.lower() <= 0.0 && 0.0 <= interval.upper();
    let id = match (interval.estimate() < 0.0, is_open) {
        _ if scale.is_nothing(interval.estimate()) => "evaluation-course-none",
        (true, true) => "evaluation-course-lower-open",
        (true, false) => "evaluation-course-lower",
        (false, true) => "evaluation-course-higher-open",
        (false, false) => "evaluation-course-higher",
    };
    let title = shell.t(id).into_owned();
    let name = indicator_name(shell.lang, &evaluation.indicator);
    let unit = match course {
        Course::SinceStart(_) => shell
            .with("evaluation-course-unit")
            .text("unit", scale.unit())
            .to_string(),
        Course::Expected { .. } => shell
            .with("evaluation-course-series")
            .text("indicator", name)
            .to_string(),
    };
    let (head, rows) = match course {
        Course::SinceStart(steps) => (
            ["evaluation-course-when", "evaluation-course-effect"].as_slice(),
            steps
                .iter()
                .map(|step| vec![pictures::since_start(shell, step), scale.range(step.effect)])
                .collect(),
        ),
        Course::Expected { first, months } => (
            [
                "evaluation-course-month",
                "evaluation-course-observed",
                "evaluation-course-expected",
            ]
            .as_slice(),
            first
                .to(first.plus(i32::try_from(months.len()).unwrap_or(i32::MAX) - 1))
                .zip(months)
                .map(|(month, of)| {
                    let decimals = evaluation.indicator.measure.decimals();
                    let number = |value: Option<f64>| {
                        value.map_or_else(|| "–".to_owned(), |value| shell.lang.number(value, decimals))
                    };
                    vec![
                        shell.lang.month(month),
                        number(of.observed),
                        number(of.expected.map(|expected| expected.estimate())),
                    ]
                })
                .collect(),
        ),
    };
    Some(CourseFigure {
        picture: Safe(pictures::course(
            shell,
            scale,
            evaluation,
            finding,
            &title,
            Medium::Page,
        )?),
        finding: title,
        unit,
        head: head.iter().map(|id| shell.t(id).into_owned()).collect(),
        rows,
    })
}

/// The figures as they are, where nothing can be concluded from them; none where there are none.
fn chart(shell: &Shell, evaluation: &Evaluation) -> Option<CourseFigure> {
    let finding = shell.t("evaluation-chart").into_owned();
    let picture = pictures::chart(shell, evaluation, &finding, Medium::Page)?;
    let months = evaluation.first.to(evaluation.last).zip(&evaluation.chart);
    let decimals = evaluation.indicator.measure.decimals();
    let number = |value: &Option<f64>| value.map_or_else(|| "–".to_owned(), |value| shell.lang.number(value, decimals));
    Some(CourseFigure {
        picture: Safe(picture),
        unit: shell
            .with("evaluation-chart-series")
            .text("indicator", indicator_name(shell.lang, &evaluation.indicator))
            .to_string(),
        finding,
        head: ["evaluation-course-month", "evaluation-course-observed"]
            .map(|id| shell.t(id).into_owned())
            .to_vec(),
        rows: months
            .map(|(month, value)| vec![shell.lang.month(month), number(value)])
            .collect(),
    })
}

/// The other ways of reckoning, ours first.
fn ways(shell: &Shell, scale: &Scale, evaluation: &Evaluation, finding: &Finding) -> Option<WaysFigure> {
    if finding.others.is_empty() {
        return None;
    }
    let mut rows = vec![(
        shell.t("evaluation-way-ours").into_owned(),
        scale.range(finding.judgement.interval),
    )];
    rows.extend(finding.others.iter().map(|other| {
        (
            words::way(shell, evaluation, other.way),
            other.effect.map_or_else(
                || shell.t("evaluation-way-not-possible").into_owned(),
                |effect| scale.range(effect),
            ),
        )
    }));
    Some(WaysFigure {
        finding: words::agreement(shell, finding).unwrap_or_else(|| shell.t("evaluation-others-title").into_owned()),
        unit: shell
            .with("evaluation-others-unit")
            .text("unit", scale.unit())
            .text("percent", shell.lang.number(CONFIDENCE * 100.0, 0))
            .to_string(),
        picture: Safe(pictures::ways(shell, scale, evaluation, finding, Medium::Page)),
        rows,
    })
}

fn units(shell: &Shell, evaluation: &Evaluation) -> Vec<UnitRow> {
    evaluation
        .units
        .iter()
        .map(|used| UnitRow {
            name: words::unit(shell, &used.name, &used.without),
            start: match used.start {
                Some(month) => shell.lang.month(month),
                None => shell.t("evaluation-not-begun").into_owned(),
            },
            months: shell.lang.count(used.months),
            withheld: shell.lang.count(used.withheld),
        })
        .collect()
}

fn settings(shell: &Shell, evaluation: &Evaluation) -> Vec<(String, String)> {
    let line = |id: &str, value: String| (shell.t(id).into_owned(), value);
    let mut lines = vec![line("evaluation-setting-source", evaluation.series.source.clone())];
    if let Reckoning::Ready { finding, computed_at } = &evaluation.answer {
        lines.push(line("evaluation-setting-computed", shell.lang.moment(*computed_at)));
        if let Some(finding) = finding {
            lines.push(line(
                "evaluation-setting-confidence",
                format!("{} %", shell.lang.number(CONFIDENCE * 100.0, 0)),
            ));
            if let Some(chance) = finding.chance {
                lines.push(line("evaluation-setting-ways", shell.lang.count(chance.looked_at)));
            }
        }
    }
    lines.push(line("evaluation-setting-seed", SEED.to_string()));
    lines.push(line("evaluation-setting-method", METHOD_VERSION.to_string()));
    lines.push(line("evaluation-setting-hash", evaluation.hash.clone()));
    lines
}
