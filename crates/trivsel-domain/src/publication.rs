//! What may be shown of a survey: made once, at its closing, and the only thing any page, file or call shows.
//!
//! A publication holds groups. Each is shown with all its figures, or hidden with none; nothing tells why one is hidden. Figures come
//! from `trivsel-disclosure` and are rounded and banded already.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{QuestionnaireVersionId, SurveyId, UnitId};
use crate::survey::{Cell, Rules, Snapshot, TwoLanguages};

mod blocks;
mod change;
mod groups;
mod level;
mod reading;

pub use blocks::{Block, Counted, blocks};
pub use change::{ScaleChange, change};
pub use groups::{GroupPlan, PlannedGroup};
pub use level::Level;
pub use reading::{Beside, ChangeVerdict, Finding, beside, finding};

/// A group of people in a publication.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum GroupKey {
    /// A unit with all below it.
    Unit {
        /// Which.
        unit: UnitId,
    },
    /// A job group, wherever its people work.
    JobGroup {
        /// Which.
        job_group: String,
    },
    /// A job group in a unit.
    UnitJobGroup {
        /// In which unit.
        unit: UnitId,
        /// Which.
        job_group: String,
    },
    /// Units that are hidden one by one and shown together: their figures are those of the unit above less those of its other units,
    /// and so nothing new.
    Together {
        /// The unit above.
        unit: UnitId,
        /// The units, in the order of the tree.
        members: Vec<UnitId>,
        /// Are answers counted in of people who work in the unit above itself?
        has_own: bool,
        /// Other units further down whose people's answers are counted in, without all in it that is named here.
        #[serde(default)]
        others: Vec<UnitId>,
    },
}

/// A figure as it is shown: exact as far as it is rounded, or only between what and what.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Amount {
    /// This much.
    Exact(f64),
    /// At least and at most so much: a figure so close to an end that it would tell what single people did.
    Between {
        /// At least.
        from: f64,
        /// At most.
        to: f64,
    },
}

impl Amount {
    /// One number for it: itself, or the middle.
    pub fn middle(self) -> f64 {
        match self {
            Self::Exact(value) => value,
            Self::Between { from, to } => f64::midpoint(from, to),
        }
    }

    /// The least and the most it can be.
    pub fn ends(self) -> (f64, f64) {
        match self {
            Self::Exact(value) => (value, value),
            Self::Between { from, to } => (from, to),
        }
    }
}

/// A scale in a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScaleResult {
    /// Which scale.
    pub scale: String,
    /// The mean of those who answered, on the scale's range.
    pub mean: Amount,
    /// How far the mean would wander from one such group to the next: its standard error.
    pub standard_error: f64,
    /// The 95 % interval.
    pub interval: (f64, f64),
}

/// How answers to an item are spread over its options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    /// Which item.
    pub item: String,
    /// Value of each option, and its share in percent.
    pub shares: Vec<(i32, Amount)>,
}

/// What is shown of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// How many were invited.
    pub invited: u32,
    /// How many answered.
    pub respondents: Amount,
    /// The scales, in the questionnaire's order.
    pub scales: Vec<ScaleResult>,
    /// Items spread over their options, where the group is large enough; offensive behaviour where it is larger still.
    pub distributions: Vec<Distribution>,
}

impl Shown {
    /// One of its scales.
    pub fn scale(&self, key: &str) -> Option<&ScaleResult> {
        self.scales.iter().find(|result| result.scale == key)
    }

    /// One of its distributions.
    pub fn distribution(&self, item: &str) -> Option<&Distribution> {
        self.distributions.iter().find(|found| found.item == item)
    }
}

/// A group of a publication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublishedGroup {
    /// Which.
    pub key: GroupKey,
    /// What it may be shown of; none when it is hidden.
    pub shown: Option<Shown>,
}

/// Comments of a part of the organisation with at least so many answers, shuffled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentBlock {
    /// The unit the part stands at.
    pub unit: UnitId,
    /// Which item they answer.
    pub item: String,
    /// What was written.
    pub texts: Vec<String>,
}

/// How a publication was protected: what anybody may know about it.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Protection {
    /// How many groups there were.
    pub groups: usize,
    /// How many are hidden, for whichever reason.
    pub hidden: usize,
    /// Finer groups that were left out altogether, since most of them would have been hidden.
    pub left_out: Vec<String>,
    /// The smallest group anybody can work out from all figures together rests on at least so many answers.
    pub smallest_derivable: u64,
}

/// What left a survey's box.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Publication {
    pub survey: SurveyId,
    pub number: i32,
    pub title: TwoLanguages,
    /// What was asked.
    pub questionnaire: QuestionnaireVersionId,
    /// The day it closed.
    pub closed_on: NaiveDate,
    pub rules: Rules,
    /// How many were invited in all.
    pub invited: u32,
    /// The tree it is shown on.
    pub snapshot: Snapshot,
    /// The cells answers were given in.
    pub cells: Vec<Cell>,
    /// The groups, units from the top down.
    pub groups: Vec<PublishedGroup>,
    pub comments: Vec<CommentBlock>,
    /// How it was protected.
    pub protection: Protection,
}

/// Units that are shown together.
#[derive(Clone, Copy, Debug)]
pub struct Together<'a> {
    /// Units that are in it with everybody.
    pub members: &'a [UnitId],
    /// Are answers of people who work in the unit above itself counted in?
    pub has_own: bool,
    /// Further units whose people's answers are counted in.
    pub others: &'a [UnitId],
    /// Their figures.
    pub shown: &'a Shown,
}

impl Together<'_> {
    /// Every unit it names.
    pub fn units(&self) -> impl Iterator<Item = UnitId> + '_ {
        self.members.iter().chain(self.others).copied()
    }
}

/// What a unit is in a publication.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing<'a> {
    /// Its figures are there.
    Shown(&'a Shown),
    /// Its figures are hidden; its answers count in the units above.
    Hidden,
    /// It was too small to be asked about alone: its answers were given together with others, and count in this unit.
    Merged {
        /// The lowest unit above that has a group of its own.
        into: UnitId,
    },
    /// Nobody of it was asked.
    Absent,
}

impl Publication {
    /// A group.
    pub fn group(&self, key: &GroupKey) -> Option<&PublishedGroup> {
        self.groups.iter().find(|group| group.key == *key)
    }

    /// What a unit is in this publication.
    pub fn standing(&self, unit: UnitId) -> Standing<'_> {
        if self.snapshot.get(unit).is_none() {
            return Standing::Absent;
        }
        match self.group(&GroupKey::Unit { unit }) {
            Some(group) => group.shown.as_ref().map_or(Standing::Hidden, Standing::Shown),
            None => {
                let mut above = self.snapshot.get(unit).and_then(|found| found.parent);
                while let Some(id) = above {
                    if self.group(&GroupKey::Unit { unit: id }).is_some() {
                        return Standing::Merged { into: id };
                    }
                    above = self.snapshot.get(id).and_then(|found| found.parent);
                }
                Standing::Absent
            }
        }
    }

    /// The units below this one that are shown together, if there are some.
    pub fn together(&self, unit: UnitId) -> impl Iterator<Item = Together<'_>> {
        self.groups
            .iter()
            .filter_map(move |group| match (&group.key, &group.shown) {
                (
                    GroupKey::Together {
                        unit: above,
                        members,
                        has_own,
                        others,
                    },
                    Some(shown),
                ) if *above == unit => Some(Together {
                    members,
                    has_own: *has_own,
                    others,
                    shown,
                }),
                _ => None,
            })
    }

    /// The job groups of a unit with what is shown of them, in the order of their names; of the unit at the top, those of everybody.
    pub fn job_groups(&self, unit: UnitId) -> impl Iterator<Item = (&str, Option<&Shown>)> {
        let is_whole = self.whole().is_some_and(|(whole, _)| whole == unit);
        self.groups.iter().filter_map(move |group| {
            let name = match &group.key {
                GroupKey::JobGroup { job_group } if is_whole => job_group,
                GroupKey::UnitJobGroup { unit: own, job_group } if *own == unit => job_group,
                _ => return None,
            };
            Some((name.as_str(), group.shown.as_ref()))
        })
    }

    /// The unit at the top whose figures are there: all that were asked.
    pub fn whole(&self) -> Option<(UnitId, &Shown)> {
        self.groups.iter().find_map(|group| match (&group.key, &group.shown) {
            (GroupKey::Unit { unit }, Some(shown)) => Some((*unit, shown)),
            _ => None,
        })
    }

    /// The comments one may read at a unit: those of the parts that lie in it.
    pub fn comments_at(&self, unit: UnitId) -> Vec<&CommentBlock> {
        let mut inside: std::collections::BTreeSet<UnitId> = [unit].into();
        // Every unit stands after the one above it.
        for one in self.snapshot.units() {
            if one.parent.is_some_and(|parent| inside.contains(&parent)) {
                inside.insert(one.id);
            }
        }
        self.comments
            .iter()
            .filter(|block| inside.contains(&block.unit))
            .collect()
    }
}

#[cfg(test)]
mod tests;
