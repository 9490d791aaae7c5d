//! Answering, as browsers with and without scripts do it.

mod links;
mod poll;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use trivsel_app::identity;
use trivsel_ballot::rand_core::{OsRng, RngCore};
use trivsel_ballot::{Binding, Blinding, EvaluatedElement, Evaluation, Fingerprint, Proof, PublicKey, Token};
use trivsel_domain::person::Role;
use trivsel_domain::survey::Cell;
use trivsel_store::ballots;
use trivsel_store::surveys::{self, Frozen};

use crate::site::{Browser, Page};
use poll::{ADDRESS, Poll, from_hex};

impl Poll {
    fn stranger(&self) -> Browser<'_> {
        self.site.as_stranger()
    }

    async fn send(&self, path: &str, body: &Value) -> Page {
        self.send_with(path, body, &[]).await
    }

    async fn send_with(&self, path: &str, body: &Value, headers: &[(header::HeaderName, &str)]) -> Page {
        let mut request = Request::post(format!("{ADDRESS}/{path}")).header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        self.stranger()
            .send(request.body(Body::from(body.to_string())).unwrap())
            .await
    }

    async fn rules(&self) -> Value {
        let page = self.stranger().get(&format!("{ADDRESS}/rules.json")).await;
        serde_json::from_str(&page.text).unwrap()
    }

    /// Asks for a token with a link's code.
    async fn ask(&self, code: &str, blinding: &Blinding) -> Page {
        let body = json!({"code": code, "blinded": blinding.blinded().to_string()});
        self.send("token", &body).await
    }

    /// The token in an answer, after all that a browser checks.
    async fn token_in(&self, page: &Page, blinding: &Blinding) -> (u32, Token) {
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let answer: Value = serde_json::from_str(&page.text).unwrap();
        let text = |name: &str| answer[name].as_str().unwrap().to_owned();
        let cell = u32::try_from(answer["cell"].as_u64().unwrap()).unwrap();
        let evaluation = Evaluation {
            element: EvaluatedElement::parse(&text("evaluated")).unwrap(),
            proof: Proof::parse(&text("proof")).unwrap(),
        };
        let rules = self.rules().await;
        let key = PublicKey::from_bytes(&from_hex(rules["public_key"].as_str().unwrap())).unwrap();
        let binding = Binding {
            survey: *self.survey.0.as_bytes(),
            cell,
        };
        (cell, blinding.finalize(&key, &binding, &evaluation).unwrap())
    }

    async fn box_(&self) -> Vec<ballots::Ballot> {
        let tx = self.site.app.read(self.site.organisation).await.unwrap();
        ballots::list(&tx, self.survey).await.unwrap()
    }
}

fn blinding() -> Blinding {
    let mut input = [0; 32];
    OsRng.fill_bytes(&mut input);
    Blinding::new(input, &mut OsRng).unwrap()
}

fn ballot(cell: u32, token: &Token, answers: Value) -> Value {
    json!({"cell": cell, "token": {"input": token.input_text(), "output": token.output_text()}, "answers": answers})
}

#[tokio::test]
async fn everybody_gets_the_same_page_signed_in_or_not() {
    let poll = Poll::new().await;
    let stranger = poll.stranger().get(ADDRESS).await;
    assert_eq!(stranger.status, StatusCode::OK);
    assert!(
        stranger
            .text
            .contains("Dit svar bliver aldrig gemt sammen med dit navn.")
    );
    // What cannot be promised stands there as plainly: what the test `linking` measures, and what is not there yet.
    for limit in ["for ni ud af ti svar", "hvert fjerde", "Har kun én svaret", "to nøgler"] {
        assert!(stranger.text.contains(limit), "{limit}");
    }
    for role in [Role::Employee, Role::Administrator] {
        let known = poll.site.as_role(role).await.get(ADDRESS).await;
        assert_eq!(known.bytes, stranger.bytes);
        assert_eq!(known.cookie, "");
    }
    let english = poll.stranger().get(&format!("{ADDRESS}?lang=en")).await;
    assert!(
        english.text.contains("Are you heard?")
            && english
                .text
                .contains("Your answer is never stored together with your name.")
    );
}

#[tokio::test]
async fn the_seal_on_the_page_is_the_hash_of_what_is_sealed() {
    let poll = Poll::new().await;
    let sealed = poll.stranger().get(&format!("{ADDRESS}/rules.json")).await;
    let seal = Fingerprint::of(&sealed.bytes).to_string();
    let page = poll.stranger().get(ADDRESS).await;
    assert!(page.text.contains(&seal), "{seal}");
    assert!(page.text.contains(&format!("data-seal=\"{}\"", seal.replace(' ', ""))));
    let rules = poll.rules().await;
    let key = PublicKey::from_bytes(&from_hex(rules["public_key"].as_str().unwrap())).unwrap();
    assert!(page.text.contains(&format!("{:#}", key.fingerprint())));
    assert_eq!(rules["cells"][0]["invited"], 12);
}

#[tokio::test]
async fn an_answer_with_a_token_is_taken_once_however_often_it_is_sent() {
    let poll = Poll::new().await;
    let blinding = blinding();
    let page = poll.ask(&poll.invited[0].1, &blinding).await;
    let (cell, token) = poll.token_in(&page, &blinding).await;
    let answer = ballot(cell, &token, json!({"heard": 1, "keep": "Morgenmødet"}));
    assert_eq!(poll.send("ballot", &answer).await.status, StatusCode::CREATED);
    assert_eq!(poll.send("ballot", &answer).await.status, StatusCode::OK);
    for other in [
        json!({"heard": 0}),
        json!({"heard": 1}),
        json!({"heard": 1, "keep": "Aftenmødet"}),
    ] {
        let refused = poll.send("ballot", &ballot(cell, &token, other)).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
        assert!(refused.text.contains("refused-token-used") && refused.text.contains("Det første svar gælder."));
    }
    assert_eq!(poll.send("ballot", &answer).await.status, StatusCode::OK);
    let kept: Vec<String> = poll.box_().await.into_iter().map(|ballot| ballot.answers).collect();
    assert_eq!(kept, [r#"{"heard":1}"#]);
}

#[tokio::test]
async fn a_lost_answer_can_be_asked_for_again_but_nobody_gets_two_tokens() {
    let poll = Poll::new().await;
    let (first, second) = (blinding(), blinding());
    let code = &poll.invited[0].1;
    let page = poll.ask(code, &first).await;
    let again = poll.ask(code, &first).await;
    assert_eq!(poll.token_in(&again, &first).await, poll.token_in(&page, &first).await);
    let refused = poll.ask(code, &second).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let said: Value = serde_json::from_str(&refused.text).unwrap();
    assert_eq!(said["error"]["code"], "refused-token-fetched");
}

#[tokio::test]
async fn a_code_nobody_has_gets_no_token() {
    let poll = Poll::new().await;
    for code in ["", "00000000000000000000000000", &poll.cards[0]] {
        assert_eq!(
            poll.ask(code, &blinding()).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{code}"
        );
    }
}

#[tokio::test]
async fn somebody_who_is_signed_in_fetches_a_token_without_a_code() {
    let poll = Poll::new().await;
    let address = format!("/surveys/{}/token", poll.survey);
    let ask = async |browser: Browser<'_>, blinding: &Blinding| {
        let body = json!({"blinded": blinding.blinded().to_string()}).to_string();
        let request = Request::post(&address)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body));
        browser.send(request.unwrap()).await
    };
    let blinding = blinding();
    let page = ask(poll.site.as_role(Role::Employee).await, &blinding).await;
    poll.token_in(&page, &blinding).await;
    let link = poll.ask(&poll.invited[0].1, &self::blinding()).await;
    assert_eq!(
        link.status,
        StatusCode::CONFLICT,
        "the same person's link gives no second one"
    );
    let stranger = ask(poll.stranger(), &blinding).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    let not_asked = ask(poll.site.as_role(Role::Manager).await, &blinding).await;
    assert_eq!(not_asked.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_token_that_is_not_genuine_is_refused() {
    let poll = Poll::new().await;
    let blinding = blinding();
    let page = poll.ask(&poll.invited[0].1, &blinding).await;
    let (cell, token) = poll.token_in(&page, &blinding).await;
    let mut forged = token.clone();
    forged.output[0] ^= 1;
    for answer in [
        ballot(cell, &forged, json!({"heard": 1})),
        ballot(cell + 1, &token, json!({"heard": 1})),
        json!({"answers": {"heard": 1}}),
    ] {
        assert_eq!(
            poll.send("ballot", &answer).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    assert_eq!(poll.box_().await, []);
}

#[tokio::test]
async fn an_answer_that_names_its_sender_is_turned_away() {
    let poll = Poll::new().await;
    let token = identity::step_in(&poll.site.app, poll.site.organisation, poll.invited[0].0)
        .await
        .unwrap();
    let answer = json!({"card": poll.cards[0], "answers": {"heard": 1}});
    for (name, value) in [
        (header::COOKIE, format!("trivsel={}", token.expose())),
        (header::COOKIE, "anything=1".to_owned()),
        (header::AUTHORIZATION, format!("Bearer {}", token.expose())),
    ] {
        let page = poll.send_with("ballot", &answer, &[(name, &value)]).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
        assert_eq!(
            serde_json::from_str::<Value>(&page.text).unwrap()["error"]["code"],
            "cookie"
        );
    }
    assert_eq!(poll.box_().await, []);
}

#[tokio::test]
async fn somebody_without_scripts_answers_by_card() {
    let poll = Poll::new().await;
    let typed = poll.cards[0].to_lowercase().replace('-', " ");
    // Declined, and answered though it was not to be asked: both are left out.
    let form = [
        ("card", typed.as_str()),
        ("q-heard", "1"),
        ("q-more", "1"),
        ("q-keep", ""),
    ];
    let page = poll.stranger().post(ADDRESS, &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let told = poll.stranger().get(&page.location).await;
    assert!(told.text.contains("Dit svar er lagt i kassen"));
    let kept: Vec<String> = poll.box_().await.into_iter().map(|ballot| ballot.answers).collect();
    assert_eq!(kept, [r#"{"heard":1}"#]);
}

#[tokio::test]
async fn a_form_that_cannot_be_taken_comes_back_as_it_was_filled_in() {
    let poll = Poll::new().await;
    let long = "Her er mere, end der er plads til i feltet.";
    let cases = [
        ("", "Skriv koden fra dit kort eller din mail."),
        ("01ABC-DEFGH-5", "Koden kender vi ikke."),
        (poll.cards[0].as_str(), "Der er plads til 40 tegn."),
    ];
    for (card, says) in cases {
        let form = [("card", card), ("q-heard", "0"), ("q-more", "1"), ("q-keep", long)];
        let page = poll.stranger().post(ADDRESS, &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains(says), "{says}");
        assert!(page.text.contains(long) && page.text.contains(r#"name="q-heard" value="0" checked"#));
    }
    let known = poll.site.as_role(Role::Employee).await;
    let form = [("card", poll.cards[0].as_str()), ("q-heard", "1")];
    let page = known.post(ADDRESS, &form).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert!(page.text.contains("privat vindue"));
    assert_eq!(poll.box_().await, []);
}

/// Somebody else was first with the card: whoever holds it must hear of it, and may have another.
#[tokio::test]
async fn a_card_that_was_used_says_so_with_what_was_filled_in() {
    let poll = Poll::new().await;
    let first = [("card", poll.cards[0].as_str()), ("q-heard", "1")];
    for _ in 0..2 {
        let page = poll.stranger().post(ADDRESS, &first).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "pressing twice is no theft");
    }
    let second = [("card", poll.cards[0].as_str()), ("q-heard", "0"), ("q-keep", "Kaffen")];
    let page = poll.stranger().post(ADDRESS, &second).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text.contains("Kortet er brugt. Det første svar gælder."));
    assert!(page.text.contains("id=\"card-error\"") && page.text.contains("aria-invalid=\"true\""));
    assert!(page.text.contains("href=\"#card\""), "the summary leads to the field");
    assert!(page.text.contains("Kaffen") && page.text.contains(r#"name="q-heard" value="0" checked"#));
    let by_script = json!({"card": poll.cards[0], "answers": {"heard": 0}});
    let refused = poll.send("ballot", &by_script).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let said: Value = serde_json::from_str(&refused.text).unwrap();
    assert_eq!(said["error"]["code"], "refused-card-used");
    // Before the questions nothing tells a used card from another: who holds all codes could ask who has answered.
    let known = poll.send("card", &json!({"card": poll.cards[0]})).await;
    assert_eq!(known.status, StatusCode::NO_CONTENT);
    let kept: Vec<String> = poll.box_().await.into_iter().map(|ballot| ballot.answers).collect();
    assert_eq!(kept, [r#"{"heard":1}"#]);
}

#[tokio::test]
async fn a_mistyped_card_is_noticed_before_the_questions() {
    let poll = Poll::new().await;
    let known = poll.send("card", &json!({"card": poll.cards[0]})).await;
    assert_eq!(known.status, StatusCode::NO_CONTENT);
    let unknown = poll.send("card", &json!({"card": "01ABC-DEFGH-5"})).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_survey_that_is_not_there_is_not_found() {
    let poll = Poll::new().await;
    for address in [
        "/answer/fjordby/2",
        "/answer/elsewhere/1",
        "/answer/fjordby/2/rules.json",
    ] {
        assert_eq!(
            poll.stranger().get(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
}

/// What a request says about its sender, each with a mark that can be found again.
const MARKS: [(header::HeaderName, &str); 5] = [
    (header::USER_AGENT, "MarkedBrowser/7"),
    (header::REFERER, "https://marked-page.example/"),
    (header::ACCEPT_LANGUAGE, "da,marked-language"),
    (header::FORWARDED, "for=203.0.113.77"),
    (header::FROM, "marked@example.dk"),
];

#[tokio::test]
async fn nothing_of_a_request_is_kept_in_any_file_or_log() {
    let log = Log::default();
    log.read();
    let poll = Poll::new().await;
    let (person, code) = &poll.invited[0];
    let blinding = blinding();
    let body = json!({"code": code, "blinded": blinding.blinded().to_string()});
    let page = poll.send_with("token", &body, &MARKS).await;
    let (cell, token) = poll.token_in(&page, &blinding).await;
    let answer = ballot(cell, &token, json!({"heard": 1, "keep": "Morgenmødet"}));
    assert_eq!(
        poll.send_with("ballot", &answer, &MARKS).await.status,
        StatusCode::CREATED
    );
    // A filter escaped the mark: the code came in the path, and is noted nowhere.
    let rewritten = poll.stranger().get(&format!("{ADDRESS}%23{code}")).await;
    assert_eq!(rewritten.location, format!("{ADDRESS}#{code}"));
    let by_card = json!({"card": poll.cards[0], "answers": {"heard": 0}});
    assert_eq!(
        poll.send_with("ballot", &by_card, &MARKS).await.status,
        StatusCode::CREATED
    );

    let marks = [
        "MarkedBrowser",
        "marked-page",
        "marked-language",
        "203.0.113.77",
        "marked@",
    ];
    let secrets = [
        code.clone(),
        token.input_text(),
        token.output_text(),
        poll.cards[0].clone(),
        poll.cards[0].replace('-', ""),
    ];
    let everything = poll.files();
    for trace in marks.iter().copied().chain(secrets.iter().map(String::as_str)) {
        assert!(!holds(&everything, trace.as_bytes()), "{trace} was stored");
        assert!(!log.text().contains(trace), "{trace} was logged");
    }
    for bytes in [token.input.as_slice(), &token.output] {
        assert!(!holds(&everything, bytes), "the token was stored");
    }
    for trace in [
        person.to_string(),
        "Morgenmødet".to_owned(),
        token.ballot_key().to_string(),
    ] {
        assert!(!log.text().contains(&trace), "{trace} was logged");
    }
    // The search can find: what must be stored is found by it.
    assert!(holds(&everything, token.ballot_key().to_string().as_bytes()));
    assert!(holds(&everything, "Morgenmødet".as_bytes()));
    assert!(!log.text().is_empty());
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

impl Poll {
    /// Everything that lies in the database's folder: the file, its log, and whatever else.
    fn files(&self) -> Vec<u8> {
        std::fs::read_dir(self.site.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .flat_map(|path| std::fs::read(path).unwrap())
            .collect()
    }
}

/// All that the program logs, to the last detail.
#[derive(Clone, Default)]
struct Log(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl Log {
    /// Reads along, in every thread: the database has some of its own.
    fn read(&self) {
        let log = self.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || log.clone())
            .finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// It stands where one reads before answering, not where one lands afterwards: who opened it then would tell who had just answered.
#[tokio::test]
async fn what_came_of_the_last_survey_is_told_before_the_questions_and_not_after_them() {
    let poll = Poll::new().await;
    let site = &poll.site;
    let tx = site.app.write(site.organisation).await.unwrap();
    let publish = async |unit, closed_on| {
        let asked = [(unit, None, "Mosevang", Some(70.0))];
        let id = crate::results::publish(&tx, &site.app, &asked, closed_on, 0.0).await;
        let cell = Cell {
            number: 1,
            unit,
            units: vec![unit],
            job_groups: Vec::new(),
            invited: 12,
        };
        surveys::freeze(&tx, id, &Frozen::default(), &[cell]).await.unwrap();
        id
    };
    publish(site.group, "2022-11-13").await;
    let last = publish(site.group, "2024-11-13").await;
    publish(site.elsewhere, "2025-11-13").await;
    tx.commit().await.unwrap();
    let page = poll.stranger().get(ADDRESS).await;
    let link = format!("<a href=\"/surveys/{last}/followed\" rel=\"noreferrer\">");
    assert_eq!(page.text.matches("/followed").count(), 1);
    assert!(
        page.text.contains(&link),
        "the last one that asked here, not the one elsewhere"
    );
    let start = page.text.find("id=\"start\"").unwrap()..page.text.find("id=\"questions\"").unwrap();
    assert!(start.contains(&page.text.find(&link).unwrap()));
    let sent = poll.stranger().get(&format!("{ADDRESS}/sent")).await;
    assert!(!sent.text.contains("/followed"));
}
