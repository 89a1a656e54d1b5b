//! How long rustc works on bindings: 20 models of 60 fields through Bindery's derives, beside the same structs through
//! serde's; and 20 filters of 90 fields, beside the same structs with nothing but `Clone`, `Default` and `PartialEq`.
//!
//! `cargo run --release -p bindery-tests --bin compile-time [RUNS]` writes all crates below `target/compile-time`,
//! builds their dependencies, then compiles each crate RUNS times in turn (5 unless told; incremental compilation off)
//! and prints medians of CPU seconds and their ratio, for `cargo check`, `cargo build` and `cargo build --release`.
//! Every crate of models decodes and encodes each model as JSON: through serde_json; through Bindery's own reader and
//! writer, as generated endpoints do, and with validation; or through all of these. The filters are written, read and
//! validated.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

const MODELS: usize = 20;
const FILTERS: usize = 20;

/// Fifteen fields as vendors have them; a model has them four times, under other names.
const FIELDS: [(&str, &str); 15] = [
    ("id", "i64"),
    ("reference", "Option<String>"),
    ("name", "String"),
    ("categoryReference", "Option<String>"),
    ("isActive", "bool"),
    ("billingCity", "Option<String>"),
    ("billingCountry", "Option<String>"),
    ("creditLimit", "Option<f64>"),
    ("discount", "Option<String>"),
    ("comment", "Option<String>"),
    ("parent", "Option<Ref>"),
    ("tags", "Vec<String>"),
    ("dateCreated", "Option<String>"),
    ("lastUpdated", "Option<String>"),
    ("rank", "Option<i64>"),
];

const REF: [(&str, &str); 4] = [
    ("id", "i64"),
    ("reference", "Option<String>"),
    ("name", "Option<String>"),
    ("href", "Option<String>"),
];

/// Nine parameters as vendors have them; a filter has them ten times, under other names.
const PARAMS: [(&str, &str); 9] = [
    ("id", "ParamList<i64>"),
    ("name", "Lookups<String, Searchable>"),
    ("total", "Lookups<i64, Comparable>"),
    ("isActive", "Param<bool>"),
    ("dateCreated", "Lookups<bindery::DateTime, Comparable>"),
    ("category", "Lookups<String, Searchable>"),
    ("discount", "Lookups<bindery::Decimal, Comparable>"),
    ("dueDate", "Lookups<bindery::Date, Comparable>"),
    ("reference", "Param<String>"),
];

/// Name, spelling and meaning of a lookup.
type Lookup = (&'static str, &'static str, &'static str);

/// Families and their lookups: name, wire, meaning.
const FAMILIES: [(&str, &[Lookup]); 2] = [
    (
        "Comparable",
        &[
            ("exact", "{field}={value}", "exact"),
            ("lt", "{field}__lt={value}", "lt"),
            ("lte", "{field}__lte={value}", "lte"),
            ("gt", "{field}__gt={value}", "gt"),
            ("gte", "{field}__gte={value}", "gte"),
        ],
    ),
    (
        "Searchable",
        &[
            ("exact", "{field}={value}", "exact"),
            ("in", "{field}__in={values}", "in"),
            ("icontains", "{field}__icontains={value}", "icontains"),
        ],
    ),
];

/// A crate that is compiled.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    /// Bindery's derives and its own road to JSON.
    Bindery,
    /// The same, and serde_json through Bindery's bridge.
    Both,
    Serde,
    Filters,
    Structs,
}

fn main() -> ExitCode {
    let runs = env::args().nth(1).and_then(|runs| runs.parse().ok()).unwrap_or(5);
    match measure(runs) {
        Ok(table) => {
            write_out(&table);
            ExitCode::SUCCESS
        }
        Err(error) => {
            write_out(&format!("compile-time: {error}\n"));
            ExitCode::FAILURE
        }
    }
}

fn write_out(text: &str) {
    let _ = io::Write::write_all(&mut io::stdout().lock(), text.as_bytes());
}

fn measure(runs: usize) -> io::Result<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join("target/compile-time");
    write_workspace(&folder, &root)?;
    let models = compare("20 models", &[Side::Serde, Side::Bindery, Side::Both], &folder, runs)?;
    let filters = compare("20 filters", &[Side::Structs, Side::Filters], &folder, runs)?;
    Ok(format!("{models}\n{filters}"))
}

/// Compiles crates by turns; a table of medians, and of ratios to the first.
fn compare(what: &str, sides: &[Side], folder: &Path, runs: usize) -> io::Result<String> {
    let mut table = format!("| {what} |");
    for (index, side) in sides.iter().enumerate() {
        let _ = write!(table, " {} |{}", side.title(), if index > 0 { " ratio |" } else { "" });
    }
    let _ = writeln!(table, "\n|{}", "---|".repeat(sides.len() * 2));
    for (name, arguments) in [
        ("check", &["check"][..]),
        ("debug build", &["build"][..]),
        ("release build", &["build", "--release"][..]),
    ] {
        let mut all = vec![Vec::new(); sides.len()];
        // The first turn builds the dependencies and does not count.
        for turn in 0..=runs {
            for (side, seconds) in sides.iter().zip(&mut all) {
                let one = compile(folder, arguments, *side)?;
                seconds.extend((turn > 0).then_some(one));
            }
        }
        let _ = write!(table, "| {name} |");
        let mut first = None;
        for seconds in &mut all {
            let seconds = median(seconds);
            let _ = match first {
                None => write!(table, " {seconds:.2} s |"),
                Some(first) => write!(table, " {seconds:.2} s | {:.3} |", seconds / first),
            };
            first.get_or_insert(seconds);
        }
        table.push('\n');
    }
    Ok(table)
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Compiles one crate anew; CPU seconds of cargo and all it started.
fn compile(folder: &Path, arguments: &[&str], side: Side) -> io::Result<f64> {
    let name = side.name();
    let source = folder.join(name).join("src/lib.rs");
    fs::File::options()
        .append(true)
        .open(source)?
        .set_modified(std::time::SystemTime::now())?;
    let before = children_seconds()?;
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(arguments)
        .args(["--quiet", "--offline", "--package", name])
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .status()?;
    if !status.success() {
        return Err(io::Error::other(format!(
            "`cargo {}` failed in {}",
            arguments.join(" "),
            folder.display()
        )));
    }
    Ok(children_seconds()? - before)
}

/// User and system time of ended children, from Linux's `/proc`.
fn children_seconds() -> io::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // After the name in parentheses: cutime and cstime are the 14th and 15th, in hundredths of a second.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: f64 = after
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum();
    Ok(ticks / 100.0)
}

fn write_workspace(folder: &Path, root: &Path) -> io::Result<()> {
    let all = [Side::Bindery, Side::Both, Side::Serde, Side::Filters, Side::Structs];
    fs::create_dir_all(folder)?;
    let members = all.map(Side::name);
    fs::write(
        folder.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"),
    )?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let runtime: PathBuf = root.canonicalize()?.join("runtime");
    let bindery = format!("bindery = {{ path = {:?} }}\n", runtime.display().to_string());
    for side in all {
        let dependencies = match side {
            Side::Both => format!("{bindery}serde_json = \"1\"\n"),
            Side::Serde => "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n".to_owned(),
            Side::Bindery | Side::Filters | Side::Structs => bindery.clone(),
        };
        let name = side.name();
        let package = folder.join(name);
        fs::create_dir_all(package.join("src"))?;
        fs::write(
            package.join("Cargo.toml"),
            format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
            ),
        )?;
        let source = match side {
            Side::Bindery | Side::Both | Side::Serde => models(side),
            Side::Filters | Side::Structs => filters(side),
        };
        fs::write(package.join("src/lib.rs"), source)?;
    }
    Ok(())
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Side::Bindery => "with-bindery",
            Side::Both => "with-both",
            Side::Serde => "with-serde",
            Side::Filters => "filters",
            Side::Structs => "structs",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Side::Bindery | Side::Filters => "Bindery",
            Side::Both => "Bindery, through serde too",
            Side::Serde => "serde's derives",
            Side::Structs => "structs alone",
        }
    }
}

fn models(side: Side) -> String {
    let mut out = String::new();
    write_struct(&mut out, side, "Ref", &REF.map(|(name, ty)| (name.to_owned(), ty)));
    for model in 0..MODELS {
        let prefix = format!("m{model}");
        let fields: Vec<(String, &str)> = (0..4)
            .flat_map(|copy| FIELDS.map(|(name, ty)| (wire_name(&prefix, name, copy), ty)))
            .collect();
        write_struct(&mut out, side, &format!("Model{model}"), &fields);
        write_uses(&mut out, side, model);
    }
    out
}

/// Families stand in both crates: what is compared is the filters.
fn filters(side: Side) -> String {
    let mut out = String::from("use bindery::filter::{Lookups, Param, ParamList};\n");
    for (family, lookups) in FAMILIES {
        out.push_str("#[derive(bindery::Family)]\n");
        for (name, wire, means) in lookups {
            let _ = writeln!(
                out,
                "#[bindery(lookup(name = {name:?}, wire = {wire:?}, means = {means}))]"
            );
        }
        let _ = writeln!(out, "pub struct {family};");
    }
    for filter in 0..FILTERS {
        let prefix = format!("f{filter}");
        let params: Vec<(String, &str)> = (0..10)
            .flat_map(|copy| PARAMS.map(|(name, ty)| (wire_name(&prefix, name, copy), ty)))
            .collect();
        write_struct(&mut out, side, &format!("Filter{filter}"), &params);
        if side == Side::Filters {
            let _ = writeln!(
                out,
                "pub fn to_query{filter}(value: &Filter{filter}) -> String {{ bindery::Filter::to_query(value) }}\n\
                 pub fn from_query{filter}(text: &str) -> Option<Filter{filter}> {{ bindery::Filter::from_query(text).ok() }}\n\
                 pub fn check{filter}(value: &Filter{filter}) -> bool {{ bindery::Filter::validate(value).is_ok() }}"
            );
        }
    }
    out
}

fn wire_name(prefix: &str, name: &str, copy: usize) -> String {
    let (first, rest) = name.split_at(1);
    format!("{prefix}{}{rest}{copy}", first.to_uppercase())
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn write_struct(out: &mut String, side: Side, name: &str, fields: &[(String, &str)]) {
    let derives = match side {
        Side::Bindery | Side::Both => "Clone, PartialEq, bindery::Model, bindery::Validate",
        Side::Serde => "Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize",
        Side::Filters => "Clone, Default, PartialEq, bindery::Filter",
        Side::Structs => "Clone, Default, PartialEq",
    };
    let _ = writeln!(out, "#[derive({derives})]\npub struct {name} {{");
    for (wire, ty) in fields {
        let optional = ty.starts_with("Option");
        let attribute = match side {
            Side::Bindery | Side::Both => {
                let mut words = vec![format!("wire = {wire:?}")];
                words.extend((!optional).then(|| "required".to_owned()));
                words.extend(ty.contains("String").then(|| "max_length = 255".to_owned()));
                words.extend(ty.contains("Ref").then(|| "nested".to_owned()));
                format!("#[bindery({})]", words.join(", "))
            }
            Side::Serde => format!("#[serde(rename = {wire:?}{})]", if optional { ", default" } else { "" }),
            Side::Filters => format!("#[bindery(wire = {wire:?})]"),
            Side::Structs => String::new(),
        };
        let _ = writeln!(
            out,
            "    /// The `{wire}` of it.\n    {attribute}\n    pub {}: {ty},",
            snake(wire)
        );
    }
    let _ = writeln!(out, "}}");
}

/// Functions that use what was derived, so that it is compiled.
fn write_uses(out: &mut String, side: Side, model: usize) {
    let ty = format!("Model{model}");
    if matches!(side, Side::Serde | Side::Both) {
        let _ = writeln!(
            out,
            "pub fn read{model}(text: &[u8]) -> Option<Vec<{ty}>> {{ serde_json::from_slice(text).ok() }}\n\
             pub fn write{model}(value: &{ty}) -> Option<Vec<u8>> {{ serde_json::to_vec(value).ok() }}"
        );
    }
    if matches!(side, Side::Bindery | Side::Both) {
        let _ = writeln!(
            out,
            "pub fn read_direct{model}(text: &[u8]) -> Option<Vec<{ty}>> {{ bindery::json::from_slice(text).ok() }}\n\
             pub fn write_direct{model}(value: &{ty}) -> Option<String> {{ bindery::json::to_string(value).ok() }}\n\
             pub fn check{model}(value: &{ty}) -> bool {{ bindery::Validate::validate(value).is_ok() }}"
        );
    }
}
