use super::*;

/// Scores come from divisions by small whole numbers: far closer than a reader sees.
const NEAR: f64 = 1e-9;

fn check(content: &Content, scale: &str, answers: &Answers, expected: Option<f64>) {
    let score = content.score(content.find_scale(scale).unwrap(), answers);
    match (score, expected) {
        (Some(score), Some(expected)) => assert!((score - expected).abs() < NEAR, "{scale}: {score}, not {expected}"),
        (score, expected) => assert_eq!(score, expected, "{scale}"),
    }
}

/// Answers to all 35 items of the HSE tool, made by a rule.
fn hse_answers(rule: impl Fn(usize) -> i32) -> Answers {
    (1..=35)
        .map(|n| (format!("hse_{n:02}"), Answer::Choice(rule(n))))
        .collect()
}

/// The published key of the tool: items of each scale, and those that count backwards.
const HSE: [(&str, &[usize]); 7] = [
    ("demands", &[3, 6, 9, 12, 16, 18, 20, 22]),
    ("control", &[2, 10, 15, 19, 25, 30]),
    ("manager_support", &[8, 23, 29, 33, 35]),
    ("peer_support", &[7, 24, 27, 31]),
    ("relationships", &[5, 14, 21, 34]),
    ("role", &[1, 4, 11, 13, 17]),
    ("change", &[26, 28, 32]),
];
const HSE_REVERSED: [usize; 12] = [3, 5, 6, 9, 12, 14, 16, 18, 20, 21, 22, 34];

#[test]
fn the_hse_scales_are_the_means_of_their_items_with_the_published_reversals() {
    let content = shipped("hse");
    let mut covered: Vec<usize> = Vec::new();
    for rule in [|n: usize| n % 5, |n: usize| n * 3 % 5, |n: usize| n / 2 % 5] {
        let value = |n: usize| i32::try_from(rule(n)).unwrap() + 1;
        let answers = hse_answers(value);
        for (scale, items) in HSE {
            let points = items.iter().map(|n| {
                let value = f64::from(value(*n));
                if HSE_REVERSED.contains(n) { 6.0 - value } else { value }
            });
            let mean = points.sum::<f64>() / items.len() as f64;
            check(&content, scale, &answers, Some(mean));
            covered.extend(items);
        }
    }
    covered.sort_unstable();
    covered.dedup();
    assert_eq!(covered, (1..=35).collect::<Vec<_>>(), "every item belongs to a scale");
}

#[test]
fn an_hse_scale_with_a_missing_answer_has_no_score() {
    let mut answers = hse_answers(|_| 3);
    answers.remove("hse_03");
    check(&shipped("hse"), "demands", &answers, None);
    check(&shipped("hse"), "control", &answers, Some(3.0));
}

/// The WHO-5 with its words filled in by us, as an installation would.
fn who5_answers(values: &[i32]) -> Answers {
    (1..)
        .zip(values)
        .map(|(n, value)| (format!("who5_{n}"), Answer::Choice(*value)))
        .collect()
}

#[test]
fn who5_is_the_sum_times_four_and_needs_all_five() {
    let content = shipped("who5");
    check(&content, "wellbeing", &who5_answers(&[0, 0, 0, 0, 0]), Some(0.0));
    check(&content, "wellbeing", &who5_answers(&[5, 5, 5, 5, 5]), Some(100.0));
    check(&content, "wellbeing", &who5_answers(&[3, 2, 3, 2, 3]), Some(52.0));
    check(&content, "wellbeing", &who5_answers(&[3, 2, 3, 2]), None);
}

#[test]
fn a_missing_who5_answer_counts_as_the_mean_of_the_others_where_four_are_enough() {
    let mut content = shipped("who5");
    content.scales[0].minimum_answered = 4;
    check(&content, "wellbeing", &who5_answers(&[3, 2, 3, 2]), Some(50.0));
    check(&content, "wellbeing", &who5_answers(&[3, 2, 3]), None);
}

#[test]
fn the_bands_of_who5_hold_their_upper_ends() {
    let content = shipped("who5");
    let scale = content.find_scale("wellbeing").unwrap();
    let band = |score| scale.band_of(score).unwrap().name.read("da").to_owned();
    let [low, middle, high] = ["Tydeligt nedsat trivsel", "Nedsat trivsel", "Ikke nedsat trivsel"];
    for (score, expected) in [
        (0.0, low),
        (35.0, low),
        (36.0, middle),
        (50.0, middle),
        (52.0, high),
        (100.0, high),
    ] {
        assert_eq!(band(score), expected, "{score}");
    }
}

#[test]
fn demands_are_good_in_the_middle() {
    let content = shipped("pulse");
    let scale = content.find_scale("demands").unwrap();
    let score = |amount, pace| {
        let answers = chosen([("demands_amount", amount), ("demands_pace", pace)]);
        content.score(scale, &answers).unwrap()
    };
    for (amount, pace, expected, side) in [
        (-2, -2, 0.0, Side::Below),
        (-1, -1, 25.0, Side::Below),
        (0, -1, 37.5, Side::Within),
        (0, 0, 50.0, Side::Within),
        (1, 0, 62.5, Side::Within),
        (1, 1, 75.0, Side::Above),
        (2, 2, 100.0, Side::Above),
    ] {
        assert!((score(amount, pace) - expected).abs() < NEAR, "{amount} {pace}");
        assert_eq!(
            scale.reading.side_of(score(amount, pace)),
            Some(side),
            "{amount} {pace}"
        );
    }
    assert!(scale.reading.is_better(100.0, 75.0));
    assert!(scale.reading.is_better(0.0, 25.0));
    assert!(!scale.reading.is_better(50.0, 100.0));
    assert!(!scale.reading.is_better(45.0, 55.0) && !scale.reading.is_better(55.0, 45.0));
}

#[test]
fn better_is_higher_or_lower_as_the_scale_says() {
    assert!(Reading::HigherIsBetter.is_better(1.0, 2.0) && !Reading::HigherIsBetter.is_better(2.0, 1.0));
    assert!(Reading::LowerIsBetter.is_better(2.0, 1.0) && !Reading::LowerIsBetter.is_better(1.0, 2.0));
    assert_eq!(Reading::LowerIsBetter.side_of(50.0), None);
}

#[test]
fn items_with_different_options_weigh_alike_in_a_mean_and_by_their_reach_in_a_sum() {
    let mut content = small();
    content.items[1].condition = None;
    content.choices.push(ChoiceSet {
        key: "ten".to_owned(),
        options: (0..=10)
            .map(|value| ChoiceOption {
                value,
                label: Wording::of([("da", "x"), ("en", "x")]),
            })
            .collect(),
    });
    content.items[1].kind = ItemKind::Choice("ten".to_owned());
    let answers = chosen([("calm", 1), ("noise", 10)]);
    // calm gives 1 of 1; noise is reversed and gives 0 of 10
    check(&content, "peace", &answers, Some(50.0));
    content.scales[0].scoring = Scoring::Sum;
    check(&content, "peace", &answers, Some(100.0 / 11.0));
}

#[test]
fn words_where_a_number_belongs_give_no_points() {
    let content = small();
    let answers = Answers::from([("calm".to_owned(), Answer::Text("1".to_owned()))]);
    check(&content, "peace", &answers, None);
    check(&content, "peace", &Answers::new(), None);
}
