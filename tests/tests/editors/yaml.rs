//! Of a spec: a real YAML language server completes, explains and marks it by the schema beside the specs.
//!
//! The server is the npm package `yaml-language-server`; `.ci/editor` installs it below `target`. Where there is none the
//! tests say so and pass; with `BINDERY_EDITOR_REQUIRED` set they fail.

use super::say;
use super::server::{Document, Server};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Once;

/// Names the program, where it is not the one that `.ci/editor` installs.
const PROGRAM: &str = "BINDERY_YAML_LANGUAGE_SERVER";

/// Forbids to do without.
const REQUIRED: &str = "BINDERY_EDITOR_REQUIRED";

/// The folder of the specs and their schema.
const SPECS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs");

const MODELINE: &str = "# yaml-language-server: $schema=schema.json\n";

/// What every spec of these tests begins with: four lines, the modeline included.
const HEAD: &str = "bindery: 1
vendor: shop
sources: { orders: { url: https://shop.example/docs, read: 2026-11-21 } }
";

static SKIPPED: Once = Once::new();

/// The program: the one that is named, or the one that was installed.
fn program() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(PROGRAM) {
        return Some(named.into());
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent()?;
    let installed = target.join("editor/node_modules/.bin/yaml-language-server");
    installed.exists().then_some(installed)
}

/// An editor in the folder of the specs.
struct Editor {
    server: Server,
    /// How many specs it has opened.
    count: u32,
}

/// A spec in an editor.
struct Spec {
    document: Document,
    /// Behind this many bytes.
    cursor: usize,
    /// Lines from 1, with what is said of them; in their order.
    diagnostics: Vec<(usize, String)>,
}

impl Editor {
    /// `None`: there is no server, and it was said.
    fn start() -> Option<Self> {
        let Some(program) = program() else {
            let missing = "no YAML language server: the editor tests are passed over";
            assert!(
                std::env::var_os(REQUIRED).is_none(),
                "{missing}; `.ci/editor` installs one"
            );
            say(&SKIPPED, missing);
            return None;
        };
        let item = json!({ "snippetSupport": true, "documentationFormat": ["markdown"] });
        let capabilities = json!({ "textDocument": {
            "completion": { "completionItem": item },
            "hover": { "contentFormat": ["markdown"] },
        } });
        let mut command = Command::new(program);
        command.arg("--stdio");
        Some(Self {
            server: Server::start(&mut command, Path::new(SPECS), &capabilities, &Value::Null),
            count: 0,
        })
    }

    /// Opens a spec without its beginning; `|` is the cursor.
    fn open(&mut self, text: &str) -> Spec {
        let text = format!("{MODELINE}{HEAD}{text}");
        let cursor = text.find('|').unwrap_or_default();
        self.open_text(&text.replacen('|', "", 1), cursor)
    }

    /// Opens a text as if it stood beside the schema, and waits for what is said of it.
    fn open_text(&mut self, text: &str, cursor: usize) -> Spec {
        self.count += 1;
        let path = Path::new(SPECS).join(format!("opened_{}.yaml", self.count));
        let document = self.server.open(&path, "yaml", text);
        let said = self.server.wait(|message| {
            let params = &message["params"];
            let ours = message["method"] == "textDocument/publishDiagnostics" && params["uri"] == document.uri;
            ours.then(|| params["diagnostics"].as_array().cloned().unwrap_or_default())
        });
        let entry = |it: &Value| {
            let line = usize::try_from(it["range"]["start"]["line"].as_u64().unwrap()).unwrap();
            (line + 1, it["message"].as_str().unwrap().to_owned())
        };
        let mut diagnostics: Vec<(usize, String)> = said.iter().map(entry).collect();
        diagnostics.sort();
        Spec {
            document,
            cursor,
            diagnostics,
        }
    }

    /// What is offered at the cursor, each with its documentation.
    fn complete(&mut self, spec: &Spec) -> BTreeMap<String, String> {
        let answer = self
            .server
            .ask_at("textDocument/completion", &spec.document, spec.cursor);
        let items = answer["items"].as_array().or(answer.as_array());
        let entry = |item: &Value| {
            let said = &item["documentation"];
            let said = said["value"].as_str().or(said.as_str()).unwrap_or_default();
            (item["label"].as_str().unwrap_or_default().to_owned(), said.to_owned())
        };
        items.into_iter().flatten().map(entry).collect()
    }

    /// What is shown at the cursor.
    fn hover(&mut self, spec: &Spec) -> String {
        self.server.hover(&spec.document, spec.cursor)
    }
}

macro_rules! editor {
    () => {
        match Editor::start() {
            Some(editor) => editor,
            None => return,
        }
    };
}

#[test]
fn keys_are_completed() {
    let mut editor = editor!();
    let top = editor.open("servers: { production: https://api.shop.example }\n|\n");
    let items = editor.complete(&top);
    for key in ["models", "endpoints", "dialect", "lookups", "errors"] {
        assert!(items.contains_key(key), "{key}: {items:?}");
    }
    assert!(
        !items.contains_key("servers") && !items.contains_key("get"),
        "{items:?}"
    );
    assert!(items["endpoints"].contains("The calls"), "{}", items["endpoints"]);

    let inside = editor.open("endpoints:\n  list_orders:\n    get: /orders\n    |\n");
    let items = editor.complete(&inside);
    for key in ["query", "returns", "status", "errors", "paging", "doc"] {
        assert!(items.contains_key(key), "{key}: {items:?}");
    }
    assert!(
        !items.contains_key("models") && !items.contains_key("fields"),
        "{items:?}"
    );
    assert!(items["returns"].contains("What comes back"), "{}", items["returns"]);

    let field = editor.open("models:\n  Order:\n    fields:\n      name:\n        type: string\n        |\n");
    let items = editor.complete(&field);
    assert!(
        items.contains_key("max_length") && items.contains_key("read_only"),
        "{items:?}"
    );
    assert!(!items.contains_key("lookups"), "belongs to queries: {items:?}");
}

#[test]
fn values_are_completed() {
    let mut editor = editor!();
    let field = editor.open("models:\n  Order:\n    fields:\n      name: |\n");
    let items = editor.complete(&field);
    for label in [
        "string",
        "decimal",
        "date-time",
        "list<…>",
        "string required",
        "string read_only",
    ] {
        assert!(items.contains_key(label), "{label}: {items:?}");
    }
    assert!(items["decimal"].contains("a number, exact"), "{}", items["decimal"]);
    assert!(!items.contains_key("page<…>"), "stands only in returns");

    let parameter = editor.open("endpoints:\n  all:\n    get: /all\n    query:\n      name: |\n");
    let items = editor.complete(&parameter);
    assert!(
        items.contains_key("string required") && !items.contains_key("string read_only"),
        "{items:?}"
    );

    let lists = editor.open("lists: |\n");
    let items = editor.complete(&lists);
    assert!(
        items.contains_key("brackets") && items["brackets"].contains("a[]=1&a[]=2"),
        "{items:?}"
    );

    let roles = editor.open("paging:\n  read:\n    items: data\n    |\n");
    let items = editor.complete(&roles);
    assert!(
        items.contains_key("next_url") && items.contains_key("total") && !items.contains_key("items"),
        "{items:?}"
    );
}

#[test]
fn hovering_says_what_a_key_means() {
    let mut editor = editor!();
    let paging = editor.open("paging:\n  send: { limit: { |clamp: 100 } }\n");
    let text = editor.hover(&paging);
    for part in [
        "a paging parameter",
        "Above it the vendor serves this much; no violation.",
        "`count`",
        "Default: none.",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let returns = editor.open("endpoints:\n  all:\n    get: /all\n    re|turns: string\n");
    let text = editor.hover(&returns);
    assert!(
        text.contains("What comes back; `page<T>` is paged.") && text.contains("Default: no body."),
        "{text}"
    );
    let method = editor.open("endpoints:\n  all:\n    ge|t: /all\n");
    let text = editor.hover(&method);
    assert!(
        text.contains("an entry of endpoints") && text.contains("Exactly one of get, post, put"),
        "{text}"
    );
}

#[test]
fn mistakes_are_marked_on_their_line() {
    let mut editor = editor!();
    let text = "servers: { production: https://api.shop.example }
models:
  Order:
    fields:
      id: integer readonly
      name: { type: string, nullable: true }
      tags: { doc: Without a type. }
paging: { send: { limt: per_page } }
endpoints:
  all:
    get: /all
    quer: { id: integer }
  both:
    get: /both
    post: /both
  none: { returns: string }
  late:
    get: late
    status: 99
";
    let marked = editor.open(text);
    let found: Vec<(usize, &str)> = marked
        .diagnostics
        .iter()
        .map(|(line, text)| (*line, text.as_str()))
        .collect();
    let expected = [
        (
            9,
            "A type, and after it required, optional, read_only, write_only, inferred, deprecated: `string required`.",
        ),
        (10, "Property nullable is not allowed."),
        (11, "Missing property \"type\"."),
        (12, "Property limt is not allowed."),
        (16, "Property quer is not allowed."),
        (19, "Exactly one of get, post, put, patch, delete, head is needed."),
        (20, "Exactly one of get, post, put, patch, delete, head is needed."),
        (
            22,
            "A path begins with `/` and holds neither `?` nor `#` nor white space: `/orders/{id}`.",
        ),
        (23, "Value is below the minimum of 100."),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_compiles_is_not_marked() {
    let mut editor = editor!();
    let mut opened = 0;
    for entry in std::fs::read_dir(SPECS).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "yaml") {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.starts_with(MODELINE), "{} names no schema", path.display());
            let document = editor.open_text(&text, 0);
            assert_eq!(document.diagnostics, [], "{}", path.display());
            opened += 1;
        }
    }
    assert!(opened >= 4, "{opened}");
}
