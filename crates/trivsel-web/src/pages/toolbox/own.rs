//! Tools that are not shipped: a workplace's own and a partner's proposals, in one list.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form as ManyForm;
use trivsel_app::toolbox::own::{self, OwnToolForm, OwnToolLine};
use trivsel_app::{AppError, Problem};
use trivsel_domain::rights::Right;
use trivsel_domain::toolbox::{Asker, OwnToolState, Purpose, ToolForm};

use super::tools::tool_of;
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, refused};
use crate::routes::{Route, SIGNED_IN, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get(urls::OWN_TOOLS, SIGNED_IN, list),
        get(urls::NEW_OWN_TOOL, "MCDP", new),
        post(urls::OWN_TOOLS, "MCDP", add),
        post("/toolbox/own/{own_tool}/withdraw", "MCDP", withdraw),
    ]
}

#[derive(Template)]
#[template(path = "pages/toolbox/own.html")]
struct OwnToolsPage {
    shell: Shell,
    lines: Vec<OwnToolLine>,
    may_add: bool,
    is_partner: bool,
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    let who = session.actor();
    page(&OwnToolsPage {
        lines: own::list(&web.app, who).await?,
        may_add: own::may_add(who),
        is_partner: who.may_somewhere(Right::ProposeTool),
        shell: session.shell(Station::Toolbox),
    })
}

#[derive(Template)]
#[template(path = "pages/toolbox/own_form.html")]
struct OwnToolPage {
    shell: Shell,
    fields: Fields,
    form: OwnToolForm,
    units: Vec<Choice>,
    forms: Vec<Choice>,
    roles: Vec<Choice>,
    purposes: Vec<Choice>,
    is_partner: bool,
}

impl OwnToolPage {
    fn heading(&self) -> String {
        let id = if self.is_partner {
            "own-tool-propose"
        } else {
            "own-tool-new"
        };
        self.shell.t(id).into_owned()
    }
}

fn own_page(session: &Session, form: OwnToolForm, problems: Vec<Problem>) -> OwnToolPage {
    let shell = session.shell(Station::Toolbox);
    let who = session.actor();
    OwnToolPage {
        fields: Fields::new(session.words(), "own-tool", problems),
        units: shell.unit_choices("own-tool-everybody", |unit| who.may(Right::AddOwnTool, unit)),
        forms: std::iter::once(Choice::new("", shell.t("choose")))
            .chain(shell.choices("tool-form", ToolForm::ALL.map(ToolForm::code)))
            .collect(),
        roles: shell.choices("toolbox-asker", Asker::ALL.map(Asker::code)),
        purposes: shell.choices("toolbox-purpose", Purpose::ALL.map(Purpose::code)),
        is_partner: !who.may_somewhere(Right::AddOwnTool),
        form,
        shell,
    }
}

async fn new(session: Session) -> Answer {
    let who = session.actor();
    own::must_add(who)?;
    let unit = who.home_unit().filter(|unit| who.may(Right::AddOwnTool, *unit));
    let form = OwnToolForm {
        unit: if who.may_everywhere(Right::AddOwnTool) {
            String::new()
        } else {
            unit.map(|unit| unit.to_string()).unwrap_or_default()
        },
        publisher: if who.may_somewhere(Right::AddOwnTool) {
            session.visitor.organisation.name.clone()
        } else {
            String::new()
        },
        ..OwnToolForm::default()
    };
    page(&own_page(&session, form, Vec::new()))
}

async fn add(State(web): State<Web>, session: Session, ManyForm(form): ManyForm<OwnToolForm>) -> Answer {
    let who = session.actor();
    own::must_add(who)?;
    let form = OwnToolForm {
        unit: session.unit_typed(&form.unit),
        ..form
    };
    let added = match form.read(who) {
        Ok(content) => own::add(&web.app, who, &content).await,
        Err(problems) => Err(problems.into()),
    };
    match added {
        Ok(OwnToolState::Sent) => done(urls::OWN_TOOLS, "done-own-tool-sent"),
        Ok(_) => done(urls::OWN_TOOLS, "done-own-tool-added"),
        Err(AppError::Invalid(problems)) => refused(&own_page(&session, form, problems)),
        Err(error) => Err(error.into()),
    }
}

async fn withdraw(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    own::withdraw(&web.app, session.actor(), tool_of(&code)?).await?;
    done(urls::OWN_TOOLS, "done-own-tool-withdrawn")
}
