//! The static two-way regression, for contrast only.
//!
//! Y = αᵢ + βₜ + δ·treated + error on all cells at once was long the usual way. With units that start at different times it also
//! compares newly treated units with units *already* treated, as if these were untreated; where effects grow, fade or differ, δ
//! is a mean in which some effects count negatively, and can have the opposite sign of every one of them (Goodman-Bacon 2021,
//! J Econometrics 225:254; de Chaisemartin & D'Haultfœuille 2020, AER 110:2964).
//!
//! **It must not be used as an answer.** It is here to show a reader who knows it from elsewhere how far it lies off, and how much
//! of its weight is negative. When it happens to be near [`super::impute`], that is luck.

mod pairs;

use super::counts::count_distinct;
use super::estimate::{Estimate, NotEstimable, standard_error};
use super::panel::Panel;
use super::two_way::TwoWay;
pub use pairs::{PairContrast, PairKind, list_pair_contrasts};

/// A treatment of which less than this share is left after unit and month effects is a combination of them.
const COLLINEAR: f64 = 1e-12;

/// Why there is no static contrast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StaticError {
    /// No unit has an outcome after its start.
    #[error("there is no treated month with an outcome")]
    NoTreatedCells,
    /// The treatment is a combination of unit and month effects: so it is with one unit, and where all start at once.
    #[error("the treatment cannot be told apart from unit and month effects")]
    NotIdentified,
    /// Cells are missing or weights differ: only the regression of an even panel can be taken apart.
    #[error("the panel has missing cells or unequal weights")]
    Uneven,
    /// The equations cannot be solved to working accuracy, because weights lie too far apart.
    #[error("the weights lie too far apart to solve the equations")]
    Unsolvable,
}

/// What the static regression answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StaticContrast {
    /// δ with its clustered standard error, without small-sample factor.
    pub estimate: Estimate,
    /// The treated cells whose own effect enters δ with a negative weight.
    pub negative_cells: usize,
    /// All treated cells.
    pub treated_cells: usize,
    /// The sum of the negative weights, where all weights together are 1: 0 or below. At −0.2, for every 1.2 of positive weight there is
    /// 0.2 of negative.
    pub negative_weight: f64,
}

/// δ of the static two-way regression, by Frisch and Waugh: Σ w·D̃·Y / Σ w·D̃·D, with D̃ what unit and month effects leave of the
/// 0/1 treatment D. The weight of a treated cell's effect in δ is w·D̃ / Σ w·D̃·D. See the module for why it is no answer.
///
/// # Errors
/// All of [`StaticError`] except [`StaticError::Uneven`].
pub fn static_contrast(panel: &Panel) -> Result<StaticContrast, StaticError> {
    let Observed {
        cells,
        outcomes,
        treatment,
    } = Observed::of(panel);
    let treated_cells = treatment.iter().flatten().filter(|flag| **flag > 0.0).count();
    if treated_cells == 0 {
        return Err(StaticError::NoTreatedCells);
    }
    let two_way = TwoWay::new(panel.months(), panel.weights().to_vec(), cells).ok_or(StaticError::Unsolvable)?;
    let treatment_left = two_way.residuals(&two_way.fit(&treatment), &treatment);
    let outcome_left = two_way.residuals(&two_way.fit(&outcomes), &outcomes);
    let dot = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
    let weighted = |x: &[Vec<f64>], y: &[Vec<f64>]| -> f64 {
        let products = x.iter().zip(y).map(|(x, y)| dot(x, y));
        two_way
            .weights()
            .iter()
            .zip(products)
            .map(|(weight, product)| weight * product)
            .sum()
    };
    let square = weighted(&treatment_left, &treatment_left);
    if square <= COLLINEAR * weighted(&treatment, &treatment) {
        return Err(StaticError::NotIdentified);
    }
    let effect = weighted(&treatment_left, &outcome_left) / square;

    let mut influence = vec![0.0; panel.cluster_count()];
    let (mut negative_cells, mut negative_weight) = (0, 0.0);
    let left = treatment_left.iter().zip(&outcome_left).zip(&treatment);
    let owners = panel.weights().iter().zip(panel.clusters());
    for (((treatment_left, outcome_left), flags), (weight, cluster)) in left.zip(owners) {
        let score = dot(treatment_left, outcome_left) - effect * dot(treatment_left, treatment_left);
        influence
            .get_mut(*cluster)
            .into_iter()
            .for_each(|place| *place += weight * score / square);
        for (left, _) in treatment_left
            .iter()
            .zip(flags)
            .filter(|(left, flag)| **flag > 0.0 && **left < 0.0)
        {
            negative_cells += 1;
            negative_weight += weight * left / square;
        }
    }
    let treated = |index: &usize| treatment.get(*index).is_some_and(|flags| flags.contains(&1.0));
    let units: Vec<usize> = (0..treatment.len()).filter(treated).collect();
    let treated_clusters = count_distinct(units.iter().filter_map(|unit| panel.clusters().get(*unit).copied()));
    let first_start = panel.starts().flatten().min().unwrap_or(0);
    Ok(StaticContrast {
        estimate: Estimate {
            effect,
            standard_error: if treated_clusters < 2 {
                Err(NotEstimable::OneTreatedCluster { start: first_start })
            } else {
                Ok(standard_error(&influence))
            },
            treated_units: units.len(),
            treated_clusters,
        },
        negative_cells,
        treated_cells,
        negative_weight,
    })
}

/// All cells with an outcome, unit by unit: the months, the outcomes, and 1 or 0 for treated or not.
struct Observed {
    cells: Vec<Vec<usize>>,
    outcomes: Vec<Vec<f64>>,
    treatment: Vec<Vec<f64>>,
}

impl Observed {
    fn of(panel: &Panel) -> Self {
        let (mut cells, mut outcomes, mut treatment) = (Vec::new(), Vec::new(), Vec::new());
        for unit in panel.units() {
            let present = unit.outcomes.iter().enumerate();
            let present = present.filter_map(|(month, outcome)| Some((month, (*outcome)?)));
            let (months, values): (Vec<usize>, Vec<f64>) = present.unzip();
            let is_treated = |month: &usize| unit.start.is_some_and(|start| *month >= start);
            let flag = |month: &usize| if is_treated(month) { 1.0 } else { 0.0 };
            treatment.push(months.iter().map(flag).collect());
            cells.push(months);
            outcomes.push(values);
        }
        Self {
            cells,
            outcomes,
            treatment,
        }
    }
}
