//! Surveys as the coordinator sets them up: who is asked what, when, and under which rules; then they run by themselves.

use chrono::NaiveDate;
use trivsel_domain::id::{QuestionnaireVersionId, SurveyId, UnitId};
use trivsel_domain::job::Job;
use trivsel_domain::questionnaire::Wording;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::{
    CellPlan, Gap, Outlook, Survey, SurveyError, SurveyState, Target, TooFew, TwoLanguages, UsualDays,
};
use trivsel_domain::unit::Tree;
use trivsel_store::{Tx, persons, questionnaires, rolls, surveys as store};
use uuid::Uuid;

use crate::input::Input;
use crate::trail::Trail;
use crate::work::Work;
use crate::{App, AppError, structure};

mod cards;
mod contacts;
mod copying;
mod entrance;
mod form;
mod held;
mod last_day;
mod offer;
mod opening;
mod promise;
mod roll;
mod schedule;
mod turnout;

pub use cards::{CardSheet, Cards, make_cards};
pub use contacts::{Contacts, ContactsForm, change_contacts, with_contacts};
pub use copying::copy;
pub use entrance::{Entrance, entrance};
pub use form::{NewSurvey, SurveyContent, SurveyForm, TitleForm};
pub use held::{GoingOn, go_on};
pub use last_day::{LastDayForm, Movable, movable, move_last_day};
pub use offer::{Offer, OfferedQuestionnaire, offer};
pub use opening::open;
pub use promise::{Promise, PromisedCell};
pub use roll::Roll;
pub(crate) use schedule::move_due;
pub use schedule::{advance, look_after_boxes};
pub use trivsel_domain::survey::TURNOUT_STEP;
pub use turnout::{Turnout, TurnoutPart, turnout};

/// A survey in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyLine {
    pub survey: Survey,
    /// What its questionnaire is called.
    pub questionnaire: Wording,
}

/// A survey as the coordinator sees it while setting it up.
#[derive(Clone, Debug)]
pub struct Setup {
    pub survey: Survey,
    /// What its questionnaire is called.
    pub questionnaire: Wording,
    /// The cells as they would be today, or why there can be none.
    pub plan: Result<CellPlan, TooFew>,
    /// The same with results by job group where they are not asked for, without where they are: what the choice costs.
    pub other_plan: Result<CellPlan, TooFew>,
    /// The tree on the cut-off day.
    pub tree: std::sync::Arc<Tree>,
    /// How many are invited, and how they get in.
    pub roll: Roll,
    /// The job groups of everybody in the units that are asked.
    pub job_groups: Vec<String>,
    /// What is missing before it can be launched.
    pub gaps: Vec<Gap>,
}

/// Every survey, the newest first. Who does not set surveys up sees those that have opened.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<SurveyLine>, AppError> {
    who.must_somewhere(Right::ReadSurveys)?;
    let sees_drafts = who.may_everywhere(Right::ChangeSurveys);
    let tx = app.read(who.organisation).await?;
    let mut lines = Vec::new();
    for survey in store::list(&tx).await? {
        if sees_drafts || survey.state >= SurveyState::Open {
            lines.push(SurveyLine {
                questionnaire: questionnaire_title(&tx, survey.questionnaire).await?,
                survey,
            });
        }
    }
    Ok(lines)
}

async fn questionnaire_title(tx: &Tx, id: QuestionnaireVersionId) -> Result<Wording, AppError> {
    let version = questionnaires::find_version(tx, id).await?.ok_or(AppError::NotFound)?;
    Ok(version.content.title)
}

/// One survey.
pub async fn find(app: &App, who: &Actor, id: SurveyId) -> Result<SurveyLine, AppError> {
    who.must_somewhere(Right::ReadSurveys)?;
    let tx = app.read(who.organisation).await?;
    let survey = store::find(&tx, id).await?.ok_or(AppError::NotFound)?;
    if survey.state < SurveyState::Open && !who.may_everywhere(Right::ChangeSurveys) {
        return Err(AppError::NotFound);
    }
    Ok(SurveyLine {
        questionnaire: questionnaire_title(&tx, survey.questionnaire).await?,
        survey,
    })
}

/// Who follows up on a survey, by name; empty when nobody is named, or the person has been erased. It is promised to all who are asked.
pub async fn follow_up_person(app: &App, who: &Actor, survey: &Survey) -> Result<String, AppError> {
    who.must_somewhere(Right::ReadSurveys)?;
    let tx = app.read(who.organisation).await?;
    let named: Vec<_> = survey.follow_up.person.into_iter().collect();
    let found = persons::list_some(&tx, &named).await?;
    Ok(found
        .into_iter()
        .find(|person| !person.is_erased)
        .map(|person| person.name)
        .unwrap_or_default())
}

/// Begins a survey: a name and a questionnaire; the rest as most choose it, with a purpose to go on from.
pub async fn add(app: &App, who: &Actor, new: &NewSurvey, purpose: TwoLanguages) -> Result<SurveyId, AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    let purpose = &purpose;
    app.writing(who, |work| async move {
        let mut input = Input::new();
        form::must_be_published(&work, &mut input, new.questionnaire).await?;
        input.done()?;
        let title = TwoLanguages {
            da: new.title.clone(),
            en: String::new(),
        };
        let tree = structure::tree(&work, work.today).await?;
        let days = UsualDays::from(work.today);
        let survey = Survey {
            purpose: purpose.clone(),
            opens_on: Some(days.opens_on),
            closes_on: Some(days.closes_on),
            reminders: days.reminders,
            ..Survey::draft(
                SurveyId(Uuid::now_v7()),
                store::next_number(&work).await?,
                new.questionnaire,
                title,
                Target {
                    units: tree.roots().map(|node| node.id).collect(),
                    cut_off: work.today,
                    ..Target::default()
                },
            )
        };
        store::add(&work, &survey).await?;
        work.trail(Trail::new("survey", survey.id.0, "added").field("title", "", &survey.title.da));
        Ok(survey.id)
    })
    .await
}

/// A survey with its plan of cells and what is missing.
pub async fn set_up(app: &App, who: &Actor, id: SurveyId) -> Result<Setup, AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    let tx = app.read(who.organisation).await?;
    let survey = store::find(&tx, id).await?.ok_or(AppError::NotFound)?;
    setup_of(app, &tx, survey).await
}

async fn setup_of(app: &App, tx: &Tx, survey: Survey) -> Result<Setup, AppError> {
    let tree = structure::tree(tx, survey.target.cut_off).await?;
    let roll = Roll::of(tx, &survey.target, &tree).await?;
    let plan = roll.cells(&tree, &survey, survey.target.by_job_group);
    let version = questionnaires::find_version(tx, survey.questionnaire)
        .await?
        .ok_or(AppError::NotFound)?;
    let outlook = Outlook {
        is_questionnaire_published: !version.is_draft(),
        cells: plan.as_ref().map(|plan| plan.cells.len()),
        with_mail: roll.with_mail(),
        sends_mail: app.settings.mail.is_some(),
    };
    let gaps = survey.gaps(app.today(), &outlook);
    Ok(Setup {
        job_groups: roll.job_groups(),
        other_plan: roll.cells(&tree, &survey, !survey.target.by_job_group),
        questionnaire: version.content.title,
        gaps,
        plan,
        tree,
        roll,
        survey,
    })
}

/// Changes a survey that is set up. [`AppError::Conflict`] when somebody else changed it since this version.
pub async fn change(
    app: &App,
    who: &Actor,
    id: SurveyId,
    version: i32,
    content: &SurveyContent,
) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    app.writing(who, |work| async move {
        let before = changeable(&work, id).await?;
        let after = Survey {
            version,
            ..content.clone().of(&work, &before).await?
        };
        store::change(&work, &after).await?;
        work.trail_changes(changes(&before, &after));
        Ok(())
    })
    .await
}

async fn changeable(work: &Work, id: SurveyId) -> Result<Survey, AppError> {
    let survey = store::find(work, id).await?.ok_or(AppError::NotFound)?;
    if survey.is_changeable() {
        Ok(survey)
    } else {
        Err(AppError::Refused("refused-survey-frozen"))
    }
}

fn changes(before: &Survey, after: &Survey) -> Trail {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    Trail::new("survey", after.id.0, "changed")
        .field("title", &before.title.da, &after.title.da)
        .field("purpose", &before.purpose.da, &after.purpose.da)
        .field("questionnaire", before.questionnaire, after.questionnaire)
        .field("cut_off", before.target.cut_off, after.target.cut_off)
        .field("units", before.target.units.len(), after.target.units.len())
        .field("minimum", before.rules.minimum, after.rules.minimum)
        .field("opens_on", day(before.opens_on), day(after.opens_on))
        .field("closes_on", day(before.closes_on), day(after.closes_on))
        .field("retention_months", before.retention_months, after.retention_months)
        .field("follow_up_on", day(before.follow_up.on), day(after.follow_up.on))
        .field("contacts", &before.contacts, &after.contacts)
}

/// Launches a survey: it stands ready and opens by itself on its day. Refused while anything is missing.
pub async fn launch(app: &App, who: &Actor, id: SurveyId) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    app.writing(who, |work| async move {
        let survey = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        let setup = setup_of(app, &work, survey).await?;
        if setup.gaps.iter().any(|gap| !gap.is_warning()) {
            return Err(AppError::Refused("refused-survey-not-ready"));
        }
        moved(&work, &setup.survey, setup.survey.planned(), "launched").await?;
        // Its day may be today.
        work.later(Job::MoveSurveys);
        Ok(())
    })
    .await
}

/// Takes a launched survey back to being set up, before it has opened.
pub async fn withdraw(app: &App, who: &Actor, id: SurveyId) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    app.writing(who, |work| async move {
        let survey = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        moved(&work, &survey, survey.withdrawn(), "withdrawn").await
    })
    .await
}

/// Moves a survey as a rule of the domain allows, and notes it.
async fn moved(
    work: &Work,
    before: &Survey,
    after: Result<Survey, SurveyError>,
    verb: &'static str,
) -> Result<(), AppError> {
    let after = after.map_err(|_| AppError::Conflict)?;
    store::advance(work, &after, before.state).await?;
    work.trail(Trail::new("survey", after.id.0, verb).field("state", before.state.code(), after.state.code()));
    Ok(())
}

/// Removes a survey that never opened, set up or ready.
pub async fn remove(app: &App, who: &Actor, id: SurveyId) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    app.writing(who, |work| async move {
        let survey = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        if !survey.is_removable() {
            return Err(AppError::Refused("refused-survey-frozen"));
        }
        store::remove(&work, &survey).await?;
        work.trail(Trail::new("survey", id.0, "removed").field("title", &survey.title.da, ""));
        Ok(())
    })
    .await
}

/// An open survey the visitor is asked in.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedIn {
    pub survey: Survey,
    /// Was a token fetched? Whether an answer was sent nobody can tell, so the survey stays on the list until it closes.
    pub has_begun: bool,
}

/// The open surveys the visitor is asked in.
pub async fn waiting_for(app: &App, who: &Actor) -> Result<Vec<AskedIn>, AppError> {
    let tx = app.read(who.organisation).await?;
    let mut found = Vec::new();
    for (id, has_begun) in rolls::asked(&tx, who.person).await? {
        let survey = store::find(&tx, id).await?;
        found.extend(survey.map(|survey| AskedIn { survey, has_begun }));
    }
    Ok(found)
}

/// What a cell is called: its unit, and its job groups where they part it.
pub fn cell_name(tree: &Tree, unit: UnitId, job_groups: &[String], is_parted: bool) -> String {
    if is_parted && !job_groups.is_empty() {
        format!("{}: {}", tree.name(unit), job_groups.join(", "))
    } else {
        tree.name(unit).to_owned()
    }
}
