//! The forums of Fjordby with their seats, meetings, agendas and decisions.

use chrono::{Datelike, NaiveDate, Weekday};
use trivsel_domain::committee::standing::{StandingFilling, StandingItem, StandingRhythm};
use trivsel_domain::committee::{
    AgendaItem, Committee, CommitteeKind, CommitteeMember, Decision, DecisionTask, Meeting, Seat, TaskKind, UnitTask,
};
use trivsel_domain::id::{
    AgendaItemId, CommitteeId, CommitteeMemberId, DecisionId, FollowUpId, MeetingId, StandingItemId, StatusReportId,
};
use trivsel_domain::period::Period;

use super::calendar::{after, day, nth, working_day_from};
use super::{Story, area, lessons};
use crate::Ground;

use CommitteeKind::{Committee as Med, LeaderMeeting, Trio};
use Seat::{Chair, Member, Secretary, ViceChair};

/// One forum: who sits there and when it meets.
struct Forum {
    key: &'static str,
    name: &'static str,
    kind: CommitteeKind,
    unit: &'static str,
    since: i32,
    seats: &'static [(&'static str, Seat)],
    months: &'static [u32],
    week: u8,
    weekday: Weekday,
    starts_at: &'static str,
    place: &'static str,
}

const EVERY_MONTH: &[u32] = &[1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12];
const EVERY_SECOND: &[u32] = &[1, 3, 5, 7, 9, 11];
const EVERY_QUARTER: &[u32] = &[3, 6, 9, 12];

static FORUMS: [Forum; 8] = [
    Forum {
        key: "hoved",
        name: "Hoved-MED",
        kind: Med,
        unit: "1000",
        since: 2014,
        seats: &[
            ("ulla", Chair),
            ("torben", ViceChair),
            ("line", Member),
            ("asger", Member),
            ("leif", Member),
            ("pia", Member),
            ("amr:4400", Member),
            ("tr:3110", Member),
            ("jonas", Secretary),
        ],
        months: EVERY_QUARTER,
        week: 4,
        weekday: Weekday::Wed,
        starts_at: "9.00",
        place: "Rådhuset, mødelokale 3",
    },
    Forum {
        key: "distrikt",
        name: "Distrikts-MED for syge- og hjemmeplejen",
        kind: Med,
        unit: "2100",
        since: 2014,
        seats: &[
            ("birgit", Chair),
            ("pia", ViceChair),
            ("karen", Member),
            ("per", Member),
            ("solveig", Member),
            ("tomasz", Member),
            ("mette", Member),
            ("amr:2121", Member),
            ("tr:2131", Member),
            ("jonas", Secretary),
        ],
        months: EVERY_QUARTER,
        week: 2,
        weekday: Weekday::Tue,
        starts_at: "13.00",
        place: "Sundhedshuset, 1. sal",
    },
    Forum {
        key: "nord",
        name: "Afdelings-MED Distrikt Nord",
        kind: Med,
        unit: "2110",
        since: 2016,
        seats: &[
            ("karen", Chair),
            ("pia", ViceChair),
            ("mette", Member),
            ("leder:2111", Member),
            ("leder:2113", Member),
        ],
        months: EVERY_QUARTER,
        week: 1,
        weekday: Weekday::Thu,
        starts_at: "14.00",
        place: "Skovbakken, personalestuen",
    },
    Forum {
        key: "plejecentre",
        name: "Afdelings-MED Plejecentre",
        kind: Med,
        unit: "2200",
        since: 2016,
        seats: &[
            ("anette", Chair),
            ("tr:2210", ViceChair),
            ("amr:2230", Member),
            ("leder:2220", Member),
        ],
        months: EVERY_QUARTER,
        week: 3,
        weekday: Weekday::Mon,
        starts_at: "13.30",
        place: "Rosenhaven, mødelokalet",
    },
    Forum {
        key: "ledermode",
        name: "Ledermøde i syge- og hjemmeplejen",
        kind: LeaderMeeting,
        unit: "2100",
        since: 2014,
        seats: &[
            ("birgit", Chair),
            ("karen", Member),
            ("per", Member),
            ("solveig", Member),
            ("tomasz", Member),
        ],
        months: EVERY_MONTH,
        week: 1,
        weekday: Weekday::Tue,
        starts_at: "8.30",
        place: "Sundhedshuset, stuen",
    },
    Forum {
        key: "direktion",
        name: "Direktionens ledermøde, Velfærd og Sundhed",
        kind: LeaderMeeting,
        unit: "2000",
        since: 2014,
        seats: &[
            ("line", Chair),
            ("birgit", Member),
            ("anette", Member),
            ("esben", Member),
            ("rikke", Member),
        ],
        months: EVERY_MONTH,
        week: 3,
        weekday: Weekday::Thu,
        starts_at: "10.00",
        place: "Rådhuset, mødelokale 1",
    },
    Forum {
        key: "triade-mosevang",
        name: "Triaden i Mosevang",
        kind: Trio,
        unit: "2112",
        since: 2019,
        seats: &[("leder:2112", Chair), ("mette", Member), ("tr:2112", Member)],
        months: EVERY_SECOND,
        week: 2,
        weekday: Weekday::Wed,
        starts_at: "13.00",
        place: "Mosevang",
    },
    Forum {
        key: "triade-skovbakken",
        name: "Triaden i Skovbakken",
        kind: Trio,
        unit: "2111",
        since: 2019,
        seats: &[("leder:2111", Chair), ("amr:2111", Member), ("pia", Member)],
        months: EVERY_SECOND,
        week: 2,
        weekday: Weekday::Thu,
        starts_at: "13.00",
        place: "Skovbakken",
    },
];

/// Meetings outside the rhythm, on which the story turns: forum, year, month, day.
const SPECIAL: &[(&str, i32, u32, u32)] = &[
    ("distrikt", 2019, 4, 2),
    ("distrikt", 2021, 10, 5),
    ("distrikt", 2021, 11, 23),
    ("distrikt", 2023, 11, 14),
];

/// The meetings of the story begin here.
const FIRST_YEAR: i32 = 2019;

/// Adds forums, seats and meetings.
pub(super) fn add(story: &mut Story, ground: &Ground<'_>) {
    for forum in &FORUMS {
        let (Some(unit), id) = (ground.units.id(forum.unit), committee(ground, forum.key)) else {
            continue;
        };
        story.committees.push(Committee {
            id,
            name: forum.name.to_owned(),
            kind: forum.kind,
            unit,
            period: Period::since(day(forum.since, 1, 1)),
        });
        for (key, seat) in forum.seats {
            let Some(person) = ground.cast.find(key) else { continue };
            story.members.push(CommitteeMember {
                id: CommitteeMemberId(ground.seed.id(&format!("seat:{}:{key}", forum.key))),
                committee: id,
                person,
                seat: *seat,
                period: Period::since(day(forum.since, 1, 1)),
            });
        }
        story.meetings.extend(meetings(ground, forum));
    }
    let standing = [
        (1, "Trivsel og sundhed", StandingFilling::Initiatives),
        (2, "Sygefraværet", StandingFilling::Figures),
    ];
    story
        .standing
        .extend(standing.map(|(position, title, fills)| StandingItem {
            id: StandingItemId(ground.seed.id(&format!("standing:distrikt:{position}"))),
            committee: committee(ground, "distrikt"),
            title: title.to_owned(),
            every: StandingRhythm::Meeting,
            month: None,
            fills,
            position,
            starts_on: day(2014, 1, 1),
            ends_on: None,
        }));
}

fn meetings(ground: &Ground<'_>, forum: &Forum) -> Vec<Meeting> {
    let make = |key: String, held_on: NaiveDate| Meeting {
        id: MeetingId(ground.seed.id(&format!("meeting:{}:{key}", forum.key))),
        committee: committee(ground, forum.key),
        held_on,
        starts_at: forum.starts_at.to_owned(),
        place: forum.place.to_owned(),
    };
    let until = after(ground.today, 200);
    let mut found: Vec<Meeting> = (FIRST_YEAR.max(forum.since)..=until.year())
        .flat_map(|year| forum.months.iter().map(move |month| (year, *month)))
        .filter_map(|(year, month)| {
            let held_on = nth(year, month, forum.weekday, forum.week)?;
            (held_on <= until).then(|| make(format!("{year}-{month:02}"), held_on))
        })
        .collect();
    let special = SPECIAL.iter().filter(|(key, ..)| *key == forum.key);
    found.extend(
        special.map(|(_, year, month, date)| make(format!("{year}-{month:02}-{date:02}"), day(*year, *month, *date))),
    );
    // The leader meeting is always near: within a week of today.
    if forum.key == "ledermode" {
        let near = after(ground.today, 7);
        let next = found
            .iter_mut()
            .filter(|meeting| meeting.held_on > ground.today)
            .min_by_key(|meeting| meeting.held_on);
        if let Some(next) = next.filter(|next| next.held_on > near) {
            next.held_on = working_day_from(after(ground.today, 3));
        }
    }
    found
}

/// The id of a forum.
pub(super) fn committee(ground: &Ground<'_>, key: &str) -> CommitteeId {
    CommitteeId(ground.seed.id(&format!("committee:{key}")))
}

/// The id of a meeting: `2019-04-02` for one the story turns on, `2026-12` for one of the rhythm.
fn meeting(ground: &Ground<'_>, forum: &str, key: &str) -> MeetingId {
    MeetingId(ground.seed.id(&format!("meeting:{forum}:{key}")))
}

/// The next meeting of a forum after today.
pub(super) fn next_meeting<'a>(story: &'a Story, ground: &Ground<'_>, forum: &str) -> Option<&'a Meeting> {
    let id = committee(ground, forum);
    let coming = story
        .meetings
        .iter()
        .filter(|meeting| meeting.committee == id && meeting.held_on > ground.today);
    coming.min_by_key(|meeting| meeting.held_on)
}

/// Adds agendas and decisions, once initiatives and reports are there to be named.
pub(super) fn add_agendas(story: &mut Story, ground: &Ground<'_>) {
    let mut book = Agenda { story, ground };
    book.decided_2019();
    book.looked_back_2021();
    book.reported();
    book.comes_next();
}

/// What a point on the agenda brings along.
#[derive(Clone, Copy, Debug, Default)]
struct Brings {
    report: Option<StatusReportId>,
    follow_up: Option<FollowUpId>,
}

struct Agenda<'a, 'g> {
    story: &'a mut Story,
    ground: &'a Ground<'g>,
}

impl Agenda<'_, '_> {
    fn item(&mut self, meeting: MeetingId, title: &str, text: &str, brings: Brings) -> AgendaItemId {
        let position =
            1 + i32::try_from(self.story.agenda.iter().filter(|item| item.meeting == meeting).count()).unwrap_or(0);
        let id = AgendaItemId(self.ground.seed.id(&format!("agenda:{meeting}:{position}")));
        self.story.agenda.push(AgendaItem {
            id,
            meeting,
            position,
            title: title.to_owned(),
            text: text.to_owned(),
            status_report: brings.report,
            follow_up: brings.follow_up,
        });
        id
    }

    fn decide(&mut self, meeting: MeetingId, item: AgendaItemId, text: &str, task: Option<DecisionTask>) -> DecisionId {
        let id = DecisionId(self.ground.seed.id(&format!("decision:{item}")));
        self.story.decisions.push(Decision {
            id,
            meeting,
            agenda_item: Some(item),
            text: text.to_owned(),
            task,
        });
        id
    }

    fn decided_2019(&mut self) {
        let meeting = meeting(self.ground, "distrikt", "2019-04-02");
        self.item(meeting, "Nyt fra ledelsen", "", Brings::default());
        let result = self.item(
            meeting,
            "Resultat af Trivselsmåling 2019: Syge- og hjemmepleje",
            "Arbejdet giver mening, men forudsigelighed ligger lavest. Hvad kan vi gøre ved det?",
            Brings::default(),
        );
        self.decide(
            meeting,
            result,
            "Flere skal vide i god tid, hvad der skal ske. Det skal kunne mærkes på »Stolte af faget«, og det bliver et af \
             succeskriterierne.",
            None,
        );
        self.story.first_result = Some(result);
        let item = self.item(
            meeting,
            "Stolte af faget i hjemmeplejen",
            "Forslaget fra workshoppen i Skovbakken den 12. marts. Fire succeskriterier, to grupper begynder i maj.",
            Brings::default(),
        );
        self.decide(
            meeting,
            item,
            "Indsatsen sættes i gang 1. maj 2019 i Skovbakken og Mosevang. Succeskriterierne ligger fast fra i dag.",
            None,
        );
        self.item(meeting, "Eventuelt", "", Brings::default());
    }

    /// Every group looks back on the pandemic; one has not yet.
    fn looked_back_2021(&mut self) {
        let meeting = meeting(self.ground, "distrikt", "2021-10-05");
        self.item(meeting, "Sygefravær og smitte, status", "", Brings::default());
        let item = self.item(
            meeting,
            "Hvad har vi lært af coronatiden?",
            "Alle har arbejdet på måder, de ikke selv har valgt. Noget af det var godt og skal ikke glemmes.",
            Brings::default(),
        );
        let decision = self.decide(
            meeting,
            item,
            "Alle grupper holder et tilbageblik: en time, hvor medarbejderne ser på coronatiden og vælger, hvad der er værd at tage \
             med videre. Lederen skriver i en linje, hvad gruppen valgte.",
            Some(DecisionTask {
                title: "Hold et tilbageblik på coronatiden".to_owned(),
                due_on: Some(day(2021, 12, 17)),
                kind: TaskKind::LookBack,
                programme: "look_back".to_owned(),
                questions: vec![
                    "Hvad gik godt og skal ikke glemmes?".to_owned(),
                    "Hvad vil I gøre anderledes næste gang?".to_owned(),
                ],
                ..DecisionTask::default()
            }),
        );
        self.story.belongings.push((decision, area::belongs_to(self.ground)));
        for (at, (code, learnt)) in LOOKED_BACK.iter().enumerate() {
            let Some(unit) = self.ground.units.id(code) else {
                continue;
            };
            let is_done = !learnt.is_empty();
            let held = after(day(2021, 10, 19), i64::try_from(at).unwrap_or(0) * 5);
            self.story.tasks.push(UnitTask {
                decision,
                unit,
                done_on: is_done.then(|| working_day_from(held)),
                done_by: self.ground.cast.find(&format!("leder:{code}")).filter(|_| is_done),
                note: (*learnt).to_owned(),
                excused_because: String::new(),
            });
        }
        lessons::add_lessons(self.story, self.ground, decision);
    }

    fn reported(&mut self) {
        for (key, held, title, text, decision) in REPORTED {
            let meeting = meeting(self.ground, "distrikt", held);
            let report = StatusReportId(self.ground.seed.id(&format!("report:{key}")));
            let brings = Brings {
                report: Some(report),
                follow_up: None,
            };
            let item = self.item(meeting, title, text, brings);
            self.decide(meeting, item, decision, None);
        }
    }

    /// What is on the tables of the meetings to come.
    fn comes_next(&mut self) {
        let coming = [
            (
                "ledermode",
                "Sygefravær, måned for måned",
                "Se grupperne, ikke kun distriktet. Hvem skal have en hånd?",
                Some("pride:absence"),
            ),
            (
                "ledermode",
                "Personaleomsætning og ansøgere",
                "Tallene fra sidste kvartal.",
                Some("pride:turnover"),
            ),
            ("ledermode", "Ferie og vagtplan", "", None),
            ("distrikt", "Nyt fra ledelsen", "", None),
            (
                "distrikt",
                "Stolte af faget: hvem begynder som de næste?",
                "Tre grupper i Distrikt Vest er ikke begyndt. Skal vi trække lod?",
                Some("pride:report"),
            ),
            (
                "distrikt",
                "Tilbageblikket på coronatiden",
                "Søvænget mangler stadig. Skal opgaven lukkes?",
                None,
            ),
            ("nord", "Sådan går det i Skovbakken, Mosevang og Åbrink", "", None),
            (
                "triade-mosevang",
                "Morgenmøderne",
                "De er blevet længere. Hvad kan vi skære fra?",
                Some("pride:groups"),
            ),
            (
                "hoved",
                "Årlig drøftelse af sygefraværet",
                "Tallene for hele kommunen og for hver forvaltning.",
                None,
            ),
        ];
        for (forum, title, text, follow_up) in coming {
            let Some(meeting) = next_meeting(self.story, self.ground, forum).map(|meeting| meeting.id) else {
                continue;
            };
            let follow_up = follow_up.map(|key| FollowUpId(self.ground.seed.id(&format!("follow-up:{key}"))));
            self.item(
                meeting,
                title,
                text,
                Brings {
                    report: None,
                    follow_up,
                },
            );
        }
    }
}

/// Report, meeting, title and text of the item, decision.
type Reported = (&'static str, &'static str, &'static str, &'static str, &'static str);

static REPORTED: [Reported; 2] = [
    (
        "pride:2021",
        "2021-11-23",
        "Statusrapport: Stolte af faget i hjemmeplejen",
        "Sygefraværet kan ikke sammenlignes med før corona. Rapporten siger det, som det er.",
        "Rapporten tages til efterretning. Indsatsen fortsætter i de fire grupper, og udbredelsen venter, til smitten er faldet.",
    ),
    (
        "pride:2023",
        "2023-11-14",
        "Statusrapport: Stolte af faget i hjemmeplejen",
        "Halvandet år efter corona kan tre af fire kriterier følges igen.",
        "Rapporten tages til efterretning. Indsatsen fortsætter i de ni grupper. Distrikt Vest tages med, når Nord har haft den i et helt år.",
    ),
];

/// What each group took with it from the pandemic; empty: the task waits.
static LOOKED_BACK: [(&str, &str); 12] = [
    (
        "2111",
        "Morgenmødet ude i det fri var kortere og bedre. Vi beholder det, når vejret er til det.",
    ),
    ("2112", "Faste makkerpar gav ro. Vi vil have dem igen."),
    ("2113", "Vi savnede hinanden. Frokosten fredag er fredet."),
    ("2121", "Færre skift mellem ruter. Det vil vi bede planlæggerne om."),
    ("2122", "Borgerne var glade for, at det var de samme, der kom."),
    (
        "2123",
        "Vi lærte at sige til, når vi ikke kunne mere. Det skal vi blive ved med.",
    ),
    ("2131", "Vi var for dårlige til at tage imod de kolleger, vi lånte."),
    ("2132", "Telefonmøder med sygeplejen sparer køretid."),
    ("2133", "Der var for mange mails. Én besked om dagen er nok."),
    ("2141", "Vi fik talt om det, der var svært, og det var på tide."),
    ("2142", "Værnemidlerne skal ligge fast i bilen."),
    ("2143", ""),
];
