//! The keys of the language as data: decoding, the reference and JSON Schema read the same tables.
//!
//! Input: none. Output: for every kind of mapping its keys, each with shape, default and meaning. **Invariant:** decoding
//! accepts exactly the keys that stand here; a key is listed once for every kind of mapping.

mod field;
mod parts;
mod shape;
mod spec;

pub use parts::KINDS;
pub use shape::{Names, Shape};
pub use spec::{ENCODINGS, LIST_STYLES};

/// A kind of mapping with keys of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// A spec: the top of a file.
    Spec,
    /// The top of a dialect's file.
    Dialect,
    /// The top of a file that is a part of a vendor: one of several without `vendor`, beside one with it.
    Part,
    /// An entry of `sources`.
    Source,
    /// An entry of `servers`.
    Server,
    /// An entry of `auth`.
    Auth,
    /// `login` of an entry of `auth`.
    Login,
    /// An entry of `lookups`.
    Lookup,
    /// An entry of `models`.
    Model,
    /// `paging`.
    Paging,
    /// `envelope`.
    Envelope,
    /// `error` of `envelope`.
    EnvelopeError,
    /// `fields` of `error` of `envelope`, where errors of fields are a list.
    FieldErrors,
    /// A place that is no path.
    Place,
    /// An entry of `errors`.
    Error,
    /// An entry of `endpoints`.
    Endpoint,
    /// An entry of `examples`.
    Example,
    /// An item of `rules`.
    Rule,
    /// Whatever holds a value; its keys depend on the [`Place`].
    Field,
    /// The spelling of a boolean.
    WireBoolean,
    /// A value of an enum with more than a Rust name.
    EnumValue,
}

/// Where a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// An entry of `types`.
    Types,
    /// A field of a model.
    Model,
    /// A parameter of an endpoint.
    Query,
    /// A hole of a path, or a variable of a server.
    Path,
    /// A header.
    Headers,
    /// What is sent.
    Body,
    /// What comes back.
    Returns,
    /// A parameter of paging.
    Send,
}

/// One key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What its value looks like; at some place it may look [otherwise](Self::shape_at).
    pub shape: Shape,
    /// The place of a field where it looks otherwise, and how.
    pub but: Option<(Place, Shape)>,
    /// What holds without it; `required` where it must be there.
    pub default: &'static str,
    /// What it says.
    pub meaning: &'static str,
    /// The places of a field that have it; empty: all of them, and every other mapping.
    pub places: &'static [Place],
    /// The [alternatives](Table::alternatives) of its mapping that it goes with; empty: whichever there is.
    pub with: &'static [&'static str],
}

impl Table {
    /// Every kind of mapping, in the order of the reference.
    pub const ALL: [Table; 21] = [
        Self::Spec,
        Self::Dialect,
        Self::Part,
        Self::Source,
        Self::Server,
        Self::Auth,
        Self::Login,
        Self::Lookup,
        Self::Model,
        Self::Paging,
        Self::Envelope,
        Self::EnvelopeError,
        Self::FieldErrors,
        Self::Place,
        Self::Error,
        Self::Endpoint,
        Self::Example,
        Self::Rule,
        Self::Field,
        Self::WireBoolean,
        Self::EnumValue,
    ];

    /// What messages and the reference call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Spec => "a spec",
            Self::Dialect => "a dialect",
            Self::Part => "a part of a vendor",
            Self::Source => "an entry of `sources`",
            Self::Server => "an entry of `servers`",
            Self::Auth => "an entry of `auth`",
            Self::Login => "`login`",
            Self::Lookup => "an entry of `lookups`",
            Self::Model => "an entry of `models`",
            Self::Paging => "`paging`",
            Self::Envelope => "`envelope`",
            Self::EnvelopeError => "`envelope.error`",
            Self::FieldErrors => "`envelope.error.fields`",
            Self::Place => "a place",
            Self::Error => "an entry of `errors`",
            Self::Endpoint => "an entry of `endpoints`",
            Self::Example => "an entry of `examples`",
            Self::Rule => "an item of `rules`",
            Self::Field => "a field",
            Self::WireBoolean => "`wire` of a boolean",
            Self::EnumValue => "a value of an enum",
        }
    }

    /// What a shape calls it: "map name -> source".
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Spec => "spec",
            Self::Dialect => "dialect",
            Self::Part => "part",
            Self::Source => "source",
            Self::Server => "server",
            Self::Auth => "scheme",
            Self::Login => "login",
            Self::Lookup => "lookup",
            Self::Model => "model",
            Self::Paging => "paging",
            Self::Envelope => "envelope",
            Self::EnvelopeError => "{code, message, fields}",
            Self::FieldErrors => "{at, name, message, code}",
            Self::Place => "{header, wire} | {link} | {cookie}",
            Self::Error => "error",
            Self::Endpoint => "endpoint",
            Self::Example => "example",
            Self::Rule => "rule",
            Self::Field => "field",
            Self::WireBoolean => "{true: JSON, false: JSON}",
            Self::EnumValue => "{rust, doc, deprecated}",
        }
    }

    /// Its own keys, in the order of the reference; those of [`DEFINITION`] come on top where it
    /// [defines](Table::defines) something.
    #[must_use]
    pub fn keys(self) -> &'static [Key] {
        match self {
            Self::Spec => spec::SPEC,
            Self::Dialect => spec::DIALECT,
            Self::Part => spec::PART,
            Self::Source => spec::SOURCE,
            Self::Server => spec::SERVER,
            Self::Auth => spec::AUTH,
            Self::Login => spec::LOGIN,
            Self::Lookup => spec::LOOKUP,
            Self::Model => parts::MODEL,
            Self::Paging => parts::PAGING,
            Self::Envelope => parts::ENVELOPE,
            Self::EnvelopeError => parts::ENVELOPE_ERROR,
            Self::FieldErrors => parts::FIELD_ERRORS,
            Self::Place => parts::PLACE,
            Self::Error => parts::ERROR,
            Self::Endpoint => parts::ENDPOINT,
            Self::Example => parts::EXAMPLE,
            Self::Rule => parts::RULE,
            Self::Field => field::FIELD,
            Self::WireBoolean => field::WIRE_BOOLEAN,
            Self::EnumValue => field::ENUM_VALUE,
        }
    }

    /// The keys of which exactly one is there; empty: there are none such.
    #[must_use]
    pub fn alternatives(self) -> &'static [&'static str] {
        match self {
            Self::Auth => &["header", "query", "cookie", "basic"],
            Self::Login => &["form", "json"],
            Self::Place => &["header", "link", "cookie"],
            Self::Endpoint => &["get", "post", "put", "patch", "delete", "head"],
            Self::Example => &["query", "body", "file"],
            Self::Rule => &["require", "exactly", "at_least", "at_most"],
            _ => &[],
        }
    }

    /// Whether the keys of [`DEFINITION`] belong to it too.
    #[must_use]
    pub fn defines(self) -> bool {
        matches!(
            self,
            Self::Spec
                | Self::Dialect
                | Self::Server
                | Self::Auth
                | Self::Lookup
                | Self::Model
                | Self::Paging
                | Self::Envelope
                | Self::Error
                | Self::Endpoint
                | Self::Example
                | Self::Rule
                | Self::Field
        )
    }

    /// Every key of it, those of [`DEFINITION`] included.
    pub fn all_keys(self) -> impl Iterator<Item = &'static Key> {
        let common: &'static [Key] = if self.defines() { DEFINITION } else { &[] };
        self.keys().iter().chain(common)
    }
}

impl Place {
    /// Every place, in the order of the reference.
    pub const ALL: [Place; 8] = [
        Self::Types,
        Self::Model,
        Self::Query,
        Self::Path,
        Self::Headers,
        Self::Body,
        Self::Returns,
        Self::Send,
    ];

    /// The keys of the long form of which one must be there.
    #[must_use]
    pub fn needs(self) -> &'static [&'static str] {
        match self {
            Self::Types => &["type", "enum"],
            Self::Model | Self::Query | Self::Headers => &["type", "const"],
            Self::Send => &[], // a number, or the text of a cursor
            _ => &["type"],
        }
    }

    /// The keys of the long form of which at most one is there.
    #[must_use]
    pub fn apart(self) -> &'static [&'static str] {
        match self {
            Self::Send => &["name", "header"],
            _ => &[],
        }
    }

    /// What messages call a field there.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Types => "an entry of `types`",
            Self::Model => "a field of a model",
            Self::Query => "a query parameter",
            Self::Path => "a path parameter",
            Self::Headers => "a header",
            Self::Body => "`body`",
            Self::Returns => "`returns`",
            Self::Send => "a paging parameter",
        }
    }
}

impl Key {
    /// Whether it belongs to a field at that place; `None`: the mapping is no field.
    #[must_use]
    pub fn belongs(&self, place: Option<Place>) -> bool {
        self.places.is_empty() || place.is_none_or(|place| self.places.contains(&place))
    }

    /// What its value looks like in a field at that place.
    #[must_use]
    pub fn shape_at(&self, place: Option<Place>) -> Shape {
        match self.but {
            Some((at, shape)) if place == Some(at) => shape,
            _ => self.shape,
        }
    }

    /// Whether it must be there, beside the alternative that it goes with.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.default == "required" || self.default.starts_with("required with ")
    }

    /// Whether it can be written as a word after the type: its value may be `true`.
    #[must_use]
    pub fn is_word(&self) -> bool {
        WORDS.contains(&self.name)
    }
}

/// The words of a field's short form. No lookup or family may be called so.
pub const WORDS: [&str; 6] = [
    "required",
    "optional",
    "read_only",
    "write_only",
    "inferred",
    "deprecated",
];

/// The keys of everything that defines something.
pub const DEFINITION: &[Key] = &[
    key(
        "doc",
        Shape::Text,
        "none",
        "what it is, in the author's words; becomes rustdoc",
    ),
    SOURCE,
    INFERRED,
    key(
        "rust",
        Shape::RustName,
        "the key in snake_case or CamelCase",
        "the Rust name",
    ),
    key(
        "deprecated",
        Shape::Either(&[Shape::True, Shape::Text]),
        "false",
        "not to be used any more, and what to use",
    ),
];

const SOURCE: Key = key(
    "source",
    Shape::Either(&[
        Shape::Name("a name of `sources`"),
        Shape::List(&Shape::Name("a name of `sources`")),
    ]),
    "that of the enclosing definition; at the top, the first of `sources`",
    "which entries of `sources` state it",
);

const INFERRED: Key = key(
    "inferred",
    Shape::Either(&[Shape::True, Shape::Text, Shape::List(&Shape::Text)]),
    "that of the enclosing definition",
    "the page does not say it; the text says which part, or why it is believed; a list names the fields or parameters it is true of",
);

const fn key(name: &'static str, shape: Shape, default: &'static str, meaning: &'static str) -> Key {
    Key {
        name,
        shape,
        but: None,
        default,
        meaning,
        places: &[],
        with: &[],
    }
}

impl Key {
    const fn or(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }

    const fn at(mut self, places: &'static [Place]) -> Self {
        self.places = places;
        self
    }

    const fn but(mut self, place: Place, shape: Shape) -> Self {
        self.but = Some((place, shape));
        self
    }

    const fn with(mut self, alternatives: &'static [&'static str]) -> Self {
        self.with = alternatives;
        self
    }
}

#[cfg(test)]
mod tests;
