//! `bindery verify`: does a recorded answer fit the spec?
//!
//! Input: a vendor, an endpoint, and the body of an answer. Output: each drift once on stdout, in the order of the answer, and a
//! summary on stderr; or the YAML that would fit. **Invariant:** the exit code is 1 exactly where a drift is denied; what cannot
//! be judged (a spec with mistakes, a body that is no JSON) ends with 2.

mod json;
mod report;

use crate::exit::{Exit, Failure};
use crate::format::Format;
use crate::specs;
use crate::terminal::Terminal;
use bindery_codegen::diag::{quoted, render};
use bindery_codegen::verify::{self, MAX_BYTES, Obstacle, Outcome, Recorded, Report};
use clap::ValueEnum;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Its arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
RESPONSE is the body as it came: neither a HAR file nor a dump of HTTP with its headers.

A drift that `breaks` is one for which the client refuses the answer: a wrong type, a null, a field
that is missing. What is `kept` reaches the program: an unknown field, enum value or error code, a
text without its format.

\u{1b}[1;4mExamples:\u{1b}[0m
  bindery verify shop list_orders page.json
  curl -s https://api.shop.example/orders | bindery verify shop list_orders -
  bindery verify shop create_order refused.json --status 409
  bindery verify shop list_orders page.json --suggest

\u{1b}[1;4mExit codes:\u{1b}[0m
  0  the answer fits, or drifts in nothing that is denied
  1  drift
  2  wrong arguments, a spec with mistakes, or an answer that is no JSON

Each line of `--format json` is an object: kind, severity, message, help, path (the same for all
items), paths (the first), count, of, file, bytes, start, end (in the answer), and declared (the same
four, and a label, in the spec; null where the spec says nothing).")]
pub struct Args {
    /// A vendor of the folder of specs, or the path of a spec
    vendor: String,
    /// An endpoint of the spec
    endpoint: String,
    /// A file with the body of an answer; `-` is stdin
    response: PathBuf,
    /// The folder of specs
    #[arg(long, value_name = "DIR", default_value = specs::FOLDER)]
    specs: PathBuf,
    /// The status that the answer came with [default: that of success]
    #[arg(long, value_name = "CODE", value_parser = clap::value_parser!(u16).range(100..1000))]
    status: Option<u16>,
    /// A header that the answer came with, such as `Link: </orders?page=2>; rel="next"`; may be given several times
    #[arg(long = "header", value_name = "HEADER", value_parser = header)]
    headers: Vec<(String, String)>,
    /// Which drift is an error
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    deny: Deny,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print the YAML that would fit, instead of what is found
    #[arg(long)]
    suggest: bool,
}

/// Which drift is an error.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// What the client refuses
    Breaks,
    /// Every drift
    #[default]
    Any,
}

fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once(':')
        .filter(|(name, _)| !name.trim().is_empty() && !name.contains(char::is_whitespace))
        .ok_or("a header is a name, a colon and a text")?;
    Ok((name.to_owned(), value.trim().to_owned()))
}

/// Does it.
pub fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let spec = specs::vendor(&args.vendor, &args.specs)?;
    let body = read(&args.response)?;
    let shown = match args.response.to_str() {
        Some("-") => "<stdin>".to_owned(),
        _ => args.response.display().to_string().replace('\\', "/"),
    };
    let recorded = Recorded {
        path: &shown,
        body: &body,
        status: args.status,
        headers: &args.headers,
    };
    let report = match verify::verify(&spec, &args.endpoint, &recorded) {
        Ok(report) => report,
        Err(obstacle) => return Err(told(args, obstacle, terminal)?),
    };
    if args.suggest {
        suggest(args, &spec, &report, terminal)?;
    } else {
        report::print(&report, args.format, terminal)?;
        if args.format == Format::Human {
            terminal.tell(&report::summary(&report, &args.endpoint));
        }
    }
    let denied = match args.deny {
        Deny::Any => !report.drifts.is_empty(),
        Deny::Breaks => report.breaks(),
    };
    Ok(if denied { Exit::Found } else { Exit::Clean })
}

/// The body, up to what is too large.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: &io::Error| Failure::io("read", path, error);
    let most = MAX_BYTES as u64 + 1;
    let mut body = Vec::new();
    if path == Path::new("-") {
        let read = io::stdin().lock().take(most).read_to_end(&mut body);
        read.map_err(|error| {
            Failure::new(format!(
                "cannot read the standard input: {}",
                crate::exit::reason(&error)
            ))
        })?;
        return Ok(body);
    }
    let file = std::fs::File::open(path).map_err(|error| failed(&error))?;
    file.take(most).read_to_end(&mut body).map_err(|error| failed(&error))?;
    Ok(body)
}

fn suggest(args: &Args, spec: &Path, report: &Report, terminal: &mut Terminal) -> Result<(), Failure> {
    match &report.suggestion {
        Some(yaml) => {
            let spec = spec.display();
            terminal.print(&format!(
                "# for {spec}: a field or type replaces the one of its name, everything else is added\n{yaml}"
            ))
        }
        None => {
            let drifts = report.drifts.len();
            terminal.tell(&match (drifts, report.outcome) {
                (0, _) => format!("the answer fits `{}`: nothing to suggest\n", args.endpoint),
                _ => "nothing that a type or field could say: run it again without `--suggest`\n".to_owned(),
            });
            Ok(())
        }
    }
}

/// What stands in the way.
fn told(args: &Args, obstacle: Obstacle, terminal: &mut Terminal) -> Result<Failure, Failure> {
    Ok(match obstacle {
        Obstacle::Spec { files, diagnostics } => {
            for diagnostic in &diagnostics {
                terminal.tell(&(render::coloured(&files, diagnostic) + "\n\n"));
            }
            Failure::new(format!("the spec of {} has mistakes", quoted(&args.vendor)))
                .help("correct them first: `bindery check` shows them, too")
        }
        Obstacle::UnknownEndpoint { near, known } => {
            let failure = Failure::new(format!(
                "{} has no endpoint {}",
                quoted(&args.vendor),
                quoted(&args.endpoint)
            ));
            match near {
                Some(near) => failure.help(format!("did you mean `{near}`?")),
                None => failure.help(format!(
                    "it has {}",
                    bindery_codegen::diag::one_of(known.iter().map(String::as_str))
                )),
            }
        }
        Obstacle::NotJson { files, span, message } => {
            let picture = report::not_json(&files, span, &message);
            terminal.tell(&(picture + "\n\n"));
            Failure::new("nothing can be said of an answer that is no JSON")
        }
    })
}

/// What an answer was taken for.
fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Success => "answer",
        Outcome::Failure => "failure",
    }
}
