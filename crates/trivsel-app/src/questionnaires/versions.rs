//! How versions begin and end: a new questionnaire, a copy, the next version, publishing, throwing a draft away.

use serde::Deserialize;
use trivsel_domain::id::{QuestionnaireId, QuestionnaireVersionId};
use trivsel_domain::questionnaire::{
    ChoiceSet, Content, Format, PublishError, Published, Questionnaire, QuestionnaireVersion, Wording, built_in,
    find_language,
};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, questionnaires as store};
use uuid::Uuid;

use super::{check_editable, hash_of, load};
use crate::input::{Input, free_code};
use crate::trail::Trail;
use crate::{App, AppError};

/// The longest code of a questionnaire.
const CODE_CHARS: usize = 40;

/// What is typed to begin a questionnaire of one's own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuestionnaire {
    /// What it is called.
    pub title: String,
    /// The language it is written in first.
    pub language: String,
}

/// Begins a questionnaire without items, with the options most questions need.
pub async fn add(app: &App, who: &Actor, form: &NewQuestionnaire) -> Result<QuestionnaireVersionId, AppError> {
    who.must_everywhere(Right::ChangeQuestionnaires)?;
    let mut input = Input::new();
    let title = input.required("title", &form.title);
    let language = input.choice("language", &form.language, find_language);
    input.done()?;
    let language = language.map_or("da", |language| language.code);
    let mut content = Content {
        format: Format::First,
        languages: vec![language.to_owned()],
        title: Wording::of([(language, title.as_str())]),
        intro: Wording::default(),
        licence: None,
        translations: Vec::new(),
        choices: usual_choices()?,
        items: Vec::new(),
        scales: Vec::new(),
    };
    content.forget_other_languages();
    add_with(app, who, content, None, "added").await
}

/// Makes a questionnaire of one's own from a version of any.
pub async fn copy(app: &App, who: &Actor, id: QuestionnaireVersionId) -> Result<QuestionnaireVersionId, AppError> {
    who.must_everywhere(Right::ChangeQuestionnaires)?;
    let tx = app.read(who.organisation).await?;
    let (questionnaire, original) = load(&tx, id).await?;
    if original.is_draft() && !questionnaire.is_built_in {
        // A draft may still change or go, so nothing can be compared with it.
        return Err(AppError::Refused("failure-questionnaire-draft"));
    }
    drop(tx);
    add_with(app, who, original.content, Some(id), "copied").await
}

/// Adds a questionnaire with its first draft.
pub(super) async fn add_with(
    app: &App,
    who: &Actor,
    content: Content,
    based_on: Option<QuestionnaireVersionId>,
    verb: &'static str,
) -> Result<QuestionnaireVersionId, AppError> {
    let content = &content;
    app.writing(who, |work| async move {
        let taken: Vec<String> = store::list(&work).await?.into_iter().map(|known| known.code).collect();
        let title = content.title.read(content.first_language()).to_owned();
        let questionnaire = Questionnaire {
            id: QuestionnaireId(Uuid::now_v7()),
            code: free_code(&title, "skema", CODE_CHARS, &taken),
            is_built_in: false,
            withdrawn_at: None,
            created_at: work.now,
        };
        store::add(&work, &questionnaire).await?;
        let id = add_draft(app, &work, questionnaire.id, 1, based_on, content.clone()).await?;
        work.trail(Trail::new("questionnaire", questionnaire.id.0, verb).field("title", "", title));
        Ok(id)
    })
    .await
}

/// Begins the next version of one's own questionnaire; where a draft is there already, that is the one to go on with.
pub async fn begin(app: &App, who: &Actor, id: QuestionnaireId) -> Result<QuestionnaireVersionId, AppError> {
    who.must_everywhere(Right::ChangeQuestionnaires)?;
    app.writing(who, |work| async move {
        let questionnaire = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        if questionnaire.is_built_in {
            return Err(AppError::Refused("failure-questionnaire-built-in"));
        }
        let newest = store::versions_of(&work, id).await?.into_iter().next();
        let newest = newest.ok_or(AppError::NotFound)?;
        if newest.is_draft() {
            return Ok(newest.id);
        }
        let number = newest.number + 1;
        let draft = add_draft(app, &work, id, number, Some(newest.id), newest.content).await?;
        work.trail(
            Trail::new("questionnaire_version", draft.0, "added")
                .of(id.0)
                .field("number", "", number),
        );
        Ok(draft)
    })
    .await
}

async fn add_draft(
    app: &App,
    tx: &Tx,
    questionnaire: QuestionnaireId,
    number: i32,
    based_on: Option<QuestionnaireVersionId>,
    content: Content,
) -> Result<QuestionnaireVersionId, AppError> {
    let version = QuestionnaireVersion {
        id: QuestionnaireVersionId(Uuid::now_v7()),
        questionnaire,
        number,
        based_on,
        content,
        published: None,
        created_at: app.now(),
        version: 1,
    };
    store::add_version(tx, &version).await?;
    Ok(version.id)
}

/// Freezes a finished draft for good, under the hash of what it says. `seen` is the count of changes that was read.
pub async fn publish(app: &App, who: &Actor, id: QuestionnaireVersionId, seen: &str) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeQuestionnaires)?;
    app.writing(who, |work| async move {
        let (questionnaire, draft) = load(&work, id).await?;
        check_editable(&questionnaire, &draft)?;
        if seen != draft.version.to_string() {
            return Err(AppError::Conflict);
        }
        let hash = hash_of(&draft.content)?;
        let published = draft.published(Published {
            at: work.now,
            by: Some(who.person),
            hash: hash.clone(),
        });
        let published = published.map_err(|error| match error {
            PublishError::Already(_) => AppError::Refused("failure-questionnaire-published"),
            PublishError::Problems(_) => AppError::Refused("failure-questionnaire-unfinished"),
        })?;
        store::change_draft(&work, &published).await?;
        work.trail(
            Trail::new("questionnaire_version", id.0, "published")
                .of(questionnaire.id.0)
                .field("number", "", draft.number)
                .field("hash", "", hash),
        );
        Ok(())
    })
    .await
}

/// Throws a draft away, and with it a questionnaire that never had anything else. Says whether the questionnaire is still there.
pub async fn remove_draft(app: &App, who: &Actor, id: QuestionnaireVersionId) -> Result<bool, AppError> {
    who.must_everywhere(Right::ChangeQuestionnaires)?;
    app.writing(who, |work| async move {
        let (questionnaire, draft) = load(&work, id).await?;
        check_editable(&questionnaire, &draft)?;
        store::remove_draft(&work, id).await?;
        let is_left = !store::versions_of(&work, questionnaire.id).await?.is_empty();
        if !is_left {
            store::remove(&work, questionnaire.id).await?;
        }
        work.trail(
            Trail::new("questionnaire_version", id.0, "removed")
                .of(questionnaire.id.0)
                .field("number", draft.number, "")
                .field("title", draft.content.title.read(draft.content.first_language()), ""),
        );
        Ok(is_left)
    })
    .await
}

/// The options of our own pulse: they fit most questions.
fn usual_choices() -> Result<Vec<ChoiceSet>, AppError> {
    let shipped = built_in().map_err(|error| AppError::internal("reading a shipped questionnaire", error))?;
    let pulse = shipped.into_iter().find(|known| known.code == "pulse");
    Ok(pulse.map(|pulse| pulse.content.choices).unwrap_or_default())
}
