//! Reading, strictly: a query string as a filter, or what is wrong with it.
//!
//! **Invariant:** nothing is skipped or guessed; what comes back is exactly what the query says.

use super::matching::{Mismatch, Signature, nearest, resolve};
use super::parameter::{Parameter, Refusal};
use super::query::{decode, pairs};
use super::table::{FilterTable, Lookup, Template};
use std::fmt;

/// Why a query string is none of a filter's.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryError {
    /// A name or value is not percent-encoded UTF-8.
    Encoding {
        /// The text, as it came.
        text: String,
    },
    /// The filter has no such parameter.
    Unknown {
        /// The name, decoded.
        name: String,
        /// The parameter that was probably meant.
        nearest: Option<String>,
    },
    /// The value does not fit the parameter.
    Value {
        /// The name, decoded.
        name: String,
        /// The lookup that came nearest, by its name in the spec.
        lookup: &'static str,
        /// In words: "an integer".
        expected: String,
        /// The value, decoded.
        text: String,
    },
    /// The name is an open one, with something in it that is no key.
    Key {
        /// The name, decoded.
        name: String,
        /// The open name: `cf_{key}`.
        parameter: String,
        /// What its keys are, in words: "an integer".
        expected: String,
        /// What stands in place of the key.
        key: String,
    },
    /// The parameter came before, and takes one value, or each lookup once.
    Twice {
        /// The name, decoded.
        name: String,
    },
    /// An item of a list came out of order.
    Index {
        /// The name, decoded.
        name: String,
        /// The index that was due.
        expected: usize,
    },
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding { text } => write!(f, "`{text}` is not percent-encoded UTF-8"),
            Self::Unknown { name, nearest: None } => write!(f, "there is no parameter `{name}`"),
            Self::Unknown {
                name,
                nearest: Some(nearest),
            } => {
                write!(f, "there is no parameter `{name}`; did you mean `{nearest}`?")
            }
            Self::Value {
                name,
                lookup,
                expected,
                text,
            } => {
                write!(
                    f,
                    "the parameter `{name}` (lookup `{lookup}`) needs {expected}, not `{text}`"
                )
            }
            Self::Key {
                name,
                parameter,
                expected,
                key,
            } => {
                write!(
                    f,
                    "the parameter `{name}` (one of `{parameter}`) needs {expected} as its key, not `{key}`"
                )
            }
            Self::Twice { name } => write!(f, "the parameter `{name}` is given twice; it takes one value"),
            Self::Index { name, expected } => {
                write!(f, "the item `{name}` is out of order; the index {expected} comes next")
            }
        }
    }
}

impl std::error::Error for QueryError {}

/// Fills the parameters of an empty filter, in the order of its table.
///
/// # Errors
/// [`QueryError`] at the first pair that the filter cannot have written.
pub(super) fn read_query(
    table: &'static FilterTable,
    params: &mut [&mut dyn Parameter],
    query: &str,
) -> Result<(), QueryError> {
    let signatures = table.params.iter().zip(&*params);
    let signatures: Vec<Signature<'static>> = signatures.map(|(spec, param)| param.signature(spec)).collect();
    let decoded = |text: &str| decode(text).map(|text| text.into_owned());
    for (name, value) in pairs(query) {
        let encoding = |text: &str| QueryError::Encoding { text: text.to_owned() };
        let name = decoded(name).ok_or_else(|| encoding(name))?;
        let value = decoded(value).ok_or_else(|| encoding(value))?;
        read_pair(&signatures, params, &name, &value)?;
    }
    Ok(())
}

fn read_pair(
    signatures: &[Signature<'static>],
    params: &mut [&mut dyn Parameter],
    name: &str,
    value: &str,
) -> Result<(), QueryError> {
    let unfit = |param: usize, lookup: usize| {
        let signature = signatures.get(param);
        let spelling = signature.and_then(|signature| signature.lookups.get(lookup));
        QueryError::Value {
            name: name.to_owned(),
            lookup: spelling.map_or("?", |spelling| spelling.name),
            expected: signature
                .zip(spelling)
                .map_or_else(String::new, |(signature, spelling)| expected(signature, spelling)),
            text: value.to_owned(),
        }
    };
    let matched = resolve(signatures.iter().copied(), name, value).map_err(|mismatch| match mismatch {
        Mismatch::Unknown => QueryError::Unknown {
            name: name.to_owned(),
            nearest: nearest(signatures.iter().copied(), name),
        },
        Mismatch::Value { param, lookup } => unfit(param, lookup),
        Mismatch::Key { param, lookup } => no_key(signatures, param, lookup, name),
    })?;
    let found = signatures.get(matched.param).zip(params.get_mut(matched.param));
    let (signature, param) = found.ok_or_else(|| unfit(matched.param, matched.lookup))?;
    param.accept(signature.spec, &matched).map_err(|refusal| match refusal {
        Refusal::Twice => QueryError::Twice { name: name.to_owned() },
        Refusal::Index(expected) => QueryError::Index {
            name: name.to_owned(),
            expected,
        },
        Refusal::Value => unfit(matched.param, matched.lookup),
    })
}

/// What is wrong with the name, where a key in it is none.
fn no_key(signatures: &[Signature<'_>], param: usize, lookup: usize, name: &str) -> QueryError {
    let signature = signatures.get(param);
    let found = signature.and_then(|signature| signature.name(signature.lookups.get(lookup)?, name)?.key);
    QueryError::Key {
        name: name.to_owned(),
        parameter: signature.map_or_else(String::new, |signature| signature.spec.to_string()),
        expected: signature.map_or_else(String::new, |signature| signature.key.to_string()),
        key: found.unwrap_or_default().to_owned(),
    }
}

/// What a lookup's value is, in words: "an integer", "`>={value}` with an integer".
fn expected(signature: &Signature<'_>, lookup: &Lookup<'_>) -> String {
    let kind = signature.operand(lookup).0;
    let [before, between, after] = lookup.value.literals();
    let shape = match lookup.value {
        Template::Flag(text) => return format!("`{text}`"),
        Template::One { .. } => format!("{before}{{value}}{after}"),
        Template::Many { .. } => format!("{before}{{values}}{after}"),
        Template::Pair { .. } => format!("{before}{{from}}{between}{{to}}{after}"),
    };
    match lookup.value {
        Template::One { .. } if shape == "{value}" => kind.to_string(),
        Template::Many { .. } if shape == "{values}" => format!("a list where each item is {kind}"),
        _ => format!("`{shape}` with {kind}"),
    }
}
