//! Recorded answers: whether what a vendor sent fits what its spec says.
//!
//! Input: a spec, the name of an endpoint, and an answer that was recorded. Output: a [`Report`] of every [`Drift`], in the
//! order of the answer. **Invariant:** a drift that [breaks](Drift::breaks) is told exactly where the bindings refuse the
//! answer; what the answer holds is quoted in part only, and of write-only fields never.

mod collect;
mod drift;
mod fields;
mod judge;
mod paged;
mod refused;
mod seen;
mod suggest;
#[cfg(test)]
mod tests;
mod types;
mod words;

use crate::check;
use crate::compile::{Read, read_beside};
use crate::diag::{Diagnostic, Diagnostics, suggest as near};
use crate::fit::Fit;
use crate::fit::json::read_any_json;
use crate::load::{Loaded, load, load_texts};
use crate::lower::lower_with_calls;
use crate::lower::scope::Scope;
use crate::lower::shape::lower_shapes;
use crate::source::Files;
use crate::span::Span;
use crate::syntax::Status;
use crate::yaml::Node;
use collect::Collector;
pub use drift::{Drift, Kind};
use judge::Judge;
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// Answers larger than this are not looked at.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// An answer that was recorded.
#[derive(Debug, Clone, Copy)]
pub struct Recorded<'r> {
    /// Its file, as messages show it.
    pub path: &'r str,
    /// Its body: JSON, perhaps after a byte-order mark.
    pub body: &'r [u8],
    /// `None`: that of success.
    pub status: Option<u16>,
    /// Names and texts. Places in headers are looked at where there is any.
    pub headers: &'r [(String, String)],
}

/// What an answer turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A value, or something that was meant to be one.
    Success,
    /// A refusal in the vendor's own words.
    Failure,
}

/// What became of an answer.
#[derive(Debug)]
pub struct Report {
    /// The spec, the answer and all else that messages speak of; of the answer, values of write-only fields are stars.
    pub files: Files,
    /// What it was taken for.
    pub outcome: Outcome,
    /// The items of a page.
    pub items: Option<usize>,
    /// Each kind of drift at each place once, in the order of the answer.
    pub drifts: Vec<Drift>,
    /// What the spec would say to fit, as a piece of YAML; `None` where nothing is to be changed.
    pub suggestion: Option<String>,
}

impl Report {
    /// Whether the bindings refuse the answer, or read it as a failure.
    #[must_use]
    pub fn breaks(&self) -> bool {
        self.drifts.iter().any(|drift| drift.breaks)
    }
}

/// Why nothing could be said of an answer.
#[derive(Debug)]
pub enum Obstacle {
    /// The spec has mistakes.
    Spec {
        /// What messages speak of.
        files: Files,
        /// In the order of files and places.
        diagnostics: Vec<Diagnostic>,
    },
    /// The spec has no such endpoint.
    UnknownEndpoint {
        /// One that is called alike.
        near: Option<String>,
        /// All of them, in the order of the spec.
        known: Vec<String>,
    },
    /// The answer is no JSON.
    NotJson {
        /// What the message speaks of.
        files: Files,
        /// Where.
        span: Span,
        /// What is wrong, in one sentence.
        message: String,
    },
}

/// Holds an answer against an endpoint of a spec.
///
/// # Errors
/// The spec has mistakes or lacks the endpoint, or the answer is no JSON.
pub fn verify(spec: &Path, endpoint: &str, recorded: &Recorded<'_>) -> Result<Report, Obstacle> {
    let diags = Diagnostics::default();
    let loaded = load(&[PathBuf::from(spec)], &diags);
    run(loaded, &diags, &|path| std::fs::read(path), endpoint, recorded)
}

/// [`verify`] with a spec that is in memory: paths as messages show them, and texts.
///
/// ```
/// use bindery_codegen::verify::{Kind, Recorded, verify_texts};
///
/// let spec = "bindery: 1
/// vendor: shop
/// sources: { docs: { url: https://docs.shop.example, read: 2026-11-21 } }
/// servers: { production: https://api.shop.example }
/// models: { Order: { fields: { id: integer, note: string } } }
/// endpoints: { get_order: { get: /order, returns: Order } }
/// ";
/// let body = br#"{"id": 7, "note": null}"#;
/// let recorded = Recorded { path: "order.json", body, status: None, headers: &[] };
/// let report = verify_texts(&[("shop.yaml", spec)], "get_order", &recorded).map_err(|_| "no report")?;
/// assert!(report.breaks());
/// assert_eq!((report.drifts[0].kind, report.drifts[0].path.as_str()), (Kind::Null, "note"));
/// # Ok::<(), &str>(())
/// ```
///
/// # Errors
/// As [`verify`].
pub fn verify_texts<P: AsRef<str>, T: AsRef<[u8]>>(
    texts: &[(P, T)],
    endpoint: &str,
    recorded: &Recorded<'_>,
) -> Result<Report, Obstacle> {
    let diags = Diagnostics::default();
    let loaded = load_texts(texts, &diags);
    let read = |path: &Path| {
        let found = texts.iter().find(|(known, _)| Path::new(known.as_ref()) == path);
        found
            .map(|(_, text)| text.as_ref().to_vec())
            .ok_or_else(|| std::io::ErrorKind::NotFound.into())
    };
    run(loaded, &diags, &read, endpoint, recorded)
}

fn run(
    loaded: Loaded,
    diags: &Diagnostics,
    read: Read<'_>,
    endpoint: &str,
    recorded: &Recorded<'_>,
) -> Result<Report, Obstacle> {
    let Loaded {
        files, specs, dialects, ..
    } = loaded;
    let files = RefCell::new(files);
    let mut known = Vec::new();
    for spec in &specs {
        let dialect = spec.dialect.map(|index| index.and_then(|index| dialects.get(index)));
        let scope = Scope::new(&spec.spec, dialect, diags);
        let whole = lower_with_calls(&scope, &|name| read_beside(name, &files, read));
        let valid = check::check(whole.api, &scope);
        let (Ok(valid), false) = (valid, diags.has_errors()) else {
            break;
        };
        known.extend(whole.calls.iter().map(|call| call.name.value.clone()));
        let call = whole.calls.iter().position(|call| call.name.value == endpoint);
        let Some((call, described)) = call.and_then(|at| Some((whole.calls.get(at)?, valid.api().endpoints.get(at)?)))
        else {
            continue;
        };
        let silent = Diagnostics::default();
        let quiet = Scope::new(scope.spec, Ok(scope.dialect), &silent);
        let shapes = lower_shapes(&quiet);
        let fit = Fit {
            scope: &quiet,
            shapes: &shapes,
        };
        let status = recorded.status.unwrap_or_else(|| success(&call.statuses));
        let body = read_body(&mut files.borrow_mut(), recorded, judge::has_no_body(call, status));
        let (span, body) = match body {
            Ok(body) => body,
            Err((span, message)) => {
                return Err(Obstacle::NotJson {
                    files: files.into_inner(),
                    span,
                    message,
                });
            }
        };
        let mut judge = Judge {
            fit,
            call,
            read_at: &described.read,
            catalogue: &valid.api().catalogue,
            known: &whole.known,
            headers: recorded.headers,
            status,
            whole: span,
            collector: Collector::new(fit),
            items: None,
        };
        let outcome = judge.judge(body.as_ref());
        let items = judge.items;
        let collector = judge.collector;
        let suggestion = suggest::suggest(fit, call, &collector);
        let (drifts, secrets) = collector.finish();
        let mut files = files.into_inner();
        files.mask(&secrets);
        return Ok(Report {
            files,
            outcome,
            items,
            drifts,
            suggestion,
        });
    }
    if diags.has_errors() || specs.is_empty() {
        return Err(Obstacle::Spec {
            files: files.into_inner(),
            diagnostics: diags.sorted(),
        });
    }
    Err(Obstacle::UnknownEndpoint {
        near: near(endpoint, known.iter().map(String::as_str)).map(str::to_owned),
        known,
    })
}

/// The status of an endpoint's successes: the first that is stated.
fn success(stated: &[Status]) -> u16 {
    match stated.first() {
        Some(Status::Exact(status)) => *status,
        Some(Status::Class(class)) => u16::from(*class) * 100,
        None => 200,
    }
}

type Body = (Span, Option<(Node, Vec<Span>)>);

/// The body with the names that come twice; nothing of one that is empty, where none is due.
fn read_body(files: &mut Files, recorded: &Recorded<'_>, none_due: bool) -> Result<Body, (Span, String)> {
    if recorded.body.len() > MAX_BYTES {
        let file = files.add(recorded.path, "");
        let message = format!("the answer is larger than {} MiB", MAX_BYTES / 1024 / 1024);
        return Err((Span::start_of(file), message));
    }
    let text = String::from_utf8_lossy(recorded.body);
    let file = files.add(recorded.path, text);
    let text = files.text(file);
    let whole = Span {
        file,
        start: 0,
        end: u32::try_from(text.len()).unwrap_or(u32::MAX),
    };
    if let Err(error) = std::str::from_utf8(recorded.body) {
        let mark = if recorded.body.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        let at = u32::try_from(error.valid_up_to().saturating_sub(mark)).unwrap_or(u32::MAX);
        let span = Span {
            start: at,
            end: at.saturating_add(1),
            ..whole
        };
        return Err((span, "the answer is not UTF-8, as JSON has to be".to_owned()));
    }
    if text.trim_ascii().is_empty() && none_due {
        return Ok((whole, None));
    }
    let read =
        read_any_json(file, text).map_err(|(span, message)| (span, message.replace("the file", "the answer")))?;
    Ok((whole, Some(read)))
}
