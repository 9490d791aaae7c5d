//! `/persons/{person}/erase`: what erasing a person does, and doing it.

use askama::Template;
use axum::extract::{Path, State};
use trivsel_app::persons::{self, Erasure};
use trivsel_domain::id::PersonId;

use super::super::{done, page};
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/persons/{person}/erase", "A", erase_page),
        post("/persons/{person}/erase", "A", erase),
    ]
}

#[derive(Template)]
#[template(path = "pages/persons/erase.html")]
struct ErasePage {
    shell: Shell,
    person: PersonId,
    name: String,
    /// What goes or loses its name, each place in words with its number of rows.
    lines: Vec<(String, String)>,
}

async fn erase_page(State(web): State<Web>, session: Session, Path(person): Path<PersonId>) -> Answer {
    let Erasure {
        name,
        places,
        trail_lines,
    } = persons::what_goes(&web.app, session.actor(), person).await?;
    let shell = session.shell(Station::GetStarted);
    let mut lines: Vec<(String, String)> = places
        .into_iter()
        .map(|(place, rows)| {
            let what = shell.code("erase", &format!("{}-{}", place.table, place.column));
            (what, shell.lang.count(rows))
        })
        .collect();
    if trail_lines > 0 {
        lines.push((shell.t("erase-trail").into_owned(), shell.lang.count(trail_lines)));
    }
    page(&ErasePage {
        shell,
        person,
        name,
        lines,
    })
}

async fn erase(State(web): State<Web>, session: Session, Path(person): Path<PersonId>) -> Answer {
    persons::erase(&web.app, session.actor(), person).await?;
    done("/persons", "done-person-erased")
}
