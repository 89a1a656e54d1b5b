//! `bindery man`: man pages, from the arguments as they are declared.

use crate::exit::{Exit, Failure};
use crate::files::{self, Existing};
use crate::terminal::Terminal;
use clap_mangen::Man;
use std::path::{Path, PathBuf};

/// Its arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
\u{1b}[1;4mExamples:\u{1b}[0m
  bindery man | man -l -
  bindery man --out ~/.local/share/man/man1            then `man bindery-check`")]
pub struct Args {
    /// Write `bindery.1` and a page for each command into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Does it.
pub fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let mut command = crate::arguments().disable_help_subcommand(true);
    command.build(); // names the commands as they are called: `bindery-check`
    match &args.out {
        None => terminal.print(&page(command).1)?,
        Some(folder) => write(command, folder)?,
    }
    Ok(Exit::Clean)
}

fn write(command: clap::Command, folder: &Path) -> Result<(), Failure> {
    files::make_folder(folder)?;
    let below = command.get_subcommands().cloned().collect::<Vec<_>>();
    for command in std::iter::once(command).chain(below) {
        let (name, text) = page(command);
        files::write(&folder.join(name), &text, Existing::Replace)?;
    }
    Ok(())
}

/// The name of a page, and its text.
fn page(command: clap::Command) -> (String, String) {
    let page = Man::new(command);
    let mut text = Vec::new();
    // Writing into memory does not fail.
    let _ = page.render(&mut text);
    (page.get_filename(), String::from_utf8_lossy(&text).into_owned())
}
