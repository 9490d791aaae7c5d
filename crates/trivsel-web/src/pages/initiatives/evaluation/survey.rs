//! Did it work, of a criterion that a scale of a survey shows: the verdict, the two surveys unit by unit, and what stands behind them.

use askama::Template;
use askama::filters::Safe;
use trivsel_app::documents::pdf::{Align, Block, Document, Table as PrintedTable, Text, Tone};
use trivsel_app::evaluations::{CONFIDENCE, Seen, SurveyEvaluation, WAVES_VERSION, WaveFinding, WaveUnit};
use trivsel_domain::evaluation::{Design, Verdict};
use trivsel_domain::indicator::Disruption;
use trivsel_domain::initiative::Initiative;
use trivsel_domain::publication::Amount;
use trivsel_domain::rights::Right;

use super::files::in_groups;
use super::pictures::{self, Medium};
use super::{tone, words};
use crate::badges;
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::verdict::{Scale, badge, question, sentence};

#[derive(Template)]
#[template(path = "pages/initiatives/evaluation_survey.html")]
pub(super) struct SurveyPage {
    shell: Shell,
    question: String,
    initiative_title: String,
    back: String,
    address: String,
    reports: String,
    lots: String,
    title: String,
    /// Which scale, and which surveys.
    about: String,
    badge: String,
    tone: &'static str,
    sentence: String,
    behind: Vec<String>,
    range: Option<Safe<String>>,
    settles: Vec<String>,
    /// How it was reckoned; nothing where there is no estimate.
    design: Option<(String, Vec<String>)>,
    /// That it was drawn by lot who began; none where it was not.
    drawn: Option<String>,
    /// The names of the two surveys, above the table.
    waves: Option<[String; 2]>,
    units: Vec<UnitRow>,
    settings: Vec<(String, String)>,
    caps: Vec<String>,
    cautions: Vec<String>,
    considered: Vec<String>,
    /// The surveys' results, for those who may read them.
    results: Vec<(String, String)>,
}

/// A unit of the table.
struct UnitRow {
    name: String,
    began: String,
    earlier: String,
    later: String,
    change: String,
}

impl SurveyPage {
    fn verdict(&self) -> Safe<String> {
        badges::verdict(&self.badge, self.tone)
    }
}

pub(super) fn told(session: &Session, found: &(Initiative, SurveyEvaluation)) -> SurveyPage {
    let (initiative, evaluation) = found;
    let shell = session.shell(Station::Act);
    let scale = Scale::points(shell.words, evaluation.scale.decimals());
    let verdict = evaluation.verdict();
    let finding = evaluation.finding.as_ref();
    SurveyPage {
        question: question(shell.words, initiative.state),
        back: format!("{}#criteria", urls::initiative(initiative.id)),
        address: urls::evaluation(initiative.id, evaluation.criterion.id),
        reports: urls::reports_of(initiative.id),
        lots: urls::lots(initiative.id),
        initiative_title: initiative.title.clone(),
        title: evaluation.criterion.title.clone(),
        about: about(&shell, evaluation),
        badge: badge(shell.words, verdict),
        tone: tone(verdict),
        sentence: said(&shell, &scale, finding),
        behind: finding.map_or_else(Vec::new, |finding| behind(&shell, &scale, evaluation, finding)),
        range: finding
            .and_then(|finding| pictures::range(&scale, &finding.judgement, Medium::Page))
            .map(Safe),
        settles: settles(&shell, evaluation, verdict),
        design: finding.map(|finding| design(&shell, finding)),
        drawn: evaluation.lot.as_ref().map(|lot| {
            shell
                .with("evaluation-waves-drawn")
                .text("day", shell.lang.moment(lot.drawn_at))
                .to_string()
        }),
        waves: evaluation
            .waves
            .as_ref()
            .map(|waves| waves.each_ref().map(|wave| wave.title.of(shell.lang.code()).to_owned())),
        units: evaluation
            .units
            .iter()
            .map(|unit| row(&shell, &scale, evaluation, unit))
            .collect(),
        settings: settings(&shell, evaluation),
        caps: evaluation.caps.iter().map(|cap| words::cap(&shell, *cap)).collect(),
        cautions: evaluation
            .cautions
            .iter()
            .map(|caution| words::caution(&shell, *caution))
            .collect(),
        considered: considered(&shell, evaluation),
        results: results(&shell, evaluation),
        shell,
    }
}

/// The page as a document.
pub(super) fn document(session: &Session, found: &(Initiative, SurveyEvaluation), frame: Document) -> Document {
    let told = told(session, found);
    let title = |id: &str| told.shell.t(id).into_owned();
    let section = |id: &str, blocks: Vec<Block>| Block::Section {
        number: None,
        title: title(id),
        question: None,
        blocks,
    };
    let list = |lines: &[String]| Block::list(lines.iter().map(String::as_str));
    let mut answer = vec![Block::Notice {
        tone: Tone::Plain,
        title: Some(told.badge.clone()),
        text: Text::strong(told.sentence.clone()),
    }];
    answer.extend(told.behind.iter().map(|line| Block::paragraph(line.clone())));
    let mut blocks = vec![section("evaluation-verdict-title", answer)];
    let design: Vec<String> = told
        .design
        .iter()
        .flat_map(|(design, lines)| std::iter::once(design).chain(lines))
        .cloned()
        .chain(told.drawn.clone())
        .collect();
    for (id, lines) in [
        ("evaluation-cap-title", &told.caps),
        ("evaluation-settles-title", &told.settles),
        ("evaluation-design-title", &design),
        ("evaluation-caution-title", &told.cautions),
        ("evaluation-considered-title", &told.considered),
    ] {
        if !lines.is_empty() {
            blocks.push(section(id, vec![list(lines)]));
        }
    }
    if let Some(waves) = &told.waves {
        blocks.push(section("evaluation-waves-units-title", units_printed(&told, waves)));
    }
    let settings = told
        .settings
        .iter()
        .map(|(name, value)| format!("{name}: {}", in_groups(value)));
    blocks.push(section("evaluation-settings-title", vec![Block::list(settings)]));
    Document {
        title: told.question.clone(),
        subtitle: Some(format!("{}: {}", told.initiative_title, told.title)),
        foot_line: Some(told.about),
        blocks,
        ..frame
    }
}

fn units_printed(told: &SurveyPage, [earlier, later]: &[String; 2]) -> Vec<Block> {
    let name = |id: &str| told.shell.t(id).into_owned();
    let head = [
        &name("evaluation-unit"),
        &name("evaluation-began"),
        earlier,
        later,
        &name("evaluation-waves-change"),
    ];
    let rows = told.units.iter().map(|unit| {
        [&unit.name, &unit.began, &unit.earlier, &unit.later, &unit.change]
            .map(Text::plain)
            .to_vec()
    });
    let aligns = [Align::Left, Align::Left, Align::Right, Align::Right, Align::Right];
    vec![
        Block::paragraph(name("evaluation-waves-units-help")),
        Block::Table(PrintedTable {
            caption: Some(name("evaluation-waves-units-title")),
            row_heads: true,
            ..PrintedTable::new(&head.map(String::as_str), rows.collect(), &aligns)
        }),
    ]
}

fn said(shell: &Shell, scale: &Scale, finding: Option<&WaveFinding>) -> String {
    finding.map_or_else(
        || {
            shell
                .t("evaluation-verdict-cannot-be-concluded-no-estimate")
                .into_owned()
        },
        |finding| sentence(scale, &finding.judgement),
    )
}

fn about(shell: &Shell, evaluation: &SurveyEvaluation) -> String {
    let language = shell.lang.code();
    let name = evaluation.scale.scale.name.read(language);
    match &evaluation.waves {
        Some([earlier, later]) => shell
            .with("evaluation-waves-about")
            .text("scale", name)
            .text("earlier", earlier.title.of(language))
            .text("later", later.title.of(language))
            .to_string(),
        None => shell
            .with("criterion-by-survey")
            .text("scale", name)
            .text("questionnaire", evaluation.scale.title.read(language))
            .to_string(),
    }
}

/// The levels behind the effect, and what the interval says beside the verdict.
fn behind(shell: &Shell, scale: &Scale, evaluation: &SurveyEvaluation, finding: &WaveFinding) -> Vec<String> {
    let number = |value: f64| shell.lang.number(value, evaluation.scale.decimals());
    let levels = |id: &'static str, (earlier, later): (f64, f64)| {
        shell
            .with(id)
            .text("earlier", number(earlier))
            .text("later", number(later))
            .to_string()
    };
    let mut lines = words::behind_interval(shell, scale, &finding.judgement);
    match finding.begun {
        Some(begun) => lines.push(levels("evaluation-waves-begun", begun)),
        None => lines.push(shell.t("evaluation-waves-levels-out-of-reach").into_owned()),
    }
    lines.extend(finding.beside.map(|beside| levels("evaluation-waves-beside", beside)));
    lines
}

fn settles(shell: &Shell, evaluation: &SurveyEvaluation, verdict: Verdict) -> Vec<String> {
    if evaluation.settles.is_empty() && verdict == Verdict::CannotBeConcluded {
        return vec![shell.t("evaluation-settles-none").into_owned()];
    }
    let lines = evaluation.settles.iter();
    lines.map(|settles| words::settling(shell, *settles)).collect()
}

fn design(shell: &Shell, finding: &WaveFinding) -> (String, Vec<String>) {
    let (design, why) = if finding.is_compared {
        (Design::ControlledSeries, "evaluation-waves-compared-why")
    } else {
        (Design::InterruptedSeries, "evaluation-waves-alone-why")
    };
    let mut lines = vec![shell.t(why).into_owned()];
    if finding.effect.between_error.is_some() {
        lines.push(shell.t("evaluation-waves-errors").into_owned());
    }
    (shell.code("evaluation-design", design.code()), lines)
}

/// What both surveys have in common with everybody, and so drops out.
fn considered(shell: &Shell, evaluation: &SurveyEvaluation) -> Vec<String> {
    let is_compared = evaluation.finding.as_ref().is_some_and(|finding| finding.is_compared);
    let line = |disruption: &Disruption| {
        shell
            .with("evaluation-considered-shared")
            .text("name", &disruption.name)
            .text("from", shell.lang.month(disruption.first))
            .text("to", shell.lang.month(disruption.last))
            .to_string()
    };
    let disruptions = evaluation.disruptions.iter().filter(|_| is_compared);
    disruptions.map(line).collect()
}

fn row(shell: &Shell, scale: &Scale, evaluation: &SurveyEvaluation, unit: &WaveUnit) -> UnitRow {
    let [earlier, later] = unit.seen.map(|seen| seen_in(shell, seen, evaluation.scale.decimals()));
    UnitRow {
        name: unit.name.clone(),
        began: match unit.began.filter(|_| unit.is_begun) {
            Some(day) => shell.lang.date(day),
            None => shell.t("evaluation-not-begun").into_owned(),
        },
        earlier,
        later,
        change: match unit.seen {
            [Seen::Shown { mean: earlier, .. }, Seen::Shown { mean: later, .. }] => {
                scale.signed(later.middle() - earlier.middle())
            }
            _ => "–".to_owned(),
        },
    }
}

fn seen_in(shell: &Shell, seen: Seen, decimals: usize) -> String {
    match seen {
        Seen::Shown { mean, respondents } => shell
            .with("evaluation-waves-seen")
            .text("mean", amount(shell, mean, decimals))
            .text("answered", amount(shell, respondents, 0))
            .to_string(),
        Seen::Hidden => shell.t("evaluation-waves-hidden").into_owned(),
        Seen::NotAsked => shell.t("evaluation-waves-not-asked").into_owned(),
        Seen::OutOfReach => shell.t("evaluation-waves-out-of-reach").into_owned(),
    }
}

/// "48,3", "15–20".
fn amount(shell: &Shell, amount: Amount, decimals: usize) -> String {
    let number = |value: f64| shell.lang.number(value, decimals);
    match amount {
        Amount::Exact(value) => number(value),
        Amount::Between { from, to } => format!("{}–{}", number(from), number(to)),
    }
}

fn settings(shell: &Shell, evaluation: &SurveyEvaluation) -> Vec<(String, String)> {
    let line = |id: &str, value: String| (shell.t(id).into_owned(), value);
    let mut lines = Vec::new();
    for wave in evaluation.waves.iter().flatten() {
        let title = wave.title.of(shell.lang.code()).to_owned();
        let closed = shell
            .with("evaluation-waves-closed")
            .text("day", shell.lang.date(wave.closed_on))
            .to_string();
        lines.push((title, closed));
    }
    if let Some(finding) = &evaluation.finding {
        let decimals = evaluation.scale.decimals() + 1;
        let number = |value: f64| shell.lang.number(value, decimals);
        lines.push(line("evaluation-waves-sampling", number(finding.effect.sampling_error)));
        let between = finding.effect.between_error;
        lines.extend(between.map(|between| line("evaluation-waves-between", number(between))));
        let degrees = finding.effect.degrees;
        lines.extend(degrees.map(|degrees| line("evaluation-waves-degrees", shell.lang.number(degrees, 0))));
        lines.push(line(
            "evaluation-setting-confidence",
            format!("{} %", shell.lang.number(CONFIDENCE * 100.0, 0)),
        ));
    }
    lines.push(line("evaluation-setting-method", WAVES_VERSION.to_string()));
    lines.push(line("evaluation-setting-hash", evaluation.hash.clone()));
    lines
}

fn results(shell: &Shell, evaluation: &SurveyEvaluation) -> Vec<(String, String)> {
    if !shell.may(Right::ReadSurveys) {
        return Vec::new();
    }
    let waves = evaluation.waves.iter().flatten();
    let link = waves.map(|wave| {
        let words = shell
            .with("evaluation-waves-results")
            .text("survey", wave.title.of(shell.lang.code()))
            .to_string();
        (urls::survey_results(wave.survey), words)
    });
    link.collect()
}
