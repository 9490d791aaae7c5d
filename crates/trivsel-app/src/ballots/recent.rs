//! Whoever answers by card without a script and presses twice, or loses the connection, sends the same form again. Nothing that is
//! stored could tell it from somebody else's: whatever told it would lead from the card to the answer. So it is remembered, in memory,
//! for a quarter of an hour, as a hash under a key that dies with the program. One try with other answers ends it: nobody can find out
//! by guessing what was answered with a card whose code they know.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use trivsel_domain::id::SurveyId;
use trivsel_store::ballots::Comment;

const REMEMBERED: Duration = Duration::from_secs(15 * 60);

/// What was said by card a moment ago.
pub(super) struct Recent {
    key: [u8; 32],
    said: Mutex<HashMap<(SurveyId, String), Said>>,
}

/// What was said, as a hash, and when.
type Said = ([u8; 32], Instant);

impl std::fmt::Debug for Recent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recent(hidden)")
    }
}

impl Default for Recent {
    fn default() -> Self {
        Self {
            key: rand::random(),
            said: Mutex::default(),
        }
    }
}

impl Recent {
    /// A hash of answers that is worth nothing outside this process.
    pub(super) fn hash(&self, answers: &str, comments: &[Comment]) -> [u8; 32] {
        let mut hash = Sha256::new().chain_update(self.key).chain_update(answers);
        for comment in comments {
            for part in [&comment.item, &comment.text] {
                hash.update(part.len().to_be_bytes());
                hash.update(part);
            }
        }
        hash.finalize().into()
    }

    /// Remembers what was just said with a card.
    pub(super) fn remember(&self, survey: SurveyId, mark: &str, said: [u8; 32]) {
        let now = Instant::now();
        let mut all = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, (_, since)| now.duration_since(*since) < REMEMBERED);
        all.insert((survey, mark.to_owned()), (said, now));
    }

    /// Was this said with the card a moment ago? If something else was, it is forgotten.
    pub(super) fn is_same(&self, survey: SurveyId, mark: &str, said: [u8; 32]) -> bool {
        let mut all = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let place = (survey, mark.to_owned());
        let is_same = all
            .get(&place)
            .is_some_and(|(kept, since)| *kept == said && since.elapsed() < REMEMBERED);
        if !is_same {
            all.remove(&place);
        }
        is_same
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn one_wrong_guess_ends_what_could_be_found_out_by_guessing() {
        let recent = Recent::default();
        let survey = SurveyId(Uuid::nil());
        let (said, other) = (recent.hash("{}", &[]), recent.hash("{\"heard\":1}", &[]));
        recent.remember(survey, "card", said);
        assert!(recent.is_same(survey, "card", said));
        assert!(recent.is_same(survey, "card", said));
        assert!(!recent.is_same(survey, "card", other));
        assert!(!recent.is_same(survey, "card", said), "the next guess finds nothing");
        assert!(!recent.is_same(survey, "another", said));
    }

    #[test]
    fn the_hash_is_of_this_process_alone() {
        assert_ne!(Recent::default().hash("{}", &[]), Recent::default().hash("{}", &[]));
    }
}
