//! Success criteria: the form, and how their numbers are written.

use axum::extract::{Form, Path, State};
use trivsel_app::figures::NamedScale;
use trivsel_app::initiatives::criteria::{self, CriterionForm, Offer};
use trivsel_app::initiatives::form;
use trivsel_app::seen::SeenMark;
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{InitiativeId, SuccessCriterionId};
use trivsel_domain::indicator::{Indicator, Measure, Series};
use trivsel_domain::initiative::{CriterionKind, Direction, Initiative, SuccessCriterion};

use super::parts::begins;
use super::register::clipped;
use super::{PartForm, PartPage, back_to, part_page};
use crate::Web;
use crate::failure::Answer;
use crate::fields::Choice;
use crate::pages::{page, quicker, refused};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::Shell;
use crate::words::{Lang, Words};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/initiatives/{initiative}/criteria/new", "MCl", new),
        post("/initiatives/{initiative}/criteria", "MCl", add),
        get("/initiatives/{initiative}/criteria/{criterion}/edit", "MCl", edit),
        post("/initiatives/{initiative}/criteria/{criterion}", "MCl", change),
        post("/initiatives/{initiative}/criteria/{criterion}/remove", "MCl", remove),
    ]
}

/// Before the codes of questionnaire and scale.
const BY_SURVEY: &str = "survey_scale/";
/// Letters of a source's name in the list: with them it fits the narrowest page.
const LONGEST_SOURCE: usize = 60;

fn form_page(
    session: &Session,
    of: &Initiative,
    offer: &Offer,
    before: Option<&SuccessCriterion>,
    typed: &CriterionForm,
    problems: Vec<Problem>,
    newest: Option<serde_json::Value>,
) -> PartPage {
    let is_frozen = before.map_or(of.decided_at.is_some(), |criterion| criterion.frozen_at.is_some());
    let form = PartForm {
        folder: "criteria",
        prefix: "ini-criterion",
        id: before.map(|criterion| criterion.id.to_string()),
        can_go: !is_frozen,
        problems,
        seen: &typed.seen,
        newest,
        fields: &|fields, shell| {
            let mut all = vec![fields.text("title", &typed.title)];
            if let Some(measures) = begins(shell, &offer.measures, &typed.measure) {
                all.push(fields.select("measure", &typed.measure, &measures));
            }
            all.extend([
                fields.radios(
                    "direction",
                    &typed.direction,
                    &shell.choices("direction", Direction::ALL.map(Direction::code)),
                ),
                fields.select(
                    "measured_by",
                    &typed.measured_by,
                    &ways(shell, offer, &typed.measured_by),
                ),
                fields.number("baseline", &typed.baseline),
                fields.number("target", &typed.target),
                fields.number("smallest_worthwhile", &typed.smallest_worthwhile),
                fields.checkbox("not_measurable", &typed.not_measurable),
                fields.area("reason", &typed.reason, 3),
            ]);
            all
        },
    };
    let mut page = part_page(session, of, form);
    if is_frozen {
        page.lead = page.shell.t("ini-criterion-frozen").into_owned();
    }
    page
}

/// Everything that can show a criterion, as one list. A source stands by itself where there are several, or where it is the chosen one.
fn ways(shell: &Shell, offer: &Offer, chosen: &str) -> Vec<Choice> {
    let mut ways = vec![Choice::new("", shell.t("choose"))];
    for (indicator, series) in &offer.indicators {
        let name = indicator_name(shell.lang, indicator);
        ways.push(Choice::new(indicator.id, name));
        let of_series = series
            .iter()
            .zip(series_labels(series))
            .map(|(one, label)| Choice::new(format!("{}/{}", indicator.id, one.id), format!("\u{a0}\u{a0}{label}")));
        ways.extend(of_series.filter(|choice| series.len() > 1 || choice.value == chosen));
    }
    ways.extend(offer.scales.iter().map(|named| {
        let label = shell
            .with("criterion-scale-offered")
            .text("questionnaire", named.title.read(shell.lang.code()))
            .text("scale", named.scale.name.read(shell.lang.code()))
            .to_string();
        Choice::new(format!("{BY_SURVEY}{}", named.code()), label)
    }));
    // What somebody wrote in own words stays as it is until another is chosen.
    if let Some(scale) = chosen.strip_prefix(BY_SURVEY)
        && !ways.iter().any(|way| way.value == chosen)
    {
        let label = shell.with("criterion-by-scale").text("scale", scale).to_string();
        ways.push(Choice::new(chosen, label));
    }
    ways.push(Choice::new("observed", shell.t("criterion-kind-observed")));
    ways
}

/// What the series of an indicator are called: what parts them first, the category; then source and definition. Cut to the narrowest
/// page, unless that would make two of them read alike.
fn series_labels(series: &[Series]) -> Vec<String> {
    let full: Vec<String> = series
        .iter()
        .map(|one| {
            let parts = [&one.category, &one.source, &one.definition];
            let parts: Vec<&str> = parts
                .into_iter()
                .map(String::as_str)
                .filter(|part| !part.is_empty())
                .collect();
            parts.join(", ")
        })
        .collect();
    let short: Vec<String> = full.iter().map(|label| clipped(label, LONGEST_SOURCE)).collect();
    let is_alone = |label: &String| short.iter().filter(|other| *other == label).count() == 1;
    let label = |(short, full): (&String, &String)| if is_alone(short) { short } else { full }.clone();
    short.iter().zip(&full).map(label).collect()
}

async fn new(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let of = form::find(&web.app, session.actor(), id).await?;
    let offer = criteria::offer(&web.app, session.actor(), id).await?;
    page(&form_page(
        &session,
        &of,
        &offer,
        None,
        &CriterionForm::default(),
        Vec::new(),
        None,
    ))
}

async fn add(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<InitiativeId>,
    Form(typed): Form<CriterionForm>,
) -> Answer {
    match async { criteria::add(&web.app, session.actor(), id, &typed.read()?).await }.await {
        Ok(_) => back_to(id, "criteria", "done-criterion-saved"),
        Err(AppError::Invalid(problems)) => {
            let of = form::find(&web.app, session.actor(), id).await?;
            let offer = criteria::offer(&web.app, session.actor(), id).await?;
            refused(&form_page(&session, &of, &offer, None, &typed, problems, None))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(
    State(web): State<Web>,
    session: Session,
    Path((id, criterion)): Path<(InitiativeId, SuccessCriterionId)>,
) -> Answer {
    let found = criteria::find(&web.app, session.actor(), id, criterion).await?;
    let of = form::find(&web.app, session.actor(), id).await?;
    let offer = criteria::offer(&web.app, session.actor(), id).await?;
    let typed = criteria::form_of(&found, |value| typed_number(session.lang(), value));
    page(&form_page(
        &session,
        &of,
        &offer,
        Some(&found),
        &typed,
        Vec::new(),
        None,
    ))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path((id, criterion)): Path<(InitiativeId, SuccessCriterionId)>,
    Form(typed): Form<CriterionForm>,
) -> Answer {
    match async {
        criteria::change(
            &web.app,
            session.actor(),
            id,
            criterion,
            &SeenMark::typed(&typed.seen),
            &typed.read()?,
        )
        .await
    }
    .await
    {
        Ok(()) => back_to(id, "criteria", "done-criterion-saved"),
        Err(AppError::Invalid(problems)) => {
            let found = criteria::find(&web.app, session.actor(), id, criterion).await?;
            let of = form::find(&web.app, session.actor(), id).await?;
            let offer = criteria::offer(&web.app, session.actor(), id).await?;
            refused(&form_page(&session, &of, &offer, Some(&found), &typed, problems, None))
        }
        Err(AppError::Conflict) => {
            let found = criteria::find(&web.app, session.actor(), id, criterion).await?;
            let newest = criteria::form_of(&found, |value| typed_number(session.lang(), value));
            let newest_fields = serde_json::to_value(&newest).ok();
            let typed = CriterionForm {
                seen: newest.seen,
                ..typed
            };
            let of = form::find(&web.app, session.actor(), id).await?;
            let offer = criteria::offer(&web.app, session.actor(), id).await?;
            let again = form_page(&session, &of, &offer, Some(&found), &typed, Vec::new(), newest_fields);
            quicker(&again)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(
    State(web): State<Web>,
    session: Session,
    Path((id, criterion)): Path<(InitiativeId, SuccessCriterionId)>,
) -> Answer {
    criteria::remove(&web.app, session.actor(), id, criterion).await?;
    back_to(id, "criteria", "done-criterion-removed")
}

/// The indicator's name in the reader's language.
pub(super) fn indicator_name(lang: Lang, indicator: &Indicator) -> &str {
    match lang {
        Lang::Da => &indicator.name_da,
        Lang::En => &indicator.name_en,
    }
}

/// The scale with its questionnaire, in the reader's language.
pub(super) fn scale_name(shell: &Shell, named: &NamedScale) -> String {
    shell
        .with("criterion-by-survey")
        .text("scale", named.scale.name.read(shell.lang.code()))
        .text("questionnaire", named.title.read(shell.lang.code()))
        .to_string()
}

/// A number as it stands in a field, with all its decimals. Three decimals after a point would be read as thousands: there a zero is added.
fn typed_number(lang: Lang, value: f64) -> String {
    let text = value.to_string();
    match lang {
        Lang::Da => text.replace('.', ","),
        Lang::En if text.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3) => format!("{text}0"),
        Lang::En => text,
    }
}

/// A value in the unit of what shows the criterion: `6,4 %`, `2,1 pr. stilling`, `74`.
pub(super) fn value(shell: &Shell, measure: Option<Measure>, value: f64) -> String {
    written_value(shell.words, measure, value)
}

/// The same with words alone, for print.
pub(crate) fn written_value(words: &Words, measure: Option<Measure>, value: f64) -> String {
    match measure {
        Some(measure) => words
            .with(&format!("ini-value-{}", measure.code().replace('_', "-")))
            .text("number", words.lang().number(value, measure.decimals()))
            .to_string(),
        None => plain(words, value),
    }
}

/// A difference in the unit of what shows the criterion: `0,7 procentpoint`, `5 point`.
pub(super) fn difference(shell: &Shell, measure: Option<Measure>, kind: &CriterionKind, value: f64) -> String {
    written_difference(shell.words, measure, kind, value)
}

/// The same with words alone, for print.
pub(crate) fn written_difference(words: &Words, measure: Option<Measure>, kind: &CriterionKind, value: f64) -> String {
    match (measure, kind) {
        (Some(Measure::RatePercent), _) => words
            .with("ini-value-points")
            .text("number", words.lang().number(value, 1))
            .to_string(),
        (None, CriterionKind::SurveyScale { .. }) => words
            .with("ini-value-scale-points")
            .text("number", plain(words, value))
            .to_string(),
        (measure, _) => written_value(words, measure, value),
    }
}

/// A number with the decimals it has, two at most.
fn plain(words: &Words, value: f64) -> String {
    let decimals = (0..2)
        .find(|decimals| {
            let rounded: f64 = format!("{value:.decimals$}").parse().unwrap_or(value);
            (rounded - value).abs() < 1e-9
        })
        .unwrap_or(2);
    words.lang().number(value, decimals)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use trivsel_domain::id::{IndicatorId, SeriesId};
    use trivsel_domain::indicator::Series;
    use uuid::Uuid;

    use super::{LONGEST_SOURCE, series_labels};

    fn series(source: &str, definition: &str, category: &str) -> Series {
        Series {
            id: SeriesId(Uuid::nil()),
            indicator: IndicatorId(Uuid::nil()),
            source: source.to_owned(),
            definition: definition.to_owned(),
            category: category.to_owned(),
        }
    }

    #[test]
    fn no_two_series_read_alike_and_what_parts_them_comes_first() {
        let definition = "Årsag skrevet ned af lederen ved fratrædelsen, efter samtale";
        let labels = series_labels(&[
            series("Lønsystemet", definition, "trives ikke"),
            series("Lønsystemet", definition, "pension"),
            series("Lønsystemet", "", ""),
        ]);
        assert!(labels[0].starts_with("trives ikke, Lønsystemet"), "{labels:?}");
        assert!(labels[1].starts_with("pension, Lønsystemet"), "{labels:?}");
        assert!(
            labels.iter().all(|label| label.chars().count() <= LONGEST_SOURCE + 2),
            "{labels:?}"
        );
        // What parts them stands behind the cut.
        let long = "Opgjort af Løn og Personale efter den måde, der gjaldt til og med ";
        let labels = series_labels(&[
            series("A", &format!("{long}2021"), ""),
            series("A", &format!("{long}2022"), ""),
        ]);
        assert_ne!(labels[0], labels[1]);
    }
}
