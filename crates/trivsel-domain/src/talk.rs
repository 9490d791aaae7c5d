//! The yearly work-environment talk: last year's goals, what came of them, the next year's, and how the cooperation goes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{CommitteeId, InitiativeId, YearlyTalkId};

/// A yearly talk of a committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearlyTalk {
    /// The id.
    pub id: YearlyTalkId,
    /// Of which committee.
    pub committee: CommitteeId,
    /// The day it was held, or is to be.
    pub held_on: Option<NaiveDate>,
    /// Last year's goals, as the last talk set them.
    pub last_year: String,
    /// What came of them.
    pub outcome: String,
    /// The next year's goals.
    pub goals: String,
    /// How the cooperation is done.
    pub cooperation: String,
    /// Which knowledge is needed, and whether it is there.
    pub competence: String,
    /// Is it held? Then it stands as it is.
    pub is_held: bool,
    /// Counts up with each change.
    pub version: i32,
}

/// What keeps a talk from being told as held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TalkLack {
    /// It has no day, or one to come.
    Day,
    /// It does not say what came of last year's goals.
    Outcome,
    /// It sets no goals.
    Goals,
    /// It does not say how the cooperation is done.
    Cooperation,
    /// It does not say which knowledge is needed.
    Competence,
}

impl TalkLack {
    /// The field it is about.
    pub fn field(self) -> &'static str {
        match self {
            Self::Day => "held_on",
            Self::Outcome => "outcome",
            Self::Goals => "goals",
            Self::Cooperation => "cooperation",
            Self::Competence => "competence",
        }
    }
}

impl YearlyTalk {
    /// The goals one by one: a line each, without what stands before it in a list.
    pub fn goal_lines(&self) -> Vec<String> {
        let plain = |line: &str| {
            let line = line.trim();
            let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
            let listed = match number.strip_prefix(['.', ')']) {
                Some(rest) if number.len() < line.len() && rest.starts_with(' ') => rest,
                _ => line,
            };
            listed
                .trim_start_matches(['-', '*', '•', '–', ' '])
                .trim_end()
                .to_owned()
        };
        self.goals.lines().map(plain).filter(|line| !line.is_empty()).collect()
    }

    /// What is missing before it can be told as held. Where there were no goals, nothing can have come of them.
    pub fn lacks(&self, today: NaiveDate) -> Vec<TalkLack> {
        let is_over = self.held_on.is_some_and(|day| day <= today);
        [
            (!is_over, TalkLack::Day),
            (!self.last_year.is_empty() && self.outcome.is_empty(), TalkLack::Outcome),
            (self.goals.is_empty(), TalkLack::Goals),
            (self.cooperation.is_empty(), TalkLack::Cooperation),
            (self.competence.is_empty(), TalkLack::Competence),
        ]
        .into_iter()
        .filter_map(|(is_missing, lack)| is_missing.then_some(lack))
        .collect()
    }
}

/// A goal that became an initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkInitiative {
    /// Of which talk.
    pub talk: YearlyTalkId,
    /// Which initiative.
    pub initiative: InitiativeId,
    /// The goal, as it was written.
    pub goal: String,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use uuid::Uuid;

    use super::*;

    fn whole(today: NaiveDate) -> YearlyTalk {
        YearlyTalk {
            id: YearlyTalkId(Uuid::from_u128(1)),
            committee: CommitteeId(Uuid::from_u128(2)),
            held_on: Some(today),
            last_year: "Færre afbrydelser".to_owned(),
            outcome: "Halvt nået".to_owned(),
            goals: "Ingen arbejder alene".to_owned(),
            cooperation: "Vi mødes hvert kvartal".to_owned(),
            competence: "To nye tager uddannelsen".to_owned(),
            is_held: false,
            version: 1,
        }
    }

    #[test]
    fn a_talk_is_held_when_all_of_it_was_talked_about_and_its_day_has_come() {
        let today: NaiveDate = "2026-11-30".parse().unwrap();
        assert_eq!(whole(today).lacks(today), []);
        type Case = (fn(&mut YearlyTalk), &'static [TalkLack]);
        let cases: [Case; 6] = [
            (|talk| talk.held_on = None, &[TalkLack::Day]),
            (
                |talk| talk.held_on = talk.held_on.and_then(|day| day.succ_opt()),
                &[TalkLack::Day],
            ),
            (|talk| talk.outcome.clear(), &[TalkLack::Outcome]),
            // The first talk has no last year.
            (
                |talk| {
                    talk.last_year.clear();
                    talk.outcome.clear();
                },
                &[],
            ),
            (
                |talk| {
                    talk.goals.clear();
                    talk.cooperation.clear();
                },
                &[TalkLack::Goals, TalkLack::Cooperation],
            ),
            (|talk| talk.competence.clear(), &[TalkLack::Competence]),
        ];
        for (number, (change, lacks)) in cases.into_iter().enumerate() {
            let mut talk = whole(today);
            change(&mut talk);
            assert_eq!(talk.lacks(today), lacks, "case {number}");
        }
    }

    #[test]
    fn goals_are_read_line_by_line_however_they_are_listed() {
        let mut talk = whole("2026-11-30".parse().unwrap());
        talk.goals = "1. Færre afbrydelser\n\n- Ingen alene om aftenen\n  • 2 nye lifte \n10) Ro til pauser\n3 pauser"
            .to_owned();
        assert_eq!(
            talk.goal_lines(),
            [
                "Færre afbrydelser",
                "Ingen alene om aftenen",
                "2 nye lifte",
                "Ro til pauser",
                "3 pauser"
            ]
        );
        talk.goals.clear();
        assert!(talk.goal_lines().is_empty());
    }
}
