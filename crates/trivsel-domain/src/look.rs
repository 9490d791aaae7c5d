//! Whether a clock can be trusted with what cannot be undone.
//!
//! Who looks after what is due notes when it looked. Two looks lie seconds apart; a clock that is much further on at the next one, or
//! further back, has jumped, or nobody looked for a while: the two cannot be told apart. Then nothing is done until looks have gone on for
//! as long as the gap was, a day at most. A clock that jumps ahead and comes back within that time has done nothing.

use chrono::{DateTime, TimeDelta, Utc};

/// A gap this long between two looks is nothing to remark on: a restart, a clock that is set right.
pub const SLACK: TimeDelta = TimeDelta::minutes(10);
/// Looks must go on for so long before answers are deleted, and at most so long before anything else is done.
pub const LONGEST_WAIT: TimeDelta = TimeDelta::hours(24);

/// What is known of the clock after a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// When it was looked last, as the clock says.
    pub at: DateTime<Utc>,
    /// For how long looks have followed each other since the clock last jumped. It grows by what passed between two looks, and by
    /// nothing else: no jump makes it longer.
    pub steady: TimeDelta,
    /// For how long they must, before anything is done.
    pub needed: TimeDelta,
    /// The last look before the jump, while it is waited.
    pub before: Option<Before>,
}

/// A look that was trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// When it was, as the clock said.
    pub at: DateTime<Utc>,
    /// For how long looks had followed each other then.
    pub steady: TimeDelta,
}

/// What a look found out about the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It has gone on as before.
    Steady,
    /// It has gone so far, ahead or back, since the last look.
    Jumped(TimeDelta),
    /// It had jumped, and is back where it was.
    Back,
}

impl Look {
    /// The first look. Where something may be due that cannot be undone, nobody knows what the clock said before.
    pub fn first(at: DateTime<Utc>, is_anything_at_stake: bool) -> Self {
        Self {
            at,
            steady: TimeDelta::zero(),
            needed: if is_anything_at_stake {
                LONGEST_WAIT
            } else {
                TimeDelta::zero()
            },
            before: None,
        }
    }

    /// The next look, at what the clock says now.
    pub fn next(self, now: DateTime<Utc>) -> (Self, Finding) {
        let gap = now - self.at;
        if gap.abs() <= SLACK {
            let steady = self.steady + gap.max(TimeDelta::zero());
            let before = self.before.filter(|_| steady < self.needed);
            return (
                Self {
                    at: now,
                    steady,
                    before,
                    ..self
                },
                Finding::Steady,
            );
        }
        if let Some(before) = self.before {
            // Since the jump no more than this has really passed.
            let since = now - before.at;
            if since >= -SLACK && since <= self.steady + SLACK {
                let back = Self {
                    at: now,
                    steady: before.steady + since.max(TimeDelta::zero()),
                    needed: TimeDelta::zero(),
                    before: None,
                };
                return (back, Finding::Back);
            }
        }
        let still = (self.needed - self.steady).max(TimeDelta::zero());
        let before = if self.is_steady() {
            Some(Before {
                at: self.at,
                steady: self.steady,
            })
        } else {
            self.before
        };
        let jumped = Self {
            at: now,
            steady: TimeDelta::zero(),
            needed: gap.abs().min(LONGEST_WAIT).max(still),
            before,
        };
        (jumped, Finding::Jumped(gap))
    }

    /// May what is due be done?
    pub fn is_steady(&self) -> bool {
        self.steady >= self.needed
    }

    /// May answers be deleted? Whatever happened, it must have been looked for a day.
    pub fn may_delete(&self) -> bool {
        self.is_steady() && self.steady >= LONGEST_WAIT
    }

    /// When it will be trusted, if it goes on.
    pub fn steady_at(&self) -> DateTime<Utc> {
        self.at + (self.needed - self.steady).max(TimeDelta::zero())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// Looks every nine minutes for some time.
    fn going_on(mut look: Look, hours: i64) -> Look {
        let until = look.at + TimeDelta::hours(hours);
        while look.at < until {
            let (next, found) = look.next((look.at + TimeDelta::minutes(9)).min(until));
            assert_eq!(found, Finding::Steady);
            look = next;
        }
        look
    }

    #[test]
    fn a_clock_that_goes_on_is_trusted_and_after_a_day_with_answers_too() {
        let look = Look::first(at("2026-11-30T08:00:00Z"), false);
        assert!(look.is_steady() && !look.may_delete());
        let look = going_on(look, 24);
        assert!(look.is_steady() && look.may_delete());
    }

    #[test]
    fn six_seconds_in_another_year_change_nothing_and_are_forgotten() {
        let honest = going_on(Look::first(at("2026-11-30T08:00:00Z"), false), 30);
        let (ahead, found) = honest.next(at("2029-12-01T14:00:10Z"));
        assert!(matches!(found, Finding::Jumped(_)));
        let (ahead, _) = ahead.next(at("2029-12-01T14:00:16Z"));
        assert!(!ahead.is_steady() && !ahead.may_delete());
        let (back, found) = ahead.next(honest.at + TimeDelta::seconds(20));
        assert_eq!(found, Finding::Back);
        assert!(back.is_steady() && back.may_delete());
        assert_eq!(back.steady, honest.steady + TimeDelta::seconds(20));
    }

    #[test]
    fn jumping_again_and_again_gains_nothing() {
        let honest = going_on(Look::first(at("2026-11-30T08:00:00Z"), false), 30);
        let mut look = honest;
        for round in 0..2_000 {
            (look, _) = look.next(at("2029-06-01T00:00:00Z") + TimeDelta::days(round));
            assert!(!look.is_steady(), "round {round}");
        }
        let (back, found) = look.next(honest.at + TimeDelta::minutes(5));
        assert_eq!(found, Finding::Back);
        assert!(back.is_steady());
    }

    #[test]
    fn what_stays_where_it_jumped_to_is_trusted_after_a_day() {
        let honest = going_on(Look::first(at("2026-11-30T08:00:00Z"), false), 30);
        let (ahead, _) = honest.next(at("2029-12-01T14:00:00Z"));
        assert!(!going_on(ahead, 23).is_steady());
        let settled = going_on(ahead, 24);
        assert!(settled.is_steady() && settled.may_delete());
        assert_eq!(settled.before, None);
        let (returned, found) = settled.next(at("2026-12-03T14:00:00Z"));
        assert!(matches!(found, Finding::Jumped(gap) if gap < TimeDelta::zero()));
        assert!(!returned.is_steady(), "going back for good is a jump as well");
    }

    #[test]
    fn a_stop_of_an_hour_is_waited_for_an_hour() {
        let honest = going_on(Look::first(at("2026-11-30T08:00:00Z"), false), 30);
        let (after, _) = honest.next(honest.at + TimeDelta::hours(1));
        assert!(!after.is_steady());
        let after = going_on(after, 1);
        assert!(after.is_steady() && !after.may_delete());
    }

    #[test]
    fn a_second_jump_does_not_shorten_the_wait() {
        let honest = going_on(Look::first(at("2026-11-30T08:00:00Z"), false), 30);
        let (far, _) = honest.next(at("2029-12-01T14:00:00Z"));
        let (near, _) = far.next(at("2029-12-01T14:30:00Z"));
        assert_eq!(near.needed, LONGEST_WAIT);
        assert!(!going_on(near, 23).is_steady());
    }
}
