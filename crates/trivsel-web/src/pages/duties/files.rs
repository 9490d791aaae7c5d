//! The wheel's table to keep, as CSV and XLSX.

use axum::extract::{Query, State};
use trivsel_app::AppError;
use trivsel_app::documents::table_out::{Cell, Column, ColumnKind, Table, write_xlsx};
use trivsel_app::duties::{self, WheelAsked};

use super::wheel::rows;
use crate::Web;
use crate::failure::Answer;
use crate::pages::{attachment, csv_file};
use crate::session::Session;
use crate::shell::{Shell, Station};

pub(super) async fn csv(State(web): State<Web>, session: Session, Query(asked): Query<WheelAsked>) -> Answer {
    let wheel = duties::wheel(&web.app, session.actor(), &asked).await?;
    let shell = session.shell(Station::Anchor);
    let name = format!("aarshjul-{}.csv", wheel.today);
    csv_file(&table(&shell, &wheel), session.lang(), name)
}

pub(super) async fn xlsx(State(web): State<Web>, session: Session, Query(asked): Query<WheelAsked>) -> Answer {
    let wheel = duties::wheel(&web.app, session.actor(), &asked).await?;
    let shell = session.shell(Station::Anchor);
    let body = write_xlsx(&table(&shell, &wheel), session.lang().of_documents())
        .map_err(|error| AppError::internal("writing a table", error))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    attachment(kind, format!("aarshjul-{}.xlsx", wheel.today), body)
}

fn table(shell: &Shell, wheel: &duties::YearWheel) -> Table {
    let column = |id: &str| Column::new(shell.t(id), ColumnKind::Text);
    let rows = rows(shell, wheel).into_iter().map(|row| {
        vec![
            Cell::Text(row.duty),
            Cell::Text(row.unit),
            Cell::Text(shell.lang.date(row.on)),
            Cell::Text(shell.code("wheel-state", row.state)),
        ]
    });
    Table {
        title: shell.t("wheel-title").into_owned(),
        columns: [
            "wheel-column-duty",
            "wheel-column-unit",
            "wheel-column-day",
            "wheel-column-state",
        ]
        .map(column)
        .to_vec(),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}
