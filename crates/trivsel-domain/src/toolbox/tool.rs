//! Tools of many publishers: facts and titles only. Nothing here has been validated; what a publisher claims is told as their claim.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Asker, Purpose, ToolboxFault};

/// What a tool is called for good: `T` and three digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ToolCode(pub(super) u16);

impl ToolCode {
    /// The one that is written like this.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('T').filter(|digits| digits.len() == 3)?;
        let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse().ok().filter(|_| is_number).map(Self)
    }
}

impl fmt::Display for ToolCode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "T{:03}", self.0)
    }
}

/// What kind of thing a tool is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToolForm {
    /// A guide or a leaflet.
    Guide,
    /// A site with several pages.
    Site,
    /// Something to talk over together.
    Dialogue,
    /// Questions with options.
    Questionnaire,
    /// Points to go through.
    Checklist,
    /// A template or a policy to fill in.
    Template,
    /// Moving pictures.
    Film,
    /// Something to listen to.
    Podcast,
    /// A course.
    Course,
    /// A program for the telephone.
    App,
    /// Somebody to call or to ask in.
    Advice,
    /// A standard.
    Standard,
}

impl ToolForm {
    /// All twelve.
    pub const ALL: [Self; 12] = [
        Self::Guide,
        Self::Site,
        Self::Dialogue,
        Self::Questionnaire,
        Self::Checklist,
        Self::Template,
        Self::Film,
        Self::Podcast,
        Self::Course,
        Self::App,
        Self::Advice,
        Self::Standard,
    ];

    /// The one with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code)
    }

    /// The code it has in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Site => "site",
            Self::Dialogue => "dialogue",
            Self::Questionnaire => "questionnaire",
            Self::Checklist => "checklist",
            Self::Template => "template",
            Self::Film => "film",
            Self::Podcast => "podcast",
            Self::Course => "course",
            Self::App => "app",
            Self::Advice => "advice",
            Self::Standard => "standard",
        }
    }
}

/// A tool.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// What it is called for good: `T` and three digits.
    pub id: String,
    /// Its title, in its own language.
    pub title: String,
    /// Whose it is.
    pub publisher: String,
    /// Its publisher's own address; empty where that was not seen.
    pub url: String,
    /// What it is.
    pub form: Vec<ToolForm>,
    /// Who it is for.
    pub roles: Vec<Asker>,
    /// What it is for.
    pub purposes: Vec<Purpose>,
    /// Themes, in Danish.
    pub themes: Vec<String>,
    /// Which levels it works on: individual, group, management, organisation.
    pub iglo: Vec<String>,
    /// Languages it is in.
    pub language: Vec<String>,
    /// Kinds of workplaces it is made for, in Danish; `alle` for all.
    pub sector: Vec<String>,
    /// What its publisher claims it does; empty where no claim was seen.
    pub claim: String,
    /// Where and when it was seen.
    pub seen: String,
}

impl Tool {
    /// Its code.
    pub fn code(&self) -> Option<ToolCode> {
        ToolCode::parse(&self.id)
    }
}

/// Every tool, by its code.
///
/// # Errors
/// A list that is not in the form this module describes.
pub fn shipped_tools() -> Result<Vec<Tool>, ToolboxFault> {
    #[derive(Deserialize)]
    struct List {
        tools: Vec<Tool>,
    }
    let list: List = toml::from_str(include_str!("tools.toml")).map_err(|fault| ToolboxFault {
        file: "tools.toml".to_owned(),
        fault: fault.message().to_owned(),
    })?;
    Ok(list.tools)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_tool_has_a_code_that_is_read_back() {
        for tool in shipped_tools().unwrap() {
            assert_eq!(tool.code().unwrap().to_string(), tool.id);
        }
        for wrong in ["", "T1", "T0001", "T+12", "Q001", "001", "Tæ1"] {
            assert_eq!(ToolCode::parse(wrong), None, "{wrong}");
        }
    }
}
