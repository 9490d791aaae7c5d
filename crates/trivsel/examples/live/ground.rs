//! What is written and listened to: initiatives, each with a follow-up that notes are written about, and people who are signed in.

use std::sync::atomic::AtomicUsize;

use chrono::TimeDelta;
use trivsel_app::{App, Clock, Settings, identity};
use trivsel_domain::happening::Scope;
use trivsel_domain::id::{
    BoardId, FollowUpId, InitiativeId, OrganisationId, PersonId, RoleAssignmentId, UnitId, UnitPlacementId, WorkshopId,
};
use trivsel_domain::initiative::{FollowUp, Frequency, IgloLevel, Initiative, MonthsOfYear, State};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Person, Role, RoleAssignment};
use trivsel_domain::unit::{Unit, UnitPlacement};
use trivsel_store::organisations::{self, Organisation};
use trivsel_store::sessions::{self, Account};
use trivsel_store::{Store, Tx, happenings, initiatives, persons, units};
use uuid::Uuid;

use super::Asked;
use super::heard::Heard;
use super::workshop;

/// What screens listen to, and how something is written there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Board {
    pub(crate) scope: Scope,
    pub(crate) write: Write,
}

/// What is written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Write {
    /// A note about a follow-up of an initiative.
    FollowUp(InitiativeId, FollowUpId),
    /// A note on a group's board, by a device of the group.
    OnBoard(BoardId),
    /// A message to all groups, by whoever leads.
    Message(WorkshopId),
}

pub(crate) struct Ground {
    store: Store,
    organisation: OrganisationId,
    /// The first is the one all listen to.
    pub(crate) boards: Vec<Board>,
    /// A cookie for each screen.
    pub(crate) cookies: Vec<String>,
    /// The cookie of whoever leads the day; none where there is no day.
    leader: Option<String>,
    /// How many writes were asked for so far. A number that is said twice is a request said twice, and is answered without writing.
    pub(crate) asked_for: AtomicUsize,
}

impl Ground {
    pub(crate) async fn make(asked: &Asked) -> Self {
        let store = Store::open(&asked.database).await.expect("the database opens");
        let app = App::new(store.clone(), Clock::System, Settings::local(std::env::temp_dir()));
        let organisation = OrganisationId(Uuid::now_v7());
        let row = Organisation {
            id: organisation,
            short_name: "maaling".into(),
            name: "Måling".into(),
            is_demo: false,
            small_group_minimum: 5,
        };
        organisations::add(&store, &row, app.now())
            .await
            .expect("the database is empty");
        let tx = app.write(organisation).await.unwrap();
        let unit = add_unit(&tx).await;
        let mut boards = Vec::new();
        let mut cookies = Vec::new();
        let mut leader = None;
        if asked.workshop {
            boards = workshop::add(&app, &tx, unit, asked).await;
            let (person, _) = add_person(&app, &tx, 0).await;
            leader = Some(workshop::lead(&app, &tx, person).await);
            tx.commit().await.unwrap();
            let began = std::time::Instant::now();
            cookies = workshop::come_in(&app, asked).await;
            println!(
                "{} devices came in at the door in {:.1} s",
                cookies.len(),
                began.elapsed().as_secs_f64()
            );
        } else {
            for number in 0..=asked.scopes {
                boards.push(add_board(&app, &tx, unit, i32::try_from(number).unwrap() + 1).await);
            }
            for number in 0..asked.streams {
                cookies.push(add_person(&app, &tx, number).await.1);
            }
            tx.commit().await.unwrap();
        }
        Self {
            store,
            organisation,
            boards,
            cookies,
            leader,
            asked_for: AtomicUsize::new(0),
        }
    }

    /// Where screens listen.
    pub(crate) fn live(&self) -> &'static str {
        if self.leader.is_some() { "/w/live" } else { "/live" }
    }

    /// The request that writes in a board, the how-manieth.
    pub(crate) fn request(&self, board: usize, address: &str, count: usize) -> String {
        let any = || self.cookies[count % self.cookies.len()].clone();
        let (path, cookie, body) = match self.boards[board].write {
            Write::FollowUp(initiative, follow_up) => (
                format!("/initiatives/{initiative}/follow-ups/{follow_up}/notes"),
                any(),
                "held_on=01.11.2026&text=Alle+kan+se+tavlen".to_owned(),
            ),
            Write::OnBoard(id) => {
                // Devices came into the groups one after the other.
                let groups = self.boards.len() - 1;
                let own = (board - 1) + groups * (count / groups % (self.cookies.len() / groups).max(1));
                let text = "Alle+kan+se+tavlen";
                let body = format!("do=add&request={count}&zone=pressed&text={text}");
                (format!("/w/boards/{id}"), self.cookies[own].clone(), body)
            }
            Write::Message(id) => (
                format!("/workshops/{id}/lead"),
                self.leader.clone().unwrap_or_default(),
                format!("do=message&message=Besked+{count}"),
            ),
        };
        format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }

    /// Holds what every screen heard against what was told.
    pub(crate) async fn compare(&self, heard: &Heard, when: &str) {
        heard.compare(&self.numbers().await, when);
    }

    /// How much was told of each board.
    pub(crate) async fn numbers(&self) -> Vec<i64> {
        let tx = self.store.read(self.organisation).await.unwrap();
        let scopes: Vec<Scope> = self.boards.iter().map(|board| board.scope).collect();
        let newest = happenings::positions(&tx, &scopes).await.unwrap();
        newest.iter().map(|(_, at)| at.number).collect()
    }
}

async fn add_unit(tx: &Tx) -> UnitId {
    let unit = Unit {
        id: UnitId(Uuid::now_v7()),
        code: "M".to_owned(),
        period: Period::since("2017-01-01".parse().unwrap()),
    };
    let placement = UnitPlacement {
        id: UnitPlacementId(Uuid::now_v7()),
        unit: unit.id,
        parent: None,
        name: "Måling".to_owned(),
        period: unit.period,
    };
    units::add(tx, &unit).await.unwrap();
    units::add_placement(tx, &placement).await.unwrap();
    unit.id
}

async fn add_board(app: &App, tx: &Tx, unit: UnitId, number: i32) -> Board {
    let text = String::new;
    let initiative = Initiative {
        id: InitiativeId(Uuid::now_v7()),
        number,
        title: format!("Bord {number}"),
        summary: text(),
        goal: None,
        goal_text: text(),
        description: text(),
        purpose: text(),
        target_group: text(),
        actors: text(),
        schedule: text(),
        financial_impact: text(),
        success_text: text(),
        follow_up_text: text(),
        unit,
        iglo_level: IgloLevel::Group,
        starts_on: None,
        ends_on: None,
        lead: None,
        co_lead: None,
        state: State::Running,
        parent: None,
        decided_on: None,
        decided_at: Some(app.now() - TimeDelta::days(100)),
        decision_note: text(),
        closed_at: None,
        closing_note: text(),
        created_at: app.now() - TimeDelta::days(100),
        version: 1,
    };
    let follow_up = FollowUp {
        id: FollowUpId(Uuid::now_v7()),
        initiative: initiative.id,
        title: "Hvad ser I?".to_owned(),
        source: text(),
        committees: Vec::new(),
        forum: "Dagen".to_owned(),
        months: MonthsOfYear::default(),
        frequency: Frequency::Monthly,
        next_due: None,
        ended_on: None,
    };
    initiatives::add(tx, &initiative).await.unwrap();
    initiatives::add_follow_up(tx, &follow_up).await.unwrap();
    Board {
        scope: Scope::Initiative(initiative.id),
        write: Write::FollowUp(initiative.id, follow_up.id),
    }
}

async fn add_person(app: &App, tx: &Tx, number: usize) -> (PersonId, String) {
    let person = Person {
        id: PersonId(Uuid::now_v7()),
        employee_number: None,
        name: format!("Deltager {number}"),
        email: Some(format!("deltager{number}@example.org")),
        title: String::new(),
        is_erased: false,
    };
    let account = Account {
        person: person.id,
        password_hash: String::new(),
        language: if number.is_multiple_of(4) { "en" } else { "da" }.to_owned(),
        disabled_at: None,
        must_change_password: false,
        password_until: None,
    };
    let role = RoleAssignment {
        id: RoleAssignmentId(Uuid::now_v7()),
        person: person.id,
        role: Role::Coordinator,
        unit: None,
        period: Period::since("2020-01-01".parse().unwrap()),
    };
    persons::add(tx, &person, app.now()).await.unwrap();
    sessions::add_account(tx, &account).await.unwrap();
    persons::add_role(tx, &role).await.unwrap();
    let token = identity::begin_session(app, tx, person.id).await.unwrap();
    (person.id, format!("trivsel={}", token.expose()))
}
