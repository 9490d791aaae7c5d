//! The first hour of the real program: an empty database, its one link, the command that does the same, and what is kept of a search.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::installation::{Desk, refused};

/// A program that serves, ended when the test ends.
struct Served(std::process::Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _ended = self.0.wait();
    }
}

fn sign_in_page(port: u16) -> String {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nAccept-Language: da\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    page.replace("&#34;", "\"")
}

/// The program as it serves the desk's database, once it answers: its port, and what stands on its standard output and in its log then.
fn serve(desk: &Desk) -> (Served, u16, String) {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let file = |name| std::fs::File::create(desk.path(name)).unwrap();
    let served = Served(
        Command::new(env!("CARGO_BIN_EXE_trivsel"))
            .args(["serve", "--address", &format!("127.0.0.1:{port}")])
            .env("DATABASE_URL", format!("sqlite:{}", desk.path("trivsel.db").display()))
            .env("TRIVSEL_STATE_DIR", desk.path("uploads"))
            // All there is: what is not in this log is in none.
            .env("TRIVSEL_LOG", "trace,sqlx=trace")
            .stdout(file("said"))
            .stderr(file("log"))
            .spawn()
            .unwrap(),
    );
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() || log_of(desk).is_empty() {
        assert!(std::time::Instant::now() < until, "the program does not answer");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    // The port is open a moment before the link is printed; a workplace that is set up prints none.
    let said = || std::fs::read_to_string(desk.path("said")).unwrap();
    let soon = std::time::Instant::now() + std::time::Duration::from_secs(2);
    while !said().contains("/setup/") && std::time::Instant::now() < soon {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    (served, port, said())
}

fn log_of(desk: &Desk) -> String {
    std::fs::read_to_string(desk.path("log")).unwrap()
}

/// Sends a request to the program, and gives the whole answer.
fn request(port: u16, head: &str, body: &str) -> String {
    request_as(port, "", head, body)
}

/// The same with a cookie.
fn request_as(port: u16, cookie: &str, head: &str, body: &str) -> String {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = format!(
        "{head} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Language: da\r\nConnection: close\r\nCookie: {cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn an_empty_database_is_set_up_by_one_link_that_stands_in_no_log() {
    let desk = Desk(tempfile::tempdir().unwrap());
    let (served, port, mut said) = serve(&desk);
    // The link comes a moment after the first line of the log.
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !said.contains("/setup/") && std::time::Instant::now() < until {
        std::thread::sleep(std::time::Duration::from_millis(50));
        said = std::fs::read_to_string(desk.path("said")).unwrap();
    }
    let links: Vec<&str> = said
        .split_whitespace()
        .filter(|word| word.contains("/setup/"))
        .collect();
    assert_eq!(links.len(), 1, "{said}");
    let path = links[0].strip_prefix(&format!("http://127.0.0.1:{port}")).unwrap();
    assert!(request(port, &format!("GET {path}"), "").contains("name=\"workplace\""));
    let form = "workplace=Havneg%C3%A5rden&name=Samira&email=samira%40example.dk\
                &new=kastanje+vejr+trappe+uld&repeated=kastanje+vejr+trappe+uld";
    let answer = request(port, &format!("POST {path}"), form);
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert!(answer.contains("location: /start/organisation"), "{answer}");
    assert!(request(port, &format!("GET {path}"), "").starts_with("HTTP/1.1 404"));
    assert!(sign_in_page(port).contains("type=\"password\""));
    let key = path.rsplit('/').next().unwrap();
    let log = log_of(&desk);
    assert!(!log.contains(key) && !log.contains("amira"), "{log}");
    drop(served);
    // The next start has no link to give.
    let (_served, _, said) = serve(&desk);
    assert!(!said.contains("/setup/"), "{said}");
}

/// Every file below a folder, as bytes.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(contents(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            all.push((path, bytes));
        }
    }
    all
}

#[test]
fn nothing_of_what_was_searched_is_in_any_file_or_log() {
    let desk = Desk(tempfile::tempdir().unwrap());
    let (served, port, said) = serve(&desk);
    let link = said.split_whitespace().find(|word| word.contains("/setup/")).unwrap();
    let path = link.strip_prefix(&format!("http://127.0.0.1:{port}")).unwrap();
    let form = "workplace=Nord&name=Samira&email=samira%40example.dk&new=kastanje+vejr+trappe+uld&repeated=kastanje+vejr+trappe+uld";
    let answer = request(port, &format!("POST {path}"), form);
    let (_, cookie) = answer.split_once("set-cookie: ").unwrap();
    let cookie = cookie.split(';').next().unwrap();
    for at in 0..100 {
        // A word of its own each time, among words that are found.
        let body = format!("q=stress+hemmeligtord{at}+orker+ikke+mere");
        let answer = request_as(port, cookie, "POST /toolbox", &body);
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.contains(&format!("hemmeligtord{at}")),
            "{answer}"
        );
    }
    drop(served);
    let all = contents(desk.0.path());
    assert!(all.iter().any(|(path, _)| path.ends_with("trivsel.db")));
    for (path, bytes) in all {
        for secret in ["hemmeligtord", "orker"] {
            let is_there = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!is_there, "{secret} stands in {}", path.display());
        }
    }
}

#[test]
fn the_command_line_sets_an_empty_database_up_too_and_no_other() {
    let desk = Desk(tempfile::tempdir().unwrap());
    let said = refused(&desk.run(&["setup", "--name", "Samira", "--email", "samira"]));
    assert!(
        said.contains("--workplace is empty") && said.contains("--email \"samira\" is not a mail address"),
        "{said}"
    );
    let arguments = [
        "setup",
        "--workplace",
        "Havnegården",
        "--name",
        "Samira",
        "--email",
        "samira@example.dk",
    ];
    assert!(desk.done(&arguments).starts_with("one-time password: "));
    assert_eq!(desk.done(&["organisation", "list"]), "havnegaarden\tHavnegården\n");
    let said = refused(&desk.run(&arguments));
    assert!(said.contains("the installation is set up already"), "{said}");
}

#[test]
fn the_sign_in_page_of_an_empty_installation_says_what_to_do_and_that_is_enough() {
    let desk = Desk(tempfile::tempdir().unwrap());
    let (_served, port, _said) = serve(&desk);
    let commands = |page: &str| -> Vec<String> {
        let parts = page.split("<code>").skip(1);
        parts
            .map(|part| part.split("</code>").next().unwrap().to_owned())
            .collect()
    };
    let page = sign_in_page(port);
    assert!(page.contains("Her er ingen at logge ind som endnu"), "{page}");
    assert!(!page.contains("type=\"password\""), "{page}");
    let all = commands(&page);
    assert_eq!(all.len(), 1, "{all:?}");
    for command in &all {
        // As it is typed into a shell, with the program's own place for its name.
        let typed = command.replacen("trivsel", "\"$0\"", 1);
        let output = Command::new("sh")
            .args(["-c", &typed, env!("CARGO_BIN_EXE_trivsel")])
            .env("DATABASE_URL", format!("sqlite:{}", desk.path("trivsel.db").display()))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{command}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let page = sign_in_page(port);
        // What is done already is not asked for again.
        assert!(commands(&page).is_empty());
        assert!(page.contains("type=\"password\""), "{page}");
    }
}
