//! `trivsel user`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use trivsel_app::accounts::{self, UserForm};
use trivsel_app::{App, AppError};
use trivsel_domain::id::OrganisationId;
use trivsel_domain::person::Role;

use super::{Desk, Installation, organisation, say};
use crate::failure::{Failure, Given, ROLES, from_app};

/// Add a person with an account, give a new password, close an account.
#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// Add a person with an account; the one-time password is printed
    Add {
        #[command(flatten)]
        place: Place,
        /// The mail address, also the name to sign in with
        #[arg(long)]
        email: String,
        /// The name
        #[arg(long)]
        name: String,
        /// What the person does
        #[arg(long, default_value = "")]
        title: String,
        /// A role for the whole organisation: administrator, coordinator, facilitator, editor or partner
        #[arg(long)]
        role: Option<String>,
    },
    /// Give an account a new one-time password, which is printed; its sessions end
    Password {
        #[command(flatten)]
        place: Place,
        /// The mail address
        #[arg(long)]
        email: String,
    },
    /// Close an account; its sessions end
    Close {
        #[command(flatten)]
        place: Place,
        /// The mail address
        #[arg(long)]
        email: String,
    },
}

/// Which installation, and which organisation in it.
#[derive(Clone, Debug, Args)]
pub(crate) struct Place {
    #[command(flatten)]
    installation: Installation,
    /// The organisation's short name; may be left out when there is only one
    #[arg(long)]
    organisation: Option<String>,
}

impl Place {
    async fn open(&self, desk: &Desk) -> Result<(App, OrganisationId), Failure> {
        let app = self.installation.open_existing(desk).await?;
        let organisation = organisation(&app, self.organisation.as_deref()).await?;
        Ok((app, organisation.id))
    }
}

impl User {
    pub(crate) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        match self {
            Self::Add {
                place,
                email,
                name,
                title,
                role,
            } => {
                let role = match role.as_deref() {
                    None => None,
                    Some(code) => {
                        let unknown = || {
                            Failure::refused(format!("there is no role \"{code}\""))
                                .hint(format!("--role is one of {ROLES}"))
                        };
                        Some(Role::parse(code).ok_or_else(unknown)?)
                    }
                };
                let (app, organisation) = place.open(desk).await?;
                let form = UserForm {
                    name,
                    email,
                    title,
                    role,
                };
                let added = async { accounts::add_user(&app, organisation, &form.read()?).await };
                let password = added.await.map_err(|error| refused(&form, error))?;
                say(format!("one-time password: {password}"))?;
            }
            Self::Password { place, email } => {
                let (app, organisation) = place.open(desk).await?;
                let password = accounts::reset_password(&app, organisation, &email)
                    .await
                    .map_err(|error| for_account("could not give a new password", &email, error))?;
                say(format!("one-time password: {password}"))?;
            }
            Self::Close { place, email } => {
                let (app, organisation) = place.open(desk).await?;
                accounts::close_account(&app, organisation, &email)
                    .await
                    .map_err(|error| for_account("could not close the account", &email, error))?;
                say("the account is closed and its sessions have ended")?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn refused(form: &UserForm, error: AppError) -> Failure {
    let given = |field, argument, value| Given { field, argument, value };
    let role = form.role.map(Role::code).unwrap_or_default();
    let given = [
        given("name", "--name", &form.name),
        given("email", "--email", &form.email),
        given("title", "--title", &form.title),
        given("role", "--role", role),
    ];
    from_app("could not add the person", &given, error)
}

/// What an account of this address could not be given.
fn for_account(what: &str, email: &str, error: AppError) -> Failure {
    match error {
        AppError::NotFound => Failure::refused(format!(
            "{what}: nobody in the organisation signs in with --email \"{email}\""
        ))
        .hint("write the address as it stands on the person's page; trivsel user add adds a new person"),
        other => Failure::new(what, other),
    }
}
