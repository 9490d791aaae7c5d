//! Crockford's base32: digits and capital letters without I, L, O and U, and a check letter of our own.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The values of the letters at the front of a text, each 0 to 31, and the first sign that is none. Blanks and hyphens of every kind are
/// passed over, and so are brackets and the like before the first letter.
pub(super) fn read(text: &str) -> (Vec<u8>, Option<char>) {
    let mut values = Vec::new();
    for sign in text.trim_start_matches(|sign: char| !sign.is_alphanumeric()).chars() {
        if sign.is_whitespace() || matches!(sign, '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{200b}') {
            continue;
        }
        match value(sign) {
            Some(value) => values.push(value),
            None => return (values, Some(sign)),
        }
    }
    (values, None)
}

/// The letters of values, each taken modulo 32.
pub(super) fn write(values: &[u8]) -> String {
    values
        .iter()
        .filter_map(|value| ALPHABET.get(usize::from(value % 32)))
        .copied()
        .map(char::from)
        .collect()
}

/// The lowest five bits.
pub(super) fn lowest(bits: u128) -> u8 {
    u8::try_from(bits & 31).unwrap_or_default()
}

/// The sum of the letters in GF(2⁵), where the letter i places before the check letter counts xⁱ-fold.
/// The first 31 powers of x differ, so one wrong letter, and two that changed places, always show.
pub(super) fn check_letter(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| times_x(sum ^ value))
}

/// A product by x in GF(2⁵), modulo the primitive polynomial x⁵ + x² + 1.
fn times_x(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 { shifted } else { shifted ^ 37 }
}

fn value(sign: char) -> Option<u8> {
    let letter = match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|known| char::from(*known) == letter)
        .and_then(|place| u8::try_from(place).ok())
}
