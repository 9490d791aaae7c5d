//! Which mail addresses are taken in: those the mailer itself can address, and that can be somebody's at a workplace. One function for
//! forms, imports and the command line, so that nothing is taken in that could not be sent to later.

use lettre::Address;

/// The longest domain and the longest part of one, by RFC 1035.
const LONGEST_DOMAIN: usize = 253;
const LONGEST_LABEL: usize = 63;

/// The address as it is kept, in small letters; none when no mail could be sent to it. Whether it reaches anybody, only a mail can tell.
pub(crate) fn read(typed: &str) -> Option<String> {
    let text = typed.trim().to_lowercase();
    parse(&text).is_some().then_some(text)
}

/// The address as the mailer writes it; none where no mail could be sent to it. Letters beyond ASCII in the domain are written as the mail servers
/// of the world know them (`blåbær.dk` is `xn--blbr-roah.dk`); before the @ they stay, for servers that take them.
pub(crate) fn parse(text: &str) -> Option<Address> {
    let (name, domain) = text.rsplit_once('@')?;
    let domain = idna::domain_to_ascii(domain).ok()?;
    (is_name(name) && is_domain(&domain)).then_some(())?;
    Address::new(name, domain).ok()
}

/// What stands before the @. Quoted names are legal and nobody has one: a quotation mark is a piece of a file that was cut wrong.
fn is_name(name: &str) -> bool {
    const REFUSED: &str = "\"(),:;<>[\\]@";
    !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && !name
            .chars()
            .any(|letter| letter.is_whitespace() || letter.is_control() || REFUSED.contains(letter))
}

/// Names with points between them, the last of them of letters: an address inside a house, without a point, reaches nobody from here.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.len() <= LONGEST_DOMAIN
        && domain.contains('.')
        && domain.split('.').all(is_label)
        && !top.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{parse, read};

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

    #[test]
    fn what_a_mailer_can_write_to_is_taken() {
        for (typed, sent) in [
            ("anders.and@eksempel.dk", "anders.and@eksempel.dk"),
            ("bo.o'brien@eksempel.dk", "bo.o'brien@eksempel.dk"),
            ("carla+trivsel@eksempel.dk", "carla+trivsel@eksempel.dk"),
            ("FREJA.Stor@Eksempel.DK", "FREJA.Stor@eksempel.dk"),
            ("dorthe.ærø@eksempel.dk", "dorthe.ærø@eksempel.dk"),
            ("erik@blåbær-kommune.dk", "erik@xn--blbr-kommune-ucbp.dk"),
        ] {
            let address = parse(typed);
            assert_eq!(address.map(|one| one.to_string()).as_deref(), Some(sent), "{typed}");
        }
    }

    #[test]
    fn what_reaches_nobody_is_refused_when_it_comes_in() {
        for typed in [
            "",
            "pia",
            "pia@",
            "@eksempel.dk",
            "gorm.@eksempel.dk",
            ".gorm@eksempel.dk",
            "go..rm@eksempel.dk",
            "gorm.@",
            "hanne,lind@eksempel.dk",
            "kaj@eksempel.dk,kaj.privat@eksempel.dk",
            "kaj@eksempel.dk;kaj@eksempel.dk",
            "<ida@eksempel.dk>",
            "six@prov.example>",
            "mailto:lis@eksempel.dk",
            "mads@eksempel..dk",
            "nina@min_server.dk",
            "\"Ole Hansen\"@eksempel.dk",
            "ole@hansen@eksempel.dk",
            "ole hansen@eksempel.dk",
            "ole@eksempel.dk\nBcc: alle@eksempel.dk",
            "ole@localhost",
            "ole@[192.0.2.1]",
            "ole@192.0.2.1",
            "ole@-eksempel.dk",
            "ole@eksempel.d k",
        ] {
            assert!(parse(typed).is_none(), "{typed}");
        }
        assert!(
            parse(&format!("{}@eksempel.dk", "a".repeat(65))).is_none(),
            "64 is the longest"
        );
    }
}
