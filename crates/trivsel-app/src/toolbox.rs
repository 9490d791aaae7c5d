//! The toolbox as it is shipped, read once, when somebody first asks for it: a page needs a few of its many texts, and they do not change
//! while the program runs.

pub mod crisis_lines;
pub mod editing;
pub mod own;
pub mod taking;
pub mod tools;

use std::sync::Arc;

use trivsel_domain::toolbox::{
    CrisisWords, FinderError, Tool, ToolCode, ToolboxFault, ToolboxFinder, ToolboxQuestion, shipped, shipped_tools,
};
use trivsel_store::Tx;

use crate::shipped::Shipped;
use crate::{App, AppError};

/// Everything in it.
#[derive(Debug)]
pub struct ToolboxContents {
    /// The questions with their answers, as they are numbered.
    pub questions: Vec<ToolboxQuestion>,
    /// The tools of others, by their code.
    pub tools: Vec<Tool>,
    /// What finds both by words.
    pub finder: ToolboxFinder,
    /// What hears that life is at risk.
    pub crisis: CrisisWords,
}

impl ToolboxContents {
    /// One question.
    pub fn question(&self, code: &str) -> Result<&ToolboxQuestion, AppError> {
        let mut all = self.questions.iter();
        all.find(|question| question.code == code).ok_or(AppError::NotFound)
    }

    /// One tool, as it is shipped.
    pub fn tool(&self, code: ToolCode) -> Result<&Tool, AppError> {
        let mut all = self.tools.iter();
        all.find(|tool| tool.code() == Some(code)).ok_or(AppError::NotFound)
    }
}

/// Why there is no toolbox: what is shipped is damaged.
#[derive(Debug, thiserror::Error)]
enum Damaged {
    /// A text.
    #[error(transparent)]
    Text(#[from] ToolboxFault),
    /// What it is found by.
    #[error(transparent)]
    Finder(#[from] FinderError),
}

fn kept(known: &Shipped<ToolboxContents>) -> Result<Arc<ToolboxContents>, AppError> {
    known.kept("reading the toolbox", || -> Result<ToolboxContents, Damaged> {
        let (questions, tools) = (shipped()?, shipped_tools()?);
        Ok(ToolboxContents {
            finder: ToolboxFinder::new(&questions, &tools)?,
            crisis: CrisisWords::shipped(),
            questions,
            tools,
        })
    })
}

/// All of it, for whoever has a transaction open.
pub(crate) fn contents(tx: &Tx) -> Result<Arc<ToolboxContents>, AppError> {
    kept(&tx.memory::<Shipped<ToolboxContents>>())
}

impl App {
    /// All of it.
    pub fn toolbox(&self) -> Result<Arc<ToolboxContents>, AppError> {
        kept(&self.store.memory::<Shipped<ToolboxContents>>())
    }
}
