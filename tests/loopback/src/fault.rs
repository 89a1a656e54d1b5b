//! Misbehaviour on demand.
//!
//! Input: the faults that a test asked for, and right answers. Output: wrong ones. **Invariant:** a fault ends by itself:
//! every body is bounded, every pause is the test's own.

use crate::answer::Answer;
use crate::paging::Listing;
use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use bindery::{Json, json};
use futures_core::Stream;
use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Sleep, sleep};

/// What is wrong with an answer.
///
/// The first six stand in for the vendor, which never sees the request. The others let it answer, and spoil that.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Fault {
    /// This status, these headers, this body.
    Status(u16, Vec<(String, String)>, Vec<u8>),
    /// This JSON text, whether it is JSON or not, with status 200.
    Json(String),
    /// A page in HTML with this status, as proxies and load balancers send it.
    Html(u16),
    /// This status with this `Retry-After`: seconds, or a date.
    RetryAfter(u16, String),
    /// This status with this `Location`.
    RedirectTo(u16, String),
    /// Status 200 and so many bytes of JSON that never ends, in chunks or with its length told beforehand.
    Huge {
        /// How many bytes.
        bytes: u64,
        /// Whether `Content-Length` says so.
        announced: bool,
    },
    /// The answer comes after this time.
    SlowHead(Duration),
    /// The head comes at once, half of the body too, the rest after this time.
    SlowBody(Duration),
    /// The head comes at once, the body in ten pieces, each after this time.
    Trickle(Duration),
    /// Half of the body comes, then the connection is closed.
    CloseMidBody,
    /// Half of the body, as if it were all.
    Truncated,
    /// The right answer with another value, a JSON text, at a path such as `results.3.id`.
    Replace(String, String),
    /// The next page is said to be there; where a vendor sends no links, nothing is wrong.
    NextLink(String),
    /// There is always another page, of items that are new.
    EndlessPages,
    /// There is always another page, and it is the first one again.
    RepeatingPage,
}

impl Fault {
    /// A bare status.
    #[must_use]
    pub const fn status(status: u16) -> Self {
        Self::Status(status, Vec::new(), Vec::new())
    }

    pub(crate) fn listing(&self) -> Listing {
        match self {
            Self::NextLink(url) => Listing::Next(url.clone()),
            Self::EndlessPages => Listing::Endless,
            Self::RepeatingPage => Listing::Repeating,
            _ => Listing::Honest,
        }
    }

    /// The answer that the vendor never gave, if this fault stands in for it.
    pub(crate) fn instead(&self) -> Option<Response> {
        let answer = match self {
            Self::Status(status, headers, body) => {
                let mut answer = response(*status, Body::from(body.clone()));
                for (name, value) in headers {
                    set(&mut answer, name, value);
                }
                return Some(answer);
            }
            Self::Json(text) => typed(200, "application/json", text.clone()),
            Self::Html(status) => typed(
                *status,
                "text/html; charset=utf-8",
                format!("<html><body><h1>{status}</h1></body></html>"),
            ),
            Self::RetryAfter(status, when) => {
                let mut answer = response(*status, Body::empty());
                set(&mut answer, "retry-after", when);
                answer
            }
            Self::RedirectTo(status, url) => {
                let mut answer = response(*status, Body::empty());
                set(&mut answer, "location", url);
                answer
            }
            Self::Huge { bytes, announced } => {
                let mut answer = response(
                    200,
                    Script::body([Step::Send(Bytes::from_static(b"[")), Step::Pad(bytes.saturating_sub(1))]),
                );
                set(&mut answer, "content-type", "application/json");
                if *announced {
                    set(&mut answer, "content-length", &bytes.to_string());
                }
                answer
            }
            _ => return None,
        };
        Some(answer)
    }
}

/// The right answer, spoiled.
pub async fn spoil(fault: Option<Fault>, mut answer: Answer) -> Response {
    if let Some(Fault::Replace(path, value)) = &fault {
        answer.put(path, json::from_str(value).unwrap_or(Json::Null));
    }
    if let Some(Fault::SlowHead(time)) = fault {
        sleep(time).await;
    }
    let bytes = Bytes::from(answer.bytes());
    let (first, rest) = (bytes.slice(..bytes.len() / 2), bytes.slice(bytes.len() / 2..));
    let length = bytes.len();
    let body = match fault {
        Some(Fault::SlowBody(time)) => Script::body([Step::Send(first), Step::Wait(time), Step::Send(rest)]),
        Some(Fault::Trickle(time)) => {
            let pieces = bytes.chunks(length.div_ceil(10).max(1)).map(Bytes::copy_from_slice);
            Script::body(pieces.flat_map(|piece| [Step::Wait(time), Step::Send(piece)]))
        }
        Some(Fault::CloseMidBody) => {
            Script::body([Step::Send(first), Step::Wait(Duration::from_millis(20)), Step::Close])
        }
        Some(Fault::Truncated) => return finish(&answer, Body::from(first.clone()), first.len()),
        _ => Body::from(bytes),
    };
    finish(&answer, body, length)
}

fn finish(answer: &Answer, body: Body, length: usize) -> Response {
    let mut response = response(answer.status, body);
    if answer.body.is_some() {
        set(&mut response, "content-type", "application/json");
        set(&mut response, "content-length", &length.to_string());
    }
    for (name, value) in &answer.headers {
        set(&mut response, name, value);
    }
    response
}

fn typed(status: u16, media_type: &'static str, body: String) -> Response {
    let mut answer = response(status, Body::from(body));
    answer
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    answer
}

fn response(status: u16, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
}

/// Adds a header; one that HTTP does not allow is left out.
fn set(response: &mut Response, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
        response.headers_mut().append(name, value);
    }
}

#[derive(Debug)]
enum Step {
    Send(Bytes),
    /// So many spaces.
    Pad(u64),
    Wait(Duration),
    /// The connection is closed.
    Close,
}

/// A body that is sent step by step.
struct Script {
    steps: VecDeque<Step>,
    pause: Option<Pin<Box<Sleep>>>,
}

const PADDING: &[u8] = &[b' '; 64 * 1024];

impl Script {
    fn body(steps: impl IntoIterator<Item = Step>) -> Body {
        Body::from_stream(Self {
            steps: steps.into_iter().collect(),
            pause: None,
        })
    }
}

impl Stream for Script {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(pause) = &mut self.pause {
                if pause.as_mut().poll(context).is_pending() {
                    return Poll::Pending;
                }
                self.pause = None;
            }
            return Poll::Ready(match self.steps.pop_front() {
                None => None,
                Some(Step::Send(bytes)) => Some(Ok(bytes)),
                Some(Step::Close) => Some(Err(io::ErrorKind::ConnectionAborted.into())),
                Some(Step::Wait(time)) => {
                    self.pause = Some(Box::pin(sleep(time)));
                    continue;
                }
                Some(Step::Pad(0)) => continue,
                Some(Step::Pad(left)) => {
                    let now = left.min(PADDING.len() as u64);
                    self.steps.push_front(Step::Pad(left - now));
                    let padding = usize::try_from(now).ok().and_then(|now| PADDING.get(..now));
                    Some(Ok(Bytes::from_static(padding.unwrap_or_default())))
                }
            });
        }
    }
}

/// The faults that wait for their requests.
#[derive(Debug, Default)]
pub struct Faults(Vec<Planned>);

#[derive(Debug)]
struct Planned {
    prefix: String,
    fault: Fault,
    /// None: for ever.
    left: Option<usize>,
}

impl Faults {
    pub fn plan(&mut self, prefix: String, fault: Fault, times: Option<usize>) {
        self.0.push(Planned {
            prefix,
            fault,
            left: times,
        });
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault of a request: the oldest whose prefix its path begins with, and that is not used up.
    pub fn take(&mut self, path: &str) -> Option<Fault> {
        self.0.retain(|planned| planned.left != Some(0));
        let planned = self.0.iter_mut().find(|planned| path.starts_with(&planned.prefix))?;
        if let Some(left) = &mut planned.left {
            *left -= 1;
        }
        Some(planned.fault.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_used_up_in_order() {
        let mut faults = Faults::default();
        faults.plan("/a".into(), Fault::status(500), Some(2));
        faults.plan("/a/b".into(), Fault::status(501), None);
        let mut take = |path: &str| match faults.take(path) {
            Some(Fault::Status(status, ..)) => status,
            _ => 200,
        };
        assert_eq!(
            ["/a/b", "/c", "/a", "/a/b", "/a", "/a/b"].map(&mut take),
            [500, 200, 500, 501, 200, 501]
        );
    }
}
