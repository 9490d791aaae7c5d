//! `trivsel user`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use trivsel_app::App;
use trivsel_app::accounts::{self, NewUser};
use trivsel_domain::id::OrganisationId;
use trivsel_domain::person::Role;

use super::{Installation, organisation, say};
use crate::failure::{Failure, from_app};

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
    async fn open(&self) -> Result<(App, OrganisationId), Failure> {
        let app = self.installation.open(false).await?;
        let organisation = organisation(&app, self.organisation.as_deref()).await?;
        Ok((app, organisation.id))
    }
}

impl User {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
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
                        Some(Role::parse(code).ok_or_else(|| Failure::refused(format!("there is no role {code}")))?)
                    }
                };
                let (app, organisation) = place.open().await?;
                let new = NewUser {
                    name,
                    email,
                    title,
                    role,
                };
                let password = accounts::add_user(&app, organisation, &new)
                    .await
                    .map_err(|error| from_app("could not add the person", error))?;
                say(format!("one-time password: {password}"))?;
            }
            Self::Password { place, email } => {
                let (app, organisation) = place.open().await?;
                let password = accounts::reset_password(&app, organisation, &email)
                    .await
                    .map_err(|error| from_app("could not give a new password", error))?;
                say(format!("one-time password: {password}"))?;
            }
            Self::Close { place, email } => {
                let (app, organisation) = place.open().await?;
                accounts::close_account(&app, organisation, &email)
                    .await
                    .map_err(|error| from_app("could not close the account", error))?;
                say("the account is closed and its sessions have ended")?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
