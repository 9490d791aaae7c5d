//! "You said, we did": what was said, what was promised, and what followed, unit by unit.

use askama::filters::Safe;
use axum::extract::Form;
use trivsel_app::Problem;
use trivsel_app::evaluations::LatestAnswer;
use trivsel_app::followed::{self, Followed, FollowedInitiative, FollowedPoint, LinkForm, LinkOffer, UnitFollowed};
use trivsel_domain::id::InitiativeId;
use trivsel_domain::rights::Right;

use super::told::Told;
use super::*;
use crate::badges;
use crate::pages::{done, refused};
use crate::verdict::badge;

/// So much of what was said is told again; the rest stands on the result's own page.
const SENTENCES: usize = 3;
/// So many units where an initiative runs are named; more are counted.
const NAMED_SITES: usize = 4;

#[derive(Template)]
#[template(path = "pages/results/followed.html")]
struct FollowedPage {
    shell: Shell,
    survey: SurveyId,
    title: String,
    lead: String,
    tabs: Vec<TabLink>,
    said: Option<Said>,
    promised: Vec<String>,
    groups: Vec<Group>,
    /// Whose turn it is.
    turn: String,
    /// The result to begin from, for those who can begin something.
    first_step: Option<String>,
    /// That nothing came of the result in the reader's own unit, while something did elsewhere.
    nothing_own: Option<String>,
    is_partial: bool,
    form: Option<AddForm>,
}

/// What was said in a unit.
struct Said {
    unit: String,
    headline: String,
    sentences: Vec<String>,
    address: String,
}

/// What came of the result of a unit.
struct Group {
    unit: UnitId,
    name: String,
    /// Its result, where the reader may see it.
    address: Option<String>,
    initiatives: Vec<InitiativeLine>,
    points: Vec<PointLine>,
    may_remove: bool,
}

struct InitiativeLine {
    id: InitiativeId,
    address: String,
    title: String,
    badge: Safe<String>,
    /// Where, since when, and who answers for it.
    about: String,
    answers: Vec<AnswerLine>,
}

struct AnswerLine {
    address: String,
    criterion: String,
    verdict: String,
    on: String,
}

struct PointLine {
    address: String,
    title: String,
    meeting: String,
    decisions: Vec<String>,
    /// Why there is no decision to tell of.
    instead: String,
}

/// Saying afterwards that an initiative came of a result.
struct AddForm {
    fields: Fields,
    units: Vec<Choice>,
    initiatives: Vec<Choice>,
    typed: LinkForm,
}

pub(super) async fn show(State(web): State<Web>, session: Session, Path(survey): Path<SurveyId>) -> Answer {
    let followed = followed::find(&web.app, session.actor(), survey).await?;
    page(&followed_page(&session, &followed, LinkForm::default(), Vec::new())?)
}

/// Who may say nowhere what came of a result is told so, not what is wrong with the form.
fn must_link(session: &Session) -> Result<(), AppError> {
    Ok(session.actor().must_somewhere(Right::ChangeInitiative)?)
}

pub(super) async fn add(
    State(web): State<Web>,
    session: Session,
    Path(survey): Path<SurveyId>,
    Form(typed): Form<LinkForm>,
) -> Answer {
    match async {
        let (origin, initiative) = typed.read(survey)?;
        followed::add(&web.app, session.actor(), origin, initiative).await
    }
    .await
    {
        Ok(()) => done(&urls::followed(survey), "done-followed-added"),
        Err(AppError::Invalid(problems)) => {
            must_link(&session)?;
            let followed = followed::find(&web.app, session.actor(), survey).await?;
            refused(&followed_page(&session, &followed, typed, problems)?)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn remove(
    State(web): State<Web>,
    session: Session,
    Path(survey): Path<SurveyId>,
    Form(typed): Form<LinkForm>,
) -> Answer {
    must_link(&session)?;
    let (origin, initiative) = typed.read(survey).map_err(AppError::from)?;
    followed::remove(&web.app, session.actor(), origin, initiative).await?;
    done(&urls::followed(survey), "done-followed-removed")
}

fn followed_page(
    session: &Session,
    followed: &Followed,
    typed: LinkForm,
    problems: Vec<Problem>,
) -> Result<FollowedPage, AppError> {
    let shell = session.shell(Station::Listen);
    let results = &*followed.results;
    let publication = &results.edition.publication;
    let told = Told::new(&shell, results);
    let home = home_of(session, results).ok_or(AppError::NotFound)?;
    let survey = results.survey.id;
    // What came of the result of a unit above or below concerns the own one too.
    let has_own = followed
        .units
        .iter()
        .any(|unit| told.is_within(home, unit.unit) || told.is_within(unit.unit, home));
    Ok(FollowedPage {
        survey,
        title: publication.title.of(shell.lang.code()).to_owned(),
        lead: shell
            .with("followed-lead")
            .text("survey", publication.title.of(shell.lang.code()))
            .text("date", shell.day(publication.closed_on))
            .to_string(),
        tabs: Tab::links(&shell, survey, home, Tab::Followed),
        said: said(&told, home),
        promised: promised(&shell, followed),
        groups: followed.units.iter().map(|unit| group(&told, followed, unit)).collect(),
        turn: turn(&shell, followed),
        first_step: followed.offer.as_ref().map(|_| urls::results_of(survey, home)),
        nothing_own: (!followed.units.is_empty() && !has_own).then(|| {
            let sentence = shell.with("followed-nothing-own");
            sentence.text("unit", told.unit(home)).to_string()
        }),
        is_partial: followed.is_partial,
        form: followed
            .offer
            .as_ref()
            .map(|offer| add_form(session, &told, offer, home, typed, problems)),
        shell: shell.clone(),
    })
}

/// What stood out in the reader's own unit, or among all who were asked where the own figures are not shown.
fn said(told: &Told<'_>, home: UnitId) -> Option<Said> {
    let publication = &told.edition.publication;
    let (unit, shown) = match publication.standing(home) {
        Standing::Shown(shown) => (home, shown),
        Standing::Hidden | Standing::Merged { .. } | Standing::Absent => publication.whole()?,
    };
    let found = told.finding(unit, shown);
    Some(Said {
        unit: told.unit(unit).to_owned(),
        headline: told.headline(&found, shown),
        sentences: told
            .sentences(unit, &found, shown)
            .into_iter()
            .take(SENTENCES)
            .collect(),
        address: urls::results_of(told.results.survey.id, unit),
    })
}

/// What was promised when it opened.
fn promised(shell: &Shell, followed: &Followed) -> Vec<String> {
    let follow_up = &followed.results.survey.follow_up;
    let person = followed.promised_by.as_ref().map(|person| person.name.as_str());
    let mut told = Vec::new();
    match (person, follow_up.on) {
        (Some(person), Some(day)) => {
            let sentence = shell.with("followed-promise").text("person", person);
            told.push(sentence.text("date", shell.day(day)).to_string());
        }
        (Some(person), None) => told.push(shell.with("followed-promise-person").text("person", person).to_string()),
        (None, Some(day)) => {
            let sentence = shell.with("followed-promise-day");
            told.push(sentence.text("date", shell.day(day)).to_string());
        }
        (None, None) => told.push(shell.t("followed-promise-none").into_owned()),
    }
    if !follow_up.time.is_empty() {
        let sentence = shell.with("followed-promise-time");
        told.push(sentence.text("time", &follow_up.time).to_string());
    }
    told
}

/// Whose turn it is, where nothing has been written down.
fn turn(shell: &Shell, followed: &Followed) -> String {
    let day = followed.results.survey.follow_up.on;
    let is_over = day.is_some_and(|day| day < followed.today);
    let words = match (&followed.promised_by, day) {
        (Some(_), Some(_)) if is_over => "followed-turn-passed",
        (Some(_), Some(_)) => "followed-turn-coming",
        (Some(_), None) => "followed-turn-person",
        (None, Some(_)) if !is_over => "followed-turn-day",
        (None, _) => "followed-turn-nobody",
    };
    let person = followed.promised_by.as_ref().map(|person| person.name.as_str());
    shell
        .with(words)
        .text("person", person.unwrap_or_default())
        .text("date", shell.maybe_day(day))
        .to_string()
}

fn group(told: &Told<'_>, followed: &Followed, of: &UnitFollowed) -> Group {
    let (shell, survey) = (told.shell, told.results.survey.id);
    Group {
        unit: of.unit,
        name: told.unit(of.unit).to_owned(),
        address: told.results.may_see(of.unit).then(|| urls::results_of(survey, of.unit)),
        initiatives: of
            .initiatives
            .iter()
            .map(|one| initiative_line(shell, followed, one))
            .collect(),
        points: of.points.iter().map(|one| point_line(shell, followed, one)).collect(),
        may_remove: of.may_remove,
    }
}

fn initiative_line(shell: &Shell, followed: &Followed, of: &FollowedInitiative) -> InitiativeLine {
    let initiative = &of.initiative;
    let mut about = vec![place(shell, of)];
    about.push(match of.begins_on {
        Some(day) if day <= followed.today => shell.with("followed-began").text("date", shell.day(day)).to_string(),
        Some(day) => shell.with("followed-begins").text("date", shell.day(day)).to_string(),
        None => {
            let day = trivsel_app::app::local(initiative.created_at).date();
            shell.with("followed-written").text("date", shell.day(day)).to_string()
        }
    });
    if let Some(lead) = &of.lead {
        about.push(shell.with("followed-lead-is").text("name", &lead.name).to_string());
    }
    InitiativeLine {
        id: initiative.id,
        address: urls::initiative(initiative.id),
        title: initiative.title.clone(),
        badge: badges::state(shell, initiative.state),
        about: about.join(" "),
        answers: of
            .answers
            .iter()
            .map(|answer| answer_line(shell, initiative.id, answer))
            .collect(),
    }
}

/// The unit that owns it, and the units where it runs: by name while they are few.
fn place(shell: &Shell, of: &FollowedInitiative) -> String {
    let sites: Vec<&str> = of
        .site_names
        .iter()
        .map(String::as_str)
        .filter(|name| *name != of.unit_name)
        .collect();
    let words = match sites.len() {
        0 => "followed-where",
        1..=NAMED_SITES => "followed-where-in",
        _ => "followed-where-many",
    };
    shell
        .with(words)
        .text("unit", &of.unit_name)
        .text("units", shell.lang.list(&sites))
        .count("count", sites.len())
        .to_string()
}

fn answer_line(shell: &Shell, initiative: InitiativeId, of: &LatestAnswer) -> AnswerLine {
    AnswerLine {
        address: urls::evaluation(initiative, of.criterion),
        criterion: of.title.clone(),
        verdict: badge(shell.words, of.verdict),
        on: shell
            .with("followed-answer-on")
            .text("date", shell.day(of.on))
            .to_string(),
    }
}

fn point_line(shell: &Shell, followed: &Followed, of: &FollowedPoint) -> PointLine {
    let instead = if of.meeting.held_on >= followed.today {
        "followed-meeting-to-come"
    } else {
        "followed-not-decided"
    };
    PointLine {
        address: urls::meeting(of.meeting.id),
        title: of.item.title.clone(),
        meeting: shell
            .with("report-meeting-choice")
            .text("committee", &of.committee_name)
            .text("date", shell.lang.weekday_date(of.meeting.held_on))
            .to_string(),
        decisions: of.decisions.iter().map(|decision| decision.text.clone()).collect(),
        instead: shell.t(instead).into_owned(),
    }
}

fn add_form(
    session: &Session,
    told: &Told<'_>,
    offer: &LinkOffer,
    home: UnitId,
    mut typed: LinkForm,
    problems: Vec<Problem>,
) -> AddForm {
    let shell = told.shell;
    if typed.unit.is_empty() && offer.units.contains(&home) {
        typed.unit = home.to_string();
    }
    let mut units = vec![Choice::new("", shell.t("choose"))];
    units.extend(offer.units.iter().map(|unit| {
        let inset = "\u{a0}\u{a0}".repeat(told.depth(*unit));
        Choice::new(unit, format!("{inset}{}", told.unit(*unit)))
    }));
    let mut initiatives = vec![Choice::new("", shell.t("choose"))];
    initiatives.extend(offer.initiatives.iter().map(|(id, title)| Choice::new(id, title)));
    AddForm {
        fields: Fields::new(session.words(), "followed", problems),
        units,
        initiatives,
        typed,
    }
}
