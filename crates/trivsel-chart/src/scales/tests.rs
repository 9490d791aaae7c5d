//! Reads the written SVG again: dots, bars, ticks and fields where they belong, and no text upon another.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;

use super::*;
use crate::estimate::Interval;
use crate::reread::{attribute, check_texts, coordinate, says, texts, three};

fn number(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}")
}

fn row_of(label: &str, best: f64, mark: Option<f64>, fitting: Option<(f64, f64)>) -> ScaleRow {
    ScaleRow {
        label: label.into(),
        value: format!("{best:.0} ({:.0}–{:.0})", best - 4.0, best + 4.0).into(),
        estimate: Some(Estimate {
            value: best,
            interval: Some(Interval {
                low: best - 4.0,
                high: best + 4.0,
            }),
        }),
        mark,
        fitting,
    }
}

fn picture(rows: Vec<ScaleRow>) -> ScalesPicture<'static> {
    let mut picture = ScalesPicture::new("s", "title", "desc", (0.0, 100.0), &number);
    picture.ends = ("low".into(), "high".into());
    picture.mark = "all of us".into();
    picture.fitting = "fitting".into();
    picture.rows = rows;
    picture
}

fn three_scales() -> ScalesPicture<'static> {
    picture(vec![
        row_of("Meaning", 81.0, Some(79.0), None),
        row_of("Foresight", 46.0, Some(52.0), None),
        row_of("Demands", 66.0, Some(61.0), Some((40.0, 60.0))),
    ])
}

fn drawings(picture: &ScalesPicture<'_>) -> Vec<String> {
    three(&picture.page(), picture.print())
}

fn across(drawing: &str, class: &str, name: &str) -> Vec<f64> {
    let of_class = format!("class=\"{class}\"");
    let elements = drawing.lines().filter(|element| element.contains(&of_class));
    elements.map(|element| coordinate(element, name)).collect()
}

#[test]
fn each_scale_has_its_words_bar_dot_and_tick() {
    for drawing in &drawings(&three_scales())[..2] {
        check_texts(drawing).unwrap();
        for text in [
            "Meaning",
            "Foresight",
            "81 (77–85)",
            "fitting",
            "all of us",
            "low",
            "0",
            "100",
        ] {
            assert!(says(drawing, text), "{text} is missing in {drawing}");
        }
        let (dots, ticks) = (across(drawing, "dot", "cx"), across(drawing, "mark", "x1"));
        assert_eq!((dots.len(), ticks.len()), (3, 3));
        assert_eq!(across(drawing, "whisker-field", "x").len(), 3);
        assert!(dots[0] > ticks[0] && dots[1] < ticks[1] && dots[2] > ticks[2]);
    }
}

#[test]
fn a_scale_that_is_best_in_the_middle_has_a_field_and_the_others_none() {
    for drawing in &drawings(&three_scales())[..2] {
        let (left, wide) = (across(drawing, "shock", "x"), across(drawing, "shock", "width"));
        assert_eq!(left.len(), 1);
        // The dot at 66 lies beyond the field, which ends at 60; the tick at 61 just so.
        let dot = across(drawing, "dot", "cx")[2];
        assert!(left[0] + wide[0] < dot);
        let word = texts(drawing).into_iter().find(|seen| seen.text == "fitting").unwrap();
        assert!(left[0] < word.left && word.right < left[0] + wide[0]);
    }
}

#[test]
fn the_axis_is_the_whole_range_whatever_the_values() {
    let drawing = &drawings(&picture(vec![row_of("Alone", 50.0, None, None)]))[0];
    assert!(says(drawing, "0") && says(drawing, "100"));
    assert!(!says(drawing, "all of us"), "without ticks nothing says what they are");
}

#[test]
fn a_scale_without_an_estimate_shows_only_its_words() {
    let mut picture = three_scales();
    picture.rows[0].estimate = None;
    picture.rows[1].estimate = Some(Estimate {
        value: f64::NAN,
        interval: None,
    });
    for drawing in &drawings(&picture)[..2] {
        assert!(says(drawing, "Meaning"));
        assert_eq!(across(drawing, "dot", "cx").len(), 1);
        assert!(!drawing.contains("NaN"));
        check_texts(drawing).unwrap();
    }
}

#[test]
fn what_lies_beyond_the_range_is_drawn_at_its_end() {
    let drawing = &drawings(&picture(vec![row_of("Top", 99.0, None, None)]))[0];
    let (from, wide) = (
        across(drawing, "whisker-field", "x")[0],
        across(drawing, "whisker-field", "width")[0],
    );
    let grid = across(drawing, "grid", "x1");
    assert!((from + wide - grid[grid.len() - 1]).abs() < 0.2);
}

#[test]
fn on_paper_it_stands_alone() {
    let print = three_scales().print();
    assert!(print.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"790\""));
    assert!(!print.contains("class=") && !print.contains("var(") && !print.contains("style="));
}

#[test]
fn the_narrow_drawing_fits_a_phone() {
    let narrow = &drawings(&three_scales())[1];
    assert_eq!(attribute(narrow, "viewBox").unwrap().split(' ').nth(2), Some("343"));
}

const NAMES: [&str; 6] = [
    "",
    "x",
    "Social støtte",
    "81 (78–84)",
    "Arbejdsmiljørepræsentantuddannelsen",
    "Indflydelse på eget arbejde, på rækkefølgen af opgaverne og på, hvem man arbejder sammen med",
];

prop_compose! {
    fn any_row()(
        label in prop::sample::select(NAMES.as_slice()),
        value in prop::sample::select(NAMES.as_slice()),
        best in prop::option::of(-20.0f64..120.0),
        reach in prop::option::of(0.0f64..60.0),
        mark in prop::option::of(-20.0f64..120.0),
        fitting in prop::option::of((0.0f64..100.0, 0.0f64..100.0)),
    ) -> ScaleRow {
        let estimate = best.map(|best| Estimate {
            value: best,
            interval: reach.map(|reach| Interval { low: best - reach, high: best + reach }),
        });
        ScaleRow { label: label.into(), value: value.into(), estimate, mark, fitting }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn no_text_lies_on_another_or_outside_the_picture(
        rows in prop::collection::vec(any_row(), 0..9),
        mark in prop::sample::select(NAMES.as_slice()),
        fitting in prop::sample::select(NAMES.as_slice()),
        width in 250.0f64..1200.0,
    ) {
        let mut picture = picture(rows);
        picture.mark = mark.into();
        picture.fitting = fitting.into();
        picture.width = width;
        for drawing in drawings(&picture) {
            prop_assert!(check_texts(&drawing).is_ok(), "{}\n{drawing}", check_texts(&drawing).unwrap_err());
        }
    }
}
