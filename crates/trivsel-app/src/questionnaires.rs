//! Questionnaires: which there are, what they ask, and how a version comes about: copied or begun, edited, published for good.

mod edit;
mod import;
mod table;
mod versions;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use trivsel_domain::hex::hex_digits;
use trivsel_domain::id::{QuestionnaireId, QuestionnaireVersionId};
use trivsel_domain::questionnaire::{
    Content, Published, Questionnaire, QuestionnaireVersion, Wording, built_in, built_in_id, built_in_rank,
    built_in_version_id,
};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, persons, questionnaires as store};

pub use edit::{Edit, Toward, Typed, edit};
pub use import::{Exported, add_document, export, export_table, fill, import, replace};
pub use versions::{NewQuestionnaire, add, begin, copy, publish, remove_draft};

use crate::trail::Trail;
use crate::{App, AppError};

/// A questionnaire with its versions.
#[derive(Clone, Debug)]
pub struct QuestionnaireWithVersions {
    pub questionnaire: Questionnaire,
    /// Its versions, the newest first; there is always one.
    pub versions: Vec<QuestionnaireVersion>,
}

/// A version with what stands round it.
#[derive(Clone, Debug)]
pub struct VersionDetails {
    pub questionnaire: Questionnaire,
    pub version: QuestionnaireVersion,
    /// The version it was made from, which it is compared with.
    pub before: Option<QuestionnaireVersion>,
    /// Who published it; empty for a draft, for what came with the program, and when the person has been erased.
    pub published_by: String,
    /// May the visitor edit it?
    pub may_change: bool,
}

impl QuestionnaireWithVersions {
    /// The newest version that is published.
    pub fn published(&self) -> Option<&QuestionnaireVersion> {
        self.versions.iter().find(|version| version.is_published())
    }

    /// The version that is being written.
    pub fn draft(&self) -> Option<&QuestionnaireVersion> {
        self.versions.iter().find(|version| version.is_draft())
    }

    /// The version to read first: the published one, else the draft.
    pub fn current(&self) -> Option<&QuestionnaireVersion> {
        self.published().or_else(|| self.draft())
    }

    /// What it is called.
    pub fn title(&self) -> Wording {
        self.current()
            .map(|version| version.content.title.clone())
            .unwrap_or_default()
    }
}

/// All questionnaires, those that came with the program first, in their order.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<QuestionnaireWithVersions>, AppError> {
    who.must_somewhere(Right::ReadQuestionnaires)?;
    let tx = app.read(who.organisation).await?;
    let all = store::list_versions(&tx).await?;
    let with_versions = |questionnaire: Questionnaire| QuestionnaireWithVersions {
        versions: all
            .iter()
            .filter(|version| version.questionnaire == questionnaire.id)
            .cloned()
            .collect(),
        questionnaire,
    };
    let mut questionnaires = store::list(&tx).await?;
    questionnaires.sort_by_key(|one| (!one.is_built_in, built_in_rank(&one.code).filter(|_| one.is_built_in)));
    Ok(questionnaires.into_iter().map(with_versions).collect())
}

/// One questionnaire.
pub async fn find(app: &App, who: &Actor, id: QuestionnaireId) -> Result<QuestionnaireWithVersions, AppError> {
    who.must_somewhere(Right::ReadQuestionnaires)?;
    let tx = app.read(who.organisation).await?;
    Ok(QuestionnaireWithVersions {
        questionnaire: store::find(&tx, id).await?.ok_or(AppError::NotFound)?,
        versions: store::versions_of(&tx, id).await?,
    })
}

/// One version.
pub async fn find_version(app: &App, who: &Actor, id: QuestionnaireVersionId) -> Result<VersionDetails, AppError> {
    who.must_somewhere(Right::ReadQuestionnaires)?;
    let tx = app.read(who.organisation).await?;
    let (questionnaire, version) = load(&tx, id).await?;
    let before = match version.based_on {
        Some(before) => store::find_version(&tx, before).await?,
        None => None,
    };
    let publisher = match version.published.as_ref().and_then(|published| published.by) {
        Some(person) => persons::find(&tx, person).await?,
        None => None,
    };
    Ok(VersionDetails {
        may_change: version.is_draft() && !questionnaire.is_built_in && who.may_everywhere(Right::ChangeQuestionnaires),
        published_by: publisher.map(|person| person.name).unwrap_or_default(),
        questionnaire,
        version,
        before,
    })
}

/// A version that the visitor may edit.
pub async fn find_draft(app: &App, who: &Actor, id: QuestionnaireVersionId) -> Result<VersionDetails, AppError> {
    who.must_everywhere(Right::ChangeQuestionnaires)?;
    let details = find_version(app, who, id).await?;
    check_editable(&details.questionnaire, &details.version)?;
    Ok(details)
}

/// Takes a questionnaire out of use, or back into it. What was asked with it stays.
pub async fn set_in_use(app: &App, who: &Actor, id: QuestionnaireId, is_in_use: bool) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeQuestionnaires)?;
    app.writing(who, |work| async move {
        let before = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        if before.is_in_use() == is_in_use {
            return Ok(());
        }
        let withdrawn_at = (!is_in_use).then(|| work.now);
        store::change(&work, &Questionnaire { withdrawn_at, ..before }).await?;
        let verb = if is_in_use { "resumed" } else { "withdrawn" };
        work.trail(Trail::new("questionnaire", id.0, verb));
        Ok(())
    })
    .await
}

/// Gives an organisation the questionnaires that come with the program, as they were at a moment. What it has already is left as it is.
pub async fn seed(tx: &Tx, at: DateTime<Utc>) -> Result<(), AppError> {
    let shipped = built_in().map_err(|error| AppError::internal("reading a shipped questionnaire", error))?;
    for one in shipped {
        let questionnaire = built_in_id(tx.organisation(), one.code);
        if store::find(tx, questionnaire).await?.is_none() {
            let row = Questionnaire {
                id: questionnaire,
                code: one.code.to_owned(),
                is_built_in: true,
                withdrawn_at: None,
                created_at: at,
            };
            store::add(tx, &row).await?;
        }
        let id = built_in_version_id(tx.organisation(), one.code, one.number);
        if store::find_version(tx, id).await?.is_some() {
            continue;
        }
        let is_finished = one.content.check().is_empty();
        let hash = hash_of(&one.content)?;
        let version = QuestionnaireVersion {
            id,
            questionnaire,
            number: one.number,
            based_on: (one.number > 1).then(|| built_in_version_id(tx.organisation(), one.code, one.number - 1)),
            content: one.content,
            published: is_finished.then_some(Published { at, by: None, hash }),
            created_at: at,
            version: 1,
        };
        store::add_version(tx, &version).await?;
    }
    Ok(())
}

/// SHA-256 of the canonical content, as digits.
fn hash_of(content: &Content) -> Result<String, AppError> {
    let text = content
        .canonical()
        .map_err(|error| AppError::internal("writing a questionnaire", error))?;
    Ok(hex_digits(&Sha256::digest(text.as_bytes())))
}

async fn load(tx: &Tx, id: QuestionnaireVersionId) -> Result<(Questionnaire, QuestionnaireVersion), AppError> {
    let version = store::find_version(tx, id).await?.ok_or(AppError::NotFound)?;
    let questionnaire = store::find(tx, version.questionnaire)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok((questionnaire, version))
}

/// What came with the program and what is published is never edited.
fn check_editable(questionnaire: &Questionnaire, version: &QuestionnaireVersion) -> Result<(), AppError> {
    if questionnaire.is_built_in {
        Err(AppError::Refused("failure-questionnaire-built-in"))
    } else if version.is_published() {
        Err(AppError::Refused("failure-questionnaire-published"))
    } else {
        Ok(())
    }
}
