//! The heat map: every unit the reader may see, in the order of the tree, against every scale. Never a ranking.

use std::collections::BTreeMap;

use trivsel_app::publications::drawn_together;
use trivsel_domain::publication::Amount;
use trivsel_domain::questionnaire::{Reading, Scale};

use super::told::Told;
use super::*;

/// Where a difference to all who were asked passes to the next colour, as shares of the range, the better the higher: five steps, the
/// same for every survey, so that maps can be laid side by side.
const STEPS: [f64; 4] = [-0.1, -0.04, 0.04, 0.1];

#[derive(Template)]
#[template(path = "pages/results/map.html")]
struct MapPage {
    shell: Shell,
    back: String,
    survey: String,
    scales: Vec<String>,
    rows: Vec<Row>,
    /// Are there enough units to draw them together?
    is_drawn_together: bool,
    hidden: usize,
    /// The scales on which neither much nor little is good.
    fitting: String,
    legend: Vec<(usize, String)>,
    minimum: u32,
}

struct Row {
    name: String,
    depth: usize,
    address: String,
    /// None where the unit's figures are hidden.
    cells: Option<Vec<Cell>>,
}

struct Cell {
    text: String,
    /// From 1 to 5; 0 where there is no value.
    step: usize,
}

pub(super) async fn show(State(web): State<Web>, session: Session, Path(survey): Path<SurveyId>) -> Answer {
    let results = all(&web, &session, survey).await?;
    let shell = session.shell(Station::Listen);
    let told = Told::new(&shell, &results);
    let publication = &results.edition.publication;
    let scales = &results.edition.content.scales;
    let drawn: Vec<BTreeMap<UnitId, f64>> = scales
        .iter()
        .map(|scale| drawn_together(publication, &scale.key))
        .collect();
    let whole = publication.whole().map(|(_, shown)| shown);
    let row = |unit: UnitId| -> Option<Row> {
        let cells = match publication.standing(unit) {
            Standing::Shown(shown) => {
                let cell = |(scale, drawn): (&Scale, &BTreeMap<UnitId, f64>)| {
                    let own = shown.scale(&scale.key).map(|result| result.mean);
                    let all = whole
                        .and_then(|whole| whole.scale(&scale.key))
                        .map(|result| result.mean.middle());
                    // The number is the unit's own, as on its page; the colour is of what is left of it when chance is taken out.
                    let drawn = drawn.get(&unit).copied().or(own.map(Amount::middle));
                    cell(&told, scale, own, drawn.zip(all))
                };
                Some(scales.iter().zip(&drawn).map(cell).collect())
            }
            Standing::Hidden => None,
            Standing::Merged { .. } | Standing::Absent => return None,
        };
        Some(Row {
            name: told.unit(unit).to_owned(),
            depth: told.depth(unit).min(5),
            address: urls::results_of(survey, unit),
            cells,
        })
    };
    let rows: Vec<Row> = results.units.iter().filter_map(|unit| row(*unit)).collect();
    let two_sided = scales.iter().filter(|scale| scale.reading.fitting().is_some());
    let fitting: Vec<&str> = two_sided.map(|scale| told.read(&scale.name)).collect();
    let page_of = MapPage {
        back: urls::results(survey),
        survey: publication.title.of(shell.lang.code()).to_owned(),
        scales: scales.iter().map(|scale| told.read(&scale.name).to_owned()).collect(),
        hidden: rows.iter().filter(|row| row.cells.is_none()).count(),
        fitting: shell.lang.list(&fitting),
        rows,
        is_drawn_together: drawn.iter().any(|units| !units.is_empty()),
        legend: legend(&shell, told.whole_name()),
        minimum: publication.rules.minimum,
        shell: shell.clone(),
    };
    page(&page_of)
}

fn cell(told: &Told<'_>, scale: &Scale, own: Option<Amount>, drawn: Option<(f64, f64)>) -> Cell {
    let step = |(value, all): (f64, f64)| {
        let better = (goodness(scale, value) - goodness(scale, all)) / scale.range.width();
        1 + STEPS.iter().filter(|border| better >= **border).count()
    };
    Cell {
        text: own.map_or_else(
            || told.shell.t("results-hidden").into_owned(),
            |own| told.amount(scale, own),
        ),
        step: own.and(drawn).map_or(0, step),
    }
}

/// How good a mean is, in points: where neither much nor little is good, how far it lies outside what fits.
fn goodness(scale: &Scale, mean: f64) -> f64 {
    match scale.reading {
        Reading::HigherIsBetter => mean,
        Reading::LowerIsBetter => -mean,
        Reading::Fitting(fitting) => -(fitting.from - mean).max(mean - fitting.to).max(0.0),
    }
}

fn legend(shell: &Shell, whole: &str) -> Vec<(usize, String)> {
    let points = |share: f64| shell.lang.number(share.abs() * 100.0, 0);
    let words = |id: &str, from: f64, to: f64| {
        shell
            .with(id)
            .text("from", points(from))
            .text("to", points(to))
            .text("whole", whole)
            .to_string()
    };
    let [much, little, ..] = STEPS;
    vec![
        (1, words("results-map-much-worse", much, much)),
        (2, words("results-map-worse", little, much)),
        (3, words("results-map-same", little, little)),
        (4, words("results-map-better", little, much)),
        (5, words("results-map-much-better", much, much)),
    ]
}
