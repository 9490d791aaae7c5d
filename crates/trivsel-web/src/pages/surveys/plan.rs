//! `/surveys/{survey}/plan`: the groups answers are kept in, and what it costs that none may be small.

use askama::Template;
use axum::extract::{Path, State};
use trivsel_app::surveys::{self, Setup, cell_name};
use trivsel_domain::id::SurveyId;

use super::super::page;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![get("/surveys/{survey}/plan", "C", show)]
}

#[derive(Template)]
#[template(path = "pages/surveys/plan.html")]
struct PlanPage {
    shell: Shell,
    id: SurveyId,
    title: String,
    sentences: Vec<String>,
    /// The groups, each with how many are invited.
    cells: Vec<(String, u32)>,
    merged: Vec<MergedUnit>,
}

/// A unit that will have no results of its own.
struct MergedUnit {
    name: String,
    people: usize,
    /// The group its people are counted with.
    within: String,
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let setup = surveys::set_up(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let is_parted = setup.survey.target.by_job_group;
    let cells = setup
        .plan
        .as_ref()
        .map(|plan| plan.cells.as_slice())
        .unwrap_or_default();
    let name_of = |cell: &trivsel_domain::survey::Cell| cell_name(&setup.tree, cell.unit, &cell.job_groups, is_parted);
    let merged = setup
        .plan
        .as_ref()
        .map(|plan| plan.merged.as_slice())
        .unwrap_or_default();
    page(&PlanPage {
        id,
        title: setup.survey.title.of(shell.lang.code()).to_owned(),
        sentences: sentences(&shell, &setup),
        cells: cells.iter().map(|cell| (name_of(cell), cell.invited)).collect(),
        merged: merged
            .iter()
            .map(|unit| MergedUnit {
                name: setup.tree.name(*unit).to_owned(),
                people: setup.roll.count_in(*unit),
                within: cells
                    .iter()
                    .find(|cell| cell.units.contains(unit))
                    .map(name_of)
                    .unwrap_or_default(),
            })
            .collect(),
        shell,
    })
}

/// What the plan comes to: how many are invited, how they get in, and what is lost.
pub(super) fn sentences(shell: &Shell, setup: &Setup) -> Vec<String> {
    let invited = setup.roll.len();
    let plan = match &setup.plan {
        Ok(plan) => plan,
        Err(few) => {
            let sentence = shell
                .with("survey-plan-too-few")
                .count("invited", few.invited)
                .count("minimum", few.minimum);
            return vec![sentence.to_string()];
        }
    };
    let mail = setup.roll.with_mail();
    let mut sentences = vec![
        shell
            .with("survey-plan-groups")
            .count("invited", invited)
            .count("groups", plan.cells.len())
            .to_string(),
        shell
            .with("survey-plan-ways")
            .count("mail", mail)
            .count("cards", invited - mail)
            .to_string(),
        match plan.merged.len() {
            0 => shell.t("survey-plan-none-merged").into_owned(),
            merged => shell
                .with("survey-plan-merged")
                .count("units", merged)
                .count("minimum", setup.survey.rules.minimum)
                .to_string(),
        },
    ];
    let unreachable = setup.roll.unreachable();
    if !unreachable.is_empty() {
        let names: Vec<&str> = unreachable.iter().map(String::as_str).collect();
        let sentence = shell.with("survey-plan-unreachable").count("people", unreachable.len());
        sentences.push(sentence.text("names", shell.lang.list(&names)).to_string());
    }
    sentences.extend(job_group_cost(shell, setup));
    sentences
}

/// What results by job group cost, chosen or not; nothing where there is but one job group.
pub(super) fn job_group_cost(shell: &Shell, setup: &Setup) -> Option<String> {
    let (Ok(plan), Ok(other)) = (&setup.plan, &setup.other_plan) else {
        return None;
    };
    if setup.job_groups.len() < 2 {
        return None;
    }
    let (without, with) = if setup.survey.target.by_job_group {
        (other, plan)
    } else {
        (plan, other)
    };
    let parted = with.cells.iter().filter(|cell| cell.job_groups.len() == 1).count();
    Some(
        shell
            .with("survey-plan-job-groups")
            .count("with", with.cells.len())
            .count("without", without.cells.len())
            .count("parted", parted)
            .to_string(),
    )
}
