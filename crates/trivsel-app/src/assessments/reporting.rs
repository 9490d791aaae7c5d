//! "Meld noget ind": anybody in a unit says what is wrong with the working environment. Who said it is kept nowhere: not in the row, not in
//! the trail.

use serde::{Deserialize, Serialize};
use trivsel_domain::assessment::{FindingArea, UnitReport};
use trivsel_domain::id::{UnitId, UnitReportId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::assessments as store;
use uuid::Uuid;

use super::check_words;
use crate::error::Problems;
use crate::input::Input;
use crate::work::Writer;
use crate::{App, AppError, Problem};

/// What is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UnitReportForm {
    /// In which unit.
    pub unit: String,
    /// What kind of working environment.
    pub area: String,
    /// What is wrong.
    pub text: String,
    /// `on` when somebody has been asked about a word and insists.
    pub insisted: String,
}

/// What is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitReportContent {
    /// In which unit.
    pub unit: UnitId,
    /// What kind of working environment.
    pub area: FindingArea,
    /// What is wrong.
    pub text: String,
    /// Does somebody insist on the words?
    pub is_insisted: bool,
}

impl UnitReportForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<UnitReportContent, Problems> {
        let mut input = Input::new();
        let unit = input.choice("unit", &self.unit, |typed| typed.parse().ok());
        let area = input.choice("area", &self.area, FindingArea::parse);
        let text = input.text("text", &self.text);
        if text.is_empty() {
            input.refuse(Problem::new("text", "problem-required"));
        }
        let is_insisted = self.insisted == "on";
        let content = unit.zip(area).map(|(unit, area)| UnitReportContent {
            unit,
            area,
            text,
            is_insisted,
        });
        input.read(content)
    }
}

/// The units somebody can report in, their own first.
pub fn report_units(who: &Actor) -> Vec<UnitId> {
    let mut units = who.units_with(Right::ReportToUnit);
    let home = who.home_unit();
    units.sort_by_key(|unit| home != Some(*unit));
    units
}

/// Reports something in a unit.
pub async fn report(app: &App, who: &Actor, content: &UnitReportContent) -> Result<(), AppError> {
    if !who.may(Right::ReportToUnit, content.unit) {
        return Err(AppError::invalid("unit", "problem-unit-out-of-reach"));
    }
    app.writing(Writer::nobody(who.organisation), |work| async move {
        check_words(
            &work,
            content.unit,
            work.today,
            &[("text", &content.text)],
            content.is_insisted,
        )
        .await?;
        let report = UnitReport {
            // Drawn, and not made from the clock: the id stands in pages, and would tell when it was written.
            id: UnitReportId(Uuid::new_v4()),
            unit: content.unit,
            area: content.area,
            text: content.text.clone(),
            reported_on: work.today,
        };
        store::add_report(&work, &report).await?;
        // No line in the trail: its moment, beside those of sessions, would say who it was.
        Ok(())
    })
    .await
}
