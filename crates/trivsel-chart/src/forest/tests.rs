//! Reads the written SVG again: bars, arrows, rows without an estimate, and no text upon another.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;

use super::*;
use crate::reread::{attribute, check_texts, coordinate, says, strokes, texts, three};

fn number(value: f64, decimals: usize) -> String {
    format!("{value:+.decimals$}")
}

fn row_of(label: &str, value: &str, estimate: Option<(f64, Option<f64>, Option<f64>)>) -> ForestRow {
    ForestRow {
        label: label.into(),
        sublabel: "Below it".into(),
        value: value.into(),
        estimate: estimate.map(|(best, low, high)| ForestEstimate {
            best,
            low,
            high,
            dot: RangeDot::Filled,
        }),
    }
}

fn picture(rows: Vec<ForestRow>) -> ForestPicture<'static> {
    let mut picture = ForestPicture::new("f", "title", "desc", &number);
    picture.zero = "no difference".into();
    picture.worth = Some((-30.0, "worth having".into()));
    picture.rows = rows;
    picture
}

fn two() -> ForestPicture<'static> {
    picture(vec![
        row_of("Ours", "-22 (-58 to 14)", Some((-22.0, Some(-58.0), Some(14.0)))),
        row_of("Another", "-47 (-74 to -20)", Some((-47.0, Some(-74.0), Some(-20.0)))),
    ])
}

fn drawings(picture: &ForestPicture<'_>) -> Vec<String> {
    three(&picture.page(), picture.print())
}

fn bars(drawing: &str) -> Vec<(f64, f64)> {
    let fields = drawing
        .lines()
        .filter(|element| element.contains("class=\"whisker-field\""));
    fields
        .map(|element| {
            (
                coordinate(element, "x"),
                coordinate(element, "x") + coordinate(element, "width"),
            )
        })
        .collect()
}

fn upright(drawing: &str, class: &str) -> f64 {
    let line = drawing
        .lines()
        .find(|element| element.contains(&format!("class=\"{class}\"")));
    coordinate(line.unwrap(), "x1")
}

#[test]
fn each_row_has_its_words_its_bar_and_its_dot() {
    for drawing in &drawings(&two())[..2] {
        check_texts(drawing).unwrap();
        for text in [
            "Ours",
            "Another",
            "Below it",
            "-22 (-58 to 14)",
            "no difference",
            "worth having",
            "+0",
        ] {
            assert!(says(drawing, text), "{text} is missing in {drawing}");
        }
        let bars = bars(drawing);
        assert_eq!(bars.len(), 2);
        assert_eq!(drawing.matches("class=\"dot\"").count(), 2);
        let (zero, worth) = (upright(drawing, "zero"), upright(drawing, "goal"));
        assert!(worth < zero);
        assert!(bars[0].0 < zero && bars[0].1 > zero, "the first reaches over zero");
        assert!(
            bars[1].1 < zero && bars[1].1 > worth,
            "the second ends between the lines"
        );
        assert!(!drawing.contains("class=\"arrow\""));
    }
}

#[test]
fn the_narrow_drawing_has_the_words_above_the_bar() {
    let [wide, narrow, _] = <[String; 3]>::try_from(drawings(&two())).unwrap();
    let label = |drawing: &str| texts(drawing).into_iter().find(|seen| seen.text == "Ours").unwrap();
    let dot = |drawing: &str| {
        let dot = drawing
            .lines()
            .find(|element| element.starts_with("<circle"))
            .unwrap()
            .to_owned();
        coordinate(&dot, "cy")
    };
    assert!(label(&narrow).bottom < dot(&narrow));
    assert!(label(&wide).top < dot(&wide) && label(&wide).right < bars(&wide)[0].0);
    assert_eq!(attribute(&narrow, "viewBox").unwrap().split(' ').nth(2), Some("343"));
}

#[test]
fn a_dot_that_is_not_trusted_is_hollow() {
    let mut picture = two();
    picture.rows[1].estimate.as_mut().unwrap().dot = RangeDot::Hollow;
    assert_eq!(picture.page().matches("class=\"dot hollow\"").count(), 2);
}

#[test]
fn an_interval_without_an_end_leads_to_the_edge_with_an_arrow() {
    let rows = [
        (None, Some(3.0), 1),
        (Some(-9.0), None, 1),
        (None, None, 2),
        (Some(f64::NEG_INFINITY), Some(f64::INFINITY), 2),
    ];
    for (low, high, arrows) in rows {
        let closed = row_of("Closed", "-5", Some((-5.0, Some(-9.0), Some(-1.0))));
        let picture = picture(vec![row_of("Open", "-3", Some((-3.0, low, high))), closed]);
        for drawing in &drawings(&picture)[..2] {
            check_texts(drawing).unwrap();
            assert_eq!(drawing.matches("class=\"arrow\"").count(), arrows);
            let bars = bars(drawing);
            let is_open = |bound: Option<f64>| bound.is_none_or(f64::is_infinite);
            assert!(!is_open(low) || bars[0].0 < bars[1].0, "{bars:?}");
            assert!(!is_open(high) || bars[0].1 > bars[1].1, "{bars:?}");
            // The tip is the second corner of each arrow, at the edge of the plot and beyond every gridline.
            let tip: f64 = strokes(drawing, "class=\"arrow\"")[0]
                .split('L')
                .nth(1)
                .and_then(|corner| corner.split(' ').next())
                .unwrap()
                .parse()
                .unwrap();
            assert!(tip < bars[1].0 - 5.0 || tip > bars[1].1 + 5.0);
        }
    }
}

#[test]
fn a_row_without_an_estimate_shows_only_its_words() {
    let mut picture = two();
    picture.rows.push(row_of("None", "cannot be reckoned", None));
    picture
        .rows
        .push(row_of("No number", "unknown", Some((f64::NAN, Some(1.0), Some(2.0)))));
    for drawing in &drawings(&picture)[..2] {
        assert!(says(drawing, "cannot be reckoned") && says(drawing, "unknown"));
        assert_eq!((bars(drawing).len(), drawing.matches("<circle").count()), (2, 2));
        check_texts(drawing).unwrap();
    }
}

#[test]
fn without_any_estimate_there_is_no_axis_to_misread() {
    let page = picture(vec![row_of("None", "cannot be reckoned", None)]).page();
    assert!(page.contains("cannot be reckoned"));
    assert!(!page.contains("class=\"zero\"") && !page.contains("class=\"grid\"") && !page.contains("no difference"));
}

#[test]
fn an_end_that_is_no_number_leaves_the_dot_alone() {
    for odd in [f64::NAN, f64::INFINITY, 1e300] {
        // Infinity as the lower end is not "no bound" but nonsense.
        let drawing = &drawings(&picture(vec![row_of("Odd", "?", Some((1.0, Some(odd), Some(2.0))))]))[0];
        assert_eq!((bars(drawing).len(), drawing.matches("<circle").count()), (0, 1));
        assert!(!drawing.contains("NaN") && !drawing.contains("class=\"arrow\""));
    }
}

#[test]
fn ends_given_the_wrong_way_round_are_the_same_interval() {
    let mut turned = two();
    for estimate in turned.rows.iter_mut().filter_map(|row| row.estimate.as_mut()) {
        (estimate.low, estimate.high) = (estimate.high, estimate.low);
    }
    assert_eq!(turned.page(), two().page());
}

#[test]
fn the_words_of_two_lines_close_together_lead_away_from_each_other() {
    let mut picture = two();
    picture.worth = Some((-3.0, "worth having".into()));
    for drawing in drawings(&picture) {
        let all = texts(&drawing);
        let find = |text: &str| all.iter().find(|seen| seen.text == text).unwrap();
        let (worth, zero) = (find("worth having"), find("no difference"));
        assert!(worth.right < zero.left);
        check_texts(&drawing).unwrap();
    }
    let wide = &drawings(&picture)[0];
    let worth = texts(wide)
        .into_iter()
        .find(|seen| seen.text == "worth having")
        .unwrap();
    assert!(
        (worth.right - upright(wide, "goal")).abs() < 5.0,
        "it ends at its own line"
    );
}

#[test]
fn upright_lines_stop_at_the_words_in_their_way() {
    let narrow = &drawings(&two())[1];
    let fields = texts(narrow);
    let uprights = narrow.lines().filter(|element| element.starts_with("<line"));
    for line in uprights {
        let (x, from, to) = (coordinate(line, "x1"), coordinate(line, "y1"), coordinate(line, "y2"));
        let struck = fields
            .iter()
            .find(|seen| seen.left < x && x < seen.right && seen.top < to - 0.1 && from < seen.bottom - 0.1);
        assert!(struck.is_none(), "{line} strikes {struck:?} through");
    }
}

#[test]
fn on_paper_it_stands_alone() {
    let print = two().print();
    assert!(print.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"790\""));
    assert!(!print.contains("class=") && !print.contains("var(") && !print.contains("style="));
}

#[test]
fn odd_input_never_breaks_the_picture() {
    let alike = vec![row_of("Same", "0", Some((0.0, Some(0.0), Some(0.0)))); 3];
    let huge = vec![row_of("Huge", "9", Some((9e14, Some(-9e14), Some(9.5e14))))];
    let tiny = vec![row_of("Tiny", "0", Some((1e-13, Some(-1e-13), None)))];
    for rows in [Vec::new(), vec![ForestRow::default()], alike, huge, tiny] {
        for worth in [None, Some((f64::NAN, "worth".into())), Some((0.0, "worth".into()))] {
            let mut picture = picture(rows.clone());
            picture.worth = worth;
            for drawing in drawings(&picture) {
                check_texts(&drawing).unwrap();
                assert!(!drawing.contains("NaN") && !drawing.contains("inf"), "{drawing}");
            }
        }
    }
}

const NAMES: [&str; 6] = [
    "",
    "x",
    "Vores beregning",
    "−22 (−58 til 14)",
    "Arbejdsmiljørepræsentantuddannelsen",
    "Bytning af starttidspunkter mellem alle tolv grupper, hvor der er for få mulige rækkefølger",
];

fn words() -> impl Strategy<Value = Words> {
    let name = || prop::sample::select(NAMES.as_slice());
    (name(), name()).prop_map(|(full, short)| Words::new(full, short))
}

fn estimate() -> impl Strategy<Value = Option<ForestEstimate>> {
    let bound = || prop::option::of(-90.0f64..90.0);
    let estimate = (-90.0f64..90.0, bound(), bound()).prop_map(|(best, low, high)| ForestEstimate {
        best,
        low,
        high,
        dot: RangeDot::Filled,
    });
    prop::option::of(estimate)
}

prop_compose! {
    fn any_picture()(
        rows in prop::collection::vec((words(), words(), words(), estimate()), 0..12),
        worth in prop::option::of((-90.0f64..90.0, words())),
        zero in words(),
        width in 250.0f64..1200.0,
    ) -> ForestPicture<'static> {
        let rows = rows.into_iter().map(|(label, sublabel, value, estimate)| ForestRow { label, sublabel, value, estimate });
        ForestPicture { zero, worth, width, ..picture(rows.collect()) }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn no_text_lies_on_another_or_outside_the_picture(picture in any_picture()) {
        for drawing in drawings(&picture) {
            prop_assert!(check_texts(&drawing).is_ok(), "{}\n{drawing}", check_texts(&drawing).unwrap_err());
            for (left, right) in bars(&drawing) {
                prop_assert!(0.0 <= left && left <= right && right <= picture.width.max(343.0), "{drawing}");
            }
        }
    }
}
