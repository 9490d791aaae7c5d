//! What a device does on its group's board. Each thing is done once, in the order it comes in, however often it is sent.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trivsel_domain::board::kind::Kind;
use trivsel_domain::board::wording::{self, Personal};
use trivsel_domain::board::{BoardRefusal, LONGEST_TEXT, Operation, Outcome, Step};
use trivsel_domain::happening::{Happening, Scope};
use trivsel_domain::id::{BoardId, DraftId, NoteId};
use trivsel_store::Tx;
use trivsel_store::boards::{self, GroupBoard};
use uuid::Uuid;

use super::here::BoardSeenHere;
use super::kind_of;
use super::seats::{SeatToken, may_steer, must_run, people_of, seated};
use crate::work::Writer;
use crate::{App, AppError, Problem};

/// A board as a device sees it.
pub type BoardSeen = BoardSeenHere;

/// What is sent from a board.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BoardForm {
    /// What is wanted.
    #[serde(rename = "do")]
    pub wish: String,
    /// The number the device gave it: under the same one it is done once.
    pub request: String,
    /// Which note.
    pub note: String,
    /// Where to.
    pub zone: String,
    /// What it says.
    pub text: String,
    /// The version of the text that was on the screen.
    pub base: String,
    /// The draft it comes from.
    pub draft: String,
    /// The note it is laid under.
    pub onto: String,
    /// How many points.
    pub points: String,
    /// The step that was on the screen.
    pub from: String,
    /// The step it is to be at.
    pub to: String,
    /// How the device shows the board: as zones, or as a `list`.
    pub view: String,
    /// The device that wrote it, by its tag: what waited on a shared screen is never sent as the next one's.
    pub seat: String,
    /// The writer was asked about a name, and means it.
    pub sure: String,
    /// What else is said of the note, by code, with `fact-` in front.
    #[serde(flatten)]
    pub more: BTreeMap<String, String>,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// It was done.
    Done,
    /// Somebody else was quicker: the text waits.
    Kept,
    /// The note is gone.
    Gone,
}

/// What is asked for: something of the board itself, or the word that the group is done.
enum BoardWish {
    Operation(Operation),
    Finished(bool),
}

impl BoardForm {
    fn wish(&self, kind: &Kind) -> Result<BoardWish, AppError> {
        let note = || self.note.parse::<NoteId>().map_err(|_| AppError::NotFound);
        let fresh = || DraftId(Uuid::new_v4());
        let operation = match self.wish.as_str() {
            "add" => Operation::Add {
                note: NoteId(Uuid::new_v4()),
                zone: self.zone.clone(),
                text: self.checked_text()?,
                facts: self.facts_of(kind),
            },
            "rewrite" => Operation::Rewrite {
                note: note()?,
                base: self.base.parse().map_err(|_| AppError::NotFound)?,
                text: self.checked_text()?,
                from: self.draft.parse().ok(),
                draft: fresh(),
            },
            "move" => Operation::Move {
                note: note()?,
                zone: self.zone.clone(),
            },
            "join" => Operation::Join {
                note: note()?,
                onto: self
                    .onto
                    .parse()
                    .map_err(|_| AppError::invalid("onto", "problem-choose"))?,
            },
            "part" => Operation::Part { note: note()? },
            "hide" => Operation::Hide { note: note()? },
            "restore" => Operation::Restore { note: note()? },
            "vote" => Operation::Vote {
                note: note()?,
                points: self.points.parse().map_err(|_| AppError::NotFound)?,
            },
            "choose" | "unchoose" => Operation::Choose {
                note: note()?,
                is_chosen: self.wish == "choose",
            },
            "tell" | "untell" => Operation::Tell {
                note: note()?,
                is_told: self.wish == "tell",
            },
            "drop" => Operation::Drop {
                draft: self.draft.parse().map_err(|_| AppError::NotFound)?,
            },
            "go" => Operation::Go {
                from: Step::parse(&self.from).ok_or(AppError::NotFound)?,
                to: Step::parse(&self.to).ok_or(AppError::NotFound)?,
            },
            "finished" | "unfinished" => return Ok(BoardWish::Finished(self.wish == "finished")),
            _ => return Err(AppError::NotFound),
        };
        Ok(BoardWish::Operation(operation))
    }

    /// What is said of a note: what its board asks for, and the card it is about, if any.
    fn facts_of(&self, kind: &Kind) -> BTreeMap<String, String> {
        let mut facts = kind.known_facts(&self.facts());
        let card = self.more.get("fact-card").map(String::as_str).unwrap_or_default();
        let is_card = card.split_once(':').is_some_and(|(deck, number)| {
            let is_name = |sign: char| sign.is_ascii_lowercase() || sign == '_';
            deck.len() <= 40 && deck.chars().all(is_name) && number.parse::<u16>().is_ok()
        });
        if is_card {
            facts.insert("card".to_owned(), card.to_owned());
        }
        facts
    }

    fn facts(&self) -> Vec<(String, String)> {
        self.more
            .iter()
            .filter_map(|(name, value)| Some((name.strip_prefix("fact-")?.to_owned(), value.clone())))
            .collect()
    }

    /// The text, unless it holds what belongs on no board. A name is asked about once; that somebody was asked is kept nowhere.
    fn checked_text(&self) -> Result<String, AppError> {
        let text = self.text.trim();
        let signs = text.chars().count();
        let refuse = |message| Err(AppError::invalid("text", message));
        if text.is_empty() {
            return refuse("problem-required");
        }
        if signs > LONGEST_TEXT {
            let too_many = (signs - LONGEST_TEXT).to_string();
            return Err(AppError::Invalid(vec![
                Problem::new("text", "problem-note-long").with("many", too_many),
            ]));
        }
        let mut said: Vec<&str> = vec![text];
        said.extend(self.more.values().map(String::as_str));
        for text in said {
            match wording::personal(text) {
                Some(Personal::Number) => return refuse("problem-note-number"),
                Some(Personal::Telephone) => return refuse("problem-note-telephone"),
                Some(Personal::Mail) => return refuse("problem-note-mail"),
                None => {}
            }
            if self.sure != "on" && wording::has_a_name(text) {
                return refuse("problem-note-name");
            }
        }
        Ok(text.to_owned())
    }
}

/// Does what a device sent. Sent again under the same number, it is answered as the first time.
pub async fn perform(app: &App, token: &SeatToken, id: BoardId, form: &BoardForm) -> Result<Came, AppError> {
    if !form.seat.is_empty() && form.seat != token.tag() {
        return Err(AppError::Forbidden);
    }
    let content =
        serde_json::to_string(form).map_err(|error| AppError::internal("reading what a device sent", error))?;
    let request = &token.request(id, &form.request, &content);
    let outcome = app
        .writing(Writer::nobody(token.organisation()), |work| async move {
            let (seat, workshop) = seated(&work, token).await?;
            must_run(&workshop)?;
            let place = boards::find(&work, id).await?.ok_or(AppError::NotFound)?;
            if place.workshop != seat.workshop || place.group != seat.group {
                return Err(AppError::Forbidden);
            }
            if let Some(earlier) = boards::answer(&work, id, request).await? {
                return Ok(earlier);
            }
            let kind = kind_of(&work, &place.kind).await?;
            let may_steer = may_steer(&work, &seat).await?;
            let outcome = match form.wish(&kind)? {
                BoardWish::Finished(is_done) => finish(&work, &place, is_done, may_steer).await?,
                BoardWish::Operation(operation) => {
                    let before = boards::load(&work, &place, kind.zone_codes()).await?;
                    let mut after = before.clone();
                    if matches!(operation, Operation::Go { from: Step::Vote, .. }) {
                        let seats = trivsel_store::workshops::seats_of(&work, workshop.id).await?;
                        after.is_of_one = people_of(&seats, place.group) <= 1;
                    }
                    let hand = token.hand(id, &seat, may_steer);
                    let mut outcome = after.perform(&hand, &operation);
                    // A draft that became a note of its own is done with.
                    if let (Operation::Add { .. }, Outcome::Done, Ok(draft)) = (&operation, outcome, form.draft.parse())
                    {
                        outcome = after.perform(&hand, &Operation::Drop { draft });
                    }
                    boards::save(&work, &place, &before, &after).await?;
                    if before.step != after.step {
                        work.tell(Scope::Rooms(workshop.id), Happening::Changed { part: id.0 });
                    }
                    outcome
                }
            };
            boards::remember(&work, id, request, outcome).await?;
            // It says that the board is another, never which note: numbers would tell in which order notes came.
            work.tell(Scope::Board(id), Happening::Changed { part: id.0 });
            Ok(outcome)
        })
        .await?;
    match outcome {
        Outcome::Done => Ok(Came::Done),
        Outcome::Kept => Ok(Came::Kept),
        Outcome::Gone => Ok(Came::Gone),
        Outcome::Refused(refusal) => Err(AppError::Refused(sentence_of(refusal))),
    }
}

async fn finish(tx: &Tx, place: &GroupBoard, is_done: bool, may_steer: bool) -> Result<Outcome, AppError> {
    if !may_steer {
        return Ok(Outcome::Refused(BoardRefusal::NotYours));
    }
    let after = GroupBoard {
        is_done,
        ..place.clone()
    };
    boards::change(tx, &after).await?;
    tx.tell(Scope::Rooms(place.workshop), Happening::Changed { part: place.id.0 });
    Ok(Outcome::Done)
}

/// The sentence that says why something cannot be done on a board.
fn sentence_of(refusal: BoardRefusal) -> &'static str {
    match refusal {
        BoardRefusal::Step => "failure-board-step",
        BoardRefusal::Moved => "failure-board-moved",
        BoardRefusal::NotYours => "failure-board-not-yours",
        BoardRefusal::Zone => "failure-board-zone",
        BoardRefusal::Empty | BoardRefusal::Long => "failure-board-text",
        BoardRefusal::Points => "failure-board-points",
        BoardRefusal::Circle => "failure-board-circle",
        BoardRefusal::Full => "failure-board-full",
    }
}
