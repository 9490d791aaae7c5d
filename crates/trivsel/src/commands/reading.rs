//! How a table file is to be read, where what was recognised is not what is meant.

use std::collections::BTreeMap;

use clap::Args;

/// Options that overrule what is recognised about a file.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Recognition {
    /// The sheet of a workbook; the first with something in it if not named
    #[arg(long)]
    sheet: Option<String>,
    /// The character set: utf8, windows1252, cp850, utf16_le or utf16_be
    #[arg(long)]
    encoding: Option<String>,
    /// What stands between cells: semicolon, comma, tab or bar
    #[arg(long)]
    separator: Option<String>,
    /// The decimal mark: comma or point
    #[arg(long)]
    decimal: Option<String>,
    /// The order of dates: day_month_year, month_day_year or year_month_day
    #[arg(long)]
    dates: Option<String>,
    /// The row with the column names, or none
    #[arg(long, value_name = "ROW")]
    header: Option<String>,
}

impl Recognition {
    /// What was decided, by name.
    pub(crate) fn decided(&self) -> BTreeMap<&'static str, &str> {
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
}
