//! Diagnostics as they are asked for, and how many there were.

use super::json;
use crate::exit::Failure;
use crate::format::Format;
use crate::terminal::Terminal;
use anstyle::{AnsiColor, Style};
use bindery_codegen::Analysis;
use bindery_codegen::diag::{Diagnostic, Severity, render};

/// Prints every diagnostic.
pub fn print(analysis: &Analysis, format: Format, terminal: &mut Terminal) -> Result<(), Failure> {
    let files = &analysis.files;
    for diagnostic in &analysis.diagnostics {
        let text = match format {
            Format::Human => render::coloured(files, diagnostic) + "\n\n",
            Format::Short => render::short(files, diagnostic) + "\n",
            Format::Json => json::line(files, diagnostic)?,
        };
        terminal.print(&text)?;
    }
    Ok(())
}

/// Tells every diagnostic and the summary, for commands that are asked for something else and cannot go on.
pub fn tell(analysis: &Analysis, terminal: &mut Terminal) {
    for diagnostic in &analysis.diagnostics {
        terminal.tell(&(render::coloured(&analysis.files, diagnostic) + "\n\n"));
    }
    terminal.tell(&summary(analysis));
}

/// `4 specs checked, 2 errors, 1 warning`, a line; and where to read on.
pub fn summary(analysis: &Analysis) -> String {
    let of = |wanted: fn(&&Diagnostic) -> bool| analysis.diagnostics.iter().filter(wanted).count();
    let errors = of(|it| it.severity == Severity::Error);
    let warnings = of(|it| it.severity == Severity::Warning);
    let denied = of(|it| it.severity != it.code.severity());
    let mut parts = vec![format!("{} checked", counted(analysis.specs, "spec"))];
    if errors > 0 {
        let denied = match denied {
            0 => String::new(),
            denied => format!(" ({})", counted(denied, "denied warning")),
        };
        parts.push(in_style(AnsiColor::Red, &counted(errors, "error")) + &denied);
    }
    if warnings > 0 {
        parts.push(in_style(AnsiColor::Yellow, &counted(warnings, "warning")));
    }
    if errors + warnings == 0 {
        parts.push(in_style(AnsiColor::Green, "no mistakes"));
    }
    let more = analysis.diagnostics.first().map(|first| {
        let code = first.code.name();
        format!("more about a message: `bindery explain {code}`\n")
    });
    parts.join(", ") + "\n" + &more.unwrap_or_default()
}

fn in_style(color: AnsiColor, text: &str) -> String {
    let style: Style = color.on_default().bold();
    format!("{style}{text}{style:#}")
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
