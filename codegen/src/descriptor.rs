//! What a spec means, resolved and as plain data: what is shown, compared and documented.
//!
//! Input: `ir::ValidApi`s and the files they were read from. Output: [`Api`]. **Invariant:** everything inherited is
//! written out, and its [`Origin`] says from where; order is the spec's; no text is Rust tokens.

mod describe;
mod endpoints;
mod families;
mod models;
#[cfg(test)]
mod tests;
mod types;
mod words;

pub(crate) use describe::describe;

/// One vendor.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Api {
    /// As the spec says it: `shop`.
    pub vendor: String,
    /// The Rust module.
    pub module: String,
    /// The name people use.
    pub title: String,
    /// The author's words.
    pub doc: Option<String>,
    /// Where the spec begins.
    pub origin: Origin,
    /// The piece of spec it builds on, by the name it gives.
    pub dialect: Option<String>,
    /// What holds wherever nothing nearer says another: source, encoding, list style, lookups, families, paging, envelope.
    pub settings: Vec<Setting>,
    /// The pages that were transcribed.
    pub sources: Vec<Source>,
    /// Where the API is; the first is the default.
    pub servers: Vec<Server>,
    /// Ways to show who calls; the first is the default.
    pub auth: Vec<Auth>,
    /// Named sets of lookups that some parameter has.
    pub families: Vec<Family>,
    /// Enums, aliases, spellings of dates.
    pub types: Vec<Type>,
    /// Objects, each with its structs.
    pub models: Vec<Model>,
    /// Where things stand in every answer.
    pub envelope: Option<Envelope>,
    /// Every failure that has a name.
    pub errors: Vec<Error>,
    /// The calls.
    pub endpoints: Vec<Endpoint>,
}

/// Where something is written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Origin {
    /// The file as messages show it; `<dialect>/django.yaml` for one that is built in.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// It stands in the dialect, not in the vendor's own spec.
    pub inherited: bool,
}

/// What holds wherever nothing nearer says another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Setting {
    /// The keys that lead to it: `paging.send.limit`, `lookups.gte`.
    pub key: String,
    /// In the words of the language.
    pub value: String,
    /// `None`: the language's own default.
    pub origin: Option<Origin>,
}

/// What is said of a definition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Docs {
    /// The author's words.
    pub text: Option<String>,
    /// What the generator adds: "Read-only.", "Default: `true`."
    pub facts: Vec<String>,
    /// Names of `sources`, inherited ones included.
    pub sources: Vec<String>,
    /// The page does not say it; the text says why it is believed, and may be empty.
    pub inferred: Option<String>,
    /// Not to be used any more; the text says what instead, and may be empty.
    pub deprecated: Option<String>,
    /// Where it is written; `None` for what no spec says, such as the unknown variant of an enum.
    pub origin: Option<Origin>,
}

/// A page that was transcribed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[allow(missing_docs, reason = "the keys of the language")]
pub struct Source {
    pub name: String,
    pub url: String,
    pub read: String,
    pub doc: Option<String>,
    pub origin: Option<Origin>,
}

/// A server.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Server {
    /// In the spec.
    pub name: String,
    /// The variant of `Server`.
    pub rust: String,
    /// A template.
    pub url: String,
    /// Hole and Rust name.
    pub variables: Vec<(String, String)>,
    /// What is said of each variable, in their order.
    pub variable_docs: Vec<Docs>,
    /// What is said of it.
    pub docs: Docs,
}

/// A way to show who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Auth {
    /// In the spec.
    pub name: String,
    /// The constructor of `Auth`.
    pub rust: String,
    /// Where the secret travels: `header X-Shop-Key: {key}`, `basic {user}:{password}`, `none`.
    pub place: String,
    /// How the secret is got: `POST /login`.
    pub login: Option<String>,
    /// What is sent there, and where the secret stands in the answer: `form u={user} p={password}, cookie SID`.
    pub exchange: Option<String>,
    /// What the caller gives, in the order of the constructor's arguments.
    pub secrets: Vec<String>,
    /// What is said of it.
    pub docs: Docs,
}

/// A set of lookups.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Family {
    /// In the spec; for an unnamed list, its lookups.
    pub name: String,
    /// The alias: `Comparable`.
    pub rust: String,
    /// Its lookups, families within resolved.
    pub lookups: Vec<Lookup>,
    /// What is said of it.
    pub docs: Docs,
}

/// An operator.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Lookup {
    /// In the spec: `gte`.
    pub name: String,
    /// How it is spelled: `{field}__gte={value}`.
    pub wire: String,
    /// What Rust code calls it by.
    pub means: String,
    /// The type of the operand where it is not the field's own.
    pub of: Option<String>,
    /// How its list is written.
    pub lists: Option<String>,
    /// What is said of it.
    pub docs: Docs,
}

/// A declared type.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Type {
    /// In the spec.
    pub name: String,
    /// In Rust.
    pub rust: String,
    /// What it is.
    pub kind: TypeKind,
    /// What is said of it.
    pub docs: Docs,
}

/// What a declared type is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum TypeKind {
    /// One of several values.
    Enum {
        /// Other values are expected too.
        open: bool,
        /// The wire has numbers.
        integer: bool,
        /// The values.
        values: Vec<Value>,
        /// The variant that keeps any other value.
        unknown: String,
    },
    /// Another name of a type, with rules or a spelling.
    Scalar {
        /// In the words of the language: `date-time`.
        ty: String,
        /// What it is another name of, as printed: `bindery::DateTime<StampFormat>`.
        rust_type: String,
        /// How it is spelled where that is not JSON's own way.
        wire: Option<String>,
        /// What a value must satisfy.
        rules: Vec<Rule>,
    },
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Value {
    /// As sent.
    pub wire: String,
    /// The variant.
    pub rust: String,
    /// What is said of it.
    pub docs: Docs,
}

/// What a value must satisfy: `max_length` and `80`; `format` and `email`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[allow(missing_docs, reason = "key and value as in the language")]
pub struct Rule {
    pub name: String,
    pub value: String,
}

/// A JSON object.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Model {
    /// In the spec.
    pub name: String,
    /// A struct for each direction that needs one.
    pub structs: Vec<Struct>,
    /// Rules between fields in any direction, in words.
    pub rules: Vec<String>,
    /// Unknown members are kept.
    pub open: bool,
    /// What is said of it.
    pub docs: Docs,
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Direction {
    /// An answer.
    Read,
    /// A POST.
    Create,
    /// A PUT.
    Update,
    /// A PATCH.
    Patch,
}

/// A generated struct.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Struct {
    /// `NewCustomer`
    pub rust: String,
    /// Every direction that it serves.
    pub directions: Vec<Direction>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The fields that `new` takes, by Rust name; `None`: no constructor.
    pub new: Option<Vec<String>>,
    /// It has a `Default`.
    pub default: bool,
    /// The struct that it is made from with `From`.
    pub from: Option<String>,
    /// Rules between its fields, in words.
    pub rules: Vec<String>,
    /// Members that are no fields: they are written by themselves.
    pub constants: Vec<Constant>,
}

/// What is sent by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Constant {
    /// `header`, `query`; of a struct `member`.
    pub place: String,
    /// As sent.
    pub name: String,
    /// As sent; of a member, as JSON.
    pub value: String,
}

/// Whatever holds a value: of a struct, a path, a header.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Field {
    /// As sent.
    pub wire: String,
    /// The field of the struct.
    pub rust: String,
    /// In the words of the language: `list<string>?`.
    pub ty: String,
    /// The one of the facts that `ty` says already: "An e-mail address."
    pub ty_fact: Option<String>,
    /// As printed: `Option<Vec<String>>`.
    pub rust_type: String,
    /// Must be there: in an answer, or in a request.
    pub required: bool,
    /// May be null.
    pub nullable: bool,
    /// `None` is written as null, not left out.
    pub writes_null: bool,
    /// How it is spelled where that is not JSON's own way.
    pub spelling: Option<String>,
    /// What a value must satisfy.
    pub rules: Vec<Rule>,
    /// What the vendor takes when it is left out, as JSON.
    pub default: Option<String>,
    /// A value, as JSON.
    pub example: Option<String>,
    /// Above it the vendor serves this much.
    pub clamp: Option<u64>,
    /// What is said of it.
    pub docs: Docs,
}

/// The parameters of an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Filter {
    /// `ListCustomersFilter`
    pub rust: String,
    /// Its parameters, those of paging included.
    pub parameters: Vec<Parameter>,
    /// Rules between parameters, in words.
    pub rules: Vec<String>,
}

/// A parameter: a field of the filter.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Parameter {
    /// The field.
    pub field: Field,
    /// The family it has, by its name in the spec; `None`: a single value or a list.
    pub family: Option<String>,
    /// The type of its operand, as printed, without what it stands in.
    pub operand: String,
    /// How its list is written, where it is not a lookup that says so.
    pub lists: Option<String>,
    /// Every name it can have on the wire, with the lookup.
    pub wire: Vec<WireParameter>,
    /// The type of `{key}` in an open name: `string`, `integer`, or an enum by its name in the spec.
    pub keys: Option<String>,
    /// Lookups that share one wire name are sent together.
    pub combine: bool,
}

/// One name that a parameter can have on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct WireParameter {
    /// `total__gte`
    pub name: String,
    /// `gte`; `None`: it has no lookups.
    pub lookup: Option<String>,
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Endpoint {
    /// In the spec: `list_customers`.
    pub name: String,
    /// `ListCustomers`
    pub rust: String,
    /// It has a `Default`.
    pub default: bool,
    /// `GET`
    pub method: String,
    /// A template.
    pub path: String,
    /// The holes.
    pub path_fields: Vec<Field>,
    /// What is sent in headers.
    pub headers: Vec<Field>,
    /// What is sent by itself, in headers and in the query.
    pub constants: Vec<Constant>,
    /// The parameters.
    pub filter: Option<Filter>,
    /// What is sent.
    pub body: Option<Payload>,
    /// What comes back; `None`: nothing is read.
    pub returns: Option<Payload>,
    /// The statuses of success: `200`, `2xx`.
    pub statuses: Vec<String>,
    /// The code of success.
    pub success_code: Option<String>,
    /// How its pages are asked for and read.
    pub paging: Option<Paging>,
    /// What may go wrong, by name in [`Api::errors`]: those of the spec, then its own.
    pub errors: Vec<String>,
    /// What is said of it.
    pub docs: Docs,
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Payload {
    /// In the words of the language: `page<Customer>`.
    pub ty: String,
    /// As printed: `bindery::Page<Customer>`.
    pub rust_type: String,
    /// `json`, `form`.
    pub encoding: String,
    /// How it is spelled where that is not JSON's own way: what is inside, where it is a list, a map or a page.
    pub spelling: Option<String>,
    /// What it must satisfy.
    pub rules: Vec<Rule>,
    /// Where in the body it stands, the envelope included; empty: all of it.
    pub at: String,
    /// How the lists of a form are written: `repeat`, `brackets`, …; `None`: it is JSON.
    pub lists: Option<String>,
    /// What is said of it.
    pub docs: Docs,
}

/// How pages are asked for and read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Paging {
    /// How a page is asked for.
    pub send: Vec<Role>,
    /// How it is read.
    pub read: Vec<Role>,
}

/// A part of a paging.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Role {
    /// `limit`, `next_url`, …
    pub name: String,
    /// Where it stands: the name of a parameter, or a place in an answer, seen from the payload. What asks for a page in
    /// a header is `header X-Limit`; a range is `header Range: items={first}-{last}` or `range={first}-{last}`.
    pub place: String,
    /// Where it is declared.
    pub origin: Option<Origin>,
}

/// Where things stand in every answer, as places; where each is declared stands in [`Api::settings`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[allow(missing_docs, reason = "the keys of the language")]
pub struct Envelope {
    pub at: Option<String>,
    pub success: Vec<(String, String)>,
    pub success_code: Option<String>,
    pub code: Option<String>,
    pub message: Option<String>,
    pub fields: Option<String>,
}

/// A failure that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Error {
    /// In the spec.
    pub name: String,
    /// The variant of `ApiError`.
    pub rust: String,
    /// `auth`, `not_found`, …
    pub kind: String,
    /// The same call may succeed when it is made again.
    pub retryable: bool,
    /// The statuses it comes with; empty: any.
    pub statuses: Vec<String>,
    /// Its codes; where one holds for a single endpoint, that endpoint's name.
    pub codes: Vec<(String, Option<String>)>,
    /// Headers that come with it, and what they say.
    pub headers: Vec<(String, String)>,
    /// What is said of it.
    pub docs: Docs,
}
