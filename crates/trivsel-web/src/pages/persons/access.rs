//! `/persons/access`: letting many in at once, by mail or with a slip of paper for each.

use askama::Template;
use axum::extract::{Form, Query, State};
use trivsel_app::access::{self, ManyForm, Ready, Sheet, Slip, Whom};
use trivsel_app::documents::pdf::{Block, Card, CardSheet, Document, Marks, Style, Text, Tone};
use trivsel_app::documents::qr::Qr;
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::UnitId;
use trivsel_domain::rights::Right;

use super::super::reports::print::{frame, rendered};
use super::super::surveys::cards::typed;
use super::super::{attachment, done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Words;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/persons/access", "A", show),
        post("/persons/access", "A", invite),
        post("/persons/access/sheets", "A", print),
    ]
}

#[derive(Template)]
#[template(path = "pages/persons/access.html")]
struct AccessPage {
    shell: Shell,
    fields: Fields,
    units: Vec<Choice>,
    whom: Vec<Choice>,
    form: ManyForm,
    ready: Ready,
    can_mail: bool,
}

impl AccessPage {
    fn has_somebody(&self) -> bool {
        self.ready.new + self.ready.again > 0
    }

    /// One of the counts, with its sentence.
    fn counted(&self, sentence: &str, count: usize) -> String {
        self.shell.with(sentence).count("count", count).to_string()
    }
}

async fn show(State(web): State<Web>, session: Session, Query(form): Query<ManyForm>) -> Answer {
    page(&access_page(&web, &session, form, Vec::new()).await?)
}

async fn access_page(
    web: &Web,
    session: &Session,
    form: ManyForm,
    problems: Vec<Problem>,
) -> Result<AccessPage, AppError> {
    let unit = form.unit.parse::<UnitId>().ok();
    let ready = access::ready(&web.app, session.actor(), unit).await?;
    let shell = session.shell(Station::GetStarted);
    let whom = Whom::ALL.map(|whom| {
        let count = match whom {
            Whom::New => ready.new,
            Whom::Again => ready.again,
        };
        let id = format!("access-many-whom-{}", whom.code());
        Choice::new(whom.code(), shell.with(&id).count("count", count).to_string())
    });
    let whom_first = if ready.new > 0 { Whom::New } else { Whom::Again };
    Ok(AccessPage {
        fields: Fields::new(session.words(), "access-many", problems),
        units: shell.unit_choices("role-whole-organisation", |_| true),
        whom: whom.to_vec(),
        form: ManyForm {
            whom: Some(form.whom)
                .filter(|whom| !whom.is_empty())
                .unwrap_or_else(|| whom_first.code().to_owned()),
            ..form
        },
        ready,
        can_mail: web.app.settings.mail.is_some(),
        shell,
    })
}

/// What is typed is read only for whoever may send it.
fn must_change_accounts(session: &Session) -> Result<(), AppError> {
    Ok(session.actor().must_everywhere(Right::ChangeAccounts)?)
}

async fn invite(State(web): State<Web>, session: Session, Form(form): Form<ManyForm>) -> Answer {
    must_change_accounts(&session)?;
    match async { access::invite(&web.app, session.actor(), form.read()?).await }.await {
        Ok(_) => done(urls::PERSONS_ACCESS, "done-access-invited"),
        Err(AppError::Invalid(problems)) => refused(&access_page(&web, &session, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn print(State(web): State<Web>, session: Session, Form(form): Form<ManyForm>) -> Answer {
    must_change_accounts(&session)?;
    // Codes that could not be printed would only make those that were handed out before worthless.
    web.app.press()?;
    match async { access::sheets(&web.app, session.actor(), form.read()?).await }.await {
        Ok(sheets) => {
            let until = web.app.now() + trivsel_domain::sign_in::AccessKind::Invited.valid_for();
            let until = session.lang().moment(until);
            let document = document(session.words(), &sheets, &until, frame(&session, &web.app))?;
            let name = session.words().t("access-sheets-file").into_owned();
            attachment("application/pdf", name, rendered(&web.app, document).await?)
        }
        Err(AppError::Invalid(problems)) => refused(&access_page(&web, &session, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}

/// A page for whoever hands them out, then the slips of each unit.
fn document(words: &'static Words, sheets: &[Sheet], until: &str, frame: Document) -> Result<Document, AppError> {
    let steps = ["access-sheets-cut", "access-sheets-hand", "access-sheets-left"];
    let mut blocks = vec![
        Block::heading(1, words.t("access-sheets-how")),
        Block::List {
            marks: Marks::Numbers,
            items: steps.map(|step| Text::plain(words.t(step))).to_vec(),
        },
        Block::Notice {
            tone: Tone::Warn,
            title: Some(words.t("access-sheets-secret-title").into_owned()),
            text: Text::plain(words.t("access-sheets-secret")),
        },
    ];
    for sheet in sheets {
        let made: Option<Vec<Card>> = sheet.slips.iter().map(|slip| card(words, slip, until)).collect();
        let unit = if sheet.unit.is_empty() {
            words.t("access-sheets-no-unit").into_owned()
        } else {
            sheet.unit.clone()
        };
        blocks.push(Block::Cards(CardSheet {
            title: unit,
            cards: made.ok_or_else(|| AppError::internal("making slips", "the address is too long for a QR code"))?,
        }));
    }
    let count: usize = sheets.iter().map(|sheet| sheet.slips.len()).sum();
    Ok(Document {
        title: words.t("access-sheets-title").into_owned(),
        subtitle: Some(words.with("access-sheets-count").count("count", count).to_string()),
        blocks,
        ..frame
    })
}

fn card(words: &'static Words, slip: &Slip, until: &str) -> Option<Card> {
    let page = slip.link.rsplit_once('/').and_then(|(page, _)| page.rsplit_once('/'));
    let address = page.map(|(page, _)| page).unwrap_or_default();
    Some(Card {
        title: slip.name.clone(),
        qr: Qr::of(&slip.link)?,
        alt: words.t("access-sheets-qr-alt").into_owned(),
        above: Text::plain(format!("{} ", words.t("cards-scan"))).then(typed(address), Style::Strong),
        code: slip.code.clone(),
        fold: words.t("cards-fold").into_owned(),
        below: vec![
            words
                .with("access-sheets-until")
                .text("moment", until)
                .to_string()
                .into(),
            words
                .with("access-sheets-email")
                .text("email", &slip.email)
                .to_string()
                .into(),
            Text::default().then(words.t("access-sheets-once"), Style::Soft),
        ],
    })
}
