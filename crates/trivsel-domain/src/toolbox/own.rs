//! Tools that are not shipped: a workplace's own, and those a partner proposes. Each says who can use it here and now, and what for; without
//! both it is not taken in.

use chrono::NaiveDate;

use super::{Asker, Purpose, Tool, ToolCode, ToolForm};
use crate::id::{PersonId, UnitId};

/// Where a tool that is not shipped stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnToolState {
    /// A partner proposed it, and an editor has not answered.
    Sent,
    /// It is shown.
    Shown,
    /// An editor sent it back, with a reason.
    Returned,
    /// It is not shown any more.
    Withdrawn,
}

impl OwnToolState {
    const ALL: [Self; 4] = [Self::Sent, Self::Shown, Self::Returned, Self::Withdrawn];

    /// The code it is kept under.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Shown => "shown",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A tool that is not shipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTool {
    /// What it is called in addresses: those of the shipped are lower.
    pub code: ToolCode,
    /// The unit it belongs to, and all below; none for everybody.
    pub unit: Option<UnitId>,
    /// Whose it is.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// Where it is; may be empty when its words stand here.
    pub url: String,
    /// Its own words: a guideline typed here; may be empty when it is elsewhere.
    pub text: String,
    /// What it is.
    pub form: ToolForm,
    /// Who can use it here and now.
    pub roles: Vec<Asker>,
    /// What for.
    pub purposes: Vec<Purpose>,
    /// Where it stands.
    pub state: OwnToolState,
    /// What the editor answered; may be empty.
    pub answer: String,
    /// When it was sent in.
    pub sent_on: NaiveDate,
    /// When the editor answered.
    pub answered_on: Option<NaiveDate>,
    /// Who sent it in; none once erased.
    pub sent_by: Option<PersonId>,
}

impl OwnTool {
    /// As a page of a tool shows it.
    pub fn tool(&self) -> Tool {
        Tool {
            id: self.code.to_string(),
            title: self.title.clone(),
            publisher: self.publisher.clone(),
            url: self.url.clone(),
            form: vec![self.form],
            roles: self.roles.clone(),
            purposes: self.purposes.clone(),
            themes: Vec::new(),
            iglo: Vec::new(),
            language: vec!["da".to_owned()],
            sector: Vec::new(),
            claim: String::new(),
            seen: String::new(),
        }
    }
}

impl ToolCode {
    /// The first code of those that are not shipped.
    pub const FIRST_OWN: u16 = 500;

    /// Is it of a tool that is not shipped?
    pub fn is_own(self) -> bool {
        self.0 >= Self::FIRST_OWN
    }

    /// The code after this one, for the next own tool; none when all are taken.
    pub fn next(self) -> Option<Self> {
        self.0.checked_add(1).filter(|number| *number < 1000).map(Self)
    }

    /// The code of the first own tool.
    pub fn first_own() -> Self {
        Self(Self::FIRST_OWN)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::toolbox::shipped_tools;

    #[test]
    fn no_tool_that_is_shipped_has_a_code_of_ones_own() {
        assert!(
            shipped_tools()
                .unwrap()
                .iter()
                .all(|tool| !tool.code().unwrap().is_own())
        );
        assert!(ToolCode::first_own().is_own());
        assert_eq!(ToolCode::first_own().next().unwrap().to_string(), "T501");
        assert_eq!(ToolCode::parse("T999").unwrap().next(), None);
    }
}
