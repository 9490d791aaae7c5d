//! One table lists every address with every role; this walks all of it, pages and API alike.
//!
//! The made-up organisation of the demo is created once and copied for each role, whose only right is that role at the top of the
//! tree. A role that may use an address is never turned away; a role that may not never gets in. So it is with the parts people have in an
//! initiative or a committee. And a page never offers what would turn its reader away.

mod examples;
mod statements;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::connect_info::MockConnectInfo;
use axum::http::{Method, Request, StatusCode, header};
use tower::ServiceExt;
use trivsel_app::identity::{self, SessionToken};
use trivsel_app::{App, Clock};
use trivsel_demo::Plan;
use trivsel_domain::id::{OrganisationId, PersonId};
use trivsel_domain::person::Role;
use trivsel_domain::rights::Participation;
use trivsel_store::Store;
use trivsel_web::Route;
use uuid::Uuid;

use examples::{Examples, add_visitor, examples, open_survey, reckon, take_part};

/// Whom a walk is made as.
#[derive(Clone, Copy, Debug)]
enum Visitor {
    /// Somebody whose only right is this role at the top of the tree.
    Holding(Role),
    /// Somebody with this part in the things that stand as examples, and a role that gives as little as can be beside it.
    Being(Participation),
}

impl Visitor {
    fn with_roles() -> impl Iterator<Item = Self> {
        Role::ALL.into_iter().map(Self::Holding)
    }

    fn with_parts() -> impl Iterator<Item = Self> {
        Participation::ALL.into_iter().map(Self::Being)
    }

    fn role(self) -> Role {
        match self {
            Self::Holding(role) => role,
            Self::Being(Participation::Lead | Participation::CoLead) => Role::Partner,
            Self::Being(Participation::RepresentingCoLead) => Role::UnionRep,
            Self::Being(
                Participation::Chair | Participation::ViceChair | Participation::Secretary | Participation::Member,
            ) => Role::CommitteeMember,
        }
    }

    fn may_use(self, route: &Route) -> bool {
        route.is_for(self.role()) || matches!(self, Self::Being(part) if route.is_for_part(part))
    }

    fn name(self) -> String {
        match self {
            Self::Holding(role) => role.code().to_owned(),
            Self::Being(part) => format!("{part:?}"),
        }
    }
}

struct World {
    app: App,
    organisation: OrganisationId,
    router: Router,
    examples: Examples,
    visitor: PersonId,
}

/// The texts of all statements the walk has sent to the database.
type Statements = Arc<Mutex<BTreeSet<String>>>;

async fn open(path: &std::path::Path) -> App {
    let store = Store::open(&format!("sqlite:{}", path.display())).await.unwrap();
    let state_dir = path.with_extension("uploads");
    std::fs::create_dir_all(&state_dir).unwrap();
    let clock = Clock::Fixed("2026-11-21T11:00:00Z".parse().unwrap());
    App::new(store, clock, crate::site::settings(state_dir))
}

impl World {
    async fn of(
        template: &std::path::Path,
        folder: &std::path::Path,
        organisation: OrganisationId,
        who: Visitor,
        seen: impl Fn(&str) + Send + Sync + Clone + 'static,
    ) -> Self {
        let path = folder.join(format!("{}.db", who.name()));
        std::fs::copy(template, &path).unwrap();
        let mut app = open(&path).await;
        app.store.watch_statements(seen);
        let tx = app.write(organisation).await.unwrap();
        let visitor = add_visitor(&tx, &app, who.role()).await;
        let examples = examples(&tx, &app).await;
        if let Visitor::Being(part) = who {
            take_part(&tx, &examples, visitor, part).await;
        }
        tx.commit().await.unwrap();
        reckon(&app, organisation, &examples).await;
        let router = trivsel_web::router(app.clone()).layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        Self {
            app,
            organisation,
            router,
            examples,
            visitor,
        }
    }

    fn fill(&self, path: &str) -> String {
        self.filled_with(path, 0)
    }

    /// The path with the ids of the examples of this number; the first one where there is no other.
    fn filled_with(&self, path: &str, number: usize) -> String {
        let mut filled = path.to_owned();
        if path.contains("/results") || path.contains("/followed") {
            filled = filled.replace("{survey}", &self.examples["published"][0]);
        }
        if path.starts_with("/legal-rules/") {
            filled = filled.replace("{code}", "APV-2");
        }
        // Only of a forum one sets the agenda of can one put something on it.
        if path.ends_with("/follow-ups/{follow_up}/agenda") {
            filled = filled.replace("{follow_up}", &self.examples["follow_up"][1]);
        }
        if path.starts_with("/plans/") {
            filled = filled.replace("{line}", &self.examples["plan_line"][0]);
        }
        for (name, ids) in &self.examples {
            let mark = format!("{{{name}}}");
            if filled.contains(&mark) {
                filled = filled.replace(&mark, ids.get(number).unwrap_or(&ids[0]));
            }
        }
        assert!(!filled.contains('{'), "no example for {path}: add one to `examples`");
        if filled == "/api/v1/figures" {
            let (unit, indicator) = (&self.examples["unit"][0], &self.examples["indicator"][0]);
            filled = format!("{filled}?unit={unit}&indicator={indicator}");
        }
        filled
    }

    /// Sends a request as the visitor, in whichever form the address reads.
    async fn ask(&self, method: &Method, path: &str, kind: &str) -> (StatusCode, String) {
        let token = self.step_in().await;
        self.ask_with(&token, method, path, kind).await
    }

    async fn step_in(&self) -> SessionToken {
        let stepped = identity::step_in(&self.app, self.organisation, self.visitor);
        stepped.await.unwrap()
    }

    async fn ask_with(&self, token: &SessionToken, method: &Method, path: &str, kind: &str) -> (StatusCode, String) {
        let body = match kind {
            "application/json" => "{}",
            kind if kind.starts_with("multipart") => {
                "--x\r\nContent-Disposition: form-data; name=\"nothing\"\r\n\r\n\r\n--x--\r\n"
            }
            _ => "",
        };
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, format!("trivsel={}", token.expose()))
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        if status == StatusCode::SEE_OTHER {
            let to = response.headers()[header::LOCATION].to_str().unwrap();
            assert!(
                !to.starts_with("/sign-in?next"),
                "{method} {path} sent a signed-in visitor to sign in"
            );
        }
        let text = to_bytes(response.into_body(), 64 << 20).await.unwrap();
        assert_ne!(
            status,
            StatusCode::INTERNAL_SERVER_ERROR,
            "{method} {path}: {}",
            String::from_utf8_lossy(&text)
        );
        let text = String::from_utf8_lossy(&text).into_owned();
        assert_eq!(raw_key(&text), None, "{method} {path}");
        (status, text)
    }

    async fn visit(&self, method: &Method, path: &str) -> (StatusCode, String) {
        let kinds: &[&str] = match (method.as_str(), path.starts_with("/api/")) {
            (_, true) => &["application/json"],
            ("GET", false) => &["text/plain"],
            _ => &["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"],
        };
        let mut answer = (StatusCode::IM_A_TEAPOT, String::new());
        for kind in kinds {
            answer = self.ask(method, path, kind).await;
            if !matches!(answer.0, StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE) {
                break;
            }
        }
        answer
    }
}

/// The demo's story with an open survey, in a file to copy.
async fn told_in(folder: &std::path::Path) -> (std::path::PathBuf, OrganisationId) {
    let app = open(&folder.join("template.db")).await;
    let organisation = trivsel_demo::create(&app, &Plan::story()).await.unwrap();
    open_survey(&app, organisation).await;
    let copied = folder.join("copied.db");
    app.store.copy_into(&copied.display().to_string()).await.unwrap();
    app.store.close().await.unwrap();
    (copied, organisation)
}

/// What a page offers: the method and the address of every link and form.
fn offers(page: &str) -> impl Iterator<Item = (Method, String)> + '_ {
    page.split('<').skip(1).filter_map(|rest| {
        let tag = rest.split('>').next()?;
        let words: Vec<&str> = tag.split_whitespace().collect();
        let value = |name: &str| {
            words
                .iter()
                .find_map(|word| word.strip_prefix(name)?.strip_prefix("=\"")?.split('"').next())
        };
        let (address, posts) = match *words.first()? {
            "a" => (value("href")?, false),
            "form" => (value("action")?, value("method") == Some("post")),
            "button" => (value("formaction")?, true),
            _ => return None,
        };
        let address = address.split(['?', '#']).next()?;
        let method = if posts { Method::POST } else { Method::GET };
        address.starts_with('/').then(|| (method, address.to_owned()))
    })
}

/// The row of the table an address belongs to: the one with the fewest names in it.
fn row_of<'a>(routes: &'a [Route], method: &Method, address: &str) -> Option<&'a Route> {
    let names = |route: &Route| route.path.matches('{').count();
    let fits = |route: &&Route| {
        let (own, asked): (Vec<&str>, Vec<&str>) = (route.path.split('/').collect(), address.split('/').collect());
        let is_same = |(own, asked): (&&str, &&str)| own.starts_with('{') || own == asked;
        route.method == *method && own.len() == asked.len() && own.iter().zip(&asked).all(is_same)
    };
    routes.iter().filter(fits).min_by_key(|route| names(route))
}

/// What stands in a page where its words are missing: the name of the sentence in brackets.
fn raw_key(page: &str) -> Option<&str> {
    page.split('[')
        .skip(1)
        .filter_map(|rest| rest.split(']').next())
        .find(|name| {
            let is_key = name.len() < 60 && name.contains('-') && name.starts_with(|c: char| c.is_ascii_lowercase());
            is_key
                && name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        })
}

/// Addresses of things the demo does not have: with the right they are not found, without it they are not found or forbidden.
const OF_NOTHING: [&str; 10] = [
    "{import}",
    "{upload}",
    "{feed}",
    "{less}",
    "{key}",
    "{line}",
    "{start}",
    "{tool_note}",
    "{own_tool}",
    "{filter}",
];

/// Addresses that open by a part and that no page of the examples links to.
const NEVER_OFFERED: [&str; 14] = [
    // There is no mail server to tell anybody by.
    "/meetings/{meeting}/tell",
    // The stations in the head of a page are those of one's roles.
    "/reports",
    "/act",
    "/follow-up",
    // No lot was drawn about the example, and it has begun: none can be.
    "/initiatives/{initiative}/lots",
    "/initiatives/{initiative}/criteria/{criterion}/planner/lot",
    "/initiatives/{initiative}/criteria/{criterion}/planner",
    // Its criteria are frozen.
    "/initiatives/{initiative}/criteria/{criterion}/remove",
    // Whoever only leads the example may read nothing it could have come of.
    "/chain/{kind}/{node}/origins",
    // The example's unit has units beside it to be compared with.
    "/initiatives/{initiative}/criteria/{criterion}/comparison",
    // Nothing lies under the initiative that is led, and its unit's page is for those with a role there.
    "/units/{unit}/report",
    // The example's agenda is of a day that is over.
    "/meetings/{meeting}/freeze",
    // No initiative the decision could belong to may be read by whoever only sits in the forum.
    "/decisions/{decision}/initiatives",
    "/chain/{kind}/{node}/origins/remove",
];

/// Is it a page that opens to somebody by their part alone?
fn opens_by_part(who: Visitor, route: &Route) -> bool {
    who.may_use(route) && !route.is_for(who.role()) && !route.path.starts_with("/api/")
}

// Two tests, so that they run beside each other: together they are the longest of all.
#[tokio::test]
async fn every_address_lets_in_just_the_roles_it_names_and_no_page_offers_another() {
    every_address_lets_in_whom_it_names(Visitor::with_roles()).await;
}

#[tokio::test]
async fn every_address_lets_in_just_the_parts_it_names_and_no_page_offers_another() {
    every_address_lets_in_whom_it_names(Visitor::with_parts()).await;
}

async fn every_address_lets_in_whom_it_names(visitors: impl Iterator<Item = Visitor>) {
    let folder = tempfile::tempdir().unwrap();
    let (template, organisation) = told_in(folder.path()).await;
    let (mut wrong, mut checked) = (Vec::new(), 0);
    let statements = Statements::default();
    for who in visitors {
        let seen = Arc::clone(&statements);
        let see = move |sql: &str| {
            seen.lock().unwrap().insert(sql.to_owned());
        };
        let world = World::of(&template, folder.path(), organisation, who, see).await;
        let mut routes = trivsel_web::table();
        // What shows comes before what changes, and what changes before what takes away.
        routes.retain(|route| route.path != "/assets/{*path}");
        routes.sort_by_key(|route| {
            let takes_away = [
                "remove", "erase", "end", "close", "sign-out", "approve", "state", "current",
            ]
            .iter()
            .any(|word| route.path.contains(word));
            (route.method != Method::GET, takes_away)
        });
        let mut offered = BTreeSet::new();
        for route in &routes {
            let path = world.fill(route.path);
            let (status, page) = world.visit(&route.method, &path).await;
            let is_turned_away = matches!(
                status,
                StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::UNAUTHORIZED
            );
            let is_of_nothing = OF_NOTHING.iter().any(|mark| route.path.contains(mark));
            checked += 1;
            if who.may_use(route) == is_turned_away && !(is_of_nothing && status == StatusCode::NOT_FOUND) {
                let meant = if who.may_use(route) { "may" } else { "may not" };
                wrong.push(format!(
                    "{} {meant} {} {}: {status}",
                    who.name(),
                    route.method,
                    route.path
                ));
            }
            // A page that is open to everybody does not know who reads it. One that does not suit the first example may suit the second.
            if route.method != Method::GET || is_turned_away || route.is_open() {
                continue;
            }
            let other = world.filled_with(route.path, 1);
            let other = if other == path {
                String::new()
            } else {
                world.visit(&route.method, &other).await.1
            };
            for (method, address) in offers(&page).chain(offers(&other)) {
                let Some(row) = row_of(&routes, &method, &address) else {
                    continue;
                };
                if offered.insert((method, row.path)) && !who.may_use(row) {
                    wrong.push(format!(
                        "{} is offered {} {} on {path}",
                        who.name(),
                        row.method,
                        row.path
                    ));
                }
            }
        }
        for route in routes.iter().filter(|route| opens_by_part(who, route)) {
            if !offered.contains(&(route.method.clone(), route.path)) && !NEVER_OFFERED.contains(&route.path) {
                wrong.push(format!(
                    "{} is nowhere offered {} {}",
                    who.name(),
                    route.method,
                    route.path
                ));
            }
        }
        world.app.store.close().await.unwrap();
    }
    every_statement_names_the_organisation(&statements);
    assert!(
        wrong.is_empty(),
        "{} of {checked} are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    eprintln!("{checked} pairs of address and role were checked");
    assert!(checked > 1_500, "only {checked} pairs of address and role were checked");
}

/// No statement reads or writes a table of an organisation without saying whose. The register of tenants itself is read whole.
fn every_statement_names_the_organisation(statements: &Statements) {
    let statements = statements.lock().unwrap();
    assert!(statements.len() > 100, "only {} statements were seen", statements.len());
    let is_tenants = |sql: &str| sql.contains("FROM \"organisations\"") || sql.contains("INTO \"organisations\"");
    for sql in statements.iter() {
        let lower = sql.to_lowercase();
        let touches_rows = ["select", "insert", "update", "delete", "with"]
            .iter()
            .any(|verb| lower.trim_start().starts_with(verb));
        assert!(
            !touches_rows || is_tenants(sql) || lower.contains("organisation_id"),
            "no organisation in: {sql}"
        );
    }
}

#[tokio::test]
async fn a_stranger_gets_no_further_than_the_open_addresses() {
    let site = crate::site::Site::new().await;
    let nobody = site.as_stranger();
    for route in trivsel_web::table().iter().filter(|route| !route.is_open()) {
        let path: String = route
            .path
            .split('/')
            .map(|part| {
                if part.starts_with('{') {
                    Uuid::nil().to_string()
                } else {
                    part.to_owned()
                }
            })
            .collect::<Vec<_>>()
            .join("/");
        let request = Request::builder()
            .method(&route.method)
            .uri(&path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = nobody.send(request.body(Body::empty()).unwrap()).await;
        let is_sent_away = answer.location.starts_with("/sign-in?next=") || answer.status == StatusCode::UNAUTHORIZED;
        assert!(
            is_sent_away,
            "{} {path}: {} {}",
            route.method, answer.status, answer.location
        );
    }
}

#[test]
fn no_address_stands_twice_in_the_table() {
    let mut seen = BTreeSet::new();
    for route in trivsel_web::table() {
        assert!(
            seen.insert((route.method.to_string(), route.path)),
            "{} {}",
            route.method,
            route.path
        );
    }
}

#[tokio::test]
async fn the_api_document_names_every_address_of_the_api() {
    let site = crate::site::Site::new().await;
    let document: serde_json::Value =
        serde_json::from_str(&site.as_stranger().get("/api/openapi.json").await.text).unwrap();
    let add = &document["paths"]["/api/v1/initiatives"]["post"];
    for status in ["400", "401", "403", "415", "422"] {
        assert!(add["responses"][status].is_object(), "{status} is told of");
    }
    let required = &document["components"]["schemas"]["InitiativeInput"]["required"];
    assert_eq!(required, &serde_json::json!(["title", "unit", "iglo_level"]));
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    for route in trivsel_web::table()
        .iter()
        .filter(|route| route.path.starts_with("/api/v1/"))
    {
        let method = route.method.as_str().to_lowercase();
        assert!(
            document["paths"][route.path][&method].is_object(),
            "{method} {} is not described",
            route.path
        );
    }
}
