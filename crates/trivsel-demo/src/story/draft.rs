//! Writing an initiative down: from words and dates in a table to rows that belong together.

use chrono::NaiveDate;
use trivsel_domain::id::{
    AnchorCheckId, FollowUpId, FollowUpNoteId, InitiativeId, MeasureId, MilestoneId, PersonId, SiteId,
    SuccessCriterionId,
};
use trivsel_domain::initiative::anchoring::{AnchorCheck, CheckOutcome, Evaluated, HeldCheck, check_days};
use trivsel_domain::initiative::{
    CriterionKind, Direction, FollowUp, FollowUpNote, Frequency, IgloLevel, Initiative, Measure, MeasurePlan,
    MeasureState, Milestone, MonthsOfYear, Responsible, SeenTo, Site, SiteStage, State, SuccessCriterion,
};
use trivsel_domain::month::Month;
use trivsel_domain::period::Period;
use trivsel_domain::person::Role;

use super::Story;
use super::calendar::{after, day, moment, working_day_from, working_day_until};
use super::figures::{Reading, rounded};
use super::forums::{committee, next_meeting};
use super::policies::goal;
use super::trail::Line;
use crate::Ground;
use crate::numbers::{Filled, indicator_id, series_id};

/// Year, month, day.
pub(super) type Date = (i32, u32, u32);

/// An initiative in words.
pub(super) struct Draft {
    pub(super) key: &'static str,
    pub(super) number: i32,
    pub(super) title: &'static str,
    pub(super) summary: &'static str,
    /// Policy and number of the goal.
    pub(super) goal: (&'static str, i32),
    /// The nine fields from the second on: description, purpose, target group, actors, schedule, money, success, follow-up.
    pub(super) fields: [&'static str; 8],
    pub(super) unit: &'static str,
    pub(super) iglo_level: IgloLevel,
    pub(super) created: Date,
    pub(super) decided: Option<(Date, &'static str)>,
    pub(super) starts: Option<Date>,
    pub(super) ends: Option<Date>,
    pub(super) closed: Option<(Date, &'static str)>,
    pub(super) lead: &'static str,
    pub(super) co_lead: &'static str,
    pub(super) state: State,
    pub(super) measures: &'static [(&'static str, &'static str, MeasureState)],
    /// Unit, first day, last day, stage.
    pub(super) sites: &'static [(&'static str, Date, Option<Date>, SiteStage)],
    /// Title, due, done.
    pub(super) milestones: &'static [(&'static str, Due, Option<Date>)],
    pub(super) criteria: &'static [Criterion],
    pub(super) follow_ups: &'static [Recurring],
}

/// A success criterion in words.
pub(super) struct Criterion {
    pub(super) title: &'static str,
    pub(super) shown_by: ShownBy,
    pub(super) direction: Direction,
    pub(super) target: Option<f64>,
    pub(super) smallest: Option<f64>,
    pub(super) not_measurable: Option<&'static str>,
}

/// What shows a criterion.
pub(super) enum ShownBy {
    /// An indicator, by its code.
    Indicator(&'static str),
    /// One slice of an indicator.
    Slice(&'static str, &'static str),
    /// A survey scale, by the codes of questionnaire and scale.
    Scale(&'static str),
    /// What people see.
    Observed,
}

/// A follow-up in words.
pub(super) struct Recurring {
    pub(super) key: &'static str,
    pub(super) title: &'static str,
    pub(super) source: &'static str,
    /// The forum's key; empty when it is none of those.
    pub(super) committee: &'static str,
    pub(super) forum: &'static str,
    pub(super) frequency: Frequency,
    pub(super) due: Due,
    /// Held, by whom, what came of it.
    pub(super) notes: &'static [(Date, &'static str, &'static str)],
}

/// A day that stands fast, or is reckoned from today.
#[derive(Clone, Copy)]
pub(super) enum Due {
    /// The next meeting of a forum.
    Meeting(&'static str),
    /// So many days ago.
    Ago(i64),
    /// In so many days.
    In(i64),
    /// This day.
    On(Date),
    /// No day.
    Never,
}

fn date((year, month, number): Date) -> NaiveDate {
    day(year, month, number)
}

/// The id of an initiative.
pub(super) fn initiative_id(ground: &Ground<'_>, key: &str) -> InitiativeId {
    InitiativeId(ground.seed.id(&format!("initiative:{key}")))
}

/// The id of a criterion, by its number from 1.
pub(super) fn criterion_id(ground: &Ground<'_>, key: &str, position: i32) -> SuccessCriterionId {
    SuccessCriterionId(ground.seed.id(&format!("criterion:{key}:{position}")))
}

impl Draft {
    /// Writes the initiative and all that belongs to it into the story.
    pub(super) fn write(&self, story: &mut Story, ground: &Ground<'_>, figures: &[Filled]) {
        let Some(unit) = ground.units.id(self.unit) else { return };
        let desk = Desk {
            draft: self,
            ground,
            id: initiative_id(ground, self.key),
            lead: ground.cast.find(self.lead),
        };
        story.initiatives.push(desk.initiative(unit));
        story.measures.extend(desk.measures());
        story.sites.extend(desk.sites());
        story.criteria.extend(desk.criteria(figures));
        story.milestones.extend(desk.milestones(story));
        for recurring in self.follow_ups {
            let follow_up = desk.follow_up(recurring, story);
            story.notes.extend(desk.notes(recurring, follow_up.id));
            let seen_to = SeenTo::FollowUp(follow_up.id);
            let to = desk.responsible(recurring);
            story.seen_to.extend(to.map(|to| (follow_up.initiative, seen_to, to)));
            story.follow_ups.push(follow_up);
        }
        story.checks.extend(desk.checks());
        story.trail.extend(desk.trail(unit));
    }
}

/// One draft being written down.
struct Desk<'a, 'g> {
    draft: &'a Draft,
    ground: &'a Ground<'g>,
    id: InitiativeId,
    lead: Option<PersonId>,
}

impl Desk<'_, '_> {
    fn named(&self, kind: &str, key: impl std::fmt::Display) -> uuid::Uuid {
        self.ground.seed.id(&format!("{kind}:{}:{key}", self.draft.key))
    }

    fn initiative(&self, unit: trivsel_domain::id::UnitId) -> Initiative {
        let draft = self.draft;
        let [
            description,
            purpose,
            target_group,
            actors,
            schedule,
            financial_impact,
            success_text,
            follow_up_text,
        ] = draft.fields.map(str::to_owned);
        Initiative {
            id: self.id,
            number: draft.number,
            title: draft.title.to_owned(),
            summary: draft.summary.to_owned(),
            goal: Some(goal(self.ground, draft.goal.0, draft.goal.1)),
            goal_text: String::new(),
            description,
            purpose,
            target_group,
            actors,
            schedule,
            financial_impact,
            success_text,
            follow_up_text,
            unit,
            iglo_level: draft.iglo_level,
            starts_on: draft.starts.map(date),
            ends_on: draft.ends.map(date),
            lead: self.lead,
            co_lead: self.ground.cast.find(draft.co_lead),
            state: draft.state,
            parent: None,
            decided_on: None,
            decided_at: draft.decided.map(|(on, _)| moment(date(on), 14, 10)),
            decision_note: draft.decided.map(|(_, note)| note.to_owned()).unwrap_or_default(),
            closed_at: draft.closed.map(|(on, _)| moment(date(on), 10, 30)),
            closing_note: draft.closed.map(|(_, note)| note.to_owned()).unwrap_or_default(),
            created_at: moment(date(draft.created), 9, 20),
            version: 1,
        }
    }

    fn measures(&self) -> impl Iterator<Item = Measure> {
        self.draft
            .measures
            .iter()
            .zip(1..)
            .map(|((title, description, state), position)| Measure {
                id: MeasureId(self.named("measure", position)),
                initiative: self.id,
                position,
                title: (*title).to_owned(),
                description: (*description).to_owned(),
                plan: MeasurePlan::default(),
                grown_into: None,
                state: *state,
            })
    }

    fn sites(&self) -> impl Iterator<Item = Site> {
        self.draft.sites.iter().filter_map(|(code, from, to, stage)| {
            Some(Site {
                id: SiteId(self.named("site", code)),
                initiative: self.id,
                unit: self.ground.units.id(code)?,
                measure: None,
                stage: *stage,
                period: Period::new(date(*from), to.map(date)).ok()?,
            })
        })
    }

    fn milestones(&self, story: &Story) -> Vec<Milestone> {
        let made = self
            .draft
            .milestones
            .iter()
            .zip(1..)
            .filter_map(|((title, due, done), position)| {
                Some(Milestone {
                    id: MilestoneId(self.named("milestone", position)),
                    initiative: self.id,
                    title: (*title).to_owned(),
                    due_on: self.day_of(*due, story)?,
                    done_on: done.map(date),
                })
            });
        made.collect()
    }

    fn criteria(&self, figures: &[Filled]) -> Vec<SuccessCriterion> {
        let made = self
            .draft
            .criteria
            .iter()
            .zip(1..)
            .map(|(criterion, position)| SuccessCriterion {
                id: criterion_id(self.ground, self.draft.key, position),
                initiative: self.id,
                measure: None,
                position,
                title: criterion.title.to_owned(),
                kind: self.kind(&criterion.shown_by),
                direction: criterion.direction,
                baseline: self.baseline(&criterion.shown_by, figures),
                target: criterion.target,
                smallest_worthwhile: criterion.smallest,
                not_measurable: criterion.not_measurable.map(str::to_owned),
                comparison: None,
                frozen_at: self.draft.decided.map(|(on, _)| moment(date(on), 14, 10)),
            });
        made.collect()
    }

    fn kind(&self, shown_by: &ShownBy) -> CriterionKind {
        let indicator = |code: &str| indicator_id(self.ground.organisation, code);
        match shown_by {
            ShownBy::Indicator(code) => CriterionKind::Indicator {
                indicator: indicator(code),
                series: None,
            },
            ShownBy::Slice(code, category) => CriterionKind::Indicator {
                indicator: indicator(code),
                series: Some(series_id(self.ground.seed, code, category)),
            },
            ShownBy::Scale(scale) => CriterionKind::SurveyScale {
                scale: (*scale).to_owned(),
            },
            ShownBy::Observed => CriterionKind::Observed,
        }
    }

    /// The level of the year before the start, or before the decision while no start is set: in the units where it runs or, before there are
    /// any, in all it owns.
    fn baseline(&self, shown_by: &ShownBy, figures: &[Filled]) -> Option<f64> {
        let ShownBy::Indicator(code) = shown_by else {
            return None;
        };
        let decided = self.draft.decided.map(|(on, _)| on);
        let start = Month::of(date(self.draft.starts.or(decided)?));
        let reading = Reading::of(self.ground, figures, code, &self.units())?;
        Some(rounded(reading.level(start.plus(-12), start.plus(-1))?, 1))
    }

    fn units(&self) -> Vec<&str> {
        if self.draft.sites.is_empty() {
            let below = |code: &str| self.ground.units.is_within(code, self.draft.unit);
            return self
                .ground
                .tree
                .iter()
                .map(|unit| unit.code.as_str())
                .filter(|code| below(code))
                .collect();
        }
        self.draft.sites.iter().map(|(code, ..)| *code).collect()
    }

    fn follow_up(&self, recurring: &Recurring, story: &Story) -> FollowUp {
        let next_due = if self.draft.closed.is_some() && self.draft.state == State::Ended {
            None
        } else {
            self.day_of(recurring.due, story)
        };
        FollowUp {
            id: FollowUpId(self.named("follow-up", recurring.key)),
            initiative: self.id,
            title: recurring.title.to_owned(),
            source: recurring.source.to_owned(),
            committees: recurring
                .committee
                .split_whitespace()
                .map(|forum| committee(self.ground, forum))
                .collect(),
            forum: recurring.forum.to_owned(),
            months: MonthsOfYear::default(),
            frequency: recurring.frequency,
            next_due,
            ended_on: self.draft.closed.filter(|_| next_due.is_none()).map(|(on, _)| date(on)),
        }
    }

    /// Looks at whether what was anchored holds, each held on its day.
    fn checks(&self) -> Vec<AnchorCheck> {
        let anchored_on = self.draft.closed.filter(|_| self.draft.state == State::Anchored);
        let Some((on, _)) = anchored_on else { return Vec::new() };
        let held_by = self.ground.cast.find(self.draft.co_lead);
        check_days(date(on))
            .map(|due_on| AnchorCheck {
                id: AnchorCheckId(self.named("check", due_on)),
                initiative: self.id,
                due_on,
                missing: Vec::new(),
                held: (due_on <= self.ground.today).then(|| HeldCheck {
                    held_on: due_on,
                    still_done: true,
                    still_owned: true,
                    still_on_agenda: true,
                    evaluated: Evaluated::Partly,
                    text: "Alle nye får det vist den første uge.".to_owned(),
                    outcome: CheckOutcome::GoesOn,
                    held_by,
                }),
            })
            .collect()
    }

    /// Who sees to it, where that is not those who lead the initiative.
    fn responsible(&self, recurring: &Recurring) -> Option<Responsible> {
        match recurring.key {
            "turnover" => self.ground.cast.find("mette").map(Responsible::Person),
            "quarter" | "half" => Some(Responsible::Role(Role::Manager)),
            _ => None,
        }
    }

    fn notes(&self, recurring: &Recurring, follow_up: FollowUpId) -> impl Iterator<Item = FollowUpNote> {
        recurring.notes.iter().map(move |(held, by, text)| {
            let held_on = date(*held);
            FollowUpNote {
                id: FollowUpNoteId(self.named("note", format!("{}:{held_on}", recurring.key))),
                follow_up,
                due_on: Some(held_on),
                held_on,
                text: (*text).to_owned(),
                written_by: self.ground.cast.find(by),
                written_at: moment(held_on, 15, 5),
            }
        })
    }

    fn day_of(&self, due: Due, story: &Story) -> Option<NaiveDate> {
        match due {
            Due::Meeting(forum) => next_meeting(story, self.ground, forum).map(|meeting| meeting.held_on),
            Due::Ago(days) => Some(working_day_until(after(self.ground.today, -days))),
            Due::In(days) => Some(working_day_from(after(self.ground.today, days))),
            Due::On(on) => Some(date(on)),
            Due::Never => None,
        }
    }

    /// What happened to the initiative, for its history.
    fn trail(&self, unit: trivsel_domain::id::UnitId) -> Vec<trivsel_store::audit::AuditEntry> {
        let line = |verb: &'static str, at| {
            Line::new(self.ground, "initiative", self.id.0, verb, at)
                .unit(unit)
                .by(self.lead)
        };
        let mut lines = vec![
            line("added", moment(date(self.draft.created), 9, 20))
                .field("title", "", self.draft.title)
                .done(),
        ];
        let mut before = State::Idea;
        let mut to = |state: State, on: Date, hour: u32, lines: &mut Vec<_>| {
            lines.push(
                line("moved", moment(date(on), hour, 10))
                    .field("state", before.code(), state.code())
                    .done(),
            );
            before = state;
        };
        if let Some((on, _)) = self.draft.decided {
            to(State::Decided, on, 14, &mut lines);
        }
        if let Some(on) = self.draft.starts.filter(|_| self.draft.state > State::Decided) {
            to(State::Running, on, 8, &mut lines);
        }
        if let Some((on, _)) = self.draft.closed {
            to(self.draft.state, on, 10, &mut lines);
        }
        for (code, from, _, stage) in self.draft.sites {
            let Some(where_it_began) = self.ground.units.id(code) else {
                continue;
            };
            let at = moment(date(*from), 8, 30);
            let site = Line::new(self.ground, "site", self.named("site", code), "added", at);
            let site = site
                .of(self.id.0)
                .unit(unit)
                .by(self.lead)
                .field("unit", "", where_it_began);
            let site = site
                .field("stage", "", stage.code())
                .field("starts_on", "", date(*from));
            lines.push(site.done());
        }
        for recurring in self.draft.follow_ups {
            let id = self.named("follow-up", recurring.key);
            for (held, by, text) in recurring.notes {
                let held_on = date(*held);
                let note = Line::new(self.ground, "follow_up", id, "followed_up", moment(held_on, 15, 5));
                let note = note.of(self.id.0).unit(unit).by(self.ground.cast.find(by));
                lines.push(note.field("held_on", "", held_on).field("note", "", text).done());
            }
        }
        lines
    }
}
