//! What the commands of an installation say when an argument is wrong, and what they leave behind.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with one installation in it.
pub(crate) struct Desk(pub(crate) TempDir);

impl Desk {
    /// With an organisation, and its administrator.
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.done(&["organisation", "add", "--short-name", "fjordby", "--name", "Fjordby"]);
        desk.done(&[
            "user",
            "add",
            "--email",
            "ida@example.dk",
            "--name",
            "Ida",
            "--role",
            "administrator",
        ]);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.run_on("trivsel.db", arguments)
    }

    fn run_on(&self, database: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_trivsel"))
            .args(arguments)
            .env("DATABASE_URL", format!("sqlite:{}", self.path(database).display()))
            .env("TRIVSEL_STATE_DIR", self.path("uploads"))
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }

    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "uploads")
            .collect();
        names.sort();
        names
    }
}

/// What the program says when it refuses.
#[track_caller]
pub(crate) fn refused(output: &Output) -> String {
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_wrong_argument_is_named_with_what_would_be_right() {
    let desk = Desk::new();
    for (arguments, error, hint) in [
        (
            &["organisation", "add", "--short-name", "Fjord by", "--name", "Fjordby"][..],
            "could not add the organisation: --short-name \"Fjord by\" is not made of small letters a to z, digits and hyphens",
            "write it as fjordby or fjordby-kommune",
        ),
        (
            &["organisation", "add", "--short-name", "fjordby", "--name", "Fjordby"],
            "could not add the organisation: --short-name \"fjordby\" belongs to another organisation",
            "choose another; trivsel organisation list shows those there are",
        ),
        (
            &["organisation", "add", "--short-name", "nord", "--name", " "],
            "could not add the organisation: --name is empty",
            "give it a text",
        ),
        (
            &["user", "add", "--email", "ida", "--name", "Ida"],
            "could not add the person: --email \"ida\" is not a mail address",
            "write it as name@example.dk",
        ),
        (
            &["user", "add", "--email", "ida@example.dk", "--name", "Ida"],
            "could not add the person: --email \"ida@example.dk\" belongs to somebody already",
            "give that person a new password instead: trivsel user password --email ida@example.dk",
        ),
        (
            &[
                "user",
                "add",
                "--email",
                "bo@example.dk",
                "--name",
                "Bo",
                "--role",
                "manager",
            ],
            "could not add the person: --role \"manager\" is a role in one unit, not in the whole organisation",
            "here it is one of administrator, coordinator, facilitator, editor or partner; the others are given on the person's page",
        ),
        (
            &[
                "user",
                "add",
                "--email",
                "bo@example.dk",
                "--name",
                "Bo",
                "--role",
                "boss",
            ],
            "there is no role \"boss\"",
            "--role is one of administrator, coordinator, facilitator, editor or partner",
        ),
        (
            &["user", "password", "--email", "bo@example.dk"],
            "could not give a new password: nobody in the organisation signs in with --email \"bo@example.dk\"",
            "write the address as it stands on the person's page; trivsel user add adds a new person",
        ),
        (
            &["user", "close", "--email", "bo@example.dk", "--organisation", "syd"],
            "there is no organisation syd",
            "there are: fjordby",
        ),
    ] {
        let said = refused(&desk.run(arguments));
        assert_eq!(said, format!("error: {error}\nhint: {hint}\n"), "{arguments:?}");
    }
}

#[test]
fn an_import_says_which_option_or_file_is_wrong() {
    let desk = Desk::new();
    std::fs::write(
        desk.path("syge.csv"),
        "unit,month,numerator,denominator\nA,2024-01,1,100\n",
    )
    .unwrap();
    std::fs::write(desk.path("tom.csv"), "").unwrap();
    std::fs::write(
        desk.path("tvivl.csv"),
        "unit;month;numerator;denominator\nA;2024-01;11.125;100000\n",
    )
    .unwrap();
    let import = |file: &str, options: &[&str]| {
        let mut arguments = vec!["import", "unit-months", file, "--source", "SD Løn"];
        for option in options {
            arguments.extend(["--set", option]);
        }
        refused(&desk.run(&arguments))
    };
    for (file, options, words) in [
        ("borte.csv", &[][..], "error: there is no file borte.csv\n"),
        (
            "tom.csv",
            &["indicator=absence_rate"],
            "error: nothing was read in: tom.csv is empty\n",
        ),
        (
            "syge.csv",
            &["indicator"],
            "error: --set \"indicator\" has no equals sign\nhint: write it as NAME=VALUE",
        ),
        (
            "syge.csv",
            &["indicator=absence"],
            "error: could not read the files in: there is no indicator \"absence\"\nhint: those there are: absence_rate, ",
        ),
        (
            "syge.csv",
            &["first=i går"],
            "error: could not read the files in: first \"i går\" is not a month\nhint: write it as 2024-05\n",
        ),
        (
            "syge.csv",
            &["long_after=lang"],
            "error: could not read the files in: long_after \"lang\" is not a whole number of days\n",
        ),
        (
            "syge.csv",
            &["enhed=Kode"],
            "error: could not read the files in: \"enhed\" is not an option of this import\nhint: the options are: indicator, ",
        ),
        (
            "syge.csv",
            &[],
            "error: nothing was read in: it is not said which indicator the numbers are of\nhint: name it: --set indicator=absence_rate\n",
        ),
        (
            "syge.csv",
            &["indicator=absence_rate", "unit=Kode"],
            "error: nothing was read in: no column of syge.csv was found for \"unit\"\n",
        ),
        (
            "tvivl.csv",
            &["indicator=absence_rate"],
            "in doubt (decimal): tvivl.csv: nothing shows whether 1.234 is a thousand or a little more than one in numerator; say --decimal\n",
        ),
        (
            "syge.csv",
            &["indicator=absence_rate"],
            "syge.csv: unit is column \"unit\"\nsyge.csv: month is column \"month\"\n",
        ),
        (
            "syge.csv",
            &["decimal=komma"],
            "error: could not read the files in: decimal \"komma\" is not known\nhint: those there are: comma, point\n",
        ),
        (
            "syge.csv",
            &["indicator=absence_rate"],
            "row 2, unit: there is no such unit\nerror: nothing was read in: no row of the file could be used\n",
        ),
    ] {
        let said = import(file, options);
        let found = said.starts_with(words) || said.contains(&format!("\n{words}"));
        assert!(found, "{options:?}: {said}");
    }
}

#[test]
fn what_only_looks_or_takes_out_never_makes_a_database() {
    let desk = Desk(tempfile::tempdir().unwrap());
    for arguments in [
        &["doctor"][..],
        &["export", "--to", "ud.zip"],
        &["backup", "--to", "ud.zip"],
        &["organisation", "list"],
        &["user", "password", "--email", "ida@example.dk"],
    ] {
        let said = refused(&desk.run(arguments));
        assert!(said.starts_with("error: there is no database at "), "{said}");
        assert!(said.contains("\nhint: name another with --database"), "{said}");
        assert_eq!(desk.files(), Vec::<String>::new(), "{arguments:?}");
    }
}

#[test]
fn a_refused_restore_leaves_nothing_behind() {
    let desk = Desk::new();
    std::fs::write(desk.path("brev.zip"), "Kære Ida").unwrap();
    desk.done(&["backup", "--to", "godt.zip"]);
    let before = desk.files();
    for (file, words) in [
        (
            "brev.zip",
            "error: could not restore: brev.zip is not a backup this program can read\nhint: name with --from",
        ),
        (
            "borte.zip",
            "error: could not restore\n  because the file borte.zip failed\n",
        ),
    ] {
        let output = desk.run_on("ny.db", &["restore", "--from", file]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.starts_with(words), "{said}");
        assert_eq!(desk.files(), before, "{file}");
    }
    cut_in_the_middle(&desk.path("godt.zip"), &desk.path("klippet.zip"));
    let output = desk.run_on("ny.db", &["restore", "--from", "klippet.zip"]);
    assert!(!output.status.success());
    assert!(!desk.path("ny.db").exists(), "{:?}", desk.files());
    let said = refused(&desk.run(&["restore", "--from", "godt.zip"]));
    assert!(
        said.starts_with("error: could not restore: the database is not empty"),
        "{said}"
    );
    assert!(
        desk.done(&["organisation", "list"]).contains("Fjordby"),
        "the database that was there stays"
    );
    let output = desk.run_on("ny.db", &["restore", "--from", "godt.zip"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A backup that begins and ends as it should, with other bytes in its middle.
fn cut_in_the_middle(from: &Path, to: &Path) {
    let mut bytes = std::fs::read(from).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 200].fill(0);
    std::fs::write(to, bytes).unwrap();
}

#[test]
fn an_export_is_told_of_in_the_trail() {
    let desk = Desk::new();
    desk.done(&["export", "--to", "ud.zip"]);
    desk.done(&["export", "--to", "igen.zip"]);
    let told = |name: &str| {
        let file = std::fs::File::open(desk.path(name)).unwrap();
        let mut zip = zip::ZipArchive::new(file).unwrap();
        let entry = zip.by_name("json/audit_entries.jsonl").unwrap();
        std::io::read_to_string(entry).unwrap().matches("\"exported\"").count()
    };
    assert_eq!(
        (told("ud.zip"), told("igen.zip")),
        (0, 1),
        "the second tells of the first"
    );
}

#[test]
fn the_doctor_says_what_is_wrong_and_what_to_do() {
    let desk = Desk(tempfile::tempdir().unwrap());
    desk.done(&["organisation", "add", "--short-name", "fjordby", "--name", "Fjordby"]);
    let output = desk.run(&["doctor"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("problem  fjordby has no administrator: add one with trivsel user add --role administrator"),
        "{said}"
    );
    desk.done(&[
        "user",
        "add",
        "--email",
        "ida@example.dk",
        "--name",
        "Ida",
        "--role",
        "administrator",
    ]);
    let said = desk.done(&["doctor"]);
    assert!(
        said.contains("fjordby: administrators: 1") && !said.contains("problem"),
        "{said}"
    );
}

#[test]
fn a_port_that_is_taken_is_told_with_the_option_that_chooses_another() {
    let desk = Desk::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    for (arguments, option, never) in [
        (
            vec!["serve".to_owned(), "--address".to_owned(), format!("127.0.0.1:{port}")],
            "--address 127.0.0.1:",
            "--port",
        ),
        (
            vec!["demo".to_owned(), "--port".to_owned(), port.to_string()],
            "--port 0",
            "--address",
        ),
    ] {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = desk.run(&arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        let hint = told
            .lines()
            .find(|line| line.starts_with("hint: "))
            .unwrap_or_else(|| panic!("{told}"));
        assert!(
            hint.contains("another program listens there") && hint.contains(option),
            "{told}"
        );
        assert!(!hint.contains(never), "{told}");
        assert!(!output.status.success());
    }
}
