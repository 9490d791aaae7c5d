//! Rules of law: what is shipped, and what the organisation says of it. A shipped list that is newer undoes nothing of that.

use trivsel_domain::id::OrganisationId;
use trivsel_domain::legal_rule::{Freshness, LegalRule};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::Tx;
use trivsel_store::legal_rules::{self as store, LegalRuleNote};

use crate::trail::Trail;
use crate::{App, AppError, shipped};

/// A rule as it stands in an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalRuleLine {
    /// What is shipped, with the day somebody looked at it last, here or before it was shipped.
    pub rule: LegalRule,
    /// Is it in use? Never, where it is not confirmed.
    pub is_on: bool,
    /// How long ago somebody looked.
    pub freshness: Freshness,
    /// Does it hold today, as far as is known?
    pub holds: bool,
}

impl LegalRuleLine {
    /// May something be reckoned from it today?
    pub fn is_reckoned(&self) -> bool {
        self.is_on && self.holds && self.freshness != Freshness::Red
    }
}

/// Every rule with the newest look at it, and whether it is left out here.
async fn looked_at(tx: &Tx) -> Result<Vec<(LegalRule, bool)>, AppError> {
    let notes = store::list(tx).await?;
    let looked_at = |rule: &LegalRule| {
        let note = notes.iter().find(|note| note.code == rule.code);
        let here = note.and_then(|note| note.checked_on);
        let rule = LegalRule {
            checked_on: here.map_or(rule.checked_on, |here| here.max(rule.checked_on)),
            ..rule.clone()
        };
        (rule, note.is_some_and(|note| note.is_off))
    };
    Ok(shipped::rules(tx)?.iter().map(looked_at).collect())
}

/// The rules that are not left out here, those too that nobody confirmed: what they advise is told as advice.
pub(crate) async fn not_left_out(tx: &Tx) -> Result<Vec<LegalRule>, AppError> {
    let all = looked_at(tx).await?.into_iter();
    Ok(all.filter(|(_, is_off)| !is_off).map(|(rule, _)| rule).collect())
}

async fn lines(app: &App, tx: &Tx) -> Result<Vec<LegalRuleLine>, AppError> {
    let today = app.today();
    let line = |(rule, is_off): (LegalRule, bool)| LegalRuleLine {
        is_on: rule.can_be_on() && !is_off,
        freshness: rule.freshness(today),
        holds: rule.holds_on(today),
        rule,
    };
    Ok(looked_at(tx).await?.into_iter().map(line).collect())
}

/// Every rule, for everybody who is signed in: what the law says is nobody's secret.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<LegalRuleLine>, AppError> {
    let tx = app.read(who.organisation).await?;
    lines(app, &tx).await
}

/// The rules nobody has looked at for long, with their codes, and those that have ended: for whoever looks after the installation.
pub async fn list_stale(app: &App, organisation: OrganisationId) -> Result<Vec<LegalRuleLine>, AppError> {
    let tx = app.read(organisation).await?;
    let mut stale = lines(app, &tx).await?;
    stale.retain(|line| line.is_on && (line.freshness != Freshness::Fresh || !line.holds));
    Ok(stale)
}

fn known(tx: &Tx, code: &str) -> Result<LegalRule, AppError> {
    let all = shipped::rules(tx)?;
    all.iter()
        .find(|rule| rule.code == code)
        .cloned()
        .ok_or(AppError::NotFound)
}

/// What was said of a rule so far.
async fn note_of(tx: &Tx, code: &str) -> Result<LegalRuleNote, AppError> {
    Ok(store::find(tx, code).await?.unwrap_or(LegalRuleNote {
        code: code.to_owned(),
        is_off: false,
        checked_on: None,
        checked_by: None,
    }))
}

/// Notes that somebody looked at a rule today.
pub async fn check(app: &App, who: &Actor, code: &str) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeLegalRules)?;
    app.writing(who, |work| async move {
        known(&work, code)?;
        let note = LegalRuleNote {
            checked_on: Some(work.today),
            checked_by: Some(who.person),
            ..note_of(&work, code).await?
        };
        store::put(&work, &note).await?;
        work.trail(
            Trail::new("legal_rule", who.organisation.0, "checked")
                .field("code", "", code)
                .field("checked_on", "", work.today),
        );
        Ok(())
    })
    .await
}

/// Leaves a rule out, or takes it in again. What nobody confirmed cannot be taken in.
pub async fn switch(app: &App, who: &Actor, code: &str, on: bool) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeLegalRules)?;
    app.writing(who, |work| async move {
        let rule = known(&work, code)?;
        if on && !rule.can_be_on() {
            return Err(AppError::Refused("refused-rule-not-confirmed"));
        }
        let before = note_of(&work, code).await?;
        let note = LegalRuleNote {
            is_off: !on,
            ..before.clone()
        };
        store::put(&work, &note).await?;
        let verb = if on { "taken_up" } else { "left_out" };
        if note != before {
            work.trail(Trail::new("legal_rule", who.organisation.0, verb).field("code", "", code));
        }
        Ok(())
    })
    .await
}
