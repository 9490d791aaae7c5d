//! From the data of a picture to the drawing and the sentences beside it. Sentences say what is seen, never why.

use trivsel_app::figures::{ChartKind, Finding, UnitPicture};
use trivsel_chart::{
    Break, Centre, Colour, Disruption, Limits, Line, Point, SeriesPicture, Signal, Start, Tick, Words, Zero,
};
use trivsel_domain::figure::Figure;
use trivsel_domain::indicator::Indicator;
use trivsel_domain::month::Month;
use trivsel_domain::rights::Actor;

use crate::shell::Shell;
use crate::words::Lang;

/// The finding as a sentence, without a full stop.
pub(crate) fn headline(shell: &Shell, picture: &UnitPicture, title: &str) -> String {
    let id = format!("figures-finding-{}", picture.summary.finding.code().replace('_', "-"));
    shell
        .with(&id)
        .text("indicator", picture.indicator.name(shell.lang == Lang::Da))
        .text("unit", title)
        .text("reference", reference(shell, picture).unwrap_or_default())
        .to_string()
}

/// The months that set the limits: "in 2017–2018", "from March 2017 to February 2019". None where there are no limits.
fn reference(shell: &Shell, picture: &UnitPicture) -> Option<String> {
    let reference = picture.summary.reference?;
    let month = |at: usize| picture.points.get(at).map(|point| point.month);
    let (first, last) = (month(reference.from)?, month(reference.to)?);
    let id = match (first.number(), last.number(), first.year() == last.year()) {
        (1, 12, true) => "figures-reference-year",
        (1, 12, false) => "figures-reference-years",
        _ => "figures-reference-months",
    };
    let (from, to) = match id {
        "figures-reference-months" => (shell.lang.month(first), shell.lang.month(last)),
        _ => (first.year().to_string(), last.year().to_string()),
    };
    Some(shell.with(id).text("from", from).text("to", to).to_string())
}

/// A value with the words of its unit: `5,4 procent`.
pub(crate) fn value_in_words(shell: &Shell, indicator: &Indicator, value: f64) -> String {
    let id = format!("figures-value-{}", indicator.measure.code().replace('_', "-"));
    shell
        .with(&id)
        .text("value", shell.lang.number(value, indicator.measure.decimals()))
        .to_string()
}

pub(crate) fn unit_line(shell: &Shell, picture: &UnitPicture, title: &str) -> String {
    let chart = shell.code("figures-chart", picture.chart.code());
    shell
        .with("figures-unit-line")
        .text("indicator", picture.indicator.name(shell.lang == Lang::Da))
        .text("unit", title)
        .text(
            "measure",
            shell.code("figures-measure", picture.indicator.measure.code()),
        )
        .text("chart", chart)
        .to_string()
}

pub(crate) fn source(shell: &Shell, picture: &UnitPicture) -> String {
    let mut source = picture.series.source.clone();
    if !picture.series.definition.is_empty() {
        source = format!("{source}, {}", picture.series.definition);
    }
    if !picture.is_whole && !picture.series.category.is_empty() {
        source = format!("{source}, {}", picture.series.category);
    }
    let last = picture
        .points
        .last()
        .map(|point| shell.lang.month(point.month))
        .unwrap_or_default();
    shell
        .with("figures-source")
        .text("source", source)
        .text("month", last)
        .to_string()
}

/// What is seen: the levels first, then how the picture is to be read.
pub(super) fn paragraphs(shell: &Shell, picture: &UnitPicture) -> Vec<String> {
    let said = sentences(shell, picture);
    match said.split_first() {
        Some((first, [])) => vec![first.clone()],
        Some((first, others)) => vec![first.clone(), others.join(" ")],
        None => Vec::new(),
    }
}

/// What is seen, in sentences.
pub(crate) fn sentences(shell: &Shell, picture: &UnitPicture) -> Vec<String> {
    let mut said = Vec::new();
    let summary = &picture.summary;
    let words = |value: f64| value_in_words(shell, &picture.indicator, value);
    if let (Some(now), Some((at, _))) = (summary.now, summary.latest) {
        let month = picture
            .points
            .get(at)
            .map(|point| shell.lang.month(point.month))
            .unwrap_or_default();
        let count = |months: usize| i64::try_from(months).unwrap_or(0);
        let sentence = match summary.before {
            Some(before) => shell
                .with("figures-level-before-and-now")
                .text("before", words(before.value))
                .count("before_months", count(before.months))
                .text("now", words(now.value))
                .count("months", count(now.months))
                .text("month", month)
                .to_string(),
            None => shell
                .with("figures-level-now")
                .text("now", words(now.value))
                .count("months", count(now.months))
                .text("month", month)
                .to_string(),
        };
        said.push(sentence);
    }
    if let (Some(reference), Some(words_of), true) = (
        summary.reference,
        reference(shell, picture),
        picture.chart != ChartKind::Run && summary.latest.is_some(),
    ) {
        said.push(
            shell
                .with("figures-level-reference")
                .text("reference", words_of)
                .text("value", words(reference.value))
                .to_string(),
        );
    }
    let rings = picture.reading.signals.iter().flatten().count();
    let rules = shell.code("figures-rules", picture.rules.code());
    if picture.chart != ChartKind::Run && !picture.reading.is_too_short && summary.latest.is_some() {
        said.push(
            shell
                .with("figures-rings")
                .count("rings", i64::try_from(rings).unwrap_or(0))
                .text("rules", rules)
                .text("chance", shell.lang.number(picture.reading.expected_false, 0))
                .to_string(),
        );
    }
    for (id, is_said) in [
        ("figures-trial", picture.reading.is_trial),
        (
            "figures-too-short",
            picture.reading.is_too_short && summary.latest.is_some(),
        ),
        ("figures-runs", picture.reading.has_runs),
        ("figures-season", picture.chart.is_seasonal()),
        ("figures-disrupted", !picture.disruptions.is_empty()),
    ] {
        if is_said {
            said.push(shell.t(id).into_owned());
        }
    }
    if !matches!(summary.finding, Finding::Empty | Finding::Hidden) {
        said.push(shell.t("figures-no-cause").into_owned());
    }
    said
}

fn number_da(value: f64, decimals: usize) -> String {
    Lang::Da.number(value, decimals)
}

fn number_en(value: f64, decimals: usize) -> String {
    Lang::En.number(value, decimals)
}

/// The names below a picture of so many months: each January's year; the first and last month where they would be fewer than two.
pub(crate) fn ticks(lang: Lang, first: Month, months: usize) -> Vec<Tick> {
    let month = |at: usize| first.plus(i32::try_from(at).unwrap_or(0));
    let short = |at: usize| format!("’{:02}", month(at).year().rem_euclid(100));
    let years: Vec<Tick> = (0..months)
        .filter(|at| month(*at).number() == 1 || (*at == 0 && first.number() <= 6))
        .map(|at| Tick {
            at,
            label: Words::new(month(at).year().to_string(), short(at)),
        })
        .collect();
    if years.len() > 1 || months == 0 {
        return years;
    }
    let mut ends = vec![0, months - 1];
    ends.dedup();
    ends.into_iter()
        .map(|at| Tick {
            at,
            label: Words::same(lang.month(month(at))),
        })
        .collect()
}

/// One start for each of these positions; several at one are one with a number. Only the first is named, so that the picture stays
/// quiet.
pub(crate) fn starts(words: &crate::words::Words, mut begun: Vec<usize>) -> Vec<Start> {
    begun.sort_unstable();
    let first = begun.first().copied();
    begun
        .chunk_by(|one, next| one == next)
        .filter_map(|same| {
            let at = *same.first()?;
            let label = (first == Some(at)).then(|| Words::same(words.t("report-criterion-start")));
            Some(Start {
                at,
                label: label.unwrap_or_default(),
                second: String::new(),
                count: same.len(),
            })
        })
        .collect()
}

/// The drawing of a unit's picture. `id` must be unique on the page.
pub(crate) fn draw(shell: &Shell, who: &Actor, picture: &UnitPicture, title: &str, id: &str) -> SeriesPicture<'static> {
    let number: &'static dyn Fn(f64, usize) -> String = match shell.lang {
        Lang::Da => &number_da,
        Lang::En => &number_en,
    };
    let indicator = &picture.indicator;
    let decimals = indicator.measure.decimals();
    let name = indicator.name(shell.lang == Lang::Da);
    let heading = shell
        .with("figures-picture-title")
        .text("indicator", name)
        .text("unit", title)
        .to_string();
    let description = sentences(shell, picture).join(" ");
    let mut drawing = SeriesPicture::new(
        id,
        heading,
        description,
        picture.points.len(),
        shell.code("figures-measure", indicator.measure.code()),
        number,
    );
    drawing.zero = Zero::Plain;
    if let Some(first) = picture.points.first() {
        drawing.ticks = ticks(shell.lang, first.month, picture.points.len());
    }
    let latest = picture.reading.values.iter().rev().flatten().next();
    let label = match latest {
        Some(value) => format!("{title} {}", shell.lang.number(*value, decimals)),
        None => title.to_owned(),
    };
    let short = latest.map_or_else(|| title.to_owned(), |value| shell.lang.number(*value, decimals));
    drawing.lines.push(Line {
        colour: Colour::Fjord,
        label: Words::new(label, short),
        points: picture
            .points
            .iter()
            .zip(&picture.reading.values)
            .map(|(point, value)| match (point.figure, value) {
                (Figure::Withheld { .. }, _) => Point::Withheld,
                (_, Some(value)) => Point::Value(*value),
                (_, None) => Point::Missing,
            })
            .collect(),
    });
    if picture.others.is_some() {
        let last = picture.points.iter().rev().find_map(|point| point.others);
        let others = shell.t("figures-others-label");
        let label = match last {
            Some(value) => format!("{others} {}", shell.lang.number(value, decimals)),
            None => others.into_owned(),
        };
        drawing.lines.push(Line {
            colour: Colour::Slate,
            label: Words::same(label),
            points: picture
                .points
                .iter()
                .map(|point| point.others.map_or(Point::Missing, Point::Value))
                .collect(),
        });
    }
    let centre = if picture.chart == ChartKind::Run {
        "figures-median"
    } else {
        "figures-mean"
    };
    drawing.centre = picture
        .reading
        .phases
        .iter()
        .map(|phase| Centre {
            from: phase.from,
            to: phase.to,
            value: phase.centre,
            label: Words::same(
                shell
                    .with(centre)
                    .text("value", shell.lang.number(phase.centre, decimals))
                    .to_string(),
            ),
        })
        .collect();
    if picture.reading.limits.iter().any(Option::is_some) {
        drawing.limits = Some(Limits {
            lower: picture
                .reading
                .limits
                .iter()
                .map(|limits| limits.map(|(lower, _)| lower))
                .collect(),
            upper: picture
                .reading
                .limits
                .iter()
                .map(|limits| limits.map(|(_, upper)| upper))
                .collect(),
            label: Words::same(shell.t("figures-limits").into_owned()),
        });
    }
    drawing.disruptions = picture
        .disruptions
        .iter()
        .map(|(from, to, disruption)| Disruption {
            from: *from,
            to: *to,
            name: Words::same(disruption.name.clone()),
        })
        .collect();
    let mut breaks: Vec<usize> = picture.breaks.iter().map(|(at, _)| *at).collect();
    breaks.dedup();
    drawing.breaks = breaks
        .into_iter()
        .map(|at| Break {
            at,
            label: Words::same(shell.t("figures-break").into_owned()),
        })
        .collect();
    let (large, small): (Vec<_>, Vec<_>) = picture.starts.iter().partition(|start| start.is_large);
    drawing.starts = large.into_iter().map(|start| station(shell, who, start)).collect();
    drawing.small_starts = small.into_iter().map(|start| start.at).collect();
    let last_ring = picture.reading.signals.iter().rposition(Option::is_some);
    drawing.signals = picture
        .reading
        .signals
        .iter()
        .enumerate()
        .filter_map(|(at, signal)| {
            let word = if last_ring == Some(at) {
                Words::same(
                    shell
                        .t(if (*signal)? { "figures-high" } else { "figures-low" })
                        .into_owned(),
                )
            } else {
                Words::default()
            };
            signal.map(|_| Signal { line: 0, at, word })
        })
        .collect();
    drawing.withheld = Words::same(shell.t("figures-withheld").into_owned());
    drawing
}

fn station(shell: &Shell, who: &Actor, start: &trivsel_app::figures::Start) -> Start {
    let mut titles: Vec<&str> = start.sites.iter().map(|(_, title, _)| title.as_str()).collect();
    titles.dedup();
    let label = match titles.as_slice() {
        [only] => (*only).to_owned(),
        many => shell
            .with("figures-starts")
            .count("count", i64::try_from(many.len()).unwrap_or(0))
            .to_string(),
    };
    let second = match start.sites.as_slice() {
        [(_, _, unit)] => who.tree.name(*unit).to_owned(),
        _ => String::new(),
    };
    Start {
        at: start.at,
        label: Words::new(&label, shortened(&label)),
        second,
        count: start.sites.len(),
    }
}

/// The first words of a name, where there is no room for all of it: "start" alone would say of no station whose it is.
fn shortened(name: &str) -> String {
    // 14 characters are about as wide as two years of months on a phone.
    const MOST: usize = 14;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let mut short = String::new();
    for word in name.split_whitespace() {
        if short.chars().count() + word.chars().count() >= MOST {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() {
        short = name.chars().take(MOST - 1).collect();
    }
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_long_name_is_shortened_at_a_word() {
        for (name, short) in [
            ("Ro på ruten", "Ro på ruten"),
            ("Faste morgenmøder i hele distriktet", "Faste…"),
            ("Stolte af faget, hver dag", "Stolte af…"),
            ("Arbejdsmiljøcertificering", "Arbejdsmiljøc…"),
            ("12 starter", "12 starter"),
        ] {
            assert_eq!(shortened(name), short, "{name}");
        }
    }

    fn names(first: &str, months: usize) -> Vec<(usize, String)> {
        let ticks = ticks(Lang::Da, first.parse().unwrap(), months);
        ticks.into_iter().map(|tick| (tick.at, tick.label.full)).collect()
    }

    #[test]
    fn a_short_picture_names_its_first_and_last_month() {
        let both = |last: usize, name: &str| vec![(0, "september 2025".to_owned()), (last, name.to_owned())];
        assert_eq!(names("2025-09", 4), both(3, "december 2025"));
        assert_eq!(names("2025-09", 7), both(6, "marts 2026"));
        assert_eq!(names("2025-09", 1), [(0, "september 2025".to_owned())]);
        assert_eq!(names("2025-09", 0), []);
    }

    #[test]
    fn a_longer_picture_names_its_years() {
        let years: Vec<(usize, String)> = [(3, "2026"), (15, "2027")]
            .map(|(at, year)| (at, year.to_owned()))
            .into();
        assert_eq!(names("2025-10", 18), years);
        assert_eq!(names("2025-02", 13), [(0, "2025".to_owned()), (11, "2026".to_owned())]);
    }
}
