//! Looking back: who is asked, what each unit does about it, and what comes together of it.

use trivsel_app::committees::{self, DecisionForm};
use trivsel_app::initiatives::form;
use trivsel_app::lessons::{self, HoldWish, LessonForm, PaperForm, TaskExcuseForm, ThemeForm};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::workshops::{self, BoardForm, SeatForm, SeatToken};
use trivsel_app::{AppError, reports};
use trivsel_domain::board::Step;
use trivsel_domain::chain::Node;
use trivsel_domain::committee::TaskLevel;
use trivsel_domain::id::{DecisionId, EmploymentId, MeetingId, PersonId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, Person, Role, WorkingTimeFraction};
use trivsel_domain::rights::Actor;
use trivsel_store::persons;
use uuid::Uuid;

use crate::followed::{forum, meetings, with_role};
use crate::ground::{Ground, on_each_database};

/// People work in A (five), B (three), C and D (six each).
async fn staffed(ground: &Ground) {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    for (code, count) in [("A", 5), ("B", 3), ("C", 6), ("D", 6)] {
        for number in 0..count {
            let person = Person {
                id: PersonId(Uuid::now_v7()),
                employee_number: None,
                name: format!("{code}{number}"),
                email: None,
                title: String::new(),
                is_erased: false,
            };
            persons::add(&tx, &person, ground.app.now()).await.unwrap();
            let job = Employment {
                id: EmploymentId(Uuid::now_v7()),
                person: person.id,
                unit: ground.unit(code),
                job_group: String::new(),
                working_time: WorkingTimeFraction::FULL,
                period: Period::since("2020-01-01".parse().unwrap()),
            };
            persons::add_employment(&tx, &job).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

fn asked(level: TaskLevel) -> DecisionForm {
    DecisionForm {
        text: "Alle ser tilbage på det første år med faste teams.".into(),
        task_title: "Hold et tilbageblik".into(),
        task_kind: "look_back".into(),
        task_level: level.code().into(),
        questions: "Hvad vil I blive ved med?\nHvad vil I lade være med?".into(),
        ..DecisionForm::default()
    }
}

/// A look-back all of NORD's groups are asked for.
async fn decided(ground: &Ground) -> (MeetingId, DecisionId) {
    staffed(ground).await;
    let who = ground.coordinator().await;
    let meeting = forum(ground, "committee").await;
    held_today(ground, meeting).await;
    let decision = asked(TaskLevel::Employing).read().unwrap();
    let id = committees::add_decision(&ground.app, &who, meeting, &decision)
        .await
        .unwrap();
    (meeting, id)
}

/// The meeting is today, so that what is decided on it holds.
async fn held_today(ground: &Ground, meeting: MeetingId) {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let mut found = trivsel_store::committees::find_meeting(&tx, meeting)
        .await
        .unwrap()
        .unwrap();
    found.held_on = ground.app.today();
    trivsel_store::committees::change_meeting(&tx, &found).await.unwrap();
    tx.commit().await.unwrap();
}

fn paper(lines: &str) -> lessons::PaperLessons {
    let form = PaperForm {
        paper_on: "21.11.2026".into(),
        lines: lines.into(),
        kind: "keep".into(),
        sure: String::new(),
    };
    form.read().unwrap()
}

#[tokio::test]
async fn a_committee_says_which_units_are_asked_and_sees_how_many_before_it_saves() {
    on_each_database(async |ground| {
        let (meeting, id) = decided(&ground).await;
        let (app, who) = (&ground.app, ground.coordinator().await);
        let units = async |form: &DecisionForm| {
            let content = form.read().unwrap();
            committees::count_units(app, &who, meeting, &content).await.unwrap()
        };
        // The forum is NORD's, with A and B below.
        assert_eq!(units(&asked(TaskLevel::Employing)).await, 2);
        assert_eq!(units(&asked(TaskLevel::Below)).await, 2);
        let without_b = DecisionForm {
            left_out: vec![ground.unit("B").to_string()],
            ..asked(TaskLevel::Employing)
        };
        assert_eq!(units(&without_b).await, 1);
        let chosen = DecisionForm {
            chosen: vec![ground.unit("NORD").to_string(), ground.unit("C").to_string()],
            ..asked(TaskLevel::Chosen)
        };
        assert_eq!(units(&chosen).await, 1, "C is not in the scope");
        let found = committees::find_decision(app, &who, id).await.unwrap();
        let seen = SeenMark::of(&found.decision);
        committees::change_decision(app, &who, id, &seen, &chosen.read().unwrap())
            .await
            .unwrap();
        let found = committees::find_decision(app, &who, id).await.unwrap();
        let names: Vec<&str> = found.tasks.iter().map(|state| state.unit_name.as_str()).collect();
        assert_eq!(names, ["Gruppe NORD"]);
        let none = DecisionForm {
            chosen: Vec::new(),
            ..asked(TaskLevel::Chosen)
        };
        let refused = committees::count_units(app, &who, meeting, &none.read().unwrap()).await;
        assert!(matches!(refused, Err(AppError::Invalid(problems)) if problems[0].message == "problem-none-chosen"));
    })
    .await;
}

#[tokio::test]
async fn five_lines_from_paper_are_five_lessons_and_the_task_is_done() {
    on_each_database(async |ground| {
        let (_, id) = decided(&ground).await;
        let app = &ground.app;
        let (a, b) = (ground.unit("A"), ground.unit("B"));
        let manager = with_role(&ground, Role::Manager, "NORD").await;
        let elsewhere = with_role(&ground, Role::Manager, "SYD").await;
        let texts = "- Kort morgenmøde\n- Faste makkere\n- Frokost fredag\n- Ring først\n- Sig til i tide";
        let refused = lessons::write_on_paper(app, &elsewhere, id, a, &paper(texts)).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
        let written = lessons::write_on_paper(app, &manager, id, a, &paper(texts)).await;
        assert_eq!(written.unwrap(), 5);
        for (wrong, message) in [
            ("Ring til 20 30 40 50", "problem-note-telephone"),
            ("Skriv til leder@example.dk", "problem-note-mail"),
            ("Ahmed var træt", "problem-note-name"),
            ("", "problem-required"),
        ] {
            let form = PaperForm {
                paper_on: "21.11.2026".into(),
                lines: wrong.into(),
                kind: "keep".into(),
                sure: String::new(),
            };
            let problems = AppError::from(form.read().unwrap_err());
            assert!(
                matches!(problems, AppError::Invalid(found) if found[0].message == message),
                "{wrong}"
            );
        }
        let own = lessons::unit_task(app, &manager, id, a).await.unwrap();
        assert_eq!((own.lessons.len(), own.task.done_on), (5, Some(app.today())));

        // The other unit says why it does not: it is excused, not done.
        let own = lessons::unit_task(app, &manager, id, b).await.unwrap();
        let because = TaskExcuseForm {
            excused_because: "Vi er kun tre".into(),
            seen: seen::mark(&own.task),
        };
        let mark = SeenMark::typed(&because.seen);
        lessons::excuse(app, &manager, id, b, &mark, &because.read().unwrap())
            .await
            .unwrap();
        let view = lessons::find_learnt(app, &manager, id, "").await.unwrap();
        assert_eq!((view.done, view.total, view.excused, view.count), (1, 1, 1, 5));
        assert!(committees::open_tasks(app, &manager).await.unwrap().is_empty());
    })
    .await;
}

async fn enter(ground: &Ground, code: &str) -> SeatToken {
    let door = workshops::door(&ground.app, code, &trivsel_app::identity::Origin::default())
        .await
        .unwrap();
    let form = SeatForm {
        group: door.groups[0].id.to_string(),
        kind: "own".to_owned(),
        people: String::new(),
    };
    workshops::enter(&ground.app, &door, &form.read().unwrap())
        .await
        .unwrap()
}

/// Holds the day of a unit: what is written is chosen where it says so.
async fn held(ground: &Ground, who: &Actor, id: DecisionId, unit: &str, notes: &[(&str, &str, bool)]) {
    let app = &ground.app;
    let day = lessons::hold(app, who, id, ground.unit(unit), "da", HoldWish::Now)
        .await
        .unwrap();
    let code = workshops::find(app, who, day).await.unwrap().workshop.join_code;
    let seat = enter(ground, &code).await;
    let board = async || workshops::here(app, &seat, None).await.unwrap().board.unwrap();
    let on = board().await.place.id;
    assert_eq!(
        board().await.place.question,
        "Hvad vil I blive ved med? Hvad vil I lade være med?"
    );
    let perform = async |form: BoardForm| {
        workshops::perform(app, &seat, on, &form).await.unwrap();
    };
    for (zone, text, _) in notes {
        perform(BoardForm {
            wish: "add".into(),
            request: format!("add {text}"),
            zone: (*zone).into(),
            text: (*text).into(),
            ..BoardForm::default()
        })
        .await;
    }
    for (from, to) in [
        (Step::Alone, Step::Together),
        (Step::Together, Step::Vote),
        (Step::Vote, Step::Choose),
    ] {
        perform(BoardForm {
            wish: "go".into(),
            request: to.code().into(),
            from: from.code().into(),
            to: to.code().into(),
            ..BoardForm::default()
        })
        .await;
    }
    for (_, text, is_chosen) in notes {
        let picture = board().await.picture;
        let seen = picture.notes.iter().find(|seen| seen.note.text == *text).unwrap();
        if *is_chosen {
            perform(BoardForm {
                wish: "choose".into(),
                request: format!("choose {text}"),
                note: seen.note.id.to_string(),
                ..BoardForm::default()
            })
            .await;
        }
    }
    let of = workshops::close(app, who, day).await.unwrap();
    assert_eq!(of, Some((id, ground.unit(unit))));
}

#[tokio::test]
async fn the_committee_sees_what_was_chosen_and_nothing_else_and_a_unit_of_three_under_the_one_above() {
    on_each_database(async |ground| {
        let (_, id) = decided(&ground).await;
        let (app, who) = (&ground.app, ground.coordinator().await);
        let notes = [
            ("went_well", "Faste makkere", true),
            ("was_hard", "For mange mails", true),
            ("take_along", "Kun for os selv", false),
        ];
        held(&ground, &who, id, "A", &notes).await;
        held(&ground, &who, id, "B", &[("take_along", "Vi er få", true)]).await;
        let view = lessons::find_learnt(app, &who, id, "").await.unwrap();
        let mut said: Vec<(&str, &str, &str)> = view
            .loose
            .iter()
            .map(|one| (one.lesson.text.as_str(), one.lesson.kind.code(), one.shown_as.as_str()))
            .collect();
        said.sort_unstable();
        assert_eq!(
            said,
            [
                ("Faste makkere", "keep", "Gruppe A"),
                ("For mange mails", "stop", "Gruppe A"),
                ("Vi er få", "remember", "Gruppe NORD"),
            ]
        );
        // How many things a unit of three shares would point at them.
        let counts: Vec<Option<usize>> = view.cover[0].1.iter().map(|unit| unit.lessons).collect();
        assert_eq!(counts, [Some(2), None]);
        assert_eq!((view.done, view.total), (2, 2));

        // What is not shared is not there for the committee, wherever it is looked for.
        let own = lessons::unit_task(app, &who, id, ground.unit("A")).await.unwrap();
        let mails = own
            .lessons
            .iter()
            .find(|lesson| lesson.text == "For mange mails")
            .unwrap();
        let form = LessonForm {
            text: mails.text.clone(),
            kind: "stop".into(),
            seen: seen::mark(mails),
            ..LessonForm::default()
        };
        let mark = SeenMark::typed(&form.seen);
        let of = (id, ground.unit("A"));
        lessons::change_lesson(app, &who, of, mails.id, &mark, &form.read().unwrap())
            .await
            .unwrap();
        assert_eq!(
            lessons::find_learnt(app, &who, id, "mails").await.unwrap().loose.len(),
            0
        );
        assert_eq!(
            lessons::find_learnt(app, &who, id, "MAKKERE a")
                .await
                .unwrap()
                .loose
                .len(),
            1
        );
        let hidden = lessons::lay_in_theme(app, &who, id, mails.id, None).await;
        assert!(matches!(hidden, Err(AppError::NotFound)));
    })
    .await;
}

/// Says what was decided and learnt, plainly.
struct Plain;

impl reports::Wording for Plain {
    fn done_so_far(&self) -> String {
        String::new()
    }

    fn site_begun(&self, _: &str, _: chrono::NaiveDate) -> String {
        String::new()
    }

    fn milestone_reached(&self, _: &str, _: chrono::NaiveDate) -> String {
        String::new()
    }

    fn follow_ups_said(&self) -> String {
        String::new()
    }

    fn note(&self, _: &str, _: chrono::NaiveDate, _: &str) -> String {
        String::new()
    }

    fn decided(&self, forum: &str, on: chrono::NaiveDate, task: &str, (done, total): (usize, usize)) -> String {
        format!("{forum} {on} {task} {done}/{total}")
    }

    fn learnt(&self) -> String {
        "lært:".into()
    }

    fn lesson(&self, text: &str, of: &str) -> String {
        format!("{text} ({of})")
    }

    fn task_waits(&self, task: &str, units: &[&str]) -> String {
        format!("{task} venter i {}", units.join(", "))
    }

    fn comes_next(&self) -> String {
        String::new()
    }

    fn milestone_waits(&self, _: &str, _: chrono::NaiveDate) -> String {
        String::new()
    }

    fn follow_up_goes_on(
        &self,
        _: &trivsel_domain::initiative::FollowUp,
        _: &str,
        _: Option<chrono::NaiveDate>,
    ) -> String {
        String::new()
    }

    fn is_late(&self) -> String {
        String::new()
    }

    fn late(&self, _: &str, _: chrono::NaiveDate) -> String {
        String::new()
    }
}

#[tokio::test]
async fn a_theme_becomes_an_initiative_whose_report_tells_what_was_decided_and_learnt() {
    on_each_database(async |ground| {
        let (_, id) = decided(&ground).await;
        let (app, who) = (&ground.app, ground.coordinator().await);
        let texts = "Kort morgenmøde\nFaste makkere\nFrokost fredag";
        lessons::write_on_paper(app, &who, id, ground.unit("A"), &paper(texts))
            .await
            .unwrap();
        let theme = ThemeForm {
            title: "Morgenen afgør dagen".into(),
            ..ThemeForm::default()
        };
        let theme = lessons::add_theme(app, &who, id, &theme.read().unwrap()).await.unwrap();
        let view = lessons::find_learnt(app, &who, id, "").await.unwrap();
        let morning = view
            .loose
            .iter()
            .find(|one| one.lesson.text == "Kort morgenmøde")
            .unwrap();
        lessons::lay_in_theme(app, &who, id, morning.lesson.id, Some(theme))
            .await
            .unwrap();
        let view = lessons::find_learnt(app, &who, id, "").await.unwrap();
        assert_eq!((view.themes[0].lessons.len(), view.loose.len()), (1, 2));

        let content = meetings(&ground, "NORD").read().unwrap();
        let from = Some(Node::Decision(id));
        let initiative = form::add_from_theme(app, &who, &content, from, Some(theme))
            .await
            .unwrap();
        let view = lessons::find_learnt(app, &who, id, "").await.unwrap();
        assert_eq!(view.themes[0].theme.initiative, Some(initiative));
        let ends = trivsel_app::chain::ends(app, &who, Node::Initiative(initiative))
            .await
            .unwrap();
        assert_eq!(ends.came_of[0].1, from);

        let report = reports::begin(app, &who, initiative, &Plain).await.unwrap();
        let content = reports::find(app, &who, report).await.unwrap().report.content;
        assert!(
            content.progress_text.contains("Hold et tilbageblik 1/2 lært:"),
            "{}",
            content.progress_text
        );
        let told = content.progress_text.matches("(Gruppe A)").count();
        assert_eq!(told, 2, "{}", content.progress_text);
        assert!(content.progress_text.contains("Kort morgenmøde (Gruppe A)"));
        assert!(content.next_text.contains("venter i Gruppe B"), "{}", content.next_text);

        // A theme that goes leaves what lay in it.
        lessons::remove_theme(app, &who, id, theme).await.unwrap();
        let view = lessons::find_learnt(app, &who, id, "").await.unwrap();
        assert_eq!((view.themes.len(), view.loose.len()), (0, 3));
    })
    .await;
}
