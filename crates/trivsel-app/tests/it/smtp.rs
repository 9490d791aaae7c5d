//! A mail server on this machine: it speaks SMTP, keeps what it gets, and refuses whom it is told to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

#[derive(Clone, Default)]
pub(crate) struct Mailbox {
    mails: Arc<Mutex<Vec<(String, String)>>>,
    /// What the server answers to recipients: so many times this line, then it takes them.
    answers: Arc<Mutex<BTreeMap<String, (usize, &'static str)>>>,
    /// Does it take letters beyond ASCII before the @?
    takes_all_letters: bool,
}

impl Mailbox {
    /// Listens on a free port; the address is `smtp://…`.
    pub(crate) async fn open() -> (Self, String) {
        Self::default().listen().await
    }

    /// The same, for a server that takes letters beyond ASCII before the @.
    pub(crate) async fn open_for_all_letters() -> (Self, String) {
        let mailbox = Self {
            takes_all_letters: true,
            ..Self::default()
        };
        mailbox.listen().await
    }

    async fn listen(self) -> (Self, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("smtp://{}", listener.local_addr().unwrap());
        let shared = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(shared.clone().talk(stream));
            }
        });
        (self, address)
    }

    /// Answers this line to a recipient, so many times.
    pub(crate) fn refuse(&self, recipient: &str, times: usize, line: &'static str) {
        self.answers.lock().unwrap().insert(recipient.to_owned(), (times, line));
    }

    /// To whom mails came, in alphabetical order.
    pub(crate) fn recipients(&self) -> Vec<String> {
        let mut all: Vec<String> = self.mails.lock().unwrap().iter().map(|(to, _)| to.clone()).collect();
        all.sort();
        all
    }

    /// The mails to a recipient, as they came.
    pub(crate) fn mails_to(&self, recipient: &str) -> Vec<String> {
        let mails = self.mails.lock().unwrap();
        mails
            .iter()
            .filter(|(to, _)| to == recipient)
            .map(|(_, text)| text.clone())
            .collect()
    }

    async fn talk(self, stream: TcpStream) {
        let (reading, mut writing) = stream.into_split();
        let mut lines = BufReader::new(reading).lines();
        let mut to = String::new();
        writing.write_all(b"220 mailbox\r\n").await.unwrap();
        while let Ok(Some(line)) = lines.next_line().await {
            let answer = match line.split([' ', ':']).next().unwrap_or_default() {
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    match self.answers.lock().unwrap().get_mut(&to) {
                        Some((times, line)) if *times > 0 => {
                            *times -= 1;
                            line
                        }
                        _ => "250 ok",
                    }
                }
                "DATA" => {
                    writing.write_all(b"354 go on\r\n").await.unwrap();
                    let mut text = String::new();
                    while let Ok(Some(line)) = lines.next_line().await {
                        if line == "." {
                            break;
                        }
                        text.push_str(&line);
                        text.push('\n');
                    }
                    self.mails.lock().unwrap().push((to.clone(), text));
                    "250 taken"
                }
                "EHLO" if self.takes_all_letters => "250-mailbox\r\n250-8BITMIME\r\n250 SMTPUTF8",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            writing.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
        }
    }
}
