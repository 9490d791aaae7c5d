//! Whether initiatives are alive, by the rule of `trivsel_domain::initiative::vitality`.

use chrono::NaiveDate;
use trivsel_domain::initiative::{Initiative, Pulse, Vitality};
use trivsel_store::Tx;
use trivsel_store::initiatives::{self as store, LastHeard, RegisterLine};

use crate::AppError;

/// How it stands with one initiative.
pub(super) async fn of_initiative(tx: &Tx, of: &Initiative, today: NaiveDate) -> Result<Option<Vitality>, AppError> {
    let heard = store::last_heard(tx, today).await?.remove(&of.id).unwrap_or_default();
    let pulse = Pulse {
        has_lead: of.lead.is_some(),
        ..bare(of.state, heard)
    };
    Ok(pulse.vitality(today))
}

/// How it stands with a line of the register.
pub(super) fn of_line(line: &RegisterLine, heard: LastHeard, today: NaiveDate) -> Option<Vitality> {
    let pulse = Pulse {
        has_lead: line.leads.0.first().is_some_and(Option::is_some),
        ..bare(line.state, heard)
    };
    pulse.vitality(today)
}

fn bare(state: trivsel_domain::initiative::State, heard: LastHeard) -> Pulse {
    Pulse {
        state,
        since: heard.since,
        last_note: heard.last_note,
        late: heard.late,
        has_lead: false,
        on_agenda: heard.on_agenda,
        two_no: heard.two_no,
    }
}
