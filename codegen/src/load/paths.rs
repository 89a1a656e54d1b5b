//! Paths as messages show them, with forward slashes.
//!
//! Input: texts. Output: texts. **Invariant:** nothing is asked of the system.

/// The normalised path of a dialect that is a file (`./x.yaml`, `../x.yaml`, `/x.yaml`), seen from the spec's folder.
pub(super) fn resolve(spec: &str, name: &str) -> Option<String> {
    if name.starts_with('/') {
        return Some(normalised(name));
    }
    if !name.starts_with("./") && !name.starts_with("../") {
        return None;
    }
    let folder = spec.rsplit_once('/').map_or("", |(folder, _)| folder);
    let separator = if folder.is_empty() && !spec.starts_with('/') {
        ""
    } else {
        "/"
    };
    Some(normalised(&format!("{folder}{separator}{name}")))
}

/// Without `.` and, where it is known what they leave, `..`.
pub(super) fn normalised(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

/// The folder of a path; empty where it names none.
pub(crate) fn folder_of(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some(("", _)) => "/",
        Some((folder, _)) => folder,
        None => "",
    }
}
