//! Real servers on one database: one is killed in the middle of a file, and another one reads it.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use trivsel_app::imports::{self, ImportKind, ImportState, MappingForm};
use trivsel_app::{App, Clock, Settings, figures};
use trivsel_domain::id::{ImportId, OrganisationId, PersonId, UnitId, UnitPlacementId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Person, Role};
use trivsel_domain::rights::{Actor, Grant};
use trivsel_domain::unit::{Unit, UnitPlacement};
use trivsel_store::organisations::{self, Organisation};
use trivsel_store::{Store, persons, units};
use uuid::Uuid;

/// Rows that take some seconds to read.
const MANY: usize = 1_500_000;

/// `trivsel serve`, killed when it is dropped.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _ended = self.0.wait();
    }
}

fn serve(address: &str, folder: &Path) -> Server {
    let child = Command::new(env!("CARGO_BIN_EXE_trivsel"))
        .args(["serve", "--database", address, "--address", "127.0.0.1:0"])
        .env("TRIVSEL_STATE_DIR", folder.join("uploads"))
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    Server(child)
}

async fn each_address(folder: &Path) -> Vec<String> {
    let mut addresses = vec![format!("sqlite:{}", folder.join("trivsel.db").display())];
    if let Ok(server) = std::env::var("TRIVSEL_TEST_POSTGRES") {
        let name = format!("trivsel_{}", Uuid::new_v4().simple());
        let made = Command::new("psql")
            .args([&server, "-q", "-c", &format!("create database {name}")])
            .status();
        assert!(made.unwrap().success());
        let (base, _) = server.rsplit_once('/').unwrap();
        addresses.push(format!("{base}/{name}"));
    }
    addresses
}

/// A workplace of one unit, and its coordinator.
async fn workplace(app: &App) -> Actor {
    let organisation = OrganisationId(Uuid::now_v7());
    let row = Organisation {
        id: organisation,
        short_name: "fjordby".into(),
        name: "Fjordby".into(),
        is_demo: false,
        small_group_minimum: 5,
    };
    organisations::add(&app.store, &row, app.now()).await.unwrap();
    let tx = app.write(organisation).await.unwrap();
    let period = Period::since("2017-01-01".parse().unwrap());
    let unit = Unit {
        id: UnitId(Uuid::now_v7()),
        code: "A".into(),
        period,
    };
    let placement = UnitPlacement {
        id: UnitPlacementId(Uuid::now_v7()),
        unit: unit.id,
        parent: None,
        name: "Fjordby".into(),
        period,
    };
    let person = Person {
        id: PersonId(Uuid::now_v7()),
        employee_number: None,
        name: "Ida".into(),
        email: None,
        title: "HR".into(),
        is_erased: false,
    };
    units::add(&tx, &unit).await.unwrap();
    units::add_placement(&tx, &placement).await.unwrap();
    persons::add(&tx, &person, app.now()).await.unwrap();
    figures::seed_indicators(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let tx = app.read(organisation).await.unwrap();
    Actor {
        organisation,
        person: person.id,
        name: person.name,
        title: person.title,
        grants: vec![Grant {
            role: Role::Coordinator,
            unit: None,
        }],
        seats: Vec::new(),
        tree: units::tree(&tx, app.today()).await.unwrap().into(),
    }
}

async fn begun(app: &App, who: &Actor) -> ImportId {
    let mut file = imports::new_upload(app, who).await.unwrap();
    file.write(b"unit;month;numerator;denominator\nA;2024-01;1;100\n")
        .await
        .unwrap();
    file.write("X;2024-01;1;100\n".repeat(MANY).as_bytes()).await.unwrap();
    let files = vec![("tal.csv".to_owned(), file.finish().await.unwrap())];
    let id = imports::upload(app, who, ImportKind::UnitMonths, files).await.unwrap();
    let looked = imports::look(app, who, id).await.unwrap();
    let rate = looked.indicators.iter().find(|one| one.code == "absence_rate").unwrap();
    let indicator = rate.id.to_string();
    let fields = [
        ("source", "Løn"),
        ("indicator", indicator.as_str()),
        ("f0_unit", "unit"),
        ("f0_month", "month"),
        ("f0_numerator", "numerator"),
        ("f0_denominator", "denominator"),
    ];
    let form = MappingForm {
        fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
    };
    imports::map(app, who, id, &form.read().unwrap()).await.unwrap();
    id
}

async fn until<F: Future<Output = bool>>(what: &str, is_so: impl Fn() -> F) {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < Duration::from_secs(180), "{what} took too long");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_server_was_reading_is_read_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    for address in each_address(folder.path()).await {
        let store = Store::open(&address).await.unwrap();
        let app = App::new(store, Clock::System, Settings::local(folder.path().join("uploads")));
        let who = workplace(&app).await;
        let id = begun(&app, &who).await;
        let mut killed = serve(&address, folder.path());
        until("the beginning", async || {
            let import = imports::find(&app, &who, id).await.unwrap();
            assert_eq!(import.state, ImportState::Checking.code(), "the file is too short");
            import.rows_read > 0
        })
        .await;
        // SIGKILL: it cannot tell anybody.
        killed.0.kill().unwrap();
        killed.0.wait().unwrap();
        let import = imports::find(&app, &who, id).await.unwrap();
        assert_eq!(import.state, ImportState::Checking.code(), "nobody calls it failed");
        let _other = serve(&address, folder.path());
        until("the reading", async || {
            let import = imports::find(&app, &who, id).await.unwrap();
            import.state == ImportState::Previewed.code()
        })
        .await;
        let looked = imports::look(&app, &who, id).await.unwrap();
        assert_eq!(looked.report.rows_wrong, u64::try_from(MANY).unwrap());
    }
}
