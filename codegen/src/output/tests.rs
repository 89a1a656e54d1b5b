//! A folder under every circumstance that the disk has; the program's tests see the rest.

use super::*;
use tempfile::TempDir;

fn file(name: &str, text: &str) -> OutputFile {
    OutputFile {
        name: name.to_owned(),
        text: format!("{MARK}{text}"),
    }
}

fn ours(text: &str) -> String {
    format!("{MARK}{text}")
}

/// Every file of a folder with its content, in the order of their names.
fn held(folder: &Path) -> Vec<(String, String)> {
    let mut held: Vec<(String, String)> = names(folder)
        .unwrap()
        .into_iter()
        .filter(|name| folder.join(name).is_file())
        .map(|name| (name.clone(), fs::read_to_string(folder.join(name)).unwrap()))
        .collect();
    held.sort();
    held
}

#[test]
fn a_folder_comes_to_hold_what_is_asked() {
    let root = TempDir::new().unwrap();
    let folder = root.path().join("deep/out");
    let wanted = [file("shop.rs", "shop"), file("mod.rs", "mod")];
    plan(&folder, &wanted).unwrap().apply().unwrap();
    fs::write(folder.join("hand.rs"), "// a person's\n").unwrap();
    fs::write(folder.join("notes.txt"), ours("no Rust")).unwrap();
    assert!(plan(&folder, &wanted).unwrap().is_empty());

    let other = [file("depot.rs", "depot"), file("mod.rs", "mod 2")];
    let plan = plan(&folder, &other).unwrap();
    assert_eq!(plan.remove, [folder.join("shop.rs")]);
    assert_eq!(plan.write[0].old, None);
    assert_eq!(plan.write[1].old, Some(ours("mod").into_bytes()));
    plan.apply().unwrap();
    let expected = [
        ("depot.rs", ours("depot")),
        ("hand.rs", "// a person's\n".to_owned()),
        ("mod.rs", ours("mod 2")),
        ("notes.txt", ours("no Rust")),
    ];
    assert_eq!(held(&folder), expected.map(|(name, text)| (name.to_owned(), text)));
}

#[test]
fn line_ends_of_windows_are_no_difference() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("shop.rs"), ours("a\r\nb\r\n")).unwrap();
    assert!(plan(folder.path(), &[file("shop.rs", "a\nb\n")]).unwrap().is_empty());
    assert!(!plan(folder.path(), &[file("shop.rs", "a\nc\n")]).unwrap().is_empty());
}

#[test]
fn a_foreign_file_in_the_way_is_refused() {
    let folder = TempDir::new().unwrap();
    let foreign = folder.path().join("mod.rs");
    fs::write(&foreign, "pub mod mine;\n").unwrap();
    let refused = plan(folder.path(), &[file("shop.rs", "shop"), file("mod.rs", "mod")]).unwrap_err();
    assert!(matches!(&refused, Refused::Foreign(path) if *path == foreign));
    assert!(
        refused
            .to_string()
            .ends_with("mod.rs` was not written by bindery, and is not overwritten")
    );
    assert_eq!(held(folder.path()).len(), 1);
}

/// The third file cannot take its place: the first two go back to what they were.
#[test]
fn where_a_file_cannot_be_written_all_are_as_before() {
    let root = TempDir::new().unwrap();
    let folder = root.path();
    fs::write(folder.join("old.rs"), ours("old")).unwrap();
    fs::write(folder.join("stale.rs"), ours("stale")).unwrap();
    let before = held(folder);
    let plan = plan(
        folder,
        &[file("old.rs", "new"), file("fresh.rs", "new"), file("mod.rs", "new")],
    )
    .unwrap();
    fs::create_dir_all(folder.join("mod.rs/full")).unwrap();
    let refused = plan.apply().unwrap_err().to_string();
    assert!(
        refused.starts_with("cannot write `") && refused.contains("mod.rs`: "),
        "{refused}"
    );
    assert_eq!(held(folder), before);
}

/// The second text cannot even be put beside its file: no file changed.
#[test]
fn where_a_text_finds_no_place_nothing_is_touched() {
    let root = TempDir::new().unwrap();
    let folder = root.path();
    fs::write(folder.join("old.rs"), ours("old")).unwrap();
    let before = held(folder);
    let plan = plan(folder, &[file("old.rs", "new"), file("mod.rs", "new")]).unwrap();
    let full = Path::new("/dev/full/mod.rs"); // below something that is no folder
    let mut plan = plan;
    plan.write.last_mut().unwrap().path = full.to_owned();
    assert!(plan.apply().is_err());
    assert_eq!(held(folder), before);
}

#[test]
fn a_folder_that_is_none_is_told() {
    let root = TempDir::new().unwrap();
    let file_in_the_way = root.path().join("out");
    fs::write(&file_in_the_way, "").unwrap();
    assert!(matches!(
        plan(&file_in_the_way, &[file("mod.rs", "")]),
        Err(Refused::Io { doing: "read", .. })
    ));
}
