//! What the words of the language mean, for those who choose one in an editor.
//!
//! Input: a word. Output: a few words of Markdown. **Invariant:** every word described is one that the compiler knows.

use bindery_codegen::decode::keys::Table;

/// Words and meanings. A word means the same wherever it stands.
const WORDS: &[(&str, &str)] = &[
    // types
    ("string", "text"),
    ("integer", "a number without fraction; of `wire`: as text"),
    ("number", "for measures, never for money"),
    ("decimal", "a number, exact"),
    ("boolean", "`true` or `false`"),
    ("date", "`2026-11-21`"),
    ("date-time", "RFC 3339, unless `wire` says more"),
    ("time", "`18:30:00`"),
    ("email", "text: an e-mail address"),
    ("uri", "text: a URI"),
    ("uuid", "text: a UUID"),
    ("base64", "text: bytes in Base64"),
    ("hex-color", "text: `#aabbcc`"),
    ("json", "any JSON; numbers keep their text"),
    ("list", "an array"),
    ("map", "an object with names of its own"),
    ("page", "one page of a list; only in `returns`"),
    // spellings
    ("rfc2822", "`Sat, 21 Nov 2026 18:30:00 +0000`"),
    ("unix", "seconds since 1970"),
    ("unix_ms", "milliseconds since 1970"),
    // how lists are written
    ("repeat", "`a=1&a=2`"),
    ("brackets", "`a[]=1&a[]=2`"),
    ("indexed", "`a[0]=1&a[1]=2`"),
    ("comma", "`a=1,2`"),
    ("pipe", "`a=1|2`"),
    ("space", "`a=1 2`"),
    ("quoted", "`a=1,\"x,y\"`"),
    // how bodies are written
    ("form", "`application/x-www-form-urlencoded`"),
    // ways to show who calls
    ("none", "calls without a secret"),
    // classes of failure
    ("auth", "nobody knows who calls: 401"),
    ("forbidden", "who calls may not: 403"),
    ("not_found", "there is no such thing: 404"),
    ("validation", "what was sent does not fit: 400, 422"),
    ("conflict", "what is there contradicts: 409"),
    ("rate_limit", "too many calls: 429"),
    ("server", "the vendor failed: 500 to 599"),
    ("unavailable", "the vendor is not there for now: 503"),
    ("other", "anything else"),
    // dialects
    ("django", "Django REST framework with django-filter"),
    ("grails", "Grails"),
    ("laravel", "Laravel"),
];

/// What a word means.
pub(super) fn meaning(word: &str) -> Option<&'static str> {
    WORDS.iter().find(|(known, _)| *known == word).map(|(_, means)| *means)
}

/// What a word behind the type means: the same as the key.
pub(super) fn of_fields(word: &str) -> Option<&'static str> {
    Table::Field
        .all_keys()
        .find(|key| key.name == word)
        .map(|key| key.meaning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bindery_codegen::decode::keys::{KINDS, LIST_STYLES, Shape};
    use bindery_codegen::text::type_expr::{BUILTINS, GENERICS};

    /// The words of a shape and of those inside it.
    fn words(shape: Shape, out: &mut Vec<&'static str>) {
        out.extend(shape.words());
        match shape {
            Shape::Either(shapes) => shapes.iter().for_each(|shape| words(*shape, out)),
            Shape::List(shape) | Shape::Some(shape) | Shape::Map(_, shape) | Shape::Named(_, shape) => {
                words(*shape, out)
            }
            _ => {}
        }
    }

    #[test]
    fn the_words_are_those_of_the_language() {
        let mut known: Vec<&str> = BUILTINS.iter().map(|(name, _)| *name).chain(GENERICS).collect();
        for key in Table::ALL.iter().flat_map(|table| table.all_keys()) {
            words(key.shape, &mut known);
        }
        for (word, _) in WORDS {
            assert!(known.contains(word), "`{word}` is no word of the language any more");
        }
        let types = BUILTINS.iter().map(|(name, _)| name).chain(&GENERICS);
        for word in types.chain(LIST_STYLES).chain(KINDS) {
            assert!(meaning(word).is_some(), "`{word}` is not described in {}", file!());
        }
    }
}
