//! Writing to people about what waits for them: what is due (`notices/gather.rs`), the week's letter (`notices/letter.rs`), and what they
//! chose to be written to about (`notices/choices.rs`).
//!
//! What is to be told is written down first and told after: so nothing is told twice, whichever server does it, and what was over before its
//! turn came is not told at all. One mail a person a day at most.

mod choices;
mod gather;
mod letter;
mod meetings;

use std::collections::BTreeSet;

use chrono::{DateTime, Days, TimeDelta, Timelike, Utc};
use trivsel_domain::id::{OrganisationId, PersonId};
use trivsel_domain::notice::{HOUR_UNSAID, NoticeKind, is_quiet};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::mails::{self as queue, Mail, MailKind};
use trivsel_store::notices::{self as store, Notice};
use trivsel_store::{Tx, meeting_calls};

pub use choices::{
    ChoicesForm, Chosen, LessForm, choose, choose_by_link, chosen, chosen_by_link, has_address, hash_of_link,
    less_by_link, preview,
};
pub(crate) use letter::letter;
pub use letter::{LetterLine, NoticeLetter, Subject};
pub use meetings::tell_members;

use crate::app::local;
use crate::work::{Work, Writer};
use crate::{App, AppError, looks, mails};

/// How often it is looked whether somebody is to be told something.
pub(crate) const EVERY: TimeDelta = TimeDelta::minutes(10);
/// After which minute of the chosen hour mails go.
const AFTER_MINUTE: u32 = 30;
/// How long it is kept what was told.
const KEPT_FOR: Days = Days::new(365);
/// How long after its last try a mail that nobody took is given up, and the next may go.
const BLOCKED_FOR: TimeDelta = TimeDelta::days(7);

/// What has gone out, for whoever looks after it.
#[derive(Clone, Debug, Default)]
pub struct MailsSent {
    /// How many were told what, by the Monday of the week, newest first.
    pub weeks: Vec<SentWeek>,
    /// Mails that wait, by kind, and mails that were tried in vain.
    pub queues: Vec<MailQueue>,
    /// Can mails be sent at all?
    pub can_mail: bool,
}

/// What went out in a week.
#[derive(Clone, Debug)]
pub struct SentWeek {
    /// Its Monday.
    pub monday: chrono::NaiveDate,
    /// How many, in the order of [`NoticeKind::ALL`].
    pub counts: Vec<u64>,
}

/// The mails of a kind that have not gone.
#[derive(Clone, Debug)]
pub struct MailQueue {
    /// The kind, by its code.
    pub kind: &'static str,
    /// How many wait.
    pub waiting: usize,
    /// How many were tried so often that they are left alone.
    pub failed: usize,
}

/// Writes down what is to be told today, and asks for the mails of those whose hour has come. Says when to look again.
pub async fn tell(app: &App, organisation: OrganisationId) -> Result<DateTime<Utc>, AppError> {
    let now = app.now();
    let next = now + EVERY;
    // Without a mail server nothing is written down either: nobody gets a heap of it on the day there is one.
    if app.settings.mail.is_none() || !looks::look(app, organisation).await?.anything {
        return Ok(next);
    }
    let (wanted, readers) = {
        let tx = app.read(organisation).await?;
        let readers = gather::Readers::load(app, &tx).await?;
        (gather::due(app, &tx, &readers).await?, readers)
    };
    let (wanted, readers) = (&wanted, &readers);
    app.writing(Writer::nobody(organisation), |work| async move {
        store::add_missing(&work, wanted).await?;
        sweep(&work).await?;
        let to = ready(&work, readers).await?;
        mails::queue(&work, &to).await
    })
    .await?;
    Ok(next)
}

async fn sweep(work: &Work) -> Result<(), AppError> {
    if let Some(before) = work.today.checked_sub_days(KEPT_FOR) {
        store::sweep(work, before).await?;
        store::sweep_links(work, before).await?;
        meeting_calls::sweep(work, before).await?;
    }
    queue::remove_failed(work, MailKind::Notice, mails::TRIES, work.now - BLOCKED_FOR).await?;
    Ok(())
}

/// A mail to each who has something untold, is at work, has had none today, and whose hour has come.
async fn ready(work: &Work, readers: &gather::Readers) -> Result<Vec<Mail>, AppError> {
    let clock = local(work.now);
    let minutes = clock.hour() * 60 + clock.minute();
    let told_today: BTreeSet<PersonId> = store::list_told_since(work, work.today)
        .await?
        .into_iter()
        .map(|notice| notice.person)
        .collect();
    let on_its_way: BTreeSet<PersonId> = queue::list_of_kind(work, MailKind::Notice)
        .await?
        .into_iter()
        .map(|mail| mail.person)
        .collect();
    let mut to = BTreeSet::new();
    for notice in store::list_untold(work, None).await? {
        let person = notice.person;
        let hour = readers.hour_of(person).unwrap_or(HOUR_UNSAID);
        let is_time = minutes >= hour * 60 + AFTER_MINUTE;
        let is_kept_back = is_quiet(work.today) && notice.due_on != work.today;
        if is_time
            && !is_kept_back
            && readers.is_at_work(person)
            && !told_today.contains(&person)
            && !on_its_way.contains(&person)
        {
            to.insert(person);
        }
    }
    Ok(to
        .into_iter()
        .map(|person| Mail::to(person, MailKind::Notice))
        .collect())
}

/// Notes that a mail with these went out.
pub(crate) async fn note_told(work: &Work, letter: &NoticeLetter) -> Result<(), AppError> {
    Ok(store::mark_told(work, &letter.notices, work.today).await?)
}

/// What has gone out in the last weeks, and what has not: numbers, and nobody's name.
pub async fn sent(app: &App, who: &Actor) -> Result<MailsSent, AppError> {
    /// How many weeks are shown.
    const WEEKS: i64 = 8;
    who.must_everywhere(Right::ReadNotices)?;
    let tx = app.read(who.organisation).await?;
    let this_monday = gather::monday_of(app.today());
    let since = this_monday - TimeDelta::weeks(WEEKS - 1);
    let told = store::count_told(&tx, since).await?;
    let mut weeks = Vec::new();
    for back in 0..WEEKS {
        let monday = this_monday - TimeDelta::weeks(back);
        let of_kind = |kind: NoticeKind| {
            let in_week = told
                .iter()
                .filter(|told| told.kind == kind.code() && gather::monday_of(told.sent_on) == monday);
            in_week.map(|told| u64::try_from(told.found).unwrap_or(0)).sum()
        };
        let counts: Vec<u64> = NoticeKind::ALL.into_iter().map(of_kind).collect();
        if counts.iter().any(|count| *count > 0) {
            weeks.push(SentWeek { monday, counts });
        }
    }
    Ok(MailsSent {
        weeks,
        queues: queues(&tx).await?,
        can_mail: app.settings.mail.is_some(),
    })
}

/// Mails about surveys are told of on the survey's own page, in steps: their exact numbers would tell who has begun.
async fn queues(tx: &Tx) -> Result<Vec<MailQueue>, AppError> {
    let mut found = Vec::new();
    for kind in [MailKind::Notice, MailKind::Access, MailKind::Forgotten, MailKind::Test] {
        let mails = queue::list_of_kind(tx, kind).await?;
        let failed = mails.iter().filter(|mail| mail.attempts >= mails::TRIES).count();
        if !mails.is_empty() {
            found.push(MailQueue {
                kind: kind.code(),
                waiting: mails.len() - failed,
                failed,
            });
        }
    }
    Ok(found)
}

/// Sends the visitor a mail that says that mails get through.
pub async fn send_test(app: &App, who: &Actor) -> Result<(), AppError> {
    who.must_everywhere(Right::ReadNotices)?;
    app.must_mail()?;
    app.writing(who, |work| async move {
        queue::remove_to(&work, who.person, &[MailKind::Test]).await?;
        mails::queue(&work, &[Mail::to(who.person, MailKind::Test)]).await
    })
    .await
}

/// A notice that is to be told.
fn new_notice(person: PersonId, kind: NoticeKind, about: gather::About) -> Notice {
    Notice {
        id: uuid::Uuid::now_v7(),
        person,
        kind,
        stage: about.stage,
        subject: about.subject,
        due_on: about.due_on,
        sent_on: None,
        is_over: false,
    }
}
