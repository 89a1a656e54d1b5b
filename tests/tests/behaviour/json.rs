//! The one comparison of what was decoded with what came.

use bindery::Json;

/// How `encoded` differs from `came`. Null and missing count as the same, numbers by their texts; members that only
/// `came` has are not in `unknown` by accident: each must stand there, by its path.
pub fn differences(came: &Json, encoded: &Json, unknown: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    compare("", came, encoded, unknown, &mut found);
    found
}

fn compare(path: &str, came: &Json, encoded: &Json, unknown: &[&str], found: &mut Vec<String>) {
    match (came, encoded) {
        (Json::Object(came), Json::Object(encoded)) => {
            let null = Json::Null;
            for (name, value) in came {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                match encoded.get(name) {
                    Some(other) => compare(&path, value, other, unknown, found),
                    None if unknown.contains(&path.as_str()) => {}
                    None => compare(&path, value, &null, unknown, found),
                }
            }
            for (name, value) in encoded.iter().filter(|(name, _)| !came.contains_key(*name)) {
                compare(&format!("{path}.{name}"), &null, value, unknown, found);
            }
        }
        (Json::Array(came), Json::Array(encoded)) if came.len() == encoded.len() => {
            for (index, (came, encoded)) in came.iter().zip(encoded).enumerate() {
                compare(&format!("{path}[{index}]"), came, encoded, unknown, found);
            }
        }
        (Json::Number(came), Json::Number(encoded)) if came.as_str() == encoded.as_str() => {}
        (came, encoded) if came == encoded && came.as_number().is_none() => {}
        (came, encoded) => found.push(format!("{path}: came {came}, is {encoded}")),
    }
}

fn parse(text: &str) -> Json {
    bindery::json::from_str(text).unwrap()
}

#[test]
fn the_comparison_sees_what_matters() {
    let came = parse(r#"{"a": 1.50, "b": null, "c": [{"d": 1, "x": 2}], "e": "t"}"#);
    let same = parse(r#"{"a": 1.50, "c": [{"d": 1}], "e": "t", "f": null}"#);
    assert_eq!(differences(&came, &same, &["c[0].x"]), [""; 0]);
    assert_eq!(differences(&came, &same, &[]), ["c[0].x: came 2, is null"]);
    let other = parse(r#"{"a": 1.5, "b": 0, "c": [{"d": 1}], "e": null}"#);
    assert_eq!(
        differences(&came, &other, &["c[0].x"]),
        ["a: came 1.50, is 1.5", "b: came null, is 0", "e: came \"t\", is null"]
    );
}
