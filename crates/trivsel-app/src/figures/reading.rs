//! Reading a monthly series: centre, limits, signals, and what can be said of it without naming a cause.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::ops::Range;

use trivsel_domain::indicator::{Indicator, Measure};
use trivsel_stats::season::{Harmonics, fit_harmonics};
use trivsel_stats::spc::{self, Baseline, Bounds, Chart, Layout, Ratio, RuleSet, Signal, Spread, Standing};

/// Limits are set by the first two years, so that each season weighs the same, and later months are judged by them.
pub(super) const BASELINE_MONTHS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(23);
/// The season is taken from the first four years and then held fixed, so that later months do not change how earlier ones look.
const SEASON_MONTHS: usize = 48;
/// Fewer months than this cannot tell a season from chance.
const SEASON_NEEDS: usize = 24;

/// Which chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// The values round their median, read by Anhøj's rules.
    Run,
    /// Single values and moving range.
    Xmr,
    /// As XmR, after the season has been taken out.
    XmrSeason,
    /// Counts out of an exposure, with limits that follow it (Laney's u′).
    UPrime,
    /// As u′, after the season has been taken out.
    UPrimeSeason,
}

impl ChartKind {
    /// All, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::XmrSeason, Self::UPrimeSeason, Self::Xmr, Self::UPrime, Self::Run];

    /// The code in addresses and word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Xmr => "xmr",
            Self::XmrSeason => "xmr_season",
            Self::UPrime => "u_prime",
            Self::UPrimeSeason => "u_prime_season",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The one that suits an indicator of which so many months can be judged. Danish absence peaks every January and February, and
    /// a chart of it as it stands points out every winter: so rates are shown without their season as soon as it can be told.
    pub fn suits(measure: Measure, judged: usize) -> Self {
        match measure {
            Measure::RatePercent | Measure::PerPerson if judged >= SEASON_NEEDS => Self::XmrSeason,
            Measure::RatePercent | Measure::PerPerson | Measure::PerVacancy => Self::UPrime,
            Measure::Count | Measure::Money => Self::Xmr,
        }
    }

    /// Is the season taken out?
    pub fn is_seasonal(self) -> bool {
        matches!(self, Self::XmrSeason | Self::UPrimeSeason)
    }
}

/// Which named rules the chart is read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// NHS England, Making Data Count.
    Nhs,
    /// Western Electric.
    WesternElectric,
    /// Outside the limits only.
    ThreeSigma,
}

impl Rules {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Nhs, Self::WesternElectric, Self::ThreeSigma];

    /// The code in addresses and word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nhs => "nhs",
            Self::WesternElectric => "western_electric",
            Self::ThreeSigma => "three_sigma",
        }
    }

    /// The rules with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rules| rules.code() == code)
    }

    fn set(self) -> RuleSet {
        match self {
            Self::Nhs => RuleSet::Nhs,
            Self::WesternElectric => RuleSet::WesternElectric,
            Self::ThreeSigma => RuleSet::ThreeSigma,
        }
    }
}

/// A stretch with one centre.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Its first position.
    pub from: usize,
    /// Its last position.
    pub to: usize,
    /// The median (run chart) or the mean.
    pub centre: f64,
}

impl Phase {
    fn of(positions: &Range<usize>, centre: f64) -> Self {
        Self {
            from: positions.start,
            to: positions.end.saturating_sub(1),
            centre,
        }
    }
}

/// What the chart says, position by position, in the unit of the values.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The values as drawn: the season is gone where the chart takes it out.
    pub values: Vec<Option<f64>>,
    /// The centre, phase by phase.
    pub phases: Vec<Phase>,
    /// Lower and upper limit.
    pub limits: Vec<Option<(f64, f64)>>,
    /// Which positions stand out, and on which side: true is above. Empty for a run chart.
    pub signals: Vec<Option<bool>>,
    /// Are limits based on fewer than twelve points?
    pub is_trial: bool,
    /// Is there too little for any limits?
    pub is_too_short: bool,
    /// Run chart: does the last phase look like more than chance around one level?
    pub has_runs: bool,
    /// How many months chance alone would point out, about.
    pub expected_false: f64,
}

/// Both numbers of a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) numerator: f64,
    pub(super) denominator: f64,
}

/// Reads a series. `ghosts` are drawn but not judged (a disruption); `breaks` begin a new phase (a new definition).
pub(super) fn read(
    indicator: &Indicator,
    months: &[Option<Pair>],
    kind: ChartKind,
    rules: Rules,
    ghosts: BTreeSet<usize>,
    breaks: BTreeSet<usize>,
) -> Reading {
    let values: Vec<Option<f64>> = months
        .iter()
        .map(|month| month.and_then(|pair| indicator.value(pair.numerator, pair.denominator)))
        .collect();
    let layout = Layout {
        phase_starts: breaks.into_iter().filter(|at| *at > 0 && *at < values.len()).collect(),
        ghosts: ghosts.into_iter().filter(|at| *at < values.len()).collect(),
        baseline: Baseline::First(BASELINE_MONTHS),
    };
    let judged = values.iter().flatten().count();
    let (values, months) = if kind.is_seasonal() {
        without_season(indicator, values, months, &layout)
    } else {
        (values, months.to_vec())
    };
    match kind {
        ChartKind::Run => run(values, &layout),
        ChartKind::UPrime | ChartKind::UPrimeSeason if indicator.measure.has_denominator() => {
            let ratios: Vec<Option<Ratio>> = months
                .iter()
                .map(|month| {
                    month.filter(|pair| pair.denominator > 0.0).map(|pair| Ratio {
                        numerator: pair.numerator,
                        denominator: pair.denominator,
                    })
                })
                .collect();
            match spc::u_prime(&ratios, &layout, Spread::MeanRange) {
                Ok(chart) => limits(values, &chart, indicator.factor, rules, judged),
                Err(_) => too_short(values),
            }
        }
        _ => xmr(values, &layout, rules, judged),
    }
}

/// The values and the pairs with the season taken out; as they are where it cannot be told.
fn without_season(
    indicator: &Indicator,
    values: Vec<Option<f64>>,
    months: &[Option<Pair>],
    layout: &Layout,
) -> (Vec<Option<f64>>, Vec<Option<Pair>>) {
    let window = 0..values.len().min(SEASON_MONTHS);
    let whole = 0..values.len();
    let fit = fit_harmonics(&values, window, &layout.ghosts, Harmonics::default())
        .or_else(|_| fit_harmonics(&values, whole, &layout.ghosts, Harmonics::default()));
    let Ok(fit) = fit else { return (values, months.to_vec()) };
    // A season of counts can reach below zero in a month of few; nothing measured here can.
    let adjusted: Vec<Option<f64>> = fit
        .adjust(&values)
        .into_iter()
        .map(|value| value.map(|value| value.max(0.0)))
        .collect();
    let pairs = adjusted
        .iter()
        .zip(months)
        .map(|(value, pair)| {
            let (value, pair) = ((*value)?, (*pair)?);
            let numerator = if indicator.measure.has_denominator() {
                value / indicator.factor * pair.denominator
            } else {
                value / indicator.factor
            };
            Some(Pair { numerator, ..pair })
        })
        .collect();
    (adjusted, pairs)
}

fn xmr(values: Vec<Option<f64>>, layout: &Layout, rules: Rules, judged: usize) -> Reading {
    match spc::xmr(&values, layout, Spread::MeanRange, Bounds::NON_NEGATIVE) {
        Ok(chart) => limits(values, &chart, 1.0, rules, judged),
        Err(_) => too_short(values),
    }
}

fn limits(values: Vec<Option<f64>>, chart: &Chart, factor: f64, rules: Rules, judged: usize) -> Reading {
    let signals = spc::list_signals(chart, rules.set());
    Reading {
        phases: chart
            .phases
            .iter()
            .filter_map(|phase| Some(Phase::of(&phase.positions, phase.centre? * factor)))
            .collect(),
        limits: chart
            .points
            .iter()
            .map(|point| {
                point
                    .limits
                    .map(|limits| (limits.lower * factor, limits.upper * factor))
            })
            .collect(),
        signals: signals
            .iter()
            .map(|here| spc::find_leading_signal(here).map(|signal: Signal| signal.side() == spc::Side::Above))
            .collect(),
        is_trial: chart.phases.iter().any(|phase| phase.standing == Standing::Trial),
        is_too_short: false,
        has_runs: false,
        expected_false: spc::expected_false_signals(judged, rules.set()),
        values,
    }
}

fn run(values: Vec<Option<f64>>, layout: &Layout) -> Reading {
    let Ok(chart) = spc::run_chart(&values, layout) else {
        return too_short(values);
    };
    Reading {
        phases: chart
            .phases
            .iter()
            .filter_map(|phase| Some(Phase::of(&phase.positions, phase.median?)))
            .collect(),
        limits: vec![None; values.len()],
        signals: vec![None; values.len()],
        is_trial: false,
        is_too_short: false,
        has_runs: chart
            .phases
            .last()
            .and_then(|phase| phase.runs)
            .is_some_and(|runs| runs.has_signal()),
        expected_false: 0.0,
        values,
    }
}

fn too_short(values: Vec<Option<f64>>) -> Reading {
    Reading {
        phases: Vec::new(),
        limits: vec![None; values.len()],
        signals: vec![None; values.len()],
        is_trial: false,
        is_too_short: true,
        has_runs: false,
        expected_false: 0.0,
        values,
    }
}

/// The level of some months together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// The value, in the indicator's unit.
    pub value: f64,
    /// How many months it rests on.
    pub months: usize,
}

/// The level of the months in a stretch of positions; a rate weighs each month by what it is counted out of.
pub(super) fn mean(indicator: &Indicator, months: &[Option<Pair>], from: usize, to: usize) -> Option<Mean> {
    let some: Vec<Pair> = months
        .get(from..to.min(months.len()))?
        .iter()
        .flatten()
        .copied()
        .collect();
    let count = some.len();
    let numerator: f64 = some.iter().map(|pair| pair.numerator).sum();
    let denominator: f64 = some.iter().map(|pair| pair.denominator).sum();
    let value = if indicator.measure.has_denominator() {
        indicator.value(numerator, denominator)?
    } else {
        indicator.value(numerator, 0.0)? / f64::from(u32::try_from(count).ok().filter(|count| *count > 0)?)
    };
    Some(Mean { value, months: count })
}
