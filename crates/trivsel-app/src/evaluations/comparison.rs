//! Whom a criterion is held against where every unit of its owner takes part: chosen by somebody, with a reason that is kept.

use serde::{Deserialize, Serialize};
use trivsel_domain::id::{InitiativeId, SuccessCriterionId, UnitId};
use trivsel_domain::initiative::site::start_months;
use trivsel_domain::initiative::{ChosenComparison, Initiative, Site, SuccessCriterion};
use trivsel_domain::rights::Actor;
use trivsel_domain::unit::Tree;
use trivsel_store::initiatives as store;

use super::beside::{beside, lowest_apart};
use crate::initiatives::{changeable, criterion_of, part};
use crate::input::Input;
use crate::seen::SeenMark;
use crate::{App, AppError, Problems};

/// What is typed to choose whom a criterion is held against.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ComparisonForm {
    /// The unit, by id; empty to leave it to the program again.
    pub unit: String,
    /// Why.
    pub reason: String,
    /// The mark of the criterion that was on the screen.
    pub seen: String,
}

impl ComparisonForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<Option<ChosenComparison>, Problems> {
        let mut input = Input::new();
        let unit: Option<UnitId> = input.optional_id("unit", &self.unit);
        let reason = match unit {
            Some(_) => input.required("reason", &self.reason),
            None => String::new(),
        };
        input.read(Some(unit.map(|unit| ChosenComparison { unit, reason })))
    }
}

/// A unit elsewhere that a criterion can be held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonOffer {
    /// The unit.
    pub unit: UnitId,
    /// What it is called.
    pub name: String,
    /// How many of its lowest units could be compared with.
    pub units: usize,
}

/// What can be chosen, and what is.
#[derive(Clone, Debug)]
pub struct Comparing {
    /// The initiative.
    pub initiative: Initiative,
    /// The criterion.
    pub criterion: SuccessCriterion,
    /// The units of the same kind elsewhere.
    pub offers: Vec<ComparisonOffer>,
}

/// The units of the owner's own level elsewhere that have some to compare with. Nothing is offered where the owner has units that did not
/// take part: they are nearer.
fn offers(tree: &Tree, initiative: &Initiative, sites: &[Site]) -> Vec<ComparisonOffer> {
    let begun: Vec<UnitId> = start_months(sites).into_keys().collect();
    let Some(owner) = tree.get(initiative.unit) else {
        return Vec::new();
    };
    if begun.is_empty() || !beside(tree, initiative.unit, &begun).is_empty() {
        return Vec::new();
    }
    tree.iter()
        .filter(|node| node.depth == owner.depth && !tree.is_in_line(node.id, owner.id))
        .map(|node| ComparisonOffer {
            unit: node.id,
            name: node.name.clone(),
            units: lowest_apart(tree, node.id, &begun).len(),
        })
        .filter(|offer| offer.units > 0)
        .collect()
}

/// What a criterion can be held against, for somebody who may choose.
pub async fn find_comparing(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
) -> Result<Comparing, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = changeable(&tx, who, initiative).await?;
    let criterion = criterion_of(&tx, initiative.id, criterion).await?;
    let sites = store::sites_of(&tx, initiative.id).await?;
    Ok(Comparing {
        offers: offers(&who.tree, &initiative, &sites),
        initiative,
        criterion,
    })
}

/// Chooses whom a criterion is held against, or leaves it to the program again. What was chosen, by whom and why, stays in the history.
pub async fn choose_comparison(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
    seen: &SeenMark,
    chosen: Option<&ChosenComparison>,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        let before = criterion_of(&work, initiative.id, criterion).await?;
        seen.must_be(&before)?;
        let sites = store::sites_of(&work, initiative.id).await?;
        let offers = offers(&who.tree, &initiative, &sites);
        if chosen.is_some_and(|chosen| !offers.iter().any(|offer| offer.unit == chosen.unit)) {
            return Err(AppError::invalid("unit", "problem-choose"));
        }
        let after = SuccessCriterion {
            comparison: chosen.cloned(),
            ..before.clone()
        };
        store::change_criterion(&work, &after).await?;
        let name = |of: &Option<ChosenComparison>| of.as_ref().map(|of| who.tree.name(of.unit).to_owned());
        let reason = |of: &Option<ChosenComparison>| of.as_ref().map(|of| of.reason.clone());
        let trail = part("success_criterion", criterion.0, "compared", &initiative)
            .optional("compared_with", name(&before.comparison), name(&after.comparison))
            .optional("reason", reason(&before.comparison), reason(&after.comparison));
        work.trail_changes(trail);
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::ComparisonForm;

    #[test]
    fn whom_a_criterion_is_held_against_is_chosen_with_a_reason_or_not_at_all() {
        let form = |unit: &str, reason: &str| ComparisonForm {
            unit: unit.to_owned(),
            reason: reason.to_owned(),
            seen: String::new(),
        };
        let unit = "0198f7a4-0000-7000-8000-000000000001";
        assert!(form(unit, "").read().is_err());
        assert!(form("Skoler", "Ligner os").read().is_err());
        assert!(form(unit, "Ligner os").read().is_ok_and(|chosen| chosen.is_some()));
        assert!(form("", "Ligner os").read().is_ok_and(|chosen| chosen.is_none()));
    }
}
