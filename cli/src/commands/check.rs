//! `bindery check`: every mistake of every spec in one run.
//!
//! Input: paths. Output: the diagnostics on stdout in the order of files and places, a summary on stderr. **Invariant:** the
//! exit code is 1 exactly where an error is printed.

pub mod json;
pub mod report;
mod watch;

use crate::exit::{Exit, Failure};
use crate::format::Format;
use crate::specs;
use crate::terminal::Terminal;
use bindery_codegen::diag::Severity;
use bindery_codegen::{Analysis, analyze};
use clap::ValueEnum;
use std::path::PathBuf;

/// Its arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
\u{1b}[1;4mExit codes:\u{1b}[0m
  0  no errors; warnings alone are no errors, unless they are denied
  1  errors in a spec, or in a file that a spec names
  2  a path that was named is not there, or other wrong arguments

Each line of `--format json` is an object: code, severity, message, help, label, file, bytes (start,
end), start and end (line, column), others (further places: label, file, …). Ends are one past the
last; bytes count from 0 and without a byte-order mark, lines from 1, columns from 1 and in
characters. What is not there is null.")]
pub struct Args {
    /// Specs, or folders of specs [default: specs]
    paths: Vec<PathBuf>,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Count warnings as errors
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
    /// Check again on every save, until Ctrl-C
    #[arg(long)]
    watch: bool,
}

/// What counts as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Every warning
    Warnings,
}

/// Does it.
pub fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let paths = specs::paths(&args.paths)?;
    if args.watch {
        return watch::run(args, &paths, terminal);
    }
    let analysis = args.analyze(&paths);
    report::print(&analysis, args.format, terminal)?;
    if args.format == Format::Human {
        terminal.tell(&report::summary(&analysis));
    }
    Ok(if analysis.failed() { Exit::Found } else { Exit::Clean })
}

impl Args {
    fn analyze(&self, paths: &[PathBuf]) -> Analysis {
        let mut analysis = analyze(paths);
        if self.deny == Some(Deny::Warnings) {
            for diagnostic in &mut analysis.diagnostics {
                diagnostic.severity = Severity::Error;
            }
        }
        analysis
    }
}
