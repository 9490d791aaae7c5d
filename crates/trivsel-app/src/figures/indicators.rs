//! Indicators, their series and definition breaks, as the coordinator sets them up.

use serde::{Deserialize, Serialize};
use trivsel_domain::id::{IndicatorId, SeriesEventId, SeriesId, UnitId};
use trivsel_domain::indicator::{GoodDirection, Indicator, Measure, Series, SeriesEvent};
use trivsel_domain::month::Month;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::figures::{self as store, SeriesTotal};
use uuid::Uuid;

use crate::input::{Input, free_code};
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// An indicator with its series.
#[derive(Clone, Debug)]
pub struct IndicatorWithSeries {
    pub indicator: Indicator,
    pub series: Vec<SeriesRow>,
}

/// A series with what there is of it.
#[derive(Clone, Debug)]
pub struct SeriesRow {
    pub series: Series,
    /// How much there is; none when it is empty.
    pub total: Option<SeriesTotal>,
    /// Its definition breaks.
    pub events: Vec<SeriesEvent>,
}

/// What is typed to add or change an own indicator.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct IndicatorForm {
    /// The name in Danish.
    pub name_da: String,
    /// The name in English; the Danish one when left empty.
    pub name_en: String,
    /// What is counted, in Danish.
    pub definition_da: String,
    /// What is counted, in English.
    pub definition_en: String,
    /// The sum behind the number, in Danish.
    pub formula_da: String,
    /// The sum behind the number, in English.
    pub formula_en: String,
    /// The kind of number.
    pub measure: String,
    /// What it is multiplied by.
    pub factor: String,
    /// Which way is better.
    pub good_direction: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What is typed to add a definition break.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BreakForm {
    pub series: String,
    /// The first month of the new way.
    pub month: String,
    /// Where; empty means everywhere.
    pub unit: String,
    /// What changed.
    pub text: String,
}

/// What an own indicator says. It is multiplied by something above zero.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorContent {
    name_da: String,
    name_en: String,
    definition_da: String,
    definition_en: String,
    formula_da: String,
    formula_en: String,
    measure: Measure,
    factor: f64,
    good_direction: GoodDirection,
}

/// Where a series begins to be made up differently, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakContent {
    pub series: SeriesId,
    /// The first month of the new way.
    pub month: Month,
    /// Where; none means everywhere.
    pub unit: Option<UnitId>,
    /// What changed.
    pub text: String,
}

impl IndicatorForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<IndicatorContent, Problems> {
        let mut input = Input::new();
        let name_da = input.required("name_da", &self.name_da);
        let definition_da = input.required("definition_da", &self.definition_da);
        let name_en = or(input.text("name_en", &self.name_en), &name_da);
        let definition_en = or(input.text("definition_en", &self.definition_en), &definition_da);
        let formula_da = input.text("formula_da", &self.formula_da);
        let formula_en = or(input.text("formula_en", &self.formula_en), &formula_da);
        let measure = input.choice("measure", &self.measure, Measure::parse);
        let good_direction = input.choice("good_direction", &self.good_direction, GoodDirection::parse);
        let factor = input.optional_number("factor", &self.factor);
        if factor.is_some_and(|factor| factor <= 0.0) {
            input.refuse(Problem::new("factor", "problem-above-zero"));
        }
        input.read(measure.zip(good_direction).map(|(measure, good_direction)| {
            let usual = if measure == Measure::RatePercent { 100.0 } else { 1.0 };
            IndicatorContent {
                name_da,
                name_en,
                definition_da,
                definition_en,
                formula_da,
                formula_en,
                measure,
                factor: factor.unwrap_or(usual),
                good_direction,
            }
        }))
    }
}

impl IndicatorContent {
    fn of(self, id: IndicatorId, code: String) -> Indicator {
        Indicator {
            id,
            code,
            name_da: self.name_da,
            name_en: self.name_en,
            definition_da: self.definition_da,
            definition_en: self.definition_en,
            formula_da: self.formula_da,
            formula_en: self.formula_en,
            measure: self.measure,
            factor: self.factor,
            good_direction: self.good_direction,
            is_own: true,
        }
    }
}

impl BreakForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<BreakContent, Problems> {
        let mut input = Input::new();
        let series = input.choice("series", &self.series, |text| text.parse().ok());
        let month = input.month("month", &self.month);
        let unit = input.optional_id("unit", &self.unit);
        let text = input.required("text", &self.text);
        input.read(series.zip(month).map(|(series, month)| BreakContent {
            series,
            month,
            unit,
            text,
        }))
    }
}

/// Every indicator with its series.
pub async fn list_indicators(app: &App, who: &Actor) -> Result<Vec<IndicatorWithSeries>, AppError> {
    who.must_somewhere(Right::ReadFigures)?;
    let tx = app.read(who.organisation).await?;
    let series = store::list_series(&tx).await?;
    Ok(store::list_indicators(&tx)
        .await?
        .into_iter()
        .map(|indicator| IndicatorWithSeries {
            series: series
                .iter()
                .filter(|series| series.indicator == indicator.id)
                .map(|series| SeriesRow {
                    series: series.clone(),
                    total: None,
                    events: Vec::new(),
                })
                .collect(),
            indicator,
        })
        .collect())
}

/// One indicator with its series, how much there is of each, and their breaks.
pub async fn find_indicator(app: &App, who: &Actor, id: IndicatorId) -> Result<IndicatorWithSeries, AppError> {
    who.must_somewhere(Right::ReadFigures)?;
    let tx = app.read(who.organisation).await?;
    let indicator = store::find_indicator(&tx, id).await?.ok_or(AppError::NotFound)?;
    let mut series = Vec::new();
    for one in store::series_of_indicator(&tx, id).await? {
        series.push(SeriesRow {
            total: store::total_of(&tx, one.id).await?,
            events: store::events_of(&tx, one.id).await?,
            series: one,
        });
    }
    Ok(IndicatorWithSeries { indicator, series })
}

/// Adds an own indicator.
pub async fn add_indicator(app: &App, who: &Actor, content: &IndicatorContent) -> Result<IndicatorId, AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    let id = IndicatorId(Uuid::now_v7());
    app.writing(who, |work| async move {
        let taken: Vec<String> = store::list_indicators(&work)
            .await?
            .into_iter()
            .map(|one| one.code)
            .collect();
        let code = free_code(&content.name_da, "egen", 60, &taken);
        let indicator = content.clone().of(id, code);
        store::add_indicator(&work, &indicator).await?;
        work.trail(Trail::new("indicator", id.0, "added").field("name_da", "", &indicator.name_da));
        Ok(id)
    })
    .await
}

/// Changes an own indicator. The built-in ones mean the same everywhere and stay as they are.
pub async fn change_indicator(
    app: &App,
    who: &Actor,
    id: IndicatorId,
    seen: &SeenMark,
    content: &IndicatorContent,
) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    app.writing(who, |work| async move {
        let before = store::find_indicator(&work, id).await?.ok_or(AppError::NotFound)?;
        seen.must_be(&before)?;
        if !before.is_own {
            return Err(AppError::Refused("failure-indicator-built-in"));
        }
        let after = content.clone().of(id, before.code.clone());
        store::change_indicator(&work, &after).await?;
        work.trail(
            Trail::new("indicator", id.0, "changed")
                .field("name_da", &before.name_da, &after.name_da)
                .field("name_en", &before.name_en, &after.name_en)
                .field("definition_da", &before.definition_da, &after.definition_da)
                .field("definition_en", &before.definition_en, &after.definition_en)
                .field("formula_da", &before.formula_da, &after.formula_da)
                .field("formula_en", &before.formula_en, &after.formula_en)
                .field("measure", before.measure.code(), after.measure.code())
                .field("factor", before.factor, after.factor)
                .field(
                    "good_direction",
                    before.good_direction.code(),
                    after.good_direction.code(),
                ),
        );
        Ok(())
    })
    .await
}

/// Notes that a series is made up differently from a month on.
pub async fn add_break(app: &App, who: &Actor, indicator: IndicatorId, content: &BreakContent) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    app.writing(who, |work| async move {
        let BreakContent {
            series,
            month,
            unit,
            text,
        } = content.clone();
        let mut input = Input::new();
        let own = store::series_of_indicator(&work, indicator).await?;
        if !own.iter().any(|one| one.id == series) {
            input.refuse(Problem::new("series", "problem-choose"));
        }
        if unit.is_some_and(|unit| who.tree.get(unit).is_none()) {
            input.refuse(Problem::new("unit", "problem-choose"));
        }
        input.done()?;
        let event = SeriesEvent {
            id: SeriesEventId(Uuid::now_v7()),
            series,
            unit,
            month,
            text,
        };
        store::add_event(&work, &event).await?;
        work.trail(
            Trail::new("series_event", event.id.0, "added")
                .of(indicator.0)
                .field("month", "", event.month)
                .field("text", "", &event.text),
        );
        Ok(())
    })
    .await
}

/// Takes a definition break away.
pub async fn remove_break(app: &App, who: &Actor, indicator: IndicatorId, id: SeriesEventId) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    app.writing(who, |work| async move {
        let event = store::find_event(&work, id).await?.ok_or(AppError::NotFound)?;
        store::remove_event(&work, id).await?;
        work.trail(
            Trail::new("series_event", id.0, "removed")
                .of(indicator.0)
                .field("month", event.month, "")
                .field("text", &event.text, ""),
        );
        Ok(())
    })
    .await
}

fn or(text: String, other: &str) -> String {
    if text.is_empty() { other.to_owned() } else { text }
}
