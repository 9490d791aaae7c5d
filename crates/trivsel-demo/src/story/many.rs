//! Forums and initiatives for an organisation of any size: as many as make its pages as full as a real one's.

use chrono::{Datelike, NaiveDate};
use trivsel_domain::committee::{Committee, CommitteeKind, CommitteeMember, Meeting, Seat};
use trivsel_domain::id::{
    CommitteeId, CommitteeMemberId, FollowUpId, FollowUpNoteId, InitiativeId, MeetingId, SiteId, StatusReportId,
    SuccessCriterionId, UnitId,
};
use trivsel_domain::initiative::{
    CriterionKind, Direction, FollowUp, FollowUpNote, Frequency, IgloLevel, Initiative, MonthsOfYear, Site, SiteStage,
    State, SuccessCriterion,
};
use trivsel_domain::month::Month;
use trivsel_domain::period::Period;
use trivsel_domain::report::{Approval, ReportContent, ReportScope, StatusReport};

use super::Story;
use super::calendar::{after, day, moment, working_day_from};
use super::policies::goal;
use crate::Ground;
use crate::numbers::indicator_id;
use crate::seed::{Dice, whole};

/// One initiative for so many units.
const UNITS_PER_INITIATIVE: usize = 3;

const TITLES: &[&str] = &[
    "Morgenmøder, der samler",
    "Ro i vagtskiftet",
    "En makker til nye",
    "Pauser, der holder",
    "Færre afbrydelser",
    "Faste hold",
    "Sammen efter episoder",
    "Ønsker til vagtplanen",
    "Tid til faget",
    "Mindre tunge løft",
    "Klare opgaver",
    "Ledere, der er til stede",
];

const MEASURED: &[(&str, &str, Direction)] = &[
    ("Sygefraværet falder", "absence_rate", Direction::Decrease),
    ("Det lange fravær falder", "absence_rate_long", Direction::Decrease),
    ("Færre stopper", "turnover_exits", Direction::Decrease),
    ("Flere søger", "applicants_per_vacancy", Direction::Increase),
];

/// Adds them.
pub(super) fn add(story: &mut Story, ground: &Ground<'_>) {
    let leaves: Vec<(&str, UnitId)> = ground
        .tree
        .iter()
        .filter(|unit| unit.work.is_some())
        .filter_map(|unit| Some((unit.code.as_str(), ground.units.id(&unit.code)?)))
        .collect();
    forums(story, ground);
    for (at, units) in leaves.chunks(UNITS_PER_INITIATIVE).enumerate() {
        let mut maker = Maker {
            ground,
            key: format!("many:{at}"),
            id: InitiativeId(ground.seed.id(&format!("initiative:many:{at}"))),
            number: i32::try_from(at + 1).unwrap_or(i32::MAX),
            units,
            dice: ground.seed.dice(&format!("initiative:{at}")),
        };
        maker.add(story);
    }
}

fn forums(story: &mut Story, ground: &Ground<'_>) {
    for unit in ground.tree.iter().filter(|unit| unit.work.is_none()) {
        let Some(top) = ground.units.id(&unit.code) else {
            continue;
        };
        let id = CommitteeId(ground.seed.id(&format!("committee:{}", unit.code)));
        let since = Period::since(day(2016, 1, 1));
        story.committees.push(Committee {
            id,
            name: format!("MED for {}", unit.name),
            kind: CommitteeKind::Committee,
            unit: top,
            period: since,
        });
        let leader = format!("leader:{}", unit.code);
        let seats = [
            (leader.as_str(), Seat::Chair),
            ("member", Seat::Member),
            ("coordinator", Seat::Secretary),
        ];
        let seats = seats
            .iter()
            .filter(|(key, _)| *key != "member" || unit.parent.is_none());
        story.members.extend(seats.filter_map(|(key, seat)| {
            Some(CommitteeMember {
                id: CommitteeMemberId(ground.seed.id(&format!("seat:{}:{key}", unit.code))),
                committee: id,
                person: ground.cast.find(key)?,
                seat: *seat,
                period: since,
            })
        }));
        let this_month = Month::of(ground.today);
        story.meetings.extend(
            this_month
                .plus(-24)
                .to(this_month.plus(6))
                .step_by(3)
                .map(|month| Meeting {
                    id: MeetingId(ground.seed.id(&format!("meeting:{}:{month}", unit.code))),
                    committee: id,
                    held_on: working_day_from(after(month.first_day(), 8)),
                    starts_at: "13.00".to_owned(),
                    place: String::new(),
                }),
        );
    }
}

struct Maker<'a, 'g> {
    ground: &'a Ground<'g>,
    key: String,
    id: InitiativeId,
    number: i32,
    units: &'a [(&'a str, UnitId)],
    dice: Dice,
}

impl Maker<'_, '_> {
    fn named(&self, kind: &str, key: impl std::fmt::Display) -> uuid::Uuid {
        self.ground.seed.id(&format!("{kind}:{}:{key}", self.key))
    }

    fn add(&mut self, story: &mut Story) {
        let Some((code, owner)) = self.units.first().copied() else {
            return;
        };
        let state = self.dice.weighted(&[
            (State::Idea, 0.1),
            (State::Decided, 0.1),
            (State::Running, 0.5),
            (State::Anchored, 0.2),
            (State::Ended, 0.1),
        ]);
        let state = state.copied().unwrap_or(State::Running);
        let months_ago = i32::try_from(whole(self.dice.between(8.0, 70.0))).unwrap_or(24);
        let begun = Month::of(self.ground.today).plus(-months_ago).first_day();
        let lead = self.ground.cast.find(&format!("leder:{code}"));
        story.initiatives.push(self.initiative(owner, lead, state, begun));
        if state > State::Decided {
            story
                .sites
                .extend(self.units.iter().zip(0..).filter_map(|((code, unit), later)| {
                    Some(Site {
                        id: SiteId(self.named("site", code)),
                        initiative: self.id,
                        unit: *unit,
                        measure: None,
                        stage: if later == 0 {
                            SiteStage::Pilot
                        } else {
                            SiteStage::Spread
                        },
                        period: Period::new(Month::of(begun).plus(later * 4).first_day(), None).ok()?,
                    })
                }));
        }
        self.criteria(story, state, begun);
        self.follow_ups(story, state, begun, lead);
        if state > State::Decided && self.dice.chance(0.6) {
            story.reports.push(self.report(begun, lead));
        }
    }

    fn initiative(
        &mut self,
        unit: UnitId,
        lead: Option<trivsel_domain::id::PersonId>,
        state: State,
        begun: NaiveDate,
    ) -> Initiative {
        let title = format!("{} {}", self.dice.word(TITLES), self.number);
        let text =
            |about: &str| format!("Opdigtet tekst om {about}, så siderne er så fulde som en rigtig organisations.");
        let closed = matches!(state, State::Anchored | State::Ended);
        Initiative {
            id: self.id,
            number: self.number,
            title,
            summary: text("indsatsen"),
            goal: Some(goal(self.ground, "staff", 1 + self.number % 3)),
            goal_text: String::new(),
            description: text("det, der gøres"),
            purpose: text("formålet"),
            target_group: text("målgruppen"),
            actors: text("aktørerne"),
            schedule: text("tidsplanen"),
            financial_impact: text("økonomien"),
            success_text: text("kriterierne"),
            follow_up_text: text("opfølgningen"),
            unit,
            iglo_level: self.dice.pick(&IgloLevel::ALL).copied().unwrap_or(IgloLevel::Group),
            starts_on: (state > State::Idea).then_some(begun),
            ends_on: None,
            lead,
            co_lead: None,
            state,
            parent: None,
            decided_on: None,
            decided_at: (state > State::Idea).then(|| moment(after(begun, -30), 10, 0)),
            decision_note: String::new(),
            closed_at: closed.then(|| moment(after(self.ground.today, -40), 10, 0)),
            closing_note: String::new(),
            created_at: moment(after(begun, -60), 10, 0),
            version: 1,
        }
    }

    fn criteria(&mut self, story: &mut Story, state: State, begun: NaiveDate) {
        let first = self.dice.below(MEASURED.len());
        for (position, (title, code, direction)) in (1..=3).zip(MEASURED.iter().cycle().skip(first)) {
            story.criteria.push(SuccessCriterion {
                id: SuccessCriterionId(self.named("criterion", position)),
                initiative: self.id,
                measure: None,
                position,
                title: (*title).to_owned(),
                kind: CriterionKind::Indicator {
                    indicator: indicator_id(self.ground.organisation, code),
                    series: None,
                },
                direction: *direction,
                baseline: None,
                target: None,
                smallest_worthwhile: None,
                not_measurable: None,
                comparison: None,
                frozen_at: (state > State::Idea).then(|| moment(after(begun, -30), 10, 0)),
            });
        }
    }

    fn follow_ups(
        &mut self,
        story: &mut Story,
        state: State,
        begun: NaiveDate,
        lead: Option<trivsel_domain::id::PersonId>,
    ) {
        for (position, frequency) in [
            (1, Frequency::Monthly),
            (2, Frequency::Quarterly),
            (3, Frequency::HalfYearly),
        ] {
            let id = FollowUpId(self.named("follow-up", position));
            // One in twelve is late: reckoned from ten days ago to about four months ahead.
            let days = i64::from(whole(self.dice.between(0.0, 120.0))) - 10;
            let is_over = state == State::Ended;
            story.follow_ups.push(FollowUp {
                id,
                initiative: self.id,
                title: ["Fravær", "Omsætning", "Sådan går det"]
                    .get(self.dice.below(3))
                    .copied()
                    .unwrap_or("Fravær")
                    .to_owned(),
                source: String::new(),
                committees: Vec::new(),
                forum: "Ledermøde".to_owned(),
                months: MonthsOfYear::default(),
                frequency,
                next_due: (!is_over).then(|| working_day_from(after(self.ground.today, days))),
                ended_on: is_over.then(|| after(self.ground.today, -40)),
            });
            let held = Month::of(begun)
                .to(Month::of(self.ground.today).plus(-1))
                .step_by(6)
                .skip(1);
            for month in held.filter(|_| state > State::Decided) {
                story.notes.push(FollowUpNote {
                    id: FollowUpNoteId(self.named("note", format!("{position}:{month}"))),
                    follow_up: id,
                    due_on: Some(month.first_day()),
                    held_on: working_day_from(month.first_day()),
                    text: "Opdigtet note fra et møde.".to_owned(),
                    written_by: lead,
                    written_at: moment(working_day_from(month.first_day()), 14, 0),
                });
            }
        }
    }

    fn report(&self, begun: NaiveDate, lead: Option<trivsel_domain::id::PersonId>) -> StatusReport {
        let on = working_day_from(after(begun, 180)).min(self.ground.today);
        StatusReport {
            id: StatusReportId(self.named("report", on.year())),
            initiative: self.id,
            content: ReportContent {
                title: format!("Status {}", self.number),
                area: String::new(),
                as_of: on,
                purpose_text: "Opdigtet formål.".to_owned(),
                progress_text: "Opdigtet status.".to_owned(),
                next_text: "Opdigtet næste skridt.".to_owned(),
            },
            scope: ReportScope::Initiative,
            decisions: Vec::new(),
            criteria: Vec::new(),
            created_at: moment(on, 9, 0),
            approval: Some(Approval {
                at: moment(on, 10, 0),
                by: lead,
            }),
            version: 2,
        }
    }
}
