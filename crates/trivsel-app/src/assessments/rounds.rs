//! A round of one's own: what was looked at counts as looked at, and what is not right becomes a finding.

use trivsel_domain::assessment::{Assessment, AssessmentFinding, FindingArea, RoundQuestion};
use trivsel_domain::id::AssessmentId;
use trivsel_domain::rights::Actor;
use trivsel_store::assessments as store;

use super::findings::{empty, next_position};
use super::proposals::TakenProposal;
use super::{changeable, check_words, touched, trail};
use crate::{App, AppError};

/// A round as it was walked.
#[derive(Clone, Debug)]
pub struct WalkedRound {
    /// The kinds that were looked at.
    pub looked_at: Vec<FindingArea>,
    /// What is not right.
    pub wrong: Vec<RoundFound>,
    /// What the assessment says it rests on from now on.
    pub mapping: String,
    /// Does somebody insist on the words?
    pub is_insisted: bool,
    /// The version that was read.
    pub version: i32,
}

/// Something that is not right.
#[derive(Clone, Debug)]
pub struct RoundFound {
    /// By which question.
    pub question: RoundQuestion,
    /// The field in which it was described.
    pub field: String,
    /// It in words.
    pub words: TakenProposal,
}

/// Takes a round into an assessment. What an earlier round found already is not found twice.
pub async fn walk_round(app: &App, who: &Actor, id: AssessmentId, round: &WalkedRound) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let before = changeable(&work, who, id).await?;
        if before.version != round.version {
            return Err(AppError::Conflict);
        }
        let wrong = round.wrong.iter();
        let texts: Vec<(&str, &str)> = wrong
            .map(|found| (found.field.as_str(), found.words.description.as_str()))
            .collect();
        check_words(&work, before.unit, work.today, &texts, round.is_insisted).await?;
        let known = store::findings_of(&work, id).await?;
        let first = next_position(&work, id).await?;
        let new = round.wrong.iter().filter(|found| {
            let key = found.question.key();
            !known.iter().any(|finding| finding.taken_from == key)
        });
        for (RoundFound { question, words, .. }, position) in new.zip(first..) {
            let finding = AssessmentFinding {
                area: question.area,
                title: words.title.clone(),
                description: words.description.clone(),
                seen_in: words.seen_in.clone(),
                taken_from: question.key(),
                ..empty(id, position)
            };
            store::add_finding(&work, &finding).await?;
            let line = super::findings::trail(&before, &finding, "added");
            work.trail(line.field("title", "", &finding.title));
        }
        let mut after = Assessment {
            mapping: round.mapping.clone(),
            ..before.clone()
        };
        for area in FindingArea::ALL {
            if round.looked_at.contains(&area) && !after.looked_at.contains(&area) {
                after.looked_at.push(area);
            }
        }
        touched(&work, &after).await?;
        work.trail(trail(&after, "round_walked"));
        Ok(())
    })
    .await
}
