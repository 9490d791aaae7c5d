//! A scale in several units together, out of what is published of each.

use super::{Amount, GroupKey, Publication, ScaleResult, Standing};
use crate::id::UnitId;

/// The level of a scale in some units together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// The mean, each unit weighted by how many answered.
    pub value: f64,
    /// Units whose figures went into it.
    pub shown: usize,
    /// Units that were asked, and whose figures are not shown.
    pub hidden: usize,
}

impl Amount {
    /// One number to weigh by, above zero.
    fn weight(self) -> Option<f64> {
        Some(self.middle()).filter(|weight| *weight > 0.0)
    }
}

impl Publication {
    /// A unit's scale and how many answered, where both are shown.
    pub fn scale_of(&self, unit: UnitId, scale: &str) -> Option<(&ScaleResult, f64)> {
        let shown = self.group(&GroupKey::Unit { unit })?.shown.as_ref()?;
        Some((shown.scale(scale)?, shown.respondents.weight()?))
    }

    /// A scale in some units together. Name no unit beside one it lies in. None when nothing of them may be shown.
    pub fn level(&self, units: &[UnitId], scale: &str) -> Option<Level> {
        let seen: Vec<(&ScaleResult, f64)> = units.iter().filter_map(|unit| self.scale_of(*unit, scale)).collect();
        let weight: f64 = seen.iter().map(|(_, weight)| weight).sum();
        let sum: f64 = seen.iter().map(|(result, weight)| result.mean.middle() * weight).sum();
        let asked = units.iter().filter(|unit| self.standing(**unit) != Standing::Absent);
        (weight > 0.0).then(|| Level {
            value: sum / weight,
            shown: seen.len(),
            hidden: asked.count().saturating_sub(seen.len()),
        })
    }
}
