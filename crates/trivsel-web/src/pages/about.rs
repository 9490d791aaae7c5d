//! `/about`: how answers and figures are protected, how accessible the pages are, where figures come from, and how to do the common
//! things. The texts are words, one section after another, so that a new section needs no change here.

use askama::Template;

use super::page;
use crate::failure::Answer;
use crate::routes::{OPEN, Route, get};
use crate::session::Visit;
use crate::shell::{Shell, Station};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/about/protection", OPEN, protection),
        get("/about/accessibility", OPEN, accessibility),
        get("/about/methods", OPEN, methods),
        get("/about/help", OPEN, help),
    ]
}

#[derive(Template)]
#[template(path = "pages/about.html")]
struct AboutPage {
    shell: Shell,
    title: String,
    lead: String,
    sections: Vec<Section>,
}

/// A heading and what stands below it.
struct Section {
    heading: String,
    text: String,
}

async fn protection(visit: Visit) -> Answer {
    about(&visit, "protection")
}

async fn accessibility(visit: Visit) -> Answer {
    about(&visit, "accessibility")
}

async fn methods(visit: Visit) -> Answer {
    about(&visit, "methods")
}

async fn help(visit: Visit) -> Answer {
    about(&visit, "help")
}

/// The page of a subject: its title, its lead, and its sections for as long as the word files have them.
fn about(visit: &Visit, subject: &str) -> Answer {
    let shell = visit.shell(Station::Outside);
    let word = |ending: &str| shell.t(&format!("about-{subject}-{ending}")).into_owned();
    let sections = (1..)
        .take_while(|number| shell.words.has(&format!("about-{subject}-{number}")))
        .map(|number| Section {
            heading: word(&number.to_string()),
            text: word(&format!("{number}-text")),
        })
        .collect();
    page(&AboutPage {
        title: word("title"),
        lead: word("lead"),
        sections,
        shell,
    })
}
