//! `bindery check --watch`: checks again whenever something was saved.
//!
//! Input: paths. Output: a report, and one more whenever a file or what is wrong has changed. **Invariant:** what is printed
//! was read after the folders of all files were watched, so that no save is missed.

use super::{Args, report};
use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;
use anstyle::Style;
use bindery_codegen::Analysis;
use bindery_codegen::source::Files;
use notify::event::{EventKind, ModifyKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// A save is over when nothing happened for this long: editors write, rename and remove.
const QUIET: Duration = Duration::from_millis(50);
/// A folder that never rests is looked at this often.
const LONGEST: Duration = Duration::from_secs(1);

/// Runs until it is stopped, or until nobody reads.
pub fn run(args: &Args, paths: &[PathBuf], terminal: &mut Terminal) -> Result<Exit, Failure> {
    let mut watch = Watch::new()?;
    let mut last: Option<Analysis> = None;
    loop {
        let mut analysis = args.analyze(paths);
        while watch.add(folders(paths, &analysis.files))? {
            analysis = args.analyze(paths);
        }
        let separator = match &last {
            None => Some(String::new()),
            Some(last) if differ(last, &analysis) => Some(separator(&last.files, &analysis.files)),
            Some(_) => None,
        };
        if let Some(separator) = separator {
            terminal.tell(&separator);
            report::print(&analysis, args.format, terminal)?;
            terminal.tell(&report::summary(&analysis));
            if last.is_none() {
                terminal.tell("watching for changes; Ctrl-C ends\n");
            }
            last = Some(analysis);
        }
        watch.wait()?;
    }
}

/// The folders that are watched, and what is told of them.
struct Watch {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    folders: BTreeSet<PathBuf>,
}

impl Watch {
    fn new() -> Result<Self, Failure> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(|error| refused(Path::new("."), error))?;
        Ok(Self {
            watcher,
            events,
            folders: BTreeSet::new(),
        })
    }

    /// Watches these too; whether any is new.
    fn add(&mut self, folders: BTreeSet<PathBuf>) -> Result<bool, Failure> {
        let mut any = false;
        for folder in folders {
            if self.folders.contains(&folder) {
                continue;
            }
            any = true;
            match self.watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.folders.insert(folder);
                }
                Err(error) if is_gone(&error) => {} // since it was looked up: the next round finds what is there
                Err(error) => return Err(refused(&folder, error)),
            }
        }
        Ok(any)
    }

    /// Waits for a change, and for it to be over.
    fn wait(&mut self) -> Result<(), Failure> {
        loop {
            let Ok(event) = self.events.recv() else {
                return Err(Failure::new(
                    "cannot watch any longer: the system stopped telling of changes",
                ));
            };
            if self.take(event) {
                break;
            }
        }
        let began = Instant::now();
        while began.elapsed() < LONGEST
            && let Ok(event) = self.events.recv_timeout(QUIET)
        {
            self.take(event);
        }
        Ok(())
    }

    /// Whether an event is a change. Reading a file is none.
    fn take(&mut self, event: notify::Result<Event>) -> bool {
        let Ok(event) = event else { return true }; // something was missed
        if event.kind.is_access() {
            return false;
        }
        // A folder that went away is watched anew when it is back: the watch was of what it was.
        if matches!(
            event.kind,
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        ) {
            for path in &event.paths {
                if self.folders.remove(path) {
                    let _ = self.watcher.unwatch(path); // the system may have done so
                }
            }
        }
        true
    }
}

/// Folders, not files, are watched: an editor that saves by renaming leaves no file that was watched, and new files have
/// no watch yet. Of a folder that is not there, the nearest one above that is.
fn folders(paths: &[PathBuf], files: &Files) -> BTreeSet<PathBuf> {
    let mut wanted = Vec::new();
    for path in paths.iter().filter(|path| path.is_dir()) {
        wanted.push(path.clone());
        wanted.extend(folders_inside(path));
    }
    for (_, file) in files.iter().filter(|(_, file)| !file.path.starts_with('<')) {
        let path = Path::new(&file.path);
        // A link changes, or what it leads to.
        let real = path.canonicalize().ok();
        wanted.extend(
            [Some(path), real.as_deref()]
                .into_iter()
                .flatten()
                .filter_map(folder_of),
        );
    }
    wanted.iter().filter_map(|folder| nearest(folder)).collect()
}

fn folders_inside(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}

fn folder_of(path: &Path) -> Option<PathBuf> {
    std::path::absolute(path).ok()?.parent().map(Path::to_owned)
}

fn nearest(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    folder.ancestors().find(|it| it.is_dir()).map(Path::to_owned)
}

fn texts(files: &Files) -> BTreeMap<&str, &str> {
    files
        .iter()
        .map(|(_, file)| (file.path.as_str(), file.text.as_str()))
        .collect()
}

fn differ(before: &Analysis, after: &Analysis) -> bool {
    before.diagnostics != after.diagnostics || texts(&before.files) != texts(&after.files)
}

/// `--- specs/shop.yaml changed`: what is above is old.
fn separator(before: &Files, after: &Files) -> String {
    let (before, after) = (texts(before), texts(after));
    let changed: BTreeSet<&str> = before
        .keys()
        .chain(after.keys())
        .filter(|path| before.get(*path) != after.get(*path))
        .copied()
        .collect();
    let what = match Vec::from_iter(changed).as_slice() {
        [] => "checked again".to_owned(),
        [one] => format!("{one} changed"),
        [one, rest @ ..] => format!("{one} and {} more changed", rest.len()),
    };
    let dim = Style::new().dimmed();
    format!("\n{dim}--- {what}{dim:#}\n\n")
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

fn refused(folder: &Path, error: notify::Error) -> Failure {
    match error.kind {
        ErrorKind::Io(error) => Failure::io("watch", folder, &error),
        ErrorKind::MaxFilesWatch => Failure::new(format!(
            "cannot watch `{}`: the system watches no more folders",
            folder.display()
        ))
        .help("raise its limit (on Linux `sysctl fs.inotify.max_user_watches`), or name fewer folders"),
        _ => Failure::new(format!("cannot watch `{}`: {error}", folder.display())),
    }
}
