//! Ways to show who calls.
//!
//! Input: an entry of `auth`. Output: an [`Auth`]. **Invariant:** a scheme has exactly one place.

use super::keys::Table;
use super::mapping::{Mapping, Names, decode_map};
use super::place::decode_place;
use super::provenance::decode_provenance;
use super::scalar;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted};
use crate::syntax::{Auth, AuthPlace, Login, LoginBody, Provenance};
use crate::yaml::Node;

pub(super) fn decode_auth(node: &Node, diags: &Diagnostics) -> Checked<Auth> {
    if let Some(text) = node.text().filter(|_| !node.is_empty()) {
        if text == "none" {
            let provenance = Provenance::default();
            return Ok(Auth {
                span: node.span,
                place: AuthPlace::None,
                login: None,
                provenance,
            });
        }
        let message = format!("{} is no way to show who calls", quoted(text));
        let help = "write `none`, or a mapping: `{ header: Authorization, value: \"Bearer {token}\" }`";
        return Err(diags.report(Diagnostic::new(Code::Shape, node.span, message, "not a scheme").help(help)));
    }
    let mapping = Mapping::new(node, Table::Auth, diags)?;
    let value = mapping.opt("value", scalar::template);
    let login = mapping.get("login").map(|login| decode_login(login, diags));
    let provenance = decode_provenance(&mapping);
    let (name, node_of_place) = mapping.one_of()?;
    if name == "basic" {
        if let Some((key, _)) = mapping.entry("value") {
            let message = "`basic` is a template itself; `value` says nothing here";
            diags.report(Diagnostic::new(Code::Shape, key.span, message, "not here").help("leave `value` out"));
        }
        let place = AuthPlace::Basic(scalar::template(node_of_place, diags)?);
        return Ok(Auth {
            span: node.span,
            place,
            login,
            provenance,
        });
    }
    let name_on_wire = match name {
        "query" => scalar::wire_name(node_of_place, diags)?,
        _ => scalar::token(node_of_place, diags)?,
    };
    let place = match name {
        "header" => AuthPlace::Header {
            name: name_on_wire,
            value,
        },
        "query" => AuthPlace::Query {
            name: name_on_wire,
            value,
        },
        _ => AuthPlace::Cookie {
            name: name_on_wire,
            value,
        },
    };
    Ok(Auth {
        span: node.span,
        place,
        login,
        provenance,
    })
}

fn decode_login(node: &Node, diags: &Diagnostics) -> Checked<Login> {
    let mapping = Mapping::new(node, Table::Login, diags)?;
    let post = mapping.need("post").and_then(|post| scalar::call(post, diags));
    let read = mapping.get("read").map(|read| decode_place(read, diags));
    let (name, body) = mapping.one_of()?;
    let body = decode_map(Some(body), Names::Wire, diags, |_, node| scalar::template(node, diags));
    let body = if name == "form" {
        LoginBody::Form(body)
    } else {
        LoginBody::Json(body)
    };
    Ok(Login {
        post: post?,
        body,
        read,
    })
}
