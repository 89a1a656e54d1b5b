//! The program as a person or a CI runs it: what it prints where, its exit codes, and the files it leaves.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests are tests, too"
)]

mod check;
mod diff;
mod diff_in_rust;
mod errors;
mod new;
mod readme;
mod show;
mod show_browser;
mod show_calls;
mod verify;
mod watch;
mod written;

use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A spec without a mistake.
const RIGHT: &str = "\
bindery: 1
vendor: shop
sources: { docs: { url: https://docs.shop.example/orders, read: 2026-11-21 } }
servers: { production: https://api.shop.example }
models:
  Order: { fields: { id: integer, note: string? } }
endpoints:
  get_order: { get: /order, returns: Order }
";

/// A folder with `specs/NAME` for each text.
fn folder(specs: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("specs")).unwrap();
    for (name, text) in specs {
        std::fs::write(folder.path().join("specs").join(name), text).unwrap();
    }
    folder
}

fn bindery(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("CLICOLOR");
    command
}

/// Exit code, stdout, stderr.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    parts(&bindery(folder).args(args).output().unwrap())
}

fn parts(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
