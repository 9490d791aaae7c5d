//! What stands round every page: the demo line, the head, the loop, the notice, the foot.

use std::borrow::{Borrow, Cow};

use chrono::NaiveDate;
use trivsel_app::identity::{DemoPerson, Visitor};
use trivsel_app::units;
use trivsel_domain::id::UnitId;
use trivsel_domain::rights::Right;

use crate::fields::{Choice, MOST_IN_A_LIST};
use crate::urls;
use crate::words::{Lang, Sentence, Words};

/// Where in the loop a page belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Station {
    /// Mit overblik
    Overview,
    /// Kom i gang: where a workplace begins
    GetStarted,
    /// Lyt: the figures
    Listen,
    /// Beslut: committees, policies
    Decide,
    /// Gør: initiatives
    Act,
    /// Følg op: reports
    FollowUp,
    /// Forankr: the year wheel
    Anchor,
    /// Værktøjer: answers and tools
    Toolbox,
    /// The organisation: units, persons
    Organisation,
    /// Outside the loop: sign-in, account, administration
    Outside,
}

/// One place of the loop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The id of its name.
    pub(crate) name: &'static str,
    /// Its address.
    pub(crate) address: &'static str,
    /// Is it on the thread?
    pub(crate) is_step: bool,
    /// Is the page here?
    pub(crate) is_current: bool,
}

/// What stands round a page.
#[derive(Clone, Debug)]
pub(crate) struct Shell {
    pub(crate) words: &'static Words,
    pub(crate) lang: Lang,
    pub(crate) station: Station,
    /// The signed-in visitor, if any.
    pub(crate) visitor: Option<Visitor>,
    /// The people one can step in as, in the demo.
    pub(crate) demo_people: Vec<DemoPerson>,
    /// Path and query, for the language switch and the way back after signing in.
    pub(crate) here: String,
    /// The id of the sentence that says what was done, if something was.
    pub(crate) notice: Option<String>,
    /// Can documents be had as PDF? A program may be built without.
    pub(crate) can_print: bool,
}

impl Shell {
    /// For a part of a page that is sent by itself, to everybody who may see it.
    pub(crate) fn of_part(lang: Lang) -> Self {
        Self {
            words: Words::of(lang),
            lang,
            station: Station::Outside,
            visitor: None,
            demo_people: Vec::new(),
            here: String::new(),
            notice: None,
            can_print: false,
        }
    }

    /// A sentence.
    pub(crate) fn t(&self, id: &str) -> Cow<'_, str> {
        self.words.t(id)
    }

    /// A sentence to be filled in.
    pub(crate) fn with<'a>(&'a self, id: &'a str) -> Sentence<'a> {
        self.words.with(id)
    }

    /// A sentence whose id is put together from two parts, as for the codes of a closed set.
    pub(crate) fn code(&self, prefix: &str, code: &str) -> String {
        self.words
            .t(&format!("{prefix}-{}", code.replace('_', "-")))
            .into_owned()
    }

    /// Like [`Shell::code`], for codes that may be newer than the word files: those are shown as they are.
    pub(crate) fn name_or_code(&self, prefix: &str, code: &str) -> String {
        let id = format!("{prefix}-{}", code.replace('_', "-"));
        if self.words.has(&id) {
            self.words.t(&id).into_owned()
        } else {
            code.to_owned()
        }
    }

    /// What somebody does, after their name and a comma: "Karen Holst, distriktsleder". "HR-konsulent" and "SSA" stay as they are.
    pub(crate) fn work(&self, title: &str) -> String {
        let mut letters = title.chars();
        match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if second.is_lowercase() => first
                .to_lowercase()
                .chain(std::iter::once(second))
                .chain(letters)
                .collect(),
            _ => title.to_owned(),
        }
    }

    /// A day as the reader writes it, wherever a template has it from.
    pub(crate) fn day(&self, day: impl Borrow<NaiveDate>) -> String {
        self.lang.date(*day.borrow())
    }

    /// A day that may be missing, or a dash.
    pub(crate) fn maybe_day(&self, day: impl Borrow<Option<NaiveDate>>) -> String {
        self.lang.maybe_date(*day.borrow())
    }

    /// From one day to another, or from a day on.
    pub(crate) fn days(&self, from: NaiveDate, to: Option<NaiveDate>) -> String {
        let from = self.lang.date(from);
        match to {
            Some(to) => self
                .with("period")
                .text("from", from)
                .text("to", self.lang.date(to))
                .to_string(),
            None => self.with("since").text("from", from).to_string(),
        }
    }

    /// The choices of a closed set, named by their codes.
    pub(crate) fn choices(&self, prefix: &str, codes: impl IntoIterator<Item = &'static str>) -> Vec<Choice> {
        codes
            .into_iter()
            .map(|code| Choice::new(code, self.code(prefix, code)))
            .collect()
    }

    /// May the visitor do this anywhere? For what is offered, never for what is allowed.
    pub(crate) fn may(&self, right: Right) -> bool {
        self.visitor
            .as_ref()
            .is_some_and(|visitor| visitor.actor.may_somewhere(right))
    }

    /// May the visitor do this in the whole organisation? For what is offered, never for what is allowed.
    pub(crate) fn may_everywhere(&self, right: Right) -> bool {
        self.visitor
            .as_ref()
            .is_some_and(|visitor| visitor.actor.may_everywhere(right))
    }

    /// May the visitor do this in some committee, by a role or by a seat? For what is offered, never for what is allowed.
    pub(crate) fn may_in_some_committee(&self, right: Right) -> bool {
        self.visitor
            .as_ref()
            .is_some_and(|visitor| visitor.actor.may_in_some_committee(right))
    }

    /// Today's units as choices, those below a unit set in under it, behind an empty first choice; of very many, by name and code.
    pub(crate) fn unit_choices(&self, first: &str, is_offered: impl Fn(UnitId) -> bool) -> Vec<Choice> {
        let mut choices = vec![Choice::new("", self.t(first))];
        if let Some(visitor) = &self.visitor {
            let offered: Vec<_> = visitor.actor.tree.iter().filter(|node| is_offered(node.id)).collect();
            // Of so many, one is chosen by its label, which has to be its own.
            let is_typed = offered.len() >= MOST_IN_A_LIST;
            choices.extend(offered.into_iter().map(|node| {
                if is_typed {
                    return Choice::new(node.id, units::label(node));
                }
                let inset = "\u{a0}\u{a0}".repeat(node.depth);
                Choice::new(node.id, format!("{inset}{}", node.name))
            }));
        }
        choices
    }

    /// What a unit is called today; an empty text when it is closed.
    pub(crate) fn unit_name(&self, unit: &UnitId) -> &str {
        self.visitor
            .as_ref()
            .map_or("", |visitor| visitor.actor.tree.name(*unit))
    }

    /// May the visitor do this in this unit? For what is offered, never for what is allowed.
    pub(crate) fn may_in(&self, right: Right, unit: UnitId) -> bool {
        self.visitor
            .as_ref()
            .is_some_and(|visitor| visitor.actor.may(right, unit))
    }

    /// Is the page one of the organisation's: units, persons?
    pub(crate) fn is_organisation(&self) -> bool {
        self.station == Station::Organisation
    }

    /// This page in the other language, for a visitor who has not signed in.
    pub(crate) fn in_other_language(&self) -> String {
        urls::in_language(&self.here, self.lang.other().code())
    }

    /// Is the organisation made up?
    pub(crate) fn is_demo(&self) -> bool {
        !self.demo_people.is_empty()
    }

    /// The places of the loop the visitor can go to.
    pub(crate) fn places(&self) -> Vec<Place> {
        let place = |name, address, station: Station, is_step| Place {
            name,
            address,
            is_step,
            is_current: self.station == station,
        };
        let all = [
            (
                place("nav-overview", urls::START, Station::Overview, false),
                Some(Right::ReadUnits),
            ),
            (
                place("nav-get-started", urls::GET_STARTED, Station::GetStarted, true),
                Some(Right::ReadUnits),
            ),
            (
                place("nav-listen", urls::LISTEN, Station::Listen, true),
                Some(Right::ReadFigures),
            ),
            (
                place("nav-decide", urls::DECIDE, Station::Decide, true),
                Some(Right::ReadUnits),
            ),
            (
                place("nav-act", urls::ACT, Station::Act, true),
                Some(Right::ReadInitiative),
            ),
            (
                place("nav-follow-up", urls::FOLLOW_UP, Station::FollowUp, true),
                Some(Right::ReadInitiative),
            ),
            (
                place("nav-anchor", urls::YEAR_WHEEL, Station::Anchor, true),
                Some(Right::ReadDuties),
            ),
            (place("nav-toolbox", urls::TOOLBOX, Station::Toolbox, false), None),
        ];
        // What would turn the visitor away is not offered.
        all.into_iter()
            .filter(|(_, right)| right.is_none_or(|right| self.may(right)))
            .map(|(place, _)| place)
            .collect()
    }
}
