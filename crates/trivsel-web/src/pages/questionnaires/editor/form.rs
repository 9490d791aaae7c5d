//! What the forms of the editor are made of: fields in all languages side by side, rows of a list, choices.

use askama::Template;
use askama::filters::Safe;
use trivsel_app::Problem;
use trivsel_app::questionnaires::{Edit, Typed};
use trivsel_domain::questionnaire::{Content, ItemKind, LANGUAGES, Language, find_language};

use super::told;
use crate::fields::{Choice, Fields};
use crate::shell::Shell;
use crate::words::Words;

/// Rows offered beyond those that are filled.
const FREE_ROWS: u32 = 3;

/// The fields of a form with what was typed in them.
pub(super) struct Editor {
    pub(super) fields: Fields,
    words: &'static Words,
    languages: Vec<Language>,
    typed: Typed,
}

/// What a part's form needs beyond its fields.
pub(super) enum PartForm {
    Head {
        /// Each language, and whether the questionnaire has it.
        languages: Vec<(Language, bool)>,
        /// The field and the name of each translation, and what can be said of it.
        translations: Vec<(String, &'static str)>,
        validated: Vec<Choice>,
    },
    Item {
        kinds: Vec<Choice>,
    },
    Condition {
        /// The questions it can depend on.
        items: Vec<Choice>,
        /// The field and the words of each option of the one that was chosen.
        options: Vec<(String, String)>,
    },
    Choices {
        rows: u32,
    },
    Scale {
        /// The field and the words of each item.
        items: Vec<(String, String)>,
        hows: Vec<Choice>,
        scorings: Vec<Choice>,
        readings: Vec<Choice>,
        /// Rows of bands and of reference values, and whether any is filled.
        bands: u32,
        has_bands: bool,
        references: u32,
        has_references: bool,
    },
}

#[derive(Template)]
#[template(path = "components/worded.html")]
struct WordedTemplate<'a> {
    label: String,
    help: Option<String>,
    inputs: Vec<WordedInput<'a>>,
    rows: u8,
}

struct WordedInput<'a> {
    id: String,
    language: Language,
    value: &'a str,
}

impl Editor {
    pub(super) fn new(words: &'static Words, content: &Content, typed: Typed, problems: Vec<Problem>) -> Self {
        Self {
            fields: Fields::new(words, "questionnaire", problems),
            words,
            languages: content
                .languages
                .iter()
                .filter_map(|code| find_language(code))
                .collect(),
            typed,
        }
    }

    /// What was typed in a field.
    pub(super) fn typed(&self, field: &str) -> &str {
        self.typed.get(field).map(String::as_str).unwrap_or_default()
    }

    /// A field in each language, side by side, named after what it holds. More than one row makes an area.
    pub(super) fn worded(&self, field: &str, rows: u8) -> Safe<String> {
        self.worded_as(field, field, rows)
    }

    /// The same under the words of another field: for the rows of a list.
    pub(super) fn worded_as(&self, field: &str, named: &str, rows: u8) -> Safe<String> {
        let label = format!("questionnaire-{}", named.replace('_', "-"));
        let help = format!("{label}-help");
        let template = WordedTemplate {
            label: self.words.t(&label).into_owned(),
            help: self.words.has(&help).then(|| self.words.t(&help).into_owned()),
            inputs: self
                .languages
                .iter()
                .map(|language| {
                    let id = format!("{field}_{}", language.code);
                    WordedInput {
                        value: self.typed.get(&id).map(String::as_str).unwrap_or_default(),
                        id,
                        language: *language,
                    }
                })
                .collect(),
            rows,
        };
        Safe(template.render().unwrap_or_default())
    }

    /// The words above a row of a list.
    pub(super) fn row(&self, name: &str, row: &u32) -> String {
        let id = format!("questionnaire-{name}-row");
        self.words.with(&id).count("number", *row).to_string()
    }
}

impl PartForm {
    pub(super) fn of(shell: &Shell, content: &Content, edit: Edit, typed: &Typed) -> Self {
        match edit {
            Edit::Head => Self::head(shell, content, typed),
            Edit::Condition(place) => Self::condition(shell, content, place, typed),
            Edit::Choices(_) | Edit::NewChoices => Self::Choices {
                rows: rows(typed, "option"),
            },
            Edit::Scale(_) | Edit::NewScale => Self::scale(shell, content, typed),
            _ => Self::item(shell, content),
        }
    }

    fn head(shell: &Shell, content: &Content, typed: &Typed) -> Self {
        let is_on = |language: &Language| typed.contains_key(&format!("language_{}", language.code));
        Self::Head {
            languages: LANGUAGES.iter().map(|language| (*language, is_on(language))).collect(),
            translations: content
                .languages
                .iter()
                .filter_map(|code| find_language(code))
                .map(|language| (format!("validated_{}", language.code), language.name))
                .collect(),
            validated: shell.choices("questionnaire-validated", ["unsaid", "yes", "no"]),
        }
    }

    fn item(shell: &Shell, content: &Content) -> Self {
        let sets = content.choices.iter().map(|set| {
            let options = told::options(shell.words, set);
            Choice::new(format!("choice:{}", set.key), options)
        });
        let own_words = Choice::new("free_text", shell.t("questionnaire-free-text"));
        Self::Item {
            kinds: sets.chain([own_words]).collect(),
        }
    }

    fn condition(shell: &Shell, content: &Content, place: usize, typed: &Typed) -> Self {
        let earlier = content.items.iter().take(place.saturating_sub(1));
        let mut items = vec![Choice::new("", shell.t("questionnaire-asked-always"))];
        items.extend(
            (1..)
                .zip(earlier)
                .filter(|(_, item)| matches!(item.kind, ItemKind::Choice(_)))
                .map(|(number, item)| {
                    let name = told::item_name(shell.words, content, &item.key);
                    Choice::new(&item.key, format!("{number}. {name}"))
                }),
        );
        let chosen = typed.get("item").and_then(|key| content.find_item(key));
        let options = chosen.and_then(|item| content.choices_of(item));
        Self::Condition {
            items,
            options: options
                .map(|set| set.options.as_slice())
                .unwrap_or_default()
                .iter()
                .map(|option| {
                    let label = option.label.read(shell.lang.code()).to_owned();
                    (format!("value_{}", option.value), label)
                })
                .collect(),
        }
    }

    fn scale(shell: &Shell, content: &Content, typed: &Typed) -> Self {
        let items = (1..)
            .zip(&content.items)
            .filter(|(_, item)| matches!(item.kind, ItemKind::Choice(_)))
            .map(|(number, item)| {
                let name = told::item_name(shell.words, content, &item.key);
                (format!("item_{}", item.key), format!("{number}. {name}"))
            });
        Self::Scale {
            items: items.collect(),
            hows: shell.choices("questionnaire-item-how", ["out", "as_is", "reversed"]),
            scorings: shell.choices("questionnaire-scoring", ["mean", "sum"]),
            readings: shell.choices(
                "questionnaire-reading",
                ["higher_is_better", "lower_is_better", "fitting"],
            ),
            bands: rows(typed, "band"),
            has_bands: filled_rows(typed, "band") > 0,
            references: rows(typed, "reference"),
            has_references: filled_rows(typed, "reference") > 0,
        }
    }
}

/// How many rows of a list are shown: those that are filled, and some more.
fn rows(typed: &Typed, prefix: &str) -> u32 {
    filled_rows(typed, prefix) + FREE_ROWS
}

/// The last row of a list that holds anything.
fn filled_rows(typed: &Typed, prefix: &str) -> u32 {
    let start = format!("{prefix}_");
    let filled = typed
        .iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .filter_map(|(field, _)| field.strip_prefix(&start)?.split('_').next()?.parse().ok());
    filled.max().unwrap_or(0)
}
