//! `trivsel analyse detectable`

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use trivsel_stats::power::{
    Demand, DifferenceInDifferences, Groups, design_effect, difference_in_differences, paired, proportion, two_sample,
};

use super::{METHOD_VERSION, refused};
use crate::failure::Failure;

/// The smallest effect that would be found, in closed form. No file is read.
#[derive(Debug, Subcommand)]
pub(crate) enum Detectable {
    /// Two groups of different people
    TwoSample(TwoSample),
    /// The same people twice
    Paired(Paired),
    /// Two shares
    Proportion(Proportion),
    /// Units under a change beside units without, over months before and after it
    Differences(Differences),
}

/// What is asked of a study.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Asked {
    /// The coverage of the interval that is to leave out "no change"
    #[arg(long, default_value_t = 0.95)]
    confidence: f64,
    /// How often it is to do so
    #[arg(long, default_value_t = 0.8)]
    power: f64,
    /// People in a cluster, such as a team
    #[arg(long, default_value_t = 1)]
    cluster: usize,
    /// How much more alike people of one cluster are than others, from 0 to 1
    #[arg(long, default_value_t = 0.0)]
    correlation: f64,
}

/// Two groups of different people.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct TwoSample {
    /// People in the first group
    #[arg(long)]
    first: usize,
    /// People in the second
    #[arg(long)]
    second: usize,
    /// The standard deviation of a person's answer
    #[arg(long)]
    sd: f64,
    #[command(flatten)]
    asked: Asked,
}

/// The same people twice.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Paired {
    /// Pairs of answers
    #[arg(long)]
    pairs: usize,
    /// The standard deviation of a person's difference
    #[arg(long)]
    sd: f64,
    #[command(flatten)]
    asked: Asked,
}

/// Two shares.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Proportion {
    /// The share that is expected, from 0 to 1
    #[arg(long)]
    expected: f64,
    /// People in each group
    #[arg(long)]
    people: usize,
    #[command(flatten)]
    asked: Asked,
}

/// Units under a change beside units without.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Differences {
    /// Units under the change
    #[arg(long)]
    treated: usize,
    /// Units without it
    #[arg(long)]
    untreated: usize,
    /// Months before
    #[arg(long)]
    before: usize,
    /// Months after
    #[arg(long)]
    after: usize,
    /// The standard deviation of a unit's month
    #[arg(long)]
    sd: f64,
    /// The correlation of neighbouring months of a unit
    #[arg(long, default_value_t = 0.0)]
    neighbours: f64,
    #[command(flatten)]
    asked: Asked,
}

impl Asked {
    fn demand(self) -> Demand {
        Demand {
            confidence: self.confidence,
            power: self.power,
        }
    }

    /// By how much a standard deviation counts as larger because people come in clusters.
    fn inflation(self) -> Result<f64, Failure> {
        Ok(design_effect(self.cluster, self.correlation).map_err(refused)?.sqrt())
    }

    fn settings(self) -> Value {
        json!({
            "confidence": self.confidence,
            "power": self.power,
            "cluster": self.cluster,
            "correlation": self.correlation,
        })
    }
}

impl Detectable {
    pub(super) fn run(self) -> Result<Value, Failure> {
        let (study, settings, asked, found) = match self {
            Self::TwoSample(of) => {
                let sd = of.sd * of.asked.inflation()?;
                let found = two_sample(of.first, of.second, sd, of.asked.demand()).map_err(refused)?;
                let settings = json!({ "first": of.first, "second": of.second, "sd": of.sd });
                (
                    "two_sample",
                    settings,
                    of.asked,
                    json!({ "smallest_difference": found }),
                )
            }
            Self::Paired(of) => {
                let found = paired(of.pairs, of.sd * of.asked.inflation()?, of.asked.demand()).map_err(refused)?;
                let settings = json!({ "pairs": of.pairs, "sd": of.sd });
                ("paired", settings, of.asked, json!({ "smallest_change": found }))
            }
            Self::Proportion(of) => {
                let groups = Groups {
                    people: of.people,
                    cluster_size: of.asked.cluster,
                    intracluster_correlation: of.asked.correlation,
                };
                let found = proportion(of.expected, groups, of.asked.demand()).map_err(refused)?;
                let settings = json!({ "expected": of.expected, "people": of.people });
                let found = json!({ "nearest_share_below": found.lower, "nearest_share_above": found.higher });
                ("proportion", settings, of.asked, found)
            }
            Self::Differences(of) => {
                let study = DifferenceInDifferences {
                    treated: of.treated,
                    untreated: of.untreated,
                    months_before: of.before,
                    months_after: of.after,
                    sd: of.sd,
                    correlation: of.neighbours,
                };
                let found = difference_in_differences(study, of.asked.demand()).map_err(refused)?;
                let settings = json!({
                    "treated": of.treated, "untreated": of.untreated, "before": of.before, "after": of.after,
                    "sd": of.sd, "neighbours": of.neighbours,
                });
                ("differences", settings, of.asked, json!({ "smallest_effect": found }))
            }
        };
        Ok(json!({
            "method": "detectable",
            "study": study,
            "method_version": METHOD_VERSION,
            "program": concat!("trivsel ", env!("CARGO_PKG_VERSION")),
            "settings": { "study": settings, "asked": asked.settings() },
            "result": found,
        }))
    }
}
