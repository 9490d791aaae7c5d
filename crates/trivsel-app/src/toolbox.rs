//! The toolbox as it is shipped, read once, when somebody first asks for it: a page needs a few of its many texts, and they do not change
//! while the program runs.

use std::sync::{Arc, OnceLock};

use trivsel_domain::toolbox::{Tool, ToolboxFault, ToolboxQuestion, shipped, shipped_tools};

use crate::AppError;

/// Everything in it.
#[derive(Debug)]
pub struct ToolboxContents {
    /// The questions with their answers, as they are numbered.
    pub questions: Vec<ToolboxQuestion>,
    /// The tools of others, by their code.
    pub tools: Vec<Tool>,
}

/// What the program remembers of it. Cheap to clone; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Toolbox(Arc<OnceLock<Result<ToolboxContents, ToolboxFault>>>);

impl Toolbox {
    /// All of it.
    pub fn contents(&self) -> Result<&ToolboxContents, AppError> {
        let read = || {
            Ok(ToolboxContents {
                questions: shipped()?,
                tools: shipped_tools()?,
            })
        };
        let contents = self.0.get_or_init(read).as_ref();
        contents.map_err(|fault| AppError::internal("reading the toolbox", fault.clone()))
    }
}
