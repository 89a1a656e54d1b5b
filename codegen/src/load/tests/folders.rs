//! A vendor in several files: which files it is, and what is said where that is not clear.

use super::*;

const SOURCES: &str = "sources: { a: { url: https://a.example, read: 2026-11-21 } }\n";

fn head(vendor: &str) -> String {
    format!("bindery: 1\nvendor: {vendor}\n{SOURCES}servers: {{ a: https://a.example }}\n")
}

const MODELS: &str = "models: { Order: { fields: { id: integer } } }\n";
const ENDPOINTS: &str = "endpoints: { list: { get: /orders, returns: list<Order> } }\n";

/// What is said of these files, and the vendors that come of them: the path of the head, its models and endpoints.
fn loaded(texts: &[(&str, &str)]) -> (Vec<String>, Vec<(String, Vec<String>)>) {
    let diags = Diagnostics::default();
    let loaded = load_texts(texts, &diags);
    (short(&loaded, &diags), vendors(&loaded))
}

fn vendors(loaded: &Loaded) -> Vec<(String, Vec<String>)> {
    let of = |it: &LoadedSpec| {
        let models = it.spec.models.iter().map(|(name, _)| name);
        let endpoints = it.spec.endpoints.iter().map(|(name, _)| name);
        let names = models.chain(endpoints);
        let place = |name: &Text| format!("{}:{}", loaded.files.path(name.span.file), name.value);
        (loaded.files.path(it.file).to_owned(), names.map(place).collect())
    };
    loaded.specs.iter().map(of).collect()
}

#[test]
fn files_without_vendor_are_parts_of_the_one_with_it() {
    let (shop, depot) = (head("shop"), spec("depot", ""));
    let (said, vendors) = loaded(&[
        ("specs/shop/orders.yaml", ENDPOINTS),
        (
            "specs/shop/z.yaml",
            &format!("{shop}models: {{ Shop: {{ fields: {{ id: integer }} }} }}\n"),
        ),
        ("specs/shop/models.yaml", MODELS),
        ("specs/depot.yaml", &depot),
    ]);
    assert_eq!(said, [""; 0]);
    let names = [
        "specs/shop/z.yaml:Shop",
        "specs/shop/models.yaml:Order",
        "specs/shop/orders.yaml:list",
    ];
    let expected = [
        ("specs/depot.yaml".to_owned(), vec!["specs/depot.yaml:a".to_owned()]),
        ("specs/shop/z.yaml".to_owned(), names.map(str::to_owned).to_vec()),
    ];
    assert_eq!(vendors, expected);
}

#[test]
fn a_dialect_in_the_folder_of_a_vendor_is_no_part() {
    let shop = format!("{}dialect: ./house.yaml\n", head("shop"));
    let house = "bindery: 1\nlists: comma\nmodels: { House: { fields: { id: integer } } }\n";
    let (said, vendors) = loaded(&[
        ("shop/house.yaml", house),
        ("shop/orders.yaml", &format!("{MODELS}{ENDPOINTS}")),
        ("shop/shop.yaml", &shop),
    ]);
    assert_eq!(said, [""; 0]);
    assert_eq!(vendors[0].1, ["shop/orders.yaml:Order", "shop/orders.yaml:list"]);
}

#[test]
fn one_name_in_two_files_is_one_too_many() {
    let (said, vendors) = loaded(&[
        ("shop/a.yaml", MODELS),
        ("shop/b.yaml", &format!("{MODELS}{ENDPOINTS}")),
        ("shop/shop.yaml", &head("shop")),
    ]);
    assert_eq!(
        said,
        ["shop/b.yaml:1:11: error[duplicate_name]: the model `Order` stands in two files"]
    );
    assert_eq!(vendors[0].1, ["shop/a.yaml:Order", "shop/b.yaml:list"]);
}

#[test]
fn what_stands_once_stands_in_the_head() {
    let orders = format!("bindery: 1\nvendor: shop\ntitle: Shop\npaging: {{}}\ndoc: Orders.\nmodel: {{}}\n{ENDPOINTS}");
    let (said, _) = loaded(&[("shop/orders.yaml", &orders), ("shop/shop.yaml", &head("shop"))]);
    let keys = ["2:1: vendor", "3:1: title", "4:1: paging", "5:1: doc", "6:1: model"];
    let expected = keys.map(|key| {
        let (at, key) = key.split_once(": ").unwrap();
        format!("shop/orders.yaml:{at}: error[unknown_key]: there is no key `{key}` in a part of a vendor")
    });
    assert_eq!(said, expected);
}

#[test]
fn every_file_of_a_vendor_may_be_the_one_that_cannot_be_read() {
    let broken = "endpoints:\n\tlist: 1\n";
    let tab = "error[yaml]: a tab stands where YAML allows only spaces";
    // A part: what it would have brought is not missed.
    let (said, vendors) = loaded(&[("shop/orders.yaml", broken), ("shop/shop.yaml", &head("shop"))]);
    assert_eq!(said, [format!("shop/orders.yaml:2:1: {tab}")]);
    assert_eq!(vendors.len(), 1);
    // The head: what is wrong with its parts is said all the same.
    let shop = format!("{}auth:\n\tx: 1\n", head("shop"));
    let wrong = format!("{ENDPOINTS}modles: {{}}\n");
    let (said, vendors) = loaded(&[("shop/orders.yaml", &wrong), ("shop/shop.yaml", &shop)]);
    let key = "shop/orders.yaml:2:1: error[unknown_key]: there is no key `modles` in a part of a vendor";
    assert_eq!(said, [key.to_owned(), format!("shop/shop.yaml:6:1: {tab}")]);
    assert_eq!(vendors, []);
    // Another version: its parts are of that version, too.
    let shop = head("shop").replace("bindery: 1", "bindery: 2");
    let (said, _) = loaded(&[("shop/orders.yaml", &wrong), ("shop/shop.yaml", &shop)]);
    let version = "shop/shop.yaml:1:10: error[version]: this compiler reads version 1 of the language, not `2`";
    assert_eq!(said, [version]);
}

#[test]
fn a_part_needs_one_head() {
    let missing = "error[missing_key]: `vendor` is missing";
    let (said, vendors) = loaded(&[("shop/a.yaml", MODELS), ("shop/b.yaml", ENDPOINTS)]);
    let none = |file| format!("shop/{file}.yaml:1:1: {missing} in this file, and in those beside it");
    assert_eq!((said, vendors.len()), (vec![none("a"), none("b")], 0));
    let (shop, depot) = (spec("shop", ""), spec("depot", ""));
    let (said, vendors) = loaded(&[("a.yaml", &shop), ("b.yaml", &depot), ("c.yaml", MODELS)]);
    let several = format!("c.yaml:1:1: {missing}, and several files beside this one have it: whose part is it?");
    assert_eq!((said, vendors.len()), (vec![several], 2));
    // What has all that a spec needs has only forgotten it.
    let (said, _) = loaded(&[("a.yaml", &shop), ("b.yaml", &format!("bindery: 1\n{REST}"))]);
    assert_eq!(said, [format!("b.yaml:1:1: {missing} in a spec")]);
}

#[test]
fn a_vendor_has_its_sections_in_some_file() {
    let (said, _) = loaded(&[("shop/models.yaml", MODELS), ("shop/shop.yaml", &head("shop"))]);
    assert_eq!(
        said,
        ["shop/shop.yaml:1:1: error[missing_key]: `endpoints` is missing in a spec"]
    );
    let shop = head("shop").replace(SOURCES, "");
    let orders = format!("{SOURCES}{ENDPOINTS}");
    let (said, _) = loaded(&[("shop/orders.yaml", &orders), ("shop/shop.yaml", &shop)]);
    assert_eq!(said, [""; 0]);
    let (said, _) = loaded(&[
        ("shop/orders.yaml", "endpoints: {}\n"),
        ("shop/shop.yaml", &head("shop")),
    ]);
    assert_eq!(
        said,
        ["shop/orders.yaml:1:12: error[shape]: `endpoints` has at least one entry"]
    );
}

/// A folder of files, which is removed when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let root = std::env::temp_dir().join(format!("bindery-{name}-{}", std::process::id()));
        for (path, text) in files {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self(root)
    }

    /// What is said of these paths, and the vendors, without the folder itself.
    fn load(&self, paths: &[&str]) -> (Vec<String>, Vec<(String, usize)>) {
        let diags = Diagnostics::default();
        let paths: Vec<PathBuf> = paths.iter().map(|path| self.0.join(path)).collect();
        let loaded = load(&paths, &diags);
        let root = format!("{}/", self.0.display());
        let said = short(&loaded, &diags).iter().map(|it| it.replace(&root, "")).collect();
        let vendors = vendors(&loaded).into_iter();
        (
            said,
            vendors
                .map(|(path, names)| (path.replace(&root, ""), names.len()))
                .collect(),
        )
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_vendor_in_a_folder_is_found_from_every_side() {
    let (shop, depot) = (head("shop"), spec("depot", ""));
    let folder = Folder::new(
        "sides",
        &[
            ("specs/depot.yaml", &depot),
            ("specs/shop/shop.yaml", &shop),
            ("specs/shop/orders.yaml", ENDPOINTS),
            ("specs/shop/models.yaml", &format!("bindery: 1\n{MODELS}")),
            ("specs/shop/compose.yaml", "services: {}"),
            ("specs/shop/examples/page.json", "{}"),
        ],
    );
    let shop = ("specs/shop/shop.yaml".to_owned(), 2);
    let depot = ("specs/depot.yaml".to_owned(), 1);
    let strange =
        "specs/shop/compose.yaml:1:1: error[shape]: this is no part of a vendor: none of its keys is one of a part";
    // In a folder that is given every file counts; beside a file that is given only what looks like a part.
    assert_eq!(
        folder.load(&["specs"]),
        (vec![strange.to_owned()], vec![depot.clone(), shop.clone()])
    );
    assert_eq!(
        folder.load(&["specs/shop"]),
        (vec![strange.to_owned()], vec![shop.clone()])
    );
    assert_eq!(folder.load(&["specs/shop/shop.yaml"]), (vec![], vec![shop.clone()]));
    let some = ["specs/shop/models.yaml", "specs/shop/shop.yaml"];
    assert_eq!(folder.load(&some), (vec![], vec![shop]));
    assert_eq!(folder.load(&["specs/depot.yaml"]), (vec![], vec![depot]));
    for part in ["specs/shop/orders.yaml", "specs/shop/models.yaml"] {
        let (said, vendors) = folder.load(&[part]);
        assert_eq!((said.len(), vendors.len()), (1, 0), "{said:?}");
        let message = format!("{part}:1:1: error[missing_key]: this is a part of the vendor in `specs/shop/shop.yaml`");
        assert_eq!(said[0], message);
    }
}

#[test]
fn a_file_among_others_with_vendor_stands_for_itself() {
    let (shop, depot) = (spec("shop", ""), spec("depot", ""));
    let files = [
        ("shop.yaml", shop.as_str()),
        ("depot.yaml", &depot),
        ("models.yaml", MODELS),
    ];
    let folder = Folder::new("alone", &files);
    assert_eq!(folder.load(&["shop.yaml"]), (vec![], vec![("shop.yaml".to_owned(), 1)]));
}

#[test]
fn folders_inside_of_a_vendor_are_not_read() {
    let shop = head("shop");
    let files = [
        ("shop/shop.yaml", shop.as_str()),
        ("shop/orders.yaml", ENDPOINTS),
        ("shop/models/order.yaml", MODELS),
    ];
    let folder = Folder::new("inside", &files);
    for path in [".", "shop"] {
        let (said, _) = folder.load(&[path]);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said[0].contains("holds `order.yaml`, and folders inside a vendor's folder are not read"),
            "{said:?}"
        );
    }
}
