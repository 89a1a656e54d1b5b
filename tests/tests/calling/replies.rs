//! What comes along with a value or an error: status, headers, body, attempts, the request's id.

use crate::listing::koibox;
use crate::stage::{Client, Stage};
use bindery::{CallError, Json, json};
use bindery_loopback::{Fault, Vendor};
use bindery_vendors::{akinon, koibox};
use std::time::Duration;

pub fn status_headers_and_body_come_along(stage: &Stage) {
    let client: Client<akinon::Api> = stage.client();
    let body = akinon::NewCustomer::new("nueva@akinon.example", true, "CH9");
    let reply = client.reply(&akinon::CreateCustomer { body }).unwrap();
    assert_eq!((reply.status.as_u16(), reply.attempts), (201, 1));
    assert_eq!(reply.headers["content-type"], "application/json");
    assert_eq!(reply.headers["content-length"], reply.body.len().to_string().as_str());
    let body: Json = json::from_slice(&reply.body).unwrap();
    assert_eq!(json::from_value::<akinon::Customer>(&body).unwrap(), reply.value);

    let reply = client.reply(&akinon::DeleteCustomer { id: 7 }).unwrap();
    assert_eq!((reply.status.as_u16(), reply.body.len()), (204, 0));

    // Also of a page.
    let client: Client<koibox::Api> = stage.client();
    let reply = client.reply(&koibox::ListCustomers::default()).unwrap();
    let body: Json = json::from_slice(&reply.body).unwrap();
    let rows = stage.server.customers(Vendor::Koibox);
    assert_eq!(body.get("results").and_then(Json::as_array), Some(&rows[..20]));
    assert_eq!((reply.value.items.len(), reply.status.as_u16()), (20, 200));
}

pub fn attempts_are_counted(stage: &Stage) {
    let client: Client<koibox::Api> = stage.client();
    let client = client.with(|options| options.retry.base = Duration::from_millis(2));
    stage.server.fault_times(Vendor::Koibox, 2, Fault::status(503));
    let reply = client.reply(&koibox::ListCustomers::default()).unwrap();
    assert_eq!(
        (reply.attempts, reply.value.items.len(), stage.sent().len()),
        (3, 20, 3)
    );
    stage
        .server
        .fault(Vendor::Koibox, Fault::RetryAfter(429, "0".to_owned()));
    assert_eq!(client.reply(&koibox::ListCustomers::default()).unwrap().attempts, 2);
    stage.sent();

    // Three are the most; each sent the same.
    stage.server.fault_times(Vendor::Koibox, 3, Fault::Html(502));
    let filter = koibox::ListCustomersFilter::default().limit(5);
    let error = client.refuse(&koibox(filter));
    assert_eq!(error.status(), Some(502));
    let requests = stage.sent();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        assert_eq!(
            (request.query.as_str(), &request.headers),
            ("limit=5", &requests[0].headers)
        );
    }

    // What creates is sent once, unless the caller allows more.
    let create = koibox::CreateCustomer {
        body: koibox::NewCustomer::new("Eva"),
    };
    stage.server.fault(Vendor::Koibox, Fault::status(503));
    let error = client.refuse(&create);
    assert_eq!(
        (error.status(), error.is_retryable(), stage.sent().len()),
        (Some(503), true, 1)
    );
    stage.server.fault(Vendor::Koibox, Fault::status(503));
    let reply = client
        .with(|options| options.retry.non_idempotent = true)
        .reply(&create)
        .unwrap();
    assert_eq!((reply.attempts, reply.value.nombre.as_str()), (2, "Eva"));
    let requests = stage.sent();
    assert_eq!(requests[0].body, requests[1].body);
}

pub fn the_request_id_is_in_errors(stage: &Stage) {
    let client = stage.client::<koibox::Api>().with(|options| options.retry.attempts = 1);
    let fails = |status: u16, header: &str, body: &str| {
        let headers = vec![(header.to_owned(), "req-7f3a".to_owned())];
        let fault = Fault::Status(status, headers, body.as_bytes().to_vec());
        stage.server.fault(Vendor::Koibox, fault);
        client.refuse(&koibox::ListCustomers::default())
    };
    let error = fails(500, "X-Request-Id", r#"{"detail": "It broke."}"#);
    assert_eq!(error.vendor().unwrap().request_id(), Some("req-7f3a"));
    assert_eq!(
        error.to_string(),
        "list_customers: 500 unknown: It broke. [request id req-7f3a]"
    );
    // Of an answer that does not fit, too; which member, is named.
    let error = fails(200, "x-request-id", r#"{"count": 1, "results": [{"id": "x"}]}"#);
    let CallError::Unfit(unfit) = &error else {
        panic!("{error}")
    };
    assert_eq!(
        (unfit.request_id(), unfit.error.path().as_str()),
        (Some("req-7f3a"), "results[0].id")
    );
    assert!(error.to_string().ends_with("[request id req-7f3a]"), "{error}");
    assert_eq!(error.status(), Some(200));
}
