//! The mails people get: what they say, as plain text and as simple HTML. Whom they go to is not known here.

use askama::Template;
use trivsel_app::AppError;
use trivsel_app::mails::{AccessLetter, Letter, MailKind, Says, SurveyLetter, Written};
use trivsel_app::notices::{LetterLine, NoticeLetter, Subject};
use trivsel_domain::sign_in::AccessKind;

use crate::format::in_groups;
use crate::urls;
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

#[derive(Template)]
#[template(path = "emails/told.txt")]
struct ToldText<'a> {
    mail: &'a ToldMail,
}

#[derive(Template)]
#[template(path = "emails/told.html")]
struct ToldHtml<'a> {
    mail: &'a ToldMail,
}

/// What a mail says that is about no survey.
struct ToldMail {
    lang: Lang,
    title: String,
    hello: String,
    paragraphs: Vec<String>,
    /// Lists with a heading each.
    parts: Vec<MailPart>,
    /// What the one button says, and where it leads.
    call: String,
    link: String,
    after: Vec<String>,
    regards: String,
    organisation: String,
    /// Why the reader gets it.
    why: String,
    /// How to get fewer of them, and where.
    less: Option<(String, String)>,
}

/// A list in a mail.
struct MailPart {
    heading: String,
    lines: Vec<String>,
}

/// Puts a mail into words.
pub fn write(letter: &Letter) -> Result<Written, AppError> {
    let words = Words::of(Lang::parse(&letter.language));
    match &letter.says {
        Says::Survey(survey) => of_survey(words, survey),
        Says::Access(access) => told(&of_access(words, access, &letter.organisation)),
        Says::Notice(notice) => told(&of_notice(words, notice, letter)),
        Says::Test { address } => told(&of_test(words, address, &letter.organisation)),
    }
}

fn of_access(words: &'static Words, letter: &AccessLetter, organisation: &str) -> ToldMail {
    let prefix = match letter.kind {
        AccessKind::Invited => "mail-access",
        AccessKind::Forgotten => "mail-forgotten",
    };
    let sentence = |part: &str| words.t(&format!("{prefix}-{part}")).into_owned();
    let until = words.lang().moment(letter.until);
    let with = |part: &str| {
        let id = format!("{prefix}-{part}");
        words
            .with(&id)
            .text("organisation", organisation)
            .text("moment", &until)
            .to_string()
    };
    ToldMail {
        lang: words.lang(),
        title: with("subject"),
        hello: words.t("mail-hello").into_owned(),
        paragraphs: vec![with("greeting")],
        parts: Vec::new(),
        call: sentence("call"),
        link: letter.link.clone(),
        after: vec![with("until")],
        regards: words.t("mail-regards").into_owned(),
        organisation: organisation.to_owned(),
        why: sentence("why"),
        less: None,
    }
}

/// One thing in a letter: what, and when.
pub(crate) fn line_sentence(words: &'static Words, line: &LetterLine) -> String {
    let date = words.lang().weekday_date(line.on);
    let sentence = if matches!(line.subject, Subject::Minutes(_)) {
        words.with("mail-notice-line-minutes")
    } else if matches!(line.subject, Subject::Plan(_)) {
        words.with("mail-notice-line-plan")
    } else if matches!(line.subject, Subject::Start(_)) {
        words.with("mail-notice-line-start")
    } else if matches!(line.subject, Subject::Promise(_)) {
        words.with("mail-notice-line-promise")
    } else if line.at.is_empty() {
        words.with("mail-notice-line-day")
    } else {
        words.with("mail-notice-line-time").text("time", &line.at)
    };
    sentence
        .text("title", what_to_do(words, line))
        .text("date", date)
        .to_string()
}

/// A title that says what to do.
fn what_to_do(words: &'static Words, line: &LetterLine) -> String {
    let id = match line.subject {
        Subject::FollowUp(..) => "do-follow-up",
        Subject::Milestone(_) => "do-milestone",
        Subject::Report(_) => "do-report",
        Subject::Check(..) => "do-check",
        // A task says itself what to do; a meeting, a plan and a start's unit are names.
        Subject::Task(_)
        | Subject::Meeting(_)
        | Subject::Minutes(_)
        | Subject::Plan(_)
        | Subject::Start(_)
        | Subject::Promise(_) => return line.title.clone(),
    };
    words.with(id).text("title", &line.title).to_string()
}

/// How much is late for others in the reader's area, if anything is.
pub(crate) fn late_of_others(words: &'static Words, letter: &NoticeLetter) -> Option<String> {
    let count = letter.late_of_others;
    (count > 0).then(|| {
        words
            .with("mail-notice-late-of-others")
            .count("count", count)
            .to_string()
    })
}

/// What waits for the reader. The one button leads to the very form where there is one thing, else to where all of it stands.
fn of_notice(words: &'static Words, notice: &NoticeLetter, letter: &Letter) -> ToldMail {
    let (subject, why) = match (notice.is_week, notice.late.is_empty(), notice.coming.is_empty()) {
        (true, _, _) => ("mail-notice-week-subject", "mail-notice-why-week"),
        (false, false, _) => ("mail-notice-late-subject", "mail-notice-why"),
        (false, true, false) => ("mail-notice-due-subject", "mail-notice-why"),
        (false, true, true) => ("mail-notice-meeting-subject", "mail-notice-why"),
    };
    let is_minutes = |line: &LetterLine| matches!(line.subject, Subject::Minutes(_));
    let is_plan = |line: &LetterLine| matches!(line.subject, Subject::Plan(_));
    let is_start = |line: &LetterLine| matches!(line.subject, Subject::Start(_) | Subject::Promise(_));
    let subject = if !notice.is_week && notice.lines().all(is_minutes) {
        "mail-notice-minutes-subject"
    } else if !notice.is_week && notice.lines().all(is_plan) {
        "mail-notice-plan-subject"
    } else if !notice.is_week && notice.lines().all(is_start) {
        "mail-notice-start-subject"
    } else {
        subject
    };
    let part = |heading: &str, lines: &[LetterLine]| MailPart {
        heading: words.t(heading).into_owned(),
        lines: lines.iter().map(|line| line_sentence(words, line)).collect(),
    };
    let parts = [
        part("mail-notice-late", &notice.late),
        part("mail-notice-coming", &notice.coming),
        part("mail-notice-meetings", &notice.meetings),
        part("mail-notice-plans", &notice.plans),
        part("mail-notice-starts", &notice.starts),
    ];
    let of_others = MailPart {
        heading: words.t("mail-notice-others").into_owned(),
        lines: late_of_others(words, notice).into_iter().collect(),
    };
    let mut lines = notice.lines();
    let (call, page) = match (lines.next(), lines.next()) {
        (Some(only), None) => {
            let call = match only.subject {
                Subject::FollowUp(..) => "mail-notice-call-follow-up",
                Subject::Milestone(_) => "mail-notice-call-milestone",
                Subject::Report(_) => "mail-notice-call-report",
                Subject::Check(..) => "mail-notice-call-check",
                Subject::Task(_) => "mail-notice-call-task",
                Subject::Meeting(_) | Subject::Minutes(_) => "mail-notice-call-meeting",
                Subject::Plan(_) => "mail-notice-call-plan",
                Subject::Start(_) => "mail-notice-call-start",
                Subject::Promise(_) => "mail-notice-call-promise",
            };
            (call, urls::of_subject(only.subject))
        }
        _ => ("mail-notice-call-all", urls::START.to_owned()),
    };
    ToldMail {
        lang: words.lang(),
        title: words.t(subject).into_owned(),
        hello: words.t("mail-hello").into_owned(),
        paragraphs: vec![
            words
                .with("mail-notice-greeting")
                .text("organisation", &letter.organisation)
                .to_string(),
        ],
        parts: parts
            .into_iter()
            .chain([of_others])
            .filter(|part| !part.lines.is_empty())
            .collect(),
        call: words.t(call).into_owned(),
        link: format!("{}{page}", letter.public_url),
        after: Vec::new(),
        regards: words.t("mail-regards").into_owned(),
        organisation: letter.organisation.clone(),
        why: words.t(why).into_owned(),
        less: Some((words.t("mail-notice-less").into_owned(), notice.less.clone())),
    }
}

fn of_test(words: &'static Words, address: &str, organisation: &str) -> ToldMail {
    let greeting = words.with("mail-test-greeting").text("organisation", organisation);
    ToldMail {
        lang: words.lang(),
        title: words.t("mail-test-subject").into_owned(),
        hello: words.t("mail-hello").into_owned(),
        paragraphs: vec![greeting.to_string()],
        parts: Vec::new(),
        call: words.t("mail-test-call").into_owned(),
        link: address.to_owned(),
        after: Vec::new(),
        regards: words.t("mail-regards").into_owned(),
        organisation: organisation.to_owned(),
        why: words.t("mail-test-why").into_owned(),
        less: None,
    }
}

fn told(mail: &ToldMail) -> Result<Written, AppError> {
    let failed = |error| AppError::internal("writing a mail", error);
    Ok(Written {
        subject: mail.title.clone(),
        text: ToldText { mail }.render().map_err(failed)?,
        html: ToldHtml { mail }.render().map_err(failed)?,
    })
}

fn of_survey(words: &'static Words, letter: &SurveyLetter) -> Result<Written, AppError> {
    let lang = words.lang();
    let (entrance, survey) = (&letter.entrance, &letter.entrance.survey);
    let title = survey.title.of(lang.code()).to_owned();
    let closes = survey.last_day().map(|day| lang.date(day)).unwrap_or_default();
    let (subject, greeting) = match letter.kind {
        MailKind::Invitation => ("mail-invitation-subject", "mail-invitation-greeting"),
        MailKind::Reminder => ("mail-reminder-subject", "mail-reminder-greeting"),
        MailKind::LastDayMoved => ("mail-moved-subject", "mail-moved-greeting"),
        MailKind::Access | MailKind::Forgotten | MailKind::Notice | MailKind::Test => {
            return Err(AppError::internal("writing a mail", "this kind is about no survey"));
        }
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
            _ => String::new(),
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
