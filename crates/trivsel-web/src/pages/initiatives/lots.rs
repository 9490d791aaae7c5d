//! The lots drawn about who begins when, and how anybody can see that they were drawn.

use askama::Template;
use axum::extract::{Path, State};
use trivsel_app::planner::{self, LotView};
use trivsel_domain::id::InitiativeId;

use crate::Web;
use crate::failure::Answer;
use crate::pages::page;
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![get("/initiatives/{initiative}/lots", "EMSUCKlrc", show)]
}

#[derive(Template)]
#[template(path = "pages/initiatives/lots.html")]
struct LotsPage {
    shell: Shell,
    initiative_title: String,
    back: String,
    lots: Vec<Drawn>,
}

/// One lot in words.
struct Drawn {
    title: String,
    counts: bool,
    who: String,
    reason: String,
    starts: Vec<(String, String)>,
    text: String,
    hash: String,
    is_intact: bool,
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let found = planner::list_lots(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Act);
    page(&LotsPage {
        initiative_title: found.initiative.title,
        back: format!("{}#sites", urls::initiative(id)),
        lots: found
            .lots
            .iter()
            .enumerate()
            .map(|(place, view)| drawn(&shell, view, place == 0))
            .collect(),
        shell,
    })
}

fn drawn(shell: &Shell, view: &LotView, counts: bool) -> Drawn {
    let name = view.drawn_by.clone();
    Drawn {
        title: shell
            .with("lot-drawn-at")
            .text("day", shell.lang.moment(view.lot.drawn_at))
            .to_string(),
        counts,
        who: shell
            .with("lot-drawn-by")
            .text("who", name.unwrap_or_else(|| shell.t("history-somebody").into_owned()))
            .to_string(),
        reason: view.lot.reason.clone(),
        starts: view
            .starts
            .iter()
            .map(|(unit, start)| {
                let when = match start {
                    Some(month) => shell.lang.month(*month),
                    None => shell.t("lot-waits").into_owned(),
                };
                (unit.clone(), when)
            })
            .collect(),
        text: view.lot.text(),
        hash: view.lot.hash.clone(),
        is_intact: view.is_intact,
    }
}
