//! The units of Fjordby Kommune, and trees of any size.

use chrono::NaiveDate;

use super::seed::{Seed, number, whole};
use super::work::Work;

/// One unit to be made. Only units without others below employ people.
#[derive(Clone, Debug)]
pub(crate) struct UnitPlan {
    /// The code, as the payroll system knows it.
    pub(crate) code: String,
    /// The name.
    pub(crate) name: String,
    /// The code of the unit above.
    pub(crate) parent: Option<String>,
    /// What is done there; none for a unit that only gathers others.
    pub(crate) work: Option<Work>,
    /// How many people it employs.
    pub(crate) people: usize,
    /// Its last day, if it has closed.
    pub(crate) closed: Option<NaiveDate>,
    /// Where it stood before, and the first day of the present place.
    pub(crate) moved: Option<(String, NaiveDate)>,
}

use Work::{CareHome, Cleaning, Culture, DayCare, Disability, Health, HomeCare, Nursing, Office, School, Technical};

/// Code, name, code of the unit above, work, people.
type Row = (&'static str, &'static str, &'static str, Option<Work>, usize);

#[rustfmt::skip]
static FJORDBY: &[Row] = &[
    ("1000", "Fjordby Kommune", "", None, 0),

    ("2000", "Velfærd og Sundhed", "1000", None, 0),
    ("2100", "Syge- og hjemmepleje", "2000", None, 0),
    ("2110", "Distrikt Nord", "2100", None, 0),
    ("2111", "Skovbakken", "2110", Some(HomeCare), 52),
    ("2112", "Mosevang", "2110", Some(HomeCare), 44),
    ("2113", "Åbrink", "2110", Some(HomeCare), 46),
    ("2120", "Distrikt Syd", "2100", None, 0),
    ("2121", "Strandparken", "2120", Some(HomeCare), 37),
    ("2122", "Egelund", "2120", Some(HomeCare), 35),
    ("2123", "Kildemosen", "2120", Some(HomeCare), 41),
    ("2130", "Distrikt Øst", "2100", None, 0),
    ("2131", "Havnegruppen", "2130", Some(HomeCare), 48),
    ("2132", "Bøgelunden", "2130", Some(HomeCare), 39),
    ("2133", "Møllehøj", "2130", Some(HomeCare), 33),
    ("2140", "Distrikt Vest", "2100", None, 0),
    ("2141", "Engdraget", "2140", Some(HomeCare), 42),
    ("2142", "Lyngbakken", "2140", Some(HomeCare), 36),
    ("2143", "Søvænget", "2140", Some(HomeCare), 40),
    ("2150", "Sygeplejen", "2100", Some(Nursing), 78),
    ("2160", "Ledelse og visitation", "2100", Some(Office), 26),
    ("2170", "Nødkaldsholdet", "2100", Some(HomeCare), 4),

    ("2200", "Plejecentre", "2000", None, 0),
    ("2210", "Rosenhaven", "2200", Some(CareHome), 112),
    ("2220", "Klitgården", "2200", Some(CareHome), 94),
    ("2230", "Æblehaven", "2200", Some(CareHome), 101),
    ("2240", "Birkehøj", "2200", Some(CareHome), 86),
    ("2250", "Kildegården", "2200", Some(CareHome), 58),

    ("2300", "Sundhed og forebyggelse", "2000", None, 0),
    ("2310", "Genoptræning", "2300", Some(Health), 61),
    ("2320", "Tandplejen", "2300", Some(Health), 54),
    ("2330", "Sundhedsplejen", "2300", Some(Nursing), 31),
    ("2340", "Kost og ernæring", "2300", Some(Health), 3),

    ("2400", "Handicap og psykiatri", "2000", None, 0),
    ("2410", "Bofællesskabet Solsikken", "2400", Some(Disability), 72),
    ("2420", "Bostedet Lærkehuset", "2400", Some(Disability), 88),
    ("2430", "Støtte i eget hjem", "2400", Some(Disability), 64),
    ("2440", "Værestedet Broen", "2400", Some(Disability), 14),

    ("3000", "Børn og Unge", "1000", None, 0),
    ("3100", "Skoler", "3000", None, 0),
    ("3110", "Fjordby Skole", "3100", Some(School), 142),
    ("3120", "Nørremarkens Skole", "3100", Some(School), 118),
    ("3130", "Skolen ved Åen", "3100", Some(School), 104),
    ("3140", "Søndervang Skole", "3100", Some(School), 109),
    ("3150", "Klintebjerg Skole", "3100", Some(School), 87),
    ("3200", "Dagtilbud", "3000", None, 0),
    ("3210", "Mariehønen", "3200", Some(DayCare), 38),
    ("3220", "Spirrevippen", "3200", Some(DayCare), 34),
    ("3230", "Tusindfryd", "3200", Some(DayCare), 41),
    ("3240", "Skovtroldene", "3200", Some(DayCare), 36),
    ("3250", "Søstjernen", "3200", Some(DayCare), 29),
    ("3300", "Familie og rådgivning", "3000", Some(Office), 96),
    ("3400", "Ung i Fjordby", "3000", Some(Culture), 46),

    ("4000", "Teknik, Klima og Miljø", "1000", None, 0),
    ("4100", "Vej og Park", "4000", Some(Technical), 112),
    ("4200", "Byg og Miljø", "4000", Some(Office), 72),
    ("4300", "Ejendomsservice", "4000", Some(Technical), 148),
    ("4400", "Rengøring", "4000", Some(Cleaning), 176),
    ("4500", "Affald og genbrug", "4000", Some(Technical), 52),

    ("5000", "Kultur og Borgerservice", "1000", None, 0),
    ("5100", "Biblioteket", "5000", Some(Culture), 52),
    ("5200", "Musik og idræt", "5000", Some(Culture), 58),
    ("5300", "Borgerservice", "5000", Some(Office), 49),
    ("5400", "Byarkivet", "5000", Some(Culture), 3),

    ("6000", "Rådhuset", "1000", None, 0),
    ("6100", "Direktion og sekretariat", "6000", Some(Office), 34),
    ("6200", "HR og løn", "6000", Some(Office), 41),
    ("6300", "Økonomi og it", "6000", Some(Office), 78),
    ("6400", "Job og ydelser", "6000", Some(Office), 184),
];

/// The units of Fjordby Kommune. The twelve home care groups keep their size, the others are scaled to make up the number of people.
pub(crate) fn fjordby(people: usize) -> Vec<UnitPlan> {
    let kept = |row: &Row| row.4 < 20 || row.0.starts_with("21") || row.0 == "2250";
    let sum = |keep: bool| {
        FJORDBY
            .iter()
            .filter(|row| kept(row) == keep)
            .map(|row| row.4)
            .sum::<usize>()
    };
    // The people of Kildegården, which has closed, now work elsewhere: they are not counted twice.
    let scale = number(people.saturating_sub(sum(true))) / number(sum(false));
    FJORDBY
        .iter()
        .map(|row| {
            let (code, name, parent, work, people) = *row;
            let scaled = if kept(row) {
                people
            } else {
                rounded(number(people) * scale)
            };
            UnitPlan {
                code: code.to_owned(),
                name: name.to_owned(),
                parent: (!parent.is_empty()).then(|| parent.to_owned()),
                work,
                people: scaled,
                closed: if code == "2250" {
                    NaiveDate::from_ymd_opt(2022, 6, 30)
                } else {
                    None
                },
                moved: if code == "2113" {
                    NaiveDate::from_ymd_opt(2021, 4, 1).map(|day| ("2140".to_owned(), day))
                } else {
                    None
                },
            }
        })
        .collect()
}

fn rounded(number: f64) -> usize {
    usize::try_from(whole(number)).unwrap_or(0)
}

/// How many people an average unit of [`any_size`] employs.
const PEOPLE_PER_UNIT: usize = 72;
/// How many units stand below one area.
const UNITS_PER_AREA: usize = 12;
/// How many areas stand below one department.
const AREAS_PER_DEPARTMENT: usize = 6;

const AREAS: &[(&str, &str, Work)] = &[
    ("Hjemmepleje", "Gruppe", HomeCare),
    ("Plejecentre", "Plejecenter", CareHome),
    ("Skoler", "Skole", School),
    ("Dagtilbud", "Dagtilbud", DayCare),
    ("Handicap", "Bosted", Disability),
    ("Sygepleje", "Team", Nursing),
    ("Drift", "Hold", Technical),
    ("Rengøring", "Hold", Cleaning),
    ("Sundhed", "Team", Health),
    ("Kultur", "Afdeling", Culture),
    ("Administration", "Kontor", Office),
];

/// A tree of four levels for any number of people. Sizes vary between units; some are too small to be shown alone.
pub(crate) fn any_size(seed: Seed, people: usize) -> Vec<UnitPlan> {
    let leaves = people.div_ceil(PEOPLE_PER_UNIT).max(1);
    let areas = leaves.div_ceil(UNITS_PER_AREA);
    let departments = areas.div_ceil(AREAS_PER_DEPARTMENT);
    let mut dice = seed.dice("tree");
    let gather = |code: String, name: String, parent: Option<String>| UnitPlan {
        code,
        name,
        parent,
        work: None,
        people: 0,
        closed: None,
        moved: None,
    };
    let mut plan = vec![gather("T".to_owned(), "Hele organisationen".to_owned(), None)];
    plan.extend((1..=departments).map(|n| gather(format!("F{n}"), format!("Forvaltning {n}"), Some("T".to_owned()))));
    let mut shares: Vec<f64> = (0..leaves)
        .map(|_| {
            if dice.chance(0.04) {
                0.05
            } else {
                dice.between(0.5, 1.5)
            }
        })
        .collect();
    let sum: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share *= number(people) / sum);
    for area in 0..areas {
        let (name, unit, work) = AREAS
            .get(area % AREAS.len())
            .copied()
            .unwrap_or(("Administration", "Kontor", Office));
        let code = format!("O{}", area + 1);
        let department = format!("F{}", area / AREAS_PER_DEPARTMENT + 1);
        plan.push(gather(code.clone(), format!("{name} {}", area + 1), Some(department)));
        let below = shares
            .iter()
            .enumerate()
            .skip(area * UNITS_PER_AREA)
            .take(UNITS_PER_AREA);
        plan.extend(below.map(|(at, share)| UnitPlan {
            code: format!("E{}", at + 1),
            name: format!("{unit} {}", at + 1),
            parent: Some(code.clone()),
            work: Some(work),
            people: rounded(*share).max(3),
            closed: None,
            moved: None,
        }));
    }
    plan
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn fjordby_has_about_sixty_units_and_the_people_asked_for() {
        let plan = fjordby(3_500);
        assert!((55..=70).contains(&plan.len()), "{}", plan.len());
        let people: usize = plan.iter().map(|unit| unit.people).sum();
        assert!(people.abs_diff(3_500) < 30, "{people}");
        assert!(plan.iter().all(|unit| (unit.people > 0) == unit.work.is_some()));
        assert!(plan.iter().filter(|unit| (1..5).contains(&unit.people)).count() >= 3);
    }

    #[test]
    fn every_unit_stands_below_one_that_is_named_before_it() {
        for plan in [
            fjordby(3_500),
            any_size(Seed::new(1), 40_000),
            any_size(Seed::new(1), 50),
        ] {
            for (at, unit) in plan.iter().enumerate() {
                let above = plan
                    .iter()
                    .take(at)
                    .any(|above| Some(&above.code) == unit.parent.as_ref());
                assert!(above || unit.parent.is_none(), "{}", unit.code);
            }
        }
    }

    #[test]
    fn forty_thousand_people_make_about_six_hundred_units() {
        let plan = any_size(Seed::new(1), 40_000);
        assert!((590..=660).contains(&plan.len()), "{}", plan.len());
        let people: usize = plan.iter().map(|unit| unit.people).sum();
        assert!(people.abs_diff(40_000) < 200, "{people}");
    }
}
