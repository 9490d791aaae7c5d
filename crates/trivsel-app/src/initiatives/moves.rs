//! Taking an initiative from one state to the next. The decision freezes its criteria; its end stops what still runs.

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::id::InitiativeId;
use trivsel_domain::initiative::anchoring::AnchorQuestion;
use trivsel_domain::initiative::{Initiative, Site, SiteStage, State};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, initiatives as store};

use super::{anchoring, baseline, part, readable};
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problems};

/// What is typed when an initiative is moved.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// Where and why.
    pub reason: String,
    /// The day it was decided; empty for today, and with every other move.
    pub decided_on: String,
    /// When it is anchored: was it chosen together, `yes` or `no`?
    pub together: String,
    /// Did both sides take part?
    pub both_sides: String,
    /// Does it stand on an agenda again and again?
    pub on_agenda: String,
    /// Is it agreed how it is evaluated?
    pub evaluation: String,
}

/// What is said of a move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoveContent {
    /// Where and why; may be empty.
    pub reason: String,
    /// The day it was decided, where that is not today.
    pub decided_on: Option<NaiveDate>,
}

impl MoveForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<MoveContent, Problems> {
        let mut input = Input::new();
        let content = MoveContent {
            reason: input.text("reason", &self.reason),
            decided_on: input.optional_date("decided_on", &self.decided_on),
        };
        input.read(Some(content))
    }

    /// What is missing where an initiative is anchored: what was answered with no, or not at all.
    pub fn missing(&self) -> Vec<AnchorQuestion> {
        let answer = |question| match question {
            AnchorQuestion::Together => &self.together,
            AnchorQuestion::BothSides => &self.both_sides,
            AnchorQuestion::OnAgenda => &self.on_agenda,
            AnchorQuestion::Evaluation => &self.evaluation,
        };
        let mut all = AnchorQuestion::ALL.to_vec();
        all.retain(|question| answer(*question) != "yes");
        all
    }
}

/// What to know before confirming a move.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// The initiative as it stands.
    pub initiative: Initiative,
    /// Where it is to go.
    pub to: State,
    /// How many criteria it has.
    pub criteria: usize,
    /// In how many units it still runs.
    pub open_sites: usize,
    /// How many follow-ups still go on.
    pub open_follow_ups: usize,
    /// Does a forum take up its initiatives again and again? Asked where it is anchored.
    pub is_on_standing_agenda: bool,
}

async fn movable(tx: &Tx, who: &Actor, id: InitiativeId) -> Result<(Initiative, Vec<Site>), AppError> {
    let (initiative, sites) = readable(tx, who, id).await?;
    who.must(Right::DecideInitiative, initiative.unit)?;
    Ok((initiative, sites))
}

/// What to know before moving an initiative.
pub async fn prepare(app: &App, who: &Actor, id: InitiativeId, to: State) -> Result<Confirmation, AppError> {
    let tx = app.read(who.organisation).await?;
    let (initiative, sites) = movable(&tx, who, id).await?;
    if !initiative.state.next().contains(&to) {
        return Err(AppError::Refused("refused-move"));
    }
    let open_follow_ups = store::follow_ups_of(&tx, id)
        .await?
        .iter()
        .filter(|follow_up| follow_up.ended_on.is_none())
        .count();
    Ok(Confirmation {
        to,
        criteria: store::criteria_of(&tx, id).await?.len(),
        open_sites: sites.iter().filter(|site| site.is_running(app.today())).count(),
        open_follow_ups,
        is_on_standing_agenda: to == State::Anchored
            && anchoring::is_on_standing_agenda(&tx, who, &initiative, app.today()).await?,
        initiative,
    })
}

/// Moves an initiative to another state.
pub async fn change_state(
    app: &App,
    who: &Actor,
    id: InitiativeId,
    to: State,
    content: &MoveContent,
) -> Result<(), AppError> {
    move_to(app, who, id, to, content, &[]).await
}

/// Anchors an initiative. What is missing does not stop it: the first look at whether it holds begins with it.
pub async fn anchor(
    app: &App,
    who: &Actor,
    id: InitiativeId,
    content: &MoveContent,
    missing: &[AnchorQuestion],
) -> Result<(), AppError> {
    move_to(app, who, id, State::Anchored, content, missing).await
}

async fn move_to(
    app: &App,
    who: &Actor,
    id: InitiativeId,
    to: State,
    content: &MoveContent,
    missing: &[AnchorQuestion],
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let reason = content.reason.as_str();
        let (before, sites) = movable(&work, who, id).await?;
        if reason.is_empty() && needs_reason(before.state, to) {
            return Err(AppError::invalid("reason", "problem-required"));
        }
        let now = work.now;
        let decided_on = (to == State::Decided).then(|| content.decided_on.unwrap_or(work.today));
        if decided_on.is_some_and(|day| day > work.today) {
            return Err(AppError::invalid("decided_on", "problem-decided-in-future"));
        }
        let moved = before
            .moved(to, reason, now)
            .map_err(|_| AppError::Refused("refused-move"))?;
        let after = Initiative {
            decided_on: decided_on.or(moved.decided_on),
            ..moved
        };
        store::change(&work, &after).await?;
        Trail::new("initiative", id.0, "moved")
            .unit(before.unit)
            .field("state", before.state.code(), to.code())
            .field("reason", "", reason)
            .optional(
                "decided_on",
                None::<NaiveDate>,
                decided_on.filter(|day| *day != work.today),
            )
            .write(&work, Some(who.person), now)
            .await?;
        match to {
            State::Decided => baseline::freeze(&work, who, &after, now, work.today).await?,
            State::Ended => stop(app, &work, who, &before, &sites).await?,
            State::Anchored => anchoring::begin(&work, &after, missing).await?,
            State::Idea | State::Running => {}
        }
        if before.state == State::Anchored {
            store::remove_open_anchor_checks(&work, id).await?;
        }
        Ok(())
    })
    .await
}

/// Beginning what was decided explains itself; every other move is to be understood years later.
fn needs_reason(from: State, to: State) -> bool {
    !(from == State::Decided && to == State::Running)
}

/// Ends the sites and follow-ups that still run.
async fn stop(app: &App, tx: &Tx, who: &Actor, of: &Initiative, sites: &[Site]) -> Result<(), AppError> {
    let (today, now) = (app.today(), app.now());
    for site in sites.iter().filter(|site| site.is_running(today)) {
        let Ok(period) = site.period.ended(site.period.to().unwrap_or(today).min(today)) else {
            continue;
        };
        let ended = Site {
            stage: SiteStage::Ended,
            period,
            ..site.clone()
        };
        store::change_site(tx, &ended).await?;
        part("site", site.id.0, "changed", of)
            .field("stage", site.stage.code(), ended.stage.code())
            .optional("ends_on", site.period.to(), ended.period.to())
            .write(tx, Some(who.person), now)
            .await?;
    }
    for mut follow_up in store::follow_ups_of(tx, of.id).await? {
        if follow_up.ended_on.is_none() {
            follow_up.ended_on = Some(today);
            store::change_follow_up(tx, &follow_up).await?;
            part("follow_up", follow_up.id.0, "changed", of)
                .optional("ended_on", None::<&str>, follow_up.ended_on)
                .write(tx, Some(who.person), now)
                .await?;
        }
    }
    Ok(())
}
