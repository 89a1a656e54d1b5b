//! What is said about each diagnostic tells the truth: the wrong example has it and no other, the right one has none, and
//! the reference is written from the same texts.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod fragments;

use bindery_codegen::codes::Code;
use bindery_codegen::diag::Severity;
use fragments::compile_fragment;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Codes that no example shows; their texts say why.
const WITHOUT_EXAMPLES: [Code; 3] = [Code::Io, Code::TooLarge, Code::Internal];

#[test]
fn every_example_is_what_it_says() {
    let mut wrong = String::new();
    for code in Code::ALL {
        let explanation = code.explanation();
        let (Some(bad), Some(good)) = (explanation.wrong, explanation.right) else {
            assert!(WITHOUT_EXAMPLES.contains(code), "{} has no examples", code.name());
            assert_eq!((explanation.wrong, explanation.right), (None, None), "{}", code.name());
            assert!(explanation.meaning.contains("There is no example: "), "{}", code.name());
            continue;
        };
        let found = compile_fragment(bad);
        let codes: Vec<Code> = found.diagnostics.iter().map(|it| it.code).collect();
        if codes.is_empty() || codes.iter().any(|found| found != code) {
            writeln!(
                wrong,
                "{}, the wrong example, is {codes:?}:\n{}",
                code.name(),
                found.render()
            )
            .unwrap();
        }
        let found = compile_fragment(good);
        if !found.diagnostics.is_empty() {
            writeln!(wrong, "{}, the right example:\n{}", code.name(), found.render()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_text_is_short_and_in_its_layout() {
    for code in Code::ALL {
        let (name, explanation) = (code.name(), code.explanation());
        let sentences = explanation.meaning.split_inclusive(['.', '?']);
        let sentences = sentences.filter(|it| it.ends_with(['.', '?']) && it.len() > 20).count();
        assert!((2..=8).contains(&sentences), "{name} has {sentences} sentences");
        assert!(
            !explanation.meaning.contains("```"),
            "{name}: a block that is neither wrong nor right"
        );
        let ends = |text: &str| text.ends_with("```\n");
        assert!(
            ends(code.text()) || explanation.right.is_none(),
            "{name}: the right example stands last"
        );
        assert!(
            code.text().lines().all(|line| line.chars().count() <= 160),
            "{name}: a line that is too long"
        );
    }
}

/// The reference, as it is written from the texts.
fn reference() -> String {
    let mut text = String::from(
        "# Diagnostics\n\n\
         Every message of the compiler has a code that never changes its meaning. `bindery explain CODE` prints what stands here.\n\
         Errors stop the bindings from being written; warnings do not. In the examples, a line without a section is a field of a\n\
         model; what a whole spec needs beside it is left out. Every example is compiled by a test.\n\n\
         In the order in which they are looked for:\n\n\
         | code | severity | summary |\n|---|---|---|\n",
    );
    for code in Code::ALL {
        let name = code.name();
        writeln!(
            text,
            "| [`{name}`](#{name}) | {} | {} |",
            severity(*code),
            code.summary()
        )
        .unwrap();
    }
    for code in Code::ALL {
        let explanation = code
            .text()
            .replace("```yaml wrong", "Wrong:\n\n```yaml")
            .replace("```yaml right", "Right:\n\n```yaml");
        write!(
            text,
            "\n## `{}`\n\n**{}** ({})\n\n{explanation}",
            code.name(),
            code.summary(),
            severity(*code)
        )
        .unwrap();
    }
    text
}

fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

#[test]
fn the_reference_is_written_from_the_texts() {
    let path = Path::new(bindery_specs::DIR).join("DIAGNOSTICS.md");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, reference()).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == reference(),
        "specs/DIAGNOSTICS.md is stale; refresh it with `UPDATE_EXPECT=1 cargo test -p bindery-tests --test diagnostics`"
    );
}

/// The file of a code that was removed would be found by nobody.
#[test]
fn every_text_is_of_a_code() {
    let folder = Path::new(bindery_specs::DIR).join("../codegen/src/codes");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".md") {
            assert!(Code::named(name).is_some(), "codes/{name}.md is the text of no code");
        }
    }
}
