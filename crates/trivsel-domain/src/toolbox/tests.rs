#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use super::*;

#[test]
fn every_question_has_an_answer_in_both_languages_read_twice() {
    let questions = shipped().unwrap();
    assert_eq!(questions.len(), 79);
    let tools: BTreeSet<String> = shipped_tools().unwrap().into_iter().map(|tool| tool.id).collect();
    for question in &questions {
        let code = question.code;
        for answer in [&question.danish, &question.english] {
            let words = answer.words();
            assert!((120..=250).contains(&words), "{code}: {words} words");
            assert!(!answer.question.is_empty() && answer.question.ends_with('?'), "{code}");
            assert!(answer.second_reading >= answer.written, "{code}");
            assert!(!answer.evidence_why.is_empty(), "{code}");
            assert!(answer.tools.len() <= 4, "{code}");
            for tool in &answer.tools {
                assert!(tools.contains(tool), "{code}: {tool} is no tool");
            }
        }
        let (danish, english) = (&question.danish, &question.english);
        assert_eq!(danish.askers, english.askers, "{code}");
        assert_eq!(danish.purposes, english.purposes, "{code}");
        assert_eq!(danish.evidence, english.evidence, "{code}");
        assert_eq!(danish.rules, english.rules, "{code}");
        assert_eq!(danish.tools, english.tools, "{code}");
        assert_eq!(danish.is_crisis, english.is_crisis, "{code}");
        let places = |answer: &ToolboxAnswer| {
            answer
                .sources
                .iter()
                .map(|source| source.address.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(places(danish), places(english), "{code}");
    }
}

#[test]
fn every_source_is_cited_and_nothing_else_is() {
    for question in shipped().unwrap() {
        for answer in [&question.danish, &question.english] {
            assert!(!answer.sources.is_empty(), "{}", question.code);
            let cited: BTreeSet<usize> = answer.cited().into_iter().collect();
            let why: String = answer.evidence_why.clone();
            for (at, source) in (1..).zip(&answer.sources) {
                let is_named = cited.contains(&at) || why.contains(&format!("[{at}]"));
                assert!(is_named, "{}: [{at}] {} is cited nowhere", question.code, source.title);
            }
            let last = cited.last().copied().unwrap_or(0);
            assert!(last <= answer.sources.len(), "{}: [{last}] is no source", question.code);
        }
    }
}

#[test]
fn whoever_may_be_in_danger_reads_where_to_call() {
    for question in shipped().unwrap().iter().filter(|question| question.danish.is_crisis) {
        for answer in [&question.danish, &question.english] {
            let mut paragraphs = AnswerPart::ALL.iter().flat_map(|part| answer.part(*part));
            assert!(
                paragraphs.any(|paragraph| paragraph.contains("112")),
                "{}",
                question.code
            );
        }
    }
}

#[test]
fn each_of_the_twelve_doors_leads_to_questions_and_each_tool_has_a_door() {
    let questions = shipped().unwrap();
    for asker in Asker::ALL {
        for purpose in Purpose::ALL {
            let behind = questions.iter().filter(|question| question.is_behind(asker, purpose));
            assert!(behind.count() >= 3, "{} {}", asker.code(), purpose.code());
            assert_eq!(Asker::parse(asker.code()), Some(asker));
            assert_eq!(Purpose::parse(purpose.code()), Some(purpose));
        }
    }
    let tools = shipped_tools().unwrap();
    assert_eq!(tools.len(), 153);
    for tool in &tools {
        assert!(
            !tool.roles.is_empty() && !tool.purposes.is_empty() && !tool.form.is_empty(),
            "{}",
            tool.id
        );
        assert!(
            tool.url.is_empty() || tool.url.starts_with("http"),
            "{}: {}",
            tool.id,
            tool.url
        );
    }
}

#[test]
fn a_text_that_is_not_whole_says_what_is_missing() {
    let (_, text, _) = SHIPPED.first().unwrap();
    let without = |piece: &str, other: &str| ToolboxAnswer::parse(&text.replacen(piece, other, 1)).unwrap_err();
    assert!(ToolboxAnswer::parse("nothing").unwrap_err().contains("no head"));
    assert!(without("## Undgå", "## Undgår").contains("avoid"));
    assert!(without("written = ", "writen = ").contains("writen"));
    let cut = text.split("## Hvis ansvar").next().unwrap();
    assert_eq!(ToolboxAnswer::parse(cut), Err("no duty".to_owned()));
}
