//! The schema and the compiler on every spec there is: what the compiler refuses for its shape, the schema refuses on the
//! same line; what it refuses for its meaning, and what it takes, the schema takes.

use crate::documents::{Set, right, wrong};
use crate::judge::{Judge, json};
use bindery_codegen::analyze_texts;
use bindery_codegen::codes::Code;
use bindery_codegen::diag::{Diagnostic, Diagnostics};
use bindery_codegen::span::FileId;
use bindery_codegen::yaml::{Node, read_yaml};
use std::collections::BTreeSet;

/// What a code is to a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// A schema can see it: keys, kinds of values, the small languages inside texts.
    Shape,
    /// A schema sees one value at a time and resolves no name.
    Meaning,
    /// YAML itself: an editor's parser says it, before any schema is asked.
    Yaml,
    /// Of some keys it is their shape, of some values their meaning; it goes away.
    Both,
}

/// What each code is about. No wildcard: whoever adds a code decides.
fn about(code: Code) -> About {
    match code {
        // Cut texts are missing in the tree that is left; a test of its own looks at them.
        Code::Io | Code::Yaml | Code::Alias | Code::Tag | Code::SecondDocument | Code::TooDeep | Code::TooLarge
        | Code::FlowText | Code::DuplicateKey => About::Yaml,
        // Keys: which there are, which are needed, which exclude one another, which names they may have.
        Code::UnknownKey | Code::MissingKey | Code::OneOf | Code::BadName | Code::ReservedWord
        // Values: their kind, and whether YAML reads them as text.
        | Code::Version | Code::Shape | Code::Unquoted
        // Closed lists of words.
        | Code::UnknownWord | Code::UnknownMeaning | Code::UnknownRole | Code::UnknownDialect
        // Languages that a regular expression can tell, or nearly.
        | Code::BadType | Code::BadTemplate | Code::LookupFieldInValue | Code::BadPath | Code::BadWire | Code::BadStatus
        | Code::BadUrl | Code::BadDate => About::Shape,
        Code::Later => About::Both,
        // A regular expression that tells regular expressions is none.
        Code::BadPattern
        // Names that stand elsewhere in the file.
        | Code::UnknownSource | Code::UnknownType | Code::UnknownLookup | Code::UnknownError | Code::UnknownEndpoint
        | Code::UnknownField | Code::DuplicateName | Code::DuplicateWire | Code::RustName | Code::FamilyCycle
        | Code::LookupTwice | Code::PathHole | Code::CodeTwice | Code::EndlessModel | Code::Unused
        // What goes with which type, which flag, which constraint.
        | Code::Senseless | Code::SenselessLookup | Code::SameWire | Code::BadDefault | Code::BadExample
        | Code::ExampleField | Code::ReadOnlyRequired | Code::ConflictingFlags | Code::PageHere | Code::NoPaging
        | Code::PagingNext | Code::BadRule | Code::Internal => About::Meaning,
    }
}

/// Mistakes with a code of shape that no schema can see: a part of the fixture's path and the message, and why.
const EXCEPTIONS: [(&str, &str); 15] = [
    (
        "`mod` is no name of a module",
        "that a name is a word of Rust is seen when Rust is written; a pattern of JSON Schema cannot say it",
    ),
    (
        "cannot be read from a ",
        "a place is one of three mappings; which of them can hold a value depends on the value",
    ),
    (
        "takes a list, so its value needs",
        "the holes of a pair go with its meaning, which may be its name",
    ),
    ("takes one operand, so its value needs", "the same"),
    (
        "the template holds no secret",
        "holes are counted over the whole scheme, with those of the login",
    ),
    (
        "`basic` needs a `:`",
        "a pattern would have to tell a `:` outside of holes, for the sake of one key",
    ),
    (
        "/bad_wire/types.yaml",
        "the spelling exists, and does not go with the type beside it",
    ),
    (
        "/missing_key/errors.yaml",
        "the key is needed because of what the envelope declares",
    ),
    (
        "/missing_key/login.yaml",
        "the key is needed because of the scheme around the login",
    ),
    (
        "is the client's own",
        "a header of an answer may be called so, and a pattern of JSON Schema tells case apart",
    ),
    (
        "has no spelling of its own",
        "the spelling exists, and does not go with the role that the parameter has",
    ),
    ("there is no such file", "a schema opens no file"),
    (
        "the spec needs version 99.1",
        "the schema does not know the version of the compiler that will run",
    ),
    (
        "`no` must be quoted",
        "a text to YAML 1.2, which editors read; older tools take it for a boolean",
    ),
    ("`0` must be quoted", "a key, and every key is a text in JSON"),
];

fn excepted(name: &str, diagnostic: &Diagnostic) -> Option<usize> {
    let whole = format!("{name}: {}", diagnostic.message);
    EXCEPTIONS.iter().position(|(part, _)| whole.contains(part))
}

struct Judges {
    specs: Judge,
    dialects: Judge,
}

/// A file of a set, and what both say of it.
struct Verdict<'s> {
    name: String,
    /// `None`: no YAML.
    node: Option<Node>,
    /// The lines that the schema refuses.
    lines: BTreeSet<usize>,
    diagnostics: Vec<(usize, &'s Diagnostic)>,
}

/// Judges every file of a set.
fn judge(judges: &Judges, set: &Set, mut look: impl FnMut(Verdict<'_>)) {
    let all: Vec<(String, String)> = set.files.iter().chain(&set.others).cloned().collect();
    let analysis = analyze_texts(&all);
    for (name, text) in &set.files {
        let diagnostics = analysis
            .diagnostics
            .iter()
            .filter(|it| analysis.files.path(it.span.file) == name);
        let diagnostics = diagnostics
            .map(|it| (analysis.files.line_column(it.span).0, it))
            .collect();
        let node = read_yaml(FileId(0), text, &Diagnostics::default()).ok();
        let judge = if set.is_dialect(name) {
            &judges.dialects
        } else {
            &judges.specs
        };
        let lines = node.as_ref().map(|node| judge.lines(text, node)).unwrap_or_default();
        look(Verdict {
            name: format!("{}: {name}", set.name),
            node,
            lines,
            diagnostics,
        });
    }
}

fn judges() -> Judges {
    Judges {
        specs: Judge::of_specs(),
        dialects: Judge::of_dialects(),
    }
}

#[test]
fn what_compiles_is_taken() {
    let judges = judges();
    let sets = right();
    assert!(sets.len() > 20, "only {} sets were found", sets.len());
    for set in &sets {
        judge(&judges, set, |verdict| {
            assert!(verdict.node.is_some(), "{}", verdict.name);
            assert_eq!(
                verdict.lines,
                BTreeSet::new(),
                "the schema refuses these lines of {}",
                verdict.name
            );
        });
    }
    for (name, text) in bindery_codegen::dialects::DIALECTS {
        assert_eq!(
            judges.dialects.errors(&crate::judge::value(text)),
            [""; 0],
            "the dialect {name}"
        );
    }
}

#[test]
fn what_is_refused_for_its_shape_is_refused_on_the_same_line() {
    let judges = judges();
    let mut used = BTreeSet::new();
    let (mut missed, mut shapes) = (String::new(), 0);
    for set in wrong() {
        judge(&judges, &set, |verdict| {
            if verdict.node.is_none() {
                return; // no YAML, or nothing at all: there is nothing to judge
            }
            for (line, diagnostic) in &verdict.diagnostics {
                let shape = about(diagnostic.code) == About::Shape;
                let seen = verdict.lines.contains(line);
                shapes += usize::from(shape);
                match excepted(&verdict.name, diagnostic) {
                    Some(index) if shape => {
                        used.insert(index);
                    }
                    _ if shape && !seen => {
                        missed += &format!(
                            "{}:{line}: {}: {}\n",
                            verdict.name,
                            diagnostic.code.name(),
                            diagnostic.message
                        );
                    }
                    _ => {}
                }
            }
        });
    }
    assert!(
        missed.is_empty(),
        "the schema takes what the compiler refuses for its shape:\n{missed}"
    );
    assert!(shapes > 100, "only {shapes} mistakes of shape were found");
    let stale: Vec<_> = EXCEPTIONS
        .iter()
        .enumerate()
        .filter(|(index, _)| !used.contains(index))
        .collect();
    assert!(stale.is_empty(), "exceptions that nothing needs: {stale:?}");
}

#[test]
fn what_is_refused_for_its_meaning_alone_is_taken() {
    let judges = judges();
    let mut taken = 0;
    for set in wrong() {
        judge(&judges, &set, |verdict| {
            // Of a spec for another version the compiler reads nothing else.
            let read = verdict.diagnostics.iter().all(|(_, it)| it.code != Code::Version);
            let meaning = |it: &(usize, &Diagnostic)| {
                read && (about(it.1.code) == About::Meaning || excepted(&verdict.name, it.1).is_some())
            };
            if verdict.node.is_some() && !verdict.diagnostics.is_empty() && verdict.diagnostics.iter().all(meaning) {
                assert_eq!(
                    verdict.lines,
                    BTreeSet::new(),
                    "the schema refuses these lines of {}",
                    verdict.name
                );
                taken += 1;
            }
        });
    }
    assert!(taken > 50, "only {taken} specs have mistakes of meaning alone");
}

/// Here the compiler puts the pieces aside that YAML made of a text. An editor's parser does not: it has them as keys.
#[test]
fn texts_cut_apart_are_refused() {
    let judges = judges();
    let mut refused = 0;
    for set in wrong().iter().filter(|set| set.name.contains("/flow_text/")) {
        for (name, text) in &set.files {
            let Ok(value) = serde_yaml::from_str::<serde_json::Value>(text) else {
                continue;
            }; // no YAML at all
            assert_ne!(judges.specs.errors(&value), [""; 0], "{}: {name}", set.name);
            // A hole that is a mapping of its own is one for both.
            let node = read_yaml(FileId(0), text, &Diagnostics::default());
            refused += usize::from(node.is_err() || json(&node.unwrap()) != value);
        }
    }
    assert!(refused >= 3, "{refused}");
}
