//! The program `bindery`: the workbench of those who write specs.
//!
//! Input: arguments. Output: text on stdout, messages on stderr, an exit code. **Invariant:** 0 is clean, 1 says that
//! something was found, 2 that the program could not do its work; a reader that goes away is no error.

mod commands;
mod exit;
mod files;
mod format;
mod specs;
mod terminal;
mod unified;

use clap::{CommandFactory as _, Parser, Subcommand};
use std::process::ExitCode;
use terminal::{Color, Terminal};

/// What stands below the help: three calls that everybody makes, and how the program ends.
const AFTER: &str = "\
\u{1b}[1;4mExamples:\u{1b}[0m
  bindery new shop --url https://docs.shop.example/orders   begin a spec
  bindery check --watch                                     check ./specs on every save
  bindery show shop list_orders                             read what an endpoint means

\u{1b}[1;4mExit codes:\u{1b}[0m
  0  all is well
  1  something was found: mistakes, drift, stale files, breaking changes
  2  the work could not be done: wrong arguments, or the system refused";

/// Checks, shows, compares and compiles specs of web APIs.
#[derive(Debug, Parser)]
#[command(name = "bindery", version, propagate_version = true, max_term_width = 100, after_help = AFTER)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to use colours
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "auto|always|never"
    )]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Report every mistake of every spec
    Check(commands::check::Args),
    /// Write the Rust bindings into a folder
    Generate(commands::generate::Args),
    /// Begin the spec of a vendor
    New(commands::new::Args),
    /// Say what a diagnostic means, with a wrong and a right example
    Explain(commands::explain::Args),
    /// Print the JSON Schema of the language, for editors
    Schema(commands::schema::Args),
    /// Show what a spec means: endpoints, parameters, fields, errors
    Show(commands::show::Args),
    /// Say whether a recorded response fits a spec
    Verify(commands::verify::Args),
    /// Say what a change of specs breaks, on the wire and in Rust
    Diff(commands::diff::Args),
    /// Bring specs into the canonical layout
    Fmt(commands::fmt::Args),
    /// Print the completions of a shell
    Completions(commands::completions::Args),
    /// Print the man page, or write one for each command
    Man(commands::man::Args),
}

/// The arguments as data, for what is written from them.
fn arguments() -> clap::Command {
    Cli::command()
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(ended) => return Terminal::new(Color::Auto).finish_early(&ended),
    };
    let mut terminal = Terminal::new(cli.color);
    let done = match cli.command {
        Command::Check(args) => commands::check::run(&args, &mut terminal),
        Command::Generate(args) => commands::generate::run(&args, &mut terminal),
        Command::New(args) => commands::new::run(&args, &mut terminal),
        Command::Explain(args) => commands::explain::run(&args, &mut terminal),
        Command::Schema(args) => commands::schema::run(&args, &mut terminal),
        Command::Show(args) => commands::show::run(&args, &mut terminal),
        Command::Verify(args) => commands::verify::run(&args, &mut terminal),
        Command::Diff(args) => commands::diff::run(&args, &mut terminal),
        Command::Fmt(args) => commands::fmt::run(&args, &mut terminal),
        Command::Completions(args) => commands::completions::run(&args, &mut terminal),
        Command::Man(args) => commands::man::run(&args, &mut terminal),
    };
    terminal.finish(done)
}
