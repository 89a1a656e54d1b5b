//! What callers and logs are shown, and the search through it.
//!
//! Input: values, errors and what was logged. Output: the secrets found there.
//! **Invariant:** all that can be asked of an error is searched, not its `Debug` alone.

use crate::capture::{Fields, Notes};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};
use bindery::client::Reply;
use bindery::endpoint::{HeaderList, Headers};
use bindery::{CallError, Catalogue};
use bindery_loopback::{aceptabits, akinon, koibox, valomnia};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// Every secret that a scenario uses: those that let callers in, those that do not, and sessions.
pub const SECRETS: [&str; 13] = [
    aceptabits::TOKEN,
    akinon::KEY,
    akinon::USERNAME,
    akinon::PASSWORD,
    koibox::KEY,
    valomnia::USERNAME,
    valomnia::PASSWORD,
    "ROTATED-7734",
    SESSION,
    "wrong/key+7731&\"x",
    "wrong@user.7732",
    "wrong\\pass 7733 é",
    "wrong\u{7f}pass",
];

/// What every session begins with.
pub const SESSION: &str = "SESSION00";

/// What is shown, and what showed it.
#[derive(Default)]
pub struct Shown(pub Vec<(String, String)>);

impl Shown {
    pub fn text(&mut self, what: &str, text: impl Into<String>) {
        self.0.push((what.to_owned(), text.into()));
    }

    pub fn debug(&mut self, what: &str, value: &dyn Debug) {
        self.text(what, format!("{value:?}\n{value:#?}"));
    }

    fn headers(&mut self, what: &str, headers: &HeaderList) {
        // A session that was set just now is nobody's yet: it is there for who asks for it by its name.
        for (name, value) in headers.all().into_iter().filter(|(name, _)| *name != "set-cookie") {
            self.text(what, format!("{name}: {value}"));
        }
    }

    /// All that an error can be asked for.
    pub fn error<E: Catalogue + Debug>(&mut self, error: &CallError<E>) {
        let what = error.to_string();
        self.text("an error", &what);
        self.debug(&what, error);
        let mut source = std::error::Error::source(error);
        while let Some(error) = source {
            self.text(&what, format!("{error} {error:?}"));
            source = error.source();
        }
        match error {
            CallError::Vendor(error) => {
                self.debug(&what, &(&error.error, &error.code, &error.message, &error.fields));
                self.debug(&what, &error.request_id());
                self.headers(&what, &error.headers);
                self.text(&what, error.body.text());
            }
            CallError::Unfit(unfit) => {
                self.debug(&what, &(unfit.error.path(), unfit.error.found(), unfit.excerpt()));
                self.text(&what, unfit.error.to_string());
                self.headers(&what, &unfit.headers);
                self.text(&what, unfit.body.text());
            }
            _ => {}
        }
    }

    /// The reply itself, whose fields are as they came; or the error.
    pub fn reply<T: Debug, E: Catalogue + Debug>(&mut self, reply: Result<Reply<T>, CallError<E>>) {
        match reply {
            Ok(reply) => self.debug("a reply", &reply),
            Err(error) => self.error(&error),
        }
    }

    pub fn logs(&mut self, notes: &Notes) {
        let line = |fields: &Fields| format!("{fields:?}");
        for noted in notes.spans.iter().chain(&notes.events) {
            self.text(&format!("tracing, {}", noted["target"]), line(noted));
        }
        for (target, line) in &notes.lines {
            self.text(&format!("log, {target}"), line);
        }
    }
}

/// Spellings that vendors quote a text in, of all.
pub const QUOTED: usize = 9;

/// A text as others would write it.
pub fn spellings(secret: &str) -> Vec<String> {
    let percent = |text: &str, stays: &dyn Fn(u8) -> bool, space: &str, lower: bool| -> String {
        let one = |byte: u8| match byte {
            b' ' => space.to_owned(),
            _ if stays(byte) => char::from(byte).to_string(),
            _ if lower => format!("%{byte:02x}"),
            _ => format!("%{byte:02X}"),
        };
        text.bytes().map(one).collect()
    };
    let strict = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let loose = |byte: u8| strict(byte) || b"!$&'()*+,;=:@/?".contains(&byte);
    let ascii = |text: &str| -> String {
        let unit = |unit: u16| match char::from_u32(u32::from(unit)).filter(char::is_ascii) {
            Some(character) => character.to_string(),
            None => format!("\\u{unit:04x}"),
        };
        text.encode_utf16().map(unit).collect()
    };
    let json = secret.replace('\\', "\\\\").replace('"', "\\\"");
    vec![
        // As vendors quote it.
        secret.to_owned(),
        percent(secret, &strict, "%20", false),
        percent(secret, &strict, "+", false),
        percent(secret, &strict, "%20", true),
        percent(secret, &loose, "%20", false),
        json.clone(),
        json.replace('/', "\\/"),
        ascii(&json),
        secret.replace('&', "&amp;").replace('"', "&quot;"),
        // As we might show it.
        format!("{secret:?}").trim_matches('"').to_owned(),
        STANDARD.encode(secret),
        STANDARD_NO_PAD.encode(secret),
        URL_SAFE.encode(secret),
        format!("{:?}", secret.as_bytes()).trim_matches(['[', ']']).to_owned(),
    ]
}

/// What shows which secret, and what stands before it.
pub fn leaks(shown: &Shown) -> BTreeMap<(String, String), String> {
    let needles: Vec<String> = SECRETS.iter().flat_map(|secret| spellings(secret)).collect();
    let mut leaks = BTreeMap::new();
    for (what, text) in &shown.0 {
        for needle in &needles {
            if let Some((before, _)) = text.split_once(needle.as_str()) {
                let start = before.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
                leaks
                    .entry((what.clone(), needle.clone()))
                    .or_insert(before[start..].to_owned());
            }
        }
    }
    leaks
}
