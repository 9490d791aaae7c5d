//! What the coordinator types, read into a survey.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::id::{QuestionnaireVersionId, UnitId};
use trivsel_domain::survey::{
    FollowUp, LONGEST_RETENTION, Rules, Survey, Target, TwoLanguages, USUAL_RETENTION_MONTHS,
};
use trivsel_store::{Tx, persons, questionnaires, units};

use crate::input::{Input, parse_date, version_typed};
use crate::{AppError, Problem, Problems};

/// What is typed to begin a survey.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TitleForm {
    /// What it is called.
    pub title: String,
    /// The version of the questionnaire.
    pub questionnaire: String,
}

/// What is typed while a survey is set up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SurveyForm {
    /// What it is called, in Danish.
    pub title_da: String,
    /// In English; may be empty.
    pub title_en: String,
    /// Why it is held, in Danish.
    pub purpose_da: String,
    /// In English; may be empty.
    pub purpose_en: String,
    /// The version of the questionnaire.
    pub questionnaire: String,
    /// The units that are asked, each with all below it.
    pub units: Vec<String>,
    /// Only these job groups; none means all.
    pub job_groups: Vec<String>,
    /// Any text: results are also wanted by job group.
    pub by_job_group: String,
    /// Those employed on this day are asked.
    pub cut_off: String,
    /// The fewest answers for anything.
    pub minimum: String,
    /// For distributions.
    pub distribution: String,
    /// For comments.
    pub comments: String,
    /// For offensive behaviour.
    pub offensive: String,
    /// The first day.
    pub opens_on: String,
    /// The last day.
    pub closes_on: String,
    /// Days of reminders, parted by commas or spaces.
    pub reminders: String,
    /// How many months answers are kept.
    pub retention_months: String,
    /// Who follows up.
    pub follow_up_person: String,
    /// When.
    pub follow_up_on: String,
    /// With what time.
    pub follow_up_time: String,
    /// Whom those can talk to who need to.
    pub contacts: String,
    /// The version that was on the screen.
    pub version: String,
}

/// A survey to be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSurvey {
    /// What it is called.
    pub title: String,
    /// The version of the questionnaire.
    pub questionnaire: QuestionnaireVersionId,
}

/// What a survey says. Its rules are as strict as they must be, its days in order, and its answers kept no longer than they may be.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyContent {
    title: TwoLanguages,
    purpose: TwoLanguages,
    questionnaire: QuestionnaireVersionId,
    target: Target,
    rules: Rules,
    opens_on: Option<NaiveDate>,
    closes_on: Option<NaiveDate>,
    reminders: Vec<NaiveDate>,
    retention_months: u32,
    follow_up: FollowUp,
    contacts: String,
}

impl TitleForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<NewSurvey, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let questionnaire = input.choice("questionnaire", &self.questionnaire, |text| text.parse().ok());
        input.read(questionnaire.map(|questionnaire| NewSurvey { title, questionnaire }))
    }
}

/// Notes a version of a questionnaire that is not there, or not published.
pub(super) async fn must_be_published(
    tx: &Tx,
    input: &mut Input,
    questionnaire: QuestionnaireVersionId,
) -> Result<(), AppError> {
    let version = questionnaires::find_version(tx, questionnaire).await?;
    if version.is_none_or(|version| version.is_draft()) {
        input.refuse(Problem::new("questionnaire", "problem-choose"));
    }
    Ok(())
}

impl SurveyContent {
    /// The survey as it would be with this, when all it names is there.
    pub(super) async fn of(self, tx: &Tx, before: &Survey) -> Result<Survey, AppError> {
        let mut input = Input::new();
        must_be_published(tx, &mut input, self.questionnaire).await?;
        for unit in &self.target.units {
            if units::find(tx, *unit).await?.is_none() {
                input.refuse(Problem::new("units", "problem-choose"));
            }
        }
        if let Some(person) = self.follow_up.person
            && persons::find(tx, person).await?.is_none_or(|person| person.is_erased)
        {
            input.refuse(Problem::new("follow_up_person", "problem-choose"));
        }
        input.done()?;
        Ok(Survey {
            title: self.title,
            purpose: self.purpose,
            questionnaire: self.questionnaire,
            target: self.target,
            rules: self.rules,
            opens_on: self.opens_on,
            closes_on: self.closes_on,
            reminders: self.reminders,
            retention_months: self.retention_months,
            follow_up: self.follow_up,
            contacts: self.contacts,
            ..before.clone()
        })
    }
}

impl SurveyForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<SurveyContent, Problems> {
        let mut input = Input::new();
        let title = TwoLanguages {
            da: input.required("title_da", &self.title_da),
            en: input.line("title_en", &self.title_en),
        };
        let purpose = TwoLanguages {
            da: input.text("purpose_da", &self.purpose_da),
            en: input.text("purpose_en", &self.purpose_en),
        };
        let questionnaire = input.choice("questionnaire", &self.questionnaire, |text| text.parse().ok());
        let target = self.target(&mut input);
        let rules = self.rules(&mut input);
        let opens_on = input.optional_date("opens_on", &self.opens_on);
        let closes_on = input.optional_date("closes_on", &self.closes_on);
        let reminders = reminders(&mut input, &self.reminders);
        let retention_months = retention(&mut input, &self.retention_months);
        let follow_up = FollowUp {
            person: input.optional_id("follow_up_person", &self.follow_up_person),
            on: input.optional_date("follow_up_on", &self.follow_up_on),
            time: input.line("follow_up_time", &self.follow_up_time),
        };
        let contacts = input.text("contacts", &self.contacts);
        if let Some((first, last)) = opens_on.zip(closes_on)
            && last < first
        {
            input.refuse(
                Problem::new("closes_on", "problem-ends-before-start")
                    .with("start", first.format("%d.%m.%Y").to_string()),
            );
        }
        input.read(questionnaire.map(|questionnaire| SurveyContent {
            title,
            purpose,
            questionnaire,
            target,
            rules,
            opens_on,
            closes_on,
            reminders,
            retention_months,
            follow_up,
            contacts,
        }))
    }

    /// The version that was on the screen.
    pub fn version(&self) -> Result<i32, AppError> {
        version_typed(&self.version)
    }

    fn target(&self, input: &mut Input) -> Target {
        let mut units: Vec<UnitId> = Vec::new();
        for typed in self.units.iter().filter(|typed| !typed.is_empty()) {
            let unit = input.choice("units", typed, |text| text.parse().ok());
            units.extend(unit.filter(|unit| !units.contains(unit)));
        }
        Target {
            units,
            job_groups: self
                .job_groups
                .iter()
                .filter(|name| !name.is_empty())
                .cloned()
                .collect(),
            by_job_group: !self.by_job_group.is_empty(),
            cut_off: input.date("cut_off", &self.cut_off),
        }
    }

    fn rules(&self, input: &mut Input) -> Rules {
        let mut number = |field: &str, typed: &str, usual: u32| {
            if typed.trim().is_empty() {
                return usual;
            }
            input
                .choice(field, typed, |text| text.parse().ok().filter(|count| *count <= 1000))
                .unwrap_or(usual)
        };
        let usual = Rules::default();
        let rules = Rules {
            minimum: number("minimum", &self.minimum, usual.minimum),
            distribution: number("distribution", &self.distribution, usual.distribution),
            comments: number("comments", &self.comments, usual.comments),
            offensive: number("offensive", &self.offensive, usual.offensive),
        };
        for field in rules.too_low() {
            input.refuse(Problem::new(field, "problem-rule-too-low"));
        }
        rules
    }
}

fn reminders(input: &mut Input, typed: &str) -> Vec<NaiveDate> {
    let mut days = Vec::new();
    for part in typed.split([',', ';', '\n']).filter(|part| !part.trim().is_empty()) {
        // A day may hold spaces (12/9 2027); where the part is no day, spaces part the days in it.
        let read = match parse_date(part) {
            Some(day) => Some(vec![day]),
            None => part.split_whitespace().map(parse_date).collect(),
        };
        match read {
            Some(read) => days.extend(read),
            None => input.refuse(Problem::new("reminders", "problem-date")),
        }
    }
    days.sort();
    days.dedup();
    days
}

fn retention(input: &mut Input, typed: &str) -> u32 {
    let read = |text: &str| {
        text.parse()
            .ok()
            .filter(|months| (1..=LONGEST_RETENTION).contains(months))
    };
    if read(typed.trim()).is_none() {
        input.refuse(Problem::new("retention_months", "problem-retention").with("most", LONGEST_RETENTION.to_string()));
    }
    read(typed.trim()).unwrap_or(USUAL_RETENTION_MONTHS)
}
