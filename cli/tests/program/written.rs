//! What is written from the arguments: completions and man pages.

use super::{folder, names, run};
use std::process::Command;

#[test]
fn completions_for_every_shell() {
    let place = folder(&[]);
    for (shell, sign) in [
        ("bash", "_bindery() {"),
        ("zsh", "#compdef bindery"),
        ("fish", "complete -c bindery"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion:arg-completer[bindery]"),
    ] {
        let (code, out, err) = run(place.path(), &["completions", shell]);
        assert_eq!((code, err.as_str()), (0, ""), "{shell}");
        assert!(
            out.contains(sign) && out.contains("check") && out.contains("warnings"),
            "{shell}"
        );
    }
}

#[test]
fn bash_takes_them() {
    let place = folder(&[]);
    let (_, script, _) = run(place.path(), &["completions", "bash"]);
    let path = place.path().join("bindery.bash");
    std::fs::write(&path, script).unwrap();
    let ask =
        "source \"$0\"; COMP_WORDS=(bindery ch); COMP_CWORD=1; _bindery bindery ch bindery; echo \"${COMPREPLY[*]}\"";
    let Ok(output) = Command::new("bash").args(["-c", ask]).arg(&path).output() else {
        eprintln!("skipped: there is no bash here");
        return;
    };
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "check\n");
}

#[test]
fn a_man_page_for_each_command() {
    let place = folder(&[]);
    let (code, main, _) = run(place.path(), &["man"]);
    assert_eq!(code, 0);
    assert!(main.contains(".TH bindery 1") && main.contains("Exit codes:"), "{main}");
    assert_eq!(
        run(place.path(), &["man", "--out", "man/man1"]),
        (0, String::new(), String::new())
    );
    let pages = place.path().join("man/man1");
    let all = names(&pages);
    for page in ["bindery.1", "bindery-check.1", "bindery-new.1", "bindery-man.1"] {
        assert!(all.iter().any(|name| name == page), "{all:?}");
    }
    assert_eq!(std::fs::read_to_string(pages.join("bindery.1")).unwrap(), main);
    let check = std::fs::read_to_string(pages.join("bindery-check.1")).unwrap();
    assert!(
        check.contains("bindery\\-check") && check.contains("deny") && !check.contains('\u{1b}'),
        "{check}"
    );
}
