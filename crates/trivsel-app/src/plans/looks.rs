//! A TEST day: what was seen, and when it is looked at next.

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::id::{PlanId, PlanLineId, PlanLookId};
use trivsel_domain::plan::{PlanLine, PlanLook, PlanPart};
use trivsel_domain::rights::Actor;
use trivsel_store::plans as store;
use uuid::Uuid;

use super::{asking, changeable, lines, told};
use crate::input::Input;
use crate::{App, AppError, Problem, Problems};

/// What is typed on a TEST day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LookForm {
    /// What is done now.
    pub text: String,
    /// The next TEST day; may be empty.
    pub next_on: String,
    /// `on` when it was asked about a word and it is saved all the same.
    pub asked: String,
}

/// What was seen on a TEST day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookContent {
    /// What was seen, and what is done now.
    pub text: String,
    /// The next TEST day.
    pub next_on: Option<NaiveDate>,
}

impl LookForm {
    /// What was typed, as values; `signs` says of each sign how it moved, in words.
    pub fn read(&self, signs: &str) -> Result<LookContent, Problems> {
        let mut input = Input::new();
        let own = input.text("text", &self.text);
        if own.is_empty() && signs.is_empty() {
            input.refuse(Problem::new("text", "problem-required"));
        }
        asking::look_through(&mut input, "text", &own, self.asked == "on");
        let next_on = input.optional_date("next_on", &self.next_on);
        let text = [signs, own.as_str()].into_iter().filter(|part| !part.is_empty());
        let text = text.collect::<Vec<_>>().join("\n");
        input.read(Some(LookContent { text, next_on }))
    }
}

/// Writes what was seen on a TEST day: the day is held, and the next one stands in the plan.
pub async fn write(
    app: &App,
    who: &Actor,
    plan: PlanId,
    test: PlanLineId,
    content: &LookContent,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let plan = changeable(&work, who, plan).await?;
        let all = store::lines_of(&work, plan.id).await?;
        let line = all
            .iter()
            .find(|line| line.id == test && line.part == PlanPart::Test)
            .ok_or(AppError::NotFound)?;
        if content.next_on.is_some_and(|next| next <= work.today) {
            return Err(AppError::invalid("next_on", "problem-not-after-today"));
        }
        let look = PlanLook {
            id: PlanLookId(Uuid::now_v7()),
            plan: plan.id,
            due_on: line.due_on,
            held_on: work.today,
            text: content.text.clone(),
            written_by: Some(who.person),
        };
        store::add_look(&work, &look).await?;
        let held = PlanLine {
            done_on: Some(work.today),
            ..line.clone()
        };
        store::change_line(&work, &held).await?;
        if let Some(next) = content.next_on {
            let last = all.iter().filter(|line| line.part == PlanPart::Test);
            let position = last.map(|line| line.position).max().unwrap_or(0) + 1;
            let again = PlanLine {
                due_on: Some(next),
                committee: line.committee,
                role: line.role.clone(),
                ..lines::blank(plan.id, PlanPart::Test, position, line.text.clone())
            };
            store::add_line(&work, &again).await?;
        }
        work.trail(told(&plan, "followed_up").field("text", "", &look.text).optional(
            "due_on",
            line.due_on,
            content.next_on,
        ));
        Ok(())
    })
    .await
}
