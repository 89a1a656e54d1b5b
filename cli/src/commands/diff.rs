//! `bindery diff`: what a change of specs breaks, on the wire and in Rust.
//!
//! Input: two files or folders. Output: the changes on stdout, the worst first, and the semver step that they ask for.
//! **Invariant:** each change is judged by a row of the policy, which `--policy` prints; mistakes in either end with 2, since then nothing is
//! compared.

mod change;
mod compare;
mod matched;
mod policy;
mod report;
#[cfg(test)]
mod tests;

use crate::commands::check::report as mistakes;
use crate::exit::{Exit, Failure};
use crate::format::Format;
use crate::specs;
use crate::terminal::Terminal;
use bindery_codegen::analyze;
use bindery_codegen::descriptor::Api;
use clap::ValueEnum;
use policy::Class;
use std::path::{Path, PathBuf};

/// Its arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
\u{1b}[1;4mExamples:\u{1b}[0m
  git show HEAD:specs/shop.yaml > /tmp/shop.yaml && bindery diff /tmp/shop.yaml specs/shop.yaml
  git worktree add /tmp/main main && bindery diff /tmp/main/specs specs

\u{1b}[1;4mExit codes:\u{1b}[0m
  0  nothing that is denied changed
  1  something changed that is denied; without --deny, something breaks
  2  nothing was compared: a spec has mistakes, or the arguments are wrong

Vendors are matched by name. Each change has a class (breaking, compatible, docs), an audience
(rust, wire, both, docs) and a code; --policy says what each code means, and what code that calls
the bindings agrees to. The last line is the semver step: before 1.0 a breaking change is a minor step.

Each line of `--format json` is an object: class, audience, code, vendor, message, rust (a list),
why, old and new (file, line, column, or null); the last one has step and counts.")]
pub struct Args {
    /// Spec, or folder of specs, as it was
    #[arg(required_unless_present = "policy")]
    old: Option<PathBuf>,
    /// Spec, or folder of specs, as it is
    #[arg(required_unless_present = "policy")]
    new: Option<PathBuf>,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// What ends with 1, with all that is worse
    #[arg(long, value_enum, default_value_t)]
    deny: Deny,
    /// Print the policy: every kind of change, and how it is judged
    #[arg(long, exclusive = true)]
    policy: bool,
}

/// What ends with 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Whatever breaks
    #[default]
    Breaking,
    /// Whatever is more than docs
    Compatible,
    /// Any change
    Docs,
    /// Nothing: only report
    Never,
}

/// Does it.
pub fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let (Some(old), Some(new)) = (&args.old, &args.new) else {
        terminal.print(&policy::document())?;
        return Ok(Exit::Clean);
    };
    specs::paths(&[old.clone(), new.clone()])?;
    // The mistakes of both are told.
    let old = read(old, args.format, terminal);
    let new = read(new, args.format, terminal);
    let (old, new) = (old?, new?);
    let changes = compare::compare(&old, &new);
    report::print(&changes, args.format, terminal)?;
    let denied = |class: Class| match args.deny {
        Deny::Breaking => class == Class::Breaking,
        Deny::Compatible => class != Class::Docs,
        Deny::Docs => true,
        Deny::Never => false,
    };
    let found = changes.iter().any(|change| denied(change.row.class()));
    Ok(if found { Exit::Found } else { Exit::Clean })
}

/// What the specs mean; their mistakes are told as `check` tells them.
fn read(path: &Path, format: Format, terminal: &mut Terminal) -> Result<Vec<Api>, Failure> {
    let analysis = analyze(&[path.to_owned()]);
    if !analysis.failed() {
        return Ok(analysis.describe());
    }
    mistakes::print(&analysis, format, terminal)?;
    Err(Failure::new(format!(
        "`{}` has mistakes: nothing was compared",
        path.display()
    )))
}
