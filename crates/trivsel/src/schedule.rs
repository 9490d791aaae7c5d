//! What happens without anybody asking: surveys open, remind and close on their days, and mails that wait are sent.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use trivsel_app::mails::{self, MailServer};
use trivsel_app::{App, surveys, uploads};

use crate::failure::Failure;

/// How often it is looked whether a survey is due. Its days are days, so this only bounds how long after midnight one opens.
const SURVEYS_EVERY: Duration = Duration::from_secs(30);
/// How often it is looked whether mails wait.
const MAILS_EVERY: Duration = Duration::from_secs(10);

/// How often the upload folder is looked through for files nothing waits for.
const UPLOADS_EVERY: Duration = Duration::from_mins(10);

/// Begins to look after what is due, until `stopping` turns true.
pub(crate) fn begin(app: &App, stopping: &watch::Receiver<bool>) -> Result<JoinSet<()>, Failure> {
    let mut tasks = JoinSet::new();
    tasks.spawn(move_surveys(app.clone(), stopping.clone()));
    tasks.spawn(clear_uploads(app.clone(), stopping.clone()));
    if let Some(settings) = &app.settings.mail {
        let server = MailServer::new(settings).map_err(|error| {
            Failure::new("the mail settings cannot be used", error).hint(
                "write the server as smtp://HOST:25, smtps://USER:PASSWORD@HOST or smtp://USER:PASSWORD@HOST:587?tls=required, \
                 and the sender as \"Name <name@example.org>\"",
            )
        })?;
        tasks.spawn(send_mails(app.clone(), server, stopping.clone()));
    }
    Ok(tasks)
}

async fn move_surveys(app: App, mut stopping: watch::Receiver<bool>) {
    loop {
        if let Err(error) = surveys::advance(&app).await {
            tracing::error!("could not look after surveys: {error}");
        }
        tokio::select! {
            () = tokio::time::sleep(SURVEYS_EVERY) => {}
            () = app.bell.notified() => {}
            _ = stopping.wait_for(|asked| *asked) => return,
        }
    }
}

/// At the start, for what a killed program left, and then now and again.
async fn clear_uploads(app: App, mut stopping: watch::Receiver<bool>) {
    loop {
        if let Err(error) = uploads::remove_forgotten(&app).await {
            tracing::error!("could not look through the uploads: {error}");
        }
        tokio::select! {
            () = tokio::time::sleep(UPLOADS_EVERY) => {}
            _ = stopping.wait_for(|asked| *asked) => return,
        }
    }
}

async fn send_mails(app: App, server: MailServer, mut stopping: watch::Receiver<bool>) {
    let asked = stopping.clone();
    loop {
        let round = mails::send_waiting(&app, &server, trivsel_web::emails::write, || *asked.borrow()).await;
        match round {
            Ok(round) if round.refused > 0 => tracing::warn!("the mail server refused mails"),
            Ok(_) => {}
            Err(error) => tracing::error!("could not send mails: {error}"),
        }
        tokio::select! {
            () = tokio::time::sleep(MAILS_EVERY) => {}
            _ = stopping.wait_for(|asked| *asked) => return,
        }
    }
}
