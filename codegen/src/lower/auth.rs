//! Ways to show who calls.
//!
//! Input: the section `auth`, the vendor's over the dialect's. Output: an [`ir::Auth`] for each, in spec order.
//! **Invariant:** every scheme but `none` has a secret, and one that logs in says where the secret stands in the answer;
//! the secrets of a scheme are what its caller knows.

use crate::check::path::holes;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir;
use crate::lower::docs::{Enclosing, code};
use crate::lower::lookup::template_text;
use crate::lower::place::lower_place;
use crate::lower::scope::Scope;
use crate::names::{self, Names};
use crate::span::{Span, Spanned};
use crate::syntax::{Auth, AuthPlace, Login, LoginBody, Map, Part, Place, Template, Text};

/// The schemes.
pub fn lower_auth(scope: &Scope<'_>, module: &mut Names<'_>) -> Vec<ir::Auth> {
    let own = &scope.spec.auth;
    let replaced = |name: &Text| own.iter().any(|(key, _)| key.value == name.value);
    let inherited = scope
        .dialect
        .into_iter()
        .flat_map(|dialect| &dialect.auth)
        .filter(|(name, _)| !replaced(name));
    let mut constructors = Names::of_members(scope.diags);
    let mut all = Vec::new();
    for (name, auth) in inherited.chain(own) {
        if let Ok(auth) = auth
            && let Ok(lowered) = lower_scheme(scope, module, &mut constructors, name, auth)
        {
            all.push(lowered);
        }
    }
    all
}

fn lower_scheme(
    scope: &Scope<'_>,
    module: &mut Names<'_>,
    constructors: &mut Names<'_>,
    name: &Text,
    auth: &Auth,
) -> Checked<ir::Auth> {
    let rust = names::snake(&name.value, auth.provenance.rust.as_ref());
    let constant = names::constant("AUTH", &rust);
    let what = || format!("the scheme {}", quoted(&name.value));
    let claimed = constructors
        .claim(&rust, name.span, what())
        .and_then(|()| module.claim(&constant, name.span, what()));
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
    let secrets = lower_arguments(scope, auth);
    claimed?;
    let (place, login) = (place?, login?);
    let mut docs = scope.docs(&auth.provenance, Enclosing::Top(name));
    let doc = docs.text.take().unwrap_or_default();
    let way = describe(&place, login.as_ref());
    docs.text = Some(if doc.is_empty() { way } else { format!("{way}\n\n{doc}") });
    Ok(ir::Auth {
        rust,
        constant,
        name: name.value.clone(),
        doc,
        place,
        login,
        secrets: secrets?,
        docs,
    })
}

/// What the caller knows, in the order of first appearance.
fn lower_arguments(scope: &Scope<'_>, auth: &Auth) -> Checked<Vec<ir::Secret>> {
    let mut names = Names::of_holes(scope.diags);
    let mut secrets: Vec<ir::Secret> = Vec::new();
    for (hole, span) in callers_holes(auth) {
        if secrets.iter().any(|known| known.hole == hole) {
            continue;
        }
        let rust = names::snake(hole, None);
        names.claim(&rust, span, format!("the hole {}", quoted(hole)))?;
        secrets.push(ir::Secret {
            rust,
            hole: hole.to_owned(),
        });
    }
    Ok(secrets)
}

/// The holes of the login's body where there is a login, else those of the place.
fn callers_holes(auth: &Auth) -> Vec<(&str, Span)> {
    let templates: Vec<&Spanned<Template>> = match (&auth.login, &auth.place) {
        (Some(Ok(login)), _) => {
            let (LoginBody::Form(body) | LoginBody::Json(body)) = &login.body;
            body.iter().filter_map(|(_, template)| template.as_ref().ok()).collect()
        }
        (Some(Err(_)), _) | (None, AuthPlace::None) => Vec::new(),
        (None, AuthPlace::Basic(template)) => vec![template],
        (None, AuthPlace::Header { value, .. } | AuthPlace::Query { value, .. } | AuthPlace::Cookie { value, .. }) => {
            match value {
                Some(template) => vec![template],
                None => return vec![("key", auth.span)],
            }
        }
    };
    let holes = templates
        .into_iter()
        .flat_map(|template| holes(&template.value).into_iter().map(|hole| (hole, template.span)));
    holes.collect()
}

/// Where a secret travels, and how it is got.
fn describe(place: &ir::AuthPlace, login: Option<&ir::Login>) -> String {
    let held = |value: &str| match value {
        "{key}" => String::new(),
        value => format!(", as {}", code(value)),
    };
    let way = match place {
        ir::AuthPlace::None => return "Anyone: nothing is sent.".to_owned(),
        ir::AuthPlace::Header { name, value } => format!("header {}{}", code(name), held(value)),
        ir::AuthPlace::Query { name, value } => format!("query parameter {}{}", code(name), held(value)),
        ir::AuthPlace::Cookie { name, value } => format!("cookie {}{}", code(name), held(value)),
        ir::AuthPlace::Basic(template) => format!("header `Authorization`, as HTTP Basic of {}", code(template)),
    };
    let Some(login) = login else {
        return format!("The {way}.");
    };
    let body = if login.form { "a form" } else { "JSON" };
    let call = code(&format!("POST {}", login.path));
    format!("{call} is sent these as {body}; what it answers travels in the {way}.")
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
