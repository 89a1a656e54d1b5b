//! Servers: where the API is.
//!
//! Input: the section `servers`. Output: an [`ir::Server`] for each, in spec order. **Invariant:** the variables of a
//! server are the holes of its URL, in their order.

use crate::check;
use crate::diag::Checked;
use crate::ir;
use crate::lower::docs::Enclosing;
use crate::lower::lookup::template_text;
use crate::lower::scope::Scope;
use crate::syntax::{Server, Text};

/// The servers.
pub fn lower_servers(scope: &Scope<'_>) -> Vec<ir::Server> {
    let lower = |(name, server): &(Text, Checked<Server>)| lower_server(scope, name, server.as_ref().ok()?).ok();
    scope.spec.servers.iter().filter_map(lower).collect()
}

fn lower_server(scope: &Scope<'_>, name: &Text, server: &Server) -> Checked<ir::Server> {
    // Without `variables`, every hole is a text.
    let holes = if server.variables.is_empty() {
        check::path::holes(&server.url.value)
    } else {
        check::path::one_to_one(scope.diags, &server.url, &server.variables, "the URL", "variables")?
    };
    let mut poison = Ok(());
    let mut variables = Vec::new();
    for hole in holes {
        let field = server.variables.iter().find(|(name, _)| name.value == hole);
        match field {
            Some((name, Ok(field))) => match check::path::scalar(scope, name, field, "variable") {
                Ok(_) => {
                    let doc = field.provenance.doc.as_ref();
                    variables.push((hole.to_owned(), doc.map(|doc| doc.value.clone()).unwrap_or_default()));
                }
                Err(reported) => poison = Err(reported),
            },
            Some((_, Err(reported))) => poison = Err(*reported),
            None => variables.push((hole.to_owned(), String::new())),
        }
    }
    poison?;
    Ok(ir::Server {
        name: name.value.clone(),
        url: template_text(&server.url.value),
        variables,
        docs: scope.docs(&server.provenance, Enclosing::Top(name)),
    })
}
