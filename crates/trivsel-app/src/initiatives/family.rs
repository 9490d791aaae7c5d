//! What an initiative is made of and a part of: its measures with names, the initiative above it and those right below.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::id::{InitiativeId, PersonId};
use trivsel_domain::initiative::{Initiative, Measure, Reach};
use trivsel_domain::person::Person;
use trivsel_domain::rights::Actor;
use trivsel_store::evaluations::LastVerdict;
use trivsel_store::{Tx, evaluations, initiatives as store};

use super::UnitNames;
use crate::AppError;

/// A measure with names for its ids.
#[derive(Clone, Debug)]
pub struct MeasureView {
    /// The measure.
    pub measure: Measure,
    /// What its unit is called; empty when it goes across.
    pub unit_name: String,
    /// Who sees to it: a person, a role, or both; empty when nobody is named.
    pub owner: String,
}

/// An initiative under another, as that one's page lists it.
#[derive(Clone, Debug)]
pub struct ChildView {
    /// The initiative.
    pub initiative: Initiative,
    /// What its unit is called.
    pub unit_name: String,
    /// Where it has begun, by name; empty while it has not.
    pub begun_in: Vec<String>,
    /// What was last found of one of its criteria; none while nothing was.
    pub verdict: Option<LastVerdict>,
}

/// The initiative above and those right below, as far as the person may read them. Nothing is summed over them: each tells of itself.
pub(super) async fn family(
    tx: &Tx,
    who: &Actor,
    of: &Initiative,
    today: NaiveDate,
) -> Result<(Option<Initiative>, Vec<ChildView>), AppError> {
    // One question for all of them, whichever side they are on.
    let found = store::family_of(tx, of.id, of.parent).await?;
    if found.is_empty() {
        return Ok((None, Vec::new()));
    }
    let ids: Vec<InitiativeId> = found.iter().map(|one| one.id).collect();
    let sites = store::sites_of_many(tx, &ids).await?;
    let (mut above, mut below): (Vec<Initiative>, Vec<Initiative>) = found
        .into_iter()
        .filter(|one| {
            let own = sites.iter().filter(|site| site.initiative == one.id);
            Reach::of(who).holds(one.unit, one.leads(), own.map(|site| site.unit))
        })
        .partition(|one| Some(one.id) == of.parent);
    below.retain(|one| one.parent == Some(of.id));
    let verdicts = if below.is_empty() {
        Vec::new()
    } else {
        evaluations::verdicts_below(tx, of.id).await?
    };
    let wanted = sites
        .iter()
        .map(|site| site.unit)
        .chain(below.iter().map(|child| child.unit));
    let units = UnitNames::of(tx, who, wanted).await?;
    let child = |child: Initiative| {
        let mut begun_in: Vec<String> = Vec::new();
        for site in sites
            .iter()
            .filter(|site| site.initiative == child.id && site.is_running(today))
        {
            let name = units.get(site.unit);
            if !begun_in.contains(&name) {
                begun_in.push(name);
            }
        }
        ChildView {
            unit_name: units.get(child.unit),
            begun_in,
            verdict: verdicts.iter().find(|found| found.initiative == child.id).cloned(),
            initiative: child,
        }
    };
    Ok((above.pop(), below.into_iter().map(child).collect()))
}

impl MeasureView {
    /// With what its unit is called and who sees to it.
    pub(super) fn of(measure: Measure, units: &UnitNames, people: &BTreeMap<PersonId, Person>) -> Self {
        Self {
            unit_name: measure.plan.unit.map(|unit| units.get(unit)).unwrap_or_default(),
            owner: owner(&measure, people),
            measure,
        }
    }
}

/// Who sees to a measure: the person first, then the role.
fn owner(of: &Measure, people: &BTreeMap<PersonId, Person>) -> String {
    let person = of.plan.owner.and_then(|id| people.get(&id));
    let parts = [person.map_or("", |person| person.name.as_str()), &of.plan.owner_role];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
