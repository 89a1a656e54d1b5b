//! Keys of the top of a file, and of what says where the API is and how it is spelled.
//!
//! Input: none. Output: tables. **Invariant:** see the parent module.

use super::{INFERRED, Key, Names, Place, SOURCE as SOURCE_KEY, Shape, Table, key};

/// How lists are written: the values of `lists`.
pub const LIST_STYLES: &[&str] = &["repeat", "brackets", "indexed", "comma", "pipe", "space", "quoted"];

/// How bodies are written: the values of `encoding`.
pub const ENCODINGS: &[&str] = &["json", "form"];

const BINDERY: Key = key(
    "bindery",
    Shape::Words(&["1"]),
    "required",
    "the version of the language",
);
const REQUIRES: Key = key(
    "requires",
    Shape::Version,
    "none",
    "the least version of the compiler that reads this; checked before unknown keys",
);
const HEADERS: Key = key(
    "headers",
    Shape::Named(Names::Header, &Shape::Field(Place::Headers)),
    "none",
    "headers of every request",
);
const ENCODING: Key = key("encoding", Shape::Words(ENCODINGS), "json", "how bodies are written");
const LISTS: Key = key(
    "lists",
    Shape::Words(LIST_STYLES),
    "repeat",
    "how lists are written in queries and forms",
);
const COMBINE: Key = key(
    "combine",
    Shape::Boolean,
    "false",
    "whether lookups that share one wire name may be sent together",
);
const LOOKUPS: Key = key(
    "lookups",
    Shape::Named(
        Names::Operator,
        &Shape::Either(&[Shape::Pair, Shape::Of(Table::Lookup)]),
    ),
    "`exact: \"{field}={value}\"`",
    "the operators of this vendor",
);
const FAMILIES: Key = key(
    "families",
    Shape::Named(
        Names::Operator,
        &Shape::List(&Shape::Name("name of a lookup or family")),
    ),
    "none",
    "named sets of operators",
);
const TYPES: Key = key(
    "types",
    Shape::Named(Names::Type, &Shape::Field(Place::Types)),
    "none",
    "enums, and scalars with constraints or an odd spelling",
);
const MODELS: Key = key(
    "models",
    Shape::Named(Names::Type, &Shape::Of(Table::Model)),
    "none",
    "JSON objects",
);
const AUTH_KEY: Key = key(
    "auth",
    Shape::Named(
        Names::Own,
        &Shape::Either(&[Shape::Of(Table::Auth), Shape::Words(&["none"])]),
    ),
    "none",
    "ways to show who calls; the first is the default",
);
const PAGING: Key = key(
    "paging",
    Shape::Of(Table::Paging),
    "none",
    "how `page<T>` is asked for and read",
);
const ENVELOPE: Key = key(
    "envelope",
    Shape::Of(Table::Envelope),
    "the body is the value",
    "where things stand in every body",
);
const ERRORS: Key = key(
    "errors",
    Shape::Named(
        Names::Own,
        &Shape::Either(&[Shape::Of(Table::Error), Shape::List(&Shape::Prefix), Shape::Status]),
    ),
    "none",
    "errors of every endpoint",
);

const SOURCES: Key = key(
    "sources",
    Shape::Some(&Shape::Named(Names::Own, &Shape::Of(Table::Source))),
    "required",
    "what was transcribed, and when",
);
const ENDPOINTS: Key = key(
    "endpoints",
    Shape::Some(&Shape::Named(Names::Own, &Shape::Of(Table::Endpoint))),
    "required",
    "the calls",
);

pub(super) const SPEC: &[Key] = &[
    BINDERY,
    REQUIRES,
    key("vendor", Shape::SnakeCase, "required", "module and feature name"),
    key("title", Shape::Text, "the vendor", "the name people use"),
    SOURCES,
    key(
        "dialect",
        Shape::Dialect,
        "none",
        "a dialect whose parts this spec takes over",
    ),
    key(
        "servers",
        Shape::Some(&Shape::Named(
            Names::Own,
            &Shape::Either(&[Shape::UrlTemplate, Shape::Of(Table::Server)]),
        )),
        "required",
        "where the API is; the first is the default",
    ),
    AUTH_KEY,
    HEADERS,
    ENCODING,
    LISTS,
    COMBINE,
    LOOKUPS,
    FAMILIES,
    TYPES,
    MODELS,
    PAGING,
    ENVELOPE,
    ERRORS,
    ENDPOINTS,
];

pub(super) const DIALECT: &[Key] = &[
    BINDERY,
    REQUIRES,
    key(
        "version",
        Shape::Count,
        "1",
        "the version of the dialect; a change of it is a change of generated code",
    ),
    AUTH_KEY,
    HEADERS,
    ENCODING,
    LISTS,
    COMBINE,
    LOOKUPS,
    FAMILIES,
    TYPES,
    MODELS,
    PAGING,
    ENVELOPE,
    ERRORS,
];

/// What may stand in any file of a vendor: maps of names, which are joined. All else stands once, beside `vendor`.
pub(super) const PART: &[Key] = &[
    BINDERY.or("that of the file with `vendor`"),
    SOURCES.or("none"),
    LOOKUPS.or("none"),
    FAMILIES,
    TYPES,
    MODELS,
    ERRORS,
    ENDPOINTS.or("none"),
    SOURCE_KEY.or("the first of this file's `sources`, else that of the file with `vendor`"),
    INFERRED.or("that of the file with `vendor`, unless this file has a `source`"),
];

pub(super) const SOURCE: &[Key] = &[
    key("url", Shape::Url, "required", "the page"),
    key("read", Shape::Date, "required", "when it was read"),
    key("doc", Shape::Text, "none", "which part, which version"),
];

pub(super) const SERVER: &[Key] = &[
    key(
        "url",
        Shape::UrlTemplate,
        "required",
        "its placeholders are arguments of the constructor",
    ),
    key(
        "variables",
        Shape::Named(Names::Hole, &Shape::Field(Place::Path)),
        "every one a string",
        "types and docs of the placeholders",
    ),
];

pub(super) const AUTH: &[Key] = &[
    key(
        "header",
        Shape::Token,
        "one of header, query, cookie, basic",
        "the secret travels in this header",
    ),
    key(
        "query",
        Shape::WireName,
        "none",
        "the secret travels in this query parameter",
    ),
    key("cookie", Shape::Token, "none", "the secret travels in this cookie"),
    key(
        "basic",
        Shape::Template,
        "none",
        "`user:password`, encoded as HTTP Basic",
    ),
    key(
        "value",
        Shape::Template,
        "`{key}`",
        "what header, query or cookie hold; placeholders are the secrets",
    )
    .with(&["header", "query", "cookie"]),
    key("login", Shape::Of(Table::Login), "none", "how to get the secret first"),
];

pub(super) const LOGIN: &[Key] = &[
    key("post", Shape::CallPath, "required", "where to"),
    key(
        "form",
        Shape::Map("wire name", &Shape::Template),
        "one of form, json",
        "the body; placeholders are the caller's credentials",
    ),
    key(
        "json",
        Shape::Map("wire name", &Shape::Template),
        "none",
        "the same as a JSON object",
    ),
    key(
        "read",
        Shape::Place,
        "the cookie of the scheme",
        "where the secret stands in the answer",
    ),
];

pub(super) const LOOKUP: &[Key] = &[
    key(
        "wire",
        Shape::Pair,
        "required",
        "the pair NAME=VALUE as it stands on the wire; the first `=` divides. {field}; {value}, {values}, {from}+{to}, or none",
    ),
    key(
        "means",
        Shape::Meaning,
        "its own name, where that is a meaning; else its own operator",
        "which Rust operator it is",
    ),
    key(
        "of",
        Shape::Type,
        "string for text meanings, boolean for is_null, else the field's type",
        "the operand's type",
    ),
    key(
        "lists",
        Shape::Words(LIST_STYLES),
        "that of the spec",
        "how {values} are joined",
    ),
];
