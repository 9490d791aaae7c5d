//! `trivsel setup`

use std::io::{BufRead, IsTerminal, Write};
use std::process::ExitCode;

use clap::Args;
use trivsel_app::AppError;
use trivsel_app::setup::{self, SetupForm};

use super::{Desk, Installation, say};
use crate::failure::{Failure, Given, from_app};

/// Set an empty installation up: the workplace, and its first person, who becomes administrator and coordinator. What is not given is asked
/// for in a terminal. The one-time password is printed.
///
/// The link that `trivsel serve` prints on an empty database does the same in a browser.
#[derive(Debug, Args)]
pub(crate) struct Setup {
    #[command(flatten)]
    installation: Installation,
    /// What the workplace is called
    #[arg(long)]
    workplace: Option<String>,
    /// The person's name
    #[arg(long)]
    name: Option<String>,
    /// The person's mail address, also the name to sign in with
    #[arg(long)]
    email: Option<String>,
}

impl Setup {
    pub(crate) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        let app = self.installation.open(desk, false).await?;
        let waiting = match setup::waiting(&app).await {
            Ok(waiting) => waiting,
            Err(AppError::Conflict) => return Err(in_use()),
            Err(error) => return Err(Failure::new("could not read the organisations", error)),
        };
        let workplace = match waiting {
            None => given_or_asked(self.workplace, "Name of the workplace")?,
            // It is there already, so whatever it would be called is not used.
            Some(_) => String::new(),
        };
        let form = SetupForm {
            workplace,
            name: given_or_asked(self.name, "Your name")?,
            email: given_or_asked(self.email, "Your mail address")?,
            ..SetupForm::default()
        };
        let established = async { setup::establish(&app, &form.person(waiting.as_ref())?).await };
        let password = match established.await {
            Ok(password) => password,
            Err(AppError::Conflict) => return Err(in_use()),
            Err(error) => return Err(refused(&form, error)),
        };
        say(format!("one-time password: {password}"))?;
        say(format!(
            "sign in as {} within 72 hours, choose a password of your own, and go on from there",
            form.email
        ))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn in_use() -> Failure {
    Failure::refused("the installation is set up already: somebody can sign in")
        .hint("trivsel organisation add adds another organisation, trivsel user add another person")
}

fn refused(form: &SetupForm, error: AppError) -> Failure {
    let given = |field, argument, value| Given { field, argument, value };
    let given = [
        given("workplace", "--workplace", form.workplace.as_str()),
        given("name", "--name", &form.name),
        given("email", "--email", &form.email),
    ];
    from_app("could not set the installation up", &given, error)
}

/// What was given, or what somebody at a terminal types.
fn given_or_asked(given: Option<String>, what: &str) -> Result<String, Failure> {
    if let Some(given) = given {
        return Ok(given);
    }
    let input = std::io::stdin();
    if !input.is_terminal() {
        return Ok(String::new());
    }
    let mut typed = String::new();
    write!(std::io::stderr(), "{what}: ")
        .and_then(|()| std::io::stderr().flush())
        .and_then(|()| input.lock().read_line(&mut typed))
        .map_err(|error| Failure::new("could not ask", error))?;
    Ok(typed.trim().to_owned())
}
