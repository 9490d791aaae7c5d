//! `trivsel analyse scale`

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use trivsel_stats::scale::{
    FEW_RESPONDENTS, Items, Population, Sample, alpha, lambda_2, mean_interval, omega_total,
    standard_error_of_measurement,
};

use super::{answer, or_refused, refused};
use crate::commands::table::{Column, Table};
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
    /// The columns of the items, with commas between
    #[arg(long, value_delimiter = ',', required = true)]
    items: Vec<String>,
    /// Those of them where a high answer means little of what is measured
    #[arg(long, value_delimiter = ',', requires = "lowest", requires = "highest")]
    reversed: Vec<String>,
    /// The lowest answer there is
    #[arg(long)]
    lowest: Option<f64>,
    /// The highest answer there is
    #[arg(long)]
    highest: Option<f64>,
    /// How many could have answered: makes the interval one for these people alone
    #[arg(long)]
    invited: Option<usize>,
    /// The wanted coverage of intervals
    #[arg(long, default_value_t = 0.95)]
    confidence: f64,
}

impl Scale {
    pub(super) fn run(self) -> Result<Value, Failure> {
        let table = Table::read(&self.file)?;
        let columns: Vec<Column> = self
            .items
            .iter()
            .map(|item| table.column(item))
            .collect::<Result<_, _>>()?;
        let mut rows: Vec<Vec<f64>> = Vec::new();
        for row in &table.rows {
            let mut answers = Vec::with_capacity(columns.len());
            for (column, item) in columns.iter().zip(&self.items) {
                if let Some(number) = table.number(row, *column)? {
                    answers.push(self.turned(item, number));
                }
            }
            if answers.len() == columns.len() {
                rows.push(answers);
            }
        }
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
            "lambda_2": or_refused(lambda_2(&items), |found| json!(found)),
        });
        let settings = json!({
            "items": self.items,
            "reversed": self.reversed,
            "lowest": self.lowest,
            "highest": self.highest,
            "invited": self.invited,
            "confidence": self.confidence,
        });
        Ok(answer("scale", &self.file, &table, settings, result))
    }

    /// The answer, turned round where the item is.
    fn turned(&self, item: &str, number: f64) -> f64 {
        match (self.lowest, self.highest) {
            (Some(lowest), Some(highest)) if self.reversed.iter().any(|one| one == item) => lowest + highest - number,
            _ => number,
        }
    }
}
