//! What could belong in an assessment, in words; taken in, or declined.

use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::AppError;
use trivsel_app::assessments::{self, Proposal, ProposalKind, TakenProposal};
use trivsel_domain::id::AssessmentId;
use trivsel_domain::rights::Right;
use trivsel_domain::text::{clipped, one_line};

use crate::Web;
use crate::failure::Answer;
use crate::pages::done;
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;

/// So much of what somebody wrote stands in a title.
const TITLE: usize = 90;

/// A proposal in the reader's words.
pub(super) fn told(shell: &Shell, proposal: &Proposal) -> TakenProposal {
    match &proposal.kind {
        ProposalKind::Scale {
            survey_title,
            closed_on,
            name,
            mean,
            all,
            ..
        } => {
            let name = if shell.lang == Lang::Da { &name.0 } else { &name.1 };
            let number = |value: f64| shell.lang.number(value, 0);
            let description = match all {
                Some(all) => shell
                    .with("proposal-scale-beside")
                    .text("scale", name)
                    .text("mean", number(*mean))
                    .text("all", number(*all)),
                None => shell
                    .with("proposal-scale")
                    .text("scale", name)
                    .text("mean", number(*mean)),
            };
            TakenProposal {
                title: shell.with("proposal-scale-title").text("scale", name).to_string(),
                description: description.to_string(),
                seen_in: shell
                    .with("proposal-scale-seen")
                    .text("survey", survey_title.of(shell.lang.code()))
                    .text("date", shell.lang.date(*closed_on))
                    .to_string(),
            }
        }
        ProposalKind::Reported(report) => TakenProposal {
            title: clipped(&report.text, TITLE),
            description: rest(&report.text),
            seen_in: shell
                .with("proposal-reported-seen")
                .text("date", shell.lang.date(report.reported_on))
                .to_string(),
        },
        ProposalKind::FollowedUp { title, note, .. } => TakenProposal {
            title: shell.with("proposal-note-title").text("title", title).to_string(),
            description: note.text.clone(),
            seen_in: shell
                .with("proposal-note-seen")
                .text("date", shell.lang.date(note.held_on))
                .to_string(),
        },
        ProposalKind::Chosen(note) => TakenProposal {
            title: clipped(&note.text, TITLE),
            description: rest(&note.text),
            seen_in: shell
                .with("proposal-chosen-seen")
                .text("board", &note.board_title)
                .text("date", shell.lang.date(note.held_on))
                .to_string(),
        },
        ProposalKind::Unsolved { number, finding } => TakenProposal {
            title: finding.title.clone(),
            description: finding.description.clone(),
            seen_in: shell
                .with("proposal-unsolved-seen")
                .count("number", *number)
                .to_string(),
        },
    }
}

/// All of it, where the title could not hold it.
fn rest(text: &str) -> String {
    if one_line(text).chars().count() <= TITLE {
        String::new()
    } else {
        text.to_owned()
    }
}

/// What is done with a proposal.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ProposalForm {
    key: String,
    what: String,
}

pub(super) async fn answer(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<AssessmentId>,
    Form(form): Form<ProposalForm>,
) -> Answer {
    let who = session.actor();
    let found = assessments::find(&web.app, who, id).await?;
    who.must(Right::ChangeAssessment, found.assessment.unit)
        .map_err(AppError::from)?;
    let proposal = found
        .proposals
        .iter()
        .find(|proposal| proposal.key == form.key)
        .ok_or(AppError::Conflict)?;
    if form.what == "decline" {
        assessments::decline(&web.app, who, id, &form.key).await?;
        return done(&urls::assessment(id), "done-proposal-declined");
    }
    let taken = told(&session.shell(Station::Anchor), proposal);
    assessments::take_in(&web.app, who, id, &form.key, &taken).await?;
    done(&urls::assessment(id), "done-proposal-taken")
}
