//! Form fields: label above, help below it, what is wrong beside it, and what was typed still there.
//!
//! A template writes `{{ fields.text("name", form.name) }}`. The label is the sentence `{prefix}-{name}`, the help the sentence
//! `{prefix}-{name}-help` when there is one (a `_` in the name is a `-` in the sentence's id).

mod pick;

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use askama::filters::Safe;
use serde::Serialize;
use serde_json::Value;
use trivsel_app::Problem;
use trivsel_domain::id::UnitId;
use trivsel_domain::unit::Tree;

use crate::words::Words;

pub(crate) use pick::{MOST_IN_A_LIST, picked, told_apart};

/// The fields of one form.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    words: &'static Words,
    prefix: &'static str,
    problems: Vec<Problem>,
    /// What the form would hold now, by field, when somebody else saved it while it was filled in.
    newest: Option<BTreeMap<String, Value>>,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
}

impl Choice {
    pub(crate) fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self {
            value: value.to_string(),
            label: label.into(),
        }
    }
}

/// The units of a tree that can be chosen, each with those of them below it.
pub(crate) fn branches(tree: &Tree, is_offered: impl Fn(UnitId) -> bool) -> Vec<Branch> {
    let offered: Vec<UnitId> = tree
        .iter()
        .map(|node| node.id)
        .filter(|unit| is_offered(*unit))
        .collect();
    // Those that are left out between two that are offered part them by no level of their own.
    let depth_of = |unit: UnitId| {
        tree.ancestors(unit)
            .into_iter()
            .filter(|above| offered.contains(above))
            .count()
    };
    let depths: Vec<usize> = offered.iter().map(|unit| depth_of(*unit)).collect();
    let next = depths.iter().skip(1).copied().chain([0]);
    offered
        .iter()
        .zip(&depths)
        .zip(next)
        .map(|((unit, depth), next)| Branch {
            choice: Choice::new(unit, tree.name(*unit)),
            inner: tree
                .subtree(*unit)
                .iter()
                .skip(1)
                .filter(|inner| offered.contains(inner))
                .map(ToString::to_string)
                .collect(),
            depth: *depth,
            levels_ended: depth.saturating_sub(next),
        })
        .collect()
}

/// One of a tree of things that can be chosen, each with all below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Branch {
    pub(crate) choice: Choice,
    /// The values of all below it, which follow.
    pub(crate) inner: Vec<String>,
    /// How far down it is, from 0.
    pub(crate) depth: usize,
    /// How many levels end after it.
    pub(crate) levels_ended: usize,
}

impl Branch {
    /// The part of the tree that leads to these units, from a unit down.
    pub(crate) fn down_to(tree: &Tree, from: UnitId, units: &[UnitId]) -> Vec<Self> {
        let lead_there: BTreeSet<UnitId> = units
            .iter()
            .flat_map(|unit| tree.ancestors(*unit).into_iter().chain([*unit]))
            .collect();
        let leads_there = |unit: &UnitId| lead_there.contains(unit);
        let top = tree.get(from).map_or(0, |node| node.depth);
        let nodes: Vec<_> = tree
            .subtree(from)
            .into_iter()
            .filter(leads_there)
            .filter_map(|unit| tree.get(unit))
            .collect();
        let depth = |at: usize| nodes.get(at).map_or(0, |node| node.depth.saturating_sub(top));
        nodes
            .iter()
            .enumerate()
            .map(|(at, node)| Self {
                choice: Choice::new(node.id, &node.name),
                inner: tree
                    .subtree(node.id)
                    .iter()
                    .skip(1)
                    .filter(|unit| leads_there(unit))
                    .map(ToString::to_string)
                    .collect(),
                depth: depth(at),
                levels_ended: depth(at).saturating_sub(depth(at + 1)),
            })
            .collect()
    }
}

#[derive(Template)]
#[template(path = "components/boxes.html")]
struct BoxesTemplate<'a> {
    name: &'a str,
    label: String,
    help: Option<String>,
    error: Option<String>,
    now: Option<String>,
    rows: Vec<BoxRow<'a>>,
}

/// A box of a tree as the form shows it.
struct BoxRow<'a> {
    value: &'a str,
    label: &'a str,
    is_chosen: bool,
    /// What the list below it is called; empty when there is none.
    below: String,
    is_open: bool,
    levels_ended: usize,
}

#[derive(Template)]
#[template(path = "components/field.html")]
struct FieldTemplate<'a> {
    name: &'a str,
    kind: String,
    label: String,
    help: Option<String>,
    error: Option<String>,
    now: Option<String>,
    value: &'a str,
    rows: u8,
    choices: Vec<Offered<'a>>,
    is_on: bool,
    width: &'a str,
    /// The field whose choices are offered.
    list: &'a str,
}

/// A choice as the form shows it.
struct Offered<'a> {
    value: &'a str,
    label: &'a str,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "components/error_summary.html")]
struct SummaryTemplate {
    title: String,
    errors: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "components/quicker.html")]
struct QuickerTemplate {
    title: String,
    help: String,
}

type Html = Safe<String>;

impl Fields {
    pub(crate) fn new(words: &'static Words, prefix: &'static str, problems: Vec<Problem>) -> Self {
        Self {
            words,
            prefix,
            problems,
            newest: None,
        }
    }

    /// Somebody else saved the same thing while this form was filled in: beside each field that differs it is said what stands there now.
    pub(crate) fn quicker(mut self, newest: &impl Serialize) -> Self {
        let fields = match serde_json::to_value(newest) {
            Ok(Value::Object(fields)) => fields.into_iter().collect(),
            _ => BTreeMap::new(),
        };
        self.newest = Some(fields);
        self
    }

    /// Is there anything that keeps the form from being saved as it is?
    pub(crate) fn has_problems(&self) -> bool {
        !self.problems.is_empty() || self.newest.is_some()
    }

    /// What is wrong with the whole form, with links to the fields; nothing when all is well.
    pub(crate) fn summary(&self) -> Html {
        if self.newest.is_some() {
            return render(&QuickerTemplate {
                title: self.words.t("form-quicker").into_owned(),
                help: self.words.t("form-quicker-help").into_owned(),
            });
        }
        if self.problems.is_empty() {
            return Safe(String::new());
        }
        let mut labels: Vec<String> = Vec::new();
        for problem in &self.problems {
            let label = self.label(&problem.field);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        let named: Vec<&str> = labels.iter().map(|label| label.trim_end_matches('?')).collect();
        let title = self
            .words
            .with("form-errors")
            .count("count", named.len())
            .text("fields", self.words.lang().list(&named))
            .to_string();
        // Which of the two is wrong is not told at the door, so no field is named.
        let is_whole = |problem: &Problem| ["problem-sign-in", "problem-one-time-over"].contains(&problem.message);
        let title = if self.problems.iter().any(is_whole) {
            self.words.t("sign-in-refused").into_owned()
        } else {
            title
        };
        let errors = self
            .problems
            .iter()
            .map(|problem| {
                let sentence = self.sentence(problem);
                let text = if is_whole(problem) {
                    sentence
                } else {
                    format!("{}: {sentence}", self.label(&problem.field))
                };
                (problem.field.clone(), text)
            })
            .collect();
        render(&SummaryTemplate { title, errors })
    }

    /// A line of text.
    pub(crate) fn text(&self, name: &str, value: impl AsRef<str>) -> Html {
        self.field(name, "text", value.as_ref(), 0, &[], "")
    }

    /// A short line: a code, a number of the house.
    pub(crate) fn short(&self, name: &str, value: impl AsRef<str>) -> Html {
        self.field(name, "text", value.as_ref(), 0, &[], "w-short")
    }

    /// A mail address.
    pub(crate) fn email(&self, name: &str, value: impl AsRef<str>) -> Html {
        self.field(name, "email", value.as_ref(), 0, &[], "")
    }

    /// A password; never filled in again.
    pub(crate) fn password(&self, name: &str) -> Html {
        self.field(name, "password", "", 0, &[], "")
    }

    /// A day, typed as `31.12.2027`.
    pub(crate) fn date(&self, name: &str, value: impl AsRef<str>) -> Html {
        self.field(name, "date", value.as_ref(), 0, &[], "w-date")
    }

    /// A month.
    pub(crate) fn month(&self, name: &str, value: impl AsRef<str>) -> Html {
        self.field(name, "month", value.as_ref(), 0, &[], "w-date")
    }

    /// A number, with the reader's decimal mark.
    pub(crate) fn number(&self, name: &str, value: impl AsRef<str>) -> Html {
        self.field(name, "number", value.as_ref(), 0, &[], "w-date")
    }

    /// Several lines of text.
    pub(crate) fn area(&self, name: &str, value: impl AsRef<str>, rows: u8) -> Html {
        self.field(name, "area", value.as_ref(), rows, &[], "")
    }

    /// One of many, from a list. The first, empty choice is "choose".
    pub(crate) fn select(&self, name: &str, value: impl AsRef<str>, choices: &[Choice]) -> Html {
        self.field(name, "select", value.as_ref(), 0, choices, "")
    }

    /// One of so many that one types a part of it: the browser offers what fits, with or without scripts. What comes back is a label.
    pub(crate) fn search(&self, name: &str, value: impl AsRef<str>, choices: &[Choice]) -> Html {
        self.field(name, "search", value.as_ref(), 0, choices, "")
    }

    /// One of few, as rows.
    pub(crate) fn radios(&self, name: &str, value: impl AsRef<str>, choices: &[Choice]) -> Html {
        self.field(name, "radios", value.as_ref(), 0, choices, "")
    }

    /// Yes or no. `value` is `on` when ticked.
    pub(crate) fn checkbox(&self, name: &str, value: impl AsRef<str>) -> Html {
        self.field(name, "checkbox", value.as_ref(), 0, &[], "")
    }

    /// A file.
    pub(crate) fn file(&self, name: &str) -> Html {
        let again = (!self.problems.is_empty()).then(|| self.words.t("form-file-again").into_owned());
        let help = [again, self.help(name)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        self.field_with(name, "file", "", 0, &[], "", Some(help).filter(|help| !help.is_empty()))
    }

    /// Some of few.
    pub(crate) fn checkboxes(&self, name: &str, chosen: &[String], choices: &[Choice]) -> Html {
        self.boxes(
            name,
            chosen,
            choices.iter().map(|choice| (choice, 0, String::new(), false)),
        )
    }

    /// Some of a tree. `below` is the sentence that names the list below one, filled in with its `name` and the `count` in it.
    pub(crate) fn tree(&self, name: &str, chosen: &[String], branches: &[Branch], below: &str) -> Html {
        let rows = branches.iter().map(|branch| {
            let list = match branch.inner.len() {
                0 => String::new(),
                count => self
                    .words
                    .with(below)
                    .text("name", &branch.choice.label)
                    .count("count", count)
                    .to_string(),
            };
            let is_open = branch.depth == 0 || branch.inner.iter().any(|value| chosen.contains(value));
            (&branch.choice, branch.levels_ended, list, is_open)
        });
        self.boxes(name, chosen, rows)
    }

    fn boxes<'a>(
        &self,
        name: &str,
        chosen: &[String],
        rows: impl Iterator<Item = (&'a Choice, usize, String, bool)>,
    ) -> Html {
        let rows: Vec<_> = rows.collect();
        render(&BoxesTemplate {
            name,
            label: self.label(name),
            help: self.help(name),
            error: self.error(name),
            now: self.now_chosen(name, chosen, &rows),
            rows: rows
                .into_iter()
                .map(|(choice, levels_ended, below, is_open)| BoxRow {
                    value: &choice.value,
                    label: &choice.label,
                    is_chosen: chosen.contains(&choice.value),
                    below,
                    is_open,
                    levels_ended,
                })
                .collect(),
        })
    }

    /// What stands in a field now, where it is not what was typed.
    fn now(&self, name: &str, kind: &str, value: &str, choices: &[Choice]) -> Option<String> {
        let newest = self.newest.as_ref()?.get(name)?.as_str()?;
        if newest.trim().replace("\r\n", "\n") == value.trim().replace("\r\n", "\n") {
            return None;
        }
        let label = choices.iter().find(|choice| choice.value == newest);
        let shown = match label {
            Some(choice) => choice.label.clone(),
            None if kind == "checkbox" && newest == "on" => self.words.t("form-now-on").into_owned(),
            None if kind == "checkbox" => self.words.t("form-now-off").into_owned(),
            None => newest.to_owned(),
        };
        Some(self.stands_now(&shown))
    }

    fn now_chosen(&self, name: &str, chosen: &[String], rows: &[(&Choice, usize, String, bool)]) -> Option<String> {
        let newest = self.newest.as_ref()?.get(name)?.as_array()?;
        let is_now = |value: &String| newest.iter().any(|other| other.as_str() == Some(value.as_str()));
        if newest.len() == chosen.len() && chosen.iter().all(is_now) {
            return None;
        }
        let labels: Vec<&str> = rows
            .iter()
            .filter(|(choice, ..)| is_now(&choice.value))
            .map(|(choice, ..)| choice.label.as_str())
            .collect();
        Some(self.stands_now(&self.words.lang().list(&labels)))
    }

    fn stands_now(&self, shown: &str) -> String {
        if shown.trim().is_empty() {
            self.words.t("form-now-empty").into_owned()
        } else {
            self.words.with("form-now").text("value", shown).to_string()
        }
    }

    fn help(&self, name: &str) -> Option<String> {
        let id = format!("{}-{}-help", self.prefix, name.replace('_', "-"));
        self.words.has(&id).then(|| self.words.t(&id).into_owned())
    }

    /// What is wrong with a field.
    pub(crate) fn error(&self, name: &str) -> Option<String> {
        let problem = self.problems.iter().find(|problem| problem.field == name)?;
        Some(self.sentence(problem))
    }

    fn field(&self, name: &str, kind: &str, value: &str, rows: u8, choices: &[Choice], width: &str) -> Html {
        let help = self.help(name);
        self.field_with(name, kind, value, rows, choices, width, help)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one field, each of its own kind")]
    fn field_with(
        &self,
        name: &str,
        kind: &str,
        value: &str,
        rows: u8,
        choices: &[Choice],
        width: &str,
        help: Option<String>,
    ) -> Html {
        render(&FieldTemplate {
            name,
            kind: kind.to_owned(),
            label: self.label(name),
            help,
            error: self.error(name),
            now: self.now(name, kind, value, choices),
            value,
            rows,
            choices: choices
                .iter()
                .map(|choice| Offered {
                    value: &choice.value,
                    label: &choice.label,
                    is_chosen: choice.value == value,
                })
                .collect(),
            is_on: value == "on",
            width,
            list: name,
        })
    }

    /// A field in a list carries its row's number, as in `option_3_value`; the rows share their words.
    fn label(&self, name: &str) -> String {
        let is_number = |part: &&str| part.chars().all(|c| c.is_ascii_digit());
        let parts: Vec<&str> = name.split('_').filter(|part| !is_number(part)).collect();
        self.words
            .t(&format!("{}-{}", self.prefix, parts.join("-")))
            .into_owned()
    }

    fn sentence(&self, problem: &Problem) -> String {
        self.words.problem(problem)
    }
}

fn render(template: &impl Template) -> Html {
    Safe(template.render().unwrap_or_default())
}
