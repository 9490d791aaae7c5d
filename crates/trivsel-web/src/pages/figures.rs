//! `/figures`: a unit's indicator month by month, as a picture, a table and files.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use trivsel_app::AppError;
use trivsel_app::documents::table_out::write_xlsx;
use trivsel_app::figures::{self, ChartKind, PictureQuery, Rules, UnitPicture};
use trivsel_domain::id::{IndicatorId, InitiativeId, SeriesId, UnitId};
use trivsel_domain::indicator::Indicator;
use trivsel_domain::rights::{Actor, Right};

use super::{attachment, csv_file, page};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;

pub(crate) mod drawing;
mod picker;
pub(crate) mod table;
#[cfg(test)]
mod walk;

pub(crate) use drawing::{draw, headline, starts, ticks};
use picker::{Typed, UnitPicker};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/figures", "EMSUCK", show),
        get("/figures/picture.svg", "EMSUCK", picture),
        get("/figures/picture.png", "EMSUCK", painted),
        get("/figures/table.csv", "EMSUCK", csv),
        get("/figures/table.xlsx", "EMSUCK", xlsx),
    ]
}

/// The most of what happened along the way that stands open; the rest is folded.
const MOST_MARKS: usize = 8;

/// What the address asks for. Everything may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    unit: String,
    indicator: String,
    series: String,
    chart: String,
    rules: String,
    others: String,
    merged: String,
}

impl Asked {
    /// The same again as the query of an address, with the merged group or without.
    fn query(&self, unit: UnitId, indicator: IndicatorId, merged: bool) -> String {
        let mut query = format!("unit={unit}&indicator={indicator}");
        let chosen = [
            ("series", self.series.as_str()),
            ("chart", &self.chart),
            ("rules", &self.rules),
            ("others", &self.others),
            ("merged", if merged { "on" } else { "" }),
        ];
        for (name, value) in chosen.iter().filter(|(_, value)| !value.is_empty()) {
            query.push_str(&format!("&{name}={}", urls::encode(value)));
        }
        query
    }

    fn picture(&self) -> PictureQuery {
        let (series, all_categories) = match self.series.strip_prefix("all-") {
            Some(series) => (series, true),
            None => (self.series.as_str(), false),
        };
        PictureQuery {
            series: series.parse::<SeriesId>().ok(),
            all_categories,
            chart: ChartKind::parse(&self.chart),
            rules: Rules::parse(&self.rules),
            with_others: self.others == "on",
            merged: self.merged == "on",
        }
    }
}

#[derive(Template)]
#[template(path = "pages/figures/show.html")]
struct FiguresPage {
    shell: Shell,
    fields: Fields,
    asked: Asked,
    picker: UnitPicker,
    indicators: Vec<Choice>,
    series: Vec<Choice>,
    charts: Vec<Choice>,
    rules: Vec<Choice>,
    indicator: Indicator,
    picture: Option<Drawn>,
}

/// A picture with its words.
struct Drawn {
    picture: UnitPicture,
    svg: String,
    finding: String,
    unit_line: String,
    paragraphs: Vec<String>,
    rows: Vec<table::Row>,
    query: String,
    offered: Option<(String, String)>,
    /// The unit above in whose figure a hidden one is counted; with the address of its picture when the visitor may see it.
    counted_in: Option<(String, Option<String>)>,
    own: Option<String>,
    source: String,
    marks: Vec<Mark>,
}

/// Something that happened along the way.
struct Mark {
    title: String,
    address: Option<String>,
    text: String,
}

/// What was asked for, with what is meant when nothing was said.
struct Chosen {
    unit: UnitId,
    typed: Typed,
    indicators: Vec<Indicator>,
    indicator: Indicator,
}

async fn choose(web: &Web, who: &Actor, asked: &Asked) -> Result<Chosen, AppError> {
    who.must_somewhere(Right::ReadFigures)?;
    let typed = Typed::read(who, &asked.unit);
    let unit = match &typed {
        Typed::One(unit) => *unit,
        Typed::Nothing | Typed::Several(_) | Typed::Unknown => who
            .home_unit()
            .filter(|unit| who.may(Right::ReadFigures, *unit))
            .or_else(|| who.units_with(Right::ReadFigures).first().copied())
            .ok_or(AppError::NotFound)?,
    };
    if who.tree.get(unit).is_none() {
        return Err(AppError::NotFound);
    }
    who.must(Right::ReadFigures, unit)?;
    let indicators: Vec<Indicator> = figures::list_indicators(&web.app, who)
        .await?
        .into_iter()
        .map(|found| found.indicator)
        .collect();
    let wanted = asked.indicator.parse::<IndicatorId>().ok();
    let indicator = match wanted {
        Some(id) => indicators.iter().find(|one| one.id == id),
        None => indicators
            .iter()
            .find(|one| one.code == "absence_rate")
            .or(indicators.first()),
    };
    let indicator = indicator.cloned().ok_or(AppError::NotFound)?;
    Ok(Chosen {
        typed,
        unit,
        indicators,
        indicator,
    })
}

async fn show(State(web): State<Web>, session: Session, Query(asked): Query<Asked>) -> Answer {
    let who = session.actor();
    let Chosen {
        unit,
        typed,
        indicators,
        indicator,
    } = choose(&web, who, &asked).await?;
    let shell = session.shell(Station::Listen);
    let picture = figures::unit_picture(&web.app, who, unit, indicator.id, &asked.picture()).await?;
    let is_danish = shell.lang == Lang::Da;
    let series = figures::choices(&web.app, who, indicator.id).await?;
    let drawn = picture.map(|picture| {
        let names = |units: &[UnitId]| {
            let names: Vec<&str> = units.iter().map(|unit| who.tree.name(*unit)).collect();
            shell.lang.list(&names)
        };
        let title = match &picture.merged {
            Some(members) => names(members),
            None => who.tree.name(unit).to_owned(),
        };
        Drawn {
            svg: draw(&shell, who, &picture, &title, "picture").page(),
            finding: headline(&shell, &picture, &title),
            unit_line: drawing::unit_line(&shell, &picture, &title),
            paragraphs: drawing::paragraphs(&shell, &picture),
            rows: table::rows(&shell, &picture),
            query: asked.query(unit, indicator.id, picture.merged.is_some()),
            offered: picture.offered.as_ref().map(|members| {
                (
                    format!("{}?{}", urls::FIGURES, asked.query(unit, indicator.id, true)),
                    names(members),
                )
            }),
            counted_in: picture.counted_in.map(|above| {
                let address = format!("{}?{}", urls::FIGURES, asked.query(above, indicator.id, false));
                let name = who.tree.name(above).to_owned();
                (name, Some(address).filter(|_| who.may(Right::ReadFigures, above)))
            }),
            own: picture
                .merged
                .as_ref()
                .map(|_| format!("{}?{}", urls::FIGURES, asked.query(unit, indicator.id, false))),
            source: drawing::source(&shell, &picture),
            marks: marks(&shell, who, &picture),
            picture,
        }
    });
    let picker = UnitPicker::new(who, &asked, &typed, unit, indicator.id);
    let page_of = FiguresPage {
        fields: Fields::new(session.words(), "figures", picker.problem.clone().into_iter().collect()),
        indicators: indicators
            .iter()
            .map(|one| Choice::new(one.id, one.name(is_danish)))
            .collect(),
        series: series_choices(&shell, &series),
        charts: shell.choices("figures-chart", ChartKind::ALL.map(ChartKind::code)),
        rules: shell.choices("figures-rules", Rules::ALL.map(Rules::code)),
        asked: Asked {
            unit: picker.value.clone(),
            indicator: indicator.id.to_string(),
            chart: drawn.as_ref().map_or("", |drawn| drawn.picture.chart.code()).to_owned(),
            rules: drawn.as_ref().map_or("", |drawn| drawn.picture.rules.code()).to_owned(),
            ..asked
        },
        indicator,
        picture: drawn,
        picker,
        shell,
    };
    page(&page_of)
}

/// Starts, disruptions and new definitions, as a list beside the picture.
fn marks(shell: &Shell, who: &Actor, picture: &UnitPicture) -> Vec<Mark> {
    let month = |at: usize| {
        picture
            .points
            .get(at)
            .map(|point| shell.lang.month(point.month))
            .unwrap_or_default()
    };
    let mut initiatives: Vec<(InitiativeId, &str, Vec<String>)> = Vec::new();
    for start in &picture.starts {
        let mut here: Vec<(InitiativeId, &str, Vec<&str>)> = Vec::new();
        for (initiative, title, unit) in &start.sites {
            match here.iter_mut().find(|(known, _, _)| known == initiative) {
                Some((_, _, units)) => units.push(who.tree.name(*unit)),
                None => here.push((*initiative, title, vec![who.tree.name(*unit)])),
            }
        }
        for (initiative, title, units) in here {
            let sentence = shell
                .with("figures-started")
                .text("unit", shell.lang.list(&units))
                .text("month", month(start.at))
                .to_string();
            match initiatives.iter_mut().find(|(known, _, _)| *known == initiative) {
                Some((_, _, sentences)) => sentences.push(sentence),
                None => initiatives.push((initiative, title, vec![sentence])),
            }
        }
    }
    let starts = initiatives.into_iter().map(|(initiative, title, sentences)| Mark {
        title: title.to_owned(),
        address: Some(urls::initiative(initiative)),
        text: sentences.join(". "),
    });
    let disruptions = picture.disruptions.iter().map(|(_, _, disruption)| {
        let period = shell
            .with("period")
            .text("from", shell.lang.month(disruption.first))
            .text("to", shell.lang.month(disruption.last))
            .to_string();
        Mark {
            title: disruption.name.clone(),
            address: None,
            text: [period.as_str(), disruption.note.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(". "),
        }
    });
    let breaks = picture.breaks.iter().map(|(_, event)| Mark {
        title: shell.t("figures-break-title").into_owned(),
        address: None,
        text: format!("{}: {}", shell.lang.month(event.month), event.text),
    });
    starts.chain(disruptions).chain(breaks).collect()
}

/// The sources and their categories; empty when there is nothing to choose.
fn series_choices(shell: &Shell, choices: &[figures::Choice]) -> Vec<Choice> {
    if choices.len() < 2 {
        return Vec::new();
    }
    choices
        .iter()
        .map(|choice| {
            let series = &choice.series;
            let mut label = series.source.clone();
            if !series.definition.is_empty() {
                label = format!("{label}, {}", series.definition);
            }
            if choice.is_whole {
                label = format!("{label}: {}", shell.t("figures-all-categories"));
            } else if !series.category.is_empty() {
                label = format!("{label}: {}", series.category);
            }
            let value = if choice.is_whole {
                format!("all-{}", series.id)
            } else {
                series.id.to_string()
            };
            Choice::new(value, label)
        })
        .collect()
}

/// The picture asked for, with the title of the unit or the merged group.
async fn found(web: &Web, session: &Session, asked: &Asked) -> Result<(UnitPicture, String), AppError> {
    let who = session.actor();
    let chosen = choose(web, who, asked).await?;
    let picture = figures::unit_picture(&web.app, who, chosen.unit, chosen.indicator.id, &asked.picture())
        .await?
        .ok_or(AppError::NotFound)?;
    let title = match &picture.merged {
        Some(members) => {
            let names: Vec<&str> = members.iter().map(|unit| who.tree.name(*unit)).collect();
            session.lang().list(&names)
        }
        None => who.tree.name(chosen.unit).to_owned(),
    };
    Ok((picture, title))
}

fn file_name(session: &Session, picture: &UnitPicture, ending: &str) -> String {
    let unit = session
        .actor()
        .tree
        .get(picture.unit)
        .map(|node| node.code.as_str())
        .unwrap_or_default();
    let plain: String = unit
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .collect();
    format!("{}-{plain}.{ending}", picture.indicator.code)
}

async fn picture(State(web): State<Web>, session: Session, Query(asked): Query<Asked>) -> Answer {
    let (picture, title) = found(&web, &session, &asked).await?;
    let shell = session.shell(Station::Listen);
    let svg = draw(&shell, session.actor(), &picture, &title, "picture").print();
    attachment("image/svg+xml", file_name(&session, &picture, "svg"), svg.into_bytes())
}

/// The same picture for a slide. Painting is pure reckoning, so it happens beside the threads that answer.
async fn painted(State(web): State<Web>, session: Session, Query(asked): Query<Asked>) -> Answer {
    let press = web.app.press()?;
    let (picture, title) = found(&web, &session, &asked).await?;
    let shell = session.shell(Station::Listen);
    let svg = draw(&shell, session.actor(), &picture, &title, "picture").print();
    let png = tokio::task::spawn_blocking(move || (press.paint)(&svg))
        .await
        .map_err(|error| AppError::internal("waiting for a picture", error))?
        .map_err(|error| AppError::internal("painting a picture", error))?;
    attachment("image/png", file_name(&session, &picture, "png"), png)
}

async fn csv(State(web): State<Web>, session: Session, Query(asked): Query<Asked>) -> Answer {
    let (picture, title) = found(&web, &session, &asked).await?;
    let table = table::out(&session.shell(Station::Listen), &picture, &title);
    csv_file(&table, session.lang(), file_name(&session, &picture, "csv"))
}

async fn xlsx(State(web): State<Web>, session: Session, Query(asked): Query<Asked>) -> Answer {
    let (picture, title) = found(&web, &session, &asked).await?;
    let table = table::out(&session.shell(Station::Listen), &picture, &title);
    let body = write_xlsx(&table, session.lang().of_documents())
        .map_err(|error| AppError::internal("writing a table", error))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    attachment(kind, file_name(&session, &picture, "xlsx"), body)
}
