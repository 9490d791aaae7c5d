//! The JSON API under `/api/v1`: the same use cases, rules and gates as the pages, described by `/api/openapi.json`.
//!
//! A program signs in once at `/api/v1/sessions` and sends the token as `Authorization: Bearer …`; a browser's own session works too.

mod chain;
mod evaluations;
mod figures;
mod followed;
mod initiatives;
mod plans;
mod questionnaires;
mod reports;
mod results;
mod sessions;
mod surveys;

use axum::Json;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use crate::routes::{OPEN, Route, get};

/// Every address of the API.
pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![get("/api/openapi.json", OPEN, document)];
    routes.extend(sessions::routes());
    routes.extend(initiatives::routes());
    routes.extend(plans::routes());
    routes.extend(figures::routes());
    routes.extend(questionnaires::routes());
    routes.extend(reports::routes());
    routes.extend(evaluations::routes());
    routes.extend(surveys::routes());
    routes.extend(results::routes());
    routes.extend(followed::routes());
    routes.extend(chain::routes());
    routes
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Trivsel",
        description = "Initiatives, figures and status reports of a workplace. Every figure has passed the small-group gate.",
        license(name = "MPL-2.0", identifier = "MPL-2.0")
    ),
    paths(
        sessions::begin,
        sessions::end,
        initiatives::list,
        initiatives::add,
        initiatives::find,
        initiatives::change,
        plans::list,
        plans::find,
        figures::list_units,
        figures::list_indicators,
        figures::show,
        questionnaires::list,
        questionnaires::add,
        questionnaires::find,
        questionnaires::begin,
        questionnaires::find_version,
        questionnaires::change,
        questionnaires::publish,
        reports::list,
        reports::find,
        evaluations::find,
        surveys::list,
        surveys::find,
        surveys::turnout,
        results::list,
        results::find,
        followed::find,
        chain::find,
    ),
    components(schemas(Failed)),
    modifiers(&Bearer, &Unreadable)
)]
struct Document;

/// Says how a program proves who it is.
struct Bearer;

impl utoipa::Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
        let components = document.components.get_or_insert_with(Default::default);
        components.add_security_scheme("session", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// What any address answers to a request that cannot be read at all.
struct Unreadable;

impl utoipa::Modify for Unreadable {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::{Content, Ref, RefOr, ResponseBuilder};
        let answer = |description: &str| {
            let content = Content::new(Some(RefOr::Ref(Ref::from_schema_name("Failed"))));
            RefOr::T(
                ResponseBuilder::new()
                    .description(description)
                    .content("application/json", content)
                    .build(),
            )
        };
        for item in document.paths.paths.values_mut() {
            for operation in [&mut item.get, &mut item.post, &mut item.put, &mut item.delete] {
                let Some(operation) = operation else { continue };
                let responses = &mut operation.responses.responses;
                if operation.parameters.is_some() || operation.request_body.is_some() {
                    responses.insert("400".to_owned(), answer("The request cannot be read"));
                }
                if operation.request_body.is_some() {
                    responses.insert("413".to_owned(), answer("The body is too long"));
                    responses.insert("415".to_owned(), answer("The body is not JSON"));
                }
            }
        }
    }
}

async fn document() -> Json<utoipa::openapi::OpenApi> {
    Json(Document::openapi())
}

/// What is answered when something could not be done.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Failed {
    error: FailedWhy,
}

/// Why.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FailedWhy {
    /// A stable code: `not-found`, `forbidden`, `invalid`, `conflict`, `sign-in`, `too-many`, `busy`, `internal` …
    code: String,
    /// A sentence for a person, in the session's language.
    message: String,
    /// The number the log also has, when it was our failure.
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<String>,
    /// What is wrong with each field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FailedField>,
}

/// One field that cannot be used.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FailedField {
    /// Its name.
    field: String,
    /// What is wrong, in the session's language.
    message: String,
}

impl Failed {
    /// Something was refused.
    pub(crate) fn new(code: &str, message: String, incident: Option<String>) -> Self {
        Self {
            error: FailedWhy {
                code: code.to_owned(),
                message,
                incident,
                fields: Vec::new(),
            },
        }
    }

    /// Fields that cannot be used.
    pub(crate) fn fields(words: &'static crate::words::Words, problems: &[trivsel_app::Problem]) -> Self {
        let mut names: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        names.dedup();
        let message = words
            .with("failure-fields-named")
            .text("fields", words.lang().list(&names));
        let message = message.to_string();
        let fields = problems
            .iter()
            .map(|problem| FailedField {
                field: problem.field.clone(),
                message: words.problem(problem),
            })
            .collect();
        Self {
            error: FailedWhy {
                code: "invalid".to_owned(),
                message,
                incident: None,
                fields,
            },
        }
    }
}
