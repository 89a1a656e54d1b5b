//! `bindery generate`: Rust bindings in a folder, for those who check them in, and for other build systems than cargo.
//!
//! Input: specs. Output: the folder brought up to date, or what that would change. **Invariant:** where any spec has a
//! mistake, or a file is in the way, nothing is written.

mod changes;
mod depfile;

use crate::exit::{Exit, Failure};
use crate::files::{self, Existing};
use crate::specs;
use crate::terminal::Terminal;
use bindery_codegen::diag::render;
use bindery_codegen::output::{Plan, Refused, plan};
use bindery_codegen::{Lines, Module, analyze, bindings};
use std::path::PathBuf;

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Specs, or folders of specs [default: specs]
    paths: Vec<PathBuf>,
    /// Folder of the bindings: one file a vendor, and `mod.rs`; files written by hand stay
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
    /// Write nothing; show what is stale, as a diff, and fail where anything is
    #[arg(long, conflicts_with = "depfile")]
    check: bool,
    /// Also write, in the syntax of make, which files the bindings are made of; ninja wants `restat = 1`
    #[arg(long, value_name = "FILE")]
    depfile: Option<PathBuf>,
}

/// Does it.
pub fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let paths = specs::paths(&args.paths)?;
    // Without the places of specs: what is checked in changes where a meaning does, not where a line moves.
    let compilation = analyze(&paths).emit(Lines::LeftOut);
    for diagnostic in &compilation.diagnostics {
        terminal.tell(&format!("{}\n\n", render::coloured(&compilation.files, diagnostic)));
    }
    if compilation.failed() {
        return Ok(Exit::Found);
    }
    let modules: Vec<&Module> = compilation.modules.iter().collect();
    let plan = plan(&args.out, &bindings::files(&modules)).map_err(failure)?;
    if args.check {
        return check(args, &plan, terminal);
    }
    let dependencies = match &args.depfile {
        Some(file) => Some((file, depfile::text(&args.out, &paths, compilation.inputs())?)),
        None => None,
    };
    plan.apply().map_err(failure)?;
    // Last: a build system reads it as the proof that all is done.
    if let Some((file, text)) = dependencies {
        files::write(file, &text, Existing::Replace)?;
    }
    terminal.tell(&changes::done(&plan));
    Ok(Exit::Clean)
}

fn check(args: &Args, plan: &Plan, terminal: &mut Terminal) -> Result<Exit, Failure> {
    if plan.is_empty() {
        return Ok(Exit::Clean);
    }
    terminal.print(&changes::diff(plan))?;
    terminal.tell(&format!(
        "`{}` is not what the specs say; to bring it up to date:\n\n    {}\n",
        args.out.display(),
        command(args)
    ));
    Ok(Exit::Found)
}

/// The command that writes what was checked.
fn command(args: &Args) -> String {
    let words = args.paths.iter().map(|path| path.to_string_lossy());
    let out = ["--out".into(), args.out.to_string_lossy()];
    ["bindery".into(), "generate".into()]
        .into_iter()
        .chain(words)
        .chain(out)
        .map(|word| quoted(&word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A word as a shell reads it.
fn quoted(word: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || "-_./:\\=,+@".contains(it);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

fn failure(refused: Refused) -> Failure {
    let failure = Failure::new(refused.to_string());
    match refused {
        Refused::Foreign(_) => failure.help("move it, or name a folder of its own with `--out`; nothing was written"),
        Refused::Io { .. } => failure,
    }
}
