//! The toolbox as it is shipped, read once, when somebody first asks for it: a page needs a few of its many texts, and they do not change
//! while the program runs.

pub mod crisis_lines;

use std::sync::{Arc, OnceLock};

use trivsel_domain::toolbox::{
    CrisisWords, FinderError, Tool, ToolboxFault, ToolboxFinder, ToolboxQuestion, shipped, shipped_tools,
};

use crate::AppError;

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

/// What the program remembers of it. Cheap to clone; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Toolbox(Arc<OnceLock<Result<ToolboxContents, Arc<Damaged>>>>);

impl Toolbox {
    /// All of it.
    pub fn contents(&self) -> Result<&ToolboxContents, AppError> {
        let read = || -> Result<ToolboxContents, Damaged> {
            let (questions, tools) = (shipped()?, shipped_tools()?);
            Ok(ToolboxContents {
                finder: ToolboxFinder::new(&questions, &tools)?,
                crisis: CrisisWords::shipped(),
                questions,
                tools,
            })
        };
        let contents = self.0.get_or_init(|| read().map_err(Arc::new)).as_ref();
        contents.map_err(|fault| AppError::internal("reading the toolbox", Arc::clone(fault)))
    }
}
