//! `trivsel organisation`

use std::process::ExitCode;

use clap::Subcommand;
use trivsel_app::accounts::{self, NewOrganisation};
use trivsel_store::organisations;

use super::{Desk, Installation, say};
use crate::failure::{Failure, Given, from_app};

/// Add an organisation, or list them.
#[derive(Debug, Subcommand)]
pub(crate) enum Organisation {
    /// Add an organisation
    Add {
        #[command(flatten)]
        installation: Installation,
        /// Small letters, digits and hyphens; used at sign-in
        #[arg(long)]
        short_name: String,
        /// The name people know
        #[arg(long)]
        name: String,
    },
    /// List the organisations
    List {
        #[command(flatten)]
        installation: Installation,
    },
}

impl Organisation {
    pub(crate) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        match self {
            Self::Add {
                installation,
                short_name,
                name,
            } => {
                let app = installation.open(desk, false).await?;
                let added =
                    async { accounts::add_organisation(&app, &NewOrganisation::read(&short_name, &name)?).await };
                added.await.map_err(|error| {
                    let given = [
                        Given {
                            field: "short_name",
                            argument: "--short-name",
                            value: &short_name,
                        },
                        Given {
                            field: "name",
                            argument: "--name",
                            value: &name,
                        },
                    ];
                    from_app("could not add the organisation", &given, error)
                })?;
                say(format!("added {short_name}: {name}"))?;
            }
            Self::List { installation } => {
                let app = installation.open_existing(desk).await?;
                let all = organisations::list(&app.store)
                    .await
                    .map_err(|error| Failure::new("could not read the organisations", error))?;
                for organisation in all {
                    say(format!("{}\t{}", organisation.short_name, organisation.name))?;
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
