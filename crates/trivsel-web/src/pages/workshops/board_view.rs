//! A board as its page shows it: zones, notes, and what can be done with each in the step it is in.

use trivsel_app::workshops::{BoardSeen, ChosenBefore};
use trivsel_domain::board::hint::Hint;
use trivsel_domain::board::kind::Kind;
use trivsel_domain::board::{LONGEST_TEXT, Note, Picture, SeenNote, Step};
use uuid::Uuid;

use super::board_page::{BeforeView, before_in_words, hints_in_words};
use crate::shell::Shell;
use crate::words::Lang;

/// With more notes than this the page would hold hundreds of choices: see [`BoardView::can_join_in_place`].
const MOST_TO_JOIN_IN_PLACE: usize = 30;

/// The class of a zone: the pressure map has colours of its own, others are told apart by their rule and sign.
pub(super) fn zone_class(kind: &Kind, zone: &str) -> &'static str {
    match (kind.code.as_str(), zone) {
        ("pressure_map", "pressed") => "pressed",
        ("pressure_map", "fitting") => "fitting",
        ("pressure_map", "passive") => "passive",
        ("pressure_map", "break") => "break",
        _ => "slate",
    }
}

/// What is said of a note, in words.
pub(super) fn facts_in_words(kind: &Kind, note: &Note, lang: Lang) -> String {
    let said = kind.facts.iter().filter_map(|fact| {
        let value = note.facts.get(&fact.code)?;
        kind.fact_in_words(&fact.code, value, lang.code())
    });
    said.collect::<Vec<_>>().join(", ")
}

/// What is asked: the programme's question, or the kind's own.
pub(super) fn question(asked: &str, kind: &Kind, lang: Lang) -> String {
    match asked {
        "" => kind.question.in_language(lang.code()).to_owned(),
        question => question.to_owned(),
    }
}

/// A step of the board.
pub(super) struct BoardStepView {
    pub(super) code: &'static str,
    pub(super) name: String,
    pub(super) class: &'static str,
    /// May the device move the board there?
    pub(super) is_open: bool,
}

/// A zone with what lies in it.
pub(super) struct ZoneView {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) help: String,
    pub(super) example: String,
    pub(super) class: &'static str,
    /// Which of the four signs it has.
    pub(super) sign: usize,
    /// The key that moves a note here.
    pub(super) key: usize,
    pub(super) notes: Vec<NoteView>,
}

/// A note that lies free, with those under it.
pub(super) struct NoteView {
    pub(super) seen: SeenNote,
    pub(super) facts: String,
    /// The device's own points, as stations to fill.
    pub(super) pips: Vec<bool>,
}

/// A text that came too late.
pub(super) struct DraftView {
    pub(super) id: String,
    pub(super) text: String,
    /// The note it was meant for, as it is now; none when that is gone.
    pub(super) note: Option<Note>,
}

/// What may be chosen of a note.
pub(super) struct FactView {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) choices: Vec<(String, String)>,
}

/// A board with all its page needs.
pub(super) struct BoardView {
    pub(super) id: String,
    pub(super) question: String,
    pub(super) lead: String,
    pub(super) address: String,
    pub(super) at: String,
    pub(super) step: &'static str,
    pub(super) steps: Vec<BoardStepView>,
    pub(super) next: Option<(&'static str, String)>,
    pub(super) zones: Vec<ZoneView>,
    pub(super) facts: Vec<FactView>,
    pub(super) others: usize,
    pub(super) hidden: Vec<Note>,
    pub(super) hidden_count: usize,
    pub(super) points_left: u32,
    pub(super) most_on_one: u32,
    pub(super) drafts: Vec<DraftView>,
    pub(super) may_steer: bool,
    pub(super) is_done: bool,
    /// Is each zone a list, for many notes and for the keyboard?
    pub(super) as_list: bool,
    /// What may be asked beside it, in words.
    pub(super) hints: Vec<String>,
    /// What was chosen before.
    pub(super) before: Vec<BeforeView>,
    /// Is there nothing to show of the voting?
    pub(super) has_no_sums: bool,
}

/// What stands beside a board.
pub(super) struct Beside<'a> {
    pub(super) hints: &'a [Hint],
    pub(super) before: &'a [ChosenBefore],
    pub(super) as_list: bool,
}

impl BoardView {
    /// A number for a form: sent twice, it is done once.
    pub(super) fn fresh(&self) -> String {
        Uuid::new_v4().to_string()
    }

    pub(super) fn longest(&self) -> usize {
        LONGEST_TEXT
    }

    /// All notes that lie free, to lay another under.
    pub(super) fn free(&self) -> Vec<(String, String)> {
        let notes = self.zones.iter().flat_map(|zone| &zone.notes);
        notes
            .map(|view| {
                let text: String = view.seen.note.text.chars().take(60).collect();
                (view.seen.note.id.to_string(), text)
            })
            .collect()
    }

    /// Each note offers all others to be laid under. Where there are many, the list does that in one place.
    pub(super) fn can_join_in_place(&self) -> bool {
        let count: usize = self.zones.iter().map(|zone| zone.notes.len()).sum();
        (2..=MOST_TO_JOIN_IN_PLACE).contains(&count)
    }

    pub(super) fn is(&self, step: &str) -> bool {
        self.step == step
    }

    pub(super) fn of(shell: &Shell, seen: BoardSeen, people: u32, address: String, beside: &Beside<'_>) -> Self {
        let lang = shell.lang;
        let picture = seen.picture;
        let step = picture.step;
        let most_on_one = trivsel_domain::board::MOST_ON_ONE.saturating_mul(people.max(1));
        let note_now = |id| {
            let all = picture
                .notes
                .iter()
                .flat_map(|seen| std::iter::once(&seen.note).chain(&seen.under));
            all.into_iter().find(|note: &&Note| note.id == id).cloned()
        };
        let drafts = picture
            .drafts
            .iter()
            .map(|draft| DraftView {
                id: draft.id.to_string(),
                text: draft.text.clone(),
                note: note_now(draft.note),
            })
            .collect();
        let zones = zones_of(shell, &seen.kind, &picture, most_on_one);
        let next = step.next().filter(|_| seen.may_steer);
        Self {
            id: seen.place.id.to_string(),
            question: question(&seen.place.question, &seen.kind, lang),
            lead: shell.code("board-step-lead", step.code()),
            address,
            at: seen.at.to_string(),
            step: step.code(),
            steps: steps_of(shell, step, seen.may_steer),
            next: next.map(|next| (next.code(), shell.code("board-step", next.code()))),
            zones,
            facts: seen
                .kind
                .facts
                .iter()
                .map(|fact| FactView {
                    name: format!("fact-{}", fact.code),
                    label: fact.name.in_language(lang.code()).to_owned(),
                    choices: fact
                        .choices
                        .iter()
                        .map(|choice| (choice.code.clone(), choice.name.in_language(lang.code()).to_owned()))
                        .collect(),
                })
                .collect(),
            has_no_sums: picture.notes.iter().all(|seen| seen.sum.is_none()),
            as_list: beside.as_list,
            hints: hints_in_words(shell, &seen.kind, beside.hints),
            before: before_in_words(shell, beside.before),
            others: picture.others,
            hidden: picture.hidden.clone(),
            hidden_count: picture.hidden_count,
            points_left: picture.points_left,
            most_on_one,
            drafts,
            may_steer: seen.may_steer,
            is_done: seen.place.is_done,
        }
    }
}

fn zones_of(shell: &Shell, kind: &Kind, picture: &Picture, most_on_one: u32) -> Vec<ZoneView> {
    let lang = shell.lang;
    (1..)
        .zip(&kind.zones)
        .map(|(key, zone)| ZoneView {
            name: zone.name.in_language(lang.code()).to_owned(),
            help: zone.help.in_language(lang.code()).to_owned(),
            example: zone.example.in_language(lang.code()).to_owned(),
            class: zone_class(kind, &zone.code),
            sign: (key - 1) % 4,
            key,
            notes: picture
                .notes
                .iter()
                .filter(|note| note.note.zone == zone.code)
                .map(|note| NoteView {
                    facts: facts_in_words(kind, &note.note, lang),
                    pips: (0..most_on_one.min(6)).map(|at| at < note.own).collect(),
                    seen: note.clone(),
                })
                .collect(),
            code: zone.code.clone(),
        })
        .collect()
}

fn steps_of(shell: &Shell, step: Step, may_steer: bool) -> Vec<BoardStepView> {
    Step::OF_A_GROUP
        .into_iter()
        .map(|one| BoardStepView {
            code: one.code(),
            name: shell.code("board-step", one.code()),
            class: match one.cmp(&step) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "to-come",
            },
            is_open: may_steer && one != step && one != Step::Alone && !matches!(step, Step::Choose | Step::Closed),
        })
        .collect()
}
