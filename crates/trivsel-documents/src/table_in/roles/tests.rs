#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use super::super::recognise::ColumnKind;
use super::*;

fn columns(names: &[&str]) -> Vec<Column> {
    let column = |name: &&str| Column {
        name: (*name).to_owned(),
        kind: ColumnKind::Text,
        looks_like_cpr: false,
        is_unclear_number: false,
        is_unclear_date: false,
        examples: Vec::new(),
    };
    names.iter().map(column).collect()
}

const COUNT: Role = Role::named("count", false, &["fravær"]).or_beginning(&["fravær"]);
const RATE: Role = Role::named("rate", false, &["værdi"]).or_containing(&["procent", "pct"]);

#[test]
fn whole_names_go_before_beginnings_and_longer_beginnings_before_shorter() {
    let found = propose(&columns(&["Fraværsprocent", "Fraværsdagsværk"]), &[COUNT, RATE]);
    assert_eq!((found["rate"], found["count"]), (0, 1));
    let found = propose(&columns(&["Fraværsdage", "FRAVÆR"]), &[COUNT, RATE]);
    assert_eq!(found["count"], 1);
    assert_eq!(found.get("rate"), None);
}

#[test]
fn a_column_like_cpr_numbers_is_never_proposed() {
    let mut columns = columns(&["Fravær"]);
    columns[0].looks_like_cpr = true;
    assert!(propose(&columns, &[COUNT]).is_empty());
}

#[test]
fn names_that_stand_twice_are_found_whichever_letters_are_large() {
    assert_eq!(
        twice(&columns(&["events", "a", "Events ", "A", "a", "", ""])),
        ["Events", "A"]
    );
    assert!(twice(&columns(&["a", "b"])).is_empty());
}

#[test]
fn the_danish_ring_may_be_a_letter_of_its_own() {
    assert_eq!(plain("Ma\u{30a}ned"), "måned");
    assert_eq!(plain("A\u{30a}r"), plain("År"));
}

#[test]
fn rows_that_tell_how_answers_are_spread_are_told_by_their_labels() {
    for label in ["SD", "Std.afv.", "min", "Maks.", "N", "n =", "Landsgennemsnit"] {
        assert!(names_a_statistic(label), "{label}");
    }
    for label in ["Nord", "Nina", "Minna", "12", ""] {
        assert!(!names_a_statistic(label), "{label}");
    }
}

#[test]
fn rows_that_add_others_up_are_told_by_their_labels() {
    for label in [
        "I alt",
        "i alt:",
        "TOTAL",
        "Total Nord",
        "Nord i alt",
        "Sum",
        "Gennemsnit",
        "Grand Total",
        "Subtotal",
        "Hovedtotal",
        "Gns.",
        "Σ Sum",
        "Nord, total",
        "(i alt)",
        "Nord total",
    ] {
        assert!(names_a_total(label), "{label}");
    }
    for label in [
        "Nord",
        "Totalskade A/S",
        "Summerskolen",
        "Fritidsalt",
        "1010",
        "Meaningful",
        "Sumpen",
        "Altan",
        "",
    ] {
        assert!(!names_a_total(label), "{label}");
    }
}
