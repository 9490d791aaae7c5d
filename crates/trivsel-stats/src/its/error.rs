//! Why an interrupted series could not be analysed.

use super::design::Term;
use crate::qr::QrError;

/// The part of a series before, or from, the start of the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Months before the start.
    Before,
    /// Months from the start on, without the transition.
    After,
}

/// Why an interrupted series could not be analysed.
///
/// Every refusal names what the data lack, so that a caller can say it in its own words.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ItsError {
    /// A count or an exposure is NaN or infinite.
    #[error("month {index} holds a number that is not finite")]
    NotFinite {
        /// The first such month, counted from 0.
        index: usize,
    },
    /// A count or an exposure is below zero.
    #[error("month {index} holds a negative number")]
    Negative {
        /// The first such month, counted from 0.
        index: usize,
    },
    /// Events without any exposure. (Neither events nor exposure is a missing month.)
    #[error("month {index} has events but no exposure")]
    ZeroExposure {
        /// The first such month, counted from 0.
        index: usize,
    },
    /// The comparison has another length than the series.
    #[error("the comparison has {found} months, the series {expected}")]
    ComparisonLength {
        /// Months of the comparison.
        found: usize,
        /// Months of the series.
        expected: usize,
    },
    /// The disruption is to be handled by a comparison, and there is none.
    #[error("no comparison series was given")]
    NoComparison,
    /// The method takes a single series only.
    #[error("this method does not take a comparison series")]
    ComparisonNotTaken,
    /// The plan names no disruption, so there is no way of handling it.
    #[error("the plan names no disruption")]
    NoDisruption,
    /// The start, or the end of the disruption, does not lie in the series.
    #[error("month {index} does not lie in a series of {length} months")]
    OutOfSeries {
        /// The month.
        index: usize,
        /// Months of the series.
        length: usize,
    },
    /// The disruption has no months.
    #[error("the disruption {start}..{end} is empty")]
    EmptyDisruption {
        /// Its first month.
        start: usize,
        /// The month after its last.
        end: usize,
    },
    /// The season's period is 0, or too short for its harmonics (2·harmonics < period is needed).
    #[error("{harmonics} harmonics do not fit in a period of {period}")]
    Season {
        /// Months in one cycle.
        period: usize,
        /// Harmonics asked for.
        harmonics: usize,
    },
    /// One side has too few usable months for any estimate.
    #[error("{found} usable months {side:?} the start, {needed} are needed")]
    TooFewMonths {
        /// Which side.
        side: Side,
        /// Usable months there.
        found: usize,
        /// Months needed.
        needed: usize,
    },
    /// There are not more usable months than coefficients.
    #[error("{months} usable months cannot determine {terms} coefficients and their uncertainty")]
    TooManyTerms {
        /// Usable months.
        months: usize,
        /// Coefficients.
        terms: usize,
    },
    /// The start lies inside the disruption, so that the two cannot be told apart.
    #[error("the change starts at month {start}, inside the disruption {from}..{to}")]
    DisruptionSwallowsStart {
        /// The start of the change.
        start: usize,
        /// The first month of the disruption.
        from: usize,
        /// The month after its last.
        to: usize,
    },
    /// A permanent new level after the disruption was asked for, and too few usable months lie between its end and
    /// the start of the change to tell the two levels apart.
    #[error("{found} usable months between the disruption and the start, {needed} are needed")]
    TooCloseToDisruption {
        /// Usable months between them.
        found: usize,
        /// Months needed.
        needed: usize,
    },
    /// Where the term is at work, or everywhere else, there is not one event: its coefficient is infinite
    /// (perfect separation). A series of zeros ends here too.
    #[error("no events on one side of the term {term}")]
    NoEvents {
        /// The term.
        term: Term,
    },
    /// A term is a combination of those before it, for example a step that coincides with a disruption's.
    #[error("the term {term} cannot be told from the terms before it")]
    Collinear {
        /// The term.
        term: Term,
    },
    /// The least-squares step failed for another reason.
    #[error("the weighted least squares could not be solved")]
    LeastSquares(#[source] QrError),
    /// Iteratively reweighted least squares did not settle.
    #[error("the fit did not settle after {iterations} iterations")]
    NotSettled {
        /// Iterations made.
        iterations: usize,
    },
    /// The model goes through every point, as it does for a constant series: an interval would have no width, and
    /// would claim a certainty that nobody has.
    #[error("the series does not vary around the model")]
    NoVariation,
    /// A month without events has no logarithm.
    #[error("month {index} has no events, so its rate has no logarithm")]
    ZeroCount {
        /// The first such month, counted from 0.
        index: usize,
    },
    /// The counts vary no more than Poisson counts: the negative binomial has no finite theta.
    #[error("the counts are not overdispersed")]
    NotOverdispersed,
    /// A confidence does not lie strictly between 0 and 1.
    #[error("a confidence of {confidence} is not possible")]
    Confidence {
        /// The confidence given.
        confidence: f64,
    },
    /// A bootstrap needs at least 2 draws and blocks of at least 1 month.
    #[error("{draws} draws of blocks of {block} months are not possible")]
    Draws {
        /// Draws asked for.
        draws: usize,
        /// Months in a block.
        block: usize,
    },
    /// Too many of the drawn series could not be fitted.
    #[error("{failed} of {draws} drawn series could not be fitted")]
    DrawsFailed {
        /// Draws that failed.
        failed: usize,
        /// Draws made.
        draws: usize,
    },
    /// An effect to be simulated is not a relative change above −1, or is 0.
    #[error("a relative change of {effect} cannot be simulated")]
    Effect {
        /// The effect given.
        effect: f64,
    },
    /// There is nothing to simulate: no effects, or no lengths of follow-up.
    #[error("no effect or no follow-up to simulate")]
    NothingToSimulate,
}
