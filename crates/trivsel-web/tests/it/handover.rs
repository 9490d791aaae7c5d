//! The page on which somebody's responsibilities are handed over.

use axum::http::StatusCode;
use trivsel_domain::id::InitiativeId;
use trivsel_domain::initiative::State;
use trivsel_domain::person::Role;
use trivsel_store::initiatives;

use crate::site::Site;

/// An initiative of the group that the employee leads.
async fn led_by_the_employee(site: &Site) -> InitiativeId {
    let manager = site.as_role(Role::Manager).await;
    let unit = site.group.to_string();
    let form = [
        ("title", "Ro ved vagtskiftet"),
        ("unit", unit.as_str()),
        ("iglo_level", "group"),
    ];
    let done = manager.post("/initiatives", &form).await;
    let address = done.location.split('?').next().unwrap();
    let id: InitiativeId = address.rsplit('/').next().unwrap().parse().unwrap();
    let tx = site.app.write(site.organisation).await.unwrap();
    let mut initiative = initiatives::find(&tx, id).await.unwrap().unwrap();
    initiative.lead = Some(site.people[&Role::Employee]);
    initiative.state = State::Running;
    initiatives::change(&tx, &initiative).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn what_somebody_answers_for_is_taken_over_on_one_page() {
    let site = Site::new().await;
    let id = led_by_the_employee(&site).await;
    let employee = site.people[&Role::Employee];
    let address = format!("/persons/{employee}/handover");
    let field = format!("lead.{id}");
    let manager = site.as_role(Role::Manager).await;
    let page = manager.get(&address).await.text;
    assert!(
        page.contains("Leder indsatsen »Ro ved vagtskiftet«, Mosevang"),
        "{page}"
    );
    assert!(page.contains("Det overtager jeg"), "{page}");
    // A stranger, a role and an end are not for whoever leads an initiative.
    let stranger = site.people[&Role::Partner].to_string();
    for wrong in [stranger.as_str(), "manager", "end", "whoever"] {
        let refused = manager.post(&address, &[(field.as_str(), wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.text.contains("Noget kunne ikke gives videre"), "{wrong}");
    }
    // Nothing chosen: nothing happens.
    let nothing = manager.post(&address, &[(field.as_str(), "")]).await;
    assert_eq!(nothing.status, StatusCode::SEE_OTHER);
    assert!(manager.get(&address).await.text.contains(&field));
    let me = site.people[&Role::Manager].to_string();
    let done = manager.post(&address, &[(field.as_str(), me.as_str())]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert!(
        manager
            .get(&address)
            .await
            .text
            .contains("Der er ikke noget at give videre")
    );
    let own = manager.get("/account/handover").await.text;
    assert!(own.contains("Ro ved vagtskiftet"), "{own}");
}

#[tokio::test]
async fn ones_own_handover_is_for_everybody_and_that_of_others_is_not() {
    let site = Site::new().await;
    led_by_the_employee(&site).await;
    let employee = site.as_role(Role::Employee).await;
    let own = employee.get("/account/handover").await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(own.text.contains("Ro ved vagtskiftet"), "{}", own.text);
    let manager = site.people[&Role::Manager];
    let refused = employee.get(&format!("/persons/{manager}/handover")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
