//! Rows that are sums or means of the others.

use trivsel_app::documents::table_in::names_a_total;

/// What such a row is called, by itself.
const NAMES: [&str; 26] = [
    "total",
    "totalt",
    "totaler",
    "totals",
    "grand total",
    "subtotal",
    "sub-total",
    "delsum",
    "i alt",
    "ialt",
    "alt i alt",
    "in all",
    "sum",
    "summen",
    "samlet",
    "sammenlagt",
    "tilsammen",
    "gennemsnit",
    "gns",
    "snit",
    "middel",
    "middelværdi",
    "average",
    "avg",
    "mean",
    "median",
];
/// What it begins or ends with, beside the name of what is summed.
const PARTS: [&str; 8] = [
    "total",
    "totalt",
    "subtotal",
    "i alt",
    "sum",
    "gennemsnit",
    "average",
    "mean",
];

/// Is this the name of a total or a mean, such as "I alt" or "Nord, total:"?
pub(super) fn is_total(text: &str) -> bool {
    let name = text
        .trim()
        .trim_matches(|letter: char| !letter.is_alphanumeric())
        .to_lowercase();
    let is_edge = |letter: char| !letter.is_alphanumeric();
    let is_part = |part: &&str| {
        let before = name.strip_suffix(*part).is_some_and(|rest| rest.ends_with(is_edge));
        let after = name.strip_prefix(*part).is_some_and(|rest| rest.starts_with(is_edge));
        before || after
    };
    NAMES.contains(&name.as_str()) || PARTS.iter().any(is_part) || names_a_total(text)
}

#[cfg(test)]
mod tests {
    use super::is_total;

    #[test]
    fn totals_are_known_by_their_names_and_nothing_else_is() {
        for name in [
            "Sum",
            "I alt",
            "i alt:",
            "TOTAL",
            "Total Nord",
            "Nord, i alt",
            "Gennemsnit",
            "gns.",
            "Grand Total",
            "Subtotal Syd",
            "Hovedtotal",
            "Overall",
        ] {
            assert!(is_total(name), "{name}");
        }
        for name in [
            "",
            "Nord",
            "Summerbird",
            "Totalentreprise",
            "1",
            "Plejen",
            "Meander",
            "Altid",
            "U01",
            "Team sumo",
        ] {
            assert!(!is_total(name), "{name}");
        }
    }
}
