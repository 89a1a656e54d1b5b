//! Misfits in words.
//!
//! **Invariant:** of values, only the beginning is quoted, and of write-only ones nothing.

use crate::diag::{one_of, quoted, suggest};
use crate::fit::{Kind as Fault, Misfit};
use crate::yaml::{Kind as Shaped, Node, Scalar};

/// So much of a text is quoted.
const SHOWN: usize = 24;

/// What is quoted of a value.
pub(super) fn quote(misfit: &Misfit<'_>) -> Option<String> {
    match misfit.kind {
        Fault::Unlisted(_) => Some(quoted(&shortened(misfit.node.text()?))),
        Fault::Rule(_) => match &misfit.node.kind {
            Shaped::Scalar { text, plain: false } => Some(format!("\"{}\"", shortened(text))),
            Shaped::Scalar { text, .. } => Some(shortened(text)),
            _ => None,
        },
        Fault::Wrong { .. } if matches!(misfit.node.scalar(), Some(Scalar::Integer | Scalar::Number)) => {
            Some(shortened(misfit.node.text()?))
        }
        _ => None,
    }
}

pub(super) fn shortened(text: &str) -> String {
    let mut chars = text.chars();
    let begin: String = chars.by_ref().take(SHOWN).collect();
    let cut = if chars.next().is_some() { "…" } else { "" };
    begin.escape_debug().to_string() + cut
}

/// What messages call a value.
pub(super) fn described(node: &Node) -> &'static str {
    match &node.kind {
        Shaped::Mapping(_) => "an object",
        _ => node.describe(),
    }
}

/// The words behind the place, the label, and the way out.
pub(super) fn told(misfit: &Misfit<'_>) -> (String, String, String) {
    let model = quoted(misfit.shape.map_or("", |shape| &shape.name.value));
    match misfit.kind {
        Fault::Wrong { wanted, kept } if misfit.node.scalar() == Some(Scalar::Null) => {
            let ty = misfit.member.and_then(|member| member.field.ty.as_ref()?.as_ref().ok());
            let ty = ty.map_or_else(|| "`T?`".to_owned(), |ty| quoted(&format!("{}?", ty.value.source())));
            let help = match (kept, misfit.path.is_item()) {
                (true, _) => {
                    format!("the client reads it as absent; where the vendor does send null, the type is {ty}")
                }
                (false, true) => "where the vendor does send null, the type of the items ends in `?`".to_owned(),
                (false, false) => format!("where the vendor does send null, the type is {ty}"),
            };
            (format!("is null{{}}, where {wanted} is due"), "null".to_owned(), help)
        }
        Fault::Wrong { wanted, .. } => {
            let found = described(misfit.node);
            let help = "correct the type in the spec, or its `wire`".to_owned();
            (
                format!("holds {found}{{}}, where {wanted} is due"),
                found.to_owned(),
                help,
            )
        }
        Fault::Missing(member) => (
            format!("is missing{{}}, and {model} says that it is there"),
            format!("without {}", quoted(&member.name.value)),
            "where the vendor may leave it out, the field is `optional`; where it may be null, too, its type is `T?`"
                .to_owned(),
        ),
        Fault::Unknown { close, .. } => (
            format!("is no field of {model}{{}}"),
            "not declared".to_owned(),
            match close {
                Some(close) => format!("did you mean {} in the spec? Otherwise declare it", quoted(close)),
                None => "declare it; a model with `open: true` keeps whatever comes".to_owned(),
            },
        ),
        Fault::Hidden { .. } => (
            "is returned{}, and is write-only".to_owned(),
            "write-only, its value is not shown".to_owned(),
            "where the vendor does return it, the field is not `write_only`; if it is a secret, tell the vendor"
                .to_owned(),
        ),
        Fault::Unlisted(texts) => {
            let text = misfit.node.text().unwrap_or_default();
            let help = match suggest(text, texts.iter().map(String::as_str)) {
                Some(close) => format!("did the vendor rename {}? Otherwise add it to the enum", quoted(close)),
                None => {
                    let texts = texts.iter().map(String::as_str);
                    format!("add it to the enum; so far it has {}", one_of(texts.take(12)))
                }
            };
            (
                "holds a value{}, which the enum does not name".to_owned(),
                "not in the enum".to_owned(),
                help,
            )
        }
        Fault::Constant(constant) => (
            format!(
                "holds another value{{}} than {}, which is always sent",
                quoted(constant)
            ),
            "another value".to_owned(),
            "correct the constant".to_owned(),
        ),
        Fault::Rule(broken) => (
            format!("holds a value{{}}, which {}", broken.words),
            broken.words.clone(),
            "the client keeps it, and `validate()` refuses it; correct the type or the rule".to_owned(),
        ),
        Fault::Twice(_) => (
            "comes twice in one object{}".to_owned(),
            "again".to_owned(),
            "the client refuses an object that says two things; tell the vendor".to_owned(),
        ),
    }
}
