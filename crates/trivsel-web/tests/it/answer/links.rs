//! Links as mail filters leave them, and the code in a mail for those whose link does not work at all.

use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use trivsel_app::MailSettings;
use trivsel_app::jobs::{self, Post};
use trivsel_app::mails::{Letter, MailServer, Says, Written};
use trivsel_web::emails;

use super::poll::{ADDRESS, Poll};

#[tokio::test]
async fn a_rewritten_link_leads_to_the_page_with_the_code_behind_the_mark() {
    let poll = Poll::new().await;
    let code = &poll.invited[0].1;
    let seal = "0123456789abcdef0123456789abcdef";
    for (address, meant) in [
        (format!("{ADDRESS}%23{code}.{seal}"), format!("{ADDRESS}#{code}.{seal}")),
        (
            format!("{ADDRESS}%2523{code}.{seal}"),
            format!("{ADDRESS}#{code}.{seal}"),
        ),
        (
            format!("{ADDRESS}%23{code}.{seal}%3E?utm_source=mail"),
            format!("{ADDRESS}#{code}.{seal}"),
        ),
        (format!("{ADDRESS}/%23{code}"), format!("{ADDRESS}#{code}")),
        (format!("{ADDRESS}/"), ADDRESS.to_owned()),
        (format!("{ADDRESS}%3E"), ADDRESS.to_owned()),
    ] {
        let page = poll.site.as_stranger().get(&address).await;
        assert_eq!(
            (page.status, page.location),
            (StatusCode::SEE_OTHER, meant),
            "{address}"
        );
    }
    let page = poll.site.as_stranger().get(&format!("{ADDRESS}?utm_source=mail")).await;
    assert_eq!(page.status, StatusCode::OK);
    for address in [
        format!("{ADDRESS}/elsewhere"),
        format!("{ADDRESS}x"),
        format!("{ADDRESS}99%23{code}x/y"),
    ] {
        let page = poll.site.as_stranger().get(&address).await;
        assert!(
            page.status.is_client_error() || page.location.starts_with(ADDRESS),
            "{address}"
        );
    }
}

/// Everybody who comes without a code is told where theirs stands.
#[tokio::test]
async fn whose_link_lost_its_code_is_told_to_write_the_one_in_the_mail() {
    let poll = Poll::new().await;
    let page = poll.site.as_stranger().get(ADDRESS).await;
    assert!(
        page.text.contains("Har du fået en mail, så skriv koden derfra."),
        "{}",
        page.text
    );
    let form = [("card", poll.invited[0].1.as_str()), ("q-heard", "1")];
    let page = poll.site.as_stranger().post(ADDRESS, &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Det er koden fra en mail."), "{}", page.text);
}

#[tokio::test]
async fn a_card_is_read_out_of_what_was_copied_with_it() {
    let poll = Poll::new().await;
    for (card, copied) in poll.cards.iter().zip([
        "<{}>",
        "{}.",
        "http://localhost:8080/answer/fjordby/1%23{}.0123456789abcdef",
    ]) {
        let typed = copied.replace("{}", card);
        let form = [("card", typed.as_str()), ("q-heard", "1")];
        let page = poll.site.as_stranger().post(ADDRESS, &form).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{typed}");
    }
}

/// What the people of a survey are written, without a server to send it by.
pub(super) async fn written(poll: &Poll) -> Vec<(String, Written)> {
    let settings = MailSettings {
        server: "smtp://127.0.0.1:1".into(),
        from: "Trivsel <trivsel@fjordby.example>".into(),
    };
    let server = MailServer::new(&settings).unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&seen);
    let post = Post::new(server, move |letter: &Letter| {
        let written = emails::write(letter)?;
        if let Says::Survey(survey) = &letter.says {
            noted.lock().unwrap().push((survey.code.clone(), written.clone()));
        }
        Ok(written)
    });
    jobs::do_waiting(&poll.site.app, Some(&post)).await.unwrap();
    let seen = seen.lock().unwrap();
    seen.clone()
}

#[tokio::test]
async fn a_mail_greets_says_who_writes_and_has_the_code_to_type() {
    let poll = Poll::new().await;
    let mails = written(&poll).await;
    assert!(!mails.is_empty());
    for (code, mail) in mails {
        assert!(poll.invited.iter().any(|(_, known)| *known == code));
        for text in [&mail.text, &mail.html] {
            for part in [
                "Hej",
                "Venlig hilsen",
                "Fjordby Kommune",
                "/answer/fjordby/1#",
                "skriv din kode:",
            ] {
                assert!(text.contains(part), "{part}: {text}");
            }
            let typed: String = text
                .split(['\n', '<', '>'])
                .find(|line| line.len() == 31 && line.matches('-').count() == 5)
                .unwrap()
                .to_owned();
            assert_eq!(typed.replace('-', ""), code);
        }
        assert!(mail.text.starts_with("Hej\n"));
        let link = mail.text.lines().find(|line| line.contains('#')).unwrap();
        assert!(
            link.ends_with(|sign: char| sign.is_ascii_hexdigit()),
            "nothing stands behind the link: {link}"
        );
    }
}
