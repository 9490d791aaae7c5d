//! What counts as small, what attackers know, and what must stay open to them.

use serde::{Deserialize, Serialize};

/// The rules of one publication. They are fixed before the first answer comes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The fewest respondents a shown group rests on: at least 2.
    pub minimum: u32,
    /// Is it a secret who took part?
    #[serde(default)]
    pub participation: Participation,
    /// How many respondents who know their own answers may put their heads together. What they work out about others must still rest
    /// on the minimum less their own number. At most 2.
    #[serde(default = "two")]
    pub colluders: u32,
    /// How far, each way, a small group's sum must stay open: this many percent of the scale's length for each of its respondents, and
    /// never less than one step.
    #[serde(default = "a_quarter")]
    pub share: u32,
    /// Fewer than this many respondents at one end of a scale, or in one category, are not told from none; and all of them not from all
    /// but so few.
    #[serde(default = "three")]
    pub smallest_cell: u32,
    /// A family with more than this many percent of its groups under the minimum is refused as too fine.
    #[serde(default = "half")]
    pub finest: u32,
    /// How much work may go into finding the cheapest pattern, and into the smallest derivable group.
    #[serde(default)]
    pub effort: Effort,
}

/// Is it a secret who took part?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Participation {
    /// Yes: also from one who knows how many were invited in each atom. How many of a small group answered must stay open.
    #[default]
    Secret,
    /// No: every atom's respondents are taken to be known. Their answers must stay open all the same.
    Known,
}

/// Limits of work, counted in steps rather than seconds, so that the same input always gives the same answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// The cheapest pattern is looked for with at most this many groups under the minimum …
    pub primaries: usize,
    /// … among at most this many groups,
    pub groups: usize,
    /// … in this many steps.
    pub steps: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            primaries: 20,
            groups: 150,
            steps: 20_000,
        }
    }
}

/// Rules that protect nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// A group of one is a person.
    #[error("the minimum must be at least 2")]
    Minimum,
    /// More than two are not reckoned with, and the minimum must leave others.
    #[error("at most 2 can put their heads together, and fewer than the minimum")]
    Colluders,
    /// A share of the scale.
    #[error("the share must be from 1 to 100 percent")]
    Share,
}

fn two() -> u32 {
    2
}
fn three() -> u32 {
    3
}
fn a_quarter() -> u32 {
    25
}
fn half() -> u32 {
    50
}

impl Rules {
    /// How close to an end figures look alike, where one answer moves them by `step`.
    pub(crate) fn reach(&self, step: i64) -> i64 {
        (i64::from(self.smallest_cell) - 1).max(0) * step
    }

    /// The usual rules with this minimum.
    pub fn at(minimum: u32) -> Result<Self, RulesError> {
        let rules = Self {
            minimum,
            participation: Participation::Secret,
            colluders: two().min(minimum.saturating_sub(1)),
            share: a_quarter(),
            smallest_cell: three(),
            finest: half(),
            effort: Effort::default(),
        };
        rules.check()?;
        Ok(rules)
    }

    /// Do they protect everything that earlier rules did? Once the first answer may have come in, rules are only ever raised.
    pub fn are_at_least(&self, earlier: &Self) -> bool {
        let keeps_participation =
            self.participation == earlier.participation || self.participation == Participation::Secret;
        keeps_participation
            && self.minimum >= earlier.minimum
            && self.colluders >= earlier.colluders
            && self.share >= earlier.share
            && self.smallest_cell >= earlier.smallest_cell
    }

    /// Do they protect anything? Asked again by whatever uses them.
    pub fn check(&self) -> Result<(), RulesError> {
        if self.minimum < 2 {
            return Err(RulesError::Minimum);
        }
        if self.colluders > 2 || self.colluders >= self.minimum {
            return Err(RulesError::Colluders);
        }
        if !(1..=100).contains(&self.share) {
            return Err(RulesError::Share);
        }
        Ok(())
    }
}
