//! The rules and formats of values: what `validate()` says of what was read.
//!
//! Input: a value that was read. Output: the rules it breaks. **Invariant:** formats are the runtime's own checks.

use super::Broken;
use super::leaf::Leaf;
use crate::ir::Pattern;
use crate::lower::number;
use crate::lower::value::Core;
use crate::yaml::Node;
use bindery::scalar;
use bindery_attributes::common::{Format, Rule};

/// The rules that a scalar breaks.
pub(super) fn broken(leaf: &Leaf<'_>, node: &Node) -> Vec<Broken> {
    let Some(text) = node.text() else { return Vec::new() };
    let mut found = Vec::new();
    match leaf.core {
        Core::Text => of_text(text, leaf.rules, &mut found),
        Core::Integer | Core::Number | Core::Decimal => of_number(text, leaf.rules, &mut found),
        Core::Date | Core::DateTime | Core::Time => {
            found.extend(of_time(leaf, text));
            of_text(text, leaf.rules, &mut found);
        }
        Core::Boolean | Core::Json | Core::Enum { .. } | Core::Model(_) => {}
    }
    found
}

/// The rules that a list or map breaks by its size.
pub(super) fn broken_count(count: usize, rules: &[Rule]) -> Vec<Broken> {
    let words = |bound: &usize, word: &str, key: &str| format!("has {}, {word} {bound} of `{key}`", items(count));
    let broken = rules.iter().filter_map(|rule| match rule {
        Rule::MinItems(least) if count < *least => Some(Broken {
            rule: "min_items",
            words: words(least, "fewer than the", "min_items"),
        }),
        Rule::MaxItems(most) if count > *most => Some(Broken {
            rule: "max_items",
            words: words(most, "more than the", "max_items"),
        }),
        _ => None,
    });
    broken.collect()
}

fn items(count: usize) -> String {
    format!("{count} item{}", if count == 1 { "" } else { "s" })
}

fn of_text(text: &str, rules: &[Rule], found: &mut Vec<Broken>) {
    let length = text.chars().count();
    for rule in rules {
        let broken = match rule {
            Rule::MinLength(least) if length < *least => (
                "min_length",
                format!("is shorter than the {least} characters of `min_length`"),
            ),
            Rule::MaxLength(most) if length > *most => (
                "max_length",
                format!("is longer than the {most} characters of `max_length`"),
            ),
            Rule::Pattern(pattern) if regex_lite::Regex::new(pattern).is_ok_and(|regex| !regex.is_match(text)) => {
                ("pattern", format!("does not match the pattern `{pattern}`"))
            }
            Rule::Format(format) => {
                let (format, name, words) = runtime(*format);
                if format.accepts(text) {
                    continue;
                }
                (name, format!("is no {words}"))
            }
            _ => continue,
        };
        found.push(Broken {
            rule: broken.0,
            words: broken.1,
        });
    }
}

fn runtime(format: Format) -> (bindery::rule::Format, &'static str, &'static str) {
    use bindery::rule::Format as Own;
    match format {
        Format::Email => (Own::Email, "email", "e-mail address"),
        Format::Uri => (Own::Uri, "uri", "absolute URI"),
        Format::Uuid => (Own::Uuid, "uuid", "UUID"),
        Format::Base64 => (Own::Base64, "base64", "base64"),
        Format::HexColor => (Own::HexColor, "hex_color", "color such as `#a1b2c3`"),
    }
}

fn of_number(text: &str, rules: &[Rule], found: &mut Vec<Broken>) {
    let Some(value) = number(text) else { return };
    for rule in rules {
        let (rule, words) = match rule {
            Rule::Minimum(bound) if number(bound).is_some_and(|bound| value < bound) => {
                ("minimum", format!("is below the minimum of {bound}"))
            }
            Rule::Maximum(bound) if number(bound).is_some_and(|bound| value > bound) => {
                ("maximum", format!("is above the maximum of {bound}"))
            }
            _ => continue,
        };
        found.push(Broken { rule, words });
    }
}

/// A date or time in the spelling of its type.
fn of_time(leaf: &Leaf<'_>, text: &str) -> Option<Broken> {
    let what = match leaf.core {
        Core::Date => "date",
        Core::Time => "time",
        _ => "date and time",
    };
    let (valid, such_as) = match &leaf.spelling {
        None => match leaf.core {
            Core::Date => (scalar::is_date(text), " such as 2026-01-31".to_owned()),
            Core::Time => (scalar::is_time(text), " such as 18:30:00".to_owned()),
            _ => (scalar::is_date_time(text), " such as 2026-01-31T10:00:00Z".to_owned()),
        },
        Some(Pattern::Unix) => (
            scalar::Pattern::Unix.is_date_time(text),
            " in seconds since 1970".to_owned(),
        ),
        Some(Pattern::UnixMillis) => (
            scalar::Pattern::UnixMillis.is_date_time(text),
            " in milliseconds since 1970".to_owned(),
        ),
        Some(Pattern::Rfc2822) => (
            scalar::Pattern::Rfc2822.is_date_time(text),
            " such as Sat, 31 Jan 2026 10:00:00 +0000".to_owned(),
        ),
        Some(Pattern::Strftime { pattern, .. }) => {
            (scalar::is_spelled(pattern, text), format!(" of the form `{pattern}`"))
        }
    };
    (!valid).then(|| Broken {
        rule: "well_formed",
        words: format!("is no {what}{such_as}"),
    })
}
