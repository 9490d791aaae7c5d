//! Starts of two people: answering alone, looking at the differences, answering together, agreeing, and beginning an initiative with it.

mod coverage;
mod leading_on;
mod turns;

use std::collections::BTreeMap;

use trivsel_domain::id::{InitiativeId, PersonId, StartId, UnitId};
use trivsel_domain::initiative::IgloLevel;
use trivsel_domain::person::Role;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::start::{
    AgreementPart, Start, StartAnswer, StartLevel, StartPart, StartStage, Statement, has_all, visible,
};
use trivsel_store::{Tx, persons, starts as store};
use uuid::Uuid;

pub use coverage::{CoverageLine, coverage};
pub use leading_on::{LeadOn, LeadOnForm, begin_plan};
pub use turns::{go_on_alone, look_back, successors, take_over};

use crate::initiatives::content::{InitiativeContent, InitiativeTexts};
use crate::initiatives::form;
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem};

/// A start in a list.
#[derive(Clone, Debug)]
pub struct StartLine {
    /// Which.
    pub start: Start,
    /// How far it has come.
    pub stage: StartStage,
    /// Does it wait for the visitor's own answers?
    pub waits_for_me: bool,
}

/// A start as one of its two sees it.
#[derive(Clone, Debug)]
pub struct StartDetails {
    /// The start.
    pub start: Start,
    /// Which of the two the visitor is.
    pub part: StartPart,
    /// How far it has come.
    pub stage: StartStage,
    /// What the visitor may see of the answers.
    pub answers: Vec<StartAnswer>,
    /// What is agreed so far.
    pub agreements: BTreeMap<AgreementPart, String>,
    /// The name of the one who leads; empty once erased.
    pub lead: String,
    /// The name of the one who represents; empty once erased.
    pub rep: String,
}

impl StartDetails {
    /// Has the visitor answered alone?
    pub fn has_answered(&self) -> bool {
        self.stage != StartStage::Alone || has_all(&self.answers, self.part)
    }

    /// Has the visitor agreed?
    pub fn has_agreed(&self) -> bool {
        match self.part {
            StartPart::Lead => self.start.lead_agreed_on.is_some(),
            StartPart::Rep | StartPart::Joint => self.start.rep_agreed_on.is_some(),
        }
    }
}

/// Somebody who can be one of the two.
#[derive(Clone, Debug)]
pub struct StartCandidate {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
}

/// Who can be the two in a unit.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// Those who manage it.
    pub leads: Vec<StartCandidate>,
    /// Those who represent it; where nobody does, those who work in it.
    pub reps: Vec<StartCandidate>,
}

/// The starts the visitor is one of the two of.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<StartLine>, AppError> {
    let tx = app.read(who.organisation).await?;
    let mut lines = Vec::new();
    for start in store::of_person(&tx, who.person).await? {
        let answers = store::answers(&tx, start.id).await?;
        let stage = start.stage(&answers);
        let own = start.part_of(who.person);
        lines.push(StartLine {
            waits_for_me: stage == StartStage::Alone && own.is_some_and(|part| !has_all(&answers, part)),
            stage,
            start,
        });
    }
    Ok(lines)
}

/// Who can be the two in a unit: managers of it or above it, and those who represent it.
pub async fn candidates(app: &App, who: &Actor, unit: UnitId) -> Result<Candidates, AppError> {
    who.must(Right::BeginStart, unit)?;
    let tx = app.read(who.organisation).await?;
    offered(app, &tx, who, unit).await
}

async fn offered(app: &App, tx: &Tx, who: &Actor, unit: UnitId) -> Result<Candidates, AppError> {
    let holders = persons::holders(tx, &[Role::Manager, Role::SafetyRep, Role::UnionRep], app.today()).await?;
    let mut found = Candidates::default();
    for holder in holders
        .into_iter()
        .filter(|holder| who.tree.is_within(unit, holder.unit))
    {
        let list = if holder.role == Role::Manager {
            &mut found.leads
        } else {
            &mut found.reps
        };
        if list.iter().all(|one| one.person != holder.person) {
            list.push(StartCandidate {
                person: holder.person,
                name: holder.name,
            });
        }
    }
    // An employee who is one of the two is not shown who else works here.
    if found.reps.is_empty() && who.may(Right::BeginStart, unit) {
        for (person, _) in persons::list_employed(tx, &[unit], app.today()).await? {
            found.reps.push(StartCandidate {
                person: person.id,
                name: person.name,
            });
        }
    }
    Ok(found)
}

/// Begins a start, or finds the one the unit is in the middle of: the second is said with `true`.
pub async fn begin(
    app: &App,
    who: &Actor,
    unit: UnitId,
    lead: PersonId,
    rep: PersonId,
) -> Result<(StartId, bool), AppError> {
    let offered = candidates(app, who, unit).await?;
    let mut input = Input::new();
    if offered.leads.iter().all(|one| one.person != lead) {
        input.refuse(Problem::new("lead", "problem-choose"));
    }
    if offered.reps.iter().all(|one| one.person != rep) || rep == lead {
        input.refuse(Problem::new("rep", "problem-choose"));
    }
    input.done()?;
    app.writing(who, |work| async move {
        if let Some(open) = store::newest_of(&work, unit).await? {
            let is_agreed = open.lead_agreed_on.is_some() && open.rep_agreed_on.is_some();
            if !is_agreed && open.part_of(who.person).is_some() {
                return Ok((open.id, true));
            }
        }
        let start = Start {
            id: StartId(Uuid::now_v7()),
            unit,
            begun_on: work.today,
            lead: Some(lead),
            rep: Some(rep),
            lead_agreed_on: None,
            rep_agreed_on: None,
            version: 1,
            lead_since: None,
            rep_since: None,
            lead_answered_on: None,
            rep_answered_on: None,
            promise: None,
            promise_looked_on: None,
        };
        store::add(&work, &start).await?;
        work.trail(Trail::new("start", start.id.0, "added").unit(unit));
        Ok((start.id, false))
    })
    .await
}

/// A start, which only its two ever see: for everybody else it is not there.
pub async fn find(app: &App, who: &Actor, id: StartId) -> Result<StartDetails, AppError> {
    let tx = app.read(who.organisation).await?;
    let (start, part) = own(&tx, who, id).await?;
    let all = store::answers(&tx, id).await?;
    let stage = start.stage(&all);
    Ok(StartDetails {
        lead: name_of(&tx, start.lead).await?,
        rep: name_of(&tx, start.rep).await?,
        answers: visible(all, part),
        agreements: store::agreements(&tx, id).await?,
        start,
        part,
        stage,
    })
}

/// The name of one of the two; empty once erased.
async fn name_of(tx: &Tx, person: Option<PersonId>) -> Result<String, AppError> {
    let Some(person) = person else {
        return Ok(String::new());
    };
    let found = persons::find(tx, person).await?;
    Ok(found.map(|person| person.name).unwrap_or_default())
}

async fn own(tx: &Tx, who: &Actor, id: StartId) -> Result<(Start, StartPart), AppError> {
    let start = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
    let part = start.part_of(who.person).ok_or(AppError::NotFound)?;
    Ok((start, part))
}

/// An answer as it is typed: the statement, the level's code, a line.
pub type TypedAnswers = BTreeMap<Statement, (String, String)>;

/// What was typed as answers of a part; each statement needs a level.
fn read(typed: &TypedAnswers, part: StartPart) -> Result<Vec<StartAnswer>, AppError> {
    let mut input = Input::new();
    let mut answers = Vec::new();
    for statement in Statement::ALL {
        let (level, text) = typed.get(&statement).cloned().unwrap_or_default();
        let text = input.line(&format!("text_{}", statement.code()), &text);
        match StartLevel::parse(&level) {
            Some(level) => answers.push(StartAnswer {
                statement,
                part,
                level,
                text,
            }),
            None => input.refuse(Problem::new(format!("level_{}", statement.code()), "problem-choose")),
        }
    }
    input.done()?;
    Ok(answers)
}

/// The visitor's own answers. They can be changed until the other has answered, too.
pub async fn answer(app: &App, who: &Actor, id: StartId, typed: &TypedAnswers) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let (start, part) = own(&work, who, id).await?;
        let before = store::answers(&work, id).await?;
        if start.stage(&before) != StartStage::Alone {
            return Err(AppError::Refused("refused-start-both-answered"));
        }
        store::put_answers(&work, id, part, &read(typed, part)?).await?;
        if start.answered_on(part).is_none() {
            let mut answered = start.clone();
            match part {
                StartPart::Lead => answered.lead_answered_on = Some(work.today),
                StartPart::Rep | StartPart::Joint => answered.rep_answered_on = Some(work.today),
            }
            store::change(&work, &answered).await?;
        }
        // Who answered stands in the trail, and not what: it goes when they have answered together.
        work.trail(Trail::new("start", id.0, "answered").unit(start.unit));
        Ok(())
    })
    .await
}

/// What the two answer together. What each answered alone is removed by it, for good.
pub async fn answer_together(app: &App, who: &Actor, id: StartId, typed: &TypedAnswers) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let (start, _) = own(&work, who, id).await?;
        if start.stage(&store::answers(&work, id).await?) == StartStage::Alone {
            return Err(AppError::Refused("refused-start-alone"));
        }
        store::put_answers(&work, id, StartPart::Joint, &read(typed, StartPart::Joint)?).await?;
        for part in [StartPart::Lead, StartPart::Rep] {
            store::remove_answers(&work, id, part).await?;
        }
        work.trail(Trail::new("start", id.0, "answered_together").unit(start.unit));
        Ok(())
    })
    .await
}

/// Writes what they agree on. Whoever agreed to other words has not agreed to these.
pub async fn write_agreements(
    app: &App,
    who: &Actor,
    id: StartId,
    version: &str,
    typed: &BTreeMap<AgreementPart, String>,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let (start, _) = own(&work, who, id).await?;
        if version.trim() != start.version.to_string() {
            return Err(AppError::Conflict);
        }
        let mut input = Input::new();
        let read = typed.iter().map(|(part, text)| (*part, input.text(part.code(), text)));
        let agreed: BTreeMap<AgreementPart, String> = read.filter(|(_, text)| !text.is_empty()).collect();
        input.done()?;
        if agreed == store::agreements(&work, id).await? {
            return Ok(());
        }
        store::put_agreements(&work, id, &agreed).await?;
        let changed = Start {
            lead_agreed_on: None,
            rep_agreed_on: None,
            promise: None,
            promise_looked_on: None,
            version: start.version + 1,
            ..start.clone()
        };
        store::change(&work, &changed).await?;
        work.trail(Trail::new("start", id.0, "changed").unit(start.unit));
        Ok(())
    })
    .await
}

/// Notes that the visitor agrees to what stands there.
pub async fn agree(app: &App, who: &Actor, id: StartId, version: &str) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let (start, part) = own(&work, who, id).await?;
        if version.trim() != start.version.to_string() {
            return Err(AppError::Conflict);
        }
        let stage = start.stage(&store::answers(&work, id).await?);
        if !matches!(stage, StartStage::Agreeing | StartStage::Agreed) {
            return Err(AppError::Refused("refused-start-alone"));
        }
        if store::agreements(&work, id).await?.is_empty() {
            return Err(AppError::Refused("refused-start-nothing-agreed"));
        }
        let mut agreed = start.clone();
        match part {
            StartPart::Lead => agreed.lead_agreed_on = Some(work.today),
            StartPart::Rep | StartPart::Joint => agreed.rep_agreed_on = Some(work.today),
        }
        store::change(&work, &agreed).await?;
        work.trail(Trail::new("start", id.0, "agreed").unit(start.unit));
        Ok(())
    })
    .await
}

/// Begins an initiative with what was agreed: six of its nine fields are filled, and no sentence is typed again.
pub async fn begin_initiative(app: &App, who: &Actor, id: StartId, title: &str) -> Result<InitiativeId, AppError> {
    let found = find(app, who, id).await?;
    if found.stage != StartStage::Agreed {
        return Err(AppError::Refused("refused-start-not-agreed"));
    }
    let agreed = |part| found.agreements.get(&part).cloned().unwrap_or_default();
    let texts = InitiativeTexts {
        title: title.to_owned(),
        goal_text: agreed(AgreementPart::Goals),
        description: agreed(AgreementPart::Initiatives),
        actors: [found.lead.as_str(), found.rep.as_str()].join(", "),
        financial_impact: agreed(AgreementPart::Resources),
        success_text: agreed(AgreementPart::Evaluation),
        follow_up_text: agreed(AgreementPart::Anchoring),
        ..InitiativeTexts::default()
    };
    let content = InitiativeContent {
        texts,
        unit: found.start.unit,
        parent: None,
        iglo_level: IgloLevel::Group,
        lead: found.start.lead,
        co_lead: found.start.rep,
        goal: None,
        starts_on: None,
        ends_on: None,
    };
    form::add(app, who, &content, None).await
}
