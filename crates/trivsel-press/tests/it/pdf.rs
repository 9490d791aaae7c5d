//! Documents are rendered, opened again and read.

mod reader;

use chrono::NaiveDate;
use proptest::prelude::*;
use trivsel_documents::Language;
use trivsel_documents::pdf::{
    Align, Block, BoardNote, BoardSheet, BoardZone, Card, CardSheet, Document, Marks, PdfError, Poster, SignatureLine,
    Style, Table, Text, Tone, prose,
};
use trivsel_documents::qr::Qr;
use trivsel_press::render;

use reader::Opened;

fn document(blocks: Vec<Block>) -> Document {
    Document {
        language: Language::Danish,
        title: "Status på Ro på ruten".to_owned(),
        subtitle: Some("Mental sundhed i hjemmeplejen".to_owned()),
        organisation: "Klitby Kommune".to_owned(),
        date: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        date_line: Some("Godkendt 21.11.2026".to_owned()),
        page_line: "Side {page} af {pages}".to_owned(),
        is_one_sheet: false,
        foot_line: Some("Opfundet kommune".to_owned()),
        blocks,
    }
}

fn opened(blocks: Vec<Block>) -> Opened {
    Opened::new(&render(&document(blocks)).expect("rendered").bytes)
}

const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" width="300" height="100">
    <line x1="0" y1="90" x2="300" y2="10" stroke="#14566b"/>
    <text x="10" y="20" font-family="IBM Plex Sans, system-ui, sans-serif" font-size="14" fill="#1e2325">fraværsprocent</text></svg>"##;

fn everything() -> Vec<Block> {
    let cells = |cells: [&str; 2]| cells.into_iter().map(Text::plain).collect();
    vec![
        Block::heading(1, "Formål"),
        Block::paragraph(
            Text::plain("Bedre trivsel, ")
                .then("for alle", Style::Strong)
                .then(" (også om natten)", Style::Soft),
        ),
        Block::heading(2, "Punkter"),
        Block::list(["Æbler", "Øl", "Å"]),
        Block::List {
            marks: Marks::Numbers,
            items: vec!["først".into(), "så".into()],
        },
        Block::section(
            1,
            "Målgruppe",
            "Hvem henvender indsatsen sig til?",
            vec![Block::paragraph("Alle."), Block::heading(1, "Undtagelser")],
        ),
        Block::Definition {
            term: "MED".to_owned(),
            blocks: vec![Block::paragraph("Medindflydelse og medbestemmelse.")],
        },
        Block::Table(Table {
            caption: Some("Sygefravær".to_owned()),
            note: Some("Kilde: opfundet.".to_owned()),
            row_heads: true,
            ..Table::new(
                &["Enhed", "Procent"],
                vec![cells(["Nord", "5,2"]), cells(["Syd", "4,8"])],
                &[Align::Left, Align::Right],
            )
        }),
        Block::Figure {
            svg: DRAWING.to_owned(),
            alt: "En linje, der falder.".to_owned(),
            caption: Some("Fraværet falder".to_owned()),
        },
        Block::Notice {
            tone: Tone::Warn,
            title: Some("Kan ikke måles pt.".to_owned()),
            text: "På grund af corona.".into(),
        },
        Block::PageBreak,
        Block::Signature {
            lines: vec![SignatureLine {
                role: "For ledelsen".to_owned(),
                name: Some("Karen Holst".to_owned()),
            }],
        },
    ]
}

#[test]
fn the_file_says_that_it_is_accessible_and_made_to_last() {
    let opened = opened(everything());
    assert_eq!(opened.text_of_catalog("Lang").as_deref(), Some("da-DK"));
    assert!(opened.is_marked());
    let metadata = opened.metadata();
    for claim in [
        "<pdfuaid:part>1<",
        "<pdfaid:part>2<",
        "<pdfaid:conformance>A<",
        "Status på Ro på ruten",
        "2026-11-21",
    ] {
        assert!(metadata.contains(claim), "{claim}: {metadata}");
    }
    assert!(!metadata.contains("Typst"));
}

#[test]
fn every_block_has_its_tag() {
    let opened = opened(everything());
    for (tag, count) in [
        ("H1", 2),
        ("H2", 2),
        ("L", 2),
        ("LI", 5),
        ("Table", 1),
        ("TH", 4),
        ("TD", 2),
        ("Figure", 1),
        ("Caption", 2),
    ] {
        assert_eq!(opened.count(tag), count, "{tag}");
    }
    assert_eq!(opened.alternatives(), ["En linje, der falder."]);
}

#[test]
fn all_words_can_be_read_back() {
    let opened = opened(everything());
    let text = opened.text();
    for words in [
        "Klitby Kommune",
        "Status på Ro på ruten",
        "Mental sundhed i hjemmeplejen",
        "Godkendt 21.11.2026",
        "Formål",
        "Bedre trivsel, for alle (også om natten)",
        "Æbler",
        "først",
        "1. Målgruppe",
        "Hvem henvender indsatsen sig til?",
        "Undtagelser",
        "MED",
        "Sygefravær",
        "Nord",
        "5,2",
        "Kilde: opfundet.",
        "Fraværet falder",
        "Kan ikke måles pt.",
        "For ledelsen",
        "Karen Holst",
        "Opfundet kommune",
        "Side 1 af 2",
        "Side 2 af 2",
    ] {
        assert!(text.contains(&squeezed(words)), "{words}: {text}");
    }
    assert_eq!(opened.pages(), 2);
}

/// Where a line is broken, and how far letters stand apart, is of no interest here.
fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn what_is_typed_is_never_read_as_markup() {
    let typed = [
        "#panic(\"nej\")",
        "#d.title",
        "#sys.inputs",
        "*ikke fed* _ikke skrå_",
        "$x^2$",
        "@nogen",
        "<mærke>",
        "\\ \\n \\u{41}",
        "`kode`",
        "// ikke en note",
        "/* heller ikke */",
        "= Ikke en overskrift",
        "- ikke et punkt",
        "+ 1",
        "[kantet] {krøllet}",
        "\"citat\" 'enkelt'",
        "--- -- ...",
        "~",
        "{page} {pages}",
        "#[*x*]",
        "</svg>",
        "100 % & 5 < 6 > 4",
    ];
    let mut blocks: Vec<Block> = typed.iter().map(|text| Block::paragraph(*text)).collect();
    blocks.extend(
        typed
            .iter()
            .map(|text| Block::section(1, *text, *text, vec![Block::list([*text])])),
    );
    blocks.push(Block::Table(Table::new(
        &["#x", "*y*"],
        typed
            .iter()
            .map(|text| vec![Text::plain(*text), Text::strong(*text)])
            .collect(),
        &[],
    )));
    let document = Document {
        title: "#title *x* $y$ @z <å>".to_owned(),
        foot_line: Some("#foot".to_owned()),
        ..document(blocks)
    };
    let rendered = render(&document).unwrap();
    assert!(rendered.missing.is_empty());
    let opened = Opened::new(&rendered.bytes);
    let text = opened.text();
    for words in typed.iter().chain(&["#title *x* $y$ @z <å>", "#foot", "#x"]) {
        assert!(text.contains(&squeezed(words)), "{words}");
    }
    assert!(opened.metadata().contains("#title *x* $y$ @z &lt;å&gt;"));
}

#[test]
fn signs_the_font_lacks_do_not_stop_a_report() {
    let blocks = vec![
        Block::paragraph("Tak for indsatsen 🎉👍🏽! \u{f0b7} punkt ✔ 中文 a\u{30a} \u{0}\u{7}\u{feff}slut"),
        Block::Figure {
            svg: DRAWING.replace("fraværsprocent", "🙂 linje"),
            alt: "🙂".to_owned(),
            caption: None,
        },
    ];
    let rendered = render(&document(blocks)).unwrap();
    assert_eq!(
        rendered.missing,
        ['中', '文', '🎉', '🏽', '👍', '🙂']
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    let text = Opened::new(&rendered.bytes).text();
    assert!(
        text.contains(&squeezed("Tak for indsatsen ! • punkt ✓ \u{fffd}\u{fffd}")),
        "{text}"
    );
}

#[test]
fn empty_parts_do_not_stop_a_report() {
    let blocks = vec![
        Block::heading(4, ""),
        Block::paragraph(""),
        Block::paragraph(Text::default()),
        Block::list(Vec::<String>::new()),
        Block::list([""]),
        Block::Section {
            number: None,
            title: String::new(),
            question: None,
            blocks: Vec::new(),
        },
        Block::Definition {
            term: String::new(),
            blocks: Vec::new(),
        },
        Block::Table(Table::default()),
        Block::Table(Table::new(&["a"], Vec::new(), &[])),
        Block::Table(Table::new(
            &["a", "b"],
            vec![Vec::new(), vec!["1".into(), "2".into(), "3".into()]],
            &[],
        )),
        Block::Notice {
            tone: Tone::Good,
            title: None,
            text: Text::default(),
        },
        Block::Signature { lines: Vec::new() },
        Block::Figure {
            svg: DRAWING.to_owned(),
            alt: String::new(),
            caption: None,
        },
    ];
    let empty = Document {
        title: String::new(),
        subtitle: None,
        organisation: String::new(),
        date_line: None,
        foot_line: None,
        page_line: String::new(),
        is_one_sheet: false,
        ..document(blocks)
    };
    for block in &empty.blocks {
        let alone = Document {
            blocks: vec![block.clone()],
            ..empty.clone()
        };
        assert_eq!(render(&alone).err().map(|error| error.to_string()), None, "{block:?}");
    }
    assert!(render(&empty).is_ok());
    assert!(render(&document(Vec::new())).is_ok());
}

#[test]
fn levels_that_are_skipped_are_moved_up() {
    let opened = opened(vec![
        Block::heading(3, "A"),
        Block::heading(4, "B"),
        Block::section(1, "C", "", vec![Block::heading(1, "D"), Block::heading(4, "E")]),
        Block::heading(1, "F"),
    ]);
    for (tag, count) in [("H1", 3), ("H2", 2), ("H3", 1)] {
        assert_eq!(opened.count(tag), count, "{tag}");
    }
}

#[test]
fn long_answers_and_tables_go_on_over_pages() {
    let paragraph =
        "Hjemmeplejens medarbejdere kører alene det meste af dagen og træffer mange valg på egen hånd. ".repeat(6);
    let rows = (0..120)
        .map(|n| vec![Text::plain(format!("distrikt {n}")), Text::plain(format!("{n},5"))])
        .collect();
    let opened = opened(vec![
        Block::section(
            1,
            "Beskrivelse",
            "Hvad går det ud på?",
            vec![Block::paragraph(paragraph); 12],
        ),
        Block::Table(Table::new(&["Enhed", "Dage"], rows, &[Align::Left, Align::Right])),
    ]);
    assert!(opened.pages() >= 4, "{}", opened.pages());
    assert_eq!(opened.count("Table"), 1);
    assert_eq!(opened.count("TR"), 121);
    assert_eq!(
        opened.text().matches("EnhedDage").count(),
        opened.pages_with("distrikt"),
        "the head is on every page of the table"
    );
}

#[test]
fn english_words_and_links() {
    let english = Document {
        language: Language::English,
        page_line: "Page {page} of {pages}".to_owned(),
        is_one_sheet: false,
        ..document(vec![Block::paragraph(
            Text::plain("See ").then_link("the guide", "https://example.org/guide"),
        )])
    };
    let opened = Opened::new(&render(&english).unwrap().bytes);
    assert_eq!(opened.text_of_catalog("Lang").as_deref(), Some("en-GB"));
    assert!(opened.text().contains("Page1of1"));
    assert_eq!(opened.count("Link"), 1);
}

#[test]
fn a_drawing_that_is_none_is_an_error_and_no_panic() {
    let broken = vec![Block::Figure {
        svg: "<svg".to_owned(),
        alt: "x".to_owned(),
        caption: None,
    }];
    assert!(matches!(render(&document(broken)), Err(PdfError::Layout(_))));
}

#[test]
fn the_same_document_gives_the_same_bytes_from_any_thread() {
    let first = render(&document(everything())).unwrap();
    let others: Vec<_> = (0..3)
        .map(|_| std::thread::spawn(|| render(&document(everything())).unwrap()))
        .collect();
    for other in others {
        assert_eq!(other.join().unwrap(), first);
    }
}

#[test]
fn long_texts_become_paragraphs_and_lists() {
    let blocks = prose("Først en linje.\nSå en til.\n\n- et punkt\n- et andet");
    assert_eq!(
        blocks,
        [
            Block::paragraph("Først en linje.\nSå en til."),
            Block::list(["et punkt", "et andet"])
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_printed(text in "\\PC{0,60}", other in "[ -~æøåÆØÅ\n\t\u{0}\u{301}\u{f0b7}🎉]{0,60}") {
        let blocks = vec![
            Block::heading(1, &text),
            Block::section(7, &other, &text, prose(&other)),
            Block::Table(Table::new(&[&text, &other], vec![vec![Text::plain(&other), Text::strong(&text)]], &[])),
            Block::paragraph(Text::plain(&other).then_link(&text, &other)),
            Block::Figure { svg: DRAWING.to_owned(), alt: text.clone(), caption: Some(other.clone()) },
        ];
        let document = Document { title: text.clone(), foot_line: Some(other), ..document(blocks) };
        prop_assert!(render(&document).is_ok(), "{:?}", render(&document).err());
    }
}

fn card(number: usize) -> Card {
    Card {
        title: "Trivselsmåling 2026".to_owned(),
        qr: Qr::of(&format!("https://trivsel.example/answer/klitby/3#CODE{number:02}")).unwrap(),
        alt: "QR-kode til siden, hvor du svarer".to_owned(),
        above: Text::plain("Skan koden, eller gå ind på ").then("trivsel.example/answer/klitby/3", Style::Strong),
        code: format!("CODE{number:02}"),
        below: vec!["Svar senest 31.03.2027.".into(), "Trukket fra en pose.".into()],
        fold: "Fold her".to_owned(),
    }
}

#[test]
fn twenty_four_questions_stand_on_three_pages_and_nothing_else() {
    let question = |number: usize| {
        format!("Kort{number:02}: Hvad ville en ny kollega undre sig over hos os, og hvad gør vi ved det?")
    };
    let opened = opened(vec![Block::TalkCards {
        title: "Gode spørgsmål".to_owned(),
        cards: (0..24).map(question).collect(),
    }]);
    assert_eq!(opened.pages(), 3);
    for number in 0..24 {
        assert_eq!(opened.pages_with(&format!("Kort{number:02}")), 1, "card {number}");
    }
    assert!(opened.metadata().contains("<pdfuaid:part>1<"));
}

#[test]
fn cards_stand_six_to_a_page_each_to_be_folded_with_its_code_and_a_text_for_its_drawing() {
    let sheet = |title: &str, cards: std::ops::Range<usize>| {
        Block::Cards(CardSheet {
            title: title.to_owned(),
            cards: cards.map(card).collect(),
        })
    };
    let opened = opened(vec![
        Block::paragraph("Sådan deles kortene ud."),
        sheet("Mosevang", 0..11),
        sheet("Strandparken", 11..16),
        Block::paragraph("Tak."),
    ]);
    assert_eq!(opened.pages(), 5);
    assert_eq!(
        (opened.pages_with("Mosevang"), opened.pages_with("Strandparken")),
        (2, 1)
    );
    for number in 0..16 {
        assert_eq!(opened.pages_with(&format!("CODE{number:02}")), 1, "card {number}");
    }
    assert_eq!(opened.alternatives().len(), 16);
    assert_eq!(opened.pages_with("Foldher"), 3);
    assert_eq!(opened.pages_with("trivsel.example/answer/klitby/3"), 3);
    assert!(opened.metadata().contains("<pdfuaid:part>1<"));
}

#[test]
fn a_poster_is_one_page_with_a_code_and_large_words_beside_it() {
    let poster = Poster {
        qr: Qr::of("https://trivsel.example/answer/klitby/3").unwrap(),
        width_mm: 78,
        alt: "QR-kode til siden, hvor du svarer".to_owned(),
        beside: vec![
            "Svar senest 31.03.2027".into(),
            Text::strong("trivsel.klitby-kommune.example/answer/klitby-kommune/31"),
        ],
    };
    let opened = opened(vec![Block::Poster(poster), Block::paragraph("Segl: abcd")]);
    assert_eq!(opened.pages(), 1);
    assert_eq!(opened.alternatives(), ["QR-kode til siden, hvor du svarer"]);
    assert_eq!(opened.pages_with("Svarsenest31.03.2027"), 1);
    assert!(opened.metadata().contains("<pdfuaid:part>1<"));
}

#[test]
fn a_sheet_for_the_wall_is_set_smaller_until_it_is_one_page() {
    let lines = |count: usize| Block::list((0..count).map(|line| format!("Linje {line} om det, vi gør")));
    let pages = |count: usize, is_one_sheet: bool| {
        let sheet = Document {
            is_one_sheet,
            ..document(vec![Block::heading(1, "Det gør vi"), lines(count)])
        };
        let opened = Opened::new(&render(&sheet).expect("rendered").bytes);
        assert!(opened.metadata().contains("<pdfuaid:part>1<"));
        opened.pages()
    };
    assert_eq!((pages(40, false), pages(40, true)), (2, 1));
    // Nothing is left out for it: what cannot be read at arm's length goes on over the next page.
    assert!(pages(200, true) > 1);
}

/// Each word of a file as it lies on the paper: the word, where it begins and where it ends, in points from the left.
fn words_on_paper(bytes: &[u8]) -> Vec<(String, f64, f64)> {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("a.pdf"), folder.path().join("a.html"));
    std::fs::write(&file, bytes).unwrap();
    let tool = std::process::Command::new("pdftotext")
        .arg("-bbox")
        .args([&file, &out])
        .status();
    assert!(tool.unwrap().success());
    let number = |line: &str, name: &str| -> f64 {
        let (_, rest) = line.split_once(&format!("{name}=\"")).unwrap();
        rest.split('"').next().unwrap().parse().unwrap()
    };
    std::fs::read_to_string(out)
        .unwrap()
        .lines()
        .filter(|line| line.trim_start().starts_with("<word "))
        .map(|line| {
            let (_, word) = line.split_once('>').unwrap();
            (word.replace("</word>", ""), number(line, "xMin"), number(line, "xMax"))
        })
        .collect()
}

#[test]
fn a_word_without_an_end_stays_on_the_paper_and_in_its_column() {
    let long = |letter: &str| letter.repeat(250);
    let address = format!("https://example.dk/{}", "sti-".repeat(60));
    let cells = vec![vec![Text::plain(long("B")), Text::plain(format!("c {}", long("C")))]; 20];
    let mut document = document(vec![
        Block::heading(1, long("H")),
        Block::paragraph(format!("Se {address} og {}", long("P"))),
        Block::list([long("L")]),
        Block::section(1, long("S"), long("Q"), vec![Block::paragraph(long("T"))]),
        Block::Definition {
            term: long("D"),
            blocks: vec![Block::paragraph(long("E"))],
        },
        Block::Table(Table::new(&[&long("J"), "Andet"], cells, &[Align::Left, Align::Left])),
    ]);
    document.title = long("A");
    document.subtitle = Some(long("U"));
    document.organisation = long("O");
    document.date_line = Some(long("V"));
    document.foot_line = Some(long("F"));
    let bytes = render(&document).expect("rendered").bytes;
    let opened = Opened::new(&bytes);
    assert!(opened.pages() > 1, "the head of the second page is looked at, too");
    let text = squeezed(&opened.text());
    // Heads and feet of pages stand in between.
    for (letter, count) in [
        ('A', 250),
        ('H', 250),
        ('P', 250),
        ('L', 250),
        ('T', 250),
        ('B', 5000),
        ('C', 5000),
    ] {
        let found = text.chars().filter(|one| *one == letter).count();
        assert!(found >= count, "{letter} stands there {found} times");
    }
    assert!(text.matches("sti-").count() >= 60, "{address}");
    let words = words_on_paper(&bytes);
    // A4 is 595.3 points wide, its margins 24 mm.
    let edge = 595.3 - 24.0 / 25.4 * 72.0 + 0.5;
    for (word, _, end) in &words {
        assert!(*end <= edge, "{word} ends at {end}");
    }
    let made_of = |letter: char| {
        words
            .iter()
            .filter(move |(word, ..)| word.chars().all(|one| one == letter))
    };
    for (left, right) in [('B', 'C'), ('S', 'T'), ('D', 'E')] {
        let end = made_of(left).map(|(.., end)| *end).fold(0.0, f64::max);
        let begin = made_of(right).map(|(_, begin, _)| *begin).fold(600.0, f64::min);
        assert!(
            end > 0.0 && end < begin,
            "{left} ends at {end}, {right} begins at {begin}"
        );
    }
}

fn board(zones: usize, notes: usize) -> BoardSheet {
    BoardSheet {
        title: "Mosevang: Landkort over arbejdspres".to_owned(),
        question: "Hvad presser jer, og hvad har I styr på?".to_owned(),
        zones: (0..zones)
            .map(|zone| BoardZone {
                name: format!("Felt{zone}"),
                help: format!("Hjælp{zone}, mest negativt"),
                sign: zone,
                notes: (0..notes)
                    .map(|note| BoardNote {
                        text: format!(
                            "Seddel{zone}x{note} begynder. {}slut{zone}x{note}",
                            "Telefonen ringer. ".repeat(14)
                        ),
                        under: vec![format!("Under{zone}x{note}")],
                        foot: format!("Fod{zone}x{note}"),
                        is_chosen: note == 0,
                    })
                    .collect(),
            })
            .collect(),
    }
}

#[test]
fn a_board_stands_on_a3_with_every_note_whole_however_many_there_are() {
    for zones in 2..=9 {
        for notes in [0, 2, 16] {
            let opened = opened(vec![Block::Board(board(zones, notes))]);
            let text: String = opened.text().split_whitespace().collect();
            for zone in 0..zones {
                assert!(text.contains(&format!("Felt{zone}")), "{zones} {notes}");
                for note in 0..notes {
                    for word in ["Seddel", "slut", "Under", "Fod"] {
                        let word = format!("{word}{zone}x{note}");
                        assert!(text.contains(&word), "{zones} zones, {notes} notes: {word} is missing");
                    }
                }
            }
            if notes == 0 {
                assert_eq!(opened.pages(), 1, "an empty board of {zones} zones fills one sheet");
            }
        }
    }
}
