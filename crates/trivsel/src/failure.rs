//! What the command line says when something fails: what, why, and what to try.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use trivsel_app::AppError;

/// A command that could not do as asked.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    source: Option<Box<dyn Error + Send + Sync>>,
    hint: Option<String>,
    code: u8,
}

impl Failure {
    /// It could not be run: exit code 2.
    pub(crate) fn new(what: impl Into<String>, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            what: what.into(),
            source: Some(source.into()),
            hint: None,
            code: 2,
        }
    }

    /// It was refused, or a problem was found: exit code 1.
    pub(crate) fn refused(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            source: None,
            hint: None,
            code: 1,
        }
    }

    /// What to try.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says it on standard error.
    pub(crate) fn report(self) -> ExitCode {
        let mut text = format!("error: {}\n", self.what);
        let mut cause = self.source.as_deref().map(|source| -> &dyn Error { source });
        while let Some(error) = cause {
            let _always = writeln!(text, "  because {error}");
            cause = error.source();
        }
        if let Some(hint) = self.hint {
            let _always = writeln!(text, "hint: {hint}");
        }
        let _gone = std::io::stderr().write_all(text.as_bytes());
        ExitCode::from(self.code)
    }
}

/// Puts a name to what a use case refused.
pub(crate) fn from_app(what: &str, error: AppError) -> Failure {
    match error {
        AppError::Invalid(problems) => {
            let fields: Vec<String> = problems
                .iter()
                .map(|problem| format!("{} ({})", problem.field, problem.message.trim_start_matches("problem-")))
                .collect();
            Failure::refused(format!("{what}: {}", fields.join(", ")))
        }
        AppError::NotFound => Failure::refused(format!("{what}: not found")),
        other => Failure::new(what, other),
    }
}
