//! Drawing lots about who begins when, and telling what was drawn.

use chrono::NaiveDate;
use rand::TryRng;
use rand::rngs::SysRng;
use sha2::{Digest, Sha256};
use trivsel_domain::hex::{from_hex, hex_digits};
use trivsel_domain::id::{InitiativeId, LotId, SiteId, SuccessCriterionId, UnitId};
use trivsel_domain::initiative::site::sites_of_criterion;
use trivsel_domain::initiative::{Initiative, Lot, Site, SiteStage, lot};
use trivsel_domain::month::Month;
use trivsel_domain::period::Period;
use trivsel_domain::rights::Actor;
use trivsel_stats::randomisation::draw_order;
use trivsel_store::{Tx, initiatives as store, persons};
use uuid::Uuid;

use super::asked::PlanAsked;
use super::ground::Ground;
use crate::initiatives::{UnitNames, changeable, criterion_of, readable, sites};
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem};

/// All lots of an initiative.
#[derive(Clone, Debug)]
pub struct Lots {
    /// The initiative.
    pub initiative: Initiative,
    /// The newest first: that one counts.
    pub lots: Vec<LotView>,
}

/// A lot for a reader.
#[derive(Clone, Debug)]
pub struct LotView {
    /// The lot.
    pub lot: Lot,
    /// Who drew it; none when the person has been erased.
    pub drawn_by: Option<String>,
    /// The units in the order drawn, with the month each begins; none for those that wait.
    pub starts: Vec<(String, Option<Month>)>,
    /// Does the text still have the hash that was kept?
    pub is_intact: bool,
}

/// The lots of an initiative within reach.
pub async fn list(app: &App, who: &Actor, initiative: InitiativeId) -> Result<Lots, AppError> {
    let tx = app.read(who.organisation).await?;
    let (initiative, _) = readable(&tx, who, initiative).await?;
    let lots = store::lots_of(&tx, initiative.id).await?;
    let names = UnitNames::of(&tx, who, lots.iter().flat_map(|lot| lot.units.iter().copied())).await?;
    let drawers = persons::names_of(&tx, lots.iter().filter_map(|lot| lot.drawn_by)).await?;
    let lots = lots
        .into_iter()
        .map(|lot| LotView {
            drawn_by: lot.drawn_by.and_then(|person| drawers.get(&person).cloned()),
            starts: lot
                .starts(&order_of(&lot))
                .into_iter()
                .map(|(unit, start)| (names.get(unit), start))
                .collect(),
            is_intact: hash_of(&lot) == lot.hash,
            lot,
        })
        .collect();
    Ok(Lots { initiative, lots })
}

/// Draws who begins when, from a seed of the operating system, and plans the sites accordingly.
///
/// Only while the initiative has begun nowhere. Anew only with a reason; the lots before stay on record.
pub async fn draw(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
    asked: &PlanAsked,
    reason: &str,
) -> Result<LotId, AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        let criterion = criterion_of(&work, initiative.id, criterion).await?;
        let sites = sites_of_criterion(&store::sites_of(&work, initiative.id).await?, &criterion);
        if !initiative.state.is_open() || has_begun(&sites, work.today) {
            return Err(AppError::Refused("lot-begun"));
        }
        let ground = Ground::load(&work, who, &initiative, &sites, &criterion, work.today)
            .await?
            .ok_or(AppError::Refused("lot-no-figures"))?;
        let filled = asked.chosen().filled_in(&ground, &initiative, work.today);
        let asked = filled.plan(&asked.unread, &ground)?;
        let earlier = store::lots_of(&work, initiative.id).await?;
        let mut input = Input::new();
        if asked.plan.first().first_day() <= work.today {
            input.refuse(Problem::new("first", "problem-lot-first"));
        }
        if asked.plan.orders() < 2 {
            input.refuse(Problem::new("sizes", "problem-lot-one-order"));
        }
        if reason.is_empty() && !earlier.is_empty() {
            input.refuse(Problem::new("reason", "problem-required"));
        }
        input.done()?;
        // Of two who draw at once the second finds the initiative changed: no lot is drawn twice without a reason.
        store::change(&work, &initiative).await?;
        let mut seed = [0_u8; 32];
        SysRng
            .try_fill_bytes(&mut seed)
            .map_err(|error| AppError::internal("drawing a seed", error))?;
        let mut drawn = Lot {
            id: LotId(Uuid::now_v7()),
            initiative: initiative.id,
            drawn_at: work.now,
            drawn_by: Some(who.person),
            method: lot::METHOD,
            seed: hex_digits(&seed),
            units: asked.chosen,
            waves: asked.plan.waves().to_vec(),
            reason: reason.to_owned(),
            hash: String::new(),
        };
        drawn.hash = hash_of(&drawn);
        store::add_lot(&work, &drawn).await?;
        work.trail(
            Trail::new("lot", drawn.id.0, "drawn")
                .of_initiative(initiative.id)
                .unit(initiative.unit)
                .field("seed", "", &drawn.seed)
                .field("hash", "", &drawn.hash)
                .field("reason", "", &drawn.reason),
        );
        // A start planned around a drawn unit, or in it, would begin its people at another time than the lot.
        let replaced = |unit: UnitId| {
            drawn.units.iter().any(|drawn| who.tree.is_in_line(unit, *drawn))
                || earlier.iter().any(|lot| lot.units.contains(&unit))
        };
        for site in sites.iter().filter(|site| replaced(site.unit)) {
            sites::take_away(&work, who, work.now, &initiative, site).await?;
        }
        for (unit, start) in drawn.starts(&order_of(&drawn)) {
            let Some(start) = start else { continue };
            let site = Site {
                id: SiteId(Uuid::now_v7()),
                initiative: initiative.id,
                unit,
                measure: criterion.measure,
                stage: SiteStage::Pilot,
                period: Period::since(start.first_day()),
            };
            sites::put(&work, who, work.now, &initiative, &site).await?;
        }
        Ok(drawn.id)
    })
    .await
}

/// Has the initiative begun in some unit?
pub(super) fn has_begun(sites: &[Site], today: NaiveDate) -> bool {
    sites.iter().any(|site| site.has_begun(today))
}

/// The order the units of a lot were drawn in, drawn again from its seed. A seed that is damaged draws nothing.
pub(crate) fn order_of(lot: &Lot) -> Vec<usize> {
    match from_hex(&lot.seed).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()) {
        Some(seed) => draw_order(lot.units.len(), seed),
        None => Vec::new(),
    }
}

fn hash_of(lot: &Lot) -> String {
    hex_digits(&Sha256::digest(lot.text().as_bytes()))
}

/// The lot that the initiative has followed so far.
pub(crate) async fn followed(
    tx: &Tx,
    initiative: InitiativeId,
    sites: &[Site],
    today: NaiveDate,
) -> Result<Option<Lot>, AppError> {
    let newest = store::newest_lot(tx, initiative).await?;
    Ok(newest.filter(|lot| lot.was_followed(&order_of(lot), sites, today)))
}
