//! A plan becomes an initiative, or part of one that is there: nothing is typed again, and each thing remembers the line it came of.

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::chain::Node;
use trivsel_domain::danish;
use trivsel_domain::id::{FollowUpId, InitiativeId, MeasureId, MilestoneId, PlanId, PlanLineId, SuccessCriterionId};
use trivsel_domain::initiative::{
    CriterionKind, Direction, FollowUp, Frequency, IgloLevel, Initiative, Measure, MeasurePlan, MeasureState,
    Milestone, MonthsOfYear, SuccessCriterion,
};
use trivsel_domain::plan::{PlanLine, PlanPart, UnitPlan};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, chain as links, initiatives, plans as store};
use uuid::Uuid;

use super::{readable, told};
use crate::initiatives::content::{InitiativeContent, InitiativeTexts};
use crate::initiatives::{form, part, readable as readable_initiative, register};
use crate::input::Input;
use crate::work::Work;
use crate::{App, AppError, Problem, Problems, chain};

/// What is typed when a plan becomes an initiative.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BecomeForm {
    /// The first day of the initiative.
    pub starts_on: String,
    /// The lines that are taken along, by id.
    pub line: Vec<String>,
    /// An initiative that takes lines as measures, by id.
    pub initiative: String,
}

/// What a plan becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BecomeContent {
    /// The first day of the initiative.
    pub starts_on: NaiveDate,
    /// The lines that are taken along.
    pub lines: Vec<PlanLineId>,
}

impl BecomeForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<BecomeContent, Problems> {
        let mut input = Input::new();
        let starts_on = input.date("starts_on", &self.starts_on);
        let lines = self.lines(&mut input);
        input.read(Some(BecomeContent { starts_on, lines }))
    }

    /// The initiative that takes lines, and the lines.
    pub fn read_taken(&self) -> Result<(InitiativeId, Vec<PlanLineId>), Problems> {
        let mut input = Input::new();
        let initiative = input.choice("initiative", &self.initiative, |text| text.parse().ok());
        let lines = self.lines(&mut input);
        input.read(initiative.map(|initiative| (initiative, lines)))
    }

    fn lines(&self, input: &mut Input) -> Vec<PlanLineId> {
        let read: Vec<PlanLineId> = self.line.iter().filter_map(|line| line.trim().parse().ok()).collect();
        if read.is_empty() {
            input.refuse(Problem::new("line", "problem-choose"));
        }
        read
    }
}

/// A plan with what it can become.
#[derive(Clone, Debug)]
pub struct Becoming {
    /// The plan.
    pub plan: UnitPlan,
    /// Its lines that nothing came of yet, heading by heading.
    pub lines: Vec<PlanLine>,
    /// The initiatives that can take lines as measures, in Danish order.
    pub initiatives: Vec<(InitiativeId, String)>,
}

/// What a plan can become, for whoever may write initiatives in its unit.
pub async fn prepare(app: &App, who: &Actor, id: PlanId) -> Result<Becoming, AppError> {
    let tx = app.read(who.organisation).await?;
    let plan = readable(&tx, who, id).await?;
    who.must(Right::ChangeInitiative, plan.unit)?;
    let mut initiatives = Vec::new();
    for line in register::within_reach(&tx, who).await? {
        let may_take = line.state.is_open() && line.leads.allow(Right::ChangeMeasures, line.unit, who);
        if may_take {
            initiatives.push((line.id, line.title));
        }
    }
    initiatives.sort_by(|one, other| danish::compare(&one.1, &other.1));
    Ok(Becoming {
        lines: free(&tx, &plan).await?,
        plan,
        initiatives,
    })
}

/// The lines nothing came of yet, without those that were dropped.
async fn free(tx: &Tx, plan: &UnitPlan) -> Result<Vec<PlanLine>, AppError> {
    let mut lines = store::lines_of(tx, plan.id).await?;
    let nodes: Vec<Node> = lines.iter().map(|line| Node::PlanLine(line.id)).collect();
    let taken = links::out_of_any(tx, &nodes).await?;
    lines.retain(|line| {
        let node = Some(Node::PlanLine(line.id));
        line.dropped_because.is_empty() && !taken.iter().any(|link| link.from == node && is_made(link.to))
    });
    Ok(lines)
}

/// Is it something a line was made, rather than a meeting at which it was talked over?
pub(super) fn is_made(to: Node) -> bool {
    !matches!(to, Node::AgendaItem(_))
}

async fn chosen(tx: &Tx, plan: &UnitPlan, wanted: &[PlanLineId]) -> Result<Vec<PlanLine>, AppError> {
    let mut lines = free(tx, plan).await?;
    lines.retain(|line| wanted.contains(&line.id));
    if lines.is_empty() {
        return Err(AppError::invalid("line", "problem-choose"));
    }
    Ok(lines)
}

/// Makes an initiative of a plan, an idea until it is decided: HVAD its title and description, HVORDAN its measures, HVEM its milestones and
/// its lead, TEGN its criteria, TEST its follow-ups.
pub async fn become_initiative(
    app: &App,
    who: &Actor,
    id: PlanId,
    content: &BecomeContent,
) -> Result<InitiativeId, AppError> {
    app.writing(who, |work| async move {
        let plan = readable(&work, who, id).await?;
        who.must(Right::ChangeInitiative, plan.unit)?;
        let lines = chosen(&work, &plan, &content.lines).await?;
        let initiative = form::add_within(app, &work, who, &described(&plan, &lines, content.starts_on), None).await?;
        for line in &lines {
            let to = made(&work, &initiative, &plan, line).await?;
            chain::came_of(&work, who, Node::PlanLine(line.id), to, work.today).await?;
        }
        work.trail(told(&plan, "became").field("title", "", &initiative.title));
        Ok(initiative.id)
    })
    .await
}

/// What the initiative says: the words of the plan, each in its field.
fn described(plan: &UnitPlan, lines: &[PlanLine], starts_on: NaiveDate) -> InitiativeContent {
    let texts = |part: PlanPart| -> Vec<String> {
        let own = lines.iter().filter(|line| line.part == part);
        own.map(|line| line.text.clone()).collect()
    };
    let listed = |part: PlanPart| texts(part).join("\n");
    let what = texts(PlanPart::What);
    let actors = lines.iter().filter(|line| line.part == PlanPart::Who);
    InitiativeContent {
        texts: InitiativeTexts {
            title: what.first().unwrap_or(&plan.title).clone(),
            summary: plan.title.clone(),
            description: if what.is_empty() {
                plan.title.clone()
            } else {
                what.join("\n")
            },
            actors: actors.map(said).collect::<Vec<_>>().join("\n"),
            success_text: listed(PlanPart::Sign),
            follow_up_text: listed(PlanPart::Test),
            ..InitiativeTexts::default()
        },
        parent: None,
        unit: plan.unit,
        iglo_level: IgloLevel::Group,
        lead: lines
            .iter()
            .filter(|line| line.part == PlanPart::Who)
            .find_map(|line| line.person),
        co_lead: None,
        goal: None,
        starts_on: Some(starts_on),
        ends_on: plan.valid_to.filter(|last| *last >= starts_on),
    }
}

/// An action with the role it names; people are tied, not written.
fn said(line: &PlanLine) -> String {
    match line.role.as_str() {
        "" => line.text.clone(),
        role => format!("{} ({role})", line.text),
    }
}

/// Makes of a line what lines of its heading become, in the caller's own transaction.
async fn made(work: &Work, initiative: &Initiative, plan: &UnitPlan, line: &PlanLine) -> Result<Node, AppError> {
    let (title, of) = (line.text.clone(), initiative.id);
    Ok(match line.part {
        PlanPart::What => Node::Initiative(of),
        PlanPart::How => Node::Measure(measure(work, initiative, line).await?),
        PlanPart::Who => {
            let milestone = Milestone {
                id: MilestoneId(Uuid::now_v7()),
                initiative: of,
                title: said(line),
                // A draft may have actions without a day: they are due when the plan ends, or when the initiative begins.
                due_on: line
                    .due_on
                    .or(plan.valid_to)
                    .or(initiative.starts_on)
                    .unwrap_or(work.today),
                done_on: line.done_on,
            };
            initiatives::add_milestone(work, &milestone).await?;
            work.trail(part("milestone", milestone.id.0, "added", initiative).field("title", "", &milestone.title));
            Node::Milestone(milestone.id)
        }
        PlanPart::Sign => {
            let there = initiatives::criteria_of(work, of).await?;
            let last = there.iter().map(|one| one.position).max().unwrap_or(0);
            let criterion = SuccessCriterion {
                id: SuccessCriterionId(Uuid::now_v7()),
                initiative: of,
                measure: None,
                comparison: None,
                position: last + 1,
                title,
                kind: match line.indicator {
                    Some(indicator) => CriterionKind::Indicator {
                        indicator,
                        series: None,
                    },
                    None if line.survey_scale.is_empty() => CriterionKind::Observed,
                    None => CriterionKind::SurveyScale {
                        scale: line.survey_scale.clone(),
                    },
                },
                direction: Direction::Increase,
                baseline: None,
                target: None,
                smallest_worthwhile: None,
                not_measurable: None,
                frozen_at: None,
            };
            initiatives::add_criterion(work, &criterion).await?;
            work.trail(part("success_criterion", criterion.id.0, "added", initiative).field(
                "title",
                "",
                &criterion.title,
            ));
            Node::SuccessCriterion(criterion.id)
        }
        PlanPart::Test => {
            let follow_up = FollowUp {
                id: FollowUpId(Uuid::now_v7()),
                initiative: of,
                title,
                source: String::new(),
                committees: line.committee.into_iter().collect(),
                forum: line.role.clone(),
                months: MonthsOfYear::default(),
                frequency: Frequency::Once,
                next_due: line.due_on,
                ended_on: line.done_on,
            };
            initiatives::add_follow_up(work, &follow_up).await?;
            work.trail(part("follow_up", follow_up.id.0, "added", initiative).field("title", "", &follow_up.title));
            Node::FollowUp(follow_up.id)
        }
    })
}

async fn measure(work: &Work, initiative: &Initiative, line: &PlanLine) -> Result<MeasureId, AppError> {
    let there = initiatives::measures_of(work, initiative.id).await?;
    let last = there.iter().map(|one| one.position).max().unwrap_or(0);
    let measure = Measure {
        id: MeasureId(Uuid::now_v7()),
        initiative: initiative.id,
        position: last + 1,
        title: line.text.clone(),
        description: String::new(),
        state: MeasureState::Planned,
        plan: MeasurePlan::default(),
        grown_into: None,
    };
    initiatives::add_measure(work, &measure).await?;
    work.trail(part("measure", measure.id.0, "added", initiative).field("title", "", &measure.title));
    Ok(measure.id)
}

/// An initiative that is there takes lines as measures. Says how many.
pub async fn take(
    app: &App,
    who: &Actor,
    id: PlanId,
    initiative: InitiativeId,
    lines: &[PlanLineId],
) -> Result<usize, AppError> {
    app.writing(who, |work| async move {
        let plan = readable(&work, who, id).await?;
        who.must(Right::ChangeInitiative, plan.unit)?;
        let (initiative, _) = readable_initiative(&work, who, initiative).await?;
        if !initiative.allows(Right::ChangeMeasures, who) {
            return Err(AppError::Forbidden);
        }
        let mut taken = chosen(&work, &plan, lines).await?;
        taken.retain(|line| line.part == PlanPart::How);
        if taken.is_empty() {
            return Err(AppError::invalid("line", "problem-only-how"));
        }
        for line in &taken {
            let to = Node::Measure(measure(&work, &initiative, line).await?);
            chain::came_of(&work, who, Node::PlanLine(line.id), to, work.today).await?;
        }
        work.trail(told(&plan, "became").field("title", "", &initiative.title));
        Ok(taken.len())
    })
    .await
}
