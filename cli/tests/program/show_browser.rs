//! The page in a real browser: what a search hides. Skips where there is none, unless `BINDERY_REQUIRE_BROWSER` is set.

use super::show::{SHOP, shown};
use std::io::Write as _;
use std::process::Command;
use std::sync::Once;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

static SKIPPED: Once = Once::new();

/// The page as it is after its script has run; `None`: there is no browser.
fn dump(fragment: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("shop.html");
    std::fs::write(&page, shown(SHOP, &["shop", "--format", "html"])).unwrap();
    let url = format!("file://{}{fragment}", page.display());
    for browser in BROWSERS {
        let output = Command::new(browser)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-sync",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--dump-dom",
            ])
            .args(["--timeout=20000", "--virtual-time-budget=2000"])
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .arg(&url)
            .output();
        if let Ok(output) = output
            && output.status.success()
        {
            return Some(String::from_utf8(output.stdout).unwrap());
        }
    }
    let missing = "there is no Chromium; the page is not tried in a browser";
    assert!(std::env::var_os("BINDERY_REQUIRE_BROWSER").is_none(), "{missing}");
    // Once, and past the test harness, which keeps what a test that passes prints.
    SKIPPED.call_once(|| {
        let _ = writeln!(std::io::stderr(), "skipped: {missing}");
    });
    None
}

/// Whether the element of an id is hidden.
fn hidden(page: &str, id: &str) -> bool {
    let tag = page.split('<').find(|tag| tag.contains(&format!(" id=\"{id}\"")));
    let tag = tag
        .and_then(|tag| tag.split('>').next())
        .unwrap_or_else(|| panic!("no `{id}`"));
    tag.split_whitespace()
        .any(|word| word.trim_end_matches("=\"\"") == "hidden")
}

#[test]
fn a_search_hides_what_is_not_like_it() {
    let (Some(all), Some(found), Some(none)) = (dump(""), dump("#q=TOTAL__gte"), dump("#q=nosuch%20thing")) else {
        return;
    };
    let is = |page: &str| {
        let ids = [
            "endpoint.list_orders",
            "endpoint.list_orders.query.total",
            "endpoint.list_orders.query.state",
            "endpoint.create_order",
            "models",
            "nothing",
        ];
        ids.map(|id| hidden(page, id))
    };
    assert_eq!(is(&all), [false, false, false, false, false, true]);
    assert_eq!(is(&found), [false, false, true, true, true, true]);
    assert!(found.contains(">1 match<"), "the count is told");
    assert_eq!(is(&none), [true, true, true, true, true, false]);
    assert!(!hidden(&all, "search"), "the script ran");
}
