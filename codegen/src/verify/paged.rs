//! What an answer says of its page.
//!
//! **Invariant:** what may be absent on a first or last page is no drift when it is null or absent; what names a next page and
//! cannot be followed breaks, as for the bindings.

use super::collect::Told;
use super::drift::Kind;
use super::judge::Judge;
use super::words::{described, shortened};
use crate::diag::quoted;
use crate::fit::Path;
use crate::fit::within::at;
use crate::ir::{Paging, Place, ReadRole};
use crate::syntax::Step;
use crate::yaml::{Node, Scalar};
use bindery::endpoint::{cookie, header_text, link};
use bindery_attributes::endpoint::spell;

impl Judge<'_, '_> {
    pub(super) fn roles(&mut self, paging: &Paging, body: &Node) {
        for (role, place) in paging.read.iter().filter(|(role, _)| *role != ReadRole::Items) {
            match place {
                Place::Paths(paths) => self.in_body(*role, paths, body),
                _ => self.in_headers(*role, place),
            }
        }
    }

    fn in_body(&mut self, role: ReadRole, paths: &[Vec<Step>], body: &Node) {
        let root = self.call.envelope.at.as_slice();
        let found: Vec<(Vec<Step>, &Node)> = paths
            .iter()
            .filter_map(|path| {
                let path = [root, path].concat();
                let node = at(body, &path)?;
                Some((path, node))
            })
            .collect();
        if let Some((path, node)) = found.iter().find(|(_, node)| takes(role, node)) {
            let text = node.text().unwrap_or_default();
            if is_url(role) && !leads_somewhere(text) {
                self.drifts(role, path, node, false, "is no URL");
            }
            return;
        }
        if let Some((path, node)) = found.iter().find(|(_, node)| leads_on(role, node)) {
            return self.drifts(role, path, node, true, "leads to no page");
        }
        match found.first() {
            None if is_told(role) => {
                let first = [root, paths.first().map_or(&[][..], Vec::as_slice)].concat();
                let told = Told {
                    message: format!(
                        "nothing stands at {}, where the page says its `{role}`",
                        quoted(&spell(&first)),
                        role = role.as_str()
                    ),
                    label: "not in here".to_owned(),
                    declared: self.read_span(role),
                    help: format!("correct `{}` of the paging, or leave it out", role.as_str()),
                };
                self.tell(Kind::Paging, false, &Path::default().follow(&first), body.span, told);
            }
            Some((path, node)) if !is_nothing(node) => {
                self.drifts(role, path, node, false, &format!("is no {}", wanted(role)));
            }
            _ => {}
        }
    }

    fn drifts(&mut self, role: ReadRole, path: &[Step], node: &Node, breaks: bool, words: &str) {
        let told = Told {
            message: format!("{} holds {}, which {words}", quoted(&spell(path)), described(node)),
            label: words.to_owned(),
            declared: self.read_span(role),
            help: match breaks {
                true => "the client refuses the answer; correct the paging".to_owned(),
                false => format!("the client reads none; correct `{}` of the paging", role.as_str()),
            },
        };
        self.tell(Kind::Paging, breaks, &Path::default().follow(path), node.span, told);
    }

    /// Only where headers were recorded.
    fn in_headers(&mut self, role: ReadRole, place: &Place) {
        if self.headers.is_empty() {
            return;
        }
        let found = match place {
            Place::Header { name, wire } => header_text(&self.headers, name, wire.as_deref(), role.as_str()),
            Place::Link(relation) => link(&self.headers, relation),
            Place::Cookie(name) => cookie(&self.headers, name),
            Place::Paths(_) => None,
        };
        let place = quoted(&crate::lower::place::place_words(place));
        let message = match found {
            Some(text) if !takes_text(role, text) || is_url(role) && !leads_somewhere(text) => {
                format!("{place} holds \"{}\", which is no {}", shortened(text), wanted(role))
            }
            None if is_told(role) => format!("there is no {place}, where the page says its `{}`", role.as_str()),
            _ => return,
        };
        let told = Told {
            message,
            label: "the answer with these headers".to_owned(),
            declared: self.read_span(role),
            help: format!("correct `{}` of the paging", role.as_str()),
        };
        self.tell(Kind::Paging, false, &Path::default(), self.whole, told);
    }
}

/// What is there on every page.
fn is_told(role: ReadRole) -> bool {
    use ReadRole as R;
    matches!(role, R::Total | R::Page | R::Pages | R::Limit | R::Offset | R::More)
}

fn is_url(role: ReadRole) -> bool {
    matches!(role, ReadRole::NextUrl | ReadRole::PreviousUrl)
}

fn wanted(role: ReadRole) -> &'static str {
    match role {
        ReadRole::NextUrl | ReadRole::PreviousUrl => "URL",
        ReadRole::NextCursor => "cursor",
        ReadRole::More => "boolean",
        _ => "number",
    }
}

/// Whether a value has the right shape for the bindings.
fn takes(role: ReadRole, node: &Node) -> bool {
    match node.scalar() {
        Some(Scalar::Boolean(_)) => role == ReadRole::More,
        Some(Scalar::Text) => node
            .text()
            .is_some_and(|text| !text.is_empty() && takes_text(role, text)),
        Some(Scalar::Integer | Scalar::Number) => !is_url(role) && takes_text(role, &node.to_json()),
        _ => false,
    }
}

fn takes_text(role: ReadRole, text: &str) -> bool {
    match role {
        ReadRole::Items => false,
        ReadRole::NextUrl | ReadRole::PreviousUrl | ReadRole::NextCursor => true,
        ReadRole::More => text.trim().parse::<bool>().is_ok(),
        _ => text.trim().parse::<i64>().is_ok(),
    }
}

/// Whether the value says that there is a next page, whatever it is.
fn leads_on(role: ReadRole, node: &Node) -> bool {
    let is_next = matches!(role, ReadRole::NextUrl | ReadRole::NextPage | ReadRole::NextCursor);
    is_next && !is_nothing(node)
}

/// What says that there is none.
fn is_nothing(node: &Node) -> bool {
    match node.scalar() {
        Some(Scalar::Null | Scalar::Boolean(false)) => true,
        Some(Scalar::Text) => node.text().is_some_and(|text| text.trim().is_empty()),
        _ => false,
    }
}

/// A URL, or what leads on from one.
fn leads_somewhere(text: &str) -> bool {
    bindery::rule::format::is_uri(text)
        || text.starts_with(['/', '?']) && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}
