//! What the page of an import says, in the reader's language.

use trivsel_app::imports::{ColumnTaken, ImportDoubt, ImportReport, SheetTaken};
use trivsel_domain::month::Month;

use super::{FileForm, ImportPage};
use crate::fields::Choice;

impl ImportPage {
    /// Why the whole file could not be read, as a sentence.
    pub(super) fn failure(&self, code: &str, file: &str, detail: &str) -> String {
        let id = format!("import-failure-{}", code.replace('_', "-"));
        let file = if file.is_empty() {
            &self.looked.import.file_name
        } else {
            file
        };
        self.shell
            .with(&id)
            .text("file", file)
            .text("detail", detail)
            .to_string()
    }

    pub(super) fn doubt(&self, doubt: &ImportDoubt) -> String {
        let id = format!("import-doubt-{}", doubt.code.replace('_', "-"));
        let worded = self
            .shell
            .with(&id)
            .text("file", &doubt.file)
            .text("detail", &doubt.detail);
        worded.text("count", self.count(&doubt.count)).to_string()
    }

    /// Which column was taken for what, as a sentence.
    pub(super) fn taken(&self, taken: &ColumnTaken) -> String {
        let column = taken.column.strip_prefix('#').map_or_else(
            || taken.column.clone(),
            |number| {
                self.shell
                    .with("import-column-number")
                    .text("number", number)
                    .to_string()
            },
        );
        if taken.role.is_empty() {
            return self
                .shell
                .with("import-column-unused")
                .text("column", column)
                .to_string();
        }
        let role = self.shell.code("import-f0", &taken.role);
        self.shell
            .with("import-column-taken")
            .text("role", role)
            .text("column", column)
            .to_string()
    }

    /// Which sheet was read, and which were not.
    pub(super) fn sheet(&self, taken: &SheetTaken) -> String {
        let others: Vec<&str> = taken.others.iter().map(String::as_str).collect();
        let worded = self.shell.with("import-sheet-taken").text("file", &taken.file);
        let worded = worded.text("sheet", &taken.sheet);
        worded.text("others", self.shell.lang.list(&others)).to_string()
    }

    /// Is there something about how a file is read that somebody has to look at?
    pub(super) fn is_layout_open(&self, part: &FileForm) -> bool {
        let has_error = |(name, ..): &(String, String, Vec<Choice>)| self.fields.error(name).is_some();
        !part.file.doubts.is_empty() || part.layout.iter().any(has_error)
    }

    /// Is it probably another file than it is taken for?
    pub(super) fn is_mostly_wrong(&self) -> bool {
        let mut doubts = self.looked.report.doubts.iter();
        doubts.any(|doubt| doubt.code == "mostly_wrong")
    }

    /// The value the sums come to, as the source prints it; a dash where nothing is divided.
    pub(super) fn value(&self, indicator: &str, numerator: &f64, denominator: &f64) -> String {
        let measured = self.looked.indicators.iter().find(|one| one.code == indicator);
        match measured {
            Some(measured) if *denominator > 0.0 => {
                self.shell.lang.number(numerator / denominator * measured.factor, 2)
            }
            _ => "–".to_owned(),
        }
    }

    /// What is shown month by month: the first series.
    pub(super) fn first_indicator(&self) -> &str {
        self.looked
            .report
            .series
            .first()
            .map_or("", |series| series.indicator.as_str())
    }

    pub(super) fn reason(&self, code: &str) -> String {
        self.shell.code("import-reason", code)
    }

    pub(super) fn month(&self, text: &str) -> String {
        text.parse::<Month>()
            .map(|month| self.shell.lang.month(month))
            .unwrap_or_default()
    }

    pub(super) fn months(&self, list: &[String]) -> String {
        let months: Vec<String> = list.iter().take(12).map(|text| self.month(text)).collect();
        let names: Vec<&str> = months.iter().map(String::as_str).collect();
        self.shell.lang.list(&names)
    }

    pub(super) fn number(&self, value: &f64) -> String {
        self.shell.lang.number(*value, 2)
    }

    pub(super) fn count(&self, value: &u64) -> String {
        self.shell.lang.count(*value)
    }

    pub(super) fn name<'a>(&self, names: &'a [String; 2]) -> &'a str {
        let [danish, english] = names;
        if self.is_danish { danish } else { english }
    }

    /// How many months of the source are there already and will be replaced.
    pub(super) fn replaced(&self) -> u64 {
        let report: &ImportReport = &self.looked.report;
        report
            .series
            .iter()
            .map(|series| series.replaced_months)
            .max()
            .unwrap_or(0)
    }

    pub(super) fn is(&self, state: &str) -> bool {
        self.looked.state.code() == state
    }
}
