//! The policy holds in Rust: code written against the old bindings of a case compiles against the new ones, except where its
//! row says that it does not.
//!
//! `tests/diff/CASE/ROW.rs` is such code, in another crate than the bindings; `api` is the module of the vendor. All of it is compiled against the old bindings
//! and, where it must, against the new ones, in one program; whatever must not compile is a program of its own.

use super::diff::{cases, rows};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What nothing else in the target directory is called.
const NAME: &str = "diff-in-rust";

/// What compiles and means something else: the worst there is.
const SILENT: [&str; 1] = ["new_order"];

struct Snippet {
    /// `fields_field_type`
    name: String,
    case: PathBuf,
    file: PathBuf,
    breaks: bool,
}

fn snippets() -> Vec<Snippet> {
    let rows = rows();
    let mut snippets = Vec::new();
    for case in cases() {
        let mut files: Vec<PathBuf> = fs::read_dir(&case).unwrap().map(|it| it.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|it| it == "rs"));
        files.sort();
        for file in files {
            let row = file.file_stem().unwrap().to_str().unwrap();
            let known = rows.iter().find(|(code, ..)| code == row);
            let Some((_, rust, _)) = known else {
                panic!("{} names no row", file.display())
            };
            let said = fs::read_to_string(case.join("expected.txt")).unwrap();
            assert!(said.contains(&format!("[{row}]")), "{} is of no change", file.display());
            snippets.push(Snippet {
                name: format!("{}_{row}", case.file_name().unwrap().to_str().unwrap()),
                case: case.clone(),
                breaks: rust == "breaks" && !SILENT.contains(&row),
                file,
            });
        }
    }
    snippets
}

/// Writes the bindings of a case beside `lib.rs`, which says `pub mod` for each.
fn bindings(folder: &Path, case: &Path) -> String {
    let name = case.file_name().unwrap().to_str().unwrap();
    let mut modules = String::new();
    for reading in ["old", "new"] {
        let compilation = bindery_codegen::compile(&[case.join(format!("{reading}.yaml"))]);
        assert!(!compilation.failed(), "{}", compilation.render());
        fs::write(
            folder.join(format!("{name}_{reading}.rs")),
            &compilation.modules[0].text,
        )
        .unwrap();
        writeln!(modules, "pub mod {name}_{reading};").unwrap();
    }
    modules
}

/// A module that is the snippet, and sees the bindings as another crate does.
fn module(snippet: &Snippet, reading: &str) -> String {
    let Snippet { name, case, file, .. } = snippet;
    let case = case.file_name().unwrap().to_str().unwrap();
    format!("mod {name}_{reading} {{ use diff_in_rust::{case}_{reading} as api; include!({file:?}); }}\n")
}

#[test]
fn code_compiles_or_does_not_as_the_policy_says() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(NAME);
    let _ = fs::remove_dir_all(&folder);
    let examples = folder.join("examples");
    fs::create_dir_all(&examples).unwrap();
    fs::create_dir_all(folder.join("src")).unwrap();
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let runtime = workspace.join("runtime");
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[package]\nname = \"{NAME}\"\nedition = \"2024\"\n[dependencies]\nbindery = {{ path = {runtime:?} }}\n[workspace]\n\
             [profile.dev]\ndebug = \"line-tables-only\"\n"
        ),
    )
    .unwrap();
    fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();

    let snippets = snippets();
    let cases: BTreeSet<&PathBuf> = snippets.iter().map(|snippet| &snippet.case).collect();
    let modules: String = cases.iter().map(|case| bindings(&folder.join("src"), case)).collect();
    fs::write(folder.join("src/lib.rs"), modules).unwrap();
    let mut fine = "#![allow(dead_code, deprecated)]\n".to_owned();
    let mut broken = BTreeSet::new();
    for snippet in &snippets {
        fine += &module(snippet, "old");
        let new = module(snippet, "new");
        if snippet.breaks {
            let text = format!("#![allow(dead_code, deprecated)]\n{new}fn main() {{}}\n");
            fs::write(examples.join(format!("{}.rs", snippet.name)), text).unwrap();
            broken.insert(snippet.name.clone());
        } else {
            fine += &new;
        }
    }
    fs::write(examples.join("fine.rs"), fine + "fn main() {}\n").unwrap();
    assert!(broken.len() >= 12 && snippets.len() - broken.len() >= 12);

    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--offline",
            "--examples",
            "--keep-going",
            "--message-format=json",
        ])
        .current_dir(&folder)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap(),
        )
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    let mut failed = BTreeSet::new();
    let mut wrong = String::new();
    for line in stdout.lines() {
        let message: serde_json::Value = serde_json::from_str(line).unwrap();
        let told = &message["message"];
        if message["reason"] != "compiler-message" || told["level"] != "error" {
            continue;
        }
        let target = message["target"]["name"].as_str().unwrap();
        let spans = told["spans"].as_array().unwrap();
        let of_code = |span: &serde_json::Value| span["file_name"].as_str().unwrap().contains("tests/diff/");
        let mut primary = spans.iter().filter(|span| span["is_primary"] == true);
        // Never in the bindings themselves.
        if target == "fine" || !primary.all(of_code) {
            wrong += told["rendered"].as_str().unwrap();
        }
        failed.insert(target.to_owned());
    }
    assert_eq!(wrong, "", "these must compile");
    let stderr = String::from_utf8_lossy(&output.stderr);
    let compiles: Vec<&String> = broken.difference(&failed).collect();
    assert!(
        compiles.is_empty(),
        "the policy says that these break: {compiles:#?}\n{stderr}"
    );
}
