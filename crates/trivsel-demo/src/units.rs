//! Turning the planned tree into dated units with ids.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::id::{UnitId, UnitPlacementId};
use trivsel_domain::period::Period;
use trivsel_domain::unit::{Unit, UnitPlacement};

use super::seed::Seed;
use super::tree::UnitPlan;

/// The units with their places, and the way from code to id.
#[derive(Debug)]
pub(crate) struct Units {
    /// The units.
    pub(crate) units: Vec<Unit>,
    /// Their places.
    pub(crate) placements: Vec<UnitPlacement>,
    ids: BTreeMap<String, UnitId>,
    parents: BTreeMap<String, String>,
}

impl Units {
    /// The units of a plan, open since `since`.
    pub(crate) fn build(seed: Seed, plan: &[UnitPlan], since: NaiveDate) -> Self {
        let ids: BTreeMap<String, UnitId> = plan
            .iter()
            .map(|unit| (unit.code.clone(), UnitId(seed.id(&format!("unit:{}", unit.code)))))
            .collect();
        let mut made = Self {
            units: Vec::new(),
            placements: Vec::new(),
            parents: plan
                .iter()
                .filter_map(|unit| Some((unit.code.clone(), unit.parent.clone()?)))
                .collect(),
            ids,
        };
        for unit in plan {
            made.add(seed, unit, since);
        }
        made
    }

    fn add(&mut self, seed: Seed, plan: &UnitPlan, since: NaiveDate) {
        let Some(id) = self.id(&plan.code) else { return };
        let Ok(period) = Period::new(since, plan.closed) else {
            return;
        };
        self.units.push(Unit {
            id,
            code: plan.code.clone(),
            period,
        });
        let mut place = |parent: Option<&String>, period: Period| {
            let key = format!("placement:{}:{}", plan.code, period.from());
            let parent = parent.and_then(|parent| self.ids.get(parent)).copied();
            self.placements.push(UnitPlacement {
                id: UnitPlacementId(seed.id(&key)),
                unit: id,
                parent,
                name: plan.name.clone(),
                period,
            });
        };
        match &plan.moved {
            Some((before, day)) => {
                if let Ok(earlier) = Period::new(since, day.pred_opt()) {
                    place(Some(before), earlier);
                }
                place(plan.parent.as_ref(), Period::since(*day));
            }
            None => place(plan.parent.as_ref(), period),
        }
    }

    /// The id of the unit with this code.
    pub(crate) fn id(&self, code: &str) -> Option<UnitId> {
        self.ids.get(code).copied()
    }

    /// The codes of the units above one, nearest first.
    pub(crate) fn above<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a str> {
        std::iter::successors(self.parents.get(code), |code| self.parents.get(*code)).map(String::as_str)
    }

    /// Does the unit stand at or below the other?
    pub(crate) fn is_within(&self, code: &str, above: &str) -> bool {
        code == above || self.above(code).any(|found| found == above)
    }
}
