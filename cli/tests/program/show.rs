//! What `show` says of a spec: as a table, as JSON and as a page.

use super::{bindery, folder};
use base64::Engine as _;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Output;

/// A bit of everything.
pub(super) const SHOP: &str = r##"bindery: 1
vendor: shop
title: The Shop
sources: { docs: { url: "https://docs.shop.example/orders", read: 2026-11-21 } }
dialect: django
servers: { production: "https://api.shop.example" }
auth: { key: { header: X-Shop-Key, doc: The key of one shop. } }
types:
  State: { enum: [open, paid], doc: How far it is. }
models:
  Order:
    doc: An order.
    fields:
      id: { type: integer, read_only: true }
      total: { type: decimal, required: true, doc: What it costs. }
      note: { type: "string?", max_length: 80 }
      state: { type: State, inferred: samples only }
errors:
  key_missing: { status: 401, doc: No key was sent. }
endpoints:
  list_orders:
    get: /orders/
    doc: Lists orders.
    query:
      total: decimal comparable
      state: State choice
    returns: page<Order>
  create_order:
    post: /orders/
    body: Order
    returns: Order
    status: 201
"##;

fn show(folder: &Path, args: &[&str]) -> Output {
    bindery(folder).arg("show").args(args).output().unwrap()
}

pub(super) fn shown(spec: &str, args: &[&str]) -> String {
    let folder = folder(&[("shop.yaml", spec)]);
    let output = show(folder.path(), args);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), told.as_str()), (Some(0), ""));
    String::from_utf8(output.stdout).unwrap()
}

/// The words of the line that begins with a word.
fn line<'a>(text: &'a str, first: &str) -> Vec<&'a str> {
    let mut lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    lines
        .find(|words| words.first() == Some(&first))
        .unwrap_or_else(|| panic!("no line `{first}` in:\n{text}"))
}

#[test]
fn an_endpoint_has_every_name_on_the_wire() {
    let text = shown(SHOP, &["shop", "list_orders"]);
    assert_eq!(line(&text, "GET")[..3], ["GET", "/orders/", "list_orders"]);
    assert_eq!(line(&text, "total"), ["total", "exact", "decimal"]);
    assert_eq!(line(&text, "total__gte"), ["total__gte", "gte", "decimal"]);
    assert_eq!(line(&text, "state__in"), ["state__in", "in", "list<State>"]);
    assert_eq!(line(&text, "key_missing")[..3], ["key_missing", "401", "auth"]);
    assert!(
        text.contains("https://api.shop.example/orders/?total__gte=9.50&state=open&limit="),
        "{text}"
    );
    assert!(!text.contains("<dialect>"), "{text}");
}

#[test]
fn resolved_says_where_each_part_is_declared() {
    let text = shown(SHOP, &["shop", "list_orders", "--resolved"]);
    assert_eq!(
        line(&text, "total__gte"),
        ["total__gte", "gte", "decimal", "<dialect>/django.yaml:13"]
    );
    let at = SHOP
        .lines()
        .position(|line| line.contains("total: decimal comparable"))
        .unwrap()
        + 1;
    let declared = format!("specs/shop.yaml:{at}");
    assert_eq!(
        line(&text, "total"),
        ["total", "exact", "decimal", "the", "language", &declared]
    );
    let text = shown(SHOP, &["shop", "--resolved"]);
    assert_eq!(
        line(&text, "paging.read.items"),
        ["paging.read.items", "results", "<dialect>/django.yaml:40"]
    );
    assert_eq!(line(&text, "encoding"), ["encoding", "json", "the", "language"]);
}

#[test]
fn a_vendor_has_its_fields_by_direction() {
    let text = shown(SHOP, &["shop"]);
    assert_eq!(line(&text, "field"), ["field", "type", "read", "create"]);
    assert_eq!(line(&text, "id"), ["id", "integer", "●"]);
    assert_eq!(line(&text, "total")[..4], ["total", "decimal", "●", "●"]);
    assert_eq!(line(&text, "note")[..4], ["note", "string?", "○", "○"]);
    assert_eq!(
        line(&text, "state").join(" "),
        "state State ● ○ (inferred: samples only)"
    );
    assert!(
        text.lines()
            .all(|line| line.chars().count() <= 120 && !line.ends_with(' ')),
        "{text}"
    );
}

#[test]
fn json_is_the_descriptor() {
    let api: Value = serde_json::from_str(&shown(SHOP, &["shop", "--format", "json"])).unwrap();
    assert_eq!(api["format"], 1);
    assert_eq!(api["vendor"], "shop");
    assert_eq!(
        api["endpoints"][0]["filter"]["parameters"][0]["wire"][4]["name"],
        "total__gte"
    );
    let endpoint = shown(SHOP, &["shop", "create_order", "--format", "json"]);
    let mut endpoint: Value = serde_json::from_str(&endpoint).unwrap();
    assert_eq!(endpoint.as_object_mut().unwrap().remove("format"), Some(Value::from(1)));
    assert_eq!(endpoint, api["endpoints"][1]);
}

#[test]
fn an_unknown_endpoint_is_refused_with_one_that_is_like_it() {
    let folder = folder(&[("shop.yaml", SHOP)]);
    let output = show(folder.path(), &["shop", "list_order"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: `shop` has no endpoint `list_order`\n  help: did you mean `list_orders`?\n"
    );
}

#[test]
fn mistakes_are_told_instead() {
    let folder = folder(&[("shop.yaml", &SHOP.replace("page<Order>", "page<Ordr>"))]);
    let output = show(folder.path(), &["shop", "--format", "json"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("specs/shop.yaml:") && told.contains("Ordr") && told.contains("1 error"),
        "{told}"
    );
}

#[test]
fn a_folder_of_several_vendors_is_refused() {
    let other = SHOP.replace("vendor: shop", "vendor: store");
    let folder = folder(&[("shop.yaml", SHOP), ("store.yaml", &other)]);
    let output = show(folder.path(), &["specs"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("holds 2 vendors") && told.contains("`shop`, `store`"),
        "{told}"
    );
}

#[test]
fn a_file_is_written_and_keeps_no_colours() {
    let folder = folder(&[("shop.yaml", SHOP)]);
    let output = show(folder.path(), &["shop", "--color", "always", "--out", "shop.txt"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    let text = std::fs::read_to_string(folder.path().join("shop.txt")).unwrap();
    assert!(text.starts_with("The Shop  shop") && !text.contains('\u{1b}'), "{text}");
}

/// The values of an attribute.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn every_link_of_a_page_has_its_target_and_every_id_is_unique() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut pages = vec![shown(SHOP, &["shop", "--format", "html"])];
    for entry in std::fs::read_dir(specs).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "yaml") {
            let output = show(Path::new("."), &[path.to_str().unwrap(), "--format", "html"]);
            assert_eq!(output.status.code(), Some(0), "{}", path.display());
            pages.push(String::from_utf8(output.stdout).unwrap());
        }
    }
    assert!(pages.len() > 1);
    for page in pages {
        let all = values(&page, "id");
        let ids: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), ids.len(), "an id stands twice");
        for link in values(&page, "href").iter().filter_map(|link| link.strip_prefix('#')) {
            assert!(ids.contains(link), "`#{link}` leads nowhere");
        }
        assert!(
            values(&page, "src").is_empty()
                && !page.contains("<link")
                && !page.contains("@import")
                && !page.contains("url(")
        );
    }
}

#[test]
fn a_page_runs_its_own_script_and_no_other() {
    let page = shown(SHOP, &["shop", "--format", "html"]);
    let script = page
        .split("<script>")
        .nth(1)
        .and_then(|rest| rest.split("</script>").next())
        .unwrap();
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script));
    assert!(
        page.contains(&format!("script-src 'sha256-{hash}'")),
        "page.js has changed: put sha256-{hash} into POLICY of html.rs"
    );
    assert_eq!(page.matches("<script").count(), 1);
}

#[test]
fn every_text_of_a_page_is_escaped() {
    let hostile = r#"</style><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"#;
    let spec = SHOP
        .replace("The Shop", &format!("\"{hostile}\""))
        .replace("doc: Lists orders.", &format!("doc: \"{hostile}\""))
        .replace("doc: What it costs.", &format!("doc: \"`{hostile}`\""))
        .replace("inferred: samples only", &format!("inferred: \"{hostile}\""))
        .replace(
            "enum: [open, paid]",
            &format!("enum: {{ \"{hostile}\": first, paid: paid }}"),
        );
    let page = shown(&spec, &["shop", "--format", "html"]);
    assert!(
        page.contains("&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;"),
        "{page}"
    );
    assert_eq!(
        (page.matches("<script").count(), page.matches("</style>").count()),
        (1, 1)
    );
    assert!(!page.contains("<img"));
}

/// The first element of a page with these words, to its end.
fn element<'a>(page: &'a str, begin: &str, end: &str) -> &'a str {
    let rest = page.split_once(begin).unwrap_or_else(|| panic!("no `{begin}`")).1;
    rest.split_once(end).unwrap().0
}

#[test]
fn a_page_says_where_each_part_is_declared() {
    let page = shown(SHOP, &["shop", "--format", "html"]);
    let at = |text: &str| {
        let line = SHOP.lines().position(|line| line.contains(text)).unwrap() + 1;
        format!("title=\"Where it is declared\">specs/shop.yaml:{line}</span>")
    };
    let inherited = |line| {
        format!("<span class=\"at inherited\" title=\"Where it is declared\">&lt;dialect&gt;/django.yaml:{line}</span>")
    };
    for (begin, end, declared) in [
        ("<tr id=\"model.Order.total\"", "</tr>", at("What it costs.")),
        (
            "<tr id=\"endpoint.list_orders.query.state\"",
            "</tr>",
            at("state: State choice"),
        ),
        ("<tr id=\"error.key_missing\"", "</tr>", at("No key was sent.")),
        ("<dd id=\"auth.key\"", "</dd>", at("The key of one shop.")),
        ("read items</span>", "</li>", inherited(40)),
    ] {
        let found = element(&page, begin, end);
        assert!(found.contains(&declared), "{begin}: {declared} is not in {found}");
    }
    // A parameter leads to its lookups.
    let family = element(
        &page,
        "<article class=\"item small\" id=\"family.comparable\"",
        "</article>",
    );
    let lookup = element(family, "{field}__gte={value}", "</li>");
    assert!(lookup.contains(">&lt;dialect&gt;/django.yaml:13<"), "{lookup}");
    let settings = element(&page, "<section class=\"part\" id=\"settings\"", "</section>");
    let row = element(settings, "paging.read.items", "</tr>");
    assert!(
        row.contains("<code>results</code>") && row.contains(">&lt;dialect&gt;/django.yaml:40<"),
        "{row}"
    );
    assert!(element(settings, ">encoding<", "</tr>").contains(">the language<"));
}

#[test]
fn only_the_table_asks_where_parts_are_declared() {
    for format in ["html", "json"] {
        let args = ["shop", "--format", format];
        let resolved = [&args[..], &["--resolved"]].concat();
        assert_eq!(shown(SHOP, &resolved), shown(SHOP, &args), "{format}");
    }
}

#[test]
fn what_the_type_says_is_not_said_again() {
    let spec = SHOP.replace(
        "    fields:\n",
        "    fields:\n      mail: { type: \"email?\", max_length: 80, doc: Who pays. }\n      urls: list<uri>\n",
    );
    let text = shown(&spec, &["shop"]);
    assert_eq!(
        line(&text, "mail").join(" "),
        "mail email? ○ ○ Who pays. At most 80 characters."
    );
    assert_eq!(line(&text, "urls"), ["urls", "list<uri>", "●", "○"]);
    let page = shown(&spec, &["shop", "--format", "html"]);
    assert!(!page.contains("An e-mail address.") && !page.contains("A URI."));
    let json = shown(&spec, &["shop", "--format", "json"]);
    assert!(json.contains("\"ty_fact\": \"An e-mail address.\""), "{json}");
}

#[test]
fn a_page_is_of_a_whole_vendor() {
    let folder = folder(&[("shop.yaml", SHOP)]);
    let output = show(folder.path(), &["shop", "list_orders", "--format", "html"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_is_always_sent_is_said() {
    let spec = "bindery: 1
vendor: shop
sources: { docs: { url: https://docs.shop.example/orders, read: 2026-11-21 } }
servers: { production: https://api.shop.example }
headers: { Api-Version: { const: 2026-11-21 } }
models:
  Order: { fields: { id: integer read_only, kind: { const: card }, note: string } }
endpoints:
  create_order:
    post: /orders
    query: { format: { const: a b } }
    body: Order
    returns: Order
";
    let text = shown(spec, &["shop", "create_order"]);
    assert_eq!(line(&text, "Always"), ["Always", "sent", "3"]);
    assert_eq!(line(&text, "header"), ["header", "Api-Version", "2026-11-21"]);
    assert_eq!(line(&text, "query"), ["query", "format", "a", "b"]);
    assert_eq!(line(&text, "member"), ["member", "kind", "\"card\""]);
    assert!(text.contains("https://api.shop.example/orders?format=a%20b"), "{text}");
    let page = shown(spec, &["shop", "--format", "html"]);
    for said in [
        "Always sent",
        "<code>Api-Version</code>",
        "<code>&quot;card&quot;</code>",
    ] {
        assert!(page.contains(said), "no {said}");
    }
}
