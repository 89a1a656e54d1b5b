//! The dialects that come with the compiler.
//!
//! Input: a name. Output: the text of its file. **Invariant:** a dialect's text changes only together with its `version`,
//! since a change of it is a change of generated code (and stands in the changelog).

/// The dialects by name, in the order of their names.
pub const DIALECTS: [(&str, &str); 3] = [
    ("django", include_str!("dialects/django.yaml")),
    ("grails", include_str!("dialects/grails.yaml")),
    ("laravel", include_str!("dialects/laravel.yaml")),
];

/// The text of a dialect.
///
/// ```
/// assert!(bindery_codegen::dialects::dialect("django").is_some_and(|text| text.contains("__gte")));
/// assert_eq!(bindery_codegen::dialects::dialect("unheard"), None);
/// ```
#[must_use]
pub fn dialect(name: &str) -> Option<&'static str> {
    DIALECTS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The path of a built-in dialect, as messages show it.
pub(crate) fn path_of(name: &str) -> String {
    format!("<dialect>/{name}.yaml")
}

/// The built-in dialect at such a path; `None` where it is another file.
pub(crate) fn name_of(path: &str) -> Option<&str> {
    path.strip_prefix("<dialect>/")?.strip_suffix(".yaml")
}
