//! Scalars: text, numbers, words, codes, names, and the small languages inside them.
//!
//! Input: a node. Output: its value with its place. **Invariant:** a value that does not fit was reported.

use super::mapping::expected;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, Reported, one_of, quoted, suggest};
use crate::span::Spanned;
use crate::syntax::{Path, Status, Template, Text, TypeExpr};
use crate::text::{Fault, calendar, name, path, status, template, type_expr, url};
use crate::yaml::{Node, Scalar};
use bindery_attributes::endpoint::is_token;

/// Any scalar as text; quotes and the core schema do not matter.
pub(super) fn text(node: &Node, diags: &Diagnostics) -> Checked<Text> {
    match node.text() {
        Some(text) if !node.is_empty() => Ok(Spanned::new(text.to_owned(), node.span)),
        _ => Err(expected(node, "text", diags)),
    }
}

/// A name: text that is not empty.
pub(super) fn wire_name(node: &Node, diags: &Diagnostics) -> Checked<Text> {
    let name = text(node, diags)?;
    if !name.value.is_empty() && !name.value.contains(char::is_control) {
        return Ok(name);
    }
    let diagnostic = Diagnostic::new(
        Code::BadName,
        node.span,
        "a name is not empty and stands on one line",
        "not a name",
    );
    Err(diags.report(diagnostic))
}

/// The name of a header or a cookie.
pub(super) fn token(node: &Node, diags: &Diagnostics) -> Checked<Text> {
    let name = wire_name(node, diags)?;
    if is_token(&name.value) {
        return Ok(name);
    }
    let message = format!("{} is no name of a header or cookie", quoted(&name.value));
    let help = "write letters, digits and `-` or `_`: `X-Api-Key`";
    Err(diags.report(Diagnostic::new(Code::BadName, node.span, message, "cannot be sent").help(help)))
}

/// A list of names.
pub(super) fn names(node: &Node, diags: &Diagnostics) -> Checked<Vec<Text>> {
    let Some(items) = node.items() else {
        let reported = expected(node, "a list of names", diags);
        return Err(reported);
    };
    Ok(items.iter().filter_map(|item| wire_name(item, diags).ok()).collect())
}

/// A name, or a list of names.
pub(super) fn name_or_names(node: &Node, diags: &Diagnostics) -> Checked<Vec<Text>> {
    match node.text() {
        Some(_) => wire_name(node, diags).map(|name| vec![name]),
        None => names(node, diags),
    }
}

/// `true` or `false`, without quotes.
pub(super) fn boolean(node: &Node, diags: &Diagnostics) -> Checked<bool> {
    match node.scalar() {
        Some(Scalar::Boolean(yes)) => Ok(yes),
        Some(Scalar::Text) if matches!(node.text(), Some("yes" | "no" | "on" | "off" | "true" | "false")) => {
            let message = format!(
                "expected true or false, found the text {}",
                quoted(node.text().unwrap_or_default())
            );
            let diagnostic = Diagnostic::new(Code::Shape, node.span, message, "text");
            Err(diags.report(diagnostic.help("write `true` or `false`, without quotes")))
        }
        _ => Err(expected(node, "true or false", diags)),
    }
}

/// A whole number, not negative.
pub(super) fn count(node: &Node, diags: &Diagnostics) -> Checked<Spanned<u64>> {
    let number = node
        .text()
        .filter(|_| node.scalar() == Some(Scalar::Integer))
        .and_then(|text| text.parse().ok());
    match number {
        Some(number) => Ok(Spanned::new(number, node.span)),
        None => Err(expected_text(node, "a whole number, 0 or more", diags)),
    }
}

/// A number, as it is written.
pub(super) fn number(node: &Node, diags: &Diagnostics) -> Checked<Text> {
    match (node.scalar(), node.text()) {
        (Some(Scalar::Integer | Scalar::Number), Some(_)) => Ok(Spanned::new(node.to_json(), node.span)),
        _ => Err(expected_text(node, "a number", diags)),
    }
}

/// Any JSON.
pub(super) fn json(node: &Node, diags: &Diagnostics) -> Checked<Node> {
    check_json(node, diags)?;
    Ok(node.clone())
}

fn check_json(node: &Node, diags: &Diagnostics) -> Checked<()> {
    if node.scalar() == Some(Scalar::NotFinite) {
        let diagnostic = Diagnostic::new(Code::Shape, node.span, "JSON has neither `.inf` nor `.nan`", "not JSON");
        return Err(diags.report(diagnostic.help("quote it if it is text")));
    }
    let items = node.items().unwrap_or_default().iter();
    let values = node.entries().unwrap_or_default().iter().map(|(_, value)| value);
    // Depth is bounded by the reader of YAML.
    items
        .chain(values)
        .map(|child| check_json(child, diags))
        .fold(Ok(()), Result::and)
}

/// One of these texts.
pub(super) fn word(node: &Node, words: &'static [&'static str], diags: &Diagnostics) -> Checked<Spanned<&'static str>> {
    let given = text(node, diags)?;
    if let Some(word) = words.iter().find(|word| **word == given.value) {
        return Ok(Spanned::new(word, node.span));
    }
    let message = format!("{} is none of {}", quoted(&given.value), one_of(words.iter().copied()));
    let help = suggest(&given.value, words.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    Err(diags.report(Diagnostic::new(Code::Shape, node.span, message, "another word").maybe_help(help)))
}

/// A code or enum value: text that every YAML tool reads as text.
pub(super) fn code(node: &Node, diags: &Diagnostics) -> Checked<Text> {
    let code = text(node, diags)?;
    // YAML 1.1, which some tools still speak, reads these as booleans.
    let old = ["yes", "no", "on", "off"]
        .iter()
        .any(|word| code.value.eq_ignore_ascii_case(word));
    let text = node.scalar() == Some(Scalar::Text) && !(old && is_plain(node));
    if text {
        return Ok(code);
    }
    let is = match node.scalar() {
        Some(Scalar::Null) => "null",
        Some(Scalar::Integer | Scalar::Number | Scalar::NotFinite) => "a number",
        _ => "a boolean",
    };
    let message = format!("{} must be quoted: YAML tools read it as {is}", quoted(&code.value));
    let help = format!("write `\"{}\"`", code.value);
    Err(diags.report(Diagnostic::new(Code::Unquoted, node.span, message, "without quotes").help(help)))
}

fn is_plain(node: &Node) -> bool {
    matches!(node.kind, crate::yaml::Kind::Scalar { plain: true, .. })
}

/// A list of codes.
pub(super) fn codes(node: &Node, diags: &Diagnostics) -> Checked<Vec<Text>> {
    let Some(items) = node.items() else {
        let message = format!("expected a list of codes, found {}", node.describe());
        let help = node
            .text()
            .filter(|text| !text.is_empty())
            .map(|text| match status::parse_status(text) {
                Ok(_) => format!("write `[\"{text}\"]`; an HTTP status is `status: {text}`"),
                Err(_) => format!("write `[\"{text}\"]`"),
            });
        return Err(diags.report(Diagnostic::new(Code::Shape, node.span, message, "not a list").maybe_help(help)));
    };
    let codes: Vec<Checked<Text>> = items.iter().map(|item| code(item, diags)).collect();
    codes.into_iter().collect()
}

/// A Rust name.
pub(super) fn rust_name(node: &Node, diags: &Diagnostics) -> Checked<Text> {
    let given = text(node, diags)?;
    if name::is_rust_name(&given.value) {
        return Ok(given);
    }
    let message = format!("{} is no Rust name", quoted(&given.value));
    let help = "letters, digits and `_`, a letter first; case is chosen by the compiler";
    Err(diags.report(Diagnostic::new(Code::BadName, node.span, message, "not a name").help(help)))
}

/// The name of the module and feature.
pub(super) fn snake_case(node: &Node, diags: &Diagnostics) -> Checked<Text> {
    let given = text(node, diags)?;
    let name = &given.value;
    let message = format!("{} is no name of a module", quoted(name));
    // `mod.rs` declares the modules; Rust means something else by the other three.
    let (label, help) = if matches!(name.as_str(), "mod" | "crate" | "self" | "super") {
        (
            "taken by Rust",
            format!("write `{name}_api`; `title` is the name people use"),
        )
    } else if name::is_snake_case(name) {
        return Ok(given);
    } else {
        let help = match name::to_snake_case(name) {
            Some(near) => format!("write `{near}`; `title` is the name people use"),
            None => "lower-case letters, digits and `_`, a letter first".to_owned(),
        };
        ("not snake_case", help)
    };
    Err(diags.report(Diagnostic::new(Code::BadName, node.span, message, label).help(help)))
}

/// A text in one of the small languages.
pub(super) fn parsed<T>(
    node: &Node,
    code: Code,
    diags: &Diagnostics,
    parse: impl Fn(&str) -> Result<T, Fault>,
) -> Checked<Spanned<T>> {
    let given = text(node, diags)?;
    match parse(&given.value) {
        Ok(value) => Ok(Spanned::new(value, given.span)),
        Err(fault) => Err(report_fault(&given, 0, code, fault, diags)),
    }
}

/// Reports what is wrong with a part of a text, which begins `offset` bytes into it.
pub(super) fn report_fault(text: &Text, offset: usize, code: Code, fault: Fault, diags: &Diagnostics) -> Reported {
    let span = text.part(fault.at.start + offset..fault.at.end + offset);
    diags.report(Diagnostic::new(code, span, fault.message, fault.label).maybe_help(fault.help))
}

fn keeping(text: &str, check: Result<(), Fault>) -> Result<String, Fault> {
    check.map(|()| text.to_owned())
}

/// A template.
pub(super) fn template(node: &Node, diags: &Diagnostics) -> Checked<Spanned<Template>> {
    parsed(node, Code::BadTemplate, diags, template::parse_template)
}

/// The path of a call.
pub(super) fn call(node: &Node, diags: &Diagnostics) -> Checked<Spanned<Template>> {
    parsed(node, Code::BadUrl, diags, |text| keeping(text, url::check_call(text)))?;
    template(node, diags)
}

/// The URL of a server.
pub(super) fn server(node: &Node, diags: &Diagnostics) -> Checked<Spanned<Template>> {
    parsed(node, Code::BadUrl, diags, |text| keeping(text, url::check_server(text)))?;
    template(node, diags)
}

/// The URL of a page.
pub(super) fn page(node: &Node, diags: &Diagnostics) -> Checked<Text> {
    parsed(node, Code::BadUrl, diags, |text| keeping(text, url::check_url(text)))
}

/// A day.
pub(super) fn date(node: &Node, diags: &Diagnostics) -> Checked<Text> {
    parsed(node, Code::BadDate, diags, |text| {
        keeping(text, calendar::check_date(text))
    })
}

/// A path into JSON.
pub(super) fn json_path(node: &Node, diags: &Diagnostics) -> Checked<Spanned<Path>> {
    parsed(node, Code::BadPath, diags, path::parse_path)
}

/// A type expression that stands alone.
pub(super) fn type_expr(node: &Node, diags: &Diagnostics) -> Checked<Spanned<TypeExpr>> {
    parsed(node, Code::BadType, diags, |text| {
        let text_end = text.find(char::is_whitespace);
        if let Some(end) = text_end.filter(|end| text.get(..*end).is_some_and(|ty| type_expr::parse_type(ty).is_ok())) {
            let word = text.get(end..).unwrap_or_default().trim();
            let fault = Fault::new(
                end..text.len(),
                "words after the type stand only in the short form",
                "not a type",
            );
            return Err(fault.help(format!(
                "write a key of its own: `{}: true`",
                word.split(' ').next().unwrap_or(word)
            )));
        }
        type_expr::parse_type(text)
    })
}

/// A status, or a list of them.
pub(super) fn statuses(node: &Node, diags: &Diagnostics) -> Checked<Vec<Spanned<Status>>> {
    let one = |node: &Node| parsed(node, Code::BadStatus, diags, status::parse_status);
    match node.items() {
        Some(items) => Ok(items.iter().filter_map(|item| one(item).ok()).collect()),
        None => one(node).map(|status| vec![status]),
    }
}

/// "expected a number, found the text `x`".
fn expected_text(node: &Node, what: &str, diags: &Diagnostics) -> Reported {
    match (node.scalar(), node.text()) {
        (Some(scalar), Some(text)) if !node.is_empty() => {
            let number = scalar == Scalar::Text && crate::yaml::resolve(text, true) != Scalar::Text;
            let help = number.then_some("write it without quotes");
            let message = format!("expected {what}, found {}", quoted(text));
            diags.report(Diagnostic::new(Code::Shape, node.span, message, "another value").maybe_help(help))
        }
        _ => expected(node, what, diags),
    }
}
