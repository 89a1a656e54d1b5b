//! Ways to show who calls.
//!
//! Input: the section `auth`, the vendor's over the dialect's. Output: an [`ir::Auth`] for each, in spec order.
//! **Invariant:** every scheme but `none` has a secret, and one that logs in says where the secret stands in the answer.

use crate::check::path::holes;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic};
use crate::ir;
use crate::lower::docs::Enclosing;
use crate::lower::lookup::template_text;
use crate::lower::place::lower_place;
use crate::lower::scope::Scope;
use crate::span::{Span, Spanned};
use crate::syntax::{Auth, AuthPlace, Login, LoginBody, Map, Part, Place, Template, Text};

/// The schemes.
pub fn lower_auth(scope: &Scope<'_>) -> Vec<ir::Auth> {
    let own = &scope.spec.auth;
    let replaced = |name: &Text| own.iter().any(|(key, _)| key.value == name.value);
    let inherited = scope
        .dialect
        .into_iter()
        .flat_map(|dialect| &dialect.auth)
        .filter(|(name, _)| !replaced(name));
    let lower = |(name, auth): &(Text, Checked<Auth>)| lower_scheme(scope, name, auth.as_ref().ok()?).ok();
    inherited.chain(own).filter_map(lower).collect()
}

fn lower_scheme(scope: &Scope<'_>, name: &Text, auth: &Auth) -> Checked<ir::Auth> {
    let value = |value: &Option<Spanned<Template>>| match value {
        Some(template) => lower_secret(scope, template, auth.login.is_some()),
        None => Ok("{key}".to_owned()),
    };
    let place = match &auth.place {
        AuthPlace::None => Ok(ir::AuthPlace::None),
        AuthPlace::Header { name, value: template } => value(template).map(|value| ir::AuthPlace::Header {
            name: name.value.clone(),
            value,
        }),
        AuthPlace::Query { name, value: template } => value(template).map(|value| ir::AuthPlace::Query {
            name: name.value.clone(),
            value,
        }),
        AuthPlace::Cookie { name, value: template } => value(template).map(|value| ir::AuthPlace::Cookie {
            name: name.value.clone(),
            value,
        }),
        AuthPlace::Basic(template) => lower_secret(scope, template, auth.login.is_some())
            .and_then(|value| user_and_password(scope, template, value))
            .map(ir::AuthPlace::Basic),
    };
    let login = match &auth.login {
        Some(Ok(login)) => lower_login(scope, auth, login).map(Some),
        Some(Err(reported)) => Err(*reported),
        None => Ok(None),
    };
    Ok(ir::Auth {
        name: name.value.clone(),
        place: place?,
        login: login?,
        docs: scope.docs(&auth.provenance, Enclosing::Top(name)),
    })
}

/// The holes are the secrets; a login yields one.
fn lower_secret(scope: &Scope<'_>, template: &Spanned<Template>, login: bool) -> Checked<String> {
    let holes = holes(&template.value);
    let (message, help) = match holes.len() {
        0 => (
            "the template holds no secret",
            "write a hole where the secret stands: \"Bearer {token}\"",
        ),
        2.. if login => (
            "a login yields one secret, and the template holds several",
            "write one hole",
        ),
        _ => return Ok(template_text(&template.value)),
    };
    let label = if holes.is_empty() { "no hole" } else { "several holes" };
    Err(scope
        .diags
        .report(Diagnostic::new(Code::BadTemplate, template.span, message, label).help(help)))
}

/// A colon divides the two; it must not come from a secret.
fn user_and_password(scope: &Scope<'_>, template: &Spanned<Template>, value: String) -> Checked<String> {
    let colon = |part: &Part| matches!(part, Part::Literal(text) if text.contains(':'));
    if template.value.parts.iter().any(colon) {
        return Ok(value);
    }
    let message = "`basic` needs a `:` between user and password";
    let diagnostic = Diagnostic::new(Code::BadTemplate, template.span, message, "no `:`");
    let help = "write `\"{user}:{password}\"`, or `\"{key}:\"` where there is no password";
    Err(scope.diags.report(diagnostic.help(help)))
}

fn lower_login(scope: &Scope<'_>, auth: &Auth, login: &Login) -> Checked<ir::Login> {
    if matches!(auth.place, AuthPlace::None) {
        let message = "a scheme that sends nothing needs no login";
        let diagnostic = Diagnostic::new(Code::Senseless, auth.span, message, "`none` with `login`");
        return Err(scope
            .diags
            .report(diagnostic.help("say where the secret travels: `header`, `query` or `cookie`")));
    }
    let path = lower_path(scope, &login.post);
    let (form, body) = match &login.body {
        LoginBody::Form(body) => (true, lower_body(body)),
        LoginBody::Json(body) => (false, lower_body(body)),
    };
    let read = match (&login.read, &auth.place) {
        (Some(Ok(place)), _) => lower_read(scope, place),
        (Some(Err(reported)), _) => Err(*reported),
        (None, AuthPlace::Cookie { name, .. }) => Ok(ir::Place::Cookie(name.value.clone())),
        (None, _) => Err(scope.diags.reported_within(auth.span).unwrap_or_else(|| {
            let message = "nothing says where the secret stands in the answer of the login";
            let diagnostic = Diagnostic::new(Code::MissingKey, login.post.span, message, "this login lacks `read`");
            scope
                .diags
                .report(diagnostic.help("add `read` with a place, such as `read: token`"))
        })),
    };
    Ok(ir::Login {
        path: path?,
        form,
        body: body?,
        read: read?,
    })
}

/// Credentials travel in the body: in a path they would be logged.
fn lower_path(scope: &Scope<'_>, post: &Spanned<Template>) -> Checked<String> {
    let message = "the path of a login has no holes";
    match holes(&post.value).first() {
        None => Ok(template_text(&post.value)),
        Some(hole) => {
            let diagnostic = Diagnostic::new(Code::PathHole, post.span, message, format!("has `{{{hole}}}`"));
            Err(scope
                .diags
                .report(diagnostic.help("credentials stand in `form` or `json`")))
        }
    }
}

fn lower_body(body: &Map<Spanned<Template>>) -> Checked<Vec<(String, String)>> {
    let pair = |(name, template): &(Text, Checked<Spanned<Template>>)| match template {
        Ok(template) => Ok((name.value.clone(), template_text(&template.value))),
        Err(reported) => Err(*reported),
    };
    body.iter().map(pair).collect()
}

fn lower_read(scope: &Scope<'_>, place: &Place) -> Checked<ir::Place> {
    let refuse = |span: Span| {
        let diagnostic = Diagnostic::new(Code::BadPath, span, "a secret cannot be read from a link", "this place");
        Err(scope
            .diags
            .report(diagnostic.help("write a path, a header or a cookie")))
    };
    match place {
        Place::Link(relation) => refuse(relation.span),
        place => Ok(lower_place(place)),
    }
}

#[cfg(test)]
mod tests;
