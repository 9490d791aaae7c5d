//! Random histories: cuts, doubles and delays between three devices and a server.

use std::collections::{BTreeMap, VecDeque};

use proptest::prelude::*;
use uuid::Uuid;

use super::super::*;
use super::{add, hand};

/// What a device wants to do next, before it knows which notes it sees.
#[derive(Clone, Debug)]
enum Wish {
    Add,
    Move(usize),
    Rewrite(usize),
    Join(usize, usize),
    Part(usize),
    Hide(usize),
    Restore(usize),
    Vote(usize, u32),
    Choose(usize, bool),
    Tell(usize, bool),
    UseDraft,
    Next,
    Back,
}

/// What happens between devices and server.
#[derive(Clone, Debug)]
enum Event {
    /// A device does something, from the picture it has.
    Does(u8, Wish),
    /// The first that waits on a device reaches the server; is it answered?
    Arrives(u8, bool),
    /// A request the server has had before reaches it again, as a proxy may send it.
    Again(usize),
    /// A device fetches what there is.
    Fetches(u8),
}

fn wishes() -> impl Strategy<Value = Wish> {
    let n = 0..12usize;
    prop_oneof![
        4 => Just(Wish::Add),
        2 => n.clone().prop_map(Wish::Move),
        3 => n.clone().prop_map(Wish::Rewrite),
        2 => (n.clone(), n.clone()).prop_map(|(a, b)| Wish::Join(a, b)),
        1 => n.clone().prop_map(Wish::Part),
        1 => n.clone().prop_map(Wish::Hide),
        1 => n.clone().prop_map(Wish::Restore),
        2 => (n.clone(), 0..4u32).prop_map(|(a, b)| Wish::Vote(a, b)),
        1 => (n.clone(), any::<bool>()).prop_map(|(a, b)| Wish::Choose(a, b)),
        1 => (n, any::<bool>()).prop_map(|(a, b)| Wish::Tell(a, b)),
        1 => Just(Wish::UseDraft),
        1 => Just(Wish::Next),
        1 => Just(Wish::Back),
    ]
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let of = 0..3u8;
    let event = prop_oneof![
        5 => (of.clone(), wishes()).prop_map(|(of, wish)| Event::Does(of, wish)),
        5 => (of.clone(), prop::bool::weighted(0.8)).prop_map(|(of, is_answered)| Event::Arrives(of, is_answered)),
        1 => (0..40usize).prop_map(Event::Again),
        2 => of.prop_map(Event::Fetches),
    ];
    prop::collection::vec(event, 1..60)
}

/// A request under the id its device gave it.
type Request = (u8, u32, Operation);

/// The server and its devices.
struct World {
    board: Board,
    answered: BTreeMap<(u8, u32), Outcome>,
    waiting: [VecDeque<Request>; 3],
    pictures: [Picture; 3],
    had: Vec<Request>,
    ids: u128,
    sent: u32,
    /// Texts a device was told are in: whose, and what.
    typed: Vec<(u8, String)>,
    /// Notes their authors took away again while they wrote alone.
    taken_back: Vec<NoteId>,
}

impl World {
    fn new() -> Self {
        let board = Board::new(vec!["a".to_owned(), "b".to_owned()], 3);
        Self {
            pictures: [0, 1, 2].map(|of| board.picture(&hand(of))),
            board,
            answered: BTreeMap::new(),
            waiting: Default::default(),
            had: Vec::new(),
            ids: 0,
            sent: 0,
            typed: Vec::new(),
            taken_back: Vec::new(),
        }
    }

    fn id(&mut self) -> u128 {
        self.ids += 1;
        // Spread, so that the order of ids is not the order of writing.
        self.ids.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
    }

    fn asked(&mut self, of: u8, wish: &Wish) -> Option<Operation> {
        let id = self.id();
        let picture = &self.pictures[usize::from(of)];
        let all: Vec<&Note> = picture
            .notes
            .iter()
            .flat_map(|seen| std::iter::once(&seen.note).chain(&seen.under))
            .collect();
        let pick = |n: usize| all.get(n % all.len().max(1)).map(|note| (*note).clone());
        Some(match wish {
            Wish::Add => add(id, &format!("text {id}")),
            Wish::Move(n) => Operation::Move {
                note: pick(*n)?.id,
                zone: "b".to_owned(),
            },
            Wish::Rewrite(n) => {
                let note = pick(*n)?;
                Operation::Rewrite {
                    note: note.id,
                    base: note.text_version,
                    text: format!("text {id}"),
                    from: None,
                    draft: DraftId(Uuid::from_u128(id)),
                }
            }
            Wish::UseDraft => {
                let draft = picture.drafts.first()?;
                let note = all.iter().find(|note| note.id == draft.note)?;
                Operation::Rewrite {
                    note: note.id,
                    base: note.text_version,
                    text: draft.text.clone(),
                    from: Some(draft.id),
                    draft: DraftId(Uuid::from_u128(id)),
                }
            }
            Wish::Join(a, b) => Operation::Join {
                note: pick(*a)?.id,
                onto: pick(*b)?.id,
            },
            Wish::Part(n) => Operation::Part { note: pick(*n)?.id },
            Wish::Hide(n) => Operation::Hide { note: pick(*n)?.id },
            Wish::Restore(n) => {
                let hidden = &picture.hidden;
                Operation::Restore {
                    note: hidden.get(n % hidden.len().max(1))?.id,
                }
            }
            Wish::Vote(n, points) => Operation::Vote {
                note: pick(*n)?.id,
                points: *points,
            },
            Wish::Choose(n, is_chosen) => Operation::Choose {
                note: pick(*n)?.id,
                is_chosen: *is_chosen,
            },
            Wish::Tell(n, is_told) => Operation::Tell {
                note: pick(*n)?.id,
                is_told: *is_told,
            },
            Wish::Next => Operation::Go {
                from: picture.step,
                to: picture.step.next()?,
            },
            Wish::Back => {
                let before = Step::OF_A_GROUP.into_iter().rfind(|step| *step < picture.step)?;
                Operation::Go {
                    from: picture.step,
                    to: before,
                }
            }
        })
    }

    /// What the use case does: a request that was answered is answered the same, and nothing is done.
    fn receive(&mut self, (of, id, operation): Request) -> Outcome {
        self.had.push((of, id, operation.clone()));
        if let Some(outcome) = self.answered.get(&(of, id)) {
            return *outcome;
        }
        let before = self.board.clone();
        let outcome = self.board.perform(&hand(of), &operation);
        if let Outcome::Refused(_) = outcome {
            assert_eq!(before, self.board, "what is refused changes nothing");
        }
        match (&operation, outcome) {
            (Operation::Add { text, .. } | Operation::Rewrite { text, .. }, Outcome::Done | Outcome::Kept) => {
                self.typed.push((of, text.clone()));
            }
            (Operation::Hide { note }, Outcome::Done) if before.step == Step::Alone => self.taken_back.push(*note),
            _ => {}
        }
        // A note taken away while one writes alone takes its own texts with it: that was its author's wish.
        if let (Operation::Hide { note }, Outcome::Done, Step::Alone) = (&operation, outcome, before.step) {
            let gone = &before.notes[note];
            self.typed
                .retain(|(_, text)| *text != gone.text && !gone.former.contains(text));
        }
        self.answered.insert((of, id), outcome);
        self.hold();
        outcome
    }

    /// What holds after whatever happened.
    fn hold(&self) {
        for of in 0..3 {
            let given: u32 = self
                .board
                .points
                .iter()
                .filter(|((mark, _), _)| *mark == hand(of).votes)
                .map(|(_, points)| *points)
                .sum();
            assert!(given <= self.board.votes_each, "the ceiling holds");
        }
        assert!(
            self.board
                .points
                .values()
                .all(|points| (1..=MOST_ON_ONE).contains(points))
        );
        for id in self.board.notes.keys() {
            let root = self.board.root(*id);
            assert_eq!(self.board.root(root), root, "no circle");
            let above = self.board.notes[id].parent;
            assert!(
                above.is_none_or(|above| !self.board.lies_under(above, *id)),
                "no circle through what is hidden"
            );
        }
        let is_alone = self.board.step == Step::Alone;
        assert!(
            is_alone || self.board.notes.values().all(|note| note.author.is_none()),
            "nobody is remembered"
        );
        for (of, text) in &self.typed {
            let is_on_the_board = |note: &Note| note.text == *text || note.former.contains(text);
            let is_kept = |draft: &LateText| draft.text == *text && draft.owner == hand(*of).keeps;
            assert!(
                self.board.notes.values().any(is_on_the_board) || self.board.drafts.values().any(is_kept),
                "{text} of {of} is out of reach"
            );
        }
        assert!(self.board.notes.values().filter(|note| note.is_chosen).count() <= MOST_CHOSEN);
        assert!(
            self.taken_back.iter().all(|note| !self.board.notes.contains_key(note)),
            "gone is gone"
        );
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Does(of, wish) => {
                if let Some(operation) = self.asked(of, &wish) {
                    self.sent += 1;
                    let request = (of, self.sent, operation);
                    self.waiting[usize::from(of)].push_back(request);
                }
            }
            Event::Arrives(of, is_answered) => {
                let of = usize::from(of);
                if let Some(request) = self.waiting[of].front().cloned() {
                    self.receive(request);
                    // A device that hears nothing keeps it and sends it again.
                    if is_answered {
                        self.waiting[of].pop_front();
                    }
                }
            }
            Event::Again(n) => {
                if let Some(request) = self.had.get(n).cloned() {
                    let before = self.board.clone();
                    self.receive(request);
                    assert_eq!(before, self.board, "a double does nothing");
                }
            }
            Event::Fetches(of) => self.pictures[usize::from(of)] = self.board.picture(&hand(of)),
        }
    }
}

proptest! {
    // Twelve thousand histories of up to sixty events.
    #![proptest_config(ProptestConfig { cases: 12_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_cut_doubled_or_late_every_screen_ends_with_the_servers_picture_and_no_text_is_lost(events in events()) {
        let mut world = World::new();
        for event in events {
            world.happen(event);
        }
        // The line is back: everything that waits goes, and everybody fetches.
        for of in 0..3 {
            while let Some(request) = world.waiting[of].pop_front() {
                world.receive(request);
            }
        }
        for of in 0..3 {
            world.happen(Event::Fetches(of));
            prop_assert_eq!(&world.pictures[usize::from(of)], &world.board.picture(&hand(of)));
        }
        // What all may see, all see alike.
        if world.board.step != Step::Alone {
            let seen = |of: usize| world.pictures[of].notes.iter().map(|seen| (seen.note.clone(), seen.under.clone())).collect::<Vec<_>>();
            prop_assert_eq!(seen(0), seen(1));
            prop_assert_eq!(seen(1), seen(2));
        }
    }
}
