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
    /// Code page 850, as DOS programs and old payroll systems write Danish letters.
    Cp850,
    /// Mac OS Roman, which older spreadsheets on a Mac save CSV in.
    MacRoman,
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
    /// Blank cells that every row of a text file has beyond its column names: some systems end each line with a separator.
    #[serde(default)]
    pub spare_cells: usize,
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

impl Encoding {
    /// All, with the codes they are chosen by.
    pub const ALL: [(&'static str, Self); 6] = [
        ("utf8", Self::Utf8),
        ("windows1252", Self::Windows1252),
        ("cp850", Self::Cp850),
        ("mac_roman", Self::MacRoman),
        ("utf16_le", Self::Utf16Le),
        ("utf16_be", Self::Utf16Be),
    ];
}

impl DateOrder {
    /// All, with the codes they are chosen by.
    pub const ALL: [(&'static str, Self); 3] = [
        ("day_month_year", Self::DayMonthYear),
        ("month_day_year", Self::MonthDayYear),
        ("year_month_day", Self::YearMonthDay),
    ];
}

impl Wanted {
    /// The codes a thing is decided by; none for a sheet, which has its name.
    #[must_use]
    pub fn codes(name: &str) -> Vec<&'static str> {
        match name {
            "encoding" => Encoding::ALL.iter().map(|(code, _)| *code).collect(),
            "separator" => vec!["semicolon", "comma", "tab", "bar"],
            "decimal" => vec!["comma", "point"],
            "dates" => DateOrder::ALL.iter().map(|(code, _)| *code).collect(),
            "header" => vec!["none", "1", "2", "3"],
            _ => Vec::new(),
        }
    }

    /// With what was decided newly in place of it.
    #[must_use]
    pub fn overruled(self, newer: &Self) -> Self {
        Self {
            sheet: newer.sheet.clone().or(self.sheet),
            encoding: newer.encoding.or(self.encoding),
            separator: newer.separator.or(self.separator),
            decimal: newer.decimal.or(self.decimal),
            dates: newer.dates.or(self.dates),
            header: newer.header.or(self.header),
        }
    }

    /// What can be decided, by name.
    pub const NAMES: [&'static str; 6] = ["sheet", "encoding", "separator", "decimal", "dates", "header"];

    /// Decides one thing by its name and a code, as a form or the command line gives them; false when there is no such code.
    ///
    /// Codes are those of the layout (`semicolon`, `comma`, `day_month_year`, …); a separator or decimal mark may also be the
    /// mark itself, and the header a row's number or `none`.
    pub fn put(&mut self, name: &str, code: &str) -> bool {
        // `utf-8`, `UTF-16LE` and `windows-1252` are how the world writes them.
        let plain = |code: &str| code.to_lowercase().replace(['-', '_'], "");
        let known = |codes: &[(&str, Encoding)]| {
            let found = codes.iter().find(|(known, _)| plain(known) == plain(code));
            found.map(|(_, one)| *one)
        };
        match name {
            "sheet" => self.sheet = Some(code.to_owned()).filter(|sheet| !sheet.is_empty()),
            "encoding" => self.encoding = known(&Encoding::ALL),
            "separator" => {
                self.separator = match code {
                    "semicolon" | ";" => Some(Separator::Semicolon),
                    "comma" | "," => Some(Separator::Comma),
                    "tab" | "\t" => Some(Separator::Tab),
                    "bar" | "|" => Some(Separator::Bar),
                    _ => None,
                }
            }
            "decimal" => {
                self.decimal = match code {
                    "comma" | "," => Some(Decimal::Comma),
                    "point" | "." => Some(Decimal::Point),
                    _ => None,
                }
            }
            "dates" => {
                // `day`, `month` and `year` for short: what comes first.
                self.dates = DateOrder::ALL
                    .iter()
                    .find(|(known, _)| *known == code || known.split('_').next() == Some(code))
                    .map(|(_, one)| *one)
            }
            "header" => {
                self.header = match code {
                    "none" => Some(Header::Missing),
                    row => row.parse().ok().filter(|row| *row > 0).map(Header::Row),
                }
            }
            _ => return false,
        }
        match name {
            "sheet" => self.sheet.is_some(),
            "encoding" => self.encoding.is_some(),
            "separator" => self.separator.is_some(),
            "decimal" => self.decimal.is_some(),
            "dates" => self.dates.is_some(),
            _ => self.header.is_some(),
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
