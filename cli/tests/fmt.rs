//! `bindery fmt`, as it is called.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const UNTIDY: &str = "bindery:   1\nvendor: 'shop' # of the tests\nmodels: {Order: {fields: {id:   integer}}}\n";
const TIDY: &str = "bindery: 1\nvendor: shop  # of the tests\nmodels: { Order: { fields: { id: integer } } }\n";

fn bindery(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command.current_dir(folder).arg("fmt").args(args);
    command
}

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    told(&bindery(folder, args).output().unwrap())
}

fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn piped(args: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut command = bindery(Path::new("."), args);
    let command = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    told(&child.wait_with_output().unwrap())
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let specs = folder.path().join("specs");
    fs::create_dir_all(specs.join("dialects")).unwrap();
    fs::write(specs.join("shop.yaml"), UNTIDY).unwrap();
    fs::write(specs.join("tidy.yaml"), TIDY).unwrap();
    fs::write(specs.join("dialects/house.yml"), "a:  1\n").unwrap();
    fs::write(specs.join("notes.txt"), "a:  1\n").unwrap();
    fs::write(specs.join(".hidden.yaml"), "a:  1\n").unwrap();
    folder
}

fn read(folder: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join("specs").join(name)).unwrap()
}

#[test]
fn what_is_untidy_is_rewritten_and_named() {
    let folder = folder();
    let (code, out, err) = run(folder.path(), &[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out.replace('\\', "/"), "specs/dialects/house.yml\nspecs/shop.yaml\n");
    assert_eq!(read(&folder, "shop.yaml"), TIDY);
    assert_eq!(read(&folder, "dialects/house.yml"), "a: 1\n");
    assert_eq!(read(&folder, "notes.txt"), "a:  1\n");
    assert_eq!(read(&folder, ".hidden.yaml"), "a:  1\n");
    assert_eq!(
        fs::read_dir(folder.path().join("specs")).unwrap().count(),
        5,
        "nothing is left over"
    );
    assert_eq!(run(folder.path(), &["specs"]), (Some(0), String::new(), String::new()));
}

#[test]
fn check_shows_and_writes_nothing() {
    let folder = folder();
    let (code, out, err) = run(folder.path(), &["--check", "specs/shop.yaml", "specs/tidy.yaml"]);
    assert_eq!(code, Some(1));
    let expected = "--- specs/shop.yaml\n+++ specs/shop.yaml (formatted)\n@@ -1,3 +1,3 @@\n\
        -bindery:   1\n-vendor: 'shop' # of the tests\n-models: {Order: {fields: {id:   integer}}}\n\
        +bindery: 1\n+vendor: shop  # of the tests\n+models: { Order: { fields: { id: integer } } }\n";
    assert_eq!(out, expected);
    assert_eq!(
        err,
        "1 file is not in the canonical layout; `bindery fmt` brings it into it\n"
    );
    assert_eq!(read(&folder, "shop.yaml"), UNTIDY);
    let (code, out, err) = run(folder.path(), &["--check", "specs/tidy.yaml"]);
    assert_eq!((code, out.as_str(), err.as_str()), (Some(0), "", ""));
}

#[test]
fn what_is_no_yaml_is_left_alone_and_the_others_are_not() {
    let folder = folder();
    let broken = "a: 1\n\tb: 2\n";
    fs::write(folder.path().join("specs/broken.yaml"), broken).unwrap();
    fs::write(folder.path().join("specs/bytes.yaml"), b"a: 1\nb: \xff\n").unwrap();
    let (code, out, err) = run(folder.path(), &[]);
    assert_eq!(code, Some(1));
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(
        err.contains("error[yaml]: a tab stands where YAML allows only spaces"),
        "{err}"
    );
    assert!(err.replace('\\', "/").contains("specs/broken.yaml:2:1"), "{err}");
    assert!(err.contains("bytes.yaml`: line 2 is not UTF-8"), "{err}");
    assert_eq!(read(&folder, "broken.yaml"), broken);
    assert_eq!(read(&folder, "shop.yaml"), TIDY);
}

#[test]
fn stdin_goes_to_stdout() {
    assert_eq!(piped(&["-"], UNTIDY), (Some(0), TIDY.to_owned(), String::new()));
    assert_eq!(piped(&["-", "--check"], TIDY), (Some(0), String::new(), String::new()));
    let (code, out, _) = piped(&["-", "--check"], UNTIDY);
    assert_eq!(code, Some(1));
    assert!(out.starts_with("--- <stdin>\n"), "{out}");
    let (code, out, err) = piped(&["-"], "a: [\n");
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("<stdin>:1"), "{err}");
}

#[test]
fn what_the_system_refuses_ends_with_two() {
    let folder = folder();
    let (code, out, err) = run(folder.path(), &["specs/none.yaml"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(
        err.starts_with("error: there is no file or folder `specs/none.yaml`"),
        "{err}"
    );
    let (code, _, err) = run(folder.path(), &["-", "specs"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("`-` stands for stdin"), "{err}");
    fs::create_dir(folder.path().join("empty")).unwrap();
    let (code, _, err) = run(folder.path(), &["empty"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("the folder `empty` holds no `.yaml` file"), "{err}");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let target = folder.path().join("real.yaml");
    fs::write(&target, UNTIDY).unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("specs/link.yaml");
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let (code, _, err) = run(folder.path(), &["specs/link.yaml"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(fs::symlink_metadata(&link).unwrap().file_type().is_symlink());
    assert_eq!(fs::read_to_string(&target).unwrap(), TIDY);
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
    fs::write(&target, UNTIDY).unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o440)).unwrap();
    let (code, _, err) = run(folder.path(), &["real.yaml"]);
    assert_eq!(code, Some(2));
    assert!(
        err.starts_with("error: cannot write `real.yaml`: permission denied"),
        "{err}"
    );
    assert_eq!(fs::read_to_string(&target).unwrap(), UNTIDY);
}
