//! The verdict, by the rules of the pages, where somebody says which way is good.

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use trivsel_domain::evaluation::{Aim, Interval, SecondOpinions, Worthwhile, judge};
use trivsel_domain::initiative::Direction;

/// What was decided before the figures were seen.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Judged {
    /// Which way is good: with it, the answer holds a verdict
    #[arg(long, value_enum)]
    direction: Option<Good>,
    /// The smallest change that is worth having, as a size: in percent of the rate for `its`, in the outcome's unit for `staggered`, in
    /// points for `change`
    #[arg(long, requires = "direction")]
    worthwhile: Option<f64>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Good {
    Decrease,
    Increase,
    KeepLow,
    KeepHigh,
}

/// An effect with its interval.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) estimate: f64,
    pub(super) lower: f64,
    pub(super) upper: f64,
}

impl Found {
    fn interval(self) -> Option<Interval> {
        Interval::new(self.estimate, self.lower, self.upper).ok()
    }
}

impl Judged {
    /// The verdict on the first, where the others, as good as it, say the same. Null where no direction was given.
    pub(super) fn verdict(&self, found: &[Found]) -> Value {
        let Some(direction) = self.direction else {
            return Value::Null;
        };
        let worthwhile = match self.worthwhile.map(Worthwhile::new).transpose() {
            Ok(worthwhile) => worthwhile,
            Err(error) => return json!({ "refused": error.to_string() }),
        };
        let mut intervals = found.iter().filter_map(|found| found.interval());
        let Some(first) = intervals.next() else {
            return json!({ "refused": "there is no interval to judge" });
        };
        let others: Vec<Interval> = intervals.collect();
        let opinions = SecondOpinions {
            must_agree: &others,
            rows: &[],
        };
        let aim = Aim {
            direction: direction.direction(),
            worthwhile,
        };
        let judgement = judge(first, aim, opinions, &[]);
        json!({
            "verdict": judgement.verdict.code(),
            "reading": judgement.reading.code(),
            "estimate": first.estimate(),
            "lower": first.lower(),
            "upper": first.upper(),
            "is_robust": judgement.verdict == judgement.reading,
        })
    }

    pub(super) fn settings(&self) -> Value {
        json!({
            "direction": self.direction.map(|good| good.direction().code()),
            "worthwhile": self.worthwhile,
        })
    }
}

impl Good {
    fn direction(self) -> Direction {
        match self {
            Self::Decrease => Direction::Decrease,
            Self::Increase => Direction::Increase,
            Self::KeepLow => Direction::KeepLow,
            Self::KeepHigh => Direction::KeepHigh,
        }
    }
}
