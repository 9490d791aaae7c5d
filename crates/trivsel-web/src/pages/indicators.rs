//! `/indicators`: what is measured, from which sources, and where the way of counting changed.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::figures::{self, BreakForm, IndicatorForm, IndicatorWithSeries};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{IndicatorId, SeriesEventId};
use trivsel_domain::indicator::{GoodDirection, Measure};
use trivsel_domain::rights::Right;

use super::{done, newest_beside, page, refused};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/indicators", "EMSUCK", list),
        get("/indicators/new", "C", new),
        post("/indicators", "C", add),
        get("/indicators/{indicator}", "EMSUCK", show),
        get("/indicators/{indicator}/edit", "C", edit),
        post("/indicators/{indicator}", "C", change),
        post("/indicators/{indicator}/breaks", "C", add_break),
        post("/indicators/{indicator}/breaks/{event}/remove", "C", remove_break),
    ]
}

#[derive(Template)]
#[template(path = "pages/indicators/list.html")]
struct IndicatorList {
    shell: Shell,
    is_danish: bool,
    indicators: Vec<IndicatorWithSeries>,
}

#[derive(Template)]
#[template(path = "pages/indicators/show.html")]
struct IndicatorPage {
    shell: Shell,
    is_danish: bool,
    fields: Fields,
    found: IndicatorWithSeries,
    series: Vec<Choice>,
    units: Vec<Choice>,
    form: BreakForm,
}

#[derive(Template)]
#[template(path = "pages/indicators/form.html")]
struct IndicatorEdit {
    shell: Shell,
    fields: Fields,
    id: Option<IndicatorId>,
    form: IndicatorForm,
    measures: Vec<Choice>,
    directions: Vec<Choice>,
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    let indicators = figures::list_indicators(&web.app, session.actor()).await?;
    page(&IndicatorList {
        is_danish: session.lang() == Lang::Da,
        shell: session.shell(Station::Listen),
        indicators,
    })
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<IndicatorId>) -> Answer {
    page(&shown(&web, &session, id, BreakForm::default(), Vec::new()).await?)
}

async fn shown(
    web: &Web,
    session: &Session,
    id: IndicatorId,
    form: BreakForm,
    problems: Vec<Problem>,
) -> Result<IndicatorPage, AppError> {
    let found = figures::find_indicator(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let series = found
        .series
        .iter()
        .map(|row| {
            let parts = [&row.series.source, &row.series.definition, &row.series.category];
            let named: Vec<&str> = parts
                .into_iter()
                .map(String::as_str)
                .filter(|part| !part.is_empty())
                .collect();
            Choice::new(row.series.id, named.join(", "))
        })
        .collect();
    Ok(IndicatorPage {
        is_danish: session.lang() == Lang::Da,
        fields: Fields::new(session.words(), "break", problems),
        series,
        units: unit_choices(&shell),
        found,
        form,
        shell,
    })
}

/// All units, after "everywhere".
fn unit_choices(shell: &Shell) -> Vec<Choice> {
    shell.unit_choices("figures-everywhere", |_| true)
}

/// The forms are shown to those only who may send them.
fn must_change(session: &Session) -> Result<(), AppError> {
    Ok(session.actor().must_everywhere(Right::ChangeFigures)?)
}

async fn new(session: Session) -> Answer {
    must_change(&session)?;
    page(&edited(&session, None, IndicatorForm::default(), Vec::new()))
}

async fn add(State(web): State<Web>, session: Session, Form(form): Form<IndicatorForm>) -> Answer {
    match async { figures::add_indicator(&web.app, session.actor(), &form.read()?).await }.await {
        Ok(id) => done(&urls::indicator(id), "done-indicator-saved"),
        Err(AppError::Invalid(problems)) => {
            must_change(&session)?;
            refused(&edited(&session, None, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(State(web): State<Web>, session: Session, Path(id): Path<IndicatorId>) -> Answer {
    page(&edit_now(&web, &session, id).await?)
}

/// The form as it is now.
async fn edit_now(web: &Web, session: &Session, id: IndicatorId) -> Result<IndicatorEdit, Failure> {
    must_change(session)?;
    let found = figures::find_indicator(&web.app, session.actor(), id).await?.indicator;
    if !found.is_own {
        return Err(AppError::Refused("failure-indicator-built-in").into());
    }
    let form = IndicatorForm {
        seen: seen::mark(&found),
        name_da: found.name_da,
        name_en: found.name_en,
        definition_da: found.definition_da,
        definition_en: found.definition_en,
        formula_da: found.formula_da,
        formula_en: found.formula_en,
        measure: found.measure.code().to_owned(),
        factor: session
            .lang()
            .number(found.factor, if found.factor.fract() == 0.0 { 0 } else { 4 }),
        good_direction: found.good_direction.code().to_owned(),
    };
    Ok(edited(session, Some(id), form, Vec::new()))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<IndicatorId>,
    Form(form): Form<IndicatorForm>,
) -> Answer {
    match async {
        figures::change_indicator(
            &web.app,
            session.actor(),
            id,
            &SeenMark::typed(&form.seen),
            &form.read()?,
        )
        .await
    }
    .await
    {
        Ok(()) => done(&urls::indicator(id), "done-indicator-saved"),
        Err(AppError::Invalid(problems)) => {
            // A built-in one has no form to come back to.
            edit_now(&web, &session, id).await?;
            refused(&edited(&session, Some(id), form, problems))
        }
        Err(AppError::Conflict) => {
            let newest = edit_now(&web, &session, id).await?;
            newest_beside!(newest, form, IndicatorForm)
        }
        Err(error) => Err(error.into()),
    }
}

fn edited(session: &Session, id: Option<IndicatorId>, form: IndicatorForm, problems: Vec<Problem>) -> IndicatorEdit {
    let shell = session.shell(Station::Listen);
    IndicatorEdit {
        fields: Fields::new(session.words(), "indicator", problems),
        measures: shell.choices("indicator-measure", Measure::ALL.map(Measure::code)),
        directions: shell.choices("figures-good", GoodDirection::ALL.map(GoodDirection::code)),
        shell,
        id,
        form,
    }
}

async fn add_break(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<IndicatorId>,
    Form(mut form): Form<BreakForm>,
) -> Answer {
    form.unit = session.unit_typed(&form.unit);
    match async { figures::add_break(&web.app, session.actor(), id, &form.read()?).await }.await {
        Ok(()) => done(&urls::indicator(id), "done-break-saved"),
        Err(AppError::Invalid(problems)) => {
            must_change(&session)?;
            refused(&shown(&web, &session, id, form, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove_break(
    State(web): State<Web>,
    session: Session,
    Path((id, event)): Path<(IndicatorId, SeriesEventId)>,
) -> Answer {
    figures::remove_break(&web.app, session.actor(), id, event).await?;
    done(&urls::indicator(id), "done-break-removed")
}
