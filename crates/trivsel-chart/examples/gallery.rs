//! Writes a page with pictures of every kind, to be looked at: `cargo run --example gallery -- STYLE.css… > gallery.html`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the page is the program's result"
)]

use std::process::ExitCode;

use trivsel_chart::{
    Break, Centre, Colour, Disruption, Estimate, EventPicture, EventStep, EventTick, Expected, ForestEstimate,
    ForestPicture, ForestRow, Goal, Interval, Limits, Line, Point, RangeDot, RangeEnd, RangePicture, SeriesPicture,
    Signal, Size, Sparkline, Start, Tick, Words, Zero,
};

fn main() -> ExitCode {
    let mut style = String::new();
    for path in std::env::args().skip(1) {
        match std::fs::read_to_string(&path) {
            Ok(text) => style.push_str(&text),
            Err(error) => {
                eprintln!("error: could not read {path}: {error}");
                return ExitCode::from(2);
            }
        }
    }
    style.push_str(trivsel_chart::STYLE);
    println!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Pictures</title><style>{style}</style><body>"
    );
    println!("<main class=\"wrap sections\">");
    for (name, picture) in [
        ("A trend with others, a disruption and starts", trend()),
        ("A chart with limits, signals and a rebased centre", control()),
        ("Withheld values, a new definition and a goal", withheld()),
        ("Five lines and many starts", crowded()),
        ("Differences around zero", difference()),
        ("Few values", few()),
        ("Against what was expected", expected()),
    ] {
        let narrow = SeriesPicture {
            id: format!("{}-phone", picture.id),
            ..picture.clone()
        };
        figure(name, picture.wide.width, &picture.page(), &narrow.page());
    }
    for (name, picture) in [
        ("Effect by time since the start", effect()),
        ("A hundred steps with gaps", many_steps()),
        ("One step", first_step()),
    ] {
        let narrow = EventPicture {
            id: format!("{}-phone", picture.id),
            ..picture.clone()
        };
        figure(name, picture.wide.width, &picture.page(), &narrow.page());
    }
    for (name, picture) in [("Ways of reckoning", ways()), ("Open intervals", open_ways())] {
        let narrow = ForestPicture {
            id: format!("{}-phone", picture.id),
            ..picture.clone()
        };
        figure(name, picture.width, &picture.page(), &narrow.page());
    }
    let on_paper = [
        control().print(),
        expected().print(),
        effect().print(),
        many_steps().print(),
        ways().print(),
        open_ways().print(),
    ];
    println!("<section><h2>On paper</h2>{}</section>", on_paper.join(""));
    println!("<section><h2>Small</h2>{}{}</section>", spark(), ranges());
    println!("</main></body></html>");
    ExitCode::SUCCESS
}

fn figure(name: &str, width: f64, wide: &str, narrow: &str) {
    println!("<section class=\"figure\"><h2>{name}</h2>");
    println!("<div class=\"plot\" style=\"width:{width}px\">{wide}</div>");
    println!("<div class=\"plot\" style=\"width:343px\">{narrow}</div></section>");
}

fn number(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}").replace('.', ",").replace('-', "−")
}

fn signed(value: f64, decimals: usize) -> String {
    let text = number(value, decimals);
    if value > 0.0 { format!("+{text}") } else { text }
}

fn years(first: u32, count: usize) -> Vec<Tick> {
    let starts = (0..count).step_by(12).zip(first..);
    starts
        .map(|(at, year)| Tick {
            at,
            label: Words::new(year.to_string(), format!("’{:02}", year % 100)),
        })
        .collect()
}

/// A wavy series from a little generator, so that the gallery is the same each time.
fn waves(count: usize, seed: u32, level: f64, swing: f64) -> Vec<f64> {
    let mut state = seed;
    let mut month = 0.0;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        month += 1.0;
        let chance = f64::from(state >> 16) / 65_536.0 - 0.5;
        level + swing * ((month * std::f64::consts::TAU / 12.0_f64).cos() + chance)
    };
    (0..count).map(|_| next()).collect()
}

fn points(values: &[f64]) -> Vec<Point> {
    values.iter().map(|value| Point::Value(*value)).collect()
}

fn trend() -> SeriesPicture<'static> {
    let mut picture = SeriesPicture::new("trend", "Sick leave", "Two lines.", 105, "procent", &number);
    picture.ticks = years(2018, 105);
    let own: Vec<f64> = waves(105, 7, 6.4, 0.8);
    let others: Vec<f64> = waves(105, 21, 6.7, 0.8);
    picture.lines = vec![
        Line {
            colour: Colour::Fjord,
            label: Words::new("Nord 6,1", "Nord 6,1"),
            points: points(&own),
        },
        Line {
            colour: Colour::Slate,
            label: Words::new("De andre 6,3", "Andre 6,3"),
            points: points(&others),
        },
    ];
    picture.disruptions = vec![Disruption {
        from: 26,
        to: 49,
        name: "Corona".into(),
    }];
    picture.starts = vec![
        Start {
            at: 16,
            label: Words::new("To grupper begynder", "2 grupper"),
            second: "maj 2019".to_owned(),
            count: 1,
        },
        Start {
            at: 80,
            label: Words::new("To grupper mere", "2 mere"),
            second: "september 2024".to_owned(),
            count: 2,
        },
    ];
    picture
}

fn control() -> SeriesPicture<'static> {
    let mut picture = SeriesPicture::new(
        "control",
        "Short absences",
        "One line with limits.",
        48,
        "pr. 100 ansatte",
        &number,
    );
    picture.ticks = years(2021, 48);
    let mut values = waves(48, 3, 14.0, 2.0);
    for value in values.iter_mut().skip(30) {
        *value -= 3.5;
    }
    if let Some(value) = values.get_mut(8) {
        *value = 22.4;
    }
    let exposure = waves(48, 9, 0.0, 0.25);
    let level = |at: usize| if at < 30 { 14.1 } else { 10.6 };
    let side = |sign: f64| {
        (0..48)
            .zip(&exposure)
            .map(|(at, wave)| Some(level(at) + sign * (5.0 + wave)))
            .collect()
    };
    picture.limits = Some(Limits {
        lower: side(-1.0),
        upper: side(1.0),
        label: Words::new("det sædvanlige spænd", "sædvanligt"),
    });
    picture.centre = vec![
        Centre {
            from: 0,
            to: 29,
            value: 14.1,
            label: "middel 14,1".into(),
        },
        Centre {
            from: 30,
            to: 47,
            value: 10.6,
            label: "middel 10,6".into(),
        },
    ];
    picture.lines = vec![Line {
        colour: Colour::Fjord,
        label: "Mosevang 9,8".into(),
        points: points(&values),
    }];
    picture.starts = vec![Start {
        at: 28,
        label: "Morgenmøder".into(),
        second: "maj 2023".to_owned(),
        count: 1,
    }];
    picture.signals = vec![
        Signal {
            line: 0,
            at: 8,
            word: Words::new("uden for spændet", "udenfor"),
        },
        Signal {
            line: 0,
            at: 40,
            word: Words::new("otte på samme side", "otte i træk"),
        },
    ];
    picture
}

fn withheld() -> SeriesPicture<'static> {
    let mut picture = SeriesPicture::new("hidden", "Sick leave in a small group", "Gaps.", 60, "procent", &number);
    picture.wide = Size::BESIDE;
    picture.ticks = years(2020, 60);
    picture.withheld = "skjult".into();
    let mut own = points(&waves(60, 5, 6.0, 1.0));
    for (at, point) in own.iter_mut().enumerate() {
        match at {
            8..=15 | 30 | 44..=46 => *point = Point::Withheld,
            20 | 21 | 23 => *point = Point::Missing,
            _ => {}
        }
    }
    picture.lines = vec![
        Line {
            colour: Colour::Fjord,
            label: "Egelund 5,8".into(),
            points: own,
        },
        Line {
            colour: Colour::Slate,
            label: Words::new("De andre 6,4", "Andre 6,4"),
            points: points(&waves(60, 15, 6.3, 0.7)),
        },
    ];
    picture.breaks = vec![Break {
        at: 37,
        label: Words::new("ny opgørelse", "ny opg."),
    }];
    let label = Words::new("5,2: det mål, I har sat jer", "mål 5,2");
    picture.goal = Some(Goal {
        from: 40,
        to: 59,
        value: 5.2,
        label,
    });
    picture.starts = vec![Start {
        at: 40,
        label: "Ruter, vi selv lægger".into(),
        second: "maj 2023".to_owned(),
        count: 1,
    }];
    picture
}

fn crowded() -> SeriesPicture<'static> {
    let mut picture = SeriesPicture::new(
        "crowd",
        "Five units",
        "Five lines close together.",
        84,
        "dage pr. ansat",
        &number,
    );
    picture.ticks = years(2019, 84);
    picture.zero = Zero::Floor;
    picture.lines = [
        (Colour::Fjord, "Skovbakken 1,2"),
        (Colour::Clay, "Mosevang 1,3"),
        (Colour::Curry, "Strandparken 1,3"),
        (Colour::Heather, "Egelund 1,1"),
        (Colour::Slate, "De andre 1,2"),
    ]
    .into_iter()
    .zip(1u32..)
    .map(|((colour, label), seed)| Line {
        colour,
        label: label.into(),
        points: points(&waves(84, seed * 77, 1.2, 0.2)),
    })
    .collect();
    picture.disruptions = vec![
        Disruption {
            from: 14,
            to: 37,
            name: "Corona".into(),
        },
        Disruption {
            from: 50,
            to: 52,
            name: "Strejke i sundhedsvæsenet".into(),
        },
    ];
    picture.breaks = vec![Break {
        at: 48,
        label: "ny opgørelse".into(),
    }];
    let word = |at: usize, name: &str, second: &str, count| Start {
        at,
        label: name.into(),
        second: second.to_owned(),
        count,
    };
    picture.starts = vec![
        word(0, "Pilot", "januar 2019", 1),
        word(30, "Tre grupper begynder", "juli 2021", 3),
        word(36, "To grupper mere", "januar 2022", 2),
        word(40, "Ny leder i Mosevang", "maj 2022", 1),
        word(80, "Tolv grupper i resten af kommunen", "september 2025", 12),
    ];
    picture
}

fn difference() -> SeriesPicture<'static> {
    let mut picture = SeriesPicture::new("diff", "Difference", "Around zero.", 36, "sygedage pr. måned", &signed);
    picture.wide = Size::BESIDE;
    picture.ticks = years(2023, 36);
    picture.zero = Zero::Line;
    picture.lines = vec![Line {
        colour: Colour::Fjord,
        label: "−22".into(),
        points: points(&waves(36, 4, -12.0, 20.0)),
    }];
    picture.goal = Some(Goal {
        from: 12,
        to: 35,
        value: -30.0,
        label: Words::new("30 færre: det I har besluttet er værd at få", "30 færre"),
    });
    picture
}

fn few() -> SeriesPicture<'static> {
    let mut picture = SeriesPicture::new("few", "Three months", "Three values.", 3, "procent", &number);
    picture.ticks = vec![
        Tick {
            at: 0,
            label: Words::new("januar 2026", "jan."),
        },
        Tick {
            at: 1,
            label: Words::new("februar", "feb."),
        },
        Tick {
            at: 2,
            label: Words::new("marts", "mar."),
        },
    ];
    picture.lines = vec![Line {
        colour: Colour::Fjord,
        label: "Nord 5,0".into(),
        points: points(&[5.0, 5.0, 5.0]),
    }];
    picture
}

fn spark() -> String {
    let picture = Sparkline {
        values: waves(24, 8, 6.0, 1.0).into_iter().map(Some).collect(),
        goal: Some(5.0),
    };
    format!("<span class=\"plot\">{}</span>", picture.page())
}

fn ranges() -> String {
    let end = |value: f64, number: &str, word: &str| RangeEnd {
        value,
        number: number.to_owned(),
        word: word.into(),
    };
    let wide = RangePicture {
        id: "range".to_owned(),
        title: "Interval".to_owned(),
        desc: "From 58 fewer to 14 more.".to_owned(),
        low: end(-58.0, "58", "færre"),
        best: end(-22.0, "22", "bedste bud"),
        high: end(14.0, "14", "flere"),
        dot: RangeDot::Filled,
        zero: "ingen forskel".into(),
        worth: Some((-30.0, Words::new("30: værd at få", "værd at få"))),
    };
    let mut tight = wide.clone();
    tight.id = "tight".to_owned();
    tight.low = end(-61.0, "61", "færre");
    tight.best = end(-58.0, "58", "bedste bud");
    tight.high = end(-55.0, "55", "færre");
    tight.dot = RangeDot::Hollow;
    format!(
        "<div class=\"plot\" style=\"max-width:18.75rem\">{}{}</div>",
        wide.page(),
        tight.page()
    )
}

fn effect() -> EventPicture<'static> {
    let mut picture = EventPicture::new("effect", "Effect by quarter", "About 30 fewer after a year.", &signed);
    let rows: [(f64, f64); 16] = [
        (3.0, 34.0),
        (-6.0, 33.0),
        (5.0, 31.0),
        (-2.0, 30.0),
        (4.0, 29.0),
        (-5.0, 29.0),
        (2.0, 28.0),
        (-1.0, 27.0),
        (-5.0, 29.0),
        (-12.0, 30.0),
        (-19.0, 32.0),
        (-27.0, 34.0),
        (-31.0, 36.0),
        (-24.0, 39.0),
        (-30.0, 42.0),
        (-28.0, 46.0),
    ];
    picture.steps = (-8..)
        .zip(rows)
        .map(|(at, (value, half))| step(at, value, Some(half)))
        .collect();
    picture.ticks = vec![
        event_tick(-8, "24 mdr. før"),
        event_tick(-4, "12 mdr. før"),
        event_tick(0, "start"),
        event_tick(4, "12 mdr. efter"),
        event_tick(7, "24 mdr. efter"),
    ];
    event_words(&mut picture);
    picture
}

fn event_words(picture: &mut EventPicture<'_>) {
    picture.before = "Før start".into();
    picture.after = "Efter start".into();
    picture.zero = Words::new("Som ventet uden indsatsen", "Som ventet");
    picture.worth = Some((
        -30.0,
        Words::new(
            "30 færre: det I har besluttet er værd at få",
            "Stiplet: 30 færre, det mindste værd at få",
        ),
    ));
    picture.top = "flere sygedage".into();
    picture.bottom = "færre sygedage".into();
    picture.note = Words::new(
        "Båndet rummer det sande tal i 95 af 100 tilfælde",
        "Båndet: 95 af 100 tilfælde",
    );
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

fn event_tick(at: i64, label: &str) -> EventTick {
    EventTick {
        at,
        label: label.into(),
    }
}

/// A hundred months, some missing, one without an interval because the others are measured against it.
fn many_steps() -> EventPicture<'static> {
    let mut picture = EventPicture::new("months", "Effect by month", "A hundred months.", &signed);
    let values = waves(100, 17, 0.0, 9.0);
    picture.steps = (-60..)
        .zip(values)
        .filter(|(at, _)| !(-43..-40).contains(at) && *at != -20 && *at != -18)
        .map(|(at, value)| {
            let value = if at < 0 { value } else { value - 24.0 };
            step(at, value, (at != -1).then_some(20.0))
        })
        .collect();
    picture.ticks = (-5..=3)
        .map(|year| event_tick(year * 12, &format!("{year} år")))
        .collect();
    event_words(&mut picture);
    picture
}

/// The first quarter only, with its comparison: hardly anything to draw.
fn first_step() -> EventPicture<'static> {
    let mut picture = EventPicture::new("first", "The first quarter", "One value on each side.", &signed);
    picture.steps = vec![step(-1, 0.0, None), step(0, -12.0, Some(30.0))];
    picture.ticks = vec![event_tick(0, "start")];
    event_words(&mut picture);
    picture
}

fn way(label: &str, sublabel: &str, value: &str, (best, low, high): (f64, f64, f64)) -> ForestRow {
    ForestRow {
        label: label.into(),
        sublabel: sublabel.into(),
        value: value.into(),
        estimate: Some(ForestEstimate {
            best,
            low: Some(low),
            high: Some(high),
            dot: RangeDot::Filled,
        }),
    }
}

fn ways() -> ForestPicture<'static> {
    let mut picture = ForestPicture::new("ways", "Six ways of reckoning", "All six point down.", &signed);
    picture.zero = "ingen forskel".into();
    picture.worth = Some((-30.0, "værd at få".into()));
    picture.rows = vec![
        way(
            "Vores beregning",
            "De, der ikke er begyndt, viser vejen",
            "−22 (−58 til 14)",
            (-22.0, -58.0, 14.0),
        ),
        way(
            "En anden metode",
            "Callaway og Sant’Anna",
            "−19 (−61 til 23)",
            (-19.0, -61.0, 23.0),
        ),
        way(
            "Uden coronamånederne",
            "Marts 2020 til februar 2022 tages ud",
            "−24 (−63 til 15)",
            (-24.0, -63.0, 15.0),
        ),
        way(
            "Uden Skovbakken",
            "Den største gruppe tages ud",
            "−15 (−55 til 25)",
            (-15.0, -55.0, 25.0),
        ),
        way(
            "Kun start i 2024",
            "Strandparken, Egelund og Åbrink",
            "−28 (−72 til 16)",
            (-28.0, -72.0, 16.0),
        ),
        way(
            "Kun før og efter",
            "Ingen sammenligning med andre",
            "−47 (−74 til −20)",
            (-47.0, -74.0, -20.0),
        ),
    ];
    if let Some(estimate) = picture.rows.last_mut().and_then(|row| row.estimate.as_mut()) {
        estimate.dot = RangeDot::Hollow;
    }
    picture
}

/// Intervals without an end, a row without an estimate, and words longer than their room.
fn open_ways() -> ForestPicture<'static> {
    let mut picture = ForestPicture::new("open", "Open intervals", "Three are open.", &signed);
    picture.zero = "ingen forskel".into();
    picture.worth = Some((-4.0, Words::new("4 færre: værd at få", "værd at få")));
    let mut low = way("Åben nedad", "", "−9 (højst 3)", (-9.0, 0.0, 3.0));
    let mut high = way("Åben opad", "Kun to grupper", "−3 (mindst −12)", (-3.0, -12.0, 0.0));
    let mut both = way(
        "Bytning af starttidspunkter mellem alle tolv grupper",
        "For få mulige rækkefølger til, at et spænd har en ende",
        "−6 (ingen grænser)",
        (-6.0, 0.0, 0.0),
    );
    for (row, is_low, is_high) in [
        (&mut low, true, false),
        (&mut high, false, true),
        (&mut both, true, true),
    ] {
        if let Some(estimate) = &mut row.estimate {
            estimate.low = estimate.low.filter(|_| !is_low);
            estimate.high = estimate.high.filter(|_| !is_high);
        }
    }
    let none = ForestRow {
        label: "Sammenligning med andre kommuner".into(),
        sublabel: "Kræver tal fra mindst fem".into(),
        value: Words::new("Kan ikke regnes ud: tal fra kun to kommuner", "Kan ikke regnes ud"),
        estimate: None,
    };
    picture.rows = vec![
        way("Vores beregning", "", "−5 (−9 til −1)", (-5.0, -9.0, -1.0)),
        low,
        high,
        both,
        none,
    ];
    picture
}

fn expected() -> SeriesPicture<'static> {
    let mut picture = SeriesPicture::new(
        "expected",
        "Sick leave against what was expected",
        "Below it.",
        60,
        "procent",
        &number,
    );
    picture.wide = Size::BESIDE;
    picture.ticks = years(2022, 60);
    let seen = waves(60, 31, 6.2, 0.6);
    let own = seen
        .iter()
        .enumerate()
        .map(|(at, value)| if at < 36 { *value } else { value - 0.7 });
    picture.lines = vec![Line {
        colour: Colour::Fjord,
        label: Words::new("Nord 5,2", "Nord 5,2"),
        points: own.map(Point::Value).collect(),
    }];
    let guess = |(at, value): (usize, f64)| {
        let wave = waves(60, 57, 0.0, 0.2).get(at).copied().unwrap_or_default();
        let value = value + wave;
        (at >= 36 && at != 47).then_some(Estimate {
            value,
            interval: (at < 55).then_some(Interval {
                low: value - 0.7,
                high: value + 0.7,
            }),
        })
    };
    picture.expected = Some(Expected {
        points: seen.into_iter().enumerate().map(guess).collect(),
        label: Words::new("ventet uden indsatsen", "ventet uden"),
    });
    picture.starts = vec![Start {
        at: 36,
        label: "Ruter, vi selv lægger".into(),
        second: "januar 2025".to_owned(),
        count: 1,
    }];
    picture
}
