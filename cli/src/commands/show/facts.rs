//! What the descriptor says, put together the way a reader asks for it.
//!
//! Input: parts of an [`Api`]. Output: plain values and sentences. **Invariant:** nothing here is about a format.

use bindery_codegen::descriptor::{
    Api, Auth, Constant, Direction, Endpoint, Error, Family, Field, Lookup, Model, Origin, Paging, Parameter, Payload,
    Rule, Setting, Struct, Type, TypeKind,
};

/// `specs/shop.yaml:12`
pub fn place(origin: &Origin) -> String {
    format!("{}:{}", origin.file, origin.line)
}

/// Where a part is declared: its place, or that it is the language's own default.
pub fn declared(origin: Option<&Origin>) -> String {
    origin.map_or_else(|| "the language".to_owned(), place)
}

/// What holds for a key of the language, and where it is declared.
pub fn setting<'a>(api: &'a Api, key: &str) -> Option<&'a Setting> {
    api.settings.iter().find(|setting| setting.key == key)
}

/// `1 endpoint`, `2 endpoints`.
pub fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// One name that a parameter can have on the wire, with all that belongs to it.
pub struct OnWire<'a> {
    /// `total__gte`; with the spelling of the value where that is more than the value: `note=*{value}*`.
    pub name: String,
    /// The lookup; `None`: the parameter has none.
    pub lookup: Option<&'a Lookup>,
    /// The family that has the lookup.
    pub family: Option<&'a Family>,
    /// What the value is, in the words of the language.
    pub ty: String,
}

/// Every name of a parameter.
pub fn on_wire<'a>(api: &'a Api, parameter: &'a Parameter) -> Vec<OnWire<'a>> {
    let field = &parameter.field;
    let family = parameter.family.as_ref();
    let family = family.and_then(|name| api.families.iter().find(|family| family.name == *name));
    let names = parameter.wire.iter().map(|wire| {
        let stated = wire.lookup.as_ref();
        let lookup = stated.and_then(|name| family?.lookups.iter().find(|lookup| lookup.name == *name));
        OnWire {
            name: match lookup.and_then(|lookup| lookup.wire.split_once('=')) {
                Some((_, value)) if !is_plain(value) => format!("{}={value}", wire.name),
                _ => wire.name.clone(),
            },
            ty: lookup.map_or_else(|| field.ty.clone(), |lookup| operand(lookup, &field.ty)),
            family: lookup.and(family),
            lookup,
        }
    });
    names.collect()
}

fn is_plain(value: &str) -> bool {
    matches!(value, "{value}" | "{values}")
}

/// What a lookup takes.
fn operand(lookup: &Lookup, field: &str) -> String {
    let one = lookup.of.as_deref().unwrap_or(field);
    if lookup.wire.contains("{values}") {
        format!("list<{one}>")
    } else {
        one.to_owned()
    }
}

/// The model and the struct that a Rust type is about: those of `Customer` for `bindery::Page<Customer>`.
pub fn structure<'a>(api: &'a Api, rust_type: &str) -> Option<(&'a Model, &'a Struct)> {
    let mut words = words(rust_type);
    words.find_map(|word| {
        let mut all = api
            .models
            .iter()
            .flat_map(|model| model.structs.iter().map(move |it| (model, it)));
        all.find(|(_, it)| it.rust == word)
    })
}

/// What a call sends by itself: headers, parameters, members of the body.
pub fn constants<'a>(api: &'a Api, endpoint: &'a Endpoint) -> Vec<&'a Constant> {
    let body = endpoint.body.as_ref();
    let body = body.and_then(|body| structure(api, &body.rust_type));
    let members = body.iter().flat_map(|(_, it)| &it.constants);
    endpoint.constants.iter().chain(members).collect()
}

/// The names in a type.
pub fn words(ty: &str) -> impl Iterator<Item = &str> {
    ty.split(|c: char| !is_word(c)).filter(|word| !word.is_empty())
}

/// Whether a character belongs to a name; those of the language may have a hyphen: `date-time`.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

/// The directions, as columns.
pub const DIRECTIONS: [(Direction, &str); 4] = [
    (Direction::Read, "read"),
    (Direction::Create, "create"),
    (Direction::Update, "update"),
    (Direction::Patch, "patch"),
];

/// A field of a model in every direction.
pub struct Across<'a> {
    /// As it is in the first direction that has it.
    pub field: &'a Field,
    /// For each of the directions that the model serves: whether it must be there; `None`: it is not.
    pub presence: Vec<Option<bool>>,
}

/// The directions that a model serves.
pub fn served(model: &Model) -> Vec<(Direction, &'static str)> {
    let serves = |direction: &Direction| model.structs.iter().any(|it| it.directions.contains(direction));
    DIRECTIONS
        .into_iter()
        .filter(|(direction, _)| serves(direction))
        .collect()
}

/// Every field of a model, in the order of the spec.
pub fn across(model: &Model) -> Vec<Across<'_>> {
    let served = served(model);
    let mut fields: Vec<&Field> = Vec::new();
    for field in model.structs.iter().flat_map(|it| &it.fields) {
        if !fields.iter().any(|known| known.wire == field.wire) {
            fields.push(field);
        }
    }
    // A field that is only written stands where it is written, not behind those that are read.
    fields.sort_by_key(|field| {
        let origin = field.docs.origin.as_ref();
        origin.map(|origin| (origin.inherited, origin.line, origin.column))
    });
    let presence = |wire: &str| {
        let directions = served.iter().map(|(direction, _)| {
            let mut structs = model.structs.iter();
            let found = structs.find(|it| it.directions.contains(direction))?;
            let field = found.fields.iter().find(|field| field.wire == wire)?;
            Some(field.required)
        });
        directions.collect()
    };
    let across = fields.into_iter().map(|field| Across {
        field,
        presence: presence(&field.wire),
    });
    across.collect()
}

/// What is said of a field besides its type and its place: the author's words, then what the generator adds.
pub fn said(field: &Field) -> String {
    // Columns say it already.
    let is_said = |fact: &str| {
        matches!(fact, "Required." | "Read-only." | "Write-only.") || field.ty_fact.as_deref() == Some(fact)
    };
    let facts = field.docs.facts.iter().filter(|fact| !is_said(fact));
    let text = field.docs.text.iter();
    text.chain(facts).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// The errors of an endpoint, in its order.
pub fn errors<'a>(api: &'a Api, endpoint: &'a Endpoint) -> impl Iterator<Item = &'a Error> {
    let named = |name: &String| api.errors.iter().find(move |error| error.name == *name);
    endpoint.errors.iter().filter_map(named)
}

/// The codes by which an endpoint's error is known.
pub fn codes<'a>(error: &'a Error, endpoint: &Endpoint) -> Vec<&'a str> {
    let holds = |of: &Option<String>| of.as_ref().is_none_or(|name| *name == endpoint.name);
    let codes = error.codes.iter().filter(|(_, of)| holds(of));
    codes.map(|(code, _)| code.as_str()).collect()
}

/// The codes of an error, those of one endpoint behind its name: `1, 2`, `get_order: 3, 4`.
pub fn grouped_codes(error: &Error) -> Vec<(Option<&str>, Vec<&str>)> {
    let mut groups: Vec<(Option<&str>, Vec<&str>)> = Vec::new();
    for (code, of) in &error.codes {
        match groups.iter_mut().find(|(known, _)| *known == of.as_deref()) {
            Some((_, codes)) => codes.push(code),
            None => groups.push((of.as_deref(), vec![code])),
        }
    }
    groups
}

/// What a declared type is, in a few words.
pub fn kind(ty: &Type) -> String {
    match &ty.kind {
        TypeKind::Enum { open, integer, .. } => {
            let of = if *integer { "enum of integers" } else { "enum" };
            let open = if *open { ", open: other values are expected" } else { "" };
            format!("{of}{open}")
        }
        TypeKind::Scalar { ty, wire, rules, .. } => {
            let wire = wire.iter().map(|wire| format!("spelled {wire}"));
            let rules = rules.iter().map(rule);
            let parts: Vec<String> = std::iter::once(ty.clone()).chain(wire).chain(rules).collect();
            parts.join(", ")
        }
    }
}

/// `max_length 80`
pub fn rule(rule: &Rule) -> String {
    format!("{} {}", rule.name, rule.value)
}

/// Where the secret goes, and how it is got.
pub fn auth(auth: &Auth) -> String {
    match &auth.login {
        Some(login) => format!("{}, from {login} with {}", auth.place, auth.secrets.join(" and ")),
        None => auth.place.clone(),
    }
}

/// Statuses and code of success: `200, code 0051`.
pub fn success(endpoint: &Endpoint) -> String {
    let statuses = endpoint.statuses.join(", ");
    match &endpoint.success_code {
        Some(code) => format!("{statuses}, code {code}"),
        None => statuses,
    }
}

/// `JSON, at data.items`
pub fn carried(payload: &Payload) -> String {
    let encoding = if payload.encoding == "json" {
        "JSON"
    } else {
        payload.encoding.as_str()
    };
    match payload.at.as_str() {
        "" => encoding.to_owned(),
        at => format!("{encoding}, at `{at}`"),
    }
}

/// How pages are asked for and read, in sentences.
pub fn paging(paging: &Paging) -> Vec<String> {
    let sent: Vec<String> = paging
        .send
        .iter()
        .map(|role| {
            let what = match role.name.as_str() {
                "limit" => "how many items a page has",
                "offset" => "how many items come before it",
                "page" => "the number of the page",
                "cursor" => "where the page begins, as the answer before says it",
                other => other,
            };
            format!("`{}` ({what})", role.place)
        })
        .collect();
    let read: Vec<String> = paging
        .read
        .iter()
        .map(|role| format!("{} at `{}`", answered(&role.name), role.place))
        .collect();
    let mut sentences = Vec::new();
    if !sent.is_empty() {
        sentences.push(format!("A page is asked for by {}.", listed(&sent)));
    }
    if !read.is_empty() {
        sentences.push(format!("The answer has {}.", listed(&read)));
    }
    sentences
}

fn answered(role: &str) -> String {
    match role {
        "items" => "the items",
        "total" => "the number of all items",
        "page" => "the number of the page",
        "pages" => "the number of pages",
        "limit" => "the size of a page",
        "offset" => "the number of items before it",
        "next_url" => "the URL of the next page",
        "previous_url" => "the URL of the page before",
        "next_cursor" => "the cursor of the next page",
        "next_page" => "the number of the next page",
        "first" => "the number of its first item",
        "last" => "the number of its last item",
        "has_more" | "more" => "whether there are more",
        other => return format!("`{other}`"),
    }
    .to_owned()
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed(items: &[String]) -> String {
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}
