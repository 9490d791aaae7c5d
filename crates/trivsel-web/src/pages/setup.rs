//! `/start`: where a workplace begins, and its first hour; `/setup/…`: how the very first person gets in.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use trivsel_app::mails::Written;
use trivsel_app::setup::{self, FirstHour, Sample, SetupForm, SetupProgress, StepLine};
use trivsel_app::{AppError, Problem, starts};
use trivsel_domain::rights::Right;
use trivsel_domain::setup::{SetupStep, StepState};

use super::{csv_file, done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::Fields;
use crate::routes::{INSIDE, OPEN, Route, get, post};
use crate::session::{Session, Visit, hand_over};
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/setup/{key}", OPEN, key_page),
        post("/setup/{key}", OPEN, begin),
        get(urls::GET_STARTED, INSIDE, station),
        get(urls::FIRST_HOUR, "CA", first_hour),
        post("/start/organisation/one-unit", "CA", one_unit),
        post(urls::STEP_WAIT, "CA", wait),
        post(urls::STEP_RESUME, "CA", resume),
        post("/start/organisation/mail", "CA", try_mail),
        get("/start/samples/units.csv", "CA", |web, session| {
            sample(web, session, Sample::Units)
        }),
        get("/start/samples/persons.csv", "CA", |web, session| {
            sample(web, session, Sample::Persons)
        }),
        get("/start/samples/figures.csv", "CA", |web, session| {
            sample(web, session, Sample::Figures)
        }),
    ]
}

#[derive(Template)]
#[template(path = "pages/setup/key.html")]
struct KeyPage {
    shell: Shell,
    fields: Fields,
    form: SetupForm,
    /// The address the form is sent to: it holds the key.
    address: String,
    /// The workplace that is there already, waiting for its first person.
    workplace: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/setup/station.html")]
struct StationPage {
    shell: Shell,
    /// The starts the visitor is one of the two of: address, unit, how far.
    guides: Vec<GuideLine>,
    progress: Option<SetupProgress>,
}

/// A start as the station lists it.
struct GuideLine {
    address: String,
    unit: String,
    stage: String,
}

#[derive(Template)]
#[template(path = "pages/setup/first_hour.html")]
struct FirstHourPage {
    shell: Shell,
    found: FirstHour,
    steps: Vec<StepView>,
    lead: String,
    /// Did a mail that was just tried not go through?
    is_mail_refused: bool,
}

/// A step as the page shows it.
struct StepView {
    code: &'static str,
    state: StepState,
    /// What there is of it, beside "Klar".
    there: String,
    /// What stands below its name.
    help: String,
    ways: Vec<Way>,
    /// Can it be put off, or taken up again?
    can_wait: bool,
}

/// A way to do a step.
struct Way {
    code: &'static str,
    address: &'static str,
    is_form: bool,
    is_file: bool,
}

impl StepView {
    /// The class of its station on the thread.
    fn class(&self) -> &'static str {
        match self.state {
            StepState::Done => "done",
            StepState::Next => "now",
            StepState::Missing => "to-come",
            StepState::Waiting => "wait",
        }
    }

    fn is_next(&self) -> bool {
        self.state == StepState::Next
    }

    fn is_done(&self) -> bool {
        self.state == StepState::Done
    }

    fn is_waiting(&self) -> bool {
        self.state == StepState::Waiting
    }
}

async fn key_page(State(web): State<Web>, visit: Visit, Path(key): Path<String>) -> Answer {
    let workplace = setup::waits_for(&web.app, &key).await?.map(|found| found.name);
    page(&key_form(&visit, &key, workplace, SetupForm::default(), Vec::new()))
}

fn key_form(visit: &Visit, key: &str, workplace: Option<String>, form: SetupForm, problems: Vec<Problem>) -> KeyPage {
    let shell = visit.shell(Station::Outside);
    KeyPage {
        fields: Fields::new(shell.words, "setup", problems),
        address: urls::setup(key),
        shell,
        form,
        workplace,
    }
}

async fn begin(State(web): State<Web>, visit: Visit, Path(key): Path<String>, Form(form): Form<SetupForm>) -> Answer {
    let waiting = setup::waits_for(&web.app, &key).await?;
    match async { setup::begin(&web.app, &key, &form.read(waiting.as_ref())?, visit.lang.code()).await }.await {
        Ok(session) => {
            let cookie = hand_over(&session, web.app.settings.is_https)?;
            let on = Redirect::to(&urls::with_notice(urls::FIRST_HOUR, "done-set-up"));
            Ok(([(header::SET_COOKIE, cookie)], on).into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let workplace = waiting.map(|found| found.name);
            refused(&key_form(&visit, &key, workplace, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn station(State(web): State<Web>, session: Session) -> Answer {
    session
        .actor()
        .must_somewhere(Right::ReadUnits)
        .map_err(AppError::from)?;
    let progress = setup::progress(&web.app, session.actor()).await?;
    let shell = session.shell(Station::GetStarted);
    let guides = starts::list(&web.app, session.actor())
        .await?
        .into_iter()
        .map(|line| GuideLine {
            address: urls::start(line.start.id),
            unit: session.actor().tree.name(line.start.unit).to_owned(),
            stage: if line.waits_for_me {
                shell.t("start-waits-for-me").into_owned()
            } else {
                shell.code("start-stage", line.stage.code())
            },
        });
    page(&StationPage {
        guides: guides.collect(),
        shell,
        progress,
    })
}

async fn first_hour(State(web): State<Web>, session: Session) -> Answer {
    page(&first_hour_page(&web, &session, false).await?)
}

async fn first_hour_page(web: &Web, session: &Session, is_mail_refused: bool) -> Result<FirstHourPage, AppError> {
    let found = setup::first_hour(&web.app, session.actor()).await?;
    let shell = session.shell(Station::GetStarted);
    Ok(FirstHourPage {
        steps: found.steps.iter().map(|line| step_view(&shell, &found, line)).collect(),
        lead: lead(&shell, &found),
        shell,
        found,
        is_mail_refused,
    })
}

/// Which step comes next, how many are settled, and that one may stop.
fn lead(shell: &Shell, found: &FirstHour) -> String {
    let settled = found.settled();
    let Some(next) = found.next() else {
        return shell.t("first-hour-lead-done").into_owned();
    };
    shell
        .with("first-hour-lead")
        .text("next", shell.code("first-hour-next", next.code()))
        .count("settled", settled)
        .to_string()
}

fn step_view(shell: &Shell, found: &FirstHour, line: &StepLine) -> StepView {
    let way = |code, address| Way {
        code,
        address,
        is_form: false,
        is_file: false,
    };
    let sample = |code, address| Way {
        is_file: true,
        ..way(code, address)
    };
    let may = |right| shell.may(right);
    let is_done = line.state == StepState::Done;
    let ways = match line.step {
        SetupStep::Units if is_done => vec![way("units-see", urls::UNITS), way("units-file", "/units/import")],
        SetupStep::Units => vec![
            Way {
                is_form: true,
                ..way("units-one", "/start/organisation/one-unit")
            },
            way("units-file", "/units/import"),
            sample("units-sample", "/start/samples/units.csv"),
            way("units-new", "/units/new"),
        ],
        SetupStep::People => vec![
            way("people-file", "/persons/import"),
            way("people-new", "/persons/new"),
            sample("people-sample", "/start/samples/persons.csv"),
        ],
        SetupStep::Roles if may(Right::ChangeAccounts) => vec![way("roles-give", "/persons")],
        SetupStep::Forums if may(Right::ChangeCommittee) => vec![way("forums-new", "/committees/new")],
        SetupStep::Figures if may(Right::ChangeFigures) => vec![
            way("figures-file", "/imports/new"),
            sample("figures-sample", "/start/samples/figures.csv"),
        ],
        SetupStep::Mail if found.has_mail && found.own_address.is_some() => vec![Way {
            is_form: true,
            ..way("mail-try", "/start/organisation/mail")
        }],
        SetupStep::Roles | SetupStep::Forums | SetupStep::Figures | SetupStep::Mail => Vec::new(),
    };
    StepView {
        code: line.step.code(),
        state: line.state,
        there: there(shell, found, line),
        help: help(shell, found, line, ways.is_empty()),
        ways,
        can_wait: line.step != SetupStep::Units && !is_done,
    }
}

/// What there is of a step that is done.
fn there(shell: &Shell, found: &FirstHour, line: &StepLine) -> String {
    if line.state != StepState::Done {
        return String::new();
    }
    let count = |number: i64| usize::try_from(number).unwrap_or_default();
    let counts = &found.counts;
    let sentence = |id: &'static str| shell.with(id);
    match line.step {
        SetupStep::Units => sentence("first-hour-units-there")
            .count("count", count(counts.units))
            .to_string(),
        SetupStep::People => sentence("first-hour-people-there")
            .count("count", count(counts.people))
            .to_string(),
        SetupStep::Roles => sentence("first-hour-roles-there")
            .count("managers", count(counts.managers))
            .count("representatives", count(counts.safety_reps + counts.union_reps))
            .to_string(),
        SetupStep::Forums => sentence("first-hour-forums-there")
            .count("count", count(counts.forums))
            .to_string(),
        SetupStep::Figures => shell.t("first-hour-figures-there").into_owned(),
        SetupStep::Mail => shell.t("first-hour-mail-there").into_owned(),
    }
}

fn help(shell: &Shell, found: &FirstHour, line: &StepLine, has_no_way: bool) -> String {
    if let Some((on, by)) = &line.put_off {
        let day = shell.day(on);
        return match by {
            Some(name) => shell
                .with("first-hour-put-off-by")
                .text("name", name)
                .text("date", day)
                .to_string(),
            None => shell.with("first-hour-put-off").text("date", day).to_string(),
        };
    }
    match line.step {
        SetupStep::Units if line.state == StepState::Done => {
            let names: Vec<&str> = found.unit_names.iter().map(String::as_str).collect();
            if found.may_stop() {
                return shell.t("first-hour-one-is-enough").into_owned();
            }
            shell
                .with("first-hour-units-named")
                .text("names", shell.lang.list(&names))
                .to_string()
        }
        SetupStep::Mail => match (line.tried_on, found.has_mail, &found.own_address) {
            (Some(on), ..) => shell
                .with("first-hour-mail-tried")
                .text("date", shell.day(on))
                .to_string(),
            (None, true, Some(address)) => shell.with("first-hour-mail-to").text("address", address).to_string(),
            (None, true, None) => shell.t("first-hour-mail-no-address").into_owned(),
            (None, false, _) => shell.t("first-hour-mail-none").into_owned(),
        },
        step if has_no_way => format!(
            "{} {}",
            shell.code("first-hour-help", step.code()),
            shell.t("first-hour-by-others")
        ),
        step => shell.code("first-hour-help", step.code()),
    }
}

async fn one_unit(State(web): State<Web>, session: Session) -> Answer {
    setup::open_one_unit(&web.app, session.actor()).await?;
    done(urls::FIRST_HOUR, "done-one-unit")
}

/// Which step.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ChosenStep {
    step: String,
}

impl ChosenStep {
    /// The step; one that is not to be put off, or is none, comes from no form of ours.
    fn read(&self) -> Result<SetupStep, AppError> {
        SetupStep::parse(&self.step)
            .filter(|step| *step != SetupStep::Units)
            .ok_or_else(|| AppError::invalid("step", "problem-choose"))
    }
}

async fn wait(State(web): State<Web>, session: Session, Form(chosen): Form<ChosenStep>) -> Answer {
    let who = session.actor();
    who.must_everywhere(Right::ChangeOrganisation).map_err(AppError::from)?;
    setup::put_off(&web.app, who, chosen.read()?).await?;
    done(urls::FIRST_HOUR, "done-step-waits")
}

async fn resume(State(web): State<Web>, session: Session, Form(chosen): Form<ChosenStep>) -> Answer {
    let who = session.actor();
    who.must_everywhere(Right::ChangeOrganisation).map_err(AppError::from)?;
    setup::take_up(&web.app, who, chosen.read()?).await?;
    done(urls::FIRST_HOUR, "done-step-resumed")
}

async fn try_mail(State(web): State<Web>, session: Session) -> Answer {
    let words = session.words();
    let written = Written {
        subject: words.t("mail-trial-subject").into_owned(),
        text: words.t("mail-trial-text").into_owned(),
        html: String::new(),
    };
    if setup::try_mail(&web.app, session.actor(), written).await? {
        done(urls::FIRST_HOUR, "done-mail-tried")
    } else {
        refused(&first_hour_page(&web, &session, true).await?)
    }
}

async fn sample(State(web): State<Web>, session: Session, which: Sample) -> Answer {
    let lang = session.lang();
    let table = setup::sample(&web.app, session.actor(), which, lang == Lang::Da).await?;
    let name = format!(
        "{}.csv",
        table.title.to_lowercase().replace(' ', "-").replace('æ', "ae")
    );
    csv_file(&table, lang, name)
}
