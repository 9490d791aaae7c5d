//! `/account/notices`, the link in a mail that leads to fewer of them, and `/notices` for those who look after it.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Deserialize;
use trivsel_app::notices::{self, ChoicesForm, LessForm, LetterLine, MailsSent, NoticeLetter, SentWeek};
use trivsel_app::{AppError, Problem};
use trivsel_domain::notice::{HOURS, NoticeKind};

use super::{done, page, refused};
use crate::Web;
use crate::emails::{late_of_others, line_sentence};
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{OPEN, Route, SIGNED_IN, get, post};
use crate::session::{Session, Visit};
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::{Lang, Words};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/account/notices", SIGNED_IN, show),
        post("/account/notices", SIGNED_IN, choose),
        get("/less/{organisation}/{less}", OPEN, less_page),
        post("/less/{organisation}/{less}", OPEN, less),
        post("/less/{organisation}/{less}/all", OPEN, less_all),
        get("/notices", "CA", sent),
        post("/notices/test", "CA", send_test),
    ]
}

#[derive(Template)]
#[template(path = "pages/notices/account.html")]
struct NoticesPage {
    shell: Shell,
    fields: Fields,
    form: ChoicesForm,
    weekdays: Vec<Choice>,
    hours: Vec<Choice>,
    can_mail: bool,
    email: bool,
    letter: NoticeLetter,
}

impl NoticesPage {
    fn sentence(&self, line: &LetterLine) -> String {
        line_sentence(self.shell.words, line)
    }

    fn address(&self, line: &LetterLine) -> String {
        urls::of_subject(line.subject)
    }

    fn is_nothing(&self) -> bool {
        self.letter.lines().next().is_none() && self.letter.late_of_others == 0
    }

    fn late_of_others(&self) -> Option<String> {
        late_of_others(self.shell.words, &self.letter)
    }
}

#[derive(Template)]
#[template(path = "pages/notices/less.html")]
struct LessPage {
    shell: Shell,
    fields: Fields,
    address: String,
    /// What the reader still gets, by code.
    kinds: Vec<&'static str>,
    is_done: bool,
}

#[derive(Template)]
#[template(path = "pages/notices/sent.html")]
struct SentPage {
    shell: Shell,
    found: MailsSent,
    kinds: Vec<String>,
}

impl SentPage {
    fn days(&self, week: &SentWeek) -> String {
        self.shell
            .with("notices-week-of")
            .text("date", self.shell.day(week.monday))
            .to_string()
    }
}

async fn show(State(web): State<Web>, session: Session) -> Answer {
    let chosen = notices::chosen(&web.app, session.actor()).await?;
    let ticked = |kind: NoticeKind| {
        let is_chosen = chosen.kinds.contains(&kind);
        if is_chosen { "on".to_owned() } else { String::new() }
    };
    let form = ChoicesForm {
        week: ticked(NoticeKind::Week),
        due: ticked(NoticeKind::Due),
        task: ticked(NoticeKind::Task),
        meeting: ticked(NoticeKind::Meeting),
        plan: ticked(NoticeKind::Plan),
        start: ticked(NoticeKind::Start),
        weekday: chosen.weekday.to_string(),
        hour: chosen.hour.to_string(),
    };
    page(&notices_page(&web, &session, form, Vec::new()).await?)
}

async fn choose(State(web): State<Web>, session: Session, Form(form): Form<ChoicesForm>) -> Answer {
    match async { notices::choose(&web.app, session.actor(), &form.read()?).await }.await {
        Ok(()) => done(urls::ACCOUNT_NOTICES, "done-notices-chosen"),
        Err(AppError::Invalid(problems)) => refused(&notices_page(&web, &session, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn notices_page(
    web: &Web,
    session: &Session,
    form: ChoicesForm,
    problems: Vec<Problem>,
) -> Result<NoticesPage, AppError> {
    let shell = session.shell(Station::Outside);
    let weekdays = (0..7).map(|day| Choice::new(day, shell.code("notices-weekday", &day.to_string())));
    let hours = HOURS.map(|hour| Choice::new(hour, format!("{hour}.30")));
    Ok(NoticesPage {
        fields: Fields::new(session.words(), "notices", problems),
        weekdays: weekdays.collect(),
        hours: hours.collect(),
        can_mail: web.app.settings.mail.is_some(),
        email: notices::has_address(&web.app, session.actor()).await?,
        letter: notices::preview(&web.app, session.actor()).await?,
        shell,
        form,
    })
}

/// The language a reader asked for on the page itself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct LessAsked {
    lang: Option<String>,
}

async fn less_page(
    State(web): State<Web>,
    visit: Visit,
    Path((organisation, token)): Path<(String, String)>,
    Query(asked): Query<LessAsked>,
) -> Answer {
    page(&less_of(&web, &visit, &organisation, &token, asked, false).await?)
}

async fn less(
    State(web): State<Web>,
    visit: Visit,
    Path((organisation, token)): Path<(String, String)>,
    Query(asked): Query<LessAsked>,
    Form(form): Form<LessForm>,
) -> Answer {
    notices::choose_by_link(&web.app, &organisation, &token, &form.read()).await?;
    page(&less_of(&web, &visit, &organisation, &token, asked, true).await?)
}

/// What a mail program sends by itself when its reader presses its button: no page is read.
async fn less_all(State(web): State<Web>, Path((organisation, token)): Path<(String, String)>) -> Answer {
    notices::less_by_link(&web.app, &organisation, &token).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn less_of(
    web: &Web,
    visit: &Visit,
    organisation: &str,
    token: &str,
    asked: LessAsked,
    is_done: bool,
) -> Result<LessPage, AppError> {
    let (chosen, language) = notices::chosen_by_link(&web.app, organisation, token).await?;
    // The mail spoke the receiver's language, and whoever opens its link is nobody to us.
    let lang = Lang::parse(asked.lang.as_ref().unwrap_or(&language));
    let shell = Shell {
        lang,
        words: Words::of(lang),
        ..visit.shell(Station::Outside)
    };
    let address = urls::less(organisation, token);
    Ok(LessPage {
        fields: Fields::new(shell.words, "notices", Vec::new()),
        address: match asked.lang {
            Some(_) => urls::in_language(&address, lang.code()),
            None => address,
        },
        kinds: chosen.kinds.iter().map(|kind| kind.code()).collect(),
        shell,
        is_done,
    })
}

async fn sent(State(web): State<Web>, session: Session) -> Answer {
    let found = notices::sent(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Outside);
    page(&SentPage {
        kinds: NoticeKind::ALL
            .map(|kind| shell.code("notices-column", kind.code()))
            .to_vec(),
        shell,
        found,
    })
}

async fn send_test(State(web): State<Web>, session: Session) -> Answer {
    notices::send_test(&web.app, session.actor()).await?;
    done(urls::NOTICES, "done-notices-test")
}
