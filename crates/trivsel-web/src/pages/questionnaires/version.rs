//! One version: what it asks and reckons, what was changed since the one before, and what can be done with it.

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::AppError;
use trivsel_app::documents::table_out::write_xlsx;
use trivsel_app::questionnaires::{self, VersionDetails};
use trivsel_domain::id::QuestionnaireVersionId;
use trivsel_domain::questionnaire::{Change, Comparison, Content, Place, compare};
use trivsel_domain::rights::Right;

use super::{READERS, of_version, told};
use crate::Web;
use crate::failure::Answer;
use crate::pages::{attachment, done, page};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Words;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/questionnaires/versions/{version}", READERS, show),
        get("/questionnaires/versions/{version}/document.json", READERS, export),
        get("/questionnaires/versions/{version}/table.xlsx", READERS, table),
        post("/questionnaires/versions/{version}/copy", "C", copy),
        get("/questionnaires/versions/{version}/publish", "C", ask_publish),
        post("/questionnaires/versions/{version}/publish", "C", publish),
        get("/questionnaires/versions/{version}/remove", "C", ask_remove),
        post("/questionnaires/versions/{version}/remove", "C", remove),
    ]
}

#[derive(Template)]
#[template(path = "pages/questionnaires/version.html")]
struct VersionPage {
    shell: Shell,
    title: String,
    found: VersionDetails,
    problems: Vec<Told>,
    items: Vec<ItemLine>,
    choices: Vec<ChoicesLine>,
    scales: Vec<ScaleLine>,
    translations: Vec<String>,
    compared: Option<Compared>,
}

#[derive(Template)]
#[template(path = "pages/questionnaires/publish.html")]
struct PublishPage {
    shell: Shell,
    title: String,
    found: VersionDetails,
    problems: Vec<Told>,
    compared: Option<Compared>,
}

#[derive(Template)]
#[template(path = "pages/questionnaires/remove.html")]
struct RemovePage {
    shell: Shell,
    title: String,
    found: VersionDetails,
}

/// Something to mend, and where that is done.
struct Told {
    text: String,
    address: String,
}

/// An item as it is read.
struct ItemLine {
    place: usize,
    text: String,
    help: String,
    answers: String,
    notes: Vec<String>,
    is_first: bool,
    is_last: bool,
}

/// A choice set as it is read.
struct ChoicesLine {
    place: usize,
    options: String,
    used_by: usize,
}

/// A scale as it is read.
struct ScaleLine {
    place: usize,
    name: String,
    /// The items' words, and whether they are reversed.
    items: Vec<(String, bool)>,
    rules: Vec<String>,
}

/// What was changed since the version before.
struct Compared {
    /// That version's address and what it is called.
    before: (String, String),
    scales: Vec<ComparedLine>,
    items: Vec<ComparedLine>,
    broken: usize,
}

/// An item or a scale in two versions.
struct ComparedLine {
    name: String,
    /// `added`, `removed`, `broken` or `kept`.
    change: &'static str,
    reasons: Vec<String>,
    /// The words before and after, in each language where they differ.
    words: Vec<(String, String, String)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Seen {
    version: String,
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireVersionId>) -> Answer {
    let found = questionnaires::find_version(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let (words, content) = (shell.words, &found.version.content);
    page(&VersionPage {
        title: title(&shell, content),
        problems: if found.version.is_draft() {
            problems(words, &found)
        } else {
            Vec::new()
        },
        items: item_lines(words, content),
        choices: choices_lines(words, content),
        scales: scale_lines(words, content),
        translations: translations(words, content),
        compared: compared(words, &found),
        found,
        shell,
    })
}

/// What the version is called, for a heading.
pub(super) fn title(shell: &Shell, content: &Content) -> String {
    match content.title.read(shell.lang.code()) {
        "" => shell.t("questionnaire-untitled").into_owned(),
        title => title.to_owned(),
    }
}

fn problems(words: &Words, found: &VersionDetails) -> Vec<Told> {
    let content = &found.version.content;
    let part = |place: &Place| match place {
        Place::Head => "head".to_owned(),
        Place::Choices { position, .. } => format!("choices/{position}"),
        Place::Item { position, .. } => format!("items/{position}"),
        Place::Scale { position, .. } => format!("scales/{position}"),
    };
    content
        .check()
        .iter()
        .map(|problem| Told {
            text: told::problem(words, content, problem),
            address: of_version(found.version.id, &part(&problem.place)),
        })
        .collect()
}

fn item_lines(words: &Words, content: &Content) -> Vec<ItemLine> {
    let (language, last) = (words.lang().code(), content.items.len());
    (1..)
        .zip(&content.items)
        .map(|(place, item)| ItemLine {
            place,
            text: told::item_name(words, content, &item.key),
            help: item.help.read(language).to_owned(),
            answers: told::answers(words, content, item),
            notes: told::notes(words, content, item),
            is_first: place == 1,
            is_last: place == last,
        })
        .collect()
}

fn choices_lines(words: &Words, content: &Content) -> Vec<ChoicesLine> {
    let offered = |key: &str| {
        let sets = content.items.iter().filter_map(|item| content.choices_of(item));
        sets.filter(|set| set.key == key).count()
    };
    (1..)
        .zip(&content.choices)
        .map(|(place, set)| ChoicesLine {
            place,
            options: told::options(words, set),
            used_by: offered(&set.key),
        })
        .collect()
}

fn scale_lines(words: &Words, content: &Content) -> Vec<ScaleLine> {
    (1..)
        .zip(&content.scales)
        .map(|(place, scale)| ScaleLine {
            place,
            name: scale.name.read(words.lang().code()).to_owned(),
            items: scale
                .items
                .iter()
                .map(|item| (told::item_name(words, content, &item.item), item.is_reversed))
                .collect(),
            rules: told::rules(words, scale),
        })
        .collect()
}

/// What must be known about single translations.
fn translations(words: &Words, content: &Content) -> Vec<String> {
    content
        .translations
        .iter()
        .map(|translation| {
            let id = if translation.is_validated {
                "questionnaire-translation-validated"
            } else {
                "questionnaire-translation-not-validated"
            };
            let sentence = words
                .with(id)
                .text("language", told::language_name(&translation.language));
            format!("{sentence} {}", translation.notice.read(words.lang().code()))
        })
        .collect()
}

fn compared(words: &Words, found: &VersionDetails) -> Option<Compared> {
    let before = found.before.as_ref()?;
    let (old, new) = (&before.content, &found.version.content);
    let Comparison { items, scales } = compare(old, new);
    let scale_name = |key: &str| {
        let scale = new.find_scale(key).or_else(|| old.find_scale(key));
        scale.map(|scale| scale.name.read(words.lang().code()).to_owned())
    };
    let scales: Vec<ComparedLine> = scales
        .into_iter()
        .map(|scale| line(words, new, scale_name(&scale.key).unwrap_or_default(), &scale.change))
        .collect();
    let items = items.into_iter().filter(|item| item.change != Change::Kept);
    let items = items.map(|item| {
        let content = if item.change == Change::Removed { old } else { new };
        let mut line = line(words, content, told::item_name(words, content, &item.key), &item.change);
        line.words = changed_words(old, new, &item.key);
        line
    });
    let number = before.number;
    Some(Compared {
        before: (
            urls::questionnaire_version(before.id),
            words
                .with("questionnaire-version-of")
                .text("title", old.title.read(words.lang().code()))
                .text("number", number)
                .to_string(),
        ),
        items: items.collect(),
        broken: scales.iter().filter(|scale| scale.change != "kept").count(),
        scales,
    })
}

fn line(words: &Words, content: &Content, name: String, change: &Change) -> ComparedLine {
    let (change, reasons) = match change {
        Change::Added => ("added", Vec::new()),
        Change::Removed => ("removed", Vec::new()),
        Change::Kept => ("kept", Vec::new()),
        Change::Broken(breaks) => (
            "broken",
            breaks.iter().map(|why| told::broken(words, content, why)).collect(),
        ),
    };
    ComparedLine {
        name,
        change,
        reasons,
        words: Vec::new(),
    }
}

/// The language and the words of an item before and after, where both versions have it and they differ.
fn changed_words(old: &Content, new: &Content, key: &str) -> Vec<(String, String, String)> {
    let (Some(before), Some(after)) = (old.find_item(key), new.find_item(key)) else {
        return Vec::new();
    };
    let languages = new.languages.iter().filter(|language| old.languages.contains(language));
    let pairs = languages.flat_map(|language| {
        [(&before.text, &after.text), (&before.help, &after.help)].map(|(before, after)| {
            let words = |words: Option<&str>| words.unwrap_or_default().to_owned();
            (
                language.clone(),
                words(before.get(language)),
                words(after.get(language)),
            )
        })
    });
    pairs.filter(|(_, before, after)| before != after).collect()
}

async fn export(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireVersionId>) -> Answer {
    let file = questionnaires::export(&web.app, session.actor(), id).await?;
    attachment("application/json", file.name, file.document.into_bytes())
}

async fn table(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireVersionId>) -> Answer {
    let (name, table) = questionnaires::export_table(&web.app, session.actor(), id).await?;
    let body = write_xlsx(&table, session.lang().of_documents())
        .map_err(|error| AppError::internal("writing a workbook", error))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    attachment(kind, format!("{name}.xlsx"), body)
}

async fn copy(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireVersionId>) -> Answer {
    let draft = questionnaires::copy(&web.app, session.actor(), id).await?;
    done(&urls::questionnaire_version(draft), "done-questionnaire-copied")
}

async fn ask_publish(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireVersionId>) -> Answer {
    let found = questionnaires::find_draft(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    page(&PublishPage {
        title: title(&shell, &found.version.content),
        problems: problems(shell.words, &found),
        compared: compared(shell.words, &found),
        found,
        shell,
    })
}

async fn publish(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<QuestionnaireVersionId>,
    Form(seen): Form<Seen>,
) -> Answer {
    questionnaires::publish(&web.app, session.actor(), id, &seen.version).await?;
    done(&urls::questionnaire_version(id), "done-questionnaire-published")
}

async fn ask_remove(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireVersionId>) -> Answer {
    let found = questionnaires::find_draft(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    page(&RemovePage {
        title: title(&shell, &found.version.content),
        found,
        shell,
    })
}

async fn remove(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireVersionId>) -> Answer {
    let who = session.actor();
    who.must_everywhere(Right::ChangeQuestionnaires)
        .map_err(AppError::from)?;
    let of = questionnaires::find_version(&web.app, who, id).await?.questionnaire.id;
    let is_left = questionnaires::remove_draft(&web.app, who, id).await?;
    let next = if is_left {
        urls::questionnaire(of)
    } else {
        urls::QUESTIONNAIRES.to_owned()
    };
    done(&next, "done-questionnaire-removed")
}
