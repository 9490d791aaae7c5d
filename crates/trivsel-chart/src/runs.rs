//! Unbroken stretches along the months: where a line may be drawn without lifting the pen.

use std::ops::RangeInclusive;

/// The stretches of `0..count` where `holds` is true, also parted before each index in `cuts`.
pub(crate) fn stretches(count: usize, cuts: &[usize], holds: impl Fn(usize) -> bool) -> Vec<RangeInclusive<usize>> {
    let mut found: Vec<RangeInclusive<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    for at in 0..count {
        if cuts.contains(&at)
            && let Some(first) = open.take()
        {
            found.push(first..=at - 1);
        }
        match (holds(at), open) {
            (true, None) => open = Some(at),
            (false, Some(first)) => {
                found.push(first..=at - 1);
                open = None;
            }
            _ => {}
        }
    }
    if let Some(first) = open {
        found.push(first..=count - 1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_ends_at_a_gap_and_at_a_cut() {
        let there = [true, true, false, true, true, true];
        assert_eq!(
            stretches(6, &[4], |at| there.get(at) == Some(&true)),
            [0..=1, 3..=3, 4..=5]
        );
        assert_eq!(stretches(3, &[0, 2], |_| true), [0..=1, 2..=2]);
        assert!(stretches(4, &[], |_| false).is_empty());
    }
}
