//! Error catalogues.

use bindery::{Catalogue, ErrorKind};

#[derive(Clone, Debug, PartialEq, Eq, Catalogue)]
enum ShopError {
    /// No key
    /// was sent, see `auth` and \[docs\].
    ///
    /// Source: `errors`.
    #[bindery(status(401), by_status)]
    KeyMissing,
    #[bindery(
        name = "page_required",
        status(400),
        code("1575", endpoint = "list_orders"),
        code("08*")
    )]
    Page,
    #[bindery(code("0815"), kind = conflict)]
    Taken,
    #[bindery(status("5xx"), by_status)]
    Broken,
    #[bindery(status(503), by_status, retryable = false)]
    Closed,
    #[bindery(status(401), by_status(endpoint = "log_in"))]
    WrongPassword,
    #[bindery(unknown)]
    Unknown { status: u16, code: Option<String> },
}

#[test]
fn failures_are_found_by_code_then_by_status() {
    let found = |endpoint, status, code| ShopError::resolve(endpoint, status, code);
    assert_eq!(found("list_orders", 400, Some("1575")), ShopError::Page);
    assert_eq!(
        found("get_order", 400, Some("1575")),
        ShopError::unknown(400, Some("1575".into()))
    );
    assert_eq!(found("get_order", 400, Some("0811")), ShopError::Page);
    assert_eq!(found("get_order", 400, Some("0815")), ShopError::Taken);
    assert_eq!(found("get_order", 401, None), ShopError::KeyMissing);
    assert_eq!(found("log_in", 401, None), ShopError::WrongPassword);
    assert_eq!(found("get_order", 502, None), ShopError::Broken);
    assert_eq!(found("get_order", 503, Some("?")), ShopError::Closed);
    assert_eq!(
        found("get_order", 418, None),
        ShopError::Unknown {
            status: 418,
            code: None
        }
    );
}

#[test]
fn a_failure_says_what_it_is() {
    let error = ShopError::KeyMissing;
    assert_eq!(
        (error.name(), error.kind(), error.is_retryable()),
        ("key_missing", ErrorKind::Auth, false)
    );
    assert_eq!(error.doc(), "No key was sent, see `auth` and [docs].");
    assert_eq!(
        error.to_string(),
        "key_missing: No key was sent, see `auth` and [docs]."
    );
    assert_eq!(
        (ShopError::Page.name(), ShopError::Page.kind()),
        ("page_required", ErrorKind::Validation)
    );
    assert_eq!(ShopError::Taken.kind(), ErrorKind::Conflict);
    assert_eq!(
        (ShopError::Closed.kind(), ShopError::Closed.is_retryable()),
        (ErrorKind::Unavailable, false)
    );
    assert_eq!(ShopError::ENTRIES.len(), 6);
    let _: &dyn std::error::Error = &error;
}

#[test]
fn what_is_not_documented_is_kept() {
    let error = ShopError::resolve("get_order", 429, Some("slow"));
    assert_eq!(error.undocumented(), Some((429, Some("slow"))));
    assert_eq!(
        (error.name(), error.kind(), error.is_retryable()),
        ("unknown", ErrorKind::RateLimit, true)
    );
    assert!(error.entry().is_none());
    assert_eq!(error.to_string(), "unknown (status 429, code slow)");
}
