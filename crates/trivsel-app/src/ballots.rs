//! Answering: what those who answer are told, fetching a blind token, and putting an answer into the box.
//!
//! Nothing here reads a clock for an answer, nor anything about a request. Fetching a token knows the person and not the token;
//! casting knows the token and not the person.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use trivsel_ballot::rand_core::{OsRng, RngCore};
use trivsel_ballot::{BallotKey, Binding, BlindedElement, Code, Fingerprint, SecretKey, Slip, Token};
use trivsel_domain::hex::{from_hex, hex_digits};
use trivsel_domain::id::{OrganisationId, SurveyId, UnitId};
use trivsel_domain::questionnaire::{Answer, AnswerFault, Answers, Content, ItemKind};
use trivsel_domain::rights::Actor;
use trivsel_domain::survey::{Survey, SurveyState};
use trivsel_store::ballots::{Ballot, Comment};
use trivsel_store::{Tx, ballots as store, organisations, publications, questionnaires, rolls, surveys};

use crate::surveys::Promise;
use crate::{App, AppError, Problem};

mod ballot_box;
mod cell;
mod mixing;
mod recent;

pub use ballot_box::{BallotBox, Cast};
use ballot_box::{CardRight, Waiting};
pub(crate) use cell::CellOf;
pub use trivsel_ballot::unescaped;

/// Chance for keys, proofs and codes: the operating system's.
pub(crate) fn chance() -> OsRng {
    OsRng
}

/// A ballot's key as the database keeps it.
pub(crate) fn key_text(key: BallotKey) -> String {
    hex_digits(&key.to_bytes())
}

/// A survey that takes or took answers, with all that those who answer are told.
#[derive(Debug)]
pub struct Poll {
    /// Whose survey it is.
    pub organisation: OrganisationId,
    /// What the organisation is called.
    pub organisation_name: String,
    /// The short name in the address.
    pub short_name: String,
    /// Is everything made up?
    pub is_demo: bool,
    pub survey: Survey,
    /// The questions.
    pub content: Content,
    /// What was promised, and sealed.
    pub promise: Promise,
    /// The text that was sealed.
    pub promise_text: String,
    /// SHA-256 of that text, in hexadecimal digits.
    pub seal: String,
    /// The last survey before it that asked somebody in the same units and has been published.
    pub earlier: Option<Survey>,
    secret: Option<SecretKey>,
}

impl Poll {
    /// Does it take answers today?
    pub fn is_open(&self, app: &App) -> bool {
        self.survey.state == SurveyState::Open
            && self.survey.held_since.is_none()
            && self.survey.due(app.today()).is_none()
    }

    /// The fingerprint of the public key, as people compare it.
    pub fn key_fingerprint(&self) -> String {
        let key = from_hex(&self.promise.public_key).unwrap_or_default();
        format!("{:#}", Fingerprint::of(&key))
    }

    fn must_be_open(&self, app: &App) -> Result<&SecretKey, AppError> {
        match &self.secret {
            Some(key) if self.is_open(app) => Ok(key),
            _ => Err(AppError::Refused("refused-survey-closed")),
        }
    }

    fn cell(&self, number: u32) -> CellOf {
        CellOf {
            organisation: self.organisation,
            survey: self.survey.id,
            number,
        }
    }

    fn binding(&self, cell: u32) -> Binding {
        Binding {
            survey: *self.survey.id.0.as_bytes(),
            cell,
        }
    }
}

/// The survey at an address. Not there before it opens.
pub async fn find(app: &App, short_name: &str, number: i32) -> Result<Arc<Poll>, AppError> {
    if let Some(poll) = app.ballots.known(short_name, number)
        && poll.is_open(app)
    {
        return Ok(poll);
    }
    let organisation = organisations::by_short_name(&app.store, short_name)
        .await?
        .ok_or(AppError::NotFound)?;
    let tx = app.read(organisation.id).await?;
    let survey = surveys::by_number(&tx, number).await?.ok_or(AppError::NotFound)?;
    let frozen = surveys::frozen(&tx, survey.id).await?.ok_or(AppError::NotFound)?;
    let version = questionnaires::find_version(&tx, survey.questionnaire)
        .await?
        .ok_or(AppError::NotFound)?;
    let broken = |what| AppError::internal("reading a survey", what);
    let secret = match frozen.secret_key.as_str() {
        "" => None,
        text => {
            let bytes = from_hex(text).ok_or_else(|| broken("the key is broken"))?;
            Some(SecretKey::from_bytes(&bytes).map_err(|error| AppError::internal("reading a survey's key", error))?)
        }
    };
    let poll = Poll {
        organisation: organisation.id,
        organisation_name: organisation.name,
        short_name: organisation.short_name,
        is_demo: organisation.is_demo,
        promise: Promise::parse(&frozen.promise).ok_or_else(|| broken("the promise is broken"))?,
        promise_text: frozen.promise,
        earlier: earlier(&tx, &survey).await?,
        seal: frozen.seal,
        content: version.content,
        survey,
        secret,
    };
    Ok(app.ballots.know(poll))
}

async fn earlier(tx: &Tx, of: &Survey) -> Result<Option<Survey>, AppError> {
    let asked = units_asked(tx, of.id).await?;
    for id in publications::list_surveys(tx).await?.into_iter().rev() {
        let found = surveys::find(tx, id).await?;
        let is_before = |one: &Survey| one.closed_on < of.opens_on;
        if let Some(found) = found.filter(is_before)
            && !units_asked(tx, id).await?.is_disjoint(&asked)
        {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

async fn units_asked(tx: &Tx, survey: SurveyId) -> Result<BTreeSet<UnitId>, AppError> {
    let cells = surveys::list_cells(tx, survey).await?;
    Ok(cells.into_iter().flat_map(|cell| cell.units).collect())
}

/// A token as the server makes it: blinded still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The cell it is for.
    pub cell: u32,
    /// The evaluated element, in base64url.
    pub evaluated: String,
    /// The proof that the survey's key was used, in base64url.
    pub proof: String,
}

/// Makes a token for the holder of a link's code. The same blinded element gets the same answer again; another one is refused.
pub async fn fetch_token(app: &App, poll: &Poll, code: &str, blinded: &str) -> Result<Signed, AppError> {
    let key = poll.must_be_open(app)?;
    let element = read_blinded(blinded)?;
    let Ok(Code::Invitation(code)) = Code::parse(code) else {
        return Err(AppError::invalid("code", "problem-code"));
    };
    let tx = turn(app, poll).await?;
    let entry = rolls::by_code(&tx, poll.survey.id, &hex_digits(&code.store_hash()))
        .await?
        .ok_or_else(|| AppError::invalid("code", "problem-code"))?;
    note(app, tx, poll, &entry, &element).await?;
    sign(poll, key, entry.cell, &element)
}

/// Makes a token for somebody who is signed in.
pub async fn fetch_token_as(app: &App, who: &Actor, survey: SurveyId, blinded: &str) -> Result<Signed, AppError> {
    let element = read_blinded(blinded)?;
    let tx = app.read(who.organisation).await?;
    let found = surveys::find(&tx, survey).await?.ok_or(AppError::NotFound)?;
    let organisation = organisations::find(&tx).await?.ok_or(AppError::NotFound)?;
    drop(tx);
    let poll = find(app, &organisation.short_name, found.number).await?;
    let key = poll.must_be_open(app)?;
    let tx = turn(app, &poll).await?;
    let entry = rolls::of_person(&tx, survey, who.person)
        .await?
        .ok_or(AppError::Forbidden)?;
    if entry.way == rolls::Way::Card {
        return Err(AppError::Refused("refused-answer-by-card"));
    }
    note(app, tx, &poll, &entry, &element).await?;
    sign(&poll, key, entry.cell, &element)
}

fn read_blinded(blinded: &str) -> Result<BlindedElement, AppError> {
    BlindedElement::parse(blinded).map_err(|_| AppError::invalid("blinded", "problem-token"))
}

/// A transaction that writes to the roll of a survey that takes answers, one after the other.
async fn turn(app: &App, poll: &Poll) -> Result<Tx, AppError> {
    let tx = app.store.write_box(poll.organisation).await?;
    let states = surveys::states_kept(&tx, &[poll.survey.id]).await?;
    if states.get(&poll.survey.id) != Some(&SurveyState::Open) {
        app.ballots.forget(poll.survey.id);
        return Err(AppError::Refused("refused-survey-closed"));
    }
    Ok(tx)
}

/// Notes that a token was fetched, so that neither rows nor files tell when: the cell's rows are written anew with it, and what the
/// writing left behind is cleared away.
async fn note(
    app: &App,
    tx: Tx,
    poll: &Poll,
    entry: &rolls::RollEntry,
    element: &BlindedElement,
) -> Result<(), AppError> {
    let text = hex_digits(&element.to_bytes());
    if entry.blinded == text {
        return Ok(());
    }
    let invited = poll.promise.cells.iter().find(|cell| cell.number == entry.cell);
    let is_small = invited.is_none_or(|cell| u64::from(cell.invited) <= mixing::AT_ONCE);
    let noted = if is_small {
        rolls::note_token(&tx, poll.survey.id, entry.person, &text).await?
    } else {
        rolls::note_token_alone(&tx, poll.survey.id, entry.person, &text).await?
    };
    if noted == 0 {
        return Err(AppError::Refused("refused-token-fetched"));
    }
    tx.commit().await?;
    if !is_small {
        app.ballots.mix_later(&app.store, [poll.cell(entry.cell)]);
    }
    app.ballots.tidy(&app.store).await;
    Ok(())
}

fn sign(poll: &Poll, key: &SecretKey, cell: u32, element: &BlindedElement) -> Result<Signed, AppError> {
    let evaluation = trivsel_ballot::evaluate(key, &poll.binding(cell), element, &mut chance())
        .map_err(|error| AppError::internal("making a token", error))?;
    Ok(Signed {
        cell,
        evaluated: evaluation.element.to_string(),
        proof: evaluation.proof.to_string(),
    })
}

/// What is handed in.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Casting {
    /// The cell the token is for; not needed with a card.
    pub cell: Option<u32>,
    pub token: Option<TokenTexts>,
    /// Or the code of a card.
    pub card: Option<String>,
    /// With a card: what the device drew for this one sending, in base64url. Sent again with it, the answer finds itself.
    pub slip: Option<String>,
    pub answers: Answers,
}

/// A token in base64url.
#[derive(Clone, Deserialize)]
pub struct TokenTexts {
    /// What the device drew.
    pub input: String,
    /// What the key made of it.
    pub output: String,
}

impl std::fmt::Debug for Casting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Casting(hidden)")
    }
}

impl std::fmt::Debug for TokenTexts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenTexts(hidden)")
    }
}

/// What gives the right to answer.
struct Admission {
    cell: u32,
    key: BallotKey,
    /// Something of the token or slip that is kept nowhere: what keys of comments are made from.
    secret: Vec<u8>,
    card: Option<CardRight>,
}

/// Puts an answer into the box; once it says so, it is on the disk. The same answer a second time changes nothing; another one with the
/// same token or card is refused, and told so: somebody else may have been first.
pub async fn cast(app: &App, poll: &Poll, casting: Casting) -> Result<Cast, AppError> {
    let key = poll.must_be_open(app)?;
    check(&poll.content, &casting.answers)?;
    let mut admission = match (&casting.token, &casting.card) {
        (Some(token), None) => by_token(poll, key, casting.cell, token)?,
        (None, Some(card)) => by_card(app, poll, card, casting.slip.as_deref()).await?,
        _ => return Err(AppError::invalid("token", "problem-token")),
    };
    let (mut answers, mut comments) = (BTreeMap::new(), Vec::new());
    for (item, answer) in casting.answers {
        match answer {
            Answer::Text(text) if text.trim().is_empty() => {}
            Answer::Text(text) => comments.push(Comment {
                key: comment_key(&admission.secret, &item),
                cell: admission.cell,
                item,
                text: text.trim().to_owned(),
            }),
            Answer::Choice(value) => {
                answers.insert(item, value);
            }
        }
    }
    let answers =
        serde_json::to_string(&answers).map_err(|error| AppError::internal("writing down an answer", error))?;
    if let Some(card) = &mut admission.card
        && casting.slip.is_none()
    {
        card.said = Some(app.ballots.said(&answers, &comments));
    }
    let texts = poll.content.items.iter().filter(|item| longest(&item.kind).is_some());
    let waiting = Waiting {
        organisation: poll.organisation,
        survey: poll.survey.id,
        ballot: Ballot {
            key: key_text(admission.key),
            cell: admission.cell,
            answers,
        },
        comments,
        comment_keys: texts.map(|item| comment_key(&admission.secret, &item.key)).collect(),
        card: admission.card,
    };
    app.ballots.put(&app.store, waiting).await
}

/// Is there a card with this code, unused or not? So that a mistyped one is noticed before the questions, not after. Whether it was used
/// is not told here: whoever holds the codes could ask one after the other who has answered.
pub async fn check_card(app: &App, poll: &Poll, code: &str) -> Result<(), AppError> {
    poll.must_be_open(app)?;
    by_card(app, poll, code, None).await.map(|_| ())
}

fn by_token(poll: &Poll, key: &SecretKey, cell: Option<u32>, texts: &TokenTexts) -> Result<Admission, AppError> {
    let refused = || AppError::invalid("token", "problem-token");
    let cell = cell.ok_or_else(refused)?;
    let token = Token::parse(&texts.input, &texts.output).map_err(|_| refused())?;
    let is_cell = poll.promise.cells.iter().any(|known| known.number == cell);
    if !is_cell || !trivsel_ballot::check(key, &poll.binding(cell), &token) {
        return Err(refused());
    }
    Ok(Admission {
        cell,
        key: token.ballot_key(),
        secret: [token.input.as_slice(), &token.output].concat(),
        card: None,
    })
}

/// A card gives the right to one answer, and leads nowhere: the answer lies under what the device drew for it, or, from a browser
/// without scripts, under a number drawn here and kept nowhere.
async fn by_card(app: &App, poll: &Poll, typed: &str, slip: Option<&str>) -> Result<Admission, AppError> {
    let refused = || AppError::invalid("card", "problem-code");
    let card = match Code::parse(typed) {
        Ok(Code::Card(card)) => card,
        // With that one a browser must fetch a token, and it cannot without a script.
        Ok(Code::Invitation(_)) => return Err(AppError::invalid("card", "problem-code-of-mail")),
        Err(_) => return Err(refused()),
    };
    let slip = match slip {
        Some(text) => Slip::parse(text).map_err(|_| AppError::invalid("slip", "problem-token"))?,
        None => {
            let mut drawn = [0; 32];
            chance().fill_bytes(&mut drawn);
            Slip::of(drawn)
        }
    };
    let mark = key_text(card.mark());
    let tx = app.read(poll.organisation).await?;
    let cell = store::cell_of_card(&tx, poll.survey.id, &mark)
        .await?
        .ok_or_else(refused)?;
    Ok(Admission {
        cell,
        key: slip.ballot_key(),
        secret: slip.to_bytes().to_vec(),
        card: Some(CardRight { mark, said: None }),
    })
}

fn comment_key(secret: &[u8], item: &str) -> String {
    let hash = Sha256::new()
        .chain_update(b"trivsel comment v1")
        .chain_update(secret)
        .chain_update(item.as_bytes())
        .finalize();
    hex_digits(hash.get(..16).unwrap_or_default())
}

fn check(content: &Content, answers: &Answers) -> Result<(), AppError> {
    let has_answer = answers.values().any(|answer| match answer {
        Answer::Choice(_) => true,
        Answer::Text(text) => !text.trim().is_empty(),
    });
    if !has_answer {
        return Err(AppError::invalid("answers", "problem-no-answer"));
    }
    content.check_answers(answers).map_err(|problems| {
        AppError::Invalid(
            problems
                .into_iter()
                .map(|problem| {
                    let sentence = match problem.fault {
                        AnswerFault::TooLong { .. } => "problem-too-long",
                        _ => "problem-choose",
                    };
                    let named = Problem::new(problem.item, sentence);
                    match problem.fault {
                        AnswerFault::TooLong { max_chars } => named.with("most", max_chars.to_string()),
                        _ => named,
                    }
                })
                .collect(),
        )
    })
}

/// How many characters a free-text item takes; none for others.
pub fn longest(kind: &ItemKind) -> Option<u32> {
    match kind {
        ItemKind::FreeText { max_chars } => Some(*max_chars),
        ItemKind::Choice(_) => None,
    }
}
