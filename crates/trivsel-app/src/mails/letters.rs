//! What a mail needs to know to be written, gathered when its turn comes: what was true when it was queued may be so no longer.

use chrono::{DateTime, Utc};
use trivsel_ballot::{InvitationCode, SecretKey};
use trivsel_domain::hex::from_hex;
use trivsel_domain::id::SurveyId;
use trivsel_domain::sign_in::AccessKind;
use trivsel_domain::survey::SurveyState;
use trivsel_store::mails::{Mail, MailKind};
use trivsel_store::{Tx, organisations, persons, rolls, sessions};

use crate::notices::NoticeLetter;
use crate::surveys::Entrance;
use crate::work::Work;
use crate::{App, AppError, access, notices};

/// A mail to somebody, before it is put into words.
#[derive(Clone)]
pub struct Letter {
    /// The reader's language.
    pub language: String,
    /// Who writes.
    pub organisation: String,
    /// What the addresses of pages begin with.
    pub public_url: String,
    /// What it says.
    pub says: Says,
    to: String,
}

/// What a mail says.
#[derive(Clone, Debug)]
pub enum Says {
    /// Answer a survey.
    Survey(Box<SurveyLetter>),
    /// Choose a password.
    Access(AccessLetter),
    /// What waits for you.
    Notice(Box<NoticeLetter>),
    /// Mails get through. Where the pages are.
    Test {
        /// Their address.
        address: String,
    },
}

/// What a mail about a survey says.
#[derive(Clone)]
pub struct SurveyLetter {
    /// What it is for.
    pub kind: MailKind,
    /// The link that lets the reader answer. It is the reader's own: whoever has it can answer in their place.
    pub link: String,
    /// The code in it, to be typed where the link does not work.
    pub code: String,
    /// What it is about.
    pub entrance: Entrance,
}

/// What a mail says that lets somebody choose a password.
#[derive(Clone)]
pub struct AccessLetter {
    /// Why they get it.
    pub kind: AccessKind,
    /// The link. Whoever has it can choose the password in their place.
    pub link: String,
    /// Until when it works.
    pub until: DateTime<Utc>,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter")
            .field("says", &self.says)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for SurveyLetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SurveyLetter")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for AccessLetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccessLetter")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl Letter {
    /// What it tells of what waits, if it does.
    pub(super) fn notices(&self) -> Option<&NoticeLetter> {
        match &self.says {
            Says::Notice(letter) => Some(letter),
            _ => None,
        }
    }

    /// Where it goes.
    pub(super) fn to(&self) -> &str {
        &self.to
    }
}

/// What is to be written; none when nobody has to be written to any more.
pub(super) async fn letter(app: &App, work: &Work, mail: &Mail) -> Result<Option<Letter>, AppError> {
    let (Some(person), Some(organisation)) = (
        persons::find(work, mail.person).await?,
        organisations::find(work).await?,
    ) else {
        return Ok(None);
    };
    let Some(to) = person.email else { return Ok(None) };
    let account = sessions::find_account(work, mail.person).await?;
    let says = match (mail.kind, mail.survey) {
        (MailKind::Invitation | MailKind::Reminder | MailKind::LastDayMoved, Some(survey)) => {
            let letter = of_survey(app, work, mail, survey).await?;
            letter.map(|letter| Says::Survey(Box::new(letter)))
        }
        (MailKind::Invitation | MailKind::Reminder | MailKind::LastDayMoved, None) => None,
        (MailKind::Access, _) => of_access(app, work, mail, AccessKind::Invited).await?,
        (MailKind::Forgotten, _) => of_access(app, work, mail, AccessKind::Forgotten).await?,
        (MailKind::Notice, _) => {
            let letter = notices::letter(app, work, mail.person).await?;
            letter.map(|letter| Says::Notice(Box::new(letter)))
        }
        (MailKind::Test, _) => Some(Says::Test {
            address: app.settings.public_url.clone(),
        }),
    };
    Ok(says.map(|says| Letter {
        language: account.map_or_else(|| "da".to_owned(), |account| account.language),
        organisation: organisation.name,
        public_url: app.settings.public_url.clone(),
        says,
        to,
    }))
}

async fn of_survey(app: &App, tx: &Tx, mail: &Mail, survey: SurveyId) -> Result<Option<SurveyLetter>, AppError> {
    let Some(entrance) = Entrance::of(app, tx, survey).await? else {
        return Ok(None);
    };
    let entry = rolls::of_person(tx, survey, mail.person).await?;
    let is_waiting = entry.is_some_and(|entry| entry.blinded.is_empty());
    if entrance.survey.state != SurveyState::Open || entrance.survey.held_since.is_some() || !is_waiting {
        return Ok(None);
    }
    let key = from_hex(&entrance.secret_key)
        .and_then(|bytes| SecretKey::from_bytes(&bytes).ok())
        .ok_or_else(|| AppError::internal("writing a mail", "the survey's key is broken"))?;
    let code = InvitationCode::derive(&key, survey.0.as_bytes(), mail.person.0.as_bytes());
    Ok(Some(SurveyLetter {
        kind: mail.kind,
        link: entrance.link(&code.to_string()),
        code: code.to_string(),
        entrance,
    }))
}

/// The link is made here and nowhere earlier, so that no secret waits in the queue. A mail that is tried again has a new one.
async fn of_access(app: &App, work: &Work, mail: &Mail, kind: AccessKind) -> Result<Option<Says>, AppError> {
    let made = access::make(app, work, mail.person, kind).await?;
    Ok(made.map(|made| {
        Says::Access(AccessLetter {
            kind,
            link: made.link,
            until: made.until,
        })
    }))
}
