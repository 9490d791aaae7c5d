//! Finding answers and tools by words, in Danish and in English. What is asked is handed in and handed back, and stays nowhere.

use trivsel_search::{Excerpt, Field, Found, Hit, How, Index, IndexError, Language, Query, Read, Synonyms, excerpt};

use super::{AnswerPart, Asker, Tool, ToolboxQuestion};
use crate::search::{self, SearchError};

/// What a question is also asked as: code, Danish, English.
const ASKED: &str = include_str!("asked.tsv");
/// What an answer has to say: code, points in Danish. Looked through and never shown.
const CHECKLIST: &str = include_str!("checklist.tsv");

/// The most answers shown, and the most tools.
const MOST_ANSWERS: usize = 10;
const MOST_TOOLS: usize = 8;
/// What scores less than this part of the best is not what was meant.
const LEAST_PART: f32 = 0.2;
/// The longest piece of a text that is shown, in letters.
const LONGEST_EXCERPT: usize = 180;

/// Why there is no finder: what is shipped is damaged.
#[derive(Debug, thiserror::Error)]
pub enum FinderError {
    /// The language cannot be read.
    #[error("the language cannot be read")]
    Language(#[from] SearchError),
    /// There can be no such index.
    #[error("the index cannot be made")]
    Index(#[from] IndexError),
}

/// One language with everything that can be found in it.
#[derive(Debug)]
struct Shelf {
    language: Language,
    synonyms: Synonyms,
    answers: Index,
    tools: Index,
}

/// What finds answers and tools. Making it takes a moment: make it once and keep it.
#[derive(Debug)]
pub struct ToolboxFinder {
    danish: Shelf,
    english: Shelf,
}

/// What was found for some words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToolboxHits {
    /// Answers by their code, the best first.
    pub answers: Vec<Hit>,
    /// Tools by their code, the best first.
    pub tools: Vec<Hit>,
    /// Words that were read otherwise than they were typed.
    pub read: Vec<Read>,
}

impl ToolboxHits {
    /// Was nothing found at all?
    pub fn are_none(&self) -> bool {
        self.answers.is_empty() && self.tools.is_empty()
    }
}

/// Why something was found, in a word for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// The word stands in the title.
    Title,
    /// The word stands in the text.
    Text,
    /// A word that means nearly the same stands there.
    Synonym,
    /// A word that was probably meant stands there.
    Typing,
}

impl FoundBy {
    /// The weightiest reason of a hit.
    pub fn of(hit: &Hit) -> Self {
        match hit.whys.first() {
            Some(why) => match why.how {
                How::Synonym => Self::Synonym,
                How::Typing { .. } => Self::Typing,
                _ if why.field == 0 => Self::Title,
                _ => Self::Text,
            },
            None => Self::Text,
        }
    }

    /// Its code in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Synonym => "synonym",
            Self::Typing => "typing",
        }
    }
}

impl ToolboxFinder {
    /// Finds in these questions and tools.
    ///
    /// # Errors
    /// When the program was built with damaged data.
    pub fn new(questions: &[ToolboxQuestion], tools: &[Tool]) -> Result<Self, FinderError> {
        let danish = search::danish()?;
        let synonyms = search::synonyms(&danish);
        let english = search::english();
        let english_synonyms = search::english_synonyms(&english);
        Ok(Self {
            danish: Shelf::new(danish, synonyms, questions, tools, true)?,
            english: Shelf::new(english, english_synonyms, questions, tools, false)?,
        })
    }

    fn shelf(&self, is_danish: bool) -> &Shelf {
        if is_danish { &self.danish } else { &self.english }
    }

    /// Looks for what somebody typed.
    pub fn find(&self, is_danish: bool, text: &str) -> ToolboxHits {
        let shelf = self.shelf(is_danish);
        let look = |index: &Index, most: usize| {
            let query = Query {
                most,
                ..Query::new(text)
            };
            let mut found = index.search(&shelf.language, &shelf.synonyms, &query);
            let best = found.hits.first().map_or(0.0, |hit| hit.score);
            found.hits.retain(|hit| hit.score >= best * LEAST_PART);
            found
        };
        let (answers, tools) = (look(&shelf.answers, MOST_ANSWERS), look(&shelf.tools, MOST_TOOLS));
        ToolboxHits {
            // Tools have titles only: a word they lack says nothing of how it was meant.
            read: if answers.hits.is_empty() {
                tools.read
            } else {
                answers.read
            },
            answers: answers.hits,
            tools: tools.hits,
        }
    }

    /// Looks through texts that are handed in for one search, each a title and what it says. A hit's key is the place of its text.
    ///
    /// # Errors
    /// When there can be no such index.
    pub fn look_through<'a>(
        &self,
        is_danish: bool,
        texts: impl Iterator<Item = (&'a str, &'a str)>,
        text: &str,
        most: usize,
    ) -> Result<Found, FinderError> {
        let shelf = self.shelf(is_danish);
        let fields = vec![Field::new("title", 4.0), Field::new("text", 1.0)];
        let mut index = Index::new(&shelf.language, fields)?;
        for (place, (title, body)) in texts.enumerate() {
            index.put(&shelf.language, &place.to_string(), &[title, body]);
        }
        let query = Query {
            most,
            ..Query::new(text)
        };
        Ok(index.search(&shelf.language, &shelf.synonyms, &query))
    }

    /// Looks for what somebody typed among a few texts that are not shipped: key, title, text. The best first.
    pub fn find_among(&self, is_danish: bool, text: &str, few: &[(String, String, String)]) -> Vec<String> {
        let texts = few.iter().map(|(_, title, words)| (title.as_str(), words.as_str()));
        let Ok(found) = self.look_through(is_danish, texts, text, few.len()) else {
            return Vec::new();
        };
        let key = |hit: Hit| few.get(hit.key.parse::<usize>().ok()?).map(|(key, _, _)| key.clone());
        found.hits.into_iter().filter_map(key).collect()
    }

    /// The piece of a text that shows best why it was found.
    pub fn excerpt(&self, is_danish: bool, text: &str, hit: &Hit) -> Excerpt {
        excerpt(&self.shelf(is_danish).language, text, &hit.words(), LONGEST_EXCERPT)
    }
}

impl Shelf {
    fn new(
        language: Language,
        synonyms: Synonyms,
        questions: &[ToolboxQuestion],
        tools: &[Tool],
        is_danish: bool,
    ) -> Result<Self, IndexError> {
        let fields = vec![
            Field::new("question", 4.0),
            Field::new("first", 1.5),
            // A question that is asked in many ways, or has much to say, is none the worse for it.
            long("text", 1.0),
            Field::new("themes", 0.8),
            long("asked", 4.5),
            long("tools", 0.4),
            Field::new("points", 0.6),
            Field::new("who", 0.5),
        ];
        let mut answers = Index::new(&language, fields)?;
        for question in questions {
            let answer = if is_danish { &question.danish } else { &question.english };
            let joined = |parts: &[AnswerPart]| -> String {
                let paragraphs = parts.iter().flat_map(|part| answer.part(*part));
                paragraphs.map(String::as_str).collect::<Vec<_>>().join("\n\n")
            };
            let helps = joined(&[AnswerPart::Helps, AnswerPart::First]);
            let rest = joined(&[AnswerPart::Avoid, AnswerPart::More, AnswerPart::Duty]);
            let own = tools.iter().filter(|tool| answer.tools.contains(&tool.id));
            let titles: Vec<&str> = own.clone().map(|tool| tool.title.as_str()).collect();
            let mut themes: Vec<&str> = own.flat_map(|tool| tool.themes.iter().map(String::as_str)).collect();
            themes.sort_unstable();
            themes.dedup();
            answers.put(
                &language,
                question.code,
                &[
                    &answer.question,
                    &helps,
                    &rest,
                    &themes.join("\n\n"),
                    &also_asked(question.code, is_danish),
                    &titles.join("\n\n"),
                    &points(question.code, is_danish),
                    who(&answer.askers, is_danish),
                ],
            );
        }
        let fields = vec![
            Field::new("title", 4.0),
            Field::new("themes", 2.0),
            Field::new("publisher", 1.5),
            Field::new("claim", 0.5),
        ];
        let mut index = Index::new(&language, fields)?;
        for tool in tools {
            let themes = tool.themes.join("\n\n");
            index.put(
                &language,
                &tool.id,
                &[&tool.title, &themes, &tool.publisher, &tool.claim],
            );
        }
        Ok(Self {
            language,
            synonyms,
            answers,
            tools: index,
        })
    }
}

/// A field whose length hardly counts.
fn long(name: &str, boost: f32) -> Field {
    Field {
        length_weight: 0.3,
        ..Field::new(name, boost)
    }
}

/// What its answer has to say, each point a paragraph of its own. There is none in English.
fn points(code: &str, is_danish: bool) -> String {
    let line = CHECKLIST
        .lines()
        .find_map(|line| line.strip_prefix(code)?.strip_prefix('\t'));
    line.filter(|_| is_danish).unwrap_or_default().replace("; ", "\n\n")
}

/// What people call those a question is about, so that `min medarbejder` leads a manager to what managers ask.
fn who(askers: &[Asker], is_danish: bool) -> &'static str {
    match (askers.first(), is_danish) {
        (Some(Asker::Employee), true) => "leder chef",
        (Some(Asker::Colleague), true) => "kollega kolleger",
        (Some(Asker::Manager), true) => "medarbejder medarbejdere hold team",
        (Some(Asker::KeyPerson), true) => "arbejdsmiljørepræsentant tillidsrepræsentant AMR TR",
        (Some(Asker::Employee), false) => "manager boss",
        (Some(Asker::Colleague), false) => "colleague",
        (Some(Asker::Manager), false) => "employee team",
        (Some(Asker::KeyPerson), false) => "safety representative union representative",
        (None, _) => "",
    }
}

/// What a question is also asked as, each phrase a paragraph of its own.
fn also_asked(code: &str, is_danish: bool) -> String {
    let line = ASKED
        .lines()
        .find(|line| line.split('\t').next() == Some(code))
        .unwrap_or_default();
    let asked = line.split('\t').nth(if is_danish { 1 } else { 2 }).unwrap_or_default();
    asked.replace(", ", "\n\n")
}

#[cfg(test)]
mod tests;
