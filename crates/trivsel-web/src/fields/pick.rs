//! One of very many: typed by its label, with what fits offered by the browser, and read again by it.

use std::collections::BTreeMap;

use super::{Choice, FieldTemplate, Fields, Html, Offered, render};

/// From more choices than this a part of a name is typed: a list of hundreds is of no use, and weighs a hundred bytes each.
pub(crate) const MOST_IN_A_LIST: usize = 100;

/// The value of the choice that was typed by its label, whichever letters are large; what was typed where it is none or several.
pub(crate) fn picked(choices: &[Choice], typed: &str) -> String {
    let wanted = typed.trim().to_lowercase();
    let is_meant = |choice: &&Choice| choice.label.trim().to_lowercase() == wanted;
    let mut meant = choices
        .iter()
        .filter(|choice| !choice.value.is_empty())
        .filter(is_meant);
    match (meant.next(), meant.next()) {
        (Some(only), None) => only.value.clone(),
        _ => typed.to_owned(),
    }
}

/// The same choices, those of one label told apart by a number: by their labels they are chosen.
pub(crate) fn told_apart(mut choices: Vec<Choice>) -> Vec<Choice> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for choice in &mut choices {
        let times = seen.entry(choice.label.to_lowercase()).or_default();
        *times += 1;
        if *times > 1 {
            choice.label = format!("{} ({times})", choice.label);
        }
    }
    choices
}

impl Fields {
    /// One of many: from a list, or, of more than [`MOST_IN_A_LIST`], by typing a part of it. What comes back is a value or what was typed,
    /// for [`crate::session::Session::unit_typed`] or [`picked`].
    pub(crate) fn pick(&self, name: &str, value: impl AsRef<str>, choices: &[Choice]) -> Html {
        self.pick_from(name, name, value, choices, true)
    }

    /// As [`Fields::pick`], of the same choices as the field `list`, which has them.
    pub(crate) fn pick_beside(&self, name: &str, list: &str, value: impl AsRef<str>, choices: &[Choice]) -> Html {
        self.pick_from(name, list, value, choices, false)
    }

    fn pick_from(&self, name: &str, list: &str, value: impl AsRef<str>, choices: &[Choice], has_list: bool) -> Html {
        let value = value.as_ref();
        if choices.len() <= MOST_IN_A_LIST {
            return self.select(name, value, choices);
        }
        let chosen = choices.iter().find(|choice| choice.value == value && !value.is_empty());
        let help = [Some(self.words.t("form-search-help").into_owned()), self.help(name)];
        let help: Vec<String> = help.into_iter().flatten().collect();
        // The empty first choice is the empty field.
        let offered = choices.iter().filter(|choice| has_list && !choice.value.is_empty());
        render(&FieldTemplate {
            name,
            kind: "search".to_owned(),
            label: self.label(name),
            help: Some(help.join(". ")),
            error: self.error(name),
            now: self.now(name, "search", value, choices),
            value: chosen.map_or(value, |choice| choice.label.trim()),
            rows: 0,
            choices: offered
                .map(|choice| Offered {
                    value: &choice.value,
                    label: choice.label.trim(),
                    is_chosen: false,
                })
                .collect(),
            is_on: false,
            width: "",
            list,
        })
    }
}
