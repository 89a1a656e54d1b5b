//! What the vendors that speak Django REST framework share: lookups, serializers, refusals.
//!
//! Input: query pairs, bodies and records. Output: which records a query keeps, what a body sets, and errors in the
//! framework's shape. **Invariant:** a body with a mistake changes nothing.

use crate::answer::{Answer, Call};
use crate::column::{Column, Kind, at, icontains, is, is_day, text};
use crate::dice::object;
use bindery::filter::QueryError;
use bindery::{Date, DateTime, Json, json};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Whether a record passes a pair; one of no column is about the list, not about its records.
pub fn keeps(columns: &[Column], record: &Json, name: &str, value: &str) -> bool {
    let found = columns
        .iter()
        .find_map(|column| match name.strip_prefix(column.parameter)? {
            "" => Some((column, "")),
            rest => Some((column, rest.strip_prefix("__")?)),
        });
    let Some((column, lookup)) = found else {
        return true;
    };
    let Some(found) = at(record, column.member) else {
        return false;
    };
    match column.kind {
        Kind::Map => found.get(lookup).is_some_and(|member| text(member) == value),
        kind => passes(found, kind, lookup, value),
    }
}

fn passes(found: &Json, kind: Kind, lookup: &str, operand: &str) -> bool {
    let found_text = || text(found);
    match lookup {
        "" if kind == Kind::Part => found_text().contains(operand),
        "" => is(found, kind, operand, Ordering::is_eq),
        "in" => operand
            .split(',')
            .any(|operand| is(found, kind, operand, Ordering::is_eq)),
        "lt" => is(found, kind, operand, Ordering::is_lt),
        "lte" => is(found, kind, operand, Ordering::is_le),
        "gt" => is(found, kind, operand, Ordering::is_gt),
        "gte" => is(found, kind, operand, Ordering::is_ge),
        "date__lt" => is_day(found, operand, Ordering::is_lt),
        "date__lte" => is_day(found, operand, Ordering::is_le),
        "date__gt" => is_day(found, operand, Ordering::is_gt),
        "date__gte" => is_day(found, operand, Ordering::is_ge),
        "icontains" => icontains(&found_text(), operand),
        "startswith" => found_text().starts_with(operand),
        _ => false,
    }
}

/// `{"detail": …}`
pub fn detail(status: u16, words: &str) -> Answer {
    Answer::new(status, object([("detail", words.into())]))
}

/// No such path or record.
pub fn not_found() -> Answer {
    detail(404, "Not found.")
}

/// No such method of a path that there is.
pub fn no_method(call: &Call<'_>) -> Answer {
    detail(405, &format!("Method \"{}\" not allowed.", call.request.method))
}

/// A query that the vendor does not take: `{parameter: [words]}`.
pub fn bad_query(error: &QueryError) -> Answer {
    match error {
        QueryError::Unknown { name, .. }
        | QueryError::Value { name, .. }
        | QueryError::Twice { name }
        | QueryError::Index { name, .. } => Answer::new(400, object([(name, said(&error.to_string()))])),
        _ => detail(400, "Malformed query."),
    }
}

/// A field of a serializer.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    name: &'static str,
    kind: FieldKind,
    null: bool,
    required: bool,
    max_length: usize,
    /// What a record without it holds, as JSON text.
    default: &'static str,
}

/// What a field takes.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    Text,
    Email,
    Boolean,
    Integer,
    Decimal,
    Date,
    DateTime,
    /// One of these texts.
    Choice(&'static [&'static str]),
    Object,
}

impl Field {
    /// A field that may be left out; a record then holds `default`.
    pub const fn new(name: &'static str, kind: FieldKind, default: &'static str) -> Self {
        Self {
            name,
            kind,
            null: false,
            required: false,
            max_length: usize::MAX,
            default,
        }
    }

    /// A text that may be null.
    pub const fn nullable(name: &'static str, kind: FieldKind) -> Self {
        Self {
            null: true,
            ..Self::new(name, kind, "null")
        }
    }

    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub const fn max(mut self, length: usize) -> Self {
        self.max_length = length;
        self
    }

    fn refusal(&self, value: &Json) -> Option<String> {
        let well = match (value, self.kind) {
            (Json::Null, _) => return (!self.null).then(|| "This field may not be null.".to_owned()),
            (Json::String(text), FieldKind::Text) if self.required && text.is_empty() => {
                return Some("This field may not be blank.".to_owned());
            }
            (Json::String(text), FieldKind::Text | FieldKind::Email) if text.chars().count() > self.max_length => {
                return Some(format!(
                    "Ensure this field has no more than {} characters.",
                    self.max_length
                ));
            }
            (Json::String(text), FieldKind::Choice(choices)) if !choices.contains(&text.as_str()) => {
                return Some(format!("\"{text}\" is not a valid choice."));
            }
            (Json::String(text), FieldKind::Email) => text.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
            }),
            (Json::String(_), FieldKind::Text | FieldKind::Choice(_)) => true,
            (Json::String(text), FieldKind::Date) => Date::<bindery::scalar::Rfc3339>::from_text(text).is_valid(),
            (Json::String(text), FieldKind::DateTime) => {
                DateTime::<bindery::scalar::Rfc3339>::from_text(text).is_valid()
            }
            (Json::Boolean(_), FieldKind::Boolean) | (Json::Number(_), FieldKind::Decimal) => true,
            (Json::Number(_), FieldKind::Integer) => value.as_i64().is_some(),
            (Json::Object(_), FieldKind::Object) => true,
            _ => false,
        };
        (!well).then(|| self.words().to_owned())
    }

    const fn words(&self) -> &'static str {
        match self.kind {
            FieldKind::Text | FieldKind::Choice(_) => "Not a valid string.",
            FieldKind::Email => "Enter a valid email address.",
            FieldKind::Boolean => "Must be a valid boolean.",
            FieldKind::Integer => "A valid integer is required.",
            FieldKind::Decimal => "A valid number is required.",
            FieldKind::Date => "Date has wrong format. Use one of these formats instead: YYYY-MM-DD.",
            FieldKind::DateTime => "Datetime has wrong format.",
            FieldKind::Object => "Expected a dictionary of items.",
        }
    }
}

/// What a body sets.
pub type Members = BTreeMap<String, Json>;

/// Reads a body: every field (with defaults for those left out), or with `partial` only what was sent. Members that are
/// no fields, read-only ones among them, are skipped.
///
/// # Errors
/// The vendor's refusal, with every mistake.
pub fn read(fields: &[Field], call: &Call<'_>, partial: bool) -> Result<Members, Answer> {
    if !call.request.has_media_type("application/json") {
        return Err(detail(415, "Unsupported media type in request."));
    }
    let body: Json =
        json::from_slice(&call.request.body).map_err(|error| detail(400, &format!("JSON parse error - {error}")))?;
    let Json::Object(sent) = body else {
        return Err(invalid("non_field_errors", "Invalid data. Expected a dictionary."));
    };
    let mut members = Members::new();
    let mut mistakes = Members::new();
    for field in fields {
        let refusal = match sent.get(field.name) {
            Some(value) => field.refusal(value),
            None => (field.required && !partial).then(|| "This field is required.".to_owned()),
        };
        match (refusal, sent.get(field.name)) {
            (Some(words), _) => drop(mistakes.insert(field.name.to_owned(), said(&words))),
            (None, Some(value)) => drop(members.insert(field.name.to_owned(), value.clone())),
            (None, None) if partial => {}
            (None, None) => {
                let default = json::from_str(field.default).unwrap_or(Json::Null);
                members.insert(field.name.to_owned(), default);
            }
        }
    }
    if mistakes.is_empty() {
        Ok(members)
    } else {
        Err(Answer::new(400, Json::Object(mistakes)))
    }
}

/// One mistake in a body.
pub fn invalid(field: &str, words: &str) -> Answer {
    Answer::new(400, object([(field, said(words))]))
}

fn said(words: &str) -> Json {
    Json::from(vec![Json::from(words)])
}

/// Sets members of a record.
pub fn set(record: &mut Json, members: impl IntoIterator<Item = (String, Json)>) {
    if let Json::Object(record) = record {
        record.extend(members);
    }
}
