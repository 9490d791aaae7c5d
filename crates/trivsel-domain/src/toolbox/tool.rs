//! Tools of many publishers: facts and titles only. Nothing here has been validated; what a publisher claims is told as their claim.

use serde::{Deserialize, Serialize};

use super::{Asker, Purpose, ToolboxFault};

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
