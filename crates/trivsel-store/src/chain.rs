//! Where something came from: the table `origins`, which keeps each thing that was made of another.

use std::collections::BTreeMap;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, IdenStatic, QueryFilter, QueryOrder, Value};
use trivsel_domain::chain::{ChainLink, Node};
use trivsel_domain::id::{
    AgendaItemId, BoardId, DecisionId, FollowUpId, InitiativeId, MeasureId, MilestoneId, NoteId, PlanLineId,
    SuccessCriterionId, SurveyId, UnitId, WorkshopId,
};
use trivsel_domain::survey::Origin;
use trivsel_domain::toolbox::ToolCode;
use uuid::Uuid;

use crate::entities::origin::{Column, Entity, Model};
use crate::error::parsed;
use crate::{StoreError, Tx};

/// The columns of ids a source stands in; none for what is no source, or is called by a code.
fn source_ids(node: Node) -> Vec<(Column, Uuid)> {
    match node {
        Node::Result(of) => vec![(Column::FromSurveyId, of.survey.0), (Column::FromUnitId, of.unit.0)],
        Node::Decision(id) => vec![(Column::FromDecisionId, id.0)],
        Node::Measure(id) => vec![(Column::FromMeasureId, id.0)],
        Node::PlanLine(id) => vec![(Column::FromPlanLineId, id.0)],
        Node::Note(board, note) => vec![(Column::FromBoardId, board.0), (Column::FromNoteId, note.0)],
        _ => Vec::new(),
    }
}

/// The code of a source that has no row of its own: what is shipped with the program.
fn source_code(node: Node) -> Option<String> {
    match node {
        Node::Tool(code) => Some(code.to_string()),
        _ => None,
    }
}

/// Everything a source stands in; nothing for what is no source.
fn source(node: Node) -> Vec<(Column, Value)> {
    let ids = source_ids(node).into_iter().map(|(column, id)| (column, id.into()));
    let code = source_code(node).map(|code| (Column::FromTool, code.into()));
    ids.chain(code).collect()
}

/// The column a target stands in; none for what is no target.
fn target(node: Node) -> Option<(Column, Uuid)> {
    match node {
        Node::PlanLine(id) => Some((Column::ToPlanLineId, id.0)),
        Node::Initiative(id) => Some((Column::ToInitiativeId, id.0)),
        Node::Measure(id) => Some((Column::ToMeasureId, id.0)),
        Node::SuccessCriterion(id) => Some((Column::ToSuccessCriterionId, id.0)),
        Node::Milestone(id) => Some((Column::ToMilestoneId, id.0)),
        Node::FollowUp(id) => Some((Column::ToFollowUpId, id.0)),
        Node::AgendaItem(id) => Some((Column::ToAgendaItemId, id.0)),
        _ => None,
    }
}

fn is_source(node: Node) -> Option<Condition> {
    let columns = source(node);
    let all = columns
        .iter()
        .fold(Condition::all(), |all, (column, id)| all.add(column.eq(id.clone())));
    (!columns.is_empty()).then_some(all)
}

fn link_of(row: Model) -> Result<ChainLink, StoreError> {
    let result = row.from_survey_id.zip(row.from_unit_id).map(|(survey, unit)| {
        Node::Result(Origin {
            survey: SurveyId(survey),
            unit: UnitId(unit),
        })
    });
    let note = row.from_board_id.zip(row.from_note_id);
    let tool = match &row.from_tool {
        Some(code) => Some(parsed(ToolCode::parse(code), "origins", "from_tool", row.id)?),
        None => None,
    };
    let from = result
        .or(note.map(|(board, note)| Node::Note(BoardId(board), NoteId(note))))
        .or(row.from_decision_id.map(|id| Node::Decision(DecisionId(id))))
        .or(row.from_measure_id.map(|id| Node::Measure(MeasureId(id))))
        .or(row.from_plan_line_id.map(|id| Node::PlanLine(PlanLineId(id))))
        .or(tool.map(Node::Tool));
    let initiative = row.to_initiative_id.map(|id| Node::Initiative(InitiativeId(id)));
    let to = initiative
        .or(row.to_measure_id.map(|id| Node::Measure(MeasureId(id))))
        .or(row
            .to_success_criterion_id
            .map(|id| Node::SuccessCriterion(SuccessCriterionId(id))))
        .or(row.to_milestone_id.map(|id| Node::Milestone(MilestoneId(id))))
        .or(row.to_follow_up_id.map(|id| Node::FollowUp(FollowUpId(id))))
        .or(row.to_agenda_item_id.map(|id| Node::AgendaItem(AgendaItemId(id))))
        .or(row.to_plan_line_id.map(|id| Node::PlanLine(PlanLineId(id))));
    Ok(ChainLink {
        from,
        to: parsed(to, "origins", "to_initiative_id", row.id)?,
        words: row.words,
        made_on: row.made_on,
    })
}

fn row_of(tx: &Tx, link: &ChainLink) -> Model {
    let columns: Vec<(Column, Uuid)> = link.from.map(source_ids).unwrap_or_default();
    let columns: Vec<(Column, Uuid)> = columns.into_iter().chain(target(link.to)).collect();
    let held = |wanted: Column| {
        let of = columns.iter().find(|(column, _)| column.as_str() == wanted.as_str());
        of.map(|(_, id)| *id)
    };
    Model {
        organisation_id: tx.organisation().0,
        // Drawn: an id that grows with the clock would tell when.
        id: Uuid::new_v4(),
        from_survey_id: held(Column::FromSurveyId),
        from_unit_id: held(Column::FromUnitId),
        from_decision_id: held(Column::FromDecisionId),
        from_measure_id: held(Column::FromMeasureId),
        from_plan_line_id: held(Column::FromPlanLineId),
        from_board_id: held(Column::FromBoardId),
        from_note_id: held(Column::FromNoteId),
        to_plan_line_id: held(Column::ToPlanLineId),
        to_initiative_id: held(Column::ToInitiativeId),
        to_measure_id: held(Column::ToMeasureId),
        to_success_criterion_id: held(Column::ToSuccessCriterionId),
        to_milestone_id: held(Column::ToMilestoneId),
        to_follow_up_id: held(Column::ToFollowUpId),
        to_agenda_item_id: held(Column::ToAgendaItemId),
        words: link.words.clone(),
        made_on: link.made_on,
        from_tool: link.from.and_then(source_code),
    }
}

async fn found(tx: &Tx, wanted: Condition) -> Result<Vec<ChainLink>, StoreError> {
    let query = tx
        .find::<Entity>()
        .filter(wanted)
        .order_by_asc(Column::MadeOn)
        .order_by_asc(Column::Id);
    tx.all(query).await?.into_iter().map(link_of).collect()
}

/// What these came of.
pub async fn into_any(tx: &Tx, nodes: &[Node]) -> Result<Vec<ChainLink>, StoreError> {
    let wanted: Vec<(Column, Uuid)> = nodes.iter().copied().filter_map(target).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let any = wanted
        .iter()
        .fold(Condition::any(), |any, (column, id)| any.add(column.eq(*id)));
    found(tx, any).await
}

/// What came of these.
pub async fn out_of_any(tx: &Tx, nodes: &[Node]) -> Result<Vec<ChainLink>, StoreError> {
    let wanted: Vec<Condition> = nodes.iter().copied().filter_map(is_source).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    found(tx, wanted.into_iter().fold(Condition::any(), Condition::add)).await
}

/// What these came of, and what came of them: one question for both.
pub async fn beside(tx: &Tx, nodes: &[Node]) -> Result<(Vec<ChainLink>, Vec<ChainLink>), StoreError> {
    let targets = nodes.iter().copied().filter_map(target);
    let targets = targets.map(|(column, id)| Condition::all().add(column.eq(id)));
    let sources = nodes.iter().copied().filter_map(is_source);
    let wanted: Vec<Condition> = targets.chain(sources).collect();
    if wanted.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let all = found(tx, wanted.into_iter().fold(Condition::any(), Condition::add)).await?;
    let is_own = |node: Option<Node>| node.is_some_and(|node| nodes.contains(&node));
    let into = all.iter().filter(|link| is_own(Some(link.to))).cloned().collect();
    let out = all.iter().filter(|link| is_own(link.from)).cloned().collect();
    Ok((into, out))
}

/// What came of a survey, whichever unit's result it was.
pub async fn out_of_survey(tx: &Tx, survey: SurveyId) -> Result<Vec<ChainLink>, StoreError> {
    found(tx, Condition::all().add(Column::FromSurveyId.eq(survey.0))).await
}

/// Which initiative each of these belongs to: it itself, or the one it is a part of. What is of none is left out.
pub async fn initiatives_of(tx: &Tx, nodes: &[Node]) -> Result<BTreeMap<Node, InitiativeId>, StoreError> {
    #[derive(Debug, sea_orm::FromQueryResult)]
    struct PartRow {
        id: Uuid,
        initiative_id: Uuid,
    }
    let mut found = BTreeMap::new();
    let (mut values, mut asked): (Vec<sea_orm::Value>, Vec<String>) = (Vec::new(), Vec::new());
    for (table, part) in PARTS {
        let ids: Vec<Uuid> = nodes.iter().filter_map(|node| part(*node)).collect();
        if ids.is_empty() {
            continue;
        }
        // `$1` is the organisation.
        let first = values.len() + 2;
        let places: Vec<String> = (first..first + ids.len()).map(|place| format!("${place}")).collect();
        values.extend(ids.into_iter().map(sea_orm::Value::from));
        asked.push(format!(
            "select id, initiative_id from {table} where organisation_id = $1 and id in ({})",
            places.join(", ")
        ));
    }
    let rows: Vec<PartRow> = if asked.is_empty() {
        Vec::new()
    } else {
        tx.rows(&asked.join(" union all "), values).await?
    };
    let holders: BTreeMap<Uuid, InitiativeId> = rows
        .into_iter()
        .map(|row| (row.id, InitiativeId(row.initiative_id)))
        .collect();
    for node in nodes {
        let own = match node {
            Node::Initiative(id) => Some(*id),
            part => PARTS
                .iter()
                .find_map(|(_, of)| of(*part))
                .and_then(|id| holders.get(&id).copied()),
        };
        if let Some(initiative) = own {
            found.insert(*node, initiative);
        }
    }
    Ok(found)
}

/// Takes the part of an end that stands in a column of its own.
type PartOf = fn(Node) -> Option<Uuid>;

/// The tables of an initiative's parts, and the id of what stands in each.
const PARTS: [(&str, PartOf); 4] = [
    ("measures", |node| match node {
        Node::Measure(id) => Some(id.0),
        _ => None,
    }),
    ("success_criteria", |node| match node {
        Node::SuccessCriterion(id) => Some(id.0),
        _ => None,
    }),
    ("milestones", |node| match node {
        Node::Milestone(id) => Some(id.0),
        _ => None,
    }),
    ("follow_ups", |node| match node {
        Node::FollowUp(id) => Some(id.0),
        _ => None,
    }),
];

/// Is it kept that the second came of the first?
pub async fn has(tx: &Tx, from: Node, to: Node) -> Result<bool, StoreError> {
    let links = into_any(tx, &[to]).await?;
    Ok(links.iter().any(|link| link.from == Some(from)))
}

/// Notes that something came of something.
pub async fn add(tx: &Tx, link: &ChainLink) -> Result<(), StoreError> {
    tx.add(row_of(tx, link)).await
}

/// Takes that back. Says how many rows were touched.
pub async fn remove(tx: &Tx, from: Node, to: Node) -> Result<u64, StoreError> {
    let (Some(from), Some((column, id))) = (is_source(from), target(to)) else {
        return Ok(0);
    };
    tx.removed(tx.remove::<Entity>().filter(from).filter(column.eq(id)))
        .await
}

/// Before something is removed: where it came from is forgotten, and what came of it keeps its words alone.
pub async fn forget(tx: &Tx, node: Node) -> Result<(), StoreError> {
    if let Some((column, id)) = target(node) {
        tx.removed(tx.remove::<Entity>().filter(column.eq(id))).await?;
    }
    let Some(is_source) = is_source(node) else {
        return Ok(());
    };
    let wordless = tx.remove::<Entity>().filter(is_source.clone());
    tx.removed(wordless.filter(Column::Words.eq(""))).await?;
    let mut update = tx.update::<Entity>().filter(is_source);
    for (column, _) in source(node) {
        update = match column {
            Column::FromTool => update.col_expr(column, Expr::value(Option::<String>::None)),
            _ => update.col_expr(column, Expr::value(Option::<Uuid>::None)),
        };
    }
    tx.updated(update).await?;
    Ok(())
}

/// After notes of a workshop have gone: what came of them keeps their words alone.
pub(crate) async fn forget_lost_notes(tx: &Tx, of: WorkshopId) -> Result<u64, StoreError> {
    let sql = "update origins set from_board_id = null, from_note_id = null where organisation_id = $1 and from_board_id in \
               (select b.id from boards b where b.organisation_id = $1 and b.workshop_id = $2) and not exists \
               (select 1 from notes n where n.organisation_id = $1 and n.board_id = origins.from_board_id and n.id = origins.from_note_id)";
    tx.run(sql, [of.0.into()]).await
}
