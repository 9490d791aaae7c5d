//! The follow-ups of an initiative: the page, the form, writing what came of one, and putting one on an agenda.

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::Form as ManyForm;
use trivsel_app::initiatives::follow_ups::{self, FollowUpForm, NextMeeting, NoteForm, ToWrite};
use trivsel_app::initiatives::responsibles::{self, Entrusting};
use trivsel_app::initiatives::{self, FollowUpView, FollowUps};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::committee::Committee;
use trivsel_domain::id::{FollowUpId, InitiativeId};
use trivsel_domain::initiative::anchoring::AnchorCheck;
use trivsel_domain::initiative::{FollowUp, FollowUpNote, Frequency, Initiative, Responsible};

use super::{PartForm, PartPage, Top, entrusting, part_page};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::format::{long_month, often};
use crate::pages::{done, page, quicker, refused};
use crate::prose::prose;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/initiatives/{initiative}/follow-ups", "EMSUCKlrc", list),
        get("/initiatives/{initiative}/follow-ups/new", "MClr", new),
        post("/initiatives/{initiative}/follow-ups", "MClr", add),
        get("/initiatives/{initiative}/follow-ups/{follow_up}/edit", "MClr", edit),
        post("/initiatives/{initiative}/follow-ups/{follow_up}", "MClr", change),
        post(
            "/initiatives/{initiative}/follow-ups/{follow_up}/remove",
            "MClr",
            remove,
        ),
        get(
            "/initiatives/{initiative}/follow-ups/{follow_up}/notes/new",
            "MSUClr",
            new_note,
        ),
        post(
            "/initiatives/{initiative}/follow-ups/{follow_up}/notes",
            "MSUClr",
            add_note,
        ),
        post(
            "/initiatives/{initiative}/follow-ups/{follow_up}/agenda",
            "MCfvs",
            put_on_agenda,
        ),
    ]
}

#[derive(Template)]
#[template(path = "pages/initiatives/follow_ups.html")]
struct FollowUpsPage {
    shell: Shell,
    top: Top,
    found: FollowUps,
}

impl FollowUpsPage {
    /// A forum's next meeting in words; with its name, where there are several.
    fn meeting(&self, of: &FollowUpView, next: &NextMeeting) -> String {
        let id = if next.is_on_agenda {
            "follow-up-on-agenda"
        } else {
            "follow-up-next-meeting"
        };
        let day = self.shell.lang.date(next.meeting.held_on);
        let sentence = self.shell.with(id).text("day", day).to_string();
        if of.forums.len() > 1 {
            format!("{}: {sentence}", next.forum)
        } else {
            sentence
        }
    }

    /// How often it is looked at.
    fn often(&self, of: &FollowUpView) -> String {
        often(self.shell.words, &of.follow_up)
    }

    /// Does it stay off an agenda that the reader sets?
    fn can_put(&self, of: &FollowUpView) -> bool {
        of.next_meetings.iter().any(|next| next.may_put && !next.is_on_agenda)
    }

    /// When a note was held, and who wrote it down.
    fn note_head(&self, note: &FollowUpNote, writer: &Option<String>) -> String {
        let day = self.shell.lang.date(note.held_on);
        match writer {
            Some(name) => self
                .shell
                .with("note-by")
                .text("day", day)
                .text("name", name)
                .to_string(),
            None => day,
        }
    }

    /// When a look at whether it holds is due, or what was found.
    fn check(&self, check: &AnchorCheck) -> String {
        super::checks::sentence(&self.shell, check)
    }

    fn check_address(&self, check: &AnchorCheck) -> String {
        urls::anchor_check(check.initiative, check.id)
    }

    fn seen_to_by(&self, of: &FollowUpView) -> String {
        super::seen_to_by(&self.shell, &of.responsible)
    }

    fn prose(&self, note: &FollowUpNote) -> Safe<String> {
        prose(&note.text)
    }
}

async fn list(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let found = initiatives::find_follow_ups(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Act);
    page(&FollowUpsPage {
        top: Top::new(&shell, found.head.clone(), "follow-ups"),
        found,
        shell,
    })
}

/// What can be chosen from in the form.
struct FollowUpOffer {
    forums: Vec<Committee>,
    entrusting: Entrusting,
}

async fn offered(web: &Web, session: &Session, id: InitiativeId, now: Responsible) -> Result<FollowUpOffer, AppError> {
    Ok(FollowUpOffer {
        forums: follow_ups::offer(&web.app, session.actor(), id).await?,
        entrusting: responsibles::offer_follow_up(&web.app, session.actor(), id, now).await?,
    })
}

fn form_page(
    session: &Session,
    of: &Initiative,
    offered: &FollowUpOffer,
    id: Option<FollowUpId>,
    typed: &FollowUpForm,
    problems: Vec<Problem>,
    newest: Option<serde_json::Value>,
) -> PartPage {
    let form = PartForm {
        folder: "follow-ups",
        prefix: "ini-follow-up",
        id: id.map(|id| id.to_string()),
        can_go: true,
        problems,
        seen: &typed.seen,
        newest,
        fields: &|fields, shell| {
            let forums = offered.forums.iter();
            let forums: Vec<Choice> = forums.map(|forum| Choice::new(forum.id, &forum.name)).collect();
            let months = (1..=12).map(|month: u32| Choice::new(month, long_month(shell.lang, month)));
            let mut all = vec![
                fields.text("title", &typed.title),
                fields.text("source", &typed.source),
                fields.text("forum", &typed.forum),
                fields.select(
                    "frequency",
                    &typed.frequency,
                    &shell.choices("frequency", Frequency::ALL.map(Frequency::code)),
                ),
                fields.checkboxes("months", &typed.months, &months.collect::<Vec<_>>()),
                fields.date("next_due", &typed.next_due),
                fields.select(
                    "responsible",
                    &typed.responsible,
                    &entrusting(shell, &offered.entrusting),
                ),
            ];
            if !forums.is_empty() {
                all.insert(2, fields.checkboxes("committees", &typed.committees, &forums));
            }
            if id.is_some() {
                all.push(fields.date("ended_on", &typed.ended_on));
            }
            all
        },
    };
    part_page(session, of, form)
}

async fn new(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let of = follow_ups::find_initiative(&web.app, session.actor(), id).await?;
    let offered = offered(&web, &session, id, Responsible::Leads).await?;
    let blank = FollowUpForm {
        frequency: Frequency::Monthly.code().to_owned(),
        ..FollowUpForm::default()
    };
    page(&form_page(&session, &of, &offered, None, &blank, Vec::new(), None))
}

async fn add(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<InitiativeId>,
    ManyForm(typed): ManyForm<FollowUpForm>,
) -> Answer {
    match async { follow_ups::add(&web.app, session.actor(), id, &typed.read()?).await }.await {
        Ok(_) => done(&urls::initiative_follow_ups(id), "done-follow-up-saved"),
        Err(AppError::Invalid(problems)) => {
            let of = follow_ups::find_initiative(&web.app, session.actor(), id).await?;
            let offered = offered(&web, &session, id, Responsible::Leads).await?;
            refused(&form_page(&session, &of, &offered, None, &typed, problems, None))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(
    State(web): State<Web>,
    session: Session,
    Path((id, follow_up)): Path<(InitiativeId, FollowUpId)>,
) -> Answer {
    let found = follow_ups::find(&web.app, session.actor(), id, follow_up).await?;
    let of = follow_ups::find_initiative(&web.app, session.actor(), id).await?;
    let offered = offered(&web, &session, id, found.1).await?;
    let typed = form_of(&session, &found);
    let shown = form_page(&session, &of, &offered, Some(follow_up), &typed, Vec::new(), None);
    page(&shown)
}

fn form_of(session: &Session, (found, responsible): &(FollowUp, Responsible)) -> FollowUpForm {
    let date = |day| session.lang().date_typed(day);
    FollowUpForm {
        seen: seen::mark(&(found, *responsible)),
        responsible: responsible.code(),
        title: found.title.clone(),
        source: found.source.clone(),
        committees: found.committees.iter().map(ToString::to_string).collect(),
        forum: found.forum.clone(),
        frequency: found.frequency.code().to_owned(),
        months: found.months.numbers().map(|month| month.to_string()).collect(),
        next_due: found.next_due.map(date).unwrap_or_default(),
        ended_on: found.ended_on.map(date).unwrap_or_default(),
    }
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path((id, follow_up)): Path<(InitiativeId, FollowUpId)>,
    ManyForm(typed): ManyForm<FollowUpForm>,
) -> Answer {
    match async {
        follow_ups::change(
            &web.app,
            session.actor(),
            id,
            follow_up,
            &SeenMark::typed(&typed.seen),
            &typed.read()?,
        )
        .await
    }
    .await
    {
        Ok(()) => done(&urls::initiative_follow_ups(id), "done-follow-up-saved"),
        Err(AppError::Invalid(problems)) => {
            let of = follow_ups::find_initiative(&web.app, session.actor(), id).await?;
            let now = follow_ups::find(&web.app, session.actor(), id, follow_up).await?.1;
            let offered = offered(&web, &session, id, now).await?;
            refused(&form_page(
                &session,
                &of,
                &offered,
                Some(follow_up),
                &typed,
                problems,
                None,
            ))
        }
        Err(AppError::Conflict) => {
            let found = follow_ups::find(&web.app, session.actor(), id, follow_up).await?;
            let newest = form_of(&session, &found);
            let newest_fields = serde_json::to_value(&newest).ok();
            let typed = FollowUpForm {
                seen: newest.seen,
                ..typed
            };
            let of = follow_ups::find_initiative(&web.app, session.actor(), id).await?;
            let offered = offered(&web, &session, id, found.1).await?;
            let again = form_page(
                &session,
                &of,
                &offered,
                Some(follow_up),
                &typed,
                Vec::new(),
                newest_fields,
            );
            quicker(&again)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(
    State(web): State<Web>,
    session: Session,
    Path((id, follow_up)): Path<(InitiativeId, FollowUpId)>,
) -> Answer {
    follow_ups::remove(&web.app, session.actor(), id, follow_up).await?;
    done(&urls::initiative_follow_ups(id), "done-follow-up-removed")
}

#[derive(Template)]
#[template(path = "pages/initiatives/note.html")]
struct NotePage {
    shell: Shell,
    fields: Fields,
    of: ToWrite,
    form: NoteForm,
}

fn note_page(session: &Session, of: ToWrite, form: NoteForm, problems: Vec<Problem>) -> NotePage {
    NotePage {
        shell: session.shell(Station::Act),
        fields: Fields::new(session.words(), "ini-note", problems),
        of,
        form,
    }
}

async fn new_note(
    State(web): State<Web>,
    session: Session,
    Path((id, follow_up)): Path<(InitiativeId, FollowUpId)>,
) -> Answer {
    let of = follow_ups::to_write(&web.app, session.actor(), id, follow_up).await?;
    let form = NoteForm {
        held_on: session.lang().date_typed(web.app.today()),
        text: String::new(),
    };
    page(&note_page(&session, of, form, Vec::new()))
}

async fn add_note(
    State(web): State<Web>,
    session: Session,
    Path((id, follow_up)): Path<(InitiativeId, FollowUpId)>,
    Form(typed): Form<NoteForm>,
) -> Answer {
    match async { follow_ups::write(&web.app, session.actor(), id, follow_up, &typed.read()?).await }.await {
        // Down to the follow-up, so that what was written is in sight.
        Ok(_) => {
            let told = urls::with_notice(&urls::initiative_follow_ups(id), "done-note-saved");
            Ok(Redirect::to(&format!("{told}#{follow_up}")).into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let of = follow_ups::to_write(&web.app, session.actor(), id, follow_up).await?;
            refused(&note_page(&session, of, typed, problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn put_on_agenda(
    State(web): State<Web>,
    session: Session,
    Path((id, follow_up)): Path<(InitiativeId, FollowUpId)>,
) -> Answer {
    follow_ups::put_on_next_agenda(&web.app, session.actor(), id, follow_up).await?;
    done(&urls::initiative_follow_ups(id), "done-follow-up-on-agenda")
}
