//! Specs with mistakes: every fixture in `fixtures/bad/CODE/` yields that code first, and the text beside it.
//!
//! A fixture is a YAML file, or a folder of them. After a change of messages, refresh the texts with
//! `UPDATE_EXPECT=1 cargo test -p bindery-codegen --test bad` and read what changed.

#![allow(clippy::unwrap_used, reason = "a text that cannot be written fails the test")]

mod common;

use bindery_codegen::codes::Code;
use bindery_codegen::diag::render;
use common::{Expected, all_diagnostics, bad_fixtures, files_of, fixtures};
use std::collections::BTreeSet;

#[test]
fn every_fixture_says_what_is_expected() {
    let mut expected = Expected::default();
    let mut later = Vec::new();
    for (code, fixture) in bad_fixtures() {
        let (files, diagnostics) = all_diagnostics(&files_of(&fixture));
        if diagnostics.first().map(|first| first.code.name()) != Some(&code) {
            later.push(fixture.display().to_string());
        }
        for diagnostic in &diagnostics {
            assert!(
                !diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'),
                "{}",
                diagnostic.message
            );
        }
        expected.compare(&fixture.with_extension("txt"), render::all(&files, &diagnostics));
    }
    assert_eq!(
        later, [""; 0],
        "the first message of a fixture has the code of its folder"
    );
    expected.finish();
}

#[test]
fn one_run_shows_the_mistakes_of_every_kind_and_file() {
    let fixture = fixtures().join("several_files");
    let (files, diagnostics) = all_diagnostics(&files_of(&fixture));
    let mut expected = Expected::default();
    expected.compare(&fixture.with_extension("txt"), render::all(&files, &diagnostics));
    expected.finish();
    let lines: Vec<String> = diagnostics.iter().map(|it| render::short(&files, it)).collect();
    let expected = [
        "conventions.yaml:4:9: error[bad_template]: the lookup `lte` takes one operand, so its value needs `{value}`",
        "customers.yaml:8:27: error[unquoted]: `no` must be quoted: YAML tools read it as a boolean",
        "customers.yaml:12:19: error[unknown_word]: `readonly` is no word of a field of a model",
        "customers.yaml:13:29: error[unknown_key]: there is no key `max_lenght` in a field of a model",
        "customers.yaml:14:14: error[unknown_type]: there is no type or model `Stat`",
        "customers.yaml:18:26: error[unknown_lookup]: there is no lookup or family `bound`",
        "customers.yaml:18:46: error[senseless_lookup]: the lookup `gte` makes no sense for the enum `State`",
        "depot/bins.yaml:1:1: error[unknown_key]: there is no key `servers` in a part of a vendor",
        "depot/bins.yaml:3:40: error[unknown_type]: there is no type or model `Bim`",
        "depot/parts.yaml:3:19: error[unknown_type]: there is no type or model `integr`",
        "depot/parts.yaml:4:11: error[duplicate_name]: the error `gone` stands in two files",
        "invoices.yaml:3:1: error[yaml]: a tab stands where YAML allows only spaces",
        "orders.yaml:9:37: error[read_only_required]: `id` is read-only and required: what is never sent cannot be asked \
         of the sender",
        "orders.yaml:9:47: error[endless_model]: every `Order` holds another, without end: `Order.customer`, \
         `Customer.order`",
        "orders.yaml:14:10: error[unquoted]: `404` must be quoted: YAML tools read it as a number",
        "orders.yaml:17:10: error[path_hole]: the hole `{shop}` of the path has no entry in `path`",
        "orders.yaml:18:14: error[duplicate_wire]: two parameters send the name `page`",
    ];
    assert_eq!(lines, expected);
}

/// Codes without a folder of fixtures, and why.
const WITHOUT_FIXTURE: &[(Code, &str)] = &[
    (Code::TooLarge, "a file of megabytes; the tests of `load` make one up"),
    (
        Code::Internal,
        "a mistake of the compiler, that no spec is known to bring out",
    ),
];

#[test]
fn codes_and_folders_of_fixtures_are_the_same() {
    let have: BTreeSet<String> = bad_fixtures().into_iter().map(|(code, _)| code).collect();
    let without = |code: &Code| WITHOUT_FIXTURE.iter().any(|(known, _)| known == code);
    let want = Code::ALL.iter().filter(|code| !without(code));
    let want: BTreeSet<String> = want.map(|code| code.name().to_owned()).collect();
    let missing: Vec<&String> = want.difference(&have).collect();
    assert_eq!(missing, [""; 0], "a code without a folder in fixtures/bad");
    let strange: Vec<&String> = have.difference(&want).collect();
    assert_eq!(strange, [""; 0], "a folder in fixtures/bad that is no code");
}
