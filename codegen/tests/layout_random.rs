//! Whatever a document holds and however it is written, its canonical layout says the same, keeps every comment in its
//! order, and is its own layout.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what writes the documents is a part of the test"
)]

use bindery_codegen::diag::Diagnostics;
use bindery_codegen::layout::{format, says_the_same};
use bindery_codegen::span::FileId;
use bindery_codegen::yaml::{Node, read_yaml};
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Tree {
    Text(String),
    Sequence(Vec<Tree>),
    Mapping(Vec<(String, Tree)>),
}

const TEXTS: [&str; 44] = [
    "",
    "~",
    "null",
    "no",
    "true",
    "0051",
    "1.5",
    "-1",
    "1e3",
    "0x1f",
    "2026-11-21",
    "12:30:45",
    "1_000",
    "a: b",
    "x # y",
    "{f}={v}",
    "f={v}",
    "it's",
    "say \"x\"",
    "back\\slash",
    "-",
    "?",
    "T?",
    "list<T?>",
    "@x",
    "*a",
    "# no",
    " lead",
    "trail ",
    "two\nlines\n",
    "para\n\nmore",
    "no end\nhere",
    "tab\there",
    "é ü",
    "a:",
    "key:x",
    "- x",
    "[a]",
    "a, b",
    "\n",
    "x\n\n\n",
    "  ind\nx\n",
    "aa bb cc dd ee",
    "a rather long text that fills lines where many of its like stand in one list",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,6}",
        "[a-z]{2,9}( [a-z]{1,5}){0,4}",
        "[-a-z?:,# {}'\"&*!|>%@`~0-9.\\[\\]]{0,6}",
        proptest::sample::select(&TEXTS[..]).prop_map(str::to_owned),
    ]
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = text().prop_map(Tree::Text);
    let inner = leaf.prop_recursive(4, 40, 6, |inner| {
        let key = prop_oneof![4 => "[a-z]{1,8}", 1 => text()];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Tree::Sequence),
            proptest::collection::vec((key, inner), 0..6).prop_map(Tree::Mapping),
        ]
    });
    let key = "[a-z]{1,12}";
    proptest::collection::vec((key, inner), 1..6).prop_map(Tree::Mapping)
}

/// Writes a tree in any layout that YAML has.
struct Writer {
    out: String,
    state: u64,
    comments: usize,
    /// The last line may belong to a text that would take a comment for its own.
    open: bool,
}

impl Writer {
    fn next(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state % below as u64).unwrap()
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.next(times) == 0
    }

    fn spaces(&mut self, least: usize, most: usize) {
        let count = least + self.next(most - least + 1);
        self.out.push_str(&" ".repeat(count));
    }

    fn comment(&mut self) {
        let words = ["", "a: b", "'", "{", "# x", "- "][self.next(6)];
        let text = format!("# c{} {words}", self.comments);
        self.comments += 1;
        self.out.push_str(&text);
    }

    /// Ends a line that can have a comment.
    fn end(&mut self) {
        if self.one_in(6) {
            self.spaces(1, 9);
            self.comment();
        } else if self.one_in(9) {
            self.spaces(0, 3);
        }
        self.out.push('\n');
    }

    /// Empty lines and comments on lines of their own.
    fn between(&mut self) {
        while self.one_in(5) {
            if self.one_in(2) {
                self.out.push('\n');
            } else {
                if !self.open {
                    self.spaces(0, 9);
                }
                self.comment();
                self.out.push('\n');
                self.open = false;
            }
        }
        self.open = false;
    }

    fn quoted(&mut self, text: &str) -> String {
        if self.one_in(2) && !text.contains(['\n', '\t']) {
            return format!("'{}'", text.replace('\'', "''"));
        }
        let text = text.replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{}\"", text.replace('\n', "\\n").replace('\t', "\\t"))
    }

    /// On one line; plain where that reads the same.
    fn inline(&mut self, text: &str, flow: bool) -> String {
        let probe = if flow {
            format!("[{text}]")
        } else {
            format!("- {text}\n")
        };
        let read = read_yaml(FileId(0), &probe, &Diagnostics::default()).ok();
        let same = read
            .as_ref()
            .and_then(Node::items)
            .is_some_and(|items| matches!(items, [item] if item.text() == Some(text)));
        let as_key = read_yaml(FileId(0), &format!("{{ {text}: 1 }}"), &Diagnostics::default()).is_ok();
        let plain = same && as_key && !text.is_empty() && !text.contains('\n') && text.trim() == text;
        if plain && !self.one_in(3) {
            text.to_owned()
        } else {
            self.quoted(text)
        }
    }

    fn scalar(&mut self, text: &str, column: usize, parent: usize) {
        let printable = !text.contains('\t') && text.lines().all(|line| line.trim_end() == line);
        if self.one_in(3) && printable && !text.is_empty() && text.trim() != "" {
            let folds = !text.trim_end().contains('\n') && !text.contains("  ") && !text.starts_with(' ');
            let end = text.len() - text.trim_end_matches('\n').len();
            let chomp = match end {
                0 => "-",
                1 if self.one_in(2) => "",
                _ => "+",
            };
            let content = column.max(parent + 1);
            let digit = if text.starts_with(' ') || self.one_in(4) {
                (content - parent).to_string()
            } else {
                String::new()
            };
            let folded = folds && self.one_in(2);
            self.out
                .push_str(&format!("{}{digit}{chomp}", if folded { '>' } else { '|' }));
            self.end();
            let body = text.trim_end_matches('\n').to_owned();
            let lines: Vec<String> = if folded {
                body.split(' ').map(str::to_owned).collect()
            } else {
                body.split('\n').map(str::to_owned).collect()
            };
            for line in lines {
                let line = if line.is_empty() {
                    line
                } else {
                    format!("{}{line}", " ".repeat(content))
                };
                self.out.push_str(&format!("{line}\n"));
            }
            self.out.push_str(&"\n".repeat(end.saturating_sub(1)));
            self.open = true;
            return;
        }
        let written = self.inline(text, false);
        let several = written.contains(' ') && !written.contains('\\') && !text.contains("  ") && text.trim() == text;
        if several && self.one_in(2) && !text.contains(['#', ':', '-', '?']) {
            let lines: Vec<&str> = written.split(' ').collect();
            let mut glue = String::new();
            for line in lines {
                self.out.push_str(&format!("{glue}{line}"));
                glue = format!(
                    "{}\n{}",
                    " ".repeat(self.next(2)),
                    " ".repeat(parent + 1 + self.next(5))
                );
            }
        } else {
            self.out.push_str(&written);
        }
        self.end();
    }

    /// White space inside `{ }`; lines begin behind `column`.
    fn gap(&mut self, column: usize) {
        match self.next(12) {
            0..5 => {}
            5..9 => self.spaces(1, 3),
            9 => {
                self.out.push('\n');
                self.out.push_str(&" ".repeat(column + 1));
                self.spaces(0, 4);
            }
            10 => {
                self.out.push_str("\n\n");
                self.out.push_str(&" ".repeat(column + 1));
            }
            _ => {
                self.spaces(1, 3);
                if self.one_in(2) {
                    self.out.push('\n');
                    self.spaces(0, 9);
                }
                self.comment();
                self.out.push('\n');
                self.out.push_str(&" ".repeat(column + 1));
            }
        }
    }

    fn flow(&mut self, tree: &Tree, column: usize) {
        match tree {
            Tree::Text(text) => {
                let text = self.inline(text, true);
                self.out.push_str(&text);
            }
            Tree::Sequence(items) => {
                self.out.push('[');
                self.gap(column);
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.out.push(',');
                        self.gap(column);
                    }
                    self.flow(item, column);
                    self.gap(column);
                }
                self.out.push(']');
            }
            Tree::Mapping(entries) => {
                self.out.push('{');
                self.gap(column);
                for (index, (key, value)) in unique(entries).into_iter().enumerate() {
                    if index > 0 {
                        self.out.push(',');
                        self.gap(column);
                    }
                    let key = self.inline(key, true);
                    self.out.push_str(&format!("{key}: "));
                    self.gap(column);
                    self.flow(value, column);
                    self.gap(column);
                }
                self.out.push('}');
            }
        }
    }

    /// A value behind `key:` or `-`, whose block begins in `parent`.
    fn value(&mut self, tree: &Tree, parent: usize, is_item: bool) {
        let step = 1 + self.next(4);
        let flat = match tree {
            Tree::Text(_) => false,
            Tree::Sequence(items) => items.is_empty() || self.one_in(3),
            Tree::Mapping(entries) => entries.is_empty() || self.one_in(3),
        };
        match tree {
            Tree::Text(text) if text.is_empty() && self.one_in(2) => self.end(),
            Tree::Text(text) => {
                self.spaces(1, 3);
                self.scalar(text, parent + step, parent);
            }
            _ if flat => {
                self.spaces(1, 3);
                self.flow(tree, parent);
                self.end();
            }
            Tree::Sequence(items) => {
                self.end();
                let step = if is_item || !self.one_in(3) { step } else { 0 };
                for item in items {
                    self.between();
                    self.out.push_str(&" ".repeat(parent + step));
                    self.out.push('-');
                    self.value(item, parent + step, true);
                }
            }
            Tree::Mapping(entries) => {
                let compact = is_item && self.one_in(2);
                let mut column = parent + step;
                if compact {
                    self.out.push_str(&" ".repeat(step));
                    column += 1;
                } else {
                    self.end();
                }
                for (index, (key, value)) in unique(entries).into_iter().enumerate() {
                    if index > 0 || !compact {
                        self.between();
                        self.out.push_str(&" ".repeat(column));
                    }
                    self.entry(key, value, column);
                }
            }
        }
    }

    fn entry(&mut self, key: &str, value: &Tree, column: usize) {
        let key = self.inline(key, false);
        self.out.push_str(&format!("{key}:"));
        self.value(value, column, false);
    }
}

fn unique(entries: &[(String, Tree)]) -> Vec<(&str, &Tree)> {
    let mut known: Vec<(&str, &Tree)> = Vec::new();
    for (key, value) in entries {
        if key != "<<" && known.iter().all(|(other, _)| other != key) {
            known.push((key, value));
        }
    }
    known
}

/// A text, and how many comments it has.
fn written() -> impl Strategy<Value = (String, usize)> {
    (tree(), any::<u64>()).prop_map(|(tree, seed)| write(&tree, seed))
}

fn write(tree: &Tree, seed: u64) -> (String, usize) {
    let mut writer = Writer {
        out: String::new(),
        state: seed | 1,
        comments: 0,
        open: false,
    };
    let Tree::Mapping(entries) = tree else {
        panic!("the root is a mapping")
    };
    for (key, value) in unique(entries) {
        writer.between();
        writer.entry(key, value, 0);
    }
    writer.between();
    (writer.out, writer.comments)
}

fn read(text: &str) -> Result<Node, String> {
    let diags = Diagnostics::default();
    let node = read_yaml(FileId(0), text, &diags);
    let said: Vec<String> = diags.sorted().into_iter().map(|it| it.message).collect();
    node.ok().filter(|_| said.is_empty()).ok_or(said.join("; "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_layout_of_anything((text, comments) in written()) {
        let read_in = read(&text);
        prop_assume!(read_in.is_ok());
        let diags = Diagnostics::default();
        let out = format(FileId(0), &text, &diags);
        prop_assert!(out.is_ok(), "{:?}\n{text}", diags.sorted());
        let out = out.unwrap();
        let read_out = read(&out);
        prop_assert!(read_out.is_ok(), "{read_out:?}\n{text}\n---\n{out}");
        prop_assert!(says_the_same(&read_in.unwrap(), &read_out.unwrap()), "{text}\n---\n{out}");
        let mut at = 0;
        for number in 0..comments {
            let found = out[at..].find(&format!("# c{number} ").trim_end().to_owned());
            prop_assert!(found.is_some(), "comment {number} is lost or moved\n{text}\n---\n{out}");
            at += found.unwrap();
        }
        let again = format(FileId(0), &out, &Diagnostics::default());
        prop_assert_eq!(again.as_deref(), Ok(out.as_str()), "from\n{}", text);
    }
}
