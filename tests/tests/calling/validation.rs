//! Rules are checked before anything is sent, unless the caller says otherwise.

use crate::listing;
use crate::stage::{Client, Stage};
use bindery::{CallError, Violations};
use bindery_loopback::Vendor;
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use std::fmt::Debug;

fn list(violations: &Violations) -> Vec<String> {
    violations
        .iter()
        .map(|it| format!("{} {}", it.path(), it.rule()))
        .collect()
}

fn broken<E: bindery::Catalogue + Debug>(error: &CallError<E>) -> Vec<String> {
    list(error.violations().unwrap_or_else(|| panic!("{error}")))
}

pub fn what_breaks_a_rule_is_not_sent(stage: &Stage) {
    let client: Client<koibox::Api> = stage.client();
    let filter = koibox::ListCustomersFilter::default().limit(51);
    let error = client.refuse(&listing::koibox(filter.clone()));
    assert_eq!(error.to_string(), "not sent: limit: 51 is above the maximum of 50");
    assert_eq!((error.status(), error.is_retryable()), (None, false));
    // A listing tells it once, and ends.
    let mut items = client.items(listing::koibox(filter.clone()));
    assert_eq!(broken(&items.next().unwrap().unwrap_err()), ["limit maximum"]);
    assert!(items.next().is_none());
    let mut pages = client.pages(listing::koibox(filter)).max_pages(3);
    assert!(pages.next().unwrap().is_err() && pages.next().is_none() && pages.total().is_none());

    // Nor does anybody log in for it.
    let client: Client<valomnia::Api> = stage.client();
    let filter = valomnia::ListCustomersFilter::default().reference("NC*");
    assert_eq!(client.refuse(&listing::valomnia(filter)).violations().unwrap().len(), 1);
    // What would be another path cannot even be built.
    for reference in ["", "..", "."] {
        let error = client.unchecked().refuse(&valomnia::DeleteCustomerByReference {
            reference: reference.to_owned(),
        });
        assert!(matches!(error, CallError::Request(_)), "{reference}: {error}");
        assert!(
            error
                .to_string()
                .starts_with("not sent: the path cannot be built: `reference`"),
            "{error}"
        );
    }
    assert_eq!(stage.sent().len(), 0);
}

pub fn every_violation_is_named(stage: &Stage) {
    let client: Client<aceptabits::Api> = stage.client();
    let error = client.refuse(&aceptabits::GetCustomers::default());
    assert_eq!(broken(&error), ["page required", "limit required"]);
    let mut list = listing::aceptabits(0, 0);
    list.filter = list.filter.code_shop("shop").code_agent("pgbage1 ");
    let error = client.refuse(&list);
    assert_eq!(
        broken(&error),
        [
            "code_shop pattern",
            "code_agent pattern",
            "page minimum",
            "limit minimum"
        ]
    );
    // On one line, of which not all is shown.
    let shown = error.to_string();
    assert!(
        shown.starts_with("not sent: code_shop: ") && shown.ends_with("; 1 more"),
        "{shown}"
    );
    assert!(!shown.contains('\n'));

    let client: Client<akinon::Api> = stage.client();
    let mut body = akinon::NewCustomer::new("none", true, "c".repeat(65));
    body.first_name = Some("f".repeat(256));
    body.phone_number = Some("1".repeat(129));
    body.date_of_birth = Some(bindery::Date::from_text("25/08/1985"));
    let error = client.refuse(&akinon::CreateCustomer { body });
    assert_eq!(
        broken(&error),
        [
            "email email",
            "first_name max_length",
            "phone_number max_length",
            "channel_code max_length",
            "date_of_birth well_formed"
        ]
    );
    let body = akinon::CustomerPatch {
        email: "none".to_owned().into(),
        erp_code: Some("e".repeat(65)).into(),
        ..Default::default()
    };
    let error = client.refuse(&akinon::PatchCustomer { id: 7, body });
    assert_eq!(broken(&error), ["email email", "erp_code max_length"]);
    assert_eq!(stage.sent().len(), 0);
}

pub fn the_vendor_refuses_what_was_not_checked(stage: &Stage) {
    let client = stage.client::<aceptabits::Api>().unchecked();
    let filter = aceptabits::GetCustomersFilter::default;
    for (filter, wanted, code) in [
        (filter().limit(10), aceptabits::ApiError::PageRequired, "1575"),
        (filter().page(1), aceptabits::ApiError::LimitRequired, "1576"),
        (filter().page(0).limit(10), aceptabits::ApiError::PageRequired, "1575"),
    ] {
        let error = client.refuse(&aceptabits::GetCustomers { filter });
        let refusal = error.vendor().unwrap();
        assert_eq!((&refusal.error, refusal.code.as_deref()), (&wanted, Some(code)));
    }

    let client: Client<koibox::Api> = stage.client();
    let mut body = koibox::NewCustomer::new("");
    body.email = Some("none".to_owned());
    let create = koibox::CreateCustomer { body };
    assert!(client.refuse(&create).violations().is_some());
    stage.sent();
    let error = client.unchecked().refuse(&create);
    let refusal = error.vendor().unwrap();
    assert_eq!((refusal.status, &refusal.error), (400, &koibox::ApiError::Invalid));
    let fields: Vec<_> = refusal
        .fields
        .iter()
        .map(|it| (it.name.as_str(), it.message.as_str()))
        .collect();
    assert_eq!(
        fields,
        [
            ("email", "Enter a valid email address."),
            ("nombre", "This field may not be blank.")
        ]
    );
    assert_eq!(
        error.to_string(),
        "create_customer: 400 invalid: A required field is missing, or a value is malformed; \
         email: Enter a valid email address.; nombre: This field may not be blank."
    );
    assert_eq!(stage.sent()[0].body, br#"{"nombre":"","email":"none"}"#);
    assert_eq!(stage.server.customers(Vendor::Koibox).len(), 253);

    // The copy alone does not check.
    assert!(client.refuse(&create).violations().is_some());

    let client: Client<valomnia::Api> = stage.client();
    let error = client.refuse(&listing::valomnia(
        valomnia::ListCustomersFilter::default().sort("createdBy"),
    ));
    let refusal = error.vendor().unwrap();
    assert_eq!(
        (refusal.status, &refusal.error),
        (400, &valomnia::ApiError::InvalidParam)
    );
}
