//! Writing to people about what waits for them, on both databases and by a real mail server.

use chrono::{DateTime, Utc};
use trivsel_app::jobs::{self, Post};
use trivsel_app::mails::{Letter, MailServer, Says, Written};
use trivsel_app::notices::{self, Chosen, NoticeLetter};
use trivsel_app::{App, AppError, Clock, MailSettings};
use trivsel_domain::committee::{Committee, CommitteeKind, CommitteeMember, Meeting, Seat};
use trivsel_domain::id::{
    CommitteeId, CommitteeMemberId, EmploymentId, FollowUpId, InitiativeId, MeetingId, PersonId, PlanId, PlanLineId,
    RoleAssignmentId, StartId,
};
use trivsel_domain::initiative::{FollowUp, Frequency, MonthsOfYear, Responsible, SeenTo, State};
use trivsel_domain::notice::NoticeKind;
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, Person, Role, RoleAssignment, WorkingTimeFraction};
use trivsel_domain::plan::{PlanAgreement, PlanLine, PlanPart, PlanState, UnitPlan};
use trivsel_domain::rights::{Actor, Grant};
use trivsel_domain::start::{AgreementPart, Promise, Start, StartAnswer, StartLevel, StartPart, Statement};
use trivsel_store::sessions::{self, Account};
use trivsel_store::{committees, initiatives, persons, plans, starts};
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};
use crate::smtp::Mailbox;

/// The program at a moment by a Danish clock in winter, with a mail server.
fn at(ground: &Ground, moment: &str) -> App {
    let moment: DateTime<Utc> = format!("{moment}:00+01:00").parse().unwrap();
    let mut app = App {
        clock: Clock::Fixed(moment),
        ..ground.app.clone()
    };
    app.settings.public_url = "https://trivsel.example".to_owned();
    app.settings.mail = Some(MailSettings {
        server: String::new(),
        from: "Trivsel <trivsel@fjordby.example>".to_owned(),
    });
    app
}

/// Somebody with an account who works in a unit from a day on.
async fn somebody(ground: &Ground, name: &str, employed: &[(&str, Option<&str>)]) -> PersonId {
    let id = PersonId(Uuid::now_v7());
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let person = Person {
        id,
        employee_number: None,
        name: name.to_owned(),
        email: Some(format!("{}@fjordby.example", name.to_lowercase())),
        title: String::new(),
        is_erased: false,
    };
    persons::add(&tx, &person, ground.app.now()).await.unwrap();
    for (from, to) in employed {
        let job = Employment {
            id: EmploymentId(Uuid::now_v7()),
            person: id,
            unit: ground.unit("A"),
            job_group: "SSA".into(),
            working_time: WorkingTimeFraction::FULL,
            period: Period::new(from.parse().unwrap(), to.map(|to| to.parse().unwrap())).unwrap(),
        };
        persons::add_employment(&tx, &job).await.unwrap();
    }
    let account = Account {
        person: id,
        password_hash: String::new(),
        language: "da".into(),
        disabled_at: None,
        must_change_password: false,
        password_until: None,
    };
    sessions::add_account(&tx, &account).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn karen(ground: &Ground) -> PersonId {
    somebody(ground, "Karen", &[("2020-01-01", None)]).await
}

/// An initiative that somebody leads, with a follow-up each month from each of these days on.
async fn led(ground: &Ground, lead: PersonId, days: &[&str]) -> (InitiativeId, Vec<FollowUpId>) {
    let initiative = trivsel_domain::initiative::Initiative {
        lead: Some(lead),
        state: State::Running,
        ..ground.initiative("Ro ved vagtskiftet")
    };
    let tx = ground.app.write(ground.organisation).await.unwrap();
    initiatives::add(&tx, &initiative).await.unwrap();
    let mut ids = Vec::new();
    for (number, day) in days.iter().enumerate() {
        let of = FollowUp {
            id: FollowUpId(Uuid::now_v7()),
            initiative: initiative.id,
            title: format!("Samtale {}", ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"][number]),
            source: String::new(),
            committees: Vec::new(),
            forum: "Triaden".into(),
            months: MonthsOfYear::default(),
            frequency: Frequency::Monthly,
            next_due: Some(day.parse().unwrap()),
            ended_on: None,
        };
        initiatives::add_follow_up(&tx, &of).await.unwrap();
        ids.push(of.id);
    }
    tx.commit().await.unwrap();
    (initiative.id, ids)
}

fn written(letter: &Letter) -> Result<Written, AppError> {
    let Says::Notice(notice) = &letter.says else {
        panic!("nothing else waits");
    };
    let NoticeLetter { is_week, less, .. } = &**notice;
    let lines: Vec<String> = notice
        .lines()
        .map(|line| format!("{}: {:?}", line.title, line.subject))
        .collect();
    Ok(Written {
        subject: format!("week {is_week}"),
        text: format!("{}\n{less}", lines.join("\n")),
        html: String::new(),
    })
}

/// One look, and one round of the mails; says how many went.
async fn round(app: &App, ground: &Ground, address: &str) -> usize {
    notices::tell(app, ground.organisation).await.unwrap();
    let settings = MailSettings {
        server: address.to_owned(),
        from: "Trivsel <trivsel@fjordby.example>".to_owned(),
    };
    let post = Post::new(MailServer::new(&settings).unwrap(), written);
    jobs::do_waiting(app, Some(&post)).await.unwrap();
    post.tally().sent()
}

async fn hold(ground: &Ground, id: FollowUpId) {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let of = initiatives::find_follow_up(&tx, id).await.unwrap().unwrap();
    let held = of.held("2026-12-10".parse().unwrap());
    initiatives::change_follow_up(&tx, &held).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_follow_up_due_in_a_week_gives_its_lead_one_mail_and_none_once_it_is_held() {
    on_each_database(async |ground| {
        let person = karen(&ground).await;
        let (initiative, ids) = led(&ground, person, &["2026-12-17", "2026-12-18"]).await;
        let (mailbox, address) = Mailbox::open().await;
        // Eight days before, and at night.
        assert_eq!(round(&at(&ground, "2026-12-09T12:00"), &ground, &address).await, 0);
        assert_eq!(round(&at(&ground, "2026-12-10T07:29"), &ground, &address).await, 0);
        assert_eq!(round(&at(&ground, "2026-12-10T07:30"), &ground, &address).await, 1);
        let mail = mailbox.mails_to("karen@fjordby.example").remove(0).replace("=\n", "");
        assert!(
            mail.contains(&initiative.to_string()) && mail.contains(&ids[0].to_string()),
            "{mail}"
        );
        assert!(
            !mail.contains(&ids[1].to_string()),
            "one day too early for the other: {mail}"
        );
        assert!(
            mail.contains("List-Unsubscribe: <https://trivsel.example/less/fjordby/"),
            "{mail}"
        );
        for again in ["2026-12-10T08:00", "2026-12-10T23:00"] {
            assert_eq!(round(&at(&ground, again), &ground, &address).await, 0, "{again}");
        }
        // The other is held before its mail goes out.
        hold(&ground, ids[1]).await;
        assert_eq!(round(&at(&ground, "2026-12-11T08:00"), &ground, &address).await, 0);
        // The first is not held: one word on the day after, and no more.
        assert_eq!(round(&at(&ground, "2026-12-17T08:00"), &ground, &address).await, 0);
        assert_eq!(round(&at(&ground, "2026-12-18T08:00"), &ground, &address).await, 1);
        assert_eq!(round(&at(&ground, "2026-12-19T08:00"), &ground, &address).await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_held_between_the_queue_and_the_mail_is_not_told() {
    on_each_database(async |ground| {
        let person = karen(&ground).await;
        let (_, ids) = led(&ground, person, &["2026-12-17"]).await;
        let (_, address) = Mailbox::open().await;
        let app = at(&ground, "2026-12-10T08:00");
        notices::tell(&app, ground.organisation).await.unwrap();
        hold(&ground, ids[0]).await;
        assert_eq!(round(&app, &ground, &address).await, 0);
    })
    .await;
}

#[tokio::test]
async fn ten_late_things_are_one_mail_of_ten_lines_and_two_servers_send_it_once() {
    on_each_database(async |ground| {
        let person = karen(&ground).await;
        led(&ground, person, &["2026-12-10"; 10]).await;
        let (mailbox, address) = Mailbox::open().await;
        let (one, two) = (at(&ground, "2026-12-11T08:00"), at(&ground, "2026-12-11T08:00"));
        let sent = tokio::join!(round(&one, &ground, &address), round(&two, &ground, &address));
        assert_eq!(sent.0 + sent.1, 1);
        let mail = mailbox.mails_to("karen@fjordby.example").remove(0).replace("=\n", "");
        assert_eq!(mail.matches("FollowUp(").count(), 10, "{mail}");
    })
    .await;
}

#[tokio::test]
async fn the_weeks_letter_comes_on_monday_holds_what_else_is_due_and_does_not_come_empty() {
    on_each_database(async |ground| {
        let person = karen(&ground).await;
        let (_, ids) = led(&ground, person, &["2026-12-21"]).await;
        let (mailbox, address) = Mailbox::open().await;
        // Monday: in the letter, and told a week before on the same day, in one mail.
        assert_eq!(round(&at(&ground, "2026-12-14T08:00"), &ground, &address).await, 1);
        let mail = mailbox.mails_to("karen@fjordby.example").remove(0);
        assert!(mail.contains("Subject: week true"), "{mail}");
        assert_eq!(
            mail.replace("=\n", "").matches(&ids[0].to_string()).count(),
            1,
            "{mail}"
        );
        assert_eq!(round(&at(&ground, "2026-12-15T08:00"), &ground, &address).await, 0);
        hold(&ground, ids[0]).await;
        assert_eq!(
            round(&at(&ground, "2027-01-04T08:00"), &ground, &address).await,
            0,
            "nothing to tell"
        );
    })
    .await;
}

#[tokio::test]
async fn who_it_was_entrusted_to_is_told_rather_than_the_lead() {
    on_each_database(async |ground| {
        let lead = karen(&ground).await;
        let other = somebody(&ground, "Mette", &[("2020-01-01", None)]).await;
        let (initiative, ids) = led(&ground, lead, &["2026-12-17"]).await;
        let tx = ground.app.write(ground.organisation).await.unwrap();
        let subject = SeenTo::FollowUp(ids[0]);
        initiatives::entrust(&tx, initiative, subject, Responsible::Person(other))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let (mailbox, address) = Mailbox::open().await;
        assert_eq!(round(&at(&ground, "2026-12-10T08:00"), &ground, &address).await, 1);
        assert_eq!(mailbox.mails_to("mette@fjordby.example").len(), 1);
        assert!(mailbox.mails_to("karen@fjordby.example").is_empty());
        // Once nobody is named any more, it is the lead's again.
        let tx = ground.app.write(ground.organisation).await.unwrap();
        initiatives::entrust(&tx, initiative, subject, Responsible::Leads)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(round(&at(&ground, "2026-12-18T08:00"), &ground, &address).await, 1);
        assert_eq!(mailbox.mails_to("karen@fjordby.example").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_is_on_leave_is_told_on_return() {
    on_each_database(async |ground| {
        let away = [("2020-01-01", Some("2026-12-01")), ("2026-12-16", None)];
        let person = somebody(&ground, "Karen", &away).await;
        led(&ground, person, &["2026-12-17"]).await;
        let (_, address) = Mailbox::open().await;
        for day in ["2026-12-10T08:00", "2026-12-15T08:00"] {
            assert_eq!(round(&at(&ground, day), &ground, &address).await, 0, "{day}");
        }
        assert_eq!(round(&at(&ground, "2026-12-16T08:00"), &ground, &address).await, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_written_to_at_christmas_unless_something_is_due_then() {
    on_each_database(async |ground| {
        let person = karen(&ground).await;
        led(&ground, person, &["2026-12-31"]).await;
        let (_, address) = Mailbox::open().await;
        for day in ["2026-12-24T08:00", "2026-12-25T08:00", "2026-12-26T08:00"] {
            assert_eq!(round(&at(&ground, day), &ground, &address).await, 0, "{day}");
        }
        assert_eq!(round(&at(&ground, "2026-12-27T08:00"), &ground, &address).await, 1);
        let other = somebody(&ground, "Mette", &[("2020-01-01", None)]).await;
        let sits = committee(&ground, other).await;
        meeting(&ground, sits, "2026-12-24").await;
        assert_eq!(round(&at(&ground, "2026-12-24T09:00"), &ground, &address).await, 1);
    })
    .await;
}

async fn committee(ground: &Ground, member: PersonId) -> CommitteeId {
    let committee = Committee {
        id: CommitteeId(Uuid::now_v7()),
        name: "Afdelings-MED".into(),
        kind: CommitteeKind::Committee,
        unit: ground.unit("A"),
        period: Period::since("2020-01-01".parse().unwrap()),
    };
    let seat = CommitteeMember {
        id: CommitteeMemberId(Uuid::now_v7()),
        committee: committee.id,
        person: member,
        seat: Seat::Member,
        period: Period::new("2020-01-01".parse().unwrap(), Some("2027-01-31".parse().unwrap())).unwrap(),
    };
    let tx = ground.app.write(ground.organisation).await.unwrap();
    committees::add(&tx, &committee).await.unwrap();
    committees::add_member(&tx, &seat).await.unwrap();
    tx.commit().await.unwrap();
    committee.id
}

async fn meeting(ground: &Ground, committee: CommitteeId, day: &str) -> MeetingId {
    let meeting = Meeting {
        id: MeetingId(Uuid::now_v7()),
        committee,
        held_on: day.parse().unwrap(),
        starts_at: "9.00".into(),
        place: String::new(),
    };
    let tx = ground.app.write(ground.organisation).await.unwrap();
    committees::add_meeting(&tx, &meeting).await.unwrap();
    tx.commit().await.unwrap();
    meeting.id
}

#[tokio::test]
async fn a_meeting_is_told_a_week_before_to_those_who_sit_in_it_that_day() {
    on_each_database(async |ground| {
        let person = somebody(&ground, "Mette", &[("2020-01-01", None)]).await;
        karen(&ground).await;
        let forum = committee(&ground, person).await;
        meeting(&ground, forum, "2026-12-17").await;
        // Her seat has ended by then.
        meeting(&ground, forum, "2027-02-01").await;
        let (mailbox, address) = Mailbox::open().await;
        assert_eq!(round(&at(&ground, "2026-12-10T08:00"), &ground, &address).await, 1);
        assert_eq!(mailbox.recipients(), ["mette@fjordby.example"]);
        for later in ["2026-12-11T08:00", "2027-01-26T08:00", "2027-02-02T08:00"] {
            assert_eq!(round(&at(&ground, later), &ground, &address).await, 0, "{later}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_link_in_a_mail_takes_its_reader_off_without_signing_in() {
    on_each_database(async |ground| {
        let person = karen(&ground).await;
        led(&ground, person, &["2026-12-17", "2026-12-19"]).await;
        let (mailbox, address) = Mailbox::open().await;
        assert_eq!(round(&at(&ground, "2026-12-10T08:00"), &ground, &address).await, 1);
        let mail = mailbox.mails_to("karen@fjordby.example").remove(0).replace("=\n", "");
        let link = mail
            .lines()
            .find(|line| line.starts_with("https://trivsel.example/less/fjordby/"))
            .unwrap();
        let token = link.trim().rsplit('/').next().unwrap().to_owned();
        let app = at(&ground, "2026-12-11T08:00");
        let (before, language) = notices::chosen_by_link(&app, "fjordby", &token).await.unwrap();
        assert_eq!(language, "da");
        assert_eq!(before.kinds, NoticeKind::ALL);
        let kept = [NoticeKind::Week, NoticeKind::Meeting];
        notices::choose_by_link(&app, "fjordby", &token, &kept).await.unwrap();
        assert_eq!(
            notices::chosen_by_link(&app, "fjordby", &token).await.unwrap().0.kinds,
            kept
        );
        for day in ["2026-12-12T08:00", "2026-12-18T08:00", "2026-12-20T08:00"] {
            assert_eq!(round(&at(&ground, day), &ground, &address).await, 0, "{day}");
        }
        notices::choose_by_link(&app, "fjordby", &token, &NoticeKind::ALL)
            .await
            .unwrap();
        let (after, _) = notices::chosen_by_link(&app, "fjordby", &token).await.unwrap();
        assert_eq!(after.kinds, kept, "a link only takes away");
        notices::less_by_link(&app, "fjordby", &token).await.unwrap();
        assert_eq!(
            notices::chosen_by_link(&app, "fjordby", &token).await.unwrap().0.kinds,
            []
        );
        assert_eq!(round(&at(&ground, "2026-12-21T08:00"), &ground, &address).await, 0);
        for wrong in [("fjordby", "x"), ("nabo", token.as_str())] {
            let answer = notices::chosen_by_link(&app, wrong.0, wrong.1).await;
            assert!(matches!(answer, Err(AppError::NotFound)));
        }
        // The link dies with the address it went to.
        let tx = ground.app.write(ground.organisation).await.unwrap();
        let moved = persons::find(&tx, person).await.unwrap().unwrap();
        let email = Some("ny@fjordby.example".to_owned());
        persons::change(&tx, &Person { email, ..moved }).await.unwrap();
        tx.commit().await.unwrap();
        let answer = notices::chosen_by_link(&app, "fjordby", &token).await;
        assert!(matches!(answer, Err(AppError::NotFound)));
    })
    .await;
}

fn actor(ground: &Ground, who: &Actor, person: PersonId, role: Role) -> Actor {
    Actor {
        person,
        grants: vec![Grant {
            role,
            unit: Some(ground.unit("A")),
        }],
        ..who.clone()
    }
}

#[tokio::test]
async fn the_hour_and_the_weekday_are_the_readers_own() {
    on_each_database(async |ground| {
        let person = karen(&ground).await;
        led(&ground, person, &["2026-12-17"]).await;
        let who = actor(&ground, &ground.coordinator().await, person, Role::Employee);
        let chosen = Chosen {
            kinds: vec![NoticeKind::Week, NoticeKind::Due],
            weekday: 3,
            hour: 14,
        };
        let app = at(&ground, "2026-12-09T08:00");
        notices::choose(&app, &who, &chosen).await.unwrap();
        assert_eq!(notices::chosen(&app, &who).await.unwrap(), chosen);
        let (mailbox, address) = Mailbox::open().await;
        assert_eq!(round(&at(&ground, "2026-12-10T14:29"), &ground, &address).await, 0);
        assert_eq!(
            round(&at(&ground, "2026-12-10T14:30"), &ground, &address).await,
            1,
            "a Thursday"
        );
        assert!(mailbox.mails_to("karen@fjordby.example")[0].contains("week true"));
    })
    .await;
}

#[tokio::test]
async fn a_role_that_ended_brings_no_letter_and_a_closed_account_no_mail() {
    on_each_database(async |ground| {
        let person = karen(&ground).await;
        let tx = ground.app.write(ground.organisation).await.unwrap();
        let role = RoleAssignment {
            id: RoleAssignmentId(Uuid::now_v7()),
            person,
            role: Role::SafetyRep,
            unit: Some(ground.unit("FK")),
            period: Period::new("2020-01-01".parse().unwrap(), Some("2026-12-13".parse().unwrap())).unwrap(),
        };
        persons::add_role(&tx, &role).await.unwrap();
        tx.commit().await.unwrap();
        let other = somebody(&ground, "Mette", &[("2020-01-01", None)]).await;
        led(&ground, other, &["2026-12-02"]).await;
        let (mailbox, address) = Mailbox::open().await;
        round(&at(&ground, "2026-12-07T08:00"), &ground, &address).await;
        assert_eq!(
            mailbox.mails_to("karen@fjordby.example").len(),
            1,
            "something is late in her area"
        );
        let tx = ground.app.write(ground.organisation).await.unwrap();
        let account = sessions::find_account(&tx, other).await.unwrap().unwrap();
        let disabled_at = Some(ground.app.now());
        sessions::change_account(&tx, &Account { disabled_at, ..account })
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(round(&at(&ground, "2026-12-14T08:00"), &ground, &address).await, 0);
    })
    .await;
}

#[tokio::test]
async fn one_bad_address_costs_one_mail_and_those_who_look_after_it_are_told_how_many() {
    on_each_database(async |ground| {
        let person = karen(&ground).await;
        led(&ground, person, &["2026-12-17"]).await;
        let other = somebody(&ground, "Mette", &[("2020-01-01", None)]).await;
        let forum = committee(&ground, other).await;
        meeting(&ground, forum, "2026-12-17").await;
        let (mailbox, address) = Mailbox::open().await;
        mailbox.refuse("karen@fjordby.example", usize::MAX, "550 no such person");
        assert_eq!(round(&at(&ground, "2026-12-10T08:00"), &ground, &address).await, 1);
        for moment in [
            "2026-12-10T08:05",
            "2026-12-10T08:35",
            "2026-12-10T10:40",
            "2026-12-10T18:50",
        ] {
            assert_eq!(round(&at(&ground, moment), &ground, &address).await, 0);
        }
        let app = at(&ground, "2026-12-11T08:00");
        let sent = notices::sent(&app, &ground.coordinator().await).await.unwrap();
        assert_eq!((sent.queues[0].waiting, sent.queues[0].failed), (0, 1));
        assert_eq!(sent.weeks[0].counts.iter().sum::<u64>(), 1);
        let employee = actor(&ground, &ground.coordinator().await, person, Role::Employee);
        assert!(matches!(notices::sent(&app, &employee).await, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn without_a_mail_server_nothing_piles_up() {
    on_each_database(async |ground| {
        let person = karen(&ground).await;
        led(&ground, person, &["2026-12-17"]).await;
        let mut app = at(&ground, "2026-12-10T08:00");
        app.settings.mail = None;
        notices::tell(&app, ground.organisation).await.unwrap();
        let (_, address) = Mailbox::open().await;
        assert_eq!(round(&at(&ground, "2026-12-30T08:00"), &ground, &address).await, 0);
    })
    .await;
}

#[tokio::test]
async fn those_who_sit_in_a_meeting_are_told_when_somebody_presses_for_it_once_before_and_once_after() {
    on_each_database(async |ground| {
        let person = somebody(&ground, "Mette", &[("2020-01-01", None)]).await;
        let forum = committee(&ground, person).await;
        let id = meeting(&ground, forum, "2026-12-17").await;
        let who = ground.coordinator().await;
        let (mailbox, address) = Mailbox::open().await;
        for (day, expected) in [
            // More than a week before: only because it was pressed for.
            ("2026-12-01T08:00", 1),
            ("2026-12-11T08:00", 0),
            ("2026-12-18T08:00", 1),
            ("2026-12-19T08:00", 0),
        ] {
            let app = at(&ground, day);
            assert_eq!(notices::tell_members(&app, &who, id).await.unwrap(), 1);
            assert_eq!(round(&app, &ground, &address).await, expected, "{day}");
        }
        let mails = mailbox.mails_to("mette@fjordby.example");
        assert!(
            mails[0].contains("Meeting(") && mails[1].contains("Minutes("),
            "{mails:?}"
        );
        let employee = actor(&ground, &who, person, Role::Employee);
        let refused = notices::tell_members(&at(&ground, "2026-12-01T08:00"), &employee, id).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
    })
    .await;
}

/// A plan of A that names somebody, agreed on a day.
async fn agreed(ground: &Ground, person: PersonId, on: &str) -> PlanId {
    let plan = UnitPlan {
        id: PlanId(Uuid::now_v7()),
        number: 1,
        unit: ground.unit("A"),
        title: "Ro om medicinen".into(),
        valid_from: on.parse().unwrap(),
        valid_to: None,
        state: PlanState::Agreed,
        agreement: PlanAgreement {
            manager: None,
            representative: None,
            on: Some(on.parse().unwrap()),
        },
        closing_note: String::new(),
        version: 1,
    };
    let line = PlanLine {
        id: PlanLineId(Uuid::new_v4()),
        plan: plan.id,
        part: PlanPart::Who,
        position: 1,
        text: "Laver en makkerliste".into(),
        person: Some(person),
        role: String::new(),
        due_on: None,
        committee: None,
        indicator: None,
        survey_scale: String::new(),
        done_on: None,
        outcome: String::new(),
        dropped_because: String::new(),
    };
    let tx = ground.app.write(ground.organisation).await.unwrap();
    plans::add(&tx, &plan).await.unwrap();
    plans::add_line(&tx, &line).await.unwrap();
    tx.commit().await.unwrap();
    plan.id
}

#[tokio::test]
async fn a_plan_that_was_agreed_is_told_once_to_those_it_names_and_says_no_line_of_it() {
    on_each_database(async |ground| {
        let named = karen(&ground).await;
        somebody(&ground, "Bo", &[("2020-01-01", None)]).await;
        let plan = agreed(&ground, named, "2026-12-09").await;
        let (mailbox, address) = Mailbox::open().await;
        assert_eq!(round(&at(&ground, "2026-12-10T08:00"), &ground, &address).await, 1);
        let mail = mailbox.mails_to("karen@fjordby.example").remove(0).replace("=\n", "");
        assert!(mail.contains("Ro om medicinen: Plan("), "{mail}");
        assert!(!mail.contains("makkerliste"), "{mail}");
        for day in ["2026-12-10T12:00", "2026-12-11T08:00", "2026-12-12T08:00"] {
            assert_eq!(round(&at(&ground, day), &ground, &address).await, 0, "{day}");
        }
        // One that is closed before its mail went is not told.
        agreed_anew_and_closed(&ground, plan, "2026-12-15").await;
        assert_eq!(round(&at(&ground, "2026-12-15T08:00"), &ground, &address).await, 0);
    })
    .await;
}

/// The same plan agreed anew, and closed on the same day.
async fn agreed_anew_and_closed(ground: &Ground, id: PlanId, on: &str) {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let mut plan = plans::find(&tx, id).await.unwrap().unwrap();
    plan.agreement.on = Some(on.parse().unwrap());
    plan.state = PlanState::Closed;
    plans::change(&tx, &plan).await.unwrap();
    tx.commit().await.unwrap();
}

/// A start in A of 1 December, in which the one who leads answered the day after.
async fn half_answered(ground: &Ground, lead: PersonId, rep: PersonId) -> Start {
    let start = Start {
        id: StartId(Uuid::now_v7()),
        unit: ground.unit("A"),
        begun_on: "2026-12-01".parse().unwrap(),
        lead: Some(lead),
        rep: Some(rep),
        lead_agreed_on: None,
        rep_agreed_on: None,
        version: 1,
        lead_since: None,
        rep_since: None,
        lead_answered_on: Some("2026-12-02".parse().unwrap()),
        rep_answered_on: None,
        promise: None,
        promise_looked_on: None,
    };
    let answers = Statement::ALL.map(|statement| StartAnswer {
        statement,
        part: StartPart::Lead,
        level: StartLevel::No,
        text: "Det har vi ikke talt om".into(),
    });
    let tx = ground.app.write(ground.organisation).await.unwrap();
    starts::add(&tx, &start).await.unwrap();
    starts::put_answers(&tx, start.id, StartPart::Lead, &answers)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    start
}

#[tokio::test]
async fn who_has_not_answered_a_start_is_told_once_and_reminded_twice() {
    on_each_database(async |ground| {
        let (lead, rep) = (
            karen(&ground).await,
            somebody(&ground, "Bo", &[("2020-01-01", None)]).await,
        );
        half_answered(&ground, lead, rep).await;
        let (mailbox, address) = Mailbox::open().await;
        for (moment, expected) in [
            ("2026-12-01T08:00", 1),
            ("2026-12-02T08:00", 0),
            ("2026-12-08T08:00", 0),
            ("2026-12-09T08:00", 1),
            ("2026-12-10T08:00", 0),
            // The server slept on the day itself.
            ("2026-12-17T08:00", 1),
            ("2026-12-18T08:00", 0),
            ("2026-12-23T08:00", 0),
        ] {
            assert_eq!(
                round(&at(&ground, moment), &ground, &address).await,
                expected,
                "{moment}"
            );
        }
        let mails = mailbox.mails_to("bo@fjordby.example");
        assert_eq!(mails.len(), 3);
        assert!(
            mails
                .iter()
                .all(|mail| mail.contains("Start(") && !mail.contains("ikke talt om")),
            "{mails:?}"
        );
        assert_eq!(mailbox.mails_to("karen@fjordby.example").len(), 0);
    })
    .await;
}

#[tokio::test]
async fn both_are_asked_after_three_months_and_nobody_once_one_has_said_it() {
    on_each_database(async |ground| {
        let (lead, rep) = (
            karen(&ground).await,
            somebody(&ground, "Bo", &[("2020-01-01", None)]).await,
        );
        let start = half_answered(&ground, lead, rep).await;
        let day = Some("2026-12-07".parse().unwrap());
        let agreed = Start {
            rep_answered_on: day,
            lead_agreed_on: day,
            rep_agreed_on: day,
            ..start
        };
        let tx = ground.app.write(ground.organisation).await.unwrap();
        let hours = [(AgreementPart::Resources, "20 timer i foråret".to_owned())].into();
        starts::put_agreements(&tx, agreed.id, &hours).await.unwrap();
        starts::change(&tx, &agreed).await.unwrap();
        tx.commit().await.unwrap();
        let (mailbox, address) = Mailbox::open().await;
        assert_eq!(round(&at(&ground, "2026-12-10T08:00"), &ground, &address).await, 0);
        // Written down before it is said, and said before the hour: nobody is told.
        assert_eq!(round(&at(&ground, "2027-03-07T05:00"), &ground, &address).await, 0);
        let said = Start {
            promise: Some(Promise::Partly),
            promise_looked_on: day,
            ..agreed.clone()
        };
        let tx = ground.app.write(ground.organisation).await.unwrap();
        starts::change(&tx, &said).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(round(&at(&ground, "2027-03-07T08:00"), &ground, &address).await, 0);
        // Agreed a week later, they are asked a week later.
        let later = Some("2026-12-14".parse().unwrap());
        let anew = Start {
            rep_agreed_on: later,
            ..agreed
        };
        let tx = ground.app.write(ground.organisation).await.unwrap();
        starts::change(&tx, &anew).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(round(&at(&ground, "2027-03-14T08:00"), &ground, &address).await, 2);
        for address in ["karen@fjordby.example", "bo@fjordby.example"] {
            let mail = mailbox.mails_to(address).remove(0);
            assert!(mail.contains("Promise(") && !mail.contains("20 timer"), "{mail}");
        }
    })
    .await;
}
