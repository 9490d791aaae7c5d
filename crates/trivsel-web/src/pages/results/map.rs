//! The heat map: every unit the reader may see, in the order of the tree, against every scale. Never a ranking.

use std::collections::BTreeMap;

use trivsel_app::publications::drawn_together;
use trivsel_domain::questionnaire::Scale;

use super::told::Told;
use super::*;

/// Where a share of the range passes to the next colour: five steps, the same for every survey, so that maps can be laid side by side.
const STEPS: [f64; 4] = [0.4, 0.5, 0.6, 0.7];

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
    let row = |unit: UnitId| -> Option<Row> {
        let cells = match publication.standing(unit) {
            Standing::Shown(shown) => {
                let cell = |(scale, drawn): (&Scale, &BTreeMap<UnitId, f64>)| {
                    let own = shown.scale(&scale.key).map(|result| result.mean.middle());
                    cell(&told, scale, drawn.get(&unit).copied().or(own))
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
    let page_of = MapPage {
        back: urls::results(survey),
        survey: publication.title.of(shell.lang.code()).to_owned(),
        scales: scales.iter().map(|scale| told.read(&scale.name).to_owned()).collect(),
        hidden: rows.iter().filter(|row| row.cells.is_none()).count(),
        rows,
        is_drawn_together: drawn.iter().any(|units| !units.is_empty()),
        legend: legend(&shell),
        minimum: publication.rules.minimum,
        shell: shell.clone(),
    };
    page(&page_of)
}

fn cell(told: &Told<'_>, scale: &Scale, value: Option<f64>) -> Cell {
    let step = |value: f64| {
        let share = (value - scale.range.from) / scale.range.width();
        1 + STEPS.iter().filter(|border| share >= **border).count()
    };
    Cell {
        text: value.map_or_else(|| "–".to_owned(), |value| told.number(scale, value)),
        step: value.map_or(0, step),
    }
}

fn legend(shell: &Shell) -> Vec<(usize, String)> {
    let percent = |share: f64| shell.lang.number(share * 100.0, 0);
    let [first, second, third, fourth] = STEPS.map(percent);
    let between = |from: &str, to: &str| {
        let sentence = shell.with("results-map-between").text("from", from).text("to", to);
        sentence.to_string()
    };
    vec![
        (1, shell.with("results-map-under").text("to", &first).to_string()),
        (2, between(&first, &second)),
        (3, between(&second, &third)),
        (4, between(&third, &fourth)),
        (5, shell.with("results-map-over").text("from", &fourth).to_string()),
    ]
}
