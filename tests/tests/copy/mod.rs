//! A copy of a downstream crate below the target directory, to break and to change, without network, with the crates that
//! the workspace has locked.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

/// The copy.
pub struct Copy {
    pub folder: PathBuf,
    /// Its package, which nothing else in the target directory is called.
    pub name: String,
    pub target: PathBuf,
}

impl Copy {
    /// Of the crate of that name, for one test.
    pub fn new(original: &str, test: &str) -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let name = format!("{original}-{test}");
        let folder = temporary.join(&name);
        let _ = fs::remove_dir_all(&folder);
        let copy = Self {
            folder,
            name,
            // The workspace's own: what both are built of is there already.
            target: temporary.parent().unwrap().to_owned(),
        };
        let from = package.join("downstream").join(original);
        copy.take(&from, Path::new(""));
        let workspace = package.parent().unwrap().to_str().unwrap().replace('\\', "/");
        let manifest = copy.read("Cargo.toml");
        let absolute = manifest.replace("../../..", &workspace);
        assert_ne!(manifest, absolute, "the crate depends on the workspace by path");
        let named = absolute.replace(&format!("name = \"{original}\""), &format!("name = \"{}\"", copy.name));
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

    /// Every file below a folder of the original.
    fn take(&self, original: &Path, below: &Path) {
        for entry in fs::read_dir(original.join(below)).unwrap() {
            let entry = entry.unwrap();
            let inside = below.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                if entry.file_name() != "target" {
                    self.take(original, &inside);
                }
            } else {
                self.write(inside.to_str().unwrap(), &fs::read_to_string(entry.path()).unwrap());
            }
        }
    }

    pub fn write(&self, file: &str, text: &str) {
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

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap()
    }

    pub fn check(&self) -> Output {
        self.cargo("check")
    }

    /// What a command of cargo says, without what it does.
    pub fn cargo(&self, command: &str) -> Output {
        Command::new(env!("CARGO"))
            .args([command, "--offline", "--quiet", "--color=never"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap()
    }

    /// What cargo keeps of the build script.
    pub fn builds(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.target.join("debug/build")).unwrap();
        entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| {
                path.file_name()
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .starts_with(&format!("{}-", self.name))
            })
            .collect()
    }

    /// The generated files, with when each was written.
    pub fn generated(&self) -> Vec<(String, SystemTime)> {
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

    pub fn names(&self) -> Vec<String> {
        self.generated().into_iter().map(|(name, _)| name).collect()
    }
}

/// Or the test fails with what it said.
pub fn succeeded(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
