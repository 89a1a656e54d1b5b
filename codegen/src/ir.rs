//! A checked API: every name resolved, every Rust name chosen, every fact an emitter needs stored.
//!
//! Types are data. Attributes are those of `bindery_attributes`, so that emission prints and decides nothing.

/// The runtime's own: what is emitted names them.
pub use bindery::endpoint::{PageRole, ReadRole};
use bindery_attributes as attributes;
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
    Unit,
}

#[derive(Debug)]
pub enum Type {
    Enum(Enum),
    /// `pub type CustomerCode = String;`
    Alias {
        rust: Ident,
        ty: Ty,
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
    pub lookups: Vec<attributes::family::Lookup>,
    pub docs: Docs,
}

#[derive(Debug)]
pub struct Model {
    pub rust: Ident,
    pub direction: Direction,
    pub attrs: attributes::model::Model,
    pub fields: Vec<Field>,
    /// `pub fn new(…)` takes these fields, by index; `None`: no constructor (read models; nothing required).
    pub new: Option<Vec<usize>>,
    /// `impl From<Customer> for CustomerUpdate`: the other model and the fields both have (here, there) by index.
    pub from: Option<From>,
    /// May derive `Default`: every field is an option, a patch, a list or a map.
    pub default: bool,
    pub docs: Docs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Read,
    Create,
    Update,
    Patch,
}

/// How each field of this model is made from another model's: `(here, how)`, in the order of this model's fields.
#[derive(Debug)]
pub struct From {
    pub model: Ident,
    pub fields: Vec<(usize, Convert)>,
}

/// From the other model's field of this Rust name.
#[derive(Debug)]
pub enum Convert {
    Same(Ident),
    Some(Ident),
    Into(Ident),
    SomeInto(Ident),
    MapInto(Ident),
    EachInto(Ident),
    /// `Some` of a list, each item converted.
    SomeEachInto(Ident),
    /// An optional list, each item converted.
    MapEachInto(Ident),
    Blank,
}

#[derive(Debug)]
pub struct Field {
    pub rust: Ident,
    pub wire: String,
    pub ty: Ty,
    pub attrs: attributes::model::Field,
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
    pub keyed: bool,
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
    /// The type of the answer.
    pub output: Ty,
    /// Of the path in its order, then the filter and the body.
    pub fields: Vec<EndpointField>,
    /// May derive `Default`: no field needs a value.
    pub default: bool,
    pub docs: Docs,
}

#[derive(Debug)]
pub struct EndpointField {
    pub rust: Ident,
    pub ty: Ty,
    pub attrs: attributes::endpoint::Field,
    pub docs: Docs,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    pub at: Vec<crate::syntax::Step>,
    /// Path and JSON scalar as text.
    pub success: Vec<(Vec<crate::syntax::Step>, String)>,
    pub success_code: Option<Vec<crate::syntax::Step>>,
    pub code: Option<Place>,
    pub message: Option<Place>,
    pub fields: Option<FieldErrors>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldErrors {
    Map(Place),
    List {
        at: Place,
        name: Vec<crate::syntax::Step>,
        message: Vec<crate::syntax::Step>,
        code: Option<Vec<crate::syntax::Step>>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Paths(Vec<Vec<crate::syntax::Step>>),
    Header { name: String, wire: Option<String> },
    Link(String),
    Cookie(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    pub send: Vec<SendRole>,
    pub read: Vec<(ReadRole, Place)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendRole {
    pub role: PageRole,
    pub name: String,
    pub default: Option<i64>,
    pub minimum: Option<i64>,
    pub maximum: Option<i64>,
    pub clamp: Option<i64>,
}

/// An API that passed every check. Only `check` makes one.
#[derive(Debug)]
pub struct ValidApi(Api);

impl ValidApi {
    /// The only way in; called at the end of `check`.
    pub(crate) fn new(api: Api) -> Self {
        Self(api)
    }

    /// The API.
    #[must_use]
    pub fn api(&self) -> &Api {
        &self.0
    }
}
