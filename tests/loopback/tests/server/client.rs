//! A client as plain as can be: one connection a request, over a bare socket.

use bindery::{Json, json};
use bindery_loopback::{Loopback, Vendor, aceptabits, akinon, koibox, valomnia};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
    /// Whether all came that the head promised.
    pub complete: bool,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .into_iter()
            .find(|(given, _)| given.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    pub fn json(&self) -> Json {
        json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

pub fn send(server: &Loopback, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let mut socket = TcpStream::connect(server.address()).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut head = format!(
        "{method} {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
        server.address()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    write!(socket, "{head}Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    let mut bytes = Vec::new();
    let ended = socket.read_to_end(&mut bytes).is_ok();
    let split = bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .expect("a head");
    let head = String::from_utf8(bytes[..split].to_vec()).unwrap();
    let mut reply = Reply {
        status: head[9..12].parse().unwrap(),
        head,
        body: bytes[split + 4..].to_vec(),
        complete: ended,
    };
    if reply.header("transfer-encoding").is_some() {
        (reply.body, reply.complete) = unchunked(&reply.body);
    } else if let Some(length) = reply.header("content-length") {
        reply.complete = length.parse() == Ok(reply.body.len());
    }
    reply
}

fn unchunked(mut bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    while let Some(end) = bytes.windows(2).position(|window| window == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).unwrap(), 16).unwrap();
        bytes = &bytes[end + 2..];
        if size == 0 {
            return (body, true);
        }
        body.extend_from_slice(&bytes[..size.min(bytes.len())]);
        bytes = bytes.get(size + 2..).unwrap_or_default();
    }
    (body, false)
}

/// The header that lets a caller in; for Valomnia after a login.
pub fn pass(server: &Loopback, vendor: Vendor) -> (&'static str, String) {
    match vendor {
        Vendor::Aceptabits => ("Authorization", format!("Bearer {}", aceptabits::TOKEN)),
        Vendor::Akinon => ("Authorization", format!("Token {}", akinon::KEY)),
        Vendor::Koibox => ("X-Koibox-Key", koibox::KEY.to_owned()),
        _ => ("Cookie", login_valomnia(server)),
    }
}

/// The cookie of a new session.
pub fn login_valomnia(server: &Loopback) -> String {
    assert_eq!(valomnia::PASSWORD, "p&ss=wörd +1");
    let form = format!(
        "j_username={}&j_password=p%26ss%3Dw%C3%B6rd+%2B1&ajax=true",
        valomnia::USERNAME
    );
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let reply = send(server, "POST", "/valomnia/j_spring_security_check", &headers, &form);
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply
        .header("set-cookie")
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned()
}

/// A caller who is let in.
pub struct Caller<'a> {
    pub server: &'a Loopback,
    pub vendor: Vendor,
    pass: (&'static str, String),
}

impl<'a> Caller<'a> {
    pub fn new(server: &'a Loopback, vendor: Vendor) -> Self {
        Self {
            server,
            vendor,
            pass: pass(server, vendor),
        }
    }

    pub fn get(&self, target: &str) -> Reply {
        self.send("GET", target, "")
    }

    /// `target`: the path behind the base URL, or a whole URL.
    pub fn send(&self, method: &str, target: &str, body: &str) -> Reply {
        let origin = format!("http://{}", self.server.address());
        let url = if target.starts_with("http") {
            target.to_owned()
        } else {
            self.server.url(self.vendor) + target
        };
        let headers = [
            (self.pass.0, self.pass.1.as_str()),
            ("Content-Type", "application/json"),
        ];
        send(self.server, method, url.strip_prefix(&origin).unwrap(), &headers, body)
    }
}

pub fn int(value: &Json, name: &str) -> Option<i64> {
    value.get(name)?.as_i64()
}

pub fn text<'a>(value: &'a Json, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}
