//! `bindery explain`: what a diagnostic means, with a wrong and a right example.
//!
//! Input: a code, as messages print it. Output: its text, or the list of all codes.

use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;
use anstyle::{AnsiColor, Style};
use bindery_codegen::codes::Code;
use bindery_codegen::diag::{Severity, quoted, suggest};
use std::fmt::Write as _;

/// The width that texts are broken at: what a terminal has at least.
const WIDTH: usize = 80;

const BOLD: Style = Style::new().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const RIGHT: Style = AnsiColor::Green.on_default().bold();

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Code of a diagnostic, such as `bad_type` or `error[bad_type]` [default: list all codes]
    code: Option<String>,
}

/// Does it.
pub fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let text = match &args.code {
        Some(given) => explain(find(given)?),
        None => list(),
    };
    terminal.print(&text)?;
    Ok(Exit::Clean)
}

/// The code that was meant: `bad_type`, `error[bad_type]`, also with the `:` behind it.
fn find(given: &str) -> Result<Code, Failure> {
    let inner = given.split_once('[').map_or(given, |(_, inner)| inner);
    let name = inner.trim_end_matches([':', ']']).trim();
    Code::named(name).ok_or_else(|| {
        let near = suggest(name, Code::ALL.iter().map(|code| code.name()));
        Failure::new(format!("there is no diagnostic {}", quoted(name))).help(match near {
            Some(near) => format!("did you mean `{near}`? `bindery explain` lists all of them"),
            None => "`bindery explain` lists all of them".to_owned(),
        })
    })
}

/// "error" or "warning", and its colour.
fn severity(code: Code) -> (&'static str, Style) {
    match code.severity() {
        Severity::Error => ("error", ERROR),
        Severity::Warning => ("warning", WARNING),
    }
}

fn explain(code: Code) -> String {
    let explanation = code.explanation();
    let (severity, style) = severity(code);
    let mut out = format!(
        "{style}{severity}[{}]{style:#}{BOLD}: {}{BOLD:#}\n\n",
        code.name(),
        code.summary()
    );
    wrap(explanation.meaning, &mut out);
    let examples = [
        ("Wrong", ERROR, "", explanation.wrong),
        ("Right", RIGHT, explanation.note, explanation.right),
    ];
    for (title, style, note, example) in examples {
        let Some(example) = example else { continue };
        if !note.is_empty() {
            out.push('\n');
            wrap(note, &mut out);
        }
        // Writing into a text cannot fail.
        let _ = write!(out, "\n{style}{title}:{style:#}\n\n");
        for line in example.lines() {
            let _ = writeln!(out, "    {line}");
        }
    }
    out
}

/// Every code with its severity and summary, in the order in which they are looked for.
fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
    let mut out = String::new();
    for code in Code::ALL {
        let (severity, style) = severity(*code);
        let name = code.name();
        // Writing into a text cannot fail.
        let _ = writeln!(
            out,
            "{BOLD}{name:width$}{BOLD:#}  {style}{severity:7}{style:#}  {}",
            code.summary()
        );
    }
    out
}

/// Paragraphs, broken anew; an empty line between two.
fn wrap(text: &str, out: &mut String) {
    for (index, paragraph) in text.split("\n\n").enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let mut column = 0;
        for word in paragraph.split_whitespace() {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > WIDTH {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out.push('\n');
    }
}
