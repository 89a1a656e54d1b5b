//! Words of other formats, and what this language says instead.
//!
//! Input: a key or word that does not exist. Output: the way out, where it is known. **Invariant:** none of these is a
//! word of the language at the place it is asked for.

/// Keys that other languages have, and what this one says instead.
const ELSEWHERE: &[(&str, &str)] = &[
    ("any_of", "unions are not in version 1; `json` keeps the value"),
    ("anyOf", "unions are not in version 1; `json` keeps the value"),
    ("one_of", "unions are not in version 1; `json` keeps the value"),
    ("oneOf", "unions are not in version 1; `json` keeps the value"),
    ("nullable", "a value that may be null has a type with `?`: `string?`"),
    ("description", "text about a definition is `doc`"),
    ("null", "a value that may be null has a type with `?`: `string?`"),
    ("items", "a list is a type: `list<string>`"),
    (
        "properties",
        "an object is an entry of `models` with `fields`, and its name is the type",
    ),
    (
        "fields",
        "an object is an entry of `models` with `fields`, and its name is the type",
    ),
    (
        "values",
        "the values of an enum are `enum: [a, b]`, in an entry of `types`",
    ),
    (
        "choices",
        "the values of an enum are `enum: [a, b]`, in an entry of `types`",
    ),
    ("method", "the method is the key of the path: `get: /customers`"),
    (
        "params",
        "the parameters of a call are `query`, the holes of its path `path`",
    ),
    (
        "parameters",
        "the parameters of a call are `query`, the holes of its path `path`",
    ),
    (
        "url",
        "the path of a call is the value of its method: `get: /customers`",
    ),
    ("request", "what is sent is `body`"),
    ("requestBody", "what is sent is `body`"),
    ("response", "what comes back is `returns`"),
    ("responses", "what comes back is `returns`, and failures are `errors`"),
    (
        "version",
        "the version of the language is `bindery: 1`; a least version of the compiler is `requires: \"0.1\"`",
    ),
];

/// What this language says instead of a key or word of another one.
pub(super) fn elsewhere(name: &str) -> Option<&'static str> {
    ELSEWHERE
        .iter()
        .find(|(other, _)| *other == name)
        .map(|(_, help)| *help)
}
