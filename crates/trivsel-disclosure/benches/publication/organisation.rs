//! Made-up organisations of any size, the same every time.

use trivsel_disclosure::{Answers, Atom, Group, Layer, Standing, Table, TableError, Tally};

/// A linear congruential generator: the organisations need variety, not chance.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(limit.max(1))).unwrap_or_default()
    }
}

/// How large, and what is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) employees: u32,
    pub(crate) scales: usize,
    pub(crate) crossing: Crossing,
}

/// How far units cross with job groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Crossing {
    /// Not at all: a tree.
    None,
    /// Areas do.
    Areas,
    /// Areas and departments do, which is as fine as most organisations can show.
    Departments,
}

const JOBS: u32 = 8;
/// Employees in a team, on average: 500 teams of 10,000 employees, with 100 units above them.
const TEAM: u32 = 20;

/// Areas, departments and teams; of every team some job groups, of which each area has its own numbers.
pub(crate) fn organisation(size: Size) -> Result<Table, TableError> {
    let mut numbers = Numbers(7);
    let teams = (size.employees / TEAM).max(2);
    let (departments, areas) = (teams.div_ceil(6), teams.div_ceil(42));
    let mut atoms = Vec::new();
    // Team and job group of each atom.
    let mut places: Vec<(u32, u32)> = Vec::new();
    for team in 0..teams {
        let members = 4 + numbers.below(2 * TEAM - 7);
        let first_job = numbers.below(JOBS);
        let jobs = 1 + numbers.below(4);
        for job in 0..jobs {
            let invited = members / jobs + u32::from(job < members % jobs);
            if invited > 0 {
                places.push((team, (first_job + job * 3) % JOBS));
                atoms.push(Atom {
                    name: format!("{team}-{job}"),
                    respondents: (0..invited).map(|_| u32::from(numbers.below(10) < 7)).sum(),
                    invited: Some(invited),
                });
            }
        }
    }
    let layers = (0..size.scales)
        .map(|scale| layer(scale, &atoms, &mut numbers))
        .collect();
    let mut groups = Vec::new();
    let mut add = |name: String, family: &str, standing: Standing, is_in: &dyn Fn(u32, u32) -> bool| {
        let members = places.iter().enumerate().filter(|(_, (team, job))| is_in(*team, *job));
        let atoms: Vec<usize> = members.map(|(at, _)| at).collect();
        if !atoms.is_empty() {
            groups.push(Group {
                name,
                family: family.to_owned(),
                atoms,
                weight: None,
                standing,
            });
        }
    };
    add("all".to_owned(), "units", Standing::MustShow, &|_, _| true);
    for area in 0..areas {
        add(format!("area {area}"), "units", Standing::Free, &|team, _| {
            team % departments % areas == area
        });
    }
    for department in 0..departments {
        let name = format!("department {department}");
        add(name, "units", Standing::Free, &|team, _| {
            team % departments == department
        });
    }
    for own in 0..teams {
        add(format!("team {own}"), "units", Standing::Free, &|team, _| team == own);
    }
    if size.crossing != Crossing::None {
        for own in 0..JOBS {
            add(format!("job {own}"), "jobs", Standing::Free, &|_, job| job == own);
            for area in 0..areas {
                let name = format!("area {area} job {own}");
                let is_in = |team: u32, job: u32| team % departments % areas == area && job == own;
                add(name, "areas x jobs", Standing::Free, &is_in);
            }
        }
    }
    if size.crossing == Crossing::Departments {
        for own in 0..JOBS {
            for department in 0..departments {
                let name = format!("department {department} job {own}");
                let is_in = |team: u32, job: u32| team % departments == department && job == own;
                add(name, "departments x jobs", Standing::Free, &is_in);
            }
        }
    }
    Table::new(atoms, groups, layers)
}

/// Four items from 0 to 4: a sum from 0 to 16, about 10 on average.
fn layer(scale: usize, atoms: &[Atom], numbers: &mut Numbers) -> Layer {
    let tallies = atoms.iter().map(|atom| {
        let answer = |numbers: &mut Numbers| i64::from((0..4).map(|_| 1 + numbers.below(4)).sum::<u32>().min(16));
        Tally {
            count: atom.respondents,
            sum: (0..atom.respondents).map(|_| answer(numbers)).sum(),
        }
    });
    Layer {
        name: format!("scale {scale}"),
        answers: Answers::Sums {
            low: 0,
            high: 16,
            step: 1,
            tallies: tallies.collect(),
        },
    }
}
