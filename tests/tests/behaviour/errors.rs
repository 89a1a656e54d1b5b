//! Error codes and statuses of the vendors' pages, each in its endpoint; what is not documented is kept.

use crate::snapshot;
use bindery::endpoint::{ErrorOf, Failure, FieldError, VendorError};
use bindery::{Catalogue, Endpoint, ErrorKind};
use bindery_tests::edges;
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};

/// What the vendor said.
fn refusal<E: Endpoint<Output: std::fmt::Debug>>(status: u16, body: &str) -> VendorError<ErrorOf<E>> {
    match E::decode(status, &(), body.as_bytes()) {
        Err(Failure::Vendor(error)) => {
            assert_eq!((error.endpoint, error.status), (E::SPEC.name, status));
            assert_eq!(error.body.as_bytes(), body.as_bytes());
            *error
        }
        other => panic!("{body}: {other:?}"),
    }
}

/// The error of a code, as AceptaBits says it.
fn code<E: Endpoint<Output: std::fmt::Debug, Api = aceptabits::Api>>(status: u16, code: &str) -> aceptabits::ApiError {
    let error = refusal::<E>(
        status,
        &format!(r#"{{"status": false, "error": {{"code": "{code}"}}}}"#),
    );
    assert_eq!(error.code.as_deref(), Some(code));
    error.error
}

#[test]
fn aceptabits_codes() {
    use aceptabits::ApiError::*;
    use aceptabits::{DeleteCustomer, GetCustomers, ShowCustomer};

    for (code, error) in [
        ("0000", TokenInvalid),
        ("0003", TokenInvalid),
        ("1273", TokenInvalid),
        ("1575", PageRequired),
        ("1576", LimitRequired),
        ("1274", TokenInvalid),
        ("1275", ListFailed),
    ] {
        for status in [400, 401, 500, 200] {
            assert_eq!(
                self::code::<GetCustomers>(status, code),
                error,
                "{code}, whatever the status"
            );
        }
    }
    for (code, error) in [
        ("0000", TokenInvalid),
        ("0003", TokenInvalid),
        ("1373", TokenInvalid),
        ("1376", TokenInvalid),
        ("1374", CodeRequired),
        ("1375", NotFound),
        ("1377", ShowFailed),
        ("1378", ShowFailed),
    ] {
        assert_eq!(self::code::<ShowCustomer>(400, code), error, "{code}");
    }
    for (code, error) in [
        ("1463", TokenInvalid),
        ("1466", TokenInvalid),
        ("1464", CodeRequired),
        ("1465", NotFound),
        ("1615", NotEditable),
    ] {
        assert_eq!(self::code::<DeleteCustomer>(400, code), error, "{code}");
    }
    // Codes that the method does not list: the status alone tells.
    assert_eq!(self::code::<DeleteCustomer>(401, "0000"), TokenInvalid);
    assert_eq!(self::code::<DeleteCustomer>(500, "0000"), ServerError);
    // A code means something in its own method only.
    for code in ["1575", "1274", "1463", "9999"] {
        let unknown = aceptabits::ApiError::unknown(400, Some(code.to_owned()));
        assert_eq!(self::code::<ShowCustomer>(400, code), unknown);
        assert_eq!(unknown.undocumented(), Some((400, Some(code))));
        assert_eq!(self::code::<ShowCustomer>(401, code), TokenInvalid);
        assert_eq!(self::code::<ShowCustomer>(500, code), ServerError);
    }
    let unknown = aceptabits::ApiError::unknown(400, Some("0000".into()));
    assert_eq!(
        self::code::<DeleteCustomer>(400, "0000"),
        unknown,
        "not on this method's page"
    );
    let kinds = [TokenInvalid, PageRequired, NotFound, NotEditable, ListFailed].map(|error| error.kind());
    use ErrorKind::{Auth, Conflict, Server, Validation};
    assert_eq!(kinds, [Auth, Validation, ErrorKind::NotFound, Conflict, Server]);
}

/// Success and failure are told by `status`, then by the method's code of success.
#[test]
fn aceptabits_flags() {
    use aceptabits::{DeleteCustomer, GetCustomers};
    assert!(DeleteCustomer::decode(200, &(), br#"{"status": true, "success": {"code": "0079"}}"#).is_ok());
    // The code of another method's success: this is not what was asked for.
    let other = refusal::<DeleteCustomer>(200, r#"{"status": true, "success": {"code": "0051"}}"#);
    assert_eq!(other.code.as_deref(), Some("0051"));
    // `0000` as a success of some other method is no failure of the token there, and no success here.
    let zero = refusal::<DeleteCustomer>(200, r#"{"status": true, "success": {"code": "0000"}}"#);
    assert_eq!(zero.code.as_deref(), Some("0000"));
    // A failure says so in `status` even where HTTP says 200; and in HTTP even where `status` lies.
    let failed = refusal::<GetCustomers>(200, r#"{"status": false, "error": {"code": "1576"}, "data": null}"#);
    assert_eq!(failed.error, aceptabits::ApiError::LimitRequired);
    let failed = refusal::<GetCustomers>(
        500,
        r#"{"status": true, "success": {"code": "0051"}, "data": {"data": []}}"#,
    );
    assert_eq!(failed.kind(), ErrorKind::Server);
    // No JSON, no code.
    let page = refusal::<GetCustomers>(502, "<html>Bad gateway</html>");
    assert_eq!(page.error, aceptabits::ApiError::unknown(502, None));
    let Err(Failure::Unfit(error)) = GetCustomers::decode(200, &(), b"<html>Welcome</html>") else {
        panic!()
    };
    assert_eq!(
        error.error.to_string(),
        "expected a JSON body, found the text `<html>Welcome</html>`"
    );
    assert_eq!((error.endpoint, error.status), ("get_customers", 200));
}

#[test]
fn valomnia_names() {
    use ErrorKind::{Conflict, Other, Server, Validation};
    use valomnia::ApiError::*;
    for (name, status, error, kind) in [
        ("invalid_param", 400, InvalidParam, Validation),
        ("invalid_datetime_format", 400, InvalidDatetimeFormat, Validation),
        ("server_error", 500, ServerError, Server),
        ("missing_param", 400, MissingParam, Validation),
        ("invalid_param_type", 400, InvalidParamType, Validation),
        ("not_unique", 400, NotUnique, Conflict),
        ("save_failed", 400, SaveFailed, Other),
        ("delete_failed", 400, DeleteFailed, Other),
        ("not_found", 404, NotFound, ErrorKind::NotFound),
        ("already_assigned", 404, AlreadyAssigned, Conflict),
    ] {
        let body = format!(r#"{{"error": "{name}", "error_description": "Oops: [x]."}}"#);
        let found = refusal::<valomnia::ListCustomers>(status, &body);
        assert_eq!((found.error.name(), found.kind()), (name, kind));
        assert_eq!((found.error, found.message.as_deref()), (error, Some("Oops: [x].")));
        assert_eq!(
            refusal::<valomnia::DeleteCustomer>(status, &body).code.as_deref(),
            Some(name)
        );
    }
    assert_eq!(valomnia::ApiError::ENTRIES.len(), 10);
    let other = refusal::<valomnia::ListCustomers>(429, r#"{"error": "slow_down"}"#);
    assert_eq!(other.error, valomnia::ApiError::unknown(429, Some("slow_down".into())));
    assert!(other.is_retryable());
}

#[test]
fn koibox_statuses() {
    use koibox::ApiError::*;
    use koibox::{CreateCustomer, ListCustomers};
    assert_eq!(refusal::<ListCustomers>(401, "").error, KeyMissing);
    assert_eq!(refusal::<ListCustomers>(403, "{}").error, KeyInvalid);
    assert_eq!(refusal::<CreateCustomer>(401, "").kind(), ErrorKind::Auth);
    assert_eq!(
        refusal::<CreateCustomer>(403, "").kind(),
        ErrorKind::Auth,
        "as the page has it"
    );
    // What creating alone can say.
    let body = r#"{"nombre": ["This field is required.", "Too short."], "email": ["Enter a valid address."]}"#;
    let invalid = refusal::<CreateCustomer>(400, body);
    assert_eq!(invalid.error, Invalid);
    let field = |name: &str, message: &str| FieldError {
        name: name.into(),
        message: message.into(),
        code: None,
    };
    let mut fields = invalid.fields.clone();
    fields.sort_by(|a, b| (&a.name, &a.message).cmp(&(&b.name, &b.message)));
    assert_eq!(
        fields,
        [
            field("email", "Enter a valid address."),
            field("nombre", "This field is required."),
            field("nombre", "Too short."),
        ]
    );
    let listed = refusal::<ListCustomers>(400, r#"{"detail": "Bad limit."}"#);
    assert_eq!(
        (listed.error, listed.message.as_deref()),
        (koibox::ApiError::unknown(400, None), Some("Bad limit."))
    );
    // 200 is no success of a call that answers 201.
    assert_eq!(
        refusal::<CreateCustomer>(200, "{}").error,
        koibox::ApiError::unknown(200, None)
    );
}

#[test]
fn akinon_statuses() {
    use akinon::ApiError::*;
    use akinon::GetCustomer;
    for (status, error, kind) in [
        (400, BadRequest, ErrorKind::Validation),
        (401, Unauthorized, ErrorKind::Auth),
        (404, NotFound, ErrorKind::NotFound),
        (500, ServerError, ErrorKind::Server),
        (503, akinon::ApiError::unknown(503, None), ErrorKind::Unavailable),
    ] {
        let found = refusal::<GetCustomer>(status, r#"{"detail": "No."}"#);
        assert_eq!((found.kind(), found.message.as_deref()), (kind, Some("No.")));
        assert_eq!(found.error, error);
        assert_eq!(refusal::<akinon::DeleteCustomer>(status, "").error, error);
    }
    assert!(akinon::DeleteCustomer::decode(204, &(), b"").is_ok());
    assert_eq!(
        refusal::<akinon::DeleteCustomer>(200, "").error,
        akinon::ApiError::unknown(200, None)
    );
}

/// Beginnings of codes, errors by status, and messages and fields in a list.
#[test]
fn edges() {
    use edges::{ApiError, GetNode, SearchNodes};
    let with = |code: &str| format!(r#"{{"ok": false, "error": {{"code": "{code}"}}}}"#);
    assert_eq!(refusal::<GetNode>(400, &with("91")).error, ApiError::Busy);
    assert_eq!(refusal::<GetNode>(400, &with("9")).error, ApiError::Busy);
    assert!(ApiError::Busy.is_retryable());
    assert_eq!(refusal::<GetNode>(410, "").error, ApiError::Gone);
    assert_eq!(
        refusal::<GetNode>(404, &with("8")).error,
        ApiError::Gone,
        "an unknown code leaves the status"
    );
    let listed = r#"{"ok": false, "code": 7, "errors": [
        {"name": "from", "text": "Too early.", "code": "E1"}, {"name": "to", "text": "Too late."}]}"#;
    let error = refusal::<SearchNodes>(422, listed);
    assert_eq!(
        (error.code.as_deref(), error.message.as_deref()),
        (Some("7"), Some("Too early.; Too late."))
    );
    assert_eq!(error.error, ApiError::unknown(422, Some("7".into())));
    let field = |name: &str, message: &str, code: Option<&str>| FieldError {
        name: name.into(),
        message: message.into(),
        code: code.map(str::to_owned),
    };
    assert_eq!(
        error.fields,
        [field("from", "Too early.", Some("E1")), field("to", "Too late.", None)]
    );
}

#[test]
fn failures_in_one_line() {
    fn line<E: Endpoint<Output: std::fmt::Debug>>(status: u16, body: &str) -> String {
        format!("{}\n", E::decode(status, &(), body.as_bytes()).unwrap_err())
    }
    let lines = [
        line::<koibox::ListCustomers>(401, ""),
        line::<koibox::ListCustomers>(404, r#"{"detail": "Not\nfound."}"#),
        line::<koibox::CreateCustomer>(
            400,
            r#"{"nombre": ["This field is required."], "email": ["Enter a valid address."]}"#,
        ),
        line::<koibox::CreateCustomer>(201, "[]"),
        line::<koibox::CreateCustomer>(201, r#"{"id": "7"}"#),
        line::<koibox::CreateCustomer>(201, r#"{"id": 7, "created":"#),
        line::<akinon::CreateCustomer>(400, r#"{"non_field_errors": ["The channel is closed."]}"#),
        line::<akinon::GetCustomer>(502, "<html>"),
        line::<aceptabits::GetCustomers>(400, r#"{"status": false, "error": {"code": "1576"}}"#),
        line::<aceptabits::GetCustomers>(401, r#"{"status": false, "error": {"code": "1273"}}"#),
        line::<aceptabits::GetCustomers>(400, r#"{"status": false, "error": {"code": "4711"}}"#),
        line::<aceptabits::GetCustomers>(200, r#"{"status": true, "success": {"code": "0062"}}"#),
        line::<aceptabits::GetCustomers>(
            200,
            r#"{"status": true, "success": {"code": "0051"}, "data": {"data": [{"code": 7}]}}"#,
        ),
        line::<aceptabits::DeleteCustomer>(400, r#"{"status": false, "error": {"code": "1615"}}"#),
        line::<valomnia::ListCustomers>(
            400,
            r#"{"error": "invalid_param", "error_description": "dateCreated_gta is not valid."}"#,
        ),
        line::<valomnia::ListCustomers>(500, r#"{"error": "server_error"}"#),
        line::<edges::GetNode>(503, r#"{"ok": false, "error": {"code": "91"}}"#),
    ];
    let lines = lines.concat();
    assert!(
        !lines.contains("Source:"),
        "where a fact is from is no message: {lines}"
    );
    snapshot!("failures", lines);
}
