//! What an initiative says, as it is typed and as values.

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::id::{GoalId, InitiativeId, PersonId, UnitId};
use trivsel_domain::initiative::{IgloLevel, Initiative};
use uuid::Uuid;

use crate::input::{Input, version_typed};
use crate::{AppError, Problem, Problems};

/// What is typed to write or change an initiative.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct InitiativeForm {
    /// What it is called.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// The unit that owns it, by id.
    pub unit: String,
    /// The level's code.
    pub iglo_level: String,
    /// The initiative it lies under, by id; may be empty.
    pub parent: String,
    /// Who answers for it, by id; may be empty.
    pub lead: String,
    /// Who does so with the lead, by id; may be empty.
    pub co_lead: String,
    /// The goal it serves, by id; may be empty.
    pub goal: String,
    /// Field 1 in own words.
    pub goal_text: String,
    /// Field 2.
    pub description: String,
    /// Field 3.
    pub purpose: String,
    /// Field 4.
    pub target_group: String,
    /// Field 5.
    pub actors: String,
    /// Field 6.
    pub schedule: String,
    /// The first day; may be empty.
    pub starts_on: String,
    /// The last day; may be empty.
    pub ends_on: String,
    /// Field 7.
    pub financial_impact: String,
    /// Field 8.
    pub success_text: String,
    /// Field 9.
    pub follow_up_text: String,
    /// The version that was on the screen.
    pub version: String,
}

/// What an initiative says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitiativeContent {
    /// Its texts.
    pub texts: InitiativeTexts,
    /// The unit that owns it.
    pub unit: UnitId,
    /// The level it mainly works on.
    pub iglo_level: IgloLevel,
    /// The initiative it lies under.
    pub parent: Option<InitiativeId>,
    /// Who answers for it.
    pub lead: Option<PersonId>,
    /// Who does so with the lead.
    pub co_lead: Option<PersonId>,
    /// The goal it serves.
    pub goal: Option<GoalId>,
    /// The first day.
    pub starts_on: Option<NaiveDate>,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
}

/// The texts of an initiative. As they are typed, until they are [`read`](Self::read).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InitiativeTexts {
    /// What it is called.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Field 1 in own words.
    pub goal_text: String,
    /// Field 2.
    pub description: String,
    /// Field 3.
    pub purpose: String,
    /// Field 4.
    pub target_group: String,
    /// Field 5.
    pub actors: String,
    /// Field 6.
    pub schedule: String,
    /// Field 7.
    pub financial_impact: String,
    /// Field 8.
    pub success_text: String,
    /// Field 9.
    pub follow_up_text: String,
}

impl InitiativeTexts {
    /// The same as they are kept: within bounds, with line ends of one kind. What is wrong is noted.
    pub fn read(&self, input: &mut Input) -> Self {
        Self {
            title: input.required("title", &self.title),
            summary: input.text("summary", &self.summary),
            goal_text: input.text("goal_text", &self.goal_text),
            description: input.text("description", &self.description),
            purpose: input.text("purpose", &self.purpose),
            target_group: input.text("target_group", &self.target_group),
            actors: input.text("actors", &self.actors),
            schedule: input.text("schedule", &self.schedule),
            financial_impact: input.text("financial_impact", &self.financial_impact),
            success_text: input.text("success_text", &self.success_text),
            follow_up_text: input.text("follow_up_text", &self.follow_up_text),
        }
    }
}

impl InitiativeContent {
    /// What the values must be to each other.
    pub fn check(&self, input: &mut Input) {
        if let (Some(from), Some(to)) = (self.starts_on, self.ends_on)
            && to < from
        {
            input.refuse(
                Problem::new("ends_on", "problem-ends-before-start").with("start", from.format("%d.%m.%Y").to_string()),
            );
        }
        if self.lead.is_some() && self.lead == self.co_lead {
            input.refuse(Problem::new("co_lead", "problem-same-person"));
        }
    }
}

impl InitiativeForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<InitiativeContent, Problems> {
        let mut input = Input::new();
        let typed = InitiativeTexts {
            title: self.title.clone(),
            summary: self.summary.clone(),
            goal_text: self.goal_text.clone(),
            description: self.description.clone(),
            purpose: self.purpose.clone(),
            target_group: self.target_group.clone(),
            actors: self.actors.clone(),
            schedule: self.schedule.clone(),
            financial_impact: self.financial_impact.clone(),
            success_text: self.success_text.clone(),
            follow_up_text: self.follow_up_text.clone(),
        };
        let texts = typed.read(&mut input);
        let unit = input.choice("unit", &self.unit, |text| text.parse().ok());
        let level = input.choice("iglo_level", &self.iglo_level, IgloLevel::parse);
        let parent = input.optional_id("parent", &self.parent);
        let goal = input.optional_id("goal", &self.goal);
        let lead = input.optional_id("lead", &self.lead);
        let co_lead = input.optional_id("co_lead", &self.co_lead);
        let starts_on = input.optional_date("starts_on", &self.starts_on);
        let ends_on = input.optional_date("ends_on", &self.ends_on);
        let content = unit.zip(level).map(|(unit, iglo_level)| InitiativeContent {
            texts,
            unit,
            iglo_level,
            parent,
            lead,
            co_lead,
            goal,
            starts_on,
            ends_on,
        });
        if let Some(content) = &content {
            content.check(&mut input);
        }
        input.read(content)
    }

    /// The version that was on the screen.
    pub fn version(&self) -> Result<i32, AppError> {
        version_typed(&self.version)
    }
}

/// An initiative as the form shows it. `date` writes a day for the reader.
pub fn form_of(initiative: &Initiative, date: impl Fn(chrono::NaiveDate) -> String) -> InitiativeForm {
    let id = |value: Option<Uuid>| value.map(|id| id.to_string()).unwrap_or_default();
    let of = initiative.clone();
    InitiativeForm {
        title: of.title,
        summary: of.summary,
        unit: of.unit.to_string(),
        iglo_level: of.iglo_level.code().to_owned(),
        parent: id(of.parent.map(|parent| parent.0)),
        lead: id(of.lead.map(|person| person.0)),
        co_lead: id(of.co_lead.map(|person| person.0)),
        goal: id(of.goal.map(|goal| goal.0)),
        goal_text: of.goal_text,
        description: of.description,
        purpose: of.purpose,
        target_group: of.target_group,
        actors: of.actors,
        schedule: of.schedule,
        starts_on: of.starts_on.map(&date).unwrap_or_default(),
        ends_on: of.ends_on.map(&date).unwrap_or_default(),
        financial_impact: of.financial_impact,
        success_text: of.success_text,
        follow_up_text: of.follow_up_text,
        version: of.version.to_string(),
    }
}
