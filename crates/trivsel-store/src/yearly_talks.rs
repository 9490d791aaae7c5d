//! Yearly work-environment talks.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{CommitteeId, InitiativeId, YearlyTalkId};
use trivsel_domain::talk::{TalkInitiative, YearlyTalk};

use crate::entities::talk_initiative;
use crate::entities::yearly_talk::{Column, Entity, Model};
use crate::error::parsed;
use crate::tenant::one_more;
use crate::{StoreError, Tx};

const DRAFT: &str = "draft";
const HELD: &str = "held";

fn talk_of(row: Model) -> Result<YearlyTalk, StoreError> {
    let is_held = match row.state.as_str() {
        DRAFT => Some(false),
        HELD => Some(true),
        _ => None,
    };
    Ok(YearlyTalk {
        is_held: parsed(is_held, "yearly_talks", "state", row.id)?,
        id: YearlyTalkId(row.id),
        committee: CommitteeId(row.committee_id),
        held_on: row.held_on,
        last_year: row.last_year,
        outcome: row.outcome,
        goals: row.goals,
        cooperation: row.cooperation,
        competence: row.competence,
        version: row.version,
    })
}

fn state(talk: &YearlyTalk) -> &'static str {
    if talk.is_held { HELD } else { DRAFT }
}

/// Every talk, the newest first; those without a day before them.
pub async fn list(tx: &Tx) -> Result<Vec<YearlyTalk>, StoreError> {
    let found = tx.all(tx.find::<Entity>().order_by_desc(Column::Id)).await?;
    let mut talks = found.into_iter().map(talk_of).collect::<Result<Vec<_>, _>>()?;
    talks.sort_by_key(|talk| std::cmp::Reverse((talk.held_on.is_none(), talk.held_on)));
    Ok(talks)
}

/// One talk.
pub async fn find(tx: &Tx, id: YearlyTalkId) -> Result<Option<YearlyTalk>, StoreError> {
    let found = tx.one(tx.find::<Entity>().filter(Column::Id.eq(id.0))).await?;
    found.map(talk_of).transpose()
}

/// Adds a talk.
pub async fn add(tx: &Tx, talk: &YearlyTalk) -> Result<(), StoreError> {
    tx.add(Model {
        organisation_id: tx.organisation().0,
        id: talk.id.0,
        committee_id: talk.committee.0,
        held_on: talk.held_on,
        last_year: talk.last_year.clone(),
        outcome: talk.outcome.clone(),
        goals: talk.goals.clone(),
        cooperation: talk.cooperation.clone(),
        competence: talk.competence.clone(),
        state: state(talk).to_owned(),
        version: talk.version,
    })
    .await
}

/// Writes a talk that is not held, in the version read. [`StoreError::Stale`] when somebody was quicker.
pub async fn change(tx: &Tx, talk: &YearlyTalk) -> Result<(), StoreError> {
    let update = tx
        .update::<Entity>()
        .col_expr(Column::HeldOn, Expr::value(talk.held_on))
        .col_expr(Column::LastYear, Expr::value(talk.last_year.clone()))
        .col_expr(Column::Outcome, Expr::value(talk.outcome.clone()))
        .col_expr(Column::Goals, Expr::value(talk.goals.clone()))
        .col_expr(Column::Cooperation, Expr::value(talk.cooperation.clone()))
        .col_expr(Column::Competence, Expr::value(talk.competence.clone()))
        .col_expr(Column::State, Expr::value(state(talk)))
        .col_expr(Column::Version, one_more(Column::Version))
        .filter(Column::Id.eq(talk.id.0))
        .filter(Column::Version.eq(talk.version))
        .filter(Column::State.eq(DRAFT));
    tx.must_update(update).await
}

/// The goals of these talks that became initiatives.
pub async fn initiatives_of(tx: &Tx, talks: &[YearlyTalkId]) -> Result<Vec<TalkInitiative>, StoreError> {
    let query = tx
        .find::<talk_initiative::Entity>()
        .filter(talk_initiative::Column::TalkId.is_in(talks.iter().map(|talk| talk.0)))
        .order_by_asc(talk_initiative::Column::InitiativeId);
    let found = tx.all(query).await?.into_iter().map(|row| TalkInitiative {
        talk: YearlyTalkId(row.talk_id),
        initiative: InitiativeId(row.initiative_id),
        goal: row.goal,
    });
    Ok(found.collect())
}

/// Notes that a goal became an initiative.
pub async fn add_initiative(tx: &Tx, of: &TalkInitiative) -> Result<(), StoreError> {
    tx.add(talk_initiative::Model {
        organisation_id: tx.organisation().0,
        talk_id: of.talk.0,
        initiative_id: of.initiative.0,
        goal: of.goal.clone(),
    })
    .await
}
