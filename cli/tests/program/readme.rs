//! The table of commands in the README is that of the program.

use super::{folder, run};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn the_readme_names_every_command() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let table = readme.split("| command | what it does |").nth(1).unwrap();
    let named: BTreeSet<&str> = table
        .split("\n\n")
        .next()
        .unwrap()
        .split("`bindery ")
        .skip(1)
        .filter_map(|rest| rest.split([' ', '`']).next())
        .collect();
    let (code, help, _) = run(folder(&[]).path(), &["--help"]);
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let real: BTreeSet<&str> = commands
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert_eq!((code, named), (0, real));
}
