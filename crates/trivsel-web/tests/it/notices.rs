//! What one is written to about, on pages and in mails.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use chrono::{Days, NaiveDate};
use trivsel_app::jobs::{self, Post};
use trivsel_app::mails::{Letter, MailServer, Says, Written};
use trivsel_app::{App, Clock, MailSettings, notices};
use trivsel_demo::Plan;
use trivsel_domain::person::Role;
use trivsel_store::sessions::{self, Account};
use trivsel_store::{Store, notices as stored, persons};
use trivsel_web::{Lang, emails};

use crate::site::Site;
use crate::smtp::Mailbox;

#[tokio::test]
async fn a_choice_is_kept_and_a_wrong_one_comes_back() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Manager).await;
    let page = browser.get("/account/notices").await;
    for part in [
        "Ugens brev",
        "højst én mail om dagen",
        "Lige nu er der ikke noget at fortælle",
    ] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    assert_eq!(page.text.matches(" checked").count(), 6);
    let form = [("due", "on"), ("weekday", "2"), ("hour", "9")];
    let saved = browser.post("/account/notices", &form).await;
    assert_eq!(saved.location, "/account/notices?done=done-notices-chosen");
    let page = browser.get("/account/notices").await;
    assert_eq!(page.text.matches(" checked").count(), 1);
    assert!(
        page.text.contains("<option value=\"2\" selected>onsdag"),
        "{}",
        page.text
    );
    let wrong = browser
        .post("/account/notices", &[("due", "on"), ("weekday", "9"), ("hour", "3")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("aria-invalid"), "{}", wrong.text);
    let employee = site.as_role(Role::Employee).await.get("/account/notices").await;
    assert_eq!(employee.text.matches(" checked").count(), 5, "no week's letter unasked");
}

#[tokio::test]
async fn the_link_in_a_mail_needs_no_signing_in_and_shows_nobody() {
    let site = Site::new().await;
    let tx = site.app.write(site.organisation).await.unwrap();
    let manager = site.people[&Role::Manager];
    let hash = trivsel_app::notices::hash_of_link("abc");
    stored::add_link(&tx, manager, &hash, site.app.today()).await.unwrap();
    let account = sessions::find_account(&tx, manager).await.unwrap().unwrap();
    let language = "en".to_owned();
    sessions::change_account(
        &tx,
        &Account {
            language,
            ..account.clone()
        },
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let stranger = site.as_stranger();
    // In the language the mail was written in, unless the reader asks for the other one. What is kept of the link leads nowhere.
    let english = stranger.get("/less/fjordby/abc").await;
    assert!(english.text.contains("<html lang=\"en\""), "{}", english.text);
    let danish = stranger.get("/less/fjordby/abc?lang=da").await;
    assert!(danish.text.contains("<html lang=\"da\""), "{}", danish.text);
    assert_eq!(
        stranger.get(&format!("/less/fjordby/{hash}")).await.status,
        StatusCode::NOT_FOUND
    );
    let tx = site.app.write(site.organisation).await.unwrap();
    sessions::change_account(&tx, &account).await.unwrap();
    tx.commit().await.unwrap();
    let page = stranger.get("/less/fjordby/abc").await;
    assert_eq!(
        (page.status, page.text.matches(" checked").count()),
        (StatusCode::OK, 6)
    );
    assert!(
        !page.text.contains("Person manager") && !page.text.contains("manager@"),
        "{}",
        page.text
    );
    let less = stranger.post("/less/fjordby/abc", &[("meeting", "on")]).await;
    assert!(less.text.contains("Dine valg er gemt"), "{}", less.text);
    assert_eq!(less.text.matches(" checked").count(), 1);
    let all = stranger
        .post("/less/fjordby/abc/all", &[("List-Unsubscribe", "One-Click")])
        .await;
    assert_eq!(all.status, StatusCode::NO_CONTENT);
    assert!(
        stranger
            .get("/less/fjordby/abc")
            .await
            .text
            .contains("Du får ingen af disse mails mere")
    );
    assert_eq!(stranger.get("/less/fjordby/abd").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn those_who_look_after_mails_see_how_many_and_not_whose() {
    let site = Site::new().await;
    for role in [Role::Coordinator, Role::Administrator] {
        let page = site.as_role(role).await.get("/notices").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Ingen mails er sendt endnu"), "{}", page.text);
    }
    let refused = site.as_role(Role::Coordinator).await.post("/notices/test", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "there is no mail server");
}

/// The demo's municipality, with a mail server.
async fn demo(folder: &std::path::Path) -> (App, trivsel_domain::id::OrganisationId) {
    let store = Store::open(&format!("sqlite:{}", folder.join("demo.db").display()))
        .await
        .unwrap();
    let clock = Clock::Fixed("2026-11-23T08:00:00Z".parse().unwrap());
    let mut app = App::new(store, clock, crate::site::settings(folder.to_owned()));
    let organisation = trivsel_demo::create(&app, &Plan::story()).await.unwrap();
    app.settings.mail = Some(MailSettings {
        server: String::new(),
        from: "Trivsel <trivsel@fjordby.example>".into(),
    });
    (app, organisation)
}

/// Some weeks of mails in the demo, each with what stands in it.
#[tokio::test]
async fn no_mail_of_the_demo_holds_a_number_but_days_and_times_or_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let (app, organisation) = demo(folder.path()).await;
    let tx = app.read(organisation).await.unwrap();
    let names: BTreeSet<String> = persons::list(&tx)
        .await
        .unwrap()
        .into_iter()
        .map(|person| person.name)
        .collect();
    drop(tx);
    let (_, address) = Mailbox::open().await;
    let all: Arc<Mutex<Vec<(String, Written)>>> = Arc::default();
    let first: NaiveDate = "2026-11-23".parse().unwrap();
    for day in 0..60 {
        let day = first.checked_add_days(Days::new(day)).unwrap();
        let clock = Clock::Fixed(format!("{day}T08:00:00Z").parse().unwrap());
        let app = App { clock, ..app.clone() };
        notices::tell(&app, organisation).await.unwrap();
        let settings = MailSettings {
            server: address.clone(),
            from: "Trivsel <trivsel@fjordby.example>".into(),
        };
        let noted = Arc::clone(&all);
        let post = Post::new(MailServer::new(&settings).unwrap(), move |letter: &Letter| {
            let written = emails::write(letter)?;
            if let Says::Notice(notice) = &letter.says {
                let lang = Lang::parse(&letter.language);
                let mut bare = written.text.clone();
                for line in notice.lines() {
                    bare = bare.replace(&lang.weekday_date(line.on), "");
                    if !line.at.is_empty() {
                        bare = bare.replace(&format!("kl. {}", line.at), "");
                    }
                }
                let bare: Vec<&str> = bare.lines().filter(|line| !line.starts_with("http")).collect();
                noted.lock().unwrap().push((bare.join("\n"), written.clone()));
            }
            Ok(written)
        });
        jobs::do_waiting(&app, Some(&post)).await.unwrap();
    }
    let all = all.lock().unwrap();
    assert!(all.len() >= 50, "{} mails", all.len());
    for (bare, written) in all.iter() {
        assert!(
            !bare.contains(|letter: char| letter.is_ascii_digit()),
            "{bare}\n\n{}",
            written.text
        );
        assert!(!bare.contains('%'), "{}", written.text);
        let named = names.iter().find(|name| bare.contains(name.as_str()));
        assert_eq!(named, None, "{}", written.text);
        for part in ["Hej", "http://localhost:8080/", "/less/", "Venlig hilsen"] {
            assert!(
                written.text.contains(part) && written.html.contains(part),
                "{part}: {}",
                written.text
            );
        }
        assert!(
            !written.html.contains("<img") && !written.html.contains("style="),
            "{}",
            written.html
        );
    }
}
