//! Opening: the tree, the cells, the roll, the key and the rules are written down, and the invitations queued, in one transaction.

use chrono::NaiveDate;
use rand::Rng;
use sha2::{Digest, Sha256};
use trivsel_ballot::{InvitationCode, SecretKey};
use trivsel_domain::hex::hex_digits;
use trivsel_domain::id::{OrganisationId, SurveyId, UnitId};
use trivsel_domain::survey::{CellPlan, Due, Snapshot, Survey};
use trivsel_domain::unit::Tree;
use trivsel_store::mails::{Mail, MailKind};
use trivsel_store::rolls::{RollEntry, Way};
use trivsel_store::surveys::Frozen;
use trivsel_store::{Tx, questionnaires, rolls, surveys as store};

use super::promise::{Promise, PromisedCell};
use super::roll::Roll;
use super::schedule::due;
use super::{cell_name, moved};
use crate::work::Writer;
use crate::{App, AppError, mails, structure};

/// Opens a survey that stands ready, or puts it back as a draft if there can be none. [`AppError::Conflict`] when somebody moved it first.
pub async fn open(app: &App, organisation: OrganisationId, id: SurveyId) -> Result<(), AppError> {
    app.writing(Writer::nobody(organisation), |work| async move {
        let survey = due(&work, id, Due::Open).await?;
        if survey.is_over(work.today) {
            // The server was down for all of its days. Opened now, it would close and be published empty in one go.
            return moved(&work, &survey, survey.withdrawn(), "withdrawn").await;
        }
        let tree = structure::tree(&work, survey.target.cut_off).await?;
        let roll = Roll::of(&work, &survey.target, &tree).await?;
        let Ok(plan) = roll.cells(&tree, &survey, survey.target.by_job_group) else {
            // So many have left since it was launched that there can be no survey: back to the coordinator.
            return moved(&work, &survey, survey.withdrawn(), "withdrawn").await;
        };
        let opened = survey.opened(work.today).map_err(|_| AppError::Conflict)?;
        moved(&work, &survey, Ok(opened.clone()), "opened").await?;
        let key = new_key()?;
        let frozen = frozen(&work, &opened, &tree, &plan, &roll, &key).await?;
        store::freeze(&work, id, &frozen, &plan.cells).await?;
        let entries = entries(&opened, &plan, &roll, &key);
        rolls::add_many(&work, id, &entries).await?;
        let invitations: Vec<Mail> = entries
            .iter()
            .filter(|entry| entry.way == Way::Mail)
            .map(|entry| Mail::new(id, entry.person, MailKind::Invitation))
            .collect();
        mails::queue(&work, &invitations).await
    })
    .await
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
        last_day: survey.last_days(),
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
