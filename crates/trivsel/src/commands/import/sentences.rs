//! Why a file or a row could not be read in, in English.

/// Why nothing was read in, and what to try. `file` is where the reason lies, if it is one of them.
pub(super) fn failure(code: &str, file: &str, detail: &str) -> (String, &'static str) {
    let file = if file.is_empty() { "the file" } else { file };
    let again = "take the file out of its system again";
    let csv = "take the numbers out as CSV or as a workbook";
    let columns = "name the columns with --set, such as --set unit=Enhedskode";
    match code {
        "empty" => (format!("{file} is empty"), again),
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
        "month" => "this is not a month",
        "number" => "this is not a number",
        "negative" => "the number is below zero",
        "duplicate" => "the unit and month stand in the file more than once",
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
