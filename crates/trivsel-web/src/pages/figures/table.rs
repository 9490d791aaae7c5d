//! The numbers behind a picture: as rows on the page and as a table to take away.

use trivsel_app::documents::table_out::{Cell, Column, ColumnKind, Table};
use trivsel_app::figures::UnitPicture;
use trivsel_domain::figure::Figure;

use crate::shell::Shell;
use crate::words::Lang;

/// One month on the page, in words.
pub(crate) struct Row {
    pub(crate) month: String,
    pub(crate) value: String,
    pub(crate) numerator: String,
    pub(crate) denominator: String,
    pub(crate) people: String,
    pub(crate) others: String,
    pub(crate) is_withheld: bool,
}

/// The rows, the latest month first.
pub(crate) fn rows(shell: &Shell, picture: &UnitPicture) -> Vec<Row> {
    let decimals = picture.indicator.measure.decimals();
    let lang = shell.lang;
    picture
        .points
        .iter()
        .rev()
        .map(|point| {
            let shown = point.figure.shown();
            let number = |value: Option<f64>, decimals| {
                value.map_or_else(|| "–".to_owned(), |value| lang.number(value, decimals))
            };
            let is_withheld = matches!(point.figure, Figure::Withheld { .. });
            Row {
                month: lang.month(point.month),
                value: if is_withheld {
                    shell.t("figures-withheld").into_owned()
                } else {
                    number(point.value, decimals)
                },
                numerator: number(shown.map(|one| one.numerator()), 1),
                denominator: number(shown.map(|one| one.denominator()), 1),
                people: shown.map_or_else(|| "–".to_owned(), |one| lang.count(i64::from(one.people()))),
                others: number(point.others, decimals),
                is_withheld,
            }
        })
        .collect()
}

/// The table to take away, the earliest month first.
pub(crate) fn out(shell: &Shell, picture: &UnitPicture, title: &str) -> Table {
    let decimals = u8::try_from(picture.indicator.measure.decimals()).unwrap_or(1);
    let is_danish = shell.lang == Lang::Da;
    let name = picture.indicator.name(is_danish);
    let text = |id: &str| shell.t(id).into_owned();
    let measure = shell.code("figures-measure", picture.indicator.measure.code());
    let number = |name: String, decimals| Column::new(name, ColumnKind::Number { decimals });
    let mut columns = vec![
        Column::new(text("figures-column-month"), ColumnKind::Month),
        number(format!("{name} ({measure})"), decimals),
        number(text("figures-column-numerator"), 2),
        number(text("figures-column-denominator"), 2),
        number(text("figures-column-people"), 0),
        number(text("figures-column-centre"), decimals),
        number(text("figures-column-lower"), decimals),
        number(text("figures-column-upper"), decimals),
    ];
    if picture.others.is_some() {
        columns.push(number(text("figures-others-label"), decimals));
    }
    let rows = picture
        .points
        .iter()
        .enumerate()
        .map(|(at, point)| {
            let shown = point.figure.shown();
            let limits = picture.reading.limits.get(at).copied().flatten();
            let centre = picture
                .reading
                .phases
                .iter()
                .find(|phase| phase.from <= at && at <= phase.to)
                .map(|phase| phase.centre);
            let mut cells = vec![
                Cell::Month(point.month.first_day()),
                if point.figure.is_withheld() {
                    Cell::Text(text("figures-withheld"))
                } else {
                    point.value.into()
                },
                shown.map(|one| one.numerator()).into(),
                shown.map(|one| one.denominator()).into(),
                shown.map(|one| f64::from(one.people())).into(),
                centre.into(),
                limits.map(|(lower, _)| lower).into(),
                limits.map(|(_, upper)| upper).into(),
            ];
            if picture.others.is_some() {
                cells.push(point.others.into());
            }
            cells
        })
        .collect();
    let mut notes = vec![
        picture.indicator.definition(is_danish).to_owned(),
        picture.indicator.formula(is_danish).to_owned(),
        super::drawing::source(shell, picture),
        format!(
            "{}: {}, {}",
            text("figures-chart"),
            shell.code("figures-chart", picture.chart.code()),
            shell.code("figures-rules", picture.rules.code())
        ),
    ];
    notes.extend(picture.breaks.iter().filter_map(|(at, event)| {
        let month = picture.points.get(*at)?.month;
        Some(format!(
            "{}, {}: {}",
            text("figures-break"),
            shell.lang.month(month),
            event.text
        ))
    }));
    if picture.is_withheld() {
        notes.push(
            shell
                .with("figures-withheld-help")
                .text("minimum", picture.minimum)
                .to_string(),
        );
    }
    Table {
        title: format!("{name}, {title}"),
        columns,
        rows,
        notes,
    }
}
