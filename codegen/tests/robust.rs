//! No text makes the compiler panic or hang: every spec of this workspace, good and bad, cut off at every line and with
//! bytes changed at random, ends in modules or in messages.

mod common;

use bindery_codegen::diag::render;
use bindery_codegen::{Compilation, compile_texts};
use common::{File, bad_fixtures, entries, files_of, fixtures};
use std::path::Path;
use std::thread;

/// How many times a spec is changed at random, one to three bytes each time; a long one takes too long for so many.
const TIMES: usize = 250;
const TIMES_OF_LONG: usize = 40;

/// Whether it is one of the few that take as long as all others together.
fn is_long(files: &[File]) -> bool {
    files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > 3000
}

/// Compiles, and prints what is wrong: rendering is part of the promise.
fn run(files: &[File]) {
    let compilation = compile_texts(files);
    assert_eq!(compilation.failed(), compilation.modules.is_empty());
    print(&compilation);
}

fn print(compilation: &Compilation) {
    for diagnostic in compilation.diagnostics.iter().take(20) {
        assert!(!render::human(&compilation.files, diagnostic).is_empty());
        assert!(!render::short(&compilation.files, diagnostic).contains('\n'));
    }
}

fn every_spec() -> Vec<Vec<File>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut sets = vec![
        files_of(&fixtures().join("good")),
        files_of(&fixtures().join("several_files")),
    ];
    sets.extend(bad_fixtures().iter().map(|(_, path)| files_of(path)));
    for folder in ["specs", "tests/specs"] {
        let specs = entries(&root.join(folder)).into_iter();
        sets.extend(
            specs
                .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
                .map(|path| files_of(&path)),
        );
    }
    sets
}

/// Every spec in its own job, on as many threads as there are.
fn for_every_spec(job: impl Fn(usize, &[File]) + Sync) {
    let sets = every_spec();
    assert!(sets.len() > 80, "only {} specs were found", sets.len());
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for first in 0..threads {
            let (sets, job) = (&sets, &job);
            scope.spawn(move || {
                for (number, files) in sets.iter().enumerate().skip(first).step_by(threads) {
                    job(number, files);
                }
            });
        }
    });
}

#[test]
fn truncated_at_every_line() {
    for_every_spec(|_, files| {
        for (index, (path, bytes)) in files.iter().enumerate() {
            let lines: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] == b'\n').collect();
            // Of a long one, every third line.
            for at in lines.into_iter().step_by(if is_long(files) { 3 } else { 1 }) {
                // Before and behind the end of the line.
                for end in [at, at + 1].into_iter().skip(usize::from(is_long(files))) {
                    let mut cut = files.to_vec();
                    cut[index] = (path.clone(), bytes[..end].to_vec());
                    run(&cut);
                }
            }
        }
    });
}

#[test]
fn with_bytes_changed() {
    const SIGNS: &[u8] = b"{}[]:,#&*!|>'\"%@`-?= \t\n\r~0aZ_.\xc3\xff\x00";
    for_every_spec(|number, files| {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ number as u64;
        let mut next = move |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % below.max(1) as u64).unwrap()
        };
        let times = if is_long(files) { TIMES_OF_LONG } else { TIMES };
        for _ in 0..times {
            let mut mangled = files.to_vec();
            let (_, bytes) = &mut mangled[next(files.len())];
            for _ in 0..=next(3) {
                let at = next(bytes.len());
                let sign = SIGNS[next(SIGNS.len())];
                match next(3) {
                    0 => bytes.insert(at, sign),
                    1 if !bytes.is_empty() => drop(bytes.remove(at)),
                    _ if !bytes.is_empty() => bytes[at] = sign,
                    _ => {}
                }
            }
            run(&mangled);
        }
    });
}
