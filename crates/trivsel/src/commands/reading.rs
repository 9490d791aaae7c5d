//! How a table file is to be read, where what was recognised is not what is meant: the same options for every command that reads one.

use std::collections::BTreeMap;

use clap::Args;
use trivsel_app::documents::table_in::Wanted;

use crate::failure::Failure;

/// Options that overrule what is recognised about a file.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::commands) struct Reading {
    /// The sheet of a workbook; the first with something in it if not named
    #[arg(long, help_heading = "Reading the file")]
    sheet: Option<String>,
    /// The character set: utf8, windows1252, cp850, mac_roman, utf16_le or utf16_be
    #[arg(long, help_heading = "Reading the file")]
    encoding: Option<String>,
    /// What stands between cells: semicolon, comma, tab or bar
    #[arg(long, help_heading = "Reading the file")]
    separator: Option<String>,
    /// The decimal mark: comma or point
    #[arg(long, help_heading = "Reading the file")]
    decimal: Option<String>,
    /// The order of dates: day_month_year, month_day_year or year_month_day; day, month or year for short
    #[arg(long, help_heading = "Reading the file")]
    dates: Option<String>,
    /// The row with the column names, or none
    #[arg(long, value_name = "ROW", help_heading = "Reading the file")]
    header: Option<String>,
}

impl Reading {
    /// What was decided, by name.
    pub(in crate::commands) fn decided(&self) -> BTreeMap<&'static str, &str> {
        let all = [
            ("sheet", &self.sheet),
            ("encoding", &self.encoding),
            ("separator", &self.separator),
            ("decimal", &self.decimal),
            ("dates", &self.dates),
            ("header", &self.header),
        ];
        all.into_iter()
            .filter_map(|(name, value)| Some((name, value.as_deref()?)))
            .collect()
    }

    /// The same as the reader takes it; refused where a value is none of those there are.
    pub(in crate::commands) fn wanted(&self) -> Result<Wanted, Failure> {
        let mut wanted = Wanted::default();
        for (name, code) in self.decided() {
            if !wanted.put(name, code) {
                return Err(Failure::refused(format!("--{name} \"{code}\" is not known"))
                    .hint(format!("those there are: {}", Wanted::codes(name).join(", "))));
            }
        }
        Ok(wanted)
    }
}
