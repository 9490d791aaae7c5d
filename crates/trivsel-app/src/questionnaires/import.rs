//! Questionnaires in from files and out as documents.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use trivsel_documents::table_out::Table;
use trivsel_domain::id::QuestionnaireVersionId;
use trivsel_domain::questionnaire::Content;
use trivsel_domain::rights::{Actor, Right};

use super::edit::write_draft;
use super::{check_editable, find_version, load, table, versions};
use crate::{App, AppError, Problem};

/// Reading a file is given up after this long: it is a list of questions, not a payroll.
const LONGEST_READING: Duration = Duration::from_secs(20);

/// What a file held.
enum Imported {
    /// A whole questionnaire.
    Document(Box<Content>),
    /// A table with an item in each row.
    Table(table::Table),
}

/// A version as a file.
#[derive(Clone, Debug)]
pub struct Exported {
    /// What the file is called.
    pub name: String,
    /// Its text.
    pub document: String,
}

/// Reads a file as a questionnaire of one's own, a draft. What the document lacks is told where the draft is shown. A table is called
/// what its file is called.
pub async fn import(
    app: &App,
    who: &Actor,
    file_name: &str,
    file: Vec<u8>,
) -> Result<QuestionnaireVersionId, AppError> {
    who.must_everywhere(Right::ChangeQuestionnaires)?;
    let content = match read(file).await? {
        Imported::Document(content) => *content,
        Imported::Table(table) => {
            let title = Path::new(file_name).file_stem().unwrap_or_default();
            table.into_content(&title.to_string_lossy())
        }
    };
    versions::add_with(app, who, content, None, "imported").await
}

/// Keeps a document as a questionnaire of one's own, a draft.
pub async fn add_document(app: &App, who: &Actor, document: Value) -> Result<QuestionnaireVersionId, AppError> {
    who.must_everywhere(Right::ChangeQuestionnaires)?;
    versions::add_with(app, who, content_of(document)?, None, "imported").await
}

/// Fills a draft from a file: a table gives its items their words, a document takes the draft's place.
pub async fn fill(app: &App, who: &Actor, id: QuestionnaireVersionId, file: Vec<u8>) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeQuestionnaires)?;
    let imported = read(file).await?;
    change(app, who, id, None, |before| match &imported {
        Imported::Document(content) => Ok((**content).clone()),
        Imported::Table(table) => table.fill(before),
    })
    .await
}

/// Puts a document in a draft's place. `seen` is the count of changes that was read.
pub async fn replace(
    app: &App,
    who: &Actor,
    id: QuestionnaireVersionId,
    seen: &str,
    document: Value,
) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeQuestionnaires)?;
    let content = content_of(document)?;
    change(app, who, id, Some(seen), |_| Ok(content.clone())).await
}

async fn change(
    app: &App,
    who: &Actor,
    id: QuestionnaireVersionId,
    seen: Option<&str>,
    made: impl Fn(&Content) -> Result<Content, AppError>,
) -> Result<(), AppError> {
    let made = &made;
    app.writing(who, |work| async move {
        let (questionnaire, draft) = load(&work, id).await?;
        check_editable(&questionnaire, &draft)?;
        if seen.is_some_and(|seen| seen != draft.version.to_string()) {
            return Err(AppError::Conflict);
        }
        let content = made(&draft.content)?;
        write_draft(&work, &draft, content, "imported").await
    })
    .await
}

/// A version as the document it can be read in from again.
pub async fn export(app: &App, who: &Actor, id: QuestionnaireVersionId) -> Result<Exported, AppError> {
    let details = find_version(app, who, id).await?;
    let document = details.version.content.to_document();
    Ok(Exported {
        name: format!("{}-{}.json", details.questionnaire.code, details.version.number),
        document: document.map_err(|error| AppError::internal("writing a questionnaire", error))?,
    })
}

/// A version as a table, for translators: its name, and what `fill` reads the words from again.
pub async fn export_table(app: &App, who: &Actor, id: QuestionnaireVersionId) -> Result<(String, Table), AppError> {
    let details = find_version(app, who, id).await?;
    let name = format!("{}-{}", details.questionnaire.code, details.version.number);
    Ok((name, table::of(&details.version.content)))
}

/// Tells a document from a table by its first sign, and reads it.
async fn read(file: Vec<u8>) -> Result<Imported, AppError> {
    let reading = tokio::task::spawn_blocking(move || {
        let text = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&file);
        if text.trim_ascii_start().starts_with(b"{") {
            read_document(text).map(|content| Imported::Document(Box::new(content)))
        } else {
            table::read(&file).map(Imported::Table)
        }
    });
    match tokio::time::timeout(LONGEST_READING, reading).await {
        Ok(Ok(imported)) => imported,
        Ok(Err(error)) => Err(AppError::internal("reading a questionnaire", error)),
        Err(_) => Err(AppError::invalid("file", "problem-file-damaged")),
    }
}

/// What a program sent, as a content.
fn content_of(document: Value) -> Result<Content, AppError> {
    serde_json::from_value(document).map_err(|error| {
        let problem = Problem::new("content", "problem-questionnaire-shape");
        AppError::Invalid(vec![problem.with("seen", error.to_string())])
    })
}

fn read_document(text: &[u8]) -> Result<Content, AppError> {
    let refused = |line: usize, column: usize, seen: String| {
        AppError::Invalid(vec![
            Problem::new("file", "problem-questionnaire-document")
                .with("line", line.to_string())
                .with("column", column.to_string())
                .with("seen", seen),
        ])
    };
    let text = std::str::from_utf8(text).map_err(|_| AppError::invalid("file", "problem-questionnaire-letters"))?;
    Content::parse(text).map_err(|error| {
        // The place stands in the sentence already.
        let seen = error.to_string();
        let seen = seen.split(" at line ").next().unwrap_or_default().to_owned();
        refused(error.line(), error.column(), seen)
    })
}
