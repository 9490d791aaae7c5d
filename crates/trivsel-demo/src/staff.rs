//! People coming and going: each post of each unit is followed month by month, and headcounts are what that gives.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use trivsel_domain::id::{EmploymentId, PersonId};
use trivsel_domain::month::Month;
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, Person, WorkingTimeFraction};

use super::cast::{Cast, Member};
use super::names;
use super::seed::{Dice, Seed, whole};
use super::tree::UnitPlan;
use super::units::Units;
use super::work::Work;

/// Persons who left more than this many years ago are no longer kept, only counted.
const KEPT_YEARS: i32 = 5;

/// A unit's people in one month.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Strength {
    /// Heads in the middle of the month.
    pub(crate) people: u32,
    /// Full-time days that could be worked.
    pub(crate) days: f64,
    /// Left at the end of the month.
    pub(crate) exits: u32,
    /// Came on the first of the month.
    pub(crate) hires: u32,
    /// Came from another unit on the first of the month.
    pub(crate) moves: u32,
    /// Posts advertised.
    pub(crate) posts: u32,
}

/// Everybody, and each unit's strength month by month.
#[derive(Debug, Default)]
pub(crate) struct Staff {
    /// The persons kept today.
    pub(crate) persons: Vec<Person>,
    /// Their employments.
    pub(crate) employments: Vec<Employment>,
    /// By the unit's code and the month.
    pub(crate) strength: BTreeMap<String, BTreeMap<Month, Strength>>,
}

impl Staff {
    fn at(&mut self, unit: &str, month: Month) -> &mut Strength {
        self.strength
            .entry(unit.to_owned())
            .or_default()
            .entry(month)
            .or_default()
    }
}

/// Follows every post from the first month to the last, which is the one before `today`.
pub(crate) fn hire(seed: Seed, plan: &[UnitPlan], units: &Units, cast: &Cast, first: Month, today: NaiveDate) -> Staff {
    let mut staff = Staff::default();
    let mut count = 0;
    for unit in plan {
        let Some(work) = unit.work else { continue };
        let members = cast.of(&unit.code);
        for post in 0..unit.people.max(members.len()) {
            let mut follow = Post {
                seed,
                units,
                plan,
                first,
                today,
                unit,
                work,
                key: format!("{}:{post}", unit.code),
                dice: seed.dice(&format!("post:{}:{post}", unit.code)),
                count: &mut count,
                staff: &mut staff,
            };
            follow.run(members.get(post).copied());
        }
    }
    staff
}

/// One post being followed.
struct Post<'a> {
    seed: Seed,
    units: &'a Units,
    plan: &'a [UnitPlan],
    first: Month,
    today: NaiveDate,
    unit: &'a UnitPlan,
    work: Work,
    key: String,
    dice: Dice,
    count: &'a mut u32,
    staff: &'a mut Staff,
}

/// Whoever holds the post.
struct Holder {
    person: Person,
    job: String,
    fraction: f64,
    since: NaiveDate,
}

impl Post<'_> {
    fn run(&mut self, member: Option<&Member>) {
        let last = Month::of(self.today).plus(-1);
        let years = -9.0 * (1.0 - self.dice.share()).ln();
        let begun = self
            .first
            .plus(-i32::try_from(whole(12.0 * years.min(38.0))).unwrap_or(0) - 1)
            .first_day();
        let mut holder = Some(match member {
            Some(member) => self.named(member),
            None => self.someone(begun),
        });
        let mut free_from = self.first;
        for month in self.first.to(last) {
            if holder.is_none()
                && free_from <= month
                && self.unit.closed.is_none_or(|closed| closed >= month.first_day())
            {
                self.staff.at(&self.unit.code, month).hires += 1;
                holder = Some(self.someone(month.first_day()));
            }
            let Some(present) = holder.take() else { continue };
            if present.since > month.last_day() {
                holder = Some(present);
                continue;
            }
            self.count_present(&present, month);
            let early = if present.since > month.plus(-12).first_day() {
                1.7
            } else {
                1.0
            };
            let leaves = member.is_none()
                && self
                    .dice
                    .chance(self.work.profile().exits * early * hot_labour_market(month));
            if self.unit.closed == Some(month.last_day()) && !leaves {
                holder = self.transfer(present, month);
            } else if leaves {
                self.leave(present, month);
                let wait = self
                    .dice
                    .weighted(&[(1, 0.35), (2, 0.35), (3, 0.2), (4, 0.1)])
                    .copied()
                    .unwrap_or(1);
                free_from = month.plus(wait);
                if self.dice.chance(0.92) {
                    self.staff.at(&self.unit.code, month).posts += 1;
                }
            } else {
                holder = Some(present);
            }
        }
        if let Some(present) = holder {
            self.keep(present, None);
        }
    }

    fn count_present(&mut self, present: &Holder, month: Month) {
        let days = f64::from(working_days(month)) * present.fraction;
        let strength = self.staff.at(&self.unit.code, month);
        strength.people += 1;
        strength.days += days;
    }

    /// When a unit closes, most of its people go on in a unit that does the same work.
    fn transfer(&mut self, present: Holder, month: Month) -> Option<Holder> {
        let same: Vec<&UnitPlan> = self
            .plan
            .iter()
            .filter(|unit| unit.work == Some(self.work) && unit.closed.is_none())
            .collect();
        let next = if self.dice.chance(0.8) {
            self.dice.pick(&same).copied()
        } else {
            None
        };
        let Some(next) = next else {
            self.leave(present, month);
            return None;
        };
        let since = month.plus(1).first_day();
        let moved = Holder {
            since,
            person: present.person.clone(),
            job: present.job.clone(),
            fraction: present.fraction,
        };
        self.employ(&present, Some(month.last_day()));
        self.unit = next;
        self.staff.at(&next.code, month.plus(1)).moves += 1;
        Some(moved)
    }

    fn leave(&mut self, present: Holder, month: Month) {
        self.staff.at(&self.unit.code, month).exits += 1;
        self.keep(present, Some(month.last_day()));
    }

    fn keep(&mut self, present: Holder, until: Option<NaiveDate>) {
        let oldest = self
            .today
            .with_year(self.today.year() - KEPT_YEARS)
            .unwrap_or(self.today);
        if until.is_none_or(|until| until >= oldest) {
            self.employ(&present, until);
            self.staff.persons.push(present.person);
        } else {
            // The post in the unit that closed was written down last.
            while self
                .staff
                .employments
                .last()
                .is_some_and(|last| last.person == present.person.id)
            {
                self.staff.employments.pop();
            }
        }
    }

    fn employ(&mut self, present: &Holder, until: Option<NaiveDate>) {
        let key = format!("employment:{}:{}", present.person.id, present.since);
        let (Some(unit), Ok(period)) = (self.units.id(&self.unit.code), Period::new(present.since, until)) else {
            return;
        };
        self.staff.employments.push(Employment {
            id: EmploymentId(self.seed.id(&key)),
            person: present.person.id,
            unit,
            job_group: present.job.clone(),
            working_time: WorkingTimeFraction::new(present.fraction).unwrap_or(WorkingTimeFraction::FULL),
            period,
        });
    }

    fn someone(&mut self, since: NaiveDate) -> Holder {
        let job = self.work.job(&mut self.dice).to_owned();
        let fraction = self.work.fraction(&mut self.dice);
        let name = names::person(&mut self.dice, self.work.profile().women);
        let number = self.next_number();
        let person = Person {
            id: PersonId(self.seed.id(&format!("person:{}:{since}", self.key))),
            employee_number: Some(number),
            name,
            email: None,
            title: job.clone(),
            is_erased: false,
        };
        Holder {
            person,
            job,
            fraction,
            since,
        }
    }

    fn named(&mut self, member: &Member) -> Holder {
        let number = self.next_number();
        let drawn = names::person(&mut self.dice, self.work.profile().women);
        let job = match member.job {
            Some(job) => job.to_owned(),
            None => self.work.job(&mut self.dice).to_owned(),
        };
        let title = member.title.clone().unwrap_or_else(|| job.clone());
        let person = Person {
            id: member.id,
            employee_number: Some(number),
            name: member.name.clone().unwrap_or(drawn),
            email: member.email.clone(),
            title,
            is_erased: false,
        };
        Holder {
            person,
            job,
            fraction: member.fraction,
            since: member.since,
        }
    }

    fn next_number(&mut self) -> String {
        *self.count += 1;
        format!("M{:06}", *self.count)
    }
}

/// From the summer of 2021 people changed work more often, for two years.
fn hot_labour_market(month: Month) -> f64 {
    match (month.year(), month.number()) {
        (2020, 4..=9) => 0.75,
        (2021, 6..=12) | (2022, _) | (2023, 1..=5) => 1.25,
        _ => 1.0,
    }
}

/// Mondays to Fridays in a month. Public holidays are not looked at: they hit every unit alike.
pub(crate) fn working_days(month: Month) -> u32 {
    // Asked for every unit and month. Four weeks have twenty; the days after them begin on the weekday the month began on.
    let first = month.first_day().weekday().num_days_from_monday();
    (28..month.days()).fold(20, |count, day| count + u32::from((first + day) % 7 < 5))
}
