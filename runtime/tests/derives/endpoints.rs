//! Endpoints: what is known of a call, and what it sends, is what was written.

use bindery::endpoint::{
    Argument, EndpointSpec, Envelope, Failure, Method, PageRole, Paging, Path, Payload, Place, ReadRole, SendRole,
    Step, Vendor,
};
use bindery::filter::{Param, Query};
use bindery::wire::Coding;
use bindery::{Api, Catalogue, Endpoint, Filter, Model, Page, Validate, json};
use std::collections::BTreeMap;

use crate::shop::State;

enum Shop {}
impl Api for Shop {
    type Error = ShopError;
    const VENDOR: &'static Vendor = &Vendor {
        name: "shop",
        ..Vendor::DEFAULT
    };
}

#[derive(Clone, Debug, PartialEq, Catalogue)]
enum ShopError {
    #[bindery(unknown)]
    Unknown { status: u16, code: Option<String> },
}

mod places {
    use super::*;

    pub(super) const ENVELOPE: Envelope = Envelope {
        at: &[Step::Name("data")],
        ..Envelope::DEFAULT
    };
    pub(super) static PAGING: Paging = Paging {
        send: &[SendRole {
            role: PageRole::Page,
            name: "page",
            ..SendRole::DEFAULT
        }],
        read: &[(ReadRole::Items, Place::Paths(&[&[Step::Name("orders")]]))],
    };
}

#[derive(Clone, Default, PartialEq, Model, Validate)]
struct OrderForm {
    #[bindery(required, max_length = 3)]
    note: String,
}

#[derive(Clone, Default, PartialEq, Filter)]
struct OrdersFilter {
    #[bindery(min = "1")]
    page: Param<i64>,
}

#[derive(Clone, Debug, Default, PartialEq, Endpoint)]
#[bindery(api = Shop, get = "/orders/", output = Page<OrderForm>, envelope = places::ENVELOPE, paging = places::PAGING)]
struct ListOrders {
    #[bindery(query)]
    filter: OrdersFilter,
}

#[derive(Clone, Debug, PartialEq, Endpoint)]
#[bindery(api = self::Shop, name = "change", put = "/{type}/{isOpen}/{{x}}/{state}", output = BTreeMap<String, OrderForm>)]
#[bindery(status(200, "4xx"), success_code = "0051", at = "items[0][-1][*][\"a.b\"]")]
#[bindery(envelope = Envelope::DEFAULT)]
struct ChangeOrder {
    #[bindery(header, wire = "Accept-Language", min_length = 2)]
    language: Option<String>,
    #[bindery(path, min = "1", max = "9")]
    r#type: i64,
    #[bindery(path, known)]
    state: State,
    #[bindery(path, wire = "isOpen", yes = "\"y\"", no = "\"n\"")]
    is_open: bool,
    #[bindery(query)]
    filter: OrdersFilter,
    #[bindery(form)]
    body: OrderForm,
}

#[derive(Clone, Copy, Debug, Endpoint)]
#[bindery(api = Shop, delete = "/session")]
struct LogOut;

#[derive(Clone, Debug, Endpoint)]
#[bindery(api = Shop, put = "/tags")]
struct SetTags {
    #[bindery(body, yes = "1", no = "0", min_items = 1, max_items = 2)]
    tags: Vec<bool>,
}

#[derive(Clone, Debug, Endpoint)]
#[bindery(api = Shop, post = "/orders", output = Option<OrderForm>)]
struct CreateOrder {
    #[bindery(body)]
    order: OrderForm,
}

fn change() -> ChangeOrder {
    ChangeOrder {
        language: Some("es".into()),
        r#type: 7,
        state: State::InTransit,
        is_open: true,
        filter: OrdersFilter::default().page(2),
        body: OrderForm { note: "x".into() },
    }
}

#[test]
fn a_spec_is_what_was_written() {
    let index = [
        Step::Name("items"),
        Step::Index(0),
        Step::Last,
        Step::Each,
        Step::Name("a.b"),
    ];
    assert_eq!(
        *ChangeOrder::SPEC,
        EndpointSpec {
            name: "change",
            method: Method::Put,
            path: "/{type}/{isOpen}/{{x}}/{state}",
            statuses: &[
                bindery::endpoint::Status::Exact(200),
                bindery::endpoint::Status::Class(4)
            ],
            success_code: Some("0051"),
            envelope: &Envelope::DEFAULT,
            at: ChangeOrder::SPEC.at,
            coding: None,
            paging: None,
            headers: &[],
            query: &[],
        }
    );
    assert_eq!(ChangeOrder::SPEC.at, index.as_slice());
    assert_eq!(
        *ListOrders::SPEC,
        EndpointSpec {
            name: "list_orders",
            path: "/orders/",
            envelope: &places::ENVELOPE,
            paging: Some(&places::PAGING),
            ..EndpointSpec::DEFAULT
        }
    );
    assert_eq!(
        *LogOut::SPEC,
        EndpointSpec {
            name: "log_out",
            method: Method::Delete,
            path: "/session",
            ..EndpointSpec::DEFAULT
        }
    );
    assert_eq!(ListOrders::SPEC.at, Path::default());
    assert_eq!(
        <<CreateOrder as Endpoint>::Api as Api>::VENDOR.name,
        "shop",
        "the API is the one that was named"
    );
}

/// The names and texts of arguments; `None` where nothing is sent.
fn texts(arguments: &[Argument<'_>]) -> Vec<(&'static str, Option<String>)> {
    let text = |argument: &Argument<'_>| {
        let mut text = String::new();
        let is_sent = argument.value.write(argument.coding, &mut text).unwrap();
        (argument.name, is_sent.then_some(text))
    };
    arguments.iter().map(text).collect()
}

#[test]
fn parts_are_the_fields() {
    let mut visits = 0;
    change().parts(&mut |parts| {
        visits += 1;
        assert_eq!(
            texts(parts.path),
            [
                ("type", Some("7".to_owned())),
                ("state", Some("in-transit".to_owned())),
                ("isOpen", Some("y".to_owned())),
            ]
        );
        assert_eq!(texts(parts.headers), [("Accept-Language", Some("es".to_owned()))]);
        let is_open = parts.path.last().unwrap();
        let (yes, no) = ("\"y\"", "\"n\"");
        assert_eq!(is_open.coding, Some(Coding::Boolean { yes, no }));
        let mut query = Query::new();
        parts.query.unwrap().write(&mut query);
        assert_eq!(query.as_str(), "page=2");
        assert!(matches!(parts.body, Payload::Form(..)));
        assert_eq!(json::to_string(parts.body.value().unwrap()).unwrap(), r#"{"note":"x"}"#);
    });
    assert_eq!(visits, 1);
    let silent = ChangeOrder {
        language: None,
        ..change()
    };
    silent.parts(&mut |parts| assert_eq!(texts(parts.headers), [("Accept-Language", None)]));
    CreateOrder {
        order: OrderForm::default(),
    }
    .parts(&mut |parts| {
        assert!(matches!(parts.body, Payload::Json(_)) && parts.query.is_none());
    });
    LogOut.parts(&mut |parts| {
        visits += 1;
        assert!(parts.path.is_empty() && parts.headers.is_empty());
        assert!(parts.query.is_none() && parts.body.value().is_none());
    });
    assert_eq!(visits, 2);
}

#[test]
fn every_part_is_checked() {
    assert_eq!(change().validate(), Ok(()));
    let wrong = ChangeOrder {
        language: Some("e".into()),
        r#type: 10,
        state: State::Unknown("lost".into()),
        is_open: false,
        filter: OrdersFilter::default().page(0),
        body: OrderForm { note: "long".into() },
    };
    let violations = wrong.validate().unwrap_err();
    let found: Vec<_> = violations
        .iter()
        .map(|violation| (violation.path(), violation.rule()))
        .collect();
    assert_eq!(
        found,
        [
            ("type", "maximum"),
            ("state", "known"),
            ("Accept-Language", "min_length"),
            ("page", "minimum"),
            ("note", "max_length"),
        ]
    );
}

#[test]
fn a_body_as_a_whole_has_rules_and_a_spelling() {
    let of = |tags: &[bool]| SetTags { tags: tags.to_vec() };
    let coding = Coding::Boolean { yes: "1", no: "0" };
    of(&[true]).parts(&mut |parts| assert_eq!(parts.body_coding, Some(coding)));
    assert_eq!(of(&[true]).validate(), Ok(()));
    for (tags, rule) in [(&[][..], "min_items"), (&[true; 3][..], "max_items")] {
        let found = of(tags).validate().unwrap_err();
        let found: Vec<_> = found.iter().map(|violation| violation.rule()).collect();
        assert_eq!(found, [rule]);
    }
}

#[cfg(feature = "pattern")]
#[test]
fn patterns_are_rules_too() {
    #[derive(Clone, Debug, Endpoint)]
    #[bindery(api = Shop, get = "/{a}/{b}")]
    struct Patterns {
        #[bindery(path, pattern = "^[a-z]+$")]
        a: String,
        #[bindery(path, pattern = "^[0-9]+$")]
        b: String,
    }
    let violations = |a: &str, b: &str| {
        Patterns {
            a: a.into(),
            b: b.into(),
        }
        .validate()
    };
    assert_eq!(violations("a", "1"), Ok(()));
    let found = violations("1", "a").unwrap_err();
    let found: Vec<_> = found
        .iter()
        .map(|violation| (violation.path(), violation.bound()))
        .collect();
    assert_eq!(found, [("a", Some("^[a-z]+$")), ("b", Some("^[0-9]+$"))]);
}

#[test]
fn answers_are_read_as_the_spec_says() {
    let page = ListOrders::decode(200, &(), br#"{"data": {"orders": [{"note": "a"}]}}"#).unwrap();
    assert_eq!(page.items, [OrderForm { note: "a".into() }]);
    LogOut::decode(204, &(), b"").unwrap();
    let Failure::Vendor(refused) = LogOut::decode(400, &(), b"").unwrap_err() else {
        panic!("the vendor refused");
    };
    assert_eq!((refused.endpoint, refused.status), ("log_out", 400));
}
