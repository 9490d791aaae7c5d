use super::*;

fn problem(item: &str, fault: AnswerFault) -> AnswerProblem {
    AnswerProblem {
        item: item.to_owned(),
        fault,
    }
}

fn check(answers: &[(&str, Answer)], expected: &[AnswerProblem]) {
    let answers: Answers = answers
        .iter()
        .map(|(key, answer)| ((*key).to_owned(), answer.clone()))
        .collect();
    let found = small().check_answers(&answers).err().unwrap_or_default();
    assert_eq!(found, expected, "{answers:?}");
}

#[test]
fn answers_that_fit_are_taken_and_others_are_named() {
    use Answer::{Choice, Text};
    check(&[], &[]);
    check(&[("calm", Choice(1))], &[]);
    check(
        &[
            ("calm", Choice(0)),
            ("noise", Choice(1)),
            ("words", Text("Døren".into())),
        ],
        &[],
    );
    check(&[("calm", Choice(2))], &[problem("calm", AnswerFault::NotOffered)]);
    check(
        &[("calm", Text("1".into()))],
        &[problem("calm", AnswerFault::NotOffered)],
    );
    check(&[("mood", Choice(1))], &[problem("mood", AnswerFault::UnknownItem)]);
    check(
        &[("calm", Choice(0)), ("noise", Choice(1)), ("words", Choice(1))],
        &[problem("words", AnswerFault::NotText)],
    );
    check(
        &[
            ("calm", Choice(0)),
            ("noise", Choice(1)),
            ("words", Text("Døren!".into())),
        ],
        &[problem("words", AnswerFault::TooLong { max_chars: 5 })],
    );
}

#[test]
fn an_item_whose_condition_does_not_hold_is_not_answered() {
    use Answer::Choice;
    let not_asked = |item| problem(item, AnswerFault::NotAsked);
    check(&[("noise", Choice(1))], &[not_asked("noise")]);
    check(&[("calm", Choice(1)), ("noise", Choice(1))], &[not_asked("noise")]);
    check(
        &[
            ("calm", Choice(1)),
            ("noise", Choice(1)),
            ("words", Answer::Text("Ja".into())),
        ],
        &[not_asked("noise"), not_asked("words")],
    );
}

#[test]
fn a_condition_that_goes_in_a_ring_asks_nobody() {
    let mut content = small();
    content.items[0].condition = Some(Condition {
        item: "noise".to_owned(),
        any_of: vec![1],
    });
    let answers = chosen([("calm", 0), ("noise", 1)]);
    assert!(!content.is_asked(&content.items[0], &answers));
    assert!(!content.is_asked(&content.items[1], &answers));
}

#[test]
fn answers_are_written_as_numbers_and_texts() {
    let answers: Answers = serde_json::from_str(r#"{"calm":0,"words":"Ja"}"#).unwrap();
    assert_eq!(answers["calm"], Answer::Choice(0));
    assert_eq!(answers["words"], Answer::Text("Ja".to_owned()));
    assert!(serde_json::from_str::<Answers>(r#"{"calm":0.5}"#).is_err());
    assert!(serde_json::from_str::<Answers>(r#"{"calm":null}"#).is_err());
}
