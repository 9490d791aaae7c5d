//! What people wrote, where enough of them answered together: shuffled, and in parts that do not overlap.

use super::told::Told;
use super::*;

#[derive(Template)]
#[template(path = "pages/results/comments.html")]
struct CommentsPage {
    shell: Shell,
    top: Top,
    questions: Vec<Question>,
    minimum: u32,
}

struct Question {
    text: String,
    parts: Vec<Part>,
}

/// The comments of a part of the organisation.
struct Part {
    unit: String,
    texts: Vec<String>,
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
    let mut blocks = publication.comments_at(unit);
    blocks.retain(|block| results.may_see(block.unit));
    let questions = results
        .edition
        .content
        .items
        .iter()
        .map(|item| Question {
            text: told.read(&item.text).to_owned(),
            parts: blocks
                .iter()
                .filter(|block| block.item == item.key && !block.texts.is_empty())
                .map(|block| Part {
                    unit: told.unit(block.unit).to_owned(),
                    texts: block.texts.clone(),
                })
                .collect(),
        })
        .filter(|question| !question.parts.is_empty())
        .collect();
    let page_of = CommentsPage {
        top: Top::new(&session, &shell, &results, unit, Tab::Comments),
        questions,
        minimum: publication.rules.comments,
        shell: shell.clone(),
    };
    page(&page_of)
}
