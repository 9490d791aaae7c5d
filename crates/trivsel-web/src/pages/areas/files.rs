//! The same to keep, as CSV and XLSX. Nothing is in them that the page does not show.

use axum::extract::{Query, State};
use trivsel_app::AppError;
use trivsel_app::areas::{AreaAbsence, AreaAnswers, AreaRow, AreaView};
use trivsel_app::documents::table_out::{Cell, Column, ColumnKind, Table, write_xlsx};
use trivsel_domain::publication::Amount;

use super::{AreaAsked, answers, decimals, found, hidden, instead};
use crate::Web;
use crate::failure::Answer;
use crate::pages::{attachment, csv_file};
use crate::session::Session;
use crate::shell::{Shell, Station};

pub(super) async fn csv(State(web): State<Web>, session: Session, Query(asked): Query<AreaAsked>) -> Answer {
    let found = found(&web, &session, &asked).await?;
    let shell = session.shell(Station::Overview);
    csv_file(&table(&shell, &found), session.lang(), file_name(&shell, "csv"))
}

pub(super) async fn xlsx(State(web): State<Web>, session: Session, Query(asked): Query<AreaAsked>) -> Answer {
    let found = found(&web, &session, &asked).await?;
    let shell = session.shell(Station::Overview);
    let body = write_xlsx(&table(&shell, &found), session.lang().of_documents())
        .map_err(|error| AppError::internal("writing a table", error))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    attachment(kind, file_name(&shell, "xlsx"), body)
}

fn file_name(shell: &Shell, ending: &str) -> String {
    format!("{}.{ending}", shell.t("area-file"))
}

fn table(shell: &Shell, found: &AreaView) -> Table {
    let text = |id: &str| shell.t(id).into_owned();
    let number = |id: &str, decimals: u8| Column::new(text(id), ColumnKind::Number { decimals });
    let decimals = u8::try_from(decimals(found)).unwrap_or(1);
    let area = shell.unit_name(&found.whole.unit);
    let whole = vec![row(shell, &found.whole, text("area-whole"))];
    let rows = found
        .rows
        .iter()
        .map(|one| row(shell, one, shell.unit_name(&one.unit).to_owned()));
    let mut notes: Vec<String> = found
        .indicator
        .iter()
        .map(|indicator| indicator.definition(shell.lang.code() == "da").to_owned())
        .collect();
    notes.extend(found.rows.iter().filter_map(|row| hidden(shell, row)));
    Table {
        title: shell.with("area-heading").text("area", area).to_string(),
        columns: vec![
            Column::new(text("area-unit"), ColumnKind::Text),
            number("area-before", decimals),
            number("area-now", decimals),
            number("area-change", decimals),
            number("area-running", 0),
            number("area-overdue", 0),
            number("area-answers", 0),
            number("area-tasks", 0),
            number("area-tasks-all", 0),
        ],
        rows: rows.chain(whole).collect(),
        notes,
    }
}

fn row(shell: &Shell, row: &AreaRow, name: String) -> Vec<Cell> {
    let size = |count: usize| Cell::from(u32::try_from(count).ok().map(f64::from));
    let absence: [Cell; 3] = match row.absence {
        AreaAbsence::Shown { now, before } => [before.into(), now.into(), row.absence.change().into()],
        hidden => {
            let instead = instead(shell, hidden);
            [instead.clone().into(), instead.clone().into(), instead.into()]
        }
    };
    let share = match row.answers {
        AreaAnswers::Shown {
            respondents: Amount::Exact(_),
            ..
        } => row.answers.share().into(),
        AreaAnswers::Missing => Cell::Blank,
        shown => Cell::Text(answers(shell, shown)),
    };
    let tasks = row
        .tasks
        .map_or([Cell::Blank, Cell::Blank], |(done, total)| [size(done), size(total)]);
    std::iter::once(Cell::Text(name))
        .chain(absence)
        .chain([size(row.initiatives.running), size(row.initiatives.overdue), share])
        .chain(tasks)
        .collect()
}
