//! Properties: whatever the change is, it is seen, and nothing panics.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::change::Change;
use super::compare::compare;
use super::policy::ROWS;
use bindery_codegen::{Analysis, Lines, analyze_texts};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut texts = Vec::new();
    for folder in ["specs", "codegen/fixtures/good", "tests/specs"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|it| it == "yaml") {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                let text = fs::read_to_string(&path).unwrap();
                texts.push((name, text));
            }
        }
    }
    texts.sort();
    texts
}

fn read(text: &str) -> Option<Analysis> {
    let analysis = analyze_texts(&[("a.yaml", text)]);
    (!analysis.failed()).then_some(analysis)
}

fn changes(old: &str, new: &str) -> Option<Vec<Change>> {
    Some(compare(&read(old)?.describe(), &read(new)?.describe()))
}

fn rust(text: &str) -> String {
    let compilation = read(text).unwrap().emit(Lines::LeftOut);
    compilation.modules[0].text.clone()
}

/// The spec with a line dropped, a word taken for another, two lines in another order.
fn mutations(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let joined = |lines: &[String]| lines.join("\n") + "\n";
    let owned: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let mut out = Vec::new();
    for at in 0..lines.len() {
        let mut without = owned.clone();
        without.remove(at);
        out.push(joined(&without));
        if at > 0 {
            let mut swapped = owned.clone();
            swapped.swap(at - 1, at);
            out.push(joined(&swapped));
        }
        for (word, other) in [
            ("string", "integer"),
            ("string", "string?"),
            ("?", ""),
            (" required", ""),
            ("integer", "integer required"),
            ("integer", "decimal"),
            (" read_only", ""),
            ("read_only", "write_only"),
            ("string", "string write_only"),
            ("get:", "delete:"),
            ("post:", "put:"),
            ("put:", "patch:"),
            ("page<", "list<"),
            ("/", "/x"),
            ("1", "2"),
            ("true", "false"),
            ("comparable", "exact"),
            ("exact", "in"),
            ("data", "rows"),
            ("_", "_x_"),
            ("name", "title"),
            ("doc: ", "doc: So "),
            ("status: ", "status: 2"),
            ("open: true", "open: false"),
            ("{ const: ", "{ const: x"),
            (", const: ", ", const: 1"),
            ("const: true", "const: false"),
            ("const: \"on\"", "const: \"off\""),
            ("const: ", "default: "),
            ("X-", "Y-"),
            ("X-", "x-"),
            ("combine: true", "combine: false"),
            ("keys: integer", "keys: string"),
            ("lists: brackets", "lists: indexed"),
            ("at: ", "at: in."),
            ("header: ", "header: X"),
        ] {
            if lines[at].contains(word) {
                let mut changed = owned.clone();
                changed[at] = lines[at].replacen(word, other, 1);
                out.push(joined(&changed));
            }
        }
    }
    out
}

/// The first line that differs.
fn changed_line<'a>(old: &'a str, new: &'a str) -> Option<(&'a str, &'a str)> {
    old.lines().zip(new.lines()).find(|(old, new)| old != new)
}

#[test]
fn whatever_changes_the_bindings_is_seen_in_both_directions() {
    // A sample; `EVERY_MUTATION=1` takes minutes and all.
    let step = if std::env::var_os("EVERY_MUTATION").is_some() {
        1
    } else {
        19
    };
    let mut compared = 0;
    let mut unseen = Vec::new();
    let mut rows = BTreeSet::new();
    for (name, text) in texts() {
        if read(&text).is_none() {
            continue; // needs files that are not in memory
        }
        let before = rust(&text);
        for (at, mutation) in mutations(&text).into_iter().enumerate() {
            // What is sent by itself shows in no type: all of it.
            if at % step != 0 && !changed_line(&text, &mutation).is_some_and(|(_, new)| new.contains("const")) {
                continue;
            }
            let Some(there) = changes(&text, &mutation) else {
                continue;
            };
            let back = changes(&mutation, &text).unwrap();
            compared += 1;
            rows.extend(there.iter().chain(&back).map(|change| change.row.code));
            if before != rust(&mutation) && (there.is_empty() || back.is_empty()) {
                unseen.push(format!("{name}: {:?}", changed_line(&text, &mutation)));
            }
        }
    }
    assert!(
        unseen.is_empty(),
        "{} of {compared}:\n{}",
        unseen.len(),
        unseen.join("\n")
    );
    assert!(compared > 50, "{compared}");
    assert!(rows.len() > 30, "{rows:?}");
    for code in ["constant_value", "constant_added", "constant_removed"] {
        assert!(rows.contains(code), "{code}: {rows:?}");
    }
}

#[test]
fn codes_are_different() {
    let codes: BTreeSet<&str> = ROWS.iter().map(|row| row.code).collect();
    assert_eq!(codes.len(), ROWS.len());
}
