//! Keys of models, paging, envelope, errors, endpoints, examples and rules.
//!
//! Input: none. Output: tables. **Invariant:** see the parent module.

use super::{Key, Names, Place, Shape, Table, key};

const FIELD: Shape = Shape::Name("name of a field");
const METHOD: &str = "one of get, post, put, patch, delete, head";

/// The classes of failure: the values of `kind`.
pub const KINDS: &[&str] = &[
    "auth",
    "forbidden",
    "not_found",
    "validation",
    "conflict",
    "rate_limit",
    "server",
    "unavailable",
    "other",
];

pub(super) const MODEL: &[Key] = &[
    key(
        "fields",
        Shape::Map("wire name", &Shape::Field(Place::Model)),
        "required",
        "its fields",
    ),
    key(
        "rules",
        Shape::List(&Shape::Of(Table::Rule)),
        "none",
        "rules between fields, checked before sending",
    ),
    key(
        "open",
        Shape::Boolean,
        "false",
        "unknown members of what comes back are kept in `extra` and written back",
    ),
];

pub(super) const PAGING: &[Key] = &[
    key(
        "send",
        Shape::Named(
            Names::SendRole,
            &Shape::Either(&[Shape::WireName, Shape::Field(Place::Send)]),
        ),
        "that of the dialect or spec",
        "roles: limit, offset, page, cursor, range",
    ),
    key(
        "read",
        Shape::Named(Names::ReadRole, &Shape::Place),
        "that of the dialect or spec",
        "roles: items, total, next_url, next_page, next_cursor, more, page, pages, limit, offset, first, last, previous_url",
    ),
];

pub(super) const ENVELOPE: &[Key] = &[
    key(
        "at",
        Shape::Path,
        "the whole body",
        "where the payload stands; `returns` and `paging.read` start there",
    ),
    key(
        "success",
        Shape::Named(Names::Path, &Shape::Scalar),
        "the status alone",
        "what a body says when it succeeded; paths from the root",
    ),
    key(
        "success_code",
        Shape::Path,
        "none",
        "where the code of a success stands",
    ),
    key(
        "error",
        Shape::Of(Table::EnvelopeError),
        "none",
        "where a failure says what; paths from the root",
    ),
];

pub(super) const ENVELOPE_ERROR: &[Key] = &[
    key("code", Shape::Place, "none", "the vendor's code of the failure"),
    key("message", Shape::Place, "none", "the vendor's words"),
    key(
        "fields",
        Shape::Either(&[Shape::Place, Shape::Of(Table::FieldErrors)]),
        "none",
        "what is wrong with each field: a map name -> texts, or a list",
    ),
];

pub(super) const FIELD_ERRORS: &[Key] = &[
    key("at", Shape::Place, "required", "where the list stands"),
    key("name", Shape::Path, "required", "in an item, the name of the field"),
    key("message", Shape::Path, "required", "in an item, what is wrong"),
    key("code", Shape::Path, "none", "in an item, the code"),
];

pub(super) const PLACE: &[Key] = &[
    key(
        "header",
        Shape::Token,
        "one of header, link, cookie",
        "the value of this header",
    ),
    key(
        "link",
        Shape::Text,
        "none",
        "the target of the `Link` header with this relation (RFC 8288)",
    ),
    key("cookie", Shape::Token, "none", "the value of this cookie"),
    key(
        "wire",
        Shape::Template,
        "none",
        "cuts a header up: its holes are the parts",
    )
    .with(&["header"]),
];

pub(super) const ERROR: &[Key] = &[
    key(
        "codes",
        Shape::List(&Shape::Prefix),
        "its own name, where `envelope.error.code` is declared; else none",
        "the wire codes, `*` at the end for any rest; scoped to where they are written",
    ),
    key(
        "status",
        Shape::Either(&[Shape::Status, Shape::List(&Shape::Status)]),
        "any",
        "the HTTP status",
    ),
    key("kind", Shape::Words(KINDS), "by the status", "the class of failure"),
    key(
        "retryable",
        Shape::Boolean,
        "true for rate_limit and unavailable",
        "whether the same call may succeed later",
    ),
    key(
        "headers",
        Shape::Named(Names::Header, &Shape::Field(Place::Headers)),
        "none",
        "headers that come with it",
    ),
];

pub(super) const ENDPOINT: &[Key] = &[
    key("get", Shape::CallPath, METHOD, "method and path"),
    key("post", Shape::CallPath, METHOD, "method and path"),
    key("put", Shape::CallPath, METHOD, "method and path"),
    key("patch", Shape::CallPath, METHOD, "method and path"),
    key("delete", Shape::CallPath, METHOD, "method and path"),
    key("head", Shape::CallPath, METHOD, "method and path"),
    key(
        "path",
        Shape::Named(Names::Hole, &Shape::Field(Place::Path)),
        "required where the path has placeholders",
        "their types",
    ),
    key(
        "query",
        Shape::Either(&[
            Shape::Named(Names::Parameter, &Shape::Field(Place::Query)),
            Shape::Name("name of an endpoint"),
        ]),
        "none",
        "the parameters; or \"the same as that endpoint's\"",
    ),
    key(
        "headers",
        Shape::Named(Names::Header, &Shape::Field(Place::Headers)),
        "none",
        "headers of this request",
    ),
    key(
        "body",
        Shape::Field(Place::Body),
        "none",
        "what is sent: a model is New… in a POST, …Update in a PUT, …Patch in a PATCH",
    ),
    key(
        "returns",
        Shape::Field(Place::Returns),
        "no body",
        "what comes back; `page<T>` is paged",
    ),
    key(
        "status",
        Shape::Either(&[Shape::Status, Shape::List(&Shape::Status)]),
        "any 2xx",
        "the statuses of success",
    ),
    key("success_code", Shape::Code, "none", "the code of success"),
    key(
        "errors",
        Shape::Named(
            Names::Own,
            &Shape::Either(&[Shape::Of(Table::Error), Shape::List(&Shape::Prefix), Shape::Status]),
        ),
        "none",
        "errors and codes of this endpoint",
    ),
    key(
        "paging",
        Shape::Of(Table::Paging),
        "that of the spec",
        "replaces `send` or `read`",
    ),
    key(
        "rules",
        Shape::List(&Shape::Of(Table::Rule)),
        "none",
        "rules between query parameters",
    ),
    key(
        "examples",
        Shape::Named(Names::Own, &Shape::Of(Table::Example)),
        "none",
        "decoded and checked at compile time",
    ),
];

pub(super) const EXAMPLE: &[Key] = &[
    key(
        "query",
        Shape::QueryString,
        "one of query, body, file",
        "must be read by the filter and written back the same",
    ),
    key(
        "body",
        Shape::Json,
        "none",
        "with `status`: an answer; without: a request",
    ),
    key("file", Shape::FilePath, "none", "the same from a file"),
    key("status", Shape::ExactStatus, "none", "makes it an answer"),
];

pub(super) const RULE: &[Key] = &[
    key(
        "require",
        Shape::List(&FIELD),
        "one of require, exactly, at_least, at_most",
        "must be given",
    ),
    key(
        "when",
        Shape::Either(&[FIELD, Shape::List(&FIELD), Shape::Map("field", &Shape::Json)]),
        "required with `require`",
        "given, or equal to",
    )
    .with(&["require"]),
    key("exactly", Shape::Count, "none", "so many are given"),
    key("at_least", Shape::Count, "none", "so many or more are given"),
    key("at_most", Shape::Count, "none", "so many or fewer are given"),
    key(
        "of",
        Shape::List(&FIELD),
        "required with exactly, at_least, at_most",
        "of these",
    )
    .with(&["exactly", "at_least", "at_most"]),
];
