//! Reads the written SVG again: what must be there, and that no text ever lies on another or outside the picture.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use proptest::prelude::*;

use super::*;
use crate::reread::{check_texts, says, strokes, texts, three};
use crate::{Estimate, Interval};

fn number(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}")
}

fn picture(positions: usize) -> SeriesPicture<'static> {
    SeriesPicture::new("p", "title", "desc", positions, "percent", &number)
}

fn line(colour: Colour, label: &str, points: Vec<Point>) -> Line {
    Line {
        colour,
        label: label.into(),
        points,
    }
}

fn values(values: &[f64]) -> Vec<Point> {
    values.iter().map(|value| Point::Value(*value)).collect()
}

fn drawings(picture: &SeriesPicture<'_>) -> Vec<String> {
    three(&picture.page(), picture.print())
}

#[test]
fn both_drawings_are_named_and_have_ids_of_their_own() {
    let mut picture = picture(3);
    picture.id = "trend-4".to_owned();
    picture.title = "Sick <leave> & \"more\"".to_owned();
    let page = picture.page();
    assert!(page.starts_with(
        "<svg class=\"wide\" viewBox=\"0 0 1120 420\" role=\"img\" aria-labelledby=\"trend-4-w-t trend-4-w-d\">\
         <title id=\"trend-4-w-t\">Sick &lt;leave&gt; &amp; &quot;more&quot;</title><desc id=\"trend-4-w-d\">desc</desc>"
    ));
    assert!(page.contains(
        "<svg class=\"narrow\" viewBox=\"0 0 343 330\" role=\"img\" aria-labelledby=\"trend-4-n-t trend-4-n-d\">"
    ));
    let mut ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), count), (4, 4));
}

#[test]
fn words_from_outside_never_become_markup() {
    let mut picture = picture(4);
    let evil = "<script>alert('x')</script>&";
    picture.unit = evil.to_owned();
    picture.ticks = vec![Tick {
        at: 1,
        label: evil.into(),
    }];
    picture.lines = vec![line(Colour::Fjord, evil, values(&[1.0, 2.0, 3.0, 4.0]))];
    picture.starts = vec![Start {
        at: 2,
        label: evil.into(),
        second: evil.to_owned(),
        count: 1,
    }];
    picture.id = "\"><script>".to_owned();
    for drawing in drawings(&picture) {
        assert!(
            !drawing.contains("<script") && drawing.contains("&lt;script"),
            "{drawing}"
        );
    }
}

#[test]
fn on_paper_a_picture_stands_alone() {
    let mut picture = picture(4);
    picture.lines = vec![line(Colour::Fjord, "North", values(&[1.0, 2.0, 3.0, 4.0]))];
    picture.disruptions = vec![Disruption {
        from: 1,
        to: 2,
        name: "Strike".into(),
    }];
    picture.withheld = "hidden".into();
    let print = picture.print();
    assert!(print.starts_with(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1120\" height=\"420\" viewBox=\"0 0 1120 420\""
    ));
    assert!(!print.contains("class=") && !print.contains("var(") && !print.contains("style="));
    assert!(print.contains("font-family=\"IBM Plex Sans") && print.contains("stroke=\"#14566b\""));
    assert!(says(&print, "North") && says(&print, "Strike"));
}

#[test]
fn a_withheld_value_is_a_gap_with_a_sign_and_never_zero() {
    let mut picture = picture(9);
    let mut points = values(&[6.0, 6.5, 7.0, 6.0, 6.2, 6.4, 6.6, 6.1, 6.3]);
    points[3] = Point::Withheld;
    points[4] = Point::Withheld;
    picture.lines = vec![line(Colour::Fjord, "North 6.3", points)];
    picture.withheld = "hidden".into();
    for drawing in &drawings(&picture)[..2] {
        assert_eq!(
            strokes(drawing, "class=\"l1\"").len(),
            2,
            "the line is drawn through a withheld value"
        );
        assert_eq!(drawing.matches("class=\"hatch\"").count(), 1);
        assert!(says(drawing, "hidden"));
        let corners: usize = strokes(drawing, "class=\"l1\"")
            .iter()
            .map(|stroke| stroke.matches(' ').count())
            .sum();
        assert_eq!(corners, 7, "each shown value has one corner, a withheld one none");
    }
    // The same picture with the value taken away is the same but for the sign: nothing of the value shows.
    let mut other = picture.clone();
    other.lines[0].points[3] = Point::Missing;
    other.lines[0].points[4] = Point::Missing;
    assert_eq!(strokes(&picture.print(), "#14566b"), strokes(&other.print(), "#14566b"));
    assert!(!other.page().contains("hatch"));
}

#[test]
fn a_value_between_two_gaps_is_a_dot() {
    let mut picture = picture(30);
    let mut points = vec![Point::Missing; 30];
    points[0] = Point::Value(1.0);
    points[1] = Point::Value(2.0);
    points[10] = Point::Value(3.0);
    points[20] = Point::Value(4.0);
    points[21] = Point::Value(4.0);
    picture.lines = vec![line(Colour::Fjord, "North", points)];
    assert!(picture.page().contains("r=\"2.5\" fill=\"var(--series-1)\""));
}

#[test]
fn a_new_definition_lifts_line_centre_and_limits() {
    let mut picture = picture(12);
    picture.lines = vec![line(Colour::Fjord, "North", values(&[5.0; 12]))];
    picture.centre = vec![Centre {
        from: 0,
        to: 11,
        value: 6.0,
        label: "mean 6".into(),
    }];
    picture.limits = Some(Limits {
        lower: vec![Some(4.0); 12],
        upper: vec![Some(8.0); 12],
        label: "usual".into(),
    });
    picture.breaks = vec![Break {
        at: 6,
        label: "new count".into(),
    }];
    for drawing in &drawings(&picture)[..2] {
        assert_eq!(strokes(drawing, "class=\"l1\"").len(), 2);
        assert_eq!(strokes(drawing, "class=\"limit\"").len(), 4);
        assert_eq!(drawing.matches("class=\"centre\"").count(), 2);
        assert!(says(drawing, "new count") && says(drawing, "usual") && says(drawing, "mean 6"));
        assert_eq!(drawing.matches(">usual<").count(), 1);
    }
}

#[test]
fn a_disruption_interrupts_centre_and_limits_but_not_the_line() {
    let mut picture = picture(12);
    picture.lines = vec![line(Colour::Fjord, "North", values(&[5.0; 12]))];
    picture.centre = vec![Centre {
        from: 0,
        to: 11,
        value: 6.0,
        label: Words::default(),
    }];
    picture.limits = Some(Limits {
        lower: vec![Some(4.0); 12],
        upper: vec![Some(8.0); 12],
        label: Words::default(),
    });
    picture.disruptions = vec![Disruption {
        from: 4,
        to: 6,
        name: "Corona".into(),
    }];
    let wide = &drawings(&picture)[0];
    assert_eq!(strokes(wide, "class=\"l1\"").len(), 1);
    assert_eq!(wide.matches("class=\"centre\"").count(), 2);
    assert_eq!(strokes(wide, "class=\"limit\"").len(), 4);
    assert_eq!(
        (
            wide.matches("class=\"shock\"").count(),
            wide.matches("class=\"shock-edge\"").count()
        ),
        (1, 2)
    );
    assert!(says(wide, "Corona"));
}

#[test]
fn limits_that_stay_level_are_one_stroke_with_two_ends() {
    let mut picture = picture(12);
    picture.limits = Some(Limits {
        lower: Vec::new(),
        upper: vec![Some(8.0); 12],
        label: Words::default(),
    });
    let wide = &drawings(&picture)[0];
    assert_eq!(
        strokes(wide, "class=\"limit\"")
            .iter()
            .map(|stroke| stroke.matches('L').count())
            .collect::<Vec<_>>(),
        [1]
    );
    assert!(!wide.contains("class=\"band\""), "half an interval has no band");
}

fn guess(value: f64, half: Option<f64>) -> Option<Estimate> {
    let interval = half.map(|half| Interval {
        low: value - half,
        high: value + half,
    });
    Some(Estimate { value, interval })
}

/// Twelve values, of which the last six have an expected one beside them, without an interval at 8 and missing at 10.
fn expected() -> SeriesPicture<'static> {
    let mut picture = picture(12);
    picture.lines = vec![line(Colour::Fjord, "North 5", values(&[5.0; 12]))];
    let mut points = vec![None; 6];
    points.extend([guess(6.0, Some(1.0)); 6]);
    points[8] = guess(6.0, None);
    points[10] = None;
    picture.expected = Some(Expected {
        points,
        label: "expected without it".into(),
    });
    picture
}

#[test]
fn the_expected_line_lies_behind_the_observed_one_and_stops_at_gaps() {
    let picture = expected();
    for drawing in &drawings(&picture)[..2] {
        check_texts(drawing).unwrap();
        // 6–9 and 11; the lone month is one dash of 8 px.
        let line = strokes(drawing, "class=\"expected\"");
        assert_eq!(line.len(), 2, "{line:?}");
        assert_eq!(line[0].matches(' ').count(), 4);
        // The band: 6–7, 9 and 11.
        assert_eq!(strokes(drawing, "class=\"expected-band\"").len(), 3);
        let (behind, front) = (drawing.find("class=\"expected\""), drawing.find("class=\"l1\""));
        assert!(behind.unwrap() < front.unwrap());
        assert!(texts(drawing).iter().any(|seen| seen.text.starts_with("expected")));
    }
    assert!(says(&drawings(&picture)[0], "expected without it"));
    assert_eq!(strokes(&picture.print(), "stroke-dasharray=\"6 4\"").len(), 2);
}

#[test]
fn the_expected_line_stops_where_the_figure_is_made_up_anew() {
    let mut picture = expected();
    picture.breaks = vec![Break {
        at: 7,
        label: "new count".into(),
    }];
    let wide = &drawings(&picture)[0];
    assert_eq!(strokes(wide, "class=\"expected\"").len(), 3);
}

#[test]
fn the_axis_reaches_the_expected_values_and_their_intervals() {
    let mut picture = expected();
    let highest = |picture: &SeriesPicture<'_>| {
        let numbers = texts(&picture.print());
        let numbers = numbers.iter().filter_map(|seen| seen.text.parse::<f64>().ok());
        numbers.fold(f64::NEG_INFINITY, f64::max)
    };
    assert!(highest(&picture) >= 7.0);
    picture.expected.as_mut().unwrap().points[7] = guess(9.0, Some(11.0));
    assert!(highest(&picture) >= 20.0);
}

#[test]
fn expected_values_that_are_no_numbers_are_gaps() {
    let mut picture = expected();
    let without = SeriesPicture {
        expected: None,
        ..picture.clone()
    };
    let nothing = vec![
        guess(f64::NAN, Some(1.0)),
        guess(f64::INFINITY, None),
        guess(1e300, None),
    ];
    for points in [Vec::new(), nothing] {
        picture.expected.as_mut().unwrap().points = points;
        assert_eq!(picture.page(), without.page());
        assert_eq!(picture.print(), without.print());
    }
    picture.expected.as_mut().unwrap().points = vec![guess(6.0, Some(f64::NAN)), guess(6.0, Some(f64::INFINITY))];
    let wide = &drawings(&picture)[0];
    assert_eq!(strokes(wide, "class=\"expected\"").len(), 1);
    assert!(!wide.contains("expected-band") && !wide.contains("NaN"));
}

#[test]
fn several_that_begin_together_are_one_station_with_a_number() {
    let mut picture = picture(48);
    picture.lines = vec![line(Colour::Fjord, "North", values(&[5.0; 48]))];
    picture.starts = vec![Start {
        at: 20,
        label: "Three groups".into(),
        second: "May".to_owned(),
        count: 3,
    }];
    for drawing in &drawings(&picture)[..2] {
        assert!(says(drawing, "3") && says(drawing, "Three groups") && says(drawing, "May"));
        assert_eq!(drawing.matches("class=\"dot hollow\"").count(), 1);
    }
}

#[test]
fn starts_close_together_give_up_text_but_never_their_line() {
    let mut picture = picture(84);
    picture.starts = (0..6)
        .map(|order| Start {
            at: 30 + 2 * order,
            label: "A long name of a place".into(),
            second: "May 2024".to_owned(),
            count: 4,
        })
        .collect();
    for drawing in drawings(&picture) {
        check_texts(&drawing).unwrap();
    }
    assert_eq!(drawings(&picture)[1].matches("class=\"start\"").count(), 6);
}

#[test]
fn a_signal_is_a_ring_and_a_word() {
    let mut picture = picture(48);
    picture.lines = vec![line(Colour::Fjord, "North", values(&[5.0; 48]))];
    let signal = |line, at, word: &str| Signal {
        line,
        at,
        word: word.into(),
    };
    picture.signals = vec![
        signal(0, 20, "eight in a row"),
        signal(0, 21, ""),
        signal(0, 99, "nowhere"),
        signal(3, 1, "no line"),
    ];
    let wide = &drawings(&picture)[0];
    assert_eq!(wide.matches("class=\"ring\"").count(), 2);
    assert!(says(wide, "eight in a row") && !wide.contains("nowhere") && !wide.contains("no line"));
}

#[test]
fn zero_is_a_line_only_where_it_means_something() {
    let mut picture = picture(3);
    picture.lines = vec![line(Colour::Fjord, "North", values(&[-5.0, 0.0, 5.0]))];
    assert!(!picture.page().contains("class=\"zero\""));
    picture.zero = Zero::Line;
    assert_eq!(picture.page().matches("class=\"zero\"").count(), 2);
    picture.zero = Zero::Floor;
    picture.lines = vec![line(Colour::Fjord, "North", values(&[5.0, 6.0, 5.5]))];
    assert!(says(&drawings(&picture)[0], "0"));
}

#[test]
fn ends_that_meet_have_labels_seventeen_apart_with_ones_own_in_bold() {
    let mut picture = picture(12);
    let colours = [
        Colour::Fjord,
        Colour::Clay,
        Colour::Curry,
        Colour::Heather,
        Colour::Slate,
    ];
    let names = ["Own 5", "Two 5", "Three 5", "Four 5", "Five 5"];
    picture.lines = colours
        .into_iter()
        .zip(names)
        .map(|(colour, name)| line(colour, name, values(&[5.0; 12])))
        .collect();
    for drawing in drawings(&picture) {
        let mut bottoms: Vec<f64> = texts(&drawing)
            .iter()
            .filter(|text| names.contains(&text.text.as_str()))
            .map(|text| text.bottom)
            .collect();
        bottoms.sort_by(f64::total_cmp);
        assert_eq!(bottoms.len(), 5);
        assert!(bottoms.windows(2).all(|pair| pair[1] - pair[0] >= 16.95), "{bottoms:?}");
    }
    let wide = &drawings(&picture)[0];
    assert!(wide.contains("class=\"t1\">Own 5<") && wide.contains("class=\"t2\">Two 5<"));
    assert!(wide.contains("class=\"soft\">Three 5<") && wide.contains("class=\"t5\">Five 5<"));
}

#[test]
fn a_phone_gets_short_years_and_skips_some() {
    let mut picture = picture(108);
    picture.ticks = (0..9)
        .map(|year| Tick {
            at: year * 12,
            label: Words::new(format!("{}", 2018 + year), format!("’{}", 18 + year)),
        })
        .collect();
    picture.lines = vec![line(Colour::Fjord, "North 5", values(&[5.0; 108]))];
    let [wide, narrow, _] = <[String; 3]>::try_from(drawings(&picture)).unwrap();
    assert!(says(&wide, "2018") && says(&wide, "2019") && says(&wide, "2026"));
    assert!(says(&narrow, "’18") && says(&narrow, "’20") && !says(&narrow, "2020"));
}

#[test]
fn odd_input_is_left_out_and_never_breaks_the_picture() {
    let mut picture = picture(0);
    picture.lines = vec![line(Colour::Fjord, "North", values(&[f64::NAN, f64::INFINITY, 1e300]))];
    picture.starts = vec![Start {
        at: 7,
        label: "Outside".into(),
        second: String::new(),
        count: 1,
    }];
    picture.disruptions = vec![Disruption {
        from: 5,
        to: 2,
        name: "Backwards".into(),
    }];
    picture.goal = Some(Goal {
        from: 0,
        to: 9,
        value: f64::NAN,
        label: "Goal".into(),
    });
    for positions in [0, 1, 3] {
        picture.positions = positions;
        for drawing in drawings(&picture) {
            check_texts(&drawing).unwrap();
            assert!(
                !drawing.contains("NaN") && !drawing.contains("inf") && !drawing.contains("Outside"),
                "{drawing}"
            );
        }
    }
}

const NAMES: [&str; 8] = [
    "",
    "Nord 5,5",
    "De andre 6,0",
    "Strandparkens hjemmepleje 12,4",
    "Ny opgørelse af delvist sygemeldte",
    "Arbejdsmiljørepræsentantuddannelsen",
    "median 6,1",
    "x",
];

fn words() -> impl Strategy<Value = Words> {
    (
        prop::sample::select(NAMES.as_slice()),
        prop::sample::select(NAMES.as_slice()),
    )
        .prop_map(|(full, short)| Words::new(full, short))
}

fn point() -> impl Strategy<Value = Point> {
    prop_oneof![12 => (-3.0f64..12.0).prop_map(Point::Value), 1 => Just(Point::Missing), 1 => Just(Point::Withheld)]
}

fn colour() -> impl Strategy<Value = Colour> {
    prop::sample::select(vec![
        Colour::Fjord,
        Colour::Clay,
        Colour::Curry,
        Colour::Heather,
        Colour::Slate,
    ])
}

prop_compose! {
    fn marks(positions: usize)(
        starts in prop::collection::vec((0..positions, words(), words(), 0usize..14), 0..7),
        disruptions in prop::collection::vec((0..positions, 0usize..30, words()), 0..3),
        breaks in prop::collection::vec((0..positions, words()), 0..3),
        signals in prop::collection::vec((0usize..3, 0..positions, words()), 0..6),
        centre in prop::collection::vec((0..positions, 0usize..60, -2.0f64..11.0, words()), 0..4),
        goal in prop::option::of((0..positions, 0usize..60, -2.0f64..11.0, words())),
        expected in prop::option::of((prop::collection::vec(prop::option::of((-3.0f64..12.0, prop::option::of(0.0f64..4.0))), positions), words())),
        limits in prop::option::of((prop::collection::vec(prop::option::of(-3.0f64..3.0), positions), words())),
    ) -> SeriesPicture<'static> {
        let mut picture = picture(positions);
        picture.starts = starts.into_iter().map(|(at, label, second, count)| Start { at, label, second: second.full, count }).collect();
        picture.disruptions = disruptions.into_iter().map(|(from, long, name)| Disruption { from, to: from + long, name }).collect();
        picture.breaks = breaks.into_iter().map(|(at, label)| Break { at, label }).collect();
        picture.signals = signals.into_iter().map(|(line, at, word)| Signal { line, at, word }).collect();
        picture.centre = centre.into_iter().map(|(from, long, value, label)| Centre { from, to: from + long, value, label }).collect();
        picture.goal = goal.map(|(from, long, value, label)| Goal { from, to: from + long, value, label });
        picture.expected = expected.map(|(points, label)| {
            let points = points.into_iter().map(|point| point.and_then(|(value, half)| guess(value, half))).collect();
            Expected { points, label }
        });
        picture.limits = limits.map(|(lower, label)| {
            let upper = lower.iter().map(|value| value.map(|value| value + 6.0)).collect();
            Limits { lower, upper, label }
        });
        picture
    }
}

fn any_picture() -> impl Strategy<Value = SeriesPicture<'static>> {
    (1usize..130).prop_flat_map(|positions| {
        let line = (colour(), words(), prop::collection::vec(point(), positions))
            .prop_map(|(colour, label, points)| Line { colour, label, points });
        let rest = (words(), words(), words(), 1usize..13, 250.0f64..1200.0, 150.0f64..500.0);
        (marks(positions), prop::collection::vec(line, 0..6), rest).prop_map(move |(mut picture, lines, rest)| {
            let (unit, tick, withheld, every, width, height) = rest;
            picture.lines = lines;
            picture.unit = unit.full;
            picture.withheld = withheld;
            picture.wide = Size { width, height };
            picture.ticks = (0..positions)
                .step_by(every)
                .map(|at| Tick {
                    at,
                    label: tick.clone(),
                })
                .collect();
            picture
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]
    #[test]
    fn no_text_lies_on_another_or_outside_the_picture(picture in any_picture()) {
        for drawing in drawings(&picture) {
            prop_assert!(check_texts(&drawing).is_ok(), "{}\n{drawing}", check_texts(&drawing).unwrap_err());
            prop_assert!(!drawing.contains("NaN") && !drawing.contains("inf\""), "{drawing}");
        }
    }
}
