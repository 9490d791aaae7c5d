//! What came out, with names instead of positions.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use trivsel_disclosure::{
    Audit, Figured, Finding, Multipliers, Open, OpenSet, Pattern, Protection, Quantity, Range, Refusal, Rules,
    Standing, Step, Table,
};

use crate::failure::Failure;

/// The names of a table.
#[derive(Clone, Copy)]
pub(super) struct Names<'a>(pub(super) &'a Table);

impl Names<'_> {
    /// The pattern that hides the groups of these names.
    pub(super) fn pattern(self, hidden: &[String]) -> Result<Pattern, Failure> {
        let hidden: BTreeSet<&str> = hidden.iter().map(String::as_str).collect();
        let names: BTreeSet<&str> = self.0.groups().iter().map(|group| group.name.as_str()).collect();
        if let Some(unknown) = hidden.difference(&names).next() {
            return Err(Failure::new(
                format!("`{unknown}` is to be hidden"),
                "there is no such group",
            ));
        }
        Ok(Pattern::new(
            self.0
                .groups()
                .iter()
                .map(|group| !hidden.contains(group.name.as_str()))
                .collect(),
        ))
    }

    pub(super) fn protection(self, protection: &Protection, rules: &Rules, has_witnesses: bool) -> Value {
        let pattern = protection.release.pattern();
        let hidden: Vec<Value> = pattern
            .hidden()
            .map(|group| self.hidden(protection, rules, group))
            .collect();
        let shown: Vec<&str> = (0..pattern.len())
            .filter(|group| pattern.is_shown(*group))
            .map(|group| self.group(group))
            .collect();
        let together: Vec<Value> = protection
            .merges
            .iter()
            .map(|merge| {
                json!({
                    "within": self.group(merge.within),
                    "members": self.groups(&merge.members),
                    "has_own": merge.has_own,
                    "respondents": protection.release.respondents_together(merge),
                })
            })
            .collect();
        let mut result = self.audit(&protection.audit, has_witnesses);
        if let Some(result) = result.as_object_mut() {
            result.insert("hidden".to_owned(), hidden.into());
            result.insert("shown".to_owned(), shown.into());
            result.insert("together".to_owned(), together.into());
            result.insert("cost".to_owned(), protection.cost.into());
            result.insert("least_cost".to_owned(), protection.least_cost.into());
            result.insert("found_by".to_owned(), json!(protection.method));
        }
        result
    }

    fn hidden(self, protection: &Protection, rules: &Rules, group: usize) -> Value {
        let found = self.0.groups().get(group);
        let reason = if protection.small.contains(&group) {
            "small"
        } else if found.is_some_and(|group| group.standing == Standing::MustHide) {
            "must_hide"
        } else if found.is_some_and(|group| self.is_nobody(&group.atoms)) {
            "nobody"
        } else {
            "protects_others"
        };
        let mut hidden = json!({
            "group": self.group(group),
            "family": found.map(|group| &group.family),
            "respondents": self.0.respondents(group),
            "reason": reason,
            "stays_open": if reason == "small" { "proven" } else { "not_promised" },
        });
        // Who asks for a group to be hidden may take it for secret.
        if reason == "must_hide"
            && let Some(follows) = trivsel_disclosure::follows(self.0, protection.release.pattern(), rules, group)
            && let Some(hidden) = hidden.as_object_mut()
        {
            hidden.insert("follows".to_owned(), self.multipliers(&follows));
        }
        hidden
    }

    fn is_nobody(self, atoms: &[usize]) -> bool {
        let atom = |atom: &usize| self.0.atoms().get(*atom).is_none_or(|atom| atom.invited == Some(0));
        atoms.iter().all(atom)
    }

    pub(super) fn audit(self, audit: &Audit, has_witnesses: bool) -> Value {
        let open: Vec<Value> = audit.open().iter().map(|open| self.open(open, has_witnesses)).collect();
        let findings: Vec<Value> = audit.findings().iter().map(|finding| self.finding(finding)).collect();
        json!({
            "outcome": if audit.is_protected() { "protected" } else { "not_protected" },
            "findings": findings,
            "open": open,
            "smallest_derivable_group": audit.smallest(),
        })
    }

    pub(super) fn ranges(self, ranges: &[(OpenSet, Quantity, Range)]) -> Value {
        let one = |(of, quantity, range): &(OpenSet, Quantity, Range)| json!({ "of": self.set(of), "quantity": quantity, "low": range.low, "high": range.high });
        ranges.iter().map(one).collect()
    }

    pub(super) fn refusal(self, refusal: &Refusal) -> Value {
        let details = match refusal {
            Refusal::SmallMustShow(group) => json!({ "group": self.group(*group) }),
            Refusal::TooFine {
                family,
                small,
                groups,
                designs,
            } => {
                let designs: Vec<Value> = designs
                    .iter()
                    .map(|design| {
                        json!({
                            "without": self.groups(&design.dropped),
                            "shown": design.shown,
                            "hidden": design.hidden,
                            "cost": design.cost,
                        })
                    })
                    .collect();
                json!({ "family": family, "small": small, "groups": groups, "designs": designs })
            }
            Refusal::Unprotectable { atoms, quantity } => json!({ "atoms": self.atoms(atoms), "quantity": quantity }),
            Refusal::NotProven(findings) => {
                let findings: Vec<Value> = findings.iter().map(|finding| self.finding(finding)).collect();
                json!({ "findings": findings })
            }
            Refusal::Rules(_) | Refusal::Undecided => json!({}),
        };
        json!({ "outcome": "refused", "reason": self.reason(refusal), "details": details })
    }

    fn reason(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::SmallMustShow(group) => format!("{} must be shown and is under the minimum", self.group(*group)),
            Refusal::Unprotectable { atoms, .. } => {
                format!(
                    "{} cannot be protected beside what must be shown",
                    self.atoms(atoms).join(", ")
                )
            }
            other => other.to_string(),
        }
    }

    fn finding(self, finding: &Finding) -> Value {
        match finding {
            Finding::Rules { reason } => json!({ "finding": "rules", "reason": reason.to_string() }),
            Finding::Small { group } => json!({ "finding": "small", "group": self.group(*group) }),
            Finding::ShownAgain { group } => json!({ "finding": "shown_again", "group": self.group(*group) }),
            Finding::Narrow {
                of,
                quantity,
                needed: (down, up),
                follows,
            } => json!({
                "finding": "narrow",
                "of": self.set(of),
                "quantity": quantity,
                "needed": { "down": down, "up": up },
                "follows": follows.as_ref().map(|follows| self.multipliers(follows)),
            }),
            Finding::Derivable { respondents, follows } => json!({
                "finding": "derivable",
                "respondents": respondents,
                "follows": self.multipliers(follows),
            }),
            Finding::Undecided => json!({ "finding": "undecided" }),
        }
    }

    fn multipliers(self, multipliers: &Multipliers) -> Value {
        let multiples: Vec<Value> = multipliers
            .multiples
            .iter()
            .map(|multiple| {
                let of = match multiple.of {
                    Figured::Group(group) => json!({ "group": self.group(group) }),
                    Figured::Released(figure) => json!({ "released": figure }),
                };
                json!({ "of": of, "times": multiple.times.to_string() })
            })
            .collect();
        json!({
            "atoms": self.atoms(&multipliers.atoms),
            "known": self.atoms(&multipliers.known),
            "multiples": multiples,
        })
    }

    fn open(self, open: &Open, has_witnesses: bool) -> Value {
        let mut value = json!({
            "of": self.set(&open.of),
            "quantity": open.witness.quantity,
            "low": open.low,
            "high": open.high,
        });
        if has_witnesses && let Some(value) = value.as_object_mut() {
            let tables = json!({ "low": self.steps(&open.witness.low), "high": self.steps(&open.witness.high) });
            value.insert("witness".to_owned(), tables);
        }
        value
    }

    fn steps(self, steps: &[Step]) -> Value {
        let one = |step: &Step| json!({ "atom": self.atom(step.atom), "category": step.category, "by": step.by });
        steps.iter().map(one).collect()
    }

    fn set(self, of: &OpenSet) -> Value {
        json!({ "reason": of.reason, "groups": self.groups(&of.groups), "atoms": self.atoms(&of.atoms) })
    }

    fn group(&self, group: usize) -> &str {
        self.0.groups().get(group).map_or("", |group| &group.name)
    }

    fn groups(&self, groups: &[usize]) -> Vec<&str> {
        groups.iter().map(|group| self.group(*group)).collect()
    }

    fn atom(&self, atom: usize) -> &str {
        self.0.atoms().get(atom).map_or("", |atom| &atom.name)
    }

    fn atoms(&self, atoms: &[usize]) -> Vec<&str> {
        atoms.iter().map(|atom| self.atom(*atom)).collect()
    }
}
