//! What a transaction that only reads was answered: it sees one moment from its first question to its last, so the same question has the
//! same answer, and is not put to the database twice. The parts of a page can each ask for what they need without knowing of each other.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::{QueryResult, Statement};

/// The most rows that are kept in all. Whoever walks through whole tables, as a backup does, asks for each part once, and must not gather
/// them all up in memory on the way.
const MOST_ROWS: usize = 5_000;

/// Questions and their answers.
#[derive(Debug, Default)]
pub(crate) struct Asked(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    by_text: HashMap<String, Vec<Answered>>,
    rows: usize,
}

/// A question with its values, and what the database said.
#[derive(Debug)]
struct Answered {
    question: Statement,
    found: Arc<Vec<QueryResult>>,
}

impl Asked {
    /// The answer to just this question, if it was put before.
    pub(crate) fn find(&self, question: &Statement) -> Option<Arc<Vec<QueryResult>>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = known.by_text.get(&question.sql)?;
        same.iter()
            .find(|answered| answered.question == *question)
            .map(|answered| Arc::clone(&answered.found))
    }

    /// Keeps an answer, while there is room. One without rows takes room too.
    pub(crate) fn keep(&self, question: Statement, found: &Arc<Vec<QueryResult>>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let rows = known.rows + found.len() + 1;
        if rows > MOST_ROWS {
            return;
        }
        known.rows = rows;
        known.by_text.entry(question.sql.clone()).or_default().push(Answered {
            question,
            found: Arc::clone(found),
        });
    }
}
