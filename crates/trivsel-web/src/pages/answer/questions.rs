//! The questions as the page shows them, in one language.

use trivsel_app::ballots::longest;
use trivsel_domain::questionnaire::{Answer, Answers, Content, Item};

use crate::words::Words;

/// One question with what was answered so far.
pub(super) struct Question {
    pub(super) key: String,
    pub(super) text: String,
    pub(super) help: String,
    pub(super) choices: Vec<Offered>,
    /// How many characters a text may have; none where one chooses.
    pub(super) most: Option<u32>,
    pub(super) written: String,
    pub(super) condition: Option<OnlyIf>,
    pub(super) error: Option<String>,
}

/// One of the options.
pub(super) struct Offered {
    pub(super) value: i32,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

/// When a question is asked: for the script, and in words for those without.
pub(super) struct OnlyIf {
    pub(super) item: String,
    pub(super) values: String,
    pub(super) sentence: String,
}

/// All questions; `errors` names what is wrong by the item's key.
pub(super) fn list(
    content: &Content,
    language: &str,
    words: &Words,
    answers: &Answers,
    errors: &[(String, String)],
) -> Vec<Question> {
    let error_of = |item: &Item| {
        errors
            .iter()
            .find(|(key, _)| *key == item.key)
            .map(|(_, error)| error.clone())
    };
    content
        .items
        .iter()
        .map(|item| Question {
            key: item.key.clone(),
            text: item.text.read(language).to_owned(),
            help: item.help.read(language).to_owned(),
            choices: offered(content, item, language, answers.get(&item.key)),
            most: longest(&item.kind),
            written: match answers.get(&item.key) {
                Some(Answer::Text(text)) => text.clone(),
                _ => String::new(),
            },
            condition: only_if(content, item, language, words),
            error: error_of(item),
        })
        .collect()
}

fn offered(content: &Content, item: &Item, language: &str, chosen: Option<&Answer>) -> Vec<Offered> {
    content
        .choices_of(item)
        .into_iter()
        .flat_map(|set| &set.options)
        .map(|option| Offered {
            value: option.value,
            label: option.label.read(language).to_owned(),
            is_chosen: chosen == Some(&Answer::Choice(option.value)),
        })
        .collect()
}

fn only_if(content: &Content, item: &Item, language: &str, words: &Words) -> Option<OnlyIf> {
    let condition = item.condition.as_ref()?;
    let earlier = content.find_item(&condition.item)?;
    let set = content.choices_of(earlier)?;
    let labels: Vec<&str> = condition
        .any_of
        .iter()
        .filter_map(|value| set.find(*value))
        .map(|option| option.label.read(language))
        .collect();
    let answers = match labels.split_last() {
        Some((last, before)) if !before.is_empty() => words
            .with("answer-only-if-or")
            .text("before", before.join(", "))
            .text("last", last)
            .to_string(),
        _ => labels.concat(),
    };
    let values: Vec<String> = condition.any_of.iter().map(ToString::to_string).collect();
    Some(OnlyIf {
        item: condition.item.clone(),
        values: values.join(" "),
        sentence: words
            .with("answer-only-if")
            .text("answers", answers)
            .text("question", earlier.text.read(language))
            .to_string(),
    })
}
