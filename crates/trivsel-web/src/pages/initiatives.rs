//! `/initiatives`: the register, the page of one initiative, and every form that changes it.
//!
//! One module a step, as on the app floor: [`form`] the nine fields, [`parts`] sites, [`measures`] measures, [`milestones`] milestones, [`checks`] whether it holds,
//! [`planner`] what could be seen before it begins and [`lots`] what was drawn, [`follow_ups`] the follow-ups and what came of them, [`moves`] the way from idea to anchored, [`history`] who changed what.

mod checks;
mod criterion;
mod criterion_row;
mod evaluation;
mod follow_ups;
mod form;
mod history;
mod ideas;
mod lots;
mod measures;
mod milestones;
mod moves;
mod parts;
mod path;
mod planner;
mod register;
mod sheet;
mod show;
mod spread;

pub(crate) use criterion::{written_difference, written_value};

use askama::Template;
use askama::filters::Safe;
use trivsel_app::Problem;
use trivsel_app::initiatives::Head;
use trivsel_app::initiatives::responsibles::{Entrusting, SeenToBy};
use trivsel_domain::id::InitiativeId;
use trivsel_domain::initiative::{Initiative, State};
use trivsel_domain::rights::Right;

use crate::badges;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/initiatives/new", "MC", form::new),
        post("/initiatives", "MC", form::add),
        get(urls::NEW_IDEA, "EMSUC", ideas::new),
        post(urls::IDEAS, "EMSUC", ideas::propose),
        get("/initiatives/{initiative}", "EMSUCKlrc", show::show),
        get("/initiatives/{initiative}/edit", "MCl", form::edit),
        post("/initiatives/{initiative}", "MCl", form::change),
        get("/initiatives/{initiative}/sheet.pdf", "EMSUCKlrc", sheet::print),
        get("/initiatives/{initiative}/history", "EMSUCKlrc", history::show),
        get("/initiatives/{initiative}/state/{state}", "M", moves::confirm),
        post("/initiatives/{initiative}/state/{state}", "M", moves::change),
    ];
    routes.extend(register::routes());
    routes.extend(parts::routes());
    routes.extend(milestones::routes());
    routes.extend(checks::routes());
    routes.extend(measures::routes());
    routes.extend(criterion::routes());
    routes.extend(evaluation::routes());
    routes.extend(planner::routes());
    routes.extend(lots::routes());
    routes.extend(follow_ups::routes());
    routes
}

/// What stands above the pages of one initiative.
pub(super) struct Top {
    pub(super) head: Head,
    pub(super) badge: Safe<String>,
    /// Which of the tabs this is: an empty text for the initiative itself, else the last part of its address.
    pub(super) tab: &'static str,
    /// The one main action of the page, if there is one here, and the quieter ones.
    pub(super) actions: Vec<Action>,
}

/// A button of the head.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) address: String,
    /// The id of its words.
    pub(super) words: String,
    pub(super) is_main: bool,
}

impl Top {
    pub(super) fn new(shell: &Shell, head: Head, tab: &'static str) -> Self {
        Self {
            badge: badges::state(shell, head.initiative.state),
            actions: actions(&head),
            tab,
            head,
        }
    }

    /// The same without its actions, for a page that has its own.
    pub(super) fn without_actions(mut self) -> Self {
        self.actions.clear();
        self
    }

    /// The address all its pages begin with.
    pub(super) fn base(&self) -> String {
        urls::initiative(self.head.initiative.id)
    }

    /// The owner's figures, or the visitor's own where the owner's are out of reach; none for those who see no figures at all.
    pub(super) fn figures_address(&self, shell: &Shell) -> Option<String> {
        let unit = self.head.initiative.unit;
        if shell.may_in(Right::ReadFigures, unit) {
            Some(format!("{}?unit={unit}", urls::FIGURES))
        } else {
            shell.may(Right::ReadFigures).then(|| "/figures".to_owned())
        }
    }

    /// One of the tabs: its words with a count.
    pub(super) fn tab_words(&self, shell: &Shell, tab: &str) -> String {
        let (id, count) = match tab {
            "follow-ups" => ("initiative-tab-follow-ups", self.head.follow_ups),
            "reports" => ("initiative-tab-reports", self.head.reports),
            _ => ("initiative-tab-history", self.head.changes),
        };
        shell.with(id).count("count", count).to_string()
    }

    pub(super) fn is(&self, tab: &str) -> bool {
        self.tab == tab
    }
}

/// What one does next, given where the initiative stands: decide it, begin it, or report on it. The rest stand beside it, quieter.
fn actions(head: &Head) -> Vec<Action> {
    let id = head.initiative.id;
    let to = |state: State| (format!("{}/state/{}", urls::initiative(id), state.code()), state);
    let mut found: Vec<(String, String)> = Vec::new();
    let state = head.initiative.state;
    let next = match state {
        State::Idea => Some(State::Decided),
        State::Decided => Some(State::Running),
        State::Running | State::Anchored | State::Ended => None,
    };
    if let Some((address, to)) = next.filter(|_| head.may_decide).map(to) {
        found.push((address, format!("initiative-move-{}", to.code())));
    }
    if head.may_report && state != State::Idea {
        found.push((
            format!("{}/reports/new", urls::initiative(id)),
            "initiative-report-new".to_owned(),
        ));
    }
    if head.may_change {
        found.push((format!("{}/edit", urls::initiative(id)), "initiative-edit".to_owned()));
    }
    found
        .into_iter()
        .enumerate()
        .map(|(index, (address, words))| Action {
            address,
            words,
            is_main: index == 0,
        })
        .collect()
}

/// A form for one part of an initiative: all of them look alike, only the fields differ.
#[derive(Template)]
#[template(path = "pages/initiatives/part.html")]
struct PartPage {
    seen: String,
    shell: Shell,
    initiative_title: String,
    heading: String,
    /// What to know before writing; may be empty.
    lead: String,
    /// Where the form goes.
    action: String,
    back: String,
    save: String,
    summary: Safe<String>,
    fields: Vec<Safe<String>>,
    has_problems: bool,
    /// What the button says that saves and goes on to the next one; none where several are written in one form.
    another: Option<String>,
    remove: Option<Remove>,
}

/// Taking a part away again.
#[derive(Debug)]
struct Remove {
    action: String,
    words: String,
    help: String,
}

/// What a form for a part is made of.
struct PartForm<'a> {
    /// The kind, as in addresses: `measures`.
    folder: &'static str,
    /// The prefix of its words: `ini-measure`.
    prefix: &'static str,
    /// The part's id, when it is there already.
    id: Option<String>,
    /// May it be taken away?
    can_go: bool,
    problems: Vec<Problem>,
    /// The mark of the part as it was shown; empty for a new one.
    seen: &'a str,
    /// What it would be filled in with now, when somebody else saved it meanwhile.
    newest: Option<serde_json::Value>,
    fields: &'a dyn Fn(&Fields, &Shell) -> Vec<Safe<String>>,
}

fn part_page(session: &Session, initiative: &Initiative, form: PartForm<'_>) -> PartPage {
    let shell = session.shell(Station::Act);
    let fields = Fields::new(session.words(), form.prefix, form.problems);
    let fields = match &form.newest {
        Some(newest) => fields.quicker(newest),
        None => fields,
    };
    let has_problems = fields.has_problems();
    let base = format!("{}/{}", urls::initiative(initiative.id), form.folder);
    let words = |end: &str| shell.t(&format!("{}-{end}", form.prefix)).into_owned();
    let lead = format!("{}-lead", form.prefix);
    let help = format!("{}-remove-help", form.prefix);
    PartPage {
        heading: words(if form.id.is_some() { "change" } else { "add" }),
        lead: if shell.words.has(&lead) {
            shell.t(&lead).into_owned()
        } else {
            String::new()
        },
        action: match &form.id {
            Some(id) => format!("{base}/{id}"),
            None => base.clone(),
        },
        back: urls::initiative(initiative.id),
        save: words("save"),
        seen: form.seen.to_owned(),
        summary: fields.summary(),
        fields: (form.fields)(&fields, &shell),
        has_problems,
        another: (form.id.is_none() && shell.words.has(&format!("{}-another", form.prefix))).then(|| words("another")),
        remove: form.id.filter(|_| form.can_go).map(|id| Remove {
            action: format!("{base}/{id}/remove"),
            words: words("remove"),
            help: if shell.words.has(&help) {
                shell.t(&help).into_owned()
            } else {
                String::new()
            },
        }),
        initiative_title: initiative.title.clone(),
        shell,
    }
}

/// Who sees to something, in words.
pub(super) fn seen_to_by(shell: &Shell, of: &SeenToBy) -> String {
    match of {
        SeenToBy::Leads => shell.t("seen-to-by-leads").into_owned(),
        SeenToBy::Role(role) => shell.code("role", role.code()),
        SeenToBy::Person(name) => name.clone(),
    }
}

/// Who something can be entrusted to, as choices: those who lead first, then roles, then people.
fn entrusting(shell: &Shell, offered: &Entrusting) -> Vec<Choice> {
    let leads = Choice::new("", shell.t("seen-to-by-leads"));
    let roles = offered
        .roles
        .iter()
        .map(|role| Choice::new(role.code(), shell.code("role", role.code())));
    let people = offered.people.iter().map(|person| Choice::new(person.id, &person.name));
    [leads].into_iter().chain(roles).chain(people).collect()
}

/// Back to the page of the initiative, at the section that changed, with a notice.
fn back_to(initiative: InitiativeId, section: &str, notice: &str) -> Answer {
    let address = urls::with_notice(&urls::initiative(initiative), notice);
    let address = if section.is_empty() {
        address
    } else {
        format!("{address}#{section}")
    };
    Ok(axum::response::IntoResponse::into_response(
        axum::response::Redirect::to(&address),
    ))
}
