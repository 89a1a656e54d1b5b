//! The reference of the spec language tells the truth: its blocks compile, its tables hold the keys there are, and its
//! slips are what it says.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod fragments;

use bindery_codegen::compile_texts;
use bindery_codegen::decode::keys::{DEFINITION, KINDS, Key, LIST_STYLES, Place, Table};
use bindery_codegen::dialects::DIALECTS;
use bindery_codegen::text::type_expr::BUILTINS;
use fragments::compile_fragment;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn reference() -> String {
    fs::read_to_string(Path::new(bindery_specs::DIR).join("LANGUAGE.md")).unwrap()
}

/// The fenced YAML blocks, with the line each begins at.
fn blocks(text: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (index, line) in text.lines().enumerate() {
        match (&mut open, line) {
            (None, "```yaml") => open = Some((index + 2, String::new())),
            (Some(_), "```") => blocks.extend(open.take()),
            (Some((_, block)), _) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, _) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// The files of a block that shows several: each begins with its path in a comment.
fn files(block: &str) -> Vec<(&str, String)> {
    let mut files: Vec<(&str, String)> = Vec::new();
    for line in block.lines() {
        match line.strip_prefix("# ").filter(|path| path.ends_with(".yaml")) {
            Some(path) => files.push((path, String::new())),
            None => files.iter_mut().next_back().into_iter().for_each(|(_, text)| {
                text.push_str(line);
                text.push('\n');
            }),
        }
    }
    files
}

#[test]
fn every_example_compiles() {
    let blocks = blocks(&reference());
    assert!(blocks.len() >= 15, "only {} blocks were found", blocks.len());
    let mut wrong = String::new();
    for (line, block) in blocks {
        let compilation = match files(&block) {
            files if files.is_empty() => compile_fragment(&block),
            files => compile_texts(&files),
        };
        // An excerpt may declare what only the text around it uses: a warning is no mistake of it.
        if compilation.failed() {
            writeln!(wrong, "the block at LANGUAGE.md:{line}:\n{}", compilation.render()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A table of the reference: for each row the names in its first cell, and its other cells.
type Rows<'t> = Vec<(Vec<&'t str>, Vec<&'t str>)>;

/// The tables of keys under each heading, in their order.
fn tables(text: &str) -> BTreeMap<&str, Vec<Rows<'_>>> {
    let mut tables: BTreeMap<&str, Vec<Rows<'_>>> = BTreeMap::new();
    let (mut heading, mut inside) = ("", false);
    for line in text.lines() {
        if line.starts_with("##") {
            heading = line.trim_start_matches('#').trim();
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        match cells.as_slice() {
            ["key", "shape", ..] => {
                tables.entry(heading).or_default().push(Vec::new());
                inside = true;
            }
            [names, rest @ ..] if inside && line.starts_with("| `") => {
                let names = names.split('`').skip(1).step_by(2).collect();
                let rows = tables.get_mut(heading).and_then(|tables| tables.last_mut());
                rows.unwrap().push((names, rest.to_vec()));
            }
            _ => inside = inside && line.starts_with("|---"),
        }
    }
    tables
}

/// Where the keys of each kind of mapping stand: the heading, and which of its tables.
const PLACES: [(Table, &str, usize); 18] = [
    (Table::Spec, "Top level", 0),
    (Table::Dialect, "`dialect`", 0),
    (Table::Part, "A vendor as a folder", 0),
    (Table::Source, "`sources`", 0),
    (Table::Server, "`servers`", 0),
    (Table::Auth, "`auth`", 0),
    (Table::Login, "`login`", 0),
    (Table::Lookup, "`lookups`", 0),
    (Table::Model, "Models", 0),
    (Table::Paging, "`paging`", 0),
    (Table::Envelope, "`envelope`", 0),
    (Table::EnvelopeError, "`envelope.error`", 0),
    (Table::FieldErrors, "`envelope.error`", 1),
    (Table::Place, "Paths and places", 0),
    (Table::Error, "`errors`", 0),
    (Table::Endpoint, "`endpoints`", 0),
    (Table::Example, "`examples`", 0),
    (Table::Rule, "`rules`", 0),
];

/// The keys of a table are those of the compiler, in its order.
fn check_keys(rows: &Rows<'_>, keys: &[&Key], of: &str) {
    let documented: Vec<&str> = rows.iter().flat_map(|(names, _)| names).copied().collect();
    let built: Vec<&str> = keys.iter().map(|key| key.name).collect();
    assert_eq!(
        documented, built,
        "the reference (left) and the compiler (right) on the keys of {of}"
    );
    for (names, cells) in rows {
        assert!(
            cells.len() >= 3 && !cells[0].is_empty() && !cells[2].is_empty(),
            "{names:?} of {of}: {cells:?}"
        );
        for name in names {
            let key = keys.iter().find(|key| key.name == *name).unwrap();
            let needed = cells[1].starts_with("needed");
            assert!(
                needed || !key.is_required(),
                "`{name}` of {of} must be there; the reference says {:?}",
                cells[1]
            );
        }
    }
}

#[test]
fn every_key_is_documented() {
    let text = reference();
    let tables = tables(&text);
    let table = |heading: &str, index: usize| {
        let found = tables.get(heading).and_then(|tables| tables.get(index));
        found.unwrap_or_else(|| panic!("LANGUAGE.md has no table of keys under {heading:?}"))
    };
    for (kind, heading, index) in PLACES {
        let mut keys: Vec<&Key> = kind.keys().iter().collect();
        if kind == Table::Dialect {
            // Only what it has on top; what it lacks is named in the text.
            keys.retain(|key| Table::Spec.keys().iter().all(|other| other.name != key.name));
            let text = section(&text, "### `dialect`");
            for key in Table::Spec.keys() {
                let lacks = kind.keys().iter().all(|other| other.name != key.name);
                assert!(
                    !lacks || text.contains(&format!("`{}`", key.name)),
                    "a dialect has no `{}`",
                    key.name
                );
            }
        }
        if kind == Table::Spec {
            // `doc` stands in the table, although every definition has it.
            let doc = DEFINITION.iter().find(|key| key.name == "doc").unwrap();
            let at = keys.iter().position(|key| key.name == "title").unwrap();
            keys.insert(at + 1, doc);
        }
        check_keys(table(heading, index), &keys, kind.title());
    }
    let keys: Vec<&Key> = Table::EnumValue.keys().iter().collect();
    check_keys(table("Declared types", 0), &keys, Table::EnumValue.title());
    let keys: Vec<&Key> = DEFINITION.iter().collect();
    check_keys(table("Docs and provenance", 0), &keys, "every definition");
    let spellings = section(&text, "### Spellings");
    for key in Table::WireBoolean.keys() {
        assert!(spellings.contains(&format!("{}: JSON", key.name)));
    }
    let documented: BTreeSet<Table> = PLACES.iter().map(|(table, ..)| *table).collect();
    let others = [Table::EnumValue, Table::WireBoolean, Table::Field];
    let all: BTreeSet<Table> = documented.into_iter().chain(others).collect();
    assert_eq!(
        all,
        BTreeSet::from(Table::ALL),
        "a kind of mapping that no test looks for"
    );
}

/// What the reference calls the places of a field.
const FIELD_PLACES: [(&str, Place); 8] = [
    ("types", Place::Types),
    ("model", Place::Model),
    ("query", Place::Query),
    ("path", Place::Path),
    ("headers", Place::Headers),
    ("body", Place::Body),
    ("returns", Place::Returns),
    ("paging", Place::Send),
];

#[test]
fn every_key_of_a_field_is_documented_with_its_places() {
    let text = reference();
    let tables = tables(&text);
    let rows = &tables["Fields"][0];
    let keys: Vec<&Key> = Table::Field.keys().iter().collect();
    // The reference groups the keys; their order is not that of the compiler.
    let mut sorted = rows.clone();
    let position = |name: &str| keys.iter().position(|key| key.name == name);
    sorted.sort_by_key(|(names, _)| position(names[0]));
    check_keys(&sorted, &keys, Table::Field.title());
    for (names, cells) in rows {
        let listed = |list: &str| -> BTreeSet<Place> {
            let place = |word: &str| FIELD_PLACES.iter().find(|(name, _)| *name == word).unwrap().1;
            list.split(", ").map(place).collect()
        };
        let every: BTreeSet<Place> = FIELD_PLACES.iter().map(|(_, place)| *place).collect();
        let documented = match cells[3] {
            "all" => every.clone(),
            stated => match stated.strip_prefix("all but ") {
                Some(but) => &every - &listed(but),
                None => listed(stated),
            },
        };
        for name in names {
            let key = keys.iter().find(|key| key.name == *name).unwrap();
            let belongs = every.iter().filter(|place| key.belongs(Some(**place))).copied();
            assert_eq!(documented, belongs.collect(), "where `{name}` belongs");
        }
    }
}

/// The closed lists of words: types, meanings, list styles, kinds of failures.
#[test]
fn every_word_is_documented() {
    let text = reference();
    let documented = |text: &str, before: &str| -> BTreeSet<String> {
        let (_, rest) = text.split_once(before).unwrap();
        let words = rest.split(". ").next().unwrap();
        words.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    // The compiler lists the meanings where one does not exist.
    let wrong = compile_fragment("lookups: { near: { wire: \"{field}={value}\", means: xxxxxxxx } }\n").render();
    let (_, meanings) = wrong.split_once("the meanings are ").unwrap();
    let meanings = meanings.split(';').next().unwrap().split(", ");
    assert_eq!(
        documented(&text, "**Meanings**:"),
        meanings.map(str::to_owned).collect::<BTreeSet<_>>()
    );
    let styles = LIST_STYLES.iter().filter(|style| **style != "quoted");
    let (_, listed) = text.split_once("**List styles**:").unwrap();
    for style in styles {
        assert!(
            listed.lines().next().unwrap().contains(&format!("`{style}`")),
            "{style}"
        );
    }
    let kinds = text.lines().find(|line| line.starts_with("| `kind` |")).unwrap();
    for kind in KINDS {
        assert!(kinds.contains(&format!("`{kind}`")), "{kind}");
    }
    let types = section(&text, "### Types");
    for (name, _) in BUILTINS {
        assert!(types.contains(&format!("`{name}`")), "{name}");
    }
    for (name, _) in DIALECTS {
        assert!(section(&text, "### `dialect`").contains(&format!("`{name}`")), "{name}");
    }
}

/// What stands under a heading, up to the next one.
fn section<'t>(text: &'t str, heading: &str) -> &'t str {
    let (_, rest) = text.split_once(&format!("\n{heading}\n")).unwrap();
    rest.split("\n#").next().unwrap()
}

/// The table of slips: what stands as wrong has the code of its row, and what stands as right has no error.
#[test]
fn every_slip_is_what_it_says() {
    let text = reference();
    let table = section(&text, "## Diagnostics");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split(" | ").collect())
        .collect();
    assert!(rows.len() >= 12, "{rows:?}");
    for row in rows {
        let [code, wrong, right] = row.as_slice() else {
            panic!("{row:?}")
        };
        let code = quoted(code).unwrap();
        let found = compile_fragment(quoted(wrong).unwrap());
        let codes: Vec<&str> = found.diagnostics.iter().map(|it| it.code.name()).collect();
        assert!(codes.contains(&code), "{wrong} is {codes:?}, not {code}");
        // "the same, with `lookups: …`"
        let right = match right.trim().starts_with('`') {
            true => quoted(right).unwrap().to_owned(),
            false => format!("{}\n{}", quoted(wrong).unwrap(), quoted(right).unwrap()),
        };
        let found = compile_fragment(&right);
        assert!(!found.failed(), "{right}\n{}", found.render());
    }
}

/// The first text in backticks.
fn quoted(cell: &str) -> Option<&str> {
    cell.split('`').nth(1)
}
