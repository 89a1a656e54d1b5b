//! Refusals by their names in the vendors' catalogues: keys, codes, failures within a success, fields.

use crate::listing;
use crate::stage::{Client, Nobody, Stage};
use bindery::endpoint::{Headers, VendorError};
use bindery::{CallError, ErrorKind};
use bindery_loopback::{Fault, Vendor};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use std::fmt::Debug;
use std::marker::PhantomData;

/// A refusal: status, name, class.
fn said<E: bindery::Catalogue + Debug>(error: &CallError<E>) -> (u16, E, ErrorKind) {
    let VendorError { status, error, .. } = refusal(error);
    (*status, error.clone(), error.kind())
}

fn refusal<E: bindery::Catalogue + Debug>(error: &CallError<E>) -> &VendorError<E> {
    error.vendor().unwrap_or_else(|| panic!("{error}"))
}

fn code<E: bindery::Catalogue + Debug>(error: &CallError<E>) -> &str {
    refusal(error).code.as_deref().unwrap_or_default()
}

fn show(code: &str) -> aceptabits::ShowCustomer {
    let filter = aceptabits::ShowCustomerFilter::default().code(code);
    aceptabits::ShowCustomer { filter }
}

fn delete(code: &str) -> aceptabits::DeleteCustomer {
    let body = aceptabits::CustomerRef::new(code.to_owned());
    aceptabits::DeleteCustomer { body }
}

pub fn nobody_calls(stage: &Stage) {
    let client = stage.client_as(Nobody::<koibox::Api>(PhantomData));
    let error = client.refuse(&koibox::ListCustomers::default());
    assert_eq!(said(&error), (401, koibox::ApiError::KeyMissing, ErrorKind::Auth));
    assert_eq!(refusal(&error).headers.get("WWW-Authenticate"), Some("X-Koibox-Key"));
    assert_eq!(
        error.to_string(),
        "list_customers: 401 key_missing: Access key was not provided in the X-Koibox-Key header"
    );
    assert_eq!(stage.sent()[0].header("x-koibox-key"), None);

    let client = stage.client_as(Nobody::<akinon::Api>(PhantomData));
    let error = client.refuse(&akinon::GetCustomer { id: 1 });
    assert_eq!(said(&error), (401, akinon::ApiError::Unauthorized, ErrorKind::Auth));
    assert_eq!(refusal(&error).headers.get("www-authenticate"), Some("Token"));

    let client = stage.client_as(Nobody::<aceptabits::Api>(PhantomData));
    let wanted = (401, aceptabits::ApiError::TokenInvalid, ErrorKind::Auth);
    for (error, number) in [
        (client.refuse(&listing::aceptabits(1, 10)), "0000"),
        (client.refuse(&show("pgbcus1")), "0003"),
        (client.refuse(&delete("pgbcus1")), "1463"),
    ] {
        assert_eq!((said(&error), code(&error)), (wanted.clone(), number));
    }

    let client = stage.client_as(Nobody::<valomnia::Api>(PhantomData));
    let error = client.refuse(&valomnia::ListCustomers::default());
    assert_eq!(
        (refusal(&error).kind(), code(&error)),
        (ErrorKind::Auth, "unauthorized")
    );
    // Once each: none of these passes by itself.
    assert_eq!(stage.sent().len(), 1 + 3 + 1);
}

pub fn a_wrong_key(stage: &Stage) {
    let client = stage.client_as(koibox::Auth::key("wrong"));
    let error = client.refuse(&koibox::ListCustomers::default());
    assert_eq!(said(&error), (403, koibox::ApiError::KeyInvalid, ErrorKind::Auth));
    assert_eq!(refusal(&error).headers.get("www-authenticate"), None);

    let client = stage.client_as(akinon::Auth::key("wrong"));
    let error = client.refuse(&akinon::ListCustomers::default());
    assert_eq!(said(&error), (401, akinon::ApiError::Unauthorized, ErrorKind::Auth));
    assert_eq!(refusal(&error).message.as_deref(), Some("Invalid token."));

    let client = stage.client_as(aceptabits::Auth::token("wrong"));
    let wanted = (401, aceptabits::ApiError::TokenInvalid, ErrorKind::Auth);
    for (error, number) in [
        (client.refuse(&listing::aceptabits(1, 10)), "1273"),
        (client.refuse(&show("pgbcus1")), "1373"),
        (client.refuse(&delete("pgbcus1")), "1466"),
    ] {
        assert_eq!((said(&error), code(&error)), (wanted.clone(), number));
    }
    assert_eq!(stage.sent().len(), 5);
}

/// The next answer of AceptaBits, with status 200.
fn answers(stage: &Stage, body: &str) {
    stage.server.fault(Vendor::Aceptabits, Fault::Json(body.to_owned()));
}

pub fn codes_are_those_of_their_endpoint(stage: &Stage) {
    use aceptabits::ApiError::{self, NotFound, TokenInvalid};
    let client: Client<aceptabits::Api> = stage.client();
    let unknown = |code: &str| ApiError::Unknown {
        status: 200,
        code: Some(code.to_owned()),
    };
    let failed = |code: &str| answers(stage, &format!(r#"{{"status": false, "error": {{"code": "{code}"}}}}"#));
    for (code, list, shown, deleted) in [
        ("0000", TokenInvalid, TokenInvalid, unknown("0000")),
        ("1273", TokenInvalid, unknown("1273"), unknown("1273")),
        ("1375", unknown("1375"), NotFound, unknown("1375")),
        ("1465", unknown("1465"), unknown("1465"), NotFound),
    ] {
        failed(code);
        let error = client.refuse(&listing::aceptabits(1, 10));
        assert_eq!(
            (said(&error).1, refusal(&error).endpoint),
            (list, "get_customers"),
            "{code}"
        );
        failed(code);
        assert_eq!(said(&client.refuse(&show("pgbcus1"))).1, shown, "{code}");
        failed(code);
        assert_eq!(said(&client.refuse(&delete("pgbcus1"))).1, deleted, "{code}");
    }
    // An auth error, though its status says nothing of it.
    failed("0000");
    let error = client.refuse(&listing::aceptabits(1, 10));
    assert_eq!(said(&error), (200, TokenInvalid, ErrorKind::Auth));

    // The code of a success of another call is none here.
    answers(stage, r#"{"status": true, "success": {"code": "0062"}}"#);
    let error = client.refuse(&delete("pgbcus1"));
    assert_eq!((said(&error).1, code(&error)), (unknown("0062"), "0062"));
    answers(stage, r#"{"status": true, "success": {"code": "0079"}}"#);
    client.call(&delete("pgbcus1")).unwrap();
}

pub fn failure_within_a_success(stage: &Stage) {
    let client: Client<aceptabits::Api> = stage.client();
    let mut items = client.items(listing::aceptabits(1, 100));
    for _ in 0..100 {
        items.next().unwrap().unwrap();
    }
    // The second page fails with status 200; what came before was handed out, and nothing comes after it.
    answers(
        stage,
        r#"{"status": false, "error": {"code": "1275"}, "data": {"data": []}}"#,
    );
    let error = items.next().unwrap().unwrap_err();
    assert_eq!(said(&error), (200, aceptabits::ApiError::ListFailed, ErrorKind::Server));
    assert_eq!(
        error.to_string(),
        "get_customers: 200 list_failed (1275): The list could not be read; try again or ask support."
    );
    assert!(items.next().is_none());
    assert_eq!(stage.sent().len(), 2);
    // Without a code, too.
    answers(stage, r#"{"status": false}"#);
    let error = client.refuse(&show("pgbcus1"));
    assert_eq!((refusal(&error).status, refusal(&error).code.as_deref()), (200, None));
}

pub fn names_of_fields_come_along(stage: &Stage) {
    let fields = |error: &VendorError<akinon::ApiError>| -> Vec<(String, String)> {
        let fields = error.fields.iter();
        fields.map(|it| (it.name.clone(), it.message.clone())).collect()
    };
    let client: Client<akinon::Api> = stage.client();
    let mut body = akinon::NewCustomer::new("none", true, "");
    body.first_name = Some("x".repeat(256));
    let error = client.unchecked().refuse(&akinon::CreateCustomer { body });
    assert_eq!(said(&error), (400, akinon::ApiError::BadRequest, ErrorKind::Validation));
    let pair = |name: &str, message: &str| (name.to_owned(), message.to_owned());
    assert_eq!(
        fields(refusal(&error)),
        [
            pair("channel_code", "This field may not be blank."),
            pair("email", "Enter a valid email address."),
            pair("first_name", "Ensure this field has no more than 255 characters."),
        ]
    );
    assert_eq!(
        refusal(&error).body.text(),
        std::str::from_utf8(refusal(&error).body.as_bytes()).unwrap()
    );
    assert!(refusal(&error).body.is_complete());
}
