//! The register as a file: everything it is narrowed to, on all pages.

use axum::extract::{Query, State};
use trivsel_app::AppError;
use trivsel_app::documents::table_out::{Cell, Column, ColumnKind, Table, write_xlsx};
use trivsel_app::initiatives::register::list_whole;
use trivsel_app::initiatives::{Filter, Register, Row};

use crate::Web;
use crate::failure::{Answer, Failure};
use crate::pages::{attachment, csv_file};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::verdict::badge;

async fn whole(web: &Web, session: &Session, mut filter: Filter) -> Result<Table, Failure> {
    filter.unit = session.unit_typed(&filter.unit);
    let register = list_whole(&web.app, session.actor(), &filter).await?;
    Ok(table(&session.shell(Station::Act), &register))
}

pub(super) async fn csv(State(web): State<Web>, session: Session, Query(filter): Query<Filter>) -> Answer {
    let table = whole(&web, &session, filter).await?;
    csv_file(&table, session.lang(), file_name(&session, "csv"))
}

pub(super) async fn xlsx(State(web): State<Web>, session: Session, Query(filter): Query<Filter>) -> Answer {
    let table = whole(&web, &session, filter).await?;
    let body = write_xlsx(&table, session.lang().of_documents())
        .map_err(|error| AppError::internal("writing a table", error))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    attachment(kind, file_name(&session, "xlsx"), body)
}

fn file_name(session: &Session, ending: &str) -> String {
    format!("{}.{ending}", session.words().t("initiatives-file"))
}

fn table(shell: &Shell, register: &Register) -> Table {
    let text = |id: &str| Column::new(shell.t(id), ColumnKind::Text);
    Table {
        title: shell.t("initiatives-title").into_owned(),
        columns: vec![
            Column::new(shell.t("initiatives-number"), ColumnKind::Number { decimals: 0 }),
            text("initiatives-what"),
            text("initiatives-unit"),
            text("initiatives-state"),
            text("initiatives-filter-level"),
            text("evaluation-title-running"),
            text("initiatives-next"),
            Column::new(shell.t("initiatives-next-day"), ColumnKind::Date),
            Column::new(shell.t("initiatives-sites"), ColumnKind::Number { decimals: 0 }),
        ],
        rows: register.rows.iter().map(|row| cells(shell, row)).collect(),
        notes: Vec::new(),
    }
}

fn cells(shell: &Shell, row: &Row) -> Vec<Cell> {
    let answers: Vec<String> = row.verdicts.iter().map(|of| badge(shell.words, *of)).collect();
    let next = row.next.as_ref();
    vec![
        f64::from(row.number).into(),
        row.title.clone().into(),
        row.unit_name.clone().into(),
        shell.code("initiative-state", row.state.code()).into(),
        shell.code("iglo", row.iglo_level.code()).into(),
        answers.join(", ").into(),
        next.map(|next| match next.what.as_str() {
            "" => shell.t("initiatives-begins").into_owned(),
            what => what.to_owned(),
        })
        .into(),
        next.map_or(Cell::Blank, |next| Cell::Date(next.on)),
        Cell::from(u32::try_from(row.sites).ok().map(f64::from)),
    ]
}
