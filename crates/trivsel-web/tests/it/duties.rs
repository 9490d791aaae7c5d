use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::site::{Browser, Page, Site};

/// The coordinator switches a duty on: chosen for Mosevang, the first time by a day.
async fn switch_on(browser: &Browser<'_>, site: &Site, code: &str, first_due: &str) -> Page {
    let unit = site.group.to_string();
    let fields = [
        ("is_on", "on"),
        ("warn_months", "6"),
        ("level", "chosen"),
        ("units", unit.as_str()),
        ("applies_from", "01.01.2020"),
        ("first_due", first_due),
        ("version", ""),
    ];
    browser.post(&format!("/year-wheel/duties/{code}"), &fields).await
}

fn place(site: &Site, code: &str) -> String {
    format!("/year-wheel/units/{}/duties/{code}", site.group)
}

#[tokio::test]
async fn an_empty_wheel_says_what_belongs_there_and_the_coordinator_fills_it() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let empty = coordinator.get("/year-wheel").await;
    assert!(empty.text.contains("Årshjulet er tomt") && empty.text.contains("href=\"/year-wheel/duties\""));
    let list = coordinator.get("/year-wheel/duties").await;
    for said in [
        "Mindst hvert tredje år.",
        "arbejdsmiljøloven § 15 a, stk. 1",
        "kilde, set 30.11.2026",
    ] {
        assert!(list.text.contains(said), "{said}: {}", list.text);
    }
    let saved = switch_on(&coordinator, &site, "assessment", "15.10.2026").await;
    assert_eq!(saved.location, "/year-wheel/duties?done=done-duty-saved");
    let wheel = site.as_role(Role::Manager).await.get("/year-wheel").await;
    for said in [
        "Én ting er forsinket",
        "APV i Mosevang",
        "Skulle være holdt 15.10.2026.",
        "class=\"st late\"",
    ] {
        assert!(wheel.text.contains(said), "{said}: {}", wheel.text);
    }
    // The same from a table alone.
    let table = wheel.text.split("<tbody").last().unwrap();
    assert!(
        table.contains("Mosevang") && table.contains("15.10.2026") && table.contains("Forsinket"),
        "{table}"
    );
}

#[tokio::test]
async fn a_unit_under_the_minimum_is_told_where_it_is_done_with() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let fields = [
        ("is_on", "on"),
        ("warn_months", "2"),
        ("level", "employing"),
        ("applies_from", "01.06.2026"),
        ("version", ""),
    ];
    coordinator.post("/year-wheel/duties/absence_statistic", &fields).await;
    let wheel = site.as_role(Role::Manager).await.get("/year-wheel").await;
    let said = "Laves sammen med Mosevang.";
    assert!(
        wheel.text.contains(said) && wheel.text.contains("Gennemgang af sygefraværet i Distrikt Nord"),
        "{}",
        wheel.text
    );
    // One interval after it began to apply.
    assert!(wheel.text.contains("Senest 01.06.2027."), "{}", wheel.text);
}

#[tokio::test]
async fn the_next_day_is_counted_from_the_day_it_was_held_and_the_second_to_say_so_is_told() {
    let site = Site::new().await;
    switch_on(
        &site.as_role(Role::Coordinator).await,
        &site,
        "assessment",
        "15.10.2026",
    )
    .await;
    let manager = site.as_role(Role::Manager).await;
    let address = place(&site, "assessment");
    let held = [
        ("due_on", "15.10.2026"),
        ("held_on", "02.11.2026"),
        ("note", "Personalemøde <b>"),
    ];
    let done = manager.post(&format!("{address}/held"), &held).await;
    assert_eq!(done.location, format!("{address}?done=done-duty-held"));
    let page = manager.get(&address).await;
    for said in ["Senest 02.11.2029.", "Holdt 02.11.2026", "Personalemøde &#60;b&#62;"] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    let representative = site.as_role(Role::SafetyRep).await;
    let again = [
        ("due_on", "15.10.2026"),
        ("held_on", "03.11.2026"),
        ("note", "Runde den 3."),
    ];
    let second = representative.post(&format!("{address}/held"), &again).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.text.contains("Runde den 3.") && second.text.contains("En anden har skrevet noget ind imens"));
}

#[tokio::test]
async fn a_wrong_day_comes_back_with_what_was_typed_and_an_employee_may_not_say_so() {
    let site = Site::new().await;
    switch_on(
        &site.as_role(Role::Coordinator).await,
        &site,
        "assessment",
        "15.10.2026",
    )
    .await;
    let address = place(&site, "assessment");
    let manager = site.as_role(Role::Manager).await;
    let ahead = [
        ("due_on", "15.10.2026"),
        ("held_on", "01.12.2026"),
        ("note", "Møde i det blå lokale"),
    ];
    let refused = manager.post(&format!("{address}/held"), &ahead).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "Datoen ligger i fremtiden. Skriv den dag, det skete.",
        "01.12.2026",
        "Møde i det blå lokale",
    ] {
        assert!(refused.text.contains(said), "{said}: {}", refused.text);
    }
    let employee = site.as_role(Role::Employee).await;
    assert_eq!(employee.get(&address).await.status, StatusCode::OK);
    for form in [&ahead[..], &[]] {
        let answer = employee.post(&format!("{address}/held"), form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn what_is_excused_once_comes_again_and_what_is_excused_for_good_does_not() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    switch_on(&coordinator, &site, "assessment", "15.10.2026").await;
    let address = place(&site, "assessment");
    let once = [
        ("due_on", "15.10.2026"),
        ("because", "Flytter sammen i januar"),
        ("how_long", "once"),
    ];
    coordinator.post(&format!("{address}/excused"), &once).await;
    let page = coordinator.get(&address).await;
    assert!(
        page.text.contains("Senest 15.10.2029.") && page.text.contains("Flytter sammen i januar"),
        "{}",
        page.text
    );
    let good = [
        ("due_on", "15.10.2029"),
        ("because", "Enheden er et projekt"),
        ("how_long", "for_good"),
    ];
    coordinator.post(&format!("{address}/excused"), &good).await;
    let page = coordinator.get(&address).await;
    assert!(page.text.contains("Det kommer ikke igen her."), "{}", page.text);
    let wheel = coordinator.get("/year-wheel").await;
    assert!(
        !wheel.text.contains("15.10.2029") && wheel.text.contains("Intet er forsinket"),
        "{}",
        wheel.text
    );
}

#[tokio::test]
async fn one_meeting_can_hold_two_duties_each_by_its_own_interval() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    switch_on(&coordinator, &site, "survey", "01.12.2026").await;
    switch_on(&coordinator, &site, "absence_statistic", "01.10.2026").await;
    let held = [
        ("due_on", "01.12.2026"),
        ("held_on", "10.11.2026"),
        ("note", ""),
        ("also", "absence_statistic"),
    ];
    coordinator
        .post(&format!("{}/held", place(&site, "survey")), &held)
        .await;
    let (survey, statistic) = (
        coordinator.get(&place(&site, "survey")).await,
        coordinator.get(&place(&site, "absence_statistic")).await,
    );
    assert!(survey.text.contains("Senest 10.11.2029."), "{}", survey.text);
    assert!(statistic.text.contains("Senest 10.11.2027."), "{}", statistic.text);
}

#[tokio::test]
async fn a_large_change_asks_whether_the_assessment_is_to_be_made_anew() {
    let site = Site::new().await;
    switch_on(
        &site.as_role(Role::Coordinator).await,
        &site,
        "assessment",
        "15.10.2025",
    )
    .await;
    let manager = site.as_role(Role::Manager).await;
    let held = [("due_on", "15.10.2025"), ("held_on", "15.10.2025"), ("note", "")];
    manager
        .post(&format!("{}/held", place(&site, "assessment")), &held)
        .await;
    let changes = format!("/year-wheel/units/{}/changes", site.group);
    let told = [
        ("kind", "task"),
        ("changed_on", "01.10.2026"),
        ("other", ""),
        ("note", "Nye ruter"),
    ];
    manager.post(&changes, &told).await;
    let wheel = manager.get("/year-wheel").await;
    assert!(
        wheel.text.contains("Skal noget laves om?") && wheel.text.contains(&changes),
        "{}",
        wheel.text
    );
    let twice = manager.post(&changes, &told).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answers = format!("{changes}/answers");
    let empty = [
        ("kind", "task"),
        ("changed_on", "01.10.2026"),
        ("answer", "again"),
        ("again_by", ""),
        ("because", ""),
    ];
    assert_eq!(
        manager.post(&answers, &empty).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let again = [
        ("kind", "task"),
        ("changed_on", "01.10.2026"),
        ("answer", "again"),
        ("again_by", "01.02.2027"),
        ("because", ""),
    ];
    manager.post(&answers, &again).await;
    let page = manager.get(&place(&site, "assessment")).await;
    assert!(page.text.contains("Senest 01.02.2027."), "{}", page.text);
    assert!(!manager.get("/year-wheel").await.text.contains("Skal noget laves om?"));
    // Answered is answered.
    assert_eq!(manager.post(&answers, &again).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn somebody_who_saves_second_keeps_what_was_typed_and_sees_what_stands_there() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    switch_on(&coordinator, &site, "assessment", "15.10.2026").await;
    // The form was opened before it was switched on.
    let second = switch_on(&coordinator, &site, "assessment", "01.12.2026").await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(
        second.text.contains("01.12.2026") && second.text.contains("Nu står der: 15.10.2026"),
        "{}",
        second.text
    );
}

#[tokio::test]
async fn the_workplace_s_own_comes_into_the_wheel_and_the_table_can_be_taken_along() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let own = [
        ("is_on", "on"),
        ("title", "Brandøvelse"),
        ("basis", "Lokal aftale"),
        ("every_months", "6"),
        ("warn_months", "1"),
        ("level", "organisation"),
        ("applies_from", "01.06.2026"),
    ];
    coordinator.post("/year-wheel/duties", &own).await;
    for (role, ending) in [(Role::Employee, "csv"), (Role::Manager, "csv"), (Role::Manager, "xlsx")] {
        let file = site
            .as_role(role)
            .await
            .get(&format!("/year-wheel/table.{ending}"))
            .await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(!file.bytes.is_empty());
        if ending == "csv" {
            assert!(
                file.text.contains("Brandøvelse;Fjordby Kommune;01.12.2026;På vej"),
                "{}",
                file.text
            );
        }
    }
    let wrong = coordinator
        .post("/year-wheel/duties", &[("title", ""), ("every_months", "200")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn from_a_rule_that_is_left_out_here_no_day_is_reckoned() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    switch_on(&coordinator, &site, "assessment", "15.10.2026").await;
    let manager = site.as_role(Role::Manager).await;
    for (state, is_reckoned) in [("off", false), ("on", true)] {
        coordinator.post("/legal-rules/APV-2/use", &[("state", state)]).await;
        let wheel = manager.get("/year-wheel").await;
        assert_eq!(wheel.text.contains("15.10.2026"), is_reckoned, "{}", wheel.text);
        let is_told = wheel.text.contains("Reglen bag er taget ud af brug");
        assert_eq!(is_told, !is_reckoned, "{}", wheel.text);
    }
}

#[tokio::test]
async fn a_year_says_unit_by_unit_what_was_held_excused_and_late_and_can_be_taken_along() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    switch_on(&coordinator, &site, "assessment", "15.10.2026").await;
    switch_on(&coordinator, &site, "absence_statistic", "01.02.2026").await;
    let manager = site.as_role(Role::Manager).await;
    let held = [("due_on", "01.02.2026"), ("held_on", "10.02.2026"), ("note", "")];
    manager
        .post(&format!("{}/held", place(&site, "absence_statistic")), &held)
        .await;
    let wheel = manager.get("/year-wheel").await.text;
    assert!(wheel.contains("href=\"/year-wheel/years/2026\""), "{wheel}");
    let page = manager.get("/year-wheel/years/2026").await;
    assert_eq!(page.status, StatusCode::OK);
    for said in ["1 af årets 2 er klaret.", "1 er forsinket", "50 %", "Mosevang"] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    let csv = manager.get("/year-wheel/years/2026/table.csv").await;
    assert!(
        csv.text.contains("APV;Mosevang;0;0;15.10.2026;")
            && csv.text.contains("Gennemgang af sygefraværet;Mosevang;1;0;;"),
        "{}",
        csv.text
    );
    assert!(!manager.get("/year-wheel/years/2026/table.xlsx").await.bytes.is_empty());
    let paper = manager.get("/year-wheel/years/2026/year.pdf").await;
    assert!(paper.bytes.starts_with(b"%PDF"));
    // The year before had nothing; a year nobody can mean is not there.
    let before = manager.get("/year-wheel/years/2025").await;
    assert!(
        before.text.contains("Der er ikke noget i årshjulet det år."),
        "{}",
        before.text
    );
    for year in ["1066", "2099", "nu"] {
        let none = manager.get(&format!("/year-wheel/years/{year}")).await;
        assert!(none.status.is_client_error(), "{year}");
    }
}

#[tokio::test]
async fn the_year_of_absence_is_hidden_where_too_few_work_and_says_so_everywhere() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let address = format!("/year-wheel/units/{}/absence", site.group);
    let page = manager.get(&address).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text.contains("Der arbejder for få her til, at tallet kan vises"),
        "{}",
        page.text
    );
    let file = manager.get(&format!("{address}.pdf")).await;
    assert!(file.bytes.starts_with(b"%PDF"));
    let elsewhere = manager
        .get(&format!("/year-wheel/units/{}/absence", site.elsewhere))
        .await;
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
}
