//! `/surveys`: asking people. The coordinator sets a survey up and sees how it goes; everybody sees which there are.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::publications::{self, Outcome};
use trivsel_app::surveys::{self, Offer, Setup, SurveyLine, TitleForm, Turnout};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::SurveyId;
use trivsel_domain::rights::Right;
use trivsel_domain::survey::{Gap, Survey, SurveyState, TwoLanguages};

use super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::prose::prose;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::{Lang, Words};

pub(in crate::pages) mod cards;
mod contacts;
mod edit;
mod held;
mod last_day;
mod moves;
mod notice;
mod plan;

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/surveys", "EMSUCK", list),
        get("/surveys/new", "C", new),
        post("/surveys", "C", add),
        get("/surveys/{survey}", "EMSUCK", show),
    ];
    routes.extend(edit::routes());
    routes.extend(plan::routes());
    routes.extend(held::routes());
    routes.extend(last_day::routes());
    routes.extend(moves::routes());
    routes.extend(cards::routes());
    routes.extend(contacts::routes());
    routes.extend(notice::routes());
    routes
}

#[derive(Template)]
#[template(path = "pages/surveys/list.html")]
struct SurveyList {
    shell: Shell,
    lines: Vec<SurveyLine>,
    may_change: bool,
}

#[derive(Template)]
#[template(path = "pages/surveys/new.html")]
struct SurveyNew {
    shell: Shell,
    fields: Fields,
    questionnaires: Vec<Choice>,
    /// Those that can be chosen, each with the address where it can be read.
    readable: Vec<(String, String)>,
    /// Those that cannot be chosen yet, each with the address where it is completed.
    unfinished: Vec<(String, String)>,
    /// The last survey: the address that makes a draft of it, and what it is called.
    last: Option<(String, String)>,
    form: TitleForm,
}

#[derive(Template)]
#[template(path = "pages/surveys/show.html")]
struct SurveyPage {
    shell: Shell,
    survey: Survey,
    questionnaire: String,
    /// Where one answers, and what is promised there; none before it opens.
    address: Option<String>,
    /// The address where it is answered on a screen that several people use.
    shared: String,
    /// Who follows up; empty when nobody is named.
    follow_up_person: String,
    setup: Option<SetupView>,
    turnout: Option<Turnout>,
    /// Where its last day can be moved; none where it cannot.
    last_day: Option<String>,
    /// Where those to talk to can be named anew; none where they cannot.
    contacts: Option<String>,
    /// Could its publication not be made so far?
    has_failed: bool,
    may_change: bool,
}

/// What only the coordinator sees of a survey that has not opened.
struct SetupView {
    units: String,
    missing: Vec<GapView>,
    warnings: Vec<GapView>,
    plan: Vec<String>,
}

/// Something missing, with the field it is typed in.
struct GapView {
    sentence: String,
    field: &'static str,
}

/// A station of the thread above a survey.
struct Step {
    class: &'static str,
    name: String,
}

impl SurveyPage {
    fn title(&self) -> &str {
        self.survey.title.of(self.shell.lang.code())
    }

    fn purpose(&self) -> askama::filters::Safe<String> {
        prose(self.survey.purpose.of(self.shell.lang.code()))
    }

    fn copy_address(&self) -> String {
        urls::survey_copy(self.survey.id)
    }

    fn remove_address(&self) -> String {
        urls::survey_remove(self.survey.id)
    }

    /// How many of a part have answered, in words.
    fn part(&self, part: &surveys::TurnoutPart, step: &u64) -> String {
        if part.at_least == 0 {
            return self.shell.with("survey-turnout-under").count("step", *step).to_string();
        }
        self.shell
            .with("survey-turnout-part")
            .count("answered", part.at_least)
            .count("percent", part.percent())
            .to_string()
    }

    fn held_address(&self) -> String {
        urls::survey_held(self.survey.id)
    }

    fn is(&self, state: &str) -> bool {
        self.survey.state.code() == state
    }

    fn steps(&self) -> Vec<Step> {
        let step = |state: SurveyState| Step {
            class: match state.cmp(&self.survey.state) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "to-come",
            },
            name: self.shell.code("survey-state", state.code()),
        };
        SurveyState::ALL.into_iter().map(step).collect()
    }
}

impl SurveyList {
    fn title<'a>(&self, survey: &'a Survey) -> &'a str {
        survey.title.of(self.shell.lang.code())
    }

    fn days(&self, survey: &Survey) -> String {
        match survey.opens_on {
            Some(first) => self.shell.days(first, survey.last_day()),
            None => self.shell.maybe_day(None),
        }
    }
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    let who = session.actor();
    page(&SurveyList {
        lines: surveys::list(&web.app, who).await?,
        may_change: who.may_everywhere(Right::ChangeSurveys),
        shell: session.shell(Station::Listen),
    })
}

async fn new(State(web): State<Web>, session: Session) -> Answer {
    let newly = newly(&web, &session, TitleForm::default(), Vec::new()).await?;
    page(&newly)
}

async fn add(State(web): State<Web>, session: Session, Form(form): Form<TitleForm>) -> Answer {
    let purpose = TwoLanguages {
        da: Words::of(Lang::Da).t("survey-purpose-proposal").into_owned(),
        en: Words::of(Lang::En).t("survey-purpose-proposal").into_owned(),
    };
    match async { surveys::add(&web.app, session.actor(), &form.read()?, purpose).await }.await {
        Ok(id) => done(&urls::survey_edit(id), "done-survey-begun"),
        Err(AppError::Invalid(problems)) => refused(&newly(&web, &session, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn newly(web: &Web, session: &Session, form: TitleForm, problems: Vec<Problem>) -> Result<SurveyNew, AppError> {
    let offer = surveys::offer(&web.app, session.actor(), None).await?;
    let lines = surveys::list(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Listen);
    let last = lines.into_iter().find(|line| line.survey.state >= SurveyState::Open);
    Ok(SurveyNew {
        fields: Fields::new(session.words(), "survey", problems),
        questionnaires: questionnaire_choices(&shell, &offer),
        readable: readable(&shell, &offer),
        unfinished: offer
            .unfinished
            .iter()
            .map(|(id, title)| (urls::questionnaire(*id), title.read(shell.lang.code()).to_owned()))
            .collect(),
        last: last.map(|line| {
            let title = line.survey.title.of(shell.lang.code()).to_owned();
            (urls::survey_copy(line.survey.id), title)
        }),
        shell,
        form,
    })
}

/// The questionnaires that can be chosen, each with the page that has all of its questions.
fn readable(shell: &Shell, offer: &Offer) -> Vec<(String, String)> {
    let choices = questionnaire_choices(shell, offer).into_iter().skip(1);
    offer
        .questionnaires
        .iter()
        .zip(choices)
        .map(|(one, choice)| (urls::questionnaire_version(one.id), choice.label))
        .collect()
}

fn questionnaire_choices(shell: &Shell, offer: &Offer) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", shell.t("choose"))];
    choices.extend(offer.questionnaires.iter().map(|one| {
        let label = shell
            .with("survey-questionnaire-choice")
            .text("title", one.title.read(shell.lang.code()))
            .text("number", one.number)
            .count("items", one.items);
        Choice::new(one.id, label.to_string())
    }));
    choices
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let who = session.actor();
    let SurveyLine { survey, questionnaire } = surveys::find(&web.app, who, id).await?;
    let shell = session.shell(Station::Listen);
    let may_change = who.may_everywhere(Right::ChangeSurveys);
    let has_opened = survey.state >= SurveyState::Open;
    let setup = if may_change && !has_opened {
        let setup = surveys::set_up(&web.app, who, id).await?;
        Some(setup_view(&shell, &setup))
    } else {
        None
    };
    let turnout = if may_change && survey.state == SurveyState::Open {
        Some(surveys::turnout(&web.app, who, id).await?)
    } else {
        None
    };
    let has_failed = survey.state == SurveyState::Closed
        && matches!(
            publications::results(&web.app, who, id).await?,
            Outcome::UnderWay(_, progress) if progress.has_failed()
        );
    let last_day = match turnout {
        Some(_) => surveys::movable(&web.app, who, id)
            .await
            .ok()
            .map(|_| urls::survey_last_day(id)),
        None => None,
    };
    let answered_at = urls::answer(&session.visitor.organisation.short_name, survey.number);
    page(&SurveyPage {
        shared: format!("{answered_at}#tablet"),
        last_day,
        contacts: (may_change && survey.has_open_contacts()).then(|| urls::survey_contacts(id)),
        address: has_opened.then_some(answered_at),
        questionnaire: questionnaire.read(shell.lang.code()).to_owned(),
        follow_up_person: surveys::follow_up_person(&web.app, who, &survey).await?,
        setup,
        turnout,
        has_failed,
        may_change,
        shell,
        survey,
    })
}

fn setup_view(shell: &Shell, setup: &Setup) -> SetupView {
    let units: Vec<&str> = setup
        .survey
        .target
        .units
        .iter()
        .map(|unit| setup.tree.name(*unit))
        .collect();
    let gaps = |is_warning: bool| -> Vec<GapView> {
        let wanted = setup.gaps.iter().filter(|gap| gap.is_warning() == is_warning);
        wanted
            .map(|gap| GapView {
                sentence: shell.code("survey-gap", gap.code()),
                field: field_of(*gap),
            })
            .collect()
    };
    SetupView {
        units: shell.lang.list(&units),
        missing: gaps(false),
        warnings: gaps(true),
        plan: plan::sentences(shell, setup),
    }
}

/// The field that what is missing is typed in.
fn field_of(gap: Gap) -> &'static str {
    match gap {
        Gap::Title => "title_da",
        Gap::Purpose => "purpose_da",
        Gap::Questionnaire => "questionnaire",
        Gap::Units | Gap::TooFew | Gap::Mail => "units",
        Gap::Rules => "minimum",
        Gap::OpensOn => "opens_on",
        Gap::ClosesOn => "closes_on",
        Gap::Reminders => "reminders",
        Gap::Retention => "retention_months",
        Gap::FollowUpPerson => "follow_up_person",
        Gap::FollowUpOn => "follow_up_on",
        Gap::FollowUpTime => "follow_up_time",
    }
}
