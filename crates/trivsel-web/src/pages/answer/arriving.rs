//! Links as they arrive. Mail filters rewrite what they do not know: they escape the mark in front of the code, so that the code comes in
//! the path, or leave a bracket, a full stop or a slash behind the number. Whoever comes by such a link is sent on to the address that was
//! meant, with the code behind the mark again. Nothing of it is looked up, kept or logged.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use trivsel_app::ballots::unescaped;

use super::OPEN_ADDRESS;

/// What lies below a survey's own address.
const BELOW: [&str; 5] = ["/sent", "/rules.json", "/token", "/card", "/ballot"];

/// Sends those on who come by a link that was rewritten.
pub(crate) async fn send_on(request: Request, next: Next) -> Response {
    if matches!(request.method().as_str(), "GET" | "HEAD")
        && let Some(meant) = meant(request.uri().path(), request.uri().query().unwrap_or_default())
    {
        return Redirect::to(&meant).into_response();
    }
    next.run(request).await
}

/// The address that was meant by a rewritten one; none when it is as it should be, or no survey's. Without a code of its own in the
/// answer a browser keeps the one it has behind the mark.
fn meant(path: &str, query: &str) -> Option<String> {
    let (organisation, rest) = path.strip_prefix(OPEN_ADDRESS)?.split_once('/')?;
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
    let after_number = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let number = rest.strip_suffix(after_number).filter(|digits| !digits.is_empty())?;
    if organisation.is_empty() || !organisation.chars().all(is_name) || BELOW.contains(&after_number) {
        return None;
    }
    let behind = unescaped(&format!("{after_number}?{query}"));
    let mark = behind
        .split_once('#')
        .map(|(_, mark)| carried(mark))
        .unwrap_or_default();
    let is_another = after_number
        .trim_start_matches('/')
        .starts_with(|sign: char| sign.is_alphanumeric());
    if mark.is_empty() && (after_number.is_empty() || is_another) {
        return None;
    }
    let mark = if mark.is_empty() { mark } else { format!("#{mark}") };
    Some(format!(
        "{OPEN_ADDRESS}{organisation}/{number}{}{mark}",
        language(query)
    ))
}

/// As much of what stands behind a mark as codes and seals are made of: the page reads it closer.
fn carried(mark: &str) -> String {
    mark.trim_start_matches(|sign: char| !sign.is_ascii_alphanumeric())
        .chars()
        .take_while(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '.'))
        .collect()
}

/// The language that was asked for, as a query of its own.
fn language(query: &str) -> String {
    let asked = query.split('&').find_map(|pair| pair.strip_prefix("lang="));
    let code: String = asked
        .unwrap_or_default()
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    if code.is_empty() { code } else { format!("?lang={code}") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::meant;
    use crate::urls;

    const CODE: &str = "0123456789ABCDEFGHJKMNPQRS";
    const SEAL: &str = "0123456789abcdef0123456789abcdef";

    fn sent_to(address: &str) -> Option<String> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        meant(path, query)
    }

    #[test]
    fn a_mark_that_was_escaped_stands_before_the_code_again() {
        let own = urls::answer("fjordby", 1);
        let clean = format!("{own}#{CODE}.{SEAL}");
        for mark in [
            "%23",
            "%2523",
            "%252523",
            "/%23",
            "/%2523",
            ".%23",
            "%20%23",
            "?utm_source=mail%23",
            "?a=b&c=d%2523",
        ] {
            for after in [
                "",
                "?utm_source=mail",
                "&utm_source=mail",
                "%3Futm_source=mail",
                ">",
                "%3E",
                "%253E",
                ".",
                "/",
                ")",
                "%22",
                "#",
            ] {
                let address = format!("{own}{mark}{CODE}.{SEAL}{after}");
                let (sent, meant) = (sent_to(&address).unwrap(), clean.clone());
                // A full stop may be carried along: the page passes it over.
                assert_eq!(sent.trim_end_matches('.'), meant, "{address}");
            }
        }
        assert_eq!(
            sent_to("/answer/fjordby/1%23me?lang=en").as_deref(),
            Some("/answer/fjordby/1?lang=en#me")
        );
        assert_eq!(
            sent_to("/answer/fjordby/1?lang=en%237F3KQ-29XMB-0").as_deref(),
            Some("/answer/fjordby/1?lang=en#7F3KQ-29XMB-0")
        );
    }

    #[test]
    fn what_stands_behind_the_number_by_mistake_is_taken_away() {
        for behind in [
            "/",
            ".",
            ",",
            ">",
            "%3E",
            ")",
            ";",
            "%22",
            "&utm_source=mail",
            "%20",
            "/?utm_source=mail",
            "//",
            "%23",
            "/%23",
        ] {
            let address = format!("{}{behind}", urls::answer("fjordby", 12));
            assert_eq!(sent_to(&address).as_deref(), Some("/answer/fjordby/12"), "{address}");
        }
        assert_eq!(
            sent_to("/answer/fjordby/1/?lang=ar").as_deref(),
            Some("/answer/fjordby/1?lang=ar")
        );
    }

    #[test]
    fn every_other_address_is_left_alone_and_nobody_is_sent_in_a_circle() {
        for address in [
            "/answer/fjordby/1",
            "/answer/fjordby/1?lang=da",
            "/answer/fjordby/1?utm_source=mail",
            "/answer/fjordby/1/sent",
            "/answer/fjordby/1/sent?lang=da%23x",
            "/answer/fjordby/1/rules.json",
            "/answer/fjordby/1/elsewhere",
            "/answer/fjordby/1a",
            "/answer/fjordby/x",
            "/answer/worker.mjs",
            "/answer/fjordby/",
            "/answer//1%23CODE",
            "/answer/%2F%2Fother.example/1%23CODE",
            "/surveys/1%23CODE",
        ] {
            assert_eq!(sent_to(address), None, "{address}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_comes_is_sent_to_this_very_survey_and_once_only(tail in "[%0-9a-zA-Z/?#&=.>@:;\\\\-]{0,60}") {
            if let Some(sent) = sent_to(&format!("{}{tail}", urls::answer("fjordby", 1))) {
                let (address, mark) = sent.split_once('#').unwrap_or((&sent, ""));
                let (path, query) = address.split_once('?').unwrap_or((address, ""));
                let number = path.strip_prefix("/answer/fjordby/1").unwrap();
                proptest::prop_assert!(number.chars().all(|sign| sign.is_ascii_digit()), "{}", sent);
                proptest::prop_assert!(query.is_empty() || query.starts_with("lang="), "{}", sent);
                proptest::prop_assert!(!mark.contains(['#', '%', '/', '?', ' ']), "{}", sent);
                proptest::prop_assert_eq!(meant(path, query), None);
            }
        }
    }
}
