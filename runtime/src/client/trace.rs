//! What a call shows of itself to `tracing`: one span, and events for what happens between its attempts.
//!
//! Input: the names, sizes and outcome of a call. Output: fields of a span; nothing without the feature `tracing`.
//! **Invariant:** only names of the spec, numbers and fixed words are recorded: no URL, header or body.

pub(crate) use on_or_off::{CallSpan, Trace};

#[cfg(feature = "tracing")]
mod on_or_off {
    use std::time::{Duration, Instant};
    use tracing::field::Empty;
    use tracing::{Instrument, Span};

    /// What is known of one call so far.
    pub(crate) struct Trace {
        span: Span,
        begun: Instant,
        attempts: u32,
        sent: usize,
        received: usize,
        status: Option<u16>,
        /// A call that is dropped before its end has none.
        outcome: &'static str,
    }

    impl Trace {
        pub(crate) fn new(vendor: &'static str, endpoint: &'static str, method: &http::Method) -> Self {
            let span = tracing::info_span!(
                target: "bindery",
                "call",
                vendor,
                endpoint,
                method = method.as_str(),
                status = Empty,
                attempts = Empty,
                sent_bytes = Empty,
                received_bytes = Empty,
                duration_ms = Empty,
                outcome = Empty,
            );
            Self {
                span,
                begun: Instant::now(),
                attempts: 0,
                sent: 0,
                received: 0,
                status: None,
                outcome: "dropped",
            }
        }

        pub(crate) fn span(&self) -> CallSpan {
            CallSpan(self.span.clone())
        }

        /// A request goes out.
        pub(crate) fn sent(&mut self, attempts: u32, bytes: usize) {
            self.attempts = attempts;
            self.sent = self.sent.saturating_add(bytes);
        }

        /// An answer came.
        pub(crate) fn received(&mut self, status: http::StatusCode, bytes: usize) {
            self.status = Some(status.as_u16());
            self.received = self.received.saturating_add(bytes);
        }

        /// The request will be sent again.
        pub(crate) fn retry(&self, wait: Duration) {
            let wait_ms = milliseconds(wait);
            tracing::debug!(target: "bindery", parent: &self.span, attempts = self.attempts, wait_ms, "retry");
        }

        /// There is a new session.
        pub(crate) fn logged_in(&self) {
            tracing::debug!(target: "bindery", parent: &self.span, "login");
        }

        /// How the call ended, in one word.
        pub(crate) fn end(&mut self, outcome: &'static str) {
            self.outcome = outcome;
        }
    }

    impl Drop for Trace {
        fn drop(&mut self) {
            let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
            self.status.map(|status| self.span.record("status", status));
            self.span.record("attempts", self.attempts);
            self.span.record("sent_bytes", count(self.sent));
            self.span.record("received_bytes", count(self.received));
            self.span.record("duration_ms", milliseconds(self.begun.elapsed()));
            self.span.record("outcome", self.outcome);
        }
    }

    fn milliseconds(duration: Duration) -> u64 {
        u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
    }

    /// What runs in it belongs to the call.
    pub(crate) struct CallSpan(Span);

    impl CallSpan {
        pub(crate) fn scope<R>(&self, run: impl FnOnce() -> R) -> R {
            self.0.in_scope(run)
        }

        pub(crate) fn instrument<F: Future>(self, future: F) -> impl Future<Output = F::Output> {
            future.instrument(self.0)
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod on_or_off {
    use std::time::Duration;

    pub(crate) struct Trace;

    impl Trace {
        pub(crate) fn new(_vendor: &'static str, _endpoint: &'static str, _method: &http::Method) -> Self {
            Self
        }

        pub(crate) fn span(&self) -> CallSpan {
            CallSpan
        }

        pub(crate) fn sent(&mut self, _attempts: u32, _bytes: usize) {}

        pub(crate) fn received(&mut self, _status: http::StatusCode, _bytes: usize) {}

        pub(crate) fn retry(&self, _wait: Duration) {}

        pub(crate) fn logged_in(&self) {}

        pub(crate) fn end(&mut self, _outcome: &'static str) {}
    }

    pub(crate) struct CallSpan;

    impl CallSpan {
        pub(crate) fn scope<R>(&self, run: impl FnOnce() -> R) -> R {
            run()
        }

        pub(crate) fn instrument<F: Future>(self, future: F) -> impl Future<Output = F::Output> {
            future
        }
    }
}
