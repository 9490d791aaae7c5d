//! Writing a made-up organisation through the store, in one transaction.

use chrono::{DateTime, NaiveTime, Utc};
use trivsel_domain::indicator::CategoryParts;
use trivsel_domain::person::Person;
use trivsel_store::sessions::Account;
use trivsel_store::{
    Tx, assessments, audit, committees, duties, figures, imports, initiatives, lessons, organisations, persons,
    policies, reports, sessions, units, yearly_talks,
};

use super::Made;
use super::numbers::indicators;
use super::story::{Story, import_id};
use trivsel_app::{App, AppError, questionnaires};

/// Writes everything. The organisation itself is written first: a half-made one is left empty, never half-filled.
pub(super) async fn all(app: &App, made: &Made) -> Result<(), AppError> {
    let now = app.now();
    organisations::add(&app.store, &made.organisation, now).await?;
    let tx = app.write(made.organisation.id).await?;
    units::add_many(&tx, &made.units.units).await?;
    units::add_placements(&tx, &made.units.placements).await?;
    let people: &[Person] = &made.staff.persons;
    persons::add_many(&tx, people, now).await?;
    persons::add_employments(&tx, &made.staff.employments).await?;
    persons::add_roles(&tx, &made.cast.roles).await?;
    for person in &made.cast.accounts {
        // No password opens the account: a visitor steps in, or an administrator gives one.
        let account = Account {
            person: *person,
            password_hash: String::new(),
            language: "da".to_owned(),
            disabled_at: None,
            must_change_password: false,
            password_until: None,
        };
        sessions::add_account(&tx, &account).await?;
    }
    write_figures(&tx, made).await?;
    questionnaires::seed(&tx, began(made)).await?;
    write_story(&tx, &made.story).await?;
    tx.commit().await?;
    Ok(())
}

/// Midnight of the day the organisation's first unit opened: its questionnaires are older than any survey.
fn began(made: &Made) -> DateTime<Utc> {
    let first = made.units.units.iter().map(|unit| unit.period.from()).min();
    first.unwrap_or_default().and_time(NaiveTime::MIN).and_utc()
}

async fn write_figures(tx: &Tx, made: &Made) -> Result<(), AppError> {
    for indicator in indicators(made.organisation.id) {
        figures::add_indicator(tx, &indicator).await?;
    }
    for import in &made.story.imports {
        imports::add(tx, import).await?;
    }
    for filled in &made.figures {
        figures::add_series(tx, &filled.series).await?;
        let import = import_id(made.seed, filled);
        figures::add_observations(tx, filled.series.id, Some(import), &filled.observations).await?;
        if !filled.series.category.is_empty() {
            // Reasons for leaving: the same people stand behind each.
            figures::change_category_parts(tx, filled.series.id, CategoryParts::Events).await?;
        }
    }
    for disruption in &made.story.disruptions {
        figures::add_disruption(tx, disruption).await?;
    }
    for event in &made.story.events {
        figures::add_event(tx, event).await?;
    }
    Ok(())
}

async fn write_story(tx: &Tx, story: &Story) -> Result<(), AppError> {
    for policy in &story.policies {
        policies::add(tx, policy).await?;
    }
    for goal in &story.goals {
        policies::add_goal(tx, goal).await?;
    }
    for committee in &story.committees {
        committees::add(tx, committee).await?;
    }
    for member in &story.members {
        committees::add_member(tx, member).await?;
    }
    for meeting in &story.meetings {
        committees::add_meeting(tx, meeting).await?;
    }
    for item in &story.standing {
        committees::add_standing_item(tx, item).await?;
    }
    initiatives::add_many(tx, &story.initiatives).await?;
    initiatives::add_measures(tx, &story.measures).await?;
    initiatives::add_sites(tx, &story.sites).await?;
    initiatives::add_criteria(tx, &story.criteria).await?;
    initiatives::add_milestones(tx, &story.milestones).await?;
    initiatives::add_follow_ups(tx, &story.follow_ups).await?;
    initiatives::add_notes(tx, &story.notes).await?;
    initiatives::add_anchor_checks(tx, &story.checks).await?;
    for (initiative, subject, to) in &story.seen_to {
        initiatives::entrust(tx, *initiative, *subject, *to).await?;
    }
    for report in &story.reports {
        reports::add(tx, report).await?;
    }
    for item in &story.agenda {
        committees::add_agenda_item(tx, item).await?;
    }
    for decision in &story.decisions {
        committees::add_decision(tx, decision).await?;
    }
    for (decision, initiative) in &story.belongings {
        committees::belong_to(tx, *decision, &[*initiative]).await?;
    }
    committees::add_tasks(tx, &story.tasks).await?;
    for theme in &story.lesson_themes {
        lessons::add_theme(tx, theme).await?;
    }
    lessons::add(tx, &story.lessons).await?;
    for duty in &story.duties {
        duties::add(tx, duty).await?;
    }
    duties::add_occurrences(tx, &story.occurrences).await?;
    for (assessment, frozen) in &story.assessments {
        assessments::add_agreed(tx, assessment, frozen).await?;
        for finding in &frozen.findings {
            assessments::add_finding(tx, finding).await?;
        }
    }
    for report in &story.unit_reports {
        assessments::add_report(tx, report).await?;
    }
    for change in &story.unit_changes {
        duties::add_change(tx, change).await?;
    }
    for talk in &story.talks {
        yearly_talks::add(tx, talk).await?;
    }
    for begun in &story.talk_initiatives {
        yearly_talks::add_initiative(tx, begun).await?;
    }
    audit::add_many(tx, &story.trail).await?;
    Ok(())
}
