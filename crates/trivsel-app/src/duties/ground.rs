//! What the wheel is reckoned from, read once in a transaction: duties, what was settled, surveys that were published, units through time.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use trivsel_domain::assessment::Assessment;
use trivsel_domain::duty::{
    ChangeAnswer, Duty, DutyBearer, DutyEvent, DutyLevel, DutyProduct, DutyTrack, Occurrence, ShippedDuty, UnitChange,
    UnitChangeKind, bearers,
};
use trivsel_domain::id::{AssessmentId, DutyId, SurveyId, UnitId, YearlyTalkId};
use trivsel_domain::legal_rule::LegalRule;
use trivsel_domain::survey::SurveyState;
use trivsel_domain::unit::Tree;
use trivsel_store::surveys::SurveyReach;
use trivsel_store::{Tx, assessments, duties as store, organisations, surveys};

use crate::app::local;
use crate::structure::{self, Headcounts, History};
use crate::{AppError, duties, legal_rules, shipped};

/// A time a duty was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyHolding {
    /// When.
    pub on: NaiveDate,
    /// By what, where that lies in the program.
    pub by: Option<DutyHeldBy>,
    /// What was said about it.
    pub note: String,
}

/// What a duty was held by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyHeldBy {
    /// A survey that was published.
    Survey(SurveyId),
    /// An assessment both sides agreed to.
    Assessment(AssessmentId),
    /// A yearly talk.
    Talk(YearlyTalkId),
}

/// All of it.
pub(crate) struct WheelGround {
    pub(crate) today: NaiveDate,
    pub(crate) duties: Vec<Duty>,
    pub(crate) shipped: Arc<Vec<ShippedDuty>>,
    pub(crate) rules: Vec<LegalRule>,
    pub(crate) changes: Vec<UnitChange>,
    pub(crate) tree: Arc<Tree>,
    pub(crate) history: Arc<History>,
    pub(crate) surveys: Vec<SurveyReach>,
    /// The newest first.
    pub(crate) assessments: Vec<Assessment>,
    chosen: BTreeMap<DutyId, Vec<UnitId>>,
    settled: BTreeMap<(DutyId, UnitId), Vec<Occurrence>>,
    headcounts: Arc<Headcounts>,
    minimum: usize,
}

impl WheelGround {
    pub(crate) async fn read(tx: &Tx, today: NaiveDate) -> Result<Self, AppError> {
        Self::read_for(tx, today, None).await
    }

    /// The same for whoever looks at duties that make one thing only: what makes others is not asked for.
    pub(crate) async fn read_for(tx: &Tx, today: NaiveDate, product: Option<DutyProduct>) -> Result<Self, AppError> {
        let is_wanted = |one: DutyProduct| product.is_none_or(|only| only == one);
        let (organisation, versions) = organisations::find_with_versions(tx).await?.ok_or(AppError::NotFound)?;
        let mut settled: BTreeMap<(DutyId, UnitId), Vec<Occurrence>> = BTreeMap::new();
        for occurrence in store::list_occurrences(tx).await? {
            let place = settled.entry((occurrence.duty, occurrence.unit)).or_default();
            place.push(occurrence);
        }
        let shipped = shipped::duties(tx)?;
        let rules = legal_rules::not_left_out(tx).await?;
        let order = |duty: &Duty| {
            shipped
                .iter()
                .position(|one| one.code == duty.code)
                .unwrap_or(usize::MAX)
        };
        let mut duties = store::list(tx).await?;
        duties.sort_by_key(order);
        let is_chosen = |duty: &Duty| duty.level == DutyLevel::Chosen;
        // Asked for where it matters only: a page has a budget of questions.
        let chosen = match duties.iter().any(is_chosen) {
            true => store::list_units(tx).await?,
            false => BTreeMap::new(),
        };
        Ok(Self {
            today,
            duties,
            rules,
            shipped,
            changes: store::list_changes(tx).await?,
            tree: structure::tree_at(tx, versions, today).await?,
            history: structure::history_at(tx, versions).await?,
            surveys: match is_wanted(DutyProduct::Survey) {
                true => surveys::list_reaches(tx).await?,
                false => Vec::new(),
            },
            assessments: match is_wanted(DutyProduct::Assessment) {
                true => assessments::list(tx).await?,
                false => Vec::new(),
            },
            chosen,
            settled,
            headcounts: structure::headcounts_at(tx, versions, today).await?,
            minimum: usize::try_from(organisation.small_group_minimum).unwrap_or(usize::MAX),
        })
    }

    /// The shipped duty behind one, if it is shipped.
    pub(crate) fn shipped_as(&self, duty: &Duty) -> Option<&ShippedDuty> {
        self.shipped
            .iter()
            .find(|shipped| !duty.is_own && shipped.code == duty.code)
    }

    /// How many months lie between two times: by the rule in force, or as the workplace itself has said. None where no rule can be reckoned
    /// with today.
    pub(crate) fn every_months(&self, duty: &Duty) -> Option<u32> {
        match self.shipped_as(duty) {
            Some(shipped) => shipped.every_months(&self.rules, self.today),
            None => Some(duty.every_months),
        }
    }

    /// The units chosen for a duty.
    pub(crate) fn chosen_for(&self, duty: DutyId) -> &[UnitId] {
        self.chosen.get(&duty).map(Vec::as_slice).unwrap_or_default()
    }

    /// The open units that bear a duty, from the top down.
    pub(crate) fn bearers_of(&self, duty: &Duty) -> Vec<DutyBearer> {
        let alone = |unit: UnitId| DutyBearer {
            unit,
            covers: Vec::new(),
        };
        match duty.level {
            DutyLevel::Organisation => self.tree.roots().map(|node| alone(node.id)).collect(),
            DutyLevel::Employing => {
                let own = |unit: UnitId| self.headcounts.get(&unit).map_or(0, |count| count.own);
                bearers(&self.tree, self.minimum, own)
            }
            DutyLevel::Chosen => {
                let chosen = self.chosen_for(duty.id);
                let open = self.tree.iter().filter(|node| chosen.contains(&node.id));
                open.map(|node| alone(node.id)).collect()
            }
        }
    }

    /// Closed units in which something of a duty was settled, or that were chosen for it.
    pub(crate) fn closed_bearers(&self, duty: &Duty) -> Vec<UnitId> {
        let chosen = self.chosen_for(duty.id);
        let closed = self.history.units.iter().map(|unit| unit.id);
        closed
            .filter(|unit| self.tree.get(*unit).is_none())
            .filter(|unit| chosen.contains(unit) || self.settled.contains_key(&(duty.id, *unit)))
            .collect()
    }

    /// What was settled of a duty in a unit, the oldest first.
    pub(crate) fn settled_in(&self, duty: DutyId, unit: UnitId) -> &[Occurrence] {
        self.settled.get(&(duty, unit)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every time a duty was held in a unit, the oldest first: what somebody said, and what the program knows by itself.
    pub(crate) fn holdings(&self, duty: &Duty, unit: UnitId) -> Vec<DutyHolding> {
        let said = self
            .settled_in(duty.id, unit)
            .iter()
            .filter_map(|occurrence| match occurrence.settled {
                trivsel_domain::duty::Settling::Held(on) => Some(DutyHolding {
                    on,
                    by: occurrence.talk.map(DutyHeldBy::Talk),
                    note: occurrence.note.clone(),
                }),
                _ => None,
            });
        let mut holdings: Vec<DutyHolding> = said.collect();
        if duty.produces == DutyProduct::Survey {
            let reached = self.surveys.iter().filter(|survey| self.reaches(survey, unit));
            let held = reached.filter(|survey| survey.state == SurveyState::Published);
            holdings.extend(held.filter_map(|survey| {
                Some(DutyHolding {
                    on: survey.closed_on?,
                    by: Some(DutyHeldBy::Survey(survey.id)),
                    note: survey.title.da.clone(),
                })
            }));
        }
        if duty.produces == DutyProduct::Assessment {
            let of_unit = self.assessments.iter().filter(|of| of.unit == unit);
            holdings.extend(of_unit.filter_map(|of| {
                Some(DutyHolding {
                    on: local(of.agreed_at()?).date(),
                    by: Some(DutyHeldBy::Assessment(of.id)),
                    note: String::new(),
                })
            }));
        }
        holdings.sort_by_key(|holding| holding.on);
        holdings
    }

    /// Was the whole of a unit asked?
    pub(crate) fn reaches(&self, survey: &SurveyReach, unit: UnitId) -> bool {
        let mut asked = survey.units.iter();
        survey.is_for_all && asked.any(|asked| self.tree.is_within(unit, *asked))
    }

    /// A duty in a unit; none where no rule can be reckoned with.
    pub(crate) fn track(&self, duty: &Duty, unit: UnitId) -> Option<DutyTrack> {
        let plain = self.plain_track(duty, unit)?;
        let again = self.shipped_as(duty).is_some_and(|shipped| shipped.again_on_change);
        let changed = self
            .changes
            .iter()
            .filter(|change| change.unit == unit)
            .flat_map(|change| {
                let on = change.changed_on;
                // What the other unit was due at, as it stood when the two met.
                let other = || {
                    let mut track = self.plain_track(duty, change.other?)?;
                    track
                        .events
                        .retain(|event| !matches!(event, DutyEvent::Held { on: held } if *held >= on));
                    track.next_due()
                };
                let moved = match change.kind {
                    UnitChangeKind::Merged => Some(DutyEvent::Merged { on, other: other() }),
                    UnitChangeKind::Split => Some(DutyEvent::Split { on, whole: other() }),
                    UnitChangeKind::Moved | UnitChangeKind::Task => None,
                };
                let answered = match change.answer {
                    Some(ChangeAnswer::Again(by)) if again => Some(DutyEvent::Again { on, by }),
                    _ => None,
                };
                moved.into_iter().chain(answered)
            });
        let events = plain.events.iter().copied().chain(changed).collect();
        Some(DutyTrack { events, ..plain })
    }

    /// The same, without what other units brought.
    fn plain_track(&self, duty: &Duty, unit: UnitId) -> Option<DutyTrack> {
        let of = self.history.units.iter().find(|of| of.id == unit)?;
        let began = of.period.from();
        let excused = self
            .settled_in(duty.id, unit)
            .iter()
            .map(Occurrence::event)
            .filter(|event| !matches!(event, DutyEvent::Held { .. }));
        let held = self
            .holdings(duty, unit)
            .into_iter()
            .map(|holding| DutyEvent::Held { on: holding.on });
        Some(DutyTrack {
            every_months: self.every_months(duty)?,
            applies_from: duty.applies_from.max(began),
            // A unit that opened later was not there on the day that was chosen.
            first_due: duty.first_due.filter(|first| began <= *first),
            events: held.chain(excused).collect(),
            closed_on: of.period.to(),
        })
    }

    /// Large changes of a unit that nobody has answered and after which nothing was held: those that were told, and moves the tree knows of.
    pub(crate) fn unanswered(&self, unit: UnitId, last_held: Option<NaiveDate>) -> Vec<(UnitChangeKind, NaiveDate)> {
        let told = self.changes.iter().filter(|change| change.unit == unit);
        let waiting = told.clone().filter(|change| change.answer.is_none());
        let mut found: Vec<(UnitChangeKind, NaiveDate)> =
            waiting.map(|change| (change.kind, change.changed_on)).collect();
        let mut places = self.history.placements.iter().filter(|place| place.unit == unit);
        let mut above = places.next().map(|place| place.parent);
        for place in places {
            let on = place.period.from();
            let is_moved = above.replace(place.parent) != Some(place.parent);
            let is_told = told
                .clone()
                .any(|change| change.kind == UnitChangeKind::Moved && change.changed_on == on);
            if is_moved && !is_told && on <= self.today {
                found.push((UnitChangeKind::Moved, on));
            }
        }
        // Without anything that was held there is nothing to do again.
        found.retain(|(_, on)| last_held.is_some_and(|held| held < *on));
        found.sort_by_key(|(_, on)| *on);
        found
    }

    /// What a unit is called today, or was when it closed.
    pub(crate) fn name(&self, unit: UnitId) -> String {
        let today = self.tree.name(unit);
        if !today.is_empty() {
            return today.to_owned();
        }
        let mut places = self.history.placements.iter().filter(|place| place.unit == unit);
        places.next_back().map(|place| place.name.clone()).unwrap_or_default()
    }

    /// The duty with this code that is switched on.
    pub(crate) fn duty(&self, code: &str) -> Result<&Duty, AppError> {
        self.duties
            .iter()
            .find(|duty| duty.code == code)
            .ok_or(AppError::NotFound)
    }

    /// A duty's rule that gives its interval, or the first it rests on.
    pub(crate) fn rules_of(&self, duty: &Duty) -> Vec<duties::HeldRule> {
        let shipped = self.shipped_as(duty).into_iter();
        let rules = shipped.flat_map(|shipped| shipped.rules_among(&self.rules));
        rules.map(|rule| duties::HeldRule::of(rule, self.today)).collect()
    }
}
