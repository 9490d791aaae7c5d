//! Serving the site until asked to stop, and stopping gracefully.

mod connections;
mod patience;
#[cfg(test)]
mod tests;

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::{Request, service};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;
use trivsel_app::{App, happening};

use crate::failure::Failure;
use crate::{press, schedule};
use connections::{Connections, Limits, Place};
use patience::{Answer, Paced, Serving, Taken};

/// How long requests under way may take once the program has been asked to stop.
const GRACE: Duration = Duration::from_secs(20);
/// Files the program asks to have open at most: 8,192 connections and as much again for all else.
const MOST_FILES: u64 = 16_384;
/// Files a program may have open where the system does not say.
const USUAL_FILES: usize = 1_024;
/// What a connection reads ahead at most; a request's head must fit into it. Most of 8,192 connections listen and read nothing.
const AHEAD: usize = 32 * 1024;

/// Listens on an address; port 0 takes any free one. `elsewhere` is how the command at hand is told to listen on another one.
pub(crate) async fn listen(address: SocketAddr, elsewhere: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        let hint = match error.kind() {
            ErrorKind::AddrInUse => format!("another program listens there, perhaps another trivsel: {elsewhere}"),
            ErrorKind::PermissionDenied => {
                format!("this account may not use so low a port: let a proxy listen there, and {elsewhere}")
            }
            ErrorKind::AddrNotAvailable => {
                "this machine has no such address: 127.0.0.1 is reached from itself only, 0.0.0.0 from everywhere"
                    .to_owned()
            }
            _ => elsewhere.to_owned(),
        };
        Failure::new(format!("could not listen on {address}"), error).hint(hint)
    })
}

/// Serves until SIGINT or SIGTERM, lets requests under way finish, and closes the database.
pub(crate) async fn serve(app: App, listener: TcpListener) -> Result<(), Failure> {
    press::warm_up();
    let store = app.store.clone();
    let site = trivsel_web::router(app.clone());
    let limits = Limits::usual(files_that_may_be_open(), app.settings.trusted_proxies.clone());
    // Pages that listen keep their connection for hours: there must be room for those who come beside them.
    app.news.let_in(limits.all / 4 * 3);
    let connections = Connections::new(limits);
    let (stopping, stopped) = tokio::sync::watch::channel(false);
    let mut tasks = schedule::begin(&app, &stopped)?;
    tasks.spawn(happening::tail(app.clone(), until_stopped(stopped.clone())));
    let news = app.news.clone();
    let until_asked = async move {
        asked_to_stop().await;
        tracing::info!("stopping: requests under way may finish");
        news.close();
        let _nobody_waits = stopping.send(true);
    };
    let too_long = async {
        let mut stopped = stopped.clone();
        let _closed = stopped.wait_for(|asked| *asked).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        () = take_in(listener, site, connections, until_asked) => {}
        () = too_long => tracing::warn!("some requests took too long and were cut off"),
    }
    // A mail that is just being handed over is not handed over twice; what takes longer is given back for another server.
    let put_down = async { while tasks.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, put_down).await.is_err() {
        tracing::warn!("some work took too long and was left");
    }
    store
        .close()
        .await
        .map_err(|error| Failure::new("the database could not be closed", error))
}

async fn until_stopped(mut stopped: tokio::sync::watch::Receiver<bool>) {
    let _closed = stopped.wait_for(|asked| *asked).await;
}

/// How many files the program may have open, connections among them: as many as the system lets it ask for.
fn files_that_may_be_open() -> usize {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
        let wanted = maximum.map_or(MOST_FILES, |maximum| maximum.min(MOST_FILES));
        let raised = Rlimit {
            current: Some(wanted),
            maximum,
        };
        let open = match current {
            Some(current) if current < wanted && setrlimit(Resource::Nofile, raised).is_ok() => wanted,
            Some(current) => current,
            None => MOST_FILES,
        };
        usize::try_from(open).unwrap_or(USUAL_FILES)
    }
    #[cfg(not(unix))]
    USUAL_FILES
}

/// Takes connections in until asked to stop, then waits for those that are being served.
async fn take_in(listener: TcpListener, site: Router, connections: Connections, until_asked: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    tokio::pin!(until_asked);
    loop {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            () = &mut until_asked => break,
        };
        match taken {
            // When everybody is being served, a newcomer is closed at once: better than to wait without a word.
            Ok((stream, peer)) => {
                if let Some(place) = connections.enter(peer.ip()) {
                    let served = serve_one(
                        stream,
                        peer,
                        site.clone(),
                        connections.clone(),
                        place,
                        graceful.watcher(),
                    );
                    tokio::spawn(served);
                }
            }
            // No more files may be opened, say.
            Err(error) => {
                connections.relieve();
                tracing::warn!("could not take a connection in: {error}");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

async fn serve_one(
    stream: TcpStream,
    peer: SocketAddr,
    site: Router,
    connections: Connections,
    place: Place,
    watcher: Watcher,
) {
    let _only_slower = stream.set_nodelay(true);
    let limits = Arc::clone(&connections.limits);
    let state = Arc::clone(&place.state);
    let stream = Taken::new(stream, Arc::clone(&state), limits.stalled);
    let head = limits.head;
    let service = service::service_fn(move |request: Request<Incoming>| {
        let serving = Serving::begin(Arc::clone(&state));
        let paced = |body| Body::new(Paced::new(body, Arc::clone(&state), Arc::clone(&limits)));
        let mut request = request.map(paced);
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = site.clone().oneshot(request);
        async move { answer.await.map(|answer| answer.map(|body| Answer::new(body, serving))) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .max_buf_size(AHEAD)
        .serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // A client that goes away in the middle is no failure of ours.
        _ended = watcher.watch(connection) => {}
        () = place.asked_to_close() => {}
    }
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
