//! What an agreed start leads on to: a plan that begins with what the two wrote, and nothing of it typed again.

use serde::Deserialize;
use trivsel_domain::id::{PlanId, StartId};
use trivsel_domain::plan::PlanPart;
use trivsel_domain::rights::Actor;
use trivsel_domain::start::{AgreementPart, StartStage};

use crate::input::Input;
use crate::plans::{self, PlanContent, asking};
use crate::{App, AppError, Problems};

/// What is typed to begin a plan with what was agreed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LeadOnForm {
    /// What the plan is called.
    pub plan_title: String,
    /// `on` when something was asked, and it is saved all the same.
    pub asked: String,
}

/// What a plan is called that begins with what was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadOn {
    title: String,
    was_asked: bool,
}

impl LeadOnForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<LeadOn, Problems> {
        let mut input = Input::new();
        let was_asked = self.asked == "on";
        let title = input.required("plan_title", &self.plan_title);
        asking::look_through(&mut input, "plan_title", &title, was_asked);
        input.read(Some(LeadOn { title, was_asked }))
    }
}

/// Begins a plan of the unit: goals under HVAD, initiatives under HVORDAN, the evaluation under TEGN, a line each. Who does what, and on which
/// day it is looked at, the two have not said: the plan's own page asks for it.
pub async fn begin_plan(app: &App, who: &Actor, id: StartId, begun: &LeadOn) -> Result<PlanId, AppError> {
    let found = super::find(app, who, id).await?;
    if found.stage != StartStage::Agreed {
        return Err(AppError::Refused("refused-start-not-agreed"));
    }
    let mut input = Input::new();
    let mut lines = Vec::new();
    for (part, heading) in [
        (AgreementPart::Goals, PlanPart::What),
        (AgreementPart::Initiatives, PlanPart::How),
        (AgreementPart::Evaluation, PlanPart::Sign),
    ] {
        let text = found.agreements.get(&part).map(String::as_str).unwrap_or_default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            // What may stand in a plan is stricter than what two people may agree on.
            asking::look_through(&mut input, "plan_title", line, begun.was_asked);
            lines.push((heading, line.to_owned()));
        }
    }
    input.done()?;
    let first = lines.iter().position(|(heading, _)| *heading == PlanPart::What);
    let what = first.map_or_else(|| begun.title.clone(), |place| lines.remove(place).1);
    let content = PlanContent {
        unit: found.start.unit,
        title: begun.title.clone(),
        what,
        valid_to: None,
        was_asked: begun.was_asked,
    };
    plans::add_with(app, who, &content, &lines).await
}
