//! The screens: each a connection of its own, read as a browser reads it, that comes back where it was when it is cut.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::ground::Ground;
use super::heard::Heard;
use super::servers::{Addresses, Servers};

pub(crate) struct Screens {
    /// A number that is raised: screens whose turn it is lose their line.
    cut: watch::Sender<usize>,
    _listening: JoinSet<()>,
}

/// How many parts the screens are cut in.
const PARTS: usize = 10;

/// One screen.
struct Screen {
    ground: Arc<Ground>,
    addresses: Addresses,
    heard: Arc<Heard>,
    number: usize,
    last: Option<String>,
}

/// Opens all of them.
pub(crate) fn open(ground: &Arc<Ground>, servers: &Servers, heard: &Arc<Heard>) -> Screens {
    let (cut, seen) = watch::channel(0);
    let mut listening = JoinSet::new();
    for number in 0..ground.cookies.len() {
        let screen = Screen {
            ground: Arc::clone(ground),
            addresses: servers.addresses.clone(),
            heard: Arc::clone(heard),
            number,
            last: None,
        };
        listening.spawn(screen.listen(seen.clone()));
    }
    Screens {
        cut,
        _listening: listening,
    }
}

impl Screens {
    /// Cuts a tenth of the lines each second.
    pub(crate) async fn cut_now_and_again(&self, how_long: Duration) {
        for turn in 1..=how_long.as_secs() {
            tokio::time::sleep(Duration::from_secs(1)).await;
            self.cut.send_replace(usize::try_from(turn).unwrap());
        }
    }
}

impl Screen {
    async fn listen(mut self, mut cut: watch::Receiver<usize>) {
        // Two thousand do not come in the same moment.
        tokio::time::sleep(Duration::from_millis(u64::try_from(self.number).unwrap() * 2)).await;
        let mut tries = 0;
        loop {
            let my_turn = self.number % PARTS;
            let is_cut = async {
                loop {
                    if cut.changed().await.is_err() {
                        std::future::pending::<()>().await;
                    }
                    if *cut.borrow_and_update() % PARTS == my_turn {
                        return;
                    }
                }
            };
            // Each time it comes back it may meet another server.
            let address = self.addresses.for_one(self.number + tries).to_owned();
            tokio::select! {
                () = is_cut => {}
                _ended = self.read(&address) => {}
            }
            self.heard.is_away(self.number);
            tries += 1;
            let wait = 200 + (self.number as u64 * 37 + tries as u64 * 211) % 1_500;
            tokio::time::sleep(Duration::from_millis(wait)).await;
        }
    }

    async fn read(&mut self, address: &str) -> Option<()> {
        let stream = TcpStream::connect(address).await.ok()?;
        let mut stream = BufReader::with_capacity(2_048, stream);
        let own = self.number % (self.ground.boards.len() - 1) + 1;
        let topic = |board: usize| format!("on={}", self.ground.boards[board].scope);
        let last = self
            .last
            .as_ref()
            .map_or_else(String::new, |last| format!("Last-Event-ID: {last}\r\n"));
        let request = format!(
            "GET {}?{}&{} HTTP/1.1\r\nHost: {address}\r\nAccept: text/event-stream\r\nCookie: {}\r\n{last}\r\n",
            self.ground.live(),
            topic(0),
            topic(own),
            self.ground.cookies[self.number],
        );
        stream.write_all(request.as_bytes()).await.ok()?;
        let (mut line, mut name) = (String::new(), String::new());
        let mut id = None;
        loop {
            line.clear();
            if stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            let text = line.trim_end();
            if let Some(value) = text.strip_prefix("id: ") {
                id = Some(value.to_owned());
            } else if let Some(value) = text.strip_prefix("event: ") {
                value.clone_into(&mut name);
            } else if text.is_empty() && !name.is_empty() {
                let event = std::mem::take(&mut name);
                self.hear(&event, id.take(), own);
            }
        }
    }

    fn hear(&mut self, event: &str, id: Option<String>, own: usize) {
        let Some(id) = id else { return };
        let numbers: Vec<i64> = id
            .split('_')
            .map(|at| at.split_once('.').unwrap().1.parse().unwrap())
            .collect();
        match event {
            "hello" => self.heard.is_here(self.number, [(0, numbers[0]), (own, numbers[1])]),
            // At a workshop a screen is told that there is something to fetch.
            "news" | "fetch" => self.heard.news(self.number, [(0, numbers[0]), (own, numbers[1])]),
            other => panic!("a screen heard {other}"),
        }
        self.last = Some(id);
    }
}
