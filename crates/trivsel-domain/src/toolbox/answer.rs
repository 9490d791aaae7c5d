//! One answer in one language, read from its text.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Asker, Purpose};

/// How sure the body of evidence behind an answer is, all of it together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceGrade {
    /// Nothing was seen, or it is a matter of rules and not of effects.
    NoneSeen,
    /// Advice of those who know the field; studies that cannot tell cause from chance.
    VeryLow,
    /// Some studies, with weak spots that matter.
    Low,
    /// Good studies that mostly agree.
    Moderate,
    /// Good studies that agree, gathered and weighed.
    High,
}

impl EvidenceGrade {
    /// The code it is kept under.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoneSeen => "none_seen",
            Self::VeryLow => "very_low",
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// The five parts of an answer, in the order they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerPart {
    /// What helps.
    Helps,
    /// What to do first.
    First,
    /// What to keep from doing.
    Avoid,
    /// When it takes more than this.
    More,
    /// Whose duty it is.
    Duty,
}

impl AnswerPart {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Helps, Self::First, Self::Avoid, Self::More, Self::Duty];

    /// The code its heading has in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Helps => "helps",
            Self::First => "first",
            Self::Avoid => "avoid",
            Self::More => "more",
            Self::Duty => "duty",
        }
    }

    /// Its heading in the text, in Danish and in English.
    fn headings(self) -> [&'static str; 2] {
        match self {
            Self::Helps => ["Det hjælper", "What helps"],
            Self::First => ["Gør først", "Do first"],
            Self::Avoid => ["Undgå", "Avoid"],
            Self::More => ["Hvornår skal der mere til", "When more is needed"],
            Self::Duty => ["Hvis ansvar er det", "Whose duty it is"],
        }
    }
}

/// Where something in an answer comes from. In the text `[1]` is the first of them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Source {
    /// What it is called, in its own language.
    pub title: String,
    /// Whose it is.
    pub publisher: String,
    /// When it came out; empty where it does not say.
    pub year: String,
    /// Where it was seen; empty where only its title was. May be shortened: a link only where it begins with `https://`.
    pub address: String,
    /// How far it was read, and when.
    pub read: String,
}

impl Source {
    /// The address, where it can be opened as it stands.
    pub fn link(&self) -> Option<&str> {
        let is_whole = self.address.starts_with("https://") && !self.address.contains('…');
        is_whole.then_some(self.address.as_str())
    }
}

/// An answer in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolboxAnswer {
    /// What is asked.
    pub question: String,
    /// Who asks it.
    pub askers: Vec<Asker>,
    /// What they stand in.
    pub purposes: Vec<Purpose>,
    /// How sure what is behind it is.
    pub evidence: EvidenceGrade,
    /// Why that grade.
    pub evidence_why: String,
    /// Codes of the rules of law it speaks of.
    pub rules: Vec<String>,
    /// Codes of the tools that belong to it, the nearest first.
    pub tools: Vec<String>,
    /// Does it speak of distress, so that help in a crisis belongs beside it?
    pub is_crisis: bool,
    /// The day it was written.
    pub written: NaiveDate,
    /// The day somebody who did not write it held it against its sources.
    pub second_reading: NaiveDate,
    /// What could not be checked.
    pub unchecked: Vec<String>,
    /// Its sources, in the order they are cited by.
    pub sources: Vec<Source>,
    /// Its parts in order, each as paragraphs.
    pub parts: [Vec<String>; 5],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    question: String,
    roles: Vec<Asker>,
    purposes: Vec<Purpose>,
    evidence: EvidenceGrade,
    evidence_why: String,
    rules: Vec<String>,
    tools: Vec<String>,
    crisis: bool,
    written: toml::value::Datetime,
    second_reading: toml::value::Datetime,
    unchecked: Vec<String>,
    sources: Vec<Source>,
}

impl ToolboxAnswer {
    /// Reads one. The error says what is wrong, without the file's name.
    ///
    /// # Errors
    /// No head between two lines `+++`; a field that is missing, unknown or of another kind; a heading that is missing, unknown or out of order.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (head, body) = text
            .strip_prefix("+++\n")
            .and_then(|rest| rest.split_once("\n+++\n"))
            .ok_or("no head between two lines of three plus signs")?;
        let head: Head = toml::from_str(head).map_err(|fault| fault.message().to_owned())?;
        Ok(Self {
            question: head.question,
            askers: head.roles,
            purposes: head.purposes,
            evidence: head.evidence,
            evidence_why: head.evidence_why,
            rules: head.rules,
            tools: head.tools,
            is_crisis: head.crisis,
            written: day(&head.written)?,
            second_reading: day(&head.second_reading)?,
            unchecked: head.unchecked,
            sources: head.sources,
            parts: parts(body)?,
        })
    }

    /// The paragraphs of one part.
    pub fn part(&self, part: AnswerPart) -> &[String] {
        let [helps, first, avoid, more, duty] = &self.parts;
        match part {
            AnswerPart::Helps => helps,
            AnswerPart::First => first,
            AnswerPart::Avoid => avoid,
            AnswerPart::More => more,
            AnswerPart::Duty => duty,
        }
    }

    /// How many words it has, without headings, numbers of sources, and the marks of what is judgement.
    pub fn words(&self) -> usize {
        let paragraphs = self.parts.iter().flatten();
        paragraphs
            .flat_map(|paragraph| paragraph.split_whitespace())
            .filter(|word| word.chars().any(char::is_alphabetic) && !word.starts_with("*("))
            .count()
    }

    /// The numbers of the sources it cites, in the order they stand.
    pub fn cited(&self) -> Vec<usize> {
        let paragraphs = self.parts.iter().flatten();
        paragraphs
            .flat_map(|paragraph| paragraph.split('[').skip(1))
            .filter_map(|rest| rest.split_once(']')?.0.parse().ok())
            .collect()
    }
}

fn day(written: &toml::value::Datetime) -> Result<NaiveDate, String> {
    written
        .date
        .and_then(|date| NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()))
        .ok_or_else(|| format!("{written} is no day"))
}

fn parts(body: &str) -> Result<[Vec<String>; 5], String> {
    let mut found: [Vec<String>; 5] = Default::default();
    let mut sections = body.trim().split("## ");
    if sections.next().is_some_and(|before| !before.trim().is_empty()) {
        return Err("there is text before the first heading".to_owned());
    }
    let mut sections = sections.map(|section| section.split_once('\n').unwrap_or((section, "")));
    for (part, into) in AnswerPart::ALL.into_iter().zip(&mut found) {
        let (heading, text) = sections.next().ok_or_else(|| format!("no {}", part.code()))?;
        if !part.headings().contains(&heading.trim()) {
            return Err(format!("{} where {} belongs", heading.trim(), part.code()));
        }
        into.extend(
            text.split("\n\n")
                .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|paragraph| !paragraph.is_empty()),
        );
        if into.is_empty() {
            return Err(format!("nothing under {}", part.code()));
        }
    }
    match sections.next() {
        Some((heading, _)) => Err(format!("{} comes after the last part", heading.trim())),
        None => Ok(found),
    }
}
