//! The servers that are measured, as processes of their own.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Asked;

/// The first server's port; the others follow.
const PORT: u16 = 18_440;

/// Where the servers are.
#[derive(Clone, Debug)]
pub(crate) struct Addresses(Vec<String>);

impl Addresses {
    pub(crate) fn of(asked: &Asked) -> Self {
        let ports = (PORT..).take(asked.servers);
        Self(ports.map(|port| format!("127.0.0.1:{port}")).collect())
    }

    /// The address for the how-manieth who asks.
    pub(crate) fn for_one(&self, number: usize) -> &str {
        &self.0[number % self.0.len()]
    }
}

pub(crate) struct Servers {
    asked: Asked,
    pub(crate) addresses: Addresses,
    running: Vec<Child>,
    uploads: tempfile::TempDir,
}

impl Servers {
    pub(crate) fn start(asked: &Asked) -> Self {
        let mut servers = Self {
            asked: asked.clone(),
            addresses: Addresses::of(asked),
            running: Vec::new(),
            uploads: tempfile::tempdir().unwrap(),
        };
        for number in 0..asked.servers {
            let child = servers.begin(number);
            servers.running.push(child);
        }
        servers
    }

    fn begin(&self, number: usize) -> Child {
        Command::new(&self.asked.server)
            .args(["serve", "--database", &self.asked.database])
            .args(["--address", self.addresses.for_one(number)])
            // All streams come from this machine: as from a proxy, which carries many.
            .args(["--trusted-proxy", "127.0.0.1"])
            .env("TRIVSEL_UPLOAD_DIR", self.uploads.path())
            .env("RUST_LOG", "error")
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the server does not start")
    }

    /// Until every server answers.
    pub(crate) async fn wait(&self) {
        let began = Instant::now();
        for number in 0..self.running.len() {
            while ask(
                self.addresses.for_one(number),
                "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            )
            .await
            .is_none_or(|answer| !answer.starts_with("HTTP/1.1 200"))
            {
                assert!(began.elapsed() < Duration::from_secs(120), "a server does not answer");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }

    /// What all of them keep in memory, in kB.
    pub(crate) fn memory(&self) -> u64 {
        self.running.iter().map(|child| memory_of(child.id())).sum()
    }

    /// The processor time all of them have used.
    pub(crate) fn processor_seconds(&self) -> f64 {
        self.running.iter().map(|child| processor_seconds_of(child.id())).sum()
    }

    pub(crate) fn kill_first(&mut self) {
        // On Unix this is SIGKILL.
        self.running[0].kill().unwrap();
        self.running[0].wait().unwrap();
    }

    pub(crate) fn start_again(&mut self) {
        self.running[0] = self.begin(0);
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        for child in &mut self.running {
            let _gone = child.kill();
            let _gone = child.wait();
        }
    }
}

/// Sends a request on a connection of its own; none when there is no server.
pub(crate) async fn ask(address: &str, request: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    (!answer.is_empty()).then(|| String::from_utf8_lossy(&answer).into_owned())
}

fn memory_of(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn processor_seconds_of(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|text| text.parse::<u64>().ok())
        .sum();
    ticks as f64 / 100.0
}

/// Thousands of streams are thousands of files.
pub(crate) fn raise_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: maximum.or(Some(65_536)),
        maximum,
    };
    setrlimit(Resource::Nofile, raised).unwrap();
}
