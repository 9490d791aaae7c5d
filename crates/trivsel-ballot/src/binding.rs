//! What a token is bound to.

/// Survey and cell: the public input of every evaluation. A token made for one binding is worthless for any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Binding {
    /// The survey's id (a UUID as bytes, big end first).
    pub survey: [u8; 16],
    /// The cell's number within the survey.
    pub cell: u32,
}

impl Binding {
    const DOMAIN: [u8; 17] = *b"trivsel ballot v1";

    /// The 37 bytes both sides feed to the function: the ASCII text `trivsel ballot v1`, the 16 bytes of the survey,
    /// and the cell as 4 bytes, big end first.
    pub fn to_bytes(&self) -> [u8; 37] {
        let mut bytes = [0; 37];
        let parts = Self::DOMAIN
            .into_iter()
            .chain(self.survey)
            .chain(self.cell.to_be_bytes());
        for (byte, part) in bytes.iter_mut().zip(parts) {
            *byte = part;
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::Binding;

    #[test]
    fn the_bytes_are_those_that_the_documentation_promises() {
        let binding = Binding {
            survey: *b"0123456789abcdef",
            cell: 0x0102_0304,
        };
        assert_eq!(
            &binding.to_bytes(),
            b"trivsel ballot v10123456789abcdef\x01\x02\x03\x04"
        );
    }
}
