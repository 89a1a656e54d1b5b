//! A user's crate under `cargo`: what a build script tells of broken specs, and which files it touches.
//!
//! Works on a copy of the downstream crate below the target directory, without network, with the crates that the
//! workspace has locked.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests are tests, too"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

/// A second spec beside the one of the crate.
const DEPOT: &str = "\
bindery: 1
vendor: depot
sources: { page: { url: https://depot.example/docs, read: 2026-11-21 } }
servers: { production: https://depot.example }
models: { Part: { fields: { id: integer } } }
endpoints: { get_part: { get: /part, returns: Part } }
";

/// The copy's package, which nothing else in the target directory is called.
const NAME: &str = "own-specs-copy";

/// A copy of `own-specs`.
struct Copy {
    folder: PathBuf,
    target: PathBuf,
}

impl Copy {
    fn new() -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let folder = temporary.join(NAME);
        let _ = fs::remove_dir_all(&folder);
        let copy = Self {
            folder,
            // The workspace's own: what both are built of is there already.
            target: temporary.parent().unwrap().to_owned(),
        };
        let original = package.join("downstream/own-specs");
        for file in [
            "build.rs",
            "src/main.rs",
            "specs/shop.yaml",
            "specs/dialects/house.yaml",
        ] {
            copy.write(file, &fs::read_to_string(original.join(file)).unwrap());
        }
        let workspace = package.parent().unwrap().to_str().unwrap().replace('\\', "/");
        let manifest = fs::read_to_string(original.join("Cargo.toml")).unwrap();
        let absolute = manifest.replace("../../..", &workspace);
        assert_ne!(manifest, absolute, "the crate depends on the workspace by path");
        let named = absolute.replace("name = \"own-specs\"", &format!("name = \"{NAME}\""));
        assert_ne!(named, absolute);
        // The profile of the workspace, so that dependencies are the same.
        copy.write(
            "Cargo.toml",
            &format!("{named}\n[profile.dev]\ndebug = \"line-tables-only\"\n"),
        );
        let lock = fs::read_to_string(package.parent().unwrap().join("Cargo.lock")).unwrap();
        copy.write("Cargo.lock", &lock);
        copy
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        // Later than any build before, also where the clock of the disk is coarse.
        let later = SystemTime::now() + Duration::from_secs(2);
        fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_modified(later)
            .unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap()
    }

    fn check(&self) -> Output {
        Command::new(env!("CARGO"))
            .args(["check", "--offline", "--quiet", "--color=never"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap()
    }

    /// What cargo keeps of the build script.
    fn builds(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.target.join("debug/build")).unwrap();
        entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| {
                path.file_name()
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .starts_with(&format!("{NAME}-"))
            })
            .collect()
    }

    /// The generated files, with when each was written.
    fn generated(&self) -> Vec<(String, SystemTime)> {
        let mut outs = self.builds();
        outs.iter_mut().for_each(|path| path.push("out/bindery"));
        outs.retain(|path| path.exists());
        assert_eq!(outs.len(), 1, "{outs:?}");
        let mut files: Vec<(String, SystemTime)> = fs::read_dir(outs.remove(0))
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| {
                let name = entry.file_name().into_string().unwrap();
                (name, entry.metadata().unwrap().modified().unwrap())
            })
            .collect();
        files.sort();
        files
    }

    fn names(&self) -> Vec<String> {
        self.generated().into_iter().map(|(name, _)| name).collect()
    }
}

fn succeeded(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// One test, since each step builds on the one before.
#[test]
fn specs_change() {
    let copy = Copy::new();
    copy.builds()
        .into_iter()
        .for_each(|path| fs::remove_dir_all(path).unwrap());
    copy.write("specs/depot.yaml", DEPOT);
    succeeded(&copy.check());
    let first = copy.generated();
    assert_eq!(copy.names(), ["depot.rs", "mod.rs", "shop.rs"]);

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
    assert_eq!(copy.names(), ["mod.rs", "shop.rs"]);

    broken_specs_are_reported(&copy);
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
        .filter_map(|line| line.strip_prefix(&format!("error: {NAME}@0.1.0: ")))
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
