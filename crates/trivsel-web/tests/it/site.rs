//! A small made-up organisation behind the real site: one person for each role, all working in Mosevang.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::connect_info::MockConnectInfo;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use tower::ServiceExt;
use trivsel_app::identity;
use trivsel_app::{App, Clock, Settings};
use trivsel_domain::id::{EmploymentId, OrganisationId, PersonId, RoleAssignmentId, UnitId, UnitPlacementId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, Person, Role, RoleAssignment, WorkingTimeFraction};
use trivsel_domain::unit::{Unit, UnitPlacement};
use trivsel_store::organisations::{self, Organisation};
use trivsel_store::sessions::{self, Account};
use trivsel_store::{Store, persons, units};
use uuid::Uuid;

/// The site with its organisation.
pub(crate) struct Site {
    pub(crate) app: App,
    pub(crate) organisation: OrganisationId,
    /// Distrikt Nord, which the manager manages.
    pub(crate) district: UnitId,
    /// Mosevang in Distrikt Nord, where everybody works.
    pub(crate) group: UnitId,
    /// Strandparken in Distrikt Syd, out of the manager's reach.
    pub(crate) elsewhere: UnitId,
    pub(crate) people: BTreeMap<Role, PersonId>,
    router: Router,
    /// Where the database lies.
    pub(crate) folder: tempfile::TempDir,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    /// The first cookie.
    pub(crate) cookie: String,
    pub(crate) cookies: Vec<String>,
    pub(crate) retry_after: String,
    /// What caches may do with it.
    pub(crate) cache: String,
    pub(crate) text: String,
    /// The answer as it came, for what is no text.
    pub(crate) bytes: Vec<u8>,
}

/// As the program sets itself up on one's own machine.
pub(crate) fn settings(state_dir: std::path::PathBuf) -> Settings {
    Settings {
        press: Some(trivsel_press::PRESS),
        ..Settings::local(state_dir)
    }
}

impl Site {
    /// A fresh site on a fresh SQLite file; it is 21 November 2026 at noon.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("site.db").display()))
            .await
            .unwrap();
        let clock = Clock::Fixed("2026-11-21T11:00:00Z".parse().unwrap());
        let app = App::new(store, clock, settings(folder.path().to_owned()));
        let organisation = OrganisationId(Uuid::now_v7());
        let row = Organisation {
            id: organisation,
            short_name: "fjordby".into(),
            name: "Fjordby Kommune".into(),
            is_demo: true,
            small_group_minimum: 5,
        };
        organisations::add(&app.store, &row, app.now()).await.unwrap();
        let since = Period::since("2017-01-01".parse().unwrap());
        let tx = app.write(organisation).await.unwrap();
        let [top, district, south, group, elsewhere] = std::array::from_fn(|_| UnitId(Uuid::now_v7()));
        let tree = [
            (top, None, "FK", "Fjordby Kommune"),
            (district, Some(top), "DN", "Distrikt Nord"),
            (south, Some(top), "DS", "Distrikt Syd"),
            (group, Some(district), "MV", "Mosevang"),
            (elsewhere, Some(south), "SP", "Strandparken"),
        ];
        for (id, parent, code, name) in tree {
            units::add(
                &tx,
                &Unit {
                    id,
                    code: code.into(),
                    period: since,
                },
            )
            .await
            .unwrap();
            let placement = UnitPlacement {
                id: UnitPlacementId(Uuid::now_v7()),
                unit: id,
                parent,
                name: name.into(),
                period: since,
            };
            units::add_placement(&tx, &placement).await.unwrap();
        }
        let mut people = BTreeMap::new();
        for role in Role::ALL {
            let id = PersonId(Uuid::now_v7());
            let person = Person {
                id,
                employee_number: None,
                name: format!("Person {}", role.code()),
                email: Some(format!("{}@example.dk", role.code())),
                title: role.code().to_owned(),
                is_erased: false,
            };
            persons::add(&tx, &person, app.now()).await.unwrap();
            if role == Role::Employee {
                let employment = Employment {
                    id: EmploymentId(Uuid::now_v7()),
                    person: id,
                    unit: group,
                    job_group: "SSA".into(),
                    working_time: WorkingTimeFraction::FULL,
                    period: since,
                };
                persons::add_employment(&tx, &employment).await.unwrap();
            } else {
                let unit = match role {
                    Role::Manager => Some(district),
                    Role::SafetyRep | Role::UnionRep => Some(group),
                    Role::CommitteeMember => Some(district),
                    _ => None,
                };
                let assignment = RoleAssignment {
                    id: RoleAssignmentId(Uuid::now_v7()),
                    person: id,
                    role,
                    unit,
                    period: since,
                };
                persons::add_role(&tx, &assignment).await.unwrap();
            }
            let account = Account {
                person: id,
                password_hash: String::new(),
                language: "da".into(),
                disabled_at: None,
                must_change_password: false,
                password_until: None,
            };
            sessions::add_account(&tx, &account).await.unwrap();
            people.insert(role, id);
        }
        tx.commit().await.unwrap();
        let router = trivsel_web::router(app.clone()).layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        Self {
            app,
            organisation,
            district,
            group,
            elsewhere,
            people,
            router,
            folder,
        }
    }

    /// A visitor who is nobody yet.
    pub(crate) fn as_stranger(&self) -> Browser<'_> {
        Browser {
            site: self,
            cookie: String::new(),
        }
    }

    /// The person who has this role, signed in.
    pub(crate) async fn as_role(&self, role: Role) -> Browser<'_> {
        let token = identity::step_in(&self.app, self.organisation, self.people[&role])
            .await
            .unwrap();
        Browser {
            site: self,
            cookie: format!("trivsel={}", token.expose()),
        }
    }
}

/// Somebody's browser.
pub(crate) struct Browser<'a> {
    site: &'a Site,
    pub(crate) cookie: String,
}

impl Browser<'_> {
    /// Opens a page.
    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let body: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.join("&")));
        self.send(request.unwrap()).await
    }

    /// Sends any request with the browser's cookie, and gives the answer before its body has come.
    pub(crate) async fn ask(&self, mut request: Request<Body>) -> Response {
        if !self.cookie.is_empty() {
            request
                .headers_mut()
                .insert(header::COOKIE, self.cookie.parse().unwrap());
        }
        self.site.router.clone().oneshot(request).await.unwrap()
    }

    /// Sends any request with the browser's cookie.
    pub(crate) async fn send(&self, request: Request<Body>) -> Page {
        let response = self.ask(request).await;
        let header = |name| {
            response
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned())
                .unwrap_or_default()
        };
        let (status, location, cookie) = (response.status(), header(header::LOCATION), header(header::SET_COOKIE));
        let cookies = response
            .headers()
            .get_all(header::SET_COOKIE)
            .iter()
            .map(|value| value.to_str().unwrap().to_owned())
            .collect();
        let (retry_after, cache) = (header(header::RETRY_AFTER), header(header::CACHE_CONTROL));
        let bytes = to_bytes(response.into_body(), 32 << 20).await.unwrap();
        Page {
            status,
            location,
            cookie,
            cookies,
            retry_after,
            cache,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
        }
    }
}

/// What a hidden field of a page holds.
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page
        .split_once(&mark)
        .unwrap_or_else(|| panic!("{name} is not on the page: {page}"));
    rest.split('"').next().unwrap().to_owned()
}

pub(crate) fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
