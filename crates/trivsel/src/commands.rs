//! The commands, one module each.

mod analyse;
mod backup;
mod demo;
mod doctor;
mod export;
mod import;
mod organisation;
mod protect;
mod serve;
mod table;
mod user;

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use trivsel_app::{App, Clock, MailSettings, Settings};
use trivsel_store::organisations::{self, Organisation};
use trivsel_store::{Store, sqlite_file};

use crate::failure::Failure;
use crate::press::PRESS;

/// What can be asked of the program.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Open a complete, made-up organisation in a temporary file
    Demo(demo::Demo),
    /// Serve an installation
    Serve(serve::Serve),
    /// Add an organisation, or list them
    #[command(subcommand)]
    Organisation(organisation::Organisation),
    /// Add a person with an account, give a new password, close an account
    #[command(subcommand)]
    User(user::User),
    /// Write everything into one file, while the program is in use
    Backup(backup::Backup),
    /// Fill an empty database from a backup
    Restore(backup::Restore),
    /// Read figures in from files
    Import(import::Import),
    /// Write everything of one organisation in open formats
    Export(export::Export),
    /// Compute on a file of one's own, without a database: JSON out
    #[command(subcommand)]
    Analyse(analyse::Analyse),
    /// Decide which groups of a table can be shown so that no small one can be worked out: JSON out
    Protect(protect::Protect),
    /// Prove that what a table shows gives no small group away, or say how it does: JSON out
    Audit(protect::Audit),
    /// Look for what is wrong with an installation
    Doctor(doctor::Doctor),
}

impl Command {
    /// Does it.
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Demo(demo) => demo.run().await,
            Self::Serve(serve) => serve.run().await,
            Self::Organisation(organisation) => organisation.run().await,
            Self::User(user) => user.run().await,
            Self::Backup(backup) => backup.run().await,
            Self::Restore(restore) => restore.run().await,
            Self::Import(import) => import.run().await,
            Self::Export(export) => export.run().await,
            Self::Analyse(analyse) => analyse.run(),
            Self::Protect(protect) => protect.run(),
            Self::Audit(audit) => audit.run(),
            Self::Doctor(doctor) => doctor.run().await,
        }
    }
}

/// Where an installation keeps things.
#[derive(Clone, Debug, Args)]
pub(crate) struct Installation {
    /// The database: sqlite:FILE or postgres://…
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:trivsel.db")]
    database: String,
    /// Where uploaded files wait while they are read
    #[arg(long, env = "TRIVSEL_UPLOAD_DIR")]
    upload_dir: Option<PathBuf>,
}

impl Installation {
    /// Opens the installation.
    async fn open(&self, is_https: bool) -> Result<App, Failure> {
        let upload_dir = self
            .upload_dir
            .clone()
            .unwrap_or_else(|| std::env::temp_dir().join("trivsel-uploads"));
        open(&self.database, upload_dir, is_https).await
    }

    /// Opens an installation that must be there: what only looks or takes out never makes a database.
    async fn open_existing(&self) -> Result<App, Failure> {
        match self.new_file() {
            None => self.open(false).await,
            Some(file) => Err(Failure::refused(format!("there is no database at {}", file.display()))
                .hint("name another with --database; trivsel organisation add, serve and restore make a new one")),
        }
    }

    /// The SQLite file that opening the installation would make, if it is not there yet.
    fn new_file(&self) -> Option<PathBuf> {
        sqlite_file(&self.database).filter(|file| !file.exists())
    }
}

/// How people outside reach the installation, and how it reaches them.
#[derive(Clone, Debug, Args)]
pub(crate) struct Outside {
    /// The address people reach the pages at, from https:// on: links in mails and on cards begin with it
    #[arg(long, env = "TRIVSEL_PUBLIC_URL")]
    public_url: Option<String>,
    /// The server mails are handed to: smtp://HOST:25, smtps://USER:PASSWORD@HOST or smtp://USER:PASSWORD@HOST:587?tls=required.
    /// Without one, no mail is sent
    #[arg(long, env = "TRIVSEL_MAIL_SERVER", hide_env_values = true, requires = "mail_from")]
    mail_server: Option<String>,
    /// Whom mails are from: "Trivsel <trivsel@example.org>"
    #[arg(long, env = "TRIVSEL_MAIL_FROM", requires = "mail_server")]
    mail_from: Option<String>,
}

impl Outside {
    /// Puts the settings into the program that listens at `address`.
    fn settle(&self, app: &mut App, address: SocketAddr) -> Result<(), Failure> {
        let public_url = self.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
        if !["http://", "https://"]
            .iter()
            .any(|scheme| public_url.starts_with(scheme))
        {
            return Err(Failure::refused(format!("{public_url} is no address of pages"))
                .hint("write it as https://trivsel.example.org"));
        }
        if self.mail_server.is_some() && self.public_url.is_none() {
            return Err(Failure::refused("links in mails would lead nowhere")
                .hint("say where people reach the pages, with --public-url https://…"));
        }
        app.settings.public_url = public_url.trim_end_matches('/').to_owned();
        app.settings.mail = self
            .mail_server
            .clone()
            .zip(self.mail_from.clone())
            .map(|(server, from)| MailSettings { server, from });
        Ok(())
    }
}

async fn open(database: &str, upload_dir: PathBuf, is_https: bool) -> Result<App, Failure> {
    make_private(&upload_dir)
        .map_err(|error| Failure::new(format!("could not make the folder {}", upload_dir.display()), error))?;
    let store = Store::open(database).await.map_err(|error| {
        Failure::new("could not open the database", error)
            .hint("write it as sqlite:FILE or postgres://USER@HOST/NAME, and see that the place exists")
    })?;
    let settings = Settings {
        is_https,
        press: PRESS,
        ..Settings::local(upload_dir)
    };
    Ok(App::new(store, Clock::System, settings))
}

/// Makes a folder that only the program's own account can look into: uploads hold personal data until they have been read.
fn make_private(folder: &std::path::Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The organisation of this short name, or the only one there is.
async fn organisation(app: &App, short_name: Option<&str>) -> Result<Organisation, Failure> {
    let all = organisations::list(&app.store)
        .await
        .map_err(|error| Failure::new("could not read the organisations", error))?;
    let names = || {
        all.iter()
            .map(|organisation| organisation.short_name.clone())
            .collect::<Vec<_>>()
            .join(", ")
    };
    match (short_name, all.as_slice()) {
        (None, [only]) => Ok(only.clone()),
        (None, []) => Err(Failure::refused("there is no organisation yet")
            .hint("add one: trivsel organisation add --short-name … --name …")),
        (None, _) => Err(Failure::refused("there is more than one organisation")
            .hint(format!("name one with --organisation: {}", names()))),
        (Some(wanted), _) => {
            let found = all
                .iter()
                .find(|organisation| organisation.short_name == wanted)
                .cloned();
            found.ok_or_else(|| {
                Failure::refused(format!("there is no organisation {wanted}")).hint(format!("there are: {}", names()))
            })
        }
    }
}

/// The result, on standard output.
fn say(text: impl AsRef<str>) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{}", text.as_ref()).map_err(|error| Failure::new("could not write the result", error))
}

/// Logs to standard error, as lines or as JSON. Never answers, names or addresses: the code writes none into its logs.
fn start_log(as_json: bool) {
    let filter = tracing_subscriber::EnvFilter::try_from_env("TRIVSEL_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,sqlx=warn"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // What cannot be logged is left out. Telling that on standard error would end the thread when standard error is what is full.
        .log_internal_errors(false)
        .with_writer(std::io::stderr);
    if as_json {
        log.json().init()
    } else {
        log.with_target(false).init()
    }
}
