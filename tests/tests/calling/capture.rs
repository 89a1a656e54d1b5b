//! What a scenario logs: spans and events of `tracing`, and records of `log`.
//!
//! Input: code to run. Output: its value, and everything that was logged on the thread that ran it: by `tracing` at every
//! level, by `log` up to one. **Invariant:** nothing is left out, whatever its target.

pub use log::Level;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, LazyLock, Mutex, Once};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Dispatch, Event, Metadata, Subscriber};

/// Fields by name; with `name`, `target` and `level`.
pub type Fields = BTreeMap<String, String>;

/// What was logged.
#[derive(Default)]
pub struct Notes {
    pub spans: Vec<Fields>,
    pub events: Vec<Fields>,
    /// Lines of `log`, with their targets.
    pub lines: Vec<(String, String)>,
}

/// While `tracing` knows one subscriber at most, it asks that of the thread that first comes by a place in the code whether
/// the place is wanted: a thread without any switches it off for all. Two that are kept make it ask every one.
static KEPT: LazyLock<[Dispatch; 2]> = LazyLock::new(|| [Dispatch::new(Log::default()), Dispatch::new(Log::default())]);

/// Runs it, and notes what it logs; by `log` as programs do that look for mistakes.
pub fn capture<R>(run: impl FnOnce() -> R) -> (R, Notes) {
    capture_at(Level::Debug, run)
}

/// Runs it, and notes what it logs; by `log` up to this level.
pub fn capture_at<R>(level: Level, run: impl FnOnce() -> R) -> (R, Notes) {
    static LOGGER: Once = Once::new();
    LOGGER.call_once(|| {
        log::set_logger(&Lines).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
    });
    LazyLock::force(&KEPT);
    let log = Log::default();
    LEVEL.set(Some(level));
    let value = tracing::subscriber::with_default(log.clone(), run);
    let mut notes = std::mem::take(&mut *log.0.lock().unwrap());
    LEVEL.set(None);
    notes.lines = LINES.take();
    (value, notes)
}

thread_local! {
    static LEVEL: Cell<Option<Level>> = const { Cell::new(None) };
    static LINES: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

struct Lines;

impl log::Log for Lines {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        LEVEL.get().is_some_and(|level| metadata.level() <= level)
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            let line = (record.target().to_owned(), record.args().to_string());
            LINES.with_borrow_mut(|lines| lines.push(line));
        }
    }

    fn flush(&self) {}
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Notes>>);

struct Into<'a>(&'a mut Fields);

impl Visit for Into<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let text = self.0.entry(field.name().to_owned()).or_default();
        write!(text, "{value:?}").unwrap();
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.entry(field.name().to_owned()).or_default().push_str(value);
    }
}

fn fields(metadata: &Metadata<'_>) -> Fields {
    Fields::from([
        ("name".to_owned(), metadata.name().to_owned()),
        ("target".to_owned(), metadata.target().to_owned()),
        ("level".to_owned(), metadata.level().to_string()),
    ])
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut noted = fields(span.metadata());
        span.record(&mut Into(&mut noted));
        let mut notes = self.0.lock().unwrap();
        notes.spans.push(noted);
        Id::from_u64(notes.spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let index = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Into(&mut self.0.lock().unwrap().spans[index]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut noted = fields(event.metadata());
        event.record(&mut Into(&mut noted));
        self.0.lock().unwrap().events.push(noted);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl Notes {
    /// The spans of a target.
    pub fn spans_of(&self, target: &str) -> Vec<&Fields> {
        self.spans.iter().filter(|span| span["target"] == target).collect()
    }

    /// The events of a target.
    pub fn events_of(&self, target: &str) -> Vec<&Fields> {
        self.events.iter().filter(|event| event["target"] == target).collect()
    }
}
