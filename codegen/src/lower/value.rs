//! What a field's type, with everything written around it, comes to.
//!
//! Input: a [`syntax::Field`] of any place. Output: its [`Value`]. **Invariant:** the constraints of a value go with its
//! type, its default and example fit it, and each mistake of a field or named type was reported once.

use crate::check::value::check_values;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted, suggest};
use crate::ir::{self, Ty};
use crate::lower::constraint::constrain;
use crate::lower::formats::pattern_of;
use crate::lower::named::named_value;
use crate::lower::scope::{Scope, Section};
use crate::names;
use crate::span::{Span, Spanned};
use crate::syntax::{self, Builtin, Provenance, TypeExpr};
use crate::text::type_expr;
use bindery_attributes::common::{Coding, Format, Rule};

/// The scalar at the core of a type, behind names, lists, maps and `?`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the type of the language of its name")]
pub enum Core {
    Text,
    Integer,
    Number,
    Decimal,
    Boolean,
    Date,
    DateTime,
    Time,
    Json,
    /// A declared enum.
    Enum {
        /// The wire texts.
        texts: Vec<String>,
        /// The vendor takes others too.
        open: bool,
        /// The wire has integers.
        integer: bool,
    },
    /// A model, by its name in the spec.
    Model(String),
}

/// A lowered type.
#[derive(Debug, Clone)]
pub struct Value {
    /// The Rust type without the outermost `?`, as it is read; models are their read side.
    pub ty: ir::Ty,
    /// What is at its core: for `list<Color?>`, the enum.
    pub core: Core,
    /// The type expression ended in `?`.
    pub nullable: bool,
    /// The outermost type is `list<…>`.
    pub list: bool,
    /// The outermost type is `page<…>`.
    pub page: bool,
    /// Rules of the named type and of the field, formats included (`email` is a text with a format).
    pub rules: Vec<Rule>,
    /// How a boolean or number is spelled where JSON's own spelling is not it. Dates have theirs in the type.
    pub coding: Option<Coding>,
    /// For the docs: "At most 255 characters.", …
    pub facts: Vec<String>,
}

impl Value {
    pub(super) fn of(ty: Ty, core: Core) -> Self {
        Self {
            ty,
            core,
            nullable: false,
            list: false,
            page: false,
            rules: Vec::new(),
            coding: None,
            facts: Vec::new(),
        }
    }

    /// The rules of what is sent: a closed enum takes the values it names, and no other.
    #[must_use]
    pub fn sent_rules(&self) -> Vec<Rule> {
        let closed = matches!(self.core, Core::Enum { open: false, .. });
        self.rules
            .iter()
            .cloned()
            .chain(closed.then_some(Rule::Known))
            .collect()
    }

    /// The same with another type at its core.
    #[must_use]
    pub fn with_core_ty(&self, core: Ty) -> Ty {
        replace_core(&self.ty, core)
    }

    /// What messages call the type.
    #[must_use]
    pub fn describe(&self) -> String {
        let core = match &self.core {
            Core::Text => "string",
            Core::Integer => "integer",
            Core::Number => "number",
            Core::Decimal => "decimal",
            Core::Boolean => "boolean",
            Core::Date => "date",
            Core::DateTime => "date-time",
            Core::Time => "time",
            Core::Json => "json",
            Core::Enum { .. } => "enum",
            Core::Model(name) => return quoted(name),
        };
        quoted(core)
    }
}

/// Resolves the type of a field. Reports what is unknown or does not go together.
///
/// A mistake is reported at every call: lower a field once. `page<…>` is left to the caller ([`refuse_page`]).
///
/// # Errors
/// The type is poisoned, unknown or misplaced. A wrong constraint is reported and left out.
pub fn lower_value(scope: &Scope<'_>, field: &syntax::Field) -> Checked<Value> {
    // Without a type, a constant is a text.
    let untyped = match field.constant {
        Some(_) => Value::of(Ty::String, Core::Text),
        None => Value::of(Ty::Integer, Core::Integer),
    };
    lower_value_or(scope, field, untyped)
}

/// The same, with the value of a field that may leave out its type and does.
///
/// # Errors
/// As [`lower_value`].
pub(super) fn lower_value_or(scope: &Scope<'_>, field: &syntax::Field, untyped: Value) -> Checked<Value> {
    if let Some(span) = enum_span(field) {
        let message = "an enum is declared in `types`, where it has a name";
        let diagnostic = Diagnostic::new(Code::Shape, span, message, "declared in a field");
        return Err(scope
            .diags
            .report(diagnostic.help("move it to `types` and write its name here")));
    }
    let base = match &field.ty {
        Some(ty) => lower_type(scope, ty.as_ref().map_err(|reported| *reported)?)?,
        None => untyped,
    };
    let value = constrain(scope, field, base);
    check_values(scope, field, &value);
    Ok(value)
}

/// Resolves a type expression with nothing around it.
///
/// # Errors
/// A name in it is unknown or poisoned, or a page stands inside something.
pub fn lower_type(scope: &Scope<'_>, ty: &Spanned<TypeExpr>) -> Checked<Value> {
    lower_expr(scope, &ty.value, ty.span)
}

/// A page stands only in `returns`.
///
/// # Errors
/// The value is a page; that is reported.
pub fn refuse_page(scope: &Scope<'_>, field: &syntax::Field, value: Value) -> Checked<Value> {
    if !value.page {
        return Ok(value);
    }
    let span = field
        .ty
        .as_ref()
        .and_then(|ty| ty.as_ref().ok())
        .map_or(field.span, |ty| ty.span);
    Err(page_here(scope, span, "write `list<…>` for a list that comes at once"))
}

fn page_here(scope: &Scope<'_>, span: Span, help: &str) -> crate::diag::Reported {
    let message = "a page stands only in `returns`, as `page<T>` and with nothing around it";
    scope
        .diags
        .report(Diagnostic::new(Code::PageHere, span, message, "a page").help(help))
}

fn lower_expr(scope: &Scope<'_>, expr: &TypeExpr, span: Span) -> Checked<Value> {
    let inside = |inner: &TypeExpr| {
        let value = lower_expr(scope, inner, inside_span(expr, span))?;
        if value.page {
            Err(page_here(scope, span, "take the `page<…>` out"))
        } else {
            Ok(value)
        }
    };
    match expr {
        TypeExpr::Builtin(builtin) => Ok(lower_builtin(*builtin)),
        TypeExpr::Named(name) => lower_name(scope, name, span),
        TypeExpr::List(item) => {
            let item = inside(item)?;
            Ok(Value {
                ty: Ty::List(Box::new(item_ty(&item))),
                list: true,
                nullable: false,
                ..item
            })
        }
        TypeExpr::Map(item) => {
            let item = inside(item)?;
            Ok(Value {
                ty: Ty::Map(Box::new(item_ty(&item))),
                list: false,
                nullable: false,
                ..item
            })
        }
        TypeExpr::Page(item) => {
            let item = inside(item)?;
            Ok(Value {
                ty: Ty::Page(Box::new(item_ty(&item))),
                page: true,
                list: false,
                nullable: false,
                ..item
            })
        }
        TypeExpr::Nullable(inner) => Ok(Value {
            nullable: true,
            ..inside(inner)?
        }),
    }
}

/// Where what a type holds stands; all of the type where it is not written in the plain way.
fn inside_span(expr: &TypeExpr, span: Span) -> Span {
    let (before, after) = match expr {
        TypeExpr::List(_) => ("list<".len(), 1),
        TypeExpr::Map(_) => ("map<".len(), 1),
        TypeExpr::Page(_) => ("page<".len(), 1),
        TypeExpr::Nullable(_) => (0, 1),
        TypeExpr::Builtin(_) | TypeExpr::Named(_) => (0, 0),
    };
    let length = written(expr);
    span.part(length, before..length.saturating_sub(after))
}

/// How long a type is, written without spaces.
fn written(expr: &TypeExpr) -> usize {
    match expr {
        TypeExpr::Builtin(builtin) => {
            let name = type_expr::BUILTINS.iter().find(|(_, known)| known == builtin);
            name.map_or(0, |(name, _)| name.len())
        }
        TypeExpr::Named(name) => name.len(),
        TypeExpr::List(inner) => written(inner) + "list<>".len(),
        TypeExpr::Map(inner) => written(inner) + "map<>".len(),
        TypeExpr::Page(inner) => written(inner) + "page<>".len(),
        TypeExpr::Nullable(inner) => written(inner) + 1,
    }
}

fn item_ty(item: &Value) -> Ty {
    if item.nullable {
        Ty::Option(Box::new(item.ty.clone()))
    } else {
        item.ty.clone()
    }
}

fn lower_builtin(builtin: Builtin) -> Value {
    let text = |format| Value {
        rules: vec![Rule::Format(format)],
        facts: builtin.fact().map(str::to_owned).into_iter().collect(),
        ..Value::of(Ty::String, Core::Text)
    };
    // Dates keep any text that they are read from; what is sent is well formed.
    let time = |ty, core| Value {
        rules: vec![Rule::WellFormed],
        ..Value::of(ty, core)
    };
    match builtin {
        Builtin::String => Value::of(Ty::String, Core::Text),
        Builtin::Integer => Value::of(Ty::Integer, Core::Integer),
        Builtin::Number => Value::of(Ty::Number, Core::Number),
        Builtin::Decimal => Value::of(Ty::Decimal, Core::Decimal),
        Builtin::Boolean => Value::of(Ty::Boolean, Core::Boolean),
        Builtin::Date => time(Ty::Date(None), Core::Date),
        Builtin::DateTime => time(Ty::DateTime(None), Core::DateTime),
        Builtin::Time => time(Ty::Time, Core::Time),
        Builtin::Json => Value::of(Ty::Json, Core::Json),
        Builtin::Email => text(Format::Email),
        Builtin::Uri => text(Format::Uri),
        Builtin::Uuid => text(Format::Uuid),
        Builtin::Base64 => text(Format::Base64),
        Builtin::HexColor => text(Format::HexColor),
    }
}

/// What types are called elsewhere, and here.
const ELSEWHERE: &[(&str, &str)] = &[
    ("int", "integer"),
    ("int32", "integer"),
    ("int64", "integer"),
    ("long", "integer"),
    ("float", "number"),
    ("double", "number"),
    ("str", "string"),
    ("text", "string"),
    ("char", "string"),
    ("bool", "boolean"),
    ("datetime", "date-time"),
    ("timestamp", "date-time"),
    ("url", "uri"),
    ("money", "decimal"),
    ("object", "json"),
    ("any", "json"),
    ("array", "list<string>"),
];

pub(super) fn lower_name(scope: &Scope<'_>, name: &str, span: Span) -> Checked<Value> {
    if let Some((key, field)) = scope.ty(name) {
        scope.mark_used(Section::Type, name);
        let field = field.as_ref().map_err(|reported| *reported)?;
        let value = named_value(scope, name)?;
        // The alias has the docs of its constraints.
        let ty = Ty::Named(rust_of(&key.value, &field.provenance));
        return Ok(Value {
            ty,
            facts: Vec::new(),
            ..value
        });
    }
    if let Some((key, model)) = scope.model(name) {
        scope.mark_used(Section::Model, name);
        let model = model.as_ref().map_err(|reported| *reported)?;
        let ty = Ty::Named(rust_of(&key.value, &model.provenance));
        return Ok(Value::of(ty, Core::Model(name.to_owned())));
    }
    let named = scope
        .types()
        .into_iter()
        .map(|(name, _)| name)
        .chain(scope.models().into_iter().map(|(name, _)| name));
    let known: Vec<&str> = named
        .map(|name| name.value.as_str())
        .chain(type_expr::BUILTINS.iter().map(|(name, _)| *name))
        .collect();
    let message = format!("there is no type or model {}", quoted(name));
    let elsewhere = ELSEWHERE.iter().find(|(other, _)| name.eq_ignore_ascii_case(other));
    let help = match (suggest(name, known), elsewhere) {
        (_, Some((_, here))) => format!("write {}, or declare it in `types` or `models`", quoted(here)),
        (Some(meant), None) => format!("did you mean {}?", quoted(meant)),
        (None, None) => "declare it in `types` or `models`".to_owned(),
    };
    Err(scope.report_unknown(Diagnostic::new(Code::UnknownType, span, message, "unknown").help(help)))
}

/// The Rust name of an entry of `types`, or of a model on its read side.
#[must_use]
pub fn rust_of(name: &str, provenance: &Provenance) -> proc_macro2::Ident {
    names::camel(name, provenance.rust.as_ref())
}

fn enum_span(field: &syntax::Field) -> Option<Span> {
    let values = field.values.as_ref()?;
    let first = values.iter().find_map(|value| value.as_ref().ok());
    Some(first.map_or(field.span, |value| value.wire.span))
}

/// The type at the core of a type.
pub(crate) fn core_ty(ty: &Ty) -> &Ty {
    match ty {
        Ty::List(inner)
        | Ty::Map(inner)
        | Ty::Option(inner)
        | Ty::Patch(inner)
        | Ty::Boxed(inner)
        | Ty::Page(inner) => core_ty(inner),
        _ => ty,
    }
}

/// The type with another one at its core.
pub(super) fn replace_core(ty: &Ty, core: Ty) -> Ty {
    let inside = |inner: &Ty, core| Box::new(replace_core(inner, core));
    match ty {
        Ty::List(inner) => Ty::List(inside(inner, core)),
        Ty::Map(inner) => Ty::Map(inside(inner, core)),
        Ty::Option(inner) => Ty::Option(inside(inner, core)),
        Ty::Patch(inner) => Ty::Patch(inside(inner, core)),
        Ty::Boxed(inner) => Ty::Boxed(inside(inner, core)),
        Ty::Page(inner) => Ty::Page(inside(inner, core)),
        _ => core,
    }
}

/// The format type of a field that declares a spelling of dates.
pub(super) fn format_of(scope: &Scope<'_>, field: &syntax::Field) -> Option<proc_macro2::Ident> {
    pattern_of(field)?;
    scope.formats.borrow().of(field.span)
}
