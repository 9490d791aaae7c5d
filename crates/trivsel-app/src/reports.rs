//! Status reports: begun from the initiative, written on, approved and frozen, put before a committee.

mod agenda;
mod area;
mod criteria;
mod prefill;
mod printed;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::id::{InitiativeId, StatusReportId, SuccessCriterionId, UnitId};
use trivsel_domain::initiative::{Initiative, Reach};
use trivsel_domain::report::{
    AlreadyApproved, ApproveError, Heading, ReportContent, ReportCriterion, ReportDecision, ReportScope, StatusReport,
};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::reports::{self as store, ReportHead};
use trivsel_store::{Tx, initiatives, persons};
use uuid::Uuid;

pub use agenda::{AgendaPlace, MeetingChoice, agenda_choices, put_on_agenda};
pub use area::{AreaLine, AreaToBegin, AreaWording, begin_area, find_area_to_begin};
pub use prefill::Wording;
pub use printed::{PrintedInitiative, PrintedSite, printed_initiative};

use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problems};

/// A report in a list.
#[derive(Clone, Debug)]
pub struct ReportLine {
    /// The report.
    pub head: ReportHead,
    /// The name of the unit that owns the initiative.
    pub unit_name: String,
}

/// A report with what stands round it.
#[derive(Clone, Debug)]
pub struct ReportDetails {
    /// The report.
    pub report: StatusReport,
    /// What it reports on.
    pub initiative: Initiative,
    /// The name of the unit that owns the initiative.
    pub unit_name: String,
    /// Who approved it; empty while it is a draft or when the person has been erased.
    pub approved_by: String,
    /// The meetings it is on the agenda of, within the visitor's reach.
    pub agenda: Vec<AgendaPlace>,
    /// May the visitor write on it?
    pub may_change: bool,
    /// May the visitor approve it?
    pub may_approve: bool,
    /// May the visitor put it on some committee's agenda?
    pub may_put_on_agenda: bool,
}

/// The reports of one initiative.
#[derive(Clone, Debug)]
pub struct InitiativeReports {
    /// The initiative.
    pub initiative: Initiative,
    /// Drafts first, then the newest.
    pub reports: Vec<StatusReport>,
    /// May the visitor begin one?
    pub may_write: bool,
}

/// What is typed to change a draft.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// The version that was read.
    pub version: String,
    /// The title.
    pub title: String,
    /// The area.
    pub area: String,
    /// The day it tells of.
    pub as_of: String,
    /// The first heading's text.
    pub purpose_text: String,
    /// The second heading's text.
    pub progress_text: String,
    /// The third heading's text.
    pub next_text: String,
    /// Own words on each criterion: `own_words_` and the criterion's id.
    #[serde(flatten)]
    pub own_words: BTreeMap<String, String>,
}

impl ReportForm {
    /// The name of the field that holds the own words on a criterion.
    pub fn own_words_field(criterion: SuccessCriterionId) -> String {
        format!("own_words_{criterion}")
    }

    /// What was typed, as values.
    pub fn read(&self) -> Result<WrittenReport, Problems> {
        let mut input = Input::new();
        let content = ReportContent {
            title: input.required("title", &self.title),
            area: input.line("area", &self.area),
            as_of: input.date("as_of", &self.as_of),
            purpose_text: input.text("purpose_text", &self.purpose_text),
            progress_text: input.text("progress_text", &self.progress_text),
            next_text: input.text("next_text", &self.next_text),
        };
        let words = self.own_words.iter().filter_map(|(field, typed)| {
            let criterion = field.strip_prefix("own_words_")?.parse().ok()?;
            Some((criterion, input.text(field, typed)))
        });
        let own_words = words.collect();
        input.read(Some(WrittenReport { content, own_words }))
    }

    /// The version that was on the screen. Something that is no number is a version that never was.
    pub fn version(&self) -> i32 {
        self.version.trim().parse().unwrap_or(0)
    }
}

/// What somebody wrote in a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenReport {
    /// What the report says.
    pub content: ReportContent,
    /// Own words on its criteria.
    pub own_words: Vec<(SuccessCriterionId, String)>,
}

impl WrittenReport {
    /// What has not happened yet cannot be reported.
    fn check(&self, today: NaiveDate) -> Result<(), AppError> {
        if self.content.as_of > today {
            return Err(AppError::invalid("as_of", "problem-as-of-in-future"));
        }
        Ok(())
    }
}

/// Every report within the visitor's reach: drafts first, then the newest.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<ReportLine>, AppError> {
    let tx = app.read(who.organisation).await?;
    let lines = heads(&tx, who).await?.into_iter().map(|head| ReportLine {
        unit_name: who.tree.name(head.unit).to_owned(),
        head,
    });
    Ok(lines.collect())
}

/// The same with all they say.
pub async fn list_whole(app: &App, who: &Actor) -> Result<Vec<StatusReport>, AppError> {
    let tx = app.read(who.organisation).await?;
    let seen: BTreeSet<StatusReportId> = heads(&tx, who).await?.into_iter().map(|head| head.id).collect();
    let mut reports = store::list(&tx).await?;
    reports.retain(|report| seen.contains(&report.id));
    Ok(reports)
}

/// The heads of the reports the visitor may see.
async fn heads(tx: &Tx, who: &Actor) -> Result<Vec<ReportHead>, AppError> {
    let reach = Reach::of(who);
    let mut sites: BTreeMap<InitiativeId, Vec<UnitId>> = BTreeMap::new();
    for (initiative, unit) in initiatives::site_units(tx).await? {
        sites.entry(initiative).or_default().push(unit);
    }
    let mut heads = store::heads(tx).await?;
    heads.retain(|head| {
        let runs_in = sites.get(&head.initiative).into_iter().flatten();
        let is_open = head.approved_at.is_some()
            || head.leads.may_report(head.unit, who)
            || head.leads.allow(Right::WriteFollowUp, head.unit, who);
        is_open && reach.holds(head.unit, head.leads, runs_in.copied())
    });
    // Without the right by a role there is nothing here but of what one leads.
    if heads.is_empty() {
        who.must_somewhere(Right::ReadInitiative)?;
    }
    Ok(heads)
}

/// The reports of one initiative.
pub async fn list_of(app: &App, who: &Actor, id: InitiativeId) -> Result<InitiativeReports, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = readable(&tx, who, id).await?;
    let mut reports = store::list_of(&tx, id).await?;
    reports.retain(|report| sees(who, &initiative, report));
    Ok(InitiativeReports {
        reports,
        may_write: initiative.may_be_reported_by(who),
        initiative,
    })
}

/// One report.
pub async fn find(app: &App, who: &Actor, id: StatusReportId) -> Result<ReportDetails, AppError> {
    let tx = app.read(who.organisation).await?;
    let (report, initiative) = visible(&tx, who, id).await?;
    let approver = report.approval.and_then(|approval| approval.by);
    let approved_by = match approver {
        Some(person) => persons::find(&tx, person).await?.map(|person| person.name),
        None => None,
    };
    Ok(ReportDetails {
        agenda: agenda::places(&tx, who, id).await?,
        unit_name: who.tree.name(initiative.unit).to_owned(),
        approved_by: approved_by.unwrap_or_default(),
        may_change: report.is_draft() && initiative.may_be_reported_by(who),
        may_approve: report.is_draft() && initiative.allows(Right::ApproveReport, who),
        may_put_on_agenda: !report.is_draft() && who.may_in_some_committee(Right::ChangeAgenda),
        report,
        initiative,
    })
}

/// The initiative a draft is to be begun for, by somebody who may.
pub async fn find_to_begin(app: &App, who: &Actor, id: InitiativeId) -> Result<Initiative, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = readable(&tx, who, id).await?;
    must_write(who, &initiative)?;
    Ok(initiative)
}

/// A report as somebody sees it who may write it; a draft, unless it was approved meanwhile.
pub async fn find_to_write(app: &App, who: &Actor, id: StatusReportId) -> Result<StatusReport, AppError> {
    let tx = app.read(who.organisation).await?;
    let (report, initiative) = visible(&tx, who, id).await?;
    must_write(who, &initiative)?;
    Ok(report)
}

/// Begins a draft, filled in from the initiative. When there is a draft already, that is the one to go on with.
pub async fn begin(
    app: &App,
    who: &Actor,
    id: InitiativeId,
    wording: &(dyn Wording + Sync),
) -> Result<StatusReportId, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = readable(&tx, who, id).await?;
    must_write(who, &initiative)?;
    let earlier = store::list_of(&tx, id).await?;
    let mut earlier = earlier.iter().filter(|report| report.scope == ReportScope::Initiative);
    if let Some(draft) = earlier.clone().find(|report| report.is_draft()) {
        return Ok(draft.id);
    }
    let since = earlier.by_ref().map(|report| report.content.as_of).max();
    let content = prefill::content(app, &tx, who, &initiative, since, app.today(), wording).await?;
    drop(tx);
    let report = StatusReport {
        id: StatusReportId(Uuid::now_v7()),
        initiative: id,
        content,
        scope: ReportScope::Initiative,
        decisions: Vec::new(),
        criteria: criteria::snapshot(app, who, id, app.today()).await?,
        created_at: app.now(),
        approval: None,
        version: 1,
    };
    let (report, initiative) = (&report, &initiative);
    app.writing(who, |work| async move {
        store::add(&work, report).await?;
        work.trail(trail(report, initiative, "begun").field("title", "", &report.content.title));
        Ok(report.id)
    })
    .await
}

/// Changes a draft. With another day the figures become those of that day. [`AppError::Conflict`] when somebody else changed or approved it since it was read.
pub async fn change(
    app: &App,
    who: &Actor,
    id: StatusReportId,
    version: i32,
    written: &WrittenReport,
) -> Result<(), AppError> {
    let as_of = written.content.as_of;
    let before = {
        let tx = app.read(who.organisation).await?;
        let (before, initiative) = visible(&tx, who, id).await?;
        must_write(who, &initiative)?;
        written.check(app.today())?;
        before
    };
    // A report of another day shows the figures of that day. Reckoned outside the writing transaction, which must stay short.
    let snapshot = if as_of == before.content.as_of {
        None
    } else {
        Some(snapshot(app, who, &before, as_of).await?)
    };
    let snapshot = snapshot.as_ref();
    app.writing(who, |work| async move {
        let (before, initiative) = visible(&work, who, id).await?;
        must_write(who, &initiative)?;
        written.check(work.today)?;
        let mut after = before
            .changed(written.content.clone(), &written.own_words)
            .map_err(refused)?;
        if let Some((criteria, decisions)) = snapshot {
            after = after
                .refreshed(criteria.clone(), decisions.clone(), as_of)
                .map_err(refused)?;
        }
        after.version = version;
        store::change(&work, &after).await?;
        let (was, is) = (&before.content, &after.content);
        let mut trail = trail(&after, &initiative, "changed")
            .field("title", &was.title, &is.title)
            .field("area", &was.area, &is.area)
            .field("as_of", was.as_of, is.as_of)
            .field("purpose_text", &was.purpose_text, &is.purpose_text)
            .field("progress_text", &was.progress_text, &is.progress_text)
            .field("next_text", &was.next_text, &is.next_text);
        for (was, is) in before.criteria.iter().zip(&after.criteria) {
            trail = trail.field("own_words", &was.own_words, &is.own_words);
        }
        work.trail_changes(trail);
        Ok(())
    })
    .await
}

/// Takes today's criteria and figures into a draft. What people wrote is kept.
pub async fn refresh(app: &App, who: &Actor, id: StatusReportId) -> Result<(), AppError> {
    let before = {
        let tx = app.read(who.organisation).await?;
        let (before, initiative) = visible(&tx, who, id).await?;
        must_write(who, &initiative)?;
        before
    };
    // Reckoned outside the writing transaction, which must stay short.
    let (criteria, decisions) = &snapshot(app, who, &before, app.today()).await?;
    app.writing(who, |work| async move {
        let (before, initiative) = visible(&work, who, id).await?;
        must_write(who, &initiative)?;
        let after = before
            .refreshed(criteria.clone(), decisions.clone(), work.today)
            .map_err(refused)?;
        store::change(&work, &after).await?;
        work.trail(trail(&after, &initiative, "refreshed").field("as_of", before.content.as_of, after.content.as_of));
        Ok(())
    })
    .await
}

/// The criteria and decisions a report shows, as seen from a day: of its initiative, or of its area.
async fn snapshot(
    app: &App,
    who: &Actor,
    of: &StatusReport,
    as_of: NaiveDate,
) -> Result<(Vec<ReportCriterion>, Vec<ReportDecision>), AppError> {
    match of.scope {
        ReportScope::Initiative => {
            let criteria = criteria::snapshot(app, who, of.initiative, as_of).await?;
            Ok((criteria, Vec::new()))
        }
        ReportScope::Area { unit } => {
            let tx = app.read(who.organisation).await?;
            let earlier = store::list_of(&tx, of.initiative).await?;
            let earlier = earlier.iter().filter(|one| one.id != of.id && one.scope == of.scope);
            let days = earlier.map(|one| one.content.as_of).filter(|day| *day < as_of);
            let since = days.max();
            drop(tx);
            area::snapshot(app, who, unit, since, as_of).await
        }
    }
}

/// Approves a draft in the version that was read: its words and figures are frozen.
pub async fn approve(app: &App, who: &Actor, id: StatusReportId, version: i32) -> Result<(), AppError> {
    who.must_somewhere(Right::ApproveReport)?;
    app.writing(who, |work| async move {
        let (before, initiative) = visible(&work, who, id).await?;
        who.must(Right::ApproveReport, initiative.unit)?;
        let mut after = before.approved(who.person, work.now).map_err(|error| match error {
            ApproveError::Already(already) => refused(already),
            ApproveError::Empty(heading) => AppError::invalid(field_of(heading), "problem-required"),
        })?;
        after.version = version;
        store::change(&work, &after).await?;
        work.trail(trail(&after, &initiative, "approved").field("title", "", &after.content.title));
        Ok(())
    })
    .await
}

/// Removes a draft that is not to be. An approved report is never removed.
pub async fn remove(app: &App, who: &Actor, id: StatusReportId) -> Result<InitiativeId, AppError> {
    app.writing(who, |work| async move {
        let (report, initiative) = visible(&work, who, id).await?;
        must_write(who, &initiative)?;
        if store::remove_draft(&work, id).await? == 0 {
            return Err(AppError::Refused("refused-report-approved"));
        }
        work.trail(trail(&report, &initiative, "removed").field("title", &report.content.title, ""));
        Ok(initiative.id)
    })
    .await
}

/// The field that holds what is said under a heading.
pub fn field_of(heading: Heading) -> &'static str {
    match heading {
        Heading::Purpose => "purpose_text",
        Heading::Progress => "progress_text",
        Heading::Next => "next_text",
    }
}

/// An initiative within reach; one that is not is not told of.
async fn readable(tx: &Tx, who: &Actor, id: InitiativeId) -> Result<Initiative, AppError> {
    let initiative = initiatives::find(tx, id).await?.ok_or(AppError::NotFound)?;
    let sites = initiatives::sites_of(tx, id).await?;
    if Reach::of(who).holds(initiative.unit, initiative.leads(), sites.iter().map(|site| site.unit)) {
        Ok(initiative)
    } else {
        Err(AppError::Forbidden)
    }
}

/// A report the visitor may see, with its initiative.
async fn visible(tx: &Tx, who: &Actor, id: StatusReportId) -> Result<(StatusReport, Initiative), AppError> {
    let report = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
    let initiative = readable(tx, who, report.initiative).await?;
    if sees(who, &initiative, &report) {
        Ok((report, initiative))
    } else {
        Err(AppError::Forbidden)
    }
}

/// A draft is seen by those who write it or work on the initiative's follow-up; an approved report by everybody within reach.
pub(crate) fn sees(who: &Actor, initiative: &Initiative, report: &StatusReport) -> bool {
    !report.is_draft() || initiative.may_be_reported_by(who) || initiative.allows(Right::WriteFollowUp, who)
}

fn must_write(who: &Actor, initiative: &Initiative) -> Result<(), AppError> {
    if initiative.may_be_reported_by(who) {
        Ok(())
    } else {
        Err(AppError::Forbidden)
    }
}

fn trail(report: &StatusReport, initiative: &Initiative, verb: &'static str) -> Trail {
    Trail::new("status_report", report.id.0, verb)
        .of_initiative(initiative.id)
        .unit(initiative.unit)
}

fn refused(_: AlreadyApproved) -> AppError {
    AppError::Refused("refused-report-approved")
}
