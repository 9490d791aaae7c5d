//! `trivsel analyse change`

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use trivsel_stats::scale::{Change as Found, Population, Sample, paired_change, welch_change};

use super::judged::{Found as Judgeable, Judged};
use super::scale::Answers;
use super::{answer, or_refused};
use crate::commands::table::{Reading, Table};
use crate::failure::Failure;

/// A scale in two waves: how it changed from one to the next.
///
/// The file has a row for each answer: a column that says which wave it belongs to, and a column for each item. With `--respondent`, answers
/// of the same person in both waves are paired; without it, the waves are taken as different people (Welch), and where the same people
/// answered twice the interval is rather too wide.
///
/// Example: trivsel analyse change answers.csv --wave year --earlier 2024 --later 2026 --items q1,q2,q3 --lowest 1 --highest 5
#[derive(Debug, Args)]
pub(crate) struct Change {
    /// The CSV or Excel file
    file: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// The column of waves
    #[arg(long, default_value = "wave")]
    wave: String,
    /// What stands there for the earlier wave
    #[arg(long)]
    earlier: String,
    /// What stands there for the later wave
    #[arg(long)]
    later: String,
    /// The column that says who answered, where answers can be linked
    #[arg(long)]
    respondent: Option<String>,
    #[command(flatten)]
    answers: Answers,
    #[command(flatten)]
    aim: Judged,
    /// The wanted coverage of the interval
    #[arg(long, default_value_t = 0.95)]
    confidence: f64,
}

/// One answer: in which wave, by whom, and the mean of its items.
struct Answered<'a> {
    is_later: bool,
    who: &'a str,
    score: f64,
}

impl Change {
    pub(super) fn run(self) -> Result<Value, Failure> {
        let table = Table::read_as(&self.file, &self.reading)?;
        let answered = self.answered(&table)?;
        let scores = |is_later: bool| -> Vec<f64> {
            let of_wave = answered.iter().filter(|one| one.is_later == is_later);
            of_wave.map(|one| one.score).collect()
        };
        let (earlier, later) = (scores(false), scores(true));
        let pairs = self.pairs(&answered)?;
        let found = match &pairs {
            Some(pairs) => paired_change(pairs, Population::Process, self.confidence),
            None => welch_change(
                Sample::of_process(&earlier),
                Sample::of_process(&later),
                self.confidence,
            ),
        };
        let judged: Vec<Judgeable> = found.iter().map(judgeable).collect();
        let result = json!({
            "respondents": { "earlier": earlier.len(), "later": later.len(), "paired": pairs.map(|pairs| pairs.len()) },
            "left_out": table.rows.len() - answered.len(),
            "change": or_refused(found.as_ref(), |found| json!({
                "difference": found.difference,
                "standard_error": found.standard_error,
                "degrees": found.degrees,
                "lower": found.lower,
                "upper": found.upper,
                "p": found.p_value,
            })),
            "verdict": self.aim.verdict(&judged),
        });
        let settings = json!({
            "wave": self.wave,
            "earlier": self.earlier,
            "later": self.later,
            "respondent": self.respondent,
            "items": self.answers.items,
            "reversed": self.answers.reversed,
            "lowest": self.answers.lowest,
            "highest": self.answers.highest,
            "keep_totals": self.answers.keep_totals,
            "aim": self.aim.settings(),
            "confidence": self.confidence,
        });
        Ok(answer("change", &self.file, &table, settings, result))
    }

    fn answered<'a>(&self, table: &'a Table) -> Result<Vec<Answered<'a>>, Failure> {
        let wave = table.column(&self.wave)?;
        let who = self.respondent.as_deref().map(|name| table.column(name)).transpose()?;
        let count = f64::from(u32::try_from(self.answers.items.len()).unwrap_or(u32::MAX));
        let mut answered = Vec::new();
        for (row, answers) in table.rows.iter().zip(self.answers.read(table)?) {
            let is_later = match table.text(row, wave).trim() {
                name if name == self.earlier => false,
                name if name == self.later => true,
                _ => continue,
            };
            let Some(answers) = answers else { continue };
            answered.push(Answered {
                is_later,
                who: who.map_or("", |column| table.text(row, column)),
                score: answers.iter().sum::<f64>() / count,
            });
        }
        Ok(answered)
    }

    /// The scores of those who answered in both waves; none where answers are not linked.
    fn pairs(&self, answered: &[Answered<'_>]) -> Result<Option<Vec<(f64, f64)>>, Failure> {
        let Some(column) = &self.respondent else {
            return Ok(None);
        };
        let mut pairs = Vec::new();
        for (at, one) in answered.iter().enumerate() {
            let others = || {
                answered
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != at)
                    .map(|(_, other)| other)
            };
            if others().any(|other| other.who == one.who && other.is_later == one.is_later) {
                return Err(Failure::refused(format!(
                    "`{}` of column {column} answered twice in one wave",
                    one.who
                )));
            }
            let later = others().find(|other| other.who == one.who && other.is_later);
            pairs.extend(later.filter(|_| !one.is_later).map(|later| (one.score, later.score)));
        }
        Ok(Some(pairs))
    }
}

fn judgeable(found: &Found) -> Judgeable {
    Judgeable {
        estimate: found.difference,
        lower: found.lower,
        upper: found.upper,
    }
}
