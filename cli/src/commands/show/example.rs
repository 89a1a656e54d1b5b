//! An example of a call: as it goes over the wire, and in Rust.
//!
//! Input: an endpoint. Output: text. **Invariant:** a value that the spec gives no reason to believe is not made up: what has to
//! match a pattern or is spelled in its own way is left out, or stays a hole where it must be there.

use super::facts::{is_word, on_wire};
use bindery_codegen::descriptor::{Api, Endpoint, Field, Parameter, Rule, TypeKind};

/// How many parameters that need not be there an example has.
const CHOSEN: usize = 3;

/// `https://api.shop.example/orders/?total__gte=10`, holes where no value is known.
pub fn url(api: &Api, endpoint: &Endpoint) -> String {
    let server = api
        .servers
        .first()
        .map_or("", |server| server.url.trim_end_matches('/'));
    let mut path = endpoint.path.clone();
    for field in &endpoint.path_fields {
        if let Some(value) = sample(api, field, &field.ty) {
            path = path.replace(&format!("{{{}}}", field.wire), &encoded(&value));
        }
    }
    let constants = endpoint.constants.iter().filter(|constant| constant.place == "query");
    let constants = constants.map(|it| format!("{}={}", encoded(&it.name), encoded(&it.value)));
    let chosen = Some(query(api, endpoint)).filter(|query| !query.is_empty());
    let query: Vec<String> = chosen.into_iter().chain(constants).collect();
    let query = query.join("&");
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{server}{path}{mark}{query}")
}

fn query(api: &Api, endpoint: &Endpoint) -> String {
    let parameters = || endpoint.filter.iter().flat_map(|filter| &filter.parameters);
    let paged = |parameter: &Parameter| {
        let roles = endpoint.paging.iter().flat_map(|paging| &paging.send);
        roles
            .into_iter()
            .any(|role| parameter.wire.iter().any(|wire| wire.name == role.place))
    };
    // A bound shows most, an example is the vendor's own, and a text that is made up says least.
    let rank = |parameter: &Parameter| {
        let bounded = on_wire(api, parameter)
            .iter()
            .any(|it| it.lookup.is_some_and(|lookup| lookup.means == "gte"));
        match (&parameter.field.example, parameter.field.ty.as_str()) {
            _ if bounded => 0,
            (Some(_), _) => 1,
            (None, "string") => 3,
            (None, _) => 2,
        }
    };
    let mut chosen: Vec<(usize, &Parameter)> = parameters().enumerate().filter(|(_, it)| !paged(it)).collect();
    chosen.sort_by_key(|(index, parameter)| (rank(parameter), *index));
    let pair = |parameter: &&Parameter| pair(api, parameter);
    let mut free: Vec<(usize, String)> = chosen
        .into_iter()
        .filter(|(_, it)| !it.field.required)
        .filter_map(|(index, it)| Some((index, pair(&it)?)))
        .take(CHOSEN)
        .collect();
    let needed = |parameter: &&Parameter| parameter.field.required;
    let hole = |it: &Parameter| format!("{}={{{}}}", it.field.wire, it.field.wire);
    let required = parameters().enumerate().filter(|(_, it)| needed(it));
    free.extend(required.map(|(index, it)| (index, pair(&it).unwrap_or_else(|| hole(it)))));
    let limit = parameters().enumerate().find(|(_, it)| paged(it) && !it.field.required);
    free.extend(limit.and_then(|(index, it)| Some((index, pair(&it)?))));
    free.sort_by_key(|(index, _)| *index);
    free.into_iter().map(|(_, pair)| pair).collect::<Vec<_>>().join("&")
}

/// A parameter with its most telling lookup.
fn pair(api: &Api, parameter: &Parameter) -> Option<String> {
    let field = &parameter.field;
    let ways = on_wire(api, parameter);
    let way = ways
        .iter()
        .find(|way| way.lookup.is_some_and(|it| it.means == "gte"))
        .or(ways.first())?;
    let template = way.lookup.map_or("{field}={value}", |lookup| lookup.wire.as_str());
    let (_, value) = template.split_once('=')?;
    let lists = way.lookup.and_then(|lookup| lookup.lists.as_deref());
    if field.ty.starts_with("list<") || field.wire.contains('{') {
        return None;
    }
    let ty = way.lookup.and_then(|lookup| lookup.of.as_deref()).unwrap_or(&field.ty);
    let one = sample(api, field, ty)?;
    let value = match (value.contains("{values}"), lists) {
        (false, _) => value.replace("{value}", &encoded(&one)),
        (true, Some("comma")) => value.replace("{values}", &encoded(&one)),
        (true, _) => return None,
    };
    // Several operands at once, as of a range.
    let name = parameter
        .wire
        .iter()
        .find(|wire| wire.lookup.as_deref() == way.lookup.map(|it| it.name.as_str()))?;
    (!value.contains('{')).then(|| format!("{}={value}", name.name))
}

/// A value of a field: its example or default, a value of its enum, or one that any of its type is like.
fn sample(api: &Api, field: &Field, ty: &str) -> Option<String> {
    if ty == field.ty
        && let Some(example) = field.example.as_ref().or(field.default.as_ref())
    {
        return text(example);
    }
    if field.spelling.is_some() {
        return None;
    }
    typed(api, ty.trim_end_matches('?'), &field.rules)
}

/// What JSON says, as a query has it.
fn text(json: &str) -> Option<String> {
    match serde_json::from_str(json).ok()? {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

fn typed(api: &Api, ty: &str, rules: &[Rule]) -> Option<String> {
    if let Some(declared) = api.types.iter().find(|declared| declared.name == ty) {
        return match &declared.kind {
            TypeKind::Enum { values, .. } => values.first().map(|value| value.wire.clone()),
            TypeKind::Scalar {
                ty, wire: None, rules, ..
            } => typed(api, ty.trim_end_matches('?'), rules),
            TypeKind::Scalar { .. } => None,
        };
    }
    // A bound may exclude whatever is chosen here, except the bound itself.
    let bound = rules
        .iter()
        .find(|rule| matches!(rule.name.as_str(), "minimum" | "maximum"));
    let value = match ty {
        "integer" => bound.map_or("10", |rule| rule.value.as_str()),
        "decimal" | "number" => bound.map_or("9.50", |rule| rule.value.as_str()),
        "boolean" => "true",
        "date" => "2026-01-31",
        "date-time" => "2026-01-31T09:30:00Z",
        "email" => "ana@example.com",
        "string" if rules.is_empty() => "ana",
        _ => return None,
    };
    Some(value.to_owned())
}

/// As a query may hold it.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'*' | b',' | b':' | b'@' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The call in Rust, with what it needs as comments. It compiles where `client`, what is needed and the vendor's module are.
pub fn rust(api: &Api, endpoint: &Endpoint) -> String {
    let holes = endpoint.path_fields.iter().chain(&endpoint.headers);
    let filter = endpoint.filter.iter().map(|filter| ("filter", filter.rust.as_str()));
    let body = endpoint.body.iter().map(|body| ("body", body.rust_type.as_str()));
    let needed: Vec<(&str, String)> = holes
        .map(|field| (field.rust.as_str(), field.rust_type.as_str()))
        .chain(filter)
        .chain(body)
        .map(|(name, ty)| (name, qualified(&api.module, ty)))
        .collect();
    let mut out = String::new();
    for (name, ty) in &needed {
        out.push_str(&format!("// {name}: {ty}\n"));
    }
    let names: Vec<&str> = needed.iter().map(|(name, _)| *name).collect();
    let fields = if names.is_empty() {
        "{}".to_owned()
    } else {
        format!("{{ {} }}", names.join(", "))
    };
    let call = format!("{}::{} {fields}", api.module, endpoint.rust);
    match &endpoint.returns {
        Some(payload) if endpoint.paging.is_some() && payload.rust_type.starts_with("bindery::Page<") => {
            out + &format!("for item in client.items({call}) {{\n    let item = item?;\n}}")
        }
        Some(_) => out + &format!("let answer = client.call(&{call})?;"),
        None => out + &format!("client.call(&{call})?;"),
    }
}

/// A type as it is named outside of the vendor's module: `Vec<Order>` is `Vec<shop::Order>`.
fn qualified(module: &str, ty: &str) -> String {
    let mut out = String::new();
    let mut rest = ty;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| is_word(c) != is_word(first)).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        let has_path = out.ends_with("::");
        match piece {
            "BTreeMap" => out.push_str("std::collections::BTreeMap"),
            "Vec" | "Option" | "Box" | "String" => out.push_str(piece),
            // Built-in types and crates begin with a small letter.
            _ if first.is_uppercase() && !has_path => out.push_str(&format!("{module}::{piece}")),
            _ => out.push_str(piece),
        }
        rest = behind;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::qualified;

    #[test]
    fn what_is_of_the_vendor_is_named_by_its_module() {
        for (ty, outside) in [
            ("i64", "i64"),
            ("Order", "shop::Order"),
            ("Option<Vec<Order>>", "Option<Vec<shop::Order>>"),
            (
                "BTreeMap<String, bindery::DateTime<Stamp>>",
                "std::collections::BTreeMap<String, bindery::DateTime<shop::Stamp>>",
            ),
            ("()", "()"),
        ] {
            assert_eq!(qualified("shop", ty), outside);
        }
    }
}
