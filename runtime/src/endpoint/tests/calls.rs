//! Requests of endpoints written by hand, and their answers.

use super::*;
use crate::endpoint::request::build;
use crate::filter::{ListStyle, Param};
use crate::wire::Coding;
use crate::{Filter, Model, Patch, Validate};

#[derive(Clone, Default, PartialEq, Filter)]
struct Expand {
    #[bindery(min = "1")]
    depth: Param<i64>,
    #[bindery(wire = "fields[order]")]
    fields: Param<String>,
}

#[derive(Clone, Default, PartialEq, Model, Validate)]
struct OrderPatch {
    #[bindery(max_length = 3)]
    note: Patch<Option<String>>,
    total: Patch<f64>,
}

#[derive(Clone, PartialEq)]
struct PatchOrder {
    shop: String,
    id: i64,
    language: Option<String>,
    filter: Expand,
    body: OrderPatch,
}

impl Endpoint for PatchOrder {
    type Api = Django;
    type Output = Customer;
    const SPEC: &'static EndpointSpec = &EndpointSpec {
        name: "patch_order",
        method: Method::Patch,
        path: "/shops/{shop}/orders/{id}/",
        ..EndpointSpec::DEFAULT
    };

    fn parts(&self, visit: &mut dyn FnMut(&Parts<'_>)) {
        visit(&Parts {
            path: &[
                argument("shop", &self.shop),
                Argument {
                    rules: &[Rule::Minimum("1")],
                    ..argument("id", &self.id)
                },
            ],
            headers: &[argument("Accept-Language", &self.language)],
            query: Some(&self.filter),
            body: Payload::Json(&self.body),
            ..Parts::default()
        });
    }
}

fn argument<'a>(name: &'static str, value: &'a dyn Text) -> Argument<'a> {
    Argument {
        name,
        value,
        coding: None,
        rules: &[],
    }
}

fn patch_order() -> PatchOrder {
    PatchOrder {
        shop: "a/b".to_owned(),
        id: 7,
        language: Some("es".to_owned()),
        filter: Expand::default().depth(2).fields("id,ñ".to_owned()),
        body: OrderPatch {
            note: Patch::null(),
            total: Patch::Set(1.5),
        },
    }
}

/// The request as text: its first line, its headers by name, its body.
fn shown(request: &http::Request<Vec<u8>>) -> String {
    let mut headers: Vec<String> = request
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap()))
        .collect();
    headers.sort();
    let body = String::from_utf8(request.body().clone()).unwrap();
    format!("{} {}\n{}{body}", request.method(), request.uri(), headers.concat())
}

const BASE: &str = "https://api.shop.example/v1";

#[test]
fn a_request_holds_everything_that_is_sent() {
    let request = patch_order().request(BASE).unwrap();
    assert_eq!(
        shown(&request),
        "PATCH https://api.shop.example/v1/shops/a%2Fb/orders/7/?depth=2&fields%5Border%5D=id%2C%C3%B1\n\
         accept-language: es\n\
         accept: application/json\n\
         content-type: application/json\n\
         {\"note\":null,\"total\":1.5}"
    );
}

#[test]
fn what_is_not_given_is_not_sent() {
    let bare = PatchOrder {
        language: None,
        filter: Expand::default(),
        body: OrderPatch::default(),
        ..patch_order()
    };
    assert_eq!(
        shown(&bare.request("http://127.0.0.1:8080/").unwrap()),
        "PATCH http://127.0.0.1:8080/shops/a%2Fb/orders/7/\n\
         accept: application/json\n\
         content-type: application/json\n\
         {}"
    );
    assert_eq!(
        shown(&DjangoList.request(BASE).unwrap()),
        "GET https://api.shop.example/v1/customers/\naccept: application/json\n"
    );
}

#[test]
fn an_answer_is_decoded_with_its_status_and_headers() {
    let answer = |status: u16, body: &'static str| {
        let response = http::Response::builder().status(status).header("X-Request-Id", "r-1");
        response.body(body).unwrap()
    };
    let order = PatchOrder::response(&answer(200, r#"{"id": 7, "name": "Ana"}"#)).unwrap();
    assert_eq!(order, customer(7, "Ana"));
    let Err(Failure::Vendor(error)) = PatchOrder::response(&answer(401, "")) else {
        panic!()
    };
    assert_eq!(
        (error.error.clone(), error.request_id()),
        (DjangoError::KeyMissing, Some("r-1"))
    );
    assert_eq!(error.headers.get("x-request-ID"), Some("r-1"));
    let Err(Failure::Unfit(unfit)) = PatchOrder::response(&answer(200, "[]")) else {
        panic!()
    };
    assert_eq!((unfit.request_id(), unfit.body.as_bytes()), (Some("r-1"), &b"[]"[..]));
}

#[test]
fn every_part_is_validated_under_its_wire_name() {
    assert_eq!(patch_order().validate(), Ok(()));
    let broken = PatchOrder {
        id: 0,
        filter: Expand::default().depth(0),
        body: OrderPatch {
            note: Patch::Set(Some("long".to_owned())),
            ..OrderPatch::default()
        },
        ..patch_order()
    };
    let violations = broken.validate().unwrap_err();
    let found: Vec<_> = violations.iter().map(|found| (found.path(), found.rule())).collect();
    assert_eq!(found, [("id", "minimum"), ("depth", "minimum"), ("note", "max_length")]);
}

#[test]
fn arguments_that_are_no_text_of_their_type_are_violations() {
    let found = |value: &dyn Text, rules: &'static [Rule]| {
        let mut violations = Vec::new();
        let argument = Argument {
            rules,
            ..argument("day", value)
        };
        Parts {
            headers: &[argument],
            ..Parts::default()
        }
        .check(&mut violations);
        let lines: Vec<String> = violations.iter().map(ToString::to_string).collect();
        lines
    };
    let date = <crate::Date>::from_text("yesterday");
    assert_eq!(found(&date, &[]), [r#"day: "yesterday" does not read as a date"#]);
    assert_eq!(found(&Some(date), &[]).len(), 1);
    assert_eq!(found(&f64::INFINITY, &[]).len(), 1);
    assert_eq!(found(&None::<String>, &[Rule::Required]), ["day: must be given"]);
    assert!(found(&None::<String>, &[]).is_empty() && found(&1.5, &[]).is_empty());
}

const GET_ORDER: EndpointSpec = EndpointSpec {
    name: "get_order",
    path: "/orders/{id}",
    ..EndpointSpec::DEFAULT
};

fn at(spec: &EndpointSpec, value: &dyn Text) -> std::result::Result<String, RequestError> {
    let path = &[argument("id", value)];
    let parts = Parts {
        path,
        ..Parts::default()
    };
    build(spec, &parts, BASE).map(|request| request.uri().to_string())
}

#[test]
fn paths_hold_any_text_but_none() {
    assert_eq!(
        at(&GET_ORDER, &"../x?y#z@evil.example".to_owned()).unwrap(),
        "https://api.shop.example/v1/orders/..%2Fx%3Fy%23z%40evil.example"
    );
    let coded = Argument {
        coding: Some(crate::wire::Coding::Boolean {
            yes: "\"on\"",
            no: "\"off\"",
        }),
        ..argument("id", &true)
    };
    let parts = Parts {
        path: &[coded],
        ..Parts::default()
    };
    assert_eq!(build(&GET_ORDER, &parts, BASE).unwrap().uri().path(), "/v1/orders/on");
    for (value, message) in [
        (
            &None::<i64> as &dyn Text,
            "the path cannot be built: `id`: no part of a path can be left out; give a value",
        ),
        (
            &String::new(),
            "the path cannot be built: `id`: an empty value makes another path",
        ),
        (
            &"..".to_owned(),
            "the path cannot be built: `id`: a segment `.` or `..` makes another path; give the real value",
        ),
    ] {
        assert_eq!(at(&GET_ORDER, value).unwrap_err().to_string(), message);
    }
}

#[test]
fn a_path_never_becomes_part_of_the_host() {
    let spec = EndpointSpec {
        path: "{id}",
        ..EndpointSpec::DEFAULT
    };
    let request = at(&spec, &".evil.example".to_owned()).unwrap();
    assert_eq!(request, "https://api.shop.example/v1/.evil.example");
    let nothing = EndpointSpec::DEFAULT;
    let request = build(&nothing, &Parts::default(), "https://api.shop.example").unwrap();
    assert_eq!(request.uri(), "https://api.shop.example/");
    // What stands in a spec may have parameters of its own.
    let fixed = EndpointSpec {
        path: "/orders?v=2",
        ..EndpointSpec::DEFAULT
    };
    let query = Expand::default().depth(3);
    let parts = Parts {
        query: Some(&query),
        ..Parts::default()
    };
    let request = build(&fixed, &parts, BASE).unwrap();
    assert_eq!(request.uri().query(), Some("v=2&depth=3"));
}

#[test]
fn a_url_that_is_too_long_is_refused() {
    let error = at(&GET_ORDER, &"x".repeat(70_000)).unwrap_err().to_string();
    assert_eq!(
        error,
        "the URL cannot be built: it has 70035 bytes, and a URL 65,534 at most; send fewer or shorter parameters"
    );
}

fn with_headers(headers: &[Argument<'_>]) -> std::result::Result<http::HeaderMap, RequestError> {
    let parts = Parts {
        headers,
        ..Parts::default()
    };
    build(&GET, &parts, BASE).map(|request| request.headers().clone())
}

#[test]
fn headers_of_the_endpoint_stand_in_place_of_the_usual_ones() {
    let headers = with_headers(&[
        argument("accept", &"text/csv".to_owned()),
        argument("X-Colour", &"red".to_owned()),
        argument("X-Count", &3_i64),
        argument("X-None", &None::<i64>),
        argument("X-Empty", &String::new()),
    ])
    .unwrap();
    assert_eq!(headers["accept"], "text/csv");
    assert_eq!(headers.get_all("accept").iter().count(), 1);
    assert_eq!(headers["x-colour"], "red");
    assert_eq!(headers["x-count"], "3");
    assert_eq!(headers["x-empty"], "");
    assert_eq!(headers.len(), 4);
}

#[test]
fn texts_that_no_header_holds_are_refused_by_name_alone() {
    for value in ["a\r\nX-Key: b", "a\0", "ñ", "\u{7f}"] {
        let error = with_headers(&[argument("X-Note", &value.to_owned())]).unwrap_err();
        assert_eq!(error, RequestError::Header("X-Note".to_owned()));
        assert_eq!(
            error.to_string(),
            "the header `X-Note` cannot hold its value: only visible ASCII characters, spaces and tabs"
        );
    }
    let error = with_headers(&[argument("X Note", &1_i64)]).unwrap_err();
    assert_eq!(error, RequestError::Header("X Note".to_owned()));
}

fn with_body(method: Method, body: Payload<'_>) -> std::result::Result<(Option<String>, String), RequestError> {
    let spec = EndpointSpec { method, ..GET };
    let parts = Parts {
        body,
        ..Parts::default()
    };
    build(&spec, &parts, BASE).map(|request| {
        let content_type = request.headers().get("content-type");
        let content_type = content_type.map(|value| value.to_str().unwrap().to_owned());
        (content_type, String::from_utf8(request.into_body()).unwrap())
    })
}

#[test]
fn bodies_are_json_or_a_form_or_none() {
    let order = OrderPatch {
        note: Patch::Set(Some("ñ &".to_owned())),
        ..OrderPatch::default()
    };
    let of = |content_type: &str, body: &str| Ok((Some(content_type.to_owned()), body.to_owned()));
    assert_eq!(
        with_body(Method::Post, Payload::Json(&order)),
        of("application/json", r#"{"note":"ñ &"}"#)
    );
    assert_eq!(
        with_body(Method::Put, Payload::Form(&order, ListStyle::Repeat)),
        of("application/x-www-form-urlencoded", "note=%C3%B1%20%26")
    );
    assert_eq!(with_body(Method::Post, Payload::None), Ok((None, String::new())));
    assert_eq!(
        with_body(Method::Delete, Payload::Json(&None::<OrderPatch>)),
        Ok((None, String::new()))
    );
    assert_eq!(
        with_body(Method::Delete, Payload::Json(&vec![1_i64, 2])),
        of("application/json", "[1,2]")
    );
}

#[test]
fn a_body_as_a_whole_has_rules_and_a_spelling() {
    let limits = [("a".to_owned(), 1.5)];
    let body = std::collections::BTreeMap::from(limits);
    let parts = Parts {
        body: Payload::Json(&body),
        body_coding: Some(Coding::Text),
        body_rules: &[Rule::MaxItems(0), Rule::Maximum("1")],
        ..Parts::default()
    };
    let spec = EndpointSpec {
        method: Method::Post,
        ..GET
    };
    let written = |parts: &Parts<'_>| build(&spec, parts, BASE).unwrap().into_body();
    assert_eq!(written(&parts), br#"{"a":"1.5"}"#);
    let form = Parts {
        body: Payload::Form(&body, ListStyle::Repeat),
        body_coding: None,
        ..parts
    };
    assert_eq!(written(&form), b"a=1.5");

    let mut violations = Vec::new();
    parts.check(&mut violations);
    let found: Vec<_> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        ["has 1 item, above the maximum of 0", "a: 1.5 is above the maximum of 1"]
    );
}

#[test]
fn bodies_that_cannot_be_written_are_refused() {
    let order = OrderPatch {
        total: Patch::Set(f64::NAN),
        ..OrderPatch::default()
    };
    let error = with_body(Method::Post, Payload::Json(&order)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the body cannot be written: total: expected a finite number, found `NaN`"
    );
    for (method, word) in [(Method::Get, "GET"), (Method::Head, "HEAD")] {
        let error = with_body(method, Payload::Json(&1_i64)).unwrap_err().to_string();
        let expected = format!(
            "the body cannot be written: expected no body: {word} has none, found one; send it as parameters, or by \
             another method"
        );
        assert_eq!(error, expected);
    }
}

#[test]
fn an_endpoint_that_hands_out_nothing_is_told_so() {
    struct Silent;
    impl Endpoint for Silent {
        type Api = Django;
        type Output = ();
        const SPEC: &'static EndpointSpec = &GET;
        fn parts(&self, _: &mut dyn FnMut(&Parts<'_>)) {}
    }
    let error = Silent.request(BASE).unwrap_err();
    assert_eq!(error, RequestError::NoParts);
    assert_eq!(
        error.to_string(),
        "the endpoint hands out nothing to send; its `parts` must call `visit` once"
    );
}
