//! Answers that are refusals.

use super::*;

fn refused<T: fmt::Debug, E: Catalogue + fmt::Debug>(result: std::result::Result<T, Failure<E>>) -> VendorError<E> {
    match result {
        Err(Failure::Vendor(error)) => *error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_message_alone() {
    let error = refused(DjangoList::decode(401, &(), br#"{"detail": "No key was sent."}"#));
    assert_eq!(error.error, DjangoError::KeyMissing);
    assert_eq!(error.message.as_deref(), Some("No key was sent."));
    assert_eq!(
        (error.code.as_deref(), error.fields.len(), error.status),
        (None, 0, 401)
    );
    assert_eq!(error.to_string(), "list_customers: 401 key_missing: No key was sent.");
}

#[test]
fn texts_by_field() {
    let body = br#"{"nombre": ["This field is required."], "email": ["Too long.", "Not an address."],
        "non_field_errors": ["No such city.", "Closed."], "status_code": 400}"#;
    let error = refused(DjangoCreate::decode(400, &(), body));
    assert_eq!(error.error, DjangoError::Invalid);
    assert_eq!(error.message.as_deref(), Some("No such city."));
    let fields: Vec<(&str, &str)> = error
        .fields
        .iter()
        .map(|f| (f.name.as_str(), f.message.as_str()))
        .collect();
    let expected = [
        ("email", "Too long."),
        ("email", "Not an address."),
        ("nombre", "This field is required."),
        ("non_field_errors", "Closed."),
    ];
    assert_eq!(sorted(fields), sorted(expected.to_vec()));
}

/// Members in the order of the tree, whichever that is.
fn sorted<'a>(mut fields: Vec<(&'a str, &'a str)>) -> Vec<(&'a str, &'a str)> {
    fields.sort_by_key(|(name, _)| *name);
    fields
}

#[test]
fn one_line_tells_the_failure_its_meaning_and_the_first_fields() {
    let body = br#"{"a": ["1\n2"], "b": ["2"], "c": ["3"], "d": ["4"], "e": ["5"]}"#;
    let line = refused(DjangoCreate::decode(400, &(), body)).to_string();
    assert_eq!(
        line,
        "create_customer: 400 invalid: A value is malformed; a: 1 2; b: 2; c: 3; 2 more"
    );
}

#[test]
fn a_code_with_the_meaning_from_the_catalogue() {
    let error = refused(NestedList::decode(
        400,
        &(),
        br#"{"status": false, "error": {"code": "1575"}}"#,
    ));
    assert_eq!(error.error, NestedError::PageRequired);
    assert_eq!(error.kind(), ErrorKind::Validation);
    assert_eq!(
        error.to_string(),
        "list_customers: 400 page_required (1575): The page is missing."
    );
}

#[test]
fn codes_that_are_numbers_count_by_their_text() {
    let error = refused(NestedList::decode(400, &(), br#"{"error": {"code": 1575}}"#));
    assert_eq!(
        (error.error, error.code.as_deref()),
        (NestedError::PageRequired, Some("1575"))
    );
    let error = refused(NestedList::decode(400, &(), br#"{"error": {"code": 0}}"#));
    assert_eq!(
        error.error,
        NestedError::Unknown {
            status: 400,
            code: Some("0".into())
        }
    );
}

#[test]
fn codes_belong_to_their_endpoint() {
    let body = br#"{"status": false, "error": {"code": "1273"}}"#;
    assert_eq!(
        refused(NestedList::decode(401, &(), body)).error,
        NestedError::TokenInvalid
    );
    let error = refused(NestedShow::decode(403, &(), body));
    assert_eq!(
        error.error,
        NestedError::Unknown {
            status: 403,
            code: Some("1273".into())
        }
    );
    assert_eq!(error.kind(), ErrorKind::Forbidden);
    assert_eq!(error.to_string(), "show_customer: 403 unknown (1273)");
}

#[test]
fn a_failure_inside_a_200() {
    let body = br#"{"status": false, "error": {"code": "0000"}, "message": "Who are you?"}"#;
    let error = refused(NestedList::decode(200, &(), body));
    assert_eq!((error.error, error.status), (NestedError::TokenInvalid, 200));
    assert_eq!(error.message.as_deref(), Some("Who are you?"));
    // The same, though the items came, and though they would not fit.
    for items in [r#"[{"id": 1}]"#, "[7]", "null"] {
        let body = format!(r#"{{"data": {{"data": {items}}}, "status": false, "error": {{"code": "1575"}}}}"#);
        assert_eq!(
            refused(NestedList::decode(200, &(), body.as_bytes())).error,
            NestedError::PageRequired
        );
    }
    // A flag of another type, or none.
    for body in [
        r#"{"status": "true", "success": {"code": "0051"}, "data": {"data": []}}"#,
        "{}",
        "null",
        "7",
    ] {
        let error = refused(NestedList::decode(200, &(), body.as_bytes()));
        assert!(
            matches!(error.error, NestedError::Unknown { status: 200, .. }),
            "{body}"
        );
    }
}

#[test]
fn a_success_code_that_is_not_the_endpoints() {
    let body = br#"{"status": true, "success": {"code": "0052"}, "data": {"data": []}}"#;
    let error = refused(NestedList::decode(200, &(), body));
    assert_eq!(
        error.error,
        NestedError::Unknown {
            status: 200,
            code: Some("0052".into())
        }
    );
    assert_eq!(error.to_string(), "list_customers: 200 unknown (0052)");
    let error = refused(NestedList::decode(
        200,
        &(),
        br#"{"status": true, "data": {"data": []}}"#,
    ));
    assert_eq!(
        (error.code, error.error),
        (
            None,
            NestedError::Unknown {
                status: 200,
                code: None
            }
        )
    );
}

#[test]
fn a_name_that_is_its_code_is_said_once() {
    let body = br#"{"error": "invalid_param", "error_description": "The parameters [a_gta] are not valid."}"#;
    let failure = GrailsList::decode(400, &(), body).unwrap_err();
    assert_eq!(failure.vendor().unwrap().error, GrailsError::InvalidParam);
    assert_eq!(
        failure.to_string(),
        "list_customers: 400 invalid_param: The parameters [a_gta] are not valid."
    );
}

#[test]
fn a_status_of_failure_needs_no_json() {
    for (body, quoted) in [
        ("", ""),
        (
            "<html>Bad\ngateway</html>",
            ", and the body is the text `<html>Bad gateway</html>`",
        ),
        (r#"{"status": fal"#, ""),
    ] {
        let error = refused(NestedList::decode(502, &(), body.as_bytes()));
        assert_eq!(
            error.error,
            NestedError::Unknown {
                status: 502,
                code: None
            }
        );
        assert_eq!(
            (error.kind(), error.body.as_bytes()),
            (ErrorKind::Server, body.as_bytes())
        );
        let message = format!("list_customers: 502 unknown: the spec does not name this answer{quoted}");
        assert_eq!(error.to_string(), message);
    }
    assert!(DjangoList::decode(503, &(), b"").unwrap_err().is_retryable());
}

#[test]
fn a_failure_that_is_not_quite_utf_8_is_read_all_the_same() {
    let error = refused(DjangoList::decode(400, &(), b"{\"detail\": \"Direcci\xf3n\"}"));
    assert_eq!(error.message.as_deref(), Some("Direcci\u{fffd}n"));
    assert_eq!(error.body.as_bytes(), b"{\"detail\": \"Direcci\xf3n\"}");
}

#[test]
fn only_the_declared_statuses_are_success() {
    assert_eq!(refused(DjangoCreate::decode(200, &(), br#"{"id": 1}"#)).status, 200);
    assert!(DjangoList::decode(299, &(), br#"{"results": []}"#).is_ok());
    assert_eq!(refused(DjangoList::decode(302, &(), b"")).status, 302);
}

#[test]
fn bodies_are_kept_and_shown_in_part() {
    let long = "x".repeat(100_000);
    let error = refused(NestedList::decode(500, &(), long.as_bytes()));
    assert_eq!((error.body.as_bytes().len(), error.body.length()), (65_536, 100_000));
    assert!(!error.body.is_complete());
    assert!(format!("{error:?}").len() < 600);
    let error = refused(NestedList::decode(500, &(), b"\xff\x00 ok"));
    assert_eq!(error.body.as_bytes(), b"\xff\x00 ok");
    assert_eq!(format!("{:?}", error.body), "\"\u{fffd} ok\" (5 bytes)");
    let body = format!(r#"{{"detail": "{}"}}"#, "é".repeat(5_000));
    assert!(
        refused(DjangoList::decode(500, &(), body.as_bytes()))
            .to_string()
            .chars()
            .count()
            < 300
    );
}

#[test]
fn headers_are_never_shown() {
    let headers = [("Set-Cookie", "SESSION=secret"), ("X-Key", "secret")];
    let failure = NestedList::decode(500, &headers, b"").unwrap_err();
    assert!(!format!("{failure:?} {failure}").contains("secret"));
}

#[test]
fn what_does_not_fit_is_said_so() {
    let failure = DjangoList::decode(200, &(), b"").unwrap_err();
    assert_eq!(
        failure.to_string(),
        "list_customers: 200, the answer does not fit: expected a JSON body, found an empty body"
    );
    assert!(failure.vendor().is_none() && !failure.is_retryable());
    let _: &(dyn std::error::Error + Send + Sync) = &failure;
}

#[test]
fn a_failure_names_the_request_where_the_vendor_does() {
    let headers = [("X-Request-Id", "7f3a-91"), ("X-Key", "secret")];
    let error = refused(DjangoList::decode(401, &headers, br#"{"detail": "No key was sent."}"#));
    assert_eq!(error.request_id(), Some("7f3a-91"));
    assert_eq!(
        error.to_string(),
        "list_customers: 401 key_missing: No key was sent. [request id 7f3a-91]"
    );
    let unfit = unfit(DjangoList::decode(200, &headers, b"{}"));
    assert_eq!(unfit.request_id(), Some("7f3a-91"));
    assert_eq!(
        unfit.to_string(),
        "list_customers: 200, the answer does not fit: expected an array at `results`, found none there \
         [request id 7f3a-91]"
    );
    let long = [("cf-ray", format!("a\nb{}", "x".repeat(5_000)))];
    let line = refused(DjangoList::decode(500, &long, b"")).to_string();
    assert_eq!(
        line,
        format!(
            "list_customers: 500 unknown: the spec does not name this answer [request id a b{}…]",
            "x".repeat(77)
        )
    );
}

#[test]
fn a_failure_says_when_to_come_back() {
    for (when, shown) in [
        ("3600", "3600 s"),
        ("Sun, 22 Nov 2026 10:00:00 GMT", "Sun, 22 Nov 2026 10:00:00 GMT"),
    ] {
        let headers = [("Retry-After", when), ("X-Request-Id", "7")];
        let line = refused(DjangoList::decode(429, &headers, br#"{"detail": "Slow down."}"#)).to_string();
        assert_eq!(
            line,
            format!("list_customers: 429 unknown: Slow down. [retry after {shown}] [request id 7]")
        );
    }
}

#[test]
fn a_body_that_is_no_text_is_said_to_be_none() {
    let found = |body: &[u8]| {
        unfit(DjangoList::decode(200, &(), body))
            .error
            .found()
            .map(str::to_owned)
    };
    for (body, expected) in [
        (
            &b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"[..],
            "compressed data (gzip), which was not asked for: `1f 8b 08 00 00 00 00 00`",
        ),
        (
            b"\xff\xfe{\0}\0",
            "UTF-16, and JSON is sent as UTF-8: `ff fe 7b 00 7d 00`",
        ),
        (b"a\0b", "bytes that are no text: `61 00 62`"),
        (b"caf\xe9\r\n", "the text `caf\u{fffd}`"),
    ] {
        assert_eq!(found(body).as_deref(), Some(expected));
    }
}

fn unfit<T: fmt::Debug, E: Catalogue + fmt::Debug>(result: std::result::Result<T, Failure<E>>) -> Unfit {
    match result {
        Err(Failure::Unfit(unfit)) => *unfit,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_does_not_fit_is_one_line_with_its_place() {
    let unfit = unfit(NestedList::decode(
        200,
        &(),
        b"{\"status\": true, \"success\": {\"code\": \"0051\"},\n\"data\": {\"data\": [{\"id\": \"x\\ny\"}]}}",
    ));
    assert_eq!(
        unfit.to_string(),
        r#"list_customers: 200, the answer does not fit: data.data[0].id: expected an integer, found the text "x\ny" (line 2, column 26)"#
    );
    assert_eq!(
        unfit.excerpt(),
        r#"{"status": true, "success": {"code": "0051"}, "data": {"data": [{"id": "x\ny"}]}}"#
    );
}

#[test]
fn a_body_that_is_no_json_at_all_is_quoted_and_json_cut_short_is_not() {
    for (body, quoted) in [
        ("<html>\n<p>Down</p>", "<html> <p>Down</p>"),
        ("Service unavailable", "Service unavailable"),
        ("temporarily\tdown", "temporarily down"),
        ("503 Service Unavailable", "503 Service Unavailable"),
        ("not found", "not found"),
    ] {
        let unfit = unfit(DjangoList::decode(200, &(), body.as_bytes()));
        assert_eq!(
            unfit.to_string(),
            format!("list_customers: 200, the answer does not fit: expected a JSON body, found the text `{quoted}`")
        );
        assert_eq!(unfit.excerpt(), quoted);
    }
    let cut = unfit(DjangoList::decode(200, &(), br#"{"results": [{"id": 1, "name": "Ana"#));
    assert!(!cut.to_string().contains("Ana"), "{cut}");
    let long = unfit(DjangoList::decode(200, &(), "é".repeat(100_000).as_bytes()));
    assert_eq!(long.excerpt(), format!("{}…", "é".repeat(200)));
    assert!(long.to_string().chars().count() < 400);
}

#[test]
fn names_that_are_data_do_not_make_a_line_long() {
    let error = crate::Error::new("an integer", "null").inside(&"x".repeat(10_000));
    let unfit = Unfit {
        endpoint: "list_customers",
        status: 200,
        error,
        headers: HeaderList::default(),
        body: Body::new(b""),
    };
    assert!(unfit.to_string().chars().count() < 700);
}
