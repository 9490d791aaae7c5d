//! The yearly talk of a forum, from year to year.

use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::site::{Browser, Site};

/// A forum of the district, made by the coordinator.
async fn forum(site: &Site) -> String {
    let unit = site.district.to_string();
    let fields = [
        ("name", "Distrikts-MED"),
        ("kind", "committee"),
        ("unit", unit.as_str()),
        ("valid_from", "01.01.2020"),
    ];
    let made = site.as_role(Role::Coordinator).await.post("/committees", &fields).await;
    let address = made.location.split('?').next().unwrap();
    address.rsplit('/').next().unwrap().to_owned()
}

async fn begun(browser: &Browser<'_>, committee: &str) -> String {
    let begun = browser.post("/yearly-talks", &[("committee", committee)]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    begun.location.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_talk_begins_with_last_year_s_goals_and_stands_once_it_was_held() {
    let site = Site::new().await;
    let committee = forum(&site).await;
    let manager = site.as_role(Role::Manager).await;
    for year in ["2025", "2026"] {
        let address = begun(&manager, &committee).await;
        // A forum has one that is open.
        let second = manager.post("/yearly-talks", &[("committee", &committee)]).await;
        assert!(
            second.text.contains("Mødeforummet har allerede en drøftelse"),
            "{}",
            second.text
        );
        let page = manager.get(&address).await;
        assert_eq!(
            page.text.contains("Ingen arbejder alene om aftenen"),
            year == "2026",
            "{}",
            page.text
        );
        let day = format!("10.06.{year}");
        let mut form = vec![
            ("held_on", day.as_str()),
            ("last_year", "Ingen arbejder alene om aftenen"),
            ("goals", "Ingen arbejder alene om aftenen\nRo til at dosere"),
            ("cooperation", "Vi mødes hvert kvartal"),
            ("competence", "To tager uddannelsen"),
            ("is_held", "on"),
            ("version", "1"),
        ];
        let refused = manager.post(&address, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("To tager uddannelsen"), "{}", refused.text);
        form.push(("outcome", "Nået på to hold af tre"));
        let held = manager.post(&address, &form).await;
        assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.text);
        let again = manager.post(&address, &form).await;
        assert!(
            again.text.contains("referatet ligger fast. Skriv det nye i den næste."),
            "{}",
            again.text
        );
        let minutes = manager.get(&format!("{address}/minutes.pdf")).await;
        assert!(minutes.bytes.starts_with(b"%PDF"));
        // Who may see the forums of the district reads it, others do not.
        for (role, status) in [
            (Role::CommitteeMember, StatusCode::OK),
            (Role::Employee, StatusCode::FORBIDDEN),
            (Role::SafetyRep, StatusCode::FORBIDDEN),
        ] {
            assert_eq!(site.as_role(role).await.get(&address).await.status, status, "{role:?}");
        }
    }
}

#[tokio::test]
async fn whoever_saves_second_keeps_what_was_typed_and_a_number_of_a_person_is_refused() {
    let site = Site::new().await;
    let committee = forum(&site).await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, &committee).await;
    let form = |goals: &'static str| [("goals", goals), ("version", "1")];
    let number = manager.post(&address, &form("Ring til 010190-1234")).await;
    assert_eq!(number.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(number.text.contains("Det ligner et CPR-nummer."), "{}", number.text);
    assert_eq!(manager.post(&address, &form("Ro")).await.status, StatusCode::SEE_OTHER);
    let second = site
        .as_role(Role::Coordinator)
        .await
        .post(&address, &form("Pauser til alle"))
        .await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.text.contains("Pauser til alle"), "{}", second.text);
}

#[tokio::test]
async fn a_goal_becomes_an_initiative_and_the_next_talk_says_how_far_it_is() {
    let site = Site::new().await;
    let committee = forum(&site).await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, &committee).await;
    let early = manager.post(&format!("{address}/initiatives"), &[("goal", "0")]).await;
    assert!(early.text.contains("Drøftelsen er ikke holdt endnu."), "{}", early.text);
    let form = [
        ("held_on", "10.06.2026"),
        ("goals", "- Ro til at dosere\n- Pauser til alle"),
        ("cooperation", "Hvert kvartal"),
        ("competence", "Ja"),
        ("is_held", "on"),
        ("version", "1"),
    ];
    assert_eq!(manager.post(&address, &form).await.status, StatusCode::SEE_OTHER);
    let made = manager.post(&format!("{address}/initiatives"), &[("goal", "1")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let initiative = made.location.split('?').next().unwrap();
    assert!(manager.get(initiative).await.text.contains("Pauser til alle"));
    let none = manager.post(&format!("{address}/initiatives"), &[("goal", "7")]).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    // Who may not write initiatives makes none of it.
    let member = site.as_role(Role::CommitteeMember).await;
    let refused = member.post(&format!("{address}/initiatives"), &[("goal", "0")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let next = manager.get(&begun(&manager, &committee).await).await.text;
    assert!(
        next.contains("Pauser til alle: Idé") && next.contains(initiative),
        "{next}"
    );
}

#[tokio::test]
async fn the_wheel_counts_from_the_day_the_talk_was_held() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let committee = forum(&site).await;
    let (unit, elsewhere) = (site.group.to_string(), site.elsewhere.to_string());
    let on = [
        ("is_on", "on"),
        ("warn_months", "2"),
        ("level", "chosen"),
        ("units", unit.as_str()),
        ("units", elsewhere.as_str()),
        ("applies_from", "01.01.2020"),
        ("first_due", "01.06.2026"),
        ("version", ""),
    ];
    coordinator.post("/year-wheel/duties/yearly_talk", &on).await;
    let address = begun(&coordinator, &committee).await;
    let form = [
        ("held_on", "10.06.2026"),
        ("goals", "Mål"),
        ("cooperation", "Hvert kvartal"),
        ("competence", "Ja"),
        ("is_held", "on"),
        ("version", "1"),
    ];
    assert_eq!(coordinator.post(&address, &form).await.status, StatusCode::SEE_OTHER);
    let place = |unit: &str| format!("/year-wheel/units/{unit}/duties/yearly_talk");
    let page = coordinator.get(&place(&unit)).await.text;
    assert!(page.contains("Senest 10.06.2027.") && page.contains(&address), "{page}");
    // The forum is the district's: elsewhere nothing was held.
    let page = coordinator.get(&place(&elsewhere)).await.text;
    assert!(page.contains("Skulle være holdt 01.06.2026."), "{page}");
    // That it was held is for everybody; the talk is for those who may read the forum.
    let page = site.as_role(Role::Employee).await.get(&place(&unit)).await.text;
    assert!(page.contains("Holdt 10.06.2026") && !page.contains(&address), "{page}");
}
