//! What is known of a call, as data that generated code writes down in constants.
//!
//! Input: nothing. Output: nothing but itself, and a path filled with its arguments.
//! **Invariant:** every field is public and every value can stand in a `static`; nothing here holds a secret.

use super::template::{self, FillError};
use crate::catalogue::Status;
use crate::wire::Coding;
use std::fmt;

/// The method of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the method of its name")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
    Head,
}

impl Method {
    /// The word on the wire: `GET`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One step into a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// A member of an object: `a`.
    Name(&'static str),
    /// An item of an array: `[0]`.
    Index(usize),
    /// The last item: `[-1]`.
    Last,
    /// Every item: `[*]`.
    Each,
}

/// Where something stands in a JSON value; empty for the value itself.
pub type Path = &'static [Step];

/// Where something stands in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the body: the first of these that is there, in the shape that is asked for.
    Paths(&'static [Path]),
    /// In a header.
    Header {
        /// The header's name.
        name: &'static str,
        /// What is cut out of the header's text: `items {first}-{last}/{total}`. The hole named after what is asked
        /// for counts, else the one named `value`. `None`: the whole text.
        wire: Option<&'static str>,
    },
    /// The target of the `Link` header (RFC 8288) with this relation.
    Link(&'static str),
    /// The value of the cookie that is set under this name.
    Cookie(&'static str),
}

/// Where things stand in every answer of an API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Envelope {
    /// The payload. What an endpoint returns and what a page reads start here; all else starts at the root.
    pub at: Path,
    /// What a body says when it succeeded: paths, and the JSON scalar (as text) that stands there.
    pub success: &'static [(Path, &'static str)],
    /// Where the code of a success stands.
    pub success_code: Option<Path>,
    /// Where a failure says what.
    pub error: ErrorPlaces,
}

impl Envelope {
    /// No envelope: the body is the payload, and only the status tells success from failure.
    pub const DEFAULT: Self = Self {
        at: &[],
        success: &[],
        success_code: None,
        error: ErrorPlaces::DEFAULT,
    };
}

/// Where a failure says what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorPlaces {
    /// Its code: text or a number.
    pub code: Option<Place>,
    /// Its message.
    pub message: Option<Place>,
    /// What it says of single fields.
    pub fields: Option<FieldErrors>,
}

impl ErrorPlaces {
    /// Nowhere.
    pub const DEFAULT: Self = Self {
        code: None,
        message: None,
        fields: None,
    };
}

/// How a failure speaks of single fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldErrors {
    /// An object: names to texts, lists of texts, or the same for what is nested.
    Map(Place),
    /// A list of objects; the paths start at each.
    List {
        /// The list.
        at: Place,
        /// The field's name; several parts are joined with dots.
        name: Path,
        /// What is wrong with it.
        message: Path,
        /// The code of it.
        code: Option<Path>,
    },
}

/// How pages are asked for and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// The parameters that ask for a page.
    pub send: &'static [SendRole],
    /// Where the parts of a page stand, from the payload.
    pub read: &'static [(ReadRole, Place)],
}

/// A parameter that asks for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendRole {
    /// What it says.
    pub role: PageRole,
    /// Its name on the wire.
    pub name: &'static str,
    /// It travels in the header of this name, not in the query.
    pub header: bool,
    /// How [`PageRole::Range`] is spelled; `None`: `{first}-{last}`.
    pub wire: Option<&'static str>,
    /// What the vendor takes when it is left out.
    pub default: Option<i64>,
    /// The least; of [`PageRole::Page`] also the number of the first page, of [`PageRole::Range`] the position of the first
    /// item.
    pub minimum: Option<i64>,
    /// The most.
    pub maximum: Option<i64>,
    /// Above it the vendor serves this much, and does not complain.
    pub clamp: Option<i64>,
}

impl SendRole {
    /// Without a default and without bounds: what is left of a parameter when its role and name are said.
    pub const DEFAULT: Self = Self {
        role: PageRole::Limit,
        name: "",
        header: false,
        wire: None,
        default: None,
        minimum: None,
        maximum: None,
        clamp: None,
    };
}

/// What a paging parameter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageRole {
    /// Items on a page, at most.
    Limit,
    /// Items before the page.
    Offset,
    /// The page's number.
    Page,
    /// Where the page begins, in the vendor's own words: what [`ReadRole::NextCursor`] of the page before said.
    Cursor,
    /// The positions of its items, the first and the last.
    Range,
}

/// What an answer says of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadRole {
    /// The items.
    Items,
    /// Items on all pages.
    Total,
    /// The URL of the next page.
    NextUrl,
    /// The number of the next page.
    NextPage,
    /// The cursor of the next page.
    NextCursor,
    /// Whether there is a next page.
    More,
    /// The number of this page.
    Page,
    /// The number of pages.
    Pages,
    /// Items on a page, at most.
    Limit,
    /// Items before this page.
    Offset,
    /// The position of the first item.
    First,
    /// The position of the last item.
    Last,
    /// The URL of the page before.
    PreviousUrl,
}

impl ReadRole {
    /// Its name in a spec, and of its hole in a header's template: `next_url`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Total => "total",
            Self::NextUrl => "next_url",
            Self::NextPage => "next_page",
            Self::NextCursor => "next_cursor",
            Self::More => "more",
            Self::Page => "page",
            Self::Pages => "pages",
            Self::Limit => "limit",
            Self::Offset => "offset",
            Self::First => "first",
            Self::Last => "last",
            Self::PreviousUrl => "previous_url",
        }
    }
}

/// Everything that is known of one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndpointSpec {
    /// Its name in the spec: `list_customers`.
    pub name: &'static str,
    /// Its method.
    pub method: Method,
    /// The template of its path, after the server's URL: `/customers/{id}/`.
    pub path: &'static str,
    /// The statuses of success. Empty: any 2xx.
    pub statuses: &'static [Status],
    /// The code of success, where bodies have one.
    pub success_code: Option<&'static str>,
    /// Where things stand in its answers.
    pub envelope: &'static Envelope,
    /// Where its value stands, from the payload. Of a page: the items, in place of what `paging` says.
    pub at: Path,
    /// How its value is spelled: what is inside, where it is a list, a map or a page.
    pub coding: Option<Coding>,
    /// How its pages are asked for and read.
    pub paging: Option<&'static Paging>,
    /// Headers that are sent as they stand: name and text.
    pub headers: &'static [(&'static str, &'static str)],
    /// Parameters that are sent as they stand, behind all others: name and text.
    pub query: &'static [(&'static str, &'static str)],
}

impl EndpointSpec {
    /// `GET` of nothing, without envelope and pages: what is left of an endpoint when its name and path are said.
    pub const DEFAULT: Self = Self {
        name: "",
        method: Method::Get,
        path: "",
        statuses: &[],
        success_code: None,
        envelope: &Envelope::DEFAULT,
        at: &[],
        coding: None,
        paging: None,
        headers: &[],
        query: &[],
    };

    /// The path with its holes filled. Of a value everything but unreserved characters is percent-encoded, slashes too; of
    /// the path itself what no URL holds: `é`.
    ///
    /// # Errors
    /// A hole without a value, a value without a hole, and a value that makes its segment empty, `.` or `..`: each
    /// would be the path of another endpoint.
    pub fn path(&self, values: &[(&str, &str)]) -> Result<String, FillError> {
        let filled = template::fill(self.path, values, |_, value, out| {
            template::percent_encode(value, out);
            if value.is_empty() {
                Err("an empty value makes another path")
            } else {
                Ok(())
            }
        })?;
        match filled
            .split('/')
            .zip(self.path.split('/'))
            .find(|(segment, _)| matches!(*segment, "." | ".."))
        {
            Some((_, template)) => Err(FillError::new(
                template.trim_matches(['{', '}']),
                "a segment `.` or `..` makes another path; give the real value",
            )),
            None => {
                let mut path = String::with_capacity(filled.len());
                template::encode_foreign(&filled, &mut path);
                Ok(path)
            }
        }
    }

    /// Whether a status is one of success.
    #[must_use]
    pub fn succeeds(&self, status: u16) -> bool {
        match self.statuses {
            [] => Status::Class(2).covers(status),
            statuses => statuses.iter().any(|one| one.covers(status)),
        }
    }
}
