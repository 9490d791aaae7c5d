//! Segmented regression of counts.

use super::covariance::{Errors, hac, variance_along};
use super::design::{Design, Term, World};
use super::error::ItsError;
use super::estimate::Estimate;
use super::law::Law;
use super::months::{Month, Months};
use super::plan::{Data, Disruption, Handling, Plan, UsableMonths};
use super::reweighting::{self, Rows};
use super::worlds::Totals;
use crate::number::count;
use crate::summary::Ratio;

/// A Pearson dispersion below this is rounding: the model goes through every point.
const ROUNDING: f64 = 1e-14;

/// A fitted segmented regression.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    pub(super) design: Design,
    pub(super) months: Months,
    pub(super) rows: Rows,
    pub(super) law: Law,
    pub(super) means: Vec<f64>,
    coefficients: Vec<f64>,
    unscaled: Vec<Vec<f64>>,
    dispersion: f64,
    pub(super) start: usize,
}

/// What changed at the start, as logarithms of rate ratios.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Over the used months from the start on: the log of the fitted events over those expected had nothing changed.
    /// The same as `step` where there is no slope.
    pub log_rate_ratio: Estimate,
    /// The step at the start.
    pub step: Estimate,
    /// The change of slope per month, where one was fitted.
    pub slope: Option<Estimate>,
}

/// Segmented regression of counts with an offset:
/// log E\[Yₜ\] = log Nₜ + β₀ + β₁(t − T0) + Σₖ(aₖ sin 2πkt/P + cₖ cos 2πkt/P) + Wₜ + β₂Sₜ (+ β₃(t − T0)Sₜ)
/// by quasi-likelihood, Sₜ being 1 from the start T0 on and Wₜ the terms of the disruption, if it has any.
///
/// The model is that of Wagner et al. 2002 (J Clin Pharm Ther 27:299) and Lopez Bernal et al. 2017 (Int J Epidemiol
/// 46:348), with time centred at T0 as its corrigendum of 2020 asks. Var(Yₜ) = φμₜ with φ = Σ(y − μ)²/μ/(n − p)
/// (McCullagh & Nelder 1989, §6.2), so φ below 1 narrows the intervals as well. Intervals use t with n − p degrees of
/// freedom.
///
/// Counts are at least 0 and may be fractional; exposures are above 0 in any unit, the same throughout. `None`, and a
/// month of nothing out of nothing, is missing.
///
/// With [`Data::Controlled`] the events of the series are taken as a share of the events of both, logit(pₜ) =
/// log(N₁ₜ/N₀ₜ) + δ₀ + δ₁(t − T0) + δ₂Sₜ (+ …): the estimates and standard errors of one quasi-Poisson model of both
/// series with an effect of every month, and of group, group × time and group × step (Lopez Bernal et al. 2018, Int J
/// Epidemiol 47:2082, with month effects in place of a common trend and season). What both series share, the
/// disruption too, drops out. The season does as well, and [`Plan::season`] is not used. A month without events in
/// either series says nothing and is left out.
///
/// # Errors
/// All of [`ItsError`] that concern data and plan.
pub fn fit(data: Data<'_>, plan: &Plan) -> Result<Fit, ItsError> {
    let law = match data {
        Data::Single(_) => Law::Poisson,
        Data::Controlled { .. } => Law::Share,
    };
    fit_design(data, plan, Design::of(plan, data), law)
}

/// The controlled series: `series` minus `comparison`, whatever the plan says of handling its disruption otherwise.
///
/// The same as [`fit`] with [`Data::Controlled`] and [`Handling::Comparison`], where the model is written out.
///
/// # Errors
/// As for [`fit`].
pub fn fit_controlled(series: &[Option<Ratio>], comparison: &[Option<Ratio>], plan: &Plan) -> Result<Fit, ItsError> {
    fit(
        Data::Controlled { series, comparison },
        &plan.handled(Handling::Comparison),
    )
}

pub(super) fn fit_design(data: Data<'_>, plan: &Plan, design: Design, law: Law) -> Result<Fit, ItsError> {
    let months = Months::read(data, plan)?;
    months.check(plan)?;
    fit_months(months, plan.start, design, law)
}

/// Fits without asking whether both sides of the start have months: the model may have no change in it.
pub(super) fn fit_months(months: Months, start: usize, design: Design, law: Law) -> Result<Fit, ItsError> {
    let rows = rows(&design, &months)?;
    check_events(&rows, law)?;
    let settled = reweighting::fit(&rows, law, None)?;
    let degrees = count(rows.observed.len() - rows.terms.len());
    let dispersion = pearson_residuals(&rows, law, &settled.means)
        .map(|residual| residual * residual)
        .sum::<f64>()
        / degrees;
    if dispersion <= ROUNDING * rows.observed.iter().copied().fold(0.0, f64::max) {
        return Err(ItsError::NoVariation);
    }
    Ok(Fit {
        unscaled: settled.factored.unscaled_covariance(),
        coefficients: settled.coefficients,
        means: settled.means,
        dispersion,
        start,
        design,
        months,
        rows,
        law,
    })
}

/// The rows of the used months, if they are more than the terms.
pub(super) fn rows(design: &Design, months: &Months) -> Result<Rows, ItsError> {
    let used = || months.used();
    let found = used().count();
    if found <= design.terms.len() {
        return Err(ItsError::TooManyTerms {
            months: found,
            terms: design.terms.len(),
        });
    }
    Ok(Rows {
        terms: design.terms.clone(),
        columns: design.columns(used()),
        offsets: used().map(|month| month.offset).collect(),
        totals: used().map(|month| month.total).collect(),
        observed: used().map(|month| month.observed).collect(),
    })
}

/// Refuses a term whose coefficient would run to infinity because one of its sides has no events.
fn check_events(rows: &Rows, law: Law) -> Result<(), ItsError> {
    for (term, column) in rows.terms.iter().zip(&rows.columns) {
        if !matches!(term, Term::Level | Term::Step | Term::NewLevel | Term::DisruptionLevel) {
            continue;
        }
        for is_on in [false, true] {
            let months = || {
                let observed = rows.observed.iter().zip(&rows.totals);
                observed.zip(column).filter(move |(_, value)| (**value != 0.0) == is_on)
            };
            let events: f64 = months().map(|((observed, _), _)| observed).sum();
            let others: f64 = months().map(|((observed, total), _)| total - observed).sum();
            if months().next().is_some() && (events == 0.0 || (law == Law::Share && others == 0.0)) {
                return Err(ItsError::NoEvents { term: *term });
            }
        }
    }
    Ok(())
}

/// (y − μ)/√V(μ), row by row.
pub(super) fn pearson_residuals(rows: &Rows, law: Law, means: &[f64]) -> impl Iterator<Item = f64> {
    rows.observed
        .iter()
        .zip(&rows.totals)
        .zip(means)
        .map(move |((observed, total), mean)| (observed - mean) / law.variance(*mean, *total).sqrt())
}

impl Fit {
    /// The terms of the model, each with its coefficient, in the order of the design.
    #[must_use]
    pub fn coefficients(&self, errors: Errors) -> Vec<(Term, Estimate)> {
        let covariance = self.covariance(errors);
        self.design
            .terms
            .iter()
            .zip(&self.coefficients)
            .zip((0..).zip(&covariance))
            .map(|((term, value), (place, line))| {
                let variance = line.get(place).copied().unwrap_or(0.0);
                (*term, self.estimate(*value, variance))
            })
            .collect()
    }

    /// The dispersion φ: 1 for Poisson counts, 5 to 15 for days that come in spells. For a negative binomial, what is
    /// left beside theta; it is not used for its errors.
    #[must_use]
    pub fn dispersion(&self) -> f64 {
        self.dispersion
    }

    /// Months less coefficients.
    #[must_use]
    pub fn degrees(&self) -> usize {
        self.rows.observed.len() - self.rows.terms.len()
    }

    /// How many months before and after the start the fit rests on.
    #[must_use]
    pub fn usable_months(&self) -> UsableMonths {
        self.months.usable
    }

    /// The positions of the months it rests on.
    #[must_use]
    pub fn used_positions(&self) -> Vec<usize> {
        self.months.used().map(|month| month.position).collect()
    }

    /// Used months between the end of a disruption and the start.
    #[must_use]
    pub fn months_since(&self, disruption: &Disruption) -> usize {
        self.months.gap(disruption, self.start)
    }

    /// (y − μ)/√V(μ) of each used month, for looking at.
    #[must_use]
    pub fn pearson_residuals(&self) -> Vec<f64> {
        pearson_residuals(&self.rows, self.law, &self.means).collect()
    }

    /// What changed at the start.
    #[must_use]
    pub fn effect(&self, errors: Errors) -> Effect {
        let covariance = self.covariance(errors);
        let single = |term: Term| {
            let place = self.design.place_of(term)?;
            let variance = *covariance.get(place)?.get(place)?;
            Some(self.estimate(*self.coefficients.get(place)?, variance))
        };
        let totals = Totals::of(self, &self.coefficients);
        let gradient: Vec<f64> = totals
            .with_gradient
            .iter()
            .zip(&totals.without_gradient)
            .map(|(with, without)| with / totals.with - without / totals.without)
            .collect();
        let average = self.estimate(
            libm::log(totals.with / totals.without),
            variance_along(&gradient, &covariance),
        );
        let step = single(Term::Step).unwrap_or(average);
        let slope = single(Term::Slope);
        Effect {
            log_rate_ratio: if slope.is_some() { average } else { step },
            step,
            slope,
        }
    }

    pub(super) fn covariance(&self, errors: Errors) -> Vec<Vec<f64>> {
        match errors {
            Errors::Model => {
                let scale = match self.law {
                    Law::Poisson | Law::Share => self.dispersion,
                    Law::NegativeBinomial { .. } => 1.0,
                };
                let scaled = |line: &Vec<f64>| line.iter().map(|cell| cell * scale).collect();
                self.unscaled.iter().map(scaled).collect()
            }
            Errors::Hac | Errors::HacOf { .. } => {
                let months: Vec<&Month> = self.months.used().collect();
                let design: Vec<Vec<f64>> = months
                    .iter()
                    .map(|month| self.design.row(month.position, World::Changed))
                    .collect();
                let factors: Vec<f64> = months
                    .iter()
                    .zip(&self.means)
                    .map(|(month, mean)| {
                        let slope = mean * self.law.elasticity(*mean, month.total);
                        (month.observed - mean) * slope / self.law.variance(*mean, month.total)
                    })
                    .collect();
                let lag = match errors {
                    Errors::HacOf { lag } => Some(lag),
                    Errors::Model | Errors::Hac => None,
                };
                hac(&self.unscaled, &design, &factors, &months, lag)
            }
        }
    }

    pub(super) fn own_coefficients(&self) -> &[f64] {
        &self.coefficients
    }

    pub(super) fn estimate(&self, value: f64, variance: f64) -> Estimate {
        Estimate {
            value,
            standard_error: variance.sqrt(),
            degrees: self.degrees(),
        }
    }

    /// Used months from the start on.
    pub(super) fn months_after(&self) -> impl Iterator<Item = &Month> {
        self.months.used().filter(|month| self.is_after(month))
    }
}
