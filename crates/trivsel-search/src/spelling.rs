//! Typing errors: how far two words are from each other, and which words can be near at all.

use rapidfuzz::distance::osa;

/// How many typing errors are forgiven in a word of so many letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tolerance {
    /// From this length on, one.
    pub one_from: usize,
    /// From this length on, two.
    pub two_from: usize,
}

impl Default for Tolerance {
    /// One from four letters, two from eight: in shorter words an edit makes another word.
    fn default() -> Self {
        Self {
            one_from: 4,
            two_from: 8,
        }
    }
}

impl Tolerance {
    /// Forgives nothing.
    pub const NONE: Self = Self {
        one_from: usize::MAX,
        two_from: usize::MAX,
    };

    /// How many edits a word of `letters` letters may be away.
    pub fn edits(self, letters: usize) -> usize {
        usize::from(letters >= self.one_from) + usize::from(letters >= self.two_from)
    }
}

/// How many edits lie between two words, if no more than `at_most`: a letter too many, too few or wrong, or two neighbours swapped.
///
/// This is Damerau's distance in the form of "optimal string alignment": no piece is edited twice.
///
/// ```
/// use trivsel_search::distance;
/// assert_eq!(distance("kørlister", "kørelister", 2), Some(1));
/// assert_eq!(distance("sterss", "stress", 2), Some(1));
/// assert_eq!(distance("ro", "rolle", 2), None);
/// ```
pub fn distance(one: &str, other: &str, at_most: usize) -> Option<usize> {
    let args = osa::Args::default().score_cutoff(at_most);
    osa::distance_with_args(one.chars(), other.chars(), &args)
}

/// Which letters a word has, and how many. Looking at it tells most words apart without comparing them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    letters: u32,
    length: u32,
}

impl Shape {
    pub(crate) fn of(word: &str) -> Self {
        let mut shape = Self::default();
        for letter in word.chars() {
            // 26 places for a to z, six shared by all others.
            let place = match letter {
                'a'..='z' => u32::from(letter) - u32::from('a'),
                other => 26 + u32::from(other) % 6,
            };
            shape.letters |= 1 << place;
            shape.length = shape.length.saturating_add(1);
        }
        shape
    }

    /// Whether the words can be at most `edits` apart. One edit changes the length by one at most, and takes one letter and brings one.
    pub(crate) fn can_be_near(self, other: Self, edits: u32) -> bool {
        self.length.abs_diff(other.length) <= edits && (self.letters ^ other.letters).count_ones() <= 2 * edits
    }
}

/// Words of one beginning are likelier meant: an error in the first letter is rare.
pub(crate) fn begin_alike(one: &str, other: &str) -> bool {
    let mut others = other.chars();
    let mut ones = one.chars();
    match (ones.next(), others.next()) {
        (Some(first), Some(second)) if first == second => true,
        // Swapped neighbours at the beginning.
        (Some(first), Some(second)) => ones.next() == Some(second) && others.next() == Some(first),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::as_conversions
    )]

    use proptest::prelude::*;

    use super::*;

    /// The distance by its definition, slowly.
    fn by_the_book(one: &[char], other: &[char]) -> usize {
        let mut rows = vec![vec![0; other.len() + 1]; one.len() + 1];
        for i in 0..=one.len() {
            for j in 0..=other.len() {
                rows[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let changed = rows[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
                    let mut least = changed.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                    if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                        least = least.min(rows[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        rows[one.len()][other.len()]
    }

    #[test]
    fn two_errors_are_forgiven_from_eight_letters_on() {
        let edits: Vec<usize> = [3, 4, 7, 8, 30]
            .map(|letters| Tolerance::default().edits(letters))
            .to_vec();
        assert_eq!(edits, [0, 1, 1, 2, 2]);
        assert_eq!(Tolerance::NONE.edits(30), 0);
    }

    #[test]
    fn swapped_letters_at_the_beginning_begin_alike() {
        assert!(begin_alike("tsress", "stress"));
        assert!(!begin_alike("test", "fest"));
    }

    proptest! {
        #[test]
        fn the_distance_is_that_of_the_book(one in "[abæ]{0,9}", other in "[abæ]{0,9}", at_most in 0usize..4) {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            let exact = by_the_book(&letters(&one), &letters(&other));
            prop_assert_eq!(distance(&one, &other, at_most), (exact <= at_most).then_some(exact));
        }

        #[test]
        fn a_shape_never_hides_a_near_word(one in "[a-dæøå]{0,12}", other in "[a-dæøå]{0,12}") {
            if let Some(edits) = distance(&one, &other, 3) {
                let edits = u32::try_from(edits).unwrap();
                prop_assert!(Shape::of(&one).can_be_near(Shape::of(&other), edits));
            }
        }
    }
}
