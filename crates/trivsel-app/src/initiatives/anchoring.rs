//! Whether what was anchored still holds: setting the days on which somebody looks, and writing what was found.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::standing::StandingFilling;
use trivsel_domain::id::{AnchorCheckId, InitiativeId};
use trivsel_domain::initiative::Initiative;
use trivsel_domain::initiative::anchoring::{
    AnchorCheck, AnchorQuestion, CheckOutcome, Evaluated, HeldCheck, check_days,
};
use trivsel_domain::rights::Actor;
use trivsel_store::{Tx, committees, initiatives as store};
use uuid::Uuid;

use super::{may_write_follow_up, part, readable};
use crate::input::Input;
use crate::seen::SeenMark;
use crate::work::Work;
use crate::{App, AppError, Problems};

/// What is answered when somebody looks.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckForm {
    /// Is it still done: `yes` or `no`?
    pub still_done: String,
    /// Does somebody still answer for it?
    pub still_owned: String,
    /// Is it still on an agenda?
    pub still_on_agenda: String,
    /// Was it evaluated, as a code?
    pub evaluated: String,
    /// One line about it.
    pub text: String,
    /// What follows, as a code.
    pub outcome: String,
    /// The mark of the check that was on the screen.
    pub seen: String,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckContent {
    /// Is it still done?
    pub still_done: bool,
    /// Does somebody still answer for it?
    pub still_owned: bool,
    /// Is it still on an agenda?
    pub still_on_agenda: bool,
    /// Was it evaluated?
    pub evaluated: Evaluated,
    /// One line about it.
    pub text: String,
    /// What follows.
    pub outcome: CheckOutcome,
}

/// A yes or a no; whoever answers has to choose one.
fn yes_or_no(typed: &str) -> Option<bool> {
    match typed {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

impl CheckForm {
    /// What was answered, as values.
    pub fn read(&self) -> Result<CheckContent, Problems> {
        let mut input = Input::new();
        let still_done = input.choice("still_done", &self.still_done, yes_or_no);
        let still_owned = input.choice("still_owned", &self.still_owned, yes_or_no);
        let still_on_agenda = input.choice("still_on_agenda", &self.still_on_agenda, yes_or_no);
        let evaluated = input.choice("evaluated", &self.evaluated, Evaluated::parse);
        let text = input.line("text", &self.text);
        let outcome = input.choice("outcome", &self.outcome, CheckOutcome::parse);
        let answers = still_done.zip(still_owned).zip(still_on_agenda);
        let rest = evaluated.zip(outcome);
        input.read(
            answers
                .zip(rest)
                .map(
                    |(((still_done, still_owned), still_on_agenda), (evaluated, outcome))| CheckContent {
                        still_done,
                        still_owned,
                        still_on_agenda,
                        evaluated,
                        text,
                        outcome,
                    },
                ),
        )
    }
}

/// A check to be held.
#[derive(Clone, Debug)]
pub struct CheckToHold {
    /// Of which initiative.
    pub initiative: Initiative,
    /// The check.
    pub check: AnchorCheck,
}

/// A check the person may hold: those who may write what came of a follow-up.
pub async fn to_hold(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: AnchorCheckId,
) -> Result<CheckToHold, AppError> {
    let tx = app.read(who.organisation).await?;
    writable(&tx, who, initiative, id).await
}

async fn writable(tx: &Tx, who: &Actor, id: InitiativeId, check: AnchorCheckId) -> Result<CheckToHold, AppError> {
    let (initiative, sites) = readable(tx, who, id).await?;
    if !may_write_follow_up(who, &initiative, &sites) {
        return Err(AppError::Forbidden);
    }
    let checks = store::anchor_checks_of(tx, id).await?;
    let check = checks
        .into_iter()
        .find(|one| one.id == check)
        .ok_or(AppError::NotFound)?;
    Ok(CheckToHold { initiative, check })
}

/// Writes what was found. Who answers again corrects what was written.
pub async fn hold(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: AnchorCheckId,
    seen: &SeenMark,
    content: &CheckContent,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let CheckToHold { initiative, check } = writable(&work, who, initiative, id).await?;
        seen.must_be(&check)?;
        let found = content.clone();
        let held = HeldCheck {
            held_on: work.today,
            still_done: found.still_done,
            still_owned: found.still_owned,
            still_on_agenda: found.still_on_agenda,
            evaluated: found.evaluated,
            text: found.text,
            outcome: found.outcome,
            held_by: Some(who.person),
        };
        let outcome = held.outcome.code();
        let before = check.held.as_ref().map_or("", |held| held.outcome.code());
        let after = AnchorCheck {
            held: Some(held),
            ..check.clone()
        };
        store::change_anchor_check(&work, &after).await?;
        work.trail(
            part("anchor_check", id.0, "done", &initiative)
                .field("outcome", before, outcome)
                .field("note", "", &content.text),
        );
        Ok(())
    })
    .await
}

/// Sets the days on which somebody looks at what was anchored now. What was missing stands on the first.
pub(super) async fn begin(work: &Work, of: &Initiative, missing: &[AnchorQuestion]) -> Result<(), AppError> {
    let there = store::anchor_checks_of(work, of.id).await?;
    let new_days = check_days(work.today).filter(|day| !there.iter().any(|check| check.due_on == *day));
    let mut checks: Vec<AnchorCheck> = new_days
        .map(|due_on| AnchorCheck {
            id: AnchorCheckId(Uuid::now_v7()),
            initiative: of.id,
            due_on,
            missing: Vec::new(),
            held: None,
        })
        .collect();
    if let Some(first) = checks.first_mut() {
        first.missing = missing.to_vec();
    }
    store::add_anchor_checks(work, &checks).await?;
    Ok(())
}

/// Does some forum of a unit or above take up its initiatives again and again?
pub(super) async fn is_on_standing_agenda(
    tx: &Tx,
    who: &Actor,
    of: &Initiative,
    today: NaiveDate,
) -> Result<bool, AppError> {
    let items = committees::list_standing_items(tx).await?;
    let forums = committees::list(tx).await?;
    Ok(items
        .iter()
        .filter(|item| item.fills == StandingFilling::Initiatives && item.is_open(today))
        .filter_map(|item| forums.iter().find(|forum| forum.id == item.committee))
        .any(|forum| forum.period.contains(today) && who.tree.is_within(of.unit, forum.unit)))
}
