//! From counted answers to what may be shown: one table over cells and groups, protected and audited three times, each time with a
//! higher minimum inside what the time before let through: means, distributions, offensive behaviour.

use std::collections::BTreeSet;

use trivsel_disclosure::{
    Answers, Atom, Audit, Display, Figure, Group, Layer, Merge, Protection as Proof, Refusal, Release, Rules, Standing,
    Table, Tally, protect,
};
use trivsel_domain::publication::{Amount, GroupKey, GroupPlan};
use trivsel_domain::questionnaire::{Content, Item, ItemKind, Scale};
use trivsel_domain::survey::Cell;

use super::tallies::{STEPS, Tallies};
use crate::AppError;

/// The families of groups, the finest first: what is left out when it would mostly be hidden.
const UNITS_BY_JOB_GROUP: &str = "units_by_job_group";
const JOB_GROUPS: &str = "job_groups";
const UNITS: &str = "units";

/// Everything there is to protect.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    pub(super) content: &'a Content,
    pub(super) cells: &'a [Cell],
    pub(super) plan: &'a GroupPlan,
    pub(super) tallies: &'a Tallies,
}

/// What may be shown at one minimum.
#[derive(Debug)]
pub(super) struct Level {
    table: Table,
    release: Release,
    audit: Audit,
    merges: Vec<Merge>,
    /// Position in the table of each group of the plan; none for those that were left out.
    places: Vec<Option<usize>>,
    /// The families that were left out.
    pub(super) left_out: Vec<String>,
    layers: Vec<String>,
}

impl Ground<'_> {
    /// What may be shown of the scales that ask of nothing offensive. None when even all answers together are too few.
    pub(super) fn means(&self, minimum: u32) -> Result<Option<Level>, AppError> {
        self.level(minimum, self.scales(false), None, BTreeSet::new())
    }

    /// What may be shown of the scales that hold a question about offensive behaviour, inside what `within` lets through.
    pub(super) fn offensive_means(&self, minimum: u32, within: &Level) -> Result<Option<Level>, AppError> {
        let layers = self.scales(true);
        if layers.is_empty() {
            return Ok(None);
        }
        self.level(minimum, layers, Some(within), BTreeSet::new())
    }

    fn scales(&self, are_offensive: bool) -> Vec<Layer> {
        let is_offensive = |scale: &Scale| {
            let mut items = scale.items.iter().filter_map(|one| self.content.find_item(&one.item));
            items.any(|item| item.is_offensive)
        };
        let counted = self.tallies.scores.iter().zip(&self.tallies.grains);
        self.content
            .scales
            .iter()
            .zip(counted)
            .filter(|(scale, _)| is_offensive(scale) == are_offensive)
            .map(|(scale, (cells, grain))| Layer {
                name: scale.key.clone(),
                answers: Answers::Sums {
                    low: 0,
                    high: STEPS,
                    step: *grain,
                    tallies: cells
                        .iter()
                        .map(|scores| Tally {
                            count: u32::try_from(scores.len()).unwrap_or(u32::MAX),
                            sum: scores.iter().sum(),
                        })
                        .collect(),
                },
            })
            .collect()
    }

    /// What may be shown of how answers to these items are spread, inside what `within` lets through.
    pub(super) fn distributions(
        &self,
        minimum: u32,
        items: &[&Item],
        within: &Level,
    ) -> Result<Option<Level>, AppError> {
        let layers: Vec<Layer> = items.iter().filter_map(|item| self.sums(item)).collect();
        if layers.is_empty() {
            return Ok(None);
        }
        self.level(minimum, layers, Some(within), self.crossing())
    }

    /// An item as sums of its options' values: whether a hidden group's answers stay open is asked of these.
    fn sums(&self, item: &Item) -> Option<Layer> {
        let options = &self.content.choices_of(item)?.options;
        let value = |at: usize| options.get(at).map_or(0, |option| i64::from(option.value));
        let tallies = self.tallies.choices.get(&item.key)?.iter().map(|counts| Tally {
            count: counts.iter().sum(),
            sum: (0..).zip(counts).map(|(at, count)| value(at) * i64::from(*count)).sum(),
        });
        Some(Layer {
            name: item.key.clone(),
            answers: Answers::Sums {
                low: options.iter().map(|option| i64::from(option.value)).min()?,
                high: options.iter().map(|option| i64::from(option.value)).max()?,
                step: 1,
                tallies: tallies.collect(),
            },
        })
    }

    fn level(
        &self,
        minimum: u32,
        layers: Vec<Layer>,
        within: Option<&Level>,
        mut dropped: BTreeSet<usize>,
    ) -> Result<Option<Level>, AppError> {
        let rules = Rules::at(minimum).map_err(|error| AppError::internal("reading the rules", error))?;
        let names: Vec<String> = layers.iter().map(|layer| layer.name.clone()).collect();
        // Each round leaves out a finer family; there are three.
        for _ in 0..4 {
            let (table, places) = self.table(&layers, &dropped, within)?;
            match protect(&table, &rules) {
                Ok(Proof {
                    release, audit, merges, ..
                }) => {
                    return Ok(Some(Level {
                        table,
                        release,
                        audit,
                        merges,
                        left_out: self.families(&dropped),
                        places,
                        layers: names,
                    }));
                }
                Err(Refusal::SmallMustShow(_)) => return Ok(None),
                Err(refusal) => {
                    let Some(finer) = self.finest(&dropped) else {
                        tracing::warn!("a publication was refused: {refusal}");
                        return Ok(None);
                    };
                    dropped.extend(finer);
                }
            }
        }
        Ok(None)
    }

    fn table(
        &self,
        layers: &[Layer],
        dropped: &BTreeSet<usize>,
        within: Option<&Level>,
    ) -> Result<(Table, Vec<Option<usize>>), AppError> {
        let atoms = self
            .cells
            .iter()
            .zip(&self.tallies.respondents)
            .map(|(cell, respondents)| Atom {
                name: cell.number.to_string(),
                respondents: *respondents,
                invited: Some(cell.invited),
            })
            .collect();
        let (mut groups, mut places) = (Vec::new(), Vec::new());
        for (at, group) in self.plan.groups.iter().enumerate() {
            if dropped.contains(&at) {
                places.push(None);
                continue;
            }
            let was_hidden = within.is_some_and(|level| !level.is_shown(at));
            let standing = match (at, was_hidden) {
                (0, _) => Standing::MustShow,
                (_, true) => Standing::MustHide,
                _ => Standing::Free,
            };
            places.push(Some(groups.len()));
            groups.push(Group {
                name: at.to_string(),
                family: family(&group.key).to_owned(),
                atoms: group.cells.clone(),
                weight: None,
                standing,
            });
        }
        let table = Table::new(atoms, groups, layers.to_vec())
            .map_err(|error| AppError::internal("laying out a publication", error))?;
        Ok((table, places))
    }

    /// The groups that are no units: how answers are spread is not shown of them.
    fn crossing(&self) -> BTreeSet<usize> {
        let groups = self.plan.groups.iter().enumerate();
        groups
            .filter(|(_, group)| family(&group.key) != UNITS)
            .map(|(at, _)| at)
            .collect()
    }

    /// The groups of the finest family that is still there; the units stay.
    fn finest(&self, dropped: &BTreeSet<usize>) -> Option<Vec<usize>> {
        [UNITS_BY_JOB_GROUP, JOB_GROUPS].into_iter().find_map(|wanted| {
            let found: Vec<usize> = self
                .plan
                .groups
                .iter()
                .enumerate()
                .filter(|(at, group)| family(&group.key) == wanted && !dropped.contains(at))
                .map(|(at, _)| at)
                .collect();
            (!found.is_empty()).then_some(found)
        })
    }

    fn families(&self, dropped: &BTreeSet<usize>) -> Vec<String> {
        let names: BTreeSet<&str> = dropped
            .iter()
            .filter_map(|at| self.plan.groups.get(*at))
            .map(|group| family(&group.key))
            .collect();
        names.into_iter().map(str::to_owned).collect()
    }
}

fn family(key: &GroupKey) -> &'static str {
    match key {
        GroupKey::Unit { .. } | GroupKey::Together { .. } => UNITS,
        GroupKey::JobGroup { .. } => JOB_GROUPS,
        GroupKey::UnitJobGroup { .. } => UNITS_BY_JOB_GROUP,
    }
}

/// The items whose answers may be shown spread over their options, by what they need: the usual ones everybody is asked, those only
/// some are asked (each by itself, so that a thin one does not hide the others), and offensive behaviour.
pub(super) struct Spread<'a> {
    pub(super) usual: Vec<&'a Item>,
    pub(super) conditional: Vec<&'a Item>,
    pub(super) offensive: Vec<&'a Item>,
}

impl<'a> Spread<'a> {
    pub(super) fn of(content: &'a Content) -> Self {
        let mut spread = Self {
            usual: Vec::new(),
            conditional: Vec::new(),
            offensive: Vec::new(),
        };
        for item in content
            .items
            .iter()
            .filter(|item| matches!(item.kind, ItemKind::Choice(_)))
        {
            if item.is_offensive {
                spread.offensive.push(item);
            } else if item.condition.is_some() {
                spread.conditional.push(item);
            } else {
                spread.usual.push(item);
            }
        }
        spread
    }
}

impl Level {
    /// May anything be shown of a group of the plan?
    pub(super) fn is_shown(&self, group: usize) -> bool {
        self.place(group)
            .is_some_and(|place| self.release.pattern().is_shown(place))
    }

    fn place(&self, group: usize) -> Option<usize> {
        self.places.get(group).copied().flatten()
    }

    /// The group of the plan at a place in the table.
    pub(super) fn group_at(&self, place: usize) -> Option<usize> {
        self.places.iter().position(|known| *known == Some(place))
    }

    /// How many answered in a group of the plan.
    pub(super) fn respondents(&self, group: usize) -> Option<Amount> {
        self.release.respondents(self.place(group)?).map(amount)
    }

    /// The mean of a scale in a group of the plan.
    pub(super) fn mean(&self, group: usize, scale: &Scale) -> Option<Amount> {
        let layer = self.layers.iter().position(|name| *name == scale.key)?;
        self.release.mean(self.place(group)?, layer, display(scale)).map(amount)
    }

    /// The items at this level.
    pub(super) fn items(&self) -> &[String] {
        &self.layers
    }

    /// Neighbours that are hidden one by one and may be shown together: the group above, the groups, and whether something else is in.
    pub(super) fn merges(&self) -> impl Iterator<Item = (usize, Vec<usize>, &Merge)> {
        self.merges.iter().filter_map(|merge| {
            let members: Option<Vec<usize>> = merge.members.iter().map(|place| self.group_at(*place)).collect();
            Some((self.group_at(merge.within)?, members?, merge))
        })
    }

    /// How many answered in neighbours shown together.
    pub(super) fn respondents_together(&self, merge: &Merge) -> Option<Amount> {
        self.release.respondents_together(merge).map(amount)
    }

    /// The mean of a scale in neighbours shown together.
    pub(super) fn mean_together(&self, merge: &Merge, scale: &Scale) -> Option<Amount> {
        let layer = self.layers.iter().position(|name| *name == scale.key)?;
        self.release.mean_together(merge, layer, display(scale)).map(amount)
    }

    /// The fewest answers anything rests on that can be worked out.
    pub(super) fn smallest(&self) -> u64 {
        u64::try_from(self.audit.smallest().respondents).unwrap_or(0)
    }

    /// What may be shown, for the ledger.
    pub(super) fn release(&self) -> &Release {
        &self.release
    }

    /// What it was decided on, for the ledger.
    pub(super) fn table(&self) -> &Table {
        &self.table
    }
}

fn display(scale: &Scale) -> Display {
    Display {
        low: scale.range.from,
        high: scale.range.to,
    }
}

fn amount(figure: Figure) -> Amount {
    match figure {
        Figure::Exact(value) => Amount::Exact(value),
        Figure::Between(from, to) => Amount::Between { from, to },
    }
}
