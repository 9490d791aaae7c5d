//! Which initiatives a decision belongs to: said by whoever writes the minutes, of those they may read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trivsel_domain::committee::{Committee, Decision};
use trivsel_domain::id::{DecisionId, InitiativeId, UnitId};
use trivsel_domain::initiative::{Reach, State};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::initiatives::RegisterLine;
use trivsel_store::{Tx, committees as store, initiatives};

use super::super::meetings::allowed_meeting;
use crate::input::Input;
use crate::seen::{self, SeenMark};
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// What is ticked.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BelongingForm {
    /// The initiatives, by id.
    pub initiatives: Vec<String>,
    /// The mark of what was on the screen.
    pub seen: String,
}

impl BelongingForm {
    /// What was ticked, as values.
    pub fn read(&self) -> Result<Vec<InitiativeId>, Problems> {
        let mut input = Input::new();
        let ticked: Option<Vec<InitiativeId>> = self.initiatives.iter().map(|id| id.trim().parse().ok()).collect();
        if ticked.is_none() {
            input.refuse(Problem::new("initiatives", "problem-choose"));
        }
        input.read(ticked)
    }
}

/// A decision with the initiatives it belongs to and those it can belong to.
#[derive(Clone, Debug)]
pub struct DecisionBelonging {
    /// The decision.
    pub decision: Decision,
    /// Those that go on in the forum's unit, above or below it, and those it belongs to, as far as the person may read them.
    pub offered: Vec<(InitiativeId, String)>,
    /// Those it belongs to.
    pub chosen: Vec<InitiativeId>,
    /// The mark of what it belongs to now.
    pub seen: String,
}

/// The initiatives within reach.
async fn readable(tx: &Tx, who: &Actor) -> Result<Vec<RegisterLine>, AppError> {
    let mut places: BTreeMap<InitiativeId, Vec<UnitId>> = BTreeMap::new();
    for (initiative, unit) in initiatives::site_units(tx).await? {
        places.entry(initiative).or_default().push(unit);
    }
    let reach = Reach::of(who);
    let mut lines = initiatives::register(tx).await?;
    lines.retain(|line| {
        let runs_in = places.get(&line.id).into_iter().flatten().copied();
        reach.holds(line.unit, line.leads, runs_in)
    });
    Ok(lines)
}

/// A decision of a meeting whose minutes the person writes.
async fn writable(tx: &Tx, who: &Actor, id: DecisionId) -> Result<(Decision, Committee), AppError> {
    let decision = store::find_decision(tx, id).await?.ok_or(AppError::NotFound)?;
    let (_, committee) = allowed_meeting(tx, who, decision.meeting, Right::WriteMinutes).await?;
    Ok((decision, committee))
}

async fn belongs_to(tx: &Tx, id: DecisionId) -> Result<Vec<InitiativeId>, AppError> {
    let links = store::initiatives_of_decisions(tx, &[id]).await?;
    Ok(links.into_iter().map(|(_, initiative)| initiative).collect())
}

/// What a decision belongs to and can belong to.
pub async fn find_belonging(app: &App, who: &Actor, id: DecisionId) -> Result<DecisionBelonging, AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    let tx = app.read(who.organisation).await?;
    let (decision, committee) = writable(&tx, who, id).await?;
    let chosen = belongs_to(&tx, id).await?;
    let mut lines = readable(&tx, who).await?;
    lines.retain(|line| {
        let goes_on = line.state != State::Ended && who.tree.is_in_line(line.unit, committee.unit);
        goes_on || chosen.contains(&line.id)
    });
    Ok(DecisionBelonging {
        seen: seen::mark(&chosen),
        offered: lines.into_iter().map(|line| (line.id, line.title)).collect(),
        decision,
        chosen,
    })
}

/// Says which initiatives a decision belongs to. Those the person may not read are left as they were.
pub async fn say_belonging(
    app: &App,
    who: &Actor,
    id: DecisionId,
    seen: &SeenMark,
    chosen: &[InitiativeId],
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    app.writing(who, |work| async move {
        let (decision, committee) = writable(&work, who, id).await?;
        let before = belongs_to(&work, id).await?;
        seen.must_be(&before)?;
        let lines = readable(&work, who).await?;
        let is_seen = |id: InitiativeId| lines.iter().any(|line| line.id == id);
        if chosen.iter().any(|one| !is_seen(*one)) {
            return Err(AppError::invalid("initiatives", "problem-choose"));
        }
        let hidden = before.iter().copied().filter(|one| !is_seen(*one));
        let mut all: Vec<InitiativeId> = chosen.iter().copied().chain(hidden).collect();
        all.sort();
        all.dedup();
        store::belong_to(&work, id, &all).await?;
        let named = |of: &[InitiativeId]| {
            let named = lines.iter().filter(|line| of.contains(&line.id));
            named.map(|line| line.title.as_str()).collect::<Vec<_>>().join(", ")
        };
        work.trail_changes(
            Trail::new("decision", id.0, "changed")
                .of(decision.meeting.0)
                .unit(committee.unit)
                .field("belongs_to", named(&before), named(&all)),
        );
        Ok(())
    })
    .await
}
