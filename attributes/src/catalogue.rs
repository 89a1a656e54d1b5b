//! `bindery::Catalogue`.

use crate::Mistakes;
pub use crate::common::Status;
use crate::common::{read_statuses, write_statuses};
use crate::entry::{Entry, is_literal, pieces, text_piece};
use crate::keys::{self, Key, Keys, Seen, each, flag, read_pieces, set, value, word};
use crate::words::words;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Result};

/// On a variant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variant {
    /// `name = "page_required"`; `None`: the Rust name in snake_case.
    pub name: Option<String>,
    /// `doc = "The page is missing."`, what it means in messages; `None`: the first paragraph of the docs.
    pub doc: Option<String>,
    /// `kind = auth`: auth, forbidden, not_found, validation, conflict, rate_limit, server, unavailable, other.
    /// `None`: by the status.
    pub kind: Option<Kind>,
    /// `retryable` or `retryable = false`; `None`: by the kind.
    pub retryable: Option<bool>,
    /// `status(400, "4xx")`
    pub status: Vec<Status>,
    /// `code("0000")`, `code("08*")`, `code("1273", endpoint = "get_customers")`, `by_status`, `by_status(endpoint = "x")`.
    pub matches: Vec<Match>,
    /// `unknown`: the last variant, `Unknown { status: u16, code: Option<String> }`.
    pub unknown: bool,
}

/// The class of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the class of its name")]
pub enum Kind {
    Auth,
    Forbidden,
    NotFound,
    Validation,
    Conflict,
    RateLimit,
    Server,
    Unavailable,
    Other,
}

/// What makes an answer this failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The code, or with `*` at its end the beginning of one; `None`: the status alone.
    pub code: Option<String>,
    /// The endpoint it is confined to.
    pub endpoint: Option<String>,
}

words!(
    Kind,
    "kind",
    Auth = "auth",
    Forbidden = "forbidden",
    NotFound = "not_found",
    Validation = "validation",
    Conflict = "conflict",
    RateLimit = "rate_limit",
    Server = "server",
    Unavailable = "unavailable",
    Other = "other",
);

impl Kind {
    /// The class of what comes with a status.
    #[must_use]
    pub fn of(status: Status) -> Self {
        match status {
            Status::Exact(401) => Self::Auth,
            Status::Exact(403) => Self::Forbidden,
            Status::Exact(404) => Self::NotFound,
            Status::Exact(409) => Self::Conflict,
            Status::Exact(400 | 422) => Self::Validation,
            Status::Exact(429) => Self::RateLimit,
            Status::Exact(503) => Self::Unavailable,
            Status::Exact(500..=599) | Status::Class(5) => Self::Server,
            Status::Exact(_) | Status::Class(_) => Self::Other,
        }
    }

    /// Whether the same call may succeed later.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        matches!(self, Self::RateLimit | Self::Unavailable)
    }
}

impl Variant {
    /// Reads the `bindery` attributes of a variant; the default where there are none.
    ///
    /// # Errors
    /// Every mistake in them, combined, each at its token.
    pub fn read(attrs: &[Attribute]) -> Result<Self> {
        keys::read(attrs)
    }

    /// The attribute that reads as this; `None` where there is nothing to say.
    #[must_use]
    pub fn to_attribute(&self) -> Option<TokenStream> {
        keys::write_attribute(self)
    }

    /// Its class: the one that is said, else that of its first status.
    #[must_use]
    pub fn class(&self) -> Kind {
        let implied = || self.status.first().map(|status| Kind::of(*status));
        self.kind.or_else(implied).unwrap_or(Kind::Other)
    }

    /// Whether the same call may succeed when it is made again: what is said, else what its class says.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.retryable.unwrap_or_else(|| self.class().is_retryable())
    }
}

impl Keys for Variant {
    const OF: &'static str = "a variant of a catalogue";
    const TABLES: &'static [&'static [Key<Self>]] = &[
        &[
            Key::new(
                "name",
                |to, entry| set(&mut to.name, entry.text().map(|text| Some(text.value()))),
                |of| value(of.name.as_ref()),
            ),
            Key::new(
                "doc",
                |to, entry| set(&mut to.doc, entry.text().map(|text| Some(text.value()))),
                |of| value(of.doc.as_ref()),
            ),
            Key::new(
                "kind",
                |to, entry| set(&mut to.kind, entry.word().map(Some)),
                |of| value(of.kind.map(|kind| word(kind.name()))),
            ),
            Key::new(
                "retryable",
                |to, entry| set(&mut to.retryable, entry.boolean().map(Some)),
                |of| match of.retryable {
                    Some(true) => flag(true),
                    other => value(other),
                },
            ),
            Key::new(
                "status",
                |to, entry| set(&mut to.status, read_statuses(entry, "any status")),
                |of| write_statuses(&of.status),
            ),
        ],
        &[
            Key::often("code", read_code, |of| {
                each(&of.matches, |matched| {
                    let code = matched.code.as_ref()?;
                    let rest = keys::write(&Scope {
                        endpoint: matched.endpoint.clone(),
                    });
                    Some(quote!((#code #(, #rest)*)))
                })
            }),
            Key::often("by_status", read_by_status, |of| {
                each(&of.matches, |matched| match (&matched.code, &matched.endpoint) {
                    (Some(_), _) => None,
                    (None, None) => Some(TokenStream::new()),
                    (None, Some(endpoint)) => Some(quote!((endpoint = #endpoint))),
                })
            }),
        ],
        &[Key::new(
            "unknown",
            |to, entry| set(&mut to.unknown, entry.flag()),
            |of| flag(of.unknown),
        )],
    ];

    fn check(seen: &Seen, mistakes: &mut Mistakes) {
        seen.alone("unknown", "it stands for whatever is not documented", mistakes);
    }
}

/// `code("1273")`, `code("1273", endpoint = "get_customers")`
fn read_code(to: &mut Variant, entry: &Entry) -> Result<()> {
    let mut mistakes = Mistakes::default();
    let mut pieces = pieces(entry.list()?, &mut mistakes).into_iter().peekable();
    let code = match pieces.next_if(is_literal) {
        Some(piece) => mistakes.take(text_piece(piece, "code")).map(|code| code.value()),
        None => {
            mistakes.at(entry.span(), "`code(…)` begins with the code: `code(\"1273\")`");
            None
        }
    };
    let Scope { endpoint } = read_pieces(pieces.collect(), entry.span(), &mut mistakes);
    to.matches.push(Match { code, endpoint });
    mistakes.finish(())
}

/// `by_status`, `by_status(endpoint = "x")`
fn read_by_status(to: &mut Variant, entry: &Entry) -> Result<()> {
    let Scope { endpoint } = match entry.flag() {
        Ok(_) => Scope::default(),
        Err(_) => keys::read_list(entry)?,
    };
    to.matches.push(Match { code: None, endpoint });
    Ok(())
}

/// What a match is confined to.
#[derive(Default)]
struct Scope {
    endpoint: Option<String>,
}

impl Keys for Scope {
    const OF: &'static str = "`code(…)` and `by_status(…)`";
    const TABLES: &'static [&'static [Key<Self>]] = &[&[Key::new(
        "endpoint",
        |to, entry| set(&mut to.endpoint, entry.text().map(|text| Some(text.value()))),
        |of| value(of.endpoint.as_ref()),
    )]];
}
