//! The town's policies and the goals initiatives serve.

use trivsel_domain::id::{GoalId, PolicyId};
use trivsel_domain::period::Period;
use trivsel_domain::policy::{Goal, Policy};

use super::Story;
use super::calendar::day;
use crate::Ground;

/// Key, name, first and last year, goals.
type Row = (&'static str, &'static str, i32, Option<i32>, &'static [&'static str]);

static POLICIES: [Row; 3] = [
    (
        "health",
        "Sundhedspolitik 2019–2022",
        2019,
        Some(2022),
        &[
            "Derfor vil vi gøre det sunde valg til det nemme valg på kommunens arbejdspladser.",
            "Derfor vil vi bevæge os mere sammen, også i arbejdstiden.",
            "Derfor vil vi tale om travlhed, før den bliver til fravær.",
            "Derfor vil vi have ledere, der har tid til at være til stede.",
        ],
    ),
    (
        "staff",
        "Personalepolitik for Fjordby Kommune",
        2023,
        None,
        &[
            "Vi vil være en arbejdsplads, som folk bliver på, fordi de har lyst.",
            "Nye kolleger skal opleve, at vi har ventet på dem.",
            "Vi planlægger arbejdet, så der også er plads til livet ved siden af.",
        ],
    ),
    (
        "environment",
        "Arbejdsmiljøstrategi 2024–2028",
        2024,
        Some(2028),
        &[
            "Vi forebygger sammen: leder, arbejdsmiljørepræsentant og tillidsrepræsentant.",
            "Vi måler, om det vi gør, virker, og holder op med det, der ikke gør.",
        ],
    ),
];

/// Adds them.
pub(super) fn add(story: &mut Story, ground: &Ground<'_>) {
    for (key, name, first, last, goals) in POLICIES {
        let id = PolicyId(ground.seed.id(&format!("policy:{key}")));
        let Ok(period) = Period::new(day(first, 1, 1), last.map(|year| day(year, 12, 31))) else {
            continue;
        };
        story.policies.push(Policy {
            id,
            name: name.to_owned(),
            period,
        });
        story.goals.extend(goals.iter().zip(1..).map(|(text, position)| Goal {
            id: goal(ground, key, position),
            policy: id,
            position,
            text: (*text).to_owned(),
        }));
    }
}

/// The id of a policy's goal.
pub(super) fn goal(ground: &Ground<'_>, policy: &str, position: i32) -> GoalId {
    GoalId(ground.seed.id(&format!("goal:{policy}:{position}")))
}
