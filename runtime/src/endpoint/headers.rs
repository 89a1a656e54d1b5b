//! The headers of an answer, and what stands in `Link` and `Set-Cookie`.
//!
//! Input: header texts. Output: borrowed parts of them.
//! **Invariant:** any text is accepted; what is not well formed counts as not there.

use std::borrow::Cow;

/// The headers of an answer. Names are compared without regard to case.
pub trait Headers {
    /// Every text of the headers of this name, in order.
    fn get_all(&self, name: &str) -> Vec<&str>;

    /// Every header, in order.
    fn all(&self) -> Vec<(&str, &str)>;

    /// The text of the first header of this name.
    fn get(&self, name: &str) -> Option<&str> {
        self.get_all(name).first().copied()
    }
}

fn named<'a, N: AsRef<str>, V: AsRef<str>>(headers: &'a [(N, V)], name: &str) -> Vec<&'a str> {
    let same = headers
        .iter()
        .filter(|(given, _)| given.as_ref().eq_ignore_ascii_case(name));
    same.map(|(_, text)| text.as_ref()).collect()
}

fn pairs<N: AsRef<str>, V: AsRef<str>>(headers: &[(N, V)]) -> Vec<(&str, &str)> {
    headers
        .iter()
        .map(|(name, text)| (name.as_ref(), text.as_ref()))
        .collect()
}

impl<N: AsRef<str>, V: AsRef<str>> Headers for [(N, V)] {
    fn get_all(&self, name: &str) -> Vec<&str> {
        named(self, name)
    }

    fn all(&self) -> Vec<(&str, &str)> {
        pairs(self)
    }
}

impl<N: AsRef<str>, V: AsRef<str>> Headers for &[(N, V)] {
    fn get_all(&self, name: &str) -> Vec<&str> {
        named(self, name)
    }

    fn all(&self) -> Vec<(&str, &str)> {
        pairs(self)
    }
}

impl<N: AsRef<str>, V: AsRef<str>, const COUNT: usize> Headers for [(N, V); COUNT] {
    fn get_all(&self, name: &str) -> Vec<&str> {
        named(self, name)
    }

    fn all(&self) -> Vec<(&str, &str)> {
        pairs(self)
    }
}

impl<N: AsRef<str>, V: AsRef<str>> Headers for Vec<(N, V)> {
    fn get_all(&self, name: &str) -> Vec<&str> {
        named(self, name)
    }

    fn all(&self) -> Vec<(&str, &str)> {
        pairs(self)
    }
}

/// No headers.
impl Headers for () {
    fn get_all(&self, _name: &str) -> Vec<&str> {
        Vec::new()
    }

    fn all(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }
}

/// Headers that are no text count as not there.
#[cfg(feature = "client")]
impl Headers for http::HeaderMap {
    fn get_all(&self, name: &str) -> Vec<&str> {
        let values = http::HeaderMap::get_all(self, name);
        values.iter().filter_map(text).collect()
    }

    fn all(&self) -> Vec<(&str, &str)> {
        self.iter()
            .filter_map(|(name, value)| Some((name.as_str(), text(value)?)))
            .collect()
    }
}

/// UTF-8 too, which many servers write in links: the type's own reading stops at ASCII.
#[cfg(feature = "client")]
fn text(value: &http::HeaderValue) -> Option<&str> {
    std::str::from_utf8(value.as_bytes()).ok()
}

/// Headers by which vendors, gateways and networks name a request, the vendor's own first.
const REQUEST_IDS: [&str; 11] = [
    "x-request-id",
    "request-id",
    "x-requestid",
    "x-correlation-id",
    "correlation-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-trace-id",
    "x-amzn-trace-id",
    "cf-ray",
];

/// What the vendor calls the request by: the first of the usual headers that says something.
pub(super) fn request_id(headers: &dyn Headers) -> Option<&str> {
    let texts = REQUEST_IDS.iter().flat_map(|name| headers.get_all(name));
    texts.map(str::trim).find(|text| !text.is_empty())
}

/// The target of the first link with this relation. A link about something else (`anchor`) does not count.
#[must_use]
pub fn link<'a>(headers: &'a dyn Headers, relation: &str) -> Option<&'a str> {
    headers.get_all("link").into_iter().find_map(|text| {
        let mut rest = text;
        while let Some((link, after)) = next_link(rest) {
            if link.has(relation) {
                return Some(link.target);
            }
            rest = after;
        }
        None
    })
}

/// One link of a header.
struct Link<'a> {
    target: &'a str,
    relations: Option<Cow<'a, str>>,
    anchored: bool,
}

impl Link<'_> {
    fn has(&self, relation: &str) -> bool {
        let relations = self.relations.as_deref().unwrap_or_default();
        !self.anchored
            && relations
                .split_ascii_whitespace()
                .any(|one| one.eq_ignore_ascii_case(relation))
    }
}

/// The next link, and the text after it.
fn next_link(text: &str) -> Option<(Link<'_>, &str)> {
    let (_, text) = text.split_once('<')?;
    let (target, mut rest) = text.split_once('>')?;
    let mut link = Link {
        target: target.trim(),
        relations: None,
        anchored: false,
    };
    loop {
        rest = rest.trim_start();
        let Some(parameter) = rest.strip_prefix(';') else {
            // A comma, or text that is none of a link: the next `<` begins the next one.
            return Some((link, rest));
        };
        let parameter = parameter.trim_start();
        let end = parameter.find(['=', ';', ',']).unwrap_or(parameter.len());
        let (name, after) = parameter.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => parameter_value(after.trim_start()),
            None => (Cow::Borrowed(""), after),
        };
        let name = name.trim();
        if name.eq_ignore_ascii_case("rel") {
            // Only the first counts.
            link.relations.get_or_insert(value);
        } else if name.eq_ignore_ascii_case("anchor") {
            link.anchored = true;
        }
        rest = after;
    }
}

/// A token or a quoted text, and the text after it.
fn parameter_value(text: &str) -> (Cow<'_, str>, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (token, after) = text.split_at(text.find([';', ',']).unwrap_or(text.len()));
        return (Cow::Borrowed(token.trim_end()), after);
    };
    let mut value = String::new();
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => value.extend(characters.next()),
            other => value.push(other),
        }
    }
    (Cow::Owned(value), characters.as_str())
}

/// The value of the cookie that is set last under this name.
#[must_use]
pub fn cookie<'a>(headers: &'a dyn Headers, name: &str) -> Option<&'a str> {
    headers.get_all("set-cookie").into_iter().rev().find_map(|text| {
        let pair = text.split_once(';').map_or(text, |(pair, _)| pair);
        let (given, value) = pair.split_once('=')?;
        (given.trim() == name).then(|| value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(text: &str) -> Option<String> {
        link(&[("LINK", text)], "next").map(str::to_owned)
    }

    #[test]
    fn names_are_compared_without_case_and_all_are_there() {
        let headers = [
            ("X-Total", "12"),
            ("Set-Cookie", "A=1; Path=/"),
            ("set-cookie", " B = two==; HttpOnly"),
        ];
        let headers: &dyn Headers = &headers;
        assert_eq!(headers.get("x-total"), Some("12"));
        assert_eq!(headers.get_all("SET-COOKIE").len(), 2);
        assert_eq!(cookie(headers, "A"), Some("1"));
        assert_eq!(cookie(headers, "B"), Some("two=="));
        assert_eq!(cookie(headers, "a"), None);
        let owned: &dyn Headers = &vec![("a".to_owned(), "b".to_owned())];
        assert_eq!(owned.get("A"), Some("b"));
        let none: &dyn Headers = &();
        assert_eq!(none.get("A"), None);
        let slice: &[(&str, &str)] = &[("a", "b")];
        let slice: &dyn Headers = &slice;
        assert_eq!(slice.get("a"), Some("b"));
    }

    #[cfg(feature = "client")]
    #[test]
    fn headers_of_http_may_be_utf_8() {
        let mut headers = http::HeaderMap::new();
        for bytes in ["</o?q=ñ&p=2>; rel=next".as_bytes(), b"</caf\xe9>; rel=last"] {
            headers.append("link", http::HeaderValue::from_bytes(bytes).unwrap());
        }
        assert_eq!(link(&headers, "next"), Some("/o?q=ñ&p=2"));
        assert_eq!((link(&headers, "last"), headers.all().len()), (None, 1));
    }

    #[test]
    fn requests_are_named_by_the_usual_headers_the_vendors_own_first() {
        let id = |headers: &[(&str, &str)]| request_id(&headers).map(str::to_owned);
        assert_eq!(
            id(&[("CF-Ray", "9"), ("X-Request-ID", " abc ")]).as_deref(),
            Some("abc")
        );
        assert_eq!(
            id(&[("x-request-id", " "), ("cf-ray", "9-MAD")]).as_deref(),
            Some("9-MAD")
        );
        assert_eq!(id(&[("x-amzn-RequestId", "a-1")]).as_deref(), Some("a-1"));
        assert_eq!(id(&[("x-key", "abc")]), None);
    }

    #[test]
    fn links_are_found_by_relation() {
        assert_eq!(
            next("<https://a/?p=2>; rel=\"next\"").as_deref(),
            Some("https://a/?p=2")
        );
        assert_eq!(next("<p1>; rel=prev, <p3>; rel=next").as_deref(), Some("p3"));
        assert_eq!(next("<p9>; REL=\"last NEXT\"").as_deref(), Some("p9"));
        assert_eq!(
            next("<p1>;rel=\"prev\";title=\"a, <b>; rel=next\",<p3>;rel=\"next\"").as_deref(),
            Some("p3")
        );
        assert_eq!(
            next("<a,b;c>; title=\"say \\\"x\\\"\"; rel=next").as_deref(),
            Some("a,b;c")
        );
        assert_eq!(next("<p1>; rel=prev; rel=next"), None);
        assert_eq!(next("<p1>; rel=next; anchor=\"#foo\""), None);
        assert_eq!(next("<p1>; rel=\"nextish\""), None);
    }

    #[test]
    fn links_that_are_not_well_formed_are_not_there() {
        for text in [
            "",
            "<",
            "<a",
            "a; rel=next",
            "<a>; rel",
            "<a>;;;,",
            "<a>; rel=\"prev",
            "<a>;rel=\"\\",
            "<é>; é=é",
        ] {
            assert_eq!(next(text), None, "{text}");
        }
        assert_eq!(next("garbage, <p2>; rel=next").as_deref(), Some("p2"));
    }

    #[test]
    fn several_link_headers_count_as_one() {
        let headers = [("Link", "<a>; rel=first"), ("Link", "<b>; rel=next")];
        assert_eq!(link(&headers, "next"), Some("b"));
    }
}
