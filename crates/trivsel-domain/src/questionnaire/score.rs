//! From one person's answers to a score.

use super::{Answer, Answers, Band, Content, Range, Reading, Scale, ScaleItem, Scoring};

/// On which side of the fitting stretch a score lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Too little.
    Below,
    /// Fitting.
    Within,
    /// Too much.
    Above,
}

impl Content {
    /// The score of one person; none when too few items of the scale were answered.
    ///
    /// Missing items count as the person's others do: the mean is taken of those that were answered, a sum is held against what
    /// those that were answered could have given.
    pub fn score(&self, scale: &Scale, answers: &Answers) -> Option<f64> {
        let answered: Vec<Points> = scale
            .items
            .iter()
            .filter_map(|item| self.points_of(item, answers))
            .collect();
        if answered.is_empty() || u32::try_from(answered.len()).ok()? < scale.minimum_answered {
            return None;
        }
        let share = match scale.scoring {
            Scoring::Mean => {
                let shares = answered.iter().map(|points| points.got / points.most);
                shares.sum::<f64>() / f64::from(u32::try_from(answered.len()).ok()?)
            }
            Scoring::Sum => {
                let got: f64 = answered.iter().map(|points| points.got).sum();
                let most: f64 = answered.iter().map(|points| points.most).sum();
                got / most
            }
        };
        Some(scale.range.from + share * scale.range.width())
    }

    /// The points an answer gives in a scale, counted from none; nothing where the item was not answered.
    fn points_of(&self, scale_item: &ScaleItem, answers: &Answers) -> Option<Points> {
        let Answer::Choice(value) = answers.get(&scale_item.item)? else {
            return None;
        };
        let (lowest, highest) = self.choices_of(self.find_item(&scale_item.item)?)?.reach()?;
        let most = f64::from(highest) - f64::from(lowest);
        let got = if scale_item.is_reversed {
            f64::from(highest) - f64::from(*value)
        } else {
            f64::from(*value) - f64::from(lowest)
        };
        (most > 0.0).then_some(Points { got, most })
    }
}

/// What an answer gave, and what the item could have given at most.
struct Points {
    got: f64,
    most: f64,
}

impl Scale {
    /// The band a score belongs to; none where the scale has no bands.
    pub fn band_of(&self, score: f64) -> Option<&Band> {
        self.bands.iter().find(|band| score <= band.up_to)
    }
}

impl Reading {
    /// The fitting stretch of a two-sided scale.
    pub fn fitting(&self) -> Option<Range> {
        match self {
            Self::Fitting(range) => Some(*range),
            Self::HigherIsBetter | Self::LowerIsBetter => None,
        }
    }

    /// On which side of the fitting stretch a score lies; none where the scale is not two-sided. A mean can lie within while half
    /// have too little and half too much, so the sides are counted for each person.
    pub fn side_of(&self, score: f64) -> Option<Side> {
        let fitting = self.fitting()?;
        Some(if score < fitting.from {
            Side::Below
        } else if score > fitting.to {
            Side::Above
        } else {
            Side::Within
        })
    }

    /// Is the second score better than the first? Between two fitting scores neither is.
    pub fn is_better(&self, first: f64, second: f64) -> bool {
        match self {
            Self::HigherIsBetter => second > first,
            Self::LowerIsBetter => second < first,
            Self::Fitting(range) => outside(*range, second) < outside(*range, first),
        }
    }
}

/// How far a score lies outside a range.
fn outside(range: Range, score: f64) -> f64 {
    (range.from - score).max(score - range.to).max(0.0)
}
