//! What does not belong on a note: numbers and addresses of people are turned away, a first name is asked about once.

use crate::person_number::holds_person_number;

/// What stands in a text that does not belong there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// A number like a CPR number.
    Number,
    /// A telephone number.
    Telephone,
    /// A mail address.
    Mail,
}

/// What does not belong in a text, if there is something.
pub fn personal(text: &str) -> Option<Personal> {
    if text.split_whitespace().any(is_mail) {
        return Some(Personal::Mail);
    }
    if holds_person_number(text) {
        return Some(Personal::Number);
    }
    numbers(text).into_iter().find_map(|groups| {
        let digits: usize = groups.iter().map(String::len).sum();
        // From one year to another.
        let is_years = groups
            .iter()
            .all(|group| group.len() == 4 && (group.starts_with("19") || group.starts_with("20")));
        match digits {
            8 | 10.. if !is_years => Some(Personal::Telephone),
            _ => None,
        }
    })
}

fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(who, place)| {
        let place = place.trim_end_matches(['.', ',', ';', ')', '»']);
        !who.is_empty()
            && place
                .split_once('.')
                .is_some_and(|(name, end)| !name.is_empty() && end.len() > 1)
    })
}

/// Digits in a row with single blanks or hyphens between them, each as its groups.
fn numbers(text: &str) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    let mut may_go_on = false;
    let mut is_in_group = false;
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            if !may_go_on && !is_in_group {
                found.push(Vec::new());
            }
            if let Some(groups) = found.last_mut() {
                if !is_in_group {
                    groups.push(String::new());
                }
                if let Some(group) = groups.last_mut() {
                    group.push(letter);
                }
            }
            (may_go_on, is_in_group) = (false, true);
        } else {
            may_go_on = is_in_group && " -".contains(letter);
            is_in_group = false;
        }
    }
    found
}

/// Is there a word that looks like a first name? The list is shipped and knows nobody: asked of the staff, it would say who works here.
pub fn has_a_name(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .any(|word| word.starts_with(char::is_uppercase) && NAMES.contains(&word))
}

/// Common first names that are no other Danish word.
const NAMES: &[&str] = &[
    "Aage",
    "Ahmed",
    "Aisha",
    "Ali",
    "Amalie",
    "Anders",
    "Andreas",
    "Ane",
    "Anette",
    "Anita",
    "Anja",
    "Ann",
    "Anna",
    "Anne",
    "Annette",
    "Annika",
    "Arne",
    "Asger",
    "Astrid",
    "Bente",
    "Benjamin",
    "Bettina",
    "Birgit",
    "Birgitte",
    "Birthe",
    "Bjarne",
    "Bodil",
    "Britta",
    "Camilla",
    "Carina",
    "Carl",
    "Caroline",
    "Casper",
    "Cecilie",
    "Charlotte",
    "Christian",
    "Christina",
    "Claus",
    "Connie",
    "Daniel",
    "David",
    "Dennis",
    "Diana",
    "Ditte",
    "Dorte",
    "Dorthe",
    "Ebbe",
    "Elisabeth",
    "Ellen",
    "Else",
    "Emil",
    "Emilie",
    "Emma",
    "Erik",
    "Eva",
    "Fatima",
    "Finn",
    "Flemming",
    "Frederik",
    "Frederikke",
    "Freja",
    "Gitte",
    "Grethe",
    "Hanna",
    "Hanne",
    "Hans",
    "Hassan",
    "Heidi",
    "Helene",
    "Helle",
    "Henning",
    "Henrik",
    "Henriette",
    "Ibrahim",
    "Ida",
    "Inge",
    "Inger",
    "Irene",
    "Jacob",
    "Jakob",
    "Jan",
    "Janne",
    "Jannie",
    "Jens",
    "Jeppe",
    "Jesper",
    "Jette",
    "Joan",
    "Johan",
    "Johanne",
    "Johannes",
    "John",
    "Jonas",
    "Julie",
    "Jytte",
    "Karen",
    "Karin",
    "Karl",
    "Karsten",
    "Kasper",
    "Katrine",
    "Kenneth",
    "Kim",
    "Kirsten",
    "Kirstine",
    "Klaus",
    "Knud",
    "Kristian",
    "Kristina",
    "Kurt",
    "Lars",
    "Laura",
    "Lasse",
    "Leif",
    "Lena",
    "Lene",
    "Linda",
    "Line",
    "Lis",
    "Lisbeth",
    "Lise",
    "Lone",
    "Lotte",
    "Louise",
    "Mads",
    "Magnus",
    "Maja",
    "Malene",
    "Maria",
    "Marianne",
    "Marie",
    "Marlene",
    "Martin",
    "Mathias",
    "Maria",
    "Merete",
    "Mette",
    "Michael",
    "Mikkel",
    "Mohammed",
    "Mona",
    "Morten",
    "Nadia",
    "Nanna",
    "Niels",
    "Nikolaj",
    "Nina",
    "Ole",
    "Oliver",
    "Oskar",
    "Otto",
    "Palle",
    "Pernille",
    "Peter",
    "Pia",
    "Poul",
    "Preben",
    "Randi",
    "Rasmus",
    "Rikke",
    "Rita",
    "Robert",
    "Ruth",
    "Sanne",
    "Sara",
    "Sarah",
    "Sebastian",
    "Signe",
    "Simon",
    "Sofia",
    "Sofie",
    "Solveig",
    "Steen",
    "Stine",
    "Susanne",
    "Susan",
    "Svend",
    "Tanja",
    "Thea",
    "Thomas",
    "Tina",
    "Tine",
    "Tobias",
    "Torben",
    "Trine",
    "Troels",
    "Ulla",
    "Ulrik",
    "Vibeke",
    "Viggo",
    "Vivi",
    "William",
    "Winnie",
    "Yasmin",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_of_people_are_found_and_hours_and_years_are_not() {
        let cases = [
            ("Ring til 12 34 56 78", Some(Personal::Telephone)),
            ("+45 12345678", Some(Personal::Telephone)),
            ("9912345678", Some(Personal::Telephone)),
            ("borger 010203-1234", Some(Personal::Number)),
            ("0102031234", Some(Personal::Number)),
            ("skriv til mette@fjordby.example.", Some(Personal::Mail)),
            ("kl. 10.30-11.00", None),
            ("politikken 2019-2020", None),
            ("4 til 5 gange på 30 minutter", None),
            ("12-34-56-78", Some(Personal::Telephone)),
            ("i 2019 og 2020", None),
            ("fra 7.15 til 15", None),
            ("@ gange om dagen", None),
        ];
        for (text, found) in cases {
            assert_eq!(personal(text), found, "{text}");
        }
    }

    #[test]
    fn a_first_name_is_asked_about_and_a_word_that_begins_a_sentence_is_not() {
        assert!(has_a_name("Tal med Mette om det"));
        for text in [
            "Line er en",
            "mette",
            "Pause efter frokost",
            "Sol og vind",
            "Telefonen ringer",
        ] {
            assert_eq!(has_a_name(text), text.starts_with("Line"), "{text}");
        }
    }
}
