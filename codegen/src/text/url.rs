//! URLs of pages and servers, and paths of calls.
//!
//! Input: a text, or a template. Output: whether it is one. **Invariant:** a check of form only; nothing is resolved.

use super::Fault;
use crate::diag::quoted;

/// Checks the URL of a page: `https://…` or `http://…`, with a host.
///
/// # Errors
/// Anything else.
pub fn check_url(text: &str) -> Result<(), Fault> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    if host.is_some_and(|host| !host.is_empty()) && !has_space(text) {
        return Ok(());
    }
    let fault = Fault::new(0..text.len(), format!("{} is no URL", quoted(text)), "not a URL");
    let host = text.trim_start_matches('/');
    let looks = rest.is_none()
        && !host.contains("://")
        && !has_space(text)
        && host
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|host| host.contains(['.', ':']));
    Err(if looks {
        let local = host.starts_with("localhost") || host.starts_with("127.");
        let scheme = if local { "http" } else { "https" };
        fault.help(format!("write `{scheme}://{host}`"))
    } else {
        fault.help("write all of it, for example `https://api.example.com/v1`")
    })
}

/// Checks the URL of a server: as [`check_url`], and what paths of calls can be put behind.
///
/// # Errors
/// Anything else.
pub fn check_server(text: &str) -> Result<(), Fault> {
    check_url(text)?;
    if let Some(at) = text.find(['?', '#']) {
        let fault = Fault::new(
            at..text.len(),
            "the URL of a server ends with its path",
            "does not belong to it",
        );
        return Err(fault.help("parameters of every call are headers or `auth`"));
    }
    let host = text.find("://").map_or(0, |at| at + 3);
    let end = text.get(host..).and_then(|rest| rest.find('/'));
    let authority = text
        .get(host..end.map_or(text.len(), |end| host + end))
        .unwrap_or_default();
    if let Some(at) = authority.find('@') {
        let message = "the URL of a server names nobody: who calls is said apart";
        let fault = Fault::new(host..host + at + 1, message, "does not belong to it");
        return Err(
            fault.help("leave out what stands before the host, and declare `auth: { basic: \"{user}:{password}\" }`")
        );
    }
    if text.ends_with('/') {
        let at = text.len() - 1;
        let fault = Fault::new(at..text.len(), "the URL of a server ends without `/`", "one too many");
        return Err(fault.help("paths of calls begin with `/`"));
    }
    Ok(())
}

/// Checks the path of a call: begins with `/`, holds no parameters.
///
/// # Errors
/// Anything else.
pub fn check_call(text: &str) -> Result<(), Fault> {
    if !text.starts_with('/') {
        let fault = Fault::new(
            0..text.len(),
            format!("the path {} does not begin with `/`", quoted(text)),
            "not a path",
        );
        let behind = text
            .split_once("://")
            .map(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)));
        return Err(match behind {
            Some(path) => fault.help(format!(
                "the URL of the server stands under `servers`: write `{}`",
                path.unwrap_or("/")
            )),
            None if is_relative(text) => fault.help(format!("write `/{text}`: it is put behind the URL of the server")),
            None => fault.help("write the path behind the URL of the server: `/customers/{id}`"),
        });
    }
    if let Some((at, hole)) = foreign_hole(text) {
        let shown = text.get(at.clone()).unwrap_or_default();
        let fault = Fault::new(
            at,
            format!("{} is no hole of a path", quoted(shown)),
            "holes have braces",
        );
        return Err(fault.help(format!("write `{{{hole}}}`, and its type under `path`")));
    }
    if let Some(at) = text.find(['?', '#']) {
        let fault = Fault::new(
            at..text.len(),
            "the path of a call holds no parameters",
            "does not belong to it",
        );
        return Err(fault.help("declare them under `query`"));
    }
    if has_space(text) {
        let fault = Fault::new(0..text.len(), "the path of a call holds no white space", "not a path");
        return Err(fault.help("write a space as `%20`"));
    }
    Ok(())
}

/// `orders/{id}`: a path that lacks only its beginning.
fn is_relative(text: &str) -> bool {
    !text.is_empty() && text.starts_with(|c: char| c.is_alphanumeric() || c == '{') && !has_space(text)
}

/// `/orders/:id`, `/orders/<id>`: holes as frameworks write them.
fn foreign_hole(text: &str) -> Option<(std::ops::Range<usize>, &str)> {
    let mut at = 0;
    for segment in text.split('/') {
        let inner = segment
            .strip_prefix(':')
            .or_else(|| segment.strip_prefix('<')?.strip_suffix('>'));
        if let Some(inner) = inner.filter(|inner| super::name::is_identifier(inner)) {
            return Some((at..at + segment.len(), inner));
        }
        at += segment.len() + 1;
    }
    None
}

fn has_space(text: &str) -> bool {
    text.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_and_paths() {
        assert_eq!(check_url("https://example.com/a?b#c"), Ok(()));
        assert_eq!(check_server("https://{host}/v1"), Ok(()));
        assert_eq!(check_call("/c/{id}/"), Ok(()));
        for text in ["", "example.com", "ftp://x", "https://", "https:///x", "https://a b"] {
            assert!(check_url(text).is_err(), "{text}");
        }
        assert_eq!(check_server("https://a/").unwrap_err().at, 9..10);
        assert_eq!(check_server("https://a?b").unwrap_err().at, 9..11);
        assert_eq!(check_server("https://ana:{key}@a/v1@2").unwrap_err().at, 8..18);
        assert_eq!(check_server("https://a/@v1"), Ok(()));
        assert_eq!(check_call("c").unwrap_err().at, 0..1);
        assert_eq!(check_call("/c/:id/x").unwrap_err().at, 3..6);
        assert_eq!(check_call("/c/<id>").unwrap_err().at, 3..7);
        assert_eq!(check_call("/c/{id}:cancel"), Ok(()));
        let help = |text| check_url(text).unwrap_err().help.unwrap();
        assert_eq!(help("//a.example/b"), "write `https://a.example/b`");
        assert!(help("ftp://a.example").starts_with("write all of it"));
        assert_eq!(check_call("/c?x=1").unwrap_err().at, 2..6);
        assert!(check_call("/a b").is_err());
    }
}
