//! Query parameters: what each can send.
//!
//! Input: a field under `query`. Output: a [`Parameter`], and the runtime's own view of it, so that a spec is judged by
//! the code that its bindings run. **Invariant:** the lookups of a parameter make sense for its type.

use crate::check;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::Ty;
use crate::lower::directions::core_name;
use crate::lower::family::{Families, FamilyUse};
use crate::lower::lookup::Means;
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value, lower_type, lower_value, refuse_page};
use crate::names::Names;
use crate::span::Span;
use crate::syntax::{Field, ListStyle, Text};
use bindery::filter::matching::Signature;
use bindery::filter::{Bare, Family, Kind, List, Lookup, Meaning, ParamSpec, Template};
use bindery::scalar::Pattern;
use bindery_attributes::common::Coding;
use bindery_attributes::family::{Of, Operands};
use bindery_attributes::filter::Name;

/// A parameter with everything resolved.
#[derive(Debug)]
pub struct Parameter<'a> {
    /// As written; an open name with its hole.
    pub name: &'a Text,
    /// As written.
    pub field: &'a Field,
    /// The name on the wire; of an open name, what stands before the key.
    pub before_key: String,
    /// Of an open name, what stands after the key.
    pub after_key: Option<String>,
    /// Of an open name, the type of its keys, where the spec says it.
    pub keys: Option<Value>,
    /// Its own type; of a list without lookups, that of the list.
    pub value: Value,
    /// How its lists are written, where that is not left to its lookups.
    pub lists: Option<ListStyle>,
    /// Some of its lookups share a name, and are sent together.
    pub combine: bool,
    /// The family of its lookups; `None`: sent bare.
    pub family: Option<FamilyUse<'a>>,
}

/// Resolves a field under `query`.
pub fn lower_parameter<'a>(
    scope: &Scope<'a>,
    families: &mut Families<'_, 'a>,
    names: &mut Names<'_>,
    name: &'a Text,
    field: &'a Field,
) -> Checked<Parameter<'a>> {
    let wire = wire_name(scope, name);
    let family = match field.lookups.as_slice() {
        [] => Ok(None),
        words => families.lower_use(names, words, name.span).map(Some),
    };
    let value = lower_value(scope, field).and_then(|value| refuse_page(scope, field, value));
    let (wire, family, value) = (wire?, family?, value?);
    one_value(scope, name, field, &value, family.is_some())?;
    let mut sense = Ok(());
    for lookup in family.iter().flat_map(|family| &family.members) {
        sense = sense.and(check::lookup::sense(
            scope.diags,
            lookup,
            &value,
            type_name(field),
            words_span(name, field),
        ));
    }
    sense?;
    let keys = lower_keys(scope, name, field, wire.after_key.is_some())?;
    let bare_list = (value.list && family.is_none()).then(|| scope.lists());
    let lists = field.lists.as_ref().map(|lists| lists.value).or(bare_list);
    let mut parameter = Parameter {
        name,
        field,
        before_key: wire.text,
        after_key: wire.after_key,
        keys,
        value,
        lists,
        combine: false,
        family,
    };
    let wires: Vec<String> = parameter.wires().into_iter().map(|(_, wire)| wire).collect();
    let shared = |(nth, wire): (usize, &String)| wires.iter().skip(nth + 1).any(|other| other == wire);
    parameter.combine = scope.combine() && wires.iter().enumerate().any(shared);
    Ok(parameter)
}

/// The words after the type, else the name.
#[must_use]
pub fn words_span(name: &Text, field: &Field) -> Span {
    match field.lookups.as_slice() {
        [first, .., last] => first.span.to(last.span),
        [one] => one.span,
        [] => name.span,
    }
}

/// The name of the type of a field, where it is one of `types` or `models`.
fn type_name(field: &Field) -> Option<&str> {
    match &field.ty {
        Some(Ok(ty)) => core_name(&ty.value),
        _ => None,
    }
}

/// Where the type of a field stands.
#[must_use]
pub fn type_span(field: &Field) -> Option<Span> {
    match &field.ty {
        Some(Ok(ty)) => Some(ty.span),
        _ => None,
    }
}

/// The name around `{key}`, its doubled braces single again. Decoding has refused any other hole.
pub(super) fn wire_name(scope: &Scope<'_>, name: &Text) -> Checked<Name> {
    Name::parse(&name.value).map_err(|_| {
        let message = format!("the open name {} is nothing but its hole", quoted(&name.value));
        let diagnostic = Diagnostic::new(Code::BadTemplate, name.span, message, "would be any parameter");
        let help = "write what stands before or behind the key, such as `extra_{key}`";
        scope.diags.report(diagnostic.help(help))
    })
}

/// The type of the keys of an open name: texts of any kind, integers, or the values of an enum.
fn lower_keys(scope: &Scope<'_>, name: &Text, field: &Field, open: bool) -> Checked<Option<Value>> {
    let Some(keys) = &field.keys else { return Ok(None) };
    let refuse = |message: String, label: &str, help: &str| {
        let diagnostic = Diagnostic::new(Code::Senseless, keys.span, message, label);
        Err(scope.diags.report(diagnostic.help(help)))
    };
    if !open {
        let message = format!("the name {} has no key", quoted(&name.value));
        let help = "write `{key}` into the name where the key stands, or leave `keys` out";
        return refuse(message, "keys of what?", help);
    }
    let value = lower_type(scope, keys)?;
    let one_word = matches!(value.core, Core::Text | Core::Integer | Core::Enum { .. });
    let wrapped = value.nullable || value.page || matches!(value.ty, Ty::List(_) | Ty::Map(_));
    if !one_word || wrapped || !value.rules.is_empty() || value.coding.is_some() {
        let message = format!(
            "the keys of {} have another type than keys can have",
            quoted(&name.value)
        );
        let help = "keys are `string`, `integer`, or an enum of `types`, without rules and spellings of their own";
        return refuse(message, "no type of keys", help);
    }
    Ok(Some(value))
}

/// A query holds scalars and, without lookups, lists of scalars.
fn one_value(scope: &Scope<'_>, name: &Text, field: &Field, value: &Value, looked_up: bool) -> Checked<()> {
    let refuse = |code: Code, what: &str, label: &str, help: &str| {
        let message = format!("the parameter {} {what}", quoted(&name.value));
        let span = type_span(field).unwrap_or(name.span);
        Err(scope
            .diags
            .report(Diagnostic::new(code, span, message, label).help(help)))
    };
    if value.nullable {
        let help = "remove the `?`: a parameter may always be left out; `is_null` is the lookup that asks for null";
        return refuse(Code::Senseless, "cannot be null in a query", "may be null", help);
    }
    if value.list && looked_up {
        let help = "write the type of one value; a lookup with `{values}`, such as `in`, takes a list of them";
        return refuse(Code::SenselessLookup, "is a list and has lookups", "a list", help);
    }
    let item = match &value.ty {
        Ty::List(item) => item,
        other => other,
    };
    if matches!(value.core, Core::Model(_)) || matches!(item, Ty::Map(_) | Ty::List(_) | Ty::Option(_)) {
        let help = "objects in a query are not in version 1; declare a parameter for each member, or a `json` for all";
        return refuse(
            Code::Later,
            "holds more than scalars or a list of them",
            "no scalar",
            help,
        );
    }
    Ok(())
}

impl<'a> Parameter<'a> {
    /// Every lookup, and the name it puts on the wire: `created__gte`, `tags[]`, `extra__{key}`.
    #[must_use]
    pub fn wires(&self) -> Vec<(String, String)> {
        let key = self
            .after_key
            .as_ref()
            .map(|after| format!("{{key}}{after}"))
            .unwrap_or_default();
        let name = format!("{}{key}", self.before_key);
        let Some(family) = &self.family else {
            return vec![(String::new(), format!("{name}{}", self.lists.map_or("", suffix)))];
        };
        let wire = |lookup: &std::rc::Rc<crate::lower::lookup::Lookup<'a>>| {
            let lists = lookup.lists.map(|lists| self.lists.unwrap_or(lists));
            let (before, after) = (&lookup.pair.name_before, &lookup.pair.name_after);
            (
                lookup.name.to_owned(),
                format!("{before}{name}{after}{}", lists.map_or("", suffix)),
            )
        };
        family.members.iter().map(wire).collect()
    }

    fn spec(&self) -> ParamSpec<'_> {
        ParamSpec {
            name: &self.before_key,
            key: self.after_key.as_deref(),
            lists: self.lists.map(runtime_lists),
            combine: self.combine,
            coding: None,
            rules: &[],
        }
    }

    fn lookups(&self) -> Vec<Lookup<'_>> {
        match &self.family {
            Some(family) => family.members.iter().map(|lookup| runtime_lookup(lookup)).collect(),
            None if self.value.list => List::LOOKUPS.to_vec(),
            None => Bare::LOOKUPS.to_vec(),
        }
    }
}

/// Operands, where only certain texts are: of an enum, or of a boolean with a spelling of its own.
fn operand_texts(value: &Value) -> Vec<String> {
    match (&value.core, &value.coding) {
        (Core::Enum { texts, open: false, .. }, _) => texts.clone(),
        (_, Some(Coding::Boolean { yes, no })) => [yes, no].map(|text| plain(text)).to_vec(),
        _ => Vec::new(),
    }
}

fn kind<'p>(value: &Value, texts: &'p [&'p str]) -> Kind<'p> {
    match &value.core {
        Core::Text | Core::Model(_) => Kind::Text,
        Core::Integer
        | Core::Enum {
            open: true,
            integer: true,
            ..
        } => Kind::Integer,
        Core::Number => Kind::Number,
        Core::Decimal => Kind::Decimal,
        Core::Boolean if texts.is_empty() => Kind::Boolean,
        Core::Boolean => Kind::Enum { texts, open: false },
        Core::Enum { open, .. } => Kind::Enum { texts, open: *open },
        // What a spelling of its own accepts is known only to the bindings.
        Core::Date if value.ty == Ty::Date(None) => Kind::Date(Pattern::Rfc3339),
        Core::DateTime if value.ty == Ty::DateTime(None) => Kind::DateTime(Pattern::Rfc3339),
        Core::Date | Core::DateTime => Kind::Text,
        Core::Time => Kind::Time,
        Core::Json => Kind::Json,
    }
}

/// Runs `ask` on what the runtime knows of parameters.
pub fn with_signatures<R>(parameters: &[&Parameter<'_>], ask: impl FnOnce(&[Signature<'_>]) -> R) -> R {
    let texts: Vec<[Vec<String>; 2]> = parameters
        .iter()
        .map(|parameter| {
            [
                operand_texts(&parameter.value),
                parameter.keys.as_ref().map_or_else(Vec::new, operand_texts),
            ]
        })
        .collect();
    let texts: Vec<[Vec<&str>; 2]> = texts
        .iter()
        .map(|both| both.each_ref().map(|texts| texts.iter().map(String::as_str).collect()))
        .collect();
    let specs: Vec<ParamSpec<'_>> = parameters.iter().map(|parameter| parameter.spec()).collect();
    let lookups: Vec<Vec<Lookup<'_>>> = parameters.iter().map(|parameter| parameter.lookups()).collect();
    let mut signatures = Vec::with_capacity(parameters.len());
    for (((parameter, [texts, keys]), spec), lookups) in parameters.iter().zip(&texts).zip(&specs).zip(&lookups) {
        signatures.push(Signature {
            spec,
            lookups,
            kind: kind(&parameter.value, texts),
            key: parameter.keys.as_ref().map_or(Kind::Text, |value| kind(value, keys)),
        });
    }
    ask(&signatures)
}

fn runtime_lookup<'l>(lookup: &'l crate::lower::lookup::Lookup<'_>) -> Lookup<'l> {
    Lookup {
        name: lookup.name,
        means: match lookup.means {
            Means::Known(meaning) => runtime_meaning(meaning),
            Means::Own => Meaning::Own,
        },
        of: lookup.of.map(|of| match of {
            Of::Text => Kind::Text,
            Of::Integer => Kind::Integer,
            Of::Number => Kind::Number,
            Of::Decimal => Kind::Decimal,
            Of::Boolean => Kind::Boolean,
            Of::Date => Kind::Date(Pattern::Rfc3339),
            Of::DateTime => Kind::DateTime(Pattern::Rfc3339),
            Of::Time => Kind::Time,
        }),
        name_parts: (&lookup.pair.name_before, &lookup.pair.name_after),
        value: match &lookup.pair.value {
            Operands::One { before, after } => Template::One { before, after },
            Operands::Many { before, after } => Template::Many { before, after },
            Operands::Pair { before, between, after } => Template::Pair { before, between, after },
            Operands::Flag(text) => Template::Flag(text),
        },
        lists: lookup.lists.map(runtime_lists),
    }
}

fn runtime_meaning(meaning: bindery_attributes::family::Meaning) -> Meaning {
    use bindery_attributes::family::Meaning as Written;
    match meaning {
        Written::Exact => Meaning::Exact,
        Written::Iexact => Meaning::Iexact,
        Written::Not => Meaning::Not,
        Written::In => Meaning::In,
        Written::NotIn => Meaning::NotIn,
        Written::Lt => Meaning::Lt,
        Written::Lte => Meaning::Lte,
        Written::Gt => Meaning::Gt,
        Written::Gte => Meaning::Gte,
        Written::Between => Meaning::Between,
        Written::Contains => Meaning::Contains,
        Written::Icontains => Meaning::Icontains,
        Written::NotContains => Meaning::NotContains,
        Written::StartsWith => Meaning::StartsWith,
        Written::IstartsWith => Meaning::IstartsWith,
        Written::EndsWith => Meaning::EndsWith,
        Written::IendsWith => Meaning::IendsWith,
        Written::Matches => Meaning::Matches,
        Written::Imatches => Meaning::Imatches,
        Written::IsNull => Meaning::IsNull,
        Written::HasAll => Meaning::HasAll,
        Written::HasAny => Meaning::HasAny,
    }
}

fn runtime_lists(style: ListStyle) -> bindery::filter::ListStyle {
    use bindery::filter::ListStyle as Runtime;
    match style {
        ListStyle::Repeat => Runtime::Repeat,
        ListStyle::Brackets => Runtime::Brackets,
        ListStyle::Indexed => Runtime::Indexed,
        ListStyle::Comma => Runtime::Comma,
        ListStyle::Pipe => Runtime::Pipe,
        ListStyle::Space => Runtime::Space,
        ListStyle::Quoted => Runtime::Quoted,
    }
}

/// What a list adds to a name, for the docs.
fn suffix(style: ListStyle) -> &'static str {
    match style {
        ListStyle::Brackets => "[]",
        ListStyle::Indexed => "[0]",
        ListStyle::Repeat | ListStyle::Comma | ListStyle::Pipe | ListStyle::Space | ListStyle::Quoted => "",
    }
}

/// The text of a JSON scalar as it stands in a query.
fn plain(json: &str) -> String {
    json.strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(json)
        .to_owned()
}
