//! As much of an editor as the questions need: a language server on the other end of two pipes.
//!
//! Input: the command of a server, and texts. Output: what it answers. **Invariant:** the server says something within a
//! minute, or the test fails.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long an answer may take, on a machine that does something else besides.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server at work. It ends when it is dropped.
pub struct Server {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    requests: u64,
}

/// A document that an editor has open.
pub struct Document {
    pub uri: String,
    pub text: String,
}

/// A path as servers want it. Good enough for folders of tests, whose names need no escapes.
pub fn uri(path: &Path) -> String {
    let path = path.to_str().unwrap().replace('\\', "/");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

impl Server {
    /// Runs the command and tells it what the editor can do.
    pub fn start(command: &mut Command, root: &Path, capabilities: &Value, options: &Value) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot run {command:?}: {error}"));
        let mut server = Self {
            input: child.stdin.take().unwrap(),
            messages: listen(BufReader::new(child.stdout.take().unwrap())),
            child,
            requests: 0,
        };
        server.ask(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": uri(root),
                "capabilities": capabilities,
                "initializationOptions": options,
            }),
        );
        server.tell("initialized", json!({}));
        server
    }

    /// Opens a text; there need not be a file of that name.
    pub fn open(&mut self, path: &Path, language: &str, text: &str) -> Document {
        let document = Document {
            uri: uri(path),
            text: text.to_owned(),
        };
        let item = json!({ "uri": document.uri, "languageId": language, "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
        document
    }

    /// What is shown at a byte of a document.
    pub fn hover(&mut self, document: &Document, at: usize) -> String {
        let answer = self.ask_at("textDocument/hover", document, at);
        answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    /// Asks about a byte of a document.
    pub fn ask_at(&mut self, method: &str, document: &Document, at: usize) -> Value {
        let before = &document.text[..at];
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
        self.ask(
            method,
            json!({
                "textDocument": { "uri": document.uri },
                "position": { "line": line, "character": character },
            }),
        )
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(json!({ "id": id, "method": method, "params": params }));
        self.wait(|message| {
            let answers = message["id"] == id && message["method"].is_null();
            answers.then(|| {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                message["result"].clone()
            })
        })
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(json!({ "method": method, "params": params }));
    }

    /// Waits for a message; answers what the server asks meanwhile.
    pub fn wait<T>(&mut self, wanted: impl Fn(&Value) -> Option<T>) -> T {
        loop {
            let message = self.messages.recv_timeout(PATIENCE);
            let message = message.unwrap_or_else(|error| panic!("the language server does not answer: {error}"));
            if let Some(found) = wanted(&message) {
                return found;
            }
            if message["id"].is_null() || message["method"].is_null() {
                continue;
            }
            // It asks for settings, of which there are none, or whether it may, which needs no words.
            let items = message["params"]["items"].as_array();
            let result = items.map(|items| vec![Value::Null; items.len()]);
            self.send(json!({ "id": message["id"], "result": result }));
        }
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = "2.0".into();
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Only a test that fails finds it gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The server's messages, as they come; the thread ends with the pipe, that is with the server.
fn listen(mut pipe: impl BufRead + Send + 'static) -> Receiver<Value> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        while let Some(message) = read(&mut pipe) {
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    receiver
}

/// One message; `None`: the pipe is closed.
fn read(pipe: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if pipe.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    pipe.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}
