//! Work that is done in the background: which kinds there are, how many of them are done beside each other, how often each is tried,
//! and what can become of it.

use std::time::Duration;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::happening::Scope;
use crate::id::{ImportId, InitiativeId, SuccessCriterionId, SurveyId};

/// What is to be done. Two that say the same are one: whoever asks for what is being done already joins in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Read the files of an import, to check or to keep them, as the import says.
    ReadFigures {
        /// Which import.
        import: ImportId,
    },
    /// Evaluate a criterion of an initiative as seen from a day.
    Evaluate {
        initiative: InitiativeId,
        criterion: SuccessCriterionId,
        /// The day.
        on: NaiveDate,
        /// The hash of what goes in. Where something else would go in now, nothing is reckoned.
        hash: String,
    },
    /// Make a closed survey's publication.
    Publish { survey: SurveyId },
    /// Open, remind, close and clear the surveys whose day has come. Never done: it comes back.
    MoveSurveys,
    /// Hand over the mails that wait.
    SendMails,
    /// Remove uploaded files nothing waits for. Never done: it comes back.
    ClearUploads,
    /// Write to people about what waits for them. Never done: it comes back.
    TellPeople,
}

/// The kinds of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JobKind {
    /// [`Job::ReadFigures`].
    ReadFigures,
    /// [`Job::Evaluate`].
    Evaluate,
    /// [`Job::Publish`].
    Publish,
    /// [`Job::MoveSurveys`].
    MoveSurveys,
    /// [`Job::SendMails`].
    SendMails,
    /// [`Job::ClearUploads`].
    ClearUploads,
    /// [`Job::TellPeople`].
    TellPeople,
}

impl Job {
    /// What kind it is.
    pub fn kind(&self) -> JobKind {
        match self {
            Self::ReadFigures { .. } => JobKind::ReadFigures,
            Self::Evaluate { .. } => JobKind::Evaluate,
            Self::Publish { .. } => JobKind::Publish,
            Self::MoveSurveys => JobKind::MoveSurveys,
            Self::SendMails => JobKind::SendMails,
            Self::ClearUploads => JobKind::ClearUploads,
            Self::TellPeople => JobKind::TellPeople,
        }
    }

    /// What it is about: with its kind, what makes it the same as another one.
    pub fn subject(&self) -> String {
        match self {
            Self::ReadFigures { import } => import.to_string(),
            Self::Evaluate { criterion, hash, .. } => format!("{criterion} {hash}"),
            Self::Publish { survey } => survey.to_string(),
            Self::MoveSurveys | Self::SendMails | Self::ClearUploads | Self::TellPeople => String::new(),
        }
    }

    /// Where it is told how far it has come; nowhere for what no page waits for.
    pub fn scope(&self) -> Option<Scope> {
        match self {
            Self::ReadFigures { import } => Some(Scope::Import(*import)),
            Self::Evaluate { criterion, .. } => Some(Scope::Criterion(*criterion)),
            Self::Publish { survey } => Some(Scope::Survey(*survey)),
            Self::MoveSurveys | Self::SendMails | Self::ClearUploads | Self::TellPeople => None,
        }
    }
}

impl JobKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::ReadFigures,
        Self::Evaluate,
        Self::Publish,
        Self::MoveSurveys,
        Self::SendMails,
        Self::ClearUploads,
        Self::TellPeople,
    ];

    /// The code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::ReadFigures => "read_figures",
            Self::Evaluate => "evaluate",
            Self::Publish => "publish",
            Self::MoveSurveys => "move_surveys",
            Self::SendMails => "send_mails",
            Self::ClearUploads => "clear_uploads",
            Self::TellPeople => "tell_people",
        }
    }

    /// The kind with this code; none where a newer program wrote it.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// With which others it shares its places.
    pub fn lane(self) -> Lane {
        match self {
            Self::MoveSurveys | Self::SendMails | Self::ClearUploads | Self::TellPeople => Lane::Days,
            Self::ReadFigures => Lane::Files,
            Self::Evaluate | Self::Publish => Lane::Numbers,
        }
    }

    /// How often it is begun at most before it is given up: a file that kills the server it is read by must not kill them all, one after
    /// the other, for ever. What comes back by itself is never given up.
    pub fn most_tries(self) -> Option<u32> {
        match self {
            Self::ReadFigures => Some(3),
            Self::Evaluate => Some(2),
            Self::Publish => Some(5),
            Self::MoveSurveys | Self::SendMails | Self::ClearUploads | Self::TellPeople => None,
        }
    }

    /// How long it waits after a try that failed: longer each time, so that a database that is busy gets air. What comes back by itself is
    /// never away for long: how often surveys are looked after is how a clock that jumped is told.
    pub fn wait_after(self, tries: u32) -> Duration {
        let widenings = if self.most_tries().is_some() { 3 } else { 1 };
        let first = match self {
            Self::ReadFigures | Self::Evaluate => 2,
            Self::MoveSurveys | Self::SendMails => 10,
            Self::Publish | Self::ClearUploads | Self::TellPeople => 30,
        };
        Duration::from_secs(first * 4_u64.saturating_pow(tries.saturating_sub(1).min(widenings)))
    }

    /// Is what it says when it is done still worth something a while later? Where its result stands elsewhere the row goes at once.
    pub fn is_told_afterwards(self) -> bool {
        matches!(self, Self::Evaluate)
    }
}

/// Work that shares its places: a long file must not keep a survey from opening, nor somebody waiting for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// What falls due by itself.
    Days,
    /// Files that are read.
    Files,
    /// Numbers that are reckoned.
    Numbers,
}

impl Lane {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Days, Self::Files, Self::Numbers];

    /// How many one server does beside each other.
    pub fn places(self) -> usize {
        match self {
            Self::Days => 3,
            Self::Files | Self::Numbers => 2,
        }
    }

    /// The kinds that share it.
    pub fn kinds(self) -> Vec<JobKind> {
        JobKind::ALL.into_iter().filter(|kind| kind.lane() == self).collect()
    }
}

/// How far a job has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It waits for somebody to take it.
    Waiting,
    /// A server is at it.
    InHand,
    /// It is done.
    Done,
    /// It was given up.
    Failed,
}

impl JobState {
    const ALL: [Self; 4] = [Self::Waiting, Self::InHand, Self::Done, Self::Failed];

    /// The code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::InHand => "in_hand",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// The state with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Is there still something to do?
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::InHand)
    }
}

/// Why a job was given up, or failed the last time it was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobFailure {
    /// The servers that were at it stopped in the middle.
    Interrupted,
    /// The database was busy or could not be written.
    Busy,
    /// A fault of the program.
    Internal,
    /// Nobody knows any more what it was.
    Unknown,
}

impl JobFailure {
    const ALL: [Self; 4] = [Self::Interrupted, Self::Busy, Self::Internal, Self::Unknown];

    /// The code, as stored and in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Interrupted => "interrupted",
            Self::Busy => "busy",
            Self::Internal => "internal",
            Self::Unknown => "unknown",
        }
    }

    /// The failure with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|failure| failure.code() == code)
    }
}

/// How far the work has come, in the kind's own measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobProgress {
    /// What is being done, by a code of the kind; empty where it has one step only.
    pub step: String,
    /// Bytes, ways or steps behind.
    pub done: u64,
    /// All of them; 0 while nobody knows.
    pub total: u64,
    /// Rows seen, where rows are read.
    pub counted: u64,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::{Duration, Job, JobFailure, JobKind, JobState, Lane, SurveyId};

    #[test]
    fn every_code_is_read_back() {
        for kind in JobKind::ALL {
            assert_eq!(JobKind::parse(kind.code()), Some(kind));
        }
        for state in JobState::ALL {
            assert_eq!(JobState::parse(state.code()), Some(state));
        }
        for failure in JobFailure::ALL {
            assert_eq!(JobFailure::parse(failure.code()), Some(failure));
        }
        assert_eq!(JobKind::parse("of_tomorrow"), None);
    }

    #[test]
    fn a_job_is_written_under_the_name_of_its_kind() {
        let survey = SurveyId(uuid::Uuid::from_u128(7));
        for job in [Job::Publish { survey }, Job::MoveSurveys, Job::SendMails] {
            let written = serde_json::to_value(&job).unwrap();
            assert_eq!(written["kind"], job.kind().code());
            assert_eq!(serde_json::from_value::<Job>(written).unwrap(), job);
        }
    }

    #[test]
    fn every_kind_has_a_lane_and_waits_longer_each_time() {
        for kind in JobKind::ALL {
            assert!(kind.lane().kinds().contains(&kind));
            let waits: Vec<_> = (1..6).map(|tries| kind.wait_after(tries)).collect();
            assert!(waits.is_sorted(), "{kind:?}");
            assert!(waits.iter().all(|wait| *wait <= Duration::from_secs(3600)), "{kind:?}");
        }
        assert_eq!(
            Lane::ALL.iter().map(|lane| lane.kinds().len()).sum::<usize>(),
            JobKind::ALL.len()
        );
    }
}
