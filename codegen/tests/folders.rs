//! A vendor in several files means what it means in one: the specs of this workspace, cut into files.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests are tests, too"
)]

mod common;

use bindery_codegen::diag::render;
use bindery_codegen::{Compilation, Lines, analyze_texts};
use common::{File, entries, name};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The sections that get a file of their own.
const PARTS: [&str; 3] = ["models", "endpoints", "errors"];

fn specs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let specs = ["specs", "tests/specs"].map(|folder| entries(&root.join(folder)));
    specs
        .concat()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
        .collect()
}

/// A spec, the folder it comes to (`shop/shop.yaml`, `shop/models.yaml`, …), and the files of examples for both.
fn cut(path: &Path) -> (Vec<File>, Vec<File>) {
    let text = std::fs::read_to_string(path).unwrap();
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    let (mut file, mut comments) = (stem, String::new());
    for line in text.split_inclusive('\n') {
        // Comments and empty lines between sections belong to what follows them.
        if line.starts_with('#') || line.trim().is_empty() {
            comments.push_str(line);
            continue;
        }
        if let Some((key, _)) = line.split_once(':')
            && !key.starts_with([' ', '-'])
        {
            file = PARTS.into_iter().find(|part| *part == key).unwrap_or(stem);
        }
        let text = files.entry(file).or_default();
        text.push_str(&std::mem::take(&mut comments));
        text.push_str(line);
    }
    assert!(files.len() >= 3, "{} has too few sections", path.display());
    let mut whole = vec![(name(path), text.clone().into_bytes())];
    let cut = files
        .into_iter()
        .map(|(file, text)| (format!("{stem}/{file}.yaml"), text.into_bytes()));
    let mut cut: Vec<File> = cut.collect();
    let examples = path.with_file_name("examples");
    for example in if examples.is_dir() {
        entries(&examples)
    } else {
        Vec::new()
    } {
        let bytes = std::fs::read(&example).unwrap();
        whole.push((format!("examples/{}", name(&example)), bytes.clone()));
        cut.push((format!("{stem}/examples/{}", name(&example)), bytes));
    }
    (whole, cut)
}

fn compiled(files: &[File], lines: Lines) -> Compilation {
    let compilation = analyze_texts(files).emit(lines);
    assert!(!compilation.failed(), "{}", compilation.render());
    compilation
}

#[test]
fn a_spec_cut_into_files_is_the_same_module() {
    let specs = specs();
    assert!(specs.len() >= 6, "{specs:?}");
    for path in specs {
        let (whole, cut) = cut(&path);
        let (whole, cut) = (compiled(&whole, Lines::LeftOut), compiled(&cut, Lines::LeftOut));
        let messages = |of: &Compilation| of.diagnostics.iter().map(|it| it.message.clone()).collect::<Vec<_>>();
        assert_eq!(messages(&whole), messages(&cut));
        let (first, rest) = whole.modules[0].text.split_once('\n').unwrap();
        let (first_of_cut, rest_of_cut) = cut.modules[0].text.split_once('\n').unwrap();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert_eq!(
            first.replace(&format!("{stem}.yaml"), &format!("{stem}/")),
            first_of_cut
        );
        assert!(rest == rest_of_cut, "{} is another module", path.display());
    }
}

/// The lines that the docs of a module name, as they stand there; those of dialects are left out.
fn declared(files: &[File]) -> Vec<String> {
    let compilation = compiled(files, Lines::Named);
    let places = compilation.modules[0].text.split("Declared in `").skip(1);
    let line = |place: &str| {
        let (place, _) = place
            .split_once('.')
            .map(|(stem, rest)| (format!("{stem}.{rest}"), ()))
            .unwrap();
        let (file, rest) = place.split_once("`, line ").unwrap();
        let number: usize = rest.split('.').next().unwrap().parse().unwrap();
        let (_, bytes) = files
            .iter()
            .find(|(path, _)| path == file)
            .unwrap_or_else(|| panic!("{file} is no file"));
        let text = String::from_utf8(bytes.clone()).unwrap();
        text.lines().nth(number - 1).unwrap().to_owned()
    };
    places.map(line).collect()
}

#[test]
fn the_docs_name_the_file_and_its_line() {
    for path in specs() {
        let (whole, cut) = cut(&path);
        let lines = declared(&whole);
        assert!(lines.len() > 10, "{lines:?}");
        assert_eq!(lines, declared(&cut), "{}", path.display());
    }
}

#[test]
fn places_of_what_is_described_are_those_of_the_files() {
    let specs = specs();
    let path = specs.iter().find(|path| path.ends_with("koibox.yaml")).unwrap();
    let (_, files) = cut(path);
    let analysis = analyze_texts(&files);
    let api = &analysis.describe()[0];
    assert_eq!(api.origin.file, "koibox/koibox.yaml");
    let model = api.models[0].docs.origin.as_ref().unwrap();
    assert_eq!((model.file.as_str(), model.inherited), ("koibox/models.yaml", false));
    let endpoint = api.endpoints[0].docs.origin.as_ref().unwrap();
    assert_eq!(
        (endpoint.file.as_str(), endpoint.inherited),
        ("koibox/endpoints.yaml", false)
    );
}

const HEAD: &str = "bindery: 1\nvendor: shop\nservers: { a: https://shop.example }\n\
    sources: { first: { url: https://shop.example/1, read: 2026-11-21 } }\n";

/// What is known of each endpoint: where from, and whether it is inferred.
fn known(files: &[(&str, &str)]) -> Vec<(String, Vec<String>, Option<String>)> {
    let analysis = analyze_texts(files);
    let said: Vec<String> = analysis
        .diagnostics
        .iter()
        .map(|it| render::short(&analysis.files, it))
        .collect();
    assert_eq!(said, [""; 0]);
    let api = analysis.describe().remove(0);
    let of = api.endpoints.into_iter();
    of.map(|it| (it.name, it.docs.sources, it.docs.inferred)).collect()
}

#[test]
fn what_a_part_says_of_itself_holds_for_its_own_entries() {
    let head = format!("{HEAD}inferred: seen\nendpoints: {{ a: {{ get: /a }}, b: {{ get: /b, source: orders }} }}\n");
    let page = |name: &str| format!("sources: {{ {name}: {{ url: https://shop.example/2, read: 2026-11-21 }} }}\n");
    let calls = |name: &str| format!("endpoints: {{ {name}: {{ get: /{name} }} }}\n");
    let texts = [
        // Its own first source; what the head infers holds on.
        ("shop/c.yaml", page("orders") + &calls("c")),
        // A source of another file, which ends what the head infers.
        ("shop/d.yaml", "source: orders\n".to_owned() + &calls("d")),
        ("shop/e.yaml", "inferred: guessed\n".to_owned() + &calls("e")),
        ("shop/f.yaml", calls("f")),
        ("shop/shop.yaml", head),
    ];
    let texts = texts.iter().map(|(path, text)| (*path, text.as_str()));
    let known = known(&texts.collect::<Vec<_>>());
    let known: Vec<_> = known
        .iter()
        .map(|(name, from, why)| (name.as_str(), from.join(" "), why.as_deref()))
        .collect();
    let expected = [
        ("a", "first", Some("seen")),
        ("b", "orders", None),
        ("c", "orders", Some("seen")),
        ("d", "orders", None),
        ("e", "first", Some("guessed")),
        ("f", "first", Some("seen")),
    ];
    assert_eq!(known, expected.map(|(name, from, why)| (name, from.to_owned(), why)));
}

#[test]
fn the_file_of_an_example_is_seen_from_the_part_that_names_it() {
    let orders = "models: { Order: { fields: { id: integer } } }\nendpoints:\n  get: { get: /order, returns: Order, \
                  examples: { one: { status: 200, file: pages/order.json } } }\n";
    let texts = [
        ("specs/shop/shop.yaml", HEAD),
        ("specs/shop/orders.yaml", orders),
        ("specs/shop/pages/order.json", "{ \"id\": \"x\" }"),
    ];
    let analysis = analyze_texts(&texts);
    let said: Vec<String> = analysis
        .diagnostics
        .iter()
        .map(|it| render::short(&analysis.files, it))
        .collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("order.json:1:9: error[bad_example]"), "{said:?}");
}
