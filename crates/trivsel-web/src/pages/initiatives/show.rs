//! One initiative: its criteria first, then its nine fields, what is done, where, how it is followed, and its way beside it all.

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Path, State};
use trivsel_app::initiatives::view::SiteView;
use trivsel_app::initiatives::{self, FollowUpView, View};
use trivsel_domain::chain::Node;
use trivsel_domain::happening::Scope;
use trivsel_domain::id::InitiativeId;
use trivsel_domain::initiative::{Milestone, State as InitiativeState, VitalityReason};
use trivsel_domain::month::Month;
use trivsel_domain::person::Person;

use super::Top;
use super::criterion_row::{CriterionRow, criterion_row};
use super::path::{self, Station as WayStation};
use super::spread::{self, ChildRow, MeasureLine, SiteSpread};
use crate::Web;
use crate::failure::Answer;
use crate::format::often;
use crate::live::{self, Live};
use crate::pages::{chain, page};
use crate::prose::prose;
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::verdict::question;

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
