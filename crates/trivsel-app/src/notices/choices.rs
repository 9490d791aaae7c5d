//! What a person wants to be written to about: chosen when signed in, or by the link in a mail.

use chrono::Weekday;
use serde::Deserialize;
use trivsel_domain::id::PersonId;
use trivsel_domain::initiative::State;
use trivsel_domain::notice::{HOUR_UNSAID, HOURS, NoticeKind, WEEKDAY_UNSAID};
use trivsel_domain::person::Role;
use trivsel_domain::rights::Actor;
use trivsel_store::mails::{self as queue, MailKind};
use trivsel_store::notices::{self as store, Choice};
use trivsel_store::{Tx, initiatives, organisations, persons, sessions};

use super::letter::{NoticeLetter, fill_week};
use crate::identity::hex;
use crate::input::Input;
use crate::trail::Trail;
use crate::work::{Work, Writer};
use crate::{App, AppError, Problem, Problems, mail_address};

/// What somebody is written to about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// About what.
    pub kinds: Vec<NoticeKind>,
    /// On which weekday the week's letter comes, from 0 for Monday.
    pub weekday: u32,
    /// After the half of which hour mails come.
    pub hour: u32,
}

/// What is chosen on the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChoicesForm {
    /// The week's letter: `on` or nothing.
    pub week: String,
    /// What is due.
    pub due: String,
    /// Tasks.
    pub task: String,
    /// Meetings.
    pub meeting: String,
    /// Plans.
    pub plan: String,
    /// Starts.
    pub start: String,
    /// The weekday, from 0 for Monday.
    pub weekday: String,
    /// The hour.
    pub hour: String,
}

/// What is chosen by the link in a mail.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LessForm {
    /// The week's letter: `on` or nothing.
    pub week: String,
    /// What is due.
    pub due: String,
    /// Tasks.
    pub task: String,
    /// Meetings.
    pub meeting: String,
    /// Plans.
    pub plan: String,
    /// Starts.
    pub start: String,
}

/// The kinds whose box is ticked.
fn ticked(boxes: [(NoticeKind, &str); 6]) -> Vec<NoticeKind> {
    let ticked = boxes.into_iter().filter(|(_, typed)| !typed.is_empty());
    ticked.map(|(kind, _)| kind).collect()
}

impl ChoicesForm {
    /// What was chosen, as values.
    pub fn read(&self) -> Result<Chosen, Problems> {
        let mut input = Input::new();
        let weekday = input.choice("weekday", &self.weekday, |typed| {
            typed.parse().ok().filter(|weekday: &u32| *weekday < 7)
        });
        let hour = input.choice("hour", &self.hour, |typed| {
            typed.parse().ok().filter(|hour: &u32| HOURS.contains(hour))
        });
        let kinds = ticked([
            (NoticeKind::Week, &self.week),
            (NoticeKind::Due, &self.due),
            (NoticeKind::Task, &self.task),
            (NoticeKind::Meeting, &self.meeting),
            (NoticeKind::Plan, &self.plan),
            (NoticeKind::Start, &self.start),
        ]);
        let both = weekday.zip(hour);
        input.read(both.map(|(weekday, hour)| Chosen { kinds, weekday, hour }))
    }
}

impl LessForm {
    /// The kinds that are still wanted.
    pub fn read(&self) -> Vec<NoticeKind> {
        ticked([
            (NoticeKind::Week, &self.week),
            (NoticeKind::Due, &self.due),
            (NoticeKind::Task, &self.task),
            (NoticeKind::Meeting, &self.meeting),
            (NoticeKind::Plan, &self.plan),
            (NoticeKind::Start, &self.start),
        ])
    }
}

/// What the visitor is written to about.
pub async fn chosen(app: &App, who: &Actor) -> Result<Chosen, AppError> {
    let tx = app.read(who.organisation).await?;
    of(app, &tx, who.person).await
}

async fn of(app: &App, tx: &Tx, person: PersonId) -> Result<Chosen, AppError> {
    let choices = store::choices_of(tx, person).await?;
    let leads = leads(app, tx, person).await?;
    let kinds = NoticeKind::ALL.into_iter().filter(|kind| {
        let said = choices.iter().find(|choice| choice.kind == *kind);
        said.map_or_else(|| kind.is_wanted_unsaid(leads), |choice| choice.is_wanted)
    });
    let week = choices.iter().find(|choice| choice.kind == NoticeKind::Week);
    let number = |found: Option<i32>| found.and_then(|number| u32::try_from(number).ok());
    Ok(Chosen {
        kinds: kinds.collect(),
        weekday: number(week.and_then(|week| week.weekday)).unwrap_or_else(|| WEEKDAY_UNSAID.num_days_from_monday()),
        hour: number(week.and_then(|week| week.hour)).unwrap_or(HOUR_UNSAID),
    })
}

/// Does the person lead something or speak for others today? As [`super::gather::Readers`] asks it of everybody.
async fn leads(app: &App, tx: &Tx, person: PersonId) -> Result<bool, AppError> {
    let today = app.today();
    let has_role = persons::roles_of(tx, person).await?.iter().any(|held| {
        held.period.contains(today) && matches!(held.role, Role::Manager | Role::SafetyRep | Role::UnionRep)
    });
    let is_named = initiatives::list(tx).await?.iter().any(|one| {
        matches!(one.state, State::Decided | State::Running | State::Anchored)
            && (one.lead == Some(person) || one.co_lead == Some(person))
    });
    Ok(has_role || is_named)
}

/// Keeps what the visitor chose.
pub async fn choose(app: &App, who: &Actor, chosen: &Chosen) -> Result<(), AppError> {
    if Weekday::try_from(u8::try_from(chosen.weekday).unwrap_or(u8::MAX)).is_err() || !HOURS.contains(&chosen.hour) {
        return Err(AppError::Invalid(vec![Problem::new("weekday", "problem-choose")]));
    }
    app.writing(who, |work| async move { keep(&work, who.person, chosen).await })
        .await
}

async fn keep(work: &Work, person: PersonId, chosen: &Chosen) -> Result<(), AppError> {
    for kind in NoticeKind::ALL {
        let is_week = kind == NoticeKind::Week;
        let number = |value: u32| i32::try_from(value).ok().filter(|_| is_week);
        let choice = Choice {
            person,
            kind,
            is_wanted: chosen.kinds.contains(&kind),
            weekday: number(chosen.weekday),
            hour: number(chosen.hour),
        };
        store::choose(work, &choice).await?;
    }
    // What waits and is not wanted any more is not told: not today, and not when it is wanted again.
    let untold = store::list_untold(work, Some(person)).await?.into_iter();
    let unwanted: Vec<_> = untold
        .filter(|notice| !chosen.kinds.contains(&notice.kind))
        .map(|notice| notice.id)
        .collect();
    store::mark_over(work, &unwanted).await?;
    if chosen.kinds.is_empty() {
        queue::remove_to(work, person, &[MailKind::Notice]).await?;
    }
    work.trail(Trail::new("notice_choice", person.0, "changed").of(person.0));
    Ok(())
}

/// What is kept of the secret in a link.
pub fn hash_of_link(token: &str) -> String {
    hex(&format!("less:{token}"))
}

/// Whose link it is, in which organisation.
async fn holder(
    app: &App,
    short_name: &str,
    token: &str,
) -> Result<(trivsel_domain::id::OrganisationId, PersonId), AppError> {
    let organisation = organisations::by_short_name(&app.store, short_name)
        .await?
        .ok_or(AppError::NotFound)?
        .id;
    let tx = app.read(organisation).await?;
    let person = store::holder_of(&tx, &hash_of_link(token))
        .await?
        .ok_or(AppError::NotFound)?;
    Ok((organisation, person))
}

/// What the holder of a link is written to about, and the language they are written to in.
pub async fn chosen_by_link(app: &App, short_name: &str, token: &str) -> Result<(Chosen, String), AppError> {
    let (organisation, person) = holder(app, short_name, token).await?;
    let tx = app.read(organisation).await?;
    let account = sessions::find_account(&tx, person).await?.ok_or(AppError::NotFound)?;
    Ok((of(app, &tx, person).await?, account.language))
}

/// Keeps what the holder of a link still wants. A link only ever takes away: what is off stays off.
pub async fn choose_by_link(app: &App, short_name: &str, token: &str, kept: &[NoticeKind]) -> Result<(), AppError> {
    let (organisation, person) = holder(app, short_name, token).await?;
    app.writing(Writer::nobody(organisation), |work| async move {
        let before = of(app, &work, person).await?;
        let kinds = before
            .kinds
            .iter()
            .copied()
            .filter(|kind| kept.contains(kind))
            .collect();
        keep(&work, person, &Chosen { kinds, ..before }).await
    })
    .await
}

/// Takes the holder of a link off everything: what a mail program's own button asks for.
pub async fn less_by_link(app: &App, short_name: &str, token: &str) -> Result<(), AppError> {
    choose_by_link(app, short_name, token, &[]).await
}

/// Has the visitor an address mails can go to?
pub async fn has_address(app: &App, who: &Actor) -> Result<bool, AppError> {
    let tx = app.read(who.organisation).await?;
    let person = persons::find(&tx, who.person).await?;
    let email = person.and_then(|person| person.email);
    Ok(email.as_deref().and_then(mail_address::read).is_some())
}

/// The week's letter as it would be written to the visitor now.
pub async fn preview(app: &App, who: &Actor) -> Result<NoticeLetter, AppError> {
    let mut letter = NoticeLetter {
        is_week: true,
        ..NoticeLetter::default()
    };
    let tx = app.read(who.organisation).await?;
    fill_week(app, &tx, who, &mut letter).await?;
    Ok(letter)
}
