//! What the bindings do, asserted on values: pages, queries, errors, what is sent, round trips.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests are tests, too"
)]

mod dots;
mod endpoints;
mod errors;
mod headers;
mod json;
mod operands;
mod pages;
mod parameters;
mod patches;
mod queries;
mod round_trips;
mod texts;
mod writing;

use bindery::Violations;

/// Violations as a test lists them: path, rule, value.
fn list(result: Result<(), Violations>) -> Vec<String> {
    let violations = result.err().into_iter().flatten();
    violations
        .map(|it| format!("{} {} {}", it.path(), it.rule(), it.value().unwrap_or("-")))
        .collect()
}

/// A snapshot beside the tests, which says how it is renewed.
macro_rules! snapshot {
    ($name:expr, $value:expr) => {
        insta::with_settings!({
            prepend_module_to_snapshot => false,
            omit_expression => true,
            snapshot_path => "../snapshots",
            description => "Renewed by INSTA_UPDATE=always cargo test -p bindery-tests",
        }, {
            insta::assert_snapshot!($name, $value);
        })
    };
}
pub(crate) use snapshot;
