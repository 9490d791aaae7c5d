//! Choosing a password: what is too easy to guess, and changing one's own.

use serde::Deserialize;
use sha2::{Digest, Sha256};
use trivsel_domain::person::Person;
use trivsel_domain::rights::Actor;
use trivsel_domain::sign_in::SignInKind;
use trivsel_store::organisations::Organisation;
use trivsel_store::sessions::{self, Account};
use trivsel_store::{organisations, persons};
use zxcvbn::{Score, zxcvbn};

use super::gate::Lane;
use super::throttle::{self, Counted};
use super::{SessionToken, begin_session, door};
use crate::input::Input;
use crate::persons::accounts::no_more_links;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// The passwords of 12 characters and more among the million used most: the first eight bytes of each one's SHA-256, sorted.
/// How the file is made stands in `examples/passwords.rs`.
const KNOWN: &[u8] = include_bytes!("../../data/passwords.bin");
/// Words a guesser in Denmark begins with; the library knows the English ones.
const WORDS: &str = include_str!("../../data/common_words_da.txt");

/// What is typed to change one's password.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The present one.
    pub current: String,
    /// The new one.
    pub new: String,
    /// The new one once more.
    pub repeated: String,
}

/// A password somebody chose: of 12 to 200 characters, and none that many use. That it is not made of the person's own names either, of
/// one word with a year behind it, of keys side by side or of one thing again and again, can be told only where it is known whose it
/// will be. Nothing else is asked of it (NIST SP 800-63B §5.1.1.2).
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

impl PasswordForm {
    /// The new password as it was typed, twice.
    pub fn read(&self) -> Result<NewPassword, Problems> {
        let mut input = Input::new();
        let new = NewPassword::read(&mut input, &self.new, &self.repeated);
        input.read(Some(new))
    }
}

impl NewPassword {
    /// The password as it was typed in the fields `new` and `repeated`. What is wrong is noted.
    pub(crate) fn read(input: &mut Input, typed: &str, repeated: &str) -> Self {
        if let Some(problem) = flaw(typed) {
            input.refuse(problem);
        }
        if typed != repeated {
            input.refuse(Problem::new("repeated", "problem-not-the-same"));
        }
        Self(typed.to_owned())
    }

    /// Notes a password that somebody who knows the person would come to early.
    pub(crate) fn must_be_hard(&self, input: &mut Input, person: &Person, organisation: &Organisation) {
        if flaw(&self.0).is_none() && is_easy(&self.0, &words_about(person, organisation)) {
            input.refuse(Problem::new("new", "problem-password-easy"));
        }
    }

    /// The password itself.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

/// Changes one's own password and ends every other session; the answer is the new one.
pub async fn change_password(
    app: &App,
    who: &Actor,
    current: &str,
    new: &NewPassword,
) -> Result<SessionToken, AppError> {
    let (account, person, organisation) = {
        let tx = app.read(who.organisation).await?;
        let account = sessions::find_account(&tx, who.person).await?;
        let person = persons::find(&tx, who.person).await?;
        let organisation = organisations::find(&tx).await?;
        account
            .zip(person)
            .zip(organisation)
            .map(|((account, person), organisation)| (account, person, organisation))
            .ok_or(AppError::NotFound)?
    };
    let mut input = Input::new();
    new.must_be_hard(&mut input, &person, &organisation);
    // Whoever found a browser signed in must not be able to try out passwords there.
    let counted = Counted::of_device(&who.person.to_string());
    let wait = throttle::count(app, who.organisation, &counted).await?;
    app.pause(wait).await;
    let hash = account.password_hash.as_str();
    if !app.gate.verify(Lane::Known, current, Some(hash)).await? {
        input.refuse(Problem::new("current", "problem-password-wrong"));
    } else if new.expose() == current {
        input.refuse(Problem::new("new", "problem-password-same"));
    }
    input.done()?;
    let password_hash = app.gate.hash(Lane::Known, new.expose()).await?;
    let tx = app.write(who.organisation).await?;
    sessions::change_account(
        &tx,
        &Account {
            password_hash,
            must_change_password: false,
            password_until: None,
            ..account
        },
    )
    .await?;
    sessions::remove_sessions_of(&tx, who.person).await?;
    no_more_links(&tx, who.person).await?;
    Trail::new("account", who.person.0, "password_changed")
        .write(&tx, Some(who.person), app.now())
        .await?;
    door::note(app, &tx, who.person, SignInKind::PasswordChanged).await?;
    let token = begin_session(app, &tx, who.person).await?;
    tx.commit().await?;
    throttle::forgive(app, who.organisation, &counted).await;
    Ok(token)
}

/// What a guesser who knows the person would try: names, number, mail address, work, workplace.
fn words_about(person: &Person, organisation: &Organisation) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let texts = [
        person.email.as_deref(),
        Some(person.name.as_str()),
        person.employee_number.as_deref(),
        Some(person.title.as_str()),
        Some(organisation.name.as_str()),
        Some(organisation.short_name.as_str()),
    ];
    for text in texts.into_iter().flatten().map(str::to_lowercase) {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() > 2);
        words.extend(parts.map(str::to_owned));
        words.push(text.split_whitespace().collect());
        words.push(text);
    }
    words.retain(|word| word.len() > 2);
    words
}

/// What is wrong with a password, whoever chose it.
fn flaw(password: &str) -> Option<Problem> {
    let length = password.chars().count();
    if length < 12 {
        Some(Problem::new("new", "problem-password-short"))
    } else if length > 200 {
        Some(Problem::new("new", "problem-too-long").with("most", "200"))
    } else if is_known(password) {
        Some(Problem::new("new", "problem-password-known"))
    } else {
        None
    }
}

fn is_known(password: &str) -> bool {
    let hash = Sha256::digest(password.trim().to_lowercase().as_bytes());
    let (marks, _) = KNOWN.as_chunks::<8>();
    hash.first_chunk::<8>()
        .is_some_and(|mark| marks.binary_search(mark).is_ok())
}

/// Would somebody who knows the person come to it within ten thousand million guesses? That is the library's highest line: a word with
/// a year and two exclamation marks lies below it, four words in a row far above.
fn is_easy(password: &str, about: &[String]) -> bool {
    if is_made_of(password, about) {
        return true;
    }
    let words: Vec<&str> = about.iter().map(String::as_str).chain(WORDS.lines()).collect();
    zxcvbn(password, &words).score() < Score::Four
}

/// Is there little left of it without what is known of the person? The library counts a name that is said twice with a number behind it as
/// far more guesses than it takes.
fn is_made_of(password: &str, about: &[String]) -> bool {
    const LEAST_OF_ITS_OWN: usize = 6;
    let mut words: Vec<&String> = about.iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let password = password.to_lowercase();
    let rest = words
        .into_iter()
        .fold(password.clone(), |rest, word| rest.replace(word.as_str(), ""));
    let own = rest.chars().filter(|letter| letter.is_alphanumeric()).count();
    rest != password && own < LEAST_OF_ITS_OWN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(password: &str) -> Option<&'static str> {
        let person = Person {
            id: super::super::new_person_id(),
            employee_number: Some("100442".to_owned()),
            name: "Karen Holst Nørgaard".to_owned(),
            email: Some("karen.holst@fjordby.example".to_owned()),
            title: "Distriktsleder".to_owned(),
            is_erased: false,
        };
        let organisation = Organisation {
            id: trivsel_domain::id::OrganisationId(uuid::Uuid::nil()),
            short_name: "fjordby".to_owned(),
            name: "Fjordby Kommune".to_owned(),
            is_demo: false,
            small_group_minimum: 5,
        };
        let mut input = Input::new();
        NewPassword::read(&mut input, password, password).must_be_hard(&mut input, &person, &organisation);
        match input.done() {
            Err(AppError::Invalid(problems)) => problems.first().map(|problem| problem.message),
            _ => None,
        }
    }

    #[test]
    fn passwords_a_guesser_comes_to_early_are_refused() {
        let easy = [
            "aaaaaaaaaaaa",
            "            ",
            "abcabcabcabc",
            "123456789012",
            "qwertyuiop12",
            "1q2w3e4r5t6y",
            "Password1234",
            "P@ssw0rd2026",
            "iloveyou1234",
            "Sommer2026!!",
            "Velkommen2026",
            "Adgangskode1!",
            "November2026",
            "karen.holst@fjordby.example",
            "KarenHolst2026",
            "karenholst1234",
            "FjordbyKommune",
            "fjordby2026!!",
            "Distriktsleder1",
            "tslohnerakkaren",
            "Nørgaard Nørgaard12",
            "Karen-Holst-Fjordby7",
            "100442 100442 100442",
            "voluptuous9388",
        ];
        for password in easy {
            assert!(refused(password).is_some(), "{password:?} is taken");
        }
        assert_eq!(refused("kort"), Some("problem-password-short"));
        assert_eq!(refused(&"x".repeat(201)), Some("problem-too-long"));
        assert_eq!(refused("voluptuous9388"), Some("problem-password-known"));
    }

    #[test]
    fn some_words_in_a_row_are_a_good_password() {
        let good = [
            "fire venner i regnvejr",
            "grøn cykel under broen",
            "correct horse battery staple",
            "h4Tq-9vmz-LpX2",
            "måske 7 hejrer ved åen",
            "karen og den grønne cykel",
            "%&/(§)=?!#[]~",
        ];
        for password in good {
            assert_eq!(refused(password), None, "{password:?}");
        }
    }

    #[test]
    fn the_list_of_known_passwords_is_sorted_and_whole() {
        let (marks, rest) = KNOWN.as_chunks::<8>();
        assert!(rest.is_empty() && marks.len() > 40_000, "{}", marks.len());
        assert!(marks.is_sorted_by(|one, other| one < other));
    }
}
