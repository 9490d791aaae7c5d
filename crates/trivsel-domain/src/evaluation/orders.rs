//! In how many ways the starts could have been handed out.

/// The number of ways to hand out the starts: n! / (c₁!·c₂!·…·r!), for cohorts of c₁, c₂, … of n units and r untouched ones.
/// One over it is the smallest p that randomisation can give. Stays at the largest number when it would grow beyond it.
pub(super) fn count_orders(cohorts: &[u32], units: u32) -> u64 {
    let mut left = units;
    let mut orders: u64 = 1;
    for cohort in cohorts {
        orders = orders.saturating_mul(choose_out_of(left, *cohort));
        left = left.saturating_sub(*cohort);
    }
    orders
}

/// The number of ways to choose `chosen` out of `all`.
fn choose_out_of(all: u32, chosen: u32) -> u64 {
    let mut ways: u64 = 1;
    for step in 1..=u64::from(chosen.min(all.saturating_sub(chosen))) {
        // `ways` is a binomial coefficient at every step, so the division leaves nothing over.
        let Some(grown) = ways.checked_mul(u64::from(all) + 1 - step) else {
            return u64::MAX;
        };
        ways = grown / step;
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_counted_as_on_paper() {
        // 8 over 3 and 4 over 2 are the examples people know; 6 singles are 6!; 2, 2 and 2 of 6 are 720 / 8.
        for (cohorts, units, ways) in [
            (&[3][..], 8, 56),
            (&[2], 4, 6),
            (&[1, 1, 1, 1, 1, 1], 6, 720),
            (&[2, 2, 2], 6, 90),
            (&[4], 4, 1),
            (&[], 4, 1),
        ] {
            assert_eq!(count_orders(cohorts, units), ways, "{cohorts:?} of {units}");
        }
    }

    #[test]
    fn orders_beyond_counting_stay_at_the_largest_number() {
        assert_eq!(count_orders(&[250, 100], 500), u64::MAX);
    }
}
