//! What is left behind, whatever happens.

use super::*;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_made_replaced_or_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.yaml");
    write(&path, "one", Existing::Refuse).unwrap();
    let refused = write(&path, "two", Existing::Refuse).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
    assert_eq!(fs::read_to_string(&path).unwrap(), "one");
    write(&path, "three", Existing::Replace).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "three");
    assert_eq!(names(folder.path()), ["shop.yaml"]);
}

#[test]
fn a_name_that_was_taken_meanwhile_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let (new, taken) = (folder.path().join("new"), folder.path().join("taken"));
    fs::write(&new, "new").unwrap();
    fs::write(&taken, "old").unwrap();
    assert_eq!(rename_new(&new, &taken).unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(fs::read_to_string(&taken).unwrap(), "old");
}

#[test]
fn a_failure_leaves_the_old_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).unwrap();
    fs::write(taken.join("inside"), "old").unwrap();
    assert!(write(&taken, "new", Existing::Replace).is_err());
    assert!(write(&taken.join("inside/shop.yaml"), "new", Existing::Replace).is_err());
    assert!(write(&folder.path().join("none/shop.yaml"), "new", Existing::Replace).is_err());
    assert_eq!(names(folder.path()), ["taken"]);
    assert_eq!(fs::read_to_string(taken.join("inside")).unwrap(), "old");
}

#[test]
fn no_name_is_taken_from_another_writer() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("shop.yaml");
    let (first, _one) = create_beside(&target).unwrap();
    let (second, _two) = create_beside(&target).unwrap();
    assert_ne!(first, second);
}

#[cfg(unix)]
#[test]
fn links_permissions_and_devices_stay_what_they_are() {
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real"), folder.path().join("link"));
    fs::write(&real, "old").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real", &link).unwrap();
    write(&link, "new", Existing::Replace).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), "new");
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);

    write(Path::new("/dev/null"), "gone", Existing::Replace).unwrap();
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}
