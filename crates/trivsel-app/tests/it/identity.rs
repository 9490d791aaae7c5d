//! The door: who gets in, who waits, and what is noted, on both databases.

use chrono::TimeDelta;
use trivsel_app::accounts::{self, UserForm};
use trivsel_app::identity::{self, Origin, PasswordForm, SignIn, SignedIn};
use trivsel_app::{App, AppError, Clock};
use trivsel_domain::person::Role;
use trivsel_domain::sign_in::SignInKind;

use crate::ground::{Ground, on_each_database};

const EMAIL: &str = "bo@example.dk";
const WRONG: &str = "det er ikke den rigtige";

async fn with_account(ground: &Ground) -> String {
    let form = UserForm {
        name: "Bo Lund".into(),
        email: EMAIL.into(),
        title: "Konsulent".into(),
        role: Some(Role::Coordinator),
    };
    accounts::add_user(&ground.app, ground.organisation, &form.read().unwrap())
        .await
        .unwrap()
}

/// An account whose owner has chosen a password.
async fn with_chosen_password(ground: &Ground) -> &'static str {
    let given = with_account(ground).await;
    let token = sign_in(&ground.app, EMAIL, &given, "192.0.2.1").await.unwrap().session;
    let who = identity::visitor(&ground.app, &token).await.unwrap().unwrap().actor;
    let chosen = "grøn cykel under broen";
    let form = PasswordForm {
        current: given,
        new: chosen.to_owned(),
        repeated: chosen.to_owned(),
    };
    let new = form.read().unwrap();
    identity::change_password(&ground.app, &who, &form.current, &new)
        .await
        .unwrap();
    chosen
}

async fn sign_in(app: &App, email: &str, password: &str, network: &str) -> Result<SignedIn, AppError> {
    from(
        app,
        email,
        password,
        Origin {
            network: network.to_owned(),
            device: None,
        },
    )
    .await
}

async fn from(app: &App, email: &str, password: &str, origin: Origin) -> Result<SignedIn, AppError> {
    let form = SignIn {
        organisation: String::new(),
        email: email.to_owned(),
        password: password.to_owned(),
    };
    identity::sign_in(app, &form.read()?, &origin).await
}

fn later(app: &App, by: TimeDelta) -> App {
    App {
        clock: Clock::Fixed(app.now() + by),
        ..app.clone()
    }
}

fn problem(answer: Result<SignedIn, AppError>) -> &'static str {
    match answer {
        Err(AppError::Invalid(problems)) => problems[0].message,
        Err(AppError::Wait { .. }) => "wait",
        Err(AppError::Full { .. }) => "full",
        Ok(_) => "in",
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn tries_side_by_side_are_counted_before_they_are_looked_at() {
    on_each_database(|ground| async move {
        with_chosen_password(&ground).await;
        let tries: Vec<_> = (0..100)
            .map(|_| {
                let app = ground.app.clone();
                tokio::spawn(async move { problem(sign_in(&app, EMAIL, WRONG, "198.51.100.7").await) })
            })
            .collect();
        let mut looked_at = 0;
        for answer in tries {
            match answer.await.unwrap() {
                "problem-sign-in" => looked_at += 1,
                other => assert!(other == "wait" || other == "full", "{other}"),
            }
        }
        // Eight at once, and those that wait less than three quarters of a minute: 1, 3, 7, 15 and 31 seconds.
        assert!((1..=13).contains(&looked_at), "{looked_at} of 100 were looked at");
    })
    .await;
}

#[tokio::test]
async fn guessing_shuts_nobody_out() {
    on_each_database(|ground| async move {
        let password = with_chosen_password(&ground).await;
        for number in 0..60 {
            let invented = format!("ingen{number}@example.dk");
            assert_eq!(
                problem(sign_in(&ground.app, &invented, WRONG, "198.51.100.7").await),
                "problem-sign-in"
            );
        }
        assert_eq!(
            problem(sign_in(&ground.app, EMAIL, password, "198.51.100.7").await),
            "in"
        );
        for _ in 0..9 {
            assert_eq!(
                problem(sign_in(&ground.app, EMAIL, WRONG, "198.51.100.7").await),
                "problem-sign-in"
            );
        }
        let delayed = sign_in(&ground.app, EMAIL, password, "198.51.100.7").await;
        assert_eq!(problem(delayed), "in", "after a wait, from the same network");
    })
    .await;
}

#[tokio::test]
async fn the_owner_gets_in_while_somebody_else_keeps_guessing() {
    on_each_database(|ground| async move {
        let password = with_chosen_password(&ground).await;
        let known = sign_in(&ground.app, EMAIL, password, "192.0.2.1").await.unwrap();
        let device = known.device.expect("a browser that signed in is known from then on");
        while problem(sign_in(&ground.app, EMAIL, WRONG, "198.51.100.7").await) != "wait" {}
        assert_eq!(
            problem(sign_in(&ground.app, EMAIL, password, "203.0.113.5").await),
            "in",
            "from elsewhere"
        );
        let there = |device| Origin {
            network: "198.51.100.7".to_owned(),
            device,
        };
        let same_network = from(&ground.app, EMAIL, password, there(Some(device.clone()))).await;
        assert_eq!(
            problem(same_network),
            "in",
            "on the same network, in a browser that is known"
        );
        assert_eq!(problem(from(&ground.app, EMAIL, password, there(None)).await), "wait");
        // From everywhere at once only browsers that are known get in without waiting.
        for number in 0..60 {
            let _counted = sign_in(&ground.app, EMAIL, WRONG, &format!("203.0.113.{number}")).await;
        }
        assert_eq!(
            problem(from(&ground.app, EMAIL, password, there(Some(device.clone()))).await),
            "in"
        );
        // A known browser is slowed by its own wrong tries, and is good for its own account only.
        let mut tries = 0;
        while problem(from(&ground.app, EMAIL, WRONG, there(Some(device.clone()))).await) != "wait" {
            tries += 1;
        }
        assert!(tries <= 13, "{tries}");
        assert_eq!(
            problem(from(&ground.app, "ida@example.dk", WRONG, there(Some(device))).await),
            "problem-sign-in"
        );
    })
    .await;
}

#[tokio::test]
async fn after_an_hour_without_tries_nobody_waits() {
    on_each_database(|ground| async move {
        let password = with_chosen_password(&ground).await;
        while problem(sign_in(&ground.app, EMAIL, WRONG, "198.51.100.7").await) != "wait" {}
        let tomorrow = later(&ground.app, TimeDelta::minutes(61));
        assert_eq!(problem(sign_in(&tomorrow, EMAIL, password, "198.51.100.7").await), "in");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_one_time_password_opens_the_account_once_and_for_72_hours() {
    on_each_database(|ground| async move {
        let given = with_account(&ground).await;
        let late = later(&ground.app, TimeDelta::hours(72));
        assert_eq!(
            problem(sign_in(&late, EMAIL, &given, "192.0.2.1").await),
            "problem-one-time-over"
        );
        let in_time = later(&ground.app, TimeDelta::hours(71));
        let answers: Vec<_> = (0..6)
            .map(|_| {
                let (app, given) = (in_time.clone(), given.clone());
                tokio::spawn(async move { sign_in(&app, EMAIL, &given, "192.0.2.1").await })
            })
            .collect();
        let mut opened = 0;
        for answer in answers {
            // On PostgreSQL one may be told that the database is busy.
            opened += usize::from(answer.await.unwrap().is_ok());
        }
        assert_eq!(opened, 1);
        assert_eq!(
            problem(sign_in(&in_time, EMAIL, &given, "192.0.2.1").await),
            "problem-one-time-over"
        );
        assert_eq!(
            problem(sign_in(&in_time, EMAIL, WRONG, "192.0.2.1").await),
            "problem-sign-in"
        );
    })
    .await;
}

#[tokio::test]
async fn a_session_in_use_ends_after_twelve_hours() {
    on_each_database(|ground| async move {
        let password = with_chosen_password(&ground).await;
        let token = sign_in(&ground.app, EMAIL, password, "192.0.2.1")
            .await
            .unwrap()
            .session;
        for minutes in (0..12 * 60).step_by(30) {
            let app = later(&ground.app, TimeDelta::minutes(minutes));
            assert!(
                identity::visitor(&app, &token).await.unwrap().is_some(),
                "after {minutes} minutes"
            );
        }
        let app = later(&ground.app, TimeDelta::hours(12));
        assert!(identity::visitor(&app, &token).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn what_happened_at_the_door_is_kept_by_account_for_ninety_days() {
    on_each_database(|ground| async move {
        let password = with_chosen_password(&ground).await;
        let _wrong = sign_in(&ground.app, EMAIL, WRONG, "192.0.2.1").await;
        let _nobody = sign_in(&ground.app, "ingen@example.dk", WRONG, "192.0.2.1").await;
        let token = sign_in(&ground.app, EMAIL, password, "192.0.2.1")
            .await
            .unwrap()
            .session;
        let who = identity::visitor(&ground.app, &token).await.unwrap().unwrap().actor;
        identity::sign_out(&ground.app, &token).await.unwrap();
        let mut kinds: Vec<SignInKind> = identity::own_sign_ins(&ground.app, &who)
            .await
            .unwrap()
            .iter()
            .map(|line| line.kind)
            .collect();
        kinds.reverse();
        let expected = [
            SignInKind::PasswordGiven,
            SignInKind::In,
            SignInKind::PasswordChanged,
            SignInKind::Failed,
            SignInKind::In,
            SignInKind::Out,
        ];
        assert_eq!(kinds, expected);
        let denied = identity::list_sign_ins(&ground.app, &who, 0).await;
        assert!(
            matches!(denied, Err(AppError::Forbidden)),
            "for those who look after accounts only"
        );
        let much_later = later(&ground.app, TimeDelta::days(91));
        sign_in(&much_later, EMAIL, password, "192.0.2.1").await.unwrap();
        assert_eq!(identity::own_sign_ins(&much_later, &who).await.unwrap().len(), 1);
    })
    .await;
}
