//! Runs faults, many at a time, and compares what a user reads of them.
//!
//! Input: the table of faults. Output: a failed test that names every fault that panicked, hung or reads differently.
//! **Invariant:** a fault that does not end is given up after [`LONGEST`]; no exact time is ever asserted.

use crate::TOPICS;
use crate::client::Over;
use crate::seen::Seen;
use std::any::Any;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::{fs, thread};

/// A fault: its name, and what brings it about and asserts what comes of it.
pub type Fault = (&'static str, fn(Over) -> Seen);

/// How long a fault may take: far longer than any does, on a machine that has much else to do.
const LONGEST: Duration = Duration::from_secs(60);
/// Faults at a time. Most of them wait.
const WORKERS: usize = 8;

/// Every fault over one transport.
pub fn all(over: Over) {
    let faults: Vec<Fault> = TOPICS.iter().flat_map(|(_, faults)| faults.iter().copied()).collect();
    let queue = Arc::new(Mutex::new(faults.clone().into_iter()));
    let came = Arc::new(Mutex::new(BTreeMap::new()));
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (queue, came) = (Arc::clone(&queue), Arc::clone(&came));
            thread::spawn(move || {
                loop {
                    let Some((name, run)) = queue.lock().unwrap().next() else {
                        return;
                    };
                    let what = watched(run, over);
                    assert!(
                        came.lock().unwrap().insert(name, what).is_none(),
                        "two are named `{name}`"
                    );
                }
            })
        })
        .collect();
    for worker in workers {
        worker.join().unwrap();
    }
    let came = came.lock().unwrap();
    let wrong: Vec<String> = faults
        .iter()
        .filter_map(|(name, _)| Some(format!("`{name}` over {over:?}: {}", came[name].as_ref().err()?)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    compare(over, &table(&came));
}

/// Runs a fault in a thread of its own. Errors: it panicked, or did not end.
fn watched(run: fn(Over) -> Seen, over: Over) -> Result<String, String> {
    let (done, end) = mpsc::channel();
    let thread = thread::spawn(move || {
        let seen = run(over);
        let _ = done.send(());
        seen
    });
    if end.recv_timeout(LONGEST) == Err(RecvTimeoutError::Timeout) {
        return Err(format!("it did not end within {LONGEST:?}"));
    }
    thread.join().map(|seen| seen.0).map_err(|payload| words(&*payload))
}

fn words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    format!("it panicked: {}", text.unwrap_or("without words"))
}

fn table(came: &BTreeMap<&str, Result<String, String>>) -> String {
    let mut table = "What a user reads of each fault: the same over both transports.\n\
                     Renewed by INSTA_UPDATE=always cargo test -p bindery-tests --test faults\n"
        .to_owned();
    for (topic, faults) in TOPICS {
        table.push_str(&format!("\n== {topic}\n"));
        for (name, _) in faults {
            let what = came[name].as_deref().unwrap_or_default();
            table.push_str(&format!("\n{name}\n{what}\n"));
        }
    }
    table
}

fn compare(over: Over, table: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/faults/expected.txt");
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected == table {
        return;
    }
    if matches!(over, Over::Ureq) && std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, table).unwrap();
        return;
    }
    let mut wrong = String::new();
    for (expected, found) in differing(&expected, table) {
        wrong.push_str(&format!("- {expected}\n+ {found}\n"));
    }
    panic!("over {over:?} a user reads something else than tests/tests/faults/expected.txt says:\n{wrong}");
}

/// The lines that differ, side by side.
fn differing<'a>(expected: &'a str, found: &'a str) -> Vec<(&'a str, &'a str)> {
    let (expected, found): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    let line = |lines: &[&'a str], at: usize| lines.get(at).copied().unwrap_or_default();
    (0..expected.len().max(found.len()))
        .map(|at| (line(&expected, at), line(&found, at)))
        .filter(|(expected, found)| expected != found)
        .collect()
}
