//! The indicators every organisation begins with.

use super::{GoodDirection, Indicator, Measure, built_in_id};
use crate::id::OrganisationId;

/// An absence of more calendar days than this is long. Danish law has no common limit; 30 days is the line behind the employer's
/// period and the reimbursement rules. The reader of spells takes another limit as an option.
pub const LONG_ABSENCE_DAYS: u32 = 30;

struct BuiltIn {
    code: &'static str,
    name: [&'static str; 2],
    definition: [&'static str; 2],
    formula: [&'static str; 2],
    measure: Measure,
    factor: f64,
    good_direction: GoodDirection,
}

/// The built-in indicators of an organisation, in the order they are shown.
pub fn built_in(organisation: OrganisationId) -> Vec<Indicator> {
    LIST.iter()
        .map(|entry| Indicator {
            id: built_in_id(organisation, entry.code),
            code: entry.code.to_owned(),
            name_da: entry.name[0].to_owned(),
            name_en: entry.name[1].to_owned(),
            definition_da: entry.definition[0].to_owned(),
            definition_en: entry.definition[1].to_owned(),
            formula_da: entry.formula[0].to_owned(),
            formula_en: entry.formula[1].to_owned(),
            measure: entry.measure,
            factor: entry.factor,
            good_direction: entry.good_direction,
            is_own: false,
        })
        .collect()
}

static LIST: [BuiltIn; 11] = [
    BuiltIn {
        code: "absence_rate",
        name: ["Sygefravær", "Sickness absence"],
        definition: [
            "Fraværsdagsværk på grund af egen sygdom af de dagsværk, medarbejderne kunne have arbejdet. Deltidsansatte tæller med deres \
             andel af fuld tid, delvist syge med den del, de er syge.",
            "Full-time days lost to own sickness out of the full-time days the employees could have worked. Part-timers count by their \
             share of full time, partial sickness by its degree.",
        ],
        formula: [
            "fraværsdagsværk / mulige dagsværk × 100",
            "absence FTE days / possible FTE days × 100",
        ],
        measure: Measure::RatePercent,
        factor: 100.0,
        good_direction: GoodDirection::Down,
    },
    BuiltIn {
        code: "absence_rate_short",
        name: ["Korttidssygefravær", "Short-term sickness absence"],
        definition: [
            "Den del af sygefraværet, der ligger i perioder på højst 30 kalenderdage.",
            "The part of sickness absence in spells of at most 30 calendar days.",
        ],
        formula: [
            "fraværsdagsværk i perioder på højst 30 dage / mulige dagsværk × 100",
            "absence FTE days in spells of at most 30 days / possible FTE days × 100",
        ],
        measure: Measure::RatePercent,
        factor: 100.0,
        good_direction: GoodDirection::Down,
    },
    BuiltIn {
        code: "absence_rate_long",
        name: ["Langtidssygefravær", "Long-term sickness absence"],
        definition: [
            "Den del af sygefraværet, der ligger i perioder på mere end 30 kalenderdage.",
            "The part of sickness absence in spells of more than 30 calendar days.",
        ],
        formula: [
            "fraværsdagsværk i perioder på over 30 dage / mulige dagsværk × 100",
            "absence FTE days in spells of more than 30 days / possible FTE days × 100",
        ],
        measure: Measure::RatePercent,
        factor: 100.0,
        good_direction: GoodDirection::Down,
    },
    BuiltIn {
        code: "absence_spells",
        name: ["Sygeperioder pr. ansat", "Absence spells per person"],
        definition: [
            "Sygeperioder, der begynder i måneden, pr. ansat, omregnet til et år.",
            "Spells of sickness that begin in the month, per employee, as a yearly number.",
        ],
        formula: ["begyndte sygeperioder / ansatte × 12", "spells begun / employees × 12"],
        measure: Measure::PerPerson,
        factor: 12.0,
        good_direction: GoodDirection::Down,
    },
    BuiltIn {
        code: "turnover_exits",
        name: ["Personaleomsætning, fratrådte", "Staff turnover, exits"],
        definition: [
            "Fratrådte af det gennemsnitlige antal ansatte, omregnet til et år. Flytninger inden for arbejdspladsen tæller ikke.",
            "Employees who left out of the mean headcount, as a yearly share. Moves inside the workplace do not count.",
        ],
        formula: [
            "fratrådte / gennemsnitligt antal ansatte × 100 × 12",
            "exits / mean headcount × 100 × 12",
        ],
        measure: Measure::RatePercent,
        factor: 1200.0,
        good_direction: GoodDirection::Down,
    },
    BuiltIn {
        code: "turnover_moves",
        name: [
            "Personaleomsætning, ind, ud og flyttet",
            "Staff turnover, in, out and moved",
        ],
        definition: [
            "Andelen, der er fratrådt, nyansat eller har skiftet stilling inden for arbejdspladsen, omregnet til et år.",
            "The share who left, were newly hired or changed post inside the workplace, as a yearly share.",
        ],
        formula: [
            "(fratrådte + nyansatte + flyttede) / ansatte × 100 × 12",
            "(left + newly hired + moved) / employees × 100 × 12",
        ],
        measure: Measure::RatePercent,
        factor: 1200.0,
        good_direction: GoodDirection::Down,
    },
    BuiltIn {
        code: "exits_by_reason",
        name: ["Fratrædelser efter årsag", "Exits by reason"],
        definition: [
            "Antal fratrådte i måneden, delt efter den årsag, der er registreret.",
            "Employees who left in the month, split by the recorded reason.",
        ],
        formula: ["antal fratrådte", "number of exits"],
        measure: Measure::Count,
        factor: 1.0,
        good_direction: GoodDirection::Down,
    },
    BuiltIn {
        code: "applicants",
        name: ["Ansøgere", "Applicants"],
        definition: [
            "Alle ansøgere til stillinger, der blev slået op i måneden.",
            "All applicants for posts advertised in the month.",
        ],
        formula: ["antal ansøgere", "number of applicants"],
        measure: Measure::Count,
        factor: 1.0,
        good_direction: GoodDirection::Up,
    },
    BuiltIn {
        code: "applicants_qualified",
        name: ["Kvalificerede ansøgere", "Qualified applicants"],
        definition: [
            "Ansøgere, der opfyldte kravene i opslaget.",
            "Applicants who met the requirements of the advertisement.",
        ],
        formula: ["antal kvalificerede ansøgere", "number of qualified applicants"],
        measure: Measure::Count,
        factor: 1.0,
        good_direction: GoodDirection::Up,
    },
    BuiltIn {
        code: "applicants_per_vacancy",
        name: ["Ansøgere pr. stilling", "Applicants per vacancy"],
        definition: [
            "Ansøgere pr. opslået stilling. En måned uden opslag mangler; den er ikke nul.",
            "Applicants per advertised post. A month without advertisements is missing; it is not zero.",
        ],
        formula: ["ansøgere / opslåede stillinger", "applicants / advertised posts"],
        measure: Measure::PerVacancy,
        factor: 1.0,
        good_direction: GoodDirection::Up,
    },
    BuiltIn {
        code: "substitute_cost",
        name: ["Udgift til vikarer", "Cost of substitutes"],
        definition: [
            "Det, enheden har brugt på vikarer i måneden, i kroner.",
            "What the unit spent on substitutes in the month, in kroner.",
        ],
        formula: ["kroner til vikarer", "kroner spent on substitutes"],
        measure: Measure::Money,
        factor: 1.0,
        good_direction: GoodDirection::Down,
    },
];
