//! `/imports`: reading figures in, step by step. One page for each import shows the step it has come to.

mod sentences;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Form, Multipart, Path, State};
use axum::response::IntoResponse;
use trivsel_app::documents::table_in::{Doubt, Recognised};
use trivsel_app::imports::{self, Import, ImportKind, ImportState, Looked, LookedFile, MappingForm, Parents};
use trivsel_app::{AppError, Problem};
use trivsel_domain::happening::Scope;
use trivsel_domain::id::{ImportId, UploadId};
use trivsel_domain::month::Month;
use trivsel_domain::rights::{Actor, Right};

use super::{csv_file, done, page, refused};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::live::Live;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;

/// The largest upload: ten million spells are about 400 MB.
const LARGEST: usize = 2 * 1024 * 1024 * 1024;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/imports", "C", list),
        get("/imports/new", "C", new),
        post("/imports", "C", upload).with_bodies_of(LARGEST),
        get("/imports/{import}", "C", show),
        post("/imports/{import}/columns", "C", map),
        post("/imports/{import}/reopen", "C", reopen),
        post("/imports/{import}/run", "C", run),
        post("/imports/{import}/discard", "C", discard),
        get("/imports/{import}/errors.csv", "C", errors),
    ]
}

#[derive(Template)]
#[template(path = "pages/imports/list.html")]
struct ImportList {
    shell: Shell,
    imports: Vec<Import>,
}

#[derive(Template)]
#[template(path = "pages/imports/new.html")]
struct ImportNew {
    shell: Shell,
    fields: Fields,
    kind: String,
    kinds: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "pages/imports/show.html")]
struct ImportPage {
    shell: Shell,
    is_danish: bool,
    fields: Fields,
    form: MappingForm,
    looked: Looked,
    indicators: Vec<Choice>,
    category_parts: Vec<Choice>,
    files: Vec<FileForm>,
    parents: Vec<Choice>,
    progress: Option<ImportProgress>,
}

/// The choices for one file.
struct FileForm {
    prefix: String,
    file: LookedFile,
    columns: Vec<Choice>,
    layout: Vec<(String, String, Vec<Choice>)>,
    cpr: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/imports/progress.html")]
struct ImportProgress {
    shell: Shell,
    import: Import,
    live: Live,
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    let imports = imports::list(&web.app, session.actor()).await?;
    page(&ImportList {
        shell: session.shell(Station::Listen),
        imports,
    })
}

async fn new(session: Session) -> Answer {
    session
        .actor()
        .must_everywhere(Right::ChangeFigures)
        .map_err(AppError::from)?;
    page(&newly(&session, String::new(), Vec::new()))
}

fn newly(session: &Session, kind: String, problems: Vec<Problem>) -> ImportNew {
    let shell = session.shell(Station::Listen);
    ImportNew {
        fields: Fields::new(session.words(), "import", problems),
        kinds: shell.choices("import-kind", ImportKind::ALL.map(ImportKind::code)),
        shell,
        kind,
    }
}

async fn upload(State(web): State<Web>, session: Session, mut form: Multipart) -> Answer {
    let who = session.actor();
    who.must_everywhere(Right::ChangeFigures).map_err(AppError::from)?;
    let mut kind = String::new();
    let mut files: Vec<(String, UploadId)> = Vec::new();
    let mut broken = |error: axum::extract::multipart::MultipartError| {
        tracing::info!("an upload ended early: {error}");
        AppError::invalid("file", "problem-file")
    };
    let taken: Result<(), AppError> = async {
        while let Some(mut part) = form.next_field().await.map_err(&mut broken)? {
            match part.name() {
                Some("kind") => kind = part.text().await.map_err(&mut broken)?,
                Some("file" | "second_file") => {
                    let name = part.file_name().unwrap_or_default().to_owned();
                    if name.is_empty() {
                        continue;
                    }
                    let mut file = imports::new_upload(&web.app, who).await?;
                    files.push((name, file.id()));
                    while let Some(chunk) = part.chunk().await.map_err(&mut broken)? {
                        file.write(&chunk).await?;
                    }
                    file.finish().await?;
                }
                _ => {}
            }
        }
        Ok(())
    }
    .await;
    let kept: Vec<UploadId> = files.iter().map(|(_, id)| *id).collect();
    let begun = match (taken, ImportKind::parse(&kind)) {
        (Err(error), _) => Err(error),
        (Ok(()), None) => Err(AppError::invalid("kind", "problem-choose")),
        (Ok(()), Some(kind)) => imports::upload(&web.app, who, kind, files).await,
    };
    match begun {
        Ok(id) => done(&urls::import(id), "done-import-uploaded"),
        Err(error) => {
            // What was not taken is not kept.
            imports::discard_files(&web.app, who, &kept).await?;
            match error {
                AppError::Invalid(problems) => refused(&newly(&session, kind, problems)),
                other => Err(other.into()),
            }
        }
    }
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<ImportId>) -> Answer {
    page(&shown(&web, &session, id, None, Vec::new()).await?)
}

async fn shown(
    web: &Web,
    session: &Session,
    id: ImportId,
    typed: Option<MappingForm>,
    problems: Vec<Problem>,
) -> Result<ImportPage, AppError> {
    let live = Live::of(web, session, Scope::Import(id)).await?;
    let looked = imports::look(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let is_danish = session.lang() == Lang::Da;
    let progress = looked.state.is_under_way().then(|| ImportProgress {
        shell: shell.clone(),
        import: looked.import.clone(),
        live,
    });
    Ok(ImportPage {
        fields: Fields::new(session.words(), "import", problems),
        form: typed.unwrap_or_else(|| filled_in(&shell, &looked)),
        indicators: looked
            .indicators
            .iter()
            .map(|one| Choice::new(one.id, one.name(is_danish)))
            .fold(vec![Choice::new("", shell.t("choose"))], |mut all, one| {
                all.push(one);
                all
            }),
        category_parts: shell.choices("import-category-parts", ["unknown", "events", "people"]),
        files: looked
            .files
            .iter()
            .enumerate()
            .map(|(index, file)| file_form(&shell, index, file))
            .collect(),
        progress,
        parents: shell.choices("import-parents", Parents::ALL.map(|(code, _)| code)),
        is_danish,
        shell,
        looked,
    })
}

/// The form as the plan has it.
fn filled_in(shell: &Shell, looked: &Looked) -> MappingForm {
    let plan = &looked.plan;
    let month = |month: Option<Month>| month.map(|month| shell.lang.month(month)).unwrap_or_default();
    let mut fields: BTreeMap<String, String> = BTreeMap::from([
        ("source".to_owned(), plan.source.clone()),
        ("definition".to_owned(), plan.definition.clone()),
        ("category_parts".to_owned(), plan.category_parts.code().to_owned()),
        (
            "indicator".to_owned(),
            plan.indicator.map(|id| id.to_string()).unwrap_or_default(),
        ),
        ("first".to_owned(), month(plan.first)),
        ("last".to_owned(), month(plan.last)),
        (
            "long_after".to_owned(),
            plan.long_after.map(|days| days.to_string()).unwrap_or_default(),
        ),
    ]);
    for (index, file) in plan.files.iter().enumerate() {
        for (role, column) in &file.mapping {
            fields.insert(format!("f{index}_{role}"), column.clone());
        }
    }
    for (index, file) in looked.files.iter().enumerate() {
        if let Some(seen) = &file.recognised {
            let layout = &seen.layout;
            let codes = [
                ("encoding", serde_json::to_value(layout.encoding)),
                ("separator", serde_json::to_value(layout.separator)),
                ("decimal", serde_json::to_value(layout.decimal)),
                ("dates", serde_json::to_value(layout.dates)),
                ("sheet", serde_json::to_value(layout.sheet.clone().unwrap_or_default())),
            ];
            for (name, code) in codes {
                let text = code.ok().and_then(|code| code.as_str().map(str::to_owned));
                // What is in doubt is chosen by a person: nothing is chosen beforehand.
                let text = text.filter(|_| !is_in_doubt(seen, name));
                fields.insert(format!("f{index}_{name}"), text.unwrap_or_default());
            }
        }
    }
    MappingForm { fields }
}

/// Could a part of the layout not be told from the file?
fn is_in_doubt(seen: &Recognised, name: &str) -> bool {
    let doubt = match name {
        "encoding" => Doubt::Encoding,
        "separator" => Doubt::Separator,
        "decimal" => Doubt::Decimal,
        "dates" => Doubt::Dates,
        _ => return false,
    };
    seen.doubts.contains(&doubt)
}

fn file_form(shell: &Shell, index: usize, file: &LookedFile) -> FileForm {
    let none = || Choice::new("", shell.t("import-no-column"));
    let named = |name: &str| {
        name.strip_prefix('#').map_or_else(
            || name.to_owned(),
            |number| shell.with("import-column-number").text("number", number).to_string(),
        )
    };
    let is_cpr = |at: usize| {
        let seen = file.recognised.as_ref().and_then(|seen| seen.columns.get(at));
        seen.is_some_and(|column| column.looks_like_cpr)
    };
    let columns = file
        .columns
        .iter()
        .enumerate()
        .filter(|(at, _)| !is_cpr(*at))
        .map(|(_, name)| Choice::new(name, named(name)));
    let field = |name: &str| format!("f{index}_{name}");
    let closed = |name: &str, codes: &[&'static str]| {
        let mut choices = shell.choices(&format!("import-{name}"), codes.iter().copied());
        if file.recognised.as_ref().is_some_and(|seen| is_in_doubt(seen, name)) {
            choices.insert(0, Choice::new("", shell.t("choose")));
        }
        (
            field(name),
            shell.t(&format!("import-layout-{name}")).into_owned(),
            choices,
        )
    };
    let mut layout = Vec::new();
    if let Some(seen) = &file.recognised {
        if seen.sheets.is_empty() {
            layout.push(closed(
                "encoding",
                &["utf8", "windows1252", "cp850", "mac_roman", "utf16_le", "utf16_be"],
            ));
            layout.push(closed("separator", &["semicolon", "comma", "tab", "bar"]));
        } else {
            let sheets = seen
                .sheets
                .iter()
                .map(|sheet| Choice::new(sheet, sheet.clone()))
                .collect();
            layout.push((field("sheet"), shell.t("import-layout-sheet").into_owned(), sheets));
        }
        layout.push(closed("decimal", &["comma", "point"]));
        layout.push(closed("dates", &["day_month_year", "month_day_year", "year_month_day"]));
    }
    FileForm {
        prefix: format!("f{index}"),
        columns: std::iter::once(none()).chain(columns).collect(),
        cpr: file
            .recognised
            .iter()
            .flat_map(|seen| &seen.columns)
            .filter(|column| column.looks_like_cpr)
            .map(|column| column.name.clone())
            .collect(),
        layout,
        file: file.clone(),
    }
}

/// How far an import has come, as it is sent to a page that is open; none when the work is over and all of the page has something to say.
pub(crate) async fn progress_of(
    web: &Web,
    who: &Actor,
    shell: Shell,
    live: Live,
    id: ImportId,
) -> Result<Option<String>, Failure> {
    let import = imports::find(&web.app, who, id).await?;
    if !ImportState::parse(&import.state).is_under_way() {
        return Ok(None);
    }
    Ok(Some(ImportProgress { shell, import, live }.render()?))
}

async fn map(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<ImportId>,
    Form(form): Form<MappingForm>,
) -> Answer {
    let said = async {
        let said = form.read()?;
        if form.is_to_look_again() {
            imports::look_again(&web.app, session.actor(), id, &said).await
        } else {
            imports::map(&web.app, session.actor(), id, &said).await
        }
    };
    match said.await {
        Ok(()) => Ok(axum::response::Redirect::to(&urls::import(id)).into_response()),
        Err(AppError::Invalid(problems)) => refused(&shown(&web, &session, id, Some(form), problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn reopen(State(web): State<Web>, session: Session, Path(id): Path<ImportId>) -> Answer {
    imports::reopen(&web.app, session.actor(), id).await?;
    Ok(axum::response::Redirect::to(&urls::import(id)).into_response())
}

async fn run(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<ImportId>,
    Form(form): Form<MappingForm>,
) -> Answer {
    let begun = match imports::settle(&web.app, session.actor(), id, &form.settled()).await {
        Ok(()) => imports::start_import(&web.app, session.actor(), id).await,
        Err(error) => Err(error),
    };
    match begun {
        Ok(()) => Ok(axum::response::Redirect::to(&urls::import(id)).into_response()),
        Err(AppError::Invalid(problems)) => refused(&shown(&web, &session, id, Some(form), problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn discard(State(web): State<Web>, session: Session, Path(id): Path<ImportId>) -> Answer {
    imports::discard(&web.app, session.actor(), id).await?;
    done(urls::IMPORTS, "done-import-discarded")
}

async fn errors(State(web): State<Web>, session: Session, Path(id): Path<ImportId>) -> Answer {
    let words = session.words();
    let heads = [
        "import-error-row",
        "import-error-column",
        "import-error-seen",
        "import-error-reason",
    ]
    .map(|id| words.t(id).into_owned());
    let sentence = |code: &str| {
        words
            .t(&format!("import-reason-{}", code.replace('_', "-")))
            .into_owned()
    };
    let table = imports::error_table(&web.app, session.actor(), id, heads, &sentence).await?;
    csv_file(&table, session.lang(), "fejl.csv".to_owned())
}
