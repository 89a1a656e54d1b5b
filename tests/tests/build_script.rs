//! A user's crate under `cargo`: what a build script tells of broken specs, and which files it touches.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests are tests, too"
)]

mod copy;

use copy::{Copy, succeeded};
use std::fs;

/// A second spec beside the one of the crate.
const DEPOT: &str = "\
bindery: 1
vendor: depot
sources: { page: { url: https://depot.example/docs, read: 2026-11-21 } }
servers: { production: https://depot.example }
models: { Part: { fields: { id: integer } } }
endpoints: { get_part: { get: /part, returns: Part } }
";

/// One test, since each step builds on the one before.
#[test]
fn specs_change() {
    let copy = Copy::new("own-specs", "copy");
    copy.builds()
        .into_iter()
        .for_each(|path| fs::remove_dir_all(path).unwrap());
    copy.write("specs/depot.yaml", DEPOT);
    succeeded(&copy.check());
    let first = copy.generated();
    assert_eq!(copy.names(), ["depot.rs", "mod.rs", "shop.rs", "warehouse.rs"]);

    // The same text, saved again: nothing is rewritten, so nothing is compiled.
    copy.write("specs/depot.yaml", DEPOT);
    copy.write("specs/dialects/house.yaml", &copy.read("specs/dialects/house.yaml"));
    succeeded(&copy.check());
    assert_eq!(copy.generated(), first);

    // One spec changes one file.
    copy.write("specs/depot.yaml", &DEPOT.replace("id: integer", "id: string"));
    succeeded(&copy.check());
    let changed = copy.generated();
    let touched: Vec<&str> = first
        .iter()
        .zip(&changed)
        .filter(|(before, after)| before != after)
        .map(|(before, _)| before.0.as_str())
        .collect();
    assert_eq!(touched, ["depot.rs"]);

    // A dialect of the user's own counts, too.
    let house = copy.read("specs/dialects/house.yaml");
    copy.write("specs/dialects/house.yaml", &house.replace("[gte]", "[from]"));
    succeeded(&copy.check());
    let after = copy.generated();
    assert_eq!((&after[0], &after[1]), (&changed[0], &changed[1]));
    assert_ne!(after[2], changed[2], "shop.rs is made of the dialect");
    copy.write("specs/dialects/house.yaml", &house);

    // What no spec makes any more goes; what is not ours stays.
    fs::remove_file(copy.folder.join("specs/depot.yaml")).unwrap();
    succeeded(&copy.check());
    assert_eq!(copy.names(), ["mod.rs", "shop.rs", "warehouse.rs"]);

    a_vendor_in_a_folder_is_one(&copy);
    broken_specs_are_reported(&copy);
}

/// Each of its files counts, and so does one more.
fn a_vendor_in_a_folder_is_one(copy: &Copy) {
    let before = copy.generated();
    let parts = copy.read("specs/warehouse/parts.yaml");
    copy.write(
        "specs/warehouse/parts.yaml",
        &parts.replace("In kilograms.", "In grams."),
    );
    succeeded(&copy.check());
    let changed = copy.generated();
    assert_eq!(before[..2], changed[..2]);
    assert_ne!(before[2], changed[2], "warehouse.rs is made of it");
    copy.write(
        "specs/warehouse/racks.yaml",
        "endpoints: { count_racks: { get: /racks, returns: json } }\n",
    );
    succeeded(&copy.check());
    assert_ne!(copy.generated()[2], changed[2], "warehouse.rs is made of one file more");
    copy.write(
        "specs/warehouse/racks.yaml",
        "endpoints: { count_racks: { get: /racks, returns: Racks } }\n",
    );
    let stderr = String::from_utf8(copy.check().stderr).unwrap();
    let line = "specs/warehouse/racks.yaml:1:51: error[unknown_type]: there is no type or model `Racks`";
    assert!(stderr.contains(line), "{stderr}");
    fs::remove_file(copy.folder.join("specs/warehouse/racks.yaml")).unwrap();
    copy.write("specs/warehouse/parts.yaml", &parts);
    succeeded(&copy.check());
    let same =
        |files: &[(String, std::time::SystemTime)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(same(&copy.generated()), same(&before));
}

/// One line of cargo's a mistake, and a picture of each; what was generated before stays until the specs are right.
fn broken_specs_are_reported(copy: &Copy) {
    let shop = copy.read("specs/shop.yaml");
    let before = copy.generated();
    copy.write(
        "specs/shop.yaml",
        &shop
            .replace("note: string?", "note: strin?")
            .replace("placed_at: date-time bounds", "placed_at: date-time bunds"),
    );
    copy.write("specs/depot.yaml", &DEPOT.replace("returns: Part", "returns: Prat"));
    let output = copy.check();
    assert!(!output.status.success());
    let stderr = String::from_utf8(output.stderr).unwrap();
    let errors: Vec<&str> = stderr
        .lines()
        .filter_map(|line| line.strip_prefix(&format!("error: {}@0.1.0: ", copy.name)))
        .collect();
    assert_eq!(
        errors,
        [
            "specs/depot.yaml:6:47: error[unknown_type]: there is no type or model `Prat`",
            "specs/shop.yaml:17:13: error[unknown_type]: there is no type or model `strin`",
            "specs/shop.yaml:27:28: error[unknown_lookup]: there is no lookup or family `bunds`",
        ],
        "{stderr}"
    );
    for line in [
        "| endpoints: { get_part",
        "^^^^^ not declared",
        "--> specs/shop.yaml:17:13",
        "did you mean `bounds`?",
    ] {
        assert!(stderr.contains(line), "{line:?} is not in\n{stderr}");
    }
    assert_eq!(copy.generated(), before, "a broken spec costs no file");

    copy.write("specs/shop.yaml", &shop);
    fs::remove_file(copy.folder.join("specs/depot.yaml")).unwrap();
    succeeded(&copy.check());
    assert_eq!(copy.generated(), before);
}
