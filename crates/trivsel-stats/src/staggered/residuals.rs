//! What is left of a panel when unit and month effects are taken out.

use super::panel::Panel;
use super::two_way::TwoWay;

/// The residuals of all cells.
#[derive(Debug, Clone)]
pub(crate) struct Residuals {
    /// Unit by unit and month by month; `None` where the panel has no outcome.
    pub(crate) units: Vec<Vec<Option<f64>>>,
    /// Cells with an outcome.
    pub(crate) cells: usize,
    /// Month effects that were fitted beside one effect a unit.
    pub(crate) month_effects: usize,
}

/// The residuals of every cell, whether its unit has started or not. A unit that shares no month with any other keeps nothing.
pub(crate) fn residuals(panel: &Panel) -> Residuals {
    let listed: Vec<Vec<(usize, f64)>> = panel
        .units()
        .iter()
        .map(|unit| {
            let months = unit.outcomes.iter().enumerate();
            months
                .filter_map(|(month, outcome)| Some((month, (*outcome)?)))
                .collect()
        })
        .collect();
    let cells: Vec<Vec<usize>> = listed
        .iter()
        .map(|unit| unit.iter().map(|cell| cell.0).collect())
        .collect();
    let values: Vec<Vec<f64>> = listed
        .iter()
        .map(|unit| unit.iter().map(|cell| cell.1).collect())
        .collect();
    let count = cells.iter().map(Vec::len).sum();
    let mut units = vec![vec![None; panel.months()]; listed.len()];
    let Some(two_way) = TwoWay::new(panel.months(), panel.weights().to_vec(), cells.clone()) else {
        return Residuals {
            units,
            cells: count,
            month_effects: count,
        };
    };
    let fit = two_way.fit(&values);
    for ((unit, months), left) in units.iter_mut().zip(&cells).zip(two_way.residuals(&fit, &values)) {
        for (month, residual) in months.iter().zip(left) {
            unit.get_mut(*month)
                .into_iter()
                .for_each(|place| *place = Some(residual));
        }
    }
    Residuals {
        units,
        cells: count,
        month_effects: two_way.month_effects(),
    }
}
