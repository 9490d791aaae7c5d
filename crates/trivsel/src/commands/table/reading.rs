//! How a file is to be read where that is not left to be recognised.

use clap::{Args, ValueEnum};
use trivsel_app::documents::table_in::{DateOrder, Decimal, Encoding, Separator, Wanted};

/// What goes before what is recognised in the file.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::commands) struct Reading {
    /// The sheet of a workbook
    #[arg(long, help_heading = "Reading the file")]
    sheet: Option<String>,
    /// What stands between two cells of a text file
    #[arg(long, value_enum, help_heading = "Reading the file")]
    separator: Option<Between>,
    /// How the bytes of a text file become letters
    #[arg(long, value_enum, help_heading = "Reading the file")]
    encoding: Option<Letters>,
    /// The mark before the decimals
    #[arg(long, value_enum, help_heading = "Reading the file")]
    decimal: Option<Mark>,
    /// What comes first in a date
    #[arg(long, value_enum, help_heading = "Reading the file")]
    dates: Option<First>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Between {
    Semicolon,
    Comma,
    Tab,
    Bar,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Letters {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-16le")]
    Utf16Le,
    #[value(name = "utf-16be")]
    Utf16Be,
    #[value(name = "windows-1252")]
    Windows1252,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Mark {
    Comma,
    Point,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum First {
    Day,
    Month,
    Year,
}

impl Reading {
    pub(super) fn wanted(&self) -> Wanted {
        Wanted {
            sheet: self.sheet.clone(),
            separator: self.separator.map(|between| match between {
                Between::Semicolon => Separator::Semicolon,
                Between::Comma => Separator::Comma,
                Between::Tab => Separator::Tab,
                Between::Bar => Separator::Bar,
            }),
            encoding: self.encoding.map(|letters| match letters {
                Letters::Utf8 => Encoding::Utf8,
                Letters::Utf16Le => Encoding::Utf16Le,
                Letters::Utf16Be => Encoding::Utf16Be,
                Letters::Windows1252 => Encoding::Windows1252,
            }),
            decimal: self.decimal.map(|mark| match mark {
                Mark::Comma => Decimal::Comma,
                Mark::Point => Decimal::Point,
            }),
            dates: self.dates.map(|first| match first {
                First::Day => DateOrder::DayMonthYear,
                First::Month => DateOrder::MonthDayYear,
                First::Year => DateOrder::YearMonthDay,
            }),
            ..Wanted::default()
        }
    }
}
