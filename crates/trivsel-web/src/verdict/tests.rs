#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use trivsel_domain::evaluation::{Aim, Interval, SecondOpinions, Worthwhile, judge};
use trivsel_domain::initiative::Direction;

use super::*;
use crate::words::Lang;

/// Every kind of unit there is, with what is worth having and a size that is usual in it.
fn scales(lang: Lang) -> Vec<(&'static str, Scale, f64, f64)> {
    let words = Words::of(lang);
    let of = |code: &str, measure, counted| Scale::new(words, code, measure, counted);
    vec![
        (
            "sygedage",
            of("absence_rate", Measure::RatePercent, Some(68.8)),
            0.5,
            0.7,
        ),
        ("procentpoint", of("absence_rate", Measure::RatePercent, None), 0.5, 0.8),
        (
            "procentpoint, andet",
            of("share_trained", Measure::RatePercent, Some(12.0)),
            2.0,
            3.1,
        ),
        ("pr. ansat", of("spells", Measure::PerPerson, None), 0.1, 0.17),
        ("antal", of("exits", Measure::Count, None), 1.0, 2.3),
        ("pr. stilling", of("qualified", Measure::PerVacancy, None), 0.3, 0.41),
        ("kroner", of("temp_cost", Measure::Money, None), 20_000.0, 26_993.0),
        ("point", Scale::points(words, 1), 5.0, 7.4),
        ("hele point", Scale::points(words, 0), 5.0, 7.0),
    ]
}

/// Ends of an interval and its best guess, as multiples of a usual size.
const SHAPES: [(&str, f64, f64, f64); 16] = [
    ("begge ned", -1.0, -2.0, -0.9),
    ("begge op", 1.0, 0.9, 2.0),
    ("lidt ned", -0.4, -0.6, -0.2),
    ("lidt op", 0.4, 0.2, 0.6),
    ("meget lidt, begge veje", 0.0, -0.3, 0.3),
    ("begge veje", -0.4, -1.9, 0.8),
    ("begge veje, intet bud", 0.0, -1.5, 1.5),
    ("fra nul og ned", -0.5, -1.2, 0.0),
    ("fra nul og op", 0.5, 0.0, 1.2),
    ("næsten nul", -0.5, -1.2, -0.000_1),
    ("mindst ned", -1.0, f64::NEG_INFINITY, -0.9),
    ("mindst op", 1.0, 0.9, f64::INFINITY),
    ("uden grænse ned", -1.0, f64::NEG_INFINITY, 0.2),
    ("uden grænse op", 1.0, -0.2, f64::INFINITY),
    ("uden grænser", 0.7, f64::NEG_INFINITY, f64::INFINITY),
    ("det samme", -1.0, -1.0, -1.0),
];

const DIRECTIONS: [Direction; 4] = [
    Direction::Decrease,
    Direction::Increase,
    Direction::KeepLow,
    Direction::KeepHigh,
];

fn judgement(shape: (f64, f64, f64), direction: Direction, worthwhile: Option<f64>) -> Judgement {
    let (best, lower, upper) = shape;
    let aim = Aim {
        direction,
        worthwhile: worthwhile.map(|size| Worthwhile::new(size).unwrap()),
    };
    judge(
        Interval::new(best, lower, upper).unwrap(),
        aim,
        SecondOpinions::default(),
        &[],
    )
}

/// Every judgement of every scale: also around exactly one of what is written.
fn judgements(lang: Lang) -> Vec<(String, Scale, Judgement)> {
    let mut all = Vec::new();
    for (name, scale, worth, usual) in scales(lang) {
        let one = 1.0 / scale.scaled(1.0);
        let mut shapes: Vec<(&str, f64, f64, f64)> = SHAPES
            .iter()
            .map(|(shape, best, lower, upper)| (*shape, best * usual, lower * usual, upper * usual))
            .collect();
        shapes.push(("en ned", -one, -3.0 * one, -one));
        shapes.push(("en op", one, one, 3.0 * one));
        shapes.push(("en hver vej", one, -one, one));
        for (shape, best, lower, upper) in shapes {
            for direction in DIRECTIONS {
                for worthwhile in [Some(worth), Some(0.0), None] {
                    let judged = judgement((best, lower, upper), direction, worthwhile);
                    let said = format!("{name}, {shape}");
                    all.push((said, scale.clone(), judged));
                }
            }
        }
    }
    all
}

fn all_sentences(lang: Lang) -> String {
    let mut text = String::new();
    let mut seen = BTreeSet::new();
    let mut last = String::new();
    for (said, scale, judged) in judgements(lang) {
        let fitted = scale.fitting(&judged);
        let sentences = [
            sentence(&scale, &judged),
            format!("→ {}", fitted.change(judged.interval.estimate())),
            format!("→ {}", fitted.worth(&judged)),
            format!("→ {}", fitted.range(judged.interval)),
        ];
        for sentence in sentences {
            if !seen.insert((said.clone(), sentence.clone())) {
                continue;
            }
            if said != last {
                writeln!(text, "\n# {said}").unwrap();
                last.clone_from(&said);
            }
            writeln!(text, "{sentence}").unwrap();
        }
    }
    text
}

/// Read one by one by a Danish colleague. To take over changed words: run with `TRIVSEL_WRITE_SENTENCES=1` and read what changed.
#[test]
fn every_sentence_of_every_unit_reads_as_it_was_approved() {
    for (lang, name) in [(Lang::Da, "sentences_da.txt"), (Lang::En, "sentences_en.txt")] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src/verdict")
            .join(name);
        let found = all_sentences(lang);
        if std::env::var_os("TRIVSEL_WRITE_SENTENCES").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        let approved = std::fs::read_to_string(&path).unwrap();
        for (line, (found, approved)) in found.lines().zip(approved.lines()).enumerate() {
            assert_eq!(found, approved, "{name}, line {}", line + 1);
        }
        assert_eq!(found.lines().count(), approved.lines().count(), "{name}");
    }
}

#[test]
fn no_sentence_has_a_hole_or_a_doubled_word() {
    for lang in [Lang::Da, Lang::En] {
        for line in all_sentences(lang).lines() {
            assert!(!line.contains(['[', '{', '$']) && !line.contains("  "), "{line}");
            let words: Vec<&str> = line.split(' ').collect();
            assert!(words.windows(2).all(|pair| pair[0] != pair[1]), "{line}");
        }
    }
}

/// The numbers of a text as they were written.
fn numbers(text: &str) -> Vec<f64> {
    let parts = text.split(|letter: char| !letter.is_ascii_digit() && letter != ',' && letter != '.');
    parts
        .map(|part| part.trim_matches(['.', ',']).replace(',', ""))
        .filter_map(|part| part.parse().ok())
        .collect()
}

/// What is written of an interval, judged once more, gives the same verdict: rounding contradicts nothing.
#[test]
fn what_is_written_says_what_was_judged() {
    let mut tried = 0;
    for (name, scale, worth, _) in scales(Lang::En) {
        for step in 0..400 {
            // Ends a hair's breadth from nothing and from what is worth having, on either side.
            let hair = [0.49, 0.2, 0.04, 0.004, 0.000_3, 0.000_000_1][step % 6] / scale.scaled(1.0);
            let near = |of: f64, way: usize| if way.is_multiple_of(2) { of - hair } else { of + hair };
            let (lower, upper) = match step / 6 % 5 {
                0 => (near(-worth, step / 30), near(worth, step / 60)),
                1 => (near(-worth, step / 30), near(0.0, step / 60)),
                2 => (near(0.0, step / 30), near(worth, step / 60)),
                3 => (-3.0 * worth, near(-worth, step / 30)),
                _ => (near(worth, step / 30), 3.0 * worth),
            };
            if lower > upper {
                continue;
            }
            for direction in DIRECTIONS {
                let judged = judgement((lower, lower, upper), direction, Some(worth));
                let fitted = scale.fitting(&judged);
                let written = |value: f64| numbers(&fitted.number(value))[0] * value.signum();
                let of_worth = numbers(&fitted.number(worth))[0];
                let again = judgement(
                    (written(lower), written(lower), written(upper)),
                    direction,
                    Some(of_worth),
                );
                assert_eq!(
                    again.verdict, judged.verdict,
                    "{name}: {lower} to {upper}, {direction:?}, {fitted:?}"
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 5_000, "{tried}");
}

#[test]
fn one_is_one_and_nothing_is_no_difference() {
    let words = Words::of(Lang::Da);
    let days = Scale::new(words, "absence_rate", Measure::RatePercent, Some(10.0));
    for (value, said) in [
        (-0.1, "1 sygedag færre om måneden"),
        (0.1, "1 sygedag mere om måneden"),
        (-0.2, "2 færre sygedage om måneden"),
        (0.01, "ingen forskel"),
        (-0.01, "ingen forskel"),
        (0.0, "ingen forskel"),
    ] {
        assert_eq!(days.change(value), said);
    }
}
