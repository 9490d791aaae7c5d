//! The figures an evaluation rests on, row by row, as `trivsel analyse` reads them.

use trivsel_domain::id::{InitiativeId, SuccessCriterionId};
use trivsel_domain::initiative::Initiative;
use trivsel_domain::month::Month;
use trivsel_domain::rights::Actor;

use super::lay;
use crate::{App, AppError};

/// One unit in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRow {
    /// The unit's name today.
    pub unit: String,
    /// The names of units in it that have rows of their own: its figures are those of the rest.
    pub without: Vec<String>,
    pub month: Month,
    /// The month the unit began; none for one to compare with.
    pub start: Option<Month>,
    /// What is counted.
    pub numerator: f64,
    /// Out of what; 1 where nothing is counted out of anything.
    pub denominator: f64,
    /// The figure in the indicator's unit.
    pub value: Option<f64>,
}

/// The rows, by unit and month, for somebody who may read the figures of all of them. Months without a figure, with one that may not be shown, or left out by hand have none.
pub async fn figure_rows(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
) -> Result<(Initiative, Vec<FigureRow>), AppError> {
    let tx = app.read(who.organisation).await?;
    let Ok(laid) = lay(&tx, who, initiative, criterion, app.today()).await? else {
        return Err(AppError::NotFound);
    };
    if !laid.may_be_taken_by(who) {
        return Err(AppError::Forbidden);
    }
    let material = &laid.ground.work.material;
    let month_at = |at: usize| material.first.plus(i32::try_from(at).unwrap_or(i32::MAX));
    let rows = material
        .rows
        .iter()
        .flat_map(|row| {
            let name = laid.names.get(row.unit);
            let without: Vec<String> = row.without.iter().map(|unit| laid.names.get(*unit)).collect();
            row.months.iter().enumerate().filter_map(move |(at, pair)| {
                pair.map(|pair| FigureRow {
                    unit: name.clone(),
                    without: without.clone(),
                    month: month_at(at),
                    start: row.began,
                    numerator: pair.numerator,
                    denominator: pair.denominator,
                    value: material.indicator.value(pair.numerator, pair.denominator),
                })
            })
        })
        .collect();
    Ok((laid.initiative, rows))
}
