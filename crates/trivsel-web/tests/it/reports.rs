use axum::http::StatusCode;
use chrono::NaiveDate;
use lopdf::Document;
use trivsel_domain::committee::{Committee, CommitteeKind, Meeting};
use trivsel_domain::id::{
    CommitteeId, FollowUpId, InitiativeId, MeasureId, MeetingId, MilestoneId, SiteId, StatusReportId,
    SuccessCriterionId, UnitId,
};
use trivsel_domain::initiative::{
    CriterionKind, Direction, FollowUp, Frequency, IgloLevel, Initiative, Measure, MeasurePlan, MeasureState,
    Milestone, MonthsOfYear, Site as Place, SiteStage, State, SuccessCriterion,
};
use trivsel_domain::period::Period;
use trivsel_domain::person::Role;
use trivsel_store::{committees, initiatives};
use uuid::Uuid;

use crate::site::{Browser, Site};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn described(site: &Site, unit: UnitId) -> Initiative {
    let text = str::to_owned;
    Initiative {
        id: InitiativeId(Uuid::now_v7()),
        number: 1,
        title: text("Ro på ruten"),
        summary: text("Faste morgenmøder og ruter med plads til ønsker."),
        goal: None,
        goal_text: text("Fremme trivsel og mindske stress."),
        description: text("Vi taler faget op.\n\n- i hverdagen\n- i avisen"),
        purpose: text("Bedre trivsel giver mindre fravær."),
        target_group: text("Plejens medarbejdere"),
        actors: text("Ledere og triader"),
        schedule: text("Fra maj 2019"),
        financial_impact: text("Ca. 180.000 kr. om året"),
        success_text: String::new(),
        follow_up_text: String::new(),
        unit,
        iglo_level: IgloLevel::Group,
        starts_on: Some(day("2019-05-01")),
        ends_on: None,
        lead: None,
        co_lead: None,
        state: State::Running,
        parent: None,
        decided_on: None,
        decided_at: Some(site.app.now()),
        decision_note: String::new(),
        closed_at: None,
        closing_note: String::new(),
        created_at: site.app.now(),
        version: 1,
    }
}

/// An initiative of the district with one of everything a report is filled in from.
pub(crate) async fn initiative(site: &Site, unit: UnitId) -> InitiativeId {
    let row = described(site, unit);
    let id = row.id;
    let tx = site.app.write(site.organisation).await.unwrap();
    initiatives::add(&tx, &row).await.unwrap();
    let measure = Measure {
        id: MeasureId(Uuid::now_v7()),
        initiative: id,
        position: 1,
        title: "Fælles morgenmøder".to_owned(),
        description: "Sparring om borgerne".to_owned(),
        plan: MeasurePlan::default(),
        grown_into: None,
        state: MeasureState::Running,
    };
    initiatives::add_measure(&tx, &measure).await.unwrap();
    let place = Place {
        id: SiteId(Uuid::now_v7()),
        initiative: id,
        unit: site.group,
        measure: None,
        stage: SiteStage::Pilot,
        period: Period::since(day("2019-05-01")),
    };
    initiatives::add_site(&tx, &place).await.unwrap();
    for (position, title, not_measurable) in [
        (
            1,
            "Fraværet falder",
            Some("Corona gør, at tallene ikke kan sammenlignes.".to_owned()),
        ),
        (2, "Flere er stolte af faget", None),
    ] {
        let criterion = SuccessCriterion {
            id: SuccessCriterionId(Uuid::now_v7()),
            initiative: id,
            measure: None,
            position,
            title: title.to_owned(),
            kind: CriterionKind::Observed,
            direction: Direction::Decrease,
            baseline: None,
            target: None,
            smallest_worthwhile: None,
            not_measurable,
            comparison: None,
            frozen_at: None,
        };
        initiatives::add_criterion(&tx, &criterion).await.unwrap();
    }
    let milestone = Milestone {
        id: MilestoneId(Uuid::now_v7()),
        initiative: id,
        title: "Udbredt til hele distriktet".to_owned(),
        due_on: day("2027-03-01"),
        done_on: None,
    };
    initiatives::add_milestone(&tx, &milestone).await.unwrap();
    let follow_up = FollowUp {
        id: FollowUpId(Uuid::now_v7()),
        initiative: id,
        title: "Sygefravær".to_owned(),
        source: String::new(),
        committees: Vec::new(),
        forum: "Ledermøde".to_owned(),
        months: MonthsOfYear::default(),
        frequency: Frequency::Monthly,
        next_due: Some(day("2026-12-01")),
        ended_on: None,
    };
    initiatives::add_follow_up(&tx, &follow_up).await.unwrap();
    // Both should have happened before the report's day.
    let late = Milestone {
        id: MilestoneId(Uuid::now_v7()),
        title: "Plakater hænger oppe".to_owned(),
        due_on: day("2026-10-01"),
        ..milestone
    };
    initiatives::add_milestone(&tx, &late).await.unwrap();
    let late = FollowUp {
        id: FollowUpId(Uuid::now_v7()),
        title: "Ansøgere".to_owned(),
        next_due: Some(day("2026-11-01")),
        ..follow_up
    };
    initiatives::add_follow_up(&tx, &late).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn begun(browser: &Browser<'_>, initiative: InitiativeId) -> String {
    let answer = browser
        .post(&format!("/initiatives/{initiative}/reports/new"), &[])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location.split('?').next().unwrap().to_owned()
}

const TEXTS: [(&str, &str); 6] = [
    ("title", "Ro på ruten"),
    ("area", "Distrikt Nord"),
    ("as_of", "21.11.2026"),
    ("purpose_text", "Mere ro."),
    ("progress_text", "Vi er begyndt.\n\n- først ét sted"),
    ("next_text", "Vi fortsætter."),
];

fn with_version(version: &'static str) -> Vec<(&'static str, &'static str)> {
    TEXTS.into_iter().chain([("version", version)]).collect()
}

#[tokio::test]
async fn a_report_is_filled_in_from_its_initiative_under_the_three_headings() {
    let site = Site::new().await;
    let initiative = initiative(&site, site.district).await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, initiative).await;
    let page = manager.get(&address).await.text;
    let mut from = 0;
    for words in [
        "<h1>Ro på ruten</h1>",
        "(Distrikt Nord)",
        "Kort beskrivelse af formålet med indsatsen",
        "Bedre trivsel giver mindre fravær.",
        "Hvor langt er vi kommet i forhold til de målbare succeskriterier?",
        "Fraværet falder",
        "Det kan vi ikke måle på pt. Corona gør, at tallene ikke kan sammenlignes.",
        "Flere er stolte af faget",
        "De indsatser, der har været indtil nu, er fx:",
        "<li>Fælles morgenmøder: Sparring om borgerne</li>",
        "Indsatsen er begyndt i Mosevang (maj 2019)",
        "Hvad vil vi arbejde videre med?",
        "Udbredt til hele distriktet (senest 01.03.2027)",
        "Opfølgning på Ledermøde: Sygefravær, næste gang 01.12.2026",
        "<li>Opfølgning på Ledermøde: Ansøgere</li>",
        "Det er ikke nået endnu:",
        "Plakater hænger oppe (skulle være sket senest 01.10.2026)",
        "Ansøgere (skulle være sket senest 01.11.2026)",
    ] {
        let at = page[from..].find(words);
        from += at.unwrap_or_else(|| panic!("{words} is missing or out of order in {page}"));
    }
    assert_eq!(begun(&manager, initiative).await, address, "one draft at a time");
}

#[tokio::test]
async fn an_approved_report_stays_as_it_is() {
    let site = Site::new().await;
    let initiative = initiative(&site, site.district).await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, initiative).await;

    let saved = manager.post(&address, &with_version("1")).await;
    assert_eq!(
        saved.location,
        format!("{address}?done=done-report-saved"),
        "{}",
        saved.text
    );
    let stale = manager.post(&address, &with_version("1")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let stale = manager.post(&format!("{address}/approve"), &[("version", "1")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "what was not read is not approved");

    let approved = manager.post(&format!("{address}/approve"), &[("version", "2")]).await;
    assert_eq!(
        approved.location,
        format!("{address}?done=done-report-approved"),
        "{}",
        approved.text
    );
    for (path, form) in [
        (address.clone(), with_version("3")),
        (format!("{address}/approve"), vec![("version", "3")]),
        (format!("{address}/refresh"), vec![]),
        (format!("{address}/remove"), vec![]),
    ] {
        let answer = manager.post(&path, &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{path}");
        assert!(
            answer.text.contains("Rapporten er godkendt og kan ikke ændres"),
            "{path}"
        );
    }
    let page = manager.get(&address).await.text;
    assert!(
        page.contains("Mere ro.") && page.contains("af Person manager"),
        "{page}"
    );
    assert!(!page.contains(&format!("{address}/edit")));
    assert_ne!(begun(&manager, initiative).await, address, "news go into a new report");
}

#[tokio::test]
async fn a_report_without_words_under_a_heading_is_not_approved() {
    let site = Site::new().await;
    let initiative = initiative(&site, site.district).await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, initiative).await;
    let mut form = with_version("1");
    form.retain(|(name, _)| *name != "next_text");
    manager.post(&address, &form).await;
    let refused = manager.post(&format!("{address}/approve"), &[("version", "2")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("Hvad vil vi arbejde videre med?"),
        "{}",
        refused.text
    );
}

#[tokio::test]
async fn drafts_are_for_those_who_work_on_the_initiative_and_approval_for_its_manager() {
    let site = Site::new().await;
    let own = initiative(&site, site.district).await;
    let manager = site.as_role(Role::Manager).await;
    let draft = begun(&manager, own).await;
    for role in Role::ALL {
        let browser = site.as_role(role).await;
        let status = browser.get(&draft).await.status;
        let may = matches!(role, Role::Manager | Role::Coordinator);
        assert_eq!(status == StatusCode::OK, may, "{role:?} reads the draft: {status}");
        let status = browser.post(&draft, &with_version("0")).await.status;
        assert_eq!(status == StatusCode::FORBIDDEN, !may, "{role:?} writes: {status}");
        let status = browser
            .post(&format!("{draft}/approve"), &[("version", "0")])
            .await
            .status;
        assert_eq!(
            status == StatusCode::FORBIDDEN,
            role != Role::Manager,
            "{role:?} approves: {status}"
        );
    }
    manager.post(&draft, &with_version("1")).await;
    manager.post(&format!("{draft}/approve"), &[("version", "2")]).await;
    for role in [Role::Employee, Role::SafetyRep, Role::UnionRep, Role::CommitteeMember] {
        let browser = site.as_role(role).await;
        assert_eq!(browser.get(&draft).await.status, StatusCode::OK, "{role:?}");
        assert!(browser.get("/reports").await.text.contains("Ro på ruten"), "{role:?}");
    }
    let administrator = site.as_role(Role::Administrator).await;
    assert_eq!(administrator.get(&draft).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_approved_report_comes_on_an_agenda_once() {
    let site = Site::new().await;
    let initiative = initiative(&site, site.district).await;
    let since = Period::since(day("2017-01-01"));
    let tx = site.app.write(site.organisation).await.unwrap();
    let committee = Committee {
        id: CommitteeId(Uuid::now_v7()),
        name: "Distrikts-MED".to_owned(),
        kind: CommitteeKind::Committee,
        unit: site.district,
        period: since,
    };
    committees::add(&tx, &committee).await.unwrap();
    let meeting = Meeting {
        id: MeetingId(Uuid::now_v7()),
        committee: committee.id,
        held_on: day("2026-12-08"),
        starts_at: String::new(),
        place: String::new(),
    };
    committees::add_meeting(&tx, &meeting).await.unwrap();
    tx.commit().await.unwrap();

    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, initiative).await;
    let form = [("meeting", meeting.id.to_string())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let early = manager.post(&format!("{address}/agenda"), &form).await;
    assert_eq!(
        early.status,
        StatusCode::CONFLICT,
        "a draft is not put before a committee"
    );
    manager.post(&address, &with_version("1")).await;
    manager.post(&format!("{address}/approve"), &[("version", "2")]).await;
    let choose = manager.get(&format!("{address}/agenda")).await.text;
    assert!(choose.contains("Distrikts-MED, tirsdag 08.12.2026"), "{choose}");
    let none = manager.post(&format!("{address}/agenda"), &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        let put = manager.post(&format!("{address}/agenda"), &form).await;
        assert_eq!(put.status, StatusCode::SEE_OTHER, "{}", put.text);
    }
    let report: StatusReportId = address.rsplit('/').next().unwrap().parse().unwrap();
    let tx = site.app.read(site.organisation).await.unwrap();
    assert_eq!(committees::items_with_report(&tx, report).await.unwrap().len(), 1);
    assert!(manager.get(&address).await.text.contains("Distrikts-MED"));
}

/// The text of a PDF without white space, which a PDF does not keep.
fn read(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document
        .extract_text(&pages)
        .unwrap()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

fn assert_in_order(text: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        let squeezed: String = word.chars().filter(|c| !c.is_whitespace()).collect();
        let at = text[from..].find(&squeezed);
        from += at.unwrap_or_else(|| panic!("{word} is missing or out of order in {text}"));
    }
}

#[tokio::test]
async fn the_printed_report_says_what_the_page_says() {
    let site = Site::new().await;
    let initiative = initiative(&site, site.district).await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, initiative).await;
    let pdf = manager.get(&format!("{address}/report.pdf")).await;
    assert_eq!(pdf.status, StatusCode::OK);
    assert_in_order(
        &read(&pdf.bytes),
        &[
            "Fjordby Kommune",
            "Ro på ruten",
            "(Distrikt Nord)",
            "Status pr. 21.11.2026. Udkast, ikke godkendt.",
            "Bedre trivsel giver mindre fravær.",
            "Fraværet falder",
            "Det kan vi ikke måle på pt.",
            "Fælles morgenmøder",
            "Opfølgning på Ledermøde",
        ],
    );
}

#[tokio::test]
async fn the_printed_initiative_has_the_nine_fields_in_their_order() {
    let site = Site::new().await;
    let initiative = initiative(&site, site.district).await;
    let employee = site.as_role(Role::Employee).await;
    let pdf = employee.get(&format!("/initiatives/{initiative}/print.pdf")).await;
    assert_eq!(pdf.status, StatusCode::OK);
    let text = read(&pdf.bytes);
    assert_in_order(
        &text,
        &[
            "1. Målsætning",
            "2. Beskrivelse af indsats",
            "3. Formål",
            "4. Målgruppe",
            "5. Aktører",
            "6. Tidsplan",
            "7. Økonomiske konsekvenser",
            "8. Målbare succeskriterier",
            "9. Opfølgning",
        ],
    );
    for words in [
        "(Hvem henvender indsatsen sig til?)",
        "Fraværet falder",
        "Faste opfølgninger",
        "hver måned",
    ] {
        assert_in_order(&text, &[words]);
    }
}

#[tokio::test]
async fn an_initiative_hangs_on_the_wall_as_one_sheet_however_much_is_written() {
    let site = Site::new().await;
    let initiative = initiative(&site, site.district).await;
    let wordy = Initiative {
        number: 2,
        purpose: "Der skal være ro til at være fælles om opgaven.\n\n".repeat(12),
        ..described(&site, site.district)
    };
    let tx = site.app.write(site.organisation).await.unwrap();
    initiatives::add(&tx, &wordy).await.unwrap();
    tx.commit().await.unwrap();
    let employee = site.as_role(Role::Employee).await;
    for id in [initiative, wordy.id] {
        let pdf = employee.get(&format!("/initiatives/{id}/sheet.pdf")).await;
        assert_eq!(pdf.status, StatusCode::OK);
        assert_eq!(Document::load_mem(&pdf.bytes).unwrap().get_pages().len(), 1);
        assert_in_order(
            &read(&pdf.bytes),
            &["Derfor gør vi det", "Læs mere, og se alle tal her"],
        );
    }
}

#[tokio::test]
async fn a_print_says_when_the_typeface_lacks_letters() {
    let site = Site::new().await;
    let employee = site.as_role(Role::Employee).await;
    let told = "Nogle bogstaver findes ikke i skrifttypen";
    let squeezed: String = told.chars().filter(|c| !c.is_whitespace()).collect();
    for (title, is_told) in [("Ro på ruten 🌻", false), ("Ro på ruten, مرحبا", true)] {
        let row = Initiative {
            title: title.to_owned(),
            number: if is_told { 2 } else { 1 },
            ..described(&site, site.district)
        };
        let tx = site.app.write(site.organisation).await.unwrap();
        initiatives::add(&tx, &row).await.unwrap();
        tx.commit().await.unwrap();
        let pdf = employee.get(&format!("/initiatives/{}/print.pdf", row.id)).await;
        assert_eq!(pdf.status, StatusCode::OK);
        assert_eq!(read(&pdf.bytes).contains(&squeezed), is_told, "{title}");
    }
}
