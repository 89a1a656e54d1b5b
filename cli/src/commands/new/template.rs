//! The text of a new spec.
//!
//! Input: the vendor, the folder of specs, the pages. Output: YAML. **Invariant:** no holes but the words below, each a whole word
//! of the template.

use bindery::Instant;
use bindery_codegen::dialects::DIALECTS;
use std::path::Path;
use std::time::SystemTime;

const TEMPLATE: &str = include_str!("template.yaml");

/// The spec.
pub fn text(vendor: &str, specs: &Path, urls: &[String]) -> String {
    let host = vendor.replace('_', "-");
    let host = host.trim_end_matches('-');
    let dialects: Vec<&str> = DIALECTS.iter().map(|(name, _)| *name).collect();
    let body = TEMPLATE
        .replace("VENDOR", vendor)
        .replace("TITLE", &title(vendor))
        .replace("HOST", host)
        .replace("DIALECTS", &dialects.join(", "));
    // Last: a URL is the caller's, and no template.
    head(vendor, specs) + &body.replace("SOURCES\n", &sources(host, urls, &today()))
}

/// What an editor reads first, and what a person does.
fn head(vendor: &str, specs: &Path) -> String {
    let schema = if specs.join("schema.json").is_file() {
        "# yaml-language-server: $schema=schema.json\n".to_owned()
    } else {
        let specs = specs.display();
        format!(
            "# For completion in an editor: `bindery schema > {specs}/schema.json`, and as the first line here\n\
             # `# yaml-language-server: $schema=schema.json`\n"
        )
    };
    format!("{schema}# The API of {vendor}, as its pages tell it. Everything below is an example: replace it.\n")
}

fn sources(host: &str, urls: &[String], today: &str) -> String {
    let invented = [format!("https://docs.{host}.example/orders")];
    let urls = if urls.is_empty() { &invented } else { urls };
    let mut text = String::new();
    for (at, url) in urls.iter().enumerate() {
        let name = if at == 0 {
            "docs".to_owned()
        } else {
            format!("docs_{}", at + 1)
        };
        text.push_str(&format!("  {name}: {{ url: {}, read: {today} }}\n", in_quotes(url)));
    }
    text
}

/// A text inside `{ }`: in quotes where YAML would cut it apart.
fn in_quotes(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/.-_~?=&%+@:".contains(c);
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic());
    if starts && text.chars().all(plain) && !text.ends_with(':') {
        return text.to_owned();
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    let one_line: String = escaped.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{one_line}\"")
}

/// `my_shop` is `My Shop`.
fn title(vendor: &str) -> String {
    let words = vendor.split('_').filter(|word| !word.is_empty()).map(|word| {
        let mut chars = word.chars();
        let first = chars.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(chars).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The date in UTC.
fn today() -> String {
    let now = Instant::from(SystemTime::now()).civil();
    now.map_or_else(
        || "1970-01-01".to_owned(), // the clock is beyond the calendar
        |now| format!("{:04}-{:02}-{:02}", now.year, now.month, now.day),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_texts_in_quotes() {
        assert_eq!(title("my_shop2"), "My Shop2");
        assert_eq!(in_quotes("https://a.example/x?y=1"), "https://a.example/x?y=1");
        assert_eq!(in_quotes("https://a.example/x#y"), "\"https://a.example/x#y\"");
        assert_eq!(in_quotes("a\"b\\\n"), "\"a\\\"b\\\\ \"");
    }

    #[test]
    fn every_hole_is_filled() {
        let text = text("my_shop", Path::new("none"), &["https://a.example/SOURCES".to_owned()]);
        for hole in ["VENDOR", "TITLE", "HOST", "DIALECTS"] {
            assert!(!text.contains(hole), "{hole}");
        }
        assert_eq!(text.matches("SOURCES").count(), 1); // the caller's
        assert!(text.contains("(django, grails, laravel)"));
        assert!(text.contains("https://api.my-shop.example/v1"));
    }
}
