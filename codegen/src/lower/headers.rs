//! Headers of requests: those of every call, and those of an endpoint.
//!
//! Input: the sections `headers`. Output: constants, and the fields of an endpoint. **Invariant:** a header that all
//! endpoints share is lowered once; a name, compared without case, is sent once in each call.

use crate::check;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::{self, Ty};
use crate::lower::constant::lower_constant;
use crate::lower::docs::{Enclosing, code};
use crate::lower::inherited::inherited_docs;
use crate::lower::paging::{Paging, Sent};
use crate::lower::said::said;
use crate::lower::scope::Scope;
use crate::lower::value::{Value, lower_value, refuse_page};
use crate::names::{self, Names};
use crate::syntax::{Endpoint, Field, Text};
use bindery_attributes::common::Rule;
use bindery_attributes::endpoint::{Field as Attributes, Part};

/// A header with everything resolved.
#[derive(Debug, Clone)]
pub(crate) struct Header<'a> {
    name: &'a Text,
    field: &'a Field,
    holds: Holds,
}

#[derive(Debug, Clone)]
enum Holds {
    Constant(String),
    Value(Box<Value>),
}

/// The headers of an endpoint.
#[derive(Debug, Default)]
pub(crate) struct Headers {
    /// Sent by themselves: name and text.
    pub constants: Vec<(String, String)>,
    /// What the caller gives.
    pub fields: Vec<ir::EndpointField>,
}

/// The headers of every call.
pub(super) fn lower_shared<'a>(scope: &Scope<'a>) -> Checked<Vec<Header<'a>>> {
    lower_all(scope, scope.headers().into_iter())
}

/// The headers of an endpoint: the shared ones that it does not replace, then its own.
pub(super) fn lower_headers<'a>(
    scope: &Scope<'a>,
    shared: &Checked<Vec<Header<'a>>>,
    (at, endpoint): (&'a Text, &'a Endpoint),
    paging: Option<&Paging<'a>>,
    members: &mut Names<'_>,
) -> Checked<Headers> {
    let own = lower_all(scope, endpoint.headers.iter().map(|(name, field)| (name, field)))?;
    let is_own = |header: &Header<'_>| own.iter().any(|other| is_same(other.name, header.name));
    let mut headers = Headers::default();
    let mut poison = Ok(());
    for header in shared.as_ref().map_err(|reported| *reported)? {
        if !is_own(header) {
            let docs = || match scope.is_of_dialect(header.name) {
                true => scope.docs(&header.field.provenance, Enclosing::Top(header.name)),
                false => inherited_docs(scope, &header.field.provenance, header.name, &scope.spec.provenance, at),
            };
            poison = poison.and(headers.add(header, members, docs));
        }
    }
    for header in &own {
        let docs = || {
            let enclosing = Enclosing::Within(&endpoint.provenance, &header.name.value, header.name.span);
            scope.docs(&header.field.provenance, enclosing)
        };
        poison = poison.and(headers.add(header, members, docs));
    }
    for sent in paging.into_iter().flat_map(Paging::in_headers) {
        let all = own.iter().chain(shared.iter().flatten());
        poison = poison.and(once(scope, sent, all)).and(headers.add_sent(sent, members));
    }
    poison.map(|()| headers)
}

/// What asks for a page is no header of its own.
fn once<'h, 'a: 'h>(scope: &Scope<'_>, sent: &Sent<'_>, mut all: impl Iterator<Item = &'h Header<'a>>) -> Checked<()> {
    let name = sent.field.header.as_ref().unwrap_or(sent.key);
    let Some(other) = all.find(|other| is_same(other.name, name)) else {
        return Ok(());
    };
    let message = format!("the header {} is sent by the paging, too", quoted(&other.name.value));
    let diagnostic = Diagnostic::new(Code::DuplicateWire, other.name.span, message, "sent twice");
    let diagnostic = diagnostic.other(name.span, "asks for a page");
    Err(scope.diags.report(diagnostic.help("remove it from `headers`")))
}

fn is_same(one: &Text, other: &Text) -> bool {
    one.value.eq_ignore_ascii_case(&other.value)
}

fn lower_all<'a>(
    scope: &Scope<'a>,
    entries: impl Iterator<Item = (&'a Text, &'a Checked<Field>)>,
) -> Checked<Vec<Header<'a>>> {
    let mut all: Vec<Header<'a>> = Vec::new();
    let mut poison = Ok(());
    for (name, field) in entries {
        let header = field.as_ref().map_err(|reported| *reported).and_then(|field| {
            let holds = lower_header(scope, name, field)?;
            Ok(Header { name, field, holds })
        });
        match header {
            Ok(header) => match all.iter().find(|other| is_same(other.name, name)) {
                Some(first) => {
                    let message = format!(
                        "{} and {} are one header: case makes no difference",
                        quoted(&first.name.value),
                        quoted(&name.value)
                    );
                    let diagnostic = Diagnostic::new(Code::DuplicateWire, name.span, message, "sent twice");
                    let diagnostic = diagnostic
                        .other(first.name.span, "the first")
                        .help("remove one of them");
                    poison = Err(scope.diags.report(diagnostic));
                }
                None => all.push(header),
            },
            Err(reported) => poison = Err(reported),
        }
    }
    poison.map(|()| all)
}

fn lower_header(scope: &Scope<'_>, name: &Text, field: &Field) -> Checked<Holds> {
    let free = check::header::is_free(scope, name);
    let holds = match lower_constant(scope, name, field, "header")?.zip(field.constant.as_ref()) {
        Some((text, node)) => {
            check::header::can_hold(scope, name, node, &text)?;
            Holds::Constant(text)
        }
        None => {
            let value = lower_value(scope, field).and_then(|value| refuse_page(scope, field, value))?;
            check::header::scalar(scope, name, field, &value)?;
            Holds::Value(Box::new(value))
        }
    };
    free.map(|()| holds)
}

impl Headers {
    /// A parameter of the paging is called by its role, as in a filter.
    fn add_sent(&mut self, sent: &Sent<'_>, members: &mut Names<'_>) -> Checked<()> {
        let rust = names::snake(&sent.key.value, sent.field.provenance.rust.as_ref());
        members.claim(
            &rust,
            sent.key.span,
            format!("the paging parameter {}", quoted(&sent.key.value)),
        )?;
        let mut docs = sent.docs.clone();
        docs.facts.insert(0, format!("Header: {}.", code(&sent.role.name)));
        let rules = sent.rules.iter().filter(|rule| **rule != Rule::Required);
        self.fields.push(ir::EndpointField {
            rust,
            title: None,
            ty: match sent.field.required {
                Some(_) => sent.ty.clone(),
                None => Ty::Option(Box::new(sent.ty.clone())),
            },
            said: said(sent.field, Some(&sent.ty)),
            attrs: Attributes {
                part: Some(Part::Header),
                wire: Some(sent.role.name.clone()),
                rules: rules.cloned().collect(),
                coding: sent.coding(),
                ..Attributes::default()
            },
            docs,
        });
        Ok(())
    }

    fn add(&mut self, header: &Header<'_>, members: &mut Names<'_>, docs: impl FnOnce() -> ir::Docs) -> Checked<()> {
        let Header { name, field, holds } = header;
        let value = match holds {
            Holds::Constant(text) => {
                self.constants.push((name.value.clone(), text.clone()));
                return Ok(());
            }
            Holds::Value(value) => value,
        };
        let rust = names::snake(&name.value, field.provenance.rust.as_ref());
        members.claim(&rust, name.span, format!("the header {}", quoted(&name.value)))?;
        let mut docs = docs();
        docs.facts.push(format!("Header: {}.", code(&name.value)));
        docs.facts.extend(value.facts.iter().cloned());
        let ty = value.ty.clone();
        self.fields.push(ir::EndpointField {
            rust,
            title: None,
            ty: match field.required {
                Some(_) => ty,
                None => Ty::Option(Box::new(ty)),
            },
            said: said(field, None),
            attrs: Attributes {
                part: Some(Part::Header),
                wire: Some(name.value.clone()),
                rules: value.sent_rules(),
                coding: value.coding.clone(),
                ..Attributes::default()
            },
            docs,
        });
        Ok(())
    }
}
