//! The trail of changes in words: the names of fields, and values as a reader writes them.

use chrono::NaiveDate;
use trivsel_domain::id::UnitId;

use crate::format::long_month;
use crate::shell::Shell;

/// The name of a field of the trail.
pub(crate) fn field_name(shell: &Shell, field: &str) -> String {
    let id = format!("history-field-{}", field.replace('_', "-"));
    if shell.words.has(&id) {
        shell.t(&id).into_owned()
    } else {
        field.to_owned()
    }
}

/// A value of the trail as the reader writes it: codes as words, units by their names, days and numbers in the reader's way.
pub(crate) fn value(shell: &Shell, subject: &str, field: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let set = match field {
        "state" if subject == "initiative" => "initiative-state",
        "state" if subject == "survey" => "survey-state",
        "iglo_level" => "iglo",
        "measure_state" => "measure-state",
        "stage" => "site-stage",
        "direction" => "direction",
        "kind" => "criterion-kind",
        "frequency" => "frequency",
        "role" | "responsible" => "role",
        _ => "",
    };
    if !set.is_empty() && value != "…" {
        return shell.name_or_code(set, value);
    }
    if field == "months" {
        let numbers = value.split(',').filter_map(|number| number.parse().ok());
        let months: Vec<&str> = numbers.map(|month| long_month(shell.lang, month)).collect();
        return shell.lang.list(&months);
    }
    if let Ok(unit) = value.parse::<UnitId>() {
        let name = shell.unit_name(&unit);
        return if name.is_empty() {
            "…".to_owned()
        } else {
            name.to_owned()
        };
    }
    if let Ok(day) = value.parse::<NaiveDate>() {
        return shell.lang.date(day);
    }
    match field {
        "baseline" | "target" | "smallest_worthwhile" if shell.lang.code() == "da" => value.replace('.', ","),
        _ => value.to_owned(),
    }
}
