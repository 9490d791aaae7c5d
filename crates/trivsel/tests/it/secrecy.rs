//! After a run of real requests nothing anywhere links an answer to a person or a clock time: not the database and its files, not the
//! log, not a backup, not an export, not an answer's headers.
//!
//! The real program serves a real database. Thirty people fetch tokens by the codes of their links and hand in ballots under a browser
//! name, an address and a referrer of their own. Then everything the program keeps is searched.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use sha2::{Digest, Sha256};
use trivsel_app::{App, Clock, Settings, surveys};
use trivsel_ballot::rand_core::OsRng;
use trivsel_ballot::{
    Binding, Blinding, EvaluatedElement, Evaluation, InvitationCode, Proof, PublicKey, SecretKey, Token,
};
use trivsel_demo::Plan;
use trivsel_domain::id::{OrganisationId, PersonId, SurveyId};
use trivsel_domain::questionnaire::built_in_version_id;
use trivsel_domain::survey::{Survey, SurveyState, Target, TwoLanguages};
use trivsel_store::{Store, ballots, persons, rolls, surveys as store};
use uuid::Uuid;

const PEOPLE: usize = 30;

/// Everything somebody who answers says about themselves without wanting to, and what they hold.
#[derive(Default)]
struct Traces {
    /// Strings that must be nowhere at all.
    nowhere: Vec<String>,
    /// The comments: in the box, and nowhere else.
    comments: Vec<String>,
    /// The ballots' keys in the order they came in.
    keys: Vec<String>,
}

/// An open survey, and those who are invited.
pub(crate) struct Ground {
    pub(crate) app: App,
    pub(crate) organisation: OrganisationId,
    pub(crate) survey: SurveyId,
    pub(crate) short_name: String,
    pub(crate) key: SecretKey,
    pub(crate) public_key: PublicKey,
    pub(crate) people: Vec<PersonId>,
}

pub(crate) async fn ground(address: &str, folder: &Path) -> Ground {
    let clock = Clock::Fixed("2026-11-30T10:00:00Z".parse().unwrap());
    let app = App::new(
        Store::open(address).await.unwrap(),
        clock,
        Settings::local(folder.to_owned()),
    );
    let plan = Plan::of_size(150);
    let organisation = trivsel_demo::create(&app, &plan).await.unwrap();
    let tx = app.write(organisation).await.unwrap();
    let mut people = Vec::new();
    for mut person in persons::list(&tx)
        .await
        .unwrap()
        .into_iter()
        .filter(|person| person.email.is_none())
    {
        person.email = Some(format!("{}@stor.example", person.id));
        persons::change(&tx, &person).await.unwrap();
        people.push(person.id);
    }
    let tree = trivsel_store::units::tree(&tx, app.today()).await.unwrap();
    let survey = Survey {
        opens_on: Some(app.today()),
        // The program under test goes by the machine's clock.
        closes_on: chrono::NaiveDate::from_ymd_opt(2199, 1, 1),
        state: SurveyState::Planned,
        ..Survey::draft(
            SurveyId(Uuid::now_v7()),
            1,
            built_in_version_id(organisation, "pulse", 1),
            TwoLanguages {
                da: "Måling".into(),
                en: String::new(),
            },
            Target {
                units: tree.roots().map(|node| node.id).collect(),
                cut_off: app.today(),
                ..Target::default()
            },
        )
    };
    store::add(&tx, &survey).await.unwrap();
    tx.commit().await.unwrap();
    surveys::advance(&app).await.unwrap();
    let tx = app.read(organisation).await.unwrap();
    let frozen = store::frozen(&tx, survey.id).await.unwrap().unwrap();
    let key = SecretKey::from_bytes(&bytes(&frozen.secret_key)).unwrap();
    let mut invited = Vec::new();
    for person in people {
        if rolls::of_person(&tx, survey.id, person).await.unwrap().is_some() {
            invited.push(person);
        }
    }
    Ground {
        short_name: plan.short_name(),
        survey: survey.id,
        public_key: key.public_key(),
        key,
        people: invited,
        organisation,
        app,
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

/// The program, with as much log as it gives.
struct Program {
    child: Child,
    port: u16,
    log: PathBuf,
}

impl Program {
    fn start(address: &str, folder: &Path) -> Self {
        let log = folder.join("log");
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let child = Command::new(env!("CARGO_BIN_EXE_trivsel"))
            .args([
                "serve",
                "--log-json",
                "--database",
                address,
                "--address",
                &format!("127.0.0.1:{port}"),
            ])
            .env("TRIVSEL_LOG", "trace")
            .env("TRIVSEL_STATE_DIR", folder.join("uploads"))
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let until = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "the program does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { child, port, log }
    }

    /// Sends JSON with headers; status, headers and body of the answer.
    fn post(&self, path: &str, headers: &[(&str, &str)], body: &serde_json::Value) -> (u16, String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let body = body.to_string();
        let more: String = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{more}\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while reader.read_line(&mut head).unwrap() > 2 {}
        let mut answer = String::new();
        reader.read_to_string(&mut answer).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head, answer)
    }

    fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().unwrap();
        self.child.wait().unwrap();
        std::fs::read_to_string(&self.log).unwrap()
    }
}

/// One person answers, as a browser would.
fn answer(program: &Program, ground: &Ground, at: usize, traces: &mut Traces) {
    let person = ground.people[at];
    let code = InvitationCode::derive(&ground.key, ground.survey.0.as_bytes(), person.0.as_bytes());
    let browser = format!("Browser-nummer-{at}-af-alle/1.0");
    let (away, came_from) = (
        format!("203.0.113.{at}"),
        format!("https://intranet.example/side-{at}-fra"),
    );
    let own = [
        ("User-Agent", browser.as_str()),
        ("X-Forwarded-For", away.as_str()),
        ("Forwarded", away.as_str()),
        ("Referer", came_from.as_str()),
        ("Accept-Language", "da"),
    ];
    let base = format!("/answer/{}/1", ground.short_name);
    let blinding = Blinding::new(rand::random(), &mut OsRng).unwrap();
    let blinded = blinding.blinded().to_string();
    let asked = serde_json::json!({ "code": code.to_string(), "blinded": blinded });
    let (status, head, body) = program.post(&format!("{base}/token"), &own, &asked);
    assert_eq!(status, 200, "{body}");
    assert!(!head.to_lowercase().contains("set-cookie"), "{head}");
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
    let comment = format!("Mærkværdig kommentar nummer {at} af {PEOPLE}");
    let vote = serde_json::json!({
        "cell": cell,
        "token": { "input": token.input_text(), "output": token.output_text() },
        "answers": { "influence_way": at % 5, "keep": comment },
    });
    // A ballot that carries a session is not taken: the server does not want to know.
    let with_cookie: Vec<(&str, &str)> = own.into_iter().chain([("Cookie", "trivsel=x.y")]).collect();
    assert_eq!(program.post(&format!("{base}/ballot"), &with_cookie, &vote).0, 400);
    let (status, head, _) = program.post(&format!("{base}/ballot"), &own, &vote);
    assert_eq!(status, 201);
    assert!(!head.to_lowercase().contains("set-cookie"), "{head}");
    // The network dropped the answer: sent again, it is there once.
    assert_eq!(program.post(&format!("{base}/ballot"), &own, &vote).0, 200);
    traces.keys.push(hex(&token.ballot_key().to_bytes()));
    traces.comments.push(comment);
    traces.nowhere.extend([browser, away, came_from, code.to_string()]);
    traces.nowhere.extend(forms(&token));
}

/// A token as it could be written down.
fn forms(token: &Token) -> Vec<String> {
    vec![
        token.input_text(),
        token.output_text(),
        hex(&token.input),
        hex(&token.output),
    ]
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every text in the file, once.
fn found_in(name: &str, content: &[u8], needles: &[String]) -> Vec<String> {
    let text = String::from_utf8_lossy(content);
    needles
        .iter()
        .filter(|needle| text.contains(needle.as_str()))
        .map(|needle| format!("{name} holds {needle}"))
        .collect()
}

/// All files below a folder but the log.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if !path.ends_with("log") {
            found.push(path);
        }
    }
    found
}

/// The rows of a query that gives texts.
async fn texts(connection: &DatabaseConnection, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(connection.get_database_backend(), sql.to_owned());
    let rows = connection.query_all_raw(statement).await.unwrap();
    rows.iter()
        .map(|row| row.try_get_by_index::<String>(0).unwrap())
        .collect()
}

/// Every table as text.
async fn everything(connection: &DatabaseConnection) -> String {
    let mut all = String::new();
    for table in trivsel_store::archive::tables() {
        let sql = match connection.get_database_backend() {
            sea_orm::DbBackend::Postgres => format!("select t::text from {table} t"),
            _ => {
                let columns = texts(connection, &format!("select name from pragma_table_info('{table}')")).await;
                let row: Vec<String> = columns
                    .iter()
                    .map(|column| {
                        format!("case typeof({column}) when 'blob' then lower(hex({column})) else coalesce(cast({column} as text), '') end")
                    })
                    .collect();
                format!("select {} from {table}", row.join(" || '|' || "))
            }
        };
        for row in texts(connection, &sql).await {
            all.push_str(&row);
            all.push('\n');
        }
    }
    all
}

/// SQLite hands the box out by its cells and keys.
const BY_CELL: &str = "select substr('00' || cell, -3) || ' ' || ballot_key from ballots";

async fn check(address: String) {
    let folder = tempfile::tempdir().unwrap();
    let ground = ground(&address, folder.path()).await;
    let connection = Database::connect(&address).await.unwrap();
    let trail_before = texts(&connection, "select cast(count(*) as text) from audit_entries").await;
    let sessions_before = texts(&connection, "select cast(count(*) as text) from sessions").await;
    let program = Program::start(&address, folder.path());
    let mut traces = Traces::default();
    for at in 0..PEOPLE {
        answer(&program, &ground, at, &mut traces);
    }

    // The rows themselves: a cell and the answers, no time, no person, and in no order of arrival.
    let mut problems = Vec::new();
    let lying: Vec<String> = texts(&connection, "select ballot_key from ballots").await;
    assert_eq!(lying.len(), PEOPLE);
    if address.starts_with("sqlite:") {
        // It has no numbers of its own that count up, and hands its rows out by cell and key: in no order of arrival.
        let made = texts(&connection, "select sql from sqlite_master where name = 'ballots'").await;
        assert!(made[0].to_lowercase().contains("without rowid"), "{made:?}");
        let lying: Vec<String> = texts(&connection, BY_CELL).await;
        assert!(
            lying.is_sorted(),
            "SQLite keeps the box in the order of its cells and keys: {lying:?}"
        );
    }
    let roll = texts(&connection, "select blinded from roll_entries where blinded <> ''").await;
    assert_eq!(roll.len(), PEOPLE);
    for key in &traces.keys {
        assert!(roll.iter().all(|blinded| !blinded.contains(key.as_str())));
    }
    assert_eq!(
        texts(&connection, "select cast(count(*) as text) from audit_entries").await,
        trail_before
    );
    assert_eq!(
        texts(&connection, "select cast(count(*) as text) from sessions").await,
        sessions_before
    );
    problems.extend(found_in(
        "the open database",
        everything(&connection).await.as_bytes(),
        &traces.nowhere,
    ));

    // Closing shuffles: new keys, and nothing of the old ones, of the tokens or of the codes is left in any file.
    let closing = "update surveys set closes_on = '2026-11-30' where number = 1";
    connection.execute_unprepared(closing).await.unwrap();
    let later = Clock::Fixed("2026-12-01T10:00:00Z".parse().unwrap());
    let codes = texts(&connection, "select code_hash from roll_entries where code_hash <> ''").await;
    surveys::advance(&App::new(
        Store::open(&address).await.unwrap(),
        later,
        Settings::local(folder.path().to_owned()),
    ))
    .await
    .unwrap();
    let tx = ground.app.read(ground.organisation).await.unwrap();
    let closed = store::find(&tx, ground.survey).await.unwrap().unwrap();
    assert_eq!(closed.state, SurveyState::Published);
    assert_eq!(
        ballots::count(&tx, ground.survey).await.unwrap(),
        u64::try_from(PEOPLE).unwrap()
    );
    drop(tx);
    let as_they_lie = if address.starts_with("sqlite:") {
        BY_CELL
    } else {
        "select ballot_key from ballots"
    };
    let lying = texts(&connection, as_they_lie).await;
    assert!(
        lying.is_sorted(),
        "after closing the box lies in the order of its new keys: {lying:?}"
    );
    let all = everything(&connection).await;
    let gone: Vec<String> = traces.keys.iter().chain(&roll).chain(&codes).cloned().collect();
    problems.extend(found_in("the closed database", all.as_bytes(), &traces.nowhere));
    problems.extend(found_in("the closed database", all.as_bytes(), &gone));
    connection.close().await.unwrap();
    ground.app.store.close().await.unwrap();

    // The backup and the export, as the program writes them.
    for (command, name) in [("backup", "backup.zip"), ("export", "export.zip")] {
        let output = Command::new(env!("CARGO_BIN_EXE_trivsel"))
            .args([command, "--database", &address, "--to"])
            .arg(folder.path().join(name))
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut zip = zip::ZipArchive::new(std::fs::File::open(folder.path().join(name)).unwrap()).unwrap();
        for at in 0..zip.len() {
            let mut content = Vec::new();
            let mut entry = zip.by_index(at).unwrap();
            let entry_name = format!("{name}: {}", entry.name());
            entry.read_to_end(&mut content).unwrap();
            problems.extend(found_in(&entry_name, &content, &traces.nowhere));
            problems.extend(found_in(&entry_name, &content, &gone));
            if command == "export" {
                problems.extend(found_in(&entry_name, &content, &traces.comments));
            }
        }
    }

    // The log, all of it, and every file on the way.
    let log = program.stop();
    assert!(log.len() > 100, "there is a log to search");
    problems.extend(found_in("the log", log.as_bytes(), &traces.nowhere));
    problems.extend(found_in("the log", log.as_bytes(), &traces.comments));
    problems.extend(found_in("the log", log.as_bytes(), &gone));
    let database = trivsel_store::sqlite_file(&address).and_then(|file| file.parent().map(Path::to_owned));
    let searched: Vec<PathBuf> = database
        .iter()
        .flat_map(|folder| files(folder))
        .chain(files(folder.path()))
        .collect();
    for file in searched {
        let content = std::fs::read(&file).unwrap();
        let name = file.display().to_string();
        problems.extend(found_in(&name, &content, &traces.nowhere));
        problems.extend(found_in(&name, &content, &gone));
    }
    assert_eq!(problems, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_kept_anywhere_links_an_answer_to_a_person_or_a_time() {
    let folder = tempfile::tempdir().unwrap();
    check(format!("sqlite:{}", folder.path().join("secret.db").display())).await;
    if let Ok(server) = std::env::var("TRIVSEL_TEST_POSTGRES") {
        let name = format!("trivsel_{}", Uuid::new_v4().simple());
        let connection = Database::connect(&server).await.unwrap();
        connection
            .execute_unprepared(&format!("create database {name}"))
            .await
            .unwrap();
        let (base, _) = server.rsplit_once('/').unwrap();
        check(format!("{base}/{name}")).await;
    }
}

/// The columns of the tables between person and answer, written out: one that is added must be thought about here.
#[tokio::test]
async fn the_roll_and_the_box_hold_these_columns_and_no_time() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("columns.db").display());
    Store::open(&address).await.unwrap();
    let connection = Database::connect(&address).await.unwrap();
    for (table, columns) in [
        ("ballots", "organisation_id,survey_id,ballot_key,cell,answers"),
        ("comments", "organisation_id,survey_id,comment_key,cell,item,text"),
        ("cards", "organisation_id,survey_id,ballot_key,cell,is_used"),
        (
            "roll_entries",
            "organisation_id,survey_id,person_id,cell,way,code_hash,blinded",
        ),
        // When a mail that waits is tried next: of people who have not begun, and gone when it is sent.
        (
            "mails",
            "organisation_id,id,survey_id,person_id,kind,attempts,failure,not_before",
        ),
    ] {
        let found = texts(&connection, &format!("select name from pragma_table_info('{table}')")).await;
        assert_eq!(found.join(","), columns, "{table}");
        let kept = texts(
            &connection,
            &format!("select sql from sqlite_master where name = '{table}'"),
        )
        .await;
        assert!(
            kept.concat().to_lowercase().contains("without rowid"),
            "{table} has row numbers"
        );
    }
}

/// The hash under which the database keeps a promise is that of the promise's text: what the browser reckons again.
#[tokio::test]
async fn the_seal_is_the_hash_of_what_was_promised() {
    let folder = tempfile::tempdir().unwrap();
    let ground = ground(
        &format!("sqlite:{}", folder.path().join("seal.db").display()),
        folder.path(),
    )
    .await;
    let tx = ground.app.read(ground.organisation).await.unwrap();
    let frozen = store::frozen(&tx, ground.survey).await.unwrap().unwrap();
    assert_eq!(frozen.seal, hex(&Sha256::digest(frozen.promise.as_bytes())));
    assert!(frozen.promise.contains(&frozen.public_key));
    assert!(!frozen.promise.contains(&frozen.secret_key));
}
