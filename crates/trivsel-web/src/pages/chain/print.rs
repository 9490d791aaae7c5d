//! The thread on paper: its stations in one table.

use axum::extract::{Path, State};
use trivsel_app::chain::{self, Thread};
use trivsel_app::documents::pdf::{Align, Block, Document, Style, Table, Text};

use super::stations::{StationRow, rows, title};
use super::{heading, node_of};
use crate::Web;
use crate::failure::Answer;
use crate::pages::reports::{pdf, print};
use crate::session::Session;
use crate::shell::{Shell, Station};

pub(super) async fn show(
    State(web): State<Web>,
    session: Session,
    Path((kind, key)): Path<(String, String)>,
) -> Answer {
    let node = node_of(&kind, &key)?;
    let thread = chain::thread(&web.app, session.actor(), node).await?;
    let shell = session.shell(Station::FollowUp);
    let document = document(&shell, &thread, print::frame(&session, &web.app));
    let name = shell.t("chain-file").into_owned();
    pdf(print::rendered(&web.app, document).await?, &format!("{name}.pdf"))
}

fn document(shell: &Shell, thread: &Thread, frame: Document) -> Document {
    let names = ["chain-column-when", "chain-column-kind", "chain-column-what"].map(|id| shell.t(id).into_owned());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let rows = rows(shell, thread).iter().map(cells).collect();
    let lead = shell
        .with("chain-lead")
        .text("title", title(shell, &thread.of))
        .to_string();
    let printed = shell
        .with("print-printed")
        .text("date", shell.day(frame.date))
        .to_string();
    Document {
        title: heading(shell, thread),
        subtitle: Some(lead),
        date_line: Some(format!("{printed}.")),
        foot_line: Some(shell.t("chain-title").into_owned()),
        blocks: vec![Block::Table(Table::new(
            &names,
            rows,
            &[Align::Left, Align::Left, Align::Left],
        ))],
        ..frame
    }
}

fn cells(row: &StationRow) -> Vec<Text> {
    let mut what = Text::strong(row.title.clone());
    for line in std::iter::once(&row.more)
        .chain(&row.parts)
        .filter(|line| !line.is_empty())
    {
        what = what.then(format!("\n{line}"), Style::Soft);
    }
    vec![Text::plain(row.when.clone()), Text::plain(row.kind.clone()), what]
}
