//! What the demo's workplace says of the toolbox: six tools Jonas looked at, what two groups tell of using one, and where Mosevang stands on
//! the stairs, two years running. All of it is made up; the tools are those that are shipped.

use chrono::{Days, Months, NaiveDate};
use trivsel_app::{App, AppError};
use trivsel_domain::id::{StairPlacementId, StartId, ToolNoteId, UnitId};
use trivsel_domain::stairs::{StairPlacement, StairStep};
use trivsel_domain::start::{AgreementPart, Start, StartAnswer, StartLevel, StartPart, Statement};
use trivsel_domain::toolbox::{HowItWorked, ToolNote, ToolReview, ToolState, by_questions, shipped, shipped_tools};
use trivsel_store::{Tx, stairs, starts, toolbox as store};

use super::Made;

/// So many tools were looked at: enough to see what that looks like, few enough that there is something left to do.
const LOOKED_AT: usize = 6;

/// Who uses the tool most questions point to: code of the unit, how it goes, what they say.
const NOTES: [(&str, HowItWorked, &str); 2] = [
    (
        "2112",
        HowItWorked::Well,
        "Vi tager ét spørgsmål op hver mandag, når listen er delt ud. Ti minutter er nok.",
    ),
    (
        "2121",
        HowItWorked::Partly,
        "God at læse. Vi har ikke fundet et fast tidspunkt til den endnu.",
    ),
];

/// Writes all of it.
pub(super) async fn write(app: &App, made: &Made) -> Result<(), AppError> {
    let questions = shipped().map_err(|error| AppError::internal("reading the toolbox", error))?;
    let tools = shipped_tools().map_err(|error| AppError::internal("reading the toolbox", error))?;
    let today = app.today();
    let checked_on = today.checked_sub_days(Days::new(9)).unwrap_or(today);
    let order = by_questions(&tools, &questions);
    let tx = app.write(made.organisation.id).await?;
    for (code, _) in order.iter().take(LOOKED_AT) {
        let Some(tool) = tools.iter().find(|tool| tool.code() == Some(*code)) else {
            continue;
        };
        let review = ToolReview {
            tool: *code,
            title: tool.title.clone(),
            url: tool.url.clone(),
            state: ToolState::Checked,
            checked_on,
            checked_by: made.cast.find("jonas"),
            review_on: ToolReview::again_after(checked_on),
        };
        store::put_review(&tx, &review).await?;
    }
    if let Some((code, _)) = order.first() {
        for (unit, worked, text) in NOTES {
            let note = ToolNote {
                id: ToolNoteId(made.seed.id(&format!("tool note {unit}"))),
                tool: *code,
                unit: unit_of(made, unit)?,
                text: text.to_owned(),
                used_from: today.checked_sub_months(Months::new(3)).unwrap_or(today),
                worked,
                written_by: None,
            };
            store::add_note(&tx, &note).await?;
        }
    }
    place(&tx, made, today).await?;
    agree(&tx, made, today).await?;
    tx.commit().await?;
    Ok(())
}

/// Where Mosevang stood a year ago, and where it stands now.
async fn place(tx: &Tx, made: &Made, today: NaiveDate) -> Result<(), AppError> {
    let placements = [
        (
            12,
            StairStep::Single,
            "ideas",
            "Vi gør noget, når det brænder på.",
            "Spørge alle",
        ),
        (
            1,
            StairStep::Involved,
            "ideas asked means",
            "Alle har været med, og lederen har sat timer af.",
            "Et fast punkt på personalemødet",
        ),
    ];
    for (months, step, signs, text, next_step) in placements {
        let placement = StairPlacement {
            id: StairPlacementId(made.seed.id(&format!("stairs {months}"))),
            unit: unit_of(made, "2112")?,
            placed_on: today.checked_sub_months(Months::new(months)).unwrap_or(today),
            step,
            signs: signs.split_whitespace().map(str::to_owned).collect(),
            text: text.to_owned(),
            next_step: next_step.to_owned(),
        };
        stairs::add(tx, &placement).await?;
    }
    Ok(())
}

/// What Karen and Mette agreed on for Mosevang four months ago. Nobody has looked yet whether the hours are there.
async fn agree(tx: &Tx, made: &Made, today: NaiveDate) -> Result<(), AppError> {
    let begun_on = today.checked_sub_months(Months::new(4)).unwrap_or(today);
    let agreed_on = begun_on.checked_add_days(Days::new(9));
    let start = Start {
        id: StartId(made.seed.id("start of Mosevang")),
        unit: unit_of(made, "2112")?,
        begun_on,
        lead: made.cast.find("karen"),
        rep: made.cast.find("mette"),
        lead_agreed_on: agreed_on,
        rep_agreed_on: agreed_on,
        version: 2,
        lead_since: None,
        rep_since: None,
        lead_answered_on: Some(begun_on),
        rep_answered_on: begun_on.checked_add_days(Days::new(2)),
        promise: None,
        promise_looked_on: None,
    };
    starts::add(tx, &start).await?;
    let answers = Statement::ALL.map(|statement| StartAnswer {
        statement,
        part: StartPart::Joint,
        level: match statement {
            Statement::Means | Statement::Training => StartLevel::Partly,
            _ => StartLevel::Yes,
        },
        text: String::new(),
    });
    starts::put_answers(tx, start.id, StartPart::Joint, &answers).await?;
    let agreed = [
        (AgreementPart::Goals, "Færre ændringer af kørelisten samme dag."),
        (AgreementPart::Initiatives, "Listen lægges dagen før, og én har vagten."),
        (AgreementPart::Resources, "20 timer i foråret."),
        (AgreementPart::Anchoring, "Et fast punkt på personalemødet hver måned."),
        (
            AgreementPart::Evaluation,
            "Vi tæller ændringerne i marts og taler om det.",
        ),
    ];
    let agreed = agreed.map(|(part, text)| (part, text.to_owned())).into();
    starts::put_agreements(tx, start.id, &agreed).await?;
    Ok(())
}

fn unit_of(made: &Made, code: &str) -> Result<UnitId, AppError> {
    made.units
        .id(code)
        .ok_or_else(|| AppError::internal("making the demo's toolbox", "a unit is missing"))
}
