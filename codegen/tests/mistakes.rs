//! Mistakes that people make, each with the whole of what they are told: `fixtures/mistakes/NN_name.yaml` and the text
//! beside it.
//!
//! Read a change of these texts as the author of the spec would. Refresh them with
//! `UPDATE_EXPECT=1 cargo test -p bindery-codegen --test mistakes`.

#![allow(clippy::unwrap_used, reason = "a fixture that cannot be read fails the test")]

mod common;

use bindery_codegen::diag::render;
use common::{Expected, all_diagnostics, entries, fixtures, name};

#[test]
fn every_mistake_is_told_as_it_should_be() {
    let mut expected = Expected::default();
    for fixture in entries(&fixtures().join("mistakes")) {
        if fixture.extension().is_some_and(|it| it == "txt") {
            continue;
        }
        let file = (name(&fixture), std::fs::read(&fixture).unwrap());
        let (files, diagnostics) = all_diagnostics(&[file]);
        assert!(!diagnostics.is_empty(), "{} is no mistake", fixture.display());
        expected.compare(&fixture.with_extension("txt"), render::all(&files, &diagnostics));
    }
    expected.finish();
}
