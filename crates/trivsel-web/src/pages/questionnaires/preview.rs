//! A version as a respondent meets it: one question at a time, in each of its languages. Nothing is kept.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use trivsel_app::questionnaires;
use trivsel_domain::id::QuestionnaireVersionId;
use trivsel_domain::questionnaire::{Content, ItemKind, Language, find_language};

use super::{READERS, told, version};
use crate::Web;
use crate::failure::Answer;
use crate::pages::page;
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::{Lang, Words};

pub(super) fn routes() -> Vec<Route> {
    vec![get("/questionnaires/versions/{version}/preview", READERS, show)]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    language: String,
    /// 0 is the first page, 1 the first question.
    step: usize,
}

#[derive(Template)]
#[template(path = "pages/questionnaires/preview.html")]
struct PreviewPage {
    shell: Shell,
    /// The words round the question: the questionnaire's language where we speak it.
    frame: &'static Words,
    title: String,
    /// The version's page, and the preview's own address.
    back: String,
    address: String,
    language: Language,
    languages: Vec<Language>,
    screen: Screen,
    step: usize,
    count: usize,
}

/// What is on the screen.
enum Screen {
    First {
        title: String,
        intro: String,
        /// The licence: name, notice, address.
        licence: Option<(String, String, Option<String>)>,
    },
    Question {
        text: String,
        help: String,
        options: Vec<String>,
        /// How long own words may be; none where there are options.
        max_chars: Option<u32>,
        notes: Vec<String>,
    },
    Last,
}

async fn show(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<QuestionnaireVersionId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let found = questionnaires::find_version(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let content = &found.version.content;
    let wanted = if asked.language.is_empty() {
        shell.lang.code()
    } else {
        &asked.language
    };
    let known = |code: &str| {
        find_language(code).unwrap_or(Language {
            code: "und",
            name: "?",
            is_right_to_left: false,
        })
    };
    let language = known(content.language_for(wanted));
    let step = asked.step.min(content.items.len() + 1);
    let frame = match language.code {
        "da" => Words::of(Lang::Da),
        "en" => Words::of(Lang::En),
        _ => shell.words,
    };
    let address = format!("{}/preview", urls::questionnaire_version(id));
    page(&PreviewPage {
        frame,
        title: version::title(&shell, content),
        back: urls::questionnaire_version(id),
        address,
        languages: content.languages.iter().map(|code| known(code)).collect(),
        screen: screen(shell.words, content, language.code, step),
        language,
        step,
        count: content.items.len(),
        shell,
    })
}

fn screen(words: &Words, content: &Content, language: &str, step: usize) -> Screen {
    let of = |words: &trivsel_domain::questionnaire::Wording| words.get(language).unwrap_or("…").to_owned();
    let Some(index) = step.checked_sub(1) else {
        let licence = content.licence.as_ref();
        return Screen::First {
            title: of(&content.title),
            intro: content.intro.get(language).unwrap_or_default().to_owned(),
            licence: licence.map(|licence| {
                let notice = licence.notice.get(language).unwrap_or_default().to_owned();
                (licence.name.clone(), notice, licence.address().map(str::to_owned))
            }),
        };
    };
    let Some(item) = content.items.get(index) else {
        return Screen::Last;
    };
    let options = content
        .choices_of(item)
        .map(|set| set.options.as_slice())
        .unwrap_or_default();
    Screen::Question {
        text: of(&item.text),
        help: item.help.get(language).unwrap_or_default().to_owned(),
        options: options.iter().map(|option| of(&option.label)).collect(),
        max_chars: match item.kind {
            ItemKind::FreeText { max_chars } => Some(max_chars),
            ItemKind::Choice(_) => None,
        },
        notes: told::notes(words, content, item),
    }
}
