//! Reads the written SVG again: gaps, dots, the band on both sides of the start, and no text upon another.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;

use super::*;
use crate::Interval;
use crate::reread::{attribute, check_texts, coordinate, says, strokes, texts, three};

fn number(value: f64, decimals: usize) -> String {
    format!("{value:+.decimals$}")
}

fn step(at: i64, value: f64, half: Option<f64>) -> EventStep {
    let interval = half.map(|half| Interval {
        low: value - half,
        high: value + half,
    });
    EventStep {
        at,
        estimate: Estimate { value, interval },
    }
}

fn picture(steps: Vec<EventStep>) -> EventPicture<'static> {
    let mut picture = EventPicture::new("e", "title", "desc", &number);
    picture.steps = steps;
    picture.ticks = [(-8, "2 years before"), (0, "start"), (7, "2 years after")]
        .map(|(at, label)| EventTick {
            at,
            label: label.into(),
        })
        .to_vec();
    picture.before = "Before".into();
    picture.after = "After".into();
    picture.zero = Words::new("As expected without it", "As expected");
    picture.worth = Some((-30.0, Words::new("30 fewer: worth having", "30 fewer")));
    picture.top = "more days".into();
    picture.bottom = "fewer days".into();
    picture.note = Words::new("The band holds the true number in 95 of 100 cases", "95 of 100 cases");
    picture
}

fn quarters() -> EventPicture<'static> {
    let falling = |at: i64| if at < 0 { 2.0 } else { -12.0 };
    picture((-8..8).map(|at| step(at, falling(at), Some(20.0))).collect())
}

fn drawings(picture: &EventPicture<'_>) -> Vec<String> {
    three(&picture.page(), picture.print())
}

fn circles<'t>(drawing: &'t str, looks: &str) -> Vec<&'t str> {
    let circles = drawing.lines().filter(|element| element.starts_with("<circle"));
    circles.filter(|element| element.contains(looks)).collect()
}

/// Where the start line stands: its station is the topmost circle.
fn start(drawing: &str) -> f64 {
    let circles = circles(drawing, "");
    let station = circles
        .iter()
        .min_by(|one, other| coordinate(one, "cy").total_cmp(&coordinate(other, "cy")));
    coordinate(station.unwrap(), "cx")
}

#[test]
fn both_drawings_say_what_is_before_and_after() {
    let page = quarters().page();
    assert!(
        page.starts_with("<svg class=\"wide\" viewBox=\"0 0 790 420\" role=\"img\" aria-labelledby=\"e-w-t e-w-d\">")
    );
    assert!(
        page.contains("<svg class=\"narrow\" viewBox=\"0 0 343 360\" role=\"img\" aria-labelledby=\"e-n-t e-n-d\">")
    );
    for drawing in drawings(&quarters()) {
        check_texts(&drawing).unwrap();
        for text in ["Before", "After", "more days", "fewer days", "start"] {
            assert!(says(&drawing, text), "{text} is missing in {drawing}");
        }
        let (start, all) = (start(&drawing), texts(&drawing));
        let find = |text: &str| all.iter().find(|seen| seen.text == text).unwrap();
        assert!(find("Before").right < start && find("After").left > start);
    }
    let wide = &drawings(&quarters())[0];
    // In the margin, broken where it must be.
    let all: Vec<String> = texts(wide).into_iter().map(|seen| seen.text).collect();
    let all = all.join(" ");
    assert!(
        all.contains("As expected without it") && all.contains("30 fewer: worth having"),
        "{all}"
    );
    assert!(says(wide, "+20") && says(wide, "-20"));
    let narrow = &drawings(&quarters())[1];
    assert!(says(narrow, "As expected") && says(narrow, "30 fewer"));
}

#[test]
fn dots_are_hollow_before_the_start_and_filled_from_it_on() {
    for drawing in &drawings(&quarters())[..2] {
        let start = start(drawing);
        let (hollow, filled) = (
            circles(drawing, "class=\"dot hollow\""),
            circles(drawing, "class=\"dot\""),
        );
        // 9 = 8 steps and the station.
        assert_eq!((hollow.len(), filled.len()), (9, 8));
        assert!(filled.iter().all(|dot| coordinate(dot, "cx") > start));
        assert!(hollow.iter().all(|dot| coordinate(dot, "cx") <= start));
        assert_eq!(
            strokes(drawing, "class=\"effect\"").len(),
            2,
            "the line is not drawn through the start"
        );
        assert_eq!(strokes(drawing, "class=\"band\"").len(), 2);
    }
}

#[test]
fn a_step_without_an_interval_keeps_its_dot_and_interrupts_the_band() {
    let mut picture = quarters();
    picture.steps[3].estimate.interval = None;
    let [wide, narrow, _] = <[String; 3]>::try_from(drawings(&picture)).unwrap();
    for drawing in [wide, narrow] {
        assert_eq!(strokes(&drawing, "class=\"band\"").len(), 3);
        assert_eq!(strokes(&drawing, "class=\"effect\"").len(), 2);
        assert_eq!(circles(&drawing, "class=\"dot hollow\"").len(), 9);
    }
}

#[test]
fn a_missing_step_is_a_gap_in_line_and_band() {
    let mut picture = quarters();
    picture.steps[3].estimate.value = f64::NAN;
    picture.steps.remove(12);
    let wide = &drawings(&picture)[0];
    assert_eq!(strokes(wide, "class=\"effect\"").len(), 4);
    assert_eq!(strokes(wide, "class=\"band\"").len(), 4);
    assert!(!wide.contains("NaN"));
}

#[test]
fn the_order_of_the_steps_does_not_matter_and_the_first_of_two_counts() {
    let picture = quarters();
    let mut other = picture.clone();
    other.steps.reverse();
    other.steps.push(step(2, 90.0, None));
    assert_eq!(picture.page(), other.page());
}

#[test]
fn one_interval_alone_can_be_seen() {
    let wide = &drawings(&picture(vec![step(-1, 0.0, None), step(0, -12.0, Some(30.0))]))[0];
    let band = strokes(wide, "class=\"band\"");
    let xs: Vec<f64> = band[0]
        .split('L')
        .map(|corner| corner.split(' ').next().unwrap().parse().unwrap())
        .collect();
    assert!(xs[1] - xs[0] >= 8.0, "{band:?}");
}

#[test]
fn what_is_worth_having_is_drawn_from_the_start_on() {
    let wide = &drawings(&quarters())[0];
    let goal = wide.lines().find(|element| element.contains("class=\"goal\"")).unwrap();
    assert!((coordinate(goal, "x1") - start(wide)).abs() < 0.1);
    let mut without = quarters();
    without.worth = Some((f64::NAN, "30 fewer".into()));
    assert!(!without.page().contains("class=\"goal\"") && !without.page().contains("30 fewer"));
}

#[test]
fn a_hundred_steps_have_small_dots_and_none_where_they_would_touch() {
    let mut picture = picture((-60..40).map(|at| step(at, 1.0, Some(2.0))).collect());
    picture.steps[59].estimate.interval = None;
    let [wide, narrow, _] = <[String; 3]>::try_from(drawings(&picture)).unwrap();
    let radii: Vec<f64> = circles(&wide, "series-1")
        .iter()
        .map(|dot| coordinate(dot, "r"))
        .collect();
    assert_eq!(radii.len(), 100);
    assert!(radii.iter().all(|radius| *radius < 3.0));
    // Only the step that the others are measured against.
    assert_eq!(circles(&narrow, "series-1").len(), 1);
    check_texts(&narrow).unwrap();
}

#[test]
fn where_ticks_have_no_room_the_start_stays() {
    let mut picture = quarters();
    picture.ticks = (-8..8)
        .map(|at| EventTick {
            at,
            label: if at == 0 {
                "start".into()
            } else {
                format!("quarter {at}").into()
            },
        })
        .collect();
    for drawing in drawings(&picture) {
        assert!(says(&drawing, "start"));
        check_texts(&drawing).unwrap();
    }
}

#[test]
fn on_paper_it_stands_alone() {
    let print = quarters().print();
    assert!(print.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"790\" height=\"420\""));
    assert!(!print.contains("class=") && !print.contains("var(") && !print.contains("style="));
}

#[test]
fn words_from_outside_never_become_markup() {
    let mut picture = quarters();
    picture.after = "<script>".into();
    picture.worth = Some((-30.0, "<script>".into()));
    assert!(!picture.page().contains("<script") && picture.page().contains("&lt;script"));
}

#[test]
fn odd_input_is_left_out_and_never_breaks_the_picture() {
    let extremes = vec![
        step(i64::MIN, 1.0, None),
        step(i64::MAX, 1.0, None),
        step(0, f64::INFINITY, Some(1.0)),
        step(1, 1e300, Some(1.0)),
        step(2, 5.0, Some(f64::NAN)),
        step(3, 5.0, Some(f64::INFINITY)),
    ];
    let far = vec![
        step(i64::from(i32::MIN), 1.0, Some(1.0)),
        step(i64::from(i32::MAX), 2.0, Some(1.0)),
    ];
    let alike = (-3..3).map(|at| step(at, 0.0, Some(0.0))).collect();
    let huge = (-3..3).map(|at| step(at, 9e14, Some(9e13))).collect();
    let tiny = (-3..3).map(|at| step(at, 1e-13, Some(1e-14))).collect();
    let backwards = vec![EventStep {
        at: 0,
        estimate: Estimate {
            value: 1.0,
            interval: Some(Interval { low: 3.0, high: -1.0 }),
        },
    }];
    for steps in [
        Vec::new(),
        extremes,
        far,
        alike,
        huge,
        tiny,
        backwards,
        vec![step(0, 1.0, None)],
    ] {
        for worth in [picture(Vec::new()).worth, None] {
            let mut picture = picture(steps.clone());
            picture.worth = worth;
            for drawing in drawings(&picture) {
                check_texts(&drawing).unwrap();
                assert!(!drawing.contains("NaN") && !drawing.contains("inf"), "{drawing}");
                let outside = circles(&drawing, "").into_iter().find(|dot| {
                    let x = coordinate(dot, "cx");
                    !(0.0..=790.0).contains(&x)
                });
                assert_eq!(outside, None);
            }
        }
    }
}

const NAMES: [&str; 6] = [
    "",
    "x",
    "Efter start",
    "Som ventet uden indsatsen",
    "Arbejdsmiljørepræsentantuddannelsen",
    "30 færre: det I har besluttet er det mindste, der er værd at få om måneden",
];

fn words() -> impl Strategy<Value = Words> {
    let name = || prop::sample::select(NAMES.as_slice());
    (name(), name()).prop_map(|(full, short)| Words::new(full, short))
}

prop_compose! {
    fn any_picture()(
        steps in prop::collection::vec((-60i64..60, -90.0f64..90.0, prop::option::of(0.0f64..60.0)), 0..110),
        ticks in prop::collection::vec((-60i64..60, words()), 0..12),
        worth in prop::option::of((-90.0f64..90.0, words())),
        said in prop::collection::vec(words(), 6),
        (width, height) in (250.0f64..1200.0, 150.0f64..500.0),
        zoom in -6i32..6,
    ) -> EventPicture<'static> {
        let scale = 10f64.powi(zoom);
        let mut picture = EventPicture::new("e", "title", "desc", &number);
        picture.wide = Size { width, height };
        picture.steps = steps.into_iter().map(|(at, value, half)| step(at, value * scale, half.map(|half| half * scale))).collect();
        picture.ticks = ticks.into_iter().map(|(at, label)| EventTick { at, label }).collect();
        picture.worth = worth.map(|(value, words)| (value * scale, words));
        let [before, after, zero, top, bottom, note] = <[Words; 6]>::try_from(said).unwrap();
        EventPicture { before, after, zero, top, bottom, note, ..picture }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn no_text_lies_on_another_or_outside_the_picture(picture in any_picture()) {
        for drawing in drawings(&picture) {
            prop_assert!(check_texts(&drawing).is_ok(), "{}\n{drawing}", check_texts(&drawing).unwrap_err());
            prop_assert!(!drawing.contains("NaN") && !drawing.contains("inf\""), "{drawing}");
            prop_assert!(attribute(&drawing, "viewBox").is_some());
        }
    }
}
