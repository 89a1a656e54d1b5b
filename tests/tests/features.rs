//! Every spec has its feature line in `bindery-vendors`, and every feature line a spec.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_spec_has_a_feature() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/Cargo.toml");
    let text = fs::read_to_string(manifest).unwrap();
    let features: BTreeSet<&str> = text
        .lines()
        .skip_while(|line| *line != "[features]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .filter(|name| !["default", "all"].contains(name))
        .collect();
    let all: BTreeSet<&str> = text
        .lines()
        .find_map(|line| line.strip_prefix("all = [")?.strip_suffix(']'))
        .unwrap()
        .split(", ")
        .map(|name| name.trim_matches('"'))
        .collect();
    let specs: BTreeSet<String> = fs::read_dir(bindery_specs::DIR)
        .unwrap()
        .filter_map(|entry| {
            entry
                .unwrap()
                .file_name()
                .to_str()?
                .strip_suffix(".yaml")
                .map(str::to_owned)
        })
        .collect();
    for spec in &specs {
        assert!(
            features.contains(spec.as_str()),
            "specs/{spec}.yaml has no feature: add the line `{spec} = []` to [features] in generated/Cargo.toml"
        );
        assert!(
            all.contains(spec.as_str()),
            "add \"{spec}\" to the line `all = [...]` in generated/Cargo.toml"
        );
    }
    for feature in features {
        assert!(
            specs.contains(feature),
            "the feature `{feature}` of generated/Cargo.toml has no spec: remove its line, or add specs/{feature}.yaml"
        );
    }
}
