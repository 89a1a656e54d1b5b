//! What the servers hold, and what they record.

use crate::client::Caller;
use bindery::{Json, json};
use bindery_loopback::{Loopback, Vendor};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};

#[test]
fn every_customer_decodes() {
    let server = Loopback::start().unwrap();
    let all = |vendor| json::to_vec(&server.customers(vendor)).unwrap();
    let koibox: Vec<koibox::Customer> = json::from_slice(&all(Vendor::Koibox)).unwrap();
    let akinon: Vec<akinon::Customer> = json::from_slice(&all(Vendor::Akinon)).unwrap();
    let aceptabits: Vec<aceptabits::Customer> = json::from_slice(&all(Vendor::Aceptabits)).unwrap();
    let valomnia: Vec<valomnia::Customer> = json::from_slice(&all(Vendor::Valomnia)).unwrap();
    assert_eq!(
        [koibox.len(), akinon.len(), aceptabits.len(), valomnia.len()],
        [253, 251, 257, 254]
    );

    // What makes the data worth having.
    assert!(
        koibox
            .iter()
            .any(|customer| matches!(&customer.sexo, Some(koibox::Sexo::Unknown(text)) if text == "x"))
    );
    assert!(
        koibox
            .iter()
            .any(|customer| customer.nombre.contains('🎈') && customer.email.is_none())
    );
    assert!(koibox.iter().any(|customer| customer.importe_deudas < 0.into()));
    assert!(
        akinon
            .iter()
            .any(|customer| matches!(&customer.gender, akinon::Gender::Unknown(text) if text.is_empty()))
    );
    assert!(aceptabits.iter().any(|customer| customer.email.as_deref() == Some("")));
    assert!(
        aceptabits
            .iter()
            .any(|customer| customer.email.is_none() && !customer.is_editable)
    );
    assert!(aceptabits.is_sorted_by(|one, other| one.created_at.instant() >= other.created_at.instant()));
    assert!(valomnia.iter().any(|customer| customer.parent_customer.is_some()));
}

#[test]
fn two_servers_hold_the_same() {
    let (one, other) = (Loopback::start().unwrap(), Loopback::start().unwrap());
    assert_ne!(one.address(), other.address());
    assert!(one.address().ip().is_loopback());
    for vendor in Vendor::ALL {
        assert_eq!(one.customers(vendor), other.customers(vendor));
    }
}

#[test]
fn requests_are_recorded() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Koibox);
    caller.get("/api/clientes/?nombre__icontains=a%20b");
    caller.send("POST", "/api/clientes/", r#"{"nombre": "A"}"#);
    let requests = server.take_requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(
        (requests[0].method.as_str(), requests[0].path.as_str()),
        ("GET", "/koibox/api/clientes/")
    );
    assert_eq!(requests[0].query, "nombre__icontains=a%20b");
    assert_eq!(
        requests[0].pairs(),
        [("nombre__icontains".to_owned(), "a b".to_owned())]
    );
    assert_eq!(requests[1].header("x-koibox-key"), Some(bindery_loopback::koibox::KEY));
    assert_eq!(requests[1].json().unwrap().get("nombre"), Some(&Json::from("A")));
    assert!(server.requests().is_empty());
}
