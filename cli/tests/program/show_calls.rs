//! The Rust call that a page shows for each endpoint: those of the specs are written into a test of `bindery-tests`, which
//! compiles them. Here it is made sure that they are the ones that are shown now; `UPDATE_EXPECT=1` writes them anew.

use super::run;
use serde_json::Value;
use std::path::Path;

const HEAD: &str = "\
//! The call that `bindery show` prints for each endpoint of the specs, in a function that has what it needs: that all of
//! them compile is the test. They are written by `UPDATE_EXPECT=1 cargo test -p bindery-cli --test program show_calls`.

#![deny(warnings)]
#![allow(
    dead_code,
    unused_variables,
    missing_docs,
    reason = \"nobody calls them, and what an answer is good for is left open\"
)]

type Outcome = Result<(), Box<dyn std::error::Error>>;
";

/// What `show` says of a spec.
fn shown(root: &Path, vendor: &str, format: &str) -> String {
    let (code, text, told) = run(root, &["show", vendor, "--format", format]);
    assert_eq!((code, told.as_str()), (0, ""));
    text
}

/// The calls of a page by the names of the endpoints, in its order.
fn calls(page: &str) -> Vec<(String, String)> {
    let endpoints = page.split("<article class=\"item\" id=\"endpoint.").skip(1);
    let call = |endpoint: &str| {
        let name = endpoint.split('"').next().unwrap();
        let code = endpoint
            .split("<figcaption>Rust</figcaption><pre><code>")
            .nth(1)
            .unwrap();
        let code = code.split("</code>").next().unwrap();
        let code = code.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        (name.to_owned(), code.replace("&amp;", "&"))
    };
    endpoints.map(call).collect()
}

/// A call in a function; the comments say what the function is given.
fn function(module: &str, name: &str, call: &str) -> String {
    let mut text = format!("    fn {name}(\n        client: &bindery::blocking::Client<{module}::Api>,\n");
    for needed in call.lines().filter_map(|line| line.strip_prefix("// ")) {
        text.push_str(&format!("        {needed},\n"));
    }
    text.push_str("    ) -> Outcome {\n");
    for line in call.lines() {
        text.push_str(&format!("        {line}\n"));
    }
    text + "        Ok(())\n    }\n"
}

#[test]
fn every_call_is_one_that_is_compiled() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut vendors: Vec<String> = super::names(&root.join("specs"))
        .iter()
        .filter_map(|name| Some(name.strip_suffix(".yaml")?.to_owned()))
        .collect();
    vendors.sort();
    let mut text = HEAD.to_owned();
    for vendor in &vendors {
        let api: Value = serde_json::from_str(&shown(root, vendor, "json")).unwrap();
        let module = api["module"].as_str().unwrap();
        let calls = calls(&shown(root, vendor, "html"));
        let names: Vec<&str> = calls.iter().map(|(name, _)| name.as_str()).collect();
        let all = api["endpoints"].as_array().unwrap().iter();
        let all: Vec<&str> = all.map(|endpoint| endpoint["name"].as_str().unwrap()).collect();
        assert_eq!(names, all, "{vendor}: each endpoint has its call");
        let functions: Vec<String> = calls.iter().map(|(name, call)| function(module, name, call)).collect();
        text.push_str(&format!(
            "\n#[rustfmt::skip]\nmod {module} {{\n    use super::Outcome;\n    use bindery_vendors::{module};\n\n{}}}\n",
            functions.join("\n")
        ));
    }
    let file = root.join("tests/tests/show_calls.rs");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == text,
        "tests/tests/show_calls.rs is not what is shown now; with UPDATE_EXPECT=1 this test writes it"
    );
}
