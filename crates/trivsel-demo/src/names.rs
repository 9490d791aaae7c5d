//! Names for invented people: first names and surnames are drawn apart, so that nobody in particular is meant.

use super::seed::Dice;

/// First names common in Denmark among women.
#[rustfmt::skip]
const WOMEN: &[&str] = &[
    "Agnete", "Alberte", "Amalie", "Anette", "Anna", "Anne", "Annika", "Asta", "Astrid", "Bente", "Birgit",
    "Birthe", "Bodil", "Britta", "Camilla", "Caroline", "Cecilie", "Charlotte", "Connie", "Dagny", "Ditte",
    "Dorte", "Ebba", "Eline", "Ella", "Else", "Emilie", "Emma", "Ester", "Eva", "Filippa", "Freja", "Frida",
    "Gitte", "Grethe", "Gry", "Hanne", "Heidi", "Helle", "Henriette", "Ida", "Inga", "Inger", "Ingrid", "Irene",
    "Jane", "Janni", "Jette", "Johanne", "Josefine", "Jytte", "Karen", "Karina", "Karla", "Kathrine", "Kirsten",
    "Kirstine", "Laura", "Lea", "Lene", "Liljan", "Lilli", "Line", "Lis", "Lise", "Liv", "Lone", "Lotte",
    "Louise", "Maiken", "Maja", "Malene", "Maren", "Margit", "Maria", "Marianne", "Marie", "Merete", "Mette",
    "Mia", "Mille", "Nanna", "Nina", "Pernille", "Pia", "Rigmor", "Rikke", "Rosa", "Ruth", "Sanne", "Sidsel",
    "Signe", "Sigrid", "Sofie", "Solveig", "Stine", "Susanne", "Sygne", "Søs", "Tea", "Thea", "Tove", "Trine",
    "Ulla", "Vibeke", "Vigga", "Winnie", "Yrsa", "Åse",
];

/// First names common in Denmark among men.
#[rustfmt::skip]
const MEN: &[&str] = &[
    "Aksel", "Allan", "Anders", "Andreas", "Anton", "Arne", "Asbjørn", "Asger", "August", "Benny", "Bent",
    "Bjarne", "Bo", "Børge", "Carl", "Carsten", "Claus", "Dan", "Daniel", "Ebbe", "Egon", "Emil", "Erik",
    "Esben", "Finn", "Flemming", "Frederik", "Georg", "Gert", "Gorm", "Gunnar", "Hans", "Harald", "Henning",
    "Henrik", "Holger", "Ib", "Ivan", "Jakob", "Jan", "Jens", "Jeppe", "Jesper", "Johan", "John", "Jon",
    "Jonas", "Jørgen", "Jørn", "Kaj", "Karl", "Karsten", "Kasper", "Keld", "Kenneth", "Kim", "Kjeld", "Klaus",
    "Knud", "Kristian", "Kurt", "Lars", "Lasse", "Laurits", "Leif", "Magnus", "Malthe", "Mark", "Martin",
    "Mathias", "Mikkel", "Mogens", "Morten", "Niels", "Nikolaj", "Ole", "Oskar", "Ove", "Palle", "Per", "Peter",
    "Poul", "Preben", "Rasmus", "René", "Rune", "Simon", "Steen", "Steffen", "Svend", "Sylvester", "Søren",
    "Tage", "Thomas", "Thorkild", "Tobias", "Tom", "Torben", "Troels", "Uffe", "Valdemar", "Verner", "Viggo",
    "Villads", "Walther", "Åge", "Øjvind",
];

/// Surnames common in Denmark.
#[rustfmt::skip]
const SURNAMES: &[&str] = &[
    "Aagaard", "Abildgaard", "Agerskov", "Ahlmann", "Andersen", "Bach", "Bagger", "Balle", "Bang", "Bech",
    "Bendtsen", "Birk", "Bisgaard", "Bjerre", "Bjørn", "Blom", "Bonde", "Borup", "Brandt", "Bro", "Bruun",
    "Buch", "Bødker", "Bøgh", "Carlsen", "Christensen", "Christiansen", "Clausen", "Dahl", "Dalgaard", "Dam",
    "Damgaard", "Degn", "Drejer", "Ebbesen", "Eriksen", "Eskildsen", "Fabricius", "Fisker", "Fog", "Frandsen",
    "Frederiksen", "Friis", "Frost", "Gade", "Graversen", "Gregersen", "Grøn", "Gundersen", "Haahr", "Hald",
    "Hansen", "Hauge", "Hede", "Hedegaard", "Henriksen", "Hjort", "Hoff", "Holm", "Holmgaard", "Holst",
    "Husted", "Høj", "Højgaard", "Iversen", "Jacobsen", "Jensen", "Jepsen", "Jespersen", "Johansen", "Juhl",
    "Justesen", "Jørgensen", "Kaas", "Karlsen", "Kjær", "Kjærgaard", "Klint", "Knudsen", "Koch", "Kofoed",
    "Kragh", "Kristensen", "Krogh", "Kruse", "Lange", "Larsen", "Lassen", "Laursen", "Lauritsen", "Lind",
    "Lorenzen", "Lund", "Lundgaard", "Lykke", "Lyng", "Løvgreen", "Madsen", "Markussen", "Mikkelsen",
    "Mogensen", "Mortensen", "Munk", "Møller", "Mørk", "Nielsen", "Nissen", "Noer", "Nygaard", "Nørgaard",
    "Nørskov", "Olesen", "Olsen", "Overgaard", "Paulsen", "Pedersen", "Petersen", "Pihl", "Pilegaard",
    "Poulsen", "Præst", "Ravn", "Riis", "Rosendal", "Rønne", "Sandholm", "Schmidt", "Simonsen", "Skaarup",
    "Skov", "Skovgaard", "Skytte", "Sloth", "Smed", "Sommer", "Steffensen", "Storm", "Svane", "Svendsen",
    "Søgaard", "Sørensen", "Tange", "Thomsen", "Thorup", "Toft", "Tved", "Uhre", "Vang", "Vestergaard",
    "Villadsen", "Vind", "Winther", "Wulff", "Ægidius", "Ørsted", "Østergaard", "Åkjær",
];

/// First names and surnames that go together, from the languages most often heard at a Danish workplace beside Danish.
#[rustfmt::skip]
const FROM_ELSEWHERE: &[(&[&str], &[&str])] = &[
    (
        &["Ayşe", "Elif", "Emre", "Fatma", "Kerem", "Leyla", "Murat", "Selin", "Yusuf", "Zeynep"],
        &["Arslan", "Aydın", "Çelik", "Demir", "Kaya", "Koç", "Özkan", "Şahin", "Yıldız", "Yılmaz"],
    ),
    (
        &["Amina", "Bilal", "Hanan", "Ibrahim", "Karim", "Layla", "Mariam", "Nour", "Omar", "Samir", "Yasmin"],
        &["Abbas", "Darwish", "Haddad", "Hamdan", "Hassan", "Khalil", "Mansour", "Nasser", "Saleh", "Taha"],
    ),
    (
        &["Agnieszka", "Beata", "Ewa", "Grzegorz", "Joanna", "Katarzyna", "Magdalena", "Paweł", "Piotr", "Tomasz"],
        &["Dudek", "Górny", "Kowalczyk", "Kubiak", "Mazur", "Nowak", "Pawlak", "Sikora", "Wilk", "Zając"],
    ),
    (
        &["Adnan", "Amra", "Edin", "Emina", "Jasmina", "Lejla", "Mirza", "Sanela", "Senad", "Vesna"],
        &["Begić", "Delić", "Hadžić", "Halilović", "Kovačević", "Mehić", "Mujić", "Omerović", "Softić", "Zukić"],
    ),
    (
        &["Abdi", "Asha", "Ayaan", "Fadumo", "Hodan", "Ifrah", "Khadra", "Nasra", "Sahra", "Warsame"],
        &["Aden", "Ahmed", "Duale", "Farah", "Hirsi", "Ismail", "Jama", "Mohamud", "Osman", "Yusuf"],
    ),
    (
        &["Anh", "Hoa", "Lan", "Linh", "Mai", "Minh", "Phuong", "Quang", "Thao", "Tuan"],
        &["Bui", "Dang", "Ho", "Le", "Nguyen", "Pham", "Phan", "Tran", "Vo", "Vu"],
    ),
    (
        &["Anastasia", "Bohdan", "Halyna", "Iryna", "Nadia", "Oksana", "Olena", "Serhij", "Taras", "Yulia"],
        &["Bondar", "Hrytsenko", "Koval", "Kravets", "Lysenko", "Melnyk", "Petrenko", "Savchenko", "Shevchuk", "Tkachenko"],
    ),
    (
        &["Anita", "Arjun", "Deepa", "Farzana", "Hina", "Imran", "Kiran", "Rashid", "Shabnam", "Zahid"],
        &["Ahmadi", "Butt", "Chaudhry", "Iqbal", "Javed", "Kumar", "Mahmood", "Rahimi", "Sharma", "Singh"],
    ),
];

/// A made-up name. `women` is the share of women in the work.
pub(crate) fn person(dice: &mut Dice, women: f64) -> String {
    if dice.chance(0.09)
        && let Some((first, last)) = dice.pick(FROM_ELSEWHERE)
    {
        return format!("{} {}", dice.word(first), dice.word(last));
    }
    let first = if dice.chance(women) {
        dice.word(WOMEN)
    } else {
        dice.word(MEN)
    };
    let last = dice.word(SURNAMES);
    if dice.chance(0.22) {
        let middle = dice.word(SURNAMES);
        if middle != last && !middle.ends_with("sen") {
            return format!("{first} {middle} {last}");
        }
    }
    format!("{first} {last}")
}

#[cfg(test)]
mod tests {
    use super::super::seed::Seed;
    use super::*;

    #[test]
    fn names_are_many_and_some_hold_danish_letters() {
        let mut dice = Seed::new(1).dice("names");
        let names: std::collections::BTreeSet<String> = (0..2_000).map(|_| person(&mut dice, 0.8)).collect();
        assert!(names.len() > 1_800, "{}", names.len());
        assert!(names.iter().any(|name| name.contains(['æ', 'ø', 'å', 'Æ', 'Ø', 'Å'])));
        assert!(
            names
                .iter()
                .all(|name| name.split(' ').all(|part| part.chars().count() > 1))
        );
    }
}
