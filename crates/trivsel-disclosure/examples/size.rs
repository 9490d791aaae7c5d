//! Publishes a made-up organisation and says what was hidden and how long it took: `size EMPLOYEES SCALES tree|crossing|finer`.
#![allow(clippy::print_stdout)]

#[path = "../benches/publication/organisation.rs"]
mod organisation;

use std::error::Error;
use std::time::Instant;

use organisation::{Crossing, Size, organisation};
use trivsel_disclosure::{Rules, audit, protect};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |at: usize, otherwise: &str| arguments.get(at).cloned().unwrap_or(otherwise.to_owned());
    let size = Size {
        employees: argument(0, "10000").parse()?,
        scales: argument(1, "12").parse()?,
        crossing: match argument(2, "tree").as_str() {
            "crossing" => Crossing::Areas,
            "finer" => Crossing::Departments,
            _ => Crossing::None,
        },
    };
    let table = organisation(size)?;
    let rules = Rules::at(5)?;
    let start = Instant::now();
    let protection = protect(&table, &rules)?;
    let protected = start.elapsed();
    let start = Instant::now();
    let is_protected = audit(&table, protection.release.pattern(), &rules).is_protected();
    println!(
        "{} atoms, {} groups, {} under the minimum, {} hidden, cost {:.1}, {:?}; {:.3} s protected and audited, {:.3} s audited again ({is_protected}), smallest {:?}",
        table.atoms().len(),
        table.groups().len(),
        protection.small.len(),
        protection.release.pattern().hidden().count(),
        protection.cost,
        protection.method,
        protected.as_secs_f64(),
        start.elapsed().as_secs_f64(),
        protection.audit.smallest(),
    );
    Ok(())
}
