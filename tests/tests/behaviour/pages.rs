//! Answers of the shape and with the quirks of the vendors' own: null, empty text, a bad address, unknown fields and
//! values, missing optional ones, exact decimals.

use crate::json::differences;
use crate::{list, snapshot};
use bindery::{Endpoint, Json, Page, Validate};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use std::fmt::Debug;
use std::path::Path;

fn body(file: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("pages").join(file)).unwrap()
}

/// Decodes an answer and pins it.
fn decoded<E: Endpoint<Output: Debug>>(status: u16, file: &str) -> E::Output {
    let output = E::decode(status, &(), &body(file)).unwrap_or_else(|failure| panic!("{file}: {failure}"));
    let name = format!("page-{}", file.replace('/', "-").replace(".json", ""));
    snapshot!(name, format!("{output:#?}"));
    output
}

/// The JSON at a path of member names of the file.
fn member(file: &str, path: &[&str]) -> Json {
    let whole: Json = bindery::json::from_slice(&body(file)).unwrap();
    path.iter().fold(whole, |json, name| json.get(name).unwrap().clone())
}

/// Encodes each item again: it is what came, but for `unknown` members.
fn assert_same<T: bindery::wire::Slot>(items: &[T], came: &Json, unknown: &[&str]) {
    let came = came.as_array().unwrap();
    assert_eq!(items.len(), came.len());
    for (item, came) in items.iter().zip(came) {
        let text = bindery::json::to_string(item).unwrap();
        let encoded: Json = bindery::json::from_str(&text).unwrap();
        assert_eq!(differences(came, &encoded, unknown), [""; 0]);
    }
}

/// The drift check lists exactly these members as unknown.
fn assert_unknown<T: bindery::wire::Value>(items: &Json, unknown: &[&str]) {
    let text = items.to_string();
    let (_, found) = bindery::json::from_slice_reporting::<Vec<T>>(text.as_bytes()).unwrap();
    assert_eq!(found, unknown);
}

#[test]
fn koibox_customers() {
    let page: Page<koibox::Customer> = decoded::<koibox::ListCustomers>(200, "koibox/customers.json");
    assert_eq!((page.total, page.items.len()), (Some(1003), 3));
    assert_eq!(
        page.next_url.as_deref(),
        Some("https://api.koibox.cloud/api/clientes/?limit=3&offset=3")
    );
    assert_eq!(page.previous_url, None);

    let [ana, luz, nobody] = page.items.as_slice() else {
        panic!()
    };
    assert_eq!(ana.importe_ventas.as_str(), "1234.50");
    assert_eq!(ana.sexo, Some(koibox::Sexo::Mujer));
    assert_eq!(ana.created.as_str(), "2026-01-05T10:11:12.123456+01:00");
    assert_eq!(ana.created.instant().unwrap().nanoseconds, 123_456_000);
    assert_eq!(luz.importe_ventas.as_str(), "-1234567890123456789.10");
    assert_eq!(luz.sexo, Some(koibox::Sexo::Unknown("x".into())));
    assert_eq!(luz.fecha_nacimiento.as_ref().unwrap().as_str(), "28/02/1990");
    assert!(!luz.fecha_nacimiento.as_ref().unwrap().is_valid());
    assert_eq!((nobody.email.as_ref(), nobody.apellido2.as_ref()), (None, None));

    // An answer with such values is read; who asks is told.
    assert_eq!(list(ana.validate()), [""; 0]);
    assert_eq!(list(nobody.validate()), [""; 0]);
    assert_eq!(
        list(luz.validate()),
        [
            "email email luz@",
            "fecha_nacimiento well_formed 28/02/1990",
            "foto uri fotos/8.png",
            "created_by.color hex_color azul",
            "created_by.username email eva",
            "created_by.foto_url_absolute_path uri ",
        ]
    );

    let came = member("koibox/customers.json", &["results"]);
    assert_same(&page.items, &came, &["is_loyal", "nivel"]);
    assert_unknown::<koibox::Customer>(&came, &["[1].is_loyal", "[1].nivel"]);
}

#[test]
fn koibox_created() {
    let customer = decoded::<koibox::CreateCustomer>(201, "koibox/created.json");
    assert_eq!(
        (customer.id, customer.code, customer.nombre.as_str()),
        (10, 1001, "Pía")
    );
    let came = Json::Array(vec![member("koibox/created.json", &[])]);
    assert_same(&[customer], &came, &[]);
    assert_unknown::<koibox::Customer>(&came, &[]);
}

#[test]
fn akinon_customers() {
    let page: Page<akinon::Customer> = decoded::<akinon::ListCustomers>(200, "akinon/customers.json");
    assert_eq!((page.total, page.next_url.as_ref()), (Some(2), None));
    assert_eq!(
        page.previous_url.as_deref(),
        Some("https://store.akinon.example/api/v1/customers/?page=1")
    );
    let [ana, other] = page.items.as_slice() else { panic!() };
    assert_eq!(
        (&ana.gender, &ana.user_type),
        (&akinon::Gender::Female, &akinon::UserType::Guest)
    );
    assert_eq!(other.gender, akinon::Gender::Unknown("diverse".into()));
    assert_eq!(other.user_type, akinon::UserType::Unknown("registered".into()));
    assert_eq!((other.erp_code.as_ref(), other.phone_number.as_ref()), (None, None));
    assert_eq!(other.extra_field["limit"].as_number().unwrap().as_str(), "1234.50");

    assert_eq!(list(ana.validate()), [""; 0]);
    let long = format!("last_name max_length {}…", "L".repeat(60));
    assert_eq!(
        list(other.validate()),
        ["email email nobody", long.as_str(), "date_of_birth well_formed ",]
    );

    let came = member("akinon/customers.json", &["results"]);
    assert_same(&page.items, &came, &["segment"]);
    assert_unknown::<akinon::Customer>(&came, &["[1].segment"]);
}

#[test]
fn akinon_customer() {
    let customer = decoded::<akinon::GetCustomer>(200, "akinon/customer.json");
    assert_eq!(customer.pk, 125);
    let again = akinon::PatchCustomer::decode(200, &(), &body("akinon/customer.json")).unwrap();
    assert_eq!(customer, again);
}

#[test]
fn aceptabits_customers() {
    let page: Page<aceptabits::Customer> = decoded::<aceptabits::GetCustomers>(200, "aceptabits/customers.json");
    assert_eq!((page.total, page.page, page.pages), (Some(4), Some(1), Some(1)));
    assert_eq!((page.limit, page.first, page.last), (Some(10), Some(1), Some(4)));
    let [lucia, soap, general, distributor] = page.items.as_slice() else {
        panic!()
    };
    assert!(lucia.is_editable && soap.is_editable && !general.is_editable);
    // UTC with microseconds.
    assert_eq!(soap.created_at.instant().unwrap().nanoseconds, 123_456_000);
    // Local time. Its zone has rules only where the build has the feature `jiff`: six hours behind, so that the two times of
    // this page are an hour apart.
    assert_eq!(soap.created_at_format.as_str(), "2024-08-08 18:26:05");
    let seconds = soap.created_at_format.instant().map(|instant| instant.seconds);
    assert!([None, Some(1_723_163_165)].contains(&seconds), "{seconds:?}");
    assert_eq!(soap.created_at_format.civil().unwrap().hour, 18);
    // No text, and no phone at all.
    assert_eq!((general.phone.as_deref(), lucia.phone.as_deref()), (Some(""), None));
    assert_eq!(distributor.lastname, None);
    assert_eq!(soap.email.as_deref(), Some("mail@tyr"));

    assert_eq!(list(soap.validate()), [""; 0], "an address is not promised");
    assert_eq!(list(general.validate()), ["code_shop pattern 20000000000000002"]);

    let came = member("aceptabits/customers.json", &["data", "data"]);
    assert_same(&page.items, &came, &["score"]);
    assert_unknown::<aceptabits::Customer>(&came, &["[2].score"]);
}

#[test]
fn aceptabits_past_the_end() {
    let page = decoded::<aceptabits::GetCustomers>(200, "aceptabits/empty.json");
    assert_eq!(
        (page.items.len(), page.total, page.first, page.last),
        (0, Some(4), None, None)
    );
}

#[test]
fn valomnia_customers() {
    let page: Page<valomnia::Customer> = decoded::<valomnia::ListCustomers>(200, "valomnia/customers.json");
    assert_eq!((page.total, page.limit, page.offset), (Some(1019), Some(3), Some(0)));
    assert_eq!(
        page.next_url.as_deref(),
        Some("/api/v1.0/customers?max=3&offset=3&sort=dateCreated&order=asc")
    );
    let [lea, second, third] = page.items.as_slice() else {
        panic!()
    };
    assert_eq!(lea.credit_limit.as_ref().unwrap().as_str(), "5000");
    assert_eq!(lea.date_created.instant().unwrap().seconds, 1_450_393_200);
    assert_eq!(second.latitude.as_ref().unwrap().as_str(), "43.700000");
    assert_eq!(second.balance.as_ref().unwrap().as_str(), "-0.00");
    assert_eq!(second.customer_category, None);
    assert_eq!(second.parent_customer.as_ref().unwrap().id, 256);
    assert!(!second.last_updated.is_valid());
    assert_eq!(third.region, None);
    let violations: Vec<_> = page.items.iter().map(|customer| list(customer.validate())).collect();
    assert_eq!(
        violations,
        [
            vec![],
            vec!["lastUpdated well_formed 2016-01-01 10:00".to_owned()],
            vec![]
        ],
        "the page promises a format of dates, and of no other text"
    );

    let came = member("valomnia/customers.json", &["data"]);
    assert_same(&page.items, &came, &["loyalty"]);
    assert_unknown::<valomnia::Customer>(&came, &["[1].loyalty"]);
}

#[test]
fn valomnia_deletion() {
    let deletion = decoded::<valomnia::DeleteCustomer>(200, "valomnia/deletion.json");
    assert!(deletion.success);
    assert_eq!(
        bindery::json::to_string(&deletion).unwrap(),
        r#"{"success":"true","success_description":"The customer was deleted."}"#
    );
}

/// Null and missing are the same for what may be null, and a mistake that names the field for what may not.
#[test]
fn null_where_a_value_is_promised() {
    for (value, found) in [("null", "null"), ("\"7\"", "the text \"7\"")] {
        let text = String::from_utf8(body("koibox/created.json")).unwrap();
        let text = text.replace("\"numero_ventas\": 12", &format!("\"numero_ventas\": {value}"));
        let failure = koibox::CreateCustomer::decode(201, &(), text.as_bytes()).unwrap_err();
        let message = failure.to_string();
        assert!(
            message.starts_with(&format!(
                "create_customer: 201, the answer does not fit: numero_ventas: expected an integer, found {found}"
            )),
            "{message}"
        );
    }
    let text = String::from_utf8(body("koibox/created.json")).unwrap();
    let text = text.replace("\"numero_ventas\": 12,", "");
    let message = koibox::CreateCustomer::decode(201, &(), text.as_bytes())
        .unwrap_err()
        .to_string();
    assert!(message.contains("numero_ventas"), "{message}");
}
