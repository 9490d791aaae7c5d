//! Writes a page with pictures of every kind, to be looked at: `cargo run --example gallery -- STYLE.css… > gallery.html`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the page is the program's result"
)]

use std::process::ExitCode;

use trivsel_chart::{
    Break, Centre, Colour, Disruption, Goal, Limits, Line, Point, RangeDot, RangeEnd, RangePicture, SeriesPicture,
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
    ] {
        let narrow = SeriesPicture {
            id: format!("{}-phone", picture.id),
            ..picture.clone()
        };
        println!("<section class=\"figure\"><h2>{name}</h2>");
        println!(
            "<div class=\"plot\" style=\"width:{}px\">{}</div>",
            picture.wide.width,
            picture.page()
        );
        println!(
            "<div class=\"plot\" style=\"width:343px\">{}</div></section>",
            narrow.page()
        );
    }
    println!("<section><h2>On paper</h2>{}</section>", control().print());
    println!("<section><h2>Small</h2>{}{}</section>", spark(), ranges());
    println!("</main></body></html>");
    ExitCode::SUCCESS
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
