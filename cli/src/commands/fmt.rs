//! `bindery fmt`: the canonical layout of specs and dialects.

mod find;

use crate::exit::{Exit, Failure};
use crate::files::{self, Existing};
use crate::specs;
use crate::terminal::Terminal;
use crate::unified::unified;
use bindery_codegen::codes::Code;
use bindery_codegen::diag::{Checked, Diagnostic, Diagnostics, quoted, render};
use bindery_codegen::layout;
use bindery_codegen::source::Files;
use bindery_codegen::span::Span;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Specs, or folders of specs; `-` formats stdin to stdout [default: specs]
    paths: Vec<PathBuf>,
    /// Write nothing: show what would change, and end with 1 where anything would
    #[arg(long)]
    check: bool,
}

/// What stdin is called.
const STDIN: &str = "<stdin>";

/// Does it.
pub fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    if args.paths.iter().any(|path| path == Path::new("-")) {
        return stdin(args, terminal);
    }
    let (mut changed, mut refused) = (0, 0);
    for path in find::find(&specs::paths(&args.paths)?)? {
        let bytes = std::fs::read(&path).map_err(|error| Failure::io("read", &path, &error))?;
        let shown = path.display().to_string();
        match laid_out(&shown, &bytes, terminal) {
            Ok(text) if text.as_bytes() == bytes => {}
            Ok(text) => {
                changed += 1;
                if args.check {
                    terminal.print(&unified(&shown, &bytes, "formatted", &text))?;
                } else {
                    files::write(&path, &text, Existing::Replace)?;
                    terminal.print(&format!("{shown}\n"))?;
                }
            }
            Err(_) => refused += 1,
        }
    }
    if args.check && changed > 0 {
        let (files, them) = count(changed);
        terminal.tell(&format!(
            "{files} not in the canonical layout; `bindery fmt` brings {them} into it\n"
        ));
    }
    let clean = refused == 0 && !(args.check && changed > 0);
    Ok(if clean { Exit::Clean } else { Exit::Found })
}

fn count(changed: usize) -> (String, &'static str) {
    match changed {
        1 => ("1 file is".to_owned(), "it"),
        _ => (format!("{changed} files are"), "them"),
    }
}

/// What an editor calls: text in, text out.
fn stdin(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    if args.paths.len() > 1 {
        return Err(Failure::new(
            "`-` stands for stdin, and cannot stand beside other paths",
        ));
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure::io("read", Path::new(STDIN), &error))?;
    let Ok(text) = laid_out(STDIN, &bytes, terminal) else {
        return Ok(Exit::Found);
    };
    if !args.check {
        terminal.print(&text)?;
    } else if text.as_bytes() != bytes {
        terminal.print(&unified(STDIN, &bytes, "formatted", &text))?;
        return Ok(Exit::Found);
    }
    Ok(Exit::Clean)
}

/// The layout of a file. What is wrong with it is told, as `bindery check` tells it.
fn laid_out(path: &str, bytes: &[u8], terminal: &mut Terminal) -> Checked<String> {
    let mut files = Files::default();
    let diags = Diagnostics::default();
    let done = match std::str::from_utf8(bytes) {
        Ok(text) => {
            let file = files.add(path, text);
            layout::format(file, files.text(file), &diags)
        }
        Err(error) => {
            let file = files.add(path, "");
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
            let message = format!("cannot read {}: line {line} is not UTF-8", quoted(path));
            Err(diags.report(Diagnostic::new(Code::Io, Span::start_of(file), message, "")))
        }
    };
    for diagnostic in diags.sorted() {
        terminal.tell(&format!("{}\n\n", render::coloured(&files, &diagnostic)));
    }
    done
}
