//! Making a publication: count, protect, audit, write down. Without proof nothing is published.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use trivsel_disclosure::Ledger;
use trivsel_domain::hex::hex_digits;
use trivsel_domain::id::{OrganisationId, PublicationId, SurveyId, UnitId};
use trivsel_domain::job::Job;
use trivsel_domain::publication::{
    Amount, CommentBlock, Counted, GroupKey, GroupPlan, Protection, Publication, PublishedGroup, ScaleResult, Shown,
    blocks,
};
use trivsel_domain::questionnaire::{Content, Scale};
use trivsel_domain::survey::{Cell, Due, Snapshot, Survey};
use trivsel_store::ballots::{Ballot, Comment};
use trivsel_store::publications::KeptPublication;
use trivsel_store::{ballots, publications as store, questionnaires, surveys};
use uuid::Uuid;

use super::pooling;
use super::progress::{self, Step};
use super::protecting::{Ground, Level, Spread};
use super::tallies::{STEPS, Tallies};
use super::{METHOD_VERSION, Progress};
use crate::jobs::Hand;
use crate::trail::Trail;
use crate::work::Writer;
use crate::{App, AppError, looks};

/// Where so large a share of those who answered have a score, how many have one is taken to be how many answered: it is told nowhere.
const NEARLY_ALL: f64 = 0.9;

/// What a publication is made from.
struct Material {
    survey: Survey,
    content: Content,
    snapshot: Snapshot,
    cells: Vec<Cell>,
    ballots: Vec<Ballot>,
    comments: Vec<Comment>,
}

/// Publishes a closed survey whose publication is due, as whoever has it in hand. Where the clock cannot be trusted now, nothing is done:
/// it is asked for again with everything else that is due.
pub(crate) async fn publish_in_hand(
    app: &App,
    organisation: OrganisationId,
    id: SurveyId,
    hand: &Hand,
) -> Result<(), AppError> {
    let allowed = looks::look(app, organisation).await?;
    if !allowed.anything {
        return Ok(());
    }
    let app = allowed.standing(app);
    let tx = app.read(organisation).await?;
    let survey = surveys::find(&tx, id).await?;
    drop(tx);
    let is_due = survey.is_some_and(|survey| survey.due(app.today()) == Some(Due::Publish));
    if is_due {
        published(&app, organisation, id, app.today(), hand).await?;
    }
    Ok(())
}

/// Publishes a closed survey at once, dated a day.
pub async fn publish(app: &App, organisation: OrganisationId, id: SurveyId, on: NaiveDate) -> Result<(), AppError> {
    published(app, organisation, id, on, &Hand::free()).await
}

/// [`AppError::Conflict`] when somebody was quicker.
async fn published(
    app: &App,
    organisation: OrganisationId,
    id: SurveyId,
    on: NaiveDate,
    hand: &Hand,
) -> Result<(), AppError> {
    progress::begin(hand, Step::Counting);
    let material = load(app, organisation, id).await?;
    let survey = material.survey.clone();
    let published = survey.published().map_err(|_| AppError::Conflict)?;
    let told = hand.clone();
    let (publication, ledger) = tokio::task::spawn_blocking(move || make(&material, &told))
        .await
        .map_err(|error| AppError::internal("making a publication", error))??;
    progress::begin(hand, Step::Writing);
    let written = |error| AppError::internal("writing a publication", error);
    let content = serde_json::to_string(&publication).map_err(written)?;
    let kept = KeptPublication {
        id: PublicationId(Uuid::now_v7()),
        survey: id,
        published_on: on,
        method_version: METHOD_VERSION,
        hash: hex_digits(&Sha256::digest(content.as_bytes())),
        content,
        ledger: serde_json::to_string(&ledger).map_err(written)?,
    };
    let (survey, published, kept) = (&survey, &published, &kept);
    app.writing(Writer::nobody(organisation), |work| async move {
        hand.hold(&work).await?;
        // As it was read before the reckoning: if anything moved meanwhile, what was reckoned is not written down.
        surveys::advance(&work, published, survey.state).await?;
        store::add(&work, kept).await?;
        work.trail(Trail::new("survey", id.0, "published").field("state", survey.state.code(), published.state.code()));
        // The next step may be due on the same day.
        work.later(Job::MoveSurveys);
        Ok(())
    })
    .await
}

async fn load(app: &App, organisation: OrganisationId, id: SurveyId) -> Result<Material, AppError> {
    let tx = app.read(organisation).await?;
    let survey = surveys::find(&tx, id).await?.ok_or(AppError::Conflict)?;
    let frozen = surveys::frozen(&tx, id).await?.ok_or(AppError::NotFound)?;
    let version = questionnaires::find_version(&tx, survey.questionnaire)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(Material {
        snapshot: serde_json::from_str(&frozen.snapshot)
            .map_err(|error| AppError::internal("reading a survey's tree", error))?,
        cells: surveys::list_cells(&tx, id).await?,
        ballots: ballots::list(&tx, id).await?,
        comments: ballots::list_comments(&tx, id).await?,
        content: version.content,
        survey,
    })
}

/// The whole publication, from what is in the box.
fn make(material: &Material, hand: &Hand) -> Result<(Publication, Ledger), AppError> {
    let Material {
        survey,
        content,
        snapshot,
        cells,
        ..
    } = material;
    let tallies = Tallies::of(content, cells, &material.ballots)?;
    let plan = GroupPlan::of(snapshot, cells, survey.target.by_job_group);
    let ground = Ground {
        content,
        cells,
        plan: &plan,
        tallies: &tallies,
    };
    progress::begin(hand, Step::Means);
    let means = ground.means(survey.rules.minimum)?;
    let mut spread = Vec::new();
    let mut offensive_means = None;
    if let Some(means) = &means {
        progress::begin(hand, Step::Distributions);
        let wanted = Spread::of(content);
        spread.extend(ground.distributions(survey.rules.distribution, &wanted.usual, means)?);
        for item in wanted.conditional {
            spread.extend(ground.distributions(survey.rules.distribution, &[item], means)?);
        }
        progress::begin(hand, Step::Offensive);
        offensive_means = ground.offensive_means(survey.rules.offensive, means)?;
        spread.extend(ground.distributions(survey.rules.offensive, &wanted.offensive, means)?);
    }
    let mut ledger = Ledger::default();
    for level in means.iter().chain(&offensive_means).chain(&spread) {
        ledger.add(&survey.number.to_string(), level.table(), level.release());
    }
    let levels: Vec<&Level> = means.iter().chain(&offensive_means).collect();
    let shares = pooling::Shown::of(&ground, &levels, &spread);
    let making = Making {
        material,
        plan: &plan,
        tallies: &tallies,
        means: means.as_ref(),
        offensive_means: offensive_means.as_ref(),
        shares: &shares,
        uncertainties: tallies
            .scores
            .iter()
            .zip(&tallies.grains)
            .map(Uncertainty::of)
            .collect(),
    };
    Ok((making.publication(), ledger))
}

/// A publication in the making.
struct Making<'a> {
    material: &'a Material,
    plan: &'a GroupPlan,
    tallies: &'a Tallies,
    means: Option<&'a Level>,
    offensive_means: Option<&'a Level>,
    shares: &'a pooling::Shown,
    /// Of each scale, in the questionnaire's order.
    uncertainties: Vec<Option<Uncertainty>>,
}

/// Whose answers are counted in a group shown together without being named as its members.
struct Others {
    has_own: bool,
    units: Vec<UnitId>,
}

/// How far everybody's scores of a scale differ: what the uncertainty of every group's mean is reckoned from.
struct Uncertainty {
    /// The standard deviation, as a share of the range.
    spread: f64,
    /// How many standard errors an interval of 95 % reaches to each side.
    reach: f64,
}

impl Uncertainty {
    /// From the scores of all cells. Where everybody everywhere answers alike, one answer moved by one option stands in.
    fn of((cells, grain): (&Vec<Vec<i64>>, &i64)) -> Option<Self> {
        let all: Vec<f64> = cells.iter().flatten().map(|score| point(*score)).collect();
        let degrees = (f64::from(u32::try_from(all.len()).ok()?) - 1.0).max(1.0);
        Some(Self {
            spread: deviation(&all).unwrap_or(point(*grain)),
            reach: trivsel_stats::distribution::students_t_quantile(0.975, degrees).ok()?,
        })
    }
}

impl Making<'_> {
    fn publication(&self) -> Publication {
        let Material {
            survey,
            snapshot,
            cells,
            ..
        } = self.material;
        let mut groups: Vec<PublishedGroup> = (0..)
            .zip(&self.plan.groups)
            .map(|(at, group)| PublishedGroup {
                key: group.key.clone(),
                shown: self.means.and_then(|means| self.shown(means, at, &group.cells)),
            })
            .collect();
        let hidden = groups.iter().filter(|group| group.shown.is_none()).count();
        let protection = Protection {
            groups: groups.len(),
            hidden,
            left_out: self.means.map(|means| means.left_out.clone()).unwrap_or_default(),
            smallest_derivable: self.means.map_or(0, Level::smallest),
        };
        groups.extend(self.means.into_iter().flat_map(|means| self.together(means)));
        Publication {
            survey: survey.id,
            number: survey.number,
            title: survey.title.clone(),
            questionnaire: survey.questionnaire,
            closed_on: survey.closed_on.unwrap_or_default(),
            rules: survey.rules,
            invited: cells.iter().map(|cell| cell.invited).sum(),
            snapshot: snapshot.clone(),
            cells: cells.clone(),
            groups,
            comments: self.comments(),
            protection,
        }
    }

    fn shown(&self, means: &Level, group: usize, cells: &[usize]) -> Option<Shown> {
        if !means.is_shown(group) {
            return None;
        }
        let respondents = means.respondents(group)?;
        let mean = |scale: &Scale| {
            let offensive = self.offensive_means.filter(|level| level.is_shown(group));
            let own = means.mean(group, scale);
            own.or_else(|| offensive.and_then(|level| level.mean(group, scale)))
        };
        let scale = |scale: &Scale| self.scale(scale, cells, respondents, mean(scale)?);
        Some(Shown {
            invited: self.invited(cells),
            respondents,
            scales: self.material.content.scales.iter().filter_map(scale).collect(),
            distributions: self.shares.of_group(group, &self.material.content),
        })
    }

    fn together(&self, means: &Level) -> Vec<PublishedGroup> {
        let mut found = Vec::new();
        for (within, members, merge) in means.merges() {
            let unit_of = |group: &usize| match self.plan.groups.get(*group).map(|group| &group.key) {
                Some(GroupKey::Unit { unit }) => Some(*unit),
                _ => None,
            };
            let units: Option<Vec<_>> = members.iter().map(unit_of).collect();
            let (Some(unit), Some(units)) = (unit_of(&within), units) else {
                continue;
            };
            let cells = self.cells_together(within, merge, means);
            let others = self.others(unit, &members, &cells);
            let shown = means.respondents_together(merge).map(|respondents| Shown {
                invited: self.invited(&cells),
                respondents,
                scales: self
                    .material
                    .content
                    .scales
                    .iter()
                    .filter_map(|scale| self.scale(scale, &cells, respondents, means.mean_together(merge, scale)?))
                    .collect(),
                distributions: Vec::new(),
            });
            found.push(PublishedGroup {
                key: GroupKey::Together {
                    unit,
                    members: units,
                    has_own: others.has_own,
                    others: others.units,
                },
                shown,
            });
        }
        found
    }

    /// The cells of neighbours shown together: those of the group above less those of its shown groups.
    fn cells_together(&self, within: usize, merge: &trivsel_disclosure::Merge, means: &Level) -> Vec<usize> {
        let of = |group: usize| {
            self.plan
                .groups
                .get(group)
                .map(|group| group.cells.as_slice())
                .unwrap_or_default()
        };
        let less: BTreeSet<usize> = merge
            .less
            .iter()
            .filter_map(|place| means.group_at(*place))
            .flat_map(|group| of(group).iter().copied())
            .collect();
        of(within).iter().copied().filter(|cell| !less.contains(cell)).collect()
    }

    /// Whose answers are in these cells beside those of the members.
    fn others(&self, unit: UnitId, members: &[usize], cells: &[usize]) -> Others {
        let groups = members.iter().filter_map(|member| self.plan.groups.get(*member));
        let named: BTreeSet<usize> = groups.flat_map(|group| group.cells.iter().copied()).collect();
        let left = cells.iter().filter(|cell| !named.contains(cell));
        let units: BTreeSet<UnitId> = left
            .filter_map(|cell| self.material.cells.get(*cell))
            .flat_map(|cell| cell.units.iter().copied())
            .collect();
        let tree = self.material.snapshot.units().iter().map(|one| one.id);
        Others {
            has_own: units.contains(&unit),
            units: tree.filter(|one| *one != unit && units.contains(one)).collect(),
        }
    }

    fn invited(&self, cells: &[usize]) -> u32 {
        cells
            .iter()
            .filter_map(|at| self.material.cells.get(*at))
            .map(|cell| cell.invited)
            .sum()
    }

    /// A scale's mean with how sure it is.
    ///
    /// Nothing is in the uncertainty that is not told already: the spread is everybody's, since a group's own would be one more figure
    /// of it, and it is divided by how many answered as it is shown.
    fn scale(&self, scale: &Scale, cells: &[usize], respondents: Amount, mean: Amount) -> Option<ScaleResult> {
        let at = self
            .material
            .content
            .scales
            .iter()
            .position(|known| known.key == scale.key)?;
        let scores = self.tallies.scores.get(at)?;
        let scored: usize = cells.iter().filter_map(|cell| scores.get(*cell)).map(Vec::len).sum();
        let scored = f64::from(u32::try_from(scored).ok()?);
        let count = if scored >= NEARLY_ALL * respondents.middle() {
            respondents.middle()
        } else {
            // Asked of some only, or left out by many: in steps of five.
            (scored / 5.0).floor() * 5.0
        };
        let Uncertainty { spread, reach } = self.uncertainties.get(at)?.as_ref()?;
        let standard_error = round2(spread / count.max(1.0).sqrt() * scale.range.width());
        let reach = reach * standard_error;
        let middle = mean.middle();
        let end = |value: f64| round1(value.clamp(scale.range.from, scale.range.to));
        Some(ScaleResult {
            scale: scale.key.clone(),
            mean,
            standard_error,
            interval: (end(middle - reach), end(middle + reach)),
        })
    }

    fn comments(&self) -> Vec<CommentBlock> {
        let Material {
            survey,
            cells,
            comments,
            content,
            ..
        } = self.material;
        let Some(means) = self.means else { return Vec::new() };
        let groups = self.plan.groups.iter().enumerate();
        let counted: Vec<Counted> = groups
            .filter_map(|(at, group)| match group.key {
                GroupKey::Unit { unit } if means.is_shown(at) => Some(Counted {
                    unit,
                    cells: group.cells.clone(),
                    respondents: means.respondents(at)?,
                }),
                _ => None,
            })
            .collect();
        let mut found = Vec::new();
        for block in blocks(&counted, survey.rules.comments) {
            let numbers: Vec<u32> = block
                .cells
                .iter()
                .filter_map(|at| cells.get(*at))
                .map(|cell| cell.number)
                .collect();
            for item in &content.items {
                // Comments lie under random keys: their order is none.
                let texts: Vec<String> = comments
                    .iter()
                    .filter(|comment| comment.item == item.key && numbers.contains(&comment.cell))
                    .map(|comment| comment.text.clone())
                    .collect();
                if !texts.is_empty() {
                    found.push(CommentBlock {
                        unit: block.unit,
                        item: item.key.clone(),
                        texts,
                    });
                }
            }
        }
        found
    }
}

/// A score in steps as a share of the range.
fn point(score: i64) -> f64 {
    #[expect(clippy::as_conversions, reason = "at most STEPS: exact in an f64")]
    let share = score as f64 / STEPS as f64;
    share
}

/// The standard deviation of a sample.
fn deviation(values: &[f64]) -> Option<f64> {
    let interval = trivsel_stats::scale::mean_interval(trivsel_stats::scale::Sample::of_process(values), 0.95).ok()?;
    Some(interval.standard_deviation)
}

fn round1(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn round2(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

impl Progress {
    /// Is nothing being done yet?
    pub fn is_waiting(&self) -> bool {
        self.step == Step::Waiting
    }
}
