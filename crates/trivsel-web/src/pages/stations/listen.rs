//! Lyt: what people are asked, what the figures say, and where both come from.

use axum::extract::State;
use trivsel_app::figures::UnitPicture;
use trivsel_app::stations::{self, ListenStation};
use trivsel_app::surveys::{AskedIn, SurveyLine};
use trivsel_app::workshops::WorkshopLine;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::SurveyState;

use super::{Onward, StationLine, StationPart, StationStart};
use crate::failure::Answer;
use crate::pages::figures::drawing::{headline, sentences};
use crate::pages::page;
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::{Web, urls};

/// The most surveys and workshops that stand on the page.
const MOST: usize = 5;

pub(super) async fn show(State(web): State<Web>, session: Session) -> Answer {
    let who = session.actor();
    let found = stations::listen(&web.app, who).await?;
    let shell = session.shell(Station::Listen);
    let short_name = &session.visitor.organisation.short_name;
    let open = found
        .surveys
        .iter()
        .filter(|line| line.survey.state == SurveyState::Open);
    page(&StationStart {
        title: shell
            .with("station-listen-title")
            .count("count", open.count())
            .to_string(),
        lead: shell.t("station-listen-lead").into_owned(),
        places: places(&shell, who),
        parts: parts(&shell, who, short_name, &found),
        shell,
    })
}

/// Surveys, figures, and what is read in, side by side.
fn places(shell: &Shell, who: &Actor) -> Vec<Onward> {
    let all = [
        (shell.may(Right::ReadSurveys), "surveys-title", urls::SURVEYS),
        (true, "figures-title", urls::FIGURES),
        (shell.may(Right::ReadWorkshops), "workshops-title", urls::WORKSHOPS),
        (who.may_everywhere(Right::ChangeFigures), "imports-title", urls::IMPORTS),
        (
            shell.may(Right::ReadQuestionnaires),
            "questionnaires-title",
            urls::QUESTIONNAIRES,
        ),
    ];
    let offered = all.into_iter().filter(|(is_offered, ..)| *is_offered);
    offered
        .map(|(_, id, address)| Onward::new(shell.t(id), address))
        .collect()
}

fn parts(shell: &Shell, who: &Actor, short_name: &str, found: &ListenStation) -> Vec<StationPart> {
    let asked = found.asked.iter().map(|of| asked_line(shell, short_name, of));
    let surveys = found.surveys.iter().take(MOST);
    let surveys = surveys.map(|line| survey_line(shell, line)).collect();
    let picture = found.picture.iter().map(|picture| picture_line(shell, who, picture));
    let workshops = found.workshops.iter().take(MOST);
    let workshops = workshops.map(|line| workshop_line(shell, line)).collect();
    let mut parts = Vec::new();
    if !found.asked.is_empty() {
        parts.push(StationPart::new(shell.t("station-asked"), asked.collect(), ""));
    }
    if shell.may(Right::ReadSurveys) {
        let part = StationPart::new(shell.t("surveys-title"), surveys, shell.t("surveys-empty"));
        parts.push(part.more(shell.t("station-surveys-all"), urls::SURVEYS));
    }
    let part = StationPart::new(shell.t("figures-title"), picture.collect(), shell.t("figures-empty"));
    parts.push(part.more(shell.t("station-figures-all"), urls::FIGURES));
    if shell.may(Right::ReadWorkshops) {
        let part = StationPart::new(shell.t("workshops-title"), workshops, shell.t("station-workshops-none"));
        parts.push(part.more(shell.t("station-workshops-all"), urls::WORKSHOPS));
    }
    parts
}

fn asked_line(shell: &Shell, short_name: &str, of: &AskedIn) -> StationLine {
    let code = shell.lang.code();
    let address = format!("{}?lang={code}#me", urls::answer(short_name, of.survey.number));
    let words = if of.has_begun {
        "start-survey-go-on"
    } else {
        "start-survey-answer"
    };
    StationLine {
        title: of.survey.title.of(code).to_owned(),
        address: address.clone(),
        text: shell
            .with("start-survey-until")
            .text("date", shell.maybe_day(of.survey.last_day()))
            .to_string(),
        button: Some(Onward::new(shell.t(words), address)),
        ..StationLine::default()
    }
}

fn survey_line(shell: &Shell, line: &SurveyLine) -> StationLine {
    let survey = &line.survey;
    let state = shell.code("survey-state", survey.state.code());
    let days = survey.opens_on.map(|first| shell.days(first, survey.last_day()));
    let is_published = survey.state == SurveyState::Published;
    StationLine {
        title: survey.title.of(shell.lang.code()).to_owned(),
        address: urls::survey(survey.id),
        text: match days {
            Some(days) => format!("{state}. {days}."),
            None => state,
        },
        button: is_published.then(|| Onward::new(shell.t("survey-result"), urls::results(survey.id))),
        ..StationLine::default()
    }
}

fn picture_line(shell: &Shell, who: &Actor, picture: &UnitPicture) -> StationLine {
    StationLine {
        title: headline(shell, picture, who.tree.name(picture.unit)),
        address: urls::figure(picture.unit, picture.indicator.id),
        text: if picture.is_hidden() {
            shell.t("figures-hidden-title").into_owned()
        } else {
            sentences(shell, picture).into_iter().next().unwrap_or_default()
        },
        ..StationLine::default()
    }
}

fn workshop_line(shell: &Shell, line: &WorkshopLine) -> StationLine {
    let day = shell.lang.weekday_date(line.workshop.held_on);
    StationLine {
        title: line.workshop.title.clone(),
        address: urls::workshop(line.workshop.id),
        text: format!("{}. {day}", line.unit_name),
        ..StationLine::default()
    }
}
