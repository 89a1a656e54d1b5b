//! How often a body is read, and that nothing in it can do harm.

use super::*;
use crate::endpoint::{decode, source, walk};

const DJANGO_BODY: &str =
    r#"{"count": 2, "next": null, "results": [{"id": 1}, {"id": 2, "name": "Eva"}], "other": [{}]}"#;
const NESTED_BODY: &str =
    r#"{"status": true, "success": {"code": "0051"}, "data": {"total": "2", "data": [{"id": 1}, {"id": 2}], "x": {}}}"#;
const GRAILS_BODY: &str = r#"{"paging": {"total": 2, "next": null}, "data": [{"id": 1}, {"id": 2}]}"#;

/// How often the items were loaded, and what the page says.
fn loads(spec: &'static EndpointSpec, body: &str) -> (usize, Page<()>) {
    let mut count = 0;
    let call = decode::Call {
        spec,
        status: 200,
        headers: &(),
        body: body.as_bytes(),
    };
    let page = decode::page(&call, &mut |reader| {
        count += 1;
        reader.array(&mut |reader| Customer::fresh().load(reader))
    });
    (count, page.unwrap_or_else(|_| panic!("{body}")))
}

#[test]
fn items_are_read_once_beside_flags_and_counts() {
    for (spec, body) in [
        (DjangoList::SPEC, DJANGO_BODY),
        (NestedList::SPEC, NESTED_BODY),
        (GrailsList::SPEC, GRAILS_BODY),
    ] {
        let (count, page) = loads(spec, body);
        assert_eq!((count, page.total), (1, Some(2)), "{body}");
    }
}

#[test]
fn a_walk_reaches_what_one_reading_can_reach() {
    let walkable = |paths: &[&[Step]]| walk::is_walkable(&paths.iter().map(|path| path.to_vec()).collect::<Vec<_>>());
    assert!(walkable(&[]) && walkable(&[&[]]));
    assert!(walkable(&[
        &[n("a"), n("b")],
        &[n("a"), n("c")],
        &[n("d"), Step::Index(1)]
    ]));
    assert!(!walkable(&[&[n("a")], &[n("a"), n("b")]]));
    assert!(!walkable(&[&[n("a")], &[n("b")], &[n("a")]]));
    assert!(!walkable(&[&[n("a"), Step::Last]]) && !walkable(&[&[Step::Each]]));
    assert!(!walkable(&[&[Step::Index(0)], &[n("a")]]));
}

#[test]
fn a_walk_hands_out_each_value_and_skips_the_rest() {
    let paths = [
        vec![n("a"), Step::Index(1), n("b")],
        vec![n("a"), Step::Index(0)],
        vec![n("c")],
        vec![n("none")],
    ];
    let body = br#"{"x": [{"a": 1}], "a": ["first", {"b": 7, "y": {}}, "third"], "c": null}"#;
    let mut seen = Vec::new();
    source::stream(body, &mut |reader: &mut dyn Reader| {
        walk::walk(&paths, reader, &mut |index, reader| {
            seen.push((index, reader.json()?));
            Ok(())
        })
    })
    .unwrap();
    let expected = ["\"first\"", "7", "null"].map(|text| source::parse(text.as_bytes()).unwrap());
    assert_eq!(seen, [1, 0, 2].into_iter().zip(expected).collect::<Vec<_>>());
}

#[test]
fn bodies_with_one_byte_changed_or_gone_end_in_a_value_or_a_failure() {
    for whole in [DJANGO_BODY, NESTED_BODY, GRAILS_BODY] {
        for at in 0..whole.len() {
            for other in [
                &b""[..],
                b"{",
                b"[",
                b"]",
                b"}",
                b"\"",
                b"\\",
                b",",
                b"0",
                b"-",
                b"\xff",
            ] {
                let mut body = whole.as_bytes().to_vec();
                body.splice(at..=at, other.iter().copied());
                for status in [200, 400] {
                    let failures = [
                        DjangoList::decode(status, &(), &body)
                            .err()
                            .map(|failure| failure.to_string()),
                        NestedList::decode(status, &(), &body)
                            .err()
                            .map(|failure| failure.to_string()),
                        GrailsList::decode(status, &(), &body)
                            .err()
                            .map(|failure| failure.to_string()),
                    ];
                    assert!(status == 200 || failures.iter().all(Option::is_some));
                    assert!(
                        failures.iter().flatten().all(|line| !line.contains('\n')),
                        "{failures:?}"
                    );
                }
            }
        }
    }
}
