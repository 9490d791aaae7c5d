//! What a workplace says of what is shipped: which tools somebody looked at, which are hidden, which answers an editor stands for. A newer list
//! that is shipped undoes nothing of it.

use chrono::{Months, NaiveDate};

use super::{Tool, ToolCode, ToolboxQuestion};
use crate::id::PersonId;

/// A tool is looked at again after so long: addresses move, and what is free today costs tomorrow.
const REVIEW_AFTER: Months = Months::new(12);
/// An answer is looked at again after so long.
const APPROVAL_LASTS: Months = Months::new(24);

/// What an editor made of a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToolState {
    /// Title, address and uses were looked at.
    Checked,
    /// It is not shown here.
    Hidden,
}

impl ToolState {
    /// The code it is kept under.
    pub fn code(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::Hidden => "hidden",
        }
    }

    /// The state with this code.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Checked, Self::Hidden]
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// What an editor says of a tool, in place of what is shipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolReview {
    /// Which.
    pub tool: ToolCode,
    /// What it is called.
    pub title: String,
    /// Where it is; empty where that was not seen.
    pub url: String,
    /// Shown or hidden.
    pub state: ToolState,
    /// The day it was looked at.
    pub checked_on: NaiveDate,
    /// By whom; none once erased.
    pub checked_by: Option<PersonId>,
    /// The day it should be looked at again.
    pub review_on: NaiveDate,
}

impl ToolReview {
    /// When a tool that was looked at on this day is looked at again.
    pub fn again_after(checked_on: NaiveDate) -> NaiveDate {
        checked_on.checked_add_months(REVIEW_AFTER).unwrap_or(checked_on)
    }
}

/// A tool as it stands in a workplace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownTool {
    /// The tool, with the editor's words where there are some.
    pub tool: Tool,
    /// When somebody here looked at it; none where nobody did.
    pub checked_on: Option<NaiveDate>,
    /// Is it kept from readers?
    pub is_hidden: bool,
}

impl ShownTool {
    /// What is shipped, with what an editor says of it.
    pub fn new(tool: &Tool, review: Option<&ToolReview>) -> Self {
        let Some(review) = review else {
            return Self {
                tool: tool.clone(),
                checked_on: None,
                is_hidden: false,
            };
        };
        Self {
            tool: Tool {
                title: review.title.clone(),
                url: review.url.clone(),
                ..tool.clone()
            },
            checked_on: Some(review.checked_on),
            is_hidden: review.state == ToolState::Hidden,
        }
    }
}

/// An editor stands for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerApproval {
    /// Which, by its question's code.
    pub answer: String,
    /// Since when.
    pub approved_on: NaiveDate,
    /// Who; none once erased.
    pub approved_by: Option<PersonId>,
    /// The day it should be looked at again.
    pub review_on: NaiveDate,
}

impl AnswerApproval {
    /// When an answer that was approved on this day is looked at again.
    pub fn again_after(approved_on: NaiveDate) -> NaiveDate {
        approved_on.checked_add_months(APPROVAL_LASTS).unwrap_or(approved_on)
    }
}

/// The tools in the order an editor looks at them: those most questions point to first, then by their code.
pub fn by_questions(tools: &[Tool], questions: &[ToolboxQuestion]) -> Vec<(ToolCode, usize)> {
    let mut counted: Vec<(ToolCode, usize)> = tools
        .iter()
        .filter_map(|tool| {
            let points = |question: &&ToolboxQuestion| question.danish.tools.contains(&tool.id);
            Some((tool.code()?, questions.iter().filter(points).count()))
        })
        .collect();
    counted.sort_by(|(one, few), (other, many)| many.cmp(few).then(one.cmp(other)));
    counted
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::toolbox::{shipped, shipped_tools};

    #[test]
    fn what_an_editor_says_stands_over_what_is_shipped() {
        let tools = shipped_tools().unwrap();
        let tool = tools.first().unwrap();
        let shipped = ShownTool::new(tool, None);
        assert_eq!(
            (shipped.tool.title.as_str(), shipped.checked_on),
            (tool.title.as_str(), None)
        );
        let day = "2026-11-21".parse().unwrap();
        let review = ToolReview {
            tool: tool.code().unwrap(),
            title: "Forebyg stress".to_owned(),
            url: "https://at.example/stress".to_owned(),
            state: ToolState::Hidden,
            checked_on: day,
            checked_by: None,
            review_on: ToolReview::again_after(day),
        };
        let shown = ShownTool::new(tool, Some(&review));
        assert_eq!(shown.tool.title, "Forebyg stress");
        assert_eq!(shown.tool.publisher, tool.publisher);
        assert!(shown.is_hidden);
        assert_eq!(review.review_on.to_string(), "2027-11-21");
    }

    #[test]
    fn the_tools_most_questions_point_to_come_first_and_none_is_left_out() {
        let (tools, questions) = (shipped_tools().unwrap(), shipped().unwrap());
        let order = by_questions(&tools, &questions);
        assert_eq!(order.len(), tools.len());
        assert!(order.windows(2).all(|pair| match pair {
            [(one, first), (other, second)] => first > second || first == second && one < other,
            _ => true,
        }));
        assert!(order.first().unwrap().1 > 1);
    }
}
