//! A lot about who begins when: what was drawn, from what, and how anybody can see that it was.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use super::site::{Site, start_months};
use crate::id::{InitiativeId, LotId, PersonId, UnitId};
use crate::month::Month;

/// The rule by which the units of a lot are put in order. Rises when the rule changes.
pub const METHOD: i32 = 1;

/// Units that begin together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Wave {
    /// The month they begin.
    pub start: Month,
    /// How many.
    pub units: u32,
}

/// One drawing of lots.
///
/// The units stand in the order of their ids. The seed puts them in another order, by the rule of the method; the first so many of
/// that order begin with the first wave, the next with the second, and those that are left wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// The id.
    pub id: LotId,
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// When it was drawn.
    pub drawn_at: DateTime<Utc>,
    /// Who drew; none when the person has been erased.
    pub drawn_by: Option<PersonId>,
    /// By which rule.
    pub method: i32,
    /// What the order follows from, in hexadecimal digits.
    pub seed: String,
    /// The units that took part, in the order of their ids.
    pub units: Vec<UnitId>,
    /// Who begins when.
    pub waves: Vec<Wave>,
    /// Why it was drawn anew; empty for the first one.
    pub reason: String,
    /// SHA-256 of [`Lot::text`], in hexadecimal digits.
    pub hash: String,
}

impl Lot {
    /// What the hash is taken of: everything but who drew. Whoever drew may one day have to be erased, and the hash must still hold.
    pub fn text(&self) -> String {
        let mut lines = vec![
            format!("method {}", self.method),
            format!("initiative {}", self.initiative),
            format!("drawn {}", self.drawn_at.to_rfc3339_opts(SecondsFormat::Micros, true)),
            format!("seed {}", self.seed),
        ];
        lines.extend(
            self.waves
                .iter()
                .map(|wave| format!("wave {} {}", wave.start, wave.units)),
        );
        lines.extend(self.units.iter().map(|unit| format!("unit {unit}")));
        lines.push(format!("reason {}", self.reason.replace('\n', " ")));
        lines.join("\n") + "\n"
    }

    /// The month each unit begins, none for those that wait, when the units are put in this order.
    pub fn starts(&self, order: &[usize]) -> Vec<(UnitId, Option<Month>)> {
        let places = self
            .waves
            .iter()
            .flat_map(|wave| (0..wave.units).map(|_| Some(wave.start)))
            .chain(std::iter::repeat(None));
        let units = order.iter().filter_map(|place| self.units.get(*place).copied());
        units.zip(places).collect()
    }

    /// Did it go as drawn so far: has the initiative begun where and when the lot said, and nowhere else?
    pub fn was_followed(&self, order: &[usize], sites: &[Site], today: NaiveDate) -> bool {
        let begun = start_months(sites.iter().filter(|site| site.has_begun(today)));
        let drawn: BTreeMap<UnitId, Month> = self
            .starts(order)
            .into_iter()
            .filter_map(|(unit, start)| Some((unit, start?)))
            .filter(|(unit, start)| *start < Month::of(today) || begun.contains_key(unit))
            .collect();
        !begun.is_empty() && begun == drawn
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::id::SiteId;
    use crate::initiative::SiteStage;
    use crate::period::Period;
    use uuid::Uuid;

    fn unit(number: u128) -> UnitId {
        UnitId(Uuid::from_u128(number))
    }

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    /// Four units: two begin in January, one in April, one waits.
    fn lot() -> Lot {
        Lot {
            id: LotId(Uuid::from_u128(9)),
            initiative: InitiativeId(Uuid::from_u128(8)),
            drawn_at: "2026-11-21T11:00:00Z".parse().unwrap(),
            drawn_by: None,
            method: METHOD,
            seed: "07".repeat(32),
            units: (1..=4).map(unit).collect(),
            waves: vec![
                Wave {
                    start: month("2027-01"),
                    units: 2,
                },
                Wave {
                    start: month("2027-04"),
                    units: 1,
                },
            ],
            reason: String::new(),
            hash: String::new(),
        }
    }

    const ORDER: [usize; 4] = [2, 0, 3, 1];

    fn site(number: u128, day: &str) -> Site {
        Site {
            id: SiteId(Uuid::from_u128(number)),
            initiative: lot().initiative,
            unit: unit(number),
            measure: None,
            stage: SiteStage::Pilot,
            period: Period::since(day.parse().unwrap()),
        }
    }

    #[test]
    fn the_order_fills_the_waves_and_the_last_wait() {
        let (january, april) = (Some(month("2027-01")), Some(month("2027-04")));
        let starts = [
            (unit(3), january),
            (unit(1), january),
            (unit(4), april),
            (unit(2), None),
        ];
        assert_eq!(lot().starts(&ORDER), starts);
    }

    #[test]
    fn the_text_holds_everything_but_who_drew() {
        let text = lot().text();
        let expected = "method 1\n\
            initiative 00000000-0000-0000-0000-000000000008\n\
            drawn 2026-11-21T11:00:00.000000Z\n\
            seed 0707070707070707070707070707070707070707070707070707070707070707\n\
            wave 2027-01 2\nwave 2027-04 1\n\
            unit 00000000-0000-0000-0000-000000000001\nunit 00000000-0000-0000-0000-000000000002\n\
            unit 00000000-0000-0000-0000-000000000003\nunit 00000000-0000-0000-0000-000000000004\nreason \n";
        assert_eq!(text, expected);
        let by_somebody = Lot {
            drawn_by: Some(PersonId(Uuid::from_u128(1))),
            ..lot()
        };
        assert_eq!(by_somebody.text(), text);
        let reasoned = Lot {
            reason: "Kildemosen\nflytter".to_owned(),
            ..lot()
        };
        assert!(reasoned.text().ends_with("reason Kildemosen flytter\n"));
    }

    #[test]
    fn a_lot_is_followed_while_units_begin_where_and_when_it_said() {
        let followed = |sites: &[Site], day: &str| lot().was_followed(&ORDER, sites, day.parse().unwrap());
        let (one, three, four) = (site(1, "2027-01-01"), site(3, "2027-01-11"), site(4, "2027-04-01"));
        let all = [one.clone(), three.clone(), four.clone()];
        assert!(!followed(&all, "2026-12-01"), "nothing has begun");
        assert!(followed(&all, "2027-02-01"));
        assert!(followed(&all, "2027-06-01"));
        assert!(
            !followed(&[one.clone(), three.clone()], "2027-06-01"),
            "one did not begin"
        );
        assert!(
            !followed(&[one.clone(), four.clone(), site(3, "2027-02-01")], "2027-06-01"),
            "a month late"
        );
        let early = [one, three, four, site(2, "2027-05-01")];
        assert!(!followed(&early, "2027-06-01"), "one that was to wait began");
        assert!(followed(&early, "2027-04-30"));
    }
}
