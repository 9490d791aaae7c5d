//! The eigenvectors of a small symmetric matrix.

/// An eigenvalue with its eigenvector of length 1.
pub(super) struct Axis {
    pub(super) value: f64,
    pub(super) vector: Vec<f64>,
}

/// Turning stops when what stands off the diagonal is below this share of the matrix, or after `SWEEPS`. Each sweep squares the
/// error, so that six to ten are enough for any matrix.
const OFF_DIAGONAL: f64 = 1e-30;
const SWEEPS: usize = 40;

/// All axes of a symmetric matrix by Jacobi's rotations (Golub & Van Loan, *Matrix Computations*, 4th ed., §8.5), largest
/// eigenvalue first. The matrix is given by its rows, and read from the upper triangle.
pub(super) fn axes(matrix: &[Vec<f64>]) -> Vec<Axis> {
    let size = matrix.len();
    let mut work = matrix.to_vec();
    // Rows of `turned` become the eigenvectors.
    let mut turned: Vec<Vec<f64>> = (0..size)
        .map(|row| (0..size).map(|column| if row == column { 1.0 } else { 0.0 }).collect())
        .collect();
    for _ in 0..SWEEPS {
        let (on, off) = squares(&work);
        if off <= OFF_DIAGONAL * on {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                rotate(&mut work, &mut turned, p, q);
            }
        }
    }
    let mut axes: Vec<Axis> = turned
        .into_iter()
        .enumerate()
        .map(|(row, vector)| Axis {
            value: entry(&work, row, row),
            vector,
        })
        .collect();
    axes.sort_by(|one, other| other.value.total_cmp(&one.value));
    axes
}

/// Turns the plane of p and q so that their entry becomes 0.
fn rotate(work: &mut [Vec<f64>], turned: &mut [Vec<f64>], p: usize, q: usize) {
    let off = entry(work, p, q);
    if off == 0.0 {
        return;
    }
    let theta = (entry(work, q, q) - entry(work, p, p)) / (2.0 * off);
    // The smaller of the two angles.
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let cosine = 1.0 / t.hypot(1.0);
    let sine = t * cosine;
    for row in work.iter_mut() {
        let (at_p, at_q) = (value(row, p), value(row, q));
        set(row, p, cosine * at_p - sine * at_q);
        set(row, q, sine * at_p + cosine * at_q);
    }
    turn_rows(work, p, q, cosine, sine);
    turn_rows(turned, p, q, cosine, sine);
}

fn turn_rows(rows: &mut [Vec<f64>], p: usize, q: usize, cosine: f64, sine: f64) {
    // p lies before q.
    let (before, from_q) = rows.split_at_mut(q);
    if let (Some(row_p), Some(row_q)) = (before.get_mut(p), from_q.first_mut()) {
        for (at_p, at_q) in row_p.iter_mut().zip(row_q) {
            (*at_p, *at_q) = (cosine * *at_p - sine * *at_q, sine * *at_p + cosine * *at_q);
        }
    }
}

/// The sums of squares on and off the diagonal.
fn squares(matrix: &[Vec<f64>]) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    for (row, values) in matrix.iter().enumerate() {
        for (column, value) in values.iter().enumerate() {
            if row == column {
                sums.0 += value * value;
            } else {
                sums.1 += value * value;
            }
        }
    }
    sums
}

fn entry(matrix: &[Vec<f64>], row: usize, column: usize) -> f64 {
    matrix.get(row).map_or(0.0, |values| value(values, column))
}

fn value(row: &[f64], column: usize) -> f64 {
    row.get(column).copied().unwrap_or(0.0)
}

fn set(row: &mut [f64], column: usize, value: f64) {
    if let Some(cell) = row.get_mut(column) {
        *cell = value;
    }
}
