//! Bytes as text: two small hexadecimal digits each, as hashes and keys are shown to people and kept beside what they were made from.

/// Two small digits for each byte, in order.
pub fn hex_digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes that were written so, in small or capital digits; none where the text has an odd length or holds anything else.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    text.as_bytes()
        .chunks(2)
        .map(|two| u8::from_str_radix(std::str::from_utf8(two).ok().filter(|two| two.len() == 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{from_hex, hex_digits};

    #[test]
    fn bytes_come_back_and_nothing_else_is_taken() {
        assert_eq!(hex_digits(&[0, 10, 255]), "000aff");
        assert_eq!(from_hex("000aFF"), Some(vec![0, 10, 255]));
        assert_eq!(from_hex(""), Some(Vec::new()));
        for text in ["0", "0g", "+1", "æ0", " 0"] {
            assert_eq!(from_hex(text), None, "{text}");
        }
    }
}
