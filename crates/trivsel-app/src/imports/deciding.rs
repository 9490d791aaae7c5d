//! What a coordinator decides about an import on its way: what the columns mean, and what is done about the doubts the totals left.

use trivsel_documents::table_in::Wanted;
use trivsel_domain::id::{ImportId, IndicatorId};
use trivsel_domain::indicator::CategoryParts;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::imports::{self as store, Import};

use super::doubts::{self, ImportDoubt};
use super::job::start_check;
use super::mapping::{DoubtsSettled, FileMapping, ImportMapping};
use super::plan::{Plan, PlannedFile};
use super::wizard::{Looked, LookedFile, look, look_at};
use super::{ImportKind, ImportReport, ImportState};
use crate::input::Input;
use crate::uploads::Shelf;
use crate::{App, AppError, Problem};

/// Looks at the files anew, as they are now to be read. Nothing is checked yet.
pub async fn look_again(app: &App, who: &Actor, id: ImportId, said: &ImportMapping) -> Result<(), AppError> {
    let looked = look(app, who, id).await?;
    let plan = looked.said(said)?;
    keep_plan(app, who, id, &plan).await
}

/// Takes what was said about the columns, and has the files checked.
pub async fn map(app: &App, who: &Actor, id: ImportId, said: &ImportMapping) -> Result<(), AppError> {
    let looked = look(app, who, id).await?;
    let plan = looked.said(said)?;
    // A column that was only chosen now may be the one that leaves something open.
    let asked = look_at(Shelf::of(app, who.organisation), looked.kind, plan.files.clone()).await?;
    let mut input = Input::new();
    if said.source.is_empty() {
        input.refuse(Problem::new("source", "problem-required"));
    }
    if looked.kind == ImportKind::UnitMonths && plan.indicator.is_none() {
        input.refuse(Problem::new("indicator", "problem-choose"));
    }
    let nothing = FileMapping::default();
    for (index, (file, looked)) in plan.files.iter().zip(&looked.files).enumerate() {
        let doubts = asked
            .get(index)
            .map(|asked| asked.doubts.as_slice())
            .unwrap_or_default();
        let said = said.files.get(&index).unwrap_or(&nothing);
        for name in doubts::left_to_choose(doubts, |name| said.left_open.contains(name)) {
            input.refuse(Problem::new(format!("f{index}_{name}"), "problem-choose"));
        }
        looked.check(&mut input, index, file, plan.category_parts);
    }
    input.done()?;
    keep_plan(app, who, id, &plan).await?;
    start_check(app, who, id).await
}

/// Takes the answers to what was in doubt about the totals: each doubt is overruled by its box, and whether rows of units above
/// others are sums is chosen.
pub async fn settle(app: &App, who: &Actor, id: ImportId, said: &DoubtsSettled) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    app.writing(who, |work| async move {
        let import = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        if ImportState::parse(&import.state) != ImportState::Previewed {
            return Err(AppError::Conflict);
        }
        let report: ImportReport = serde_json::from_str(&import.summary).unwrap_or_default();
        let plan = settled(Plan::parse(&import.plan), &report, said)?;
        let import = Import {
            plan: plan.written()?,
            ..import
        };
        store::change(&work, &import).await?;
        Ok(())
    })
    .await
}

/// Keeps what was decided about an import that waits for it.
async fn keep_plan(app: &App, who: &Actor, id: ImportId, plan: &Plan) -> Result<(), AppError> {
    let plan = &plan.written()?;
    app.writing(who, |work| async move {
        let import = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        if ImportState::parse(&import.state) != ImportState::Uploaded {
            return Err(AppError::Conflict);
        }
        let import = Import {
            plan: plan.clone(),
            summary: String::new(),
            ..import
        };
        store::change(&work, &import).await?;
        Ok(())
    })
    .await
}

impl Looked {
    /// The plan as it is with what was said; refused once the import is past being said anything about.
    fn said(&self, said: &ImportMapping) -> Result<Plan, AppError> {
        if self.state != ImportState::Uploaded {
            return Err(AppError::Conflict);
        }
        let mut plan = Plan {
            accepted: Vec::new(),
            parents: None,
            source: said.source.clone(),
            definition: said.definition.clone(),
            ..self.plan.clone()
        };
        match self.kind {
            ImportKind::UnitMonths => {
                let is_known = |id: &IndicatorId| self.indicators.iter().any(|one| one.id == *id);
                plan.indicator = said.indicator.filter(is_known);
                plan.category_parts = said.category_parts;
            }
            ImportKind::AbsenceSpells => {
                (plan.first, plan.last) = (said.first, said.last);
                plan.long_after = said.long_after;
            }
        }
        let nothing = FileMapping::default();
        for (index, (file, looked)) in plan.files.iter_mut().zip(&self.files).enumerate() {
            file.take(looked, said.files.get(&index).unwrap_or(&nothing));
        }
        Ok(plan)
    }
}

impl LookedFile {
    /// Is it a table in which a column must hold the number? In a wide one, the months do.
    fn kind_needs_number(&self) -> bool {
        self.roles.iter().any(|role| role.code == "numerator")
    }

    /// Notes what is missing among the columns that were chosen for the file of this number, and what must not be among them.
    fn check(&self, input: &mut Input, index: usize, file: &PlannedFile, parts: CategoryParts) {
        let field = |name: &str| format!("f{index}_{name}");
        for role in self.roles {
            let column = file.mapping.get(role.code);
            let at = column.and_then(|column| self.columns.iter().position(|known| known == column));
            if role.is_needed && at.is_none() {
                input.refuse(Problem::new(field(role.code), "problem-choose"));
            }
            let found = self.recognised.as_ref().zip(at);
            if found
                .and_then(|(seen, at)| seen.columns.get(at))
                .is_some_and(|column| column.looks_like_cpr)
            {
                input.refuse(Problem::new(field(role.code), "problem-column-cpr"));
            }
        }
        let has = |role: &str| file.mapping.contains_key(role);
        if self.kind_needs_number() && !has("numerator") && !has("value") {
            input.refuse(Problem::new(field("numerator"), "problem-choose-number"));
        }
        if self.failure.is_some() {
            input.refuse(Problem::new(field("file"), "problem-file-unreadable"));
        }
        if self.kind_needs_number() && has("category") {
            match parts {
                CategoryParts::Unknown => input.refuse(Problem::new("category_parts", "problem-category-parts")),
                CategoryParts::People if !has("people") => {
                    input.refuse(Problem::new(field("people"), "problem-category-people"));
                }
                CategoryParts::People | CategoryParts::Events => {}
            }
        }
    }
}

impl PlannedFile {
    /// Takes what was said about the file.
    fn take(&mut self, looked: &LookedFile, said: &FileMapping) {
        self.wanted = Wanted {
            header: self.wanted.header,
            ..said.wanted.clone()
        };
        let roles = || looked.roles.iter().map(|role| role.code.to_owned());
        self.mapping = roles()
            .filter_map(|role| Some((role.clone(), said.columns.get(&role)?.clone())))
            .filter(|(_, column)| looked.columns.contains(column))
            .collect();
        // The page shows every role with its column: what is sent back was seen.
        self.chosen = roles().collect();
    }
}

/// The plan with the answers to what was in doubt; refused while one is missing.
fn settled(mut plan: Plan, report: &ImportReport, said: &DoubtsSettled) -> Result<Plan, AppError> {
    plan.parents = said.parents;
    let is_answered = |doubt: &&ImportDoubt| match doubt.code.as_str() {
        "parents" => plan.parents.is_some(),
        code => said.accepted.contains(code),
    };
    plan.accepted = report
        .doubts
        .iter()
        .filter(is_answered)
        .map(|doubt| doubt.code.clone())
        .collect();
    let open = plan.leaves_open(&report.doubts).into_iter();
    let problems: Vec<Problem> = open
        .map(|doubt| match doubt.code.as_str() {
            "parents" => Problem::new("parents", "problem-choose"),
            code => Problem::new(format!("accept_{code}"), "problem-import-doubt"),
        })
        .collect();
    if problems.is_empty() {
        Ok(plan)
    } else {
        Err(AppError::Invalid(problems))
    }
}
