//! The first hour: from the setup link of an empty installation to units, people, roles, figures and mail.

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::connect_info::MockConnectInfo;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;
use trivsel_app::imports::{self, ImportKind, ImportRun};
use trivsel_app::{App, Clock};
use trivsel_store::{Store, organisations};

use crate::site::{encode, settings};

/// An installation nobody has touched yet, and the browser of whoever set it up.
struct Empty {
    app: App,
    router: Router,
    key: String,
    cookie: String,
    folder: tempfile::TempDir,
}

struct Answer {
    status: StatusCode,
    location: String,
    cookie: String,
    text: String,
}

const PASSWORD: &str = "kastanje vejr trappe uld";

impl Empty {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("empty.db").display()))
            .await
            .unwrap();
        let clock = Clock::Fixed("2026-11-30T11:00:00Z".parse().unwrap());
        let app = App::new(store, clock, settings(folder.path().to_owned()));
        let key = app.setup.offer();
        let router = trivsel_web::router(app.clone()).layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        Self {
            app,
            router,
            key,
            cookie: String::new(),
            folder,
        }
    }

    /// Set up as Havnegården, and signed in.
    async fn begun() -> Self {
        let mut empty = Self::new().await;
        let answer = empty.begin("Havnegården").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert_eq!(answer.location, "/start/organisation?done=done-set-up");
        empty.cookie = answer.cookie.split(';').next().unwrap().to_owned();
        empty
    }

    async fn begin(&self, workplace: &str) -> Answer {
        let form = [
            ("workplace", workplace),
            ("name", "Samira Haddad"),
            ("email", "Samira@havnegaarden.example"),
            ("new", PASSWORD),
            ("repeated", PASSWORD),
        ];
        self.post(&format!("/setup/{}", self.key), &form).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.join("&")));
        self.send(request.unwrap()).await
    }

    async fn upload(&self, path: &str, file: &str) -> Answer {
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"eksempel.csv\"\r\n\
             Content-Type: text/csv\r\n\r\n{file}\r\n--x--\r\n"
        );
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    async fn send(&self, mut request: Request<Body>) -> Answer {
        request
            .headers_mut()
            .insert(header::ACCEPT_LANGUAGE, "da".parse().unwrap());
        if !self.cookie.is_empty() {
            request
                .headers_mut()
                .insert(header::COOKIE, self.cookie.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let header = |name| {
            let value = response.headers().get(name);
            value
                .map(|value| value.to_str().unwrap().to_owned())
                .unwrap_or_default()
        };
        let (status, location, cookie) = (response.status(), header(header::LOCATION), header(header::SET_COOKIE));
        let bytes = to_bytes(response.into_body(), 8 << 20).await.unwrap();
        Answer {
            status,
            location,
            cookie,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    /// Downloads a sample, gives it back as it is, and reads it in. The notice says what was done.
    async fn read_sample(&self, sample: &str, import: &str) -> String {
        let file = self.get(sample).await;
        assert_eq!(file.status, StatusCode::OK);
        let taken = self.upload(import, &file.text).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
        let address = taken.location.split('?').next().unwrap().to_owned();
        let looked = self.get(&address).await;
        assert!(!looked.text.contains("aria-invalid"), "{}", looked.text);
        let read = self.post(&address, &[]).await;
        assert_eq!(read.status, StatusCode::SEE_OTHER, "{}\n{}", file.text, read.text);
        read.location
    }

    /// The states of the six steps, a letter each.
    async fn states(&self) -> String {
        let page = self.get("/start/organisation").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let (_, steps) = page.text.split_once("class=\"thread steps\"").unwrap();
        let steps = steps.split("</ol>").next().unwrap();
        let classes = steps.split("<li class=\"").skip(1);
        classes
            .map(|rest| match rest.split('"').next().unwrap() {
                "done" => 'd',
                "now" => 'n',
                "to-come" => '.',
                "wait" => 'w',
                other => panic!("{other}"),
            })
            .collect()
    }
}

#[tokio::test]
async fn the_first_person_gets_in_once_and_becomes_administrator_and_coordinator() {
    let mut empty = Empty::new().await;
    let page = empty.get(&format!("/setup/{}", empty.key)).await;
    assert!(page.text.contains("Sæt Trivsel op") && page.text.contains("name=\"workplace\""));
    for wrong in ["x", "", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        let answer = empty.get(&format!("/setup/{wrong}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let answer = empty.begin("Havnegården").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    // The link is used up: neither whoever reads over a shoulder nor the same person gets in by it again.
    assert_eq!(empty.begin("Et andet sted").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        empty.get(&format!("/setup/{}", empty.key)).await.status,
        StatusCode::NOT_FOUND
    );
    let all = organisations::list(&empty.app.store).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(
        (all[0].name.as_str(), all[0].short_name.as_str()),
        ("Havnegården", "havnegaarden")
    );
    empty.cookie = answer.cookie.split(';').next().unwrap().to_owned();
    let account = empty.get("/account").await;
    assert!(account.text.contains("Administrator") && account.text.contains("HR-konsulent"));
    // The password that was typed is the one that opens.
    let form = [("email", "samira@havnegaarden.example"), ("password", PASSWORD)];
    empty.cookie.clear();
    assert_eq!(empty.post("/sign-in", &form).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_new_key_is_no_use_once_somebody_can_sign_in() {
    let empty = Empty::begun().await;
    let key = empty.app.setup.offer();
    assert_eq!(empty.get(&format!("/setup/{key}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_form_comes_back_with_what_was_typed_and_the_link_still_works() {
    let empty = Empty::new().await;
    let form = [
        ("workplace", ""),
        ("name", "Samira Haddad"),
        ("email", "samira"),
        ("new", "sommer2026!!"),
        ("repeated", "sommer2026"),
    ];
    let answer = empty.post(&format!("/setup/{}", empty.key), &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "value=\"Samira Haddad\"",
        "value=\"samira\"",
        "id=\"workplace-error\"",
        "id=\"new-error\"",
        "id=\"repeated-error\"",
    ] {
        assert!(answer.text.contains(part), "{part}: {}", answer.text);
    }
    assert!(!answer.text.contains("sommer2026"));
    assert_eq!(empty.begin("Havnegården").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn twelve_people_may_stop_after_the_first_step() {
    let empty = Empty::begun().await;
    assert_eq!(empty.states().await, "n.....");
    let answer = empty.post("/start/organisation/one-unit", &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    // Pressed twice it is still one.
    empty.post("/start/organisation/one-unit", &[]).await;
    let page = empty.get("/start/organisation").await;
    assert!(page.text.contains("I er én enhed. Det er nok."), "{}", page.text);
    assert!(page.text.contains("href=\"/initiatives/new\""));
    assert_eq!(empty.states().await, "dn....");
    let units = empty.get("/units").await;
    assert_eq!(units.text.matches("Havnegården</a>").count(), 1, "{}", units.text);
}

#[tokio::test]
async fn a_step_that_is_put_off_says_by_whom_and_is_taken_up_again() {
    let empty = Empty::begun().await;
    let answer = empty.post("/start/organisation/wait", &[("step", "forums")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(empty.states().await, "n..w..");
    let page = empty.get("/start/organisation").await;
    assert!(
        page.text.contains("Samira Haddad valgte at vente 30.11.2026."),
        "{}",
        page.text
    );
    // The first page tells how far it is, and what comes next.
    let start = empty.get("/").await;
    assert!(
        start.text.contains("1 af 6 trin er klaret.") && start.text.contains("enhederne"),
        "{}",
        start.text
    );
    empty.post("/start/organisation/resume", &[("step", "forums")]).await;
    assert_eq!(empty.states().await, "n.....");
    // Units cannot be put off: without them there is nothing.
    for step in ["units", "", "coffee"] {
        let answer = empty.post("/start/organisation/wait", &[("step", step)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn every_sample_file_reads_in_as_it_is() {
    let empty = Empty::begun().await;
    let units = empty.read_sample("/start/samples/units.csv", "/units/import").await;
    assert_eq!(units, "/units?done=done-organisation-import");
    let persons = empty.read_sample("/start/samples/persons.csv", "/persons/import").await;
    assert_eq!(persons, "/persons?done=done-organisation-import");
    assert_eq!(empty.states().await, "ddn...");
    let page = empty.get("/start/organisation").await;
    assert!(
        page.text.contains("3 enheder") && page.text.contains("3 personer"),
        "{}",
        page.text
    );
    let figures = empty.get("/start/samples/figures.csv").await;
    let file: PathBuf = empty.folder.path().join("sygefravær.csv");
    std::fs::write(&file, &figures.text).unwrap();
    let organisation = organisations::list(&empty.app.store).await.unwrap()[0].id;
    let options = [("indicator".to_owned(), "absence_rate".to_owned())].into();
    let run = ImportRun::read(ImportKind::UnitMonths, "Prøve", &[file], &options).unwrap();
    let (report, wrong) = imports::run_from_command_line(&empty.app, organisation, &run, &mut |_| {})
        .await
        .unwrap();
    assert!(
        report.failure.is_none() && wrong.is_empty(),
        "{report:?} {wrong:?}\n{}",
        figures.text
    );
    assert_eq!(empty.states().await, "ddn.d.");
}

#[tokio::test]
async fn samples_name_the_units_that_are_there() {
    let empty = Empty::begun().await;
    empty.post("/start/organisation/one-unit", &[]).await;
    let persons = empty.read_sample("/start/samples/persons.csv", "/persons/import").await;
    assert_eq!(persons, "/persons?done=done-organisation-import");
    // The units' sample goes on from the unit that is there.
    let units = empty.read_sample("/start/samples/units.csv", "/units/import").await;
    assert_eq!(units, "/units?done=done-organisation-import");
    let page = empty.get("/start/organisation").await;
    assert!(page.text.contains("3 enheder"), "{}", page.text);
}

#[tokio::test]
async fn nobody_is_sent_to_a_closed_door_by_the_menu_or_the_first_hour() {
    let empty = Empty::begun().await;
    empty.post("/start/organisation/one-unit", &[]).await;
    for page in ["/", "/start", "/start/organisation"] {
        let text = empty.get(page).await.text;
        let links = text
            .split("href=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap());
        for link in links.filter(|link| link.starts_with('/') && !link.starts_with("/assets")) {
            let answer = empty.get(link).await;
            assert_eq!(answer.status, StatusCode::OK, "{link} on {page}");
        }
    }
}

#[tokio::test]
async fn without_a_mail_server_the_page_says_who_sets_one_up() {
    let empty = Empty::begun().await;
    let page = empty.get("/start/organisation").await;
    assert!(page.text.contains("--mail-server"), "{}", page.text);
    assert!(!page.text.contains("action=\"/start/organisation/mail\""));
    let answer = empty.post("/start/organisation/mail", &[]).await;
    assert!(answer.status.is_client_error());
}
