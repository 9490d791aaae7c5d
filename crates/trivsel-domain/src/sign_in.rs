//! Guessing passwords is slowed, never a reason to shut somebody out: how long a try waits before it is looked at.
//!
//! Three counts stand side by side: tries at an account from one network, tries at an account from anywhere, and tries from a network at
//! anything. Each has a [`Pace`]. A browser that has signed in to the account before is counted by itself, so that whoever guesses from
//! elsewhere does not slow the owner down.

use chrono::{DateTime, TimeDelta, Utc};

/// How fast tries may follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Tries that do not wait at all.
    free: u32,
    /// What the first try after them waits, in milliseconds. Each next one waits twice as long,
    first: i64,
    /// up to this.
    longest: i64,
}

impl Pace {
    /// At one account from one network, or from one browser that has signed in before: 8 at once, then at most 90 an hour.
    pub const ACCOUNT_FROM_NETWORK: Self = Self {
        free: 8,
        first: 1_000,
        longest: 40_000,
    };
    /// At one account from anywhere: 30 at once, then 100 an hour, as ASVS 2.2.1 asks. Slightly quicker than one network alone may be, so
    /// that guessing from one network leaves room for the owner on another.
    pub const ACCOUNT: Self = Self {
        free: 30,
        first: 1_000,
        longest: 36_000,
    };
    /// From one network at all accounts: a whole town hall may share one address, so it stays at five a second.
    pub const NETWORK: Self = Self {
        free: 60,
        first: 100,
        longest: 200,
    };

    /// Codes of workshops that open nothing, from one network: a hall of people behind one address mistypes some, and then it is one a second.
    pub const DOOR: Self = Self {
        free: 60,
        first: 250,
        longest: 1_000,
    };

    /// The time between the try of this number, from 1, and the next one.
    fn gap(self, number: u32) -> TimeDelta {
        let Some(doublings) = number.checked_sub(self.free) else {
            return TimeDelta::zero();
        };
        let factor = 1_i64.checked_shl(doublings.min(20)).unwrap_or(i64::MAX);
        TimeDelta::milliseconds(self.first.saturating_mul(factor).min(self.longest))
    }
}

/// The longest a try waits. One that would wait longer is not looked at; it is told when to come back.
pub const LONGEST_WAIT: TimeDelta = TimeDelta::seconds(45);
/// Tries are forgotten when this long has passed without one.
pub const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(1);

/// What is remembered of earlier tries under one count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    /// How many.
    pub count: u32,
    /// When the next one may be looked at.
    pub next_at: DateTime<Utc>,
    /// The latest.
    pub last_at: DateTime<Utc>,
}

impl Tries {
    /// None yet.
    pub fn none(now: DateTime<Utc>) -> Self {
        Self {
            count: 0,
            next_at: now,
            last_at: now,
        }
    }

    /// One more try is counted, before it is looked at: tries that come side by side each get their own place.
    /// Answers what is remembered from then on and how long this one waits.
    #[must_use]
    pub fn and_one_more(self, pace: Pace, now: DateTime<Utc>) -> (Self, TimeDelta) {
        // A clock that was set back would otherwise make tries wait for hours.
        let is_forgotten = now - self.last_at >= FORGOTTEN_AFTER || self.last_at - now > LONGEST_WAIT;
        let before = if is_forgotten { Self::none(now) } else { self };
        let count = before.count.saturating_add(1);
        let place = before.next_at.max(now);
        let after = Self {
            count,
            next_at: place + pace.gap(count),
            last_at: now,
        };
        (after, place - now)
    }

    /// One try less: it was the right password.
    #[must_use]
    pub fn and_one_less(self) -> Self {
        Self {
            count: self.count.saturating_sub(1),
            ..self
        }
    }
}

/// What happened at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInKind {
    /// Signed in.
    In,
    /// A wrong password.
    Failed,
    /// A wrong password that had to wait, because there were many.
    Slowed,
    /// The right one-time password, but its time had run out or it had been used.
    OneTimeOver,
    /// Signed out.
    Out,
    /// Signed out on every device.
    OutEverywhere,
    /// The person chose a new password.
    PasswordChanged,
    /// An administrator gave a new one-time password.
    PasswordGiven,
    /// A link was given by which a password can be chosen.
    LinkGiven,
    /// A password was chosen by such a link.
    LinkUsed,
}

impl SignInKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::In,
        Self::Failed,
        Self::Slowed,
        Self::OneTimeOver,
        Self::Out,
        Self::OutEverywhere,
        Self::PasswordChanged,
        Self::PasswordGiven,
        Self::LinkGiven,
        Self::LinkUsed,
    ];

    /// Its name in the database and in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Failed => "failed",
            Self::Slowed => "slowed",
            Self::OneTimeOver => "one-time-over",
            Self::Out => "out",
            Self::OutEverywhere => "out-everywhere",
            Self::PasswordChanged => "password-changed",
            Self::PasswordGiven => "password-given",
            Self::LinkGiven => "link-given",
            Self::LinkUsed => "link-used",
        }
    }

    /// The kind with this name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Why somebody may choose a password by a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccessKind {
    /// An administrator let them in.
    Invited,
    /// They forgot the one they had.
    Forgotten,
}

impl AccessKind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Invited, Self::Forgotten];

    /// The code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Forgotten => "forgotten",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// How long its code can be used: over a week's holiday where somebody is let in, and no longer than a mail takes where somebody sits
    /// and waits for it.
    pub fn valid_for(self) -> TimeDelta {
        match self {
            Self::Invited => TimeDelta::days(7),
            Self::Forgotten => TimeDelta::hours(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
    }

    /// What each of `count` tries at the same moment would wait, in seconds.
    fn waits(pace: Pace, count: u32) -> Vec<i64> {
        let mut tries = Tries::none(noon());
        (0..count)
            .map(|_| {
                let (after, wait) = tries.and_one_more(pace, noon());
                tries = after;
                wait.num_seconds()
            })
            .collect()
    }

    #[test]
    fn the_first_eight_tries_do_not_wait_and_the_next_ones_wait_longer_and_longer() {
        let waits = waits(Pace::ACCOUNT_FROM_NETWORK, 16);
        assert_eq!(waits, [0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 7, 15, 31, 63, 103, 143]);
    }

    #[test]
    fn whoever_guesses_for_an_hour_gets_a_hundred_tries_more() {
        let mut tries = Tries::none(noon());
        let (mut looked_at, mut now) = (0, noon());
        while now - noon() < TimeDelta::hours(1) {
            let (after, wait) = tries.and_one_more(Pace::ACCOUNT, now);
            (tries, now) = (after, now + wait.max(TimeDelta::milliseconds(10)));
            looked_at += 1;
        }
        assert!((120..=136).contains(&looked_at), "{looked_at}");
    }

    #[test]
    fn guessing_from_one_network_leaves_room_for_the_owner_on_another() {
        let (mut account, mut pair) = (Tries::none(noon()), Tries::none(noon()));
        let (mut longest, mut now) = (TimeDelta::zero(), noon());
        while now - noon() < TimeDelta::hours(6) {
            let (pair_after, wait) = pair.and_one_more(Pace::ACCOUNT_FROM_NETWORK, now);
            pair = pair_after;
            (account, _) = account.and_one_more(Pace::ACCOUNT, now);
            // The owner looks in just then.
            longest = longest.max(account.and_one_more(Pace::ACCOUNT, now).1);
            now += wait.max(TimeDelta::milliseconds(10));
        }
        assert!(longest <= LONGEST_WAIT, "{longest}");
    }

    #[test]
    fn tries_are_forgotten_after_an_hour_and_when_the_clock_was_set_back() {
        let mut tries = Tries::none(noon());
        for _ in 0..40 {
            (tries, _) = tries.and_one_more(Pace::ACCOUNT, noon());
        }
        for later in [TimeDelta::hours(1), TimeDelta::hours(-2)] {
            let (after, wait) = tries.and_one_more(Pace::ACCOUNT, noon() + later);
            assert_eq!((after.count, wait), (1, TimeDelta::zero()));
        }
    }

    #[test]
    fn a_kind_is_read_back_by_its_name() {
        for kind in SignInKind::ALL {
            assert_eq!(SignInKind::parse(kind.code()), Some(kind));
        }
        for kind in AccessKind::ALL {
            assert_eq!(AccessKind::parse(kind.code()), Some(kind));
        }
    }
}
