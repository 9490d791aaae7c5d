//! Least squares by QR decomposition.
//!
//! The design matrix is reduced to a triangle by Householder reflections (nalgebra's) without ever forming X′X, so
//! that no digits are lost to its squared condition number (Golub & Van Loan, *Matrix Computations*, 4th ed.,
//! §5.2–5.3). The tests hold it to nine digits on the Longley data of the NIST Statistical Reference Datasets.
//! It is meant for the small problems of this crate: tens of columns, hundreds of rows.
//!
//! [`solve_least_squares`] answers one question; [`factor`] keeps the decomposition for those who ask several.
//! Both use additions, multiplications, divisions and square roots in a fixed order, and nothing that a platform
//! may round in its own way: the same input gives the same bits everywhere.

use nalgebra::{DMatrix, DVector, Dyn, QR};

use crate::number::compensated_sum;

/// A column whose part independent of the columns before it is smaller than this share of its length counts as
/// a combination of them. Rounding alone leaves about 1e-15 for exactly collinear columns.
const COLLINEAR: f64 = 1e-11;

/// Why a least-squares problem could not be solved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QrError {
    /// A column has another length than the outcome, or than the first column.
    #[error("column {column} has {found} rows instead of {expected}")]
    Length {
        /// The column, counted from 0.
        column: usize,
        /// Its number of rows.
        found: usize,
        /// The number of rows of the outcome.
        expected: usize,
    },
    /// There are fewer rows than columns, or no columns.
    #[error("{rows} rows cannot determine {columns} coefficients")]
    TooFewRows {
        /// Number of rows.
        rows: usize,
        /// Number of columns.
        columns: usize,
    },
    /// A number is NaN or infinite.
    #[error("row {row} holds a number that is not finite")]
    NotFinite {
        /// The first such row, counted from 0.
        row: usize,
    },
    /// A column is, to working accuracy, a combination of the columns before it.
    #[error("column {column} is a combination of the columns before it")]
    Collinear {
        /// The column, counted from 0.
        column: usize,
    },
}

/// The solution of a least-squares problem.
#[derive(Debug, Clone, PartialEq)]
pub struct LeastSquares {
    /// One coefficient for each column, in the order of the columns.
    pub coefficients: Vec<f64>,
    /// Outcome minus fitted value, row by row.
    pub residuals: Vec<f64>,
    /// The sum of the squared residuals.
    pub residual_sum_of_squares: f64,
    /// Rows minus columns.
    pub residual_degrees: usize,
    /// The diagonal of (X′X)⁻¹. Times the residual variance it gives the squared standard errors.
    pub unscaled_variances: Vec<f64>,
}

/// The coefficients b that minimise Σ(y − Xb)², for X given column by column.
///
/// `columns` are the columns of X, an intercept included where one is wanted; `outcome` is y. All in any unit.
///
/// # Errors
/// All of [`QrError`].
pub fn solve_least_squares(columns: &[Vec<f64>], outcome: &[f64]) -> Result<LeastSquares, QrError> {
    check(columns, outcome.len(), Some(outcome))?;
    let factored = decompose(columns, outcome.len())?;
    let coefficients = factored.coefficients(outcome)?;
    let residuals = residuals(columns, outcome, &coefficients);
    let covariance = factored.unscaled_covariance();
    Ok(LeastSquares {
        residual_sum_of_squares: compensated_sum(residuals.iter().map(|residual| residual * residual)),
        residual_degrees: outcome.len() - columns.len(),
        unscaled_variances: (0..)
            .zip(&covariance)
            .filter_map(|(i, row)| row.get(i).copied())
            .collect(),
        coefficients,
        residuals,
    })
}

/// A design matrix X = QR, ready to be used with several outcomes.
#[derive(Debug, Clone)]
pub struct Factored {
    decomposition: QR<f64, Dyn, Dyn>,
    triangle: DMatrix<f64>,
    /// Each column was divided by its largest element, so that squares neither overflow nor vanish.
    scales: Vec<f64>,
}

/// Decomposes X, given column by column.
///
/// # Errors
/// All of [`QrError`]; the length expected of each column is that of the first.
pub fn factor(columns: &[Vec<f64>]) -> Result<Factored, QrError> {
    let rows = columns.first().map_or(0, Vec::len);
    check(columns, rows, None)?;
    decompose(columns, rows)
}

impl Factored {
    /// The coefficients b that minimise Σ(y − Xb)², one for each column.
    ///
    /// # Errors
    /// [`QrError::TooFewRows`] where `outcome` has another number of rows than X.
    pub fn coefficients(&self, outcome: &[f64]) -> Result<Vec<f64>, QrError> {
        let size = self.scales.len();
        let refused = QrError::TooFewRows {
            rows: outcome.len(),
            columns: size,
        };
        let rows = self.decomposition.qr_internal().nrows();
        if outcome.len() != rows {
            return Err(refused);
        }
        let mut rotated = DVector::from_column_slice(outcome);
        self.decomposition.q_tr_mul(&mut rotated);
        let scaled = self
            .triangle
            .solve_upper_triangular(&rotated.rows(0, size).into_owned())
            .ok_or(refused)?;
        Ok(scaled.iter().zip(&self.scales).map(|(b, scale)| b / scale).collect())
    }

    /// (X′X)⁻¹ = R⁻¹R⁻ᵀ, row by row. Times the residual variance it is the covariance of the coefficients.
    #[must_use]
    pub fn unscaled_covariance(&self) -> Vec<Vec<f64>> {
        let size = self.scales.len();
        // The diagonal was checked when the matrix was decomposed, so the triangle can be inverted.
        let inverse = self
            .triangle
            .solve_upper_triangular(&DMatrix::identity(size, size))
            .unwrap_or_else(|| DMatrix::zeros(size, size));
        let rows: Vec<Vec<f64>> = inverse
            .row_iter()
            .zip(&self.scales)
            .map(|(row, scale)| row.iter().map(|element| element / scale).collect())
            .collect();
        rows.iter()
            .map(|one| {
                rows.iter()
                    .map(|other| one.iter().zip(other).map(|(a, b)| a * b).sum())
                    .collect()
            })
            .collect()
    }

    /// The natural logarithm of the determinant of X′X: twice the sum of ln |Rₖₖ|.
    #[must_use]
    pub fn log_determinant(&self) -> f64 {
        let diagonal = self.triangle.diagonal();
        2.0 * diagonal
            .iter()
            .zip(&self.scales)
            .map(|(r, scale)| libm::log(r.abs()) + libm::log(*scale))
            .sum::<f64>()
    }
}

fn check(columns: &[Vec<f64>], rows: usize, outcome: Option<&[f64]>) -> Result<(), QrError> {
    if columns.is_empty() || rows < columns.len() {
        return Err(QrError::TooFewRows {
            rows,
            columns: columns.len(),
        });
    }
    for (index, column) in columns.iter().enumerate() {
        if column.len() != rows {
            return Err(QrError::Length {
                column: index,
                found: column.len(),
                expected: rows,
            });
        }
    }
    let bad_row = |values: &[f64]| values.iter().position(|value| !value.is_finite());
    match columns
        .iter()
        .map(Vec::as_slice)
        .chain(outcome)
        .filter_map(bad_row)
        .min()
    {
        Some(row) => Err(QrError::NotFinite { row }),
        None => Ok(()),
    }
}

fn decompose(columns: &[Vec<f64>], rows: usize) -> Result<Factored, QrError> {
    let largest = |column: &Vec<f64>| column.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let scales: Vec<f64> = columns.iter().map(largest).collect();
    if let Some(column) = scales.iter().position(|scale| *scale == 0.0) {
        return Err(QrError::Collinear { column });
    }
    let elements = columns
        .iter()
        .zip(&scales)
        .flat_map(|(column, scale)| column.iter().map(move |value| value / scale));
    let matrix = DMatrix::from_iterator(rows, columns.len(), elements);
    let lengths: Vec<f64> = matrix.column_iter().map(|column| column.norm()).collect();
    let decomposition = matrix.qr();
    let triangle = decomposition.r();
    match triangle
        .diagonal()
        .iter()
        .zip(&lengths)
        .position(|(diagonal, length)| diagonal.abs() <= COLLINEAR * length)
    {
        Some(column) => Err(QrError::Collinear { column }),
        None => Ok(Factored {
            decomposition,
            triangle,
            scales,
        }),
    }
}

fn residuals(columns: &[Vec<f64>], outcome: &[f64], coefficients: &[f64]) -> Vec<f64> {
    outcome
        .iter()
        .enumerate()
        .map(|(row, y)| {
            let terms = columns
                .iter()
                .zip(coefficients)
                .map(|(column, b)| -b * column.get(row).copied().unwrap_or(0.0));
            compensated_sum(terms.chain([*y]))
        })
        .collect()
}
