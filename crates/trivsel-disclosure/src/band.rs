//! Where a figure lies so close to an end of what is possible that saying it exactly would say what single people answered.

/// A figure as it is shown: the least and the most it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    pub(crate) low: i64,
    pub(crate) high: i64,
}

impl Band {
    pub(crate) fn exact(value: i64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// Within `reach` of an end, all values so close to it look alike.
    pub(crate) fn of(value: i64, least: i64, most: i64, reach: i64) -> Self {
        let is_near_least = value - least <= reach;
        let is_near_most = most - value <= reach;
        Self {
            low: match (is_near_least, is_near_most) {
                (true, _) => least,
                (false, true) => (most - reach).max(least),
                (false, false) => value,
            },
            high: match (is_near_least, is_near_most) {
                (_, true) => most,
                (true, false) => (least + reach).min(most),
                (false, false) => value,
            },
        }
    }

    /// How many took part: that all did says something of each of them, that few did is no secret of a shown group, which has the
    /// minimum at least.
    pub(crate) fn of_participation(value: i64, invited: i64, minimum: u32, reach: i64) -> Self {
        let band = Self::of(value, i64::MIN / 4, invited, reach);
        Self {
            low: band.low.max(i64::from(minimum)).min(value),
            high: band.high,
        }
    }

    pub(crate) fn is_exact(self) -> bool {
        self.low == self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_near_an_end_look_alike() {
        let shown = |value: i64| {
            let band = Band::of(value, 0, 20, 2);
            (band.low, band.high)
        };
        for value in 0..=2 {
            assert_eq!(shown(value), (0, 2));
        }
        for value in 3..=17 {
            assert_eq!(shown(value), (value, value));
        }
        for value in 18..=20 {
            assert_eq!(shown(value), (18, 20));
        }
        assert_eq!(Band::of(1, 0, 3, 2), Band { low: 0, high: 3 });
    }

    #[test]
    fn nearly_all_invited_look_like_all_and_never_fall_below_the_minimum() {
        let shown = |value: i64, invited: i64| {
            let band = Band::of_participation(value, invited, 5, 2);
            (band.low, band.high)
        };
        assert_eq!(shown(20, 20), (18, 20));
        assert_eq!(shown(17, 20), (17, 17));
        assert_eq!(shown(6, 6), (5, 6));
        assert_eq!(shown(5, 9), (5, 5));
    }
}
