//! `/units/import` and `/persons/import`: a file is uploaded, looked at and checked as often as one likes, and read in at once.

mod choices;
mod told;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::multipart::MultipartError;
use axum::extract::{Form, Multipart, Path, Query, State};
use trivsel_app::documents::table_in::{Recognised, Wanted};
use trivsel_app::organisation_import::{self as import, Kind, Reading, Report, Whole, WrongRows as WrongRowsAre};
use trivsel_app::units::proposed_first_day;
use trivsel_app::uploads::Incoming;
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::UploadId;
use trivsel_domain::rights::Right;

use self::choices::{DATES, DECIMALS, ENCODINGS, SEPARATORS, column_choices, layout_choices, named};
use self::told::{WrongRows, doubts, grouped, is_used, left_to_choose};
use super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// The largest file taken: half a million rows are far below it.
const MOST_BYTES: usize = 100 * 1024 * 1024;
/// Kinds of wrong rows shown on the page.
const MOST_SHOWN: usize = 200;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/units/import", "CA", |session: Session| new(session, Kind::Units)),
        post("/units/import", "CA", |web, session, form| {
            upload(web, session, form, Kind::Units)
        })
        .with_bodies_of(MOST_BYTES),
        get("/units/import/{upload}", "CA", |web, session, path, query| {
            look(web, session, path, query, Kind::Units)
        }),
        post("/units/import/{upload}", "CA", |web, session, path, form| {
            run(web, session, path, form, Kind::Units)
        }),
        get("/persons/import", "CA", |session: Session| new(session, Kind::Persons)),
        post("/persons/import", "CA", |web, session, form| {
            upload(web, session, form, Kind::Persons)
        })
        .with_bodies_of(MOST_BYTES),
        get("/persons/import/{upload}", "CA", |web, session, path, query| {
            look(web, session, path, query, Kind::Persons)
        }),
        post("/persons/import/{upload}", "CA", |web, session, path, form| {
            run(web, session, path, form, Kind::Persons)
        }),
    ]
}

/// What was chosen, by field.
type Chosen = BTreeMap<String, String>;

#[derive(Template)]
#[template(path = "pages/organisation_imports/new.html")]
struct ImportNew {
    shell: Shell,
    fields: Fields,
    kind: &'static str,
    /// Where those are listed that are read in.
    list: &'static str,
}

#[derive(Template)]
#[template(path = "pages/organisation_imports/check.html")]
struct ImportCheck {
    shell: Shell,
    fields: Fields,
    kind: &'static str,
    /// Where those are listed that are read in.
    list: &'static str,
    upload: UploadId,
    /// Layout and day: the field's name, what is chosen, and the choices.
    layout: Vec<(&'static str, String, Vec<Choice>)>,
    from: String,
    begins_with_unit: &'static str,
    above_full_time: &'static str,
    /// The file's column for each of ours: the field's name, what we call it, what is chosen, and the choices.
    columns: Vec<ColumnChoice>,
    heads: Vec<String>,
    preview: Vec<Vec<String>>,
    report: Option<Report>,
    wrong: Vec<WrongRows>,
    doubts: Vec<String>,
    /// What is carried on to the reading itself.
    carried: Vec<(String, String)>,
}

/// One of our columns and the file's.
struct ColumnChoice {
    field: String,
    label: String,
    value: String,
    choices: Vec<Choice>,
    is_needed: bool,
    error: Option<String>,
}

/// Where those are listed that are read in.
fn list_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Units => urls::UNITS,
        Kind::Persons => urls::PERSONS,
    }
}

async fn new(session: Session, kind: Kind) -> Answer {
    session
        .actor()
        .must_everywhere(Right::ChangeOrganisation)
        .map_err(AppError::from)?;
    page(&new_page(&session, kind, Vec::new()))
}

fn new_page(session: &Session, kind: Kind, problems: Vec<Problem>) -> ImportNew {
    ImportNew {
        shell: session.shell(Station::Organisation),
        fields: Fields::new(session.words(), "organisation-import", problems),
        kind: kind.code(),
        list: list_of(kind),
    }
}

async fn upload(State(web): State<Web>, session: Session, form: Multipart, kind: Kind) -> Answer {
    let who = session.actor();
    let file = import::new_upload(&web.app, who).await?;
    let id = file.id();
    let taken = match keep(file, form).await {
        Ok(()) => import::recognise(&web.app, who, id, Wanted::default())
            .await
            .map(|_| ()),
        // What came of it is removed by itself.
        Err(AppError::Invalid(problems)) => return refused(&new_page(&session, kind, problems)),
        Err(error) => return Err(error.into()),
    };
    match taken {
        Ok(()) => done(&format!("{}/import/{id}", list_of(kind)), "done-organisation-file"),
        Err(error) => {
            import::discard(&web.app, who, id).await?;
            match error {
                AppError::Invalid(problems) => refused(&new_page(&session, kind, problems)),
                error => Err(error.into()),
            }
        }
    }
}

/// Takes the uploaded file in.
async fn keep(mut file: Incoming, mut form: Multipart) -> Result<(), AppError> {
    let broken = |error: MultipartError| {
        tracing::info!("an upload ended early: {error}");
        AppError::invalid("file", "problem-file-damaged")
    };
    while let Some(mut part) = form.next_field().await.map_err(broken)? {
        if part.name() != Some("file") || part.file_name().unwrap_or_default().is_empty() {
            continue;
        }
        while let Some(chunk) = part.chunk().await.map_err(broken)? {
            file.write(&chunk).await?;
        }
        file.finish().await?;
        return Ok(());
    }
    Err(AppError::invalid("file", "problem-file-missing"))
}

async fn look(
    State(web): State<Web>,
    session: Session,
    Path(upload): Path<UploadId>,
    Query(chosen): Query<Chosen>,
    kind: Kind,
) -> Answer {
    page(&check_page(&web, &session, upload, &chosen, kind).await?)
}

async fn run(
    State(web): State<Web>,
    session: Session,
    Path(upload): Path<UploadId>,
    Form(chosen): Form<Chosen>,
    kind: Kind,
) -> Answer {
    let who = session.actor();
    who.must_everywhere(Right::ChangeOrganisation).map_err(AppError::from)?;
    let read = match reading(&web, &session, upload, &chosen, kind).await {
        Ok((reading, found)) if !left_to_choose(&found, &|at| is_used(&reading, kind, at)).is_empty() => {
            Err(AppError::Invalid(Vec::new()))
        }
        Ok((reading, _)) => import::run(&web.app, who, kind, upload, &reading).await,
        Err(error) => Err(error),
    };
    match read {
        Ok(report) if report.is_kept => {
            import::discard(&web.app, who, upload).await?;
            let notice = if report.added + report.changed + report.unchanged == 0 {
                "done-organisation-import-none"
            } else {
                "done-organisation-import"
            };
            done(list_of(kind), notice)
        }
        Ok(report) if report.is_whole_unclear => refused(&check_page(&web, &session, upload, &chosen, kind).await?),
        Ok(report) => {
            let all = u64::try_from(report.wrong_rows).unwrap_or(u64::MAX) >= report.rows;
            let mut page = check_page(&web, &session, upload, &chosen, kind).await?;
            let problem = Problem::new(
                "leave_out",
                if all {
                    "problem-all-rows-wrong"
                } else {
                    "problem-wrong-rows"
                },
            );
            page.fields = Fields::new(session.words(), "organisation-import", vec![problem]);
            refused(&page)
        }
        Err(AppError::Invalid(_)) => refused(&check_page(&web, &session, upload, &chosen, kind).await?),
        Err(error) => Err(error.into()),
    }
}

/// How the file is to be read, and what it looks like.
async fn reading(
    web: &Web,
    session: &Session,
    upload: UploadId,
    chosen: &Chosen,
    kind: Kind,
) -> Result<(Reading, Recognised), AppError> {
    let get = |name: &str| chosen.get(name).map(String::as_str).unwrap_or_default();
    let wanted = Wanted {
        sheet: Some(get("sheet").to_owned()).filter(|sheet| !sheet.is_empty()),
        encoding: named(ENCODINGS, get("encoding")),
        separator: named(SEPARATORS, get("separator")),
        decimal: named(DECIMALS, get("decimal")),
        dates: named(DATES, get("dates")),
        header: None,
    };
    let found = import::recognise(&web.app, session.actor(), upload, wanted).await?;
    let mut mapping = import::propose(kind, &found);
    for column in import::columns(kind) {
        match get(&format!("column_{}", column.code)) {
            "" => {}
            "none" => mapping.put(column.code, None),
            place => mapping.put(column.code, place.parse().ok()),
        }
    }
    let mut input = trivsel_app::input::Input::new();
    let from = input.optional_date("from", get("from"));
    input.done()?;
    let reading = Reading {
        layout: found.layout.clone(),
        mapping,
        // Units are proposed to have been there long enough for everybody who works in them.
        from: from.unwrap_or(match kind {
            Kind::Units => proposed_first_day(web.app.today()),
            Kind::Persons => web.app.today(),
        }),
        begins_with_unit: get("begins_with_unit") == "on",
        above_full_time: get("above_full_time") == "on",
        whole: Whole::parse(get("whole")),
        wrong_rows: if get("leave_out") == "on" {
            WrongRowsAre::LeaveOut
        } else {
            WrongRowsAre::Refuse
        },
    };
    Ok((reading, found))
}

async fn check_page(
    web: &Web,
    session: &Session,
    upload: UploadId,
    chosen: &Chosen,
    kind: Kind,
) -> Result<ImportCheck, AppError> {
    let who = session.actor();
    who.must_everywhere(Right::ChangeOrganisation)?;
    let mut problems = Vec::new();
    // A layout or day that cannot be used is told of, and what was recognised is shown instead.
    let (reading, found) = match reading(web, session, upload, chosen, kind).await {
        Err(AppError::Invalid(found)) => {
            problems = found;
            reading(web, session, upload, &Chosen::new(), kind).await?
        }
        other => other?,
    };
    for column in import::columns(kind).iter().filter(|column| column.is_needed) {
        if reading.mapping.place(column.code).is_some() {
            continue;
        }
        let field = format!("column_{}", column.code);
        // The column that was meant is told of, not only that one is missing.
        problems.push(match import::withheld(column, &found) {
            Some(name) => Problem::new(field, "problem-cpr-column-named").with("name", name),
            None => Problem::new(field, "problem-column-needed"),
        });
    }
    for column in import::columns(kind) {
        let is_cpr = reading
            .mapping
            .place(column.code)
            .and_then(|place| found.columns.get(place))
            .is_some_and(|column| column.looks_like_cpr);
        if is_cpr {
            problems.push(Problem::new(format!("column_{}", column.code), "problem-cpr-column"));
        }
    }
    let used = |at: usize| is_used(&reading, kind, at);
    let mut left = left_to_choose(&found, &used);
    problems.extend(left.iter().map(|name| Problem::new(*name, "problem-choose")));
    let mut report = None;
    if problems.is_empty() {
        match import::check(&web.app, who, kind, upload, &reading).await {
            // What everybody's working time is a part of comes before what would become of anybody.
            Ok(checked) if checked.is_whole_unclear => {
                left.push("whole");
                problems.push(Problem::new("whole", "problem-choose"));
            }
            Ok(checked) => report = Some(checked),
            Err(AppError::Invalid(found)) => problems = found,
            Err(error) => return Err(error),
        }
    }
    let shell = session.shell(Station::Organisation);
    let columns = column_choices(&shell, &reading.mapping, &found.columns, kind, &problems);
    let from = session.lang().date(reading.from);
    let layout = layout_choices(&shell, &reading, &found, &left);
    let mut carried: Vec<(String, String)> = layout
        .iter()
        .map(|(name, value, _)| ((*name).to_owned(), value.clone()))
        .collect();
    carried.extend(
        columns
            .iter()
            .map(|column| (column.field.clone(), column.value.clone())),
    );
    carried.push(("from".to_owned(), from.clone()));
    let ticked = |is: bool| if is { "on" } else { "" };
    let begins_with_unit = ticked(reading.begins_with_unit);
    let above_full_time = ticked(reading.above_full_time);
    carried.push(("begins_with_unit".to_owned(), begins_with_unit.to_owned()));
    carried.push(("above_full_time".to_owned(), above_full_time.to_owned()));
    let mut wrong = report
        .as_ref()
        .map(|report| grouped(&shell, &report.problems))
        .unwrap_or_default();
    wrong.truncate(MOST_SHOWN);
    let mut doubts = doubts(&shell, &found, &used);
    if left.contains(&"whole") {
        doubts.push(shell.t("organisation-doubt-whole").into_owned());
    }
    Ok(ImportCheck {
        wrong,
        doubts,
        fields: Fields::new(session.words(), "organisation-import", problems),
        kind: kind.code(),
        list: list_of(kind),
        upload,
        layout,
        from,
        begins_with_unit,
        above_full_time,
        columns,
        heads: found.columns.iter().map(|column| column.name.clone()).collect(),
        preview: found.preview.into_iter().take(8).map(|row| row.cells).collect(),
        report,
        carried,
        shell,
    })
}
