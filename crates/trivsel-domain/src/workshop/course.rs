//! Where a workshop's day is: which line, and until when. One deadline is kept and no ticks are sent; whoever looks reckons what is left.
//!
//! Two who lead cannot both move the day on: each says which version they saw, and the second one is told.

use chrono::{DateTime, TimeDelta, Utc};

use super::{LineKind, ProgrammeItem};
use crate::id::ProgrammeItemId;

/// A break is never made shorter than this, in minutes.
const SHORTEST_BREAK: i32 = 5;
/// A talk is never made shorter than this, in minutes.
const SHORTEST_TALK: i32 = 5;

/// Where the day is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCourse {
    /// The line that runs; none before the day begins and after it is over.
    pub item: Option<ProgrammeItemId>,
    /// When the line began.
    pub began_at: Option<DateTime<Utc>>,
    /// When the line ends.
    pub ends_at: Option<DateTime<Utc>>,
    /// A break nobody planned: since when, and until when.
    pub pause: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// The end everybody has been told, where it was put off: so many minutes later than planned.
    pub put_off: i32,
    /// Which section of the line's page is shown, from 0.
    pub section: i32,
    /// How often the day was moved.
    pub version: i32,
}

/// What whoever leads does with the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Begin the first line.
    Begin,
    /// On to the next line.
    Next,
    /// Back to the line before.
    Back,
    /// On to the line after the next.
    Skip,
    /// Five minutes more for this line.
    More,
    /// A break of ten minutes, now.
    Pause,
    /// The break is over.
    Resume,
    /// The next section of the line's page.
    PageOn,
    /// The section before.
    PageBack,
}

/// Why the day was not moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmoved {
    /// Somebody else has moved it since.
    Stale,
    /// There is nothing there.
    NoSuchLine,
}

/// A way out of a delay, with what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// A line that comes is made shorter.
    Shorten {
        /// Which line.
        item: ProgrammeItemId,
        /// Is it a break? Otherwise a talk.
        is_break: bool,
        /// What it is called.
        title: String,
        /// How long it was to be.
        from: i32,
        /// How long it becomes.
        to: i32,
    },
    /// The day ends later.
    PutOff {
        /// By how many minutes.
        minutes: i32,
    },
}

impl DayCourse {
    /// The day, moved.
    pub fn moved(self, how: Move, seen: i32, items: &[ProgrammeItem], now: DateTime<Utc>) -> Result<Self, Unmoved> {
        if seen != self.version {
            return Err(Unmoved::Stale);
        }
        let here = self.item.and_then(|item| items.iter().position(|one| one.id == item));
        let to = |index: Option<usize>| index.and_then(|index| items.get(index)).ok_or(Unmoved::NoSuchLine);
        let mut next = match (how, here) {
            (Move::Begin, None) => self.at(to(Some(0))?, now),
            (Move::Next, Some(here)) => self.at(to(Some(here + 1))?, now),
            (Move::Skip, Some(here)) => self.at(to(Some(here + 2))?, now),
            (Move::Back, Some(here)) => self.at(to(here.checked_sub(1))?, now),
            (Move::More, Some(_)) => Self {
                ends_at: self.ends_at.map(|end| end.max(now) + TimeDelta::minutes(5)),
                ..self
            },
            (Move::Pause, Some(_)) if self.pause.is_none() => Self {
                pause: Some((now, now + TimeDelta::minutes(10))),
                ..self
            },
            (Move::Resume, Some(_)) => self.resumed(now)?,
            (Move::PageOn, Some(_)) => Self {
                section: self.section + 1,
                ..self
            },
            (Move::PageBack, Some(_)) if self.section > 0 => Self {
                section: self.section - 1,
                ..self
            },
            _ => return Err(Unmoved::NoSuchLine),
        };
        next.version = self.version + 1;
        Ok(next)
    }

    fn at(self, item: &ProgrammeItem, now: DateTime<Utc>) -> Self {
        Self {
            item: Some(item.id),
            began_at: Some(now),
            ends_at: Some(now + TimeDelta::minutes(i64::from(item.minutes))),
            pause: None,
            section: 0,
            ..self
        }
    }

    /// What was left when the break began is left when it is over.
    fn resumed(self, now: DateTime<Utc>) -> Result<Self, Unmoved> {
        let (since, _) = self.pause.ok_or(Unmoved::NoSuchLine)?;
        let long = now - since;
        Ok(Self {
            ends_at: self.ends_at.map(|end| end + long),
            pause: None,
            ..self
        })
    }

    /// How many minutes are left of the line, or of the break; begun ones count whole. None when nothing runs.
    pub fn minutes_left(&self, now: DateTime<Utc>) -> Option<i64> {
        let end = self.pause.map(|(_, until)| until).or(self.ends_at)?;
        Some(((end - now).num_seconds().max(0) + 59) / 60)
    }

    /// When the day will be over as things stand, and by how many minutes that is later than `agreed`.
    pub fn end(
        &self,
        items: &[ProgrammeItem],
        now: DateTime<Utc>,
        agreed: DateTime<Utc>,
    ) -> Option<(DateTime<Utc>, i64)> {
        let here = items.iter().position(|one| Some(one.id) == self.item)?;
        let ends_at = self.ends_at?;
        let line_ends = match self.pause {
            Some((since, until)) => ends_at + (until.max(now) - since),
            None => ends_at.max(now),
        };
        let to_come: i64 = items.iter().skip(here + 1).map(|item| i64::from(item.minutes)).sum();
        let end = line_ends + TimeDelta::minutes(to_come);
        let agreed = agreed + TimeDelta::minutes(i64::from(self.put_off));
        // A begun minute is none yet: the day is late when a whole one has gone.
        Some((end, (end - agreed).num_minutes().max(0)))
    }

    /// Ways out of a delay. Group work is never made shorter.
    pub fn ways(&self, items: &[ProgrammeItem], late: i64) -> Vec<WayOut> {
        let minutes = i32::try_from(late).unwrap_or(i32::MAX);
        let here = items.iter().position(|one| Some(one.id) == self.item);
        let Some(here) = here.filter(|_| minutes > 0) else {
            return Vec::new();
        };
        let shorten = |kind: LineKind, shortest: i32| {
            let mut to_come = items.iter().skip(here + 1);
            to_come
                .find(|item| item.kind == kind && item.minutes - minutes >= shortest)
                .map(|item| WayOut::Shorten {
                    item: item.id,
                    is_break: kind == LineKind::Break,
                    title: item.title.clone(),
                    from: item.minutes,
                    to: item.minutes - minutes,
                })
        };
        let ways = [
            shorten(LineKind::Break, SHORTEST_BREAK),
            shorten(LineKind::Talk, SHORTEST_TALK),
        ];
        ways.into_iter().flatten().chain([WayOut::PutOff { minutes }]).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::super::Tells;
    use super::*;
    use uuid::Uuid;

    fn items() -> Vec<ProgrammeItem> {
        let lines = [
            (LineKind::Talk, 30),
            (LineKind::GroupWork, 20),
            (LineKind::Break, 10),
            (LineKind::Talk, 30),
            (LineKind::Closing, 5),
        ];
        (1..)
            .zip(lines)
            .map(|(position, (kind, minutes))| ProgrammeItem {
                id: ProgrammeItemId(Uuid::from_u128(u128::try_from(position).unwrap())),
                position,
                kind,
                title: format!("{position}"),
                minutes,
                presenter: String::new(),
                question: String::new(),
                board_kind: String::new(),
                tells: Tells::Nobody,
                lead_note: String::new(),
                page: String::new(),
                deck: String::new(),
            })
            .collect()
    }

    fn at(text: &str) -> DateTime<Utc> {
        format!("2019-03-12T{text}Z").parse().unwrap()
    }

    #[test]
    fn two_who_lead_cannot_both_move_the_day_on() {
        let items = items();
        let begun = DayCourse::default()
            .moved(Move::Begin, 0, &items, at("08:00:00"))
            .unwrap();
        let next = begun.moved(Move::Next, begun.version, &items, at("08:30:00")).unwrap();
        assert_eq!(next.item, Some(items[1].id));
        assert_eq!(
            next.moved(Move::Next, begun.version, &items, at("08:30:01")),
            Err(Unmoved::Stale)
        );
        assert_eq!(
            DayCourse::default().moved(Move::Next, 0, &items, at("08:00:00")),
            Err(Unmoved::NoSuchLine)
        );
        let back = next.moved(Move::Back, next.version, &items, at("08:31:00")).unwrap();
        assert_eq!((back.item, back.ends_at), (Some(items[0].id), Some(at("09:01:00"))));
        assert_eq!(
            back.moved(Move::Back, back.version, &items, at("08:31:00")),
            Err(Unmoved::NoSuchLine)
        );
        let skipped = next.moved(Move::Skip, next.version, &items, at("08:31:00")).unwrap();
        assert_eq!(skipped.item, Some(items[3].id));
    }

    #[test]
    fn a_break_nobody_planned_takes_nothing_from_the_groups() {
        let items = items();
        let begun = DayCourse::default()
            .moved(Move::Begin, 0, &items, at("08:00:00"))
            .unwrap();
        let work = begun.moved(Move::Next, 1, &items, at("08:30:00")).unwrap();
        let pause = work.moved(Move::Pause, 2, &items, at("08:38:00")).unwrap();
        assert_eq!(pause.minutes_left(at("08:40:00")), Some(8));
        let on = pause.moved(Move::Resume, 3, &items, at("08:50:00")).unwrap();
        // Twelve of twenty minutes were left.
        assert_eq!(on.ends_at, Some(at("09:02:00")));
        let more = on.moved(Move::More, 4, &items, at("08:51:00")).unwrap();
        assert_eq!(more.ends_at, Some(at("09:07:00")));
        // Five minutes from now, where the time is over already.
        let late = on.moved(Move::More, 4, &items, at("09:10:00")).unwrap();
        assert_eq!(late.ends_at, Some(at("09:15:00")));
    }

    #[test]
    fn a_delay_is_told_exactly_with_ways_out_that_spare_the_groups() {
        let items = items();
        let agreed = at("09:35:00");
        let begun = DayCourse::default()
            .moved(Move::Begin, 0, &items, at("08:00:00"))
            .unwrap();
        assert_eq!(begun.end(&items, at("08:10:00"), agreed), Some((agreed, 0)));
        let (end, late) = begun.end(&items, at("08:34:30"), agreed).unwrap();
        assert_eq!((end, late), (at("09:39:30"), 4));
        let work = begun.moved(Move::Next, 1, &items, at("08:34:00")).unwrap();
        let ways = work.ways(&items, 4);
        let shorten = |index: usize, is_break, from, to| WayOut::Shorten {
            item: items[index].id,
            is_break,
            title: items[index].title.clone(),
            from,
            to,
        };
        assert_eq!(
            ways,
            [
                shorten(2, true, 10, 6),
                shorten(3, false, 30, 26),
                WayOut::PutOff { minutes: 4 }
            ]
        );
        // Never under five minutes.
        assert_eq!(work.ways(&items, 7).len(), 2);
        assert_eq!(work.ways(&items, 0), []);
        let told = DayCourse { put_off: 4, ..work };
        assert_eq!(told.end(&items, at("08:40:00"), agreed).map(|(_, late)| late), Some(0));
    }

    #[test]
    fn minutes_left_count_begun_ones_whole_and_never_go_below_nothing() {
        let items = items();
        let begun = DayCourse::default()
            .moved(Move::Begin, 0, &items, at("08:00:00"))
            .unwrap();
        for (now, left) in [
            ("08:00:00", 30),
            ("08:00:01", 30),
            ("08:29:59", 1),
            ("08:30:00", 0),
            ("08:45:00", 0),
        ] {
            assert_eq!(begun.minutes_left(at(now)), Some(left), "{now}");
        }
        assert_eq!(DayCourse::default().minutes_left(at("08:00:00")), None);
    }
}
