//! Drift as it is asked for, and how much there was.

use super::{json, outcome};
use crate::exit::Failure;
use crate::format::Format;
use crate::terminal::Terminal;
use anstyle::{AnsiColor, Style};
use bindery_codegen::diag::Severity;
use bindery_codegen::diag::render::Picture;
use bindery_codegen::source::Files;
use bindery_codegen::span::Span;
use bindery_codegen::verify::{Drift, Report};

/// So many carets stand under a value at most, so that the words behind them are seen.
const CARETS: u32 = 40;

/// What the client makes of it.
pub fn severity(drift: &Drift) -> &'static str {
    if drift.breaks { "breaks" } else { "kept" }
}

/// Prints every drift.
pub fn print(report: &Report, format: Format, terminal: &mut Terminal) -> Result<(), Failure> {
    let files = &report.files;
    for drift in &report.drifts {
        let text = match format {
            Format::Human => human(files, drift) + "\n\n",
            Format::Short => short(files, drift),
            Format::Json => json::line(files, drift)?,
        };
        terminal.print(&text)?;
    }
    Ok(())
}

fn human(files: &Files, drift: &Drift) -> String {
    let others: Vec<(Span, String)> = drift.declared.iter().cloned().collect();
    let help = help(drift);
    let picture = Picture {
        severity: if drift.breaks {
            Severity::Error
        } else {
            Severity::Warning
        },
        word: Some(severity(drift)),
        id: drift.kind.name(),
        message: &drift.message,
        span: Span {
            end: drift.span.end.min(drift.span.start.saturating_add(CARETS)),
            ..drift.span
        },
        label: &drift.label,
        others: &others,
        help: Some(&help),
    };
    picture.coloured(files)
}

/// The way out, and the further places.
fn help(drift: &Drift) -> String {
    let further = drift.paths.get(1..).unwrap_or_default();
    let more = drift.count.saturating_sub(drift.paths.len());
    let also: Vec<String> = further.iter().map(|path| format!("`{path}`")).collect();
    match (also.is_empty(), more) {
        (true, _) => drift.help.clone(),
        (false, 0) => format!("{}; also at {}", drift.help, also.join(" and ")),
        (false, more) => format!("{}; also at {} and {more} more", drift.help, also.join(", ")),
    }
}

fn short(files: &Files, drift: &Drift) -> String {
    let (line, column) = files.line_column(drift.span);
    format!(
        "{}:{line}:{column}: {}[{}]: {}\n",
        files.path(drift.span.file),
        severity(drift),
        drift.kind.name(),
        drift.message.replace(['\n', '\r'], " ")
    )
}

/// What is no JSON, with its place.
pub fn not_json(files: &Files, span: Span, message: &str) -> String {
    let picture = Picture {
        severity: Severity::Error,
        word: None,
        id: "",
        message,
        span,
        label: "here",
        others: &[],
        help: Some("give the body of the answer as it came"),
    };
    picture.coloured(files)
}

/// `3 kinds of drift in 50 items: 1 breaks, 2 are kept`, a line.
pub fn summary(report: &Report, endpoint: &str) -> String {
    let what = match report.items {
        Some(1) => "1 item".to_owned(),
        Some(count) => format!("{count} items"),
        // What drifts may be neither.
        None if !report.drifts.is_empty() => "the answer".to_owned(),
        None => format!("the {}", outcome(report.outcome)),
    };
    let fits = if report.items.is_some_and(|count| count != 1) {
        "fit"
    } else {
        "fits"
    };
    let kinds = report.drifts.len();
    if kinds == 0 {
        let all_well = in_style(AnsiColor::Green, &format!("{what} {fits} `{endpoint}`"));
        return all_well + "\n";
    }
    let breaks = report.drifts.iter().filter(|drift| drift.breaks).count();
    let kept = kinds - breaks;
    let mut parts = Vec::new();
    if breaks > 0 {
        let verb = if breaks == 1 { "breaks" } else { "break" };
        parts.push(in_style(AnsiColor::Red, &format!("{breaks} {verb}")));
    }
    if kept > 0 {
        let verb = if kept == 1 { "is" } else { "are" };
        parts.push(in_style(AnsiColor::Yellow, &format!("{kept} {verb} kept")));
    }
    let s = if kinds == 1 { "" } else { "s" };
    format!("{kinds} kind{s} of drift in {what}: {}\n", parts.join(", "))
}

fn in_style(color: AnsiColor, text: &str) -> String {
    let style: Style = color.on_default().bold();
    format!("{style}{text}{style:#}")
}
