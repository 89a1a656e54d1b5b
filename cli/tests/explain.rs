//! `bindery explain`: what it prints, and what it says of a code that does not exist.
#![allow(clippy::unwrap_used, reason = "a program that cannot be run fails the test")]

use bindery_codegen::codes::Code;
use std::process::{Command, Output};

fn bindery(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bindery")).args(args).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_code_is_explained() {
    let output = bindery(&["explain", "unknown_error"]);
    insta::assert_snapshot!(stdout(&output), @r#"
    error[unknown_error]: There is no error of that name.

    Under `errors` of an endpoint, a name with a list of codes adds them to an error
    that is defined elsewhere; none is. So that a slip of the pen does not make a
    second error, an error is defined by more than a list.

    Correct the name, or define the error: give it a `status`, a `kind` or a `doc`.

    Wrong:

        envelope: { error: { code: error.code } }
        errors: { token_invalid: { codes: ["0051"], status: 401 } }
        endpoints: { list: { get: /orders, errors: { token_invald: ["0052"] } } }

    Right:

        envelope: { error: { code: error.code } }
        errors: { token_invalid: { codes: ["0051"], status: 401 } }
        endpoints: { list: { get: /orders, errors: { token_invalid: ["0052"] } } }
    "#);
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn every_spelling_of_a_message_is_understood() {
    let plain = stdout(&bindery(&["explain", "unused"]));
    assert!(plain.starts_with("warning[unused]: Nothing uses "), "{plain}");
    for spelling in ["warning[unused]", "error[unused]:", "[unused]"] {
        assert_eq!(stdout(&bindery(&["explain", spelling])), plain, "{spelling}");
    }
}

#[test]
fn every_code_is_listed_and_explained() {
    let list = stdout(&bindery(&["explain"]));
    let listed: Vec<&str> = list.lines().filter_map(|line| line.split(' ').next()).collect();
    let all: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(listed, all);
    for (line, code) in list.lines().zip(Code::ALL) {
        assert!(line.ends_with(code.summary()), "{line}");
        let text = stdout(&bindery(&["explain", code.name()]));
        let has_example = code.explanation().wrong.is_some();
        assert_eq!(text.contains("\nWrong:\n\n    "), has_example, "{text}");
        assert_eq!(text.contains("\nRight:\n\n    "), has_example, "{text}");
        let prose = text.lines().skip(1).filter(|line| !line.starts_with("    "));
        assert!(prose.clone().all(|line| line.chars().count() <= 80), "{text}");
    }
}

#[test]
fn an_unknown_code_is_refused_with_the_nearest() {
    let output = bindery(&["explain", "bad_typ"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: there is no diagnostic `bad_typ`\n  help: did you mean `bad_type`? `bindery explain` lists all of them\n"
    );
    let output = bindery(&["explain", "E0308"]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.ends_with("help: `bindery explain` lists all of them\n"),
        "{message}"
    );
}

#[test]
fn colours_stand_only_where_they_are_wanted() {
    let plain = stdout(&bindery(&["explain", "bad_type"]));
    assert!(!plain.contains('\x1b'));
    let coloured = stdout(&bindery(&["--color", "always", "explain", "bad_type"]));
    assert!(coloured.contains("\x1b[1m\x1b[32mRight:"), "{coloured:?}");
}
