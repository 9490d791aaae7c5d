//! Makes files of employments and absence spells of any length, to measure the import: `spells COUNT FOLDER [SEED]`.
//!
//! Writes `employments.csv`, `spells.csv` and `months.csv` (sums by unit and month) as a Danish payroll system would: semicolons,
//! decimal commas, dates as 31.12.2024. The same count and seed make the same files. Spells lie between 2017 and 2024, employees
//! work in the units E1 to E550 of an organisation of 40,000, and one in fifty has moved from one unit to the next.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

/// How many spells an employee has in the eight years.
const SPELLS_EACH: u64 = 24;
/// How many units there are.
const UNITS: u64 = 550;
/// The days from 1 January 2017 to 31 December 2024.
const SPAN: u64 = 2_922;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(count), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: spells COUNT FOLDER [SEED]".into());
    };
    let count: u64 = count.parse()?;
    let seed = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let first = NaiveDate::from_ymd_opt(2017, 1, 1).ok_or("2017 has a first day")?;
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let employees = count.div_ceil(SPELLS_EACH).max(1);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(folder.join("employments.csv"))?);
    writeln!(out, "medarbejdernr;enhed;andel;fra;til")?;
    for employee in 0..employees {
        let unit = employee % UNITS + 1;
        let fraction = ["1", "0,865", "0,811", "0,757", "0,541"]
            .get(dice.random_range(0..5))
            .copied()
            .unwrap_or("1");
        if employee % 50 == 7 {
            let moved = first + Days::new(dice.random_range(400..2_000));
            writeln!(
                out,
                "{employee};E{unit};{fraction};01.01.2015;{}",
                Written(moved - Days::new(1))
            )?;
            writeln!(out, "{employee};E{};{fraction};{};", unit % UNITS + 1, Written(moved))?;
        } else {
            writeln!(out, "{employee};E{unit};{fraction};01.01.2015;")?;
        }
    }
    out.flush()?;
    write_months(folder, &mut dice)?;
    let mut out = BufWriter::with_capacity(1 << 20, File::create(folder.join("spells.csv"))?);
    writeln!(out, "medarbejdernr;fra;til;omfang")?;
    for spell in 0..count {
        // Spells of one employee follow each other through the years, as in an extract that is sorted by person: each has a
        // stretch of its own, so that two never lie on the same day.
        let (employee, turn) = (spell / SPELLS_EACH, spell % SPELLS_EACH);
        let stretch = SPAN / SPELLS_EACH;
        let begin = turn * stretch + dice.random_range(0..30);
        let days: u64 = match dice.random_range(0..100) {
            0..40 => 1,
            40..65 => 2,
            65..90 => dice.random_range(3..8),
            90..98 => dice.random_range(8..30),
            _ => dice.random_range(30..90),
        };
        let from = first + Days::new(begin);
        let until = first + Days::new((begin + days - 1).min(SPAN - 1));
        let degree = if dice.random_range(0..20) == 0 { "0,5" } else { "1" };
        writeln!(out, "{employee};{};{};{degree}", Written(from), Written(until))?;
    }
    out.flush()?;
    writeln!(
        std::io::stdout(),
        "{count} spells of {employees} employees in {}",
        folder.display()
    )?;
    Ok(())
}

/// Forty years of sums, so that there are enough rows to measure: absence days, possible days and heads by unit and month.
fn write_months(folder: &Path, dice: &mut ChaCha8Rng) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(folder.join("months.csv"))?);
    writeln!(out, "enhed;måned;fraværsdage;mulige dage;ansatte")?;
    for unit in 1..=UNITS {
        for (year, month) in (1985..2025).flat_map(|year| (1..=12).map(move |month| (year, month))) {
            let (tenths, people) = (dice.random_range(0..1_800_u32), dice.random_range(20..120_u32));
            writeln!(
                out,
                "E{unit};{year}-{month:02};{},{};{};{people}",
                tenths / 10,
                tenths % 10,
                people * 21
            )?;
        }
    }
    out.flush()?;
    Ok(())
}

/// A day as 31.12.2024, without the cost of a format string.
struct Written(NaiveDate);

impl std::fmt::Display for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}.{:02}.{}", self.0.day(), self.0.month(), self.0.year())
    }
}
