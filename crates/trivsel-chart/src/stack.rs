//! Moves things apart on a line: each wants a place, none may overlap, and all together move as little as they can.

/// A thing of a given length that would like to have its middle at `wish`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Wish {
    pub(crate) middle: f64,
    pub(crate) length: f64,
}

/// Things that lie close together, seen as one.
#[derive(Debug)]
struct Cluster {
    start: f64,
    length: f64,
    /// Where each member would have the cluster begin; their mean is where it goes.
    wanted: Vec<f64>,
}

/// The middles that the things get, in the order given; `None` if they cannot all be held between `low` and `high`.
pub(crate) fn apart(wishes: &[Wish], low: f64, high: f64) -> Option<Vec<f64>> {
    let total: f64 = wishes.iter().map(|wish| wish.length).sum();
    if total > high - low + 1e-9 {
        return None;
    }
    let mut order: Vec<(usize, Wish)> = wishes.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.middle.total_cmp(&b.1.middle).then(a.0.cmp(&b.0)));
    let mut clusters: Vec<Cluster> = Vec::new();
    for (_, wish) in &order {
        let wanted = wish.middle - wish.length / 2.0;
        let mut newest = Cluster {
            start: 0.0,
            length: wish.length,
            wanted: vec![wanted],
        };
        newest.settle(low, high);
        while let Some(before) = clusters.pop_if(|before| before.start + before.length > newest.start) {
            newest = before.joined(newest);
            newest.settle(low, high);
        }
        clusters.push(newest);
    }
    let mut middles = vec![0.0; wishes.len()];
    let mut members = order.iter();
    for cluster in &clusters {
        let mut at = cluster.start;
        for (index, wish) in members.by_ref().take(cluster.wanted.len()) {
            if let Some(middle) = middles.get_mut(*index) {
                *middle = at + wish.length / 2.0;
            }
            at += wish.length;
        }
    }
    Some(middles)
}

impl Cluster {
    fn settle(&mut self, low: f64, high: f64) {
        let mean = self.wanted.iter().sum::<f64>() / crate::axis::real(self.wanted.len().max(1));
        self.start = mean.min(high - self.length).max(low);
    }

    fn joined(mut self, after: Self) -> Self {
        self.wanted.extend(after.wanted.iter().map(|start| start - self.length));
        self.length += after.length;
        self
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn wishes(middles: &[f64]) -> Vec<Wish> {
        middles
            .iter()
            .map(|middle| Wish {
                middle: *middle,
                length: 17.0,
            })
            .collect()
    }

    #[test]
    fn things_far_apart_stay_where_they_are() {
        assert_eq!(apart(&wishes(&[100.0, 20.0]), 0.0, 200.0).unwrap(), [100.0, 20.0]);
    }

    #[test]
    fn things_close_together_share_the_move() {
        assert_eq!(apart(&wishes(&[100.0, 100.0]), 0.0, 200.0).unwrap(), [91.5, 108.5]);
    }

    #[test]
    fn nothing_leaves_the_field_and_too_much_is_refused() {
        assert_eq!(apart(&wishes(&[0.0, 0.0]), 0.0, 200.0).unwrap(), [8.5, 25.5]);
        assert_eq!(apart(&wishes(&[0.0, 0.0]), 0.0, 30.0), None);
    }

    proptest! {
        #[test]
        fn none_overlap_and_all_are_inside(middles in prop::collection::vec(-50f64..450.0, 0..20)) {
            let got = apart(&wishes(&middles), 0.0, 400.0).unwrap();
            let mut sorted = got.clone();
            sorted.sort_by(f64::total_cmp);
            prop_assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 17.0 - 1e-6));
            prop_assert!(sorted.iter().all(|middle| (8.5 - 1e-6..=391.5 + 1e-6).contains(middle)));
        }
    }
}
