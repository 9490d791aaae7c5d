//! What somebody narrows the register to again and again: kept, and forgotten.

use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::AppError;
use trivsel_app::initiatives::Filter;
use trivsel_app::saved_filters::{self, NewFilter};
use trivsel_domain::id::SavedFilterId;

use super::register_page;
use crate::failure::Answer;
use crate::pages::{done, refused};
use crate::session::Session;
use crate::{Web, urls};

/// What is typed to keep what the register is narrowed to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FilterForm {
    name: String,
    #[serde(flatten)]
    filter: Filter,
}

pub(super) async fn keep(State(web): State<Web>, session: Session, Form(form): Form<FilterForm>) -> Answer {
    saved_filters::must_keep(session.actor())?;
    let address = urls::with_query(urls::INITIATIVES, &form.filter.pairs());
    let query = address.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let read = || NewFilter::read(&form.name, query, &form.filter.q);
    match async { saved_filters::keep(&web.app, session.actor(), &read()?).await }.await {
        Ok(()) => done(&address, "done-filter-kept"),
        Err(AppError::Invalid(problems)) => {
            refused(&register_page(&web, &session, form.filter, form.name, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn remove(State(web): State<Web>, session: Session, Path(id): Path<SavedFilterId>) -> Answer {
    saved_filters::remove(&web.app, session.actor(), id).await?;
    done(urls::INITIATIVES, "done-filter-removed")
}
