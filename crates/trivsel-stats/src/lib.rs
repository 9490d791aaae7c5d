//! Pure numbers for reading a series measured month by month: summaries, statistical process control
//! charts, seasonal adjustment, interrupted series and their power, and the few distributions they need.
//!
//! Nothing here reads a file, a clock or a random source of its own: the same input gives the same bits. Each public
//! function names its formula and where it comes from, what its inputs may be, and what it refuses.
//!
//! | module | holds |
//! |---|---|
//! | [`its`] | interrupted time series: a step in a monthly series, and how sure it is |
//! | [`spc`] | run chart, XmR, p, p′, u, u′, and the rule sets that read them |
//! | [`scale`] | mean and proportion with intervals, reliability, change between waves, shrinkage for many units |
//! | [`multiple`] | p values of many questions at once |
//! | [`power`] | the smallest effect that could be detected, before the start |
//! | [`staggered`] | units that start at different times: imputation, group-time effects, bands |
//! | [`randomisation`] | how unusual an effect is among all ways the starts could have fallen |
//! | [`waves`] | two waves of the same groups, some treated in between |
//! | [`season`] | ratio to the same month last year; subtraction of a harmonic fit |
//! | [`summary`] | sum, mean, median, quantile, pooled rate |
//! | [`distribution`] | binomial, normal and Student's t probabilities and quantiles |
//! | [`qr`] | least squares by QR decomposition |
//!
//! # Example
//!
//! ```
//! use trivsel_stats::spc::{self, Layout, Ratio, RuleSet, Spread};
//!
//! // Days lost and days possible, month by month.
//! let months: Vec<Option<Ratio>> = [(52.0, 1010.0), (47.0, 980.0), (55.0, 1005.0), (41.0, 990.0), (50.0, 1000.0)]
//!     .map(|(numerator, denominator)| Some(Ratio { numerator, denominator }))
//!     .to_vec();
//! let chart = spc::u_prime(&months, &Layout::default(), Spread::MeanRange)?;
//! let signals = spc::list_signals(&chart, RuleSet::Nhs);
//! assert!(signals.iter().all(Vec::is_empty));
//! # Ok::<(), spc::ChartError>(())
//! ```

mod number;

pub mod distribution;
pub mod its;
pub mod multiple;
pub mod power;
pub mod qr;
pub mod randomisation;
pub mod scale;
pub mod season;
pub mod spc;
pub mod staggered;
pub mod summary;
pub mod waves;
