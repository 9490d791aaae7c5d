//! Drawing lots by a rule that anyone can follow again.

use rand::rngs::ChaCha20Rng;
use rand::{Rng, SeedableRng};

/// The numbers 0 to `count` − 1 in an order that follows from `seed` alone.
///
/// The rule, for whoever wants to draw again by other means: ChaCha20 (Bernstein 2008) with the seed as its key, nonce and counter 0,
/// gives words of 64 bits, lowest byte first. The numbers stand in order. For n = `count`, `count` − 1, …, 2 the next word u gives the
/// place ⌊n · u/2⁶⁴⌋, counted from 0, and the number there changes places with the n-th (Fisher & Yates).
///
/// # Example
///
/// ```
/// use trivsel_stats::randomisation::draw_order;
///
/// assert_eq!(draw_order(6, [7; 32]), draw_order(6, [7; 32]));
/// ```
#[must_use]
pub fn draw_order(count: usize, seed: [u8; 32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    shuffle(&mut order, &mut ChaCha20Rng::from_seed(seed));
    order
}

/// Fisher & Yates. A place is drawn as ⌊n · u/2⁶⁴⌋, off from even by less than n/2⁶⁴, and the same on every platform.
pub(crate) fn shuffle<T>(items: &mut [T], random: &mut dyn Rng) {
    for length in (2..=items.len()).rev() {
        let product = u128::from(random.next_u64()) * u128::try_from(length).unwrap_or(u128::MAX);
        let place = usize::try_from(product >> 64).unwrap_or(0);
        items.swap(place, length - 1);
    }
}
