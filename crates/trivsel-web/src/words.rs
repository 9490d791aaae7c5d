//! Every word a person reads, from the files in `words/`, one file a subject and one folder a language.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use trivsel_app::Problem;
use trivsel_domain::month::Month;

#[derive(RustEmbed)]
#[folder = "words/"]
struct Files;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Danish, the first language.
    #[default]
    Da,
    /// English.
    En,
}

impl Lang {
    /// The code used in `lang` attributes, folders and accounts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
        }
    }

    /// The language with this code; Danish for anything unknown.
    pub fn parse(code: &str) -> Self {
        if code.starts_with("en") { Self::En } else { Self::Da }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Da => Self::En,
            Self::En => Self::Da,
        }
    }
}

/// The words of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

impl Words {
    /// The words of a language. Read from the program once.
    pub fn of(lang: Lang) -> &'static Self {
        static DA: OnceLock<Words> = OnceLock::new();
        static EN: OnceLock<Words> = OnceLock::new();
        match lang {
            Lang::Da => DA.get_or_init(|| Self::load(Lang::Da)),
            Lang::En => EN.get_or_init(|| Self::load(Lang::En)),
        }
    }

    fn load(lang: Lang) -> Self {
        let id = match lang {
            Lang::Da => unic_langid::langid!("da"),
            Lang::En => unic_langid::langid!("en"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks are invisible characters round every value; they would end up in attributes, files and copied text.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::Da => |value, _| grouped(Lang::Da, value),
            Lang::En => |value, _| grouped(Lang::En, value),
        }));
        let folder = format!("{}/", lang.code());
        for name in Files::iter().filter(|name| name.starts_with(&folder)) {
            let Some(file) = Files::get(&name) else { continue };
            let text = String::from_utf8_lossy(&file.data).into_owned();
            let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
                tracing::error!("the word file {name} has {} errors: {errors:?}", errors.len());
                resource
            });
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::error!("the word file {name} repeats words: {errors:?}");
            }
        }
        Self { lang, bundle }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A sentence that needs nothing more.
    pub fn t(&self, id: &str) -> Cow<'_, str> {
        self.format(id, None)
    }

    /// What is wrong with a field.
    pub fn problem(&self, problem: &Problem) -> String {
        let sentence = self.with(problem.message);
        let filled_in = problem
            .args
            .iter()
            .fold(sentence, |sentence, (name, value)| sentence.text(name, value));
        filled_in.to_string()
    }

    /// A sentence that needs something: `words.with("greeting").text("name", name)`. Show it to fill it in.
    pub fn with<'a>(&'a self, id: &'a str) -> Sentence<'a> {
        Sentence {
            words: self,
            id,
            args: FluentArgs::new(),
        }
    }

    /// `maj 2018 til april 2019`.
    pub fn months(&self, first: Month, last: Month) -> String {
        self.with("months-from-to")
            .text("first", self.lang.month(first))
            .text("last", self.lang.month(last))
            .to_string()
    }

    /// Is there such a sentence?
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Cow<'_, str> {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            tracing::error!("the {} word files lack {id}", self.lang.code());
            return Cow::Owned(format!("[{id}]"));
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        if !errors.is_empty() {
            tracing::error!(
                "the sentence {id} in {} could not be filled in: {errors:?}",
                self.lang.code()
            );
        }
        Cow::Owned(text.into_owned())
    }
}

/// A count as the reader writes it, thousands grouped; anything else is left to the library.
fn grouped(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(lang.number(number.value, 0)),
        _ => None,
    }
}

/// A sentence being filled in. Its `Display` is the finished sentence, not yet escaped.
#[derive(Debug)]
pub struct Sentence<'a> {
    words: &'a Words,
    id: &'a str,
    args: FluentArgs<'a>,
}

impl<'a> Sentence<'a> {
    /// Fills in a text: a name, or a number or date already written for the reader.
    #[must_use]
    pub fn text(mut self, name: &'a str, value: impl fmt::Display) -> Self {
        self.args.set(name, FluentValue::from(value.to_string()));
        self
    }

    /// Fills in a count, so that singular and plural are chosen by it.
    #[must_use]
    pub fn count<N: TryInto<i64>>(mut self, name: &'a str, value: N) -> Self {
        self.args
            .set(name, FluentValue::from(value.try_into().unwrap_or(i64::MAX)));
        self
    }
}

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.format(self.id, Some(&self.args)))
    }
}

#[cfg(test)]
mod tests;
