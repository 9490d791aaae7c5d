//! Which mail addresses are taken in: those the mailer itself can address, and that can be somebody's at a workplace. One function for
//! forms, imports and the command line, so that nothing is taken in that could not be sent to later.

use lettre::Address;

/// The address as it is kept, in small letters; none when it cannot be one. Whether it reaches anybody, only a mail can tell.
pub(crate) fn read(typed: &str) -> Option<String> {
    let text = typed.trim().to_lowercase();
    // Quoted names with spaces or a second @, addresses of bare numbers and hosts without a point are allowed by the letter of the standard,
    // and are a slip of the keyboard here.
    if text
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '(' | ')' | ',' | ';'))
    {
        return None;
    }
    let address: Address = text.parse().ok()?;
    let domain = address.domain();
    let is_named = domain.contains('.') && !domain.starts_with(['.', '[', '-']) && !domain.ends_with('.');
    (is_named && !address.user().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_the_mailer_could_not_address_is_not_taken_in() {
        for good in [
            "mette@fjordby.example",
            "Mette.Vestergaard+med@Fjordby.Example ",
            "o'hara@prov.example",
        ] {
            assert_eq!(read(good), Some(good.trim().to_lowercase()), "{good}");
        }
        for bad in [
            "",
            "mette",
            "@fjordby.example",
            "mette@",
            "mette@fjordby",
            "six@prov.example>",
            "<six@prov.example>",
            "Mette <mette@fjordby.example>",
            "mette@fjordby.example;lars@fjordby.example",
            "mette@fjordby.example, lars@fjordby.example",
            "mette@@fjordby.example",
            "mette@fjordby.example\nbcc: lars@fjordby.example",
            "met te@fjordby.example",
            "mette@fjordby..example",
            "mette@.example",
            "mette@fjordby.example.",
            "mette@-fjordby.example",
            "mette@[127.0.0.1]",
            "..mette@fjordby.example",
        ] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }
}
