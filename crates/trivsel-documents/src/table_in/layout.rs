//! How a table file is laid out: what was recognised, and what the user wants instead.

use serde::{Deserialize, Serialize};

/// The kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Lines of text with a separator (CSV and its relatives).
    Text,
    /// Excel since 2007.
    Xlsx,
    /// Excel, binary.
    Xlsb,
    /// Excel before 2007.
    Xls,
    /// LibreOffice.
    Ods,
}

/// How the bytes of a text file become letters. Workbooks carry their own and ignore it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first ("Unicode" in Windows programs).
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, which Latin-1 files are read as, too.
    Windows1252,
}

/// What stands between two cells of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Separator {
    /// `;`
    Semicolon,
    /// `,`
    Comma,
    /// Tabulator.
    Tab,
    /// `|`
    Bar,
}

impl Separator {
    /// All of them, the one that is least likely to stand inside a cell first.
    pub const ALL: [Self; 4] = [Self::Tab, Self::Semicolon, Self::Bar, Self::Comma];

    /// The character as a byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }
}

/// The mark before the decimals. The other one may then group thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decimal {
    /// 1.234,5
    Comma,
    /// 1,234.5
    Point,
}

impl Decimal {
    /// The mark itself.
    #[must_use]
    pub const fn mark(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Point => '.',
        }
    }
}

/// How a date with three numbers is read when the year does not stand first. A four-digit year first always wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31-12-2026
    DayMonthYear,
    /// 12/31/2026
    MonthDayYear,
    /// 2026-12-31
    YearMonthDay,
}

/// Where the column names stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Header {
    /// In this row of the file, counted from 1.
    Row(u64),
    /// Nowhere: the first row is data.
    Missing,
}

/// Everything needed to read a file the same way again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The kind of file.
    pub kind: Kind,
    /// The sheet of a workbook; none means the first one.
    pub sheet: Option<String>,
    /// How bytes become letters.
    pub encoding: Encoding,
    /// What stands between cells.
    pub separator: Separator,
    /// The decimal mark of numbers written as text.
    pub decimal: Decimal,
    /// The order of day and month in dates written as text.
    pub dates: DateOrder,
    /// Where the column names stand.
    pub header: Header,
}

impl Layout {
    /// The same wishes for the next file from this source. The header row is looked for again, because the number
    /// of title lines above it changes from one delivery to the next; a table without header stays one.
    #[must_use]
    pub fn wanted_next_time(&self) -> Wanted {
        Wanted {
            sheet: self.sheet.clone(),
            encoding: None,
            separator: Some(self.separator),
            decimal: Some(self.decimal),
            dates: Some(self.dates),
            header: match self.header {
                Header::Row(_) => None,
                Header::Missing => Some(Header::Missing),
            },
        }
    }
}

/// What the user has decided; the rest is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// This sheet.
    pub sheet: Option<String>,
    /// This encoding.
    pub encoding: Option<Encoding>,
    /// This separator.
    pub separator: Option<Separator>,
    /// This decimal mark.
    pub decimal: Option<Decimal>,
    /// This order of day and month.
    pub dates: Option<DateOrder>,
    /// The column names here.
    pub header: Option<Header>,
}
