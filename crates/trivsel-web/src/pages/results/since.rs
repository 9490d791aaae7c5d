//! Since last time: what changed from the latest earlier survey that asked in the same words, and what cannot be compared.

use trivsel_app::publications::Edition;
use trivsel_chart::{ForestEstimate, ForestPicture, ForestRow, RangeDot, Words as Label};
use trivsel_domain::publication::{ChangeVerdict, ScaleChange, Shown, Standing, change};
use trivsel_domain::questionnaire::{Scale, comparable};

use super::told::{Told, decimals};
use super::*;

#[derive(Template)]
#[template(path = "pages/results/since.html")]
struct SincePage {
    shell: Shell,
    top: Top,
    /// What the earlier survey was called, and when it closed.
    earlier: Option<(String, String)>,
    /// Why nothing can be compared here, though there is an earlier survey.
    why_not: Option<&'static str>,
    finding: String,
    picture: String,
    rows: Vec<Row>,
    /// Scales that were asked otherwise, or not at all, last time.
    broken: String,
}

struct Row {
    name: String,
    before: String,
    now: String,
    change: String,
    interval: String,
    verdict: String,
}

/// A scale that can be compared.
struct Compared<'a> {
    scale: &'a Scale,
    before: String,
    now: String,
    change: ScaleChange,
    verdict: ChangeVerdict,
}

pub(super) async fn show(
    State(web): State<Web>,
    session: Session,
    Path((survey, unit)): Path<(SurveyId, UnitId)>,
) -> Answer {
    let results = ready(&web, &session, survey, unit).await?;
    let shell = session.shell(Station::Listen);
    let told = Told::new(&shell, &results);
    let now = shown_in(&results.edition, unit);
    let before = results.earlier.as_deref().filter(|_| results.may_see_earlier(unit));
    let before = before.and_then(|earlier| shown_in(earlier, unit));
    let found = match (&results.earlier, before, now) {
        (Some(earlier), Some(before), Some(now)) => compared(&told, earlier, before, now),
        _ => Vec::new(),
    };
    let broken: Vec<String> = match &results.earlier {
        Some(earlier) => results
            .edition
            .content
            .scales
            .iter()
            .filter(|scale| !comparable(&earlier.content, &results.edition.content, &scale.key))
            .map(|scale| told.name_within(&scale.key))
            .collect(),
        None => Vec::new(),
    };
    let broken: Vec<&str> = broken.iter().map(String::as_str).collect();
    let finding = headline(&told, &found);
    let page_of = SincePage {
        top: Top::new(&session, &shell, &results, unit, Tab::Since),
        why_not: match (before, now) {
            (_, None) => Some("results-since-hidden-now"),
            (None, Some(_)) => Some("results-since-hidden-before"),
            _ => None,
        },
        earlier: results.earlier.as_deref().map(|earlier| {
            let title = earlier.publication.title.of(shell.lang.code()).to_owned();
            (title, shell.day(earlier.publication.closed_on))
        }),
        picture: if found.is_empty() {
            String::new()
        } else {
            picture(&told, &finding, &found)
        },
        rows: found.iter().map(|one| row(&told, one)).collect(),
        broken: shell.lang.list(&broken),
        finding,
        shell: shell.clone(),
    };
    page(&page_of)
}

fn shown_in(edition: &Edition, unit: UnitId) -> Option<&Shown> {
    match edition.publication.standing(unit) {
        Standing::Shown(shown) => Some(shown),
        Standing::Hidden | Standing::Merged { .. } | Standing::Absent => None,
    }
}

fn compared<'a>(told: &Told<'a>, earlier: &Edition, before: &Shown, now: &'a Shown) -> Vec<Compared<'a>> {
    told.lines(now)
        .into_iter()
        .filter(|line| comparable(&earlier.content, &told.edition.content, &line.scale.key))
        .filter_map(|line| {
            let was = before.scale(&line.scale.key)?;
            let change = change(was, line.result);
            Some(Compared {
                scale: line.scale,
                before: told.amount(line.scale, was.mean),
                now: told.amount(line.scale, line.result.mean),
                change,
                verdict: ChangeVerdict::of(&change, line.scale.smallest_important),
            })
        })
        .collect()
}

/// The largest change that can be told from none, else that there is none of importance, else that it cannot be told.
fn headline(told: &Told<'_>, found: &[Compared<'_>]) -> String {
    let share = |one: &Compared<'_>| one.change.difference.abs() / one.scale.range.width();
    let told_apart = found
        .iter()
        .filter(|one| matches!(one.verdict, ChangeVerdict::Clear | ChangeVerdict::PerhapsSmall))
        .max_by(|one, other| share(one).total_cmp(&share(other)));
    if let Some(one) = told_apart {
        let words = if one.change.difference > 0.0 {
            "results-since-higher"
        } else {
            "results-since-lower"
        };
        let name = told.read(&one.scale.name);
        return told.shell.with(words).text("scale", name).to_string();
    }
    let is_all_small = found.iter().all(|one| one.verdict == ChangeVerdict::NoneOfImportance);
    let words = if is_all_small {
        "results-since-nothing"
    } else {
        "results-since-unclear"
    };
    told.shell.t(words).into_owned()
}

fn row(told: &Told<'_>, one: &Compared<'_>) -> Row {
    Row {
        name: told.read(&one.scale.name).to_owned(),
        before: one.before.clone(),
        now: one.now.clone(),
        change: told.signed(one.scale, one.change.difference),
        interval: interval(told, one),
        verdict: told.shell.code("results-verdict", one.verdict.code()),
    }
}

/// `fra −2 til 9`.
fn interval(told: &Told<'_>, one: &Compared<'_>) -> String {
    told.shell
        .with("results-from-to")
        .text("from", told.signed(one.scale, one.change.interval.0))
        .text("to", told.signed(one.scale, one.change.interval.1))
        .to_string()
}

fn picture(told: &Told<'_>, finding: &str, found: &[Compared<'_>]) -> String {
    let most = found.iter().map(|one| decimals(one.scale)).max().unwrap_or(0);
    let number = |value: f64, decimals: usize| told.shell.lang.number(value, decimals.min(most));
    let mut picture = ForestPicture::new("since", told.shell.t("results-since-picture"), finding, &number);
    picture.zero = Label::same(told.shell.t("results-since-zero"));
    picture.rows = found
        .iter()
        .map(|one| ForestRow {
            label: Label::same(told.read(&one.scale.name)),
            sublabel: Label::same(told.shell.code("results-verdict", one.verdict.code())),
            value: Label::same(format!(
                "{} ({})",
                told.signed(one.scale, one.change.difference),
                interval(told, one)
            )),
            estimate: Some(ForestEstimate {
                best: one.change.difference,
                low: Some(one.change.interval.0),
                high: Some(one.change.interval.1),
                dot: if one.verdict == ChangeVerdict::Unclear {
                    RangeDot::Hollow
                } else {
                    RangeDot::Filled
                },
            }),
        })
        .collect();
    picture.page()
}
