//! What a number format makes of a number: the format is part of the value.

/// What the number in a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    /// As it stands.
    #[default]
    Number,
    /// With two decimals: 2024,10 is October, though the number is 2024.1.
    Hundredths,
    /// A hundredth of what is shown.
    Percent,
    /// Days since the workbook's first day.
    Date,
    /// A part of a day that is shown in hours: 148:30.
    Hours,
    /// A part of a day that is shown in minutes or seconds only.
    OtherTime,
}

impl Form {
    /// The form of a format that every workbook has without writing it down.
    pub(super) fn built_in(id: u32) -> Self {
        match id {
            2 | 4 => Self::Hundredths,
            9 | 10 => Self::Percent,
            14..=17 | 22 | 27..=31 | 34..=36 | 50..=58 => Self::Date,
            18..=21 | 32 | 33 | 46 => Self::Hours,
            45 | 47 => Self::OtherTime,
            _ => Self::Number,
        }
    }

    /// The form of a written format. Only signs that act count: those within quotation marks, behind a backslash, or in
    /// brackets that are no clock are letters to be shown, so `0.0"%"` shows 5.2 as 5.2%.
    pub(super) fn of(code: &str) -> Self {
        let mut seen = String::new();
        let mut letters = code.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => {
                    let _shown = letters.by_ref().find(|other| *other == '"');
                }
                // A backslash shows the next sign; _ leaves its width blank; * repeats it.
                '\\' | '_' | '*' => {
                    let _shown = letters.next();
                }
                '[' => {
                    let inside: String = letters.by_ref().take_while(|other| *other != ']').collect();
                    let inside = inside.to_lowercase();
                    if !inside.is_empty() && inside.chars().all(|one| matches!(one, 'h' | 'm' | 's')) {
                        seen.push_str(&inside);
                        seen.push('!');
                    }
                }
                other => seen.extend(other.to_lowercase()),
            }
        }
        let seen = seen.replace("general", "").replace("e+", "").replace("e-", "");
        let has = |letters: &[char]| seen.contains(letters);
        if has(&['%']) {
            Self::Percent
        } else if has(&['y', 'd']) || (has(&['m']) && !has(&['h', 's', '!'])) {
            Self::Date
        } else if has(&['h']) {
            Self::Hours
        } else if has(&['m', 's']) {
            Self::OtherTime
        } else if has_two_decimals(&seen) {
            Self::Hundredths
        } else {
            Self::Number
        }
    }
}

/// `0.00`, `#,##0.00;-#,##0.00`
fn has_two_decimals(code: &str) -> bool {
    let first = code.split(';').next().unwrap_or_default().trim();
    first.split_once('.').is_some_and(|(_, decimals)| decimals == "00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_signs_that_act_count() {
        for (code, form) in [
            ("0.0%", Form::Percent),
            ("0 %", Form::Percent),
            ("#,##0.00%;[Red]-#,##0.00%", Form::Percent),
            ("0.0\"%\"", Form::Number),
            ("0.0\\%", Form::Number),
            ("0.0\" % af normtid\"", Form::Number),
            ("General", Form::Number),
            ("0.00E+00", Form::Number),
            ("#,##0.00\\ \"kr.\"", Form::Hundredths),
            ("[$-406]d. mmmm yyyy;@", Form::Date),
            ("mmm yyyy", Form::Date),
            ("mmmm", Form::Date),
            ("dd-mm-yyyy hh:mm", Form::Date),
            ("[h]:mm", Form::Hours),
            ("[hh]:mm:ss", Form::Hours),
            ("h:mm", Form::Hours),
            ("hh:mm AM/PM", Form::Hours),
            ("[mm]:ss", Form::OtherTime),
            ("mm:ss.0", Form::OtherTime),
            ("[Red]0.0", Form::Number),
            ("0\" dage\"", Form::Number),
        ] {
            assert_eq!(Form::of(code), form, "{code}");
        }
    }
}
