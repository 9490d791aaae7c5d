//! The mails people get: what they say, as plain text and as simple HTML. Whom they go to is not known here.

use askama::Template;
use trivsel_app::AppError;
use trivsel_app::mails::{Letter, MailKind, Written};

use crate::format::in_groups;
use crate::words::{Lang, Words};

#[derive(Template)]
#[template(path = "emails/invitation.txt")]
struct Text<'a> {
    mail: &'a Invitation,
}

#[derive(Template)]
#[template(path = "emails/invitation.html")]
struct Html<'a> {
    mail: &'a Invitation,
}

/// What an invitation or a reminder says.
struct Invitation {
    lang: Lang,
    title: String,
    hello: String,
    greeting: String,
    purpose: String,
    call: String,
    link: String,
    /// Where the code is typed when the link does not work.
    by_hand: String,
    code: String,
    promise: String,
    own: String,
    seal: String,
    regards: String,
    organisation: String,
}

/// Writes an invitation or a reminder.
pub fn write(letter: &Letter) -> Result<Written, AppError> {
    let lang = Lang::parse(&letter.language);
    let words = Words::of(lang);
    let (entrance, survey) = (&letter.entrance, &letter.entrance.survey);
    let title = survey.title.of(lang.code()).to_owned();
    let closes = survey.last_day().map(|day| lang.date(day)).unwrap_or_default();
    let (subject, greeting) = match letter.kind {
        MailKind::Invitation => ("mail-invitation-subject", "mail-invitation-greeting"),
        MailKind::Reminder => ("mail-reminder-subject", "mail-reminder-greeting"),
        MailKind::LastDayMoved => ("mail-moved-subject", "mail-moved-greeting"),
    };
    let mail = Invitation {
        lang,
        hello: words.t("mail-hello").into_owned(),
        greeting: words
            .with(greeting)
            .text("organisation", &entrance.organisation_name)
            .text("title", &title)
            .text("date", &closes)
            .to_string(),
        purpose: match letter.kind {
            MailKind::Invitation => survey.purpose.of(lang.code()).to_owned(),
            MailKind::Reminder | MailKind::LastDayMoved => String::new(),
        },
        call: words.t("mail-answer").into_owned(),
        link: letter.link.clone(),
        by_hand: words
            .with("mail-by-hand")
            .text("address", &entrance.address)
            .to_string(),
        code: in_fives(&letter.code),
        promise: words
            .with("mail-promise")
            .count("minimum", survey.rules.minimum)
            .text("organisation", &entrance.organisation_name)
            .to_string(),
        own: words.t("mail-own-link").into_owned(),
        seal: words
            .with("mail-seal")
            .text("seal", in_groups(&entrance.seal))
            .to_string(),
        regards: words.t("mail-regards").into_owned(),
        organisation: entrance.organisation_name.clone(),
        title: title.clone(),
    };
    let failed = |error| AppError::internal("writing a mail", error);
    Ok(Written {
        subject: words
            .with(subject)
            .text("title", &title)
            .text("date", &closes)
            .to_string(),
        text: Text { mail: &mail }.render().map_err(failed)?,
        html: Html { mail: &mail }.render().map_err(failed)?,
    })
}

/// A code as it is read aloud and typed, like the one on a card.
fn in_fives(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(5).map(|group| group.iter().collect()).collect();
    groups.join("-")
}
