//! Solving with a symmetric positive definite matrix.

/// The triangle L with LL′ = A (Golub & Van Loan, *Matrix Computations*, 4th ed., §4.2).
#[derive(Debug, Clone)]
pub(super) struct Cholesky {
    size: usize,
    /// Row after row; what stands right of the diagonal has no meaning.
    lower: Vec<f64>,
}

impl Cholesky {
    /// Takes the lower triangle of `matrix`, `size` × `size` row after row. `None` where a pivot is not above
    /// `tolerance` times its diagonal element: the matrix is then singular to working accuracy.
    pub(super) fn new(size: usize, mut matrix: Vec<f64>, tolerance: f64) -> Option<Self> {
        let a = matrix.as_mut_slice();
        for row in 0..size {
            let diagonal = a[row * size + row];
            for column in 0..=row {
                let (above, here) = a.split_at_mut(row * size);
                let earlier = if column == row {
                    &here[..]
                } else {
                    &above[column * size..]
                };
                let product: f64 = earlier[..column].iter().zip(&here[..column]).map(|(x, y)| x * y).sum();
                let rest = here[column] - product;
                if column < row {
                    here[column] = rest / above[column * size + column];
                } else if rest > tolerance * diagonal && rest.is_finite() {
                    here[column] = rest.sqrt();
                } else {
                    return None;
                }
            }
        }
        Some(Self { size, lower: matrix })
    }

    /// Replaces `b` by the x with Ax = b.
    pub(super) fn solve(&self, b: &mut [f64]) {
        let (size, l) = (self.size, self.lower.as_slice());
        for row in 0..size {
            let (line, diagonal) = (&l[row * size..row * size + row], l[row * size + row]);
            let known: f64 = line.iter().zip(&b[..row]).map(|(x, y)| x * y).sum();
            b[row] = (b[row] - known) / diagonal;
        }
        for row in (0..size).rev() {
            b[row] /= l[row * size + row];
            let value = b[row];
            for (target, factor) in b[..row].iter_mut().zip(&l[row * size..]) {
                *target -= factor * value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::Cholesky;

    #[test]
    fn a_small_system_is_solved_by_hand() {
        // A = LL' with L = [2; 1 3; 4 5 6], x = [1, 2, 3].
        let matrix = vec![4.0, 0.0, 0.0, 2.0, 10.0, 0.0, 8.0, 19.0, 77.0];
        let factor = Cholesky::new(3, matrix, 1e-12).expect("positive definite");
        let mut b = [4.0 + 4.0 + 24.0, 2.0 + 20.0 + 57.0, 8.0 + 38.0 + 231.0];
        factor.solve(&mut b);
        for (found, wanted) in b.iter().zip([1.0, 2.0, 3.0]) {
            assert!((found - wanted).abs() < 1e-13, "{found} is not {wanted}");
        }
    }

    #[test]
    fn a_singular_matrix_is_refused() {
        assert!(Cholesky::new(2, vec![1.0, 0.0, 1.0, 1.0], 1e-12).is_none());
        assert!(Cholesky::new(1, vec![f64::NAN], 1e-12).is_none());
    }
}
