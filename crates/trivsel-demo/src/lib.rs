//! The demo organisation, and organisations of any size: made up from one number, the same in every run.
//!
//! [`create`] writes a whole organisation through the store, as if it had been there for years. [`Plan::story`] is Fjordby
//! Kommune, an invented municipality whose data tells one story (`docs/demo.md`); [`Plan::of_size`] is for benchmarks. Figures are
//! written as observations: they do not pass through files, and the imports that tell where they come from never had any.

mod cast;
mod names;
mod numbers;
mod plans;
mod seed;
mod staff;
mod story;
mod surveys;
mod toolbox;
mod tree;
mod truth;
mod units;
mod voices;
mod work;
mod workshops;
mod write;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::id::OrganisationId;
use trivsel_domain::month::Month;
use trivsel_store::organisations::{self, Organisation};

pub use truth::{BUILD_UP_MONTHS, TRUE_EFFECT, TRUE_EFFECT_ON_QUALIFIED};

use cast::Cast;
use numbers::Filled;
use seed::Seed;
use staff::Staff;
use story::Story;
use tree::UnitPlan;
use trivsel_app::{App, AppError};
use units::Units;

/// What to make.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    seed: u64,
    people: usize,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Fjordby,
    AnySize,
}

/// How many months of figures an organisation of any size has.
const MONTHS: i32 = 96;

impl Plan {
    /// Fjordby Kommune with its 3,500 people and its story.
    pub fn story() -> Self {
        Self {
            seed: 3,
            people: 3_500,
            shape: Shape::Fjordby,
        }
    }

    /// An organisation with about this many people, in units of about seventy, with eight years of figures and an initiative for
    /// every third unit.
    pub fn of_size(employees: usize) -> Self {
        Self {
            seed: 1,
            people: employees,
            shape: Shape::AnySize,
        }
    }

    /// The same with other draws.
    #[must_use]
    pub fn drawn_from(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// The short name it is signed in to with.
    pub fn short_name(&self) -> String {
        match self.shape {
            Shape::Fjordby => "fjordby".to_owned(),
            Shape::AnySize => format!("stor-{}-{}", self.people, self.seed),
        }
    }

    fn first_month(&self, today: NaiveDate) -> Month {
        match self.shape {
            Shape::Fjordby => truth::month(2017, 1),
            Shape::AnySize => Month::of(today).plus(-MONTHS),
        }
    }
}

/// Everything of an organisation before it is written.
#[derive(Debug)]
struct Made {
    seed: Seed,
    organisation: Organisation,
    units: Units,
    staff: Staff,
    cast: Cast,
    figures: Vec<Filled>,
    story: Story,
}

/// Makes the organisation and writes it. One that is there already is left as it is.
pub async fn create(app: &App, plan: &Plan) -> Result<OrganisationId, AppError> {
    if let Some(there) = organisations::by_short_name(&app.store, &plan.short_name()).await? {
        return Ok(there.id);
    }
    let (plan, today) = (*plan, app.today());
    let made = tokio::task::spawn_blocking(move || make(&plan, today))
        .await
        .map_err(|error| AppError::internal("making the demo organisation", error))??;
    write::all(app, &made).await?;
    if plan.shape == Shape::Fjordby {
        surveys::write(app, &made, &tree::fjordby(plan.people)).await?;
        workshops::write(app, &made).await?;
        plans::write(app, &made).await?;
        toolbox::write(app, &made).await?;
    }
    Ok(made.organisation.id)
}

fn make(plan: &Plan, today: NaiveDate) -> Result<Made, AppError> {
    let seed = Seed::new(plan.seed);
    let id = OrganisationId(seed.id("organisation"));
    let since = NaiveDate::from_ymd_opt(2014, 1, 1).unwrap_or_default();
    let tree = match plan.shape {
        Shape::Fjordby => tree::fjordby(plan.people),
        Shape::AnySize => tree::any_size(seed, plan.people),
    };
    let units = Units::build(seed, &tree, since);
    let cast = match plan.shape {
        Shape::Fjordby => Cast::fjordby(seed, &tree, &units, since),
        Shape::AnySize => Cast::any_size(seed, &tree, &units, since),
    };
    let staff = staff::hire(seed, &tree, &units, &cast, plan.first_month(today), today);
    let ground = Ground {
        seed,
        organisation: id,
        tree: &tree,
        units: &units,
        cast: &cast,
        today,
    };
    let starts = match plan.shape {
        Shape::Fjordby => story::starts(),
        Shape::AnySize => BTreeMap::new(),
    };
    let figures = numbers::fill(seed, id, &tree, &units, &staff, &starts);
    let story = match plan.shape {
        Shape::Fjordby => story::fjordby(&ground, &figures),
        Shape::AnySize => story::any_size(&ground, &figures),
    }?;
    Ok(Made {
        seed,
        organisation: Organisation {
            id,
            short_name: plan.short_name(),
            name: match plan.shape {
                Shape::Fjordby => "Fjordby Kommune".to_owned(),
                Shape::AnySize => format!("Opdigtet kommune med {} ansatte", plan.people),
            },
            is_demo: true,
            small_group_minimum: 5,
        },
        units,
        staff,
        cast,
        figures,
        story,
    })
}

/// What the parts of the story stand on.
#[derive(Clone, Copy, Debug)]
struct Ground<'a> {
    seed: Seed,
    organisation: OrganisationId,
    tree: &'a [UnitPlan],
    units: &'a Units,
    cast: &'a Cast,
    today: NaiveDate,
}
