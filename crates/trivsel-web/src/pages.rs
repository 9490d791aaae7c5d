//! The pages, one module a subject.

mod about;
mod access;
pub(crate) mod answer;
mod areas;
mod assessments;
mod audit;
mod calendar;
pub(crate) mod chain;
mod committees;
mod disruptions;
mod duties;
mod figures;
mod health;
mod identity;
pub(crate) mod imports;
mod indicators;
mod initiatives;
mod legal_rules;
mod lessons;
mod models;
mod notices;
mod organisation_imports;
mod persons;
mod plans;
mod policies;
pub(crate) mod questionnaires;
mod reports;
pub(crate) mod results;
mod search;
mod setup;
mod stairs;
mod start;
mod starts;
mod stations;
mod surveys;
mod toolbox;
mod units;
pub(crate) mod workshops;
mod yearly_talks;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect};
use trivsel_app::AppError;
use trivsel_app::documents::table_out::{Table, write_csv};

use crate::failure::Answer;
use crate::routes::Route;
use crate::urls;
use crate::words::Lang;

/// Every page's addresses.
pub(crate) fn routes() -> Vec<Route> {
    [
        about::routes(),
        access::routes(),
        answer::routes(),
        areas::routes(),
        assessments::routes(),
        audit::routes(),
        calendar::routes(),
        chain::routes(),
        committees::routes(),
        disruptions::routes(),
        duties::routes(),
        figures::routes(),
        health::routes(),
        identity::routes(),
        imports::routes(),
        indicators::routes(),
        initiatives::routes(),
        models::routes(),
        notices::routes(),
        legal_rules::routes(),
        lessons::routes(),
        organisation_imports::routes(),
        persons::routes(),
        plans::routes(),
        policies::routes(),
        questionnaires::routes(),
        reports::routes(),
        results::routes(),
        search::routes(),
        setup::routes(),
        stairs::routes(),
        start::routes(),
        starts::routes(),
        stations::routes(),
        surveys::routes(),
        toolbox::routes(),
        units::routes(),
        workshops::routes(),
        yearly_talks::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A page that went well.
pub(crate) fn page(template: &impl Template) -> Answer {
    Ok(Html(template.render()?).into_response())
}

/// A form that comes back: what was typed, and what is wrong with it.
pub(crate) fn refused(template: &impl Template) -> Answer {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(template.render()?)).into_response())
}

/// A form that comes back because somebody else saved the same thing first: what was typed, and what stands there now.
pub(crate) fn quicker(template: &impl Template) -> Answer {
    Ok((StatusCode::CONFLICT, Html(template.render()?)).into_response())
}

/// The answer to a form that was filled in from a row that somebody has changed since: what was typed, with what stands there now beside
/// it. `$newest` is the page as it would be opened now. Saving what comes back is then a choice, not an accident.
macro_rules! newest_beside {
    ($newest:expr, $typed:expr, $form:ident) => {{
        let mut newest = $newest;
        newest.fields = newest.fields.quicker(&newest.form);
        newest.form = $form {
            seen: newest.form.seen,
            ..$typed
        };
        $crate::pages::quicker(&newest)
    }};
}
pub(crate) use newest_beside;

/// On to another page, with a notice that says what was done.
pub(crate) fn done(address: &str, notice: &str) -> Answer {
    Ok(Redirect::to(&urls::with_notice(address, notice)).into_response())
}

/// A table to be kept as CSV.
pub(crate) fn csv_file(table: &Table, lang: Lang, name: String) -> Answer {
    let mut body = Vec::new();
    write_csv(table, lang.of_documents(), &mut body).map_err(|error| AppError::internal("writing a table", error))?;
    attachment("text/csv; charset=utf-8", name, body)
}

/// A file to be kept under this name. It may hold what only this visitor may see.
pub(crate) fn attachment(kind: &'static str, name: String, body: impl IntoResponse) -> Answer {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, body).into_response())
}
