//! What could we see? Before an initiative begins: which units, from when, in how many waves, followed for how long, and what such a plan
//! could show of one criterion; and the lot about who begins when.
//!
//! `planner/ground.rs` reads figures that have passed the gate, `planner/asked.rs` what is asked, `planner/sight.rs` has `trivsel-stats`
//! draw futures, [`trivsel_domain::evaluation`] chooses the design and says what a plan lacks, `planner/lots.rs` draws.

mod asked;
mod ground;
mod lots;
mod sight;

use trivsel_domain::evaluation::{Advice, Aim, Choice, Plan, choose};
use trivsel_domain::id::{InitiativeId, SuccessCriterionId};
use trivsel_domain::indicator::{Indicator, Series};
use trivsel_domain::initiative::site::sites_of_criterion;
use trivsel_domain::initiative::{Initiative, Lot, SuccessCriterion};
use trivsel_domain::month::Month;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::initiatives as store;

use crate::initiatives::{criterion_of, readable};
use crate::kept::kept;
use crate::{App, AppError, Problem};

use asked::Asked;
use ground::Ground;
use sight::Prepared;

pub use asked::{PlanAsked, PlanFilled, PlanForm};
pub use ground::{Candidate, Standing};
pub(crate) use lots::followed;
pub use lots::{LotView, Lots, draw, list as list_lots};
pub use sight::{Chance, Sight};

/// The share of cases in which a change is to be seen. The pages say "8 of 10".
const POWER: f64 = 0.8;
/// How many answers are kept in memory.
const KEPT: usize = 64;

kept!(KeptSights: String => Sight, KEPT);

/// The planner's page of one criterion.
#[derive(Clone, Debug)]
pub struct Planner {
    /// The initiative.
    pub initiative: Initiative,
    /// The criterion.
    pub criterion: SuccessCriterion,
    /// None when it is not measured by an indicator that has figures.
    pub measured: Option<Measured>,
}

/// What can be planned with the figures there are.
#[derive(Clone, Debug)]
pub struct Measured {
    /// What is measured.
    pub indicator: Indicator,
    /// By which series.
    pub series: Series,
    /// The first month of its figures.
    pub first: Month,
    /// The last.
    pub last: Month,
    /// The units that may begin, and those that may not, with the reason.
    pub candidates: Vec<Candidate>,
    /// What was asked, with what was left open filled in.
    pub filled: PlanFilled,
    /// What of it cannot be used.
    pub problems: Vec<Problem>,
    /// What the plan could see; none while something asked cannot be used.
    pub answer: Option<Answer>,
    /// The lot that counts, if one was drawn.
    pub lot: Option<Lot>,
    /// May the person draw, as things stand?
    pub may_draw: bool,
    /// Has it begun somewhere, so that no lot can be drawn any more?
    pub has_begun: bool,
}

/// What a plan could see.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The plan.
    pub plan: Plan,
    /// How it would be evaluated, with a lot where a lot is worth drawing.
    pub choice: Choice,
    /// Can it answer its own question?
    pub can_answer: bool,
    /// What would help it to; empty when it can.
    pub advice: Vec<Advice>,
    /// What is good and how much is worth having.
    pub aim: Aim,
    /// Is it a fall that is to be seen?
    pub is_fall: bool,
    /// What is seen; none where no design gives an estimate.
    pub sight: Option<Sight>,
    /// What a change of 1 in the indicator's unit is in what is counted, each month, in all units that begin.
    pub counted_a_month: Option<f64>,
    /// Is it the plan that a lot was drawn for?
    pub is_drawn: bool,
    /// Can chance be read from a lot about it?
    pub is_read_by_lot: bool,
}

/// The planner of a criterion of an initiative within reach.
pub async fn find(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
    asked: &PlanAsked,
) -> Result<Planner, AppError> {
    let tx = app.read(who.organisation).await?;
    let (initiative, sites) = readable(&tx, who, initiative).await?;
    let criterion = criterion_of(&tx, initiative.id, criterion).await?;
    let sites = sites_of_criterion(&sites, &criterion);
    let Some(ground) = Ground::load(&tx, who, &initiative, &sites, &criterion, app.today()).await? else {
        return Ok(Planner {
            initiative,
            criterion,
            measured: None,
        });
    };
    let lot = store::newest_lot(&tx, initiative.id).await?;
    drop(tx);
    let filled = asked.filled_in(&ground, &initiative, app.today());
    let (asked, problems) = match filled.plan(&asked.unread, &ground) {
        Ok(asked) => (Some(asked), Vec::new()),
        Err(problems) => (None, problems.0),
    };
    let answer = match &asked {
        Some(asked) => Some(answer(app, &ground, asked, &criterion, lot.as_ref()).await?),
        None => None,
    };
    let has_begun = lots::has_begun(&sites, app.today());
    let may_draw = initiative.allows(Right::ChangeInitiative, who) && initiative.state.is_open() && !has_begun;
    let measured = Measured {
        candidates: ground.candidates(|unit| filled.has(unit)),
        first: ground.first,
        last: ground.until.plus(-1),
        indicator: ground.indicator,
        series: ground.series,
        filled,
        problems,
        answer,
        lot,
        may_draw,
        has_begun,
    };
    Ok(Planner {
        initiative,
        criterion,
        measured: Some(measured),
    })
}

/// The same for somebody who is about to draw a lot.
pub async fn find_to_draw(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
    asked: &PlanAsked,
) -> Result<Planner, AppError> {
    let found = find(app, who, initiative, criterion, &asked.chosen()).await?;
    if found.initiative.allows(Right::ChangeInitiative, who) {
        Ok(found)
    } else {
        Err(AppError::Forbidden)
    }
}

async fn answer(
    app: &App,
    ground: &Ground,
    asked: &Asked,
    criterion: &SuccessCriterion,
    lot: Option<&Lot>,
) -> Result<Answer, AppError> {
    let plan = asked.plan.clone();
    let is_drawn = lot.is_some_and(|lot| lot.units == asked.chosen && lot.waves == plan.waves());
    let material = ground.material(&asked.chosen);
    let known = material.known();
    let aim = Aim::of(criterion);
    let with_lot = plan.is_read_by_lot(known.beside.len());
    let facts = plan.facts(&known, aim, is_drawn && with_lot);
    let as_it_stands = choose(&facts);
    // Before the start a lot can still be had, so what could be seen is told as if it will be drawn, where it proves anything.
    let choice = if with_lot {
        choose(&plan.facts(&known, aim, true))
    } else {
        as_it_stands.clone()
    };
    let prepared = Prepared::new(&material, &plan, &choice, with_lot, aim);
    let hash = prepared.hash()?;
    let is_fall = prepared.is_fall();
    let counted_a_month = prepared.counted_a_month();
    let sight = if choice.design.can_conclude() {
        let found = match app.store.memory::<KeptSights>().find(&hash) {
            Some(kept) => kept,
            None => {
                let found = tokio::task::spawn_blocking(move || prepared.reckon())
                    .await
                    .map_err(|error| AppError::internal("reckoning what a plan could see", error))?;
                app.store.memory::<KeptSights>().keep(hash, found, |_| false)
            }
        };
        Some(found.as_ref().clone())
    } else {
        None
    };
    let in_sight = sight.as_ref().map(Sight::in_sight).unwrap_or_default();
    let advice = plan.list_advice(&known, &facts, &as_it_stands, in_sight);
    Ok(Answer {
        can_answer: plan.can_answer(&as_it_stands, aim, in_sight),
        plan,
        choice,
        advice,
        aim,
        is_fall,
        sight,
        counted_a_month,
        is_drawn,
        is_read_by_lot: with_lot,
    })
}
