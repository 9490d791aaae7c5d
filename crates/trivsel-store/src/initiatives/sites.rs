//! The sites of an initiative.

use sea_orm::{ColumnTrait, DbErr, FromQueryResult, QueryFilter, QueryOrder, QueryResult};
use trivsel_domain::id::{InitiativeId, MeasureId, SiteId, UnitId};
use trivsel_domain::initiative::{Site, SiteStage};
use trivsel_domain::period::Period;

use crate::entities::site::{Column, Entity, Model};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn site_of(row: Model) -> Result<Site, StoreError> {
    Ok(Site {
        stage: parsed(SiteStage::parse(&row.stage), "sites", "stage", row.id)?,
        period: parsed(Period::new(row.starts_on, row.ends_on).ok(), "sites", "ends_on", row.id)?,
        id: SiteId(row.id),
        initiative: InitiativeId(row.initiative_id),
        unit: UnitId(row.unit_id),
        measure: row.measure_id.map(MeasureId),
    })
}

fn site_row(tx: &Tx, site: &Site) -> Model {
    Model {
        organisation_id: tx.organisation().0,
        id: site.id.0,
        initiative_id: site.initiative.0,
        unit_id: site.unit.0,
        measure_id: site.measure.map(|measure| measure.0),
        stage: site.stage.code().to_owned(),
        starts_on: site.period.from(),
        ends_on: site.period.to(),
    }
}

/// The sites of an initiative, the first to begin first.
pub async fn sites_of(tx: &Tx, initiative: InitiativeId) -> Result<Vec<Site>, StoreError> {
    let query = tx
        .find::<Entity>()
        .filter(Column::InitiativeId.eq(initiative.0))
        .order_by_asc(Column::StartsOn)
        .order_by_asc(Column::Id);
    tx.all(query).await?.into_iter().map(site_of).collect()
}

/// The sites of several initiatives, the first to begin first.
pub async fn sites_of_many(tx: &Tx, initiatives: &[InitiativeId]) -> Result<Vec<Site>, StoreError> {
    let mut found = Vec::new();
    for some in super::portions(initiatives) {
        let query = tx
            .find::<Entity>()
            .filter(Column::InitiativeId.is_in(some))
            .order_by_asc(Column::StartsOn)
            .order_by_asc(Column::Id);
        found.extend(tx.all(query).await?);
    }
    found.into_iter().map(site_of).collect()
}

/// Every site of every initiative, for whoever looks for faults.
pub async fn list_sites(tx: &Tx) -> Result<Vec<Site>, StoreError> {
    let query = tx
        .find::<Entity>()
        .order_by_asc(Column::InitiativeId)
        .order_by_asc(Column::Id);
    tx.all(query).await?.into_iter().map(site_of).collect()
}

/// In which units each initiative runs, ran or is to run.
pub async fn site_units(tx: &Tx) -> Result<Vec<(InitiativeId, UnitId)>, StoreError> {
    struct Pair(InitiativeId, UnitId);
    impl FromQueryResult for Pair {
        // By position: looking up names costs more than the row itself.
        fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
            Ok(Self(
                InitiativeId(row.try_get_by_index(0)?),
                UnitId(row.try_get_by_index(1)?),
            ))
        }
    }
    let sql = "select distinct initiative_id, unit_id from sites where organisation_id = $1";
    let rows: Vec<Pair> = tx.rows(sql, []).await?;
    Ok(rows.into_iter().map(|pair| (pair.0, pair.1)).collect())
}

/// One site.
pub async fn find_site(tx: &Tx, id: SiteId) -> Result<Option<Site>, StoreError> {
    tx.one(tx.find::<Entity>().filter(Column::Id.eq(id.0)))
        .await?
        .map(site_of)
        .transpose()
}

/// Adds a site. [`StoreError::Conflict`] when the initiative already begins in that unit on that day.
pub async fn add_site(tx: &Tx, site: &Site) -> Result<(), StoreError> {
    tx.add(site_row(tx, site)).await
}

/// Adds many sites.
pub async fn add_sites(tx: &Tx, sites: &[Site]) -> Result<(), StoreError> {
    tx.add_many(sites.iter().map(|of| site_row(tx, of)).collect::<Vec<_>>())
        .await
}

/// Writes a site that is already there.
pub async fn change_site(tx: &Tx, site: &Site) -> Result<u64, StoreError> {
    tx.change(site_row(tx, site)).await
}

/// Removes a site.
pub async fn remove_site(tx: &Tx, id: SiteId) -> Result<u64, StoreError> {
    super::remove_one::<Entity>(tx, Column::Id, id.0).await
}
