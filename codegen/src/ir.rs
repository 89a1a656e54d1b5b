//! A checked API: every name resolved, every Rust name chosen, every fact an emitter needs stored.
//!
//! Types are data. Attributes are those of `bindery_attributes`, so that emission prints and decides nothing.

mod answer;
mod model;

use crate::span::{FileId, Span};
pub use answer::{Envelope, FieldErrors, Paging, Place, SendRole};
/// The runtime's own: what is emitted names them.
pub use bindery::endpoint::{PageRole, ReadRole};
use bindery_attributes as attributes;
pub use model::{Convert, Direction, Field, From, Model};
use proc_macro2::Ident;

/// One vendor.
#[derive(Debug)]
pub struct Api {
    /// The module and feature: `shop`.
    pub module: Ident,
    /// As the spec says it, without `r#`.
    pub name: String,
    pub title: String,
    pub doc: Option<String>,
    /// The whole of the spec; of a vendor in several files, the one with `vendor`.
    pub origin: Span,
    /// It is in several files.
    pub in_folder: bool,
    pub dialect: Option<Dialect>,
    /// What stands for the whole API, and where it is said: for reading, since all of it is applied.
    pub settings: Vec<Setting>,
    pub sources: Vec<Source>,
    pub servers: Servers,
    pub auth: Vec<Auth>,
    /// In spec order: enums, aliases, date formats.
    pub types: Vec<Type>,
    /// Own operators that some used lookup needs.
    pub operators: Vec<Operator>,
    /// Families in use: named ones, and one per distinct unnamed list of lookups (named after the lookups: `ExactIn`).
    pub families: Vec<Family>,
    /// In spec order, the directions of a model side by side: Customer, NewCustomer, CustomerUpdate, CustomerPatch.
    pub models: Vec<Model>,
    pub filters: Vec<Filter>,
    /// Always there; without declared errors it has the unknown variant only.
    pub catalogue: Catalogue,
    pub endpoints: Vec<Endpoint>,
    /// Where things stand in every answer; `None`: the body is the value.
    pub envelope: Option<Constant<Envelope>>,
    /// The pagings of the endpoints, each once.
    pub pagings: Vec<Constant<Paging>>,
}

/// The piece of spec that a spec builds on.
#[derive(Debug)]
pub struct Dialect {
    /// As the spec names it.
    pub name: String,
    /// What is written there is inherited.
    pub file: FileId,
}

/// One thing that holds wherever nothing nearer says another.
#[derive(Debug)]
pub struct Setting {
    /// The keys that lead to it: `paging.send.limit`.
    pub key: String,
    /// In the words of the language.
    pub value: String,
    /// `None`: the language's own default.
    pub origin: Option<Span>,
}

/// What a spec says of a value, where Rust does not show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The type, in the words of the language: `list<string>?`.
    pub ty: String,
    /// What the vendor takes when it is left out, as JSON.
    pub default: Option<String>,
    /// As JSON.
    pub example: Option<String>,
    /// Above it the vendor serves this much.
    pub clamp: Option<u64>,
}

/// What several items share under a name: `const PAGING: … = …;`.
#[derive(Debug)]
pub struct Constant<T> {
    pub rust: Ident,
    pub value: T,
}

/// What the docs of an item say of where it is known from.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// The author's words.
    pub text: Option<String>,
    /// Names of `sources`; empty where inherited from the enclosing item (then nothing is printed).
    pub sources: Vec<String>,
    /// Not stated by the page; why it is believed.
    pub inferred: Option<Inferred>,
    /// Facts of the field, in the order printed: "Read-only", "Default: `true`", "At most 255 characters".
    pub facts: Vec<String>,
    pub deprecated: Option<Deprecated>,
    /// The key of the definition; `None` for what no spec says.
    pub origin: Option<Span>,
    /// `origin` in words, where the docs are to name it.
    pub declared: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Inferred {
    Yes,
    Why(String),
}

#[derive(Debug, Clone)]
pub enum Deprecated {
    Yes,
    Why(String),
}

#[derive(Debug)]
pub struct Source {
    pub name: String,
    pub url: String,
    pub read: String,
    pub doc: Option<String>,
    pub origin: Span,
}

/// `enum Server`.
#[derive(Debug)]
pub struct Servers {
    pub all: Vec<Server>,
    /// The variant for a URL of the caller's own: `Custom`.
    pub custom: Ident,
}

/// A variant of `Server`, and the constant behind it.
#[derive(Debug)]
pub struct Server {
    /// `Production`
    pub rust: Ident,
    /// `SERVER_PRODUCTION`
    pub constant: Ident,
    pub name: String,
    pub url: String,
    /// The holes of the URL, each once, in their order.
    pub variables: Vec<Variable>,
    /// The one that `Server::default()` is.
    pub default: bool,
    pub docs: Docs,
}

#[derive(Debug)]
pub struct Variable {
    pub rust: Ident,
    pub hole: String,
    /// As the spec says it.
    pub doc: String,
    pub docs: Docs,
}

/// A constructor of `Auth`, and the constant behind it.
#[derive(Debug)]
pub struct Auth {
    /// `session`
    pub rust: Ident,
    /// `AUTH_SESSION`
    pub constant: Ident,
    pub name: String,
    /// In the author's words, for the constant.
    pub doc: String,
    /// The holes of the login's body, else of the place, each once, in their order.
    pub secrets: Vec<Secret>,
    pub place: AuthPlace,
    pub login: Option<Login>,
    pub docs: Docs,
}

/// A hole, and the argument that fills it.
#[derive(Debug)]
pub struct Secret {
    pub rust: Ident,
    pub hole: String,
}

/// Templates as written.
#[derive(Debug)]
pub enum AuthPlace {
    None,
    Header { name: String, value: String },
    Query { name: String, value: String },
    Cookie { name: String, value: String },
    Basic(String),
}

#[derive(Debug)]
pub struct Login {
    pub path: String,
    pub form: bool,
    pub body: Vec<(String, String)>,
    pub read: Place,
}

/// A Rust type of the bindings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ty {
    String,
    Integer,
    Number,
    Decimal,
    Boolean,
    /// `None`: ISO; `Some`: a format type of this module.
    Date(Option<Ident>),
    DateTime(Option<Ident>),
    Time,
    Json,
    /// An enum, alias or model of this module.
    Named(Ident),
    List(Box<Ty>),
    /// `BTreeMap<String, T>`
    Map(Box<Ty>),
    Option(Box<Ty>),
    Patch(Box<Ty>),
    /// `Box<T>`, where a model holds itself.
    Boxed(Box<Ty>),
    /// `bindery::Page<T>`
    Page(Box<Ty>),
    /// `bindery::endpoint::Range`, of paging.
    Range,
    Unit,
}

#[derive(Debug)]
pub enum Type {
    Enum(Enum),
    /// `pub type CustomerCode = String;`
    Alias {
        rust: Ident,
        /// As the spec says it.
        name: String,
        ty: Ty,
        said: Said,
        rules: Vec<attributes::common::Rule>,
        coding: Option<attributes::common::Coding>,
        docs: Docs,
    },
    /// `pub struct StampFormat;` and its `bindery::scalar::TextFormat`.
    Format {
        rust: Ident,
        pattern: Pattern,
        docs: Docs,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    Rfc2822,
    Unix,
    UnixMillis,
    Strftime { pattern: String, zone: Option<String> },
}

#[derive(Debug)]
pub struct Enum {
    pub rust: Ident,
    /// As the spec says it.
    pub name: String,
    pub attrs: attributes::wire_enum::WireEnum,
    pub variants: Vec<Variant>,
    pub unknown: Ident,
    pub docs: Docs,
}

#[derive(Debug)]
pub struct Variant {
    pub rust: Ident,
    pub wire: String,
    pub attrs: attributes::wire_enum::Variant,
    pub docs: Docs,
}

/// A vendor's own operator: a marker type, and a function of its name.
#[derive(Debug)]
pub struct Operator {
    pub marker: Ident,
    pub function: Ident,
    pub name: String,
    pub operand: OperatorOperand,
    pub docs: Docs,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OperatorOperand {
    One(OperandTy),
    Many(OperandTy),
    Pair(OperandTy),
    Flag,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OperandTy {
    Own,
    Fixed(attributes::family::Of),
}

/// A set of lookups: a marker type and `pub type Comparable<T> = bindery::Lookups<T, ComparableFamily>;`.
#[derive(Debug)]
pub struct Family {
    pub marker: Ident,
    pub alias: Ident,
    pub name: String,
    pub lookups: Vec<Lookup>,
    pub docs: Docs,
}

#[derive(Debug)]
pub struct Lookup {
    pub attrs: attributes::family::Lookup,
    pub docs: Docs,
}

#[derive(Debug)]
pub struct Filter {
    pub rust: Ident,
    pub attrs: attributes::filter::Filter,
    pub fields: Vec<FilterField>,
    pub docs: Docs,
    pub method_and_path: String,
}

#[derive(Debug)]
pub struct FilterField {
    pub rust: Ident,
    pub kind: FilterKind,
    /// The operand's own type.
    pub ty: Ty,
    pub said: Said,
    /// Of an open name, the type of its keys.
    pub key: Option<Ty>,
    pub attrs: attributes::filter::Field,
    /// Every wire parameter it can send, in family order, with the name of the lookup.
    pub parameters: Vec<(String, String)>,
    pub docs: Docs,
}

#[derive(Debug)]
pub enum FilterKind {
    /// `bindery::filter::Param<T>`
    Bare,
    /// `bindery::filter::ParamList<T>`
    List,
    /// An alias of this module: `Comparable<T>`; the marker is for `Keyed<T, ComparableFamily>`.
    Family { alias: Ident, marker: Ident },
}

#[derive(Debug)]
pub struct Catalogue {
    pub rust: Ident,
    pub variants: Vec<ErrorVariant>,
}

#[derive(Debug)]
pub struct ErrorVariant {
    pub rust: Ident,
    /// As the spec says it.
    pub name: String,
    pub attrs: attributes::catalogue::Variant,
    pub headers: Vec<(String, String)>,
    pub docs: Docs,
}

#[derive(Debug)]
pub struct Endpoint {
    /// `ListCustomers`
    pub rust: Ident,
    /// All but the output.
    pub attrs: attributes::endpoint::Endpoint,
    /// The author's words, without the call that `docs` begins with.
    pub doc: Option<String>,
    /// The type of the answer.
    pub output: Ty,
    pub returns: Option<Returns>,
    /// Where each role that is read of its pages is declared, in their order.
    pub read: Vec<Span>,
    /// Of the path in its order, then headers, the filter and the body.
    pub fields: Vec<EndpointField>,
    /// May derive `Default`: no field needs a value.
    pub default: bool,
    pub docs: Docs,
}

/// What the spec says of an answer.
#[derive(Debug)]
pub struct Returns {
    pub said: Said,
    pub docs: Docs,
}

#[derive(Debug)]
pub struct EndpointField {
    pub rust: Ident,
    /// What it is, where the author has no words.
    pub title: Option<String>,
    pub ty: Ty,
    pub said: Said,
    pub attrs: attributes::endpoint::Field,
    pub docs: Docs,
}

/// An API that passed every check. Only `check` makes one.
#[derive(Debug)]
pub struct ValidApi(Api);

impl ValidApi {
    /// The only way in; called at the end of `check`.
    pub(crate) fn new(api: Api) -> Self {
        Self(api)
    }

    /// The docs of every item: nothing that is checked stands in them.
    pub(crate) fn docs_mut(&mut self) -> impl Iterator<Item = &mut Docs> {
        let api = &mut self.0;
        let types = api.types.iter_mut().map(|ty| match ty {
            Type::Enum(item) => &mut item.docs,
            Type::Alias { docs, .. } | Type::Format { docs, .. } => docs,
        });
        let servers = api.servers.all.iter_mut().map(|it| &mut it.docs);
        let items = servers.chain(api.auth.iter_mut().map(|it| &mut it.docs)).chain(types);
        let items = items.chain(api.models.iter_mut().map(|it| &mut it.docs));
        let items = items.chain(api.operators.iter_mut().map(|it| &mut it.docs));
        let items = items.chain(api.families.iter_mut().map(|it| &mut it.docs));
        let items = items.chain(api.filters.iter_mut().map(|it| &mut it.docs));
        let items = items.chain(api.catalogue.variants.iter_mut().map(|it| &mut it.docs));
        items.chain(api.endpoints.iter_mut().map(|it| &mut it.docs))
    }

    /// The API.
    #[must_use]
    pub fn api(&self) -> &Api {
        &self.0
    }
}
