//! `trivsel analyse multiple`

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use trivsel_stats::multiple::{benjamini_hochberg, holm};

use super::{answer, refused};
use crate::commands::table::{Reading, Table};
use crate::failure::Failure;

/// p values of many questions at once, adjusted.
///
/// The file has a row for each question and a column of p values. Holm's values keep the chance of even one false alarm below the level; those
/// of Benjamini and Hochberg keep the share of false ones among those pointed out.
///
/// Example: trivsel analyse multiple questions.csv --name question --p p
#[derive(Debug, Args)]
pub(crate) struct Multiple {
    /// The CSV or Excel file
    file: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// The column that names each question
    #[arg(long, default_value = "name")]
    name: String,
    /// The column of p values
    #[arg(long, default_value = "p")]
    p: String,
}

impl Multiple {
    pub(super) fn run(self) -> Result<Value, Failure> {
        let table = Table::read_as(&self.file, &self.reading)?;
        let (name, p) = (table.column(&self.name)?, table.column(&self.p)?);
        let mut names = Vec::new();
        let mut values = Vec::new();
        for row in &table.rows {
            let value = table
                .clear_number(row, p)?
                .ok_or_else(|| table.wrong(row, p, "there is no p value"))?;
            if !(0.0..=1.0).contains(&value) {
                return Err(table.wrong(row, p, "a p value lies between 0 and 1"));
            }
            names.push(table.text(row, name).to_owned());
            values.push(value);
        }
        let (one, two) = (
            holm(&values).map_err(refused)?,
            benjamini_hochberg(&values).map_err(refused)?,
        );
        let rows: Vec<Value> = names
            .iter()
            .zip(&values)
            .zip(one.iter().zip(&two))
            .map(
                |((name, p), (holm, share))| json!({ "name": name, "p": p, "holm": holm, "benjamini_hochberg": share }),
            )
            .collect();
        let settings = json!({ "columns": [self.name, self.p] });
        Ok(answer(
            "multiple",
            &self.file,
            &table,
            settings,
            json!({ "questions": rows }),
        ))
    }
}
