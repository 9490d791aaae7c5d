//! Categories that are shown together because too few chose one of them.

/// Neighbouring categories pooled until none that anybody chose has fewer than `cell`, and until those who answered do not all stand in
/// one. The same counts always give the same pools.
pub(crate) fn pools(counts: &[i64], cell: u32) -> Vec<Vec<usize>> {
    let mut pools: Vec<(Vec<usize>, i64)> = counts
        .iter()
        .enumerate()
        .map(|(category, count)| (vec![category], *count))
        .collect();
    let is_few = |count: i64| (1..i64::from(cell)).contains(&count);
    while pools.len() > 1
        && let Some(few) = pools.iter().position(|(_, count)| is_few(*count))
    {
        let size = |at: usize| pools.get(at).map_or(i64::MAX, |(_, count)| *count);
        // Together with the smaller neighbour, so that the larger stays as it is.
        let first = match few.checked_sub(1) {
            Some(before) if size(before) <= size(few + 1) => before,
            _ => few,
        };
        let (more, count) = pools.remove(first + 1);
        if let Some((categories, sum)) = pools.get_mut(first) {
            categories.extend(more);
            *sum += count;
        }
    }
    let chosen = pools.iter().filter(|(_, count)| *count > 0).count();
    if chosen < 2 {
        return vec![(0..counts.len()).collect()];
    }
    pools.into_iter().map(|(categories, _)| categories).collect()
}

#[cfg(test)]
mod tests {
    use super::pools;

    #[test]
    fn few_are_pooled_with_the_smaller_neighbour() {
        assert_eq!(pools(&[11, 1, 4], 3), [vec![0], vec![1, 2]]);
        assert_eq!(pools(&[3, 1, 4], 3), [vec![0, 1], vec![2]]);
        assert_eq!(pools(&[5, 0, 6], 3), [vec![0], vec![1], vec![2]]);
        assert_eq!(pools(&[2, 0, 0, 9, 8], 3), [vec![0, 1, 2, 3], vec![4]]);
    }

    #[test]
    fn where_all_chose_the_same_nothing_is_told_apart() {
        assert_eq!(pools(&[0, 12, 0], 3), [vec![0, 1, 2]]);
        assert_eq!(pools(&[1, 12, 0], 3), [vec![0, 1, 2]]);
    }
}
