//! A user's crate without a build script under `cargo`: what is compiled anew, and what is told of a broken spec.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests are tests, too"
)]

mod copy;

use copy::{Copy, succeeded};

/// What the crate prints, or what the compiler says.
fn run(copy: &Copy) -> Result<String, String> {
    let output = copy.cargo("run");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    if output.status.success() {
        return Ok(text(output.stdout));
    }
    Err(text(output.stderr))
}

/// One test, since each step builds on the one before.
#[test]
fn specs_change() {
    let copy = Copy::new("inline", "copy");
    assert_eq!(run(&copy).unwrap(), "GET /orders?total%5Bgte%5D=10.50&limit=20\n");

    // A dialect of the user's own counts, too: nothing but it changes.
    let house = copy.read("specs/dialects/house.yaml");
    copy.write("specs/dialects/house.yaml", &house.replace("[gte]", "[from]"));
    assert_eq!(run(&copy).unwrap(), "GET /orders?total%5Bfrom%5D=10.50&limit=20\n");

    let shop = copy.read("specs/shop.yaml");

    // Every mistake, with the lines of the spec, at the place of the call.
    copy.write(
        "specs/shop.yaml",
        &shop
            .replace("note: string?", "note: strin?")
            .replace("placed_at: date-time bounds", "placed_at: date-time bunds"),
    );
    let stderr = run(&copy).unwrap_err();
    let expected = "\
error: unknown_type: there is no type or model `strin`
         --> specs/shop.yaml:17:13
          |
       17 |       note: strin?
          |             ^^^^^ unknown
          |
          = help: did you mean `string`?
 --> src/main.rs:4:25
  |
4 | bindery_inline::vendor!(\"specs/shop.yaml\");
  |                         ^^^^^^^^^^^^^^^^^
";
    assert!(stderr.contains(expected), "{stderr}");
    assert!(
        stderr.contains("error: unknown_lookup: there is no lookup or family `bunds`\n"),
        "{stderr}"
    );

    // A warning is printed, and again where nothing is compiled; the crate denies warnings, and is compiled all the same.
    copy.write(
        "specs/shop.yaml",
        &shop.replace("models:", "models:\n  Spare: { fields: { id: integer } }\n"),
    );
    for _ in 0..2 {
        let output = copy.check();
        succeeded(&output);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(
            stderr.contains("warning[unused]: ") && stderr.contains("specs/shop.yaml:"),
            "{stderr}"
        );
    }
}
