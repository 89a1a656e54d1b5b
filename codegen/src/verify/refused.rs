//! An answer that is a failure: is it one that the spec knows?
//!
//! **Invariant:** a failure never breaks the client, which keeps any code; but for a 2xx that no success and no error states: the
//! client takes that for a failure, too.

use super::collect::Told;
use super::drift::Kind;
use super::judge::{Judge, holds, text_of};
use super::words::{described, shortened};
use crate::diag::{one_of, quoted, suggest};
use crate::fit::Path;
use crate::fit::within::all;
use crate::ir::{FieldErrors, Place};
use crate::lower::errors::Known;
use crate::lower::place::place_words;
use crate::span::Span;
use crate::syntax::Status;
use crate::yaml::Node;
use bindery::endpoint::header_text;

impl<'a> Judge<'_, 'a> {
    /// The code of a failure, and where it stands in the body.
    pub(super) fn code(&self, body: Option<&Node>) -> Option<(String, Option<Span>)> {
        self.text_at(self.call.envelope.code.as_ref()?, body, "code")
    }

    fn text_at(&self, place: &Place, body: Option<&Node>, role: &str) -> Option<(String, Option<Span>)> {
        match place {
            Place::Paths(paths) => paths.iter().find_map(|path| {
                let found = all(body?, path, &Path::default());
                let (text, span) = found.iter().find_map(|(_, node)| Some((text_of(node)?, node.span)))?;
                Some((text.to_owned(), Some(span)))
            }),
            Place::Header { name, wire } => {
                let text = header_text(&self.headers, name, wire.as_deref(), role)?;
                Some((text.to_owned(), None))
            }
            Place::Link(_) | Place::Cookie(_) => None,
        }
    }

    /// The errors that this endpoint may end in.
    fn here(&self) -> impl Iterator<Item = &Known<'a>> {
        let here = |known: &&Known<'_>| known.endpoint.is_none_or(|endpoint| endpoint == self.call.name.value);
        self.known.iter().filter(here)
    }

    /// The error of a code: whole codes before beginnings.
    pub(super) fn matching(&self, code: &str) -> Option<&Known<'a>> {
        let codes = || {
            self.here()
                .filter_map(|known| Some((known, known.code.as_ref()?.value.as_str())))
        };
        codes()
            .find(|(_, known)| *known == code)
            .map(|(known, _)| known)
            .or_else(|| {
                let begins = codes().filter_map(|(known, own)| Some((known, own.strip_suffix('*')?)));
                let matching = begins.filter(|(_, own)| code.starts_with(own));
                matching.max_by_key(|(_, own)| own.len()).map(|(known, _)| known)
            })
    }

    /// The statuses that an error is stated with; empty: any.
    fn statuses(&self, known: &Known<'_>) -> Vec<Status> {
        let variants = &self.catalogue.variants;
        let variant = variants.iter().find(|variant| variant.name == known.name.value);
        variant.map_or_else(Vec::new, |variant| variant.attrs.status.clone())
    }

    pub(super) fn failure(&mut self, body: Option<&Node>) {
        let code = self.code(body);
        match &code {
            Some((code, span)) => self.known_code(code, *span),
            // Meant as a success: nothing else of a failure is due.
            None if self.known_status(body) => return,
            None => {}
        }
        self.message(body);
        self.fields(body);
    }

    fn known_code(&mut self, code: &str, span: Option<Span>) {
        let span = span.unwrap_or(self.whole);
        let status = self.status;
        let told = match self.matching(code) {
            Some(known) => {
                let stated = self.statuses(known);
                if stated.is_empty() || stated.iter().any(|stated| holds(*stated, status)) {
                    return;
                }
                let name = quoted(&known.name.value);
                let stated: Vec<String> = stated.iter().map(|stated| words(*stated)).collect();
                let stated = one_of(stated.iter().map(String::as_str));
                let message = format!("the error {name} came with status {status}, and is stated with {stated}");
                let declared = Some((known.name.span, "declared here".to_owned()));
                let help = "the client knows the error by its code; correct its `status`".to_owned();
                let label = format!("with status {status}");
                self.tell(
                    Kind::Status,
                    false,
                    &Path::default(),
                    span,
                    Told {
                        message,
                        label,
                        declared,
                        help,
                    },
                );
                return;
            }
            None => {
                let codes = self.here().filter_map(|known| known.code.as_ref());
                let close = suggest(code, codes.map(|code| code.value.as_str()));
                Told {
                    message: format!(
                        "the code {} is no error of {}",
                        quoted(&shortened(code)),
                        quoted(&self.call.name.value)
                    ),
                    label: "unknown code".to_owned(),
                    declared: Some((self.call.name.span, "its errors, and those of all endpoints".to_owned())),
                    help: match close {
                        Some(close) => format!("is it like {}? Otherwise add the code to an error", quoted(close)),
                        None => "add the code to an error of this endpoint, or of all".to_owned(),
                    },
                }
            }
        };
        self.tell(Kind::ErrorCode, false, &Path::default(), span, told);
    }

    /// Without a code, the status alone tells; whether it looks like one of success.
    fn known_status(&mut self, body: Option<&Node>) -> bool {
        let status = self.status;
        let by_status = self.here().any(|known| {
            known.code.is_none() && (known.statuses.is_empty() || known.statuses.iter().any(|it| holds(*it, status)))
        });
        if by_status {
            return false;
        }
        let stated = self
            .here()
            .any(|known| self.statuses(known).iter().any(|it| holds(*it, status)));
        let breaks = status / 100 == 2;
        let told = match &self.call.envelope.code {
            // The status is known, and what would say more is not there.
            Some(place) if stated => Told {
                message: format!("the failure holds no code at {}", quoted(&place_words(place))),
                label: body.map_or_else(|| "no body".to_owned(), |body| format!("this is {}", described(body))),
                declared: self.envelope_span(),
                help: "correct `envelope.error.code`; the client knows the failure by its status alone".to_owned(),
            },
            _ if stated => return false,
            _ => Told {
                message: format!(
                    "the status {status} is stated for no success and no error of {}",
                    quoted(&self.call.name.value)
                ),
                label: format!("with status {status}"),
                declared: Some((self.call.name.span, "the endpoint".to_owned())),
                help: match breaks {
                    true => "the client takes the answer for a failure; add it to `status` of the endpoint".to_owned(),
                    false => "the client keeps it as an unknown error; add an error with this `status`".to_owned(),
                },
            },
        };
        let kind = if stated { Kind::Failure } else { Kind::Status };
        self.tell(kind, breaks && !stated, &Path::default(), self.whole, told);
        breaks && !stated
    }

    fn message(&mut self, body: Option<&Node>) {
        let Some(place) = &self.call.envelope.message else {
            return;
        };
        let hidden = matches!(place, Place::Header { .. }) && self.headers.is_empty();
        if hidden || self.text_at(place, body, "message").is_some() {
            return;
        }
        // Failures of single fields often come without words of their own.
        if self
            .field_place()
            .is_some_and(|place| !self.found(&place, body).is_empty())
        {
            return;
        }
        let told = Told {
            message: format!("the failure holds no message at {}", quoted(&place_words(place))),
            label: body.map_or_else(|| "no body".to_owned(), |body| format!("this is {}", described(body))),
            declared: self.envelope_span(),
            help: "correct `envelope.error.message`".to_owned(),
        };
        self.tell(Kind::Failure, false, &Path::default(), self.whole, told);
    }

    fn field_place(&self) -> Option<Place> {
        match self.call.envelope.fields.as_ref()? {
            FieldErrors::Map(place) | FieldErrors::List { at: place, .. } => Some(place.clone()),
        }
    }

    fn found(&self, place: &Place, body: Option<&Node>) -> Vec<(Path, Node)> {
        let Place::Paths(paths) = place else { return Vec::new() };
        let found = paths.iter().flat_map(|path| match body {
            Some(body) => all(body, path, &Path::default()),
            None => Vec::new(),
        });
        let shaped = found.filter(|(_, node)| node.items().is_some() || node.entries().is_some());
        shaped.map(|(path, node)| (path, node.clone())).collect()
    }

    /// Where fields are spoken of, there are objects or lists; in a list, each names its field.
    fn fields(&mut self, body: Option<&Node>) {
        let Some(place) = self.field_place() else { return };
        let found = self.found(&place, body);
        let Place::Paths(paths) = &place else { return };
        if found.is_empty() {
            let other = body.and_then(|body| {
                paths
                    .iter()
                    .flat_map(|path| all(body, path, &Path::default()))
                    .find(|(_, node)| text_of(node).is_some())
            });
            if let Some((path, node)) = other {
                let told = Told {
                    message: format!(
                        "{} holds {}, where the fields of a failure are due",
                        quoted(&path.to_string()),
                        described(node)
                    ),
                    label: described(node).to_owned(),
                    declared: self.envelope_span(),
                    help: "correct `envelope.error.fields`".to_owned(),
                };
                self.tell(Kind::Failure, false, &path, node.span, told);
            }
            return;
        }
        let Some(FieldErrors::List { name, .. }) = &self.call.envelope.fields else {
            return;
        };
        let name = name.clone();
        for (path, node) in found {
            let single = std::slice::from_ref(&node);
            for item in node.items().unwrap_or(single) {
                if !all(item, &name, &Path::default()).is_empty() {
                    continue;
                }
                let told = Told {
                    message: format!("an item of {} names no field", quoted(&path.to_string())),
                    label: "without a name".to_owned(),
                    declared: self.envelope_span(),
                    help: "correct `envelope.error.fields`".to_owned(),
                };
                self.tell(Kind::Failure, false, &path, item.span, told);
            }
        }
    }
}

fn words(status: Status) -> String {
    match status {
        Status::Exact(status) => status.to_string(),
        Status::Class(class) => format!("{class}xx"),
    }
}
