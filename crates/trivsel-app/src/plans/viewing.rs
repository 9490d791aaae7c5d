//! A plan laid out for its reader: its lines with names, who agreed, and what the reader may do with it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::chain::Node;
use trivsel_domain::id::{PersonId, PlanId, WorkshopId};
use trivsel_domain::plan::{AgreesAs, PlanLine, PlanState, UnitPlan, missing};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::workshop::Workshop;
use trivsel_store::{Tx, chain as links, committees, persons, plans as store, workshops as workshop_store};

use super::{LineView, PlanView, becoming, has_representative, notes, readable};
use crate::initiatives::UnitNames;
use crate::{App, AppError, workshops};

/// The plans the groups of a workshop made, in the groups' order, as far as the visitor may read them. Not found where there is none.
pub async fn of_workshop(app: &App, who: &Actor, id: WorkshopId) -> Result<(Workshop, Vec<PlanView>), AppError> {
    who.must_somewhere(Right::ReadPlans)?;
    let tx = app.read(who.organisation).await?;
    let workshop = workshops::readable(&tx, who, id).await?;
    let made = store::of_workshop(&tx, id).await?;
    let ids: Vec<PlanId> = made.iter().map(|(_, plan)| *plan).collect();
    let mut found = store::find_some(&tx, &ids).await?;
    found.retain(|plan| plan.may_be_read_by(who));
    let groups = workshop_store::groups_of(&tx, id).await?;
    found.sort_by_key(|plan| {
        let group = made.iter().find(|(_, of)| *of == plan.id).map(|(group, _)| *group);
        groups.iter().position(|one| Some(one.id) == group)
    });
    if found.is_empty() {
        return Err(AppError::NotFound);
    }
    let (views, _) = sheets(&tx, who, found, &[], app.today()).await?;
    Ok((workshop, views))
}

/// What people are called.
struct PeopleNames(BTreeMap<PersonId, String>);

impl PeopleNames {
    fn get(&self, id: Option<PersonId>) -> Option<String> {
        id.and_then(|id| self.0.get(&id)).cloned()
    }
}

/// Plans as they stand on paper: without what was seen on their TEST days, and without what the reader may do with them. `others` are people
/// whose names are wanted beside those of the plans.
async fn sheets(
    tx: &Tx,
    who: &Actor,
    plans: Vec<UnitPlan>,
    others: &[PersonId],
    today: NaiveDate,
) -> Result<(Vec<PlanView>, PeopleNames), AppError> {
    let ids: Vec<PlanId> = plans.iter().map(|plan| plan.id).collect();
    let mut lines: BTreeMap<PlanId, Vec<PlanLine>> = BTreeMap::new();
    let (mut wanted, mut has_forums) = (others.to_vec(), false);
    for line in store::lines_of_some(tx, &ids).await? {
        wanted.extend(line.person);
        has_forums |= line.committee.is_some();
        lines.entry(line.plan).or_default().push(line);
    }
    for plan in &plans {
        wanted.extend(plan.agreement.manager);
        wanted.extend(plan.agreement.representative);
    }
    let people = persons::list_some(tx, &wanted).await?.into_iter();
    let there = people.filter(|person| !person.is_erased);
    let names = PeopleNames(there.map(|person| (person.id, person.name)).collect());
    let forums = if has_forums {
        committees::list(tx).await?
    } else {
        Vec::new()
    };
    let unit_names = UnitNames::of(tx, who, plans.iter().map(|plan| plan.unit)).await?;
    let views = plans.into_iter().map(|plan| {
        let own = lines.remove(&plan.id).unwrap_or_default();
        let is_open = plan.state != PlanState::Closed;
        let may_change = is_open && plan.may_be_changed_by(who);
        PlanView {
            unit_name: unit_names.get(plan.unit),
            missing: missing(&own),
            lines: own
                .into_iter()
                .map(|line| LineView {
                    who: names.get(line.person).unwrap_or_else(|| line.role.clone()),
                    forum: forums
                        .iter()
                        .find(|forum| Some(forum.id) == line.committee)
                        .map(|forum| forum.name.clone())
                        .unwrap_or_default(),
                    is_overdue: is_open && line.is_overdue(today),
                    may_tick: line.is_open() && (may_change || line.person == Some(who.person)),
                    line,
                })
                .collect(),
            offered: Vec::new(),
            looks: Vec::new(),
            manager: names.get(plan.agreement.manager),
            representative: names.get(plan.agreement.representative),
            agrees_as: None,
            may_change,
            may_become: who.may(Right::ChangeInitiative, plan.unit),
            has_become: false,
            plan,
            today,
        }
    });
    let views = views.collect();
    Ok((views, names))
}

/// One plan as it stands on paper.
pub async fn on_paper(app: &App, who: &Actor, id: PlanId) -> Result<PlanView, AppError> {
    let tx = app.read(who.organisation).await?;
    let plan = readable(&tx, who, id).await?;
    let (mut views, _) = sheets(&tx, who, vec![plan], &[], app.today()).await?;
    views.pop().ok_or(AppError::NotFound)
}

/// A plan with all that its page shows.
pub(super) async fn whole(tx: &Tx, who: &Actor, plan: UnitPlan, today: NaiveDate) -> Result<PlanView, AppError> {
    let looks = store::looks_of(tx, plan.id).await?;
    let writers: Vec<PersonId> = looks.iter().filter_map(|look| look.written_by).collect();
    let (mut views, names) = sheets(tx, who, vec![plan], &writers, today).await?;
    let mut view = views.pop().ok_or(AppError::NotFound)?;
    view.looks = looks
        .into_iter()
        .map(|look| {
            let by = names.get(look.written_by).unwrap_or_default();
            (look, by)
        })
        .collect();
    let lines: Vec<PlanLine> = view.lines.iter().map(|one| one.line.clone()).collect();
    view.agrees_as = agrees_as(tx, who, &view.plan, &lines, today).await?;
    let nodes: Vec<Node> = lines.iter().map(|line| Node::PlanLine(line.id)).collect();
    let (_, out) = links::beside(tx, &nodes).await?;
    view.has_become = out.iter().any(|link| becoming::is_made(link.to));
    if view.may_change {
        view.offered = notes::offered(tx, who, &view.plan).await?;
    }
    Ok(view)
}

/// As whom the reader can still agree.
async fn agrees_as(
    tx: &Tx,
    who: &Actor,
    plan: &UnitPlan,
    lines: &[PlanLine],
    today: NaiveDate,
) -> Result<Option<AgreesAs>, AppError> {
    if plan.state != PlanState::Draft {
        return Ok(None);
    }
    let is_represented =
        plan.depends_on_representatives(who, lines) && has_representative(tx, who, plan.unit, today).await?;
    let part = plan.agrees_as(who, lines, is_represented);
    Ok(part.filter(|part| match part {
        AgreesAs::Manager => plan.agreement.manager.is_none(),
        AgreesAs::Representative => plan.agreement.representative.is_none(),
    }))
}
