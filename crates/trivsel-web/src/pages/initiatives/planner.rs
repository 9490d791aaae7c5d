//! What could we see? One criterion of an initiative before it begins: who may begin, when, and what such a plan could show; and the lot.

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Path, State};
use axum_extra::extract::{Form, Query};
use trivsel_app::planner::{self, Answer as Reckoned, Candidate, Measured, PlanFilled, PlanForm, Planner, Standing};
use trivsel_app::{AppError, Problem};
use trivsel_domain::evaluation::Advice;
use trivsel_domain::id::{InitiativeId, SuccessCriterionId};

use super::back_to;
use super::criterion::indicator_name;
use crate::Web;
use crate::failure::Answer;
use crate::fields::Fields;
use crate::pages::{page, refused};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::verdict::Scale;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get(
            "/initiatives/{initiative}/criteria/{criterion}/planner",
            "EMSUCKlrc",
            show,
        ),
        get(
            "/initiatives/{initiative}/criteria/{criterion}/planner/lot",
            "MCl",
            confirm,
        ),
        post("/initiatives/{initiative}/criteria/{criterion}/planner", "MCl", draw),
    ]
}

#[derive(Template)]
#[template(path = "pages/initiatives/planner.html")]
struct PlannerPage {
    shell: Shell,
    initiative_title: String,
    criterion_title: String,
    back: String,
    lots: String,
    here: String,
    /// None where there are no figures to plan with.
    of: Option<Told>,
}

/// The planner in words.
struct Told {
    about: String,
    summary: Safe<String>,
    fields: Vec<Safe<String>>,
    units: Vec<UnitLine>,
    unit_error: Option<String>,
    answer: Option<AnswerTold>,
    lot: LotTold,
}

/// A unit that can be ticked, or that cannot.
struct UnitLine {
    id: String,
    name: String,
    /// How many months of figures it has, or why it cannot be chosen.
    note: String,
    is_free: bool,
    is_chosen: bool,
}

/// What the plan could see, in sentences.
struct AnswerTold {
    /// Why it cannot answer; none where it can.
    warning: Option<String>,
    advice: Vec<String>,
    verdict: String,
    facts: Vec<(String, String)>,
    design: String,
    waves: Vec<(String, String)>,
}

/// The lot: what was drawn, or what may be.
struct LotTold {
    /// What was drawn, in a sentence.
    drawn: Option<String>,
    /// Why none can be drawn, in a sentence.
    instead: Option<String>,
    may_draw: bool,
}

/// What is asked before a lot is drawn: the plan as it was typed, once more.
#[derive(Template)]
#[template(path = "pages/initiatives/lot.html")]
struct LotPage {
    shell: Shell,
    fields: Fields,
    initiative_title: String,
    /// The planner, with what was typed.
    back: String,
    /// Where it is drawn.
    action: String,
    lots: String,
    waves: Vec<(String, String)>,
    units: Vec<String>,
    /// That a lot was drawn before; none where none was.
    drawn: Option<String>,
    /// What the button sends.
    hidden: Vec<(&'static str, String)>,
    reason: Option<Safe<String>>,
}

async fn show(
    State(web): State<Web>,
    session: Session,
    Path((initiative, criterion)): Path<(InitiativeId, SuccessCriterionId)>,
    Query(form): Query<PlanForm>,
) -> Answer {
    let found = planner::find(&web.app, session.actor(), initiative, criterion, &form.read()).await?;
    // Where every unit has begun there is nothing to propose; nobody has typed anything wrong by coming here.
    let is_asked = form != PlanForm::default();
    let has_problems = is_asked && found.measured.as_ref().is_some_and(|of| !of.problems.is_empty());
    let shown = planner_page(&session, found, &form, Vec::new());
    if has_problems { refused(&shown) } else { page(&shown) }
}

/// Asks once more, with the plan as it was typed. A plan that cannot be drawn is shown with what is wrong.
async fn confirm(
    State(web): State<Web>,
    session: Session,
    Path((initiative, criterion)): Path<(InitiativeId, SuccessCriterionId)>,
    Query(form): Query<PlanForm>,
) -> Answer {
    let found = planner::find_to_draw(&web.app, session.actor(), initiative, criterion, &form.read()).await?;
    asked(&session, found, &form, Vec::new())
}

/// The page that asks; the planner's, where the plan itself is wrong.
fn asked(session: &Session, found: Planner, form: &PlanForm, problems: Vec<Problem>) -> Answer {
    let is_plan_wrong = problems.iter().any(|problem| problem.field != "reason");
    let drawn_from = found
        .measured
        .as_ref()
        .filter(|of| of.may_draw && of.problems.is_empty() && !is_plan_wrong);
    match drawn_from.and_then(|of| Some((of, of.answer.as_ref()?))) {
        Some((of, answer)) => {
            let is_refused = !problems.is_empty();
            let shown = lot_page(session, &found, of, answer, form, problems);
            if is_refused { refused(&shown) } else { page(&shown) }
        }
        None => refused(&planner_page(session, found, form, problems)),
    }
}

fn lot_page(
    session: &Session,
    found: &Planner,
    of: &Measured,
    answer: &Reckoned,
    form: &PlanForm,
    problems: Vec<Problem>,
) -> LotPage {
    let shell = session.shell(Station::Act);
    let fields = Fields::new(session.words(), "planner", problems);
    let action = urls::planner(found.initiative.id, found.criterion.id);
    let hidden = hidden(of, &filled_in(form, &of.filled));
    let chosen = of.candidates.iter().filter(|unit| unit.is_chosen);
    LotPage {
        initiative_title: found.initiative.title.clone(),
        back: urls::with_query(&action, &hidden),
        lots: urls::lots(found.initiative.id),
        waves: waves(&shell, answer),
        units: chosen.map(|unit| unit.name.clone()).collect(),
        drawn: of.lot.as_ref().map(|lot| {
            let day = shell.lang.moment(lot.drawn_at);
            shell.with("planner-lot-drawn-before").text("day", day).to_string()
        }),
        reason: of.lot.as_ref().map(|_| fields.text("reason", &form.reason)),
        action,
        hidden,
        fields,
        shell,
    }
}

/// What was typed, and where nothing was, what the planner goes on from.
fn filled_in(typed: &PlanForm, filled: &PlanFilled) -> PlanForm {
    let or = |typed: &str, filled: String| {
        if typed.trim().is_empty() {
            filled
        } else {
            typed.to_owned()
        }
    };
    let sizes = filled.sizes.iter().flatten().map(u32::to_string);
    PlanForm {
        first: or(
            &typed.first,
            format!("{:02}-{}", filled.first.number(), filled.first.year()),
        ),
        waves: or(&typed.waves, filled.waves.to_string()),
        gap: or(&typed.gap, filled.gap.to_string()),
        sizes: or(&typed.sizes, sizes.collect::<Vec<_>>().join(", ")),
        months: or(&typed.months, filled.months.to_string()),
        ..typed.clone()
    }
}

/// The plan as it was typed, field by field.
fn hidden(of: &Measured, form: &PlanForm) -> Vec<(&'static str, String)> {
    let mut hidden = vec![
        ("asked", "on".to_owned()),
        ("first", form.first.clone()),
        ("waves", form.waves.clone()),
        ("gap", form.gap.clone()),
        ("sizes", form.sizes.clone()),
        ("months", form.months.clone()),
    ];
    let chosen = of.candidates.iter().filter(|unit| unit.is_chosen);
    hidden.extend(chosen.map(|unit| ("unit", unit.unit.to_string())));
    hidden
}

async fn draw(
    State(web): State<Web>,
    session: Session,
    Path((initiative, criterion)): Path<(InitiativeId, SuccessCriterionId)>,
    Form(form): Form<PlanForm>,
) -> Answer {
    let plan = form.read();
    match async {
        let reason = form.reason()?;
        planner::draw(&web.app, session.actor(), initiative, criterion, &plan, &reason).await
    }
    .await
    {
        Ok(_) => back_to(initiative, "sites", "done-lot-drawn"),
        Err(AppError::Invalid(problems)) => {
            let found = planner::find(&web.app, session.actor(), initiative, criterion, &plan).await?;
            asked(&session, found, &form, problems)
        }
        Err(error) => Err(error.into()),
    }
}

fn planner_page(session: &Session, found: Planner, form: &PlanForm, problems: Vec<Problem>) -> PlannerPage {
    let shell = session.shell(Station::Act);
    let initiative = found.initiative.id;
    PlannerPage {
        back: format!("{}#criteria", urls::initiative(initiative)),
        lots: urls::lots(initiative),
        here: urls::planner(initiative, found.criterion.id),
        initiative_title: found.initiative.title,
        criterion_title: found.criterion.title,
        of: found.measured.map(|of| told(session, &shell, &of, form, problems)),
        shell,
    }
}

fn told(session: &Session, shell: &Shell, of: &Measured, form: &PlanForm, mut problems: Vec<Problem>) -> Told {
    for problem in &of.problems {
        if !problems.contains(problem) {
            problems.push(problem.clone());
        }
    }
    let unit_error = problems
        .iter()
        .find(|problem| problem.field == "unit")
        .map(|problem| shell.t(problem.message).into_owned());
    let fields = Fields::new(session.words(), "planner", problems);
    let form = filled_in(form, &of.filled);
    Told {
        about: shell
            .with("planner-about")
            .text("indicator", indicator_name(shell.lang, &of.indicator))
            .text("from", shell.lang.month(of.first))
            .text("to", shell.lang.month(of.last))
            .to_string(),
        summary: fields.summary(),
        units: of.candidates.iter().map(|unit| unit_line(shell, unit)).collect(),
        unit_error,
        answer: of.answer.as_ref().map(|answer| answer_told(shell, of, answer)),
        lot: lot_told(shell, of),
        fields: vec![
            fields.month("first", &form.first),
            fields.number("waves", &form.waves),
            fields.number("gap", &form.gap),
            fields.short("sizes", &form.sizes),
            fields.number("months", &form.months),
        ],
    }
}

fn unit_line(shell: &Shell, unit: &Candidate) -> UnitLine {
    UnitLine {
        id: unit.unit.to_string(),
        name: unit.name.clone(),
        note: match unit.standing {
            Standing::MayBegin => shell
                .with("planner-unit-months")
                .count("months", unit.months)
                .to_string(),
            Standing::Begun(month) => shell
                .with("planner-unit-begun")
                .text("month", shell.lang.month(month))
                .to_string(),
            Standing::TooFewPeople => shell.t("planner-unit-too-few").into_owned(),
            Standing::NoFigures => shell.t("planner-unit-no-figures").into_owned(),
        },
        is_free: unit.standing == Standing::MayBegin,
        is_chosen: unit.is_chosen,
    }
}

fn answer_told(shell: &Shell, of: &Measured, answer: &Reckoned) -> AnswerTold {
    let scale = Scale::new(
        shell.words,
        &of.indicator.code,
        of.indicator.measure,
        answer.counted_a_month,
    );
    let size = |size: f64| {
        let signed = if answer.is_fall { -size } else { size };
        scale.change(signed)
    };
    let smallest = answer.sight.as_ref().and_then(|sight| sight.smallest);
    let warning = (!answer.can_answer).then(|| {
        let id = match (answer.sight.is_some(), smallest) {
            _ if !answer.choice.design.can_conclude() => "planner-warning-design",
            (_, None) => "planner-warning-nothing",
            _ if answer.advice.first() == Some(&Advice::ALot) => "planner-warning-lot",
            _ => "planner-warning-small",
        };
        shell.t(id).into_owned()
    });
    let verdict = match smallest {
        Some(smallest) => shell.with("planner-smallest").text("size", size(smallest)).to_string(),
        None => shell.t("planner-smallest-none").into_owned(),
    };
    let is_free = |unit: &&Candidate| unit.standing == Standing::MayBegin && !unit.is_chosen;
    let free = of.candidates.iter().filter(is_free).count();
    AnswerTold {
        warning,
        advice: answer
            .advice
            .iter()
            .map(|advice| advice_words(shell, *advice, free))
            .collect(),
        verdict,
        facts: facts(shell, answer, &scale),
        design: shell.code("evaluation-design", answer.choice.design.code()),
        waves: waves(shell, answer),
    }
}

/// What stands beside the smallest change: each a name and a sentence.
fn facts(shell: &Shell, answer: &Reckoned, scale: &Scale) -> Vec<(String, String)> {
    let mut facts = vec![(
        shell.t("planner-worthwhile").into_owned(),
        match answer.aim.worthwhile {
            Some(worthwhile) => scale.worth_of(worthwhile.size()),
            None => shell.t("planner-worthwhile-none").into_owned(),
        },
    )];
    let Some(sight) = &answer.sight else { return facts };
    let mut add = |name: &str, text: String| facts.push((shell.t(name).into_owned(), text));
    let percent = |share: f64, decimals: usize| shell.lang.number(share * 100.0, decimals);
    if let Some(share) = sight.share {
        add(
            "planner-share",
            shell
                .with("planner-share-is")
                .text("percent", percent(share, 0))
                .to_string(),
        );
        add(
            "planner-shortest",
            match sight.shortest {
                Some(months) => shell.with("planner-shortest-is").count("months", months).to_string(),
                None => shell.t("planner-shortest-none").into_owned(),
            },
        );
    }
    if let Some(times) = sight.exaggeration {
        add(
            "planner-exaggeration",
            shell
                .with("planner-exaggeration-is")
                .text("times", shell.lang.number(times.max(1.0), 1))
                .to_string(),
        );
    }
    if let Some(chance) = sight.chance {
        let id = if chance.smallest <= 0.05 {
            "planner-chance-can"
        } else {
            "planner-chance-never"
        };
        let ways = chance.ways.and_then(|ways| usize::try_from(ways).ok());
        add(
            "planner-chance",
            shell
                .with(id)
                .text(
                    "ways",
                    ways.map_or_else(
                        || shell.t("planner-ways-many").into_owned(),
                        |ways| shell.lang.count(ways),
                    ),
                )
                .text(
                    "percent",
                    if chance.smallest < 0.001 {
                        shell
                            .with("evaluation-under")
                            .text("number", shell.lang.number(0.1, 1))
                            .to_string()
                    } else {
                        percent(chance.smallest, 1)
                    },
                )
                .to_string(),
        );
    }
    facts
}

/// What to do. `free` units of those that may begin are not in the plan: whoever is told to take in more has to have them.
fn advice_words(shell: &Shell, advice: Advice, free: usize) -> String {
    let id = format!("planner-advice-{}", advice.code().replace('_', "-"));
    let sentence = shell.with(&id);
    match advice {
        Advice::MoreUnits { units } if usize::try_from(units).is_ok_and(|units| units > free) => {
            let lacking = usize::try_from(units).unwrap_or(usize::MAX).saturating_sub(free);
            let elsewhere = shell.with("planner-advice-more-units-elsewhere");
            elsewhere
                .count("units", units)
                .count("free", free)
                .count("lacking", lacking)
        }
        Advice::MoreUnits { units } => sentence.count("units", units),
        Advice::MoreMonths { months } | Advice::OlderMonths { months } => sentence.count("months", months),
        Advice::WaitUntil { month } => sentence.text("month", shell.lang.month(month)),
        Advice::StartTogether | Advice::StartApart | Advice::SomeWait | Advice::ALot => sentence,
    }
    .to_string()
}

fn waves(shell: &Shell, answer: &Reckoned) -> Vec<(String, String)> {
    let units = |units: u32| shell.with("planner-wave-units").count("units", units).to_string();
    let mut rows: Vec<(String, String)> = answer
        .plan
        .waves()
        .iter()
        .map(|wave| (shell.lang.month(wave.start), units(wave.units)))
        .collect();
    if answer.plan.waiting() > 0 {
        rows.push((shell.t("planner-wave-wait").into_owned(), units(answer.plan.waiting())));
    }
    rows
}

fn lot_told(shell: &Shell, of: &Measured) -> LotTold {
    let has_two_orders = of.answer.as_ref().is_some_and(|answer| answer.plan.orders() > 1);
    let instead = if of.has_begun {
        Some("planner-lot-begun")
    } else if of.answer.is_some() && !has_two_orders {
        Some("planner-lot-one-order")
    } else if of.answer.as_ref().is_some_and(|answer| !answer.plan.is_read_by_lot(0)) {
        Some("planner-lot-few-orders")
    } else if of.answer.as_ref().is_some_and(|answer| !answer.is_read_by_lot) {
        Some("planner-lot-beside")
    } else {
        None
    };
    LotTold {
        drawn: of.lot.as_ref().map(|lot| {
            let is_this = of.answer.as_ref().is_some_and(|answer| answer.is_drawn);
            let id = if is_this {
                "planner-lot-drawn"
            } else {
                "planner-lot-drawn-other"
            };
            shell.with(id).text("day", shell.lang.moment(lot.drawn_at)).to_string()
        }),
        instead: instead.map(|id| shell.t(id).into_owned()),
        may_draw: of.may_draw && has_two_orders,
    }
}
