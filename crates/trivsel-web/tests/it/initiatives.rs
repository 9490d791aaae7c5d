//! Initiatives through their pages: a whole one typed in, decided, followed up, changed by two at once.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use trivsel_domain::person::Role;

use crate::site::{Browser, Page, Site, hidden};

/// Sends a form that is to go well; gives the page one lands on.
async fn saved(browser: &Browser<'_>, path: &str, form: &[(&str, &str)]) -> Page {
    let done = browser.post(path, form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{path}: {}", done.text);
    browser.get(done.location.split('#').next().unwrap()).await
}

/// Writes an initiative of the district; gives its address.
pub(crate) async fn written(site: &Site, browser: &Browser<'_>, title: &str) -> String {
    let unit = site.district.to_string();
    let done = browser
        .post(
            "/initiatives",
            &[("title", title), ("unit", &unit), ("iglo_level", "group")],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    done.location.split('?').next().unwrap().to_owned()
}

/// The addresses in a page that begin and end like this.
fn links(page: &Page, begins: &str, ends: &str) -> Vec<String> {
    page.text
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|address| address.starts_with(begins) && address.ends_with(ends) && !address.contains("/new"))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn a_whole_initiative_fits_the_nine_fields_and_their_lines() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Manager).await;
    let unit = site.district.to_string();
    let group = site.group.to_string();
    let page = saved(
        &browser,
        "/initiatives",
        &[
            ("title", "Stolte af faget i hjemmeplejen"),
            ("summary", "Faste morgenmøder og ruter med plads til ønsker."),
            ("unit", &unit),
            ("iglo_level", "group"),
            ("goal_text", "Tale om travlhed, før den bliver til fravær."),
            (
                "description",
                "Faget skal tales op.\r\n\r\nDe foreløbige indsatser er:\r\n- Fælles morgenmøder\r\n- Ønsker til <ruter>\r\n",
            ),
            ("purpose", "Bedre trivsel giver mindre fravær."),
            ("target_group", "Personalet i hjemmeplejen"),
            ("actors", "Ledere og personale, sammen med triaderne."),
            ("schedule", "Fra maj 2019. Der følges op i september og december."),
            ("starts_on", "01.05.2019"),
            ("financial_impact", "Ingen målbare."),
            ("success_text", "Når personalet er stolte af at arbejde her."),
            ("follow_up_text", "Triader, afdelings-MED og ledermøder."),
        ],
    )
    .await;
    assert!(
        page.text
            .contains("<li>Fælles morgenmøder</li><li>Ønsker til &lt;ruter&gt;</li>"),
        "{}",
        page.text
    );
    let base = links(&page, "/initiatives/", "/edit")[0]
        .trim_end_matches("/edit")
        .to_owned();
    for title in [
        "Fælles morgenmøder",
        "Fleksible vilkår",
        "Nyt rekrutteringsmateriale",
        "Personalekontoret med til samtaler",
        "Interviews",
    ] {
        saved(
            &browser,
            &format!("{base}/measures"),
            &[("title", title), ("state", "planned")],
        )
        .await;
    }
    for (title, direction) in [
        ("Personalet er stolte", "increase"),
        ("Faldende sygefravær", "decrease"),
        ("Flere kvalificerede ansøgere", "increase"),
        ("Færre stopper", "decrease"),
    ] {
        saved(
            &browser,
            &format!("{base}/criteria"),
            &[("title", title), ("direction", direction), ("measured_by", "observed")],
        )
        .await;
    }
    for (title, forum, frequency, due) in [
        ("Sygefraværsstatistik", "ledermøde", "monthly", "01.11.2026"),
        ("Personaleomsætning og ansøgere", "", "quarterly", "01.12.2026"),
        ("Sådan går det", "triader eller afdelings-MED", "every_second_month", ""),
        ("Løbende opfølgning", "ledermøder", "monthly", "20.12.2026"),
    ] {
        saved(
            &browser,
            &format!("{base}/follow-ups"),
            &[
                ("title", title),
                ("forum", forum),
                ("frequency", frequency),
                ("next_due", due),
            ],
        )
        .await;
    }
    saved(
        &browser,
        &format!("{base}/sites"),
        &[("unit", &group), ("stage", "pilot"), ("starts_on", "01.05.2019")],
    )
    .await;
    let page = saved(
        &browser,
        &format!("{base}/milestones"),
        &[
            ("title", "Masterclass"),
            ("due_on", "12.09.2019"),
            ("done_on", "12.09.2019"),
        ],
    )
    .await;
    for expected in [
        "Personalekontoret med til samtaler",
        "Færre stopper",
        "det, vi ser og hører",
        "triader eller afdelings-MED",
        "01.11.2026, overskredet",
        "hver anden måned",
        "Begyndt i Mosevang",
        "maj 2019",
        "Masterclass",
        "5 delindsatser, se nedenfor.",
    ] {
        assert!(page.text.contains(expected), "{expected} is missing in {}", page.text);
    }
    let register = browser.get("/initiatives?overdue=on&q=STOLTE").await;
    assert!(register.text.contains("1 indsats."), "{}", register.text);
    assert!(register.text.contains("Én af dem har noget"), "{}", register.text);
    let history = browser.get(&format!("{base}/history")).await;
    assert!(
        history
            .text
            .contains("Person manager tilføjede succeskriterie: Færre stopper")
    );
}

#[tokio::test]
async fn a_new_initiative_is_made_after_another_without_its_days_places_and_names() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Manager).await;
    let (unit, group) = (site.district.to_string(), site.group.to_string());
    let lead = site.people[&Role::Manager].to_string();
    let form = [
        ("title", "Fælles morgenmøder"),
        ("unit", unit.as_str()),
        ("iglo_level", "group"),
        ("purpose", "Vi ved, hvem der har travlt."),
        ("schedule", "Hver mandag fra maj 2019"),
        ("financial_impact", "20 timer om måneden"),
        ("starts_on", "01.05.2026"),
        ("lead", lead.as_str()),
    ];
    saved(&browser, "/initiatives", &form).await;
    let first = links(&browser.get("/initiatives").await, "/initiatives/", "").remove(0);
    saved(
        &browser,
        &format!("{first}/measures"),
        &[
            ("title", "Ti minutter før ruterne"),
            ("state", "planned"),
            ("unit", &group),
            ("starts_on", "01.05.2026"),
        ],
    )
    .await;
    let criterion = [
        ("title", "Faldende sygefravær"),
        ("direction", "decrease"),
        ("measured_by", "observed"),
    ];
    saved(&browser, &format!("{first}/criteria"), &criterion).await;
    saved(
        &browser,
        &format!("{first}/sites"),
        &[("unit", &group), ("stage", "pilot"), ("starts_on", "01.05.2026")],
    )
    .await;
    let id = first.rsplit('/').next().unwrap();
    let like = format!("/initiatives/new?like={id}");
    assert!(browser.get(&first).await.text.contains(&like), "it is offered");
    let page = browser.get(&like).await.text;
    assert!(
        page.contains("Fælles morgenmøder") && page.contains("Vi ved, hvem der har travlt."),
        "{page}"
    );
    assert!(
        !page.contains("mandag fra maj") && !page.contains("20 timer") && !page.contains("01.05.2026"),
        "{page}"
    );
    let again = [
        ("title", "Morgenmøder i Syd"),
        ("unit", unit.as_str()),
        ("iglo_level", "group"),
        ("like", id),
    ];
    // What is wrong comes back, and it is still the one made after the other.
    let wrong = browser
        .post(
            "/initiatives",
            &[("title", ""), ("unit", &unit), ("iglo_level", "group"), ("like", id)],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(hidden(&wrong.text, "like"), id);
    let page = saved(&browser, "/initiatives", &again).await;
    for kept in ["Ti minutter før ruterne", "Faldende sygefravær"] {
        assert!(page.text.contains(kept), "{kept} is missing in {}", page.text);
    }
    assert!(
        !page.text.contains("Begyndt i") && !page.text.contains("01.05.2026"),
        "{}",
        page.text
    );
    // Whoever may not read it makes nothing after it.
    let nobody = "/initiatives/new?like=00000000-0000-7000-8000-000000000000";
    assert_eq!(browser.get(nobody).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_decision_freezes_the_criteria_and_later_changes_are_told() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Manager).await;
    let base = written(&site, &browser, "Rød-gul-grønne dage").await;
    let criterion = [
        ("title", "Sygefraværet falder"),
        ("direction", "decrease"),
        ("measured_by", "observed"),
    ];
    let page = saved(&browser, &format!("{base}/criteria"), &criterion).await;
    let edit = links(&page, &format!("{base}/criteria/"), "/edit")[0].clone();
    let address = edit.trim_end_matches("/edit");

    let confirm = browser.get(&format!("{base}/state/decided")).await;
    assert!(
        confirm.text.contains("Det ene succeskriterie bliver låst."),
        "{}",
        confirm.text
    );
    let without_reason = browser.post(&format!("{base}/state/decided"), &[("reason", " ")]).await;
    assert_eq!(without_reason.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reason = [("reason", "Besluttet i Distrikts-MED")];
    let page = saved(&browser, &format!("{base}/state/decided"), &reason).await;
    assert!(
        page.text
            .contains("Låst ved beslutningen 21.11.2026 kl. 12.00. Ikke ændret siden.")
    );
    assert!(
        page.text.contains("Besluttet i Distrikts-MED"),
        "the way tells where: {}",
        page.text
    );

    let again = browser.post(&format!("{base}/state/decided"), &reason).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let removed = browser.post(&format!("{address}/remove"), &[]).await;
    assert_eq!(removed.status, StatusCode::CONFLICT);
    assert!(
        removed.text.contains("Kriteriet er låst og kan ikke fjernes"),
        "{}",
        removed.text
    );

    let seen = hidden(&browser.get(&format!("{address}/edit")).await.text, "seen");
    let mut not_measurable = criterion.to_vec();
    not_measurable.push(("seen", seen.as_str()));
    not_measurable.push(("not_measurable", "on"));
    let missing = browser.post(address, &not_measurable).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(missing.text.contains("Skriv, hvorfor det ikke kan måles."));
    not_measurable.push(("reason", "Tallene fra coronatiden kan ikke sammenlignes"));
    let page = saved(&browser, address, &not_measurable).await;
    assert!(page.text.contains("Kan ikke måles pt."), "{}", page.text);
    assert!(page.text.contains("Tallene fra coronatiden kan ikke sammenlignes"));
}

#[tokio::test]
async fn two_who_change_the_same_initiative_lose_nothing() {
    let site = Site::new().await;
    let (manager, coordinator) = (site.as_role(Role::Manager).await, site.as_role(Role::Coordinator).await);
    let base = written(&site, &manager, "Faste pauser").await;
    let unit = site.district.to_string();
    let form = |title: &'static str, version: &'static str| {
        [
            ("title".to_owned(), title.to_owned()),
            ("unit".to_owned(), unit.clone()),
            ("iglo_level".to_owned(), "group".to_owned()),
            ("version".to_owned(), version.to_owned()),
        ]
    };
    let send = async |browser: &Browser<'_>, form: [(String, String); 4]| {
        let pairs: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        browser.post(&base, &pairs).await
    };
    assert_eq!(
        send(&manager, form("Faste pauser for alle", "1")).await.status,
        StatusCode::SEE_OTHER
    );
    let late = send(&coordinator, form("Pauser, der holder", "1")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("value=\"Pauser, der holder\""), "{}", late.text);
    assert!(late.text.contains("En anden har rettet indsatsen imens"));
    assert!(late.text.contains("name=\"version\" value=\"2\""));
    assert_eq!(
        send(&coordinator, form("Pauser, der holder", "2")).await.status,
        StatusCode::SEE_OTHER
    );
    let history = manager.get(&format!("{base}/history")).await;
    for title in ["Faste pauser for alle", "Pauser, der holder"] {
        assert!(history.text.contains(title), "{title}");
    }
}

#[tokio::test]
async fn what_came_of_a_follow_up_moves_it_on() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let base = written(&site, &manager, "Faste morgenmøder").await;
    let group = site.group.to_string();
    let begun = [
        ("unit", group.as_str()),
        ("stage", "pilot"),
        ("starts_on", "01.05.2026"),
    ];
    saved(&manager, &format!("{base}/sites"), &begun).await;
    let agreed = [
        ("title", "Sygefravær"),
        ("frequency", "monthly"),
        ("next_due", "11.11.2026"),
    ];
    let page = saved(&manager, &format!("{base}/follow-ups"), &agreed).await;
    let address = links(&page, &format!("{base}/follow-ups/"), "/edit")[0]
        .trim_end_matches("/edit")
        .to_owned();

    let representative = site.as_role(Role::SafetyRep).await;
    let ahead = representative
        .post(
            &format!("{address}/notes"),
            &[("held_on", "24.12.2026"), ("text", "God jul")],
        )
        .await;
    assert_eq!(ahead.status, StatusCode::UNPROCESSABLE_ENTITY);
    let note = [
        ("held_on", "20.11.2026"),
        ("text", "Færre små fravær.\n- Vi fortsætter"),
    ];
    let page = saved(&representative, &format!("{address}/notes"), &note).await;
    assert!(page.text.contains("11.12.2026"), "{}", page.text);
    assert!(!page.text.contains("overskredet"));
    assert!(page.text.contains("20.11.2026, skrevet af Person safety_rep"));
    assert!(page.text.contains("<li>Vi fortsætter</li>"));
    let used = manager.post(&format!("{address}/remove"), &[]).await;
    assert_eq!(used.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_is_wrong_is_told_field_by_field() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Manager).await;
    let form = browser
        .post("/initiatives", &[("iglo_level", "group"), ("starts_on", "i går")])
        .await;
    assert_eq!(form.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        form.text.contains("<h2 class=\"h3\">3 felter skal rettes: Titel, "),
        "{}",
        form.text
    );
    let ask = async |body: &str| {
        let request = Request::post("/api/v1/initiatives").header(header::CONTENT_TYPE, "application/json");
        let answer = browser.send(request.body(Body::from(body.to_owned())).unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        let answer: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
        answer["error"].clone()
    };
    let error = ask("{\"iglo_level\": \"group\"}").await;
    assert_eq!(
        error["message"],
        "Det kan ikke bruges, som det er skrevet: title og unit"
    );
    assert_eq!(error["code"], "invalid");
    assert_eq!(error["fields"][0]["field"], "title");
    assert_eq!(error["fields"][0]["message"], "Skriv noget her.");
    // People may write a day in many ways, programs in one.
    for day in ["1. maj 2027", "01.05.2027", "2027-5-1", "2027-05-01T00:00"] {
        let error = ask(&format!("{{\"title\": \"Pauser\", \"ends_on\": \"{day}\"}}")).await;
        let fields = error["fields"].as_array().unwrap();
        let told = fields.iter().find(|told| told["field"] == "ends_on").unwrap();
        assert_eq!(told["message"], "Skriv datoen som 2027-12-31.", "{day}");
    }
    let error = ask("{\"title\": 5}").await;
    assert_eq!(error["message"], "Det kan ikke bruges, som det er skrevet: title");
    assert_eq!(error["fields"][0]["message"], "Det kunne vi ikke læse. Skriv det igen.");
}

#[tokio::test]
async fn only_what_one_can_do_something_about_waits_for_one() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let base = written(&site, &manager, "Faste pauser").await;
    let follow_up = [
        ("title", "Sygefravær"),
        ("frequency", "monthly"),
        ("next_due", "20.11.2026"),
    ];
    saved(&manager, &format!("{base}/follow-ups"), &follow_up).await;
    let milestone = [("title", "Tavlerne hænger"), ("due_on", "19.11.2026")];
    saved(&manager, &format!("{base}/milestones"), &milestone).await;
    let group = site.group.to_string();
    let begins = [
        ("unit", group.as_str()),
        ("stage", "pilot"),
        ("starts_on", "01.02.2027"),
    ];
    saved(&manager, &format!("{base}/sites"), &begins).await;
    for (role, follow_up, milestone) in [
        (Role::Manager, true, true),
        (Role::SafetyRep, true, false),
        (Role::Employee, false, false),
        (Role::CommitteeMember, false, false),
    ] {
        let page = site.as_role(role).await.get("/").await;
        let waiting = page.text.split("<ol class=\"lines\">").nth(1).unwrap_or_default();
        let waiting = waiting.split("</ol>").next().unwrap();
        assert_eq!(waiting.contains("Sygefravær"), follow_up, "{role:?}: {waiting}");
        assert_eq!(waiting.contains("Tavlerne hænger"), milestone, "{role:?}: {waiting}");
        assert_eq!(
            page.text.contains("Intet venter"),
            // What is a manager's turn stands below, folded, for the one who sees to safety.
            role != Role::Manager,
            "{role:?}: {}",
            page.text
        );
    }
    let page = manager.get(&base).await;
    assert!(page.text.contains("Begyndt 0 af 1 steder"), "{}", page.text);
    assert!(page.text.contains("Én enhed venter."), "{}", page.text);
}

#[tokio::test]
async fn an_initiative_is_seen_where_it_belongs_and_changed_by_those_who_may() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let elsewhere = site.elsewhere.to_string();
    let form = [
        ("title", "Ruter i syd"),
        ("unit", elsewhere.as_str()),
        ("iglo_level", "group"),
    ];
    let done = coordinator.post("/initiatives", &form).await;
    let south = done.location.split('?').next().unwrap().to_owned();
    let manager = site.as_role(Role::Manager).await;
    assert_eq!(manager.get(&south).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        manager.post("/initiatives", &form).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );

    let north = written(&site, &manager, "Ruter i nord").await;
    let employee = site.as_role(Role::Employee).await;
    let page = employee.get(&north).await;
    assert_eq!(
        page.status,
        StatusCode::OK,
        "the initiative of the district above concerns its groups"
    );
    assert!(!page.text.contains("/edit"), "{}", page.text);
    assert_eq!(
        employee.get(&format!("{north}/edit")).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        employee
            .post(&format!("{north}/state/decided"), &[("reason", "x")])
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        coordinator.get(&format!("{north}/state/decided")).await.status,
        StatusCode::FORBIDDEN,
        "only the unit itself decides"
    );
    let list = employee.get("/initiatives").await;
    assert!(list.text.contains("Ruter i nord") && !list.text.contains("Ruter i syd"));
    let administrator = site.as_role(Role::Administrator).await;
    assert_eq!(administrator.get("/initiatives").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_page_speaks_both_languages() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Manager).await;
    let base = written(&site, &browser, "Faste pauser").await;
    for path in [
        "/initiatives".to_owned(),
        "/initiatives/new".to_owned(),
        base.clone(),
        format!("{base}/edit"),
        format!("{base}/follow-ups"),
        format!("{base}/history"),
        format!("{base}/measures/new"),
        format!("{base}/sites/new"),
        format!("{base}/criteria/new"),
        format!("{base}/milestones/new"),
        format!("{base}/follow-ups/new"),
        format!("{base}/state/decided"),
        format!("{base}/state/ended"),
    ] {
        for language in ["da", "en"] {
            let page = browser.get(&format!("{path}?lang={language}")).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.text.contains(&format!("lang=\"{language}\"")), "{path}");
            assert!(
                !page.text.contains("style=\""),
                "{path} carries a style the browser would refuse"
            );
            for missing in ["⟦", "initiative-", "ini-", "criteria-", "history-"] {
                let words: Vec<&str> = page.text.split('>').filter_map(|part| part.split('<').next()).collect();
                let found = words.iter().find(|word| word.trim().starts_with(missing));
                assert!(found.is_none(), "{path} in {language} lacks the words {found:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_site_inside_another_of_the_same_measure_is_refused_and_of_another_is_not() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Manager).await;
    let base = written(&site, &browser, "Ro på ruten").await;
    let measure = [("title", "Morgenmøder"), ("state", "running")];
    assert_eq!(
        browser.post(&format!("{base}/measures"), &measure).await.status,
        StatusCode::SEE_OTHER
    );
    let page = browser.get(&format!("{base}/sites/new")).await.text;
    let before = page.split("\">Morgenmøder").next().unwrap();
    let measure = before.rsplit("value=\"").next().unwrap().to_owned();
    let (district, group) = (site.district.to_string(), site.group.to_string());
    let sent = async |unit: &str, measure: &str, day: &str| {
        let form = [
            ("unit", unit),
            ("measure", measure),
            ("stage", "pilot"),
            ("starts_on", day),
        ];
        browser.post(&format!("{base}/sites"), &form).await
    };
    assert_eq!(sent(&district, "", "01.05.2024").await.status, StatusCode::SEE_OTHER);
    let refused = sent(&group, "", "01.06.2024").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for expected in [
        "er en del af Distrikt Nord, som står her allerede",
        "value=\"01.06.2024\"",
    ] {
        assert!(
            refused.text.contains(expected),
            "{expected} is missing in {}",
            refused.text
        );
    }
    assert_eq!(sent(&group, &measure, "01.06.2024").await.status, StatusCode::SEE_OTHER);
    let around = sent(&district, &measure, "01.07.2024").await;
    assert_eq!(around.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        around.text.contains("er en del af Distrikt Nord og står her allerede"),
        "{}",
        around.text
    );
    let page = browser.get(&base).await.text;
    for expected in ["Hvad kører hvor, og siden hvornår", "siden juni 2024", "siden maj 2024"] {
        assert!(page.contains(expected), "{expected} is missing in {page}");
    }
}

/// Twelve sites were twelve forms.
#[tokio::test]
async fn sites_that_begin_together_are_written_in_one_form_and_measures_one_after_the_other() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let base = written(&site, &manager, "Faste morgenmøder").await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let form = coordinator.get(&format!("{base}/sites/new")).await.text;
    let group = site.group.to_string();
    assert!(
        form.contains(&format!("type=\"checkbox\" name=\"units\" value=\"{group}\"")),
        "{form}"
    );
    let none = manager
        .post(
            &format!("{base}/sites"),
            &[("stage", "pilot"), ("starts_on", "01.05.2024")],
        )
        .await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let elsewhere = site.elsewhere.to_string();
    let leaves = [group.as_str(), elsewhere.as_str()];
    let mut chosen = vec![("stage", "pilot"), ("starts_on", "snart")];
    chosen.extend(leaves.iter().map(|unit| ("units", *unit)));
    let wrong = coordinator.post(&format!("{base}/sites"), &chosen).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        wrong.text.matches("href=\"#starts_on\"").count(),
        1,
        "a wrong day is said once: {}",
        wrong.text
    );
    for unit in &leaves {
        assert!(
            wrong.text.contains(&format!("value=\"{unit}\" checked")),
            "{}",
            wrong.text
        );
    }
    chosen[1] = ("starts_on", "01.05.2024");
    let page = saved(&coordinator, &format!("{base}/sites"), &chosen).await;
    assert_eq!(links(&page, &format!("{base}/sites/"), "/edit").len(), leaves.len());
    let twice = coordinator.post(&format!("{base}/sites"), &chosen).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        twice.text.contains("Mosevang: Indsatsen kører der allerede"),
        "{}",
        twice.text
    );

    let measure = [("title", "Morgenmøder"), ("state", "planned"), ("then", "another")];
    let added = coordinator.post(&format!("{base}/measures"), &measure).await;
    assert_eq!(added.location, format!("{base}/measures/new?done=done-measure-saved"));
    let milestone = [("title", "Start"), ("due_on", "01.05.2027"), ("then", "another")];
    let added = coordinator.post(&format!("{base}/milestones"), &milestone).await;
    assert_eq!(
        added.location,
        format!("{base}/milestones/new?done=done-milestone-saved")
    );
}

/// Sends JSON to an address of the API.
async fn sent(browser: &Browser<'_>, method: Method, path: &str, body: serde_json::Value) -> Page {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json");
    browser.send(request.body(Body::from(body.to_string())).unwrap()).await
}

#[tokio::test]
async fn the_api_takes_values_and_a_change_leaves_who_leads_as_it_is() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let base = written(&site, &manager, "Faste pauser").await;
    let unit = site.district.to_string();
    let offered = manager.get(&format!("{base}/edit")).await.text;
    let (_, people) = offered.split_once("name=\"lead\"").unwrap();
    let lead = people
        .split("<option value=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|value| value.len() == 36)
        .unwrap()
        .to_owned();
    let form = [
        ("title", "Faste pauser"),
        ("unit", &unit),
        ("iglo_level", "group"),
        ("lead", &lead),
        ("version", "1"),
    ];
    saved(&manager, &base, &form).await;
    let api = format!("/api/v1{base}");
    let change = |starts_on: &str, version: i32| {
        serde_json::json!({
            "title": "Faste pauser hver dag",
            "unit": unit,
            "iglo_level": "group",
            "starts_on": starts_on,
            "version": version,
        })
    };
    // Danish as it is typed in a form is no date to a program.
    for typed in ["01.05.2027", "maj 2027", "2027-02-30"] {
        let refused = sent(&manager, Method::PUT, &api, change(typed, 2)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(refused.text.contains("starts_on"), "{}", refused.text);
    }
    let stale = sent(&manager, Method::PUT, &api, change("2027-05-01", 1)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let done = sent(&manager, Method::PUT, &api, change("2027-05-01", 2)).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text);
    let now = manager.get(&format!("{base}/edit")).await.text;
    assert!(
        now.contains("Faste pauser hver dag") && now.contains("01.05.2027"),
        "{now}"
    );
    let (_, people) = now.split_once("name=\"lead\"").unwrap();
    let (people, _) = people.split_once("</select>").unwrap();
    assert!(people.contains(&format!("value=\"{lead}\" selected")), "{people}");
    // Who may not add one is told so, whatever is sent.
    let employee = site.as_role(Role::Employee).await;
    for body in [serde_json::json!({}), change("2027-05-01", 1)] {
        let refused = sent(&employee, Method::POST, "/api/v1/initiatives", body).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn an_idea_by_anybody_in_the_unit_waits_for_its_manager() {
    let site = Site::new().await;
    let employee = site.as_role(Role::Employee).await;
    let group = site.group.to_string();
    assert!(
        employee.get("/act").await.text.contains("/initiatives/ideas/new"),
        "it is offered"
    );
    let page = employee.get("/initiatives/ideas/new").await.text;
    assert!(
        page.contains(&format!("value=\"{group}\" selected")),
        "one's own unit stands there: {page}"
    );
    let again = employee
        .post(
            "/initiatives/ideas",
            &[
                ("title", ""),
                ("purpose", "Vi når ikke at sige godmorgen."),
                ("unit", &group),
            ],
        )
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        again.text.contains("Vi når ikke at sige godmorgen."),
        "what was typed comes back"
    );
    let elsewhere = [("title", "Kaffe"), ("unit", &site.district.to_string())];
    let refused = employee.post("/initiatives/ideas", &elsewhere).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "not in a unit that is not one's own"
    );
    let idea = [
        ("title", "Kaffe fem minutter før ruterne"),
        ("purpose", "Vi når ikke at sige godmorgen."),
        ("unit", &group),
    ];
    let shown = saved(&employee, "/initiatives/ideas", &idea).await;
    assert!(shown.text.contains("Kaffe fem minutter før ruterne"), "{}", shown.text);
    let manager = site.as_role(Role::Manager).await;
    let decide = manager.get("/decide").await;
    let address = links(&decide, "/initiatives/", "").remove(0);
    assert!(
        decide.text.contains("Kaffe fem minutter før ruterne"),
        "{}",
        decide.text
    );
    let history = manager.get(&format!("{address}/history")).await.text;
    assert!(history.contains("Person employee kom med idéen"), "{history}");
    let written = employee
        .post(
            "/initiatives",
            &[("title", "Nej"), ("unit", &group), ("iglo_level", "group")],
        )
        .await;
    assert_eq!(written.status, StatusCode::FORBIDDEN, "an idea is all they may write");
}
