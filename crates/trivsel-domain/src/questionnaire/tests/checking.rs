use super::*;

fn item(position: usize, key: &str) -> Place {
    Place::Item {
        position,
        key: key.to_owned(),
    }
}

fn often() -> Place {
    Place::Choices {
        position: 1,
        key: "often".to_owned(),
    }
}

fn peace() -> Place {
    Place::Scale {
        position: 1,
        key: "peace".to_owned(),
    }
}

/// One thing is made wrong, and exactly that is found, at its place.
fn check(spoil: impl FnOnce(&mut Content), place: Place, fault: Fault) {
    let mut content = small();
    spoil(&mut content);
    assert_eq!(content.check(), [Problem { place, fault }]);
}

#[test]
fn a_finished_questionnaire_has_no_problems() {
    assert_eq!(small().check(), []);
}

#[test]
fn what_is_missing_is_named_with_its_language() {
    let none = |part, language: &str| Fault::NoWords {
        part,
        language: language.to_owned(),
    };
    check(|c| c.title.set("en", ""), Place::Head, none(Part::Title, "en"));
    check(|c| c.intro.set("da", "Hej"), Place::Head, none(Part::Intro, "en"));
    check(
        |c| c.items[0].text.set("da", " "),
        item(1, "calm"),
        none(Part::Text, "da"),
    );
    check(
        |c| c.items[1].help.set("da", "Fx"),
        item(2, "noise"),
        none(Part::Help, "en"),
    );
    check(
        |c| c.choices[0].options[1].label.set("en", ""),
        often(),
        none(Part::Label, "en"),
    );
    check(|c| c.scales[0].name.set("da", ""), peace(), none(Part::Name, "da"));
    check(
        |c| c.scales[0].bands[0].name.set("da", ""),
        peace(),
        none(Part::Bands, "da"),
    );
}

#[test]
fn words_in_a_language_the_questionnaire_does_not_have_are_named() {
    check(
        |c| c.items[0].text.set("pl", "Spokojnie?"),
        item(1, "calm"),
        Fault::StrayWords {
            part: Part::Text,
            language: "pl".to_owned(),
        },
    );
}

#[test]
fn languages_are_known_ones_and_named_once() {
    let mut content = small();
    content.languages = Vec::new();
    assert_eq!(content.check()[0].fault, Fault::Missing(Part::Languages));
    content = small();
    content.languages.push("xx".to_owned());
    assert_eq!(content.check()[0].fault, Fault::UnknownLanguage("xx".to_owned()));
    check(
        |c| c.languages = vec!["da".to_owned(), "en".to_owned(), "da".to_owned()],
        Place::Head,
        Fault::Double {
            part: Part::Languages,
            name: "da".to_owned(),
        },
    );
}

#[test]
fn keys_are_plain_and_not_used_twice() {
    check(
        |c| c.items[2].key = "Ord".to_owned(),
        item(3, "Ord"),
        Fault::Unusable(Part::Key),
    );
    check(
        |c| c.items[2].key = String::new(),
        item(3, ""),
        Fault::Missing(Part::Key),
    );
    let mut content = small();
    content.items[2].key = "calm".to_owned();
    content.items[2].condition = None;
    let double = Fault::Double {
        part: Part::Key,
        name: "calm".to_owned(),
    };
    let places: Vec<Place> = content
        .check()
        .into_iter()
        .filter(|p| p.fault == double)
        .map(|p| p.place)
        .collect();
    assert_eq!(places, [item(1, "calm"), item(3, "calm")]);
}

#[test]
fn choices_have_two_options_or_more_with_values_of_their_own() {
    check(
        |c| {
            let first = c.choices[0].options[0].clone();
            c.choices[0].options.push(first);
        },
        often(),
        Fault::Double {
            part: Part::Options,
            name: "1".to_owned(),
        },
    );
    let mut content = small();
    content.choices[0].options.truncate(1);
    assert_eq!(content.check()[0].fault, Fault::Missing(Part::Options));
    check(
        |c| c.items[2].kind = ItemKind::Choice("sometimes".to_owned()),
        item(3, "words"),
        Fault::Unknown {
            part: Part::Options,
            name: "sometimes".to_owned(),
        },
    );
}

#[test]
fn a_condition_names_an_earlier_item_and_its_options() {
    let part = Part::Condition;
    let unknown = |name: &str| Fault::Unknown {
        part,
        name: name.to_owned(),
    };
    let on = |item: &str, any_of: &[i32]| {
        Some(Condition {
            item: item.to_owned(),
            any_of: any_of.to_vec(),
        })
    };
    check(
        |c| c.items[1].condition = on("mood", &[0]),
        item(2, "noise"),
        unknown("mood"),
    );
    check(
        |c| c.items[1].condition = on("calm", &[7]),
        item(2, "noise"),
        unknown("7"),
    );
    check(
        |c| c.items[1].condition = on("calm", &[]),
        item(2, "noise"),
        Fault::Missing(part),
    );
    check(
        |c| c.items[0].condition = on("calm", &[0]),
        item(1, "calm"),
        Fault::NotEarlier("calm".to_owned()),
    );
    check(
        |c| {
            c.items.swap(0, 2);
            c.items[0].condition = None;
            c.items[1].condition = on("words", &[0]);
        },
        item(2, "noise"),
        Fault::NotChoice {
            part,
            name: "words".to_owned(),
        },
    );
}

#[test]
fn a_scale_rests_on_items_with_options_and_possible_numbers() {
    let extra = |name: &str| ScaleItem {
        item: name.to_owned(),
        is_reversed: false,
    };
    let part = Part::Items;
    let name = |name: &str| name.to_owned();
    check(
        |c| c.scales[0].items.push(extra("mood")),
        peace(),
        Fault::Unknown {
            part,
            name: name("mood"),
        },
    );
    check(
        |c| c.scales[0].items.push(extra("words")),
        peace(),
        Fault::NotChoice {
            part,
            name: name("words"),
        },
    );
    check(
        |c| c.scales[0].items.push(extra("calm")),
        peace(),
        Fault::Double {
            part,
            name: name("calm"),
        },
    );
    check(|c| c.scales[0].items.clear(), peace(), Fault::Missing(part));
    let unusable = Fault::Unusable;
    check(
        |c| c.scales[0].minimum_answered = 0,
        peace(),
        unusable(Part::MinimumAnswered),
    );
    check(
        |c| c.scales[0].minimum_answered = 3,
        peace(),
        unusable(Part::MinimumAnswered),
    );
    check(|c| c.scales[0].range.to = 0.0, peace(), unusable(Part::Range));
    check(|c| c.scales[0].range.from = f64::NAN, peace(), unusable(Part::Range));
    check(
        |c| c.scales[0].smallest_important = Some(0.0),
        peace(),
        unusable(Part::SmallestImportant),
    );
    check(|c| c.scales[0].bands[0].up_to = 100.0, peace(), unusable(Part::Bands));
    check(|c| c.scales[0].bands[1].up_to = 90.0, peace(), unusable(Part::Bands));
    let fitting = |from, to| Reading::Fitting(Range { from, to });
    check(
        |c| c.scales[0].reading = fitting(60.0, 40.0),
        peace(),
        unusable(Part::Fitting),
    );
    check(
        |c| c.scales[0].reading = fitting(40.0, 140.0),
        peace(),
        unusable(Part::Fitting),
    );
}

#[test]
fn a_reference_value_says_where_it_is_from_and_what_allows_it() {
    let reference = |value, licence: &str| Reference {
        name: Wording::of([("da", "Landet"), ("en", "The country")]),
        value,
        source: "Tal 2021".to_owned(),
        licence: licence.to_owned(),
    };
    check(
        |c| c.scales[0].references.push(reference(50.0, "")),
        peace(),
        Fault::Missing(Part::Reference),
    );
    check(
        |c| c.scales[0].references.push(reference(150.0, "CC0")),
        peace(),
        Fault::Unusable(Part::Reference),
    );
}

#[test]
fn a_licence_has_a_name_and_its_address_is_one() {
    check(
        |c| c.licence = Some(Licence::default()),
        Place::Head,
        Fault::Missing(Part::Licence),
    );
    check(
        |c| {
            c.licence = Some(Licence {
                name: "X".to_owned(),
                url: "javascript:alert(1)".to_owned(),
                ..Licence::default()
            });
        },
        Place::Head,
        Fault::Unusable(Part::Licence),
    );
}

#[test]
fn a_misspelt_field_is_named_with_its_line() {
    let error = Content::parse("{\n\"format\": \"trivsel-questionnaire-1\",\n\"langages\": []}").unwrap_err();
    assert_eq!(error.line(), 3);
    assert!(error.to_string().contains("langages"), "{error}");
}

#[test]
fn a_document_that_is_written_and_read_again_is_the_same() {
    for content in [small(), shipped("pulse"), shipped("hse"), shipped("who5")] {
        let canonical = content.canonical().unwrap();
        assert_eq!(Content::parse(&canonical).unwrap(), content);
        let from_document = Content::parse(&content.to_document().unwrap()).unwrap();
        assert_eq!(from_document.canonical().unwrap(), canonical);
    }
}

#[test]
fn words_in_a_language_that_was_taken_away_go_with_it() {
    let mut content = shipped("hse");
    content.languages = vec!["en".to_owned()];
    assert!(!content.check().is_empty());
    content.forget_other_languages();
    assert_eq!(content.check(), []);
    assert!(!content.canonical().unwrap().contains("\"da\""));
    let mut pulse = shipped("pulse");
    pulse.forget_other_languages();
    assert_eq!(pulse, shipped("pulse"));
}

#[test]
fn the_example_in_the_documentation_can_be_published() {
    let example = Content::parse(include_str!("../../../../../docs/questionnaires/licensed.json")).unwrap();
    assert_eq!(example.check(), []);
    let answers = chosen([("undisturbed", 3), ("interrupted", 0), ("noise", 1)]);
    assert_eq!(example.score(&example.scales[0], &answers), Some(8.0));
}
