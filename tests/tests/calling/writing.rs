//! Creating, replacing, changing, deleting: what is sent, byte for byte, and what the vendor then holds.

use crate::listing::{self, koibox};
use crate::rows::{customers, int, text};
use crate::stage::{Client, Stage};
use bindery::{ErrorKind, Json, Patch, decimal, json};
use bindery_loopback::{Recorded, Vendor};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};

/// Method, path and body of the only request.
fn only(stage: &Stage) -> (String, String, String) {
    let requests = stage.sent();
    let [Recorded { method, path, body, .. }] = requests.as_slice() else {
        panic!("{} requests", requests.len());
    };
    if !body.is_empty() {
        assert_eq!(requests[0].header("content-type"), Some("application/json"));
    }
    (
        method.to_string(),
        path.clone(),
        String::from_utf8(body.clone()).unwrap(),
    )
}

fn sent(method: &str, path: &str, body: &str) -> (String, String, String) {
    (method.to_owned(), path.to_owned(), body.to_owned())
}

fn held(stage: &Stage, pk: i64) -> Option<Json> {
    let rows = stage.server.customers(Vendor::Akinon);
    rows.into_iter().find(|row| int(row, "pk") == Some(pk))
}

pub fn created_customers_are_in_the_list(stage: &Stage) {
    let client: Client<akinon::Api> = stage.client();
    let body = akinon::NewCustomer::new("nueva@akinon.example", true, "CH9");
    let reply = client.reply(&akinon::CreateCustomer { body }).unwrap();
    // What is read only was filled in.
    assert_eq!((reply.status.as_u16(), reply.value.pk), (201, 252));
    let list = listing::akinon(akinon::ListCustomersFilter::default().page(13));
    assert_eq!(client.all(list).last(), Some(&reply.value));
    let held: Vec<akinon::Customer> = customers::<akinon::Api, _>(stage);
    assert_eq!(held.last(), Some(&reply.value));
    assert_eq!(client.call(&akinon::GetCustomer { id: 252 }).unwrap(), reply.value);
    assert_eq!(
        client.call(&akinon::GetCustomerDetailed { id: 252 }).unwrap(),
        reply.value
    );

    let client: Client<koibox::Api> = stage.client();
    let body = koibox::NewCustomer::new("Nueva 🎈 \"Ñ\"");
    let created = client.call(&koibox::CreateCustomer { body }).unwrap();
    assert_eq!((created.id, created.nombre.as_str()), (254, "Nueva 🎈 \"Ñ\""));
    assert_eq!(
        (created.origen.as_str(), created.is_active, created.numero_ventas),
        ("API", true, 0)
    );
    let filter = koibox::ListCustomersFilter::default().nombre(bindery::filter::icontains("nueva 🎈 \"Ñ"));
    assert_eq!(client.all(koibox(filter)), [created]);
}

pub fn a_body_has_what_was_set_and_nothing_else(stage: &Stage) {
    let client: Client<akinon::Api> = stage.client();
    let mut body = akinon::NewCustomer::new("a+b@akinon.example", false, "CH\"9\"");
    client.call(&akinon::CreateCustomer { body: body.clone() }).unwrap();
    let expected = r#"{"email":"a+b@akinon.example","is_active":false,"channel_code":"CH\"9\""}"#;
    assert_eq!(only(stage), sent("POST", "/akinon/api/v1/customers/", expected));

    body.first_name = Some("Ñandú\n🎈".to_owned());
    body.attributes = Some([("vip".to_owned(), Json::Null), ("no".to_owned(), 7.into())].into());
    body.date_of_birth = Some(bindery::date!("1985-08-25"));
    body.gender = Some(akinon::Gender::Unknown("diverse".to_owned()));
    body.channel = Some(5);
    let created = client.call(&akinon::CreateCustomer { body: body.clone() }).unwrap();
    let expected = r#"{"email":"a+b@akinon.example","first_name":"Ñandú\n🎈","is_active":false,"channel_code":"CH\"9\"","attributes":{"no":7,"vip":null},"gender":"diverse","date_of_birth":"1985-08-25","channel":5}"#;
    assert_eq!(only(stage), sent("POST", "/akinon/api/v1/customers/", expected));
    assert_eq!(Some(created.attributes), body.attributes);
    assert_eq!(
        (Some(created.first_name), Some(created.gender)),
        (body.first_name, body.gender)
    );

    let client: Client<koibox::Api> = stage.client();
    let mut body = koibox::NewCustomer::new("Eva");
    body.descuento_ventas = Some(decimal!("12.50"));
    body.sexo = Some(koibox::Sexo::Mujer);
    body.is_envios_sms = Some(true);
    let created = client.call(&koibox::CreateCustomer { body }).unwrap();
    let expected = r#"{"nombre":"Eva","sexo":"m","descuento_ventas":12.50,"is_envios_sms":true}"#;
    assert_eq!(only(stage), sent("POST", "/koibox/api/clientes/", expected));
    assert_eq!(
        (created.descuento_ventas.as_str(), created.is_envios_sms),
        ("12.50", true)
    );
}

pub fn koibox_counts_codes(stage: &Stage) {
    let client: Client<koibox::Api> = stage.client();
    let create = |code: Option<i64>| {
        let body = koibox::NewCustomer {
            code,
            ..koibox::NewCustomer::new("Eva")
        };
        client.call(&koibox::CreateCustomer { body })
    };
    assert_eq!(create(None).unwrap().code, 2531);
    assert_eq!(create(Some(9000)).unwrap().code, 9000);
    assert_eq!(create(None).unwrap().code, 9001);
    let error = create(Some(9000)).unwrap_err();
    let refusal = error.vendor().unwrap();
    assert_eq!((refusal.status, &refusal.error), (400, &koibox::ApiError::Invalid));
    assert_eq!(refusal.fields[0].name, "code");
    assert_eq!(stage.server.customers(Vendor::Koibox).len(), 253 + 3);
}

pub fn replaced_as_a_whole(stage: &Stage) {
    let client: Client<akinon::Api> = stage.client();
    // What was read, with one change.
    let before = client.call(&akinon::GetCustomer { id: 7 }).unwrap();
    let mut body = akinon::CustomerUpdate::from(before.clone());
    body.first_name = Some("Otra".to_owned());
    let after = client.call(&akinon::UpdateCustomer { id: 7, body }).unwrap();
    let mut wanted = before;
    wanted.first_name = "Otra".to_owned();
    assert_eq!(after, wanted);
    assert_eq!(client.call(&akinon::GetCustomer { id: 7 }).unwrap(), wanted);
    stage.sent();

    // What is not given is left out, and where null may be, it is null.
    let body = akinon::CustomerUpdate::new("otra@akinon.example", true, "CH1");
    let after = client.call(&akinon::UpdateCustomer { id: 7, body }).unwrap();
    let expected =
        r#"{"email":"otra@akinon.example","phone_number":null,"is_active":true,"channel_code":"CH1","erp_code":null}"#;
    assert_eq!(only(stage), sent("PUT", "/akinon/api/v1/customers/7/", expected));
    assert_eq!(
        (after.first_name.as_str(), after.phone_number, after.erp_code),
        ("", None, None)
    );
    let row = held(stage, 7).unwrap();
    assert_eq!(
        (text(&row, "email"), text(&row, "first_name")),
        (Some("otra@akinon.example"), Some(""))
    );
}

pub fn changed_in_three_ways(stage: &Stage) {
    let client: Client<akinon::Api> = stage.client();
    let rows = stage.server.customers(Vendor::Akinon);
    let full = |row: &&Json| text(row, "phone_number").is_some() && text(row, "erp_code").is_some();
    let before = rows.iter().find(full).unwrap();
    let id = int(before, "pk").unwrap();
    let path = format!("/akinon/api/v1/customers/{id}/");
    let patch = |body| client.call(&akinon::PatchCustomer { id, body }).unwrap();
    let none = akinon::CustomerPatch::default;

    // Keep.
    let after = patch(none());
    assert_eq!(only(stage), sent("PATCH", &path, "{}"));
    assert_eq!(held(stage, id).as_ref(), Some(before));
    assert_eq!(after, json::from_value::<akinon::Customer>(before).unwrap());

    // Null one, set another.
    let after = patch(akinon::CustomerPatch {
        first_name: Patch::from("Ñ/\"é\"".to_owned()),
        phone_number: Patch::null(),
        ..none()
    });
    assert_eq!(
        only(stage),
        sent("PATCH", &path, r#"{"first_name":"Ñ/\"é\"","phone_number":null}"#)
    );
    assert_eq!((after.first_name.as_str(), &after.phone_number), ("Ñ/\"é\"", &None));
    assert_eq!(after.erp_code.as_deref(), text(before, "erp_code"));

    // Set what was null; what may be null is set like the rest.
    let after = patch(akinon::CustomerPatch {
        phone_number: Patch::from(Some("+34".to_owned())),
        email_allowed: Patch::from(true),
        attributes: Patch::from(std::collections::BTreeMap::new()),
        ..none()
    });
    assert_eq!(
        only(stage),
        sent(
            "PATCH",
            &path,
            r#"{"phone_number":"+34","attributes":{},"email_allowed":true}"#
        )
    );
    assert_eq!(
        (after.phone_number.as_deref(), after.attributes.len()),
        (Some("+34"), 0)
    );

    // All else is as it was.
    let Some(Json::Object(mut wanted)) = Some(before.clone()) else {
        panic!("no object")
    };
    wanted.insert("first_name".to_owned(), "Ñ/\"é\"".into());
    wanted.insert("phone_number".to_owned(), "+34".into());
    wanted.insert("email_allowed".to_owned(), true.into());
    wanted.insert("attributes".to_owned(), Json::Object(Default::default()));
    assert_eq!(held(stage, id), Some(Json::Object(wanted)));
}

pub fn deleted_and_then_not_there(stage: &Stage) {
    let client: Client<akinon::Api> = stage.client();
    let () = client.call(&akinon::DeleteCustomer { id: 7 }).unwrap();
    assert_eq!(only(stage), sent("DELETE", "/akinon/api/v1/customers/7/", ""));
    assert!(held(stage, 7).is_none());
    for error in [
        client.refuse(&akinon::DeleteCustomer { id: 7 }),
        client.refuse(&akinon::GetCustomer { id: 7 }),
        client.refuse(&akinon::PatchCustomer {
            id: 7,
            body: akinon::CustomerPatch::default(),
        }),
    ] {
        let refusal = error.vendor().unwrap();
        assert_eq!(
            (&refusal.error, refusal.kind()),
            (&akinon::ApiError::NotFound, ErrorKind::NotFound)
        );
        assert_eq!(
            (error.status(), refusal.message.as_deref()),
            (Some(404), Some("Not found."))
        );
        assert!(!error.is_retryable());
    }
    assert_eq!(
        client.refuse(&akinon::GetCustomer { id: 7 }).to_string(),
        "get_customer: 404 not_found: Not found."
    );
    assert_eq!(client.all(akinon::ListCustomers::default()).len(), 250);

    let client: Client<aceptabits::Api> = stage.client();
    let all: Vec<aceptabits::Customer> = customers::<aceptabits::Api, _>(stage);
    let code = &all.iter().find(|customer| customer.is_editable).unwrap().code;
    stage.sent();
    let delete = aceptabits::DeleteCustomer {
        body: aceptabits::CustomerRef::new(code.clone()),
    };
    client.call(&delete).unwrap();
    let path = "/aceptabits/api/thirdparty/v1/delete-customer";
    assert_eq!(only(stage), sent("POST", path, &format!(r#"{{"code":"{code}"}}"#)));
    let filter = aceptabits::ShowCustomerFilter::default().code(code);
    for (error, number) in [
        (client.refuse(&delete), "1465"),
        (client.refuse(&aceptabits::ShowCustomer { filter }), "1375"),
    ] {
        let refusal = error.vendor().unwrap();
        assert_eq!(
            (&refusal.error, refusal.kind()),
            (&aceptabits::ApiError::NotFound, ErrorKind::NotFound)
        );
        assert_eq!((refusal.status, refusal.code.as_deref()), (400, Some(number)));
    }
}

pub fn deleted_by_a_code_that_paths_escape(stage: &Stage) {
    let client: Client<valomnia::Api> = stage.client();
    let rows = stage.server.customers(Vendor::Valomnia);
    assert_eq!(text(&rows[106], "reference"), Some("NC/107 é?#%"));
    let reference = "NC/107 é?#%".to_owned();
    let deletion = client.call(&valomnia::DeleteCustomerByReference { reference }).unwrap();
    assert!(deletion.success);
    assert_eq!(deletion.success_description, "Customer has been successfully deleted.");
    let requests = stage.sent();
    assert_eq!(requests[1].method, "DELETE");
    assert_eq!(
        requests[1].path,
        "/valomnia/api/v1.0/customers/reference/NC%2F107%20%C3%A9%3F%23%25"
    );
    assert!(client.call(&valomnia::DeleteCustomer { id: 108 }).unwrap().success);
    let left = stage.server.customers(Vendor::Valomnia);
    assert_eq!(left, [&rows[..106], &rows[108..]].concat());
    let error = client.refuse(&valomnia::DeleteCustomer { id: 107 });
    assert_eq!(error.vendor().unwrap().error, valomnia::ApiError::NotFound);
    assert_eq!(
        error.to_string(),
        "delete_customer: 404 not_found: The customer was not found."
    );
}

pub fn deletions_that_are_refused(stage: &Stage) {
    let client: Client<valomnia::Api> = stage.client();
    let rows = stage.server.customers(Vendor::Valomnia);
    let parent = rows
        .iter()
        .find_map(|row| int(row.get("parentCustomer")?, "id"))
        .unwrap();
    let error = client.refuse(&valomnia::DeleteCustomer { id: parent });
    let refusal = error.vendor().unwrap();
    assert_eq!(
        (&refusal.error, refusal.kind()),
        (&valomnia::ApiError::DeleteFailed, ErrorKind::Other)
    );
    assert_eq!(refusal.message.as_deref(), Some("The customer has sub-customers."));
    assert_eq!(stage.server.customers(Vendor::Valomnia), rows);

    let client: Client<aceptabits::Api> = stage.client();
    let all: Vec<aceptabits::Customer> = customers::<aceptabits::Api, _>(stage);
    let fixed = all.iter().find(|customer| !customer.is_editable).unwrap();
    let body = aceptabits::CustomerRef::new(fixed.code.clone());
    let error = client.refuse(&aceptabits::DeleteCustomer { body });
    let refusal = error.vendor().unwrap();
    assert_eq!(
        (&refusal.error, refusal.kind()),
        (&aceptabits::ApiError::NotEditable, ErrorKind::Conflict)
    );
    assert_eq!(
        error.to_string(),
        r#"delete_customer: 400 not_editable (1615): The customer may not be changed."#
    );
    assert_eq!(stage.server.customers(Vendor::Aceptabits).len(), all.len());
}
