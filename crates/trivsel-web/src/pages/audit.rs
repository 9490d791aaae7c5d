//! `/audit`: who changed what, and the export of everything.

use askama::Template;
use axum::body::Body;
use axum::extract::{Query, State};
use serde::Deserialize;
use tokio_util::io::ReaderStream;
use trivsel_app::audit::{self, AuditEntry, AuditPage, Change};
use trivsel_app::backup;
use trivsel_app::identity::{self, SignInPage};
use trivsel_domain::rights::Right;

use super::{attachment, page};
use crate::Web;
use crate::changes::{field_name, value};
use crate::failure::Answer;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/audit", "CA", list),
        get("/audit/sign-ins", "A", list_sign_ins),
        post("/export", "A", export),
    ]
}

#[derive(Template)]
#[template(path = "pages/audit/list.html")]
struct AuditList {
    shell: Shell,
    found: AuditPage,
}

impl AuditList {
    fn field(&self, change: &Change) -> String {
        field_name(&self.shell, &change.field)
    }

    fn value(&self, entry: &AuditEntry, change: &Change, text: &str) -> String {
        value(&self.shell, &entry.subject, &change.field, text)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    page: u64,
}

async fn list(State(web): State<Web>, session: Session, Query(asked): Query<Asked>) -> Answer {
    let found = audit::list(&web.app, session.actor(), asked.page).await?;
    page(&AuditList {
        shell: session.shell(Station::Outside),
        found,
    })
}

#[derive(Template)]
#[template(path = "pages/audit/sign_ins.html")]
struct SignInList {
    shell: Shell,
    found: SignInPage,
}

async fn list_sign_ins(State(web): State<Web>, session: Session, Query(asked): Query<Asked>) -> Answer {
    let found = identity::list_sign_ins(&web.app, session.actor(), asked.page).await?;
    page(&SignInList {
        shell: session.shell(Station::Outside),
        found,
    })
}

async fn export(State(web): State<Web>, session: Session) -> Answer {
    let file = backup::export_for(&web.app, session.actor()).await?;
    attachment(
        "application/zip",
        "trivsel-export.zip".to_owned(),
        Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(file))),
    )
}
