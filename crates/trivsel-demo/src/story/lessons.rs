//! What the groups took along when they looked back in the autumn of 2021, and the themes the secretary gathered it under.

use trivsel_domain::id::{DecisionId, LessonId, LessonThemeId};
use trivsel_domain::lesson::{Lesson, LessonKind, LessonTheme};

use super::Story;
use crate::Ground;

use LessonKind::{Begin, Keep, Remember, Stop};

/// The themes: title, and what is said about it.
const THEMES: [(&str, &str); 3] = [
    (
        "Morgenen afgør dagen",
        "De fleste grupper fandt en kort måde at begynde dagen på. Den vil de ikke miste igen.",
    ),
    (
        "Faste makkere holder, når nogen er væk",
        "Når planen skred, var det makkerparret, der holdt den.",
    ),
    ("Det, der ikke blev sagt højt", ""),
];

/// What a group took along: the code of its unit, what is to be done with it, the how-manieth theme (0 for none), and the words.
type TakenAlong = (&'static str, LessonKind, usize, &'static str);

const TAKEN_ALONG: [TakenAlong; 27] = [
    (
        "2111",
        Keep,
        1,
        "Morgenmødet ude i det fri var kortere og bedre. Vi beholder det, når vejret er til det.",
    ),
    (
        "2111",
        Begin,
        2,
        "To, der kender den samme borger. Ellers ringer vi fridagene i stykker.",
    ),
    ("2112", Keep, 2, "Faste makkerpar gav ro. Vi vil have dem igen."),
    ("2112", Keep, 1, "Ti minutter om dagens svære besøg, før vi kører."),
    ("2112", Stop, 0, "Lange mails om værnemidler midt på dagen."),
    ("2113", Remember, 3, "Vi savnede hinanden. Frokosten fredag er fredet."),
    ("2113", Begin, 0, "Nøglerne skal ligge samme sted i alle grupper."),
    (
        "2121",
        Begin,
        2,
        "Færre skift mellem ruter. Det vil vi bede planlæggerne om.",
    ),
    (
        "2121",
        Remember,
        3,
        "Vi troede, de andre havde det nemmere. Det havde de ikke.",
    ),
    ("2122", Keep, 2, "Borgerne var glade for, at det var de samme, der kom."),
    (
        "2122",
        Keep,
        1,
        "Vi begyndte dagen med at spørge, hvem der havde sovet.",
    ),
    (
        "2123",
        Keep,
        3,
        "Vi lærte at sige til, når vi ikke kunne mere. Det skal vi blive ved med.",
    ),
    ("2123", Stop, 1, "Morgenmøde på stående fod blev til intet morgenmøde."),
    (
        "2131",
        Remember,
        3,
        "Vi var for dårlige til at tage imod de kolleger, vi lånte.",
    ),
    ("2131", Begin, 1, "Sygeplejersken med om mandagen. Så er ugen aftalt."),
    ("2132", Keep, 0, "Telefonmøder med sygeplejen sparer køretid."),
    (
        "2132",
        Keep,
        2,
        "Vikarer kører med en makker den første dag. Det blev vi ved med.",
    ),
    ("2133", Stop, 1, "Der var for mange mails. Én besked om dagen er nok."),
    (
        "2133",
        Begin,
        2,
        "Aftal makkere for en måned ad gangen, ikke fra dag til dag.",
    ),
    (
        "2141",
        Remember,
        3,
        "Vi fik talt om det, der var svært, og det var på tide.",
    ),
    (
        "2141",
        Begin,
        3,
        "Spørg den nye efter tre uger, ikke efter tre måneder.",
    ),
    ("2142", Keep, 0, "Værnemidlerne skal ligge fast i bilen."),
    (
        "2142",
        Begin,
        1,
        "Lad den, der møder sent, få mødet fortalt af en makker.",
    ),
    (
        "2142",
        Remember,
        2,
        "Marts til maj: flere hjalp til i andre grupper. Vi fik først bagefter at vide, hvor længe.",
    ),
    ("2131", Keep, 2, "Havnens faste hold på de tunge besøg."),
    (
        "2122",
        Stop,
        3,
        "At gå hjem uden at sige noget, når en dag har været hård.",
    ),
    (
        "2111",
        Remember,
        3,
        "Det hjalp, at lederen selv sagde, at hun var træt.",
    ),
];

/// Adds what came of the look-back of 2021.
pub(super) fn add_lessons(story: &mut Story, ground: &Ground<'_>, decision: DecisionId) {
    let theme_id = |at: usize| LessonThemeId(ground.seed.id(&format!("lesson-theme:{at}")));
    for (at, (title, text)) in THEMES.iter().enumerate() {
        story.lesson_themes.push(LessonTheme {
            id: theme_id(at + 1),
            decision,
            position: i32::try_from(at).unwrap_or(0) + 1,
            title: (*title).to_owned(),
            text: (*text).to_owned(),
            initiative: None,
        });
    }
    for (at, (code, kind, theme, text)) in TAKEN_ALONG.iter().enumerate() {
        let unit = ground.units.id(code);
        let held = unit.and_then(|unit| {
            let task = story
                .tasks
                .iter()
                .find(|task| task.decision == decision && task.unit == unit)?;
            task.done_on
        });
        let (Some(unit), Some(written_on)) = (unit, held) else {
            continue;
        };
        story.lessons.push(Lesson {
            id: LessonId(ground.seed.id(&format!("lesson:{at}"))),
            unit,
            decision,
            workshop: None,
            theme: (*theme > 0).then(|| theme_id(*theme)),
            text: (*text).to_owned(),
            kind: *kind,
            is_shared: true,
            written_on,
        });
    }
}
