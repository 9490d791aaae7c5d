//! A small organisation on a fresh database of each kind: SQLite always, PostgreSQL when `TRIVSEL_TEST_POSTGRES` names a server.

use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;

use trivsel_app::{App, Clock, Settings, figures, imports, jobs};
use trivsel_domain::id::{
    InitiativeId, OrganisationId, PersonId, SeriesId, SiteId, SuccessCriterionId, UnitId, UnitPlacementId, UploadId,
};
use trivsel_domain::indicator::{Series, built_in_id};
use trivsel_domain::initiative::{
    CriterionKind, Direction, IgloLevel, Initiative, Site, SiteStage, State, SuccessCriterion,
};
use trivsel_domain::job::JobKind;
use trivsel_domain::period::Period;
use trivsel_domain::person::{Person, Role};
use trivsel_domain::rights::{Actor, Grant};
use trivsel_domain::unit::{Unit, UnitPlacement};
use trivsel_store::organisations::{self, Organisation};
use trivsel_store::{Store, initiatives, persons, units};
use uuid::Uuid;

pub(crate) struct Ground {
    pub(crate) app: App,
    pub(crate) organisation: OrganisationId,
    /// By code: FK above NORD (with A and B) and SYD (with C and D).
    pub(crate) units: Vec<(&'static str, UnitId)>,
    pub(crate) folder: PathBuf,
    /// Where the database is.
    pub(crate) address: String,
}

impl Ground {
    /// Adds a unit below another one.
    pub(crate) async fn add_unit(&mut self, code: &'static str, parent: Option<&str>) {
        let unit = Unit {
            id: UnitId(Uuid::now_v7()),
            code: code.to_owned(),
            period: Period::since("2017-01-01".parse().unwrap()),
        };
        let placement = UnitPlacement {
            id: UnitPlacementId(Uuid::now_v7()),
            unit: unit.id,
            parent: parent.map(|parent| self.unit(parent)),
            name: format!("Gruppe {code}"),
            period: unit.period,
        };
        let tx = self.app.write(self.organisation).await.unwrap();
        units::add(&tx, &unit).await.unwrap();
        units::add_placement(&tx, &placement).await.unwrap();
        tx.commit().await.unwrap();
        self.units.push((code, unit.id));
    }

    pub(crate) fn unit(&self, code: &str) -> UnitId {
        self.units.iter().find(|(known, _)| *known == code).unwrap().1
    }

    /// The payroll system's absence rates.
    pub(crate) fn absence(&self) -> Series {
        Series {
            id: SeriesId(Uuid::now_v7()),
            indicator: built_in_id(self.organisation, "absence_rate"),
            source: "Lønsystemet".into(),
            definition: String::new(),
            category: String::new(),
        }
    }

    /// An initiative of the whole organisation, decided in November 2020.
    pub(crate) fn initiative(&self, title: &str) -> Initiative {
        let text = String::new;
        Initiative {
            id: InitiativeId(Uuid::now_v7()),
            number: 1,
            title: title.to_owned(),
            summary: text(),
            goal: None,
            goal_text: text(),
            description: text(),
            purpose: text(),
            target_group: text(),
            actors: text(),
            schedule: text(),
            financial_impact: text(),
            success_text: text(),
            follow_up_text: text(),
            unit: self.unit("FK"),
            iglo_level: IgloLevel::Group,
            starts_on: None,
            ends_on: None,
            lead: None,
            co_lead: None,
            state: State::Decided,
            parent: None,
            decided_on: None,
            decided_at: Some("2020-11-01T10:00:00Z".parse().unwrap()),
            decision_note: text(),
            closed_at: None,
            closing_note: text(),
            created_at: self.app.now(),
            version: 1,
        }
    }

    /// That absence falls, by half a point at least.
    pub(crate) fn criterion(&self, of: &Initiative) -> SuccessCriterion {
        SuccessCriterion {
            id: SuccessCriterionId(Uuid::now_v7()),
            initiative: of.id,
            measure: None,
            position: 1,
            title: "Sygefraværet falder".into(),
            kind: CriterionKind::Indicator {
                indicator: built_in_id(self.organisation, "absence_rate"),
                series: None,
            },
            direction: Direction::Decrease,
            baseline: None,
            target: None,
            smallest_worthwhile: Some(0.5),
            not_measurable: None,
            comparison: None,
            frozen_at: of.decided_at,
        }
    }

    /// An initiative begins in a unit.
    pub(crate) async fn begin(&self, initiative: InitiativeId, unit: UnitId, day: &str) {
        let site = Site {
            id: SiteId(Uuid::now_v7()),
            initiative,
            unit,
            measure: None,
            stage: SiteStage::Pilot,
            period: Period::since(day.parse().unwrap()),
        };
        let tx = self.app.write(self.organisation).await.unwrap();
        initiatives::add_site(&tx, &site).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The coordinator of the whole organisation.
    pub(crate) async fn coordinator(&self) -> Actor {
        let tx = self.app.read(self.organisation).await.unwrap();
        let person = persons::by_email(&tx, "ida@example.dk").await.unwrap().unwrap();
        Actor {
            organisation: self.organisation,
            person: person.id,
            name: person.name,
            title: person.title,
            grants: vec![Grant {
                role: Role::Coordinator,
                unit: None,
            }],
            seats: Vec::new(),
            tree: units::tree(&tx, self.app.today()).await.unwrap().into(),
        }
    }

    /// Runs a statement by the database's own tool, as nobody in the program would.
    pub(crate) fn run_sql(&self, statement: &str) {
        let mut tool = match self.address.strip_prefix("sqlite:") {
            Some(file) => {
                let mut tool = std::process::Command::new("sqlite3");
                tool.args([file, statement]);
                tool
            }
            None => {
                let mut tool = std::process::Command::new("psql");
                tool.args([self.address.as_str(), "-q", "-v", "ON_ERROR_STOP=1", "-c", statement]);
                tool
            }
        };
        assert!(tool.status().unwrap().success(), "{statement}");
    }

    /// An id as the database's tool reads it.
    pub(crate) fn sql_id(&self, id: Uuid) -> String {
        if self.address.starts_with("sqlite:") {
            format!("x'{}'", id.simple())
        } else {
            format!("'{id}'")
        }
    }

    /// A file that somebody uploaded.
    pub(crate) async fn upload(&self, who: &Actor, bytes: impl AsRef<[u8]>) -> UploadId {
        let mut file = imports::new_upload(&self.app, who).await.unwrap();
        file.write(bytes.as_ref()).await.unwrap();
        file.finish().await.unwrap()
    }

    /// Nothing that was asked for is left undone, but what comes back by itself or waits for a mail server.
    pub(crate) async fn nothing_is_left(&self) {
        let left = self.what_is_left().await;
        assert!(left.is_empty(), "{left:?}");
    }

    /// The same while servers work: what a job was for is there a moment before the job is put down.
    pub(crate) async fn until_nothing_is_left(&self) {
        for _ in 0..200 {
            if self.what_is_left().await.is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.nothing_is_left().await;
    }

    async fn what_is_left(&self) -> Vec<jobs::JobCount> {
        let returning = [
            JobKind::MoveSurveys,
            JobKind::ClearUploads,
            JobKind::SendMails,
            JobKind::TellPeople,
        ]
        .map(JobKind::code);
        let mut left = jobs::count(&self.app, self.organisation).await.unwrap();
        left.retain(|job| !returning.contains(&job.kind.as_str()) && job.state != "done");
        left
    }

    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

pub(crate) async fn on_each_database<F: Future<Output = ()>>(test: impl Fn(Ground) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let mut addresses = vec![format!("sqlite:{}", folder.path().join("test.db").display())];
    if let Ok(server) = std::env::var("TRIVSEL_TEST_POSTGRES") {
        addresses.push(fresh_postgres(&server).await);
    }
    for (number, address) in addresses.into_iter().enumerate() {
        let files = folder.path().join(number.to_string());
        std::fs::create_dir(&files).unwrap();
        test(ground(address, files).await).await;
    }
}

async fn fresh_postgres(server: &str) -> String {
    let name = format!("trivsel_{}", Uuid::new_v4().simple());
    let status = std::process::Command::new("psql")
        .args([server, "-q", "-c", &format!("create database {name}")])
        .status()
        .unwrap();
    assert!(status.success());
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

async fn ground(address: String, folder: PathBuf) -> Ground {
    let store = Store::open(&address).await.unwrap();
    let app = App::new(
        store,
        Clock::Fixed("2026-11-21T11:00:00Z".parse().unwrap()),
        Settings::local(folder.clone()),
    );
    let organisation = OrganisationId(Uuid::now_v7());
    let row = Organisation {
        id: organisation,
        short_name: "fjordby".into(),
        name: "Fjordby".into(),
        is_demo: false,
        small_group_minimum: 5,
    };
    organisations::add(&app.store, &row, app.now()).await.unwrap();
    let mut ground = Ground {
        app,
        organisation,
        units: Vec::new(),
        folder,
        address,
    };
    for (code, parent) in [
        ("FK", None),
        ("NORD", Some("FK")),
        ("SYD", Some("FK")),
        ("A", Some("NORD")),
        ("B", Some("NORD")),
        ("C", Some("SYD")),
        ("D", Some("SYD")),
    ] {
        ground.add_unit(code, parent).await;
    }
    let tx = ground.app.write(organisation).await.unwrap();
    let person = Person {
        id: PersonId(Uuid::now_v7()),
        employee_number: None,
        name: "Ida".into(),
        email: Some("ida@example.dk".into()),
        title: "HR".into(),
        is_erased: false,
    };
    persons::add(&tx, &person, ground.app.now()).await.unwrap();
    figures::seed_indicators(&tx).await.unwrap();
    tx.commit().await.unwrap();
    ground
}
