//! `bindery schema`: the JSON Schema of the language, for editors.

mod json;
mod pattern;
mod shape;
mod table;
mod word;

use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;
use bindery_codegen::decode::keys::Table;

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print the schema of dialect files, which is another one
    #[arg(long)]
    dialect: bool,
    /// Print the schema of the parts of a vendor's folder: its files without `vendor`
    #[arg(long, conflicts_with = "dialect")]
    part: bool,
}

/// Does it.
pub fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let root = match (args.dialect, args.part) {
        (true, _) => Table::Dialect,
        (_, true) => Table::Part,
        _ => Table::Spec,
    };
    terminal.print(&table::document(root).print())?;
    Ok(Exit::Clean)
}
