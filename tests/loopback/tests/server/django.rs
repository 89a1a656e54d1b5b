//! Koibox and Akinon: who is let in, how pages are cut, what writes change.

use crate::client::{Caller, int, send, text};
use bindery::{Json, json};
use bindery_loopback::{Loopback, Vendor, akinon as akinon_server};
use bindery_vendors::{akinon, koibox};

const KOIBOX: &str = "/api/clientes/";
const AKINON: &str = "/api/v1/customers/";

fn words(body: &Json, field: &str) -> String {
    body.get(field)
        .and_then(|words| words.item(0))
        .and_then(Json::as_str)
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn koibox_pages() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Koibox);
    let first = caller.get(KOIBOX).json();
    let items: Vec<koibox::Customer> = json::from_value(first.get("results").unwrap()).unwrap();
    assert_eq!((int(&first, "count"), items.len(), items[0].id), (Some(253), 20, 1));
    assert_eq!(first.get("previous"), Some(&Json::Null));
    let next = format!("{}{KOIBOX}?limit=20&offset=20", server.url(Vendor::Koibox));
    assert_eq!(text(&first, "next"), Some(next.as_str()));

    let last = caller
        .get("/api/clientes/?offset=250&limit=500&nombre__icontains=")
        .json();
    assert_eq!(last.get("results").and_then(Json::as_array).map(<[_]>::len), Some(3));
    assert_eq!(last.get("next"), Some(&Json::Null));
    let previous = format!(
        "{}{KOIBOX}?limit=50&nombre__icontains=&offset=200",
        server.url(Vendor::Koibox)
    );
    assert_eq!(text(&last, "previous"), Some(previous.as_str()));
    assert_eq!(
        caller.get("/api/clientes/?offset=999").json().get("results"),
        Some(&Json::from(vec![]))
    );
}

#[test]
fn koibox_lets_in_and_refuses() {
    let server = Loopback::start().unwrap();
    let none = send(&server, "GET", "/koibox/api/clientes/", &[], "");
    assert_eq!(
        (none.status, none.header("www-authenticate")),
        (401, Some("X-Koibox-Key"))
    );
    assert_eq!(
        send(
            &server,
            "GET",
            "/koibox/api/clientes/",
            &[("X-Koibox-Key", "wrong")],
            ""
        )
        .status,
        403
    );
    let caller = Caller::new(&server, Vendor::Koibox);
    for (query, field) in [
        ("nombre=Ana", "nombre"),
        ("is_active=maybe", "is_active"),
        ("limit=1&limit=2", "limit"),
        ("fecha_ultima_venta__gte=yesterday", "fecha_ultima_venta__gte"),
        ("sexo=x", "sexo"),
    ] {
        let refused = caller.get(&format!("{KOIBOX}?{query}"));
        assert_eq!(refused.status, 400, "{query}");
        assert!(
            words(&refused.json(), field).contains(field),
            "{query}: {}",
            refused.text()
        );
    }
    assert_eq!(caller.get("/api/nothing/").status, 404);
    assert_eq!(caller.send("DELETE", KOIBOX, "").status, 405);
}

#[test]
fn koibox_creates() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Koibox);
    let body = r#"{"nombre": "Ñ \"🎈\"", "email": "a@b.example", "descuento_ventas": 1.50, "id": 7, "sexo": "h"}"#;
    let made = caller.send("POST", KOIBOX, body);
    assert_eq!(made.status, 201, "{}", made.text());
    let customer: koibox::Customer = json::from_slice(&made.body).unwrap();
    assert_eq!(
        (customer.id, customer.code, customer.nombre.as_str()),
        (254, 2531, "Ñ \"🎈\"")
    );
    assert_eq!(
        (
            customer.descuento_ventas.as_str(),
            customer.is_active,
            customer.apellido1.as_str()
        ),
        ("1.50", true, "")
    );
    let listed = caller.get("/api/clientes/?id__in=254").json();
    assert_eq!(listed.get("results").unwrap().item(0), Some(&made.json()));

    let mistakes = caller.send(
        "POST",
        KOIBOX,
        r#"{"email": "a@", "is_active": 1, "sexo": "x", "apellido1": null, "fecha_nacimiento": "2026-02-30"}"#,
    );
    assert_eq!(mistakes.status, 400);
    let mistakes = mistakes.json();
    assert_eq!(words(&mistakes, "nombre"), "This field is required.");
    assert_eq!(words(&mistakes, "apellido1"), "This field may not be null.");
    assert_eq!(mistakes.as_object().unwrap().len(), 6);
    assert_eq!(
        words(
            &caller.send("POST", KOIBOX, r#"{"nombre": "A", "code": 10}"#).json(),
            "code"
        ),
        "customer with this code already exists."
    );
    assert_eq!(caller.send("POST", KOIBOX, "[]").status, 400);
    assert_eq!(caller.send("POST", KOIBOX, "{").status, 400);
    assert_eq!(server.customers(Vendor::Koibox).len(), 254);
}

#[test]
fn akinon_pages() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Akinon);
    let second = caller.get("/api/v1/customers/?page=2&limit=100").json();
    let items: Vec<akinon::Customer> = json::from_value(second.get("results").unwrap()).unwrap();
    assert_eq!((int(&second, "count"), items.len(), items[0].pk), (Some(251), 100, 101));
    let base = server.url(Vendor::Akinon);
    assert_eq!(
        text(&second, "previous"),
        Some(format!("{base}{AKINON}?limit=100").as_str())
    );
    assert_eq!(
        text(&second, "next"),
        Some(format!("{base}{AKINON}?limit=100&page=3").as_str())
    );
    let last = caller.get("/api/v1/customers/?page=3&limit=100").json();
    assert_eq!(
        (last.get("results").unwrap().as_array().unwrap().len(), last.get("next")),
        (51, Some(&Json::Null))
    );
    assert_eq!(caller.get("/api/v1/customers/?page=4&limit=100").status, 404);

    assert_eq!(items[0].pk, 101);
    assert!(
        second
            .get("results")
            .unwrap()
            .item(0)
            .unwrap()
            .get("created_date")
            .is_none()
    );
    let detailed = caller.get("/api/v1/customers/detailed/?id__in=101").json();
    let (items, unknown) =
        json::from_slice_reporting::<Vec<akinon::Customer>>(detailed.get("results").unwrap().to_string().as_bytes())
            .unwrap();
    assert_eq!(
        (items.len(), unknown),
        (1, vec!["[0].created_date".to_owned(), "[0].order_count".to_owned()])
    );
}

#[test]
fn akinon_lets_in_by_key_and_login() {
    let server = Loopback::start().unwrap();
    let path = "/akinon/api/v1/customers/1/";
    let with = |value: &str| send(&server, "GET", path, &[("Authorization", value)], "").status;
    let none = send(&server, "GET", path, &[], "");
    assert_eq!((none.status, none.header("www-authenticate")), (401, Some("Token")));
    assert_eq!(
        (
            with("Token wrong"),
            with("Bearer akinon-key-0001"),
            with("Token akinon-key-0001")
        ),
        (401, 401, 200)
    );

    let json = [("Content-Type", "application/json")];
    let login = |password: &str| {
        let body = format!(
            r#"{{"username": "{}", "password": "{password}"}}"#,
            akinon_server::USERNAME
        );
        send(&server, "POST", "/akinon/api/i1/auth/login/", &json, &body)
    };
    assert_eq!((login("wrong").status, server.logins(Vendor::Akinon)), (400, 0));
    assert_eq!(akinon_server::PASSWORD, "pass\"wörd\\1");
    let reply = login(r#"pass\"wörd\\1"#);
    let value = format!("Token {}", text(&reply.json(), "key").unwrap());
    assert_eq!(
        (reply.status, server.logins(Vendor::Akinon), with(&value)),
        (200, 1, 200)
    );
    server.expire_sessions(Vendor::Akinon);
    assert_eq!((with(&value), with("Token akinon-key-0001")), (401, 200));
}

#[test]
fn akinon_writes() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Akinon);
    let refused = caller.send("POST", AKINON, "{}").json();
    assert_eq!(
        refused.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["channel_code", "email", "is_active"]
    );
    let long = "x".repeat(65);
    let refused = caller.send(
        "POST",
        AKINON,
        &format!(r#"{{"email": "a@b.example", "is_active": true, "channel_code": "{long}"}}"#),
    );
    assert_eq!(
        words(&refused.json(), "channel_code"),
        "Ensure this field has no more than 64 characters."
    );

    let body = r#"{"email": "new@b.example", "is_active": true, "channel_code": "CH9", "erp_code": "E", "phone_number": "1", "attributes": {"π": 3.14}}"#;
    let made = caller.send("POST", AKINON, body);
    let customer: akinon::Customer = json::from_slice(&made.body).unwrap();
    assert_eq!(
        (made.status, customer.pk, customer.erp_code.as_deref()),
        (201, 252, Some("E"))
    );

    // A patch keeps what it leaves out, and null clears.
    let path = format!("{AKINON}252/");
    let patched = caller.send("PATCH", &path, r#"{"erp_code": null, "first_name": "Zoë"}"#);
    let customer: akinon::Customer = json::from_slice(&patched.body).unwrap();
    assert_eq!(
        (patched.status, customer.erp_code, customer.first_name.as_str()),
        (200, None, "Zoë")
    );
    assert_eq!(
        (customer.phone_number.as_deref(), customer.email.as_str()),
        (Some("1"), "new@b.example")
    );
    let refused = caller.send("PATCH", &path, r#"{"email": null}"#);
    assert_eq!(
        (refused.status, words(&refused.json(), "email")),
        (400, "This field may not be null.".to_owned())
    );

    // A put clears what it leaves out.
    let put = caller.send(
        "PUT",
        &path,
        r#"{"email": "put@b.example", "is_active": false, "channel_code": "CH1"}"#,
    );
    let customer: akinon::Customer = json::from_slice(&put.body).unwrap();
    assert_eq!(
        (put.status, customer.phone_number, customer.first_name.as_str()),
        (200, None, "")
    );
    assert_eq!(caller.send("PUT", &path, r#"{"first_name": "Ana"}"#).status, 400);
    assert_eq!(
        caller.get(&format!("{path}detailed/")).json().get("email"),
        Some(&Json::from("put@b.example"))
    );

    let gone = caller.send("DELETE", &path, "");
    assert_eq!((gone.status, gone.body.len()), (204, 0));
    assert_eq!(
        (caller.get(&path).status, caller.send("DELETE", &path, "").status),
        (404, 404)
    );
    assert_eq!(int(&caller.get(AKINON).json(), "count"), Some(251));
}
