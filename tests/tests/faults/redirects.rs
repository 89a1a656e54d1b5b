//! Redirects: followed at home, and nowhere else.
//!
//! Input: servers that lead astray, and one that nobody should come to. Output: what was not followed, and why.

use crate::client::{Came, Over, create, list};
use crate::raw::{Raw, answer};
use crate::run::Fault as Entry;
use crate::seen::{Seen, redirect, seen};
use crate::tunnel::{self, Tunnel};
use bindery::blocking::Ureq;
use bindery::client::RedirectError;
use bindery::nonblocking::Reqwest;
use bindery_loopback::{Fault, Loopback, Vendor, koibox as koibox_server};
use bindery_vendors::koibox;

pub const FAULTS: &[Entry] = &[
    ("redirect to another host", other_host),
    ("redirect to another port, 307 of a POST", other_port_of_a_post),
    ("redirect to another host, without a scheme", without_scheme),
    ("redirect to another host, after one at home", after_one),
    ("redirect with somebody before the host", userinfo),
    ("redirect from http to https", to_https),
    ("redirect from https to http", to_http),
    ("redirect at home", at_home),
    ("redirect at home over https", at_home_over_https),
    ("redirect to itself, for ever", for_ever),
    ("redirect back and forth", back_and_forth),
    ("redirect without a Location", without_location),
    ("redirect to what is no URL", no_url),
    ("redirect to a file", to_a_file),
    ("301 of a POST", post_301),
    ("303 of a POST", post_303),
    ("307 of a POST at home", post_307),
    ("300 Multiple Choices", choices),
    ("304 Not Modified", not_modified),
];

/// Where the list is, on the loopback server.
const LIST: &str = "/koibox/api/clientes/";

fn redirected(over: Over, status: u16, to: &str) -> (Loopback, Came<koibox::ListCustomers>, Seen) {
    let server = Loopback::start().unwrap();
    server.fault_always(Vendor::Koibox, Fault::RedirectTo(status, to.to_owned()));
    let came = over.koibox(server.url(Vendor::Koibox)).reply(&list());
    let seen = seen::<koibox::ListCustomers>(&came, server.requests().len());
    (server, came, seen)
}

/// To the witness, which must not see anybody.
fn astray(over: Over, status: u16, url: impl Fn(&Raw) -> String) -> Seen {
    let witness = Raw::witness();
    let (server, came, seen) = redirected(over, status, &url(&witness));
    let RedirectError::OtherHost(host) = redirect(&came) else {
        panic!("{came:?}")
    };
    assert!(
        host.contains(&witness.address().to_string()) || host == "localhost",
        "{host}"
    );
    assert_eq!(server.requests().len(), 1);
    witness.assert_unseen();
    seen
}

fn other_host(over: Over) -> Seen {
    astray(over, 302, |witness| {
        format!("http://localhost:{}/steal", witness.address().port())
    })
}

fn other_port_of_a_post(over: Over) -> Seen {
    let (witness, server) = (Raw::witness(), Loopback::start().unwrap());
    server.fault_always(Vendor::Koibox, Fault::RedirectTo(307, witness.url()));
    let came = over.koibox(server.url(Vendor::Koibox)).reply(&create());
    assert!(matches!(redirect(&came), RedirectError::OtherHost(_)));
    witness.assert_unseen();
    seen::<koibox::CreateCustomer>(&came, server.requests().len())
}

fn without_scheme(over: Over) -> Seen {
    astray(over, 301, |witness| format!("//{}/steal", witness.address()))
}

fn after_one(over: Over) -> Seen {
    let (witness, server) = (Raw::witness(), Loopback::start().unwrap());
    server.fault(Vendor::Koibox, Fault::RedirectTo(302, "/koibox/elsewhere".into()));
    server.fault("/koibox/elsewhere", Fault::RedirectTo(302, witness.url()));
    let came = over.koibox(server.url(Vendor::Koibox)).reply(&list());
    assert!(matches!(redirect(&came), RedirectError::OtherHost(_)));
    witness.assert_unseen();
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn userinfo(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    let to = format!("http://ana@{}{LIST}", server.address());
    server.fault_always(Vendor::Koibox, Fault::RedirectTo(302, to));
    let came = over.koibox(server.url(Vendor::Koibox)).reply(&list());
    assert_eq!(redirect(&came), &RedirectError::Nowhere(302));
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn to_https(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    let to = format!("https://{}{LIST}", server.address());
    server.fault_always(Vendor::Koibox, Fault::RedirectTo(301, to));
    let came = over.koibox(server.url(Vendor::Koibox)).reply(&list());
    let RedirectError::OtherHost(host) = redirect(&came) else {
        panic!("{came:?}")
    };
    assert_eq!(*host, format!("https://{}", server.address()));
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

/// Over HTTPS, as far as the client knows.
fn tunnelled(over: Over, to: &str, times: usize) -> (Raw, Came<koibox::ListCustomers>, Seen) {
    let away = answer("302 Found", &format!("Location: {to}\r\n"), "");
    let mut scripts = vec![away; times];
    scripts.push(answer("200 OK", "", r#"{"count": 0, "results": []}"#));
    let server = Raw::start(scripts);
    let to = server.address();
    let client = over.client_over(
        Tunnel {
            transport: Ureq::new(),
            to,
        },
        Tunnel {
            transport: Reqwest::new().unwrap(),
            to,
        },
        koibox::Server::Custom(tunnel::URL.to_owned()),
        koibox::Auth::key(koibox_server::KEY),
    );
    let came = client.reply(&list());
    let seen = seen::<koibox::ListCustomers>(&came, server.requests().len());
    (server, came, seen)
}

fn to_http(over: Over) -> Seen {
    let (server, came, seen) = tunnelled(over, "http://api.test/api/clientes/", 1);
    assert_eq!(redirect(&came), &RedirectError::OtherHost("http://api.test:80".into()));
    assert_eq!(server.requests().len(), 1);
    seen
}

fn at_home_over_https(over: Over) -> Seen {
    let (server, came, seen) = tunnelled(over, "https://API.test:443/v2/clientes", 1);
    assert!(came.is_ok() && server.requests()[1].starts_with("GET /v2/clientes HTTP/1.1\r\n"));
    assert!(server.requests()[1].contains(koibox_server::KEY));
    seen
}

fn at_home(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault(Vendor::Koibox, Fault::RedirectTo(308, format!("{LIST}?limit=3")));
    let came = over.koibox(server.url(Vendor::Koibox)).reply(&list());
    let reply = came.as_ref().unwrap();
    assert_eq!((reply.value.items.len(), reply.attempts), (3, 1));
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn for_ever(over: Over) -> Seen {
    let (server, came, seen) = redirected(over, 302, "");
    assert_eq!(redirect(&came), &RedirectError::TooMany(5));
    assert_eq!(server.requests().len(), 6);
    seen
}

fn back_and_forth(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault_always(LIST, Fault::RedirectTo(302, "/koibox/b".into()));
    server.fault_always("/koibox/b", Fault::RedirectTo(302, LIST.into()));
    let client = over
        .koibox(server.url(Vendor::Koibox))
        .with(|options| options.max_redirects = 2);
    let came = client.reply(&list());
    assert_eq!(redirect(&came), &RedirectError::TooMany(2));
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn nowhere(over: Over, fault: Fault, status: u16) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault_always(Vendor::Koibox, fault);
    let came = over.koibox(server.url(Vendor::Koibox)).reply(&list());
    assert_eq!(redirect(&came), &RedirectError::Nowhere(status));
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn without_location(over: Over) -> Seen {
    nowhere(over, Fault::status(302), 302)
}

fn no_url(over: Over) -> Seen {
    nowhere(over, Fault::RedirectTo(302, "http://[half/of an address".into()), 302)
}

fn to_a_file(over: Over) -> Seen {
    nowhere(over, Fault::RedirectTo(307, "file:///etc/passwd".into()), 307)
}

fn post(over: Over, status: u16) -> (Loopback, Came<koibox::CreateCustomer>, Seen) {
    let server = Loopback::start().unwrap();
    server.fault(Vendor::Koibox, Fault::RedirectTo(status, LIST.into()));
    let came = over.koibox(server.url(Vendor::Koibox)).reply(&create());
    let seen = seen::<koibox::CreateCustomer>(&came, server.requests().len());
    (server, came, seen)
}

fn post_301(over: Over) -> Seen {
    let (server, came, seen) = post(over, 301);
    assert_eq!(
        (redirect(&came), server.requests().len()),
        (&RedirectError::Changed(301), 1)
    );
    seen
}

fn post_303(over: Over) -> Seen {
    let (_, came, seen) = post(over, 303);
    assert_eq!(redirect(&came), &RedirectError::Changed(303));
    seen
}

fn post_307(over: Over) -> Seen {
    let (server, came, seen) = post(over, 307);
    assert_eq!(came.unwrap().status, 201);
    assert_eq!(server.requests()[0].body, server.requests()[1].body);
    seen
}

/// Neither is a redirect that can be followed: the vendor refused.
fn choices(over: Over) -> Seen {
    let (_, came, seen) = redirected(over, 300, LIST);
    assert_eq!(crate::seen::vendor(&came).status, 300);
    seen
}

fn not_modified(over: Over) -> Seen {
    let (_, came, seen) = redirected(over, 304, LIST);
    assert_eq!(crate::seen::vendor(&came).status, 304);
    seen
}
