//! What may be asked beside a board, because of what its notes say. Hints, never verdicts: a question, and nothing that is counted anywhere.

use std::collections::BTreeMap;

use super::Note;

/// So many notes make something worth a question.
const ENOUGH: usize = 3;

/// A question beside a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Much that presses lasts long: what of it can they change themselves?
    LastsLong,
    /// Nobody has written of breaks.
    NoBreak,
    /// They are under pressure, and call it given: much is asked and little is theirs to decide.
    PressedAndGiven,
    /// Several notes are about the same kind of demand.
    Demand {
        /// Its code, as the kinds of boards have it.
        code: String,
        /// How many.
        count: usize,
    },
}

impl Hint {
    /// The name in code and words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::LastsLong => "lasts_long",
            Self::NoBreak => "no_break",
            Self::PressedAndGiven => "pressed_and_given",
            Self::Demand { .. } => "demand",
        }
    }
}

/// What may be asked beside a board of this kind. `pressed` is what presses the same group by the map it made before, on the same day.
pub fn hints(kind: &str, notes: &[&Note], pressed: usize) -> Vec<Hint> {
    let said = |note: &Note, fact: &str, value: &str| note.facts.get(fact).is_some_and(|said| said == value);
    let within = |zone: &'static str| notes.iter().filter(move |note| note.zone == zone);
    let mut found = Vec::new();
    if kind == "pressure_map" {
        if within("pressed").filter(|note| said(note, "lasts", "long")).count() >= ENOUGH {
            found.push(Hint::LastsLong);
        }
        if notes.len() >= ENOUGH && within("break").count() == 0 {
            found.push(Hint::NoBreak);
        }
    }
    if kind == "rings" && pressed >= ENOUGH && within("given").count() > 0 {
        found.push(Hint::PressedAndGiven);
    }
    let mut demands: BTreeMap<&str, usize> = BTreeMap::new();
    for note in notes {
        let demand = match kind {
            "demands" => Some(note.zone.as_str()),
            _ => note.facts.get("demand").map(String::as_str),
        };
        *demands.entry(demand.unwrap_or_default()).or_default() += 1;
    }
    let many = demands
        .into_iter()
        .filter(|(code, count)| !code.is_empty() && *code != "other" && *count >= ENOUGH);
    found.extend(many.map(|(code, count)| Hint::Demand {
        code: code.to_owned(),
        count,
    }));
    found
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::id::NoteId;

    fn note(zone: &str, facts: &[(&str, &str)]) -> Note {
        Note {
            id: NoteId(Uuid::nil()),
            zone: zone.to_owned(),
            text: String::new(),
            former: Vec::new(),
            text_version: 1,
            facts: facts
                .iter()
                .map(|(code, value)| ((*code).to_owned(), (*value).to_owned()))
                .collect(),
            parent: None,
            is_hidden: false,
            is_chosen: false,
            is_told: false,
            votes: 0,
            author: None,
        }
    }

    fn codes(kind: &str, notes: &[Note], pressed: usize) -> Vec<&'static str> {
        let notes: Vec<&Note> = notes.iter().collect();
        hints(kind, &notes, pressed).iter().map(Hint::code).collect()
    }

    #[test]
    fn a_hint_stands_beside_a_board_only_when_its_notes_say_so() {
        let long = note("pressed", &[("lasts", "long")]);
        let short = note("pressed", &[("lasts", "short")]);
        let pause = note("break", &[]);
        let three = [long.clone(), long.clone(), long.clone()];
        assert_eq!(codes("pressure_map", &three, 0), ["lasts_long", "no_break"]);
        let with_break = [long.clone(), long.clone(), long, pause];
        assert_eq!(codes("pressure_map", &with_break, 0), ["lasts_long"]);
        let brief = [short.clone(), short.clone(), short];
        assert_eq!(codes("pressure_map", &brief, 0), ["no_break"]);
        assert!(codes("pressure_map", &[], 0).is_empty());
        let given = [note("given", &[])];
        assert_eq!(codes("rings", &given, 3), ["pressed_and_given"]);
        assert!(codes("rings", &given, 2).is_empty());
        assert!(codes("rings", &[note("own", &[])], 9).is_empty());
    }

    #[test]
    fn three_notes_of_one_kind_of_demand_are_told_and_two_are_not() {
        let of = |demand: &str| note("fitting", &[("demand", demand)]);
        let notes = [
            of("feelings"),
            of("feelings"),
            of("amount"),
            of("feelings"),
            of("amount"),
        ];
        let notes: Vec<&Note> = notes.iter().collect();
        let found: Vec<Hint> = hints("must_may", &notes, 0);
        let feelings = Hint::Demand {
            code: "feelings".to_owned(),
            count: 3,
        };
        assert_eq!(found, [feelings]);
        let others = [of("other"), of("other"), of("other")];
        assert!(hints("must_may", &others.iter().collect::<Vec<_>>(), 0).is_empty());
        let zones = [note("amount", &[]), note("amount", &[]), note("amount", &[])];
        assert_eq!(hints("demands", &zones.iter().collect::<Vec<_>>(), 0).len(), 1);
    }
}
