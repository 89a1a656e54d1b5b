//! Keys of whatever holds a value, and of the mappings inside.
//!
//! Input: none. Output: tables. **Invariant:** see the parent module.

use super::Place::{Body, Headers, Model, Path, Query, Returns, Send, Types};
use super::spec::{ENCODINGS, LIST_STYLES};
use super::{Key, Shape, Table, key};

const LOOKUP: Shape = Shape::Name("name of a lookup or family");

/// A paging parameter is an integer written as one, or a cursor as it came.
const NOT_SEND: &[super::Place] = &[Types, Model, Query, Path, Headers, Body, Returns];

pub(super) const FIELD: &[Key] = &[
    key(
        "type",
        Shape::Type,
        "must be there (string for an enum, a constant and a cursor, integer for any other paging parameter)",
        "what Rust sees",
    ),
    key("required", Shape::Boolean, "false", "a request must give it").at(&[Model, Query, Headers, Send]),
    key(
        "optional",
        Shape::Boolean,
        "false",
        "may be absent from an answer without being null",
    )
    .at(&[Model]),
    key("read_only", Shape::Boolean, "false", "never sent").at(&[Model]),
    key("write_only", Shape::Boolean, "false", "never returned").at(&[Model]),
    key(
        "default",
        Shape::Json,
        "none",
        "what the vendor takes when it is absent; never sent",
    )
    .at(&[Model, Query, Headers, Send, Path]),
    key("const", Shape::Json, "none", "the only value; sent by itself").at(&[Model, Query, Headers]),
    key("example", Shape::Json, "none", "a value, checked against the type"),
    key(
        "minimum",
        Shape::Number,
        "none",
        "the least value; for `page` also the first page",
    ),
    key("maximum", Shape::Number, "none", "the greatest value"),
    key(
        "clamp",
        Shape::Count,
        "none",
        "above it the vendor serves this much; no violation",
    )
    .at(&[Send, Query]),
    key("min_length", Shape::Count, "none", "characters, at least").at(NOT_SEND),
    key("max_length", Shape::Count, "none", "characters, at most").at(NOT_SEND),
    key("pattern", Shape::Pattern, "none", "what the text looks like").at(NOT_SEND),
    key("min_items", Shape::Count, "none", "items of a list, at least").at(NOT_SEND),
    key("max_items", Shape::Count, "none", "items of a list, at most").at(NOT_SEND),
    key(
        "wire",
        Shape::Either(&[
            Shape::Words(&["string", "number", "rfc2822", "unix", "unix_ms"]),
            Shape::Format,
            Shape::Of(Table::WireBoolean),
        ]),
        "JSON's own; RFC 3339; of a range, {first}-{last}",
        "how the value is spelled",
    )
    .but(Send, Shape::Range),
    key("zone", Shape::Zone, "none", "of times written without an offset").at(NOT_SEND),
    key(
        "lists",
        Shape::Words(LIST_STYLES),
        "that of the spec",
        "how this list is written; of a form, how its lists are",
    )
    .at(&[Query, Body]),
    key(
        "enum",
        Shape::Either(&[
            Shape::Some(&Shape::List(&Shape::Code)),
            Shape::Some(&Shape::Map(
                "wire value",
                &Shape::Either(&[Shape::RustName, Shape::Of(Table::EnumValue)]),
            )),
        ]),
        "none",
        "the values",
    )
    .at(&[Types]),
    key("open", Shape::Boolean, "false", "other values too: any text").at(&[Types]),
    key(
        "lookups",
        Shape::Either(&[LOOKUP, Shape::List(&LOOKUP)]),
        "none: sent as name=value",
        "the operators it has",
    )
    .at(&[Query]),
    key("keys", Shape::Type, "string", "the type of {key} in an open name").at(&[Query]),
    key("name", Shape::WireName, "the role", "of a paging parameter").at(&[Send]),
    key(
        "header",
        Shape::Token,
        "sent in the query",
        "of a paging parameter that travels in a header",
    )
    .at(&[Send]),
    key(
        "at",
        Shape::Path,
        "the payload; for a page `paging.read.items`",
        "where the value stands in the body",
    )
    .but(Body, Shape::NamePath)
    .at(&[Body, Returns]),
    key(
        "encoding",
        Shape::Words(ENCODINGS),
        "that of the spec",
        "how this body is written",
    )
    .at(&[Body]),
];

pub(super) const WIRE_BOOLEAN: &[Key] = &[
    key("true", Shape::Scalar, "required", "how true is written"),
    key("false", Shape::Scalar, "required", "how false is written"),
];

pub(super) const ENUM_VALUE: &[Key] = &[
    key("rust", Shape::RustName, "the value in CamelCase", "the Rust name"),
    key("doc", Shape::Text, "none", "what it stands for"),
    key(
        "deprecated",
        Shape::Either(&[Shape::True, Shape::Text]),
        "false",
        "not to be used any more, and what to use",
    ),
];
