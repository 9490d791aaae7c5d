//! When nothing more can be kept: a full disk, a quota on files, a disk that fails. What is acknowledged is there for everybody who reads the
//! file, what is not there was refused, and once there is room again the same program goes on.
//!
//! The real program serves a real database. The quota is the operating system's own limit on the size of files, set on the running program:
//! writing beyond it fails as a failing disk does. The full disk is a small one of its own, where this account may mount it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, Database, Statement};
use trivsel_app::{App, Clock, Settings};
use trivsel_demo::Plan;
use trivsel_store::Store;

use crate::ballot::Voter;
use crate::secrecy::{Ground, ground};

/// What keeps the program from writing.
enum Shortage {
    /// Files may not grow beyond a size.
    Quota,
    /// The disk is full.
    Disk(Mounted),
}

/// A small disk of its own, gone when dropped.
struct Mounted(PathBuf);

impl Drop for Mounted {
    fn drop(&mut self) {
        let _gone = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

impl Mounted {
    /// None where this account may not mount.
    fn new(folder: &Path) -> Option<Self> {
        let done = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=48m", "tmpfs"])
            .arg(folder)
            .stderr(Stdio::null())
            .status();
        done.ok()?.success().then(|| Self(folder.to_owned()))
    }
}

/// A program that serves a database in a folder; its log lies there too, as it does on most servers.
pub(crate) struct Server {
    child: Child,
    port: u16,
}

/// What came back: the status, the head and the body.
struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _ended = self.child.wait();
    }
}

impl Server {
    pub(crate) fn start(address: &str, folder: &Path) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let child = Command::new(env!("CARGO_BIN_EXE_trivsel"))
            .args([
                "serve",
                "--database",
                address,
                "--address",
                &format!("127.0.0.1:{port}"),
            ])
            .env("TRIVSEL_LOG", "info")
            .env("TRIVSEL_STATE_DIR", folder.join("uploads"))
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(folder.join("log")).unwrap())
            .spawn()
            .unwrap();
        let until = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "the program does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { child, port }
    }

    fn ask(&self, method: &str, path: &str, kind: &str, cookie: &str, body: &str) -> Reply {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        // Whoever answers sends none, and is turned away with one.
        let cookie = match cookie {
            "" => String::new(),
            given => format!("Cookie: {given}\r\n"),
        };
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {kind}\r\n\
             {cookie}Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while reader.read_line(&mut head).unwrap() > 2 {}
        let mut rest = Vec::new();
        reader.read_to_end(&mut rest).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = String::from_utf8_lossy(&rest).into_owned();
        Reply { status, head, body }
    }

    fn get(&self, path: &str) -> u16 {
        self.ask("GET", path, "text/plain", "", "").status
    }

    fn form(&self, path: &str, cookie: &str, body: &str) -> Reply {
        self.ask("POST", path, "application/x-www-form-urlencoded", cookie, body)
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The status of the answer to a form; none where the line broke before there was one.
    pub(crate) fn may_form(&self, path: &str, cookie: &str, body: &str) -> Option<u16> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nCookie: {cookie}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .ok()?;
        let mut head = String::new();
        BufReader::new(stream).read_line(&mut head).ok()?;
        head.split(' ').nth(1)?.parse().ok()
    }

    /// Is it still the process that was started?
    fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) fn stop(mut self) {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().unwrap();
        self.child.wait().unwrap();
    }
}

impl Shortage {
    /// Leaves room for a few pages and no more.
    async fn begin(&self, server: &Server, address: &str) {
        let reader = Database::connect(address).await.unwrap();
        reader
            .execute_unprepared("pragma wal_checkpoint(truncate)")
            .await
            .unwrap();
        reader.close().await.unwrap();
        match self {
            Self::Quota => limit(server, "40960"),
            Self::Disk(disk) => {
                let mut filler = std::fs::File::create(disk.0.join("filler")).unwrap();
                while filler.write_all(&[0; 4096]).is_ok() {}
                let size = filler.metadata().unwrap().len();
                // Two pages: the log is emptied after each answer, so it never holds more than one of them.
                filler.set_len(size - 8_192).unwrap();
            }
        }
    }

    fn end(&self, server: &Server) {
        match self {
            Self::Quota => limit(server, "unlimited"),
            Self::Disk(disk) => std::fs::remove_file(disk.0.join("filler")).unwrap(),
        }
    }
}

fn limit(server: &Server, bytes: &str) {
    let done = Command::new("prlimit")
        .args([
            "--pid",
            &server.child.id().to_string(),
            &format!("--fsize={bytes}:unlimited"),
        ])
        .status()
        .unwrap();
    assert!(done.success());
}

/// A number out of the database, as another reader of the file sees it.
async fn number(address: &str, sql: &str) -> i64 {
    let reader = Database::connect(address).await.unwrap();
    let statement = Statement::from_string(reader.get_database_backend(), sql.to_owned());
    let row = reader.query_one_raw(statement).await.unwrap().unwrap();
    let found = row.try_get_by_index(0).unwrap();
    reader.close().await.unwrap();
    found
}

async fn ballots(address: &str) -> i64 {
    number(address, "select count(*) from ballots").await
}

fn cast(server: &Server, ground: &Ground, voter: &Voter) -> u16 {
    let path = format!("/answer/{}/1/ballot", ground.short_name);
    server
        .ask("POST", &path, "application/json", "", &voter.ballot().to_string())
        .status
}

fn doctor(address: &str, folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trivsel"))
        .args(["doctor", "--database", address])
        .env("TRIVSEL_STATE_DIR", folder.join("uploads"))
        .output()
        .unwrap()
}

/// Waits for a status of `/readyz`: it tells what was so a second ago at most.
fn wait_for(server: &Server, status: u16) {
    let until = Instant::now() + Duration::from_secs(30);
    while server.get("/readyz") != status {
        assert!(Instant::now() < until, "/readyz never answered {status}");
        std::thread::sleep(Duration::from_millis(200));
    }
}

async fn nothing_acknowledged_is_lost(shortage: Shortage, folder: &Path) {
    let address = format!("sqlite:{}", folder.join("full.db").display());
    let ground = ground(&address, folder).await;
    let before = ballots(&address).await;
    let mut server = Server::start(&address, folder);
    let voters: Vec<Voter> = (0..24).map(|at| Voter::fetch(server.port, &ground, at)).collect();
    let tx = ground.app.read(ground.organisation).await.unwrap();
    let account = trivsel_store::sessions::list_accounts(&tx).await.unwrap().remove(0);
    drop(tx);
    let step_in = format!("person={}", account.person);
    let cookie = server.form("/demo/step-in", "", &step_in);
    assert_eq!(cookie.status, 303, "{}", cookie.head);
    let (_, cookie) = cookie.head.split_once("set-cookie: ").unwrap();
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(cast(&server, &ground, &voters[0]), 201);

    shortage.begin(&server, &address).await;
    let mut acknowledged = 1;
    let mut refused = Vec::new();
    for voter in &voters[1..20] {
        match cast(&server, &ground, voter) {
            201 => acknowledged += 1,
            503 => refused.push(voter),
            other => panic!("a ballot was answered {other}"),
        }
    }
    assert!(refused.len() > 3, "the shortage was none: {acknowledged} were taken");
    assert_eq!(ballots(&address).await, before + acknowledged);
    // Signing in and fetching a token are refused as well, and nobody is sent back to the sign-in page as if nothing were wrong.
    wait_for(&server, 503);
    let sessions = number(&address, "select count(*) from sessions").await;
    assert_eq!(server.form("/demo/step-in", "", &step_in).status, 503);
    assert_eq!(number(&address, "select count(*) from sessions").await, sessions);
    assert_eq!(Voter::try_fetch(server.port, &ground, 25).err(), Some(503));
    // A page's own form comes back with what was typed, and can be sent again.
    let title = "Ro på ruten & tid til kaffe";
    let typed = "title=Ro+p%C3%A5+ruten+%26+tid+til+kaffe&once=et-maerke";
    let back = server.form("/language", cookie, &format!("language=en&next=%2F&{typed}"));
    assert_eq!(back.status, 503, "{}", back.head);
    for wanted in [
        "Der kan ikke gemmes lige nu",
        "Ro på ruten &#38; tid til kaffe",
        "action=\"/language\"",
        "et-maerke",
    ] {
        assert!(back.body.contains(wanted), "{wanted} for {title}: {}", back.body);
    }
    assert_eq!(server.get("/healthz"), 200);
    let told = doctor(&address, folder);
    let told = String::from_utf8_lossy(&told.stdout).into_owned() + &String::from_utf8_lossy(&told.stderr);
    assert!(!told.contains("locked"), "{told}");
    if matches!(shortage, Shortage::Disk(_)) {
        assert!(told.contains("problem  the database cannot be written"), "{told}");
    }

    // There is room again: the same program goes on, and what it says is so.
    shortage.end(&server);
    wait_for(&server, 200);
    for voter in &refused {
        assert_eq!(cast(&server, &ground, voter), 201);
    }
    for voter in &voters {
        let status = cast(&server, &ground, voter);
        assert!(status == 200 || status == 201, "{status}");
    }
    let all = before + i64::try_from(voters.len()).unwrap();
    assert_eq!(ballots(&address).await, all);
    let stepped = server.form("/demo/step-in", "", &step_in);
    assert_eq!(stepped.status, 303);
    assert_eq!(number(&address, "select count(*) from sessions").await, sessions + 1);
    assert!(server.is_running(), "the program ended");
    server.kill();
    drop(Store::open(&address).await.unwrap());
    assert_eq!(ballots(&address).await, all, "after the program was killed");
}

#[tokio::test]
async fn a_quota_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    nothing_acknowledged_is_lost(Shortage::Quota, folder.path()).await;
}

#[tokio::test]
async fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    // Only an administrator of the machine may mount; the quota's test asks the same of everybody.
    if let Some(disk) = Mounted::new(folder.path()) {
        nothing_acknowledged_is_lost(Shortage::Disk(disk), folder.path()).await;
    }
}

/// Runs a command with a limit on the size of files, in blocks of 512 bytes.
fn limited(blocks: u32, folder: &Path, address: &str, arguments: &[&str]) -> Output {
    Command::new("sh")
        .args([
            "-c",
            &format!("ulimit -f {blocks}; exec \"$@\""),
            "sh",
            env!("CARGO_BIN_EXE_trivsel"),
        ])
        .args(arguments)
        .env("DATABASE_URL", address)
        .env("TRIVSEL_STATE_DIR", folder.join("uploads"))
        .output()
        .unwrap()
}

#[tokio::test]
async fn a_command_that_cannot_write_says_so_and_leaves_nothing_half_done() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("small.db").display());
    let clock = Clock::Fixed("2026-11-30T10:00:00Z".parse().unwrap());
    let app = App::new(
        Store::open(&address).await.unwrap(),
        clock,
        Settings::local(folder.path().to_owned()),
    );
    trivsel_demo::create(&app, &Plan::of_size(150)).await.unwrap();
    // The database stays open here, so that what SQLite needs beside the file is there and only writing fails.
    let tables = ["persons", "accounts", "imports", "observations", "audit_entries"];
    let before = counts(&address, &tables).await;
    let file = folder.path().join("numbers.csv");
    let rows: String = (0..4000).map(|row| format!("E{row},2024-01,1,100\n")).collect();
    std::fs::write(&file, format!("unit,month,numerator,denominator\n{rows}")).unwrap();
    let new_user = ["user", "add", "--email", "ny@fjordby.example", "--name", "Ny"];
    let backup = folder.path().join("b.zip");
    for (arguments, blocks) in [
        (&new_user[..], 8),
        (
            &[
                "import",
                "unit-months",
                file.to_str().unwrap(),
                "--source",
                "X",
                "--set",
                "indicator=absence_rate",
            ],
            8,
        ),
        (&["backup", "--to", backup.to_str().unwrap()], 8),
        (&["export", "--to", backup.to_str().unwrap()], 8),
    ] {
        let output = limited(blocks, folder.path(), &address, arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // Ended by a signal there would be no code.
        assert!(
            matches!(output.status.code(), Some(1 | 2)),
            "{arguments:?}: {:?} {said}",
            output.status
        );
        assert!(
            said.starts_with("error: ") || said.contains("\nerror: "),
            "{arguments:?}: {said}"
        );
        assert_eq!(counts(&address, &tables).await, before, "{arguments:?}: {said}");
        assert!(
            !backup.exists() && !folder.path().join("b.zip.unfinished").exists(),
            "{arguments:?}"
        );
    }
    let output = limited(2_000_000, folder.path(), &address, &new_user);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

async fn counts(address: &str, tables: &[&str]) -> Vec<i64> {
    let mut found = Vec::new();
    for table in tables {
        found.push(number(address, &format!("select count(*) from {table}")).await);
    }
    found
}

/// What others than the owner may do with each file below a folder.
fn open_files(folder: &Path) -> Vec<String> {
    use std::os::unix::fs::MetadataExt;
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let data = std::fs::metadata(&path).unwrap();
        if data.mode() & 0o077 != 0 {
            found.push(format!("{} {:o}", path.display(), data.mode() & 0o777));
        }
        if data.is_dir() {
            found.extend(open_files(&path));
        }
    }
    found
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", "umask 000; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_trivsel")])
        .args(arguments)
        .env("DATABASE_URL", format!("sqlite:{}", folder.join("own.db").display()))
        .env("TRIVSEL_STATE_DIR", folder.join("uploads"))
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn what_the_program_makes_is_for_its_own_account_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let done = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    done(&["organisation", "add", "--short-name", "fjordby", "--name", "Fjordby"]);
    done(&[
        "user",
        "add",
        "--email",
        "ida@example.dk",
        "--name",
        "Ida",
        "--role",
        "administrator",
    ]);
    done(&["backup", "--to", "b.zip"]);
    done(&["export", "--to", "e.zip"]);
    done(&["restore", "--from", "b.zip", "--database", "sqlite:new.db"]);
    assert_eq!(open_files(folder.path()), Vec::<String>::new());
    let server = Server::start(
        &format!("sqlite:{}", folder.path().join("own.db").display()),
        folder.path(),
    );
    // The log is not the program's: whoever starts it says where it goes.
    let others = |found: Vec<String>| {
        found
            .into_iter()
            .filter(|file| !file.contains("/log "))
            .collect::<Vec<_>>()
    };
    assert!(folder.path().join("own.db-wal").exists());
    assert_eq!(others(open_files(folder.path())), Vec::<String>::new());
    server.stop();
    // What an older program left open is closed when it is opened the next time.
    let open = |name: &str, mode| {
        std::fs::set_permissions(folder.path().join(name), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    open("own.db", 0o644);
    open("uploads", 0o755);
    done(&["organisation", "list"]);
    assert_eq!(others(open_files(folder.path())), Vec::<String>::new());
    // A folder that others use too is left to them, and told of.
    std::fs::write(folder.path().join("uploads/notes.txt"), "theirs").unwrap();
    open("uploads", 0o755);
    let told = run(folder.path(), &["doctor"]);
    let said = String::from_utf8(told.stdout).unwrap();
    assert_eq!(told.status.code(), Some(1), "{said}");
    assert!(
        said.contains("problem  others on this machine may look into "),
        "{said}"
    );
}

#[tokio::test]
async fn a_copy_of_the_file_alone_holds_what_a_command_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(
        folder.path(),
        &["organisation", "add", "--short-name", "fjordby", "--name", "Fjordby"],
    );
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::copy(folder.path().join("own.db"), folder.path().join("copy.db")).unwrap();
    let address = format!("sqlite:{}", folder.path().join("copy.db").display());
    assert_eq!(number(&address, "select count(*) from organisations").await, 1);
    assert!(!folder.path().join("own.db-wal").exists());
}

#[test]
fn the_help_shows_no_password() {
    for arguments in [
        &["serve", "--help"][..],
        &["backup", "--help"],
        &["user", "add", "--help"],
        &["doctor", "--help"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_trivsel"))
            .args(arguments)
            .env("DATABASE_URL", "postgres://trivsel:hemmeligt@db.example/trivsel")
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("DATABASE_URL") && !said.contains("hemmeligt"), "{said}");
    }
}

#[test]
fn the_address_can_stand_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let address = folder.path().join("address");
    std::fs::write(
        &address,
        format!("sqlite:{}\n", folder.path().join("named.db").display()),
    )
    .unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_trivsel"))
        .args(["organisation", "add", "--short-name", "fjordby", "--name", "Fjordby"])
        .env_remove("DATABASE_URL")
        .env("TRIVSEL_DATABASE_FILE", &address)
        .env("TRIVSEL_STATE_DIR", folder.path().join("uploads"))
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.path().join("named.db").exists() && !folder.path().join("trivsel.db").exists());
}

#[tokio::test]
async fn a_restore_that_is_cut_off_leaves_no_database_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("own.db").display());
    let clock = Clock::Fixed("2026-11-30T10:00:00Z".parse().unwrap());
    let app = App::new(
        Store::open(&address).await.unwrap(),
        clock,
        Settings::local(folder.path().to_owned()),
    );
    trivsel_demo::create(&app, &Plan::of_size(150)).await.unwrap();
    app.store.close().await.unwrap();
    assert!(run(folder.path(), &["backup", "--to", "b.zip"]).status.success());
    let restore = ["restore", "--from", "b.zip", "--database", "sqlite:new.db"];
    for signal in ["-TERM", "-KILL"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_trivsel"))
            .args(restore)
            .env("TRIVSEL_STATE_DIR", folder.path().join("uploads"))
            .current_dir(folder.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while !folder.path().join("new.db.unfinished").exists() {
            assert!(
                child.try_wait().unwrap().is_none(),
                "it was done before it could be cut off"
            );
            std::thread::sleep(Duration::from_millis(1));
        }
        Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(!child.wait().unwrap().success());
        assert!(!folder.path().join("new.db").exists());
        assert_eq!(folder.path().join("new.db.unfinished").exists(), signal == "-KILL");
    }
    assert!(
        run(folder.path(), &restore).status.success(),
        "what was left is no hindrance"
    );
    let names: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("new.db"))
        .collect();
    assert_eq!(names, ["new.db"]);
}
