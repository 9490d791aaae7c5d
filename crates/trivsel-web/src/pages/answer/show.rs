//! The document: what is promised, the ways in, and all questions. A script shows it one screen at a time.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse};
use trivsel_app::Problem;
use trivsel_app::ballots::{self, Poll};
use trivsel_domain::questionnaire::{Answers, Language, find_language};
use trivsel_domain::survey::NOTICE_DAYS;

use super::questions::{self, Question};
use super::{At, Reader, address_of};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::format::in_groups;
use crate::urls;
use crate::words::Words;

#[derive(Template)]
#[template(path = "pages/answer/show.html")]
struct AnswerPage<'a> {
    words: &'static Words,
    poll: &'a Poll,
    address: String,
    title: &'a str,
    asks: String,
    purpose: &'a str,
    facts: Vec<(&'static str, String)>,
    /// What followed the survey before this one: the address, and what the link says. It stands before the questions and not after
    /// them: whoever opens it right after sending would tell the server who had just answered.
    earlier: Option<(String, String)>,
    intro: &'a str,
    licence: Option<&'a str>,
    content_language: &'a str,
    is_right_to_left: bool,
    languages: Vec<Language>,
    questions: Vec<Question>,
    fields: Fields,
    card: String,
    error_title: String,
    errors: Vec<(String, String)>,
    seal: String,
    key: String,
    questionnaire: String,
    /// What cannot be promised, by its sentences.
    limits: [&'static str; 8],
    script_words: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "pages/answer/told.html")]
struct ToldPage<'a> {
    words: &'static Words,
    poll: &'a Poll,
    heading: String,
    lines: Vec<String>,
    /// Does whom one can talk to stand below it?
    is_sent: bool,
}

/// What was filled in, and what is wrong with it.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) card: String,
    pub(super) answers: Answers,
    pub(super) problems: Vec<Problem>,
}

pub(super) async fn show(State(web): State<Web>, Path((organisation, number)): At, reader: Reader) -> Answer {
    let poll = ballots::find(&web.app, &organisation, number).await?;
    if !poll.is_open(&web.app) {
        return closed(&poll, &reader);
    }
    Ok(form_page(&poll, &reader, Filled::default())?.into_response())
}

/// What those see who sent the form without a script. It says the same to everybody.
pub(super) async fn sent(State(web): State<Web>, Path((organisation, number)): At, reader: Reader) -> Answer {
    let poll = ballots::find(&web.app, &organisation, number).await?;
    let words = Words::of(reader.interface());
    let lines = ["answer-sent-text", "answer-sent-card"].map(|line| words.t(line).into_owned());
    told(&ToldPage {
        words,
        poll: &poll,
        heading: words.t("answer-sent").into_owned(),
        lines: lines.into(),
        is_sent: true,
    })
}

fn closed(poll: &Arc<Poll>, reader: &Reader) -> Answer {
    let words = Words::of(reader.interface());
    let day = words
        .lang()
        .date(poll.survey.closed_on.unwrap_or(poll.promise.closes_on));
    let is_held = poll.survey.held_since.is_some() && poll.survey.closed_on.is_none();
    let (heading, line) = if is_held {
        ("answer-held", words.t("answer-held-text").into_owned())
    } else {
        (
            "answer-closed",
            words.with("answer-closed-text").text("day", day).to_string(),
        )
    };
    told(&ToldPage {
        words,
        poll,
        heading: words.t(heading).into_owned(),
        lines: vec![line],
        is_sent: false,
    })
}

fn told(page: &ToldPage<'_>) -> Answer {
    Ok(Html(page.render()?).into_response())
}

/// The page with what was filled in.
pub(super) fn form_page(poll: &Poll, reader: &Reader, filled: Filled) -> Result<Html<String>, Failure> {
    let words = Words::of(reader.interface());
    let language = poll.content.language_for(&reader.code);
    let (of_card, of_items): (Vec<Problem>, Vec<Problem>) = filled
        .problems
        .into_iter()
        .partition(|problem| poll.content.find_item(&problem.field).is_none());
    let of_card: Vec<Problem> = of_card
        .into_iter()
        .map(|problem| Problem {
            field: "card".to_owned(),
            ..problem
        })
        .collect();
    let said: Vec<(String, String)> = of_items
        .iter()
        .map(|problem| (problem.field.clone(), words.problem(problem)))
        .collect();
    let errors: Vec<(String, String)> = of_card
        .iter()
        .map(|problem| ("card".to_owned(), words.problem(problem)))
        .chain(said.iter().map(|(key, error)| {
            let question = poll.content.find_item(key).map_or("", |item| item.text.read(language));
            (format!("q-{key}"), format!("{question} {error}"))
        }))
        .collect();
    let page = AnswerPage {
        words,
        poll,
        address: address_of(poll),
        title: poll.survey.title.of(words.lang().code()),
        asks: words
            .with("answer-asks")
            .text("organisation", &poll.organisation_name)
            .text("last", words.lang().maybe_date(poll.survey.last_day()))
            .to_string(),
        purpose: poll.survey.purpose.of(words.lang().code()),
        facts: facts(poll, words),
        earlier: poll.earlier.as_ref().map(|earlier| {
            let link = words.with("answer-earlier-link");
            let title = earlier.title.of(words.lang().code());
            (urls::followed(earlier.id), link.text("survey", title).to_string())
        }),
        intro: poll.content.intro.read(language),
        licence: poll
            .content
            .licence
            .as_ref()
            .map(|licence| licence.notice.read(words.lang().code())),
        content_language: language,
        is_right_to_left: find_language(language).is_some_and(|language| language.is_right_to_left),
        languages: poll
            .content
            .languages
            .iter()
            .filter_map(|code| find_language(code))
            .collect(),
        questions: questions::list(&poll.content, language, words, &filled.answers, &said),
        fields: Fields::new(words, "answer", of_card),
        card: filled.card,
        error_title: words.t("failure-fields").into_owned(),
        errors,
        seal: in_groups(&poll.seal),
        key: poll.key_fingerprint(),
        questionnaire: in_groups(&poll.promise.questionnaire),
        limits: LIMITS,
        script_words: script_words(words),
    };
    Ok(Html(page.render()?))
}

const LIMITS: [&str; 8] = [
    "answer-limits-watch",
    "answer-limits-few",
    "answer-limits-keys",
    "answer-limits-card",
    "answer-limits-code",
    "answer-limits-writing",
    "answer-limits-device",
    "answer-limits-all",
];

/// What is told before anybody answers, each under its heading.
fn facts(poll: &Poll, words: &'static Words) -> Vec<(&'static str, String)> {
    let rules = poll.promise.rules;
    let shown = words
        .with("answer-shown-text")
        .count("minimum", rules.minimum)
        .count("distribution", rules.distribution)
        .count("comments", rules.comments)
        .count("offensive", rules.offensive)
        .to_string();
    let deleted = words
        .with("answer-deleted-text")
        .text("day", words.lang().date(poll.promise.answers_deleted_on))
        .to_string();
    let mut facts = vec![("answer-shown", shown), ("answer-deleted", deleted)];
    facts.extend(last_day(poll, words).map(|text| ("answer-last", text)));
    if let Some(day) = poll.survey.follow_up.on {
        let talked = words
            .with("answer-follow-up-text")
            .text("day", words.lang().date(day))
            .text("time", &poll.survey.follow_up.time);
        facts.push(("answer-follow-up", talked.to_string()));
    }
    facts
}

/// Between which days the last one may be moved, and whether it was; nothing where it is fixed.
fn last_day(poll: &Poll, words: &'static Words) -> Option<String> {
    let days = poll.promise.last_day?;
    let lang = words.lang();
    let between = words
        .with("answer-last-text")
        .text("soonest", lang.date(days.soonest))
        .text("latest", lang.date(days.latest))
        .count("days", NOTICE_DAYS)
        .to_string();
    let moved = poll.survey.moved_to.map(|_| {
        let planned = lang.date(poll.promise.closes_on);
        words.with("answer-last-moved").text("planned", planned).to_string()
    });
    Some(
        [Some(between), moved]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// Sentences the script shows. Where it fills something in, the name stands in curly brackets.
fn script_words(words: &'static Words) -> Vec<(&'static str, String)> {
    let plain = [
        "answer-choose",
        "answer-next",
        "answer-to-review",
        "answer-send",
        "answer-begin",
        "answer-resume",
        "answer-whose-account",
        "answer-whose-invitation",
        "answer-whose-card",
        "answer-aside-lost",
        "answer-aside-again",
        "answer-change",
        "answer-none",
        "answer-sending",
        "answer-waiting-text",
        "answer-waiting-tablet",
        "answer-found-waiting",
        "answer-found-sent",
        "answer-found-sent-text",
        "answer-sent",
        "answer-sent-text",
        "answer-sent-card",
        "answer-sent-tablet",
        "answer-stopped-seal",
        "answer-stopped-link",
        "answer-stopped-proof",
        "answer-stopped-cell",
        "answer-failed",
        "answer-not-signed-in",
        "answer-not-invited",
        "problem-code",
        "problem-code-missing",
        "problem-no-answer",
    ];
    let filled: [(&str, &[&str]); 5] = [
        ("answer-progress", &["at", "of"]),
        ("answer-progress-bar", &["at", "of"]),
        ("answer-too-long", &["most", "count"]),
        ("answer-change-question", &["question"]),
        ("answer-your-group", &["group", "invited"]),
    ];
    let of_plain = plain.into_iter().map(|id| (id, words.t(id).into_owned()));
    let of_filled = filled.into_iter().map(|(id, names)| {
        let sentence = names.iter().fold(words.with(id), |sentence, name| {
            sentence.text(name, format!("{{{name}}}"))
        });
        (id, sentence.to_string())
    });
    of_plain.chain(of_filled).collect()
}
