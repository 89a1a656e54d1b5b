//! Lookups: how the vendor spells its operators.
//!
//! Input: the section `lookups` of a spec over that of its dialect. Output: a [`Lookup`] for each, the built-in `exact`
//! first unless it is overridden. **Invariant:** the pair of a lookup has `{field}` once, in its name, and the holes of
//! its value go with its meaning.

use crate::check;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted, suggest};
use crate::ir::Docs;
use crate::lower::docs::Enclosing;
use crate::lower::scope::Scope;
use crate::span::{Span, Spanned};
use crate::syntax::{self, Builtin, ListStyle, Part, Text, TypeExpr};
use bindery_attributes::family::{Meaning, Of, Operands, Template};

/// A lookup with everything resolved.
#[derive(Debug)]
pub struct Lookup<'a> {
    /// Its name in the spec.
    pub name: &'a str,
    /// Where it is defined; `None`: built in.
    pub span: Option<Span>,
    /// The pair as it stands on the wire.
    pub pair: Template,
    /// The pair as a template.
    pub wire: String,
    /// The operator.
    pub means: Means,
    /// The operand's type; `None`: text for the text meanings, boolean for `is_null`, else the field's own.
    pub of: Option<Of>,
    /// The spec says `of`, so that the field's own type does not matter.
    pub of_stated: bool,
    /// How `{values}` are joined: the lookup's style, else the spec's. `None` without `{values}`.
    pub lists: Option<ListStyle>,
    /// The Rust name, where the spec gives one.
    pub rust: Option<&'a Text>,
    /// What the spec says of it.
    pub docs: Docs,
}

/// What a lookup means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// One of the closed list.
    Known(Meaning),
    /// The vendor's own operator, known by the lookup's name.
    Own,
}

/// Every lookup that a parameter can name, with the place of its key (`None`: built in).
pub fn lower_lookups<'a>(scope: &Scope<'a>) -> Vec<(&'a str, Option<Span>, Checked<Lookup<'a>>)> {
    let mut lookups = Vec::new();
    let declared = scope.lookups();
    if !declared.iter().any(|(name, _)| name.value == "exact") {
        lookups.push(("exact", None, Ok(built_in_exact())));
    }
    for (name, lookup) in declared {
        let lookup = lookup
            .as_ref()
            .map_err(|reported| *reported)
            .and_then(|lookup| lower_lookup(scope, name, lookup));
        lookups.push((name.value.as_str(), Some(name.span), lookup));
    }
    lookups
}

fn built_in_exact<'a>() -> Lookup<'a> {
    let value = Operands::One {
        before: String::new(),
        after: String::new(),
    };
    Lookup {
        name: "exact",
        span: None,
        pair: Template {
            name_before: String::new(),
            name_after: String::new(),
            value,
        },
        wire: "{field}={value}".to_owned(),
        means: Means::Known(Meaning::Exact),
        of: None,
        of_stated: false,
        lists: None,
        rust: None,
        docs: Docs::default(),
    }
}

fn lower_lookup<'a>(scope: &Scope<'a>, name: &'a Text, lookup: &'a syntax::Lookup) -> Checked<Lookup<'a>> {
    let pair = lower_pair(scope, &lookup.wire);
    let means = match &lookup.means {
        Some(means) => lower_means(scope, means),
        None => Ok(Meaning::from_name(&name.value).map_or(Means::Own, Means::Known)),
    };
    let of = lookup.of.as_ref().map(|of| lower_of(scope, of)).transpose();
    let (pair, means, of) = (pair?, means?, of?);
    let many = matches!(pair.value, Operands::Many { .. });
    if let (Some(lists), false) = (&lookup.lists, many) {
        let message = format!("the lookup {} holds no list", quoted(&name.value));
        let diagnostic = Diagnostic::new(Code::Senseless, lists.span, message, "says how a list is written")
            .other(lookup.wire.span, "there is no `{values}` here");
        return Err(scope
            .diags
            .report(diagnostic.help("remove `lists`, or write `{values}` in the template")));
    }
    let of_span = lookup.of.as_ref().map_or(lookup.wire.span, |of| of.span);
    check::lookup::holes(scope.diags, &name.value, &pair.value, means, lookup.wire.span)?;
    check::lookup::operand(scope.diags, &name.value, means, of, of_span)?;
    let implied = matches!(means, Means::Known(meaning) if meaning.fixed() == of);
    Ok(Lookup {
        name: &name.value,
        span: Some(name.span),
        lists: many.then(|| lookup.lists.as_ref().map_or_else(|| scope.lists(), |lists| lists.value)),
        pair,
        wire: template_text(&lookup.wire.value),
        means,
        of: of.filter(|_| !implied),
        of_stated: of.is_some(),
        rust: lookup.provenance.rust.as_ref(),
        docs: scope.docs(&lookup.provenance, Enclosing::Top(name)),
    })
}

fn lower_means(scope: &Scope<'_>, means: &Text) -> Checked<Means> {
    if let Some(meaning) = Meaning::from_name(&means.value) {
        return Ok(Means::Known(meaning));
    }
    let names = || Meaning::ALL.iter().map(|meaning| meaning.name());
    let way_out = "without `means`, the lookup is an operator of the vendor's own";
    let help = match suggest(&means.value, names()) {
        Some(close) => format!("did you mean {}? Otherwise, {way_out}", quoted(close)),
        None => format!("the meanings are {}; {way_out}", names().collect::<Vec<_>>().join(", ")),
    };
    let message = format!("there is no meaning {}", quoted(&means.value));
    Err(scope
        .diags
        .report(Diagnostic::new(Code::UnknownMeaning, means.span, message, "no meaning").help(help)))
}

/// A fixed operand type. Formats of text do not matter to an operator, so `email` is text here.
fn lower_of(scope: &Scope<'_>, of: &Spanned<TypeExpr>) -> Checked<Of> {
    let help = "the operand of a lookup is string, integer, number, decimal, boolean, date, date-time or time; \
                without `of` it has the type of the field";
    let refuse = |code, message: &str| {
        Err(scope
            .diags
            .report(Diagnostic::new(code, of.span, message, "no operand").help(help)))
    };
    match &of.value {
        TypeExpr::Builtin(builtin) => match builtin {
            Builtin::String | Builtin::Email | Builtin::Uri | Builtin::Uuid | Builtin::Base64 | Builtin::HexColor => {
                Ok(Of::Text)
            }
            Builtin::Integer => Ok(Of::Integer),
            Builtin::Number => Ok(Of::Number),
            Builtin::Decimal => Ok(Of::Decimal),
            Builtin::Boolean => Ok(Of::Boolean),
            Builtin::Date => Ok(Of::Date),
            Builtin::DateTime => Ok(Of::DateTime),
            Builtin::Time => Ok(Of::Time),
            Builtin::Json => refuse(Code::SenselessLookup, "the operand of a lookup is no JSON"),
        },
        TypeExpr::Named(name) => {
            let message = format!(
                "operands of a named type, such as {}, are reserved for a later version",
                quoted(name)
            );
            refuse(Code::Later, &message)
        }
        TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::Page(_) | TypeExpr::Nullable(_) => refuse(
            Code::SenselessLookup,
            "`of` is the type of one operand; `{values}` in the template makes a list of it",
        ),
    }
}

/// The pair in its parts. Decoding has seen to its holes; here they are taken in the order that the derives know.
fn lower_pair(scope: &Scope<'_>, wire: &Spanned<syntax::Template>) -> Checked<Template> {
    let problem = match Template::parse(&template_text(&wire.value)) {
        Ok(Template {
            value: Operands::Pair { between, .. },
            ..
        }) if between.is_empty() => {
            "nothing stands between `{from}` and `{to}`, so that no reader could part them".to_owned()
        }
        Ok(pair) => return Ok(pair),
        Err(message) => message,
    };
    let help = "a lookup is the pair as it stands on the wire, such as \"{field}__gte={value}\"";
    Err(scope
        .diags
        .report(Diagnostic::new(Code::BadTemplate, wire.span, problem, "in this pair").help(help)))
}

/// A template as text, braces of its literals doubled.
#[must_use]
pub fn template_text(template: &syntax::Template) -> String {
    let part = |part: &Part| match part {
        Part::Literal(text) => text.replace('{', "{{").replace('}', "}}"),
        Part::Hole(name) => format!("{{{name}}}"),
    };
    template.parts.iter().map(part).collect()
}
