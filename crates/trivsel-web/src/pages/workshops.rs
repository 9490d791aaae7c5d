//! `/workshops`: setting workshops up and leading them. What those who take part see lies under `/w`, where nobody is looked up.

mod board_page;
mod board_view;
mod clock;
mod lead;
mod materials;
mod own_kinds;
mod plan;
mod set_up;
mod standing;
mod take_part;
mod themes;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use trivsel_app::workshops::{self, WorkshopLine};
use trivsel_domain::rights::Right;
use trivsel_domain::workshop::WorkshopState;
use trivsel_domain::workshop::programme::Shipped;

use super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) use plan::{qr_path, qr_side};
pub(crate) use take_part::{is_of_nobody, live_topics, seat_in};

/// Those who may see workshops: a row of the table of rights, written out.
const READ: &str = "EMSUCF";
/// Those who may set them up and lead them.
const LEAD: &str = "MC";

pub(crate) fn routes() -> Vec<Route> {
    let own = vec![get(urls::WORKSHOPS, READ, list)];
    [
        own,
        standing::routes(),
        board_page::routes(),
        own_kinds::routes(),
        materials::routes(),
        themes::routes(),
        set_up::routes(),
        plan::routes(),
        lead::routes(),
        take_part::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[derive(Template)]
#[template(path = "pages/workshops/list.html")]
struct ListPage {
    shell: Shell,
    workshops: Vec<WorkshopLine>,
    programmes: Arc<Vec<Shipped>>,
}

impl ListPage {
    fn state(&self, workshop: &WorkshopState) -> String {
        self.shell.code("workshop-state", workshop.code())
    }
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    let programmes = workshops::offered(&web.app, session.actor())?;
    page(&ListPage {
        workshops: workshops::list(&web.app, session.actor()).await?,
        shell: session.shell(Station::Listen),
        programmes,
    })
}
