//! Somebody who answers: a token fetched from the real program, and the ballot it admits.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use trivsel_ballot::rand_core::OsRng;
use trivsel_ballot::{Binding, Blinding, EvaluatedElement, Evaluation, InvitationCode, Proof, Token};

use crate::secrecy::Ground;

/// Somebody with a token.
pub(crate) struct Voter {
    cell: u32,
    token: Token,
    at: usize,
}

impl Voter {
    /// Fetches the token of an invited person.
    pub(crate) fn fetch(port: u16, ground: &Ground, at: usize) -> Self {
        Self::try_fetch(port, ground, at).unwrap_or_else(|status| panic!("a token was refused with {status}"))
    }

    /// The same, or the status it was refused with.
    pub(crate) fn try_fetch(port: u16, ground: &Ground, at: usize) -> Result<Self, u16> {
        let code = InvitationCode::derive(&ground.key, ground.survey.0.as_bytes(), ground.people[at].0.as_bytes());
        let blinding = Blinding::new(rand::random(), &mut OsRng).unwrap();
        let asked = serde_json::json!({ "code": code.to_string(), "blinded": blinding.blinded().to_string() });
        let path = format!("/answer/{}/1/token", ground.short_name);
        let (status, body) = post(port, &path, &asked);
        if status != 200 {
            return Err(status);
        }
        let signed: serde_json::Value = serde_json::from_str(&body).unwrap();
        let cell = u32::try_from(signed["cell"].as_u64().unwrap()).unwrap();
        let evaluation = Evaluation {
            element: EvaluatedElement::parse(signed["evaluated"].as_str().unwrap()).unwrap(),
            proof: Proof::parse(signed["proof"].as_str().unwrap()).unwrap(),
        };
        let binding = Binding {
            survey: *ground.survey.0.as_bytes(),
            cell,
        };
        let token = blinding.finalize(&ground.public_key, &binding, &evaluation).unwrap();
        Ok(Self { cell, token, at })
    }

    /// What is handed in, always the same.
    pub(crate) fn ballot(&self) -> serde_json::Value {
        serde_json::json!({
            "cell": self.cell,
            "token": { "input": self.token.input_text(), "output": self.token.output_text() },
            "answers": { "influence_way": self.at % 5, "keep": format!("Svar nummer {}", self.at) },
        })
    }
}

fn post(port: u16, path: &str, body: &serde_json::Value) -> (u16, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let body = body.to_string();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head).unwrap() > 2 {}
    let mut answer = String::new();
    reader.read_to_string(&mut answer).unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), answer)
}
