//! `bindery new`: the first version of a spec, and what to do with it.
//!
//! Input: a vendor's name. Output: a spec that compiles as it is, and shows what a first spec needs. **Invariant:** no file is
//! overwritten, and nothing is asked.

mod manifest;
mod template;

use crate::exit::{Exit, Failure};
use crate::files::{self, Existing};
use crate::specs;
use crate::terminal::Terminal;
use bindery_codegen::analyze_texts;
use bindery_codegen::text::name;
use std::path::{Path, PathBuf};

/// Its arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Asks nothing and overwrites nothing. What it writes compiles as it is.

\u{1b}[1;4mExample:\u{1b}[0m
  bindery new shop --url https://docs.shop.example/orders")]
pub struct Args {
    /// The vendor, in snake_case: it names the file, the module and the cargo feature
    vendor: String,
    /// The folder of specs
    #[arg(long, value_name = "DIR", default_value = specs::FOLDER)]
    specs: PathBuf,
    /// A page of the vendor's documentation; may be given several times
    #[arg(long = "url", value_name = "URL")]
    urls: Vec<String>,
}

/// Does it.
pub fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let Args { vendor, specs, urls } = args;
    check_name(vendor)?;
    let path = specs.join(format!("{vendor}.yaml"));
    let text = template::text(vendor, specs, urls);
    check_text(&path, &text)?;
    if path.exists() {
        let help = "`new` begins a spec; edit that one, or choose another name";
        return Err(Failure::new(format!("`{}` is there already", path.display())).help(help));
    }
    let made = files::make_folder(specs)?;
    files::write(&path, &text, Existing::Refuse)?;
    if made {
        terminal.print(&format!("made the folder `{}`\n", specs.display()))?;
    }
    terminal.print(&format!("wrote `{}`\n\n", path.display()))?;
    if let Some(found) = manifest::near(specs, vendor) {
        terminal.print(&found)?;
    }
    terminal.print(&next(vendor, specs, &path))?;
    Ok(Exit::Clean)
}

fn next(vendor: &str, specs: &Path, path: &Path) -> String {
    let elsewhere = if specs == Path::new(specs::FOLDER) {
        String::new()
    } else {
        format!(" --specs {}", specs.display())
    };
    let path = path.display();
    format!(
        "next:
  1. replace the example in `{path}` by what the vendor's pages say
  2. while you write: `bindery check --watch {path}`
  3. to read what it means: `bindery show {vendor}{elsewhere}`; `cargo build` then makes the bindings\n"
    )
}

fn check_name(vendor: &str) -> Result<(), Failure> {
    if name::is_snake_case(vendor) {
        return Ok(());
    }
    let failure = Failure::new(format!("`{vendor}` is no name of a module"));
    Err(match name::to_snake_case(vendor) {
        Some(near) => failure.help(format!(
            "`bindery new {near}`; `title` in the spec is the name people use"
        )),
        None => failure.help("lower-case letters, digits and `_`, a letter first"),
    })
}

/// What we write is right, so that a mistake is one of the arguments: a URL that is none.
fn check_text(path: &Path, text: &str) -> Result<(), Failure> {
    let analysis = analyze_texts(&[(path.to_string_lossy(), text)]);
    let Some(mistake) = analysis.diagnostics.first() else {
        return Ok(());
    };
    let failure = Failure::new(&mistake.message);
    Err(match &mistake.help {
        Some(help) => failure.help(help),
        None => failure,
    })
}
