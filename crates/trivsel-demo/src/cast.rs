//! The people who have a part in the story: leaders, representatives, and those a visitor can step in as.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::id::{PersonId, RoleAssignmentId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Role, RoleAssignment};

use super::seed::Seed;
use super::tree::UnitPlan;
use super::units::Units;

/// Somebody with a part, in a unit's post.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The id.
    pub(crate) id: PersonId,
    /// The name; none: drawn.
    pub(crate) name: Option<String>,
    /// The title; none: the job group.
    pub(crate) title: Option<String>,
    /// The job group; none: drawn.
    pub(crate) job: Option<&'static str>,
    /// The mail address, for those who can sign in.
    pub(crate) email: Option<String>,
    /// The share of full time.
    pub(crate) fraction: f64,
    /// The first day.
    pub(crate) since: NaiveDate,
}

/// Everybody with a part.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    by_unit: BTreeMap<String, Vec<Member>>,
    by_key: BTreeMap<String, PersonId>,
    /// Their roles.
    pub(crate) roles: Vec<RoleAssignment>,
    /// Those a visitor can step in as.
    pub(crate) accounts: Vec<PersonId>,
}

/// Key, name, title, job group, code of the unit worked in, role and where (empty: everywhere), step in as?
type Part = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<(Role, &'static str)>,
    bool,
);

use Role::{Administrator, Coordinator, Manager, SafetyRep, UnionRep};

#[rustfmt::skip]
static FJORDBY: &[Part] = &[
    ("karen", "Karen Holst", "Distriktsleder", "Sygeplejerske", "2160", Some((Manager, "2110")), true),
    ("mette", "Mette Friis", "Arbejdsmiljørepræsentant, social- og sundhedsassistent", "Social- og sundhedsassistent", "2112", Some((SafetyRep, "2112")), true),
    ("ali", "Ali Demir", "Social- og sundhedsassistent", "Social- og sundhedsassistent", "2112", None, true),
    ("jonas", "Jonas Bak", "HR-konsulent", "Akademiker", "6200", Some((Coordinator, "")), true),
    ("pia", "Pia Nørskov", "Tillidsrepræsentant, social- og sundhedshjælper", "Social- og sundhedshjælper", "2111", Some((UnionRep, "2110")), true),
    ("birgit", "Birgit Kaas Mørk", "Chef for syge- og hjemmeplejen, formand for Distrikts-MED", "Sygeplejerske", "2160", Some((Manager, "2100")), true),
    ("line", "Line Østerby", "Velfærdsdirektør", "Akademiker", "6100", Some((Manager, "2000")), true),
    ("torben", "Torben Ravnsholt", "Næstformand i Hoved-MED, fællestillidsrepræsentant", "Specialarbejder", "4100", None, true),
    ("samira", "Samira Haddad", "Systemadministrator", "HK", "6300", Some((Administrator, "")), true),

    ("ulla", "Ulla Præstholm", "Kommunaldirektør, formand for Hoved-MED", "Akademiker", "6100", Some((Manager, "1000")), false),
    ("per", "Per Skytte Hald", "Distriktsleder", "Sygeplejerske", "2160", Some((Manager, "2120")), false),
    ("solveig", "Solveig Damkjær", "Distriktsleder", "Ergoterapeut", "2160", Some((Manager, "2130")), false),
    ("tomasz", "Tomasz Nowak", "Distriktsleder", "Sygeplejerske", "2160", Some((Manager, "2140")), false),
    ("anette", "Anette Rønne Lykke", "Chef for plejecentrene", "Sygeplejerske", "6100", Some((Manager, "2200")), false),
    ("esben", "Esben Toftager", "Sundhedschef", "Akademiker", "6100", Some((Manager, "2300")), false),
    ("rikke", "Rikke Hedepihl", "Chef for handicap og psykiatri", "Akademiker", "6100", Some((Manager, "2400")), false),
    ("asger", "Asger Blom Riis", "Direktør for børn og unge", "Akademiker", "6100", Some((Manager, "3000")), false),
    ("hanne", "Hanne Stormbøgh", "Skolechef", "Akademiker", "6100", Some((Manager, "3100")), false),
    ("signe", "Signe Vangnoer", "Dagtilbudschef", "Akademiker", "6100", Some((Manager, "3200")), false),
    ("leif", "Leif Kragh Sloth", "Teknisk direktør", "Akademiker", "6100", Some((Manager, "4000")), false),
    ("yasmin", "Yasmin Khalil", "Kultur- og borgerservicechef", "Akademiker", "6100", Some((Manager, "5000")), false),
    ("gunnar", "Gunnar Sandholm Fog", "Stabschef", "Akademiker", "6100", Some((Manager, "6000")), false),
];

impl Cast {
    /// The people of Fjordby, and a leader and representatives in every unit.
    pub(crate) fn fjordby(seed: Seed, plan: &[UnitPlan], units: &Units, since: NaiveDate) -> Self {
        let mut cast = Self::default();
        for (key, name, title, job, unit, role, can_step_in) in FJORDBY {
            let email = can_step_in.then(|| format!("{}@fjordby.example", key));
            cast.add(
                unit,
                key,
                Member {
                    id: PersonId(seed.id(&format!("person:{key}"))),
                    name: Some((*name).to_owned()),
                    title: Some((*title).to_owned()),
                    job: Some(job),
                    email,
                    fraction: 1.0,
                    since,
                },
            );
            if let Some((role, at)) = role {
                cast.give(seed, key, *role, units.id(at), since);
            }
            if *can_step_in {
                cast.accounts.extend(cast.find(key));
            }
        }
        cast.fill(seed, plan, units, since);
        cast
    }

    /// The people of an organisation of any size: leaders and representatives in every unit, and one of each role to sign in as.
    pub(crate) fn any_size(seed: Seed, plan: &[UnitPlan], units: &Units, since: NaiveDate) -> Self {
        let mut cast = Self::default();
        let leaves: Vec<&UnitPlan> = plan.iter().filter(|unit| unit.work.is_some()).collect();
        for unit in plan.iter().filter(|unit| unit.work.is_none()) {
            let desk = leaves.iter().find(|leaf| units.is_within(&leaf.code, &unit.code));
            let Some(desk) = desk else { continue };
            let key = format!("leader:{}", unit.code);
            cast.part(
                seed,
                &desk.code,
                &key,
                Some(format!("Leder af {}", unit.name)),
                unit.code == "O1",
            );
            cast.give(seed, &key, Manager, units.id(&unit.code), since);
        }
        if let Some(first) = leaves.first() {
            for (key, title, role) in [
                ("coordinator", "HR-konsulent", Some(Coordinator)),
                ("administrator", "Systemadministrator", Some(Administrator)),
                ("member", "Medlem af Hoved-MED", None),
                ("employee", "Medarbejder", None),
            ] {
                cast.part(seed, &first.code, key, Some(title.to_owned()), true);
                if let Some(role) = role {
                    cast.give(seed, key, role, None, since);
                }
            }
        }
        cast.fill(seed, plan, units, since);
        for key in leaves
            .first()
            .iter()
            .flat_map(|leaf| [format!("amr:{}", leaf.code), format!("tr:{}", leaf.code)])
        {
            cast.accounts.extend(cast.find(&key));
        }
        cast
    }

    /// Gives every unit that employs people a leader and, where it is large enough, a safety and a union representative.
    fn fill(&mut self, seed: Seed, plan: &[UnitPlan], units: &Units, since: NaiveDate) {
        for unit in plan.iter().filter(|unit| unit.work.is_some()) {
            let roles = [
                ("leder", "Leder", Manager, 3),
                ("amr", "Arbejdsmiljørepræsentant", SafetyRep, 10),
                ("tr", "Tillidsrepræsentant", UnionRep, 25),
            ];
            for (short, title, role, least) in roles {
                let key = format!("{short}:{}", unit.code);
                let is_held = self
                    .roles
                    .iter()
                    .any(|held| held.role == role && held.unit == units.id(&unit.code));
                if unit.people >= least && !is_held {
                    self.part(seed, &unit.code, &key, Some(title.to_owned()), false);
                    self.give(seed, &key, role, units.id(&unit.code), since);
                }
            }
        }
    }

    /// Somebody whose name is drawn.
    fn part(&mut self, seed: Seed, unit: &str, key: &str, title: Option<String>, can_step_in: bool) {
        let member = Member {
            id: PersonId(seed.id(&format!("person:{key}"))),
            name: None,
            title,
            job: None,
            email: can_step_in.then(|| format!("{}@stor.example", key.replace(':', "-").to_lowercase())),
            fraction: 1.0,
            since: NaiveDate::from_ymd_opt(2014, 8, 1).unwrap_or_default(),
        };
        self.add(unit, key, member);
        if can_step_in {
            self.accounts.extend(self.find(key));
        }
    }

    fn add(&mut self, unit: &str, key: &str, member: Member) {
        self.by_key.insert(key.to_owned(), member.id);
        self.by_unit.entry(unit.to_owned()).or_default().push(member);
    }

    fn give(&mut self, seed: Seed, key: &str, role: Role, unit: Option<trivsel_domain::id::UnitId>, since: NaiveDate) {
        let Some(person) = self.find(key) else { return };
        self.roles.push(RoleAssignment {
            id: RoleAssignmentId(seed.id(&format!("role:{key}:{}", role.code()))),
            person,
            role,
            unit,
            period: Period::since(since),
        });
    }

    /// The person with this key.
    pub(crate) fn find(&self, key: &str) -> Option<PersonId> {
        self.by_key.get(key).copied()
    }

    /// Those who work in a unit, as long as there are posts for them.
    pub(crate) fn of(&self, unit: &str) -> Vec<&Member> {
        self.by_unit
            .get(unit)
            .map(|members| members.iter().collect())
            .unwrap_or_default()
    }
}
