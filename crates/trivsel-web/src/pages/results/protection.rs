//! How the figures are protected: the rules and when they were locked, what was put together or hidden, what the auditor proved.

use trivsel_domain::publication::Protection;

use super::told::Told;
use super::*;

#[derive(Template)]
#[template(path = "pages/results/protection.html")]
struct ProtectionPage {
    shell: Shell,
    top: Top,
    rules: Vec<String>,
    opened: String,
    deleted: Option<String>,
    protection: Protection,
    /// Units that were asked together with others, and where their answers are counted.
    merged: Vec<(String, String)>,
    /// Units whose figures are hidden.
    hidden: Vec<String>,
    left_out: String,
    hash: String,
}

pub(super) async fn show(
    State(web): State<Web>,
    session: Session,
    Path((survey, unit)): Path<(SurveyId, UnitId)>,
) -> Answer {
    let results = ready(&web, &session, survey, unit).await?;
    let shell = session.shell(Station::Listen);
    let told = Told::new(&shell, &results);
    let publication = &results.edition.publication;
    let (mut merged, mut hidden) = (Vec::new(), Vec::new());
    for one in &results.units {
        match publication.standing(*one) {
            Standing::Merged { into } => merged.push((told.unit(*one).to_owned(), told.unit(into).to_owned())),
            Standing::Hidden => hidden.push(told.unit(*one).to_owned()),
            Standing::Shown(_) | Standing::Absent => {}
        }
    }
    let left_out: Vec<&str> = publication.protection.left_out.iter().map(String::as_str).collect();
    let page_of = ProtectionPage {
        top: Top::new(&session, &shell, &results, unit, Tab::Protection),
        rules: told.rules(),
        opened: shell.maybe_day(results.survey.opens_on),
        deleted: results.survey.deletes_on().map(|day| shell.day(day)),
        protection: publication.protection.clone(),
        merged,
        hidden,
        left_out: shell.lang.list(&left_out),
        hash: results.edition.hash.clone(),
        shell: shell.clone(),
    };
    page(&page_of)
}
