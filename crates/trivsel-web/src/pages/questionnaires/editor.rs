//! The editor of a draft: a form for each part, languages side by side, no script needed.

mod form;
mod typed;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use trivsel_app::questionnaires::{self, Edit, Toward, Typed, VersionDetails};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::QuestionnaireVersionId;
use trivsel_domain::questionnaire::Content;

use super::{of_version, told, version};
use crate::Web;
use crate::failure::Answer;
use crate::pages::{page, refused};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Words;
use form::{Editor, PartForm};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/questionnaires/versions/{version}/head", "C", |web, session, path| {
            show_new(web, session, path, Edit::Head)
        }),
        post(
            "/questionnaires/versions/{version}/head",
            "C",
            |web, session, path, form| save_new(web, session, path, form, Edit::Head),
        ),
        get(
            "/questionnaires/versions/{version}/items/new",
            "C",
            |web, session, path| show_new(web, session, path, Edit::NewItem),
        ),
        post(
            "/questionnaires/versions/{version}/items",
            "C",
            |web, session, path, form| save_new(web, session, path, form, Edit::NewItem),
        ),
        get(
            "/questionnaires/versions/{version}/choices/new",
            "C",
            |web, session, path| show_new(web, session, path, Edit::NewChoices),
        ),
        post(
            "/questionnaires/versions/{version}/choices",
            "C",
            |web, session, path, form| save_new(web, session, path, form, Edit::NewChoices),
        ),
        get(
            "/questionnaires/versions/{version}/scales/new",
            "C",
            |web, session, path| show_new(web, session, path, Edit::NewScale),
        ),
        post(
            "/questionnaires/versions/{version}/scales",
            "C",
            |web, session, path, form| save_new(web, session, path, form, Edit::NewScale),
        ),
        get(
            "/questionnaires/versions/{version}/items/{place}",
            "C",
            |web, session, path, query| show(web, session, path, query, Edit::Item),
        ),
        post(
            "/questionnaires/versions/{version}/items/{place}",
            "C",
            |web, session, path, form| save(web, session, path, form, Edit::Item),
        ),
        get(
            "/questionnaires/versions/{version}/items/{place}/condition",
            "C",
            |web, session, path, query| show(web, session, path, query, Edit::Condition),
        ),
        post(
            "/questionnaires/versions/{version}/items/{place}/condition",
            "C",
            |web, session, path, form| save(web, session, path, form, Edit::Condition),
        ),
        post(
            "/questionnaires/versions/{version}/items/{place}/up",
            "C",
            |web, session, path, form| save(web, session, path, form, |place| Edit::MoveItem(place, Toward::Start)),
        ),
        post(
            "/questionnaires/versions/{version}/items/{place}/down",
            "C",
            |web, session, path, form| save(web, session, path, form, |place| Edit::MoveItem(place, Toward::End)),
        ),
        get(
            "/questionnaires/versions/{version}/choices/{place}",
            "C",
            |web, session, path, query| show(web, session, path, query, Edit::Choices),
        ),
        post(
            "/questionnaires/versions/{version}/choices/{place}",
            "C",
            |web, session, path, form| save(web, session, path, form, Edit::Choices),
        ),
        get(
            "/questionnaires/versions/{version}/scales/{place}",
            "C",
            |web, session, path, query| show(web, session, path, query, Edit::Scale),
        ),
        post(
            "/questionnaires/versions/{version}/scales/{place}",
            "C",
            |web, session, path, form| save(web, session, path, form, Edit::Scale),
        ),
        get(
            "/questionnaires/versions/{version}/items/{place}/remove",
            "C",
            |web, session, path| ask_remove(web, session, path, Edit::RemoveItem),
        ),
        post(
            "/questionnaires/versions/{version}/items/{place}/remove",
            "C",
            |web, session, path, form| save(web, session, path, form, Edit::RemoveItem),
        ),
        get(
            "/questionnaires/versions/{version}/choices/{place}/remove",
            "C",
            |web, session, path| ask_remove(web, session, path, Edit::RemoveChoices),
        ),
        post(
            "/questionnaires/versions/{version}/choices/{place}/remove",
            "C",
            |web, session, path, form| save(web, session, path, form, Edit::RemoveChoices),
        ),
        get(
            "/questionnaires/versions/{version}/scales/{place}/remove",
            "C",
            |web, session, path| ask_remove(web, session, path, Edit::RemoveScale),
        ),
        post(
            "/questionnaires/versions/{version}/scales/{place}/remove",
            "C",
            |web, session, path, form| save(web, session, path, form, Edit::RemoveScale),
        ),
    ]
}

#[derive(Template)]
#[template(path = "pages/questionnaires/edit.html")]
struct EditPage {
    shell: Shell,
    /// The draft: its address, what it is called, and its count of changes.
    back: String,
    title: String,
    version: i32,
    /// What is edited, where it is sent, and where it is taken away.
    heading: String,
    action: String,
    removal: Option<String>,
    editor: Editor,
    part: PartForm,
}

#[derive(Template)]
#[template(path = "pages/questionnaires/remove_part.html")]
struct RemovePartPage {
    shell: Shell,
    back: String,
    title: String,
    version: i32,
    heading: String,
    action: String,
}

/// The item a condition is being chosen for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct On {
    item: Option<String>,
}

async fn show_new(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<QuestionnaireVersionId>,
    edit: Edit,
) -> Answer {
    show_edit(&web, &session, id, edit, On::default()).await
}

async fn show(
    State(web): State<Web>,
    session: Session,
    Path((id, place)): Path<(QuestionnaireVersionId, usize)>,
    Query(on): Query<On>,
    edit: impl Fn(usize) -> Edit,
) -> Answer {
    show_edit(&web, &session, id, edit(place), on).await
}

async fn show_edit(web: &Web, session: &Session, id: QuestionnaireVersionId, edit: Edit, on: On) -> Answer {
    let found = questionnaires::find_draft(&web.app, session.actor(), id).await?;
    let mut typed = typed::of(session.lang(), &found.version.content, edit).ok_or(AppError::NotFound)?;
    if let Some(item) = on.item {
        typed.retain(|field, _| !field.starts_with("value_"));
        typed.insert("item".to_owned(), item);
    }
    page(&edit_page(session, found, edit, typed, Vec::new()).ok_or(AppError::NotFound)?)
}

async fn save_new(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<QuestionnaireVersionId>,
    Form(typed): Form<Typed>,
    edit: Edit,
) -> Answer {
    save_edit(&web, &session, id, edit, typed).await
}

async fn save(
    State(web): State<Web>,
    session: Session,
    Path((id, place)): Path<(QuestionnaireVersionId, usize)>,
    Form(typed): Form<Typed>,
    edit: impl Fn(usize) -> Edit,
) -> Answer {
    save_edit(&web, &session, id, edit(place), typed).await
}

async fn save_edit(web: &Web, session: &Session, id: QuestionnaireVersionId, edit: Edit, typed: Typed) -> Answer {
    match questionnaires::edit(&web.app, session.actor(), id, edit, &typed).await {
        Ok(()) => {
            let address = urls::with_notice(&urls::questionnaire_version(id), done_of(edit));
            Ok(Redirect::to(&format!("{address}{}", anchor(edit))).into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let found = questionnaires::find_draft(&web.app, session.actor(), id).await?;
            refused(&edit_page(session, found, edit, typed, problems).ok_or(AppError::NotFound)?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn ask_remove(
    State(web): State<Web>,
    session: Session,
    Path((id, place)): Path<(QuestionnaireVersionId, usize)>,
    edit: impl Fn(usize) -> Edit,
) -> Answer {
    let found = questionnaires::find_draft(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let content = &found.version.content;
    let (part, name) = removed(shell.words, content, edit(place)).ok_or(AppError::NotFound)?;
    page(&RemovePartPage {
        back: urls::questionnaire_version(id),
        title: version::title(&shell, content),
        version: found.version.version,
        heading: shell.with("questionnaire-remove-part").text("name", name).to_string(),
        action: of_version(id, &format!("{part}/{place}/remove")),
        shell,
    })
}

/// What would be taken away: where it stands in addresses, and what it is called.
fn removed(words: &Words, content: &Content, edit: Edit) -> Option<(&'static str, String)> {
    fn at<T>(elements: &[T], place: usize) -> Option<&T> {
        elements.get(place.checked_sub(1)?)
    }
    match edit {
        Edit::RemoveItem(place) => {
            let key = &at(&content.items, place)?.key;
            Some(("items", told::item_name(words, content, key)))
        }
        Edit::RemoveChoices(place) => Some(("choices", told::options(words, at(&content.choices, place)?))),
        Edit::RemoveScale(place) => {
            let name = &at(&content.scales, place)?.name;
            Some(("scales", name.read(words.lang().code()).to_owned()))
        }
        _ => None,
    }
}

fn done_of(edit: Edit) -> &'static str {
    match edit {
        Edit::MoveItem(..) => "done-questionnaire-moved",
        Edit::RemoveItem(_) | Edit::RemoveChoices(_) | Edit::RemoveScale(_) => "done-questionnaire-part-removed",
        _ => "done-questionnaire-saved",
    }
}

/// Where on the version's page the work goes on.
fn anchor(edit: Edit) -> String {
    match edit {
        Edit::Head => String::new(),
        Edit::NewItem | Edit::RemoveItem(_) => "#items".to_owned(),
        Edit::Item(place) | Edit::Condition(place) => format!("#item-{place}"),
        Edit::MoveItem(place, Toward::Start) => format!("#item-{}", place.saturating_sub(1)),
        Edit::MoveItem(place, Toward::End) => format!("#item-{}", place + 1),
        Edit::NewChoices | Edit::Choices(_) | Edit::RemoveChoices(_) => "#choices".to_owned(),
        Edit::NewScale | Edit::Scale(_) | Edit::RemoveScale(_) => "#scales".to_owned(),
    }
}

/// The form for a part; none where there is nothing at its place.
fn edit_page(
    session: &Session,
    found: VersionDetails,
    edit: Edit,
    typed: Typed,
    problems: Vec<Problem>,
) -> Option<EditPage> {
    let shell = session.shell(Station::Listen);
    let (id, content) = (found.version.id, &found.version.content);
    let (heading, part) = match edit {
        Edit::Head => ("questionnaire-edit-head", "head".to_owned()),
        Edit::NewItem => ("questionnaire-new-item", "items".to_owned()),
        Edit::Item(place) => ("questionnaire-edit-item", format!("items/{place}")),
        Edit::Condition(place) => ("questionnaire-edit-condition", format!("items/{place}/condition")),
        Edit::NewChoices => ("questionnaire-new-choices", "choices".to_owned()),
        Edit::Choices(place) => ("questionnaire-edit-choices", format!("choices/{place}")),
        Edit::NewScale => ("questionnaire-new-scale", "scales".to_owned()),
        Edit::Scale(place) => ("questionnaire-edit-scale", format!("scales/{place}")),
        Edit::MoveItem(..) | Edit::RemoveItem(_) | Edit::RemoveChoices(_) | Edit::RemoveScale(_) => return None,
    };
    let action = of_version(id, &part);
    let is_removable = matches!(edit, Edit::Item(_) | Edit::Choices(_) | Edit::Scale(_));
    Some(EditPage {
        back: urls::questionnaire_version(id),
        title: version::title(&shell, content),
        version: found.version.version,
        heading: shell.t(heading).into_owned(),
        removal: is_removable.then(|| format!("{action}/remove")),
        action,
        part: PartForm::of(&shell, content, edit, &typed),
        editor: Editor::new(session.words(), content, typed, problems),
        shell,
    })
}
