//! An initiative as a program sends it.

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_app::initiatives::content::{InitiativeContent, InitiativeTexts};
use trivsel_app::input::Input;
use trivsel_app::{Problem, Problems};
use trivsel_domain::id::{GoalId, InitiativeId, PersonId, UnitId};
use trivsel_domain::initiative::IgloLevel;
use utoipa::ToSchema;

use crate::api::chain::CameOfInput;

/// What is written to add or change an initiative. Who leads it and what it lies under are not: a change leaves that as it
/// is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct InitiativeInput {
    /// What it is called.
    #[schema(required = true, min_length = 1)]
    title: String,
    /// One or two sentences.
    summary: String,
    /// The id of the unit that owns it.
    #[schema(required = true, value_type = Uuid)]
    unit: Option<UnitId>,
    /// `individual`, `group`, `management` or `organisation`.
    #[schema(required = true, value_type = String, pattern = "^(individual|group|management|organisation)$")]
    iglo_level: Option<IgloLevel>,
    /// The id of the goal it serves.
    #[schema(value_type = Option<Uuid>)]
    goal: Option<GoalId>,
    /// Field 1 in own words.
    goal_text: String,
    /// Field 2.
    description: String,
    /// Field 3.
    purpose: String,
    /// Field 4.
    target_group: String,
    /// Field 5.
    actors: String,
    /// Field 6.
    schedule: String,
    /// The first day, as `2027-12-31`; may be empty.
    starts_on: String,
    /// The last day, as `2027-12-31`; may be empty.
    ends_on: String,
    /// Field 7.
    financial_impact: String,
    /// Field 8 in words.
    success_text: String,
    /// Field 9 in words.
    follow_up_text: String,
    /// What it comes of; for a new one.
    #[schema(value_type = Option<CameOfInput>)]
    pub(super) from: Option<CameOfInput>,
    /// The version that was read; for a change.
    pub(super) version: Option<i32>,
}

/// What a program leaves as it is: who leads it, and what it lies under. Nothing for a new one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    pub(super) lead: Option<PersonId>,
    pub(super) co_lead: Option<PersonId>,
    pub(super) parent: Option<InitiativeId>,
}

impl InitiativeInput {
    /// What was sent, with what it leaves as it is.
    pub(super) fn read(self, now: Standing) -> Result<InitiativeContent, Problems> {
        let mut input = Input::new();
        let texts = InitiativeTexts {
            title: self.title,
            summary: self.summary,
            goal_text: self.goal_text,
            description: self.description,
            purpose: self.purpose,
            target_group: self.target_group,
            actors: self.actors,
            schedule: self.schedule,
            financial_impact: self.financial_impact,
            success_text: self.success_text,
            follow_up_text: self.follow_up_text,
        };
        let texts = texts.read(&mut input);
        let unit = input.given("unit", self.unit);
        let level = input.given("iglo_level", self.iglo_level);
        let starts_on = iso_day(&mut input, "starts_on", &self.starts_on);
        let ends_on = iso_day(&mut input, "ends_on", &self.ends_on);
        let content = unit.zip(level).map(|(unit, iglo_level)| InitiativeContent {
            texts,
            unit,
            iglo_level,
            parent: now.parent,
            lead: now.lead,
            co_lead: now.co_lead,
            goal: self.goal,
            starts_on,
            ends_on,
        });
        if let Some(content) = &content {
            content.check(&mut input);
        }
        input.read(content)
    }
}

/// A day, or none where the text is empty. Programs write days in one way: what people may write in many would be read otherwise one day.
fn iso_day(input: &mut Input, field: &str, text: &str) -> Option<NaiveDate> {
    if text.is_empty() {
        return None;
    }
    let day = Some(text)
        .filter(|text| text.len() == 10)
        .and_then(|text| text.parse().ok());
    if day.is_none() {
        input.refuse(Problem::new(field, "problem-date-iso"));
    }
    day
}
