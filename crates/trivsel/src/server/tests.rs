//! Real sockets on the loopback address, some hundred at most.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::{get, post};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::connections::{Connections, Limits};
use super::take_in;

/// Long enough for a slow machine, short enough for a test.
const SOON: Duration = Duration::from_secs(10);

async fn site(limits: Limits) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route(
            "/length",
            post(|body: axum::body::Bytes| async move { body.len().to_string() }),
        )
        .route("/big", get(|| async { vec![b'x'; 64 << 20] }))
        .route(
            "/slow",
            get(|| async {
                tokio::time::sleep(Duration::from_millis(1500)).await;
                "done"
            }),
        );
    tokio::spawn(take_in(
        listener,
        router,
        Connections::new(limits),
        std::future::pending(),
    ));
    address
}

fn patient() -> Limits {
    Limits {
        all: 60,
        of_address: 40,
        head: Duration::from_secs(60),
        body: Duration::from_secs(60),
        stalled: Duration::from_secs(60),
        ..Limits::usual(1_024, Vec::new())
    }
}

async fn send(address: std::net::SocketAddr, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream
}

/// What comes back until the other end closes.
async fn rest(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(SOON, stream.read_to_end(&mut bytes)).await;
    let _closed_hard = read.expect("the connection stays open");
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn ask(address: std::net::SocketAddr, path: &str) -> String {
    rest(
        send(
            address,
            &format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        )
        .await,
    )
    .await
}

async fn is_reached_past(held: &str) {
    let address = site(patient()).await;
    let mut streams = Vec::new();
    for _ in 0..300 {
        streams.push(send(address, held).await);
    }
    let began = Instant::now();
    assert!(ask(address, "/healthz").await.ends_with("ok"));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[tokio::test]
async fn half_requests_do_not_stand_in_the_way() {
    is_reached_past("GET /healthz HTTP/1.1\r\nHost:").await;
}

#[tokio::test]
async fn half_bodies_do_not_stand_in_the_way() {
    is_reached_past("POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc").await;
}

#[tokio::test]
async fn those_who_say_nothing_or_take_nothing_do_not_stand_in_the_way() {
    is_reached_past("").await;
    is_reached_past("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await;
}

#[tokio::test]
async fn answers_that_nobody_takes_do_not_stand_in_the_way() {
    let address = site(Limits {
        all: 6,
        of_address: 4,
        ..patient()
    })
    .await;
    let mut streams = Vec::new();
    for _ in 0..8 {
        streams.push(send(address, "GET /big HTTP/1.1\r\nHost: x\r\n\r\n").await);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(ask(address, "/healthz").await.ends_with("ok"));
}

#[tokio::test]
async fn whoever_is_being_served_is_not_cut_off() {
    let address = site(patient()).await;
    let served = tokio::spawn(ask(address, "/slow"));
    tokio::time::sleep(Duration::from_millis(200)).await;
    let mut streams = Vec::new();
    for _ in 0..200 {
        streams.push(send(address, "GET /").await);
    }
    assert!(served.await.unwrap().ends_with("done"));
}

#[tokio::test]
async fn heads_bodies_and_answers_have_their_time() {
    let address = site(Limits {
        head: Duration::from_millis(300),
        body: Duration::from_millis(300),
        stalled: Duration::from_millis(300),
        ..patient()
    })
    .await;
    let head = rest(send(address, "GET /healthz HTTP/1.1\r\nHost:").await).await;
    assert!(!head.contains("200 OK"), "{head}");
    let body = "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc";
    let body = rest(send(address, body).await).await;
    assert!(body.starts_with("HTTP/1.1 400"), "{body}");
    let answer = send(address, "GET /big HTTP/1.1\r\nHost: x\r\n\r\n").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let taken = rest(answer).await.len();
    assert!(taken < 64 << 20, "{taken} bytes were kept for somebody who took none");
}

#[tokio::test]
async fn a_body_that_comes_at_a_pace_is_taken() {
    let address = site(Limits {
        body: Duration::from_millis(400),
        slowest: 10,
        ..patient()
    })
    .await;
    let mut stream = send(
        address,
        "POST /length HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 80\r\n\r\n",
    )
    .await;
    for _ in 0..8 {
        stream.write_all(b"0123456789").await.unwrap();
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    let answer = rest(stream).await;
    assert!(answer.ends_with("80"), "{answer}");
}
