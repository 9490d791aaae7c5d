//! Statistical process control charts for a series read point by point.
//!
//! A chart is made in two steps: first the arithmetic ([`xmr`], [`p`], [`p_prime`], [`u`], [`u_prime`], or
//! [`run_chart`]), which gives a centre line and limits; then the reading ([`list_signals`]) under a named
//! [`RuleSet`]. Rule sets differ between schools, so the name must be shown with the chart.
//!
//! What all charts share:
//! - A series is a slice, one element a position in time at equal steps. `None` is a missing position. NaN and
//!   infinities are refused.
//! - The [`Layout`] says where a new phase begins (rebasing), which points are *ghosts* (drawn, but neither used for
//!   limits nor judged), and whether limits are locked after the first points of each phase.
//! - Moving ranges and patterns are only formed between neighbouring positions: a missing point, a ghost and the start
//!   of a phase break them. (qicharts2 leaves out excluded points first and then joins what remains; over a
//!   disruption of two years that compares points which are no neighbours.)
//! - A phase with too little to say has a [`Standing`] that says so, and no limits. Only a chart without any
//!   usable phase is an error.
//! - Numbers may be of any size up to about 1e150; beyond that sums and limits run over to infinity.
//!
//! Limits describe the ordinary variation of a stable process, and a signal means "look for a cause". Neither is an
//! estimate of the effect of anything.

mod chart;
mod counts;
mod false_signals;
mod layout;
mod reading;
mod rules;
mod run_chart;
mod spread;
mod xmr;

pub use crate::summary::Ratio;
pub use chart::{Chart, ChartError, Limits, MINIMUM_BASELINE, Phase, Point, Standing, TRIAL_BELOW};
pub use counts::{p, p_prime, u, u_prime};
pub use false_signals::{average_run_length, expected_false_signals, run_chart_false_signal_probability};
pub use layout::{Baseline, Layout, Role};
pub use reading::{Assurance, find_assurance, find_leading_signal};
pub use rules::{RuleSet, Side, Signal, list_signals};
pub use run_chart::{RunChart, RunPhase, Runs, SHORT_RUN_CHART, run_chart};
pub use spread::Spread;
pub use xmr::{Bounds, xmr};
