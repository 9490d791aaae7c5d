#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stdout
)]

use proptest::prelude::*;
use trivsel_search::{Field, Index, Query};

use super::*;

/// Compounds with the borders between all their roots, written down before the splitter was: 732 of working life and of everyday.
const COMPOUNDS: &str = include_str!("tests/compounds.txt");

/// Words of six letters and more that are no compounds, among them those that look like one (`kultur`, `opgave`, `vindue`).
const SIMPLE: &str = include_str!("tests/simple.txt");

fn split(danish: &Language, word: &str) -> String {
    let parts = danish.split(word);
    if parts.is_empty() {
        return word.to_owned();
    }
    let parts: Vec<&str> = parts.iter().map(|part| &word[part.range.clone()]).collect();
    parts.join("|")
}

#[test]
fn at_least_95_of_100_compounds_are_split_right() {
    let danish = danish().unwrap();
    let compounds: Vec<&str> = COMPOUNDS.lines().collect();
    let wrong: Vec<(&str, String)> = compounds
        .iter()
        .map(|right| (*right, split(&danish, &right.replace('|', ""))))
        .filter(|(right, found)| right != found)
        .collect();
    println!("{} of {} wrong", wrong.len(), compounds.len());
    assert!(compounds.len() >= 500);
    assert!(
        wrong.len() * 100 <= compounds.len() * 5,
        "{} of {}: {wrong:?}",
        wrong.len(),
        compounds.len()
    );
}

#[test]
fn at_most_2_of_100_simple_words_are_split() {
    let danish = danish().unwrap();
    let simple: Vec<&str> = SIMPLE.lines().collect();
    let wrong: Vec<String> = simple
        .iter()
        .map(|word| split(&danish, word))
        .filter(|found| found.contains('|'))
        .collect();
    println!("{} of {} split", wrong.len(), simple.len());
    assert!(simple.len() >= 500);
    assert!(
        wrong.len() * 100 <= simple.len() * 2,
        "{} of {}: {wrong:?}",
        wrong.len(),
        simple.len()
    );
}

#[test]
fn inflected_compounds_are_split_where_their_base_form_is() {
    let danish = danish().unwrap();
    for (word, right, base) in [
        ("arbejdsmiljøets", "arbejds|miljøets", "arbejdsmiljø"),
        ("kørelisterne", "køre|listerne", "køreliste"),
        ("kvalitetsmålinger", "kvalitets|målinger", "kvalitetsmåling"),
        ("tillidsmændene", "tillids|mændene", "tillidsmand"),
        ("sommerfesten", "sommer|festen", "sommerfest"),
        ("boligforeningerne", "bolig|foreningerne", "boligforening"),
        ("trivselslederen", "trivsels|lederen", "trivselsleder"),
    ] {
        assert_eq!(split(&danish, word), right);
        assert_eq!(danish.base_forms(word)[0], base, "{word}");
    }
}

#[test]
fn forms_find_their_base_form() {
    let danish = danish().unwrap();
    let pairs = "køkkenet køkken|trivslen trivsel|lederne leder|gik gå|bøger bog|mænd mand|børnene barn|hænderne hånd|bedre god|mindste lille\
        |øjne øje|skrev skrive|fik få|tog tage|sov sove|fandt finde|blev blive|mødre mor|brødrene bror|tænder tand|nætterne nat|kræfter kraft\
        |værelserne værelse|centrene center|museet museum|gamle gammel|engle engel|sygeplejerskernes sygeplejerske|visdomstænderne visdomstand\
        |mobbede mobbe|udbrændte udbrændt|krænkelser krænkelse|stressende stressende|arbejdsmænd arbejdsmand|fødderne fod";
    for pair in pairs.split('|') {
        let (form, lemma) = pair.trim().split_once(' ').unwrap();
        let bases = danish.base_forms(form);
        let of_lemma = danish.base_forms(lemma);
        assert!(
            bases.iter().any(|base| of_lemma.contains(base)),
            "{form}: {bases:?}, {lemma}: {of_lemma:?}"
        );
    }
}

#[test]
fn the_stemmer_is_snowballs() {
    // From the examples of snowballstem.org for Danish.
    let pairs = "indtage indtag|indtagelse indtag|indtager indtag|indtages indtag|indtaget indtag|indtil indtil|indtog indtog|indtraf indtraf\
        |indtryk indtryk|indtræde indtræd|underste underst|undersåtter undersåt|undersåtternes undersåt|undersøg undersøg|undersøge undersøg\
        |undersøgelse undersøg|undersøgt undersøg|undertryk undertryk|undervejs undervej|underverdenen underverden|undervisning undervisning\
        |undervist undervist|unge ung|universitet universit";
    for pair in pairs.split('|') {
        let (word, right) = pair.trim().split_once(' ').unwrap();
        assert_eq!(stem(word), right, "{word}");
    }
}

#[test]
fn what_is_shipped_says_where_it_comes_from() {
    let danish = danish().unwrap();
    assert!(danish.lexicon.len() > 700_000);
    assert!(danish.lexicon.notice().contains("MPL"));
    assert!(danish.mark.starts_with("da-1-"));
    assert_eq!(danish.mark, super::danish().unwrap().mark);
}

/// Titles as an organisation has them.
const TITLES: [(&str, &str); 14] = [
    ("1", "Ruter, vi selv lægger"),
    ("2", "Kørelisten bliver ændret, mens vi er ude hos borgeren"),
    ("3", "Kvalitetsmålinger på afdelingerne"),
    ("4", "Patientsikkerhed på natholdet"),
    ("5", "Sommerfesten i boligforeningen"),
    ("6", "Køkkenet får nye borde"),
    ("7", "Årsager til fraværet i hjemmeplejen"),
    ("8", "Politik mod mobning og vold"),
    ("9", "Trivslen falder i Mosevang"),
    ("10", "Arbejdsmiljørepræsentanterne mødes i MED-udvalget"),
    ("11", "Psykologisk førstehjælp efter voldsomme hændelser"),
    ("12", "Sygefraværssamtaler efter § 7 a"),
    ("13", "Vi taler åbent om alkohol"),
    ("14", "Nye medarbejdere følges i tre måneder"),
];

#[test]
fn people_find_what_they_look_for() {
    let danish = danish().unwrap();
    let synonyms = synonyms(&danish);
    let mut index = Index::new(&danish, vec![Field::new("title", 1.0)]).unwrap();
    for (key, title) in TITLES {
        index.put(&danish, key, &[title]);
    }
    for (asked, first) in [
        ("måling", "3"),
        ("patient", "4"),
        ("fest", "5"),
        ("forening", "5"),
        ("køkken", "6"),
        ("kokken", "6"),
        ("aarsag", "7"),
        ("arsag", "7"),
        ("sygefravær", "12"),
        ("kørliste", "2"),
        ("køreplaner og ruter", "2"),
        ("arbejds miljø", "10"),
        ("sikkerhed", "4"),
        ("mobbet", "8"),
        ("trivsel", "9"),
        ("arbejdsmilø", "10"),
        ("amr", "10"),
        ("psykologisk førstehælp", "11"),
        ("§7a", "12"),
        ("drikker for meget alkohol", "13"),
        ("nyansat", "14"),
        ("hændelse", "11"),
        ("med udvalg", "10"),
    ] {
        let found = index.search(&danish, &synonyms, &Query::new(asked));
        let keys: Vec<&str> = found.hits.iter().map(|hit| hit.key.as_str()).collect();
        assert_eq!(keys.first(), Some(&first), "{asked}: {found:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_text_is_analysed(text in prop_oneof![any::<String>(), "[a-zæøåéÅ§'0-9 -]{0,120}", "(arbejds|miljø|vejs|heds|e|s|køre|ø){0,14}"]) {
        let danish = danish_once();
        for token in danish.tokens(&text) {
            let analysis = danish.analyse(&token);
            prop_assert!(!analysis.whole.is_empty());
            let parts = danish.split(&token.word);
            let together: String = parts.iter().map(|part| &token.word[part.range.clone()]).collect();
            prop_assert!(parts.is_empty() || together == token.word);
        }
    }
}

/// Reading the lexicon for each of hundreds of cases would take most of the test's time.
fn danish_once() -> &'static Language {
    static DANISH: std::sync::OnceLock<Language> = std::sync::OnceLock::new();
    DANISH.get_or_init(|| danish().unwrap())
}
