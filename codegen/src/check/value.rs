//! Whether a default or an example fits the type of its field.
//!
//! Input: a node of the spec where JSON stands, and a [`Value`]. Output: what does not fit, in words that complete "the
//! default …". **Invariant:** the checks of text are those that the bindings make themselves.

use crate::codes::Code;
use crate::diag::{Diagnostic, one_of, quoted};
use crate::ir::Ty;
use crate::lower::number;
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value, core_ty};
use crate::syntax::Field;
use crate::yaml::{Kind, Node, Scalar};
use bindery_attributes::common::{Coding, Format, Rule};

/// A default that the vendor cannot take, or an example that cannot occur, is a mistake in the type or in the value.
pub(crate) fn check_values(scope: &Scope<'_>, field: &Field, value: &Value) {
    for (node, code, what) in [
        (&field.default, Code::BadDefault, "default"),
        (&field.example, Code::BadExample, "example"),
    ] {
        let Some(node) = node else { continue };
        if let Some(misfit) = misfit(value, node) {
            let message = format!("the {what} {}", misfit.message);
            let diagnostic = Diagnostic::new(code, misfit.span, message, misfit.label);
            let help = misfit
                .help
                .unwrap_or_else(|| format!("correct the {what}, or the type"));
            scope.diags.report(diagnostic.help(help));
        }
    }
}

/// What does not fit.
#[derive(Debug)]
pub(crate) struct Misfit {
    /// Completes "the default …".
    pub message: String,
    /// The part that does not fit.
    pub span: crate::span::Span,
    /// What stands under it.
    pub label: String,
    /// The way out, where it is a particular one.
    pub help: Option<String>,
}

/// The first thing about a node that does not fit a value.
pub(crate) fn misfit(value: &Value, node: &Node) -> Option<Misfit> {
    let fits = Fits { value };
    if value.nullable && matches!(node.scalar(), Some(Scalar::Null)) {
        return None;
    }
    fits.whole(&value.ty, node)
}

struct Fits<'v> {
    value: &'v Value,
}

impl Fits<'_> {
    fn whole(&self, ty: &Ty, node: &Node) -> Option<Misfit> {
        match (ty, &node.kind) {
            (Ty::Option(_), _) if matches!(node.scalar(), Some(Scalar::Null)) => None,
            (Ty::Option(inner) | Ty::Boxed(inner) | Ty::Patch(inner), _) => self.whole(inner, node),
            (Ty::List(item), Kind::Sequence(items)) => {
                let inside = items.iter().find_map(|node| self.whole(item, node));
                inside.or_else(|| self.count(items.len(), node))
            }
            (Ty::Map(item), Kind::Mapping(entries)) => entries.iter().find_map(|(_, node)| self.whole(item, node)),
            (Ty::List(_), _) => wrong(node, "a list"),
            (Ty::Map(_), _) => wrong(node, "a mapping"),
            (Ty::Page(_) | Ty::Unit, _) => None,
            _ => self.core(node),
        }
    }

    fn core(&self, node: &Node) -> Option<Misfit> {
        match &self.value.core {
            Core::Json => return None,
            // Its members are checked where whole bodies are.
            Core::Model(_) => {
                return if node.entries().is_some() {
                    None
                } else {
                    wrong(node, "a mapping with the model's fields")
                };
            }
            _ => {}
        }
        let Kind::Scalar { text, .. } = &node.kind else {
            return wrong(node, self.wanted());
        };
        let scalar = node.scalar()?;
        match &self.value.core {
            Core::Text => self.text(text, scalar, node),
            Core::Integer => self.integer(text, scalar, node),
            Core::Number | Core::Decimal => self.number(text, scalar, node),
            Core::Boolean => self.boolean(scalar, node),
            Core::Date => self.date(text, scalar, node, bindery::scalar::is_date, "`2026-01-31`"),
            Core::DateTime => self.date(
                text,
                scalar,
                node,
                bindery::scalar::is_date_time,
                "`2026-01-31T10:00:00Z`",
            ),
            Core::Time => self.date(text, scalar, node, bindery::scalar::is_time, "`10:00:00`"),
            Core::Enum { texts, open, integer } => {
                let kind = if *integer { Scalar::Integer } else { Scalar::Text };
                if scalar != kind {
                    return wrong(node, self.wanted());
                }
                let listed = *open || texts.iter().any(|listed| listed == text);
                (!listed).then(|| Misfit {
                    message: format!("is none of the values of the enum: {}", quoted(text)),
                    span: node.span,
                    label: "no value of the enum".to_owned(),
                    help: Some(format!("the values are {}", one_of(texts.iter().map(String::as_str)))),
                })
            }
            Core::Json | Core::Model(_) => None,
        }
    }

    /// "text", "a number": what the type wants to see.
    fn wanted(&self) -> &'static str {
        match &self.value.core {
            Core::Integer | Core::Enum { integer: true, .. } => "an integer",
            Core::Number | Core::Decimal => "a number",
            Core::Boolean => "`true` or `false`",
            _ => "text",
        }
    }

    fn text(&self, text: &str, scalar: Scalar, node: &Node) -> Option<Misfit> {
        if scalar != Scalar::Text {
            return wrong(node, "text");
        }
        let length = text.chars().count();
        let message = self.value.rules.iter().find_map(|rule| match rule {
            Rule::MinLength(least) if length < *least => Some(format!(
                "has {}, fewer than the {least} of `min_length`",
                counted(length, "character")
            )),
            Rule::MaxLength(most) if length > *most => Some(format!(
                "has {}, more than the {most} of `max_length`",
                counted(length, "character")
            )),
            Rule::Pattern(pattern) => {
                let matches = regex_lite::Regex::new(pattern).is_ok_and(|pattern| !pattern.is_match(text));
                matches.then(|| format!("does not match {}", quoted(pattern)))
            }
            Rule::Format(format) => {
                let (format, name) = match format {
                    Format::Email => (bindery::rule::Format::Email, "e-mail address"),
                    Format::Uri => (bindery::rule::Format::Uri, "URI"),
                    Format::Uuid => (bindery::rule::Format::Uuid, "UUID"),
                    Format::Base64 => (bindery::rule::Format::Base64, "base64"),
                    Format::HexColor => (bindery::rule::Format::HexColor, "color such as `#a1b2c3`"),
                };
                (!format.accepts(text)).then(|| format!("is no {name}"))
            }
            _ => None,
        })?;
        Some(Misfit {
            message,
            span: node.span,
            label: quoted(text),
            help: None,
        })
    }

    fn integer(&self, text: &str, scalar: Scalar, node: &Node) -> Option<Misfit> {
        if scalar == Scalar::Text && self.value.coding == Some(Coding::Text) && text.parse::<i64>().is_ok() {
            return self.bounds(text, node);
        }
        if scalar != Scalar::Integer {
            return wrong(node, "an integer");
        }
        if node.to_json().parse::<i64>().is_err() {
            let message = "does not fit the 64 bits of an `integer`".to_owned();
            return Some(Misfit {
                message,
                span: node.span,
                label: "too large".to_owned(),
                help: None,
            });
        }
        self.bounds(text, node)
    }

    fn number(&self, text: &str, scalar: Scalar, node: &Node) -> Option<Misfit> {
        let spelled = scalar == Scalar::Text && self.value.coding == Some(Coding::Text) && number(text).is_some();
        if !spelled && !matches!(scalar, Scalar::Integer | Scalar::Number) {
            return wrong(node, "a number");
        }
        self.bounds(text, node)
    }

    fn bounds(&self, text: &str, node: &Node) -> Option<Misfit> {
        let number_of = number(text)?;
        let message = self.value.rules.iter().find_map(|rule| match rule {
            Rule::Minimum(bound) if number(bound).is_some_and(|bound| number_of < bound) => {
                Some(format!("is {text}, below the minimum of {bound}"))
            }
            Rule::Maximum(bound) if number(bound).is_some_and(|bound| number_of > bound) => {
                Some(format!("is {text}, above the maximum of {bound}"))
            }
            _ => None,
        })?;
        Some(Misfit {
            message,
            span: node.span,
            label: "outside the bounds".to_owned(),
            help: None,
        })
    }

    /// The meaning, or the spelling on the wire.
    fn boolean(&self, scalar: Scalar, node: &Node) -> Option<Misfit> {
        let spelled = match &self.value.coding {
            Some(Coding::Boolean { yes, no }) => [yes, no].contains(&&node.to_json()),
            _ => false,
        };
        if spelled || matches!(scalar, Scalar::Boolean(_)) {
            None
        } else {
            // Words of an older YAML, which this one reads as text.
            let word = match node.text().unwrap_or_default().to_lowercase().as_str() {
                "yes" | "on" | "y" => Some("true"),
                "no" | "off" | "n" => Some("false"),
                _ => None,
            };
            wrong(node, "`true` or `false`").map(|misfit| Misfit {
                help: word.map(|word| format!("write `{word}`")).or(misfit.help),
                ..misfit
            })
        }
    }

    /// A date of a spelling of its own is not taken apart.
    fn date(
        &self,
        text: &str,
        scalar: Scalar,
        node: &Node,
        well_formed: fn(&str) -> bool,
        such_as: &str,
    ) -> Option<Misfit> {
        let own = !matches!(core_ty(&self.value.ty), Ty::Date(None) | Ty::DateTime(None) | Ty::Time);
        if own {
            let plausible = matches!(scalar, Scalar::Text | Scalar::Integer | Scalar::Number);
            return if plausible { None } else { wrong(node, "a date") };
        }
        if scalar != Scalar::Text {
            return wrong(node, "text");
        }
        (!well_formed(text)).then(|| Misfit {
            message: format!("is no {}: {}", self.value.describe().trim_matches('`'), quoted(text)),
            span: node.span,
            label: "not well formed".to_owned(),
            help: Some(format!("write it such as {such_as}")),
        })
    }

    fn count(&self, count: usize, node: &Node) -> Option<Misfit> {
        let message = self.value.rules.iter().find_map(|rule| match rule {
            Rule::MinItems(least) if count < *least => Some(format!(
                "has {}, fewer than the {least} of `min_items`",
                counted(count, "item")
            )),
            Rule::MaxItems(most) if count > *most => Some(format!(
                "has {}, more than the {most} of `max_items`",
                counted(count, "item")
            )),
            _ => None,
        })?;
        Some(Misfit {
            message,
            span: node.span,
            label: counted(count, "item"),
            help: None,
        })
    }
}

/// "1 item", "2 items".
fn counted(count: usize, unit: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{s}")
}

/// Another shape or kind than the type's.
fn wrong(node: &Node, wanted: &str) -> Option<Misfit> {
    let found = node.describe();
    let scalar = node
        .scalar()
        .is_some_and(|scalar| scalar != Scalar::Text && scalar != Scalar::Null);
    let quotes = (wanted == "text" && scalar).then(|| format!("quote it: \"{}\"", node.text().unwrap_or_default()));
    Some(Misfit {
        message: format!("is {found}, not {wanted}"),
        span: node.span,
        label: found.to_owned(),
        help: quotes,
    })
}
