//! What stands round the findings: what it rests on, what was looked at, the absence, who takes part, where it can be seen.

use serde::{Deserialize, Serialize};
use trivsel_domain::assessment::{AbsenceLink, Assessment, FindingArea};
use trivsel_domain::id::{AssessmentId, PersonId};
use trivsel_domain::rights::Actor;

use super::{changeable, check_words, people, touched, trail};
use crate::duties::WheelGround;
use crate::input::{Input, version_typed};
use crate::{App, AppError};

/// What is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FrameForm {
    /// What it rests on.
    pub mapping: String,
    /// Kinds of working environment that were looked at.
    pub looked_at: Vec<String>,
    /// Can something at work matter for the absence?
    pub absence: String,
    /// What was said about that.
    pub absence_text: String,
    /// Who takes part for the staff.
    pub with: String,
    /// Where everybody can see it.
    pub open_at: String,
    /// `on` when somebody has been asked about a word and insists.
    pub insisted: String,
    /// The version that was on the screen.
    pub version: String,
}

/// What stands round the findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameContent {
    /// What it rests on.
    pub mapping: String,
    /// Kinds of working environment that were looked at.
    pub looked_at: Vec<FindingArea>,
    /// Can something at work matter for the absence?
    pub absence: Option<AbsenceLink>,
    /// What was said about that.
    pub absence_text: String,
    /// Who takes part for the staff.
    pub with: Option<PersonId>,
    /// Where everybody can see it.
    pub open_at: String,
    /// Does somebody insist on the words?
    pub is_insisted: bool,
    /// The version that was read.
    pub version: i32,
}

impl FrameForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<FrameContent, AppError> {
        let mut input = Input::new();
        let absence = match self.absence.trim() {
            "" => None,
            typed => input.choice("absence", typed, AbsenceLink::parse),
        };
        let looked_at = FindingArea::ALL.into_iter();
        let content = FrameContent {
            mapping: input.text("mapping", &self.mapping),
            looked_at: looked_at
                .filter(|area| self.looked_at.iter().any(|code| code == area.code()))
                .collect(),
            absence,
            absence_text: input.text("absence_text", &self.absence_text),
            with: input.optional_id("with", &self.with),
            open_at: input.line("open_at", &self.open_at),
            is_insisted: self.insisted == "on",
            version: version_typed(&self.version)?,
        };
        input.done()?;
        Ok(content)
    }
}

/// Writes what stands round the findings.
pub async fn change_frame(app: &App, who: &Actor, id: AssessmentId, content: &FrameContent) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let before = changeable(&work, who, id).await?;
        if before.version != content.version {
            return Err(AppError::Conflict);
        }
        let fields = [
            ("mapping", content.mapping.as_str()),
            ("absence_text", content.absence_text.as_str()),
        ];
        check_words(&work, before.unit, work.today, &fields, content.is_insisted).await?;
        if let Some(person) = content.with {
            let ground = WheelGround::read(&work, work.today).await?;
            let can = people(&work, &ground, before.unit).await?;
            if !can.iter().any(|(other, _)| *other == person) && before.with != Some(person) {
                return Err(AppError::invalid("with", "problem-choose"));
            }
        }
        let after = Assessment {
            mapping: content.mapping.clone(),
            looked_at: content.looked_at.clone(),
            absence: content.absence,
            absence_text: content.absence_text.clone(),
            with: content.with,
            open_at: content.open_at.clone(),
            ..before.clone()
        };
        touched(&work, &after).await?;
        // The trail says that it was changed, not what was said about absence: that is read where it stands.
        work.trail(trail(&after, "changed").field("open_at", &before.open_at, &after.open_at));
        Ok(())
    })
    .await
}
