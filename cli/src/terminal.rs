//! Where output goes: text that was asked for to stdout, messages to stderr, each with colours where they are wanted.
//!
//! **Invariant:** a closed stdout ends the program silently; any other failure to write is told.

use crate::exit::{Exit, Failure, reason};
use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Both streams.
#[derive(Debug)]
pub struct Terminal {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
}

impl Terminal {
    /// The streams of this process.
    pub fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self {
            out: AutoStream::new(io::stdout(), choice),
            err: AutoStream::new(io::stderr(), choice),
        }
    }

    /// How many columns a person sees; `None` where nobody does.
    pub fn width(&self) -> Option<usize> {
        terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
    }

    /// Writes what was asked for. Escape sequences in it are dropped where no colours are wanted.
    pub fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes()).map_err(|error| closed(&error))
    }

    /// Writes a message to stderr.
    pub fn tell(&mut self, text: &str) {
        // Nobody is left to tell where stderr is closed.
        let _ = self.err.write_all(text.as_bytes());
    }

    /// Ends the program where the arguments ended it: with what was asked for (help, the version), or a usage error.
    pub fn finish_early(mut self, text: &clap::Error) -> ExitCode {
        let styled = text.render().ansi().to_string();
        if text.use_stderr() {
            self.tell(&styled);
            return ExitCode::from(2);
        }
        let done = self.print(&styled).map(|()| Exit::Clean);
        self.finish(done)
    }

    /// Ends the program.
    pub fn finish(mut self, done: Result<Exit, Failure>) -> ExitCode {
        let done = done.and_then(|exit| self.out.flush().map(|()| exit).map_err(|error| closed(&error)));
        match done {
            Ok(Exit::Clean) | Err(Failure::Closed) => ExitCode::SUCCESS,
            Ok(Exit::Found) => ExitCode::from(1),
            Err(Failure::Told { message, help }) => {
                let red = anstyle::AnsiColor::Red.on_default().bold();
                self.tell(&format!("{red}error{red:#}: {message}\n"));
                if let Some(help) = help {
                    self.tell(&format!("  help: {help}\n"));
                }
                ExitCode::from(2)
            }
        }
    }
}

fn closed(error: &io::Error) -> Failure {
    if error.kind() == ErrorKind::BrokenPipe {
        return Failure::Closed;
    }
    Failure::new(format!("cannot write to the standard output: {}", reason(error)))
}
