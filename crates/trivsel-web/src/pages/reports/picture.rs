//! The picture of a criterion: its figure month by month, what disturbed it, where the initiative began, and the aim.

use trivsel_chart::{Colour, Disruption, Goal, Line, Point, SeriesPicture, Size};
use trivsel_domain::month::Month;
use trivsel_domain::report::{ReportCriterion, ReportFigure};

use super::sentences;
use crate::pages::figures::{starts, ticks};
use crate::words::Words;

/// On a page: as wide as the main part beside an aside, but lower than a figure that stands alone.
const PAGE: Size = Size {
    width: 790.0,
    height: 260.0,
};
/// In print: the column beside the headings, so that the text keeps its size.
const PAPER: Size = Size {
    width: 560.0,
    height: 250.0,
};

/// A picture with the table behind it.
#[derive(Clone, Debug)]
pub(super) struct CriterionPicture {
    /// Wide and narrow drawing, for a page.
    pub(super) svg: String,
    /// What the table shows.
    pub(super) caption: String,
    /// The unit of its values.
    pub(super) unit: String,
    /// Month and value, as the reader writes them.
    pub(super) rows: Vec<(String, String)>,
}

/// The picture on a page; none when there is too little to draw.
pub(super) fn of(words: &'static Words, criterion: &ReportCriterion, says: &str) -> Option<CriterionPicture> {
    let figure = drawable(criterion)?;
    let caption = words
        .with("report-criterion-picture")
        .text("name", sentences::name(words, figure))
        .to_string();
    let decimals = figure.measure.decimals();
    Some(CriterionPicture {
        svg: drawn(words, criterion, figure, says, PAGE, |picture| picture.page()),
        caption,
        unit: words
            .t(&format!("report-unit-{}", figure.measure.code().replace('_', "-")))
            .into_owned(),
        rows: figure
            .first
            .to(figure.last())
            .zip(&figure.values)
            .map(|(month, value)| {
                let value = value.map_or_else(|| "–".to_owned(), |value| words.lang().number(value, decimals));
                (words.lang().month(month), value)
            })
            .collect(),
    })
}

/// The picture for a document; none when there is too little to draw.
pub(super) fn for_paper(words: &'static Words, criterion: &ReportCriterion, says: &str) -> Option<String> {
    let figure = drawable(criterion)?;
    Some(drawn(words, criterion, figure, says, PAPER, |picture| picture.print()))
}

/// A line needs a few values; what cannot be measured is not drawn as if it could.
fn drawable(criterion: &ReportCriterion) -> Option<&ReportFigure> {
    let figure = criterion
        .figure
        .as_ref()
        .filter(|_| criterion.not_measurable_because().is_none())?;
    (figure.values.iter().flatten().count() >= 6).then_some(figure)
}

fn drawn(
    words: &'static Words,
    criterion: &ReportCriterion,
    figure: &ReportFigure,
    says: &str,
    size: Size,
    write: impl Fn(&SeriesPicture<'_>) -> String,
) -> String {
    let number = |value: f64, decimals: usize| words.lang().number(value, decimals);
    let name = sentences::name(words, figure);
    let title = words.with("report-criterion-picture").text("name", &name).to_string();
    let unit = words.t(&format!("report-unit-{}", figure.measure.code().replace('_', "-")));
    let id = format!("criterion-{}", criterion.criterion.0.simple());
    let mut picture = SeriesPicture::new(id, title, says, figure.values.len(), unit, &number);
    picture.wide = size;
    picture.ticks = ticks(words.lang(), figure.first, figure.values.len());
    let last = figure.values.iter().rev().flatten().next().copied().unwrap_or_default();
    picture.lines = vec![Line {
        colour: Colour::Fjord,
        label: number(last, figure.measure.decimals()).into(),
        points: figure
            .values
            .iter()
            .map(|value| value.map_or(Point::Missing, Point::Value))
            .collect(),
    }];
    picture.disruptions = figure
        .disruptions
        .iter()
        .filter_map(|disruption| {
            let (from, to) = within(figure, disruption.first, disruption.last)?;
            Some(Disruption {
                from,
                to,
                name: disruption.name.as_str().into(),
            })
        })
        .collect();
    let begun = figure.starts.iter().filter_map(|month| within(figure, *month, *month));
    picture.starts = starts(words, begun.map(|(at, _)| at).collect());
    picture.goal = criterion.target.map(|target| Goal {
        from: picture.starts.first().map_or(0, |start| start.at),
        to: figure.values.len().saturating_sub(1),
        value: target,
        label: words.t("report-criterion-aim").into_owned().into(),
    });
    write(&picture)
}

/// The positions of a stretch of months, cut to the months drawn; none when it lies outside.
fn within(figure: &ReportFigure, first: Month, last: Month) -> Option<(usize, usize)> {
    let (from, to) = (first.max(figure.first), last.min(figure.last()));
    if figure.values.is_empty() || from > to {
        return None;
    }
    let position = |month: Month| usize::try_from(month.since(figure.first)).ok();
    Some((position(from)?, position(to)?))
}
