//! What happens without anybody asking: jobs are done, and this server clears up behind itself.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use trivsel_app::jobs::{self, Post};
use trivsel_app::mails::MailServer;
use trivsel_app::{App, surveys};

use crate::failure::Failure;

/// How often it is looked whether open boxes are to be mixed, and whether anything is left to be wiped.
const BOXES_EVERY: Duration = Duration::from_secs(30);

/// Begins to look after what is due, until `stopping` turns true.
pub(crate) fn begin(app: &App, stopping: &watch::Receiver<bool>) -> Result<JoinSet<()>, Failure> {
    let mut tasks = JoinSet::new();
    tasks.spawn(look_after_boxes(app.clone(), stopping.clone()));
    tasks.spawn(jobs::serve(app.clone(), post(app)?, stopping.clone()));
    Ok(tasks)
}

fn post(app: &App) -> Result<Option<Post>, Failure> {
    let Some(settings) = &app.settings.mail else {
        return Ok(None);
    };
    let server = MailServer::new(settings).map_err(|error| {
        Failure::new("the mail settings cannot be used", error).hint(
            "write the server as smtp://HOST:25, smtps://USER:PASSWORD@HOST or smtp://USER:PASSWORD@HOST:587?tls=required, \
             and the sender as \"Name <name@example.org>\"",
        )
    })?;
    Ok(Some(Post::new(server, trivsel_web::emails::write)))
}

async fn look_after_boxes(app: App, mut stopping: watch::Receiver<bool>) {
    loop {
        surveys::look_after_boxes(&app).await;
        tokio::select! {
            () = tokio::time::sleep(BOXES_EVERY) => {}
            _ = stopping.wait_for(|asked| *asked) => return,
        }
    }
}
