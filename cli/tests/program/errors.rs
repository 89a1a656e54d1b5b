//! What the system refuses, and readers that go away.

use super::{RIGHT, bindery, folder, names, parts, run};
use std::process::{Command, Stdio};

#[test]
fn wrong_arguments_end_with_2() {
    let place = folder(&[]);
    for args in [
        &["chekc"][..],
        &["check", "--format", "xml"],
        &["check", "--deny", "all"],
        &[],
    ] {
        let (code, out, err) = run(place.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(!err.is_empty());
    }
    assert!(run(place.path(), &["chekc"]).2.contains("'check'"));
}

#[test]
fn help_names_examples_and_exit_codes_without_colours_in_a_pipe() {
    let place = folder(&[]);
    let (code, out, err) = run(place.path(), &["--help"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("\nExamples:\n  bindery new shop") && out.contains("\nExit codes:\n  0  "),
        "{out}"
    );
    assert!(!out.contains('\u{1b}'));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut text = RIGHT.to_owned();
    for at in 0..2000 {
        text.push_str(&format!("key_{at}: 1\n")); // far more than a pipe holds
    }
    let place = folder(&[("shop.yaml", &text)]);
    for format in ["human", "short", "json"] {
        let mut child = bindery(place.path())
            .args(["check", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let (code, _, err) = parts(&child.wait_with_output().unwrap());
        assert_eq!((code, err.as_str()), (0, ""), "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let place = folder(&[("shop.yaml", &RIGHT.replace("Order }", "Ordre }"))]);
    let calls: [&[&str]; 4] = [&["check"], &["--help"], &["man"], &["completions", "bash"]];
    for args in calls {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let (code, _, err) = parts(&bindery(place.path()).args(args).stdout(full).output().unwrap());
        assert_eq!(
            (code, err.as_str()),
            (
                2,
                "error: cannot write to the standard output: no space left on device\n"
            ),
            "{args:?}"
        );
    }
}

#[test]
fn a_folder_that_cannot_be_made() {
    let place = folder(&[("file.txt", "")]);
    let (code, out, err) = run(place.path(), &["new", "shop", "--specs", "specs/file.txt/inside"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.starts_with("error: cannot make the folder `specs/file.txt/inside`: not a directory"),
        "{err}"
    );
}

/// As on a full disk: no file may grow, so that the first write of a text fails.
#[cfg(target_os = "linux")]
#[test]
fn a_write_that_fails_leaves_the_old_file_and_nothing_else() {
    let place = folder(&[]);
    let pages = place.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    std::fs::write(pages.join("bindery.1"), "old").unwrap();
    let limited = |args: &str| {
        let script = format!("trap '' XFSZ; ulimit -f 0; exec \"$0\" {args}");
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_bindery")]);
        parts(&command.current_dir(place.path()).output().unwrap())
    };
    let (code, out, err) = limited("man --out pages");
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (2, "", "error: cannot write `pages/bindery.1`: file too large\n")
    );
    assert_eq!(names(&pages), ["bindery.1"]);
    assert_eq!(std::fs::read_to_string(pages.join("bindery.1")).unwrap(), "old");

    let (code, _, err) = limited("new shop");
    assert_eq!(
        (code, err.as_str()),
        (2, "error: cannot write `specs/shop.yaml`: file too large\n")
    );
    assert_eq!(names(&place.path().join("specs")), Vec::<String>::new());
}
