//! The feature of a vendor, where a package has one for each.
//!
//! Input: the folder of specs. Output: what to write into the manifest of a package beside it. **Invariant:** manifests are only
//! read; one that does not list features as `all = [` is left alone.

use std::path::{Path, PathBuf};

/// The lines for a manifest near the folder: in the folder above it, or in one beside it.
pub fn near(specs: &Path, vendor: &str) -> Option<String> {
    let specs = std::path::absolute(specs).ok()?;
    let root = specs.parent()?;
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders.insert(0, root.to_owned());
    folders.iter().find_map(|folder| {
        let path = folder.join("Cargo.toml");
        let lines = lines(&std::fs::read_to_string(&path).ok()?, vendor)?;
        let shown = path.strip_prefix(std::env::current_dir().ok()?).unwrap_or(&path);
        Some(format!("features, in `{}`:\n{lines}\n", shown.display()))
    })
}

/// What is missing in a manifest with features by vendor.
fn lines(manifest: &str, vendor: &str) -> Option<String> {
    let features: Vec<&str> = manifest
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != "[features]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .collect();
    let key = |line: &&str, name: &str| {
        line.strip_prefix(name)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let all = features.iter().find(|line| key(line, "all") && line.contains('['))?;
    let mut text = String::new();
    if !features.iter().any(|line| key(line, vendor)) {
        text.push_str(&format!("  {vendor} = []\n"));
    }
    // A list over several lines is not read on: saying it twice does no harm.
    if !all.contains(&format!("\"{vendor}\"")) {
        text.push_str(&format!("  \"{vendor}\" in the list `all`\n"));
    }
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said() {
        let manifest = "[package]\nall = []\n[features]\ndefault = [\"all\"]\nall = [\"shop\"]\nshop = []\n\n[dependencies]\nbank = []\n";
        assert_eq!(lines(manifest, "shop"), None);
        let expected = "  bank = []\n  \"bank\" in the list `all`\n";
        assert_eq!(lines(manifest, "bank").as_deref(), Some(expected));
        assert_eq!(lines("[features]\nshop = []\n", "bank"), None);
        assert_eq!(lines("[package]\n", "bank"), None);
    }
}
