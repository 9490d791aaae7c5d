#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod model;

use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;

fn hand(of: u8) -> Hand {
    Hand {
        writes: Mark(format!("w{of}")),
        votes: Mark(format!("v{of}")),
        keeps: Mark(format!("k{of}")),
        people: 1,
        may_steer: of == 0,
    }
}

fn note(n: u128) -> NoteId {
    NoteId(Uuid::from_u128(n))
}

fn add(n: u128, text: &str) -> Operation {
    Operation::Add {
        note: note(n),
        zone: "a".to_owned(),
        text: text.to_owned(),
        facts: BTreeMap::new(),
    }
}

fn rewrite(n: u128, base: i32, text: &str) -> Operation {
    Operation::Rewrite {
        note: note(n),
        base,
        text: text.to_owned(),
        from: None,
        draft: DraftId(Uuid::from_u128(900 + n)),
    }
}

fn at(step: Step) -> Board {
    let mut board = Board::new(vec!["a".to_owned(), "b".to_owned()], 3);
    for (n, by) in [(1, 0), (2, 1), (3, 1)] {
        assert_eq!(board.perform(&hand(by), &add(n, &format!("seddel {n}"))), Outcome::Done);
    }
    while board.step != step {
        let (from, to) = (board.step, board.step.next().unwrap());
        assert_eq!(board.perform(&hand(0), &Operation::Go { from, to }), Outcome::Done);
    }
    board
}

#[test]
fn who_writes_alone_sees_the_own_notes_and_how_many_others_write() {
    let mut board = at(Step::Alone);
    assert_eq!(board.picture(&hand(0)).notes.len(), 1);
    assert_eq!(board.picture(&hand(0)).others, 1);
    assert_eq!(board.picture(&hand(2)).notes.len(), 0);
    assert_eq!(board.picture(&hand(2)).others, 2);
    assert_eq!(
        board.perform(&hand(0), &rewrite(2, 1, "nyt")),
        Outcome::Refused(BoardRefusal::NotYours)
    );
    assert_eq!(board.perform(&hand(1), &rewrite(2, 1, "nyt")), Outcome::Done);
    assert_eq!(
        board.perform(&hand(1), &Operation::Hide { note: note(3) }),
        Outcome::Done
    );
    assert_eq!(board.notes.len(), 2);
}

#[test]
fn whose_a_note_is_is_forgotten_when_the_notes_are_laid_together() {
    let board = at(Step::Together);
    assert!(board.notes.values().all(|note| note.author.is_none()));
    let mut later = board.clone();
    later.perform(&hand(2), &add(9, "sent"));
    assert!(later.notes.values().all(|note| note.author.is_none()));
    // And nobody writes alone on it again: there is nobody left to show a note to.
    let back = Operation::Go {
        from: Step::Together,
        to: Step::Alone,
    };
    assert_eq!(later.perform(&hand(0), &back), Outcome::Refused(BoardRefusal::Step));
}

#[test]
fn a_text_that_comes_too_late_waits_for_its_author_alone() {
    let mut board = at(Step::Together);
    assert_eq!(board.perform(&hand(1), &rewrite(1, 1, "først")), Outcome::Done);
    assert_eq!(board.perform(&hand(2), &rewrite(1, 1, "for sent")), Outcome::Kept);
    assert_eq!(board.notes[&note(1)].text, "først");
    assert_eq!(board.notes[&note(1)].former, ["seddel 1"]);
    assert_eq!(board.picture(&hand(2)).drafts[0].text, "for sent");
    assert_eq!(board.picture(&hand(1)).drafts, []);
    let again = Operation::Rewrite {
        note: note(1),
        base: 2,
        text: "for sent".to_owned(),
        from: Some(board.picture(&hand(2)).drafts[0].id),
        draft: DraftId(Uuid::nil()),
    };
    assert_eq!(board.perform(&hand(2), &again), Outcome::Done);
    assert_eq!(board.picture(&hand(2)).drafts, []);
    assert_eq!(board.notes[&note(1)].text, "for sent");
}

#[test]
fn what_was_taken_off_the_board_cannot_be_moved_back() {
    let mut board = at(Step::Together);
    assert_eq!(
        board.perform(&hand(1), &Operation::Hide { note: note(1) }),
        Outcome::Refused(BoardRefusal::NotYours)
    );
    assert_eq!(
        board.perform(&hand(0), &Operation::Hide { note: note(1) }),
        Outcome::Done
    );
    let moved = Operation::Move {
        note: note(1),
        zone: "b".to_owned(),
    };
    assert_eq!(board.perform(&hand(1), &moved), Outcome::Gone);
    assert_eq!(board.perform(&hand(1), &rewrite(1, 1, "rettet")), Outcome::Kept);
    assert_eq!(board.picture(&hand(1)).hidden_count, 1);
    assert_eq!(board.picture(&hand(1)).hidden, []);
    assert_eq!(
        board.perform(&hand(0), &Operation::Restore { note: note(1) }),
        Outcome::Done
    );
    assert_eq!(board.notes[&note(1)].zone, "a");
}

#[test]
fn notes_are_laid_under_each_other_and_never_in_a_circle() {
    let mut board = at(Step::Together);
    let join = |a, b| Operation::Join {
        note: note(a),
        onto: note(b),
    };
    assert_eq!(board.perform(&hand(1), &join(1, 2)), Outcome::Done);
    assert_eq!(board.perform(&hand(1), &join(2, 3)), Outcome::Done);
    assert_eq!(
        board.perform(&hand(1), &join(3, 1)),
        Outcome::Refused(BoardRefusal::Circle)
    );
    assert_eq!(
        board.perform(&hand(1), &join(1, 1)),
        Outcome::Refused(BoardRefusal::Circle)
    );
    let seen = board.picture(&hand(1)).notes;
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].under.len(), 2);
    // Taken off, it leaves those under it where they can be seen; put back, there is no circle either.
    board.perform(&hand(0), &Operation::Hide { note: note(3) });
    assert_eq!(board.picture(&hand(1)).notes.len(), 1);
    assert_eq!(
        board.perform(&hand(1), &join(2, 1)),
        Outcome::Refused(BoardRefusal::Circle)
    );
    board.perform(&hand(0), &Operation::Restore { note: note(3) });
    board.perform(&hand(1), &Operation::Part { note: note(2) });
    assert_eq!(board.picture(&hand(1)).notes.len(), 2);
}

#[test]
fn nobody_sees_a_sum_or_gives_more_points_than_there_are() {
    let mut board = at(Step::Vote);
    let vote = |n, points| Operation::Vote { note: note(n), points };
    assert_eq!(
        board.perform(&hand(1), &vote(1, 3)),
        Outcome::Refused(BoardRefusal::Points)
    );
    assert_eq!(board.perform(&hand(1), &vote(1, 2)), Outcome::Done);
    assert_eq!(
        board.perform(&hand(1), &vote(2, 2)),
        Outcome::Refused(BoardRefusal::Points)
    );
    assert_eq!(board.perform(&hand(1), &vote(2, 1)), Outcome::Done);
    // Given again, it is in place of what was given.
    assert_eq!(board.perform(&hand(1), &vote(1, 2)), Outcome::Done);
    assert_eq!(board.perform(&hand(2), &vote(1, 1)), Outcome::Done);
    let picture = board.picture(&hand(1));
    assert_eq!(picture.points_left, 0);
    assert!(
        picture
            .notes
            .iter()
            .all(|seen| seen.sum.is_none() && seen.note.votes == 0)
    );
    let screen = Hand { people: 4, ..hand(3) };
    assert_eq!(board.perform(&screen, &vote(3, 8)), Outcome::Done);
    assert_eq!(board.perform(&screen, &vote(2, 4)), Outcome::Done);
    assert_eq!(
        board.perform(&screen, &vote(1, 1)),
        Outcome::Refused(BoardRefusal::Points)
    );
    board.perform(
        &hand(0),
        &Operation::Go {
            from: Step::Vote,
            to: Step::Choose,
        },
    );
    let sums: Vec<Option<u32>> = board.picture(&hand(0)).notes.iter().map(|seen| seen.sum).collect();
    assert_eq!(sums, [Some(3), Some(5), Some(8)]);
}

#[test]
fn two_who_move_a_board_on_do_not_skip_a_step() {
    let mut board = at(Step::Together);
    let on = Operation::Go {
        from: Step::Together,
        to: Step::Vote,
    };
    assert_eq!(board.perform(&hand(0), &on), Outcome::Done);
    assert_eq!(board.perform(&hand(0), &on), Outcome::Done);
    assert_eq!(board.step, Step::Vote);
    let stale = Operation::Go {
        from: Step::Together,
        to: Step::Choose,
    };
    assert_eq!(board.perform(&hand(0), &stale), Outcome::Refused(BoardRefusal::Moved));
    assert_eq!(
        board.perform(
            &hand(1),
            &Operation::Go {
                from: Step::Vote,
                to: Step::Choose
            }
        ),
        Outcome::Refused(BoardRefusal::NotYours)
    );
}

#[test]
fn nobody_votes_again_once_the_sums_were_seen() {
    for to in [Step::Alone, Step::Together, Step::Vote] {
        let mut board = at(Step::Choose);
        let back = Operation::Go { from: Step::Choose, to };
        assert_eq!(board.perform(&hand(0), &back), Outcome::Refused(BoardRefusal::Step));
        assert_eq!(board.step, Step::Choose);
    }
}

#[test]
fn three_notes_go_on_and_no_fourth() {
    let mut board = at(Step::Choose);
    board.perform(&hand(1), &add(4, "fjerde"));
    let choose = |n| Operation::Choose {
        note: note(n),
        is_chosen: true,
    };
    for n in 1..=3 {
        assert_eq!(board.perform(&hand(1), &choose(n)), Outcome::Done);
    }
    assert_eq!(
        board.perform(&hand(1), &choose(4)),
        Outcome::Refused(BoardRefusal::Full)
    );
    assert_eq!(board.perform(&hand(1), &choose(3)), Outcome::Done);
    let told = Operation::Tell {
        note: note(4),
        is_told: true,
    };
    assert_eq!(board.perform(&hand(1), &told), Outcome::Done);
}

#[test]
fn a_closed_board_says_of_nobody_what_they_did() {
    let mut board = at(Step::Vote);
    board.perform(
        &hand(1),
        &Operation::Vote {
            note: note(1),
            points: 2,
        },
    );
    board.perform(&hand(1), &rewrite(2, 1, "rettet"));
    board.perform(&hand(2), &rewrite(2, 1, "for sent"));
    board.perform(&hand(0), &Operation::Hide { note: note(3) });
    assert_eq!(board.close(), [note(3)]);
    assert_eq!((board.points.len(), board.drafts.len(), board.notes.len()), (0, 0, 2));
    assert!(
        board
            .notes
            .values()
            .all(|note| note.author.is_none() && note.former.is_empty())
    );
    assert_eq!(board.notes[&note(1)].votes, 2);
    assert_eq!(
        board.perform(&hand(0), &add(9, "sent")),
        Outcome::Refused(BoardRefusal::Step)
    );
}

#[test]
fn a_text_of_281_signs_an_empty_one_and_a_zone_nobody_knows_are_turned_away() {
    let mut board = at(Step::Together);
    assert_eq!(
        board.perform(&hand(1), &add(7, &"æ".repeat(281))),
        Outcome::Refused(BoardRefusal::Long)
    );
    assert_eq!(board.perform(&hand(1), &add(7, &"æ".repeat(280))), Outcome::Done);
    assert_eq!(
        board.perform(&hand(1), &add(8, " \n ")),
        Outcome::Refused(BoardRefusal::Empty)
    );
    let elsewhere = Operation::Move {
        note: note(1),
        zone: "c".to_owned(),
    };
    assert_eq!(
        board.perform(&hand(1), &elsewhere),
        Outcome::Refused(BoardRefusal::Zone)
    );
}

#[test]
fn where_one_alone_has_voted_there_is_no_sum() {
    for is_of_one in [true, false] {
        let mut board = at(Step::Vote);
        board.is_of_one = is_of_one;
        let vote = Operation::Vote {
            note: note(1),
            points: 2,
        };
        assert_eq!(board.perform(&hand(0), &vote), Outcome::Done);
        let on = Operation::Go {
            from: Step::Vote,
            to: Step::Choose,
        };
        assert_eq!(board.perform(&hand(0), &on), Outcome::Done);
        let told = board.picture(&hand(0)).notes.iter().any(|seen| seen.sum == Some(2));
        assert_eq!(told, !is_of_one);
        board.close();
        assert_eq!(board.notes.values().any(|note| note.votes > 0), !is_of_one);
    }
}
