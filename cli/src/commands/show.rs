//! `bindery show`: what a spec means, for reading.
//!
//! Input: one vendor's spec. Output: a table, JSON, or a page of HTML. **Invariant:** all three say what the descriptor
//! says and nothing else; a spec with mistakes is not shown, since what it means is not known.

mod example;
mod facts;
mod html;
mod json;
mod table;

use crate::commands::check::report;
use crate::exit::{Exit, Failure};
use crate::files::{self, Existing};
use crate::specs;
use crate::terminal::Terminal;
use bindery_codegen::analyze;
use bindery_codegen::descriptor::{Api, Endpoint};
use bindery_codegen::diag::suggest;
use clap::ValueEnum;
use std::path::PathBuf;

/// Its arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
\u{1b}[1;4mExamples:\u{1b}[0m
  bindery show shop                                   everything, as a table
  bindery show shop list_orders --resolved            one endpoint, and where each part is declared
  bindery show shop --format html --out shop.html     a page to read and to search, without a network
  bindery show shop --format json | jq .endpoints     what tools read

\u{1b}[1;4mExit codes:\u{1b}[0m
  0  shown
  1  the spec has mistakes: they are told on stderr, and nothing is shown
  2  there is no such spec or endpoint, or other wrong arguments

`--resolved` is for the table: JSON always has it as `origin` and `settings`, and a page shows it
when its box `Where each part is declared` is ticked.

`--format json` is one object: the vendor, or the endpoint alone where one is named. Its first key is
`format`, now 1: it rises when a key is taken away or changes its meaning. Keys that are new do not
raise it. Lists are in the order of the spec; what is not there is null.")]
pub struct Args {
    /// A vendor in the folder of specs, or a path to a spec
    vendor: String,
    /// One endpoint, by its name in the spec
    endpoint: Option<String>,
    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Show where each part is declared, and everything inherited; the other formats always have it
    #[arg(long)]
    resolved: bool,
    /// Write into a file, which is replaced
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The folder of specs
    #[arg(long, value_name = "DIR", default_value = specs::FOLDER)]
    specs: PathBuf,
}

/// How to show it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Headings and columns
    #[default]
    Table,
    /// What a tool reads
    Json,
    /// One page that needs no network
    Html,
}

/// Does it.
pub fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    args.check()?;
    let path = specs::vendor(&args.vendor, &args.specs)?;
    let analysis = analyze(&[path]);
    if analysis.failed() {
        report::tell(&analysis, terminal);
        return Ok(Exit::Found);
    }
    let api = only(args, analysis.describe())?;
    let endpoint = args.endpoint.as_deref().map(|name| named(&api, name)).transpose()?;
    let text = match args.format {
        Format::Table => table::text(&api, endpoint, args.resolved, args.width(terminal)),
        Format::Json => json::text(&api, endpoint)?,
        Format::Html => html::page(&api),
    };
    match &args.out {
        None => terminal.print(&text)?,
        Some(out) => {
            // A file keeps no colours.
            let text = if args.format == Format::Table {
                plain(&text)
            } else {
                text
            };
            files::write(out, &text, Existing::Replace)?;
            terminal.tell(&format!("wrote `{}`\n", out.display()));
        }
    }
    Ok(Exit::Clean)
}

/// Columns where nobody sees how many there are.
const WIDTH: usize = 120;

impl Args {
    fn check(&self) -> Result<(), Failure> {
        if self.format == Format::Html && self.endpoint.is_some() {
            return Err(Failure::new("a page is of a whole vendor, not of one endpoint")
                .help("leave the endpoint out; each has an anchor, `#endpoint.NAME`"));
        }
        Ok(())
    }

    fn width(&self, terminal: &Terminal) -> usize {
        let seen = self.out.is_none().then(|| terminal.width()).flatten();
        // Narrower than this nothing can be aligned, and wider lines are hard to follow.
        seen.map_or(WIDTH, |width| width.clamp(60, 160))
    }
}

fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// A path may be a folder of several.
fn only(args: &Args, apis: Vec<Api>) -> Result<Api, Failure> {
    let names: Vec<String> = apis.iter().map(|api| format!("`{}`", api.vendor)).collect();
    let mut apis = apis.into_iter();
    match (apis.next(), apis.next()) {
        (Some(api), None) => Ok(api),
        (None, _) => Err(Failure::new(format!("there are no specs in `{}`", args.vendor))),
        (Some(_), Some(_)) => Err(Failure::new(format!(
            "`{}` holds {} vendors, and one is shown at a time",
            args.vendor,
            names.len()
        ))
        .help(format!("name one of {}", names.join(", ")))),
    }
}

fn named<'a>(api: &'a Api, name: &str) -> Result<&'a Endpoint, Failure> {
    if let Some(found) = api.endpoints.iter().find(|endpoint| endpoint.name == name) {
        return Ok(found);
    }
    let names = || api.endpoints.iter().map(|endpoint| endpoint.name.as_str());
    let failure = Failure::new(format!("`{}` has no endpoint `{name}`", api.vendor));
    Err(match suggest(name, names()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => {
            let all: Vec<String> = names().map(|name| format!("`{name}`")).collect();
            failure.help(match all.as_slice() {
                [] => "it has none".to_owned(),
                _ => format!("it has {}", all.join(", ")),
            })
        }
    })
}
