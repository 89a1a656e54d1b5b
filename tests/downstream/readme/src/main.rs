#![deny(warnings)]
//! The program of the README, line by line, against a server of two pages; a test holds the two together.

include!(concat!(env!("OUT_DIR"), "/bindery/mod.rs"));

use std::cell::RefCell;
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Sender, channel};
use std::thread;

thread_local!(static PRINTED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) });

/// Keeps what the program prints.
macro_rules! println {
    ($($text:tt)*) => { PRINTED.with_borrow_mut(|printed| printed.push(format!($($text)*))) };
}

fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    let (sent, requests) = channel();
    thread::spawn({
        let url = url.clone();
        move || serve(&listener, &url, &sent)
    });
    program(shop::Server::Custom(url), "sesame")?;

    let requests: Vec<String> = requests.try_iter().collect();
    let list = "GET /orders/?total__lt=20&total__gte=10.50&note__icontains=gift";
    assert_eq!(requests, [format!("{list} sesame"), format!("{list}&page=2 sesame")]); // and no POST
    let printed = PRINTED.take();
    let [one, two, refused] = printed.as_slice() else { panic!("{printed:?}") };
    assert_eq!([one, two], ["7 12.50", "8 11"]);
    assert!(
        refused.starts_with("note: \"so long ") && refused.ends_with(" has 88 characters, above the maximum of 80"),
        "{refused}"
    );
    Ok(())
}

/// Answers every request with the page that it asks for, and tells its line and key.
fn serve(listener: &TcpListener, url: &str, sent: &Sender<String>) {
    for stream in listener.incoming() {
        let mut stream = stream.expect("a connection");
        let lines = BufReader::new(&stream).lines().map(|line| line.expect("text"));
        let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
        let line = head[0].trim_end_matches(" HTTP/1.1");
        let key = head.iter().find_map(|line| line.to_lowercase().strip_prefix("x-shop-key: ").map(str::to_owned));
        sent.send(format!("{line} {}", key.expect("a key"))).expect("somebody listens");

        let path = line.trim_start_matches("GET ");
        let (next, order) = match path.ends_with("&page=2") {
            false => (format!(r#""{url}{path}&page=2""#), r#"{ "id": 7, "total": 12.50, "note": null }"#),
            true => ("null".to_owned(), r#"{ "id": 8, "total": 11, "note": "a gift" }"#),
        };
        let page = format!(r#"{{ "count": 2, "next": {next}, "results": [{order}] }}"#);
        let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}", page.len());
        write!(stream, "{head}\r\n\r\n{page}").expect("somebody reads");
    }
}

#[rustfmt::skip] // as it stands in the README
fn program(server: shop::Server, key: &str) -> Result<(), Box<dyn Error>> {
    use bindery::{CallError, blocking::Client, decimal, filter::icontains};

    let client = Client::new(server, shop::Auth::key(key))?; // `shop::Server::Production`, or a URL of your own

    // GET /orders/?total__lt=20&total__gte=10.50&note__icontains=gift, and the pages behind it as they are needed.
    let filter = shop::ListOrdersFilter::default().total(decimal!("10.50")..decimal!("20")).note(icontains("gift"));
    for order in client.items(shop::ListOrders { filter }) {
        let order = order?;
        println!("{} {}", order.id, order.total);
    }

    // What is sent has no `id`. What breaks a rule is not sent: `note: "so long …" has 88 characters, above the maximum of 80`.
    let order = shop::NewOrder { note: Some("so long ".repeat(11)), ..shop::NewOrder::new(decimal!("12.50")) };
    match client.call(&shop::CreateOrder { body: order }) {
        Ok(order) => println!("{} was created", order.id),
        Err(CallError::Invalid(violations)) => println!("{violations}"),
        Err(CallError::Vendor(refusal)) if refusal.error == shop::ApiError::NotFound => println!("{refusal}"),
        Err(error) => return Err(error.into()), // the key was wrong, nobody answered, the answer does not fit, …
    }
    Ok(())
}
