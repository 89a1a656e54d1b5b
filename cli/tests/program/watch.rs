//! `bindery check --watch`, as a process that is told of saves. What is waited for is output, never time.

use super::{RIGHT, bindery, folder};
use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// No machine is slower.
const PATIENCE: Duration = Duration::from_secs(60);

struct Watched {
    child: Child,
    lines: Receiver<String>,
}

impl Watched {
    fn start(place: &Path, args: &[&str]) -> Self {
        let mut command = bindery(place);
        command.args(["check", "--watch", "--format", "short"]).args(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        forward(child.stdout.take().unwrap(), sender.clone());
        forward(child.stderr.take().unwrap(), sender);
        Self { child, lines }
    }

    /// Every line up to the one that holds `text`; the streams are two, so their order counts within a round only.
    fn until(&self, text: &str) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => {
                    let found = line.contains(text);
                    seen.push(line);
                    if found {
                        return seen;
                    }
                }
                Err(_) => panic!("{text:?} did not come after {seen:#?}"),
            }
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn forward(stream: impl Read + Send + 'static, sender: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
}

fn save_by_renaming(path: &Path, text: &str) {
    let beside = PathBuf::from(format!("{}~", path.display()));
    fs::write(&beside, text).unwrap();
    fs::rename(&beside, path).unwrap();
}

#[test]
fn saves_new_files_removed_files_and_folders() {
    let place = folder(&[("shop.yaml", RIGHT)]);
    let specs = place.path().join("specs");
    let shop = specs.join("shop.yaml");
    let watched = Watched::start(place.path(), &[]);
    watched.until("1 spec checked, no mistakes");
    watched.until("watching for changes");

    fs::write(&shop, RIGHT.replace("integer", "integr")).unwrap();
    watched.until("--- specs/shop.yaml changed");
    watched.until("1 spec checked, 1 error");

    save_by_renaming(&shop, RIGHT);
    watched.until("1 spec checked, no mistakes");

    save_by_renaming(&shop, &RIGHT.replace("integer", "intger")); // a second time: the file is another one now
    watched.until("1 spec checked, 1 error");
    save_by_renaming(&shop, RIGHT);
    watched.until("1 spec checked, no mistakes");

    fs::write(specs.join("bank.yaml"), RIGHT.replace("shop\n", "bank\n")).unwrap();
    watched.until("--- specs/bank.yaml changed");
    watched.until("2 specs checked, no mistakes");

    fs::remove_file(&shop).unwrap();
    watched.until("1 spec checked, no mistakes");

    // The folder itself goes, and comes back.
    fs::remove_dir_all(&specs).unwrap();
    watched.until("error[io]: cannot read `specs`: there is no such file");
    fs::create_dir(&specs).unwrap();
    fs::write(&shop, RIGHT).unwrap();
    watched.until("1 spec checked, no mistakes");
    fs::write(&shop, RIGHT.replace("integer", "intger")).unwrap();
    watched.until("1 spec checked, 1 error");
}

#[test]
fn every_file_of_a_vendor_in_a_folder_is_watched() {
    let place = folder(&[]);
    let shop = place.path().join("specs/shop");
    fs::create_dir(&shop).unwrap();
    let (head, endpoints) = RIGHT.split_once("models:").unwrap();
    fs::write(shop.join("shop.yaml"), head).unwrap();
    fs::write(shop.join("orders.yaml"), format!("models:{endpoints}")).unwrap();
    let watched = Watched::start(place.path(), &[]);
    watched.until("1 spec checked, no mistakes");
    watched.until("watching for changes");

    fs::write(
        shop.join("orders.yaml"),
        format!("models:{endpoints}").replace("integer", "integr"),
    )
    .unwrap();
    watched.until("--- specs/shop/orders.yaml changed");
    watched.until("1 spec checked, 1 error");
    fs::write(shop.join("orders.yaml"), format!("models:{endpoints}")).unwrap();
    watched.until("1 spec checked, no mistakes");

    fs::write(
        shop.join("more.yaml"),
        "endpoints: { ping: { get: /ping, returns: Pong } }\n",
    )
    .unwrap();
    watched.until("--- specs/shop/more.yaml changed");
    watched.until("1 spec checked, 1 error");
}

#[test]
fn what_a_spec_names_is_watched_too_and_nothing_is_said_twice() {
    let text = RIGHT
        .replace("servers:", "dialect: ../conventions.yaml\nservers:")
        .replace(
            "returns: Order }",
            "returns: Order, examples: { a: { status: 200, file: answers/a.json } } }",
        );
    let place = folder(&[("shop.yaml", &text)]);
    let dialect = place.path().join("conventions.yaml");
    fs::write(&dialect, "bindery: 1\n").unwrap();
    // A file, not its folder.
    let watched = Watched::start(place.path(), &["specs/shop.yaml"]);
    watched.until("1 spec checked, 1 error"); // there is no example
    watched.until("watching for changes");

    let answers = place.path().join("specs/answers");
    fs::create_dir(&answers).unwrap();
    fs::write(answers.join("a.json"), r#"{ "id": 1, "note": null }"#).unwrap();
    watched.until("1 spec checked, no mistakes");

    fs::write(&dialect, "bindery: 1\nlokups: {}\n").unwrap();
    let seen = watched.until("1 spec checked, 1 error");
    assert!(
        seen.iter().any(|line| line == "--- conventions.yaml changed"),
        "{seen:#?}"
    );

    // What changes nothing is not reported: the next separator is of the change after it.
    fs::write(place.path().join("specs/.shop.yaml.swp"), "x").unwrap();
    fs::write(place.path().join("specs/shop.yaml"), &text).unwrap();
    fs::write(answers.join("a.json"), "{").unwrap();
    let seen = watched.until("1 spec checked, 2 errors");
    let separators: Vec<&String> = seen.iter().filter(|line| line.starts_with("---")).collect();
    assert!(
        separators.iter().all(|line| line.contains("answers/a.json")),
        "{separators:?}"
    );
}
