//! `bindery diff`: each case is a folder with an old and a new reading and what is said of them.

use super::{RIGHT, bindery, folder, parts, run};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The cases, in order.
pub(super) fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// Each row of the policy: code, Rust, wire.
pub(super) fn rows() -> Vec<(String, String, String)> {
    let (code, text, _) = parts(&bindery(Path::new(".")).args(["diff", "--policy"]).output().unwrap());
    assert_eq!(code, 0);
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let cells: Vec<&str> = line.split(" | ").collect();
        let code = cells[0].trim_start_matches("| `").trim_end_matches('`');
        let plain = |cell: &str| cell.trim_matches('*').to_owned();
        (code.to_owned(), plain(cells[2]), plain(cells[3]))
    })
    .collect()
}

/// `old.yaml` and `new.yaml`, or the folders `old` and `new`.
fn readings(case: &Path) -> [&'static str; 2] {
    match case.join("old").is_dir() {
        true => ["old", "new"],
        false => ["old.yaml", "new.yaml"],
    }
}

fn diff(case: &Path, more: &[&str]) -> (i32, String, String) {
    let readings = readings(case);
    parts(&bindery(case).arg("diff").args(readings).args(more).output().unwrap())
}

/// `NAME` of every `class[NAME]` that begins a paragraph.
fn codes(text: &str) -> BTreeSet<String> {
    let heads = text.lines().filter(|line| !line.starts_with(' '));
    heads
        .filter_map(|line| Some(line.split_once('[')?.1.split_once("]: ")?.0.to_owned()))
        .collect()
}

#[test]
fn every_case_is_judged_as_expected() {
    let refresh = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let (code, out, err) = diff(&case, &[]);
        assert_eq!(err, "", "{}", case.display());
        assert_eq!(code, i32::from(out.contains("breaking[")), "{}: {out}", case.display());
        let expected = case.join("expected.txt");
        if refresh {
            std::fs::write(&expected, &out).unwrap();
        }
        let known = std::fs::read_to_string(&expected).unwrap_or_default();
        if known != out {
            wrong.push(format!("--- {}\n{out}", case.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "these differ from their expected.txt; UPDATE_EXPECT=1 cargo test -p bindery-cli refreshes them:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_row_of_the_policy_has_a_case_and_every_case_a_row() {
    let rows: BTreeSet<String> = rows().into_iter().map(|(code, ..)| code).collect();
    let mut held = BTreeSet::new();
    for case in cases() {
        let text = std::fs::read_to_string(case.join("expected.txt")).unwrap();
        let codes = codes(&text);
        assert_eq!(codes.is_empty(), text == "no changes\n", "{}", case.display());
        held.extend(codes);
    }
    assert_eq!(rows, held);
}

#[test]
fn a_reading_is_no_change_of_itself() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for path in ["specs", "codegen/fixtures/good", "tests/specs"] {
        let output = bindery(root)
            .args(["diff", path, path, "--deny", "docs"])
            .output()
            .unwrap();
        assert_eq!(parts(&output), (0, "no changes\n".to_owned(), String::new()), "{path}");
    }
}

#[test]
fn mistakes_in_either_are_told_and_nothing_is_compared() {
    let wrong = RIGHT.replace("note: string?", "note: strng?");
    let place = folder(&[("old.yaml", RIGHT), ("new.yaml", &wrong)]);
    for (args, which) in [
        (["specs/old.yaml", "specs/new.yaml"], "new"),
        (["specs/new.yaml", "specs/old.yaml"], "new"),
    ] {
        let (code, out, err) = run(place.path(), &["diff", args[0], args[1], "--format", "short"]);
        assert_eq!(code, 2);
        assert_eq!(
            out,
            "specs/new.yaml:6:41: error[unknown_type]: there is no type or model `strng`\n"
        );
        assert_eq!(
            err,
            format!("error: `specs/{which}.yaml` has mistakes: nothing was compared\n")
        );
    }
    let (code, _, err) = run(place.path(), &["diff", "specs/old.yaml", "specs/gone.yaml"]);
    assert_eq!(code, 2);
    assert!(err.contains("there is no file or folder `specs/gone.yaml`"), "{err}");
    let (code, _, err) = run(place.path(), &["diff", "specs/old.yaml"]);
    assert_eq!(code, 2);
    assert!(err.contains("<NEW>"), "{err}");
}

#[test]
fn what_ends_with_1_is_a_choice() {
    let docs = RIGHT.replace("read: 2026-11-21", "read: 2026-11-22");
    let more = RIGHT.replace("note: string?", "note: string?, more: string?");
    let less = RIGHT.replace(", note: string?", "");
    let place = folder(&[
        ("old.yaml", RIGHT),
        ("docs.yaml", &docs),
        ("more.yaml", &more),
        ("less.yaml", &less),
    ]);
    for (new, ends) in [
        ("old", [0, 0, 0, 0]),
        ("docs", [0, 0, 0, 1]),
        ("more", [0, 0, 1, 1]),
        ("less", [0, 1, 1, 1]),
    ] {
        let codes = ["never", "breaking", "compatible", "docs"].map(|deny| {
            let new = format!("specs/{new}.yaml");
            run(place.path(), &["diff", "specs/old.yaml", &new, "--deny", deny]).0
        });
        assert_eq!(codes, ends, "{new}");
    }
}

#[test]
fn one_json_object_a_line() {
    let less = RIGHT.replace(", note: string?", "");
    let place = folder(&[("old.yaml", RIGHT), ("new.yaml", &less)]);
    let (code, out, _) = run(
        place.path(),
        &["diff", "specs/old.yaml", "specs/new.yaml", "--format", "json"],
    );
    assert_eq!(code, 1);
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        lines,
        [
            serde_json::json!({
                "class": "breaking",
                "audience": "both",
                "code": "field_removed",
                "vendor": "shop",
                "message": "`Order.note` is gone",
                "rust": ["`Order.note`"],
                "why": "code that names it does not compile; it is neither sent nor read",
                "old": { "file": "specs/old.yaml", "line": 6, "column": 35 },
                "new": null,
            }),
            serde_json::json!({
                "step": "major",
                "step_before_1_0": "minor",
                "breaking": 1,
                "compatible": 0,
                "docs": 0,
            }),
        ]
    );
}

#[test]
fn colours_are_for_those_who_want_them() {
    let less = RIGHT.replace(", note: string?", "");
    let place = folder(&[("old.yaml", RIGHT), ("new.yaml", &less)]);
    let args = ["diff", "specs/old.yaml", "specs/new.yaml"];
    let (_, plain, _) = run(place.path(), &args);
    assert!(!plain.contains('\u{1b}'));
    let (_, coloured, _) = run(place.path(), &[&args[..], &["--color", "always"]].concat());
    assert!(
        coloured.contains("\u{1b}[1m\u{1b}[31mbreaking[field_removed]\u{1b}[0m: "),
        "{coloured:?}"
    );
}

#[test]
fn the_policy_is_the_document() {
    let (_, text, _) = run(Path::new("."), &["diff", "--policy"]);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("POLICY.md");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap_or_default(),
        text,
        "POLICY.md is stale: UPDATE_EXPECT=1 cargo test -p bindery-cli writes it"
    );
}
