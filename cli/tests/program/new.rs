//! `bindery new`.

use super::{folder, names, run};
use std::time::SystemTime;

fn today() -> String {
    let now = bindery::Instant::from(SystemTime::now()).civil().unwrap();
    format!("{:04}-{:02}-{:02}", now.year, now.month, now.day)
}

#[test]
fn what_it_writes_is_right_as_it_is() {
    let place = tempfile::tempdir().unwrap();
    let before = today();
    let (code, out, err) = run(place.path(), &["new", "my_shop"]);
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!(out, @r#"
    made the folder `specs`
    wrote `specs/my_shop.yaml`

    next:
      1. replace the example in `specs/my_shop.yaml` by what the vendor's pages say
      2. while you write: `bindery check --watch specs/my_shop.yaml`
      3. to read what it means: `bindery show my_shop`; `cargo build` then makes the bindings
    "#);
    assert_eq!(names(&place.path().join("specs")), ["my_shop.yaml"]);
    let text = std::fs::read_to_string(place.path().join("specs/my_shop.yaml")).unwrap();
    assert!(
        text.contains(&format!("read: {before} }}")) || text.contains(&format!("read: {} }}", today())),
        "{text}"
    );
    assert_eq!(
        run(place.path(), &["check", "--deny", "warnings"]),
        (0, String::new(), "1 spec checked, no mistakes\n".to_owned())
    );
    let laid_out = run(place.path(), &["fmt", "--check"]);
    assert_eq!(laid_out, (0, String::new(), String::new()));
    let shown = run(place.path(), &["show", "my_shop", "list_orders"]);
    assert_eq!((shown.0, shown.2.as_str()), (0, ""));
}

#[test]
fn names_that_are_keywords_and_pages_of_any_spelling() {
    let place = folder(&[("schema.json", "{}")]);
    let pages = [
        "https://docs.shop.example/a?b=c,{d}#e",
        "https://docs.shop.example/\"x\"",
    ];
    let (code, out, err) = run(place.path(), &["new", "type", "--url", pages[0], "--url", pages[1]]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("wrote `specs/type.yaml`\n"), "{out}"); // the folder was there
    let text = std::fs::read_to_string(place.path().join("specs/type.yaml")).unwrap();
    assert!(
        text.starts_with("# yaml-language-server: $schema=schema.json\n"),
        "{text}"
    );
    assert!(text.contains("  docs_2: { url: "), "{text}");
    assert_eq!(run(place.path(), &["check", "--deny", "warnings"]).0, 0);
}

#[test]
fn nothing_is_overwritten_and_no_bad_name_taken() {
    let place = folder(&[("shop.yaml", "mine")]);
    let (code, out, err) = run(place.path(), &["new", "shop"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.starts_with("error: `specs/shop.yaml` is there already\n  help: "),
        "{err}"
    );
    for (name, near) in [
        ("My Shop", Some("my_shop")),
        ("2shop", None),
        ("../shop", Some("shop")),
        ("", None),
    ] {
        let (code, out, err) = run(place.path(), &["new", name]);
        assert_eq!((code, out.as_str()), (2, ""), "{name}");
        assert!(
            err.starts_with(&format!("error: `{name}` is no name of a module\n  help: ")),
            "{err}"
        );
        if let Some(near) = near {
            assert!(err.contains(&format!("`bindery new {near}`")), "{err}");
        }
    }
    let (code, _, err) = run(place.path(), &["new", "bank", "--url", "docs"]);
    assert_eq!((code, err.lines().next()), (2, Some("error: `docs` is no URL")));
    assert_eq!(names(&place.path().join("specs")), ["shop.yaml"]);
    assert_eq!(
        std::fs::read_to_string(place.path().join("specs/shop.yaml")).unwrap(),
        "mine"
    );
}

#[test]
fn the_feature_line_where_a_package_has_features_by_vendor() {
    let place = folder(&[]);
    std::fs::create_dir(place.path().join("bindings")).unwrap();
    let manifest = place.path().join("bindings/Cargo.toml");
    std::fs::write(
        &manifest,
        "[package]\nname = \"b\"\n\n[features]\nall = [\"bank\"]\nbank = []\n",
    )
    .unwrap();
    let (_, out, _) = run(place.path(), &["new", "shop"]);
    let expected = "features, in `bindings/Cargo.toml`:\n  shop = []\n  \"shop\" in the list `all`\n";
    assert!(out.contains(expected), "{out}");
    let (_, out, _) = run(place.path(), &["new", "bank"]);
    assert!(!out.contains("features"), "{out}");
}
