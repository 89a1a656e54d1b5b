//! The depfile: `out/mod.rs: specs/shop.yaml …`, as make, ninja and what follows them read it.
//!
//! Input: where the bindings stand, the paths given, the files read. Output: one rule, whose target is `mod.rs`.
//! **Invariant:** every file that the bindings are made of is named once; so is a folder that was given, since a spec that
//! is added or removed changes the folder alone.

use crate::exit::Failure;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The text of the file.
pub fn text<'a>(out: &Path, given: &[PathBuf], inputs: impl Iterator<Item = &'a str>) -> Result<String, Failure> {
    let folders = given.iter().filter(|path| path.is_dir());
    let folders = folders.map(|path| path.to_string_lossy().into_owned());
    let all: BTreeSet<String> = folders.chain(inputs.map(str::to_owned)).collect();
    let mut text = format!("{}:", escaped(&out.join("mod.rs").to_string_lossy())?);
    for path in all {
        text.push(' ');
        text.push_str(&escaped(&path)?);
    }
    text.push('\n');
    Ok(text)
}

/// A path as compilers write it there: `\ ` and `\#`, `$$`; backslashes count only before a blank or `#`.
fn escaped(path: &str) -> Result<String, Failure> {
    let mut text = String::new();
    let mut backslashes = 0;
    for letter in path.chars() {
        match letter {
            '\n' | '\r' => {
                let message = format!("the path {path:?} has a line break, which no depfile can hold");
                return Err(Failure::new(message).help("rename it"));
            }
            ' ' | '\t' | '#' => text.extend(std::iter::repeat_n('\\', backslashes + 1)),
            '$' => text.push('$'),
            _ => {}
        }
        backslashes = if letter == '\\' { backslashes + 1 } else { 0 };
        text.push(letter);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_escaped_as_compilers_do() {
        for (path, expected) in [
            ("specs/shop.yaml", "specs/shop.yaml"),
            ("my specs/shop#1.yaml", "my\\ specs/shop\\#1.yaml"),
            ("$HOME/a.yaml", "$$HOME/a.yaml"),
            ("C:\\specs\\a.yaml", "C:\\specs\\a.yaml"),
            ("specs\\ a.yaml", "specs\\\\\\ a.yaml"),
            ("a:b,c=d%.yaml", "a:b,c=d%.yaml"),
        ] {
            assert_eq!(escaped(path).unwrap(), expected);
        }
        assert!(escaped("a\nb").is_err());
    }

    #[test]
    fn what_was_read_is_named_once() {
        let inputs = ["specs/b.yaml", "specs/a.yaml", "specs/b.yaml"];
        let text = text(Path::new("out"), &["specs/a.yaml".into()], inputs.into_iter()).unwrap();
        assert_eq!(text, "out/mod.rs: specs/a.yaml specs/b.yaml\n");
    }
}
