//! What `tracing` sees of a call.
#![cfg(feature = "tracing")]

use super::*;
use crate::nonblocking;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, LazyLock, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Dispatch, Event, Level, Metadata, Subscriber};

/// Notes spans and events of `bindery`.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Notes>>);

/// While `tracing` knows one subscriber at most, it asks that of the thread that first comes by a place in the code whether
/// the place is wanted: a thread without any switches it off for all. Two that are kept make it ask every one.
static KEPT: LazyLock<[Dispatch; 2]> = LazyLock::new(|| [Dispatch::new(Log::default()), Dispatch::new(Log::default())]);

/// Runs it, and notes what it logs in `log`.
fn noting<R>(log: &Log, run: impl FnOnce() -> R) -> R {
    LazyLock::force(&KEPT);
    tracing::subscriber::with_default(log.clone(), run)
}

#[derive(Default)]
struct Notes {
    /// Fields of each span, by name.
    spans: Vec<BTreeMap<String, String>>,
    events: Vec<BTreeMap<String, String>>,
    /// Depth of spans that are entered.
    entered: usize,
    was_entered: bool,
}

struct Fields<'a>(&'a mut BTreeMap<String, String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "bindery"
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut notes = self.0.lock().unwrap();
        let mut fields = BTreeMap::from([
            ("name".to_owned(), span.metadata().name().to_owned()),
            ("level".to_owned(), span.metadata().level().to_string()),
        ]);
        span.record(&mut Fields(&mut fields));
        notes.spans.push(fields);
        Id::from_u64(notes.spans.len() as u64)
    }
    fn record(&self, span: &Id, values: &Record<'_>) {
        let index = span.into_u64() as usize - 1;
        values.record(&mut Fields(&mut self.0.lock().unwrap().spans[index]));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        assert_eq!(*event.metadata().level(), Level::DEBUG);
        assert!(event.parent().is_some());
        let mut fields = BTreeMap::new();
        event.record(&mut Fields(&mut fields));
        self.0.lock().unwrap().events.push(fields);
    }
    fn enter(&self, _: &Id) {
        let mut notes = self.0.lock().unwrap();
        notes.entered += 1;
        notes.was_entered = true;
    }
    fn exit(&self, _: &Id) {
        self.0.lock().unwrap().entered -= 1;
    }
}

fn scripted() -> Script {
    Script::new(vec![
        answer(200, &[("Set-Cookie", "SESSION=s-2f41")], ""),
        answer(503, &[("Retry-After", "2")], "no s-2f41"),
        answer(200, &[], "12"),
        answer(404, &[], r#"{"detail": "s-2f41"}"#),
    ])
}

#[test]
fn a_call_is_one_span_without_secrets() {
    for is_async in [false, true] {
        let log = Log::default();
        noting(&log, || {
            if is_async {
                let client = nonblocking::Client::over(scripted(), home(), by::<Shop>(&ana(&SESSION))).unwrap();
                block_on(client.call(&GetOrder(7))).unwrap();
                block_on(client.call(&AddOrder(3))).unwrap_err();
                drop(client.call(&GetOrder(7)));
            } else {
                let client = blocking::Client::over(scripted(), home(), by::<Shop>(&ana(&SESSION))).unwrap();
                client.call(&GetOrder(7)).unwrap();
                client.call(&AddOrder(3)).unwrap_err();
            }
        });
        let notes = log.0.lock().unwrap();
        assert_eq!((notes.spans.len(), notes.entered, notes.was_entered), (2, 0, true));
        let fields = |span: usize| {
            let span = &notes.spans[span];
            [
                "name",
                "level",
                "vendor",
                "endpoint",
                "method",
                "status",
                "attempts",
                "sent_bytes",
                "received_bytes",
                "outcome",
            ]
            .map(|name| span[name].as_str())
        };
        // The login's body is 50 bytes long.
        assert_eq!(
            fields(0),
            ["call", "INFO", "shop", "get_order", "GET", "200", "2", "50", "11", "ok"]
        );
        assert_eq!(
            fields(1),
            [
                "call",
                "INFO",
                "shop",
                "add_order",
                "POST",
                "404",
                "1",
                "1",
                "20",
                "refused"
            ]
        );
        assert!(notes.spans[0]["duration_ms"].parse::<u64>().is_ok());
        assert_eq!(notes.events.len(), 2);
        assert_eq!(notes.events[0]["message"], "login");
        assert_eq!(
            (notes.events[1]["message"].as_str(), notes.events[1]["wait_ms"].as_str()),
            ("retry", "2000")
        );
        let all = format!("{:?}{:?}", notes.spans, notes.events);
        for secret in ["2f41", "sesame", "ana", "/orders"] {
            assert!(!all.contains(secret), "{secret} in {all}");
        }
    }
}

#[test]
fn a_call_that_is_dropped_says_so() {
    let log = Log::default();
    noting(&log, || {
        struct Never;
        impl nonblocking::Transport for Never {
            async fn send(&self, _: http::Request<Vec<u8>>, _: &crate::client::Limits) -> Came {
                std::future::pending().await
            }
            async fn wait(&self, _: Duration) {}
        }
        let client = nonblocking::Client::over(Never, home(), by::<Shop>(&Credentials::none())).unwrap();
        let mut call = Box::pin(client.call(&GetOrder(7)));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(call.as_mut().poll(&mut context).is_pending());
    });
    let notes = log.0.lock().unwrap();
    assert_eq!(notes.spans[0]["outcome"], "dropped");
    assert_eq!(notes.entered, 0);
}
