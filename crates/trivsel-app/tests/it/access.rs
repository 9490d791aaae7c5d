//! Letting people in by a link, on both databases and by a real mail server.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use trivsel_app::access::{self, AskForm, ChooseForm, Ready, ToLetIn, Whom};
use trivsel_app::identity::{self, Origin, SignIn};
use trivsel_app::jobs::{self, Post};
use trivsel_app::mails::{Letter, MailServer, Says, Written};
use trivsel_app::{App, AppError, Clock, MailSettings, persons};
use trivsel_domain::id::PersonId;
use trivsel_domain::person::{Person, Role};
use trivsel_domain::rights::{Actor, Grant};
use trivsel_domain::sign_in::AccessKind;
use trivsel_store::{access_links, persons as stored};

use crate::ground::{Ground, on_each_database};
use crate::smtp::Mailbox;
use crate::surveys::employ;

const GOOD: &str = "grøn cykel under broen";

async fn administrator(ground: &Ground) -> Actor {
    let role = Role::Administrator;
    Actor {
        grants: vec![Grant { role, unit: None }],
        ..ground.coordinator().await
    }
}

/// The program with a mail server, some time after noon on 21 November 2026.
fn mailing(ground: &Ground, after: TimeDelta) -> App {
    let mut app = App {
        clock: Clock::Fixed(ground.app.now() + after),
        ..ground.app.clone()
    };
    app.settings.public_url = "https://trivsel.example".to_owned();
    app.settings.mail = Some(MailSettings {
        server: String::new(),
        from: "Trivsel <trivsel@fjordby.example>".to_owned(),
    });
    app
}

/// Hands over what waits; says how many mails went.
async fn sent(app: &App, address: &str) -> usize {
    let settings = MailSettings {
        server: address.to_owned(),
        from: "Trivsel <trivsel@fjordby.example>".to_owned(),
    };
    let post = Post::new(MailServer::new(&settings).unwrap(), |letter: &Letter| {
        let Says::Access(access) = &letter.says else {
            panic!("nothing else waits");
        };
        Ok(Written {
            subject: format!("{:?}", access.kind),
            text: access.link.clone(),
            html: String::new(),
        })
    });
    jobs::do_waiting(app, Some(&post)).await.unwrap();
    post.tally().sent()
}

/// The code in the newest mail to somebody.
fn code_in(mailbox: &Mailbox, to: &str) -> String {
    let mail = mailbox.mails_to(to).pop().unwrap().replace("=\n", "");
    let (_, rest) = mail.split_once("https://trivsel.example/access/fjordby/").unwrap();
    rest.chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .collect()
}

async fn choose(app: &App, code: &str) -> bool {
    let form = ChooseForm {
        new: GOOD.to_owned(),
        repeated: GOOD.to_owned(),
    };
    access::choose(app, "fjordby", code, &form.read().unwrap())
        .await
        .unwrap()
        .is_some()
}

async fn is_open(app: &App, code: &str) -> bool {
    access::find(app, "fjordby", code).await.unwrap().is_some()
}

async fn signs_in(app: &App, email: &str, password: &str) -> bool {
    let form = SignIn {
        organisation: String::new(),
        email: email.to_owned(),
        password: password.to_owned(),
    };
    identity::sign_in(app, &form.read().unwrap(), &Origin::default())
        .await
        .is_ok()
}

fn in_a(ground: &Ground, whom: Whom) -> ToLetIn {
    ToLetIn {
        unit: Some(ground.unit("A")),
        whom,
    }
}

#[tokio::test]
async fn five_hundred_are_let_in_by_one_press_and_each_link_works_once() {
    on_each_database(async |ground| {
        let who = administrator(&ground).await;
        employ(&ground, "A", 503, 500).await;
        let app = mailing(&ground, TimeDelta::zero());
        let ready = access::ready(&app, &who, Some(ground.unit("A"))).await.unwrap();
        assert_eq!((ready.new, ready.without_address), (500, 3));
        assert_eq!(access::invite(&app, &who, in_a(&ground, Whom::New)).await.unwrap(), 500);
        let tx = app.read(ground.organisation).await.unwrap();
        let waiting = access_links::list(&tx, AccessKind::Invited).await.unwrap();
        assert_eq!(waiting, [], "no link is made before its mail is written");
        drop(tx);
        let (mailbox, address) = Mailbox::open().await;
        assert_eq!(sent(&app, &address).await, 500);
        let codes: BTreeSet<String> = mailbox.recipients().iter().map(|to| code_in(&mailbox, to)).collect();
        assert_eq!(codes.len(), 500, "each has their own");
        let (first, rest) = codes.iter().enumerate().partition::<Vec<_>, _>(|(at, _)| *at < 3);
        for (_, code) in first {
            assert!(
                is_open(&app, code).await && is_open(&app, code).await,
                "looking uses nothing up"
            );
            assert!(choose(&app, code).await);
            assert!(!choose(&app, code).await && !is_open(&app, code).await);
        }
        for (_, code) in rest {
            assert!(is_open(&app, code).await, "the others still work");
        }
        let ready = access::ready(&app, &who, Some(ground.unit("A"))).await.unwrap();
        let expected = Ready {
            new: 0,
            again: 497,
            run_out: 0,
            without_address: 3,
            inside: 3,
        };
        assert_eq!(ready, expected);
        assert_eq!(sent(&app, &address).await, 0, "nobody gets a second one");
    })
    .await;
}

#[tokio::test]
async fn two_who_use_one_link_at_the_same_time_do_not_both_get_in() {
    on_each_database(async |ground| {
        let who = administrator(&ground).await;
        employ(&ground, "A", 1, 1).await;
        let app = mailing(&ground, TimeDelta::zero());
        access::invite(&app, &who, in_a(&ground, Whom::New)).await.unwrap();
        let (mailbox, address) = Mailbox::open().await;
        sent(&app, &address).await;
        let code = code_in(&mailbox, "a0@fjordby.example");
        let (one, other) = tokio::join!(choose(&app, &code), choose(&app, &code));
        assert!(one != other, "{one} {other}");
    })
    .await;
}

#[tokio::test]
async fn an_old_link_opens_nothing_and_a_new_one_ends_it() {
    on_each_database(async |ground| {
        let who = administrator(&ground).await;
        employ(&ground, "A", 1, 1).await;
        let app = mailing(&ground, TimeDelta::zero());
        let (mailbox, address) = Mailbox::open().await;
        access::invite(&app, &who, in_a(&ground, Whom::New)).await.unwrap();
        sent(&app, &address).await;
        let first = code_in(&mailbox, "a0@fjordby.example");
        assert!(is_open(&mailing(&ground, TimeDelta::days(7) - TimeDelta::seconds(1)), &first).await);
        let week_on = mailing(&ground, TimeDelta::days(7));
        assert!(!is_open(&week_on, &first).await && !choose(&week_on, &first).await);
        let ready = access::ready(&week_on, &who, None).await.unwrap();
        assert_eq!((ready.again, ready.run_out), (1, 1));
        assert_eq!(
            access::invite(&week_on, &who, in_a(&ground, Whom::Again))
                .await
                .unwrap(),
            1
        );
        let again = access::invite(&week_on, &who, in_a(&ground, Whom::Again))
            .await
            .unwrap();
        assert_eq!(again, 0, "one mail waits already");
        sent(&week_on, &address).await;
        let second = code_in(&mailbox, "a0@fjordby.example");
        assert!(first != second && is_open(&week_on, &second).await);
        // On paper, the letters in the slip's own order; the mail's link ends with it.
        let sheets = access::sheets(&week_on, &who, in_a(&ground, Whom::Again))
            .await
            .unwrap();
        assert_eq!((sheets.len(), sheets[0].unit.as_str()), (1, "Gruppe A"));
        let slip = &sheets[0].slips[0];
        assert!(!is_open(&week_on, &second).await);
        let typed = slip.code.to_uppercase().replace('-', " ");
        assert!(choose(&week_on, &typed).await, "capitals and dashes do not matter");
        assert!(signs_in(&week_on, "a0@fjordby.example", GOOD).await);
    })
    .await;
}

#[tokio::test]
async fn a_closed_account_another_address_and_a_given_password_end_a_link() {
    on_each_database(async |ground| {
        let who = administrator(&ground).await;
        let people = employ(&ground, "A", 3, 3).await;
        let app = mailing(&ground, TimeDelta::zero());
        let (mailbox, address) = Mailbox::open().await;
        access::invite(&app, &who, in_a(&ground, Whom::New)).await.unwrap();
        sent(&app, &address).await;
        let codes: Vec<String> = (0..3)
            .map(|number| code_in(&mailbox, &format!("a{number}@fjordby.example")))
            .collect();
        persons::close_account(&app, &who, people[0]).await.unwrap();
        move_address(&ground, people[1]).await;
        persons::give_password(&app, &who, people[2]).await.unwrap();
        for code in codes {
            assert!(!is_open(&app, &code).await && !choose(&app, &code).await);
        }
    })
    .await;
}

async fn move_address(ground: &Ground, person: PersonId) {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let before = stored::find(&tx, person).await.unwrap().unwrap();
    let email = Some("ny@fjordby.example".to_owned());
    stored::change(&tx, &Person { email, ..before }).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn who_forgot_the_password_gets_a_link_for_an_hour_at_any_hour_and_nobody_learns_who_has_an_account() {
    on_each_database(async |ground| {
        let who = administrator(&ground).await;
        employ(&ground, "A", 2, 2).await;
        let app = mailing(&ground, TimeDelta::zero());
        let (mailbox, address) = Mailbox::open().await;
        access::invite(&app, &who, in_a(&ground, Whom::New)).await.unwrap();
        sent(&app, &address).await;
        assert!(choose(&app, &code_in(&mailbox, "a0@fjordby.example")).await);
        let invited = code_in(&mailbox, "a1@fjordby.example");

        // Three in the morning.
        let night = mailing(&ground, TimeDelta::hours(15));
        let ask = async |app: &App, email: &str| {
            let form = AskForm {
                organisation: String::new(),
                email: email.to_owned(),
            };
            access::ask(app, &form.read()?, &Origin::default()).await
        };
        for email in [
            "A0@fjordby.example",
            "a0@fjordby.example",
            "nobody@fjordby.example",
            "not an address",
        ] {
            ask(&night, email).await.unwrap();
        }
        assert_eq!(sent(&night, &address).await, 1, "asked twice, sent once");
        ask(
            &mailing(&ground, TimeDelta::hours(15) + TimeDelta::minutes(4)),
            "a0@fjordby.example",
        )
        .await
        .unwrap();
        assert_eq!(sent(&night, &address).await, 0, "and not again within minutes");
        let code = code_in(&mailbox, "a0@fjordby.example");
        assert!(
            signs_in(&night, "a0@fjordby.example", GOOD).await,
            "asking changes nothing"
        );
        assert!(!is_open(&mailing(&ground, TimeDelta::hours(16)), &code).await);
        assert!(choose(&night, &code).await);
        // Somebody else asking does not take the link away that one was let in by.
        ask(&night, "a1@fjordby.example").await.unwrap();
        sent(&night, &address).await;
        assert!(is_open(&night, &invited).await);
    })
    .await;
}

#[tokio::test]
async fn one_bad_address_costs_one_mail() {
    on_each_database(async |ground| {
        let who = administrator(&ground).await;
        employ(&ground, "A", 4, 4).await;
        let app = mailing(&ground, TimeDelta::zero());
        let (mailbox, address) = Mailbox::open().await;
        mailbox.refuse("a1@fjordby.example", usize::MAX, "550 no such person");
        access::invite(&app, &who, in_a(&ground, Whom::New)).await.unwrap();
        assert_eq!(sent(&app, &address).await, 3);
        let others = ["a0@fjordby.example", "a2@fjordby.example", "a3@fjordby.example"];
        assert_eq!(mailbox.recipients(), others);
    })
    .await;
}

#[tokio::test]
async fn only_an_administrator_lets_people_in_and_only_with_a_mail_server_by_mail() {
    on_each_database(async |ground| {
        let coordinator = ground.coordinator().await;
        let who = administrator(&ground).await;
        let people = employ(&ground, "A", 1, 1).await;
        let wanted = in_a(&ground, Whom::New);
        let app = mailing(&ground, TimeDelta::zero());
        for refused in [
            access::ready(&app, &coordinator, None).await.map(|_| ()),
            access::invite(&app, &coordinator, wanted).await.map(|_| ()),
            access::sheets(&app, &coordinator, wanted).await.map(|_| ()),
            access::send_link(&app, &coordinator, people[0]).await,
        ] {
            assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        }
        for refused in [
            access::invite(&ground.app, &who, wanted).await.map(|_| ()),
            access::send_link(&ground.app, &who, people[0]).await,
        ] {
            assert!(
                matches!(refused, Err(AppError::Refused("refused-no-mail-server"))),
                "{refused:?}"
            );
        }
        access::send_link(&app, &who, people[0]).await.unwrap();
        let (mailbox, address) = Mailbox::open().await;
        sent(&app, &address).await;
        assert!(choose(&app, &code_in(&mailbox, "a0@fjordby.example")).await);
    })
    .await;
}
