//! A criterion that a scale of a survey shows, from the form to the status report.

use axum::http::StatusCode;
use chrono::NaiveDate;
use trivsel_app::questionnaires;
use trivsel_domain::id::{InitiativeId, PublicationId, SiteId, SuccessCriterionId, SurveyId, UnitId};
use trivsel_domain::initiative::{
    CriterionKind, Direction, IgloLevel, Initiative, Site as Place, SiteStage, State, SuccessCriterion,
};
use trivsel_domain::period::Period;
use trivsel_domain::person::Role;
use trivsel_domain::publication::{Amount, GroupKey, Protection, Publication, PublishedGroup, ScaleResult, Shown};
use trivsel_domain::questionnaire::built_in_version_id;
use trivsel_domain::survey::{Snapshot, Survey, SurveyState, Target, TwoLanguages};
use trivsel_store::publications::KeptPublication;
use trivsel_store::{initiatives, publications, surveys, units};
use uuid::Uuid;

use crate::site::{Site, hidden};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A published survey in which these units have these means of predictability.
async fn publish(site: &Site, number: i32, closed_on: &str, means: &[(UnitId, f64)]) {
    let tx = site.app.write(site.organisation).await.unwrap();
    let tree = units::tree(&tx, site.app.today()).await.unwrap();
    let asked: Vec<UnitId> = means.iter().map(|(unit, _)| *unit).collect();
    let questionnaire = built_in_version_id(site.organisation, "pulse", 1);
    let survey = Survey {
        opens_on: Some(day(closed_on)),
        closes_on: Some(day(closed_on)),
        state: SurveyState::Published,
        closed_on: Some(day(closed_on)),
        ..Survey::draft(
            SurveyId(Uuid::now_v7()),
            number,
            questionnaire,
            TwoLanguages {
                da: format!("Måling {number}"),
                en: format!("Survey {number}"),
            },
            Target {
                units: asked.clone(),
                job_groups: Vec::new(),
                by_job_group: false,
                cut_off: day(closed_on),
            },
        )
    };
    surveys::add(&tx, &survey).await.unwrap();
    let group = |(unit, mean): &(UnitId, f64)| PublishedGroup {
        key: GroupKey::Unit { unit: *unit },
        shown: Some(Shown {
            invited: 50,
            respondents: Amount::Exact(40.0),
            scales: vec![ScaleResult {
                scale: "predictability".into(),
                mean: Amount::Exact(*mean),
                standard_error: 2.0,
                interval: (mean - 4.0, mean + 4.0),
            }],
            distributions: Vec::new(),
        }),
    };
    let publication = Publication {
        survey: survey.id,
        number,
        title: survey.title.clone(),
        questionnaire,
        closed_on: day(closed_on),
        rules: survey.rules,
        invited: 100,
        snapshot: Snapshot::of(&tree, &asked),
        cells: Vec::new(),
        groups: means.iter().map(group).collect(),
        comments: Vec::new(),
        protection: Protection::default(),
    };
    let kept = KeptPublication {
        id: PublicationId(Uuid::now_v7()),
        survey: survey.id,
        published_on: day(closed_on),
        method_version: 1,
        hash: format!("{number:064}"),
        content: serde_json::to_string(&publication).unwrap(),
        ledger: "[]".into(),
    };
    publications::add(&tx, &kept).await.unwrap();
    tx.commit().await.unwrap();
}

/// An initiative of everything above the district that began in Mosevang, with one criterion shown so; the level before was 48.
async fn begun(site: &Site, scale: &str) -> (InitiativeId, SuccessCriterionId) {
    let tx = site.app.write(site.organisation).await.unwrap();
    questionnaires::seed(&tx, site.app.now()).await.unwrap();
    let tree = units::tree(&tx, site.app.today()).await.unwrap();
    let text = String::new;
    let initiative = Initiative {
        id: InitiativeId(Uuid::now_v7()),
        number: 1,
        title: "Ro på ruten".into(),
        summary: text(),
        goal: None,
        goal_text: text(),
        description: text(),
        purpose: "Mere ro.".into(),
        target_group: text(),
        actors: text(),
        schedule: text(),
        financial_impact: text(),
        success_text: text(),
        follow_up_text: text(),
        unit: tree.iter().next().unwrap().id,
        iglo_level: IgloLevel::Group,
        starts_on: Some(day("2021-01-15")),
        ends_on: None,
        lead: None,
        co_lead: None,
        state: State::Running,
        parent: None,
        decided_on: None,
        decided_at: Some("2020-11-01T10:00:00Z".parse().unwrap()),
        decision_note: text(),
        closed_at: None,
        closing_note: text(),
        created_at: site.app.now(),
        version: 1,
    };
    let criterion = SuccessCriterion {
        id: SuccessCriterionId(Uuid::now_v7()),
        initiative: initiative.id,
        measure: None,
        position: 1,
        title: "Flere ved, hvad der skal ske".into(),
        kind: CriterionKind::SurveyScale { scale: scale.into() },
        direction: Direction::Increase,
        baseline: Some(48.0),
        target: Some(55.0),
        smallest_worthwhile: Some(5.0),
        not_measurable: None,
        comparison: None,
        frozen_at: initiative.decided_at,
    };
    initiatives::add(&tx, &initiative).await.unwrap();
    initiatives::add_criterion(&tx, &criterion).await.unwrap();
    let place = Place {
        id: SiteId(Uuid::now_v7()),
        initiative: initiative.id,
        unit: site.group,
        measure: None,
        stage: SiteStage::Pilot,
        period: Period::since(day("2021-01-15")),
    };
    initiatives::add_site(&tx, &place).await.unwrap();
    tx.commit().await.unwrap();
    (initiative.id, criterion.id)
}

fn assert_says(page: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(page.contains(sentence), "{sentence} is missing in {page}");
    }
}

#[tokio::test]
async fn two_surveys_stand_on_the_initiative_s_page_in_the_evaluation_and_in_the_report() {
    let site = Site::new().await;
    let (initiative, criterion) = begun(&site, "pulse/predictability").await;
    publish(&site, 1, "2020-10-01", &[(site.group, 48.0), (site.elsewhere, 50.0)]).await;
    publish(&site, 2, "2023-10-01", &[(site.group, 60.0), (site.elsewhere, 51.0)]).await;
    let browser = site.as_role(Role::Coordinator).await;
    let base = format!("/initiatives/{initiative}");
    let page = browser.get(&base).await;
    assert_says(
        &page.text,
        &[
            "Forudsigelighed i »Trivselspuls«",
            "Låst ved beslutningen",
            "<strong>60,0</strong><span class=\"tiny soft block\">Måling 2</span>",
            &format!("{base}/criteria/{criterion}/evaluation"),
            "href=\"/toolbox/scales/predictability\"",
        ],
    );
    let tools = browser.get("/toolbox/scales/predictability").await;
    assert_says(&tools.text, &["Det handler om indflydelse og forudsigelighed."]);
    assert!(!page.text.contains("/planner"), "nobody can plan with surveys yet");

    let address = format!("{base}/criteria/{criterion}/evaluation");
    let page = browser.get(&address).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_says(
        &page.text,
        &[
            "Kan ikke afgøres",
            "Forudsigelighed: Måling 1 og Måling 2",
            // 12 less 1; the errors of two groups in two waves are 4, and 1.96 of that reach 7.8.
            "Bedste bud er 11,0 point højere på skalaen.",
            "Hvor indsatsen er begyndt, gik skalaen fra 48,0 til 60,0.",
            "De andre steder gik den fra 50,0 til 51,0.",
            "Der er tal fra 1 enhed, hvor indsatsen er begyndt, og 1, hvor den ikke er. Der skal mindst 3 til på hver side.",
            "De samme mennesker kan have svaret begge gange.",
            "48,0 (40 svar)",
            "+12,0",
            "Se resultatet af Måling 2",
        ],
    );
    let manager = site.as_role(Role::Manager).await.get(&address).await.text;
    assert_says(
        &manager,
        &[
            "Bedste bud er 11,0 point højere på skalaen.",
            "Hvor højt skalaen ligger, vises her kun for dem, der må se tallene for alle enhederne.",
            "48,0 (40 svar)",
            "kun for enheden",
        ],
    );
    assert!(!manager.contains("De andre steder gik den fra"), "{manager}");
    assert!(
        !manager.contains("50,0 (40 svar)"),
        "another district's results: {manager}"
    );
    let document = browser.get(&format!("{address}.pdf")).await;
    assert!(document.bytes.starts_with(b"%PDF"), "{}", document.text);
    let json = browser.get(&format!("/api/v1{address}")).await;
    let json: serde_json::Value = serde_json::from_str(&json.text).unwrap();
    assert_eq!(json["verdict"], "cannot_be_concluded");
    assert_eq!(json["survey_scale"], "pulse/predictability");
    assert!((json["judgement"]["interval"]["estimate"].as_f64().unwrap() - 11.0).abs() < 1e-9);

    let begun = browser.post(&format!("{base}/reports/new"), &[]).await;
    let report = browser.get(begun.location.split('?').next().unwrap()).await;
    assert_says(
        &report.text,
        &[
            "Forudsigelighed var 48,0 før (Måling 1) og er 60,0 nu (Måling 2).",
            "Det ligger højere end før.",
            "Udgangspunktet, der blev låst ved beslutningen, er 48,0.",
            "Målet, 55,0, er nået.",
            "Virkede indsatsen? Kan ikke afgøres.",
        ],
    );
}

#[tokio::test]
async fn the_form_offers_the_scales_of_published_questionnaires_and_keeps_own_words() {
    let site = Site::new().await;
    let (initiative, criterion) = begun(&site, "Stolthed over arbejdet").await;
    let browser = site.as_role(Role::Coordinator).await;
    let base = format!("/initiatives/{initiative}");
    let page = browser.get(&base).await.text;
    assert_says(
        &page,
        &[
            "»Stolthed over arbejdet« i trivselsmålingen",
            "ingen måling her viser det",
        ],
    );
    assert!(!page.contains(&format!("{criterion}/evaluation")), "{page}");
    let form = browser.get(&format!("{base}/criteria/{criterion}/edit")).await.text;
    assert_says(
        &form,
        &[
            "<option value=\"survey_scale/pulse/predictability\">Trivselspuls: Forudsigelighed</option>",
            "<option value=\"survey_scale/Stolthed over arbejdet\" selected>",
        ],
    );
    let seen = hidden(&form, "seen");
    let typed = |by: &'static str| {
        [
            ("seen", seen.as_str()),
            ("title", "Flere ved, hvad der skal ske"),
            ("direction", "increase"),
            ("measured_by", by),
        ]
    };
    let address = format!("{base}/criteria/{criterion}");
    let unknown = browser.post(&address, &typed("survey_scale/pulse/nothing")).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let saved = browser
        .post(&address, &typed("survey_scale/pulse/predictability"))
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = browser.get(&format!("{address}/evaluation")).await.text;
    assert_says(
        &page,
        &["Der er ingen afsluttet måling med skalaen endnu.", "Den næste måling."],
    );
}
