//! What people answer for, so that it can be handed over before they leave: every column that makes somebody responsible for something
//! that still goes on.

use chrono::NaiveDate;
use sea_orm::{FromQueryResult, Value};
use trivsel_domain::id::{InitiativeId, PersonId, UnitId};
use trivsel_domain::initiative::Responsible;
use uuid::Uuid;

use crate::error::parsed;
use crate::{StoreError, Tx};

/// What a column that holds a person makes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// They answer for it: it is handed over before they leave.
    Duty,
    /// It is their own, and nobody else's business: it is never shown to whoever takes over.
    Own,
    /// It tells that they once did something.
    Trace,
}

/// Every place of [`crate::erase::PLACES`], with what it makes of somebody. A test compares the two lists.
pub const HOLDINGS: &[(&str, &str, Holding)] = &[
    ("initiatives", "lead_person_id", Holding::Duty),
    ("initiatives", "co_lead_person_id", Holding::Duty),
    ("responsibles", "person_id", Holding::Duty),
    ("workshops", "leader_id", Holding::Duty),
    ("surveys", "follow_up_person_id", Holding::Duty),
    ("assessments", "with_person_id", Holding::Duty),
    ("measures", "owner_person_id", Holding::Duty),
    ("plan_lines", "person_id", Holding::Duty),
    ("sessions", "person_id", Holding::Own),
    ("known_devices", "person_id", Holding::Own),
    ("sign_ins", "person_id", Holding::Own),
    ("access_links", "person_id", Holding::Own),
    ("accounts", "person_id", Holding::Own),
    ("role_assignments", "person_id", Holding::Own),
    ("committee_members", "person_id", Holding::Own),
    ("employments", "person_id", Holding::Own),
    ("roll_entries", "person_id", Holding::Own),
    ("mails", "person_id", Holding::Own),
    ("notice_choices", "person_id", Holding::Own),
    ("notices", "person_id", Holding::Own),
    ("notice_links", "person_id", Holding::Own),
    ("feeds", "person_id", Holding::Own),
    ("uploads", "person_id", Holding::Own),
    ("saved_filters", "person_id", Holding::Own),
    ("starts", "lead_person_id", Holding::Own),
    ("starts", "rep_person_id", Holding::Own),
    ("persons", "employee_number", Holding::Own),
    ("persons", "email", Holding::Own),
    ("persons", "name", Holding::Own),
    ("persons", "title", Holding::Own),
    ("persons", "search_text", Holding::Own),
    ("persons", "sort_key", Holding::Own),
    ("workshop_facilitators", "person_id", Holding::Trace),
    ("anchor_checks", "held_by", Holding::Trace),
    ("plans", "agreed_by_person_id", Holding::Trace),
    ("plans", "agreed_with_person_id", Holding::Trace),
    ("plan_looks", "written_by", Holding::Trace),
    ("answer_approvals", "approved_by", Holding::Trace),
    ("own_tools", "sent_by", Holding::Trace),
    ("tool_reviews", "checked_by", Holding::Trace),
    ("tool_notes", "written_by", Holding::Trace),
    ("lots", "drawn_by", Holding::Trace),
    ("imports", "created_by", Holding::Trace),
    ("exclusions", "created_by", Holding::Trace),
    ("follow_up_notes", "written_by", Holding::Trace),
    ("status_reports", "approved_by", Holding::Trace),
    ("questionnaire_versions", "published_by", Holding::Trace),
    ("unit_tasks", "done_by", Holding::Trace),
    ("assessments", "manager_agreed_by", Holding::Trace),
    ("assessments", "staff_agreed_by", Holding::Trace),
    ("audit_entries", "person_id", Holding::Trace),
    ("setup_notes", "noted_by", Holding::Trace),
    ("legal_rules", "checked_by", Holding::Trace),
];

/// What somebody answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswersFor {
    /// Leads an initiative.
    Lead,
    /// Leads it together with somebody.
    CoLead,
    /// Answers for a measure.
    Measure,
    /// Sees to a follow-up.
    FollowUp,
    /// Sees to a milestone.
    Milestone,
    /// Does a line of a plan.
    PlanLine,
    /// Leads a workshop.
    Workshop,
    /// Follows up on a survey.
    Survey,
    /// Takes part in an assessment for the staff.
    Assessment,
}

impl AnswersFor {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::Lead,
        Self::CoLead,
        Self::Measure,
        Self::FollowUp,
        Self::Milestone,
        Self::PlanLine,
        Self::Workshop,
        Self::Survey,
        Self::Assessment,
    ];

    /// The name in code and in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::CoLead => "co_lead",
            Self::Measure => "measure",
            Self::FollowUp => "follow_up",
            Self::Milestone => "milestone",
            Self::PlanLine => "plan_line",
            Self::Workshop => "workshop",
            Self::Survey => "survey",
            Self::Assessment => "assessment",
        }
    }

    /// What has this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The column that says who it is.
    pub fn place(self) -> (&'static str, &'static str) {
        match self {
            Self::Lead => ("initiatives", "lead_person_id"),
            Self::CoLead => ("initiatives", "co_lead_person_id"),
            Self::FollowUp | Self::Milestone => ("responsibles", "person_id"),
            Self::Measure => ("measures", "owner_person_id"),
            Self::PlanLine => ("plan_lines", "person_id"),
            Self::Workshop => ("workshops", "leader_id"),
            Self::Survey => ("surveys", "follow_up_person_id"),
            Self::Assessment => ("assessments", "with_person_id"),
        }
    }

    /// Every one of these that still goes on: whose it is, which, what it is called, where it belongs.
    fn query(self) -> &'static str {
        match self {
            Self::Lead => {
                "select 'lead' as kind, t.lead_person_id as person, t.id as subject, t.title as title, t.unit_id as unit, \
                 t.id as initiative from initiatives t where t.organisation_id = $1 and t.lead_person_id is not null \
                 and t.state <> 'ended'"
            }
            Self::CoLead => {
                "select 'co_lead' as kind, t.co_lead_person_id as person, t.id as subject, t.title as title, \
                 t.unit_id as unit, t.id as initiative from initiatives t where t.organisation_id = $1 \
                 and t.co_lead_person_id is not null and t.state <> 'ended'"
            }
            Self::Measure => {
                "select 'measure' as kind, t.owner_person_id as person, t.id as subject, t.title as title, \
                 i.unit_id as unit, i.id as initiative from measures t join initiatives i \
                 on i.organisation_id = t.organisation_id and i.id = t.initiative_id where t.organisation_id = $1 \
                 and t.owner_person_id is not null and t.state not in ('done', 'dropped') and i.state <> 'ended'"
            }
            Self::FollowUp => {
                "select 'follow_up' as kind, t.person_id as person, f.id as subject, f.title as title, i.unit_id as unit, \
                 i.id as initiative from responsibles t join follow_ups f on f.organisation_id = t.organisation_id \
                 and f.id = t.follow_up_id join initiatives i on i.organisation_id = t.organisation_id \
                 and i.id = t.initiative_id where t.organisation_id = $1 and t.person_id is not null \
                 and f.ended_on is null and i.state <> 'ended'"
            }
            Self::Milestone => {
                "select 'milestone' as kind, t.person_id as person, m.id as subject, m.title as title, i.unit_id as unit, \
                 i.id as initiative from responsibles t join milestones m on m.organisation_id = t.organisation_id \
                 and m.id = t.milestone_id join initiatives i on i.organisation_id = t.organisation_id \
                 and i.id = t.initiative_id where t.organisation_id = $1 and t.person_id is not null \
                 and m.done_on is null and i.state <> 'ended'"
            }
            Self::PlanLine => {
                "select 'plan_line' as kind, t.person_id as person, t.id as subject, t.text as title, p.unit_id as unit, \
                 null as initiative from plan_lines t join plans p on p.organisation_id = t.organisation_id \
                 and p.id = t.plan_id where t.organisation_id = $1 and t.person_id is not null and t.done_on is null \
                 and t.dropped_because = '' and p.state <> 'closed'"
            }
            Self::Workshop => {
                "select 'workshop' as kind, t.leader_id as person, t.id as subject, t.title as title, t.unit_id as unit, \
                 null as initiative from workshops t where t.organisation_id = $1 and t.leader_id is not null \
                 and t.state <> 'closed'"
            }
            Self::Survey => {
                "select 'survey' as kind, t.follow_up_person_id as person, t.id as subject, t.title_da as title, \
                 null as unit, null as initiative from surveys t where t.organisation_id = $1 \
                 and t.follow_up_person_id is not null and (t.state <> 'published' or t.follow_up_on >= $2)"
            }
            Self::Assessment => {
                "select 'assessment' as kind, t.with_person_id as person, t.id as subject, '' as title, \
                 t.unit_id as unit, null as initiative from assessments t where t.organisation_id = $1 \
                 and t.with_person_id is not null and t.staff_agreed_at is null"
            }
        }
    }
}

/// One thing somebody answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Who.
    pub person: PersonId,
    /// For what.
    pub kind: AnswersFor,
    /// Which.
    pub subject: Uuid,
    /// What it is called; an assessment is called by its unit.
    pub title: String,
    /// Where it belongs; none for a survey.
    pub unit: Option<UnitId>,
    /// The initiative it is part of.
    pub initiative: Option<InitiativeId>,
}

#[derive(FromQueryResult)]
struct ChargeRow {
    kind: String,
    person: Uuid,
    subject: Uuid,
    title: String,
    unit: Option<Uuid>,
    initiative: Option<Uuid>,
}

/// Everything anybody answers for today, in one question, in the order of [`AnswersFor::ALL`].
pub async fn list_charges(tx: &Tx, today: NaiveDate) -> Result<Vec<Charge>, StoreError> {
    charges(tx, &every_charge(), vec![today.into()]).await
}

/// Everything that lies with people whose last day is by then, in one question.
pub async fn list_charges_of_leavers(tx: &Tx, today: NaiveDate, by: NaiveDate) -> Result<Vec<Charge>, StoreError> {
    let sql = format!(
        "select c.* from ({}) c where exists (select 1 from employments e where e.organisation_id = $1 \
         and e.person_id = c.person) and not exists (select 1 from employments e where e.organisation_id = $1 \
         and e.person_id = c.person and (e.valid_to is null or e.valid_to > $3))",
        every_charge()
    );
    charges(tx, &sql, vec![today.into(), by.into()]).await
}

fn every_charge() -> String {
    AnswersFor::ALL.map(AnswersFor::query).join(" union all ")
}

async fn charges(tx: &Tx, sql: &str, values: Vec<Value>) -> Result<Vec<Charge>, StoreError> {
    let mut found = Vec::new();
    for row in tx.rows::<ChargeRow>(sql, values).await? {
        found.push(Charge {
            person: PersonId(row.person),
            kind: parsed(AnswersFor::parse(&row.kind), "charges", "kind", row.subject)?,
            subject: row.subject,
            title: row.title,
            unit: row.unit.map(UnitId),
            initiative: row.initiative.map(InitiativeId),
        });
    }
    // Neither database promises an order for what is put together.
    found.sort_by(|a, b| (a.kind, &a.title, a.subject).cmp(&(b.kind, &b.title, b.subject)));
    Ok(found)
}

/// Gives a charge to somebody else, to a role, or to nobody in particular. Says how many rows were touched: none when it is not theirs any
/// more.
pub async fn give_charge(tx: &Tx, charge: &Charge, to: Responsible) -> Result<u64, StoreError> {
    let (table, column) = charge.kind.place();
    let from = charge.person.0;
    let to_person: Option<Uuid> = to.person().map(|person| person.0);
    match charge.kind {
        AnswersFor::FollowUp | AnswersFor::Milestone => {
            let subject = if charge.kind == AnswersFor::FollowUp {
                "follow_up_id"
            } else {
                "milestone_id"
            };
            let role = match to {
                Responsible::Role(role) => role.code(),
                Responsible::Leads | Responsible::Person(_) => "",
            };
            let sql = format!(
                "update {table} set {column} = $2, role = $3 where organisation_id = $1 and {subject} = $4 and {column} = $5"
            );
            let values = [to_person.into(), role.into(), charge.subject.into(), from.into()];
            tx.run(&sql, values).await
        }
        AnswersFor::Measure | AnswersFor::PlanLine => {
            let sql =
                format!("update {table} set {column} = $2 where organisation_id = $1 and id = $3 and {column} = $4");
            let values = [to_person.into(), charge.subject.into(), from.into()];
            tx.run(&sql, values).await
        }
        _ => {
            let sql = format!(
                "update {table} set {column} = $2, version = version + 1 where organisation_id = $1 and id = $3 and {column} = $4"
            );
            tx.run(&sql, [to_person.into(), charge.subject.into(), from.into()])
                .await
        }
    }
}
