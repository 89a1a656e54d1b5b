//! The peer: a Django of the machine, started for a test, asked over HTTP.
//!
//! Input: rows. Output: answers. **Invariant:** a peer that is there answers, or the test fails; only one that is not
//! installed is passed over.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Once;
use std::time::Duration;

static SKIPPED: Once = Once::new();

/// A running server. It ends when it is dropped.
pub struct Peer {
    server: Child,
    port: u16,
}

/// A Python that has the packages: the one named, that of `.ci/peers`, or the system's.
///
/// `None`, with a message, where there is none. A run that says `BINDERY_PEERS=required` in CI must have one.
fn python() -> Option<PathBuf> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let candidates = match std::env::var_os("BINDERY_PEER_PYTHON") {
        Some(named) => vec![PathBuf::from(named)],
        None => vec![target.join("peers/django/bin/python"), PathBuf::from("python3")],
    };
    let has_packages = |python: &PathBuf| {
        let mut import = Command::new(python);
        import.args(["-c", "import django, rest_framework, django_filters"]);
        import.stdout(Stdio::null()).stderr(Stdio::null());
        import.status().is_ok_and(|status| status.success())
    };
    let found = candidates.iter().find(|python| has_packages(python)).cloned();
    if found.is_none() {
        let missing = format!("no Python with Django, djangorestframework and django-filter among {candidates:?}");
        let is_required = std::env::var_os("CI").is_some_and(|it| !it.is_empty())
            && std::env::var("BINDERY_PEERS").is_ok_and(|it| it == "required");
        assert!(!is_required, "{missing}; `.ci/peers` installs one");
        // Once, and past the test harness, which keeps what a test that passes prints.
        SKIPPED.call_once(|| {
            let _ = writeln!(std::io::stderr(), "skipped: {missing}; `.ci/peers` installs one");
        });
    }
    found
}

impl Peer {
    /// Starts a server of these rows; `None`, with a message, where the packages are not installed.
    pub fn start(name: &str, rows: &serde_json::Value) -> Option<Self> {
        let python = python()?;
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("django-{name}.json"));
        std::fs::write(&file, rows.to_string()).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/django/server.py");
        let mut command = Command::new(python);
        command
            .arg("-B")
            .arg(script)
            .arg(file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut server = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let port = line.trim().parse();
        let port =
            port.unwrap_or_else(|_| panic!("the server said {line:?} where its port was due; see its errors above"));
        Some(Self { server, port })
    }

    /// What a `GET` of a path, or of a URL that the server gave, answers: status and body.
    pub fn get(&self, target: &str) -> (u16, Vec<u8>) {
        let own = format!("http://127.0.0.1:{}", self.port);
        let target = target.strip_prefix(&own).unwrap_or(target);
        assert!(target.starts_with('/'), "{target} is not of this server");
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(stream, "GET {target} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
        let head = std::str::from_utf8(&answer[..end]).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, answer[end + 4..].to_vec())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.server.stdin.take());
        let _ = self.server.wait();
    }
}
