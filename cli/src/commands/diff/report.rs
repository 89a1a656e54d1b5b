//! Changes as they are asked for, and the step that they ask for.
//!
//! **Invariant:** of JSON, every key is in every line of its kind; keys are added, never renamed.

use super::change::Change;
use super::policy::{Class, Effect, Row};
use crate::exit::Failure;
use crate::format::Format;
use crate::terminal::Terminal;
use anstyle::{AnsiColor, Style};
use bindery_codegen::descriptor::Origin;
use serde::Serialize;

/// Prints every change and the step.
pub fn print(changes: &[Change], format: Format, terminal: &mut Terminal) -> Result<(), Failure> {
    let mut vendor = None;
    for change in changes {
        let text = match format {
            Format::Human => {
                let title = (vendor != Some(&change.vendor)).then(|| title(&change.vendor, changes));
                vendor = Some(&change.vendor);
                title.unwrap_or_default() + &human(change)
            }
            Format::Short => short(change),
            Format::Json => json(&Line::of(change))?,
        };
        terminal.print(&text)?;
    }
    let counts = Counts::of(changes.iter());
    let text = match format {
        Format::Human | Format::Short => closing(&counts),
        Format::Json => json(&Closing {
            step: counts.step().stable,
            step_before_1_0: counts.step().unstable,
            breaking: counts.breaking,
            compatible: counts.compatible,
            docs: counts.docs,
        })?,
    };
    terminal.print(&text)
}

/// How many of each class.
struct Counts {
    breaking: usize,
    compatible: usize,
    docs: usize,
}

/// What a version must do.
struct Step {
    /// From 1.0 on.
    stable: &'static str,
    /// Before.
    unstable: &'static str,
}

impl Counts {
    fn of<'a>(changes: impl Iterator<Item = &'a Change>) -> Self {
        let mut counts = Self {
            breaking: 0,
            compatible: 0,
            docs: 0,
        };
        for change in changes {
            match change.row.class() {
                Class::Breaking => counts.breaking += 1,
                Class::Compatible => counts.compatible += 1,
                Class::Docs => counts.docs += 1,
            }
        }
        counts
    }

    fn step(&self) -> Step {
        let (stable, unstable) = match (self.breaking, self.compatible, self.docs) {
            (0, 0, 0) => ("none", "none"),
            (0, 0, _) => ("patch", "patch"),
            (0, ..) => ("minor", "patch"),
            _ => ("major", "minor"),
        };
        Step { stable, unstable }
    }

    /// `2 breaking, 1 compatible`
    fn words(&self) -> String {
        let all = [
            (self.breaking, Class::Breaking),
            (self.compatible, Class::Compatible),
            (self.docs, Class::Docs),
        ];
        let parts = all.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(count, class)| in_style(style(*class), &format!("{count} {}", class.name())))
            .collect();
        parts.join(", ")
    }
}

fn closing(counts: &Counts) -> String {
    let step = counts.step();
    match step.stable {
        "none" => "no changes\n".to_owned(),
        stable if stable == step.unstable => format!("semver: {} ({})\n", bold(stable), counts.words()),
        stable => format!(
            "semver: {}, before 1.0 {} ({})\n",
            bold(stable),
            bold(step.unstable),
            counts.words()
        ),
    }
}

fn title(vendor: &str, changes: &[Change]) -> String {
    let counts = Counts::of(changes.iter().filter(|change| change.vendor == vendor));
    format!("{}: {}\n\n", bold(vendor), counts.words())
}

/// A paragraph.
fn human(change: &Change) -> String {
    let class = change.row.class();
    let dim = Style::new().dimmed();
    let head = in_style(style(class), &format!("{}[{}]", class.name(), change.row.code));
    let mut text = format!("{head}: {}\n", change.text);
    for rust in &change.rust {
        text += &format!("  {dim}rust{dim:#}  {rust}\n");
    }
    let blue = AnsiColor::Blue.on_default().bold();
    let arrow = format!("{blue}-->{blue:#}");
    text += &match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!("  {arrow} {} {dim}now{dim:#} {}\n", place(old), place(new)),
        (Some(old), None) => format!("  {arrow} {}\n", place(old)),
        (None, Some(new)) => format!("  {arrow} {}\n", place(new)),
        (None, None) => String::new(),
    };
    text += &format!("  {dim}= {}{dim:#}{}\n\n", effects(change.row), change.row.why);
    text
}

/// `breaks Rust and the wire: `
fn effects(row: &Row) -> String {
    let both = |effect: Effect| (row.rust == effect, row.wire == effect);
    match (both(Effect::Breaks), both(Effect::Fits)) {
        ((true, true), _) => "breaks Rust and the wire: ",
        ((true, false), _) => "breaks Rust: ",
        ((false, true), _) => "breaks the wire: ",
        (_, (true, true)) => "more in Rust and on the wire: ",
        (_, (true, false)) => "more in Rust: ",
        (_, (false, true)) => "more on the wire: ",
        _ => "",
    }
    .to_owned()
}

fn short(change: &Change) -> String {
    let at = change.new.as_ref().or(change.old.as_ref());
    let at = at.map(|at| place(at) + ": ").unwrap_or_default();
    let row = change.row;
    format!(
        "{at}{}[{}]: {}: {}\n",
        row.class().name(),
        row.code,
        change.vendor,
        change.text
    )
}

fn place(origin: &Origin) -> String {
    format!("{}:{}", origin.file, origin.line)
}

#[derive(Serialize)]
struct Line<'a> {
    class: &'a str,
    audience: &'a str,
    code: &'a str,
    vendor: &'a str,
    message: &'a str,
    rust: &'a [String],
    why: &'a str,
    old: Option<Place<'a>>,
    new: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Closing<'a> {
    step: &'a str,
    step_before_1_0: &'a str,
    breaking: usize,
    compatible: usize,
    docs: usize,
}

impl<'a> Line<'a> {
    fn of(change: &'a Change) -> Self {
        let place = |origin: &'a Option<Origin>| {
            origin.as_ref().map(|it| Place {
                file: &it.file,
                line: it.line,
                column: it.column,
            })
        };
        Self {
            class: change.row.class().name(),
            audience: change.row.audience(),
            code: change.row.code,
            vendor: &change.vendor,
            message: &change.text,
            rust: &change.rust,
            why: change.row.why,
            old: place(&change.old),
            new: place(&change.new),
        }
    }
}

fn json(line: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(line)
        .map(|text| text + "\n")
        .map_err(|error| Failure::new(format!("cannot write JSON: {error}")))
}

fn style(class: Class) -> Style {
    let color = match class {
        Class::Breaking => AnsiColor::Red,
        Class::Compatible => AnsiColor::Green,
        Class::Docs => AnsiColor::Cyan,
    };
    color.on_default().bold()
}

fn bold(text: &str) -> String {
    in_style(Style::new().bold(), text)
}

fn in_style(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
