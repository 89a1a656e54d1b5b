//! `bindery check`.

use super::{RIGHT, bindery, folder, parts, run};
use std::path::Path;

/// Two mistakes, one of them in two places.
fn wrong() -> String {
    RIGHT.replace("note: string?", "note: strng?, né: string, né: integer")
}

#[test]
fn all_is_well() {
    let place = folder(&[("shop.yaml", RIGHT), ("bank.yaml", &RIGHT.replace("shop\n", "bank\n"))]);
    assert_eq!(
        run(place.path(), &["check"]),
        (0, String::new(), "2 specs checked, no mistakes\n".to_owned())
    );
    assert_eq!(
        run(place.path(), &["check", "--format", "json"]),
        (0, String::new(), String::new())
    );
}

#[test]
fn every_mistake_of_every_spec_for_people() {
    let place = folder(&[
        ("shop.yaml", &wrong()),
        ("bank.yaml", "bindery: 1\nvendor: bank\ndialect: djang\n"),
    ]);
    let (code, out, err) = run(place.path(), &["check", "specs"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(out, @r#"
    error[missing_key]: `endpoints` is missing in a spec
     --> specs/bank.yaml:1:1
      |
    1 | bindery: 1
      | ^^^^^^^ it begins here
      |
      = help: add `endpoints`: the calls (map name -> endpoint)

    error[missing_key]: `servers` is missing in a spec
     --> specs/bank.yaml:1:1
      |
    1 | bindery: 1
      | ^^^^^^^ it begins here
      |
      = help: add `servers`: where the API is; the first is the default (map name -> (URL template | server))

    error[missing_key]: `sources` is missing in a spec
     --> specs/bank.yaml:1:1
      |
    1 | bindery: 1
      | ^^^^^^^ it begins here
      |
      = help: add `sources`: what was transcribed, and when (map name -> source)

    error[unknown_dialect]: there is no dialect `djang`
     --> specs/bank.yaml:3:10
      |
    3 | dialect: djang
      |          ^^^^^ unknown dialect
      |
      = help: did you mean `django`? dialects are django, grails, laravel, or a file of your own: `./conventions.yaml`

    error[unknown_type]: there is no type or model `strng`
     --> specs/shop.yaml:6:41
      |
    6 |   Order: { fields: { id: integer, note: strng?, né: string, né: integer } }
      |                                         ^^^^^ unknown
      |
      = help: did you mean `string`?

    error[duplicate_key]: the key `né` stands twice in one mapping
     --> specs/shop.yaml:6:61
      |
    6 |   Order: { fields: { id: integer, note: strng?, né: string, né: integer } }
      |                                                 --          ^^ again here
      |                                                 |
      |                                                 first here
      |
      = help: remove one of them, or rename it
    "#);
    assert_eq!(
        err,
        "2 specs checked, 6 errors\nmore about a message: `bindery explain missing_key`\n"
    );
}

#[test]
fn a_line_for_each() {
    let place = folder(&[("shop.yaml", &wrong())]);
    let (code, out, err) = run(place.path(), &["check", "--format", "short"]);
    insta::assert_snapshot!(out, @r#"
    specs/shop.yaml:6:41: error[unknown_type]: there is no type or model `strng`
    specs/shop.yaml:6:61: error[duplicate_key]: the key `né` stands twice in one mapping
    "#);
    assert_eq!((code, err.as_str()), (1, ""));
}

#[test]
fn an_object_for_each() {
    let place = folder(&[("shop.yaml", &wrong())]);
    let (code, out, err) = run(place.path(), &["check", "--format", "json"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let twice = lines.iter().find(|line| line["code"] == "duplicate_key").unwrap();
    let text = wrong();
    let (first, again) = (text.find("né").unwrap(), text.rfind("né").unwrap());
    let column = |at: usize| text[text[..at].rfind('\n').unwrap() + 1..at].chars().count() + 1;
    assert_eq!(twice["severity"], "error");
    assert_eq!(twice["file"], "specs/shop.yaml");
    assert_eq!(twice["bytes"], serde_json::json!({ "start": again, "end": again + 3 }));
    assert_eq!(
        twice["start"],
        serde_json::json!({ "line": 6, "column": column(again) })
    );
    assert_eq!(
        twice["end"],
        serde_json::json!({ "line": 6, "column": column(again) + 2 })
    );
    assert_eq!(
        twice["others"][0]["bytes"],
        serde_json::json!({ "start": first, "end": first + 3 })
    );
    assert_eq!(twice["others"][0]["start"]["column"], column(first));
    for line in &lines {
        let keys: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        let expected = [
            "bytes", "code", "end", "file", "help", "label", "message", "others", "severity", "start",
        ];
        assert_eq!(keys, expected); // also those that are null
    }
}

#[test]
fn warnings_are_no_errors_unless_they_are_denied() {
    let text = RIGHT.replace("endpoints:", "types: { Level: { enum: [\"1\"] } }\nendpoints:");
    let place = folder(&[("shop.yaml", &text)]);
    let (code, out, err) = run(place.path(), &["check"]);
    assert!(out.starts_with("warning[unused]: "), "{out}");
    assert_eq!(
        (code, err.as_str()),
        (
            0,
            "1 spec checked, 1 warning\nmore about a message: `bindery explain unused`\n"
        )
    );
    let (code, out, err) = run(place.path(), &["check", "--deny", "warnings"]);
    assert!(out.starts_with("error[unused]: "), "{out}");
    assert_eq!(
        (code, err.as_str()),
        (
            1,
            "1 spec checked, 1 error (1 denied warning)\nmore about a message: `bindery explain unused`\n"
        )
    );
    let (code, out, _) = run(place.path(), &["check", "--deny", "warnings", "--format", "json"]);
    assert!(out.contains(r#""code":"unused","severity":"error""#), "{out}");
    assert_eq!(code, 1);
}

#[test]
fn colours_only_where_they_are_wanted() {
    let place = folder(&[("shop.yaml", &wrong())]);
    let colours = |args: &[&str], variable: Option<(&str, &str)>| {
        let mut command = bindery(place.path());
        let (code, out, err) = parts(&command.arg("check").args(args).envs(variable).output().unwrap());
        assert_eq!(code, 1);
        assert_eq!(out.contains('\u{1b}'), err.contains('\u{1b}'));
        out.contains('\u{1b}')
    };
    assert!(!colours(&[], None)); // a pipe
    assert!(colours(&["--color", "always"], None));
    assert!(colours(&["--color", "always"], Some(("NO_COLOR", "1")))); // the nearer word counts
    assert!(colours(&[], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!colours(&["--color", "never"], Some(("CLICOLOR_FORCE", "1"))));
}

#[test]
fn a_path_that_is_not_there_is_a_wrong_call_and_a_file_that_a_spec_names_a_mistake_in_it() {
    let place = folder(&[("shop.yaml", RIGHT)]);
    let (code, out, err) = run(place.path(), &["check", "specs", "specs/shopp.yaml"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(
        err,
        "error: there is no file or folder `specs/shopp.yaml`\n  help: did you mean `specs/shop.yaml`?\n"
    );
    let (code, _, err) = run(place.path(), &["check", "specs/shop.yaml/inside"]);
    assert_eq!(
        (code, err.as_str()),
        (2, "error: cannot read `specs/shop.yaml/inside`: not a directory\n")
    );

    let text = RIGHT.replace(
        "returns: Order }",
        "returns: Order, examples: { a: { status: 200, file: a.json } } }",
    );
    std::fs::write(place.path().join("specs/shop.yaml"), text).unwrap();
    let (code, out, err) = run(place.path(), &["check"]);
    assert!(
        out.starts_with("error[io]: `a.json` cannot be read: there is no such file"),
        "{out}"
    );
    assert_eq!(
        (code, err.as_str()),
        (
            1,
            "1 spec checked, 1 error\nmore about a message: `bindery explain io`\n"
        )
    );
}

#[test]
fn without_a_folder_of_specs_the_way_out_is_told() {
    let place = tempfile::tempdir().unwrap();
    let (code, out, err) = run(place.path(), &["check"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.starts_with("error: no specs were named, and there is no folder `specs` here\n  help: "),
        "{err}"
    );
}

/// A vendor in `specs/depot/`: the head, and a part.
fn vendor_in_a_folder(place: &Path) {
    let folder = place.join("specs/depot");
    std::fs::create_dir(&folder).unwrap();
    let (head, endpoints) = RIGHT.split_once("models:").unwrap();
    std::fs::write(folder.join("depot.yaml"), head.replace("vendor: shop", "vendor: depot")).unwrap();
    std::fs::write(folder.join("orders.yaml"), format!("models:{endpoints}")).unwrap();
}

#[test]
fn a_vendor_in_a_folder_is_one_spec() {
    let place = folder(&[("shop.yaml", RIGHT)]);
    vendor_in_a_folder(place.path());
    let checked = |path: &str| run(place.path(), &["check", path]);
    let clean = |specs: &str| (0, String::new(), format!("{specs} checked, no mistakes\n"));
    assert_eq!(checked("specs"), clean("2 specs"));
    assert_eq!(checked("specs/depot"), clean("1 spec"));
    assert_eq!(checked("specs/depot/depot.yaml"), clean("1 spec"));
    let (code, out, err) = run(place.path(), &["check", "specs/depot/orders.yaml", "--format", "short"]);
    let line = "specs/depot/orders.yaml:1:1: error[missing_key]: this is a part of the vendor in \
                `specs/depot/depot.yaml`\n";
    assert_eq!((code, out.as_str(), err.as_str()), (1, line, ""));
}
