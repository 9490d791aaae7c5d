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
    greeting: String,
    purpose: String,
    call: String,
    link: String,
    promise: String,
    own: String,
    seal: String,
}

/// Writes an invitation or a reminder.
pub fn write(letter: &Letter) -> Result<Written, AppError> {
    let lang = Lang::parse(&letter.language);
    let words = Words::of(lang);
    let (entrance, survey) = (&letter.entrance, &letter.entrance.survey);
    let title = survey.title.of(lang.code()).to_owned();
    let closes = survey.closes_on.map(|day| lang.date(day)).unwrap_or_default();
    let (subject, greeting) = match letter.kind {
        MailKind::Invitation => ("mail-invitation-subject", "mail-invitation-greeting"),
        MailKind::Reminder => ("mail-reminder-subject", "mail-reminder-greeting"),
    };
    let mail = Invitation {
        lang,
        greeting: words
            .with(greeting)
            .text("organisation", &entrance.organisation_name)
            .text("title", &title)
            .text("date", &closes)
            .to_string(),
        purpose: match letter.kind {
            MailKind::Invitation => survey.purpose.of(lang.code()).to_owned(),
            MailKind::Reminder => String::new(),
        },
        call: words.t("mail-answer").into_owned(),
        link: letter.link.clone(),
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
