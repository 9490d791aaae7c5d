//! `/legal-rules`: rules of law with their dates, how sure they are, and when somebody looked last.

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::legal_rules::{self, LegalRuleLine};
use trivsel_domain::rights::Right;

use super::{done, page};
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, SIGNED_IN, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get(urls::LEGAL_RULES, SIGNED_IN, list),
        post("/legal-rules/{code}/checked", "CD", check),
        post("/legal-rules/{code}/use", "CD", switch),
    ]
}

#[derive(Template)]
#[template(path = "pages/legal_rules/list.html")]
struct RuleList {
    shell: Shell,
    rules: Vec<LegalRuleLine>,
}

impl RuleList {
    fn text<'a>(&self, line: &'a LegalRuleLine) -> &'a str {
        match self.shell.lang {
            Lang::Da => &line.rule.danish,
            Lang::En => &line.rule.english,
        }
    }

    /// What the button makes of a rule: in use, or not.
    fn other_use(&self, line: &LegalRuleLine) -> &'static str {
        if line.is_on { "off" } else { "on" }
    }

    /// From which day to which, in a sentence; empty where neither is known.
    fn valid(&self, line: &LegalRuleLine) -> String {
        match (line.rule.valid_from, line.rule.valid_to) {
            (Some(from), to) => self.shell.days(from, to),
            (None, Some(to)) => self.shell.with("until").text("to", self.shell.day(to)).to_string(),
            (None, None) => String::new(),
        }
    }
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    let rules = legal_rules::list(&web.app, session.actor()).await?;
    page(&RuleList {
        shell: session.shell(Station::Toolbox),
        rules,
    })
}

async fn check(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    legal_rules::check(&web.app, session.actor(), &code).await?;
    done(urls::LEGAL_RULES, "done-rule-checked")
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RuleUse {
    state: String,
}

async fn switch(
    State(web): State<Web>,
    session: Session,
    Path(code): Path<String>,
    Form(chosen): Form<RuleUse>,
) -> Answer {
    let is_on = chosen.state == "on";
    legal_rules::switch(&web.app, session.actor(), &code, is_on).await?;
    done(urls::LEGAL_RULES, if is_on { "done-rule-on" } else { "done-rule-off" })
}
