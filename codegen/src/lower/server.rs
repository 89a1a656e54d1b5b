//! Servers: where the API is.
//!
//! Input: the section `servers`. Output: an [`ir::Server`] for each, in spec order. **Invariant:** the variables of a
//! server are the holes of its URL, in their order; there is always a variant for a URL of the caller's own.

use crate::check;
use crate::diag::{Checked, one_of, quoted};
use crate::ir;
use crate::lower::docs::{Enclosing, code};
use crate::lower::lookup::template_text;
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value};
use crate::names::{self, Names};
use crate::span::Spanned;
use crate::syntax::{Field, Server, Text};

/// The servers.
pub fn lower_servers(scope: &Scope<'_>, module: &mut Names<'_>) -> ir::Servers {
    let mut variants = Names::of_members(scope.diags);
    let mut all = Vec::new();
    for (index, (name, server)) in scope.spec.servers.iter().enumerate() {
        if let Ok(server) = server
            && let Ok(lowered) = lower_server(scope, module, &mut variants, name, server, index == 0)
        {
            all.push(lowered);
        }
    }
    let custom = ["Custom", "CustomUrl", "OwnUrl"].map(names::fixed);
    let free = custom.into_iter().find(|name| !variants.has(name));
    ir::Servers {
        all,
        custom: free.unwrap_or_else(|| names::fixed("UrlOfYourOwn")),
    }
}

fn lower_server(
    scope: &Scope<'_>,
    module: &mut Names<'_>,
    variants: &mut Names<'_>,
    name: &Text,
    server: &Server,
    first: bool,
) -> Checked<ir::Server> {
    let rust = names::camel(&name.value, server.provenance.rust.as_ref());
    let constant = names::constant("SERVER", &rust);
    let what = || format!("the server {}", quoted(&name.value));
    let claimed = variants
        .claim(&rust, name.span, what())
        .and_then(|()| module.claim(&constant, name.span, what()));
    let variables = lower_variables(scope, server);
    claimed?;
    let variables = variables?;
    let url = template_text(&server.url.value);
    let mut docs = scope.docs(&server.provenance, Enclosing::Top(name));
    let default = first && variables.is_empty();
    docs.facts.push(format!("{}.", code(&url)));
    docs.facts.extend(default.then(|| "The default.".to_owned()));
    Ok(ir::Server {
        rust,
        constant,
        name: name.value.clone(),
        url,
        variables,
        default,
        docs,
    })
}

fn lower_variables(scope: &Scope<'_>, server: &Server) -> Checked<Vec<ir::Variable>> {
    // Without `variables`, every hole is a text.
    let holes = if server.variables.is_empty() {
        check::path::holes(&server.url.value)
    } else {
        check::path::one_to_one(scope.diags, &server.url, &server.variables, "the URL", "variables")?
    };
    let mut fields = Names::of_holes(scope.diags);
    let mut poison = Ok(());
    let mut variables = Vec::new();
    for hole in holes {
        let declared = server.variables.iter().find(|(name, _)| name.value == hole);
        let variable = match declared {
            Some((name, Ok(field))) => {
                let value = check::path::scalar(scope, name, field, "variable");
                value.map(|value| Some((name, field, documented(value))))
            }
            Some((_, Err(reported))) => Err(*reported),
            None => Ok(None),
        };
        let variable = variable.and_then(|declared| {
            let unnamed = Spanned::new(hole.to_owned(), server.url.span);
            let (name, field, facts) = match declared {
                Some((name, field, facts)) => (name, Some(field), facts),
                None => (&unnamed, None, Vec::new()),
            };
            lower_variable(scope, &mut fields, server, name, field, facts)
        });
        match variable {
            Ok(variable) => variables.push(variable),
            Err(reported) => poison = Err(reported),
        }
    }
    poison.map(|()| variables)
}

/// A variable is a text whatever its type, and what a host can hold is all that is checked of it: the rest is said.
fn documented(value: Value) -> Vec<String> {
    let mut facts = value.facts;
    if let Core::Enum { texts, .. } = &value.core {
        facts.insert(0, format!("One of {}.", one_of(texts.iter().map(String::as_str))));
    }
    facts
}

fn lower_variable(
    scope: &Scope<'_>,
    fields: &mut Names<'_>,
    server: &Server,
    name: &Text,
    field: Option<&Field>,
    facts: Vec<String>,
) -> Checked<ir::Variable> {
    let rust = names::snake(&name.value, field.and_then(|field| field.provenance.rust.as_ref()));
    fields.claim(&rust, name.span, format!("the variable {}", quoted(&name.value)))?;
    let mut docs = field.map_or_else(ir::Docs::default, |field| {
        let enclosing = Enclosing::Within(&server.provenance, &name.value, name.span);
        scope.docs(&field.provenance, enclosing)
    });
    docs.facts.insert(0, format!("In the URL: `{{{}}}`.", name.value));
    docs.facts.extend(facts);
    Ok(ir::Variable {
        rust,
        hole: name.value.clone(),
        doc: docs.text.clone().unwrap_or_default(),
        docs,
    })
}
