//! Every address of the site, in one place.

mod initiatives;
mod lessons;
mod surveys;
mod wheel;
mod workshops;

use std::borrow::Borrow;

use trivsel_app::chain::ChainPlace;
use trivsel_domain::chain::Node;
use trivsel_domain::id::{
    CommitteeId, CrisisLineId, DecisionId, MeetingId, PersonId, PolicyId, QuestionnaireId, QuestionnaireVersionId,
    StartId, UnitId,
};
use trivsel_domain::toolbox::{Asker, Purpose, ToolCode};

pub(crate) use initiatives::*;
pub(crate) use lessons::{
    DRAW, FACTS, MODELS, deck, deck_pdf, initiative_from_theme, lessons, lessons_agenda, lessons_pdf, model,
    model_part, note_about_a_card, original_model, theme, theme_of_lesson, theme_part, themes, unit_task,
};
pub(crate) use surveys::*;
pub(crate) use wheel::*;
pub(crate) use workshops::*;

pub(crate) const START: &str = "/";
/// Where words are looked for in everything.
pub(crate) const SEARCH: &str = "/search";
pub(crate) const SIGN_IN: &str = "/sign-in";
pub(crate) const SIGN_OUT: &str = "/sign-out";
/// Where the language of the pages is chosen.
pub(crate) const LANGUAGE: &str = "/language";
/// Where the made-up people of the demo are stepped into.
pub(crate) const DEMO: &str = "/demo";
/// What is said of the program.
pub(crate) const ABOUT: &str = "/about";
/// Everything of an organisation in open formats.
pub(crate) const EXPORT: &str = "/export";
/// Who changed what.
pub(crate) const AUDIT: &str = "/audit";
/// For programs.
pub(crate) const API: &str = "/api/v1";
pub(crate) const REPORTS: &str = "/reports";
/// What is new, for a page that is open.
pub(crate) const LIVE: &str = "/live";
pub(crate) const POLICIES: &str = "/policies";
pub(crate) const TOOLBOX: &str = "/toolbox";
/// Rules of law.
pub(crate) const LEGAL_RULES: &str = "/legal-rules";
/// Whom to ring now.
pub(crate) const CRISIS: &str = "/toolbox/crisis";
pub(crate) const NEW_CRISIS_LINE: &str = "/toolbox/crisis/new";
/// What is to be followed up now.
pub(crate) const FOLLOW_UP: &str = "/follow-up";
/// What people are asked, and what the figures say.
pub(crate) const LISTEN: &str = "/listen";
/// What is to be decided, and where.
pub(crate) const DECIDE: &str = "/decide";
/// What goes on.
pub(crate) const ACT: &str = "/act";
/// The station where a workplace begins.
pub(crate) const GET_STARTED: &str = "/start";
/// Where two people begin to look at whether they are ready.
pub(crate) const NEW_START: &str = "/start/guides/new";
pub(crate) const STARTS: &str = "/start/guides";
/// The six steps of an empty workplace.
pub(crate) const FIRST_HOUR: &str = "/start/organisation";
/// Where a step is put off, and taken up again.
pub(crate) const STEP_WAIT: &str = "/start/organisation/wait";
pub(crate) const STEP_RESUME: &str = "/start/organisation/resume";
/// Where a unit sees how far it has come.
pub(crate) const STAIRS: &str = "/start/stairs";
pub(crate) const NEW_STAIRS: &str = "/start/stairs/new";
pub(crate) const COMMITTEES: &str = "/committees";
/// The tree of units.
pub(crate) const UNITS: &str = "/units";

/// How many units have begun a start.
pub(crate) const START_COVERAGE: &str = "/start/coverage";

/// The same, of the areas below one.
pub(crate) fn start_coverage(unit: UnitId) -> String {
    format!("{START_COVERAGE}?unit={unit}")
}

/// A start of two people.
pub(crate) fn start(id: StartId) -> String {
    format!("{STARTS}/{id}")
}

/// Where the first person of an installation gets in.
pub(crate) fn setup(key: &str) -> String {
    format!("/setup/{}", encode(key))
}

/// The same page in the language of this code.
pub(crate) fn in_language(address: &str, code: &str) -> String {
    format!("{address}{}lang={code}", if address.contains('?') { '&' } else { '?' })
}

/// One rule of law.
pub(crate) fn legal_rule(code: &str) -> String {
    format!("{LEGAL_RULES}/{}", encode(code))
}

/// One of the workplace's own lines.
pub(crate) fn crisis_line(id: CrisisLineId) -> String {
    format!("/toolbox/crisis/{id}")
}

/// The questions behind a door of the toolbox.
pub(crate) fn toolbox_door(asker: Asker, purpose: Purpose) -> String {
    format!("/toolbox/doors/{}/{}", asker.code(), purpose.code())
}

/// One tool of somebody else's.
pub(crate) fn toolbox_tool(code: ToolCode) -> String {
    format!("/toolbox/tools/{code}")
}

/// Tools that belong beside a scale of a survey.
pub(crate) fn toolbox_scale(key: &str) -> String {
    format!("/toolbox/scales/{}", encode(key))
}

/// Tools that are not shipped.
pub(crate) const OWN_TOOLS: &str = "/toolbox/own";
pub(crate) const NEW_OWN_TOOL: &str = "/toolbox/own/new";

/// Where a plan is begun.
pub(crate) const NEW_PLAN: &str = "/plans/new";

/// What waits for an editor of the toolbox.
pub(crate) const TOOLBOX_EDITING: &str = "/toolbox/editing";

/// Where an editor looks at a tool.
pub(crate) fn toolbox_review(code: ToolCode) -> String {
    format!("{TOOLBOX_EDITING}/tools/{code}")
}

/// Where words are handed in that were looked for in vain.
pub(crate) const MISSED_WORDS: &str = "/toolbox/missed";

/// One question with its answer.
pub(crate) fn toolbox_question(code: &str) -> String {
    format!("/toolbox/questions/{code}")
}

/// One unit.
pub(crate) fn unit(id: impl Borrow<UnitId>) -> String {
    format!("/units/{}", id.borrow())
}

/// Where the visitor hands over what they answer for.
pub(crate) const OWN_HANDOVER: &str = "/account/handover";

/// Where what somebody answers for is handed over.
pub(crate) fn handover(id: PersonId) -> String {
    format!("{}/handover", person(id))
}

/// One person.
pub(crate) fn person(id: impl Borrow<PersonId>) -> String {
    format!("/persons/{}", id.borrow())
}

/// Where one's own calendar is told what lies ahead.
pub(crate) const ACCOUNT_CALENDAR: &str = "/account/calendar";

/// Where a code is typed that lets somebody choose a password.
pub(crate) const ACCESS: &str = "/access";
/// Where somebody asks for a link who forgot the password.
pub(crate) const FORGOTTEN_PASSWORD: &str = "/forgotten-password";
pub(crate) const ACCOUNT: &str = "/account";
pub(crate) const ACCOUNT_CALENDAR_REMOVE: &str = "/account/calendar/remove";
/// Where a mail is sent to oneself, to see whether it gets through.
pub(crate) const NOTICES_TEST: &str = "/notices/test";
pub(crate) const PERSONS: &str = "/persons";
pub(crate) const PERSONS_IMPORT: &str = "/persons/import";
/// Where slips of paper are printed for many.
pub(crate) const PERSONS_ACCESS_SHEETS: &str = "/persons/access/sheets";

/// Where somebody is sent a link by which they choose a password.
pub(crate) fn account_link(id: PersonId) -> String {
    format!("/persons/{id}/account/link")
}

/// Where meetings that are held again and again are planned.
pub(crate) fn meeting_series(id: CommitteeId) -> String {
    format!("/committees/{id}/meetings/series")
}

/// What a forum takes up again and again.
pub(crate) fn standing_items(id: CommitteeId) -> String {
    format!("{}/standing", committee(id))
}

/// One point a forum takes up again and again.
pub(crate) fn standing_item(committee: CommitteeId, id: trivsel_domain::id::StandingItemId) -> String {
    format!("{}/{id}", standing_items(committee))
}

/// Where an agenda is begun with its standing points.
pub(crate) fn fill_agenda(id: MeetingId) -> String {
    format!("{}/standing", meeting(id))
}

/// Where a standing point is taken off one meeting.
pub(crate) fn skip_standing(meeting: MeetingId, id: trivsel_domain::id::StandingItemId) -> String {
    format!("{}/{id}/skip", fill_agenda(meeting))
}

/// Where an agenda is closed.
pub(crate) fn freeze_agenda(id: MeetingId) -> String {
    format!("{}/freeze", meeting(id))
}

/// A meeting's agenda, to be printed.
pub(crate) fn agenda_print(id: MeetingId) -> String {
    format!("/meetings/{id}/agenda.pdf")
}

/// What was decided at a meeting, to be printed.
pub(crate) fn minutes_print(id: MeetingId) -> String {
    format!("/meetings/{id}/minutes.pdf")
}

/// Where those who sit in a meeting are told of it.
pub(crate) fn tell_members(id: MeetingId) -> String {
    format!("/meetings/{id}/tell")
}

/// One meeting as a file for a calendar.
pub(crate) fn meeting_file(id: MeetingId) -> String {
    format!("/meetings/{id}/meeting.ics")
}

/// What one is written to about.
pub(crate) const ACCOUNT_NOTICES: &str = "/account/notices";
/// How many were written to about what.
pub(crate) const NOTICES: &str = "/notices";

/// Where the reader of a mail chooses fewer of them.
pub(crate) fn less(organisation: &str, token: &str) -> String {
    format!("/less/{}/{}", encode(organisation), encode(token))
}

/// Where what a mail speaks of is done.
pub(crate) fn of_subject(subject: trivsel_app::notices::Subject) -> String {
    use trivsel_app::notices::Subject;
    match subject {
        Subject::FollowUp(initiative, id) => new_note(initiative, id),
        Subject::Milestone(id) => initiative(id),
        Subject::Report(id) => report(id),
        Subject::Check(initiative, id) => anchor_check(initiative, id),
        Subject::Task(id) => decision(id),
        Subject::Meeting(id) | Subject::Minutes(id) => meeting(id),
        Subject::Plan(id) => plan(id),
        Subject::Start(id) | Subject::Promise(id) => start(id),
    }
}

/// Where many are let in at once.
pub(crate) const PERSONS_ACCESS: &str = "/persons/access";

/// Where a password is chosen by a code.
pub(crate) fn access(organisation: &str, code: &str) -> String {
    format!("/access/{}/{}", encode(organisation), encode(code))
}

/// One committee.
pub(crate) fn committee(id: impl Borrow<CommitteeId>) -> String {
    format!("/committees/{}", id.borrow())
}

/// One meeting.
pub(crate) fn meeting(id: impl Borrow<MeetingId>) -> String {
    format!("/meetings/{}", id.borrow())
}

/// One decision.
pub(crate) fn decision(id: impl Borrow<DecisionId>) -> String {
    format!("/decisions/{}", id.borrow())
}

/// The same address with a notice to show once there: `done` is the id of a sentence that begins with `done-`.
pub(crate) fn with_notice(address: &str, done: &str) -> String {
    format!("{address}{}done={done}", if address.contains('?') { '&' } else { '?' })
}

/// Percent-encodes what goes into a query.
pub(crate) fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

/// Where a visitor asked to go on to, when that is a page of this site; otherwise the first page.
///
/// It is read the way a browser reads it: a browser drops tabs and line ends, takes `\\` for `/`, and goes up at `..`.
pub(crate) fn own(next: &str) -> String {
    let read = || {
        let here = url::Url::parse("http://here.invalid/").ok()?;
        let is_plain = next.starts_with('/') && !next.contains(|c: char| c.is_control() || c == '\\');
        let found = here
            .join(next)
            .ok()
            .filter(|found| is_plain && found.origin() == here.origin())?;
        let path = found.path();
        // `/.//elsewhere` comes out as `//elsewhere`, and that is another site.
        if path.starts_with("//") {
            return None;
        }
        let query = found.query().map(|query| format!("?{query}")).unwrap_or_default();
        let fragment = found.fragment().map(|part| format!("#{part}")).unwrap_or_default();
        Some(format!("{path}{query}{fragment}"))
    };
    read().unwrap_or_else(|| START.to_owned())
}

/// One policy with its goals.
pub(crate) fn policy(id: impl Borrow<PolicyId>) -> String {
    format!("{POLICIES}/{}", id.borrow())
}

/// The list of policies, at one of them.
pub(crate) fn policies_at(id: PolicyId) -> String {
    format!("/policies?at={id}")
}

// Figures, indicators, disruptions and imports.

pub(crate) const FIGURES: &str = "/figures";
pub(crate) const DISRUPTIONS: &str = "/disruptions";
pub(crate) const INDICATORS: &str = "/indicators";
pub(crate) const IMPORTS: &str = "/imports";

/// One disruption.
pub(crate) fn disruption(id: impl Borrow<trivsel_domain::id::DisruptionId>) -> String {
    format!("{DISRUPTIONS}/{}", id.borrow())
}

/// The figures of a unit by one indicator.
pub(crate) fn figure(unit: UnitId, indicator: trivsel_domain::id::IndicatorId) -> String {
    format!("{FIGURES}?unit={unit}&indicator={indicator}")
}

/// The units of an area side by side.
pub(crate) const AREA: &str = "/area";

/// The units right below one, side by side.
pub(crate) fn area(unit: UnitId) -> String {
    format!("{AREA}?unit={unit}")
}

/// One indicator with its series.
pub(crate) fn indicator(id: impl Borrow<trivsel_domain::id::IndicatorId>) -> String {
    format!("/indicators/{}", id.borrow())
}

/// One import.
pub(crate) fn import(id: impl Borrow<trivsel_domain::id::ImportId>) -> String {
    format!("/imports/{}", id.borrow())
}

pub(crate) const QUESTIONNAIRES: &str = "/questionnaires";

/// One questionnaire.
pub(crate) fn questionnaire(id: impl Borrow<QuestionnaireId>) -> String {
    format!("/questionnaires/{}", id.borrow())
}

/// One version of a questionnaire.
pub(crate) fn questionnaire_version(id: impl Borrow<QuestionnaireVersionId>) -> String {
    format!("/questionnaires/versions/{}", id.borrow())
}

pub(crate) const PLANS: &str = "/plans";
/// The plan of a group, on its screen.
pub(crate) const ROOM_PLAN: &str = "/w/plan";

/// One line of the plan of a group, on its screen.
pub(crate) fn room_line(line: trivsel_domain::id::PlanLineId) -> String {
    format!("/w/plan/lines/{line}")
}

/// One plan.
pub(crate) fn plan(id: trivsel_domain::id::PlanId) -> String {
    format!("/plans/{id}")
}

/// One line of a plan.
pub(crate) fn plan_line(plan: trivsel_domain::id::PlanId, line: trivsel_domain::id::PlanLineId) -> String {
    format!("/plans/{plan}/lines/{line}")
}

/// Where something came from and what came of it.
pub(crate) fn chain(node: Node) -> String {
    format!("/chain/{}/{}", node.kind().code(), node.key())
}

/// The page something in the chain stands on.
pub(crate) fn chain_place(place: ChainPlace) -> String {
    match place {
        ChainPlace::Result(of) => results_of(of.survey, of.unit),
        ChainPlace::Board(id) => board(id),
        ChainPlace::Plan(id) => plan(id),
        ChainPlace::Initiative(id) => initiative(id),
        ChainPlace::FollowUps(id) => format!("{}/follow-ups", initiative(id)),
        ChainPlace::StatusReport(id) => report(id),
        ChainPlace::Meeting(id) => meeting(id),
        ChainPlace::Decision(id) => decision(id),
        ChainPlace::Tool(code) => toolbox_tool(code),
    }
}

/// An address with its query.
pub(crate) fn with_query(address: &str, query: &[(&str, String)]) -> String {
    let pairs: Vec<String> = query
        .iter()
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    format!("{address}?{}", pairs.join("&"))
}

/// A status report.
pub(crate) fn report(id: impl Borrow<trivsel_domain::id::StatusReportId>) -> String {
    format!("/reports/{}", id.borrow())
}

/// A report for word processors.
pub(crate) fn report_docx(id: trivsel_domain::id::StatusReportId) -> String {
    format!("/reports/{id}/report.docx")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_this_site_are_gone_on_to() {
        let elsewhere = [
            "",
            "policies",
            "//elsewhere.example",
            "///elsewhere.example",
            "/\\elsewhere.example",
            "\\\\elsewhere.example",
            "/\t/elsewhere.example",
            "\t//elsewhere.example",
            "/\n/elsewhere.example",
            "/\r\n/elsewhere.example",
            "/\0/elsewhere.example",
            "/\u{b}/elsewhere.example",
            "/.//elsewhere.example",
            "/x/..//elsewhere.example",
            "/%2e//elsewhere.example",
            "https://elsewhere.example",
            "https:elsewhere.example",
            "javascript:alert(1)",
            "data:text/html,x",
            " //elsewhere.example",
        ];
        for next in elsewhere {
            assert_eq!(own(next), START, "{next:?}");
        }
        let here = [
            ("/", "/"),
            ("/policies?at=1", "/policies?at=1"),
            ("/figures?unit=5&from=2019-01#now", "/figures?unit=5&from=2019-01#now"),
            ("/x/../policies", "/policies"),
            ("/søg?q=blå bær", "/s%C3%B8g?q=bl%C3%A5%20b%C3%A6r"),
            ("/%2f/elsewhere.example", "/%2f/elsewhere.example"),
            ("/%0d%0aSet-Cookie:x", "/%0d%0aSet-Cookie:x"),
            ("/@elsewhere.example", "/@elsewhere.example"),
        ];
        for (next, expected) in here {
            assert_eq!(own(next), expected, "{next:?}");
            assert!(axum::http::HeaderValue::from_str(expected).is_ok());
        }
    }
}
