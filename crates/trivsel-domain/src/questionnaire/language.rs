//! The languages a questionnaire can be written in: those that are spoken at Danish workplaces, each under its own name.

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its code (BCP 47), for the page's `lang`.
    pub code: &'static str,
    /// What those who speak it call it.
    pub name: &'static str,
    /// Is it written from right to left?
    pub is_right_to_left: bool,
}

/// All, in the order they are offered.
pub const LANGUAGES: [Language; 27] = [
    left_to_right("da", "Dansk"),
    left_to_right("en", "English"),
    left_to_right("de", "Deutsch"),
    left_to_right("no", "Norsk"),
    left_to_right("sv", "Svenska"),
    left_to_right("fo", "Føroyskt"),
    left_to_right("kl", "Kalaallisut"),
    left_to_right("is", "Íslenska"),
    left_to_right("pl", "Polski"),
    left_to_right("ro", "Română"),
    left_to_right("lt", "Lietuvių"),
    left_to_right("lv", "Latviešu"),
    left_to_right("bg", "Български"),
    left_to_right("uk", "Українська"),
    left_to_right("ru", "Русский"),
    left_to_right("bs", "Bosanski"),
    left_to_right("tr", "Türkçe"),
    right_to_left("ar", "العربية"),
    right_to_left("fa", "فارسی"),
    right_to_left("ur", "اردو"),
    left_to_right("so", "Soomaali"),
    left_to_right("vi", "Tiếng Việt"),
    left_to_right("th", "ไทย"),
    left_to_right("fil", "Filipino"),
    left_to_right("es", "Español"),
    left_to_right("fr", "Français"),
    left_to_right("it", "Italiano"),
];

/// The language with this code.
pub fn find_language(code: &str) -> Option<Language> {
    LANGUAGES.into_iter().find(|language| language.code == code)
}

const fn left_to_right(code: &'static str, name: &'static str) -> Language {
    Language {
        code,
        name,
        is_right_to_left: false,
    }
}

const fn right_to_left(code: &'static str, name: &'static str) -> Language {
    Language {
        code,
        name,
        is_right_to_left: true,
    }
}
