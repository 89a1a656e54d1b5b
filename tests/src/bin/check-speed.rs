//! How long `bindery check` works on many specs, and how much memory it takes.
//!
//! `cargo run --release -p bindery-tests --bin check-speed [COUNT]` writes COUNT specs (1000 unless told) below
//! `target/check-speed`, checks them five times, and prints the median of the seconds that passed, CPU seconds, and the memory. Once more with
//! mistakes in every spec. The specs are those of `specs/`, each under many names, so that they are as large as real ones. CPU and
//! memory are told by `time`, where it is installed.

use std::error::Error;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let count = env::args().nth(1).map_or(Ok(1000), |count| count.parse())?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let cargo = env::var_os("CARGO").unwrap_or("cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--package", "bindery-cli"])
        .current_dir(&root)
        .status()?;
    if !built.success() {
        return Err("the program does not build".into());
    }
    let program = root.join("target/release/bindery").canonicalize()?;
    let folder = root.join("target/check-speed");
    for (name, break_it) in [("right", false), ("wrong", true)] {
        let folder = folder.join(name);
        let bytes = write_specs(&root.join("specs"), &folder, count, break_it)?;
        let mut seconds: Vec<f64> = (0..RUNS).map(|_| check(&program, &folder)).collect::<Result<_, _>>()?;
        seconds.sort_by(f64::total_cmp);
        let median = seconds.get(RUNS / 2).copied().unwrap_or_default();
        let needs = needs(&program, &folder).unwrap_or("memory unknown: there is no `time`".to_owned());
        let line = format!("{count} specs, {name}: {} KB, {median:.2} s, {needs}\n", bytes / 1024);
        std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes())?;
    }
    Ok(())
}

/// Writes the specs; their bytes.
fn write_specs(from: &Path, to: &Path, count: usize, break_it: bool) -> Result<usize, Box<dyn Error>> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to.join("examples"))?;
    for path in files(&from.join("examples"), None)? {
        let name = path.file_name().unwrap_or_default();
        fs::copy(&path, to.join("examples").join(name))?;
    }
    let specs = files(from, Some("yaml"))?;
    let mut bytes = 0;
    for (number, path) in specs.iter().cycle().take(count).enumerate() {
        let text = fs::read_to_string(path)?;
        let (head, rest) = text.split_once("\nvendor: ").ok_or("a spec without a vendor")?;
        let (vendor, rest) = rest.split_once('\n').ok_or("a spec that ends with its vendor")?;
        let mut text = format!("{head}\nvendor: {vendor}_{number}\n{rest}");
        if break_it {
            text = text.replace(": string", ": strng").replace("doc:", "docs:");
        }
        bytes += text.len();
        fs::write(to.join(format!("{vendor}_{number}.yaml")), text)?;
    }
    Ok(bytes)
}

fn files(folder: &Path, extension: Option<&str>) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && extension.is_none_or(|wanted| path.extension() == Some(OsStr::new(wanted))) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Seconds of one run.
fn check(program: &Path, folder: &Path) -> Result<f64, Box<dyn Error>> {
    let began = Instant::now();
    let status = Command::new(program)
        .arg("check")
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    match status.code() {
        Some(0 | 1) => Ok(began.elapsed().as_secs_f64()),
        _ => Err(format!("the check ended with {status}").into()),
    }
}

/// CPU seconds of one run, and the most memory it held.
fn needs(program: &Path, folder: &Path) -> Option<String> {
    let output = Command::new("time")
        .args(["-f", "%U %S %M"])
        .args([program.as_os_str(), OsStr::new("check"), folder.as_os_str()])
        .stdout(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stderr).ok()?;
    let mut words = text.lines().last()?.split_whitespace();
    let (user, system): (f64, f64) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let kilobytes: u64 = words.next()?.parse().ok()?;
    Some(format!("{:.2} s of CPU, {} MB", user + system, kilobytes / 1024))
}
