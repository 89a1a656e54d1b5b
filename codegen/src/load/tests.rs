mod folders;

use super::*;
use crate::diag::render;

const REST: &str = "sources: { a: { url: https://a.example, read: 2026-11-21 } }\n\
    servers: { a: https://a.example }\nendpoints: { a: { get: /a } }\n";

fn spec(vendor: &str, more: &str) -> String {
    format!("bindery: 1\nvendor: {vendor}\n{more}{REST}")
}

fn short(loaded: &Loaded, diags: &Diagnostics) -> Vec<String> {
    diags
        .sorted()
        .iter()
        .map(|it| render::short(&loaded.files, it))
        .collect()
}

#[test]
fn specs_come_in_the_order_of_their_paths_and_share_a_dialect() {
    let diags = Diagnostics::default();
    let (b, a) = (spec("b", "dialect: django\n"), spec("a", "dialect: django\n"));
    let c = spec("c", "");
    let loaded = load_texts(
        &[("b.yaml", b), ("a.yaml", format!("\u{feff}{a}")), ("c.yaml", c)],
        &diags,
    );
    assert_eq!(short(&loaded, &diags), [""; 0]);
    let vendors: Vec<_> = loaded
        .specs
        .iter()
        .map(|it| it.spec.vendor.as_ref().unwrap().as_ref().unwrap().value.as_str())
        .collect();
    assert_eq!(vendors, ["a", "b", "c"]);
    assert_eq!(loaded.dialects.len(), 1);
    let dialects: Vec<_> = loaded.specs.iter().map(|it| it.dialect).collect();
    assert_eq!(dialects, [Ok(Some(0)), Ok(Some(0)), Ok(None)]);
}

#[test]
fn a_dialect_that_cannot_be_had_is_reported_once() {
    let diags = Diagnostics::default();
    let text = |vendor| spec(vendor, "dialect: ../none.yaml\n");
    let loaded = load_texts(&[("x/a.yaml", text("a")), ("y/b.yaml", text("b"))], &diags);
    assert!(loaded.specs.iter().all(|spec| spec.dialect.is_err()));
    let message = "x/a.yaml:3:10: error[unknown_dialect]: cannot read the dialect `none.yaml`: there is no such file";
    assert_eq!(short(&loaded, &diags), [message]);
}

#[test]
fn a_dialect_is_no_spec_even_when_its_spec_cannot_be_read() {
    let diags = Diagnostics::default();
    let texts = [
        ("base.yaml", "bindery: 1\nlists: comma\n"),
        ("shop.yaml", "dialect: ./base.yaml\n\tx: 1\n"),
    ];
    let loaded = load_texts(&texts, &diags);
    assert_eq!(
        short(&loaded, &diags),
        ["shop.yaml:2:1: error[yaml]: a tab stands where YAML allows only spaces"]
    );
}

#[test]
fn what_cannot_be_read_costs_one_message_each() {
    let diags = Diagnostics::default();
    let large = vec![b'#'; MAX_BYTES + 1];
    let texts: [(&str, &[u8]); 3] = [("a.yaml", &large), ("b.yaml", b"a: 1\nb: \xff\n"), ("c.yaml", b"")];
    let loaded = load_texts(&texts, &diags);
    assert_eq!(
        short(&loaded, &diags),
        [
            "a.yaml:1:1: error[too_large]: the file is larger than 1048576 bytes",
            "b.yaml:1:1: error[io]: cannot read `b.yaml`: line 2 is not UTF-8",
            "c.yaml:1:1: error[shape]: the file is empty",
        ]
    );
}

#[test]
fn folders_are_opened_one_level_deep() {
    let root = std::env::temp_dir().join(format!("bindery-load-{}", std::process::id()));
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("specs/b.yaml", &spec("b", "dialect: ./dialects/own.yaml\n"));
    write("specs/a.yml", &spec("a", ""));
    write("specs/.hidden.yaml", "not: read");
    write("specs/README.md", "not read");
    write("specs/dialects/own.yaml", "bindery: 1\nlists: comma\n");
    write("specs/big/vendor.yaml", &spec("c", ""));
    write("specs/big/more/models.yaml", "models: {}");
    write("specs/big/examples/page.yaml", "page: 1");
    write("empty/page.json", "{}");
    let diags = Diagnostics::default();
    let paths = [
        root.join("specs"),
        root.join("specs/a.yml"),
        root.join("empty"),
        root.join("none.yaml"),
    ];
    let loaded = load(&paths, &diags);
    let shown = |path: &str| root.join(path).to_string_lossy().into_owned();
    let read: Vec<&str> = loaded.specs.iter().map(|it| loaded.files.path(it.file)).collect();
    assert_eq!(
        read,
        [
            shown("specs/a.yml"),
            shown("specs/b.yaml"),
            shown("specs/big/vendor.yaml"),
        ]
    );
    assert_eq!(loaded.dialects.len(), 1);
    let codes: Vec<_> = diags
        .sorted()
        .iter()
        .map(|it| (it.code, loaded.files.path(it.span.file).to_owned()))
        .collect();
    let expected = [
        (Code::Io, shown("empty")),
        (Code::Io, shown("none.yaml")),
        (Code::Later, shown("specs/big/more")),
    ];
    assert_eq!(codes, expected);
    std::fs::remove_dir_all(&root).unwrap();
}

#[test]
fn paths_are_normalised() {
    assert_eq!(normalised("./a//b/../c.yaml"), "a/c.yaml");
    assert_eq!(normalised("../../a/./b"), "../../a/b");
    assert_eq!(normalised("/a/../b"), "/b");
    assert_eq!(
        resolve("specs/shop.yaml", "./base.yaml").as_deref(),
        Some("specs/base.yaml")
    );
    assert_eq!(resolve("shop.yaml", "../base.yaml").as_deref(), Some("../base.yaml"));
    assert_eq!(resolve("/shop.yaml", "./base.yaml").as_deref(), Some("/base.yaml"));
    assert_eq!(resolve("shop.yaml", "django"), None);
}
