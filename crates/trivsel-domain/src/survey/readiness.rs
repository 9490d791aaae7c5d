//! Is a survey ready to be launched? One that nobody follows up does harm.

use chrono::{Days, NaiveDate};

use super::{Survey, TooFew};

/// Something that is missing before a survey can be launched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// It has no name.
    Title,
    /// Those who are asked are not told why.
    Purpose,
    /// The questionnaire is still a draft.
    Questionnaire,
    /// No unit is chosen.
    Units,
    /// Fewer are invited than the minimum.
    TooFew,
    /// A rule lies below what can be set.
    Rules,
    /// No first day, or one that is over.
    OpensOn,
    /// No last day, or fewer than five days to answer in.
    ClosesOn,
    /// A reminder lies outside the days it is open.
    Reminders,
    /// The answers would be kept longer than two years.
    Retention,
    /// Nobody follows up.
    FollowUpPerson,
    /// No day to talk the results over, or one before it closes.
    FollowUpOn,
    /// No time is set aside.
    FollowUpTime,
    /// Somebody has a mail address, and mail is not set up.
    Mail,
}

impl Gap {
    /// The code of its sentence.
    pub fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Purpose => "purpose",
            Self::Questionnaire => "questionnaire",
            Self::Units => "units",
            Self::TooFew => "too-few",
            Self::Rules => "rules",
            Self::OpensOn => "opens-on",
            Self::ClosesOn => "closes-on",
            Self::Reminders => "reminders",
            Self::Retention => "retention",
            Self::FollowUpPerson => "follow-up-person",
            Self::FollowUpOn => "follow-up-on",
            Self::FollowUpTime => "follow-up-time",
            Self::Mail => "mail",
        }
    }

    /// Can it be launched all the same?
    pub fn is_warning(self) -> bool {
        matches!(self, Self::Mail)
    }
}

/// What the check needs to know beside the survey itself.
#[derive(Clone, Debug)]
pub struct Outlook<'a> {
    /// Is the questionnaire's version published?
    pub is_questionnaire_published: bool,
    /// The cells as they would be.
    pub cells: Result<usize, &'a TooFew>,
    /// How many of those invited have a mail address.
    pub with_mail: usize,
    /// Is mail set up?
    pub sends_mail: bool,
}

/// The fewest days people have to answer in, first and last included.
pub const SHORTEST_DAYS: u64 = 5;
/// The longest answers are kept, in months.
pub const LONGEST_RETENTION: u32 = 24;

impl Survey {
    /// What is missing before it can be launched on a day.
    pub fn gaps(&self, today: NaiveDate, outlook: &Outlook<'_>) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let mut missing = |gap, is_missing: bool| {
            if is_missing {
                gaps.push(gap);
            }
        };
        missing(Gap::Title, self.title.da.is_empty());
        missing(Gap::Purpose, self.purpose.da.is_empty());
        missing(Gap::Questionnaire, !outlook.is_questionnaire_published);
        missing(Gap::Units, self.target.units.is_empty());
        missing(Gap::TooFew, !self.target.units.is_empty() && outlook.cells.is_err());
        missing(Gap::Rules, !self.rules.too_low().is_empty());
        missing(Gap::OpensOn, self.opens_on.is_none_or(|day| day < today));
        let soonest = self
            .opens_on
            .and_then(|day| day.checked_add_days(Days::new(SHORTEST_DAYS - 1)));
        missing(
            Gap::ClosesOn,
            self.closes_on.is_none()
                || soonest
                    .zip(self.closes_on)
                    .is_some_and(|(soonest, last)| last < soonest),
        );
        let is_outside = |day: &NaiveDate| {
            self.opens_on.is_some_and(|first| *day <= first) || self.closes_on.is_some_and(|last| *day > last)
        };
        missing(Gap::Reminders, self.reminders.iter().any(is_outside));
        missing(Gap::Retention, self.retention_months > LONGEST_RETENTION);
        missing(Gap::FollowUpPerson, self.follow_up.person.is_none());
        missing(
            Gap::FollowUpOn,
            self.follow_up.on.is_none()
                || self
                    .closes_on
                    .zip(self.follow_up.on)
                    .is_some_and(|(last, talked)| talked <= last),
        );
        missing(Gap::FollowUpTime, self.follow_up.time.is_empty());
        missing(Gap::Mail, outlook.with_mail > 0 && !outlook.sends_mail);
        gaps
    }
}
