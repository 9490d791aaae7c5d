//! What a walk over all addresses is made with: who walks, and things that exist and belong together.

use std::collections::BTreeMap;
use std::time::Duration;

use trivsel_app::App;
use trivsel_app::surveys::{self, NewSurvey, SurveyForm};
use trivsel_domain::board::Step;
use trivsel_domain::committee::standing::{StandingFilling, StandingItem, StandingRhythm};
use trivsel_domain::committee::{AgendaItem, CommitteeMember, Meeting, Seat};
use trivsel_domain::evaluation::Exclusion;
use trivsel_domain::id::{
    AgendaItemId, AnchorCheckId, BoardId, BoardKindId, CommitteeId, CommitteeMemberId, DisruptionId, EmploymentId,
    ExclusionId, FollowUpId, MeetingId, OrganisationId, PersonId, PlanId, PlanLineId, ProgrammeItemId, QuestionnaireId,
    QuestionnaireVersionId, RoleAssignmentId, StandingItemId, StatusReportId, UnitId, WorkshopGroupId, WorkshopId,
    YearlyTalkId,
};
use trivsel_domain::indicator::Disruption;
use trivsel_domain::initiative::anchoring::{AnchorCheck, AnchorQuestion};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, Person, Role, RoleAssignment, WorkingTimeFraction};
use trivsel_domain::plan::{PlanAgreement, PlanLine, PlanPart, PlanState, UnitPlan};
use trivsel_domain::questionnaire::{Questionnaire, QuestionnaireVersion, built_in, built_in_version_id};
use trivsel_domain::rights::{Actor, Grant, Participation};
use trivsel_domain::survey::{SurveyState, TwoLanguages};
use trivsel_domain::talk::YearlyTalk;
use trivsel_domain::workshop::{DayCourse, Group, LineKind, ProgrammeItem, SeenBy, Tells, Workshop, WorkshopState};
use trivsel_store::boards::{self, GroupBoard};
use trivsel_store::sessions::{self, Account};
use trivsel_store::{
    Tx, assessments, audit, committees, evaluations, figures, initiatives, persons, plans, policies, questionnaires,
    reports, units, workshops, yearly_talks,
};
use uuid::Uuid;

/// The name of a committee that has no talk, so that one can be begun; it stands in no path.
const WITHOUT_TALK: &str = "committee without a talk";

/// What stands for each `{name}` in a path: things that exist and lie within reach of a role at the top.
pub(super) type Examples = BTreeMap<&'static str, Vec<String>>;

/// A person whose only right is this role, for the top of the tree.
pub(super) async fn add_visitor(tx: &Tx, app: &App, role: Role) -> PersonId {
    let id = PersonId(Uuid::now_v7());
    let person = Person {
        id,
        employee_number: None,
        name: format!("Prøve {}", role.code()),
        email: Some(format!("{}@route.example", role.code())),
        title: role.code().to_owned(),
        is_erased: false,
    };
    persons::add(tx, &person, app.now()).await.unwrap();
    let tree = units::tree(tx, app.today()).await.unwrap();
    let top = tree.roots().next().unwrap().id;
    let since = Period::since("2017-01-01".parse().unwrap());
    match role {
        // An employee reaches the own unit only: the one where the examples lie.
        Role::Employee => {
            let unit = unit_of_examples(tx).await;
            let employment = EmploymentId(Uuid::now_v7());
            let job = Employment {
                id: employment,
                person: id,
                unit,
                job_group: "SSA".into(),
                working_time: WorkingTimeFraction::FULL,
                period: since,
            };
            persons::add_employment(tx, &job).await.unwrap();
        }
        Role::CommitteeMember => {
            let all = committees::list(tx).await.unwrap();
            let committee = all
                .iter()
                .find(|committee| committee.unit == top)
                .expect("a committee at the top");
            let member = trivsel_domain::committee::CommitteeMember {
                id: CommitteeMemberId(Uuid::now_v7()),
                committee: committee.id,
                person: id,
                seat: trivsel_domain::committee::Seat::Member,
                period: since,
            };
            committees::add_member(tx, &member).await.unwrap();
        }
        role => {
            let unit = role.needs_unit().then_some(top);
            persons::add_role(
                tx,
                &RoleAssignment {
                    id: RoleAssignmentId(Uuid::now_v7()),
                    person: id,
                    role,
                    unit,
                    period: since,
                },
            )
            .await
            .unwrap();
        }
    }
    let account = Account {
        person: id,
        password_hash: String::new(),
        language: "da".into(),
        disabled_at: None,
        must_change_password: false,
        password_until: None,
    };
    sessions::add_account(tx, &account).await.unwrap();
    id
}

/// Gives somebody a part in the initiative or the committee that stands as an example.
pub(super) async fn take_part(tx: &Tx, examples: &Examples, person: PersonId, part: Participation) {
    let seat = match part {
        Participation::Lead | Participation::RepresentingCoLead | Participation::CoLead => {
            let id = examples["initiative"][0].parse().unwrap();
            let mut initiative = initiatives::find(tx, id).await.unwrap().unwrap();
            match part {
                Participation::Lead => initiative.lead = Some(person),
                _ => initiative.co_lead = Some(person),
            }
            initiatives::change(tx, &initiative).await.unwrap();
            return;
        }
        Participation::Chair => Seat::Chair,
        Participation::ViceChair => Seat::ViceChair,
        Participation::Secretary => Seat::Secretary,
        Participation::Member => Seat::Member,
    };
    for committee in ["committee", WITHOUT_TALK] {
        let member = CommitteeMember {
            id: CommitteeMemberId(Uuid::now_v7()),
            committee: examples[committee][0].parse().unwrap(),
            person,
            seat,
            period: Period::since("2017-01-01".parse().unwrap()),
        };
        committees::add_member(tx, &member).await.unwrap();
    }
}

/// The unit of the first site of the first initiative with a draft report, or with any report.
async fn unit_of_examples(tx: &Tx) -> trivsel_domain::id::UnitId {
    let initiative = initiative_of_examples(tx).await;
    initiatives::sites_of(tx, initiative).await.unwrap()[0].unit
}

async fn initiative_of_examples(tx: &Tx) -> trivsel_domain::id::InitiativeId {
    for initiative in initiatives::list(tx).await.unwrap() {
        let has_all = !initiatives::sites_of(tx, initiative.id).await.unwrap().is_empty()
            && !initiatives::measures_of(tx, initiative.id).await.unwrap().is_empty()
            && !initiatives::criteria_of(tx, initiative.id).await.unwrap().is_empty()
            && !initiatives::milestones_of(tx, initiative.id).await.unwrap().is_empty()
            && !initiatives::follow_ups_of(tx, initiative.id).await.unwrap().is_empty()
            && !reports::list_of(tx, initiative.id).await.unwrap().is_empty();
        if has_all {
            return initiative.id;
        }
    }
    panic!("the demo has an initiative with everything");
}

/// The coordinator of the whole organisation.
async fn coordinator(tx: &Tx, app: &App) -> Actor {
    let held = persons::list_roles(tx)
        .await
        .unwrap()
        .into_iter()
        .find(|role| role.role == Role::Coordinator && role.unit.is_none())
        .expect("the demo has a coordinator");
    Actor {
        organisation: tx.organisation(),
        person: held.person,
        name: String::new(),
        title: String::new(),
        grants: vec![Grant {
            role: Role::Coordinator,
            unit: None,
        }],
        seats: Vec::new(),
        tree: units::tree(tx, app.today()).await.unwrap().into(),
    }
}

/// Waits until the evaluation that stands as an example is reckoned: its page offers less while it is not.
pub(super) async fn reckon(app: &App, organisation: OrganisationId, examples: &Examples) {
    let tx = app.read(organisation).await.unwrap();
    let who = coordinator(&tx, app).await;
    drop(tx);
    let (initiative, criterion) = (&examples["initiative"][0], &examples["criterion"][0]);
    let (initiative, criterion) = (initiative.parse().unwrap(), criterion.parse().unwrap());
    trivsel_app::evaluations::evaluate(app, &who, initiative, criterion, Duration::MAX)
        .await
        .unwrap();
}

/// A survey of one unit and all below it, open today.
pub(super) async fn open_survey(app: &App, organisation: OrganisationId) {
    let tx = app.read(organisation).await.unwrap();
    let who = coordinator(&tx, app).await;
    let unit = unit_of_examples(&tx).await;
    let above = who.tree.get(unit).unwrap().parent.unwrap();
    drop(tx);
    let questionnaire = built_in_version_id(organisation, "pulse", 1);
    let new = NewSurvey {
        title: "Trivselsmåling".into(),
        questionnaire,
    };
    let id = surveys::add(app, &who, &new, TwoLanguages::default()).await.unwrap();
    let form = SurveyForm {
        title_da: "Trivselsmåling".into(),
        purpose_da: "Vi vil vide, hvordan I har det.".into(),
        questionnaire: questionnaire.to_string(),
        units: vec![above.to_string()],
        cut_off: "21.11.2026".into(),
        opens_on: "21.11.2026".into(),
        closes_on: "11.12.2026".into(),
        retention_months: "12".into(),
        follow_up_person: who.person.to_string(),
        follow_up_on: "17.12.2026".into(),
        follow_up_time: "To timer".into(),
        ..SurveyForm::default()
    };
    surveys::change(app, &who, id, 1, &form.read().unwrap()).await.unwrap();
    surveys::launch(app, &who, id).await.unwrap();
    surveys::advance(app).await.unwrap();
}

/// Things that exist and belong together.
pub(super) async fn examples(tx: &Tx, app: &App) -> Examples {
    let mut examples = Examples::new();
    let mut add = |name, id: String| examples.insert(name, vec![id]);
    let initiative = initiative_of_examples(tx).await;
    add("initiative", initiative.to_string());
    add(
        "site",
        initiatives::sites_of(tx, initiative).await.unwrap()[0].id.to_string(),
    );
    add(
        "measure",
        initiatives::measures_of(tx, initiative).await.unwrap()[0]
            .id
            .to_string(),
    );
    let criterion = initiatives::criteria_of(tx, initiative).await.unwrap()[0].id;
    add("criterion", criterion.to_string());
    let exclusion = Exclusion {
        id: ExclusionId(Uuid::now_v7()),
        criterion,
        unit: None,
        months: Some(("2020-03".parse().unwrap(), "2020-04".parse().unwrap())),
        reason: "De første uger af nedlukningen".to_owned(),
        created_at: app.now(),
        created_by: None,
    };
    evaluations::add_exclusion(tx, &exclusion).await.unwrap();
    add("exclusion", exclusion.id.to_string());
    add(
        "milestone",
        initiatives::milestones_of(tx, initiative).await.unwrap()[0]
            .id
            .to_string(),
    );
    add(
        "follow_up",
        initiatives::follow_ups_of(tx, initiative).await.unwrap()[0]
            .id
            .to_string(),
    );
    add("state", "anchored".to_owned());
    add("key", "used-up".to_owned());
    add("start", Uuid::now_v7().to_string());
    add("code", "APV-2".to_owned());
    add("line", Uuid::now_v7().to_string());
    add("asker", "colleague".to_owned());
    add("purpose", "retention".to_owned());
    add("kind", "initiative".to_owned());
    add("node", initiative.to_string());
    add("answer", "Q012".to_owned());
    add("tool", "T012".to_owned());
    add("scale", "demands".to_owned());
    add("own_tool", "T999".to_owned());
    add("filter", Uuid::now_v7().to_string());
    add("tool_note", Uuid::now_v7().to_string());
    add(
        "report",
        reports::list_of(tx, initiative).await.unwrap()[0].id.to_string(),
    );
    let unit = unit_of_examples(tx).await;
    add("unit", unit.to_string());
    add("duty", "assessment".to_owned());
    add("year", "2026".to_owned());
    let goals = policies::list_goals(tx).await.unwrap();
    add("goal", goals[0].id.to_string());
    add("policy", goals[0].policy.to_string());
    let (person, employment) = persons::list_employed(tx, &[unit], app.today()).await.unwrap()[0].clone();
    add("person", person.id.to_string());
    add("employment", employment.id.to_string());
    let role = RoleAssignment {
        id: RoleAssignmentId(Uuid::now_v7()),
        person: person.id,
        role: Role::Facilitator,
        unit: None,
        period: Period::since("2017-01-01".parse().unwrap()),
    };
    persons::add_role(tx, &role).await.unwrap();
    add("role", role.id.to_string());
    let mut decision = None;
    for committee in committees::list(tx).await.unwrap() {
        for meeting in committees::meetings_of(tx, committee.id).await.unwrap() {
            let with_task = committees::decisions_of(tx, meeting.id)
                .await
                .unwrap()
                .into_iter()
                .find(|decision| decision.task.is_some());
            let item = committees::agenda_of(tx, meeting.id).await.unwrap().into_iter().next();
            if let (Some(found), Some(item)) = (with_task, item) {
                add("committee", committee.id.to_string());
                add(
                    "member",
                    committees::members_of(tx, committee.id).await.unwrap()[0]
                        .id
                        .to_string(),
                );
                add("meeting", meeting.id.to_string());
                add("item", item.id.to_string());
                add("decision", found.id.to_string());
                decision = Some(found);
            }
        }
    }
    assert!(
        decision.is_some(),
        "the demo has a decision with a task at a meeting with an agenda"
    );
    let asked = decision.unwrap().id;
    let lessons = trivsel_store::lessons::list_of(tx, &[asked]).await.unwrap();
    let own = lessons.iter().find(|lesson| lesson.unit == unit).unwrap();
    add("lesson", own.id.to_string());
    let themes = trivsel_store::lessons::themes_of(tx, &[asked]).await.unwrap();
    add("theme", themes[0].id.to_string());
    add("model", "work_community".to_owned());
    add("deck", "good_questions".to_owned());
    let series = figures::list_series(tx).await.unwrap();
    let events = figures::list_events(tx).await.unwrap();
    add("event", events[0].id.to_string());
    let with_event = series.iter().find(|series| series.id == events[0].series).unwrap();
    add("indicator", with_event.indicator.to_string());
    add("series", with_event.id.to_string());
    let disruption = Disruption {
        id: DisruptionId(Uuid::now_v7()),
        name: "Ombygning".to_owned(),
        first: "2026-02".parse().unwrap(),
        last: "2026-03".parse().unwrap(),
        unit: Some(unit),
        note: String::new(),
    };
    figures::add_disruption(tx, &disruption).await.unwrap();
    add("disruption", disruption.id.to_string());
    let (questionnaire, version) = add_draft(tx, app).await;
    add("questionnaire", questionnaire.to_string());
    add("version", version.to_string());
    add("place", "1".to_owned());
    add("organisation", "fjordby".to_owned());
    add("code", "abcd-efgh-jkmn-pqrs".to_owned());
    add("less", "nobodys".to_owned());
    add("feed", "fjordby.nobodys.ics".to_owned());
    add("import", Uuid::now_v7().to_string());
    add("upload", Uuid::now_v7().to_string());
    let surveys = trivsel_store::surveys::list(tx).await.unwrap();
    let open = surveys.iter().find(|survey| survey.state == SurveyState::Open).unwrap();
    add("survey", open.id.to_string());
    add("number", open.number.to_string());
    let asked = [(unit, None, "Fjordby", Some(77.0))];
    let published = crate::results::publish(tx, app, &asked, "2026-11-13", 0.0).await;
    add("published", published.to_string());
    add_workshop(tx, &mut examples, unit).await;
    let plan = add_plan(tx, app, unit, person.id).await;
    let of_day = |name: &str| examples[name][0].parse().unwrap();
    plans::add_to_group(
        tx,
        plan.0,
        WorkshopId(of_day("workshop")),
        WorkshopGroupId(of_day("workshop_group")),
    )
    .await
    .unwrap();
    examples.insert("plan", vec![plan.0.to_string()]);
    examples.insert("plan_line", vec![plan.1.to_string()]);
    assert!(!audit::list(tx, 0, 1).await.unwrap().is_empty());
    add_assessments(tx, app, unit, &mut examples).await;
    add_talks(tx, &mut examples).await;
    add_others(tx, app, &mut examples).await;
    add_standing(tx, app, &mut examples).await;
    add_anchor_check(tx, app, &mut examples).await;
    examples
}

/// A look at whether the initiative holds.
async fn add_anchor_check(tx: &Tx, app: &App, examples: &mut Examples) {
    let check = AnchorCheck {
        id: AnchorCheckId(Uuid::now_v7()),
        initiative: examples["initiative"][0].parse().unwrap(),
        due_on: app.today(),
        missing: vec![AnchorQuestion::OnAgenda],
        held: None,
    };
    initiatives::add_anchor_checks(tx, std::slice::from_ref(&check))
        .await
        .unwrap();
    examples.entry("check").or_default().push(check.id.to_string());
}

/// A point a committee takes up at every meeting.
async fn add_standing(tx: &Tx, app: &App, examples: &mut Examples) {
    let item = StandingItem {
        id: StandingItemId(Uuid::now_v7()),
        committee: examples["committee"][0].parse().unwrap(),
        title: "Trivsel og sundhed".to_owned(),
        every: StandingRhythm::Meeting,
        month: None,
        fills: StandingFilling::Initiatives,
        position: 1,
        starts_on: app.today(),
        ends_on: None,
    };
    committees::add_standing_item(tx, &item).await.unwrap();
    examples.entry("standing").or_default().push(item.id.to_string());
}

/// An assessment both sides agreed to, with a finding, and one that is open.
async fn add_assessments(tx: &Tx, app: &App, unit: trivsel_domain::id::UnitId, examples: &mut Examples) {
    let told = assessments::list(tx).await.unwrap().remove(0);
    let frozen = assessments::frozen(tx, told.id).await.unwrap().unwrap();
    let finding = assessments::findings_of(tx, told.id).await.unwrap().remove(0);
    let number = assessments::next_number(tx).await.unwrap();
    let copy = |position: i32| {
        let mut copy = told.clone();
        copy.id = trivsel_domain::id::AssessmentId(Uuid::now_v7());
        (copy.unit, copy.number, copy.begun_on) = (unit, number + position, app.today());
        copy
    };
    let (agreed, mut open) = (copy(0), copy(1));
    (open.manager_agreed, open.staff_agreed) = (None, None);
    assessments::add_agreed(tx, &agreed, &frozen).await.unwrap();
    assessments::add(tx, &open).await.unwrap();
    for of in [&agreed, &open] {
        let mut finding = finding.clone();
        finding.id = trivsel_domain::id::AssessmentFindingId(Uuid::now_v7());
        finding.assessment = of.id;
        assessments::add_finding(tx, &finding).await.unwrap();
        examples.entry("assessment").or_default().push(of.id.to_string());
        examples.entry("finding").or_default().push(finding.id.to_string());
    }
}

/// A talk that was held, and one that can be written.
async fn add_talks(tx: &Tx, examples: &mut Examples) {
    let open = YearlyTalk {
        id: YearlyTalkId(Uuid::now_v7()),
        committee: examples["committee"][0].parse().unwrap(),
        held_on: None,
        last_year: String::new(),
        outcome: String::new(),
        goals: "Ro til at dosere".to_owned(),
        cooperation: "Hvert kvartal".to_owned(),
        competence: "To tager uddannelsen".to_owned(),
        is_held: false,
        version: 1,
    };
    let held = YearlyTalk {
        id: YearlyTalkId(Uuid::now_v7()),
        held_on: Some("2026-06-10".parse().unwrap()),
        is_held: true,
        ..open.clone()
    };
    let mut other = committees::find(tx, open.committee).await.unwrap().unwrap();
    other.id = CommitteeId(Uuid::now_v7());
    committees::add(tx, &other).await.unwrap();
    examples.insert(WITHOUT_TALK, vec![other.id.to_string()]);
    for talk in [&open, &held] {
        yearly_talks::add(tx, talk).await.unwrap();
        examples.entry("talk").or_default().push(talk.id.to_string());
    }
}

/// Second examples, of which other things can be done: a draft of a report, a follow-up that can be put on an agenda, and a point on which
/// nothing was decided.
async fn add_others(tx: &Tx, app: &App, examples: &mut Examples) {
    let mut draft = reports::find(tx, examples["report"][0].parse().unwrap())
        .await
        .unwrap()
        .unwrap();
    draft.id = StatusReportId(Uuid::now_v7());
    draft.approval = None;
    reports::add(tx, &draft).await.unwrap();
    let committee = examples["committee"][0].parse().unwrap();
    let meeting = Meeting {
        id: MeetingId(Uuid::now_v7()),
        committee,
        held_on: app.today(),
        starts_at: String::new(),
        place: String::new(),
    };
    committees::add_meeting(tx, &meeting).await.unwrap();
    let item = AgendaItem {
        id: AgendaItemId(Uuid::now_v7()),
        meeting: meeting.id,
        position: 1,
        title: "Eventuelt".to_owned(),
        text: String::new(),
        status_report: None,
        follow_up: None,
    };
    committees::add_agenda_item(tx, &item).await.unwrap();
    let follow_up = examples["follow_up"][0].parse().unwrap();
    let mut follow_up = initiatives::find_follow_up(tx, follow_up).await.unwrap().unwrap();
    follow_up.id = FollowUpId(Uuid::now_v7());
    follow_up.committees = vec![committee];
    follow_up.ended_on = None;
    initiatives::add_follow_up(tx, &follow_up).await.unwrap();
    for (name, id) in [
        ("report", draft.id.0),
        ("meeting", meeting.id.0),
        ("item", item.id.0),
        ("follow_up", follow_up.id.0),
    ] {
        examples.get_mut(name).unwrap().push(id.to_string());
    }
}

/// A workshop that is over, with a board of a unit.
async fn add_workshop(tx: &Tx, examples: &mut Examples, unit: UnitId) {
    let day = "2026-11-20".parse().unwrap();
    let at = |text: &str| text.parse().unwrap();
    let workshop = Workshop {
        id: WorkshopId(Uuid::now_v7()),
        unit,
        title: "Landkort over arbejdspres".to_owned(),
        purpose: String::new(),
        held_on: day,
        starts_at: at("09:00:00"),
        hard_end: at("10:00:00"),
        place: String::new(),
        meeting_link: String::new(),
        keep_months: 12,
        seen_by: SeenBy::Group,
        state: WorkshopState::Closed,
        join_code: String::new(),
        is_door_shut: false,
        message: String::new(),
        leader: None,
        course: DayCourse::default(),
        opened_at: None,
        closed_on: Some(day),
        cleared_on: None,
        version: 1,
    };
    workshops::add(tx, &workshop).await.unwrap();
    let item = ProgrammeItem {
        id: ProgrammeItemId(Uuid::now_v7()),
        position: 1,
        kind: LineKind::GroupWork,
        title: "Landkort".to_owned(),
        minutes: 25,
        presenter: String::new(),
        question: String::new(),
        board_kind: "pressure_map".to_owned(),
        tells: Tells::Nobody,
        lead_note: String::new(),
        page: String::new(),
        deck: String::new(),
    };
    workshops::add_items(tx, workshop.id, std::slice::from_ref(&item))
        .await
        .unwrap();
    let group = Group {
        id: WorkshopGroupId(Uuid::now_v7()),
        position: 1,
        name: "Mosevang".to_owned(),
        unit: Some(unit),
        under: None,
        room: String::new(),
        leader: String::new(),
        expected: 6,
    };
    workshops::add_groups(tx, workshop.id, std::slice::from_ref(&group))
        .await
        .unwrap();
    let board = GroupBoard {
        id: BoardId(Uuid::new_v4()),
        workshop: workshop.id,
        item: item.id,
        group: group.id,
        unit,
        kind: "pressure_map".to_owned(),
        title: "Landkort".to_owned(),
        question: String::new(),
        step: Step::Closed,
        votes_each: 3,
        is_done: true,
    };
    boards::add(tx, std::slice::from_ref(&board)).await.unwrap();
    let own_kind = boards::OwnKind {
        id: BoardKindId(Uuid::now_v7()),
        kind: trivsel_domain::board::kind::shipped().unwrap().remove(0),
        version: 1,
    };
    boards::add_own_kind(tx, &own_kind).await.unwrap();
    for (name, id) in [
        ("workshop", workshop.id.to_string()),
        ("line", item.id.to_string()),
        ("workshop_group", group.id.to_string()),
        ("board", board.id.to_string()),
        ("board_kind", own_kind.id.to_string()),
        ("code", "AAAAAA".to_owned()),
    ] {
        examples.insert(name, vec![id]);
    }
}

/// A questionnaire of the organisation's own that is being written.
async fn add_draft(tx: &Tx, app: &App) -> (QuestionnaireId, QuestionnaireVersionId) {
    let questionnaire = Questionnaire {
        id: QuestionnaireId(Uuid::now_v7()),
        code: "egen".to_owned(),
        is_built_in: false,
        withdrawn_at: None,
        created_at: app.now(),
    };
    questionnaires::add(tx, &questionnaire).await.unwrap();
    let version = QuestionnaireVersion {
        id: QuestionnaireVersionId(Uuid::now_v7()),
        questionnaire: questionnaire.id,
        number: 1,
        based_on: None,
        content: built_in().unwrap().remove(0).content,
        published: None,
        created_at: app.now(),
        version: 1,
    };
    questionnaires::add_version(tx, &version).await.unwrap();
    (questionnaire.id, version.id)
}

/// A plan that can be agreed, with a TEST day.
async fn add_plan(tx: &Tx, app: &App, unit: UnitId, person: PersonId) -> (PlanId, PlanLineId) {
    let plan = UnitPlan {
        id: PlanId(Uuid::now_v7()),
        number: plans::last_number(tx).await.unwrap() + 1,
        unit,
        title: "Ro om medicinen".to_owned(),
        valid_from: app.today(),
        valid_to: None,
        state: PlanState::Draft,
        agreement: PlanAgreement::default(),
        closing_note: String::new(),
        version: 1,
    };
    plans::add(tx, &plan).await.unwrap();
    let mut test = PlanLineId(Uuid::nil());
    for (part, person) in [
        (PlanPart::How, None),
        (PlanPart::Who, Some(person)),
        (PlanPart::Test, None),
    ] {
        let line = PlanLine {
            id: PlanLineId(Uuid::now_v7()),
            plan: plan.id,
            part,
            position: 1,
            text: "Telefonen ligger hos en makker".to_owned(),
            person,
            role: String::new(),
            due_on: Some(app.today()),
            committee: None,
            indicator: None,
            survey_scale: String::new(),
            done_on: None,
            outcome: String::new(),
            dropped_because: String::new(),
        };
        plans::add_line(tx, &line).await.unwrap();
        test = line.id;
    }
    (plan.id, test)
}
