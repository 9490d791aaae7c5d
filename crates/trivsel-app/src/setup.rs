//! The first hour of a workplace: six steps, each done, put off or to come. Who may begin at all is in `setup/first.rs`.

mod first;
mod samples;

use chrono::NaiveDate;
use trivsel_domain::id::{PersonId, UnitId, UnitPlacementId};
use trivsel_domain::period::Period;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::setup::{SetupStep, StepState, step_states};
use trivsel_domain::unit::{Unit, UnitPlacement};
use trivsel_store::organisations::SetUpSoFar;
use trivsel_store::setup::{self as store, SetupCounts, SetupNote, SetupNoteKind};
use trivsel_store::{Tx, organisations, persons, units};
use uuid::Uuid;

pub use first::{FirstAccount, FirstPerson, SetupForm, SetupKey, begin, establish, waiting, waits_for};
pub use samples::{Sample, sample};

use crate::mails::{Written, send_trial};
use crate::trail::Trail;
use crate::units::proposed_first_day;
use crate::{App, AppError};

/// A step as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLine {
    /// Which.
    pub step: SetupStep,
    /// How it stands.
    pub state: StepState,
    /// Who put it off, and when.
    pub put_off: Option<(NaiveDate, Option<String>)>,
    /// When it was last tried and went well.
    pub tried_on: Option<NaiveDate>,
}

/// The steps of the first hour, and what there is already.
#[derive(Clone, Debug)]
pub struct FirstHour {
    /// Every step in its order.
    pub steps: Vec<StepLine>,
    /// How much there is of each thing.
    pub counts: SetupCounts,
    /// The names of the first units, to be told.
    pub unit_names: Vec<String>,
    /// Is mail sent at all?
    pub has_mail: bool,
    /// The visitor's own mail address, which a trial mail goes to.
    pub own_address: Option<String>,
}

impl FirstHour {
    /// How many steps are in place or put off.
    pub fn settled(&self) -> usize {
        self.steps.iter().filter(|line| line.state.is_settled()).count()
    }

    /// The step that comes next.
    pub fn next(&self) -> Option<SetupStep> {
        let next = |line: &&StepLine| line.state == StepState::Next;
        self.steps.iter().find(next).map(|line| line.step)
    }

    /// A workplace of one unit may stop after the first step: all else works without the rest.
    pub fn may_stop(&self) -> bool {
        self.counts.units == 1
    }
}

/// How far a workplace has come, for those who can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetupProgress {
    /// How many steps are in place or put off.
    pub settled: usize,
    /// The step that comes next; none when nothing is left.
    pub next: Option<SetupStep>,
}

/// May the person set the workplace up?
pub fn may_set_up(who: &Actor) -> bool {
    who.may_everywhere(Right::ChangeOrganisation)
}

/// How far the workplace has come; none for those who cannot help, and once nothing is left to do.
pub async fn progress(app: &App, who: &Actor) -> Result<Option<SetupProgress>, AppError> {
    if !may_set_up(who) {
        return Ok(None);
    }
    let tx = app.read(who.organisation).await?;
    let so_far = organisations::set_up_so_far(&tx).await?;
    if is_in_use(&so_far) {
        return Ok(None);
    }
    let notes = store::list(&tx).await?;
    let has = |step| match step {
        SetupStep::Units => so_far.units,
        SetupStep::People => so_far.staff,
        SetupStep::Roles => so_far.roles,
        SetupStep::Forums => so_far.committees,
        SetupStep::Figures => so_far.figures,
        SetupStep::Mail => is_noted(&notes, SetupStep::Mail, SetupNoteKind::Tried),
    };
    let states = step_states(has, |step| is_noted(&notes, step, SetupNoteKind::PutOff));
    let next = states.iter().find(|(_, state)| *state == StepState::Next);
    Ok(next.map(|(step, _)| SetupProgress {
        settled: states.iter().filter(|(_, state)| state.is_settled()).count(),
        next: Some(*step),
    }))
}

/// A workplace that has units, people, roles, figures, forums and initiatives is past its first hour, whether or not mail was ever tried.
fn is_in_use(so_far: &SetUpSoFar) -> bool {
    so_far.units && so_far.staff && so_far.roles && so_far.figures && so_far.committees && so_far.initiatives
}

fn is_noted(notes: &[SetupNote], step: SetupStep, kind: SetupNoteKind) -> bool {
    notes.iter().any(|note| note.step == step && note.kind == kind)
}

/// The six steps as they stand.
pub async fn first_hour(app: &App, who: &Actor) -> Result<FirstHour, AppError> {
    who.must_everywhere(Right::ChangeOrganisation)?;
    let tx = app.read(who.organisation).await?;
    let counts = store::counts(&tx, app.today()).await?;
    let notes = store::list(&tx).await?;
    let has = |step| match step {
        SetupStep::Units => counts.units > 0,
        SetupStep::People => counts.people > 0,
        // A manager alone has nobody to look at it together with.
        SetupStep::Roles => counts.managers > 0 && counts.safety_reps + counts.union_reps > 0,
        SetupStep::Forums => counts.forums > 0,
        SetupStep::Figures => counts.figures > 0,
        SetupStep::Mail => is_noted(&notes, SetupStep::Mail, SetupNoteKind::Tried),
    };
    let states = step_states(has, |step| is_noted(&notes, step, SetupNoteKind::PutOff));
    let mut steps = Vec::new();
    for (step, state) in states {
        let note = notes.iter().find(|note| note.step == step);
        let put_off = match note {
            Some(note) if state == StepState::Waiting => Some((note.noted_on, name_of(&tx, note.noted_by).await?)),
            _ => None,
        };
        let tried_on = note
            .filter(|note| note.kind == SetupNoteKind::Tried)
            .map(|note| note.noted_on);
        steps.push(StepLine {
            step,
            state,
            put_off,
            tried_on,
        });
    }
    let unit_names = who.tree.iter().take(4).map(|node| node.name.clone()).collect();
    let own_address = persons::find(&tx, who.person).await?.and_then(|person| person.email);
    Ok(FirstHour {
        steps,
        counts,
        unit_names,
        has_mail: app.settings.mail.is_some(),
        own_address,
    })
}

async fn name_of(tx: &Tx, person: Option<PersonId>) -> Result<Option<String>, AppError> {
    let Some(person) = person else { return Ok(None) };
    let found = persons::find(tx, person).await?;
    Ok(found.filter(|person| !person.is_erased).map(|person| person.name))
}

/// Notes that the workplace waits with a step.
pub async fn put_off(app: &App, who: &Actor, step: SetupStep) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeOrganisation)?;
    app.writing(who, |work| async move {
        let note = SetupNote {
            step,
            kind: SetupNoteKind::PutOff,
            noted_on: work.today,
            noted_by: Some(who.person),
        };
        store::put(&work, &note).await?;
        work.trail(Trail::new("setup", who.organisation.0, "put_off").field("step", "", step.code()));
        Ok(())
    })
    .await
}

/// Takes a step up again that the workplace waited with.
pub async fn take_up(app: &App, who: &Actor, step: SetupStep) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeOrganisation)?;
    app.writing(who, |work| async move {
        if store::remove(&work, step).await? > 0 {
            work.trail(Trail::new("setup", who.organisation.0, "taken_up").field("step", "", step.code()));
        }
        Ok(())
    })
    .await
}

/// The code of the one unit of a small workplace.
const ONE_UNIT: &str = "1";

/// Opens one unit with the workplace's own name, where there is none: all a small workplace needs. Pressed twice it is opened once.
pub async fn open_one_unit(app: &App, who: &Actor) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeOrganisation)?;
    app.writing(who, |work| async move {
        if !units::list(&work).await?.is_empty() {
            return Ok(());
        }
        let organisation = organisations::find(&work).await?.ok_or(AppError::NotFound)?;
        let from = proposed_first_day(work.today);
        let unit = Unit {
            id: UnitId(Uuid::now_v7()),
            code: ONE_UNIT.to_owned(),
            period: Period::since(from),
        };
        let placement = UnitPlacement {
            id: UnitPlacementId(Uuid::now_v7()),
            unit: unit.id,
            parent: None,
            name: organisation.name,
            period: unit.period,
        };
        units::add(&work, &unit).await?;
        units::add_placement(&work, &placement).await?;
        work.trail(
            Trail::new("unit", unit.id.0, "added")
                .unit(unit.id)
                .field("code", "", &unit.code)
                .field("name", "", &placement.name)
                .field("valid_from", "", from),
        );
        Ok(())
    })
    .await
}

/// Sends the visitor a mail, and notes it when the mail server took it. Says whether it did.
pub async fn try_mail(app: &App, who: &Actor, written: Written) -> Result<bool, AppError> {
    who.must_everywhere(Right::ChangeOrganisation)?;
    let settings = app.must_mail()?;
    let address = {
        let tx = app.read(who.organisation).await?;
        persons::find(&tx, who.person).await?.and_then(|person| person.email)
    };
    let Some(address) = address else {
        return Err(AppError::Refused("refused-no-own-address"));
    };
    if !send_trial(settings, &address, written).await? {
        return Ok(false);
    }
    app.writing(who, |work| async move {
        let note = SetupNote {
            step: SetupStep::Mail,
            kind: SetupNoteKind::Tried,
            noted_on: work.today,
            noted_by: Some(who.person),
        };
        store::put(&work, &note).await?;
        work.trail(Trail::new("setup", who.organisation.0, "tried").field("step", "", SetupStep::Mail.code()));
        Ok(())
    })
    .await?;
    Ok(true)
}
