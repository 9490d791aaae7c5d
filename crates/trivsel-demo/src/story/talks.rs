//! The yearly talks of Fjordby: two of the main committee, of which the second says what came of the first, and one of Distrikt Nord that is
//! not held yet.

use chrono::{Datelike, NaiveDate};
use trivsel_domain::id::YearlyTalkId;
use trivsel_domain::initiative::State;
use trivsel_domain::talk::{TalkInitiative, YearlyTalk};

use super::Story;
use super::calendar::day;
use super::forums::committee;
use crate::Ground;

/// The day the main committee held its last one: the tenth of June, this year or the year before.
pub(super) fn last_held(today: NaiveDate) -> NaiveDate {
    let this_year = day(today.year(), 6, 10);
    // Early in a year the last one was the year before.
    if this_year <= today {
        this_year
    } else {
        day(today.year() - 1, 6, 10)
    }
}

/// The last talk of the main committee.
pub(super) fn last(ground: &Ground<'_>) -> YearlyTalkId {
    YearlyTalkId(ground.seed.id("yearly-talk:hoved"))
}

pub(super) fn add(story: &mut Story, ground: &Ground<'_>) {
    let first_goals = "Færre afbrydelser, når der doseres medicin\nIngen ny kollega er alene den første måned";
    let goals = "Faste hold, hvor det kan lade sig gøre\nTo går sammen om svære samtaler";
    let held = last_held(ground.today);
    let first = YearlyTalk {
        id: YearlyTalkId(ground.seed.id("yearly-talk:hoved:first")),
        committee: committee(ground, "hoved"),
        held_on: Some(day(held.year() - 1, 6, 11)),
        last_year: String::new(),
        outcome: String::new(),
        goals: first_goals.to_owned(),
        cooperation: "Hvert område har sit eget udvalg. Det, de ikke kan løse, kommer på Hoved-MED.".to_owned(),
        competence: "Fire nye arbejdsmiljørepræsentanter tager grunduddannelsen.".to_owned(),
        is_held: true,
        version: 2,
    };
    let begun = story.initiatives.iter().find(|one| one.state == State::Running);
    story.talk_initiatives.extend(begun.map(|initiative| TalkInitiative {
        talk: first.id,
        initiative: initiative.id,
        goal: "Færre afbrydelser, når der doseres medicin".to_owned(),
    }));
    let last = YearlyTalk {
        id: last(ground),
        held_on: Some(held),
        last_year: first_goals.to_owned(),
        outcome: "Der er ro om medicinen de steder, der er begyndt. Makkerordningen er først på vej.".to_owned(),
        goals: goals.to_owned(),
        cooperation: "Uændret. Udvalgene skriver nu selv, hvad de vil have svar på.".to_owned(),
        competence: "Alle har taget grunduddannelsen. To tager den supplerende om psykisk arbejdsmiljø.".to_owned(),
        ..first.clone()
    };
    let open = YearlyTalk {
        id: YearlyTalkId(ground.seed.id("yearly-talk:nord")),
        committee: committee(ground, "nord"),
        held_on: None,
        last_year: String::new(),
        outcome: String::new(),
        goals: "Ruter, der holder hele dagen".to_owned(),
        cooperation: String::new(),
        competence: String::new(),
        is_held: false,
        version: 1,
    };
    story.talks.extend([first, last, open]);
}
