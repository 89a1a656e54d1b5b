//! A server made of a plain socket, for what no HTTP library sends.
//!
//! Input: for each connection in turn what to send, the last for all that follow. Output: what was received.
//! **Invariant:** a request is read whole before anything is sent; every pause ends when the server is dropped.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What a server does on a connection; it closes it at the end.
#[derive(Clone)]
pub enum Step {
    Send(Vec<u8>),
    Wait(Duration),
    /// This again and again, until nobody listens.
    Flood(Vec<u8>),
}

/// An answer, byte for byte.
pub fn send(bytes: impl Into<Vec<u8>>) -> Vec<Step> {
    vec![Step::Send(bytes.into())]
}

/// A whole answer of JSON; the status is one with its words, the headers end in `\r\n`.
pub fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<Step> {
    let body = body.as_ref();
    let mut bytes = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n",
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    send(bytes)
}

pub struct Raw {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    scripts: Vec<Vec<Step>>,
    requests: Mutex<Vec<String>>,
    connections: Mutex<usize>,
    is_over: AtomicBool,
}

impl Raw {
    pub fn start(scripts: impl Into<Vec<Vec<Step>>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            scripts: scripts.into(),
            requests: Mutex::default(),
            connections: Mutex::default(),
            is_over: AtomicBool::new(false),
        });
        let of_thread = Arc::clone(&shared);
        thread::spawn(move || {
            for socket in listener.incoming() {
                if of_thread.is_over.load(Ordering::Relaxed) {
                    return;
                }
                let shared = Arc::clone(&of_thread);
                let number = {
                    let mut connections = shared.connections.lock().unwrap();
                    *connections += 1;
                    *connections - 1
                };
                if let Ok(socket) = socket {
                    thread::spawn(move || shared.serve(socket, number));
                }
            }
        });
        Self { address, shared }
    }

    /// One that nobody should come to.
    pub fn witness() -> Self {
        Self::start([answer("200 OK", "", "{}")])
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The requests so far, heads and bodies.
    pub fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// That nobody came, not even without a request.
    pub fn assert_unseen(&self) {
        assert_eq!(self.requests(), Vec::<String>::new());
        assert_eq!(*self.shared.connections.lock().unwrap(), 0);
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Relaxed);
        // Wakes the thread, which then ends.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn serve(&self, mut socket: TcpStream, connection: usize) {
        let _ = socket.set_read_timeout(Some(Duration::from_secs(10)));
        let _ = socket.set_write_timeout(Some(Duration::from_secs(10)));
        let Some(request) = read(&mut socket) else { return };
        self.requests.lock().unwrap().push(request);
        let script = self.scripts.get(connection).or(self.scripts.last());
        for step in script.into_iter().flatten() {
            if !self.act(step, &mut socket) {
                return;
            }
        }
        // Closed properly: what is left unread would reset the connection, and take what was sent with it.
        let _ = socket.shutdown(Shutdown::Write);
        let _ = socket.read_to_end(&mut Vec::new());
    }

    /// Whether to go on.
    fn act(&self, step: &Step, socket: &mut TcpStream) -> bool {
        match step {
            Step::Send(bytes) => socket.write_all(bytes).is_ok(),
            Step::Wait(time) => {
                let end = Instant::now() + *time;
                while Instant::now() < end && !self.is_over.load(Ordering::Relaxed) {
                    thread::sleep(Duration::from_millis(5).min(*time));
                }
                true
            }
            Step::Flood(bytes) => {
                while !self.is_over.load(Ordering::Relaxed) {
                    if socket.write_all(bytes).is_err() {
                        return false;
                    }
                }
                true
            }
        }
    }
}

/// A request, whole; `None` where none came.
fn read(socket: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(head) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
            let length = text.split_once("content-length: ").map_or(0, |(_, rest)| {
                let digits = rest.split("\r\n").next().unwrap_or_default();
                digits.trim().parse::<usize>().unwrap_or(0)
            });
            if bytes.len() >= head + 4 + length {
                return Some(String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        // The greeting of TLS, which nobody here can answer.
        if bytes.first() == Some(&0x16) {
            return Some("TLS".to_owned());
        }
        match socket.read(&mut buffer) {
            Ok(0) | Err(_) => return (!bytes.is_empty()).then(|| String::from_utf8_lossy(&bytes).into_owned()),
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
        }
    }
}
