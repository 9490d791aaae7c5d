//! The commands, one module each.

mod analyse;
mod backup;
mod demo;
mod doctor;
mod export;
mod import;
mod organisation;
mod protect;
mod reading;
mod serve;
mod setup;
mod table;
mod user;

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use clap::{Args, Subcommand};
use trivsel_app::{App, Clock, IpNet, MailSettings, Settings};
use trivsel_store::organisations::{self, Organisation};
use trivsel_store::{Store, StoreError, sqlite_file};

use crate::failure::Failure;
use crate::press::PRESS;
use crate::{private, server};

/// What can be asked of the program.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Open a complete, made-up organisation in a temporary file
    Demo(demo::Demo),
    /// Serve an installation
    Serve(serve::Serve),
    /// Set an empty installation up: the workplace and its first person
    Setup(setup::Setup),
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
    /// Does it, and closes what was opened for it.
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        server::survive_full_files();
        let desk = Desk::default();
        // Behind a pointer each: laid into one another they are one function the optimiser takes many minutes over.
        let work: Pin<Box<dyn Future<Output = Result<ExitCode, Failure>> + '_>> = match self {
            Self::Demo(demo) => Box::pin(demo.run(&desk)),
            Self::Serve(serve) => Box::pin(serve.run(&desk)),
            Self::Setup(setup) => Box::pin(until_asked(setup.run(&desk))),
            Self::Organisation(organisation) => Box::pin(until_asked(organisation.run(&desk))),
            Self::User(user) => Box::pin(until_asked(user.run(&desk))),
            Self::Backup(backup) => Box::pin(until_asked(backup.run(&desk))),
            Self::Restore(restore) => Box::pin(until_asked(restore.run(&desk))),
            Self::Import(import) => Box::pin(until_asked(import.run(&desk))),
            Self::Export(export) => Box::pin(until_asked(export.run(&desk))),
            Self::Doctor(doctor) => Box::pin(until_asked(doctor.run(&desk))),
            Self::Analyse(analyse) => Box::pin(async move { analyse.run() }),
            Self::Protect(protect) => Box::pin(async move { protect.run() }),
            Self::Audit(audit) => Box::pin(async move { audit.run() }),
        };
        let finished = work.await;
        desk.close().await?;
        finished
    }
}

/// Does something, unless the program is asked to stop. What is left half done is then tidied away: a transaction, a file.
async fn until_asked(work: impl Future<Output = Result<ExitCode, Failure>>) -> Result<ExitCode, Failure> {
    tokio::select! {
        // It listens before the work makes its first file.
        biased;
        () = server::asked_to_stop() => Err(Failure::refused("stopped before it was done")),
        finished = work => finished,
    }
}

/// How long closing the databases may take.
const LONGEST_CLOSING: Duration = Duration::from_secs(20);

/// The databases a command has opened. A SQLite file that is closed holds everything, so that a copy of it does too; one that is left lying
/// has the newest in a file beside it.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    opened: Mutex<Vec<Store>>,
}

impl Desk {
    fn remember(&self, store: &Store) {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.push(store.clone());
    }

    async fn close(&self) -> Result<(), Failure> {
        let opened = std::mem::take(&mut *self.opened.lock().unwrap_or_else(PoisonError::into_inner));
        let closed = async {
            for store in opened {
                store.close().await?;
            }
            Ok::<(), StoreError>(())
        };
        // Something under way that does not end must not keep the command from ending.
        match tokio::time::timeout(LONGEST_CLOSING, closed).await {
            Ok(Err(error)) => Err(Failure::new("the database could not be closed", error)),
            Ok(Ok(())) | Err(_) => Ok(()),
        }
    }
}

/// Where an installation keeps things.
#[derive(Clone, Debug, Args)]
pub(crate) struct Installation {
    /// The database: sqlite:FILE or postgres://USER@HOST/NAME. Whoever is on the machine can read a password written here: write the address
    /// into DATABASE_URL or a file, or the password into ~/.pgpass
    #[arg(
        long,
        env = "DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite:trivsel.db"
    )]
    database: String,
    /// A file that holds the address of the database, and that nobody else can read
    #[arg(long, env = "TRIVSEL_DATABASE_FILE", conflicts_with = "database")]
    database_file: Option<PathBuf>,
    /// A folder for what is not in the database: when it was looked last whether something is due, and exports while they are made
    #[arg(long, alias = "upload-dir", env = "TRIVSEL_STATE_DIR")]
    state_dir: Option<PathBuf>,
}

impl Installation {
    /// Opens the installation.
    async fn open(&self, desk: &Desk, is_https: bool) -> Result<App, Failure> {
        self.open_at(desk, &self.address()?, is_https).await
    }

    /// Opens the installation with another database.
    async fn open_at(&self, desk: &Desk, database: &str, is_https: bool) -> Result<App, Failure> {
        let state_dir = self
            .state_dir
            .clone()
            .unwrap_or_else(|| std::env::temp_dir().join("trivsel-state"));
        open(desk, database, state_dir, is_https).await
    }

    /// The address of the database.
    fn address(&self) -> Result<String, Failure> {
        let Some(file) = &self.database_file else {
            return Ok(self.database.clone());
        };
        let text = std::fs::read_to_string(file)
            .map_err(|error| Failure::new(format!("could not read the address in {}", file.display()), error))?;
        Ok(text.trim().to_owned())
    }

    /// Opens an installation that must be there: what only looks or takes out never makes a database.
    async fn open_existing(&self, desk: &Desk) -> Result<App, Failure> {
        match self.new_file()? {
            None => self.open(desk, false).await,
            Some(file) => Err(Failure::refused(format!("there is no database at {}", file.display()))
                .hint("name another with --database; trivsel organisation add, serve and restore make a new one")),
        }
    }

    /// The SQLite file that opening the installation would make, if it is not there yet.
    fn new_file(&self) -> Result<Option<PathBuf>, Failure> {
        Ok(sqlite_file(&self.address()?).filter(|file| !file.exists()))
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
    /// Proxies in front, as addresses or networks: what they write into X-Forwarded-For is where a request came from, so that wrong
    /// passwords from one place do not slow sign-ins from another
    #[arg(long = "trusted-proxy", env = "TRIVSEL_TRUSTED_PROXIES", value_name = "ADDRESS", value_delimiter = ',', value_parser = network)]
    trusted_proxies: Vec<IpNet>,
    /// Let the sign-in page name every organisation of the installation to anybody, instead of asking for its short name
    #[arg(long, env = "TRIVSEL_LIST_ORGANISATIONS")]
    list_organisations: bool,
}

/// A network, or an address, which is a network of one.
fn network(text: &str) -> Result<IpNet, String> {
    text.parse()
        .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
        .map_err(|_| "write it as 127.0.0.1 or 10.0.0.0/8".to_owned())
}

/// What stands before every address of the site: scheme, host and port. The pages begin at the root of their host.
fn origin_of(written: &str) -> Result<String, Failure> {
    let refuse = |why: &str| {
        Failure::refused(format!("{written} is no address of pages: {why}"))
            .hint("write it as https://trivsel.example.org")
    };
    let url = url::Url::parse(written).map_err(|error| refuse(&error.to_string()))?;
    if !["http", "https"].contains(&url.scheme()) {
        return Err(refuse("it begins with neither http:// nor https://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse("it names a user"));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("the pages stand at the root of their host, not below a path"));
    }
    Ok(url.origin().ascii_serialization())
}

impl Outside {
    /// Puts the settings into the program that listens at `address`.
    fn settle(&self, app: &mut App, address: SocketAddr) -> Result<(), Failure> {
        let public_url = match &self.public_url {
            Some(written) => origin_of(written)?,
            None => format!("http://{address}"),
        };
        if self.mail_server.is_some() && self.public_url.is_none() {
            return Err(Failure::refused("links in mails would lead nowhere")
                .hint("say where people reach the pages, with --public-url https://…"));
        }
        app.settings.public_url = public_url;
        app.settings.trusted_proxies.clone_from(&self.trusted_proxies);
        app.settings.lists_organisations = self.list_organisations;
        app.settings.mail = self
            .mail_server
            .clone()
            .zip(self.mail_from.clone())
            .map(|(server, from)| MailSettings { server, from });
        Ok(())
    }
}

async fn open(desk: &Desk, database: &str, state_dir: PathBuf, is_https: bool) -> Result<App, Failure> {
    private::make_state_folder(&state_dir)
        .map_err(|error| Failure::new(format!("could not make the folder {}", state_dir.display()), error))?;
    let store = Store::open(database).await.map_err(|error| {
        Failure::new("could not open the database", error)
            .hint("write it as sqlite:FILE or postgres://USER@HOST/NAME, and see that the place exists")
    })?;
    desk.remember(&store);
    let settings = Settings {
        is_https,
        press: PRESS,
        ..Settings::local(state_dir)
    };
    Ok(App::new(store, Clock::System, settings))
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
    // Why: at `trace` it writes down addresses, and in an address stand codes that let people answer or set an installation up.
    let filter = match "tower_http=info".parse() {
        Ok(quiet) => filter.add_directive(quiet),
        Err(_) => filter,
    };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_pages_is_a_host_and_nothing_more() {
        let taken = [
            ("https://trivsel.example.org", "https://trivsel.example.org"),
            ("https://trivsel.example.org/", "https://trivsel.example.org"),
            ("HTTPS://Trivsel.Example.org:443/", "https://trivsel.example.org"),
            ("http://localhost:8080", "http://localhost:8080"),
        ];
        for (written, expected) in taken {
            assert_eq!(origin_of(written).ok().as_deref(), Some(expected), "{written}");
        }
        for written in [
            "trivsel.example.org",
            "ftp://trivsel.example.org",
            "https://x.example/trivsel",
            "https://x.example/?a=1",
            "https://x.example/#a",
            "https://user:word@x.example",
            "",
        ] {
            assert!(origin_of(written).is_err(), "{written}");
        }
    }

    #[test]
    fn a_proxy_is_an_address_or_a_network() {
        assert_eq!(
            network("127.0.0.1").map(|proxy| proxy.to_string()),
            Ok("127.0.0.1/32".to_owned())
        );
        assert_eq!(
            network("fd00::/8").map(|proxy| proxy.to_string()),
            Ok("fd00::/8".to_owned())
        );
        assert!(network("proxy.example").is_err());
    }
}
