use super::*;

/// What a change of the small questionnaire does to its scale.
fn check(change: impl FnOnce(&mut Content), expected: &[Break]) {
    let old = small();
    let mut new = small();
    change(&mut new);
    assert_eq!(list_breaks(&old, &new, "peace"), expected);
    assert_eq!(list_breaks(&new, &old, "peace"), expected, "the other way round");
    assert_eq!(comparable(&old, &new, "peace"), expected.is_empty());
}

#[test]
fn a_changed_wording_breaks_comparison() {
    check(
        |new| new.items[0].text.set("da", "Er der stille?"),
        &[Break::Wording("calm".into())],
    );
    check(
        |new| new.items[0].text.set("en", "Is it quiet?"),
        &[Break::Wording("calm".into())],
    );
    check(
        |new| new.items[1].help.set("da", "Fx maskiner"),
        &[Break::Wording("noise".into())],
    );
}

#[test]
fn changed_options_break_comparison() {
    let both = [Break::Options("calm".into()), Break::Options("noise".into())];
    check(|new| new.choices[0].options[0].label.set("da", "Ofte"), &both);
    check(|new| new.choices[0].options[0].value = 2, &both);
    check(|new| new.choices[0].options.reverse(), &both);
    check(
        |new| {
            new.choices[0].options.pop();
        },
        &both,
    );
    check(
        |new| new.items[0].kind = ItemKind::FreeText { max_chars: 5 },
        &[Break::Wording("calm".into()), Break::Options("calm".into())],
    );
}

#[test]
fn another_way_of_scoring_breaks_comparison() {
    check(|new| new.scales[0].scoring = Scoring::Sum, &[Break::Scoring]);
    check(|new| new.scales[0].range.to = 10.0, &[Break::Scoring]);
    check(|new| new.scales[0].minimum_answered = 2, &[Break::Scoring]);
    check(|new| new.scales[0].reading = Reading::LowerIsBetter, &[Break::Reading]);
    check(
        |new| new.scales[0].items[0].is_reversed = true,
        &[Break::Reversal("calm".into())],
    );
    check(
        |new| {
            new.scales[0].items.pop();
        },
        &[Break::Items("noise".into())],
    );
}

#[test]
fn asking_others_breaks_comparison() {
    check(|new| new.items[1].condition = None, &[Break::Condition("noise".into())]);
}

#[test]
fn what_does_not_change_the_score_breaks_nothing() {
    check(|new| new.scales[0].name.set("da", "Fred"), &[]);
    check(|new| new.scales[0].bands.clear(), &[]);
    check(|new| new.scales[0].items.reverse(), &[]);
    check(|new| new.items[0].text.set("da", " Er  der ro?\n"), &[]);
    check(|new| new.items[2].text.set("da", "Mere?"), &[]);
    check(|new| new.items.swap(0, 2), &[]);
    check(
        |new| {
            new.choices[0].key = "tit".into();
            for item in &mut new.items[..2] {
                item.kind = ItemKind::Choice("tit".into());
            }
        },
        &[],
    );
}

#[test]
fn languages_are_compared_where_both_versions_have_them() {
    check(
        |new| {
            new.languages.push("pl".into());
            new.items[0].text.set("pl", "Spokojnie?");
        },
        &[],
    );
    check(|new| new.languages = vec!["en".into()], &[]);
    check(|new| new.languages = vec!["pl".into()], &[Break::NoLanguage]);
}

#[test]
fn a_scale_that_is_not_there_cannot_be_compared() {
    check(|new| new.scales.clear(), &[Break::NoScale]);
    check(
        |new| {
            new.items.remove(1);
        },
        &[Break::NoItem("noise".into())],
    );
    assert!(comparable_item(&small(), &small(), "words"));
    assert!(!comparable_item(&small(), &small(), "mood"));
}

#[test]
fn what_became_of_each_item_and_scale_is_told() {
    let old = small();
    let mut new = small();
    new.items[0].text.set("da", "Er der stille?");
    new.items.remove(2);
    let mut added = new.items[0].clone();
    added.key = "light".to_owned();
    new.items.push(added);
    let wording = vec![Break::Wording("calm".to_owned())];
    let compared = |key: &str, change| Compared {
        key: key.to_owned(),
        change,
    };
    let expected = Comparison {
        items: vec![
            compared("calm", Change::Broken(wording.clone())),
            compared("noise", Change::Kept),
            compared("light", Change::Added),
            compared("words", Change::Removed),
        ],
        scales: vec![compared("peace", Change::Broken(wording))],
    };
    assert_eq!(compare(&old, &new), expected);
}
