//! AceptaBits: the envelope, its codes, who is let in, what a deletion changes.

use crate::client::{Caller, int, send, text};
use bindery::{Json, json};
use bindery_loopback::{Loopback, Vendor};
use bindery_vendors::aceptabits;

fn code(body: &Json, part: &str) -> String {
    body.get(part)
        .and_then(|part| text(part, "code"))
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn aceptabits_pages() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Aceptabits);
    let reply = caller.get("/get-customers?page=3&limit=500");
    assert!(reply.text().is_ascii());
    let body = reply.json();
    assert_eq!(
        (body.get("status"), code(&body, "success")),
        (Some(&Json::from(true)), "0051".to_owned())
    );
    let data = body.get("data").unwrap();
    let items: Vec<aceptabits::Customer> = json::from_value(data.get("data").unwrap()).unwrap();
    let numbers = ["current_page", "last_page", "per_page", "from", "to", "total"].map(|name| int(data, name).unwrap());
    assert_eq!((items.len(), numbers), (57, [3, 3, 100, 201, 257, 257]));
    let none = caller.get("/get-customers?page=9&limit=100").json();
    let data = none.get("data").unwrap();
    assert_eq!(
        (data.get("data"), data.get("from")),
        (Some(&Json::from(vec![])), Some(&Json::Null))
    );
}

#[test]
fn aceptabits_lets_in_and_refuses() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Aceptabits);
    for (query, status, expected) in [
        ("/get-customers?limit=10", 400, "1575"),
        ("/get-customers?page=0&limit=10", 400, "1575"),
        ("/get-customers?page=one&limit=10", 400, "1575"),
        ("/get-customers?page=1", 400, "1576"),
        ("/get-customers?page=1&limit=ten", 400, "1576"),
        ("/get-customers?page=1&limit=10&shop=1", 400, "1275"),
        ("/show-customer", 400, "1374"),
        ("/show-customer?code=pgbcus1", 400, "1375"),
    ] {
        let reply = caller.get(query);
        assert_eq!(
            (reply.status, code(&reply.json(), "error").as_str()),
            (status, expected),
            "{query}"
        );
        assert_eq!(reply.json().get("status"), Some(&Json::from(false)));
    }
    for (method, none, wrong) in [
        ("GET get-customers", "0000", "1273"),
        ("GET show-customer", "0003", "1373"),
        ("POST delete-customer", "1463", "1466"),
    ] {
        let (method, name) = method.split_once(' ').unwrap();
        let path = format!("/aceptabits/api/thirdparty/v1/{name}?page=1&limit=1");
        let reply = send(&server, method, &path, &[], "");
        assert_eq!((reply.status, code(&reply.json(), "error").as_str()), (401, none));
        let reply = send(&server, method, &path, &[("Authorization", "Bearer wrong")], "");
        assert_eq!((reply.status, code(&reply.json(), "error").as_str()), (401, wrong));
    }
}

#[test]
fn aceptabits_shows_and_deletes() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Aceptabits);
    let all = server.customers(Vendor::Aceptabits);
    let of = |editable: &str| {
        let found = all
            .iter()
            .find(|row| text(row, "isEditable") == Some(editable))
            .unwrap();
        text(found, "code").unwrap().to_owned()
    };
    let (fixed, editable) = (of("0"), of("-1"));
    let shown = caller.get(&format!("/show-customer?code={editable}")).json();
    let customer: aceptabits::Customer = json::from_value(shown.get("data").unwrap()).unwrap();
    assert_eq!(
        (code(&shown, "success").as_str(), customer.code.as_str()),
        ("0062", editable.as_str())
    );

    let delete = |body: String| {
        let body = caller.send("POST", "/delete-customer", &body).json();
        code(
            &body,
            if body.get("status") == Some(&Json::from(true)) {
                "success"
            } else {
                "error"
            },
        )
    };
    let named = |code: &str| format!(r#"{{"code": "{code}"}}"#);
    let codes = [
        delete("{}".into()),
        delete(named("pgbcus1")),
        delete(named(&fixed)),
        delete(named(&editable)),
        delete(named(&editable)),
    ];
    assert_eq!(codes, ["1464", "1465", "1615", "0079", "1465"]);
    assert_eq!(server.customers(Vendor::Aceptabits).len(), 256);
}
