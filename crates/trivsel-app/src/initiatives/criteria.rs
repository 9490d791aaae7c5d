//! The success criteria of an initiative. Free until the decision; after it every change is noted and shown, and none is removed.

use serde::{Deserialize, Serialize};
use trivsel_domain::id::{IndicatorId, InitiativeId, MeasureId, SeriesId, SuccessCriterionId};
use trivsel_domain::indicator::{Indicator, Series};
use trivsel_domain::initiative::{CriterionKind, Direction, Initiative, SuccessCriterion};
use trivsel_domain::rights::Actor;
use trivsel_store::{Tx, figures, initiatives as store};
use uuid::Uuid;

use super::{baseline, changeable, criterion_of, part};
use crate::figures::{NamedScale, find_scale, scales_on_offer};
use crate::input::Input;
use crate::seen::{self, SeenMark};
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// What is typed to add or change a criterion.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CriterionForm {
    /// What is to be true when it is met.
    pub title: String,
    /// What shows it: `observed`, an indicator's id, `indicator/series`, or `survey_scale/questionnaire/scale` with their codes.
    pub measured_by: String,
    /// The measure it is about, by id; empty for the whole initiative.
    pub measure: String,
    /// The direction's code.
    pub direction: String,
    /// The value before; may be empty.
    pub baseline: String,
    /// The value to reach; may be empty.
    pub target: String,
    /// The smallest change worth having; may be empty.
    pub smallest_worthwhile: String,
    /// `on` when it cannot be measured at present.
    pub not_measurable: String,
    /// Why not.
    pub reason: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What a criterion says.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionContent {
    /// What is to be true when it is met.
    pub title: String,
    /// What shows it.
    pub kind: CriterionKind,
    /// The measure it is about; none for the whole initiative.
    pub measure: Option<MeasureId>,
    /// Which way is better.
    pub direction: Direction,
    /// The value before.
    pub baseline: Option<f64>,
    /// The value to reach.
    pub target: Option<f64>,
    /// The smallest change worth having.
    pub smallest_worthwhile: Option<f64>,
    /// Why it cannot be measured at present, where it cannot.
    pub not_measurable: Option<String>,
}

impl CriterionForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<CriterionContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let kind = input.choice("measured_by", &self.measured_by, parse_kind);
        let measure = input.optional_id("measure", &self.measure);
        let direction = input.choice("direction", &self.direction, Direction::parse);
        let baseline = input.optional_number("baseline", &self.baseline);
        let target = input.optional_number("target", &self.target);
        let smallest_worthwhile = input.optional_number("smallest_worthwhile", &self.smallest_worthwhile);
        let reason = input.text("reason", &self.reason);
        let content = kind.zip(direction).map(|(kind, direction)| CriterionContent {
            title,
            kind,
            measure,
            direction,
            baseline,
            target,
            smallest_worthwhile,
            not_measurable: (self.not_measurable == "on").then_some(reason),
        });
        if let Some(content) = &content {
            content.check(&mut input);
        }
        input.read(content)
    }
}

impl CriterionContent {
    /// What the values must be to each other.
    fn check(&self, input: &mut Input) {
        if self.smallest_worthwhile.is_some_and(|smallest| smallest < 0.0) {
            input.refuse(Problem::new("smallest_worthwhile", "problem-not-negative"));
        }
        if self.kind == CriterionKind::Observed {
            for (field, number) in [
                ("baseline", self.baseline),
                ("target", self.target),
                ("smallest_worthwhile", self.smallest_worthwhile),
            ] {
                if number.is_some() {
                    input.refuse(Problem::new(field, "problem-observed-number"));
                }
            }
        }
        if self.not_measurable.as_ref().is_some_and(String::is_empty) {
            input.refuse(Problem::new("reason", "problem-reason"));
        }
    }

    /// The criterion that says this, laid over what it was; shown by something that is there, or by what showed it before.
    async fn over(&self, tx: &Tx, base: SuccessCriterion) -> Result<SuccessCriterion, AppError> {
        let mut input = Input::new();
        self.check(&mut input);
        if self.kind != base.kind && !is_known(tx, &self.kind).await? {
            input.refuse(Problem::new("measured_by", "problem-choose"));
        }
        if self.measure != base.measure && !is_own(tx, base.initiative, self.measure).await? {
            input.refuse(Problem::new("measure", "problem-choose"));
        }
        input.done()?;
        let of = self.clone();
        Ok(SuccessCriterion {
            title: of.title,
            measure: of.measure,
            kind: of.kind,
            direction: of.direction,
            baseline: of.baseline,
            target: of.target,
            smallest_worthwhile: of.smallest_worthwhile,
            not_measurable: of.not_measurable,
            ..base
        })
    }
}

/// What can show a criterion.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// The indicators, each with its series.
    pub indicators: Vec<(Indicator, Vec<Series>)>,
    /// The scales of published questionnaires.
    pub scales: Vec<NamedScale>,
    /// The measures of the initiative.
    pub measures: Vec<trivsel_domain::initiative::Measure>,
}

/// What can show a criterion.
pub async fn offer(app: &App, who: &Actor, initiative: InitiativeId) -> Result<Offer, AppError> {
    let tx = app.read(who.organisation).await?;
    changeable(&tx, who, initiative).await?;
    let series = figures::list_series(&tx).await?;
    let indicators = figures::list_indicators(&tx)
        .await?
        .into_iter()
        .map(|indicator| {
            let of = series
                .iter()
                .filter(|one| one.indicator == indicator.id)
                .cloned()
                .collect();
            (indicator, of)
        })
        .collect();
    Ok(Offer {
        indicators,
        scales: scales_on_offer(&tx).await?,
        measures: store::measures_of(&tx, initiative).await?,
    })
}

/// One criterion, to be changed.
pub async fn find(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: SuccessCriterionId,
) -> Result<SuccessCriterion, AppError> {
    let tx = app.read(who.organisation).await?;
    changeable(&tx, who, initiative).await?;
    criterion_of(&tx, initiative, id).await
}

/// Adds a criterion at the end. After the decision it is frozen at once.
pub async fn add(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    content: &CriterionContent,
) -> Result<SuccessCriterionId, AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        let last = store::criteria_of(&work, initiative.id)
            .await?
            .into_iter()
            .map(|of| of.position)
            .max();
        let blank = SuccessCriterion {
            id: SuccessCriterionId(Uuid::now_v7()),
            initiative: initiative.id,
            measure: None,
            position: last.unwrap_or(0) + 1,
            title: String::new(),
            kind: CriterionKind::Observed,
            direction: Direction::Decrease,
            baseline: None,
            target: None,
            smallest_worthwhile: None,
            not_measurable: None,
            comparison: None,
            frozen_at: initiative.freezes_at(work.now),
        };
        let criterion = content.over(&work, blank).await?;
        let criterion = frozen_with_baseline(app, &work, who, &initiative, criterion).await?;
        store::add_criterion(&work, &criterion).await?;
        let trail = part("success_criterion", criterion.id.0, "added", &initiative);
        work.trail(told(trail, None, &criterion));
        Ok(criterion.id)
    })
    .await
}

/// Changes a criterion. It stays frozen when it was: the change is in the history, and the page says that there is one.
pub async fn change(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: SuccessCriterionId,
    seen: &SeenMark,
    content: &CriterionContent,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        let before = criterion_of(&work, initiative.id, id).await?;
        seen.must_be(&before)?;
        let after = content.over(&work, before.clone()).await?;
        let after = frozen_with_baseline(app, &work, who, &initiative, after).await?;
        store::change_criterion(&work, &after).await?;
        let trail = part("success_criterion", id.0, "changed", &initiative);
        let trail = told(trail, Some(&before), &after);
        work.trail_changes(trail);
        Ok(())
    })
    .await
}

/// Removes a criterion. Refused once it is frozen: then it is marked as not measurable, with the reason, and stays to be seen.
pub async fn remove(app: &App, who: &Actor, initiative: InitiativeId, id: SuccessCriterionId) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        let before = criterion_of(&work, initiative.id, id).await?;
        if before.frozen_at.is_some() {
            return Err(AppError::Refused("refused-criterion-frozen"));
        }
        store::remove_criterion(&work, id).await?;
        work.trail(part("success_criterion", id.0, "removed", &initiative).field("title", &before.title, ""));
        Ok(())
    })
    .await
}

/// A criterion that is frozen has a level before, typed or reckoned.
async fn frozen_with_baseline(
    app: &App,
    tx: &Tx,
    who: &Actor,
    initiative: &Initiative,
    criterion: SuccessCriterion,
) -> Result<SuccessCriterion, AppError> {
    if criterion.frozen_at.is_none() {
        return Ok(criterion);
    }
    baseline::with_baseline(tx, who, initiative, criterion, app.today()).await
}

/// Every field that is not what it was. What is new was nothing before.
fn told(trail: Trail, before: Option<&SuccessCriterion>, after: &SuccessCriterion) -> Trail {
    trail
        .optional("title", before.map(|of| &of.title), Some(&after.title))
        .optional("begins", before.and_then(|of| of.measure), after.measure)
        .optional(
            "direction",
            before.map(|of| of.direction.code()),
            Some(after.direction.code()),
        )
        .optional("kind", before.map(|of| of.kind.code()), Some(after.kind.code()))
        .optional(
            "indicator",
            before.and_then(|of| of.kind.indicator()),
            after.kind.indicator(),
        )
        .optional("series", before.and_then(|of| of.kind.series()), after.kind.series())
        .optional(
            "survey_scale",
            before.map(|of| of.kind.scale()),
            Some(after.kind.scale()),
        )
        .optional("baseline", before.and_then(|of| of.baseline), after.baseline)
        .optional("target", before.and_then(|of| of.target), after.target)
        .optional(
            "smallest_worthwhile",
            before.and_then(|of| of.smallest_worthwhile),
            after.smallest_worthwhile,
        )
        .optional(
            "not_measurable",
            before.and_then(|of| of.not_measurable.as_ref()),
            after.not_measurable.as_ref(),
        )
}

/// Is it a measure of this initiative that is still one, or none?
async fn is_own(tx: &Tx, initiative: InitiativeId, measure: Option<MeasureId>) -> Result<bool, AppError> {
    let Some(id) = measure else { return Ok(true) };
    let found = store::find_measure(tx, id).await?;
    Ok(found.is_some_and(|of| of.initiative == initiative && of.grown_into.is_none()))
}

fn parse_kind(text: &str) -> Option<CriterionKind> {
    let (first, second) = text.split_once('/').map_or((text, None), |(a, b)| (a, Some(b)));
    match (first, second) {
        ("observed", None) => Some(CriterionKind::Observed),
        ("survey_scale", Some(scale)) => Some(CriterionKind::SurveyScale {
            scale: scale.to_owned(),
        }),
        (indicator, series) => Some(CriterionKind::Indicator {
            indicator: indicator.parse::<IndicatorId>().ok()?,
            series: match series {
                Some(series) => Some(series.parse::<SeriesId>().ok()?),
                None => None,
            },
        }),
    }
}

/// Does the organisation have this indicator, and is the series one of it? Or does a published questionnaire have this scale?
async fn is_known(tx: &Tx, kind: &CriterionKind) -> Result<bool, AppError> {
    let Some(indicator) = kind.indicator() else {
        return Ok(*kind == CriterionKind::Observed || find_scale(tx, kind).await?.is_some());
    };
    if let Some(series) = kind.series() {
        let found = figures::find_series(tx, series).await?;
        return Ok(found.is_some_and(|series| series.indicator == indicator));
    }
    Ok(figures::find_indicator(tx, indicator).await?.is_some())
}

/// A criterion as the form shows it. `number` writes a number for the reader.
pub fn form_of(criterion: &SuccessCriterion, number: impl Fn(f64) -> String) -> CriterionForm {
    let measured_by = match &criterion.kind {
        CriterionKind::Indicator {
            indicator,
            series: None,
        } => indicator.to_string(),
        CriterionKind::Indicator {
            indicator,
            series: Some(series),
        } => format!("{indicator}/{series}"),
        CriterionKind::SurveyScale { scale } => format!("survey_scale/{scale}"),
        CriterionKind::Observed => "observed".to_owned(),
    };
    CriterionForm {
        seen: seen::mark(criterion),
        title: criterion.title.clone(),
        measured_by,
        measure: criterion.measure.map(|id| id.to_string()).unwrap_or_default(),
        direction: criterion.direction.code().to_owned(),
        baseline: criterion.baseline.map(&number).unwrap_or_default(),
        target: criterion.target.map(&number).unwrap_or_default(),
        smallest_worthwhile: criterion.smallest_worthwhile.map(&number).unwrap_or_default(),
        not_measurable: if criterion.not_measurable.is_some() { "on" } else { "" }.to_owned(),
        reason: criterion.not_measurable.clone().unwrap_or_default(),
    }
}
