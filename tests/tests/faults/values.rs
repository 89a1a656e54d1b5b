//! Values of a right answer that do not fit, or fit though they are not known.
//!
//! Input: pages with one value replaced. Output: the place, what was expected, what was found; or the value that was kept.

use crate::client::{Came, Over, list, spoiled};
use crate::run::Fault as Entry;
use crate::seen::{Seen, seen, unfit};
use bindery::endpoint::Unfit;
use bindery_loopback::{Fault, Loopback, Vendor};
use bindery_vendors::{akinon, koibox, valomnia};

pub const FAULTS: &[Entry] = &[
    ("a text for an integer", text_for_integer),
    ("an object for a text, deep inside", object_for_text),
    ("a long text for an integer", long_text),
    ("a number for a boolean", number_for_boolean),
    ("null where a text is due", null_for_text),
    ("null for an item", null_for_item),
    ("a member that is not there", missing),
    ("a member of another name", renamed),
    ("a fraction for an integer", fraction),
    ("an integer of 40 digits", huge_integer),
    ("1e400 for an integer", huge_exponent),
    ("1e999999999 for a decimal", huge_decimal),
    ("a decimal of 10,000 digits", long_decimal),
    ("a date that is none", date),
    ("a boolean of the wire that is none", wire_boolean),
    ("a map that is a list", map),
    ("a total that is none", total),
    ("a negative total", negative_total),
    ("a value of an enum that is not known", unknown_value),
    ("members that are not known", unknown_members),
    ("a member twice", twice),
    ("wrong in the answer to a creation", created),
];

fn came(over: Over, path: &str, value: &str) -> (Came<koibox::ListCustomers>, Seen) {
    let (server, client) = spoiled(over, Fault::Replace(path.into(), value.into()));
    let came = client.reply(&list());
    assert_eq!(server.requests().len(), 1, "what does not fit is not asked for again");
    let seen = seen::<koibox::ListCustomers>(&came, 1);
    (came, seen)
}

fn says(unfit: &Unfit, path: &str, expected: &str, found: &str) {
    let error = &unfit.error;
    let said = (error.path(), error.expected(), error.found());
    assert_eq!(said, (path.to_owned(), Some(expected), Some(found)));
    assert!(error.line().is_some() && error.column().is_some(), "{error}");
    assert!(
        (1..=201).contains(&unfit.excerpt().chars().count()),
        "{}",
        unfit.excerpt()
    );
}

/// Of Koibox, in the third item.
fn wrong(over: Over, member: &str, value: &str, path: &str, expected: &str, found: &str) -> Seen {
    let (came, seen) = came(over, &format!("results.3.{member}"), value);
    assert_eq!((unfit(&came).status, unfit(&came).endpoint), (200, "list_customers"));
    says(unfit(&came), &format!("results[3].{path}"), expected, found);
    seen
}

fn text_for_integer(over: Over) -> Seen {
    wrong(over, "id", "\"abc\"", "id", "an integer", "the text \"abc\"")
}

fn object_for_text(over: Over) -> Seen {
    let province = r#"{"id": 28, "value": 28, "text": {"es": "Madrid"}}"#;
    wrong(over, "provincia", province, "provincia.text", "a text", "an object")
}

fn long_text(over: Over) -> Seen {
    let text = format!("\"{}\"", "x".repeat(100_000));
    let found = format!("the text \"{}\"…", "x".repeat(40));
    wrong(over, "code", &text, "code", "an integer", &found)
}

fn number_for_boolean(over: Over) -> Seen {
    wrong(over, "is_active", "1", "is_active", "a boolean", "the number 1")
}

fn null_for_text(over: Over) -> Seen {
    wrong(over, "nombre", "null", "nombre", "a text", "null")
}

fn null_for_item(over: Over) -> Seen {
    let (came, seen) = came(over, "results.3", "null");
    says(unfit(&came), "results[3]", "an object", "null");
    seen
}

fn missing(over: Over) -> Seen {
    let (came, seen) = came(over, "results.3.provincia", r#"{"id": 28, "value": 28}"#);
    says(
        unfit(&came),
        "results[3].provincia.text",
        "a value",
        "no member of this name",
    );
    seen
}

fn renamed(over: Over) -> Seen {
    let (came, seen) = came(
        over,
        "results.3.provincia",
        r#"{"Id": 28, "value": 28, "text": "Madrid"}"#,
    );
    says(
        unfit(&came),
        "results[3].provincia.id",
        "a value",
        "no member of this name",
    );
    seen
}

fn fraction(over: Over) -> Seen {
    wrong(
        over,
        "code",
        "1.5",
        "code",
        "an integer of 64 bits, without fraction and exponent",
        "the number 1.5",
    )
}

fn huge_integer(over: Over) -> Seen {
    let digits = "9".repeat(40);
    wrong(
        over,
        "code",
        &digits,
        "code",
        "an integer of 64 bits, without fraction and exponent",
        &format!("the number {digits}"),
    )
}

fn huge_exponent(over: Over) -> Seen {
    wrong(
        over,
        "code",
        "1e400",
        "code",
        "an integer of 64 bits, without fraction and exponent",
        "the number 1e400",
    )
}

/// Kept as it came; comparing it writes no billion zeros.
fn huge_decimal(over: Over) -> Seen {
    let (came, seen) = came(over, "results.3.importe_ventas", "1e999999999");
    let items = came.unwrap().value.items;
    assert_eq!(items[3].importe_ventas.to_string(), "1e999999999");
    assert!(items[3].importe_ventas > items[2].importe_ventas);
    seen
}

fn long_decimal(over: Over) -> Seen {
    let (came, seen) = came(over, "results.3.importe_ventas", &"7".repeat(10_000));
    assert_eq!(came.unwrap().value.items[3].importe_ventas.to_string().len(), 10_000);
    seen
}

/// A date keeps whatever text came.
fn date(over: Over) -> Seen {
    let (came, seen) = came(over, "results.3.fecha_nacimiento", "\"0000-00-00\"");
    let date = came.unwrap().value.items[3].fecha_nacimiento.clone().unwrap();
    assert_eq!(date.to_string(), "0000-00-00");
    seen
}

fn wire_boolean(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault_always(
        "/valomnia/api",
        Fault::Json(r#"{"success": "yes", "success_description": ""}"#.into()),
    );
    let came = over
        .valomnia(server.url(Vendor::Valomnia))
        .reply(&valomnia::DeleteCustomer { id: 1 });
    assert_eq!(unfit(&came).error.path(), "success");
    seen::<valomnia::DeleteCustomer>(&came, server.requests().len())
}

fn map(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault_always(Vendor::Akinon, Fault::Replace("attributes".into(), "[]".into()));
    let came = over
        .akinon(server.url(Vendor::Akinon))
        .reply(&akinon::GetCustomer { id: 1 });
    says(unfit(&came), "attributes", "an object", "an array");
    seen::<akinon::GetCustomer>(&came, server.requests().len())
}

/// A total only tells how many there are: one that is none is not worth the page.
fn total(over: Over) -> Seen {
    let (came, seen) = came(over, "count", "\"many\"");
    assert_eq!(
        (came.as_ref().unwrap().value.total, came.unwrap().value.items.len()),
        (None, 10)
    );
    seen
}

fn negative_total(over: Over) -> Seen {
    let (came, seen) = came(over, "count", "-1");
    assert_eq!(came.unwrap().value.items.len(), 10);
    seen
}

fn unknown_value(over: Over) -> Seen {
    let (came, seen) = came(over, "results.3.sexo", "\"otro\"");
    let sexo = came.unwrap().value.items[3].sexo.clone();
    assert_eq!(sexo, Some(koibox::Sexo::Unknown("otro".into())));
    seen
}

fn unknown_members(over: Over) -> Seen {
    let extra = r#"{"id": 28, "value": 28, "text": "Madrid", "new": {"deep": [1, {"x": null}]}, "": 1, "\u0000": 2}"#;
    let (came, seen) = came(over, "results.3.provincia", extra);
    assert_eq!(came.unwrap().value.items[3].provincia.as_ref().unwrap().text, "Madrid");
    seen
}

/// Which of them counts, no two readers agree on.
fn twice(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    let body = r#"{"success": "true", "success_description": "a", "success": "false"}"#;
    server.fault_always("/valomnia/api", Fault::Json(body.into()));
    let client = over.valomnia(server.url(Vendor::Valomnia));
    let came = client.reply(&valomnia::DeleteCustomer { id: 1 });
    says(unfit(&came), "success", "one member of this name", "a second one");
    seen::<valomnia::DeleteCustomer>(&came, server.requests().len())
}

/// It was created, and the error says with which status.
fn created(over: Over) -> Seen {
    let (server, client) = spoiled(over, Fault::Replace("id".into(), "\"new\"".into()));
    let came = client.reply(&crate::client::create());
    assert_eq!((unfit(&came).status, server.requests().len()), (201, 1));
    says(unfit(&came), "id", "an integer", "the text \"new\"");
    seen::<koibox::CreateCustomer>(&came, server.requests().len())
}
