use super::*;

const SPEC: &str = "bindery: 1
vendor: shop
sources: { docs: { url: https://docs.shop.example, read: 2026-11-21 } }
servers: { production: https://api.shop.example }
models:
  Order: { fields: { id: integer, note: string?, parts: list<Order> optional } }
  Free: { open: true, fields: { id: integer } }
paging: { send: { page: page }, read: { items: \"edges[*].node\" } }
endpoints:
  list_orders: { get: /orders, returns: page<Order> }
  get_order: { get: /order, returns: Order, status: [200, 204] }
  get_ids: { get: /ids, returns: { type: list<integer>, at: \"edges[*].node.id\" } }
  last_order: { get: /last, returns: { type: Order, at: \"rows[-1]\" } }
  get_free: { get: /free, returns: Free }
  look: { head: /look }
";

fn judge(endpoint: &str, status: Option<u16>, body: &[u8]) -> Result<Report, Obstacle> {
    let recorded = Recorded {
        path: "answer.json",
        body,
        status,
        headers: &[],
    };
    verify_texts(&[("shop.yaml", SPEC)], endpoint, &recorded)
}

fn report(endpoint: &str, body: &str) -> Report {
    judge(endpoint, None, body.as_bytes()).expect("a report")
}

/// Kind, path, how many of how many.
fn drifts(endpoint: &str, body: &str) -> Vec<(&'static str, String, usize, usize)> {
    let drifts = report(endpoint, body).drifts.into_iter();
    drifts.map(|it| (it.kind.name(), it.path, it.count, it.of)).collect()
}

#[test]
fn what_stands_behind_each_has_its_own_path() {
    let body = "{\"edges\": [{\"node\": {\"id\": 1}}, {}, {\"node\": {\"id\": null}}, {\"node\": 5}]}";
    let report = report("list_orders", body);
    assert_eq!(report.items, Some(3));
    let places: Vec<_> = report.drifts.iter().map(|it| (it.kind, it.paths.join(" "))).collect();
    assert_eq!(
        places,
        [
            (Kind::Null, "edges[2].node.id".to_owned()),
            (Kind::WrongType, "edges[3].node".to_owned())
        ]
    );
    let at = body.find("null").and_then(|at| u32::try_from(at).ok());
    assert_eq!(report.drifts.first().map(|it| it.span.start), at);
    assert_eq!(
        drifts(
            "get_ids",
            "{\"edges\": [{\"node\": {\"id\": 1}}, {\"node\": {\"id\": \"2\"}}]}"
        ),
        [("wrong_type", "edges[*].node.id[*]".to_owned(), 1, 2)]
    );
    assert_eq!(drifts("last_order", "{\"rows\": [5, {\"id\": 1}]}"), []);
    assert_eq!(
        drifts("last_order", "{\"rows\": []}").first().map(|it| it.0),
        Some("envelope")
    );
}

#[test]
fn the_same_in_many_items_is_told_once() {
    let items: Vec<String> = (0..50)
        .map(|index| {
            let id = if index % 5 == 0 {
                "null".to_owned()
            } else {
                index.to_string()
            };
            format!("{{\"node\": {{\"id\": {id}, \"parts\": [{{\"id\": {index}, \"x\": 1}}, {{\"id\": 0}}]}}}}")
        })
        .collect();
    let body = format!("{{\"edges\": [{}]}}", items.join(","));
    assert_eq!(
        drifts("list_orders", &body),
        [
            ("null", "edges[*].node.id".to_owned(), 10, 50),
            ("unknown_field", "edges[*].node.parts[*].x".to_owned(), 50, 100),
        ]
    );
    let first = report("list_orders", &body).drifts.remove(0);
    assert_eq!(
        first.paths,
        ["edges[0].node.id", "edges[5].node.id", "edges[10].node.id"]
    );
    assert_eq!(
        first.message,
        "`edges[*].node.id` is null in 10 of 50, where an integer is due"
    );
}

#[test]
fn an_open_model_takes_any_member() {
    assert_eq!(drifts("get_free", "{\"id\": 1, \"more\": [2]}"), []);
}

#[test]
fn answers_without_a_body() {
    assert!(judge("look", None, b"").expect("a report").drifts.is_empty());
    let gone = judge("get_order", Some(204), b"").expect("a report");
    assert!(gone.breaks());
    assert!(matches!(
        judge("get_order", Some(200), b""),
        Err(Obstacle::NotJson { .. })
    ));
}

#[test]
fn what_stands_in_the_way_is_told_apart() {
    let Err(Obstacle::UnknownEndpoint { near, known }) = judge("get_ordre", None, b"{}") else {
        panic!("an endpoint that is not there");
    };
    assert_eq!((near.as_deref(), known.len()), (Some("get_order"), 6));
    let Err(Obstacle::NotJson { span, message, .. }) = judge("get_order", None, b"{\"id\": 1, \"note\": \"\xFF\"}")
    else {
        panic!("no UTF-8");
    };
    assert_eq!(
        (span.start, message.as_str()),
        (19, "the answer is not UTF-8, as JSON has to be")
    );
    let deep = [b"[".repeat(200), b"]".repeat(200)].concat();
    assert!(matches!(judge("get_order", None, &deep), Err(Obstacle::NotJson { .. })));
    let recorded = Recorded {
        path: "answer.json",
        body: b"{}",
        status: None,
        headers: &[],
    };
    let wrong = verify_texts(
        &[("shop.yaml", SPEC.replace("id: integer", "id: intger"))],
        "get_order",
        &recorded,
    );
    let Err(Obstacle::Spec { diagnostics, .. }) = wrong else {
        panic!("a mistake in the spec");
    };
    assert!(
        diagnostics.iter().all(|it| it.code.name() == "unknown_type"),
        "{diagnostics:?}"
    );
}

#[test]
fn nothing_in_an_answer_panics() {
    let right = b"{\"edges\": [{\"node\": {\"id\": 1, \"note\": \"\\u00e9\", \"parts\": [{\"id\": 2}]}}]}";
    for at in 0..right.len() {
        for byte in [0, b'"', b'{', b'}', b'[', b',', b'\\', b'9', b'e', 0xC3, 0xFF] {
            let mut body = right.to_vec();
            if let Some(place) = body.get_mut(at) {
                *place = byte;
            }
            for body in [body.as_slice(), body.get(..at).unwrap_or_default()] {
                if let Ok(report) = judge("list_orders", None, body) {
                    for drift in &report.drifts {
                        assert!(!drift.message.is_empty() && !drift.message.contains('\n'));
                    }
                }
            }
        }
    }
}
