//! What tells whether initiatives are alive, of all of them in one query.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::FromQueryResult;
use trivsel_domain::id::InitiativeId;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// What was last heard of an initiative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LastHeard {
    /// Its first day, or where none is set the day it was decided.
    pub since: Option<NaiveDate>,
    /// When something was written about a follow-up the last time.
    pub last_note: Option<NaiveDate>,
    /// How many follow-ups should have been held before today.
    pub late: u32,
    /// The last meeting at which a follow-up or a report of it stands on the agenda.
    pub on_agenda: Option<NaiveDate>,
    /// Did the last two looks at whether it holds both say no?
    pub two_no: bool,
}

#[derive(FromQueryResult)]
struct Heard {
    id: Uuid,
    starts_on: Option<NaiveDate>,
    decided_at: Option<DateTime<Utc>>,
    last_note: Option<NaiveDate>,
    late: Option<i64>,
    of_follow_up: Option<NaiveDate>,
    of_report: Option<NaiveDate>,
    noes: Option<i64>,
}

/// What was last heard of each initiative.
pub async fn last_heard(tx: &Tx, today: NaiveDate) -> Result<BTreeMap<InitiativeId, LastHeard>, StoreError> {
    // Each list is made once and then joined: PostgreSQL would make it anew for every initiative while it does not know yet how many
    // there are, which takes seconds where there are hundreds.
    let sql = "with noted as materialized (\
               select f.initiative_id, max(n.held_on) as last_note from (\
               select follow_up_id, max(held_on) as held_on from follow_up_notes where organisation_id = $1 group by follow_up_id) n \
               join follow_ups f on f.organisation_id = $1 and f.id = n.follow_up_id group by f.initiative_id), \
               overdue as materialized (\
               select initiative_id, count(*) as late from follow_ups \
               where organisation_id = $1 and ended_on is null and next_due < $2 group by initiative_id), \
               followed as materialized (\
               select f.initiative_id, max(m.held_on) as of_follow_up from agenda_items a \
               join meetings m on m.organisation_id = a.organisation_id and m.id = a.meeting_id \
               join follow_ups f on f.organisation_id = a.organisation_id and f.id = a.follow_up_id \
               where a.organisation_id = $1 group by f.initiative_id), \
               reported as materialized (\
               select s.initiative_id, max(m.held_on) as of_report from agenda_items a \
               join meetings m on m.organisation_id = a.organisation_id and m.id = a.meeting_id \
               join status_reports s on s.organisation_id = a.organisation_id and s.id = a.status_report_id \
               where a.organisation_id = $1 group by s.initiative_id), \
               refused as materialized (\
               select initiative_id, count(*) as noes from (select initiative_id, is_no, row_number() over \
               (partition by initiative_id order by due_on desc) as place from anchor_checks \
               where organisation_id = $1 and held_on is not null) held where place <= 2 and is_no \
               group by initiative_id) \
               select i.id, i.starts_on, i.decided_at, n.last_note, f.late, a.of_follow_up, r.of_report, c.noes from initiatives i \
               left join noted n on n.initiative_id = i.id \
               left join overdue f on f.initiative_id = i.id \
               left join followed a on a.initiative_id = i.id \
               left join reported r on r.initiative_id = i.id \
               left join refused c on c.initiative_id = i.id \
               where i.organisation_id = $1";
    let rows: Vec<Heard> = tx.rows(sql, [today.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let heard = LastHeard {
                since: row.starts_on.or(row.decided_at.map(|at| at.date_naive())),
                last_note: row.last_note,
                late: row.late.and_then(|late| u32::try_from(late).ok()).unwrap_or(0),
                on_agenda: row.of_follow_up.max(row.of_report),
                two_no: row.noes == Some(2),
            };
            (InitiativeId(row.id), heard)
        })
        .collect())
}
