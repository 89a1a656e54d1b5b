use super::*;

#[derive(Debug, Clone, PartialEq)]
enum ShopError {
    TokenInvalid,
    Denied,
    NotFound,
    PageRequired,
    Odd,
    Database,
    Constraint,
    Busy,
    Unknown { status: u16, code: Option<String> },
}

const fn entry(
    name: &'static str,
    kind: ErrorKind,
    statuses: &'static [Status],
    matches: &'static [(Option<&'static str>, Match)],
) -> Entry {
    Entry {
        name,
        doc: "",
        kind,
        retryable: false,
        statuses,
        matches,
    }
}

impl Catalogue for ShopError {
    const ENTRIES: &'static [Entry] = &[
        entry(
            "token_invalid",
            ErrorKind::Auth,
            &[Status::Exact(401)],
            &[(None, Match::Code("0000")), (Some("list_orders"), Match::Code("1273"))],
        ),
        entry(
            "denied",
            ErrorKind::Forbidden,
            &[Status::Class(4)],
            &[(None, Match::Status)],
        ),
        entry(
            "not_found",
            ErrorKind::NotFound,
            &[Status::Exact(404)],
            &[(None, Match::Status)],
        ),
        Entry {
            doc: "The page is missing.",
            ..entry(
                "page_required",
                ErrorKind::Validation,
                &[],
                &[(Some("list_orders"), Match::Code("1575"))],
            )
        },
        entry(
            "odd",
            ErrorKind::Other,
            &[Status::Exact(404)],
            &[(Some("show_order"), Match::Status)],
        ),
        entry(
            "database",
            ErrorKind::Server,
            &[],
            &[(None, Match::Prefix("08")), (Some("show_order"), Match::Prefix("0"))],
        ),
        entry(
            "constraint",
            ErrorKind::Conflict,
            &[],
            &[(None, Match::Prefix("080")), (None, Match::Code("0899"))],
        ),
        Entry {
            retryable: true,
            ..entry(
                "busy",
                ErrorKind::Server,
                &[],
                &[(Some("show_order"), Match::Code("B"))],
            )
        },
    ];
    fn variant(index: usize) -> Option<Self> {
        [
            Self::TokenInvalid,
            Self::Denied,
            Self::NotFound,
            Self::PageRequired,
            Self::Odd,
            Self::Database,
            Self::Constraint,
            Self::Busy,
        ]
        .get(index)
        .cloned()
    }
    fn unknown(status: u16, code: Option<String>) -> Self {
        Self::Unknown { status, code }
    }
    fn index(&self) -> Option<usize> {
        (0..Self::ENTRIES.len()).find(|index| Self::variant(*index).as_ref() == Some(self))
    }
    fn undocumented(&self) -> Option<(u16, Option<&str>)> {
        match self {
            Self::Unknown { status, code } => Some((*status, code.as_deref())),
            _ => None,
        }
    }
}
crate::__catalogue!(ShopError);

fn resolve(endpoint: &str, status: u16, code: &str) -> ShopError {
    ShopError::resolve(endpoint, status, (!code.is_empty()).then_some(code))
}

#[test]
fn codes_are_found_whatever_the_status() {
    assert_eq!(resolve("list_orders", 200, "0000"), ShopError::TokenInvalid);
    assert_eq!(resolve("list_orders", 404, "1575"), ShopError::PageRequired);
}

#[test]
fn a_code_of_one_endpoint_means_nothing_in_another() {
    assert_eq!(resolve("list_orders", 401, "1273"), ShopError::TokenInvalid);
    assert_eq!(
        resolve("show_order", 200, "1273"),
        ShopError::Unknown {
            status: 200,
            code: Some("1273".into())
        }
    );
}

#[test]
fn whole_codes_go_before_beginnings_and_long_ones_before_short_ones() {
    assert_eq!(resolve("list_orders", 500, "0899"), ShopError::Constraint);
    assert_eq!(resolve("list_orders", 500, "0801"), ShopError::Constraint);
    assert_eq!(resolve("list_orders", 500, "0811"), ShopError::Database);
}

#[test]
fn the_endpoint_goes_before_the_api() {
    assert_eq!(resolve("show_order", 500, "0899"), ShopError::Database);
    assert_eq!(resolve("show_order", 404, ""), ShopError::Odd);
    assert_eq!(resolve("list_orders", 404, ""), ShopError::NotFound);
}

#[test]
fn one_status_goes_before_a_class_and_an_unknown_code_falls_back_to_the_status() {
    assert_eq!(resolve("list_orders", 418, ""), ShopError::Denied);
    assert_eq!(resolve("list_orders", 404, "9999"), ShopError::NotFound);
    assert_eq!(
        resolve("list_orders", 500, "9999"),
        ShopError::Unknown {
            status: 500,
            code: Some("9999".into())
        }
    );
}

#[test]
fn an_entry_found_by_code_only_is_not_found_by_status() {
    assert_eq!(resolve("list_orders", 401, ""), ShopError::Denied);
    assert_eq!(
        resolve("list_orders", 301, ""),
        ShopError::Unknown {
            status: 301,
            code: None
        }
    );
}

#[test]
fn kinds_and_retries() {
    assert_eq!(ShopError::TokenInvalid.kind(), ErrorKind::Auth);
    assert!(ShopError::Busy.is_retryable());
    let kinds = [401, 403, 404, 409, 400, 422, 429, 503, 500, 504, 418].map(|status| resolve("x", status, "Z").kind());
    // 4xx is an entry of this catalogue; the rest is by status.
    assert_eq!(
        kinds.get(7..10),
        Some(&[ErrorKind::Unavailable, ErrorKind::Server, ErrorKind::Server][..])
    );
    let unknown = |status| ShopError::unknown(status, None);
    assert_eq!(unknown(429).kind(), ErrorKind::RateLimit);
    assert!(unknown(429).is_retryable() && unknown(503).is_retryable() && !unknown(500).is_retryable());
    assert_eq!(
        [401, 403, 404, 409].map(|status| unknown(status).kind().as_str()),
        ["auth", "forbidden", "not_found", "conflict"]
    );
    assert_eq!(
        [400, 422, 418].map(|status| unknown(status).kind().to_string()),
        ["validation", "validation", "other"]
    );
}

#[test]
fn display_is_the_name_and_the_meaning() {
    assert_eq!(
        ShopError::PageRequired.to_string(),
        "page_required: The page is missing."
    );
    assert_eq!(ShopError::NotFound.to_string(), "not_found");
    assert_eq!(resolve("x", 500, "9\n9").to_string(), "unknown (status 500, code 9 9)");
    assert_eq!(resolve("x", 500, "").to_string(), "unknown (status 500)");
    let error: &dyn std::error::Error = &ShopError::Busy;
    assert_eq!(error.to_string(), "busy");
}
