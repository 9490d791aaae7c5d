//! Forms that come twice.

use trivsel_app::sent_forms::{self, Sent};
use trivsel_app::{App, Clock};

use crate::ground::on_each_database;

const FORM: [&[u8]; 2] = [b"/meetings", b"held_on=1.12.2026&once=a"];

#[tokio::test]
async fn a_form_that_comes_twice_is_done_by_one_and_the_other_is_sent_where_it_went() {
    on_each_database(async |ground| {
        let (app, who) = (&ground.app, ground.coordinator().await);
        let Sent::First(claim) = sent_forms::claim(app, &who, &FORM).await.unwrap() else {
            panic!("nobody sent it before")
        };
        // As on another server: the second waits until the first is done.
        let other = App { ..app.clone() };
        let (second, ()) = tokio::join!(sent_forms::claim(&other, &who, &FORM), async {
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            sent_forms::answered(app, &who, &claim, "/meetings/1").await.unwrap();
        });
        assert_eq!(second.unwrap(), Sent::Again("/meetings/1".to_owned()));
        // Another mark, another address, another sender: another form.
        for other in [
            [b"/meetings" as &[u8], b"held_on=1.12.2026&once=b"],
            [b"/meetings/2", b"held_on=1.12.2026&once=a"],
            [b"/meetingsheld_on", b"=1.12.2026&once=a"],
        ] {
            assert!(matches!(
                sent_forms::claim(app, &who, &other).await.unwrap(),
                Sent::First(_)
            ));
        }
        let manager = trivsel_domain::rights::Actor {
            person: trivsel_domain::id::PersonId(uuid::Uuid::now_v7()),
            ..who.clone()
        };
        assert!(matches!(
            sent_forms::claim(app, &manager, &FORM).await.unwrap(),
            Sent::First(_)
        ));
    })
    .await;
}

#[tokio::test]
async fn of_many_who_send_a_form_at_once_one_does_it() {
    on_each_database(async |ground| {
        let (app, who) = (&ground.app, ground.coordinator().await);
        let once = async || match sent_forms::claim(app, &who, &FORM).await.unwrap() {
            Sent::First(claim) => {
                sent_forms::answered(app, &who, &claim, "/meetings/1").await.unwrap();
                1
            }
            Sent::Again(location) => {
                assert_eq!(location, "/meetings/1");
                0
            }
        };
        let (a, b, c, d) = tokio::join!(once(), once(), once(), once());
        assert_eq!(a + b + c + d, 1);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_was_refused_or_left_by_a_server_that_died_can_be_sent_again() {
    on_each_database(async |ground| {
        let (app, who) = (&ground.app, ground.coordinator().await);
        let Sent::First(refused) = sent_forms::claim(app, &who, &FORM).await.unwrap() else {
            panic!("nobody sent it before")
        };
        sent_forms::let_go(app, &who, &refused).await.unwrap();
        let Sent::First(left) = sent_forms::claim(app, &who, &FORM).await.unwrap() else {
            panic!("it was let go")
        };
        let later = |seconds| App {
            clock: Clock::Fixed(app.now() + chrono::TimeDelta::seconds(seconds)),
            ..app.clone()
        };
        let Sent::First(taken_over) = sent_forms::claim(&later(61), &who, &FORM).await.unwrap() else {
            panic!("it was left a minute ago")
        };
        assert_ne!(left, taken_over);
        // Whoever comes back from the dead does not answer for the other.
        sent_forms::answered(app, &who, &left, "/wrong").await.unwrap();
        sent_forms::answered(app, &who, &taken_over, "/right").await.unwrap();
        assert_eq!(
            sent_forms::claim(&later(3600), &who, &FORM).await.unwrap(),
            Sent::Again("/right".to_owned())
        );
        // After two days it is forgotten: another form sweeps it out.
        let other: [&[u8]; 2] = [b"/x", b"once=x"];
        sent_forms::claim(&later(180_000), &who, &other).await.unwrap();
        assert!(matches!(
            sent_forms::claim(&later(180_000), &who, &FORM).await.unwrap(),
            Sent::First(_)
        ));
    })
    .await;
}

#[tokio::test]
async fn a_form_that_was_answered_knows_its_day_and_not_its_moment() {
    on_each_database(async |ground| {
        let (app, who) = (&ground.app, ground.coordinator().await);
        let Sent::First(claim) = sent_forms::claim(app, &who, &FORM).await.unwrap() else {
            panic!("nobody sent it before")
        };
        sent_forms::answered(app, &who, &claim, "/assessments?done=done-reported")
            .await
            .unwrap();
        let said = format!("{claim:?}");
        let hash = said.split('"').nth(1).unwrap();
        let tx = app.read(ground.organisation).await.unwrap();
        let kept = trivsel_store::sent_forms::find(&tx, hash).await.unwrap().unwrap();
        assert_eq!(kept.claimed_at.time(), chrono::NaiveTime::MIN, "{kept:?}");
        // An id of the seventh kind would carry the moment as well.
        assert_eq!(kept.claim.get_version_num(), 4);
    })
    .await;
}
