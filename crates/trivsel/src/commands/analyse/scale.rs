//! `trivsel analyse scale`

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use trivsel_stats::scale::{
    FEW_RESPONDENTS, Items, Population, Sample, alpha, lambda_2, mean_interval, omega_total,
    standard_error_of_measurement,
};

use super::{answer, or_refused, refused};
use crate::commands::table::{Column, Reading, Row, Table};
use crate::failure::Failure;

/// A scale of several items: mean, interval, reliability.
///
/// The file has a row for each respondent and a column for each item. A respondent who left an item out is left out.
///
/// Example: trivsel analyse scale answers.csv --items q1,q2,q3 --reversed q3 --lowest 1 --highest 5
#[derive(Debug, Args)]
pub(crate) struct Scale {
    /// The CSV or Excel file
    file: PathBuf,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    answers: Answers,
    /// How many could have answered: makes the interval one for these people alone
    #[arg(long)]
    invited: Option<usize>,
    /// The wanted coverage of intervals
    #[arg(long, default_value_t = 0.95)]
    confidence: f64,
}

impl Scale {
    pub(super) fn run(self) -> Result<Value, Failure> {
        let table = Table::read_as(&self.file, &self.reading)?;
        let rows: Vec<Vec<f64>> = self.answers.read(&table)?.into_iter().flatten().collect();
        let columns = &self.answers.items;
        let count = f64::from(u32::try_from(columns.len()).unwrap_or(u32::MAX));
        let scores: Vec<f64> = rows.iter().map(|row| row.iter().sum::<f64>() / count).collect();
        let sample = Sample {
            answers: &scores,
            population: match self.invited {
                Some(size) => Population::Finite { size },
                None => Population::Process,
            },
        };
        let items = Items::new(&rows).map_err(refused)?;
        let reliability = alpha(&items, self.confidence);
        let mut warnings = Vec::new();
        if reliability.as_ref().is_ok_and(|found| found.alpha < 0.0) {
            warnings.push("alpha is negative: an item seems to run the other way and is not named under --reversed");
        }
        let result = json!({
            "respondents": rows.len(),
            "left_out": table.rows.len() - rows.len(),
            "is_too_few_for_reliability": rows.len() < FEW_RESPONDENTS,
            "mean": or_refused(mean_interval(sample, self.confidence), |found| json!({
                "mean": found.mean,
                "lower": found.lower,
                "upper": found.upper,
                "standard_deviation": found.standard_deviation,
                "standard_error_of_measurement": or_refused(
                    reliability.as_ref().map_err(ToString::to_string).map_err(std::io::Error::other)
                        .and_then(|of| standard_error_of_measurement(found.standard_deviation, of.alpha).map_err(std::io::Error::other)),
                    |error| json!(error),
                ),
            })),
            "alpha": or_refused(reliability.as_ref(), |found| json!({ "alpha": found.alpha, "lower": found.lower, "upper": found.upper })),
            "omega_total": or_refused(omega_total(&items), |found| json!({ "omega": found.omega, "loadings": found.loadings })),
            "alpha_if_dropped": self.alpha_if_dropped(&rows),
            "warnings": warnings,
            "lambda_2": or_refused(lambda_2(&items), |found| json!(found)),
        });
        let settings = json!({
            "items": self.answers.items,
            "reversed": self.answers.reversed,
            "lowest": self.answers.lowest,
            "highest": self.answers.highest,
            "invited": self.invited,
            "confidence": self.confidence,
        });
        Ok(answer("scale", &self.file, &table, settings, result))
    }

    /// Alpha of the scale without each of its items: one that rises a good deal without an item does not go with the others.
    fn alpha_if_dropped(&self, rows: &[Vec<f64>]) -> Vec<Value> {
        (0..self.answers.items.len())
            .map(|dropped| {
                let kept = rows.iter().map(|row| {
                    let answers = row.iter().enumerate().filter(|(at, _)| *at != dropped);
                    answers.map(|(_, answer)| *answer).collect()
                });
                let kept: Vec<Vec<f64>> = kept.collect();
                let found = Items::new(&kept).and_then(|items| alpha(&items, self.confidence));
                json!({
                    "item": self.answers.items.get(dropped),
                    "alpha": or_refused(found, |found| json!(found.alpha)),
                })
            })
            .collect()
    }
}

/// The answers of one or more waves: which columns hold them, and what they can be.
#[derive(Debug, Args)]
pub(super) struct Answers {
    /// The columns of the items, with commas between
    #[arg(long, value_delimiter = ',', required = true)]
    pub(super) items: Vec<String>,
    /// Those of them where a high answer means little of what is measured
    #[arg(long, value_delimiter = ',', requires = "lowest", requires = "highest")]
    pub(super) reversed: Vec<String>,
    /// The lowest answer there is; one below it is refused
    #[arg(long)]
    pub(super) lowest: Option<f64>,
    /// The highest answer there is; one above it is refused
    #[arg(long)]
    pub(super) highest: Option<f64>,
    /// Takes a row called a total or a mean as a respondent like the others
    #[arg(long)]
    pub(super) keep_totals: bool,
}

impl Answers {
    /// The answers of each row, items turned so that high means the same on all; none where somebody left one out. What lies outside the
    /// scale is refused with its place: a 9 for "no answer" would count as an answer.
    pub(super) fn read(&self, table: &Table) -> Result<Vec<Option<Vec<f64>>>, Failure> {
        let columns: Vec<Column> = self
            .items
            .iter()
            .map(|item| table.column(item))
            .collect::<Result<_, _>>()?;
        for (at, column) in columns.iter().enumerate() {
            if columns.iter().skip(at + 1).any(|other| other.is(*column)) {
                let item = self.items.get(at).map_or("", String::as_str);
                return Err(Failure::refused(format!("the item `{item}` is named twice")));
            }
        }
        let turned: Vec<Column> = self
            .reversed
            .iter()
            .map(|item| table.column(item))
            .collect::<Result<_, _>>()?;
        for (item, column) in self.reversed.iter().zip(&turned) {
            if !columns.iter().any(|other| other.is(*column)) {
                return Err(
                    Failure::refused(format!("`{item}` is named under --reversed, but is not among --items"))
                        .hint(format!("the items are: {}", self.items.join(", "))),
                );
            }
        }
        if !self.keep_totals {
            table.refuse_totals(table.columns_beside(&columns).into_iter())?;
            table.refuse_statistics(table.columns_beside(&columns).into_iter())?;
        }
        let read_row = |row| {
            let mut answers = Vec::with_capacity(columns.len());
            for column in &columns {
                let Some(number) = table.clear_number(row, *column)? else {
                    continue;
                };
                self.check(table, row, *column, number)?;
                let is_turned = turned.iter().any(|other| other.is(*column));
                answers.push(match (self.lowest, self.highest) {
                    (Some(lowest), Some(highest)) if is_turned => lowest + highest - number,
                    _ => number,
                });
            }
            Ok((answers.len() == columns.len()).then_some(answers))
        };
        table.rows.iter().map(read_row).collect()
    }

    fn check(&self, table: &Table, row: &Row, column: Column, number: f64) -> Result<(), Failure> {
        let is_below = self.lowest.is_some_and(|lowest| number < lowest);
        let is_above = self.highest.is_some_and(|highest| number > highest);
        if is_below || is_above {
            let end = |end: Option<f64>| end.map_or_else(|| "…".to_owned(), |end| end.to_string());
            let scale = format!("{} to {}", end(self.lowest), end(self.highest));
            return Err(table
                .wrong(row, column, &format!("{number} lies outside the scale of {scale}"))
                .hint("an answer that was not given is an empty cell, not a number"));
        }
        Ok(())
    }
}
