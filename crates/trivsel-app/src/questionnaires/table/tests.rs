#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use trivsel_documents::Language;
use trivsel_documents::table_out::{Cell, Column};
use trivsel_domain::questionnaire::built_in;

use super::*;

const EXAMPLE: &str = "nøgle;spørgsmål_da;spørgsmål_en;svar_da;svar_en;skala_da;skala_en;vendt;kun_hvis;krænkende\n\
    ro;Er der ro?;Is it quiet?;2=Ofte | 1=Sommetider | 0=Aldrig;2=Often | 1=Sometimes | 0=Never;Ro;Quiet;;;\n\
    ;Bliver du afbrudt?;Are you interrupted?;2=Ofte | 1=Sommetider | 0=Aldrig;2=Often | 1=Sometimes | 0=Never;Ro;Quiet;ja;;\n\
    hvad;Hvad afbryder mest?;What interrupts most?;;;;;;bliver_du_afbrudt=1,2;\n\
    mobning;Er du blevet mobbet?;Have you been bullied?;1=Ja | 0=Nej;1=Yes | 0=No;;;;;x\n";

fn content(file: &[u8]) -> Content {
    read(file).unwrap().into_content("Ro på arbejdet")
}

/// Message, row and what was seen of each problem.
fn problems(file: &str) -> Vec<(&'static str, String, String)> {
    let Err(AppError::Invalid(problems)) = read(file.as_bytes()) else {
        panic!("the table should be refused");
    };
    let arg = |problem: &Problem, name: &str| {
        let found = problem.args.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    problems
        .iter()
        .map(|problem| (problem.message, arg(problem, "row"), arg(problem, "seen")))
        .collect()
}

#[test]
fn a_table_becomes_a_questionnaire_that_can_be_published() {
    let content = content(EXAMPLE.as_bytes());
    assert_eq!(content.languages, ["da", "en"]);
    assert_eq!(content.title.read("da"), "Ro på arbejdet");
    let keys: Vec<&str> = content.items.iter().map(|item| item.key.as_str()).collect();
    assert_eq!(keys, ["ro", "bliver_du_afbrudt", "hvad", "mobning"]);
    assert_eq!(
        content.items[0].kind, content.items[1].kind,
        "the same options are one set"
    );
    assert_eq!(content.choices.len(), 2);
    assert_eq!(content.choices[0].options[1].label.get("en"), Some("Sometimes"));
    let condition = content.items[2].condition.clone().unwrap();
    assert_eq!(
        (condition.item.as_str(), condition.any_of),
        ("bliver_du_afbrudt", vec![1, 2])
    );
    assert!(matches!(content.items[2].kind, ItemKind::FreeText { .. }));
    assert!(content.items[3].is_offensive && !content.items[0].is_offensive);
    let [scale] = content.scales.as_slice() else { panic!() };
    assert_eq!(
        scale.items.iter().map(|item| item.is_reversed).collect::<Vec<_>>(),
        [false, true]
    );
    assert_eq!(scale.minimum_answered, 2);
    let mut finished = content.clone();
    finished.title.set("en", "Quiet at work");
    assert_eq!(finished.check(), []);
}

#[test]
fn a_workbook_and_a_danish_spreadsheet_export_read_the_same() {
    // Windows-1252, as Excel writes it in Denmark; an English example has only letters of both.
    let (letters, plain): (Vec<u8>, &str) = (
        EXAMPLE.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
        EXAMPLE,
    );
    let expected = content(plain.as_bytes());
    assert_eq!(content(&letters), expected);
    let mut lines = plain
        .lines()
        .map(|line| line.split(';').map(str::to_owned).collect::<Vec<_>>());
    let names = lines.next().unwrap();
    let table = table_out::Table {
        title: "Skema".to_owned(),
        columns: names
            .into_iter()
            .map(|name| Column::new(name, ColumnKind::Text))
            .collect(),
        rows: lines.map(|line| line.into_iter().map(Cell::Text).collect()).collect(),
        notes: Vec::new(),
    };
    let workbook = table_out::write_xlsx(&table, Language::Danish).unwrap();
    assert_eq!(content(&workbook), expected);
}

#[test]
fn only_the_question_must_be_there() {
    let content = content("Question\nIs it quiet?\nElse?\n".as_bytes());
    assert_eq!(content.languages, ["da"]);
    assert_eq!(content.items[1].key, "else");
    assert_eq!(content.check(), []);
}

#[test]
fn rows_that_cannot_be_used_are_named() {
    let table = |row: &str| {
        format!("nøgle;spørgsmål;svar;vendt;kun hvis\nro;Er der ro?;1=Ja | 0=Nej;;\n{row}\nslut;Andet?;;;\n")
    };
    let check = |row: &str, message, seen: &str| {
        let expected = (message, "3".to_owned(), seen.to_owned());
        assert_eq!(problems(&table(row)), [expected], "{row}");
    };
    check("ro;Igen?;;;", "problem-questionnaire-key-twice", "ro");
    check("Støj!;Igen?;;;", "problem-questionnaire-key", "støj!");
    check(";;1=Ja | 0=Nej;;", "problem-questionnaire-no-words", "");
    check(
        "a;Igen?;Ja eller nej;;",
        "problem-questionnaire-answers",
        "Ja eller nej",
    );
    check("a;Igen?;1=Ja;;", "problem-questionnaire-answers", "1=Ja");
    check("a;Igen?;1=Ja | 0=Nej;måske;", "problem-questionnaire-yes-no", "måske");
    check("a;Igen?;;;slut=1", "problem-questionnaire-condition", "slut=1");
    check("a;Igen?;;;ro=2", "problem-questionnaire-condition", "ro=2");
    check("a;Igen?;;;ro", "problem-questionnaire-condition", "ro");
}

#[test]
fn answers_have_the_same_numbers_in_each_language() {
    let table = "spørgsmål_da;spørgsmål_en;svar_da;svar_en\nEr der ro?;Quiet?;1=Ja | 0=Nej;2=Yes | 0=No\nB?;B?;;\n";
    let expected = (
        "problem-questionnaire-values",
        "2".to_owned(),
        "2=Yes | 0=No".to_owned(),
    );
    assert_eq!(problems(table), [expected]);
}

#[test]
fn a_table_without_questions_is_refused() {
    let told = problems("navn;alder\nIda;40\nBo;50\n");
    assert_eq!(told[0].0, "problem-questionnaire-no-question");
}

#[test]
fn a_template_is_filled_by_its_keys_and_keeps_its_scoring() {
    let who5 = built_in()
        .unwrap()
        .into_iter()
        .find(|known| known.code == "who5")
        .unwrap()
        .content;
    let rows: String = (1..=5)
        .map(|n| {
            format!("who5_{n};Punkt {n};5=Hele tiden | 4=Det meste | 3=Halvdelen | 2=Mindre | 1=Lidt | 0=Aldrig\n")
        })
        .collect();
    let table = format!("nøgle;spørgsmål_da;svar_da\n{rows}");
    let mut filled = read(table.as_bytes()).unwrap().fill(&who5).unwrap();
    assert_eq!(filled.items[4].text.get("da"), Some("Punkt 5"));
    assert_eq!(filled.choices[0].options[0].label.get("da"), Some("Hele tiden"));
    assert_eq!(filled.scales, who5.scales);
    assert_eq!(filled.licence, who5.licence);
    filled.languages = vec!["da".to_owned()];
    filled.forget_other_languages();
    assert_eq!(filled.check(), []);

    let wrong = "nøgle;spørgsmål;svar\nwho5_1;A;1=Ja | 0=Nej\nwho6;B;\n";
    let Err(AppError::Invalid(problems)) = read(wrong.as_bytes()).unwrap().fill(&who5) else {
        panic!("other values and unknown keys are refused");
    };
    let messages: Vec<&str> = problems.iter().map(|problem| problem.message).collect();
    assert_eq!(
        messages,
        [
            "problem-questionnaire-other-values",
            "problem-questionnaire-unknown-key"
        ]
    );
}

#[test]
fn the_example_in_the_documentation_can_be_read() {
    let mut content = content(include_bytes!("../../../../../docs/questionnaires/simple.csv"));
    content.title.set("en", "Quiet at work");
    assert_eq!(content.items.len(), 4);
    assert_eq!(content.check(), []);
}

#[test]
fn a_table_that_is_written_fills_the_same_words_in_again() {
    for shipped in built_in().unwrap().into_iter().filter(|known| known.code != "who5") {
        let workbook = table_out::write_xlsx(&of(&shipped.content), Language::Danish).unwrap();
        let mut emptied = shipped.content.clone();
        for item in &mut emptied.items {
            item.text = Wording::default();
            item.help = Wording::default();
        }
        for option in emptied.choices.iter_mut().flat_map(|set| &mut set.options) {
            option.label = Wording::default();
        }
        let filled = read(&workbook).unwrap().fill(&emptied).unwrap();
        assert_eq!(filled, shipped.content, "{}", shipped.code);
    }
    let example = content(EXAMPLE.as_bytes());
    let workbook = table_out::write_xlsx(&of(&example), Language::Danish).unwrap();
    assert_eq!(content(&workbook), example);
}

#[test]
fn a_table_as_english_spreadsheets_save_it_is_read_as_well() {
    let table = |answers: &str, yes: &str| {
        format!(
            "nøgle,spørgsmål,svar,skala,vendt\nq_a,Spørgsmål a?,{answers},Støtte,{yes}\nq_b,Spørgsmål b?,{answers},Støtte,\nq_c,Spørgsmål c?,{answers},Støtte,FALSK\n"
        )
    };
    for answers in ["1=Aldrig | 2=Sjældent | 3=Ofte", "\"1=Aldrig | 2=Sjældent | 3=Ofte\""] {
        for yes in ["SAND", "TRUE", "ja"] {
            let content = content(table(answers, yes).as_bytes());
            assert_eq!(
                (content.items.len(), content.choices[0].options.len()),
                (3, 3),
                "{answers} {yes}"
            );
            let reversed: Vec<bool> = content.scales[0].items.iter().map(|item| item.is_reversed).collect();
            assert_eq!(reversed, [true, false, false], "{yes}");
        }
    }
    let shifted = "nøgle,spørgsmål,svar\nq_a,Er der ro, sådan da?,1=Ja | 0=Nej\nq_b,Er der støj?,1=Ja | 0=Nej\n";
    assert_eq!(
        problems(shifted),
        [("problem-questionnaire-row-width", "2".to_owned(), String::new())]
    );
}

proptest::proptest! {
    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
        let _ = read(&bytes);
        let _ = read(&[EXAMPLE.as_bytes(), &bytes].concat());
    }
}
