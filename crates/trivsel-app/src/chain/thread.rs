//! The whole thread something lies on: what it came of, all the way up, and what came of it, all the way down, in the order of the days.

use chrono::NaiveDate;
use trivsel_domain::chain::{Node, Walk};
use trivsel_domain::initiative::Site;
use trivsel_domain::month::Month;
use trivsel_domain::rights::Actor;
use trivsel_store::{Tx, chain as store, committees, figures, initiatives};

use super::beyond;
use super::look::{self, NodeSight, SeenNode};
use crate::initiatives::UnitNames;
use crate::{App, AppError};

/// A thread for a visitor.
#[derive(Clone, Debug)]
pub struct Thread {
    /// What it was asked for.
    pub of: SeenNode,
    /// Its stations, the oldest first.
    pub stations: Vec<ThreadStation>,
    /// Today.
    pub today: NaiveDate,
}

/// One station of a thread.
#[derive(Clone, Debug)]
pub struct ThreadStation {
    /// The day it stands at.
    pub on: NaiveDate,
    /// What happened.
    pub moment: Moment,
}

/// What a station is.
#[derive(Clone, Debug)]
pub enum Moment {
    /// Something that can be opened.
    Seen {
        /// What.
        seen: Box<SeenNode>,
        /// What it does: the measures of an initiative.
        measures: Vec<String>,
        /// How many units have done the task of a decision, of how many.
        tasks: Option<(usize, usize)>,
    },
    /// Things the visitor may not read; neighbours stand together, so that nobody counts them.
    Hidden,
    /// Something that is gone; what it said.
    Gone(String),
    /// An initiative began in these units, in one month.
    Began {
        /// The units' names.
        units: Vec<String>,
        /// Which.
        initiative: Box<SeenNode>,
    },
    /// Something outside disturbed it.
    Disruption {
        /// What it is called.
        name: String,
        /// The first month.
        first: Month,
        /// The last month.
        last: Month,
    },
}

/// A station in the making: `rank` puts those of the same day in the order of the chain.
struct PlacedNode {
    rank: i64,
    station: ThreadStation,
}

/// The thread something lies on. It can be seen by whoever may read that thing; what else lies on it stands there without words where
/// they may not read it.
pub async fn thread(app: &App, who: &Actor, node: Node) -> Result<Thread, AppError> {
    let tx = app.read(who.organisation).await?;
    let today = app.today();
    let of = look::must_see(&tx, who, node).await?;
    let mut placed = Vec::new();
    let mut sites: Vec<Site> = Vec::new();
    let walked = walked(&tx, node).await?;
    let nodes: Vec<Node> = walked.iter().filter_map(|(node, ..)| *node).collect();
    let mut sights = look::look_all(&tx, who, &nodes).await?;
    for (node, rank, words) in walked {
        let Some(node) = node else {
            placed.push(PlacedNode {
                rank,
                station: ThreadStation {
                    on: of.on,
                    moment: Moment::Gone(words),
                },
            });
            continue;
        };
        match sights.remove(&node) {
            None => {}
            Some(NodeSight::Hidden(on)) => placed.push(PlacedNode {
                rank,
                station: ThreadStation {
                    on: Month::of(on).first_day(),
                    moment: Moment::Hidden,
                },
            }),
            Some(NodeSight::Seen(seen)) => {
                if let Node::Initiative(id) = node {
                    let own = initiatives::sites_of(&tx, id).await?;
                    placed.extend(began(&tx, who, &seen, &own, rank).await?);
                    sites.extend(own);
                }
                placed.push(PlacedNode {
                    rank,
                    station: seen_station(&tx, seen).await?,
                });
            }
        }
    }
    placed.extend(disruptions(&tx, who, &placed, &sites, today).await?);
    Ok(Thread {
        of,
        stations: in_order(placed),
        today,
    })
}

/// Everything on the thread, asked for level by level, with its distance: what it came of lies above it, what came of it below.
async fn walked(tx: &Tx, start: Node) -> Result<Vec<(Option<Node>, i64, String)>, AppError> {
    let mut found = Vec::new();
    let mut up = Walk::from(start);
    loop {
        let level = up.level();
        if level.is_empty() {
            break;
        }
        let links = store::into_any(tx, &asked_for_all(tx, &level).await?).await?;
        for (node, distance) in level {
            let rank = -i64::try_from(distance).unwrap_or(0);
            found.push((Some(node), rank, String::new()));
            let above = beyond::above_by(tx, node, &links).await?;
            let gone = above.iter().filter(|above| above.node.is_none());
            found.extend(gone.map(|above| (None, rank - 1, above.words.clone())));
            up.reach(distance, above.into_iter().filter_map(|above| above.node));
        }
    }
    let mut down = Walk::from(start);
    loop {
        let level = down.level();
        if level.is_empty() {
            break;
        }
        let links = store::out_of_any(tx, &asked_for_all(tx, &level).await?).await?;
        for (node, distance) in level {
            if distance > 0 {
                found.push((Some(node), i64::try_from(distance).unwrap_or(0), String::new()));
            }
            down.reach(distance, beyond::below_by(tx, node, &links).await?);
        }
    }
    Ok(found)
}

async fn asked_for_all(tx: &Tx, level: &[(Node, usize)]) -> Result<Vec<Node>, AppError> {
    let mut wanted = Vec::new();
    for (node, _) in level {
        wanted.extend(beyond::asked_for(tx, *node).await?);
    }
    Ok(wanted)
}

async fn seen_station(tx: &Tx, seen: Box<SeenNode>) -> Result<ThreadStation, AppError> {
    let measures = match seen.node {
        Node::Initiative(id) => {
            let measures = initiatives::measures_of(tx, id).await?;
            measures.into_iter().map(|measure| measure.title).collect()
        }
        _ => Vec::new(),
    };
    let tasks = match seen.node {
        Node::Decision(id) => {
            let tasks = committees::tasks_of(tx, id).await?;
            let (done, total) = crate::committees::coverage(&tasks);
            (total > 0).then_some((done, total))
        }
        _ => None,
    };
    Ok(ThreadStation {
        on: seen.on,
        moment: Moment::Seen { seen, measures, tasks },
    })
}

/// The months in which an initiative began somewhere.
async fn began(tx: &Tx, who: &Actor, of: &SeenNode, sites: &[Site], rank: i64) -> Result<Vec<PlacedNode>, AppError> {
    let names = UnitNames::of(tx, who, sites.iter().map(|site| site.unit)).await?;
    let mut stations: Vec<(NaiveDate, Vec<String>)> = Vec::new();
    let mut sites: Vec<&Site> = sites.iter().collect();
    sites.sort_by_key(|site| site.period.from());
    for site in sites {
        let from = site.period.from();
        match stations.last_mut() {
            Some((on, units)) if Month::of(*on) == Month::of(from) => units.push(names.get(site.unit)),
            _ => stations.push((from, vec![names.get(site.unit)])),
        }
    }
    let placed = stations.into_iter().map(|(on, units)| PlacedNode {
        rank,
        station: ThreadStation {
            on,
            moment: Moment::Began {
                units,
                initiative: Box::new(of.clone()),
            },
        },
    });
    Ok(placed.collect())
}

/// What disturbed the initiatives on the thread while they ran, in their units or everywhere.
async fn disruptions(
    tx: &Tx,
    who: &Actor,
    placed: &[PlacedNode],
    sites: &[Site],
    today: NaiveDate,
) -> Result<Vec<PlacedNode>, AppError> {
    let Some(first) = sites.iter().map(|site| site.period.from()).min() else {
        return Ok(Vec::new());
    };
    let last = placed.iter().map(|placed| placed.station.on).max().unwrap_or(today);
    let (first, last) = (Month::of(first), Month::of(last.min(today)));
    let found = figures::list_disruptions(tx).await?.into_iter();
    let during = found.filter(|one| {
        let units = sites.iter().map(|site| site.unit);
        one.first <= last && first <= one.last && who.tree.touches(one.unit, units)
    });
    let stations = during.map(|one| PlacedNode {
        rank: 0,
        station: ThreadStation {
            on: one.first.first_day(),
            moment: Moment::Disruption {
                name: one.name,
                first: one.first,
                last: one.last,
            },
        },
    });
    Ok(stations.collect())
}

/// By day, those of one day in the order of the chain; hidden ones beside each other become one.
fn in_order(mut placed: Vec<PlacedNode>) -> Vec<ThreadStation> {
    placed.sort_by_key(|placed| (placed.station.on, placed.rank));
    let mut stations: Vec<ThreadStation> = Vec::with_capacity(placed.len());
    for PlacedNode { station, .. } in placed {
        let is_hidden = matches!(station.moment, Moment::Hidden);
        let after_hidden = stations
            .last()
            .is_some_and(|last| matches!(last.moment, Moment::Hidden));
        if !(is_hidden && after_hidden) {
            stations.push(station);
        }
    }
    stations
}
