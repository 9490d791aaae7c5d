//! The two status reports of the main initiative: one that could not measure, and one that can.

use trivsel_domain::id::StatusReportId;
use trivsel_domain::report::{Approval, ReportContent, ReportCriterion, ReportScope, StatusReport};

use super::Story;
use super::calendar::{day, moment};
use super::draft::initiative_id;
use super::figures::Reading;
use super::pride::{FIRST_TARGET, KEY, PRIDE, start_months, units};
use super::trail::Line;
use crate::Ground;
use crate::numbers::{Filled, QUALIFIED_PER_VACANCY};
use crate::truth;

const PURPOSE: &str = "Hjemmeplejen skal være et sted, man er stolt af at arbejde. Bedre trivsel skal give mindre sygefravær, kendte \
                       ansigter hos borgerne og flere ansøgere, der ved, hvad de går ind til.";

const PROGRESS_2021: &str = "Vi har svært ved at sammenligne fraværet nu med fraværet før corona. Smitte, hjemsendelser og lånt \
    personale fylder tallene, og vi kan ikke sige, hvad der er indsatsens.\n\n\
    Det, vi har gjort:\n\
    - Morgenmøder i fire grupper, udendørs i lange perioder.\n\
    - Film og opslag, hvor kollegerne selv fortæller, er taget i brug.\n\
    - HR har været med ved fraværssamtaler siden efteråret 2019.\n\
    - Alle grupper holder et tilbageblik på coronatiden. Det er besluttet i Distrikts-MED.\n\n\
    Vores egen erfaring er, at morgenmøderne har holdt sammen på grupperne, da alt andet blev lavet om.";

const NEXT_2021: &str = "Vi fortsætter i de fire grupper og venter med at udbrede, til smitten er faldet. Distrikts-MED ser på det igen, \
                         når vi har et halvt år uden regler om smitte.";

const PROGRESS_2023: &str = "Halvandet år efter corona ligner sæsonen sig selv igen, og fraværet kan sammenlignes med tiden før.\n\n\
    Fem grupper mere er begyndt siden september 2022. De gamle og de nye grupper holder morgenmøde hver dag, og ønsker til weekender og ruter \
    bliver besvaret hvert kvartal. Tallene er nu fra ni grupper, i 2021 var de fra fire; derfor er udgangspunktet heller ikke helt det samme.\n\n\
    Siden januar skriver lederne ned, hvorfor folk stopper. Der er endnu intet at sammenligne med.";

const NEXT_2023: &str = "Vi fortsætter i de ni grupper. Distrikt Vest er de næste, når planlæggerne har tid. Fokusgrupperne kommer i gang, så \
                         vi også hører dem, der er rejst.";

const CANNOT_COMPARE: &str =
    "På grund af corona kan fraværet nu ikke sammenlignes med fraværet før. Kriteriet kan ikke måles for tiden.";

const NOT_ASKED_SINCE: &str = "Der er ikke målt trivsel siden foråret 2019.";

struct Draft {
    key: &'static str,
    on: (i32, u32, u32),
    last: (i32, u32),
    progress: &'static str,
    next: &'static str,
    can_measure: bool,
}

static REPORTS: [Draft; 2] = [
    Draft {
        key: "pride:2021",
        on: (2021, 11, 9),
        last: (2021, 10),
        progress: PROGRESS_2021,
        next: NEXT_2021,
        can_measure: false,
    },
    Draft {
        key: "pride:2023",
        on: (2023, 10, 31),
        last: (2023, 9),
        progress: PROGRESS_2023,
        next: NEXT_2023,
        can_measure: true,
    },
];

/// Adds both, approved.
pub(super) fn add(story: &mut Story, ground: &Ground<'_>, figures: &[Filled]) {
    for draft in &REPORTS {
        let on = day(draft.on.0, draft.on.1, draft.on.2);
        let id = StatusReportId(ground.seed.id(&format!("report:{}", draft.key)));
        let initiative = initiative_id(ground, KEY);
        let approved = moment(on, 11, 15);
        story.reports.push(StatusReport {
            id,
            initiative,
            content: ReportContent {
                title: PRIDE.title.to_owned(),
                area: "Syge- og hjemmepleje".to_owned(),
                as_of: on,
                purpose_text: PURPOSE.to_owned(),
                progress_text: draft.progress.to_owned(),
                next_text: draft.next.to_owned(),
            },
            scope: ReportScope::Initiative,
            decisions: Vec::new(),
            criteria: criteria(story, ground, figures, draft),
            created_at: moment(on, 8, 40),
            approval: Some(Approval {
                at: approved,
                by: ground.cast.find("birgit"),
            }),
            version: 2,
        });
        let Some(unit) = ground.units.id(PRIDE.unit) else {
            continue;
        };
        for (verb, at, by) in [("added", moment(on, 8, 40), "karen"), ("approved", approved, "birgit")] {
            let line = Line::new(ground, "status_report", id.0, verb, at)
                .of(initiative.0)
                .unit(unit)
                .by(ground.cast.find(by));
            story.trail.push(line.done());
        }
    }
}

fn criteria(story: &Story, ground: &Ground<'_>, figures: &[Filled], draft: &Draft) -> Vec<ReportCriterion> {
    let last = truth::month(draft.last.0, draft.last.1);
    let figure = |code: &str| Reading::of(ground, figures, code, &units(last))?.as_of(last, &start_months());
    let initiative = initiative_id(ground, KEY);
    let frozen = story
        .criteria
        .iter()
        .filter(|criterion| criterion.initiative == initiative);
    let as_of_then = frozen.map(|criterion| {
        let mut then = ReportCriterion {
            criterion: criterion.id,
            title: criterion.title.clone(),
            kind: criterion.kind.clone(),
            direction: criterion.direction,
            not_measurable: criterion.not_measurable.clone(),
            smallest_worthwhile: None,
            target: criterion.target,
            figure: None,
            is_withheld: false,
            evaluation: None,
            survey: None,
            has_not_begun: false,
            own_words: String::new(),
        };
        match (criterion.position, draft.can_measure) {
            (2, _) => then.not_measurable = Some(NOT_ASKED_SINCE.to_owned()),
            (1, true) => then.figure = figure("absence_rate"),
            (1, false) => then.not_measurable = Some(CANNOT_COMPARE.to_owned()),
            (3, true) => then.figure = figure(QUALIFIED_PER_VACANCY),
            (3, false) => {
                then.figure = figure(QUALIFIED_PER_VACANCY);
                then.target = Some(FIRST_TARGET);
            }
            (4, false) => {
                then.not_measurable = Some("Årsagen til, at folk stopper, bliver ikke skrevet ned.".to_owned())
            }
            _ => {}
        }
        then
    });
    as_of_then.collect()
}
