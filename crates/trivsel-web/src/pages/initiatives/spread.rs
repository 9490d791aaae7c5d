//! What runs where since when: the measures with their places, the table of measures and units, and the initiatives below.

use trivsel_app::initiatives::view::SiteView;
use trivsel_app::initiatives::{ChildView, MeasureView, View, decision_day, decision_written_on};
use trivsel_domain::initiative::Site;
use trivsel_domain::month::Month;

use crate::badges;
use crate::shell::Shell;
use crate::urls;
use crate::verdict;

/// A measure as its line shows it.
pub(super) struct MeasureLine {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) description: String,
    /// The code of its state.
    pub(super) state: &'static str,
    /// Where, when, for whom and by whom, as far as it is said.
    pub(super) about: Vec<String>,
    /// That it should have been done by a day that has passed; empty when not.
    pub(super) late: String,
    /// The address of the initiative it became; empty while it is a measure.
    pub(super) grown: String,
    /// May it become an initiative of its own, as far as it stands?
    pub(super) can_grow: bool,
}

/// The measures in order.
pub(super) fn measures(shell: &Shell, view: &View) -> Vec<MeasureLine> {
    view.measures.iter().map(|of| line(shell, view, of)).collect()
}

fn line(shell: &Shell, view: &View, of: &MeasureView) -> MeasureLine {
    let plan = &of.measure.plan;
    let said =
        |id: &str, name: &str, text: &str| (!text.is_empty()).then(|| shell.with(id).text(name, text).to_string());
    let days = match (plan.starts_on, plan.ends_on) {
        (Some(from), to) => Some(shell.days(from, to)),
        (None, Some(to)) => Some(shell.with("until").text("to", shell.lang.date(to)).to_string()),
        (None, None) => None,
    };
    let is_late = of.measure.is_overdue(view.today);
    let due = plan.due_on.map(|day| shell.day(day));
    let about = [
        said("measure-in", "unit", &of.unit_name),
        days,
        said("measure-for", "whom", &plan.audience),
        said("measure-job-groups", "groups", &plan.job_groups),
        said("measure-owner", "who", &of.owner),
        due.clone()
            .filter(|_| !is_late)
            .map(|day| shell.with("measure-due").text("day", day).to_string()),
    ];
    MeasureLine {
        id: of.measure.id.to_string(),
        title: of.measure.title.clone(),
        description: of.measure.description.clone(),
        state: of.measure.state.code(),
        about: about.into_iter().flatten().collect(),
        late: due
            .filter(|_| is_late)
            .map(|day| shell.with("overdue").text("day", day).to_string())
            .unwrap_or_default(),
        grown: of.measure.grown_into.map(urls::initiative).unwrap_or_default(),
        can_grow: view.may_change && of.measure.grown_into.is_none(),
    }
}

/// The table of measures and units.
pub(super) struct SiteSpread {
    /// What begins: the whole initiative where it does, then its measures in order.
    pub(super) heads: Vec<String>,
    /// A unit a row, the first to begin first, with a cell for each head and that head.
    pub(super) rows: Vec<(String, Vec<(String, String)>)>,
}

/// What runs where since when; none while nothing but the whole initiative begins anywhere.
pub(super) fn spread(shell: &Shell, view: &View) -> Option<SiteSpread> {
    if view.sites.iter().all(|of| of.site.measure.is_none()) {
        return None;
    }
    let whole = view.sites.iter().any(|of| of.site.measure.is_none()).then_some(None);
    let placed = |of: &&MeasureView| view.sites.iter().any(|site| site.site.measure == Some(of.measure.id));
    let measures = view.measures.iter().filter(placed).map(|of| Some(of.measure.id));
    let columns: Vec<_> = whole.into_iter().chain(measures).collect();
    let heads: Vec<String> = columns
        .iter()
        .map(|column| {
            let found = view.measures.iter().find(|of| Some(of.measure.id) == *column);
            found.map_or_else(
                || shell.t("site-begins-whole").into_owned(),
                |of| of.measure.title.clone(),
            )
        })
        .collect();
    let mut units: Vec<&SiteView> = Vec::new();
    for site in &view.sites {
        if !units.iter().any(|of| of.site.unit == site.site.unit) {
            units.push(site);
        }
    }
    let rows = units.into_iter().map(|unit| {
        let cells = columns.iter().zip(&heads).map(|(column, head)| {
            let own = view
                .sites
                .iter()
                .filter(|of| of.site.unit == unit.site.unit && of.site.measure == *column);
            let said: Vec<String> = own.map(|of| since(shell, &of.site)).collect();
            let cell = if said.is_empty() {
                "–".to_owned()
            } else {
                said.join(", ")
            };
            (head.clone(), cell)
        });
        (unit.unit_name.clone(), cells.collect())
    });
    let rows = rows.collect();
    Some(SiteSpread { heads, rows })
}

/// From which month to which.
fn since(shell: &Shell, site: &Site) -> String {
    let from = Month::of(site.period.from());
    match site.period.to() {
        Some(to) => shell.words.months(from, Month::of(to)),
        None => shell
            .with("spread-since")
            .text("month", shell.lang.month(from))
            .to_string(),
    }
}

/// An initiative below as its row shows it.
pub(super) struct ChildRow {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) unit: String,
    pub(super) badge: askama::filters::Safe<String>,
    /// Where it runs, in words.
    pub(super) runs_in: String,
    /// What was last found, and of which criterion; empty while nothing was.
    pub(super) verdict: String,
    pub(super) criterion: String,
}

/// So many units are named; more are counted.
const NAMED: usize = 3;

/// The initiatives right below.
pub(super) fn children(shell: &Shell, view: &View) -> Vec<ChildRow> {
    view.children.iter().map(|child| child_row(shell, child)).collect()
}

fn child_row(shell: &Shell, child: &ChildView) -> ChildRow {
    let runs_in = match child.begun_in.len() {
        0 => shell.t("children-not-begun").into_owned(),
        count if count > NAMED => shell.with("children-units").count("count", count).to_string(),
        _ => child.begun_in.join(", "),
    };
    ChildRow {
        address: urls::initiative(child.initiative.id),
        title: child.initiative.title.clone(),
        unit: child.unit_name.clone(),
        badge: badges::state(shell, child.initiative.state),
        runs_in,
        verdict: child
            .verdict
            .as_ref()
            .map(|found| verdict::badge(shell.words, found.verdict))
            .unwrap_or_default(),
        criterion: child
            .verdict
            .as_ref()
            .map(|found| found.title.clone())
            .unwrap_or_default(),
    }
}

/// When it was decided, where that was written on another day; nothing where it was not, or before the decision.
pub(super) fn decided(shell: &Shell, view: &View) -> Option<String> {
    let of = &view.initiative;
    let (day, written) = (decision_day(of)?, decision_written_on(of)?);
    let sentence = shell.with("initiative-decided-back").text("day", shell.lang.date(day));
    Some(sentence.text("written", shell.lang.date(written)).to_string())
}

/// That the criteria were frozen when it had begun somewhere already; nothing when they were frozen before.
pub(super) fn frozen_late(shell: &Shell, view: &View) -> Option<String> {
    let frozen = trivsel_app::app::local(view.frozen_at()?).date();
    let first = view.sites.iter().map(|of| of.site.period.from()).min()?;
    let sentence = shell.with("criteria-frozen-late").text("day", shell.lang.date(first));
    (first < frozen).then(|| sentence.to_string())
}
