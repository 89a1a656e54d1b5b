//! `bindery generate`, run as people and build systems run it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests, too")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;
use tempfile::TempDir;

/// A spec of one endpoint.
fn spec(vendor: &str, path: &str) -> String {
    format!(
        "bindery: 1\nvendor: {vendor}\nsources: {{ page: {{ url: https://{vendor}.example, read: 2026-11-21 }} }}\n\
         servers: {{ production: https://{vendor}.example }}\nendpoints: {{ list_orders: {{ get: {path} }} }}\n"
    )
}

/// A folder in which the program runs.
struct Folder(TempDir);

impl Folder {
    /// With the specs `shop` and `depot`.
    fn new() -> Self {
        let folder = Self(TempDir::new().unwrap());
        folder.write("specs/shop.yaml", &spec("shop", "/orders"));
        folder.write("specs/depot.yaml", &spec("depot", "/parts"));
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn generate(&self, arguments: &[&str]) -> Output {
        generate(self.0.path(), arguments)
    }

    /// The files of a folder, with their texts and when they were written; none where there is no folder.
    fn held(&self, name: &str) -> Vec<(String, String, SystemTime)> {
        let Ok(entries) = fs::read_dir(self.path(name)) else {
            return Vec::new();
        };
        let mut files: Vec<_> = entries
            .map(|entry| {
                let entry = entry.unwrap();
                (
                    entry.file_name().into_string().unwrap(),
                    fs::read_to_string(entry.path()).unwrap(),
                    entry.metadata().unwrap().modified().unwrap(),
                )
            })
            .collect();
        files.sort();
        files
    }

    fn names(&self, name: &str) -> Vec<String> {
        self.held(name).into_iter().map(|(name, ..)| name).collect()
    }
}

fn generate(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bindery"))
        .arg("generate")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Exit code, stdout, stderr.
fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn none() -> String {
    String::new()
}

#[test]
fn fresh_then_unchanged_then_changed() {
    let folder = Folder::new();
    let wrote = "wrote out/depot.rs\nwrote out/shop.rs\nwrote out/mod.rs\n";
    assert_eq!(told(&folder.generate(&["--out", "out"])), (0, none(), wrote.to_owned()));
    assert_eq!(folder.names("out"), ["depot.rs", "mod.rs", "shop.rs"]);
    let all = folder.read("out/mod.rs");
    assert!(all.contains("#[rustfmt::skip]\npub mod depot;\n") && all.contains("#[rustfmt::skip]\npub mod shop;\n"));
    assert!(all.contains("#[allow(dead_code)]"));
    let root = folder.0.path().to_str().unwrap();
    for (name, text, _) in folder.held("out") {
        assert!(!text.contains(root), "{name} names a place of this machine");
    }

    let before = folder.held("out");
    assert_eq!(told(&folder.generate(&["specs", "--out", "out"])), (0, none(), none()));
    assert_eq!(folder.held("out"), before, "not even the times");

    folder.write("specs/shop.yaml", &spec("shop", "/orders/all"));
    assert_eq!(told(&folder.generate(&["--out", "out"])).2, "wrote out/shop.rs\n");
    let after = folder.held("out");
    assert_eq!((&after[0], &after[1]), (&before[0], &before[1]));
    assert!(after[2].1.contains("/orders/all"));
}

#[test]
fn stale_files_go_and_foreign_ones_stay() {
    let folder = Folder::new();
    folder.generate(&["--out", "out"]);
    folder.write("out/by_hand.rs", "// a person's\n");
    folder.write("out/README.md", "# Bindings\n");
    fs::remove_file(folder.path("specs/depot.yaml")).unwrap();
    let (code, _, stderr) = told(&folder.generate(&["--out", "out"]));
    assert_eq!((code, stderr.as_str()), (0, "wrote out/mod.rs\nremoved out/depot.rs\n"));
    assert_eq!(folder.names("out"), ["README.md", "by_hand.rs", "mod.rs", "shop.rs"]);
    assert!(!folder.read("out/mod.rs").contains("depot"));
}

#[test]
fn a_foreign_file_in_the_way_is_refused() {
    let folder = Folder::new();
    folder.write("out/mod.rs", "pub mod mine;\n");
    let message = "error: `out/mod.rs` was not written by bindery, and is not overwritten\n  \
                   help: move it, or name a folder of its own with `--out`; nothing was written\n";
    for arguments in [&["--out", "out"][..], &["--out", "out", "--check"]] {
        assert_eq!(told(&folder.generate(arguments)), (2, none(), message.to_owned()));
    }
    assert_eq!(folder.names("out"), ["mod.rs"]);
    assert_eq!(folder.read("out/mod.rs"), "pub mod mine;\n");
}

#[test]
fn a_mistake_in_one_spec_writes_nothing() {
    let folder = Folder::new();
    folder.write("specs/shop.yaml", "bindery: 1\nvendor: shop\n");
    let (code, stdout, stderr) = told(&folder.generate(&["--out", "out", "--depfile", "out.d"]));
    assert_eq!((code, stdout), (1, none()));
    assert!(
        stderr.contains("error[missing_key]") && stderr.contains("--> specs/shop.yaml:1:1"),
        "{stderr}"
    );
    assert!(!folder.path("out").exists() && !folder.path("out.d").exists());
}

#[test]
fn check_writes_nothing_and_shows_what_is_stale() {
    let folder = Folder::new();
    let (code, stdout, _) = told(&folder.generate(&["--out", "out", "--check"]));
    assert_eq!(code, 1);
    assert!(
        stdout.starts_with("new: out/depot.rs (") && stdout.lines().count() == 3,
        "{stdout}"
    );
    assert!(!folder.path("out").exists());

    folder.generate(&["--out", "out"]);
    assert_eq!(
        told(&folder.generate(&["--out", "out", "--check"])),
        (0, none(), none())
    );

    folder.write("specs/shop.yaml", &spec("shop", "/orders/all"));
    folder.write("out/old shop.rs", &folder.read("out/depot.rs"));
    let before = folder.held("out");
    let (code, stdout, stderr) = told(&folder.generate(&["specs", "--out", "out", "--check"]));
    assert_eq!((code, folder.held("out")), (1, before));
    assert!(
        stdout.starts_with("--- out/shop.rs\n+++ out/shop.rs (as the specs say)\n@@ -"),
        "{stdout}"
    );
    assert!(stdout.ends_with("no longer made: out/old shop.rs\n"), "{stdout}");
    for line in ["-/// `GET /orders`", "+/// `GET /orders/all`"] {
        assert!(stdout.lines().any(|it| it.starts_with(line)), "{stdout}");
    }
    let message = "`out` is not what the specs say; to bring it up to date:\n\n    bindery generate specs --out out\n";
    assert_eq!(stderr, message);
}

#[test]
fn the_command_that_brings_up_to_date_can_be_pasted() {
    let folder = Folder::new();
    let (_, _, stderr) = told(&folder.generate(&["specs/shop.yaml", "--out", "it's out", "--check"]));
    let command = "    bindery generate specs/shop.yaml --out 'it'\\''s out'\n";
    assert!(stderr.ends_with(command), "{stderr}");
}

#[test]
fn a_long_diff_is_cut() {
    let folder = Folder::new();
    folder.generate(&["--out", "out"]);
    let mark = folder.read("out/shop.rs").lines().next().unwrap().to_owned();
    let lines: String = (0..500).map(|line| format!("// {line}\n")).collect();
    folder.write("out/shop.rs", &format!("{mark}\n{lines}"));
    let (_, stdout, _) = told(&folder.generate(&["--out", "out", "--check"]));
    assert_eq!(stdout.lines().count(), 2 + 120 + 1);
    let last = stdout.lines().last().unwrap();
    assert!(
        last.starts_with("… and ") && last.ends_with(" more lines of this diff"),
        "{last}"
    );
}

#[test]
fn the_depfile_names_every_file_that_was_read() {
    let folder = Folder::new();
    let shop = spec("shop", "/orders").replace("servers:", "dialect: ./dialects/house $1#.yaml\nservers:");
    folder.write("specs/shop.yaml", &shop);
    folder.write("specs/dialects/house $1#.yaml", "bindery: 1\n");
    let (code, _, stderr) = told(&folder.generate(&["specs", "--out", "my out", "--depfile", "deps/out.d"]));
    assert_eq!(code, 2, "there is no folder `deps`");
    assert!(stderr.contains("cannot write `deps/out.d`"), "{stderr}");

    let output = folder.generate(&["specs", "--out", "my out", "--depfile", "out.d"]);
    assert_eq!(told(&output), (0, none(), none()));
    let expected = "my\\ out/mod.rs: specs specs/depot.yaml specs/dialects/house\\ $$1\\#.yaml specs/shop.yaml\n";
    assert_eq!(folder.read("out.d"), expected);

    folder.generate(&["specs/depot.yaml", "--out", "one", "--depfile", "out.d"]);
    assert_eq!(folder.read("out.d"), "one/mod.rs: specs/depot.yaml\n");
}

#[test]
fn what_does_not_go_together_is_a_usage_error() {
    let folder = Folder::new();
    for arguments in [&["specs"][..], &["--out", "out", "--check", "--depfile", "out.d"]] {
        assert_eq!(told(&folder.generate(arguments)).0, 2, "{arguments:?}");
    }
    assert!(!folder.path("out").exists());
}

/// A disk that is full, played by a limit of the size of files: the second file no longer fits.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_all_as_before() {
    let folder = Folder::new();
    folder.generate(&["--out", "out"]);
    let before = folder.held("out");
    let wide: String = (0..400)
        .map(|at| format!(" list_{at}: {{ get: /orders/{at} }},"))
        .collect();
    folder.write(
        "specs/shop.yaml",
        &spec("shop", "/orders").replace("list_orders:", &format!("{wide} list_orders:")),
    );
    folder.write("specs/depot.yaml", &spec("depot", "/parts/all"));
    let script = format!(
        "trap '' XFSZ; ulimit -f 64; exec '{}' generate --out out",
        env!("CARGO_BIN_EXE_bindery")
    );
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder.0.path())
        .output()
        .unwrap();
    let (code, _, stderr) = told(&output);
    assert_eq!(code, 2);
    assert!(stderr.starts_with("error: cannot write `out/shop.rs`: "), "{stderr}");
    assert_eq!(folder.held("out"), before);
}

/// The crate that has its bindings checked in, as `.ci/downstream` compiles them.
#[test]
fn the_bindings_that_are_checked_in_are_up_to_date() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = workspace.join("tests/downstream/checked-in");
    let output = generate(&folder, &["../own-specs/specs", "--out", "src/bindings", "--check"]);
    let (code, stdout, stderr) = told(&output);
    assert_eq!(code, 0, "in tests/downstream/checked-in, {stderr}\n{stdout}");
}
