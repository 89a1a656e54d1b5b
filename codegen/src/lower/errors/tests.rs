use crate::lower::testing::{Lowered, lower};
use bindery_attributes::catalogue::{Kind, Status};

const CODED: &str = "envelope: { error: { code: error.code } }\n";

fn codes(lowered: &Lowered) -> Vec<(&'static str, &str)> {
    lowered.codes()
}

/// `Name [code@endpoint …]` of every variant.
fn shown(lowered: &Lowered) -> Vec<String> {
    let one = |it: &crate::ir::ErrorVariant| {
        let matches = it.attrs.matches.iter().map(|known| {
            let code = known.code.as_deref().unwrap_or("by status");
            known
                .endpoint
                .as_ref()
                .map_or_else(|| code.to_owned(), |endpoint| format!("{code}@{endpoint}"))
        });
        format!("{} [{}]", it.rust, matches.collect::<Vec<_>>().join(", "))
    };
    lowered.api.catalogue.variants.iter().map(one).collect()
}

#[test]
fn an_error_is_defined_once_and_gathers_codes() {
    let lowered = lower(&format!(
        "{CODED}errors:\n  token_invalid: {{ codes: [\"0000\"], status: 401, kind: auth, retryable: false }}\n  \
         busy: {{ codes: [\"08*\"], status: [429, 5xx] }}\n\
         endpoints:\n  a:\n    get: /a\n    errors:\n      token_invalid: [\"1273\"]\n      gone: [\"7\"]\n  \
         b:\n    get: /b\n    errors:\n      gone: {{ codes: [\"8\"], status: 410 }}\n      token_invalid: {{ codes: [\"9\"] }}\n",
    ));
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    assert_eq!(
        shown(&lowered),
        ["TokenInvalid [0000, 1273@a, 9@b]", "Busy [08*]", "Gone [7@a, 8@b]"]
    );
    let variants = &lowered.api.catalogue.variants;
    assert_eq!(
        (variants[0].attrs.kind, variants[0].attrs.retryable),
        (Some(Kind::Auth), Some(false))
    );
    assert_eq!(variants[1].attrs.status, [Status::Exact(429), Status::Class(5)]);
    assert_eq!(variants[2].attrs.status, [Status::Exact(410)]);
    assert_eq!(lowered.api.catalogue.rust, "ApiError");
}

#[test]
fn without_codes_the_name_is_the_code_or_the_status_decides() {
    let errors = "errors: { not_unique: { status: 400 }, bare: { codes: [], status: 404 } }\nendpoints: { a: { get: /a, errors: { late: 408 } } }\n";
    assert_eq!(
        shown(&lower(&format!("{CODED}{errors}"))),
        ["NotUnique [not_unique]", "Bare [by status]", "Late [late@a]"]
    );
    assert_eq!(
        shown(&lower(errors)),
        ["NotUnique [by status]", "Bare [by status]", "Late [by status@a]"]
    );
}

#[test]
fn names_and_headers_of_variants() {
    let lowered = lower(
        "errors:\n  keyMissing: { status: 401, headers: { WWW-Authenticate: { type: string, doc: The scheme. } } }\n  \
         plain: { status: 402, rust: PaymentDue }\nendpoints: { a: { get: /a } }\n",
    );
    let variants = &lowered.api.catalogue.variants;
    assert_eq!(
        (variants[0].rust.to_string().as_str(), variants[0].attrs.name.as_deref()),
        ("KeyMissing", Some("keyMissing"))
    );
    assert_eq!(
        variants[0].headers,
        [("WWW-Authenticate".to_owned(), "The scheme.".to_owned())]
    );
    assert_eq!(
        (variants[1].rust.to_string().as_str(), variants[1].attrs.name.as_deref()),
        ("PaymentDue", Some("plain"))
    );
}

#[test]
fn a_code_reaches_one_error_on_each_level() {
    let lowered = lower(&format!(
        "{CODED}errors: {{ a: {{ codes: [\"1\"] }}, b: {{ codes: [\"2\", \"1\"] }} }}\n\
         endpoints: {{ x: {{ get: /x, errors: {{ c: {{ codes: [\"1\"], status: 400 }}, d: {{ codes: [\"3\", \"3\"], status: 400 }} }} }} }}\n",
    ));
    assert_eq!(
        lowered.messages(),
        [
            "code_twice at \"1\": the code `1` is both `a` and `b`",
            "code_twice at \"3\": the error `d` has the code `3` twice",
        ]
    );
    let lowered = lower("errors: { a: 404, b: { status: [400, 404] } }\nendpoints: { x: { get: /x } }\n");
    assert_eq!(
        lowered.messages(),
        ["code_twice at \"b\": the status 404 alone is both `a` and `b`"]
    );
}

#[test]
fn definitions_that_are_missing_or_doubled() {
    let lowered = lower(&format!(
        "{CODED}errors: {{ token_invalid: {{ codes: [\"1\"], status: 401 }} }}\nendpoints:\n  \
         a: {{ get: /a, errors: {{ token_invalidd: [\"2\"], not_found: 404 }} }}\n  \
         b: {{ get: /b, errors: {{ token_invalidd: [\"3\"], not_found: 404 }} }}\n",
    ));
    assert_eq!(
        codes(&lowered),
        [("unknown_error", "token_invalidd"), ("duplicate_name", "not_found")]
    );
    assert_eq!(lowered.found[0].help.as_deref(), Some("did you mean `token_invalid`?"));
    assert_eq!(lowered.found[0].others.len(), 1);
}

#[test]
fn what_no_answer_can_be() {
    let lowered =
        lower("errors: { a: { doc: Nothing. }, b: { status: 404, kind: missing } }\nendpoints: { x: { get: /x } }\n");
    assert_eq!(codes(&lowered), [("missing_key", "a"), ("shape", "missing")]);
    let lowered = lower("endpoints: { x: { get: /x, errors: { page_required: 1575 } } }\n");
    assert_eq!(codes(&lowered)[0].0, "bad_status");
    assert_eq!(
        codes(&lower("errors: { unknown: 404 }\nendpoints: { x: { get: /x } }\n")),
        [("rust_name", "unknown")]
    );
}
