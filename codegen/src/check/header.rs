//! Headers: whose they are, and what one can hold.

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::Ty;
use crate::lower::parameter::type_span;
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value};
use crate::syntax::{AuthPlace, Field, Text};
use crate::yaml::Node;
use bindery_attributes::endpoint::is_header_text;

/// Headers that the client or its transport writes, and what says their value.
const OWNED: [(&str, &str); 17] = [
    ("host", "the URL in `servers` says it"),
    ("content-type", "`encoding` says how a body is written"),
    ("content-length", "it follows from the body"),
    ("content-encoding", "bodies are sent as they are"),
    ("accept-encoding", "it is what the transport can unpack"),
    ("cookie", "a session is a `cookie` in `auth`"),
    ("user-agent", "it is in the options of the client"),
    ("connection", OF_TRANSPORT),
    ("keep-alive", OF_TRANSPORT),
    ("proxy-connection", OF_TRANSPORT),
    ("proxy-authorization", OF_TRANSPORT),
    ("transfer-encoding", OF_TRANSPORT),
    ("te", OF_TRANSPORT),
    ("trailer", OF_TRANSPORT),
    ("upgrade", OF_TRANSPORT),
    ("http2-settings", OF_TRANSPORT),
    ("expect", OF_TRANSPORT),
];
const OF_TRANSPORT: &str = "it is a matter of the connection";

/// A header that the client writes itself would be there twice, or make a request that no server reads.
pub(crate) fn is_free(scope: &Scope<'_>, name: &Text) -> Checked<()> {
    let is = |other: &str| name.value.eq_ignore_ascii_case(other);
    if let Some((_, why)) = OWNED.iter().find(|(owned, _)| is(owned)) {
        let message = format!("the header {} is the client's own: {why}", quoted(&name.value));
        let diagnostic = Diagnostic::new(Code::BadName, name.span, message, "cannot be declared");
        return Err(scope.diags.report(diagnostic.help("remove it")));
    }
    let own = &scope.spec.auth;
    let inherited = scope.dialect.map(|dialect| dialect.auth.as_slice()).unwrap_or_default();
    let schemes = own
        .iter()
        .chain(inherited)
        .filter_map(|(_, scheme)| scheme.as_ref().ok());
    for scheme in schemes {
        let span = match &scheme.place {
            AuthPlace::Header { name, .. } if is(&name.value) => name.span,
            AuthPlace::Basic(template) if is("authorization") => template.span,
            _ => continue,
        };
        let message = format!("the header {} is sent by `auth`", quoted(&name.value));
        let diagnostic = Diagnostic::new(Code::DuplicateWire, name.span, message, "sent twice");
        let help = "remove it: what shows who calls is no header of `headers`";
        return Err(scope
            .diags
            .report(diagnostic.other(span, "holds the secret").help(help)));
    }
    Ok(())
}

/// A header holds one text.
pub(crate) fn scalar(scope: &Scope<'_>, name: &Text, field: &Field, value: &Value) -> Checked<()> {
    let is_flat = !matches!(value.ty, Ty::Map(_) | Ty::List(_) | Ty::Option(_));
    if is_flat && !matches!(value.core, Core::Json | Core::Model(_)) && !value.nullable {
        return Ok(());
    }
    let message = format!("the header {} is not one scalar", quoted(&name.value));
    let span = type_span(field).unwrap_or(name.span);
    let help = match value.list {
        true => "write `string`; the caller joins the items as the vendor wants them",
        false => "write a scalar type without `?`: a header that is not `required` may be left out",
    };
    Err(scope
        .diags
        .report(Diagnostic::new(Code::Senseless, span, message, "no single text").help(help)))
}

/// A constant is sent as it stands.
pub(crate) fn can_hold(scope: &Scope<'_>, name: &Text, node: &Node, text: &str) -> Checked<()> {
    if is_header_text(text) {
        return Ok(());
    }
    let message = format!("the header {} cannot hold this text", quoted(&name.value));
    let help = "write visible ASCII characters, with spaces and tabs between them";
    Err(scope
        .diags
        .report(Diagnostic::new(Code::Senseless, node.span, message, "cannot be sent").help(help)))
}
