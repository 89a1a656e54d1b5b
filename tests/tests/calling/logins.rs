//! Sessions: opened by the first call, carried by the others, renewed once, shared.

use crate::listing;
use crate::stage::{Client, Stage};
use bindery::ErrorKind;
use bindery_loopback::{Fault, Recorded, Vendor};
use bindery_vendors::{akinon, valomnia};
use std::time::Duration;

const CUSTOMERS: &str = "/valomnia/api/v1.0/customers";

fn page() -> valomnia::ListCustomers {
    listing::valomnia(valomnia::ListCustomersFilter::default().limit(2))
}

/// Whether each request is a login.
fn logins(requests: &[Recorded]) -> Vec<bool> {
    requests.iter().map(|request| request.method == "POST").collect()
}

/// A client that does not wait long.
fn hasty<A: bindery::Api>(client: &Client<A>) -> Client<A> {
    client.with(|options| options.retry.base = Duration::from_millis(1))
}

pub fn a_session_is_carried_by_a_cookie(stage: &Stage) {
    let client: Client<valomnia::Api> = stage.client();
    for _ in 0..3 {
        assert_eq!(client.call(&page()).unwrap().items.len(), 2);
    }
    let requests = stage.sent();
    assert_eq!(logins(&requests), [true, false, false, false]);
    let login = &requests[0];
    assert_eq!(login.path, "/valomnia/j_spring_security_check");
    assert_eq!(login.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(login.header("cookie"), None);
    assert_eq!(
        String::from_utf8_lossy(&login.body),
        "j_username=rep%40example.com&j_password=p%26ss%3Dw%C3%B6rd%20%2B1&ajax=true"
    );
    for request in &requests[1..] {
        assert_eq!(request.cookie("JSESSIONID"), Some("SESSION00000001"));
        assert_eq!(request.header("cookie"), Some("JSESSIONID=SESSION00000001"));
        let all = format!("{request:?}{}", String::from_utf8_lossy(&request.body));
        for hidden in ["p&ss", "p%26ss", "rep@", "rep%40"] {
            assert!(!all.contains(hidden), "{hidden} in {all}");
        }
    }
}

pub fn a_key_is_carried_by_a_header(stage: &Stage) {
    use bindery_loopback::akinon::{PASSWORD, USERNAME};
    let client = stage.client_as(akinon::Auth::login(USERNAME, PASSWORD));
    assert_eq!(client.call(&akinon::GetCustomer { id: 1 }).unwrap().pk, 1);
    assert_eq!(client.all(akinon::ListCustomers::default()).len(), 251);
    let requests = stage.sent();
    assert_eq!(requests.len(), 1 + 1 + 13);
    let login = &requests[0];
    assert_eq!(
        (login.method.as_str(), login.path.as_str()),
        ("POST", "/akinon/api/i1/auth/login/")
    );
    assert_eq!(login.header("content-type"), Some("application/json"));
    assert_eq!(login.header("authorization"), None);
    assert_eq!(
        String::from_utf8_lossy(&login.body),
        r#"{"username":"partner@example.com","password":"pass\"wörd\\1"}"#
    );
    for request in &requests[1..] {
        assert_eq!(request.header("authorization"), Some("Token SESSION00000001"));
    }
}

pub fn a_session_that_expired_is_renewed_once(stage: &Stage) {
    let client: Client<valomnia::Api> = stage.client();
    let mut pages = client.pages(page());
    assert_eq!(pages.next().unwrap().unwrap().items[0].id, 1);
    stage.server.expire_sessions(Vendor::Valomnia);
    stage.sent();
    // Between two pages.
    assert_eq!(pages.next().unwrap().unwrap().items[0].id, 3);
    let requests = stage.sent();
    assert_eq!(logins(&requests), [false, true, false]);
    let cookies: Vec<_> = requests.iter().map(|request| request.cookie("JSESSIONID")).collect();
    assert_eq!(cookies, [Some("SESSION00000001"), None, Some("SESSION00000002")]);
    assert_eq!(requests[0].query, requests[2].query);
    // The new one stays.
    assert_eq!(pages.next().unwrap().unwrap().items[0].id, 5);
    assert_eq!(client.reply(&page()).unwrap().attempts, 1);
    assert_eq!((stage.sent().len(), stage.server.logins(Vendor::Valomnia)), (2, 2));

    // The other vendor, whose key is in a header; a POST is sent again, too: it was not carried out.
    use bindery_loopback::akinon::{PASSWORD, USERNAME};
    let client = stage.client_as(akinon::Auth::login(USERNAME, PASSWORD));
    client.call(&akinon::GetCustomer { id: 1 }).unwrap();
    stage.server.expire_sessions(Vendor::Akinon);
    let body = akinon::NewCustomer::new("nueva@akinon.example", true, "CH9");
    let reply = client.reply(&akinon::CreateCustomer { body }).unwrap();
    assert_eq!((reply.value.pk, reply.attempts), (252, 2));
    assert_eq!(stage.server.customers(Vendor::Akinon).len(), 252);
    assert_eq!(stage.server.logins(Vendor::Akinon), 2);
}

pub fn a_session_that_cannot_be_renewed(stage: &Stage) {
    let client: Client<valomnia::Api> = stage.client();
    client.call(&page()).unwrap();
    stage.sent();
    // Whoever calls, and however new the session is.
    let refusal = br#"{"error": "unauthorized", "error_description": "No."}"#;
    stage
        .server
        .fault_always(CUSTOMERS, Fault::Status(401, Vec::new(), refusal.to_vec()));
    let error = client.refuse(&page());
    assert_eq!(
        (error.status(), error.vendor().unwrap().endpoint),
        (Some(401), "list_customers")
    );
    assert_eq!(logins(&stage.sent()), [false, true, false]);
    // A client without a session logs in first, and does not do so again.
    let error = stage.client::<valomnia::Api>().refuse(&page());
    assert_eq!(error.vendor().unwrap().kind(), ErrorKind::Auth);
    assert_eq!(logins(&stage.sent()), [true, false]);
}

pub fn a_wrong_password(stage: &Stage) {
    let client = stage.client_as(valomnia::Auth::session("rep@example.com", "wrong"));
    let error = client.refuse(&page());
    let refusal = error.vendor().unwrap();
    assert_eq!((refusal.endpoint, refusal.status), ("login", 401));
    assert_eq!(
        (refusal.kind(), refusal.code.as_deref()),
        (ErrorKind::Auth, Some("unauthorized"))
    );
    let unknown = valomnia::ApiError::Unknown {
        status: 401,
        code: Some("unauthorized".to_owned()),
    };
    assert_eq!(refusal.error, unknown);
    assert_eq!(
        error.to_string(),
        "login: 401 unknown (unauthorized): Sorry, we were not able to find a user with that username and password."
    );
    assert_eq!(logins(&stage.sent()), [true]);

    let client = stage.client_as(akinon::Auth::login("partner@example.com", "wrong"));
    let error = client.refuse(&akinon::GetCustomer { id: 1 });
    let refusal = error.vendor().unwrap();
    assert_eq!((refusal.endpoint, refusal.status), ("login", 400));
    assert_eq!(refusal.error, akinon::ApiError::BadRequest);
    assert_eq!(
        refusal.message.as_deref(),
        Some("Unable to log in with provided credentials.")
    );
    assert_eq!(logins(&stage.sent()), [true]);

    // A login is tried again where it may pass: it carries nothing out. Not after it was refused.
    stage.server.fault("/akinon/api/i1", Fault::status(503));
    assert_eq!(
        hasty(&client).refuse(&akinon::GetCustomer { id: 1 }).status(),
        Some(503)
    );
    assert_eq!(stage.server.logins(Vendor::Akinon), 0);
}

pub fn clones_share_a_session(stage: &Stage) {
    let client: Client<valomnia::Api> = stage.client();
    let other = client.clone();
    client.call(&page()).unwrap();
    other.call(&page()).unwrap();
    client.unchecked().call(&page()).unwrap();
    assert_eq!(other.all(valomnia::ListCustomers::default()).len(), 254);
    assert_eq!(stage.server.logins(Vendor::Valomnia), 1);
    // A renewal by one serves all.
    stage.server.expire_sessions(Vendor::Valomnia);
    other.call(&page()).unwrap();
    client.call(&page()).unwrap();
    assert_eq!(stage.server.logins(Vendor::Valomnia), 2);
    // Another client has a session of its own.
    stage.client::<valomnia::Api>().call(&page()).unwrap();
    assert_eq!(stage.server.logins(Vendor::Valomnia), 3);
}

pub fn many_calls_at_once(stage: &Stage) {
    const CALLS: usize = 12;
    let client: Client<valomnia::Api> = stage.client();
    let offsets: Vec<_> = (0..CALLS)
        .map(|place| {
            let offset = i64::try_from(place).unwrap() * 10;
            listing::valomnia(valomnia::ListCustomersFilter::default().limit(1).offset(offset))
        })
        .collect();
    // Calls that begin without a session may each log in; all succeed, and none gets the answer of another.
    let mut most = 0;
    for _ in 0..2 {
        let firsts: Vec<i64> = client
            .at_once(&offsets)
            .into_iter()
            .map(|page| page.unwrap().items[0].id)
            .collect();
        assert_eq!(
            firsts,
            (0..CALLS as i64).map(|place| place * 10 + 1).collect::<Vec<_>>()
        );
        most += CALLS;
        let logins = stage.server.logins(Vendor::Valomnia);
        assert!((1..=most).contains(&logins), "{logins}");
        // From then on, nobody does.
        client.at_once(&offsets);
        assert_eq!(stage.server.logins(Vendor::Valomnia), logins);
        stage.server.expire_sessions(Vendor::Valomnia);
    }
    // Bodies are not mixed up either.
    let client: Client<akinon::Api> = stage.client();
    let gets: Vec<_> = (1..=20).map(|id| akinon::GetCustomer { id }).collect();
    let ids: Vec<i64> = client.at_once(&gets).into_iter().map(|it| it.unwrap().pk).collect();
    assert_eq!(ids, (1..=20).collect::<Vec<_>>());
}
