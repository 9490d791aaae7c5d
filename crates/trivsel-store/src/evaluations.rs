//! Evaluations of success criteria that are kept, and what is left out of them by hand.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder};
use trivsel_domain::evaluation::{Exclusion, Verdict};
use trivsel_domain::id::{EvaluationId, ExclusionId, InitiativeId, PersonId, SuccessCriterionId, UnitId};
use trivsel_domain::month::Month;
use uuid::Uuid;

use crate::entities::{evaluation, exclusion};
use crate::error::parsed;
use crate::{StoreError, Tx};

/// One kept evaluation.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptEvaluation {
    /// The id.
    pub id: EvaluationId,
    /// Of which criterion.
    pub criterion: SuccessCriterionId,
    /// SHA-256 over everything that went in, in hexadecimal digits.
    pub hash: String,
    /// Rises whenever the same figures would give other numbers.
    pub method_version: i32,
    /// What draws began with.
    pub seed: i64,
    /// The first month used.
    pub first: Month,
    /// The last month used.
    pub last: Month,
    /// The verdict.
    pub verdict: Verdict,
    /// The figures that went in, as JSON.
    pub inputs: String,
    /// What was found, as JSON; `null` where no design gives an estimate.
    pub finding: String,
    /// When.
    pub computed_at: DateTime<Utc>,
}

/// What a kept evaluation says.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct KeptAnswer {
    /// What was found, as JSON; `null` where no design gives an estimate.
    pub finding: String,
    /// When.
    pub computed_at: DateTime<Utc>,
}

/// A kept evaluation in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationLine {
    /// The hash of what went in.
    pub hash: String,
    /// The first month used.
    pub first: Month,
    /// The last month used.
    pub last: Month,
    /// The verdict.
    pub verdict: Verdict,
    /// When.
    pub computed_at: DateTime<Utc>,
}

#[derive(Debug, FromQueryResult)]
struct LineRow {
    id: Uuid,
    hash: String,
    first_month: NaiveDate,
    last_month: NaiveDate,
    verdict: String,
    computed_at: DateTime<Utc>,
}

impl LineRow {
    fn line(self) -> Result<EvaluationLine, StoreError> {
        Ok(EvaluationLine {
            verdict: parsed(Verdict::parse(&self.verdict), "evaluations", "verdict", self.id)?,
            hash: self.hash,
            first: Month::of(self.first_month),
            last: Month::of(self.last_month),
            computed_at: self.computed_at,
        })
    }
}

fn evaluation_of(row: evaluation::Model) -> Result<KeptEvaluation, StoreError> {
    Ok(KeptEvaluation {
        verdict: parsed(Verdict::parse(&row.verdict), "evaluations", "verdict", row.id)?,
        id: EvaluationId(row.id),
        criterion: SuccessCriterionId(row.criterion_id),
        hash: row.hash,
        method_version: row.method_version,
        seed: row.seed,
        first: Month::of(row.first_month),
        last: Month::of(row.last_month),
        inputs: row.inputs,
        finding: row.finding,
        computed_at: row.computed_at,
    })
}

fn exclusion_of(row: exclusion::Model) -> Exclusion {
    Exclusion {
        id: ExclusionId(row.id),
        criterion: SuccessCriterionId(row.criterion_id),
        unit: row.unit_id.map(UnitId),
        months: row
            .first_month
            .zip(row.last_month)
            .map(|(first, last)| (Month::of(first), Month::of(last))),
        reason: row.reason,
        created_at: row.created_at,
        created_by: row.created_by.map(PersonId),
    }
}

/// The evaluation of a criterion that was computed from these inputs.
pub async fn find(tx: &Tx, criterion: SuccessCriterionId, hash: &str) -> Result<Option<KeptEvaluation>, StoreError> {
    let query = tx
        .find::<evaluation::Entity>()
        .filter(evaluation::Column::CriterionId.eq(criterion.0))
        .filter(evaluation::Column::Hash.eq(hash));
    tx.one(query).await?.map(evaluation_of).transpose()
}

/// The answer of that evaluation, without the inputs, which are long for a large organisation.
pub async fn find_answer(tx: &Tx, criterion: SuccessCriterionId, hash: &str) -> Result<Option<KeptAnswer>, StoreError> {
    let sql = "select finding, computed_at from evaluations \
               where organisation_id = $1 and criterion_id = $2 and hash = $3";
    let mut found = tx.rows(sql, [criterion.0.into(), hash.into()]).await?;
    Ok(found.pop())
}

/// Every kept evaluation of a criterion, the newest first.
pub async fn list_of(tx: &Tx, criterion: SuccessCriterionId) -> Result<Vec<EvaluationLine>, StoreError> {
    let sql = "select id, hash, first_month, last_month, verdict, computed_at from evaluations \
               where organisation_id = $1 and criterion_id = $2 order by computed_at desc, id desc";
    let rows: Vec<LineRow> = tx.rows(sql, [criterion.0.into()]).await?;
    rows.into_iter().map(LineRow::line).collect()
}

/// What was last found of a criterion of an initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastVerdict {
    /// Whose criterion.
    pub initiative: InitiativeId,
    /// Which criterion.
    pub criterion: SuccessCriterionId,
    /// What the criterion is called.
    pub title: String,
    /// What was found.
    pub verdict: Verdict,
    /// When.
    pub computed_at: DateTime<Utc>,
}

#[derive(Debug, FromQueryResult)]
struct VerdictRow {
    id: Uuid,
    initiative_id: Uuid,
    criterion_id: Uuid,
    title: String,
    verdict: String,
    computed_at: DateTime<Utc>,
}

impl VerdictRow {
    fn verdict(self) -> Result<LastVerdict, StoreError> {
        Ok(LastVerdict {
            verdict: parsed(Verdict::parse(&self.verdict), "evaluations", "verdict", self.id)?,
            initiative: InitiativeId(self.initiative_id),
            criterion: SuccessCriterionId(self.criterion_id),
            title: self.title,
            computed_at: self.computed_at,
        })
    }
}

/// What was last found of the criteria of the initiatives right under this one, the newest first.
pub async fn verdicts_below(tx: &Tx, parent: InitiativeId) -> Result<Vec<LastVerdict>, StoreError> {
    let sql = "select e.id, c.initiative_id, e.criterion_id, c.title, e.verdict, e.computed_at from evaluations e \
               join success_criteria c on c.organisation_id = e.organisation_id and c.id = e.criterion_id \
               join initiatives i on i.organisation_id = c.organisation_id and i.id = c.initiative_id \
               where e.organisation_id = $1 and i.parent_id = $2 order by e.computed_at desc, e.id desc";
    let rows: Vec<VerdictRow> = tx.rows(sql, [parent.0.into()]).await?;
    rows.into_iter().map(VerdictRow::verdict).collect()
}

/// The newest kept answer of each criterion that has one, in every initiative, the newest first.
pub async fn newest_verdicts(tx: &Tx) -> Result<Vec<LastVerdict>, StoreError> {
    verdicts_where(tx, "", Vec::new()).await
}

/// The newest kept answer of each criterion of these initiatives, the newest first.
pub async fn newest_verdicts_of(tx: &Tx, initiatives: &[InitiativeId]) -> Result<Vec<LastVerdict>, StoreError> {
    let mut found = Vec::new();
    for some in initiatives.chunks(500) {
        let places: Vec<String> = (2..some.len() + 2).map(|at| format!("${at}")).collect();
        let only = format!("and c.initiative_id in ({})", places.join(", "));
        found.extend(verdicts_where(tx, &only, some.iter().map(|id| id.0.into()).collect()).await?);
    }
    Ok(found)
}

async fn verdicts_where(tx: &Tx, only: &str, values: Vec<sea_orm::Value>) -> Result<Vec<LastVerdict>, StoreError> {
    let sql = format!(
        "select e.id, c.initiative_id, e.criterion_id, c.title, e.verdict, e.computed_at from evaluations e \
         join success_criteria c on c.organisation_id = e.organisation_id and c.id = e.criterion_id \
         where e.organisation_id = $1 {only} and not exists (select 1 from evaluations n \
         where n.organisation_id = e.organisation_id and n.criterion_id = e.criterion_id \
         and (n.computed_at > e.computed_at or (n.computed_at = e.computed_at and n.id > e.id))) \
         order by e.computed_at desc, e.id desc"
    );
    let rows: Vec<VerdictRow> = tx.rows(&sql, values).await?;
    rows.into_iter().map(VerdictRow::verdict).collect()
}

/// Keeps an evaluation. There must be none of the same criterion from the same inputs.
pub async fn add(tx: &Tx, kept: &KeptEvaluation) -> Result<(), StoreError> {
    tx.add(evaluation::Model {
        organisation_id: tx.organisation().0,
        id: kept.id.0,
        criterion_id: kept.criterion.0,
        hash: kept.hash.clone(),
        method_version: kept.method_version,
        seed: kept.seed,
        first_month: kept.first.first_day(),
        last_month: kept.last.first_day(),
        verdict: kept.verdict.code().to_owned(),
        inputs: kept.inputs.clone(),
        finding: kept.finding.clone(),
        computed_at: kept.computed_at,
    })
    .await
}

/// What is left out of a criterion's evaluations, the oldest first.
pub async fn exclusions_of(tx: &Tx, criterion: SuccessCriterionId) -> Result<Vec<Exclusion>, StoreError> {
    let query = tx
        .find::<exclusion::Entity>()
        .filter(exclusion::Column::CriterionId.eq(criterion.0))
        .order_by_asc(exclusion::Column::CreatedAt)
        .order_by_asc(exclusion::Column::Id);
    Ok(tx.all(query).await?.into_iter().map(exclusion_of).collect())
}

/// Leaves something out.
pub async fn add_exclusion(tx: &Tx, of: &Exclusion) -> Result<(), StoreError> {
    tx.add(exclusion::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        criterion_id: of.criterion.0,
        unit_id: of.unit.map(|unit| unit.0),
        first_month: of.months.map(|(first, _)| first.first_day()),
        last_month: of.months.map(|(_, last)| last.first_day()),
        reason: of.reason.clone(),
        created_at: of.created_at,
        created_by: of.created_by.map(|person| person.0),
    })
    .await
}

/// Takes something in again.
pub async fn remove_exclusion(tx: &Tx, id: ExclusionId) -> Result<u64, StoreError> {
    let query = tx.remove::<exclusion::Entity>().filter(exclusion::Column::Id.eq(id.0));
    tx.removed(query).await
}

/// Removes what belongs to a criterion that goes: its evaluations and what was left out of them.
pub(crate) async fn remove_of(tx: &Tx, criterion: SuccessCriterionId) -> Result<(), StoreError> {
    tx.removed(
        tx.remove::<evaluation::Entity>()
            .filter(evaluation::Column::CriterionId.eq(criterion.0)),
    )
    .await?;
    tx.removed(
        tx.remove::<exclusion::Entity>()
            .filter(exclusion::Column::CriterionId.eq(criterion.0)),
    )
    .await?;
    Ok(())
}
