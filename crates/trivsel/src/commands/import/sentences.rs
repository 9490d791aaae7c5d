//! Why a file or a row could not be read in, in English.

/// Why nothing was read in, and what to try. `file` is where the reason lies, if it is one of them.
pub(super) fn failure(code: &str, file: &str, detail: &str) -> (String, &'static str) {
    let file = if file.is_empty() { "the file" } else { file };
    let again = "take the file out of its system again";
    let csv = "take the numbers out as CSV or as a workbook";
    let columns = "name the columns with --set, such as --set unit=Enhedskode";
    match code {
        "empty" => (format!("{file} is empty"), again),
        "no_numbers" => (
            format!("the rows of {file} have no numbers: every cell where one should stand is blank"),
            columns,
        ),
        "same_file" => (
            format!("{file} is the file of employments once more"),
            "name the file of employments first, and the file of spells after it",
        ),
        "header_only" => (format!("{file} has column names and no rows below them"), again),
        "no_header" => (
            format!("{file} has no row {detail}, where the column names should stand"),
            again,
        ),
        "pdf" => (format!("{file} is a PDF"), csv),
        "not_a_table" => (format!("{file} is not a table"), csv),
        "unclosed_quote" => (
            format!("a quotation mark opened in row {detail} of {file} is never closed"),
            again,
        ),
        "swallowed_rows" => (
            format!(
                "a quotation mark opened in row {detail} of {file} closes only rows further down, and takes in those between"
            ),
            "take the mark out, or close it in the same row",
        ),
        "cut_short" => (format!("{file} ends in the middle of row {detail}"), again),
        "encoding" => (
            format!("after row {detail} of {file} the letters do not fit its character set"),
            "save the file as UTF-8",
        ),
        "locked" => (format!("{file} is locked with a password"), "save the workbook without"),
        "no_sheet" => (
            format!("{file} has no sheet named {detail}"),
            "name the sheet as the workbook does",
        ),
        "unreadable" => (
            format!("{file} could not be read: {detail}"),
            "see that this account may read the file",
        ),
        "damaged" => (format!("{file} is damaged or was cut"), again),
        "too_large" => (
            format!("{file} holds, or unpacks to, more than a table does"),
            "take out one year at a time, as CSV",
        ),
        "too_many_columns" => (
            format!("{file} has {detail} columns"),
            "take out only those to be read: thirty years of months are 360",
        ),
        "doubts" => (
            "something is in doubt, see above".to_owned(),
            "say how it is meant (--decimal, --dates, --separator, --encoding, --parents, --fill-down, --set), or go on in spite of it: --accept DOUBT",
        ),
        "mostly_wrong" => (
            "most rows are wrong, and nothing is read in".to_owned(),
            "see that it is the right file, and that the columns are the right ones; if they are, --accept mostly_wrong reads the others in",
        ),
        "column_unknown" => (format!("{file} has no column named \"{detail}\""), columns),
        "cpr" => (
            format!("a column of {file} looks like CPR numbers"),
            "name a column with the workplace's own employee numbers: --set employee=COLUMN",
        ),
        "column_missing" => (format!("no column of {file} was found for \"{detail}\""), columns),
        "all_wrong" => (format!("no row of {file} could be used"), columns),
        "category_parts_missing" => (
            format!("{file} is split into categories, and it is not said what they part"),
            "say it: --set category_parts=events where the same people are behind each, --set category_parts=people where each person is \
             in one",
        ),
        "changes" => (
            format!(
                "unit-months that are there already would change: {detail}; whoever remembers an old figure can subtract it"
            ),
            "see that the corrections are meant, and that it matters to nobody whose they are: --set changes=accept",
        ),
        "category_people_missing" => (
            format!("{file} parts people into groups and does not say how many are in each"),
            "name the column with the number of people: --set people=COLUMN",
        ),
        "indicator_missing" => (
            "it is not said which indicator the numbers are of".to_owned(),
            "name it: --set indicator=absence_rate",
        ),
        "file_missing" => (
            "another number of files is needed".to_owned(),
            "unit-months wants one file; absence-spells wants two, employments before spells",
        ),
        other => (format!("{file} could not be read in ({other})"), again),
    }
}

/// Why a row was left out.
pub(super) fn reason(code: &str) -> &str {
    match code {
        "unit_missing" => "no unit is given",
        "unit_unknown" => "there is no such unit",
        "month_missing" => "no month is given",
        "total_row" => "this is a total of other rows, not a unit",
        "unit_zeros" => {
            "there is no such unit, but one whose code has zeros before it: read the column as text when it is taken out"
        }
        "too_wide" => "the row has more cells than there are columns; an unquoted separator may have shifted them",
        "too_narrow" => "the row has fewer cells than it needs; they may stand under other columns",
        "formula" => {
            "the cell holds a formula that was never calculated: open the workbook in a spreadsheet and save it"
        }
        "month" => "this is not a month",
        "percent" => {
            "this is a percentage where a count should stand; name its column as the value: --set value=COLUMN"
        }
        "number" => "this is not a number",
        "negative" => "the number is below zero",
        "duplicate" => "the unit and month stand in the file more than once",
        "duplicate_other" => "the unit and month stand in the file once more with another number; neither is read",
        "employee_cpr" => "this has the form of a CPR number, and is no employee number",
        "denominator_missing" => "the denominator is missing",
        "people_missing" => "the number of employees is missing",
        "people_not_whole" => "the number of employees is not a whole number",
        "employee_missing" => "no employee number is given",
        "employee_unknown" => "the employee number is not in the file of employments",
        "outside_employment" => "the spell lies outside the employment",
        "ends_before_start" => "it ends before it begins",
        "share" => "the share is not above 0 and at most 1 (100 percent)",
        "date" => "this is not a date",
        "date_missing" => "no date is given",
        other => other,
    }
}

/// What is in doubt. `detail` names columns, units, or the first row.
pub(super) fn doubt(code: &str, file: &str, detail: &str, count: u64) -> String {
    match code {
        "encoding" => format!("{file}: the letters fit more than one character set; name it with --encoding"),
        "separator" => format!("{file}: two separators fit equally well; name it with --separator"),
        "header" => format!("{file}: no row could be told as the column names; name it with --header"),
        "decimal" => format!(
            "{file}: nothing shows whether 1.234 is a thousand or a little more than one in {detail}; say --decimal"
        ),
        "dates" => {
            format!("{file}: nothing shows what comes first in {detail}, the day, the month or the year; say --dates")
        }
        "formulas" => {
            format!("{file}: cells hold formulas that were never calculated; open it in a spreadsheet and save it")
        }
        "hidden_rows" => format!("{file}: rows are hidden in the sheet, and are read like the others"),
        "times" => format!("{file}: these columns look like months and cannot be read as one: {detail}"),
        "twice" => format!("{file}: more than one column is called {detail}; name it by its number: --set ROLE=#3"),
        "end" => format!(
            "{file}: no last day was found, and these columns hold dates that are not used: {detail}; say --set to=COLUMN"
        ),
        "above" => format!("{file}: in {count} rows more was counted than there was to count, first in row {detail}"),
        "labels" => format!(
            "{file}: a label is missing in {count} rows, first in row {detail}, and was read as the one above it; say --fill-down if that is so"
        ),
        "parents" => format!(
            "{file}: {count} rows may be totals of the units below them: {detail}; say --parents total, or --parents own if their people are in no unit below"
        ),
        "fraction" => format!(
            "{file}: all values of a percentage are below 1 ({count} rows, first in row {detail}); if 0.05 is five per cent, multiply them by 100 first"
        ),
        "share" => format!(
            "{file}: nothing shows whether {detail} is in per cent or in hours of a week; it is read as hours out of 37"
        ),
        "evening" => format!(
            "{file}: every date in {detail} is the last evening of a month, which is the first of the next one in another time zone; they are read as the month before"
        ),
        "october" => format!(
            "{file}: in {count} rows, first in row {detail}, a month is written as 2024,1; it is read as October that lost its zero, and may be January"
        ),
        "nobody" => {
            format!("{file}: there are column names and no rows; if nobody was away in these months, that is right")
        }
        "mostly_wrong" => {
            format!("{file}: {count} rows are wrong, most of a file; it may be another file than it is taken for")
        }
        "no_end" => format!("{file}: {detail} is blank in every row: everybody would still be away"),
        "full_time" => format!(
            "{file}: {count} people are employed for more than full time on the same day; a line may stand twice"
        ),
        "spells" => format!(
            "{file}: {count} spells, first in row {detail}, are of employee numbers that are not in the file of employments; without them it may look as if nobody had been away"
        ),
        "merged" => {
            format!(
                "{file}: in {count} rows, first in row {detail}, a number stands in merged cells and would be counted in each row"
            )
        }
        other => format!("{file}: {other}"),
    }
}
