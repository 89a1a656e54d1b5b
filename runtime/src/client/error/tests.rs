use super::*;
use crate::catalogue::Entry;
use crate::client::TransportErrorKind;
use crate::endpoint::{Body, HeaderList};
use crate::rule::At;
use crate::{Error, Violation};
use std::time::UNIX_EPOCH;

/// Sun, 06 Nov 1994 08:49:37 GMT.
fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(784_111_777)
}

#[derive(Debug, Clone)]
struct Refusal;
impl crate::Catalogue for Refusal {
    const ENTRIES: &'static [Entry] = &[];
    fn variant(_: usize) -> Option<Self> {
        None
    }
    fn unknown(_: u16, _: Option<String>) -> Self {
        Self
    }
    fn index(&self) -> Option<usize> {
        None
    }
    fn undocumented(&self) -> Option<(u16, Option<&str>)> {
        Some((429, None))
    }
}

crate::__catalogue!(Refusal);

/// Nothing is documented: the status says it all.
#[derive(Debug, Clone, crate::Catalogue)]
enum Named {
    #[bindery(unknown)]
    Unknown { status: u16, code: Option<String> },
}

#[test]
fn an_error_of_a_call_knows_how_long_its_vendor_asks_to_wait() {
    let headers = HeaderList::of(&[("Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT")]);
    let vendor = CallError::Vendor(Box::new(VendorError {
        endpoint: "list_orders",
        status: 429,
        error: Refusal,
        code: None,
        message: None,
        fields: Vec::new(),
        headers: headers.clone(),
        body: Body::new(b""),
    }));
    assert_eq!(vendor.retry_after(now()), Some(Duration::from_secs(60)));
    assert_eq!(
        vendor.retry_after(now() + Duration::from_secs(61)),
        Some(Duration::ZERO)
    );
    let unfit = CallError::<Refusal>::Unfit(Box::new(Unfit {
        endpoint: "list_orders",
        status: 200,
        error: Error::new("a JSON body", "an empty body"),
        headers,
        body: Body::new(b""),
    }));
    assert_eq!(unfit.retry_after(now()), Some(Duration::from_secs(60)));
    let failed = CallError::<Refusal>::Transport(TransportError::new(TransportErrorKind::Timeout, ""));
    assert_eq!(failed.retry_after(now()), None);
}

#[test]
fn what_the_client_tries_again_may_succeed_later() {
    for status in 400..600 {
        let error = CallError::Vendor(Box::new(VendorError {
            endpoint: "list_orders",
            status,
            error: Named::Unknown { status, code: None },
            code: None,
            message: None,
            fields: Vec::new(),
            headers: HeaderList::default(),
            body: Body::new(b""),
        }));
        let outcome = crate::client::Outcome::Refused {
            status,
            headers: &(),
            retryable: error.vendor().unwrap().is_retryable(),
        };
        let decision = crate::client::Retry::default().decide(1, &http::Method::GET, outcome, 7, now());
        assert_eq!(
            error.is_retryable(),
            decision != crate::client::Decision::Stop,
            "{status}"
        );
    }
}

#[test]
fn violations_of_a_call_are_one_line() {
    let line = |count: usize| {
        let found =
            (0..count).map(|index| Violation::new(At::root().name(&format!("f{index}")), "required", "must be given"));
        let violations = Violations::into_result(found.collect()).unwrap_err();
        CallError::<Refusal>::Invalid(violations).to_string()
    };
    assert_eq!(line(1), "not sent: f0: must be given");
    assert_eq!(
        line(5),
        "not sent: f0: must be given; f1: must be given; f2: must be given; 2 more"
    );
}
