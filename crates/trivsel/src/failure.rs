//! What the command line says when something fails: what, why, and what to try.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use trivsel_app::{AppError, Problem};

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

    /// The same, for commands whose exit code 1 is an answer: exit code 2.
    pub(crate) fn before_it_ran(mut self) -> Self {
        self.code = 2;
        self
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

/// A failure and what is behind it, in one line.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _always = write!(text, ": {error}");
        cause = error.source();
    }
    text
}

/// An argument of a command: what the use case calls it, what the command line calls it, and what was given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'a> {
    pub(crate) field: &'a str,
    pub(crate) argument: &'a str,
    pub(crate) value: &'a str,
}

/// Says which argument a use case refused, why, and what would be right.
pub(crate) fn from_app(what: &str, given: &[Given<'_>], error: AppError) -> Failure {
    let AppError::Invalid(problems) = error else {
        return Failure::new(what, error);
    };
    let (mut wrong, mut hints) = (Vec::new(), Vec::new());
    for problem in &problems {
        let found = given.iter().find(|one| one.field == problem.field);
        let given = found.copied().unwrap_or(Given {
            field: &problem.field,
            argument: &problem.field,
            value: "",
        });
        let (sentence, hint) = told(given, problem);
        wrong.push(sentence);
        hints.extend(hint);
    }
    hints.dedup();
    Failure {
        hint: (!hints.is_empty()).then(|| hints.join("; ")),
        ..Failure::refused(format!("{what}: {}", wrong.join("; ")))
    }
}

/// What is wrong with an argument, and what would be right.
fn told(given: Given<'_>, problem: &Problem) -> (String, Option<String>) {
    let Given { field, argument, value } = given;
    let arg = |name: &str| {
        let found = problem.args.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let (sentence, hint) = match (problem.message, field) {
        ("problem-required", _) => (format!("{argument} is empty"), "give it a text".to_owned()),
        ("problem-too-long", _) => (
            format!("{argument} is longer than {} characters", arg("most")),
            "give it a shorter text".to_owned(),
        ),
        ("problem-short-name", _) => (
            format!("{argument} \"{value}\" is not made of small letters a to z, digits and hyphens"),
            "write it as fjordby or fjordby-kommune".to_owned(),
        ),
        ("problem-taken", "short_name") => (
            format!("{argument} \"{value}\" belongs to another organisation"),
            "choose another; trivsel organisation list shows those there are".to_owned(),
        ),
        ("problem-taken", _) => (
            format!("{argument} \"{value}\" belongs to somebody already"),
            format!("give that person a new password instead: trivsel user password --email {value}"),
        ),
        ("problem-email", _) => (
            format!("{argument} \"{value}\" is not a mail address"),
            "write it as name@example.dk".to_owned(),
        ),
        ("problem-role-needs-unit", _) => (
            format!("{argument} \"{value}\" is a role in one unit, not in the whole organisation"),
            format!("here it is one of {ROLES}; the others are given on the person's page"),
        ),
        ("problem-month", _) => (
            format!("{argument} \"{value}\" is not a month"),
            "write it as 2024-05".to_owned(),
        ),
        ("problem-number", _) => (
            format!("{argument} \"{value}\" is not a whole number of days"),
            "write it as 30".to_owned(),
        ),
        ("problem-choose", "indicator") => (
            format!("there is no indicator \"{value}\""),
            format!("those there are: {}", arg("known")),
        ),
        ("problem-choose", field) if is_choice(field) => (
            format!("{argument} \"{value}\" is not known"),
            format!("those there are: {}", arg("known")),
        ),
        ("problem-choose", _) => (
            format!("\"{argument}\" is not an option of this import"),
            format!("the options are: {}", arg("known")),
        ),
        (other, _) => return (format!("{argument} \"{value}\" cannot be used ({other})"), None),
    };
    (sentence, Some(hint))
}

/// Is it an option of an import whose values are a closed list? `f1_decimal` is that of the second file.
fn is_choice(field: &str) -> bool {
    let name = field
        .split_once('_')
        .filter(|(file, _)| matches!(*file, "f0" | "f1"))
        .map_or(field, |(_, name)| name);
    matches!(
        name,
        "encoding" | "separator" | "decimal" | "dates" | "header" | "accept" | "parents"
    )
}

/// The roles that hold in the whole organisation.
pub(crate) const ROLES: &str = "administrator, coordinator, facilitator, editor or partner";
