//! What the docs of an endpoint say: the call, what it sends and returns, which errors its page lists.
//!
//! Input: an endpoint, lowered. Output: its [`ir::Docs`]. **Invariant:** facts are Markdown; the author's words are not.

use super::Call;
use crate::ir::{self, Ty};
use crate::lower::docs::{Enclosing, code};
use crate::lower::errors::Errors;
use crate::lower::lookup::template_text;
use crate::lower::scope::Scope;

/// The docs of an endpoint.
pub(super) fn of(
    scope: &Scope<'_>,
    call: &Call<'_>,
    (fields, headers): (&[ir::EndpointField], &[(String, String)]),
    output: &Ty,
    errors: &Errors<'_>,
) -> ir::Docs {
    let mut docs = scope.docs(&call.endpoint.provenance, Enclosing::Top(call.name));
    let path = call
        .endpoint
        .method
        .as_ref()
        .map(|(_, path)| template_text(&path.value));
    let title = code(&format!("{} {}", call.method.verb(), path.unwrap_or_default()));
    docs.text = Some(match docs.text {
        Some(words) => format!("{title}: {words}"),
        None => format!("{title}."),
    });
    let sends: Vec<String> = fields.iter().filter_map(sent).collect();
    docs.facts
        .extend((!sends.is_empty()).then(|| format!("Sends {}.", sends.join(" and "))));
    let constants = headers
        .iter()
        .map(|(name, text)| format!("the header {}", code(&format!("{name}: {text}"))));
    let constants: Vec<String> = constants
        .chain(
            call.constants
                .iter()
                .map(|one| code(&format!("{}={}", one.wire, one.text))),
        )
        .collect();
    docs.facts
        .extend((!constants.is_empty()).then(|| format!("Always sends {}.", constants.join(", "))));
    docs.facts.push(match output {
        Ty::Unit => "Returns nothing.".to_owned(),
        ty => format!("Returns {}.", name(ty)),
    });
    let documented: Vec<String> = call
        .endpoint
        .errors
        .iter()
        .filter_map(|(name, _)| failure(&name.value, errors))
        .collect();
    docs.facts
        .extend((!documented.is_empty()).then(|| format!("Documented errors: {}.", documented.join(", "))));
    docs
}

/// The parameters or the body; what fills the path stands in the title.
fn sent(field: &ir::EndpointField) -> Option<String> {
    use bindery_attributes::endpoint::Part;
    match field.attrs.part? {
        Part::Query => Some(format!("the parameters of {}", name(&field.ty))),
        Part::Body if field.attrs.at.steps.is_empty() => Some(name(&field.ty)),
        Part::Body => Some(format!("{} in {}", name(&field.ty), code(&field.attrs.at.to_string()))),
        Part::Form => Some(format!("{} as a form", name(&field.ty))),
        Part::Path | Part::Header => None,
    }
}

fn failure(name: &str, errors: &Errors<'_>) -> Option<String> {
    let (_, variant) = errors.variants.iter().find(|(known, _)| *known == name)?;
    Some(format!("[`ApiError::{variant}`]"))
}

/// A type in a sentence: a link where the module has it.
fn name(ty: &Ty) -> String {
    let word = match ty {
        Ty::String => "String",
        Ty::Integer => "i64",
        Ty::Number => "f64",
        Ty::Decimal => "Decimal",
        Ty::Boolean => "bool",
        Ty::Date(_) => "Date",
        Ty::DateTime(_) => "DateTime",
        Ty::Time => "Time",
        Ty::Json => "Json",
        Ty::Range => "Range",
        Ty::Unit => "()",
        Ty::Named(name) => return format!("[`{name}`]"),
        Ty::List(item) => return format!("a list of {}", name(item)),
        Ty::Map(item) => return format!("a map of {}", name(item)),
        Ty::Page(item) => return format!("a page of {}", name(item)),
        Ty::Option(inner) => return format!("{} or null", name(inner)),
        Ty::Patch(inner) | Ty::Boxed(inner) => return name(inner),
    };
    code(word)
}
