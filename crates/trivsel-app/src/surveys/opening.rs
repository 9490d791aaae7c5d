//! Opening: the tree, the cells, the roll, the key and the rules are written down, and the invitations queued, in one transaction.

use chrono::NaiveDate;
use rand::Rng;
use sha2::{Digest, Sha256};
use trivsel_ballot::{InvitationCode, SecretKey};
use trivsel_domain::id::{OrganisationId, UnitId};
use trivsel_domain::survey::{CellPlan, Snapshot, Survey};
use trivsel_domain::unit::Tree;
use trivsel_store::mails::{Mail, MailKind};
use trivsel_store::rolls::{RollEntry, Way};
use trivsel_store::surveys::Frozen;
use trivsel_store::{Tx, mails, questionnaires, rolls, surveys as store};

use super::cell_name;
use super::promise::{Promise, PromisedCell};
use super::roll::Roll;
use crate::identity::hex_digits;
use crate::trail::Trail;
use crate::{App, AppError, structure};

/// Opens a survey that stands ready, or puts it back as a draft if there can be none. Says whether it was this server that did.
pub(crate) async fn open(app: &App, organisation: OrganisationId, survey: &Survey) -> Result<bool, AppError> {
    let tx = app.write(organisation).await?;
    if survey.is_over(app.today()) {
        // The server was down for all of its days. Opened now, it would close and be published empty in one go.
        return put_back(app, tx, survey).await;
    }
    let tree = structure::tree(&tx, survey.target.cut_off).await?;
    let roll = Roll::of(&tx, &survey.target, &tree).await?;
    let Ok(plan) = roll.cells(&tree, survey, survey.target.by_job_group) else {
        // So many have left since it was launched that there can be no survey.
        return put_back(app, tx, survey).await;
    };
    let opened = survey.opened(app.today()).map_err(|_| AppError::Conflict)?;
    if store::advance(&tx, &opened, survey.state).await? == 0 {
        return Ok(false);
    }
    let key = new_key()?;
    let frozen = frozen(&tx, &opened, &tree, &plan, &roll, &key).await?;
    store::freeze(&tx, survey.id, &frozen, &plan.cells).await?;
    let entries = entries(&opened, &plan, &roll, &key);
    rolls::add_many(&tx, survey.id, &entries).await?;
    let invitations: Vec<Mail> = entries
        .iter()
        .filter(|entry| entry.way == Way::Mail)
        .map(|entry| Mail::new(survey.id, entry.person, MailKind::Invitation))
        .collect();
    mails::add_many(&tx, &invitations).await?;
    told(app, tx, survey, &opened, "opened").await?;
    Ok(true)
}

/// Back to the coordinator.
async fn put_back(app: &App, tx: Tx, survey: &Survey) -> Result<bool, AppError> {
    let back = survey.withdrawn().map_err(|_| AppError::Conflict)?;
    moved(app, tx, survey, &back, "withdrawn").await
}

pub(super) async fn moved(
    app: &App,
    tx: Tx,
    before: &Survey,
    after: &Survey,
    verb: &'static str,
) -> Result<bool, AppError> {
    if store::advance(&tx, after, before.state).await? == 0 {
        return Ok(false);
    }
    told(app, tx, before, after, verb).await?;
    Ok(true)
}

/// Writes the trail's line about a survey that was moved, and commits.
pub(super) async fn told(
    app: &App,
    tx: Tx,
    before: &Survey,
    after: &Survey,
    verb: &'static str,
) -> Result<(), AppError> {
    Trail::new("survey", after.id.0, verb)
        .field("state", before.state.code(), after.state.code())
        .write(&tx, None, app.now())
        .await?;
    tx.commit().await?;
    Ok(())
}

fn new_key() -> Result<SecretKey, AppError> {
    let mut seed = [0; 32];
    rand::rng().fill_bytes(&mut seed);
    SecretKey::from_seed(&seed).map_err(|error| AppError::internal("making a survey's key", error))
}

async fn frozen(
    tx: &Tx,
    survey: &Survey,
    tree: &Tree,
    plan: &CellPlan,
    roll: &Roll,
    key: &SecretKey,
) -> Result<Frozen, AppError> {
    let version = questionnaires::find_version(tx, survey.questionnaire)
        .await?
        .ok_or(AppError::NotFound)?;
    let units: Vec<UnitId> = roll.people().map(|(one, _)| one.unit).collect();
    let public_key = hex_digits(&key.public_key().to_bytes());
    let promise = Promise {
        survey: survey.id,
        public_key: public_key.clone(),
        questionnaire: version.published.map(|published| published.hash).unwrap_or_default(),
        rules: survey.rules,
        closes_on: survey.closes_on.unwrap_or(NaiveDate::MAX),
        answers_deleted_on: survey.deletes_on().unwrap_or(NaiveDate::MAX),
        cells: plan
            .cells
            .iter()
            .map(|cell| PromisedCell {
                number: cell.number,
                name: cell_name(tree, cell.unit, &cell.job_groups, survey.target.by_job_group),
                invited: cell.invited,
            })
            .collect(),
    }
    .text();
    let snapshot = serde_json::to_string(&Snapshot::of(tree, &units))
        .map_err(|error| AppError::internal("writing a survey's tree", error))?;
    Ok(Frozen {
        snapshot,
        seal: hex_digits(&Sha256::digest(promise.as_bytes())),
        promise,
        public_key,
        secret_key: hex_digits(key.to_bytes().as_slice()),
    })
}

/// The roll, in the order of the persons' ids: random numbers.
fn entries(survey: &Survey, plan: &CellPlan, roll: &Roll, key: &SecretKey) -> Vec<RollEntry> {
    let mut entries: Vec<RollEntry> = roll
        .people()
        .zip(&plan.places)
        .map(|((one, has_mail), cell)| RollEntry {
            person: one.person,
            cell: *cell,
            way: if has_mail { Way::Mail } else { Way::Card },
            code_hash: if has_mail {
                let code = InvitationCode::derive(key, survey.id.0.as_bytes(), one.person.0.as_bytes());
                hex_digits(&code.store_hash())
            } else {
                String::new()
            },
            blinded: String::new(),
        })
        .collect();
    entries.sort_by_key(|entry| entry.person);
    entries
}
