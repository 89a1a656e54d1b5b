//! Paging: how pages are asked for and read.
//!
//! Input: `paging` of an endpoint over that of the vendor over that of the dialect; `send` and `read` are each replaced
//! as a whole. Output: a [`Paging`] for each endpoint that returns pages. **Invariant:** a mistake in what endpoints
//! share is reported once, and a paging that is handed out knows one way to go on.

mod range;

use crate::check;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted, suggest};
use crate::ir::{self, PageRole, ReadRole, SendRole};
use crate::lower::docs::{Enclosing, code};
use crate::lower::inherited::inherited_docs;
use crate::lower::parameter::type_span;
use crate::lower::place::lower_place;
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value, lower_value_or};
use crate::span::Span;
use crate::syntax::{Endpoint, Field, Place, Provenance, Text};
use bindery_attributes::common::{Coding, Rule};
use std::rc::Rc;

/// A paging with everything resolved.
#[derive(Debug)]
pub struct Paging<'a> {
    /// What is sent, in the order of the spec.
    pub send: Rc<Vec<Sent<'a>>>,
    /// What is read.
    pub read: Rc<Vec<(ReadRole, ir::Place)>>,
    /// Where each of these is declared.
    pub read_at: Rc<Vec<Span>>,
}

/// A parameter of the paging.
#[derive(Debug)]
pub struct Sent<'a> {
    /// The role, as written.
    pub key: &'a Text,
    /// As written.
    pub field: &'a Field,
    /// Its name on the wire and its numbers.
    pub role: SendRole,
    /// A text for a cursor, positions for a range, else an integer.
    pub ty: ir::Ty,
    /// What must hold for the value.
    pub rules: Vec<Rule>,
    /// With its facts.
    pub docs: ir::Docs,
}

impl Sent<'_> {
    /// How a range is spelled.
    #[must_use]
    pub fn coding(&self) -> Option<Coding> {
        self.role.wire.clone().map(Coding::Range)
    }
}

impl<'a> Paging<'a> {
    /// What is sent in the query: fields of the filter.
    pub fn in_query(&self) -> impl Iterator<Item = &Sent<'a>> {
        self.send.iter().filter(|sent| !sent.role.header)
    }

    /// What is sent in headers: fields of the endpoint.
    pub fn in_headers(&self) -> impl Iterator<Item = &Sent<'a>> {
        self.send.iter().filter(|sent| sent.role.header)
    }

    /// As data.
    #[must_use]
    pub fn ir(&self) -> ir::Paging {
        ir::Paging {
            send: self.send.iter().map(|sent| sent.role.clone()).collect(),
            read: self.read.to_vec(),
        }
    }
}

type Send<'a> = Checked<Rc<Vec<Sent<'a>>>>;
/// The roles, and where each is declared.
type Read = Checked<(Rc<Vec<(ReadRole, ir::Place)>>, Rc<Vec<Span>>)>;

/// The paging that endpoints share, lowered once.
#[derive(Debug)]
pub struct Pagings<'s, 'a> {
    scope: &'s Scope<'a>,
    send: Send<'a>,
    read: Read,
    shared: Checked<Option<Rc<Paging<'a>>>>,
}

/// Lowers what the endpoints of a vendor share.
pub fn lower_paging<'s, 'a>(scope: &'s Scope<'a>) -> Pagings<'s, 'a> {
    let owner = owner(scope);
    let send = scope.paging_send().and_then(|send| lower_send(scope, send, owner));
    let read = scope.paging_read().and_then(|read| lower_read(scope, read));
    let at = scope
        .paging()
        .and_then(|paging| paging.as_ref().ok())
        .map(|paging| paging.span);
    let shared = match at {
        Some(at) => whole(scope, &send, &read, at),
        None => Ok(None),
    };
    Pagings {
        scope,
        send,
        read,
        shared,
    }
}

impl<'a> Pagings<'_, 'a> {
    /// The paging of an endpoint; `None` where nothing declares one.
    pub fn of(&self, endpoint: &'a Endpoint) -> Checked<Option<Rc<Paging<'a>>>> {
        let Some(own) = &endpoint.paging else {
            return self.shared.clone();
        };
        let own = own.as_ref().map_err(|reported| *reported)?;
        let send = match own.send.as_slice() {
            [] => self.send.clone(),
            send => lower_send(self.scope, send, Some(&own.provenance)),
        };
        let read = match own.read.as_slice() {
            [] => self.read.clone(),
            read => lower_read(self.scope, read),
        };
        whole(self.scope, &send, &read, own.span)
    }
}

/// `None` where a part is missing; that it is missed is said by the endpoint that needs it.
fn whole<'a>(scope: &Scope<'_>, send: &Send<'a>, read: &Read, at: Span) -> Checked<Option<Rc<Paging<'a>>>> {
    let (send, (read, read_at)) = (send.clone()?, read.clone()?);
    if read.is_empty() {
        return Ok(None);
    }
    check::paging::next(scope.diags, &send, &read, at)?;
    Ok(Some(Rc::new(Paging { send, read, read_at })))
}

/// Whose docs the shared parameters inherit.
fn owner<'a>(scope: &Scope<'a>) -> Option<&'a Provenance> {
    let pagings = [Some(scope.spec), scope.dialect]
        .into_iter()
        .flatten()
        .filter_map(|spec| spec.paging.as_ref());
    let mut stated = pagings
        .filter_map(|paging| paging.as_ref().ok())
        .filter(|paging| !paging.send.is_empty());
    stated.next().map(|paging| &paging.provenance)
}

fn lower_send<'a>(scope: &Scope<'a>, send: &'a [(Text, Checked<Field>)], owner: Option<&'a Provenance>) -> Send<'a> {
    let mut out = Vec::new();
    let mut poison = Ok(());
    for (key, field) in send {
        let sent = match field {
            Ok(field) => lower_sent(scope, key, field, owner),
            Err(reported) => Err(*reported),
        };
        match sent {
            Ok(sent) => out.push(sent),
            Err(reported) => poison = Err(reported),
        }
    }
    poison.map(|()| Rc::new(out))
}

/// What a request says of the page it asks for.
pub(crate) const SEND_ROLES: &[(&str, PageRole)] = &[
    ("limit", PageRole::Limit),
    ("offset", PageRole::Offset),
    ("page", PageRole::Page),
    ("cursor", PageRole::Cursor),
    ("range", PageRole::Range),
];

/// What an answer says of its page.
pub(crate) const READ_ROLES: [ReadRole; 13] = [
    ReadRole::Items,
    ReadRole::Total,
    ReadRole::NextUrl,
    ReadRole::NextPage,
    ReadRole::NextCursor,
    ReadRole::More,
    ReadRole::Page,
    ReadRole::Pages,
    ReadRole::Limit,
    ReadRole::Offset,
    ReadRole::First,
    ReadRole::Last,
    ReadRole::PreviousUrl,
];

/// The role of that name. Those of a later version were refused when they were decoded.
fn role<R: Copy>(scope: &Scope<'_>, key: &Text, roles: &[(&'static str, R)], part: &str) -> Checked<R> {
    if let Some((_, role)) = roles.iter().find(|(name, _)| *name == key.value) {
        return Ok(*role);
    }
    let names = || roles.iter().map(|(name, _)| *name);
    let all = names().collect::<Vec<_>>().join(", ");
    let help = match suggest(&key.value, names()) {
        Some(close) => format!("did you mean {}? The roles are {all}", quoted(close)),
        None => format!("the roles are {all}"),
    };
    let message = format!("`{part}` of a paging knows no role {}", quoted(&key.value));
    Err(scope
        .diags
        .report(Diagnostic::new(Code::UnknownRole, key.span, message, "no role").help(help)))
}

fn lower_sent<'a>(
    scope: &Scope<'a>,
    key: &'a Text,
    field: &'a Field,
    owner: Option<&'a Provenance>,
) -> Checked<Sent<'a>> {
    let role = role(scope, key, SEND_ROLES, "send");
    let placed = check::paging::placed(scope, key, field);
    if let (Ok(role), Some(wire)) = (role, &field.range)
        && role != PageRole::Range
    {
        let message = format!("the role {} has no spelling of its own", quoted(&key.value));
        let diagnostic = Diagnostic::new(Code::BadWire, wire.span, message, "not of this role");
        return Err(scope
            .diags
            .report(diagnostic.help("remove `wire`; it says how a `range` is spelled")));
    }
    match role {
        Ok(PageRole::Cursor) => return placed.and_then(|()| lower_cursor(scope, key, field, owner)),
        Ok(PageRole::Range) => return placed.and_then(|()| range::lower_range(scope, key, field, owner)),
        _ => {}
    }
    let ty = whole_number(scope, key, field);
    let bound = |bound: &Option<Text>| bound.as_ref().map(|bound| integer(scope, bound)).transpose();
    let (minimum, maximum) = (bound(&field.minimum), bound(&field.maximum));
    // One that is no integer is reported with its type.
    let default = field.default.as_ref().and_then(|default| default.text()?.parse().ok());
    let clamp = field
        .clamp
        .as_ref()
        .map(|clamp| i64::try_from(clamp.value).unwrap_or(i64::MAX));
    let role = SendRole {
        default,
        minimum: minimum?,
        maximum: maximum?,
        clamp,
        ..send_role(role?, key, field)
    };
    ty?;
    placed?;
    let mut rules = Vec::new();
    rules.extend(field.required.map(|_| Rule::Required));
    rules.extend(role.minimum.map(|minimum| Rule::Minimum(minimum.to_string())));
    rules.extend(role.maximum.map(|maximum| Rule::Maximum(maximum.to_string())));
    let mut docs = sent_docs(scope, key, field, owner);
    docs.facts = facts(field, &role);
    Ok(Sent {
        key,
        field,
        role,
        ty: ir::Ty::Integer,
        rules,
        docs,
    })
}

/// What is said of every role.
fn send_role(role: PageRole, key: &Text, field: &Field) -> SendRole {
    SendRole {
        role,
        name: field
            .header
            .as_ref()
            .or(field.name.as_ref())
            .unwrap_or(key)
            .value
            .clone(),
        header: field.header.is_some(),
        wire: None,
        default: None,
        minimum: None,
        maximum: None,
        clamp: None,
    }
}

/// A cursor is the vendor's own text: it has no bounds, and is sent as it came.
fn lower_cursor<'a>(
    scope: &Scope<'a>,
    key: &'a Text,
    field: &'a Field,
    owner: Option<&'a Provenance>,
) -> Checked<Sent<'a>> {
    let value = lower_value_or(scope, field, Value::of(ir::Ty::String, Core::Text))?;
    if value.ty != ir::Ty::String || value.core != Core::Text || value.nullable {
        let span = type_span(field).unwrap_or(field.span);
        let message = format!("the role {} is a text", quoted(&key.value));
        let diagnostic = Diagnostic::new(Code::Senseless, span, message, "another type");
        return Err(scope.diags.report(diagnostic.help("remove `type`, or write `string`")));
    }
    let required = field.required.is_some();
    let mut docs = sent_docs(scope, key, field, owner);
    docs.facts.extend(required.then(|| "Required.".to_owned()));
    docs.facts.extend(value.facts.iter().cloned());
    Ok(Sent {
        key,
        field,
        role: send_role(PageRole::Cursor, key, field),
        ty: ir::Ty::String,
        rules: required
            .then_some(Rule::Required)
            .into_iter()
            .chain(value.sent_rules())
            .collect(),
        docs,
    })
}

/// A role without a type is an integer; one with a type must be one too.
fn whole_number(scope: &Scope<'_>, key: &Text, field: &Field) -> Checked<()> {
    // Reports bounds that exclude one another, and a default that does not fit.
    let value = lower_value_or(scope, field, Value::of(ir::Ty::Integer, Core::Integer))?;
    if matches!(value.ty, ir::Ty::Integer | ir::Ty::Named(_)) && value.core == Core::Integer && !value.nullable {
        return Ok(());
    }
    let span = type_span(field).unwrap_or(field.span);
    let message = format!("the role {} is an integer", quoted(&key.value));
    let diagnostic = Diagnostic::new(Code::Senseless, span, message, "another type");
    Err(scope.diags.report(diagnostic.help("remove `type`, or write `integer`")))
}

fn integer(scope: &Scope<'_>, text: &Text) -> Checked<i64> {
    text.value.parse().map_err(|_| {
        let message = format!("{} is no integer of 64 bits", quoted(&text.value));
        let diagnostic = Diagnostic::new(Code::Senseless, text.span, message, "a bound of an integer");
        scope.diags.report(diagnostic.help("write digits, such as `1`"))
    })
}

/// What the field says; else what its paging says, since the filter around it belongs to an endpoint.
fn sent_docs(scope: &Scope<'_>, key: &Text, field: &Field, owner: Option<&Provenance>) -> ir::Docs {
    let Some(owner) = owner else {
        return scope.docs(&field.provenance, Enclosing::Top(key));
    };
    inherited_docs(scope, &field.provenance, key, owner, key)
}

fn facts(field: &Field, role: &SendRole) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(field.required.map(|_| "Required.".to_owned()));
    facts.extend(role.default.map(|default| format!("Default: `{default}`.")));
    facts.extend(role.minimum.map(|minimum| format!("Not below {minimum}.")));
    facts.extend(role.maximum.map(|maximum| format!("Not above {maximum}.")));
    facts.extend(
        role.clamp
            .map(|clamp| format!("Above {clamp} the vendor serves {clamp}.")),
    );
    facts.extend(
        field
            .example
            .as_ref()
            .map(|example| format!("Example: {}.", code(&example.to_json()))),
    );
    facts
}

fn lower_read(scope: &Scope<'_>, read: &[(Text, Checked<Place>)]) -> Read {
    let mut out = Vec::new();
    let mut poison = Ok(());
    for (key, place) in read {
        let pair = place.as_ref().map_err(|reported| *reported).and_then(|place| {
            let role = role(scope, key, &READ_ROLES.map(|role| (role.as_str(), role)), "read")?;
            check::paging::place(scope.diags, key, role, place)?;
            Ok((role, lower_place(place)))
        });
        match pair {
            Ok(pair) => out.push(pair),
            Err(reported) => poison = Err(reported),
        }
    }
    poison?;
    let at = read.iter().map(|(key, _)| key.span).collect();
    Ok((Rc::new(out), Rc::new(at)))
}

#[cfg(test)]
mod tests;
