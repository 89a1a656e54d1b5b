#![deny(warnings)]
//! A program that calls one vendor of `bindery-vendors` on tokio.

use bindery::nonblocking::Client;
use bindery_vendors::koibox::{Auth, ListCustomers, Server};
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let client = Client::new(Server::Custom(format!("http://{}", listener.local_addr()?)), Auth::key("sesame"))?;
    thread::spawn(move || refuse_one(&listener));

    let error = client.call(&ListCustomers::default()).await.expect_err("the key is wrong");
    assert_eq!(error.to_string(), "list_customers: 403 key_invalid: Not this key.");
    println!("{error}");
    Ok(())
}

fn refuse_one(listener: &TcpListener) {
    let (mut stream, _) = listener.accept().expect("a connection");
    let lines = BufReader::new(&stream).lines().map(|line| line.expect("text"));
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    assert_eq!(head[0], "GET /api/clientes/ HTTP/1.1");
    let body = r#"{"detail": "Not this key."}"#;
    let head = format!("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: {}", body.len());
    write!(stream, "{head}\r\n\r\n{body}").expect("somebody reads");
}
