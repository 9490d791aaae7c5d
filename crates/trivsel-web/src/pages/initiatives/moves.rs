//! Taking an initiative to its next state: what follows from it is said first, and why is written down.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::initiatives::moves::{self, Confirmation, MoveForm};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::InitiativeId;
use trivsel_domain::initiative::State as InitiativeState;

use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, refused};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

#[derive(Template)]
#[template(path = "pages/initiatives/move.html")]
struct MovePage {
    shell: Shell,
    fields: Fields,
    of: Confirmation,
    /// Yes and no.
    answers: Vec<Choice>,
    form: MoveForm,
}

impl MovePage {
    /// What follows from the move, one sentence each.
    fn consequences(&self) -> Vec<String> {
        let of = &self.of;
        let mut all = Vec::new();
        match of.to {
            InitiativeState::Decided if of.criteria > 0 => {
                all.push(self.shell.with("move-freezes").count("count", of.criteria).to_string());
            }
            InitiativeState::Ended => {
                if of.open_sites > 0 {
                    all.push(
                        self.shell
                            .with("move-ends-sites")
                            .count("count", of.open_sites)
                            .to_string(),
                    );
                }
                if of.open_follow_ups > 0 {
                    all.push(
                        self.shell
                            .with("move-ends-follow-ups")
                            .count("count", of.open_follow_ups)
                            .to_string(),
                    );
                }
            }
            _ => {}
        }
        all
    }

    /// Is it to be anchored? Then four things are asked, and none of them stops it.
    fn is_to_be_anchored(&self) -> bool {
        self.of.to == InitiativeState::Anchored
    }

    /// Is it the decision, whose day is asked for?
    fn is_decision(&self) -> bool {
        self.of.to == InitiativeState::Decided
    }

    /// Is it to be decided without anything to see its success by?
    fn has_no_criteria(&self) -> bool {
        self.of.to == InitiativeState::Decided && self.of.criteria == 0
    }

    /// A sentence about this very move.
    fn about(&self, what: &str) -> String {
        let to = self.of.to.code();
        let id = match (self.of.initiative.state, self.of.to) {
            (InitiativeState::Anchored, InitiativeState::Running) => format!("initiative-again-{what}"),
            (InitiativeState::Idea, InitiativeState::Ended) => format!("initiative-drop-{what}"),
            _ => format!("initiative-to-{to}-{what}"),
        };
        self.shell.t(&id).into_owned()
    }
}

fn move_page(session: &Session, of: Confirmation, form: MoveForm, problems: Vec<Problem>) -> MovePage {
    let shell = session.shell(Station::Act);
    MovePage {
        answers: shell.choices("answer", ["yes", "no"]),
        shell,
        fields: Fields::new(session.words(), "ini-move", problems),
        of,
        form,
    }
}

pub(super) async fn confirm(
    State(web): State<Web>,
    session: Session,
    Path((id, to)): Path<(InitiativeId, String)>,
) -> Answer {
    let to = InitiativeState::parse(&to).ok_or(AppError::NotFound)?;
    let of = moves::prepare(&web.app, session.actor(), id, to).await?;
    let form = MoveForm {
        decided_on: session.lang().date_typed(web.app.today()),
        // What stands on a forum's agenda again and again need not be asked.
        on_agenda: if of.is_on_standing_agenda { "yes" } else { "" }.to_owned(),
        ..MoveForm::default()
    };
    page(&move_page(&session, of, form, Vec::new()))
}

pub(super) async fn change(
    State(web): State<Web>,
    session: Session,
    Path((id, to)): Path<(InitiativeId, String)>,
    Form(typed): Form<MoveForm>,
) -> Answer {
    let to = InitiativeState::parse(&to).ok_or(AppError::NotFound)?;
    let moved = async {
        let reason = typed.read()?;
        match to {
            InitiativeState::Anchored => moves::anchor(&web.app, session.actor(), id, &reason, &typed.missing()).await,
            _ => moves::change_state(&web.app, session.actor(), id, to, &reason).await,
        }
    };
    match moved.await {
        Ok(()) => done(&urls::initiative(id), &format!("done-initiative-{}", to.code())),
        Err(AppError::Invalid(problems)) => {
            let of = moves::prepare(&web.app, session.actor(), id, to).await?;
            refused(&move_page(&session, of, typed, problems))
        }
        Err(error) => Err(error.into()),
    }
}
