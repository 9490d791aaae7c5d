//! Links as they arrive: mail filters rewrite them, some of them more than once.

/// A text as it was before its signs were escaped, however often they were: `%23` and `%2523` are `#`. Only signs of ASCII are looked at.
/// One walk over the text, however long the chain of escapes is.
pub fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        plain.push_str(before);
        rest = after;
        // An escaped sign of escape, again and again.
        while let Some(inner) = rest.strip_prefix("25") {
            rest = inner;
        }
        let sign = rest.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match sign.filter(u8::is_ascii).zip(rest.get(2..)) {
            Some((sign, after)) if !rest.starts_with('+') => {
                plain.push(char::from(sign));
                rest = after;
            }
            _ => plain.push('%'),
        }
    }
    plain.push_str(rest);
    plain
}
