//! The story of Fjordby: policies, forums, initiatives, follow-ups and reports, with dates that always end near today.
//!
//! What lies before 2025 has fixed dates. What comes next is reckoned from today, so that something is always due and a meeting
//! is always near.

mod area;
mod assessments;
mod calendar;
mod draft;
mod duties;
mod figures;
mod forums;
mod imports;
mod initiatives;
mod lessons;
mod many;
mod policies;
mod pride;
mod reports;
mod talks;
mod trail;

use trivsel_domain::assessment::{Assessment, FrozenAssessment, UnitReport};
use trivsel_domain::committee::standing::StandingItem;
use trivsel_domain::committee::{AgendaItem, Committee, CommitteeMember, Decision, Meeting, UnitTask};
use trivsel_domain::duty::{Duty, Occurrence, UnitChange};
use trivsel_domain::id::{AgendaItemId, DecisionId, DisruptionId, InitiativeId, SeriesEventId};
use trivsel_domain::indicator::{Disruption, SeriesEvent};
use trivsel_domain::initiative::anchoring::AnchorCheck;
use trivsel_domain::initiative::{
    FollowUp, FollowUpNote, Initiative, Measure, Milestone, Responsible, SeenTo, Site, SuccessCriterion,
};
use trivsel_domain::lesson::{Lesson, LessonTheme};
use trivsel_domain::policy::{Goal, Policy};
use trivsel_domain::report::StatusReport;
use trivsel_domain::talk::{TalkInitiative, YearlyTalk};
use trivsel_store::audit::AuditEntry;
use trivsel_store::imports::Import;

use super::Ground;
use super::numbers::{CHANGED_SYSTEM, Filled, series_id};
use super::truth;
use trivsel_app::AppError;

pub(super) use imports::import_id;
pub(super) use pride::{NUMBER as PILOT, starts};

/// Everything people have written and decided.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub(super) policies: Vec<Policy>,
    pub(super) goals: Vec<Goal>,
    pub(super) committees: Vec<Committee>,
    pub(super) members: Vec<CommitteeMember>,
    pub(super) meetings: Vec<Meeting>,
    pub(super) agenda: Vec<AgendaItem>,
    pub(super) decisions: Vec<Decision>,
    /// The initiatives decisions belong to.
    pub(super) belongings: Vec<(DecisionId, InitiativeId)>,
    /// The point on which the result of the first survey was talked over.
    pub(super) standing: Vec<StandingItem>,
    pub(super) checks: Vec<AnchorCheck>,
    pub(super) first_result: Option<AgendaItemId>,
    pub(super) tasks: Vec<UnitTask>,
    pub(super) lessons: Vec<Lesson>,
    pub(super) lesson_themes: Vec<LessonTheme>,
    pub(super) initiatives: Vec<Initiative>,
    pub(super) measures: Vec<Measure>,
    pub(super) sites: Vec<Site>,
    pub(super) criteria: Vec<SuccessCriterion>,
    pub(super) milestones: Vec<Milestone>,
    pub(super) follow_ups: Vec<FollowUp>,
    pub(super) notes: Vec<FollowUpNote>,
    /// Who sees to what, of which initiative.
    pub(super) seen_to: Vec<(InitiativeId, SeenTo, Responsible)>,
    pub(super) reports: Vec<StatusReport>,
    pub(super) trail: Vec<AuditEntry>,
    pub(super) disruptions: Vec<Disruption>,
    pub(super) events: Vec<SeriesEvent>,
    pub(super) imports: Vec<Import>,
    pub(super) duties: Vec<Duty>,
    pub(super) occurrences: Vec<Occurrence>,
    pub(super) unit_changes: Vec<UnitChange>,
    pub(super) assessments: Vec<(Assessment, FrozenAssessment)>,
    pub(super) unit_reports: Vec<UnitReport>,
    pub(super) talks: Vec<YearlyTalk>,
    pub(super) talk_initiatives: Vec<TalkInitiative>,
}

/// The story of Fjordby.
pub(super) fn fjordby(ground: &Ground<'_>, figures: &[Filled]) -> Result<Story, AppError> {
    let mut story = Story::default();
    policies::add(&mut story, ground);
    forums::add(&mut story, ground);
    pride::add(&mut story, ground, figures);
    initiatives::add(&mut story, ground, figures);
    area::add(&mut story, ground, figures);
    reports::add(&mut story, ground, figures);
    forums::add_agendas(&mut story, ground);
    covid(&mut story, ground);
    new_payroll_system(&mut story, ground);
    imports::add(&mut story, ground, figures)?;
    talks::add(&mut story, ground);
    duties::add(&mut story, ground)?;
    assessments::add(&mut story, ground);
    Ok(story)
}

/// What an organisation of any size has: a committee, and an initiative with sites, criteria and follow-ups for every third unit.
pub(super) fn any_size(ground: &Ground<'_>, figures: &[Filled]) -> Result<Story, AppError> {
    let mut story = Story::default();
    policies::add(&mut story, ground);
    many::add(&mut story, ground);
    covid(&mut story, ground);
    imports::add(&mut story, ground, figures)?;
    Ok(story)
}

fn covid(story: &mut Story, ground: &Ground<'_>) {
    let (first, last) = truth::covid();
    story.disruptions.push(Disruption {
        id: DisruptionId(ground.seed.id("disruption:covid")),
        name: "Corona".to_owned(),
        first,
        last,
        unit: None,
        note:
            "Smitte, hjemsendelser og lånt personale på tværs. Sygefravær i de måneder kan ikke sammenlignes med andre."
                .to_owned(),
    });
}

/// Two units changed payroll system: from then on parts of days are counted as well.
fn new_payroll_system(story: &mut Story, ground: &Ground<'_>) {
    for code in CHANGED_SYSTEM {
        for indicator in ["absence_rate", "absence_rate_short", "absence_rate_long"] {
            story.events.push(SeriesEvent {
                id: SeriesEventId(ground.seed.id(&format!("event:{indicator}:{code}"))),
                series: series_id(ground.seed, indicator, ""),
                unit: ground.units.id(code),
                month: truth::new_system_month(),
                text: "Nyt lønsystem: fra januar 2023 tælles dele af dage også.".to_owned(),
            });
        }
    }
}
