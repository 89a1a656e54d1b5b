//! A spec as it is written: every key decoded into its shape, nothing resolved.
//!
//! Input: `yaml::Node`s. **Invariant:** names are still texts with spans; what did not decode is `Err(Reported)` and
//! everything beside it is kept.

#![allow(
    missing_docs,
    reason = "a field is the key of its name; the key tables and specs/LANGUAGE.md say what it means"
)]

use crate::diag::Checked;
use crate::span::{Span, Spanned};
use crate::yaml::Node;
pub use bindery_attributes::common::Status;
pub use bindery_attributes::endpoint::{Method, Path, Step};

/// A name or text with its place.
pub type Text = Spanned<String>;
/// A mapping in the order of the file. Keys are unique (`duplicate_key` was reported; the first is kept).
pub type Map<T> = Vec<(Text, Checked<T>)>;

/// A spec, a dialect (then without vendor, sources, servers, endpoints), or a part of a vendor in several files.
#[derive(Debug)]
pub struct Spec {
    pub span: Span,
    /// `None` in a dialect and in a part. `Err` when missing or no identifier.
    pub vendor: Option<Checked<Text>>,
    pub title: Option<Text>,
    pub doc: Option<Text>,
    pub sources: Map<Source>,
    pub dialect: Option<Text>,
    pub servers: Map<Server>,
    pub auth: Map<Auth>,
    /// Of every request.
    pub headers: Map<Field>,
    pub encoding: Option<Spanned<Encoding>>,
    pub lists: Option<Spanned<ListStyle>>,
    pub combine: Option<bool>,
    pub lookups: Map<Lookup>,
    pub families: Map<Vec<Text>>,
    pub types: Map<Field>,
    pub models: Map<Model>,
    pub paging: Option<Checked<Paging>>,
    pub envelope: Option<Checked<Envelope>>,
    pub errors: Map<Error>,
    pub endpoints: Map<Endpoint>,
    pub provenance: Provenance,
    /// The other files of a vendor in several, in the order their sections were joined to these. `Err`: one that could
    /// not be read or decoded.
    pub parts: Vec<Checked<SpecPart>>,
}

/// What a file says of all that it declares, where it is a part of a vendor.
#[derive(Debug)]
pub struct SpecPart {
    pub span: Span,
    /// The first of its own `sources`.
    pub first_source: Option<Text>,
    /// `source` and `inferred` alone.
    pub provenance: Provenance,
}

/// `doc`, `source`, `inferred`, `rust`, `deprecated`: on everything that defines something.
#[derive(Debug, Default)]
pub struct Provenance {
    pub doc: Option<Text>,
    pub source: Vec<Text>,
    pub inferred: Option<Inferred>,
    pub rust: Option<Text>,
    pub deprecated: Option<Deprecated>,
}

#[derive(Debug)]
pub enum Inferred {
    Yes(Span),
    Why(Text),
    Of(Vec<Text>),
}

#[derive(Debug)]
pub enum Deprecated {
    Yes(Span),
    Why(Text),
}

#[derive(Debug)]
pub struct Source {
    pub url: Text,
    pub read: Text,
    pub doc: Option<Text>,
}

#[derive(Debug)]
pub struct Server {
    pub url: Spanned<Template>,
    pub variables: Map<Field>,
    pub provenance: Provenance,
}

#[derive(Debug)]
pub struct Auth {
    pub span: Span,
    pub place: AuthPlace,
    pub login: Option<Checked<Login>>,
    pub provenance: Provenance,
}

#[derive(Debug)]
pub enum AuthPlace {
    /// The scheme is the word `none`.
    None,
    Header {
        name: Text,
        value: Option<Spanned<Template>>,
    },
    Query {
        name: Text,
        value: Option<Spanned<Template>>,
    },
    Cookie {
        name: Text,
        value: Option<Spanned<Template>>,
    },
    Basic(Spanned<Template>),
}

#[derive(Debug)]
pub struct Login {
    pub post: Spanned<Template>,
    pub body: LoginBody,
    pub read: Option<Checked<Place>>,
}

#[derive(Debug)]
pub enum LoginBody {
    Form(Map<Spanned<Template>>),
    Json(Map<Spanned<Template>>),
}

/// Literal text and `{holes}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Literal(String),
    Hole(String),
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Json,
    Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    Repeat,
    Brackets,
    Indexed,
    Comma,
    Pipe,
    Space,
    Quoted,
}

/// An entry of `lookups`; the scalar form has `wire` only.
#[derive(Debug)]
pub struct Lookup {
    pub wire: Spanned<Template>,
    pub means: Option<Text>,
    pub of: Option<Spanned<TypeExpr>>,
    pub lists: Option<Spanned<ListStyle>>,
    pub provenance: Provenance,
}

#[derive(Debug)]
pub struct Model {
    pub span: Span,
    pub fields: Map<Field>,
    pub rules: Vec<Checked<Rule>>,
    pub open: bool,
    pub provenance: Provenance,
}

/// A type expression, parsed, names unresolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeExpr {
    Builtin(Builtin),
    /// A name of `types` or `models`.
    Named(String),
    List(Box<TypeExpr>),
    Map(Box<TypeExpr>),
    Page(Box<TypeExpr>),
    Nullable(Box<TypeExpr>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Builtin {
    String,
    Integer,
    Number,
    Decimal,
    Boolean,
    Date,
    DateTime,
    Time,
    Email,
    Uri,
    Uuid,
    Base64,
    HexColor,
    Json,
}

/// Whatever holds a value. One struct for every place; `decode` has refused the keys that do not belong to the place.
#[derive(Debug)]
pub struct Field {
    pub span: Span,
    /// `None` where it may be left out (an enum, a constant, a paging role) and was.
    pub ty: Option<Checked<Spanned<TypeExpr>>>,
    pub required: Option<Span>,
    pub optional: Option<Span>,
    pub read_only: Option<Span>,
    pub write_only: Option<Span>,
    pub default: Option<Node>,
    /// `const`
    pub constant: Option<Node>,
    pub example: Option<Node>,
    pub minimum: Option<Text>,
    pub maximum: Option<Text>,
    pub clamp: Option<Spanned<u64>>,
    pub min_length: Option<Spanned<u64>>,
    pub max_length: Option<Spanned<u64>>,
    pub pattern: Option<Text>,
    pub min_items: Option<Spanned<u64>>,
    pub max_items: Option<Spanned<u64>>,
    pub wire: Option<Checked<Wire>>,
    pub zone: Option<Text>,
    pub lists: Option<Spanned<ListStyle>>,
    pub values: Option<Vec<Checked<EnumValue>>>,
    pub open: Option<Span>,
    /// Words after the type of a query parameter, or the key `lookups`.
    pub lookups: Vec<Text>,
    /// `keys` of an open name.
    pub keys: Option<Spanned<TypeExpr>>,
    /// `name` of a paging parameter.
    pub name: Option<Text>,
    /// `header` of a paging parameter.
    pub header: Option<Text>,
    /// `wire` of a paging parameter.
    pub range: Option<Text>,
    /// `at` of a body or return.
    pub at: Option<Spanned<Path>>,
    /// `encoding` of a body.
    pub encoding: Option<Spanned<Encoding>>,
    pub provenance: Provenance,
}

#[derive(Debug)]
pub enum Wire {
    /// `string`
    Text(Span),
    Rfc2822(Span),
    Unix(Span),
    UnixMillis(Span),
    /// Contains a `%`.
    Strftime(Text),
    Boolean {
        span: Span,
        yes: Node,
        no: Node,
    },
}

#[derive(Debug)]
pub struct EnumValue {
    pub wire: Text,
    pub rust: Option<Text>,
    pub doc: Option<Text>,
    pub deprecated: Option<Deprecated>,
}

#[derive(Debug)]
pub struct Paging {
    pub span: Span,
    pub send: Map<Field>,
    pub read: Map<Place>,
    pub provenance: Provenance,
}

#[derive(Debug)]
pub struct Envelope {
    pub span: Span,
    pub at: Option<Spanned<Path>>,
    pub success: Vec<(Spanned<Path>, Node)>,
    pub success_code: Option<Spanned<Path>>,
    pub code: Option<Checked<Place>>,
    pub message: Option<Checked<Place>>,
    pub fields: Option<Checked<FieldErrors>>,
    pub provenance: Provenance,
}

#[derive(Debug)]
pub enum FieldErrors {
    Map(Place),
    List {
        at: Place,
        name: Spanned<Path>,
        message: Spanned<Path>,
        code: Option<Spanned<Path>>,
    },
}

#[derive(Debug)]
pub enum Place {
    Paths(Vec<Spanned<Path>>),
    Header {
        name: Text,
        wire: Option<Spanned<Template>>,
    },
    Link(Text),
    Cookie(Text),
}

#[derive(Debug)]
pub struct Error {
    pub span: Span,
    /// `None`: not said. The list form of an endpoint's `errors` has only this.
    pub codes: Option<Vec<Text>>,
    pub status: Vec<Spanned<Status>>,
    pub kind: Option<Text>,
    pub retryable: Option<bool>,
    pub headers: Map<Field>,
    /// Written as a bare list of codes: adds codes to an error defined elsewhere.
    pub adds: bool,
    pub provenance: Provenance,
}

#[derive(Debug)]
pub struct Endpoint {
    pub span: Span,
    pub method: Checked<(Method, Spanned<Template>)>,
    pub path: Map<Field>,
    pub query: Option<Query>,
    /// Of this request.
    pub headers: Map<Field>,
    pub body: Option<Checked<Field>>,
    pub returns: Option<Checked<Field>>,
    pub status: Vec<Spanned<Status>>,
    pub success_code: Option<Text>,
    pub errors: Map<Error>,
    pub paging: Option<Checked<Paging>>,
    pub rules: Vec<Checked<Rule>>,
    pub examples: Map<Example>,
    pub provenance: Provenance,
}

#[derive(Debug)]
pub enum Query {
    Fields(Map<Field>),
    /// The same as that endpoint's.
    SameAs(Text),
}

#[derive(Debug)]
pub struct Example {
    pub span: Span,
    pub query: Option<Text>,
    pub body: Option<Node>,
    pub file: Option<Text>,
    pub status: Option<Spanned<u16>>,
    pub provenance: Provenance,
}

#[derive(Debug)]
pub enum Rule {
    Require {
        span: Span,
        fields: Vec<Text>,
        when: Vec<(Text, Option<Node>)>,
    },
    Count {
        span: Span,
        fields: Vec<Text>,
        min: u64,
        max: Option<u64>,
    },
}
