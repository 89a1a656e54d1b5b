//! Servers made of plain sockets: each connection is a conversation that the test writes.
//!
//! **Invariant:** a server waits for no connection longer than [`PATIENCE`]; but for an [open house](open_house), it
//! takes as many as the test says.

use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a server waits for anything.
pub const PATIENCE: Duration = Duration::from_secs(15);

pub struct Server<T> {
    port: u16,
    thread: JoinHandle<Vec<T>>,
}

impl<T: Send + 'static> Server<T> {
    /// Holds one conversation after the other, over so many connections.
    pub fn start(connections: usize, converse: impl Fn(&mut TcpStream) -> T + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let thread = std::thread::spawn(move || {
            let mut said = Vec::new();
            while said.len() < connections {
                let Some(mut stream) = accept(&listener) else { break };
                said.push(converse(&mut stream));
            }
            said
        });
        Self { port, thread }
    }

    /// The URL of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// What the conversations gave, once they are over.
    pub fn finish(self) -> Vec<T> {
        self.thread.join().unwrap()
    }
}

impl Server<Vec<u8>> {
    /// Answers one request with these bytes, and closes. Its conversation gives the request.
    pub fn once(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::start(1, move |stream| {
            let request = read_request(stream);
            stream.write_all(&answer).unwrap();
            request
        })
    }
}

/// A server that holds conversations with all who come, each in a thread of its own, for as long as somebody does: its
/// URL. For what is up to a client, such as how many connections it opens.
pub fn open_house(converse: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let converse = Arc::new(converse);
    std::thread::spawn(move || {
        while let Some(mut stream) = accept(&listener) {
            let converse = Arc::clone(&converse);
            std::thread::spawn(move || converse(&mut stream));
        }
    });
    url
}

fn accept(listener: &TcpListener) -> Option<TcpStream> {
    listener.set_nonblocking(true).unwrap();
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match listener.accept() {
            Ok((stream, _)) => {
                stream.set_nonblocking(false).unwrap();
                stream.set_read_timeout(Some(PATIENCE)).unwrap();
                stream.set_write_timeout(Some(PATIENCE)).unwrap();
                return Some(stream);
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::sleep(Duration::from_millis(1)),
            Err(error) => panic!("{error}"),
        }
    }
    None
}

/// One request, head and body; what there was of it, where the client hangs up.
pub fn read_request(stream: &mut TcpStream) -> Vec<u8> {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(end) = find(&request, b"\r\n\r\n") {
            let length = header(&request[..end], "content-length").map_or(0, |length| length.parse().unwrap());
            if request.len() >= end + 4 + length {
                return request;
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return request,
            Ok(count) => request.extend_from_slice(&buffer[..count]),
        }
    }
}

/// Waits until the client hangs up.
pub fn until_closed(stream: &mut TcpStream) {
    while matches!(stream.read(&mut [0; 4096]), Ok(count) if count > 0) {}
}

/// The head of a request, in lines, and its body.
pub fn split(request: &[u8]) -> (Vec<&str>, &[u8]) {
    let end = find(request, b"\r\n\r\n").expect("a head");
    (
        std::str::from_utf8(&request[..end]).unwrap().split("\r\n").collect(),
        &request[end + 4..],
    )
}

/// A header of a request, whose name is written small.
pub fn header<'a>(head: &'a [u8], name: &str) -> Option<&'a str> {
    let head = std::str::from_utf8(head).unwrap();
    head.split("\r\n")
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}
