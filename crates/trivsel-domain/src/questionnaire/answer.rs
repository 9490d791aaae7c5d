//! What a respondent answers, and whether it fits what was asked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Content, Item, ItemKind};

/// One person's answers by the item's key. What somebody would not answer is not there.
pub type Answers = BTreeMap<String, Answer>;

/// One answer: a number or a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// The value of the option chosen.
    Choice(i32),
    /// Own words.
    Text(String),
}

/// An answer that does not fit the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerProblem {
    /// The key it was given under.
    pub item: String,
    /// What is wrong.
    pub fault: AnswerFault,
}

/// What can be wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    /// The questionnaire has no such item.
    #[error("there is no such item")]
    UnknownItem,
    /// Not one of the options, or words where an option belongs.
    #[error("the answer is none of the options")]
    NotOffered,
    /// A number where words belong.
    #[error("the answer is not a text")]
    NotText,
    /// More characters than the item takes.
    #[error("the text is longer than {max_chars} characters")]
    TooLong {
        /// How many it takes.
        max_chars: u32,
    },
    /// Its condition does not hold with the other answers.
    #[error("the item was not to be asked")]
    NotAsked,
}

impl Content {
    /// Is the item asked of somebody who gave these answers?
    pub fn is_asked(&self, item: &Item, answers: &Answers) -> bool {
        match &item.condition {
            None => true,
            Some(condition) => match answers.get(&condition.item) {
                Some(Answer::Choice(value)) => {
                    condition.any_of.contains(value)
                        && self
                            .find_item(&condition.item)
                            // a condition names an earlier item, which ends the chain
                            .is_some_and(|earlier| self.comes_before(earlier, item) && self.is_asked(earlier, answers))
                }
                Some(Answer::Text(_)) | None => false,
            },
        }
    }

    /// Says of each answer that does not fit why it does not.
    pub fn check_answers(&self, answers: &Answers) -> Result<(), Vec<AnswerProblem>> {
        let problems: Vec<AnswerProblem> = answers
            .iter()
            .filter_map(|(key, answer)| {
                let fault = self.fault_of(key, answer, answers)?;
                Some(AnswerProblem {
                    item: key.clone(),
                    fault,
                })
            })
            .collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn fault_of(&self, key: &str, answer: &Answer, answers: &Answers) -> Option<AnswerFault> {
        let Some(item) = self.find_item(key) else {
            return Some(AnswerFault::UnknownItem);
        };
        if !self.is_asked(item, answers) {
            return Some(AnswerFault::NotAsked);
        }
        match (&item.kind, answer) {
            (ItemKind::Choice(set), Answer::Choice(value)) => {
                let is_offered = self.find_choices(set).is_some_and(|set| set.find(*value).is_some());
                (!is_offered).then_some(AnswerFault::NotOffered)
            }
            (ItemKind::Choice(_), Answer::Text(_)) => Some(AnswerFault::NotOffered),
            (ItemKind::FreeText { .. }, Answer::Choice(_)) => Some(AnswerFault::NotText),
            (ItemKind::FreeText { max_chars }, Answer::Text(text)) => {
                let is_too_long = u32::try_from(text.chars().count()).map_or(true, |count| count > *max_chars);
                is_too_long.then_some(AnswerFault::TooLong { max_chars: *max_chars })
            }
        }
    }

    fn comes_before(&self, earlier: &Item, later: &Item) -> bool {
        let position = |item: &Item| self.items.iter().position(|other| other.key == item.key);
        position(earlier) < position(later)
    }
}
