//! Query examples: read by the filter, and written back the same.
//!
//! Input: a query string, and the parameters of its endpoint. Output: the first thing that is wrong with it, as a
//! sentence. **Invariant:** a pair is matched by the code that the bindings run; the percent-encoding is free, since a
//! page shows queries as people read them.

use crate::diag::quoted;
use crate::lower::parameter::{Parameter, with_signatures};
use bindery::filter::matching::{Matched, Mismatch, Signature, Text, nearest, resolve};
use bindery::filter::{Bare, Family, Kind, ParamSpec, Template};
use std::borrow::Cow;

/// What is wrong with a query string, and the way out; `paging` are the names of the paging parameters, and
/// whether each is a text; `constants` are sent by themselves.
///
/// # Errors
/// The filter would not read it, or would write it otherwise.
pub(super) fn check_query_example(
    parameters: &[&Parameter<'_>],
    paging: &[(&str, bool)],
    constants: &[(&str, &str)],
    query: &str,
) -> Result<(), (String, String)> {
    let specs: Vec<ParamSpec<'_>> = paging
        .iter()
        .map(|(name, _)| ParamSpec {
            name,
            ..ParamSpec::PLAIN
        })
        .collect();
    with_signatures(parameters, |signatures| {
        let paging = specs.iter().zip(paging).map(|(spec, (_, is_text))| Signature {
            spec,
            lookups: Bare::LOOKUPS,
            kind: if *is_text { Kind::Text } else { Kind::Integer },
            key: Kind::Text,
        });
        let signatures: Vec<Signature<'_>> = signatures.iter().copied().chain(paging).collect();
        check(&signatures, constants, query)
    })
}

fn check(signatures: &[Signature<'_>], constants: &[(&str, &str)], query: &str) -> Result<(), (String, String)> {
    let mut given: Vec<(String, usize, usize)> = Vec::new();
    let query = query.strip_prefix('?').unwrap_or(query);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (Some(name), Some(value)) = (decode(name), decode(value)) else {
            let message = format!("{} is not percent-encoded UTF-8", quoted(pair));
            return Err((message, "a percent sign itself is written `%25`".to_owned()));
        };
        if let Some((_, text)) = constants.iter().find(|(constant, _)| *constant == name) {
            if value == *text {
                continue;
            }
            let message = format!("the parameter {} is always {}", quoted(&name), quoted(text));
            return Err((message, "correct the example, or the constant".to_owned()));
        }
        let matched = resolve(signatures.iter().copied(), &name, &value)
            .map_err(|mismatch| describe(signatures, &name, &value, mismatch))?;
        let Some((signature, lookup)) = part(signatures, matched.param, matched.lookup) else {
            continue;
        };
        let list = matches!(matched.operand, Text::Item(_));
        let combine = signature.spec.combine;
        let clashes = |(other, param, lookup): &(String, usize, usize)| {
            let same = (*param, *lookup) == (matched.param, matched.lookup);
            *other == name && if same { !list } else { !combine }
        };
        if given.iter().any(clashes) {
            let message = format!("the parameter {} is given twice", quoted(&name));
            let help = match combine {
                true => "it takes each lookup once",
                false => "it takes one value, and one lookup at a time",
            };
            return Err((message, help.to_owned()));
        }
        let kind = lookup.fixed().unwrap_or(signature.kind);
        let written = texts(&matched).iter().find_map(|text| rewritten(kind, text));
        if let Some(written) = written.or_else(|| requoted(&matched)) {
            let message = format!("the value of {} would be written {}", quoted(&name), quoted(&written));
            return Err((message, "write it as the bindings would".to_owned()));
        }
        given.push((name.clone(), matched.param, matched.lookup));
    }
    Ok(())
}

fn part<'s, 'a>(
    signatures: &'s [Signature<'a>],
    param: usize,
    lookup: usize,
) -> Option<(&'s Signature<'a>, &'s bindery::filter::Lookup<'a>)> {
    let signature = signatures.get(param)?;
    Some((signature, signature.lookups.get(lookup)?))
}

fn describe(signatures: &[Signature<'_>], name: &str, value: &str, mismatch: Mismatch) -> (String, String) {
    let found = match mismatch {
        Mismatch::Key { param, .. } => {
            let signature = signatures.get(param);
            let open = signature.map_or_else(String::new, |signature| signature.spec.to_string());
            let needs = signature.map_or_else(String::new, |signature| signature.key.to_string());
            let message = format!(
                "the parameter {} needs {needs} as the key of {}",
                quoted(name),
                quoted(&open)
            );
            return (message, "correct the example, or `keys` of the parameter".to_owned());
        }
        Mismatch::Value { param, lookup } => part(signatures, param, lookup),
        Mismatch::Unknown => None,
    };
    let Some((signature, lookup)) = found else {
        let message = format!("there is no parameter {}", quoted(name));
        let help = match nearest(signatures.iter().copied(), name) {
            Some(close) => format!("did you mean {}?", quoted(&close)),
            None => "declare it under `query`, or correct the example".to_owned(),
        };
        return (message, help);
    };
    let kind = lookup.fixed().unwrap_or(signature.kind);
    let needs = match lookup.value {
        Template::One { before: "", after: "" } => kind.to_string(),
        Template::Many { before: "", after: "" } => format!("a list where each item is {kind}"),
        Template::One { before, after } => format!("`{before}{{value}}{after}` with {kind}"),
        Template::Many { before, after } => format!("`{before}{{values}}{after}` with {kind}"),
        Template::Pair { before, between, after } => format!("`{before}{{from}}{between}{{to}}{after}` with {kind}"),
        Template::Flag(text) => quoted(text),
    };
    let message = format!("the parameter {} needs {needs}, not {}", quoted(name), quoted(value));
    (message, "correct the example, or the type of the parameter".to_owned())
}

fn texts<'q>(matched: &Matched<'q>) -> Vec<Cow<'q, str>> {
    match matched.operand {
        Text::One(text) | Text::Item(text) => vec![text.into()],
        Text::Items { text, joint } => joint.split(text).flatten().collect(),
        Text::Pair(from, to) => vec![from.into(), to.into()],
        Text::Flag => Vec::new(),
    }
}

/// The text as the bindings write it, where that differs: only numbers are not kept as texts.
fn rewritten(kind: Kind<'_>, text: &str) -> Option<String> {
    let written = match kind {
        Kind::Integer => text.parse::<i64>().ok()?.to_string(),
        Kind::Number => text.parse::<f64>().ok()?.to_string(),
        _ => return None,
    };
    (written != text).then_some(written)
}

/// The list as the bindings write it, where that differs: they quote only what needs it.
fn requoted(matched: &Matched<'_>) -> Option<String> {
    let Text::Items { text, joint } = matched.operand else {
        return None;
    };
    Some(joint.join(texts(matched))).filter(|written| written != text)
}

/// Decodes percent-encoding, and `+` as a space.
fn decode(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            decoded.push(if byte == b'+' { b' ' } else { byte });
            continue;
        }
        let mut digit = || char::from(bytes.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        decoded.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(decoded).ok()
}
