//! `bindery completions`: the completions of a shell, from the arguments as they are declared.

use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;
use clap_complete::Shell;

/// Its arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
\u{1b}[1;4mExamples:\u{1b}[0m
  bindery completions bash > ~/.local/share/bash-completion/completions/bindery
  bindery completions zsh > ~/.zfunc/_bindery          with fpath+=~/.zfunc before compinit
  bindery completions fish > ~/.config/fish/completions/bindery.fish")]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Does it.
pub fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut crate::arguments(), "bindery", &mut script);
    terminal.print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
