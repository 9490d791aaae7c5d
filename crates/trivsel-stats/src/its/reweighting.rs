//! Iteratively reweighted least squares.

use super::design::Term;
use super::error::ItsError;
use super::law::Law;
use crate::qr::{self, Factored, QrError};

/// The iteration has settled when no linear predictor moves more than this. The last step is quadratic for canonical
/// links, so that what is left is rounding.
const SETTLED: f64 = 1e-9;
const ITERATIONS: usize = 60;
/// A predictor outside ± this is a coefficient on its way to infinity: exp of it is 1e130.
const RUNAWAY: f64 = 300.0;

/// What is fitted: the rows of one model.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rows {
    pub(super) terms: Vec<Term>,
    pub(super) columns: Vec<Vec<f64>>,
    pub(super) offsets: Vec<f64>,
    pub(super) totals: Vec<f64>,
    pub(super) observed: Vec<f64>,
}

/// Where the iteration settled.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    pub(super) coefficients: Vec<f64>,
    /// Fitted means, row by row.
    pub(super) means: Vec<f64>,
    /// The decomposition of the weighted design √W·X.
    pub(super) factored: Factored,
}

/// Fits the rows under a law (McCullagh & Nelder 1989, *Generalized Linear Models*, §2.5).
///
/// The working outcome z = η + (y − μ)dη/dμ is regressed on the columns with weights w = (dμ/dη)²/V(μ), by QR
/// decomposition of √w·X, until η settles. `start` holds linear predictors without offset where they are known
/// from a fit of nearly the same counts.
pub(super) fn fit(rows: &Rows, law: Law, start: Option<&[f64]>) -> Result<Settled, ItsError> {
    let mut predictors: Vec<f64> = match start {
        Some(known) => known.to_vec(),
        None => rows
            .observed
            .iter()
            .zip(&rows.totals)
            .zip(&rows.offsets)
            .map(|((observed, total), offset)| law.first_predictor(*observed, *total) - offset)
            .collect(),
    };
    for _ in 0..ITERATIONS {
        let mut roots = Vec::with_capacity(predictors.len());
        let mut outcome = Vec::with_capacity(predictors.len());
        for (((predictor, offset), total), observed) in predictors
            .iter()
            .zip(&rows.offsets)
            .zip(&rows.totals)
            .zip(&rows.observed)
        {
            let mean = law.mean(predictor + offset, *total);
            let slope = mean * law.elasticity(mean, *total);
            let root = slope / law.variance(mean, *total).sqrt();
            outcome.push(root * (predictor + (observed - mean) / slope));
            roots.push(root);
        }
        let weighted: Vec<Vec<f64>> = rows
            .columns
            .iter()
            .map(|column| column.iter().zip(&roots).map(|(value, root)| value * root).collect())
            .collect();
        let factored = qr::factor(&weighted).map_err(|error| named(error, &rows.terms))?;
        let coefficients = factored
            .coefficients(&outcome)
            .map_err(|error| named(error, &rows.terms))?;
        let next = predict(&rows.columns, &coefficients);
        let moved = predictors
            .iter()
            .zip(&next)
            .fold(0.0_f64, |most, (old, new)| most.max((old - new).abs()));
        let is_runaway = next.iter().zip(&rows.offsets).any(|(predictor, offset)| {
            let with_offset = predictor + offset;
            !with_offset.is_finite() || with_offset.abs() > RUNAWAY
        });
        if is_runaway {
            break;
        }
        predictors = next;
        if moved < SETTLED {
            let means = predictors
                .iter()
                .zip(&rows.offsets)
                .zip(&rows.totals)
                .map(|((predictor, offset), total)| law.mean(predictor + offset, *total))
                .collect();
            return Ok(Settled {
                coefficients,
                means,
                factored,
            });
        }
    }
    Err(ItsError::NotSettled { iterations: ITERATIONS })
}

/// X·b, row by row.
pub(super) fn predict(columns: &[Vec<f64>], coefficients: &[f64]) -> Vec<f64> {
    let rows = columns.first().map_or(0, Vec::len);
    let mut predictors = vec![0.0; rows];
    for (column, coefficient) in columns.iter().zip(coefficients) {
        for (predictor, value) in predictors.iter_mut().zip(column) {
            *predictor += coefficient * value;
        }
    }
    predictors
}

/// A refusal of least squares, with the name of the term it is about.
pub(super) fn named(error: QrError, terms: &[Term]) -> ItsError {
    match error {
        QrError::Collinear { column } => {
            terms
                .get(column)
                .map_or(ItsError::LeastSquares(error), |term| ItsError::Collinear {
                    term: *term,
                })
        }
        // A weight that ran over: the coefficients are on their way to infinity.
        QrError::NotFinite { .. } => ItsError::NotSettled { iterations: ITERATIONS },
        QrError::Length { .. } | QrError::TooFewRows { .. } => ItsError::LeastSquares(error),
    }
}
