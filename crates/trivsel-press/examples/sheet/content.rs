//! What the two documents say. Everything is made up.

use chrono::NaiveDate;
use trivsel_chart::{Centre, Colour, Disruption, Goal, Line, Point, SeriesPicture, Size, Start, Tick, Words, Zero};
use trivsel_documents::Language;
use trivsel_documents::pdf::{Align, Block, Document, Marks, SignatureLine, Style, Table, Text, Tone, prose};

pub(crate) fn initiative() -> Document {
    let sections = [
        (
            "Målsætning, som indsatsen vedrører",
            "Hvilket mål i politikken hører indsatsen til?",
            GOAL,
        ),
        ("Beskrivelse af indsatsen", "Hvad går indsatsen ud på?", DESCRIPTION),
        ("Formål", "Hvorfor vil vi gennemføre indsatsen?", PURPOSE),
        ("Målgruppe", "Hvem henvender indsatsen sig til?", TARGET),
        ("Aktører", "Hvem indgår i indsatsen?", ACTORS),
        (
            "Tidsplan",
            "Hvornår går indsatsen i gang, og hvornår slutter den?",
            SCHEDULE,
        ),
        (
            "Økonomiske konsekvenser",
            "Koster det noget at gennemføre indsatsen?",
            MONEY,
        ),
        ("Målbare succeskriterier", "Hvornår er indsatsen en succes?", ""),
        ("Opfølgning", "Hvordan følger vi op på indsatsen?", FOLLOW_UP),
    ];
    let mut blocks = Vec::new();
    for (number, (title, question, text)) in (1..).zip(sections) {
        let answer = if text.is_empty() { vec![criteria()] } else { prose(text) };
        blocks.push(Block::section(number, title, question, answer));
    }
    Document {
        language: Language::Danish,
        title: "Ro på ruten".to_owned(),
        subtitle: Some("Mere indflydelse og bedre sparring i hjemmeplejen".to_owned()),
        organisation: "Klitby Kommune".to_owned(),
        date: day(2019, 5, 2),
        date_line: Some("Besluttet i Hoved-MED 2.5.2019 · Ansvarlig: Karen Holst, distriktsleder".to_owned()),
        page_line: "Side {page} af {pages}".to_owned(),
        is_one_sheet: false,
        foot_line: Some("Opfundet kommune. Navne og tal er lavet til fremvisning.".to_owned()),
        blocks,
    }
}

fn criteria() -> Block {
    let row = |criterion: &str, measure: &str, start: &str, goal: &str| {
        [criterion, measure, start, goal].into_iter().map(Text::plain).collect()
    };
    Block::Table(Table {
        caption: None,
        note: Some("Lagt fast ved beslutningen 2.5.2019. Senere ændringer står i indsatsens historie.".to_owned()),
        row_heads: true,
        ..Table::new(
            &["Succeskriterium", "Måles på", "Start", "Mål"],
            vec![
                row("Faldende sygefravær", "Sygefravær, pct.", "6,4", "5,8"),
                row("Flere kvalificerede ansøgere", "Pr. opslag", "3,1", "5,0"),
                row("Færre rejser, fordi de ikke trives", "Fratrædelser pr. år", "38", "30"),
                row(
                    "Vi er stolte af at arbejde her",
                    "Kan ikke måles pt.: spørges der til første gang i 2020",
                    "–",
                    "–",
                ),
            ],
            &[Align::Left, Align::Left, Align::Right, Align::Right],
        )
    })
}

pub(crate) fn status_report() -> Document {
    let blocks = vec![
        Block::heading(1, "Kort beskrivelse af formålet med indsatsen"),
        Block::paragraph(SHORT_PURPOSE),
        Block::heading(1, "Hvor langt er vi kommet i forhold til de målbare succeskriterier?"),
        Block::heading(2, "Faldende sygefravær"),
        Block::Notice {
            tone: Tone::Plain,
            title: Some("Kan ikke måles pt.".to_owned()),
            text: Text::plain(NOT_MEASURED),
        },
        Block::Figure {
            svg: picture(),
            alt:
                "Sygefraværet i hjemmeplejen måned for måned fra januar 2018 til december 2021. Før marts 2020 ligger \
                  det mellem 5,1 og 7,0 procent. Derefter svinger det mere, op til 8,4 procent."
                    .to_owned(),
            caption: Some(
                "Sygefraværet svinger mere efter marts 2020. Den stiplede linje er målet på 5,8 pct.".to_owned(),
            ),
        },
        figures(),
        Block::heading(2, "Det har vi gjort indtil nu"),
        Block::list(DONE),
        Block::heading(2, "Det har vi lært"),
        Block::paragraph(LEARNT),
        Block::heading(1, "Hvad vil vi arbejde videre med?"),
        Block::paragraph(NEXT),
        Block::List {
            marks: Marks::Numbers,
            items: STEPS.iter().map(|step| Text::plain(*step)).collect(),
        },
        Block::Definition {
            term: "Næste opfølgning".to_owned(),
            blocks: vec![Block::paragraph(
                Text::strong("Distrikts-MED, 14.3.2022.").then(" Tallene trækkes ugen før.", Style::Soft),
            )],
        },
        Block::Signature {
            lines: vec![
                SignatureLine {
                    role: "For ledelsen".to_owned(),
                    name: Some("Karen Holst".to_owned()),
                },
                SignatureLine {
                    role: "For medarbejderne".to_owned(),
                    name: None,
                },
            ],
        },
    ];
    Document {
        language: Language::Danish,
        title: "Status på Ro på ruten".to_owned(),
        subtitle: Some("Mental sundhed for medarbejderne i hjemmeplejen".to_owned()),
        organisation: "Klitby Kommune".to_owned(),
        date: day(2022, 1, 21),
        date_line: Some("Godkendt 21.1.2022 · Dækker 1.5.2019–31.12.2021".to_owned()),
        page_line: "Side {page} af {pages}".to_owned(),
        is_one_sheet: false,
        foot_line: Some("Opfundet kommune. Navne og tal er lavet til fremvisning.".to_owned()),
        blocks,
    }
}

fn figures() -> Block {
    let row = |cells: [&str; 5]| cells.into_iter().map(Text::plain).collect();
    Block::Table(Table {
        caption: Some("Sygefravær i procent, efter distrikt".to_owned()),
        note: Some("Kilde: lønsystemet, trukket 10.1.2022. Distrikter med færre end 5 ansatte vises ikke.".to_owned()),
        row_heads: true,
        ..Table::new(
            &["Distrikt", "2018", "2019", "2020", "2021"],
            vec![
                row(["Mosevang", "6,1", "5,9", "6,6", "7,0"]),
                row(["Strandby og Fjordparken", "6,8", "6,2", "6,9", "7,3"]),
                row(["Ådalen", "5,9", "5,8", "6,4", "6,7"]),
                row(["Øernes natvagt", "skjult", "skjult", "skjult", "skjult"]),
                row(["Hele hjemmeplejen", "6,4", "6,0", "6,7", "7,1"]),
            ],
            &[Align::Left, Align::Right, Align::Right, Align::Right, Align::Right],
        )
    })
}

fn picture() -> String {
    let number = |value: f64, decimals: usize| format!("{value:.decimals$}").replace('.', ",");
    let mut picture = SeriesPicture::new(
        "fravær",
        "Sygefravær i hjemmeplejen",
        "Sygefraværet svinger mere efter marts 2020.",
        48,
        "procent af arbejdstiden",
        &number,
    );
    picture.wide = Size {
        width: 620.0,
        height: 330.0,
    };
    picture.zero = Zero::Plain;
    picture.ticks = [(0, "2018"), (12, "2019"), (24, "2020"), (36, "2021")]
        .map(|(at, year)| Tick {
            at,
            label: Words::same(year),
        })
        .to_vec();
    let values = (0..48_u32).map(|month| {
        let season = [0.9, 0.8, 0.5, 0.0, -0.3, -0.5, -0.8, -0.4, 0.0, 0.3, 0.4, 0.6];
        let season = season
            .get(usize::try_from(month % 12).unwrap_or(0))
            .copied()
            .unwrap_or(0.0);
        let noise = f64::from((month * 37) % 11) / 20.0 - 0.25;
        let pandemic = if month >= 26 {
            0.7 + f64::from((month * 13) % 7) / 10.0
        } else {
            0.0
        };
        Point::Value(6.0 + season + noise + pandemic)
    });
    picture.lines = vec![Line {
        colour: Colour::Fjord,
        label: Words::same("Hjemmeplejen"),
        points: values.collect(),
    }];
    picture.centre = vec![Centre {
        from: 0,
        to: 25,
        value: 6.1,
        label: Words::same("median 6,1"),
    }];
    picture.disruptions = vec![Disruption {
        from: 26,
        to: 47,
        name: Words::same("corona"),
    }];
    picture.starts = vec![Start {
        at: 16,
        label: Words::same("Ro på ruten"),
        second: "maj 2019".to_owned(),
        count: 1,
    }];
    picture.goal = Some(Goal {
        from: 16,
        to: 47,
        value: 5.8,
        label: Words::same("mål 5,8"),
    });
    picture.print()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

const GOAL: &str = "Vi vil fremme trivsel og forebygge stress blandt voksne på arbejdspladser i kommunen.";

const DESCRIPTION: &str = "Hjemmeplejens medarbejdere kører alene det meste af dagen. De træffer mange valg på egen hånd og \
    ser sjældent, hvad kollegerne gør. Samtidig bliver der talt for lidt om alt det, der lykkes.\n\n\
    Indsatsen giver mere fælles tid, mere indflydelse på egen arbejdstid og en stærkere fortælling om faget. Vi begynder \
    med fem dele:\n\n\
    - Fælles morgenmøde på 15 minutter, hvor dagens ruter og de svære besøg bliver talt igennem\n\
    - Indflydelse på ansættelsesbrøk, antal weekender, foretrukken rute og placering af vagter\n\
    - Nye jobopslag, skrevet sammen med medarbejderne\n\
    - En konsulent fra personaleafdelingen med til fraværssamtaler, når en af parterne ønsker det\n\
    - Samtaler med nuværende og tidligere medarbejdere om, hvad der giver arbejdsglæde";

const PURPOSE: &str = "Når vi har det bedre på arbejdet, er vi mindre syge. Det giver færre vikarer og mere ro for \
    borgerne, som møder de samme ansigter. En arbejdsplads, der taler godt om sig selv, har også lettere ved at finde \
    nye kolleger.";

const TARGET: &str = "Alle ansatte i hjemmeplejens seks distrikter, dag, aften og nat.";

const ACTORS: &str = "Distriktsledere, planlæggere og medarbejdere i hjemmeplejen.\n\nDe enkelte dele bliver udformet i \
    hver afdelings trio: leder, arbejdsmiljørepræsentant og tillidsrepræsentant. I første omgang er det \
    social- og sundhedsassistenter og sygeplejersker, der er med.";

const SCHEDULE: &str = "Maj 2019: Mosevang og Ådalen går i gang.\nSeptember og december 2019: opfølgning på ledermødet.\n\
    Forår 2020: de dele, der virker, bliver bredt ud til alle seks distrikter.\n\n\
    Rækkefølgen er trukket ved lodtrækning, så distrikterne kan sammenlignes.";

const MONEY: &str = "Morgenmøderne koster 15 minutter pr. medarbejder pr. dag. Resten holdes inden for budgettet.\n\n\
    Falder sygefraværet, falder udgiften til afløsere. Om det skyldes indsatsen, kan vi først sige efter evalueringen.";

const FOLLOW_UP: &str = "- Sygefravær, personaleomsætning og ansøgere hver måned\n\
    - Trioerne hvert kvartal\n\
    - Ledermødet i september og december\n\
    - Hoved-MED én gang om året, sammen med den årlige arbejdsmiljødrøftelse";

const SHORT_PURPOSE: &str = "Indsatsen skal give bedre trivsel i hjemmeplejen. Den består af fælles morgenmøder, mere \
    indflydelse på egen arbejdstid og bedre opfølgning ved fravær. En del er fælles for alle distrikter, resten \
    vælger hvert distrikt selv.";

const NOT_MEASURED: &str = "I perioden marts 2020 til december 2021 er fraværet præget af corona. Alle seks distrikter \
    var i gang, da smitten kom, så der er ingen at sammenligne med. Tallene kan ikke vise, om indsatsen virker.";

const DONE: [&str; 4] = [
    "Morgenmøder i alle seks distrikter. I to af dem har aftenholdet fået sit eget.",
    "Mosevang deler arbejdsdagene i grønne, gule og røde. Så ved alle, hvad der skal nås, og hvad der kan vente.",
    "62 medarbejdere har fået ændret ansættelsesbrøk eller weekender efter eget ønske.",
    "En temadag for ledere om at holde længe, både for medarbejderne og for lederne selv.",
];

const LEARNT: &str = "Morgenmøderne var det første, der blev aflyst, da der blev travlt, og det, de fleste savnede. \
    Mange har i perioder arbejdet i andre afdelinger. Distrikts-MED har derfor besluttet, at hver afdeling holder en \
    stund, hvor vi ser tilbage på coronatiden: Hvad var hårdt, hvad lærte vi, og hvad tager vi med os?";

const NEXT: &str = "Indsatsen fortsætter. Den er et fast punkt i Distrikts-MED, som i foråret tager stilling til, om der \
    skal flere fælles dele til. Indtil da gør vi tre ting:";

const STEPS: [&str; 3] = [
    "Holder tilbageblik i alle afdelinger inden 1.3.2022.",
    "Spørger til stolthed og arbejdsglæde i årets trivselsmåling.",
    "Trækker lod om, hvilke distrikter der først får den nye vagtplan, så vi kan måle, om den virker.",
];
