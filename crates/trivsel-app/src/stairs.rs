//! The stairs: a unit sees where it stands, and next year's look stands beside last year's.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use trivsel_domain::id::{StairPlacementId, UnitId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::stairs::{StairPlacement, StairStep};
use trivsel_store::stairs as store;
use uuid::Uuid;

use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// What is ticked and typed. Each step has its own signs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StairsForm {
    /// Which unit.
    pub unit: String,
    /// Signs of single offers.
    pub single: Vec<String>,
    /// Signs that people take part.
    pub involved: Vec<String>,
    /// Signs of a fixed place.
    pub organised: Vec<String>,
    /// Signs of goals and policies.
    pub governed: Vec<String>,
    /// Signs that it is part of how the place is run.
    pub strategic: Vec<String>,
    /// The step that was chosen, by its code.
    pub step: String,
    /// In their own words.
    pub text: String,
    /// What they do next.
    pub next_step: String,
}

/// Where a unit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StairsContent {
    unit: UnitId,
    step: StairStep,
    signs: BTreeSet<String>,
    text: String,
    next_step: String,
}

impl StairsForm {
    /// What is ticked at one step.
    pub fn ticked_at(&self, step: StairStep) -> &[String] {
        match step {
            StairStep::Single => &self.single,
            StairStep::Involved => &self.involved,
            StairStep::Organised => &self.organised,
            StairStep::Governed => &self.governed,
            StairStep::Strategic => &self.strategic,
        }
    }

    /// Every sign that is ticked and that there is.
    pub fn signs(&self) -> BTreeSet<String> {
        let of = |step: StairStep| {
            let own = self.ticked_at(step).iter();
            own.filter(move |sign| step.signs().contains(&sign.as_str())).cloned()
        };
        StairStep::ALL.into_iter().flat_map(of).collect()
    }

    /// What was typed, as values.
    pub fn read(&self, who: &Actor) -> Result<StairsContent, Problems> {
        let mut input = Input::new();
        let unit: Option<UnitId> = self.unit.trim().parse().ok();
        let unit = unit.filter(|unit| who.may(Right::BeginStart, *unit));
        if unit.is_none() {
            input.refuse(Problem::new("unit", "problem-choose"));
        }
        let step = input.choice("step", &self.step, StairStep::parse);
        let text = input.text("text", &self.text);
        let next_step = input.text("next_step", &self.next_step);
        let content = unit.zip(step).map(|(unit, step)| StairsContent {
            unit,
            step,
            signs: self.signs(),
            text,
            next_step,
        });
        input.read(content)
    }
}

/// Every time a unit was placed, the newest first. Read by those who may read its initiatives.
pub async fn of_unit(app: &App, who: &Actor, unit: UnitId) -> Result<Vec<StairPlacement>, AppError> {
    who.must(Right::ReadInitiative, unit)?;
    let tx = app.read(who.organisation).await?;
    Ok(store::of_unit(&tx, unit).await?)
}

/// Says where a unit stands today. What it said before stays.
pub async fn place(app: &App, who: &Actor, content: &StairsContent) -> Result<(), AppError> {
    who.must(Right::BeginStart, content.unit)?;
    app.writing(who, |work| async move {
        let placement = StairPlacement {
            id: StairPlacementId(Uuid::now_v7()),
            unit: content.unit,
            placed_on: work.today,
            step: content.step,
            signs: content.signs.clone(),
            text: content.text.clone(),
            next_step: content.next_step.clone(),
        };
        store::add(&work, &placement).await?;
        work.trail(
            Trail::new("stair_placement", placement.id.0, "added")
                .unit(placement.unit)
                .field("step", "", placement.step.number()),
        );
        Ok(())
    })
    .await
}
