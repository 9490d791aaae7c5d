//! One initiative: its criteria first, then its nine fields, what is done, where, how it is followed, and its way beside it all.

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Path, State};
use trivsel_app::figures::{CriterionFigure, ScaleLevel};
use trivsel_app::initiatives::view::{CriterionView, SiteView};
use trivsel_app::initiatives::{self, FollowUpView, View};
use trivsel_chart::Sparkline;
use trivsel_domain::chain::Node;
use trivsel_domain::happening::Scope;
use trivsel_domain::id::InitiativeId;
use trivsel_domain::indicator::Measure;
use trivsel_domain::initiative::{CriterionKind, Milestone, State as InitiativeState, VitalityReason};
use trivsel_domain::month::Month;
use trivsel_domain::person::Person;
use trivsel_domain::toolbox::themes_of;

use super::path::{self, Station as WayStation};
use super::spread::{self, ChildRow, MeasureLine, SiteSpread};
use super::{Top, criterion};
use crate::failure::Answer;
use crate::format::often;
use crate::live::{self, Live};
use crate::pages::{chain, page};
use crate::prose::prose;
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::verdict::question;
use crate::{Web, badges};

#[derive(Template)]
#[template(path = "pages/initiatives/show.html")]
struct ShowPage {
    shell: Shell,
    top: Top,
    /// Where it is said that somebody else has changed it.
    changed: String,
    /// What it came of, and what came of it.
    chain: Safe<String>,
    view: View,
    criteria: Vec<CriterionRow>,
    facts: Vec<Fact>,
    way: Vec<WayStation>,
    measures: Vec<MeasureLine>,
    /// What runs where since when.
    spread: Option<SiteSpread>,
    /// The initiatives below.
    children: Vec<ChildRow>,
    /// The states it can go to beside the one the head offers.
    moves: Vec<InitiativeState>,
}

impl ShowPage {
    /// How often a follow-up is looked at.
    fn often(&self, of: &FollowUpView) -> String {
        often(self.shell.words, &of.follow_up)
    }

    /// Why it may be about to run into the sand.
    fn reason_words(&self, reason: &VitalityReason) -> String {
        match reason {
            VitalityReason::Quiet(since) => self
                .shell
                .with("vitality-quiet")
                .text("date", self.shell.day(since))
                .to_string(),
            VitalityReason::Late(count) => self.shell.with("vitality-late").count("count", *count).to_string(),
            VitalityReason::TwoNo => self.shell.t("vitality-two-no").into_owned(),
            VitalityReason::NoLead => self.shell.t("vitality-no-lead").into_owned(),
            VitalityReason::OffAgenda(since) => self
                .shell
                .with("vitality-off-agenda")
                .text("date", self.shell.day(since))
                .to_string(),
        }
    }

    /// When the criteria were frozen, and how often they were changed since.
    fn frozen(&self) -> Option<String> {
        let at = self.view.frozen_at()?;
        let id = match self.view.changes_since_freeze {
            0 => "criteria-frozen",
            _ => "criteria-frozen-changed",
        };
        let sentence = self.shell.with(id).text("moment", self.shell.lang.moment(at));
        let sentence = sentence.count("count", self.view.changes_since_freeze).to_string();
        let late = spread::frozen_late(&self.shell, &self.view);
        Some(
            [Some(sentence), late]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
        )
    }

    /// When it was decided and when that was written, where these are two days.
    fn decided(&self) -> Option<String> {
        spread::decided(&self.shell, &self.view)
    }

    fn parent_address(&self) -> Option<(String, &str)> {
        let parent = self.view.parent.as_ref()?;
        Some((urls::initiative(parent.id), parent.title.as_str()))
    }

    fn question(&self) -> String {
        question(self.shell.words, self.view.initiative.state)
    }

    fn prose(&self, text: &str) -> Safe<String> {
        prose(text)
    }

    fn month(&self, view: &SiteView) -> String {
        self.shell.lang.month(Month::of(view.site.period.from()))
    }

    fn people(&self, view: &SiteView) -> String {
        self.shell.lang.count(view.people)
    }

    /// That some of the sites have not begun yet; nothing when all have.
    fn not_begun(&self) -> Option<String> {
        let count = self.view.waiting_sites();
        (count > 0).then(|| self.shell.with("sites-not-begun").count("count", count).to_string())
    }

    /// That who begins when was drawn by lot; nothing when it was not.
    fn drawn(&self) -> Option<String> {
        let lot = self.view.lot.as_ref()?;
        let day = self.shell.lang.moment(lot.drawn_at);
        Some(self.shell.with("sites-drawn").text("day", day).to_string())
    }

    fn lots_address(&self) -> String {
        urls::lots(self.view.initiative.id)
    }

    fn milestone_seen_to_by(&self, place: &usize) -> String {
        let of = self.view.milestones_seen_to.get(*place);
        of.map(|of| super::seen_to_by(&self.shell, of)).unwrap_or_default()
    }

    fn is_overdue(&self, milestone: &Milestone) -> bool {
        milestone.is_overdue(self.view.today)
    }

    /// The words of a move that stands among the quieter ones.
    fn move_words(&self, to: &InitiativeState) -> String {
        let id = match (self.view.initiative.state, to) {
            (InitiativeState::Anchored, InitiativeState::Running) => "initiative-move-again".to_owned(),
            (InitiativeState::Idea, InitiativeState::Ended) => "initiative-move-drop".to_owned(),
            _ => format!("initiative-move-{}", to.code()),
        };
        self.shell.t(&id).into_owned()
    }
}

/// One of the nine fields.
struct Fact {
    number: usize,
    /// The id of its name.
    name: &'static str,
    text: Safe<String>,
    /// What stands under the text, in small.
    beside: Vec<String>,
}

/// A criterion as its row shows it. Numbers are written for the reader already.
pub(super) struct CriterionRow {
    id: String,
    pub(super) title: String,
    /// Which way, and by what it shows.
    pub(super) about: String,
    /// Why there are no numbers to show; empty when there are.
    pub(super) instead: String,
    is_not_measurable: bool,
    line: Option<Safe<String>>,
    pub(super) before: String,
    /// Whether what was before is locked, or where it comes from; empty when there is nothing.
    pub(super) before_note: String,
    pub(super) now: String,
    /// Where it comes from; may be empty.
    pub(super) now_note: String,
    pub(super) target: String,
    smallest: String,
    /// What to keep in mind when comparing; may be empty.
    pub(super) care: String,
    /// Is there something to say about whether it worked?
    can_be_evaluated: bool,
    /// What was last found; none while nobody has asked.
    verdict: Option<Safe<String>>,
    /// Could it still be planned who begins when?
    can_be_planned: bool,
    /// Where tools for what it is about stand; none when no tool is about it.
    tools: Option<String>,
}

pub(super) async fn show(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let live = Live::of(&web, &session, Scope::Initiative(id)).await?;
    let view = initiatives::find(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Act);
    let can_begin = view.initiative.state.is_open() && (view.sites.is_empty() || view.waiting_sites() > 0);
    page(&ShowPage {
        changed: live::changed(shell.clone(), live, false)?,
        chain: chain::lines(&web, &session, Node::Initiative(id)).await?,
        criteria: view
            .criteria
            .iter()
            .map(|of| criterion_row(&shell, of, can_begin))
            .collect(),
        facts: facts(&shell, &view),
        way: path::stations(&shell, &view),
        measures: spread::measures(&shell, &view),
        spread: spread::spread(&shell, &view),
        children: spread::children(&shell, &view),
        moves: other_moves(&view),
        top: Top::new(&shell, view.head(), ""),
        view,
        shell,
    })
}

/// What the head does not offer as the next thing.
fn other_moves(view: &View) -> Vec<InitiativeState> {
    if !view.may_decide {
        return Vec::new();
    }
    let state = view.initiative.state;
    let offered = match state {
        InitiativeState::Idea => Some(InitiativeState::Decided),
        InitiativeState::Decided => Some(InitiativeState::Running),
        _ => None,
    };
    state.next().iter().copied().filter(|to| Some(*to) != offered).collect()
}

fn facts(shell: &Shell, view: &View) -> Vec<Fact> {
    let of = &view.initiative;
    let quoted = view.goal.as_ref().map(|(goal, policy)| {
        shell
            .with("initiative-goal-of")
            .text("policy", &policy.name)
            .text("number", goal.position)
            .to_string()
    });
    let goal = match &view.goal {
        Some((goal, _)) => {
            let quote = shell
                .with("initiative-goal-quote")
                .text("text", goal.text.trim())
                .to_string();
            format!("{quote}\n\n{}", of.goal_text)
        }
        None => of.goal_text.clone(),
    };
    let person = |id: &str, person: &Option<Person>| {
        person.as_ref().map(|person| {
            let name = if person.title.is_empty() {
                person.name.clone()
            } else {
                format!("{}, {}", person.name, person.title)
            };
            shell.with(id).text("name", name).to_string()
        })
    };
    let days = match (of.starts_on, of.ends_on) {
        (Some(from), to) => Some(shell.days(from, to)),
        (None, Some(to)) => Some(shell.with("until").text("to", shell.lang.date(to)).to_string()),
        (None, None) => None,
    };
    let level = shell
        .with("initiative-level-is")
        .text("level", shell.code("iglo", of.iglo_level.code()).to_lowercase())
        .to_string();
    let criteria = (!view.criteria.is_empty()).then(|| {
        shell
            .with("initiative-criteria-above")
            .count("count", view.criteria.len())
            .to_string()
    });
    let follow_ups = (!view.follow_ups.is_empty()).then(|| {
        shell
            .with("initiative-follow-ups-below")
            .count("count", view.follow_ups.len())
            .to_string()
    });
    let measures = (!view.measures.is_empty()).then(|| {
        shell
            .with("initiative-measures-below")
            .count("count", view.measures.len())
            .to_string()
    });
    let leads = [
        person("initiative-lead-is", &view.lead),
        person("initiative-co-lead-is", &view.co_lead),
    ];
    let rows: [(&'static str, &str, Vec<String>); 9] = [
        ("initiative-goal-name", &goal, quoted.into_iter().collect()),
        (
            "initiative-description-name",
            &of.description,
            measures.into_iter().collect(),
        ),
        ("initiative-purpose-name", &of.purpose, Vec::new()),
        ("initiative-target-group-name", &of.target_group, vec![level]),
        (
            "initiative-actors-name",
            &of.actors,
            leads.into_iter().flatten().collect(),
        ),
        ("initiative-schedule-name", &of.schedule, days.into_iter().collect()),
        ("initiative-financial-impact-name", &of.financial_impact, Vec::new()),
        (
            "initiative-success-text-name",
            &of.success_text,
            criteria.into_iter().collect(),
        ),
        (
            "initiative-follow-up-text-name",
            &of.follow_up_text,
            follow_ups.into_iter().collect(),
        ),
    ];
    rows.into_iter()
        .enumerate()
        .map(|(index, (name, text, beside))| Fact {
            number: index + 1,
            name,
            text: prose(text),
            beside,
        })
        .collect()
}

/// Tools for what a criterion is about, by its scale or its indicator, as a link: the page itself asks nothing of the toolbox.
fn tools(view: &CriterionView) -> Option<String> {
    let scale = view.criterion.kind.survey_scale().map(|(_, scale)| scale);
    let key = scale.or(view.indicator.as_ref().map(|indicator| indicator.code.as_str()))?;
    (!themes_of(key).is_empty()).then(|| urls::toolbox_scale(key))
}

pub(super) fn criterion_row(shell: &Shell, view: &CriterionView, can_begin: bool) -> CriterionRow {
    let of = &view.criterion;
    let measure = view.indicator.as_ref().map(|indicator| indicator.measure);
    let shown_by = match (&of.kind, &view.indicator) {
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
    };
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
