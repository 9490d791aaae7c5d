//! Serving the site until asked to stop, and stopping gracefully.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use trivsel_app::{App, imports};

use crate::failure::Failure;
use crate::{press, schedule};

/// How long requests under way may take once the program has been asked to stop.
const GRACE: Duration = Duration::from_secs(20);

/// Listens on an address; port 0 takes any free one.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure::new(format!("could not listen on {address}"), error)
            .hint("is another program using the port? Try --port 0 for any free one")
    })
}

/// Serves until SIGINT or SIGTERM, lets requests under way finish, and closes the database.
pub(crate) async fn serve(app: App, listener: TcpListener) -> Result<(), Failure> {
    imports::fail_interrupted(&app)
        .await
        .map_err(|error| Failure::new("could not look after interrupted imports", error))?;
    press::warm_up();
    let store = app.store.clone();
    let site = trivsel_web::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let (stopping, stopped) = tokio::sync::watch::channel(false);
    let mut tasks = schedule::begin(&app, &stopped)?;
    let until_asked = async move {
        asked_to_stop().await;
        tracing::info!("stopping: requests under way may finish");
        let _nobody_waits = stopping.send(true);
    };
    let too_long = async {
        let mut stopped = stopped.clone();
        let _closed = stopped.wait_for(|asked| *asked).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        served = axum::serve(listener, site).with_graceful_shutdown(until_asked) => served.map_err(|error| Failure::new("the server failed", error))?,
        () = too_long => tracing::warn!("some requests took too long and were cut off"),
    }
    // A mail that is just being handed over is not handed over twice.
    let handed_over = async { while tasks.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, handed_over).await.is_err() {
        tracing::warn!("a mail took too long and was left");
    }
    store
        .close()
        .await
        .map_err(|error| Failure::new("the database could not be closed", error))
}

/// A file may be allowed to grow to a size only. The system ends a program that writes beyond it, unless it listens for that signal: then the
/// write fails like any other, and is told.
pub(crate) fn survive_full_files() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        /// SIGXFSZ, the same number on Linux, the BSDs and macOS.
        const FILE_TOO_LARGE: i32 = 25;
        // Installed once for as long as the program runs; nobody has to wait for it.
        let _listening = signal(SignalKind::from_raw(FILE_TOO_LARGE));
    }
}

/// Waits for SIGINT or SIGTERM.
pub(crate) async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let (Ok(mut interrupt), Ok(mut terminate)) =
            (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
        {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _signal = tokio::signal::ctrl_c().await;
}
