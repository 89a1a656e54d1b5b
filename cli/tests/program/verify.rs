//! `bindery verify`, over the folders of `tests/verify`: what is said of each answer, and that what is suggested fits it.
//!
//! A folder holds `response.json`, `args` (the endpoint and options, one a line), `expected.txt`, perhaps a `spec.yaml` (else
//! `shop.yaml` beside the folders) and a `suggest.yaml`. `UPDATE_EXPECT=1` writes what is expected.

use super::{bindery, parts, run};
use serde_yaml::{Mapping, Value};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify");
    let entries = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn spec(folder: &Path) -> &'static str {
    if folder.join("spec.yaml").exists() {
        "spec.yaml"
    } else {
        "../shop.yaml"
    }
}

/// The arguments behind `verify SPEC`.
fn arguments(folder: &Path, spec: &str) -> Vec<String> {
    let text = std::fs::read_to_string(folder.join("args")).unwrap();
    let mut lines = text.lines().map(str::to_owned);
    let mut all = vec![
        "verify".to_owned(),
        spec.to_owned(),
        lines.next().unwrap(),
        "response.json".to_owned(),
    ];
    all.extend(lines);
    all
}

fn call(folder: &Path, spec: &str, more: &[&str]) -> (i32, String, String) {
    let all = arguments(folder, spec);
    let all: Vec<&str> = all.iter().map(String::as_str).chain(more.iter().copied()).collect();
    run(folder, &all)
}

fn expect(path: &Path, found: &str, wrong: &mut Vec<String>) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, found).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected != found {
        wrong.push(format!("{}:\n{found}", path.display()));
    }
}

#[test]
fn each_answer_is_judged_as_expected() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let (code, out, err) = call(&folder, spec(&folder), &[]);
        let mut found = format!("exit {code}\n");
        for (name, text) in [("stdout", out), ("stderr", err)] {
            if !text.is_empty() {
                let _ = write!(found, "--- {name}\n{text}");
            }
        }
        expect(&folder.join("expected.txt"), &found, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The drifts that a spec alone cannot mend: the answer contradicts itself.
const NOT_FOR_SPECS: [&str; 1] = ["twice"];

#[test]
fn what_is_suggested_fits() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for folder in folders()
        .into_iter()
        .filter(|folder| folder.join("suggest.yaml").exists())
    {
        let (_, yaml, err) = call(&folder, spec(&folder), &["--suggest"]);
        assert_eq!(err, "", "{}", folder.display());
        expect(&folder.join("suggest.yaml"), &yaml, &mut wrong);
        let own = std::fs::read_to_string(folder.join(spec(&folder))).unwrap();
        let mut merged: Value = serde_yaml::from_str(&own).unwrap();
        merge(&mut merged, &serde_yaml::from_str(&yaml).unwrap());
        let place = tempfile::tempdir().unwrap();
        for file in ["response.json", "args"] {
            std::fs::copy(folder.join(file), place.path().join(file)).unwrap();
        }
        let text = serde_yaml::to_string(&merged).unwrap();
        std::fs::write(place.path().join("spec.yaml"), &text).unwrap();
        let (code, out, err) = call(place.path(), "spec.yaml", &["--format", "short"]);
        let mended = out
            .lines()
            .all(|line| NOT_FOR_SPECS.iter().any(|kind| line.contains(&format!("[{kind}]"))));
        assert!(mended && code != 2, "{}:\n{yaml}{out}{err}{text}", folder.display());
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 7, "{count}");
}

/// Fields and types replace those of their name; models and endpoints are added to.
fn merge(spec: &mut Value, piece: &Value) {
    let section = |value: &Value, name: &str| value.get(name).and_then(Value::as_mapping).cloned().unwrap_or_default();
    let spec = spec.as_mapping_mut().unwrap();
    for (section_name, deep) in [("types", 0), ("models", 2), ("endpoints", 1)] {
        let more = section(piece, section_name);
        if more.is_empty() {
            continue;
        }
        let own = spec
            .entry(section_name.into())
            .or_insert(Value::Mapping(Mapping::new()));
        into(own.as_mapping_mut().unwrap(), &more, deep);
    }
}

fn into(own: &mut Mapping, more: &Mapping, deep: usize) {
    for (key, value) in more {
        match (own.get_mut(key), value.as_mapping()) {
            (Some(Value::Mapping(own)), Some(value)) if deep > 0 => into(own, value, deep - 1),
            _ => drop(own.insert(key.clone(), value.clone())),
        }
    }
}

#[test]
fn a_secret_that_is_returned_is_never_shown() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify/secret");
    for more in [&[][..], &["--suggest"], &["--format", "json"], &["--format", "short"]] {
        let (code, out, err) = call(&folder, "../shop.yaml", more);
        assert_eq!(code, 1);
        assert!(!out.contains("hunter2") && !err.contains("hunter2"), "{out}{err}");
        assert!(out.contains("secret"), "{out}");
    }
}

#[test]
fn an_answer_from_stdin_and_a_vendor_by_name() {
    let place = super::folder(&[("shop.yaml", super::RIGHT)]);
    let judged = |body: &str| {
        let mut command = bindery(place.path());
        command.args(["verify", "shop", "get_order", "-"]);
        let command = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), body.as_bytes()).unwrap();
        parts(&child.wait_with_output().unwrap())
    };
    assert_eq!(
        judged("{\"id\": 1, \"note\": null}"),
        (0, String::new(), "the answer fits `get_order`\n".to_owned())
    );
    let (code, out, _) = judged("{\"id\": null}");
    assert_eq!(code, 1);
    assert!(out.contains("<stdin>:1:8"), "{out}");
}

#[test]
fn wrong_calls_are_told() {
    let place = super::folder(&[("shop.yaml", super::RIGHT)]);
    let fails = |args: &[&str]| {
        let (code, out, err) = run(place.path(), &[&["verify"], args].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        err
    };
    assert_eq!(
        fails(&["shop", "get_order", "none.json"]),
        "error: cannot read `none.json`: no such file or directory\n"
    );
    assert!(fails(&["shp", "get_order", "-"]).contains("did you mean `shop`?"));
    assert!(fails(&["shop", "get_order", "-", "--header", "nothing"]).contains("a name, a colon and a text"));
    assert!(fails(&["shop", "get_order", "-", "--status", "7"]).contains("7"));
}
