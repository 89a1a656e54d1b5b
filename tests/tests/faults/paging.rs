//! Listings that lead astray, repeat themselves, or do not end.
//!
//! Input: pages whose links and counts lie. Output: the items that came, and why there are no more.

use crate::client::{Over, list};
use crate::raw::Raw;
use crate::run::Fault as Entry;
use crate::seen::{Seen, listed, paging};
use bindery::client::{CallError, PagingError};
use bindery_loopback::{Fault, Loopback, Vendor};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};

pub const FAULTS: &[Entry] = &[
    ("next link to another host", other_host),
    ("next link to another port", other_port),
    ("next link to another host, without a scheme", without_scheme),
    ("next link to another host, of Grails", other_host_of_grails),
    ("next link from http to https", to_https),
    ("next link that is garbage", garbage),
    ("next link that is a script", script),
    ("next link with a line break", line_break),
    ("next link that is a number", number),
    ("next link that is an object", object),
    ("next link that is empty", empty),
    ("next link to the page itself", itself),
    ("next link back and forth", back_and_forth),
    ("next link to a page that is not there", gone),
    ("next link to HTML", html),
    ("pages without end", endless),
    ("pages without end, by numbers", endless_by_numbers),
    ("pages without end, by links to numbers", endless_by_links),
    ("a page that repeats, by links", repeating),
    ("a page that repeats, by numbers", repeating_by_numbers),
    ("a page that repeats, by offsets", repeating_by_offsets),
    ("a third page that fails", third_page),
    ("a wrong value on the second page", second_page),
];

type Listed = (Vec<koibox::Customer>, Option<CallError<koibox::ApiError>>);

/// Koibox, with a fault in every answer.
fn koibox(over: Over, fault: impl Fn(&Loopback) -> Fault) -> (Loopback, Listed, Seen) {
    let server = Loopback::start().unwrap();
    server.fault_always(Vendor::Koibox, fault(&server));
    let client = over
        .koibox(server.url(Vendor::Koibox))
        .with(|options| options.max_pages = 7);
    let came = client.items(list());
    let seen = listed(&came, server.requests().len());
    (server, came, seen)
}

/// The first page, and then nothing.
fn first_page_only(over: Over, next: impl Fn(&Loopback) -> String, expected: &PagingError) -> Seen {
    let (server, came, seen) = koibox(over, |server| Fault::NextLink(next(server)));
    assert_eq!((paging(&came), came.0.len()), (expected, 10));
    assert_eq!(server.requests().len(), 1);
    seen
}

/// To the witness, which must not see anybody.
fn astray(over: Over, url: impl Fn(&Raw) -> String, host: impl Fn(&Raw) -> String) -> Seen {
    let witness = Raw::witness();
    let seen = first_page_only(over, |_| url(&witness), &PagingError::OtherHost(host(&witness)));
    witness.assert_unseen();
    seen
}

fn other_host(over: Over) -> Seen {
    astray(
        over,
        |witness| format!("http://localhost:{}/api/clientes/?offset=10", witness.address().port()),
        |_| "localhost".to_owned(),
    )
}

fn other_port(over: Over) -> Seen {
    astray(
        over,
        |witness| format!("{}/api/clientes/?offset=10", witness.url()),
        Raw::url,
    )
}

fn without_scheme(over: Over) -> Seen {
    astray(over, |witness| format!("//{}/?offset=10", witness.address()), Raw::url)
}

fn other_host_of_grails(over: Over) -> Seen {
    let (witness, server) = (Raw::witness(), Loopback::start().unwrap());
    server.fault_always("/valomnia/api", Fault::NextLink(witness.url()));
    let came = over
        .valomnia(server.url(Vendor::Valomnia))
        .items(valomnia::ListCustomers::default());
    assert_eq!(
        (paging(&came), came.0.len()),
        (&PagingError::OtherHost(witness.url()), 100)
    );
    witness.assert_unseen();
    listed(&came, server.requests().len())
}

fn to_https(over: Over) -> Seen {
    let link = |server: &Loopback| format!("https://{}/koibox/api/clientes/?offset=10", server.address());
    let (server, came, seen) = koibox(over, |server| Fault::NextLink(link(server)));
    let expected = PagingError::OtherHost(format!("https://{}", server.address()));
    assert_eq!((paging(&came), server.requests().len()), (&expected, 1));
    seen
}

fn garbage(over: Over) -> Seen {
    first_page_only(over, |_| "http://[half/of an address".into(), &PagingError::Nowhere)
}

fn script(over: Over) -> Seen {
    first_page_only(over, |_| "javascript:alert(1)".into(), &PagingError::Nowhere)
}

fn line_break(over: Over) -> Seen {
    first_page_only(over, |_| "?offset=10\r\nX-Evil: 1".into(), &PagingError::Nowhere)
}

/// A link that is no text is not the end, unless it says nothing at all.
fn no_text(over: Over, value: &str) -> Seen {
    let (server, came, seen) = koibox(over, |_| Fault::Replace("next".into(), value.into()));
    assert!(server.requests().len() <= 7, "{:?}", came.1);
    seen
}

fn number(over: Over) -> Seen {
    no_text(over, "2")
}

fn object(over: Over) -> Seen {
    no_text(over, r#"{"href": "/api/clientes/?offset=10"}"#)
}

fn empty(over: Over) -> Seen {
    no_text(over, "\"\"")
}

fn itself(over: Over) -> Seen {
    let same = |server: &Loopback| server.url(Vendor::Koibox) + "/api/clientes/?limit=10";
    first_page_only(over, same, &PagingError::Repeated(1))
}

fn back_and_forth(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault(Vendor::Koibox, Fault::NextLink("?limit=10&offset=10".into()));
    server.fault(Vendor::Koibox, Fault::NextLink("?offset=0&limit=10".into()));
    server.fault(Vendor::Koibox, Fault::NextLink("?limit=10&offset=10".into()));
    let came = over.koibox(server.url(Vendor::Koibox)).items(list());
    assert_eq!((paging(&came), came.0.len()), (&PagingError::Repeated(3), 20));
    listed(&came, server.requests().len())
}

fn gone(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault(Vendor::Koibox, Fault::NextLink("/koibox/gone".into()));
    let came = over.koibox(server.url(Vendor::Koibox)).items(list());
    assert_eq!((came.0.len(), came.1.as_ref().unwrap().status()), (10, Some(404)));
    listed(&came, server.requests().len())
}

fn html(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault(Vendor::Koibox, Fault::NextLink("?offset=10".into()));
    server.fault(Vendor::Koibox, Fault::Html(200));
    let came = over.koibox(server.url(Vendor::Koibox)).items(list());
    assert!(came.0.len() == 10 && matches!(came.1, Some(CallError::Unfit(_))));
    listed(&came, server.requests().len())
}

fn endless(over: Over) -> Seen {
    let (server, came, seen) = koibox(over, |_| Fault::EndlessPages);
    assert_eq!((paging(&came), came.0.len()), (&PagingError::Endless(7), 70));
    assert_eq!(server.requests().len(), 7);
    seen
}

fn numbered(
    over: Over,
    fault: Fault,
) -> (
    Vec<aceptabits::Customer>,
    Option<CallError<aceptabits::ApiError>>,
    usize,
) {
    let server = Loopback::start().unwrap();
    server.fault_always(Vendor::Aceptabits, fault);
    let client = over
        .aceptabits(server.url(Vendor::Aceptabits))
        .with(|options| options.max_pages = 7);
    let filter = aceptabits::GetCustomersFilter::default().page(1).limit(10);
    let (items, error) = client.items(aceptabits::GetCustomers { filter });
    (items, error, server.requests().len())
}

fn endless_by_numbers(over: Over) -> Seen {
    let (items, error, requests) = numbered(over, Fault::EndlessPages);
    let came = (items, error);
    assert_eq!(
        (paging(&came), came.0.len(), requests),
        (&PagingError::Endless(7), 70, 7)
    );
    listed(&came, requests)
}

fn endless_by_links(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault_always(Vendor::Akinon, Fault::EndlessPages);
    let client = over
        .akinon(server.url(Vendor::Akinon))
        .with(|options| options.max_pages = 3);
    let came = client.items(akinon::ListCustomers::default());
    assert_eq!((paging(&came), server.requests().len()), (&PagingError::Endless(3), 3));
    listed(&came, server.requests().len())
}

fn repeating(over: Over) -> Seen {
    let (server, came, seen) = koibox(over, |_| Fault::RepeatingPage);
    assert_eq!((paging(&came), came.0.len()), (&PagingError::Repeated(1), 10));
    assert_eq!(server.requests().len(), 1);
    seen
}

fn repeating_by_numbers(over: Over) -> Seen {
    let (items, error, requests) = numbered(over, Fault::RepeatingPage);
    let came = (items, error);
    assert_eq!(
        (paging(&came), came.0.len(), requests),
        (&PagingError::Repeated(2), 10, 2)
    );
    listed(&came, requests)
}

/// The links lead on, and the items are the same: by its bytes no page is another one, so it is the count that ends it.
fn repeating_by_offsets(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    let client = over
        .koibox(server.url(Vendor::Koibox))
        .with(|options| options.max_pages = 7);
    let page = String::from_utf8(client.reply(&list()).unwrap().body).unwrap();
    assert!(page.contains("offset=10"), "{page}");
    for number in 1..9 {
        let page = page.replace("offset=10", &format!("offset={number}0"));
        server.fault(Vendor::Koibox, Fault::Json(page));
    }
    let came = client.items(list());
    assert_eq!((paging(&came), came.0.len()), (&PagingError::Endless(7), 70));
    listed(&came, server.requests().len() - 1)
}

/// What came before is the caller's.
fn third_page(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    for next in ["?limit=10&offset=10", "?limit=10&offset=20"] {
        server.fault(Vendor::Koibox, Fault::NextLink(next.into()));
    }
    server.fault_always(Vendor::Koibox, Fault::status(500));
    let came = over.koibox(server.url(Vendor::Koibox)).items(list());
    assert_eq!((came.0.len(), came.1.as_ref().unwrap().status()), (20, Some(500)));
    listed(&came, server.requests().len())
}

fn second_page(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault(Vendor::Koibox, Fault::NextLink("?limit=10&offset=10".into()));
    server.fault(Vendor::Koibox, Fault::Replace("results.3.id".into(), "null".into()));
    let came = over.koibox(server.url(Vendor::Koibox)).items(list());
    let Some(CallError::Unfit(unfit)) = &came.1 else {
        panic!("{:?}", came.1)
    };
    assert_eq!((unfit.error.path().as_str(), came.0.len()), ("results[3].id", 10));
    listed(&came, server.requests().len())
}
