//! The canonical layout: fixtures of what is laid out how; every YAML of the workspace means the same before and after;
//! the specs, dialects and examples of the reference have it; and no text makes it fail.

mod common;

use bindery_codegen::codes::Code;
use bindery_codegen::compile_texts;
use bindery_codegen::diag::{Diagnostics, render};
use bindery_codegen::layout::{format, says_the_same};
use bindery_codegen::source::Files;
use bindery_codegen::span::FileId;
use bindery_codegen::yaml::read_yaml;
use common::{File, bad_fixtures, entries, files_of, fixtures, name};
use std::path::{Path, PathBuf};

/// Lays out a text. `Err`: the messages.
fn laid_out(text: &str) -> Result<String, String> {
    let mut files = Files::default();
    let file = files.add("spec.yaml", text);
    let diags = Diagnostics::default();
    format(file, files.text(file), &diags).map_err(|_| {
        let list = diags.sorted();
        assert!(!list.is_empty(), "refused without a message");
        assert!(list.iter().all(|it| it.code != Code::Internal), "{text}");
        render::all(&files, &list)
    })
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn yaml_in(folder: &str) -> Vec<PathBuf> {
    let files = entries(&root().join(folder)).into_iter();
    files
        .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
        .collect()
}

/// What is kept in the canonical layout: the vendors' specs and the built-in dialects.
fn kept() -> Vec<PathBuf> {
    let folders = ["specs", "codegen/src/dialects"];
    let list: Vec<PathBuf> = folders.iter().flat_map(|folder| yaml_in(folder)).collect();
    assert!(list.len() >= 7, "{list:?}");
    list
}

/// Every set of files that is compiled together in a test.
fn every_set() -> Vec<Vec<File>> {
    let mut sets = vec![
        files_of(&fixtures().join("good")),
        files_of(&fixtures().join("several_files")),
    ];
    sets.extend(bad_fixtures().iter().map(|(_, path)| files_of(path)));
    let single = kept().into_iter().chain(yaml_in("tests/specs"));
    sets.extend(single.map(|path| files_of(&path)));
    sets
}

#[test]
fn fixtures_are_laid_out_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let folders = entries(&fixtures().join("layout"));
    assert!(folders.len() >= 12, "only {} fixtures", folders.len());
    for folder in folders {
        let input = std::fs::read_to_string(folder.join("in.yaml")).unwrap();
        let out = laid_out(&input);
        let expected = folder.join(if out.is_ok() { "out.yaml" } else { "messages.txt" });
        if let Ok(out) = &out {
            assert_eq!(
                laid_out(out).as_ref(),
                Ok(out),
                "{}: another layout the second time",
                name(&folder)
            );
        }
        let out = out.unwrap_or_else(|messages| messages);
        if update {
            std::fs::write(&expected, &out).unwrap();
        }
        let expected = std::fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(out, expected, "{}: UPDATE_EXPECT=1 takes it over", name(&folder));
    }
}

#[test]
fn specs_and_dialects_have_it() {
    for path in kept() {
        let text = std::fs::read_to_string(&path).unwrap();
        let out = laid_out(&text).unwrap();
        assert_eq!(out, text, "run `bindery fmt {}`", path.display());
    }
}

#[test]
fn examples_of_the_reference_have_it() {
    let path = root().join("specs/LANGUAGE.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let blocks: Vec<&str> = text
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(blocks.len() > 10, "{}", blocks.len());
    let mut after = text.clone();
    for block in blocks {
        // Several files begin with their names.
        let mut files = block.split("\n\n# specs/").enumerate().map(|(at, file)| match at {
            0 => laid_out(&format!("{}\n", file.trim_end())).unwrap(),
            _ => laid_out(&format!("# specs/{}\n", file.trim_end())).unwrap(),
        });
        let first = files.next().unwrap();
        let whole = files.fold(first, |whole, file| whole + "\n" + &file);
        after = after.replace(block, &whole);
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &after).unwrap();
    }
    let differing = text.lines().zip(after.lines()).find(|(before, after)| before != after);
    assert_eq!(differing, None, "UPDATE_EXPECT=1 takes it over");
    assert_eq!(after.len(), text.len());
}

/// The codes of all messages, with the lines they are about left out: those may move.
fn codes(files: &[File]) -> (Vec<Code>, Vec<String>) {
    let compilation = compile_texts(files);
    let mut codes: Vec<Code> = compilation.diagnostics.iter().map(|it| it.code).collect();
    codes.sort();
    (codes, compilation.modules.into_iter().map(|it| it.text).collect())
}

#[test]
fn a_laid_out_spec_means_the_same() {
    let (mut changed, mut refused, mut compiled) = (0, 0, 0);
    for files in every_set() {
        let mut after = files.clone();
        for (path, bytes) in after.iter_mut().filter(|(path, _)| path.ends_with(".yaml")) {
            let Ok(text) = String::from_utf8(bytes.clone()) else {
                continue;
            };
            let Ok(out) = laid_out(&text) else {
                refused += 1;
                continue;
            };
            assert_eq!(laid_out(&out).as_ref(), Ok(&out), "{path}");
            changed += usize::from(out != text);
            *bytes = out.into_bytes();
        }
        let (before, modules) = codes(&files);
        let (codes, modules_after) = codes(&after);
        assert_eq!(codes, before, "{}", files[0].0);
        compiled += modules.len();
        assert!(modules == modules_after, "{}: other Rust", files[0].0);
    }
    assert!(
        changed > 8 && refused > 10 && compiled > 6,
        "{changed} {refused} {compiled}"
    );
}

#[test]
fn mangled_specs_are_laid_out_or_refused() {
    const SIGNS: &[u8] = b"{}[]:,#&*!|>'\"%@`-?= \t\n\r~0aZ_.\xc3\xff\x00";
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below.max(1) as u64).unwrap()
    };
    let mut taken = 0;
    for path in kept().into_iter().chain(yaml_in("codegen/fixtures/good")) {
        let original = std::fs::read(&path).unwrap();
        for _ in 0..40 {
            let mut bytes = original.clone();
            for _ in 0..=next(3) {
                let at = next(bytes.len());
                match next(4) {
                    0 => bytes.insert(at, SIGNS[next(SIGNS.len())]),
                    1 => drop(bytes.remove(at)),
                    2 => bytes[at] = SIGNS[next(SIGNS.len())],
                    _ => {
                        // A line is lost, or stands where it does not belong.
                        let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
                        let line = lines.remove(next(lines.len()));
                        if next(2) == 0 {
                            lines.insert(next(lines.len()), line);
                        }
                        bytes = lines.concat();
                    }
                }
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let Ok(out) = laid_out(&text) else { continue };
            taken += 1;
            let read = |text: &str| read_yaml(FileId(0), text, &Diagnostics::default()).unwrap();
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            assert!(says_the_same(&read(text), &read(&out)), "{text}");
            assert_eq!(laid_out(&out).as_ref(), Ok(&out), "{text}");
        }
    }
    assert!(taken > 60, "only {taken} were YAML");
}
